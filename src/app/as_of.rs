//! The instant that everything is shown as of: the library's own, or one that the user has gone to.

use super::state::{Page, State};
use crate::{lead::Instant, scoring::Columns};

impl State {
    /// What every page shows the leads as of: no clock is read.
    pub fn as_of(&self) -> Instant {
        self.gone_to.unwrap_or_else(|| self.own_as_of())
    }

    /// The library's own instant: its today.
    pub fn own_as_of(&self) -> Instant {
        self.library.as_ref().map_or(Instant(0), |library| library.as_of)
    }

    /// Where the user has gone to, if it is not the library's own instant.
    pub fn gone_to(&self) -> Option<Instant> {
        self.gone_to
    }

    /// Shows the leads as of another instant, on every page.
    pub fn go_to(&mut self, as_of: Instant) {
        self.pages.time.forget_refusal();
        // A day that is named means its last second; the library's own may be any of that day.
        let is_own = as_of == self.own_as_of() || as_of == self.own_as_of().day().last_second();
        self.gone_to = Some(as_of).filter(|_| self.library.is_some() && !is_own);
    }

    pub fn back_to_today(&mut self) {
        self.pages.time.pause();
        self.pages.time.forget_refusal();
        self.gone_to = None;
    }

    /// How many leads are there as of the instant that is shown: by the latest answer of the scorer.
    pub fn leads_there(&self) -> u64 {
        let all = self.columns().len() as u64;
        let scored = self.scored.as_ref().filter(|scored| std::ptr::eq::<Columns>(&*scored.columns, &*self.columns()));
        scored.map_or(all, |scored| scored.summary.leads)
    }

    /// Whether months that were worked out ahead are shown one after the other: then nothing is scored.
    pub(super) fn is_playing(&mut self) -> bool {
        if self.page != Page::Matrix || self.pages.compare.is_some() {
            self.pages.time.pause();
        }
        self.pages.time.is_playing()
    }
}
