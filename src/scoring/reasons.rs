//! What speaks for a lead and what against it, and which criteria it only just misses.

use super::{
    Explanation,
    activity::{only_if_holds, passing},
    condition::{Asked, number_holds},
    explain::find,
    fade,
    possible::{can_be, event_can_pass},
};
use crate::{
    lead::{Instant, Lead, Value},
    model::{Activity, AttributeTest, Condition, Criterion, CriterionId, EventCounting, Model, NumberTest, Rule, Test},
};

/// So many reasons for and against go into lists and exports.
const TOP: usize = 3;

/// A criterion and what it gave, in thousandths of a point.
pub type GivenBy = (CriterionId, i64);

/// The top three reasons for and against, with what they gave in thousandths of a point: by size, then in the order of
/// the model.
pub fn top_reasons(explanation: &Explanation, model: &Model) -> (Vec<GivenBy>, Vec<GivenBy>) {
    let place = |id: &CriterionId| model.criteria.iter().position(|criterion| criterion.id == *id);
    let categories = explanation.fit.categories.iter().chain(&explanation.engagement.categories);
    let mut given: Vec<GivenBy> = categories
        .flat_map(|category| &category.contributions)
        .filter(|contribution| contribution.counts && contribution.thousandths != 0)
        .map(|contribution| (contribution.criterion.clone(), contribution.thousandths))
        .collect();
    given.sort_by_key(|(id, thousandths)| (std::cmp::Reverse(thousandths.unsigned_abs()), place(id)));
    let (mut reasons_for, mut against): (Vec<_>, Vec<_>) =
        given.into_iter().partition(|(_, thousandths)| *thousandths > 0);
    reasons_for.truncate(TOP);
    against.truncate(TOP);
    (reasons_for, against)
}

/// How much is lacking, in hundredths of a test: 0 is nothing.
type Lack = u32;

/// A whole test that does not hold.
const A_TEST: Lack = 100;
/// A limit counts as nearly reached within so many percent of it.
const NEAR_PERCENT: Lack = 20;

/// The criteria with positive points that the lead does not match, but nearly does: nearest first, then in the order of
/// the model.
///
/// Nearly matched are: a number within 20 % of its limit; several tests of which all but one hold; one event too few; an
/// event that is out of its window by a fifth at most, or that has faded away; events that count, but the condition that
/// the lead must meet as well lacks a test. What this lead cannot come to match is never near.
pub fn near_misses(model: &Model, lead: &Lead, as_of: Instant) -> Vec<CriterionId> {
    let asked = Asked { lead, domains: &model.domains, today: as_of.day() };
    let found = find(model, &asked, as_of);
    let missed = model.criteria.iter().zip(found).filter(|(criterion, found)| {
        criterion.enabled && criterion.points > 0 && found.weight == 0 && model.axis_of(criterion).is_some()
    });
    let mut near: Vec<(Lack, &Criterion)> =
        missed.filter_map(|(criterion, _)| Some((rule_lack(&criterion.rule, &asked, as_of)?, criterion))).collect();
    near.sort_by_key(|(lack, _)| *lack);
    near.into_iter().map(|(_, criterion)| criterion.id.clone()).collect()
}

/// What a rule lacks, if it lacks little.
fn rule_lack(rule: &Rule, asked: &Asked<'_>, as_of: Instant) -> Option<Lack> {
    match rule {
        Rule::Profile(condition) => condition_lack_if_little(condition, asked),
        Rule::Activity(activity) => activity_lack(activity, asked, as_of),
    }
}

fn condition_lack_if_little(condition: &Condition, asked: &Asked<'_>) -> Option<Lack> {
    let lack = condition_lack(condition, true, asked).filter(|_| can_be(condition, true, asked))?;
    let several = matches!(condition, Condition::All(parts) if parts.len() > 1);
    (lack <= NEAR_PERCENT || several && lack <= A_TEST).then_some(lack)
}

/// What is lacking for a condition to be as `wanted`; `None` where nothing could make it so.
fn condition_lack(condition: &Condition, wanted: bool, asked: &Asked<'_>) -> Option<Lack> {
    match condition {
        Condition::Not(part) => condition_lack(part, !wanted, asked),
        Condition::Test(test) => Some(test_lack(test, wanted, asked)),
        // All that are wanted to hold must; one is enough that is wanted not to hold. And the other way round.
        Condition::All(parts) | Condition::Any(parts) => {
            let lack = |part: &Condition| condition_lack(part, wanted, asked);
            if matches!(condition, Condition::All(_)) == wanted {
                parts.iter().try_fold(0, |sum: Lack, part| Some(sum.saturating_add(lack(part)?)))
            } else {
                parts.iter().filter(|part| can_be(part, wanted, asked)).filter_map(lack).min()
            }
        }
    }
}

fn test_lack(test: &AttributeTest, wanted: bool, asked: &Asked<'_>) -> Lack {
    if asked.test_holds(test) == wanted {
        return 0;
    }
    match (&test.is, asked.lead.attribute(&test.attribute)) {
        (Test::Number(is), Some(Value::Number(number))) if wanted => percent_off(*is, *number).unwrap_or(A_TEST),
        _ => A_TEST,
    }
}

/// How far a number is from the limit of a test, in percent of the limit, where that is little.
fn percent_off(test: NumberTest, number: f64) -> Option<Lack> {
    let limit = match test {
        NumberTest::Less(limit)
        | NumberTest::AtMost(limit)
        | NumberTest::Greater(limit)
        | NumberTest::AtLeast(limit) => limit,
        NumberTest::Between(least, most) => {
            if number < least {
                least
            } else {
                most
            }
        }
        NumberTest::Equal(_) | NumberTest::NotEqual(_) => return None,
    };
    let percent = ((number - limit) / limit).abs() * 100.0;
    (percent <= f64::from(NEAR_PERCENT) && !number_holds(test, number)).then(|| (percent.ceil() as Lack).max(1))
}

fn activity_lack(activity: &Activity, asked: &Asked<'_>, as_of: Instant) -> Option<Lack> {
    if !event_can_pass(activity, asked) {
        return None;
    }
    let condition_lack = match &activity.only_if {
        Some(condition) => condition_lack(condition, true, asked).filter(|_| can_be(condition, true, asked))?,
        None => 0,
    };
    let needed = match activity.counting {
        EventCounting::Once { at_least, .. } => at_least.max(1) as usize,
        EventCounting::Each { .. } => 1,
        // A lead that is to be active nearly misses nothing by being so.
        EventCounting::Absent { .. } => return None,
    };
    let present = passing(activity, asked, as_of);
    if !only_if_holds(activity, asked) {
        return (present.len() >= needed && condition_lack <= A_TEST).then_some(condition_lack);
    }
    if present.len() >= needed {
        // It counts, and gives nothing: it has faded.
        return Some(faded_lack(activity, present.first()?.age_days));
    }
    if needed > 1 && present.len() + 1 == needed {
        return Some(A_TEST / 2);
    }
    let within = i64::from(activity.within_days?);
    let whenever = Activity { within_days: None, ..activity.clone() };
    let ever = passing(&whenever, asked, as_of);
    let age_days = ever.get(needed - 1)?.age_days;
    let days_off = age_days - within + 1;
    (days_off.saturating_mul(100) <= within.saturating_mul(i64::from(NEAR_PERCENT)).max(100))
        .then(|| (days_off.saturating_mul(100) / within.max(1)).clamp(1, i64::from(A_TEST)) as Lack)
}

/// The longer it has been faded, the more is lacking.
fn faded_lack(activity: &Activity, age_days: i64) -> Lack {
    let (EventCounting::Once { fade, .. } | EventCounting::Each { fade, .. }) = activity.counting else {
        return A_TEST;
    };
    let gone_at = (0..age_days.min(4000)).rev().take_while(|age_days| fade::weight(fade, *age_days) == 0).count();
    (gone_at as Lack).clamp(1, A_TEST)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::Fade,
        scoring::{
            explain,
            sample::{NOW, activity, at_least, criterion, event, has_word, lead, model, once, text},
        },
    };

    #[test]
    fn the_greatest_reasons_come_first() {
        let profile = |id: &str, points| criterion(id, "profile", points, Rule::Profile(has_word("Title", "ceo")));
        let mut model = model(vec![
            profile("one", 1),
            profile("five", 5),
            profile("also-five", 5),
            profile("nine", 9),
            profile("nothing", 0),
            profile("minus", -7),
            criterion("visit", "activity", 6, Rule::Activity(once("visit"))),
        ]);
        let lead = lead("1", &[("Title", text("CEO"))], vec![event("visit", 3)]);
        let (reasons_for, against) = top_reasons(&explain(&model, &lead, NOW), &model);
        let ids: Vec<_> = reasons_for.iter().map(|(id, given)| (id.0.as_str(), *given)).collect();
        assert_eq!(ids, [("nine", 9_000), ("visit", 6_000), ("five", 5_000)]);
        assert_eq!(against, [("minus".into(), -7_000)]);
        model.categories[0].counting = crate::model::Counting::FirstMatch;
        let (reasons_for, against) = top_reasons(&explain(&model, &lead, NOW), &model);
        assert_eq!((reasons_for.len(), against.len()), (2, 0), "only what counts is a reason");
    }

    fn near(rule: Rule, events: Vec<crate::lead::Event>) -> bool {
        let model = model(vec![criterion("it", "profile", 5, rule)]);
        let values = [("Title", text("CEO")), ("Size", Value::Number(90.0))];
        !near_misses(&model, &lead("1", &values, events), NOW).is_empty()
    }

    #[test]
    fn a_number_near_its_limit_is_a_near_miss() {
        assert!(near(Rule::Profile(at_least("Size", 100.0)), vec![]));
        assert!(!near(Rule::Profile(at_least("Size", 120.0)), vec![]));
        assert!(!near(Rule::Profile(at_least("Size", 80.0)), vec![]), "that is a match");
        assert!(!near(Rule::Profile(has_word("Title", "CTO")), vec![]), "another title is no near miss");
    }

    #[test]
    fn all_but_one_is_a_near_miss() {
        let all = |words: &[&str]| Rule::Profile(Condition::All(words.iter().map(|w| has_word("Title", w)).collect()));
        assert!(near(all(&["ceo", "founder"]), vec![]));
        assert!(!near(all(&["ceo", "founder", "owner"]), vec![]));
    }

    #[test]
    fn what_cannot_happen_is_no_near_miss() {
        let all = |parts: &[&Condition]| Rule::Profile(Condition::All(parts.iter().copied().cloned().collect()));
        let small =
            Condition::Test(AttributeTest { attribute: "Size".into(), is: Test::Number(NumberTest::Less(95.0)) });
        let (large, ceo) = (at_least("Size", 100.0), has_word("Title", "ceo"));
        assert!(near(all(&[&ceo, &large]), vec![]));
        assert!(!near(all(&[&small, &large]), vec![]), "less than 95 and at least 100");
        assert!(!near(all(&[&ceo, &Condition::Any(vec![])]), vec![]));
        assert!(!near(all(&[&ceo, &has_word("Size", "large")]), vec![]), "the size is a number");
        assert!(near(all(&[&ceo, &has_word("Industry", "software")]), vec![]), "that could become known");
        let impossible = Condition::All(vec![small, large]);
        let either = Condition::Any(vec![impossible.clone(), has_word("Title", "founder")]);
        assert!(!near(Rule::Profile(either), vec![]), "the part that is near cannot happen");
        let only_if = Activity { only_if: Some(impossible), ..once("visit") };
        assert!(!near(Rule::Activity(only_if), vec![event("visit", 1)]));
        let never = Activity { within_days: Some(0), ..once("visit") };
        assert!(!near(Rule::Activity(never), vec![event("visit", 0)]));
    }

    #[test]
    fn an_event_too_few_or_too_old_is_a_near_miss() {
        let thrice = activity("visit", EventCounting::Once { at_least: 3, fade: Fade::None });
        let visits = |ages: &[i64]| ages.iter().map(|age| event("visit", *age)).collect::<Vec<_>>();
        assert!(near(Rule::Activity(thrice.clone()), visits(&[1, 2])));
        assert!(!near(Rule::Activity(thrice), visits(&[1])));
        let recent = Activity { within_days: Some(30), ..once("visit") };
        assert!(near(Rule::Activity(recent.clone()), visits(&[35])));
        assert!(!near(Rule::Activity(recent), visits(&[36])));
        assert!(!near(Rule::Activity(once("visit")), vec![]), "nothing happened at all");
        let fading = activity("visit", EventCounting::Once { at_least: 1, fade: Fade::Expires { days: 30 } });
        assert!(near(Rule::Activity(fading), visits(&[40])));
    }

    #[test]
    fn the_nearest_comes_first() {
        let model = model(vec![
            criterion("far", "profile", 5, Rule::Profile(at_least("Size", 110.0))),
            criterion("close", "profile", 5, Rule::Profile(at_least("Size", 92.0))),
        ]);
        let lead = lead("1", &[("Size", Value::Number(90.0))], vec![]);
        assert_eq!(near_misses(&model, &lead, NOW), ["close".into(), "far".into()]);
    }
}
