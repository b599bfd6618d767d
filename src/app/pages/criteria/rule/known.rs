//! What is known of the open leads, as the rule editor asks for it.

use crate::{
    lead::{Day, FieldType, SECONDS_PER_DAY, trim_fold},
    model::{
        check::{Facts, FieldFacts, Spread},
        wording,
    },
};

/// More values than these at once are searched for, not scrolled through.
const MOST_OFFERED: usize = 60;

/// The open library's fields, values and kinds; or nothing, when none is open.
#[derive(Clone, Copy)]
pub struct Known<'a> {
    facts: Option<&'a Facts>,
    as_of: Option<Day>,
}

/// Something that can be picked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// What goes into the rule.
    pub value: String,
    pub label: String,
    /// How often, or of which type.
    pub note: String,
}

impl<'a> Known<'a> {
    pub fn new(facts: Option<&'a Facts>, as_of: Option<Day>) -> Self {
        // A library without leads says nothing.
        Self { facts: facts.filter(|facts| facts.leads > 0 || !facts.fields.is_empty()), as_of }
    }

    /// What a new date begins with: the day that the library speaks of, else today.
    pub fn first_date(&self) -> Day {
        self.as_of.unwrap_or_else(today)
    }

    pub fn is_open(&self) -> bool {
        self.facts.is_some()
    }

    pub fn field(&self, name: &str) -> Option<&'a FieldFacts> {
        self.facts?.fields.iter().find(|field| field.name == name)
    }

    pub fn field_type(&self, name: &str) -> Option<FieldType> {
        self.field(name).map(|field| field.field_type)
    }

    /// How the values of a number or a date lie.
    pub fn spread(&self, name: &str) -> Option<&'a Spread> {
        self.field(name)?.spread.as_ref()
    }

    /// A library is open, and has no such field.
    pub fn is_unknown_field(&self, name: &str) -> bool {
        self.is_open() && self.field(name).is_none()
    }

    /// A library is open, and has no such kind of event.
    pub fn is_unknown_kind(&self, kind: &str) -> bool {
        self.facts.is_some_and(|facts| !facts.kinds.is_empty() && !facts.kinds.iter().any(|known| known == kind))
    }

    /// The fields whose name has what was typed in it; those that begin with it come first.
    pub fn fields(&self, query: &str) -> Vec<&'a FieldFacts> {
        let query = trim_fold(query);
        let Some(facts) = self.facts else { return Vec::new() };
        let mut found: Vec<_> = facts.fields.iter().filter(|field| trim_fold(&field.name).contains(&query)).collect();
        found.sort_by_key(|field| !trim_fold(&field.name).starts_with(&query));
        found
    }

    /// In what share of the leads a field has a value.
    pub fn fill(&self, field: &FieldFacts) -> f64 {
        let leads = self.facts.map_or(0, |facts| facts.leads);
        if leads == 0 { 0.0 } else { field.known as f64 / leads as f64 }
    }

    /// How many leads have this value of a field; `None` where that is not known.
    pub fn count(&self, field: &str, value: &str) -> Option<u64> {
        let field = self.field(field).filter(|field| !field.values.is_empty())?;
        Some(field.values.get(&trim_fold(value)).copied().unwrap_or(0))
    }

    /// A field's values with what was typed in them and not yet listed, the most frequent first.
    pub fn values(&self, field: &str, query: &str, listed: &[String]) -> Vec<(&'a str, u64)> {
        let query = trim_fold(query);
        let listed: Vec<String> = listed.iter().map(|value| trim_fold(value)).collect();
        let Some(field) = self.field(field) else { return Vec::new() };
        let mut found: Vec<(&str, u64)> = field
            .values
            .iter()
            .filter(|(value, _)| value.contains(&query) && !listed.contains(value))
            .map(|(value, count)| (value.as_str(), *count))
            .collect();
        found.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        found.truncate(MOST_OFFERED);
        found
    }

    /// The kinds of event whose name has what was typed in it.
    pub fn kinds(&self, query: &str, listed: &[String]) -> Vec<&'a str> {
        let query = trim_fold(query);
        let Some(facts) = self.facts else { return Vec::new() };
        facts
            .kinds
            .iter()
            .filter(|kind| trim_fold(&wording::kind(kind)).contains(&query) || trim_fold(kind).contains(&query))
            .filter(|kind| !listed.contains(kind))
            .map(String::as_str)
            .collect()
    }

    /// The kind that was meant by a typed text: `Webinar attended` is `webinar_attended`.
    pub fn kind_of(&self, typed: &str) -> String {
        let folded = trim_fold(typed);
        let kinds = self.facts.map_or(&[][..], |facts| &facts.kinds);
        kinds
            .iter()
            .find(|kind| trim_fold(kind) == folded || trim_fold(&wording::kind(kind)) == folded)
            .map_or_else(|| typed.to_owned(), Clone::clone)
    }
}

/// Today's date in UTC by the clock of this machine; only ever a beginning for what the user sets.
fn today() -> Day {
    let since_epoch = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    let seconds = since_epoch.map_or(0, |since| i64::try_from(since.as_secs()).unwrap_or(0));
    Day(i32::try_from(seconds / SECONDS_PER_DAY).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts() -> Facts {
        let field = |name: &str, field_type, values: &[(&str, u64)]| FieldFacts {
            name: name.to_owned(),
            field_type,
            known: 50,
            values: values.iter().map(|(value, count)| ((*value).to_owned(), *count)).collect(),
            spread: None,
        };
        Facts {
            leads: 100,
            fields: vec![
                field("Last title", FieldType::Text, &[]),
                field("Title", FieldType::Text, &[("ceo", 3), ("cto", 20), ("cfo", 5)]),
                field("Employees", FieldType::Number, &[]),
            ]
            .into(),
            kinds: vec!["webinar_attended".to_owned(), "page_view".to_owned()],
            ..Facts::default()
        }
    }

    #[test]
    fn fields_that_begin_with_what_was_typed_come_first() {
        let facts = facts();
        let known = Known::new(Some(&facts), None);
        let names: Vec<_> = known.fields("TITLE").iter().map(|field| field.name.as_str()).collect();
        assert_eq!(names, ["Title", "Last title"]);
        assert_eq!(known.fields("").len(), 3);
        assert!(known.is_unknown_field("Titel") && !known.is_unknown_field("Title"));
        assert!(!Known::new(None, None).is_unknown_field("Titel"), "without leads nothing is unknown");
    }

    #[test]
    fn values_are_offered_by_how_often_they_occur() {
        let facts = facts();
        let known = Known::new(Some(&facts), None);
        assert_eq!(known.values("Title", "c", &["CTO".to_owned()]), [("cfo", 5), ("ceo", 3)]);
        assert_eq!(known.count("Title", " CEO "), Some(3));
        assert_eq!(known.count("Title", "cook"), Some(0));
        assert_eq!(known.count("Last title", "ceo"), None, "its values were not counted");
    }

    #[test]
    fn kinds_are_known_by_their_names_too() {
        let facts = facts();
        let known = Known::new(Some(&facts), None);
        assert_eq!(known.kind_of("webinar Attended"), "webinar_attended");
        assert_eq!(known.kind_of("something_else"), "something_else");
        assert_eq!(known.kinds("page v", &[]), ["page_view"]);
        assert!(known.is_unknown_kind("pageview"));
    }
}
