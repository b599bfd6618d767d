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
    /// What stands in the way of what does not count.
    pub because: Option<Why>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// A category is at its most.
    Full { category: String, most: i32 },
    /// The score of an axis is at its most.
    Top { most: i32 },
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
    let mut effect = Effect { gives: 0, counts: 0, because: None };
    for (before, after) in axes(&before).into_iter().zip(axes(&after)) {
        for category in &after.categories {
            let (gave, counted) = totals(before, category);
            let (gives, counts) = (category.unclamped - gave, category.total - counted);
            effect.gives += gives;
            effect.counts += counts;
            if counts < gives {
                effect.because = full(model, category);
            }
        }
        if let Some(lost) = beyond_range(model, before, after) {
            effect.counts -= lost;
            effect.because = Some(Why::Top { most: model.axis(after.axis).range.most });
        }
    }
    if effect.gives == 0 && effect.because.is_none() {
        effect.because = Some(passed_over(model, &after, criterion));
    }
    effect
}

/// What the range of the axis takes away from a rise, in thousandths of a point.
fn beyond_range(model: &Model, before: &AxisExplanation, after: &AxisExplanation) -> Option<i64> {
    let rise = after.total - before.total;
    if rise <= 0 || after.unclamped <= after.score {
        return None;
    }
    let lost = (after.unclamped - before.unclamped) - (after.score - before.score);
    match model.axis(after.axis).scale {
        // All of it, or what it is in points is not to be told from percent.
        _ if after.score == before.score => Some(rise),
        Scale::Points => Some((lost * 1000).min(rise)).filter(|lost| *lost > 0),
        Scale::Percent => None,
    }
}

fn axes(of: &Explanation) -> [&AxisExplanation; 2] {
    [&of.fit, &of.engagement]
}

/// What a category had before, and what of that counted.
fn totals(before: &AxisExplanation, category: &CategoryExplanation) -> (i64, i64) {
    let of = before.categories.iter().find(|other| other.category == category.category);
    of.map_or((0, 0), |of| (of.unclamped, of.total))
}

fn full(model: &Model, category: &CategoryExplanation) -> Option<Why> {
    let category = model.category(&category.category)?;
    Some(Why::Full { category: category.name.clone(), most: category.at_most? })
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
        let gives = format::thousandths(self.gives);
        let tenths = |thousandths: i64| plain_tenths((thousandths + 50).div_euclid(100));
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
        };
        tr!("sandbox-effect-held-back", what = what, gives = gives, counts = tenths(self.counts), why = why)
    }
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
}
