use std::sync::{
    Arc,
    atomic::{AtomicBool, AtomicU8, AtomicU64, Ordering},
};

use super::LibraryError;

/// What is being done, where the work has more than one part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(u8)]
pub enum Phase {
    /// The first part, or the only one.
    #[default]
    First,
    /// What was read is written.
    Writing,
    /// The leads are written anew, each sought by its key, as some keys are there twice.
    RowByRow,
    /// Files are read anew, by what is known by now.
    ReadAgain,
    /// The leads of the library are read, as they are by now.
    Leads,
}

impl Phase {
    const ALL: [Self; 5] = [Self::First, Self::Writing, Self::RowByRow, Self::ReadAgain, Self::Leads];
}

/// How far some long work is, and whether it should stop: shared by who works and who watches.
///
/// `Progress::default()` serves where nobody watches.
#[derive(Clone, Debug, Default)]
pub struct Progress {
    shared: Arc<Shared>,
}

#[derive(Debug, Default)]
struct Shared {
    total: AtomicU64,
    done: AtomicU64,
    step: AtomicU64,
    phase: AtomicU8,
    cancelled: AtomicBool,
}

impl Progress {
    /// Another part of the work begins; how many steps it has, it says itself.
    pub fn begin(&self, phase: Phase) {
        self.shared.phase.store(phase as u8, Ordering::Relaxed);
        self.shared.done.store(0, Ordering::Relaxed);
    }

    pub fn phase(&self) -> Phase {
        Phase::ALL[usize::from(self.shared.phase.load(Ordering::Relaxed)) % Phase::ALL.len()]
    }

    /// Starts over with so many steps to do; what a step is, the work decides (rows, bytes).
    pub fn set_total(&self, total: u64) {
        self.shared.done.store(0, Ordering::Relaxed);
        self.shared.total.store(total, Ordering::Relaxed);
        self.shared.step.fetch_add(1, Ordering::Relaxed);
    }

    /// Which time it has started: who watches is told when the second begins, else it would seem to go back.
    pub fn step_number(&self) -> u64 {
        self.shared.step.load(Ordering::Relaxed)
    }

    pub fn add(&self, steps: u64) {
        self.shared.done.fetch_add(steps, Ordering::Relaxed);
    }

    /// From 0 to 1; 0 while the total is unknown.
    pub fn fraction(&self) -> f32 {
        let total = self.shared.total.load(Ordering::Relaxed);
        if total == 0 {
            return 0.0;
        }
        let done = self.shared.done.load(Ordering::Relaxed).min(total);
        (done as f64 / total as f64) as f32
    }

    /// Asks the work to stop; it leaves everything as it was.
    pub fn cancel(&self) {
        self.shared.cancelled.store(true, Ordering::Relaxed);
    }

    pub fn is_cancelled(&self) -> bool {
        self.shared.cancelled.load(Ordering::Relaxed)
    }

    /// So many steps are done; an error if somebody asked to stop.
    pub(super) fn step(&self, steps: u64) -> Result<(), LibraryError> {
        self.add(steps);
        if self.is_cancelled() { Err(LibraryError::Cancelled) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_part_is_named_and_starts_at_nothing() {
        let progress = Progress::default();
        assert_eq!(progress.phase(), Phase::First);
        progress.set_total(4);
        progress.add(4);
        for phase in Phase::ALL {
            progress.begin(phase);
            assert_eq!((progress.phase(), progress.fraction()), (phase, 0.0));
            progress.set_total(4);
            progress.add(2);
            assert_eq!((progress.phase(), progress.fraction()), (phase, 0.5));
        }
    }

    #[test]
    fn a_clone_shares_the_counters_and_the_flag() {
        let worker = Progress::default();
        let watcher = worker.clone();
        assert_eq!(watcher.fraction(), 0.0);
        worker.set_total(8);
        worker.add(2);
        assert_eq!(watcher.fraction(), 0.25);
        worker.add(100);
        assert_eq!(watcher.fraction(), 1.0, "never above the whole");
        assert!(worker.step(0).is_ok());
        watcher.cancel();
        assert!(worker.step(0).is_err());
    }
}
