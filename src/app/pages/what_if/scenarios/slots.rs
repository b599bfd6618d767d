//! Where the columns of the table stand.

use eframe::egui::{Rect, pos2, vec2};

use super::{Figures, cells::Line, table::Column};
use crate::app::format;

/// The least that is left for names.
const NAMES: f32 = 140.0;

/// A column, from the left edge of the row.
pub(super) struct Slot {
    pub column: Column,
    left: f32,
    width: f32,
    /// Room behind a number for what it is more or less by, so that numbers stand below each other.
    pub behind: f32,
}

impl Slot {
    pub fn cell(&self, row: Rect) -> Rect {
        Rect::from_min_size(pos2(row.left() + self.left, row.top()), vec2(self.width, row.height()))
    }
}

/// The columns that there is room for.
pub(super) struct Slots {
    pub slots: Vec<Slot>,
    /// Headings say what the numbers are of.
    has_long_headings: bool,
}

impl Slots {
    pub fn within(width: f32, lines: &[Line]) -> Self {
        // What is missed least goes first.
        const LEAST: [Column; 4] = [Column::Differences, Column::ToSales, Column::Moved, Column::Rate];
        let is_over = lines.iter().any(|line| line.figures.as_deref().is_some_and(|figures| figures.over().is_some()));
        let behind = |column| behind(column, is_over);
        let total = |shown: &[Column], is_long: bool| {
            shown.iter().map(|column| number(*column, is_long) + behind(*column)).sum::<f32>()
        };
        let mut shown = Column::ALL.to_vec();
        let is_long = total(&shown, true) <= width;
        for column in LEAST {
            if total(&shown, is_long) > width {
                shown.retain(|other| *other != column);
            }
        }
        let spare = (width - total(&shown, is_long)).max(0.0);
        let mut left = 0.0;
        let place = |column: Column| {
            let behind = behind(column);
            let width = number(column, is_long) + behind + if column == Column::Name { spare } else { 0.0 };
            let slot = Slot { column, left, width, behind };
            left += width;
            slot
        };
        Self { slots: shown.into_iter().map(place).collect(), has_long_headings: is_long }
    }

    /// The name of a column, with what its numbers are of where that is the same for all.
    pub fn heading(&self, column: Column, lines: &[Line]) -> String {
        let of = |of: fn(&Figures) -> Option<u64>| {
            let mut all = lines.iter().map(|line| of(line.figures.as_deref()?));
            let first = all.next().flatten().filter(|of| *of > 0)?;
            all.all(|other| other == Some(first)).then(|| format::count(first))
        };
        let of_all = match column {
            _ if !self.has_long_headings => None,
            Column::AWeek => of(Figures::most),
            Column::Wins => of(|figures| Some(figures.all_wins)),
            _ => None,
        };
        of_all.map_or_else(|| column.name(), |all| tr!("scenarios-column-of", name = column.name(), all = all))
    }
}

/// What a number or its heading takes.
fn number(column: Column, is_long: bool) -> f32 {
    match column {
        Column::Name => NAMES,
        Column::AWeek if is_long => 128.0,
        Column::AWeek => 90.0,
        Column::ToSales => 68.0,
        Column::Wins if is_long => 116.0,
        Column::Wins | Column::Rate | Column::Moved | Column::Differences => 82.0,
    }
}

fn behind(column: Column, is_over: bool) -> f32 {
    match column {
        Column::AWeek if is_over => 46.0,
        Column::Wins | Column::Rate => 34.0,
        _ => 0.0,
    }
}
