//! A lead of the sandbox, and all of them side by side: plain data, edited in place, told apart by comparing.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use crate::{
    app::{
        format,
        history::{Next, next_step},
        pages::leads::moment,
    },
    lead::{Event, Instant, Lead},
};

/// So many stand side by side.
pub const MOST: usize = 4;

/// One lead that is tried: a copy, so that nothing here touches a library.
#[derive(Clone, Debug, PartialEq)]
pub struct Trial {
    /// Never given twice while the window is open.
    pub id: u64,
    pub name: String,
    pub lead: Lead,
    /// As it was opened: what “reset” goes back to, and what a change is told against.
    pub original: Arc<Original>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Original {
    pub name: String,
    pub lead: Lead,
    /// When it is looked at to tell what changed.
    pub as_of: Instant,
    /// Where it was copied from; nothing of a persona or a blank lead.
    pub origin: Option<Origin>,
    /// Whether other leads are open than those that it was copied from: then it is looked at on the day that is shown to tell
    /// what changed, as nobody saw it among these leads before.
    pub is_elsewhere: bool,
}

/// The library that a lead was copied from, and the day that was shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    pub library: PathBuf,
    pub name: String,
    pub as_of: Instant,
}

impl Trial {
    /// A copy of a lead as it is at an instant: what comes later has not happened.
    pub fn new(id: u64, name: String, mut lead: Lead, as_of: Instant) -> Self {
        lead.events.retain(|event| event.at <= as_of);
        let original =
            Arc::new(Original { name: name.clone(), lead: lead.clone(), as_of, origin: None, is_elsewhere: false });
        Self { id, name, lead, original }
    }

    /// It is told against how it stands at another instant than that of which it is a copy.
    pub fn stands_from(&mut self, as_of: Instant) {
        Arc::make_mut(&mut self.original).as_of = as_of;
    }

    pub fn came_from(&mut self, origin: Origin) {
        Arc::make_mut(&mut self.original).origin = Some(origin);
    }

    pub fn is_changed(&self) -> bool {
        self.lead != self.original.lead || self.name != self.original.name
    }

    pub fn reset(&mut self) {
        self.lead = self.original.lead.clone();
        self.name.clone_from(&self.original.name);
    }
}

/// Everything that undo goes through.
#[derive(Clone, Debug, Default)]
pub struct Desk {
    pub trials: Vec<Arc<Trial>>,
    /// The instant that the leads are looked at, where it is not the window's.
    pub as_of: Option<Instant>,
    /// The instant at which the first lead was opened: the window's own, where no library says one. It outlives that lead.
    pub base: Option<Instant>,
}

impl PartialEq for Desk {
    fn eq(&self, other: &Self) -> bool {
        let Self { trials, as_of, base } = self;
        let is_same = |(one, other): (&Arc<Trial>, &Arc<Trial>)| Arc::ptr_eq(one, other) || one == other;
        let is_same_day = *as_of == other.as_of && *base == other.base;
        is_same_day && trials.len() == other.trials.len() && trials.iter().zip(&other.trials).all(is_same)
    }
}

impl Desk {
    pub fn trial(&self, id: u64) -> Option<&Arc<Trial>> {
        self.trials.iter().find(|trial| trial.id == id)
    }

    /// Calls an attribute otherwise in all of them.
    pub fn rename_field(&mut self, from: &str, to: &str) {
        let has = |lead: &Lead| lead.attributes.contains_key(from);
        let rename = |lead: &mut Lead| {
            if let Some(value) = lead.attributes.remove(from) {
                lead.attributes.insert(to.to_owned(), value);
            }
        };
        for trial in self.trials.iter_mut().filter(|trial| has(&trial.lead) || has(&trial.original.lead)) {
            let trial = Arc::make_mut(trial);
            rename(&mut trial.lead);
            rename(&mut Arc::make_mut(&mut trial.original).lead);
        }
    }

    /// Other leads are opened: the copies stay on the day on which they were seen, and know whose they are.
    pub fn open_leads(&mut self, library: &Path, own: Instant, shown: Option<Instant>) {
        if !self.trials.is_empty() {
            self.as_of = self.as_of.or(shown).filter(|as_of| *as_of != own);
        }
        for trial in &mut self.trials {
            let is_elsewhere = trial.original.origin.as_ref().is_some_and(|origin| origin.library != library);
            if is_elsewhere != trial.original.is_elsewhere {
                Arc::make_mut(&mut Arc::make_mut(trial).original).is_elsewhere = is_elsewhere;
            }
        }
    }

    /// The lead to be edited in place. Only when the user changed something: it makes it another lead.
    pub fn edit(&mut self, id: u64) -> Option<&mut Trial> {
        self.trials.iter_mut().find(|trial| trial.id == id).map(Arc::make_mut)
    }
}

/// The sandbox before and after what is shown: one step a gesture.
#[derive(Debug, Default)]
pub struct Steps {
    present: Desk,
    past: Vec<Step>,
    future: Vec<Step>,
}

/// A desk to go back (or forth) to, and what going there takes back (or brings back).
#[derive(Debug)]
struct Step {
    desk: Desk,
    label: String,
    number: u64,
}

impl Steps {
    const DEPTH: usize = 200;

    /// Makes a step if something differs from where the user last let go.
    pub fn commit(&mut self, desk: &Desk) {
        if *desk == self.present {
            return;
        }
        let label = what_changed(&self.present, desk);
        let before = std::mem::replace(&mut self.present, desk.clone());
        self.past.push(Step { desk: before, label, number: next_step() });
        if self.past.len() > Self::DEPTH {
            self.past.remove(0);
        }
        self.future.clear();
    }

    /// Every desk that is kept, to be changed in a way that is no step.
    pub fn each_desk(&mut self, change: impl Fn(&mut Desk)) {
        change(&mut self.present);
        self.past.iter_mut().chain(&mut self.future).for_each(|step| change(&mut step.desk));
    }

    pub fn undo_label(&self) -> Option<&str> {
        self.past.last().map(|step| step.label.as_str())
    }

    pub fn redo_label(&self) -> Option<&str> {
        self.future.last().map(|step| step.label.as_str())
    }

    pub fn next(&self) -> Next {
        Next { undo: self.past.last().map(|step| step.number), redo: self.future.last().map(|step| step.number) }
    }

    pub fn undo(&mut self) -> Option<(Desk, String)> {
        Self::go(&mut self.present, &mut self.past, &mut self.future)
    }

    pub fn redo(&mut self) -> Option<(Desk, String)> {
        Self::go(&mut self.present, &mut self.future, &mut self.past)
    }

    fn go(present: &mut Desk, from: &mut Vec<Step>, to: &mut Vec<Step>) -> Option<(Desk, String)> {
        let Step { desk, label, number } = from.pop()?;
        to.push(Step { desk: std::mem::replace(present, desk), label: label.clone(), number });
        Some((present.clone(), label))
    }
}

/// In words: “Webinar attended for Ingrid Sørensen”.
fn what_changed(before: &Desk, after: &Desk) -> String {
    let added = after.trials.iter().find(|trial| before.trial(trial.id).is_none());
    let removed = before.trials.iter().find(|trial| after.trial(trial.id).is_none());
    if let Some(trial) = added {
        return tr!("sandbox-did-open", name = trial.name.clone());
    }
    if let Some(trial) = removed {
        return tr!("sandbox-did-close", name = trial.name.clone());
    }
    let day = |as_of: Instant| format::day(as_of.day());
    match (before.as_of, after.as_of) {
        (_, Some(to)) if before.as_of != after.as_of => return tr!("sandbox-did-move-date", day = day(to)),
        (Some(from), None) => return tr!("sandbox-did-go-back", day = day(from)),
        _ => {}
    }
    let changed = after.trials.iter().filter_map(|trial| Some((before.trial(trial.id)?, trial)));
    let changed = changed.into_iter().find(|(before, after)| before != after);
    let Some((before, after)) = changed else { return tr!("sandbox-did-order") };
    tr!("sandbox-did-change", what = what_of(before, after), name = after.name.clone())
}

/// What of one lead changed first.
fn what_of(before: &Trial, after: &Trial) -> String {
    let (old, new) = (&before.lead, &after.lead);
    if *new == after.original.lead && after.name == after.original.name {
        return tr!("sandbox-did-reset");
    }
    let names = old.attributes.keys().chain(new.attributes.keys());
    if let Some(name) = names.into_iter().find(|name| old.attributes.get(*name) != new.attributes.get(*name)) {
        return name.clone();
    }
    if old.created != new.created {
        return tr!("sandbox-created");
    }
    let what = |event: &Event| moment::what(&event.kind, event.detail.as_deref());
    match changed(&old.events, &new.events) {
        (_, Some(event)) => what(event),
        (Some(gone), None) => tr!("sandbox-did-without", what = what(gone)),
        (None, None) => tr!("sandbox-name"),
    }
}

/// The first event that differs, as it was and as it is. Events stay in their places while they are edited, so what both
/// begin and end with is the same: a lead may have very many.
fn changed<'a>(old: &'a [Event], new: &'a [Event]) -> (Option<&'a Event>, Option<&'a Event>) {
    let alike = |pair: &(&Event, &Event)| pair.0 == pair.1;
    let head = old.iter().zip(new).take_while(alike).count();
    let (old, new) = (&old[head..], &new[head..]);
    let tail = old.iter().rev().zip(new.iter().rev()).take_while(alike).count();
    (old[..old.len() - tail].first(), new[..new.len() - tail].first())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        lead::Value,
        scoring::sample::{NOW, event, lead, text},
    };

    fn desk() -> Desk {
        let of =
            lead("1", &[("Title", text("CTO"))], vec![event("webinar_attended", 3), event("webinar_attended", -2)]);
        Desk { trials: vec![Arc::new(Trial::new(1, "Ingrid".to_owned(), of, NOW))], as_of: None, base: None }
    }

    #[test]
    fn what_comes_later_is_not_copied() {
        assert_eq!(desk().trials[0].lead.events.len(), 1);
    }

    #[test]
    fn steps_are_named_and_lead_back_and_forth() {
        let mut steps = Steps::default();
        let mut now = desk();
        steps.commit(&now);
        steps.commit(&now.clone());
        now.edit(1).expect("there").lead.attributes.insert("Title".to_owned(), Value::Text("CEO".to_owned()));
        steps.commit(&now);
        assert_eq!(steps.undo_label(), Some("Title, Ingrid"));
        now.edit(1).expect("there").lead.events.push(event("demo_request", 0));
        steps.commit(&now);
        assert_eq!(steps.undo_label(), Some("Demo request, Ingrid"));
        now.as_of = Some(Instant(NOW.0 + 86_400));
        steps.commit(&now);
        assert_eq!(steps.undo_label(), Some("As of 19 Nov 2026"));
        now.as_of = None;
        steps.commit(&now);
        assert_eq!(steps.undo_label(), Some("Back from 19 Nov 2026"));
        assert!(steps.undo().is_some());
        let (before, _) = steps.undo().expect("a step");
        assert_eq!(before.as_of, None);
        let (before, label) = steps.undo().expect("a step");
        assert_eq!((before.trials[0].lead.events.len(), label.as_str()), (1, "Demo request, Ingrid"));
        assert_eq!(steps.redo().map(|(desk, _)| desk.trials[0].lead.events.len()), Some(2));
        let mut now = desk();
        now.trials.clear();
        steps.commit(&now);
        assert_eq!((steps.undo_label(), steps.redo_label()), (Some("Closed Ingrid"), None));
    }

    #[test]
    fn a_step_among_very_many_events_is_named_at_once() {
        let mut now = desk();
        now.edit(1).expect("there").lead.events = (0..60_000).map(|age| event("page_view", age)).collect();
        let mut steps = Steps::default();
        steps.commit(&now);
        now.edit(1).expect("there").name = "Ana".to_owned();
        steps.commit(&now);
        assert_eq!(steps.undo_label(), Some("Name, Ana"));
        now.edit(1).expect("there").lead.events[40_000].kind = "demo_request".to_owned();
        steps.commit(&now);
        assert_eq!(steps.undo_label(), Some("Demo request, Ana"));
        now.edit(1).expect("there").lead.events.remove(40_000);
        steps.commit(&now);
        assert_eq!(steps.undo_label(), Some("without Demo request, Ana"));
    }

    #[test]
    fn of_two_alike_the_one_that_came_or_went_is_named() {
        let mut now = desk();
        let mut steps = Steps::default();
        steps.commit(&now);
        // Else it would be back to what it was.
        now.edit(1).expect("there").lead.created = Some(NOW.day());
        steps.commit(&now);
        let twin = now.trials[0].lead.events[0].clone();
        now.edit(1).expect("there").lead.events.push(twin);
        steps.commit(&now);
        assert_eq!(steps.undo_label(), Some("Webinar attended, Ingrid"));
        now.edit(1).expect("there").lead.events.remove(0);
        steps.commit(&now);
        assert_eq!(steps.undo_label(), Some("without Webinar attended, Ingrid"));
    }

    #[test]
    fn a_field_of_another_name_is_no_step_and_is_called_so_in_all_steps() {
        let mut steps = Steps::default();
        let mut now = desk();
        steps.commit(&now);
        now.edit(1).expect("there").lead.attributes.insert("Title".to_owned(), Value::Text("CEO".to_owned()));
        steps.commit(&now);
        now.rename_field("Title", "Role");
        steps.each_desk(|desk| desk.rename_field("Title", "Role"));
        steps.commit(&now);
        let (before, label) = steps.undo().expect("a step");
        assert_eq!((before.trials[0].lead.attribute("Role"), label.as_str()), (Some(&text("CTO")), "Title, Ingrid"));
        assert!(!before.trials[0].is_changed());
    }

    #[test]
    fn a_reset_is_a_step_of_its_own() {
        let mut now = desk();
        let mut steps = Steps::default();
        now.edit(1).expect("there").lead.events.clear();
        steps.commit(&now);
        assert!(now.trials[0].is_changed());
        now.edit(1).expect("there").reset();
        steps.commit(&now);
        assert!(!now.trials[0].is_changed());
        assert_eq!(steps.undo_label(), Some("Back to what it was, Ingrid"));
    }
}
