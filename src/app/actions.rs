//! What happens when a command runs, a dialog answers, a file is dropped, the window is to close.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use eframe::egui;

use super::{
    against::{Against, Hold},
    commands::Command,
    history::Way,
    modals::{Modal, PathEntry, ShortcutSheet, Then},
    pages::{
        compare::{Compare, With},
        library::Kept,
        matrix::picture::PictureKind,
    },
    palette::Palette,
    settings::ThemeChoice,
    state::{Page, State},
    tasks::{Done, Purpose},
};
use crate::{
    library::import::ENDINGS,
    model::{Criterion, Model, Team, file, voices::touches_hidden},
};

/// What a dialog's answer is worth after so short a time: nobody was there to give it.
const NO_DIALOG_SECONDS: f64 = 0.4;

impl State {
    /// Runs everything that was asked for since the last frame.
    pub fn run_queue(&mut self, ctx: &egui::Context, frame: Option<&eframe::Frame>) {
        for command in std::mem::take(&mut self.queue) {
            self.touch();
            self.run(command, ctx, frame);
            // What follows in this very frame goes by the draft as the command left it.
            self.document.notice();
        }
    }

    fn run(&mut self, command: Command, ctx: &egui::Context, frame: Option<&eframe::Frame>) {
        let now = ctx.input(|input| input.time);
        match command {
            Command::FindAnything => self.raise(Modal::Palette(Box::new(Palette::new(self, ctx)))),
            Command::Shortcuts => self.raise(Modal::Shortcuts(ShortcutSheet::default())),
            Command::NextProblem => self.next_problem(false),
            Command::PreviousProblem => self.next_problem(true),
            Command::New => self.unless_unsaved(Then::New),
            Command::NewFromTemplate => self.raise(Modal::Templates),
            Command::Open => self.unless_unsaved(Then::Open),
            Command::OpenByPath => self.unless_unsaved(Then::OpenByPath),
            Command::Save | Command::SaveAs | Command::SaveByPath => self.save(command, now, frame),
            Command::Compare => self.pick(Purpose::Compare, now, frame),
            Command::CompareByPath => self.enter_path(Purpose::Compare),
            Command::HoldAgainst(Hold::Saved) => self.hold_against(Against::Saved),
            Command::HoldAgainst(Hold::Opened) => self.hold_against(Against::Opened),
            Command::HoldAgainst(Hold::Signed) => self.hold_against_signed(),
            Command::HoldAgainst(Hold::File) => self.pick(Purpose::Against, now, frame),
            Command::HoldAgainst(Hold::FileByPath) => self.enter_path(Purpose::Against),
            Command::CompareSaved => {
                let (name, saved) = (self.document.file_label(), Arc::clone(&self.document.saved));
                self.pages.compare = Some(Compare::new(With::Saved, name, saved));
            }
            Command::SavePicture(kind) => self.pick(Purpose::SavePicture(kind), now, frame),
            Command::OpenLeads => self.pick(Purpose::OpenLibrary, now, frame),
            Command::OpenLeadsByPath => self.enter_path(Purpose::OpenLibrary),
            Command::ImportLeads => self.import_files(&[]),
            Command::ModelSettings => self.raise(Modal::settings_of(&self.document.model)),
            Command::Undo => self.undo(),
            Command::Redo => self.redo(),
            Command::GoTo(page) => self.show_page(page),
            Command::BackToToday => self.back_to_today(),
            Command::BlindRound => self.ask_for_round(),
            Command::NextInRound => self.next_in_round(),
            Command::ScoreAs(voice) => self.score_as(voice),
            Command::ScoreAsNext => self.score_as_next(),
            Command::Sign(team) => {
                self.pages.agreement.to_sign = Some(team);
                self.show_page(Page::Agreement);
            }
            Command::KeepScenario => self.ask_to_keep(),
            Command::OpenInSandbox => self.open_in_sandbox(),
            Command::NewInSandbox => self.new_in_sandbox(),
            Command::SwitchTheme => {
                let is_dark = ctx.theme() == egui::Theme::Dark;
                self.settings.theme = if is_dark { ThemeChoice::Light } else { ThemeChoice::Dark };
                self.save_settings();
            }
            Command::Presentation => {
                self.settings.presentation = !self.settings.presentation;
                self.save_settings();
            }
            Command::Quit => ctx.send_viewport_cmd(egui::ViewportCommand::Close),
        }
    }

    pub(super) fn show_page(&mut self, page: Page) {
        self.pages.compare = None;
        self.page = page;
        if page == Page::Library {
            self.look_at_library_file();
        }
    }

    /// A save of its own: whatever was to follow an earlier one is forgotten.
    fn save(&mut self, command: Command, now: f64, frame: Option<&eframe::Frame>) {
        self.after_saving = None;
        match self.document.path.clone() {
            Some(path) if command == Command::Save => {
                self.save_to(&path);
            }
            _ if command == Command::SaveByPath => self.enter_path(Purpose::SaveModel),
            _ => self.pick(Purpose::SaveModel, now, frame),
        }
    }

    /// What was done last is taken back, to the model or to the library; in the sandbox its own steps are of the same row.
    pub(super) fn undo(&mut self) {
        if self.waits_for_step(Way::Back) {
            return;
        }
        self.pages.leads.sandbox.commit();
        self.document.commit();
        if self.undoes_in_sandbox()
            && let Some(label) = self.pages.leads.sandbox.undo()
        {
            return self.tell(tr!("undone", what = label));
        }
        if self.go_fields(Way::Back) {
            return;
        }
        if let Some((label, kept)) = self.go_model(Way::Back) {
            self.tell_step(tr!("undone", what = label), kept);
        }
    }

    pub(super) fn redo(&mut self) {
        if self.waits_for_step(Way::Forth) {
            return;
        }
        self.pages.leads.sandbox.commit();
        self.document.commit();
        if self.redoes_in_sandbox()
            && let Some(label) = self.pages.leads.sandbox.redo()
        {
            return self.tell(tr!("redone", what = label));
        }
        if !self.redoes_model() || self.go_fields(Way::Forth) {
            return;
        }
        if let Some((label, kept)) = self.go_model(Way::Forth) {
            self.tell_step(tr!("redone", what = label), kept);
        }
    }

    /// What was gone through, and what of the leads' names and values was kept.
    fn tell_step(&mut self, mut told: String, kept: Kept) {
        if kept.names > 0 {
            told = tr!("library-kept-names", told = told, count = kept.names);
        }
        if kept.values > 0 {
            told = tr!("library-kept-values", told = told, count = kept.values);
        }
        self.tell(told);
    }

    /// One step of the model; answers what was taken back or done again, and what it keeps of the names and values that the
    /// leads have.
    pub(super) fn go_model(&mut self, way: Way) -> Option<(String, Kept)> {
        if self.hides_ahead(way) {
            self.complain(tr!("undo-hidden"));
            return None;
        }
        let next = self.document.history.next();
        let (model, label) = self.document.history.go(way)?;
        let step = if way == Way::Back { next.undo } else { next.redo };
        Some((label, self.go_on_with_step(&model, step)))
    }

    fn go_on_with_step(&mut self, model: &Model, step: Option<u64>) -> Kept {
        let before = std::mem::replace(&mut self.document.model, model.clone());
        self.pages.problems.forget_mended();
        let kept = Kept { names: self.keep_names(&before, step), values: self.keep_values() };
        // The history went there, and so does the draft at once: else the next look at both would take the draft as it was
        // for a new step.
        self.document.notice();
        kept
    }

    /// Whether the next step leads where the draft may not go in a blind round.
    pub(super) fn hides_ahead(&self, way: Way) -> bool {
        self.document.history.ahead(way).is_some_and(|ahead| self.touches_hidden(ahead))
    }

    /// In a blind round, nobody takes back what the other team has said, nor uncovers it: whether the draft may not
    /// become this model.
    pub(super) fn touches_hidden(&self, after: &Model) -> bool {
        let (draft, seat) = (&self.document.model, self.voices.seat);
        let uncovers = |seat: Team| {
            let of_other = |it: &&Criterion| it.proposals.blind && it.proposals.of(seat.other()).is_some();
            let mut hidden = draft.criteria.iter().filter(of_other);
            hidden.any(|it| after.criterion(&it.id).is_some_and(|after| !after.proposals.blind))
        };
        touches_hidden(draft, after, seat) || seat.is_some_and(uncovers)
    }

    /// A dialog of the desktop for a file.
    pub fn pick(&mut self, purpose: Purpose, now: f64, frame: Option<&eframe::Frame>) {
        if self.tasks.dialog.is_some() {
            return;
        }
        let mut dialog = rfd::AsyncFileDialog::new().set_title(purpose.title());
        for (name, endings) in purpose.filters() {
            dialog = dialog.add_filter(name, endings);
        }
        if let Some(folder) = self.folder() {
            dialog = dialog.set_directory(folder);
        }
        if purpose.written().is_some() {
            dialog = dialog.set_file_name(self.name_to_write(purpose));
        }
        if let Some(frame) = frame {
            dialog = dialog.set_parent(frame);
        }
        self.tasks.pick(purpose, now, dialog);
    }

    /// The name that is offered for a file that is to be written.
    fn name_to_write(&mut self, purpose: Purpose) -> String {
        match purpose {
            Purpose::SaveDirt => self.dirt_name(),
            Purpose::SaveMapping => tr!("wizard-mapping-name"),
            Purpose::ExportLeads => self.pages.what_if.export_name(&self.document.file_name()),
            Purpose::ExportList => self.list_name(),
            Purpose::SavePicture(kind) => self.picture_name(kind),
            Purpose::CopyLibrary => tr!("library-copy-name"),
            _ => self.document.file_name(),
        }
    }

    /// Our own way to name a file, for where no dialog answers.
    pub fn enter_path(&mut self, purpose: Purpose) {
        // Asked for by hand while the dialog was still on its way: a dialog that then fails does not ask once more.
        let is_it = |modal: &Modal| matches!(modal, Modal::Path(entry) if entry.is_for(purpose));
        if self.modal.iter().chain(&self.waiting).any(is_it) {
            return;
        }
        let folder = self.folder().or_else(|| std::env::current_dir().ok()).unwrap_or_default();
        let name = if purpose.written().is_some() { self.name_to_write(purpose) } else { String::new() };
        let entry = PathEntry::new(purpose, &folder, &name);
        match self.modal.take() {
            // The sheet waits with all that is said in it, and has the path when it is back.
            Some(sheet @ Modal::Import(_)) => {
                self.waiting.insert(0, sheet);
                self.modal = Some(Modal::Path(entry));
            }
            other => {
                self.modal = other;
                self.raise(Modal::Path(entry));
            }
        }
    }

    /// What the threads have done meanwhile.
    pub fn take_done_tasks(&mut self, now: f64) {
        let asked_at = self.tasks.dialog.map(|(_, since)| since);
        for done in self.tasks.poll() {
            if let Done::Picked(purpose, None) = &done
                && asked_at.is_some_and(|since| now - since < NO_DIALOG_SECONDS)
            {
                self.enter_path(*purpose);
                continue;
            }
            self.touch();
            self.take_done(done);
        }
    }

    pub(super) fn take_done(&mut self, done: Done) {
        match done {
            Done::Picked(purpose, Some(path)) => self.take_path(purpose, path),
            Done::Picked(Purpose::SaveModel, None) => self.after_saving = None,
            Done::Picked(Purpose::ExportLeads, None) => self.pages.what_if.no_export(),
            Done::Picked(Purpose::ExportList, None) => self.pages.leads.no_export(),
            Done::Picked(_, None) => {}
            Done::PictureSaved(path, Ok(())) => self.tell(tr!("picture-saved", path = path.display().to_string())),
            Done::PictureSaved(_, Err(why)) | Done::Copied(_, Err(why)) => self.complain(why),
            Done::Broken => match self.wizard().filter(|wizard| wizard.is_importing()) {
                Some(wizard) => wizard.take_import_failure(tr!("work-broken")),
                None => self.complain(tr!("work-broken")),
            },
            Done::LibraryOpened(_, Ok(library)) => self.set_library(library),
            Done::Imported(_, path, report) => self.take_imported(&path, report),
            Done::FieldsChanged(_, done) => self.take_fields_changed(done),
            Done::PickedFiles(files) => self.import_files(&files),
            Done::Copied(path, Ok(())) => self.tell(tr!("saved-as", path = path.display().to_string())),
            Done::LibraryOpened(_, Err(err)) => self.complain(err.to_string()),
        }
    }

    /// A file was named, by a dialog or by its path.
    pub fn take_path(&mut self, purpose: Purpose, path: PathBuf) {
        match purpose {
            Purpose::OpenModel => self.unless_unsaved(Then::OpenFile(path)),
            Purpose::SaveModel => {
                let with_ending = if path.extension().is_none() { path.with_extension("ron") } else { path.clone() };
                let is_another = with_ending != path && self.document.path.as_ref() != Some(&with_ending);
                if is_another && with_ending.exists() {
                    // The dialog asked about the name as it was typed, not about this one.
                    let entry = PathEntry::replacing(Purpose::SaveModel, &with_ending);
                    self.raise(Modal::Path(entry));
                } else {
                    let then = self.after_saving.take();
                    self.save_then(&with_ending, then);
                }
            }
            Purpose::SavePicture(kind) => self.save_picture(kind, &path),
            Purpose::CopyLibrary => self.copy_library(&path),
            Purpose::Compare => self.compare_with(&path),
            Purpose::Against => self.hold_against_file(&path),
            Purpose::ExportLeads => self.export_leads(&path),
            Purpose::ExportList => self.export_list(&path),
            Purpose::OpenLibrary => self.open_library(&path),
            Purpose::ImportLeads => self.import_files(&[path]),
            Purpose::SaveDirt => self.save_dirt(&path),
            Purpose::SaveMapping => self.save_mapping(&path),
            Purpose::LoadMapping => self.load_mapping(&path),
        }
    }

    /// Stores the matrix as a picture; its kind goes by the ending, where there is one that is known.
    fn save_picture(&mut self, kind: PictureKind, path: &Path) {
        let with_ending = match PictureKind::of(path) {
            Some(_) => path.to_owned(),
            None => PathBuf::from(format!("{}.{}", path.display(), kind.ending())),
        };
        if with_ending != path && with_ending.exists() {
            // The dialog asked about the name as it was typed, not about this one.
            return self.raise(Modal::Path(PathEntry::replacing(Purpose::SavePicture(kind), &with_ending)));
        }
        let figure = self.matrix_figure();
        self.tasks.save_picture(&with_ending, figure);
    }

    /// Opens another version beside the draft.
    pub fn compare_with(&mut self, path: &Path) {
        match file::load(path) {
            Ok(model) => {
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                self.pages.compare = Some(Compare::new(With::File, name, Arc::new(model)));
            }
            Err(err) => self.complain(err.to_string()),
        }
    }

    /// Files were dropped on the window: models and libraries are known by their ending, all else is looked at by the import,
    /// which says what it is if it is no table.
    pub fn take_dropped(&mut self, files: &[PathBuf]) {
        let mut tables = Vec::new();
        for path in files {
            let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
            let is_import = matches!(self.modal, Some(Modal::Import(_)));
            match ending.as_str() {
                "ron" if is_import => self.load_mapping(path),
                _ if self.modal.is_some() && !is_import => {
                    self.complain(tr!("dropped-behind", path = path.display().to_string()));
                }
                "ron" => self.take_path(Purpose::OpenModel, path.clone()),
                "sqlite" | "db" | "sqlite3" if !is_import => self.take_path(Purpose::OpenLibrary, path.clone()),
                _ => tables.push(path.clone()),
            }
        }
        if !tables.is_empty() {
            self.import_files(&tables);
        }
    }
}

impl Purpose {
    fn title(self) -> String {
        match self {
            Self::OpenModel => tr!("dialog-open-model"),
            Self::SaveModel => tr!("dialog-save-model"),
            Self::Compare => tr!("dialog-compare"),
            Self::Against => tr!("dialog-against"),
            Self::ExportLeads | Self::ExportList => tr!("dialog-export-leads"),
            Self::OpenLibrary => tr!("dialog-open-library"),
            Self::ImportLeads => tr!("dialog-import-leads"),
            Self::SaveDirt => tr!("dialog-save-dirt"),
            Self::SaveMapping => tr!("dialog-save-mapping"),
            Self::LoadMapping => tr!("dialog-load-mapping"),
            Self::SavePicture(_) => tr!("dialog-save-picture"),
            Self::CopyLibrary => tr!("dialog-copy-library"),
        }
    }

    /// The kinds of file offered, by name and endings.
    pub fn filters(self) -> Vec<(String, &'static [&'static str])> {
        match self {
            Self::OpenModel | Self::SaveModel | Self::Compare | Self::Against => {
                vec![(tr!("files-models"), &["ron"])]
            }
            Self::ExportLeads | Self::ExportList | Self::SaveDirt => vec![(tr!("files-tables"), &["csv"])],
            Self::SaveMapping | Self::LoadMapping => vec![(tr!("files-mappings"), &["ron"])],
            Self::OpenLibrary | Self::CopyLibrary => vec![(tr!("files-libraries"), &["sqlite", "db", "sqlite3"])],
            Self::SavePicture(PictureKind::Png) => vec![(tr!("files-png"), &["png"])],
            Self::SavePicture(PictureKind::Svg) => vec![(tr!("files-svg"), &["svg"])],
            Self::ImportLeads => vec![(tr!("files-tables"), ENDINGS)],
        }
    }
}
