//! Columns, cells, and what is chosen: a range of cells in one table.

use super::lines::Lines;
use crate::model::{Axis, CriterionId, Team};

/// What a row shows, from left to right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    Name,
    Points,
    Marketing,
    Sales,
    Leads,
    WinRate,
}

impl Column {
    pub const ALL: [Self; 6] = [Self::Name, Self::Points, Self::Marketing, Self::Sales, Self::Leads, Self::WinRate];

    /// What the leads say can be copied but not typed.
    pub fn is_editable(self) -> bool {
        !matches!(self, Self::Leads | Self::WinRate)
    }

    pub fn is_number(self) -> bool {
        self != Self::Name
    }

    /// What stands above it.
    pub fn title(self) -> String {
        match self {
            Self::Name => tr!("column-criterion"),
            Self::Points => tr!("column-points"),
            Self::Marketing => tr!("team-marketing"),
            Self::Sales => tr!("team-sales"),
            Self::Leads => tr!("column-leads"),
            Self::WinRate => tr!("column-win-rate"),
        }
    }

    pub fn team(self) -> Option<Team> {
        match self {
            Self::Marketing => Some(Team::Marketing),
            Self::Sales => Some(Team::Sales),
            Self::Name | Self::Points | Self::Leads | Self::WinRate => None,
        }
    }
}

/// One cell, wherever its row stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    pub id: CriterionId,
    pub column: Column,
}

impl Cell {
    pub fn new(id: CriterionId, column: Column) -> Self {
        Self { id, column }
    }
}

/// The cell cursor, and the anchor that a range spans from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selection {
    pub cursor: Cell,
    pub anchor: Cell,
    /// What the anchor spans to where it isn't the cursor: of a table that is chosen whole, the cursor stands within.
    pub corner: Option<Cell>,
    /// Whole rows are chosen, whatever columns the two stand in.
    pub whole_rows: bool,
}

impl Selection {
    pub fn one(cell: Cell) -> Self {
        Self { anchor: cell.clone(), cursor: cell, corner: None, whole_rows: false }
    }

    /// The cursor goes on, the anchor stays.
    pub fn extended_to(self, cursor: Cell) -> Self {
        Self { cursor, corner: None, ..self }
    }

    fn corner(&self) -> &Cell {
        self.corner.as_ref().unwrap_or(&self.cursor)
    }

    pub fn is_one_cell(&self) -> bool {
        *self.corner() == self.anchor && !self.whole_rows
    }

    /// The table, and the first and last line. An end in the other table, or one that is not listed, counts for nothing.
    pub fn span(&self, lines: &Lines) -> Option<(Axis, usize, usize)> {
        let cursor = lines.place(&self.cursor.id)?;
        let line = |cell: &Cell| {
            let place = lines.place(&cell.id).filter(|place| place.axis == cursor.axis);
            place.unwrap_or(cursor).line
        };
        let (one, other) = (line(self.corner()), line(&self.anchor));
        Some((cursor.axis, one.min(other), one.max(other)))
    }

    /// The chosen criteria from top to bottom.
    pub fn ids(&self, lines: &Lines) -> Vec<CriterionId> {
        let Some((axis, first, last)) = self.span(lines) else { return Vec::new() };
        let span = lines.of(axis).get(first..=last).unwrap_or_default();
        span.iter().filter_map(|line| line.id().cloned()).collect()
    }

    /// The chosen columns, of those that are shown.
    pub fn columns(&self, shown: &[Column]) -> Vec<Column> {
        let (one, other) = (self.corner().column, self.anchor.column);
        let range = one.min(other)..=one.max(other);
        shown.iter().copied().filter(|column| self.whole_rows || range.contains(column)).collect()
    }

    /// Whether what is chosen is rows rather than cells: marked as such, by their names alone, or from end to end.
    pub fn is_rows(&self, shown: &[Column]) -> bool {
        let columns = self.columns(shown);
        self.whole_rows || columns == [Column::Name] || columns.len() == shown.len()
    }

    pub fn has(&self, lines: &Lines, axis: Axis, line: usize, column: Column) -> bool {
        let Some((of, first, last)) = self.span(lines) else { return false };
        let (one, other) = (self.corner().column, self.anchor.column);
        let is_column = self.whole_rows || (one.min(other)..=one.max(other)).contains(&column);
        of == axis && (first..=last).contains(&line) && is_column
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::lines::tests::{lines, model},
        *,
    };

    fn cell(id: &str, column: Column) -> Cell {
        Cell::new(id.into(), column)
    }

    #[test]
    fn a_range_takes_all_rows_between_and_no_headings() {
        let lines = lines(&model());
        let selection = Selection::one(cell("d", Column::Sales)).extended_to(cell("b", Column::Points));
        let ids: Vec<String> = selection.ids(&lines).into_iter().map(|id| id.0).collect();
        assert_eq!(ids, ["b", "c", "d"]);
        assert_eq!(selection.columns(&Column::ALL), [Column::Points, Column::Marketing, Column::Sales]);
        assert!(!selection.is_rows(&Column::ALL));
        assert!(selection.has(&lines, Axis::Fit, 2, Column::Marketing));
        assert!(!selection.has(&lines, Axis::Fit, 1, Column::Marketing), "“a” is above");
        assert!(!selection.has(&lines, Axis::Engagement, 2, Column::Marketing));
    }

    #[test]
    fn a_range_stays_in_one_table() {
        let lines = lines(&model());
        let selection = Selection::one(cell("e", Column::Points)).extended_to(cell("b", Column::Points));
        assert_eq!(selection.ids(&lines), [CriterionId("b".to_owned())]);
    }

    #[test]
    fn names_alone_and_rows_from_end_to_end_are_rows() {
        let one = Selection::one(cell("a", Column::Name));
        assert!(one.is_rows(&Column::ALL));
        assert!(one.clone().extended_to(cell("b", Column::WinRate)).is_rows(&Column::ALL));
        assert!(!one.extended_to(cell("b", Column::Sales)).is_rows(&Column::ALL));
        assert!(Selection { whole_rows: true, ..Selection::one(cell("a", Column::Points)) }.is_rows(&Column::ALL));
    }
}
