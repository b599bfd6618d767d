//! What has been seen of a column, and which type that makes.

use super::{
    distinct::{ByHash, Distinct},
    nulls,
};
use crate::{
    lead::{FieldType, Instant, trim_fold},
    library::{
        dictionary::hash,
        import::{
            mapping::Format,
            names::Name,
            value::{self, CountsFrom, Number, YES_NO},
        },
    },
};

/// More different values than this are no list of stages.
const MOST_VALUES: usize = 50;
/// Spelt differently, they may be more.
const MOST_SPELLINGS: usize = 200;
const MOST_EXAMPLES: usize = 5;
/// A column that had a type for so many values has changed it when one does not fit.
const A_HABIT: u64 = 10;
/// So many values may fail a format, and one of a hundred, before it is tried no more: where what is odd stands must not
/// matter, and a column of texts is known soon.
const PATIENCE: u64 = 128;
/// So many values that don't fit a format are kept to be told.
const MOST_MISFITS: usize = 5;

/// How many of so many values may fail a type that the column has all the same: one of a hundred, as dates that no calendar
/// has and amounts in words are typed by hand and rare, while a second kind of value is not. Of fewer than a hundred one may,
/// but of no more than ten none: nine numbers and a word may well be a list of names for sizes.
const fn forgiven(values: u64) -> u64 {
    match values {
        ..=A_HABIT => 0,
        200.. => values / 100,
        _ => 1,
    }
}

/// Values that don't fit a format, the first of them with their lines.
type Odd = Vec<(u64, String)>;

/// Which formats are counted to the end, even after a value did not fit: the type is known, only the format is sought.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::library::import) enum Settled {
    #[default]
    No,
    /// By the library.
    Type(FieldType),
    /// By its role, whatever type that has.
    ByRole,
}

impl Settled {
    fn is_for(self, field_type: FieldType) -> bool {
        match self {
            Self::No => false,
            Self::Type(settled) => settled == field_type,
            Self::ByRole => true,
        }
    }
}

/// What has been seen of a column.
#[derive(Clone, Debug, Default)]
pub(in crate::library::import) struct Tally {
    /// Cells that are not missing, and don't look as if they meant it.
    pub plain: u64,
    /// What may mean that a value is missing, as it was first written, with counts.
    pub nulls: Vec<(String, u64)>,
    /// The line of the first row without a value.
    pub blank: Option<u64>,
    /// Errors of a spreadsheet.
    pub errors: u64,
    pub first_error: Option<(u64, String)>,
    /// The first different values.
    pub examples: Vec<String>,
    /// The different values as they stand, with counts, while they are few; by their hashes.
    values: Option<ByHash<(String, u64)>>,
    /// How many values fit each format; one that fails too often is tried no more, unless `all` says so. One pair of words for
    /// yes and no must fit each: a third word has a meaning of its own.
    numbers: [u64; 2],
    odd_numbers: [Odd; 2],
    /// Digits stand in it that are no quantity: `01067`, `+49 30 1`.
    has_codes: bool,
    decimal_commas: u64,
    /// Of those that fit, with a point and with a comma.
    percents: [u64; 2],
    pub currency: Option<char>,
    currencies_differ: bool,
    pub grouped: bool,
    yes_no: [u64; YES_NO.len()],
    /// Whether yes was seen (1), no (2), or both (3).
    sides: [u8; YES_NO.len()],
    /// No pair fits all values.
    no_pair: bool,
    dates: [u64; 2],
    odd_dates: [Odd; 2],
    /// Dates that can be read in one way only.
    certain_dates: u64,
    /// Times with an offset from UTC, and without.
    pub zones: [u64; 2],
    /// At the very beginning of 1970: what programs write where they know no time.
    pub at_epoch: u64,
    /// Dates whose years have two digits.
    pub short_years: u64,
    /// Times that are counted in seconds or milliseconds.
    pub counted: u64,
    /// Later than now, and the latest of them.
    pub future: (u64, Instant),
    /// Days that are counted as spreadsheets do, and the first of them.
    pub serials: (u64, String),
    /// Numbers may be times.
    pub says_when: bool,
    /// Numbers may be days.
    pub says_day: bool,
    pub counts_from: CountsFrom,
    pub now: Instant,
    /// The type that all values fit so far.
    habit: Option<FieldType>,
    /// Where the column ceased to have a type: the line, the value, and the type.
    pub change: Option<(u64, String, FieldType)>,
    settled: Settled,
    /// No format fits any more.
    is_text: bool,
    pub distinct: Option<Distinct>,
    folded: String,
}

impl Tally {
    /// `distinct`: it may be a key.
    pub fn new(settled: Settled, distinct: bool) -> Self {
        Self {
            settled,
            now: Instant(i64::MAX),
            values: Some(ByHash::default()),
            distinct: distinct.then(Distinct::default),
            ..Self::default()
        }
    }

    /// Takes in a cell, which is trimmed and not missing.
    pub fn add(&mut self, cell: &str, line: u64) {
        if nulls::is_error(cell) {
            self.errors += 1;
            self.first_error.get_or_insert_with(|| (line, cell.to_owned()));
            return;
        }
        if nulls::may_be_one(cell) {
            match self.nulls.iter_mut().find(|(word, _)| word == cell) {
                Some((_, count)) => *count += 1,
                None => self.nulls.push((cell.to_owned(), 1)),
            }
        } else {
            let before = self.habit;
            self.fit(cell, line);
            self.plain += 1;
            // Nothing fits a text any more, so there is nothing to look at.
            self.habit = if self.is_text { None } else { self.fitting() };
            if self.change.is_none()
                && let (Some(before), None) = (before, self.habit)
                && self.plain > A_HABIT
            {
                self.change = Some((line, cell.to_owned(), before));
            }
            if self.examples.len() < MOST_EXAMPLES && !self.examples.iter().any(|example| example == cell) {
                self.examples.push(cell.to_owned());
            }
        }
        if let Some(distinct) = &mut self.distinct {
            distinct.add(cell, line, &mut self.folded);
        }
        if let Some(values) = &mut self.values {
            values.entry(hash(cell.as_bytes())).or_insert_with(|| (cell.to_owned(), 0)).1 += 1;
            if values.len() > MOST_SPELLINGS {
                self.values = None;
            }
        }
    }

    /// Cells that are not missing.
    pub fn filled(&self) -> u64 {
        self.plain + self.null_count()
    }

    pub fn null_count(&self) -> u64 {
        self.nulls.iter().map(|(_, count)| count).sum()
    }

    /// The different values, folded, while they are few: as first written, with counts.
    pub fn values(&self) -> Option<Vec<(String, u64)>> {
        let mut list: Vec<(String, String, u64)> = Vec::new();
        let mut all: Vec<&(String, u64)> = self.values.as_ref()?.values().collect();
        all.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        for (value, count) in all {
            let folded = trim_fold(value);
            match list.iter_mut().find(|(other, ..)| *other == folded) {
                Some((.., sum)) => *sum += count,
                None => list.push((folded, value.clone(), *count)),
            }
        }
        (list.len() <= MOST_VALUES).then(|| list.into_iter().map(|(_, value, count)| (value, count)).collect())
    }

    /// The different values without those that may mean “no value”, while they are few.
    pub fn plain_values(&self) -> Option<Vec<(String, u64)>> {
        let mut values = self.values()?;
        values.retain(|(value, _)| !nulls::may_be_one(value));
        Some(values)
    }

    /// How yes and no are written in it; text if they are not.
    pub fn yes_no(&self, with_zero_one: bool) -> Format {
        let fits = |count: u64| count == self.plain && self.plain > 0;
        let zero_one = YES_NO.len() - 1;
        // All `ON` may be Ontario.
        let is_sure = |pair: usize| self.sides[pair] == 3 || !is_short(YES_NO[pair]);
        let pair = (0..YES_NO.len()).find(|pair| fits(self.yes_no[*pair]) && is_sure(*pair));
        pair.filter(|pair| with_zero_one || *pair != zero_one).map_or(Format::Text, yes_no_format)
    }

    /// Whether a format of a type that fits so many of the values before is still tried.
    fn is_alive(&self, field_type: FieldType, fits: u64) -> bool {
        self.settled.is_for(field_type) || self.plain.saturating_sub(fits) <= PATIENCE + self.plain / 100
    }

    fn fit(&mut self, cell: &str, line: u64) {
        if self.is_text {
            return;
        }
        if value::is_whole_number(cell) {
            // As most numbers are: read the same with a comma and with a point.
            for style in 0..2 {
                self.numbers[style] += u64::from(self.is_alive(FieldType::Number, self.numbers[style]));
            }
        } else {
            self.fit_number(cell, line);
        }
        if self.settled.is_for(FieldType::YesNo) || !self.no_pair {
            self.fit_yes_no(cell);
        }
        self.fit_date(cell, line);
        let is_alive = |field_type: FieldType, fits: [u64; 2]| fits.iter().any(|fits| self.is_alive(field_type, *fits));
        self.is_text = self.no_pair
            && !self.settled.is_for(FieldType::YesNo)
            && !is_alive(FieldType::Number, self.numbers)
            && !is_alive(FieldType::Date, self.dates);
    }

    fn fit_yes_no(&mut self, cell: &str) {
        let before = self.plain;
        let is_settled = self.settled.is_for(FieldType::YesNo);
        self.no_pair = true;
        for pair in 0..YES_NO.len() {
            if (is_settled || self.yes_no[pair] == before)
                && let Some(yes) = value::yes_no(cell, pair)
            {
                self.yes_no[pair] += 1;
                self.sides[pair] |= if yes { 1 } else { 2 };
                self.no_pair &= self.yes_no[pair] <= before;
            }
        }
    }

    fn fit_date(&mut self, cell: &str, line: u64) {
        let alive = self.dates.map(|fits| self.is_alive(FieldType::Date, fits));
        if alive == [false; 2] {
            return;
        }
        let counted = if self.says_when { value::epoch(cell) } else { None };
        let serial = if self.says_day { value::serial(cell, self.counts_from) } else { None };
        let number = counted.or(serial);
        let moments = match cell.as_bytes() {
            _ if number.is_some() => [number; 2],
            // The year first: there is only one way to read it.
            [year @ .., _, _] if year.len() >= 4 && year[..4].iter().all(u8::is_ascii_digit) => {
                [value::moment(cell, false); 2]
            }
            _ => [false, true].map(|month_first| value::moment(cell, month_first)),
        };
        let mut read = None;
        for (order, moment) in moments.into_iter().enumerate() {
            match moment.filter(|_| alive[order]) {
                Some(moment) => {
                    self.dates[order] += 1;
                    read = read.or(Some(moment));
                }
                None => keep_odd(&mut self.odd_dates[order], cell, line),
            }
        }
        let Some(moment) = read else { return };
        self.certain_dates += u64::from(moment.certain);
        let at = moment.instant();
        self.at_epoch += u64::from(at.0 == 0);
        self.short_years += u64::from(moment.short_year);
        self.counted += u64::from(counted.is_some());
        if serial.is_some() {
            if self.serials.0 == 0 {
                cell.clone_into(&mut self.serials.1);
            }
            self.serials.0 += 1;
        }
        if at > self.now {
            self.future = (self.future.0 + 1, self.future.1.max(at));
        }
        if moment.has_time() {
            self.zones[usize::from(!moment.zoned)] += 1;
        }
    }

    fn fit_number(&mut self, cell: &str, line: u64) {
        let before = self.plain;
        for decimal_comma in [false, true] {
            let index = usize::from(decimal_comma);
            if !self.is_alive(FieldType::Number, self.numbers[index]) {
                continue;
            }
            let Some(Number { percent, currency, comma, grouped, .. }) = value::number(cell, decimal_comma) else {
                keep_odd(&mut self.odd_numbers[index], cell, line);
                self.has_codes |= value::is_code(cell);
                continue;
            };
            self.numbers[index] += 1;
            self.decimal_commas += u64::from(comma);
            self.percents[index] += u64::from(percent);
            self.grouped |= grouped;
            self.currencies_differ |=
                currency.is_some() && before > 0 && self.currency.is_some_and(|other| Some(other) != currency);
            self.currency = self.currency.or(currency);
        }
    }

    /// The type that all values fit so far, whatever the name of the column says.
    fn fitting(&self) -> Option<FieldType> {
        let fits = |count: &u64| *count == self.plain && self.plain > 0;
        if self.dates.iter().any(fits) {
            Some(FieldType::Date)
        } else if self.numbers.iter().any(fits) {
            Some(FieldType::Number)
        } else if !self.no_pair && self.yes_no.iter().any(fits) {
            Some(FieldType::YesNo)
        } else {
            None
        }
    }

    /// The format that all values fit, but for those that may mean that one is missing, and for the few that are
    /// [forgiven]; text if there is none.
    pub fn guess(&self, name: &Name, delimiter: u8) -> Format {
        let yes_no = self.yes_no(name.asks_yes_or_no());
        if yes_no != Format::Text {
            return yes_no;
        }
        if self.misfits(FieldType::Date, self.date_count()).is_some_and(|odd| odd <= forgiven(self.plain)) {
            return self.date_format(delimiter);
        }
        let numbers = self.number_count();
        let is_number = if self.are_numbers(name) { self.misfits(FieldType::Number, numbers) } else { None };
        if is_number.is_some_and(|odd| odd == 0 || odd <= forgiven(self.plain) && !self.has_codes) {
            return self.number_format(delimiter);
        }
        Format::Text
    }

    /// What most values of a column fit, though too few to be taken for it.
    pub fn nearly(&self, name: &Name, delimiter: u8) -> Option<Format> {
        let is_most = |field_type: FieldType, count: u64| {
            self.misfits(field_type, count).is_some_and(|odd| self.plain > A_HABIT && odd * 5 <= self.plain)
        };
        if is_most(FieldType::Date, self.date_count()) {
            return Some(self.date_format(delimiter));
        }
        let are_numbers = self.are_numbers(name) && !self.has_codes;
        (are_numbers && is_most(FieldType::Number, self.number_count())).then(|| self.number_format(delimiter))
    }

    /// Numbers in it are quantities, of one unit.
    fn are_numbers(&self, name: &Name) -> bool {
        let percents = self.percents();
        let one_unit = !self.currencies_differ && (percents == 0 || percents == self.number_count());
        one_unit && !name.is_identifier()
    }

    /// Of the numbers, in the format that fits more of them.
    pub fn percents(&self) -> u64 {
        self.percents[usize::from(self.numbers[1] > self.numbers[0])]
    }

    /// How many values are not among so many that fit; `None` if that was not counted to the end, or there are none.
    fn misfits(&self, field_type: FieldType, fits: u64) -> Option<u64> {
        (fits > 0 && self.is_alive(field_type, fits)).then_some(self.plain - fits)
    }

    /// How many values don't fit a format, and the first of them; `None` if that is not known.
    pub fn odd(&self, format: &Format) -> Option<(u64, &[(u64, String)])> {
        let (counts, odd, index) = match format {
            Format::Number { decimal_comma } => (&self.numbers, &self.odd_numbers, usize::from(*decimal_comma)),
            Format::Date { month_first } => (&self.dates, &self.odd_dates, usize::from(*month_first)),
            _ => return None,
        };
        Some((self.misfits(format.field_type(), counts[index])?, &odd[index]))
    }

    fn number_count(&self) -> u64 {
        self.numbers[0].max(self.numbers[1])
    }

    /// The format of a settled type that most values fit.
    pub fn format_of(&self, field_type: FieldType, delimiter: u8) -> Format {
        match field_type {
            FieldType::Text => Format::Text,
            FieldType::Number => self.number_format(delimiter),
            FieldType::YesNo => {
                let most = self.yes_no.iter().max().copied().unwrap_or(0);
                let best = self.yes_no.iter().position(|count| *count == most).unwrap_or(0);
                if most == self.plain { yes_no_format(best) } else { self.all_yes_no(best) }
            }
            FieldType::Date => self.date_format(delimiter),
        }
    }

    /// Where no pair fits all values: the words of all pairs that fit some, those of the best first. No word means yes in
    /// one and no in another.
    fn all_yes_no(&self, best: usize) -> Format {
        let (mut yes, mut no): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
        let fitting = (0..YES_NO.len()).filter(|pair| *pair != best && self.yes_no[*pair] > 0);
        for pair in std::iter::once(best).chain(fitting) {
            for (words, word) in [(&mut yes, YES_NO[pair].0), (&mut no, YES_NO[pair].1)] {
                if !words.iter().any(|other| other == word) {
                    words.push(word.to_owned());
                }
            }
        }
        Format::YesNo { yes, no }
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

fn keep_odd(odd: &mut Odd, cell: &str, line: u64) {
    if odd.len() < MOST_MISFITS {
        odd.push((line, cell.chars().take(200).collect()));
    }
}

/// Words that mean something else as easily.
fn is_short((yes, no): (&str, &str)) -> bool {
    yes != "1" && (yes.len() == 1 || yes == "on" || no == "ne")
}

fn yes_no_format(pair: usize) -> Format {
    let (yes, no) = YES_NO[pair];
    Format::YesNo { yes: vec![yes.to_owned()], no: vec![no.to_owned()] }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guess(name: &str, delimiter: u8, cells: &[&str]) -> Format {
        let mut tally = Tally::new(Settled::No, false);
        cells.iter().for_each(|cell| tally.add(cell, 2));
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
        for cells in [["12,5 %", "7 %", "10 %"], ["7%", "12,5%", "-1%"], ["€ 7", "€ 1.234,50", "-€ 4"]] {
            assert_eq!(guess("x", b';', &cells), comma, "{cells:?}");
        }
        assert_eq!(guess("x", b',', &["$10", "€20"]), Format::Text);
        assert_eq!(guess("Postcode", b',', &["10115", "20095"]), Format::Text);
        assert_eq!(guess("x", b',', &["10115", "01067"]), Format::Text, "a leading zero is kept");
        assert_eq!(guess("x", b',', &[]), Format::Text);
    }

    fn tally(fitting: usize, odd: &[&str]) -> Tally {
        let mut tally = Tally::new(Settled::No, false);
        odd.iter().enumerate().for_each(|(line, cell)| tally.add(cell, line as u64 + 2));
        (0..fitting).for_each(|number| tally.add(&(number + 1).to_string(), 100));
        tally
    }

    #[test]
    fn few_odd_values_do_not_make_a_text_of_numbers() {
        let found = |fitting: usize, odd: &[&str]| tally(fitting, odd).guess(&Name::new("x"), b',').field_type();
        assert_eq!(found(9, &["about 50"]), FieldType::Text, "of ten values none may be odd");
        assert_eq!(found(10, &["about 50"]), FieldType::Number);
        assert_eq!(found(198, &["about 50", "many"]), FieldType::Number, "one of a hundred");
        assert_eq!(found(197, &["about 50", "many"]), FieldType::Text);
        assert_eq!(found(500, &["01067"]), FieldType::Text, "digits that are no quantity tell what all are");
        assert_eq!(found(50_000, &["odd"; 130]), FieldType::Text, "tried no more: that is enough to be texts");
        let tally = tally(198, &["about 50", "many"]);
        let format = Format::Number { decimal_comma: false };
        let (count, first) = tally.odd(&format).expect("counted");
        assert_eq!((count, first), (2, &[(2, "about 50".to_owned()), (3, "many".to_owned())][..]));
        assert_eq!(tally.odd(&Format::Date { month_first: false }), None, "no value is a date");
    }

    #[test]
    fn a_day_that_no_calendar_has_is_no_reason_to_call_dates_texts() {
        let mut cells = vec!["13/01/2026"; 30];
        cells.insert(0, "2026-02-30");
        assert_eq!(guess("x", b',', &cells), Format::Date { month_first: false });
    }

    #[test]
    fn what_most_values_are_is_known_where_too_many_are_not() {
        let nearly = |fitting: usize, odd: &[&str]| tally(fitting, odd).nearly(&Name::new("x"), b',');
        assert_eq!(nearly(40, &["few"; 10]), Some(Format::Number { decimal_comma: false }));
        assert_eq!(nearly(39, &["few"; 10]), None, "one of five is another kind");
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
