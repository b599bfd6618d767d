//! What the pages count of a draft: found once for each draft, not in each frame.

use crate::model::{Agreement, Model, Proposals, voices::Round};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Digest {
    pub criteria: usize,
    /// Both teams want what stands.
    pub agreed: usize,
    /// Both teams have spoken, and at least one would have it otherwise.
    pub contested: usize,
    /// The blind round that is under way.
    pub round: Option<Round>,
    /// Switched off.
    pub off: usize,
    /// A team has made a proposal.
    pub has_voices: bool,
    /// The largest points, either way: what the bars are drawn against.
    pub largest_points: u32,
}

impl Digest {
    pub fn new(model: &Model) -> Self {
        let mut digest = Self { criteria: model.criteria.len(), round: model.round(), ..Self::default() };
        for criterion in &model.criteria {
            match criterion.agreement() {
                Agreement::Agreed => digest.agreed += 1,
                Agreement::Contested => digest.contested += 1,
                Agreement::Open | Agreement::Hidden => {}
            }
            digest.off += usize::from(!criterion.enabled);
            digest.has_voices |= criterion.proposals != Proposals::default();
            digest.largest_points = digest.largest_points.max(criterion.points.unsigned_abs());
        }
        digest
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::samples::Sample;

    #[test]
    fn a_digest_counts_what_the_rows_say() {
        let mut model = Sample::B2bSoftware.model().expect("a sample");
        let before = Digest::new(&model);
        model.criteria[0].enabled = !model.criteria[0].enabled;
        model.criteria[0].points = -9_000;
        let after = Digest::new(&model);
        assert_eq!(before.criteria, model.criteria.len());
        assert_eq!(after.off.abs_diff(before.off), 1);
        assert_eq!(after.largest_points, 9_000);
    }
}
