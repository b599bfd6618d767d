//! The differences as a list: grouped, in short words, without what only follows from something else.

use crate::{
    app::theme,
    model::{
        Axis, CriterionId, Model, Tier,
        diff::{Aspect, Difference, Subject, diff},
        sentence, wording,
    },
};

/// What sort of thing a difference is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Criteria,
    Categories,
    Bands,
    Matrix,
    Settings,
    Log,
    Scenarios,
    Tests,
}

impl Kind {
    pub const ALL: [Self; 8] = [
        Self::Criteria,
        Self::Categories,
        Self::Bands,
        Self::Matrix,
        Self::Settings,
        Self::Log,
        Self::Scenarios,
        Self::Tests,
    ];

    pub fn of(subject: &Subject) -> Self {
        match subject {
            Subject::Criterion { .. } => Self::Criteria,
            Subject::Category { .. } => Self::Categories,
            Subject::Axis(_) | Subject::Band { .. } => Self::Bands,
            Subject::Cell { .. } | Subject::Route { .. } => Self::Matrix,
            Subject::Model | Subject::Stage { .. } => Self::Settings,
            Subject::SignOff { .. } | Subject::Signed { .. } | Subject::Decision { .. } => Self::Log,
            Subject::Scenario { .. } => Self::Scenarios,
            Subject::TestLead { .. } | Subject::Segment { .. } | Subject::Persona { .. } => Self::Tests,
        }
    }

    pub fn name(self) -> String {
        match self {
            Self::Criteria => tr!("compare-criteria"),
            Self::Categories => tr!("compare-categories"),
            Self::Bands => tr!("compare-bands"),
            Self::Matrix => tr!("compare-matrix"),
            Self::Settings => tr!("compare-settings"),
            Self::Log => tr!("compare-log"),
            Self::Scenarios => tr!("compare-scenarios"),
            Self::Tests => tr!("compare-tests"),
        }
    }
}

/// One line that can be taken.
#[derive(Clone, Debug)]
pub struct Row {
    pub kind: Kind,
    /// Above the first row of a group: “Fit, critical”.
    pub group: String,
    pub difference: Difference,
    /// “Points”, “Added”.
    pub aspect: String,
    /// What the draft has, and what the other version has.
    pub mine: String,
    pub theirs: String,
    /// How many rows are about this thing, told at the first of them.
    pub of_subject: usize,
}

impl Row {
    pub fn is_first_of_subject(&self) -> bool {
        self.of_subject > 0
    }
}

/// What differs between the draft and another version, in groups. `is_hidden` says which values may not be seen now.
pub fn rows(draft: &Model, other: &Model, is_hidden: impl Fn(&Difference) -> bool) -> Vec<Row> {
    let differences = diff(draft, other);
    let comes_with_another = |difference: &Difference| {
        // What was signed comes with the signature.
        if matches!(difference.subject, Subject::Signed { .. }) {
            return differences.iter().any(|it| matches!(it.subject, Subject::SignOff { .. }));
        }
        difference.follows_its_band(&differences)
    };
    let mut rows: Vec<(Order, Row)> = Vec::new();
    for difference in differences.iter().filter(|it| !comes_with_another(it)) {
        let (mine, theirs) = if is_hidden(difference) {
            (tr!("compare-hidden"), tr!("compare-hidden"))
        } else {
            (value(draft, difference, &difference.from), value(other, difference, &difference.to))
        };
        let (order, group) = group(draft, other, &difference.subject);
        let row = Row {
            kind: Kind::of(&difference.subject),
            group,
            aspect: aspect(difference),
            mine,
            theirs,
            of_subject: 0,
            difference: difference.clone(),
        };
        rows.push((order, row));
    }
    // Stable: within a group in the order of the model.
    rows.sort_by_key(|(order, _)| *order);
    let mut rows: Vec<Row> = rows.into_iter().map(|(_, row)| row).collect();
    let mut at = 0;
    while at < rows.len() {
        let subject = rows[at].difference.subject.unnamed();
        let count = rows[at..].iter().take_while(|row| row.difference.subject.unnamed() == subject).count();
        rows[at].of_subject = count;
        at += count.max(1);
    }
    rows
}

type Order = (Kind, usize, usize);

/// Where a thing stands in the list, and under which heading.
fn group(draft: &Model, other: &Model, subject: &Subject) -> (Order, String) {
    let kind = Kind::of(subject);
    match subject {
        Subject::Criterion { id, .. } => {
            let axis = axis_of(other, id).or_else(|| axis_of(draft, id));
            let tier = other.criterion(id).or_else(|| draft.criterion(id)).map(|it| it.tier);
            let axis_name = axis.map(|axis| wording::upper_first(&axis.to_string())).unwrap_or_default();
            let tier_name = tier.map(|tier| format!("{} {}", theme::tier_sign(tier), theme::tier_name(tier)));
            let order = (kind, usize::from(axis == Some(Axis::Engagement)), tier.map_or(4, tier_order));
            (order, [axis_name, tier_name.unwrap_or_default()].join("  "))
        }
        Subject::Axis(axis) | Subject::Band { axis, .. } => {
            let name = wording::upper_first(&axis.to_string());
            ((kind, usize::from(*axis == Axis::Engagement), 0), tr!("compare-bands-of", axis = name))
        }
        Subject::Cell { .. } => ((kind, 0, 0), tr!("compare-cells")),
        Subject::Route { .. } => ((kind, 1, 0), tr!("compare-routes")),
        _ => ((kind, 0, 0), kind.name()),
    }
}

fn axis_of(model: &Model, id: &CriterionId) -> Option<Axis> {
    model.criterion(id).and_then(|criterion| model.axis_of(criterion))
}

fn tier_order(tier: Tier) -> usize {
    Tier::ALL.iter().position(|one| *one == tier).unwrap_or(0)
}

/// In what respect, as a heading.
fn aspect(difference: &Difference) -> String {
    match difference.aspect {
        Aspect::Added => tr!("compare-added"),
        Aspect::Removed => tr!("compare-removed"),
        Aspect::Moved => tr!("compare-moved"),
        Aspect::Name => tr!("compare-name"),
        Aspect::Points => tr!("compare-points"),
        Aspect::Tier => tr!("compare-tier"),
        Aspect::Rule => tr!("compare-rule"),
        Aspect::Enabled => tr!("compare-enabled"),
        Aspect::Disqualifies => tr!("compare-disqualifies"),
        Aspect::Qualified => tr!("compare-qualified"),
        Aspect::BlindProposals => tr!("compare-blind"),
        Aspect::CellRoute => tr!("compare-route"),
        _ => wording::upper_first(&difference.noun()),
    }
}

/// What a model has there, as text in one line.
fn value(model: &Model, difference: &Difference, text: &str) -> String {
    let is_whole = matches!(difference.aspect, Aspect::Added | Aspect::Removed);
    let text = match &difference.subject {
        Subject::Criterion { id, .. } if is_whole => model.criterion(id).map_or_else(String::new, |criterion| {
            let points = wording::points(criterion.points);
            format!("{}, {points}: {}", criterion.tier, sentence::rule(&criterion.rule))
        }),
        _ => text.split_whitespace().collect::<Vec<_>>().join(" "),
    };
    if text.is_empty() { tr!("compare-nothing") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Band, CellKey};

    #[test]
    fn cells_that_come_with_a_band_are_not_listed_and_things_stay_together() {
        let draft = Model::new("draft");
        let mut other = draft.clone();
        other.fit.bands.insert(0, Band { id: "S".into(), name: "S".to_owned(), from: Some(90), marks: 3 });
        for engagement in other.engagement.bands.clone() {
            other.matrix.cells.insert(CellKey("S".into(), engagement.id), "sales-now".into());
        }
        other.matrix.cells.insert(CellKey("D".into(), "4".into()), "nurture".into());
        other.routes[0].name = "At once".to_owned();
        other.routes[0].weekly_capacity = Some(5);
        let rows = rows(&draft, &other, |_| false);
        let told: Vec<_> = rows.iter().map(|row| (row.group.as_str(), row.aspect.as_str(), row.of_subject)).collect();
        let expected = [
            ("Fit bands", "Added", 1),
            ("Cells of the matrix", "Route", 1),
            ("Routes", "Name", 2),
            ("Routes", "Capacity", 0),
        ];
        assert_eq!(told, expected);
        assert_eq!((rows[2].mine.as_str(), rows[2].theirs.as_str()), ("Sales now", "At once"));
    }
}
