//! What is expected, in words: “in A1”, “At least 80 % of past wins reach sales”.

use super::{Axis, BandId, Limit, Model, Must, Reach, Segment, SegmentTest, TestLead, TestLeadId, Whose, wording};
use crate::lead::Outcome;

/// What leads do to get somewhere: now, when they closed, and when they closed where now was said before.
#[derive(Clone, Copy)]
struct Verbs {
    now: &'static str,
    then: &'static str,
    also: &'static str,
}

const REACH: [Verbs; 2] = [
    Verbs { now: "reach", then: "had reached", also: "had" },
    Verbs { now: "don’t reach", then: "had not reached", also: "had not" },
];
const ARE: [Verbs; 2] =
    [Verbs { now: "are", then: "were", also: "were" }, Verbs { now: "are not", then: "were not", also: "were not" }];

impl Model {
    /// What must come out for a lead, after “expected”: “in A1”, “on “Sales now””, “in fit band B or better”.
    pub fn must_text(&self, must: &Must) -> String {
        match must {
            Must::Cell { fit, engagement } => format!("in {}", self.cell_name(fit, engagement)),
            Must::Route(route) => format!("on “{}”", self.route_name(route)),
            Must::AtLeast { axis, band } => {
                let is_best = self.axis(*axis).bands.first().is_some_and(|first| first.id == *band);
                let or_better = if is_best { "" } else { " or better" };
                format!("in {axis} band {}{or_better}", self.band_name(*axis, band))
            }
            Must::Disqualified => "disqualified".to_owned(),
            Must::NeverQualified => "never sent to sales".to_owned(),
            Must::Above(other) => format!("worked before {}", self.test_lead_name(other)),
        }
    }

    /// The name of a band, or its id where there is no such band.
    pub fn band_name(&self, axis: Axis, id: &BandId) -> String {
        let settings = self.axis(axis);
        let band = settings.bands.iter().find(|band| band.id == *id);
        band.map_or_else(|| id.to_string(), |band| settings.short_name(band).to_owned())
    }

    /// The name of a test lead; one that does not exist is called by its id.
    pub fn test_lead_name(&self, id: &TestLeadId) -> String {
        self.test_lead(id).map_or_else(|| id.to_string(), |test| test.told_name().to_owned())
    }

    /// What is expected of a test lead, in a row.
    pub(super) fn expects_text(&self, test: &TestLead) -> String {
        test.expects.iter().map(|it| self.must_text(&it.must)).collect::<Vec<_>>().join(", ")
    }

    /// “At least 80 % of past wins reach sales”, “No more than 120 leads a week reach “Sales now””.
    pub fn segment_text(&self, test: &SegmentTest) -> String {
        let SegmentTest { of, limit, reach, .. } = test;
        let is_one = !limit.is_percent() && limit.number() == 1;
        let leads = of.text_of(is_one);
        let number = wording::whole(limit.number());
        let many = match limit {
            Limit::AtLeastPercent(_) => format!("At least {number} % of {leads}"),
            Limit::AtMostPercent(_) => format!("No more than {number} % of {leads}"),
            Limit::AtLeastAWeek(_) => format!("At least {number} {leads} a week"),
            Limit::AtMostAWeek(_) => format!("No more than {number} {leads} a week"),
        };
        let stood = match (of.is_when_closed(), is_one) {
            (false, _) => "",
            (true, false) => ", as they stood when they closed",
            (true, true) => ", as it stood when it closed",
        };
        format!("{many} {}{stood}", self.reach_text_of(reach, is_one))
    }

    /// Those of a segment that get there or do not: “Past wins that had not reached sales when they closed”.
    pub fn part_text(&self, test: &SegmentTest, get_there: bool) -> String {
        let SegmentTest { of, reach, .. } = test;
        let (place, verbs) = match reach {
            Reach::Sales => ("sales".to_owned(), &REACH),
            Reach::Route(route) => (format!("“{}”", self.route_name(route)), &REACH),
            Reach::Cell { fit, engagement } => (format!("in {}", self.cell_name(fit, engagement)), &ARE),
        };
        let verbs = if get_there { verbs[0] } else { verbs[1] };
        // Open leads are taken as they are today whatever is asked.
        let which = match (of.is_when_closed(), of.outcome) {
            (false, _) => format!("{} {place}", verbs.now),
            (true, Some(_)) => format!("{} {place} when they closed", verbs.then),
            (true, None) => format!("{} {place}, or {} when they closed", verbs.now, verbs.also),
        };
        wording::upper_first(&format!("{} that {which}", of.text()))
    }

    /// What an expectation names that the model does not have, after the name of the lead.
    pub fn missing_of_test(&self, test: &TestLead, must: &Must) -> Option<String> {
        let band = |axis: Axis, id: &BandId| {
            let is_gone = !self.has_band(axis, id);
            is_gone.then(|| format!("is expected in the {axis} band “{id}”, which does not exist any more"))
        };
        match must {
            Must::Cell { fit, engagement } => band(Axis::Fit, fit).or_else(|| band(Axis::Engagement, engagement)),
            Must::AtLeast { axis, band: id } => band(*axis, id),
            Must::Route(id) if self.route(id).is_none() => {
                Some(format!("is expected on the route “{id}”, which does not exist any more"))
            }
            Must::Above(id) if *id == test.id => Some("is expected to be worked before itself".to_owned()),
            Must::Above(id) if self.test_lead(id).is_none() => {
                Some(format!("is expected to be worked before the test lead “{id}”, which does not exist any more"))
            }
            _ => None,
        }
    }

    /// What a segment names that the model does not have.
    pub fn missing_of_reach(&self, reach: &Reach) -> Option<String> {
        let band = |axis: Axis, id: &BandId| {
            (!self.has_band(axis, id)).then(|| format!("the {axis} band “{id}” does not exist any more"))
        };
        match reach {
            Reach::Sales => None,
            Reach::Route(id) => self.route(id).is_none().then(|| format!("the route “{id}” does not exist any more")),
            Reach::Cell { fit, engagement } => band(Axis::Fit, fit).or_else(|| band(Axis::Engagement, engagement)),
        }
    }

    /// “reach sales”, “reach “Nurture””, “are in A1”.
    pub fn reach_text(&self, reach: &Reach) -> String {
        self.reach_text_of(reach, false)
    }

    /// The same of one lead: “reaches sales”.
    fn reach_text_of(&self, reach: &Reach, is_one: bool) -> String {
        let (reaches, is) = if is_one { ("reaches", "is") } else { ("reach", "are") };
        match reach {
            Reach::Sales => format!("{reaches} sales"),
            Reach::Route(route) => format!("{reaches} “{}”", self.route_name(route)),
            Reach::Cell { fit, engagement } => format!("{is} in {}", self.cell_name(fit, engagement)),
        }
    }
}

impl TestLead {
    /// Its name, or what stands for it where that says nothing.
    pub fn told_name(&self) -> &str {
        match &self.whose {
            _ if !self.name.trim().is_empty() => &self.name,
            Whose::Library(key) => key,
            Whose::Own(own) => &own.lead.key,
        }
    }
}

impl Segment {
    /// “past wins with Industry software”.
    pub fn text(&self) -> String {
        self.text_of(false)
    }

    /// The same of one: “past win with Industry software”.
    fn text_of(&self, is_one: bool) -> String {
        let leads = match (self.outcome, is_one) {
            (None, false) => "leads",
            (None, true) => "lead",
            (Some(Outcome::Won), false) => "past wins",
            (Some(Outcome::Won), true) => "past win",
            (Some(Outcome::Lost), false) => "past losses",
            (Some(Outcome::Lost), true) => "past loss",
            (Some(Outcome::Open), false) => "open leads",
            (Some(Outcome::Open), true) => "open lead",
        };
        match &self.only {
            Some(only) => format!("{leads} with {} “{}”", only.attribute, only.value.trim()),
            None => leads.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Stood, WithValue};

    #[test]
    fn what_is_expected_reads_as_a_sentence() {
        let model = Model::new("test");
        let test = |of: Segment, limit, reach| {
            let test = SegmentTest { id: "s".into(), of, limit, reach, why: String::new(), team: None };
            model.segment_text(&test)
        };
        let won = Segment { outcome: Some(Outcome::Won), ..Segment::default() };
        assert_eq!(
            test(won.clone(), Limit::AtLeastPercent(80), Reach::Sales),
            "At least 80 % of past wins reach sales"
        );
        assert_eq!(
            test(Segment::ended(Some(Outcome::Won)), Limit::AtLeastPercent(80), Reach::Sales),
            "At least 80 % of past wins reach sales, as they stood when they closed"
        );
        let open = Segment { stood: Stood::WhenClosed, ..Segment::ended(Some(Outcome::Open)) };
        assert_eq!(test(open, Limit::AtLeastAWeek(1), Reach::Sales), "At least 1 open lead a week reaches sales");
        let all = Segment::default();
        let now = Reach::Route("sales-now".into());
        assert_eq!(test(all.clone(), Limit::AtLeastAWeek(1), Reach::Sales), "At least 1 lead a week reaches sales");
        assert_eq!(test(won.clone(), Limit::AtLeastPercent(1), Reach::Sales), "At least 1 % of past wins reach sales");
        assert_eq!(test(all, Limit::AtMostAWeek(1_200), now), "No more than 1,200 leads a week reach “Sales now”");
        let only = Some(WithValue { attribute: "Industry".to_owned(), value: "software ".to_owned() });
        let cell = Reach::Cell { fit: "A".into(), engagement: "1".into() };
        assert_eq!(
            test(Segment { only, ..won }, Limit::AtMostPercent(5), cell),
            "No more than 5 % of past wins with Industry “software” are in A1"
        );
        let must = |must| model.must_text(&must);
        assert_eq!(must(Must::Cell { fit: "A".into(), engagement: "1".into() }), "in A1");
        assert_eq!(must(Must::AtLeast { axis: Axis::Fit, band: "B".into() }), "in fit band B or better");
        assert_eq!(must(Must::AtLeast { axis: Axis::Fit, band: "A".into() }), "in fit band A");
        assert_eq!(must(Must::Above("gone".into())), "worked before gone");
    }

    #[test]
    fn the_leads_of_a_segment_that_get_there_are_named_by_it() {
        let model = Model::new("test");
        let part = |of: Segment, reach, get_there| {
            let limit = Limit::AtLeastPercent(80);
            model
                .part_text(&SegmentTest { id: "s".into(), of, limit, reach, why: String::new(), team: None }, get_there)
        };
        let won = || Segment::ended(Some(Outcome::Won));
        assert_eq!(part(won(), Reach::Sales, true), "Past wins that had reached sales when they closed");
        assert_eq!(part(won(), Reach::Sales, false), "Past wins that had not reached sales when they closed");
        let today = Segment { stood: Stood::Today, ..won() };
        assert_eq!(part(today, Reach::Sales, false), "Past wins that don’t reach sales");
        let all = Segment { stood: Stood::WhenClosed, ..Segment::default() };
        let now = || Reach::Route("sales-now".into());
        assert_eq!(part(all.clone(), now(), true), "Leads that reach “Sales now”, or had when they closed");
        assert_eq!(part(all, now(), false), "Leads that don’t reach “Sales now”, or had not when they closed");
        let cell = || Reach::Cell { fit: "A".into(), engagement: "1".into() };
        let only = Some(WithValue { attribute: "Industry".to_owned(), value: "software".to_owned() });
        let lost = Segment { only, ..Segment::ended(Some(Outcome::Lost)) };
        let told = "Past losses with Industry “software” that were not in A1 when they closed";
        assert_eq!(part(lost, cell(), false), told);
        // Open leads never closed.
        let open = Segment { stood: Stood::WhenClosed, ..Segment::ended(Some(Outcome::Open)) };
        assert_eq!(part(open, cell(), true), "Open leads that are in A1");
    }
}
