//! The tab “Tests”: what must come out for certain leads and for many, checked at every edit.
//!
//! | file | subject |
//! |---|---|
//! | `add.rs` | another test lead: of the library by name, a persona, of the sandbox |
//! | `desk.rs` | what the tab remembers; which step broke a test, on a thread |
//! | `seen.rs` | which tests passed of which leads and as of when |
//! | `rows.rs` | the list, those that fail first |
//! | `lead.rs`, `must.rs` | one test lead: what is expected as a sentence of fields, what broke it |
//! | `segment.rs` | the same for many leads |
//! | `unasked.rs` | those that can't be asked of the open leads, by name |
//! | `actions.rs` | keeping, accepting, deleting: edits of the model |

mod actions;
mod add;
mod desk;
mod lead;
mod must;
mod rows;
mod seen;
mod segment;
mod unasked;

use std::{collections::HashMap, sync::Arc};

use eframe::egui;

pub use self::{
    actions::cell_now,
    desk::{Tests, keep, since_text},
    must::must_ui,
    unasked::unasked,
};
use super::Ask;
use crate::{
    app::{panel, scored::Scored, state::State, theme, widgets},
    model::{SegmentTestId, TestLeadId},
    scoring::testing::{Answer, LeadResult, SegmentResult, Standing, TestId, Tested, Verdict},
};

/// What the tab is called: “Tests 11 of 12”, leads and segments together.
pub(super) fn tab_name(state: &State) -> String {
    match count(state) {
        Some(count) if count.asked() > 0 => {
            tr!("test-leads-tab-of", passed = count.passed, asked = count.asked())
        }
        _ => tr!("leads-tab-test-leads"),
    }
}

/// The sign of the tab while a test fails.
pub(super) fn tab_sign(ui: &egui::Ui, state: &State) -> Option<widgets::Sign> {
    let is_broken = count(state).is_some_and(|count| count.failed > 0);
    let (icon, colour) = sign(theme::of(ui), Verdict::Failed);
    is_broken.then_some(widgets::Sign { icon, colour })
}

/// How the tests of the draft came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    pub passed: usize,
    pub failed: usize,
    pub unasked: usize,
}

impl Count {
    pub fn asked(self) -> usize {
        self.passed + self.failed
    }
}

/// `None` where there are no tests, or nothing is known of them yet.
pub fn count(state: &State) -> Option<Count> {
    let tests = state.scored.as_ref()?.tests();
    let count = |verdict| tests.count(verdict);
    // What is being worked out is asked: it has its answer in a moment.
    let under_way = tests.segments.iter().filter(|segment| segment.answer == Answer::UnderWay).count();
    let unasked = count(Verdict::Unasked) - under_way;
    let counted = Count { passed: count(Verdict::Passed), failed: count(Verdict::Failed), unasked };
    (!tests.is_empty()).then_some(counted)
}

/// The newest answers by id; what was added since is not in them yet.
struct Answers {
    scored: Option<Arc<Scored>>,
    tests: Option<Arc<Tested>>,
    leads: HashMap<TestLeadId, usize>,
    segments: HashMap<SegmentTestId, usize>,
}

impl Answers {
    fn new(scored: Option<&Arc<Scored>>) -> Self {
        let mut answers = Self {
            scored: scored.cloned(),
            tests: scored.map(|scored| scored.tests()),
            leads: HashMap::new(),
            segments: HashMap::new(),
        };
        if let Some(scored) = scored {
            let model = scored.agreed();
            answers.leads.extend(model.test_leads.iter().enumerate().map(|(place, test)| (test.id.clone(), place)));
            answers.segments.extend(model.segments.iter().enumerate().map(|(place, test)| (test.id.clone(), place)));
        }
        answers
    }

    fn lead(&self, id: &TestLeadId) -> Option<&LeadResult> {
        self.tests.as_ref()?.leads.get(*self.leads.get(id)?)
    }

    /// Where the lead of a test stands, where that is known.
    fn stands(&self, id: &TestLeadId) -> Option<&Standing> {
        self.lead(id)?.stands.as_ref().ok()
    }

    fn segment(&self, id: &SegmentTestId) -> Option<&SegmentResult> {
        self.tests.as_ref()?.segments.get(*self.segments.get(id)?)
    }

    fn verdict(&self, id: &TestId) -> Verdict {
        let found = match id {
            TestId::Lead(id) => self.lead(id).map(LeadResult::verdict),
            TestId::Segment(id) => self.segment(id).map(|it| it.answer.verdict()),
        };
        found.unwrap_or(Verdict::Unasked)
    }
}

pub(super) fn show(ui: &mut egui::Ui, state: &mut State) -> Option<Ask> {
    let model = &state.document.model;
    let answers = Answers::new(state.scored.as_ref());
    let opacity = panel::opacity(ui, state.is_stale());
    state.pages.leads.tests.sort(model, &answers);
    widgets::scrolled_page(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 12.0;
        if let Some(unasked) = unasked(state) {
            ui.horizontal_top(|ui| {
                let (icon, colour) = sign(theme::of(ui), Verdict::Unasked);
                ui.label(theme::icon(icon).color(colour));
                ui.add(egui::Label::new(theme::second(ui, &unasked.whole())).wrap());
            });
        }
        let leads = rows::leads_ui(ui, state, &answers, opacity);
        let segments = rows::segments_ui(ui, state, &answers, opacity);
        leads.or(segments)
    })
}

/// The sign of a verdict and its colour; a colour is never the only sign.
pub fn sign(theme: &theme::Theme, verdict: Verdict) -> (widgets::Icon, egui::Color32) {
    match verdict {
        Verdict::Passed => (widgets::Icon::CircleCheck, theme.better),
        Verdict::Failed => (widgets::Icon::CircleX, theme.worse),
        Verdict::Unasked => (widgets::Icon::CircleDashed, theme.second),
    }
}

/// The verdict as a word.
fn verdict_name(verdict: Verdict) -> String {
    match verdict {
        Verdict::Passed => tr!("test-passed"),
        Verdict::Failed => tr!("test-failed"),
        Verdict::Unasked => tr!("test-unasked"),
    }
}
