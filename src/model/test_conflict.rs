//! Expectations of one lead that can't both hold: in a cell whose route goes to sales, and never sent to sales.

use super::{Axis, BandId, CellKey, Model, Must, TestLead};

/// Where a lead may come out: the places of its two bands, and whether it is disqualified.
type Outcome = (usize, usize, bool);

impl Model {
    /// What of a test lead contradicts what else is expected of it: “is expected in A1 and never sent to sales, which can’t both
    /// be: A1 goes to “Sales now””. Expectations of what does not exist are told elsewhere.
    pub fn conflict_of_test(&self, test: &TestLead) -> Option<String> {
        let musts: Vec<&Must> =
            test.expects.iter().map(|it| &it.must).filter(|must| self.missing_of_test(test, must).is_none()).collect();
        let pairs = musts.iter().enumerate().flat_map(|(at, one)| musts[at + 1..].iter().map(move |two| (*one, *two)));
        // Whoever is disqualified is sent to nobody; it is meant only where that is expected too.
        let may_be_out = musts.iter().any(|must| match must {
            Must::Disqualified => true,
            Must::Route(id) => *id == self.matrix.disqualified,
            _ => false,
        });
        let can_be = |musts: &[&Must]| {
            self.outcomes(may_be_out).any(|outcome| musts.iter().all(|must| self.may_be(must, outcome)))
        };
        let is_conflict = |one, two| can_be(&[one]) && can_be(&[two]) && !can_be(&[one, two]);
        let (one, two) = pairs.into_iter().find(|(one, two)| is_conflict(one, two))?;
        let because = [one, two].into_iter().find_map(|must| match must {
            Must::Cell { fit, engagement } => {
                let route = self.matrix.cells.get(&CellKey(fit.clone(), engagement.clone()))?;
                Some(format!(": {} goes to “{}”", self.cell_name(fit, engagement), self.route_name(route)))
            }
            _ => None,
        });
        let [first, second] = [one, two].map(|must| self.must_text(must));
        Some(format!("is expected {first} and {second}, which can’t both be{}", because.unwrap_or_default()))
    }

    fn outcomes(&self, may_be_out: bool) -> impl Iterator<Item = Outcome> {
        let (fits, engagements) = (self.fit.bands.len(), self.engagement.bands.len());
        let of = move |fit, engagement| [(fit, engagement, false), (fit, engagement, may_be_out)];
        (0..fits).flat_map(move |fit| (0..engagements).flat_map(move |engagement| of(fit, engagement)))
    }

    fn may_be(&self, must: &Must, (fit, engagement, is_disqualified): Outcome) -> bool {
        let place = |axis: Axis, id: &BandId| self.axis(axis).bands.iter().position(|band| band.id == *id);
        let of_cell = || {
            let key = CellKey(self.fit.bands.get(fit)?.id.clone(), self.engagement.bands.get(engagement)?.id.clone());
            self.matrix.cells.get(&key)
        };
        let route = if is_disqualified { Some(&self.matrix.disqualified) } else { of_cell() };
        match must {
            Must::Cell { fit: of_fit, engagement: of_engagement } => {
                place(Axis::Fit, of_fit) == Some(fit) && place(Axis::Engagement, of_engagement) == Some(engagement)
            }
            Must::Route(id) => route == Some(id),
            Must::AtLeast { axis, band } => {
                let is = if *axis == Axis::Fit { fit } else { engagement };
                place(*axis, band).is_some_and(|band| is <= band)
            }
            Must::Disqualified => is_disqualified,
            Must::NeverQualified => {
                is_disqualified || !route.and_then(|id| self.route(id)).is_some_and(|route| route.qualified)
            }
            // That hangs on another lead.
            Must::Above(_) => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Expectation, Whose};

    fn said(musts: Vec<Must>) -> Option<String> {
        let model = Model::new("test");
        let expects = musts.into_iter().map(Expectation::new).collect();
        let whose = Whose::Library("1".to_owned());
        model.conflict_of_test(&TestLead { id: "t".into(), name: "Ann".to_owned(), whose, expects })
    }

    fn cell(fit: &str, engagement: &str) -> Must {
        Must::Cell { fit: fit.into(), engagement: engagement.into() }
    }

    #[test]
    fn what_cannot_both_be_is_told() {
        assert_eq!(
            said(vec![cell("A", "1"), Must::Route("nurture".into())]).as_deref(),
            Some("is expected in A1 and on “Nurture”, which can’t both be: A1 goes to “Sales now”")
        );
        assert_eq!(
            said(vec![cell("A", "1"), Must::NeverQualified]).as_deref(),
            Some("is expected in A1 and never sent to sales, which can’t both be: A1 goes to “Sales now”")
        );
        assert_eq!(
            said(vec![cell("A", "1"), cell("B", "1")]).as_deref(),
            Some("is expected in A1 and in B1, which can’t both be: A1 goes to “Sales now”")
        );
        let at_least = |band: &str| Must::AtLeast { axis: Axis::Fit, band: band.into() };
        assert_eq!(
            said(vec![at_least("B"), cell("C", "1")]).as_deref().map(|said| said.split(':').next().unwrap_or_default()),
            Some("is expected in fit band B or better and in C1, which can’t both be")
        );
        assert_eq!(said(vec![at_least("B"), cell("B", "1")]), None);
        assert_eq!(said(vec![Must::Route("nurture".into()), Must::NeverQualified]), None);
        assert_eq!(said(vec![cell("A", "1"), Must::Above("other".into())]), None);
        let never = said(vec![Must::Route("sales-now".into()), Must::NeverQualified]);
        assert_eq!(never.as_deref(), Some("is expected on “Sales now” and never sent to sales, which can’t both be"));
        // A disqualified lead in A1 is sent to nobody: that may be meant.
        assert_eq!(said(vec![cell("A", "1"), Must::Disqualified, Must::NeverQualified]), None);
    }
}
