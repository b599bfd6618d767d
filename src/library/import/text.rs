//! From the bytes of a file to text.

use std::{fs, path::Path};

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::super::LibraryError;

/// The text of a file, and what its encoding was if that is worth a note.
///
/// UTF-8 with or without a byte order mark, UTF-16 with one; what is neither is Latin-1 (as Windows writes it).
pub(super) fn read(path: &Path) -> Result<(String, Option<&'static str>), LibraryError> {
    let refuse = |why: &str| Err(LibraryError::Input(format!("{} {why}", path.display())));
    if path.is_dir() {
        return refuse("is a folder; name a CSV file in it");
    }
    let mut bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(err) if err.kind() == std::io::ErrorKind::NotFound => return refuse("does not exist; check the name"),
        Err(err) => return refuse(&format!("cannot be read: {err}")),
    };
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes) {
        if encoding == UTF_16LE || encoding == UTF_16BE {
            let (text, _) = encoding.decode_with_bom_removal(&bytes);
            return Ok((text.into_owned(), Some("UTF-16")));
        }
        bytes.drain(..mark);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return refuse("is a workbook, not a CSV file; save the sheet as CSV and import that");
    }
    if bytes.starts_with(b"SQLite format 3\0") {
        return refuse("is a SQLite file, not a CSV file; if it is a lead library, open it as it is");
    }
    if begins_like_a_model(&bytes) {
        return refuse("is a model, not a table of leads; name a CSV file with leads");
    }
    if bytes.contains(&0) {
        return refuse("is not a text file; leads are imported from CSV");
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return refuse("is empty; a CSV file with a header line is needed");
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok((text, None)),
        Err(err) => {
            let (text, _) = WINDOWS_1252.decode_without_bom_handling(err.as_bytes());
            Ok((text.into_owned(), Some("Latin-1 (Windows-1252), since it is not UTF-8")))
        }
    }
}

/// Whether the text is RON, as models are: an opening bracket that is not closed on its line. A table may well begin with
/// “(none)”.
fn begins_like_a_model(bytes: &[u8]) -> bool {
    let mut lines = bytes.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii);
    // A model may begin with comments and with what RON calls extensions.
    let is_before = |line: &&[u8]| !(line.is_empty() || line.starts_with(b"//") || line.starts_with(b"#!["));
    let Some(first) = lines.find(is_before) else { return false };
    let bare = first.strip_prefix(b"Model").unwrap_or(first);
    bare.starts_with(b"(") && !bare.contains(&b')')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_model_is_told_from_a_table() {
        for model in ["(\n    format: 1,", "// Ours.\r\n\r\n(\r\n format: 1", "#![enable(implicit_some)]\n(format: 1,"]
        {
            assert!(begins_like_a_model(model.as_bytes()), "{model}");
        }
        for table in ["(none),Name\n1,A\n", "Key,Name (full\n1,A\n", "", "//,Name\n1,A\n"] {
            assert!(!begins_like_a_model(table.as_bytes()), "{table}");
        }
    }
}
