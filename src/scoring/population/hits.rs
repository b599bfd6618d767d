//! The hits of all criteria, kept from one model to the next.

use super::{Plan, takes_part};
use crate::{
    lead::Instant,
    model::{Activity, Axis, Condition, Criterion, CriterionId, DateTest, EventCounting, Model, Rule, SpamTest, Test},
    scoring::{Bitmap, Columns, Hits},
};

/// The hits under `model`: those of criteria whose rule is as it was are kept, the others are found.
pub fn renew(
    columns: &Columns,
    before: Option<(&Model, &[Hits])>,
    model: &Model,
    as_of: Instant,
    wanted: impl Fn(usize) -> bool,
) -> Vec<Hits> {
    let kept = |index: usize| before.and_then(|(before, hits)| kept(before, hits, model, index));
    let mut hits: Vec<Option<Hits>> =
        (0..model.criteria.len()).map(|index| if wanted(index) { kept(index) } else { Some(Hits::Off) }).collect();
    if hits.iter().any(Option::is_none) {
        let missing = |index: usize| hits[index].is_none();
        let found = Plan::with(columns, model, as_of, missing).all_hits();
        for (hits, found) in hits.iter_mut().zip(found) {
            hits.get_or_insert(found);
        }
    }
    hits.into_iter().map(|hits| hits.unwrap_or(Hits::Off)).collect()
}

/// The hits that a criterion had before, where its rule asks the same.
fn kept(before: &Model, hits: &[Hits], model: &Model, index: usize) -> Option<Hits> {
    let Criterion { id, rule, .. } = &model.criteria[index];
    let same = |other: &usize| before.criteria.get(*other).is_some_and(|old| old.id == *id);
    // Most often it stands where it stood.
    let old = Some(index).filter(same).or_else(|| position(before, id))?;
    let same_domains = || before.domains == model.domains || !asks_domains(rule);
    (hits[old] != Hits::Off && before.criteria[old].rule == *rule && same_domains()).then(|| hits[old].clone())
}

fn position(model: &Model, id: &CriterionId) -> Option<usize> {
    model.criteria.iter().position(|criterion| criterion.id == *id)
}

/// Whether a rule can match others at another instant: it asks how long ago something was. What ages is an event, or a date.
pub fn asks_age(rule: &Rule) -> bool {
    match rule {
        Rule::Profile(condition) => condition_asks(condition, &|test| {
            matches!(test, Test::Date(DateTest::WithinLastDays(_) | DateTest::DaysAgoOrMore(_)))
        }),
        Rule::Activity(_) => true,
    }
}

/// Whether a rule asks the lists of domains.
fn asks_domains(rule: &Rule) -> bool {
    match rule {
        Rule::Profile(condition) => condition_asks_domains(condition),
        Rule::Activity(Activity { only_if, .. }) => only_if.as_ref().is_some_and(condition_asks_domains),
    }
}

fn condition_asks_domains(condition: &Condition) -> bool {
    condition_asks(condition, &|test| matches!(test, Test::Spam(SpamTest::FreeMailDomain | SpamTest::DisposableDomain)))
}

fn condition_asks(condition: &Condition, wanted: &dyn Fn(&Test) -> bool) -> bool {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => parts.iter().any(|part| condition_asks(part, wanted)),
        Condition::Not(part) => condition_asks(part, wanted),
        Condition::Test(test) => wanted(&test.is),
    }
}

/// The criteria that keep a lead from being cold, by their places.
pub fn warming(model: &Model, homes: &[Option<usize>]) -> Vec<usize> {
    let warms = |index: &usize| {
        let criterion = &model.criteria[*index];
        takes_part(model, homes, *index)
            && criterion.points > 0
            && homes[*index].is_some_and(|home| model.categories[home].axis == Axis::Engagement)
            && matches!(&criterion.rule, Rule::Activity(activity)
                if !matches!(activity.counting, EventCounting::Absent { .. }))
    };
    (0..model.criteria.len()).filter(warms).collect()
}

/// Who is cold, found again only where the rules that keep a lead warm are others than before.
pub fn cold(
    columns: &Columns,
    before: Option<(&Model, &[usize])>,
    model: &Model,
    warming: &[usize],
    as_of: Instant,
) -> Option<Bitmap> {
    let same = before.is_some_and(|(before, warming_before)| {
        let rules = rules(model, warming);
        before.cold_after_days == model.cold_after_days
            && rules == self::rules(before, warming_before)
            && (before.domains == model.domains || !rules.iter().any(|rule| asks_domains(rule)))
    });
    if same {
        return None;
    }
    let wanted = |index: usize| warming.contains(&index);
    Some(Plan::with(columns, model, as_of, wanted).cold(model.cold_after_days))
}

fn rules<'a>(model: &'a Model, criteria: &[usize]) -> Vec<&'a Rule> {
    criteria.iter().map(|index| &model.criteria[*index].rule).collect()
}
