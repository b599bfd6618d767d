//! What one more event does to a lead, in words: “+9, of which 0 count: Web visits counts 40 at most”.

use crate::{
    app::{format, pages::leads::words::plain_tenths},
    lead::{Event, Instant, Lead},
    model::{CriterionId, Model, Scale},
    scoring::{AxisExplanation, CategoryExplanation, Explanation, explain},
};

/// What an event gives, and what of that counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Effect {
    /// In thousandths of a point.
    pub gives: i64,
    pub counts: i64,
    /// What of it other criteria give or no longer take; the rest is of the criterion that is tried.
    pub others: Vec<Other>,
    /// What stands in the way of what does not count.
    pub because: Option<Why>,
}

/// Another criterion that gives something else by the event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Other {
    pub name: String,
    pub by: i64,
    /// It took points, and takes none now.
    pub is_over: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// A category is at its most.
    Full { category: String, most: i32 },
    /// A category was or is at its least.
    Least { category: String, least: i32 },
    /// The score of an axis is at its most.
    Top { most: i32 },
    /// The score of an axis was or is at its least.
    Bottom { least: i32 },
    /// Another criterion of the category comes first.
    First { criterion: String },
    /// The criterion counts as much as it can.
    Counted,
}

/// What comes of an event that is tried for a criterion.
pub fn effect(model: &Model, lead: &Lead, as_of: Instant, event: &Event, criterion: &CriterionId) -> Effect {
    let before = explain(model, lead, as_of);
    let mut with = lead.clone();
    with.events.push(event.clone());
    let after = explain(model, &with, as_of);
    let mut effect = Effect { gives: 0, counts: 0, others: others(model, [&before, &after], criterion), because: None };
    for (before, after) in axes(&before).into_iter().zip(axes(&after)) {
        for category in &after.categories {
            let (gave, counted) = totals(before, category);
            let (gives, counts) = (category.unclamped - gave, category.total - counted);
            effect.gives += gives;
            effect.counts += counts;
            if counts != gives {
                effect.because = at_its_end(model, category);
            }
        }
        if let Some((lost, why)) = beyond_range(model, before, after) {
            effect.counts -= lost;
            effect.because = Some(why);
        }
    }
    if effect.gives == 0 && effect.because.is_none() {
        effect.because = Some(passed_over(model, &after, criterion));
    }
    effect
}

/// What the range of the axis takes away from a rise or a fall, in thousandths of a point.
fn beyond_range(model: &Model, before: &AxisExplanation, after: &AxisExplanation) -> Option<(i64, Why)> {
    let by = after.total - before.total;
    let range = model.axis(after.axis).range;
    let is_outside = |of: &AxisExplanation| (of.unclamped < of.score, of.unclamped > of.score);
    let why = match (is_outside(before), is_outside(after)) {
        ((_, true), _) | (_, (_, true)) => Why::Top { most: range.most },
        ((true, _), _) | (_, (true, _)) => Why::Bottom { least: range.least },
        _ => return None,
    };
    let lost = (after.unclamped - before.unclamped) - (after.score - before.score);
    let lost = match model.axis(after.axis).scale {
        // All of it, or what it is in points is not to be told from percent.
        _ if after.score == before.score => by,
        Scale::Points => (lost * 1000).clamp(by.min(0), by.max(0)),
        Scale::Percent => 0,
    };
    (lost != 0).then_some((lost, why))
}

/// What the event does to other criteria than the one that is tried, in the order of the model.
fn others(model: &Model, [before, after]: [&Explanation; 2], tried: &CriterionId) -> Vec<Other> {
    let gives = |of: &Explanation, id: &CriterionId| -> i64 {
        let all = axes(of).into_iter().flat_map(|axis| &axis.categories).flat_map(|category| &category.contributions);
        all.filter(|it| it.criterion == *id && it.counts).map(|it| it.thousandths).sum()
    };
    let others = model.criteria.iter().filter(|criterion| criterion.enabled && criterion.id != *tried);
    others
        .filter_map(|criterion| {
            let (gave, gives) = (gives(before, &criterion.id), gives(after, &criterion.id));
            let other = Other { name: criterion.name.clone(), by: gives - gave, is_over: gave < 0 && gives == 0 };
            (other.by != 0).then_some(other)
        })
        .collect()
}

fn axes(of: &Explanation) -> [&AxisExplanation; 2] {
    [&of.fit, &of.engagement]
}

/// What a category had before, and what of that counted.
fn totals(before: &AxisExplanation, category: &CategoryExplanation) -> (i64, i64) {
    let of = before.categories.iter().find(|other| other.category == category.category);
    of.map_or((0, 0), |of| (of.unclamped, of.total))
}

/// The end that a category is held at, or was.
fn at_its_end(model: &Model, after: &CategoryExplanation) -> Option<Why> {
    let category = model.category(&after.category)?;
    let name = category.name.clone();
    match (category.at_most, category.at_least) {
        (Some(most), least) if after.total < after.unclamped || least.is_none() => {
            Some(Why::Full { category: name, most })
        }
        (_, least) => Some(Why::Least { category: name, least: least? }),
    }
}

/// Why a criterion gives nothing that it did not give before.
fn passed_over(model: &Model, after: &Explanation, id: &CriterionId) -> Why {
    let categories = axes(after).into_iter().flat_map(|axis| &axis.categories);
    for category in categories {
        let is_passed = category.contributions.iter().any(|it| it.criterion == *id && !it.counts);
        let first = category.contributions.iter().find(|it| it.counts).filter(|_| is_passed);
        if let Some(criterion) = first.and_then(|first| model.criterion(&first.criterion)) {
            return Why::First { criterion: criterion.name.clone() };
        }
    }
    Why::Counted
}

impl Effect {
    /// Whether less counts than is given.
    pub fn is_held_back(&self) -> bool {
        self.because.is_some()
    }

    /// “Pricing page: +9, of which 0 count: Web visits counts 40 at most”.
    pub fn text(&self, what: &str) -> String {
        let gives = self.parts_text();
        let why = match &self.because {
            None => return tr!("sandbox-effect", what = what, gives = gives),
            Some(Why::Counted) => return tr!("sandbox-effect-counted", what = what),
            Some(Why::First { criterion }) => {
                return tr!("sandbox-effect-first", what = what, first = criterion.clone());
            }
            Some(Why::Full { category, most }) => {
                tr!("sandbox-effect-full", category = category.clone(), most = format::count_signed((*most).into()))
            }
            Some(Why::Top { most }) => tr!("sandbox-effect-top", most = format::count_signed((*most).into())),
            Some(Why::Least { category, least }) => {
                tr!("sandbox-effect-least", category = category.clone(), least = format::count_signed((*least).into()))
            }
            Some(Why::Bottom { least }) => {
                tr!("sandbox-effect-bottom", least = format::count_signed((*least).into()))
            }
        };
        tr!("sandbox-effect-held-back", what = what, gives = gives, counts = tenths(self.counts), why = why)
    }

    /// “+9”, or “+9, and “Nothing for half a year” no longer takes 5. In all +14”.
    fn parts_text(&self) -> String {
        let all = format::thousandths(self.gives);
        if self.others.is_empty() {
            return all;
        }
        let text = |other: &Other| {
            let criterion = other.name.clone();
            if other.is_over {
                tr!("sandbox-effect-no-longer", criterion = criterion, points = tenths(other.by))
            } else {
                tr!("sandbox-effect-other", criterion = criterion, points = format::thousandths(other.by))
            }
        };
        let others: Vec<String> = self.others.iter().map(text).collect();
        let own = self.gives - self.others.iter().map(|other| other.by).sum::<i64>();
        tr!("sandbox-effect-parts", gives = format::thousandths(own), others = others.join(", "), all = all)
    }
}

fn tenths(thousandths: i64) -> String {
    plain_tenths((thousandths + 50).div_euclid(100))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::{Counting, EventCounting, Fade, Rule},
        scoring::sample::{NOW, activity, criterion, event, lead, model, once},
    };

    fn sample() -> Model {
        let each = EventCounting::Each { once_per_days: None, at_most: 20, fade: Fade::None };
        model(vec![
            criterion("Visit", "activity", 9, Rule::Activity(activity("visit", each))),
            criterion("Demo", "activity", 20, Rule::Activity(once("demo"))),
        ])
    }

    fn told(model: &Model, visits: usize, kind: &str) -> String {
        let of = lead("1", &[], vec![event("visit", 1); visits]);
        let id = if kind == "visit" { "Visit" } else { "Demo" };
        effect(model, &of, NOW, &event(kind, 0), &id.into()).text("It")
    }

    #[test]
    fn what_an_event_gives_is_told() {
        assert_eq!(told(&sample(), 1, "visit"), "It: +9");
        assert_eq!(told(&sample(), 20, "visit"), "It: nothing more, as it counts as much as it can");
    }

    #[test]
    fn what_a_full_category_takes_away_is_told() {
        let mut model = sample();
        model.categories[1].at_most = Some(12);
        let name = model.categories[1].name.clone();
        assert_eq!(told(&model, 1, "visit"), format!("It: +9, of which 3 count: {name} counts 12 at most"));
        assert_eq!(told(&model, 2, "visit"), format!("It: +9, of which 0 count: {name} counts 12 at most"));
    }

    #[test]
    fn so_is_what_the_range_or_another_criterion_takes_away() {
        let mut model = sample();
        assert_eq!(told(&model, 11, "visit"), "It: +9, of which 1 count: the score is 100 at most");
        assert_eq!(told(&model, 12, "visit"), "It: +9, of which 0 count: the score is 100 at most");
        model.categories[1].counting = Counting::FirstMatch;
        assert_eq!(told(&model, 1, "demo"), "It: does not count, as Visit comes first");
    }

    #[test]
    fn what_other_criteria_no_longer_take_adds_up_with_what_counts() {
        let quiet = || {
            criterion(
                "Quiet",
                "activity",
                -5,
                Rule::Activity(activity("visit", EventCounting::Absent { for_days: 30 })),
            )
        };
        let mut model = sample();
        model.criteria.push(quiet());
        let mut of = lead("1", &[], Vec::new());
        of.created = Some(crate::lead::Day(NOW.day().0 - 400));
        let told = |model: &Model| effect(model, &of, NOW, &event("visit", 0), &"Visit".into()).text("It");
        // The score was kept at 0, and goes to 9.
        let parts = "It: +9, and “Quiet” no longer takes 5. In all +14";
        assert_eq!(told(&model), format!("{parts}, of which 9 count: the score is 0 at least"));
        // With something below it that counts, all of it does.
        model.criteria.push(criterion("Old", "activity", 20, Rule::Activity(once("old"))));
        of.events.push(event("old", 50));
        let told = |model: &Model| effect(model, &of, NOW, &event("visit", 0), &"Visit".into()).text("It");
        assert_eq!(told(&model), parts);
        // A category of its own end says so itself.
        of.events.clear();
        model.categories[1].at_least = Some(0);
        let name = model.categories[1].name.clone();
        let told = effect(&model, &of, NOW, &event("visit", 0), &"Visit".into()).text("It");
        assert_eq!(told, format!("{parts}, of which 9 count: {name} counts 0 at least"));
    }
}
