//! How high each line of the list is. Sentences wrap, so it is found once for an answer and a width; only what is seen is
//! drawn.

use std::sync::{Arc, Weak};

use eframe::egui::{Galley, Ui, text::LayoutJob, vec2};

use super::list::{Found, Line};
use crate::{
    app::{scored::Scored, theme},
    model::check::Problem,
};

/// Narrower than this, the buttons stand below the sentence.
const BESIDE: f32 = 600.0;
/// What the buttons take beside it, and what the way there alone takes.
pub(super) const BUTTONS: f32 = 290.0;
const WAY: f32 = 96.0;
pub(super) const ICON: f32 = 40.0;
pub(super) const PADDING: f32 = 14.0;
/// Above and below the sentence.
pub(super) const AROUND: f32 = 9.0;
pub(super) const BUTTON: f32 = 30.0;
const LEAST: f32 = 48.0;
const SEVERITY: f32 = 44.0;
const AREA: f32 = 26.0;
/// Between the cards of errors and warnings.
pub(super) const GAP: f32 = 12.0;

/// Where the lines are, from the top of the list; one more than lines, the last is where it ends.
#[derive(Default)]
pub(super) struct Kept {
    of: Option<(Weak<Scored>, Vec<usize>, f32)>,
    pub lines: Arc<Vec<Line>>,
    pub tops: Arc<Vec<f32>>,
}

impl Kept {
    pub fn keep(&mut self, ui: &Ui, found: &Found, lines: impl FnOnce() -> Vec<Line>, width: f32) {
        let scored = found.scored.as_ref().map_or_else(Weak::new, Arc::downgrade);
        let is_kept = self
            .of
            .as_ref()
            .is_some_and(|(of, places, at)| Weak::ptr_eq(of, &scored) && *places == found.places && *at == width);
        if is_kept {
            return;
        }
        let lines = lines();
        let mut tops = vec![0.0];
        let mut y = 0.0;
        for (index, line) in lines.iter().enumerate() {
            y += match line {
                Line::Severity(..) if index > 0 => SEVERITY + GAP,
                Line::Severity(..) => SEVERITY,
                Line::Area(_) => AREA,
                Line::Problem(index) => found.get(*index).map_or(0.0, |problem| height(ui, problem, width)),
            };
            tops.push(y);
        }
        self.of = Some((scored, found.places.clone(), width));
        self.lines = Arc::new(lines);
        self.tops = Arc::new(tops);
    }

    /// The lines between two heights.
    pub fn seen(&self, from: f32, to: f32) -> std::ops::Range<usize> {
        let first = self.tops.partition_point(|top| *top <= from).saturating_sub(1);
        let last = self.tops.partition_point(|top| *top < to).min(self.lines.len());
        first.min(last)..last
    }
}

pub(super) fn is_beside(width: f32) -> bool {
    width >= BESIDE
}

/// What is said of a problem, over the width that the buttons leave.
pub(super) fn words(ui: &Ui, problem: &Problem, width: f32) -> Arc<Galley> {
    let theme = theme::of(ui);
    let buttons = match (is_beside(width), problem.mend.is_some() || problem.lacks_attributes()) {
        (false, _) => 0.0,
        (true, true) => BUTTONS,
        (true, false) => WAY,
    };
    let mut job = LayoutJob::default();
    let format = |font, colour| eframe::egui::TextFormat::simple(font, colour);
    job.append(&problem.sentence, 0.0, format(theme::body(), theme.text));
    let mut below: Vec<String> = problem.hint.clone().into_iter().collect();
    if problem.needs_leads {
        below.push(tr!("problems-in-leads"));
    }
    if !below.is_empty() {
        job.append(&format!("\n{}", below.join(" · ")), 0.0, format(theme::body(), theme.second));
    }
    job.wrap.max_width = (width - ICON - PADDING - buttons).max(80.0);
    ui.painter().layout_job(job)
}

fn height(ui: &Ui, problem: &Problem, width: f32) -> f32 {
    let words = words(ui, problem, width).size().y;
    let buttons = if is_beside(width) { 0.0 } else { BUTTON + 4.0 };
    (words + buttons + 2.0 * AROUND).max(LEAST).ceil()
}

/// The rectangle of a line within the list.
pub(super) fn rect(list: eframe::egui::Rect, tops: &[f32], line: usize) -> Option<eframe::egui::Rect> {
    let (top, bottom) = (tops.get(line)?, tops.get(line + 1)?);
    let min = list.min + vec2(0.0, *top);
    Some(eframe::egui::Rect::from_min_size(min, vec2(list.width(), bottom - top)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_seen_is_drawn() {
        let lines = Arc::new(vec![Line::Problem(0), Line::Problem(1), Line::Problem(2)]);
        let kept = Kept { of: None, lines, tops: Arc::new(vec![0.0, 50.0, 80.0, 130.0]) };
        assert_eq!(kept.seen(0.0, 1000.0), 0..3);
        assert_eq!(kept.seen(0.0, 50.0), 0..1);
        assert_eq!(kept.seen(55.0, 60.0), 1..2);
        assert_eq!(kept.seen(79.0, 90.0), 1..3);
        assert_eq!(kept.seen(200.0, 300.0), 3..3);
        assert_eq!(Kept::default().seen(0.0, 100.0), 0..0);
    }
}
