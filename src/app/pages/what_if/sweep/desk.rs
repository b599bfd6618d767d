//! What the two cards remember, and what they ask of the thread that turns numbers.

use std::sync::Arc;

use eframe::egui;

use super::{
    base::Base,
    knobs,
    range::Range,
    words,
    worker::{Board, Chart, Fits, Leads, Levers, Question, Shared, Turned, Turner},
};
use crate::{
    app::{
        background::{Background, Wake},
        state::{Page, State},
    },
    model::Model,
    scoring::what_if::{Capacity, Knob},
};

pub struct SweepDesk {
    worker: Background<Question, ()>,
    shared: Shared,
    asked: Option<Question>,
    /// What is turned, once the user has chosen it.
    pub(super) chosen: Option<Knob>,
    /// Through which range, once the user has changed it.
    pub(super) range: Option<Range>,
    /// From where the number is turned, once it is.
    pub(super) base: Option<Base>,
    /// The model as it was when the number was taken in hand: Escape gives it back.
    pub(super) taken: Option<Arc<Model>>,
    /// From the pointer to the line of the marker, when it was taken.
    pub(super) grip: f32,
    pub(super) shown: [bool; 3],
    pub(super) is_table: bool,
    pub(super) all_levers: bool,
}

impl SweepDesk {
    pub fn new(wake: &Wake) -> Self {
        let shared = Shared::new(wake);
        let of_thread = shared.clone();
        let begin = move || Turner::new(of_thread.clone());
        let work = |turner: &mut Turner, question: Question| turner.answer(&question);
        Self {
            worker: Background::keeping("turner", Arc::clone(wake), begin, work),
            shared,
            asked: None,
            chosen: None,
            range: None,
            base: None,
            taken: None,
            grip: 0.0,
            shown: [true; 3],
            is_table: false,
            all_levers: false,
        }
    }

    /// Waits for the thread: for pictures and tests, never in the window.
    pub fn settle(&mut self) {
        self.worker.wait_until_idle();
    }

    /// Other leads are open: what is turned is the same.
    pub fn forget_leads(&mut self) {
        self.shared.next();
        self.shared.clear();
        self.worker.forget();
        self.asked = None;
    }

    /// Another model was opened.
    pub fn forget(&mut self) {
        self.forget_leads();
        (self.chosen, self.range, self.all_levers) = (None, None, false);
        (self.base, self.taken) = (None, None);
    }

    pub(super) fn board(&self) -> Board {
        self.shared.board()
    }

    /// What is turned: what was chosen, while the model has it, else what bounds the way to sales.
    pub(super) fn knob(&self, model: &Model) -> Option<Knob> {
        self.chosen.clone().filter(|knob| knob.exists(model)).or_else(|| knobs::first(model))
    }

    fn turned(&self, draft: &Arc<Model>) -> Option<Turned> {
        let model = self.base.as_ref().map_or(draft, |base| &base.model);
        let knob = self.knob(model)?;
        let chosen = self.range.and_then(|range| range.limited(model, &knob));
        let range = chosen.or_else(|| Range::of(model, &knob))?;
        // A drag goes from one known value to the next.
        let value = knob.value(draft).filter(|_| self.base.is_some() && self.taken.is_none());
        let value = value.filter(|value| range.may_miss(*value));
        Some(Turned { model: Arc::clone(model), knob, range, value })
    }

    /// What was turned stands where it is once something else is changed.
    fn keep_base(&mut self, draft: &Arc<Model>) {
        let knob = self.knob(draft);
        let holds = |base: &mut Base| knob.as_ref() == Some(&base.knob) && base.holds(draft);
        if self.base.as_mut().is_some_and(|base| !holds(base)) {
            self.base = None;
        }
    }

    fn ask(&mut self, mut question: Question) {
        let is_same = self.asked.as_ref().is_some_and(|asked| asked.is(&question));
        if is_same {
            return;
        }
        question.number = self.shared.next();
        self.asked = Some(question.clone());
        if question.chart.is_some() || question.fits || question.levers {
            self.worker.ask(question);
        }
    }
}

impl Question {
    fn is(&self, other: &Self) -> bool {
        let same_chart = match (&self.chart, &other.chart) {
            (Some(one), Some(other)) => one.is(other),
            (None, None) => true,
            _ => false,
        };
        self.leads.is(&other.leads)
            && Arc::ptr_eq(&self.draft, &other.draft)
            && same_chart
            && (self.fits, self.levers) == (other.fits, other.levers)
    }
}

/// Asks what is to be shown now, if that is something else than was asked last: by the page and by the panel in each frame.
pub(super) fn keep_asked(ui: &egui::Ui, state: &mut State) {
    if state.pages.what_if.sweep.worker.take_failure() {
        state.complain(tr!("scorer-broken"));
    }
    let is_on_page = state.page == Page::WhatIf && state.pages.compare.is_none();
    let desk = &mut state.pages.what_if.sweep;
    match is_on_page {
        true => desk.keep_base(state.document.draft()),
        false => desk.base = None,
    }
    // Each month is gone before anything is known of it.
    if state.pages.time.is_playing() {
        return;
    }
    let leads = Leads { columns: state.columns(), as_of: state.as_of() };
    let is_here = is_on_page && !leads.columns.is_empty();
    let draft = Arc::clone(state.document.draft());
    let is_over = !leads.columns.is_empty() && is_over_capacity(state);
    let desk = &mut state.pages.what_if.sweep;
    let is_asked = |question: &Question| question.leads.is(&leads) && Arc::ptr_eq(&question.draft, &draft);
    let (mut fits, mut levers) = (is_here || is_over, is_here);
    // While a hand is on something, the chart alone follows it: the rest would only slow it down.
    if ui.input(|input| input.pointer.any_down()) {
        let asked = desk.asked.as_ref().filter(|asked| is_asked(asked));
        fits &= asked.is_some_and(|asked| asked.fits);
        levers &= asked.is_some_and(|asked| asked.levers);
    }
    let chart = if is_here { desk.turned(&draft) } else { None };
    desk.ask(Question { number: 0, leads, scored: state.scored.clone(), draft, chart, fits, levers });
}

/// Turns a number of the draft, from where it was first turned.
pub(super) fn turn(state: &mut State, knob: &Knob, value: i32) {
    let draft = state.document.draft();
    let desk = &mut state.pages.what_if.sweep;
    let base = desk.base.take().filter(|base| base.knob == *knob).unwrap_or_else(|| Base::new(knob.clone(), draft));
    knobs::turn(&mut state.document.model, &base.model, knob, value);
    desk.base = Some(base);
}

/// What the number has taken along since it was first turned, as a sentence.
pub(super) fn took_along(state: &State) -> Option<String> {
    let base = state.pages.what_if.sweep.base.as_ref()?;
    let Knob::Edge { axis, band } = &base.knob else { return None };
    let along = words::along(&base.model, *axis, band, state.document.model.axis(*axis));
    along.map(|edges| tr!("sweep-took-along", edges = edges))
}

/// What else would stand elsewhere once a number is turned: the end of a sentence.
pub(super) fn will_take_along(state: &State, knob: &Knob, base: &Model, value: i32) -> String {
    let Knob::Edge { axis, band } = knob else { return String::new() };
    let from = base.axis(*axis);
    let mut then = from.clone();
    knobs::turn_edge(&mut then, from, band, value);
    words::along(&state.document.model, *axis, band, &then)
        .map(|edges| tr!("sweep-takes-along", edges = edges))
        .unwrap_or_default()
}

/// Whether more come than can be worked, in all or on one route, as far as the scorer has got with the draft.
pub(super) fn is_over_capacity(state: &State) -> bool {
    let Some(scored) = state.scored.as_ref().filter(|scored| scored.voice.is_none()) else { return false };
    let (model, summary) = (&scored.model, &scored.summary);
    Capacity::of_summary(model, summary).is_some_and(|capacity| !capacity.is_enough())
        || model.routes.iter().zip(summary.routes_per_week.iter().flatten()).any(|(route, a_week)| {
            model.is_to_sales(route) && route.weekly_capacity.is_some_and(|most| *a_week > f64::from(most))
        })
}

/// What is known, and whether it is of the draft and leads as they are.
pub(super) struct Known<T> {
    pub it: Arc<T>,
    pub is_stale: bool,
}

/// The newest line of what is turned; `None` while nothing is known of it.
pub(super) fn chart(state: &State) -> Option<Known<Chart>> {
    let desk = &state.pages.what_if.sweep;
    let turned = desk.turned(state.document.draft())?;
    let it = desk.board().chart.filter(|chart| chart.of.knob == turned.knob)?;
    let leads = leads(state);
    let is_stale = !it.of.is(&turned) || !it.leads.is(&leads);
    // Other leads are another matter altogether.
    Arc::ptr_eq(&it.leads.columns, &leads.columns).then_some(Known { it, is_stale })
}

pub(super) fn fits(state: &State) -> Option<Known<Fits>> {
    let it = state.pages.what_if.sweep.board().fits?;
    let is_stale = !Arc::ptr_eq(&it.draft, state.document.draft()) || !it.leads.is(&leads(state));
    Some(Known { it, is_stale }).filter(|known| Arc::ptr_eq(&known.it.leads.columns, &state.columns()))
}

pub(super) fn levers(state: &State) -> Option<Known<Levers>> {
    let it = state.pages.what_if.sweep.board().levers?;
    let is_stale = !Arc::ptr_eq(&it.draft, state.document.draft()) || !it.leads.is(&leads(state));
    Some(Known { it, is_stale }).filter(|known| Arc::ptr_eq(&known.it.leads.columns, &state.columns()))
}

fn leads(state: &State) -> Leads {
    Leads { columns: state.columns(), as_of: state.as_of() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Axis;

    #[test]
    fn an_edge_is_turned_within_its_axis_only() {
        let wake: Wake = Arc::new(|| {});
        let (mut desk, model) = (SweepDesk::new(&wake), Arc::new(Model::new("test")));
        desk.chosen = Some(Knob::Edge { axis: Axis::Fit, band: "A".into() });
        let mut turned = |range: Option<Range>| {
            desk.range = range;
            desk.turned(&model).expect("the model has it").range
        };
        let whole = turned(None);
        assert_eq!(whole, Range::new(3, 100), "each band keeps a score");
        assert_eq!(turned(Some(Range::new(50, 200))), Range::new(50, 100));
        assert_eq!(turned(Some(Range::new(60, 70))), Range::new(60, 70));
        assert_eq!(turned(Some(Range::new(200, 300))), whole, "nothing of it is left");
    }

    #[test]
    fn who_is_disqualified_is_no_load_of_sales() {
        use crate::{
            app::{
                scored::{Question as Asked, Scorer},
                settings::SettingsFile,
            },
            lead::Lead,
            scoring::{
                ColumnsBuilder,
                sample::{NOW, lead},
            },
        };
        let mut builder = ColumnsBuilder::default();
        builder.extend((0..26).map(|at| Lead { created: Some(NOW.day()), ..lead(&format!("{at}"), &[], vec![]) }));
        let columns = Arc::new(builder.finish());
        let mut model = Model::new("test");
        // All leads score nothing and are on this route, which may count as qualified and is not meant for sales.
        let route = model.cell(&"D".into(), &"4".into()).cloned().expect("a cell");
        for other in &mut model.routes {
            (other.qualified, other.weekly_capacity) = (other.id == route, Some(1));
        }
        let mut is_over = |disqualified: &str| {
            model.matrix.disqualified = disqualified.into();
            let draft = Arc::new(model.clone());
            let baseline = Arc::clone(&draft);
            let question = Asked { columns: Arc::clone(&columns), as_of: NOW, draft, baseline, voice: None };
            let mut state = State::new(SettingsFile::default(), &(Arc::new(|| {}) as Wake));
            state.scored = Some(Scorer::default().answer(question));
            is_over_capacity(&state)
        };
        assert!(is_over("nowhere"));
        assert!(!is_over(&route.0));
    }
}
