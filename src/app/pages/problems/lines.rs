//! What the page lists, apart from the window: problems by severity, then by where in the model they are.

use crate::model::{
    Axis,
    check::{Place, Problem, Severity},
};

/// A kind of place: a heading of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Model,
    Bands,
    Categories,
    Criteria,
    Routes,
    Cells,
}

impl Kind {
    pub fn of(place: &Place) -> Self {
        match place {
            Place::Model | Place::Part(_) => Self::Model,
            Place::Axis(Axis::Fit | Axis::Engagement) | Place::Band(..) => Self::Bands,
            Place::Category(_) => Self::Categories,
            Place::Criterion(_) => Self::Criteria,
            Place::Route(_) => Self::Routes,
            Place::Cell(..) => Self::Cells,
        }
    }

    pub fn name(self) -> String {
        match self {
            Self::Model => tr!("problems-of-model"),
            Self::Bands => tr!("problems-of-bands"),
            Self::Categories => tr!("categories"),
            Self::Criteria => tr!("page-criteria"),
            Self::Routes => tr!("routes"),
            Self::Cells => tr!("problems-of-cells"),
        }
    }
}

/// A line of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// Problems of one severity at one kind of place, and how many.
    Heading(Severity, Kind, usize),
    /// By its place among the problems; `like_it` says how many of its kind can be mended together, and is given once a
    /// kind.
    Problem { index: usize, like_it: usize },
}

/// The checks give errors first, and each severity in the order of the model: so it is a matter of headings.
pub fn lines(problems: &[Problem]) -> Vec<Line> {
    let mut lines = Vec::with_capacity(problems.len() + 8);
    let mut told: Vec<&str> = Vec::new();
    let mut heading: Option<(Severity, Kind)> = None;
    for (index, problem) in problems.iter().enumerate() {
        let of = (problem.severity, Kind::of(&problem.place));
        if heading != Some(of) {
            heading = Some(of);
            let same = |problem: &&Problem| (problem.severity, Kind::of(&problem.place)) == of;
            lines.push(Line::Heading(of.0, of.1, problems.iter().skip(index).take_while(same).count()));
        }
        let is_new_kind = is_safe(problem) && !told.contains(&problem.code);
        let like_it = if is_new_kind { alike(problems, problem.code).count() } else { 0 };
        if is_new_kind {
            told.push(problem.code);
        }
        lines.push(Line::Problem { index, like_it });
    }
    lines
}

/// The problems of a kind that can be mended at one click.
pub fn alike<'a>(problems: &'a [Problem], code: &'a str) -> impl Iterator<Item = &'a Problem> {
    problems.iter().filter(move |problem| problem.code == code && is_safe(problem))
}

fn is_safe(problem: &Problem) -> bool {
    problem.mend.as_ref().is_some_and(crate::model::check::Mend::is_safe_together)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        app::samples::Sample,
        model::check::{Mend, check},
    };

    fn problems() -> Vec<Problem> {
        let mut model = Sample::B2bSoftware.model().expect("a sample is a model");
        for criterion in &mut model.criteria[..3] {
            criterion.points = 9_000;
        }
        model.routes[0].owner = None;
        model.name.clear();
        check(&model, None)
    }

    #[test]
    fn problems_stand_under_what_they_are_about_errors_first() {
        let problems = problems();
        let lines = lines(&problems);
        let headings: Vec<_> = lines
            .iter()
            .filter_map(|line| match line {
                Line::Heading(severity, kind, count) => Some((*severity, *kind, *count)),
                Line::Problem { .. } => None,
            })
            .collect();
        assert_eq!(headings[0], (Severity::Error, Kind::Model, 1));
        assert!(headings.iter().any(|(severity, kind, _)| (*severity, *kind) == (Severity::Warning, Kind::Routes)));
        assert_eq!(headings.iter().map(|(_, _, count)| count).sum::<usize>(), problems.len());
        for (place, heading) in headings.iter().enumerate() {
            assert!(headings[..place].iter().all(|other| (other.0, other.1) != (heading.0, heading.1)), "{headings:?}");
        }
    }

    #[test]
    fn what_is_mended_together_is_offered_once_and_holds_no_removal() {
        let problems = problems();
        let offers: Vec<usize> = lines(&problems)
            .iter()
            .filter_map(|line| match line {
                Line::Problem { like_it, .. } if *like_it > 1 => Some(*like_it),
                _ => None,
            })
            .collect();
        assert_eq!(offers, [3]);
        assert!(!Mend::SwitchOff("a".into()).is_safe_together());
    }
}
