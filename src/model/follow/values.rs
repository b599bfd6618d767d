//! How a model follows when values of a text field are merged.

use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet, HashMap},
    mem::{Discriminant, discriminant},
    sync::Arc,
};

use super::{FieldUse, edit_own_leads, own_leads};
use crate::{
    lead::{Lead, Value, has_phrase, trim_fold, words},
    model::{Criterion, Model, Test, TextTest, WithValue, check::walk},
};

/// Where a model speaks of values of a text field that are merged, and would have to speak of what they become as well.
pub fn value_uses(model: &Model, field: &str, synonyms: &BTreeMap<String, String>) -> FieldUse {
    Merges::new(field, synonyms).uses(model)
}

/// Speaks of what values become where it spoke of them. What rules list stays listed: a part of a text, or another spelling
/// that reads the same to a rule, may still be that of leads whose values were not merged. Answers where something changed.
///
/// Groups of values follow each other in the order of what they become. So where that is itself a value of a later group,
/// both are followed.
pub fn replace_synonyms(model: &mut Model, field: &str, synonyms: &BTreeMap<String, String>) -> FieldUse {
    Merges::new(field, synonyms).replace(model)
}

/// Values of one field that become others: groups by what they become, in its order. Compared as rules do.
pub(super) struct Merges<'a> {
    field: &'a str,
    groups: Vec<Group<'a>>,
    /// By value, the groups that it is in: several where spellings of it become different things.
    of: HashMap<String, Vec<usize>>,
    /// By word, the groups that have a value with it.
    of_word: HashMap<String, Vec<usize>>,
    /// The groups with a value that a listed text finds: scenarios list much of what the model does.
    found: RefCell<HashMap<Listed, Vec<usize>>>,
}

/// The kind of a test, and a text that it lists.
type Listed = (Discriminant<TextTest>, String);

/// Values that become one.
struct Group<'a> {
    values: BTreeSet<String>,
    into: &'a str,
    folded: String,
}

impl<'a> Merges<'a> {
    pub fn new(field: &'a str, synonyms: &'a BTreeMap<String, String>) -> Self {
        let mut groups: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
        for (value, into) in synonyms {
            groups.entry(into).or_default().insert(trim_fold(value));
        }
        let groups = groups.into_iter().map(|(into, mut values)| {
            let folded = trim_fold(into);
            values.remove(&folded);
            Group { values, into, folded }
        });
        Self::of(field, groups.collect())
    }

    fn of(field: &'a str, groups: Vec<Group<'a>>) -> Self {
        let (mut of, mut of_word): (HashMap<String, Vec<usize>>, HashMap<String, Vec<usize>>) = Default::default();
        for (number, group) in groups.iter().enumerate() {
            for value in &group.values {
                of.entry(value.clone()).or_default().push(number);
                for word in words(value) {
                    let with = of_word.entry(word.to_owned()).or_default();
                    if with.last() != Some(&number) {
                        with.push(number);
                    }
                }
            }
        }
        Self { field, groups, of, of_word, found: RefCell::default() }
    }

    /// Without the groups that a model would still have to follow.
    pub fn followed_by(self, model: &Model) -> Self {
        let criteria = model.criteria.iter().chain(model.scenarios.iter().flat_map(|it| &it.model.criteria));
        let texts = criteria.flat_map(|criterion| texts(criterion, self.field));
        let mut behind: BTreeSet<usize> = texts.flat_map(|test| self.behind(test)).collect();
        let segments = self.segments(model).map(|only| only.value.as_str());
        let values = segments.chain(own_leads(model).filter_map(|lead| self.known(lead)));
        behind.extend(values.filter_map(|value| self.of.get(&trim_fold(value))).flatten());
        let groups = self.groups.into_iter().enumerate().filter(|(number, _)| !behind.contains(number));
        Self::of(self.field, groups.map(|(_, group)| group).collect())
    }

    /// Where a model has to follow.
    pub fn uses(&self, model: &Model) -> FieldUse {
        let lacks = |criterion: &Criterion| self.is_behind(criterion);
        let knows = |lead: &&Lead| self.known(lead).is_some_and(|text| self.becomes(text).is_some());
        FieldUse {
            criteria: model.criteria.iter().filter(|it| lacks(it)).map(|it| it.id.clone()).collect(),
            segments: self.segments(model).filter(|only| self.becomes(&only.value).is_some()).count(),
            own_leads: own_leads(model).filter(knows).count(),
            scenarios: model.scenarios.iter().filter(|it| it.model.criteria.iter().any(lacks)).count(),
        }
    }

    /// Follows all groups in one walk.
    pub fn replace(&self, model: &mut Model) -> FieldUse {
        let uses = self.uses(model);
        if uses.is_none() {
            return uses;
        }
        self.add_in(&mut model.criteria);
        for only in model.segments.iter_mut().filter_map(|segment| segment.of.only.as_mut()) {
            if only.attribute == self.field
                && let Some(into) = self.becomes(&only.value)
            {
                into.clone_into(&mut only.value);
            }
        }
        edit_own_leads(model, |lead| {
            if let Some(Value::Text(text)) = lead.attributes.get_mut(self.field)
                && let Some(into) = self.becomes(text)
            {
                into.clone_into(text);
            }
        });
        for scenario in &mut model.scenarios {
            if scenario.model.criteria.iter().any(|criterion| self.is_behind(criterion)) {
                self.add_in(&mut Arc::make_mut(&mut scenario.model).criteria);
            }
        }
        uses
    }

    fn add_in(&self, criteria: &mut [Criterion]) {
        for criterion in criteria {
            walk::each_test_mut(&mut criterion.rule, &mut |test| {
                if test.attribute == self.field
                    && let Test::Text(is) = &mut test.is
                {
                    let lacking = self.lacking(is);
                    is.listed_mut().extend(lacking);
                }
            });
        }
    }

    fn is_behind(&self, criterion: &Criterion) -> bool {
        texts(criterion, self.field).any(|test| !self.behind(test).is_empty())
    }

    /// The groups of which a rule lists texts that find a value, and none that finds what it becomes.
    fn behind(&self, test: &TextTest) -> Vec<usize> {
        let listed = folded(test);
        let mut found: Vec<usize> = listed.iter().flat_map(|text| self.found_by(test, text)).collect();
        found.retain(|number| lacks(test, &listed, &self.groups[*number].folded));
        found
    }

    /// What a rule has to list as well: group by group, each as if what the ones before it become were listed.
    fn lacking(&self, test: &TextTest) -> Vec<String> {
        let mut listed = folded(test);
        let mut found: BTreeSet<usize> = listed.iter().flat_map(|text| self.found_by(test, text)).collect();
        let mut lacking = Vec::new();
        while let Some(number) = found.pop_first() {
            let Group { into, folded, .. } = &self.groups[number];
            if lacks(test, &listed, folded) {
                found.extend(self.found_by(test, folded).into_iter().filter(|other| *other > number));
                listed.push(folded.clone());
                lacking.push((*into).to_owned());
            }
        }
        lacking
    }

    /// The groups with a value that one listed text finds.
    fn found_by(&self, test: &TextTest, listed: &str) -> Vec<usize> {
        let is_found = |number: &usize| self.groups[*number].values.iter().any(|value| finds(test, listed, value));
        let find = || match test {
            TextTest::OneOf(_) | TextTest::NoneOf(_) => {
                self.of.get(listed).filter(|_| !listed.is_empty()).cloned().unwrap_or_default()
            }
            TextTest::HasAnyWord(_) => {
                let with = words(listed).map(|word| self.of_word.get(word).map_or(&[][..], Vec::as_slice));
                let rarest = with.min_by_key(|groups| groups.len()).unwrap_or_default();
                rarest.iter().copied().filter(is_found).collect()
            }
            TextTest::ContainsAny(_) | TextTest::StartsWithAny(_) | TextTest::EndsWithAny(_) => {
                (0..self.groups.len()).filter(is_found).collect()
            }
        };
        let mut found = self.found.borrow_mut();
        found.entry((discriminant(test), listed.to_owned())).or_insert_with(find).clone()
    }

    /// What a value becomes, group by group; `None` if it stays.
    fn becomes(&self, value: &str) -> Option<&'a str> {
        let (mut value, mut into, mut next) = (trim_fold(value), None, 0);
        while let Some(number) = self.of.get(&value).and_then(|of| of.iter().find(|number| **number >= next)) {
            let group = &self.groups[*number];
            (into, next) = (Some(group.into), number + 1);
            value.clone_from(&group.folded);
        }
        into
    }

    fn segments<'m>(&self, model: &'m Model) -> impl Iterator<Item = &'m WithValue> {
        let all = model.segments.iter().filter_map(|segment| segment.of.only.as_ref());
        all.filter(|only| only.attribute == self.field)
    }

    fn known<'m>(&self, lead: &'m Lead) -> Option<&'m str> {
        if let Some(Value::Text(text)) = lead.attribute(self.field) { Some(text) } else { None }
    }
}

/// The tests of a text field.
fn texts<'m>(criterion: &'m Criterion, field: &str) -> impl Iterator<Item = &'m TextTest> {
    let tests = walk::tests(&criterion.rule).into_iter();
    tests.filter(move |test| test.attribute == field).filter_map(|test| text_of(&test.is))
}

fn folded(test: &TextTest) -> Vec<String> {
    test.listed().iter().map(|text| trim_fold(text)).collect()
}

/// Whether a value is found by none of the listed texts, and would be if it were listed: one without a word is found by no
/// word.
fn lacks(test: &TextTest, listed: &[String], value: &str) -> bool {
    !listed.iter().any(|text| finds(test, text, value)) && finds(test, value, value)
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

#[cfg(test)]
mod tests {
    use proptest::{
        collection::{btree_map, vec},
        prelude::*,
    };

    use super::*;
    use crate::{
        lead::Instant,
        model::{
            AttributeTest, Condition, Limit, OwnLead, Persona, Rule, Scenario, Segment, SegmentTest, follow::followed,
            sample,
        },
    };

    const FIELD: &str = "Title";

    /// Words of which some are parts of others, and some the same in other letters.
    fn word() -> impl Strategy<Value = String> {
        let words = ["a", "A", "b", "B ", "a b", "ab", "c", "c a", "?", "d", "b c d"];
        prop::sample::select(words.to_vec()).prop_map(str::to_owned)
    }

    fn text_test() -> impl Strategy<Value = Test> {
        (prop::sample::select(sample::TEXT_TESTS.to_vec()), vec(word(), 0..4))
            .prop_map(|(make, listed)| Test::Text(make(listed)))
    }

    fn segment(value: &str) -> SegmentTest {
        let only = Some(WithValue { attribute: FIELD.to_owned(), value: value.to_owned() });
        SegmentTest {
            id: "s".into(),
            of: Segment { only, ..Segment::default() },
            limit: Limit::AtLeastPercent(80),
            reach: Default::default(),
            why: String::new(),
            team: None,
        }
    }

    fn persona(title: String) -> Persona {
        let attributes = [(FIELD.to_owned(), Value::Text(title))].into();
        let lead = OwnLead::new(Instant(0), Lead { key: "p".to_owned(), attributes, ..Lead::default() });
        Persona { id: "p".into(), name: "Ana".to_owned(), about: String::new(), lead }
    }

    fn model() -> impl Strategy<Value = Model> {
        let rules = || vec((text_test(), prop::sample::select(vec![FIELD, "City"])), 0..4);
        (rules(), rules(), vec(word(), 0..3), vec(word(), 0..3)).prop_map(|(rules, kept, segments, titles)| {
            let model_of = |rules: Vec<(Test, &str)>| {
                let criterion = |(number, (is, attribute)): (usize, (Test, &str))| {
                    let test = Condition::Test(AttributeTest { attribute: attribute.to_owned(), is });
                    let rule = Rule::Profile(test);
                    Criterion { rule, ..sample::criterion(&number.to_string(), "profile") }
                };
                let criteria = rules.into_iter().enumerate().map(criterion).collect();
                Model { criteria, ..Model::new("test") }
            };
            let kept = Scenario::keep(&model_of(kept), "kept", "", Instant(0).day());
            Model {
                scenarios: vec![kept],
                segments: segments.iter().map(|value| segment(value)).collect(),
                personas: titles.into_iter().map(persona).collect(),
                ..model_of(rules)
            }
        })
    }

    /// What becomes another may be what a third became.
    fn synonyms() -> impl Strategy<Value = BTreeMap<String, String>> {
        btree_map(word(), word(), 0..8)
    }

    fn group_by_group(synonyms: &BTreeMap<String, String>) -> Vec<BTreeMap<String, String>> {
        let mut groups: BTreeMap<&String, BTreeMap<String, String>> = BTreeMap::new();
        for (value, into) in synonyms {
            groups.entry(into).or_default().insert(value.clone(), into.clone());
        }
        groups.into_values().collect()
    }

    proptest! {
        #[test]
        fn all_at_once_is_as_one_by_one(model in model(), synonyms in synonyms()) {
            let (mut at_once, mut one_by_one) = (model.clone(), model.clone());
            let uses = replace_synonyms(&mut at_once, FIELD, &synonyms);
            prop_assert_eq!(&uses, &value_uses(&model, FIELD, &synonyms));
            let mut criteria: BTreeSet<_> = BTreeSet::new();
            for group in group_by_group(&synonyms) {
                criteria.extend(replace_synonyms(&mut one_by_one, FIELD, &group).criteria);
            }
            prop_assert!(at_once == one_by_one);
            prop_assert_eq!(uses.criteria.into_iter().collect::<BTreeSet<_>>(), criteria);
        }

        #[test]
        fn a_baseline_follows_group_by_group_what_the_draft_has(
            model in model(), draft in model(), synonyms in synonyms(), has_followed in 0..8_usize,
        ) {
            let (mut draft, mut expected) = (draft, model.clone());
            let groups = group_by_group(&synonyms);
            for group in groups.iter().take(has_followed) {
                replace_synonyms(&mut draft, FIELD, group);
            }
            for group in &groups {
                if value_uses(&draft, FIELD, group).is_none() {
                    replace_synonyms(&mut expected, FIELD, group);
                }
            }
            let merged = [(FIELD.to_owned(), synonyms)].into();
            let now = followed(&model, &draft, &Default::default(), &merged);
            prop_assert!(now.unwrap_or(model) == expected);
        }
    }
}
