//! A row that a first-match category can never reach, because an earlier row takes all its leads.

use super::{Context, Mend, Place, Problem, reach, same_rule::normal};
use crate::{
    lead::{has_phrase, words},
    model::{
        Activity, AttributeTest, Condition, Counting, Criterion, DateTest, EventCounting, NumberTest, Rule, Test,
        TextTest,
    },
};

pub(super) const CODE: &str = "unreachable-row";

pub(super) fn check(Context { model, .. }: Context<'_>, found: &mut Vec<Problem>) {
    for category in model.categories.iter().filter(|category| category.counting == Counting::FirstMatch) {
        let rows: Vec<(&Criterion, Rule)> =
            reach::rows(model, category).map(|criterion| (criterion, normal(&criterion.rule))).collect();
        for (index, (row, rule)) in rows.iter().enumerate() {
            let Some((by, earlier)) = rows[..index].iter().find(|(_, earlier)| covers(earlier, rule)) else { continue };
            let sentence = format!("“{}” can never count: “{}” above it matches the same leads", row.name, by.name);
            let problem = Problem::warning(CODE, Place::Criterion(row.id.clone()), sentence);
            // Of two that match the same, the order makes no difference.
            found.push(if covers(rule, earlier) {
                problem.hint("Remove one of the two").mend(Mend::SwitchOff(row.id.clone()))
            } else {
                problem.hint("Move the narrower one up").mend(Mend::MoveBefore(row.id.clone(), by.id.clone()))
            });
        }
    }
}

/// Whether every lead that matches the second rule matches the first as well; false where that is not certain.
fn covers(first: &Rule, second: &Rule) -> bool {
    match (first, second) {
        (Rule::Profile(first), Rule::Profile(second)) => covers_condition(first, second),
        (Rule::Activity(first), Rule::Activity(second)) => first == second || covers_activity(first, second),
        _ => false,
    }
}

/// Fewer of the same events, from a longer time: once in 90 days covers three times in 30 days.
fn covers_activity(first: &Activity, second: &Activity) -> bool {
    let (EventCounting::Once { at_least: few, fade: first_fade }, EventCounting::Once { at_least: many, fade }) =
        (&first.counting, &second.counting)
    else {
        return false;
    };
    let same_events = Activity { counting: second.counting.clone(), within_days: second.within_days, ..first.clone() };
    let days = |activity: &Activity| activity.within_days.unwrap_or(u32::MAX);
    same_events == *second && first_fade == fade && few <= many && days(first) >= days(second)
}

fn covers_condition(first: &Condition, second: &Condition) -> bool {
    if first == second {
        return true;
    }
    match (first, second) {
        (_, Condition::Any(list)) => list.iter().all(|inner| covers_condition(first, inner)),
        (Condition::All(list), _) => list.iter().all(|inner| covers_condition(inner, second)),
        (Condition::Any(list), Condition::All(inner)) => {
            list.iter().any(|one| covers_condition(one, second)) || inner.iter().any(|one| covers_condition(first, one))
        }
        (Condition::Any(list), _) => list.iter().any(|inner| covers_condition(inner, second)),
        (_, Condition::All(list)) => list.iter().any(|inner| covers_condition(first, inner)),
        (Condition::Not(first), Condition::Not(second)) => covers_condition(second, first),
        (Condition::Test(first), Condition::Test(second)) => covers_test(first, second),
        _ => false,
    }
}

fn covers_test(first: &AttributeTest, second: &AttributeTest) -> bool {
    if first.attribute != second.attribute {
        return false;
    }
    match (&first.is, &second.is) {
        // Every other test finds a value, save these two.
        (Test::Known, Test::Unknown | Test::Text(TextTest::NoneOf(_))) => false,
        (Test::Known, _) => true,
        (Test::Text(first), Test::Text(second)) => covers_text(first, second),
        (Test::Number(first), Test::Number(second)) => covers_number(*first, *second),
        (Test::Date(first), Test::Date(second)) => covers_date(*first, *second),
        (first, second) => first == second,
    }
}

fn covers_date(first: DateTest, second: DateTest) -> bool {
    match (first, second) {
        (DateTest::Before(first), DateTest::Before(second)) => first >= second,
        (DateTest::After(first), DateTest::After(second)) => first <= second,
        (DateTest::WithinLastDays(first), DateTest::WithinLastDays(second)) => first >= second,
        (DateTest::DaysAgoOrMore(first), DateTest::DaysAgoOrMore(second)) => first <= second,
        _ => false,
    }
}

/// The texts are folded already.
fn covers_text(first: &TextTest, second: &TextTest) -> bool {
    let each = |is_met: fn(&str, &str) -> bool| {
        second.listed().iter().all(|text| first.listed().iter().any(|sought| is_met(text, sought)))
    };
    let is_one_word = |text: &str| words(text).eq([text]);
    match (first, second) {
        (TextTest::NoneOf(first), TextTest::NoneOf(second)) => first.iter().all(|text| second.contains(text)),
        (TextTest::NoneOf(first), TextTest::OneOf(second)) => !second.iter().any(|text| first.contains(text)),
        (_, TextTest::NoneOf(_)) | (TextTest::NoneOf(_), _) => false,
        (TextTest::OneOf(_), TextTest::OneOf(_)) => each(|text, sought| text == sought),
        (TextTest::HasAnyWord(_), TextTest::OneOf(_) | TextTest::HasAnyWord(_)) => each(has_phrase),
        // Between the words of a phrase may stand anything that is no word.
        (TextTest::ContainsAny(_), TextTest::HasAnyWord(listed)) => {
            listed.iter().all(|text| is_one_word(text)) && each(|text, sought| text.contains(sought))
        }
        (TextTest::ContainsAny(_), _) => each(|text, sought| text.contains(sought)),
        (TextTest::StartsWithAny(_), TextTest::OneOf(_) | TextTest::StartsWithAny(_)) => {
            each(|text, sought| text.starts_with(sought))
        }
        (TextTest::EndsWithAny(_), TextTest::OneOf(_) | TextTest::EndsWithAny(_)) => {
            each(|text, sought| text.ends_with(sought))
        }
        _ => false,
    }
}

fn covers_number(first: NumberTest, second: NumberTest) -> bool {
    let (Some((from, to)), Some((second_from, second_to))) = (span(first), span(second)) else {
        return first == second;
    };
    // An end that is out is written as one just beyond it.
    from <= second_from && to >= second_to
}

/// From and to, each with 0 where the end is in, and 1 (or −1) where it is just out.
type Span = ((f64, i8), (f64, i8));

/// `None` where it is no single span.
pub(super) fn span(test: NumberTest) -> Option<Span> {
    const LEAST: (f64, i8) = (f64::NEG_INFINITY, 0);
    const MOST: (f64, i8) = (f64::INFINITY, 0);
    Some(match test {
        NumberTest::Equal(number) => ((number, 0), (number, 0)),
        NumberTest::NotEqual(_) => return None,
        NumberTest::Less(number) => (LEAST, (number, -1)),
        NumberTest::AtMost(number) => (LEAST, (number, 0)),
        NumberTest::Greater(number) => ((number, 1), MOST),
        NumberTest::AtLeast(number) => ((number, 0), MOST),
        NumberTest::Between(least, most) => ((least, 0), (most, 0)),
    })
}

#[cfg(test)]
mod tests {
    use super::{
        super::fixture::{category, criterion, found, number, profile, texts, words},
        *,
    };

    /// Whether the second of two rows is found to be out of reach.
    fn hides(first: Rule, second: Rule) -> bool {
        let problems = found(CODE, |model| {
            category(model, "profile").counting = Counting::FirstMatch;
            model.criteria.insert(0, criterion("first", "profile", 10, first));
            model.criteria.insert(1, criterion("second", "profile", 10, second));
        });
        problems.iter().any(|problem| problem.place == Place::Criterion("second".into()))
    }

    #[test]
    fn a_wider_row_hides_a_narrower_one_below() {
        let one_of = |listed: &[&str]| profile("Job title", Test::Text(TextTest::OneOf(texts(listed))));
        let contains = |listed: &[&str]| profile("Job title", Test::Text(TextTest::ContainsAny(texts(listed))));
        let has = |listed: &[&str]| words("Job title", listed);
        assert!(hides(has(&["VP", "head"]), has(&["vp sales"])));
        assert!(!hides(has(&["vp sales"]), has(&["VP"])));
        assert!(hides(has(&["sales"]), one_of(&["VP, Sales/EMEA"])));
        assert!(hides(contains(&["cto"]), has(&["director"])), "the classic slip");
        assert!(!hides(contains(&["vp sales"]), has(&["vp sales"])), "VP-Sales has these words too");
        assert!(!hides(has(&["sales"]), words("City", &["sales"])));
        assert!(hides(profile("Job title", Test::Known), has(&["x"])));
        assert!(!hides(
            profile("Job title", Test::Known),
            profile("Job title", Test::Text(TextTest::NoneOf(texts(&["x"]))))
        ));
    }

    #[test]
    fn numbers_hide_numbers() {
        let is = |test| number("Employees", test);
        assert!(hides(is(NumberTest::AtLeast(10.0)), is(NumberTest::Greater(10.0))));
        assert!(!hides(is(NumberTest::Greater(10.0)), is(NumberTest::AtLeast(10.0))));
        assert!(hides(is(NumberTest::AtLeast(10.0)), is(NumberTest::Between(10.0, 50.0))));
        assert!(!hides(is(NumberTest::Between(10.0, 49.0)), is(NumberTest::Between(10.0, 50.0))));
    }

    #[test]
    fn dates_hide_dates() {
        let is = |test| profile("Began", Test::Date(test));
        assert!(hides(is(DateTest::WithinLastDays(90)), is(DateTest::WithinLastDays(30))));
        assert!(!hides(is(DateTest::WithinLastDays(30)), is(DateTest::WithinLastDays(90))));
        assert!(!hides(is(DateTest::WithinLastDays(30)), is(DateTest::DaysAgoOrMore(30))));
    }

    #[test]
    fn once_hides_three_times() {
        let once = |at_least, within_days| {
            let counting = EventCounting::Once { at_least, fade: Default::default() };
            let Rule::Activity(activity) = super::super::fixture::activity(&["demo"], counting) else { unreachable!() };
            Rule::Activity(Activity { within_days, ..activity })
        };
        assert!(hides(once(1, None), once(3, Some(30))));
        assert!(!hides(once(3, None), once(1, None)));
        assert!(!hides(once(1, Some(7)), once(3, Some(30))));
    }
}
