//! Conditions over one lead, as the explaining scorer reads them.

use super::{Reason, spam::SpamMatcher, text_test::TextMatcher};
use crate::{
    lead::{Day, Lead, Value, trim_fold},
    model::{AttributeTest, Condition, DateTest, Domains, NumberTest, Test},
};

/// The lead that is asked about, and what else an answer depends on.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    pub lead: &'a Lead,
    pub domains: &'a Domains,
    /// The UTC date of `as_of`.
    pub today: Day,
}

impl Asked<'_> {
    /// Whether the condition holds. Two-valued: `not` is plain negation.
    pub fn holds(&self, condition: &Condition) -> bool {
        match condition {
            Condition::All(parts) => parts.iter().all(|part| self.holds(part)),
            Condition::Any(parts) => parts.iter().any(|part| self.holds(part)),
            Condition::Not(part) => !self.holds(part),
            Condition::Test(test) => self.test_holds(test),
        }
    }

    /// Every test of a missing value is false, save *is unknown* and *is none of*. A test of another type than its
    /// attribute's finds the value missing.
    pub fn test_holds(&self, test: &AttributeTest) -> bool {
        self.holds_for(&test.is, self.lead.attribute(&test.attribute))
    }

    /// Whether each of these tests would come to what is wanted of it if this were the value.
    pub fn holds_for_all(&self, tests: &[(&Test, bool)], value: Option<&Value>) -> bool {
        tests.iter().all(|(test, wanted)| self.holds_for(test, value) == *wanted)
    }

    /// Whether a test would hold if this were the value.
    pub fn holds_for(&self, test: &Test, value: Option<&Value>) -> bool {
        match (test, value) {
            (Test::Known, value) => value.is_some(),
            (Test::Unknown, value) => value.is_none(),
            (Test::Text(is), Some(Value::Text(text))) => TextMatcher::new(is).holds(&trim_fold(text)),
            (Test::Text(is), _) => TextMatcher::new(is).holds_for_missing(),
            (Test::Spam(is), Some(Value::Text(text))) => {
                SpamMatcher::new(*is, self.domains).holds(text.trim(), &trim_fold(text))
            }
            (Test::Number(is), Some(Value::Number(number))) => number_holds(*is, *number),
            (Test::YesNo(is), Some(Value::YesNo(answer))) => is == answer,
            (Test::Date(is), Some(Value::Date(day))) => date_holds(*is, *day, self.today),
            (Test::Spam(_) | Test::Number(_) | Test::YesNo(_) | Test::Date(_), _) => false,
        }
    }

    /// The values that make a condition hold, each attribute once, in the order of the condition.
    pub fn reasons(&self, condition: &Condition) -> Vec<Reason> {
        let mut reasons = Vec::new();
        self.collect_reasons(condition, true, &mut reasons);
        reasons
    }

    /// `wanted` is what the condition should be for the whole to hold: false below a `not`.
    fn collect_reasons(&self, condition: &Condition, wanted: bool, reasons: &mut Vec<Reason>) {
        match condition {
            Condition::All(parts) | Condition::Any(parts) => {
                for part in parts {
                    self.collect_reasons(part, wanted, reasons);
                }
            }
            Condition::Not(part) => self.collect_reasons(part, !wanted, reasons),
            Condition::Test(test) => {
                if self.test_holds(test) == wanted {
                    let reason = self.value_of(test);
                    if !reasons.contains(&reason) {
                        reasons.push(reason);
                    }
                }
            }
        }
    }

    fn value_of(&self, test: &AttributeTest) -> Reason {
        let value = self.lead.attribute(&test.attribute);
        let readable = value.filter(|value| test.is.field_type().is_none_or(|wanted| wanted == value.field_type()));
        Reason::Value { attribute: test.attribute.clone(), value: readable.map(ToString::to_string) }
    }
}

/// A number that is known, as doubles.
pub fn number_holds(test: NumberTest, number: f64) -> bool {
    match test {
        NumberTest::Equal(limit) => number == limit,
        NumberTest::NotEqual(limit) => number != limit,
        NumberTest::Less(limit) => number < limit,
        NumberTest::AtMost(limit) => number <= limit,
        NumberTest::Greater(limit) => number > limit,
        NumberTest::AtLeast(limit) => number >= limit,
        NumberTest::Between(least, most) => least <= number && number <= most,
    }
}

fn date_holds(test: DateTest, day: Day, today: Day) -> bool {
    let age_days = day.age_days(today);
    match test {
        DateTest::Before(limit) => day < limit,
        DateTest::After(limit) => day > limit,
        DateTest::WithinLastDays(days) => 0 <= age_days && age_days < i64::from(days),
        DateTest::DaysAgoOrMore(days) => age_days >= i64::from(days),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{SpamTest, TextTest};

    const TODAY: Day = Day(1000);

    fn lead() -> Lead {
        let values = [
            ("Title", Value::Text(" Chief Executive ".into())),
            ("Blank", Value::Text(" \u{a0}".into())),
            ("Visits", Value::Number(12.0)),
            ("Nonsense", Value::Number(f64::NAN)),
            ("Customer", Value::YesNo(false)),
            ("Renewal", Value::Date(Day(970))),
            ("Later", Value::Date(Day(1001))),
        ];
        let attributes = values.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        Lead { key: "1".into(), attributes, ..Lead::default() }
    }

    fn test(attribute: &str, is: Test) -> Condition {
        Condition::Test(AttributeTest { attribute: attribute.into(), is })
    }

    fn holds(condition: &Condition) -> bool {
        Asked { lead: &lead(), domains: &Domains::default(), today: TODAY }.holds(condition)
    }

    fn number(attribute: &str, is: NumberTest) -> bool {
        holds(&test(attribute, Test::Number(is)))
    }

    fn date(attribute: &str, is: DateTest) -> bool {
        holds(&test(attribute, Test::Date(is)))
    }

    fn one_of(text: &str) -> Test {
        Test::Text(TextTest::OneOf(vec![text.into()]))
    }

    fn none_of(text: &str) -> Test {
        Test::Text(TextTest::NoneOf(vec![text.into()]))
    }

    #[test]
    fn missing_is_false_save_unknown_and_none_of() {
        for missing in ["Absent", "Blank", "Nonsense"] {
            assert!(holds(&test(missing, Test::Unknown)), "{missing}");
            assert!(!holds(&test(missing, Test::Known)), "{missing}");
            assert!(!holds(&test(missing, one_of(""))), "{missing}");
            assert!(holds(&test(missing, none_of("x"))), "{missing}");
            assert!(!number(missing, NumberTest::NotEqual(1.0)), "{missing}");
            assert!(!holds(&test(missing, Test::YesNo(false))), "{missing}");
            assert!(!date(missing, DateTest::Before(Day(i32::MAX))), "{missing}");
            assert!(!holds(&test(missing, Test::Spam(SpamTest::NotAnEmailAddress))), "{missing}");
        }
    }

    #[test]
    fn another_type_is_missing() {
        assert!(!number("Title", NumberTest::NotEqual(1.0)));
        assert!(holds(&test("Visits", none_of("12"))));
        assert!(!holds(&test("Visits", one_of("12"))));
        assert!(holds(&test("Visits", Test::Known)));
        assert!(!holds(&test("Visits", Test::Unknown)));
    }

    #[test]
    fn numbers_compare_as_doubles() {
        assert!(number("Visits", NumberTest::Between(12.0, 12.0)), "both ends are in");
        assert!(!number("Visits", NumberTest::Between(13.0, 11.0)));
        assert!(number("Visits", NumberTest::AtLeast(12.0)) && number("Visits", NumberTest::AtMost(12.0)));
        assert!(!number("Visits", NumberTest::Greater(12.0)) && !number("Visits", NumberTest::Less(12.0)));
        assert!(number("Visits", NumberTest::Equal(12.0)) && !number("Visits", NumberTest::NotEqual(12.0)));
    }

    #[test]
    fn dates_have_borders() {
        assert!(!date("Renewal", DateTest::Before(Day(970))) && date("Renewal", DateTest::Before(Day(971))));
        assert!(!date("Renewal", DateTest::After(Day(970))) && date("Renewal", DateTest::After(Day(969))));
        // The value is 30 days old.
        assert!(date("Renewal", DateTest::WithinLastDays(31)) && !date("Renewal", DateTest::WithinLastDays(30)));
        assert!(date("Renewal", DateTest::DaysAgoOrMore(30)) && !date("Renewal", DateTest::DaysAgoOrMore(31)));
        // Tomorrow is neither.
        assert!(!date("Later", DateTest::WithinLastDays(3650)) && !date("Later", DateTest::DaysAgoOrMore(0)));
    }

    #[test]
    fn not_is_plain_negation() {
        let unknown_is_not_one_of = Condition::Not(Box::new(test("Absent", one_of("x"))));
        assert!(holds(&unknown_is_not_one_of));
        assert!(holds(&test("Customer", Test::YesNo(false))));
        assert!(!holds(&Condition::Not(Box::new(test("Customer", Test::YesNo(false))))));
        assert!(holds(&Condition::All(vec![])) && !holds(&Condition::Any(vec![])));
    }

    #[test]
    fn reasons_are_the_values_that_matter() {
        let any = Condition::Any(vec![
            test("Title", one_of("chief executive")),
            test("Visits", Test::Number(NumberTest::Greater(100.0))),
            Condition::Not(Box::new(test("Absent", Test::Known))),
            test("Title", Test::Known),
        ]);
        let lead = lead();
        let asked = Asked { lead: &lead, domains: &Domains::default(), today: TODAY };
        let value = |attribute: &str, value: Option<&str>| Reason::Value {
            attribute: attribute.into(),
            value: value.map(str::to_owned),
        };
        assert_eq!(asked.reasons(&any), [value("Title", Some("Chief Executive")), value("Absent", None)]);
    }
}
