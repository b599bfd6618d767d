//! Activity rules over the events of all leads: all rules in one pass, newest event first.

use rayon::prelude::*;

use std::sync::Arc;

use super::{TASK_ROWS, attribute_tests::Tests, condition::Ready, plan, ready::Desk};
use crate::{
    lead::{Day, Instant},
    model::{Activity, EventCounting, Fade, NumberTest},
    scoring::{Bitmap, Columns, EventColumns, Hits, NO_DAY, SmallNumbers, WeightSums, condition::number_holds, fade},
};

/// An activity rule that is ready to be asked of the events of some columns.
pub struct ReadyActivity {
    /// By code of a kind: whether the rule listens to it.
    kinds: Vec<bool>,
    /// By code of a detail, 0 or 1; the last one is for a missing detail. Their number is a power of two.
    details: Option<Vec<u8>>,
    amount: Option<NumberTest>,
    within_days: i64,
    only_if: Option<Ready>,
    counting: EventCounting,
    weights: Weights,
}

impl ReadyActivity {
    pub fn new<'a>(desk: &mut Desk<'a>, activity: &'a Activity) -> Self {
        let listens = |kind: &String| activity.kinds.is_empty() || activity.kinds.contains(kind);
        let fade = match activity.counting {
            EventCounting::Once { fade, .. } | EventCounting::Each { fade, .. } => fade,
            EventCounting::Absent { .. } => Fade::None,
        };
        Self {
            kinds: desk.columns.events.kind_names.iter().map(listens).collect(),
            details: activity.detail.as_ref().map(|test| desk.detail_answers(test)),
            amount: activity.amount,
            within_days: activity.within_days.map_or(i64::MAX, i64::from),
            only_if: activity.only_if.as_ref().map(|condition| desk.condition(condition)),
            counting: activity.counting.clone(),
            weights: Weights::new(fade),
        }
    }

    /// Whether an event that the rule listens to passes its other filters.
    fn passes(&self, events: &EventColumns, index: usize, age_days: i64) -> bool {
        age_days < self.within_days
            && self
                .details
                .as_ref()
                .is_none_or(|answers| answers[events.details[index] as usize & answers.len().saturating_sub(1)] == 1)
            && self.amount.is_none_or(|test| {
                let amount = events.amounts[index];
                amount.is_finite() && number_holds(test, amount)
            })
    }
}

/// The weights of a fade by age: the first years by table.
struct Weights {
    fade: Fade,
    table: Vec<u16>,
}

impl Weights {
    const TABLE_DAYS: i64 = 2048;

    fn new(fade: Fade) -> Self {
        let days = if fade == Fade::None { 0 } else { Self::TABLE_DAYS };
        Self { fade, table: (0..days).map(|age_days| fade::weight(fade, age_days) as u16).collect() }
    }

    fn at(&self, age_days: i64) -> u64 {
        match self.table.get(age_days as usize) {
            Some(weight) => u64::from(*weight),
            None => fade::weight(self.fade, age_days) as u64,
        }
    }
}

/// What a rule has seen of a lead's events so far, from the newest back.
#[derive(Clone, Copy, Default)]
struct Seen {
    events: u32,
    newest_age_days: i64,
    kept: u32,
    last_window: i64,
    weight: u64,
}

impl Seen {
    /// `moved`: so many days before the event it really was, by the calendar.
    fn take(&mut self, rule: &ReadyActivity, at: Instant, age_days: i64, moved: u32) {
        if self.events == 0 {
            self.newest_age_days = age_days;
        }
        if let EventCounting::Each { once_per_days, at_most, .. } = rule.counting {
            let window = once_per_days.filter(|days| *days > 0).map(|days| at.days_earlier(moved).day().window(days));
            let same_window = self.events > 0 && window == Some(self.last_window);
            self.last_window = window.unwrap_or_default();
            if !same_window && self.kept < at_most {
                self.kept += 1;
                self.weight += rule.weights.at(age_days);
            }
        }
        self.events = self.events.saturating_add(1);
    }

    /// The sum of weights in the end; `lead_age_days` is what is known of the lead's age.
    fn result(&self, rule: &ReadyActivity, lead_age_days: Option<i64>) -> u32 {
        let weight = match rule.counting {
            EventCounting::Once { at_least, .. } if self.events >= at_least.max(1) => {
                rule.weights.at(self.newest_age_days)
            }
            EventCounting::Once { .. } => 0,
            EventCounting::Each { .. } => self.weight,
            EventCounting::Absent { for_days } => {
                let for_long = i64::from(for_days);
                let quiet = self.events == 0 || self.newest_age_days >= for_long;
                let old_enough = lead_age_days.is_some_and(|age_days| age_days >= for_long);
                if quiet && old_enough { fade::FULL as u64 } else { 0 }
            }
        };
        u32::try_from(weight).unwrap_or(u32::MAX)
    }
}

/// The hits of some rules: all in one pass over the events.
pub fn hits(columns: &Columns, tests: &Tests<'_>, rules: &[&ReadyActivity], as_of: Instant) -> Vec<Hits> {
    if rules.is_empty() {
        return Vec::new();
    }
    let rows = columns.len();
    let mut found: Vec<Found> = rules.iter().map(|rule| Found::new(rule, rows)).collect();
    let listeners = listeners(columns, rules);
    let allowed = allowed(tests, rules, rows);
    let absent: Vec<usize> =
        (0..rules.len()).filter(|rule| matches!(rules[*rule].counting, EventCounting::Absent { .. })).collect();
    let tasks = plan::transpose(found.iter_mut().map(Found::tasks), rows.div_ceil(TASK_ROWS));
    tasks.into_par_iter().enumerate().for_each(|(task, mut of_rules)| {
        let mut seen = vec![Seen::default(); rules.len()];
        let mut touched: Vec<usize> = Vec::new();
        let first = task * TASK_ROWS;
        for row in first..rows.min(first + TASK_ROWS) {
            let moved = columns.moved.get(row).copied().unwrap_or_default();
            look(columns, row, as_of, |index, at, age_days| {
                for &rule in &listeners[usize::from(columns.events.kinds[index])] {
                    if rules[rule].passes(&columns.events, index, age_days) {
                        if seen[rule].events == 0 {
                            touched.push(rule);
                        }
                        seen[rule].take(rules[rule], at, age_days, moved);
                    }
                }
                true
            });
            let lead_age_days = if absent.is_empty() { None } else { lead_age_days(columns, row, as_of) };
            for &rule in touched.iter().chain(&absent) {
                if allowed[rule].as_ref().is_none_or(|allowed| allowed.contains(row)) {
                    of_rules[rule].set(row - first, seen[rule].result(rules[rule], lead_age_days));
                }
            }
            for rule in touched.drain(..) {
                seen[rule] = Seen::default();
            }
        }
    });
    found.into_iter().map(Found::hits).collect()
}

/// The sums of weights of one rule, in as few bytes as will hold the largest that is possible.
struct Found {
    /// `None` where all sums are 0 or 1000.
    sums: Option<SmallNumbers>,
    unit: u32,
    matching: Bitmap,
}

/// The part of [`Found`] that one task fills.
struct Sink<'a> {
    sums: Option<SmallSlice<'a>>,
    unit: u32,
    matching: &'a mut [u64],
}

enum SmallSlice<'a> {
    U16(&'a mut [u16]),
    U32(&'a mut [u32]),
}

impl Found {
    fn new(rule: &ReadyActivity, rows: usize) -> Self {
        // Without a fade that takes a part of an event away, every event gives all or nothing.
        let whole = matches!(rule.weights.fade, Fade::None | Fade::Expires { .. });
        let (unit, most) = match rule.counting {
            EventCounting::Each { at_most, .. } if whole => (1000, u64::from(at_most)),
            EventCounting::Each { at_most, .. } => (1, 1000 * u64::from(at_most)),
            _ if whole => (1000, 1),
            _ => (1, 1000),
        };
        let (unit, sums) = match most {
            1 if unit == 1000 => (unit, None),
            0..=0xffff => (unit, Some(SmallNumbers::U16(vec![0; rows]))),
            // A sum of weights ends at what a `u32` holds.
            _ => (1, Some(SmallNumbers::U32(vec![0; rows]))),
        };
        Self { sums, unit, matching: Bitmap::with_len(rows) }
    }

    fn tasks(&mut self) -> Vec<Sink<'_>> {
        let unit = self.unit;
        let matching = self.matching.words.chunks_mut(TASK_ROWS / 64);
        let sink = |(matching, sums)| Sink { sums, unit, matching };
        match &mut self.sums {
            None => matching.map(|matching| sink((matching, None))).collect(),
            Some(SmallNumbers::U16(sums)) => {
                let sums = sums.chunks_mut(TASK_ROWS).map(|sums| Some(SmallSlice::U16(sums)));
                matching.zip(sums).map(sink).collect()
            }
            Some(SmallNumbers::U32(sums)) => {
                let sums = sums.chunks_mut(TASK_ROWS).map(|sums| Some(SmallSlice::U32(sums)));
                matching.zip(sums).map(sink).collect()
            }
        }
    }

    fn hits(self) -> Hits {
        let Self { sums, unit, matching } = self;
        let Some(sums) = sums else { return Hits::Bits(Arc::new(matching)) };
        let most = match &sums {
            SmallNumbers::U16(sums) => u32::from(sums.par_iter().copied().max().unwrap_or(0)),
            SmallNumbers::U32(sums) => sums.par_iter().copied().max().unwrap_or(0),
        };
        Hits::Weights(Arc::new(WeightSums { unit, sums, matching, most: most.saturating_mul(unit) }))
    }
}

impl Sink<'_> {
    /// In thousandths.
    fn set(&mut self, row: usize, weight: u32) {
        if weight == 0 {
            return;
        }
        self.matching[row / 64] |= 1 << (row % 64);
        let units = weight / self.unit;
        match &mut self.sums {
            None => {}
            // No sum is larger than what was made room for.
            Some(SmallSlice::U16(sums)) => sums[row] = u16::try_from(units).unwrap_or(u16::MAX),
            Some(SmallSlice::U32(sums)) => sums[row] = units,
        }
    }
}

/// Which leads are cold: none of these rules' filters passes an event of the last days.
pub fn cold(columns: &Columns, tests: &Tests<'_>, rules: &[&ReadyActivity], as_of: Instant, days: u32) -> Bitmap {
    let rows = columns.len();
    let mut cold = Bitmap::with_len(rows);
    if rules.is_empty() {
        // Nothing warms anybody: no event need be looked at.
        cold.words.fill(u64::MAX);
        plan::clear_beyond(&mut cold, rows);
        return cold;
    }
    let listeners = listeners(columns, rules);
    let allowed = allowed(tests, rules, rows);
    cold.words.par_iter_mut().with_min_len(TASK_ROWS / 64).enumerate().for_each(|(word_index, word)| {
        for row in word_index * 64..rows.min(word_index * 64 + 64) {
            let mut warm = false;
            look(columns, row, as_of, |index, _, age_days| {
                warm = age_days < i64::from(days)
                    && listeners[usize::from(columns.events.kinds[index])].iter().any(|&rule| {
                        allowed[rule].as_ref().is_none_or(|allowed| allowed.contains(row))
                            && rules[rule].passes(&columns.events, index, age_days)
                    });
                !warm && age_days < i64::from(days)
            });
            *word |= u64::from(!warm) << (row % 64);
        }
    });
    cold
}

/// Goes over the events of a lead that exist already, newest first, for as long as `see` wants to see more of them.
#[inline]
fn look(columns: &Columns, row: usize, as_of: Instant, mut see: impl FnMut(usize, Instant, i64) -> bool) {
    for index in columns.events.of(row).rev() {
        let at = Instant(columns.events.at[index]);
        let age_days = at.age_days(as_of);
        if age_days >= 0 && !see(index, at, age_days) {
            return;
        }
    }
}

/// By code of a kind: the rules that listen to it.
fn listeners(columns: &Columns, rules: &[&ReadyActivity]) -> Vec<Vec<usize>> {
    let listening = |kind: usize| (0..rules.len()).filter(|rule| rules[*rule].kinds[kind]).collect();
    (0..columns.events.kind_names.len()).map(listening).collect()
}

/// Whom each rule allows, by its own profile condition; `None` is everybody.
fn allowed(tests: &Tests<'_>, rules: &[&ReadyActivity], rows: usize) -> Vec<Option<Bitmap>> {
    let conditions: Vec<&Ready> = rules.iter().filter_map(|rule| rule.only_if.as_ref()).collect();
    let mut bitmaps = plan::bitmaps(tests, &conditions, rows).into_iter();
    rules.iter().map(|rule| rule.only_if.as_ref().and_then(|_| bitmaps.next())).collect()
}

/// The age of `created`; where that is missing, of the first event of any kind.
fn lead_age_days(columns: &Columns, row: usize, as_of: Instant) -> Option<i64> {
    let created = columns.created[row];
    if created != NO_DAY {
        return Some(Day(created).age_days(as_of.day()));
    }
    // The first event is the oldest: where it is still to come, so are all.
    let first = columns.events.of(row).next()?;
    Some(Instant(columns.events.at[first]).age_days(as_of)).filter(|age_days| *age_days >= 0)
}
