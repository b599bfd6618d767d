//! Whether an ODS workbook has an end: where a tag in it is never closed, calamine 0.38 reads the end of the file for ever, on a
//! thread that nobody can stop.

use std::io::{BufReader, Read, Seek, SeekFrom};

use quick_xml::events::Event;
use zip::ZipArchive;

const MANIFEST: &str = "META-INF/manifest.xml";
const CONTENT: &str = "content.xml";
/// A manifest has a line a file; what is longer is none.
const LONGEST_MANIFEST: u64 = 1 << 20;

/// False if each table is not closed where it should be. What can't even be opened is left to calamine, which has the words
/// for it, and so is what is encrypted.
pub(super) fn is_whole(file: &mut (impl Read + Seek)) -> std::io::Result<bool> {
    let is_whole = match ZipArchive::new(&mut *file) {
        Ok(mut zip) => is_encrypted(&mut zip) || content_ends(&mut zip),
        Err(_) => true,
    };
    file.seek(SeekFrom::Start(0))?;
    Ok(is_whole)
}

fn is_encrypted(zip: &mut ZipArchive<impl Read + Seek>) -> bool {
    let Ok(manifest) = zip.by_name(MANIFEST) else { return false };
    let mut bytes = Vec::new();
    // What can't be read says nothing.
    manifest.take(LONGEST_MANIFEST).read_to_end(&mut bytes).ok();
    String::from_utf8_lossy(&bytes).contains("encryption-data")
}

fn content_ends(zip: &mut ZipArchive<impl Read + Seek>) -> bool {
    let Ok(content) = zip.by_name(CONTENT) else { return true };
    let mut reader = quick_xml::Reader::from_reader(BufReader::new(content));
    let (mut buffer, mut open) = (Vec::new(), 0_u64);
    loop {
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(_)) => open += 1,
            Ok(Event::End(_)) => open = open.saturating_sub(1),
            Ok(Event::Eof) => return open == 0,
            Ok(_) => {}
            // A tag that closes another than the last, or none.
            Err(_) => return false,
        }
        buffer.clear();
    }
}
