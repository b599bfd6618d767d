//! A whole lead that is kept in the model's file, at an instant of its own.
//!
//! Test leads and personas are such leads. Ages are what a score is made of, so a lead that is kept says *when* it was as it
//! is: scored at that instant it scores the same for ever. Taken into another day, it is moved there whole.

use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Model, PersonaId, Rule, check::walk};
use crate::lead::{Day, Event, Instant, Lead, Value};

/// A lead, and the instant at which it is as it is written.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnLead {
    pub as_of: Instant,
    /// Shared, since drafts and steps of undo are copied and compared all the time. Make it by [`OwnLead::new`], which leaves
    /// out what says nothing.
    #[serde(serialize_with = "write", deserialize_with = "read")]
    pub lead: Arc<Lead>,
}

/// Somebody typical to begin with in the sandbox: “The IT manager who compares”.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Persona {
    pub id: PersonaId,
    pub name: String,
    /// Who it stands for, free text.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub about: String,
    pub lead: OwnLead,
}

impl PartialEq for OwnLead {
    fn eq(&self, other: &Self) -> bool {
        let Self { as_of, lead } = self;
        *as_of == other.as_of && (Arc::ptr_eq(lead, &other.lead) || *lead == other.lead)
    }
}

fn write<S: Serializer>(lead: &Arc<Lead>, serializer: S) -> Result<S::Ok, S::Error> {
    lead.as_ref().serialize(serializer)
}

fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Arc<Lead>, D::Error> {
    Lead::deserialize(deserializer).map(Arc::new)
}

impl OwnLead {
    /// Keeps a lead as it is at an instant. What says nothing (a blank text, a number that is not finite) is left out: it is
    /// missing, and a file could not hold it.
    pub fn new(as_of: Instant, mut lead: Lead) -> Self {
        lead.attributes.retain(|_, value| value.says_something());
        for event in &mut lead.events {
            event.amount = event.amount.filter(|amount| amount.is_finite());
        }
        Self { as_of, lead: Arc::new(lead) }
    }

    /// The same lead without what the model does not ask for: it scores the same, and less of a person goes into a file that
    /// others read. Its key stays, as that decides between two that rank alike.
    pub fn sparing(&self, model: &Model) -> Self {
        let tests = || model.criteria.iter().flat_map(|criterion| walk::tests(&criterion.rule));
        let asks_for = |attribute: &str| tests().any(|test| test.attribute == attribute);
        let activities = model.criteria.iter().filter_map(|criterion| match &criterion.rule {
            Rule::Activity(activity) => Some(activity),
            Rule::Profile(_) => None,
        });
        let kinds: Vec<&[String]> = activities.map(|activity| activity.kinds.as_slice()).collect();
        let counts = |event: &Event| kinds.iter().any(|kinds| kinds.is_empty() || kinds.contains(&event.kind));
        // Where nobody knows when a lead came in, its first event tells how old it is.
        let first = self.lead.events.iter().map(|event| event.at).min().filter(|_| self.lead.created.is_none());
        let lead = Lead {
            key: self.lead.key.clone(),
            created: self.lead.created,
            attributes: self
                .lead
                .attributes
                .iter()
                .filter(|(name, _)| asks_for(name))
                .map(|(name, of)| (name.clone(), of.clone()))
                .collect(),
            events: self.lead.events.iter().filter(|event| counts(event) || Some(event.at) == first).cloned().collect(),
            ..Lead::default()
        };
        Self { as_of: self.as_of, lead: Arc::new(lead) }
    }

    /// The same lead at another instant: all that has a day or a time is moved by the difference, so that every age stays as it
    /// is. Only what looks at the calendar itself (before a date, once a week) may find something else.
    pub fn moved_to(&self, as_of: Instant) -> Self {
        if as_of == self.as_of {
            return self.clone();
        }
        let seconds = as_of.0.saturating_sub(self.as_of.0);
        let days = as_of.day().0.saturating_sub(self.as_of.day().0);
        let day = |day: Day| Day(day.0.saturating_add(days));
        let value = |value: &Value| match value {
            Value::Date(date) => Value::Date(day(*date)),
            other => other.clone(),
        };
        let event = |event: &Event| Event { at: Instant(event.at.0.saturating_add(seconds)), ..event.clone() };
        let Lead { key, account, created, outcome, closed, attributes, events } = &*self.lead;
        let lead = Lead {
            key: key.clone(),
            account: account.clone(),
            created: created.map(day),
            outcome: *outcome,
            closed: closed.map(day),
            attributes: attributes.iter().map(|(name, of)| (name.clone(), value(of))).collect(),
            events: events.iter().map(event).collect(),
        };
        Self { as_of, lead: Arc::new(lead) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Model, file};

    fn lead() -> OwnLead {
        let as_of = "2026-11-18T12:00:00Z".parse().expect("a time");
        let event = Event {
            kind: "page_view".to_owned(),
            at: "2026-11-17T09:30:00Z".parse().expect("a time"),
            detail: Some("/pricing".to_owned()),
            amount: Some(f64::NAN),
        };
        let attributes = [
            ("Job title", Value::Text("VP \"Ops\"".to_owned())),
            ("Employees", Value::Number(640.0)),
            ("Newsletter", Value::YesNo(true)),
            ("Trial began", Value::Date(Day(20_770))),
            ("City", Value::Text("  ".to_owned())),
        ];
        let lead = Lead {
            key: "ingrid".to_owned(),
            created: Some(Day(20_700)),
            attributes: attributes.into_iter().map(|(name, value)| (name.to_owned(), value)).collect(),
            events: vec![event],
            ..Lead::default()
        };
        OwnLead::new(as_of, lead)
    }

    fn with_persona(own: OwnLead) -> Model {
        let persona = Persona { id: "p".into(), name: "Ingrid".to_owned(), about: String::new(), lead: own };
        Model { personas: vec![persona], ..Model::new("test") }
    }

    #[test]
    fn a_lead_is_kept_in_the_file_as_a_person_would_write_it() {
        let model = with_persona(lead());
        let text = file::to_text(&model);
        assert_eq!(file::parse(&text).expect("it reads back"), model);
        for line in
            ["as_of: \"2026-11-18T12:00:00Z\"", "\"Employees\": number(640.0)", "\"Trial began\": date(\"2026-11-13\")"]
        {
            assert!(text.contains(line), "{line} in\n{text}");
        }
        assert!(!text.contains("outcome") && !text.contains("City") && !text.contains("amount"), "{text}");
    }

    #[test]
    fn a_number_that_is_none_is_refused() {
        let text = file::to_text(&with_persona(lead())).replace("number(640.0)", "number(inf)");
        let refused = file::parse(&text).expect_err("no number").to_string();
        assert!(refused.contains("finite"), "{refused}");
    }

    #[test]
    fn a_lead_that_is_moved_is_as_old_as_before() {
        let own = lead();
        let there: Instant = "2027-02-01T06:00:00Z".parse().expect("a time");
        let moved = own.moved_to(there);
        let ages = |own: &OwnLead| {
            let today = own.as_of.day();
            let Some(Value::Date(trial)) = own.lead.attribute("Trial began") else { panic!("a date") };
            (
                own.lead.events[0].at.age_days(own.as_of),
                trial.age_days(today),
                own.lead.created.map(|it| it.age_days(today)),
            )
        };
        assert_eq!(ages(&moved), ages(&own));
        assert_eq!(moved.moved_to(own.as_of), own);
    }
}
