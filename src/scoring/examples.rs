//! A few leads that a criterion matches, and a few that it nearly matches: a rule is best understood by both.

use std::cmp::Reverse;

use rayon::prelude::*;

use super::{Column, Columns, Hits, NO_DAY, Reason, Scores, activity::passing, condition::Asked};
use crate::{
    lead::{Instant, Lead, Value},
    model::{Activity, Condition, Model, Rule, wording},
};

/// More attributes of one rule than these are not told of a lead.
const MOST_SHOWN: usize = 3;
/// So many of the best are looked at to find some that differ in what is shown.
const LOOKED_AT: usize = 64;

/// Leads that show what a rule does.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Examples {
    /// The highest scores come first; leads that differ in what is shown come before those that repeat it.
    pub matching: Vec<Example>,
    /// Those of which most is known of what the rule asks for, then the highest scores: they might have matched.
    pub others: Vec<Example>,
}

/// A lead, and what of it the rule speaks of.
#[derive(Clone, Debug, PartialEq)]
pub struct Example {
    pub row: usize,
    pub shown: Vec<Shown>,
}

/// Something that a rule speaks of.
#[derive(Clone, Debug, PartialEq)]
pub enum Shown {
    /// The value of an attribute, and whether it helps the rule to match.
    Value { attribute: String, value: Option<String>, helps: bool },
    /// The events that matched, or those that come near (too old, or of another detail): how many, and the latest.
    Events { count: usize, kind: String, detail: Option<String>, age_days: i64, helps: bool },
    /// There is no such event; of a rule about absence this is what matches.
    NoEvents { helps: bool },
}

/// Finds `count` of each for the criterion at this place of the model; none where it is switched off.
pub fn examples(
    columns: &Columns,
    model: &Model,
    scores: &Scores,
    as_of: Instant,
    criterion: usize,
    count: usize,
) -> Examples {
    let (Some(criterion), Some(hits)) = (model.criteria.get(criterion), scores.hits.get(criterion)) else {
        return Examples::default();
    };
    if *hits == Hits::Off {
        return Examples::default();
    }
    let asked = Spoken::of(&criterion.rule, columns);
    let best = |wanted: bool| {
        let rows = (0..columns.len()).into_par_iter().with_min_len(16 * 1024);
        let matching = rows.filter(|row| scores.there.contains(*row) && (hits.weight(*row) > 0) == wanted);
        let ranked = matching.map(|row| {
            let known = if wanted { 0 } else { asked.known(columns, row, as_of) };
            // Sorted ascending, the best come first; the row makes the order whole.
            let score = scores.combined.get(row).copied().unwrap_or_default();
            (Reverse(u16::try_from(known).unwrap_or(u16::MAX)), Reverse(score), row as u32)
        });
        let mut ranked: Vec<_> = ranked.collect();
        if ranked.len() > LOOKED_AT {
            ranked.select_nth_unstable(LOOKED_AT);
            ranked.truncate(LOOKED_AT);
        }
        ranked.sort_unstable();
        let rows = ranked.into_iter().map(|(_, _, row)| row as usize);
        some_that_differ(rows.map(|row| example(columns, model, &criterion.rule, as_of, row, wanted)), count)
    };
    Examples { matching: best(true), others: best(false) }
}

fn some_that_differ(examples: impl Iterator<Item = Example>, count: usize) -> Vec<Example> {
    let mut chosen: Vec<Example> = Vec::new();
    let mut alike = Vec::new();
    for example in examples {
        if chosen.len() == count {
            return chosen;
        }
        if chosen.iter().any(|other| other.shown == example.shown) {
            alike.push(example);
        } else {
            chosen.push(example);
        }
    }
    chosen.extend(alike.into_iter().take(count.saturating_sub(chosen.len())));
    chosen
}

/// What a rule asks of, by its place in the columns.
struct Spoken<'a> {
    attributes: Vec<&'a Column>,
    /// Whether each kind of event is looked for; `None` for a rule that asks for none.
    kinds: Option<Vec<bool>>,
}

impl<'a> Spoken<'a> {
    fn of(rule: &Rule, columns: &'a Columns) -> Self {
        let named = names(rule);
        let attributes = named.iter().filter_map(|name| Some(&columns.field(name)?.column)).collect();
        let kinds = match rule {
            Rule::Profile(_) => None,
            Rule::Activity(Activity { kinds, .. }) => {
                let is_meant = |kind: &String| kinds.is_empty() || kinds.contains(kind);
                Some(columns.events.kind_names.iter().map(is_meant).collect())
            }
        };
        Self { attributes, kinds }
    }

    /// How much of what the rule asks for is known of a lead.
    fn known(&self, columns: &Columns, row: usize, as_of: Instant) -> usize {
        let attributes = self.attributes.iter().filter(|column| is_known(column, row)).count();
        let has_event = self.kinds.as_ref().is_some_and(|kinds| {
            columns.events.of(row).any(|event| {
                columns.events.at[event] <= as_of.0
                    && kinds.get(usize::from(columns.events.kinds[event])).copied().unwrap_or(false)
            })
        });
        attributes + usize::from(has_event)
    }
}

fn is_known(column: &Column, row: usize) -> bool {
    match column {
        Column::Text { codes, .. } => codes.get(row).is_some(),
        Column::Number(numbers) => numbers.get(row).is_some_and(|number| number.is_finite()),
        Column::YesNo(answers) => answers.get(row).is_some_and(|answer| *answer < 2),
        Column::Date(days) => days.get(row).is_some_and(|day| *day != NO_DAY),
    }
}

/// The attributes that a rule speaks of, each once.
fn names(rule: &Rule) -> Vec<&str> {
    fn collect<'a>(condition: &'a Condition, names: &mut Vec<&'a str>) {
        match condition {
            Condition::All(parts) | Condition::Any(parts) => parts.iter().for_each(|part| collect(part, names)),
            Condition::Not(inner) => collect(inner, names),
            Condition::Test(test) if !names.contains(&test.attribute.as_str()) => names.push(&test.attribute),
            Condition::Test(_) => {}
        }
    }
    let mut names = Vec::new();
    match rule {
        Rule::Profile(condition) => collect(condition, &mut names),
        Rule::Activity(activity) => activity.only_if.iter().for_each(|condition| collect(condition, &mut names)),
    }
    names
}

fn example(columns: &Columns, model: &Model, rule: &Rule, as_of: Instant, row: usize, matches: bool) -> Example {
    let lead = columns.lead(row);
    let asked = Asked { lead: &lead, domains: &model.domains, today: as_of.day() };
    let mut shown = Vec::new();
    let condition = match rule {
        Rule::Profile(condition) => Some(condition),
        Rule::Activity(activity) => {
            shown.push(events(activity, &asked, as_of, matches));
            activity.only_if.as_ref()
        }
    };
    let reasons = condition.map(|condition| asked.reasons(condition)).unwrap_or_default();
    shown.extend(names(rule).into_iter().take(MOST_SHOWN).map(|name| {
        let is_reason = |reason: &Reason| matches!(reason, Reason::Value { attribute, .. } if attribute == name);
        // Where the whole fails, a value that fails a test is what it fails by, whatever else it passes.
        let is_obstacle = !matches && condition.is_some_and(|condition| fails(condition, true, name, &asked));
        value(&lead, name, reasons.iter().any(is_reason) && !is_obstacle)
    }));
    Example { row, shown }
}

fn value(lead: &Lead, name: &str, helps: bool) -> Shown {
    let value = lead.attribute(name).map(|value| match value {
        Value::Number(number) => wording::decimal(*number),
        other => other.to_string(),
    });
    Shown::Value { attribute: name.to_owned(), value, helps }
}

/// Whether a test of this attribute is not what it should be for the condition to be as `wanted`.
fn fails(condition: &Condition, wanted: bool, name: &str, asked: &Asked<'_>) -> bool {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => parts.iter().any(|part| fails(part, wanted, name, asked)),
        Condition::Not(inner) => fails(inner, !wanted, name, asked),
        Condition::Test(test) => test.attribute == name && asked.test_holds(test) != wanted,
    }
}

/// The events that matched; where none did, those that are only too old, else those of the kinds at all.
fn events(activity: &Activity, asked: &Asked<'_>, as_of: Instant, helps: bool) -> Shown {
    let whenever = Activity { within_days: None, ..activity.clone() };
    let any = Activity { detail: None, amount: None, ..whenever.clone() };
    let in_time = if helps { passing(activity, asked, as_of) } else { Vec::new() };
    let told = [in_time, passing(&whenever, asked, as_of), passing(&any, asked, as_of)];
    let told = told.iter().find(|events| !events.is_empty());
    match told.and_then(|events| Some((events.len(), events.first()?))) {
        Some((count, latest)) => Shown::Events {
            count,
            kind: latest.event.kind.clone(),
            detail: latest.event.detail.clone(),
            age_days: latest.age_days,
            helps,
        },
        None => Shown::NoEvents { helps },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::{EventCounting, Rule},
        scoring::{
            ColumnsBuilder,
            sample::{NOW, criterion, event, has_word, lead, model, once, text},
            score_all,
        },
    };

    fn keys(columns: &Columns, examples: &[Example]) -> Vec<String> {
        examples.iter().map(|example| columns.keys[example.row].to_owned()).collect()
    }

    fn columns() -> Columns {
        let title = |title: &str| ("Title", text(title));
        let mut builder = ColumnsBuilder::default();
        builder.extend([
            lead("1", &[title("CEO")], vec![event("visit", 40)]),
            lead("2", &[title("ceo")], vec![event("visit", 3), event("visit", 1)]),
            lead("3", &[title("Founder CEO")], vec![]),
            lead("4", &[title("Intern"), ("Size", Value::Number(5.0))], vec![event("call", 1)]),
            lead("5", &[], vec![]),
            lead("6", &[title("Clerk")], vec![event("visit", 400)]),
        ]);
        builder.finish()
    }

    #[test]
    fn a_value_that_fails_a_test_is_no_help() {
        let columns = columns();
        let title = |word| has_word("Title", word);
        let rule = Condition::All(vec![title("ceo"), Condition::Not(Box::new(title("founder")))]);
        let model = model(vec![criterion("ceo", "profile", 5, Rule::Profile(rule))]);
        let scores = score_all(&columns, &model, NOW);
        let found = examples(&columns, &model, &scores, NOW, 0, 9);
        assert_eq!(keys(&columns, &found.matching), ["1", "2"]);
        for example in &found.others {
            assert!(matches!(example.shown[0], Shown::Value { helps: false, .. }), "{example:?}");
        }
    }

    #[test]
    fn those_that_differ_come_first_and_those_that_nearly_match_before_the_unknown() {
        let columns = columns();
        let model = model(vec![
            criterion("ceo", "profile", 50, Rule::Profile(has_word("Title", "ceo"))),
            criterion("size", "profile", 5, Rule::Profile(has_word("Size", "5"))),
        ]);
        let scores = score_all(&columns, &model, NOW);
        let found = examples(&columns, &model, &scores, NOW, 0, 2);
        assert_eq!(keys(&columns, &found.matching), ["1", "2"], "CEO and ceo are written differently");
        assert_eq!(keys(&columns, &found.others), ["4", "6"], "they have a title; 5 has none");
        let shown =
            |value: &str, helps| Shown::Value { attribute: "Title".to_owned(), value: Some(value.to_owned()), helps };
        assert_eq!(found.matching[0].shown, [shown("CEO", true)]);
        assert_eq!(found.others[0].shown, [shown("Intern", false)]);
        let all = examples(&columns, &model, &scores, NOW, 0, 9);
        assert_eq!((all.matching.len(), all.others.len()), (3, 3), "there are no more");
    }

    #[test]
    fn events_are_told_with_their_number_and_age() {
        let columns = columns();
        let visits = Activity { within_days: Some(30), ..once("visit") };
        let absent = Activity { counting: EventCounting::Absent { for_days: 30 }, ..once("visit") };
        let mut model = model(vec![
            criterion("visit", "activity", 50, Rule::Activity(visits)),
            criterion("silent", "activity", -5, Rule::Activity(absent)),
        ]);
        let scores = score_all(&columns, &model, NOW);
        let found = examples(&columns, &model, &scores, NOW, 0, 2);
        assert_eq!(keys(&columns, &found.matching), ["2"]);
        assert_eq!(keys(&columns, &found.others), ["1", "6"], "they visited, but too long ago");
        let told = |example: &Example| match example.shown.as_slice() {
            [Shown::Events { count, age_days, helps, .. }] => (*count, *age_days, *helps),
            other => panic!("{other:?}"),
        };
        assert_eq!((told(&found.matching[0]), told(&found.others[0])), ((2, 1, true), (1, 40, false)));
        let silent = examples(&columns, &model, &scores, NOW, 1, 9);
        assert!(keys(&columns, &silent.matching).contains(&"1".to_owned()));
        model.criteria[0].enabled = false;
        let scores = score_all(&columns, &model, NOW);
        assert_eq!(examples(&columns, &model, &scores, NOW, 0, 2), Examples::default(), "it is switched off");
    }
}
