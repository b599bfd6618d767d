//! What a lead would have to do for an activity rule to count it.

use super::activity::event_passes;
use crate::{
    lead::{Event, Instant},
    model::{Activity, NumberTest, TextTest},
};

/// An event that passes the rule's filters, of the first kind that it names and with the first detail that it lists; `None`
/// where the rule names no kind, or where what it asks for can't be met so simply.
pub fn event_for(activity: &Activity, at: Instant) -> Option<Event> {
    let detail = match &activity.detail {
        None | Some(TextTest::NoneOf(_)) => None,
        Some(test) => {
            Some(test.listed().iter().map(|listed| listed.trim()).find(|listed| !listed.is_empty())?.to_owned())
        }
    };
    let amount = activity.amount.map(|test| match test {
        NumberTest::Equal(number) | NumberTest::AtMost(number) | NumberTest::AtLeast(number) => number,
        NumberTest::Between(least, _) => least,
        NumberTest::NotEqual(number) | NumberTest::Greater(number) => number + 1.0,
        NumberTest::Less(number) => number - 1.0,
    });
    let event = Event { kind: activity.kinds.first()?.clone(), at, detail, amount };
    event_passes(activity, &event).then_some(event)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scoring::sample::{NOW, once};

    #[test]
    fn an_event_is_what_the_rule_asks_for() {
        let mut rule = once("page_view");
        assert_eq!(event_for(&rule, NOW).map(|event| (event.kind, event.detail)), Some(("page_view".to_owned(), None)));
        rule.detail = Some(TextTest::ContainsAny(vec![" ".to_owned(), "/pricing".to_owned()]));
        rule.amount = Some(NumberTest::Greater(3.0));
        let event = event_for(&rule, NOW).expect("an event");
        assert_eq!((event.detail.as_deref(), event.amount), (Some("/pricing"), Some(4.0)));
        rule.amount = Some(NumberTest::Between(5.0, 2.0));
        assert_eq!(event_for(&rule, NOW), None, "no number is between 5 and 2");
        rule.amount = None;
        rule.kinds.clear();
        assert_eq!(event_for(&rule, NOW), None, "any kind is none to begin with");
    }
}
