//! From one problem to the next, wherever each is: what the keys and the strip at the foot of the window do.

use std::collections::BTreeSet;

use super::list::{Found, Mended};
use crate::{
    app::{places::Destination, state::State},
    model::check::Problem,
};

/// What the page remembers.
#[derive(Default)]
pub struct ProblemsPage {
    /// The problem that the user is at, here or on its way through all of them.
    pub(super) chosen: Option<Problem>,
    /// How many above it said the same.
    nth: usize,
    /// Where it stood, for when it is mended.
    pub(super) at: usize,
    /// The user goes from one to the next: what each is stays at the foot of the window.
    pub is_stepping: bool,
    /// Bring the chosen one into view in the next frame.
    pub(super) follow: bool,
    /// Mended since the newest answer.
    pub(super) mended: BTreeSet<Mended>,
    pub(super) layout: super::layout::Kept,
    /// It is being said which attributes are meant.
    pub(super) naming: Option<super::naming::Naming>,
}

impl ProblemsPage {
    pub(super) fn choose(&mut self, index: usize, found: &Found) {
        self.chosen = found.get(index).cloned();
        self.nth = found.nth(index);
        self.at = index;
        self.follow = true;
    }

    /// The place of the chosen one; `None` once it is mended.
    pub(super) fn place_in(&self, found: &Found) -> Option<usize> {
        found.position(self.chosen.as_ref()?, self.nth)
    }

    /// The scorer has answered, or a mend was undone: what is a problem is what the answer says.
    pub fn forget_mended(&mut self) {
        self.mended.clear();
    }
}

/// The next of `count`, round and round, from `place`, or from where a mended one stood; there is at least one.
fn next(place: Option<usize>, at: Option<usize>, count: usize, back: bool) -> usize {
    match (place, at, back) {
        (Some(place), _, false) => (place + 1) % count,
        (Some(place), _, true) => (place + count - 1) % count,
        // What came after the mended one stands in its place now.
        (None, Some(at), false) => at % count,
        (None, Some(at), true) => (at.min(count) + count - 1) % count,
        (None, None, false) => 0,
        (None, None, true) => count - 1,
    }
}

impl State {
    /// Shows where a problem is; what it is stays at the foot of the window meanwhile.
    pub fn go_to_problem(&mut self, problem: &Problem) {
        let found = self.problems();
        match found.position(problem, 0) {
            Some(index) => self.go_to_found(&found, index),
            None => self.go(Destination::of(problem)),
        }
    }

    pub(super) fn go_to_found(&mut self, found: &Found, index: usize) {
        let Some(problem) = found.get(index) else { return };
        self.pages.problems.choose(index, found);
        self.pages.problems.is_stepping = true;
        self.go(Destination::of(problem));
    }

    /// Goes to the next problem, or to the one before.
    pub fn next_problem(&mut self, back: bool) {
        let found = self.problems();
        if found.is_empty() {
            self.pages.problems.is_stepping = false;
            return self.tell(tr!("problems-none"));
        }
        let page = &self.pages.problems;
        let at = page.chosen.as_ref().map(|_| page.at);
        let next = next(page.place_in(&found), at, found.len(), back);
        self.go_to_found(&found, next);
    }
}

#[cfg(test)]
mod tests {
    use super::next;

    #[test]
    fn it_goes_round_and_on_from_where_a_mended_one_stood() {
        assert_eq!((next(None, None, 3, false), next(None, None, 3, true)), (0, 2));
        assert_eq!((next(Some(2), Some(2), 3, false), next(Some(0), Some(0), 3, true)), (0, 2));
        assert_eq!((next(None, Some(1), 3, false), next(None, Some(1), 3, true)), (1, 0));
        assert_eq!((next(None, Some(3), 3, false), next(None, Some(0), 3, true)), (0, 2), "the last was mended");
    }
}
