//! What the tests of several modules begin with.

use super::{Condition, Criterion, Proposals, Rule, TextTest, Tier};

/// Each kind of test of a text, of what it lists.
pub const TEXT_TESTS: [fn(Vec<String>) -> TextTest; 6] = [
    TextTest::OneOf,
    TextTest::NoneOf,
    TextTest::HasAnyWord,
    TextTest::ContainsAny,
    TextTest::StartsWithAny,
    TextTest::EndsWithAny,
];

/// A criterion that gives every lead 5 points, *important*, called by its id; nobody has said anything of it.
pub fn criterion(id: &str, category: &str) -> Criterion {
    Criterion {
        id: id.into(),
        name: id.to_owned(),
        category: category.into(),
        tier: Tier::Important,
        points: 5,
        rule: Rule::Profile(Condition::All(Vec::new())),
        enabled: true,
        disqualifies: false,
        why: String::new(),
        proposals: Proposals::default(),
    }
}
