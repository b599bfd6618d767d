//! What scoring costs, first and after each edit: `cargo bench --bench scoring [-- LEADS | table | opening [LEADS] |
//! export DIR [LEADS]]`.
//!
//! Everything is measured in one run, the best of several, and next to it what it takes to read the bytes once that an
//! edit touches: a ratio says more than milliseconds of a machine that nobody else has. `benches/README.md` tells more.

#[path = "synthetic/export.rs"]
mod export;
#[path = "synthetic/opening.rs"]
mod opening;
mod synthetic;

use std::{
    collections::BTreeMap,
    sync::Arc,
    time::{Duration, Instant as Clock},
};

use rayon::prelude::*;
use synthetic::{NOW, PROFILE_CRITERIA};
use tandem::{
    model::{Model, Rule},
    scoring::{Codes, Column, Columns, Counts, Live, score_all},
};

fn main() {
    // `cargo bench` adds `--bench`.
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let leads = |place: usize| arguments.get(place).and_then(|text| text.parse().ok()).unwrap_or(1_000_000);
    match arguments.first().map(String::as_str) {
        Some("table") => table(),
        Some("opening") => {
            if let Err(error) = opening::measure(leads(1)) {
                eprintln!("Opening a library could not be measured: {error}");
            }
        }
        Some("export") => match arguments.get(1) {
            Some(folder) => export::export(folder.as_ref(), leads(2), &measure(leads(2))),
            None => eprintln!("export to which folder? Give its path after `export`."),
        },
        _ => drop(measure(leads(0))),
    }
}

/// Milliseconds (or bytes) by name.
pub type Measured = BTreeMap<String, f64>;

/// Measures everything over so many leads, and prints it.
fn measure(leads: usize) -> Measured {
    let columns = Arc::new(synthetic::columns(leads));
    let model = Arc::new(synthetic::model());
    let mut bench = Bench { measured: Measured::new(), runs: if leads > 2_000_000 { 5 } else { 25 } };
    println!(
        "{leads} leads, {} criteria, {} events of {} kinds, {} threads",
        model.criteria.len(),
        columns.events.at.len(),
        columns.events.kind_names.len(),
        rayon::current_num_threads()
    );
    bench.first_answers(&columns, &model);
    let mut live = Live::of_shared(Arc::clone(&columns), &model, NOW);
    println!(
        "After an edit: new counts of all cells and routes; then the whole summary; then a row of each lead as well"
    );
    for (name, touched, edit) in edits() {
        bench.edit(name, touched, &mut live, &model, edit);
    }
    bench.other_days(&mut live);
    bench.memory(&columns, &live);
    bench.measured
}

type Edit = fn(&mut Model, bool);

/// Edits with the bytes that they touch of each lead: the sums of the category, the total, both bands, the class, and the
/// hits of the criterion. Fit is in whole points (2 bytes a sum), engagement in thousandths (4 bytes).
fn edits() -> Vec<(&'static str, f64, Edit)> {
    const FIT: f64 = 2.0 + 2.0 + 3.0;
    const ENGAGEMENT: f64 = 4.0 + 4.0 + 3.0;
    const HITS: f64 = 0.125;
    vec![
        ("points", FIT + HITS, |model, on| model.criteria[7].points = if on { 8 } else { 3 }),
        ("points under a cap", FIT + HITS, |model, on| model.criteria[4].points = if on { 8 } else { 3 }),
        ("points in a first match", FIT + 15.0 * HITS, |model, on| model.criteria[20].points = if on { 8 } else { 3 }),
        ("points of faded visits", ENGAGEMENT + 2.0, |model, on| model.criteria[52].points = if on { 8 } else { 3 }),
        ("cap", FIT, |model, on| model.categories[1].at_most = Some(if on { 20 } else { 15 })),
        ("band", 2.0 + 3.0, |model, on| model.fit.bands[1].from = Some(if on { 51 } else { 49 })),
        ("cell", 0.0, |model, on| {
            let route = model.routes[usize::from(on)].id.clone();
            if let Some(cell) = model.matrix.cells.values_mut().next() {
                *cell = route;
            }
        }),
        ("profile rule: text", FIT + 4.0, |model, on| {
            model.criteria[22].rule = Rule::Profile(synthetic::one_of(4, usize::from(on)));
        }),
        ("profile rule: long list", FIT + 4.0, |model, on| {
            model.criteria[23].rule = Rule::Profile(synthetic::one_of(9, usize::from(on)));
        }),
        ("profile rule: number", FIT + 8.0, |model, on| {
            model.criteria[5].rule = Rule::Profile(synthetic::between(5, if on { 100.0 } else { 110.0 }));
        }),
        ("activity rule", ENGAGEMENT + 22.0, |model, on| {
            model.criteria[52].rule = synthetic::activity_rule(if on { 2 } else { 3 });
        }),
    ]
}

struct Bench {
    measured: Measured,
    runs: usize,
}

impl Bench {
    fn first_answers(&mut self, columns: &Arc<Columns>, model: &Arc<Model>) {
        let mut profiles = Model::clone(model);
        profiles.criteria.truncate(PROFILE_CRITERIA);
        let profiles = Arc::new(profiles);
        let runs = self.runs.min(15);
        let first = |model: &Arc<Model>| {
            let live = Live::of_shared(Arc::clone(columns), model, NOW);
            (live.counts(), live)
        };
        let columns_read = best(runs, || read_columns(columns));
        let profile = best(runs, || first(&profiles));
        let full = best(runs, || first(model));
        let rows = best(runs, || score_all(columns, model, NOW));
        println!("First answers");
        self.note("read the attributes once", columns_read, None);
        self.note("first: profile criteria", profile, Some(columns_read));
        self.note("first: all criteria", full, Some(columns_read));
        self.note("first: with a row a lead", rows, Some(columns_read));
    }

    fn note(&mut self, name: &'static str, took: Duration, stream: Option<Duration>) {
        let ratio = stream.map(|stream| format!("{:>7.2} × reading", took.as_secs_f64() / stream.as_secs_f64()));
        println!("  {name:<28} {:>9.3} ms {}", milliseconds(took), ratio.unwrap_or_default());
        self.measured.insert(name.to_owned(), milliseconds(took));
    }

    fn edit(&mut self, name: &'static str, touched: f64, live: &mut Live, model: &Model, edit: Edit) {
        let [on, off] = [true, false].map(|on| {
            let mut edited = model.clone();
            edit(&mut edited, on);
            Arc::new(edited)
        });
        live.update_shared(&off);
        drop((live.summary(), live.scores()));
        let bytes = (touched * live.columns().len() as f64) as usize;
        let buffer = vec![1u64; bytes / 8];
        // What is read, what is counted and what is shown, by turns, so that a busy moment of the machine hits all alike.
        let [mut stream, mut counts, mut summary, mut rows] = [Duration::MAX; 4];
        // Somebody looks at the last answer while the next one is made.
        let mut shown = live.scores();
        for run in 0..self.runs {
            stream = stream.min(once(|| sum(&buffer)));
            let model = if run % 2 == 0 { &on } else { &off };
            let begun = Clock::now();
            live.update_shared(model);
            let counted: Counts = std::hint::black_box(live.counts());
            counts = counts.min(begun.elapsed());
            drop(std::hint::black_box(live.summary()));
            summary = summary.min(begun.elapsed());
            shown = std::hint::black_box(live.scores());
            rows = rows.min(begun.elapsed());
            drop(counted);
        }
        drop(shown);
        let ratio = if bytes == 0 { f64::NAN } else { counts.as_secs_f64() / stream.as_secs_f64() };
        println!(
            "  {name:<28} {:>9.3} ms {ratio:>7.2} × reading {:>5.1} MB once; summary {:>7.3} ms, rows {:>7.3} ms",
            milliseconds(counts),
            bytes as f64 / 1e6,
            milliseconds(summary),
            milliseconds(rows)
        );
        self.measured.insert(name.to_owned(), milliseconds(counts));
        if bytes > 0 {
            self.measured.insert(format!("{name} / reading"), ratio);
        }
    }

    /// From day to day, as a slider goes: beside what the same day costs from the beginning.
    fn other_days(&mut self, live: &mut Live) {
        println!("As of another day: the whole summary; then a row of each lead as well");
        let [mut anew, mut summary, mut rows] = [Duration::MAX; 3];
        for run in 0..self.runs.min(12) {
            let day = NOW.days_earlier(1 + 29 * run as u32);
            let (columns, model) = (Arc::clone(live.columns()), Arc::new(live.model().clone()));
            anew = anew.min(once(|| Live::of_shared(columns, &model, day).summary()));
            let begun = Clock::now();
            live.set_as_of(day);
            drop(std::hint::black_box(live.summary()));
            summary = summary.min(begun.elapsed());
            drop(std::hint::black_box(live.scores()));
            rows = rows.min(begun.elapsed());
        }
        self.note("another day, anew", anew, None);
        self.note("another day: summary", summary, None);
        self.note("another day: rows", rows, None);
    }

    fn memory(&mut self, columns: &Columns, live: &Live) {
        let ((attributes, columns), kept) = (column_bytes(columns), live.bytes());
        let [attributes_mb, columns_mb, kept_mb] = [attributes, columns, kept].map(|bytes| bytes as f64 / 1e6);
        println!("Attributes {attributes_mb:.0} MB, all columns {columns_mb:.0} MB; kept beside them {kept_mb:.0} MB");
        self.measured.insert("bytes of the attributes".to_owned(), attributes as f64);
        self.measured.insert("bytes of the columns".to_owned(), columns as f64);
        self.measured.insert("bytes kept".to_owned(), kept as f64);
    }
}

/// From ten thousand to ten million leads: nanoseconds a lead.
fn table() {
    println!("Nanoseconds a lead (milliseconds in all)");
    println!(
        "{:>12} {:>22} {:>22} {:>22} {:>22}",
        "leads", "first answer", "points: counts", "points: summary", "points: rows"
    );
    let mut per_lead: Vec<[f64; 4]> = Vec::new();
    for leads in [10_000, 100_000, 1_000_000, 10_000_000] {
        let columns = Arc::new(synthetic::columns(leads));
        let model = Arc::new(synthetic::model());
        let (_, _, edit) = edits().swap_remove(0);
        let first = best(if leads > 1_000_000 { 3 } else { 7 }, || Live::of_shared(Arc::clone(&columns), &model, NOW));
        let mut live = Live::of_shared(columns, &model, NOW);
        let [mut counts, mut summary, mut rows] = [Duration::MAX; 3];
        let mut shown = live.scores();
        for run in 0..25 {
            let mut edited = Model::clone(&model);
            edit(&mut edited, run % 2 == 0);
            let edited = Arc::new(edited);
            let begun = Clock::now();
            live.update_shared(&edited);
            drop(std::hint::black_box(live.counts()));
            counts = counts.min(begun.elapsed());
            drop(std::hint::black_box(live.summary()));
            summary = summary.min(begun.elapsed());
            shown = std::hint::black_box(live.scores());
            rows = rows.min(begun.elapsed());
        }
        drop(shown);
        let cell =
            |took: Duration| format!("{:.2} ({:.3} ms)", took.as_secs_f64() * 1e9 / leads as f64, milliseconds(took));
        println!("{leads:>12} {:>22} {:>22} {:>22} {:>22}", cell(first), cell(counts), cell(summary), cell(rows));
        per_lead.push([first, counts, summary, rows].map(|took| took.as_secs_f64() / leads as f64));
    }
    // A column that no longer fits into a near cache costs more a lead than one that does: by this much, and no more.
    const MOST: f64 = 2.0;
    let [_, small, _, large] = per_lead.as_slice() else { return };
    let growth = small.iter().zip(large).map(|(small, large)| large / small).fold(0.0, f64::max);
    verdict("a lead of 10,000,000 against one of 100,000", growth, MOST);
}

/// Whether something is no more than it may be.
pub fn verdict(what: &str, value: f64, most: f64) {
    println!("  {} {what:<55} {value:>8.2} (at most {most})", if value <= most { "PASS " } else { "short" });
}

pub fn milliseconds(took: Duration) -> f64 {
    took.as_secs_f64() * 1e3
}

fn once<T>(step: impl FnOnce() -> T) -> Duration {
    let begun = Clock::now();
    let made = step();
    let took = begun.elapsed();
    drop(std::hint::black_box(made));
    took
}

fn best<T>(runs: usize, mut step: impl FnMut() -> T) -> Duration {
    (0..runs).map(|_| once(&mut step)).min().unwrap_or_default()
}

/// Reads numbers once, on all cores.
fn sum(numbers: &[u64]) -> u64 {
    let parts = numbers.par_chunks(32 * 1024);
    parts.map(|part| part.iter().fold(0, |sum: u64, number| sum.wrapping_add(*number))).reduce(|| 0, u64::wrapping_add)
}

/// Reads every attribute once, on all cores.
fn read_columns(columns: &Columns) -> u64 {
    fn total<T: Sync + Copy>(values: &[T], number: impl Fn(T) -> u64 + Sync) -> u64 {
        let parts = values.par_chunks(32 * 1024);
        let part = |part: &[T]| part.iter().fold(0, |sum: u64, value| sum.wrapping_add(number(*value)));
        parts.map(part).reduce(|| 0, u64::wrapping_add)
    }
    let of_field = |column: &Column| match column {
        Column::Text { codes: Codes::U8(codes), .. } => total(codes, u64::from),
        Column::Text { codes: Codes::U16(codes), .. } => total(codes, u64::from),
        Column::Text { codes: Codes::U32(codes), .. } => total(codes, u64::from),
        Column::Number(numbers) => total(numbers, f64::to_bits),
        Column::YesNo(answers) => total(answers, u64::from),
        Column::Date(days) => total(days, |day| day as u64),
    };
    columns.fields.iter().fold(0, |sum, field| sum.wrapping_add(of_field(&field.column)))
}

/// The bytes of the attributes, and of everything that scoring reads.
fn column_bytes(columns: &Columns) -> (usize, usize) {
    let fields = columns.fields.iter().map(|field| match &field.column {
        Column::Text { codes, values } => codes.bytes() + values.bytes(),
        Column::Number(numbers) => 8 * numbers.len(),
        Column::YesNo(answers) => answers.len(),
        Column::Date(days) => 4 * days.len(),
    });
    let attributes = fields.sum::<usize>() + columns.outcomes.len();
    let rows = columns.len() * (4 + 4 + 4 + 4) + columns.keys.bytes() + columns.account_keys.bytes();
    let events = columns.events.at.len() * (2 + 8 + 4 + 8) + columns.events.detail_values.bytes();
    (attributes, attributes + rows + events)
}
