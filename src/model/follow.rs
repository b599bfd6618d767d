//! What of a model speaks of the fields of a library, and how it follows when they are changed there.
//!
//! What was signed stays as it was signed, and so do the reasons and the log: they are what people said at the time.

mod values;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use self::values::Merges;
pub use self::values::{finds, replace_synonyms, value_uses};
use super::{Criterion, CriterionId, Model, OwnLead, Whose, check::walk};
use crate::lead::{FieldType, Lead};

/// Where a model speaks of one field, or of some of its values.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldUse {
    /// Their rules ask for it; in the order of the model.
    pub criteria: Vec<CriterionId>,
    /// Segments of leads that are told by it.
    pub segments: usize,
    /// Test leads and personas that the model keeps, and of which it is known.
    pub own_leads: usize,
    /// Kept drafts with a criterion that asks for it.
    pub scenarios: usize,
}

impl FieldUse {
    pub fn is_none(&self) -> bool {
        *self == Self::default()
    }

    /// Without what the leads of the model know: whether something would find nothing if the field were gone.
    pub fn is_asked_for(&self) -> bool {
        !self.criteria.is_empty() || self.segments > 0
    }

    /// Whether a criterion asks for this field and for another one, be it in another version.
    pub fn shares_criteria(&self, other: &Self) -> bool {
        self.criteria.iter().any(|id| other.criteria.contains(id))
    }
}

/// Every field that a model speaks of, and where.
pub fn field_uses(model: &Model) -> BTreeMap<String, FieldUse> {
    let mut uses: BTreeMap<String, FieldUse> = BTreeMap::new();
    for criterion in &model.criteria {
        for attribute in asked_for(criterion) {
            uses.entry(attribute.to_owned()).or_default().criteria.push(criterion.id.clone());
        }
    }
    for only in model.segments.iter().filter_map(|segment| segment.of.only.as_ref()) {
        uses.entry(only.attribute.clone()).or_default().segments += 1;
    }
    for lead in own_leads(model) {
        for attribute in lead.attributes.keys() {
            uses.entry(attribute.clone()).or_default().own_leads += 1;
        }
    }
    for scenario in &model.scenarios {
        let asked: BTreeSet<&str> = scenario.model.criteria.iter().flat_map(asked_for).collect();
        for attribute in asked {
            uses.entry(attribute.to_owned()).or_default().scenarios += 1;
        }
    }
    uses
}

/// The criteria that test a field as another type than this, and so would find it missing.
pub fn criteria_against(model: &Model, field: &str, field_type: FieldType) -> Vec<CriterionId> {
    let is_against = |criterion: &&Criterion| {
        let tests = walk::tests(&criterion.rule);
        let mut types = tests.iter().filter(|test| test.attribute == field).filter_map(|test| test.is.field_type());
        types.any(|tested| tested != field_type)
    };
    model.criteria.iter().filter(is_against).map(|criterion| criterion.id.clone()).collect()
}

/// Speaks of a field by another name from now on. Answers where it did.
pub fn rename_field(model: &mut Model, from: &str, to: &str) -> FieldUse {
    let renamed = field_uses(model).remove(from).unwrap_or_default();
    let rename_in = |criteria: &mut Vec<Criterion>| {
        criteria.iter_mut().for_each(|criterion| walk::rename_attribute(&mut criterion.rule, from, to));
    };
    rename_in(&mut model.criteria);
    for only in model.segments.iter_mut().filter_map(|segment| segment.of.only.as_mut()) {
        if only.attribute == from {
            to.clone_into(&mut only.attribute);
        }
    }
    edit_own_leads(model, |lead| {
        if let Some(value) = lead.attributes.remove(from) {
            lead.attributes.entry(to.to_owned()).or_insert(value);
        }
    });
    for scenario in &mut model.scenarios {
        if scenario.model.criteria.iter().any(|criterion| asked_for(criterion).contains(from)) {
            rename_in(&mut Arc::make_mut(&mut scenario.model).criteria);
        }
    }
    renamed
}

/// Names that fields had before by those they have now, and by field merged values: what a model is brought up to.
pub type Renamed = BTreeMap<String, String>;
pub type Merged = BTreeMap<String, BTreeMap<String, String>>;

/// Whether two models speak of fields and values in the same way, so that another may follow the one as it follows the other.
/// Quickly told: drafts of one gesture share their scenarios.
pub fn speak_alike(one: &Model, other: &Model) -> bool {
    let mut scenarios = one.scenarios.iter().zip(&other.scenarios);
    let mut criteria = one.criteria.iter().zip(&other.criteria);
    one.criteria.len() == other.criteria.len()
        && criteria.all(|(one, other)| one.rule == other.rule)
        && one.segments == other.segments
        && own_leads(one).eq(own_leads(other))
        && one.scenarios.len() == other.scenarios.len()
        && scenarios.all(|(one, other)| Arc::ptr_eq(&one.model, &other.model))
}

/// A model that is held against the draft, as it would speak of the same library: it follows what the draft has followed, and
/// what the draft still calls by a former name it calls so, too. `None` where it speaks of all as the draft does.
pub fn followed(model: &Model, draft: &Model, renamed: &Renamed, merged: &Merged) -> Option<Model> {
    if renamed.is_empty() && merged.is_empty() {
        return None;
    }
    let (of_model, of_draft) = (field_uses(model), field_uses(draft));
    let mut other: Option<Model> = None;
    for (from, to) in renamed {
        if of_model.contains_key(from) && !of_draft.contains_key(from) {
            rename_field(other.get_or_insert_with(|| model.clone()), from, to);
        }
    }
    for (field, synonyms) in merged {
        let merges = Merges::new(field, synonyms).followed_by(draft);
        if !merges.uses(other.as_ref().unwrap_or(model)).is_none() {
            merges.replace(other.get_or_insert_with(|| model.clone()));
        }
    }
    other
}

fn asked_for(criterion: &Criterion) -> BTreeSet<&str> {
    walk::tests(&criterion.rule).into_iter().map(|test| test.attribute.as_str()).collect()
}

/// The leads that the model itself keeps.
fn own_leads(model: &Model) -> impl Iterator<Item = &Lead> {
    let tests = model.test_leads.iter().filter_map(|test| match &test.whose {
        Whose::Own(own) => Some(own),
        Whose::Library(_) => None,
    });
    tests.chain(model.personas.iter().map(|persona| &persona.lead)).map(|own| &*own.lead)
}

/// Changes those of them that come out otherwise: the others stay shared.
fn edit_own_leads(model: &mut Model, edit: impl Fn(&mut Lead)) {
    let tests = model.test_leads.iter_mut().filter_map(|test| match &mut test.whose {
        Whose::Own(own) => Some(own),
        Whose::Library(_) => None,
    });
    let all = tests.chain(model.personas.iter_mut().map(|persona| &mut persona.lead));
    all.for_each(|own: &mut OwnLead| {
        let mut lead = Lead::clone(&own.lead);
        edit(&mut lead);
        if lead != *own.lead {
            own.lead = Arc::new(lead);
        }
    });
}

#[cfg(test)]
mod tests {
    use super::{values::text_of, *};
    use crate::{
        lead::{Instant, Value},
        model::{
            AttributeTest, Condition, NumberTest, Persona, Rule, Scenario, Segment, SegmentTest, Test, TextTest,
            WithValue, sample,
        },
    };

    fn test(attribute: &str, is: Test) -> Condition {
        Condition::Test(AttributeTest { attribute: attribute.to_owned(), is })
    }

    fn one_of(attribute: &str, listed: &[&str]) -> Condition {
        test(attribute, Test::Text(TextTest::OneOf(listed.iter().map(|text| (*text).to_owned()).collect())))
    }

    /// A criterion, a segment, a persona and a scenario that speak of “Title”; another criterion that does not.
    fn model() -> Model {
        let mut model = Model::new("test");
        let criterion = |id: &str, condition| {
            let rule = Rule::Profile(Condition::All(vec![Condition::Not(Box::new(condition))]));
            Criterion { rule, ..sample::criterion(id, "profile") }
        };
        model.criteria = vec![
            criterion("chief", one_of("Title", &["C.E.O", "CTO", "ceo"])),
            criterion("size", test("Size", Test::Number(NumberTest::AtLeast(50.0)))),
        ];
        let kept = Scenario::keep(&model, "as it was", "", Instant(0).day());
        model.scenarios.push(kept);
        let only = Some(WithValue { attribute: "Title".to_owned(), value: "c.e.o".to_owned() });
        model.segments.push(SegmentTest {
            id: "s".into(),
            of: Segment { only, ..Segment::default() },
            limit: crate::model::Limit::AtLeastPercent(80),
            reach: Default::default(),
            why: String::new(),
            team: None,
        });
        let attributes = [("Title".to_owned(), Value::Text("Chief Executive Officer".to_owned()))];
        let lead = Lead { key: "p".to_owned(), attributes: attributes.into(), ..Lead::default() };
        let lead = OwnLead::new(Instant(0), lead);
        model.personas.push(Persona { id: "p".into(), name: "Ana".to_owned(), about: String::new(), lead });
        model
    }

    fn merge(values: &[&str], into: &str) -> BTreeMap<String, String> {
        values.iter().map(|value| ((*value).to_owned(), into.to_owned())).collect()
    }

    fn every() -> FieldUse {
        FieldUse { criteria: vec!["chief".into()], segments: 1, own_leads: 1, scenarios: 1 }
    }

    #[test]
    fn all_that_speaks_of_a_field_is_renamed_and_nothing_else() {
        let before = model();
        assert_eq!(field_uses(&before).get("Title"), Some(&every()));
        let mut after = before.clone();
        assert_eq!(rename_field(&mut after, "Title", "Job title"), every());
        let uses = field_uses(&after);
        assert_eq!((uses.get("Title"), uses.get("Job title")), (None, Some(&every())));
        assert_eq!(uses.get("Size"), field_uses(&before).get("Size"));
        rename_field(&mut after, "Job title", "Title");
        assert_eq!(after, before, "and back");
        assert!(rename_field(&mut after, "Colour", "Color").is_none());
        assert_eq!(after, before);
    }

    fn listed(model: &Model) -> &[String] {
        let tests = walk::tests(&model.criteria[0].rule);
        text_of(&tests[0].is).expect("a test of text").listed()
    }

    #[test]
    fn merged_values_are_named_as_one() {
        let mut model = model();
        let values = ["Chief", "C.E.O", "Chief Executive Officer"];
        assert_eq!(value_uses(&model, "Title", &merge(&values, "Boss")), every());
        assert_eq!(replace_synonyms(&mut model, "Title", &merge(&values, "Boss")), every());
        assert_eq!(listed(&model), ["C.E.O", "CTO", "ceo", "Boss"], "leads that say “c.e.o” were not merged");
        assert_eq!(listed(&model.scenarios[0].model), listed(&model));
        assert_eq!(model.segments[0].of.only.as_ref().map(|only| only.value.as_str()), Some("Boss"));
        assert_eq!(model.personas[0].lead.lead.attribute("Title"), Some(&Value::Text("Boss".to_owned())));
        assert!(value_uses(&model, "Title", &merge(&values, "BOSS")).is_none(), "case makes no other spelling of it");
        assert!(value_uses(&model, "Size", &merge(&values, "Boss")).is_none());
        let after = model.clone();
        replace_synonyms(&mut model, "Title", &merge(&values, "Boss"));
        assert_eq!(model, after, "once");
    }

    #[test]
    fn many_values_are_followed_as_each_would_be() {
        let synonyms = [("C.E.O", "Boss"), ("Chief Executive Officer", "Boss"), ("CTO", "Techie"), ("ctO", "CTo")];
        let synonyms = synonyms.map(|(value, into)| (value.to_owned(), into.to_owned())).into();
        let mut model = model();
        assert_eq!(replace_synonyms(&mut model, "Title", &synonyms), every(), "each is counted once");
        assert_eq!(listed(&model), ["C.E.O", "CTO", "ceo", "Boss", "Techie"]);
        assert_eq!(model.personas[0].lead.lead.attribute("Title"), Some(&Value::Text("Boss".to_owned())));
        assert!(replace_synonyms(&mut model, "Title", &synonyms).is_none(), "once");
    }

    #[test]
    fn rules_go_on_to_find_what_they_found_and_find_what_it_became() {
        type Make = fn(Vec<String>) -> TextTest;
        let makes: [(Make, &str); 6] = [
            (TextTest::OneOf, "Chief Executive Officer"),
            (TextTest::NoneOf, "chief executive officer"),
            (TextTest::HasAnyWord, "Chief Executive"),
            (TextTest::ContainsAny, "executive"),
            (TextTest::StartsWithAny, "chief exec"),
            (TextTest::EndsWithAny, "Officer"),
        ];
        let values = ["Chief Executive Officer"];
        for (make, word) in makes {
            let mut model = model();
            let rule = Test::Text(make(vec![word.to_owned()]));
            model.criteria[0].rule = Rule::Profile(test("Title", rule));
            assert_eq!(value_uses(&model, "Title", &merge(&values, "CEO")).criteria, ["chief".into()], "{word}");
            replace_synonyms(&mut model, "Title", &merge(&values, "CEO"));
            assert_eq!(listed(&model), [word, "CEO"]);
            assert!(value_uses(&model, "Title", &merge(&values, "CEO")).is_none(), "{word}");
            // What is found already needs no word of its own.
            model.criteria[0].rule =
                Rule::Profile(test("Title", Test::Text(make(vec![word.to_owned(), "ceo".to_owned()]))));
            assert!(value_uses(&model, "Title", &merge(&values, "CEO")).is_none(), "{word}");
        }
        let mut model = model();
        model.criteria[0].rule =
            Rule::Profile(test("Title", Test::Text(TextTest::HasAnyWord(vec!["chief".to_owned()]))));
        replace_synonyms(&mut model, "Title", &merge(&values, "?!"));
        assert_eq!(listed(&model), ["chief"], "no word finds it");
    }

    #[test]
    fn what_is_held_against_the_draft_follows_as_far_as_the_draft_has() {
        let before = model();
        let renamed: Renamed = [("Title".to_owned(), "Job title".to_owned())].into();
        let merged: Merged = [("Job title".to_owned(), [("C.E.O".to_owned(), "CEO".to_owned())].into())].into();
        assert_eq!(followed(&before, &before, &renamed, &merged), None, "the draft has not followed");
        let mut draft = before.clone();
        rename_field(&mut draft, "Title", "Job title");
        assert_eq!(followed(&before, &draft, &renamed, &merged), Some(draft.clone()), "the name, not yet the values");
        assert_eq!(followed(&draft, &draft, &renamed, &merged), None);
        replace_synonyms(&mut draft, "Job title", &merge(&["C.E.O"], "CEO"));
        assert_eq!(followed(&before, &draft, &renamed, &merged), Some(draft.clone()));
        assert_eq!(followed(&before, &draft, &Renamed::new(), &Merged::new()), None);
    }

    #[test]
    fn criteria_that_test_another_type_would_find_nothing() {
        let model = model();
        assert_eq!(criteria_against(&model, "Title", FieldType::Number), ["chief".into()]);
        assert_eq!(criteria_against(&model, "Size", FieldType::Text), ["size".into()]);
        assert!(criteria_against(&model, "Size", FieldType::Number).is_empty());
    }

    #[test]
    fn numbers_say_nothing_of_fields() {
        let one = model();
        let mut other = one.clone();
        other.criteria[0].points += 1;
        assert!(speak_alike(&one, &other));
        let mut others = [one.clone(), one.clone(), one.clone(), one.clone(), one.clone()];
        others[0].criteria[1].rule = one.criteria[0].rule.clone();
        others[1].criteria.pop();
        others[2].segments.clear();
        others[3].personas.clear();
        others[4].scenarios.clear();
        assert_eq!(others.map(|other| speak_alike(&one, &other)), [false; 5]);
    }
}
