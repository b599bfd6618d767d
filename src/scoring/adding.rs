//! Adding up: what both scorers do alike once they know what each criterion gives. Paragraphs 2 to 4 of *Adding up*.

use super::rounding::{clamp, round_div};
use crate::model::{Axis, AxisSettings, Category, Counting, Criterion, EventCounting, Model, Rule, Scale};

/// For each criterion of the model, the place of its category; `None` where it does not exist, and the criterion with it
/// is ignored.
pub fn category_indices(model: &Model) -> Vec<Option<usize>> {
    let place = |criterion: &Criterion| model.categories.iter().position(|other| other.id == criterion.category);
    model.criteria.iter().map(place).collect()
}

/// 2. A category is clamped to its own caps, also when nothing matched. In thousandths.
pub fn clamp_category(category: &Category, thousandths: i64) -> i64 {
    clamp_caps(category.at_least, category.at_most, thousandths)
}

/// As [`clamp_category`], by the caps.
pub fn clamp_caps(at_least: Option<i32>, at_most: Option<i32>, thousandths: i64) -> i64 {
    let cap = |points: i32| i64::from(points) * 1000;
    clamp(thousandths, at_least.map_or(i64::MIN, cap), at_most.map_or(i64::MAX, cap))
}

/// 3. The score of an axis before it is clamped, from its total in thousandths: rounded once, halves away from zero.
pub fn unclamped_score(settings: &AxisSettings, total: i64, attainable: i64) -> i64 {
    match settings.scale {
        Scale::Points => round_div(total, 1000),
        Scale::Percent => round_div(total.saturating_mul(100), attainable),
    }
}

/// 3. Clamped to the axis' range.
pub fn clamp_score(settings: &AxisSettings, score: i64) -> i64 {
    clamp(score, i64::from(settings.range.least), i64::from(settings.range.most))
}

/// 3. The most that an axis can attain, in thousandths of a point: what a percent scale divides by.
pub fn attainable(model: &Model, axis: Axis) -> i64 {
    attainable_with(model, &category_indices(model), axis, None)
}

/// As [`attainable`], with the [`category_indices`] known, and one criterion with other points than it has.
pub fn attainable_with(model: &Model, homes: &[Option<usize>], axis: Axis, other: Option<(usize, i32)>) -> i64 {
    let points = |at: usize| match other {
        Some((index, points)) if index == at => points,
        _ => model.criteria[at].points,
    };
    let mut total = 0i64;
    for (index, category) in model.categories.iter().enumerate().filter(|(_, category)| category.axis == axis) {
        let criteria = model.criteria.iter().zip(homes).enumerate();
        let mosts = criteria
            .filter(|(_, (criterion, home))| criterion.enabled && **home == Some(index))
            .map(|(at, (criterion, _))| attainable_by(criterion, points(at)));
        let most = match category.counting {
            Counting::Adds => mosts.fold(0, i64::saturating_add),
            Counting::FirstMatch => mosts.max().unwrap_or(0),
        };
        total = total.saturating_add(clamp_category(category, most));
    }
    total
}

/// The most that the criteria of a category can give together, before it is clamped, in thousandths of a point.
pub fn attainable_of(model: &Model, category: &Category) -> i64 {
    let mosts = model.criteria_of(&category.id).filter(|criterion| criterion.enabled);
    let mosts = mosts.map(|criterion| attainable_by(criterion, criterion.points));
    match category.counting {
        Counting::Adds => mosts.fold(0, i64::saturating_add),
        Counting::FirstMatch => mosts.max().unwrap_or(0),
    }
}

/// The most that a criterion can give with these points: 1000 × max(0, points), for `each` × `at_most`.
fn attainable_by(criterion: &Criterion, points: i32) -> i64 {
    let times = match &criterion.rule {
        Rule::Activity(activity) => match activity.counting {
            EventCounting::Each { at_most, .. } => i64::from(at_most),
            EventCounting::Once { .. } | EventCounting::Absent { .. } => 1,
        },
        Rule::Profile(_) => 1,
    };
    (1000 * i64::from(points.max(0))).saturating_mul(times)
}

/// 4. The combined score, of the clamped scores.
pub fn combined(model: &Model, fit: i64, engagement: i64) -> i64 {
    let (fit_weight, engagement_weight) = (i64::from(model.combined.fit), i64::from(model.combined.engagement));
    let weighted = fit.saturating_mul(fit_weight).saturating_add(engagement.saturating_mul(engagement_weight));
    round_div(weighted, fit_weight + engagement_weight)
}

/// The place of a buying stage: the first whose edge the combined score reaches; below all, none.
pub fn stage_index(model: &Model, combined: i64) -> Option<usize> {
    model.stages.iter().position(|stage| combined >= i64::from(stage.from))
}

/// The place of the route that a cell names, where there is one.
pub fn cell_route(model: &Model, fit_band: usize, engagement_band: usize) -> Option<usize> {
    let fit = model.fit.bands.get(fit_band)?;
    let engagement = model.engagement.bands.get(engagement_band)?;
    let id = model.cell(&fit.id, &engagement.id)?;
    model.routes.iter().position(|route| route.id == *id)
}

/// The place of the route for the disqualified, where there is one.
pub fn disqualified_route(model: &Model) -> Option<usize> {
    model.routes.iter().position(|route| route.id == model.matrix.disqualified)
}

/// The stars or flames of a band: 0 to 3.
pub fn marks(settings: &AxisSettings, band: usize) -> u8 {
    settings.bands.get(band).map_or(0, |band| band.marks.min(3))
}

/// One flame for each edge that the gain reaches.
pub fn flames_by_gain(edges: [i32; 3], gain: i64) -> u8 {
    edges.iter().map(|edge| u8::from(gain >= i64::from(*edge))).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Stage, Weights, sample};

    fn criterion(category: &str, points: i32) -> Criterion {
        Criterion { points, ..sample::criterion("id", category) }
    }

    fn each(category: &str, points: i32, at_most: u32) -> Criterion {
        let counting = EventCounting::Each { once_per_days: None, at_most, fade: Default::default() };
        let activity = crate::model::Activity {
            kinds: vec![],
            detail: None,
            amount: None,
            within_days: None,
            only_if: None,
            counting,
        };
        Criterion { rule: Rule::Activity(activity), ..criterion(category, points) }
    }

    #[test]
    fn attainable_counts_what_is_above_zero() {
        let mut model = Model::new("m");
        model.criteria = vec![
            criterion("profile", 10),
            criterion("profile", -50),
            criterion("profile", 7),
            Criterion { enabled: false, ..criterion("profile", 100) },
            criterion("nowhere", 100),
            each("activity", 3, 4),
        ];
        assert_eq!(attainable(&model, Axis::Fit), 17_000);
        assert_eq!(attainable(&model, Axis::Engagement), 12_000);
        model.categories[0].counting = Counting::FirstMatch;
        assert_eq!(attainable(&model, Axis::Fit), 10_000, "the largest of a first match");
        model.categories[0].at_most = Some(8);
        assert_eq!(attainable(&model, Axis::Fit), 8_000, "clamped as the category is");
        model.categories[0].at_most = Some(-8);
        assert_eq!(attainable(&model, Axis::Fit), -8_000);
        model.criteria.clear();
        model.categories[1].at_least = Some(5);
        assert_eq!(attainable(&model, Axis::Engagement), 5_000, "a floor is attained by everybody");
    }

    #[test]
    fn a_percent_scale_divides_by_what_is_attainable() {
        let mut settings = Model::new("m").fit;
        settings.scale = Scale::Percent;
        assert_eq!(unclamped_score(&settings, 5_000, 8_000), 63, "62.5");
        assert_eq!(unclamped_score(&settings, -5_000, 8_000), -63, "halves away from zero");
        assert_eq!(unclamped_score(&settings, 5_000, 0), 0);
        assert_eq!(unclamped_score(&settings, -5_000, -8_000), 0);
        settings.scale = Scale::Points;
        assert_eq!(unclamped_score(&settings, -500, 0), -1);
        assert_eq!(clamp_score(&settings, -1), 0);
        assert_eq!(clamp_score(&settings, 101), 100);
    }

    #[test]
    fn a_combined_score_is_weighted_and_rounded() {
        let mut model = Model::new("m");
        assert_eq!(combined(&model, 50, 75), 63, "62.5");
        assert_eq!(combined(&model, -50, -75), -63);
        model.combined = Weights { fit: 0, engagement: 1000 };
        assert_eq!(combined(&model, 50, 75), 75);
        model.combined = Weights { fit: 0, engagement: 0 };
        assert_eq!(combined(&model, 50, 75), 0);
    }

    #[test]
    fn caps_out_of_order_do_not_panic() {
        let mut category = Model::new("m").categories.remove(0);
        assert_eq!(clamp_category(&category, 7), 7);
        (category.at_least, category.at_most) = (Some(5), Some(3));
        assert_eq!(clamp_category(&category, 0), 3_000);
    }

    #[test]
    fn stages_are_read_like_bands_and_flames_like_edges() {
        let mut model = Model::new("m");
        let stage = |id: &str, from| Stage { id: id.into(), name: id.into(), from };
        model.stages = vec![stage("decide", 60), stage("compare", 30)];
        assert_eq!([60, 59, 30, 29].map(|score| stage_index(&model, score)), [Some(0), Some(1), Some(1), None]);
        assert_eq!([4, 5, 10, 99, -1].map(|gain| flames_by_gain([5, 10, 20], gain)), [0, 1, 2, 3, 0]);
    }
}
