//! The matrix on another day: a slider over the library's span, its months one after the other, and the buying stages over time.
//!
//! | file | subject |
//! |---|---|
//! | `calendar.rs` | when leads came, day by day |
//! | `months.rs` | what the model makes of the leads at the end of each month, worked out ahead |
//! | `other_day.rs`, `held.rs` | the same model on one other day, held against the one that is shown |
//! | `card.rs`, `slider.rs`, `typed.rs` | the card: the day as a slider and as a field |
//! | `play.rs` | the months one after the other |
//! | `stages.rs`, `area.rs`, `passages.rs`, `history.rs` | the view “Over time”: shares as an area, who moves on, all of it as a table |

mod area;
mod calendar;
mod card;
mod held;
mod history;
mod months;
mod other_day;
mod passages;
mod play;
mod slider;
mod stages;
mod typed;

use std::sync::Arc;

use self::{calendar::Calendar, months::Months, other_day::OtherDays, play::Playing, stages::Shown};
pub use self::{
    card::{card_ui, chip_ui},
    held::{held, held_title, held_ui, is_held_stale},
    months::{LAGS, Month},
    play::keep,
    stages::stages_ui,
};
use crate::{
    app::{
        background::{Background, Wake},
        state::State,
    },
    lead::Day,
    scoring::Columns,
};

/// More months than these are neither watched nor read: of a longer span it is the last ones.
const MOST_MONTHS: usize = 60;
const YEAR: usize = 12;

/// What the window remembers of other days.
pub struct TimeDesk {
    reader: Background<(Arc<Columns>, Day), Option<Calendar>>,
    read: Option<Arc<Columns>>,
    calendar: Option<Arc<Calendar>>,
    pub(super) months: Months,
    other_days: OtherDays,
    held_against: held::HeldAgainst,
    held: Option<held::Held>,
    span: Span,
    playing: Option<Playing>,
    /// The day that is being typed, and why the last one was none.
    typed: Option<String>,
    refusal: Option<String>,
    shown: Shown,
}

/// Which months are shown one after the other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Span {
    #[default]
    Year,
    All,
}

impl TimeDesk {
    pub fn new(wake: &Wake) -> Self {
        let read = |(columns, to): (Arc<Columns>, Day)| Calendar::new(&columns, to);
        Self {
            reader: Background::new("calendar", Arc::clone(wake), read),
            read: None,
            calendar: None,
            months: Months::new(wake),
            other_days: OtherDays::new(wake),
            held_against: held::HeldAgainst::default(),
            held: None,
            span: Span::default(),
            playing: None,
            typed: None,
            refusal: None,
            shown: Shown::default(),
        }
    }

    /// Other leads are open, or another model.
    pub fn forget(&mut self) {
        self.pause();
        self.reader.forget();
        (self.read, self.calendar) = (None, None);
        self.months.forget();
        self.other_days.forget();
        self.held = None;
        (self.typed, self.refusal) = (None, None);
        self.shown = Shown::default();
    }

    /// Whether something could not be worked out since the last call.
    fn take_failure(&mut self) -> bool {
        let failures = [self.reader.take_failure(), self.months.take_failure(), self.other_days.take_failure()];
        failures.contains(&true)
    }

    fn is_read(&self) -> bool {
        !self.reader.is_busy() && self.read.is_some()
    }

    pub fn pause(&mut self) {
        self.playing = None;
    }

    /// A day is shown: what was typed in vain is settled.
    pub fn forget_refusal(&mut self) {
        self.refusal = None;
    }

    pub fn is_playing(&self) -> bool {
        self.playing.is_some()
    }

    /// The months that are worked out, in their order.
    pub fn known_months(&self) -> impl Iterator<Item = &Arc<Month>> {
        self.months.known()
    }

    /// When the open leads came, once that has been found out.
    fn keep_calendar(&mut self, columns: &Arc<Columns>, to: Day) -> Option<Arc<Calendar>> {
        if !self.read.as_ref().is_some_and(|read| Arc::ptr_eq(read, columns)) {
            self.read = Some(Arc::clone(columns));
            self.calendar = None;
            self.reader.ask((Arc::clone(columns), to));
        }
        if let Some(calendar) = self.reader.take().filter(|_| !self.reader.is_busy()) {
            self.calendar = calendar.map(Arc::new);
        }
        self.calendar.clone()
    }

    /// Waits for what is worked out on threads: for pictures and tests, never in the window.
    pub fn settle(&mut self) {
        self.reader.wait_until_idle();
        self.months.settle();
        self.other_days.settle();
    }
}

/// When the open leads came; `None` where that is not known (yet).
fn calendar(state: &mut State) -> Option<Arc<Calendar>> {
    let (columns, to) = (state.columns(), state.own_as_of().day());
    if columns.is_empty() || to.0 <= 0 { None } else { state.pages.time.keep_calendar(&columns, to) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_breaks_is_told_once() {
        let wake: Wake = Arc::new(|| {});
        let mut desk = TimeDesk::new(&wake);
        assert!(!desk.take_failure());
        desk.reader = Background::new("test", wake, |_| panic!("to see who is told"));
        desk.keep_calendar(&Arc::default(), Day(20_000));
        desk.settle();
        assert_eq!((desk.take_failure(), desk.take_failure()), (true, false));
    }
}
