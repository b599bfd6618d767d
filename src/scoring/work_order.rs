//! In which order leads are worked.

use rayon::prelude::*;

use super::{Columns, Scores};

/// The rows of those who are there, in the order in which they are worked: by route, in the model's order (those without a route last); within a
/// route flames, then combined score, then stars, highest first; then key by code point.
pub fn work_order(scores: &Scores, columns: &Columns) -> Vec<u32> {
    let rank = |row: usize| (work_rank(scores, row), row as u32);
    // Rows are in key order already.
    let mut order: Vec<(u64, u32)> =
        (0..columns.len()).into_par_iter().filter(|row| scores.there.contains(*row)).map(rank).collect();
    order.par_sort_unstable();
    order.into_iter().map(|(_, row)| row).collect()
}

/// Where a row stands in work order, but for its key, in one number: lowest first. For lists that are filtered, or sorted by
/// something else before.
pub fn work_rank(scores: &Scores, row: usize) -> u64 {
    let route = u64::from(scores.route[row]);
    let flames = u64::from(3 - scores.flames[row].min(3));
    let combined = (i64::from(i32::MAX) - i64::from(scores.combined[row])) as u64;
    let stars = u64::from(3 - scores.stars[row].min(3));
    route << 48 | flames << 40 | combined << 8 | stars
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        lead::{Lead, Value},
        model::{Condition, Model, Rule, Test, Weights},
        scoring::{
            ColumnsBuilder,
            sample::{NOW, activity, criterion, event, lead, model},
            score_all,
        },
    };

    /// Fit is 10 points for each of `fit` attributes, engagement 10 for each of `visits`.
    fn leads(leads: &[(&str, usize, usize)]) -> (Model, Columns) {
        use crate::model::{AttributeTest, EventCounting, Fade};
        let known = |index: usize| {
            let test = AttributeTest { attribute: format!("a{index}"), is: Test::Known };
            criterion(&format!("k{index}"), "profile", 10, Rule::Profile(Condition::Test(test)))
        };
        let mut criteria: Vec<_> = (0..10).map(known).collect();
        let each = EventCounting::Each { once_per_days: None, at_most: 10, fade: Fade::None };
        criteria.push(criterion("visits", "activity", 10, Rule::Activity(activity("visit", each))));
        let mut builder = ColumnsBuilder::default();
        for (key, fit, visits) in leads {
            let mut made: Lead = lead(key, &[], vec![event("visit", 1); *visits]);
            made.attributes = (0..*fit).map(|index| (format!("a{index}"), Value::YesNo(true))).collect();
            builder.push(made);
        }
        (model(criteria), builder.finish())
    }

    fn order(model: &Model, columns: &Columns) -> Vec<String> {
        let order = work_order(&score_all(columns, model, NOW), columns);
        order.into_iter().map(|row| columns.keys[row as usize].to_owned()).collect()
    }

    #[test]
    fn flames_then_combined_then_stars_then_key() {
        // All on one route.
        let (mut model, columns) =
            leads(&[("d", 8, 2), ("b", 2, 8), ("c", 2, 9), ("a", 9, 2), ("B", 2, 8), ("e", 5, 5)]);
        let route = model.routes[0].id.clone();
        model.matrix.cells.values_mut().for_each(|cell| *cell = route.clone());
        assert_eq!(order(&model, &columns), ["c", "B", "b", "e", "a", "d"]);
        model.combined = Weights { fit: 0, engagement: 0 };
        model.engagement.bands.iter_mut().for_each(|band| band.marks = 1);
        assert_eq!(order(&model, &columns), ["a", "d", "e", "B", "b", "c"], "stars, then key");
    }

    #[test]
    fn routes_come_in_the_models_order() {
        let (mut model, columns) = leads(&[("hot", 9, 9), ("cold", 0, 0), ("lost", 5, 5)]);
        assert_eq!(order(&model, &columns)[0], "hot");
        model.routes.reverse();
        assert_eq!(order(&model, &columns)[0], "cold");
        let [fit, engagement] = ["B", "2"];
        model.matrix.cells.remove(&crate::model::CellKey(fit.into(), engagement.into()));
        assert_eq!(order(&model, &columns), ["cold", "hot", "lost"], "those without a route come last");
    }
}
