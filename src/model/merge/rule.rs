//! Two changes of one rule, or of one list of texts, made into one: where they touch different parts of it.

use crate::model::{Activity, AttributeTest, Condition, Rule, Test, TextTest};

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
    let Activity { kinds, detail, amount, within_days, only_if, counting } = base;
    Some(Activity {
        kinds: one_side(kinds, &ours.kinds, &theirs.kinds).or_else(|| texts(kinds, &ours.kinds, &theirs.kinds))?,
        detail: optional(detail, &ours.detail, &theirs.detail, text_test)?,
        amount: one_side(amount, &ours.amount, &theirs.amount)?,
        within_days: one_side(within_days, &ours.within_days, &theirs.within_days)?,
        only_if: optional(only_if, &ours.only_if, &theirs.only_if, condition)?,
        counting: one_side(counting, &ours.counting, &theirs.counting)?,
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
    let parts = |base: &[Condition], ours: &[Condition], theirs: &[Condition]| -> Option<Vec<Condition>> {
        if base.len() != ours.len() || base.len() != theirs.len() {
            return None;
        }
        base.iter().zip(ours.iter().zip(theirs)).map(|(base, (ours, theirs))| condition(base, ours, theirs)).collect()
    };
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

fn attribute_test(base: &AttributeTest, ours: &AttributeTest, theirs: &AttributeTest) -> Option<AttributeTest> {
    let (Test::Text(of_base), Test::Text(of_ours), Test::Text(of_theirs)) = (&base.is, &ours.is, &theirs.is) else {
        return None;
    };
    let attribute = one_side(&base.attribute, &ours.attribute, &theirs.attribute)?;
    text_test(of_base, of_ours, of_theirs).map(|test| AttributeTest { attribute, is: Test::Text(test) })
}

/// Tests of one sort: their lists.
fn text_test(base: &TextTest, ours: &TextTest, theirs: &TextTest) -> Option<TextTest> {
    let is_same_sort = |other: &TextTest| std::mem::discriminant(base) == std::mem::discriminant(other);
    if !is_same_sort(ours) || !is_same_sort(theirs) {
        return one_side(base, ours, theirs);
    }
    let listed = texts(base.listed(), ours.listed(), theirs.listed())?;
    let mut merged = base.clone();
    *merged.listed_mut() = listed;
    Some(merged)
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
