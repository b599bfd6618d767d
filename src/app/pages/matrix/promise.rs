//! What can be promised on a route, wherever it is edited: units of time, what is offered first, and the bounds.

use crate::model::FollowUp;

/// The first answer is due within a year, if ever.
pub const LONGEST_MINUTES: u32 = 365 * 24 * 60;
pub const MOST_ATTEMPTS: u32 = 1000;

/// Offered where nothing was promised yet.
pub const FIRST_WITHIN: u32 = 24 * 60;
pub const FIRST_FOLLOW_UP: FollowUp = FollowUp { attempts: 3, over_days: 7 };
pub const FIRST_CAPACITY: u32 = 40;

/// A unit of time for an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Minutes,
    Hours,
    Days,
}

impl Unit {
    pub const ALL: [Self; 3] = [Self::Minutes, Self::Hours, Self::Days];

    pub fn minutes(self) -> u32 {
        match self {
            Self::Minutes => 1,
            Self::Hours => 60,
            Self::Days => 24 * 60,
        }
    }

    /// The largest unit that says it in a whole number.
    pub fn of(minutes: u32) -> Self {
        if minutes == 0 {
            return Self::Minutes;
        }
        Self::ALL.into_iter().rev().find(|unit| minutes.is_multiple_of(unit.minutes())).unwrap_or(Self::Minutes)
    }

    pub fn name(self) -> String {
        match self {
            Self::Minutes => tr!("unit-minutes"),
            Self::Hours => tr!("unit-hours"),
            Self::Days => tr!("unit-days"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_said_in_the_largest_whole_unit() {
        assert_eq!(Unit::of(15), Unit::Minutes);
        assert_eq!(Unit::of(240), Unit::Hours);
        assert_eq!(Unit::of(2 * 24 * 60), Unit::Days);
        assert_eq!(Unit::of(90), Unit::Minutes);
        assert_eq!(Unit::of(0), Unit::Minutes);
    }
}
