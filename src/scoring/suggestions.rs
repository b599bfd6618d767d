//! The smallest changes that would move a lead one band up.

use super::{
    Explanation,
    activity::{only_if_holds, weight_after_more},
    adding,
    condition::Asked,
    explain,
    explain::find,
    fade,
};
use crate::{
    lead::{Instant, Lead},
    model::{Axis, Counting, Criterion, CriterionId, EventCounting, Model, Rule, sentence},
};

/// A change that would move the lead one band up.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestion {
    pub axis: Axis,
    /// What would have to match, at full weight: one criterion, or two where no single one is enough.
    pub criteria: Vec<CriterionId>,
    /// The cell it would reach: indices of fit band and engagement band.
    pub cell: (usize, usize),
    /// In plain words: "Webinar attended", "Job title: C-level and Industry: Software".
    pub sentence: String,
    /// What it takes, as rules: "webinar_attended at least 1 time in the last 90 days".
    pub takes: String,
}

/// So many suggestions are made for an axis.
const MOST: usize = 3;
/// Pairs are looked for among so many criteria at most, those that give most.
const PAIRS_AMONG: usize = 40;

/// The smallest changes that would move the lead a band up: for each axis up to three, smallest first.
pub fn suggestions(model: &Model, lead: &Lead, as_of: Instant) -> Vec<Suggestion> {
    let asked = Asked { lead, domains: &model.domains, today: as_of.day() };
    let now = explain(model, lead, as_of);
    let weights: Vec<i64> = find(model, &asked, as_of).iter().map(|found| found.weight).collect();
    Axis::ALL.into_iter().flat_map(|axis| on_axis(model, axis, &asked, as_of, &now, &weights)).collect()
}

/// A criterion that could give more than it does.
#[derive(Clone, Copy)]
struct Chance<'a> {
    criterion: &'a Criterion,
    index: usize,
    /// The sum of weights that it would have.
    weight: i64,
    /// What it would give on top, in thousandths, if nothing stood in its way.
    more: i64,
}

fn on_axis(
    model: &Model,
    axis: Axis,
    asked: &Asked<'_>,
    as_of: Instant,
    now: &Explanation,
    weights: &[i64],
) -> Vec<Suggestion> {
    let band = if axis == Axis::Fit { now.fit.band } else { now.engagement.band };
    if band == 0 {
        return Vec::new();
    }
    let adder = Adder::new(model, axis);
    let mut chances = chances(model, axis, asked, as_of, weights);
    chances.sort_by_key(|chance| (chance.more, chance.index));
    let reached = |chances: &[Chance<'_>]| {
        let mut weights = weights.to_vec();
        for chance in chances {
            weights[chance.index] = chance.weight;
        }
        Some(adder.band(&weights)).filter(|reached| *reached < band)
    };
    let mut found: Vec<(i64, Vec<Chance<'_>>, usize)> =
        chances.iter().filter_map(|chance| Some((chance.more, vec![*chance], reached(&[*chance])?))).collect();
    if found.is_empty() {
        let greatest = &chances[chances.len().saturating_sub(PAIRS_AMONG)..];
        let pairs =
            greatest.iter().enumerate().flat_map(|(at, one)| greatest[at + 1..].iter().map(move |two| [*one, *two]));
        found = pairs
            .map(|mut pair| {
                pair.sort_by_key(|chance| chance.index);
                pair
            })
            .filter_map(|pair| Some((pair[0].more.saturating_add(pair[1].more), pair.to_vec(), reached(&pair)?)))
            .collect();
        found.sort_by_key(|(more, pair, _)| (*more, pair[0].index, pair[1].index));
    }
    found.truncate(MOST);
    found.into_iter().map(|(_, chances, reached)| suggestion(model, axis, now, &chances, reached)).collect()
}

fn suggestion(model: &Model, axis: Axis, now: &Explanation, chances: &[Chance<'_>], reached: usize) -> Suggestion {
    let from = (now.fit.band, now.engagement.band);
    let cell = if axis == Axis::Fit { (reached, from.1) } else { (from.0, reached) };
    let joined = |part: &dyn Fn(&Criterion) -> String| {
        chances.iter().map(|chance| part(chance.criterion)).collect::<Vec<_>>().join(" and ")
    };
    Suggestion {
        axis,
        criteria: chances.iter().map(|chance| chance.criterion.id.clone()).collect(),
        cell,
        sentence: joined(&|criterion| name(model, criterion)),
        takes: joined(&|criterion| sentence::rule(&criterion.rule)),
    }
}

/// What is done goes by its own name; who somebody is, by that of the category as well: "C-level" alone says little.
fn name(model: &Model, criterion: &Criterion) -> String {
    match (&criterion.rule, model.category(&criterion.category)) {
        (Rule::Profile(_), Some(category)) if !criterion.name.contains(&category.name) => {
            format!("{}: {}", category.name, criterion.name)
        }
        _ => criterion.name.clone(),
    }
}

/// The suggestions for an axis in one sentence: "Webinar attended, or Job title: C-level, would move this lead from B2 to
/// A2". `None` where there are none.
pub fn advice(model: &Model, now: &Explanation, axis: Axis, suggestions: &[Suggestion]) -> Option<String> {
    let from = model.cell_name_at((now.fit.band, now.engagement.band));
    let of_axis: Vec<&Suggestion> = suggestions.iter().filter(|suggestion| suggestion.axis == axis).collect();
    let first = of_axis.first()?;
    // What leads further than the first does, does so beyond what is said here.
    let changes: Vec<&str> =
        of_axis.iter().filter(|other| other.cell == first.cell).map(|other| other.sentence.as_str()).collect();
    let (comma, changes) = if changes.len() > 1 { (",", changes.join(", or ")) } else { ("", changes.join("")) };
    Some(format!("{changes}{comma} would move this lead from {from} to {}", model.cell_name_at(first.cell)))
}

/// The criteria of an axis that could give more: a profile rule that does not match yet, or one more thing done today.
fn chances<'a>(model: &'a Model, axis: Axis, asked: &Asked<'_>, as_of: Instant, weights: &[i64]) -> Vec<Chance<'a>> {
    let chance = |((index, criterion), now): ((usize, &'a Criterion), &i64)| {
        let possible = criterion.enabled
            && criterion.points > 0
            && !criterion.disqualifies
            && model.axis_of(criterion) == Some(axis);
        let weight = match &criterion.rule {
            _ if !possible => return None,
            Rule::Profile(_) => fade::FULL,
            Rule::Activity(activity) => match activity.counting {
                // Nobody can be asked to have been quiet.
                EventCounting::Absent { .. } => return None,
                _ if !only_if_holds(activity, asked) => return None,
                _ => weight_after_more(activity, asked, as_of),
            },
        };
        let more = i64::from(criterion.points).saturating_mul(weight - now);
        (more > 0).then_some(Chance { criterion, index, weight, more })
    };
    model.criteria.iter().enumerate().zip(weights).filter_map(chance).collect()
}

/// Adds up an axis again and again, with other weights.
struct Adder<'a> {
    model: &'a Model,
    axis: Axis,
    /// The criteria of each category of the axis.
    categories: Vec<(usize, Vec<usize>)>,
    attainable: i64,
}

impl<'a> Adder<'a> {
    fn new(model: &'a Model, axis: Axis) -> Self {
        let homes = adding::category_indices(model);
        let members = |home: usize| (0..homes.len()).filter(|index| homes[*index] == Some(home)).collect();
        let of_axis = (0..model.categories.len()).filter(|index| model.categories[*index].axis == axis);
        let categories = of_axis.map(|index| (index, members(index))).collect();
        Self { model, axis, categories, attainable: adding::attainable(model, axis) }
    }

    /// The band that the axis comes to with these weights of the criteria.
    fn band(&self, weights: &[i64]) -> usize {
        let category_total = |(home, members): &(usize, Vec<usize>)| {
            let category = &self.model.categories[*home];
            let mut given = members
                .iter()
                .filter(|index| weights[**index] > 0)
                .map(|index| i64::from(self.model.criteria[*index].points).saturating_mul(weights[*index]));
            let sum = match category.counting {
                Counting::Adds => given.fold(0, i64::saturating_add),
                Counting::FirstMatch => given.next().unwrap_or(0),
            };
            adding::clamp_category(category, sum)
        };
        let settings = self.model.axis(self.axis);
        let total = self.categories.iter().map(category_total).fold(0, i64::saturating_add);
        let score = adding::clamp_score(settings, adding::unclamped_score(settings, total, self.attainable));
        settings.band_index(score)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::{Fade, Scale},
        scoring::sample::{NOW, activity, criterion, event, has_word, lead, model, once, text},
    };

    fn profile(id: &str, points: i32, word: &str) -> Criterion {
        criterion(id, "profile", points, Rule::Profile(has_word("Title", word)))
    }

    fn ids(model: &Model, lead: &Lead) -> Vec<Vec<String>> {
        let suggestions = suggestions(model, lead, NOW);
        suggestions.into_iter().map(|one| one.criteria.into_iter().map(|id| id.0).collect()).collect()
    }

    #[test]
    fn the_smallest_change_comes_first() {
        let model = model(vec![
            profile("base", 20, "ceo"),
            profile("much", 60, "founder"),
            profile("little", 4, "owner"),
            profile("enough", 5, "partner"),
            profile("down", -9, "student"),
        ]);
        let lead = lead("1", &[("Title", text("CEO"))], vec![]);
        let made = suggestions(&model, &lead, NOW);
        assert_eq!(made[0].sentence, "Profile: enough");
        assert_eq!(made[0].takes, sentence::rule(&model.criteria[3].rule));
        assert_eq!((made[0].cell, made[0].axis), ((2, 3), Axis::Fit));
        assert_eq!((made[1].sentence.as_str(), made[1].cell), ("Profile: much", (0, 3)));
        let now = explain(&model, &lead, NOW);
        let said = advice(&model, &now, Axis::Fit, &made);
        assert_eq!(said.as_deref(), Some("Profile: enough would move this lead from D4 to C4"));
        assert_eq!(advice(&model, &now, Axis::Engagement, &made), None);
        assert_eq!(made.len(), 2);
    }

    #[test]
    fn two_where_one_is_not_enough() {
        let model = model(vec![profile("ten", 10, "a"), profile("fifteen", 15, "b"), profile("twelve", 12, "c")]);
        assert_eq!(ids(&model, &lead("1", &[], vec![])), [["ten", "fifteen"], ["fifteen", "twelve"]]);
    }

    #[test]
    fn caps_first_matches_and_scales_are_heeded() {
        let mut model = model(vec![profile("ceo", 20, "ceo"), profile("founder", 30, "founder")]);
        let lead = lead("1", &[("Title", text("CEO"))], vec![]);
        assert_eq!(ids(&model, &lead), [["founder"]]);
        model.categories[0].at_most = Some(24);
        assert!(ids(&model, &lead).is_empty(), "the cap stands in the way");
        model.categories[0].at_most = None;
        model.categories[0].counting = Counting::FirstMatch;
        assert!(ids(&model, &lead).is_empty(), "the row above has matched already");
        model.criteria.reverse();
        assert_eq!(ids(&model, &lead), [["founder"]]);
        model.fit.scale = Scale::Percent;
        model.fit.bands[0].from = Some(100);
        assert_eq!(ids(&model, &lead), [["founder"]], "20 of 30 is B, 30 of 30 is A");
    }

    #[test]
    fn one_more_thing_done_counts_today() {
        let each = activity("visit", EventCounting::Each { once_per_days: None, at_most: 2, fade: Fade::None });
        let mut model = model(vec![criterion("visit", "activity", 15, Rule::Activity(each))]);
        let visits = |ages: &[i64]| lead("1", &[], ages.iter().map(|age| event("visit", *age)).collect());
        assert_eq!(ids(&model, &visits(&[3])), [["visit"]]);
        assert!(ids(&model, &visits(&[3, 5])).is_empty(), "no more than two count");
        let fading = EventCounting::Once { at_least: 1, fade: Fade::HalfLife { days: 10 } };
        model.criteria[0].rule = Rule::Activity(activity("visit", fading));
        model.criteria[0].points = 30;
        assert_eq!(ids(&model, &visits(&[10])), [["visit"]], "what has faded can be made fresh");
        model.criteria[0].rule = Rule::Activity(once("visit"));
        assert!(ids(&model, &visits(&[10])).is_empty());
    }
}
