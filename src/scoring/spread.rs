//! How the values of a number or a date lie, for a small picture beside the field that compares with them.

use super::{Column, NO_DAY};
use crate::model::check::Spread;

/// So many columns can be told apart in a picture the size of a word.
const BINS: usize = 32;
/// Where half of the values crowd into so small a part of the span, equal steps would show one column only.
const CROWDED: f64 = 0.1;

/// The spread of a column of numbers or days; `None` for other columns, and where fewer than two values differ.
pub fn spread(column: &Column) -> Option<Spread> {
    let mut values: Vec<f64> = match column {
        Column::Number(numbers) => numbers.iter().copied().filter(|number| number.is_finite()).collect(),
        Column::Date(days) => days.iter().filter(|day| **day != NO_DAY).map(|day| f64::from(*day)).collect(),
        Column::Text { .. } | Column::YesNo(_) => return None,
    };
    let least = values.iter().copied().min_by(f64::total_cmp)?;
    let most = values.iter().copied().max_by(f64::total_cmp)?;
    let span = most - least;
    if span <= 0.0 || !span.is_finite() {
        return None;
    }
    let middle = values.len() / 2;
    let (_, median, _) = values.select_nth_unstable_by(middle, f64::total_cmp);
    let median = *median;
    let is_crowded = (median - least) / span < CROWDED;
    let is_by_size = matches!(column, Column::Number(_)) && least >= 0.0 && is_crowded;
    let mut spread = Spread { least, most, median, is_by_size, bins: vec![0; BINS] };
    for value in &values {
        let bin = (spread.place(*value) * BINS as f64) as usize;
        if let Some(count) = spread.bins.get_mut(bin.min(BINS - 1)) {
            *count += 1;
        }
    }
    Some(spread)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_is_in_one_column() {
        let found = spread(&Column::Number(vec![0.0, 50.0, 100.0, f64::NAN])).expect("they differ");
        assert_eq!((found.least, found.median, found.most), (0.0, 50.0, 100.0));
        assert_eq!((found.bins[0], found.bins[16], found.bins[31], found.bins.iter().sum::<u64>()), (1, 1, 1, 3));
        assert!(!found.is_by_size);
    }

    #[test]
    fn sizes_that_crowd_at_the_small_end_are_drawn_by_their_order_of_size() {
        let sizes = (0..1000).map(|index| f64::from(1 + index % 100)).chain([1e6]).collect();
        let found = spread(&Column::Number(sizes)).expect("they differ");
        assert!(found.is_by_size);
        assert!(found.bins.iter().filter(|count| **count > 0).count() > 8, "{:?}", found.bins);
        for value in [1.0, 10.0, 1e6] {
            assert!((found.value(found.place(value)) - value).abs() < 1e-6 * value, "{value}");
        }
    }

    #[test]
    fn days_are_drawn_and_what_is_all_alike_is_not() {
        let found = spread(&Column::Date(vec![10, NO_DAY, 20])).expect("they differ");
        assert_eq!((found.least, found.most, found.bins[0]), (10.0, 20.0, 1));
        assert_eq!(spread(&Column::Number(vec![3.0, 3.0])), None);
        assert_eq!(spread(&Column::Number(vec![f64::NAN])), None);
        assert_eq!(spread(&Column::Number(vec![-1e308, 1e308])), None, "no span that can be counted in");
        assert_eq!(spread(&Column::YesNo(vec![0, 1])), None);
    }
}
