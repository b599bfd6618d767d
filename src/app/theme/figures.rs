//! Figures are put into the atlas of glyphs before anything is dragged: then a hundred new numbers come in one frame, and
//! each figure has four places between two pixels, in each of the fonts that numbers are written in.

use eframe::egui::{
    self, Color32, FontId, Id,
    text::{LayoutJob, TextFormat},
};

use super::{big_font, body, day_font, small, small_strong, strong_font};

/// What numbers are made of.
const SIGNS: &str = "0123456789,.%+−–";
/// The places between two pixels that a glyph is drawn for.
const PLACES: [f32; 4] = [0.0, 0.25, 0.5, 0.75];

/// Once for each scale of the window; to be called in a frame.
pub fn ready(ctx: &egui::Context) {
    let (id, scale) = (Id::unique("figures are ready at"), ctx.pixels_per_point());
    if ctx.data(|data| data.get_temp(id)) == Some(scale) {
        return;
    }
    ctx.data_mut(|data| data.insert_temp(id, scale));
    ctx.fonts_mut(|fonts| {
        for font in fonts_of_numbers() {
            let format = TextFormat::simple(font, Color32::WHITE);
            for place in PLACES {
                for sign in SIGNS.chars() {
                    let mut job = LayoutJob::default();
                    job.append(sign.encode_utf8(&mut [0; 4]), place / scale, format.clone());
                    fonts.layout_job(job);
                }
            }
        }
    });
}

fn fonts_of_numbers() -> [FontId; 6] {
    [body(), strong_font(), small(), small_strong(), day_font(), big_font()]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether numbers that are shown for the first time change the atlas.
    fn is_new(is_ready: bool, font: &FontId) -> bool {
        let ctx = egui::Context::default();
        super::super::install(&ctx);
        let show = |what: &dyn Fn(&egui::Ui)| {
            let mut output = ctx.run_ui(egui::RawInput::default(), |ui| what(ui));
            let is_changed = !output.textures_delta.set.is_empty();
            output.textures_delta.clear();
            is_changed
        };
        show(&|ui| {
            if is_ready {
                ready(ui.ctx());
            }
        });
        show(&|_| {});
        show(&|ui| {
            for text in ["1,234,567", "89.0 %", "+12", "−3"] {
                let _galley = ui.painter().layout_no_wrap(text.to_owned(), font.clone(), Color32::WHITE);
            }
        })
    }

    #[test]
    fn new_numbers_need_no_new_glyphs() {
        for font in fonts_of_numbers() {
            assert!(is_new(false, &font), "{font:?}: else this test says nothing");
            assert!(!is_new(true, &font), "{font:?}");
        }
    }
}
