//! An explanation as lines that add up, from nothing to the score shown.

use crate::{
    model::{Axis, Category, CriterionId, Model, Scale, Tier},
    scoring::{AxisExplanation, CategoryExplanation, Explanation, Reason},
};

/// One step on the way to the score of an axis. Each begins where the last one ended.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    pub axis: Axis,
    pub what: What,
    /// Where the sum stood before, in thousandths of a point (of a percent after [`What::Scale`]).
    pub before: i64,
    pub after: i64,
}

/// What a line stands for.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// A criterion that matches and counts.
    Counts { criterion: CriterionId, name: String, tier: Tier, because: Vec<Reason>, is_fading: bool },
    /// A criterion that matches and does not count, since `first` came first; what it would have given.
    Passed { criterion: CriterionId, name: String, because: Vec<Reason>, thousandths: i64, first: String },
    /// What a category's cap takes away.
    Cap { category: String, most: i32 },
    /// What a category's floor adds.
    Floor { category: String, least: i32 },
    /// Points become percent of what can be attained.
    Scale { total: i64, attainable: i64 },
    /// To a whole number, halves away from zero.
    Rounding,
    /// What the least or the most that the axis can be changes.
    Range { least: i32, most: i32 },
    /// The end: the score of the axis.
    Score,
}

impl Line {
    /// What the line adds, in thousandths.
    pub fn amount(&self) -> i64 {
        self.after.saturating_sub(self.before)
    }

    /// What the line adds as it is shown, in tenths. Not each amount is rounded but where the sum stands, so that what
    /// is shown adds up too.
    pub fn shown_tenths(&self) -> i64 {
        tenths(self.after).saturating_sub(tenths(self.before))
    }
}

/// Thousandths in tenths, halves away from zero.
fn tenths(thousandths: i64) -> i64 {
    let half = if thousandths < 0 { -50 } else { 50 };
    thousandths.saturating_add(half) / 100
}

/// The lines of both axes, fit first; each axis ends with its score.
pub fn lines(explanation: &Explanation, model: &Model) -> Vec<Line> {
    let mut lines = Vec::new();
    for of_axis in [&explanation.fit, &explanation.engagement] {
        axis_lines(of_axis, model, &mut lines);
    }
    lines
}

/// The sum as it grows line by line.
struct Sum<'a> {
    axis: Axis,
    stands: i64,
    lines: &'a mut Vec<Line>,
}

impl Sum<'_> {
    fn add(&mut self, what: What, amount: i64) {
        self.reach(what, self.stands.saturating_add(amount));
    }

    fn reach(&mut self, what: What, after: i64) {
        self.lines.push(Line { axis: self.axis, what, before: self.stands, after });
        self.stands = after;
    }

    /// A line only where it changes something.
    fn add_if_any(&mut self, what: What, amount: i64) {
        if amount != 0 {
            self.add(what, amount);
        }
    }
}

fn axis_lines(of_axis: &AxisExplanation, model: &Model, lines: &mut Vec<Line>) {
    let settings = model.axis(of_axis.axis);
    let mut sum = Sum { axis: of_axis.axis, stands: 0, lines };
    for category in &of_axis.categories {
        category_lines(category, model, &mut sum);
    }
    if settings.scale == Scale::Percent {
        let (total, attainable) = (of_axis.total, of_axis.attainable);
        sum.reach(What::Scale { total, attainable }, percent_thousandths(total, attainable));
    }
    let rounded = of_axis.unclamped.saturating_mul(1000);
    let rounding = rounded.saturating_sub(sum.stands);
    sum.add_if_any(What::Rounding, rounding);
    let range = settings.range;
    let clamped = of_axis.score.saturating_sub(of_axis.unclamped).saturating_mul(1000);
    sum.add_if_any(What::Range { least: range.least, most: range.most }, clamped);
    sum.add(What::Score, 0);
}

fn category_lines(of_category: &CategoryExplanation, model: &Model, sum: &mut Sum<'_>) {
    let name_of =
        |id: &CriterionId| model.criterion(id).map_or_else(|| id.to_string(), |criterion| criterion.name.clone());
    let first = of_category.contributions.iter().find(|contribution| contribution.counts);
    for contribution in &of_category.contributions {
        let (criterion, because) = (contribution.criterion.clone(), contribution.because.clone());
        let name = name_of(&criterion);
        if !contribution.counts {
            let first = first.map(|first| name_of(&first.criterion)).unwrap_or_default();
            sum.add(What::Passed { criterion, name, because, thousandths: contribution.thousandths, first }, 0);
            continue;
        }
        let tier = model.criterion(&criterion).map_or(Tier::Influencing, |criterion| criterion.tier);
        let is_fading = because.iter().any(|reason| matches!(reason, Reason::Event { weight: 1..1000, .. }));
        sum.add(What::Counts { criterion, name, tier, because, is_fading }, contribution.thousandths);
    }
    let category = model.category(&of_category.category);
    let clamped = of_category.total.saturating_sub(of_category.unclamped);
    let (least, most) = category.map_or((None, None), |category| (category.at_least, category.at_most));
    let (least, most) = (least.unwrap_or_default(), most.unwrap_or_default());
    let category =
        category.map_or_else(|| of_category.category.to_string(), |category: &Category| category.name.clone());
    let what = if clamped < 0 { What::Cap { category, most } } else { What::Floor { category, least } };
    sum.add_if_any(what, clamped);
}

/// 100 × total / attainable, in thousandths.
fn percent_thousandths(total: i64, attainable: i64) -> i64 {
    if attainable <= 0 {
        return 0;
    }
    let (exact, by) = (i128::from(total) * 100_000, i128::from(attainable));
    let half = if exact < 0 { -by } else { by };
    let rounded = (2 * exact + half) / (2 * by);
    i64::try_from(rounded).unwrap_or(if rounded < 0 { i64::MIN } else { i64::MAX })
}

#[cfg(test)]
mod tests;
