use std::path::{Path, PathBuf};

use eframe::egui;

use super::{Answer, buttons, has_focus, title};
use crate::app::{state::State, tasks::Purpose, theme};

/// How many files of the folder are offered.
const OFFERED: usize = 12;

/// A path being typed.
#[derive(Clone, Debug)]
pub struct PathEntry {
    purpose: Purpose,
    text: String,
    /// What stood there: a whole path that is pasted behind it takes its place.
    folder: String,
    /// Files of the folder that fit the purpose.
    offered: Vec<PathBuf>,
    offered_for: PathBuf,
    /// Set when a file of that name would be replaced.
    replaces: bool,
    /// The name has still to be chosen, so that what is typed takes its place.
    to_choose: bool,
    /// The path was to be taken while there was none.
    is_missing: bool,
    /// There is no file of this name to be read.
    is_nowhere: bool,
}

impl PathEntry {
    pub fn new(purpose: Purpose, folder: &Path, name: &str) -> Self {
        let text = folder.join(name).display().to_string();
        Self {
            purpose,
            folder: folder.join("").display().to_string(),
            text,
            offered: Vec::new(),
            offered_for: PathBuf::new(),
            replaces: false,
            to_choose: !name.is_empty(),
            is_missing: false,
            is_nowhere: false,
        }
    }

    /// Asks whether the file at `path` may be replaced.
    pub fn replacing(purpose: Purpose, path: &Path) -> Self {
        let text = path.display().to_string();
        Self { replaces: true, text, ..Self::new(purpose, Path::new(""), "") }
    }

    pub fn is_for(&self, purpose: Purpose) -> bool {
        self.purpose == purpose
    }

    /// Whether leads were to be written to the file.
    pub(super) fn is_for_export(&self) -> bool {
        self.purpose == Purpose::ExportLeads
    }

    fn path(&self) -> PathBuf {
        let typed = self.text.trim();
        // Joined to a folder, a whole path is taken for itself.
        typed.strip_prefix(&self.folder).map_or_else(|| PathBuf::from(typed), |rest| Path::new(&self.folder).join(rest))
    }

    /// Lists the folder again when another one is typed.
    fn look(&mut self) {
        let typed = self.path();
        let folder = if typed.is_dir() { &typed } else { typed.parent().unwrap_or(&typed) };
        if self.offered_for == folder {
            return;
        }
        self.offered_for = folder.to_owned();
        let filters = self.purpose.filters();
        let fits = |path: &Path| {
            let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
            filters.iter().any(|(_, endings)| endings.contains(&ending.as_str()))
        };
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
        self.offered = entries.filter(|path| fits(path)).collect();
        self.offered.sort();
        self.offered.truncate(OFFERED);
    }
}

pub(super) fn show(ui: &mut egui::Ui, state: &mut State, entry: &mut PathEntry) -> Answer {
    let is_save = entry.purpose.written().is_some();
    title(
        ui,
        &match entry.purpose {
            Purpose::ExportLeads | Purpose::ExportList => tr!("path-export-title"),
            Purpose::SavePicture(_) => tr!("path-picture-title"),
            Purpose::SaveDirt => tr!("dialog-save-dirt"),
            Purpose::SaveMapping => tr!("dialog-save-mapping"),
            _ if is_save => tr!("path-save-title"),
            _ => tr!("path-open-title"),
        },
    );
    let label = ui.label(theme::caption(ui, &tr!("path-label")));
    let field = ui
        .add(egui::TextEdit::singleline(&mut entry.text).desired_width(f32::INFINITY).margin(egui::vec2(8.0, 7.0)))
        .labelled_by(label.id);
    if field.changed() {
        (entry.replaces, entry.is_missing, entry.is_nowhere) = (false, false, false);
    }
    if field.has_focus() && std::mem::take(&mut entry.to_choose) {
        choose_name(ui, field.id, &entry.text);
    }
    entry.look();
    for path in entry.offered.clone() {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if ui.link(name).clicked() {
            entry.text = path.display().to_string();
            entry.replaces = false;
        }
    }
    if entry.replaces {
        ui.label(theme::worse(ui, &tr!("path-replaces")));
    } else if entry.is_missing {
        ui.label(theme::worse(ui, &tr!("path-missing")));
    } else if entry.is_nowhere {
        ui.label(theme::worse(ui, &tr!("path-nowhere")));
    }
    let entered = field.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
    // Whatever had the keyboard below the question.
    if !entered && !has_focus(ui) {
        field.request_focus();
    }
    let main = match (is_save, entry.replaces) {
        (true, true) => tr!("path-replace"),
        (true, false) => tr!("save"),
        (false, _) => tr!("open"),
    };
    let clicked = buttons(ui, &[&tr!("cancel"), &main]);
    if clicked == Some(0) {
        return Answer::Close;
    }
    if clicked.is_none() && !entered {
        return Answer::Waiting;
    }
    if entry.text.trim().is_empty() {
        entry.is_missing = true;
        field.request_focus();
        return Answer::Waiting;
    }
    finish(state, entry)
}

/// Chooses the file's name without its folder and ending.
fn choose_name(ui: &egui::Ui, field: egui::Id, text: &str) {
    let name = Path::new(text).file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let Some(at) = text.rfind(name.as_str()) else { return };
    let start = text[..at].chars().count();
    let range = egui::text::CCursorRange::two(
        egui::text::CCursor::new(start),
        egui::text::CCursor::new(start + name.chars().count()),
    );
    let mut field_state = egui::text_edit::TextEditState::load(ui.ctx(), field).unwrap_or_default();
    field_state.cursor.set_char_range(Some(range));
    field_state.store(ui.ctx(), field);
}

/// Goes on with the path, unless it would replace a file that nobody agreed to replace.
fn finish(state: &mut State, entry: &mut PathEntry) -> Answer {
    let mut path = entry.path();
    if let Some(ending) = entry.purpose.written() {
        if path.extension().is_none() {
            path.set_extension(ending);
        }
        let is_other = entry.purpose != Purpose::SaveModel || state.document.path.as_deref() != Some(&path);
        if path.exists() && is_other && !entry.replaces {
            entry.replaces = true;
            return Answer::Waiting;
        }
    }
    if entry.purpose.written().is_none() && !path.exists() {
        entry.is_nowhere = true;
        return Answer::Waiting;
    }
    state.take_path(entry.purpose, path);
    Answer::Close
}
