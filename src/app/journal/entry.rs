//! Unsaved work as a file: two lines of comment with what belongs to it, then the draft as any model is written. So a
//! journal can be opened as a model, by hand and by any Tandem, should all else fail.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use serde::{Deserialize, Serialize};

use crate::{
    lead::Instant,
    model::{
        Model,
        file::{Seen, parse, to_text},
    },
};

const FIRST_LINE: &str = "// Unsaved work, kept by Tandem in case it ends without saving. It can be opened as a model.";
const SECOND_LINE: &str = "//# ";

/// Raised when an older Tandem could not understand the second line.
const FORMAT: u32 = 1;

/// A draft that is not saved, and what is needed to go on with it. The steps of undo are not kept, only the whole draft.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Where the model is stored; `None` if it never was.
    pub path: Option<PathBuf>,
    /// The leads that were open beside it.
    pub library: Option<PathBuf>,
    pub at: Instant,
    pub draft: Arc<Model>,
    /// The model as it was last saved or opened.
    pub saved: Arc<Model>,
    /// What its file held then.
    pub seen: Option<Seen>,
}

/// Why a journal was not understood, as the rest of a sentence.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EntryError {
    #[error("it was written by a newer Tandem; open it with that")]
    Newer,
    #[error("{0}")]
    Unreadable(String),
}

/// The second line. Field names are short-lived: a journal is read by the Tandem that wrote it, or the next one.
#[derive(Serialize, Deserialize)]
struct Header {
    format: u32,
    path: Option<String>,
    library: Option<String>,
    at: i64,
    seen: Option<String>,
    /// Left out when it is what `seen` reads as: the file as Tandem writes it.
    saved: Option<String>,
}

impl Entry {
    pub fn to_text(&self) -> Result<String, String> {
        let seen = self.seen.as_ref().and_then(Seen::text).map(str::to_owned);
        let saved = to_text(&self.saved);
        let header = Header {
            format: FORMAT,
            // A path that is no text can't be kept; the work then comes back as a model without a file.
            path: as_text(self.path.as_deref()),
            library: as_text(self.library.as_deref()),
            at: self.at.0,
            saved: (seen.as_ref() != Some(&saved)).then_some(saved),
            seen,
        };
        let header = ron::to_string(&header).map_err(|err| err.to_string())?;
        Ok(format!("{FIRST_LINE}\n{SECOND_LINE}{header}\n{}", to_text(&self.draft)))
    }

    pub fn parse(text: &str) -> Result<Self, EntryError> {
        let unreadable = |what: &str| EntryError::Unreadable(what.to_owned());
        let second = text.lines().nth(1).and_then(|line| line.strip_prefix(SECOND_LINE));
        let second = second.ok_or_else(|| unreadable("its first lines are missing"))?;
        let header: Header = ron::from_str(second).map_err(|err| match format_of(second) {
            Some(format) if format > FORMAT => EntryError::Newer,
            _ => EntryError::Unreadable(format!("line 2: {err}")),
        })?;
        if header.format > FORMAT {
            return Err(EntryError::Newer);
        }
        let model = |text: &str| parse(text).map_err(|err| EntryError::Unreadable(err.to_string()));
        let saved = header.saved.as_ref().or(header.seen.as_ref());
        let saved = model(saved.ok_or_else(|| unreadable("what was saved before is missing"))?)?;
        Ok(Self {
            path: header.path.map(PathBuf::from),
            library: header.library.map(PathBuf::from),
            at: Instant(header.at),
            draft: Arc::new(model(text)?),
            saved: Arc::new(saved),
            seen: header.seen.as_deref().map(Seen::from_text),
        })
    }
}

fn as_text(path: Option<&Path>) -> Option<String> {
    path?.to_str().map(str::to_owned)
}

/// The format of a line that says more than this Tandem knows.
fn format_of(line: &str) -> Option<u32> {
    let digits = line.strip_prefix("(format:")?;
    digits.split([',', ')']).next()?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry() -> Entry {
        let saved = Arc::new(Model::new("before \"it\"\n*/"));
        Entry {
            path: Some("/some where/mödel.ron".into()),
            library: None,
            at: Instant(1_790_000_000),
            draft: Arc::new(Model::new("after\r\n// \u{2028}")),
            seen: Some(Seen::from_text(&to_text(&saved))),
            saved,
        }
    }

    #[test]
    fn what_is_journaled_comes_back_and_opens_as_a_model_too() {
        let by_hand = Some(Seen::from_text("\u{feff}// by hand\r\n(format: 1)"));
        for entry in [
            entry(),
            Entry { seen: None, path: None, library: Some("/leads.sqlite".into()), ..entry() },
            Entry { seen: by_hand, ..entry() },
        ] {
            let text = entry.to_text().expect("text");
            assert_eq!(Entry::parse(&text), Ok(entry.clone()), "{text}");
            assert_eq!(parse(&text).as_ref(), Ok(&*entry.draft));
        }
    }

    #[test]
    fn the_file_is_kept_once_when_it_says_what_the_saved_model_says() {
        assert_eq!(entry().to_text().expect("text").matches("before").count(), 1);
    }

    #[test]
    fn a_journal_that_was_cut_off_or_is_something_else_is_refused() {
        let text = entry().to_text().expect("text");
        for end in (0..text.trim_end().len()).filter(|end| text.is_char_boundary(*end)) {
            assert!(Entry::parse(&text[..end]).is_err(), "{end}");
        }
        assert!(Entry::parse(&to_text(&Model::new("a model"))).is_err());
        let newer = text.replacen("(format:1,", "(format:2,sparkles:3,", 1);
        assert_eq!(Entry::parse(&newer), Err(EntryError::Newer));
        let newer = text.replacen("(format:1,", "(format:2,", 1);
        assert_eq!(Entry::parse(&newer), Err(EntryError::Newer));
    }
}
