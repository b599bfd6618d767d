//! How well a query fits an entry: every word of it must be found, in the title by the letters in their order, in the
//! rest as it stands. Pure, and quick enough to be asked of a thousand criteria at each key.

use crate::lead::fold;

/// The first letter, where it begins a word.
const WORD_START: i32 = 10;
const NEXT: i32 = 9;
/// A later letter that begins another word: “pp” for “pricing page”.
const INITIAL: i32 = 5;
const ELSEWHERE: i32 = 1;
const WHOLE_WORD: i32 = 8;
const TITLE_START: i32 = 6;
const EXACT: i32 = 30;
const IN_DETAIL: i32 = 4;
/// Of so many letters, one may begin a piece in the middle of a word; a word that is scattered more was not meant.
const LETTERS_A_STRAY: usize = 3;

/// What is typed, cut into words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query(Vec<Vec<char>>);

/// What is searched, made ready once.
#[derive(Clone, Debug)]
pub struct Searched {
    title: Vec<char>,
    detail: String,
}

/// How well it fits, and the letters of the title that were meant, by their place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Match {
    pub score: i32,
    pub marks: Vec<usize>,
}

impl Query {
    pub fn new(text: &str) -> Self {
        Self(text.split_whitespace().map(|word| fold(word).chars().collect()).collect())
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// `None` where a word is found neither in the title nor in the detail.
    pub fn find(&self, searched: &Searched) -> Option<Match> {
        let mut found = Match::default();
        for word in &self.0 {
            let one = in_title(word, &searched.title).or_else(|| in_detail(word, &searched.detail))?;
            found.score += one.score;
            found.marks.extend(one.marks);
        }
        found.marks.sort_unstable();
        found.marks.dedup();
        if found.marks.len() == searched.title.iter().filter(|letter| !letter.is_whitespace()).count() {
            found.score += EXACT;
        }
        // Of two that fit alike, the shorter one was more likely meant.
        found.score -= i32::try_from(searched.title.len() / 12).unwrap_or(i32::MAX);
        Some(found)
    }
}

impl Searched {
    pub fn new(title: &str, detail: &str) -> Self {
        Self { title: fold(title).chars().collect(), detail: fold(detail) }
    }
}

/// The best of the ways in which the letters of a word stand in a title in their order.
fn in_title(word: &[char], title: &[char]) -> Option<Match> {
    let first = word.first()?;
    let starts = (0..title.len()).filter(|place| title[*place] == *first);
    starts.filter_map(|start| from(word, title, start)).max_by_key(|found| found.score)
}

/// From one place on: each letter is the next one, else the first that begins a word, else the nearest.
fn from(word: &[char], title: &[char], start: usize) -> Option<Match> {
    let mut marks = vec![start];
    let mut score = if is_word_start(title, start) { WORD_START } else { ELSEWHERE };
    let mut strays = usize::from(!is_word_start(title, start));
    let (mut pieces, mut at) = (1, start);
    for letter in &word[1..] {
        if title.get(at + 1) == Some(letter) {
            at += 1;
            score += NEXT;
        } else {
            let later = || (at + 1..title.len()).filter(|place| title[*place] == *letter);
            let begins = later().find(|place| is_word_start(title, *place));
            score += if begins.is_some() { INITIAL } else { ELSEWHERE };
            at = begins.or_else(|| later().next())?;
            pieces += 1;
            strays += usize::from(begins.is_none());
        }
        marks.push(at);
    }
    if pieces > 1 && strays > word.len() / LETTERS_A_STRAY {
        return None;
    }
    if pieces == 1 && is_word_start(title, start) {
        let ends_word = title.get(at + 1).is_none_or(|next| !next.is_alphanumeric());
        score += if ends_word { WHOLE_WORD } else { 0 };
        score += if start == 0 { TITLE_START } else { 0 };
    }
    Some(Match { score, marks })
}

/// The rest is long: only what stands in it as it is typed is found, so that not everything is.
fn in_detail(word: &[char], detail: &str) -> Option<Match> {
    let word: String = word.iter().collect();
    let begins_word = |place: usize| detail[..place].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
    let is_found = detail.match_indices(&word).any(|(place, _)| word.len() > 2 || begins_word(place));
    is_found.then(|| Match { score: IN_DETAIL, marks: Vec::new() })
}

fn is_word_start(title: &[char], place: usize) -> bool {
    place == 0 || !title[place - 1].is_alphanumeric()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn score(query: &str, title: &str, detail: &str) -> Option<i32> {
        Query::new(query).find(&Searched::new(title, detail)).map(|found| found.score)
    }

    /// The titles that fit, the best first.
    fn best<'a>(query: &str, titles: &[&'a str]) -> Vec<&'a str> {
        let mut found: Vec<_> =
            titles.iter().filter_map(|title| score(query, title, "").map(|score| (score, *title))).collect();
        found.sort_by_key(|(score, _)| -score);
        found.into_iter().map(|(_, title)| title).collect()
    }

    #[test]
    fn words_go_before_beginnings_those_before_middles_and_these_before_scattered_letters() {
        assert_eq!(
            best("page", &["Homepage", "Pricing page", "Pages a visit", "Plan of a great event", "Region"]),
            ["Pricing page", "Pages a visit", "Homepage", "Plan of a great event"]
        );
        assert_eq!(best("pp", &["Copper", "Pricing page", "Page"]), ["Pricing page", "Copper"]);
    }

    #[test]
    fn all_words_are_wanted_in_any_order_and_case() {
        assert!(score("PAGE pric", "Pricing page", "").is_some());
        assert_eq!(score("page demo", "Pricing page", ""), None);
        assert!(score("page cto", "Pricing page", "Job title has any of CEO, CTO").is_some());
        assert!(score("zürich", "ZÜRICH", "").is_some());
        assert_eq!(Query::new("  "), Query::default());
    }

    #[test]
    fn a_name_that_is_typed_whole_is_first() {
        let titles = ["Demo requested twice", "A demo", "Demo", "Demonstration"];
        assert_eq!(best("demo", &titles)[0], "Demo");
    }

    #[test]
    fn the_letters_that_were_meant_are_told() {
        let found = Query::new("prpa").find(&Searched::new("Pricing page", "")).expect("it fits");
        assert_eq!(found.marks, [0, 1, 8, 9]);
        let found = Query::new("ceo").find(&Searched::new("Title", "is ceo")).expect("it fits");
        assert!(found.marks.is_empty(), "it is in the rest");
    }

    #[test]
    fn scattered_letters_and_short_pieces_of_the_rest_fit_nothing() {
        assert_eq!(score("pa", "Open leads", ""), None);
        assert_eq!(score("pa", "Presentation", ""), None);
        assert!(score("salefrce", "Salesforce is used", "").is_some(), "two letters were left out");
        assert_eq!(score("it", "Job", "website visited"), None);
        assert!(score("we", "Job", "website visited").is_some());
    }
}
