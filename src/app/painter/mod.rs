//! Pictures with no display and no GPU: egui's triangles, painted by the processor.
//!
//! egui ends in triangles with a texture; painting them exactly as a graphics card would takes two files: `raster.rs`
//! fills triangles, `texture.rs` samples textures. `svg.rs` writes the shapes before they become triangles. Used by `tandem render` and by the picture tests. The same input gives
//! the same bytes on every run.

mod raster;
pub mod svg;
mod texture;

use std::collections::HashMap;

use eframe::{
    egui::{self, TextureId, TexturesDelta, ViewportId},
    epaint::Primitive,
};
use image::RgbaImage;

use self::{
    raster::{Canvas, Clip},
    texture::Texture,
};

/// How often the page is laid out until nothing moves any more.
const PASSES: std::ops::RangeInclusive<usize> = 3..=12;

/// Keeps the textures and paints whole frames.
#[derive(Debug, Default)]
pub struct Painter {
    textures: HashMap<TextureId, Texture>,
    /// Freed only when the next delta comes: the frame that frees a texture may still paint with it.
    freed: Vec<TextureId>,
}

impl Painter {
    /// Takes over new and changed textures; leaves the delta empty.
    pub fn update(&mut self, delta: &mut TexturesDelta) {
        for id in self.freed.drain(..) {
            self.textures.remove(&id);
        }
        #[expect(clippy::iter_over_hash_type, reason = "no texture is changed by another")]
        for (id, changes) in delta.set.drain() {
            for change in changes {
                self.textures.entry(id).or_default().apply(&change);
            }
        }
        self.freed.extend(delta.free.drain());
    }

    /// Paints a frame on a transparent ground.
    pub fn paint(&self, ctx: &egui::Context, output: &egui::FullOutput) -> Result<RgbaImage, String> {
        let scale = output.pixels_per_point;
        let size = ctx.content_rect().size() * scale;
        let (width, height) = (size.x.round() as u32, size.y.round() as u32);
        let mut canvas = Canvas::new(width, height);
        for primitive in ctx.tessellate(output.shapes.clone(), scale) {
            let Primitive::Mesh(mesh) = primitive.primitive else {
                return Err("A picture can't hold a paint callback".to_owned());
            };
            let Some(texture) = self.textures.get(&mesh.texture_id) else { continue };
            let clip = Clip::new(primitive.clip_rect, scale, width, height);
            canvas.paint_mesh(&mesh, texture, clip, scale);
        }
        RgbaImage::from_raw(width, height, canvas.into_bytes()).ok_or_else(|| "The picture has no size".to_owned())
    }
}

/// Lays `ui` out until it rests and paints it: `size` in points.
pub fn render_to_image(
    size: [f32; 2],
    pixels_per_point: f32,
    is_dark: bool,
    setup: impl FnOnce(&egui::Context),
    ui: impl FnMut(&mut egui::Ui),
) -> anyhow::Result<RgbaImage> {
    let (ctx, painter, output) = lay_out(size, pixels_per_point, is_dark, setup, ui);
    painter.paint(&ctx, &output).map_err(anyhow::Error::msg)
}

/// Lays `ui` out until it rests and writes it as SVG.
pub fn render_to_svg(
    size: [f32; 2],
    is_dark: bool,
    about: &svg::About<'_>,
    setup: impl FnOnce(&egui::Context),
    ui: impl FnMut(&mut egui::Ui),
) -> String {
    // Texts are laid out to the pixel: the finer, the nearer to what a vector is.
    let (_, _, output) = lay_out(size, 4.0, is_dark, setup, ui);
    svg::write(&output.shapes, size.into(), about)
}

fn lay_out(
    size: [f32; 2],
    pixels_per_point: f32,
    is_dark: bool,
    setup: impl FnOnce(&egui::Context),
    mut ui: impl FnMut(&mut egui::Ui),
) -> (egui::Context, Painter, egui::FullOutput) {
    let ctx = egui::Context::default();
    setup(&ctx);
    ctx.set_theme(if is_dark { egui::Theme::Dark } else { egui::Theme::Light });
    ctx.all_styles_mut(|style| {
        style.animation_time = 0.0;
        style.visuals.text_cursor.blink = false;
        style.scroll_animation = egui::style::ScrollAnimation::none();
    });
    let mut painter = Painter::default();
    let mut pass = 0;
    loop {
        pass += 1;
        let mut output = ctx.run_ui(input(size, pixels_per_point, pass), &mut ui);
        painter.update(&mut output.textures_delta);
        let rests =
            output.viewport_output.get(&ViewportId::ROOT).is_none_or(|viewport| !viewport.repaint_delay.is_zero());
        if pass >= *PASSES.end() || rests && pass >= *PASSES.start() {
            return (ctx, painter, output);
        }
    }
}

fn input(size: [f32; 2], pixels_per_point: f32, pass: usize) -> egui::RawInput {
    let rect = egui::Rect::from_min_size(egui::Pos2::ZERO, size.into());
    let mut input = egui::RawInput {
        screen_rect: Some(rect),
        time: Some(pass as f64),
        predicted_dt: 1.0,
        focused: false,
        ..Default::default()
    };
    let viewport = input.viewports.entry(ViewportId::ROOT).or_default();
    viewport.native_pixels_per_point = Some(pixels_per_point);
    viewport.inner_rect = Some(rect);
    input
}

#[cfg(test)]
mod tests {
    use eframe::egui::{Color32, Pos2, Rect, vec2};

    use super::*;

    fn picture(ui: impl FnMut(&mut egui::Ui)) -> RgbaImage {
        render_to_image([40.0, 20.0], 1.0, false, |_ctx| {}, ui).expect("a picture")
    }

    #[test]
    fn a_rectangle_covers_its_pixels_and_no_others() {
        let image = picture(|ui| {
            let rect = Rect::from_min_size(Pos2::new(10.0, 5.0), vec2(8.0, 4.0));
            ui.painter().rect_filled(rect, 0.0, Color32::RED);
        });
        assert_eq!(image.dimensions(), (40, 20));
        let is_red = |x, y| image.get_pixel(x, y).0 == [255, 0, 0, 255];
        assert!(is_red(10, 5) && is_red(17, 8));
        assert!(!is_red(9, 5) && !is_red(18, 8) && !is_red(10, 9) && !is_red(10, 4));
    }

    #[test]
    fn a_shape_that_reaches_to_infinity_covers_everything() {
        let image = picture(|ui| {
            ui.painter().rect_filled(Rect::EVERYTHING, 0.0, Color32::RED);
        });
        assert!(image.pixels().all(|pixel| pixel.0 == [255, 0, 0, 255]), "all of the picture is red");
    }

    #[test]
    fn colours_without_alpha_are_added() {
        let image = picture(|ui| {
            let rect = Rect::from_min_size(Pos2::ZERO, vec2(40.0, 20.0));
            ui.painter().rect_filled(rect, 0.0, Color32::RED);
            ui.painter().rect_filled(rect, 0.0, Color32::GREEN.additive());
        });
        assert_eq!(image.get_pixel(20, 10).0, [255, 255, 0, 255], "red and green make yellow");
    }

    #[test]
    fn what_is_clipped_is_not_painted() {
        let image = picture(|ui| {
            ui.set_clip_rect(Rect::from_min_size(Pos2::ZERO, vec2(20.0, 20.0)));
            ui.painter().rect_filled(Rect::from_min_size(Pos2::ZERO, vec2(40.0, 20.0)), 0.0, Color32::RED);
        });
        assert_eq!(image.get_pixel(19, 10).0, [255, 0, 0, 255]);
        assert_ne!(image.get_pixel(20, 10).0, [255, 0, 0, 255]);
    }

    #[test]
    fn the_same_page_gives_the_same_bytes() {
        let page = |ui: &mut egui::Ui| {
            ui.label("Ingrid Sørensen 12,480");
        };
        let (one, other) = (picture(page), picture(page));
        assert_eq!(one.as_raw(), other.as_raw());
        assert!(one.pixels().any(|pixel| *pixel != *one.get_pixel(0, 0)), "text leaves traces");
    }
}
