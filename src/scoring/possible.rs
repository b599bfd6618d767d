//! Whether a lead could come to meet a condition at all: what cannot happen is no advice.
//!
//! Found are: groups that hold for nobody (`any([])`), tests of one attribute that no value meets together (more than 5.5
//! and less than 5; yes and no; one of these and one of those), tests of another type than the attribute has in this lead,
//! and lists with nothing in them. An attribute that the lead lacks could become anything. What could be is never said to
//! be impossible; of what is impossible some is missed: texts that would have to begin in two ways, say.

use std::collections::BTreeMap;

use super::{condition::Asked, spam::SpamMatcher, text_test::TextMatcher};
use crate::{
    lead::{Day, FieldType, Value, trim_fold},
    model::{Activity, AttributeTest, Condition, DateTest, SpamTest, Test, TextTest},
};

/// A test, and what it should come to: false below a `not`.
type Wish<'a> = (&'a AttributeTest, bool);

/// Whether a condition could become as `wanted` for this lead.
pub fn can_be(condition: &Condition, wanted: bool, asked: &Asked<'_>) -> bool {
    can_all_be(vec![(condition, wanted)], &[], asked)
}

/// Whether two conditions could hold at once for this lead.
pub fn can_both_hold(one: &Condition, other: &Condition, asked: &Asked<'_>) -> bool {
    can_all_be(vec![(one, true), (other, true)], &[], asked)
}

/// Whether there could be an event that an activity rule looks for.
pub fn event_can_pass(activity: &Activity, asked: &Asked<'_>) -> bool {
    let detail = activity.detail.clone().map(Test::Text);
    let amount = activity.amount.map(Test::Number);
    let can_hold = |test: &Test| a_value_meets(&[(test, true)], None, asked);
    activity.within_days != Some(0) && detail.iter().chain(&amount).all(can_hold)
}

/// Whether all of these could become as wanted at once, and the `given` tests with them.
fn can_all_be<'a>(mut open: Vec<(&'a Condition, bool)>, given: &[Wish<'a>], asked: &Asked<'_>) -> bool {
    let mut wishes = given.to_vec();
    let mut choices = Vec::new();
    while let Some((condition, wanted)) = open.pop() {
        match condition {
            Condition::Test(test) => wishes.push((test, wanted)),
            Condition::Not(part) => open.push((part, !wanted)),
            Condition::All(parts) | Condition::Any(parts) => {
                if matches!(condition, Condition::All(_)) == wanted {
                    open.extend(parts.iter().map(|part| (part, wanted)));
                } else {
                    choices.push((parts, wanted));
                }
            }
        }
    }
    // Of each choice one part is enough; the parts of different choices are not held against each other.
    all_can_be_met(&wishes, asked)
        && choices
            .into_iter()
            .all(|(parts, wanted)| parts.iter().any(|part| can_all_be(vec![(part, wanted)], &wishes, asked)))
}

fn all_can_be_met(wishes: &[Wish<'_>], asked: &Asked<'_>) -> bool {
    let mut by_attribute: BTreeMap<&str, Vec<(&Test, bool)>> = BTreeMap::new();
    for (test, wanted) in wishes {
        by_attribute.entry(&test.attribute).or_default().push((&test.is, *wanted));
    }
    by_attribute.into_iter().all(|(attribute, tests)| {
        let has_type = asked.lead.attribute(attribute).map(Value::field_type);
        asked.holds_for_all(&tests, None) || a_value_meets(&tests, has_type, asked)
    })
}

/// Whether some value, of the type that the attribute has, meets all of the tests of it.
fn a_value_meets(tests: &[(&Test, bool)], has_type: Option<FieldType>, asked: &Asked<'_>) -> bool {
    let may_be = |field_type| has_type.is_none_or(|has| has == field_type);
    may_be(FieldType::Text) && a_text_meets(tests, asked)
        || may_be(FieldType::Number) && a_number_meets(tests, asked)
        || may_be(FieldType::YesNo)
            && [true, false].iter().any(|answer| asked.holds_for_all(tests, Some(&Value::YesNo(*answer))))
        || may_be(FieldType::Date) && a_day_meets(tests, asked)
}

/// Tests part the numbers at their limits: if any number will do, one at a limit or right beside one does.
fn a_number_meets(tests: &[(&Test, bool)], asked: &Asked<'_>) -> bool {
    let limits = tests.iter().filter_map(|(test, _)| test.limits()).flatten();
    let mut tried = limits.flat_map(|limit| [limit.next_down(), limit, limit.next_up()]).chain([0.0]);
    tried.any(|number| number.is_finite() && asked.holds_for_all(tests, Some(&Value::Number(number))))
}

/// As for numbers.
fn a_day_meets(tests: &[(&Test, bool)], asked: &Asked<'_>) -> bool {
    let earlier = |days: u32| Day(asked.today.0.saturating_sub_unsigned(days));
    let limits = tests.iter().filter_map(|(test, _)| match test {
        Test::Date(DateTest::Before(day) | DateTest::After(day)) => Some(*day),
        Test::Date(DateTest::WithinLastDays(days) | DateTest::DaysAgoOrMore(days)) => Some(earlier(*days)),
        _ => None,
    });
    let mut tried = limits
        .chain([asked.today])
        .flat_map(|day| [day.0.saturating_sub(1), day.0, day.0.saturating_add(1)])
        .map(|day| Value::Date(Day(day)));
    tried.any(|day| asked.holds_for_all(tests, Some(&day)))
}

/// Where the text must be one of a list, each of the list is tried; else each test is looked at by itself.
fn a_text_meets(tests: &[(&Test, bool)], asked: &Asked<'_>) -> bool {
    let listed = tests.iter().find_map(|(test, wanted)| match (test, wanted) {
        (Test::Text(TextTest::OneOf(listed)), true) | (Test::Text(TextTest::NoneOf(listed)), false) => Some(listed),
        _ => None,
    });
    if let Some(listed) = listed {
        // How it would be written is not known.
        let as_written = |test: &Test| matches!(test, Test::Spam(SpamTest::NoCapital | SpamTest::OneCharacterRepeated));
        let tests: Vec<_> = tests.iter().copied().filter(|(test, _)| !as_written(test)).collect();
        let mut folded = listed.iter().map(|text| trim_fold(text)).filter(|text| !text.is_empty());
        return folded.any(|text| asked.holds_for_all(&tests, Some(&Value::Text(text))));
    }
    tests.iter().all(|(test, wanted)| {
        let alone = match test {
            Test::Text(is) => !wanted || some_text_meets(is),
            Test::Spam(is) => !wanted || some_spam_meets(*is, asked),
            Test::Known => *wanted,
            Test::Unknown | Test::Number(_) | Test::YesNo(_) | Test::Date(_) => !wanted,
        };
        alone && !tests.contains(&(test, !wanted))
    })
}

fn some_text_meets(test: &TextTest) -> bool {
    match TextMatcher::new(test) {
        TextMatcher::NoneOf(_) => true,
        TextMatcher::HasAnyWord(phrases) => !phrases.is_empty(),
        TextMatcher::OneOf(listed)
        | TextMatcher::ContainsAny(listed)
        | TextMatcher::StartsWithAny(listed)
        | TextMatcher::EndsWithAny(listed) => !listed.is_empty(),
    }
}

fn some_spam_meets(test: SpamTest, asked: &Asked<'_>) -> bool {
    match SpamMatcher::new(test, asked.domains) {
        SpamMatcher::Endings(list) | SpamMatcher::KeyboardRun(list) => !list.is_empty(),
        SpamMatcher::NotAnEmailAddress | SpamMatcher::NoCapital | SpamMatcher::OneCharacterRepeated => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        lead::Lead,
        model::{Domains, NumberTest, sample::TEXT_TESTS},
        scoring::sample::{NOW, lead, once, text},
    };

    fn test(is: Test) -> Condition {
        Condition::Test(AttributeTest { attribute: "It".into(), is })
    }

    fn number(is: NumberTest) -> Condition {
        test(Test::Number(is))
    }

    fn one_of(listed: &[&str]) -> Condition {
        test(Test::Text(TextTest::OneOf(listed.iter().map(ToString::to_string).collect())))
    }

    fn not(condition: Condition) -> Condition {
        Condition::Not(Box::new(condition))
    }

    fn domains() -> Domains {
        Domains { free: vec!["gmail.com".into()], disposable: vec![] }
    }

    fn can(condition: &Condition, lead: &Lead) -> bool {
        can_be(condition, true, &Asked { lead, domains: &domains(), today: NOW.day() })
    }

    fn anyone_can(condition: &Condition) -> bool {
        can(condition, &Lead::default())
    }

    #[test]
    fn empty_groups() {
        let (all, any) = (Condition::All(vec![]), Condition::Any(vec![]));
        assert!(anyone_can(&all) && !anyone_can(&any));
        assert!(!anyone_can(&not(all.clone())) && anyone_can(&not(any.clone())));
        assert!(!anyone_can(&Condition::All(vec![all.clone(), any.clone()])));
        assert!(anyone_can(&Condition::Any(vec![all, any])));
    }

    #[test]
    fn tests_of_one_attribute_that_no_value_meets_together() {
        use NumberTest::{AtLeast, AtMost, Between, Equal, Greater, Less, NotEqual};
        let all = |parts: Vec<Condition>| anyone_can(&Condition::All(parts));
        let numbers = |tests: &[NumberTest]| all(tests.iter().map(|is| number(*is)).collect());
        assert!(!numbers(&[Greater(5.5), Less(5.0)]));
        assert!(!numbers(&[Greater(5.0), Less(5.0)]) && !numbers(&[Greater(5.0), AtMost(5.0)]));
        assert!(numbers(&[AtLeast(5.0), AtMost(5.0)]) && numbers(&[Greater(5.0), Less(5.1)]));
        assert!(!numbers(&[AtLeast(5.0), AtMost(5.0), NotEqual(5.0)]));
        assert!(!numbers(&[Between(9.0, 1.0)]) && !numbers(&[Equal(f64::NAN)]) && !numbers(&[Greater(f64::MAX)]));
        assert!(!all(vec![test(Test::YesNo(true)), test(Test::YesNo(false))]));
        assert!(!all(vec![one_of(&["a", "b"]), one_of(&["c"])]));
        assert!(all(vec![one_of(&["a", "B"]), one_of(&["c", " b"])]));
        assert!(!all(vec![one_of(&["a"]), not(one_of(&["A", "x"]))]));
        assert!(!all(vec![one_of(&["director"]), test(Test::Text(TextTest::HasAnyWord(vec!["CTO".into()])))]));
        assert!(!all(vec![one_of(&["5"]), number(Equal(5.0))]), "a value has one type");
        assert!(!all(vec![test(Test::Known), test(Test::Unknown)]));
        assert!(!all(vec![test(Test::Unknown), number(Equal(5.0))]));
        let days = |is: DateTest| test(Test::Date(is));
        assert!(!all(vec![days(DateTest::WithinLastDays(7)), days(DateTest::DaysAgoOrMore(7))]));
        assert!(all(vec![days(DateTest::WithinLastDays(8)), days(DateTest::DaysAgoOrMore(7))]));
        assert!(!all(vec![days(DateTest::After(Day(9))), days(DateTest::Before(Day(10)))]));
        // A choice must go with what stands beside it.
        let either = Condition::Any(vec![number(Less(3.0)), number(Greater(8.0))]);
        assert!(all(vec![either.clone(), number(Less(8.0))]));
        assert!(!all(vec![either, number(Between(3.0, 8.0))]));
    }

    #[test]
    fn lists_with_nothing_in_them() {
        assert!(!anyone_can(&one_of(&[" "])) && anyone_can(&not(one_of(&[]))));
        assert!(!anyone_can(&test(Test::Text(TextTest::HasAnyWord(vec!["&".into()])))));
        assert!(!anyone_can(&test(Test::Spam(SpamTest::DisposableDomain))));
        assert!(anyone_can(&test(Test::Spam(SpamTest::FreeMailDomain))));
        assert!(!anyone_can(&test(Test::Spam(SpamTest::KeyboardRun(11)))));
        let asked = Asked { lead: &Lead::default(), domains: &domains(), today: NOW.day() };
        let mut visit = once("visit");
        assert!(event_can_pass(&visit, &asked));
        visit.amount = Some(NumberTest::Between(2.0, 1.0));
        assert!(!event_can_pass(&visit, &asked));
        visit.amount = None;
        visit.detail = Some(TextTest::ContainsAny(vec![]));
        assert!(!event_can_pass(&visit, &asked));
        visit.detail = Some(TextTest::NoneOf(vec![]));
        assert!(event_can_pass(&visit, &asked));
        visit.within_days = Some(0);
        assert!(!event_can_pass(&visit, &asked));
    }

    #[test]
    fn an_attribute_keeps_the_type_that_it_has() {
        let (of_text, of_number) = (one_of(&["5"]), number(NumberTest::AtLeast(5.0)));
        let number_lead = lead("1", &[("It", Value::Number(3.0))], vec![]);
        assert!(can(&of_number, &number_lead) && !can(&of_text, &number_lead));
        assert!(can(&not(of_text.clone()), &number_lead));
        let text_lead = lead("1", &[("It", text("x"))], vec![]);
        assert!(!can(&of_number, &text_lead) && can(&of_text, &text_lead));
        let blank = lead("1", &[("It", text(" "))], vec![]);
        assert!(can(&of_number, &blank) && can(&of_text, &blank), "what is missing can become anything");
    }

    /// What some value meets is never called impossible.
    #[test]
    fn what_could_be_is_never_called_impossible() {
        use NumberTest::{AtLeast, Between, Equal, Less, NotEqual};
        let listed = |texts: &[&str]| texts.iter().map(ToString::to_string).collect::<Vec<_>>();
        let mut tests = vec![Test::Known, Test::Unknown, Test::YesNo(true), Test::YesNo(false)];
        tests.extend([Equal(2.0), NotEqual(2.0), Less(2.0), AtLeast(3.0), Between(1.0, 2.5)].map(Test::Number));
        let day = NOW.day();
        tests.extend([DateTest::Before(day), DateTest::After(day)].map(Test::Date));
        tests.extend([DateTest::WithinLastDays(1), DateTest::DaysAgoOrMore(2)].map(Test::Date));
        for make in TEXT_TESTS {
            tests.extend([&["aaa", "a@gmail.com"][..], &["AAA"], &[]].map(|texts| Test::Text(make(listed(texts)))));
        }
        tests.extend(
            [SpamTest::FreeMailDomain, SpamTest::DisposableDomain, SpamTest::NotAnEmailAddress].map(Test::Spam),
        );
        tests.extend([SpamTest::KeyboardRun(2), SpamTest::NoCapital, SpamTest::OneCharacterRepeated].map(Test::Spam));
        let mut values = vec![None, Some(Value::YesNo(true)), Some(Value::YesNo(false))];
        values.extend([1.0, 2.0, 2.7, 3.0, -1e9].map(|number| Some(Value::Number(number))));
        values.extend([-2, -1, 0, 1].map(|days| Some(Value::Date(Day(day.0 + days)))));
        values.extend(["aaa", "AAA", "Aaa", "a@GMAIL.com", "x", "qwe rty", "aaa b"].map(|it| Some(text(it))));
        let mut impossible = 0;
        for (one, other) in tests.iter().flat_map(|one| tests.iter().map(move |other| (one, other))) {
            for (one_wanted, other_wanted) in [(true, true), (true, false), (false, false)] {
                let wish = |is: &Test, wanted| if wanted { test(is.clone()) } else { not(test(is.clone())) };
                let both = Condition::All(vec![wish(one, one_wanted), wish(other, other_wanted)]);
                let leads = values.iter().map(|value| match value {
                    Some(value) => lead("1", &[("It", value.clone())], vec![]),
                    None => Lead::default(),
                });
                let mut met = false;
                for lead in leads {
                    if (Asked { lead: &lead, domains: &domains(), today: day }).holds(&both) {
                        met = true;
                        assert!(can(&both, &lead), "{both:?} holds for {:?}", lead.attributes);
                    }
                }
                assert!(!met || anyone_can(&both), "{both:?}");
                impossible += usize::from(!anyone_can(&both));
            }
        }
        assert!(impossible > 500, "only {impossible} are called impossible");
    }
}
