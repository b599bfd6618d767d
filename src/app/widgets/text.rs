use std::sync::Arc;

use eframe::egui::{
    Color32, FontId, Galley, Painter,
    text::{LayoutJob, TextWrapping},
};

/// A text that is no wider than `width`: what is too long is cut in its middle, since names that begin alike differ at their ends.
pub fn cut_in_the_middle(painter: &Painter, text: &str, font: &FontId, width: f32) -> String {
    let is_fit = |text: String| painter.layout_no_wrap(text, font.clone(), Color32::WHITE).size().x <= width;
    if is_fit(text.to_owned()) {
        return text.to_owned();
    }
    let letters: Vec<char> = text.chars().collect();
    let cut = |kept: usize| -> String {
        let (head, tail) = (kept.div_ceil(2), letters.len() - kept / 2);
        letters[..head].iter().chain(&['…']).chain(&letters[tail..]).collect()
    };
    // The most that fit: each more makes it wider.
    let (mut least, mut most) = (1, letters.len().saturating_sub(1));
    while least < most {
        let kept = (least + most).div_ceil(2);
        if is_fit(cut(kept)) {
            least = kept;
        } else {
            most = kept - 1;
        }
    }
    cut(least.min(letters.len()))
}

/// A text in one line, cut off with … where it is wider than `width`: to be painted.
pub fn one_line(painter: &Painter, text: &str, font: FontId, colour: Color32, width: f32) -> Arc<Galley> {
    let mut job = LayoutJob::simple_singleline(text.to_owned(), font, colour);
    job.wrap = TextWrapping::truncate_at_width(width.max(0.0));
    painter.layout_job(job)
}
