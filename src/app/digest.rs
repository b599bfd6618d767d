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
    use crate::{
        app::samples::Sample,
        model::{Criterion, Proposal},
    };

    #[test]
    fn a_digest_counts_what_the_rows_say() {
        let mut model = Sample::B2bSoftware.model().expect("a sample");
        for criterion in &mut model.criteria {
            criterion.proposals = Proposals::default();
        }
        let before = Digest::new(&model);
        assert_eq!((before.agreed, before.contested, before.round, before.has_voices), (0, 0, None, false));
        model.criteria[0].enabled = !model.criteria[0].enabled;
        model.criteria[0].points = -9_000;
        let after = Digest::new(&model);
        assert_eq!(before.criteria, model.criteria.len());
        assert_eq!(after.off.abs_diff(before.off), 1);
        assert_eq!(after.largest_points, 9_000);

        let word =
            |of: &Criterion, more| Some(Proposal { tier: of.tier, points: of.points + more, reason: String::new() });
        // One is agreed, two are contested, of one only a team has spoken.
        for (index, sales) in [(1, Some(0)), (2, Some(1)), (3, Some(2)), (4, None)] {
            let of = &model.criteria[index];
            let (marketing, sales) = (word(of, 0), sales.and_then(|more| word(of, more)));
            model.criteria[index].proposals = Proposals { marketing, sales, blind: false };
        }
        let spoken = Digest::new(&model);
        assert_eq!((spoken.agreed, spoken.contested, spoken.round, spoken.has_voices), (1, 2, None, true));
        // In a round nobody knows whether they agree.
        model.criteria[1].proposals.blind = true;
        model.criteria[4].proposals.blind = true;
        let blind = Digest::new(&model);
        let round = Round { criteria: 2, marketing: 2, sales: 1 };
        assert_eq!((blind.agreed, blind.contested, blind.round), (0, 2, Some(round)));
    }
}
