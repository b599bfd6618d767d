//! Which of the first rows of a text names the columns: a row above it may group them, one below may name their types.
//!
//! In doubt it is the first: a row that is taken for no lead is lost.

use crate::{
    lead::fold,
    library::import::{
        names::{CREATED, MAY_BE_KEYS, Name},
        value,
    },
};

/// What stands in a row of types.
const TYPES: &[&str] = &[
    "text",
    "string",
    "str",
    "varchar",
    "char",
    "number",
    "numeric",
    "integer",
    "int",
    "bigint",
    "int64",
    "float",
    "float64",
    "double",
    "decimal",
    "currency",
    "percent",
    "date",
    "datetime",
    "date/time",
    "timestamp",
    "time",
    "boolean",
    "bool",
    "yes/no",
    "checkbox",
    "picklist",
    "dropdown",
    "enum",
    "enumeration",
    "email",
    "phone",
    "url",
];
/// So many rows below must show that they are not named by the first.
const LEAST_BELOW: usize = 2;

/// Where the header of a text is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Head {
    /// Rows above it.
    pub above: u64,
    /// The row below it names types.
    has_types: bool,
    pub note: Option<String>,
}

impl Head {
    /// Of the first rows, trimmed, with their lines.
    pub fn of(rows: &[(u64, Vec<String>)]) -> Self {
        let [(line, first), (next_line, second), below @ ..] = rows else { return Self::default() };
        let below: Vec<&[String]> =
            below.iter().map(|(_, row)| row.as_slice()).filter(|row| row.len() == second.len()).collect();
        if first.len() != second.len() || below.len() < LEAST_BELOW {
            return Self::default();
        }
        if is_group(first) && are_names(second) && differ(second, &below) {
            let note = format!("its header was found in line {next_line}; line {line} only groups the columns");
            return Self { above: 1, has_types: false, note: Some(note) };
        }
        if are_types(second) && !are_types(first) && !below.iter().any(|row| are_types(row)) {
            let list: Vec<String> = second.iter().take(3).map(|cell| format!("“{cell}”")).collect();
            let note =
                format!("line {next_line} names the types of the columns ({}), and was left out", list.join(", "));
            return Self { above: 0, has_types: true, note: Some(note) };
        }
        Self::default()
    }

    /// Down to the first row that is a lead.
    pub fn rows(&self) -> u64 {
        self.above + 1 + u64::from(self.has_types)
    }
}

/// Names over several columns leave blanks; one blank is a column without a name.
fn is_group(row: &[String]) -> bool {
    let blank = row.iter().filter(|cell| cell.is_empty()).count();
    blank > 1 && blank * 3 >= row.len()
}

/// All have a name, no two the same, and one of them is what every such table has.
fn are_names(row: &[String]) -> bool {
    let is_name = |cell: &String| cell.starts_with(char::is_alphabetic) && cell.len() <= 60 && !has_type(cell);
    let differ = row.iter().map(|cell| fold(cell)).collect::<std::collections::HashSet<_>>().len() == row.len();
    let is_known = |cell: &String| {
        let name = Name::new(cell);
        name.rank(CREATED).is_some() || MAY_BE_KEYS.iter().any(|list| name.rank(list).is_some())
    };
    differ && row.iter().all(is_name) && row.iter().any(is_known)
}

/// In some column all values below are numbers, dates or addresses, which its name is not.
fn differ(names: &[String], below: &[&[String]]) -> bool {
    (0..names.len()).any(|column| {
        let mut values = below.iter().map(|row| &row[column]).filter(|cell| !cell.is_empty()).peekable();
        values.peek().is_some() && values.all(|cell| has_type(cell))
    })
}

fn has_type(cell: &str) -> bool {
    cell.contains('@')
        || [false, true]
            .iter()
            .any(|style| value::number(cell, *style).is_some() || value::moment(cell, *style).is_some())
}

fn are_types(row: &[String]) -> bool {
    row.len() > 1 && row.iter().all(|cell| TYPES.contains(&fold(cell).as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(text: &str) -> (u64, u64) {
        let rows: Vec<(u64, Vec<String>)> =
            (1..).zip(text.lines()).map(|(line, row)| (line, row.split(',').map(str::to_owned).collect())).collect();
        let head = Head::of(&rows);
        assert_eq!(head.note.is_some(), head != Head::default(), "what is left out is told");
        (head.above, head.rows())
    }

    #[test]
    fn a_row_that_groups_columns_or_names_types_is_no_header_and_no_lead() {
        assert_eq!(head("Contact,,Company,\nEmail,First name,Name,Employees\na@x,A,B,5\nb@x,A,B,6"), (1, 2));
        assert_eq!(head("Email,Name,Size\nText,text,Number\na@x,A,5\nb@x,B,6"), (0, 2));
    }

    #[test]
    fn in_doubt_the_first_row_is_the_header() {
        for text in [
            "Email,Name,Size\na@x,A,5\nb@x,B,6",
            ",Email,Size\n0,a@x,5\n1,b@x,6",
            ",Name,,Size\nAnna,Berg,x,about 5\nBen,Tal,y,6\nCleo,See,z,7",
            "Contact,,Company,\nEmail,First name,Name,Employees\na@x,A,B,5",
            "Contact,,Company,\nEmail,First name,Name,Town\nAnna,A,B,C\nBen,A,B,D",
            "Contact,,Company,\nEmail,Name,Name,Employees\na@x,A,B,5\nb@x,A,B,6",
            "Field,Type\nText,Number\nDate,Text\nText,Text",
            "Email,Name,Size\nText,Anna,Number\na@x,A,5\nb@x,B,6",
        ] {
            assert_eq!(head(text), (0, 1), "{text}");
        }
    }
}
