//! The window for tests: our fonts, no animation, our own painter, workers waited for.

use std::sync::Arc;

use eframe::{
    egui::{self, ColorImage, Vec2},
    epaint::text::{GlyphBitmap, GlyphRasterizer, GlyphRasterizerRequest, RasterizedGlyph},
};
use egui_kittest::{Harness, HarnessBuilder, TestRenderer};
use tandem::{
    app::{
        background::Wake, painter::Painter, samples::Sample, settings::SettingsFile, shell::Shell, state::State,
        tasks::read_library, theme,
    },
    library::Progress,
};

/// Wide enough for all columns.
pub const WIDE: Vec2 = Vec2::new(1440.0, 900.0);

/// The window over a state, as a person would see it.
pub fn window(size: Vec2, state: State) -> Harness<'static, Shell> {
    let mut harness = builder(size, false).build_eframe(|_creation| Shell::new(state));
    settle(&mut harness);
    harness
}

/// The window where names of leads are shown: they may be Chinese, which is left to the system's fonts.
pub fn window_with_names(size: Vec2, state: State) -> Harness<'static, Shell> {
    let mut harness = builder(size, false).allow_missing_glyphs().build_eframe(|_creation| Shell::new(state));
    settle(&mut harness);
    harness
}

/// Widgets on their own, on a card or on whatever `ui` puts below them.
pub fn widgets<'a>(size: Vec2, is_dark: bool, ui: impl FnMut(&mut egui::Ui) + 'a) -> Harness<'a> {
    let mut harness = builder(size, is_dark).build_ui(ui);
    harness.run();
    harness
}

/// Holds a part of the window (in points, left, top, right, bottom) to its picture in `tests/snapshots/`: a picture is of one
/// thing, and what stands beside it may change.
pub fn snapshot_part(harness: &mut Harness<'_, Shell>, part: [u32; 4], name: &str) {
    let [left, top, right, bottom] = part;
    let window = harness.render().expect("the window can be painted");
    let part = image::imageops::crop_imm(&window, left, top, right - left, bottom - top).to_image();
    egui_kittest::image_snapshot(&part, name);
}

/// Everything that could differ between two runs is fixed: fonts, scale, theme, time.
pub fn builder<State>(size: Vec2, is_dark: bool) -> HarnessBuilder<State>
where
    HarnessBuilder<State>: Default,
{
    HarnessBuilder::default()
        .with_size(size)
        .with_pixels_per_point(1.0)
        .with_theme(if is_dark { egui::Theme::Dark } else { egui::Theme::Light })
        .with_render_cursor(false)
        .with_max_steps(12)
        .renderer(CpuRenderer::default())
        .with_context_setup(|ctx| {
            theme::install(ctx);
            ctx.add_glyph_rasterizer(GlyphRasterizer::new("any script", stand_in));
            ctx.all_styles_mut(|style| {
                style.animation_time = 0.0;
                style.visuals.text_cursor.blink = false;
                style.scroll_animation = egui::style::ScrollAnimation::none();
            });
        })
}

/// A state that remembers nothing on disk and wakes nobody.
pub fn state() -> State {
    let wake: Wake = Arc::new(|| {});
    State::new(SettingsFile::default(), &wake)
}

/// A state that keeps settings, data and unsaved work below a folder, as a person's window does in the platform's.
pub fn state_in(folder: &std::path::Path) -> State {
    let wake: Wake = Arc::new(|| {});
    State::new(SettingsFile::within(folder), &wake)
}

/// A sample with the leads that come with it, read from where they stand.
pub fn sample_state(sample: Sample) -> State {
    let mut state = state();
    let model = sample.model().expect("a sample is a model");
    state.set_document(tandem::app::document::Document::new(model, None));
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-models/leads.sqlite");
    state.set_library(read_library(&path, &Progress::default()).expect("the sample leads"));
    state.settle();
    state
}

/// Lets frames and workers come to rest.
pub fn settle(harness: &mut Harness<'_, Shell>) {
    for _ in 0..3 {
        harness.run_ok();
        harness.state_mut().state.settle();
        harness.state_mut().state.pages.settle();
    }
    harness.run_ok();
}

/// A square for a letter that our own fonts lack, as they lack Chinese: on a person's machine the system's fonts have it,
/// and in tests it must look the same everywhere. A sign or an icon that is missing remains a failure.
fn stand_in(request: &GlyphRasterizerRequest<'_>) -> Option<RasterizedGlyph> {
    let is_letter = request.cluster.chars().all(char::is_alphabetic);
    let side = (request.font_size_px * 0.8).round();
    is_letter.then(|| RasterizedGlyph {
        bitmap: GlyphBitmap {
            image: ColorImage::filled([side as usize; 2], egui::Color32::WHITE),
            offset_px: egui::vec2(0.0, -side),
            is_color: false,
        },
        advance_px: request.font_size_px,
    })
}

/// Our painter, as kittest wants it.
#[derive(Default)]
pub struct CpuRenderer {
    painter: Painter,
}

impl TestRenderer for CpuRenderer {
    fn handle_delta(&mut self, delta: &mut egui::TexturesDelta) {
        self.painter.update(delta);
    }

    fn render(&mut self, ctx: &egui::Context, output: &egui::FullOutput) -> Result<image::RgbaImage, String> {
        self.painter.paint(ctx, output)
    }
}
