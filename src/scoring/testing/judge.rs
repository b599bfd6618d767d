//! What is expected of one lead, held to where it stands.

use super::{Answer, Found, Standing, Verdict};
use crate::model::{Axis, AxisSettings, BandId, Model, Must, RouteId, TestLead, TestLeadId, wording};

/// How a test lead came out.
#[derive(Clone, Debug, PartialEq)]
pub struct LeadResult {
    /// For each of the test's expectations.
    pub answers: Vec<Answer>,
    /// Where the lead stands; or why that can't be told.
    pub stands: Result<Standing, String>,
}

impl LeadResult {
    /// The worst of the answers. A lead of which nothing is expected passes while it is there.
    pub fn verdict(&self) -> Verdict {
        let of_lead = if self.stands.is_ok() { Verdict::Passed } else { Verdict::Unasked };
        self.answers.iter().map(Answer::verdict).fold(of_lead, Ord::min)
    }

    /// The first thing that is to be said of it; of a test that passes nothing.
    pub fn sentence(&self) -> Option<&str> {
        let verdict = self.verdict();
        let said = self.answers.iter().find(|answer| answer.verdict() == verdict).and_then(Answer::sentence);
        said.or(self.stands.as_ref().err().map(String::as_str))
    }
}

pub(super) fn judge<'a>(
    model: &Model,
    test: &TestLead,
    found: &Found,
    other: &dyn Fn(&TestLeadId) -> Option<&'a Found>,
) -> LeadResult {
    let answer = |must: &Must| match found {
        // What is not in the model any more is broken, whether or not the lead is at hand.
        _ if let Some(gone) = model.missing_of_test(test, must) => Answer::Broken(gone),
        Err(why) => Answer::Unasked(why.clone()),
        Ok(standing) => Judge { model, standing }.answer(must, other),
    };
    LeadResult { answers: test.expects.iter().map(|it| answer(&it.must)).collect(), stands: found.clone() }
}

struct Judge<'a> {
    model: &'a Model,
    standing: &'a Standing,
}

impl Judge<'_> {
    fn answer<'a>(&self, must: &Must, other: &dyn Fn(&TestLeadId) -> Option<&'a Found>) -> Answer {
        let Self { model, standing } = self;
        let instead = match must {
            Must::Cell { fit, engagement } => self.not_in_cell(fit, engagement),
            Must::Route(route) => self.not_on_route(route),
            Must::AtLeast { axis, band } => self.below(*axis, band),
            Must::Disqualified => standing
                .disqualified_by
                .is_empty()
                .then(|| "is not disqualified: no criterion that disqualifies matches".to_owned()),
            Must::NeverQualified => standing.qualified.then(|| {
                format!("is sent to sales, {} from {}", standing.route_text(model), standing.cell_name(model))
            }),
            Must::Above(id) => match other(id) {
                None => {
                    Some(format!("is expected to be worked before the test lead “{id}”, which does not exist any more"))
                }
                Some(Err(why)) => return Answer::Unasked(format!("{}: {why}", model.test_lead_name(id))),
                Some(Ok(other)) => (standing.rank() >= other.rank()).then(|| self.worked_after(id, other)),
            },
        };
        instead.map_or(Answer::Holds, Answer::Broken)
    }

    fn score(&self, axis: Axis) -> (i64, usize) {
        let [fit, engagement] = self.standing.bands;
        match axis {
            Axis::Fit => (self.standing.fit, fit),
            Axis::Engagement => (self.standing.engagement, engagement),
        }
    }

    /// Where on an axis it is instead: “fit 71, needs 75”.
    fn lacks(&self, axis: Axis, wanted: &BandId) -> Option<String> {
        let settings = self.model.axis(axis);
        let place = settings.bands.iter().position(|band| band.id == *wanted)?;
        let (score, now) = self.score(axis);
        if now == place {
            return None;
        }
        Some(format!("{axis} {}, needs {}", wording::whole(score), needs(settings, now, place)))
    }

    fn not_in_cell(&self, fit: &BandId, engagement: &BandId) -> Option<String> {
        let lacks: Vec<String> =
            [self.lacks(Axis::Fit, fit), self.lacks(Axis::Engagement, engagement)].into_iter().flatten().collect();
        if lacks.is_empty() {
            return None;
        }
        let (is, expected) = (self.standing.cell_name(self.model), self.model.cell_name(fit, engagement));
        Some(format!("is in {is}, expected in {expected}: {}", lacks.join("; ")))
    }

    fn below(&self, axis: Axis, wanted: &BandId) -> Option<String> {
        let settings = self.model.axis(axis);
        let place = settings.bands.iter().position(|band| band.id == *wanted)?;
        let (_, now) = self.score(axis);
        if now <= place {
            return None;
        }
        let is = settings.bands.get(now).map(|band| settings.short_name(band)).unwrap_or_default();
        let expected = self.model.must_text(&Must::AtLeast { axis, band: wanted.clone() });
        Some(format!("is in {axis} band {is}, expected {expected}: {}", self.lacks(axis, wanted)?))
    }

    fn not_on_route(&self, wanted: &RouteId) -> Option<String> {
        let Self { model, standing } = self;
        let is_there =
            standing.route.and_then(|route| model.routes.get(route)).is_some_and(|route| route.id == *wanted);
        if is_there {
            return None;
        }
        let name = |id| model.criterion(id).map_or_else(String::new, |criterion| criterion.name.clone());
        let because = match standing.disqualified_by.first() {
            Some(criterion) => format!("disqualified by “{}”", name(criterion)),
            None => format!("it is in {}", standing.cell_name(model)),
        };
        Some(format!("is {}, expected on “{}”: {because}", standing.route_text(model), model.route_name(wanted)))
    }

    /// By what the other is worked first.
    fn worked_after(&self, id: &TestLeadId, other: &Standing) -> String {
        let Self { model, standing } = self;
        let name = model.test_lead_name(id);
        let flames = |of: &Standing| of.flames.min(3);
        let why = if standing.route != other.route {
            format!("it is {}, the other {}", standing.route_text(model), other.route_text(model))
        } else if flames(standing) != flames(other) {
            let told = wording::count(flames(standing), "flame");
            format!("it has {told}, the other {}", flames(other))
        } else if standing.combined != other.combined {
            let scores = [standing.combined, other.combined].map(wording::whole);
            format!("its combined score is {}, the other’s {}", scores[0], scores[1])
        } else if standing.stars != other.stars {
            let told = wording::count(standing.stars.min(3), "star");
            format!("it has {told}, the other {}", other.stars.min(3))
        } else if standing.key == other.key {
            return format!("ranks like {name} in all, and has the same key: neither is worked before the other");
        } else {
            "both rank alike, and the keys decide".to_owned()
        };
        format!("is worked after {name}: {why}")
    }
}

/// What a score has to be to get from a band into another: “75”, “at most 74”.
fn needs(settings: &AxisSettings, now: usize, wanted: usize) -> String {
    let edge = |place: usize| settings.bands.get(place).and_then(|band| band.from);
    if now > wanted {
        return edge(wanted).map_or_else(|| "another".to_owned(), wording::whole);
    }
    match wanted.checked_sub(1).and_then(edge) {
        Some(above) => format!("at most {}", wording::whole(i64::from(above) - 1)),
        None => "less".to_owned(),
    }
}
