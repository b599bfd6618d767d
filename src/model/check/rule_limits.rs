//! Numbers in rules beyond their limits: days, percentages, counts; numbers that are none; groups nested too deeply.

use super::{Context, Place, Problem, walk};
use crate::model::{
    Activity, Criterion, DateTest, EventCounting, Fade, NumberTest, Rule, SpamTest, Test, limits, wording::whole,
};

pub(super) const CODE: &str = "rule-out-of-limits";
pub(super) const NOT_FINITE: &str = "not-a-number";
pub(super) const TOO_DEEP: &str = "nested-too-deeply";

/// Nobody can read more, and the file could not be read back at a few times as much.
const MOST_DEEP: usize = 16;

pub(super) fn check(Context { model, .. }: Context<'_>, found: &mut Vec<Problem>) {
    for criterion in &model.criteria {
        let mut limited = Limited { criterion, found };
        for test in walk::tests(&criterion.rule) {
            limited.test(&test.is);
        }
        if let Rule::Activity(activity) = &criterion.rule {
            limited.activity(activity);
        }
        if walk::condition(&criterion.rule).is_some_and(|condition| walk::depth(condition) > MOST_DEEP) {
            let sentence = format!("The condition of “{}” is nested more than {MOST_DEEP} deep", criterion.name);
            let place = Place::Criterion(criterion.id.clone());
            found.push(Problem::error(TOO_DEEP, place, sentence).hint("Split it into several criteria"));
        }
    }
}

struct Limited<'a> {
    criterion: &'a Criterion,
    found: &'a mut Vec<Problem>,
}

impl Limited<'_> {
    fn within(&mut self, what: &str, value: u32, least: u32, most: u32) {
        if !(least..=most).contains(&value) {
            let (least, most) = (whole(least), whole(most));
            let sentence =
                format!("“{}” asks for {what} of {}; it must be {least} to {most}", self.criterion.name, whole(value));
            let place = Place::Criterion(self.criterion.id.clone());
            self.found
                .push(Problem::error(CODE, place, sentence).hint(format!("Choose a number from {least} to {most}")));
        }
    }

    fn days(&mut self, what: &str, days: u32) {
        self.within(what, days, 1, limits::DAYS);
    }

    fn test(&mut self, test: &Test) {
        match test {
            Test::Number(test) => self.number(*test),
            Test::Date(DateTest::WithinLastDays(days) | DateTest::DaysAgoOrMore(days)) => {
                self.days("a number of days", *days);
            }
            // A run of one neighbour would match nearly every text.
            Test::Spam(SpamTest::KeyboardRun(run)) => self.within("a keyboard run", *run, 2, 1_000),
            Test::Date(_) | Test::Text(_) | Test::YesNo(_) | Test::Spam(_) | Test::Known | Test::Unknown => {}
        }
    }

    fn number(&mut self, test: NumberTest) {
        if !test.limits().iter().all(|number| number.is_finite()) {
            let place = Place::Criterion(self.criterion.id.clone());
            let sentence = format!("“{}” compares with something that is not a number", self.criterion.name);
            self.found.push(Problem::error(NOT_FINITE, place, sentence).hint("Enter a number"));
        }
    }

    fn activity(&mut self, activity: &Activity) {
        if let Some(test) = activity.amount {
            self.number(test);
        }
        if let Some(days) = activity.within_days {
            self.days("a number of days", days);
        }
        match activity.counting {
            EventCounting::Once { at_least, fade } => {
                self.within("a number of times", at_least, 1, u32::MAX);
                self.fade(fade);
            }
            EventCounting::Each { once_per_days, at_most, fade } => {
                self.within("a largest number of events", at_most, 1, limits::AT_MOST);
                if let Some(days) = once_per_days {
                    self.days("a spacing in days", days);
                }
                self.fade(fade);
            }
            EventCounting::Absent { for_days } => self.days("a number of days without an event", for_days),
        }
    }

    fn fade(&mut self, fade: Fade) {
        match fade {
            Fade::None => {}
            Fade::Expires { days } => self.days("an expiry in days", days),
            Fade::Steps { percent, every_days } => {
                self.within("a percentage", percent, 1, 100);
                self.days("a step in days", every_days);
            }
            Fade::HalfLife { days } => self.days("a half-life in days", days),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::fixture::{activity, each, found, number, profile},
        *,
    };
    use crate::model::Condition;

    fn problems(code: &str, rule: Rule) -> usize {
        found(code, |model| model.criteria[0].rule = rule).len()
    }

    #[test]
    fn counts_days_and_percentages_have_limits() {
        assert_eq!(problems(CODE, each(&["demo"], 0)), 1);
        assert_eq!(problems(CODE, each(&["demo"], 1_001)), 1);
        assert_eq!(problems(CODE, each(&["demo"], 1_000)), 0);
        let once = |at_least, fade| activity(&[], EventCounting::Once { at_least, fade });
        assert_eq!(problems(CODE, once(0, Fade::None)), 1);
        assert_eq!(problems(CODE, once(1, Fade::Steps { percent: 101, every_days: 0 })), 2);
        assert_eq!(problems(CODE, once(1, Fade::HalfLife { days: 3_651 })), 1);
        assert_eq!(problems(CODE, once(1, Fade::HalfLife { days: 3_650 })), 0);
        assert_eq!(problems(CODE, profile("E-mail", Test::Spam(SpamTest::KeyboardRun(1)))), 1);
        assert_eq!(problems(CODE, profile("Began", Test::Date(DateTest::DaysAgoOrMore(0)))), 1);
    }

    #[test]
    fn numbers_are_numbers_and_groups_are_shallow() {
        assert_eq!(problems(NOT_FINITE, number("Size", NumberTest::Between(1.0, f64::INFINITY))), 1);
        assert_eq!(problems(NOT_FINITE, number("Size", NumberTest::Between(1.0, 2.0))), 0);
        let nested = |depth| (0..depth).fold(Condition::All(Vec::new()), |inner, _| Condition::Not(Box::new(inner)));
        assert_eq!(problems(TOO_DEEP, Rule::Profile(nested(16))), 1);
        assert_eq!(problems(TOO_DEEP, Rule::Profile(nested(15))), 0);
    }
}
