//! A text that a criterion looks for and no lead has: most likely a slip, or another spelling.

use std::collections::BTreeMap;

use super::{Context, FieldFacts, Place, Problem, walk};
use crate::{
    lead::{trim_fold, words},
    model::{Test, TextTest, nearest::nearest, wording},
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
            let unseen: Vec<String> = is.listed().iter().filter(|text| !known.is_seen(is, text)).cloned().collect();
            let Some(first) = unseen.first() else { continue };
            let sentence = format!(
                "“{}” looks for {} in “{}”, which no lead has",
                criterion.name,
                wording::list(&unseen),
                test.attribute
            );
            let meant = (field.values.len() <= MOST_COMPARED)
                .then(|| nearest(&trim_fold(first), field.values.keys().map(String::as_str)))
                .flatten();
            let hint = match meant {
                Some(meant) => format!("Did you mean “{meant}” by “{first}”?"),
                None => "Check the spelling against the values of the leads".to_owned(),
            };
            found.push(Problem::warning(CODE, Place::Criterion(criterion.id.clone()), sentence).hint(hint));
        }
    }
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
        super::fixture::{found_in_leads, profile, texts},
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
}
