use serde::{Deserialize, Serialize};

use super::super::value::{self, CountsFrom};
use crate::lead::{FieldType, Value};

/// How the values of a column are written, and so which type they have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Format {
    Text,
    Number {
        /// `1.234,5` rather than `1,234.5`.
        #[serde(default)]
        decimal_comma: bool,
    },
    /// The words for yes and no, whatever their capitals.
    YesNo {
        yes: Vec<String>,
        no: Vec<String>,
    },
    Date {
        /// 5/6/2026 is the sixth of May.
        #[serde(default)]
        month_first: bool,
    },
}

impl Format {
    pub fn field_type(&self) -> FieldType {
        match self {
            Self::Text => FieldType::Text,
            Self::Number { .. } => FieldType::Number,
            Self::YesNo { .. } => FieldType::YesNo,
            Self::Date { .. } => FieldType::Date,
        }
    }

    /// The simplest way to write a type.
    pub fn plain(field_type: FieldType) -> Self {
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        match field_type {
            FieldType::Text => Self::Text,
            FieldType::Number => Self::Number { decimal_comma: false },
            FieldType::YesNo => Self::YesNo { yes: words(&["yes", "true", "1"]), no: words(&["no", "false", "0"]) },
            FieldType::Date => Self::Date { month_first: false },
        }
    }

    /// The value of a cell; `None` if it does not fit.
    pub fn parse(&self, cell: &str, from: CountsFrom) -> Option<Value> {
        match self {
            Self::Text => Some(Value::Text(cell.to_owned())),
            Self::Number { decimal_comma } => {
                value::number(cell, *decimal_comma).map(|number| Value::Number(number.value))
            }
            Self::YesNo { yes, no } => {
                let says = |words: &[String]| words.iter().any(|word| value::same_word(cell, word));
                if says(yes) { Some(Value::YesNo(true)) } else { says(no).then_some(Value::YesNo(false)) }
            }
            Self::Date { month_first } => {
                let number = || value::epoch(cell).or_else(|| value::serial(cell, from));
                let moment = value::moment(cell, *month_first).or_else(number);
                moment.map(|moment| Value::Date(moment.day()))
            }
        }
    }
}
