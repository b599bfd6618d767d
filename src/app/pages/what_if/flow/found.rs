//! What the page's worker answers: the movement between baseline and draft, and what of the two differs.

use std::sync::Arc;

use crate::{
    app::{pages::leads::naming::Naming, scored::Scored},
    model::{
        BandId, Model,
        diff::{Aspect, Difference, Subject},
        what_changed,
    },
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

/// What may change a score or a route. A cell comes and goes with its bands, and says nothing that the band does not say.
pub fn changes(baseline: &Model, draft: &Model) -> Vec<Difference> {
    let mut changes = what_changed(baseline, draft);
    let comes_or_goes = |difference: &Difference| matches!(difference.aspect, Aspect::Added | Aspect::Removed);
    let of_band = |difference: &Difference| match &difference.subject {
        Subject::Band { id, .. } if comes_or_goes(difference) => Some(id.clone()),
        _ => None,
    };
    let bands: Vec<BandId> = changes.iter().filter_map(of_band).collect();
    changes.retain(|difference| match &difference.subject {
        Subject::Cell { fit, engagement, .. } if comes_or_goes(difference) => {
            !bands.contains(fit) && !bands.contains(engagement)
        }
        _ => true,
    });
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
