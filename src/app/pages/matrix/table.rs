//! The matrix as a plain table: every fact of every cell, whatever the edges are, for keyboards and screen readers.

use eframe::egui::{
    self, Align, Id, Layout, Rect, Role, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

use super::{
    Chosen, MatrixPage,
    cell_text::one_line,
    facts::{self, Facts},
    grid::{Asked, Grid, Place},
    words,
};
use crate::{
    app::{format, scored::Scored, theme, widgets},
    model::{Axis, Band, Model},
};

const NAMES: f32 = 84.0;
const TITLES: f32 = 34.0;
/// The lines of a cell: count, win rate, where it lies, route, within, marks.
const ROW: f32 = 130.0;
const LINE: f32 = 17.0;
const GAP: f32 = 4.0;
const NARROWEST: f32 = 96.0;

pub(super) fn show(ui: &mut Ui, model: &Model, page: &mut MatrixPage, scored: Option<&Scored>, opacity: f32) {
    let columns = model.engagement.bands.len().max(1) as f32;
    let width = ((ui.available_width() - NAMES) / columns - GAP).max(NARROWEST);
    // Where the whole page scrolls, it has no bottom; a second scroll bar inside would only be in the way.
    let height = ui.max_rect().bottom() - ui.cursor().top();
    if NAMES + columns * (width + GAP) > ui.available_width() {
        // That there is more is seen, not only felt; and the best columns are seen first.
        ui.spacing_mut().scroll = egui::style::ScrollStyle::solid();
    }
    let scroll = egui::ScrollArea::both().id_salt("matrix table").max_height(height).auto_shrink([false, true]);
    let scroll = scroll.stick_to_right(true);
    scroll.show(ui, |ui| {
        let size = vec2(NAMES + columns * (width + GAP), TITLES + model.fit.bands.len() as f32 * (ROW + GAP));
        let (area, _) = ui.allocate_exact_size(size, Sense::hover());
        let say = |(fit, engagement): Place| {
            let Some((fit, engagement)) = model.fit.bands.get(fit).zip(model.engagement.bands.get(engagement)) else {
                return String::new();
            };
            let facts = facts::of_scored_cell(scored, &fit.id, &engagement.id);
            words::cell_sentence(model, fit, engagement, facts.as_ref())
        };
        let grid = Grid {
            salt: "table",
            role: Role::Cell,
            model,
            chosen: page.chosen_cell(model),
            say: &say,
            hint: &|_| None,
            is_there: &|_| true,
        };
        let table = Table { model, scored, opacity, width, grid };
        // The roles are those of a table, so that a screen reader says row and column.
        ui.scope_builder(UiBuilder::new().max_rect(area).accessibility_role(Role::Table), |ui| {
            table.titles_ui(ui, area, page);
            let mut asked = None;
            for (row, fit) in model.fit.bands.iter().enumerate() {
                let top = area.top() + TITLES + row as f32 * (ROW + GAP);
                let rect = Rect::from_x_y_ranges(area.x_range(), top..=top + ROW);
                let builder = UiBuilder::new().max_rect(rect).id_salt(&fit.id.0).accessibility_role(Role::Row);
                asked = ui.scope_builder(builder, |ui| table.row_ui(ui, rect, row, fit, page)).inner.or(asked);
            }
            table.grid.follow(ui, asked);
            if let Some(asked) = asked {
                page.take(model, asked);
            }
        });
    });
}

struct Table<'a> {
    model: &'a Model,
    scored: Option<&'a Scored>,
    opacity: f32,
    width: f32,
    grid: Grid<'a>,
}

impl Table<'_> {
    /// Where a column begins; best is at the right, as in the cloud.
    fn left(&self, area: Rect, engagement: usize) -> f32 {
        let column = self.model.engagement.bands.len() - 1 - engagement;
        area.left() + NAMES + column as f32 * (self.width + GAP)
    }

    fn titles_ui(&self, ui: &mut Ui, area: Rect, page: &mut MatrixPage) {
        let titles = Rect::from_min_size(area.min, vec2(area.width(), TITLES));
        let builder = UiBuilder::new().max_rect(titles).id_salt("titles").accessibility_role(Role::Row);
        ui.scope_builder(builder, |ui| {
            for (index, band) in self.model.engagement.bands.iter().enumerate().rev() {
                let rect = Rect::from_min_size(pos2(self.left(area, index), area.top()), vec2(self.width, TITLES));
                band_ui(ui, rect, Axis::Engagement, band, page);
            }
        });
    }

    fn row_ui(&self, ui: &mut Ui, rect: Rect, row: usize, fit: &Band, page: &mut MatrixPage) -> Option<Asked> {
        let mut asked = None;
        let name = Rect::from_min_size(rect.min, vec2(NAMES - GAP, ROW));
        band_ui(ui, name, Axis::Fit, fit, page);
        for (index, engagement) in self.model.engagement.bands.iter().enumerate().rev() {
            let cell = Rect::from_min_size(pos2(self.left(rect, index), rect.top()), vec2(self.width, ROW));
            asked = self.cell_ui(ui, cell, (row, index), (fit, engagement)).or(asked);
        }
        asked
    }

    fn cell_ui(
        &self,
        ui: &mut Ui,
        rect: Rect,
        index: (usize, usize),
        (fit, engagement): (&Band, &Band),
    ) -> Option<Asked> {
        let theme = theme::of(ui);
        let facts = facts::of_scored_cell(self.scored, &fit.id, &engagement.id);
        let route = words::route_of(self.model, fit, engagement);
        let (cell, asked) = self.grid.cell_ui(ui, index, rect)?;
        let is_chosen = self.grid.chosen == Some(index);
        ui.painter().rect_filled(rect, 7.0, theme.card);
        if let Some(route) = route {
            ui.painter().rect_filled(rect, 7.0, theme.tone_fill(route.tone));
        }
        if is_chosen || cell.has_focus || cell.is_hovered {
            let width = if cell.has_focus { 2.5 } else { 1.5 };
            let colour = if is_chosen || cell.has_focus { theme.accent } else { theme.line };
            ui.painter().rect_stroke(rect, 7.0, Stroke::new(width, colour), StrokeKind::Inside);
        }
        if cell.has_focus && asked.is_none() && !ui.clip_rect().contains_rect(rect) {
            ui.scroll_to_rect(rect, None);
        }
        let builder = UiBuilder::new().max_rect(rect.shrink2(vec2(10.0, 8.0))).layout(Layout::top_down(Align::Min));
        ui.scope_builder(builder, |ui| {
            ui.spacing_mut().item_spacing = vec2(6.0, 3.0);
            // Lines of text, not of buttons.
            ui.spacing_mut().interact_size.y = LINE;
            self.facts_ui(ui, facts.as_ref());
            let (name, colour) = route.map_or_else(
                || (tr!("cell-no-route"), theme.worse),
                |route| (route.name.clone(), theme.tone_text(route.tone)),
            );
            ui.add(egui::Label::new(theme::strong(&name).color(colour)).truncate());
            let within = route.and_then(|route| route.respond_within_minutes).map(format::minutes).unwrap_or_default();
            ui.label(theme::second(ui, &within));
            ui.horizontal(|ui| {
                widgets::stars(ui, fit.marks.min(3));
                if let Some(flames) = words::flames_of(self.model, engagement) {
                    widgets::flames(ui, flames);
                }
            });
        });
        asked
    }

    fn facts_ui(&self, ui: &mut Ui, facts: Option<&Facts>) {
        let Some(facts) = facts else { return };
        ui.scope(|ui| {
            ui.multiply_opacity(self.opacity);
            ui.horizontal(|ui| {
                ui.label(theme::strong(&format::count(facts.leads)));
                ui.label(theme::second(ui, &format::percent(facts.share, 1)));
            });
            let won = facts.win_rate().map(|rate| tr!("cell-won", rate = format::percent(rate, 0)));
            ui.label(theme::second(ui, &won.unwrap_or_default()));
            let interval = facts.interval_text().unwrap_or_default();
            ui.label(theme::second(ui, &interval).font(theme::small()));
        });
    }
}

/// The name of a band as the title of its row or column; a click opens the card where bands are changed.
fn band_ui(ui: &Ui, rect: Rect, axis: Axis, band: &Band, page: &mut MatrixPage) {
    let theme = theme::of(ui);
    let response = ui.interact(rect, Id::unique(("matrix table band", axis, &band.id.0)), Sense::click());
    let role = if axis == Axis::Fit { Role::RowHeader } else { Role::ColumnHeader };
    let name = tr!("matrix-band", axis = words::axis(axis), name = band.name.clone());
    response.widget_info(|| WidgetInfo::labeled(role, true, &name));
    if response.has_focus() || response.hovered() {
        ui.painter().rect_stroke(rect, 7.0, Stroke::new(1.0, theme.line), StrokeKind::Inside);
    }
    let clip = ui.painter_at(rect);
    let from =
        band.from.map_or_else(|| tr!("bands-rest"), |from| tr!("band-from", from = format::count_signed(from.into())));
    let room = rect.width() - if axis == Axis::Fit { 12.0 } else { 4.0 };
    let title = one_line(&clip, band.name.clone(), theme::strong_font(), theme.axis_text(axis), room);
    let detail = clip.layout_no_wrap(from, theme::small(), theme.second);
    let height = title.size().y + detail.size().y;
    let top = rect.center().y - height / 2.0;
    let left = |width: f32| match axis {
        Axis::Fit => rect.left() + 8.0,
        Axis::Engagement => (rect.center().x - width / 2.0).max(rect.left() + 2.0),
    };
    let below = top + title.size().y;
    clip.galley(pos2(left(title.size().x), top).round(), title, theme.text);
    clip.galley(pos2(left(detail.size().x), below).round(), detail, theme.second);
    if response.on_hover_text(tr!("matrix-band-about", band = name)).clicked() {
        page.chosen = Chosen::Bands(axis);
    }
}
