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
    match error.kind() {
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
        cause.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
            || matches!(
                cause.downcast_ref::<csv::Error>().map(csv::Error::kind),
                Some(csv::ErrorKind::Io(error)) if error.kind() == io::ErrorKind::BrokenPipe
            )
    })
}
