//! Values of a text field that look like the same thing.

use std::{
    collections::{HashMap, HashSet},
    hash::{DefaultHasher, Hash as _, Hasher as _},
};

use super::ValueCount;
use crate::lead::fold;

/// What is longer is a text, and no value that people choose or type again.
const LONGEST: usize = 120;

/// Words, and what they are short for.
const WORDS: &[(&str, &str)] = &[
    ("ceo", "chief executive officer"),
    ("cfo", "chief financial officer"),
    ("coo", "chief operating officer"),
    ("cto", "chief technology officer"),
    ("cio", "chief information officer"),
    ("cmo", "chief marketing officer"),
    ("cro", "chief revenue officer"),
    ("chro", "chief human resources officer"),
    ("ciso", "chief information security officer"),
    ("vp", "vice president"),
    ("svp", "senior vice president"),
    ("evp", "executive vice president"),
    ("avp", "assistant vice president"),
    ("gm", "general manager"),
    ("sr", "senior"),
    ("snr", "senior"),
    ("jr", "junior"),
    ("mgr", "manager"),
    ("dir", "director"),
    ("asst", "assistant"),
    ("assoc", "associate"),
    ("exec", "executive"),
    ("rep", "representative"),
    ("dept", "department"),
    ("hr", "human resources"),
    ("it", "information technology"),
    ("qa", "quality assurance"),
    ("ops", "operations"),
    ("mktg", "marketing"),
    ("eng", "engineering"),
    ("dev", "development"),
    ("govt", "government"),
    ("mfg", "manufacturing"),
    ("intl", "international"),
    ("inc", "incorporated"),
    ("corp", "corporation"),
    ("ltd", "limited"),
    ("co", "company"),
    ("univ", "university"),
    ("st", "saint"),
];

/// Whole values, without blanks, and what they are other words for.
const PHRASES: &[(&str, &str)] = &[
    ("chieftechnicalofficer", "chief technology officer"),
    ("chieffinanceofficer", "chief financial officer"),
    ("chiefoperationsofficer", "chief operating officer"),
    ("randd", "research and development"),
    ("rd", "research and development"),
    ("us", "united states"),
    ("usa", "united states"),
    ("unitedstatesamerica", "united states"),
    ("uk", "united kingdom"),
    ("gb", "united kingdom"),
    ("greatbritain", "united kingdom"),
    ("uae", "united arab emirates"),
    ("deutschland", "germany"),
    ("osterreich", "austria"),
    ("oesterreich", "austria"),
    ("schweiz", "switzerland"),
    ("suisse", "switzerland"),
    ("espana", "spain"),
    ("italia", "italy"),
    ("nederland", "netherlands"),
    ("holland", "netherlands"),
    ("polska", "poland"),
    ("brasil", "brazil"),
    ("telecom", "telecommunications"),
];

/// Words that say nothing between others: *VP of Sales*, *VP Sales*.
const FILLERS: [&str; 2] = ["of", "the"];

/// Groups of values that look like one: they differ in capitals, blanks, punctuation or accents, or one is the well-known
/// short form of another. In each group the commonest spelling comes first, and the group with most leads comes first;
/// values without any like them are in none.
pub fn suggested_synonyms(values: &[ValueCount]) -> Vec<Vec<ValueCount>> {
    let short = values.iter().filter(|value| value.value.len() <= LONGEST);
    grouped(short.map(|value| (value.value.as_str(), value.leads)), likeness)
}

/// Groups of values that differ by nothing but capitals and how many blanks stand between words: no reader tells them apart,
/// so they can be merged without a look at each. In the order of [`suggested_synonyms`]; each value comes once.
pub fn spellings<'a>(values: impl Iterator<Item = (&'a str, u64)> + Clone) -> Vec<Vec<ValueCount>> {
    let hash = |value: &str| {
        let mut hasher = DefaultHasher::new();
        plainly_spelt(value).hash(&mut hasher);
        hasher.finish()
    };
    // Of a million different values nearly all are alone: they are not kept.
    let (mut seen, mut several) = (HashSet::new(), HashSet::new());
    for (value, _) in values.clone() {
        let hash = hash(value);
        if !seen.insert(hash) {
            several.insert(hash);
        }
    }
    drop(seen);
    grouped(values.filter(|(value, _)| several.contains(&hash(value))), plainly_spelt)
}

/// In small letters, with one blank between words.
fn plainly_spelt(value: &str) -> String {
    let mut words = value.split_whitespace();
    let first = words.next().map(fold).unwrap_or_default();
    words.fold(first, |spelt, word| spelt + " " + &fold(word))
}

fn grouped<'a>(
    values: impl Iterator<Item = (&'a str, u64)>,
    likeness: impl Fn(&str) -> String,
) -> Vec<Vec<ValueCount>> {
    let mut groups: HashMap<String, Vec<(&str, u64)>> = HashMap::new();
    for (value, leads) in values {
        let key = likeness(value);
        if !key.is_empty() {
            groups.entry(key).or_default().push((value, leads));
        }
    }
    let count = |(value, leads): (&str, u64)| ValueCount { value: value.to_owned(), leads };
    let several = groups.into_values().filter(|group| group.len() > 1);
    let mut groups: Vec<Vec<ValueCount>> = several.map(|group| group.into_iter().map(count).collect()).collect();
    for group in &mut groups {
        group.sort_by(|a, b| b.leads.cmp(&a.leads).then_with(|| a.value.cmp(&b.value)));
    }
    let leads = |group: &Vec<ValueCount>| group.iter().map(|value| value.leads).sum::<u64>();
    groups.sort_by(|a, b| leads(b).cmp(&leads(a)).then_with(|| a[0].value.cmp(&b[0].value)));
    groups
}

/// The same for values that look like the same thing.
fn likeness(value: &str) -> String {
    let words = joined_initials(words(value));
    let all = words.concat();
    if let Some(meant) = meant_by(PHRASES, &all) {
        return without_blanks(meant);
    }
    let says = |word: &&String| !FILLERS.contains(&word.as_str());
    let said: String =
        words.iter().filter(says).map(|word| without_blanks(meant_by(WORDS, word).unwrap_or(word))).collect();
    // Nothing but fillers is a value as well.
    let said = if said.is_empty() { all } else { said };
    meant_by(PHRASES, &said).map_or(said, without_blanks)
}

fn meant_by(list: &[(&str, &'static str)], text: &str) -> Option<&'static str> {
    list.iter().find(|(short, _)| *short == text).map(|(_, long)| *long)
}

fn without_blanks(text: &str) -> String {
    text.split(' ').collect()
}

/// Letters and digits between blanks and punctuation, small and without accents. What counts in `<50`, `50+`, `C#`, `5 %`
/// stays; so does what stands between digits: 1.5 is not 15, and 10-50 is no number.
fn words(value: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let folded: Vec<char> = crate::lead::trim_fold(value).chars().map(plain).collect();
    for (index, c) in folded.iter().enumerate() {
        let is_digit = |c: Option<&char>| c.is_some_and(char::is_ascii_digit);
        let is_dash = matches!(c, '-' | '−' | '–');
        // 10 – 50 is 10-50.
        let (mut before, mut after) = (folded[..index].iter().rev(), folded[index + 1..].iter());
        let is_blank = |c: &&char| is_dash && c.is_whitespace();
        let is_before = is_digit(before.find(|c| !is_blank(c)));
        let is_between = is_before && is_digit(after.find(|c| !is_blank(c)));
        let is_of_number = is_dash && index == 0 && is_digit(folded.get(1));
        if c.is_alphanumeric() || matches!(c, '+' | '#' | '<' | '>' | '%' | '=') {
            if let Some(word) = words.last_mut() {
                word.push(*c);
            }
        } else if is_between || is_of_number {
            if let Some(word) = words.last_mut() {
                word.push(if is_dash { '-' } else { *c });
            }
        } else if *c == '&' {
            words.extend(["and".to_owned(), String::new()]);
        } else if !matches!(c, '\'' | '’' | '\u{300}'..='\u{36f}') {
            words.push(String::new());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// `C. E. O.` is `ceo`.
fn joined_initials(words: Vec<String>) -> Vec<String> {
    let is_letter = |word: &str| word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
    let mut joined: Vec<String> = Vec::with_capacity(words.len());
    let mut in_initials = false;
    for word in words {
        let is_initial = is_letter(&word);
        match joined.last_mut() {
            Some(last) if in_initials && is_initial => last.push_str(&word),
            _ => joined.push(word),
        }
        in_initials = is_initial;
    }
    joined
}

/// The letter without its accent.
fn plain(c: char) -> char {
    match c {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'ď' | 'đ' => 'd',
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ę' | 'ě' => 'e',
        'ì' | 'í' | 'î' | 'ï' | 'ī' => 'i',
        'ł' => 'l',
        'ñ' | 'ń' | 'ň' => 'n',
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' | 'ő' => 'o',
        'ř' => 'r',
        'ś' | 'š' | 'ş' | 'ș' => 's',
        'ť' | 'ţ' | 'ț' => 't',
        'ù' | 'ú' | 'û' | 'ü' | 'ū' | 'ů' | 'ű' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn groups(values: &[(&str, u64)]) -> Vec<Vec<String>> {
        let values: Vec<ValueCount> =
            values.iter().map(|(value, leads)| ValueCount { value: (*value).to_owned(), leads: *leads }).collect();
        suggested_synonyms(&values)
            .into_iter()
            .map(|group| group.into_iter().map(|value| value.value).collect())
            .collect()
    }

    #[test]
    fn one_thing_spelt_in_many_ways_is_one_group_with_the_commonest_first() {
        let found = groups(&[
            ("CEO", 40),
            ("VP Sales", 9),
            ("ceo", 3),
            ("Engineer", 80),
            ("C.E.O", 5),
            ("Chief Executive Officer", 7),
            ("C. E. O.", 1),
            ("Vice-President of Sales", 12),
            ("V.P., sales", 1),
            ("VP Marketing", 2),
        ]);
        assert_eq!(
            found,
            [
                vec!["CEO", "Chief Executive Officer", "C.E.O", "ceo", "C. E. O."],
                vec!["Vice-President of Sales", "VP Sales", "V.P., sales"]
            ]
        );
    }

    #[test]
    fn what_looks_like_one_thing() {
        for (one, other) in [
            ("e-mail", "Email"),
            ("Sales & Marketing", "sales and marketing"),
            ("R&D", "Research and Development"),
            ("U.S.", "United States of America"),
            ("Deutschland", "Germany"),
            ("Österreich", "Austria"),
            ("São Paulo", "sao paulo"),
            ("Sao\u{301} Paulo", "Sao Paulo"),
            ("Sr. Mgr", "Senior Manager"),
            ("Acme, Inc.", "ACME Incorporated"),
            ("10 - 50", "10-50"),
            ("l’Oréal", "L'Oreal"),
        ] {
            assert_eq!(groups(&[(one, 2), (other, 1)]), [[one, other]], "{one}");
        }
    }

    #[test]
    fn what_differs_stays_apart() {
        for (one, other) in [
            ("1.5", "15"),
            ("10-50", "1050"),
            ("<50", ">50"),
            ("50", "50+"),
            ("C", "C++"),
            ("C#", "C"),
            ("-5", "5"),
            ("CTO", "CEO"),
            ("...", "?"),
            ("", " "),
            ("VP", "SVP"),
        ] {
            assert_eq!(groups(&[(one, 2), (other, 1)]), Vec::<Vec<String>>::new(), "{one}");
        }
    }

    #[test]
    fn spellings_differ_by_capitals_and_blanks_alone() {
        let values =
            ["CEO", "ceo", "C.E.O", "VP  Sales", "vp sales", "VPSales", "VP\u{a0}Sales", "Cook", "ŻÓŁW", "żółw"];
        let found = spellings(values.into_iter().zip(1..));
        let found: Vec<Vec<String>> =
            found.into_iter().map(|group| group.into_iter().map(|one| one.value).collect()).collect();
        assert_eq!(found, [vec!["żółw", "ŻÓŁW"], vec!["VP\u{a0}Sales", "vp sales", "VP  Sales"], vec!["ceo", "CEO"]]);
    }

    #[test]
    fn groups_with_most_leads_come_first() {
        let found = groups(&[("uk", 1), ("UK", 2), ("b", 5), ("B", 4), ("it", 2), ("IT", 1)]);
        assert_eq!(found, [["b", "B"], ["UK", "uk"], ["it", "IT"]]);
    }
}
