//! The thread that keeps unsaved work on the disk: at once, but not more often than its pace allows; of many drafts the
//! newest. What fails is tried again, and told once.

use std::{
    io,
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    thread,
    time::{Duration, Instant},
};

use super::{entry::Entry, slot::Slot};
use crate::app::background::Wake;

/// How often the journal may be written.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// Between two drafts. Work is at most this old on the disk, and what writing takes.
    pub write: Duration,
    /// After a failure.
    pub retry: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Self { write: Duration::from_secs(1), retry: Duration::from_secs(5) }
    }
}

/// What the window should hear of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Report {
    /// Why unsaved work is not kept; it is tried again until it can be.
    Failed(String),
    /// It is kept again after a failure.
    Recovered,
}

enum Order {
    Keep(Box<Entry>),
    Remove,
}

pub struct Writer {
    shared: Arc<Shared>,
    thread: Option<thread::JoinHandle<()>>,
}

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    order: Option<Order>,
    /// The place of work that was taken up: from now on it is ours.
    adopted: Option<Slot>,
    /// How many orders were given, and the newest that was carried out.
    given: u64,
    done: u64,
    /// The number of the order being carried out.
    working: Option<u64>,
    is_failing: bool,
    report: Option<Report>,
    /// Somebody waits: no pace is kept.
    hurries: bool,
    closed: bool,
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        // Nothing is done under the lock that could leave the state half-written.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Writer {
    pub fn new(folder: &Path, pace: Pace, wake: Wake) -> Self {
        let shared = Arc::new(Shared::default());
        let mut worker =
            Worker { shared: Arc::clone(&shared), folder: folder.to_owned(), pace, wake, slot: None, not_before: None };
        let thread = thread::Builder::new().name("journal".to_owned()).spawn(move || worker.run());
        if let Err(err) = &thread {
            let mut state = shared.lock();
            state.report = Some(Report::Failed(format!("no thread can be started: {err}")));
            (state.is_failing, state.closed) = (true, true);
        }
        Self { shared, thread: thread.ok() }
    }

    /// Keeps this draft, as soon as the pace allows.
    pub fn keep(&self, entry: Entry) {
        self.give(Order::Keep(Box::new(entry)));
    }

    /// There is nothing left to keep.
    pub fn remove(&self) {
        self.give(Order::Remove);
    }

    /// From now on the work goes into this place; the former one is given up.
    pub fn adopt(&self, slot: Slot) {
        self.shared.lock().adopted = Some(slot);
    }

    fn give(&self, order: Order) {
        let mut state = self.shared.lock();
        state.order = Some(order);
        state.given += 1;
        drop(state);
        self.shared.changed.notify_all();
    }

    pub fn take_report(&self) -> Option<Report> {
        self.shared.lock().report.take()
    }

    pub fn is_failing(&self) -> bool {
        self.shared.lock().is_failing
    }

    /// How many orders were given, and which of them was the newest to be carried out.
    pub fn progress(&self) -> (u64, u64) {
        let state = self.shared.lock();
        (state.given, state.done)
    }

    /// Has everything done now and waits for it, but no longer than `most`; whether it was done.
    pub fn flush(&self, most: Duration) -> bool {
        let end = Instant::now() + most;
        let mut state = self.shared.lock();
        state.hurries = true;
        self.shared.changed.notify_all();
        while !state.closed && (state.order.is_some() || state.working.is_some()) {
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return false;
            }
            let waited = self.shared.changed.wait_timeout(state, left);
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
            if state.is_failing && state.working.is_none() {
                break;
            }
        }
        state.hurries = false;
        state.done == state.given
    }
}

impl Drop for Writer {
    /// What was still to be written is written.
    fn drop(&mut self) {
        self.shared.lock().closed = true;
        self.shared.changed.notify_all();
        if let Some(thread) = self.thread.take() {
            let _ended = thread.join();
        }
    }
}

struct Worker {
    shared: Arc<Shared>,
    folder: PathBuf,
    pace: Pace,
    wake: Wake,
    slot: Option<Slot>,
    /// When the pace allows the next draft.
    not_before: Option<Instant>,
}

impl Worker {
    fn run(&mut self) {
        while let Some((number, order, adopted)) = self.next() {
            let begun = Instant::now();
            // A defect must be told like any failure: without a word nobody would know that nothing is kept.
            let carried_out = catch_unwind(AssertUnwindSafe(|| self.carry_out(&order, adopted)))
                .unwrap_or_else(|_panic| Err("it broke off through a defect".to_owned()));
            let is_told = self.close_order(number, order, begun, carried_out);
            self.shared.changed.notify_all();
            if is_told {
                (self.wake)();
            }
        }
    }

    /// Waits for an order whose time has come; `None` once there is none left and the window is gone.
    fn next(&mut self) -> Option<(u64, Order, Option<Slot>)> {
        let shared = Arc::clone(&self.shared);
        let mut state = shared.lock();
        loop {
            let left = self.not_before.map_or(Duration::ZERO, |time| time.saturating_duration_since(Instant::now()));
            let is_due = match &state.order {
                None if state.closed => return None,
                None => false,
                Some(Order::Remove) if !state.is_failing => true,
                Some(_) => left.is_zero() || state.hurries || state.closed,
            };
            if is_due && let Some(order) = state.order.take() {
                state.working = Some(state.given);
                return Some((state.given, order, state.adopted.take()));
            }
            state = if state.order.is_some() {
                shared.changed.wait_timeout(state, left).unwrap_or_else(PoisonError::into_inner).0
            } else {
                shared.changed.wait(state).unwrap_or_else(PoisonError::into_inner)
            };
        }
    }

    fn carry_out(&mut self, order: &Order, adopted: Option<Slot>) -> Result<(), String> {
        if let Some(slot) = adopted
            && let Some(former) = self.slot.replace(slot)
        {
            former.remove().map_err(|err| self.sentence(&err))?;
        }
        match order {
            Order::Remove => self.slot.as_ref().map_or(Ok(()), Slot::remove).map_err(|err| self.sentence(&err)),
            Order::Keep(entry) => {
                let text = entry.to_text()?;
                self.write(&text).map_err(|err| self.sentence(&err))
            }
        }
    }

    fn write(&mut self, text: &str) -> io::Result<()> {
        match &self.slot {
            Some(slot) if slot.is_whole() => slot.write(text),
            _ => {
                let slot = Slot::fresh(&self.folder)?;
                slot.write(text)?;
                // Without its lock the former place would be taken for that of a window that is gone.
                self.slot.replace(slot).map_or(Ok(()), |former| former.remove())
            }
        }
    }

    fn sentence(&self, err: &io::Error) -> String {
        format!("{} can't be written: {err}", self.folder.display())
    }

    /// Notes what came of an order; whether the window should hear of it.
    fn close_order(&mut self, number: u64, order: Order, begun: Instant, carried_out: Result<(), String>) -> bool {
        let shared = Arc::clone(&self.shared);
        let mut state = shared.lock();
        state.working = None;
        let was_failing = std::mem::replace(&mut state.is_failing, carried_out.is_err());
        match carried_out {
            Ok(()) => {
                state.done = number;
                self.not_before = Some(begun + self.pace.write);
                if was_failing {
                    state.report = Some(Report::Recovered);
                }
            }
            Err(why) => {
                self.not_before = Some(begun + self.pace.retry);
                // A newer order, if there is one, takes its place; and a window that is gone asks for no more.
                if state.order.is_none() && !state.closed {
                    state.order = Some(order);
                }
                // Whoever hurries has seen that it can't be done.
                state.hurries = false;
                if !was_failing {
                    state.report = Some(Report::Failed(why));
                }
            }
        }
        state.report.is_some()
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::{lead, model::Model};

    const LONG: Duration = Duration::from_secs(3_600);
    const PATIENT: Duration = Duration::from_secs(60);

    fn entry(name: &str) -> Entry {
        let model = Arc::new(Model::new(name));
        let at = lead::Instant(0);
        Entry { path: None, library: None, at, draft: Arc::clone(&model), saved: model, seen: None }
    }

    fn writer(folder: &Path, pace: Pace) -> Writer {
        Writer::new(folder, pace, Arc::new(|| {}))
    }

    /// The names of the models that are journaled.
    fn kept(folder: &Path) -> Vec<String> {
        let paths = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
        let journals = paths.filter(|path| path.extension().is_some_and(|ending| ending == "ron"));
        // The thread may take one away after the folder was read.
        let texts = journals.filter_map(|path| match fs::read_to_string(path) {
            Err(err) if err.kind() == io::ErrorKind::NotFound => None,
            text => Some(text.expect("read")),
        });
        texts.map(|text| Entry::parse(&text).expect("whole").draft.name.clone()).collect()
    }

    fn wait_until(what: impl Fn() -> bool) {
        let end = Instant::now() + PATIENT;
        while !what() {
            assert!(Instant::now() < end, "waited in vain");
            thread::sleep(Duration::from_millis(5));
        }
    }

    #[test]
    fn the_first_draft_is_kept_at_once_and_of_many_the_newest_when_the_pace_allows() {
        let folder = tempfile::tempdir().expect("a folder");
        let writer = writer(folder.path(), Pace { write: LONG, retry: LONG });
        writer.keep(entry("1"));
        wait_until(|| writer.progress() == (1, 1));
        for name in ["2", "3", "4"] {
            writer.keep(entry(name));
        }
        assert_eq!(kept(folder.path()), ["1"], "the hour is not over");
        assert!(writer.flush(PATIENT));
        assert_eq!((kept(folder.path()), writer.progress()), (vec!["4".to_owned()], (4, 4)));
        writer.keep(entry("5"));
        drop(writer);
        assert_eq!(kept(folder.path()), ["5"], "a window that ends leaves nothing unwritten");
    }

    #[test]
    fn drafts_go_on_being_kept_by_themselves() {
        // Two seconds are promised: one to wait, one to write.
        assert!(Pace::default().write <= Duration::from_secs(1));
        let folder = tempfile::tempdir().expect("a folder");
        let writer = writer(folder.path(), Pace { write: Duration::from_millis(20), retry: LONG });
        for name in ["1", "2", "3"] {
            writer.keep(entry(name));
            wait_until(|| kept(folder.path()) == [name]);
        }
    }

    #[test]
    fn saved_work_leaves_nothing_behind() {
        let folder = tempfile::tempdir().expect("a folder");
        let writer = writer(folder.path(), Pace { write: LONG, retry: LONG });
        writer.keep(entry("1"));
        assert!(writer.flush(PATIENT));
        writer.remove();
        wait_until(|| kept(folder.path()).is_empty());
        drop(writer);
        assert_eq!(fs::read_dir(folder.path()).expect("read").count(), 0);
    }

    #[test]
    fn a_failure_is_told_once_and_tried_again_until_it_works() {
        let folder = tempfile::tempdir().expect("a folder");
        let inner = folder.path().join("state");
        fs::write(&inner, "in the way").expect("written");
        let writer = writer(&inner, Pace { write: Duration::ZERO, retry: Duration::from_millis(10) });
        writer.keep(entry("1"));
        wait_until(|| writer.is_failing());
        let Some(Report::Failed(why)) = writer.take_report() else { panic!("it is told") };
        assert!(why.contains("state"), "{why}");
        writer.keep(entry("2"));
        thread::sleep(Duration::from_millis(50));
        assert_eq!(writer.take_report(), None, "once");
        fs::remove_file(&inner).expect("removed");
        wait_until(|| !writer.is_failing());
        assert_eq!((kept(&inner), writer.take_report()), (vec!["2".to_owned()], Some(Report::Recovered)));
    }

    #[test]
    fn a_folder_that_is_tidied_up_is_made_again_and_no_other_window_takes_the_work_for_lost() {
        let folder = tempfile::tempdir().expect("a folder");
        let inner = folder.path().join("state");
        let writer = writer(&inner, Pace::default());
        writer.keep(entry("1"));
        assert!(writer.flush(PATIENT));
        fs::remove_dir_all(&inner).expect("removed");
        writer.keep(entry("2"));
        assert!(writer.flush(PATIENT));
        assert_eq!(kept(&inner), ["2"]);
        assert!(super::super::slot::orphans(&inner).expect("read").0.is_empty());
    }
}
