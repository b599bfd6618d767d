//! What is written into a cell, laid out: what has no room is left to the tooltip.

use std::sync::Arc;

use eframe::egui::{self, Align2, Color32, FontId, Galley, Painter, Rect, pos2, vec2};

use super::room::{self, BESIDE, LINE, PADDING, Shown, Wanted};
use crate::{
    app::{
        theme::{self, Theme},
        widgets::{self, Mark},
    },
    model::Tone,
};

/// A star or a flame, and the gap between the two kinds.
const MARK: f32 = 12.0;
const BETWEEN: f32 = 6.0;
/// How much of what is below is hidden by the ground of the text.
pub const PLATE: f32 = 0.88;
/// A name is cut with “…”, but not below this width.
const CUT: f32 = 44.0;

/// One line of a cell.
pub enum Line {
    Text {
        main: Arc<Galley>,
        extra: Option<Arc<Galley>>,
        /// It is dimmed while the numbers are older than the draft.
        is_number: bool,
    },
    /// A name that may be cut.
    Name {
        text: String,
        color: Color32,
    },
    Marks {
        stars: u8,
        flames: Option<u8>,
    },
}

/// All that is known of a cell, the most important first.
pub struct CellText {
    pub lines: Vec<Line>,
    /// Stands beside the first line where the name of the route has no room: a colour is never the only sign.
    pub sign: Option<Tone>,
}

impl Line {
    pub fn number(main: Arc<Galley>, extra: Option<Arc<Galley>>) -> Self {
        Self::Text { main, extra, is_number: true }
    }

    fn wanted(&self) -> Wanted {
        match self {
            Self::Text { main, extra, .. } => {
                Wanted { main: main.size().x, extra: extra.as_ref().map(|extra| extra.size().x) }
            }
            Self::Name { .. } => Wanted { main: CUT, extra: None },
            Self::Marks { flames, .. } => {
                Wanted { main: if flames.is_some() { 6.0 * MARK + BETWEEN } else { 3.0 * MARK }, extra: None }
            }
        }
    }
}

/// Where the text of a cell stands, and how much of it is shown.
pub struct Placed {
    pub plate: Rect,
    shown: Vec<Shown>,
    /// Names in the width that there is.
    names: Vec<Option<Arc<Galley>>>,
    sign: Option<Tone>,
}

impl CellText {
    /// Lays the lines out in a corner of the cell; `None` where not even the first has room.
    pub fn place(&self, painter: &Painter, cell: Rect, corner: Align2) -> Option<Placed> {
        self.place_some(painter, cell, corner, self.lines.len())
    }

    /// The same for the first `lines` of them.
    pub fn place_some(&self, painter: &Painter, cell: Rect, corner: Align2, lines: usize) -> Option<Placed> {
        let mut wanted: Vec<Wanted> = self.lines.iter().take(lines).map(Line::wanted).collect();
        let mut shown = room::fit(cell.size(), &wanted);
        let most = cell.width() - 2.0 * room::inset(cell.size());
        let mut names: Vec<Option<Arc<Galley>>> = self
            .lines
            .iter()
            .take(lines)
            .map(|line| match line {
                Line::Name { text, color } => {
                    Some(one_line(painter, text.clone(), theme::small_strong(), *color, most))
                }
                _ => None,
            })
            .collect();
        let second = self.second_lines(painter, cell, most, &mut shown, &mut names);
        for (wanted, name) in wanted.iter_mut().zip(&names) {
            if let Some(name) = name {
                wanted.main = name.size().x;
            }
        }
        let is_named = names.iter().zip(&shown).any(|(name, shown)| name.is_some() && *shown != Shown::Nothing);
        let mut placed = Placed { plate: Rect::NOTHING, shown, names, sign: None };
        if !is_named
            && let (Some(tone), Some(first)) = (self.sign, wanted.first_mut())
            && placed.shown.first() == Some(&Shown::Main)
            && first.main + BESIDE + SIGN <= cell.width() - 2.0 * PADDING.x
        {
            first.main += BESIDE + SIGN;
            placed.sign = Some(tone);
        }
        // A second line of a name makes the plate a line higher.
        let mut lines = placed.shown.clone();
        wanted.extend((0..second).map(|_| Wanted::default()));
        lines.extend((0..second).map(|_| Shown::Main));
        placed.plate = room::plate(cell, &wanted, &lines, corner)?;
        placed.plate.min = placed.plate.min.round();
        Some(placed)
    }

    /// A name that would be cut goes on in a second line, where there is room for one or the marks leave it theirs; answers how
    /// many lines that are.
    fn second_lines(
        &self,
        painter: &Painter,
        cell: Rect,
        width: f32,
        shown: &mut [Shown],
        names: &mut [Option<Arc<Galley>>],
    ) -> usize {
        let mut second = 0;
        for (index, line) in self.lines.iter().enumerate() {
            let (Line::Name { text, color }, Some(Some(name))) = (line, names.get(index)) else { continue };
            if !name.elided || shown[index] == Shown::Nothing || !text.trim().contains(' ') {
                continue;
            }
            let taken = shown.iter().filter(|shown| **shown != Shown::Nothing).count() + second;
            if taken as f32 + 1.0 > room::lines_of(cell.size()) {
                let marks = self
                    .lines
                    .iter()
                    .zip(shown.iter())
                    .rposition(|(line, shown)| matches!(line, Line::Marks { .. }) && *shown != Shown::Nothing);
                let Some(marks) = marks else { continue };
                shown[marks] = Shown::Nothing;
            }
            names[index] = Some(two_lines(painter, text.clone(), theme::small_strong(), *color, width));
            second += 1;
        }
        second
    }

    /// Paints what has room. `opacity` is that of numbers.
    pub fn paint(&self, ui: &egui::Ui, placed: &Placed, theme: &Theme, opacity: f32) {
        let painter = ui.painter();
        painter.rect_filled(placed.plate, 5.0, theme.card.gamma_multiply(PLATE));
        let mut numbers = painter.clone();
        numbers.multiply_opacity(opacity);
        let (left, mut middle) = (placed.plate.left() + PADDING.x, placed.plate.top() + PADDING.y + LINE / 2.0);
        for (index, (line, shown)) in self.lines.iter().zip(&placed.shown).enumerate() {
            if *shown == Shown::Nothing {
                continue;
            }
            match line {
                Line::Text { main, extra, is_number } => {
                    let painter = if *is_number { &numbers } else { painter };
                    put(painter, main, left, middle);
                    if let (Shown::Whole, Some(extra)) = (shown, extra) {
                        // A smaller text stands on the line of the larger one.
                        let lower = if extra.size().y < main.size().y { 0.5 } else { 0.0 };
                        put(painter, extra, left + main.size().x + BESIDE, middle + lower);
                    }
                    if let (0, Some(tone)) = (index, placed.sign) {
                        tone_sign(painter, theme, pos2(left + main.size().x + BESIDE, middle), tone);
                    }
                }
                Line::Name { color, .. } => {
                    if let Some(name) = placed.names.get(index).and_then(Option::as_ref) {
                        let more = LINE * name.rows.len().saturating_sub(1) as f32;
                        let top = middle + more / 2.0 - name.size().y / 2.0;
                        painter.galley(pos2(left, top).round(), Arc::clone(name), *color);
                        middle += more;
                    }
                }
                Line::Marks { stars, flames } => {
                    let at = pos2(left, middle);
                    widgets::paint_marks(ui, at, Mark::Star, *stars, MARK);
                    if let Some(flames) = flames {
                        widgets::paint_marks(ui, at + vec2(3.0 * MARK + BETWEEN, 0.0), Mark::Flame, *flames, MARK);
                    }
                }
            }
            middle += LINE;
        }
    }
}

fn put(painter: &Painter, galley: &Arc<Galley>, x: f32, middle: f32) {
    let at = pos2(x, middle - galley.size().y / 2.0).round();
    painter.galley(at, Arc::clone(galley), Color32::PLACEHOLDER);
}

/// How wide the sign of a tone is.
const SIGN: f32 = 15.0;

/// How hot a tone is as four rising bars, from none for “stop” to all for the hottest.
fn tone_sign(painter: &Painter, theme: &Theme, left: egui::Pos2, tone: Tone) {
    let lit = match tone {
        Tone::SuperHot => 4,
        Tone::Hot => 3,
        Tone::Warm => 2,
        Tone::Cool => 1,
        Tone::Stop => 0,
    };
    for bar in 0..4 {
        let height = 3.0 + 2.0 * bar as f32;
        let corner = left + vec2(4.0 * bar as f32, 4.5 - height);
        let colour = if bar < lit { theme.tone_text(tone) } else { theme.line };
        painter.rect_filled(Rect::from_min_size(corner, vec2(3.0, height)), 0.5, colour);
    }
}

/// A text on two lines, cut with “…” where it is longer.
fn two_lines(painter: &Painter, text: String, font: FontId, color: Color32, width: f32) -> Arc<Galley> {
    let format = egui::TextFormat { font_id: font, color, line_height: Some(LINE), ..Default::default() };
    let mut job = egui::text::LayoutJob::single_section(text, format);
    job.wrap = egui::text::TextWrapping { max_width: width, max_rows: 2, ..Default::default() };
    painter.layout_job(job)
}

/// A text on one line, cut with “…” where it is too long.
pub fn one_line(painter: &Painter, text: String, font: FontId, color: Color32, width: f32) -> Arc<Galley> {
    let format = egui::TextFormat { font_id: font, color, ..Default::default() };
    let mut job = egui::text::LayoutJob::single_section(text, format);
    job.wrap = egui::text::TextWrapping::truncate_at_width(width);
    painter.layout_job(job)
}
