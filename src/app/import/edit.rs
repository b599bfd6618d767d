//! How a mapping is edited: whatever is said of one column, the whole stays one that can be imported.

use crate::{
    lead::{FieldType, Outcome},
    library::import::{ACCOUNT_PREFIX, ColumnInspection, ColumnMapping, Format, Role, TableKind, TableMapping},
};

/// A mapping with a line for each column of the file, in its order, so that each can be shown and edited.
pub fn complete(mut mapping: TableMapping, columns: &[ColumnInspection]) -> TableMapping {
    let mut given = std::mem::take(&mut mapping.columns);
    for column in columns {
        let at = given.iter().position(|mapped| mapped.column.trim() == column.name.trim());
        let mapped = at.map(|at| given.swap_remove(at));
        mapping.columns.push(mapped.map_or_else(
            || ColumnMapping { column: column.name.clone(), ..ColumnMapping::default() },
            |mapped| ColumnMapping { column: column.name.clone(), ..mapped },
        ));
    }
    mapping
}

/// A mapping as it is handed on and kept: names that are blank are the column's.
pub fn for_job(mapping: &TableMapping) -> TableMapping {
    let mut mapping = mapping.clone();
    for column in &mut mapping.columns {
        let name = column.attribute.take().map(|name| name.trim().to_owned()).filter(|name| !name.is_empty());
        // A key that has a name is an attribute as well, even if it is the column's own.
        column.attribute = name.filter(|name| column.role != Role::Attribute || *name != column.column);
    }
    mapping
}

/// What a column of such a table can be, the most usual first.
pub fn roles(kind: TableKind) -> &'static [Role] {
    match kind {
        TableKind::Leads => {
            &[Role::Attribute, Role::Key, Role::Account, Role::Created, Role::Closed, Role::Outcome, Role::Ignored]
        }
        TableKind::Accounts => &[Role::Attribute, Role::Key, Role::Ignored],
        TableKind::Events => &[Role::Lead, Role::Kind, Role::At, Role::Detail, Role::Amount, Role::Ignored],
    }
}

/// Says what a column is. There is one key, one outcome and so on: who had the role before steps back.
pub fn set_role(mapping: &mut TableMapping, column: usize, role: Role, found: &ColumnInspection) {
    let kind = mapping.kind;
    if !matches!(role, Role::Attribute | Role::Ignored) {
        let stepping_back = |was: Role| match was {
            // It would give the answer away.
            Role::Outcome | Role::Closed => Role::Ignored,
            _ if kind == TableKind::Events => Role::Ignored,
            _ => Role::Attribute,
        };
        for other in mapping.columns.iter_mut().filter(|other| other.role == role) {
            other.role = stepping_back(role);
            other.attribute = account_name(kind, other);
        }
    }
    if role == Role::Outcome {
        (mapping.won, mapping.lost) = (Vec::new(), Vec::new());
    }
    let Some(mapped) = mapping.columns.get_mut(column) else { return };
    if mapped.role == Role::Outcome && role != Role::Outcome {
        (mapping.won, mapping.lost) = (Vec::new(), Vec::new());
    }
    mapped.role = role;
    mapped.attribute = account_name(kind, mapped);
    mapped.values = match role {
        Role::Attribute => mapped.values.take().or_else(|| Some(found.found.clone())),
        Role::Created | Role::Closed | Role::At => Some(of_type(FieldType::Date, found)),
        Role::Amount => Some(of_type(FieldType::Number, found)),
        _ => None,
    };
    if role == Role::Outcome {
        guess_outcomes(mapping, found);
    }
}

/// An attribute of an account is known among those of leads.
fn account_name(kind: TableKind, mapped: &ColumnMapping) -> Option<String> {
    if kind != TableKind::Accounts || mapped.role != Role::Attribute {
        return None;
    }
    mapped.attribute.clone().or_else(|| Some(format!("{ACCOUNT_PREFIX}{}", mapped.column)))
}

/// How values are written if they are of that type: as they were found, or else plainly.
pub fn of_type(field_type: FieldType, found: &ColumnInspection) -> Format {
    let most = found.odd.as_ref().map(|odd| &odd.of);
    let fitting = [Some(&found.found), most].into_iter().flatten().find(|format| format.field_type() == field_type);
    fitting.cloned().unwrap_or_else(|| Format::plain(field_type))
}

/// Whether a key or an account is an attribute as well.
pub fn set_also_attribute(mapped: &mut ColumnMapping, is_one: bool, found: &ColumnInspection) {
    mapped.attribute = is_one.then(|| mapped.column.clone());
    mapped.values = is_one.then(|| found.found.clone());
}

/// A word means that a value is missing, or does not.
pub fn set_null(mapped: &mut ColumnMapping, word: &str, is_null: bool) {
    mapped.null_words.retain(|other| other != word);
    if is_null {
        mapped.null_words.push(word.to_owned());
    }
}

/// What a value of the outcome column says.
pub fn outcome_of(mapping: &TableMapping, value: &str) -> Outcome {
    let says = |words: &[String]| words.iter().any(|word| same(word, value));
    if says(&mapping.won) {
        Outcome::Won
    } else if says(&mapping.lost) {
        Outcome::Lost
    } else {
        Outcome::Open
    }
}

pub fn set_outcome(mapping: &mut TableMapping, value: &str, outcome: Outcome) {
    mapping.won.retain(|word| !same(word, value));
    mapping.lost.retain(|word| !same(word, value));
    match outcome {
        Outcome::Won => mapping.won.push(value.to_owned()),
        Outcome::Lost => mapping.lost.push(value.to_owned()),
        Outcome::Open => {}
    }
}

fn same(one: &str, other: &str) -> bool {
    crate::lead::trim_fold(one) == crate::lead::trim_fold(other)
}

/// Values that say themselves what they mean; the rest is for the user to tick.
fn guess_outcomes(mapping: &mut TableMapping, found: &ColumnInspection) {
    const WON: [&str; 9] = ["won", "closed won", "closedwon", "customer", "converted", "yes", "true", "1", "gewonnen"];
    const LOST: [&str; 7] = ["lost", "closed lost", "closedlost", "no", "false", "0", "verloren"];
    let (yes, no) = match &found.found {
        Format::YesNo { yes, no } => (yes.as_slice(), no.as_slice()),
        _ => (&[][..], &[][..]),
    };
    for (value, _) in found.values.iter().flatten() {
        let is_in = |list: &[&str]| list.iter().any(|word| same(word, value));
        let says = |words: &[String]| words.iter().any(|word| same(word, value));
        if is_in(&WON) || says(yes) {
            mapping.won.push(value.clone());
        } else if is_in(&LOST) || says(no) {
            mapping.lost.push(value.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(name: &str, format: Format) -> ColumnInspection {
        ColumnInspection {
            name: name.to_owned(),
            filled: 3,
            examples: Vec::new(),
            values: Some(vec![("Closed Won".to_owned(), 2), ("maybe".to_owned(), 1), ("LOST".to_owned(), 1)]),
            distinct: None,
            repeats: 0,
            is_estimate: false,
            null_words: Vec::new(),
            errors: 0,
            found: format,
            ambiguous_dates: false,
            percent: false,
            currency: None,
            thousands: false,
            change: None,
            odd: None,
        }
    }

    fn mapping(kind: TableKind, columns: &[(&str, Role)]) -> TableMapping {
        let column = |(name, role): &(&str, Role)| ColumnMapping {
            column: (*name).to_owned(),
            role: *role,
            ..ColumnMapping::default()
        };
        TableMapping { kind, columns: columns.iter().map(column).collect(), ..TableMapping::default() }
    }

    fn of(mapping: &TableMapping) -> Vec<Role> {
        mapping.columns.iter().map(|column| column.role).collect()
    }

    #[test]
    fn a_mapping_has_a_line_for_each_column_in_the_order_of_the_file() {
        let columns = [found("A", Format::Text), found("B", Format::Text), found("C", Format::Text)];
        let mapping = complete(mapping(TableKind::Leads, &[("C ", Role::Key), ("A", Role::Attribute)]), &columns);
        let names: Vec<&str> = mapping.columns.iter().map(|column| column.column.as_str()).collect();
        assert_eq!((names, of(&mapping)), (vec!["A", "B", "C"], vec![Role::Attribute, Role::Ignored, Role::Key]));
    }

    #[test]
    fn there_is_one_column_of_a_role() {
        let mut leads = mapping(TableKind::Leads, &[("A", Role::Key), ("B", Role::Attribute), ("C", Role::Outcome)]);
        set_role(&mut leads, 1, Role::Key, &found("B", Format::Text));
        assert_eq!(of(&leads), [Role::Attribute, Role::Key, Role::Outcome]);
        set_role(&mut leads, 0, Role::Outcome, &found("A", Format::Text));
        assert_eq!(of(&leads), [Role::Outcome, Role::Key, Role::Ignored], "it would give the answer away");
        assert_eq!(
            (leads.won.as_slice(), leads.lost.as_slice()),
            (&["Closed Won".to_owned()][..], &["LOST".to_owned()][..])
        );
        set_role(&mut leads, 0, Role::Attribute, &found("A", Format::Text));
        assert!(leads.won.is_empty() && leads.lost.is_empty());
        assert_eq!(leads.columns[0].values, Some(Format::Text));
        let mut events = mapping(TableKind::Events, &[("A", Role::At), ("B", Role::Ignored)]);
        set_role(&mut events, 1, Role::At, &found("B", Format::Text));
        assert_eq!(of(&events), [Role::Ignored, Role::At]);
        assert_eq!(events.columns[1].values, Some(Format::Date { month_first: false }));
    }

    #[test]
    fn an_attribute_of_an_account_is_known_as_one() {
        let mut accounts = mapping(TableKind::Accounts, &[("Name", Role::Key), ("Industry", Role::Ignored)]);
        set_role(&mut accounts, 1, Role::Attribute, &found("Industry", Format::Text));
        assert_eq!(accounts.columns[1].attribute.as_deref(), Some("Account: Industry"));
    }

    #[test]
    fn a_blank_name_is_the_columns_own() {
        let mut leads = mapping(TableKind::Leads, &[("A", Role::Attribute), ("B", Role::Attribute), ("K", Role::Key)]);
        leads.columns[0].attribute = Some("  ".to_owned());
        leads.columns[1].attribute = Some(" Town ".to_owned());
        leads.columns[2].attribute = Some("K".to_owned());
        let names: Vec<_> = for_job(&leads).columns.into_iter().map(|column| column.attribute).collect();
        assert_eq!(names, [None, Some("Town".to_owned()), Some("K".to_owned())], "a key with a name is kept as well");
    }

    #[test]
    fn an_outcome_is_said_once() {
        let mut leads = mapping(TableKind::Leads, &[]);
        set_outcome(&mut leads, "Done", Outcome::Won);
        assert_eq!(outcome_of(&leads, " DONE"), Outcome::Won);
        set_outcome(&mut leads, "done", Outcome::Lost);
        assert_eq!((leads.won.len(), outcome_of(&leads, "Done")), (0, Outcome::Lost));
        set_outcome(&mut leads, "Done", Outcome::Open);
        assert_eq!(outcome_of(&leads, "Done"), Outcome::Open);
    }
}
