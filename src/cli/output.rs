//! Where answers go: the standard output, or a file written whole or not at all.

use std::{
    io::{self, BufWriter, Write},
    path::Path,
};

use anyhow::anyhow;
use serde::Serialize;

use crate::model::file::stream_atomically;

/// Writes one line to the standard output.
pub fn line(text: &str) -> anyhow::Result<()> {
    to(None, |out| writeln!(out, "{text}"))
}

/// Writes to a file, which is then complete or as it was before, or to the standard output.
pub fn to(file: Option<&Path>, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> anyhow::Result<()> {
    match file {
        None => {
            let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
            write(&mut out)?;
            out.flush()?;
        }
        Some(path) => {
            stream_atomically(path, write).map_err(|error| not_written(path, error))?;
        }
    }
    Ok(())
}

/// Why a file was not written, in a sentence. It is as it was.
fn not_written(path: &Path, error: io::Error) -> anyhow::Error {
    let shown = path.display();
    match kind_of(&error) {
        // The reader of a pipe has seen enough; that is no error.
        io::ErrorKind::BrokenPipe => error.into(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => {
            anyhow!("“{shown}” cannot be written because its folder does not exist")
        }
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            anyhow!("“{shown}” may not be written; choose a place where you may write")
        }
        io::ErrorKind::IsADirectory => anyhow!("“{shown}” is a folder; name a file in it"),
        io::ErrorKind::StorageFull => anyhow!("“{shown}” was not written because the disk is full"),
        kind => anyhow!("“{shown}” could not be written: {kind}"),
    }
}

/// Writes a JSON array with one element a line.
pub fn json_array(out: &mut dyn Write, elements: impl Iterator<Item = impl Serialize>) -> io::Result<()> {
    out.write_all(b"[")?;
    for (index, element) in elements.enumerate() {
        out.write_all(if index == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut *out, &element)?;
    }
    out.write_all(b"\n]\n")
}

/// Whether whoever reads our output has closed it.
pub fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause.downcast_ref::<io::Error>().map(kind_of) == Some(io::ErrorKind::BrokenPipe)
            || cause.downcast_ref::<csv::Error>().and_then(kind_of_csv) == Some(io::ErrorKind::BrokenPipe)
    })
}

/// What `csv` answers becomes an error of another kind on its way into an `io::Error`, and is no cause of it.
fn kind_of(error: &io::Error) -> io::ErrorKind {
    let of_csv = || error.get_ref()?.downcast_ref::<csv::Error>().and_then(kind_of_csv);
    of_csv().unwrap_or(error.kind())
}

fn kind_of_csv(error: &csv::Error) -> Option<io::ErrorKind> {
    match error.kind() {
        csv::ErrorKind::Io(error) => Some(kind_of(error)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_that_has_seen_enough_is_known_however_its_error_came() {
        let closed = || io::Error::from(io::ErrorKind::BrokenPipe);
        let of_csv = || csv::Error::from(closed());
        assert!(is_broken_pipe(&closed().into()));
        assert!(is_broken_pipe(&of_csv().into()));
        assert!(is_broken_pipe(&io::Error::from(of_csv()).into()), "as `?` in a function that answers io::Result");
        assert!(is_broken_pipe(&anyhow::Error::from(io::Error::from(of_csv())).context("the scores")));
        assert!(!is_broken_pipe(&io::Error::from(io::ErrorKind::StorageFull).into()));
        let full = io::Error::from(csv::Error::from(io::Error::from(io::ErrorKind::StorageFull)));
        assert!(not_written(Path::new("x.csv"), full).to_string().contains("the disk is full"));
    }
}
