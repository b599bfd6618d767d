//! Two changes of one rule, or of one list of texts, made into one: where they touch different parts of it.

use std::mem::discriminant;

use crate::model::{Activity, AttributeTest, Condition, NumberTest, Rule, Test, TextTest};

use super::order::Orders;

/// The rule with both changes, or `None` where they collide.
pub(super) fn merge(base: &Rule, ours: &Rule, theirs: &Rule) -> Option<Rule> {
    one_side(base, ours, theirs).or_else(|| match (base, ours, theirs) {
        (Rule::Profile(base), Rule::Profile(ours), Rule::Profile(theirs)) => {
            condition(base, ours, theirs).map(Rule::Profile)
        }
        (Rule::Activity(base), Rule::Activity(ours), Rule::Activity(theirs)) => {
            activity(base, ours, theirs).map(Rule::Activity)
        }
        _ => None,
    })
}

/// Three lists of texts as one: what either side added is in, what either side removed is out. `None` where nothing would be
/// left of two lists that hold something, since an empty list means something else than a short one.
pub(super) fn texts(base: &[String], ours: &[String], theirs: &[String]) -> Option<Vec<String>> {
    let [b, o, t] = [base, ours, theirs].map(numbered);
    let is_present = |key: &(String, usize)| match [&b, &o, &t].map(|list| list.contains(key)) {
        [true, ours, theirs] => ours && theirs,
        [false, ours, theirs] => ours || theirs,
    };
    let orders = Orders::new(&b, &o, &t);
    if !orders.contested().is_empty() {
        return None;
    }
    let merged: Vec<String> = orders.merged(is_present, |_| None).into_iter().map(|(text, _)| text).collect();
    (!merged.is_empty() || ours.is_empty() || theirs.is_empty()).then_some(merged)
}

/// Each text with how many of the same came before.
fn numbered(texts: &[String]) -> Vec<(String, usize)> {
    let before = |index: usize| texts[..index].iter().filter(|text| **text == texts[index]).count();
    texts.iter().enumerate().map(|(index, text)| (text.clone(), before(index))).collect()
}

fn one_side<T: Clone + PartialEq>(base: &T, ours: &T, theirs: &T) -> Option<T> {
    if ours == theirs || theirs == base {
        Some(ours.clone())
    } else if ours == base {
        Some(theirs.clone())
    } else {
        None
    }
}

fn activity(base: &Activity, ours: &Activity, theirs: &Activity) -> Option<Activity> {
    let Activity { kinds: _, detail: _, amount: _, within_days, only_if, counting } = base;
    let (kinds, detail, amount) = which_events(base, ours, theirs)?;
    Some(Activity {
        kinds,
        detail,
        amount,
        within_days: one_side(within_days, &ours.within_days, &theirs.within_days)?,
        only_if: optional(only_if, &ours.only_if, &theirs.only_if, condition)?,
        counting: one_side(counting, &ours.counting, &theirs.counting)?,
    })
}

type WhichEvents = (Vec<String>, Option<TextTest>, Option<NumberTest>);

/// The kinds of event, and what is asked of them: a detail or an amount of one kind says nothing about another.
fn which_events(base: &Activity, ours: &Activity, theirs: &Activity) -> Option<WhichEvents> {
    let all = |activity: &Activity| (activity.kinds.clone(), activity.detail.clone(), activity.amount);
    one_side(&all(base), &all(ours), &all(theirs)).or_else(|| {
        let asked = [base, ours, theirs].map(|activity| (&activity.detail, &activity.amount));
        let lists = [base, ours, theirs].map(|activity| activity.kinds.as_slice());
        let [of_base, of_ours, of_theirs] = lists;
        if of_base == of_ours && of_base == of_theirs {
            let detail = optional(&base.detail, &ours.detail, &theirs.detail, text_test)?;
            return Some((base.kinds.clone(), detail, one_side(&base.amount, &ours.amount, &theirs.amount)?));
        }
        // None listed means any, which is more than every list, and not less.
        let is_any = lists.iter().any(|kinds| kinds.is_empty());
        if is_any || asked[0] != asked[1] || asked[0] != asked[2] {
            return None;
        }
        Some((texts(of_base, of_ours, of_theirs)?, base.detail.clone(), base.amount))
    })
}

fn optional<T: Clone + PartialEq>(
    base: &Option<T>,
    ours: &Option<T>,
    theirs: &Option<T>,
    merge: fn(&T, &T, &T) -> Option<T>,
) -> Option<Option<T>> {
    one_side(base, ours, theirs).or_else(|| match (base, ours, theirs) {
        (Some(base), Some(ours), Some(theirs)) => merge(base, ours, theirs).map(Some),
        _ => None,
    })
}

/// Conditions of one shape, part by part.
fn condition(base: &Condition, ours: &Condition, theirs: &Condition) -> Option<Condition> {
    one_side(base, ours, theirs).or_else(|| match (base, ours, theirs) {
        (Condition::All(base), Condition::All(ours), Condition::All(theirs)) => {
            parts(base, ours, theirs).map(Condition::All)
        }
        (Condition::Any(base), Condition::Any(ours), Condition::Any(theirs)) => {
            parts(base, ours, theirs).map(Condition::Any)
        }
        (Condition::Not(base), Condition::Not(ours), Condition::Not(theirs)) => {
            condition(base, ours, theirs).map(|inner| Condition::Not(Box::new(inner)))
        }
        (Condition::Test(base), Condition::Test(ours), Condition::Test(theirs)) => {
            attribute_test(base, ours, theirs).map(Condition::Test)
        }
        _ => None,
    })
}

/// The parts of a group, found again by what they test and not by their place: in a group the order means nothing.
fn parts(base: &[Condition], ours: &[Condition], theirs: &[Condition]) -> Option<Vec<Condition>> {
    let (in_ours, in_theirs) = (pairs(base, ours)?, pairs(base, theirs)?);
    // Each order as places in the base.
    let order = |pairs: &[usize]| {
        let mut order: Vec<usize> = (0..pairs.len()).collect();
        order.sort_by_key(|index| pairs[*index]);
        order
    };
    let as_it_was: Vec<usize> = (0..base.len()).collect();
    let merged = one_side(&as_it_was, &order(&in_ours), &order(&in_theirs))?;
    merged.into_iter().map(|at| condition(&base[at], &ours[in_ours[at]], &theirs[in_theirs[at]])).collect()
}

/// For each part of the base the place of the same part in another list; `None` where they are not one to one.
///
/// The same part is of the same shape; of what is then left over, what tests the same attribute.
fn pairs(base: &[Condition], other: &[Condition]) -> Option<Vec<usize>> {
    if base.len() != other.len() {
        return None;
    }
    let mut found = vec![None; base.len()];
    for is_same in [is_alike, is_of_same_attribute] {
        let (old, new): (Vec<usize>, Vec<usize>) = (
            (0..base.len()).filter(|at| found[*at].is_none()).collect(),
            (0..other.len()).filter(|at| !found.contains(&Some(*at))).collect(),
        );
        for at in &old {
            let same: Vec<usize> = new.iter().copied().filter(|there| is_same(&base[*at], &other[*there])).collect();
            match same.as_slice() {
                [] => {}
                [there] if old.iter().filter(|at| is_same(&base[**at], &other[*there])).count() == 1 => {
                    found[*at] = Some(*there);
                }
                _ => return None,
            }
        }
    }
    found.into_iter().collect()
}

/// Whether two conditions ask for the same in the same way, whatever the values.
fn is_alike(one: &Condition, other: &Condition) -> bool {
    let is_same_group = |one: &[Condition], other: &[Condition]| {
        one.len() == other.len() && one.iter().zip(other).all(|(a, b)| is_alike(a, b))
    };
    match (one, other) {
        (Condition::All(one), Condition::All(other)) | (Condition::Any(one), Condition::Any(other)) => {
            is_same_group(one, other)
        }
        (Condition::Not(one), Condition::Not(other)) => is_alike(one, other),
        (Condition::Test(one), Condition::Test(other)) => {
            one.attribute == other.attribute && is_same_sort(&one.is, &other.is)
        }
        _ => false,
    }
}

fn is_same_sort(one: &Test, other: &Test) -> bool {
    match (one, other) {
        (Test::Text(one), Test::Text(other)) => discriminant(one) == discriminant(other),
        (Test::Number(one), Test::Number(other)) => discriminant(one) == discriminant(other),
        (Test::Date(one), Test::Date(other)) => discriminant(one) == discriminant(other),
        (Test::Spam(one), Test::Spam(other)) => discriminant(one) == discriminant(other),
        _ => discriminant(one) == discriminant(other),
    }
}

fn is_of_same_attribute(one: &Condition, other: &Condition) -> bool {
    matches!((one, other), (Condition::Test(one), Condition::Test(other)) if one.attribute == other.attribute)
}

/// Tests of one attribute: words that were meant for one must not land on another.
fn attribute_test(base: &AttributeTest, ours: &AttributeTest, theirs: &AttributeTest) -> Option<AttributeTest> {
    let (Test::Text(of_base), Test::Text(of_ours), Test::Text(of_theirs)) = (&base.is, &ours.is, &theirs.is) else {
        return None;
    };
    if base.attribute != ours.attribute || base.attribute != theirs.attribute {
        return None;
    }
    let test = text_test(of_base, of_ours, of_theirs)?;
    Some(AttributeTest { attribute: base.attribute.clone(), is: Test::Text(test) })
}

/// Tests of one sort that both sides changed: their lists.
fn text_test(base: &TextTest, ours: &TextTest, theirs: &TextTest) -> Option<TextTest> {
    if discriminant(base) != discriminant(ours) || discriminant(base) != discriminant(theirs) {
        return None;
    }
    let listed = texts(base.listed(), ours.listed(), theirs.listed())?;
    let mut merged = base.clone();
    *merged.listed_mut() = listed;
    Some(merged)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::EventCounting;

    fn title(words: &[&str]) -> Rule {
        let words = words.iter().map(|word| (*word).to_owned()).collect();
        let is = Test::Text(TextTest::HasAnyWord(words));
        Rule::Profile(Condition::Test(AttributeTest { attribute: "Job title".to_owned(), is }))
    }

    #[test]
    fn two_people_add_a_word_each() {
        let merged =
            merge(&title(&["ceo", "cto"]), &title(&["ceo", "cto", "cfo"]), &title(&["ceo", "cto", "cmo", "vp"]));
        assert_eq!(merged, Some(title(&["ceo", "cto", "cfo", "cmo", "vp"])));
        let merged = merge(&title(&["ceo", "cto"]), &title(&["cto"]), &title(&["ceo", "cto", "vp"]));
        assert_eq!(merged, Some(title(&["cto", "vp"])));
    }

    #[test]
    fn nothing_is_made_up_where_they_collide() {
        assert_eq!(merge(&title(&["ceo", "cto"]), &title(&["ceo"]), &title(&["cto"])), None, "an empty list");
        let known = Rule::Profile(Condition::Test(AttributeTest { attribute: "City".to_owned(), is: Test::Known }));
        assert_eq!(merge(&title(&["ceo"]), &known, &title(&["cto"])), None);
        assert_eq!(merge(&title(&["ceo"]), &known, &title(&["ceo"])), Some(known));
    }

    fn is_one_of(attribute: &str, listed: &[&str]) -> Condition {
        let listed = listed.iter().map(|text| (*text).to_owned()).collect();
        let is = Test::Text(TextTest::OneOf(listed));
        Condition::Test(AttributeTest { attribute: attribute.to_owned(), is })
    }

    fn employees(is: NumberTest) -> Condition {
        Condition::Test(AttributeTest { attribute: "Employees".to_owned(), is: Test::Number(is) })
    }

    /// Both ways, which must be the same.
    fn conditions(base: &Condition, ours: &Condition, theirs: &Condition) -> Option<Condition> {
        let one = condition(base, ours, theirs);
        assert_eq!(one, condition(base, theirs, ours));
        one
    }

    #[test]
    fn words_for_one_attribute_do_not_land_on_another() {
        let base = is_one_of("Industry", &["Software"]);
        let (ours, theirs) = (is_one_of("Country", &["Germany"]), is_one_of("Industry", &["Software", "Banking"]));
        assert_eq!(conditions(&base, &ours, &theirs), None);
        let renamed = is_one_of("Branch", &["Software"]);
        assert_eq!(conditions(&base, &renamed, &theirs), None, "not even where the words are the same");
        assert_eq!(conditions(&base, &renamed, &renamed), Some(renamed));
    }

    #[test]
    fn tests_in_another_order_are_still_the_same_tests() {
        let industry = |listed: &[&str]| is_one_of("Industry", listed);
        let country = || is_one_of("Country", &["Germany"]);
        let base = [industry(&["Software"]), country()];
        let ours = [country(), industry(&["Software"])];
        let theirs = [industry(&["Software", "Banking"]), country()];
        let wanted = [country(), industry(&["Software", "Banking"])];
        let all = |list: &[Condition]| Condition::All(list.to_vec());
        let any = |list: &[Condition]| Condition::Any(list.to_vec());
        let not = |list: &[Condition]| Condition::Not(Box::new(all(list)));
        assert_eq!(conditions(&all(&base), &all(&ours), &all(&theirs)), Some(all(&wanted)));
        assert_eq!(conditions(&any(&base), &any(&ours), &any(&theirs)), Some(any(&wanted)));
        assert_eq!(conditions(&not(&base), &not(&ours), &not(&theirs)), Some(not(&wanted)));
        let other = [is_one_of("City", &["Bonn"]), industry(&["Software"])];
        assert_eq!(conditions(&all(&base), &all(&other), &all(&theirs)), None, "one of the tests is another");
        let longer = [industry(&["Software"]), country(), is_one_of("City", &["Bonn"])];
        assert_eq!(conditions(&all(&base), &all(&longer), &all(&theirs)), None);
    }

    #[test]
    fn each_side_changes_a_test_of_its_own() {
        let all = |least: NumberTest, most: NumberTest| Condition::All(vec![employees(least), employees(most)]);
        let base = all(NumberTest::AtLeast(50.0), NumberTest::AtMost(200.0));
        let ours = all(NumberTest::AtLeast(60.0), NumberTest::AtMost(200.0));
        let theirs = all(NumberTest::AtLeast(50.0), NumberTest::AtMost(300.0));
        let both = all(NumberTest::AtLeast(60.0), NumberTest::AtMost(300.0));
        assert_eq!(conditions(&base, &ours, &theirs), Some(both));
        let less = all(NumberTest::AtLeast(50.0), NumberTest::Less(200.0));
        let both = all(NumberTest::AtLeast(60.0), NumberTest::Less(200.0));
        assert_eq!(conditions(&base, &ours, &less), Some(both), "another sort of test, of the same attribute");
        let twice = |one: &[&str], other: &[&str]| Condition::Any(vec![is_one_of("A", one), is_one_of("A", other)]);
        let (base, ours, theirs) = (twice(&["x"], &["y"]), twice(&["y"], &["x"]), twice(&["x", "z"], &["y"]));
        assert_eq!(conditions(&base, &ours, &theirs), None, "which of the two was meant?");
    }

    fn events(kinds: &[&str], detail: Option<&str>) -> Rule {
        Rule::Activity(Activity {
            kinds: kinds.iter().map(|kind| (*kind).to_owned()).collect(),
            detail: detail.map(|text| TextTest::ContainsAny(vec![text.to_owned()])),
            amount: None,
            within_days: None,
            only_if: None,
            counting: EventCounting::Absent { for_days: 30 },
        })
    }

    #[test]
    fn any_kind_of_event_is_no_short_list() {
        let (any, webinar) = (events(&[], None), events(&["webinar"], None));
        assert_eq!(merge(&webinar, &any, &events(&["webinar", "demo"], None)), None);
        assert_eq!(merge(&any, &events(&["visit"], None), &events(&["demo"], None)), None);
        assert_eq!(merge(&any, &any, &webinar), Some(webinar.clone()));
        let three = events(&["webinar", "demo", "visit"], None);
        let (ours, theirs) = (events(&["webinar", "demo"], None), events(&["webinar", "visit"], None));
        assert_eq!(merge(&webinar, &ours, &theirs), Some(three));
    }

    #[test]
    fn what_is_asked_of_an_event_does_not_land_on_another_kind() {
        let visit = events(&["visit"], None);
        assert_eq!(merge(&visit, &events(&["click"], None), &events(&["visit"], Some("/pricing"))), None);
        let both = events(&["click"], Some("/pricing"));
        assert_eq!(merge(&visit, &both, &visit), Some(both));
    }
}
