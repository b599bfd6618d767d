//! The smallest changes that would move a lead one band up.

use super::{
    Explanation,
    activity::{only_if_holds, weight_after_more},
    adding,
    condition::Asked,
    explain,
    explain::find,
    fade,
    possible::{can_be, can_both_hold, event_can_pass},
};
use crate::{
    lead::{Instant, Lead},
    model::{Axis, Condition, Counting, Criterion, CriterionId, EventCounting, Model, Rule, limits, sentence},
};

/// A change that would move the lead one band up.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestion {
    pub axis: Axis,
    /// What would have to change: one criterion, or two where no single one is enough.
    pub criteria: Vec<CriterionId>,
    /// How; the same for two.
    pub change: Change,
    /// The cell it would reach: indices of fit band and engagement band.
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
/// Not considered are: *absent* rules (nobody can be asked to have been quiet, and one that takes points is ended by events
/// that other rules count); criteria that disqualify, of either sign (what they cost is not the band); activity
/// rules whose `only_if` the lead does not meet today; the end of an activity match. What cannot happen (`possible.rs`)
/// is left out. Each change is looked at by itself: another title may end what the present one gives, and an event may
/// count for other criteria too.
pub fn suggestions(model: &Model, lead: &Lead, as_of: Instant) -> Vec<Suggestion> {
    of_each_axis(model, lead, as_of, MOST_SUGGESTED)
}

/// All changes that [`suggestions`] chooses from, in the same order: who shows a part of them can say how many more there are.
pub fn all_suggestions(model: &Model, lead: &Lead, as_of: Instant) -> Vec<Suggestion> {
    of_each_axis(model, lead, as_of, usize::MAX)
}

fn of_each_axis(model: &Model, lead: &Lead, as_of: Instant, most: usize) -> Vec<Suggestion> {
    let asked = Asked { lead, domains: &model.domains, today: as_of.day() };
    let now = explain(model, lead, as_of);
    let weights: Vec<i64> = find(model, &asked, as_of).iter().map(|found| found.weight).collect();
    let on_axis = |axis| {
        let band = if axis == Axis::Fit { now.fit.band } else { now.engagement.band };
        let search = Search { model, axis, asked, as_of, weights: &weights, band, adder: Adder::new(model, axis) };
        let ways = if band == 0 { Vec::new() } else { search.ways(most) };
        ways.into_iter().map(|way| suggestion(model, axis, &now, &way)).collect::<Vec<_>>()
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
    band: usize,
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
    asked: Asked<'a>,
    as_of: Instant,
    /// What the criteria come to now.
    weights: &'a [i64],
    /// The band that the lead is in.
    band: usize,
    adder: Adder<'a>,
}

impl<'a> Search<'a> {
    fn ways(&self, most: usize) -> Vec<Way<'a>> {
        let mut chances: Vec<Chance<'a>> = self.criteria().filter_map(|(at, one)| self.chance(at, one)).collect();
        chances.sort_by_key(|chance| (chance.more, chance.index));
        let mut ways: Vec<Way<'a>> =
            chances.iter().filter_map(|chance| self.way(&[*chance]).or_else(|| self.often_enough(chance))).collect();
        if ways.is_empty() {
            ways = self.pairs(&chances[chances.len().saturating_sub(PAIRS_AMONG)..]);
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
                let could = self.weights[index] == 0 && can_be(condition, true, &self.asked);
                could.then_some(fade::FULL)?
            }
            Rule::Activity(activity) => match activity.counting {
                // Nobody can be asked to have been quiet.
                EventCounting::Absent { .. } => return None,
                _ if !only_if_holds(activity, &self.asked) || !event_can_pass(activity, &self.asked) => return None,
                _ => weight_after_more(activity, &self.asked, self.as_of, 1),
            },
        };
        Some(self.with(index, criterion, Change::Match, weight)).filter(|chance| chance.more > 0)
    }

    /// A negative profile that matches now and could cease to.
    fn loss(&self, index: usize, criterion: &'a Criterion) -> Option<Chance<'a>> {
        let Rule::Profile(condition) = &criterion.rule else { return None };
        let could = criterion.points < 0 && self.weights[index] > 0 && can_be(condition, false, &self.asked);
        could.then(|| self.with(index, criterion, Change::Without, 0))
    }

    fn with(&self, index: usize, criterion: &'a Criterion, change: Change, weight: i64) -> Chance<'a> {
        let more = i64::from(criterion.points).saturating_mul(weight - self.weights[index]);
        Chance { criterion, index, change, weight, more }
    }

    /// The way that these chances make, if they lead to a better band.
    fn way(&self, chances: &[Chance<'a>]) -> Option<Way<'a>> {
        let mut weights = self.weights.to_vec();
        for chance in chances {
            weights[chance.index] = chance.weight;
        }
        let band = self.adder.band(&weights);
        (band < self.band).then(|| Way { chances: chances.to_vec(), band })
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
            let weight = weight_after_more(activity, &self.asked, self.as_of, times);
            self.way(&[self.with(chance.index, chance.criterion, Change::Times(times), weight)])
        };
        let (mut low, mut high) = (2, at_most.min(limits::AT_MOST));
        let mut found = way(high).filter(|_| low <= high)?;
        // More events never give less, so the fewest can be closed in on.
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
                (Rule::Profile(one), Rule::Profile(two)) => can_both_hold(one, two, &self.asked),
                _ => true,
            },
            _ => true,
        }
    }

    fn pairs(&self, chances: &[Chance<'a>]) -> Vec<Way<'a>> {
        let pairs =
            chances.iter().enumerate().flat_map(|(at, one)| chances[at + 1..].iter().map(move |two| (one, two)));
        pairs
            .filter_map(|(one, two)| {
                let in_order = if one.index < two.index { [*one, *two] } else { [*two, *one] };
                self.way(&in_order)
            })
            .filter(|way| self.go_together(&way.chances))
            .collect()
    }
}

fn suggestion(model: &Model, axis: Axis, now: &Explanation, way: &Way<'_>) -> Suggestion {
    let from = (now.fit.band, now.engagement.band);
    let cell = if axis == Axis::Fit { (way.band, from.1) } else { (from.0, way.band) };
    let joined = |part: &dyn Fn(&Chance<'_>) -> String| way.chances.iter().map(part).collect::<Vec<_>>().join(" and ");
    Suggestion {
        axis,
        criteria: way.chances.iter().map(|chance| chance.criterion.id.clone()).collect(),
        change: way.chances.first().map_or(Change::Match, |chance| chance.change),
        cell,
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
        lead::Value,
        model::{Activity, AttributeTest, Fade, NumberTest, Scale, Test, TextTest},
        scoring::sample::{NOW, activity, at_least, criterion, event, has_word, lead, model, once, text},
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

    fn sentences(model: &Model, lead: &Lead) -> Vec<String> {
        suggestions(model, lead, NOW).into_iter().map(|one| one.sentence).collect()
    }

    #[test]
    fn what_cannot_happen_is_not_suggested() {
        let test = |attribute: &str, is| Condition::Test(AttributeTest { attribute: attribute.into(), is });
        let one_of = |word: &str| test("Title", Test::Text(TextTest::OneOf(vec![word.into()])));
        let small = test("Size", Test::Number(NumberTest::Less(5.0)));
        let made = |points, conditions: &[Condition]| {
            let rules = conditions.iter().cloned().map(Rule::Profile);
            let criteria =
                rules.enumerate().map(|(index, rule)| criterion(&format!("c{index}"), "profile", points, rule));
            ids(&model(criteria.collect()), &lead("1", &[("Size", Value::Number(7.0))], vec![]))
        };
        assert_eq!(made(30, &[small.clone(), one_of("CEO")]), [["c0"], ["c1"]]);
        let contradiction = Condition::All(vec![small, at_least("Size", 5.5)]);
        let never_not = Condition::Not(Box::new(Condition::All(vec![])));
        assert!(made(30, &[Condition::Any(vec![]), never_not, contradiction, has_word("Size", "7")]).is_empty());
        assert_eq!(made(15, &[one_of("CEO"), one_of("CTO"), one_of("ceo")]), [["c0", "c2"]], "not CEO and CTO at once");
        let nothing = Activity { amount: Some(NumberTest::Between(2.0, 1.0)), ..once("visit") };
        let model = model(vec![criterion("visit", "activity", 30, Rule::Activity(nothing))]);
        assert!(ids(&model, &lead("1", &[], vec![])).is_empty(), "no event could count");
    }

    #[test]
    fn as_often_as_it_takes() {
        let each = |once_per_days, at_most, fade| {
            let each = activity("visit", EventCounting::Each { once_per_days, at_most, fade });
            let visit =
                Criterion { name: "Pricing page".into(), ..criterion("visit", "activity", 10, Rule::Activity(each)) };
            model(vec![visit, profile("ceo", 30, "ceo")])
        };
        let visits =
            |ages: &[i64]| lead("1", &[("Title", text("ceo"))], ages.iter().map(|age| event("visit", *age)).collect());
        // 25 points are needed; 10 for each visit.
        let thrice = each(None, 5, Fade::None);
        assert_eq!(sentences(&thrice, &visits(&[])), ["Pricing page, 3 times"]);
        assert_eq!(sentences(&thrice, &visits(&[4])), ["Pricing page, 2 times"]);
        assert_eq!(sentences(&thrice, &visits(&[4, 4])), ["Pricing page"]);
        assert_eq!(suggestions(&thrice, &visits(&[]), NOW)[0].change, Change::Times(3));
        let said = advice(
            &thrice,
            &explain(&thrice, &visits(&[]), NOW),
            Axis::Engagement,
            &suggestions(&thrice, &visits(&[]), NOW),
        );
        assert_eq!(said.as_deref(), Some("Pricing page, 3 times, would move this lead from C4 to C3"));
        for times in [2, 3] {
            let done = explain(&thrice, &visits(&vec![0; times]), NOW);
            assert_eq!(done.engagement.band, if times == 3 { 2 } else { 3 }, "three do it, and no fewer");
        }
        assert!(sentences(&each(None, 2, Fade::None), &visits(&[])).is_empty(), "two are all that count");
        assert_eq!(sentences(&each(None, 3, Fade::None), &visits(&[])), ["Pricing page, 3 times"]);
        assert!(sentences(&each(Some(7), 5, Fade::None), &visits(&[])).is_empty(), "only one today counts");
        let spaced = visits(&[8, 15]);
        assert_eq!(sentences(&each(Some(7), 5, Fade::None), &spaced), ["Pricing page"]);
        assert_eq!(sentences(&each(Some(0), 5, Fade::None), &visits(&[])), ["Pricing page, 3 times"]);
        assert_eq!(sentences(&each(None, u32::MAX, Fade::None), &visits(&[])), ["Pricing page, 3 times"]);
        // Where no more than three count, new ones take the place of faded ones: 500 + 500 + 0 is now.
        let halved = Fade::HalfLife { days: 10 };
        assert_eq!(sentences(&each(None, 3, halved), &visits(&[10, 10])), ["Pricing page, 2 times"]);
        assert_eq!(sentences(&each(None, 3, halved), &visits(&[10, 10, 10])), ["Pricing page, 2 times"]);
    }

    #[test]
    fn the_end_of_a_negative_match_comes_last() {
        let mut model = model(vec![
            profile("ceo", 30, "ceo"),
            profile("Private mail address", -9, "private"),
            profile("much", 40, "founder"),
            profile("too little", -5, "deputy"),
            profile("elsewhere", -9, "student"),
        ]);
        let deputy = lead("1", &[("Title", text("private deputy CEO"))], vec![]);
        assert_eq!(sentences(&model, &deputy), ["Profile: much", "without Private mail address"]);
        let made = suggestions(&model, &deputy, NOW);
        assert_eq!((made[1].change, made[1].cell), (Change::Without, (2, 3)));
        assert_eq!(made[1].takes, "not (Title has the word private)");
        model.criteria[2].enabled = false;
        let now = explain(&model, &deputy, NOW);
        let said = advice(&model, &now, Axis::Fit, &suggestions(&model, &deputy, NOW));
        assert_eq!(said.as_deref(), Some("Without Private mail address this lead would move from D4 to C4"));
        model.criteria[1].disqualifies = true;
        assert!(sentences(&model, &deputy).is_empty(), "what disqualifies costs more than a band");
        model.criteria[1].disqualifies = false;
        model.criteria[1].rule = Rule::Profile(Condition::All(vec![]));
        assert!(sentences(&model, &deputy).is_empty(), "what always matches cannot end");
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
