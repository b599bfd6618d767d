//! What can be picked while a lead is edited: what the model asks for, and what the library has.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use crate::{
    app::{format, pages::criteria::rule::known::Offer},
    lead::{FieldType, Lead, fold, trim_fold},
    model::{
        AttributeTest, Condition, Model, Rule, Test, TextTest,
        check::{Facts, FieldFacts},
    },
    scoring::{Column, Columns},
};

/// More than these at once are searched for, not scrolled through.
const MOST_OFFERED: usize = 60;
/// And of so many values the most frequent are searched.
const MOST_SEARCHED: usize = 2_000;

/// What the model and the library know.
#[derive(Clone, Copy)]
pub struct Known<'a> {
    pub model: &'a Model,
    pub facts: Option<&'a Facts>,
    pub columns: &'a Arc<Columns>,
}

/// The values of one field as they are written, the most frequent first; kept while that field is typed into.
#[derive(Clone)]
pub struct Values {
    columns: Arc<Columns>,
    field: String,
    values: Arc<Vec<(String, u64)>>,
}

impl Values {
    pub fn is_of(&self, known: &Known<'_>, field: &str) -> bool {
        Arc::ptr_eq(&self.columns, known.columns) && self.field == field
    }
}

impl<'a> Known<'a> {
    fn field(&self, name: &str) -> Option<&'a FieldFacts> {
        self.facts?.fields.iter().find(|field| field.name == name)
    }

    /// The tests that the model makes of attributes, in the order of its criteria.
    fn tests(&self) -> Vec<&'a AttributeTest> {
        let mut tests = Vec::new();
        for criterion in self.model.criteria.iter().filter(|criterion| criterion.enabled) {
            match &criterion.rule {
                Rule::Profile(condition) => collect(condition, &mut tests),
                Rule::Activity(activity) => activity.only_if.iter().for_each(|it| collect(it, &mut tests)),
            }
        }
        tests
    }

    /// The attributes to be shown: first what the model asks for, then what else is known of the lead.
    pub fn attributes(&self, lead: &Lead) -> Vec<String> {
        let mut seen = BTreeSet::new();
        let tested = self.tests().into_iter().map(|test| test.attribute.as_str());
        let all = tested.chain(lead.attributes.keys().map(String::as_str));
        all.filter(|name| !name.trim().is_empty() && seen.insert(*name)).map(str::to_owned).collect()
    }

    /// The library's fields that are not shown yet.
    pub fn more_attributes(&self, shown: &[String]) -> Vec<&'a FieldFacts> {
        let fields = self.facts.map_or(&[][..], |facts| &facts.fields);
        fields.iter().filter(|field| !shown.contains(&field.name)).collect()
    }

    /// Of which type an attribute is: as the lead has it, as the library has it, as the model asks for it.
    pub fn field_type(&self, lead: &Lead, name: &str) -> FieldType {
        let of_lead = lead.attributes.get(name).map(crate::lead::Value::field_type);
        let of_library = || self.field(name).map(|field| field.field_type);
        let of_model =
            || self.tests().into_iter().filter(|test| test.attribute == name).find_map(|test| test.is.field_type());
        of_lead.or_else(of_library).or_else(of_model).unwrap_or(FieldType::Text)
    }

    /// What a number begins with when it becomes known: what is usual in the library.
    pub fn usual_number(&self, name: &str) -> f64 {
        let spread = self.field(name).and_then(|field| field.spread.as_ref());
        spread.map_or(0.0, |spread| spread.median.round())
    }

    /// The values of a text field, as they are written.
    pub fn values(&self, field: &str) -> Values {
        let written = self.columns.field(field).map(|field| &field.column);
        let counts = self.field(field).map(|field| &field.values);
        let mut values: Vec<(String, u64)> = match (written, counts) {
            (Some(Column::Text { values, .. }), Some(counts)) if !counts.is_empty() => {
                let mut seen = BTreeSet::new();
                let folded = values.iter().map(|value| (value, trim_fold(value)));
                let first = folded.filter(|(_, folded)| seen.insert(folded.clone()));
                first.map(|(value, folded)| (value.to_owned(), counts.get(&folded).copied().unwrap_or(0))).collect()
            }
            _ => Vec::new(),
        };
        values.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        values.truncate(MOST_SEARCHED);
        Values { columns: Arc::clone(self.columns), field: field.to_owned(), values: Arc::new(values) }
    }

    /// What can be picked for a text attribute: what the model looks for, then what the library has.
    pub fn texts(&self, name: &str, values: &Values, query: &str) -> Vec<Offer> {
        let tests = self.tests().into_iter().filter(|test| test.attribute == name);
        let wanted = tests.filter_map(|test| match &test.is {
            Test::Text(test) => Some(test.listed().as_slice()),
            _ => None,
        });
        offered(wanted.flatten(), &values.values, query)
    }

    /// The kinds of event: those that the model asks for first.
    pub fn kinds(&self) -> Vec<String> {
        let of_model = self.activities().flat_map(|activity| &activity.kinds);
        let of_library = self.facts.map_or(&[][..], |facts| &facts.kinds);
        let mut seen = BTreeSet::new();
        of_model.chain(of_library).filter(|kind| seen.insert(kind.as_str())).cloned().collect()
    }

    /// What can be picked as the detail of an event.
    pub fn details(&self, kind: &str, query: &str) -> Vec<Offer> {
        let about = self.activities().filter(|activity| activity.kinds.iter().any(|listed| listed == kind));
        let wanted =
            about.filter_map(|activity| activity.detail.as_ref()).map(|test: &TextTest| test.listed().as_slice());
        let details = &self.columns.events.detail_values;
        let of_library: Vec<(String, u64)> = if details.len() <= MOST_SEARCHED {
            details.iter().map(|detail| (detail.to_owned(), 0)).collect()
        } else {
            Vec::new()
        };
        offered(wanted.flatten(), &of_library, query)
    }

    fn activities(&self) -> impl Iterator<Item = &'a crate::model::Activity> + use<'a> {
        let criteria = self.model.criteria.iter().filter(|criterion| criterion.enabled);
        criteria.filter_map(|criterion| match &criterion.rule {
            Rule::Activity(activity) => Some(activity),
            Rule::Profile(_) => None,
        })
    }
}

fn collect<'a>(condition: &'a Condition, tests: &mut Vec<&'a AttributeTest>) {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => parts.iter().for_each(|part| collect(part, tests)),
        Condition::Not(part) => collect(part, tests),
        Condition::Test(test) => tests.push(test),
    }
}

/// What has what was typed in it: what the model looks for first, then what the library has; as the library writes it and
/// with how many leads have it, where it has it.
fn offered<'a>(wanted: impl Iterator<Item = &'a String>, values: &[(String, u64)], query: &str) -> Vec<Offer> {
    let query = trim_fold(query);
    let mut seen = BTreeSet::new();
    let note = |count: u64| if count > 0 { format::count(count) } else { String::new() };
    let mut asked: BTreeMap<String, Option<(&str, u64)>> = BTreeMap::new();
    let wanted: Vec<&String> = wanted.collect();
    asked.extend(wanted.iter().map(|value| (trim_fold(value), None)));
    for (value, count) in values.iter().filter(|_| !wanted.is_empty()) {
        if let Some(known @ None) = asked.get_mut(&trim_fold(value)) {
            *known = Some((value, *count));
        }
    }
    let of_model = wanted.into_iter().map(|value| match asked.get(&trim_fold(value)) {
        Some(Some((value, count))) => (*value, note(*count)),
        _ => (value.as_str(), tr!("sandbox-in-model")),
    });
    let of_library = values.iter().map(|(value, count)| (value.as_str(), note(*count)));
    let all = of_model.chain(of_library).filter(|(value, _)| fold(value).contains(&query));
    let all = all.filter(|(value, _)| !value.trim().is_empty() && seen.insert(trim_fold(value)));
    let offer = |(value, note): (&str, String)| Offer { value: value.to_owned(), label: value.to_owned(), note };
    all.take(MOST_OFFERED).map(offer).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        lead::Value,
        scoring::{
            ColumnsBuilder, facts,
            sample::{at_least, criterion, event, has_word, lead, model, once, text},
        },
    };

    #[test]
    fn model_and_library_offer_what_they_know() {
        let mut builder = ColumnsBuilder::default();
        builder.extend([
            lead("1", &[("Title", text("Head of IT")), ("City", text("Oslo"))], vec![event("visit", 1)]),
            lead("2", &[("Title", text("head of it"))], vec![]),
            lead("3", &[("Title", text("CEO"))], vec![]),
        ]);
        let columns = Arc::new(builder.finish());
        let model = model(vec![
            criterion("boss", "profile", 9, Rule::Profile(has_word("Title", "Founder"))),
            criterion("large", "profile", 9, Rule::Profile(at_least("Employees", 9.0))),
            criterion("demo", "activity", 9, Rule::Activity(once("demo_request"))),
        ]);
        let facts = facts(&columns, &model, None);
        let known = Known { model: &model, facts: Some(&facts), columns: &columns };
        let ingrid = lead("x", &[("Phone", Value::Text("1".to_owned()))], vec![]);
        let shown = known.attributes(&ingrid);
        assert_eq!(shown, ["Title", "Employees", "Phone"]);
        assert_eq!(known.field_type(&ingrid, "Employees"), FieldType::Number, "as the model asks for it");
        let more: Vec<_> = known.more_attributes(&shown).into_iter().map(|field| field.name.as_str()).collect();
        assert_eq!(more, ["City"]);
        let values = known.values("Title");
        let texts = |query: &str| {
            let offers = known.texts("Title", &values, query).into_iter();
            offers.map(|offer| format!("{} {}", offer.label, offer.note)).collect::<Vec<_>>()
        };
        assert_eq!(texts(""), ["Founder in the model", "Head of IT 2", "CEO 1"]);
        assert_eq!(texts("found"), ["Founder in the model"]);
        assert_eq!(known.kinds(), ["demo_request", "visit"]);
    }

    #[test]
    fn what_the_model_looks_for_comes_before_all_that_the_library_has() {
        let many: Vec<(String, u64)> = (0..100).map(|city| (format!("City {city}"), 100 - city)).collect();
        let wanted = ["Oslo".to_owned(), "city 80".to_owned()];
        let offers = offered(wanted.iter(), &many, "");
        let first: Vec<_> = offers.iter().take(3).map(|offer| format!("{} {}", offer.label, offer.note)).collect();
        assert_eq!(first, ["Oslo in the model", "City 80 20", "City 0 100"]);
        assert_eq!(offers.len(), MOST_OFFERED);
    }
}
