use std::fmt;

use serde::{Deserialize, Serialize};

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl $name {
            /// A new id that nobody else will make, so that two people's new rows never collide in a merge.
            pub fn fresh() -> Self {
                Self(std::iter::repeat_with(fastrand::alphanumeric).map(|c| c.to_ascii_lowercase()).take(10).collect())
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

id!(
    /// Stable for the life of a criterion: names change, ids do not.
    CriterionId
);
id!(CategoryId);
id!(BandId);
id!(RouteId);
id!(
    /// A buying stage.
    StageId
);
id!(
    /// A line of the log of decisions.
    DecisionId
);
id!(
    /// A draft that was kept.
    ScenarioId
);
id!(
    /// A lead of which something is expected.
    TestLeadId
);
id!(
    /// Something expected of many leads.
    SegmentTestId
);
id!(
    /// Somebody typical to begin with in the sandbox.
    PersonaId
);
