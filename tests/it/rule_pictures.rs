//! Pictures: every kind of rule reads as a sentence, light and dark, wide and narrow.

use crate::harness;
use eframe::egui;
use tandem::{
    app::{pages::criteria::rule::rule_ui, theme, widgets},
    lead::{Day, FieldType},
    model::{
        Activity, AttributeTest, Condition, DateTest, EventCounting, Fade, NumberTest, Rule, SpamTest, Test, TextTest,
        check::{Facts, FieldFacts, Spread},
    },
};

pub fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

pub fn is(attribute: &str, is: Test) -> Condition {
    Condition::Test(AttributeTest { attribute: attribute.to_owned(), is })
}

pub fn facts() -> Facts {
    let field = |name: &str, field_type, values: &[(&str, u64)]| FieldFacts {
        name: name.to_owned(),
        field_type,
        known: 910,
        values: values.iter().map(|(value, count)| ((*value).to_owned(), *count)).collect(),
        spread: None,
    };
    let sizes = (0..32).map(|step| 200 - (step * step) % 199).collect();
    let spread = Spread { least: 3.0, most: 19_000.0, median: 240.0, is_by_size: true, bins: sizes };
    let employees = FieldFacts { spread: Some(spread), ..field("Employees", FieldType::Number, &[]) };
    Facts {
        leads: 1000,
        fields: vec![
            field("Job title", FieldType::Text, &[("ceo", 120), ("cto", 90), ("vp of sales", 40), ("student", 12)]),
            field("Country", FieldType::Text, &[("germany", 300), ("austria", 90)]),
            field("Email", FieldType::Text, &[]),
            employees,
            field("Newsletter", FieldType::YesNo, &[]),
            field("Last purchase", FieldType::Date, &[]),
        ]
        .into(),
        kinds: texts(&["webinar_attended", "page_view", "demo_request"]),
        ..Facts::default()
    }
}

pub fn rules() -> Vec<Rule> {
    let title = is("Job title", Test::Text(TextTest::HasAnyWord(texts(&["CEO", "CTO", "VP"]))));
    let size = is("Employees", Test::Number(NumberTest::Between(200.0, 5000.0)));
    let country = is("Country", Test::Text(TextTest::OneOf(texts(&["Germany", "Austria", "Elbonia"]))));
    let run = is("First name", Test::Spam(SpamTest::KeyboardRun(4)));
    let date = is("Last purchase", Test::Date(DateTest::WithinLastDays(90)));
    let before = is("Last purchase", Test::Date(DateTest::Before(Day(20000))));
    let none = Condition::Not(Box::new(Condition::Any(vec![
        is("Email", Test::Spam(SpamTest::FreeMailDomain)),
        is("Newsletter", Test::YesNo(false)),
    ])));
    let not = Condition::Not(Box::new(title.clone()));
    let activity = |kinds: &[&str], within_days, counting| Activity {
        kinds: texts(kinds),
        detail: None,
        amount: None,
        within_days,
        only_if: None,
        counting,
    };
    let once = EventCounting::Once { at_least: 1, fade: Fade::HalfLife { days: 30 } };
    let each =
        EventCounting::Each { once_per_days: Some(7), at_most: 5, fade: Fade::Steps { percent: 25, every_days: 30 } };
    let mut full = activity(&["page_view", "demo_request"], Some(90), each);
    full.detail = Some(TextTest::ContainsAny(texts(&["/pricing", "/demo"])));
    full.amount = Some(NumberTest::AtLeast(50.0));
    full.only_if = Some(Condition::Any(vec![title.clone(), size.clone()]));
    vec![
        Rule::Profile(title.clone()),
        Rule::Profile(Condition::Test(AttributeTest {
            attribute: String::new(),
            is: Test::Text(TextTest::HasAnyWord(Vec::new())),
        })),
        Rule::Profile(Condition::All(vec![country, size, Condition::Any(vec![date, before, run]), none, not])),
        Rule::Profile(Condition::Any(Vec::new())),
        Rule::Activity(activity(&["webinar_attended"], Some(90), once)),
        Rule::Activity(full),
        Rule::Activity(activity(&[], None, EventCounting::Absent { for_days: 45 })),
        Rule::Activity(activity(
            &["page_viewed"],
            None,
            EventCounting::Once { at_least: 3, fade: Fade::Expires { days: 60 } },
        )),
    ]
}

#[test]
fn rules_light() {
    picture(780.0, 1410.0, false, rules()).snapshot("rules-light");
}

#[test]
fn rules_dark() {
    picture(780.0, 1410.0, true, rules()).snapshot("rules-dark");
}

#[test]
fn long_names_in_a_narrow_card() {
    let long = "Which of our products have you heard of before today, and from whom";
    let words = Test::Text(TextTest::NoneOf(texts(&["Größe", long, "Αθήνα"])));
    let mut condition = is(long, words);
    for _ in 0..4 {
        condition = Condition::Any(vec![is("Newsletter", Test::YesNo(true)), Condition::All(vec![condition])]);
    }
    picture(440.0, 760.0, false, vec![Rule::Profile(condition)]).snapshot("rule-narrow");
}

fn picture(width: f32, height: f32, is_dark: bool, mut rules: Vec<Rule>) -> egui_kittest::Harness<'static> {
    let facts = facts();
    harness::widgets(egui::vec2(width + 16.0, height), is_dark, move |ui| {
        let theme = theme::of(ui);
        ui.painter().rect_filled(egui::Rect::EVERYTHING, 0.0, theme.ground);
        for (index, rule) in rules.iter_mut().enumerate() {
            widgets::card(ui, |ui| ui.push_id(index, |ui| rule_ui(ui, rule, Some(&facts), None)));
        }
    })
}
