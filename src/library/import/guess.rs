//! What type a column has: what all of its values fit.

use std::collections::BTreeMap;

use super::{
    names::Name,
    value::{self, YES_NO},
};
use crate::lead::{FieldType, Value, trim_fold};

/// How the values of a column are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    Text,
    Number {
        decimal_comma: bool,
    },
    /// In the words of a pair.
    YesNo(usize),
    Date {
        month_first: bool,
    },
}

impl Format {
    pub fn field_type(self) -> FieldType {
        match self {
            Self::Text => FieldType::Text,
            Self::Number { .. } => FieldType::Number,
            Self::YesNo(_) => FieldType::YesNo,
            Self::Date { .. } => FieldType::Date,
        }
    }

    /// The value of a cell; `None` if it does not fit.
    pub fn parse(self, cell: &str) -> Option<Value> {
        match self {
            Self::Text => Some(Value::Text(cell.to_owned())),
            Self::Number { decimal_comma } => {
                value::number(cell, decimal_comma).map(|number| Value::Number(number.value))
            }
            Self::YesNo(pair) => value::yes_no(cell, pair).map(Value::YesNo),
            Self::Date { month_first } => value::moment(cell, month_first).map(|moment| Value::Date(moment.day())),
        }
    }
}

/// What has been seen of a column.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    /// Cells that are not missing.
    pub filled: u64,
    /// The different values, folded, while they are few; beyond that, none are kept.
    pub values: Option<BTreeMap<String, u64>>,
    /// How many values fit each format; a format that failed once is tried no more, unless `all` says so.
    numbers: [u64; 2],
    decimal_commas: u64,
    percents: u64,
    currency: Option<char>,
    currencies_differ: bool,
    yes_no: [u64; YES_NO.len()],
    dates: [u64; 2],
    /// Dates that can be read in one way only.
    certain_dates: u64,
    /// Count what fits even after something did not: the type is settled, only the format is sought.
    all: bool,
}

/// More different values than this are no list of stages.
const MOST_VALUES: usize = 50;

impl Tally {
    /// `settled`: the type is known, from the library or by its role. `listed`: keep the different values.
    pub fn new(settled: bool, listed: bool) -> Self {
        Self { all: settled, values: listed.then(BTreeMap::new), ..Self::default() }
    }

    pub fn add(&mut self, cell: &str) {
        let before = self.filled;
        self.filled += 1;
        let all = self.all;
        let alive = |fits: u64| all || fits == before;
        for decimal_comma in [false, true] {
            if !alive(self.numbers[usize::from(decimal_comma)]) {
                continue;
            }
            if let Some(number) = value::number(cell, decimal_comma) {
                self.numbers[usize::from(decimal_comma)] += 1;
                self.decimal_commas += u64::from(number.comma);
                self.percents += u64::from(number.percent && !decimal_comma);
                self.currencies_differ |= number.currency.is_some()
                    && before > 0
                    && self.currency.is_some_and(|other| Some(other) != number.currency);
                self.currency = self.currency.or(number.currency);
            }
        }
        for pair in 0..YES_NO.len() {
            if alive(self.yes_no[pair]) && value::yes_no(cell, pair).is_some() {
                self.yes_no[pair] += 1;
            }
        }
        for month_first in [false, true] {
            if !alive(self.dates[usize::from(month_first)]) {
                continue;
            }
            if let Some(moment) = value::moment(cell, month_first) {
                self.dates[usize::from(month_first)] += 1;
                self.certain_dates += u64::from(moment.certain && !month_first);
            }
        }
        if let Some(values) = &mut self.values {
            *values.entry(trim_fold(cell)).or_default() += 1;
            if values.len() > MOST_VALUES {
                self.values = None;
            }
        }
    }

    /// The format that all values fit; text if there is none.
    pub fn guess(&self, name: &Name, delimiter: u8) -> Format {
        let fits = |count: u64| count == self.filled && self.filled > 0;
        let zero_one = YES_NO.len() - 1;
        let pair = (0..YES_NO.len()).find(|pair| fits(self.yes_no[*pair]));
        if let Some(pair) = pair.filter(|pair| *pair != zero_one || name.asks_yes_or_no()) {
            return Format::YesNo(pair);
        }
        if self.dates.iter().any(|count| fits(*count)) {
            return self.date_format(delimiter);
        }
        let one_unit = !self.currencies_differ && (self.percents == 0 || fits(self.percents));
        if one_unit && self.numbers.iter().any(|count| fits(*count)) && !name.is_identifier() {
            return self.number_format(delimiter);
        }
        Format::Text
    }

    /// The format of a settled type that most values fit.
    pub fn format_of(&self, field_type: FieldType, delimiter: u8) -> Format {
        match field_type {
            FieldType::Text => Format::Text,
            FieldType::Number => self.number_format(delimiter),
            FieldType::YesNo => {
                let most = self.yes_no.iter().max().copied().unwrap_or(0);
                Format::YesNo(self.yes_no.iter().position(|count| *count == most).unwrap_or(0))
            }
            FieldType::Date => self.date_format(delimiter),
        }
    }

    /// How many values are dates, in the better of the two orders.
    pub fn date_count(&self) -> u64 {
        self.dates[0].max(self.dates[1])
    }

    /// True where 5/6/2026 may be May or June, and no value tells.
    pub fn date_order_is_unknown(&self) -> bool {
        self.dates[0] == self.dates[1] && self.certain_dates < self.dates[0]
    }

    fn date_format(&self, delimiter: u8) -> Format {
        let month_first = match self.dates[1].cmp(&self.dates[0]) {
            std::cmp::Ordering::Greater => true,
            std::cmp::Ordering::Less => false,
            // Where a comma parts the cells, it does not part decimals, which is so where the month comes first.
            std::cmp::Ordering::Equal => delimiter != b';',
        };
        // Dates with dots or the year first are read the same either way, if all are such.
        Format::Date {
            month_first: month_first && self.certain_dates < self.dates[0].max(1) || self.dates[1] > self.dates[0],
        }
    }

    fn number_format(&self, delimiter: u8) -> Format {
        let [with_point, with_comma] = self.numbers;
        let decimal_comma = match with_comma.cmp(&with_point) {
            std::cmp::Ordering::Greater => true,
            std::cmp::Ordering::Less => false,
            // 1,234 and nothing that tells: a file parted by semicolons needs its commas for decimals.
            std::cmp::Ordering::Equal => delimiter == b';' && self.decimal_commas > 0,
        };
        Format::Number { decimal_comma }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guess(name: &str, delimiter: u8, cells: &[&str]) -> Format {
        let mut tally = Tally::new(false, false);
        cells.iter().for_each(|cell| tally.add(cell));
        tally.guess(&Name::new(name), delimiter)
    }

    #[test]
    fn a_column_has_the_type_that_all_its_values_fit() {
        let point = Format::Number { decimal_comma: false };
        let comma = Format::Number { decimal_comma: true };
        assert_eq!(guess("x", b',', &["1", "2.5", "-3"]), point);
        assert_eq!(guess("x", b',', &["1", "2.5", "three"]), Format::Text);
        assert_eq!(guess("x", b';', &["93.994", "5191"]), point, "a point is no mark of thousands unless commas tell");
        assert_eq!(guess("x", b';', &["1.234,5", "3"]), comma);
        assert_eq!(guess("x", b';', &["1,234", "3"]), comma);
        assert_eq!(guess("x", b',', &["1,234", "3"]), point);
        assert_eq!(guess("x", b',', &["1,5", "3"]), comma);
        assert_eq!(guess("x", b',', &["10%", "20%"]), point);
        assert_eq!(guess("x", b',', &["10%", "20"]), Format::Text, "of two units");
        assert_eq!(guess("x", b',', &["$10", "€20"]), Format::Text);
        assert_eq!(guess("Postcode", b',', &["10115", "20095"]), Format::Text);
        assert_eq!(guess("x", b',', &["10115", "01067"]), Format::Text, "a leading zero is kept");
        assert_eq!(guess("x", b',', &[]), Format::Text);
    }

    #[test]
    fn yes_and_no_are_of_one_pair() {
        assert_eq!(guess("x", b',', &["TRUE", "false"]).field_type(), FieldType::YesNo);
        assert_eq!(guess("x", b',', &["Y", "n", "Y"]).field_type(), FieldType::YesNo);
        assert_eq!(guess("x", b',', &["ja", "Nein"]).field_type(), FieldType::YesNo);
        assert_eq!(guess("x", b',', &["SÍ", "no"]).field_type(), FieldType::YesNo);
        assert_eq!(guess("x", b',', &["true", "no"]), Format::Text);
        assert_eq!(guess("Visits", b',', &["0", "1"]).field_type(), FieldType::Number);
        assert_eq!(guess("is_customer", b',', &["0", "1"]).field_type(), FieldType::YesNo);
    }

    #[test]
    fn the_order_of_day_and_month_is_decided_over_the_column() {
        let date = |month_first| Format::Date { month_first };
        assert_eq!(guess("x", b',', &["1/2/2026", "1/13/2026"]), date(true));
        assert_eq!(guess("x", b',', &["1/2/2026", "13/1/2026"]), date(false));
        assert_eq!(guess("x", b',', &["13/1/2026", "1/13/2026"]), Format::Text, "no order fits both");
        assert_eq!(guess("x", b',', &["1/2/2026"]), date(true));
        assert_eq!(guess("x", b';', &["1/2/2026"]), date(false));
        assert_eq!(guess("x", b',', &["1.2.2026", "2026-05-06"]), date(false));
    }
}
