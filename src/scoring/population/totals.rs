//! What each category gives each lead, for those who go on from there.

use super::axis::{AxisState, CategorySums};
use crate::{
    model::{Axis, Model},
    scoring::{Hits, adding},
};

/// The sums of all categories of a model.
#[derive(Debug)]
pub struct Totals {
    fit: AxisState,
    engagement: AxisState,
}

impl Totals {
    /// From the hits of all criteria.
    pub fn new(model: &Model, hits: &[Hits], rows: usize) -> Self {
        let homes = adding::category_indices(model);
        let mut totals = Self { fit: AxisState::new(Axis::Fit), engagement: AxisState::new(Axis::Engagement) };
        for axis in [&mut totals.fit, &mut totals.engagement] {
            axis.update(model, &homes, hits, rows);
        }
        totals
    }

    /// What a category of the model gives each lead *before* its caps.
    pub fn before_caps(&self, category: usize) -> Option<CategorySums<'_>> {
        self.fit.before_caps(category).or_else(|| self.engagement.before_caps(category))
    }
}
