//! What would happen: before anything is written.

use eframe::egui::{self, Align, Layout, Response, Role as Access, Sense, Ui, WidgetInfo, vec2};

use super::{
    changes, dirt, from_top, offers, waiting,
    wizard::{Step, Table, Trial, Wizard, counted, file_name},
    words,
};
use crate::{
    app::{format, state::State, theme, widgets},
    library::import::{ImportReport, TableKind, left_out_together},
};

/// How many sentences are listed before it is said how many more there are.
const LISTED: usize = 36;

pub fn show(ui: &mut Ui, state: &mut State, wizard: &mut Wizard) {
    let (tried, is_old) = wizard.tried();
    let Some(tried) = tried.cloned() else {
        return untried_ui(ui, state, wizard);
    };
    waiting::dimmed(ui, is_old);
    let library = file_name(&wizard.into.path);
    let is_new = wizard.into.leads.is_none();
    if wizard.view.dirt.is_some() {
        return dirt::show(ui, state, wizard, &tried.report, false);
    }
    let area = egui::ScrollArea::vertical().id_salt("check").auto_shrink(false);
    from_top(area, &mut wizard.view.was_check_shown).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        ui.add_space(4.0);
        let has = |kind| wizard.rows(kind) > 0;
        let what = match () {
            () if is_new => tr!("wizard-check-new", library = library),
            () if has(TableKind::Leads) => tr!("wizard-check-adds", library = library),
            () if has(TableKind::Accounts) => tr!("wizard-check-adds-accounts", library = library),
            () => tr!("wizard-check-adds-events", library = library),
        };
        ui.label(theme::second(ui, &what));
        counts_ui(ui, &tried.report);
        changes::outcomes_ui(ui, wizard, &tried.report, false);
        offers::show_outcomes(ui, wizard);
        ui.add_space(6.0);
        dirt::summary(ui, state, wizard, &tried.report, false);
        changes::show(ui, &tried.report, false);
        notes_ui(ui, wizard, &tried.report);
        widgets::follow_focus(ui);
    });
}

fn untried_ui(ui: &mut Ui, state: &State, wizard: &Wizard) {
    let (title, about) = match &wizard.trial {
        Trial::Failed(why) => (tr!("wizard-check-failed"), why.clone()),
        Trial::TooLarge => (tr!("wizard-not-tried", size = size(wizard.into.bytes)), tr!("wizard-try-large-about")),
        _ => {
            let percent = waiting::share(&state.import_desk.progress);
            (tr!("wizard-trying", percent = percent), tr!("wizard-trying-about"))
        }
    };
    widgets::empty_state(ui, widgets::Icon::ListChecks, &title, &about, &[]);
}

/// New, changed, the same, left out: large.
pub fn counts_ui(ui: &mut Ui, report: &ImportReport) {
    let leads = report.new + report.changed + report.same;
    let accounts = report.accounts_new + report.accounts_changed + report.accounts_same;
    let mut rows = Vec::new();
    if leads > 0 || accounts == 0 && report.events_new + report.events_same == 0 {
        rows.push((TableKind::Leads, report.new, Some(report.changed), report.same));
    }
    if accounts > 0 {
        rows.push((TableKind::Accounts, report.accounts_new, Some(report.accounts_changed), report.accounts_same));
    }
    if report.events_new + report.events_same > 0 {
        rows.push((TableKind::Events, report.events_new, None, report.events_same));
    }
    for (kind, new, changed, same) in rows {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 28.0;
            // Accounts that leads named are no news: what is known of them is.
            let named = if kind == TableKind::Accounts { report.accounts_named } else { 0 };
            if new > named || named == 0 {
                number_ui(ui, new - named, &new_name(kind, new - named));
            }
            if named > 0 {
                let about = tr!("wizard-named-accounts-about");
                number_ui(ui, named, &tr!("wizard-named-accounts", count = named)).on_hover_text(about);
            }
            if let Some(changed) = changed {
                number_ui(ui, changed, &tr!("wizard-changed"));
            }
            number_ui(ui, same, &tr!("wizard-same"));
        });
    }
}

pub fn new_name(kind: TableKind, count: u64) -> String {
    match kind {
        TableKind::Leads => tr!("wizard-new-leads", count = count),
        TableKind::Accounts => tr!("wizard-new-accounts", count = count),
        TableKind::Events => tr!("wizard-new-events", count = count),
    }
}

fn number_ui(ui: &mut Ui, number: u64, name: &str) -> Response {
    let theme = theme::of(ui);
    let text = format::count(number);
    let big = theme::big_font();
    let colour = if number == 0 { theme.second } else { theme.text };
    let galley = ui.painter().layout_no_wrap(text.clone(), big, colour);
    let label = ui.painter().layout_no_wrap(name.to_owned(), theme::body(), theme.second);
    // As wide as any, so that numbers of leads and of events stand below each other.
    const WIDTH: f32 = 96.0;
    let size = vec2(galley.size().x.max(label.size().x).max(WIDTH), galley.size().y + label.size().y);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Access::Label, true, format!("{text} {name}")));
    let below = rect.min + vec2(0.0, galley.size().y);
    ui.painter().galley(rect.min, galley, colour);
    ui.painter().galley(below, label, theme.second);
    response
}

/// What the look at the files has told, and the import.
pub fn notes(wizard: &Wizard, report: &ImportReport) -> Vec<String> {
    // What the look at the files has told comes first.
    let mut notes: Vec<String> = Vec::new();
    for table in wizard.tables.iter().filter(|table| table.is_in) {
        notes.extend(table.notes().map(|note| words::plain(table, &note)));
    }
    let left_out = |table: &Table| Some((table.inspection.source.clone(), table.left_out()?.clone()));
    let left_out = left_out_together(&wizard.tables.iter().filter_map(left_out).collect::<Vec<_>>());
    notes.extend(left_out.iter().map(|note| words::plain_of(&wizard.tables, note)));
    notes.extend(wizard.beside.iter().map(|(_, told)| told.clone()));
    for note in &report.notes {
        let short = words::plain_of(&wizard.tables, note);
        if !notes.contains(&short) {
            notes.push(short);
        }
    }
    notes
}

pub fn notes_ui(ui: &mut Ui, wizard: &Wizard, report: &ImportReport) {
    let mut notes = notes(wizard, report);
    if wizard.step == Step::Mapping {
        // Above it stands as an offer.
        notes.retain(|note| !words::is_of_outcome(note));
    }
    if notes.is_empty() {
        return;
    }
    ui.add_space(6.0);
    ui.label(theme::strong(&tr!("wizard-notes")));
    for note in notes.iter().take(LISTED) {
        ui.add(egui::Label::new(format!("• {note}")).wrap());
    }
    more(ui, notes.len(), LISTED);
}

pub fn more(ui: &mut Ui, count: usize, listed: usize) {
    if count > listed {
        ui.label(theme::second(ui, &tr!("and-more", count = format::count((count - listed) as u64))));
    }
}

/// “8,740 new leads, 60 changed, 3 the same; 12 rows are left out”.
pub fn in_one_line(report: &ImportReport, tables_out: Option<String>) -> String {
    let mut parts = Vec::new();
    let leads = report.new + report.changed + report.same;
    let accounts = report.accounts_new + report.accounts_changed + report.accounts_same;
    let events = report.events_new + report.events_same;
    if leads > 0 {
        parts.push(format!("{} {}", format::count(report.new), new_name(TableKind::Leads, report.new)));
        if report.changed > 0 {
            parts.push(tr!("wizard-count-changed", count = format::count(report.changed)));
        }
        if report.same > 0 {
            parts.push(tr!("wizard-count-same", count = format::count(report.same)));
        }
    }
    if accounts > 0 {
        parts.push(counted(TableKind::Accounts, accounts));
    }
    if events > 0 {
        parts.push(format!("{} {}", format::count(report.events_new), new_name(TableKind::Events, report.events_new)));
        if report.events_same > 0 {
            parts.push(tr!("wizard-count-there", count = format::count(report.events_same)));
        }
    }
    let cleared = report.cleared();
    if cleared > 0 {
        parts.push(tr!("wizard-count-cleared", count = cleared, number = format::count(cleared)));
    }
    let left_out = report.rejected_count;
    let has_tables_out = tables_out.is_some();
    parts.extend(tables_out);
    match left_out {
        // Beside tables that are left out whole, it would not be true.
        0 if has_tables_out => {}
        0 => parts.push(tr!("wizard-none-left-out")),
        _ => parts.push(tr!("wizard-count-left-out", count = left_out, number = format::count(left_out))),
    }
    parts.join(" · ")
}

/// 5.2 GB, 340 MB
pub fn size(bytes: u64) -> String {
    match bytes as f64 {
        bytes if bytes >= 1e9 => format!("{:.1} GB", bytes / 1e9),
        bytes => format!("{:.0} MB", (bytes / 1e6).max(1.0)),
    }
}

/// A line of buttons at the right.
pub fn at_right(ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
    let row = vec2(ui.available_width(), 30.0);
    ui.allocate_ui_with_layout(row, Layout::right_to_left(Align::Center), content);
}
