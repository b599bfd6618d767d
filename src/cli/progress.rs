//! How far a long piece of work has come, on the standard error when somebody watches.

use std::{
    io::{self, IsTerminal, Write},
    sync::mpsc::{self, RecvTimeoutError},
    thread,
    time::Duration,
};

use crate::library::Progress;

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
                let percent = (watched.fraction() * 100.0).floor();
                let step = match watched.step_number() {
                    0 | 1 => String::new(),
                    step => format!(" of step {step}"),
                };
                shown = write!(io::stderr(), "\r{label}… {percent} %{step} ").is_ok();
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
