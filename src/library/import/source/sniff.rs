//! What a file is, by what is in it: its ending may lie.

use std::{
    fs::File,
    io::{Read as _, Seek as _, SeekFrom},
    path::Path,
};

use crate::library::LibraryError;

/// How a file is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Json,
    Xlsx,
    Xls,
    Ods,
}

/// Why a file can't be read, in a sentence.
pub(in crate::library::import) fn not_read(path: &Path, err: &std::io::Error) -> LibraryError {
    let why = match err.kind() {
        std::io::ErrorKind::PermissionDenied => {
            "you are not allowed to; let its owner share it with you, or copy it to a folder of your own".to_owned()
        }
        _ => err.to_string(),
    };
    LibraryError::Input(format!("{} cannot be read: {why}", path.display()))
}

const HEAD: u64 = 64 * 1024;
/// The list of what is in a zip stands at its end.
const TAIL: u64 = 256 * 1024;

pub(super) fn sniff(path: &Path) -> Result<Kind, LibraryError> {
    let refuse = |why: &str| Err(LibraryError::Input(format!("{} {why}", path.display())));
    if path.is_dir() {
        return refuse("is a folder; name a file in it");
    }
    let failed = |err: std::io::Error| match err.kind() {
        std::io::ErrorKind::NotFound => {
            LibraryError::Input(format!("{} does not exist; check the name", path.display()))
        }
        _ => not_read(path, &err),
    };
    let mut file = File::open(path).map_err(failed)?;
    let mut head = Vec::new();
    file.by_ref().take(HEAD).read_to_end(&mut head).map_err(failed)?;
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return zip_kind(&mut file, &head).map_err(failed)?.map_or_else(|why| refuse(&why), Ok);
    }
    if head.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return match find_in(&mut file, &utf16("EncryptedPackage")).map_err(failed)? {
            true => refuse(PASSWORD),
            false => Ok(Kind::Xls),
        };
    }
    if let Some(why) = begins_like(&head) {
        return refuse(&why);
    }
    if head.iter().all(u8::is_ascii_whitespace) && (head.len() as u64) < HEAD {
        return refuse("is empty; a CSV file with a header line is needed");
    }
    Ok(if begins_like_json(&head) { Kind::Json } else { Kind::Text })
}

pub(super) const PASSWORD: &str =
    "is protected with a password; open it in your spreadsheet, save it without one, and import that";

const UNPACK: &str = "unpack it and import what is in it";
const NO_TABLE: &str = "whatever its ending says; export the table itself, as CSV or XLSX";

/// Files that begin so are no tables, whatever follows.
const MAGIC: [(&[u8], &str, &str); 13] = [
    (b"SQLite format 3\0", "a SQLite file, not a CSV file", "if it is a lead library, open it as it is"),
    (b"\x1F\x8B", "compressed (gzip)", UNPACK),
    (b"BZh", "compressed (bzip2)", UNPACK),
    (b"\xFD7zXZ", "compressed (xz)", UNPACK),
    (b"\x28\xB5\x2F\xFD", "compressed (zstd)", UNPACK),
    (b"7z\xBC\xAF\x27\x1C", "an archive (7z)", UNPACK),
    (b"Rar!", "an archive (RAR)", UNPACK),
    (b"%PDF", "a PDF file", "export the table itself, as CSV or XLSX"),
    (b"PAR1", "a Parquet file", "export the table as CSV"),
    (b"\x89PNG\r\n\x1A\n", "a picture (PNG)", NO_TABLE),
    (b"\xFF\xD8\xFF", "a picture (JPEG)", NO_TABLE),
    (b"\x7FELF", "a program", NO_TABLE),
    (b"\0asm", "a program", NO_TABLE),
];
/// A text may begin so as well, but not with bytes behind it that no text has.
const MAYBE_MAGIC: [(&[u8], &str); 7] = [
    (b"GIF8", "a picture (GIF)"),
    (b"RIFF", "a picture, a sound or a film"),
    (b"II*\0", "a picture (TIFF)"),
    (b"MM\0*", "a picture (TIFF)"),
    (b"BM", "a picture (BMP)"),
    (b"MZ", "a program"),
    (b"ID3", "a sound (MP3)"),
];

/// What can be told by the first bytes and is no table.
fn begins_like(head: &[u8]) -> Option<String> {
    if let Some((_, what, why)) = MAGIC.iter().find(|(begin, ..)| head.starts_with(begin)) {
        let mark = if *why == NO_TABLE { ',' } else { ';' };
        return Some(format!("is {what}{mark} {why}"));
    }
    let is_binary = head.iter().take(64).any(|byte| matches!(byte, 0..=8));
    let maybe = MAYBE_MAGIC.iter().find(|(begin, _)| is_binary && head.starts_with(begin));
    if let Some((_, what)) = maybe {
        return Some(format!("is {what}, {NO_TABLE}"));
    }
    let bare = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    let low = bare[..bare.len().min(1_024)].to_ascii_lowercase();
    let has = |word: &str| low.windows(word.len()).any(|window| window == word.as_bytes());
    if low.starts_with(b"<") && (has("<html") || has("<!doctype html") || has("<table")) {
        return Some(
            "is a web page (HTML), whatever its ending says; open it in your spreadsheet, save it as XLSX or CSV, and import that"
                .to_owned(),
        );
    }
    if low.starts_with(b"<?xml") && has("workbook") {
        return Some(
            "is a workbook of Excel 2003 (XML); open it in your spreadsheet, save it as XLSX or CSV, and import that"
                .to_owned(),
        );
    }
    if low.starts_with(b"<?xml") {
        return Some("is an XML file; export the table as CSV, XLSX or JSON lines".to_owned());
    }
    begins_like_a_model(head).then(|| "is a model, not a table of leads; name a CSV file with leads".to_owned())
}

/// Which workbook a zip is, or why it is none.
fn zip_kind(file: &mut File, head: &[u8]) -> std::io::Result<Result<Kind, String>> {
    let end = file.seek(SeekFrom::End(0))?;
    file.seek(SeekFrom::Start(end.saturating_sub(TAIL)))?;
    let mut tail = Vec::new();
    file.take(TAIL).read_to_end(&mut tail)?;
    let has = |name: &str| {
        let within = |bytes: &[u8]| bytes.windows(name.len()).any(|window| window == name.as_bytes());
        within(&tail) || within(head)
    };
    Ok(if has("xl/workbook.xml") {
        Ok(Kind::Xlsx)
    } else if has("application/vnd.oasis.opendocument.spreadsheet") || has("content.xml") && has("META-INF/") {
        Ok(Kind::Ods)
    } else if has("xl/workbook.bin") {
        Err("is a binary workbook (XLSB); save it as XLSX and import that".to_owned())
    } else if has("[Content_Types].xml") {
        // Some programs name the parts of a workbook otherwise.
        Ok(Kind::Xlsx)
    } else if has("Index/Document.iwa") {
        Err("is a Numbers document; export it as XLSX or CSV and import that".to_owned())
    } else {
        Err("is a zip archive, whatever its ending says; unpack it and import the files in it".to_owned())
    })
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// Whether the bytes stand anywhere in the file.
fn find_in(file: &mut File, needle: &[u8]) -> std::io::Result<bool> {
    file.seek(SeekFrom::Start(0))?;
    let mut window = Vec::new();
    let mut block = vec![0; 1 << 20];
    loop {
        let read = file.read(&mut block)?;
        if read == 0 {
            return Ok(false);
        }
        window.extend_from_slice(&block[..read]);
        if window.windows(needle.len()).any(|part| part == needle) {
            return Ok(true);
        }
        window.drain(..window.len().saturating_sub(needle.len()));
    }
}

/// Whether it is JSON lines or a JSON array of objects: a table does not begin so.
fn begins_like_json(head: &[u8]) -> bool {
    let bare = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    let mut marks = bare.iter().filter(|byte| !byte.is_ascii_whitespace());
    matches!(
        (marks.next(), marks.next()),
        (Some(b'{'), Some(b'"' | b'}')) | (Some(b'['), Some(b'{' | b']' | b'[') | None)
    )
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

    #[test]
    fn what_is_no_text_is_called_what_it_is() {
        for (head, what) in [
            (&b"\x89PNG\r\n\x1A\n\0\0"[..], "is a picture (PNG), whatever"),
            (b"\xFF\xD8\xFF\xE0", "is a picture (JPEG), whatever"),
            (b"%PDF-1.7", "is a PDF file; export"),
            (b"\x1F\x8B\x08", "is compressed (gzip); unpack"),
            (b"SQLite format 3\0", "is a SQLite file, not a CSV file; if"),
            (b"\x7FELF\x02", "is a program, whatever"),
            (b"MZ\x90\0\x03\0", "is a program, whatever"),
            (b"BM\x36\0\0\0", "is a picture (BMP), whatever"),
        ] {
            let told = begins_like(head).unwrap_or_default();
            assert!(told.starts_with(what), "{told}");
        }
        for table in ["BMI,MZ\n1,2\n", "MZ;Ort\n1;Ulm\n", "ID3,x\n", "GIF8\na\n"] {
            assert_eq!(begins_like(table.as_bytes()), None, "{table}");
        }
    }

    #[test]
    fn json_is_told_from_a_table() {
        for json in ["{\"id\":1}\n", " [ {\"id\":1}]", "[]", "{}"] {
            assert!(begins_like_json(json.as_bytes()), "{json}");
        }
        for table in ["[id],Name\n", "{id};b\n", "id\n"] {
            assert!(!begins_like_json(table.as_bytes()), "{table}");
        }
    }
}
