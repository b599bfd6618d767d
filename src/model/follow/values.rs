//! How a model follows when values of a text field are merged.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{FieldUse, edit_own_leads, own_leads};
use crate::{
    lead::{Lead, Value, has_phrase, trim_fold},
    model::{Criterion, CriterionId, Model, Test, TextTest, check::walk},
};

/// Where a model speaks of one of these values of a text field, and would have to speak of `into` as well once they are that.
pub fn value_uses(model: &Model, field: &str, values: &[String], into: &str) -> FieldUse {
    let other = Others::new(values, into);
    if other.folded.is_empty() {
        return FieldUse::default();
    }
    let lacks = |criterion: &Criterion| other.lacks(criterion, field);
    let knows = |lead: &&Lead| matches!(lead.attribute(field), Some(Value::Text(text)) if other.has(text));
    let segments = model.segments.iter().filter_map(|segment| segment.of.only.as_ref());
    FieldUse {
        criteria: model.criteria.iter().filter(|it| lacks(it)).map(|it| it.id.clone()).collect(),
        segments: segments.filter(|only| only.attribute == field && other.has(&only.value)).count(),
        own_leads: own_leads(model).filter(knows).count(),
        scenarios: model.scenarios.iter().filter(|it| it.model.criteria.iter().any(lacks)).count(),
    }
}

/// Speaks of one value where it spoke of these. What rules list stays listed: a part of a text, or another spelling that
/// reads the same to a rule, may still be that of leads whose values were not merged. Answers where something changed.
pub fn replace_values(model: &mut Model, field: &str, values: &[String], into: &str) -> FieldUse {
    let replaced = value_uses(model, field, values, into);
    if replaced.is_none() {
        return replaced;
    }
    let other = Others::new(values, into);
    let add_in = |criteria: &mut Vec<Criterion>| {
        for criterion in criteria {
            walk::each_test_mut(&mut criterion.rule, &mut |test| {
                if test.attribute == field
                    && let Test::Text(is) = &mut test.is
                    && other.is_lacking(is)
                {
                    is.listed_mut().push(into.to_owned());
                }
            });
        }
    };
    add_in(&mut model.criteria);
    for only in model.segments.iter_mut().filter_map(|segment| segment.of.only.as_mut()) {
        if only.attribute == field && other.has(&only.value) {
            into.clone_into(&mut only.value);
        }
    }
    edit_own_leads(model, |lead| {
        if let Some(Value::Text(text)) = lead.attributes.get_mut(field)
            && other.has(text)
        {
            into.clone_into(text);
        }
    });
    for scenario in &mut model.scenarios {
        if scenario.model.criteria.iter().any(|criterion| other.lacks(criterion, field)) {
            add_in(&mut Arc::make_mut(&mut scenario.model).criteria);
        }
    }
    replaced
}

/// The same for many values at once, each with what it becomes.
pub fn replace_synonyms(model: &mut Model, field: &str, synonyms: &BTreeMap<String, String>) -> FieldUse {
    let scenarios: Vec<Arc<Model>> = model.scenarios.iter().map(|it| Arc::clone(&it.model)).collect();
    let mut uses = FieldUse::default();
    let mut criteria: BTreeSet<CriterionId> = BTreeSet::new();
    for (into, values) in groups(synonyms) {
        let of = replace_values(model, field, &values, into);
        criteria.extend(of.criteria);
        uses.segments += of.segments;
        uses.own_leads += of.own_leads;
    }
    uses.criteria = model.criteria.iter().map(|it| it.id.clone()).filter(|id| criteria.contains(id)).collect();
    let is_other = |(before, now): &(&Arc<Model>, &Arc<Model>)| !Arc::ptr_eq(before, now);
    uses.scenarios = scenarios.iter().zip(model.scenarios.iter().map(|it| &it.model)).filter(is_other).count();
    uses
}

/// By what they become.
pub(super) fn groups(synonyms: &BTreeMap<String, String>) -> BTreeMap<&str, Vec<String>> {
    let mut groups: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (value, into) in synonyms {
        groups.entry(into).or_default().push(value.clone());
    }
    groups
}

/// Values that become another, compared as rules do.
struct Others {
    folded: BTreeSet<String>,
    into: String,
}

impl Others {
    fn new(values: &[String], into: &str) -> Self {
        let into = trim_fold(into);
        Self { folded: values.iter().map(|value| trim_fold(value)).filter(|value| *value != into).collect(), into }
    }

    fn has(&self, text: &str) -> bool {
        !self.folded.is_empty() && self.folded.contains(&trim_fold(text))
    }

    /// Whether a rule lists texts that find one of the values, and none that finds what they become.
    fn is_lacking(&self, test: &TextTest) -> bool {
        let finds = |value: &str| test.listed().iter().any(|listed| finds(test, &trim_fold(listed), value));
        // A value without a word is found by no word.
        self.folded.iter().any(|value| finds(value)) && !finds(&self.into) && self::finds(test, &self.into, &self.into)
    }

    fn lacks(&self, criterion: &Criterion, field: &str) -> bool {
        let tests = walk::tests(&criterion.rule);
        let mut texts = tests.iter().filter(|test| test.attribute == field).filter_map(|test| text_of(&test.is));
        texts.any(|test| self.is_lacking(test))
    }
}

/// Whether one listed text of a test finds a value, or keeps it out; both folded. Blank ones find nothing.
pub fn finds(test: &TextTest, listed: &str, value: &str) -> bool {
    !listed.is_empty()
        && match test {
            TextTest::OneOf(_) | TextTest::NoneOf(_) => listed == value,
            TextTest::HasAnyWord(_) => has_phrase(value, listed),
            TextTest::ContainsAny(_) => value.contains(listed),
            TextTest::StartsWithAny(_) => value.starts_with(listed),
            TextTest::EndsWithAny(_) => value.ends_with(listed),
        }
}

pub(super) fn text_of(test: &Test) -> Option<&TextTest> {
    if let Test::Text(test) = test { Some(test) } else { None }
}
