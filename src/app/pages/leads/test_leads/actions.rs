//! Keeping a lead as a test, accepting what it is now, deleting: edits of the model, undone as any other.

use super::super::Tab;
use crate::{
    app::{
        commands::Command,
        modals::KeepTestForm,
        state::{Page, State},
    },
    lead::Outcome,
    model::{Expectation, Limit, Model, Must, Reach, Segment, SegmentTest, SegmentTestId, TestLead, TestLeadId},
    scoring::testing::{Answer, LeadResult, Standing, TestId},
};

impl State {
    /// Shows the tests, with one of them open.
    pub fn show_tests(&mut self, open: Option<TestId>) {
        self.pages.leads.tab = Tab::TestLeads;
        if open.is_some() {
            self.pages.leads.tests.open = open;
        }
        self.ask(Command::GoTo(Page::Leads));
    }

    /// Keeps a lead as a test.
    pub fn keep_test(&mut self, form: &KeepTestForm) {
        self.touch();
        let test = form.test();
        self.tell(tr!("test-kept", name = test.told_name().to_owned()));
        self.document.model.test_leads.push(test);
    }

    /// A segment to begin with, open to be edited.
    pub fn add_segment(&mut self) {
        self.touch();
        let test = SegmentTest {
            id: SegmentTestId::fresh(),
            of: Segment::ended(Some(Outcome::Won)),
            limit: Limit::AtLeastPercent(self.wins_now().unwrap_or(80)),
            reach: Reach::Sales,
            why: String::new(),
            team: None,
        };
        self.pages.leads.tests.open = Some(TestId::Segment(test.id.clone()));
        self.document.model.segments.push(test);
    }

    /// What percent of the past wins went to sales as they stood when they closed, rounded down: what a segment begins with should hold.
    fn wins_now(&self) -> Option<u32> {
        let found = self.closed.found(self.scored.as_ref()?)?;
        let percent = (found.wins * 100).checked_div(found.all_wins)?;
        u32::try_from(percent).ok()
    }

    pub(super) fn delete_test(&mut self, id: &TestId) {
        self.touch();
        let model = &mut self.document.model;
        let name = match id {
            TestId::Lead(id) => {
                let name = model.test_lead_name(id);
                model.test_leads.retain(|test| test.id != *id);
                name
            }
            TestId::Segment(id) => {
                let name = model.segment(id).map(|test| model.segment_text(test)).unwrap_or_default();
                model.segments.retain(|test| test.id != *id);
                name
            }
        };
        self.tell(tr!("test-deleted", name = name));
    }

    /// Expects of a lead what comes out for it now.
    pub(super) fn accept_test(&mut self, id: &TestLeadId, result: &LeadResult) {
        let Ok(standing) = &result.stands else { return };
        let Some(test) = self.document.model.test_lead(id) else { return };
        let accepted = accepted(&self.document.model, test, &result.answers, standing);
        self.touch();
        if let Some(test) = self.document.model.test_lead_mut(id) {
            test.expects = accepted;
        }
    }
}

/// What broke follows what comes out now; the rest stays as it is, and so do the reasons.
fn accepted(model: &Model, test: &TestLead, answers: &[Answer], standing: &Standing) -> Vec<Expectation> {
    let mut accepted: Vec<Expectation> = Vec::new();
    for (place, expectation) in test.expects.iter().enumerate() {
        let is_broken = matches!(answers.get(place), Some(Answer::Broken(_)));
        let must = if is_broken { as_it_is(model, &expectation.must, standing) } else { expectation.must.clone() };
        // Two that have become the same are one.
        if accepted.iter().all(|other| other.must != must) {
            accepted.push(Expectation { must, ..expectation.clone() });
        }
    }
    accepted
}

/// The expectation of the same sort that holds now; the cell where there is none.
pub(super) fn as_it_is(model: &Model, must: &Must, standing: &Standing) -> Must {
    let [fit, engagement] = standing.bands;
    let band = |axis, place: usize| model.axis(axis).bands.get(place).map(|band| band.id.clone());
    let cell = || {
        Some(Must::Cell {
            fit: band(crate::model::Axis::Fit, fit)?,
            engagement: band(crate::model::Axis::Engagement, engagement)?,
        })
    };
    let same_sort = match must {
        Must::Route(_) => standing.route.and_then(|route| model.routes.get(route)).map(|it| Must::Route(it.id.clone())),
        Must::AtLeast { axis, .. } => {
            let place = if *axis == crate::model::Axis::Fit { fit } else { engagement };
            band(*axis, place).map(|band| Must::AtLeast { axis: *axis, band })
        }
        _ => None,
    };
    same_sort.or_else(cell).unwrap_or_else(|| must.clone())
}

/// In which cell a lead is: what is expected to begin with.
pub fn cell_now(model: &Model, standing: &Standing) -> Must {
    as_it_is(model, &Must::NeverQualified, standing)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        lead::Instant,
        model::{Axis, OwnLead, Whose},
        scoring::testing::test_leads,
    };

    #[test]
    fn what_is_accepted_holds_and_the_rest_stays() {
        let mut model = Model::new("test");
        let expect = |must, why: &str| Expectation { why: why.to_owned(), ..Expectation::new(must) };
        let expects = vec![
            expect(Must::Cell { fit: "A".into(), engagement: "1".into() }, "She buys."),
            expect(Must::NeverQualified, "kept"),
            expect(Must::AtLeast { axis: Axis::Fit, band: "B".into() }, "fits"),
            expect(Must::Route("gone".into()), "r"),
            expect(Must::Disqualified, "twice the cell"),
        ];
        let lead = crate::lead::Lead { key: "1".to_owned(), ..Default::default() };
        let whose = Whose::Own(OwnLead::new(Instant(0), lead));
        model.test_leads = vec![TestLead { id: "t".into(), name: "T".to_owned(), whose, expects }];
        let result = test_leads(&model, None).remove(0);
        let standing = result.stands.clone().expect("its own lead");
        let accepted = accepted(&model, &model.test_leads[0], &result.answers, &standing);
        let musts: Vec<String> =
            accepted.iter().map(|it| format!("{}: {}", model.must_text(&it.must), it.why)).collect();
        let expected =
            ["in D4: She buys.", "never sent to sales: kept", "in fit band D or better: fits", "on “No action”: r"];
        assert_eq!(musts, expected);
        model.test_leads[0].expects = accepted;
        assert_eq!(test_leads(&model, None)[0].sentence(), None);
    }
}
