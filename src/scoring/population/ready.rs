//! Makes conditions ready: looks up columns, and asks a text test once of every distinct value.

use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;

use super::{
    attribute_tests::{Group, Reader, Tests},
    condition::Ready,
};
use crate::{
    lead::{Day, fold_into},
    model::{AttributeTest, Condition, DateTest, Domains, NumberTest, Test, TextTest},
    scoring::{Column, Columns, NO_DAY, Strings, respelt::Respelt, spam::SpamMatcher, text_test::TextMatcher},
};

/// So many texts are one task for a core.
const PIECE: usize = 4096;

/// What conditions are made ready against.
pub struct Desk<'a> {
    pub columns: &'a Columns,
    domains: &'a Domains,
    today: Day,
    /// Where each attribute is.
    fields: HashMap<&'a str, usize>,
    /// The tests that were asked for so far, with the place of their column.
    asked: Vec<(usize, &'a Test)>,
    /// A field whose values are to be read as others.
    pub respelt: Option<&'a Respelt>,
}

impl<'a> Desk<'a> {
    pub fn new(columns: &'a Columns, domains: &'a Domains, today: Day) -> Self {
        let fields = columns.fields.iter().enumerate().map(|(index, field)| (field.name.as_str(), index)).collect();
        Self { columns, domains, today, fields, asked: Vec::new(), respelt: None }
    }

    pub fn condition(&mut self, condition: &'a Condition) -> Ready {
        match condition {
            Condition::All(parts) => Ready::All(parts.iter().map(|part| self.condition(part)).collect()),
            Condition::Any(parts) => Ready::Any(parts.iter().map(|part| self.condition(part)).collect()),
            Condition::Not(part) => Ready::Not(Box::new(self.condition(part))),
            Condition::Test(test) => self.test(test),
        }
    }

    fn test(&mut self, test: &'a AttributeTest) -> Ready {
        let index = self.fields.get(test.attribute.as_str()).copied();
        let column = index.map(|index| (index, &self.columns.fields[index].column));
        match (&test.is, column) {
            (Test::Known, Some((index, _))) => self.ask(index, &Test::Known),
            (Test::Unknown, Some((index, _))) => Ready::Not(Box::new(self.ask(index, &Test::Known))),
            (Test::Unknown, None) => Ready::Always(true),
            (Test::Text(_) | Test::Spam(_), Some((index, Column::Text { .. })))
            | (Test::Number(_), Some((index, Column::Number(_))))
            | (Test::YesNo(_), Some((index, Column::YesNo(_))))
            | (Test::Date(_), Some((index, Column::Date(_)))) => self.ask(index, &test.is),
            (Test::Text(is), _) => Ready::Always(TextMatcher::new(is).holds_for_missing()),
            (Test::Known, None) | (Test::Spam(_) | Test::Number(_) | Test::YesNo(_) | Test::Date(_), _) => {
                Ready::Always(false)
            }
        }
    }

    /// The same test of the same attribute is asked once, however many criteria want to know.
    fn ask(&mut self, field: usize, test: &'a Test) -> Ready {
        let known = self.asked.iter().position(|(other_field, other)| *other_field == field && *other == test);
        Ready::Test(known.unwrap_or_else(|| {
            self.asked.push((field, test));
            self.asked.len() - 1
        }))
    }

    /// All tests that were asked for, ready to be asked of the rows.
    pub fn tests(&self) -> Tests<'a> {
        let mut by_field: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (test, (field, _)) in self.asked.iter().enumerate() {
            by_field.entry(*field).or_default().push(test);
        }
        let (mut groups, mut slots) = (Vec::new(), vec![0; self.asked.len()]);
        for (field, tests) in by_field {
            for together in tests.chunks(Tests::TOGETHER) {
                for (bit, test) in together.iter().enumerate() {
                    slots[*test] = groups.len() * Tests::TOGETHER + bit;
                }
                let asked: Vec<&Test> = together.iter().map(|test| self.asked[*test].1).collect();
                groups.push(Group { tests: asked.len(), reader: self.reader(field, &asked) });
            }
        }
        Tests::new(groups, slots)
    }

    /// Tests of another type than the column's were sorted out before.
    fn reader(&self, field: usize, tests: &[&Test]) -> Reader<'a> {
        match &self.columns.fields[field].column {
            Column::Text { codes, values } => {
                let respelt = self.respelt.filter(|respelt| respelt.field == field);
                let values = respelt.map_or(values, |respelt| &respelt.values);
                Reader::Codes { codes, answers: TextTests::new(tests, self.domains).answers(values) }
            }
            Column::Number(values) => {
                Reader::Numbers { values, tests: tests.iter().map(|test| number(test)).collect() }
            }
            Column::YesNo(values) => {
                let bits = |passes: fn(&Test) -> bool| {
                    tests.iter().enumerate().fold(0, |bits, (bit, test)| bits | u8::from(passes(test)) << bit)
                };
                let no = bits(|test| matches!(test, Test::Known | Test::YesNo(false)));
                let yes = bits(|test| matches!(test, Test::Known | Test::YesNo(true)));
                Reader::YesNo { values, answers: [no, yes, 0, 0] }
            }
            Column::Date(values) => {
                Reader::Days { values, stretches: tests.iter().map(|test| self.stretch(test)).collect() }
            }
        }
    }

    /// Every test of a date is a stretch of days.
    fn stretch(&self, test: &Test) -> (i32, i32) {
        const NEVER: (i32, i32) = (i32::MAX, NO_DAY);
        let today = i64::from(self.today.0);
        let (from, to) = match test {
            Test::Date(DateTest::Before(day)) => (i64::MIN, i64::from(day.0) - 1),
            Test::Date(DateTest::After(day)) => (i64::from(day.0) + 1, i64::MAX),
            Test::Date(DateTest::WithinLastDays(days)) => (today - i64::from(*days) + 1, today),
            // Not a day to come, as its age is below 0.
            Test::Date(DateTest::DaysAgoOrMore(days)) => (i64::MIN, today - i64::from(*days)),
            _ => (i64::MIN, i64::MAX),
        };
        if from > i64::from(i32::MAX) || to <= i64::from(NO_DAY) {
            return NEVER;
        }
        let within = |day: i64| day.clamp(i64::from(NO_DAY) + 1, i64::from(i32::MAX)) as i32;
        (within(from), within(to))
    }

    /// The answers of a test of an event's detail, by code: 0 or 1. Their number is a power of two, and the last one is for
    /// a missing detail.
    pub fn detail_answers(&self, test: &TextTest) -> Vec<u8> {
        let values = &self.columns.events.detail_values;
        let test = Test::Text(test.clone());
        TextTests::new(&[&test], self.domains).answers(values)
    }
}

/// Every other test of a number was sorted out before: it is known.
fn number(test: &Test) -> NumberTest {
    match test {
        Test::Number(is) => *is,
        _ => NumberTest::Between(f64::NEG_INFINITY, f64::INFINITY),
    }
}

/// Up to eight tests of one dictionary.
#[derive(Default)]
struct TextTests {
    /// The texts that *is one of* and *is none of* list, with a bit for each test that lists it: however long the lists
    /// are, a text is looked up once.
    listed: HashMap<String, u8>,
    /// A bit for each length that a listed text has (the last one is for all longer ones): few texts pass it by chance.
    lengths: u64,
    /// The answers for a text that no test lists: *is none of* and *is known* hold.
    unlisted: u8,
    others: Vec<(u8, Other)>,
    missing: u8,
}

enum Other {
    Text(TextMatcher),
    Spam(SpamMatcher),
}

impl TextTests {
    fn new(tests: &[&Test], domains: &Domains) -> Self {
        let mut made = Self::default();
        for (index, test) in tests.iter().enumerate() {
            let bit = 1 << index;
            match test {
                Test::Text(test) => {
                    let matcher = TextMatcher::new(test);
                    made.missing |= if matcher.holds_for_missing() { bit } else { 0 };
                    match matcher {
                        TextMatcher::OneOf(listed) => made.list(listed, bit),
                        TextMatcher::NoneOf(listed) => {
                            made.unlisted |= bit;
                            made.list(listed, bit);
                        }
                        other => made.others.push((bit, Other::Text(other))),
                    }
                }
                // Every such test of a missing value is false.
                Test::Spam(test) => made.others.push((bit, Other::Spam(SpamMatcher::new(*test, domains)))),
                _ => made.unlisted |= bit,
            }
        }
        made
    }

    fn list(&mut self, listed: Vec<String>, bit: u8) {
        for text in listed {
            self.lengths |= length_bit(&text);
            *self.listed.entry(text).or_default() |= bit;
        }
    }

    /// The answers for one text; `folded` is room to fold it into.
    fn bits(&self, written: &str, folded: &mut String) -> u8 {
        let mut bits = self.unlisted;
        // Most texts of a large dictionary are as long as none that is listed, and what is ASCII is as long when folded.
        if self.others.is_empty() && self.lengths & length_bit(written) == 0 && written.is_ascii() {
            return bits;
        }
        fold_into(written, folded);
        if self.lengths & length_bit(folded) != 0 {
            bits ^= self.listed.get(folded.as_str()).copied().unwrap_or_default();
        }
        for (bit, other) in &self.others {
            let holds = match other {
                Other::Text(matcher) => matcher.holds(folded),
                Other::Spam(matcher) => matcher.holds(written, folded),
            };
            bits |= if holds { *bit } else { 0 };
        }
        bits
    }

    /// A byte for each code, 256 or more; those beyond the last code are for a missing text.
    fn answers(&self, values: &Strings) -> Vec<u8> {
        let mut answers = vec![self.missing; (values.len() + 1).next_power_of_two().max(256)];
        let pieces = answers[..values.len()].par_chunks_mut(PIECE).enumerate();
        pieces.for_each_init(String::new, |folded, (piece, answers)| {
            for (index, answer) in answers.iter_mut().enumerate() {
                *answer = self.bits(&values[piece * PIECE + index], folded);
            }
        });
        answers
    }
}

fn length_bit(text: &str) -> u64 {
    1 << text.len().min(63)
}
