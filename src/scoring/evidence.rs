//! Whether what was won bears a criterion's points out: the leads that match against the rest of them.
//!
//! The rest, not all: a criterion that matches most leads would otherwise be compared with itself.

use super::{Summary, Tally};

/// What past leads say of a criterion's points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// There is nothing to compare: no points, or no decided leads among those that match or among the rest.
    Silent,
    /// The win rates may as well be the same.
    Unclear,
    /// The win rate differs from the rest's in the direction of the points.
    BorneOut,
    /// The win rate differs from the rest's against the direction of the points: leads are sent to sales for what they lose
    /// by, or held back for what they win by.
    Contradicted,
}

/// How far two win rates are apart: 0.05 is five percentage points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RateDifference {
    pub between: f64,
    /// With 95 % confidence no less than this …
    pub least: f64,
    /// … and no more than this.
    pub most: f64,
}

impl Summary {
    /// All leads of the library.
    pub fn all(&self) -> Tally {
        Tally { leads: self.leads, won: self.won, decided: self.decided }
    }
}

impl Tally {
    /// Those of `all` that are not among these.
    pub fn rest_of(self, all: Self) -> Self {
        Self {
            leads: all.leads.saturating_sub(self.leads),
            won: all.won.saturating_sub(self.won),
            decided: all.decided.saturating_sub(self.decided),
        }
    }

    /// By how much the win rate of these is above that of others; `None` where either has no decided lead.
    ///
    /// The interval is Newcombe's hybrid of two Wilson intervals (R. G. Newcombe, “Interval estimation for the difference
    /// between independent proportions”, Statistics in Medicine 17, 1998, method 10): it holds its level for few leads and
    /// for rates near 0, where the usual one does not.
    pub fn rate_above(self, others: Self) -> Option<RateDifference> {
        let (one, other) = (self.win_rate()?, others.win_rate()?);
        let ((one_least, one_most), (other_least, other_most)) = (self.interval()?, others.interval()?);
        let between = one - other;
        let far = |a: f64, b: f64| (a * a + b * b).sqrt();
        Some(RateDifference {
            between,
            least: (between - far(one - one_least, other_most - other)).max(-1.0),
            most: (between + far(one_most - one, other - other_least)).min(1.0),
        })
    }
}

/// What past leads say of these points: of those that match, compared with the rest of all.
///
/// One criterion in forty is marked by chance alone when none of them matters: a mark is a reason to look, not a proof.
pub fn verdict(points: i32, matched: Tally, all: Tally) -> Verdict {
    let Some(difference) = matched.rate_above(matched.rest_of(all)).filter(|_| points != 0) else {
        return Verdict::Silent;
    };
    let (is_above, is_below) = (difference.least > 0.0, difference.most < 0.0);
    match (points > 0, is_above, is_below) {
        (_, false, false) => Verdict::Unclear,
        (true, true, _) | (false, _, true) => Verdict::BorneOut,
        _ => Verdict::Contradicted,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(won: u64, decided: u64) -> Tally {
        Tally { leads: decided, won, decided }
    }

    #[test]
    fn the_intervals_are_those_of_the_paper() {
        // Newcombe's table II, method 10, the examples a and e to g.
        for ((won, decided), (other_won, other_decided), least, most) in [
            ((56, 70), (48, 80), 0.0524, 0.3339),
            ((9, 10), (3, 10), 0.1705, 0.8090),
            ((10, 10), (0, 20), 0.6791, 1.0000),
            ((0, 10), (0, 20), -0.1611, 0.2775),
        ] {
            let found = tally(won, decided).rate_above(tally(other_won, other_decided)).expect("both are decided");
            let is_near = |found: f64, wanted: f64| (found - wanted).abs() < 0.00006;
            assert!(is_near(found.least, least) && is_near(found.most, most), "{found:?} for {won} of {decided}");
        }
    }

    #[test]
    fn points_against_what_was_won_are_contradicted() {
        let all = tally(200, 1000);
        let (good, bad, like_all) = (tally(80, 200), tally(10, 200), tally(41, 200));
        assert_eq!(verdict(5, good, all), Verdict::BorneOut);
        assert_eq!(verdict(-5, good, all), Verdict::Contradicted);
        assert_eq!(verdict(5, bad, all), Verdict::Contradicted);
        assert_eq!(verdict(-5, bad, all), Verdict::BorneOut);
        assert_eq!(verdict(5, like_all, all), Verdict::Unclear);
        assert_eq!(verdict(-5, like_all, all), Verdict::Unclear);
        assert_eq!(verdict(5, tally(0, 3), all), Verdict::Unclear, "three losses prove nothing");
    }

    #[test]
    fn nothing_is_said_where_there_is_nothing_to_compare() {
        let all = tally(20, 100);
        assert_eq!(verdict(0, tally(0, 50), all), Verdict::Silent, "no points, nothing to contradict");
        assert_eq!(verdict(5, tally(0, 0), all), Verdict::Silent);
        assert_eq!(verdict(5, all, all), Verdict::Silent, "there is no rest");
        assert_eq!(verdict(5, tally(0, 0), tally(0, 0)), Verdict::Silent);
    }

    #[test]
    fn most_leads_are_held_against_the_few_others() {
        // 90 of 100 match, and 18 % of them were won; against all (20 %) that is nothing.
        let (matched, all) =
            (Tally { leads: 900, won: 108, decided: 900 }, Tally { leads: 1000, won: 168, decided: 1000 });
        assert_eq!(matched.rest_of(all), Tally { leads: 100, won: 60, decided: 100 });
        assert_eq!(verdict(5, matched, all), Verdict::Contradicted);
    }
}
