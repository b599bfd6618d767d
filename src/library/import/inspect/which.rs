//! Which of several tables hold the leads, where nobody said so: the folder of an export has campaigns and products as well.

use std::{collections::HashMap, fmt::Write as _, path::Path};

use super::{Opened, TableInspection, events::Whose, kind, presets::Preset};
use crate::{
    lead::{AttributeName, SharedWords},
    library::{
        import::{
            mapping::{TableKind, TableMapping},
            names::{self, Name},
            report::Role,
            source::{Source, Table},
        },
        schema::StoredField,
    },
    model::wording::grouped,
};

/// Words in the name of a table that is about people who may buy.
const LEAD_FILES: &[&str] = &[
    "lead",
    "leads",
    "contact",
    "contacts",
    "prospect",
    "prospects",
    "customers",
    "people",
    "persons",
    "subscribers",
    "kunden",
    "kontakte",
    "interessenten",
    "clients",
    "clientes",
    "contactos",
    "contatti",
];
/// What an export is of that is no person, by a word in its name.
const OTHER_FILES: &[(&[&str], &str)] = &[
    (&["campaign", "campaigns", "kampagnen"], "campaigns"),
    (&["form", "forms", "formulare"], "forms"),
    (&["product", "products", "produkte", "sku"], "products"),
    (&["list", "lists", "segments"], "lists"),
    (&["owner", "owners", "reps", "team", "teams", "agents", "staff"], "the people who sell"),
    (&["deal", "deals", "opportunity", "opportunities"], "deals"),
    (&["pipeline", "pipelines", "stages"], "pipelines"),
    (&["template", "templates"], "templates"),
    (&["dictionary", "glossary", "readme", "legend", "notes"], "notes on other tables"),
];
/// Names of an outcome that other things have, too; by the others only leads and deals are told.
const COMMON_OUTCOMES: &[&str] = &["stage", "status", "result"];
/// Keys that say whose they are.
const PLAIN_KEYS: &[&str] =
    &["leadid", "leadkey", "leadnumber", "prospectid", "customerid", "personid", "opportunityid", "dealid", "clientid"];

/// So sentences end that may be said of several tables at once.
const LEFT_OUT: &str = "; it is left out";

/// How plainly a table is one of leads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    #[default]
    Nothing,
    /// Deals, which are leads where there are no people.
    Deals,
    People,
}

impl Level {
    fn of(opened: &Opened) -> Self {
        if opened.kind != TableKind::Leads {
            return Self::Nothing;
        }
        if let Some(preset) = opened.preset {
            return if is_of_deals(preset) { Self::Deals } else { Self::People };
        }
        let names: Vec<Name> = opened.table.header.iter().map(|name| Name::new(name)).collect();
        let has = |list: &[&str]| names.iter().any(|name| name.rank(list).is_some());
        let is_plain_outcome =
            |name: &Name| name.rank(names::OUTCOMES).is_some() && name.rank(COMMON_OUTCOMES).is_none();
        let words = kind::title_words(&opened.table);
        let called = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
        let is_called_otherwise = called(kind::EVENT_FILES) || other_file(&words).is_some();
        if kind::names_of_people(&names) > 0 && !(is_called_otherwise && kind::names_of_people(&names) < 3)
            || called(LEAD_FILES) && !is_called_otherwise
        {
            Self::People
        } else if names.iter().any(is_plain_outcome) || has(PLAIN_KEYS) && has(names::OUTCOMES) {
            Self::Deals
        } else {
            Self::Nothing
        }
    }
}

fn is_of_deals(preset: &Preset) -> bool {
    ["(deals", "(opportunities"].iter().any(|word| preset.name.contains(word))
}

fn other_file(words: &[String]) -> Option<&'static str> {
    let is_called = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    OTHER_FILES.iter().find(|(list, _)| is_called(list)).map(|(_, what)| *what)
}

/// Of several tables, those that are plainest leads are the leads, with those that have the same columns. The rest is
/// events, accounts, or aside. Where no table is plainly one of leads, all stays as it was guessed.
pub(in crate::library::import) fn set_aside(opened: &mut [Opened], existing: &[StoredField]) {
    if opened.len() < 2 {
        return;
    }
    let is_lead_by_word = |one: &Opened| one.is_said && one.kind == TableKind::Leads;
    let levels: Vec<Level> = opened.iter().map(Level::of).collect();
    let floor = if opened.iter().any(is_lead_by_word) { Level::Deals } else { Level::Nothing };
    let best = levels.iter().copied().max().unwrap_or_default().max(floor);
    if best == Level::Nothing {
        return;
    }
    let is_best = |index: usize| is_lead_by_word(&opened[index]) || levels[index] == best;
    let leads: Vec<usize> = (0..opened.len()).filter(|index| is_best(*index)).collect();
    let stored: Vec<&str> = existing.iter().map(|field| field.name.as_str()).collect();
    let is_alike = |one: &Opened| {
        let own: Vec<&str> = one.table.header.iter().map(String::as_str).filter(|name| says_something(name)).collect();
        let shares = |others: &dyn Fn(&str) -> bool| {
            let shared = own.iter().filter(|name| others(name)).count();
            shared > 1 && 2 * shared >= own.len()
        };
        shares(&|name| stored.contains(&name))
            || leads.iter().any(|other| shares(&|name| opened[*other].table.header.iter().any(|column| column == name)))
    };
    let first = leads.first().map(|index| opened[*index].table.file.clone()).unwrap_or_default();
    let asides: Vec<Option<String>> = (0..opened.len())
        .map(|index| {
            let one = &opened[index];
            let is_in = leads.contains(&index) || one.is_said || one.kind == TableKind::Leads && is_alike(one);
            (!is_in).then(|| why(one, &first))
        })
        .collect();
    for (one, aside) in opened.iter_mut().zip(asides) {
        one.aside = aside;
    }
    opened.sort_by_key(|one| (one.kind, one.aside.is_some()));
}

/// An `id`, and what machines write beside, is in tables of all kinds.
fn says_something(name: &str) -> bool {
    !name.starts_with('_') && Name::new(name).rank(&["id", "key", "guid", "uuid", "name", "type"]).is_none()
}

fn why(one: &Opened, leads: &str) -> String {
    let file = &one.table.file;
    let words = kind::title_words(&one.table);
    if one.preset.is_none() && words.iter().any(|word| kind::EVENT_FILES.contains(&word.as_str())) {
        return format!("{file} seems to hold what somebody did, but names no lead that is here with a time{LEFT_OUT}");
    }
    match (one.preset, other_file(&words)) {
        (Some(preset), _) => format!(
            "{file} is an export of {}, and the leads are those of {leads}; it is left out (import it alone if its rows are your leads)",
            preset.name
        ),
        (None, Some(what)) => {
            format!("{file} seems to hold {what}, neither leads nor what they did{LEFT_OUT}")
        }
        (None, None) => format!("{file} is neither about leads nor about what they did{LEFT_OUT}"),
    }
}

/// Why tables are left out. What is to be said of several is said once.
pub fn left_out_together(tables: &[(Source, String)]) -> Vec<String> {
    // In the order of first sight.
    let mut kinds: Vec<(&str, Vec<&(Source, String)>)> = Vec::new();
    let mut places = HashMap::new();
    for table in tables {
        let alike = table.1.strip_prefix(&table.0.label()).and_then(|why| why.strip_suffix(LEFT_OUT));
        // What is said of one alone is of no kind.
        let place = alike.map_or(kinds.len(), |kind| *places.entry(kind).or_insert(kinds.len()));
        match kinds.get_mut(place) {
            Some((_, of_kind)) => of_kind.push(table),
            None => kinds.push((alike.unwrap_or_default(), vec![table])),
        }
    }
    let told = |(kind, of_kind): &(&str, Vec<&(Source, String)>)| match of_kind.as_slice() {
        [(_, why)] => why.clone(),
        _ => {
            let sources: Vec<&Source> = of_kind.iter().map(|(source, _)| source).collect();
            let count = grouped(of_kind.len() as u64);
            format!("{count} tables are left out, as each of them{kind}: {}", listed(&sources))
        }
    };
    kinds.iter().map(told).collect()
}

/// “calls.csv, notes.csv and 1,480 more”, with as much of their folders as tells them apart.
fn listed(sources: &[&Source]) -> String {
    const LISTED: usize = 20;
    let shown = &sources[..sources.len().min(LISTED)];
    let with_folder = |source: &Source| {
        let above = source.path.parent().and_then(Path::file_name).map(Path::new);
        let file = source.path.file_name().unwrap_or_default();
        Source { path: above.unwrap_or(Path::new("")).join(file), sheet: source.sheet.clone() }.label()
    };
    let short: Vec<String> = shown.iter().map(|source| source.short_label()).collect();
    let longer: Vec<String> = shown.iter().map(|source| with_folder(source)).collect();
    let is_one = |names: &[String], name: &String| names.iter().filter(|other| *other == name).count() < 2;
    let name = |((short_name, longer_name), source): ((&String, &String), &&Source)| match () {
        () if is_one(&short, short_name) => short_name.clone(),
        () if is_one(&longer, longer_name) => longer_name.clone(),
        () => source.label(),
    };
    let mut names = short.iter().zip(&longer).zip(shown).map(name).collect::<Vec<_>>().join(", ");
    if sources.len() > LISTED {
        let _infallible = write!(names, " and {} more", grouped((sources.len() - LISTED) as u64));
    }
    names
}

/// Tables of pages, forms and campaigns lie beside those of leads: nothing in them says who somebody is.
pub(super) fn note_no_leads(table: &Table, mapping: &TableMapping) -> Option<String> {
    let has_role = [Role::Account, Role::Outcome].into_iter().any(|role| mapping.of_role(role).is_some());
    let shared = SharedWords::of(table.header.iter().map(String::as_str));
    // What programs copy from one another has names too: of campaigns, of forms.
    let is_copied = table.header.iter().any(|name| names::is_of_a_copier(name));
    let says_who = |name: &String| {
        let name = AttributeName::new(name, &shared);
        name.says_who() || !is_copied && name.letters == "name"
    };
    if has_role || table.header.iter().any(says_who) {
        return None;
    }
    Some(format!(
        "no column of {} says who its leads are (a name, an address, a company) or how they ended; if its rows are something \
         else, leave it out",
        table.file
    ))
}

/// Beside leads that are plainly such, tables of which nothing says so are left out; `is_said`: of which somebody said what
/// they are.
pub(super) fn leave_out_no_leads(tables: &mut [TableInspection], is_said: &[bool]) {
    let are_leads = |table: &TableInspection| {
        table.left_out.is_none() && table.mapping.kind == TableKind::Leads && !table.may_be_no_leads
    };
    if !tables.iter().any(are_leads) {
        return;
    }
    let is_none = |table: &TableInspection| table.may_be_no_leads && table.left_out.is_none();
    for (table, _) in tables.iter_mut().zip(is_said).filter(|(table, is_said)| !**is_said && is_none(table)) {
        table.left_out = Some(format!(
            "nothing in {} says who its leads are (a name, an address, a company) or how they ended, as others do; it is left \
             out (import it alone if its rows are your leads)",
            table.source.label()
        ));
    }
}

/// Why events that are given together with leads are of nobody; `None` if they are of somebody, or that is not known.
pub(super) fn of_nobody(opened: &Opened, whose: &Whose) -> Option<String> {
    let rows = match whose.rows {
        1 => "its one row does not name".to_owned(),
        rows => format!("none of its {} rows names", grouped(rows)),
    };
    whose.is_of_nobody.then(|| {
        format!(
            "{} seems to hold events, but {rows} a lead that is here (sought in “{}”); it is left out",
            opened.table.file, whose.column
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_to_be_said_of_several_tables_is_said_once() {
        let table = |name: &str, why: &str| {
            let source = Source::file(Path::new("some/folder").join(name));
            let why = format!("{}{why}", source.label());
            (source, why)
        };
        let tables = [
            table(
                "calls.csv",
                " seems to hold what somebody did, but names no lead that is here with a time; it is left out",
            ),
            table("forms.csv", " seems to hold forms, neither leads nor what they did; it is left out"),
            table(
                "notes.csv",
                " seems to hold what somebody did, but names no lead that is here with a time; it is left out",
            ),
            table("odd.csv", " has no rows"),
        ];
        let told = left_out_together(&tables);
        assert_eq!(
            told[0],
            "2 tables are left out, as each of them seems to hold what somebody did, but names no lead that is here with a \
             time: calls.csv, notes.csv"
        );
        assert_eq!(told[1..], [tables[1].1.clone(), tables[3].1.clone()]);
        let same = |folders: [&str; 2]| {
            let tables = folders.map(|folder| table(&format!("{folder}/calls.csv"), " is odd; it is left out"));
            left_out_together(&[&tables[..], &[table("other.csv", " is odd; it is left out")]].concat()).join("; ")
        };
        let told = same(["a", "b"]);
        assert!(told.ends_with(": a/calls.csv, b/calls.csv, other.csv"), "{told}");
        let told = same(["a/x", "b/x"]);
        assert!(told.ends_with(": some/folder/a/x/calls.csv, some/folder/b/x/calls.csv, other.csv"), "{told}");
        let many: Vec<_> =
            (0..1_500).map(|number| table(&format!("{number}.csv"), " is odd; it is left out")).collect();
        let told = left_out_together(&many);
        assert!(
            told.len() == 1 && told[0].starts_with("1,500 tables are left out, as each of them is odd: 0.csv, 1.csv")
        );
        assert!(told[0].ends_with("19.csv and 1,480 more"), "{told:?}");
    }
}
