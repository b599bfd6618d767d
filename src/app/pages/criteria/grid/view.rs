//! What is shown of the criteria, and in which order.

use std::{cmp::Ordering, sync::Arc};

use crate::{
    model::{Agreement, Criterion},
    scoring::Tally,
};

/// Which criteria are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shown {
    #[default]
    All,
    /// What the blind round under way is about.
    Round,
    Contested,
    Off,
    /// Points and past wins point in different directions.
    AgainstEvidence,
}

/// What the rows of a tier are sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SortKey {
    Name,
    Points,
    Disagreement,
    Leads,
    WinRate,
}

/// An order for the eye; the model keeps its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sort {
    pub by: SortKey,
    pub is_descending: bool,
}

impl Sort {
    /// What a click on a caption makes of the order: names from A, all else from the largest; then the other way; then the
    /// model's own order again.
    pub fn next(current: Option<Self>, by: SortKey) -> Option<Self> {
        let first = by != SortKey::Name;
        match current.filter(|sort| sort.by == by) {
            None => Some(Self { by, is_descending: first }),
            Some(sort) if sort.is_descending == first => Some(Self { by, is_descending: !first }),
            Some(_) => None,
        }
    }
}

/// What the user asked to see.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct View {
    pub shown: Shown,
    pub search: String,
    pub sort: Option<Sort>,
}

/// What the leads say of a criterion, as far as the rows are shown or sorted by it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Facts {
    pub tally: Option<Tally>,
    pub is_against_evidence: bool,
    /// How far the two teams are apart; `None` where it can't be said, or not yet.
    pub disagreement: Option<u32>,
}

impl View {
    /// Whether the rows hang on what the leads say.
    pub fn needs_leads(&self) -> bool {
        let by = self.sort.map(|sort| sort.by);
        self.shown == Shown::AgainstEvidence || matches!(by, Some(SortKey::Leads | SortKey::WinRate))
    }

    /// Whether the rows stand otherwise than in the model.
    pub fn is_arranged(&self) -> bool {
        self.sort.is_some() || self.is_filtered()
    }

    pub fn is_filtered(&self) -> bool {
        self.shown != Shown::All || !self.search.trim().is_empty()
    }

    /// Whether a criterion is listed. Every word that is searched for must be in its name, its rule, its category or its reason.
    pub fn lists(
        &self,
        criterion: &Criterion,
        category: &str,
        facts: impl Fn() -> Facts,
        rule: impl FnOnce() -> Arc<str>,
    ) -> bool {
        let is_shown = match self.shown {
            Shown::All => true,
            Shown::Round => criterion.proposals.blind,
            Shown::Contested => criterion.agreement() == Agreement::Contested,
            Shown::Off => !criterion.enabled,
            Shown::AgainstEvidence => facts().is_against_evidence,
        };
        if !is_shown || self.search.trim().is_empty() {
            return is_shown;
        }
        let rule = rule();
        let text = format!("{} {rule} {category} {}", criterion.name, criterion.why).to_lowercase();
        self.search.to_lowercase().split_whitespace().all(|word| text.contains(word))
    }

    /// The order of two rows of a tier; what has no value stands last either way.
    pub fn order(&self, (one, of_one): (&Criterion, &Facts), (other, of_other): (&Criterion, &Facts)) -> Ordering {
        let Some(sort) = self.sort else { return Ordering::Equal };
        let by = |one: Option<f64>, other: Option<f64>| match (one, other) {
            (Some(one), Some(other)) if sort.is_descending => other.total_cmp(&one),
            (Some(one), Some(other)) => one.total_cmp(&other),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => Ordering::Equal,
        };
        match sort.by {
            SortKey::Name => {
                let order = one.name.to_lowercase().cmp(&other.name.to_lowercase());
                if sort.is_descending { order.reverse() } else { order }
            }
            SortKey::Points => by(Some(one.points.into()), Some(other.points.into())),
            SortKey::Disagreement => by(of_one.disagreement.map(f64::from), of_other.disagreement.map(f64::from)),
            SortKey::Leads => by(leads(of_one), leads(of_other)),
            SortKey::WinRate => by(win_rate(of_one), win_rate(of_other)),
        }
    }
}

fn leads(facts: &Facts) -> Option<f64> {
    facts.tally.map(|tally| tally.leads as f64)
}

fn win_rate(facts: &Facts) -> Option<f64> {
    facts.tally.and_then(Tally::win_rate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_caption_sorts_one_way_then_the_other_then_not_at_all() {
        let first = Sort::next(None, SortKey::Points);
        assert_eq!(first, Some(Sort { by: SortKey::Points, is_descending: true }));
        let second = Sort::next(first, SortKey::Points);
        assert_eq!(second, Some(Sort { by: SortKey::Points, is_descending: false }));
        assert_eq!(Sort::next(second, SortKey::Points), None);
        let other = Sort::next(first, SortKey::Name);
        assert_eq!(other, Some(Sort { by: SortKey::Name, is_descending: false }), "names begin with A");
    }
}
