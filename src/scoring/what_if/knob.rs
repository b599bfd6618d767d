//! One number of a model that can be turned: an edge, the points of a criterion, the cap of a category.

use std::ops::RangeInclusive;

use crate::model::{Axis, AxisSettings, Band, BandId, CategoryId, CriterionId, Model, limits, pushed_edges};

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Knob {
    /// Where a band begins. Its neighbours are pushed along, as when it is dragged.
    Edge { axis: Axis, band: BandId },
    /// The points of a criterion.
    Points { criterion: CriterionId },
    /// The most that a category gives. Where that is less than its least, the least goes along.
    Cap { category: CategoryId },
}

impl Knob {
    /// Where it stands; `None` for a category without a cap, and for what the model does not have: see
    /// [`Knob::exists`].
    pub fn value(&self, model: &Model) -> Option<i32> {
        match self {
            Self::Edge { axis, band } => {
                let place = edge_place(model, *axis, band)?;
                model.axis(*axis).bands[place].from
            }
            Self::Points { criterion } => Some(model.criterion(criterion)?.points),
            Self::Cap { category } => model.category(category)?.at_most,
        }
    }

    /// Whether the model has it. The last band of an axis has no edge.
    pub fn exists(&self, model: &Model) -> bool {
        match self {
            Self::Edge { axis, band } => edge_place(model, *axis, band).is_some(),
            Self::Points { criterion } => model.criterion(criterion).is_some(),
            Self::Cap { category } => model.category(category).is_some(),
        }
    }

    /// Turns it; false where the model does not have it.
    pub fn set(&self, model: &mut Model, value: i32) -> bool {
        match self {
            Self::Edge { axis, band } => {
                let Some(place) = edge_place(model, *axis, band) else { return false };
                let settings = model.axis_mut(*axis);
                let least = settings.range.least;
                let (_, cut) =
                    settings.bands.split_last_mut().map_or((None, &mut [][..]), |(last, cut)| (Some(last), cut));
                let edges: Vec<i32> = cut.iter().map(|band| band.from.unwrap_or(least)).collect();
                for (band, edge) in cut.iter_mut().zip(pushed_edges(&edges, place, value)) {
                    band.from = Some(edge);
                }
                true
            }
            Self::Points { criterion } => match model.criterion_mut(criterion) {
                Some(criterion) => {
                    criterion.points = value;
                    true
                }
                None => false,
            },
            Self::Cap { category } => match model.categories.iter_mut().find(|other| other.id == *category) {
                Some(category) => {
                    category.at_most = Some(value);
                    category.at_least = category.at_least.map(|least| least.min(value));
                    true
                }
                None => false,
            },
        }
    }

    /// The edges that it took along from one model to another of the same bands.
    pub fn taken_along<'a>(&self, before: &'a Model, after: &Model) -> Vec<Along<'a>> {
        let Self::Edge { axis, band } = self else { return Vec::new() };
        Along::with(band, before.axis(*axis), after.axis(*axis))
    }

    /// What a model may have there.
    pub fn limits(&self) -> RangeInclusive<i32> {
        let most = match self {
            Self::Points { .. } => limits::POINTS,
            Self::Edge { .. } | Self::Cap { .. } => limits::SCORE,
        };
        -most..=most
    }
}

/// An edge that another one takes along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Along<'a> {
    pub band: &'a Band,
    pub from: i32,
    pub to: i32,
}

impl<'a> Along<'a> {
    /// The edges beside one that stand elsewhere afterwards, of an axis that has the same bands before and after.
    pub fn with(turned: &BandId, before: &'a AxisSettings, after: &AxisSettings) -> Vec<Self> {
        let cut = before.bands.len().saturating_sub(1);
        let others = before.bands.iter().take(cut).filter(|band| band.id != *turned);
        let along = others.filter_map(|band| {
            let to = after.bands.iter().find(|other| other.id == band.id)?.from?;
            Some(Self { band, from: band.from.unwrap_or(before.range.least), to })
        });
        along.filter(|along| along.from != along.to).collect()
    }
}

/// The place of a band that has an edge.
pub(super) fn edge_place(model: &Model, axis: Axis, band: &BandId) -> Option<usize> {
    let bands = &model.axis(axis).bands;
    bands.iter().position(|other| other.id == *band).filter(|place| place + 1 < bands.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edges(model: &Model) -> Vec<Option<i32>> {
        model.fit.bands.iter().map(|band| band.from).collect()
    }

    #[test]
    fn an_edge_pushes_its_neighbours() {
        let mut model = Model::new("test");
        let knob = Knob::Edge { axis: Axis::Fit, band: "B".into() };
        assert_eq!(knob.value(&model), Some(50));
        assert!(knob.set(&mut model, 80));
        assert_eq!(edges(&model), [Some(81), Some(80), Some(25), None]);
        assert!(knob.set(&mut model, 10));
        assert_eq!(edges(&model), [Some(81), Some(10), Some(9), None]);
        let before = Model::new("test");
        let along = knob.taken_along(&before, &model);
        let along: Vec<_> = along.iter().map(|along| (along.band.name.as_str(), along.from, along.to)).collect();
        assert_eq!(along, [("A", 75, 81), ("C", 25, 9)]);
        assert_eq!(knob.taken_along(&before, &before), []);
        let last = Knob::Edge { axis: Axis::Fit, band: "D".into() };
        assert!(!last.exists(&model) && !last.set(&mut model, 10));
        assert_eq!(edges(&model), [Some(81), Some(10), Some(9), None]);
    }

    #[test]
    fn a_cap_takes_the_least_along() {
        let mut model = Model::new("test");
        let knob = Knob::Cap { category: "profile".into() };
        assert_eq!((knob.value(&model), knob.exists(&model)), (None, true));
        model.categories[0].at_least = Some(5);
        assert!(knob.set(&mut model, 3));
        assert_eq!((model.categories[0].at_least, knob.value(&model)), (Some(3), Some(3)));
        assert!(!Knob::Cap { category: "none".into() }.set(&mut model, 3));
        assert!(!Knob::Points { criterion: "none".into() }.exists(&model));
    }
}
