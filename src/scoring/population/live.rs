//! A scorer that keeps what it found, and does for the next model only what differs.

use std::sync::Arc;

use super::{
    axis::{AxisState, ScoreKey},
    counts::{self, CellCounts, Classes, Counts, Routes},
    hits,
    joint::Joint,
    rows::Rows,
    takes_part,
};
use crate::{
    lead::Instant,
    model::{AccountRollUp, Axis, AxisSettings, Band, Criterion, Flames, Matrix, Model, Route, Stage},
    scoring::{ARRIVAL_WEEKS, Bitmap, Columns, Density, Hits, Scores, StageOf, Summary, Tally, adding, stage_index},
};

/// The leads of a library under a model that is being edited.
///
/// [`Live::update`] takes the next model and finds the counts by cell and by route; [`Live::summary`] and [`Live::scores`]
/// make the rest when they are asked. What is asked once more is not made again, and what an edit does not touch is kept:
///
/// | an edit of | finds again |
/// |---|---|
/// | a rule, a criterion switched on | that criterion's hits; its category's sums and its axis' total by the difference |
/// | points, a cap, a criterion switched off | its category's sums and its axis' total by the difference |
/// | the scale, the range | the bands of that axis |
/// | an edge | nothing of any lead, once there was a summary: a score has its band |
/// | a cell, a route | nothing of any lead: some hundred counts are added up |
/// | *as of* | the hits of rules that ask for an age, and what hangs on those |
/// | names, reasons, tiers, proposals | nothing |
pub struct Live {
    columns: Arc<Columns>,
    state: State,
}

impl Live {
    pub fn new(columns: Arc<Columns>, model: &Model, as_of: Instant) -> Self {
        Self::of_shared(columns, &Arc::new(model.clone()), as_of)
    }

    /// As [`Live::new`], without a copy of the model.
    pub fn of_shared(columns: Arc<Columns>, model: &Arc<Model>, as_of: Instant) -> Self {
        let state = State::with_hits(&columns, model, as_of, None);
        Self { columns, state }
    }

    /// As [`Live::of_shared`], with hits that are known already: those of this model. They are shared, not found again.
    pub fn of_hits(columns: Arc<Columns>, model: &Arc<Model>, as_of: Instant, hits: &[Hits]) -> Self {
        let state = State::with_hits(&columns, model, as_of, Some(hits));
        Self { columns, state }
    }

    pub fn columns(&self) -> &Arc<Columns> {
        &self.columns
    }

    pub fn as_of(&self) -> Instant {
        self.state.as_of
    }

    /// The model of the last update.
    pub fn model(&self) -> &Model {
        &self.state.model
    }

    /// Takes the next model.
    pub fn update(&mut self, model: &Model) {
        self.update_shared(&Arc::new(model.clone()));
    }

    /// As [`Live::update`], without a copy of the model: that takes longer than an edit of a cell.
    pub fn update_shared(&mut self, model: &Arc<Model>) {
        self.state.update(&self.columns, model);
    }

    /// Goes to another instant, with the same model. Rules that ask for no age match whom they matched; all events are gone over
    /// again.
    pub fn set_as_of(&mut self, as_of: Instant) {
        if as_of != self.state.as_of {
            self.state.go_to(&self.columns, as_of);
        }
    }

    /// Counts by cell and by route, of all leads and of those that were won: the quickest answer.
    pub fn counts(&self) -> Counts {
        self.state.cells.counts(&self.state.model)
    }

    pub fn summary(&mut self) -> Summary {
        self.state.summary()
    }

    pub fn scores(&mut self) -> Scores {
        self.state.scores()
    }

    /// The buying stage of each lead that is there.
    pub fn stages(&mut self) -> Vec<StageOf> {
        self.state.stages_of_rows()
    }

    /// Who goes to sales: the same bitmap as in the scores, without the rest of them.
    pub fn qualified(&mut self) -> Arc<Bitmap> {
        self.state.qualified()
    }

    /// What a category of the model gives a lead, in thousandths of a point, after its caps.
    pub fn category_total(&self, category: usize, row: usize) -> i64 {
        let State { fit, engagement, model, .. } = &self.state;
        let sums = fit.before_caps(category).or_else(|| engagement.before_caps(category));
        sums.map_or(0, |sums| adding::clamp_category(&model.categories[category], sums.get(row)))
    }

    /// What is kept beside the columns, in bytes.
    pub fn bytes(&self) -> usize {
        self.state.bytes()
    }
}

/// Scores every lead of a library.
pub fn score_all(columns: &Columns, model: &Model, as_of: Instant) -> Scores {
    State::with_hits(columns, &Arc::new(model.clone()), as_of, None).scores()
}

/// Scores every lead for hits that are known already: those of this model, or of one that differs from it only in points.
pub fn score_from_hits(columns: &Columns, model: &Model, as_of: Instant, hits: &[Hits]) -> Scores {
    State::with_hits(columns, &Arc::new(model.clone()), as_of, Some(hits)).scores()
}

struct State {
    as_of: Instant,
    model: Arc<Model>,
    classes: Classes,
    hits: Vec<Hits>,
    fit: AxisState,
    engagement: AxisState,
    /// Where the gain makes the flames.
    earlier: Option<Earlier>,
    /// How many of these there were.
    looked_back: u64,
    /// The hits that disqualify.
    disqualifying: Vec<Hits>,
    disqualified: Arc<Bitmap>,
    /// Of them, those who are there.
    disqualified_there: Arc<Bitmap>,
    /// The criteria that keep a lead from being cold.
    warming: Vec<usize>,
    cold: Arc<Bitmap>,
    /// What the counts were made of: the versions of the bands and of the classes, and how many bands there are.
    counted: Option<([u64; 3], [usize; 2])>,
    class_version: u64,
    cells: CellCounts,
    /// By criterion.
    tallies: Vec<(Hits, Tally)>,
    rows: Rows,
    joint: Option<(JointKey, Option<Joint>)>,
}

/// What the counts of pairs of scores are made of: the scores, and the version of the classes.
type JointKey = ([ScoreKey; 2], u64);

/// The engagement before the days whose gain makes the flames.
struct Earlier {
    /// Tells it from those that were there before.
    number: u64,
    over_days: u32,
    hits: Vec<Hits>,
    axis: AxisState,
}

impl State {
    /// With hits that are known already, where they are.
    fn with_hits(columns: &Columns, model: &Arc<Model>, as_of: Instant, hits: Option<&[Hits]>) -> Self {
        let mut state = Self {
            as_of,
            model: Arc::clone(model),
            classes: Classes::new(columns, as_of),
            hits: hits.map(<[Hits]>::to_vec).unwrap_or_default(),
            fit: AxisState::new(Axis::Fit),
            engagement: AxisState::new(Axis::Engagement),
            earlier: None,
            looked_back: 0,
            disqualifying: Vec::new(),
            disqualified: Arc::new(Bitmap::with_len(columns.len())),
            disqualified_there: Arc::new(Bitmap::with_len(columns.len())),
            warming: Vec::new(),
            cold: Arc::default(),
            counted: None,
            class_version: 0,
            cells: CellCounts::default(),
            tallies: Vec::new(),
            rows: Rows::default(),
            joint: None,
        };
        state.follow(columns, hits.map(|_| &**model), None);
        state
    }

    fn go_to(&mut self, columns: &Columns, as_of: Instant) {
        self.as_of = as_of;
        self.classes = Classes::new(columns, as_of);
        self.class_version += 1;
        // Counted and noted of those who were there.
        self.tallies.clear();
        self.disqualifying.clear();
        self.disqualified = Arc::new(Bitmap::with_len(columns.len()));
        self.disqualified_there = Arc::clone(&self.disqualified);
        let model = Arc::clone(&self.model);
        for (criterion, hits) in model.criteria.iter().zip(&mut self.hits) {
            if hits::asks_age(&criterion.rule) {
                *hits = Hits::Off;
            }
        }
        self.follow(columns, Some(&model), None);
    }

    fn update(&mut self, columns: &Columns, model: &Arc<Model>) {
        let before = std::mem::replace(&mut self.model, Arc::clone(model));
        self.follow(columns, Some(&before), Some(&before));
    }

    /// Does what the model asks for beyond what was done for the one before. `of_hits` is the model that the hits are of,
    /// `before` the one that all the rest is of.
    fn follow(&mut self, columns: &Columns, of_hits: Option<&Model>, before: Option<&Model>) {
        everything_is_read(&self.model);
        let homes = adding::category_indices(&self.model);
        self.find_hits(columns, of_hits, before, &homes);
        self.look_back(columns, before, &homes);
        self.disqualify(columns);
        self.add_up(columns, &homes);
    }

    fn find_hits(
        &mut self,
        columns: &Columns,
        of_hits: Option<&Model>,
        before: Option<&Model>,
        homes: &[Option<usize>],
    ) {
        let Self { model, as_of, .. } = &*self;
        let old = of_hits
            .filter(|model| model.criteria.len() == self.hits.len())
            .map(|before| (before, self.hits.as_slice()));
        let hits = hits::renew(columns, old, model, *as_of, |index| takes_part(model, homes, index));
        let warming = hits::warming(model, homes);
        let old = before.map(|before| (before, self.warming.as_slice()));
        let cold = hits::cold(columns, old, model, &warming, *as_of);
        if let Some(mut cold) = cold {
            cold.keep(&self.classes.there);
            self.cold = Arc::new(cold);
        }
        (self.hits, self.warming) = (hits, warming);
    }

    /// The engagement before the days whose gain makes the flames: the same axis at another instant.
    fn look_back(&mut self, columns: &Columns, before: Option<&Model>, homes: &[Option<usize>]) {
        let kept = self.earlier.take();
        let Self { model, .. } = &*self;
        let Flames::ByGain { over_days, .. } = model.flames else { return };
        let kept = kept.filter(|earlier| earlier.over_days == over_days);
        let old = before.zip(kept.as_ref()).map(|(before, kept)| (before, kept.hits.as_slice()));
        let on_the_axis = |index: usize| {
            takes_part(model, homes, index)
                && homes[index].is_some_and(|home| model.categories[home].axis == Axis::Engagement)
        };
        let hits = hits::renew(columns, old, model, self.as_of.days_earlier(over_days), on_the_axis);
        let (number, mut axis) = match kept {
            Some(kept) => (kept.number, kept.axis),
            None => (self.looked_back + 1, AxisState::new(Axis::Engagement)),
        };
        axis.update(model, homes, &hits, columns.len());
        self.looked_back = self.looked_back.max(number);
        self.earlier = Some(Earlier { number, over_days, hits, axis });
    }

    fn disqualify(&mut self, columns: &Columns) {
        let criteria = self.model.criteria.iter().zip(&self.hits);
        let wanted = criteria.filter(|(criterion, hits)| criterion.disqualifies && **hits != Hits::Off);
        let disqualifying: Vec<Hits> = wanted.map(|(_, hits)| hits.clone()).collect();
        let same = |(one, other): (&Hits, &Hits)| one.is(other);
        if disqualifying.len() == self.disqualifying.len() && disqualifying.iter().zip(&self.disqualifying).all(same) {
            return;
        }
        let mut disqualified = Bitmap::with_len(columns.len());
        for matching in disqualifying.iter().filter_map(Hits::matching) {
            for (word, other) in disqualified.words.iter_mut().zip(&matching.words) {
                *word |= other;
            }
        }
        self.classes.disqualify(&disqualified);
        let mut there = disqualified.clone();
        there.keep(&self.classes.there);
        self.disqualified_there = Arc::new(there);
        self.class_version += 1;
        (self.disqualifying, self.disqualified) = (disqualifying, Arc::new(disqualified));
    }

    /// Sums, totals, bands and counts: one pass over the leads for all that is to be done on both axes.
    fn add_up(&mut self, columns: &Columns, homes: &[Option<usize>]) {
        let Self { model, hits, fit, engagement, .. } = self;
        let new_totals = [&mut *fit, engagement].map(|axis| axis.prepare(model, homes, hits, columns.len()));
        let bands = [model.fit.bands.len(), model.engagement.bands.len()];
        let versions = [self.fit.versions().bands, self.engagement.versions().bands, self.class_version];
        if self.counted == Some((versions, bands)) {
            return;
        }
        self.counted = Some((versions, bands));
        let joint_key = self.joint_key();
        match &self.joint {
            // Other bands of the same scores: no lead need be looked at.
            Some((key, Some(joint))) if !new_totals.contains(&true) && *key == joint_key => {
                self.cells = joint.cells(&self.model);
            }
            _ => {
                let (fit, engagement) = (self.fit.tasks(), self.engagement.tasks());
                self.cells = counts::count(bands, fit, engagement, &self.classes.of_rows);
                self.fit.finish();
                self.engagement.finish();
            }
        }
    }

    fn joint_key(&self) -> JointKey {
        ([&self.fit, &self.engagement].map(|axis| axis.score_key(&self.model)), self.class_version)
    }

    fn summary(&mut self) -> Summary {
        let counts = self.cells.counts(&self.model);
        let (density, stages) = self.by_scores();
        let criteria = self.by_criterion();
        let arrivals = self.classes.dated.then_some(counts.arrivals);
        let a_week = |leads: u64| leads as f64 / f64::from(ARRIVAL_WEEKS);
        let weekly = |leads: &Vec<u64>| leads.iter().map(|leads| a_week(*leads)).collect();
        Summary {
            leads: counts.total.leads,
            won: counts.total.won,
            decided: counts.total.decided,
            to_sales: counts.to_sales.leads,
            wins_to_sales: counts.to_sales.won,
            decided_to_sales: counts.to_sales.decided,
            disqualified: counts.disqualified,
            cold: self.cold.count(),
            cells: counts.cells,
            routes: counts.routes,
            criteria,
            stages,
            arrivals_per_week: arrivals.as_ref().map(|arrivals| a_week(arrivals.leads)),
            to_sales_per_week: arrivals.as_ref().map(|arrivals| a_week(arrivals.to_sales)),
            cells_per_week: arrivals.as_ref().map(|arrivals| arrivals.cells.iter().map(weekly).collect()),
            routes_per_week: arrivals.as_ref().map(|arrivals| weekly(&arrivals.routes)),
            density: Arc::new(density),
        }
    }

    /// What hangs on both scores of each lead: the cloud and the buying stages.
    fn by_scores(&mut self) -> (Density, Vec<Tally>) {
        let key = self.joint_key();
        let (fit, engagement) = (self.fit.scores(&self.model), self.engagement.scores(&self.model));
        let versions = [self.fit.versions().scores, self.engagement.versions().scores];
        if self.joint.as_ref().is_none_or(|(of, _)| *of != key) {
            self.joint = Some((key, Joint::new(&self.model, &fit, &engagement, &self.classes.of_rows)));
        }
        if let Some((_, Some(joint))) = &self.joint {
            return (joint.density(&self.model), joint.stages(&self.model));
        }
        let combined = self.rows.combined(versions.iter().sum(), &self.model, &fit, &engagement);
        let mut stages = vec![Tally::default(); self.model.stages.len()];
        if !stages.is_empty() {
            for (combined, class) in combined.iter().zip(&self.classes.of_rows) {
                if let Some(stage) = stage_index(&self.model, i64::from(*combined)) {
                    stages[stage].add(counts::tally_of(*class, 1));
                }
            }
        }
        let one = |row: usize| {
            let tally = counts::tally_of(self.classes.of_rows[row], 1);
            [tally.leads as u32, tally.won as u32, tally.decided as u32]
        };
        (Density::of_scores(&self.model, &fit, &engagement, one), stages)
    }

    /// What became of the leads that each criterion matches: counted again only where the hits are others.
    fn by_criterion(&mut self) -> Vec<Tally> {
        let kept = |index: usize, hits: &Hits| {
            let same = |kept: &&(Hits, Tally)| kept.0.is(hits);
            self.tallies.get(index).filter(same).or_else(|| self.tallies.iter().find(same)).map(|(_, tally)| *tally)
        };
        let tally = |(index, hits): (usize, &Hits)| {
            (hits.clone(), kept(index, hits).unwrap_or_else(|| self.classes.tally(hits)))
        };
        self.tallies = self.hits.iter().enumerate().map(tally).collect();
        self.tallies.iter().map(|(_, tally)| *tally).collect()
    }

    fn qualified(&mut self) -> Arc<Bitmap> {
        let (routes, bands_version) = (Routes::new(&self.model), self.bands_version());
        let (fit, engagement) = (self.fit.bands(), self.engagement.bands());
        let route = self.rows.route(bands_version, &routes, &fit, &engagement, &self.disqualified);
        self.rows.qualified(bands_version, &routes, &route, &self.disqualified, &self.classes.there)
    }

    fn stages_of_rows(&mut self) -> Vec<StageOf> {
        let model = &self.model;
        let (fit, engagement) = (self.fit.scores(model), self.engagement.scores(model));
        let version = self.fit.versions().scores + self.engagement.versions().scores;
        let combined = self.rows.combined(version, model, &fit, &engagement);
        StageOf::rows(model, &combined, &self.classes.there)
    }

    /// Goes up when the bands of any lead may be others, or who is disqualified.
    fn bands_version(&self) -> u64 {
        self.fit.versions().bands + self.engagement.versions().bands + self.class_version
    }

    fn scores(&mut self) -> Scores {
        let model = &self.model;
        let (fit, engagement) = (self.fit.scores(model), self.engagement.scores(model));
        let versions = [self.fit.versions(), self.engagement.versions()];
        let (fit_band, engagement_band) = (self.fit.bands(), self.engagement.bands());
        let routes = Routes::new(model);
        let bands_version = self.bands_version();
        let route = self.rows.route(bands_version, &routes, &fit_band, &engagement_band, &self.disqualified);
        let earlier = self.earlier.as_mut().map(|earlier| {
            (earlier.axis.scores(model), [versions[1].scores, earlier.number, earlier.axis.versions().scores])
        });
        let (flames_version, gain) = match &earlier {
            Some((earlier, version)) => (*version, Some((engagement.as_slice(), earlier.as_slice()))),
            None => ([versions[1].bands, 0, 0], None),
        };
        let counts = self.cells.counts(model);
        let mut capped = vec![None; model.categories.len()];
        for (category, leads) in self.fit.capped().into_iter().chain(self.engagement.capped()) {
            capped[category] = Some(leads);
        }
        Scores {
            as_of: self.as_of,
            there: Arc::clone(&self.classes.there),
            hits: self.hits.clone(),
            combined: self.rows.combined(versions[0].scores + versions[1].scores, model, &fit, &engagement),
            stars: self.rows.stars(versions[0].bands, model, &fit_band),
            flames: self.rows.flames(flames_version, model, &engagement_band, gain),
            qualified: self.rows.qualified(bands_version, &routes, &route, &self.disqualified, &self.classes.there),
            cell_counts: self.cells.cell_counts(model),
            route_counts: counts.routes.iter().map(|tally| tally.leads as u32).collect(),
            fit,
            engagement,
            fit_band,
            engagement_band,
            route,
            disqualified: Arc::clone(&self.disqualified_there),
            cold: Arc::clone(&self.cold),
            capped,
        }
    }

    fn bytes(&self) -> usize {
        let hits = self.hits.iter().chain(self.earlier.iter().flat_map(|earlier| &earlier.hits));
        let axes = [&self.fit, &self.engagement].into_iter().chain(self.earlier.as_ref().map(|earlier| &earlier.axis));
        let joint = self.joint.as_ref().and_then(|(_, joint)| joint.as_ref());
        hits.map(Hits::bytes).sum::<usize>()
            + axes.map(AxisState::bytes).sum::<usize>()
            + self.classes.bytes()
            + 8 * (2 * self.disqualified.words.capacity() + self.cold.words.capacity())
            + self.rows.bytes()
            + joint.map_or(0, Joint::bytes)
    }
}

/// Takes apart by name what a score can hang on, so that a new field of the model asks to be thought of here.
fn everything_is_read(model: &Model) {
    let Model {
        format: _,
        name: _,
        about: _,
        tiers: _,
        // The total's meaning and the edges: `AxisState::update`.
        fit: AxisSettings { scale: _, range: _, bands: _ },
        engagement: _,
        // `Rows::combined`, `Joint::stages`.
        combined: _,
        // `axis::recipes`.
        categories: _,
        criteria,
        routes,
        // `Routes::new`.
        matrix: Matrix { cells: _, disqualified: _ },
        // `State::look_back`, `Rows::flames`.
        flames: _,
        // `hits::cold`.
        cold_after_days: _,
        // `SalesView`, over what is kept here.
        interesting: _,
        // `Joint::stages`.
        stages,
        // Read by nothing that is kept: `score_accounts` is given the scores.
        accounts: AccountRollUp { fit: _, engagement: _, leads: _ },
        // `hits::renew`.
        domains: _,
        sign_offs: _,
        signed: _,
        decisions: _,
        scenarios: _,
        test_leads: _,
        segments: _,
        personas: _,
    } = model;
    for band in model.fit.bands.iter().chain(&model.engagement.bands) {
        // The edges of `AxisState::update`, the stars and flames of `Rows`, the cells of `Routes::new`.
        let Band { id: _, name: _, from: _, marks: _ } = band;
    }
    for criterion in criteria {
        // `hits::renew`, `hits::warming`, `axis::recipes`, `State::disqualify`.
        let Criterion {
            id: _,
            name: _,
            category: _,
            tier: _,
            points: _,
            rule: _,
            enabled: _,
            disqualifies: _,
            why: _,
            proposals: _,
        } = criterion;
    }
    for route in routes {
        // `Routes::new`.
        let Route {
            id: _,
            name: _,
            owner: _,
            tone: _,
            respond_within_minutes: _,
            follow_up: _,
            action: _,
            qualified: _,
            weekly_capacity: _,
        } = route;
    }
    for stage in stages {
        let Stage { id: _, name: _, from: _ } = stage;
    }
}
