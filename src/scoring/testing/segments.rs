//! What is expected of many leads, counted from the scores.

use std::{
    collections::HashMap,
    sync::{Arc, Weak},
};

use super::{Answer, Library, NO_LIBRARY};
use crate::{
    lead::{Day, Instant, trim_fold},
    model::{Axis, BandId, Limit, Model, Reach, Segment, SegmentTest, WithValue, wording},
    scoring::{ARRIVAL_WEEKS, Bitmap, Column, Columns, NO_DAY, NO_ROUTE, Scores, StoodAtClose, StoodWhenClosed},
};

/// How a segment came out.
#[derive(Clone, Debug, PartialEq)]
pub struct SegmentResult {
    pub answer: Answer,
    /// What it is; `None` where it can't be asked.
    pub measured: Option<Measured>,
    /// Whom it is about; `None` where it can't be asked.
    pub who: Option<Who>,
}

impl SegmentResult {
    fn without(answer: Answer) -> Self {
        Self { answer, measured: None, who: None }
    }

    /// Where it fails for certain leads, those: who does not get there, or where too many do, who does. Too few a week is
    /// nobody’s miss: those that came in are few.
    pub fn misses(&self, limit: Limit) -> Option<Bitmap> {
        let is_of_some = matches!(self.answer, Answer::Broken(_)) && (!limit.is_at_least() || limit.is_percent());
        self.who.as_ref().filter(|_| is_of_some).map(|who| who.rows(!limit.is_at_least()))
    }
}

/// Whom a segment is about, and who gets there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Who {
    members: Arc<Bitmap>,
    /// Among all leads.
    reached: Arc<Bitmap>,
    /// How they stood, where closed leads are taken as they stood when they closed.
    pub stood: Option<Arc<StoodAtClose>>,
}

impl Who {
    /// How many of them get there, or do not.
    pub fn count(&self, get_there: bool) -> u64 {
        let reached = self.reached.count_in(&self.members);
        if get_there { reached } else { self.members.count() - reached }
    }

    /// Those that get there, or those that do not.
    pub fn rows(&self, get_there: bool) -> Bitmap {
        let words = self.members.words.iter().zip(&self.reached.words);
        Bitmap { words: words.map(|(member, reached)| member & if get_there { *reached } else { !reached }).collect() }
    }

    /// Whether it is of the same answer.
    pub fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.members, &other.members) && Arc::ptr_eq(&self.reached, &other.reached)
    }
}

/// What a segment is: so many of so many, or so many a week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measured {
    Share {
        reached: u64,
        of: u64,
    },
    /// Of the last [`ARRIVAL_WEEKS`].
    AWeek {
        arrived: u64,
    },
}

impl Measured {
    /// Percent or leads a week, for a picture: what is judged is judged in whole numbers.
    pub fn value(self) -> f64 {
        match self {
            Self::Share { reached, of } => 100.0 * reached as f64 / of as f64,
            Self::AWeek { arrived } => arrived as f64 / f64::from(ARRIVAL_WEEKS),
        }
    }

    /// “81.2 %, 1,203 of 1,482”, “87.4 a week”. What misses a limit by less than a tenth is not told as if it met it.
    pub fn text(self, limit: Limit) -> String {
        let edge = u128::from(limit.number()) * 10;
        let told = |number: u128, by: u128| {
            let nearest = tenths(number, by);
            in_tenths(match (self.keeps(limit), limit.is_at_least()) {
                (true, _) => nearest,
                (false, true) => nearest.min(edge.saturating_sub(1)),
                (false, false) => nearest.max(edge + 1),
            })
        };
        match self {
            Self::Share { reached, of } => {
                let percent = told(u128::from(reached) * 100, u128::from(of));
                format!("{percent} %, {} of {}", wording::grouped(reached), wording::grouped(of))
            }
            Self::AWeek { arrived } => format!("{} a week", told(u128::from(arrived), u128::from(ARRIVAL_WEEKS))),
        }
    }

    /// Whether it keeps to a limit, in whole numbers.
    fn keeps(self, limit: Limit) -> bool {
        let (number, is_at_least) = (u128::from(limit.number()), limit.is_at_least());
        let (is, most) = match self {
            Self::Share { reached, of } => (u128::from(reached) * 100, number * u128::from(of)),
            Self::AWeek { arrived } => (u128::from(arrived), number * u128::from(ARRIVAL_WEEKS)),
        };
        if is_at_least { is >= most } else { is <= most }
    }
}

/// A quotient in tenths, the nearest.
fn tenths(number: u128, by: u128) -> u128 {
    let by = by.max(1);
    (number * 20 + by) / (2 * by)
}

/// As it is read: “81.2”, “80” where it is whole.
fn in_tenths(tenths: u128) -> String {
    let whole = wording::grouped(u64::try_from(tenths / 10).unwrap_or(u64::MAX));
    if tenths.is_multiple_of(10) { whole } else { format!("{whole}.{}", tenths % 10) }
}

/// Counts segments; keeps who is meant for as long as the leads and the instant stay the same, so that an edit costs a count.
#[derive(Default)]
pub struct SegmentTester {
    /// Whoever has somebody else ask how leads stood when they closed.
    leaves_closed: bool,
    of: Option<(Weak<Columns>, Instant)>,
    members: HashMap<Members, Option<Arc<Bitmap>>>,
}

/// Who is meant; where weeks are asked for only those who came in the last ones.
type Members = (Segment, bool);

impl SegmentTester {
    /// One that does not ask how leads stood when they closed: that is another score of each of them.
    pub fn of_today() -> Self {
        Self { leaves_closed: true, ..Self::default() }
    }

    pub(super) fn test(&mut self, model: &Model, library: Option<Library<'_>>) -> Vec<SegmentResult> {
        let mut stood = None;
        let results = model.segments.iter().map(|test| self.ask(model, test, library, &mut stood)).collect();
        self.forget_unasked(model);
        results
    }

    /// Each value that was typed on the way is somebody else, and a bit for each lead.
    fn forget_unasked(&mut self, model: &Model) {
        let is_asked = |(of, only_new): &Members| {
            model.segments.iter().any(|test| test.of == *of && test.limit.is_percent() != *only_new)
        };
        self.members.retain(|members, _| is_asked(members));
    }

    /// Forgets who is meant.
    pub(super) fn forget(&mut self) {
        self.members.clear();
    }

    /// Of how many segments who is meant is kept.
    #[cfg(test)]
    pub(super) fn kept(&self) -> usize {
        self.members.len()
    }

    /// Asks one segment.
    pub fn one(&mut self, model: &Model, test: &SegmentTest, library: Option<Library<'_>>) -> SegmentResult {
        self.ask(model, test, library, &mut None)
    }

    /// Asks the segments that take closed leads as they stood when they closed, with that known; by their place in the model.
    pub fn when_closed(
        &mut self,
        model: &Model,
        library: Library<'_>,
        stood: &Arc<StoodAtClose>,
    ) -> Vec<(usize, SegmentResult)> {
        let tests = model.segments.iter().enumerate().filter(|(_, test)| test.of.is_when_closed());
        let mut stood = Some(Arc::clone(stood));
        let results = tests.map(|(place, test)| (place, self.ask(model, test, Some(library), &mut stood))).collect();
        self.forget_unasked(model);
        results
    }

    fn ask(
        &mut self,
        model: &Model,
        test: &SegmentTest,
        library: Option<Library<'_>>,
        stood: &mut Option<Arc<StoodAtClose>>,
    ) -> SegmentResult {
        if let Some(gone) = model.missing_of_reach(&test.reach) {
            return SegmentResult::without(Answer::Broken(gone));
        }
        let Some(library) = library else { return SegmentResult::without(Answer::Unasked(NO_LIBRARY.to_owned())) };
        let stood = match stood {
            _ if !test.of.is_when_closed() => None,
            Some(stood) => Some(Arc::clone(stood)),
            None if self.leaves_closed => return SegmentResult::without(Answer::UnderWay),
            none => Some(Arc::clone(none.insert(Arc::new(library.columns.at_close().score(library.columns, model))))),
        };
        match self.measure(model, test, library, stood.as_deref()) {
            Err(why) => SegmentResult::without(Answer::Unasked(why)),
            Ok(Found { measured, members, reached }) => {
                let every = stood.as_ref().map_or(1, |stood| stood.every);
                let of = if every > 1 { format!(", as found of one lead in {every}") } else { String::new() };
                let broken = || Answer::Broken(format!("it is {}{of}", measured.text(test.limit)));
                let answer = if measured.keeps(test.limit) { Answer::Holds } else { broken() };
                SegmentResult { answer, measured: Some(measured), who: Some(Who { members, reached, stood }) }
            }
        }
    }

    fn measure(
        &mut self,
        model: &Model,
        test: &SegmentTest,
        library: Library<'_>,
        stood: Option<&StoodAtClose>,
    ) -> Result<Found, String> {
        let Library { columns, scores, summary } = library;
        let is_percent = test.limit.is_percent();
        if !is_percent && summary.arrivals_per_week.is_none() {
            return Err("no lead says when it was created, so nobody knows how many come in a week".to_owned());
        }
        let Some(members) = self.members((test.of.clone(), !is_percent), columns, scores) else {
            let attribute = test.of.only.as_ref().map_or("", |only| &only.attribute);
            return Err(format!("the library has no text attribute “{attribute}”"));
        };
        let now = reached(model, &test.reach, scores);
        let (members, reached, every) = match stood {
            None => (members, now, 1),
            Some(stood) => {
                let (members, reached) = when_closed(model, &test.reach, &members, &now, stood, scores.as_of.day());
                (Arc::new(members), Arc::new(reached), stood.every as u64)
            }
        };
        let measured = match (is_percent, members.count()) {
            (false, _) => Measured::AWeek { arrived: reached.count_in(&members) * every },
            (true, 0) if every > 1 => {
                return Err(format!(
                    "none of the {} is among the one lead in {every} that is looked at",
                    test.of.text()
                ));
            }
            (true, 0) => return Err(format!("there are no {} in the library", test.of.text())),
            (true, of) => Measured::Share { reached: reached.count_in(&members), of },
        };
        Ok(Found { measured, members, reached })
    }

    /// `None` where the library has no such text attribute.
    fn members(&mut self, members: Members, columns: &Arc<Columns>, scores: &Scores) -> Option<Arc<Bitmap>> {
        let is_same = self
            .of
            .as_ref()
            .is_some_and(|(of, as_of)| std::ptr::eq(of.as_ptr(), Arc::as_ptr(columns)) && *as_of == scores.as_of);
        if !is_same {
            self.members.clear();
            self.of = Some((Arc::downgrade(columns), scores.as_of));
        }
        self.members.entry(members).or_insert_with_key(|members| find(members, columns, scores).map(Arc::new)).clone()
    }
}

/// What a segment is, who is meant and who gets there.
struct Found {
    measured: Measured,
    members: Arc<Bitmap>,
    reached: Arc<Bitmap>,
}

/// Of those that are looked at who is meant, and who gets there: closed leads as they stood when they closed, the others now.
fn when_closed(
    model: &Model,
    reach: &Reach,
    members: &Bitmap,
    now: &Bitmap,
    stood: &StoodAtClose,
    today: Day,
) -> (Bitmap, Bitmap) {
    let band = |axis: Axis, id: &BandId| model.axis(axis).bands.iter().position(|band| band.id == *id);
    let gets_there = |stood: &StoodWhenClosed| match reach {
        Reach::Sales => stood.qualified,
        Reach::Route(id) => model.routes.get(usize::from(stood.route)).is_some_and(|route| route.id == *id),
        Reach::Cell { fit, engagement } => {
            band(Axis::Fit, fit) == Some(usize::from(stood.fit_band))
                && band(Axis::Engagement, engagement) == Some(usize::from(stood.engagement_band))
        }
    };
    let empty = || Bitmap { words: vec![0; members.words.len()] };
    let (mut looked_at, mut reached) = (empty(), empty());
    for row in members.rows().filter(|row| stood.is_looked_at(*row)) {
        looked_at.insert(row);
        if stood.of(row, today).map_or_else(|| now.contains(row), gets_there) {
            reached.insert(row);
        }
    }
    (looked_at, reached)
}

fn find((segment, only_new): &Members, columns: &Columns, scores: &Scores) -> Option<Bitmap> {
    let with_value = match &segment.only {
        Some(only) => Some(with_value(only, columns)?),
        None => None,
    };
    let today = scores.as_of.day();
    let is_meant = |row: &usize| {
        let created = columns.created[*row];
        let is_new = created != NO_DAY && (0..i64::from(ARRIVAL_WEEKS) * 7).contains(&Day(created).age_days(today));
        (is_new || !only_new)
            && segment.outcome.is_none_or(|outcome| columns.outcome_at(*row, scores.as_of) == outcome)
            && with_value.as_ref().is_none_or(|rows| rows.contains(*row))
    };
    let mut members = Bitmap::with_len(columns.len());
    scores.there.rows().filter(is_meant).for_each(|row| members.insert(row));
    Some(members)
}

/// The leads with a value, as `is one of` compares; `None` where there is no such text attribute.
fn with_value(only: &WithValue, columns: &Columns) -> Option<Bitmap> {
    let Column::Text { codes, values } = &columns.field(&only.attribute)?.column else { return None };
    let wanted = trim_fold(&only.value);
    let is_wanted: Vec<bool> = values.iter().map(|value| !wanted.is_empty() && trim_fold(value) == wanted).collect();
    let mut rows = Bitmap::with_len(columns.len());
    let matching = codes.iter().enumerate().filter(|(_, code)| code.is_some_and(|code| is_wanted[code]));
    matching.for_each(|(row, _)| rows.insert(row));
    Some(rows)
}

/// Who gets there, of those who are there.
fn reached(model: &Model, reach: &Reach, scores: &Scores) -> Arc<Bitmap> {
    let rows_where = |is_there: &dyn Fn(usize) -> bool| {
        let mut rows = Bitmap::with_len(scores.route.len());
        scores.there.rows().filter(|row| is_there(*row)).for_each(|row| rows.insert(row));
        Arc::new(rows)
    };
    match reach {
        Reach::Sales => Arc::clone(&scores.qualified),
        Reach::Route(id) => {
            let place = model.routes.iter().position(|route| route.id == *id);
            let place = place.and_then(|place| u16::try_from(place).ok()).filter(|place| *place != NO_ROUTE);
            rows_where(&|row| Some(scores.route[row]) == place)
        }
        Reach::Cell { fit, engagement } => {
            let place = |axis: Axis, id: &BandId| model.axis(axis).bands.iter().position(|band| band.id == *id);
            let (fit, engagement) = (place(Axis::Fit, fit), place(Axis::Engagement, engagement));
            rows_where(&|row| {
                Some(usize::from(scores.fit_band[row])) == fit
                    && Some(usize::from(scores.engagement_band[row])) == engagement
            })
        }
    }
}
