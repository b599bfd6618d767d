//! One lead over time: how its scores rose and fade, when it came into another band and when it leaves it, when it goes cold.
//!
//! Each point is what the explaining scorer says at that instant. It is asked where something can change and nowhere else:
//! at each event and a second before it, at the instant that is shown, and at the last second of each day on which an age
//! reaches a number that a rule speaks of. Between two points nothing changes from one day's end to another.
//!
//! What lies ahead is told *if nothing happens*: an event after the instant that is shown does not exist yet, also if the
//! library has it.

use std::collections::{BTreeMap, BTreeSet};

use super::{Explanation, explain};
use crate::{
    lead::{Day, Event, Instant, Lead, Value},
    model::{Activity, Axis, Condition, DateTest, EventCounting, Fade, Flames, Model, RouteId, Rule, Test},
};

/// From which day to which, and what is now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    pub from: Day,
    pub as_of: Instant,
    pub until: Day,
}

impl Span {
    /// Two years are told at most: what was before is hardly in a score any more, and could not be seen beside it.
    const MOST_BACK: i32 = 730;
    const LEAST_BACK: i32 = 14;
    /// Of a lead with very many events only the last months are told: each day of it costs a look at all of them.
    const MANY_EVENTS: usize = 2_000;
    const MOST_BACK_OF_MANY: i32 = 120;
    const AHEAD: i32 = 90;

    /// From just before the lead was first heard of, to three months from now.
    pub fn of(lead: &Lead, as_of: Instant) -> Self {
        let today = as_of.day();
        let events = lead.events.iter().filter(|event| event.at <= as_of).map(|event| event.at.day());
        // Silence counts from the day it came in, which may be long before the first event.
        let first = events.chain(lead.created).min().map_or(today, |first| first.min(today));
        let most_back = if lead.events.len() > Self::MANY_EVENTS { Self::MOST_BACK_OF_MANY } else { Self::MOST_BACK };
        let (earliest, latest) = (today.0.saturating_sub(most_back), today.0.saturating_sub(Self::LEAST_BACK));
        let from = Day(first.0.saturating_sub(3).clamp(earliest, latest));
        Self { from, as_of, until: Day(today.0.saturating_add(Self::AHEAD)) }
    }
}

/// One lead over time.
#[derive(Clone, Debug, PartialEq)]
pub struct Course {
    pub span: Span,
    /// Oldest first, never none. Each holds until the next.
    pub points: Vec<Point>,
    /// The events that had happened, oldest first, as far back as is told.
    pub events: Vec<Event>,
    /// When the lead came into another band, of either axis, oldest first.
    pub crossings: Vec<Crossing>,
    /// The first day on which it is cold, if nothing happens; `None` if it is cold already, or does not go cold in that time.
    pub goes_cold: Option<Day>,
}

/// How the lead stands from an instant on.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    pub at: Instant,
    pub fit: i64,
    pub engagement: i64,
    pub combined: i64,
    /// Indices of fit band and engagement band.
    pub cell: (usize, usize),
    pub route: Option<RouteId>,
    pub stars: u8,
    pub flames: u8,
    pub cold: bool,
}

impl Point {
    fn new(model: &Model, lead: &Lead, at: Instant) -> Self {
        Self::from(explain(model, lead, at))
    }

    pub fn score(&self, axis: Axis) -> i64 {
        if axis == Axis::Fit { self.fit } else { self.engagement }
    }

    /// Index of the band.
    pub fn band(&self, axis: Axis) -> usize {
        if axis == Axis::Fit { self.cell.0 } else { self.cell.1 }
    }

    fn says_the_same(&self, other: &Self) -> bool {
        *self == Self { at: self.at, ..other.clone() }
    }
}

impl From<Explanation> for Point {
    fn from(explanation: Explanation) -> Self {
        Self {
            at: explanation.as_of,
            fit: explanation.fit.score,
            engagement: explanation.engagement.score,
            combined: explanation.combined,
            cell: (explanation.fit.band, explanation.engagement.band),
            route: explanation.route,
            stars: explanation.stars,
            flames: explanation.flames,
            cold: explanation.cold,
        }
    }
}

/// The lead came into another band.
#[derive(Clone, Debug, PartialEq)]
pub struct Crossing {
    /// Of what fades only the day is known.
    pub at: Instant,
    pub axis: Axis,
    /// Indices of bands: the lower, the better.
    pub from: usize,
    pub to: usize,
    /// Into which cell, with what else came at that instant.
    pub cell: (usize, usize),
    /// What happened then and not before, as indices into [`Course::events`]; none where it is only older.
    pub by: Vec<usize>,
}

impl Crossing {
    pub fn is_up(&self) -> bool {
        self.to < self.from
    }
}

impl Course {
    /// How the lead stands at the end of a day, at an event, or now; before the first point as at the first.
    pub fn at(&self, at: Instant) -> &Point {
        let next = self.points.partition_point(|point| point.at <= at);
        &self.points[next.saturating_sub(1)]
    }

    /// As of the instant that is shown.
    pub fn now(&self) -> &Point {
        self.at(self.span.as_of)
    }

    /// What is still to come, if nothing happens.
    pub fn crossings_ahead(&self) -> impl Iterator<Item = &Crossing> {
        self.crossings.iter().filter(|crossing| crossing.at > self.span.as_of)
    }
}

/// Tells one lead over time.
pub fn course(model: &Model, lead: &Lead, span: Span) -> Course {
    let mut lead = lead.clone();
    lead.events.retain(|event| event.at <= span.as_of);
    lead.events.sort_by_key(|event| event.at);
    let mut points: Vec<Point> = Vec::new();
    let mut crossings = Vec::new();
    // The instant before, which need not be the last point: where nothing changed no point is kept.
    let mut before: Option<Point> = None;
    let events: Vec<Event> = lead.events.iter().filter(|event| event.at.day() >= span.from).cloned().collect();
    for at in instants(model, &lead, &events, span) {
        let point = Point::new(model, &lead, at);
        if let Some(before) = &before {
            cross(&mut crossings, before, &point, &events);
        }
        // What is now is a point of its own, as what comes after it is only foreseen.
        let is_news = points.last().is_none_or(|before| !before.says_the_same(&point));
        if is_news || at == span.as_of {
            points.push(point.clone());
        }
        before = Some(point);
    }
    let is_cold = points.iter().rev().find(|point| point.at <= span.as_of).is_some_and(|now| now.cold);
    let cold = points.iter().find(|point| point.at > span.as_of && point.cold);
    let goes_cold = cold.filter(|_| !is_cold).map(|point| point.at.day());
    Course { span, points, events, crossings, goes_cold }
}

/// Of each axis whether the band changed from one instant to the next, and what happened then. Events too many to be told
/// apart are those of that day.
fn cross(crossings: &mut Vec<Crossing>, before: &Point, after: &Point, events: &[Event]) {
    for axis in Axis::ALL.into_iter().filter(|axis| before.band(*axis) != after.band(*axis)) {
        let first = events.partition_point(|event| event.at <= before.at || event.at.day() < after.at.day());
        let end = events.partition_point(|event| event.at <= after.at);
        crossings.push(Crossing {
            at: after.at,
            axis,
            from: before.band(axis),
            to: after.band(axis),
            cell: after.cell,
            by: (first..end).collect(),
        });
    }
}

/// Where something can change, oldest first.
fn instants(model: &Model, lead: &Lead, events: &[Event], span: Span) -> BTreeSet<Instant> {
    // Of a lead with more events than can be told apart, those before are told by their days.
    const EVENTS_APART: usize = 200;
    let mut instants = BTreeSet::from([span.from.last_second(), span.as_of, span.until.last_second()]);
    for event in &events[events.len().saturating_sub(EVENTS_APART)..] {
        instants.extend([Instant(event.at.0.saturating_sub(1)), event.at]);
    }
    let days = days(model, lead, span);
    let shifts = match model.flames {
        Flames::ByGain { over_days, .. } => [0, i32::try_from(over_days).unwrap_or(i32::MAX)],
        Flames::ByBand => [0, 0],
    };
    for shift in shifts {
        let shifted = days.iter().map(|day| Day(day.0.saturating_add(shift)));
        instants.extend(shifted.filter(|day| (span.from..=span.until).contains(day)).map(Day::last_second));
    }
    instants.retain(|at| *at >= span.from.last_second().min(span.as_of));
    instants
}

/// The days on which something can change, up to the last one that is told.
fn days(model: &Model, lead: &Lead, span: Span) -> BTreeSet<Day> {
    let ages = Ages::of(model);
    let mut days = BTreeSet::new();
    let mut add = |day: Day, ages: &BTreeSet<u32>| {
        for age in ages {
            let day = Day(day.0.saturating_add(i32::try_from(*age).unwrap_or(i32::MAX)));
            if day > span.until {
                break;
            }
            days.insert(day);
        }
    };
    for event in &lead.events {
        add(event.at.day(), &ages.any_event);
        if let Some(ages) = ages.by_kind.get(event.kind.as_str()) {
            add(event.at.day(), ages);
        }
    }
    for (name, value) in &lead.attributes {
        if let (Value::Date(day), Some(ages)) = (value, ages.by_attribute.get(name.as_str())) {
            add(*day, ages);
        }
    }
    if let Some(created) = lead.created {
        add(created, &ages.of_lead);
    }
    days
}

/// The ages in days at which a rule may come to say something else, smallest first.
#[derive(Default)]
struct Ages<'a> {
    /// Of an event, whatever its kind.
    any_event: BTreeSet<u32>,
    /// Of an event of a kind that rules name.
    by_kind: BTreeMap<&'a str, BTreeSet<u32>>,
    /// Of a date attribute.
    by_attribute: BTreeMap<&'a str, BTreeSet<u32>>,
    /// Of the day the lead came in.
    of_lead: BTreeSet<u32>,
}

impl<'a> Ages<'a> {
    fn of(model: &'a Model) -> Self {
        let mut ages = Self::default();
        for criterion in model.criteria.iter().filter(|criterion| criterion.enabled) {
            match &criterion.rule {
                Rule::Profile(condition) => ages.condition(condition),
                Rule::Activity(activity) => ages.activity(activity, model.cold_after_days),
            }
        }
        ages
    }

    fn activity(&mut self, activity: &'a Activity, cold_after_days: u32) {
        if let Some(condition) = &activity.only_if {
            self.condition(condition);
        }
        let mut of_event = fading_ages(&activity.counting);
        of_event.extend(activity.within_days);
        // When it happens, and when it no longer keeps a lead warm.
        of_event.extend([0, cold_after_days]);
        if let EventCounting::Absent { for_days } = activity.counting {
            of_event.insert(for_days);
            // How old a lead is known to be goes by its first event, of any kind.
            self.any_event.extend([0, for_days]);
            self.of_lead.insert(for_days);
        }
        if activity.kinds.is_empty() {
            self.any_event.extend(&of_event);
        }
        for kind in &activity.kinds {
            self.by_kind.entry(kind).or_default().extend(&of_event);
        }
    }

    fn condition(&mut self, condition: &'a Condition) {
        match condition {
            Condition::All(parts) | Condition::Any(parts) => parts.iter().for_each(|part| self.condition(part)),
            Condition::Not(part) => self.condition(part),
            Condition::Test(test) => {
                if let Test::Date(DateTest::WithinLastDays(days) | DateTest::DaysAgoOrMore(days)) = test.is {
                    self.by_attribute.entry(&test.attribute).or_default().extend([0, days]);
                }
            }
        }
    }
}

/// The ages at which an event comes to weigh less.
fn fading_ages(counting: &EventCounting) -> BTreeSet<u32> {
    let fade = match counting {
        EventCounting::Once { fade, .. } | EventCounting::Each { fade, .. } => *fade,
        EventCounting::Absent { .. } => Fade::None,
    };
    match fade {
        Fade::None => BTreeSet::new(),
        Fade::Expires { days } => BTreeSet::from([days]),
        Fade::Steps { percent, every_days } => {
            let steps = 100_u32.div_ceil(percent.max(1));
            (1..=steps).map(|step| step.saturating_mul(every_days.max(1))).collect()
        }
        // It weighs less each day, until nothing is left.
        Fade::HalfLife { days } => (1..=days.max(1).saturating_mul(11).min(40_150)).collect(),
    }
}

#[cfg(test)]
mod tests;
