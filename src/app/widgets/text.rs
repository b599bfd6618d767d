use std::sync::Arc;

use eframe::egui::{
    Color32, FontId, Galley, Painter,
    text::{LayoutJob, TextWrapping},
};

/// A text in one line, cut off with … where it is wider than `width`: to be painted.
pub fn one_line(painter: &Painter, text: &str, font: FontId, colour: Color32, width: f32) -> Arc<Galley> {
    let mut job = LayoutJob::simple_singleline(text.to_owned(), font, colour);
    job.wrap = TextWrapping::truncate_at_width(width.max(0.0));
    painter.layout_job(job)
}
