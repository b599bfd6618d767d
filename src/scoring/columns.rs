//! The leads of a library as typed columns: what the population scorer reads.

use std::{ops::Range, sync::Arc};

use super::{Codes, KeptAtClose, Strings};
use crate::{
    lead::{Day, Event, FieldType, Instant, Lead, Outcome, Value},
    model::check::{FormerFields, MergedValues},
};

/// The code of a missing account or detail.
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
    /// What follows from the closed leads, once somebody asks for it.
    pub at_close: KeptAtClose,
    /// By how many days each lead was moved to later ([`AtClose`](super::AtClose)); empty where none was. What goes by the
    /// calendar and not by age (windows of days) goes by the day before that.
    pub moved: Vec<u32>,
    /// What values of the fields were called before they were merged: no lead has them, and a rule may still list them.
    pub merged: Arc<MergedValues>,
    /// Fields that are called otherwise by now, and those that were deleted: a rule may still ask for them.
    pub former: Arc<FormerFields>,
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
    /// Dictionary-coded, as written but trimmed: a code is an index into `values`.
    Text { codes: Codes, values: Strings },
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

    /// One lead with everything known about it, put together again.
    pub fn lead(&self, row: usize) -> Lead {
        let attributes = self.fields.iter().filter_map(|field| Some((field.name.clone(), field.column.value(row)?)));
        Lead {
            key: self.keys[row].to_owned(),
            account: self.account_keys.get(self.accounts[row] as usize).map(str::to_owned),
            created: known_day(self.created[row]),
            outcome: self.outcomes[row],
            closed: known_day(self.closed[row]),
            attributes: attributes.collect(),
            events: self.events.of(row).map(|event| self.events.event(event)).collect(),
        }
    }
}

impl Column {
    /// The value of one lead, where it is known.
    pub fn value(&self, row: usize) -> Option<Value> {
        match self {
            Self::Text { codes, values } => codes.get(row).map(|code| Value::Text(values[code].to_owned())),
            Self::Number(numbers) => Some(numbers[row]).filter(|number| number.is_finite()).map(Value::Number),
            Self::YesNo(answers) => (answers[row] < 2).then_some(Value::YesNo(answers[row] == 1)),
            Self::Date(days) => known_day(days[row]).map(Value::Date),
        }
    }

    /// Whether the value of one lead is known.
    pub fn is_known(&self, row: usize) -> bool {
        match self {
            Self::Text { codes, .. } => codes.get(row).is_some(),
            Self::Number(numbers) => numbers[row].is_finite(),
            Self::YesNo(answers) => answers[row] < 2,
            Self::Date(days) => days[row] != NO_DAY,
        }
    }

    pub fn field_type(&self) -> FieldType {
        match self {
            Self::Text { .. } => FieldType::Text,
            Self::Number(_) => FieldType::Number,
            Self::YesNo(_) => FieldType::YesNo,
            Self::Date(_) => FieldType::Date,
        }
    }
}

impl EventColumns {
    /// Where the events of one lead are.
    pub fn of(&self, row: usize) -> Range<usize> {
        match (self.starts.get(row), self.starts.get(row + 1)) {
            (Some(start), Some(end)) => *start as usize..*end as usize,
            _ => 0..0,
        }
    }

    /// What happened: `webinar_attended: Product tour`, or the kind alone.
    pub fn what(&self, index: usize) -> String {
        let kind = &self.kind_names[usize::from(self.kinds[index])];
        match self.detail_values.get(self.details[index] as usize) {
            Some(detail) => format!("{kind}: {detail}"),
            None => kind.clone(),
        }
    }

    fn event(&self, index: usize) -> Event {
        Event {
            kind: self.kind_names[usize::from(self.kinds[index])].clone(),
            at: Instant(self.at[index]),
            detail: self.detail_values.get(self.details[index] as usize).map(str::to_owned),
            amount: Some(self.amounts[index]).filter(|amount| amount.is_finite()),
        }
    }
}

fn known_day(day: i32) -> Option<Day> {
    (day != NO_DAY).then_some(Day(day))
}
