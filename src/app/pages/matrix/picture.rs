//! The matrix as a picture in a document: what is seen, with what it is of, in pixels or as vectors.

use std::{path::Path, sync::Arc};

use eframe::egui::{self, Rect, Role, Stroke, WidgetInfo, vec2};

use super::{Chosen, MatrixPage, View, pane, time, words};
use crate::{
    app::{format, painter, render, scored::Scored, state::State, theme, widgets::Icon},
    model::{
        Model,
        file::{why_not_written, write_atomically},
    },
};

/// What a picture is stored as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureKind {
    /// Pixels, for slides and mails.
    Png,
    /// Vectors, sharp at any size, for print and for changing.
    Svg,
}

impl PictureKind {
    pub const ALL: [Self; 2] = [Self::Png, Self::Svg];

    pub fn ending(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Svg => "svg",
        }
    }

    /// As a path's ending asks for it.
    pub fn of(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_string_lossy().to_lowercase();
        Self::ALL.into_iter().find(|kind| kind.ending() == ending)
    }
}

/// Width and height in points: a page of slides.
const SIZE: [f32; 2] = [1280.0, 860.0];
/// Pixels a point, so that it can be printed.
const SCALE: f32 = 2.0;
const MARGIN: f32 = 28.0;
const HEADER: f32 = 84.0;
/// With less room in the header of the page, the menu is only an icon.
const SHORT: f32 = 1_000.0;

/// All that is in the picture, apart from the window: it is painted on a thread.
pub struct Figure {
    view: View,
    model: Model,
    scored: Option<Arc<Scored>>,
    /// What is held against what.
    titles: [String; 2],
    finding: String,
    details: String,
    is_dark: bool,
}

impl State {
    /// The matrix as it is seen, to be saved.
    pub fn matrix_figure(&self) -> Figure {
        let page = &self.pages.matrix;
        let scored = time::held(self);
        let mut details = Vec::new();
        if let Some(name) = self.library_name() {
            details.push(name);
            // On an earlier day not all of the library were there.
            let leads = scored.as_ref().map_or_else(|| self.columns().len() as u64, |scored| scored.summary.leads);
            details.push(words::leads(leads));
            if self.as_of().0 > 0 {
                details.push(tr!("picture-as-of", day = format::day(self.as_of().day())));
            }
        }
        if self.document.looks_dirty() {
            details.push(tr!("picture-unsaved"));
        }
        Figure {
            view: page.view.of_picture(),
            model: self.document.model.clone(),
            titles: scored.as_deref().map(|scored| pane::titles(self, scored)).unwrap_or_default(),
            finding: super::finding(self, page.view.of_picture()),
            details: details.join(" · "),
            scored,
            is_dark: page.dark_picture,
        }
    }

    /// The name that is offered for the picture's file.
    pub(in crate::app) fn picture_name(&self, kind: PictureKind) -> String {
        let model = self.document.file_name();
        let stem = Path::new(&model).file_stem().unwrap_or_default().to_string_lossy().into_owned();
        tr!("picture-file", model = stem, ending = kind.ending())
    }
}

impl Figure {
    /// Paints and stores it.
    pub fn store(mut self, path: &Path) -> Result<(), String> {
        let told = |why: String| tr!("picture-failed", path = path.display().to_string(), why = why);
        let bytes = match PictureKind::of(path) {
            Some(PictureKind::Svg) => self.svg().into_bytes(),
            Some(PictureKind::Png) | None => self.png().map_err(told)?,
        };
        write_atomically(path, &bytes, false).map_err(|err| told(why_not_written(path, &err)))
    }

    pub fn png(&mut self) -> Result<Vec<u8>, String> {
        let is_dark = self.is_dark;
        let image = painter::render_to_image(SIZE, SCALE, is_dark, render::setup, |ui| self.ui(ui));
        let mut png = std::io::Cursor::new(Vec::new());
        let written = image.and_then(|image| Ok(image.write_to(&mut png, image::ImageFormat::Png)?));
        written.map(|()| png.into_inner()).map_err(|err| err.to_string())
    }

    pub fn svg(&mut self) -> String {
        let (title, text) = (self.title(), format!("{}. {}", self.finding, self.details));
        let about = painter::svg::About { title: &title, text: &text };
        painter::render_to_svg(SIZE, self.is_dark, &about, render::setup, |ui| self.ui(ui))
    }

    fn title(&self) -> String {
        tr!("picture-title", model = self.model.name.clone())
    }

    fn ui(&mut self, ui: &mut egui::Ui) {
        let theme = theme::of(ui);
        let whole = Rect::from_min_size(egui::Pos2::ZERO, SIZE.into());
        ui.painter().rect_filled(whole, 0.0, theme.card);
        let inner = whole.shrink(MARGIN);
        let (header, body) = inner.split_top_bottom_at_y(inner.top() + HEADER);
        ui.scope_builder(egui::UiBuilder::new().max_rect(header).id_salt("header"), |ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            ui.add(egui::Label::new(theme::heading(&self.title())).truncate());
            ui.add(egui::Label::new(theme::strong(&self.finding)).truncate());
            ui.add(egui::Label::new(theme::second(ui, &self.details)).truncate());
        });
        ui.painter().hline(header.x_range(), header.bottom() - 10.0, Stroke::new(1.0, theme.line));
        ui.scope_builder(egui::UiBuilder::new().max_rect(body).id_salt("body"), |ui| {
            // Nothing is chosen in a document.
            let mut page = MatrixPage { view: self.view, chosen: Chosen::Nothing, ..MatrixPage::default() };
            let panes = self.scored.as_deref().and_then(|scored| pane::of_scored(scored, &self.titles));
            super::view_ui(ui, &mut self.model, &mut page, self.scored.as_deref(), panes.as_ref(), 1.0, body.height());
        });
    }
}

/// The menu in the header of the page.
pub(super) fn menu_ui(ui: &mut egui::Ui, state: &mut State) {
    use crate::app::commands::Command;
    // Where room is short, the icon says it.
    let is_short = ui.available_width() < SHORT;
    let text = if is_short { theme::icon(Icon::ImageDown) } else { tr!("picture-menu").into() };
    let button = egui::Button::new(text).min_size(vec2(0.0, 30.0));
    let (response, _) = egui::containers::menu::MenuButton::from_button(button).ui(ui, |ui| {
        ui.set_min_width(190.0);
        for kind in PictureKind::ALL {
            let command = Command::SavePicture(kind);
            if ui.button(crate::app::text::tr(command.text_id())).clicked() {
                state.ask(command);
                ui.close();
            }
        }
        ui.separator();
        ui.checkbox(&mut state.pages.matrix.dark_picture, tr!("picture-dark"));
    });
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, tr!("picture-menu")));
    if is_short {
        response.on_hover_text(tr!("picture-menu"));
    }
}
