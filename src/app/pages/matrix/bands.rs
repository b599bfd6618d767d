//! The card of an axis: its bands, their edges and marks, its scale and range, and where the flames come from.

use eframe::egui::{self, Align, Layout};

use super::{Chosen, edit, fields, words};
use crate::{
    app::{state::State, theme, widgets},
    model::{Axis, AxisSettings, BandId, Flames, Model, Scale, limits},
};

/// The edge that was dragged or typed into last, and where all edges of its axis stood when that began.
#[derive(Clone, Debug)]
pub(super) struct Grabbed {
    axis: Axis,
    index: usize,
    edges: Vec<i32>,
}

/// What was asked of a band's row.
enum Asked {
    Split(usize),
    Remove(usize),
}

pub(super) fn show(ui: &mut egui::Ui, state: &mut State, axis: Axis) {
    let State { document, pages, .. } = state;
    let model = &mut document.model;
    let heading = match axis {
        Axis::Fit => tr!("bands-fit"),
        Axis::Engagement => tr!("bands-engagement"),
    };
    let mut is_closed = false;
    let close =
        |ui: &mut egui::Ui| is_closed = widgets::icon_button(ui, widgets::Icon::X, &tr!("close-matrix-card")).clicked();
    fields::card(ui, &heading, close, |ui| {
        titles_ui(ui, axis);
        let mut asked = None;
        for index in 0..model.axis(axis).bands.len() {
            asked = band_ui(ui, model, &mut pages.matrix.grabbed, axis, index).or(asked);
        }
        match asked {
            Some(Asked::Split(index)) => {
                edit::add_band(model, axis, index);
            }
            Some(Asked::Remove(index)) => {
                edit::remove_band(model, axis, index);
            }
            None => {}
        }
        ui.add_space(8.0);
        scale_ui(ui, model, axis);
        if axis == Axis::Engagement {
            flames_ui(ui, model);
        }
    });
    if is_closed {
        pages.matrix.chosen = Chosen::Best;
    }
}

const NAME: f32 = 86.0;
const FROM: f32 = 56.0;
const MARKS: f32 = 60.0;
const SPACING: f32 = 4.0;

fn titles_ui(ui: &mut egui::Ui, axis: Axis) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = SPACING;
        let marks = if axis == Axis::Fit { tr!("bands-stars") } else { tr!("bands-flames") };
        for (title, width) in [(tr!("bands-name"), NAME), (tr!("bands-from"), FROM), (marks, MARKS)] {
            let left = Layout::left_to_right(Align::Center);
            ui.allocate_ui_with_layout(egui::vec2(width, 20.0), left, |ui| {
                ui.set_width(width);
                ui.label(theme::caption(ui, &title));
            });
        }
    });
}

/// One band: name, edge, marks, and whether it is split or removed.
fn band_ui(
    ui: &mut egui::Ui,
    model: &mut Model,
    grabbed: &mut Option<Grabbed>,
    axis: Axis,
    index: usize,
) -> Option<Asked> {
    let id: BandId = model.axis(axis).bands.get(index)?.id.clone();
    let count = model.axis(axis).bands.len();
    let mut asked = None;
    ui.push_id(("band", axis, &id.0), |ui| {
        ui.horizontal(|ui| {
            ui.set_min_height(34.0);
            ui.spacing_mut().item_spacing.x = SPACING;
            let settings = model.axis_mut(axis);
            let name = tr!("matrix-band", axis = words::axis(axis), name = settings.bands[index].name.clone());
            let field = egui::TextEdit::singleline(&mut settings.bands[index].name).align(egui::Align2::LEFT_CENTER);
            ui.add_sized([NAME, 28.0], field).accessible_name(tr!("bands-name-of", band = name.clone()));
            let left = Layout::left_to_right(Align::Center);
            ui.allocate_ui_with_layout(egui::vec2(FROM, 28.0), left, |ui| {
                ui.set_width(FROM);
                edge_ui(ui, model.axis_mut(axis), grabbed, (axis, index), &tr!("bands-from-of", band = name.clone()));
            });
            let band = &mut model.axis_mut(axis).bands[index];
            ui.allocate_ui_with_layout(egui::vec2(MARKS, 28.0), left, |ui| {
                ui.set_width(MARKS);
                fields::marks(ui, &mut band.marks, axis == Axis::Fit, &name);
            });
            ui.add_enabled_ui(count < edit::MOST_BANDS, |ui| {
                if widgets::icon_button(ui, widgets::Icon::Plus, &tr!("bands-split", band = name.clone())).clicked() {
                    asked = Some(Asked::Split(index));
                }
            });
            ui.add_enabled_ui(count > edit::FEWEST_BANDS, |ui| {
                if widgets::icon_button(ui, widgets::Icon::Trash2, &tr!("bands-remove", band = name.clone())).clicked()
                {
                    asked = Some(Asked::Remove(index));
                }
            });
        });
    });
    asked
}

/// Where a band begins. Its neighbours are pushed from where they stood when the number was taken, and come back with it as long as
/// no other edge is changed.
fn edge_ui(
    ui: &mut egui::Ui,
    settings: &mut AxisSettings,
    grabbed: &mut Option<Grabbed>,
    (axis, index): (Axis, usize),
    name: &str,
) {
    let Some(mut from) = settings.bands[index].from else {
        ui.label(theme::second(ui, &tr!("bands-rest")));
        return;
    };
    let edges = edit::edges(settings);
    let response = fields::edge(ui, &mut from, name);
    let is_of_this = |grabbed: &Grabbed| (grabbed.axis, grabbed.index) == (axis, index);
    if !(response.dragged() || response.has_focus() || response.changed()) {
        return;
    }
    let range = settings.range;
    let holds = |grabbed: &Grabbed| grabbed.edges == edges || edit::is_pushed(&grabbed.edges, &edges, index, range);
    let taken = grabbed.take().filter(|grabbed| is_of_this(grabbed) && holds(grabbed));
    let taken = taken.unwrap_or_else(|| Grabbed { axis, index, edges: edges.clone() });
    if response.changed() {
        edit::set_edges(settings, &edit::pushed(&taken.edges, index, from, range));
    }
    *grabbed = Some(taken);
}

fn scale_ui(ui: &mut egui::Ui, model: &mut Model, axis: Axis) {
    let settings = model.axis_mut(axis);
    fields::row(ui, &tr!("bands-scale"), |ui| {
        let (points, percent) = (tr!("bands-points"), tr!("bands-percent"));
        let choices = [(Scale::Points, points.as_str()), (Scale::Percent, percent.as_str())];
        widgets::segmented(ui, &tr!("bands-scale"), &mut settings.scale, &choices);
    });
    fields::row(ui, &tr!("bands-range"), |ui| {
        // From the right.
        fields::whole(ui, &mut settings.range.most, &tr!("bands-most"));
        ui.label(theme::second(ui, &tr!("to")));
        fields::whole(ui, &mut settings.range.least, &tr!("bands-least"));
    });
}

fn flames_ui(ui: &mut egui::Ui, model: &mut Model) {
    fields::row(ui, &tr!("flames-from"), |ui| {
        let mut by_gain = model.flames != Flames::ByBand;
        let (by_band, gain) = (tr!("flames-by-band"), tr!("flames-by-gain"));
        let choices = [(false, by_band.as_str()), (true, gain.as_str())];
        widgets::segmented(ui, &tr!("flames-from"), &mut by_gain, &choices);
        if by_gain != (model.flames != Flames::ByBand) {
            model.flames = if by_gain { Flames::ByGain { over_days: 7, edges: [5, 15, 30] } } else { Flames::ByBand };
        }
    });
    if let Flames::ByGain { over_days, edges } = &mut model.flames {
        fields::row(ui, &tr!("flames-days"), |ui| {
            fields::number(ui, over_days, limits::DAYS, &tr!("flames-days"));
        });
        for (edge, flames) in edges.iter_mut().zip(1_u8..) {
            let name = tr!("flames-edge", number = u32::from(flames));
            fields::row(ui, &name, |ui| fields::whole(ui, edge, &name));
        }
    }
}
