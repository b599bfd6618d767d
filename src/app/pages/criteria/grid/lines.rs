//! The lines of both tables, as they are shown.

use std::{collections::HashMap, sync::Arc};

use super::view::{Facts, View};
use crate::model::{Axis, Criterion, CriterionId, Model, Tier};

/// One line of a table.
#[derive(Clone, Debug, PartialEq)]
pub enum Line {
    /// A tier, and how many of its criteria are listed.
    Tier(Tier, usize),
    /// A tier without criteria says how to fill it.
    Empty(Tier),
    /// A criterion, and where it stands in the model.
    Row { id: CriterionId, index: usize, tier: Tier },
}

/// Where a criterion is listed: in which table, on which line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub axis: Axis,
    pub line: usize,
}

/// The lines of both tables. They are made anew only when the model or the view changes.
#[derive(Clone, Debug, Default)]
pub struct Lines {
    fit: Vec<Line>,
    engagement: Vec<Line>,
    places: HashMap<CriterionId, Place>,
}

impl Lines {
    /// Lists what the view shows. One pass over the criteria, and a sort of each tier where the view is sorted. A rule's
    /// sentence is asked for only where the view searches in it.
    pub fn new(
        model: &Model,
        view: &View,
        facts: impl Fn(&Criterion) -> Facts,
        mut sentence: impl FnMut(&Criterion) -> Arc<str>,
    ) -> Self {
        let axis_and_name: HashMap<_, _> =
            model.categories.iter().map(|category| (&category.id, (category.axis, category.name.as_str()))).collect();
        let mut rows: HashMap<(Axis, Tier), Vec<(usize, &Criterion)>> = HashMap::new();
        for (index, criterion) in model.criteria.iter().enumerate() {
            // One whose category does not exist is on no axis; it stands under fit, so that it can be seen and mended.
            let (axis, category) = axis_and_name.get(&criterion.category).copied().unwrap_or((Axis::Fit, ""));
            if view.lists(criterion, category, || facts(criterion), || sentence(criterion)) {
                rows.entry((axis, criterion.tier)).or_default().push((index, criterion));
            }
        }
        let mut lines = Self::default();
        for axis in Axis::ALL {
            for tier in Tier::ALL {
                let mut rows = rows.remove(&(axis, tier)).unwrap_or_default();
                if view.sort.is_some() {
                    let mut with_facts: Vec<_> = rows.iter().map(|row| (*row, facts(row.1))).collect();
                    with_facts.sort_by(|((_, one), of_one), ((_, other), of_other)| {
                        view.order((one, of_one), (other, of_other))
                    });
                    rows = with_facts.into_iter().map(|(row, _)| row).collect();
                }
                lines.add(axis, tier, &rows);
            }
        }
        lines
    }

    fn add(&mut self, axis: Axis, tier: Tier, rows: &[(usize, &Criterion)]) {
        let lines = match axis {
            Axis::Fit => &mut self.fit,
            Axis::Engagement => &mut self.engagement,
        };
        lines.push(Line::Tier(tier, rows.len()));
        if rows.is_empty() {
            lines.push(Line::Empty(tier));
        }
        for (index, criterion) in rows {
            self.places.insert(criterion.id.clone(), Place { axis, line: lines.len() });
            lines.push(Line::Row { id: criterion.id.clone(), index: *index, tier });
        }
    }

    pub fn of(&self, axis: Axis) -> &[Line] {
        match axis {
            Axis::Fit => &self.fit,
            Axis::Engagement => &self.engagement,
        }
    }

    pub fn place(&self, id: &CriterionId) -> Option<Place> {
        self.places.get(id).copied()
    }

    /// How many criteria are listed.
    pub fn count(&self) -> usize {
        self.places.len()
    }

    /// The criteria of a table from top to bottom.
    pub fn ids(&self, axis: Axis) -> impl DoubleEndedIterator<Item = &CriterionId> {
        self.of(axis).iter().filter_map(Line::id)
    }

    /// The tier that a line belongs to.
    pub fn tier_at(&self, axis: Axis, line: usize) -> Option<Tier> {
        self.of(axis).get(line).map(Line::tier)
    }
}

impl Line {
    pub fn id(&self) -> Option<&CriterionId> {
        match self {
            Self::Row { id, .. } => Some(id),
            Self::Tier(..) | Self::Empty(_) => None,
        }
    }

    pub fn tier(&self) -> Tier {
        match self {
            Self::Tier(tier, _) | Self::Empty(tier) | Self::Row { tier, .. } => *tier,
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::{
        app::pages::criteria::{
            edit,
            grid::view::{Shown, Sort, SortKey},
        },
        model::{CriterionId, sentence},
    };

    fn sentence(criterion: &Criterion) -> Arc<str> {
        sentence::rule(&criterion.rule).into()
    }

    /// Fit: a, b, c critical, d negative; engagement: e critical.
    pub fn model() -> Model {
        let mut model = Model::new("test");
        for (name, axis, tier, points) in [
            ("a", Axis::Fit, Tier::Critical, 10),
            ("b", Axis::Fit, Tier::Critical, 15),
            ("e", Axis::Engagement, Tier::Critical, 12),
            ("c", Axis::Fit, Tier::Critical, 12),
            ("d", Axis::Fit, Tier::Negative, -5),
        ] {
            let id = edit::add(&mut model, axis, tier, name.to_owned());
            let criterion = model.criterion_mut(&id).expect("just added");
            (criterion.id, criterion.points) = (CriterionId(name.to_owned()), points);
        }
        model
    }

    pub fn lines(model: &Model) -> Lines {
        Lines::new(model, &View::default(), |_| Facts::default(), sentence)
    }

    fn names(lines: &Lines, axis: Axis) -> String {
        lines.ids(axis).map(|id| id.0.as_str()).collect()
    }

    #[test]
    fn rows_stand_by_axis_and_tier_in_the_models_order() {
        let lines = lines(&model());
        assert_eq!((names(&lines, Axis::Fit), names(&lines, Axis::Engagement)), ("abcd".to_owned(), "e".to_owned()));
        assert_eq!(lines.of(Axis::Fit)[0], Line::Tier(Tier::Critical, 3));
        assert_eq!(lines.of(Axis::Fit)[5], Line::Empty(Tier::Important), "an empty tier says how to fill it");
        assert_eq!(lines.place(&"c".into()), Some(Place { axis: Axis::Fit, line: 3 }));
    }

    #[test]
    fn sorting_and_searching_leave_the_model_alone() {
        let model = model();
        let sort = Some(Sort { by: SortKey::Points, is_descending: true });
        let sorted = Lines::new(&model, &View { sort, ..View::default() }, |_| Facts::default(), sentence);
        assert_eq!(names(&sorted, Axis::Fit), "bcad", "each tier by itself");
        let view = View { search: "B".to_owned(), ..View::default() };
        let found = Lines::new(&model, &view, |_| Facts::default(), sentence);
        // Every rule of the sample speaks of words; only “b” is called so.
        assert!(found.place(&"b".into()).is_some() && found.count() < model.criteria.len());
        let view = View { shown: Shown::Off, ..View::default() };
        assert_eq!(Lines::new(&model, &view, |_| Facts::default(), sentence).count(), 0);
    }
}
