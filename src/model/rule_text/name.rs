//! Which names and values can be read without quotes.

use super::{
    lex::{self, Kind, Token},
    phrase::{self, Phrase},
};

/// A rule that begins with one of these is not about a field of that name.
const BEGINNINGS: [&str; 10] = ["not", "no", "any", "all", "none", "always", "never", "each", "every", "activity"];

/// The name of an attribute or of a kind of event, quoted where it could be read as something else.
pub fn name(name: &str) -> String {
    let is_plain = plain_words(name).is_some_and(|words| {
        // *Whose* is the beginning of a clause, or of one with a slip in it.
        let has_whose = words.iter().skip(1).any(|word| word.is_word("whose"));
        // A comma within a number is a part of its word, but must not look like the end of a name.
        !has_whose
            && !name.contains(',')
            && words.first().is_some_and(|word| !BEGINNINGS.contains(&word.folded.as_str()))
    });
    if is_plain { name.to_owned() } else { quoted(name) }
}

/// Whether a listed text can be read without quotes behind the words of a test.
pub fn is_clear_value(test: Phrase, is_one: bool, value: &str) -> bool {
    let Some(words) = plain_words(value) else { return false };
    // Joined with what stands before, it must not become another test: *is* + *known*.
    let before = if is_one { test.words_for_one() } else { test.words() };
    let Ok(mut all) = lex::tokens(before) else { return false };
    let length = all.len();
    let has_comma = value.contains(',');
    let is_nothing = words.iter().all(|word| word.folded == "nothing");
    // *never* and *always* may be tests, and what begins with *not* may be what must not be.
    let is_test = |first: &Token| first.folded == "not" || words.len() == 1 && is_constant(first);
    let is_test = words.first().is_some_and(is_test);
    all.extend(words);
    !has_comma && !is_nothing && !is_test && phrase::find(&all).is_some_and(|found| found.length == length)
}

/// The words of a text, if it is made of words with single blanks between them, none of which joins or asks something.
fn plain_words(text: &str) -> Option<Vec<Token>> {
    let tokens = lex::tokens(text).ok().filter(|tokens| !tokens.is_empty())?;
    let is_joined = |pair: &[Token]| match pair {
        [before, after] => text.get(before.at.end..after.at.start) == Some(" "),
        _ => true,
    };
    let is_trimmed = tokens.first().is_some_and(|first| first.at.start == 0)
        && tokens.last().is_some_and(|last| last.at.end == text.len());
    // A quote at the beginning of a word may find its end in what follows.
    let is_word = |token: &Token| token.kind == Kind::Word && !token.folded.starts_with(['\'', '‘']);
    let is_plain = tokens.iter().all(|token| is_word(token) && !is_connective(token))
        && tokens.windows(2).all(is_joined)
        && (0..tokens.len()).all(|from| phrase::find(tokens.get(from..).unwrap_or_default()).is_none());
    (is_plain && is_trimmed).then_some(tokens)
}

pub fn is_connective(token: &Token) -> bool {
    token.is_word("and") || token.is_word("or")
}

fn is_constant(token: &Token) -> bool {
    token.is_word("always") || token.is_word("never")
}

/// In straight quotes, on one line.
pub fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_could_be_misread_is_quoted() {
        for plain in ["Job title", "Straße", "webinar_attended", "Nr. 5", "Interested in", "C++/C#"] {
            assert_eq!(name(plain), plain);
        }
        for unclear in [
            "",
            " City",
            "Job  title",
            "R and D",
            "What is it",
            "no",
            "a, b",
            "(x)",
            "a=b",
            "any",
            "Seen at least 3 times",
            "Person whose turn",
        ] {
            assert_eq!(name(unclear), format!("\"{unclear}\""));
        }
        assert_eq!(name("say \"hi\"\n"), "\"say \\\"hi\\\"\\n\"");
    }

    #[test]
    fn a_value_must_not_become_another_test() {
        assert!(is_clear_value(Phrase::OneOf, true, "Germany") && is_clear_value(Phrase::OneOf, false, "known"));
        for value in ["known", "no", "not Germany", "one of us", "nothing", "5,000", "", "VP, Sales", "R and D"] {
            assert!(!is_clear_value(Phrase::OneOf, true, value), "{value}");
        }
        assert!(!is_clear_value(Phrase::ContainsAny, true, "any of them"));
    }
}
