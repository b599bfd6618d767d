//! Mappings that are kept: who imports the next file with the same columns is offered what was said of the last one.

use std::{fmt::Write as _, path::Path};

use crate::{
    lead::Day,
    library::import::{Mapping, TableMapping},
    model::file::write_atomically,
};

/// Before the mapping in its file: the day on which it was used last.
const HEAD: &str = "// Used for an import on ";

/// The name of the file for tables with these columns, whatever their order.
fn name(columns: &[&str]) -> String {
    let mut columns: Vec<&str> = columns.iter().map(|column| column.trim()).collect();
    columns.sort_unstable();
    // FNV-1a: the same on every machine and in every version.
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in columns.iter().flat_map(|column| column.bytes().chain([0])) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    format!("{hash:016x}.ron")
}

/// What was made of a table with these columns, and when. What can't be read is as good as nothing: it is only an offer.
pub fn find(folder: &Path, columns: &[&str]) -> Option<(Day, TableMapping)> {
    let text = std::fs::read_to_string(folder.join(name(columns))).ok()?;
    let day = text.strip_prefix(HEAD)?.lines().next()?.trim().parse().ok()?;
    let mapping = Mapping::parse(&text).ok()?.tables.into_iter().next()?;
    // Another table may have the same name by chance.
    let has = |name: &str| columns.iter().any(|column| column.trim() == name.trim());
    mapping.columns.iter().all(|mapped| has(&mapped.column)).then_some((day, mapping))
}

/// Keeps what was made of a table.
pub fn keep(folder: &Path, columns: &[&str], mapping: &TableMapping, day: Day) -> Result<(), String> {
    let mut text = String::new();
    let _infallible = writeln!(text, "{HEAD}{day}");
    text.push_str(&Mapping::new(vec![mapping.clone()]).to_text());
    std::fs::create_dir_all(folder).map_err(|err| err.to_string())?;
    write_atomically(&folder.join(name(columns)), text.as_bytes(), false).map_err(|err| err.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::import::{ColumnMapping, Role};

    #[test]
    fn a_mapping_is_found_again_by_its_columns_whatever_their_order() {
        let folder = tempfile::tempdir().expect("a folder");
        let column = |name: &str, role| ColumnMapping { column: name.to_owned(), role, ..ColumnMapping::default() };
        let columns = vec![column("Email", Role::Key), column("Stage", Role::Outcome)];
        let mapping = TableMapping { columns, won: vec!["Won".to_owned()], ..TableMapping::default() };
        let day: Day = "2026-11-03".parse().expect("a day");
        assert_eq!(find(folder.path(), &["Email", "Stage"]), None);
        keep(folder.path(), &["Email", "Stage"], &mapping, day).expect("kept");
        assert_eq!(find(folder.path(), &["Stage", " Email"]), Some((day, mapping)));
        assert_eq!(find(folder.path(), &["Email", "Stage", "City"]), None, "another table");
        assert_ne!(name(&["ab", "c"]), name(&["a", "bc"]));
    }

    #[test]
    fn what_cannot_be_read_is_not_offered() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join(name(&["A"])), format!("{HEAD}2026-11-03\nnonsense")).expect("written");
        assert_eq!(find(folder.path(), &["A"]), None);
    }
}
