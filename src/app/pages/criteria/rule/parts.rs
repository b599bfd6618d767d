//! Changes to an activity rule: its optional parts, how events count, how they fade.

use super::{offer::QUARTER, tree};
use crate::model::{Activity, Condition, EventCounting, Fade, NumberTest, Rule, TextTest};

/// Without any activity for so long a lead is called inactive, to begin with.
const INACTIVE_DAYS: u32 = 45;

/// A part of an activity rule that may be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Detail,
    Amount,
    Window,
    Spacing,
    Fade,
    OnlyIf,
}

impl Part {
    pub const ALL: [Self; 6] = [Self::Detail, Self::Amount, Self::Window, Self::Spacing, Self::Fade, Self::OnlyIf];

    pub fn is_in(self, activity: &Activity) -> bool {
        match self {
            Self::Detail => activity.detail.is_some(),
            Self::Amount => activity.amount.is_some(),
            Self::Window => activity.within_days.is_some(),
            Self::Spacing => matches!(activity.counting, EventCounting::Each { once_per_days: Some(_), .. }),
            Self::Fade => fade_of(&activity.counting).is_some_and(|fade| fade != Fade::None),
            Self::OnlyIf => activity.only_if.is_some(),
        }
    }

    /// Can be added, and is not there yet.
    pub fn is_offered(self, activity: &Activity) -> bool {
        let suits = match self {
            Self::Spacing => matches!(activity.counting, EventCounting::Each { .. }),
            // What did not happen has no age, and its own days.
            Self::Fade | Self::Window => !matches!(activity.counting, EventCounting::Absent { .. }),
            Self::Detail | Self::Amount | Self::OnlyIf => true,
        };
        suits && !self.is_in(activity)
    }

    pub fn add(self, activity: &mut Activity) {
        match self {
            Self::Detail => activity.detail = Some(TextTest::ContainsAny(Vec::new())),
            Self::Amount => activity.amount = Some(NumberTest::AtLeast(1.0)),
            Self::Window => activity.within_days = Some(QUARTER),
            Self::Spacing => set_spacing(&mut activity.counting, Some(1)),
            Self::Fade => set_fade(&mut activity.counting, Fade::HalfLife { days: 30 }),
            Self::OnlyIf => activity.only_if = Some(tree::blank()),
        }
    }

    pub fn remove(self, activity: &mut Activity) {
        match self {
            Self::Detail => activity.detail = None,
            Self::Amount => activity.amount = None,
            Self::Window => activity.within_days = None,
            Self::Spacing => set_spacing(&mut activity.counting, None),
            Self::Fade => set_fade(&mut activity.counting, Fade::None),
            Self::OnlyIf => activity.only_if = None,
        }
    }
}

fn set_spacing(counting: &mut EventCounting, days: Option<u32>) {
    if let EventCounting::Each { once_per_days, .. } = counting {
        *once_per_days = days;
    }
}

pub fn fade_of(counting: &EventCounting) -> Option<Fade> {
    match counting {
        EventCounting::Once { fade, .. } | EventCounting::Each { fade, .. } => Some(*fade),
        EventCounting::Absent { .. } => None,
    }
}

pub fn set_fade(counting: &mut EventCounting, new: Fade) {
    if let EventCounting::Once { fade, .. } | EventCounting::Each { fade, .. } = counting {
        *fade = new;
    }
}

/// How events count, without the numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CountingKind {
    Once,
    Each,
    Absent,
}

impl CountingKind {
    pub const ALL: [Self; 3] = [Self::Once, Self::Each, Self::Absent];

    pub fn of(counting: &EventCounting) -> Self {
        match counting {
            EventCounting::Once { .. } => Self::Once,
            EventCounting::Each { .. } => Self::Each,
            EventCounting::Absent { .. } => Self::Absent,
        }
    }

    /// Makes the events of a rule count this way. The days looked back become the days without, and the other way round.
    pub fn put(self, activity: &mut Activity) {
        if self == Self::of(&activity.counting) {
            return;
        }
        let fade = fade_of(&activity.counting).unwrap_or_default();
        if let EventCounting::Absent { for_days } = activity.counting {
            activity.within_days = activity.within_days.or(Some(for_days));
        }
        activity.counting = match self {
            Self::Once => EventCounting::Once { at_least: 1, fade },
            Self::Each => EventCounting::Each { once_per_days: None, at_most: 5, fade },
            Self::Absent => EventCounting::Absent { for_days: activity.within_days.take().unwrap_or(INACTIVE_DAYS) },
        };
    }
}

/// How an event loses weight, without the numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FadeKind {
    HalfLife,
    Steps,
    Expires,
    None,
}

impl FadeKind {
    pub const ALL: [Self; 4] = [Self::HalfLife, Self::Steps, Self::Expires, Self::None];

    pub fn of(fade: Fade) -> Self {
        match fade {
            Fade::None => Self::None,
            Fade::Expires { .. } => Self::Expires,
            Fade::Steps { .. } => Self::Steps,
            Fade::HalfLife { .. } => Self::HalfLife,
        }
    }

    /// A fade of this kind over about the same time.
    pub fn make(self, from: Fade) -> Fade {
        let days = match from {
            Fade::None => 30,
            Fade::Expires { days } | Fade::HalfLife { days } | Fade::Steps { every_days: days, .. } => days,
        };
        match self {
            Self::None => Fade::None,
            Self::Expires => Fade::Expires { days },
            Self::Steps => Fade::Steps { percent: 20, every_days: days },
            Self::HalfLife => Fade::HalfLife { days },
        }
    }
}

/// The rule as one of the other kind; what can be kept is kept.
///
/// A condition becomes what an activity is bound to (*only if*), and the other way round.
pub fn other_kind(rule: &Rule) -> Rule {
    match rule {
        Rule::Profile(condition) => Rule::Activity(Activity {
            kinds: Vec::new(),
            detail: None,
            amount: None,
            within_days: Some(QUARTER),
            only_if: (!tree::is_blank(condition)).then(|| condition.clone()),
            counting: EventCounting::Once { at_least: 1, fade: Fade::None },
        }),
        Rule::Activity(activity) => {
            let condition: Option<Condition> = activity.only_if.clone();
            Rule::Profile(condition.unwrap_or_else(tree::blank))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{AttributeTest, Test};

    fn activity(counting: EventCounting) -> Activity {
        Activity {
            kinds: vec!["visit".to_owned()],
            detail: None,
            amount: None,
            within_days: None,
            only_if: None,
            counting,
        }
    }

    #[test]
    fn parts_come_and_go() {
        for counting in [
            EventCounting::Once { at_least: 1, fade: Fade::None },
            EventCounting::Each { once_per_days: None, at_most: 3, fade: Fade::None },
            EventCounting::Absent { for_days: 30 },
        ] {
            let plain = activity(counting);
            for part in Part::ALL.into_iter().filter(|part| part.is_offered(&plain)) {
                let mut changed = plain.clone();
                part.add(&mut changed);
                assert!(part.is_in(&changed) && !part.is_offered(&changed), "{part:?} was added");
                part.remove(&mut changed);
                assert_eq!(changed, plain, "{part:?} was taken away again");
            }
        }
    }

    #[test]
    fn absence_is_offered_no_fade() {
        let absent = activity(EventCounting::Absent { for_days: 30 });
        assert!(!Part::Fade.is_offered(&absent));
        assert!(!Part::Spacing.is_offered(&absent));
        assert!(!Part::Spacing.is_offered(&activity(EventCounting::Once { at_least: 1, fade: Fade::None })));
    }

    #[test]
    fn the_fade_and_the_days_survive_another_way_of_counting() {
        let fade = Fade::HalfLife { days: 14 };
        let mut rule = activity(EventCounting::Once { at_least: 2, fade });
        rule.within_days = Some(60);
        CountingKind::Each.put(&mut rule);
        assert_eq!(fade_of(&rule.counting), Some(fade));
        CountingKind::Absent.put(&mut rule);
        assert_eq!((rule.counting.clone(), rule.within_days), (EventCounting::Absent { for_days: 60 }, None));
        CountingKind::Once.put(&mut rule);
        assert_eq!(rule.within_days, Some(60));
    }

    #[test]
    fn fades_keep_their_time() {
        for kind in FadeKind::ALL {
            let fade = kind.make(Fade::Expires { days: 60 });
            assert_eq!(FadeKind::of(fade), kind);
        }
        assert_eq!(FadeKind::Steps.make(Fade::HalfLife { days: 7 }), Fade::Steps { percent: 20, every_days: 7 });
    }

    #[test]
    fn a_condition_survives_the_other_kind_of_rule() {
        let title = Condition::Test(AttributeTest { attribute: "Job title".to_owned(), is: Test::Known });
        let rule = Rule::Profile(title);
        assert_eq!(other_kind(&other_kind(&rule)), rule);
        let Rule::Activity(fresh) = other_kind(&Rule::Profile(tree::blank())) else { panic!("the other kind") };
        assert_eq!(fresh.only_if, None, "an empty test is nothing to keep");
    }
}
