//! The values of one field, counted with what became of their leads: on a thread.

use std::sync::{Arc, Weak};

use super::words;
use crate::{
    app::format,
    lead::{Day, Instant, Outcome},
    library::{FieldChange, ValueCount, spellings, suggested_synonyms},
    model::wording,
    scoring::{Column, Columns, NO_DAY, Tally},
};

/// More different texts than this are names or addresses: nobody reads them all.
pub const MOST: usize = 20_000;
/// Numbers with more different values are told in steps.
const FEW: usize = 24;
/// So many steps at most.
const STEPS: usize = 12;

/// Of so few that have ended a win rate is no news, however far from that of all it is …
const NO_NEWS: u64 = 10;
/// … and so many must have ended before a rate like that of all is told without how many they are.
const ENOUGH: u64 = 30;

/// Whose values are counted.
pub struct Question {
    pub columns: Arc<Columns>,
    pub field: String,
    pub as_of: Instant,
}

/// What was asked; nobody holds on to the leads for it.
#[derive(Clone)]
pub struct Asked {
    columns: Weak<Columns>,
    pub field: String,
    as_of: Instant,
}

impl Asked {
    pub fn is(&self, question: &Question) -> bool {
        std::ptr::eq(self.columns.as_ptr(), Arc::as_ptr(&question.columns))
            && (&self.field, self.as_of) == (&question.field, question.as_of)
    }
}

impl From<&Question> for Asked {
    fn from(question: &Question) -> Self {
        let Question { columns, field, as_of } = question;
        Self { columns: Arc::downgrade(columns), field: field.clone(), as_of: *as_of }
    }
}

/// One value, or a step of numbers or days.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    pub value: String,
    pub leads: u64,
    pub won: u64,
    pub lost: u64,
}

impl Counted {
    /// How many of those that ended were won.
    pub fn win_rate(&self) -> Option<f64> {
        let ended = self.won + self.lost;
        (ended > 0).then(|| self.won as f64 / ended as f64)
    }

    pub fn tally(&self) -> Tally {
        Tally { leads: self.leads, won: self.won, decided: self.won + self.lost }
    }

    /// How its win rate stands beside that of all leads, which it is one of so many to be held against: of few it is not said.
    pub fn standing(&self, base: f64) -> Standing {
        let ended = self.won + self.lost;
        match self.tally().interval() {
            Some((least, _)) if least > base && ended >= NO_NEWS => Standing::Above,
            Some((_, most)) if most < base && ended >= NO_NEWS => Standing::Below,
            _ if ended < ENOUGH => Standing::Few,
            _ => Standing::Alike,
        }
    }

    fn take(&mut self, outcome: Outcome) {
        self.leads += 1;
        self.won += u64::from(outcome == Outcome::Won);
        self.lost += u64::from(outcome == Outcome::Lost);
    }
}

/// How a win rate stands beside that of all, with 95 % confidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Above,
    Below,
    /// It may as well be the same.
    Alike,
    /// Too few have ended to tell.
    Few,
}

/// The whole answer.
pub struct Values {
    pub asked: Asked,
    /// Texts the commonest first; numbers and days from small to large.
    pub values: Vec<Counted>,
    /// Texts that are not listed, because they are so many.
    pub unlisted: u64,
    /// Leads without a value.
    pub missing: Counted,
    /// Of all leads.
    pub all: Counted,
    /// Spellings of one thing, it seems.
    pub alike: Vec<Vec<ValueCount>>,
    /// Those that differ by capitals and blanks alone, and the step that merges them all; among all values, listed or not.
    pub spellings: Vec<Vec<ValueCount>>,
    pub merge_spellings: Option<Arc<FieldChange>>,
}

impl Values {
    pub fn new(question: &Question) -> Arc<Self> {
        let columns = Arc::clone(&question.columns);
        let outcome = |row: usize| columns.outcome_at(row, question.as_of);
        let mut answer = Self {
            values: Vec::new(),
            unlisted: 0,
            missing: Counted::default(),
            all: Counted::default(),
            alike: Vec::new(),
            spellings: Vec::new(),
            merge_spellings: None,
            asked: Asked::from(question),
        };
        let Some(field) = columns.field(&question.field) else { return Arc::new(answer) };
        for row in 0..columns.len() {
            answer.all.take(outcome(row));
            if !field.column.is_known(row) {
                answer.missing.take(outcome(row));
            }
        }
        match &field.column {
            Column::Text { codes, values } => {
                let named = |text: &str| Counted { value: text.to_owned(), ..Counted::default() };
                let mut counted: Vec<Counted> = values.iter().map(named).collect();
                for (row, code) in codes.iter().enumerate() {
                    if let Some(counted) = code.and_then(|code| counted.get_mut(code)) {
                        counted.take(outcome(row));
                    }
                }
                counted.retain(|one| one.leads > 0);
                counted.sort_by(|one, other| other.leads.cmp(&one.leads).then_with(|| one.value.cmp(&other.value)));
                answer.spellings = spellings(counted.iter().map(|one| (one.value.as_str(), one.leads)));
                answer.merge_spellings = FieldChange::merge_groups(&question.field, &answer.spellings).map(Arc::new);
                answer.unlisted = counted.len().saturating_sub(MOST) as u64;
                counted.truncate(MOST);
                let counts = |one: &Counted| ValueCount { value: one.value.clone(), leads: one.leads };
                answer.alike = suggested_synonyms(&counted.iter().map(counts).collect::<Vec<_>>());
                answer.values = counted;
            }
            Column::YesNo(answers) => {
                let mut counted =
                    [tr!("library-no"), tr!("library-yes")].map(|value| Counted { value, ..Counted::default() });
                for (row, answer) in answers.iter().enumerate() {
                    if let Some(counted) = counted.get_mut(usize::from(*answer)) {
                        counted.take(outcome(row));
                    }
                }
                counted.reverse();
                answer.values = counted.into();
            }
            Column::Number(numbers) => {
                let edges = number_edges(numbers);
                answer.values = in_steps(numbers.iter().copied(), &edges, outcome);
            }
            Column::Date(days) => {
                let edges = day_edges(days);
                let number = |day: &i32| if *day == NO_DAY { f64::NAN } else { f64::from(*day) };
                answer.values = in_steps(days.iter().map(number), &edges, outcome);
            }
        }
        Arc::new(answer)
    }
}

/// Where a step begins, and what it is called. What is smaller than the first belongs to none.
type Edges = Vec<(f64, String)>;

fn in_steps(numbers: impl Iterator<Item = f64>, edges: &Edges, outcome: impl Fn(usize) -> Outcome) -> Vec<Counted> {
    let named = |(_, name): &(f64, String)| Counted { value: name.clone(), ..Counted::default() };
    let mut counted: Vec<Counted> = edges.iter().map(named).collect();
    for (row, number) in numbers.enumerate().filter(|(_, number)| !number.is_nan()) {
        let after = edges.partition_point(|(from, _)| *from <= number);
        if let Some(counted) = after.checked_sub(1).and_then(|at| counted.get_mut(at)) {
            counted.take(outcome(row));
        }
    }
    counted.retain(|one| one.leads > 0);
    counted
}

/// Each number for itself where they are few; else steps with about as many leads in each, at numbers that are round.
fn number_edges(numbers: &[f64]) -> Edges {
    let mut sorted: Vec<f64> = numbers.iter().copied().filter(|number| number.is_finite()).collect();
    sorted.sort_unstable_by(f64::total_cmp);
    let are_years = sorted.first().zip(sorted.last()).is_some_and(|(least, most)| words::are_years(*least, *most));
    let written = |number: f64| if are_years { number.to_string() } else { wording::decimal(number) };
    let mut few: Vec<f64> = Vec::new();
    for number in &sorted {
        if few.last() != Some(number) {
            few.push(*number);
        }
        if few.len() > FEW {
            break;
        }
    }
    if few.len() <= FEW {
        return few.into_iter().map(|number| (number, written(number))).collect();
    }
    // Of years all figures count.
    let edge = |number: &f64| if are_years { number.round() } else { rounded(*number) };
    let mut edges: Vec<f64> = (1..STEPS).filter_map(|step| sorted.get(step * sorted.len() / STEPS)).map(edge).collect();
    edges.dedup();
    let first = edges.first().copied().unwrap_or(0.0);
    let below = std::iter::once((f64::NEG_INFINITY, tr!("library-step-below", edge = written(first))));
    let names = edges.iter().enumerate().map(|(place, from)| {
        let from_text = written(*from);
        let name = match edges.get(place + 1) {
            Some(to) => tr!("library-step-between", from = from_text, to = written(*to)),
            None => tr!("library-step-from", from = from_text),
        };
        (*from, name)
    });
    below.chain(names).collect()
}

/// To two figures.
fn rounded(number: f64) -> f64 {
    if number == 0.0 {
        return 0.0;
    }
    let size = 10_f64.powi(number.abs().log10().floor() as i32 - 1);
    let rounded = (number / size).round() * size;
    // A tenth is no sum of halves: what the power leaves behind the second figure is taken off.
    format!("{rounded:.10}").parse().unwrap_or(rounded)
}

/// Months, quarters or years, by how far apart the days are.
fn day_edges(days: &[i32]) -> Edges {
    let known = || days.iter().copied().filter(|day| *day != NO_DAY);
    let (Some(first), Some(last)) = (known().min(), known().max()) else { return Vec::new() };
    let step = match last - first {
        ..=31 => 0,
        32..=560 => 1,
        561..=2_200 => 3,
        _ => 12,
    };
    if step == 0 {
        return (first..=last).map(|day| (f64::from(day), format::day(Day(day)))).collect();
    }
    let (Some(begin), Some(end)) = (Day(first).civil(), Day(last).civil()) else { return Vec::new() };
    let mut edges = Edges::new();
    let mut at = i32::from(begin.year()) * 12 + (i32::from(begin.month()) - 1) / step * step;
    while at < i32::from(end.year()) * 12 + i32::from(end.month()) {
        let (year, month) = (at.div_euclid(12), at.rem_euclid(12) + 1);
        if let Ok(day) = format!("{year:04}-{month:02}-01").parse::<Day>() {
            let month_name = || day.civil().map(|date| date.strftime("%b %Y").to_string()).unwrap_or_default();
            let name = match step {
                1 => month_name(),
                3 => tr!("library-quarter", quarter = (month + 2) / 3, year = year.to_string()),
                _ => year.to_string(),
            };
            edges.push((f64::from(day.0), name));
        }
        at += step;
    }
    edges
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        lead::{Lead, Value},
        scoring::{
            ColumnsBuilder,
            sample::{NOW, lead, text},
        },
    };

    fn values(leads: Vec<Lead>, field: &str) -> Arc<Values> {
        let mut builder = ColumnsBuilder::default();
        builder.extend(leads);
        Values::new(&Question { columns: Arc::new(builder.finish()), field: field.to_owned(), as_of: NOW })
    }

    #[test]
    fn values_are_counted_with_what_became_of_their_leads() {
        let titled = |key: &str, title: &str, outcome| Lead { outcome, ..lead(key, &[("Title", text(title))], vec![]) };
        let values = values(
            vec![
                titled("1", "CTO", Outcome::Lost),
                titled("2", "CEO", Outcome::Won),
                titled("3", "CEO", Outcome::Lost),
                titled("4", "CEO", Outcome::Open),
                Lead { outcome: Outcome::Won, ..lead("5", &[], vec![]) },
            ],
            "Title",
        );
        let told: Vec<_> = values.values.iter().map(|one| (one.value.as_str(), one.leads, one.win_rate())).collect();
        assert_eq!(told, [("CEO", 3, Some(0.5)), ("CTO", 1, Some(0.0))]);
        assert_eq!((values.missing.leads, values.missing.win_rate()), (1, Some(1.0)));
        assert_eq!((values.all.leads, values.all.win_rate(), values.unlisted), (5, Some(0.5), 0));
    }

    #[test]
    fn a_rate_is_better_or_worse_only_where_that_is_sure() {
        let of = |won, lost| Counted { won, lost, ..Counted::default() }.standing(0.25);
        assert_eq!((of(15, 45), of(16, 44)), (Standing::Alike, Standing::Alike), "a point or two is chance");
        // By Wilson's interval 21 of 60 are 24.2 to 47.6 %, 22 are 25.6 to 49.3 %; 8 are 6.9 to 24.2 %, 9 are 8.1 to 26.1 %.
        assert_eq!((of(21, 39), of(22, 38)), (Standing::Alike, Standing::Above));
        assert_eq!((of(9, 51), of(8, 52)), (Standing::Alike, Standing::Below));
        assert_eq!((of(9, 0), of(0, 9), of(0, 0)), (Standing::Few, Standing::Few, Standing::Few));
        assert_eq!((of(10, 0), of(0, 10)), (Standing::Above, Standing::Few), "28 % may be behind none of ten");
        assert_eq!((of(8, 21), of(8, 22)), (Standing::Few, Standing::Alike));
    }

    #[test]
    fn many_numbers_are_told_in_round_steps() {
        let sized = |size: u32| lead(&format!("{size:04}"), &[("Size", Value::Number(f64::from(size)))], vec![]);
        let few = values([5, 1, 5].map(|size| Lead { key: size.to_string(), ..sized(size) }).into(), "Size");
        assert_eq!(few.values.iter().map(|one| one.value.as_str()).collect::<Vec<_>>(), ["1", "5"]);
        let many = values((0..1_200).map(sized).collect(), "Size");
        assert_eq!(many.values.iter().map(|one| one.leads).sum::<u64>(), 1_200, "every lead is in one");
        let names: Vec<_> = many.values.iter().map(|one| one.value.as_str()).collect();
        assert_eq!((names[0], names[1], names.len()), ("below 100", "100 to under 200", 12), "{names:?}");
        assert_eq!(names[11], "1,100 and more");
        assert_eq!((rounded(0.123), rounded(-4_567.0), rounded(0.0)), (0.12, -4_600.0, 0.0));
    }

    #[test]
    fn days_are_told_by_month_quarter_or_year() {
        let born = |day: &str| lead(day, &[("Began", Value::Date(day.parse().expect("a day")))], vec![]);
        let names = |days: &[&str]| {
            let counted = values(days.iter().map(|day| born(day)).collect(), "Began");
            counted.values.iter().map(|one| format!("{} {}", one.value, one.leads)).collect::<Vec<_>>()
        };
        assert_eq!(names(&["2026-01-31", "2026-02-01", "2026-04-30"]), ["Jan 2026 1", "Feb 2026 1", "Apr 2026 1"]);
        assert_eq!(names(&["2024-03-31", "2024-04-01", "2026-04-30"]), ["Q1 2024 1", "Q2 2024 1", "Q2 2026 1"]);
        assert_eq!(names(&["1999-12-31", "2026-04-30", "2026-05-30"]), ["1999 1", "2026 2"]);
        assert_eq!(names(&["2026-04-30", "2026-05-01"]), ["30 Apr 2026 1", "1 May 2026 1"]);
    }
}
