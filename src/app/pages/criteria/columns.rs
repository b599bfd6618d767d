//! Where the columns of a criteria table stand: pure, so that it can be tested without a window.

use eframe::egui::{Rect, pos2, vec2};

use super::grid::Column;

pub const ROW_HEIGHT: f32 = 30.0;
const MARGIN: f32 = 8.0;
const WON: f32 = 90.0;
/// Without the bar beside the number.
const WON_BARE: f32 = 50.0;
const LEADS: f32 = 46.0;
const VOICE: f32 = 36.0;
const POINTS: f32 = 90.0;
const POINTS_BARE: f32 = 56.0;
/// Between the points and the teams' points.
const AFTER_POINTS: f32 = 8.0;
/// Bars give way before the criterion's own words get less than this,
const WORDS: f32 = 190.0;
/// and whole columns before they get less than this.
const WORDS_LEAST: f32 = 150.0;

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
    /// Without the room after it.
    pub points: Rect,
    /// Marketing's and sales'.
    pub voices: Option<[Rect; 2]>,
    pub leads: Option<Rect>,
    pub won: Option<Rect>,
    pub has_points_bar: bool,
    pub has_won_bar: bool,
}

/// Which columns there is room for, and which have their bars.
#[derive(Clone, Copy)]
struct Fit {
    voices: bool,
    leads: bool,
    won: bool,
    points_bar: bool,
    won_bar: bool,
}

impl Fit {
    /// Everything first; then without bars; then without what is least missed. The teams' points are asked for on this page,
    /// so that they stay longest once there are any.
    fn new(width: f32, content: Content) -> Self {
        let (leads, won) = (content.has_leads, content.has_outcomes);
        let full = Self { voices: true, leads, won, points_bar: true, won_bar: true };
        let bare = Self { points_bar: false, won_bar: false, ..full };
        for fit in [full, Self { points_bar: false, ..full }, bare] {
            if fit.words(width) >= WORDS {
                return fit;
            }
        }
        let fewer = if content.has_voices {
            [bare, Self { won: false, ..bare }, Self { won: false, leads: false, ..bare }]
        } else {
            let silent = Self { voices: false, ..bare };
            [bare, silent, Self { won: false, ..silent }]
        };
        let none = Self { voices: false, leads: false, won: false, ..bare };
        fewer.into_iter().find(|fit| fit.words(width) >= WORDS_LEAST).unwrap_or(none)
    }

    fn words(self, width: f32) -> f32 {
        let taken = |is_shown: bool, width: f32| if is_shown { width } else { 0.0 };
        width
            - 3.0 * MARGIN
            - self.points_width()
            - taken(self.voices, 2.0 * VOICE)
            - taken(self.leads, LEADS)
            - taken(self.won, self.won_width())
    }

    fn points_width(self) -> f32 {
        if self.points_bar { POINTS } else { POINTS_BARE }
    }

    fn won_width(self) -> f32 {
        if self.won_bar { WON } else { WON_BARE }
    }
}

impl Columns {
    /// Cuts a row from the right.
    pub fn new(row: Rect, content: Content) -> Self {
        let fit = Fit::new(row.width(), content);
        let mut right = row.right() - MARGIN;
        let mut cut = |width: f32| {
            let rect = Rect::from_min_max(pos2(right - width, row.top()), pos2(right, row.bottom()));
            right -= width;
            rect
        };
        let won = fit.won.then(|| cut(fit.won_width()));
        let leads = fit.leads.then(|| cut(LEADS));
        let voices = fit.voices.then(|| {
            let sales = cut(VOICE);
            [cut(VOICE), sales]
        });
        let points = cut(fit.points_width());
        let points = points.with_max_x(points.right() - AFTER_POINTS);
        let words = Rect::from_min_max(row.min + vec2(MARGIN, 0.0), pos2(points.left() - MARGIN, row.bottom()));
        Self { words, points, voices, leads, won, has_points_bar: fit.points_bar, has_won_bar: fit.won_bar }
    }

    /// Where a column stands, if it is shown.
    pub fn of(&self, column: Column) -> Option<Rect> {
        match column {
            Column::Name => Some(self.words),
            Column::Points => Some(self.points),
            Column::Marketing => self.voices.map(|[marketing, _]| marketing),
            Column::Sales => self.voices.map(|[_, sales]| sales),
            Column::Leads => self.leads,
            Column::WinRate => self.won,
        }
    }

    /// What is shown, from left to right.
    pub fn shown(&self) -> Vec<Column> {
        Column::ALL.into_iter().filter(|column| self.of(*column).is_some()).collect()
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
        assert!(columns.has_points_bar && columns.has_won_bar);
        let rects: Vec<Rect> = columns.shown().into_iter().filter_map(|column| columns.of(column)).collect();
        assert_eq!(rects.len(), 6);
        for pair in rects.windows(2) {
            assert!(pair[0].right() <= pair[1].left() + 0.01, "{pair:?}");
        }
        assert!(row(600.0).contains_rect(rects[5]));
    }

    #[test]
    fn bars_give_way_before_columns_do() {
        // The window at 1280 × 800 leaves each table so much.
        let columns = Columns::new(row(404.0), ALL);
        assert_eq!(columns.shown(), Column::ALL, "both teams' points are seen");
        assert!(!columns.has_points_bar && !columns.has_won_bar);
        assert!(columns.words.width() >= 150.0, "{}", columns.words.width());
    }

    #[test]
    fn a_narrow_row_keeps_its_words_and_points() {
        for content in [ALL, Content { has_voices: false, ..ALL }] {
            let columns = Columns::new(row(330.0), content);
            assert_eq!(columns.voices.is_some(), content.has_voices, "{columns:?}");
            assert!(columns.words.width() >= 150.0, "{}", columns.words.width());
        }
        let columns = Columns::new(row(280.0), ALL);
        assert_eq!(columns.shown(), [Column::Name, Column::Points, Column::Marketing, Column::Sales][..2]);
        assert!(columns.words.width() >= 150.0);
    }
}
