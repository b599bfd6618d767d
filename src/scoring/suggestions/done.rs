//! A lead to which is done what a suggestion says, and where it then stands: only what leads there is advice.

use super::{
    super::{
        activity::passing,
        condition::Asked,
        doing::events_for,
        explain::{find, find_one},
    },
    Change,
    adder::Adder,
    values::{Given, MOST_WAYS, TestsOf, gifts, ways_to_be},
};
use crate::{
    lead::{Event, Instant, Lead},
    model::{Activity, AttributeTest, Axis, Condition, Criterion, EventCounting, Model, Rule},
};

/// A criterion, by its place in the model, and what becomes of it.
pub type Wanted<'a> = (usize, &'a Criterion, Change);

/// What is done to a lead: attributes it is given, and events that happen.
pub struct Deed {
    given: Given,
    events: Vec<Event>,
}

impl Deed {
    pub fn done_to(&self, lead: &Lead) -> Lead {
        let mut lead = lead.clone();
        lead.attributes.extend(self.given.clone());
        lead.events.extend(self.events.iter().cloned());
        lead
    }
}

/// How a lead stands now, and what is needed to tell where it would stand.
pub struct Stand<'a> {
    model: &'a Model,
    asked: Asked<'a>,
    as_of: Instant,
    /// What the criteria come to now.
    pub weights: Vec<i64>,
    /// The bands that the lead is in.
    pub bands: (usize, usize),
    adders: [Adder<'a>; 2],
    tests: TestsOf<'a>,
    /// For each criterion the attributes that it asks for.
    attributes: Vec<Vec<&'a str>>,
}

impl<'a> Stand<'a> {
    pub fn new(model: &'a Model, lead: &'a Lead, as_of: Instant, bands: (usize, usize)) -> Self {
        let asked = Asked { lead, domains: &model.domains, today: as_of.day() };
        let weights = find(model, &asked, as_of).iter().map(|found| found.weight).collect();
        let mut tests = TestsOf::new();
        let mut attributes = Vec::new();
        for criterion in &model.criteria {
            let mut of_this: Vec<&str> = Vec::new();
            let condition = match &criterion.rule {
                Rule::Profile(condition) => Some(condition),
                Rule::Activity(activity) => activity.only_if.as_ref(),
            };
            condition.into_iter().for_each(|condition| {
                each_test(condition, &mut |test| {
                    of_this.push(&test.attribute);
                    let of_attribute = tests.entry(test.attribute.as_str()).or_default();
                    if criterion.enabled && !of_attribute.contains(&&test.is) {
                        of_attribute.push(&test.is);
                    }
                });
            });
            attributes.push(of_this);
        }
        let adders = Axis::ALL.map(|axis| Adder::new(model, axis));
        Self { model, asked, as_of, weights, bands, adders, tests, attributes }
    }

    pub fn asked(&self) -> &Asked<'a> {
        &self.asked
    }

    pub fn band_of(&self, axis: Axis, weights: &[i64]) -> usize {
        let [fit, engagement] = &self.adders;
        match axis {
            Axis::Fit => fit.band(weights),
            Axis::Engagement => engagement.band(weights),
        }
    }

    /// The ways in which these can be done, of those that the model tells apart; none where it is not known how.
    pub fn deeds(&self, wanted: &[Wanted<'_>]) -> Vec<Deed> {
        let conditions: Vec<(&Condition, bool)> = wanted
            .iter()
            .filter_map(|(_, criterion, change)| match &criterion.rule {
                Rule::Profile(condition) => Some((condition, *change != Change::Without)),
                Rule::Activity(_) => None,
            })
            .collect();
        let mut deeds: Vec<Deed> = ways_to_be(conditions)
            .iter()
            .flat_map(|wishes| gifts(wishes, &self.tests, &self.asked))
            .map(|given| Deed { given, events: Vec::new() })
            .take(MOST_WAYS)
            .collect();
        for (_, criterion, change) in wanted {
            let Rule::Activity(activity) = &criterion.rule else { continue };
            let times = self.times(activity, *change);
            let with = |deed: &Deed| -> Vec<Deed> {
                let one = |event: Event| Deed {
                    given: deed.given.clone(),
                    events: deed.events.iter().cloned().chain(std::iter::repeat_n(event, times)).collect(),
                };
                events_for(activity, self.as_of).into_iter().map(one).collect()
            };
            deeds = deeds.iter().flat_map(with).take(MOST_WAYS).collect();
        }
        deeds
    }

    /// How often something has to be done: as often as is said, or as *once* still lacks.
    fn times(&self, activity: &Activity, change: Change) -> usize {
        match (change, &activity.counting) {
            (Change::Times(times), _) => times as usize,
            (_, EventCounting::Once { at_least, .. }) => {
                let done = passing(activity, &self.asked, self.as_of).len();
                (*at_least as usize).saturating_sub(done).clamp(1, 1000)
            }
            _ => 1,
        }
    }

    /// Where the lead surely gets to by these, in whichever way they are done: the worst of what they lead to. `None` where
    /// it is not known how to do them, where one of them does not come about, where the lead gets worse on an axis, or where it
    /// is disqualified by what it does.
    pub fn reached_by(&self, wanted: &[Wanted<'_>]) -> Option<(usize, usize)> {
        let deeds = self.deeds(wanted);
        let mut worst = None;
        for deed in &deeds {
            let weights = self.weights_after(deed);
            let comes_about = |(place, _, change): &Wanted<'_>| match change {
                Change::Without => weights[*place] == 0,
                Change::Match | Change::Times(_) => weights[*place] > self.weights[*place],
            };
            let disqualifies = |(place, criterion): (usize, &Criterion)| {
                criterion.disqualifies && weights[place] > 0 && self.weights[place] <= 0
            };
            if !wanted.iter().all(comes_about) || self.model.criteria.iter().enumerate().any(disqualifies) {
                return None;
            }
            let (fit, engagement) = Axis::ALL.map(|axis| self.band_of(axis, &weights)).into();
            if fit > self.bands.0 || engagement > self.bands.1 {
                return None;
            }
            let (of_fit, of_engagement) = worst.unwrap_or((0, 0));
            worst = Some((fit.max(of_fit), engagement.max(of_engagement)));
        }
        worst
    }

    /// What the criteria come to once it is done: those that ask for what was given, and where something happened all that ask
    /// for events.
    fn weights_after(&self, deed: &Deed) -> Vec<i64> {
        let lead = deed.done_to(self.asked.lead);
        let asked = Asked { lead: &lead, ..self.asked };
        let is_touched = |place: usize, criterion: &Criterion| {
            !deed.events.is_empty() && matches!(criterion.rule, Rule::Activity(_))
                || self.attributes[place].iter().any(|name| deed.given.contains_key(*name))
        };
        let mut weights = self.weights.clone();
        for (place, criterion) in self.model.criteria.iter().enumerate() {
            if is_touched(place, criterion) {
                weights[place] = find_one(self.model, criterion, &asked, self.as_of).weight;
            }
        }
        weights
    }
}

fn each_test<'a>(condition: &'a Condition, see: &mut dyn FnMut(&'a AttributeTest)) {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => parts.iter().for_each(|part| each_test(part, see)),
        Condition::Not(part) => each_test(part, see),
        Condition::Test(test) => see(test),
    }
}
