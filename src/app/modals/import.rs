use std::path::{Path, PathBuf};

use eframe::egui;

use super::{Answer, buttons, title};
use crate::{
    app::{
        state::State,
        tasks::{OpenLibrary, Purpose},
        theme,
    },
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
}

impl ImportForm {
    pub fn new(library: Option<&OpenLibrary>) -> Self {
        let into = library.map(|library| library.path.display().to_string()).unwrap_or_default();
        Self { into, null_words: "Select, N/A, unknown".to_owned(), ..Self::default() }
    }

    /// A file was named or dropped.
    pub fn take(&mut self, purpose: Purpose, path: &Path) {
        let text = path.display().to_string();
        if purpose == Purpose::ImportEvents {
            self.events = text;
            return;
        }
        // The sample's leads, or another import's, are not to be mixed with these by accident.
        self.into = path.with_extension("sqlite").display().to_string();
        self.leads = text;
    }

    fn request(&self) -> ImportRequest {
        let optional = |text: &str| Some(text.trim()).filter(|text| !text.is_empty()).map(str::to_owned);
        let list = |text: &str| -> Vec<String> {
            text.split(',').map(str::trim).filter(|word| !word.is_empty()).map(str::to_owned).collect()
        };
        ImportRequest {
            leads: PathBuf::from(self.leads.trim()),
            events: optional(&self.events).map(PathBuf::from),
            outcome: optional(&self.outcome),
            won: list(&self.won),
            lost: list(&self.lost),
            null_words: list(&self.null_words),
            ..Default::default()
        }
    }
}

pub(super) fn show(ui: &mut egui::Ui, state: &mut State, form: &mut ImportForm) -> Answer {
    title(ui, &tr!("import-title"));
    ui.label(theme::second(ui, &tr!("import-about")));
    file_row(ui, state, &tr!("import-leads"), &mut form.leads, Some(Purpose::ImportLeads));
    file_row(ui, state, &tr!("import-events"), &mut form.events, Some(Purpose::ImportEvents));
    file_row(ui, state, &tr!("import-into"), &mut form.into, None);
    row(ui, &tr!("import-nulls"), &mut form.null_words, &tr!("import-nulls-hint"));
    row(ui, &tr!("import-outcome"), &mut form.outcome, &tr!("import-outcome-hint"));
    if !form.outcome.trim().is_empty() {
        row(ui, &tr!("import-won"), &mut form.won, &tr!("import-won-hint"));
        row(ui, &tr!("import-lost"), &mut form.lost, &tr!("import-lost-hint"));
    }
    match buttons(ui, &[&tr!("cancel"), &tr!("import")]) {
        Some(0) => Answer::Close,
        Some(_) if form.leads.trim().is_empty() => {
            state.complain(tr!("import-no-file"));
            Answer::Waiting
        }
        Some(_) => {
            if form.into.trim().is_empty() {
                form.into = Path::new(form.leads.trim()).with_extension("sqlite").display().to_string();
            }
            state.tasks.import(Path::new(form.into.trim()), form.request());
            Answer::Close
        }
        None => Answer::Waiting,
    }
}

fn row(ui: &mut egui::Ui, name: &str, text: &mut String, hint: &str) {
    let label = ui.label(theme::caption(ui, name));
    ui.add(egui::TextEdit::singleline(text).hint_text(hint).desired_width(f32::INFINITY).margin(egui::vec2(8.0, 6.0)))
        .labelled_by(label.id);
}

fn file_row(ui: &mut egui::Ui, state: &mut State, name: &str, text: &mut String, purpose: Option<Purpose>) {
    let label = ui.label(theme::caption(ui, name));
    ui.horizontal(|ui| {
        let choose = tr!("choose");
        let width = ui.available_width() - if purpose.is_some() { 96.0 } else { 0.0 };
        ui.add(egui::TextEdit::singleline(text).desired_width(width).margin(egui::vec2(8.0, 6.0)))
            .labelled_by(label.id);
        if let Some(purpose) = purpose
            && ui.button(choose).on_hover_text(name).clicked()
        {
            state.wanted_dialog = Some(purpose);
        }
    });
}

pub(super) fn show_report(ui: &mut egui::Ui, report: &ImportReport) -> Answer {
    title(
        ui,
        &tr!(
            "imported-title",
            new = report.new,
            changed = report.changed,
            same = report.same,
            events = report.events_new
        ),
    );
    for note in &report.notes {
        ui.label(format!("• {note}"));
    }
    if report.rejected.is_empty() {
        ui.label(theme::second(ui, &tr!("imported-all")));
    } else {
        ui.label(theme::worse(ui, &tr!("imported-rejected", count = report.rejected.len())));
        egui::ScrollArea::vertical().max_height(220.0).auto_shrink([false, true]).show(ui, |ui| {
            for row in report.rejected.iter().take(SHOWN) {
                ui.label(row.to_string());
            }
            if report.rejected.len() > SHOWN {
                ui.weak(tr!("and-more", count = report.rejected.len() - SHOWN));
            }
        });
    }
    if buttons(ui, &[&tr!("show-leads")]).is_some() { Answer::Close } else { Answer::Waiting }
}
