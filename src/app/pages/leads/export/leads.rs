//! Leads as they are shown, with their top reasons and their keys, and all that is known of them: whoever works the list
//! elsewhere needs the telephone number.

use std::{
    io::{self, Write},
    sync::Arc,
};

use rayon::prelude::*;

use super::{Table, instant, safe};
use crate::{
    app::{
        format,
        pages::leads::{cells, moment, naming::Naming},
        scored::Scored,
    },
    lead::Lead,
    model::Model,
    scoring::{Field, GivenBy, SalesView, explain, top_reasons},
};

/// So many leads are explained at a time.
const CHUNK: usize = 1024;

const HEADER: [&str; 17] = [
    "key",
    "lead",
    "account",
    "stars",
    "flames",
    "last_moment",
    "last_moment_at",
    "status",
    "route",
    "due",
    "fit",
    "engagement",
    "score",
    "fit_band",
    "engagement_band",
    "reasons_for",
    "reasons_against",
];

/// What is told of a row.
pub type Tell = Arc<dyn Fn(usize) -> String + Send + Sync>;

/// Some leads in some order.
pub struct Leads {
    pub scored: Arc<Scored>,
    pub naming: Naming,
    pub rows: Arc<Vec<u32>>,
    /// More that is told of each: what it is called, and what it is.
    pub more: Option<(String, Tell)>,
}

impl Table for Leads {
    fn rows(&self) -> usize {
        self.rows.len()
    }

    fn write(&self, out: &mut dyn Write, is_wanted: &dyn Fn(usize) -> bool) -> io::Result<()> {
        let mut writer = csv::Writer::from_writer(out);
        writer.write_record(self.header())?;
        for (number, chunk) in self.rows.chunks(CHUNK).enumerate() {
            if !is_wanted(number * CHUNK) {
                return Err(io::ErrorKind::Interrupted.into());
            }
            let records: Vec<Vec<String>> = chunk.par_iter().map(|row| self.record(*row as usize)).collect();
            for record in records {
                writer.write_record(record)?;
            }
        }
        writer.flush()
    }
}

impl Leads {
    /// The attributes come last, under their own names; one that is called as a column before it says that it is one.
    fn header(&self) -> Vec<String> {
        let mut header: Vec<String> = HEADER.into_iter().map(str::to_owned).collect();
        header.extend(self.more.as_ref().map(|(name, _)| name.clone()));
        let own = header.len();
        for field in &self.scored.columns.fields {
            let is_taken = header[..own].iter().any(|name| name.eq_ignore_ascii_case(&field.name));
            let name =
                if is_taken { tr!("leads-export-attribute", name = field.name.clone()) } else { field.name.clone() };
            header.push(safe(&name).into_owned());
        }
        header
    }

    fn record(&self, row: usize) -> Vec<String> {
        let Scored { columns, model, scores, .. } = &*self.scored;
        let sales = SalesView::new(columns, model, scores);
        let moment = sales.moment(row).and_then(|event| moment::of_columns(columns, event));
        let band = |axis: &crate::model::AxisSettings, band: u8| {
            axis.bands.get(usize::from(band)).map_or("", |band| &band.name).to_owned()
        };
        let route = model.routes.get(usize::from(scores.route[row])).map_or("", |route| route.name.as_str());
        let mut lead = columns.lead(row);
        lead.outcome = columns.outcome_at(row, scores.as_of);
        let (reasons_for, against) = reasons(&self.scored, &lead);
        let mut record = vec![
            safe(columns.keys.get(row).unwrap_or_default()).into_owned(),
            safe(&self.naming.name(columns, row)).into_owned(),
            safe(self.naming.account(columns, row).unwrap_or_default()).into_owned(),
            scores.stars[row].to_string(),
            scores.flames[row].to_string(),
            safe(moment.as_ref().map_or("", |(what, _)| what)).into_owned(),
            instant(moment.map(|(_, at)| at)),
            safe(&cells::status_name(model, sales.status(row))).into_owned(),
            safe(route).into_owned(),
            instant(sales.due(row)),
            scores.fit[row].to_string(),
            scores.engagement[row].to_string(),
            scores.combined[row].to_string(),
            safe(&band(&model.fit, scores.fit_band[row])).into_owned(),
            safe(&band(&model.engagement, scores.engagement_band[row])).into_owned(),
            safe(&reasons_for).into_owned(),
            safe(&against).into_owned(),
        ];
        record.extend(self.more.as_ref().map(|(_, tell)| safe(&tell(row)).into_owned()));
        let value = |field: &Field| lead.attributes.get(&field.name).map(ToString::to_string).unwrap_or_default();
        record.extend(columns.fields.iter().map(|field| safe(&value(field)).into_owned()));
        record
    }
}

/// The top reasons for and against a lead: “Job title +15; Asked for a demo +12”.
fn reasons(scored: &Scored, lead: &Lead) -> (String, String) {
    let explanation = explain(&scored.model, lead, scored.as_of);
    let (reasons_for, against) = top_reasons(&explanation, &scored.model);
    let told =
        |given: &[GivenBy]| given.iter().map(|given| reason(&scored.model, given)).collect::<Vec<_>>().join("; ");
    (told(&reasons_for), told(&against))
}

fn reason(model: &Model, (id, thousandths): &GivenBy) -> String {
    let name = model.criterion(id).map_or_else(|| id.to_string(), |criterion| criterion.name.clone());
    format!("{name} {}", format::thousandths(*thousandths))
}
