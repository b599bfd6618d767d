//! Makes conditions ready: looks up columns, and asks a text test once of every distinct value.

use std::{cell::RefCell, collections::HashMap, rc::Rc};

use rayon::prelude::*;

use super::condition::Ready;
use crate::{
    lead::{Day, fold},
    model::{AttributeTest, Condition, DateTest, Domains, NumberTest, Test, TextTest},
    scoring::{Column, Columns, NO_DAY, Strings, spam::SpamMatcher, text_test::TextMatcher},
};

/// What conditions are made ready against.
pub struct Desk<'a> {
    pub columns: &'a Columns,
    domains: &'a Domains,
    today: Day,
    /// Where each attribute is.
    fields: HashMap<&'a str, usize>,
    /// The values of the fields that were asked for, folded once for all tests of them.
    folded: RefCell<HashMap<usize, Rc<Folded>>>,
    details: RefCell<Option<Rc<Folded>>>,
}

/// A dictionary folded, in pieces of [`PIECE`] texts.
type Folded = Vec<Strings>;

/// So many texts are one task for a core.
const PIECE: usize = 4096;

impl<'a> Desk<'a> {
    pub fn new(columns: &'a Columns, domains: &'a Domains, today: Day) -> Self {
        let fields = columns.fields.iter().enumerate().map(|(index, field)| (field.name.as_str(), index)).collect();
        Self { columns, domains, today, fields, folded: RefCell::default(), details: RefCell::default() }
    }

    pub fn condition(&self, condition: &Condition) -> Ready<'a> {
        match condition {
            Condition::All(parts) => Ready::All(parts.iter().map(|part| self.condition(part)).collect()),
            Condition::Any(parts) => Ready::Any(parts.iter().map(|part| self.condition(part)).collect()),
            Condition::Not(part) => Ready::Not(Box::new(self.condition(part))),
            Condition::Test(test) => self.test(test),
        }
    }

    fn test(&self, test: &AttributeTest) -> Ready<'a> {
        let index = self.fields.get(test.attribute.as_str()).copied();
        let column = index.map(|index| (index, &self.columns.fields[index].column));
        match (&test.is, column) {
            (Test::Known, Some((_, column))) => known(column),
            (Test::Unknown, Some((_, column))) => Ready::Not(Box::new(known(column))),
            (Test::Unknown, None) => Ready::Always(true),
            (Test::Text(is), Some((index, Column::Text { codes, values }))) => {
                Ready::Codes { codes, answers: text_answers(is, &self.folded_field(index, values)) }
            }
            (Test::Text(is), _) => Ready::Always(TextMatcher::new(is).holds_for_missing()),
            (Test::Spam(is), Some((index, Column::Text { codes, values }))) => {
                let matcher = SpamMatcher::new(*is, self.domains);
                Ready::Codes { codes, answers: spam_answers(&matcher, values, &self.folded_field(index, values)) }
            }
            (Test::Number(is), Some((_, Column::Number(values)))) => Ready::Number { values, test: *is },
            (Test::YesNo(is), Some((_, Column::YesNo(values)))) => {
                Ready::YesNo { values, answers: [u8::from(!is), u8::from(*is), 0] }
            }
            (Test::Date(is), Some((_, Column::Date(values)))) => self.days(values, *is),
            (Test::Known, None) | (Test::Spam(_) | Test::Number(_) | Test::YesNo(_) | Test::Date(_), _) => {
                Ready::Always(false)
            }
        }
    }

    /// Every test of a date is a stretch of days.
    fn days(&self, values: &'a [i32], test: DateTest) -> Ready<'a> {
        let today = i64::from(self.today.0);
        let (from, to) = match test {
            DateTest::Before(day) => (i64::MIN, i64::from(day.0) - 1),
            DateTest::After(day) => (i64::from(day.0) + 1, i64::MAX),
            DateTest::WithinLastDays(days) => (today - i64::from(days) + 1, today),
            // Not a day to come, as its age is below 0.
            DateTest::DaysAgoOrMore(days) => (i64::MIN, today - i64::from(days)),
        };
        if from > i64::from(i32::MAX) || to <= i64::from(NO_DAY) {
            return Ready::Always(false);
        }
        let within = |day: i64| day.clamp(i64::from(NO_DAY) + 1, i64::from(i32::MAX)) as i32;
        Ready::Days { values, from: within(from), to: within(to) }
    }

    /// The answers of a test of an event's detail, by code; the last one is for a missing detail.
    pub fn detail_answers(&self, test: &TextTest) -> Vec<u8> {
        let mut details = self.details.borrow_mut();
        let folded = details.get_or_insert_with(|| Rc::new(folded(&self.columns.events.detail_values)));
        text_answers(test, folded)
    }

    fn folded_field(&self, index: usize, values: &Strings) -> Rc<Folded> {
        Rc::clone(self.folded.borrow_mut().entry(index).or_insert_with(|| Rc::new(folded(values))))
    }
}

fn known(column: &Column) -> Ready<'_> {
    match column {
        Column::Text { codes, values } => {
            let mut answers = vec![1; values.len()];
            answers.push(0);
            Ready::Codes { codes, answers }
        }
        Column::Number(values) => Ready::Number { values, test: NumberTest::Between(f64::NEG_INFINITY, f64::INFINITY) },
        Column::YesNo(values) => Ready::YesNo { values, answers: [1, 1, 0] },
        Column::Date(values) => Ready::Days { values, from: NO_DAY + 1, to: i32::MAX },
    }
}

/// The values of a dictionary are trimmed already.
fn folded(values: &Strings) -> Folded {
    let pieces = values.len().div_ceil(PIECE);
    let piece = |piece: usize| {
        let texts = piece * PIECE..values.len().min((piece + 1) * PIECE);
        texts.map(|index| fold(&values[index])).collect()
    };
    (0..pieces).into_par_iter().map(piece).collect()
}

fn text_answers(test: &TextTest, folded: &Folded) -> Vec<u8> {
    let matcher = TextMatcher::new(test);
    let pieces = folded.par_iter();
    let mut answers: Vec<u8> =
        pieces.flat_map_iter(|piece| piece.iter().map(|text| u8::from(matcher.holds(text)))).collect();
    answers.push(u8::from(matcher.holds_for_missing()));
    answers
}

/// Every such test of a missing value is false.
fn spam_answers(matcher: &SpamMatcher, values: &Strings, folded: &Folded) -> Vec<u8> {
    let pieces = folded.par_iter().enumerate();
    let mut answers: Vec<u8> = pieces
        .flat_map_iter(|(piece, texts)| {
            let texts = texts.iter().enumerate();
            texts.map(move |(index, text)| u8::from(matcher.holds(&values[piece * PIECE + index], text)))
        })
        .collect();
    answers.push(0);
    answers
}
