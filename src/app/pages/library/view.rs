//! What is shown of the fields, and in which order.

use std::{cmp::Ordering, collections::BTreeMap, sync::Arc};

use super::survey::{FieldRow, Survey};
use crate::{
    lead::{FieldType, fold},
    model::follow::FieldUse,
};

/// What the user wants to see.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct View {
    pub shown: Shown,
    pub search: String,
    /// A column, and whether against the way it is read first; else the order in which the fields came in.
    pub sort: Option<(Column, bool)>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shown {
    #[default]
    Fields,
    Events,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    Name,
    Type,
    Filled,
    Distinct,
    Values,
    Used,
}

impl View {
    /// Whether small comes first in the column that sorts.
    pub fn is_ascending(column: Column, is_reversed: bool) -> bool {
        matches!(column, Column::Name | Column::Type) != is_reversed
    }
}

/// Which criteria and other parts of the draft speak of which field.
pub type Uses = Arc<BTreeMap<String, FieldUse>>;

/// The fields that are shown, by their places in the survey.
pub struct Listing {
    pub survey: Arc<Survey>,
    pub view: View,
    pub uses: Uses,
    pub order: Vec<u32>,
}

impl Listing {
    pub fn new(survey: &Arc<Survey>, view: &View, uses: &Uses) -> Self {
        let wanted = fold(view.search.trim());
        let words: Vec<&str> = wanted.split_whitespace().collect();
        let is_found = |row: &FieldRow| {
            let name = fold(&row.summary.name);
            words.iter().all(|word| name.contains(word))
        };
        let fields = survey.fields.iter().enumerate();
        let mut order: Vec<u32> =
            fields.filter(|(_, row)| words.is_empty() || is_found(row)).map(|(place, _)| place as u32).collect();
        if let Some((column, is_reversed)) = view.sort {
            let is_ascending = View::is_ascending(column, is_reversed);
            order.sort_by(|one, other| {
                let (one, other) = (&survey.fields[*one as usize], &survey.fields[*other as usize]);
                let compared = compare(column, one, other, uses);
                if is_ascending { compared } else { compared.reverse() }
            });
        }
        Self { survey: Arc::clone(survey), view: view.clone(), uses: Arc::clone(uses), order }
    }

    pub fn is_of(&self, survey: &Arc<Survey>, view: &View, uses: &Uses) -> bool {
        Arc::ptr_eq(&self.survey, survey) && Arc::ptr_eq(&self.uses, uses) && self.view == *view
    }

    pub fn row(&self, place: usize) -> Option<&FieldRow> {
        self.survey.fields.get(*self.order.get(place)? as usize)
    }

    /// Where a field stands in the list.
    pub fn place(&self, name: &str) -> Option<usize> {
        self.order.iter().position(|place| self.survey.fields[*place as usize].summary.name == name)
    }

    /// How many criteria of the draft ask for a field.
    pub fn criteria(&self, name: &str) -> usize {
        criteria(&self.uses, name)
    }
}

fn criteria(uses: &Uses, name: &str) -> usize {
    uses.get(name).map_or(0, |of| of.criteria.len())
}

fn compare(column: Column, one: &FieldRow, other: &FieldRow, uses: &Uses) -> Ordering {
    let (a, b) = (&one.summary, &other.summary);
    let rank = |field_type: FieldType| match field_type {
        FieldType::Text => 0,
        FieldType::Number => 1,
        FieldType::YesNo => 2,
        FieldType::Date => 3,
    };
    match column {
        Column::Name => fold(&a.name).cmp(&fold(&b.name)),
        Column::Type => rank(a.field_type).cmp(&rank(b.field_type)),
        Column::Filled => a.filled.cmp(&b.filled),
        Column::Distinct => a.distinct.cmp(&b.distinct),
        // By what the commonest of its values is the value of.
        Column::Values => {
            let most = |row: &FieldRow| row.summary.values.first().map_or(0, |value| value.leads);
            most(one).cmp(&most(other))
        }
        Column::Used => criteria(uses, &a.name).cmp(&criteria(uses, &b.name)),
    }
}
