//! A page as a picture, with no display and no GPU.

use std::{path::PathBuf, sync::Arc};

use anyhow::{Context as _, anyhow, bail};

use super::{
    against::Against,
    background::Wake,
    pages::leads::Tab,
    painter,
    settings::{SettingsFile, ThemeChoice},
    shell,
    state::{Page, State},
    tasks::read_library,
    theme,
};
use crate::{
    lead::Instant,
    library::Progress,
    model::file::{self, why_not_written, write_atomically},
};

/// What picture is wanted.
#[derive(Clone, Debug)]
pub struct RenderRequest {
    pub model: PathBuf,
    pub library: Option<PathBuf>,
    /// Instead of the library's own.
    pub as_of: Option<Instant>,
    pub page: Page,
    /// Of the page of leads.
    pub tab: Tab,
    /// The model that it is held against, instead of itself.
    pub against: Option<PathBuf>,
    /// Width and height in pixels.
    pub size: (u32, u32),
    pub is_dark: bool,
    /// Everything larger, as for a projector.
    pub is_presentation: bool,
    pub out: PathBuf,
}

/// The window's fonts, and the system's for what they lack: names in Chinese, Japanese, Korean.
pub(super) fn setup(ctx: &eframe::egui::Context) {
    theme::install(ctx);
    ctx.add_font_provider(Arc::new(egui_system_font_provider::SystemFontProvider::new()));
}

/// Draws the window and writes it as PNG.
pub fn render(request: &RenderRequest) -> anyhow::Result<()> {
    let wake: Wake = Arc::new(|| {});
    let mut state = State::new(SettingsFile::default(), &wake);
    state.open_model(&request.model);
    if let Some(library) = &request.library {
        state.set_library(read_library(library, &Progress::default())?);
        if let Some(as_of) = request.as_of {
            state.go_to(as_of);
        }
    }
    if let Some(against) = &request.against {
        let model =
            file::load(against).context("nothing was painted, for the model to hold it against can't be read")?;
        state.hold_against(Against::File { path: against.clone(), model: Arc::new(model) });
    }
    if let Some(notice) = state.notices.iter().find(|notice| notice.is_error()) {
        bail!("{}", notice.text);
    }
    // What is told in passing is no part of the page.
    state.notices.clear();
    state.page = request.page;
    state.pages.leads.tab = request.tab;
    state.settings.theme = if request.is_dark { ThemeChoice::Dark } else { ThemeChoice::Light };
    state.settings.presentation = request.is_presentation;
    state.settle();
    let (width, height) = request.size;
    let zoom = shell::zoom(&state);
    let points = [width as f32 / zoom, height as f32 / zoom];
    let image = painter::render_to_image(points, zoom, request.is_dark, setup, |ui| {
        shell::show(ui, &mut state);
        state.settle();
        state.pages.settle();
    })?;
    let mut png = std::io::Cursor::new(Vec::new());
    image.write_to(&mut png, image::ImageFormat::Png)?;
    let out = &request.out;
    write_atomically(out, png.get_ref(), false).map_err(|err| {
        let why = why_not_written(out, &err);
        anyhow!("the picture can't be written to “{}”: {why}; name another file or folder", out.display())
    })
}
