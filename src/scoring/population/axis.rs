//! One axis of all leads: the sums of its categories, the total, the bands and the scores, kept from one model to the next.

use std::sync::Arc;

use rayon::prelude::*;

use super::{
    TASK_ROWS,
    edges::Scoring,
    lane::{FURTHEST_NARROW, Lane},
    shared::{Keyed, Shared},
    sums::{self, Caps, Edges, Given, Job, Sums},
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

type ScoreKey = (u64, Scale, ScoreRange, i64);

#[derive(Debug)]
enum Lanes {
    Whole(Added<i16>),
    Narrow(Added<i32>),
    Wide(Added<i64>),
}

#[derive(Debug, Default)]
struct Added<T> {
    sums: Sums<T>,
    edges: Option<Edges<T>>,
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
        let recipes = recipes(model, self.axis, homes, hits);
        let scoring = scoring(model, self.axis);
        if !self.lanes.hold(&recipes) || self.bands.get().len() != rows {
            self.lanes = Lanes::for_recipes(&recipes, rows);
            self.recipes = Vec::new();
        }
        let (totals, bands) = match &mut self.lanes {
            Lanes::Whole(added) => added.update(&self.recipes, &recipes, scoring, &mut self.bands),
            Lanes::Narrow(added) => added.update(&self.recipes, &recipes, scoring, &mut self.bands),
            Lanes::Wide(added) => added.update(&self.recipes, &recipes, scoring, &mut self.bands),
        };
        self.versions.totals += u64::from(totals);
        self.versions.bands += u64::from(bands);
        self.recipes = recipes;
    }

    pub fn versions(&self) -> Versions {
        self.versions
    }

    pub fn bands(&self) -> &Arc<Vec<u8>> {
        self.bands.get()
    }

    /// The score of each lead; `model` is the one last asked about.
    pub fn scores(&mut self, model: &Model) -> Arc<Vec<i32>> {
        let scoring = scoring(model, self.axis);
        let AxisSettings { scale, range, bands: _ } = *scoring.settings;
        // Only a percent scale divides by what can be attained.
        let attainable = if scale == Scale::Percent { scoring.attainable } else { 0 };
        let key = (self.versions.totals, scale, range, attainable);
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

/// What a category gives each lead, in the numbers that the axis is added up in.
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
            Self::Whole(sums) => sums[row].thousandths(),
            Self::Narrow(sums) => sums[row].thousandths(),
            Self::Wide(sums) => sums[row].thousandths(),
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
        Self { sums: Sums { categories: Vec::new(), total: vec![T::default(); rows] }, edges: None }
    }

    /// Returns whether the totals and whether the bands were written.
    fn update(
        &mut self,
        before: &[Recipe],
        now: &[Recipe],
        scoring: Scoring<'_>,
        bands: &mut Shared<u8>,
    ) -> (bool, bool) {
        let rows = self.sums.total.len();
        let mut kept: Vec<Option<Vec<T>>> = std::mem::take(&mut self.sums.categories).into_iter().map(Some).collect();
        // A category that is new or gone: the total is added up once more.
        let mut rebuild = before.len() != now.len() || self.edges.is_none();
        let mut jobs = Vec::new();
        for (index, recipe) in now.iter().enumerate() {
            let same = |other: usize| before[other].id == recipe.id && kept[other].is_some();
            let old =
                if index < before.len() && same(index) { Some(index) } else { (0..before.len()).find(|i| same(*i)) };
            rebuild |= old.is_none();
            self.sums.categories.push(old.and_then(|old| kept[old].take()).unwrap_or_else(|| vec![T::default(); rows]));
            jobs.push(job(old.map(|old| &before[old]), recipe));
        }
        let changes = rebuild || jobs.iter().any(Job::changes_something);
        rebuild |= changes && !T::EXACT;
        let edges = scoring.edges();
        if !changes && self.edges.as_ref() == Some(&edges) {
            return (false, false);
        }
        bands.renew(rows, |bands| sums::run(&mut self.sums, &jobs, rebuild, &edges, bands));
        self.edges = Some(edges);
        (changes, true)
    }

    fn scores(&self, scoring: Scoring<'_>, scores: &mut [i32]) {
        let tasks = scores.par_chunks_mut(TASK_ROWS).zip(self.sums.total.par_chunks(TASK_ROWS));
        tasks.for_each(|(scores, totals)| scoring.scores(totals, scores));
    }

    /// How many sums of a category are above a cap.
    fn above(&self, category: usize, cap: i64) -> u64 {
        let cap = T::of(cap);
        let chunks = self.sums.categories[category].par_chunks(TASK_ROWS);
        chunks.map(|sums| sums.iter().map(|sum| u32::from(*sum > cap)).sum::<u32>()).map(u64::from).sum()
    }

    fn bytes(&self) -> usize {
        (self.sums.total.capacity() + self.sums.categories.iter().map(Vec::capacity).sum::<usize>()) * size_of::<T>()
    }
}

/// What leads from the old sums of a category to the new ones.
fn job<'a, T: Lane>(before: Option<&'a Recipe>, now: &'a Recipe) -> Job<'a, T> {
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

fn given<T: Lane>(hits: &Hits, points: i64) -> Given<'_, T> {
    Given { hits, by_unit: T::wrapped(points * unit(hits) / T::UNIT) }
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
