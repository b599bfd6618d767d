//! Which of the first rows of a text names the columns: a row above it may group them, one below may name their types.
//!
//! In doubt it is the first: a row that is taken for no lead is lost.

use crate::{
    lead::{fold, trim_fold},
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
    /// What that row says of groups.
    groups: Vec<String>,
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
        if is_group(first) && are_names(&named_apart(first, second, &below), second) && differ(second, &below) {
            let note = format!("its header was found in line {next_line}; line {line} only groups the columns");
            return Self { above: 1, has_types: false, groups: first.clone(), note: Some(note) };
        }
        if name_types(first, second, &below) {
            let note = types_note(&format!("line {next_line}"), second);
            return Self { above: 0, has_types: true, groups: Vec::new(), note: Some(note) };
        }
        Self::default()
    }

    /// The names of the columns, those that are there twice with their group.
    pub fn named(&self, names: Vec<String>) -> Vec<String> {
        by_group(&self.groups, &names).unwrap_or(names)
    }

    /// Down to the first row that is a lead.
    pub fn rows(&self) -> u64 {
        self.above + 1 + u64::from(self.has_types)
    }
}

/// What is said of a row of types.
pub(super) fn types_note(row: &str, types: &[String]) -> String {
    let list: Vec<String> = types.iter().take(3).map(|cell| format!("“{cell}”")).collect();
    format!("{row} names the types of the columns ({}), and was left out", list.join(", "))
}

/// “Contact: Name” and “Company: Name”, where the row above tells apart what has one name; `None` where there is nothing to
/// tell apart, or it does not.
pub(super) fn by_group(groups: &[String], names: &[String]) -> Option<Vec<String>> {
    let folded: Vec<String> = names.iter().map(|name| trim_fold(name)).collect();
    let is_there_twice = |name: &String| !name.is_empty() && folded.iter().filter(|other| *other == name).count() > 1;
    if !folded.iter().any(is_there_twice) {
        return None;
    }
    let mut group = "";
    let mut named = Vec::with_capacity(names.len());
    for (column, name) in names.iter().enumerate() {
        group = groups.get(column).map(|group| group.trim()).filter(|group| !group.is_empty()).unwrap_or(group);
        let is_told = !group.is_empty() && is_there_twice(&folded[column]);
        named.push(if is_told { format!("{group}: {}", name.trim()) } else { name.clone() });
    }
    all_differ(named.iter().filter(|name| !name.trim().is_empty())).then_some(named)
}

/// The same, unless what has one name holds the same: then it is a lead, of which two values are alike, as are those below.
fn named_apart(groups: &[String], names: &[String], below: &[&[String]]) -> Vec<String> {
    let is_same = |one: usize, other: usize| {
        fold(&names[one]) == fold(&names[other]) && below.iter().all(|row| row[one] == row[other])
    };
    let are_copies = (0..names.len()).any(|other| (0..other).any(|one| is_same(one, other)));
    let named = by_group(groups, names).filter(|_| !are_copies);
    named.unwrap_or_else(|| names.to_vec())
}

fn all_differ<'a>(mut names: impl Iterator<Item = &'a String>) -> bool {
    let mut taken = std::collections::HashSet::new();
    names.all(|name| taken.insert(trim_fold(name)))
}

/// Names over several columns leave blanks; one blank is a column without a name.
fn is_group(row: &[String]) -> bool {
    let blank = row.iter().filter(|cell| cell.is_empty()).count();
    blank > 1 && blank * 3 >= row.len()
}

/// All have a name, no two the same once they are told apart, and one of them is what every such table has.
fn are_names(apart: &[String], row: &[String]) -> bool {
    let is_name = |cell: &String| cell.starts_with(char::is_alphabetic) && cell.len() <= 60 && !has_type(cell);
    let is_known = |cell: &String| {
        let name = Name::new(cell);
        name.rank(CREATED).is_some() || MAY_BE_KEYS.iter().any(|list| name.rank(list).is_some())
    };
    all_differ(apart.iter()) && row.iter().all(is_name) && row.iter().any(is_known)
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

/// All cells of the row name types, of its neighbours not all do, and the values of some column are of the type that is
/// named there: else it may be a lead who wants an “email” rather than a “phone” call.
pub(super) fn name_types(above: &[String], row: &[String], below: &[&[String]]) -> bool {
    let is_of_type = |(column, cell): (usize, &String)| {
        let is_it = of_type(&fold(cell));
        let mut values = below.iter().filter_map(|row| row.get(column)).map(|cell| cell.trim());
        let mut values = values.by_ref().filter(|cell| !cell.is_empty()).peekable();
        values.peek().is_some() && values.all(is_it)
    };
    below.len() >= LEAST_BELOW
        && are_types(row)
        && !are_types(above)
        && !below.iter().any(|row| are_types(row))
        && row.iter().enumerate().any(is_of_type)
}

fn are_types(row: &[String]) -> bool {
    row.len() > 1 && row.iter().all(|cell| TYPES.contains(&fold(cell.trim()).as_str()))
}

/// Tells the values of a type, as far as they can be told: every value is a text.
fn of_type(name: &str) -> fn(&str) -> bool {
    match name {
        "number" | "numeric" | "integer" | "int" | "bigint" | "int64" | "float" | "float64" | "double" | "decimal"
        | "currency" | "percent" => |cell| [false, true].iter().any(|style| value::number(cell, *style).is_some()),
        "date" | "datetime" | "date/time" | "timestamp" => {
            |cell| [false, true].iter().any(|style| value::moment(cell, *style).is_some())
        }
        "boolean" | "bool" | "yes/no" | "checkbox" => {
            |cell| ["yes", "no", "true", "false", "0", "1"].contains(&fold(cell).as_str())
        }
        "email" => |cell| cell.contains('@'),
        "url" => |cell| cell.contains("://"),
        _ => |_| false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::{collection::vec, prelude::*, sample::select};

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
    fn names_that_two_groups_have_are_told_apart_by_them() {
        let text = "Contact,,Company,\nEmail,Name,Name,Employees\na@x,A,B,5\nb@x,A,B,6";
        assert_eq!(head(text), (1, 2));
        let cells = |text: &str| text.split(',').map(str::to_owned).collect::<Vec<_>>();
        let named = |groups: &str, names: &str| by_group(&cells(groups), &cells(names)).map(|names| names.join(","));
        let told = Some("Email,Contact: Name,Company: Name,Employees".to_owned());
        assert_eq!(named("Contact,,Company,", "Email,Name,Name,Employees"), told);
        assert_eq!(named(",,Company,", "Email,Name,name ,Size").as_deref(), Some("Email,Name,Company: name,Size"));
        assert_eq!(named("Contact,,Company,", "Email,First name,Name,Size"), None, "there is nothing to tell apart");
        assert_eq!(named("Leads,,,", "Email,Name,Name,Size"), None, "a title tells nothing apart");
        assert_eq!(named("Contact,,Company,,", "Email,Name,Name,Name,Size"), None, "nor do two of one group");
    }

    #[test]
    fn in_doubt_the_first_row_is_the_header() {
        for text in [
            "Email,Name,Size\na@x,A,5\nb@x,B,6",
            ",Email,Size\n0,a@x,5\n1,b@x,6",
            ",Name,,Size\nAnna,Berg,x,about 5\nBen,Tal,y,6\nCleo,See,z,7",
            "Contact,,Company,\nEmail,First name,Name,Employees\na@x,A,B,5",
            "Contact,,Company,\nEmail,First name,Name,Town\nAnna,A,B,C\nBen,A,B,D",
            "Contact,,,\nEmail,Name,Name,Employees\na@x,A,B,5\nb@x,A,B,6",
            // Who bought by e-mail, under a header of which two columns have no name.
            "Name,,Source,,Size\nAnna,Berg,Email,Berg,x\nBen,Tal,Shop,Tal,5\nCleo,See,Shop,See,6",
            "Field,Type\nText,Number\nDate,Text\nText,Text",
            "Email,Name,Size\nText,Anna,Number\na@x,A,5\nb@x,B,6",
            "First choice,Second choice\nemail,phone\nletter,email\nphone,fax",
            "First choice,Second choice\ndate,time\nx,y\ny,z",
        ] {
            assert_eq!(head(text), (0, 1), "{text}");
        }
    }

    /// What stands in a column: of one sort, however odd, and now and then nothing.
    fn column() -> impl Strategy<Value = Vec<String>> {
        const SORTS: [&[&str]; 6] = [
            &["email", "phone", "text", "number", "date", "Email", "Name", "ID", "Created", ""],
            &["Anna", "Ben", "Email", "Name", "Company", "Text", ""],
            &["1", "20", "3.5", "1,000", ""],
            &["2026-01-31", "2025-12-01", ""],
            &["a@x.org", "b@y.org"],
            &["yes", "no", "text", ""],
        ];
        select(&SORTS)
            .prop_flat_map(|sort| vec(select(sort), 2..8))
            .prop_map(|cells| cells.into_iter().map(str::to_owned).collect())
    }

    proptest! {
        /// However odd its leads and however few of its columns have a name, a table with one header loses no lead.
        #[test]
        fn the_first_lead_below_one_header_is_kept(
            columns in vec(column(), 1..6),
            names in vec(select(&["", "", "Email", "Name", "Size", "Source", "Text", "Created"]), 6),
        ) {
            let leads = columns.iter().map(Vec::len).min().unwrap_or(0);
            let header: Vec<String> = names.iter().take(columns.len()).map(|name| (*name).to_owned()).collect();
            let lead = |row: usize| columns.iter().map(|column| column[row].clone()).collect();
            let rows: Vec<_> = (1..).zip(std::iter::once(header).chain((0..leads).map(lead))).collect();
            prop_assert_eq!(Head::of(&rows), Head::default());
        }
    }
}
