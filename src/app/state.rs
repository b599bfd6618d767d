//! What the window holds: the document, the leads, the latest answer of the scorer, and where the user is.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{
    background::{Background, Wake},
    commands::Command,
    document::Document,
    modals::{Changed, ImportForm, Modal, Then},
    pages, palette,
    samples::{Sample, Template},
    scored::{Question, Scored, Scorer},
    settings::{Settings, SettingsFile},
    tasks::{OpenLibrary, Purpose, Tasks},
    voices::Voices,
    widgets::Icon,
};
use crate::{
    lead::Instant,
    library::ImportRequest,
    model::{Model, Team, file::FileError},
    scoring::Columns,
};

/// A page of the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    Welcome,
    Criteria,
    Matrix,
    Leads,
    Agreement,
    Problems,
}

impl Page {
    pub const ALL: [Self; 6] =
        [Self::Welcome, Self::Criteria, Self::Matrix, Self::Leads, Self::Agreement, Self::Problems];

    pub fn icon(self) -> Icon {
        match self {
            Self::Welcome => Icon::House,
            Self::Criteria => Icon::ListChecks,
            Self::Matrix => Icon::Grid2x2,
            Self::Leads => Icon::Users,
            Self::Agreement => Icon::Handshake,
            Self::Problems => Icon::TriangleAlert,
        }
    }

    /// The id of its name in the locale's files.
    pub fn text_id(self) -> &'static str {
        match self {
            Self::Welcome => "page-welcome",
            Self::Criteria => "page-criteria",
            Self::Matrix => "page-matrix",
            Self::Leads => "page-leads",
            Self::Agreement => "page-agreement",
            Self::Problems => "page-problems",
        }
    }
}

/// Everything the window knows.
pub struct State {
    pub document: Document,
    /// The leads that the model is tried on.
    pub library: Option<OpenLibrary>,
    /// The newest answer of the scorer; it may lag behind the draft.
    pub scored: Option<Arc<Scored>>,
    pub page: Page,
    pub modal: Option<Modal>,
    /// Questions that wait for the open one to be answered.
    pub(super) waiting: Vec<Modal>,
    pub notices: Vec<Notice>,
    pub settings: Settings,
    pub tasks: Tasks,
    /// What each page remembers while the window is open: selection, search, scroll.
    pub pages: pages::PageStates,
    /// The two teams: who is at the keyboard, whose model is scored, what their disagreements weigh.
    pub voices: Voices,
    /// What was chosen last in the palette.
    pub(super) palette_recent: palette::Recent,
    pub(super) settings_file: SettingsFile,
    pub(super) queue: Vec<Command>,
    /// What was last given to the scorer.
    pub(super) asked: Option<Asked>,
    scorer: Background<Question, Arc<Scored>>,
    no_leads: Arc<Columns>,
    /// Set once the user has agreed to close.
    pub(super) may_close: bool,
    /// The window was to close while a field was being edited: ask again once its text is in.
    pub(super) close_again: bool,
    /// A dialog to be opened as soon as the window's frame is at hand.
    pub(super) wanted_dialog: Option<Purpose>,
    /// What was to happen once the draft is saved.
    pub after_saving: Option<Then>,
    /// What was filled in for the import that is under way.
    pub(super) last_import: Option<ImportForm>,
}

/// What the scorer was last asked, to see whether it must be asked again.
pub(super) struct Asked {
    draft: Model,
    baseline: Arc<Model>,
    columns: Arc<Columns>,
    voice: Option<Team>,
}

/// A line at the bottom of the window that goes away when it is closed.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    pub text: String,
    pub is_error: bool,
    /// Since when it is seen, in seconds of the window's clock.
    pub(super) since: Option<f64>,
}

impl State {
    pub fn new(mut settings_file: SettingsFile, wake: &Wake) -> Self {
        let (settings, complaint) = settings_file.load();
        let mut scorer = Scorer::default();
        let mut state = Self {
            document: Document::new(Model::new(super::text::tr("new-model")), None),
            library: None,
            scored: None,
            page: Page::Welcome,
            modal: None,
            waiting: Vec::new(),
            notices: Vec::new(),
            settings,
            tasks: Tasks::new(Arc::clone(wake)),
            pages: pages::PageStates::new(wake),
            voices: Voices::new(wake),
            palette_recent: palette::Recent::new(),
            settings_file,
            queue: Vec::new(),
            asked: None,
            scorer: Background::new("scorer", Arc::clone(wake), move |question| scorer.answer(question)),
            no_leads: Arc::new(Columns::default()),
            may_close: false,
            close_again: false,
            wanted_dialog: None,
            after_saving: None,
            last_import: None,
        };
        if let Some(complaint) = complaint {
            state.complain(complaint);
        }
        state
    }

    /// Asks for something to be done before the next frame.
    pub fn ask(&mut self, command: Command) {
        self.queue.push(command);
    }

    pub fn complain(&mut self, text: impl Into<String>) {
        const MOST: usize = 3;
        let text = text.into();
        // The same again is said once; of many the newest are read.
        self.notices.retain(|notice| notice.text != text);
        self.notices.push(Notice { text, is_error: true, since: None });
        if self.notices.len() > MOST {
            self.notices.remove(0);
        }
    }

    pub fn tell(&mut self, text: impl Into<String>) {
        self.notices.retain(|notice| notice.is_error);
        self.notices.push(Notice { text: text.into(), is_error: false, since: None });
    }

    /// Opens a model file, and the library it was last tried on if that is known.
    pub fn open_model(&mut self, path: &Path) {
        // A path that is given once from here and once from there must be one in the list of recent files.
        let path = std::path::absolute(path).unwrap_or_else(|_err| path.to_owned());
        match Document::open(&path) {
            Ok(document) => {
                if let Some(line) = document.comment_line {
                    self.tell(tr!("file-comments", line = line));
                }
                self.set_document(document);
                self.open_remembered_library(&path);
                self.remember();
            }
            Err(err) => self.complain(err.to_string()),
        }
    }

    /// Opens a sample with its leads, as a new model that has no file yet.
    pub fn open_sample(&mut self, sample: Sample) {
        match sample.model() {
            Ok(model) => self.set_document(Document::new(model, None)),
            Err(err) => return self.complain(err),
        }
        self.open_sample_leads();
    }

    /// A new model made from a template, without a file; the leads that are open stay.
    pub fn open_template(&mut self, template: Template) {
        match template.model() {
            Ok(model) => self.set_document(Document::new(model, None)),
            Err(err) => self.complain(err),
        }
    }

    /// Reads a library off the thread; the leads that are open stay until it is there.
    pub fn open_library(&mut self, path: &Path) {
        if self.tasks.is_importing() {
            self.complain(tr!("import-under-way"));
        } else {
            self.tasks.open_library(path);
        }
    }

    /// Opens the leads that come with the samples.
    pub fn open_sample_leads(&mut self) {
        match super::samples::library_path(&self.settings_file.data_folder()) {
            Ok(path) => self.open_library(&path),
            Err(err) => self.complain(err),
        }
    }

    pub fn set_document(&mut self, document: Document) {
        self.document = document;
        self.scored = None;
        self.asked = None;
        self.pages.forget();
        self.voices.forget();
        if self.page == Page::Welcome {
            self.page = Page::Criteria;
        }
    }

    pub fn set_library(&mut self, library: OpenLibrary) {
        self.library = Some(library);
        self.scored = None;
        self.asked = None;
        self.remember();
    }

    /// Stores the model; a failure is told and leaves the draft as it is. If the file was changed by someone else, that is
    /// asked about first.
    pub fn save_to(&mut self, path: &Path) -> bool {
        let path = std::path::absolute(path).unwrap_or_else(|_err| path.to_owned());
        let stored = self.document.save_as(&path);
        if let Err(FileError::ChangedOnDisk(_)) = stored {
            self.raise(Modal::Changed(Changed::new(&path, &self.document.saved)));
            return false;
        }
        self.tell_stored(&path, stored)
    }

    /// Stores the model in place of what someone else stored there.
    pub fn replace(&mut self, path: &Path) -> bool {
        let stored = self.document.replace(path);
        self.tell_stored(path, stored)
    }

    fn tell_stored(&mut self, path: &Path, stored: Result<(), FileError>) -> bool {
        match stored {
            Ok(()) => {
                self.remember();
                self.tell(tr!("saved-as", path = path.display().to_string()));
                true
            }
            Err(err) => {
                self.complain(err.to_string());
                false
            }
        }
    }

    /// The leads that the model was last tried on, unless others are just being opened.
    fn open_remembered_library(&mut self, model: &Path) {
        let Some(library) = self.settings.library_of(model).filter(|library| library.exists()) else { return };
        let is_open = self.library.as_ref().is_some_and(|open| open.path == library);
        if !is_open && self.tasks.work.is_none() {
            self.open_library(&library);
        }
    }

    fn remember(&mut self) {
        let Some(path) = self.document.path.clone() else { return };
        // While leads are being read, those that are open are not (or no longer) the model's.
        let library = match &self.tasks.work {
            Some(_) => self.settings.library_of(&path),
            None => self.library.as_ref().map(|library| library.path.clone()),
        };
        self.settings.remember(&path, library.as_deref());
        self.save_settings();
    }

    /// Asks a question at once, or as soon as the open one is answered.
    pub fn raise(&mut self, modal: Modal) {
        if self.modal.is_none() {
            self.modal = Some(modal);
        } else {
            self.waiting.push(modal);
        }
    }

    /// Puts leads into a library off the thread; the sample's own leads are left alone.
    /// Answers whether it has begun.
    pub fn import(&mut self, into: &Path, request: ImportRequest) -> bool {
        if self.tasks.is_importing() {
            self.complain(tr!("import-under-way"));
        } else if into.starts_with(self.settings_file.data_folder()) {
            self.complain(tr!("import-into-sample"));
        } else {
            self.tasks.import(into, request);
            return true;
        }
        false
    }

    pub fn save_settings(&mut self) {
        if let Err(err) = self.settings_file.save(&self.settings) {
            self.complain(err);
        }
    }

    /// Takes what the scorer has found, and asks it again if the draft, the baseline or the leads have changed.
    pub fn keep_scored(&mut self) {
        if let Some(scored) = self.scorer.take() {
            self.scored = Some(scored);
        }
        if self.scorer.take_failure() {
            self.complain(tr!("scorer-broken"));
        }
        if self.voices.keep_up(self.scored.as_ref()) {
            self.complain(tr!("scorer-broken"));
        }
        let (columns, voice) = (self.columns(), self.keep_voice());
        let is_asked = self.asked.as_ref().is_some_and(|asked| {
            Arc::ptr_eq(&asked.columns, &columns)
                && Arc::ptr_eq(&asked.baseline, &self.document.saved)
                && asked.voice == voice
                && asked.draft == self.document.model
        });
        if is_asked {
            return;
        }
        let (draft, baseline) = (self.document.model.clone(), Arc::clone(&self.document.saved));
        self.asked =
            Some(Asked { draft: draft.clone(), baseline: Arc::clone(&baseline), columns: Arc::clone(&columns), voice });
        self.scorer.ask(Question { columns, as_of: self.as_of(), draft, baseline, voice });
    }

    /// Whose model is to be scored: a team that proposes nothing else any more has no model of its own.
    fn keep_voice(&mut self) -> Option<Team> {
        let model = &self.document.model;
        self.voices.scored_as = self.voices.scored_as.filter(|team| model.proposes_otherwise(*team));
        if model.round().is_none() {
            self.voices.seat = None;
        }
        self.voices.scored_as
    }

    /// Whether what is shown is older than the draft.
    pub fn is_stale(&self) -> bool {
        self.scorer.is_busy()
    }

    /// Waits for the scorer and the library: for pictures and tests, never in the window.
    pub fn settle(&mut self) {
        for done in self.tasks.wait() {
            self.take_done(done);
        }
        self.keep_scored();
        self.scorer.wait_until_idle();
        self.keep_scored();
        self.voices.wait_until_idle();
        self.keep_scored();
    }

    pub fn columns(&self) -> Arc<Columns> {
        Arc::clone(self.library.as_ref().map_or(&self.no_leads, |library| &library.columns))
    }

    /// The library's own instant: no clock is read.
    pub fn as_of(&self) -> Instant {
        self.library.as_ref().map_or(Instant(0), |library| library.as_of)
    }

    /// The name of the open library's file, without its folder and ending.
    pub fn library_name(&self) -> Option<String> {
        let library = self.library.as_ref()?;
        if library.path.starts_with(self.settings_file.data_folder()) {
            return Some(tr!("sample-leads"));
        }
        Some(library.path.file_stem()?.to_string_lossy().into_owned())
    }

    /// The folder where a dialog should begin: where the model stands, else where the last one stood, else the user's own.
    pub fn folder(&self) -> Option<PathBuf> {
        let recent = self.settings.recent.first().map(|recent| &recent.model);
        let path = self.document.path.as_ref().or(recent).and_then(|path| path.parent());
        let of_user = || {
            let dirs = directories::UserDirs::new()?;
            Some(dirs.document_dir().unwrap_or_else(|| dirs.home_dir()).to_owned())
        };
        path.map(Path::to_owned).or_else(of_user)
    }
}
