//! The sheet over the page: what was found, what is made of it, what to do.

use eframe::egui::{self, Align, Layout, Rect, Sense, Stroke, Ui, pos2, vec2};

use super::{
    check, choose, columns, done, offers, outcome, preview, tables, waiting, within,
    wizard::{Step, Tab, Table, Told, Trial, Wizard, counted},
    words,
};
use crate::{
    app::{format, modals::has_focus, state::State, tasks::Purpose, theme, widgets},
    library::import::{ImportReport, TableKind},
};

const HEADER: f32 = 52.0;
const FOOTER: f32 = 42.0;
const GAP: f32 = 12.0;

/// The whole of it; true when it is to be closed.
pub fn show(ui: &mut Ui, state: &mut State, wizard: &mut Wizard) -> bool {
    let height = ui.ctx().content_rect().height() - 84.0;
    let (whole, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let mut is_closed = false;
    let header = Rect::from_min_size(whole.min, vec2(whole.width(), HEADER));
    within(ui, header, "header", |ui| is_closed |= header_ui(ui, wizard));
    let mut top = header.bottom() + 4.0;
    if let Some(problem) = wizard.problem.clone() {
        let place = Rect::from_min_size(pos2(whole.left(), top), vec2(whole.width(), 34.0));
        within(ui, place, "problem", |ui| problem_ui(ui, wizard, &problem));
        top = place.bottom() + 8.0;
    }
    let has_footer = matches!(wizard.step, Step::Mapping) || wizard.view.asks_to_leave;
    let bottom = if has_footer { whole.bottom() - FOOTER - GAP } else { whole.bottom() };
    let body = Rect::from_min_max(pos2(whole.left(), top), pos2(whole.right(), bottom));
    within(ui, body, "body", |ui| match wizard.step {
        Step::Choose => choose::show(ui, state, wizard),
        Step::ToLook | Step::Looking(_) => waiting::looking(ui, state, wizard),
        Step::Importing => waiting::importing(ui, state, wizard),
        Step::Mapping => mapping_ui(ui, state, wizard),
        Step::Done => is_closed |= done::show(ui, state, wizard),
    });
    if has_footer {
        let place = Rect::from_min_max(pos2(whole.left(), whole.bottom() - FOOTER), whole.max);
        within(ui, place, "footer", |ui| is_closed |= footer_ui(ui, state, wizard));
    }
    if matches!(wizard.trial, Trial::Wanted(_)) {
        ui.ctx().request_repaint_after(std::time::Duration::from_millis(150));
    }
    let is_typing = ui.ctx().text_edit_focused();
    wizard.view.was_typing = std::mem::replace(&mut wizard.view.is_typing, is_typing);
    is_closed
}

impl Wizard {
    /// The user turns away: whether the sheet may go. What was changed in it is asked about first; what is being written is
    /// stopped by its own button only.
    pub fn may_leave(&mut self) -> bool {
        if self.step == Step::Importing {
            return false;
        }
        let is_open = !matches!(self.step, Step::Choose | Step::Done);
        if self.is_changed && is_open && !self.view.asks_to_leave {
            self.view.asks_to_leave = true;
            return false;
        }
        true
    }

    /// Escape was pressed, or somebody clicked beside the sheet.
    pub fn turn_away(&mut self) -> bool {
        if self.view.was_typing {
            // Escape was meant for the field.
            return false;
        }
        if self.view.asks_to_leave {
            self.view.asks_to_leave = false;
            return false;
        }
        self.may_leave()
    }
}

fn header_ui(ui: &mut Ui, wizard: &mut Wizard) -> bool {
    let mut is_closed = false;
    ui.spacing_mut().item_spacing.y = 3.0;
    ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
        if wizard.step != Step::Importing && widgets::icon_button(ui, widgets::Icon::X, &tr!("wizard-close")).clicked()
        {
            is_closed = wizard.may_leave();
        }
        ui.with_layout(Layout::top_down(Align::Min), |ui| {
            let (title, line) = match wizard.step {
                Step::Mapping => {
                    let read = wizard.shown().map(words::how_read).unwrap_or_default();
                    (words::found(&wizard.tables), read)
                }
                Step::Done => (tr!("wizard-done-title"), String::new()),
                _ => (tr!("wizard-title"), tr!("wizard-about")),
            };
            ui.add(egui::Label::new(theme::heading(&title)).truncate()).on_hover_text(&title);
            ui.add(egui::Label::new(theme::second(ui, &line)).truncate());
        });
    });
    is_closed
}

/// What was not done, and why; no alarm where somebody wanted it so.
fn problem_ui(ui: &mut Ui, wizard: &mut Wizard, told: &Told) {
    let theme = theme::of(ui);
    let (text, icon, colour, fill) = match told {
        Told::Problem(why) => (why.clone(), widgets::Icon::CircleAlert, theme.worse, theme::tint(theme.worse, 0.1)),
        Told::Stopped => (tr!("wizard-stopped"), widgets::Icon::Info, theme.second, theme.raised),
    };
    let frame = egui::Frame::new().fill(fill).corner_radius(7);
    frame.inner_margin(egui::Margin::symmetric(10, 4)).show(ui, |ui| {
        ui.horizontal_centered(|ui| {
            ui.label(theme::icon(icon).color(colour));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if widgets::icon_button(ui, widgets::Icon::X, &tr!("dismiss")).clicked() {
                    wizard.problem = None;
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    let label = egui::Label::new(egui::RichText::new(&text).color(colour)).truncate();
                    ui.add(label).on_hover_text(&text);
                });
            });
        });
    });
}

/// The tables at the left, the one that is shown beside them.
fn mapping_ui(ui: &mut Ui, state: &mut State, wizard: &mut Wizard) {
    let whole = ui.available_rect_before_wrap();
    let left_width = if whole.width() < 900.0 { 168.0 } else { 208.0 };
    let left = Rect::from_min_size(whole.min, vec2(left_width, whole.height()));
    within(ui, left, "tables", |ui| tables::show(ui, state, wizard));
    let middle = Rect::from_min_max(pos2(left.right() + 16.0, whole.top()), whole.max);
    ui.painter().vline(left.right() + 8.0, whole.y_range(), Stroke::new(1.0, theme::of(ui).line));
    // Asking for another kind of rows, or another library, begins anew.
    if wizard.step != Step::Mapping {
        return;
    }
    within(ui, middle, "middle", |ui| {
        tabs_ui(ui, state, wizard);
        if wizard.view.tab != Tab::Check {
            offers::show(ui, wizard);
        }
        ui.add_space(2.0);
        match wizard.view.tab {
            Tab::Columns => columns::show(ui, wizard),
            Tab::Column => columns::show_one(ui, wizard),
            Tab::Rows => {
                if let Some(table) = wizard.tables.get_mut(wizard.view.table) {
                    preview::show(ui, table);
                }
            }
            Tab::Outcome => outcome::show(ui, wizard),
            Tab::Check => check::show(ui, state, wizard),
        }
    });
}

fn tabs_ui(ui: &mut Ui, state: &mut State, wizard: &mut Wizard) {
    let is_leads = wizard.shown().is_some_and(|table| table.mapping.kind == TableKind::Leads);
    let columns = wizard.shown().map_or(0, |table| table.inspection.columns.len());
    let columns_name = tr!("wizard-tab-columns", number = format::count(columns as u64));
    let (rows_name, outcome_name) = (tr!("wizard-tab-rows"), tr!("wizard-tab-outcome"));
    let outcome_name =
        if wizard.shown().is_some_and(Table::lacks_ticks) { format!("{outcome_name} ●") } else { outcome_name };
    let check_name = tr!("wizard-tab-check");
    let one_name = tr!("wizard-tab-column");
    let mut choices = vec![(Tab::Columns, columns_name.as_str()), (Tab::Rows, rows_name.as_str())];
    if !columns::has_detail(ui.available_width()) {
        choices.insert(1, (Tab::Column, one_name.as_str()));
    } else if wizard.view.tab == Tab::Column {
        wizard.view.tab = Tab::Columns;
    }
    if is_leads {
        choices.push((Tab::Outcome, outcome_name.as_str()));
    } else if wizard.view.tab == Tab::Outcome {
        wizard.view.tab = Tab::Columns;
    }
    choices.push((Tab::Check, check_name.as_str()));
    let row = vec2(ui.available_width(), 30.0);
    ui.allocate_ui_with_layout(row, Layout::left_to_right(Align::Center), |ui| {
        widgets::segmented(ui, &tr!("wizard-tabs"), &mut wizard.view.tab, &choices);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let more = widgets::choice_menu(ui, "", &tr!("wizard-more"), |ui| {
                for (name, purpose) in [
                    (tr!("wizard-save-mapping"), Purpose::SaveMapping),
                    (tr!("wizard-load-mapping"), Purpose::LoadMapping),
                ] {
                    if ui.button(name).clicked() {
                        state.wanted_dialog = Some(purpose);
                    }
                }
            });
            more.on_hover_text(tr!("wizard-more-about"));
            const SEARCHED: usize = 12;
            if wizard.view.tab == Tab::Columns && columns > SEARCHED && ui.available_width() > 150.0 {
                let width = (ui.available_width() - 60.0).min(180.0);
                widgets::search_field(ui, &mut wizard.view.search, &tr!("wizard-find-column"), width);
            }
        });
    });
    kept_ui(ui, wizard);
}

/// “As you did on 3 Nov 2026; begin anew”.
fn kept_ui(ui: &mut Ui, wizard: &mut Wizard) {
    let index = wizard.view.table;
    let Some(table) = wizard.tables.get(index) else { return };
    let Some(day) = table.kept else { return };
    let kept = table.mapping.columns.iter().filter(|column| column.role != crate::library::import::Role::Ignored);
    let text = tr!("wizard-kept", day = format::day(day), count = kept.count());
    let theme = theme::of(ui);
    let mut is_anew = false;
    egui::Frame::new().fill(theme.accent_tint).corner_radius(7).inner_margin(egui::Margin::symmetric(10, 3)).show(
        ui,
        |ui| {
            ui.horizontal(|ui| {
                ui.label(theme::icon(widgets::Icon::History).color(theme.accent));
                ui.label(text);
                is_anew = widgets::link_button(ui, &tr!("wizard-begin-anew")).clicked();
                ui.allocate_space(vec2(ui.available_width(), 0.0));
            });
        },
    );
    if is_anew && let Some(table) = wizard.tables.get_mut(index) {
        table.begin_anew();
        wizard.edited();
    }
}

fn footer_ui(ui: &mut Ui, state: &mut State, wizard: &mut Wizard) -> bool {
    let whole = ui.available_rect_before_wrap();
    ui.painter().hline(whole.x_range(), whole.top(), Stroke::new(1.0, theme::of(ui).line));
    let mut is_closed = false;
    let place = Rect::from_min_max(pos2(whole.left(), whole.top() + 10.0), whole.max);
    within(ui, place, "foot", |ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if wizard.view.asks_to_leave {
                let leave = widgets::quiet_button(ui, &tr!("wizard-leave"));
                let stay = widgets::primary_button(ui, &tr!("wizard-stay"));
                if !leave.has_focus() && !stay.has_focus() {
                    stay.request_focus();
                }
                is_closed = leave.clicked();
                if stay.clicked() {
                    wizard.view.asks_to_leave = false;
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    ui.add(egui::Label::new(theme::strong(&tr!("wizard-leave-question"))).truncate());
                });
                return;
            }
            main_button(ui, state, wizard);
            if widgets::quiet_button(ui, &tr!("cancel")).clicked() {
                is_closed = wizard.may_leave();
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| trial_line(ui, state, wizard));
        });
    });
    is_closed
}

/// The one filled button: what it does is in its name.
fn main_button(ui: &mut Ui, state: &mut State, wizard: &mut Wizard) {
    let (tried, is_old) = wizard.tried();
    let name = match tried {
        Some(tried) if !is_old => import_name(&tried.report),
        // Which of them are new is not known yet.
        _ if wizard.into.leads.is_some_and(|leads| leads > 0) => {
            let rows = [TableKind::Leads, TableKind::Events, TableKind::Accounts];
            let rows = rows.into_iter().map(|kind| wizard.rows(kind)).sum();
            tr!("wizard-import", what = waiting::counted_rows(rows))
        }
        _ => {
            let kinds = [TableKind::Leads, TableKind::Events, TableKind::Accounts];
            let first = kinds.into_iter().find(|kind| wizard.rows(*kind) > 0).unwrap_or_default();
            tr!("wizard-import", what = counted(first, wizard.rows(first)))
        }
    };
    let can = !matches!(wizard.trial, Trial::Failed(_)) && wizard.tables.iter().any(|table| table.is_in);
    ui.add_enabled_ui(can, |ui| {
        let button = widgets::primary_button(ui, &name);
        if can && !has_focus(ui) && !wizard.view.is_typing {
            // The sheet has the keyboard, not what lies below it: Enter imports.
            button.request_focus();
        }
        if button.clicked() {
            state.begin_import(wizard);
        }
    });
}

/// What an import does first of all: with leads, if it does anything with any. New, changed, and all the same.
fn foremost(report: &ImportReport) -> Option<(TableKind, [u64; 3])> {
    let kinds = [
        (TableKind::Leads, [report.new, report.changed, report.same]),
        (TableKind::Events, [report.events_new, 0, report.events_same]),
        (TableKind::Accounts, [report.accounts_new, report.accounts_changed, report.accounts_same]),
    ];
    kinds.into_iter().find(|(_, [new, changed, _])| new + changed > 0)
}

/// “Import 8,740 leads”, “Update 60 leads”, “Import 3 new leads, update 60”.
fn import_name(report: &ImportReport) -> String {
    match foremost(report) {
        None => tr!("wizard-import-nothing"),
        Some((kind, [0, changed, _])) => tr!("wizard-update", what = counted(kind, changed)),
        Some((kind, [new, 0, 0])) => tr!("wizard-import", what = counted(kind, new)),
        Some((kind, [new, 0, _])) => tr!("wizard-import", what = new_ones(kind, new)),
        Some((kind, [new, changed, _])) => {
            tr!("wizard-import-update", what = new_ones(kind, new), count = format::count(changed))
        }
    }
}

/// “8,740 leads”, or “3 new leads, 60 changed” where some were there: what an import has put in. `None`: all was there just so.
pub(super) fn imported(report: &ImportReport) -> Option<String> {
    Some(match foremost(report)? {
        (kind, [new, 0, 0]) => counted(kind, new),
        (kind, [new, 0, _]) => new_ones(kind, new),
        (kind, [0, changed, _]) => tr!("wizard-changed-ones", what = counted(kind, changed)),
        (kind, [new, changed, _]) => {
            format!("{}, {}", new_ones(kind, new), tr!("wizard-count-changed", count = format::count(changed)))
        }
    })
}

fn new_ones(kind: TableKind, new: u64) -> String {
    format!("{} {}", format::count(new), check::new_name(kind, new))
}

/// What the import would do, in one line.
fn trial_line(ui: &mut Ui, state: &State, wizard: &mut Wizard) {
    match &wizard.trial {
        Trial::Failed(why) => {
            let why = why.clone();
            ui.label(theme::icon(widgets::Icon::CircleAlert).color(theme::of(ui).worse));
            ui.add(egui::Label::new(theme::worse(ui, &why)).truncate()).on_hover_text(why);
        }
        Trial::TooLarge => {
            let size = check::size(wizard.into.bytes);
            if widgets::quiet_button(ui, &tr!("wizard-try-large"))
                .on_hover_text(tr!("wizard-try-large-about"))
                .clicked()
            {
                wizard.trial = Trial::Wanted(Some(f64::NEG_INFINITY));
            }
            ui.add(egui::Label::new(theme::second(ui, &tr!("wizard-not-tried", size = size))).truncate());
        }
        _ => {
            let (tried, is_old) = wizard.tried();
            let Some(tried) = tried else {
                let percent = waiting::share(&state.import_desk.progress);
                if widgets::link_button(ui, &tr!("wizard-stop-trying")).clicked() {
                    state.import_desk.progress.cancel();
                    wizard.trial = Trial::TooLarge;
                }
                ui.add(egui::Label::new(theme::second(ui, &tr!("wizard-trying", percent = percent))).truncate());
                return;
            };
            let (line, is_dirty) =
                (check::in_one_line(&tried.report, wizard.tables_out()), tried.report.rejected_count > 0);
            if is_old {
                ui.set_opacity(0.55);
            }
            let label = egui::Label::new(line.clone()).truncate();
            ui.add(label).on_hover_text(line);
            let look = if is_dirty { tr!("wizard-look-at-dirt") } else { tr!("wizard-look") };
            if wizard.view.tab != Tab::Check && widgets::link_button(ui, &look).clicked() {
                wizard.view.tab = Tab::Check;
            }
        }
    }
    if matches!(wizard.trial, Trial::Trying(_)) {
        ui.ctx().request_repaint_after(std::time::Duration::from_millis(200));
    }
}
