//! What a cell has room for: lines go by their importance, the first one last, and nothing is cut or overlaps.

use eframe::egui::{Align2, Rect, Vec2, vec2};

/// A line of a cell is so high.
pub const LINE: f32 = 16.0;
/// Around the lines, on the plate that they stand on.
pub const PADDING: Vec2 = vec2(4.0, 2.0);
/// Between a line's main part and what stands beside it.
pub const BESIDE: f32 = 6.0;

/// Between the edge of a cell and what is written in it.
pub fn inset(cell: Vec2) -> f32 {
    if cell.x < 84.0 { 5.0 } else { 8.0 }
}

/// How wide a line is, and what may stand beside it where there is room.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wanted {
    pub main: f32,
    pub extra: Option<f32>,
}

/// What is shown of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    Nothing,
    Main,
    /// With what stands beside it.
    Whole,
}

/// How many lines a cell has room for.
pub fn lines_of(cell: Vec2) -> f32 {
    ((cell.y - 2.0 * PADDING.y - 2.0) / LINE).floor()
}

/// What of the lines, the most important first, has room in a cell.
pub fn fit(cell: Vec2, lines: &[Wanted]) -> Vec<Shown> {
    let width = cell.x - 2.0 * inset(cell);
    let mut left = lines_of(cell);
    let mut shown = Vec::with_capacity(lines.len());
    for (index, line) in lines.iter().enumerate() {
        // The first line may come closer to the edges. Where it has no room, the others would be numbers without their
        // subject.
        let room = if index == 0 { cell.x - 2.0 * PADDING.x } else { width };
        let has_room = left >= 1.0 && line.main <= room && (index == 0 || shown[0] != Shown::Nothing);
        if !has_room {
            shown.push(Shown::Nothing);
            continue;
        }
        left -= 1.0;
        let is_whole = line.extra.is_some_and(|extra| line.main + BESIDE + extra <= width);
        shown.push(if is_whole { Shown::Whole } else { Shown::Main });
    }
    shown
}

/// The light ground under the lines that are shown: in a corner of the cell, and within it.
pub fn plate(cell: Rect, lines: &[Wanted], shown: &[Shown], corner: Align2) -> Option<Rect> {
    let width = |(line, shown): (&Wanted, &Shown)| match shown {
        Shown::Nothing => None,
        Shown::Main => Some(line.main),
        Shown::Whole => Some(line.main + BESIDE + line.extra.unwrap_or(0.0)),
    };
    let widths: Vec<f32> = lines.iter().zip(shown).filter_map(width).collect();
    let widest = widths.iter().copied().reduce(f32::max)?;
    let size = vec2(widest, widths.len() as f32 * LINE) + 2.0 * PADDING;
    // In a cell too small for a margin, the plate stands in the middle.
    let margin = (cell.size() - size) / 2.0;
    let margin = margin.min(Vec2::splat(inset(cell.size()) - PADDING.x)).max(Vec2::ZERO);
    Some(corner.align_size_within_rect(size, cell.shrink2(margin)))
}

#[cfg(test)]
mod tests {
    use eframe::egui::{Pos2, pos2};
    use proptest::prelude::*;

    use super::*;

    fn wanted(main: f32, extra: f32) -> Wanted {
        Wanted { main, extra: (extra > 0.0).then_some(extra) }
    }

    #[test]
    fn what_does_not_fit_goes_by_order_of_importance() {
        use Shown::{Main, Nothing, Whole};
        let lines = [wanted(24.0, 34.0), wanted(52.0, 60.0), wanted(44.0, 0.0), wanted(78.0, 0.0)];
        assert_eq!(fit(vec2(150.0, 90.0), &lines), [Whole, Whole, Main, Main]);
        assert_eq!(fit(vec2(150.0, 56.0), &lines), [Whole, Whole, Main, Nothing]);
        assert_eq!(fit(vec2(90.0, 90.0), &lines), [Whole, Main, Main, Nothing], "no room for the marks");
        assert_eq!(fit(vec2(66.0, 40.0), &lines), [Main, Main, Nothing, Nothing]);
        assert_eq!(fit(vec2(60.0, 90.0), &lines), [Main, Nothing, Main, Nothing]);
        assert_eq!(fit(vec2(34.0, 90.0), &lines), [Main, Nothing, Nothing, Nothing]);
        assert_eq!(fit(vec2(20.0, 90.0), &lines), [Nothing; 4], "not even the count: a tooltip says it");
    }

    proptest! {
        /// Whatever the cell and the texts, what is written stays within the cell, and the lines below each other.
        #[test]
        fn nothing_leaves_its_cell(
            width in 0.0..400.0_f32,
            height in 0.0..300.0_f32,
            widths in proptest::collection::vec((1.0..220.0_f32, 0.0..120.0_f32), 1..5),
            corner in 0..4_usize,
        ) {
            let lines: Vec<Wanted> = widths.into_iter().map(|(main, extra)| wanted(main, extra)).collect();
            let cell = Rect::from_min_size(pos2(7.0, 3.0), vec2(width, height));
            let shown = fit(cell.size(), &lines);
            let corner = [Align2::LEFT_TOP, Align2::RIGHT_TOP, Align2::LEFT_BOTTOM, Align2::RIGHT_BOTTOM][corner];
            let plate = plate(cell, &lines, &shown, corner);
            let count = shown.iter().filter(|shown| **shown != Shown::Nothing).count();
            prop_assert_eq!(plate.is_some(), count > 0);
            if let Some(plate) = plate {
                prop_assert!(cell.expand(0.01).contains_rect(plate), "{plate:?} in {cell:?}");
                prop_assert!(count as f32 * LINE <= plate.height() + 0.01);
                prop_assert!(plate.min != Pos2::ZERO);
            }
        }
    }
}
