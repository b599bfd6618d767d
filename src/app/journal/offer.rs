//! What is offered back at the start: the work of windows that ended without saving.

use std::{fs, path::Path};

use super::{
    entry::{Entry, EntryError},
    slot::{self, Slot},
};
use crate::model::{
    Model,
    diff::{Difference, diff},
    file::{self, FileError},
};

/// Folders below that of unsaved work.
pub(super) const DISCARDED: &str = "discarded";
const UNREADABLE: &str = "unreadable";

/// Work that was not saved.
#[derive(Debug)]
pub struct Offer {
    pub entry: Entry,
    /// What was changed and not saved, a sentence each.
    pub changes: Vec<String>,
    /// What has become of its file since.
    pub file: FileSince,
    pub(super) slot: Slot,
}

impl Offer {
    /// The same while it is offered, whatever becomes of others.
    pub fn id(&self) -> &str {
        self.slot.name()
    }
}

/// What has become of a file since its model was journaled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileSince {
    /// The model never had one.
    None,
    AsItWas,
    /// Somebody changed it: a sentence each.
    Changed(Vec<String>),
    Gone,
    /// Why it can't be read, a sentence.
    NotRead(String),
}

/// Everything that is left in the folder by windows that are gone, the newest first, and a sentence for each journal that
/// can't be read.
pub(super) fn find(folder: &Path) -> (Vec<Offer>, Vec<String>) {
    slot::sweep(folder, DISCARDED);
    if !folder.exists() {
        return Default::default();
    }
    let (slots, mut complaints) = match slot::orphans(folder) {
        Ok(found) => found,
        Err(err) => {
            let complaint = format!(
                "Whether there is unsaved work can't be seen, because {} can't be read: {err}; see whether \
                 you may read it, and start Tandem again",
                folder.display()
            );
            return (Vec::new(), vec![complaint]);
        }
    };
    let mut offers = Vec::new();
    for slot in slots {
        match read(&slot) {
            Ok(entry) => offers.extend(offer(slot, entry)),
            Err(why) => complaints.push(set_aside(&slot, &why)),
        }
    }
    offers.sort_by_key(|offer| std::cmp::Reverse(offer.entry.at));
    (offers, complaints)
}

fn read(slot: &Slot) -> Result<Entry, EntryError> {
    let unreadable = |err: &dyn std::fmt::Display| EntryError::Unreadable(err.to_string());
    let bytes = fs::read(slot.journal()).map_err(|err| unreadable(&err))?;
    let text = String::from_utf8(bytes).map_err(|_not_text| unreadable(&"it is not text in UTF-8"))?;
    Entry::parse(&text)
}

/// Nothing is thrown away because it was not understood; answers the sentence that says where it is.
fn set_aside(slot: &Slot, why: &EntryError) -> String {
    let journal = slot.journal();
    // A newer Tandem still finds its own where it left it.
    let moved = if *why == EntryError::Newer { None } else { slot.set_aside(UNREADABLE).ok() };
    let place = moved.unwrap_or(journal);
    format!("Unsaved work could not be read, because {why}; it is kept in {}", place.display())
}

/// What is offered of a journal; nothing if its work has been saved after all.
fn offer(slot: Slot, entry: Entry) -> Option<Offer> {
    let file = file_since(&entry);
    if entry.draft == entry.saved || file.is_none() {
        // The window ended between saving and letting go of the journal.
        let _stays = slot.remove();
        return None;
    }
    let changes = sentences(&entry.saved, &entry.draft);
    Some(Offer { entry, changes, file: file?, slot })
}

/// `None` if the file holds the draft.
fn file_since(entry: &Entry) -> Option<FileSince> {
    let Some(path) = &entry.path else { return Some(FileSince::None) };
    match file::open(path) {
        Ok(loaded) if loaded.model == *entry.draft => None,
        Ok(loaded) if Some(&loaded.seen) == entry.seen.as_ref() || loaded.model == *entry.saved => {
            Some(FileSince::AsItWas)
        }
        Ok(loaded) => Some(FileSince::Changed(sentences(&entry.saved, &loaded.model))),
        Err(FileError::Missing(_)) => Some(FileSince::Gone),
        Err(err) => Some(FileSince::NotRead(err.to_string())),
    }
}

fn sentences(old: &Model, new: &Model) -> Vec<String> {
    diff(old, new).iter().map(Difference::sentence).collect()
}
