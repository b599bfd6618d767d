//! Where the columns of a criteria table stand: pure, so that it can be tested without a window.

use eframe::egui::{Rect, pos2, vec2};

pub const ROW_HEIGHT: f32 = 30.0;
const MARGIN: f32 = 8.0;
const WON: f32 = 82.0;
const LEADS: f32 = 48.0;
const VOICES: f32 = 64.0;
const POINTS: f32 = 84.0;
/// The criterion's own words are never squeezed below this for another column's sake.
const WORDS: f32 = 170.0;

/// What a table has to show beside words and points.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Content {
    /// Leads are open, so matches can be counted.
    pub has_leads: bool,
    /// Some leads were won or lost.
    pub has_outcomes: bool,
    /// A team has made a proposal.
    pub has_voices: bool,
}

/// The columns of one row; `None` for what is not shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Columns {
    pub words: Rect,
    pub points: Rect,
    pub voices: Option<Rect>,
    pub leads: Option<Rect>,
    pub won: Option<Rect>,
}

impl Columns {
    /// Cuts a row from the right; what is least missed goes first where there is no room.
    pub fn new(row: Rect, content: Content) -> Self {
        let mut room = row.width() - 2.0 * MARGIN - WORDS - POINTS;
        let mut fits = |wanted: bool, width: f32| {
            let fits = wanted && room >= width;
            if fits {
                room -= width;
            }
            fits
        };
        let has_leads = fits(content.has_leads, LEADS);
        let has_won = fits(content.has_outcomes, WON);
        let has_voices = fits(content.has_voices, VOICES);
        let mut right = row.right() - MARGIN;
        let mut cut = |width: f32| {
            let rect = Rect::from_min_max(pos2(right - width, row.top()), pos2(right, row.bottom()));
            right -= width;
            rect
        };
        let won = has_won.then(|| cut(WON));
        let leads = has_leads.then(|| cut(LEADS));
        let voices = has_voices.then(|| cut(VOICES));
        let points = cut(POINTS);
        let words = Rect::from_min_max(row.min + vec2(MARGIN, 0.0), pos2(points.left() - MARGIN, row.bottom()));
        Self { words, points, voices, leads, won }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: Content = Content { has_leads: true, has_outcomes: true, has_voices: true };

    fn row(width: f32) -> Rect {
        Rect::from_min_size(pos2(10.0, 20.0), vec2(width, ROW_HEIGHT))
    }

    #[test]
    fn columns_stand_side_by_side_inside_the_row() {
        let columns = Columns::new(row(600.0), ALL);
        let rects = [Some(columns.words), Some(columns.points), columns.voices, columns.leads, columns.won];
        let rects: Vec<Rect> = rects.into_iter().flatten().collect();
        assert_eq!(rects.len(), 5);
        for pair in rects.windows(2) {
            assert!(pair[0].right() <= pair[1].left() + 0.01, "{pair:?}");
        }
        assert!(row(600.0).contains_rect(rects[4]));
    }

    #[test]
    fn a_narrow_row_keeps_its_words_and_points() {
        let columns = Columns::new(row(340.0), ALL);
        assert!(columns.leads.is_some() && columns.won.is_none() && columns.voices.is_none());
        let columns = Columns::new(row(280.0), ALL);
        assert!(columns.leads.is_none());
        assert!(columns.words.width() >= 150.0);
    }
}
