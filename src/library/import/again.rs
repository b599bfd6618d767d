//! Values that the library has, read as those of a file are: for a field that gets another type.

use super::{
    inspect::{Settled, Tally, is_error},
    mapping::Format,
    missing::Missing,
    value::CountsFrom,
};
use crate::lead::{FieldType, Value};

/// Where nothing tells, things are read as in a file that is parted by commas.
const DELIMITER: u8 = b',';

/// Looks at all values first: how they are written is decided over all of them.
pub(in crate::library) struct Look {
    tally: Tally,
    missing: Missing,
    to: FieldType,
}

impl Look {
    pub fn new(to: FieldType) -> Self {
        let mut tally = Tally::new(Settled::Type(to), false);
        tally.says_when = to == FieldType::Date;
        tally.says_day = tally.says_when;
        Self { tally, missing: Missing::new(&[]), to }
    }

    pub fn add(&mut self, value: &str) {
        // What is written down of lines is not asked for here.
        if let Some(value) = self.missing.cell(value) {
            self.tally.add(value, 0);
        }
    }

    /// How the values are read, and sentences on what could be read otherwise.
    pub fn finish(self, name: &str) -> (Reading, Vec<String>) {
        let format = self.tally.format_of(self.to, DELIMITER);
        let mut notes = Vec::new();
        if self.to == FieldType::Date {
            if self.tally.date_order_is_unknown() {
                let order = if format == (Format::Date { month_first: true }) { "month" } else { "day" };
                notes.push(format!("The dates in “{name}” can be read two ways; the {order} was taken to come first"));
            }
            notes.extend(self.tally.odd_times(name));
        }
        (Reading { format, missing: self.missing }, notes)
    }
}

/// How values are read.
pub(in crate::library) struct Reading {
    format: Format,
    missing: Missing,
}

impl Reading {
    /// In the simplest way, in which the library itself writes them.
    pub fn plain(to: FieldType) -> Self {
        Self { format: Format::plain(to), missing: Missing::new(&[]) }
    }

    /// `None`: it can't be read so.
    pub fn read(&self, value: &str) -> Option<Value> {
        let value = self.missing.cell(value)?;
        if is_error(value) && self.format != Format::Text {
            return None;
        }
        self.format.parse(value, CountsFrom::default())
    }
}
