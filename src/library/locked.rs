//! For tests: whether a lock on a library is still held.

use std::{path::Path, process::Command};

/// Another process sees what the system knows; this one's SQLite remembers its own locks. Skipped where there is no Python.
pub fn assert_locked_for_others(path: &Path) {
    let probe = "import sqlite3, sys; sqlite3.connect(sys.argv[1], timeout=0).execute('BEGIN IMMEDIATE')";
    let Ok(tried) = Command::new("python3").args(["-c", probe]).arg(path).output() else {
        return println!("skipped: there is no python3 here");
    };
    let said = String::from_utf8_lossy(&tried.stderr);
    assert!(said.contains("locked"), "the lock is still held: {said}");
}
