//! What the RON parser complains about, in plain words: what was expected, what was found, what would mend it.

use ron::error::{Error, Position, SpannedError};

use super::{ParseError, ParseErrorKind};
use crate::model::nearest::nearest;

pub(super) fn explain(text: &str, err: &SpannedError) -> ParseError {
    if let Some(err) = not_begun(text) {
        return err;
    }
    let at = place(text, err);
    let found = found(text, at);
    let (kind, message) = match content(&err.code) {
        Some(message) => (ParseErrorKind::Content, message),
        None => (ParseErrorKind::Syntax, syntax(&err.code, &found)),
    };
    ParseError { line: at.line, column: at.col, message, kind }
}

/// Line, column and what is wrong there, of a file that is no model.
pub(crate) fn explain_plainly(text: &str, err: &SpannedError) -> (usize, usize, String) {
    let at = place(text, err);
    let message = content(&err.code).unwrap_or_else(|| syntax(&err.code, &found(text, at)));
    (at.line, at.col, message.replace("after the model", "after the mapping"))
}

/// A text that does not even begin as a model does is something else: a table, a JSON file.
fn not_begun(text: &str) -> Option<ParseError> {
    let begin = text.trim_start();
    if ["(", "#!", "//", "/*", "Model"].iter().any(|start| begin.starts_with(start)) {
        return None;
    }
    let at = position(text, text.len() - begin.len());
    let message = format!("a model begins with `(`, found {}", found(text, at));
    Some(ParseError { line: at.line, column: at.col, message, kind: ParseErrorKind::Syntax })
}

/// Where the trouble is: the parser tells where it was before and after the piece that it could not use.
fn place(text: &str, err: &SpannedError) -> Position {
    let end = err.span.end;
    let starts_there = matches!(
        err.code,
        Error::NoSuchStructField { .. }
            | Error::NoSuchEnumVariant { .. }
            | Error::DuplicateStructField { .. }
            | Error::InvalidValueForType { .. }
            | Error::IntegerOutOfBounds
            | Error::Message(_)
    );
    if !starts_there {
        return end;
    }
    // From the piece's first character: blanks may have been passed over before it or after it.
    let start = offset(text, err.span.start);
    let piece = &text[start..offset(text, end).max(start)];
    let blanks = piece.len() - piece.trim_start().len();
    if piece.trim().is_empty() { err.span.start } else { position(text, start + blanks) }
}

fn offset(text: &str, at: Position) -> usize {
    let line = text.split_inclusive('\n').take(at.line.saturating_sub(1)).map(str::len).sum::<usize>();
    let rest = text.get(line..).unwrap_or_default();
    line + rest.chars().take(at.col.saturating_sub(1)).map(char::len_utf8).sum::<usize>()
}

fn position(text: &str, offset: usize) -> Position {
    let before = text.get(..offset).unwrap_or(text);
    let line = 1 + before.matches('\n').count();
    let col = 1 + before.chars().rev().take_while(|c| *c != '\n').count();
    Position { line, col }
}

const END: &str = "the end of the file";

/// What stands there, as the user would point at it.
fn found(text: &str, at: Position) -> String {
    let rest = text.get(offset(text, at)..).unwrap_or_default().trim_start();
    let Some(first) = rest.chars().next() else {
        return END.to_owned();
    };
    let is_word = |c: char| c.is_alphanumeric() || c == '_' || c == '-' || c == '+' || c == '.';
    if !is_word(first) {
        return match first {
            '"' => "a text".to_owned(),
            // A control character, a mark without width: printed as it is, nothing would be seen.
            _ if first.escape_debug().nth(1).is_some_and(|next| next == 'u' || first.is_control()) => {
                format!("a character that can't be seen (U+{:04X})", u32::from(first))
            }
            _ => format!("`{first}`"),
        };
    }
    let word: String = rest.chars().take_while(|c| is_word(*c)).take(40).collect();
    format!("`{word}`")
}

/// The text is RON, but says something that a model can't; `None` for a matter of syntax.
fn content(err: &Error) -> Option<String> {
    Some(match err {
        Error::NoSuchStructField { expected, found, .. } => unknown("field", found, expected),
        Error::NoSuchEnumVariant { expected, found, .. } => unknown("choice", found, expected),
        Error::MissingStructField { field, .. } => {
            format!("the field `{field}` is missing from what ends here; add it")
        }
        Error::DuplicateStructField { field, .. } => {
            format!("the field `{field}` is given twice; remove one of the two")
        }
        Error::IntegerOutOfBounds => "this number is too large or too small to be stored here".to_owned(),
        Error::InvalidValueForType { expected, found } => format!("expected {expected}, found {}", in_brief(found)),
        Error::ExpectedDifferentLength { expected, found } => {
            // serde says "tuple variant NumberTest::Between with 2 elements".
            let count = expected.split(' ').find(|word| word.parse::<usize>().is_ok());
            format!("expected {} values in brackets, found {found}", count.unwrap_or("other"))
        }
        Error::Message(message) => in_brief(message),
        Error::ExceededRecursionLimit => "conditions are nested too deeply here; make them simpler".to_owned(),
        _ => return None,
    })
}

/// On one line, and not without end: where a quotation mark is missing, what stands in the file up to the next one would be
/// quoted whole. What is wrong with it is said last, so the middle goes.
fn in_brief(message: &str) -> String {
    const LONGEST: usize = 200;
    let words = message.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
    let line = words.collect::<Vec<_>>().join(" ");
    let count = line.chars().count();
    if count <= LONGEST {
        return line;
    }
    let begin: String = line.chars().take(LONGEST / 2 - 1).collect();
    let end: String = line.chars().skip(count - LONGEST / 2).collect();
    format!("{begin}…{end}")
}

fn unknown(what: &str, found: &str, expected: &[&str]) -> String {
    let mut message = match what {
        "field" => format!("there is no field `{found}` here"),
        _ => format!("`{found}` is not known here"),
    };
    if let Some(meant) = nearest(found, expected.iter().copied()) {
        message.push_str(&format!("; did you mean `{meant}`?"));
        if expected.len() == 1 {
            return message;
        }
    }
    message.push_str(if message.ends_with('?') { " Expected " } else { "; expected " });
    message.push_str(&one_of(expected));
    message
}

fn one_of(expected: &[&str]) -> String {
    match expected {
        [] => "nothing".to_owned(),
        [one] => format!("`{one}`"),
        [others @ .., last] => {
            let others: Vec<_> = others.iter().map(|other| format!("`{other}`")).collect();
            format!("{} or `{last}`", others.join(", "))
        }
    }
}

fn syntax(err: &Error, found: &str) -> String {
    let expected = match err {
        Error::Eof => return "the file ends in the middle; it may have been cut off".to_owned(),
        Error::ExpectedStringEnd => return "this text has no closing `\"`, or the file was cut off".to_owned(),
        Error::UnclosedBlockComment => return "this comment has no closing `*/`".to_owned(),
        Error::TrailingCharacters => return format!("expected the end of the file after the model, found {found}"),
        Error::InvalidEscape(message) => {
            return format!("a `\\` in a text is followed by something unknown ({message})");
        }
        Error::FloatUnderscore | Error::UnderscoreAtBeginning => "a number that does not begin with `_`",
        Error::InvalidIntegerDigit { .. } | Error::ExpectedInteger => "a whole number",
        Error::ExpectedFloat => "a number",
        Error::ExpectedBoolean => "`true` or `false`",
        Error::ExpectedString => "a text in double quotes",
        Error::ExpectedArray => "a list, which begins with `[`",
        Error::ExpectedArrayEnd => "`]`, which ends the list",
        Error::ExpectedComma if found.starts_with("`.") => {
            return format!("expected a whole number, found decimals ({found})");
        }
        Error::ExpectedComma => "a comma",
        Error::ExpectedMap => "`{`, which begins the cells",
        Error::ExpectedMapColon => "a colon",
        Error::ExpectedMapEnd => "`}`",
        Error::ExpectedStructLike | Error::ExpectedNamedStructLike(_) => "`(`",
        Error::ExpectedStructLikeEnd | Error::ExpectedOptionEnd => "`)`",
        Error::ExpectedIdentifier | Error::InvalidIdentifier(_) | Error::SuggestRawIdentifier(_) => {
            "the name of a field"
        }
        Error::ExpectedDifferentStructName { .. } => "`(` without a name before it",
        other => return format!("{}, found {found}", lower_first(&other.to_string())),
    };
    if found == END {
        return format!("expected {expected}, but the file ends here; it may have been cut off");
    }
    format!("expected {expected}, found {found}")
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}
