//! From two proposals to one value.

use crate::{
    lead::Instant,
    model::{
        Agreement, Criterion, CriterionId, Decision, DecisionId, Model, Proposal, Team, Tier, TierRanges,
        naming::name_or_id, wording,
    },
};

/// How the teams come to one value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settle {
    /// Both take what stands.
    Agree,
    /// Both take marketing's proposal.
    Marketing,
    /// Both take sales' proposal.
    Sales,
    /// They meet in the middle.
    Middle,
    /// They take something else.
    Values { tier: Tier, points: i32 },
}

/// What goes into the log beside the values.
#[derive(Clone, Copy, Debug)]
pub struct Settlement<'a> {
    pub how: Settle,
    /// Why; where it is empty and one team's proposal is taken, that team's own reason stands in.
    pub reason: &'a str,
    pub who: &'a str,
    pub at: Instant,
}

impl Settle {
    pub fn take(team: Team) -> Self {
        match team {
            Team::Marketing => Self::Marketing,
            Team::Sales => Self::Sales,
        }
    }

    /// The tier and points that a criterion would have; `None` where a proposal is missing that this takes, and while the
    /// round is blind.
    pub fn values(self, criterion: &Criterion, tiers: &TierRanges) -> Option<(Tier, i32)> {
        if criterion.proposals.blind {
            return None;
        }
        let of = |team| criterion.proposals.of(team);
        let as_is = |proposal: &Proposal| (proposal.tier, proposal.points);
        match self {
            Self::Agree => Some((criterion.tier, criterion.points)),
            Self::Marketing => of(Team::Marketing).map(as_is),
            Self::Sales => of(Team::Sales).map(as_is),
            Self::Middle => of(Team::Marketing).zip(of(Team::Sales)).map(|(one, other)| middle(one, other, tiers)),
            Self::Values { tier, points } => Some((tier, points)),
        }
    }
}

/// Halfway between the two, halves away from zero, in the tier that fits.
fn middle(marketing: &Proposal, sales: &Proposal, tiers: &TierRanges) -> (Tier, i32) {
    let sum = i64::from(marketing.points) + i64::from(sales.points);
    // A whole number between two of this type.
    let points = ((sum + sum.signum()) / 2) as i32;
    (fitting_tier([marketing.tier, sales.tier], points, tiers), points)
}

/// The tier that both want; else the one whose range has the points, one of these two first; else the nearer of the two.
fn fitting_tier(wanted: [Tier; 2], points: i32, tiers: &TierRanges) -> Tier {
    let distance = |tier: &Tier| i64::from(tiers.of(*tier).nearest(points)).abs_diff(i64::from(points));
    let [one, other] = wanted;
    // In an order of their own, so that it does not matter who wants which.
    let of_the_two = [one.min(other), one.max(other)];
    if one == other {
        return one;
    }
    let fits = |tier: &Tier| tiers.of(*tier).contains(points);
    of_the_two.into_iter().chain(Tier::ALL).find(fits).unwrap_or_else(|| {
        let [one, other] = of_the_two;
        if distance(&other) < distance(&one) { other } else { one }
    })
}

/// Gives a criterion the value that the teams have come to, makes it the word of both, and writes that into the log.
/// Whether there was anything to settle: see [`Settle::values`]; what is agreed already is not.
pub fn settle(model: &mut Model, id: &CriterionId, settlement: Settlement<'_>) -> bool {
    let Settlement { how, reason, who, at } = settlement;
    let tiers = model.tiers;
    let Some(criterion) = model.criterion_mut(id) else { return false };
    let Some((tier, points)) = how.values(criterion, &tiers) else { return false };
    if criterion.agreement() == Agreement::Agreed && (tier, points) == (criterion.tier, criterion.points) {
        return false;
    }
    let reason = if reason.trim().is_empty() { own_reason(criterion, how) } else { reason.trim().to_owned() };
    let is_same_tier = tier == criterion.tier;
    let text = |tier: Tier, points: i32| {
        let points = wording::points(points);
        if is_same_tier { points } else { format!("{tier}, {points}") }
    };
    let decision = Decision {
        id: DecisionId::fresh(),
        at,
        who: who.to_owned(),
        subject: name_or_id(&criterion.name, &id.0),
        criterion: Some(id.clone()),
        what: String::new(),
        from: text(criterion.tier, criterion.points),
        to: text(tier, points),
        reason,
        matter: None,
    };
    (criterion.tier, criterion.points) = (tier, points);
    for team in Team::ALL {
        let word = criterion.proposals.of_mut(team);
        // Its reason remains what the team thinks.
        let reason = word.take().map(|proposal| proposal.reason).unwrap_or_default();
        *word = Some(Proposal { tier, points, reason });
    }
    model.decisions.push(decision);
    true
}

/// The reason of the team whose proposal is taken.
fn own_reason(criterion: &Criterion, how: Settle) -> String {
    let team = match how {
        Settle::Marketing => Team::Marketing,
        Settle::Sales => Team::Sales,
        Settle::Agree | Settle::Middle | Settle::Values { .. } => return String::new(),
    };
    criterion.proposals.of(team).map(|proposal| proposal.reason.clone()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{
        PointsRange,
        voices::tests::{model, proposal},
    };

    fn settled(marketing: i32, sales: i32, how: Settle) -> Model {
        let mut model = model(proposal(marketing), proposal(sales), false);
        let settlement = Settlement { how, reason: "", who: "both teams", at: Instant(7) };
        assert!(settle(&mut model, &"a".into(), settlement));
        assert_eq!(model.criteria[0].agreement(), Agreement::Agreed);
        model
    }

    fn values(model: &Model) -> (Tier, i32) {
        (model.criteria[0].tier, model.criteria[0].points)
    }

    #[test]
    fn each_way_gives_its_value_to_both_and_logs_it() {
        assert_eq!(values(&settled(10, 15, Settle::Agree)), (Tier::Critical, 12));
        let model = settled(10, 15, Settle::Marketing);
        assert_eq!(values(&model), (Tier::Critical, 10));
        let decision = &model.decisions[0];
        assert_eq!((decision.from.as_str(), decision.to.as_str()), ("12 points", "10 points"));
        assert_eq!((decision.subject.as_str(), decision.who.as_str()), ("Pricing page", "both teams"));
        assert_eq!((decision.reason.as_str(), decision.at), ("because of 10", Instant(7)));
        assert_eq!(decision.criterion, Some("a".into()));
        let sales = &model.criteria[0].proposals.sales;
        assert_eq!(sales.as_ref().map(|word| (word.points, word.reason.as_str())), Some((10, "because of 15")));
        let model = settled(10, -3, Settle::Sales);
        assert_eq!(values(&model), (Tier::Negative, -3));
        let decision = &model.decisions[0];
        assert_eq!(
            (decision.from.as_str(), decision.to.as_str()),
            ("critical, 12 points", "negative, −3 points"),
            "the tier is told where it changes"
        );
        let other = Settle::Values { tier: Tier::Important, points: 7 };
        assert_eq!(values(&settled(10, 15, other)), (Tier::Important, 7));
    }

    #[test]
    fn the_middle_is_rounded_away_from_zero_into_a_tier_that_fits() {
        for (marketing, sales, wanted) in [
            (10, 15, (Tier::Critical, 13)),
            (-3, -6, (Tier::Negative, -5)),
            (12, 7, (Tier::Critical, 10)),
            (9, 10, (Tier::Critical, 10)),
            (12, 2, (Tier::Important, 7)),
            (1, -4, (Tier::Negative, -2)),
            // Nobody's range has a 0: influencing begins at 1, negative ends at −1, and the better one is taken.
            (2, -2, (Tier::Influencing, 0)),
        ] {
            assert_eq!(values(&settled(marketing, sales, Settle::Middle)), wanted, "{marketing} and {sales}");
            assert_eq!(values(&settled(sales, marketing, Settle::Middle)), wanted, "{sales} and {marketing}");
        }
    }

    #[test]
    fn the_middle_keeps_a_tier_that_both_want() {
        let tiers = TierRanges { important: PointsRange::new(-100, 100), ..TierRanges::default() };
        assert_eq!(fitting_tier([Tier::Critical; 2], 7, &tiers), Tier::Critical);
        assert_eq!(fitting_tier([Tier::Critical, Tier::Influencing], 12, &tiers), Tier::Critical, "theirs first");
        assert_eq!(fitting_tier([Tier::Critical, Tier::Influencing], 7, &tiers), Tier::Important, "then any");
    }

    #[test]
    fn what_is_missing_or_hidden_cannot_be_taken() {
        let try_to = |model: &Model, how| {
            let mut after = model.clone();
            let settlement = Settlement { how, reason: "", who: "", at: Instant(0) };
            let is_settled = settle(&mut after, &"a".into(), settlement);
            assert_eq!(is_settled, after != *model);
            is_settled
        };
        let open = model(proposal(10), None, false);
        assert!(!try_to(&open, Settle::Sales) && !try_to(&open, Settle::Middle));
        assert!(try_to(&open, Settle::Marketing) && try_to(&open, Settle::Agree));
        let blind = model(proposal(10), proposal(15), true);
        for how in [Settle::Agree, Settle::Marketing, Settle::Sales, Settle::Middle] {
            assert!(!try_to(&blind, how));
        }
    }

    #[test]
    fn what_is_agreed_already_is_not_settled_again() {
        let mut model = settled(10, 15, Settle::Agree);
        let agreed = model.clone();
        for how in [Settle::Agree, Settle::Marketing, Settle::Sales, Settle::Middle] {
            let settlement = Settlement { how, reason: "", who: "both teams", at: Instant(8) };
            assert!(!settle(&mut model, &"a".into(), settlement));
            assert_eq!(model, agreed, "no line in the log either");
        }
    }
}
