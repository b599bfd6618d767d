//! What it costs to turn one number of a model over a large library: until something is seen, and until all of it is.
//!
//! ```text
//! cargo run --release --example measure_sweep [-- --leads 1000000]
//! ```
//!
//! Makes leads in a temporary folder, scores them under the largest sample model, and asks what the page “What if” asks: an edge and
//! the points of a profile rule and of an activity rule through their values, eight at a time; which edge fits the capacity;
//! and what one point of each criterion does.

use std::{
    path::Path,
    sync::Arc,
    time::{Duration, Instant as Clock},
};

use anyhow::{Context as _, bail};
use tandem::{
    library::{self, Library, Progress},
    model::{Axis, Model, Rule, file},
    scoring::{
        Live,
        what_if::{FitTo, Knob, propose, sweep, tornado, values},
    },
};

/// So many values at a time, as the page asks.
const AT_ONCE: usize = 8;

fn main() -> anyhow::Result<()> {
    let temporary = tempfile::tempdir()?;
    let mut library = Library::open_or_create(&temporary.path().join("leads.sqlite"))?;
    library::generate(&mut library, leads()?, 7, &Progress::default())?;
    let columns = Arc::new(library.columns(&Progress::default())?);
    let as_of = library.as_of()?;
    let mut model: Model = file::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-models/b2b-software.ron"))?;
    // Less than comes, however many leads there are, so that something must be done about it.
    model.routes.iter_mut().filter(|route| route.qualified).for_each(|route| route.weekly_capacity = Some(1));
    let begun = Clock::now();
    let mut live = Live::new(Arc::clone(&columns), &model, as_of);
    println!("{} leads, {} criteria: scored in {}", columns.len(), model.criteria.len(), text(begun.elapsed()));
    println!("{:<44} {:>10} {:>10}", "", "first seen", "all");
    for (name, knob, range) in knobs(&model)? {
        let begun = Clock::now();
        // Counts by pairs of scores, which the edges need.
        live.summary();
        let mut first = None;
        for part in range.chunks(AT_ONCE) {
            sweep(&mut live, &knob, part, || true).context("the model has it")?;
            first.get_or_insert_with(|| begun.elapsed());
        }
        let first = first.unwrap_or_default();
        println!("{:<44} {:>10} {:>10}", format!("{name}, {} values", range.len()), text(first), text(begun.elapsed()));
    }
    live.summary();
    let begun = Clock::now();
    propose(&mut live, &FitTo::Sales, || true).context("it is wanted")?;
    println!("{:<44} {:>10} {:>10}", "which edge fits the capacity", "", text(begun.elapsed()));
    let begun = Clock::now();
    tornado(&mut live, || true).context("it is wanted")?;
    println!("{:<44} {:>10} {:>10}", "one point of each criterion", "", text(begun.elapsed()));
    Ok(())
}

fn leads() -> anyhow::Result<u64> {
    let mut arguments = std::env::args().skip(1);
    match (arguments.next().as_deref(), arguments.next()) {
        (None, _) => Ok(1_000_000),
        (Some("--leads"), Some(number)) => number.parse().context("--leads takes a number"),
        _ => bail!("Say nothing, or --leads N"),
    }
}

/// What is turned, and through which values.
fn knobs(model: &Model) -> anyhow::Result<Vec<(&'static str, Knob, Vec<i32>)>> {
    let criterion = |is: fn(&Rule) -> bool| {
        let found = model.criteria.iter().find(|criterion| criterion.enabled && is(&criterion.rule));
        found.map(|criterion| Knob::Points { criterion: criterion.id.clone() }).context("there is such a criterion")
    };
    let band = model.engagement.bands.first().context("there are bands")?.id.clone();
    Ok(vec![
        ("the best edge of engagement", Knob::Edge { axis: Axis::Engagement, band }, values(3, 60, 1, None)),
        ("points of a profile rule", criterion(|rule| matches!(rule, Rule::Profile(_)))?, values(0, 20, 1, None)),
        ("points of an activity rule", criterion(|rule| matches!(rule, Rule::Activity(_)))?, values(0, 20, 1, None)),
    ])
}

fn text(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1000.0)
}
