//! Looks at the open file while it is edited, on a thread of its own: a colleague, `git pull` or a synchronised folder may
//! change it at any time. The window is woken only when there is something to say.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::{Arc, mpsc},
    thread,
    time::{Duration, SystemTime},
};

use super::{background::Wake, document::Document, library_file::LibraryFile};
use crate::model::{
    Model,
    file::{self, FileError, Loaded, Seen},
};

/// How often the file's time and size are looked at.
const EVERY: Duration = Duration::from_secs(3);
/// A file that can't be read may just be half written: it is read again after this.
const AGAIN: Duration = Duration::from_millis(300);

/// What is in the open file, if it is not what the window knows.
#[derive(Clone, Debug)]
pub enum Found {
    /// It is again as we know it.
    AsSeen,
    Changed(Box<Loaded>),
    Missing,
    /// Why, in a sentence.
    Unreadable(String),
}

/// The window's end of the watching thread.
pub struct Watch {
    wake: Wake,
    every: Duration,
    thread: Option<Thread>,
    watched: Option<Watched>,
    newest: u64,
    /// The other file that is open.
    pub(super) library: LibraryFile,
}

/// The watching thread, as the window speaks with it.
struct Thread {
    messages: mpsc::Sender<Message>,
    /// What was found, with the number of what was to be watched.
    news: mpsc::Receiver<(u64, Found)>,
}

/// The file that is watched, and the model that it is known to hold.
struct Watched {
    path: PathBuf,
    saved: Arc<Model>,
}

enum Message {
    Watch(Box<Target>),
    Nothing,
    LookNow,
}

impl Watch {
    pub fn new(wake: &Wake) -> Self {
        Self {
            wake: Arc::clone(wake),
            every: EVERY,
            thread: None,
            watched: None,
            newest: 0,
            library: LibraryFile::default(),
        }
    }

    /// Watches the document's file from now on; true if that is another one, or holds something else by our own doing.
    pub fn follow(&mut self, document: &Document) -> bool {
        let is_followed = match (&self.watched, &document.path) {
            (Some(watched), Some(path)) => watched.path == *path && Arc::ptr_eq(&watched.saved, &document.saved),
            (None, path) => path.is_none(),
            (Some(_), None) => false,
        };
        if is_followed {
            return false;
        }
        self.newest += 1;
        self.watched = document.path.clone().map(|path| Watched { path, saved: Arc::clone(&document.saved) });
        let target = Target::of(document, self.newest);
        self.send(target.map_or(Message::Nothing, |target| Message::Watch(Box::new(target))));
        true
    }

    /// Looks at once: the user comes back to the window.
    pub fn look_now(&mut self) {
        if self.watched.is_some() {
            self.send(Message::LookNow);
        }
    }

    /// What was found since the last call.
    pub fn take(&mut self) -> Option<Found> {
        let thread = self.thread.as_ref()?;
        let newest = self.newest;
        thread.news.try_iter().filter(|(number, _)| *number == newest).last().map(|(_, found)| found)
    }

    fn send(&mut self, message: Message) {
        if self.thread.is_none() {
            let (sender, messages) = mpsc::channel();
            let (news, receiver) = mpsc::channel();
            let (wake, every) = (Arc::clone(&self.wake), self.every);
            let spawned = thread::Builder::new()
                .name("watch file".to_owned())
                .spawn(move || watch(&messages, &news, &wake, every));
            if spawned.is_err() {
                // Saving looks at the file too; only the early word is lost.
                return;
            }
            self.thread = Some(Thread { messages: sender, news: receiver });
        }
        if let Some(thread) = &self.thread {
            let _gone = thread.messages.send(message);
        }
    }
}

fn watch(messages: &mpsc::Receiver<Message>, news: &mpsc::Sender<(u64, Found)>, wake: &Wake, every: Duration) {
    let mut target: Option<Box<Target>> = None;
    loop {
        let message = match &target {
            // Nothing to look at, nothing to wake up for.
            None => messages.recv().map_err(|_closed| mpsc::RecvTimeoutError::Disconnected),
            Some(_) => messages.recv_timeout(every),
        };
        match message {
            Ok(Message::Watch(other)) => target = Some(other),
            Ok(Message::Nothing) => target = None,
            Ok(Message::LookNow) | Err(mpsc::RecvTimeoutError::Timeout) => {}
            Err(mpsc::RecvTimeoutError::Disconnected) => return,
        }
        if let Some(target) = &mut target
            && let Some(found) = target.look()
        {
            if news.send((target.number, found)).is_err() {
                return;
            }
            wake();
        }
    }
}

/// One file, and what was last seen of it.
pub struct Target {
    number: u64,
    path: PathBuf,
    seen: Seen,
    stamp: Option<(Option<SystemTime>, u64)>,
    /// Whether the window was told of something.
    is_told: bool,
}

impl Target {
    pub fn of(document: &Document, number: u64) -> Option<Self> {
        let (path, seen) = (document.path.clone()?, document.seen()?.clone());
        Some(Self { number, path, seen, stamp: None, is_told: false })
    }

    /// What there is to tell, if anything: cheap as long as time and size of the file stay the same.
    pub fn look(&mut self) -> Option<Found> {
        let stamp = fs::metadata(&self.path).ok().map(|metadata| (metadata.modified().ok(), metadata.len()));
        let is_first_miss = stamp.is_none() && !self.is_told;
        if stamp == self.stamp && !is_first_miss {
            return None;
        }
        self.stamp = stamp;
        let mut found = self.read(&self.path);
        if matches!(found, Found::Unreadable(_) | Found::Missing) {
            thread::sleep(AGAIN);
            found = self.read(&self.path);
        }
        let is_news = self.is_told || !matches!(found, Found::AsSeen);
        self.is_told = !matches!(found, Found::AsSeen);
        is_news.then_some(found)
    }

    fn read(&self, path: &Path) -> Found {
        match file::open(path) {
            Ok(loaded) if loaded.seen == self.seen => Found::AsSeen,
            Ok(loaded) => Found::Changed(Box::new(loaded)),
            Err(FileError::Missing(_)) => Found::Missing,
            Err(err) => Found::Unreadable(err.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_others_do_is_told() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("model.ron");
        let mut model = Model::new("Mine");
        file::save(&path, &model).expect("saved");
        let document = Document::loaded(&path, file::open(&path).expect("opened"));
        let mut target = Target::of(&document, 1).expect("a file");
        assert!(target.look().is_none(), "as it was opened");
        assert!(target.look().is_none());
        model.name = "Theirs, with another length".to_owned();
        file::save(&path, &model).expect("saved");
        assert!(matches!(target.look(), Some(Found::Changed(loaded)) if loaded.model == model));
        assert!(target.look().is_none(), "said once");
        fs::write(&path, "(format: 1, na").expect("written");
        assert!(matches!(target.look(), Some(Found::Unreadable(why)) if why.contains("model.ron")));
        fs::remove_file(&path).expect("removed");
        assert!(matches!(target.look(), Some(Found::Missing)));
        assert!(target.look().is_none(), "said once");
        file::save(&path, &document.model).expect("saved");
        assert!(matches!(target.look(), Some(Found::AsSeen)), "nothing to say any more");
    }

    #[test]
    fn the_thread_tells_and_wakes() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("model.ron");
        file::save(&path, &Model::new("Mine")).expect("saved");
        let document = Document::loaded(&path, file::open(&path).expect("opened"));
        let (woken, is_woken) = mpsc::channel();
        let woken = std::sync::Mutex::new(woken);
        let wake: Wake = Arc::new(move || {
            let _gone = woken.lock().expect("whole").send(());
        });
        let mut watch = Watch { every: Duration::from_millis(20), ..Watch::new(&wake) };
        assert!(watch.follow(&document));
        assert!(!watch.follow(&document), "already");
        file::save(&path, &Model::new("Theirs")).expect("saved");
        assert!(is_woken.recv_timeout(Duration::from_secs(60)).is_ok());
        assert!(matches!(watch.take(), Some(Found::Changed(loaded)) if loaded.model.name == "Theirs"));
    }
}
