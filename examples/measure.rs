//! What a large library costs: time and memory, stage by stage.
//!
//! ```text
//! cargo run --release --example measure [-- --leads 1000000 | --library LIB.sqlite] [--model MODEL.ron]
//! ```
//!
//! Makes a million leads in a temporary folder (or takes a library), reads them into columns, scores them under the largest
//! sample model (or the model that is named), and writes the scores as CSV. After each stage: how long it took, what the program holds now, and the most
//! that it ever held.

use std::{
    fs::{self, File},
    io::BufWriter,
    path::{Path, PathBuf},
    time::Instant as Clock,
};

use anyhow::{Context as _, bail};
use tandem::{
    cli::write_csv,
    library::{self, Library, Progress},
    model::{Model, file},
    scoring::score_all,
};

fn main() -> anyhow::Result<()> {
    let Wanted { leads, library, model } = wanted()?;
    let temporary = tempfile::tempdir()?;
    let model = model.map_or_else(largest_sample, |path| Ok(file::load(&path)?))?;
    println!("{:<22} {:>9} {:>11} {:>11}", "stage", "seconds", "holds MiB", "most MiB");

    let path = match library {
        Some(path) => path,
        None => {
            let path = temporary.path().join("leads.sqlite");
            stage("generate", || {
                let mut library = Library::open_or_create(&path)?;
                Ok(library::generate(&mut library, leads, 7, &Progress::default())?)
            })?;
            path
        }
    };
    let library = Library::open(&path)?;
    let columns = stage("read into columns", || Ok(library.columns(&Progress::default())?))?;
    let as_of = library.as_of()?;
    let scores = stage("score", || Ok(score_all(&columns, &model, as_of)))?;
    // The second time, the memory is there already.
    drop(scores);
    let scores = stage("score again", || Ok(score_all(&columns, &model, as_of)))?;
    // How closed leads stood when they closed: laid out once, and then again with each edit of the points.
    stage("lay out when closed", || Ok(columns.at_close().every))?;
    let mut live = None;
    stage("score when closed", || Ok(columns.at_close().follow(&mut live, &columns, &model)))?;
    let mut edited = model.clone();
    edited.criteria[0].points += 1;
    let when_closed = stage("edit when closed", || Ok(columns.at_close().follow(&mut live, &columns, &edited)))?;
    println!("{:<22} one lead in {}", "", when_closed.every);
    let out = temporary.path().join("scores.csv");
    stage("write CSV", || Ok(write_csv(&mut BufWriter::new(File::create(&out)?), &model, &columns, &scores)?))?;

    println!(
        "\n{} leads with {} events, “{}” with {} criteria; library {} MiB, CSV {} MiB",
        columns.len(),
        columns.events.at.len(),
        model.name,
        model.criteria.len(),
        fs::metadata(&path)?.len() >> 20,
        fs::metadata(&out)?.len() >> 20
    );
    Ok(())
}

struct Wanted {
    leads: u64,
    library: Option<PathBuf>,
    model: Option<PathBuf>,
}

fn wanted() -> anyhow::Result<Wanted> {
    let mut wanted = Wanted { leads: 1_000_000, library: None, model: None };
    let mut arguments = std::env::args().skip(1);
    while let Some(name) = arguments.next() {
        let value = arguments.next().with_context(|| format!("{name} takes a value"))?;
        match name.as_str() {
            "--leads" => wanted.leads = value.parse().context("--leads takes a number")?,
            "--library" => wanted.library = Some(value.into()),
            "--model" => wanted.model = Some(value.into()),
            _ => bail!("Say nothing, --leads N, --library LIB.sqlite or --model MODEL.ron"),
        }
    }
    Ok(wanted)
}

/// The sample model with the most criteria.
fn largest_sample() -> anyhow::Result<Model> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-models");
    let mut models = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "ron") {
            models.push(file::load(&path)?);
        }
    }
    models.into_iter().max_by_key(|model| model.criteria.len()).context("There is no sample model")
}

/// Does one stage and prints what it cost.
fn stage<T>(name: &str, work: impl FnOnce() -> anyhow::Result<T>) -> anyhow::Result<T> {
    let start = Clock::now();
    let result = work()?;
    let seconds = start.elapsed().as_secs_f64();
    println!("{name:<22} {seconds:>9.2} {:>11} {:>11}", memory("VmRSS"), memory("VmHWM"));
    Ok(result)
}

/// A line of `/proc/self/status` in MiB, or a dash where there is none (only Linux has it).
fn memory(what: &str) -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(what)?.strip_prefix(':'));
    let kibibytes = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    kibibytes.map_or_else(|| "–".to_owned(), |kibibytes| (kibibytes >> 10).to_string())
}
