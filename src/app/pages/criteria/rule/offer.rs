//! Which tests there are for an attribute, and how one test becomes another.

use crate::{
    lead::{Day, FieldType},
    model::{DateTest, NumberTest, SpamTest, Test, TextTest},
};

/// Days that a new test of a date or an activity begins with: a quarter.
pub const QUARTER: u32 = 90;

/// Shorter runs are in names: *Fred*, *Weston*.
const KEYBOARD_RUN: u32 = 4;

/// What can be asked of a value: a [`Test`] without its values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TestKind {
    HasAnyWord,
    OneOf,
    NoneOf,
    ContainsAny,
    StartsWithAny,
    EndsWithAny,
    Equal,
    NotEqual,
    Less,
    AtMost,
    Greater,
    AtLeast,
    Between,
    Yes,
    No,
    WithinLastDays,
    DaysAgoOrMore,
    Before,
    After,
    FreeMailDomain,
    DisposableDomain,
    NotAnEmailAddress,
    KeyboardRun,
    NoCapital,
    OneCharacterRepeated,
    Known,
    Unknown,
}

/// Tests of text, what is offered first in front.
pub const TEXT: [TestKind; 6] = [
    TestKind::HasAnyWord,
    TestKind::OneOf,
    TestKind::NoneOf,
    TestKind::ContainsAny,
    TestKind::StartsWithAny,
    TestKind::EndsWithAny,
];

pub const NUMBER: [TestKind; 7] = [
    TestKind::AtLeast,
    TestKind::AtMost,
    TestKind::Between,
    TestKind::Greater,
    TestKind::Less,
    TestKind::Equal,
    TestKind::NotEqual,
];

const YES_NO: [TestKind; 2] = [TestKind::Yes, TestKind::No];

const DATE: [TestKind; 4] = [TestKind::WithinLastDays, TestKind::DaysAgoOrMore, TestKind::Before, TestKind::After];

const SPAM: [TestKind; 6] = [
    TestKind::FreeMailDomain,
    TestKind::DisposableDomain,
    TestKind::NotAnEmailAddress,
    TestKind::KeyboardRun,
    TestKind::NoCapital,
    TestKind::OneCharacterRepeated,
];

const ANY: [TestKind; 2] = [TestKind::Known, TestKind::Unknown];

/// The tests for an attribute of this type, in groups; all of them where the type is not known.
pub fn offered(field_type: Option<FieldType>) -> Vec<&'static [TestKind]> {
    match field_type {
        Some(FieldType::Text) => vec![&TEXT, &SPAM, &ANY],
        Some(FieldType::Number) => vec![&NUMBER, &ANY],
        Some(FieldType::YesNo) => vec![&YES_NO, &ANY],
        Some(FieldType::Date) => vec![&DATE, &ANY],
        None => vec![&TEXT, &NUMBER, &YES_NO, &DATE, &SPAM, &ANY],
    }
}

/// The test that an attribute of this type begins with.
pub fn default_test(field_type: FieldType) -> Test {
    match field_type {
        FieldType::Text => Test::Text(TextTest::HasAnyWord(Vec::new())),
        FieldType::Number => Test::Number(NumberTest::AtLeast(0.0)),
        FieldType::YesNo => Test::YesNo(true),
        FieldType::Date => Test::Date(DateTest::WithinLastDays(QUARTER)),
    }
}

/// The test if it suits an attribute of this type, else the one that such an attribute begins with.
pub fn fitting(test: Test, field_type: Option<FieldType>) -> Test {
    match (field_type, test.field_type()) {
        (Some(wanted), Some(tested)) if wanted != tested => default_test(wanted),
        _ => test,
    }
}

impl TestKind {
    pub fn of(test: &Test) -> Self {
        match test {
            Test::Text(test) => Self::of_text(test),
            Test::Number(test) => Self::of_number(*test),
            Test::YesNo(true) => Self::Yes,
            Test::YesNo(false) => Self::No,
            Test::Date(DateTest::Before(_)) => Self::Before,
            Test::Date(DateTest::After(_)) => Self::After,
            Test::Date(DateTest::WithinLastDays(_)) => Self::WithinLastDays,
            Test::Date(DateTest::DaysAgoOrMore(_)) => Self::DaysAgoOrMore,
            Test::Spam(SpamTest::FreeMailDomain) => Self::FreeMailDomain,
            Test::Spam(SpamTest::DisposableDomain) => Self::DisposableDomain,
            Test::Spam(SpamTest::NotAnEmailAddress) => Self::NotAnEmailAddress,
            Test::Spam(SpamTest::KeyboardRun(_)) => Self::KeyboardRun,
            Test::Spam(SpamTest::NoCapital) => Self::NoCapital,
            Test::Spam(SpamTest::OneCharacterRepeated) => Self::OneCharacterRepeated,
            Test::Known => Self::Known,
            Test::Unknown => Self::Unknown,
        }
    }

    pub fn of_text(test: &TextTest) -> Self {
        match test {
            TextTest::OneOf(_) => Self::OneOf,
            TextTest::NoneOf(_) => Self::NoneOf,
            TextTest::HasAnyWord(_) => Self::HasAnyWord,
            TextTest::ContainsAny(_) => Self::ContainsAny,
            TextTest::StartsWithAny(_) => Self::StartsWithAny,
            TextTest::EndsWithAny(_) => Self::EndsWithAny,
        }
    }

    pub fn of_number(test: NumberTest) -> Self {
        match test {
            NumberTest::Equal(_) => Self::Equal,
            NumberTest::NotEqual(_) => Self::NotEqual,
            NumberTest::Less(_) => Self::Less,
            NumberTest::AtMost(_) => Self::AtMost,
            NumberTest::Greater(_) => Self::Greater,
            NumberTest::AtLeast(_) => Self::AtLeast,
            NumberTest::Between(..) => Self::Between,
        }
    }

    /// A test of this kind; what `from` and it have in common (the words, the number, the days) is kept.
    pub fn make(self, from: &Test, today: Day) -> Test {
        let texts = || match from {
            Test::Text(test) => test.listed().clone(),
            _ => Vec::new(),
        };
        let number = || match from {
            Test::Number(test) => *test,
            _ => NumberTest::AtLeast(0.0),
        };
        if let Some(test) = self.text_test(texts) {
            return Test::Text(test);
        }
        if let Some(test) = self.number_test(number) {
            return Test::Number(test);
        }
        let days = match from {
            Test::Date(DateTest::WithinLastDays(days) | DateTest::DaysAgoOrMore(days)) => *days,
            _ => QUARTER,
        };
        let day = match from {
            Test::Date(DateTest::Before(day) | DateTest::After(day)) => *day,
            _ => today,
        };
        match self {
            Self::Yes => Test::YesNo(true),
            Self::No => Test::YesNo(false),
            Self::WithinLastDays => Test::Date(DateTest::WithinLastDays(days)),
            Self::DaysAgoOrMore => Test::Date(DateTest::DaysAgoOrMore(days)),
            Self::Before => Test::Date(DateTest::Before(day)),
            Self::After => Test::Date(DateTest::After(day)),
            Self::FreeMailDomain => Test::Spam(SpamTest::FreeMailDomain),
            Self::DisposableDomain => Test::Spam(SpamTest::DisposableDomain),
            Self::NotAnEmailAddress => Test::Spam(SpamTest::NotAnEmailAddress),
            Self::KeyboardRun => Test::Spam(SpamTest::KeyboardRun(KEYBOARD_RUN)),
            Self::NoCapital => Test::Spam(SpamTest::NoCapital),
            Self::OneCharacterRepeated => Test::Spam(SpamTest::OneCharacterRepeated),
            Self::Unknown => Test::Unknown,
            // The tests of text and numbers were made above.
            _ => Test::Known,
        }
    }

    /// A test of text of this kind, or `None` if this is no test of listed texts.
    pub fn text_test(self, listed: impl FnOnce() -> Vec<String>) -> Option<TextTest> {
        let make = match self {
            Self::HasAnyWord => TextTest::HasAnyWord,
            Self::OneOf => TextTest::OneOf,
            Self::NoneOf => TextTest::NoneOf,
            Self::ContainsAny => TextTest::ContainsAny,
            Self::StartsWithAny => TextTest::StartsWithAny,
            Self::EndsWithAny => TextTest::EndsWithAny,
            _ => return None,
        };
        Some(make(listed()))
    }

    /// A test of a number of this kind, or `None` if this is no test of a number.
    pub fn number_test(self, from: impl FnOnce() -> NumberTest) -> Option<NumberTest> {
        let make = match self {
            Self::Equal => NumberTest::Equal,
            Self::NotEqual => NumberTest::NotEqual,
            Self::Less => NumberTest::Less,
            Self::AtMost => NumberTest::AtMost,
            Self::Greater => NumberTest::Greater,
            Self::AtLeast => NumberTest::AtLeast,
            Self::Between => |number| NumberTest::Between(number, number),
            _ => return None,
        };
        let number = match from() {
            NumberTest::Between(least, most) => match self {
                Self::Between => return Some(NumberTest::Between(least, most)),
                Self::Less | Self::AtMost => most,
                _ => least,
            },
            NumberTest::Equal(number)
            | NumberTest::NotEqual(number)
            | NumberTest::Less(number)
            | NumberTest::AtMost(number)
            | NumberTest::Greater(number)
            | NumberTest::AtLeast(number) => number,
        };
        Some(make(number))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: Day = Day(20_000);

    fn all() -> Vec<TestKind> {
        offered(None).concat()
    }

    #[test]
    fn every_kind_is_made_and_recognised() {
        for kind in all() {
            for from in all() {
                let from = from.make(&Test::Known, TODAY);
                assert_eq!(TestKind::of(&kind.make(&from, TODAY)), kind, "from {from:?}");
            }
        }
        assert_eq!(all().len(), 27, "each is offered once");
    }

    #[test]
    fn only_tests_that_fit_are_offered() {
        for field_type in [FieldType::Text, FieldType::Number, FieldType::YesNo, FieldType::Date] {
            for kind in offered(Some(field_type)).concat() {
                let test = kind.make(&Test::Known, TODAY);
                assert_eq!(fitting(test.clone(), Some(field_type)), test, "{kind:?} for {field_type}");
            }
            let first = offered(Some(field_type)).concat()[0];
            assert_eq!(TestKind::of(&default_test(field_type)), first, "what is offered first is the default");
        }
    }

    #[test]
    fn a_test_of_another_type_is_replaced() {
        let words = Test::Text(TextTest::OneOf(vec!["a".to_owned()]));
        assert_eq!(fitting(words.clone(), Some(FieldType::Number)), default_test(FieldType::Number));
        assert_eq!(fitting(words.clone(), None), words);
        assert_eq!(fitting(Test::Unknown, Some(FieldType::Date)), Test::Unknown);
    }

    #[test]
    fn values_are_kept() {
        let words = Test::Text(TextTest::HasAnyWord(vec!["CEO".to_owned()]));
        assert_eq!(TestKind::NoneOf.make(&words, TODAY), Test::Text(TextTest::NoneOf(vec!["CEO".to_owned()])));
        let between = Test::Number(NumberTest::Between(200.0, 5000.0));
        assert_eq!(TestKind::AtMost.make(&between, TODAY), Test::Number(NumberTest::AtMost(5000.0)));
        assert_eq!(TestKind::AtLeast.make(&between, TODAY), Test::Number(NumberTest::AtLeast(200.0)));
        assert_eq!(TestKind::Between.make(&between, TODAY), between);
        let recent = Test::Date(DateTest::WithinLastDays(7));
        assert_eq!(TestKind::DaysAgoOrMore.make(&recent, TODAY), Test::Date(DateTest::DaysAgoOrMore(7)));
        assert_eq!(TestKind::Before.make(&recent, TODAY), Test::Date(DateTest::Before(TODAY)));
    }
}
