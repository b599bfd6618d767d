//! The sandbox: up to four leads side by side, copies that can be changed to see what the model makes of them.
//!
//! | file | subject |
//! |---|---|
//! | `trial.rs` | the leads and the day, as data; undo |
//! | `told.rs` | what the model makes of them: at once, and on a thread |
//! | `quick.rs`, `effect.rs`, `offers.rs` | what can be tried and what comes of it, what can be picked and filled in |
//! | `actions.rs` | what the window can ask for: open a lead, a persona, keep one |
//! | `bar.rs`, `column.rs`, `events.rs`, `attributes.rs`, `text.rs` | what is seen |
//!
//! Nothing here touches a library, and nothing but a kept test lead or persona touches the model. The leads stay while the
//! window is open, whichever page is shown.

mod actions;
mod attributes;
mod bar;
mod column;
mod effect;
mod events;
mod offers;
mod quick;
mod text;
mod told;
mod trial;

use std::{collections::BTreeMap, path::Path, sync::Arc};

use eframe::egui::{self, Id, Rect, Ui, pos2, vec2};

pub use self::trial::{Origin, Trial};
use self::{
    bar::Bar,
    column::{Act, Column},
    offers::Known,
    quick::{Quick, quick},
    told::{Question, Stand, Teller, Told, is_quick},
    trial::{Desk, MOST, Steps},
};
use super::Ask;
use crate::{
    app::{
        background::{Background, Wake},
        history::Next,
        panel,
        state::State,
        widgets,
    },
    lead::{Instant, Lead, Value},
    model::{Model, PersonaId},
};

/// A column is at least so wide; where there is less room they scroll sideways.
const NARROWEST: f32 = 250.0;
const GAP: f32 = 10.0;

/// What the sandbox holds.
pub struct Sandbox {
    desk: Desk,
    steps: Steps,
    /// The number of the lead that is opened next.
    next: u64,
    stands: Vec<Arc<Stand>>,
    teller: Background<Question, Vec<Arc<Told>>>,
    asked: Option<Question>,
    told: Vec<Arc<Told>>,
    /// The order in which events are shown, newest first; it waits while an event is being moved.
    orders: BTreeMap<u64, (Arc<Trial>, Vec<usize>)>,
    /// Of a lead the persona that it came from or was kept as, with the name that the lead had then.
    personas: BTreeMap<u64, (PersonaId, String)>,
    /// The lead and the event whose fields are open.
    open_event: Option<(u64, usize)>,
    quick: Option<(Arc<Model>, Arc<Vec<Quick>>)>,
}

impl Sandbox {
    pub fn new(wake: &Wake) -> Self {
        Self {
            desk: Desk::default(),
            steps: Steps::default(),
            next: 1,
            stands: Vec::new(),
            teller: Background::keeping("sandbox", Arc::clone(wake), Teller::default, Teller::answer),
            asked: None,
            told: Vec::new(),
            orders: BTreeMap::new(),
            personas: BTreeMap::new(),
            open_event: None,
            quick: None,
        }
    }

    /// The leads, from left to right.
    pub fn trials(&self) -> &[Arc<Trial>] {
        &self.desk.trials
    }

    /// The instant that they are looked at, where it is not the window's own.
    pub fn as_of(&self) -> Option<Instant> {
        self.desk.as_of
    }

    /// The instant at which the first of the leads was opened, also where that one is closed by now.
    fn base(&self) -> Option<Instant> {
        self.desk.base.filter(|_| !self.desk.trials.is_empty())
    }

    /// The persona that a lead came from or was kept as, unless it was given another name since.
    fn persona_of(&self, trial: &Trial) -> Option<&PersonaId> {
        let (persona, name) = self.personas.get(&trial.id)?;
        (*name == trial.name.trim()).then_some(persona)
    }

    /// Opens a copy beside the others; answers its number, or nothing where there is no room.
    pub fn open(&mut self, name: String, lead: Lead, as_of: Instant) -> Option<u64> {
        if self.is_full() {
            return None;
        }
        let id = self.next;
        self.next += 1;
        if self.desk.base.is_none() || self.desk.trials.is_empty() && self.desk.as_of.is_none() {
            self.desk.base = Some(as_of);
        }
        let mut trial = Trial::new(id, name, lead, as_of);
        if let Some(shown) = self.desk.as_of {
            // The leads here are looked at on another day: what is told of a change is told from that day on.
            trial.stands_from(shown);
        }
        self.desk.trials.push(Arc::new(trial));
        Some(id)
    }

    pub fn is_full(&self) -> bool {
        self.desk.trials.len() >= MOST
    }

    pub fn undo_label(&self) -> Option<&str> {
        self.steps.undo_label()
    }

    pub fn redo_label(&self) -> Option<&str> {
        self.steps.redo_label()
    }

    /// The numbers of the steps that undo and redo would go through.
    pub fn next(&self) -> Next {
        self.steps.next()
    }

    /// Makes a step of what was changed since the last. Call it only when no gesture is under way.
    pub fn commit(&mut self) {
        self.steps.commit(&self.desk);
    }

    /// One step back; answers what was taken back.
    pub fn undo(&mut self) -> Option<String> {
        self.commit();
        let (desk, label) = self.steps.undo()?;
        self.go_on_with(desk);
        Some(label)
    }

    pub fn redo(&mut self) -> Option<String> {
        self.commit();
        let (desk, label) = self.steps.redo()?;
        self.go_on_with(desk);
        Some(label)
    }

    /// A field of the library has another name: so it has in the copies, also in those that undo goes back to.
    pub(in crate::app::pages) fn rename_field(&mut self, from: &str, to: &str) {
        self.commit();
        self.desk.rename_field(from, to);
        self.steps.each_desk(|desk| desk.rename_field(from, to));
    }

    /// Other leads are opened, of which `own` is the day; `shown` was shown so far, if any leads were open.
    pub(in crate::app) fn open_leads(&mut self, library: &Path, own: Instant, shown: Option<Instant>) {
        self.commit();
        self.desk.open_leads(library, own, shown);
        self.steps.each_desk(|desk| desk.open_leads(library, own, shown));
    }

    /// The copy came from the leads that are open.
    fn came_from(&mut self, id: u64, origin: Origin) {
        if let Some(trial) = self.desk.edit(id) {
            trial.came_from(origin);
        }
    }

    fn go_on_with(&mut self, desk: Desk) {
        self.desk = desk;
        self.open_event = None;
    }

    /// Waits for the thread: for pictures and tests, never in the window.
    pub fn settle(&mut self) {
        self.teller.wait_until_idle();
        self.take();
    }

    fn take(&mut self) {
        if let Some(told) = self.teller.take() {
            self.told = told;
        }
    }

    /// Keeps up with what was changed: the stands at once, the rest by asking. Answers whether it asked.
    fn keep(&mut self, model: &Arc<Model>, as_of: Instant) -> bool {
        self.take();
        if self.quick.as_ref().is_none_or(|(of, _)| !Arc::ptr_eq(of, model)) {
            self.quick = Some((Arc::clone(model), Arc::new(quick(model, as_of))));
        }
        let stand = |trial: &Arc<Trial>| {
            let kept = self.stands.iter().find(|stand| stand.is_of(trial, model, as_of));
            let told = || self.told.iter().map(|told| &told.stand).find(|stand| stand.is_of(trial, model, as_of));
            let known = kept.or_else(told).map(Arc::clone);
            known.or_else(|| is_quick(trial, model).then(|| Arc::new(Stand::new(trial, model, as_of))))
        };
        self.stands = self.desk.trials.iter().filter_map(stand).collect();
        let question = Question { trials: self.desk.trials.clone(), model: Arc::clone(model), as_of };
        if self.desk.trials.is_empty() || self.asked.as_ref().is_some_and(|asked| asked.is_same(&question)) {
            return false;
        }
        self.asked = Some(question.clone());
        self.teller.ask(question);
        true
    }

    /// The order of a lead's events, newest first.
    fn keep_orders(&mut self, is_gesture: bool) {
        let trials = &self.desk.trials;
        self.orders.retain(|id, _| trials.iter().any(|trial| trial.id == *id));
        for trial in trials {
            let kept = self.orders.get(&trial.id);
            let is_same = kept.is_some_and(|(of, order)| {
                Arc::ptr_eq(of, trial) || is_gesture && order.len() == trial.lead.events.len()
            });
            if !is_same {
                let mut order: Vec<usize> = (0..trial.lead.events.len()).collect();
                order.sort_by_key(|index| std::cmp::Reverse(trial.lead.events[*index].at));
                self.orders.insert(trial.id, (Arc::clone(trial), order));
            }
        }
    }

    /// What is known of a lead, maybe of how it was a moment ago.
    fn stand(&self, id: u64) -> Option<&Arc<Stand>> {
        let of_told = || self.told(id).map(|told| &told.stand);
        self.stands.iter().find(|stand| stand.trial.id == id).or_else(of_told)
    }

    fn told(&self, id: u64) -> Option<&Arc<Told>> {
        self.told.iter().find(|told| told.stand.trial.id == id)
    }
}

/// One lead while its fields are shown. It is written to only when the user changes something.
pub(super) struct Editing<'a> {
    pub trial_id: u64,
    /// The lead as it is now.
    pub trial: Arc<Trial>,
    pub known: Known<'a>,
    pub as_of: Instant,
    pub order: &'a [usize],
    pub open_event: &'a mut Option<(u64, usize)>,
    desk: &'a mut Desk,
}

impl Editing<'_> {
    /// Of a widget of this lead.
    pub fn id(&self, of: impl std::hash::Hash + std::fmt::Debug) -> Id {
        Id::unique(("sandbox", self.trial_id)).with(of)
    }

    fn extra_id(&self) -> Id {
        self.id("the field that was asked for")
    }

    pub fn edit(&mut self, change: impl FnOnce(&mut Lead)) {
        if let Some(trial) = self.desk.edit(self.trial_id) {
            change(&mut trial.lead);
        }
        self.look_again();
    }

    pub fn set(&mut self, attribute: &str, value: Option<Value>) {
        self.edit(|lead| {
            match value {
                Some(value) => lead.attributes.insert(attribute.to_owned(), value),
                None => lead.attributes.remove(attribute),
            };
        });
    }

    pub fn rename(&mut self, name: String) {
        if let Some(trial) = self.desk.edit(self.trial_id) {
            trial.name = name;
        }
        self.look_again();
    }

    fn look_again(&mut self) {
        if let Some(trial) = self.desk.trial(self.trial_id) {
            self.trial = Arc::clone(trial);
        }
    }
}

/// What the tab is called: with how many leads are in it.
pub(super) fn tab_name(state: &State) -> String {
    match state.pages.leads.sandbox.trials().len() {
        0 => tr!("sandbox-tab"),
        count => tr!("sandbox-tab-count", count = count),
    }
}

/// The tab.
pub(super) fn show(ui: &mut Ui, state: &mut State) -> Option<Ask> {
    let is_gesture = ui.input(|input| input.pointer.any_down()) || ui.ctx().text_edit_focused();
    let (model, own, as_of) = (state.sandbox_model(), state.sandbox_own_as_of(), state.sandbox_as_of());
    let sandbox = &mut state.pages.leads.sandbox;
    if !is_gesture {
        sandbox.commit();
    }
    if sandbox.keep(&model, as_of) {
        // The answer may be there before anything else wakes the window.
        ui.ctx().request_repaint();
    }
    sandbox.keep_orders(is_gesture);
    if sandbox.desk.trials.is_empty() {
        return empty_ui(ui, state, &model);
    }
    match bar::show(ui, &model, own, as_of, sandbox.is_full()) {
        Bar::Nothing => {}
        Bar::New => state.new_in_sandbox(),
        Bar::Persona(id) => state.persona_in_sandbox(&id),
        Bar::AsOf(as_of) => sandbox.desk.as_of = as_of,
    }
    ui.add_space(4.0);
    let (id, act) = columns_ui(ui, state, &model, as_of)?;
    act_on(state, id, act)
}

/// What the sandbox is for, and ways to begin.
fn empty_ui(ui: &mut Ui, state: &mut State, model: &Model) -> Option<Ask> {
    const PERSONAS: usize = 5;
    let personas: Vec<_> = model.personas.iter().take(PERSONAS).collect();
    let mut actions = vec![tr!("sandbox-new-lead")];
    actions.extend(personas.iter().map(|persona| tr!("sandbox-begin-with", name = persona.name.clone())));
    let actions: Vec<&str> = actions.iter().map(String::as_str).collect();
    let (title, text) = (tr!("sandbox-empty-title"), tr!("sandbox-empty-text"));
    match widgets::empty_state(ui, widgets::Icon::FlaskConical, &title, &text, &actions)? {
        0 => state.new_in_sandbox(),
        chosen => {
            let id = personas.get(chosen - 1).map(|persona| persona.id.clone())?;
            state.persona_in_sandbox(&id);
        }
    }
    None
}

/// The leads side by side. Answers what was asked for, and of which.
fn columns_ui(ui: &mut Ui, state: &mut State, model: &Arc<Model>, as_of: Instant) -> Option<(u64, Act)> {
    let facts = state.scored.as_ref().map(|scored| Arc::clone(&scored.facts));
    let columns = state.columns();
    let sandbox = &mut state.pages.leads.sandbox;
    let ids: Vec<u64> = sandbox.desk.trials.iter().map(|trial| trial.id).collect();
    let whole = ui.available_rect_before_wrap();
    let count = ids.len() as f32;
    let width = ((whole.width() - GAP * (count - 1.0)) / count).max(NARROWEST);
    let is_scrolled = width * count + GAP * (count - 1.0) > whole.width() + 1.0;
    let height = whole.height() - if is_scrolled { 14.0 } else { 0.0 };
    let is_stale = sandbox.teller.is_busy();
    let opacity = panel::opacity_of(ui, "sandbox", is_stale);
    let quick: Arc<Vec<Quick>> = sandbox.quick.as_ref().map(|(_, quick)| Arc::clone(quick)).unwrap_or_default();
    // Where one is of other leads, each says whose it is.
    let tells_origin = sandbox.desk.trials.iter().any(|trial| trial.original.is_elsewhere);
    let known = Known { model, facts: facts.as_deref(), columns: &columns };
    let mut asked = None;
    egui::ScrollArea::horizontal().id_salt("sandbox").auto_shrink(false).show(ui, |ui| {
        let size = vec2(width * count + GAP * (count - 1.0), height);
        let (_, all) = ui.allocate_space(size);
        for (place, id) in ids.into_iter().enumerate() {
            let left = all.left() + place as f32 * (width + GAP);
            let rect = Rect::from_min_size(pos2(left, all.top()), vec2(width, height));
            let (Some(trial), order) = (sandbox.desk.trial(id).cloned(), sandbox.orders.get(&id)) else { continue };
            let order = order.map(|(_, order)| order.clone()).unwrap_or_default();
            let (stand, told) = (sandbox.stand(id).cloned(), sandbox.told(id).cloned());
            let can_duplicate = !sandbox.is_full();
            let Sandbox { desk, open_event, .. } = &mut *sandbox;
            let mut editing = Editing { trial_id: id, trial, known, as_of, order: &order, open_event, desk };
            let column = Column {
                stand: stand.as_ref(),
                told: told.as_ref(),
                quick: &quick,
                can_duplicate,
                opacity,
                tells_origin,
            };
            if let Some(act) = column.show(ui, rect, &mut editing) {
                asked = Some((id, act));
            }
        }
    });
    asked
}

fn act_on(state: &mut State, id: u64, act: Act) -> Option<Ask> {
    match act {
        Act::OpenCriterion(criterion) => return Some(Ask::Open(criterion)),
        Act::KeepAsTest => state.keep_sandbox_lead_as_test(id),
        Act::SavePersona => state.save_as_persona(id),
        Act::Close => state.pages.leads.sandbox.close(id),
        Act::Reset => {
            if let Some(trial) = state.pages.leads.sandbox.desk.edit(id) {
                trial.reset();
            }
            state.pages.leads.sandbox.open_event = None;
        }
        Act::AsOf(as_of) => {
            let own = state.sandbox_own_as_of();
            state.pages.leads.sandbox.desk.as_of = Some(as_of).filter(|as_of| *as_of != own);
        }
        Act::Duplicate => state.pages.leads.sandbox.duplicate(id),
    }
    None
}

impl Sandbox {
    /// With the last lead the day goes that the leads were moved to.
    fn close(&mut self, id: u64) {
        self.desk.trials.retain(|trial| trial.id != id);
        if self.desk.trials.is_empty() {
            self.desk.as_of = None;
        }
    }

    /// A copy beside it, as it is now; both are told against how the first was opened.
    fn duplicate(&mut self, id: u64) {
        let Some(place) = self.desk.trials.iter().position(|trial| trial.id == id) else { return };
        if self.is_full() {
            return;
        }
        let mut copy = Trial::clone(&self.desk.trials[place]);
        copy.id = self.next;
        copy.name = tr!("sandbox-copy-of", name = copy.name);
        self.next += 1;
        self.desk.trials.insert(place + 1, Arc::new(copy));
    }
}
