use std::fmt;

use serde::{Deserialize, Serialize};

use super::Day;

/// The value of one attribute of one lead.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Text(String),
    /// A finite double.
    Number(f64),
    YesNo(bool),
    Date(Day),
}

/// The type of an attribute, the same throughout a library.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldType {
    Text,
    Number,
    YesNo,
    Date,
}

impl Value {
    pub fn field_type(&self) -> FieldType {
        match self {
            Self::Text(_) => FieldType::Text,
            Self::Number(_) => FieldType::Number,
            Self::YesNo(_) => FieldType::YesNo,
            Self::Date(_) => FieldType::Date,
        }
    }

    /// False for blank text and for numbers that are not finite: these are missing values.
    pub fn says_something(&self) -> bool {
        match self {
            Self::Text(text) => !text.trim().is_empty(),
            Self::Number(number) => number.is_finite(),
            Self::YesNo(_) | Self::Date(_) => true,
        }
    }
}

/// As a person reads it: `software`, `640`, `yes`, `2026-11-18`.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text.trim()),
            Self::Number(number) => write!(f, "{number}"),
            Self::YesNo(true) => f.write_str("yes"),
            Self::YesNo(false) => f.write_str("no"),
            Self::Date(day) => day.fmt(f),
        }
    }
}

impl fmt::Display for FieldType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Text => "text",
            Self::Number => "number",
            Self::YesNo => "yes/no",
            Self::Date => "date",
        })
    }
}
