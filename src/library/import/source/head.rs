//! What the rows around a header say, and which of the first rows of a text it is: a row above it may group the columns, one
//! below may name their types.
//!
//! In doubt the header is the first row, and what stands below it is a lead: a row that is taken for none is lost.

use crate::{
    lead::{fold, trim_fold},
    library::import::{
        inspect::may_be_no_value,
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

/// Where the header of a table is, and what the rows around it are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Head {
    /// Rows above it.
    pub above: u64,
    /// Where the row below it is, if that names types.
    pub types: Option<u64>,
    /// What the row above it says of groups, where that tells columns apart.
    groups: Vec<String>,
    pub notes: Vec<String>,
}

impl Head {
    /// Of the first rows of a text, trimmed, with their lines.
    pub fn of(rows: &[(u64, Vec<String>)]) -> Self {
        if !is_below_groups(rows) {
            return Self::at(0, rows, "line");
        }
        let mut head = Self::at(1, rows, "line");
        head.notes.splice(..0, rows.get(1).map(|(line, _)| format!("its header was found in line {line}")));
        head
    }

    /// Where the header is known; `row` is what sentences call a row.
    pub fn at(header: usize, rows: &[(u64, Vec<String>)], row: &str) -> Self {
        let mut head = Self { above: header as u64, ..Self::default() };
        let Some((_, names)) = rows.get(header) else { return head };
        let below = of_length(names.len(), &rows[header + 1..]);
        if let Some((line, groups)) = header.checked_sub(1).and_then(|above| rows.get(above))
            && is_group(groups)
        {
            let tells_apart = named_apart(groups, names, &below).is_some();
            if tells_apart || groups.iter().filter(|cell| !cell.is_empty()).count() > 1 {
                head.notes.push(format!("{row} {line} only groups the columns"));
            }
            head.groups = if tells_apart { groups.clone() } else { Vec::new() };
        }
        if let Some((line, types)) = rows.get(header + 1)
            && types.len() == names.len()
            && let [_, below @ ..] = below.as_slice()
            && may_name_types(names, types, below)
        {
            let is_shown = below.len() >= LEAST_BELOW && are_of_types(types, below);
            head.types = is_shown.then_some(*line);
            head.notes.push(types_note(&format!("{row} {line}"), types, is_shown));
        }
        head
    }

    /// The names of the columns, those that are there twice with their group.
    pub fn named(&self, names: Vec<String>) -> Vec<String> {
        by_group(&self.groups, &names).unwrap_or(names)
    }

    /// Down to the first row that is a lead.
    pub fn rows(&self) -> u64 {
        self.above + 1 + u64::from(self.types.is_some())
    }
}

/// The cells of a row of a sheet, with their columns.
pub(super) type Cells = Vec<(u32, String)>;

/// Where the header of a sheet is; rows and columns are counted from 0.
pub(super) struct HeadOfSheet {
    pub row: u32,
    pub first_column: u32,
    pub names: Vec<String>,
    pub head: Head,
}

impl HeadOfSheet {
    /// Of its first rows that are not blank: the first that is filled about as widely as the rows below it. What stands above is
    /// a title.
    pub fn of(first: &[(u32, Cells)]) -> Option<Self> {
        let filled = |cells: &Cells| cells.iter().filter(|(_, cell)| !cell.trim().is_empty()).count();
        let widest = first.iter().map(|(_, cells)| filled(cells)).max().unwrap_or(0);
        let (row, cells) = first.iter().find(|(_, cells)| filled(cells) * 10 >= widest * 6)?;
        let columns = first.iter().filter(|(other, _)| other >= row).flat_map(|(_, cells)| cells);
        let columns = columns.filter(|(_, cell)| !cell.trim().is_empty()).map(|(column, _)| *column);
        let (low, high) = columns.fold((u32::MAX, 0), |(low, high), column| (low.min(column), high.max(column)));
        let first_column = low.min(high);
        let whole = |cells: &Cells| {
            let mut whole = vec![String::new(); (high - first_column + 1) as usize];
            for (column, cell) in cells {
                if let Some(place) = column.checked_sub(first_column).and_then(|at| whole.get_mut(at as usize)) {
                    place.clone_from(cell);
                }
            }
            whole
        };
        let trimmed = |cells| whole(cells).iter().map(|cell| cell.trim().to_owned()).collect();
        // Only what is right above it can group its columns. Sentences count rows from 1.
        let around = first.iter().filter(|(other, _)| other + 1 >= *row);
        let around: Vec<_> = around.map(|(row, cells)| (u64::from(*row) + 1, trimmed(cells))).collect();
        let is_above = around.first().is_some_and(|(first, _)| *first <= u64::from(*row));
        let head = Head::at(usize::from(is_above), &around, "row");
        Some(Self { row: *row, first_column, names: head.named(whole(cells)), head })
    }
}

/// The cells of the rows that have so many.
fn of_length(columns: usize, rows: &[(u64, Vec<String>)]) -> Vec<&[String]> {
    rows.iter().map(|(_, row)| row.as_slice()).filter(|row| row.len() == columns).collect()
}

/// The second row names the columns, and the first does not.
fn is_below_groups(rows: &[(u64, Vec<String>)]) -> bool {
    let [(_, first), (_, second), below @ ..] = rows else { return false };
    let below = of_length(second.len(), below);
    if first.len() != second.len() || below.len() < LEAST_BELOW || !is_sparse(first) {
        return false;
    }
    let apart = named_apart(first, second, &below).filter(|_| is_group(first));
    are_names(apart.as_deref().unwrap_or(second), second)
        && (0..second.len()).any(|column| nearly_all(column, &below, has_type))
}

/// What is said of a row of types.
fn types_note(row: &str, types: &[String], is_shown: bool) -> String {
    let list: Vec<String> = types.iter().take(3).map(|cell| format!("“{}”", cell.trim())).collect();
    let list = list.join(", ");
    match is_shown {
        true => format!("{row} names the types of the columns ({list}), and was left out"),
        false => format!(
            "{row} may name the types of the columns ({list}), but the values below do not show it, so it was taken for a \
             row like the others; if it is none, delete it from the file"
        ),
    }
}

/// “Contact: Name” and “Company: Name”, where the row above tells apart what has one name; `None` where there is nothing to
/// tell apart, or it does not.
fn by_group(groups: &[String], names: &[String]) -> Option<Vec<String>> {
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
fn named_apart(groups: &[String], names: &[String], below: &[&[String]]) -> Option<Vec<String>> {
    let is_same = |one: usize, other: usize| {
        !names[one].is_empty()
            && fold(&names[one]) == fold(&names[other])
            && below.iter().all(|row| row[one] == row[other])
    };
    let are_copies = (0..names.len()).any(|other| (0..other).any(|one| is_same(one, other)));
    by_group(groups, names).filter(|_| !are_copies)
}

fn all_differ<'a>(mut names: impl Iterator<Item = &'a String>) -> bool {
    let mut taken = std::collections::HashSet::new();
    names.all(|name| taken.insert(trim_fold(name)))
}

/// Names over several columns leave blanks; one blank is a column without a name.
fn is_sparse(row: &[String]) -> bool {
    let blank = row.iter().filter(|cell| cell.is_empty()).count();
    blank > 1 && blank * 3 >= row.len()
}

/// A title may have a date or a number beside it; what groups columns has none.
fn is_group(row: &[String]) -> bool {
    is_sparse(row) && !row.iter().any(|cell| has_type(cell))
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

/// The column has values below, and nine of ten are so; words for “no value” are none.
fn nearly_all(column: usize, below: &[&[String]], is_so: impl Fn(&str) -> bool) -> bool {
    let values = below.iter().filter_map(|row| row.get(column)).map(String::as_str);
    let values = values.filter(|cell| !cell.is_empty() && !may_be_no_value(cell));
    let (all, so) = values.fold((0, 0), |(all, so), cell| (all + 1, so + usize::from(is_so(cell))));
    all > 0 && so * 10 >= all * 9
}

/// A number, a date or an address.
fn has_type(cell: &str) -> bool {
    cell.contains('@')
        || [false, true]
            .iter()
            .any(|style| value::number(cell, *style).is_some() || value::moment(cell, *style).is_some())
}

/// All cells of the row name types, and of its neighbours not all do.
fn may_name_types(above: &[String], row: &[String], below: &[&[String]]) -> bool {
    !below.is_empty() && are_types(row) && !are_types(above) && !below.iter().any(|row| are_types(row))
}

/// The values of some column are of the type that is named there: else it may be a lead who wants an “email” rather than a
/// “phone” call.
fn are_of_types(types: &[String], below: &[&[String]]) -> bool {
    types.iter().enumerate().any(|(column, cell)| nearly_all(column, below, of_type(&fold(cell))))
}

fn are_types(row: &[String]) -> bool {
    row.len() > 1 && row.iter().all(|cell| TYPES.contains(&fold(cell).as_str()))
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

    fn all_of(text: &str) -> Head {
        let rows: Vec<(u64, Vec<String>)> =
            (1..).zip(text.lines()).map(|(line, row)| (line, row.split(',').map(str::to_owned).collect())).collect();
        Head::of(&rows)
    }

    fn head(text: &str) -> (u64, u64) {
        let head = all_of(text);
        assert!(head.rows() == 1 || !head.notes.is_empty(), "what is left out is told");
        (head.above, head.rows())
    }

    #[test]
    fn a_row_that_groups_columns_or_names_types_is_no_header_and_no_lead() {
        assert_eq!(head("Contact,,Company,\nEmail,First name,Name,Employees\na@x,A,B,5\nb@x,A,B,6"), (1, 2));
        assert_eq!(head("Email,Name,Size\nText,text,Number\na@x,A,5\nb@x,B,6"), (0, 2));
    }

    #[test]
    fn a_row_of_types_is_shown_by_nearly_all_values_of_a_column() {
        let with = |values: &[&str]| {
            let rows: String = values.iter().map(|value| format!("\nAnna,{value}")).collect();
            let head = all_of(&format!("Name,Size\ntext,number{rows}"));
            (head.rows(), head.notes.join("; "))
        };
        let left_out = (2, "line 2 names the types of the columns (“text”, “number”), and was left out".to_owned());
        assert_eq!(with(&["1", "-", "n/a", "2"]), left_out, "words for no value say nothing");
        assert_eq!(with(&["1", "2", "3", "4", "5", "6", "7", "8", "9", "many"]), left_out, "one of ten is odd");
        let kept = "line 2 may name the types of the columns (“text”, “number”), but the values below do not \
                    show it, so it was taken for a row like the others; if it is none, delete it from the file";
        for values in [&["1", "many", "2"][..], &["-", "n/a"], &["few", "many"], &["5"]] {
            assert_eq!(with(values), (1, kept.to_owned()), "{values:?}");
        }
        let texts = all_of("Email,Name\ntext,text\na@x,Anna\nb@x,Ben");
        assert_eq!((texts.rows(), texts.notes.len()), (1, 1), "of texts nothing can be shown");
        assert_eq!(all_of("Email,Name\na@x,Anna\nb@x,Ben\nc@x,Cleo"), Head::default(), "nothing to tell");
    }

    #[test]
    fn what_has_a_date_or_a_number_groups_nothing() {
        let below = "\nEmail,Name,Size,Name\na@x,A,5,Acme\nb@x,B,6,Beta";
        let at = |above: &str| {
            let rows: Vec<(u64, Vec<String>)> = (1..)
                .zip(format!("{above}{below}").lines())
                .map(|(line, row)| (line, row.split(',').map(str::to_owned).collect()))
                .collect();
            let head = Head::at(1, &rows, "row");
            (head.named(rows[1].1.clone()).join(","), head.notes.join("; "))
        };
        let told = ("Email,Contact: Name,Size,Company: Name".to_owned(), "row 1 only groups the columns".to_owned());
        assert_eq!(at("Contact,,,Company"), told);
        for above in ["Export,,,2026-01-05", "Export,,,12", "Export,,,me@x.org", "Export,by,for,us"] {
            assert_eq!(at(above), ("Email,Name,Size,Name".to_owned(), String::new()), "{above}");
        }
        let dated = all_of("Export,,2026-01-05,\nEmail,Name,Size,Town\na@x,A,5,X\nb@x,B,6,Y");
        assert_eq!((dated.above, dated.notes.join("; ")), (1, "its header was found in line 2".to_owned()));
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
            prop_assert_eq!(Head::of(&rows).rows(), 1);
        }
    }
}
