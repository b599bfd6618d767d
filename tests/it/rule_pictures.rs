//! Pictures of rules as sentences.

use eframe::egui;
use tandem::{
    app::{pages::criteria::rule::rule_ui, painter::render_to_image, theme},
    lead::{Day, FieldType},
    model::{
        Activity, AttributeTest, Condition, DateTest, EventCounting, Fade, NumberTest, Rule, SpamTest, Test, TextTest,
        check::{Facts, FieldFacts},
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
    };
    Facts {
        leads: 1000,
        fields: vec![
            field("Job title", FieldType::Text, &[("ceo", 120), ("cto", 90), ("vp of sales", 40), ("student", 12)]),
            field("Country", FieldType::Text, &[("germany", 300), ("austria", 90)]),
            field("Email", FieldType::Text, &[]),
            field("Employees", FieldType::Number, &[]),
            field("Newsletter", FieldType::YesNo, &[]),
            field("Last purchase", FieldType::Date, &[]),
        ],
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
#[ignore = "writes pictures to look at"]
fn pictures() {
    let facts = facts();
    for (is_dark, name) in [(false, "light"), (true, "dark")] {
        for width in [780.0, 1300.0] {
            let mut rules = rules();
            let image = render_to_image([width + 32.0, 1240.0], 1.0, is_dark, theme::install, |ui| {
                let theme = theme::of(ui);
                let frame = egui::Frame::new().fill(theme.ground).inner_margin(16.0);
                egui::CentralPanel::default().frame(frame).show(ui, |ui| {
                    for (index, rule) in rules.iter_mut().enumerate() {
                        let frame = egui::Frame::new()
                            .fill(theme.card)
                            .stroke(egui::Stroke::new(1.0, theme.line))
                            .corner_radius(10.0);
                        frame.inner_margin(egui::Margin::symmetric(14, 10)).show(ui, |ui| {
                            ui.set_width(ui.available_width());
                            ui.push_id(index, |ui| rule_ui(ui, rule, Some(&facts)));
                        });
                    }
                });
            });
            let path = format!("{}/target/pictures/rules-{name}-{width}.png", env!("CARGO_MANIFEST_DIR"));
            image.expect("a picture").save(path).expect("written");
        }
    }
}
