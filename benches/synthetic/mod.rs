//! Made-up leads and a model for them, the same on every machine: made in memory, so that ten million are no trouble.

use tandem::{
    lead::{Instant, Outcome, SECONDS_PER_DAY},
    model::{
        Activity, AttributeTest, Axis, Category, Condition, Counting, Criterion, DateTest, EventCounting, Fade, Model,
        NumberTest, Rule, Test, TextTest, Tier,
    },
    scoring::{Column, Columns, EventColumns, Field, NO_CODE, NO_DAY},
};

/// A Thursday in November 2026, at noon.
pub const NOW: Instant = Instant(1_795_003_200);

/// How many distinct values each text attribute has.
pub const DICTIONARIES: [u32; 10] = [6, 12, 20, 60, 200, 200, 800, 5_000, 50_000, 200_000];
const NUMBERS: usize = 5;
const ANSWERS: usize = 3;
const DATES: usize = 2;
/// Kinds of event.
pub const KINDS: usize = 10;
/// Events of a lead, on average.
const EVENTS: f64 = 5.0;
pub const PROFILE_CRITERIA: usize = 50;

/// 20 attributes: few values are frequent, most are rare, one in ten is missing.
pub fn columns(leads: usize) -> Columns {
    let mut rng = fastrand::Rng::with_seed(7);
    let mut fields: Vec<Field> = Vec::new();
    let mut push = |name: String, column: Column| fields.push(Field { name, column });
    for (index, distinct) in DICTIONARIES.into_iter().enumerate() {
        let codes = (0..leads).map(|_| match rng.u32(0..10) {
            0 => None,
            _ => Some((f64::from(distinct) * rng.f64() * rng.f64()) as u32),
        });
        let codes = codes.collect();
        let values = (0..distinct).map(value).collect();
        push(format!("text{index}"), Column::Text { codes, values });
    }
    for index in 0..NUMBERS {
        let numbers = (0..leads).map(|_| if rng.u32(0..10) == 0 { f64::NAN } else { f64::from(rng.u32(0..1000)) });
        push(format!("number{index}"), Column::Number(numbers.collect()));
    }
    for index in 0..ANSWERS {
        push(format!("answer{index}"), Column::YesNo((0..leads).map(|_| rng.u8(0..3)).collect()));
    }
    for index in 0..DATES {
        let days = (0..leads).map(|_| if rng.u32(0..10) == 0 { NO_DAY } else { NOW.day().0 - rng.i32(0..2000) });
        push(format!("date{index}"), Column::Date(days.collect()));
    }
    Columns {
        merged: std::sync::Arc::default(),
        moved: Vec::new(),
        keys: (0..leads).map(|lead| format!("lead-{lead:08}")).collect(),
        accounts: vec![NO_CODE; leads],
        created: (0..leads).map(|_| NOW.day().0 - rng.i32(0..1000)).collect(),
        closed: vec![NO_DAY; leads],
        outcomes: (0..leads).map(|_| outcome(rng.u32(0..100))).collect(),
        fields,
        events: events(leads, &mut rng),
        ..Columns::default()
    }
}

fn outcome(hundredth: u32) -> Outcome {
    match hundredth {
        0..6 => Outcome::Won,
        6..30 => Outcome::Lost,
        _ => Outcome::Open,
    }
}

/// Small letters only, so that an engine that does not fold compares the same.
fn value(code: u32) -> String {
    format!("value {code} of the text")
}

/// Most leads have few events, some have many.
fn events(leads: usize, rng: &mut fastrand::Rng) -> EventColumns {
    let mut events = EventColumns { starts: vec![0], ..EventColumns::default() };
    events.kind_names = (0..KINDS).map(|kind| format!("kind {kind}")).collect();
    events.detail_values = (0..1000).map(|detail| format!("/page/{detail}")).collect();
    for _ in 0..leads {
        let many = (8.0 * EVENTS * rng.f64() * rng.f64() * rng.f64()) as usize;
        let mut at: Vec<i64> = (0..many).map(|_| NOW.0 - rng.i64(0..720 * SECONDS_PER_DAY)).collect();
        at.sort_unstable();
        for at in at {
            events.at.push(at);
            events.kinds.push(rng.u16(0..KINDS as u16));
            events.details.push(rng.u32(0..1000));
            events.amounts.push(f64::NAN);
        }
        events.starts.push(events.at.len() as u32);
    }
    events
}

/// 50 profile criteria and 10 activity criteria in six categories; 4 × 4 cells.
pub fn model() -> Model {
    let profile = (0..PROFILE_CRITERIA).map(|index| {
        let category = if index % 10 < 3 {
            "titles"
        } else if index % 10 < 6 {
            "company"
        } else {
            "details"
        };
        criterion(index, category, 2 + index as i32 % 7, profile_rule(index))
    });
    let activity = (0..KINDS).map(|index| {
        let category = ["visits", "mails", "silence"][if index == 9 { 2 } else { index % 2 }];
        let points = if index == 9 { -20 } else { 6 + index as i32 };
        criterion(PROFILE_CRITERIA + index, category, points, activity_rule(index))
    });
    Model { categories: categories(), criteria: profile.chain(activity).collect(), ..Model::new("Bench") }
}

fn categories() -> Vec<Category> {
    let category = |id: &str, axis, counting, at_most| Category {
        id: id.into(),
        name: id.to_owned(),
        axis,
        counting,
        at_least: None,
        at_most,
    };
    vec![
        category("titles", Axis::Fit, Counting::FirstMatch, None),
        category("company", Axis::Fit, Counting::Adds, Some(25)),
        category("details", Axis::Fit, Counting::Adds, None),
        category("visits", Axis::Engagement, Counting::Adds, Some(60)),
        category("mails", Axis::Engagement, Counting::Adds, None),
        category("silence", Axis::Engagement, Counting::Adds, None),
    ]
}

fn criterion(index: usize, category: &str, points: i32, rule: Rule) -> Criterion {
    Criterion {
        id: format!("k{index}").as_str().into(),
        name: format!("Criterion {index}"),
        category: category.into(),
        tier: Tier::Important,
        points,
        rule,
        enabled: true,
        disqualifies: index == 49,
        why: String::new(),
        proposals: Default::default(),
    }
}

pub fn test(attribute: String, is: Test) -> Condition {
    Condition::Test(AttributeTest { attribute, is })
}

pub fn one_of(index: usize, from: usize) -> Condition {
    let listed = (0..5).map(|step| value((from + step * (index % 4 + 1)) as u32)).collect();
    test(format!("text{}", index % DICTIONARIES.len()), Test::Text(TextTest::OneOf(listed)))
}

pub fn between(index: usize, least: f64) -> Condition {
    test(format!("number{}", index % NUMBERS), Test::Number(NumberTest::Between(least, least + 200.0)))
}

fn profile_rule(index: usize) -> Rule {
    Rule::Profile(match index % 10 {
        // No two ask the same: an engine that finds out that they do should not be ahead by it.
        0..=4 => one_of(2 * (index % 5) + index / 10 % 2, index / 10),
        5 | 6 => between(index, 10.0 * index as f64),
        7 => test(format!("answer{}", index / 10 % ANSWERS), Test::YesNo(index % 20 < 10)),
        8 => test(format!("date{}", index / 10 % DATES), Test::Date(DateTest::WithinLastDays(100 + index as u32))),
        _ => Condition::All(vec![
            test(
                format!("text{}", index % 7),
                Test::Text(TextTest::ContainsAny(vec![format!("{}", index % 7), format!("{} of", index % 9)])),
            ),
            Condition::Any(vec![between(index, 300.0), Condition::Not(Box::new(one_of(index / 3, 1)))]),
        ]),
    })
}

pub fn activity_rule(index: usize) -> Rule {
    let fade = Fade::HalfLife { days: 30 + index as u32 };
    let counting = match index {
        9 => EventCounting::Absent { for_days: 90 },
        _ if index.is_multiple_of(2) => EventCounting::Each { once_per_days: Some(7), at_most: 5, fade },
        _ => EventCounting::Once { at_least: 1, fade },
    };
    Rule::Activity(Activity {
        kinds: vec![format!("kind {index}")],
        detail: index
            .is_multiple_of(4)
            .then(|| TextTest::StartsWithAny(vec!["/page/1".to_owned(), "/page/2".to_owned()])),
        amount: None,
        within_days: Some(360),
        only_if: None,
        counting,
    })
}
