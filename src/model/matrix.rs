use std::{collections::BTreeMap, fmt};

use serde::{
    Deserialize, Deserializer, Serialize,
    de::{Error as _, MapAccess, Visitor},
};

use super::{BandId, RouteId, Team, axis::is_default};

/// What happens to a lead, by its two bands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Matrix {
    /// The route of each cell, by fit band and engagement band.
    #[serde(deserialize_with = "each_cell_once")]
    pub cells: BTreeMap<CellKey, RouteId>,
    /// Where a disqualifying match sends a lead; never qualified.
    pub disqualified: RouteId,
}

/// Fit band, engagement band.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct CellKey(pub BandId, pub BandId);

/// Who gets the lead, by when, and what they do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Route {
    pub id: RouteId,
    pub name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<Team>,
    pub tone: Tone,
    /// The first answer is due within this many minutes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub respond_within_minutes: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follow_up: Option<FollowUp>,
    /// What to do, in words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub action: String,
    /// Whether the route counts as qualified: sent to sales.
    #[serde(default, skip_serializing_if = "is_default")]
    pub qualified: bool,
    /// How many such leads can be worked in a week.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weekly_capacity: Option<u32>,
}

/// The follow-up agreed: so many attempts over so many days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FollowUp {
    pub attempts: u32,
    pub over_days: u32,
}

/// The temperature of a route, from the hottest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    SuperHot,
    Hot,
    Warm,
    Cool,
    Stop,
}

impl Tone {
    pub const ALL: [Self; 5] = [Self::SuperHot, Self::Hot, Self::Warm, Self::Cool, Self::Stop];
}

impl fmt::Display for Tone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::SuperHot => "super-hot",
            Self::Hot => "hot",
            Self::Warm => "warm",
            Self::Cool => "cool",
            Self::Stop => "stop",
        })
    }
}

/// A cell that is listed twice is an error: of two routes, one would be dropped in silence.
fn each_cell_once<'de, D: Deserializer<'de>>(deserializer: D) -> Result<BTreeMap<CellKey, RouteId>, D::Error> {
    struct Cells;

    impl<'de> Visitor<'de> for Cells {
        type Value = BTreeMap<CellKey, RouteId>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("the cells of the matrix, such as `{ (\"A\", \"1\"): \"sales-now\" }`")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut cells = BTreeMap::new();
            while let Some(key) = map.next_key::<CellKey>()? {
                let CellKey(fit, engagement) = &key;
                if cells.contains_key(&key) {
                    let message =
                        format!("the cell (\"{fit}\", \"{engagement}\") is given twice; remove one of the two");
                    return Err(A::Error::custom(message));
                }
                cells.insert(key, map.next_value()?);
            }
            Ok(cells)
        }
    }

    deserializer.deserialize_map(Cells)
}
