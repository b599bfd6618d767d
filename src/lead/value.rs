use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, de};

use super::Day;

/// The value of one attribute of one lead.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    Text(String),
    /// A finite double.
    Number(#[serde(deserialize_with = "finite")] f64),
    YesNo(bool),
    Date(Day),
}

fn finite<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f64, D::Error> {
    let number = f64::deserialize(deserializer)?;
    if number.is_finite() { Ok(number) } else { Err(de::Error::custom(format!("{number} is not a finite number"))) }
}

pub(super) fn some_finite<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<f64>, D::Error> {
    match Option::<f64>::deserialize(deserializer)? {
        Some(number) if !number.is_finite() => Err(de::Error::custom(format!("{number} is not a finite number"))),
        amount => Ok(amount),
    }
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
