use std::{cell::Cell, fmt};

use ron::{Options, error::SpannedError, extensions::Extensions};
use serde::de::{self, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};

use super::plain;
use crate::model::{FormatVersion, Model};

/// Why a text is no model, and where. Displayed it is a sentence without the file's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseError {
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    /// What was expected and what was found.
    pub message: String,
    pub kind: ParseErrorKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParseErrorKind {
    /// A newer Tandem saved it: it must be left alone.
    Newer { format: u32 },
    /// It is not RON, or not whole.
    Syntax,
    /// It is RON, but says something that a model can't.
    Content,
}

impl std::error::Error for ParseError {}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            ParseErrorKind::Newer { .. } => f.write_str(&self.message),
            _ => write!(f, "line {}, column {}: {}", self.line, self.column, self.message),
        }
    }
}

/// Reads a model from the text of its file.
pub fn parse(text: &str) -> Result<Model, ParseError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    // First and on its own: the rest of a newer file may not make sense here.
    if let Some(format) = format_of(text).filter(|format| *format > FormatVersion::CURRENT) {
        return Err(newer(text, format));
    }
    options().from_str(text).map_err(|err| plain::explain(text, &err))
}

/// How models are written: no `Some( )`, and nothing to switch on in the file.
pub(crate) fn options() -> Options {
    Options::default().with_default_extension(Extensions::IMPLICIT_SOME | Extensions::UNWRAP_NEWTYPES)
}

fn newer(text: &str, format: u32) -> ParseError {
    let at = text.find("format").unwrap_or(0);
    let line = 1 + text[..at].matches('\n').count();
    let column = 1 + text[..at].chars().rev().take_while(|c| *c != '\n').count();
    let message = format!(
        "was saved by a newer Tandem (format {format}; this one reads {}) and is left as it is; open it with that version",
        FormatVersion::CURRENT
    );
    ParseError { line, column, message, kind: ParseErrorKind::Newer { format } }
}

/// The format version, whatever the rest of the text says.
fn format_of(text: &str) -> Option<u32> {
    let found = Cell::new(None);
    let read: Result<(), SpannedError> = options().from_str_seed(text, FormatOf(&found));
    // Nothing but the format was of interest: what else is wrong comes out when the whole is read.
    drop(read);
    found.get()
}

/// Notes the field `format` as soon as it is read, so that it is known even if what follows can't be read.
struct FormatOf<'a>(&'a Cell<Option<u32>>);

impl<'de> DeserializeSeed<'de> for FormatOf<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_struct("Model", &[], self)
    }
}

impl<'de> Visitor<'de> for FormatOf<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a model")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<(), A::Error> {
        while let Some(field) = fields.next_key::<String>()? {
            if field == "format" {
                self.0.set(Some(fields.next_value()?));
                return Err(de::Error::custom("that is all"));
            }
            fields.next_value::<IgnoredAny>()?;
        }
        Ok(())
    }
}
