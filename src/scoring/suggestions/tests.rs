use super::*;
use crate::{
    lead::{Event, Value},
    model::{Activity, AttributeTest, Counting, Fade, NumberTest, Scale, Test, TextTest},
    scoring::sample::{NOW, activity, at_least, criterion, event, has_word, lead, model, once, text},
};

/// Somebody is an owner, or a partner: each by an attribute of its own.
fn profile(id: &str, points: i32, what: &str) -> Criterion {
    criterion(id, "profile", points, Rule::Profile(has_word(what, "yes")))
}

fn is(what: &[&str], events: Vec<Event>) -> Lead {
    let attributes: Vec<_> = what.iter().map(|what| (*what, text("yes"))).collect();
    lead("1", &attributes, events)
}

fn ids(model: &Model, lead: &Lead) -> Vec<Vec<String>> {
    let suggestions = suggestions(model, lead, NOW);
    suggestions.into_iter().map(|one| one.criteria.into_iter().map(|id| id.0).collect()).collect()
}

#[test]
fn the_smallest_change_comes_first() {
    let model = model(vec![
        profile("base", 20, "ceo"),
        profile("much", 60, "founder"),
        profile("little", 4, "owner"),
        profile("enough", 5, "partner"),
        profile("down", -9, "student"),
    ]);
    let lead = is(&["ceo"], vec![]);
    let made = suggestions(&model, &lead, NOW);
    assert_eq!(made[0].sentence, "Profile: enough");
    assert_eq!(made[0].takes, sentence::rule(&model.criteria[3].rule));
    assert_eq!((made[0].cell, made[0].axis), ((2, 3), Axis::Fit));
    assert_eq!((made[1].sentence.as_str(), made[1].cell), ("Profile: much", (0, 3)));
    let now = explain(&model, &lead, NOW);
    let said = advice(&model, &now, Axis::Fit, &made);
    assert_eq!(said.as_deref(), Some("Profile: enough would move this lead from D4 to C4"));
    assert_eq!(advice(&model, &now, Axis::Engagement, &made), None);
    assert_eq!(made.len(), 2);
}

#[test]
fn two_where_one_is_not_enough() {
    let model = model(vec![profile("ten", 10, "a"), profile("fifteen", 15, "b"), profile("twelve", 12, "c")]);
    assert_eq!(ids(&model, &lead("1", &[], vec![])), [["ten", "fifteen"], ["fifteen", "twelve"]]);
}

#[test]
fn caps_first_matches_and_scales_are_heeded() {
    let mut model = model(vec![profile("ceo", 20, "ceo"), profile("founder", 30, "founder")]);
    let lead = is(&["ceo"], vec![]);
    assert_eq!(ids(&model, &lead), [["founder"]]);
    model.categories[0].at_most = Some(24);
    assert!(ids(&model, &lead).is_empty(), "the cap stands in the way");
    model.categories[0].at_most = None;
    model.categories[0].counting = Counting::FirstMatch;
    assert!(ids(&model, &lead).is_empty(), "the row above has matched already");
    model.criteria.reverse();
    assert_eq!(ids(&model, &lead), [["founder"]]);
    model.fit.scale = Scale::Percent;
    model.fit.bands[0].from = Some(100);
    assert_eq!(ids(&model, &lead), [["founder"]], "20 of 30 is B, 30 of 30 is A");
}

fn sentences(model: &Model, lead: &Lead) -> Vec<String> {
    suggestions(model, lead, NOW).into_iter().map(|one| one.sentence).collect()
}

#[test]
fn what_cannot_happen_is_not_suggested() {
    let test = |attribute: &str, is| Condition::Test(AttributeTest { attribute: attribute.into(), is });
    let one_of = |word: &str| test("Title", Test::Text(TextTest::OneOf(vec![word.into()])));
    let small = test("Size", Test::Number(NumberTest::Less(5.0)));
    let made = |points, conditions: &[Condition]| {
        let rules = conditions.iter().cloned().map(Rule::Profile);
        let criteria = rules.enumerate().map(|(index, rule)| criterion(&format!("c{index}"), "profile", points, rule));
        ids(&model(criteria.collect()), &lead("1", &[("Size", Value::Number(7.0))], vec![]))
    };
    assert_eq!(made(30, &[small.clone(), one_of("CEO")]), [["c0"], ["c1"]]);
    let contradiction = Condition::All(vec![small, at_least("Size", 5.5)]);
    let never_not = Condition::Not(Box::new(Condition::All(vec![])));
    assert!(made(30, &[Condition::Any(vec![]), never_not, contradiction, has_word("Size", "7")]).is_empty());
    assert!(made(15, &[one_of("CEO"), one_of("CTO")]).is_empty(), "not CEO and CTO at once");
    assert_eq!(made(15, &[one_of("CEO"), one_of("CTO"), one_of("ceo")]), [["c0"], ["c2"]], "two for one title");
    let nothing = Activity { amount: Some(NumberTest::Between(2.0, 1.0)), ..once("visit") };
    let model = model(vec![criterion("visit", "activity", 30, Rule::Activity(nothing))]);
    assert!(ids(&model, &lead("1", &[], vec![])).is_empty(), "no event could count");
}

#[test]
fn as_often_as_it_takes() {
    let each = |once_per_days, at_most, fade| {
        let each = activity("visit", EventCounting::Each { once_per_days, at_most, fade });
        let visit =
            Criterion { name: "Pricing page".into(), ..criterion("visit", "activity", 10, Rule::Activity(each)) };
        model(vec![visit, profile("ceo", 30, "ceo")])
    };
    let visits = |ages: &[i64]| is(&["ceo"], ages.iter().map(|age| event("visit", *age)).collect());
    // 25 points are needed; 10 for each visit.
    let thrice = each(None, 5, Fade::None);
    assert_eq!(sentences(&thrice, &visits(&[])), ["Pricing page, 3 times"]);
    assert_eq!(sentences(&thrice, &visits(&[4])), ["Pricing page, 2 times"]);
    assert_eq!(sentences(&thrice, &visits(&[4, 4])), ["Pricing page"]);
    assert_eq!(suggestions(&thrice, &visits(&[]), NOW)[0].change, Change::Times(3));
    let said = advice(
        &thrice,
        &explain(&thrice, &visits(&[]), NOW),
        Axis::Engagement,
        &suggestions(&thrice, &visits(&[]), NOW),
    );
    assert_eq!(said.as_deref(), Some("Pricing page, 3 times, would move this lead from C4 to C3"));
    for times in [2, 3] {
        let done = explain(&thrice, &visits(&vec![0; times]), NOW);
        assert_eq!(done.engagement.band, if times == 3 { 2 } else { 3 }, "three do it, and no fewer");
    }
    assert!(sentences(&each(None, 2, Fade::None), &visits(&[])).is_empty(), "two are all that count");
    assert_eq!(sentences(&each(None, 3, Fade::None), &visits(&[])), ["Pricing page, 3 times"]);
    assert!(sentences(&each(Some(7), 5, Fade::None), &visits(&[])).is_empty(), "only one today counts");
    let spaced = visits(&[8, 15]);
    assert_eq!(sentences(&each(Some(7), 5, Fade::None), &spaced), ["Pricing page"]);
    assert_eq!(sentences(&each(Some(0), 5, Fade::None), &visits(&[])), ["Pricing page, 3 times"]);
    assert_eq!(sentences(&each(None, u32::MAX, Fade::None), &visits(&[])), ["Pricing page, 3 times"]);
    // Where no more than three count, new ones take the place of faded ones: 500 + 500 + 0 is now.
    let halved = Fade::HalfLife { days: 10 };
    assert_eq!(sentences(&each(None, 3, halved), &visits(&[10, 10])), ["Pricing page, 2 times"]);
    assert_eq!(sentences(&each(None, 3, halved), &visits(&[10, 10, 10])), ["Pricing page, 2 times"]);
}

#[test]
fn the_end_of_a_negative_match_comes_last() {
    let mut model = model(vec![
        profile("ceo", 30, "ceo"),
        profile("Private mail address", -9, "private"),
        profile("much", 40, "founder"),
        profile("too little", -5, "deputy"),
        profile("elsewhere", -9, "student"),
    ]);
    let deputy = is(&["private", "deputy", "ceo"], vec![]);
    assert_eq!(sentences(&model, &deputy), ["Profile: much", "without Private mail address"]);
    let made = suggestions(&model, &deputy, NOW);
    assert_eq!((made[1].change, made[1].cell), (Change::Without, (2, 3)));
    assert_eq!(made[1].takes, "not (private has the word yes)");
    model.criteria[2].enabled = false;
    let now = explain(&model, &deputy, NOW);
    let said = advice(&model, &now, Axis::Fit, &suggestions(&model, &deputy, NOW));
    assert_eq!(said.as_deref(), Some("Without Private mail address this lead would move from D4 to C4"));
    model.criteria[1].disqualifies = true;
    assert!(sentences(&model, &deputy).is_empty(), "what disqualifies costs more than a band");
    model.criteria[1].disqualifies = false;
    model.criteria[1].rule = Rule::Profile(Condition::All(vec![]));
    assert!(sentences(&model, &deputy).is_empty(), "what always matches cannot end");
}

#[test]
fn one_more_thing_done_counts_today() {
    let each = activity("visit", EventCounting::Each { once_per_days: None, at_most: 2, fade: Fade::None });
    let mut model = model(vec![criterion("visit", "activity", 15, Rule::Activity(each))]);
    let visits = |ages: &[i64]| lead("1", &[], ages.iter().map(|age| event("visit", *age)).collect());
    assert_eq!(ids(&model, &visits(&[3])), [["visit"]]);
    assert!(ids(&model, &visits(&[3, 5])).is_empty(), "no more than two count");
    let fading = EventCounting::Once { at_least: 1, fade: Fade::HalfLife { days: 10 } };
    model.criteria[0].rule = Rule::Activity(activity("visit", fading));
    model.criteria[0].points = 30;
    assert_eq!(ids(&model, &visits(&[10])), [["visit"]], "what has faded can be made fresh");
    model.criteria[0].rule = Rule::Activity(once("visit"));
    assert!(ids(&model, &visits(&[10])).is_empty());
}

fn employees(id: &str, points: i32, is: NumberTest) -> Criterion {
    let test = AttributeTest { attribute: "Employees".into(), is: Test::Number(is) };
    criterion(id, "profile", points, Rule::Profile(Condition::Test(test)))
}

/// A value that gives points may end what the present value gives.
#[test]
fn what_takes_more_than_it_gives_is_no_advice() {
    let model = model(vec![
        employees("201 to 1,000", 24, NumberTest::Between(201.0, 1000.0)),
        employees("> 5,000", 7, NumberTest::Greater(5000.0)),
        employees("51 to 200", 30, NumberTest::Between(51.0, 200.0)),
        employees("any", 1, NumberTest::AtLeast(1.0)),
    ]);
    let of = |number: f64| lead("1", &[("Employees", Value::Number(number))], vec![]);
    // 25 are needed for C: 24 + 1 has it already, and B asks for 50.
    assert_eq!(ids(&model, &of(640.0)), [[""; 0]; 0], "7 in place of 24");
    assert_eq!(ids(&model, &of(30.0)), [["201 to 1,000"], ["51 to 200"]], "the 1 stays, so 24 is enough");
    let mut two = model_with(&model, employees("> 10", 24, NumberTest::Greater(10.0)));
    assert_eq!(sentences(&two, &of(1.0))[0], "Profile: > 5,000", "who has more than 5,000 has more than 10");
    two.criteria[1].enabled = false;
    let made = suggestions(&two, &of(1.0), NOW);
    let cells: Vec<_> = made.iter().map(|one| (one.sentence.as_str(), one.cell)).collect();
    let wanted = [("Profile: 201 to 1,000", (2, 3)), ("Profile: > 10", (2, 3)), ("Profile: 51 to 200", (1, 3))];
    assert_eq!(cells, wanted, "who has 51 has more than 10 as well: 55 is B; whichever number is above 10, 25 is C");
}

fn model_with(model: &Model, criterion: Criterion) -> Model {
    let mut model = model.clone();
    model.criteria.push(criterion);
    model
}

#[test]
fn what_else_comes_of_it_is_heeded() {
    let demo = criterion("demo", "activity", 30, Rule::Activity(once("demo")));
    let open = criterion("anything", "activity", -10, Rule::Activity(Activity { kinds: vec![], ..once("") }));
    let nobody = is(&[], vec![]);
    assert_eq!(ids(&model(vec![demo.clone()]), &nobody), [["demo"]]);
    assert!(ids(&model(vec![demo.clone(), open.clone()]), &nobody).is_empty(), "20 is not enough");
    let rival = Criterion { disqualifies: true, points: 0, ..open };
    assert!(ids(&model(vec![demo.clone(), rival]), &nobody).is_empty(), "it would be disqualified by that");
    // A title that the event's rule asks for can't be given up at once.
    let owner = criterion("owner", "activity", 15, Rule::Profile(has_word("Title", "owner")));
    let only_if = Some(has_word("Title", "partner"));
    let call = criterion("call", "activity", 15, Rule::Activity(Activity { only_if, ..once("call") }));
    let partner = lead("1", &[("Title", text("partner"))], vec![]);
    assert!(ids(&model(vec![owner.clone(), call]), &partner).is_empty());
    let call = criterion("call", "activity", 15, Rule::Activity(once("call")));
    assert_eq!(ids(&model(vec![owner, call]), &partner), [["owner", "call"]]);
}

#[test]
fn the_better_row_of_a_table_is_found_behind_the_one_that_matches() {
    let title = |id: &str, points| criterion(id, "profile", points, Rule::Profile(has_word("Title", id)));
    let mut model = model(vec![title("manager", 5), title("director", 30)]);
    model.categories[0].counting = Counting::FirstMatch;
    let manager = lead("1", &[("Title", text("Manager"))], vec![]);
    assert_eq!(ids(&model, &manager), [["director"]], "who becomes a director is no manager any more");
}
