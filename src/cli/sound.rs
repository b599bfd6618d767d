//! What most subcommands begin with: a model without errors, and the leads that it is asked about.

use std::{
    io,
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{check as problems, progress};
use crate::{
    lead::Instant,
    library::Library,
    model::{
        Model,
        check::{self, Severity},
        file,
        wording::grouped,
    },
    scoring::{Columns, Scores, facts},
};

/// Reads a model; `None` where it has errors, which are then listed on the standard error.
pub fn model(path: &Path) -> anyhow::Result<Option<Model>> {
    let model = file::load(path)?;
    Ok(is_sound(&model, || format!("“{}”", path.display()))?.then_some(model))
}

/// Whether a model has no errors; those that it has are listed on the standard error.
pub fn is_sound(model: &Model, name: impl Fn() -> String) -> anyhow::Result<bool> {
    let mut found = check::check(model, None);
    found.retain(|problem| problem.severity == Severity::Error);
    if found.is_empty() {
        return Ok(true);
    }
    problems::list(&mut io::stderr().lock(), model, &found)?;
    eprintln!("tandem: {} has errors, so nothing was scored", name());
    Ok(false)
}

/// The leads of a library, and when to look at them.
#[derive(Debug, clap::Args)]
pub struct LeadArgs {
    /// The library of leads
    #[arg(long, value_name = "LIB")]
    library: PathBuf,
    /// Score as of this date (its last second, UTC) or instant (2026-11-18T14:30:00Z) instead of the library's own
    #[arg(long, value_name = "DATE")]
    as_of: Option<Instant>,
}

impl LeadArgs {
    /// Says how many leads are left out because they came later.
    pub fn tell_to_come(columns: &Columns, scores: &Scores) {
        let all = columns.len() as u64;
        let to_come = all.saturating_sub(scores.there.count());
        if to_come > 0 {
            let day = scores.as_of.day();
            eprintln!("tandem: {} of {} leads came after {day} and are left out", grouped(to_come), grouped(all));
        }
    }

    /// Says what the model asks for and these leads do not have: what hangs on it scores nothing.
    pub fn tell_lacking(columns: &Columns, model: &Model) {
        let has = |name: &String| name.trim().is_empty() || columns.field(name).is_some();
        // What is known of each attribute costs a look at all leads: most models need none.
        if check::attributes_read(model).iter().all(has) {
            return;
        }
        for problem in check::lacking_attributes(model, &facts(columns, model, None)) {
            let hint = problem.hint.map(|hint| format!(". {hint}")).unwrap_or_default();
            eprintln!("tandem: {}{hint}", problem.sentence);
        }
    }

    pub fn read(&self) -> anyhow::Result<(Arc<Columns>, Instant)> {
        let library = Library::open(&self.library)?;
        let as_of = match self.as_of {
            Some(as_of) => as_of,
            None => library.as_of()?,
        };
        let columns = progress::watch("Reading leads", |progress| library.columns(progress))?;
        Ok((Arc::new(columns), as_of))
    }
}
