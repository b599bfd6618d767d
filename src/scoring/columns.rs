//! The leads of a library as typed columns: what the population scorer reads.

use super::Strings;
use crate::lead::{Lead, Outcome};

/// The code of a missing text, account, or detail.
pub const NO_CODE: u32 = u32::MAX;
/// A missing day.
pub const NO_DAY: i32 = i32::MIN;

/// All leads of a library, column by column, in key order (by code point). Lead `i` is row `i` of every column.
#[derive(Debug, Default)]
pub struct Columns {
    pub keys: Strings,
    /// Codes into `account_keys`, or [`NO_CODE`].
    pub accounts: Vec<u32>,
    pub account_keys: Strings,
    /// Days since 1970-01-01, or [`NO_DAY`].
    pub created: Vec<i32>,
    pub closed: Vec<i32>,
    pub outcomes: Vec<Outcome>,
    pub fields: Vec<Field>,
    pub events: EventColumns,
}

/// One attribute of all leads.
#[derive(Debug)]
pub struct Field {
    pub name: String,
    pub column: Column,
}

/// The values of one attribute, one for each lead.
#[derive(Debug)]
pub enum Column {
    /// Dictionary-coded, as written but trimmed: `codes[lead]` is an index into `values`, or [`NO_CODE`].
    Text { codes: Vec<u32>, values: Strings },
    /// Finite, or NaN where missing.
    Number(Vec<f64>),
    /// 0 no, 1 yes, 2 missing.
    YesNo(Vec<u8>),
    /// Days since 1970-01-01, or [`NO_DAY`].
    Date(Vec<i32>),
}

/// All events, sorted by lead, then by time.
#[derive(Debug, Default)]
pub struct EventColumns {
    /// The events of lead `i` are `starts[i]..starts[i + 1]`; one longer than there are leads.
    pub starts: Vec<u32>,
    /// Indices into `kind_names`.
    pub kinds: Vec<u16>,
    pub kind_names: Vec<String>,
    /// Seconds since 1970-01-01T00:00:00Z.
    pub at: Vec<i64>,
    /// Codes into `detail_values`, or [`NO_CODE`].
    pub details: Vec<u32>,
    pub detail_values: Strings,
    /// NaN where missing.
    pub amounts: Vec<f64>,
}

/// Puts leads together into [`Columns`].
#[derive(Debug, Default)]
pub struct ColumnsBuilder {
    pub(super) leads: Vec<Lead>,
}

impl Columns {
    /// How many leads there are.
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// The row of a lead, by its key.
    pub fn find(&self, key: &str) -> Option<usize> {
        self.keys.binary_search(key)
    }

    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
    }
}
