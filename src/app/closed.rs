//! How closed leads stood when they closed: found on a thread of its own, beside the scores, which do not wait for it.

use std::sync::Arc;

use super::{
    asked::{Asked, Same},
    background::{Background, Wake},
    scored::Scored,
    state::State,
};
use crate::{
    lead::Instant,
    model::{Model, SegmentTest, Team},
    scoring::{
        Columns, Live,
        testing::{Library, SegmentResult, SegmentTester},
    },
};

#[derive(Clone)]
struct Wanted(Arc<Scored>);

impl Same for Wanted {
    fn is_same(&self, other: &Self) -> bool {
        Of::new(&self.0).is(&other.0)
    }
}

/// What was scored.
struct Of {
    columns: Arc<Columns>,
    model: Arc<Model>,
    baseline: Arc<Model>,
    as_of: Instant,
    voice: Option<Team>,
}

impl Of {
    fn new(scored: &Scored) -> Self {
        let (columns, model) = (Arc::clone(&scored.columns), Arc::clone(&scored.model));
        let baseline = Arc::clone(&scored.baseline.model);
        Self { columns, model, baseline, as_of: scored.as_of, voice: scored.voice }
    }

    fn is(&self, scored: &Scored) -> bool {
        Arc::ptr_eq(&self.columns, &scored.columns)
            && Arc::ptr_eq(&self.model, &scored.model)
            && Arc::ptr_eq(&self.baseline, &scored.baseline.model)
            && (self.as_of, self.voice) == (scored.as_of, scored.voice)
    }
}

/// How they stood.
pub struct Found {
    of: Of,
    /// Past wins that went to sales as they stood when they closed, of all that were looked at.
    pub wins: u64,
    pub all_wins: u64,
    /// Of these, by how many more or fewer than under the baseline.
    pub more_wins: i64,
    /// One lead in so many was looked at.
    pub every: usize,
    segments: Vec<(SegmentTest, SegmentResult)>,
}

/// What the thread keeps from one draft to the next: an edit costs what differs.
#[derive(Default)]
struct Kept {
    tester: SegmentTester,
    draft: Option<Live>,
    baseline: Option<Live>,
}

impl Found {
    fn new(kept: &mut Kept, Wanted(scored): &Wanted) -> Self {
        let columns = &scored.columns;
        let stood = Arc::new(columns.at_close().follow(&mut kept.draft, columns, &scored.model));
        let (wins, all_wins) = stood.wins_to_sales(columns, &scored.scores);
        let before = Arc::new(columns.at_close().follow(&mut kept.baseline, columns, &scored.baseline.model));
        let (wins_before, _) = before.wins_to_sales(columns, &scored.baseline.scores);
        let agreed = scored.agreed();
        let mut segments = Vec::new();
        if agreed.segments.iter().any(|test| test.of.is_when_closed()) {
            // Where a voice is scored, the baseline is what is agreed.
            let (scores, of_agreed) = match scored.voice {
                None => (&scored.scores, &stood),
                Some(_) => (&scored.baseline.scores, &before),
            };
            let library = Library { columns, scores, summary: scored.agreed_summary() };
            let results = kept.tester.when_closed(agreed, library, of_agreed).into_iter();
            segments.extend(results.map(|(place, result)| (agreed.segments[place].clone(), result)));
        }
        let more_wins = wins.cast_signed() - wins_before.cast_signed();
        Self { of: Of::new(scored), wins, all_wins, more_wins, every: stood.every, segments }
    }

    /// What part of the past wins went to sales.
    pub fn share(&self) -> f64 {
        self.wins as f64 / self.all_wins.max(1) as f64
    }
}

/// What the window knows of it.
pub struct Closed {
    desk: Asked<Wanted, Found>,
}

impl Closed {
    pub fn new(wake: &Wake) -> Self {
        let answer = |kept: &mut Kept, wanted: Wanted| Found::new(kept, &wanted);
        Self { desk: Asked::new(Background::keeping("closed leads", Arc::clone(wake), Kept::default, answer)) }
    }

    /// Other leads or another model were opened.
    pub fn forget(&mut self) {
        self.desk.forget();
    }

    /// Waits for the thread: for pictures and tests, never in the window.
    pub fn settle(&mut self) {
        self.desk.settle();
    }

    /// The newest answer of these leads; maybe of an older draft.
    pub fn found(&self, scored: &Scored) -> Option<&Found> {
        self.desk.answer().filter(|found| Arc::ptr_eq(&found.of.columns, &scored.columns))
    }

    /// Whether a newer answer is on its way.
    pub fn is_behind(&self, scored: &Scored) -> bool {
        self.desk.asked().is_some()
            && !self.desk.has_failed()
            && self.desk.answer().is_none_or(|found| !found.of.is(scored))
    }

    /// The segments that nobody has asked yet under this draft keep the last answer, until the next is there; so does one of
    /// which something else is asked now.
    pub fn carry_on(&self, fresh: &Scored) {
        // What was found of another day is no answer about this one.
        if let Some(found) = self.found(fresh).filter(|found| found.of.as_of == fresh.as_of) {
            fresh.carry_segments(&found.segments);
        }
    }
}

impl State {
    /// Takes what was found of closed leads, and asks anew where the scores are others.
    pub(super) fn keep_closed(&mut self) {
        self.closed.desk.take();
        if self.closed.desk.take_failure() {
            self.complain(tr!("scorer-broken"));
        }
        let Some(scored) = &self.scored else { return };
        if let Some(found) = self.closed.desk.answer().filter(|found| found.of.is(scored)) {
            scored.answer_segments(&found.segments);
        }
        // Who asks for closed leads is to be told if there are none.
        let is_asked = scored.agreed().segments.iter().any(|test| test.of.is_when_closed());
        if scored.has_scores() && (scored.summary.decided > 0 || is_asked) {
            self.closed.desk.ask(Wanted(Arc::clone(scored)));
        }
    }

    /// Whose model is to be scored: a team that proposes nothing else any more has no model of its own.
    pub(super) fn keep_voice(&mut self) -> Option<Team> {
        let model = self.document.draft();
        self.voices.scored_as = self.voices.scored_as.filter(|team| model.proposes_otherwise(*team));
        if self.voices.seat.is_some() && self.document.model.round().is_none() {
            self.voices.seat = None;
        }
        self.voices.scored_as
    }

    /// The name of the open library's file, without its folder and ending.
    pub fn library_name(&self) -> Option<String> {
        let library = self.library.as_ref()?;
        if library.path.starts_with(self.settings_file.data_folder()) {
            return Some(tr!("sample-leads"));
        }
        Some(library.path.file_stem()?.to_string_lossy().into_owned())
    }
}
