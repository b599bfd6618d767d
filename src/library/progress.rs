use std::sync::{
    Arc,
    atomic::{AtomicBool, AtomicU64, Ordering},
};

use super::LibraryError;

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
    cancelled: AtomicBool,
}

impl Progress {
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
