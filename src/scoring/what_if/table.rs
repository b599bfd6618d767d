//! The leads behind a number as a table, one a row, with the reasons.

use std::io::{self, Write};

use rayon::prelude::*;
use serde::Serialize;

use super::{
    Because, Side, WhatIf,
    words::{NO_ROUTE, sentence, short},
};
use crate::{lead::Outcome, model::Band, scoring::Scores};

/// One lead as it is under both models.
#[derive(Serialize)]
pub struct Row<'a> {
    pub key: &'a str,
    pub outcome: &'static str,
    pub fit_before: i32,
    pub engagement_before: i32,
    pub fit_band_before: &'a str,
    pub engagement_band_before: &'a str,
    pub route_before: &'a str,
    pub qualified_before: bool,
    pub fit: i32,
    pub engagement: i32,
    pub fit_band: &'a str,
    pub engagement_band: &'a str,
    pub route: &'a str,
    pub qualified: bool,
    /// The reasons, one after the other.
    pub because: String,
}

const HEADER: [&str; 15] = [
    "key",
    "outcome",
    "fit_before",
    "engagement_before",
    "fit_band_before",
    "engagement_band_before",
    "route_before",
    "qualified_before",
    "fit",
    "engagement",
    "fit_band",
    "engagement_band",
    "route",
    "qualified",
    "because",
];

impl<'a> Row<'a> {
    /// A lead with its reasons.
    pub fn new(found: &'a WhatIf, row: u32) -> Self {
        let lead = row as usize;
        let (before, after) = (Place::new(&found.baseline, lead), Place::new(&found.draft, lead));
        Self {
            key: &found.columns.keys[lead],
            outcome: match found.columns.outcome_at(lead, found.as_of) {
                Outcome::Open => "open",
                Outcome::Won => "won",
                Outcome::Lost => "lost",
            },
            fit_before: before.fit,
            engagement_before: before.engagement,
            fit_band_before: before.fit_band,
            engagement_band_before: before.engagement_band,
            route_before: before.route,
            qualified_before: before.qualified,
            fit: after.fit,
            engagement: after.engagement,
            fit_band: after.fit_band,
            engagement_band: after.engagement_band,
            route: after.route,
            qualified: after.qualified,
            because: found.reasons(row).join("; "),
        }
    }
}

impl WhatIf {
    /// A reason in few words, with what it does in all.
    pub fn short(&self, because: &Because) -> String {
        short(because, &self.baseline.model, &self.draft.model)
    }

    /// A reason as a sentence, with what was and what is.
    pub fn sentence(&self, because: &Because) -> String {
        sentence(because, &self.baseline.model, &self.draft.model)
    }

    /// Why a lead is elsewhere, in sentences; as dear as [`Self::because`].
    pub fn reasons(&self, row: u32) -> Vec<String> {
        let because = self.because(row);
        because.iter().map(|one| self.sentence(one)).collect()
    }
}

/// Where a lead is under one model.
struct Place<'a> {
    fit: i32,
    engagement: i32,
    fit_band: &'a str,
    engagement_band: &'a str,
    route: &'a str,
    qualified: bool,
}

impl<'a> Place<'a> {
    fn new(Side { model, scores }: &'a Side, lead: usize) -> Self {
        let Scores { fit, engagement, fit_band, engagement_band, route, qualified, .. } = scores;
        let name = |bands: &'a [Band], index: u8| bands.get(usize::from(index)).map_or("", |band| &band.name);
        Self {
            fit: fit[lead],
            engagement: engagement[lead],
            fit_band: name(&model.fit.bands, fit_band[lead]),
            engagement_band: name(&model.engagement.bands, engagement_band[lead]),
            route: model.routes.get(usize::from(route[lead])).map_or(NO_ROUTE, |route| &route.name),
            qualified: qualified.contains(lead),
        }
    }
}

/// So many leads are explained at a time.
const CHUNK: usize = 1024;

/// Columns that another room knows to fill, before the key: their names, and what stands in them for a row.
pub struct MoreColumns<'a> {
    pub names: &'a [&'a str],
    pub values: &'a (dyn Fn(u32) -> Vec<String> + Sync),
}

/// Writes leads with their reasons as CSV. Now and then it is asked with the number of rows written so far whether it is still
/// wanted: if not, it breaks off as [`io::ErrorKind::Interrupted`], so that no half of a file takes the place of a whole one.
pub fn write_csv(
    out: &mut dyn Write,
    found: &WhatIf,
    rows: &[u32],
    more: Option<&MoreColumns<'_>>,
    is_wanted: impl Fn(usize) -> bool,
) -> io::Result<()> {
    let mut writer = csv::WriterBuilder::new().has_headers(false).from_writer(out);
    let names = more.map_or(&[][..], |more| more.names);
    writer.write_record(names.iter().chain(&HEADER))?;
    for (number, chunk) in rows.chunks(CHUNK).enumerate() {
        if !is_wanted(number * CHUNK) {
            return Err(io::ErrorKind::Interrupted.into());
        }
        let rows: Vec<_> = chunk
            .par_iter()
            .map(|lead| (more.map(|more| (more.values)(*lead)).unwrap_or_default(), Row::new(found, *lead)))
            .collect();
        for row in rows {
            writer.serialize(row)?;
        }
    }
    writer.flush()
}
