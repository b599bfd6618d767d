use serde::{Deserialize, Deserializer, Serialize, de};

use super::axis::is_default;
use crate::lead::{Day, FieldType};

/// What a criterion looks for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// Who the lead is: gives the points when the condition holds.
    Profile(Condition),
    /// What the lead did, or failed to do.
    Activity(Activity),
}

/// A condition over attributes. Logic is two-valued: a test of a missing value is false, save *is unknown* and *is none of*.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// Every one holds (an empty list holds).
    All(Vec<Condition>),
    /// At least one holds (an empty list does not).
    Any(Vec<Condition>),
    /// Plain negation.
    Not(Box<Condition>),
    Test(AttributeTest),
}

/// A test of one attribute. A test of another type than the attribute's finds the value missing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AttributeTest {
    pub attribute: String,
    pub is: Test,
}

/// What is asked of a value, by type.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Test {
    Text(TextTest),
    Number(NumberTest),
    /// Is yes, or is no.
    YesNo(bool),
    Date(DateTest),
    /// Text that looks like spam.
    Spam(SpamTest),
    /// Any value, of any type.
    Known,
    /// No value.
    Unknown,
}

impl Test {
    /// The type of attribute that the test is for, or `None` for any.
    pub fn field_type(&self) -> Option<FieldType> {
        match self {
            Self::Text(_) | Self::Spam(_) => Some(FieldType::Text),
            Self::Number(_) => Some(FieldType::Number),
            Self::YesNo(_) => Some(FieldType::YesNo),
            Self::Date(_) => Some(FieldType::Date),
            Self::Known | Self::Unknown => None,
        }
    }

    /// What a test of a number compares with.
    pub fn limits(&self) -> Option<[f64; 2]> {
        if let Self::Number(test) = self { Some(test.limits()) } else { None }
    }
}

/// A test of text. Both sides are trimmed and folded first; a listed text that is then empty matches nothing.
///
/// A blank text in a library (an attribute's, an event's detail) counts as missing wherever it comes from: an import, the
/// window or another program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TextTest {
    OneOf(Vec<String>),
    /// Always the opposite of [`TextTest::OneOf`], so true where the value is missing.
    NoneOf(Vec<String>),
    /// Words stand between blanks and ASCII punctuation; a listed phrase matches its words in a row.
    ///
    /// Offered first: "contains *cto*" also matches every di*recto*r.
    HasAnyWord(Vec<String>),
    ContainsAny(Vec<String>),
    StartsWithAny(Vec<String>),
    EndsWithAny(Vec<String>),
}

impl TextTest {
    pub fn listed(&self) -> &Vec<String> {
        match self {
            Self::OneOf(listed)
            | Self::NoneOf(listed)
            | Self::HasAnyWord(listed)
            | Self::ContainsAny(listed)
            | Self::StartsWithAny(listed)
            | Self::EndsWithAny(listed) => listed,
        }
    }

    pub fn listed_mut(&mut self) -> &mut Vec<String> {
        match self {
            Self::OneOf(listed)
            | Self::NoneOf(listed)
            | Self::HasAnyWord(listed)
            | Self::ContainsAny(listed)
            | Self::StartsWithAny(listed)
            | Self::EndsWithAny(listed) => listed,
        }
    }
}

/// A test of a number, as doubles. In a file only finite ones are read: NaN is not even equal to itself, so that a model with it
/// would never compare as the same.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NumberTest {
    Equal(#[serde(deserialize_with = "finite")] f64),
    NotEqual(#[serde(deserialize_with = "finite")] f64),
    Less(#[serde(deserialize_with = "finite")] f64),
    AtMost(#[serde(deserialize_with = "finite")] f64),
    Greater(#[serde(deserialize_with = "finite")] f64),
    AtLeast(#[serde(deserialize_with = "finite")] f64),
    /// Both ends in.
    Between(#[serde(deserialize_with = "finite")] f64, #[serde(deserialize_with = "finite")] f64),
}

impl NumberTest {
    /// Both ends of a range; of all else the number that is compared with, twice.
    pub fn limits(self) -> [f64; 2] {
        match self {
            Self::Equal(limit)
            | Self::NotEqual(limit)
            | Self::Less(limit)
            | Self::AtMost(limit)
            | Self::Greater(limit)
            | Self::AtLeast(limit) => [limit; 2],
            Self::Between(least, most) => [least, most],
        }
    }
}

/// A test of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateTest {
    /// The day itself is out.
    Before(Day),
    /// The day itself is out.
    After(Day),
    /// 0 ≤ age < N days.
    WithinLastDays(u32),
    /// Age ≥ N days.
    DaysAgoOrMore(u32),
}

/// Signs that nobody real typed this.
///
/// *As written* means trimmed, but not folded: capitals and accents are as they were typed. What is not said to be as
/// written is trimmed and folded, as in [`TextTest`]. A blank text in a library counts as missing wherever it comes from, so
/// no sign is found in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SpamTest {
    /// Ends with `@` and a domain of [`super::Domains::free`].
    FreeMailDomain,
    /// Ends with `@` and a domain of [`super::Domains::disposable`].
    DisposableDomain,
    /// An address has no space, one `@`, text before it, and after it text with a `.` that neither begins nor ends with one.
    NotAnEmailAddress,
    /// N or more neighbours on a letter row of QWERTY, AZERTY or QWERTZ, either way.
    KeyboardRun(u32),
    /// As written, nothing but a–z, space, `.` `'` `-`, with a letter.
    NoCapital,
    /// As written, 3 or more of one character and nothing else.
    OneCharacterRepeated,
}

/// Which events, and how they count.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Activity {
    /// The kinds of event; none listed means any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<String>,
    /// A test of the event's detail.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<TextTest>,
    /// A test of the event's amount.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<NumberTest>,
    /// Only events of an age 0 ≤ age < N days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within_days: Option<u32>,
    /// The lead must meet this as well; if not, the rule gives nothing, even [`EventCounting::Absent`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub only_if: Option<Condition>,
    pub counting: EventCounting,
}

/// How the events of an [`Activity`] count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum EventCounting {
    /// At least `at_least` such events give the points once, faded by the age of the most recent one.
    Once {
        #[serde(default = "one", skip_serializing_if = "is_one")]
        at_least: u32,
        #[serde(default, skip_serializing_if = "is_default")]
        fade: Fade,
    },
    /// The points for each event, faded by its own age.
    Each {
        /// First only the most recent in each window of this many UTC days is kept (from Monday 0001-01-01, so 7 is a week).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        once_per_days: Option<u32>,
        /// Of what is left, this many of the most recent count: 1..=1,000.
        at_most: u32,
        #[serde(default, skip_serializing_if = "is_default")]
        fade: Fade,
    },
    /// The points, never faded, when no such event is younger than `for_days` days and the lead is known to be at least that
    /// old: by `created`, or where that is missing by its first event of any kind.
    Absent { for_days: u32 },
}

/// How an event loses weight with its age in days: d, h, N are whole, 1..=3,650; p is whole, 1..=100.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Fade {
    #[default]
    None,
    /// Full weight while age < `days`, then none.
    Expires { days: u32 },
    /// `percent` of the full weight is taken off every `every_days` days.
    Steps { percent: u32, every_days: u32 },
    /// Half of the weight is left after `days`, a quarter after twice as long.
    HalfLife { days: u32 },
}

fn one() -> u32 {
    1
}

fn is_one(value: &u32) -> bool {
    *value == 1
}

/// Reads a number that can be compared with.
fn finite<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f64, D::Error> {
    let number = f64::deserialize(deserializer)?;
    if number.is_finite() {
        return Ok(number);
    }
    let found = if number.is_nan() { "NaN" } else { "one that is infinite" };
    Err(de::Error::custom(format!("expected a number, found {found}")))
}
