//! `tandem what-if`: what a draft does to the leads, beside a baseline.

use std::{path::PathBuf, sync::Arc};

use super::{
    Ending,
    args::AnyFormat,
    output, scenario,
    sound::{self, LeadArgs},
    what_if_json, what_if_text,
};
use crate::{
    model::Model,
    scoring::{
        score_all,
        what_if::{Side, WhatIf, Who, write_csv},
    },
};

/// Say who moves where when a draft takes the place of a model, and what it costs
///
/// From cell to cell and from route to route; who is sent to sales and who no longer; the past wins gained and lost, by name and
/// with the reason; the leads a week of each route (those created in the last 13 weeks, by where they are now, divided by 13)
/// against what it can take. Cells and routes of the two are the same by their ids; where these differ by their names; bands also by
/// their rank where an axis has as many in both. The exit code is 0 whoever moves.
///
/// As csv: every lead in another cell or on another route, one a row, with the reasons.
///
/// With --scenario the draft is one that was kept under a name, in DRAFT or, where none is given, in BASE itself.
///
/// Example: tandem what-if signed.ron draft.ron --library leads.sqlite
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The model as it was
    base: PathBuf,
    /// The model as it would be
    #[arg(required_unless_present = "scenario")]
    draft: Option<PathBuf>,
    /// The draft is this scenario, by its name, of those kept in DRAFT or in BASE
    #[arg(long, value_name = "NAME")]
    scenario: Option<String>,
    #[command(flatten)]
    leads: LeadArgs,
    #[arg(long, default_value = "text")]
    format: AnyFormat,
}

pub fn run(args: &Args) -> anyhow::Result<Ending> {
    let (Some(base), Some(draft)) = (sound::model(&args.base)?, Draft::read(args)?) else {
        return Ok(Ending::Flawed);
    };
    let (columns, as_of) = args.leads.read()?;
    let side = |model: Model| Side { scores: score_all(&columns, &model, as_of), model: Arc::new(model) };
    let (base_label, label) = (args.base.display().to_string(), draft.label());
    let (baseline, side_of_draft) = (side(base), side(draft.model));
    LeadArgs::tell_to_come(&columns, &side_of_draft.scores);
    let found = WhatIf::new(Arc::clone(&columns), baseline, side_of_draft);
    output::to(None, |out| match args.format {
        AnyFormat::Text => what_if_text::write(out, &found, [&base_label, &label]),
        AnyFormat::Json => what_if_json::write(out, &found, draft.scenario.as_deref()),
        AnyFormat::Csv => write_csv(out, &found, &found.rows(&Who::Moved), None, |_written| true),
    })?;
    Ok(Ending::Fine)
}

/// The model as it would be.
struct Draft {
    model: Model,
    path: String,
    scenario: Option<String>,
}

impl Draft {
    /// `None` where it has errors.
    fn read(args: &Args) -> anyhow::Result<Option<Self>> {
        let path = args.draft.as_ref().unwrap_or(&args.base);
        let Some(model) = sound::model(path)? else { return Ok(None) };
        let path = path.display().to_string();
        let Some(name) = &args.scenario else { return Ok(Some(Self { model, path, scenario: None })) };
        let kept = scenario::named(&model, name)?;
        if !sound::is_sound(&kept.model, || format!("scenario “{}” of “{path}”", kept.name))? {
            return Ok(None);
        }
        Ok(Some(Self { model: Model::clone(&kept.model), path, scenario: Some(kept.name.clone()) }))
    }

    /// Where it is, in words.
    fn label(&self) -> String {
        match &self.scenario {
            Some(name) => format!("{}, scenario “{name}”", self.path),
            None => self.path.clone(),
        }
    }
}
