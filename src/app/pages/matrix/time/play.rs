//! The months one after the other: worked out ahead, shown as counts, and at an end with the library's own day.

use std::{sync::Arc, time::Duration};

use eframe::egui;

use super::{MOST_MONTHS, Span, YEAR, calendar, calendar::Calendar, calendar::month_end, held, months::Subject};
use crate::{app::state::State, lead::Instant};

/// So long each month is seen.
const MONTH_SECONDS: f64 = 0.7;

/// Which month is seen, and since when by the window's clock; `None` until the first one is known.
#[derive(Clone, Copy, Debug)]
pub struct Playing {
    shown: Option<(usize, f64)>,
    /// From this one on.
    first: usize,
}

impl Playing {
    /// Not even the first one is known.
    pub fn is_waiting(self) -> bool {
        self.shown.is_none()
    }
}

/// The months of a span.
pub(super) fn points(calendar: &Calendar, own: Instant, span: Span) -> Vec<Instant> {
    let mut points = calendar.months(own);
    // A year is twelve months, from an end to the next: one end more than that.
    let most = 1 + if span == Span::Year { YEAR } else { MOST_MONTHS };
    points.drain(..points.len().saturating_sub(most));
    points
}

/// What the months are of, as the window stands.
pub(super) fn subject(state: &mut State) -> Option<Subject> {
    let calendar = calendar(state)?;
    let points = Arc::new(points(&calendar, state.own_as_of(), state.pages.time.span));
    Some(Subject {
        columns: state.columns(),
        draft: Arc::clone(state.document.draft()),
        against: state.baseline(),
        voice: state.voices.scored_as,
        points,
    })
}

/// Begins with the first month, or goes on after the day that is shown.
pub(super) fn play(state: &mut State) {
    let Some(subject) = subject(state) else { return };
    let last = subject.points.len().saturating_sub(1);
    let now = state.as_of();
    let next = subject.points.iter().position(|point| *point > now).unwrap_or(0).min(last);
    let is_within = state.gone_to().is_some() && subject.points.first().is_some_and(|first| *first <= now);
    state.pages.time.months.keep(&subject);
    state.pages.time.playing = Some(Playing { shown: None, first: if is_within { next } else { 0 } });
    // What was asked before is not to come in between, and is asked again in the end.
    state.asked = None;
}

/// To the end of the month before, or of the next.
pub(super) fn step(state: &mut State, is_back: bool) {
    state.pages.time.pause();
    let own = state.own_as_of();
    let to = month_end(state.as_of().day(), is_back).last_second();
    state.go_to(to.min(own));
}

/// Shows the next month when it is time, and keeps the other day up; to be called in each frame of the page.
pub fn keep(ctx: &egui::Context, state: &mut State) {
    held::keep(state);
    play_on(ctx, state);
    if state.pages.time.take_failure() {
        state.complain(tr!("scorer-broken"));
    }
}

fn play_on(ctx: &egui::Context, state: &mut State) {
    let Some(playing) = state.pages.time.playing else { return };
    let Some(subject) = subject(state).filter(|subject| state.pages.time.months.is_of(subject)) else {
        // The draft is another one now: it is shown as it stands on this day.
        return state.pages.time.pause();
    };
    let months = &mut state.pages.time.months;
    months.keep(&subject);
    if months.is_broken {
        return state.pages.time.pause();
    }
    let now = ctx.input(|input| input.time);
    let (next, left) = match playing.shown {
        Some((place, since)) => (place + 1, MONTH_SECONDS - (now - since)),
        None => (playing.first, 0.0),
    };
    if left > 0.0 {
        return ctx.request_repaint_after(Duration::from_secs_f64(left));
    }
    // One that is not known yet wakes the window when it is.
    if months.get(next).is_none() {
        return;
    }
    if next + 1 >= subject.points.len() {
        state.pages.time.pause();
        state.back_to_today();
        return ctx.request_repaint();
    }
    state.pages.time.playing = Some(Playing { shown: Some((next, now)), ..playing });
    show(state, next);
    ctx.request_repaint_after(Duration::from_secs_f64(MONTH_SECONDS));
}

/// The counts of a month in place of the latest answer.
fn show(state: &mut State, place: usize) {
    let Some(month) = state.pages.time.months.get(place).cloned() else { return };
    state.go_to(month.as_of);
    if let Some(scored) = &state.scored {
        let [draft, against] = &month.models;
        let [summary, of_against] = &month.summaries;
        let of = [(Arc::clone(draft), summary), (Arc::clone(against), of_against)];
        state.scored = Some(Arc::new(scored.at_month(month.as_of, of)));
    }
}
