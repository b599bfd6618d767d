//! The import is over: what came in, and what next.

use eframe::egui::{self, Align, Layout, Rect, Ui, pos2, vec2};

use super::{
    changes, check, dirt, from_top, sheet, within,
    wizard::{Wizard, file_name},
};
use crate::{
    app::{
        commands::Command,
        format,
        modals::has_focus,
        pages::leads::Tab,
        state::{Page, State},
        tasks::Purpose,
        theme, widgets,
    },
    library::import::ImportReport,
};

/// True when the sheet is to be closed.
pub fn show(ui: &mut Ui, state: &mut State, wizard: &mut Wizard) -> bool {
    let Some(done) = wizard.report.clone() else { return true };
    let report = &done.report;
    if wizard.view.dirt.is_some() {
        dirt::show(ui, state, wizard, report, true);
        return false;
    }
    let whole = ui.available_rect_before_wrap();
    let foot = Rect::from_min_max(pos2(whole.left(), whole.bottom() - 34.0), whole.max);
    let body = Rect::from_min_max(whole.min, pos2(whole.right(), foot.top() - 12.0));
    let mut is_closed = false;
    within(ui, body, "result", |ui| {
        let area = egui::ScrollArea::vertical().id_salt("result").auto_shrink(false);
        from_top(area, &mut wizard.view.was_done_shown).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 8.0;
            ui.horizontal(|ui| {
                ui.label(theme::icon(widgets::Icon::CircleCheck).color(theme::of(ui).better));
                ui.add(egui::Label::new(theme::strong(&sentence(report, wizard.tables_out())).size(15.0)).wrap());
            });
            let library = file_name(&wizard.into.path);
            ui.label(theme::second(ui, &tr!("wizard-done-into", library = library)));
            ui.add_space(4.0);
            check::counts_ui(ui, report);
            changes::outcomes_ui(ui, wizard, report, true);
            ui.add_space(4.0);
            dirt::summary(ui, state, wizard, report, true);
            ui.add_space(8.0);
            is_closed = begin_ui(ui, state);
            next_ui(ui, state, wizard, report);
            changes::show(ui, report, true);
            check::notes_ui(ui, wizard, report);
            widgets::follow_focus(ui);
        });
    });
    within(ui, foot, "foot", |ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let matrix = widgets::primary_button(ui, &tr!("wizard-see-matrix"));
            if !has_focus(ui) {
                matrix.request_focus();
            }
            if matrix.clicked() {
                state.ask(Command::GoTo(Page::Matrix));
                is_closed = true;
            }
            if widgets::quiet_button(ui, &tr!("wizard-see-leads")).clicked() {
                state.pages.leads.tab = Tab::People;
                state.ask(Command::GoTo(Page::Leads));
                is_closed = true;
            }
            if widgets::quiet_button(ui, &tr!("wizard-see-fields")).clicked() {
                state.ask(Command::GoTo(Page::Library));
                is_closed = true;
            }
            if widgets::quiet_button(ui, &tr!("wizard-done")).clicked() {
                is_closed = true;
            }
        });
    });
    is_closed
}

/// “8,740 leads imported; 60 rows left out: 55 × key is missing, 5 × row does not fit the header”.
fn sentence(report: &ImportReport, tables_out: Option<String>) -> String {
    let what = match sheet::imported(report) {
        Some(what) if report.changed + report.same + report.accounts_changed + report.events_same == 0 => {
            tr!("wizard-imported-what", what = what)
        }
        Some(what) => tr!("wizard-imported-mixed", what = what),
        None => tr!("wizard-imported-nothing"),
    };
    let left_out = report.rejected_count;
    if left_out == 0 {
        return match tables_out {
            Some(out) => tr!("wizard-imported-tables", what = what, out = out),
            None => tr!("wizard-imported", what = what),
        };
    }
    let mut sorts: Vec<(&str, u64)> = Vec::new();
    for count in report.dirt_counts.iter().filter(|count| count.reason.leaves_out()) {
        let word = count.reason.word();
        match sorts.iter_mut().find(|(other, _)| *other == word) {
            Some((_, sum)) => *sum += count.count,
            None => sorts.push((word, count.count)),
        }
    }
    let why: Vec<String> = sorts.iter().map(|(word, sum)| format!("{} × {word}", format::count(*sum))).collect();
    tr!("wizard-imported-but", what = what, count = left_out, number = format::count(left_out), why = why.join(", "))
}

/// Leads are there, and nothing yet that scores them. True when the sheet makes room for the templates.
fn begin_ui(ui: &mut Ui, state: &mut State) -> bool {
    if !state.document.model.criteria.is_empty() {
        return false;
    }
    let is_asked = step_ui(ui, &tr!("command-new-from-template"), tr!("wizard-no-criteria"));
    if is_asked {
        state.ask(Command::NewFromTemplate);
    }
    is_asked
}

/// What is to be done next, and the step towards it.
fn step_ui(ui: &mut Ui, button: &str, about: String) -> bool {
    let mut is_asked = false;
    widgets::card(ui, |ui| {
        ui.allocate_ui_with_layout(vec2(ui.available_width(), 34.0), Layout::right_to_left(Align::Center), |ui| {
            is_asked = widgets::quiet_button(ui, button).clicked();
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.add(egui::Label::new(about).wrap());
            });
        });
    });
    is_asked
}

/// What the library still lacks.
fn next_ui(ui: &mut Ui, state: &mut State, wizard: &Wizard, report: &ImportReport) {
    let is_first = wizard.into.leads.unwrap_or(0) == 0;
    let lacks_events = is_first && report.events_new + report.events_same == 0;
    if !lacks_events {
        return;
    }
    let lacks_leads = report.new + report.changed + report.same == 0;
    let (button, about) = if lacks_leads {
        (tr!("wizard-bring-leads"), tr!("wizard-bring-leads-about"))
    } else {
        (tr!("wizard-bring-events"), tr!("wizard-bring-events-about"))
    };
    if step_ui(ui, &button, about) {
        state.wanted_dialog = Some(Purpose::ImportLeads);
    }
}
