//! Tables of text: names to the left, numbers to the right.

use std::io::{self, Write};

/// Writes rows in columns as wide as their widest cell. The first column is to the left, and any that has no number in it.
pub fn write(out: &mut dyn Write, header: &[&str], rows: &[Vec<String>]) -> io::Result<()> {
    let cell = |row: &Vec<String>, column: usize| row.get(column).cloned().unwrap_or_default();
    let width = |column: usize| {
        let cells = rows.iter().map(|row| cell(row, column).chars().count());
        cells.chain([header[column].chars().count()]).max().unwrap_or(0)
    };
    let is_number =
        |text: &str| text.is_empty() || text.trim_start_matches(['+', '−']).starts_with(|c: char| c.is_ascii_digit());
    let widths: Vec<usize> = (0..header.len()).map(width).collect();
    let numbers: Vec<bool> =
        (0..header.len()).map(|column| column > 0 && rows.iter().all(|row| is_number(&cell(row, column)))).collect();
    let header = header.iter().map(|text| (*text).to_owned()).collect();
    for row in std::iter::once(&header).chain(rows) {
        let mut line = String::new();
        for (column, (width, is_number)) in widths.iter().zip(&numbers).enumerate() {
            let text = cell(row, column);
            // By characters, as `format!` counts them.
            let padded = if *is_number { format!("{text:>width$}") } else { format!("{text:<width$}") };
            line.push_str("  ");
            line.push_str(&padded);
        }
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_left_and_numbers_right() {
        let row = |cells: &[&str]| cells.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        let mut out = Vec::new();
        let rows = [row(&["Sales now", "9", "+1", "kept"]), row(&["Ärger", "1,200", "", "a day late"])];
        write(&mut out, &["Route", "leads", "change", "promise"], &rows).expect("a vector takes all");
        assert_eq!(
            String::from_utf8(out).expect("UTF-8"),
            "  Route      leads  change  promise\n  Sales now      9      +1  kept\n  Ärger      1,200          a day late\n"
        );
    }
}
