//! Who moves where, what that does to the load of sales, and what differs between baseline and draft.
//!
//! | file | subject |
//! |---|---|
//! | `found.rs` | the worker's answer |
//! | `words.rs` | what is found, in sentences |
//! | `picture/` | the flow as a picture: where things stand, and the brush |
//! | `table.rs` | the same as tables: routes, and moves from cell to cell |
//! | `listing.rs`, `leads.rs`, `row.rs` | the leads behind a number, with their reasons |
//! | `export.rs` | the same as a file |
//! | `load.rs` | leads a week of each route against what it can take |
//! | `changes.rs` | what differs |

mod changes;
mod export;
mod found;
mod leads;
mod listing;
mod load;
mod picture;
mod row;
mod table;
mod words;

use std::{path::Path, sync::Arc};

use eframe::egui::{self, RichText, text::LayoutJob};

pub use self::{
    changes::show as changes_ui, found::changes as differences, leads::show as leads_ui, load::show as load_ui,
};
use self::{found::Found, leads::LeadsDesk};
use crate::{
    app::{
        background::{Background, Wake},
        commands::Command,
        export::{Exporter, file_name},
        panel,
        scored::Scored,
        state::{Page, State},
        theme, widgets,
    },
    scoring::what_if::Who,
};

/// What the page remembers of the movement.
pub struct FlowDesk {
    worker: Background<Arc<Scored>, Arc<Found>>,
    asked: Option<Arc<Scored>>,
    found: Option<Arc<Found>>,
    view: View,
    leads: LeadsDesk,
    exporter: Exporter<(Arc<Found>, Who)>,
}

/// How the movement is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum View {
    #[default]
    Picture,
    Table,
    Cells,
}

impl FlowDesk {
    pub fn new(wake: &Wake) -> Self {
        Self {
            worker: Background::new("what if", Arc::clone(wake), |scored| Arc::new(Found::new(scored))),
            asked: None,
            found: None,
            view: View::default(),
            leads: LeadsDesk::new(wake),
            exporter: Exporter::new(wake),
        }
    }

    /// Waits for the workers: for pictures and tests, never in the window.
    pub fn settle(&mut self) {
        self.worker.wait_until_idle();
        self.found = self.worker.take().or(self.found.take());
        self.leads.settle();
        self.exporter.settle();
    }

    /// Whether something could not be worked out since the last call.
    fn take_failure(&self) -> bool {
        [self.worker.take_failure(), self.leads.take_failure()].contains(&true)
    }

    /// Other leads are open. An export goes on: it is of what was there when it was asked for.
    pub fn forget_leads(&mut self) {
        self.worker.forget();
        (self.asked, self.found) = (None, None);
        self.leads.forget();
    }

    pub fn forget(&mut self) {
        self.forget_leads();
        self.exporter.cancel();
    }

    /// The newest answer over the leads that are open.
    fn found(&self, scored: Option<&Arc<Scored>>) -> Option<Arc<Found>> {
        let is_of = |found: &&Arc<Found>| scored.is_some_and(|it| Arc::ptr_eq(&it.columns, &found.scored.columns));
        self.found.as_ref().filter(is_of).map(Arc::clone)
    }

    /// No file was named for what was to be written.
    pub fn no_export(&mut self) {
        self.exporter.wanted = None;
    }

    /// The name that is offered for the table.
    pub fn export_name(&self, model: &str) -> String {
        file_name(model, &tr!("flow-export-name"))
    }
}

impl State {
    /// Writes the leads that an export was asked for.
    pub fn export_leads(&mut self, path: &Path) {
        let desk = &mut self.pages.what_if.flow;
        if let Some((found, who)) = desk.exporter.wanted.take().or_else(|| {
            let found = desk.found.clone()?;
            let who = desk.leads.who(&found);
            Some((found, who))
        }) {
            let path = path.to_owned();
            desk.exporter.start(move |progress| export::write(&path, &found, who, progress));
        }
    }
}

/// Takes what the workers have found, and asks them again if the scores are others: while the page is shown.
pub fn keep_up(ui: &egui::Ui, state: &mut State) {
    let Some(scored) = state.scored.clone() else { return };
    let desk = &mut state.pages.what_if.flow;
    desk.found = desk.worker.take().or(desk.found.take());
    // Of a month that is played only the counts are known.
    if scored.columns.is_empty() || !scored.has_scores() {
        return;
    }
    if !desk.asked.as_ref().is_some_and(|asked| Arc::ptr_eq(asked, &scored)) {
        desk.asked = Some(Arc::clone(&scored));
        desk.worker.ask(scored);
        // The answer may be there before anything else wakes the window.
        ui.ctx().request_repaint();
    }
    if desk.take_failure() {
        state.complain(tr!("scorer-broken"));
    }
}

/// Takes what has been written meanwhile, whatever page is shown.
pub fn keep_exported(state: &mut State) {
    if let Some(written) = state.pages.what_if.flow.exporter.take() {
        match written {
            Ok(text) => state.tell(text),
            Err(text) => state.complain(text),
        }
    }
}

/// The newest answer, and how clear it is shown.
fn answer(ui: &egui::Ui, state: &State) -> Option<(Arc<Found>, f32)> {
    let found = state.pages.what_if.flow.found(state.scored.as_ref())?;
    let is_newest = state.scored.as_ref().is_some_and(|scored| Arc::ptr_eq(scored, &found.scored));
    Some((found, panel::opacity_of(ui, "what if", state.is_stale() || !is_newest)))
}

/// “Draft against the version signed on 2 Nov 2026:”, and “4 differences, 212 leads move” once that is known.
pub fn headline(state: &State) -> (String, String) {
    let voice = state.scored.as_ref().and_then(|scored| scored.voice);
    let baseline = state.baseline_name();
    let who = match voice {
        Some(team) => tr!("flow-voice-against", team = theme::team_name(team), baseline = baseline),
        None => tr!("flow-draft-against", baseline = baseline),
    };
    let desk = &state.pages.what_if.flow;
    // What was found against another baseline is not told under this one's name.
    let is_of = |found: &Arc<Found>| {
        found.scored.voice == voice && (voice.is_some() || Arc::ptr_eq(&found.scored.baseline.model, &state.baseline()))
    };
    let Some(found) = desk.found(state.scored.as_ref()).filter(is_of) else {
        return (who, String::new());
    };
    let differences = tr!("flow-differences", number = found.changes.len());
    let moved = found.what_if.movement.moved.tally.leads;
    let moved = tr!("flow-moves", number = moved, count = crate::app::format::count(moved));
    (tr!("flow-who", who = who), format!("{differences}, {moved}"))
}

/// The card of the picture, and of the same as a table.
pub fn picture_ui(ui: &mut egui::Ui, state: &mut State) {
    let Some((found, opacity)) = answer(ui, state) else { return waiting_ui(ui) };
    let mut asked = None;
    let mut to = None;
    widgets::card(ui, |ui| {
        let desk = &mut state.pages.what_if.flow;
        ui.horizontal(|ui| {
            ui.set_min_height(30.0);
            ui.label(theme::strong(&tr!("flow-title")));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let names = [tr!("flow-view-picture"), tr!("flow-view-table"), tr!("flow-view-cells")];
                let [picture, table, cells] = names.each_ref().map(String::as_str);
                let choices = [(View::Picture, picture), (View::Table, table), (View::Cells, cells)];
                widgets::segmented(ui, &tr!("flow-view"), &mut desk.view, &choices);
            });
        });
        ui.multiply_opacity(opacity);
        ui.add_space(2.0);
        finding_ui(ui, &found);
        ui.add_space(10.0);
        let chosen = desk.leads.chosen.clone();
        let has_moved = found.what_if.movement.moved.tally.leads > 0;
        asked = match desk.view {
            View::Table => table::routes_ui(ui, &found),
            _ if !has_moved => {
                to = nobody_ui(ui, &found);
                None
            }
            View::Picture => picture::show(ui, &found, chosen.as_ref()),
            View::Cells => table::cells_ui(ui, &found, chosen.as_ref()),
        };
    });
    if let Some(who) = asked {
        state.pages.what_if.flow.leads.choose(who);
    }
    if let Some(page) = to {
        state.ask(Command::GoTo(page));
    }
}

/// What it comes to, with better and worse in their colours and by their signs.
fn finding_ui(ui: &mut egui::Ui, found: &Found) {
    let theme = theme::of(ui);
    let movement = &found.what_if.movement;
    let (gained, lost) = (movement.sales.gained.tally.won, movement.sales.lost.tally.won);
    let mut job = LayoutJob::default();
    let mut put = |text: &str, colour: egui::Color32| {
        job.append(text, 0.0, egui::TextFormat::simple(theme::body(), colour));
    };
    if movement.moved.tally.leads == 0 {
        put(&words::finding(found), theme.second);
    } else {
        put(&crate::model::wording::upper_first(&words::sales(movement)), theme.text);
        if gained > 0 {
            put(&format!("   {}", tr!("flow-wins-up", wins = words::wins(gained))), theme.better);
        }
        if lost > 0 {
            put(&format!("   {}", tr!("flow-wins-down", wins = words::wins(lost))), theme.worse);
        }
    }
    job.wrap.max_width = ui.available_width();
    ui.add(egui::Label::new(job).wrap());
}

/// Nobody moves: why, and what to do.
fn nobody_ui(ui: &mut egui::Ui, found: &Found) -> Option<Page> {
    let mut to = None;
    ui.vertical_centered(|ui| {
        ui.add_space(28.0);
        let icon = char::from(widgets::Icon::Equal).to_string();
        ui.label(RichText::new(icon).font(theme::icon_font(30.0)).color(theme::of(ui).third));
        ui.add_space(4.0);
        let text = match found.changes.len() {
            0 => tr!("flow-same-model"),
            number => tr!("flow-same-place", number = number),
        };
        ui.add(egui::Label::new(theme::second(ui, &text)).wrap().halign(egui::Align::Center));
        ui.add_space(8.0);
        for (text, page) in [(tr!("flow-go-criteria"), Page::Criteria), (tr!("flow-go-matrix"), Page::Matrix)] {
            if widgets::quiet_button(ui, &text).clicked() {
                to = Some(page);
            }
            ui.add_space(6.0);
        }
        ui.add_space(28.0);
    });
    to
}

fn waiting_ui(ui: &mut egui::Ui) {
    widgets::card(ui, |ui| {
        ui.label(theme::strong(&tr!("flow-title")));
        ui.add_space(80.0);
        ui.vertical_centered(|ui| ui.label(theme::second(ui, &tr!("flow-waiting"))));
        ui.add_space(80.0);
    });
}

/// Whether there is anything to hold against anything: leads, and criteria that score them.
pub fn is_empty_ui(ui: &mut egui::Ui, state: &mut State) -> bool {
    if state.columns().is_empty() {
        let actions = [tr!("leads-empty-open"), tr!("leads-empty-import"), tr!("leads-empty-sample")];
        let actions = actions.each_ref().map(String::as_str);
        let (title, text) = (tr!("flow-no-leads-title"), tr!("flow-no-leads"));
        if state.tasks.work.is_some() {
            ui.vertical_centered(|ui| {
                ui.add_space(120.0);
                ui.label(theme::second(ui, &tr!("leads-reading")));
            });
            return true;
        }
        match widgets::empty_state(ui, widgets::Icon::Shuffle, &title, &text, &actions) {
            Some(0) => state.ask(Command::OpenLeads),
            Some(1) => state.ask(Command::ImportLeads),
            Some(_) => state.open_sample_leads(),
            None => {}
        }
        return true;
    }
    let has_criteria = !state.document.model.criteria.is_empty() || !state.baseline().criteria.is_empty();
    if !has_criteria {
        let actions = [tr!("flow-go-criteria"), tr!("command-new-from-template")];
        let actions = actions.each_ref().map(String::as_str);
        let (title, text) = (tr!("flow-no-criteria-title"), tr!("flow-no-criteria"));
        match widgets::empty_state(ui, widgets::Icon::Shuffle, &title, &text, &actions) {
            Some(0) => state.ask(Command::GoTo(Page::Criteria)),
            Some(_) => state.ask(Command::NewFromTemplate),
            None => {}
        }
    }
    !has_criteria
}

/// Whom the list shows before anyone has chosen.
fn first_choice(found: &Found) -> Who {
    let sales = &found.what_if.movement.sales;
    match (sales.lost.tally.won, sales.gained.tally.won, sales.gained.tally.leads, sales.lost.tally.leads) {
        (lost, ..) if lost > 0 => Who::WinsLost,
        (_, gained, ..) if gained > 0 => Who::WinsGained,
        (_, _, gained, _) if gained > 0 => Who::ToSales,
        (_, _, _, lost) if lost > 0 => Who::FromSales,
        _ => Who::Moved,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        app::{
            scored::{Question, Scorer},
            settings::SettingsFile,
            tasks::{Done, Purpose},
        },
        lead::Instant,
        model::Model,
        scoring::{ColumnsBuilder, what_if::Who},
    };

    #[test]
    fn an_export_for_which_no_file_is_named_keeps_no_leads() {
        let wake: Wake = Arc::new(|| {});
        let mut state = State::new(SettingsFile::default(), &wake);
        let (columns, model) = (Arc::new(ColumnsBuilder::default().finish()), Arc::new(Model::new("test")));
        let baseline = Arc::clone(&model);
        let question = Question { columns, as_of: Instant(0), draft: model, baseline, voice: None };
        let found = Arc::new(Found::new(Scorer::default().answer(question)));
        let kept = Arc::downgrade(&found);
        state.pages.what_if.flow.exporter.wanted = Some((found, Who::Moved));
        state.take_done(Done::Picked(Purpose::ExportLeads, None));
        assert!(kept.upgrade().is_none());
    }
}
