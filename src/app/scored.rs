//! What the scoring thread answers: the draft and its baseline over the open leads.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use crate::{
    lead::Instant,
    model::{
        CriterionId, Model, SegmentTest, SegmentTestId, Signature, Team,
        check::{Facts, FieldFacts, Problem, check},
    },
    scoring::{
        Columns, Live, Scores, Summary, Tally, facts_from, field_facts,
        population::score_from_hits,
        testing::{self, Answer, Library, SegmentResult, SegmentTester, Tested},
    },
};

/// What is to be scored.
pub struct Question {
    pub columns: Arc<Columns>,
    pub as_of: Instant,
    pub draft: Arc<Model>,
    /// What the draft is held against.
    pub baseline: Arc<Model>,
    /// Whose model is scored, in place of the draft as agreed.
    pub voice: Option<Team>,
}

/// The whole answer. Indices (bands, routes, criteria) are those of [`Scored::model`], which may lag behind the draft.
pub struct Scored {
    pub columns: Arc<Columns>,
    pub as_of: Instant,
    /// The draft, or what a team would make of it.
    pub model: Arc<Model>,
    pub voice: Option<Team>,
    pub scores: Scores,
    pub summary: Summary,
    /// Of the draft as agreed where a voice is scored; else of what the draft is held against.
    pub baseline: Arc<Baseline>,
    /// What is known of the open leads: fields, values, kinds of event.
    pub facts: Arc<Facts>,
    /// Of the draft, whoever's voice is scored.
    pub problems: Vec<Problem>,
    /// Segments about closed leads are answered later than all else, and by themselves.
    tests: Mutex<Arc<Tested>>,
    /// How the teams' signatures stand under the draft.
    signatures: [Signature; 2],
    /// Where each criterion stands in [`Scored::model`].
    places: HashMap<CriterionId, usize>,
}

impl Scored {
    /// What the leads say of a criterion of the draft; `None` where the answer is older than the criterion.
    pub fn evidence(&self, id: &CriterionId) -> Option<Tally> {
        self.summary.criteria.get(*self.places.get(id)?).copied()
    }

    /// How a team's signature stands under the draft.
    pub fn signature(&self, team: Team) -> &Signature {
        let [marketing, sales] = &self.signatures;
        match team {
            Team::Marketing => marketing,
            Team::Sales => sales,
        }
    }

    /// The same leads at another instant, of which only the counts are known: the scores stay those of the instant they name.
    pub fn at_month(&self, as_of: Instant, [draft, baseline]: [(Arc<Model>, &Summary); 2]) -> Self {
        Self {
            columns: Arc::clone(&self.columns),
            as_of,
            voice: self.voice,
            scores: self.scores.clone(),
            summary: draft.1.clone(),
            baseline: Arc::new(Baseline {
                model: baseline.0,
                scores: self.baseline.scores.clone(),
                summary: baseline.1.clone(),
            }),
            facts: Arc::clone(&self.facts),
            problems: self.problems.clone(),
            tests: Mutex::new(self.tests()),
            signatures: self.signatures.clone(),
            places: places(&draft.0),
            model: draft.0,
        }
    }

    /// How the tests of the draft came out, whoever's voice is scored.
    pub fn tests(&self) -> Arc<Tested> {
        Arc::clone(&self.tests.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Takes other answers of some segments. Not a new answer of the scorer: what was worked out of this one stays true.
    pub fn answer_segments(&self, answers: &[(SegmentTest, SegmentResult)]) {
        let mut tests = self.tests.lock().unwrap_or_else(PoisonError::into_inner);
        for (test, result) in answers {
            let place = self.agreed().segments.iter().position(|other| other == test);
            if let Some(place) = place.filter(|place| tests.segments.get(*place).is_some_and(|is| is != result)) {
                Arc::make_mut(&mut tests).segments[place] = result.clone();
            }
        }
    }

    /// Until others are there, the segments that are not answered yet have the last answers that their like had.
    pub fn carry_segments(&self, answers: &[(SegmentTest, SegmentResult)]) {
        let mut tests = self.tests.lock().unwrap_or_else(PoisonError::into_inner);
        let last: HashMap<&SegmentTestId, &SegmentResult> =
            answers.iter().map(|(test, result)| (&test.id, result)).collect();
        for (place, test) in self.agreed().segments.iter().enumerate() {
            let awaits = tests.segments.get(place).is_some_and(|result| result.answer == Answer::UnderWay);
            if let Some(last) = last.get(&test.id).filter(|_| awaits) {
                Arc::make_mut(&mut tests).segments[place] = (*last).clone();
            }
        }
    }

    /// Whether scores and hits are of the instant that it tells: of a month that is played only the counts are known.
    pub fn has_scores(&self) -> bool {
        self.scores.as_of == self.as_of
    }

    /// The draft as agreed.
    pub fn agreed(&self) -> &Model {
        if self.voice.is_some() { &self.baseline.model } else { &self.model }
    }

    pub fn agreed_summary(&self) -> &Summary {
        if self.voice.is_some() { &self.baseline.summary } else { &self.summary }
    }
}

/// The same leads under the baseline model.
pub struct Baseline {
    pub model: Arc<Model>,
    pub scores: Scores,
    pub summary: Summary,
}

/// The scorer, as the thread runs it: from one question to the next it does only what differs.
pub struct Scorer {
    draft: Option<Live>,
    saved: Option<Live>,
    baseline: Option<(Arc<Columns>, Instant, Arc<Baseline>)>,
    fields: Option<(Arc<Columns>, Arc<Vec<FieldFacts>>)>,
    segments: SegmentTester,
}

impl Default for Scorer {
    fn default() -> Self {
        // How leads stood when they closed is asked elsewhere (`closed.rs`): the scores do not wait for it.
        let segments = SegmentTester::of_today();
        Self { draft: None, saved: None, baseline: None, fields: None, segments }
    }
}

impl Scorer {
    pub fn answer(&mut self, question: Question) -> Arc<Scored> {
        let Question { columns, as_of, draft, baseline, voice } = question;
        let live = follow(&mut self.draft, &columns, as_of, &draft);
        let (scores, summary) = (live.scores(), live.summary());
        let baseline = self.baseline(&columns, as_of, baseline, (&draft, &scores, &summary));
        let facts = Arc::new(facts_from(self.fields(&columns), &columns, &draft, Some(&scores)));
        // Without leads nothing can be unknown in them.
        let problems = check(&draft, Some(&*facts).filter(|_| !columns.is_empty()));
        let signatures = signatures(&draft);
        let library = Library { columns: &columns, scores: &scores, summary: &summary };
        let library = Some(library).filter(|_| !columns.is_empty());
        let tests = Arc::new(testing::test(&draft, library, &mut self.segments));
        let agreed = Scored {
            signatures,
            places: places(&draft),
            columns,
            as_of,
            model: draft,
            voice: None,
            scores,
            summary,
            baseline,
            facts,
            problems,
            tests: Mutex::new(tests),
        };
        Arc::new(match voice {
            None => agreed,
            Some(team) => as_proposed(agreed, team),
        })
    }

    /// What is known of the attributes is the same for every draft.
    fn fields(&mut self, columns: &Arc<Columns>) -> Arc<Vec<FieldFacts>> {
        match &self.fields {
            Some((of_columns, fields)) if Arc::ptr_eq(of_columns, columns) => Arc::clone(fields),
            _ => {
                let fields = Arc::new(field_facts(columns));
                self.fields = Some((Arc::clone(columns), Arc::clone(&fields)));
                fields
            }
        }
    }

    fn baseline(
        &mut self,
        columns: &Arc<Columns>,
        as_of: Instant,
        model: Arc<Model>,
        (draft, scores, summary): (&Arc<Model>, &Scores, &Summary),
    ) -> Arc<Baseline> {
        if let Some((of_columns, of_instant, kept)) = &self.baseline
            && Arc::ptr_eq(of_columns, columns)
            && *of_instant == as_of
            && Arc::ptr_eq(&kept.model, &model)
        {
            return Arc::clone(kept);
        }
        // As long as nothing is changed, the two are the same: another day or other leads are asked about once.
        let baseline = Arc::new(if model == *draft {
            Baseline { scores: scores.clone(), summary: summary.clone(), model }
        } else {
            let live = follow(&mut self.saved, columns, as_of, &model);
            Baseline { scores: live.scores(), summary: live.summary(), model }
        });
        self.baseline = Some((Arc::clone(columns), as_of, Arc::clone(&baseline)));
        baseline
    }
}

/// Goes on to a model and an instant from those before, or begins anew for other leads.
pub fn follow<'a>(
    kept: &'a mut Option<Live>,
    columns: &Arc<Columns>,
    as_of: Instant,
    model: &Arc<Model>,
) -> &'a mut Live {
    match kept.take().filter(|live| Arc::ptr_eq(live.columns(), columns)) {
        Some(mut live) => {
            live.set_as_of(as_of);
            live.update_shared(model);
            kept.insert(live)
        }
        None => kept.insert(Live::of_shared(Arc::clone(columns), model, as_of)),
    }
}

fn places(model: &Model) -> HashMap<CriterionId, usize> {
    model.criteria.iter().enumerate().map(|(place, criterion)| (criterion.id.clone(), place)).collect()
}

/// Where nobody signed, nothing is looked up.
fn signatures(draft: &Model) -> [Signature; 2] {
    if draft.sign_offs.is_empty() {
        return [Signature::Missing, Signature::Missing];
    }
    let fingerprint = draft.fingerprint();
    Team::ALL.map(|team| draft.signature(team, &fingerprint))
}

/// The same leads as one team would have them scored, beside what is agreed. Whom a criterion matches is the same.
fn as_proposed(agreed: Scored, team: Team) -> Scored {
    let Scored { columns, as_of, model: draft, scores, summary, facts, problems, places, signatures, tests, .. } =
        agreed;
    // The same criteria in the same places.
    let model = Arc::new(draft.as_proposed(team));
    let mut voiced = score_from_hits(&columns, &model, as_of, &scores.hits);
    voiced.hits = scores.hits.clone();
    Scored {
        summary: Summary::new(&columns, &model, &voiced),
        columns,
        as_of,
        model,
        voice: Some(team),
        scores: voiced,
        baseline: Arc::new(Baseline { model: draft, scores, summary }),
        facts,
        problems,
        tests,
        signatures,
        places,
    }
}
