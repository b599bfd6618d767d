//! Measures the population scorer: `cargo run --release --example measure_scoring [leads]`.
//!
//! Prints the time of each step for 60 profile criteria and 10 activity rules over a million made-up leads (the best of
//! several runs), and next to the profile rules what it takes to read the columns they touch once.

use std::time::{Duration, Instant as Clock};

use rayon::prelude::*;
use tandem::{
    lead::{Instant, Outcome, SECONDS_PER_DAY},
    model::{
        Activity, AttributeTest, Axis, Category, Condition, Counting, Criterion, EventCounting, Fade, Model,
        NumberTest, Rule, Test, TextTest, Tier,
    },
    scoring::{
        Column, Columns, EventColumns, Field, NO_CODE, NO_DAY, Summary, Totals,
        population::{Plan, axis_scores, category_total},
        score_all,
    },
};

const NOW: Instant = Instant(1_795_003_200);
const RUNS: usize = 5;
/// Distinct values of the text columns.
const DICTIONARIES: [u32; 8] = [6, 20, 60, 200, 200, 5_000, 50_000, 200_000];

fn main() {
    let leads = std::env::args().nth(1).and_then(|text| text.parse().ok()).unwrap_or(1_000_000);
    let columns = columns(leads);
    println!("{leads} leads, {} events, {} threads", columns.events.at.len(), rayon::current_num_threads());
    let profiles = Model { criteria: profile_criteria(), categories: categories(), ..Model::new("Profile rules") };
    let activities = Model { criteria: activity_criteria(), ..Model::new("Activity rules") };

    println!("60 profile criteria");
    let stream = best("  read the columns once", || stream(&columns));
    best("  make ready", || Plan::new(&columns, &profiles, NOW, |_| true));
    let plan = Plan::new(&columns, &profiles, NOW, |_| true);
    let hits = best("  hits", || plan.all_hits());
    let hits_found = plan.all_hits();
    let totals = || -> Vec<Totals> {
        (0..profiles.categories.len()).map(|category| category_total(&profiles, category, &hits_found, leads)).collect()
    };
    let adding = best("  category totals", totals);
    let totals_found = totals();
    let axes = best("  axis scores", || Axis::ALL.map(|axis| axis_scores(&profiles, axis, &totals_found, leads)));
    let whole = best("  all of score_all", || score_all(&columns, &profiles, NOW));
    println!(
        "  hits, totals and axes: {:.1} × reading once",
        (hits + adding + axes).as_secs_f64() / stream.as_secs_f64()
    );
    println!("  score_all: {:.1} × reading once", whole.as_secs_f64() / stream.as_secs_f64());
    let scores = score_all(&columns, &profiles, NOW);
    best("  summary", || Summary::new(&columns, &profiles, &scores));
    println!("  leads by cell: {:?}", scores.cell_counts);

    println!("10 activity rules");
    best("  make ready", || Plan::new(&columns, &activities, NOW, |_| true));
    let plan = Plan::new(&columns, &activities, NOW, |_| true);
    best("  hits", || plan.all_hits());
    best("  cold", || plan.cold());
    best("  all of score_all", || score_all(&columns, &activities, NOW));
}

/// Runs a step several times and prints the shortest.
fn best<T>(what: &str, mut step: impl FnMut() -> T) -> Duration {
    let mut shortest = Duration::MAX;
    for _ in 0..RUNS {
        let begun = Clock::now();
        let made = step();
        shortest = shortest.min(begun.elapsed());
        drop(std::hint::black_box(made));
    }
    println!("{what:<28} {:>9.2} ms", shortest.as_secs_f64() * 1e3);
    shortest
}

/// Reads every column once, on all cores.
fn stream(columns: &Columns) -> u64 {
    columns
        .fields
        .iter()
        .map(|field| match &field.column {
            Column::Text { codes, .. } => sum(codes, |code| u64::from(*code)),
            Column::Number(numbers) => sum(numbers, |number| number.to_bits()),
            Column::YesNo(answers) => sum(answers, |answer| u64::from(*answer)),
            Column::Date(days) => sum(days, |day| *day as u64),
        })
        .fold(0, u64::wrapping_add)
}

fn sum<T: Sync>(values: &[T], number: impl Fn(&T) -> u64 + Sync) -> u64 {
    let blocks = values.par_chunks(32 * 1024);
    blocks.map(|block| block.iter().map(&number).fold(0, u64::wrapping_add)).reduce(|| 0, u64::wrapping_add)
}

fn columns(leads: usize) -> Columns {
    let mut rng = fastrand::Rng::with_seed(7);
    let mut fields: Vec<Field> = Vec::new();
    for (index, distinct) in DICTIONARIES.into_iter().enumerate() {
        // Few values are frequent, most are rare; one lead in ten has none.
        let codes = (0..leads).map(|_| match rng.u32(0..10) {
            0 => NO_CODE,
            _ => (f64::from(distinct) * rng.f64() * rng.f64()) as u32,
        });
        let codes = codes.collect();
        let values = (0..distinct).map(|code| format!("Value {code} of the text")).collect();
        fields.push(Field { name: format!("text {index}"), column: Column::Text { codes, values } });
    }
    for index in 0..4 {
        let numbers = (0..leads).map(|_| if rng.u32(0..10) == 0 { f64::NAN } else { f64::from(rng.u32(0..1000)) });
        fields.push(Field { name: format!("number {index}"), column: Column::Number(numbers.collect()) });
    }
    for index in 0..2 {
        let answers = (0..leads).map(|_| rng.u8(0..3)).collect();
        fields.push(Field { name: format!("answer {index}"), column: Column::YesNo(answers) });
    }
    Columns {
        keys: (0..leads).map(|lead| format!("lead-{lead:08}")).collect(),
        accounts: vec![NO_CODE; leads],
        created: (0..leads).map(|_| NOW.day().0 - rng.i32(0..1000)).collect(),
        closed: vec![NO_DAY; leads],
        outcomes: (0..leads).map(|_| [Outcome::Open, Outcome::Won, Outcome::Lost][rng.usize(0..3)]).collect(),
        fields,
        events: events(leads, &mut rng),
        ..Columns::default()
    }
}

/// Eight events a lead on average; most leads have few, some have many.
fn events(leads: usize, rng: &mut fastrand::Rng) -> EventColumns {
    let mut events = EventColumns { starts: vec![0], ..EventColumns::default() };
    events.kind_names = (0..10).map(|kind| format!("kind {kind}")).collect();
    events.detail_values = (0..1000).map(|detail| format!("/page/{detail}")).collect();
    for _ in 0..leads {
        let many = (24.0 * rng.f64() * rng.f64() * rng.f64() * 2.67) as usize;
        let mut at: Vec<i64> = (0..many).map(|_| NOW.0 - rng.i64(0..720 * SECONDS_PER_DAY)).collect();
        at.sort_unstable();
        for at in at {
            events.at.push(at);
            events.kinds.push(rng.u16(0..10));
            events.details.push(rng.u32(0..1000));
            events.amounts.push(f64::NAN);
        }
        events.starts.push(events.at.len() as u32);
    }
    events
}

/// Six categories on two axes; the first takes the first match only, the second is capped.
fn categories() -> Vec<Category> {
    let category = |index: usize| Category {
        id: format!("c{index}").as_str().into(),
        name: format!("Category {index}"),
        axis: Axis::ALL[index % 2],
        counting: if index == 0 { Counting::FirstMatch } else { Counting::Adds },
        at_least: None,
        at_most: (index == 1).then_some(30),
    };
    (0..6).map(category).collect()
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
        disqualifies: index == 59,
        why: String::new(),
        proposals: Default::default(),
    }
}

fn profile_criteria() -> Vec<Criterion> {
    let rule = |index: usize| {
        let (attribute, is) = match index % 10 {
            0..=5 => {
                let listed = (0..5).map(|value| format!("value {} of the text", value * (index % 4 + 1))).collect();
                (format!("text {}", index % DICTIONARIES.len()), Test::Text(TextTest::OneOf(listed)))
            }
            6 | 7 => {
                let least = 10.0 * index as f64;
                (format!("number {}", index % 4), Test::Number(NumberTest::Between(least, least + 200.0)))
            }
            8 => (format!("answer {}", index % 2), Test::YesNo(true)),
            _ => (format!("text {}", index % 5), Test::Text(TextTest::ContainsAny(vec![format!("{}", index % 7)]))),
        };
        Rule::Profile(Condition::Test(AttributeTest { attribute, is }))
    };
    (0..60).map(|index| criterion(index, &format!("c{}", index % 6), 3 + index as i32 % 9, rule(index))).collect()
}

fn activity_criteria() -> Vec<Criterion> {
    let rule = |index: usize| {
        let fade = Fade::HalfLife { days: 30 + index as u32 };
        let counting = match index % 3 {
            0 => EventCounting::Once { at_least: 1, fade },
            1 => EventCounting::Each { once_per_days: Some(7), at_most: 5, fade },
            _ => EventCounting::Absent { for_days: 90 },
        };
        Rule::Activity(Activity {
            kinds: (0..=index % 3).map(|kind| format!("kind {}", (index + kind) % 10)).collect(),
            detail: index.is_multiple_of(4).then(|| TextTest::StartsWithAny(vec!["/page/1".to_owned()])),
            amount: None,
            within_days: Some(180),
            only_if: None,
            counting,
        })
    };
    (0..10).map(|index| criterion(index, "activity", 5, rule(index))).collect()
}
