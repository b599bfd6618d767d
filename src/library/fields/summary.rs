//! What is in each field, from the columns in memory.

use std::{cmp::Ordering, collections::BTreeMap};

use super::ValueCount;
use crate::{
    lead::{Day, FieldType, Value},
    scoring::{Codes, Column, Columns, NO_DAY, Strings},
};

/// So many values are listed.
const MOST_VALUES: usize = 200;

/// What is in one field.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldSummary {
    pub name: String,
    pub field_type: FieldType,
    /// Leads with a value, of `leads`.
    pub filled: u64,
    pub leads: u64,
    /// How many different values there are.
    pub distinct: u64,
    /// The most common values, the commonest first; at most 200.
    pub values: Vec<ValueCount>,
    /// The least and the greatest, of numbers and dates.
    pub range: Option<(Value, Value)>,
    /// Of numbers.
    pub median: Option<f64>,
}

/// A summary for each field, in the order of the fields; fewer if `cancelled` says so meanwhile.
pub fn field_summaries(columns: &Columns, cancelled: impl Fn() -> bool) -> Vec<FieldSummary> {
    let fields = columns.fields.iter().take_while(|_| !cancelled());
    fields.map(|field| summary(&field.name, &field.column, columns.len() as u64)).collect()
}

fn summary(name: &str, column: &Column, leads: u64) -> FieldSummary {
    let empty = FieldSummary {
        name: name.to_owned(),
        field_type: column.field_type(),
        filled: 0,
        leads,
        distinct: 0,
        values: Vec::new(),
        range: None,
        median: None,
    };
    match column {
        Column::Text { codes, values } => of_texts(empty, codes, values),
        Column::Number(numbers) => of_numbers(empty, numbers),
        Column::YesNo(answers) => of_answers(empty, answers),
        Column::Date(days) => of_days(empty, days),
    }
}

fn of_texts(summary: FieldSummary, codes: &Codes, values: &Strings) -> FieldSummary {
    let mut counts = vec![0; values.len()];
    codes.iter().flatten().for_each(|code| counts[code] += 1);
    let counted: Vec<(usize, u64)> = counts.into_iter().enumerate().filter(|(_, count)| *count > 0).collect();
    let filled = counted.iter().map(|(_, count)| count).sum();
    let distinct = counted.len() as u64;
    let values = most_common(counted, |a, b| values[*a].cmp(&values[*b]), |code| values[*code].to_owned());
    FieldSummary { filled, distinct, values, ..summary }
}

fn of_numbers(summary: FieldSummary, numbers: &[f64]) -> FieldSummary {
    // There is one zero.
    let mut known: Vec<f64> = numbers.iter().filter(|number| number.is_finite()).map(|number| number + 0.0).collect();
    known.sort_unstable_by(f64::total_cmp);
    let middle = known.len() / 2;
    let median = match known.len() {
        0 => None,
        odd if odd % 2 == 1 => Some(known[middle]),
        _ => Some(tidy(known[middle - 1].midpoint(known[middle]))),
    };
    let range = known.first().zip(known.last()).map(|(least, most)| (Value::Number(*least), Value::Number(*most)));
    let counted: Vec<(f64, u64)> =
        known.chunk_by(|a, b| a.total_cmp(b) == Ordering::Equal).map(|run| (run[0], run.len() as u64)).collect();
    let (filled, distinct) = (known.len() as u64, counted.len() as u64);
    let values = most_common(counted, f64::total_cmp, |number| Value::Number(*number).to_string());
    FieldSummary { filled, distinct, values, range, median, ..summary }
}

/// Without what is left of halving numbers that have no end in binary: 10609.595, not 10609.595000000001.
fn tidy(number: f64) -> f64 {
    format!("{number:.14e}").parse().unwrap_or(number)
}

fn of_answers(summary: FieldSummary, answers: &[u8]) -> FieldSummary {
    let count = |answer: u8| answers.iter().filter(|other| **other == answer).count() as u64;
    let counted: Vec<(bool, u64)> =
        [(true, count(1)), (false, count(0))].into_iter().filter(|(_, count)| *count > 0).collect();
    let filled = counted.iter().map(|(_, count)| count).sum();
    let distinct = counted.len() as u64;
    let values = most_common(counted, |a, b| b.cmp(a), |answer| Value::YesNo(*answer).to_string());
    FieldSummary { filled, distinct, values, ..summary }
}

fn of_days(summary: FieldSummary, days: &[i32]) -> FieldSummary {
    let mut counts: BTreeMap<i32, u64> = BTreeMap::new();
    days.iter().filter(|day| **day != NO_DAY).for_each(|day| *counts.entry(*day).or_default() += 1);
    let date = |day: &i32| Value::Date(Day(*day));
    let range = counts.keys().next().zip(counts.keys().next_back()).map(|(first, last)| (date(first), date(last)));
    let filled = counts.values().sum();
    let distinct = counts.len() as u64;
    let values = most_common(counts.into_iter().collect(), i32::cmp, |day| date(day).to_string());
    FieldSummary { filled, distinct, values, range, ..summary }
}

/// The most common first; of those as common, in the order of the values.
fn most_common<T>(
    mut counted: Vec<(T, u64)>,
    order: impl Fn(&T, &T) -> Ordering,
    write: impl Fn(&T) -> String,
) -> Vec<ValueCount> {
    let by = |a: &(T, u64), b: &(T, u64)| b.1.cmp(&a.1).then_with(|| order(&a.0, &b.0));
    // Where there are millions of values, only those that are listed are sorted.
    if counted.len() > MOST_VALUES {
        counted.select_nth_unstable_by(MOST_VALUES, by);
        counted.truncate(MOST_VALUES);
    }
    counted.sort_unstable_by(by);
    counted.iter().map(|(value, leads)| ValueCount { value: write(value), leads: *leads }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        lead::Lead,
        scoring::{
            ColumnsBuilder,
            sample::{lead, text},
        },
    };

    fn summaries(leads: Vec<Lead>) -> Vec<FieldSummary> {
        let mut builder = ColumnsBuilder::default();
        builder.extend(leads);
        field_summaries(&builder.finish(), || false)
    }

    fn listed(summary: &FieldSummary) -> Vec<(&str, u64)> {
        summary.values.iter().map(|count| (count.value.as_str(), count.leads)).collect()
    }

    #[test]
    fn each_type_says_what_it_has() {
        let values = [
            ("a", vec![("City", text("Ulm")), ("Size", Value::Number(5.0)), ("Fan", Value::YesNo(false))]),
            ("b", vec![("City", text("Bonn")), ("Size", Value::Number(-0.0)), ("Since", Value::Date(Day(3)))]),
            ("c", vec![("City", text("Ulm")), ("Size", Value::Number(0.0)), ("Since", Value::Date(Day(-1)))]),
            ("d", vec![("Size", Value::Number(2.5)), ("Since", Value::Date(Day(3))), ("Fan", Value::YesNo(true))]),
        ];
        let found = summaries(values.iter().map(|(key, values)| lead(key, values, vec![])).collect());
        let [city, fan, since, size] = &found[..] else { panic!("{found:?}") };
        assert_eq!((city.filled, city.leads, city.distinct), (3, 4, 2));
        assert_eq!(listed(city), [("Ulm", 2), ("Bonn", 1)]);
        assert_eq!((city.range.clone(), city.median), (None, None));
        assert_eq!(listed(fan), [("yes", 1), ("no", 1)]);
        assert_eq!(listed(since), [("1970-01-04", 2), ("1969-12-31", 1)]);
        assert_eq!(since.range, Some((Value::Date(Day(-1)), Value::Date(Day(3)))));
        assert_eq!((size.filled, size.distinct, size.median), (4, 3, Some(1.25)), "there is one zero");
        assert_eq!(size.range, Some((Value::Number(0.0), Value::Number(5.0))));
        assert_eq!(listed(size), [("0", 2), ("2.5", 1), ("5", 1)]);
    }

    #[test]
    fn of_many_values_the_commonest_are_listed() {
        let of =
            |number: usize| lead(&format!("{number:04}"), &[("City", text(&format!("City {}", number % 301)))], vec![]);
        let found = summaries((0..310).map(of).collect());
        assert_eq!((found[0].distinct, found[0].values.len()), (301, MOST_VALUES));
        assert!(found[0].values[..9].iter().all(|value| value.leads == 2));
        assert_eq!((found[0].values[0].value.as_str(), found[0].values[9].leads), ("City 0", 1));
    }

    #[test]
    fn who_asks_to_stop_gets_what_there_is() {
        let columns = {
            let mut builder = ColumnsBuilder::default();
            builder.extend([lead("a", &[("A", text("x")), ("B", text("y"))], vec![])]);
            builder.finish()
        };
        assert_eq!(field_summaries(&columns, || true), []);
    }

    #[test]
    fn between_two_numbers_no_digits_are_made_up() {
        let halved: f64 = "10609.595000000001".parse().expect("a number");
        assert_eq!(tidy(halved).to_string(), "10609.595");
        assert_eq!(tidy(1.25).to_string(), "1.25");
    }
}
