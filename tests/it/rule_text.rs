//! Rules, their sentences and their texts are one to one, whatever names and values they hold.

use std::collections::BTreeSet;

use proptest::{collection::vec, prelude::*, sample::select};
use tandem::model::{
    Activity, AttributeTest, Condition, Rule, Test,
    check::Facts,
    rule_text::{parse, parse_in, to_text},
    sentence,
};

use crate::strategies::rule::{rule, text_test};

/// Pieces of the language itself, and of other writing systems.
const PIECES: &[&str] = &[
    "is",
    "is not",
    "has",
    "any of",
    "all of",
    "none of",
    "the words",
    "at least",
    "3",
    "5,000",
    "times",
    "time",
    "days",
    "or",
    "and",
    "not",
    "no",
    "always",
    "never",
    "nothing",
    "known",
    "yes",
    "each",
    "each time",
    "whose",
    "detail",
    "whose amount",
    "activity",
    "in the last",
    "for",
    "between",
    "only if",
    "once per",
    "halves every",
    "City",
    "Größe",
    "東京",
    "a",
    "%",
    "(",
    ")",
    ",",
    ";",
    "\"",
    "“",
    "”",
    "'",
    "’",
    "\\",
    "\n",
    "\t",
    "\r",
    "=",
    ">=",
    "≥",
    "!",
    "!=",
    "<",
    "-",
    ".",
    "@",
    "_",
    "\u{a0}",
    "\u{0}",
    "«",
    "»",
    "„",
];

/// Kinds of event that are nearly the same.
const ALIKE: &[&str] =
    &["page_view", "page view", "Page view", "Page_view", "Page View", "PAGE_VIEW", "login", "Login"];

fn kinds(rule: &Rule) -> &[String] {
    match rule {
        Rule::Activity(activity) => &activity.kinds,
        Rule::Profile(_) => &[],
    }
}

/// The attributes that a rule speaks of.
fn attributes(rule: &Rule) -> Vec<&str> {
    fn of<'a>(condition: &'a Condition, found: &mut Vec<&'a str>) {
        match condition {
            Condition::All(parts) | Condition::Any(parts) => parts.iter().for_each(|part| of(part, found)),
            Condition::Not(inner) => of(inner, found),
            Condition::Test(AttributeTest { attribute, .. }) => found.push(attribute),
        }
    }
    let mut found = Vec::new();
    match rule {
        Rule::Profile(condition) => of(condition, &mut found),
        Rule::Activity(activity) => {
            if let Some(condition) = &activity.only_if {
                of(condition, &mut found);
            }
        }
    }
    found
}

/// As one reads a name: without case, with blanks for underscores.
fn as_read(name: &str) -> String {
    name.to_lowercase().replace('_', " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Names and values that look like parts of a rule.
fn odd() -> BoxedStrategy<String> {
    let soup = (vec(select(PIECES), 0..5), select(vec![" ", "", "  "]));
    prop_oneof![
        3 => soup.prop_map(|(pieces, between)| pieces.join(between)),
        1 => any::<String>(),
        1 => "[a-z ]{0,12}",
    ]
    .boxed()
}

fn rename(condition: &mut Condition, odd: &mut dyn FnMut() -> String) {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => parts.iter_mut().for_each(|part| rename(part, odd)),
        Condition::Not(inner) => rename(inner, odd),
        Condition::Test(AttributeTest { attribute, is }) => {
            *attribute = odd();
            if let Test::Text(test) = is {
                test.listed_mut().iter_mut().for_each(|listed| *listed = odd());
            }
        }
    }
}

/// Rules of every kind whose names and values are odd.
fn odd_rule() -> BoxedStrategy<Rule> {
    (rule(), vec(odd(), 8), text_test(), any::<bool>(), vec(select(ALIKE).prop_map(str::to_owned), 4))
        .prop_map(|(mut rule, odd, detail, is_alike, alike)| {
            let mut alike = alike.into_iter();
            let mut odd = odd.into_iter().cycle();
            let mut next = || odd.next().unwrap_or_default();
            match &mut rule {
                Rule::Profile(condition) => rename(condition, &mut next),
                Rule::Activity(Activity { kinds, detail: of_event, only_if, .. }) => {
                    kinds
                        .iter_mut()
                        .for_each(|kind| *kind = if is_alike { alike.next() } else { None }.unwrap_or_else(&mut next));
                    let mut detail = detail;
                    detail.listed_mut().iter_mut().for_each(|listed| *listed = next());
                    *of_event = of_event.take().map(|_| detail);
                    only_if.iter_mut().for_each(|condition| rename(condition, &mut next));
                }
            }
            rule
        })
        .boxed()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn a_rule_is_read_back_from_its_text(rule in prop_oneof![rule(), odd_rule()]) {
        let text = to_text(&rule);
        prop_assert!(!text.contains('\n'), "{text} is one line");
        let read = parse(&text);
        prop_assert_eq!(read.as_ref(), Ok(&rule), "{}", &text);
        prop_assert_eq!(read.as_ref().map(to_text), Ok(text));
    }

    /// The text is the sentence: without quotes both are the same words.
    #[test]
    fn the_text_says_what_the_sentence_says(rule in rule()) {
        let bare = |text: &str| text.replace(['"', '“', '”', '\\'], "").to_lowercase().replace('_', " ");
        prop_assert_eq!(bare(&sentence::rule(&rule)), bare(&to_text(&rule)));
    }

    /// Whoever copies the sentence out of a row pastes the same rule, in a library that has its kinds of event.
    #[test]
    fn a_rule_is_read_back_from_its_sentence(
        rule in prop_oneof![rule(), odd_rule()],
        others in vec(prop_oneof![select(ALIKE).prop_map(str::to_owned), odd()], 0..4),
    ) {
        let said = sentence::rule(&rule);
        prop_assert!(!said.contains('\n'), "{said} is one line");
        // An event that is called like an attribute of the rule would be what “… in the last 3 days” speaks of.
        let attributes: Vec<String> = attributes(&rule).into_iter().map(as_read).collect();
        let others = others.into_iter().filter(|kind| !attributes.contains(&as_read(kind)));
        let kinds: BTreeSet<String> = kinds(&rule).iter().cloned().chain(others).collect();
        let facts = Facts { kinds: kinds.into_iter().collect(), ..Facts::default() };
        let read = parse_in(&said, &facts);
        prop_assert_eq!(read.as_ref(), Ok(&rule), "{}", &said);
        let text = to_text(&rule);
        let read = parse_in(&text, &facts);
        prop_assert_eq!(read.as_ref(), Ok(&rule), "{}", &text);
    }

    #[test]
    fn two_rules_that_differ_have_two_texts(one in odd_rule(), other in odd_rule()) {
        prop_assert_eq!(one == other, to_text(&one) == to_text(&other));
    }

    #[test]
    fn any_text_is_a_rule_or_an_error_with_a_place(pieces in vec(odd(), 0..8)) {
        let text = pieces.join(" ");
        match parse(&text) {
            Ok(rule) => prop_assert_eq!(parse(&to_text(&rule)), Ok(rule)),
            Err(err) => {
                prop_assert!(text.get(err.at.clone()).is_some(), "{text}: {:?}", err.at);
                prop_assert!(!err.sentence.is_empty() && !err.sentence.ends_with('.'), "{}", err.sentence);
            }
        }
    }
}
