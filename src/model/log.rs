//! What of the agreement has been changed and not written into its log of decisions.

use super::{
    CellKey, Criterion, Decision, DecisionId, Matter, Model,
    diff::{Aspect, Difference, Subject},
    lapse::{place_in_category, what_changed},
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
    /// A change that led to a model, as a line of the log.
    pub fn on(change: &Difference, now: &Model, who: &str, reason: &str, at: Instant) -> Self {
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
            matter: Some(Matter {
                subject: change.subject.unnamed(),
                aspect: change.aspect,
                to: unnamed_to(change, now).unwrap_or_default(),
            }),
        }
    }

    /// Whether it is about the same matter as a change, wherever that led.
    fn speaks_of(&self, change: &Difference) -> bool {
        if let Some(matter) = &self.matter {
            return matter.aspect == change.aspect && matter.subject == change.subject.unnamed();
        }
        // A settlement, or of a file of an earlier version: then names are all there is.
        match &change.subject {
            Subject::Criterion { id, .. } => {
                let is_matter =
                    if self.is_settlement() { change.aspect == Aspect::Points } else { self.what == change.label() };
                self.criterion.as_ref() == Some(id) && is_matter
            }
            subject => self.subject == subject.to_string() && self.what == change.label(),
        }
    }

    /// A settlement speaks of tier and points at once; a tier alone changes nothing that is agreed on.
    fn is_settlement(&self) -> bool {
        self.criterion.is_some() && self.what.is_empty() && self.matter.is_none()
    }

    /// Of a decision on the same matter: whether it says where the change led.
    fn tells(&self, change: &Difference, now: &Model) -> bool {
        let is_settled = |criterion: &Criterion| {
            let points = wording::points(criterion.points);
            self.to == points || self.to == format!("{}, {points}", criterion.tier)
        };
        match (&change.subject, &self.matter, unnamed_to(change, now)) {
            (Subject::Criterion { id, .. }, ..) if self.is_settlement() => now.criterion(id).is_some_and(is_settled),
            (_, Some(matter), Some(to)) => matter.to == to,
            _ => self.to == change.to,
        }
    }

    /// "at most no cap → 40", "5 → 12 points": the line without its subject.
    pub fn sentence(&self) -> String {
        let Self { what, from, to, .. } = self;
        // What has no value to come from or to go to is said in other words.
        if let Some(Matter { subject, aspect, .. }) = &self.matter
            && matches!(aspect, Aspect::FreeDomains | Aspect::DisposableDomains | Aspect::AtMost | Aspect::AtLeast)
        {
            let (subject, from, to) = (subject.clone(), from.clone(), to.clone());
            return Difference { subject, aspect: *aspect, from, to }.what();
        }
        let change = match (from.is_empty(), to.is_empty()) {
            (true, true) => String::new(),
            (true, false) => to.clone(),
            (false, true) => format!("{from} → nothing"),
            (false, false) => format!("{from} → {to}"),
        };
        [what.as_str(), &change].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    }
}

/// Where a change led, if its text is a name, or holds one, and names change.
fn unnamed_to(change: &Difference, now: &Model) -> Option<String> {
    match (&change.subject, change.aspect) {
        (Subject::Cell { fit, engagement, .. }, Aspect::Added | Aspect::CellRoute) => {
            now.matrix.cells.get(&CellKey(fit.clone(), engagement.clone())).map(ToString::to_string)
        }
        // That it is there is all there is to say.
        (_, Aspect::Added) => Some(String::new()),
        (Subject::Model, Aspect::DisqualifiedRoute) => Some(now.matrix.disqualified.to_string()),
        (Subject::Criterion { id, .. }, Aspect::Category) => now.criterion(id).map(|it| it.category.to_string()),
        (Subject::Criterion { id, .. }, Aspect::Moved) => {
            let criterion = now.criterion(id)?;
            let place = place_in_category(now, criterion)?;
            Some(format!("{} {}", place + 1, criterion.category))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{
        Category, Counting, Proposal, Proposals, Tier, file, sample,
        voices::{Settle, Settlement, settle},
    };

    fn model() -> Model {
        let proposal = |points| Some(Proposal { tier: Tier::Important, points, reason: String::new() });
        let criterion = Criterion {
            name: "Pricing page".to_owned(),
            proposals: Proposals { marketing: proposal(6), sales: proposal(9), blind: false },
            ..sample::criterion("a", "activity")
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
            now.decisions.push(Decision::on(&change, &now, "both teams", "too many", Instant(7)));
        }
        assert_eq!(sentences(&earlier, &now), [""; 0]);
        let said: Vec<String> = now.decisions.iter().map(Decision::sentence).collect();
        assert_eq!(said, ["capped at 40", "points 5 → 7"]);

        now.criteria[0].points = 8;
        assert_eq!(sentences(&earlier, &now), ["Pricing page: 5 → 8 points"], "it went on");
    }

    /// Records all that is offered, through the file.
    fn recorded(earlier: &Model, mut now: Model) -> Model {
        let changes = unlogged(earlier, &now);
        assert!(!changes.is_empty(), "something has changed");
        let lines: Vec<_> = changes.iter().map(|it| Decision::on(it, &now, "both teams", "", Instant(7))).collect();
        now.decisions.extend(lines);
        assert_eq!(sentences(earlier, &now), [""; 0]);
        file::parse(&file::to_text(&now)).expect("a model")
    }

    fn rename_all(model: &mut Model) {
        for axis in [&mut model.fit, &mut model.engagement] {
            axis.bands.iter_mut().for_each(|it| it.name.push_str(" (new)"));
        }
        model.categories.iter_mut().for_each(|it| it.name.push_str(" (new)"));
        model.criteria.iter_mut().for_each(|it| it.name.push_str(" (new)"));
    }

    #[test]
    fn what_was_recorded_stays_recorded_when_things_are_renamed() {
        let mut earlier = model();
        earlier.categories[1].counting = Counting::FirstMatch;
        earlier.criteria.push(sample::criterion("b", "activity"));
        earlier.criteria.push(sample::criterion("c", "profile"));
        let mut now = earlier.clone();
        now.routes[0].respond_within_minutes = Some(5);
        now.categories[1].at_most = Some(40);
        now.fit.bands[0].from = Some(80);
        *now.matrix.cells.values_mut().next().expect("a cell") = now.routes[1].id.clone();
        now.matrix.disqualified = now.routes[0].id.clone();
        now.criteria[2].category = "activity".into();
        now.criteria.swap(0, 1);
        now.criteria.push(sample::criterion("d", "profile"));
        let mut now = recorded(&earlier, now);
        rename_all(&mut now);
        assert_eq!(sentences(&earlier, &now), [""; 0]);
        // The name of a route is a part of the promise itself, and a change of its own.
        let old = now.routes[0].name.clone();
        now.routes[0].name = "At once".to_owned();
        assert_eq!(sentences(&earlier, &now), [format!("Route At once: renamed from “{old}”")]);
        let cell = now.matrix.cells.values_mut().next().expect("a cell");
        *cell = now.routes[0].id.clone();
        assert!(sentences(&earlier, &now).len() == 2 || earlier.matrix.cells == now.matrix.cells);
    }

    #[test]
    fn of_two_with_one_name_only_the_one_is_recorded() {
        let mut earlier = model();
        let twin = Category { id: "twin".into(), ..earlier.categories[1].clone() };
        earlier.categories.push(twin);
        let mut now = earlier.clone();
        now.categories[1].at_most = Some(40);
        let mut now = recorded(&earlier, now);
        now.categories.last_mut().expect("the twin").at_most = Some(40);
        assert_eq!(sentences(&earlier, &now), ["Category Activity: capped at 40"]);
    }

    #[test]
    fn lines_of_earlier_versions_still_speak() {
        let earlier = model();
        let mut now = earlier.clone();
        now.categories[1].at_most = Some(40);
        let mut now = recorded(&earlier, now);
        now.decisions.iter_mut().for_each(|line| line.matter = None);
        assert_eq!(sentences(&earlier, &now), [""; 0]);
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
        earlier.decisions.push(Decision::on(change, &earlier, "both teams", "", Instant(7)));
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
            now.decisions.push(Decision::on(&change, &now, "both teams", "", Instant(points.into())));
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
