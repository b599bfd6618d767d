use std::path::{Path, PathBuf};

use eframe::egui;

use super::{Answer, buttons, has_focus, title, typed_paths};
use crate::{
    app::{state::State, tasks::Purpose, theme},
    library::import::Folder,
};

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
    /// There is no file of this name to be read, or no table in the folder.
    problem: Option<String>,
    /// What comes in by what is typed, and of what that is said.
    coming: Coming,
}

/// Files for an import, where several come of what is typed.
#[derive(Clone, Debug, Default)]
struct Coming {
    of: Vec<PathBuf>,
    count: usize,
    /// What is in the folders beside them.
    told: Vec<String>,
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
            problem: None,
            coming: Coming::default(),
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

    /// Where files are imported, several can be named.
    fn takes_several(&self) -> bool {
        self.purpose == Purpose::ImportLeads
    }

    fn paths(&self) -> Vec<PathBuf> {
        if self.takes_several() { typed_paths::of(&self.text, &self.folder) } else { vec![self.path()] }
    }

    fn path(&self) -> PathBuf {
        typed_paths::one(&self.text, &self.folder)
    }

    /// Counts the files again when others are typed.
    fn count(&mut self) {
        let paths = self.paths();
        if !self.takes_several() || self.coming.of == paths {
            return;
        }
        self.coming = Coming { of: paths, ..Coming::default() };
        for path in &self.coming.of {
            match path.is_dir().then(|| Folder::read(path)) {
                Some(Ok(folder)) => {
                    self.coming.count += folder.tables.len();
                    self.coming.told.extend(folder.told());
                }
                Some(Err(_)) => {}
                None => self.coming.count += usize::from(path.exists()),
            }
        }
    }

    /// Why what is to be read can't be.
    fn unreadable(&self) -> Option<String> {
        let paths = self.paths();
        let missing = paths.iter().find(|path| !path.exists());
        let folders = paths.iter().filter(|path| self.takes_several() && path.is_dir());
        match missing {
            Some(_) if paths.len() == 1 => Some(tr!("path-nowhere")),
            Some(missing) => Some(tr!("path-nowhere-of-several", path = missing.display().to_string())),
            None => folders.map(|path| Folder::read(path)).find_map(|read| Some(read.err()?.to_string())),
        }
    }

    /// Lists the folder again when another one is typed.
    fn look(&mut self) {
        let typed = self.paths().pop().unwrap_or_default();
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
            Purpose::ImportLeads => tr!("path-import-title"),
            _ if is_save => tr!("path-save-title"),
            _ => tr!("path-open-title"),
        },
    );
    let label = ui.label(theme::caption(ui, &tr!("path-label")));
    let field = text_field(ui, entry).labelled_by(label.id);
    if field.changed() {
        (entry.replaces, entry.is_missing, entry.problem) = (false, false, None);
    }
    if field.has_focus() && std::mem::take(&mut entry.to_choose) {
        choose_name(ui, field.id, &entry.text);
    }
    entry.look();
    entry.count();
    told_ui(ui, entry);
    offered_ui(ui, entry);
    // A field of several lines keeps the keyboard, and begins a line by Shift+Enter.
    let had_focus = field.lost_focus() || entry.takes_several() && ui.memory(|memory| memory.has_focus(field.id));
    let entered = had_focus && ui.input(|input| input.key_pressed(egui::Key::Enter) && !input.modifiers.shift);
    // Whatever had the keyboard below the question.
    if !entered && !has_focus(ui) {
        field.request_focus();
    }
    let main = match (is_save, entry.replaces) {
        (true, true) => tr!("path-replace"),
        (true, false) => tr!("save"),
        (false, _) if entry.coming.count > 1 => tr!("path-open-files", count = entry.coming.count),
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

fn text_field(ui: &mut egui::Ui, entry: &mut PathEntry) -> egui::Response {
    let takes_several = entry.takes_several();
    let field = match takes_several {
        true => egui::TextEdit::multiline(&mut entry.text)
            .desired_rows(2)
            .return_key(egui::KeyboardShortcut::new(egui::Modifiers::SHIFT, egui::Key::Enter)),
        false => egui::TextEdit::singleline(&mut entry.text),
    };
    let field = ui.add(field.desired_width(f32::INFINITY).margin(egui::vec2(8.0, 7.0)));
    if takes_several {
        ui.label(theme::second(ui, &tr!("path-several")));
    }
    field
}

/// Files of the folder: a click names one.
fn offered_ui(ui: &mut egui::Ui, entry: &mut PathEntry) {
    for path in entry.offered.clone() {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if ui.link(name).clicked() {
            entry.text = path.display().to_string();
            (entry.replaces, entry.problem) = (false, None);
        }
    }
}

/// What comes of what is typed, or why nothing does.
fn told_ui(ui: &mut egui::Ui, entry: &PathEntry) {
    if entry.replaces {
        ui.label(theme::worse(ui, &tr!("path-replaces")));
    } else if entry.is_missing {
        ui.label(theme::worse(ui, &tr!("path-missing")));
    } else if let Some(problem) = &entry.problem {
        ui.add(egui::Label::new(theme::worse(ui, problem)).wrap());
    } else if entry.coming.count > 1 || !entry.coming.told.is_empty() {
        ui.label(tr!("path-files", count = entry.coming.count));
        for told in &entry.coming.told {
            ui.add(egui::Label::new(theme::second(ui, told)).wrap());
        }
    }
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
    if entry.purpose.written().is_none() {
        entry.problem = entry.unreadable();
        if entry.problem.is_some() {
            return Answer::Waiting;
        }
    }
    match entry.takes_several() {
        true => state.import_files(&entry.paths()),
        false => state.take_path(entry.purpose, path),
    }
    Answer::Close
}
