//! Adds up an axis again and again, with other weights.

use super::super::adding;
use crate::model::{Axis, Counting, Model};

/// Adds up an axis again and again, with other weights.
pub struct Adder<'a> {
    model: &'a Model,
    axis: Axis,
    /// The criteria of each category of the axis.
    categories: Vec<(usize, Vec<usize>)>,
    attainable: i64,
}

impl<'a> Adder<'a> {
    pub fn new(model: &'a Model, axis: Axis) -> Self {
        let homes = adding::category_indices(model);
        let members = |home: usize| (0..homes.len()).filter(|index| homes[*index] == Some(home)).collect();
        let of_axis = (0..model.categories.len()).filter(|index| model.categories[*index].axis == axis);
        let categories = of_axis.map(|index| (index, members(index))).collect();
        Self { model, axis, categories, attainable: adding::attainable(model, axis) }
    }

    /// The band that the axis comes to with these weights of the criteria.
    pub fn band(&self, weights: &[i64]) -> usize {
        let category_total = |(home, members): &(usize, Vec<usize>)| {
            let category = &self.model.categories[*home];
            let mut given = members
                .iter()
                .filter(|index| weights[**index] > 0)
                .map(|index| i64::from(self.model.criteria[*index].points).saturating_mul(weights[*index]));
            let sum = match category.counting {
                Counting::Adds => given.fold(0, i64::saturating_add),
                Counting::FirstMatch => given.next().unwrap_or(0),
            };
            adding::clamp_category(category, sum)
        };
        let settings = self.model.axis(self.axis);
        let total = self.categories.iter().map(category_total).fold(0, i64::saturating_add);
        let score = adding::clamp_score(settings, adding::unclamped_score(settings, total, self.attainable));
        settings.band_index(score)
    }
}
