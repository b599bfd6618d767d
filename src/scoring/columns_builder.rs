//! From leads to columns, for tests, for the sandbox, and wherever leads are at hand one by one.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use super::{Column, Columns, EventColumns, Field, NO_CODE, NO_DAY, Strings};
use crate::lead::{Day, Event, FieldType, Lead, Value};

/// Puts leads together into [`Columns`].
///
/// An attribute gets the type that most of its values have; values of another type become missing, and so do values that
/// say nothing. There is room for 65,536 kinds of event; the events of any further kind are left out.
#[derive(Clone, Debug, Default)]
pub struct ColumnsBuilder {
    leads: Vec<Lead>,
}

impl ColumnsBuilder {
    pub fn push(&mut self, lead: Lead) {
        self.leads.push(lead);
    }

    /// The columns, in key order.
    pub fn finish(mut self) -> Columns {
        self.leads.sort_by(|a, b| a.key.cmp(&b.key));
        let leads = &self.leads;
        let day = |day: Option<Day>| day.map_or(NO_DAY, |day| day.0);
        let mut accounts = Dictionary::default();
        Columns {
            keys: leads.iter().map(|lead| &lead.key).collect(),
            accounts: leads.iter().map(|lead| accounts.code_or_missing(lead.account.as_deref())).collect(),
            account_keys: accounts.texts,
            created: leads.iter().map(|lead| day(lead.created)).collect(),
            closed: leads.iter().map(|lead| day(lead.closed)).collect(),
            outcomes: leads.iter().map(|lead| lead.outcome).collect(),
            fields: fields(leads),
            events: events(leads),
            at_close: Default::default(),
            moved: Vec::new(),
            merged: Arc::default(),
            former: Arc::default(),
        }
    }
}

impl Extend<Lead> for ColumnsBuilder {
    fn extend<I: IntoIterator<Item = Lead>>(&mut self, leads: I) {
        self.leads.extend(leads);
    }
}

/// Texts, each with a code of its own, in the order of their first appearance.
#[derive(Debug, Default)]
struct Dictionary {
    texts: Strings,
    codes: HashMap<String, u32>,
}

impl Dictionary {
    fn code(&mut self, text: &str) -> u32 {
        if let Some(code) = self.codes.get(text) {
            return *code;
        }
        // NO_CODE is the one code that is not given out; there is no memory for so many texts anyway.
        let code = u32::try_from(self.texts.len()).unwrap_or(NO_CODE);
        self.texts.push(text);
        self.codes.insert(text.to_owned(), code);
        code
    }

    fn code_or_missing(&mut self, text: Option<&str>) -> u32 {
        text.map_or(NO_CODE, |text| self.code(text))
    }
}

/// A column for each attribute that any lead has a value of, by name.
fn fields(leads: &[Lead]) -> Vec<Field> {
    let mut counts: BTreeMap<&str, BTreeMap<FieldType, usize>> = BTreeMap::new();
    for lead in leads {
        for (name, value) in lead.attributes.iter().filter(|(_, value)| value.says_something()) {
            *counts.entry(name).or_default().entry(value.field_type()).or_default() += 1;
        }
    }
    let of_most = |counts: BTreeMap<FieldType, usize>| counts.into_iter().rev().max_by_key(|(_, count)| *count);
    counts
        .into_iter()
        .filter_map(|(name, counts)| Some((name, of_most(counts)?.0)))
        .map(|(name, field_type)| Field { name: name.to_owned(), column: column(leads, name, field_type) })
        .collect()
}

fn column(leads: &[Lead], name: &str, field_type: FieldType) -> Column {
    let values = leads.iter().map(|lead| lead.attribute(name));
    match field_type {
        FieldType::Text => {
            let mut dictionary = Dictionary::default();
            let codes = values.map(|value| match value {
                Some(Value::Text(text)) => Some(dictionary.code(text.trim())),
                _ => None,
            });
            let codes = codes.collect();
            Column::Text { codes, values: dictionary.texts }
        }
        FieldType::Number => Column::Number(
            values.map(|value| if let Some(Value::Number(number)) = value { *number } else { f64::NAN }).collect(),
        ),
        FieldType::YesNo => Column::YesNo(
            values.map(|value| if let Some(Value::YesNo(answer)) = value { u8::from(*answer) } else { 2 }).collect(),
        ),
        FieldType::Date => {
            Column::Date(values.map(|value| if let Some(Value::Date(day)) = value { day.0 } else { NO_DAY }).collect())
        }
    }
}

fn events(leads: &[Lead]) -> EventColumns {
    let (mut kinds, mut details) = (Dictionary::default(), Dictionary::default());
    let mut columns = EventColumns { starts: vec![0], ..EventColumns::default() };
    for lead in leads {
        let mut events: Vec<&Event> = lead.events.iter().collect();
        events.sort_by_key(|event| event.at);
        for event in events {
            let Ok(kind) = u16::try_from(kinds.code(&event.kind)) else { continue };
            let detail = event.detail.as_deref().map(str::trim).filter(|detail| !detail.is_empty());
            columns.kinds.push(kind);
            columns.at.push(event.at.0);
            columns.details.push(details.code_or_missing(detail));
            columns.amounts.push(event.amount.filter(|amount| amount.is_finite()).unwrap_or(f64::NAN));
        }
        columns.starts.push(u32::try_from(columns.at.len()).unwrap_or(u32::MAX));
    }
    columns.kind_names = kinds.texts.iter().map(str::to_owned).collect();
    columns.detail_values = details.texts;
    columns
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scoring::sample::{event, lead, text};

    fn columns(leads: Vec<Lead>) -> Columns {
        let mut builder = ColumnsBuilder::default();
        builder.extend(leads);
        builder.finish()
    }

    #[test]
    fn a_lead_comes_back_as_it_went_in() {
        let newest = Event { detail: Some("/pricing".into()), amount: Some(3.0), ..event("visit", 1) };
        let values = [
            ("Title", text("CEO")),
            ("Size", Value::Number(12.5)),
            ("Customer", Value::YesNo(true)),
            ("Renewal", Value::Date(Day(3))),
        ];
        let full = Lead {
            account: Some("acme".into()),
            created: Some(Day(-4)),
            closed: Some(Day(9)),
            outcome: crate::lead::Outcome::Won,
            ..lead("b", &values, vec![event("click", 9), newest])
        };
        let bare = lead("a", &[], vec![]);
        let columns = columns(vec![full.clone(), bare.clone()]);
        assert_eq!((columns.find("a"), columns.find("b"), columns.find("c")), (Some(0), Some(1), None));
        assert_eq!((columns.lead(0), columns.lead(1)), (bare, full));
    }

    #[test]
    fn what_says_nothing_is_missing() {
        let values = [("Title", text(" \t")), ("Size", Value::Number(f64::NAN))];
        let blank = Event { detail: Some(" ".into()), amount: Some(f64::INFINITY), ..event("visit", 1) };
        let columns = columns(vec![lead("1", &values, vec![blank])]);
        assert_eq!(columns.lead(0), lead("1", &[], vec![event("visit", 1)]));
        assert!(columns.fields.is_empty());
    }

    #[test]
    fn a_column_has_the_type_of_most_values() {
        let number = |key: &str| lead(key, &[("Size", Value::Number(1.0))], vec![]);
        let columns = columns(vec![lead("1", &[("Size", text("many"))], vec![]), number("2"), number("3")]);
        assert_eq!(columns.fields[0].column.field_type(), FieldType::Number);
        assert_eq!(columns.fields[0].column.value(0), None);
    }

    #[test]
    fn keys_are_in_code_point_order_and_events_in_time() {
        let columns = columns(vec![
            lead("ä", &[], vec![]),
            lead("Z", &[], vec![]),
            lead("a", &[], vec![event("x", 1), event("x", 5), event("x", 3)]),
        ]);
        assert_eq!(columns.keys.iter().collect::<Vec<_>>(), ["Z", "a", "ä"]);
        assert!(columns.events.at.is_sorted());
        assert_eq!(columns.events.starts, [0, 0, 3, 3]);
    }
}
