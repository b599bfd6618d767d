//! What the tab remembers, and which step broke a test: found on a thread whenever other tests may fail.

use std::{collections::HashMap, sync::Arc};

use super::{
    Answers,
    add::Finder,
    lead::RefusedName,
    seen::{Seen, World},
};
use crate::{
    app::{
        background::{Background, Wake},
        format,
        state::State,
    },
    lead::Instant,
    model::{Model, SegmentTest, TestLead, Whose},
    scoring::{
        Columns,
        testing::{LeadResult, Passed, SegmentResult, Since, Step, TestId, Tested, Tracer, Verdict},
        what_if::{because, because_sentence},
    },
};

/// So many reasons are told: more would be no answer.
const MOST_REASONS: usize = 6;

/// What is to be found out.
struct Question {
    tests: Arc<Tested>,
    failing: Vec<(TestId, Option<Passed>)>,
    steps: Vec<Step>,
    columns: Arc<Columns>,
    as_of: Instant,
}

/// Since when each failing test fails.
struct Traced {
    tests: Arc<Tested>,
    since: HashMap<TestId, Since>,
}

/// What the tab remembers.
pub struct Tests {
    tracer: Background<Question, Traced>,
    /// The answers that it was last asked of: they tell one scoring from another.
    asked: Option<Arc<Tested>>,
    traced: Option<Traced>,
    seen: Seen,
    /// How often leads were opened.
    leads: u64,
    pub(super) finder: Finder,
    /// The test that is open.
    pub(super) open: Option<TestId>,
    pub(super) refused: Option<RefusedName>,
    /// The order in which they are listed; it stays while one is open, so that nothing jumps while it is edited.
    pub(super) order: Vec<TestId>,
    /// Why a test came out otherwise, for the test that is open.
    reasons: Option<(Arc<Tested>, TestId, Vec<String>)>,
}

impl Tests {
    pub fn new(wake: &Wake) -> Self {
        let answer = |tracer: &mut Tracer, question: Question| {
            let Question { tests, failing, steps, columns, as_of } = question;
            Traced { since: tracer.trace(&failing, &steps, &columns, as_of), tests }
        };
        Self {
            tracer: Background::keeping("test tracer", Arc::clone(wake), Tracer::default, answer),
            finder: Finder::new(wake),
            asked: None,
            traced: None,
            seen: Seen::default(),
            leads: 0,
            open: None,
            refused: None,
            order: Vec::new(),
            reasons: None,
        }
    }

    /// Other leads were opened: of those before it is only kept which tests passed.
    pub fn forget_leads(&mut self) {
        self.leads += 1;
        self.tracer.forget();
        self.finder.forget();
        (self.asked, self.traced, self.reasons) = (None, None, None);
    }

    /// Another model was opened.
    pub fn forget(&mut self) {
        self.forget_leads();
        (self.open, self.refused, self.order) = (None, None, Vec::new());
        self.seen = Seen::default();
    }

    /// Waits for the thread: for pictures and tests, never in the window.
    pub fn settle(&mut self) {
        self.tracer.wait_until_idle();
        self.finder.settle();
        self.take();
    }

    fn take(&mut self) {
        if let Some(traced) = self.tracer.take() {
            self.traced = Some(traced);
        }
    }

    /// Since when a test fails; `None` while that is not known.
    pub fn since(&self, id: &TestId) -> Option<&Since> {
        self.traced.as_ref()?.since.get(id)
    }

    /// Puts those that fail first, unless the tests are the same and one of them is open.
    pub(super) fn sort(&mut self, model: &Model, answers: &Answers) {
        let leads = model.test_leads.iter().map(|test| TestId::Lead(test.id.clone()));
        let mut ids: Vec<TestId> =
            leads.chain(model.segments.iter().map(|test| TestId::Segment(test.id.clone()))).collect();
        let is_same = ids.len() == self.order.len() && ids.iter().all(|id| self.order.contains(id));
        if is_same && self.open.is_some() {
            return;
        }
        ids.sort_by_key(|id| answers.verdict(id));
        if self.open.as_ref().is_some_and(|open| !ids.contains(open)) {
            self.open = None;
        }
        self.order = ids;
    }

    /// What made the lead come out otherwise than before the step that broke it, a line each.
    pub(super) fn reasons(&mut self, answers: &Answers, test: &TestLead) -> &[String] {
        let id = TestId::Lead(test.id.clone());
        let (Some(scored), Some(tests)) = (&answers.scored, &answers.tests) else { return &[] };
        let is_known = self
            .reasons
            .as_ref()
            .is_some_and(|(known, of, _)| Arc::ptr_eq(known, tests) && *of == id && self.is_traced(tests));
        if !is_known {
            let lead = match &test.whose {
                Whose::Own(own) => Some((own.lead.as_ref().clone(), own.as_of)),
                Whose::Library(key) => scored.columns.find(key).map(|row| (scored.columns.lead(row), scored.as_of)),
            };
            let lines = match (self.since(&id), lead) {
                (Some(Since::Step(step)), Some((lead, as_of))) => {
                    let (before, now) = (&step.before, scored.agreed());
                    let found = because(before, now, &lead, as_of);
                    found.iter().take(MOST_REASONS).map(|one| because_sentence(one, before, now)).collect()
                }
                _ => Vec::new(),
            };
            self.reasons = self.is_traced(tests).then(|| (Arc::clone(tests), id, lines));
        }
        self.reasons.as_ref().map_or(&[], |(_, _, lines)| lines)
    }

    fn is_traced(&self, tests: &Arc<Tested>) -> bool {
        self.traced.as_ref().is_some_and(|traced| Arc::ptr_eq(&traced.tests, tests))
    }
}

/// Asks which step broke what fails, once the answers are those of the draft.
pub fn keep(state: &mut State) {
    state.pages.leads.tests.take();
    let Some(scored) = &state.scored else { return };
    let (draft, tests) = (state.document.draft(), scored.tests());
    let desk = &mut state.pages.leads.tests;
    let is_asked = desk.asked.as_ref().is_some_and(|asked| Arc::ptr_eq(asked, &tests));
    if is_asked || !std::ptr::eq(scored.agreed(), Arc::as_ptr(draft)) {
        return;
    }
    desk.asked = Some(Arc::clone(&tests));
    let library = state.library.as_ref().map(|library| library.path.clone());
    let world = World { leads: desk.leads, library, as_of: scored.as_of };
    let mut failing = Vec::new();
    for (id, verdict) in verdicts(scored.agreed(), &tests) {
        if verdict == Verdict::Failed {
            let passed = desk.seen.elsewhere(&id, &world);
            failing.push((id, passed));
        } else {
            desk.seen.note(id, verdict, &world, draft);
        }
    }
    if failing.is_empty() {
        desk.traced = None;
        return;
    }
    let steps = state.document.history.steps(draft);
    let columns = Arc::clone(&scored.columns);
    desk.tracer.ask(Question { tests, failing, steps, columns, as_of: scored.as_of });
}

/// “Since “Webinar attended: 8 → 2 points””; nothing while that is still looked for.
pub fn since_text(state: &State, id: &TestId) -> Option<String> {
    let name = || state.library_name().unwrap_or_else(|| tr!("nothing"));
    state.pages.leads.tests.since(id).map(|since| match since {
        Since::Step(step) => tr!("test-since", step = step.label.clone()),
        Since::Always => tr!("test-since-opened"),
        Since::OtherLeads => tr!("test-since-leads", name = name()),
        Since::ChangedLeads => tr!("test-since-changed-leads", name = name()),
        Since::OtherDay => tr!("test-since-day", day = format::day(state.as_of().day())),
    })
}

/// How each test came out, in the order of the model.
fn verdicts(model: &Model, tests: &Tested) -> impl Iterator<Item = (TestId, Verdict)> {
    let lead = |(test, result): (&TestLead, &LeadResult)| (TestId::Lead(test.id.clone()), result.verdict());
    let segment =
        |(test, result): (&SegmentTest, &SegmentResult)| (TestId::Segment(test.id.clone()), result.answer.verdict());
    let leads = model.test_leads.iter().zip(&tests.leads).map(lead);
    leads.chain(model.segments.iter().zip(&tests.segments).map(segment))
}
