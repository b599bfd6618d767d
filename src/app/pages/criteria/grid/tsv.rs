//! Tab-separated text as Excel, LibreOffice and Google Sheets put it on the clipboard: a field with a tab, a line break or a
//! quote in it stands in quotes, quotes within are doubled. (The `csv` crate leaves empty lines out; in a column of values an
//! empty line is an empty cell, and what comes after it must not move up.)

/// A line of fields, and the number of the line of the text on which it begins, from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    pub line: usize,
    pub fields: Vec<String>,
}

impl Record {
    pub fn is_blank(&self) -> bool {
        self.fields.iter().all(|field| field.trim().is_empty())
    }
}

/// The records of a text; empty lines at its end say nothing.
pub fn read(text: &str) -> Vec<Record> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut records = Vec::new();
    let (mut rest, mut line) = (text.as_str(), 1);
    while !rest.is_empty() {
        let (mut record, begun) = (Record { line, fields: Vec::new() }, rest);
        loop {
            let (field, after) = field(rest);
            record.fields.push(field);
            let ends_line = after.starts_with('\n');
            rest = after.get(1..).unwrap_or_default();
            if ends_line || after.is_empty() {
                break;
            }
        }
        line += begun[..begun.len() - rest.len()].matches('\n').count();
        records.push(record);
    }
    while records.last().is_some_and(Record::is_blank) {
        records.pop();
    }
    records
}

/// One field, and what comes after it: a tab, a line break or nothing.
fn field(text: &str) -> (String, &str) {
    quoted_field(text).unwrap_or_else(|| {
        let end = text.find(['\t', '\n']).unwrap_or(text.len());
        (text[..end].to_owned(), &text[end..])
    })
}

/// A field in quotes; `None` where a quote is only a sign that the text begins with.
fn quoted_field(text: &str) -> Option<(String, &str)> {
    let mut rest = text.strip_prefix('"')?;
    let mut field = String::new();
    loop {
        let end = rest.find('"')?;
        field.push_str(&rest[..end]);
        rest = &rest[end + 1..];
        match rest.chars().next() {
            Some('"') => {
                field.push('"');
                rest = &rest[1..];
            }
            None | Some('\t' | '\n') => return Some((field, rest)),
            Some(_) => return None,
        }
    }
}

/// A line of fields, ended.
pub fn write<'a>(fields: impl IntoIterator<Item = &'a str>) -> String {
    let fields: Vec<String> = fields.into_iter().map(quoted).collect();
    format!("{}\n", fields.join("\t"))
}

fn quoted(field: &str) -> String {
    if field.contains(['\t', '\n', '\r', '"']) {
        format!("\"{}\"", field.replace('"', "\"\""))
    } else {
        field.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn rows(text: &str) -> Vec<Vec<String>> {
        read(text).into_iter().map(|record| record.fields).collect()
    }

    #[test]
    fn what_spreadsheets_write_is_read() {
        // Excel ends lines with CR LF and the last one too; Google Sheets writes LF and no last end.
        assert_eq!(rows("a\t1\r\nb\t2\r\n"), [["a", "1"], ["b", "2"]]);
        assert_eq!(rows("a\t1\nb\t2"), [["a", "1"], ["b", "2"]]);
        assert_eq!(rows("\"two\nlines\"\t\"a \"\"word\"\"\"\n"), [["two\nlines", "a \"word\""]]);
        assert_eq!(rows("\"with\ttab\"\tx"), [["with\ttab", "x"]]);
        assert_eq!(rows("1\n\n3\n\n"), [["1"], [""], ["3"]], "an empty cell keeps its place");
        assert_eq!(rows("\"big\" deals\tx"), [["\"big\" deals", "x"]], "a quote may be only a quote");
        assert_eq!(rows("\"open\tx"), [["\"open", "x"]]);
        assert_eq!(rows("a\t"), [["a", ""]]);
        assert_eq!(rows(""), Vec::<Vec<String>>::new());
        let lines: Vec<usize> = read("a\n\n\"b\nb\"\nc").iter().map(|record| record.line).collect();
        assert_eq!(lines, [1, 2, 3, 5]);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(
            rows in prop::collection::vec(prop::collection::vec("[a-z\"\t\n ,−é]{0,6}", 3), 1..5)
        ) {
            let text: String = rows.iter().map(|row| write(row.iter().map(String::as_str))).collect();
            let mut read: Vec<Vec<String>> = read(&text).into_iter().map(|record| record.fields).collect();
            // Rows of blanks at the end are left out, as empty lines are.
            read.resize(rows.len(), vec![String::new(); 3]);
            for (read, row) in read.iter().zip(&rows) {
                let is_blank = row.iter().all(|field| field.trim().is_empty());
                prop_assert!(read == row || is_blank, "{read:?} {row:?}");
            }
        }
    }
}
