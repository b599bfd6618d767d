//! What stands on the page, apart from the window: problems by severity and place, and those that one click mends.

use std::{mem, sync::Arc};

use crate::{
    app::{scored::Scored, state::State},
    model::{
        Axis, Model,
        check::{Mend, Place, Problem, Severity},
    },
};

/// The problems as they stand: of the newest answer, without those that were mended since.
#[derive(Clone, Default)]
pub struct Found {
    pub scored: Option<Arc<Scored>>,
    /// Their places in [`Scored::problems`].
    pub places: Vec<usize>,
}

/// Which problem is meant, also in a later answer.
pub(super) type Key = (&'static str, Place, String);

pub(super) fn key(problem: &Problem) -> Key {
    (problem.code, problem.place.clone(), problem.sentence.clone())
}

/// A problem that was mended. Of several that say the same, the mend says which.
pub(super) type Mended = (Key, Option<usize>);

fn mended_key(problem: &Problem) -> Mended {
    let index = match &problem.mend {
        Some(Mend::RenewCriterionId { index, .. }) => Some(*index),
        _ => None,
    };
    (key(problem), index)
}

impl Found {
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Problem> + ExactSizeIterator {
        let all = self.scored.as_ref().map_or(&[][..], |scored| &scored.problems);
        self.places.iter().map(|place| &all[*place])
    }

    pub fn len(&self) -> usize {
        self.places.len()
    }

    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    pub fn get(&self, index: usize) -> Option<&Problem> {
        self.scored.as_ref()?.problems.get(*self.places.get(index)?)
    }

    pub fn count(&self, severity: Severity) -> usize {
        self.iter().filter(|problem| problem.severity == severity).count()
    }

    /// Where a problem is, in a later answer too; of those that say the same, the one with so many above it.
    pub(super) fn position(&self, problem: &Problem, nth: usize) -> Option<usize> {
        let mut exact = (0..self.len()).filter(|index| self.get(*index).is_some_and(|one| is_same(one, problem)));
        // The numbers in its sentence may have changed.
        let is_alike = |one: &Problem| one.code == problem.code && one.place == problem.place;
        exact.clone().nth(nth).or_else(|| exact.next_back()).or_else(|| self.iter().position(is_alike))
    }

    /// How many above a problem say the same: of three criteria with one id, or three routes.
    pub(super) fn nth(&self, index: usize) -> usize {
        let Some(problem) = self.get(index) else { return 0 };
        self.iter().take(index).filter(|one| is_same(one, problem)).count()
    }
}

/// The same in two answers; what would mend it may have become another change.
pub(super) fn is_same(one: &Problem, other: &Problem) -> bool {
    one.code == other.code && one.place == other.place && one.sentence == other.sentence
}

impl State {
    /// The problems of the draft. What was mended is gone at once, without waiting for the scorer to say so.
    pub fn problems(&self) -> Found {
        let Some(scored) = self.scored.clone() else { return Found::default() };
        let mended = &self.pages.problems.mended;
        let is_answered = std::ptr::eq(scored.agreed(), Arc::as_ptr(self.document.draft()));
        let places = if mended.is_empty() || is_answered {
            (0..scored.problems.len()).collect()
        } else {
            let problems = scored.problems.iter().enumerate();
            problems.filter(|(_, problem)| !mended.contains(&mended_key(problem))).map(|(place, _)| place).collect()
        };
        Found { scored: Some(scored), places }
    }

    /// Mends problems by the change that each brings with it: one step for undo, however many they are.
    pub fn mend(&mut self, problems: &[Problem]) {
        self.pages.problems.mended.extend(problems.iter().filter(|one| one.mend.is_some()).map(mended_key));
        self.apply(problems.iter().filter_map(|problem| problem.mend.as_ref()));
        // What is asked for next goes by the mended draft.
        self.document.notice();
    }

    /// Other names for attributes bring the draft up to the names of the leads.
    pub(super) fn apply<'a>(&mut self, mends: impl Iterator<Item = &'a Mend>) {
        let mends: Vec<&Mend> = mends.collect();
        let apply = |model: &mut Model| mends.iter().for_each(|mend| mend.apply(model));
        if mends.iter().any(|mend| matches!(mend, Mend::RenameAttribute { .. })) {
            self.bring_up(apply);
        } else {
            apply(&mut self.document.model);
            self.touch();
        }
    }
}

/// A part of the list under one heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Area {
    Settings,
    Axis(Axis),
    Categories,
    Criteria,
    Routes,
    Cells,
}

impl Area {
    fn of(place: &Place) -> Self {
        match place {
            Place::Model | Place::Part(_) => Self::Settings,
            Place::Axis(axis) | Place::Band(axis, _) => Self::Axis(*axis),
            Place::Category(_) => Self::Categories,
            Place::Criterion(_) => Self::Criteria,
            Place::Route(_) => Self::Routes,
            Place::Cell(..) => Self::Cells,
        }
    }

    pub fn name(self) -> String {
        match self {
            Self::Settings => tr!("problems-model"),
            Self::Axis(Axis::Fit) => tr!("axis-fit"),
            Self::Axis(Axis::Engagement) => tr!("axis-engagement"),
            Self::Categories => tr!("categories"),
            Self::Criteria => tr!("page-criteria"),
            Self::Routes => tr!("routes"),
            Self::Cells => tr!("problems-cells"),
        }
    }
}

/// A line of the list; problems by their index among those found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Line {
    Severity(Severity, usize),
    Area(Area),
    Problem(usize),
}

pub(super) fn lines(found: &Found) -> Vec<Line> {
    let mut lines = Vec::with_capacity(found.len() + 8);
    let mut last: Option<(Severity, Area)> = None;
    for (index, problem) in found.iter().enumerate() {
        let (severity, area) = (problem.severity, Area::of(&problem.place));
        let is_new = last.is_none_or(|(above, _)| above != severity);
        if is_new {
            lines.push(Line::Severity(severity, found.count(severity)));
        }
        if is_new || last.is_none_or(|(_, above)| above != area) {
            lines.push(Line::Area(area));
        }
        last = Some((severity, area));
        lines.push(Line::Problem(index));
    }
    lines
}

/// The problems that may be mended together with this one, itself among them; empty where each wants a look of its own.
pub(super) fn alike(found: &Found, problem: &Problem) -> Vec<Problem> {
    let is_safe = |one: &Problem| one.mend.as_ref().is_some_and(Mend::is_safe_together);
    if !is_safe(problem) {
        return Vec::new();
    }
    let kind = |one: &Problem| one.mend.as_ref().map(mem::discriminant);
    let is_alike = |one: &&Problem| one.code == problem.code && kind(one) == kind(problem);
    found.iter().filter(is_alike).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        app::{
            pages::criteria::edit,
            scored::{Question, Scorer},
        },
        lead::Instant,
        model::{Model, ScoreRange, Tier},
        scoring::Columns,
    };

    /// Two criteria outside their tier, an axis the wrong way round.
    fn found() -> Found {
        let mut model = Model::new("test");
        for points in [40, 50] {
            let id = edit::add(&mut model, Axis::Fit, Tier::Critical, format!("gives {points}"));
            model.criterion_mut(&id).expect("just added").points = points;
        }
        model.fit.range = ScoreRange { least: 9, most: 3 };
        answer(model)
    }

    fn answer(model: Model) -> Found {
        let draft = Arc::new(model);
        let question = Question {
            columns: Arc::new(Columns::default()),
            as_of: Instant(0),
            baseline: Arc::clone(&draft),
            draft,
            voice: None,
        };
        let scored = Scorer::default().answer(question);
        Found { places: (0..scored.problems.len()).collect(), scored: Some(scored) }
    }

    #[test]
    fn each_severity_and_each_place_has_one_heading() {
        let found = found();
        let lines = lines(&found);
        assert_eq!(
            lines[..3],
            [Line::Severity(Severity::Error, 1), Line::Area(Area::Axis(Axis::Fit)), Line::Problem(0)]
        );
        let of_severity = |line: &Line| if let Line::Severity(severity, _) = line { Some(*severity) } else { None };
        let severities: Vec<_> = lines.iter().filter_map(of_severity).collect();
        assert_eq!(severities, [Severity::Error, Severity::Warning]);
        let problems: Vec<_> =
            lines.iter().filter_map(|line| if let Line::Problem(index) = line { Some(*index) } else { None }).collect();
        assert_eq!(problems, (0..found.len()).collect::<Vec<_>>(), "each problem once, in order");
    }

    #[test]
    fn those_that_say_the_same_are_stepped_through_one_by_one() {
        let mut model = Model::new("test");
        let route = model.routes[0].clone();
        model.routes.extend([route.clone(), route.clone(), route]);
        let found = answer(model);
        let doubled = found.iter().filter(|problem| problem.code == "duplicate-id").count();
        assert_eq!(doubled, 3);
        let mut page = super::super::ProblemsPage::default();
        for index in 0..found.len() {
            page.choose(index, &found);
            assert_eq!(page.place_in(&found), Some(index), "the next step goes on from here");
        }
    }

    #[test]
    fn what_is_alike_is_mended_together() {
        let found = found();
        let outside = |problem: &&Problem| problem.code == "points-outside-tier";
        let first = found.iter().find(outside).expect("a criterion outside its tier");
        assert_eq!(alike(&found, first).len(), 2);
        let range = found.iter().next().expect("the axis the wrong way round");
        assert_eq!(alike(&found, range).len(), 1, "of another kind");
        let plain = found.iter().find(|problem| problem.mend.is_none()).expect("one that nothing mends");
        assert!(alike(&found, plain).is_empty());
    }
}
