//! A text that a criterion looks for and no lead has: most likely a slip, or another spelling.

use std::collections::BTreeMap;

use super::{Context, FieldFacts, Place, Problem, walk};
use crate::{
    lead::{trim_fold, words},
    model::{Test, TextTest, follow::finds, nearest::nearest, wording},
};

pub(super) const CODE: &str = "unseen-value";

/// Looking for the nearest of more would take too long for a check that runs at every edit.
const MOST_COMPARED: usize = 500;

pub(super) fn check(Context { model, facts }: Context<'_>, found: &mut Vec<Problem>) {
    let Some(facts) = facts else { return };
    let mut known: BTreeMap<&str, Known<'_>> = BTreeMap::new();
    // What is kept out may well be absent already.
    for criterion in model.criteria.iter().filter(|criterion| criterion.enabled && !criterion.disqualifies) {
        for test in walk::tests(&criterion.rule) {
            let Test::Text(is) = &test.is else { continue };
            let Some(field) = facts.fields.iter().find(|field| field.name == test.attribute) else { continue };
            if field.values.is_empty() || matches!(is, TextTest::NoneOf(_)) {
                continue;
            }
            let known = known.entry(&field.name).or_insert_with(|| Known::new(field));
            let merged = facts.merged.get(&field.name).map_or(&[][..], Vec::as_slice);
            let is_unseen = |text: &&String| !known.is_seen(is, text) && became(merged, is, text) != Became::Followed;
            let unseen: Vec<String> = is.listed().iter().filter(is_unseen).cloned().collect();
            let Some(first) = unseen.first() else { continue };
            let sentence = format!(
                "“{}” looks for {} in “{}”, which no lead has",
                criterion.name,
                wording::list(&unseen),
                test.attribute
            );
            let hint = unseen.iter().find_map(|text| match became(merged, is, text) {
                Became::Other(into) => {
                    Some(format!("In these leads “{text}” was merged into “{into}”; look for that as well"))
                }
                _ => None,
            });
            let hint = hint.unwrap_or_else(|| spelling_hint(field, first));
            found.push(Problem::warning(CODE, Place::Criterion(criterion.id.clone()), sentence).hint(hint));
        }
    }
}

fn spelling_hint(field: &FieldFacts, unseen: &str) -> String {
    let meant = (field.values.len() <= MOST_COMPARED)
        .then(|| nearest(&trim_fold(unseen), field.values.keys().map(String::as_str)))
        .flatten();
    match meant {
        Some(meant) => format!("Did you mean “{meant}” by “{unseen}”?"),
        None => "Check the spelling against the values of the leads".to_owned(),
    }
}

/// What became of the values that a text found.
#[derive(PartialEq, Eq)]
enum Became<'a> {
    /// It found none that was merged.
    Nothing,
    /// The test finds all that they became, so it looks for the text in vain on purpose: a later import may bring it.
    Followed,
    /// They became this, which the test does not find.
    Other(&'a str),
}

fn became<'a>(merged: &'a [(String, String)], test: &TextTest, text: &str) -> Became<'a> {
    let text = trim_fold(text);
    let mut became = Became::Nothing;
    for (_, into) in merged.iter().filter(|(value, _)| finds(test, &text, value)) {
        let now = trim_fold(into);
        if !test.listed().iter().any(|listed| finds(test, &trim_fold(listed), &now)) {
            return Became::Other(into);
        }
        became = Became::Followed;
    }
    became
}

/// The values of one attribute, one behind the other in a text each, so that one search looks through all of them.
struct Known<'a> {
    field: &'a FieldFacts,
    /// As they stand, with [`END`] around each.
    values: String,
    /// As [`spaced`] words, made when first asked for.
    words: Option<String>,
}

/// Stands between values; no text holds it.
const END: char = '\0';

impl<'a> Known<'a> {
    fn new(field: &'a FieldFacts) -> Self {
        let mut values = END.to_string();
        for value in field.values.keys() {
            values.push_str(value);
            values.push(END);
        }
        Self { field, values, words: None }
    }

    /// Whether any lead's value meets the test by this one of its texts. Blank texts match nothing, which is reported
    /// elsewhere.
    fn is_seen(&mut self, test: &TextTest, text: &str) -> bool {
        let text = trim_fold(text);
        if text.is_empty() {
            return true;
        }
        match test {
            TextTest::OneOf(_) | TextTest::NoneOf(_) => self.field.values.contains_key(&text),
            TextTest::HasAnyWord(_) => {
                let phrase = spaced(&text);
                let all = || self.field.values.keys().map(|value| spaced(value) + &END.to_string()).collect();
                phrase == " " || self.words.get_or_insert_with(all).contains(&phrase)
            }
            TextTest::ContainsAny(_) => self.values.contains(&text),
            TextTest::StartsWithAny(_) => self.values.contains(&format!("{END}{text}")),
            TextTest::EndsWithAny(_) => self.values.contains(&format!("{text}{END}")),
        }
    }
}

/// The words with a blank before, between and after them.
fn spaced(text: &str) -> String {
    let mut spaced = " ".to_owned();
    for word in words(text) {
        spaced.push_str(word);
        spaced.push(' ');
    }
    spaced
}

#[cfg(test)]
mod tests {
    use super::{
        super::{
            Facts,
            fixture::{against, facts, found_in_leads, profile, texts},
        },
        *,
    };

    fn unseen(test: TextTest) -> Vec<String> {
        let problems = found_in_leads(CODE, |model| model.criteria[0].rule = profile("Job title", Test::Text(test)));
        problems.into_iter().map(|problem| problem.sentence + "; " + &problem.hint.unwrap_or_default()).collect()
    }

    #[test]
    fn values_are_sought_as_the_test_would() {
        assert!(unseen(TextTest::HasAnyWord(texts(&["vp sales", "CTO"]))).is_empty());
        assert_eq!(
            unseen(TextTest::HasAnyWord(texts(&["stud", "ceo"]))),
            ["“title” looks for stud in “Job title”, which no lead has; \
              Check the spelling against the values of the leads"]
        );
        assert!(unseen(TextTest::StartsWithAny(texts(&["stud"]))).is_empty());
        assert_eq!(unseen(TextTest::EndsWithAny(texts(&["stud"]))).len(), 1);
        assert!(unseen(TextTest::NoneOf(texts(&["competitor"]))).is_empty());
        let problems = unseen(TextTest::OneOf(texts(&["Studnet"])));
        assert!(problems[0].ends_with("Did you mean “student” by “Studnet”?"), "{problems:?}");
    }
    #[test]
    fn a_word_that_was_merged_into_another_is_looked_for_on_purpose() {
        let merged = [("Boss", "CEO"), ("Chief Boss", "CEO"), ("Head of Sales", "VP, Sales"), ("ceo", "CEO")];
        let merged = merged.map(|(value, into)| (value.to_owned(), into.to_owned())).into();
        let merged = Facts::merged_values(&[("Job title".to_owned(), merged)].into());
        let facts = Facts { merged, ..facts() };
        let hints = |test: TextTest| -> Vec<String> {
            let change = |model: &mut crate::model::Model| {
                model.criteria[0].rule = profile("Job title", Test::Text(test));
            };
            let problems = against(CODE, Some(&facts), change);
            problems.into_iter().map(|problem| problem.sentence + "; " + &problem.hint.unwrap_or_default()).collect()
        };
        assert!(hints(TextTest::HasAnyWord(texts(&["boss", "CEO"]))).is_empty());
        assert!(hints(TextTest::OneOf(texts(&["Chief boss", "Head of Sales", "vp, sales", "ceo"]))).is_empty());
        assert!(hints(TextTest::StartsWithAny(texts(&["Chief", "head", "C", "V"]))).is_empty());
        assert_eq!(
            hints(TextTest::OneOf(texts(&["Head of Sales", "CEO"]))),
            ["“title” looks for Head of Sales in “Job title”, which no lead has; \
              In these leads “Head of Sales” was merged into “VP, Sales”; look for that as well"],
            "the rule does not find what it became"
        );
        assert_eq!(hints(TextTest::HasAnyWord(texts(&["boss", "Bossy", "ceo"]))).len(), 1, "another word");
    }
}
