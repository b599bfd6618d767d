//! A text as words, quoted texts, signs, brackets and commas.

use std::ops::Range;

use super::error::{Parsed, RuleTextError};
use crate::lead::fold;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    Word,
    /// What stands between the quotes.
    Quoted(String),
    /// `=`, `≥` and so on, written in one way: `>=` is `≥`.
    Sign,
    Open,
    Close,
    Comma,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    pub kind: Kind,
    /// Bytes of the text.
    pub at: Range<usize>,
    /// A word as it is compared, or the sign.
    pub folded: String,
}

impl Token {
    pub fn is_word(&self, word: &str) -> bool {
        self.kind == Kind::Word && self.folded == word
    }
}

const SIGNS: [(&str, &str); 13] = [
    ("<=", "≤"),
    ("=<", "≤"),
    (">=", "≥"),
    ("=>", "≥"),
    ("<>", "≠"),
    ("!=", "≠"),
    ("==", "="),
    ("=", "="),
    ("<", "<"),
    (">", ">"),
    ("≤", "≤"),
    ("≥", "≥"),
    ("≠", "≠"),
];

pub fn tokens(text: &str) -> Parsed<Vec<Token>> {
    let mut tokens = Vec::new();
    let mut unclosed = Unclosed::default();
    let mut at = 0;
    while let Some(first) = text.get(at..).and_then(|rest| rest.chars().next()) {
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        let (kind, end, folded) = token(text, at, first, &mut unclosed)?;
        tokens.push(Token { kind, at: at..end, folded });
        at = end;
    }
    Ok(tokens)
}

/// The quotes whose own closing quote was looked for to the end of the text, and stands nowhere: looking again at each of
/// many would take minutes.
#[derive(Default)]
struct Unclosed(Vec<char>);

impl Unclosed {
    /// What is found, unless it was looked for in vain before.
    fn look<T>(&mut self, open: char, find: impl FnOnce() -> Option<T>) -> Option<T> {
        if self.0.contains(&open) {
            return None;
        }
        let found = find();
        if found.is_none() {
            self.0.push(open);
        }
        found
    }
}

/// The token that begins at `at`: its kind, where it ends, and how it is compared.
fn token(text: &str, at: usize, first: char, unclosed: &mut Unclosed) -> Parsed<(Kind, usize, String)> {
    let rest = text.get(at..).unwrap_or_default();
    let one = |kind| Ok((kind, at + first.len_utf8(), first.to_string()));
    match first {
        '(' => return one(Kind::Open),
        ')' => return one(Kind::Close),
        ',' | ';' => return one(Kind::Comma),
        '\'' | '‘' => {
            if let Some((value, length)) = unclosed.look(first, || in_single_quotes(rest)) {
                return Ok((Kind::Quoted(value), at + length, String::new()));
            }
        }
        _ if is_quote(first) => {
            return match in_quotes(rest, first, unclosed) {
                Some((value, length)) => Ok((Kind::Quoted(value), at + length, String::new())),
                None => Err(RuleTextError::new(
                    at..at + first.len_utf8(),
                    "This quote is never closed; write another \" where the text ends",
                )),
            };
        }
        _ => {
            if let Some((typed, sign)) = SIGNS.iter().find(|(typed, _)| rest.starts_with(typed)) {
                return Ok((Kind::Sign, at + typed.len(), (*sign).to_owned()));
            }
        }
    }
    let length = word_length(rest);
    Ok((Kind::Word, at + length, fold(rest.get(..length).unwrap_or_default())))
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»')
}

/// Up to the next blank, bracket, quote or sign; the comma of `5,000` is a part of it.
fn word_length(rest: &str) -> usize {
    let mut last = None;
    let mut chars = rest.char_indices().peekable();
    while let Some((index, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let ends = match c {
            ',' => !(is_digit(last) && is_digit(next)),
            '(' | ')' | ';' | '=' | '<' | '>' | '≤' | '≥' | '≠' => true,
            '!' => next == Some('='),
            c => c.is_whitespace() || is_quote(c),
        };
        if ends {
            return index;
        }
        last = Some(c);
    }
    rest.len()
}

/// The text in quotes that `rest` begins with, and its length with the quotes.
fn in_quotes(rest: &str, open: char, unclosed: &mut Unclosed) -> Option<(String, usize)> {
    let inner = rest.get(open.len_utf8()..)?;
    let closers: &[char] = match open {
        '"' => return in_straight_quotes(inner).map(|(value, length)| (value, length + 1)),
        '„' => &['“', '”'],
        '«' => &['»'],
        '»' => &['«'],
        _ => &['”'],
    };
    // Typed half with and half without a typographer's help.
    let end = unclosed.look(open, || inner.find(closers)).or_else(|| inner.find('"'))?;
    let closer = inner.get(end..)?.chars().next()?;
    Some((inner.get(..end)?.to_owned(), open.len_utf8() + end + closer.len_utf8()))
}

/// Up to the closing quote. A quote within is `\"`, or doubled as spreadsheets do.
fn in_straight_quotes(inner: &str) -> Option<(String, usize)> {
    let mut value = String::new();
    let mut chars = inner.char_indices().peekable();
    while let Some((index, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        match (c, next) {
            ('\\', Some(escaped)) if unescaped(escaped).is_some() => {
                value.extend(unescaped(escaped));
                chars.next();
            }
            ('"', Some('"')) => {
                value.push('"');
                chars.next();
            }
            ('"', _) => return Some((value, index + 1)),
            (c, _) => value.push(c),
        }
    }
    None
}

fn unescaped(c: char) -> Option<char> {
    Some(match c {
        '\\' | '"' => c,
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        _ => return None,
    })
}

/// `'CEO'`; an apostrophe that nothing closes, as in *'t Hooft*, is a part of its word.
fn in_single_quotes(rest: &str) -> Option<(String, usize)> {
    let open = rest.chars().next()?.len_utf8();
    let inner = rest.get(open..)?;
    for (end, closer) in inner.match_indices(['\'', '’']) {
        let after = inner.get(end + closer.len()..)?.chars().next();
        if after.is_none_or(|c| c.is_whitespace() || matches!(c, ',' | ';' | ')')) {
            return Some((inner.get(..end)?.to_owned(), open + end + closer.len()));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<(Kind, String)> {
        let found = tokens(text).expect("tokens");
        found.into_iter().map(|token| (token.kind, token.folded)).collect()
    }

    fn quoted(text: &str) -> String {
        match tokens(text).expect("tokens").as_slice() {
            [Token { kind: Kind::Quoted(value), at, .. }] if *at == (0..text.len()) => value.clone(),
            other => panic!("{text} is {other:?}"),
        }
    }

    #[test]
    fn words_signs_and_numbers() {
        let word = |text: &str| (Kind::Word, text.to_owned());
        let sign = |text: &str| (Kind::Sign, text.to_owned());
        assert_eq!(kinds("Employees>=5,000"), [word("employees"), sign("≥"), word("5,000")]);
        assert_eq!(kinds("A != b!"), [word("a"), sign("≠"), word("b!")]);
        assert_eq!(
            kinds("a, 5,b"),
            [word("a"), (Kind::Comma, ",".into()), word("5"), (Kind::Comma, ",".into()), word("b")]
        );
        assert_eq!(kinds("O'Neil 't Hooft"), [word("o'neil"), word("'t"), word("hooft")]);
        assert!(kinds(" \n\t ").is_empty());
    }

    /// Looking for the end of each anew would take minutes.
    #[test]
    fn many_quotes_that_nothing_closes_are_read_at_once() {
        for many in ["'a ", "‘a ", "“a\" ", "»a\" "] {
            assert_eq!(tokens(&many.repeat(100_000)).expect(many).len(), 100_000, "{many}");
        }
        assert_eq!(kinds("'CEO' 't 't").len(), 3);
    }

    #[test]
    fn quotes_of_every_house() {
        for text in ["\"CEO\"", "“CEO”", "„CEO“", "„CEO”", "”CEO”", "«CEO»", "»CEO«", "'CEO'", "‘CEO’", "“CEO\""]
        {
            assert_eq!(quoted(text), "CEO", "{text}");
        }
        assert_eq!(quoted("\"a \\\"b\\\" \\\\ \\n \\x\""), "a \"b\" \\ \n \\x");
        assert_eq!(quoted("\"say \"\"hi\"\"\""), "say \"hi\"", "as a spreadsheet writes it");
        assert_eq!((quoted("\"\""), quoted("“a \"b\" c”")), (String::new(), "a \"b\" c".to_owned()));
        let err = tokens("x is \"CEO").expect_err("not closed");
        assert_eq!(err.at, 5..6);
    }
}
