//! A window's place in the folder of unsaved work: a journal, and beside it a lock that the system lets go of when the
//! process ends, however it ends. Nobody has to guess from a number whether a process still lives.

use std::{
    fs::{self, File, TryLockError},
    io,
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

use crate::model::file::write_atomically;

/// Discarded work is kept for so long.
const DISCARDED_FOR: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// A lock without a journal is no longer wanted, unless its window has just begun and not locked it yet.
const LOCK_FOR: Duration = Duration::from_secs(24 * 60 * 60);

/// A journal that is ours to write: no other window offers it meanwhile.
#[derive(Debug)]
pub struct Slot {
    folder: PathBuf,
    name: String,
    /// Held open: that is the lock.
    _lock: File,
}

impl Slot {
    /// A new place. The name says nothing of the model, so that it can keep it when the model gets a file.
    pub fn fresh(folder: &Path) -> io::Result<Self> {
        fs::create_dir_all(folder)?;
        loop {
            let name = format!("{}-{:08x}", std::process::id(), fastrand::u32(..));
            let is_free = !folder.join(&name).with_extension("ron").exists();
            if is_free && let Some(slot) = Self::claim(folder, &name)? {
                return Ok(slot);
            }
        }
    }

    /// Takes over a place that nobody holds; `None` if its window is alive.
    pub fn claim(folder: &Path, name: &str) -> io::Result<Option<Self>> {
        let lock = open_lock(&folder.join(name).with_extension("lock"))?;
        Ok(lock.map(|lock| Self { folder: folder.to_owned(), name: name.to_owned(), _lock: lock }))
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    pub fn journal(&self) -> PathBuf {
        self.folder.join(&self.name).with_extension("ron")
    }

    /// Whether lock and folder are still where they were made: somebody may tidy up while a window is open.
    pub fn is_whole(&self) -> bool {
        self.lock_path().exists()
    }

    pub fn write(&self, text: &str) -> io::Result<()> {
        write_atomically(&self.journal(), text.as_bytes(), false)
    }

    pub fn remove(&self) -> io::Result<()> {
        match fs::remove_file(self.journal()) {
            Err(err) if err.kind() != io::ErrorKind::NotFound => Err(err),
            _ => Ok(()),
        }
    }

    /// Puts the journal into a folder below; answers where it is now.
    pub fn set_aside(&self, below: &str) -> io::Result<PathBuf> {
        let folder = self.folder.join(below);
        fs::create_dir_all(&folder)?;
        let path = folder.join(format!("{}.ron", self.name));
        // Kept for a time from now on.
        File::options().append(true).open(self.journal())?.set_modified(SystemTime::now())?;
        fs::rename(self.journal(), &path)?;
        Ok(path)
    }

    fn lock_path(&self) -> PathBuf {
        self.folder.join(&self.name).with_extension("lock")
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        if !self.journal().exists() {
            let _stays = fs::remove_file(self.lock_path());
        }
    }
}

/// Opens and locks a file; `None` if another window holds it.
///
/// Where the system has no locks (some network folders), everything counts as free: work is rather offered twice than
/// never.
pub(super) fn open_lock(path: &Path) -> io::Result<Option<File>> {
    let file = File::options().create(true).truncate(false).write(true).read(true).open(path)?;
    match file.try_lock() {
        Err(TryLockError::WouldBlock) => Ok(None),
        Ok(()) | Err(TryLockError::Error(_)) => Ok(Some(file)),
    }
}

/// The journals whose windows ended without saving, oldest name first, claimed so that no other window offers them too;
/// and a sentence for each that can't be claimed.
pub fn orphans(folder: &Path) -> io::Result<(Vec<Slot>, Vec<String>)> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "ron")
            && let Some(name) = path.file_stem().and_then(|name| name.to_str())
        {
            names.push(name.to_owned());
        }
    }
    names.sort();
    let (mut slots, mut complaints) = (Vec::new(), Vec::new());
    for name in names {
        match Slot::claim(folder, &name) {
            // The window may have saved and gone since the folder was read.
            Ok(slot) => slots.extend(slot.filter(|slot| slot.journal().exists())),
            Err(err) => {
                let path = folder.join(name);
                complaints.push(format!(
                    "Unsaved work in {} can't be offered, because {} can't be opened: {err}; move that away and start \
                     Tandem again",
                    path.with_extension("ron").display(),
                    path.with_extension("lock").display()
                ));
            }
        }
    }
    Ok((slots, complaints))
}

/// Deletes what was discarded long ago, and locks that were left without a journal.
pub fn sweep(folder: &Path, discarded: &str) {
    let now = SystemTime::now();
    let older = |path: &Path, age: Duration| {
        let changed = fs::metadata(path).and_then(|metadata| metadata.modified());
        changed.is_ok_and(|changed| now.duration_since(changed).is_ok_and(|past| past > age))
    };
    let files = |folder: &Path| fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    for path in files(&folder.join(discarded)).filter(|path| older(path, DISCARDED_FOR)) {
        let _stays = fs::remove_file(path);
    }
    for path in files(folder).filter(|path| path.extension().is_some_and(|ending| ending == "lock")) {
        if older(&path, LOCK_FOR)
            && let Some(name) = path.file_stem().and_then(|name| name.to_str())
        {
            // Letting go of it deletes it, if it has no journal.
            let _claimed = Slot::claim(folder, name);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OLD: Duration = Duration::from_secs(31 * 24 * 60 * 60);

    fn age(path: &Path) {
        let file = File::options().append(true).open(path).expect("opened");
        file.set_modified(SystemTime::now() - OLD).expect("aged");
    }

    #[test]
    fn a_journal_is_offered_once_its_window_is_gone_and_to_one_window_only() {
        let folder = tempfile::tempdir().expect("a folder");
        let slot = Slot::fresh(folder.path()).expect("a slot");
        slot.write("work").expect("written");
        let left = |folder: &Path| orphans(folder).expect("read").0;
        assert!(left(folder.path()).is_empty(), "its window is alive");
        drop(slot);
        let found = left(folder.path());
        assert_eq!(found.len(), 1);
        assert!(left(folder.path()).is_empty(), "another window offers it already");
        found[0].remove().expect("removed");
        drop(found);
        assert_eq!(fs::read_dir(folder.path()).expect("read").count(), 0, "nothing is left");
    }

    #[test]
    fn discarded_work_and_forgotten_locks_go_in_time() {
        let folder = tempfile::tempdir().expect("a folder");
        let slot = Slot::fresh(folder.path()).expect("a slot");
        slot.write("work").expect("written");
        age(&slot.journal());
        let aside = slot.set_aside("discarded").expect("set aside");
        sweep(folder.path(), "discarded");
        assert_eq!(fs::read_to_string(&aside).expect("kept"), "work", "the days count from when it was discarded");
        age(&aside);
        fs::write(folder.path().join("1-2.lock"), "").expect("written");
        age(&folder.path().join("1-2.lock"));
        age(&slot.lock_path());
        sweep(folder.path(), "discarded");
        assert!(!aside.exists());
        assert!(!folder.path().join("1-2.lock").exists());
        assert!(slot.is_whole(), "a window that is open keeps its lock");
    }
}
