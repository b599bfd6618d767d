//! What becomes of the leads and accounts that are there: by field, with examples; and of the library as a whole.

use eframe::egui::{self, Ui};

use super::{
    check::more,
    outcome,
    wizard::{Wizard, counted},
};
use crate::{
    app::{format, theme},
    lead::{Instant, Outcome, Value},
    library::import::{FieldChanges, ImportReport, TableKind},
};

/// How many fields are listed before it is said how many more there are.
const LISTED: usize = 12;

pub fn show(ui: &mut Ui, report: &ImportReport, is_done: bool) {
    let title = if is_done { tr!("wizard-changes-done") } else { tr!("wizard-changes") };
    list(ui, &title, &moved_lines(report).chain(changed_lines(report)).collect::<Vec<_>>());
    list(ui, &tr!("wizard-cleared"), &cleared_lines(report).collect::<Vec<_>>());
    quiet_ui(ui, report, is_done);
    new_attributes_ui(ui, report);
}

fn list(ui: &mut Ui, title: &str, lines: &[String]) {
    if lines.is_empty() {
        return;
    }
    ui.add_space(6.0);
    ui.label(theme::strong(title));
    for line in lines.iter().take(LISTED) {
        ui.add(egui::Label::new(line).wrap());
    }
    more(ui, lines.len(), LISTED);
}

/// “23 open become won”
fn moved_lines(report: &ImportReport) -> impl Iterator<Item = String> {
    let name = |outcome: Outcome| match outcome {
        Outcome::Open => tr!("wizard-is-open"),
        Outcome::Won => tr!("wizard-is-won"),
        Outcome::Lost => tr!("wizard-is-lost"),
    };
    report.outcome_moves.iter().map(move |(from, to, count)| {
        tr!("wizard-moved-line", count = count, number = format::count(count), from = name(from), to = name(to))
    })
}

fn of_all(report: &ImportReport) -> impl Iterator<Item = (&FieldChanges, TableKind)> {
    let of_leads = report.changes.iter().map(|changes| (changes, TableKind::Leads));
    of_leads.chain(report.account_changes.iter().map(|changes| (changes, TableKind::Accounts)))
}

/// “product: 40 leads, such as GTXPro → GTX Basic”
fn changed_lines(report: &ImportReport) -> impl Iterator<Item = String> {
    of_all(report).filter(|(changes, _)| changes.changed + changes.filled > 0).map(|(changes, kind)| {
        let mut parts = Vec::new();
        if changes.changed > 0 {
            let what = counted(kind, changes.changed);
            let examples: Vec<String> = changes
                .examples
                .iter()
                .map(|(old, new)| tr!("wizard-example", old = value(old), new = value(new)))
                .collect();
            parts.push(match examples.is_empty() {
                true => what,
                false if changes.changed == 1 => tr!("wizard-changed-one", what = what, example = examples.concat()),
                false => tr!("wizard-changed-such", what = what, examples = examples.join(", ")),
            });
        }
        if changes.filled > 0 {
            let what = counted(kind, changes.filled);
            parts.push(tr!("wizard-filled-in", count = changes.filled, what = what));
        }
        tr!("wizard-changed-line", name = changes.name.clone(), what = parts.join("; "))
    })
}

/// A long text by its beginning.
fn value(value: &Value) -> String {
    const MOST: usize = 40;
    let text = match value {
        Value::Date(day) => format::day(*day),
        Value::YesNo(true) => tr!("wizard-yes"),
        Value::YesNo(false) => tr!("wizard-no"),
        Value::Text(_) | Value::Number(_) => value.to_string(),
    };
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

/// Whose values are lost in which column.
fn cleared_lines(report: &ImportReport) -> impl Iterator<Item = String> {
    of_all(report).filter(|(changes, _)| changes.cleared > 0).map(|(changes, kind)| {
        let (count, number, name) = (changes.cleared, format::count(changes.cleared), changes.name.clone());
        match kind {
            TableKind::Accounts => tr!("wizard-cleared-line-accounts", count = count, number = number, name = name),
            _ => tr!("wizard-cleared-line", count = count, number = number, name = name),
        }
    })
}

/// What stays, and from when ages are counted.
fn quiet_ui(ui: &mut Ui, report: &ImportReport, is_done: bool) {
    if report.not_named == 0 && report.as_of.is_none() {
        return;
    }
    ui.add_space(6.0);
    if let Some((before, after)) = report.as_of {
        let (before, after) = days(before, after);
        let line = match is_done {
            true => tr!("wizard-as-of-moved", before = before, after = after),
            false => tr!("wizard-as-of-moves", before = before, after = after),
        };
        ui.add(egui::Label::new(line).wrap());
    }
    if report.not_named > 0 {
        let number = format::count(report.not_named);
        ui.label(theme::second(ui, &tr!("wizard-not-named", count = report.not_named, number = number)));
    }
}

/// With the seconds, where it is the same day.
fn days(before: Instant, after: Instant) -> (String, String) {
    if before.day() == after.day() {
        return (before.to_string(), after.to_string());
    }
    (format::day(before.day()), format::day(after.day()))
}

fn new_attributes_ui(ui: &mut Ui, report: &ImportReport) {
    const MOST: usize = 60;
    let count = report.new_attributes.len();
    if count == 0 {
        return;
    }
    ui.add_space(6.0);
    ui.label(theme::strong(&tr!("wizard-new-attributes", count = count, number = format::count(count as u64))));
    let names: Vec<&str> = report.new_attributes.iter().take(MOST).map(String::as_str).collect();
    ui.add(egui::Label::new(theme::second(ui, &names.join(" · "))).wrap());
    more(ui, count, MOST);
}

/// How many are won and lost: in the files, where they are not all that the library has then, and in the library.
pub fn outcomes_ui(ui: &mut Ui, wizard: &Wizard, report: &ImportReport, is_done: bool) {
    let of_files = || wizard.tables.iter().filter(|table| table.is_in).filter_map(outcome::totals);
    let of_library = (report.outcomes.ended() > 0).then(|| outcome::totals_of(report.outcomes));
    match of_library {
        Some(totals) if is_done && report.before == 0 => drop(ui.label(totals)),
        Some(totals) if report.before > 0 => {
            if !is_done {
                of_files().for_each(|totals| drop(ui.label(tr!("wizard-outcomes-file", totals = totals))));
            }
            ui.label(match is_done {
                true => tr!("wizard-outcomes-library", totals = totals),
                false => tr!("wizard-outcomes-then", totals = totals),
            });
        }
        _ => of_files().for_each(|totals| drop(ui.label(totals))),
    }
}
