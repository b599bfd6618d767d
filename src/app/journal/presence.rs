//! Which models are open in which windows: a lock a file in the user's folder for state, let go by the system when a window
//! ends, however it ends.
//!
//! Two machines that work on one network drive do not see each other's locks. That a file was changed is noticed all the
//! same, when it is saved: a document knows what it saw in its file.

use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use serde::{Deserialize, Serialize};

use super::slot::open_lock;
use crate::{app::clock, lead, model::file::write_atomically};

/// A file that another window holds is asked for again after this time: that window may have gone.
const AGAIN: Duration = Duration::from_secs(10);

/// Who has a model open. Not in the lock itself: where locks are mandatory (Windows), nobody else can read that.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Who {
    path: String,
    process: u32,
    since: i64,
}

/// Another window that has the same model open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Elsewhere {
    /// Unknown while that window is only just opening it.
    pub since: Option<lead::Instant>,
}

/// What this window has open, for other windows to see.
#[derive(Debug, Default)]
pub struct Presence {
    /// Where the locks are; `None` where nothing is kept (tests, pictures).
    folder: Option<PathBuf>,
    /// The document's path when it was last looked at.
    path: Option<PathBuf>,
    held: Option<Held>,
    /// When a file that another window holds was last asked for.
    asked: Option<Instant>,
    /// The user knows that this one is open in another window too.
    accepted: Option<PathBuf>,
}

#[derive(Debug)]
struct Held {
    place: PathBuf,
    _lock: File,
}

impl Drop for Held {
    fn drop(&mut self) {
        let _stays = fs::remove_file(self.place.with_extension("ron"));
        let _stays = fs::remove_file(self.place.with_extension("lock"));
    }
}

impl Presence {
    pub fn new(folder: Option<PathBuf>) -> Self {
        Self { folder, ..Self::default() }
    }

    /// Whether another window has this model open.
    pub fn elsewhere(&self, path: &Path) -> Option<Elsewhere> {
        let place = self.place(path)?;
        if self.held.as_ref().is_some_and(|held| held.place == place) {
            return None;
        }
        let lock = place.with_extension("lock");
        if !lock.exists() {
            return None;
        }
        match open_lock(&lock) {
            Ok(None) => Some(who(&place)),
            Ok(Some(_)) | Err(_) => None,
        }
    }

    /// Opens a model knowing that it is open in another window.
    pub fn accept(&mut self, path: &Path) {
        self.accepted = Some(path.to_owned());
    }

    /// Keeps the lock with the document, wherever that is stored by now. Answers another window that has the same model
    /// open, once, unless that was accepted.
    pub fn follow(&mut self, path: Option<&Path>) -> Option<Elsewhere> {
        let is_same = self.path.as_deref() == path;
        let is_settled = self.held.is_some() || path.is_none() || self.folder.is_none();
        if is_same && (is_settled || self.asked.is_some_and(|asked| asked.elapsed() < AGAIN)) {
            return None;
        }
        self.asked = Some(Instant::now());
        if !is_same {
            self.held = None;
            self.path = path.map(Path::to_owned);
        }
        let place = self.place(path?)?;
        match hold(&place, path?) {
            Ok(Some(held)) => self.held = Some(held),
            Ok(None) if !is_same && self.accepted.as_deref() != path => return Some(who(&place)),
            // A lock that can't be made warns nobody, and that is all: saving still looks before it replaces anything.
            Ok(None) | Err(_) => {}
        }
        None
    }

    /// Where the lock of a model stands, without an ending: the same for every name of one file.
    fn place(&self, path: &Path) -> Option<PathBuf> {
        let real = fs::canonicalize(path).or_else(|_missing| {
            let folder = path.parent().ok_or(io::ErrorKind::NotFound)?;
            fs::canonicalize(folder).map(|folder| folder.join(path.file_name().unwrap_or_default()))
        });
        let real = real.unwrap_or_else(|_gone| path.to_owned());
        Some(self.folder.as_ref()?.join(format!("{:016x}", fingerprint(real.as_os_str().as_encoded_bytes()))))
    }
}

/// Takes the lock of a model; `None` if another window has it.
fn hold(place: &Path, path: &Path) -> io::Result<Option<Held>> {
    if let Some(folder) = place.parent() {
        fs::create_dir_all(folder)?;
    }
    let Some(lock) = open_lock(&place.with_extension("lock"))? else { return Ok(None) };
    let held = Held { place: place.to_owned(), _lock: lock };
    let who = Who { path: path.display().to_string(), process: std::process::id(), since: clock::now().0 };
    let text = ron::to_string(&who).map_err(io::Error::other)?;
    write_atomically(&place.with_extension("ron"), text.as_bytes(), false)?;
    Ok(Some(held))
}

fn who(place: &Path) -> Elsewhere {
    let text = fs::read_to_string(place.with_extension("ron")).unwrap_or_default();
    let who: Option<Who> = ron::from_str(&text).ok();
    Elsewhere { since: who.map(|who| lead::Instant(who.since)) }
}

/// FNV-1a, 64 bits: two paths of one user do not meet in it by chance.
fn fingerprint(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_window_on_one_file_is_noticed_until_the_first_is_gone() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("model.ron");
        fs::write(&path, "").expect("written");
        let window = || Presence::new(Some(folder.path().join("open")));
        let (mut first, mut second) = (window(), window());
        assert_eq!(first.follow(Some(&path)), None);
        assert_eq!(first.elsewhere(&path), None, "this window itself is no other");

        let by_another_name = folder.path().join("x/../model.ron");
        fs::create_dir(folder.path().join("x")).expect("made");
        let told = second.elsewhere(&by_another_name).expect("it is open there");
        assert!(told.since.is_some());
        assert_eq!(second.follow(Some(&by_another_name)), Some(told));
        assert_eq!(second.follow(Some(&by_another_name)), None, "told once");

        first.follow(None);
        assert_eq!(second.elsewhere(&path), None);
        second.asked = None;
        second.follow(Some(&by_another_name));
        assert!(first.elsewhere(&path).is_some(), "the second has it now");
        drop(second);
        assert_eq!(fs::read_dir(folder.path().join("open")).expect("read").count(), 0, "nothing is left");
    }

    #[test]
    fn what_was_accepted_is_not_told_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("model.ron");
        let window = || Presence::new(Some(folder.path().join("open")));
        let (mut first, mut second) = (window(), window());
        first.follow(Some(&path));
        second.accept(&path);
        assert_eq!(second.follow(Some(&path)), None);
    }

    #[test]
    fn where_no_lock_can_be_made_nothing_is_said() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("open"), "in the way").expect("written");
        let mut window = Presence::new(Some(folder.path().join("open")));
        assert_eq!(window.follow(Some(&folder.path().join("model.ron"))), None);
    }
}
