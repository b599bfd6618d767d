//! What is odd about the times of a column, in sentences.

use super::tally::Tally;
use crate::{library::import::value, model::wording::grouped};

impl Tally {
    /// Sentences on what is odd about the times of a column.
    pub fn odd_times(&self, name: &str) -> Vec<String> {
        let times = |count: u64| if count == 1 { "1 time".to_owned() } else { format!("{} times", grouped(count)) };
        let mut notes = Vec::new();
        let [zoned, bare] = self.zones;
        if zoned > 0 && bare > 0 {
            notes.push(format!(
                "of the times in “{name}”, {} say their zone and {} don’t; these were taken for UTC",
                grouped(zoned),
                grouped(bare)
            ));
        }
        if self.at_epoch > 0 {
            notes.push(format!(
                "{} in “{name}” {} the very beginning of 1970, which is what programs write where they know none",
                times(self.at_epoch),
                if self.at_epoch == 1 { "is" } else { "are" }
            ));
        }
        if self.short_years > 0 {
            notes.push(format!(
                "the years in “{name}” have two digits; 00 to {} were taken for 2000 to 20{}, the others for the 1900s",
                value::PIVOT,
                value::PIVOT
            ));
        }
        if self.counted > self.at_epoch {
            notes.push(format!("the numbers in “{name}” were taken for times: seconds or milliseconds since 1970"));
        }
        if self.serials.0 > 0 {
            let first = &self.serials.1;
            let day = value::serial(first, self.counts_from).map(|moment| moment.day().to_string()).unwrap_or_default();
            notes.push(format!(
                "the numbers in “{name}” were taken for days as spreadsheets count them, from {} on: {first} is {day}",
                self.counts_from.year()
            ));
        }
        notes
    }

    /// A sentence if what can only have happened lies in the future.
    pub fn future_times(&self, name: &str) -> Option<String> {
        let (count, latest) = self.future;
        let are = match count {
            0 => return None,
            1 => "1 time".to_owned(),
            _ => format!("{} times", grouped(count)),
        };
        let lie = if count == 1 { "lies" } else { "lie" };
        Some(format!("{are} in “{name}” {lie} in the future, up to {}; look whether the year is right", latest.day()))
    }
}
