//! What the page's worker answers: the movement between baseline and draft, and what of the two differs.

use std::sync::Arc;

use crate::{
    app::{pages::leads::naming::Naming, scored::Scored},
    model::{Model, diff::Difference, what_changed},
    scoring::what_if::{Side, WhatIf},
};

/// The whole answer.
pub struct Found {
    pub scored: Arc<Scored>,
    pub what_if: WhatIf,
    /// What differs and may change a score or a route, from the baseline to the draft.
    pub changes: Vec<Difference>,
    pub naming: Naming,
}

impl Found {
    pub fn new(scored: Arc<Scored>) -> Self {
        let baseline = &scored.baseline;
        let side = |model: &Arc<Model>, scores: &_| Side { model: Arc::clone(model), scores: Clone::clone(scores) };
        let what_if = WhatIf::new(
            Arc::clone(&scored.columns),
            side(&baseline.model, &baseline.scores),
            side(&scored.model, &scored.scores),
        );
        Self { what_if, changes: changes(&baseline.model, &scored.model), naming: Naming::of(&scored.columns), scored }
    }
}

/// What may change a score or a route, as it is told.
pub fn changes(baseline: &Model, draft: &Model) -> Vec<Difference> {
    let mut changes = what_changed(baseline, draft);
    let follows: Vec<bool> = changes.iter().map(|difference| difference.follows_its_band(&changes)).collect();
    let mut follows = follows.into_iter();
    changes.retain(|_| !follows.next().unwrap_or_default());
    changes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Band, CellKey};

    #[test]
    fn cells_that_come_with_a_band_are_not_counted_as_changes() {
        let baseline = Model::new("test");
        let mut draft = baseline.clone();
        draft.fit.bands.insert(0, Band { id: "S".into(), name: "S".to_owned(), from: Some(95), marks: 3 });
        for engagement in draft.engagement.bands.clone() {
            draft.matrix.cells.insert(CellKey("S".into(), engagement.id), "sales-now".into());
        }
        draft.matrix.cells.insert(CellKey("D".into(), "4".into()), "nurture".into());
        let told: Vec<String> = changes(&baseline, &draft).iter().map(Difference::sentence).collect();
        assert_eq!(told.len(), 2, "{told:?}");
        assert!(told[0].starts_with("Fit band S") && told[1].starts_with("Cell D4"), "{told:?}");
    }
}
