//! Every kind of rule can be made and changed in the window, and nothing changes unless the user changes it.

use eframe::egui::{Event, Key, Role, Vec2};
use egui_kittest::{Harness, kittest::Queryable as _};
use tandem::{
    app::{pages::criteria::rule::rule_ui, samples::Sample},
    lead::{Day, FieldType},
    model::{
        Activity, AttributeTest, Condition, DateTest, EventCounting, Fade, NumberTest, Rule, SpamTest, Test, TextTest,
        check::{Facts, FieldFacts},
    },
};

use crate::{
    harness::{WIDE, builder, sample_state, settle, window},
    rule_pictures::{facts, is, rules, texts},
};

type Editor = Harness<'static, Rule>;

/// The day that the library speaks of.
const AS_OF: Day = Day(20_500);

fn editor_with(rule: Rule, facts: Option<Facts>) -> Editor {
    let mut harness = builder(Vec2::new(780.0, 560.0), false).build_ui_state(
        move |ui, rule: &mut Rule| {
            ui.push_id("criterion", |ui| rule_ui(ui, rule, facts.as_ref(), Some(AS_OF)));
        },
        rule,
    );
    harness.run_ok();
    harness
}

fn editor(rule: Rule) -> Editor {
    editor_with(rule, Some(facts()))
}

fn click(harness: &mut Editor, name: &str) {
    harness.get_by_label(name).click();
    harness.run_ok();
}

/// Types into a field that is chosen by clicking it.
fn type_into(harness: &mut Editor, name: &str, text: &str) {
    click(harness, name);
    harness.get_by_label(name).type_text(text);
    harness.run_ok();
}

fn press(harness: &mut Editor, key: Key) {
    harness.key_press(key);
    harness.run_ok();
}

/// Replaces a number.
fn set_number(harness: &mut Editor, name: &str, text: &str) {
    click(harness, name);
    harness.key_press_modifiers(eframe::egui::Modifiers::COMMAND, Key::A);
    harness.get_by_label(name).type_text(text);
    harness.run_ok();
    press(harness, Key::Enter);
}

fn title(words: &[&str]) -> Condition {
    is("Job title", Test::Text(TextTest::HasAnyWord(texts(words))))
}

fn words(harness: &Editor) -> Vec<String> {
    match harness.state() {
        Rule::Profile(Condition::Test(AttributeTest { is: Test::Text(test), .. })) => test.listed().clone(),
        other => panic!("no words in {other:?}"),
    }
}

fn activity(harness: &Editor) -> &Activity {
    match harness.state() {
        Rule::Activity(activity) => activity,
        Rule::Profile(_) => panic!("no activity"),
    }
}

#[test]
fn nothing_changes_unless_the_user_changes_it() {
    let absurd = Activity {
        kinds: vec![String::new(), "x".repeat(400)],
        detail: Some(TextTest::OneOf(Vec::new())),
        amount: Some(NumberTest::Between(f64::INFINITY, -1e300)),
        within_days: Some(0),
        only_if: Some(Condition::Not(Box::new(Condition::Not(Box::new(Condition::All(Vec::new())))))),
        counting: EventCounting::Each {
            once_per_days: Some(0),
            at_most: u32::MAX,
            fade: Fade::Steps { percent: 900, every_days: 0 },
        },
    };
    let not_a_number = is("Score", Test::Number(NumberTest::Less(-0.0)));
    let deep = (0..40).fold(title(&["CEO"]), |inner, _| Condition::Not(Box::new(Condition::All(vec![inner]))));
    let extremes = [Rule::Activity(absurd), Rule::Profile(not_a_number), Rule::Profile(deep)];
    for rule in rules().into_iter().chain(extremes) {
        for known in [None, Some(facts())] {
            let mut harness = editor_with(rule.clone(), known);
            for _ in 0..3 {
                harness.step();
                press(&mut harness, Key::Tab);
            }
            assert_eq!(harness.state(), &rule);
        }
    }
}

#[test]
fn words_are_added_by_enter_comma_paste_and_on_leaving_the_field() {
    let mut harness = editor(Rule::Profile(title(&["CEO"])));
    type_into(&mut harness, "Add word", "CTO");
    press(&mut harness, Key::Enter);
    assert_eq!(words(&harness), ["CEO", "CTO"]);
    harness.get_by_label("Add word").type_text("VP of Sales,");
    harness.run_ok();
    assert_eq!(words(&harness), ["CEO", "CTO", "VP of Sales"]);
    harness.event(Event::Paste("Owner\nFounder\tcto\r\n".to_owned()));
    harness.run_ok();
    assert_eq!(words(&harness), ["CEO", "CTO", "VP of Sales", "Owner", "Founder"]);
    harness.get_by_label("Add word").type_text("President");
    harness.run_ok();
    press(&mut harness, Key::Tab);
    assert_eq!(words(&harness).last().map(String::as_str), Some("President"));
}

#[test]
fn escape_throws_away_what_was_typed_and_a_click_elsewhere_keeps_it() {
    let mut harness = editor(Rule::Profile(title(&[])));
    type_into(&mut harness, "Add word", "oops");
    press(&mut harness, Key::Escape);
    assert!(words(&harness).is_empty());
    type_into(&mut harness, "Add word", "Owner");
    click(&mut harness, "Test");
    assert_eq!(words(&harness), ["Owner"]);
}

#[test]
fn values_of_the_library_are_picked_with_the_mouse_or_the_arrows() {
    let mut harness = editor(Rule::Profile(title(&["CEO"])));
    type_into(&mut harness, "Add word", "v");
    click(&mut harness, "vp of sales");
    assert_eq!(words(&harness), ["CEO", "vp of sales"]);
    press(&mut harness, Key::ArrowDown);
    press(&mut harness, Key::Enter);
    assert_eq!(words(&harness), ["CEO", "vp of sales", "cto"], "the most frequent that is not listed yet");
    press(&mut harness, Key::Backspace);
    assert_eq!(words(&harness), ["CEO", "vp of sales"]);
    click(&mut harness, "Remove CEO");
    assert_eq!(words(&harness), ["vp of sales"]);
}

#[test]
fn another_attribute_brings_a_test_that_fits() {
    let mut harness = editor(Rule::Profile(title(&["CEO"])));
    click(&mut harness, "Attribute");
    harness.get_by_label("Search the fields").type_text("empl");
    harness.run_ok();
    press(&mut harness, Key::Enter);
    let expected = is("Employees", Test::Number(NumberTest::AtLeast(0.0)));
    assert_eq!(harness.state(), &Rule::Profile(expected));
    click(&mut harness, "Test");
    assert!(harness.query_by_label("has any of the words").is_none(), "no test of text for a number");
    click(&mut harness, "is between");
    set_number(&mut harness, "Most", "5,000");
    set_number(&mut harness, "Least", "199.5");
    let expected = is("Employees", Test::Number(NumberTest::Between(199.5, 5000.0)));
    assert_eq!(harness.state(), &Rule::Profile(expected));
}

#[test]
fn without_leads_an_attribute_is_typed_and_every_test_is_offered() {
    let mut harness = editor_with(Rule::Profile(title(&[])), None);
    click(&mut harness, "Attribute");
    harness.get_by_label("Search the fields").type_text("Fax");
    harness.run_ok();
    click(&mut harness, "Use “Fax”");
    click(&mut harness, "Test");
    harness.get_by_label("has keyboard neighbours in a row").scroll_to_me();
    harness.run_ok();
    click(&mut harness, "has keyboard neighbours in a row");
    set_number(&mut harness, "Neighbours in a row", "1");
    let expected = is("Fax", Test::Spam(SpamTest::KeyboardRun(2)));
    assert_eq!(harness.state(), &Rule::Profile(expected), "fewer than 2 are no run");
}

#[test]
fn a_date_is_taken_once_it_is_one() {
    let before = |day: i32| Rule::Profile(is("Last purchase", Test::Date(DateTest::Before(Day(day)))));
    let mut harness = editor(before(20_000));
    click(&mut harness, "Date");
    harness.key_press_modifiers(eframe::egui::Modifiers::COMMAND, Key::A);
    harness.get_by_label("Date").type_text("2026-13-01");
    harness.run_ok();
    assert_eq!(harness.state(), &before(20_000));
    assert!(harness.query_by_label_contains("is not a date").is_some(), "it says what is wrong");
    harness.key_press_modifiers(eframe::egui::Modifiers::COMMAND, Key::A);
    harness.get_by_label("Date").type_text("2026-11-18");
    harness.run_ok();
    press(&mut harness, Key::Enter);
    let day: Day = "2026-11-18".parse().expect("a date");
    assert_eq!(harness.state(), &before(day.0));
}

#[test]
fn a_new_date_begins_at_the_day_of_the_library() {
    let within = Rule::Profile(is("Last purchase", Test::Date(DateTest::WithinLastDays(90))));
    let mut harness = editor(within);
    click(&mut harness, "Test");
    click(&mut harness, "is before");
    assert_eq!(harness.state(), &Rule::Profile(is("Last purchase", Test::Date(DateTest::Before(AS_OF)))));
}

#[test]
fn a_test_becomes_a_group_and_a_test_again() {
    let mut harness = editor(Rule::Profile(title(&["CEO"])));
    click(&mut harness, "More tests");
    click(&mut harness, "or another test");
    let Rule::Profile(Condition::Any(members)) = harness.state() else { panic!("a group") };
    assert_eq!((members.len(), &members[0]), (2, &title(&["CEO"])));
    click(&mut harness, "Group");
    click(&mut harness, "none of these");
    click(&mut harness, "+ group");
    let Rule::Profile(Condition::Not(group)) = harness.state() else { panic!("a negated group") };
    let Condition::Any(members) = group.as_ref() else { panic!("none of is not any of") };
    assert!(matches!(&members[2], Condition::All(inner) if inner.len() == 2));
    harness.get_all_by_label("Remove").nth(2).expect("the inner group").click();
    harness.run_ok();
    harness.get_all_by_label("Remove").nth(1).expect("the second test").click();
    harness.run_ok();
    let expected = Condition::Not(Box::new(title(&["CEO"])));
    assert_eq!(harness.state(), &Rule::Profile(expected), "one member needs no group");
    click(&mut harness, "Remove “not”");
    assert_eq!(harness.state(), &Rule::Profile(title(&["CEO"])));
}

/// Goes on by Tab until this has the cursor.
fn tab_to(harness: &mut Editor, name: &str, nth: usize) {
    for _ in 0..80 {
        let place = harness.get_all_by_label(name).nth(nth).map(|node| node.is_focused());
        if place == Some(true) {
            return;
        }
        press(harness, Key::Tab);
    }
    panic!("Tab does not come to {name}");
}

/// Opens a menu and picks from it, by Tab and Enter.
fn pick(harness: &mut Editor, menu: &str, nth: usize, choice: &str) {
    tab_to(harness, menu, nth);
    press(harness, Key::Enter);
    tab_to(harness, choice, 0);
    press(harness, Key::Enter);
}

#[test]
fn nested_groups_are_built_by_keyboard_alone() {
    let mut harness = editor(Rule::Profile(title(&["CEO"])));
    pick(&mut harness, "More tests", 0, "and another test");
    tab_to(&mut harness, "+ group", 0);
    press(&mut harness, Key::Enter);
    let Rule::Profile(Condition::All(members)) = harness.state() else { panic!("a group") };
    assert!(matches!(&members[2], Condition::Any(inner) if inner.len() == 2), "{members:?}");
    pick(&mut harness, "Group", 1, "none of these");
    // The first attribute of the inner group: found by typing.
    tab_to(&mut harness, "Attribute", 2);
    press(&mut harness, Key::Enter);
    harness.get_by_label("Search the fields").type_text("news");
    harness.run_ok();
    press(&mut harness, Key::Enter);
    tab_to(&mut harness, "Attribute", 3);
    press(&mut harness, Key::Enter);
    harness.get_by_label("Search the fields").type_text("coun");
    harness.run_ok();
    press(&mut harness, Key::Enter);
    tab_to(&mut harness, "Add word", 2);
    harness.get_all_by_label("Add word").nth(2).expect("the field").type_text("Elbonia,");
    harness.run_ok();
    // And the test in between goes.
    tab_to(&mut harness, "Remove", 1);
    press(&mut harness, Key::Enter);
    let inner = Condition::Any(vec![
        is("Newsletter", Test::YesNo(true)),
        is("Country", Test::Text(TextTest::HasAnyWord(texts(&["Elbonia"])))),
    ]);
    let expected = Condition::All(vec![title(&["CEO"]), Condition::Not(Box::new(inner))]);
    assert_eq!(harness.state(), &Rule::Profile(expected));
}

#[test]
fn ten_thousand_values_are_searched_at_once() {
    let values = (0..10_000_u64).map(|index| (format!("company {index:05}"), index % 97)).collect();
    let company =
        FieldFacts { name: "Company".to_owned(), field_type: FieldType::Text, known: 10_000, values, spread: None };
    let facts = Facts { leads: 10_000, fields: vec![company].into(), ..Facts::default() };
    let nobody = is("Company", Test::Text(TextTest::OneOf(Vec::new())));
    let mut harness = editor_with(Rule::Profile(nobody), Some(facts));
    type_into(&mut harness, "Add value", "y 0777");
    let offered = harness.get_all_by_label_contains("company 0777").count();
    assert_eq!(offered, 10, "the others have other names");
    press(&mut harness, Key::ArrowDown);
    press(&mut harness, Key::Enter);
    assert_eq!(words(&harness), ["company 07779"], "the most frequent of them comes first");
}

#[test]
fn an_activity_is_said_part_by_part() {
    let mut harness = editor(Rule::Profile(Condition::Test(AttributeTest {
        attribute: String::new(),
        is: Test::Text(TextTest::HasAnyWord(Vec::new())),
    })));
    click(&mut harness, "Kind of rule");
    click(&mut harness, "What they do");
    type_into(&mut harness, "Add activity", "webinar attended,");
    press(&mut harness, Key::Escape);
    assert_eq!(activity(&harness).kinds, ["webinar_attended"], "the kind of the library that was meant");
    set_number(&mut harness, "Times", "3");
    set_number(&mut harness, "Time window in days", "9999");
    assert_eq!(activity(&harness).within_days, Some(3650), "longer is not allowed");
    click(&mut harness, "Remove the time window");
    click(&mut harness, "+ detail");
    type_into(&mut harness, "Add text of the detail", "Product tour");
    press(&mut harness, Key::Enter);
    press(&mut harness, Key::Escape);
    click(&mut harness, "+ amount");
    set_number(&mut harness, "Number", "50");
    click(&mut harness, "+ fade");
    set_number(&mut harness, "Days of the fade", "14");
    let expected = Activity {
        kinds: texts(&["webinar_attended"]),
        detail: Some(TextTest::ContainsAny(texts(&["Product tour"]))),
        amount: Some(NumberTest::AtLeast(50.0)),
        within_days: None,
        only_if: None,
        counting: EventCounting::Once { at_least: 3, fade: Fade::HalfLife { days: 14 } },
    };
    assert_eq!(activity(&harness), &expected);
}

#[test]
fn events_count_and_fade_in_every_way() {
    let plain = |counting| {
        let kinds = texts(&["page_view"]);
        Activity { kinds, detail: None, amount: None, within_days: None, only_if: None, counting }
    };
    let once = EventCounting::Once { at_least: 1, fade: Fade::HalfLife { days: 30 } };
    let mut harness = editor(Rule::Activity(plain(once)));
    click(&mut harness, "How activities count");
    click(&mut harness, "each");
    click(&mut harness, "+ spacing");
    set_number(&mut harness, "Days between", "7");
    set_number(&mut harness, "Times", "5000");
    click(&mut harness, "Fade");
    click(&mut harness, "loses");
    set_number(&mut harness, "Percent lost", "0");
    let counting =
        EventCounting::Each { once_per_days: Some(7), at_most: 1000, fade: Fade::Steps { percent: 1, every_days: 30 } };
    assert_eq!(activity(&harness), &plain(counting));
    click(&mut harness, "Remove the fade");
    click(&mut harness, "+ time window");
    click(&mut harness, "How activities count");
    click(&mut harness, "no");
    assert_eq!(activity(&harness), &plain(EventCounting::Absent { for_days: 90 }));
    assert!(harness.query_by_label("+ fade").is_none(), "what did not happen does not fade");
}

#[test]
fn only_if_takes_any_condition_and_survives_the_other_kind_of_rule() {
    let counting = EventCounting::Absent { for_days: 45 };
    let plain = Activity { kinds: Vec::new(), detail: None, amount: None, within_days: None, only_if: None, counting };
    let mut harness = editor(Rule::Activity(plain));
    click(&mut harness, "+ only if");
    click(&mut harness, "Attribute");
    click(&mut harness, "Newsletter");
    let newsletter = is("Newsletter", Test::YesNo(true));
    assert_eq!(activity(&harness).only_if, Some(newsletter.clone()));
    let before = harness.state().clone();
    click(&mut harness, "Kind of rule");
    click(&mut harness, "Who they are");
    assert_eq!(harness.state(), &Rule::Profile(newsletter));
    click(&mut harness, "Kind of rule");
    click(&mut harness, "What they do");
    assert_eq!(harness.state(), &before, "what it was comes back");
    click(&mut harness, "Remove “only if”");
    assert_eq!(activity(&harness).only_if, None);
}

#[test]
fn what_the_library_does_not_have_is_said() {
    let facts = Facts {
        fields: vec![FieldFacts {
            name: "Country".to_owned(),
            field_type: FieldType::Text,
            known: 10,
            values: [("germany".to_owned(), 10)].into(),
            spread: None,
        }]
        .into(),
        leads: 10,
        ..Facts::default()
    };
    let countries = Test::Text(TextTest::OneOf(texts(&["Germany", "Elbonia"])));
    let mut harness = editor_with(Rule::Profile(is("Country", countries)), Some(facts));
    let chip = harness.get_by_label("Remove Elbonia").rect();
    harness.hover_at(chip.left_center() - eframe::egui::vec2(14.0, 0.0));
    for _ in 0..40 {
        harness.step();
    }
    assert!(harness.query_by_label_contains("No lead has the value “Elbonia”").is_some());
}

#[test]
fn what_is_typed_belongs_to_the_criterion_also_when_another_is_clicked() {
    let mut state = sample_state(Sample::B2bSoftware);
    let model = &state.document.model;
    let has_words =
        |rule: &Rule| matches!(rule, Rule::Profile(Condition::Test(test)) if matches!(test.is, Test::Text(_)));
    let criterion = model.criteria.iter().find(|one| has_words(&one.rule)).expect("a rule of words").clone();
    let other = model.criteria.iter().find(|one| one.id != criterion.id && one.category == criterion.category);
    let other = other.expect("another one beside it").clone();
    state.pages.criteria.chosen = Some(criterion.id.clone());
    let mut harness = window(WIDE, state);
    let field = harness
        .get_by(|node| node.label().is_some_and(|label| label.starts_with("Add ")) && node.role() == Role::TextInput);
    field.click();
    settle(&mut harness);
    harness.event(Event::Text("Grand vizier".to_owned()));
    settle(&mut harness);
    let row = harness.get_by(|node| {
        node.role() == Role::ListBoxOption && node.label().is_some_and(|label| label.contains(&other.name))
    });
    let place = row.rect().left_center() + eframe::egui::vec2(30.0, 0.0);
    harness.drag_at(place);
    harness.drop_at(place);
    settle(&mut harness);
    let state = &harness.state().state;
    assert_eq!(state.pages.criteria.chosen.as_ref(), Some(&other.id));
    let Some(Rule::Profile(Condition::Test(AttributeTest { is: Test::Text(test), .. }))) =
        state.document.model.criterion(&criterion.id).map(|one| &one.rule)
    else {
        panic!("still a rule of words")
    };
    assert_eq!(test.listed().last().map(String::as_str), Some("Grand vizier"));
}
