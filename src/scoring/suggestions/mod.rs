//! The smallest changes that would move a lead one band up.
//!
//! | file | subject |
//! |---|---|
//! | `mod.rs` | which changes are looked at, and how they are told |
//! | `done.rs` | the lead to which a change is done, and where it then stands |
//! | `values.rs` | values that meet tests |
//! | `adder.rs` | adds up an axis with other weights |

mod adder;
mod done;
mod values;

use self::done::Stand;
use super::{
    Explanation,
    activity::{only_if_holds, weight_after_more},
    explain, fade,
    possible::{can_be, can_both_hold, event_can_pass},
};
use crate::{
    lead::{Instant, Lead},
    model::{Axis, Condition, Criterion, CriterionId, EventCounting, Model, Rule, limits, sentence},
};

/// A change that would move the lead one band up.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestion {
    pub axis: Axis,
    /// What would have to change: one criterion, or two where no single one is enough.
    pub criteria: Vec<CriterionId>,
    /// How; the same for two.
    pub change: Change,
    /// The cell it reaches, or a better one: indices of fit band and engagement band.
    pub cell: (usize, usize),
    /// In plain words: "Webinar attended", "Job title: C-level and Industry: Software", "Pricing page, 3 times", "without
    /// Private mail address".
    pub sentence: String,
    /// What it takes, as rules: "webinar_attended at least 1 time in the last 90 days".
    pub takes: String,
}

/// What becomes of a criterion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// It comes to match, at full weight: a profile is met, or what is done is done now (once more).
    Match,
    /// What it looks for is done now, so many times.
    Times(u32),
    /// It matches no longer.
    Without,
}

/// So many suggestions are made for an axis.
pub const MOST_SUGGESTED: usize = 3;
/// Pairs are looked for among so many criteria at most, those that give most.
const PAIRS_AMONG: usize = 40;
/// So many pairs are tried, the smallest first.
const PAIRS_TRIED: usize = 120;

/// The smallest changes that would move the lead a band up: for each axis up to three, smallest first, and last those that
/// end a match.
///
/// Considered are, of the criteria that are enabled:
/// - a profile with positive points that the lead does not match, but could;
/// - events for *once* and *each* with positive points, done at `as_of`: one more, or as many as *once* still lacks; for
///   *each*, where one is not enough, as many as are, up to its `at_most`. Of those spaced by `once_per_days` only one counts
///   today;
/// - two of these, each done once, where no single one is enough;
/// - the end of a single profile match with negative points, where that alone is enough.
///
/// Each is done to the lead, in every way that the model tells apart (`done.rs`), and the lead is scored again: suggested is
/// what surely leads there. So a value that ends what the present one gives, an event that other rules count too, a category
/// of which only the first match counts, a cap and what disqualifies are all heeded. Where it is not known how to do it, there
/// is no advice.
///
/// Not considered are: *absent* rules (nobody can be asked to have been quiet, and one that takes points is ended by events
/// that other rules count); criteria that disqualify, of either sign (what they cost is not the band); activity
/// rules whose `only_if` the lead does not meet today; the end of an activity match.
pub fn suggestions(model: &Model, lead: &Lead, as_of: Instant) -> Vec<Suggestion> {
    of_each_axis(model, lead, as_of, MOST_SUGGESTED)
}

/// All changes that [`suggestions`] chooses from, in the same order: who shows a part of them can say how many more there are.
pub fn all_suggestions(model: &Model, lead: &Lead, as_of: Instant) -> Vec<Suggestion> {
    of_each_axis(model, lead, as_of, usize::MAX)
}

fn of_each_axis(model: &Model, lead: &Lead, as_of: Instant, most: usize) -> Vec<Suggestion> {
    let now = explain(model, lead, as_of);
    let stand = Stand::new(model, lead, as_of, (now.fit.band, now.engagement.band));
    let on_axis = |axis| {
        let search = Search { model, axis, as_of, stand: &stand };
        let ways = if search.band() == 0 { Vec::new() } else { search.ways(most) };
        ways.into_iter().map(|way| suggestion(model, axis, &way)).collect::<Vec<_>>()
    };
    Axis::ALL.into_iter().flat_map(on_axis).collect()
}

/// A criterion that could give more than it does, or take less.
#[derive(Clone, Copy)]
struct Chance<'a> {
    criterion: &'a Criterion,
    index: usize,
    change: Change,
    /// The sum of weights that it would have.
    weight: i64,
    /// What it would give on top, in thousandths, if nothing stood in its way.
    more: i64,
}

/// Chances that together lead to a better band.
struct Way<'a> {
    chances: Vec<Chance<'a>>,
    cell: (usize, usize),
}

impl Way<'_> {
    /// What is smallest comes first, then what the model has first.
    fn key(&self) -> (i64, Vec<usize>) {
        let more = self.chances.iter().fold(0i64, |sum, chance| sum.saturating_add(chance.more));
        (more, self.chances.iter().map(|chance| chance.index).collect())
    }
}

/// The search for ways up on one axis.
struct Search<'a> {
    model: &'a Model,
    axis: Axis,
    as_of: Instant,
    stand: &'a Stand<'a>,
}

impl<'a> Search<'a> {
    /// The band that the lead is in.
    fn band(&self) -> usize {
        let (fit, engagement) = self.stand.bands;
        if self.axis == Axis::Fit { fit } else { engagement }
    }

    fn ways(&self, most: usize) -> Vec<Way<'a>> {
        let mut chances: Vec<Chance<'a>> = self.criteria().filter_map(|(at, one)| self.chance(at, one)).collect();
        chances.sort_by_key(|chance| (chance.more, chance.index));
        let mut ways: Vec<Way<'a>> =
            chances.iter().filter_map(|chance| self.way(&[*chance]).or_else(|| self.often_enough(chance))).collect();
        if ways.is_empty() {
            ways = self.pairs(&chances[chances.len().saturating_sub(PAIRS_AMONG)..], most);
        }
        ways.sort_by_cached_key(Way::key);
        let losses = self.criteria().filter_map(|(index, criterion)| self.loss(index, criterion));
        let mut without: Vec<Way<'a>> = losses.filter_map(|loss| self.way(&[loss])).collect();
        without.sort_by_cached_key(Way::key);
        ways.append(&mut without);
        ways.truncate(most);
        ways
    }

    /// The criteria that may be part of a change.
    fn criteria(&self) -> impl Iterator<Item = (usize, &'a Criterion)> {
        let model = self.model;
        let axis = self.axis;
        model.criteria.iter().enumerate().filter(move |(_, criterion)| {
            criterion.enabled && !criterion.disqualifies && model.axis_of(criterion) == Some(axis)
        })
    }

    /// What could give more: a profile rule that does not match yet, or one more thing done today.
    fn chance(&self, index: usize, criterion: &'a Criterion) -> Option<Chance<'a>> {
        let weight = match &criterion.rule {
            _ if criterion.points <= 0 => return None,
            Rule::Profile(condition) => {
                let could = self.stand.weights[index] == 0 && can_be(condition, true, self.stand.asked());
                could.then_some(fade::FULL)?
            }
            Rule::Activity(activity) => match activity.counting {
                // Nobody can be asked to have been quiet.
                EventCounting::Absent { .. } => return None,
                _ if !only_if_holds(activity, self.stand.asked()) || !event_can_pass(activity, self.stand.asked()) => {
                    return None;
                }
                _ => weight_after_more(activity, self.stand.asked(), self.as_of, 1),
            },
        };
        Some(self.with(index, criterion, Change::Match, weight)).filter(|chance| chance.more > 0)
    }

    /// A negative profile that matches now and could cease to.
    fn loss(&self, index: usize, criterion: &'a Criterion) -> Option<Chance<'a>> {
        let Rule::Profile(condition) = &criterion.rule else { return None };
        let could =
            criterion.points < 0 && self.stand.weights[index] > 0 && can_be(condition, false, self.stand.asked());
        could.then(|| self.with(index, criterion, Change::Without, 0))
    }

    fn with(&self, index: usize, criterion: &'a Criterion, change: Change, weight: i64) -> Chance<'a> {
        let more = i64::from(criterion.points).saturating_mul(weight - self.stand.weights[index]);
        Chance { criterion, index, change, weight, more }
    }

    /// The way that these chances make, if doing them leads to a better band.
    fn way(&self, chances: &[Chance<'a>]) -> Option<Way<'a>> {
        let wanted: Vec<_> = chances.iter().map(|chance| (chance.index, chance.criterion, chance.change)).collect();
        let cell = self.stand.reached_by(&wanted)?;
        let band = if self.axis == Axis::Fit { cell.0 } else { cell.1 };
        (band < self.band()).then(|| Way { chances: chances.to_vec(), cell })
    }

    /// Whether these would lead to a better band if nothing else changed with them.
    fn may_do(&self, chances: &[Chance<'a>]) -> bool {
        let mut weights = self.stand.weights.clone();
        for chance in chances {
            weights[chance.index] = chance.weight;
        }
        self.stand.band_of(self.axis, &weights) < self.band()
    }

    /// The fewest events of an *each* rule that lead to a better band, where one is not enough.
    fn often_enough(&self, chance: &Chance<'a>) -> Option<Way<'a>> {
        let Rule::Activity(activity) = &chance.criterion.rule else { return None };
        let EventCounting::Each { once_per_days, at_most, .. } = activity.counting else { return None };
        // Of several events today only one would count.
        if once_per_days.is_some_and(|days| days > 0) {
            return None;
        }
        let way = |times: u32| {
            let weight = weight_after_more(activity, self.stand.asked(), self.as_of, times);
            self.way(&[self.with(chance.index, chance.criterion, Change::Times(times), weight)])
        };
        let (mut low, mut high) = (2, at_most.min(limits::AT_MOST));
        let mut found = way(high).filter(|_| low <= high)?;
        // More events never give less of this rule, so the fewest can be closed in on; what is found is held to the lead.
        while low < high {
            let middle = low.midpoint(high);
            match way(middle) {
                Some(fewer) => (found, high) = (fewer, middle),
                None => low = middle + 1,
            }
        }
        Some(found)
    }

    /// Two profiles may shut each other out: one title cannot be one of these and one of those.
    fn go_together(&self, chances: &[Chance<'a>]) -> bool {
        match chances {
            [Chance { criterion: one, .. }, Chance { criterion: two, .. }] => match (&one.rule, &two.rule) {
                (Rule::Profile(one), Rule::Profile(two)) => can_both_hold(one, two, self.stand.asked()),
                _ => true,
            },
            _ => true,
        }
    }

    fn pairs(&self, chances: &[Chance<'a>], most: usize) -> Vec<Way<'a>> {
        let pairs =
            chances.iter().enumerate().flat_map(|(at, one)| chances[at + 1..].iter().map(move |two| (one, two)));
        let in_order =
            |(one, two): (&Chance<'a>, &Chance<'a>)| if one.index < two.index { [*one, *two] } else { [*two, *one] };
        let mut pairs: Vec<[Chance<'a>; 2]> = pairs.map(in_order).filter(|pair| self.may_do(pair)).collect();
        pairs.sort_by_key(|[one, two]| (one.more.saturating_add(two.more), one.index, two.index));
        let tried = pairs.iter().filter(|pair| self.go_together(&pair[..])).take(PAIRS_TRIED);
        tried.filter_map(|pair| self.way(pair)).take(most).collect()
    }
}

fn suggestion(model: &Model, axis: Axis, way: &Way<'_>) -> Suggestion {
    let joined = |part: &dyn Fn(&Chance<'_>) -> String| way.chances.iter().map(part).collect::<Vec<_>>().join(" and ");
    Suggestion {
        axis,
        criteria: way.chances.iter().map(|chance| chance.criterion.id.clone()).collect(),
        change: way.chances.first().map_or(Change::Match, |chance| chance.change),
        cell: way.cell,
        sentence: joined(&|chance| match chance.change {
            Change::Match => name(model, chance.criterion),
            Change::Times(times) => format!("{}, {times} times", name(model, chance.criterion)),
            Change::Without => format!("without {}", chance.criterion.name),
        }),
        takes: joined(&|chance| match (chance.change, &chance.criterion.rule) {
            (Change::Times(times), rule) => format!("{times} times now: {}", sentence::rule(rule)),
            (Change::Without, Rule::Profile(condition)) => {
                sentence::condition(&Condition::Not(Box::new(condition.clone())))
            }
            (_, rule) => sentence::rule(rule),
        }),
    }
}

/// The leads that come of doing what is suggested, in every way that the model tells apart.
pub fn after(model: &Model, lead: &Lead, as_of: Instant, suggestion: &Suggestion) -> Vec<Lead> {
    let now = explain(model, lead, as_of);
    let stand = Stand::new(model, lead, as_of, (now.fit.band, now.engagement.band));
    let criteria = suggestion.criteria.iter().filter_map(|id| {
        let place = model.criteria.iter().position(|criterion| criterion.id == *id)?;
        Some((place, &model.criteria[place], suggestion.change))
    });
    stand.deeds(&criteria.collect::<Vec<_>>()).iter().map(|deed| deed.done_to(lead)).collect()
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
/// A2"; "Without Private mail address this lead would move from B2 to A2". `None` where there are none.
pub fn advice(model: &Model, now: &Explanation, axis: Axis, suggestions: &[Suggestion]) -> Option<String> {
    let from = model.cell_name_at((now.fit.band, now.engagement.band));
    let of_axis: Vec<&Suggestion> = suggestions.iter().filter(|suggestion| suggestion.axis == axis).collect();
    let first = of_axis.first()?;
    let to = model.cell_name_at(first.cell);
    // What leads further than the first does, does so beyond what is said here.
    let changes: Vec<&str> =
        of_axis.iter().filter(|other| other.cell == first.cell).map(|other| other.sentence.as_str()).collect();
    let several = changes.len() > 1;
    let changes = changes.join(", or ");
    Some(match first.change {
        Change::Without => {
            let comma = if several { "," } else { "" };
            format!("{}{comma} this lead would move from {from} to {to}", changes.replacen('w', "W", 1))
        }
        Change::Match | Change::Times(_) => {
            let comma = if several || first.change != Change::Match { "," } else { "" };
            format!("{changes}{comma} would move this lead from {from} to {to}")
        }
    })
}

#[cfg(test)]
mod tests;
