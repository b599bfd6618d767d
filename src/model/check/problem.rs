use std::{collections::BTreeMap, fmt, sync::Arc};

use super::Mend;
use crate::{
    lead::{FieldType, trim_fold},
    model::{Axis, BandId, CategoryId, CriterionId, Model, RouteId},
};

/// Something in a model that can't work, or is likely not meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Stable, for scripts: `points-outside-tier`.
    pub code: &'static str,
    pub severity: Severity,
    pub place: Place,
    /// What is wrong.
    pub sentence: String,
    /// What would mend it.
    pub hint: Option<String>,
    /// A change that mends it with one click.
    pub mend: Option<Mend>,
    /// It is seen in the leads of a library, not in the model alone.
    pub needs_leads: bool,
    /// It is told once for all of these criteria.
    pub criteria: Vec<CriterionId>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The model can't be relied on.
    Error,
    /// The model works, but likely not as meant.
    Warning,
}

/// Where in the model.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    Model,
    /// A setting of the model as a whole.
    Part(Part),
    Axis(Axis),
    Band(Axis, BandId),
    Category(CategoryId),
    Criterion(CriterionId),
    Cell(BandId, BandId),
    Route(RouteId),
}

/// A setting of the model as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    Name,
    /// The points that go with each tier.
    Tiers,
    /// What each axis counts for in the combined score.
    Weights,
    Cold,
    Stages,
    Accounts,
    Flames,
    /// Where disqualified leads go.
    Disqualified,
    /// Drafts that were kept.
    Scenarios,
    /// What must come out for certain leads, and for many.
    TestLeads,
    Personas,
}

/// What is known of the leads of the open library.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts {
    /// How many leads there are.
    pub leads: u64,
    /// How many of these came after the instant that is shown: they are not there yet.
    pub to_come: u64,
    /// Shared: they are the same for every model.
    pub fields: Arc<Vec<FieldFacts>>,
    /// The kinds of event that occur.
    pub kinds: Vec<String>,
    /// How many leads that are there each criterion matches; those that are switched off are left out.
    pub matches: BTreeMap<CriterionId, u64>,
    /// Values of text fields that were merged into others, by field.
    pub merged: Arc<MergedValues>,
    /// Attributes that were renamed in the library, or deleted from it.
    pub former: Arc<FormerFields>,
    /// In how many of all leads the `at_most` of a category took something away; empty where it was not counted.
    pub capped: BTreeMap<CategoryId, u64>,
}

/// What became of attributes that the library had under a name that it has no more.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormerFields {
    /// By the name before, the name now.
    pub renamed: BTreeMap<String, String>,
    /// Those that were deleted, and whether undo in the library would bring them back.
    pub deleted: BTreeMap<String, bool>,
}

/// By field: a value that was merged, trimmed and folded, and what it became, as written; without those that read the same to
/// a rule.
pub type MergedValues = BTreeMap<String, Vec<(String, String)>>;

impl Facts {
    /// As [`Facts::merged`] holds them.
    pub fn merged_values(merged: &BTreeMap<String, BTreeMap<String, String>>) -> Arc<MergedValues> {
        let folded = |synonyms: &BTreeMap<String, String>| -> Vec<(String, String)> {
            let folded = synonyms.iter().map(|(value, into)| (trim_fold(value), into.clone()));
            folded.filter(|(value, into)| *value != trim_fold(into)).collect()
        };
        Arc::new(merged.iter().map(|(field, synonyms)| (field.clone(), folded(synonyms))).collect())
    }

    /// How many leads are there as of the instant that is shown.
    pub fn there(&self) -> u64 {
        self.leads.saturating_sub(self.to_come)
    }
}

/// What is known of one attribute.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldFacts {
    pub name: String,
    pub field_type: FieldType,
    /// How many leads have a value.
    pub known: u64,
    /// How many leads have each value, by the trimmed and folded text: of text, left empty where there are too many
    /// different ones to be of use, and of yes/no.
    pub values: BTreeMap<String, u64>,
    /// How the values lie: of numbers and dates.
    pub spread: Option<Spread>,
}

/// How the values of a number or a date lie (a date as days since 1970-01-01).
#[derive(Clone, Debug, PartialEq)]
pub struct Spread {
    pub least: f64,
    pub most: f64,
    pub median: f64,
    /// Steps are equal in order of size (from 1 to 10 as far as from 10 to 100), not in size.
    pub is_by_size: bool,
    /// How many values are in each of so many equal steps from the least to the most.
    pub bins: Vec<u64>,
}

impl Spread {
    /// Where a value stands: 0 at the least, 1 at the most.
    pub fn place(&self, value: f64) -> f64 {
        let (least, most) = (self.scaled(self.least), self.scaled(self.most));
        ((self.scaled(value) - least) / (most - least)).clamp(0.0, 1.0)
    }

    /// The value that stands at a place.
    pub fn value(&self, place: f64) -> f64 {
        let (least, most) = (self.scaled(self.least), self.scaled(self.most));
        let scaled = least + (most - least) * place;
        if self.is_by_size { scaled.exp_m1() } else { scaled }
    }

    fn scaled(&self, value: f64) -> f64 {
        // For pictures only: the last bit differs by platform. By size nothing is below 0.
        if self.is_by_size { value.max(0.0).ln_1p() } else { value }
    }
}

impl Problem {
    /// A model can't hold comments, so this is not seen in it but in its file.
    pub fn comments(line: usize) -> Self {
        Self::warning(
            "comments",
            Place::Model,
            format!("The file has comments (the first on line {line}), which saving in the window drops"),
        )
        .hint("Keep what they say in the model’s “about”, or in the “why” of a criterion")
    }

    pub(super) fn error(code: &'static str, place: Place, sentence: impl Into<String>) -> Self {
        Self {
            code,
            severity: Severity::Error,
            place,
            sentence: sentence.into(),
            hint: None,
            mend: None,
            needs_leads: false,
            criteria: Vec::new(),
        }
    }

    /// Whether it is seen at that place, or about what is there.
    pub fn is_about(&self, place: &Place) -> bool {
        self.place == *place || matches!(place, Place::Criterion(id) if self.criteria.contains(id))
    }

    /// The open library lacks an attribute that the model asks for, or several: it can be said which of its own they are.
    pub fn lacks_attributes(&self) -> bool {
        self.code == super::unknown_names::ATTRIBUTES || self.lacks_one_attribute()
    }

    /// The same of one attribute alone, which the sentence names.
    pub fn lacks_one_attribute(&self) -> bool {
        self.code == super::unknown_names::ATTRIBUTE && !self.criteria.is_empty()
    }

    pub(super) fn warning(code: &'static str, place: Place, sentence: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, place, sentence) }
    }

    pub(super) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    pub(super) fn about(mut self, criteria: Vec<CriterionId>) -> Self {
        self.criteria = criteria;
        self
    }

    pub(super) fn seen_in_leads(mut self) -> Self {
        self.needs_leads = true;
        self
    }

    pub(super) fn mend(mut self, mend: Mend) -> Self {
        self.mend = Some(mend);
        self
    }
}

impl Place {
    /// Sorts places as the model lists them.
    pub(super) fn order_in(&self, model: &Model) -> (usize, usize, usize) {
        fn position<T>(list: &[T], is_it: impl Fn(&T) -> bool) -> usize {
            list.iter().position(is_it).unwrap_or(list.len())
        }
        let axis_order = |axis: Axis| usize::from(axis == Axis::Engagement);
        let band = |axis: Axis, id: &BandId| position(&model.axis(axis).bands, |band| band.id == *id);
        match self {
            Self::Model => (0, 0, 0),
            Self::Part(part) => (0, 1, *part as usize),
            Self::Axis(axis) => (1 + axis_order(*axis), 0, 0),
            Self::Band(axis, id) => (1 + axis_order(*axis), 1, band(*axis, id)),
            Self::Category(id) => (3, position(&model.categories, |it| it.id == *id), 0),
            Self::Criterion(id) => (4, position(&model.criteria, |it| it.id == *id), 0),
            Self::Route(id) => (5, position(&model.routes, |it| it.id == *id), 0),
            Self::Cell(fit, engagement) => (6, band(Axis::Fit, fit), band(Axis::Engagement, engagement)),
        }
    }

    /// The place in words: `criterion “Pricing page”`, `fit band A`.
    pub fn describe(&self, model: &Model) -> String {
        let name_of = |name: Option<&String>, id: &str| match name {
            Some(name) if !name.trim().is_empty() => name.clone(),
            _ => id.to_owned(),
        };
        match self {
            Self::Model => "model".to_owned(),
            Self::Part(part) => part.to_string(),
            Self::Axis(axis) => axis.to_string(),
            Self::Band(axis, id) => {
                let band = model.axis(*axis).bands.iter().find(|band| band.id == *id);
                format!("{axis} band {}", name_of(band.map(|band| &band.name), &id.0))
            }
            Self::Category(id) => format!("category “{}”", name_of(model.category(id).map(|it| &it.name), &id.0)),
            Self::Criterion(id) => format!("criterion “{}”", name_of(model.criterion(id).map(|it| &it.name), &id.0)),
            Self::Cell(fit, engagement) => format!("cell {}", model.cell_name(fit, engagement)),
            Self::Route(id) => format!("route “{}”", name_of(model.route(id).map(|it| &it.name), &id.0)),
        }
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Name => "name of the model",
            Self::Tiers => "points of the tiers",
            Self::Weights => "combined score",
            Self::Cold => "cold leads",
            Self::Stages => "buying stages",
            Self::Accounts => "accounts",
            Self::Flames => "flames",
            Self::Disqualified => "route of disqualified leads",
            Self::Scenarios => "scenarios",
            Self::TestLeads => "test leads",
            Self::Personas => "personas",
        })
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
        })
    }
}
