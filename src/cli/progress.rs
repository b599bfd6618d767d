//! How far a long piece of work has come, on the standard error when somebody watches.

use std::{
    io::{self, IsTerminal, Write},
    sync::mpsc::{self, RecvTimeoutError},
    thread,
    time::Duration,
};

use crate::library::{Phase, Progress};

const EVERY: Duration = Duration::from_millis(200);

/// Does `work` and, on a terminal, shows how far it has come after `label`.
pub fn watch<T>(label: &str, work: impl FnOnce(&Progress) -> T) -> T {
    let progress = Progress::default();
    if !io::stderr().is_terminal() {
        return work(&progress);
    }
    thread::scope(|scope| {
        let (done, is_done) = mpsc::channel::<()>();
        let watched = progress.clone();
        scope.spawn(move || {
            let mut shown = false;
            // The channel closes when the work is done, also when it panics.
            while is_done.recv_timeout(EVERY) == Err(RecvTimeoutError::Timeout) {
                // What a longer line has left is cleared.
                shown = write!(io::stderr(), "\r{} \x1b[K", told(label, &watched)).is_ok();
            }
            if shown {
                // Clears the line; a terminal that is gone needs no clearing.
                let _ = write!(io::stderr(), "\r\x1b[2K");
            }
        });
        let result = work(&progress);
        drop(done);
        result
    })
}

/// “Importing… 22 %”
fn told(label: &str, progress: &Progress) -> String {
    let part = match progress.phase() {
        Phase::First => "",
        Phase::Leads => " (reading the leads)",
        Phase::Writing => " (writing)",
        Phase::RowByRow => " (row by row, as some keys are there twice)",
        Phase::ReadAgain => " (begun anew, by what is known now)",
    };
    format!("{label}{part}… {} %", (progress.fraction() * 100.0).floor())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_being_done_is_told_beside_how_far_it_is() {
        let progress = Progress::default();
        progress.set_total(4);
        progress.add(1);
        assert_eq!(told("Importing", &progress), "Importing… 25 %");
        progress.begin(Phase::RowByRow);
        progress.set_total(9);
        progress.add(2);
        assert_eq!(told("Importing", &progress), "Importing (row by row, as some keys are there twice)… 22 %");
    }
}
