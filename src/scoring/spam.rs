//! Text that looks like spam: signs that nobody real typed it.
//!
//! *As written* means trimmed, but not folded. Blank text never gets here: it counts as missing wherever it comes from.

use crate::{
    lead::trim_fold,
    model::{Domains, SpamTest},
};

/// A [`SpamTest`] made ready once and asked of many texts.
#[derive(Clone, Debug)]
pub enum SpamMatcher {
    /// Endings of addresses, folded: `@gmail.com`.
    Endings(Vec<String>),
    NotAnEmailAddress,
    /// Every stretch of neighbours that is as long as the run asked for, both ways.
    KeyboardRun(Vec<String>),
    NoCapital,
    OneCharacterRepeated,
}

/// The letters of each row, of QWERTY, AZERTY and QWERTZ.
const LETTER_ROWS: [&str; 8] =
    ["qwertyuiop", "asdfghjkl", "zxcvbnm", "azertyuiop", "qsdfghjklm", "wxcvbn", "qwertzuiop", "yxcvbnm"];

impl SpamMatcher {
    pub fn new(test: SpamTest, domains: &Domains) -> Self {
        match test {
            SpamTest::FreeMailDomain => Self::Endings(endings(&domains.free)),
            SpamTest::DisposableDomain => Self::Endings(endings(&domains.disposable)),
            SpamTest::NotAnEmailAddress => Self::NotAnEmailAddress,
            SpamTest::KeyboardRun(neighbours) => Self::KeyboardRun(keyboard_runs(neighbours)),
            SpamTest::NoCapital => Self::NoCapital,
            SpamTest::OneCharacterRepeated => Self::OneCharacterRepeated,
        }
    }

    /// Whether the test holds for a text, given as written (but trimmed) and folded.
    pub fn holds(&self, written: &str, folded: &str) -> bool {
        match self {
            Self::Endings(endings) => endings.iter().any(|ending| folded.ends_with(ending.as_str())),
            Self::NotAnEmailAddress => !is_an_email_address(written),
            Self::KeyboardRun(runs) => runs.iter().any(|run| folded.contains(run.as_str())),
            Self::NoCapital => has_no_capital(written),
            Self::OneCharacterRepeated => is_one_character_repeated(written),
        }
    }
}

fn endings(domains: &[String]) -> Vec<String> {
    domains
        .iter()
        .map(|domain| trim_fold(domain))
        .filter(|domain| !domain.is_empty())
        .map(|d| format!("@{d}"))
        .collect()
}

/// A longer run holds a run of just so many, so those are all that need be looked for.
fn keyboard_runs(neighbours: u32) -> Vec<String> {
    let length = neighbours.max(1) as usize;
    let mut runs = Vec::new();
    for row in LETTER_ROWS {
        // The rows are ASCII: a byte is a letter.
        for start in 0..=row.len().saturating_sub(length) {
            let Some(run) = row.get(start..start.saturating_add(length)) else { continue };
            runs.push(run.to_owned());
            runs.push(run.chars().rev().collect());
        }
    }
    runs.sort();
    runs.dedup();
    runs
}

/// No space, one `@`, text before it, and after it text with a `.` that neither begins nor ends with one.
fn is_an_email_address(written: &str) -> bool {
    let Some((before, after)) = written.split_once('@') else { return false };
    !written.contains(' ')
        && !after.contains('@')
        && !before.is_empty()
        && after.contains('.')
        && !after.starts_with('.')
        && !after.ends_with('.')
}

/// Nothing but a–z, space, `.` `'` `-`, with a letter.
fn has_no_capital(written: &str) -> bool {
    written.chars().all(|c| matches!(c, 'a'..='z' | ' ' | '.' | '\'' | '-'))
        && written.contains(|c: char| c.is_ascii_lowercase())
}

/// 3 or more of one character and nothing else.
fn is_one_character_repeated(written: &str) -> bool {
    let mut chars = written.chars();
    let Some(first) = chars.next() else { return false };
    let mut others = 0usize;
    chars.all(|c| {
        others += 1;
        c == first
    }) && others >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holds(test: SpamTest, text: &str) -> bool {
        let domains =
            Domains { free: vec!["GMail.com ".into(), " ".into()], disposable: vec!["mailinator.com".into()] };
        SpamMatcher::new(test, &domains).holds(text.trim(), &trim_fold(text))
    }

    #[test]
    fn domains_stand_right_after_the_at() {
        assert!(holds(SpamTest::FreeMailDomain, "Ann@GMAIL.com "));
        assert!(!holds(SpamTest::FreeMailDomain, "ann@notgmail.com"));
        assert!(!holds(SpamTest::FreeMailDomain, "ann@gmail.com.br"));
        assert!(!holds(SpamTest::FreeMailDomain, "ann@"), "an empty domain in the list matches nothing");
        assert!(holds(SpamTest::DisposableDomain, "x@mailinator.com"));
    }

    #[test]
    fn an_email_address_has_a_shape() {
        for good in ["a@b.c", "ann.lee+x@sub.example.com", "ü@ö.de", " a@b.c ", "a@b..c"] {
            assert!(!holds(SpamTest::NotAnEmailAddress, good), "{good}");
        }
        for bad in ["a", "@b.c", "a@b", "a@.b.c", "a@b.c.", "a b@c.d", "a@b@c.d", "a@b. c"] {
            assert!(holds(SpamTest::NotAnEmailAddress, bad), "{bad}");
        }
        assert!(!holds(SpamTest::NotAnEmailAddress, "a\u{a0}b@c.d"), "only U+0020 is the space that is meant");
    }

    #[test]
    fn keyboard_runs_go_either_way() {
        assert!(holds(SpamTest::KeyboardRun(4), "xASDFx"));
        assert!(holds(SpamTest::KeyboardRun(4), "fdsa"));
        assert!(holds(SpamTest::KeyboardRun(5), "azert"));
        assert!(holds(SpamTest::KeyboardRun(5), "qwertz"));
        assert!(!holds(SpamTest::KeyboardRun(4), "asd fgh"));
        assert!(!holds(SpamTest::KeyboardRun(4), "asdx"));
        assert!(!holds(SpamTest::KeyboardRun(4), "klpo"), "a run does not go round a corner");
        assert!(!holds(SpamTest::KeyboardRun(11), "qwertyuiopa"));
        assert!(!holds(SpamTest::KeyboardRun(u32::MAX), "qwertyuiop"));
        assert!(holds(SpamTest::KeyboardRun(0), "q"), "0 is read as 1");
    }

    #[test]
    fn no_capital_is_about_the_text_as_written() {
        assert!(holds(SpamTest::NoCapital, "jean-luc o'neil jr."));
        assert!(!holds(SpamTest::NoCapital, "Ann"));
        assert!(!holds(SpamTest::NoCapital, "żaneta"), "a letter beyond a–z");
        assert!(!holds(SpamTest::NoCapital, "ann2"));
        assert!(!holds(SpamTest::NoCapital, "- ."), "without a letter");
        assert!(!holds(SpamTest::NoCapital, "ann\tlee"));
    }

    #[test]
    fn one_character_repeated_is_about_the_text_as_written() {
        assert!(holds(SpamTest::OneCharacterRepeated, "aaa"));
        assert!(holds(SpamTest::OneCharacterRepeated, " 字字字字 "));
        assert!(!holds(SpamTest::OneCharacterRepeated, "aa"));
        assert!(!holds(SpamTest::OneCharacterRepeated, "aaA"));
        assert!(!holds(SpamTest::OneCharacterRepeated, "aaab"));
    }
}
