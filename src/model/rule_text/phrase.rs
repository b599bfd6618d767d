//! The words for everything that a rule can ask: one table for reading, for writing, and for the sentence.

use super::{
    lex::{Kind, Token},
    number::parse_number,
    values::unit_days,
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phrase {
    OneOf,
    NoneOf,
    HasAnyWord,
    ContainsAny,
    StartsWithAny,
    EndsWithAny,
    Equal,
    NotEqual,
    Less,
    AtMost,
    Greater,
    AtLeast,
    Between,
    Yes,
    No,
    Before,
    After,
    WithinLast,
    DaysAgo,
    AtLeastDaysAgo,
    FreeMail,
    Disposable,
    NotAnAddress,
    KeyboardRun,
    NoCapital,
    OneCharacter,
    Known,
    Unknown,
    // What follows the kinds of an activity.
    WhoseDetail,
    WhoseAmount,
    AtLeastTimes,
    AtLeastOnce,
    EachTime,
    AtMostTimes,
    InTheLast,
    OncePer,
    ForDays,
    LookingBack,
    Expires,
    Loses,
    Halves,
    DoesNotFade,
    OnlyIf,
}

/// What is written comes first; for tests of listed texts, second comes what is written where one is listed. `#` is a
/// number, `days` is *day*, *week* and *weeks* as well, `times` *time*.
#[rustfmt::skip]
const TABLE: [(Phrase, &[&str]); 43] = [
    (Phrase::OneOf, &["is one of", "is", "is any of", "is either", "is in"]),
    (Phrase::NoneOf, &["is none of", "is not", "is not one of", "is not any of", "is not in", "is neither", "isn't"]),
    (Phrase::HasAnyWord, &["has any of the words", "has the word", "has the words", "has any word of", "has any of"]),
    (Phrase::ContainsAny, &["contains any of", "contains"]),
    (Phrase::StartsWithAny, &["starts with any of", "starts with", "begins with any of", "begins with"]),
    (Phrase::EndsWithAny, &["ends with any of", "ends with"]),
    (Phrase::Equal, &["=", "is =", "equals", "is equal to", "is exactly"]),
    (Phrase::NotEqual, &["≠", "is ≠", "is not equal to"]),
    (Phrase::Less, &["<", "is <", "less than", "is less than", "fewer than", "is below"]),
    (Phrase::AtMost, &["≤", "is ≤", "at most", "is at most"]),
    (Phrase::Greater, &[">", "is >", "more than", "is more than", "greater than", "is greater than", "is above"]),
    (Phrase::AtLeast, &["≥", "is ≥", "at least", "is at least"]),
    (Phrase::Between, &["between", "is between"]),
    (Phrase::Yes, &["is yes"]),
    (Phrase::No, &["is no"]),
    (Phrase::Before, &["before", "is before"]),
    (Phrase::After, &["after", "is after"]),
    (Phrase::WithinLast, &["within the last", "is within the last", "is in the last"]),
    (Phrase::DaysAgo, &["# or more days ago", "is # or more days ago"]),
    (Phrase::AtLeastDaysAgo, &["at least # days ago", "is at least # days ago"]),
    (Phrase::FreeMail, &["is at a free-mail domain"]),
    (Phrase::Disposable, &["is at a disposable-mail domain"]),
    (Phrase::NotAnAddress, &["is not an e-mail address", "is not an email address", "is no e-mail address", "is no email address"]),
    (Phrase::KeyboardRun, &["has # or more keyboard neighbours in a row"]),
    (Phrase::NoCapital, &["has no capital letter"]),
    (Phrase::OneCharacter, &["is one character repeated"]),
    (Phrase::Known, &["is known", "is not unknown", "is not empty", "is not missing"]),
    (Phrase::Unknown, &["is unknown", "is not known", "is empty", "is missing"]),
    (Phrase::WhoseDetail, &["whose detail"]),
    (Phrase::WhoseAmount, &["whose amount"]),
    (Phrase::AtLeastTimes, &["at least # times"]),
    (Phrase::AtLeastOnce, &["at least once"]),
    (Phrase::EachTime, &["each time", "every time"]),
    (Phrase::AtMostTimes, &["at most # times"]),
    (Phrase::InTheLast, &["in the last"]),
    (Phrase::OncePer, &["once per", "once every", "once in"]),
    (Phrase::ForDays, &["for # days"]),
    (Phrase::LookingBack, &["looking back"]),
    (Phrase::Expires, &["expires after"]),
    (Phrase::Loses, &["loses"]),
    (Phrase::Halves, &["halves every", "half-life of"]),
    (Phrase::DoesNotFade, &["does not fade"]),
    (Phrase::OnlyIf, &["only if"]),
];

impl Phrase {
    /// Whether it is about events, not about an attribute.
    pub fn is_of_event(self) -> bool {
        matches!(
            self,
            Self::WhoseDetail
                | Self::WhoseAmount
                | Self::AtLeastTimes
                | Self::AtLeastOnce
                | Self::EachTime
                | Self::AtMostTimes
                | Self::InTheLast
                | Self::OncePer
                | Self::ForDays
                | Self::LookingBack
                | Self::Expires
                | Self::Loses
                | Self::Halves
                | Self::DoesNotFade
                | Self::OnlyIf
        )
    }

    fn patterns(self) -> &'static [&'static str] {
        TABLE.iter().find(|(phrase, _)| *phrase == self).map_or(&[], |(_, patterns)| patterns)
    }

    /// As it is written.
    pub fn words(self) -> &'static str {
        self.patterns().first().copied().unwrap_or_default()
    }

    /// As it is written where one text is listed.
    pub fn words_for_one(self) -> &'static str {
        self.patterns().get(1).copied().unwrap_or_else(|| self.words())
    }
}

/// A phrase found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    pub phrase: Phrase,
    /// So many tokens.
    pub length: usize,
    /// Which of them is the number.
    pub number: Option<usize>,
    /// How many days one of it is, where it counts days or weeks; else 1.
    pub unit: u32,
}

/// The longest phrase that the tokens begin with.
pub fn find(tokens: &[Token]) -> Option<Found> {
    let first = tokens.first()?;
    let begins = |pattern: &str| {
        let word = pattern.split(' ').next().unwrap_or_default();
        word == "#" || word == first.folded
    };
    TABLE
        .iter()
        .flat_map(|(phrase, patterns)| patterns.iter().map(move |pattern| (*phrase, *pattern)))
        .filter(|(_, pattern)| begins(pattern))
        .filter_map(|(phrase, pattern)| {
            let (length, number, unit) = matched(pattern, tokens)?;
            Some(Found { phrase, length, number, unit })
        })
        .max_by_key(|found| found.length)
}

fn matched(pattern: &str, tokens: &[Token]) -> Option<(usize, Option<usize>, u32)> {
    let mut number = None;
    let mut unit = 1;
    let mut length = 0;
    for word in pattern.split(' ') {
        let token = tokens.get(length)?;
        let said = token.folded.as_str();
        let fits = match (word, &token.kind) {
            (_, Kind::Quoted(_) | Kind::Open | Kind::Close | Kind::Comma) => false,
            ("#", _) => {
                number = Some(length);
                parse_number(said).is_some()
            }
            ("days", _) => match unit_days(token) {
                Some(days) => {
                    unit = days;
                    true
                }
                None => false,
            },
            ("times", _) => said == "times" || said == "time",
            (word, _) => said == word,
        };
        if !fits {
            return None;
        }
        length += 1;
    }
    Some((length, number, unit))
}

/// All that can be asked of an attribute, in words without numbers: for those who mistype it.
pub fn spoken() -> impl Iterator<Item = &'static str> {
    TABLE
        .iter()
        .filter(|(phrase, _)| !phrase.is_of_event())
        .flat_map(|(_, patterns)| patterns.iter().copied())
        .filter(|pattern| pattern.chars().any(char::is_alphabetic) && !pattern.contains('#'))
}

#[cfg(test)]
mod tests {
    use super::{super::lex::tokens, *};

    fn found(text: &str) -> Option<(Phrase, usize)> {
        find(&tokens(text).expect("tokens")).map(|found| (found.phrase, found.length))
    }

    #[test]
    fn the_longest_phrase_is_meant() {
        assert_eq!(found("is not an e-mail address"), Some((Phrase::NotAnAddress, 5)));
        assert_eq!(found("IS NOT Germany"), Some((Phrase::NoneOf, 2)));
        assert_eq!(found("is one of"), Some((Phrase::OneOf, 3)));
        assert_eq!(found("at least 3"), Some((Phrase::AtLeast, 2)));
        assert_eq!(found("at least 1 time"), Some((Phrase::AtLeastTimes, 4)));
        assert_eq!(found("at least 3 days ago"), Some((Phrase::AtLeastDaysAgo, 5)));
        assert_eq!(found("1,000 or more days ago"), Some((Phrase::DaysAgo, 5)));
        assert_eq!(found("is \"one of\""), Some((Phrase::OneOf, 1)));
        assert_eq!(found("Country"), None);
    }

    #[test]
    fn no_phrase_has_two_meanings() {
        let mut seen: Vec<&str> = TABLE.iter().flat_map(|(_, patterns)| patterns.iter().copied()).collect();
        let all = seen.len();
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen.len(), all);
        for (phrase, patterns) in &TABLE {
            for pattern in *patterns {
                let text = pattern.replace('#', "3");
                assert_eq!(found(&text).map(|(found, _)| found), Some(*phrase), "{text}");
            }
        }
    }
}
