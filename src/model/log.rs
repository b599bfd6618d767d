//! What of the agreement has been changed and not written into its log of decisions.

use super::{
    Criterion, Decision, DecisionId, Model,
    diff::{Aspect, Difference, Subject},
    lapse::what_changed,
    signed::agreed_part,
    wording,
};
use crate::lead::Instant;

/// The changes since an earlier version that no decision of the log speaks of, in the order of the model.
pub fn unlogged(earlier: &Model, now: &Model) -> Vec<Difference> {
    let is_new = |decision: &&Decision| !earlier.decisions.iter().any(|old| old.id == decision.id);
    let new: Vec<&Decision> = now.decisions.iter().filter(is_new).collect();
    let changes = what_changed(&agreed_part(earlier), &agreed_part(now));
    // The newest line on a matter counts: an older one may name the value that was given up since, and taken again.
    let is_told = |change: &Difference| {
        new.iter().rev().find(|decision| decision.speaks_of(change)).is_some_and(|decision| decision.tells(change, now))
    };
    changes.into_iter().filter(|change| !is_told(change)).collect()
}

impl Decision {
    /// A change as a line of the log.
    pub fn on(change: &Difference, who: &str, reason: &str, at: Instant) -> Self {
        Self {
            id: DecisionId::fresh(),
            at,
            who: who.trim().to_owned(),
            subject: change.subject.to_string(),
            criterion: match &change.subject {
                Subject::Criterion { id, .. } => Some(id.clone()),
                _ => None,
            },
            what: change.label(),
            from: change.from.clone(),
            to: change.to.clone(),
            reason: reason.trim().to_owned(),
        }
    }

    /// Whether it is about the same matter as a change, wherever that led.
    fn speaks_of(&self, change: &Difference) -> bool {
        match &change.subject {
            Subject::Criterion { id, .. } => {
                let is_matter = if self.is_settlement() {
                    matches!(change.aspect, Aspect::Points | Aspect::Tier)
                } else {
                    self.what == change.label()
                };
                self.criterion.as_ref() == Some(id) && is_matter
            }
            subject => self.subject == subject.to_string() && self.what == change.label(),
        }
    }

    /// A settlement speaks of tier and points at once.
    fn is_settlement(&self) -> bool {
        self.criterion.is_some() && self.what.is_empty()
    }

    /// Of a decision on the same matter: whether it says where the change led.
    fn tells(&self, change: &Difference, now: &Model) -> bool {
        let is_settled = |criterion: &Criterion| {
            let points = wording::points(criterion.points);
            self.to == points || self.to == format!("{}, {points}", criterion.tier)
        };
        match &change.subject {
            Subject::Criterion { id, .. } if self.is_settlement() => now.criterion(id).is_some_and(is_settled),
            _ => self.to == change.to,
        }
    }

    /// "at most no cap → 40", "5 → 12 points": the line without its subject.
    pub fn sentence(&self) -> String {
        let Self { what, from, to, .. } = self;
        let change = match (from.is_empty(), to.is_empty()) {
            (true, true) => String::new(),
            (true, false) => to.clone(),
            (false, true) => format!("{from} → nothing"),
            (false, false) => format!("{from} → {to}"),
        };
        [what.as_str(), &change].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{
        Condition, Proposal, Proposals, Rule, Tier,
        voices::{Settle, Settlement, settle},
    };

    fn model() -> Model {
        let proposal = |points| Some(Proposal { tier: Tier::Important, points, reason: String::new() });
        let criterion = Criterion {
            id: "a".into(),
            name: "Pricing page".to_owned(),
            category: "activity".into(),
            tier: Tier::Important,
            points: 5,
            rule: Rule::Profile(Condition::All(Vec::new())),
            enabled: true,
            disqualifies: false,
            why: String::new(),
            proposals: Proposals { marketing: proposal(6), sales: proposal(9), blind: false },
        };
        Model { criteria: vec![criterion], ..Model::new("test") }
    }

    fn sentences(earlier: &Model, now: &Model) -> Vec<String> {
        unlogged(earlier, now).iter().map(Difference::sentence).collect()
    }

    #[test]
    fn a_change_is_offered_until_it_is_recorded() {
        let earlier = model();
        let mut now = model();
        now.categories[1].at_most = Some(40);
        now.criteria[0].points = 7;
        assert_eq!(sentences(&earlier, &now), ["Category Activity: capped at 40", "Pricing page: 5 → 7 points"]);
        for change in unlogged(&earlier, &now) {
            now.decisions.push(Decision::on(&change, "both teams", "too many", Instant(7)));
        }
        assert_eq!(sentences(&earlier, &now), [""; 0]);
        let said: Vec<String> = now.decisions.iter().map(Decision::sentence).collect();
        assert_eq!(said, ["at most no cap → 40", "points 5 → 7"]);

        now.criteria[0].points = 8;
        assert_eq!(sentences(&earlier, &now), ["Pricing page: 5 → 8 points"], "it went on");
    }

    #[test]
    fn what_was_settled_is_in_the_log() {
        let earlier = model();
        let mut now = model();
        let settlement = Settlement { how: Settle::Sales, reason: "", who: "both teams", at: Instant(7) };
        assert!(settle(&mut now, &"a".into(), settlement));
        assert_eq!(sentences(&earlier, &now), [""; 0]);
        now.criteria[0].points = 8;
        assert_eq!(sentences(&earlier, &now), ["Pricing page: 5 → 8 points"], "changed after it was settled");
    }

    #[test]
    fn an_old_line_does_not_speak_of_a_new_change() {
        let mut earlier = model();
        earlier.criteria[0].points = 4;
        let change = &unlogged(&model(), &earlier)[0];
        earlier.decisions.push(Decision::on(change, "both teams", "", Instant(7)));
        let mut now = earlier.clone();
        now.criteria[0].points = 9;
        let mut back = now.clone();
        back.criteria[0].points = 4;
        assert_eq!(sentences(&now, &back), ["Pricing page: 9 → 4 points"]);
    }

    #[test]
    fn the_newest_line_counts() {
        let earlier = model();
        let mut now = model();
        for points in [7, 8] {
            now.criteria[0].points = points;
            let change = unlogged(&earlier, &now).remove(0);
            now.decisions.push(Decision::on(&change, "both teams", "", Instant(points.into())));
        }
        assert_eq!(sentences(&earlier, &now), [""; 0]);
        now.criteria[0].points = 7;
        assert_eq!(sentences(&earlier, &now), ["Pricing page: 5 → 7 points"], "the log ends at 8");
        let settlement = Settlement { how: Settle::Sales, reason: "", who: "both teams", at: Instant(9) };
        assert!(settle(&mut now, &"a".into(), settlement));
        now.criteria[0].points = 8;
        assert_eq!(sentences(&earlier, &now), ["Pricing page: 5 → 8 points"], "it was settled at 9 since");
    }
}
