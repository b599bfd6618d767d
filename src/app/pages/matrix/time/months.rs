//! The months of a library under one model: worked out ahead one by one, on a thread, and kept as counts.

use std::sync::Arc;

use crate::{
    app::{
        background::{Background, Wake},
        scored::follow,
    },
    lead::Instant,
    model::{Model, Team},
    scoring::{Columns, Live, Passage, StageOf, Summary},
};

/// Over how many months it is told who moves on.
pub const LAGS: [usize; 2] = [1, 3];

/// What the months are of.
#[derive(Clone)]
pub struct Subject {
    pub columns: Arc<Columns>,
    pub draft: Arc<Model>,
    /// What the draft is held against.
    pub against: Arc<Model>,
    /// Whose model is scored in place of the draft as agreed, which it is then held against.
    pub voice: Option<Team>,
    pub points: Arc<Vec<Instant>>,
}

impl Subject {
    fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.columns, &other.columns)
            && Arc::ptr_eq(&self.draft, &other.draft)
            && Arc::ptr_eq(&self.against, &other.against)
            && self.voice == other.voice
            && self.points == other.points
    }

    /// The model that is scored, and what it is held against.
    fn models(&self) -> [Arc<Model>; 2] {
        match self.voice {
            Some(team) => [Arc::new(self.draft.as_proposed(team)), Arc::clone(&self.draft)],
            None => [Arc::clone(&self.draft), Arc::clone(&self.against)],
        }
    }
}

/// The leads at the end of a month.
pub struct Month {
    pub as_of: Instant,
    pub models: [Arc<Model>; 2],
    /// Of the model, and of what it is held against.
    pub summaries: [Summary; 2],
    /// Who went where since so many months ago, by [`LAGS`]; `None` where the months do not reach back so far.
    pub passages: [Option<Passage>; LAGS.len()],
}

impl Month {
    pub fn summary(&self) -> &Summary {
        &self.summaries[0]
    }

    /// Of each stage in the order of the model, and then of those below all.
    pub fn stages(&self) -> Vec<u64> {
        let mut leads: Vec<u64> = self.summary().stages.iter().map(|tally| tally.leads).collect();
        leads.push(self.summary().leads.saturating_sub(leads.iter().sum()));
        leads
    }
}

struct Question {
    columns: Arc<Columns>,
    models: [Arc<Model>; 2],
    points: Arc<Vec<Instant>>,
    place: usize,
    /// Tells the months of one subject from those of another.
    number: u64,
}

struct Answer {
    number: u64,
    place: usize,
    month: Arc<Month>,
}

/// The thread's work, and what it keeps from one month to the next.
#[derive(Default)]
struct Scribe {
    draft: Option<Live>,
    against: Option<Live>,
    number: u64,
    /// The stages of all leads in the months before, by their place.
    past: Vec<(usize, Vec<StageOf>)>,
}

impl Scribe {
    fn answer(&mut self, question: Question) -> Answer {
        let Question { columns, models, points, place, number } = question;
        if number != self.number {
            self.number = number;
            self.past.clear();
        }
        let as_of = points.get(place).copied().unwrap_or_default();
        let [model, against] = &models;
        let live = follow(&mut self.draft, &columns, as_of, model);
        let summary = live.summary();
        let stages = (!model.stages.is_empty()).then(|| live.stages());
        let passages = LAGS.map(|lag| {
            let before = place.checked_sub(lag)?;
            let (_, before) = self.past.iter().find(|(of, _)| *of == before)?;
            Some(Passage::new(model.stages.len(), before, stages.as_ref()?))
        });
        if let Some(stages) = stages {
            self.past.retain(|(of, _)| place < of + LAGS[LAGS.len() - 1]);
            self.past.push((place, stages));
        }
        let of_against = if model == against {
            summary.clone()
        } else {
            follow(&mut self.against, &columns, as_of, against).summary()
        };
        if place + 1 >= points.len() {
            // What was needed from month to month is given back.
            *self = Self { number, ..Self::default() };
        }
        let summaries = [summary, of_against];
        Answer { number, place, month: Arc::new(Month { as_of, models, summaries, passages }) }
    }
}

/// The months that are known, and the thread that works out the others.
pub struct Months {
    worker: Background<Question, Answer>,
    subject: Option<(Subject, [Arc<Model>; 2])>,
    number: u64,
    found: Vec<Option<Arc<Month>>>,
    asked: Option<usize>,
    /// All months of the subject before, to be shown until there are newer ones.
    last: Vec<Arc<Month>>,
    pub is_broken: bool,
    /// It is broken, and nobody was told yet.
    is_to_be_told: bool,
}

impl Months {
    pub fn new(wake: &Wake) -> Self {
        Self {
            worker: Background::keeping("months", Arc::clone(wake), Scribe::default, Scribe::answer),
            subject: None,
            number: 0,
            found: Vec::new(),
            asked: None,
            last: Vec::new(),
            is_broken: false,
            is_to_be_told: false,
        }
    }

    /// Whether a month could not be worked out, once: then no more are asked for.
    pub fn take_failure(&mut self) -> bool {
        std::mem::take(&mut self.is_to_be_told)
    }

    pub fn forget(&mut self) {
        self.worker.forget();
        self.is_broken = false;
        self.last.clear();
        self.subject = None;
        self.found.clear();
        self.asked = None;
    }

    pub fn is_of(&self, subject: &Subject) -> bool {
        self.subject.as_ref().is_some_and(|(of, _)| of.is(subject))
    }

    /// Goes on working out the months of a subject: to be called while they are wanted.
    pub fn keep(&mut self, subject: &Subject) {
        if !self.is_of(subject) {
            let is_of_others = |(of, _): &(Subject, _)| !Arc::ptr_eq(&of.columns, &subject.columns);
            if self.subject.as_ref().is_some_and(is_of_others) {
                self.last.clear();
            } else if self.is_whole() {
                self.last = self.known().cloned().collect();
            }
            self.subject = Some((subject.clone(), subject.models()));
            self.number += 1;
            self.found = vec![None; subject.points.len()];
            self.asked = None;
            self.is_broken = false;
        }
        self.go_on();
    }

    /// Takes what was found, and asks for the next month.
    fn go_on(&mut self) {
        if let Some(answer) = self.worker.take()
            && answer.number == self.number
        {
            if let Some(found) = self.found.get_mut(answer.place) {
                *found = Some(answer.month);
            }
            self.asked = None;
        }
        if self.worker.take_failure() {
            (self.is_broken, self.is_to_be_told) = (true, true);
        }
        let Some((subject, models)) = self.subject.as_ref().filter(|_| self.asked.is_none() && !self.is_broken) else {
            return;
        };
        if let Some(place) = self.found.iter().position(Option::is_none) {
            self.asked = Some(place);
            self.worker.ask(Question {
                columns: Arc::clone(&subject.columns),
                models: models.clone(),
                points: Arc::clone(&subject.points),
                place,
                number: self.number,
            });
        }
    }

    /// What is there to be shown, and whether it is older than what was asked for: all months, or as many as are known.
    pub fn shown(&self) -> (Vec<Arc<Month>>, bool) {
        if self.is_whole() || self.last.is_empty() {
            return (self.known().cloned().collect(), false);
        }
        (self.last.clone(), true)
    }

    pub fn get(&self, place: usize) -> Option<&Arc<Month>> {
        self.found.get(place)?.as_ref()
    }

    /// All that are known, in their order: the first so many.
    pub fn known(&self) -> impl Iterator<Item = &Arc<Month>> {
        self.found.iter().map_while(Option::as_ref)
    }

    /// How many there are in all.
    pub fn len(&self) -> usize {
        self.found.len()
    }

    pub fn is_whole(&self) -> bool {
        self.subject.is_some() && self.found.iter().all(Option::is_some)
    }

    /// Waits until all are known: for pictures and tests, never in the window.
    pub fn settle(&mut self) {
        while self.subject.is_some() && !self.is_whole() && !self.is_broken {
            self.go_on();
            self.worker.wait_until_idle();
            self.go_on();
        }
    }
}
