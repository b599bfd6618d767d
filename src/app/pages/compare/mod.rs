//! Another version beside the draft: what differs, row by row, each to be taken or left.
//!
//! It stands in the place of the page until it is closed. Nothing of it is stored: a taken difference is an edit of the draft
//! like any other, and the list is what is left of the diff.

mod keys;
mod list;
mod row;

use std::sync::Arc;

use eframe::egui;

pub use self::keys::KEYS;
use self::list::{Kind, Row, rows};
use crate::{
    app::{state::State, widgets},
    model::{
        Model, Team,
        diff::{Aspect, Difference, Subject},
        merge::take_all,
    },
};

/// What the draft is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum With {
    /// A file that was chosen.
    File,
    /// The open file, as it is on the disk by now.
    OnDisk,
    /// The model as it was last saved or opened.
    Saved,
}

/// A version beside the draft.
pub struct Compare {
    with: With,
    /// The name of the other version's file.
    name: String,
    other: Arc<Model>,
    /// Only differences of this sort are shown.
    kind: Option<Kind>,
    /// The row that the keyboard is at.
    at: usize,
    /// The rows, and what they were made of.
    rows: Vec<Row>,
    made_of: Option<(u64, Arc<Model>, Option<Team>)>,
}

impl Compare {
    pub fn new(with: With, name: String, other: Arc<Model>) -> Self {
        Self { with, name, other, kind: None, at: 0, rows: Vec::new(), made_of: None }
    }

    /// The open file holds this by now.
    pub fn follow_disk(&mut self, model: &Arc<Model>) {
        if self.with == With::OnDisk {
            self.other = Arc::clone(model);
        }
    }

    /// Makes the list again when the draft, the other version or who may see what has changed.
    fn keep_up(&mut self, state: &State) {
        if self.with == With::Saved {
            self.other = Arc::clone(&state.document.saved);
        }
        let (draft, seat) = (state.document.revision(), state.voices.seat);
        let is_same = self
            .made_of
            .as_ref()
            .is_some_and(|(of, other, of_seat)| Arc::ptr_eq(other, &self.other) && *of_seat == seat && *of == draft);
        if !is_same {
            self.rows = rows(&state.document.model, &self.other, |it| state.is_hidden(&[&self.other], it));
            self.made_of = Some((draft, Arc::clone(&self.other), seat));
            if self.kind.is_some_and(|kind| self.rows.iter().all(|row| row.kind != kind)) {
                self.kind = None;
            }
        }
        self.at = self.at.min(self.shown().len().saturating_sub(1));
    }

    /// The rows that the filter lets through, by their index.
    fn shown(&self) -> Vec<usize> {
        (0..self.rows.len()).filter(|index| self.kind.is_none_or(|kind| self.rows[*index].kind == kind)).collect()
    }
}

/// What is to be taken.
enum Take {
    Row(usize),
    /// Everything about the thing of a row.
    Subject(usize),
    Shown,
}

impl State {
    /// Whether a difference tells a proposal that may not be seen now.
    pub fn is_hidden(&self, others: &[&Model], difference: &Difference) -> bool {
        let (Subject::Criterion { id, .. }, Aspect::Proposal(team)) = (&difference.subject, difference.aspect) else {
            return false;
        };
        let models = [&self.document.model, &*self.document.saved].into_iter().chain(others.iter().copied());
        let mut criteria = models.filter_map(|model| model.criterion(id));
        criteria.any(|criterion| !criterion.proposals.shows(team, self.voices.seat))
    }
}

/// Shows the comparison that is open.
pub fn show(ui: &mut egui::Ui, state: &mut State) {
    let Some(mut compare) = state.pages.compare.take() else { return };
    state.document.notice();
    compare.keep_up(state);
    let mut is_closed = false;
    let mut asked = header_ui(ui, &mut compare, &mut is_closed);
    compare.at = compare.at.min(compare.shown().len().saturating_sub(1));
    asked = keys::read(ui.ctx(), state, &mut compare, &mut is_closed).or(asked);
    if compare.rows.is_empty() {
        let text = tr!("compare-same-about", name = compare.name.clone());
        is_closed |=
            widgets::empty_state(ui, widgets::Icon::CircleCheck, &tr!("compare-same"), &text, &[&tr!("compare-close")])
                .is_some();
    } else {
        asked = row::table_ui(ui, &mut compare).or(asked);
    }
    if let Some(asked) = asked {
        take(state, &compare, &asked);
    }
    if !is_closed {
        state.pages.compare = Some(compare);
    }
}

fn take(state: &mut State, compare: &Compare, asked: &Take) {
    let mut taken: Vec<Difference> = match asked {
        Take::Row(index) => compare.rows.get(*index).into_iter().map(|row| row.difference.clone()).collect(),
        Take::Subject(index) => {
            let Some(subject) = compare.rows.get(*index).map(|row| row.difference.subject.unnamed()) else { return };
            let of_it = compare.rows.iter().filter(|row| row.difference.subject.unnamed() == subject);
            of_it.map(|row| row.difference.clone()).collect()
        }
        Take::Shown => compare.shown().into_iter().map(|index| compare.rows[index].difference.clone()).collect(),
    };
    let with = |taken: &[Difference]| {
        let mut after = state.document.model.clone();
        take_all(&mut after, &compare.other, taken);
        after
    };
    let mut after = with(&taken);
    let is_hidden = state.touches_hidden(&after);
    if is_hidden {
        // What the other team has said stays; all else can be taken.
        taken.retain(|it| !state.touches_hidden(&with(std::slice::from_ref(it))));
        after = with(&taken);
    }
    if !state.touches_hidden(&after) {
        state.document.model = after;
    }
    if is_hidden {
        state.complain(tr!("compare-hidden-stays"));
    }
}

fn header_ui(ui: &mut egui::Ui, compare: &mut Compare, is_closed: &mut bool) -> Option<Take> {
    let title = match compare.with {
        With::File => tr!("compare-with", name = compare.name.clone()),
        With::OnDisk => tr!("compare-on-disk", name = compare.name.clone()),
        With::Saved => tr!("compare-saved", name = compare.name.clone()),
    };
    let mut asked = None;
    let shown = compare.shown().len();
    widgets::page_header(ui, &title, &tr!("compare-about", count = compare.rows.len()), |ui| {
        *is_closed |= widgets::quiet_button(ui, &tr!("compare-close")).clicked();
        if shown > 0 && widgets::quiet_button(ui, &tr!("compare-take-all", count = shown)).clicked() {
            asked = Some(Take::Shown);
        }
    });
    if compare.rows.is_empty() {
        return None;
    }
    let count = |kind: Kind| compare.rows.iter().filter(|row| row.kind == kind).count();
    let mut choices = vec![(None, format!("{} {}", tr!("compare-everything"), compare.rows.len()))];
    for kind in Kind::ALL.into_iter().filter(|kind| count(*kind) > 0) {
        choices.push((Some(kind), format!("{} {}", kind.name(), count(kind))));
    }
    let choices: Vec<_> = choices.iter().map(|(kind, name)| (*kind, name.as_str())).collect();
    if choices.len() > 2 {
        ui.horizontal_wrapped(|ui| {
            if widgets::segmented(ui, &tr!("compare-show"), &mut compare.kind, &choices).changed() {
                compare.at = 0;
            }
        });
        ui.add_space(8.0);
    }
    asked
}
