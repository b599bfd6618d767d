//! What a lead is: a person or a company that might buy, as data.
//!
//! A [`Lead`] has a key of the user's own, attributes that say who it is (*job title*, *employees*), and events that
//! say what it did (*pricing page viewed*, *webinar attended*). Some leads have an [`Outcome`]: they were won or lost.
//! Nothing here knows of points or models.

mod names;
mod text;
mod time;
mod value;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use self::{
    names::{AttributeName, MAIL_NAMES, MAYBE_OUTCOME_NAMES, OUTCOME_NAMES, SharedWords, letters, name_words},
    text::{fold, fold_char, fold_into, folds_to, has_phrase, trim_fold, words},
    time::{Day, Instant, SECONDS_PER_DAY, TimeError},
    value::{FieldType, Value},
};

/// One lead with everything known about it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lead {
    /// The user's own identifier: unique in a library, never empty.
    pub key: String,
    /// The key of the company the lead belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<String>,
    /// The day the lead came in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created: Option<Day>,
    #[serde(default, skip_serializing_if = "Outcome::is_open")]
    pub outcome: Outcome,
    /// The day the outcome was settled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<Day>,
    /// What is known of the lead, by the name of the attribute. Read it with [`Lead::attribute`].
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub attributes: BTreeMap<String, Value>,
    /// What the lead did, in no particular order: only ages enter a score.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<Event>,
}

impl Lead {
    /// The value of an attribute, or `None` where it is missing.
    ///
    /// A value that says nothing (blank text, a number that is not finite) counts as missing: missing is the absence
    /// of a value, never zero and never the empty text.
    pub fn attribute(&self, name: &str) -> Option<&Value> {
        self.attributes.get(name).filter(|value| value.says_something())
    }
}

/// How the story with a lead ended, so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    #[default]
    Open,
    Won,
    Lost,
}

impl Outcome {
    fn is_open(&self) -> bool {
        *self == Self::Open
    }
}

/// One thing that a lead did. Two alike are two: dropping repeats is the importer's task.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// What happened: `email_click`, `page_view`, `webinar_attended`.
    pub kind: String,
    pub at: Instant,
    /// The page, the asset.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// Percent of a video watched, pages in the visit.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "value::some_finite")]
    pub amount: Option<f64>,
}
