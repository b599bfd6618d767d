//! Where a key takes the cursor, over the lines as they are shown.

use super::{
    cursor::{Cell, Column},
    lines::{Line, Lines},
};
use crate::model::Axis;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    Up,
    Down,
    Left,
    Right,
    /// A page up, a page down.
    PageUp,
    PageDown,
    /// The first and the last cell of the row.
    RowStart,
    RowEnd,
    /// The first and the last cell of the table.
    TableStart,
    TableEnd,
    /// To the next cell to be filled in, row by row.
    Next,
    Previous,
}

/// What is in sight: by it the cursor crosses to the other table at the same height.
#[derive(Clone, Debug)]
pub struct Sight<'a> {
    pub columns: &'a [Column],
    pub side_by_side: bool,
    /// The lines that fit into a table's height.
    pub page: usize,
    /// The line at the top of the fit table, and of the engagement table.
    pub top: [usize; 2],
}

/// Where the cursor comes to stand; `None` where there is no way on.
pub fn moved(lines: &Lines, from: &Cell, by: Move, sight: &Sight<'_>) -> Option<Cell> {
    let place = lines.place(&from.id)?;
    let (axis, column) = (place.axis, from.column);
    let rows = lines.of(axis);
    let at = |column| move |id: &_| Cell::new(Clone::clone(id), column);
    let (first, last) = (*sight.columns.first()?, *sight.columns.last()?);
    match by {
        Move::Up => above(rows, place.line, 1).map(at(column)),
        Move::Down => below(rows, place.line, 1).map(at(column)),
        Move::PageUp => above(rows, place.line, sight.page.max(1)).map(at(column)),
        Move::PageDown => below(rows, place.line, sight.page.max(1)).map(at(column)),
        Move::RowStart => Some(Cell::new(from.id.clone(), first)),
        Move::RowEnd => Some(Cell::new(from.id.clone(), last)),
        Move::TableStart => lines.ids(axis).next().map(at(first)),
        Move::TableEnd => lines.ids(axis).next_back().map(at(last)),
        Move::Left => match beside(sight.columns, column, false) {
            Some(column) => Some(Cell::new(from.id.clone(), column)),
            None => across(lines, axis, place.line, Axis::Engagement, sight).map(at(last)),
        },
        Move::Right => match beside(sight.columns, column, true) {
            Some(column) => Some(Cell::new(from.id.clone(), column)),
            None => across(lines, axis, place.line, Axis::Fit, sight).map(at(first)),
        },
        Move::Next | Move::Previous => {
            let is_next = by == Move::Next;
            let editable: Vec<Column> = sight.columns.iter().copied().filter(|column| column.is_editable()).collect();
            if let Some(column) = beside(&editable, column, is_next) {
                return Some(Cell::new(from.id.clone(), column));
            }
            let (next, column) = if is_next {
                (below(rows, place.line, 1), *editable.first()?)
            } else {
                (above(rows, place.line, 1), *editable.last()?)
            };
            next.filter(|id| **id != from.id).map(at(column))
        }
    }
}

/// From the last row of a table to the first of the next, and back.
pub fn across_ends(lines: &Lines, from: &Cell, by: Move) -> Option<Cell> {
    let next = match (by, lines.place(&from.id)?.axis) {
        (Move::Down, Axis::Fit) => lines.ids(Axis::Engagement).next(),
        (Move::Up, Axis::Engagement) => lines.ids(Axis::Fit).next_back(),
        _ => None,
    };
    next.map(|id| Cell::new(id.clone(), from.column))
}

/// The column next to one, of those given; where that one is not among them, the nearest on that side.
fn beside(columns: &[Column], column: Column, right: bool) -> Option<Column> {
    if right {
        columns.iter().copied().find(|other| *other > column)
    } else {
        columns.iter().copied().rev().find(|other| *other < column)
    }
}

/// The row `count` rows below, or the last one.
fn below(rows: &[Line], line: usize, count: usize) -> Option<&crate::model::CriterionId> {
    rows.iter().skip(line).filter_map(Line::id).take(count + 1).last()
}

/// The row `count` rows above, or the first one.
fn above(rows: &[Line], line: usize, count: usize) -> Option<&crate::model::CriterionId> {
    rows.iter().take(line + 1).rev().filter_map(Line::id).take(count + 1).last()
}

/// Beside the table `from` stands the other one: its row at the same height.
fn across<'a>(
    lines: &'a Lines,
    of: Axis,
    line: usize,
    from: Axis,
    sight: &Sight<'_>,
) -> Option<&'a crate::model::CriterionId> {
    if of != from || !sight.side_by_side {
        return None;
    }
    let [fit, engagement] = sight.top;
    let (other, here, there) = match from {
        Axis::Fit => (Axis::Engagement, fit, engagement),
        Axis::Engagement => (Axis::Fit, engagement, fit),
    };
    let wanted = line.saturating_sub(here) + there;
    let rows = lines.of(other).iter().enumerate().filter_map(|(line, row)| Some((line, row.id()?)));
    rows.min_by_key(|(line, _)| line.abs_diff(wanted)).map(|(_, id)| id)
}

#[cfg(test)]
mod tests {
    use super::{
        super::lines::tests::{lines, model},
        *,
    };

    fn go(from: (&str, Column), moves: &[Move]) -> (String, Column) {
        let lines = lines(&model());
        let sight = Sight { columns: &Column::ALL, side_by_side: true, page: 10, top: [0, 0] };
        let mut cell = Cell::new(from.0.into(), from.1);
        for by in moves {
            cell = moved(&lines, &cell, *by, &sight).unwrap_or(cell);
        }
        (cell.id.0, cell.column)
    }

    #[test]
    fn up_and_down_pass_the_headings_of_tiers() {
        assert_eq!(go(("c", Column::Points), &[Move::Down]), ("d".into(), Column::Points));
        assert_eq!(go(("d", Column::Points), &[Move::Down]), ("d".into(), Column::Points), "it is the last");
        assert_eq!(go(("d", Column::Sales), &[Move::Up, Move::Up]), ("b".into(), Column::Sales));
        assert_eq!(go(("a", Column::Name), &[Move::PageDown]), ("d".into(), Column::Name));
        assert_eq!(go(("d", Column::Name), &[Move::PageUp]), ("a".into(), Column::Name));
    }

    #[test]
    fn left_and_right_lead_to_the_table_beside() {
        assert_eq!(go(("a", Column::WinRate), &[Move::Right]), ("e".into(), Column::Name));
        assert_eq!(go(("e", Column::Name), &[Move::Left]), ("a".into(), Column::WinRate));
        assert_eq!(go(("a", Column::Name), &[Move::Left]), ("a".into(), Column::Name), "there is nothing to its left");
        assert_eq!(go(("e", Column::WinRate), &[Move::Right]), ("e".into(), Column::WinRate));
    }

    #[test]
    fn tab_goes_through_what_can_be_filled_in() {
        assert_eq!(go(("a", Column::Sales), &[Move::Next]), ("b".into(), Column::Name));
        assert_eq!(go(("b", Column::Name), &[Move::Previous]), ("a".into(), Column::Sales));
        let lines = lines(&model());
        let sight = Sight { columns: &Column::ALL, side_by_side: true, page: 10, top: [0, 0] };
        assert_eq!(
            moved(&lines, &Cell::new("d".into(), Column::Sales), Move::Next, &sight),
            None,
            "and then it leaves"
        );
    }

    #[test]
    fn home_and_end_go_to_the_ends() {
        assert_eq!(go(("b", Column::Sales), &[Move::RowStart]), ("b".into(), Column::Name));
        assert_eq!(go(("b", Column::Sales), &[Move::RowEnd]), ("b".into(), Column::WinRate));
        assert_eq!(go(("b", Column::Sales), &[Move::TableStart]), ("a".into(), Column::Name));
        assert_eq!(go(("b", Column::Sales), &[Move::TableEnd]), ("d".into(), Column::WinRate));
    }

    #[test]
    fn the_same_height_counts_what_is_scrolled() {
        let lines = lines(&model());
        let sight = Sight { columns: &Column::ALL, side_by_side: true, page: 10, top: [0, 1] };
        let found = moved(&lines, &Cell::new("e".into(), Column::Name), Move::Left, &sight).expect("a row");
        assert_eq!(found.id.0, "a");
    }
}
