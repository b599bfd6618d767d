//! What a lead would have to do for an activity rule to count it.

use super::activity::event_passes;
use crate::{
    lead::{Event, Instant},
    model::{Activity, NumberTest, TextTest},
};

/// So many events that a rule looks for are told apart.
const MOST: usize = 8;

/// An event that passes the rule's filters, of the first kind that it names and with the first detail that it lists; `None`
/// where the rule names no kind, or where what it asks for can't be met so simply.
pub fn event_for(activity: &Activity, at: Instant) -> Option<Event> {
    event_of(activity, activity.kinds.first()?.clone(), listed(activity).into_iter().next()?, at)
}

/// The events that pass the rule's filters: of each kind that it names, with each detail that it lists. Where any kind will
/// do, one that no other rule looks for.
pub fn events_for(activity: &Activity, at: Instant) -> Vec<Event> {
    let any = ["something else".to_owned()];
    let kinds = if activity.kinds.is_empty() { &any[..] } else { &activity.kinds };
    let details = listed(activity);
    let events = kinds.iter().flat_map(|kind| details.iter().map(move |detail| (kind, detail)));
    events.filter_map(|(kind, detail)| event_of(activity, kind.clone(), detail.clone(), at)).take(MOST).collect()
}

/// What is listed of the detail; nothing at all where none is asked for.
fn listed(activity: &Activity) -> Vec<Option<String>> {
    match &activity.detail {
        None | Some(TextTest::NoneOf(_)) => vec![None],
        Some(test) => {
            let listed = test.listed().iter().map(|listed| listed.trim()).filter(|listed| !listed.is_empty());
            listed.map(|listed| Some(listed.to_owned())).collect()
        }
    }
}

fn event_of(activity: &Activity, kind: String, detail: Option<String>, at: Instant) -> Option<Event> {
    let amount = activity.amount.map(|test| match test {
        NumberTest::Equal(number) | NumberTest::AtMost(number) | NumberTest::AtLeast(number) => number,
        NumberTest::Between(least, _) => least,
        NumberTest::NotEqual(number) | NumberTest::Greater(number) => number + 1.0,
        NumberTest::Less(number) => number - 1.0,
    });
    let event = Event { kind, at, detail, amount };
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
