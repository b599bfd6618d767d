//! The thread that turns numbers: one scorer for the chart, for what fits and for the tornado, kept from question to question.

use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, AtomicUsize, Ordering},
    },
    time::{Duration, Instant as Clock},
};

use super::range::Range;
use crate::{
    app::{background::Wake, scored::Scored},
    lead::Instant,
    model::{Model, RouteId},
    scoring::{
        Columns, Live,
        what_if::{Fit, FitTo, Knob, Lever, Point, Proposed, fit_to_capacity, over_capacity, propose, sweep, tornado},
    },
};

/// So many values at a time, before somebody looks whether they are still wanted and worth showing.
const AT_ONCE: usize = 8;
/// A line that grows is shown this often.
const SHOWN_EVERY: Duration = Duration::from_millis(40);
const PROGRESS_EVERY: Duration = Duration::from_millis(100);

/// The leads and the instant that an answer is of.
#[derive(Clone)]
pub struct Leads {
    pub columns: Arc<Columns>,
    pub as_of: Instant,
}

impl Leads {
    pub fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.columns, &other.columns) && self.as_of == other.as_of
    }
}

/// What the chart shows: a number of a model, turned through a range.
#[derive(Clone)]
pub struct Turned {
    pub model: Arc<Model>,
    pub knob: Knob,
    pub range: Range,
    /// Where the draft has it, if that is not where the model has it and may not be among the values of the range.
    pub value: Option<i32>,
}

impl Turned {
    pub fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.model, &other.model)
            && self.knob == other.knob
            && (self.range, self.value) == (other.range, other.value)
    }
}

#[derive(Clone)]
pub struct Question {
    pub number: u64,
    pub leads: Leads,
    /// What the scorer has found already, to begin with.
    pub scored: Option<Arc<Scored>>,
    pub draft: Arc<Model>,
    pub chart: Option<Turned>,
    pub fits: bool,
    pub levers: bool,
}

/// What is known so far: each part is replaced as a whole.
#[derive(Clone, Default)]
pub struct Board {
    pub chart: Option<Arc<Chart>>,
    pub fits: Option<Arc<Fits>>,
    pub levers: Option<Arc<Levers>>,
    /// How far the tornado is, from 0 to 1, while it works.
    pub progress: Option<f32>,
}

pub struct Chart {
    pub leads: Leads,
    pub of: Turned,
    /// As the draft stands, where that was asked for, else as the model does.
    pub now: Point,
    /// By value.
    pub points: Vec<Point>,
    /// From where on all can be worked: of an edge.
    pub fit: Option<Fit>,
    /// All values are there.
    pub is_whole: bool,
}

/// What can be done where more come than can be worked.
pub struct Fits {
    pub leads: Leads,
    pub draft: Arc<Model>,
    pub sales: Proposed,
    /// The routes that get more than they can work.
    pub routes: Vec<(RouteId, Proposed)>,
}

pub struct Levers {
    pub leads: Leads,
    pub draft: Arc<Model>,
    pub levers: Vec<Lever>,
}

/// What the thread and the window share.
#[derive(Clone)]
pub struct Shared {
    board: Arc<Mutex<Board>>,
    /// The number of the newest question: older ones are given up.
    newest: Arc<AtomicU64>,
    wake: Wake,
}

impl Shared {
    pub fn new(wake: &Wake) -> Self {
        Self { board: Arc::default(), newest: Arc::default(), wake: Arc::clone(wake) }
    }

    /// A copy shares the answers.
    pub fn board(&self) -> Board {
        self.lock().clone()
    }

    pub fn clear(&self) {
        *self.lock() = Board::default();
    }

    /// Gives up what is under way, and numbers the next question.
    pub fn next(&self) -> u64 {
        self.newest.fetch_add(1, Ordering::Relaxed) + 1
    }

    fn is_wanted(&self, number: u64) -> bool {
        self.newest.load(Ordering::Relaxed) == number
    }

    fn lock(&self) -> MutexGuard<'_, Board> {
        // Nothing is done under the lock that could leave the board half-written.
        self.board.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts up an answer, unless a newer question was asked meanwhile.
    fn show(&self, number: u64, put: impl FnOnce(&mut Board)) {
        let mut board = self.lock();
        if !self.is_wanted(number) {
            return;
        }
        put(&mut board);
        drop(board);
        (self.wake)();
    }
}

/// The scorer, and the line that it turned last.
pub struct Turner {
    shared: Shared,
    live: Option<Live>,
    line: Option<Line>,
}

/// The points of a number that are known. They hold for every model that differs in nothing but that number.
struct Line {
    leads: Leads,
    knob: Knob,
    /// The model without the number.
    rest: Model,
    points: BTreeMap<i32, Point>,
    fit: Option<Fit>,
}

impl Turner {
    pub fn new(shared: Shared) -> Self {
        Self { shared, live: None, line: None }
    }

    pub fn answer(&mut self, question: &Question) {
        // Taken out, so that a defect on the way leaves no scorer that is halfway between two models.
        let kept = self.live.take().filter(|live| Arc::ptr_eq(live.columns(), &question.leads.columns));
        let mut live = kept.unwrap_or_else(|| begin(question));
        // On another day most rules match whom they matched.
        live.set_as_of(question.leads.as_of);
        self.answer_with(&mut live, question);
        self.live = Some(live);
    }

    fn answer_with(&mut self, live: &mut Live, question: &Question) -> Option<()> {
        let number = question.number;
        if let Some(turned) = &question.chart {
            self.chart(live, question, turned)?;
        }
        let board = self.shared.board();
        let is_known =
            |leads: &Leads, draft: &Arc<Model>| leads.is(&question.leads) && Arc::ptr_eq(draft, &question.draft);
        if question.fits && board.fits.is_none_or(|fits| !is_known(&fits.leads, &fits.draft)) {
            live.update_shared(&question.draft);
            // With the leads counted by their scores, an edge looks at none of them.
            live.summary();
            let fits = fits(live, question, || self.shared.is_wanted(number))?;
            self.shared.show(number, |board| board.fits = Some(Arc::new(fits)));
        }
        if question.levers && board.levers.is_none_or(|levers| !is_known(&levers.leads, &levers.draft)) {
            live.update_shared(&question.draft);
            self.levers(live, question)?;
        }
        Some(())
    }

    fn chart(&mut self, live: &mut Live, question: &Question, turned: &Turned) -> Option<()> {
        let (number, shared) = (question.number, self.shared.clone());
        let is_wanted = || shared.is_wanted(number);
        let Turned { model, knob, range, value } = turned;
        live.update_shared(model);
        let is_edge = matches!(knob, Knob::Edge { .. });
        if is_edge {
            live.summary();
        }
        let found = sweep(live, knob, value.as_slice(), is_wanted)?;
        let now = found.points.into_iter().next().unwrap_or(found.now);
        let rest = without(model, knob);
        let is_same = |line: &Line| line.leads.is(&question.leads) && line.knob == *knob && line.rest == rest;
        let mut line = self.line.take().filter(is_same).unwrap_or_else(|| Line {
            leads: question.leads.clone(),
            knob: knob.clone(),
            rest,
            points: BTreeMap::new(),
            fit: None,
        });
        line.points.extend(now.value.map(|value| (value, now.clone())));
        let wanted = range.in_order(now.value);
        let missing: Vec<i32> = wanted.into_iter().filter(|value| !line.points.contains_key(value)).collect();
        let mut shown = Clock::now();
        for values in missing.chunks(AT_ONCE) {
            let Some(found) = sweep(live, knob, values, is_wanted) else { break };
            line.points.extend(found.points.into_iter().filter_map(|point| Some((point.value?, point))));
            if shown.elapsed() >= SHOWN_EVERY {
                shown = Clock::now();
                let chart = line.chart(question, turned, &now, false);
                self.shared.show(number, |board| board.chart = Some(Arc::new(chart)));
            }
        }
        if is_edge && line.fit.is_none() && is_wanted() {
            line.fit = fit(live, knob, is_wanted);
        }
        // What was found is found, also if nobody waits for it now.
        let chart = line.chart(question, turned, &now, true);
        self.line = Some(line);
        self.shared.show(number, |board| board.chart = Some(Arc::new(chart)));
        is_wanted().then_some(())
    }

    fn levers(&self, live: &mut Live, question: &Question) -> Option<()> {
        let number = question.number;
        let steps = 2 * question.draft.criteria.len().max(1);
        let (done, shown) = (AtomicUsize::new(0), Mutex::new(Clock::now()));
        // It is asked before each step, which is how far it has come.
        let is_wanted = || {
            let done = done.fetch_add(1, Ordering::Relaxed);
            let mut shown = shown.lock().unwrap_or_else(PoisonError::into_inner);
            if shown.elapsed() >= PROGRESS_EVERY {
                *shown = Clock::now();
                self.shared.show(number, |board| board.progress = Some(done as f32 / steps as f32));
            }
            self.shared.is_wanted(number)
        };
        let found = tornado(live, is_wanted);
        let levers =
            found.map(|levers| Levers { leads: question.leads.clone(), draft: Arc::clone(&question.draft), levers });
        let levers = Arc::new(levers?);
        self.shared.show(number, |board| (board.levers, board.progress) = (Some(levers), None));
        Some(())
    }
}

/// The scorer of the window has found already whom each rule matches.
fn begin(question: &Question) -> Live {
    let Leads { columns, as_of } = &question.leads;
    let is_of = |scored: &&Arc<Scored>| {
        let is_of_leads = Arc::ptr_eq(&scored.columns, columns) && scored.as_of == *as_of;
        is_of_leads && scored.has_scores() && scored.voice.is_none()
    };
    match question.scored.as_ref().filter(is_of) {
        Some(scored) => Live::of_hits(Arc::clone(columns), &scored.model, *as_of, &scored.scores.hits),
        None => Live::of_shared(Arc::clone(columns), &question.draft, *as_of),
    }
}

impl Line {
    fn chart(&self, question: &Question, turned: &Turned, now: &Point, is_whole: bool) -> Chart {
        let Range { from, to } = turned.range;
        Chart {
            leads: question.leads.clone(),
            of: turned.clone(),
            now: now.clone(),
            points: self.points.range(from..=to).map(|(_, point)| point.clone()).collect(),
            fit: self.fit.clone(),
            is_whole,
        }
    }
}

/// The model with nothing said where the number stands: two that differ in no more than the number are the same then.
fn without(model: &Model, knob: &Knob) -> Model {
    let mut rest = model.clone();
    match knob {
        Knob::Edge { axis, band } => {
            let bands = &mut rest.axis_mut(*axis).bands;
            bands.iter_mut().filter(|other| other.id == *band).for_each(|band| band.from = None);
        }
        Knob::Points { criterion } => {
            if let Some(criterion) = rest.criterion_mut(criterion) {
                criterion.points = 0;
            }
        }
        Knob::Cap { category } => {
            let categories = &mut rest.categories;
            categories.iter_mut().filter(|other| other.id == *category).for_each(|other| other.at_most = None);
        }
    }
    rest
}

fn fit(live: &mut Live, knob: &Knob, is_wanted: impl Fn() -> bool) -> Option<Fit> {
    let Knob::Edge { axis, band } = knob else { return None };
    fit_to_capacity(live, *axis, band, &FitTo::Sales, is_wanted)
}

fn fits(live: &mut Live, question: &Question, is_wanted: impl Fn() -> bool) -> Option<Fits> {
    let sales = propose(live, &FitTo::Sales, &is_wanted)?;
    let over = sales.now().map(|now| over_capacity(&question.draft, now)).unwrap_or_default();
    let mut routes = Vec::with_capacity(over.len());
    for route in over {
        let proposed = propose(live, &FitTo::Route(route.clone()), &is_wanted)?;
        routes.push((route, proposed));
    }
    Some(Fits { leads: question.leads.clone(), draft: Arc::clone(&question.draft), sales, routes })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        lead::{Day, Lead, Outcome},
        model::{Axis, Rule},
        scoring::{
            ColumnsBuilder,
            sample::{NOW, criterion, event, has_word, lead, model, once, text},
        },
    };

    fn leads() -> Leads {
        let mut builder = ColumnsBuilder::default();
        for (number, (title, kind)) in
            ["ceo", "head", "none"].into_iter().flat_map(|title| [(title, "demo"), (title, "call")]).enumerate()
        {
            builder.extend((0..20).map(|index| Lead {
                created: Some(Day(NOW.day().0 - index)),
                outcome: if (index + number as i32) % 3 == 0 { Outcome::Won } else { Outcome::Lost },
                ..lead(&format!("{number} {index}"), &[("Title", text(title))], vec![event(kind, 1)])
            }));
        }
        Leads { columns: Arc::new(builder.finish()), as_of: NOW }
    }

    fn scoring() -> Model {
        let mut model = model(vec![
            criterion("ceo", "profile", 80, Rule::Profile(has_word("Title", "ceo"))),
            criterion("head", "profile", 55, Rule::Profile(has_word("Title", "head"))),
            criterion("demo", "activity", 90, Rule::Activity(once("demo"))),
            criterion("call", "activity", 60, Rule::Activity(once("call"))),
        ]);
        model.routes[0].weekly_capacity = Some(1);
        model
    }

    fn question(shared: &Shared, leads: &Leads, model: &Model, knob: &Knob, range: Range) -> Question {
        let model = Arc::new(model.clone());
        let chart = Turned { model: Arc::clone(&model), knob: knob.clone(), range, value: None };
        let (number, leads) = (shared.next(), leads.clone());
        Question { number, leads, scored: None, draft: model, chart: Some(chart), fits: true, levers: true }
    }

    #[test]
    fn the_line_is_a_sweep_whatever_was_asked_before() {
        let wake: Wake = Arc::new(|| {});
        let (shared, leads) = (Shared::new(&wake), leads());
        let mut turner = Turner::new(shared.clone());
        let mut model = scoring();
        let edge = Knob::Edge { axis: Axis::Engagement, band: "2".into() };
        let points = Knob::Points { criterion: "head".into() };
        let cap = Knob::Cap { category: "activity".into() };
        // The same number again, turned; then so far that it has pushed a neighbour; then others; and back.
        for (knob, value) in
            [(&edge, 50), (&edge, 65), (&edge, 85), (&edge, 85), (&points, 55), (&points, 76), (&cap, 40), (&edge, 30)]
        {
            knob.set(&mut model, value);
            let range = Range::new(0, 100);
            turner.answer(&question(&shared, &leads, &model, knob, range));
            let board = shared.board();
            let chart = board.chart.expect("it was asked for");
            let mut fresh = Live::new(Arc::clone(&leads.columns), &model, NOW);
            let all: Vec<i32> = (0..=100).collect();
            let expected = sweep(&mut fresh, knob, &all, || true).expect("the model has it");
            assert!(chart.is_whole);
            assert_eq!((&chart.now, &chart.points), (&expected.now, &expected.points), "{knob:?} at {value}");
            assert_eq!(board.levers.expect("asked for").levers, tornado(&mut fresh, || true).expect("wanted"));
            assert_eq!(
                board.fits.expect("asked for").sales,
                propose(&mut fresh, &FitTo::Sales, || true).expect("wanted")
            );
        }
    }

    #[test]
    fn a_month_that_is_played_is_not_turned_with_the_hits_of_today() {
        use crate::app::scored::{Question as Ask, Scorer};

        let wake: Wake = Arc::new(|| {});
        let (shared, Leads { columns, .. }) = (Shared::new(&wake), leads());
        let mut model = scoring();
        for criterion in &mut model.criteria {
            if let Rule::Activity(activity) = &mut criterion.rule {
                activity.within_days = Some(3);
            }
        }
        let model = Arc::new(model);
        let (draft, baseline) = (Arc::clone(&model), Arc::clone(&model));
        let ask = Ask { columns: Arc::clone(&columns), as_of: NOW, draft, baseline, voice: None };
        let then = NOW.days_earlier(10);
        let mut fresh = Live::new(Arc::clone(&columns), &model, then);
        let summary = fresh.summary();
        let of = [(Arc::clone(&model), &summary), (Arc::clone(&model), &summary)];
        let month = Arc::new(Scorer::default().answer(ask).at_month(then, of));
        let knob = Knob::Edge { axis: Axis::Engagement, band: "1".into() };
        let asked = question(&shared, &Leads { columns, as_of: then }, &model, &knob, Range::new(0, 100));
        Turner::new(shared.clone()).answer(&Question { scored: Some(month), draft: model, ..asked });
        let (found, sales) = (shared.board().chart.expect("asked for"), propose(&mut fresh, &FitTo::Sales, || true));
        assert_eq!(found.now, sweep(&mut fresh, &knob, &[], || true).expect("the model has it").now);
        assert_eq!(Some(&shared.board().fits.expect("asked for").sales), sales.as_ref());
    }

    #[test]
    fn what_is_no_longer_wanted_is_not_shown() {
        let wake: Wake = Arc::new(|| {});
        let (shared, leads) = (Shared::new(&wake), leads());
        let mut turner = Turner::new(shared.clone());
        let knob = Knob::Points { criterion: "head".into() };
        let late = question(&shared, &leads, &scoring(), &knob, Range::new(0, 20));
        shared.next();
        turner.answer(&late);
        let board = shared.board();
        assert!(board.chart.is_none() && board.fits.is_none() && board.levers.is_none());
    }
}
