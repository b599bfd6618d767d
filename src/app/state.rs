//! What the window holds: the document, the leads, the latest answer of the scorer, and where the user is.

use std::{
    cell::RefCell,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{
    against::{Against, Followed},
    background::{self, Background, Bin, Wake},
    closed::Closed,
    commands::Command,
    document::Document,
    import,
    journal::{Journal, Presence, Report},
    modals::{Changed, Modal, NotSaved, Then},
    pages, palette,
    samples::{Sample, Template},
    scored::{Question, Scored, Scorer},
    settings::{Settings, SettingsFile},
    tasks::{OpenLibrary, Purpose, Tasks},
    voices::Voices,
    watch::{Found, Watch},
    widgets::Icon,
};
use crate::{
    lead::Instant,
    model::{
        self, Model, Team,
        file::{FileError, Loaded},
    },
    scoring::Columns,
};

/// A page of the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    Welcome,
    Criteria,
    Matrix,
    Leads,
    WhatIf,
    Agreement,
    Library,
    Problems,
}

impl Page {
    pub const ALL: [Self; 8] = [
        Self::Welcome,
        Self::Criteria,
        Self::Matrix,
        Self::Leads,
        Self::WhatIf,
        Self::Agreement,
        Self::Library,
        Self::Problems,
    ];

    pub fn icon(self) -> Icon {
        match self {
            Self::Welcome => Icon::House,
            Self::Criteria => Icon::ListChecks,
            Self::Matrix => Icon::Grid2x2,
            Self::Leads => Icon::Users,
            Self::WhatIf => Icon::Shuffle,
            Self::Agreement => Icon::Handshake,
            Self::Library => Icon::Database,
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
            Self::WhatIf => "page-what-if",
            Self::Agreement => "page-agreement",
            Self::Library => "page-library",
            Self::Problems => "page-problems",
        }
    }
}

/// Everything the window knows.
pub struct State {
    pub document: Document,
    /// The leads that the model is tried on.
    pub library: Option<OpenLibrary>,
    /// What the draft is held against.
    pub against: Against,
    /// It, as it follows the names of the library.
    pub(super) followed: RefCell<Option<Followed>>,
    /// The instant that is shown instead of the library's own (`as_of.rs`).
    pub(super) gone_to: Option<Instant>,
    /// The newest answer of the scorer; it may lag behind the draft.
    pub scored: Option<Arc<Scored>>,
    pub page: Page,
    pub modal: Option<Modal>,
    /// Questions that wait for the open one to be answered.
    pub(super) waiting: Vec<Modal>,
    pub notices: Vec<Notice>,
    pub settings: Settings,
    pub tasks: Tasks,
    /// Unsaved work on the disk: this window's, and what others left.
    pub journal: Journal,
    /// Which model is open in which window.
    pub presence: Presence,
    /// What each page remembers while the window is open: selection, search, scroll.
    pub pages: pages::PageStates,
    /// The two teams: who is at the keyboard, whose model is scored, what their disagreements weigh.
    pub voices: Voices,
    /// What is in the open file, if someone else changed it since.
    pub(super) on_disk: Option<Found>,
    pub(super) watch: Watch,
    /// What was chosen last in the palette.
    pub(super) palette_recent: palette::Recent,
    pub(super) settings_file: SettingsFile,
    pub(super) queue: Vec<Command>,
    /// What was last given to the scorer.
    pub(super) asked: Option<Asked>,
    scorer: Background<Question, Arc<Scored>>,
    /// How closed leads stood when they closed.
    pub closed: Closed,
    /// Answers that newer ones have taken the place of.
    outdated: Bin<Arc<Scored>>,
    no_leads: Arc<Columns>,
    /// Set once the user has agreed to close.
    pub(super) may_close: bool,
    /// The window was to close while a field was being edited: ask again once its text is in.
    pub(super) close_again: bool,
    /// A dialog to be opened as soon as the window's frame is at hand.
    pub(super) wanted_dialog: Option<Purpose>,
    /// What was to happen once the draft is saved.
    pub after_saving: Option<Then>,
    /// The draft that the user agreed to lose, by its revision, while what is to come in its place is on its way.
    pub(super) given_up: Option<u64>,
    /// Where files are looked at before their leads are imported.
    pub(super) import_desk: import::Desk,
    /// Frames since anything happened that could have changed the draft.
    quiet_frames: u32,
}

/// What the scorer was last asked, to see whether it must be asked again.
pub(super) struct Asked {
    draft: Arc<Model>,
    baseline: Arc<Model>,
    columns: Arc<Columns>,
    as_of: Instant,
    voice: Option<Team>,
}

/// What a notice is about, and so which sign it bears.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeKind {
    /// Something was done.
    Done,
    /// Nothing went wrong, and yet it is to be known.
    Warning,
    /// Something failed.
    Error,
}

/// A line at the bottom of the window, for a while.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    pub text: String,
    pub kind: NoticeKind,
    /// Since when it is seen, in seconds of the window's clock.
    pub(super) since: Option<f64>,
    /// For so many seconds it was seen before that.
    pub(super) seen: f64,
}

impl Notice {
    pub fn is_error(&self) -> bool {
        self.kind == NoticeKind::Error
    }
}

impl State {
    pub fn new(mut settings_file: SettingsFile, wake: &Wake) -> Self {
        background::stand_back_together();
        let (settings, complaint) = settings_file.load();
        let state_folder = settings_file.state_folder();
        let (journal, unread) = Journal::new(state_folder.as_deref(), wake);
        let mut state = Self {
            document: Document::new(Model::new(super::text::tr("new-model")), None),
            library: None,
            against: Against::default(),
            followed: RefCell::default(),
            gone_to: None,
            scored: None,
            page: Page::Welcome,
            modal: None,
            waiting: Vec::new(),
            notices: Vec::new(),
            settings,
            tasks: Tasks::new(Arc::clone(wake)),
            journal,
            presence: Presence::new(state_folder.map(|folder| folder.join("open"))),
            pages: pages::PageStates::new(wake),
            voices: Voices::new(wake),
            on_disk: None,
            watch: Watch::new(wake),
            palette_recent: palette::Recent::new(),
            settings_file,
            queue: Vec::new(),
            asked: None,
            scorer: Background::keeping("scorer", Arc::clone(wake), Scorer::default, Scorer::answer),
            closed: Closed::new(wake),
            outdated: Bin::new("outdated"),
            no_leads: Arc::new(Columns::default()),
            may_close: false,
            close_again: false,
            wanted_dialog: None,
            after_saving: None,
            given_up: None,
            import_desk: import::Desk::new(wake),
            quiet_frames: 0,
        };
        for complaint in complaint.into_iter().chain(unread) {
            state.complain(complaint);
        }
        if !state.journal.offers().is_empty() {
            state.raise(Modal::UnsavedWork);
        }
        state
    }

    /// Something happened that may have changed the draft.
    pub fn touch(&mut self) {
        self.quiet_frames = 0;
    }

    /// Looks whether the draft has changed, unless nothing has happened that could have changed it. Comparing costs as much
    /// as the model is long, so that it is not done while the pointer only moves and the page only scrolls.
    pub(super) fn keep_noticed(&mut self) {
        // What a click sets off may land a frame later; and whoever forgot to say so is noticed soon.
        const AFTER: u32 = 3;
        const AT_LATEST: u32 = 60;
        if self.quiet_frames < AFTER || self.quiet_frames.is_multiple_of(AT_LATEST) {
            self.document.notice();
        }
        self.quiet_frames = self.quiet_frames.saturating_add(1);
    }

    /// Asks for something to be done before the next frame.
    pub fn ask(&mut self, command: Command) {
        self.queue.push(command);
    }

    pub fn complain(&mut self, text: impl Into<String>) {
        self.notify(text.into(), NoticeKind::Error);
    }

    pub fn warn(&mut self, text: impl Into<String>) {
        self.notify(text.into(), NoticeKind::Warning);
    }

    pub fn tell(&mut self, text: impl Into<String>) {
        self.notices.retain(|notice| notice.kind != NoticeKind::Done);
        self.notify(text.into(), NoticeKind::Done);
    }

    fn notify(&mut self, text: String, kind: NoticeKind) {
        const MOST: usize = 3;
        // The same again is said once; of many the newest are read, and what failed before what was done.
        self.notices.retain(|notice| notice.text != text);
        self.notices.push(Notice { text, kind, since: None, seen: 0.0 });
        if self.notices.len() > MOST {
            let older = &self.notices[..MOST];
            let place = older.iter().position(|notice| !notice.is_error()).unwrap_or(0);
            self.notices.remove(place);
        }
    }

    /// Saving drops the comments of a file: that is said when it is read.
    pub(super) fn warn_of_comments(&mut self, loaded: &Loaded) {
        if let Some(line) = loaded.comment_line {
            self.warn(tr!("file-comments", line = line));
        }
    }

    /// Opens a model file, and the library it was last tried on if that is known. If another window has it open, that is
    /// asked about first.
    pub fn open_model(&mut self, path: &Path) {
        // A path that is given once from here and once from there must be one in the list of recent files.
        let path = std::path::absolute(path).unwrap_or_else(|_err| path.to_owned());
        match self.presence.elsewhere(&path) {
            Some(elsewhere) => self.raise(Modal::Elsewhere(path, elsewhere)),
            None => self.load(&path),
        }
    }

    /// Opens a model file, knowing that another window has it open.
    pub fn open_anyway(&mut self, path: &Path) {
        self.presence.accept(path);
        self.load(path);
    }

    fn load(&mut self, path: &Path) {
        match model::file::open(path) {
            Ok(loaded) => {
                self.warn_of_comments(&loaded);
                self.set_document(Document::loaded(path, loaded));
                self.open_remembered_library(path);
                self.remember();
            }
            Err(err) => self.complain(err.to_string()),
        }
    }

    /// Opens a model file as a new model that has no file yet.
    pub fn open_copy(&mut self, path: &Path) {
        match model::file::load(path) {
            Ok(model) => {
                self.set_document(Document::new(model, None));
                self.open_remembered_library(path);
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
        if self.is_writing_library() {
            self.complain_of_writing();
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
        self.touch();
        self.document = document;
        self.against = Against::default();
        self.forget_questions();
        // What was seen of the model before is settled; what was said while this one was opened is still to be read.
        self.notices.retain(|notice| notice.since.is_none() && notice.seen == 0.0);
        self.on_disk = None;
        self.pages.library.forget_model();
        self.scored = None;
        self.asked = None;
        self.pages.forget();
        self.closed.forget();
        self.voices.forget();
        if self.page == Page::Welcome {
            self.page = Page::Criteria;
        }
    }

    pub fn set_library(&mut self, library: OpenLibrary) {
        let shown = self.library.is_some().then(|| self.as_of());
        if self.library.as_ref().is_some_and(|open| open.path != library.path) {
            self.document.history.part_from_library();
        }
        self.pages.leads.sandbox.open_leads(&library.path, library.as_of, shown);
        self.gone_to = None;
        // Nothing is kept of the leads before: they may be as large as all the rest.
        self.scorer.forget();
        self.closed.forget();
        self.pages.time.forget();
        self.pages.what_if.forget_leads();
        self.pages.leads.forget_leads();
        self.pages.library.forget_leads(&library.path);
        self.library = Some(library);
        self.scored = None;
        self.asked = None;
        self.remember();
        self.remember_library();
    }

    /// Stores the model; a failure is told and leaves the draft as it is. If the file was changed by someone else, that is
    /// asked about first.
    pub fn save_to(&mut self, path: &Path) -> bool {
        let path = std::path::absolute(path).unwrap_or_else(|_err| path.to_owned());
        self.journal_before_saving();
        let was_there = self.document.path.as_deref() == Some(path.as_path()) && self.document.seen().is_some();
        let is_gone = was_there && !path.exists();
        let stored = self.document.save_as(&path);
        if let Err(FileError::ChangedOnDisk(_)) = stored {
            self.raise(Modal::Changed(Box::new(Changed::new(&path, &self.document))));
            return false;
        }
        let is_stored = self.tell_stored(&path, stored);
        if is_stored && is_gone {
            // Deleted, or the folder of a drive that is not connected: either is worth a word.
            self.tell(tr!("saved-again", path = path.display().to_string()));
        }
        is_stored
    }

    /// Keeps unsaved work on the disk and tells other windows what is open here; both follow from the document.
    pub fn keep_journal(&mut self) {
        self.document.notice();
        self.keep_journal_of_noticed();
    }

    /// The same as of the last time the draft was compared: for each frame.
    pub(super) fn keep_journal_of_noticed(&mut self) {
        self.journal.keep(&self.document, self.library.as_ref().map(|library| library.path.as_path()));
        match self.journal.take_report() {
            Some(Report::Failed(why)) => self.complain(tr!("journal-failed", why = why)),
            Some(Report::Recovered) => self.tell(tr!("journal-recovered")),
            None => {}
        }
        if let Some(elsewhere) = self.presence.follow(self.document.path.as_deref()) {
            self.complain(match elsewhere.since {
                Some(since) => tr!("elsewhere-notice", since = super::format::ago(since, super::clock::now())),
                None => tr!("elsewhere-notice-now"),
            });
        }
    }

    /// The window closes for good: what is left unsaved stays in the journal, and nothing else does.
    pub fn close_journal(&mut self) {
        self.keep_journal();
        self.journal.flush();
    }

    /// Goes on with work that another window left.
    pub fn take_up(&mut self, offer: &str) {
        let Some(entry) = self.journal.take_up(offer) else { return };
        let unwrap = |model: Arc<Model>| Arc::unwrap_or_clone(model);
        let document = Document::restored(entry.path, unwrap(entry.draft), unwrap(entry.saved), entry.seen);
        self.set_document(document);
        self.remember();
        if let Some(library) = entry.library.filter(|library| library.exists())
            && self.tasks.work.is_none()
        {
            self.open_library(&library);
        }
    }

    /// Stores the model in place of what someone else stored there.
    pub fn replace(&mut self, path: &Path) -> bool {
        self.journal_before_saving();
        let stored = self.document.replace(path);
        self.tell_stored(path, stored)
    }

    /// A kill right after the file is written must find in the journal what is in the file. An older draft would be offered
    /// as unsaved work, although it is older than the file.
    fn journal_before_saving(&mut self) {
        self.keep_journal();
        self.journal.flush();
    }

    fn tell_stored(&mut self, path: &Path, stored: Result<(), FileError>) -> bool {
        match stored {
            Ok(()) => {
                self.remember();
                self.tell(tr!("saved-as", path = path.display().to_string()));
                true
            }
            Err(err) => {
                self.raise(Modal::NotSaved(NotSaved::new(path, &err)));
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

    pub fn save_settings(&mut self) {
        if let Err(err) = self.settings_file.save(&self.settings) {
            self.complain(err);
        }
    }

    /// Takes what the scorer has found, and asks it again if the draft, the baseline or the leads have changed.
    pub fn keep_scored(&mut self) {
        if self.is_playing() {
            return;
        }
        let mut outdated = None;
        if let Some(mut scored) = self.scorer.take() {
            if let Some(fresh) = Arc::get_mut(&mut scored) {
                self.closed.carry_on(fresh);
            }
            if std::ptr::eq(scored.agreed(), Arc::as_ptr(self.document.draft())) {
                self.pages.problems.forget_mended();
            }
            outdated = self.scored.replace(scored);
        }
        if self.scorer.take_failure() {
            self.complain(tr!("scorer-broken"));
        }
        self.keep_closed();
        if self.voices.keep_up(self.scored.as_ref()) {
            self.complain(tr!("scorer-broken"));
        }
        // Now that nobody here holds it any more.
        outdated.into_iter().for_each(|outdated| self.outdated.put(outdated));
        let (columns, as_of, voice) = (self.columns(), self.as_of(), self.keep_voice());
        let baseline = self.baseline();
        let is_asked = self.asked.as_ref().is_some_and(|asked| {
            Arc::ptr_eq(&asked.columns, &columns)
                && Arc::ptr_eq(&asked.baseline, &baseline)
                && Arc::ptr_eq(&asked.draft, self.document.draft())
                && (asked.as_of, asked.voice) == (as_of, voice)
        });
        if is_asked {
            return;
        }
        let draft = Arc::clone(self.document.draft());
        self.asked = Some(Asked {
            draft: Arc::clone(&draft),
            baseline: Arc::clone(&baseline),
            columns: Arc::clone(&columns),
            as_of,
            voice,
        });
        self.scorer.ask(Question { columns, as_of, draft, baseline, voice });
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
        self.settle_import();
        self.document.notice();
        self.keep_scored();
        self.scorer.wait_until_idle();
        self.keep_scored();
        self.voices.wait_until_idle();
        self.closed.settle();
        self.keep_scored();
    }

    pub fn columns(&self) -> Arc<Columns> {
        Arc::clone(self.library.as_ref().map_or(&self.no_leads, |library| &library.columns))
    }

    /// The folder where a dialog should begin: where the model stands, else where the last one stood, else the user's own.
    pub fn folder(&self) -> Option<PathBuf> {
        let recent = self.settings.recent.first().map(|recent| &recent.model);
        let path = self.document.path.as_ref().or(recent).and_then(|path| path.parent());
        let of_user = || {
            let dirs = directories::UserDirs::new()?;
            Some(dirs.document_dir().unwrap_or_else(|| dirs.home_dir()).to_owned())
        };
        // A drive may be gone by now.
        path.filter(|path| path.is_dir()).map(Path::to_owned).or_else(of_user)
    }
}
