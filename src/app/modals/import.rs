use std::path::{Path, PathBuf};

use eframe::egui;

use super::{Answer, buttons, title};
use crate::{
    app::{format, state::State, tasks::Purpose, theme, widgets},
    lead::TimeError,
    library::import::{ImportReport, ImportRequest},
};

/// How many rejected rows are listed.
const SHOWN: usize = 200;

/// What to import, as text fields hold it. What is left empty is guessed.
#[derive(Clone, Debug, Default)]
pub struct ImportForm {
    pub leads: String,
    pub events: String,
    pub into: String,
    pub outcome: String,
    pub won: String,
    pub lost: String,
    pub null_words: String,
    pub key: String,
    pub account: String,
    pub created: String,
    pub closed: String,
    pub as_of: String,
    /// Why it could not be done as it is filled in.
    pub problem: Option<String>,
}

impl ImportForm {
    /// No library is named beforehand: leads are not to be mixed with the sample's, or with others, by accident.
    pub fn new() -> Self {
        Self { ..Self::default() }
    }

    /// A file was named or dropped.
    pub fn take(&mut self, purpose: Purpose, path: &Path) {
        let text = path.display().to_string();
        if purpose == Purpose::ImportEvents {
            self.events = text;
            return;
        }
        self.leads = text;
        self.problem = None;
    }

    fn request(&self) -> Result<ImportRequest, TimeError> {
        let optional = |text: &str| Some(text.trim()).filter(|text| !text.is_empty()).map(str::to_owned);
        let list = |text: &str| -> Vec<String> {
            text.split(',').map(str::trim).filter(|word| !word.is_empty()).map(str::to_owned).collect()
        };
        Ok(ImportRequest {
            leads: PathBuf::from(self.leads.trim()),
            events: optional(&self.events).map(PathBuf::from),
            outcome: optional(&self.outcome),
            won: list(&self.won),
            lost: list(&self.lost),
            null_words: list(&self.null_words),
            key: optional(&self.key),
            account: optional(&self.account),
            created: optional(&self.created),
            closed: optional(&self.closed),
            as_of: optional(&self.as_of).map(|text| text.parse()).transpose()?,
            ..ImportRequest::default()
        })
    }
}

pub(super) fn show(ui: &mut egui::Ui, state: &mut State, form: &mut ImportForm) -> Answer {
    title(ui, &tr!("import-title"));
    ui.label(theme::second(ui, &tr!("import-about")));
    // The buttons stay in a low window too.
    let height = (ui.ctx().content_rect().height() - 240.0).max(120.0);
    egui::ScrollArea::vertical().max_height(height).show(ui, |ui| fields(ui, state, form));
    if let Some(problem) = &form.problem {
        ui.label(theme::worse(ui, problem));
    }
    match buttons(ui, &[&tr!("cancel"), &tr!("import")]) {
        Some(0) => Answer::Close,
        Some(_) if form.leads.trim().is_empty() => {
            form.problem = Some(tr!("import-no-file"));
            Answer::Waiting
        }
        Some(_) => begin(state, form),
        None => Answer::Waiting,
    }
}

/// Begins the import. The form is kept until it has succeeded: if it fails, what was filled in is mended and not typed again.
fn begin(state: &mut State, form: &mut ImportForm) -> Answer {
    if form.into.trim().is_empty() {
        form.into = Path::new(form.leads.trim()).with_extension("sqlite").display().to_string();
    }
    let request = match form.request() {
        Ok(request) => request,
        Err(err) => {
            form.problem = Some(err.to_string());
            return Answer::Waiting;
        }
    };
    if !state.import(Path::new(form.into.trim()), request) {
        return Answer::Waiting;
    }
    form.problem = None;
    state.last_import = Some(form.clone());
    Answer::Close
}

fn fields(ui: &mut egui::Ui, state: &mut State, form: &mut ImportForm) {
    file_row(ui, state, &tr!("import-leads"), &mut form.leads, Purpose::ImportLeads);
    file_row(ui, state, &tr!("import-events"), &mut form.events, Purpose::ImportEvents);
    row(ui, &tr!("import-into"), &mut form.into, &tr!("import-into-hint"));
    row(ui, &tr!("import-nulls"), &mut form.null_words, &tr!("import-nulls-hint"));
    row(ui, &tr!("import-outcome"), &mut form.outcome, &tr!("import-outcome-hint"));
    if !form.outcome.trim().is_empty() {
        row(ui, &tr!("import-won"), &mut form.won, &tr!("import-won-hint"));
        row(ui, &tr!("import-lost"), &mut form.lost, &tr!("import-lost-hint"));
    }
    let found = tr!("import-found");
    egui::CollapsingHeader::new(tr!("import-more")).id_salt("more").show(ui, |ui| {
        row(ui, &tr!("import-key"), &mut form.key, &found);
        row(ui, &tr!("import-account"), &mut form.account, &found);
        row(ui, &tr!("import-created"), &mut form.created, &found);
        row(ui, &tr!("import-closed"), &mut form.closed, &found);
        row(ui, &tr!("import-as-of"), &mut form.as_of, &tr!("import-as-of-hint"));
    });
}

fn row(ui: &mut egui::Ui, name: &str, text: &mut String, hint: &str) {
    let label = ui.label(theme::caption(ui, name));
    ui.add(egui::TextEdit::singleline(text).hint_text(hint).desired_width(f32::INFINITY).margin(egui::vec2(8.0, 6.0)))
        .labelled_by(label.id);
}

fn file_row(ui: &mut egui::Ui, state: &mut State, name: &str, text: &mut String, purpose: Purpose) {
    let label = ui.label(theme::caption(ui, name));
    // From the right: the buttons end where the fields without one end.
    let size = egui::vec2(ui.available_width(), 30.0);
    ui.allocate_ui_with_layout(size, egui::Layout::right_to_left(egui::Align::Center), |ui| {
        let choose = widgets::quiet_button(ui, &tr!("choose")).on_hover_text(name);
        if choose.clicked() {
            state.wanted_dialog = Some(purpose);
        }
        let width = ui.available_width();
        ui.add(egui::TextEdit::singleline(text).desired_width(width).margin(egui::vec2(8.0, 6.0)))
            .labelled_by(label.id);
    });
}

pub(super) fn show_report(ui: &mut egui::Ui, report: &ImportReport) -> Answer {
    let count = |number: u64| format::count(number);
    title(
        ui,
        &tr!(
            "imported-title",
            new = count(report.new),
            changed = count(report.changed),
            same = count(report.same),
            events = count(report.events_new)
        ),
    );
    egui::ScrollArea::vertical().max_height(380.0).auto_shrink([false, true]).show(ui, |ui| {
        columns_ui(ui, report);
        for note in &report.notes {
            ui.label(format!("• {note}"));
        }
        rejected_ui(ui, report);
    });
    if buttons(ui, &[&tr!("show-leads")]).is_some() { Answer::Close } else { Answer::Waiting }
}

/// What each column was taken for.
fn columns_ui(ui: &mut egui::Ui, report: &ImportReport) {
    ui.label(theme::strong(&tr!("imported-columns")));
    let leads = (report.new + report.changed + report.same).max(1);
    egui::Grid::new("columns").num_columns(3).spacing([24.0, 4.0]).show(ui, |ui| {
        for column in &report.columns {
            ui.label(&column.name);
            ui.label(theme::second(ui, &column.what()));
            let share = column.filled as f64 / leads as f64;
            ui.label(theme::second(ui, &tr!("imported-filled", share = format::percent(share.min(1.0), 0))));
            ui.end_row();
        }
    });
}

fn rejected_ui(ui: &mut egui::Ui, report: &ImportReport) {
    if report.rejected.is_empty() {
        ui.label(theme::second(ui, &tr!("imported-all")));
        return;
    }
    ui.label(theme::worse(ui, &tr!("imported-rejected", count = format::count(report.rejected_count))));
    for row in report.rejected.iter().take(SHOWN) {
        ui.label(row.to_string());
    }
    if report.rejected_count > SHOWN as u64 {
        ui.weak(tr!("and-more", count = report.rejected_count - SHOWN as u64));
    }
}
