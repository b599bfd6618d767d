//! One axis of all leads: the sums of its categories, the total, the bands and the scores, kept from one model to the next.

use std::sync::Arc;

use rayon::prelude::*;

use super::{
    BLOCK_ROWS, TASK_ROWS, block_rows,
    edges::Scoring,
    lane::{FURTHEST_NARROW, Lane},
    shared::{Keyed, Shared},
    sums::{self, Caps, Edges, Given, Job, Sums, Work},
};
use crate::{
    model::{Axis, AxisSettings, Category, CategoryId, Counting, Criterion, Model, Scale, ScoreRange},
    scoring::{Hits, adding},
};

/// An axis under the model it was last asked about.
#[derive(Debug)]
pub struct AxisState {
    axis: Axis,
    /// What the sums of each category of the axis were made of.
    recipes: Vec<Recipe>,
    lanes: Lanes,
    bands: Shared<u8>,
    scores: Keyed<ScoreKey, i32>,
    versions: Versions,
}

/// Each goes up when what it stands for may be another.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Versions {
    pub totals: u64,
    pub bands: u64,
    pub scores: u64,
}

/// The version of the totals, and what turns them into scores.
pub type ScoreKey = (u64, Scale, ScoreRange, i64);

#[derive(Debug)]
enum Lanes {
    Whole(Added<i16>),
    Narrow(Added<i32>),
    Wide(Added<i64>),
}

#[derive(Debug, Default)]
struct Added<T> {
    sums: Sums<T>,
    /// What the categories without a column give every lead.
    base: T,
    /// What the bands were made of, and what they should be made of.
    edges: Option<Edges<T>>,
    wanted: Option<Edges<T>>,
    /// What is to be done until all is as it should be.
    work: Option<Work<T>>,
}

/// What is to be done with an axis for a stretch of rows.
pub enum AxisTask<'a> {
    /// Nothing: the bands are as they were.
    Still(&'a [u8]),
    Whole(sums::Task<'a, i16>),
    Narrow(sums::Task<'a, i32>),
    Wide(sums::Task<'a, i64>),
}

impl AxisTask<'_> {
    /// Does what is to be done for one block; the bands of its leads.
    pub fn do_block(&mut self, block: usize) -> &[u8] {
        match self {
            Self::Still(bands) => &bands[block_rows(block, bands.len())],
            Self::Whole(task) => task.do_block(block),
            Self::Narrow(task) => task.do_block(block),
            Self::Wide(task) => task.do_block(block),
        }
    }
}

/// What the sums of a category are made of.
#[derive(Clone, Debug)]
struct Recipe {
    /// The place among all categories of the model.
    index: usize,
    id: CategoryId,
    counting: Counting,
    at_least: Option<i32>,
    at_most: Option<i32>,
    members: Vec<(Hits, i32)>,
}

impl AxisState {
    pub fn new(axis: Axis) -> Self {
        Self {
            axis,
            recipes: Vec::new(),
            lanes: Lanes::Whole(Added::default()),
            bands: Shared::default(),
            scores: Keyed::default(),
            versions: Versions::default(),
        }
    }

    /// Does what follows from another model or from other hits, and nothing else.
    pub fn update(&mut self, model: &Model, homes: &[Option<usize>], hits: &[Hits], rows: usize) {
        self.prepare(model, homes, hits, rows);
        self.settle();
    }

    /// Does what is still to be done.
    pub fn settle(&mut self) {
        if self.is_settled() {
            return;
        }
        self.tasks().into_par_iter().for_each(|mut task| {
            for block in 0..TASK_ROWS / BLOCK_ROWS {
                task.do_block(block);
            }
        });
        self.finish();
    }

    /// Finds what is to be done: the [`tasks`](Self::tasks). Returns whether totals are among it; then they must be done, and
    /// [`finish`](Self::finish) called, before the next model. Bands can wait until they are asked for.
    pub fn prepare(&mut self, model: &Model, homes: &[Option<usize>], hits: &[Hits], rows: usize) -> bool {
        let recipes = recipes(model, self.axis, homes, hits);
        let scoring = scoring(model, self.axis);
        if !self.lanes.hold(&recipes) || self.bands.get().len() != rows {
            self.lanes = Lanes::for_recipes(&recipes, rows);
            self.recipes = Vec::new();
        }
        let (totals, bands) = match &mut self.lanes {
            Lanes::Whole(added) => added.prepare(&self.recipes, &recipes, scoring),
            Lanes::Narrow(added) => added.prepare(&self.recipes, &recipes, scoring),
            Lanes::Wide(added) => added.prepare(&self.recipes, &recipes, scoring),
        };
        self.versions.totals += u64::from(totals);
        self.versions.bands += u64::from(bands);
        self.recipes = recipes;
        totals
    }

    /// What is to be done, shared out by rows.
    pub fn tasks(&mut self) -> Vec<AxisTask<'_>> {
        let Self { lanes, bands, .. } = self;
        match lanes {
            Lanes::Whole(Added { work: Some(work), sums, .. }) => {
                let rows = sums.total.len();
                sums::tasks(sums, work, bands.renew(rows)).into_iter().map(AxisTask::Whole).collect()
            }
            Lanes::Narrow(Added { work: Some(work), sums, .. }) => {
                let rows = sums.total.len();
                sums::tasks(sums, work, bands.renew(rows)).into_iter().map(AxisTask::Narrow).collect()
            }
            Lanes::Wide(Added { work: Some(work), sums, .. }) => {
                let rows = sums.total.len();
                sums::tasks(sums, work, bands.renew(rows)).into_iter().map(AxisTask::Wide).collect()
            }
            _ => bands.get().chunks(TASK_ROWS).map(AxisTask::Still).collect(),
        }
    }

    /// All tasks are done.
    pub fn finish(&mut self) {
        match &mut self.lanes {
            Lanes::Whole(added) => added.finish(),
            Lanes::Narrow(added) => added.finish(),
            Lanes::Wide(added) => added.finish(),
        }
    }

    fn is_settled(&self) -> bool {
        match &self.lanes {
            Lanes::Whole(added) => added.work.is_none(),
            Lanes::Narrow(added) => added.work.is_none(),
            Lanes::Wide(added) => added.work.is_none(),
        }
    }

    pub fn versions(&self) -> Versions {
        self.versions
    }

    /// The band of each lead.
    pub fn bands(&mut self) -> Arc<Vec<u8>> {
        self.settle();
        Arc::clone(self.bands.get())
    }

    /// What the scores are made of: where it is the same, so are they.
    pub fn score_key(&self, model: &Model) -> ScoreKey {
        let scoring = scoring(model, self.axis);
        let AxisSettings { scale, range, bands: _ } = *scoring.settings;
        // Only a percent scale divides by what can be attained.
        let attainable = if scale == Scale::Percent { scoring.attainable } else { 0 };
        (self.versions.totals, scale, range, attainable)
    }

    /// The score of each lead; `model` is the one last asked about.
    pub fn scores(&mut self, model: &Model) -> Arc<Vec<i32>> {
        let (key, scoring) = (self.score_key(model), scoring(model, self.axis));
        let rows = self.bands.get().len();
        self.scores.get(key, rows, |scores| {
            self.versions.scores += 1;
            match &self.lanes {
                Lanes::Whole(added) => added.scores(scoring, scores),
                Lanes::Narrow(added) => added.scores(scoring, scores),
                Lanes::Wide(added) => added.scores(scoring, scores),
            }
        })
    }

    /// For each category of the axis that has a cap: its place in the model, and in how many leads the cap takes something
    /// away.
    pub fn capped(&self) -> Vec<(usize, u64)> {
        let categories = self.recipes.iter().enumerate();
        let capped = categories.filter_map(|(place, recipe)| {
            let cap = i64::from(recipe.at_most?) * 1000;
            let count = match &self.lanes {
                Lanes::Whole(added) => added.above(place, cap),
                Lanes::Narrow(added) => added.above(place, cap),
                Lanes::Wide(added) => added.above(place, cap),
            };
            Some((recipe.index, count))
        });
        capped.collect()
    }

    /// What a category of the model gives each lead before its caps; `None` where the category is not of this axis.
    pub fn before_caps(&self, category: usize) -> Option<CategorySums<'_>> {
        let place = self.recipes.iter().position(|recipe| recipe.index == category)?;
        Some(match &self.lanes {
            Lanes::Whole(added) => CategorySums::Whole(&added.sums.categories[place]),
            Lanes::Narrow(added) => CategorySums::Narrow(&added.sums.categories[place]),
            Lanes::Wide(added) => CategorySums::Wide(&added.sums.categories[place]),
        })
    }

    /// What it takes in memory, in bytes, without the hits.
    pub fn bytes(&self) -> usize {
        let sums = match &self.lanes {
            Lanes::Whole(added) => added.bytes(),
            Lanes::Narrow(added) => added.bytes(),
            Lanes::Wide(added) => added.bytes(),
        };
        sums + self.bands.bytes() + self.scores.bytes()
    }
}

/// What a category gives each lead, in the numbers that the axis is added up in; nothing at all where no criterion gives.
#[derive(Clone, Copy, Debug)]
pub enum CategorySums<'a> {
    /// In whole points.
    Whole(&'a [i16]),
    /// In thousandths.
    Narrow(&'a [i32]),
    /// In thousandths.
    Wide(&'a [i64]),
}

impl CategorySums<'_> {
    /// In thousandths of a point.
    pub fn get(&self, row: usize) -> i64 {
        match self {
            Self::Whole(sums) => sums.get(row).map_or(0, |sum| sum.thousandths()),
            Self::Narrow(sums) => sums.get(row).map_or(0, |sum| sum.thousandths()),
            Self::Wide(sums) => sums.get(row).map_or(0, |sum| sum.thousandths()),
        }
    }
}

fn scoring(model: &Model, axis: Axis) -> Scoring<'_> {
    Scoring { settings: model.axis(axis), attainable: adding::attainable(model, axis) }
}

/// The categories of an axis, with the criteria that take part.
fn recipes(model: &Model, axis: Axis, homes: &[Option<usize>], hits: &[Hits]) -> Vec<Recipe> {
    let recipe = |(index, category): (usize, &Category)| {
        let Category { id, name: _, axis: of_axis, counting, at_least, at_most } = category;
        (*of_axis == axis).then(|| Recipe {
            index,
            id: id.clone(),
            counting: *counting,
            at_least: *at_least,
            at_most: *at_most,
            members: Vec::new(),
        })
    };
    let mut recipes: Vec<Option<Recipe>> = model.categories.iter().enumerate().map(recipe).collect();
    for ((Criterion { points, .. }, home), hits) in model.criteria.iter().zip(homes).zip(hits) {
        if let Some(Some(recipe)) = home.and_then(|home| recipes.get_mut(home))
            && *hits != Hits::Off
        {
            recipe.members.push((hits.clone(), *points));
        }
    }
    recipes.into_iter().flatten().collect()
}

impl Recipe {
    fn clamp(&self, thousandths: i64) -> i64 {
        adding::clamp_caps(self.at_least, self.at_most, thousandths)
    }

    /// How far from 0 the sum of the category can be, before its caps and after them, in thousandths.
    fn furthest(&self) -> i64 {
        let (mut least, mut most) = (0i64, 0i64);
        for (hits, points) in &self.members {
            let given = i64::from(*points).saturating_mul(most_weight(hits));
            (least, most) = (least.saturating_add(given.min(0)), most.saturating_add(given.max(0)));
        }
        let ends = [least, most, self.clamp(least), self.clamp(most)];
        ends.into_iter().fold(0, |furthest, end| furthest.max(end.saturating_abs()))
    }

    fn caps<T: Lane>(&self) -> Caps<T> {
        let cap = |points: i32| T::of(i64::from(points) * 1000);
        Caps { least: self.at_least.map(cap), most: self.at_most.map(cap) }
    }
}

fn most_weight(hits: &Hits) -> i64 {
    match hits {
        Hits::Off => 0,
        Hits::Bits(_) => 1000,
        Hits::Weights(weights) => i64::from(weights.most),
    }
}

/// So many thousandths is one unit of the hits.
fn unit(hits: &Hits) -> i64 {
    if let Hits::Weights(weights) = hits { i64::from(weights.unit) } else { 1000 }
}

impl Lanes {
    fn for_recipes(recipes: &[Recipe], rows: usize) -> Self {
        match width(recipes) {
            16 => Self::Whole(Added::new(rows)),
            32 => Self::Narrow(Added::new(rows)),
            _ => Self::Wide(Added::new(rows)),
        }
    }

    fn hold(&self, recipes: &[Recipe]) -> bool {
        let bits = match self {
            Self::Whole(_) => 16,
            Self::Narrow(_) => 32,
            Self::Wide(_) => 64,
        };
        width(recipes) == bits
    }
}

/// The bits of the narrowest lane that holds every sum of an axis, with one to spare at either end.
fn width(recipes: &[Recipe]) -> u32 {
    let furthest = recipes.iter().fold(0i64, |sum, recipe| sum.saturating_add(recipe.furthest()));
    let whole = recipes.iter().flat_map(|recipe| &recipe.members).all(|(hits, _)| unit(hits) == 1000);
    if whole && furthest / 1000 < i64::from(i16::MAX) {
        16
    } else if furthest < i64::from(FURTHEST_NARROW) {
        32
    } else {
        64
    }
}

impl<T: Lane> Added<T> {
    fn new(rows: usize) -> Self {
        let sums = Sums { categories: Vec::new(), total: vec![T::default(); rows] };
        Self { sums, base: T::default(), edges: None, wanted: None, work: None }
    }

    /// Returns whether the totals are to be written, and whether the bands are others than they were to be before.
    fn prepare(&mut self, before: &[Recipe], now: &[Recipe], scoring: Scoring<'_>) -> (bool, bool) {
        let rows = self.sums.total.len();
        let mut kept: Vec<Option<Vec<T>>> = std::mem::take(&mut self.sums.categories).into_iter().map(Some).collect();
        // A category that is new or gone: the total is added up once more.
        let mut rebuild = before.len() != now.len() || self.edges.is_none();
        let (mut jobs, mut base) = (Vec::new(), T::default());
        for (index, recipe) in now.iter().enumerate() {
            let same = |other: usize| before[other].id == recipe.id && kept[other].is_some();
            let old =
                if index < before.len() && same(index) { Some(index) } else { (0..before.len()).find(|i| same(*i)) };
            let mut column = old.and_then(|old| kept[old].take()).unwrap_or_default();
            if column.is_empty() && !recipe.members.is_empty() {
                column = vec![T::default(); rows];
                rebuild = true;
            }
            if column.is_empty() {
                base = base.plus(recipe.caps().clamp(T::default()));
            }
            rebuild |= old.is_none();
            self.sums.categories.push(column);
            jobs.push(job(old.map(|old| &before[old]), recipe));
        }
        rebuild |= base != self.base;
        let changes = rebuild || jobs.iter().any(Job::changes_something);
        rebuild |= changes && !T::EXACT;
        let edges = scoring.edges();
        let bands = changes || self.wanted.as_ref() != Some(&edges);
        let busy = changes || self.edges.as_ref() != Some(&edges);
        self.base = base;
        self.wanted = Some(edges.clone());
        self.work = busy.then(|| Work { jobs, rebuild: rebuild.then_some(base), edges });
        (changes, bands)
    }

    fn finish(&mut self) {
        if let Some(work) = self.work.take() {
            self.edges = Some(work.edges);
        }
    }

    fn scores(&self, scoring: Scoring<'_>, scores: &mut [i32]) {
        let tasks = scores.par_chunks_mut(TASK_ROWS).zip(self.sums.total.par_chunks(TASK_ROWS));
        tasks.for_each(|(scores, totals)| scoring.scores(totals, scores));
    }

    /// How many sums of a category are above a cap.
    fn above(&self, category: usize, cap: i64) -> u64 {
        let cap = T::of(cap);
        if self.sums.categories[category].is_empty() {
            return if T::default() > cap { self.sums.total.len() as u64 } else { 0 };
        }
        let chunks = self.sums.categories[category].par_chunks(TASK_ROWS);
        chunks.map(|sums| sums.iter().map(|sum| u32::from(*sum > cap)).sum::<u32>()).map(u64::from).sum()
    }

    fn bytes(&self) -> usize {
        (self.sums.total.capacity() + self.sums.categories.iter().map(Vec::capacity).sum::<usize>()) * size_of::<T>()
    }
}

/// What leads from the old sums of a category to the new ones.
fn job<T: Lane>(before: Option<&Recipe>, now: &Recipe) -> Job<T> {
    let first_match = now.counting == Counting::FirstMatch;
    let after = now.caps();
    let anew = Job {
        anew: true,
        first_match,
        given: now.members.iter().map(|(hits, points)| given(hits, i64::from(*points))).collect(),
        before: before.map_or(Caps { least: None, most: None }, Recipe::caps),
        after,
    };
    let Some(before) = before.filter(|before| before.counting == now.counting) else { return anew };
    let differences = if first_match { in_order(before, now) } else { Some(in_any_order(before, now)) };
    match differences {
        // To add again is less work than to add what changed.
        Some(differences) if differences.len() <= now.members.len() => {
            let none = differences.iter().all(|(_, points)| *points == 0);
            if !none && !T::EXACT {
                return anew;
            }
            let given = if none {
                Vec::new()
            } else {
                differences.into_iter().map(|(hits, points)| given(hits, points)).collect()
            };
            Job { anew: false, given, ..anew }
        }
        _ => anew,
    }
}

fn given<T: Lane>(hits: &Hits, points: i64) -> Given<T> {
    Given { hits: hits.clone(), by_unit: T::wrapped(points * unit(hits) / T::UNIT) }
}

/// By how much the points of each criterion differ; `None` where the criteria of a first match do themselves.
fn in_order<'a>(before: &'a Recipe, now: &'a Recipe) -> Option<Vec<(&'a Hits, i64)>> {
    let pairs = || before.members.iter().zip(&now.members);
    let same = before.members.len() == now.members.len() && pairs().all(|((before, _), (now, _))| before.is(now));
    same.then(|| pairs().map(|((_, before), (hits, now))| (hits, i64::from(*now) - i64::from(*before))).collect())
}

/// What some criteria give more or less than before, where the order does not matter.
fn in_any_order<'a>(before: &'a Recipe, now: &'a Recipe) -> Vec<(&'a Hits, i64)> {
    let mut left: Vec<Option<&(Hits, i32)>> = before.members.iter().map(Some).collect();
    let mut differences = Vec::new();
    for (index, (hits, points)) in now.members.iter().enumerate() {
        let same = |old: &Option<&(Hits, i32)>| old.is_some_and(|(before, _)| before.is(hits));
        let old = if left.get(index).is_some_and(same) { Some(index) } else { left.iter().position(same) };
        let points_before = old.and_then(|old| left[old].take()).map_or(0, |(_, points)| i64::from(*points));
        if i64::from(*points) != points_before {
            differences.push((hits, i64::from(*points) - points_before));
        }
    }
    differences.extend(left.into_iter().flatten().map(|(hits, points)| (hits, -i64::from(*points))));
    differences
}
