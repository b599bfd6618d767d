//! The headings that a pasted sheet may have: in any order, in any case, under the names people use.

use crate::model::Team;

/// A column of a sheet of criteria.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Heading {
    Name,
    Axis,
    Tier,
    Category,
    Points,
    Rule,
    /// A team's points, and the tier and the reason that go with them.
    Marketing,
    MarketingTier,
    MarketingReason,
    Sales,
    SalesTier,
    SalesReason,
    Why,
    Counts,
    Disqualifies,
}

impl Heading {
    /// In the order in which whole rows are copied.
    pub const ALL: [Self; 15] = [
        Self::Name,
        Self::Axis,
        Self::Tier,
        Self::Category,
        Self::Points,
        Self::Rule,
        Self::Marketing,
        Self::MarketingTier,
        Self::MarketingReason,
        Self::Sales,
        Self::SalesTier,
        Self::SalesReason,
        Self::Why,
        Self::Counts,
        Self::Disqualifies,
    ];

    /// The heading that is written, and the others that are understood. The format of a sheet, not a text of the window: a
    /// sheet copied in one language must paste in another.
    const fn names(self) -> &'static [&'static str] {
        match self {
            Self::Name => &["Criterion", "name", "criteria", "title"],
            Self::Axis => &["Axis", "dimension", "fit or engagement", "fit/engagement", "type"],
            Self::Tier => &["Tier", "level", "importance", "priority"],
            Self::Category => &["Category", "group", "subject"],
            Self::Points => &["Points", "score", "point", "value", "weight"],
            Self::Rule => &["Rule", "condition", "definition", "when"],
            Self::Marketing => &["Marketing", "marketing's points", "marketing points", "mkt", "m"],
            Self::MarketingTier => &["Marketing tier", "marketing's tier"],
            Self::MarketingReason => &["Marketing reason", "marketing's reason", "marketing why"],
            Self::Sales => &["Sales", "sales' points", "sales points", "s"],
            Self::SalesTier => &["Sales tier", "sales' tier"],
            Self::SalesReason => &["Sales reason", "sales' reason", "sales why"],
            Self::Why => &["Why", "reason", "rationale", "notes", "note", "comment"],
            Self::Counts => &["Counts", "enabled", "active", "on"],
            Self::Disqualifies => &["Disqualifies", "disqualify", "disqualifier"],
        }
    }

    /// Where a team's points, tier and reason stand.
    pub const fn of_team(team: Team) -> [Self; 3] {
        match team {
            Team::Marketing => [Self::Marketing, Self::MarketingTier, Self::MarketingReason],
            Team::Sales => [Self::Sales, Self::SalesTier, Self::SalesReason],
        }
    }

    pub fn title(self) -> &'static str {
        self.names().first().copied().unwrap_or_default()
    }

    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim().replace('’', "'").to_lowercase();
        let is_it = |heading: &Self| heading.names().iter().any(|name| name.to_lowercase() == text);
        Self::ALL.into_iter().find(is_it)
    }

    /// The headings of a first line: it is one when it names the criterion and at least one thing more, or nothing but
    /// headings. A column with another heading is left alone.
    pub fn line(fields: &[String]) -> Option<Vec<Option<Self>>> {
        let headings: Vec<Option<Self>> = fields.iter().map(|field| Self::read(field)).collect();
        let known = headings.iter().flatten().count();
        let is_headings = headings.contains(&Some(Self::Name)) && (known > 1 || known == fields.len());
        is_headings.then_some(headings)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> Option<Vec<Option<Heading>>> {
        Heading::line(&text.split('|').map(str::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn headings_are_known_in_any_order_and_case() {
        let found = line("points|CRITERION|Owner|sales’ points").expect("headings");
        assert_eq!(found, [Some(Heading::Points), Some(Heading::Name), None, Some(Heading::Sales)]);
        assert_eq!(line("Pricing page|12"), None, "that is a row");
        assert_eq!(line("Title|12"), None, "one word could be a name");
        for heading in Heading::ALL {
            assert_eq!(Heading::read(heading.title()), Some(heading));
        }
    }
}
