//! Nothing is lost: unsaved work is on the disk a second after an edit, and offered back after a crash, a kill or a power cut.
//!
//! | file | subject |
//! |---|---|
//! | `entry.rs` | unsaved work as a file |
//! | `slot.rs` | a window's place in the folder of such files, and the lock that says whether the window lives |
//! | `writer.rs` | the thread that writes, at its pace, and tries again |
//! | `offer.rs` | what is found at the start |
//! | `presence.rs` | which model is open in which window |
//!
//! Like scoring and undo, it follows by comparing: after each frame the draft is looked at, and if it is neither what is
//! saved nor what was last handed over, it is handed over. What is still being typed is in it, as far as its field writes
//! into the model at each key.

mod entry;
mod offer;
mod presence;
mod slot;
mod writer;

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

pub use self::{
    entry::{Entry, EntryError},
    offer::{FileSince, Offer},
    presence::{Elsewhere, Presence},
    writer::{Pace, Report},
};
use self::{offer::DISCARDED, writer::Writer};
use super::{background::Wake, clock, document::Document};
use crate::model::{Model, file::Seen};

/// A window that closes waits no longer than this for a disk that does not answer.
const PATIENCE: Duration = Duration::from_secs(3);

/// The journal of one window, which has one document.
pub struct Journal {
    /// `None` keeps nothing (tests, pictures).
    folder: Option<PathBuf>,
    pace: Pace,
    wake: Wake,
    /// Begun with the first edit.
    writer: Option<Writer>,
    /// What the writer has or is about to write.
    handed: Option<Handed>,
    offers: Vec<Offer>,
}

struct Handed {
    draft: Arc<Model>,
    saved: Arc<Model>,
    path: Option<PathBuf>,
    library: Option<PathBuf>,
    seen: Option<Seen>,
}

impl Handed {
    fn is(&self, document: &Document, library: Option<&Path>) -> bool {
        self.path == document.path
            && self.library.as_deref() == library
            && Arc::ptr_eq(&self.saved, &document.saved)
            && self.seen.as_ref() == document.seen()
            && Arc::ptr_eq(&self.draft, document.draft())
    }
}

impl Journal {
    /// Finds what was left by windows that are gone; answers a sentence for each journal that can't be read.
    pub fn new(state_folder: Option<&Path>, wake: &Wake) -> (Self, Vec<String>) {
        let folder = state_folder.map(|folder| folder.join("unsaved"));
        let (offers, complaints) = folder.as_deref().map(offer::find).unwrap_or_default();
        let (pace, wake) = (Pace::default(), Arc::clone(wake));
        (Self { folder, pace, wake, writer: None, handed: None, offers }, complaints)
    }

    /// Another pace, for tests; before the first edit.
    pub fn set_pace(&mut self, pace: Pace) {
        self.pace = pace;
    }

    /// Hands the draft over, as [`Document::notice`] last saw it, if it is not saved and not handed over yet; lets go of the
    /// journal once it is saved or given up.
    pub fn keep(&mut self, document: &Document, library: Option<&Path>) {
        let Some(folder) = &self.folder else { return };
        if self.handed.as_ref().is_some_and(|handed| handed.is(document, library)) {
            return;
        }
        if !document.looks_dirty() {
            if let (Some(_), Some(writer)) = (self.handed.take(), &self.writer) {
                writer.remove();
            }
            return;
        }
        let handed = Handed {
            draft: Arc::clone(document.draft()),
            saved: Arc::clone(&document.saved),
            path: document.path.clone(),
            library: library.map(Path::to_owned),
            seen: document.seen().cloned(),
        };
        let entry = Entry {
            path: handed.path.clone(),
            library: handed.library.clone(),
            at: clock::now(),
            draft: Arc::clone(&handed.draft),
            saved: Arc::clone(&handed.saved),
            seen: handed.seen.clone(),
        };
        self.handed = Some(handed);
        self.writer.get_or_insert_with(|| Writer::new(folder, self.pace, Arc::clone(&self.wake))).keep(entry);
    }

    /// What the user should hear of, once.
    pub fn take_report(&self) -> Option<Report> {
        self.writer.as_ref()?.take_report()
    }

    /// Whether unsaved work is kept, as far as is known.
    pub fn is_keeping(&self) -> bool {
        self.folder.is_some() && !self.writer.as_ref().is_some_and(Writer::is_failing)
    }

    /// How many drafts were handed over (or let go), and the newest of them that is done.
    pub fn progress(&self) -> (u64, u64) {
        self.writer.as_ref().map(Writer::progress).unwrap_or_default()
    }

    /// Has all done that was handed over and waits for it, but not for ever; whether it was.
    pub fn flush(&self) -> bool {
        self.writer.as_ref().is_none_or(|writer| writer.flush(PATIENCE))
    }

    /// [`Journal::flush`] without end, for tests.
    pub fn settle(&self) -> bool {
        self.writer.as_ref().is_none_or(|writer| writer.flush(Duration::from_secs(600)))
    }

    /// Work that other windows left, the newest first.
    pub fn offers(&self) -> &[Offer] {
        &self.offers
    }

    /// Takes an offer for this window's own: from now on the draft is kept in its place, so that it is at no moment kept
    /// nowhere. This window's own draft must be saved or given up by now.
    pub fn take_up(&mut self, offer: &str) -> Option<Entry> {
        let folder = self.folder.as_ref()?;
        let index = self.offers.iter().position(|one| one.id() == offer)?;
        let Offer { entry, slot, .. } = self.offers.remove(index);
        let writer = self.writer.get_or_insert_with(|| Writer::new(folder, self.pace, Arc::clone(&self.wake)));
        writer.adopt(slot);
        self.handed = None;
        Some(entry)
    }

    /// Gives an offer up; answers where it is kept for a while, or the sentence that says why that could not be.
    pub fn discard(&mut self, offer: &str) -> Option<Result<PathBuf, String>> {
        let index = self.offers.iter().position(|one| one.id() == offer)?;
        let offer = self.offers.get(index)?;
        let journal = offer.slot.journal();
        let aside = offer.slot.set_aside(DISCARDED);
        if aside.is_ok() {
            self.offers.remove(index);
        }
        let sentence = |err| {
            let journal = journal.display();
            format!(
                "{journal} can't be put aside: {err}; it stays. See whether its folder can be written, and try again"
            )
        };
        Some(aside.map_err(sentence))
    }
}
