use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::{
    Axis, AxisSettings, Band, BandId, Category, CategoryId, CellKey, Criterion, CriterionId, Decision, Domains,
    FollowUp, Matrix, Persona, Route, RouteId, Scenario, SegmentTest, SignOff, SignedVersion, StageId, Team, TestLead,
    TierRanges, Tone, axis::is_default,
};

/// The bounds that keep every sum below 2^53; the checks refuse more.
pub mod limits {
    pub const CRITERIA: usize = 1_000;
    /// Points of a criterion, either way.
    pub const POINTS: i32 = 10_000;
    /// Caps, ranges and edges, either way.
    pub const SCORE: i32 = 1_000_000;
    /// Days in a rule.
    pub const DAYS: u32 = 3_650;
    /// Events that an `each` rule may count.
    pub const AT_MOST: u32 = 1_000;
    /// Weight of an axis in the combined score.
    pub const WEIGHT: u32 = 1_000;
}

/// A lead-scoring model: everything the two teams agree on. The module's page tells what it means.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Model {
    /// The version of the file format; always written first.
    pub format: FormatVersion,
    pub name: String,
    /// What the model is for, free text.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub about: String,
    /// The points that go with each tier.
    #[serde(default, skip_serializing_if = "is_default")]
    pub tiers: TierRanges,
    pub fit: AxisSettings,
    pub engagement: AxisSettings,
    /// What each axis counts for in the combined score.
    #[serde(default, skip_serializing_if = "is_default")]
    pub combined: Weights,
    pub categories: Vec<Category>,
    /// In order: it decides a first match, and the order of rows on the page.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub criteria: Vec<Criterion>,
    pub routes: Vec<Route>,
    pub matrix: Matrix,
    #[serde(default, skip_serializing_if = "is_default")]
    pub flames: Flames,
    /// A lead without a counting event in the last N days is cold.
    #[serde(default = "thirty", skip_serializing_if = "is_thirty")]
    pub cold_after_days: u32,
    /// The kinds of event that sales is told of; `None`: those that score ([`Model::interesting_kinds`]).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interesting: Option<Vec<String>>,
    /// Buying stages, furthest first, read like bands.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stages: Vec<Stage>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub accounts: AccountRollUp,
    #[serde(default, skip_serializing_if = "is_default")]
    pub domains: Domains,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sign_offs: Vec<SignOff>,
    /// What was settled and why, oldest first. It changes no score.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub decisions: Vec<Decision>,
    /// The versions that the sign-offs are under, to tell what changed since.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub signed: Vec<SignedVersion>,
    /// Drafts that were kept. They change no score.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scenarios: Vec<Scenario>,
    /// What must come out for certain leads. It changes no score.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub test_leads: Vec<TestLead>,
    /// What must come out for many leads. It changes no score.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub segments: Vec<SegmentTest>,
    /// Somebody typical to begin with in the sandbox. They change no score.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub personas: Vec<Persona>,
}

/// The version of the model file that this program reads and writes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FormatVersion;

impl FormatVersion {
    pub const CURRENT: u32 = 1;
}

impl Serialize for FormatVersion {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Self::CURRENT.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for FormatVersion {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match u32::deserialize(deserializer)? {
            Self::CURRENT => Ok(Self),
            other => Err(de::Error::custom(format!(
                "format version {other} is not one that this program reads (it reads {})",
                Self::CURRENT
            ))),
        }
    }
}

/// What each axis counts for in the combined score: whole, 0..=1,000, not both 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Weights {
    pub fit: u32,
    pub engagement: u32,
}

impl Default for Weights {
    fn default() -> Self {
        Self { fit: 1, engagement: 1 }
    }
}

/// Where the flames (urgency, 0 to 3) come from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Flames {
    /// Each engagement band has its number: [`Band::marks`].
    #[default]
    ByBand,
    /// The gain of the engagement score over the last days: one flame for each edge it reaches.
    ByGain { over_days: u32, edges: [i32; 3] },
}

/// A step on the way to buying, by combined score.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stage {
    pub id: StageId,
    pub name: String,
    /// The lowest combined score that belongs to it; a lead below all is in none.
    pub from: i32,
}

/// How the leads of one company come together, by axis.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccountRollUp {
    #[serde(default, skip_serializing_if = "is_default")]
    pub fit: RollUp,
    #[serde(default, skip_serializing_if = "is_default")]
    pub engagement: RollUp,
    /// Which of its leads come together, on both axes.
    #[serde(default, skip_serializing_if = "is_default")]
    pub leads: LeadsThatCount,
}

/// Which leads make the score of a company.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LeadsThatCount {
    /// Whatever became of them.
    #[default]
    All,
    /// Those that are neither won nor lost.
    Open,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RollUp {
    /// The best score of its leads.
    #[default]
    Strongest,
    Sum,
    /// The mean of the best n there are.
    MeanOfBest(u32),
}

impl Model {
    /// A model to start from: one category an axis, four bands each, five routes, no criteria.
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            format: FormatVersion,
            name: name.into(),
            about: String::new(),
            tiers: TierRanges::default(),
            fit: default_axis(["A", "B", "C", "D"]),
            engagement: default_axis(["1", "2", "3", "4"]),
            combined: Weights::default(),
            categories: vec![default_category("profile", "Profile", Axis::Fit), {
                default_category("activity", "Activity", Axis::Engagement)
            }],
            criteria: Vec::new(),
            routes: default_routes(),
            matrix: default_matrix(),
            flames: Flames::default(),
            cold_after_days: 30,
            interesting: None,
            stages: Vec::new(),
            accounts: AccountRollUp::default(),
            domains: Domains::well_known(),
            sign_offs: Vec::new(),
            decisions: Vec::new(),
            signed: Vec::new(),
            scenarios: Vec::new(),
            test_leads: Vec::new(),
            segments: Vec::new(),
            personas: Vec::new(),
        }
    }

    pub fn axis(&self, axis: Axis) -> &AxisSettings {
        match axis {
            Axis::Fit => &self.fit,
            Axis::Engagement => &self.engagement,
        }
    }

    pub fn axis_mut(&mut self, axis: Axis) -> &mut AxisSettings {
        match axis {
            Axis::Fit => &mut self.fit,
            Axis::Engagement => &mut self.engagement,
        }
    }

    pub fn has_band(&self, axis: Axis, id: &BandId) -> bool {
        self.axis(axis).bands.iter().any(|band| band.id == *id)
    }

    pub fn category(&self, id: &CategoryId) -> Option<&Category> {
        self.categories.iter().find(|category| category.id == *id)
    }

    pub fn criterion(&self, id: &CriterionId) -> Option<&Criterion> {
        self.criteria.iter().find(|criterion| criterion.id == *id)
    }

    pub fn criterion_mut(&mut self, id: &CriterionId) -> Option<&mut Criterion> {
        self.criteria.iter_mut().find(|criterion| criterion.id == *id)
    }

    pub fn route(&self, id: &RouteId) -> Option<&Route> {
        self.routes.iter().find(|route| route.id == *id)
    }

    /// Whether who is on a route goes to sales: it counts as qualified, and is not that of the disqualified, who never do.
    pub fn is_to_sales(&self, route: &Route) -> bool {
        route.qualified && route.id != self.matrix.disqualified
    }

    /// The axis of a criterion is its category's; `None` where that category does not exist.
    pub fn axis_of(&self, criterion: &Criterion) -> Option<Axis> {
        self.category(&criterion.category).map(|category| category.axis)
    }

    /// The criteria of one category, in order.
    pub fn criteria_of<'a>(&'a self, category: &'a CategoryId) -> impl Iterator<Item = &'a Criterion> {
        self.criteria.iter().filter(move |criterion| criterion.category == *category)
    }

    /// The route that the matrix names for a cell, whether or not that route exists.
    pub fn cell(&self, fit: &BandId, engagement: &BandId) -> Option<&RouteId> {
        self.matrix.cells.get(&CellKey(fit.clone(), engagement.clone()))
    }
}

fn default_axis(names: [&str; 4]) -> AxisSettings {
    let edges = [Some(75), Some(50), Some(25), None];
    let bands = names.iter().zip(edges).zip([3, 2, 1, 0]);
    AxisSettings {
        scale: Default::default(),
        range: Default::default(),
        bands: bands
            .map(|((name, from), marks)| Band { id: BandId::from(*name), name: (*name).to_owned(), from, marks })
            .collect(),
    }
}

fn default_category(id: &str, name: &str, axis: Axis) -> Category {
    let name = name.to_owned();
    Category { id: id.into(), name, axis, counting: Default::default(), at_least: None, at_most: None }
}

fn default_routes() -> Vec<Route> {
    let route = |id: &str, name: &str, tone, minutes, follow_up: Option<(u32, u32)>| Route {
        id: id.into(),
        name: name.to_owned(),
        owner: Some(if minutes == 0 { Team::Marketing } else { Team::Sales }),
        tone,
        respond_within_minutes: (minutes > 0).then_some(minutes),
        follow_up: follow_up.map(|(attempts, over_days)| FollowUp { attempts, over_days }),
        action: String::new(),
        qualified: minutes > 0,
        weekly_capacity: None,
    };
    vec![
        route("sales-now", "Sales now", Tone::SuperHot, 15, Some((3, 2))),
        route("sales-today", "Sales today", Tone::Hot, 4 * 60, Some((6, 10))),
        route("sales-this-week", "Sales this week", Tone::Warm, 2 * 24 * 60, Some((4, 14))),
        route("nurture", "Nurture", Tone::Cool, 0, None),
        route("no-action", "No action", Tone::Stop, 0, None),
    ]
}

fn default_matrix() -> Matrix {
    const NOW: &str = "sales-now";
    const TODAY: &str = "sales-today";
    const WEEK: &str = "sales-this-week";
    const NURTURE: &str = "nurture";
    const NONE: &str = "no-action";
    let rows = [
        ("A", [NOW, NOW, TODAY, WEEK]),
        ("B", [NOW, TODAY, WEEK, NURTURE]),
        ("C", [TODAY, WEEK, NURTURE, NURTURE]),
        ("D", [NURTURE, NURTURE, NURTURE, NONE]),
    ];
    let cells = rows.iter().flat_map(|(fit, routes)| {
        ["1", "2", "3", "4"]
            .iter()
            .zip(routes)
            .map(|(engagement, route)| (CellKey((*fit).into(), (*engagement).into()), RouteId::from(*route)))
    });
    Matrix { cells: cells.collect(), disqualified: NONE.into() }
}

fn thirty() -> u32 {
    30
}

fn is_thirty(value: &u32) -> bool {
    *value == 30
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_model_has_a_route_for_every_cell() {
        let model = Model::new("New model");
        for fit in &model.fit.bands {
            for engagement in &model.engagement.bands {
                let route = model.cell(&fit.id, &engagement.id).expect("every cell names a route");
                assert!(model.route(route).is_some(), "{route} exists");
            }
        }
        assert!(model.route(&model.matrix.disqualified).is_some_and(|route| !route.qualified));
    }
}
