//! What the page remembers, and how it keeps up with the leads and the draft.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    sync::{Arc, Weak},
};

use super::{
    ask::{Asking, Trier},
    change::FieldAct,
    merging::MergeForm,
    names::FollowedMerges,
    outlook::Outlook,
    retired::RetiredDesk,
    survey::{self, Survey},
    values::ValueDesk,
    view::{Listing, Uses, View},
    words,
};
use crate::{
    app::{
        background::{Background, Wake},
        history::Way,
        widgets::Scroll,
    },
    lead::Instant,
    library::{FieldSteps, FileStep},
    scoring::Columns,
};

/// What the page remembers.
pub struct LibraryPage {
    pub(super) view: View,
    /// The name of the chosen field.
    pub(super) chosen: Option<String>,
    /// What it was called in the leads as they were counted last: of a name that is new.
    pub(super) formerly: Option<String>,
    /// It is to be seen.
    pub(super) follow: bool,
    pub(super) scroll: Scroll,
    pub(super) kinds_scroll: Scroll,
    pub(super) chosen_kind: Option<usize>,
    /// Whose fields they are.
    pub(super) path: Option<PathBuf>,
    pub(super) surveyor: Background<survey::Question, Arc<Survey>>,
    pub(super) asked: Option<(Weak<Columns>, Instant)>,
    pub(super) survey: Option<Arc<Survey>>,
    /// Where the draft speaks of fields, by its revision.
    pub(in crate::app) uses: Option<(u64, Uses)>,
    pub(super) listing: Option<Listing>,
    pub(super) values: ValueDesk,
    pub(super) asking: Option<Asking>,
    pub(super) trier: Trier,
    pub(super) merge: MergeForm,
    pub(super) outlook: Outlook,
    pub retired_desk: RetiredDesk,
    pub(super) steps: FieldSteps,
    /// The names of the steps that undo and redo go through.
    pub(super) labels: [Option<String>; 2],
    pub(super) merges: FollowedMerges,
    /// The steps of the model that brought it up to the names of the leads: undone, it has its own again.
    pub(super) brought_up: BTreeSet<u64>,
    /// What was begun last.
    pub(super) under_way: Option<FieldAct>,
    /// Undo and redo that were asked for while a step was under way.
    pub(super) pressed: Vec<Pressed>,
    /// Of the change that is under way: whether the model names merged values as one.
    pub(super) follows: bool,
}

/// Undo or redo, with what it was asked for: what was edited since is not what it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pressed {
    pub way: Way,
    /// The draft's revision.
    pub revision: u64,
    /// The last step of the sandbox.
    pub tried: Option<u64>,
}

impl LibraryPage {
    pub fn new(wake: &Wake) -> Self {
        Self {
            view: View::default(),
            chosen: None,
            formerly: None,
            follow: false,
            scroll: Scroll::default(),
            kinds_scroll: Scroll::default(),
            chosen_kind: None,
            path: None,
            surveyor: Background::new("library", Arc::clone(wake), Survey::new),
            asked: None,
            survey: None,
            uses: None,
            listing: None,
            values: ValueDesk::new(wake),
            asking: None,
            trier: Trier::new(wake),
            merge: MergeForm::default(),
            outlook: Outlook::new(wake),
            retired_desk: RetiredDesk::new(wake),
            steps: FieldSteps::default(),
            labels: [None, None],
            merges: FollowedMerges::default(),
            brought_up: BTreeSet::new(),
            under_way: None,
            pressed: Vec::new(),
            follows: true,
        }
    }

    /// Another model was opened, which has followed nothing yet.
    pub fn forget_model(&mut self) {
        self.merges = FollowedMerges::default();
    }

    /// Leads were opened: what was counted of those before is let go; of the same file the page stays where it was.
    pub fn forget_leads(&mut self, path: &Path) {
        self.surveyor.forget();
        let is_same_file = self.path.as_deref() == Some(path);
        self.values.forget_leads(is_same_file);
        self.trier.forget();
        self.outlook.forget();
        self.retired_desk.forget();
        self.asked = None;
        self.asking = None;
        if !is_same_file {
            self.path = Some(path.to_owned());
            self.choose(None);
            (self.survey, self.listing) = (None, None);
            self.view = View::default();
            (self.scroll, self.kinds_scroll, self.chosen_kind) = Default::default();
            self.merges = FollowedMerges::default();
            self.take_steps(FieldSteps::default());
        }
    }

    pub fn settle(&mut self) {
        self.surveyor.wait_until_idle();
        self.take();
        self.values.settle();
        self.trier.settle();
        self.outlook.settle();
        self.retired_desk.settle();
    }

    /// The library's own next step, whatever was done to the model since.
    pub(super) fn label(&self, way: Way) -> Option<&str> {
        let [back, forth] = &self.labels;
        if way == Way::Back { back.as_deref() } else { forth.as_deref() }
    }

    pub(super) fn next_step(&self, way: Way) -> Option<&FileStep> {
        if way == Way::Back { self.steps.done.last() } else { self.steps.undone.first() }
    }

    /// How many columns are no field any more, but still in the file.
    pub fn retired(&self) -> usize {
        self.steps.retired
    }

    /// Shows one field.
    pub fn show_field(&mut self, name: &str) {
        self.view = View::default();
        self.choose(Some(name.to_owned()));
        self.follow = true;
    }

    fn take(&mut self) {
        if let Some(survey) = self.surveyor.take() {
            self.take_steps(survey.steps.clone());
            self.survey = Some(survey);
            self.formerly = None;
        }
    }

    pub(super) fn take_steps(&mut self, steps: FieldSteps) {
        // Of what is undone the first is done again next.
        self.steps = steps;
        self.labels = [Way::Back, Way::Forth].map(|way| self.next_step(way).map(|step| words::step(&step.change)));
    }

    /// Counts what is in the leads, unless that is done. Answers whether it asked.
    pub(super) fn keep(&mut self, columns: &Arc<Columns>, as_of: Instant) -> bool {
        self.take();
        let is_asked =
            self.asked.as_ref().is_some_and(|(of, at)| std::ptr::eq(of.as_ptr(), Arc::as_ptr(columns)) && *at == as_of);
        let Some(path) = self.path.clone().filter(|_| !is_asked) else { return false };
        self.asked = Some((Arc::downgrade(columns), as_of));
        self.surveyor.ask(survey::Question { columns: Arc::clone(columns), path, as_of });
        true
    }

    pub(super) fn choose(&mut self, name: Option<String>) {
        if self.chosen != name {
            self.chosen = name;
            self.formerly = None;
            self.asking = None;
            self.merge = MergeForm::default();
            self.values.begin();
        }
    }

    /// The chosen field is called otherwise by now.
    pub(in crate::app::pages) fn chose(&mut self, before: &str, now: &str) {
        if self.chosen.as_deref() == Some(before) {
            self.chosen = Some(now.to_owned());
            self.formerly = Some(before.to_owned());
            self.follow = true;
        }
    }

    /// The chosen field is gone: the one below it is chosen, else the one above.
    pub(super) fn chose_beside(&mut self, gone: &str) {
        if self.chosen.as_deref() != Some(gone) {
            return;
        }
        let beside = self.listing.as_ref().and_then(|listing| {
            let place = listing.place(gone)?;
            let row = listing.row(place + 1).or_else(|| listing.row(place.checked_sub(1)?))?;
            Some(row.summary.name.clone())
        });
        self.choose(beside);
    }

    /// What the chosen field is called in the leads as they were counted last.
    pub(super) fn counted_as<'a>(&'a self, survey: &Survey) -> Option<&'a str> {
        let known = |name: &&str| survey.field(name).is_some();
        let names = [self.chosen.as_deref(), self.formerly.as_deref()];
        names.into_iter().flatten().find(known)
    }
}
