//! Accounts as they are listed, as a CSV file.

use std::{
    io::{self, Write},
    sync::Arc,
};

use super::roll::{Account, Rolled};
use crate::app::pages::leads::export::{self, instant, safe};

const HEADER: [&str; 14] = [
    "key",
    "account",
    "leads",
    "stars",
    "flames",
    "call_first",
    "call_first_name",
    "route",
    "due",
    "fit",
    "engagement",
    "score",
    "fit_band",
    "engagement_band",
];

/// Now and then it is asked whether it is still wanted.
const CHUNK: usize = 4096;

pub struct Accounts {
    pub rolled: Arc<Rolled>,
    pub order: Arc<Vec<u32>>,
}

impl export::Table for Accounts {
    fn rows(&self) -> usize {
        self.order.len()
    }

    fn write(&self, out: &mut dyn Write, is_wanted: &dyn Fn(usize) -> bool) -> io::Result<()> {
        let mut writer = csv::Writer::from_writer(out);
        writer.write_record(HEADER)?;
        for (number, chunk) in self.order.chunks(CHUNK).enumerate() {
            if !is_wanted(number * CHUNK) {
                return Err(io::ErrorKind::Interrupted.into());
            }
            for account in chunk.iter().filter_map(|place| self.rolled.accounts.get(*place as usize)) {
                writer.write_record(self.record(account))?;
            }
        }
        writer.flush()
    }
}

impl Accounts {
    fn record(&self, account: &Account) -> [String; 14] {
        let scored = &self.rolled.scored;
        let (model, score) = (&scored.model, &account.score);
        let route = model.routes.get(usize::from(score.route)).map_or("", |route| route.name.as_str());
        let best = account.best.and_then(|row| scored.columns.keys.get(row as usize)).unwrap_or_default();
        let name = account.best.map(|row| self.rolled.naming.name(&scored.columns, row as usize)).unwrap_or_default();
        let fit = model.fit.bands.get(score.fit_band).map_or("", |band| band.name.as_str());
        let engagement = model.engagement.bands.get(score.engagement_band).map_or("", |band| band.name.as_str());
        [
            safe(&score.key).into_owned(),
            safe(&account.name).into_owned(),
            score.members.len().to_string(),
            score.stars.to_string(),
            score.flames.to_string(),
            safe(best).into_owned(),
            safe(&name).into_owned(),
            safe(route).into_owned(),
            instant(account.due),
            score.fit.to_string(),
            score.engagement.to_string(),
            score.combined.to_string(),
            safe(fit).into_owned(),
            safe(engagement).into_owned(),
        ]
    }
}
