//! A few values side by side, one of them chosen.

use std::sync::Arc;

use eframe::egui::{
    Color32, FontId, Galley, Id, Pos2, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, pos2,
    text::{LayoutJob, TextFormat},
    vec2,
};

use super::Icon;
use crate::app::theme;

const HEIGHT: f32 = 30.0;
/// Between the frame and the segments.
const EDGE: f32 = 2.0;
/// Left and right of a label.
const PADDING: f32 = 10.0;

/// A sign behind a label.
#[derive(Clone, Copy)]
pub struct Sign {
    pub icon: Icon,
    pub colour: Color32,
}

/// Changes `value` to the choice that is clicked; each segment is called “name: label”.
pub fn segmented<T: Copy + PartialEq>(ui: &mut Ui, name: &str, value: &mut T, choices: &[(T, &str)]) -> Response {
    segmented_with(ui, name, value, choices, |_| None)
}

/// The same, where a choice may have a sign, and its words the sign's colour.
pub fn segmented_with<T: Copy + PartialEq>(
    ui: &mut Ui,
    name: &str,
    value: &mut T,
    choices: &[(T, &str)],
    sign: impl Fn(T) -> Option<Sign>,
) -> Response {
    let theme = theme::of(ui);
    let label = |(choice, text): &(T, &str)| Label::new(ui, text, choice == value, sign(*choice));
    let labels: Vec<Label> = choices.iter().map(label).collect();
    let (size, places) = layout(&labels.iter().map(|label| label.width).collect::<Vec<_>>());
    let (frame, mut response) = ui.allocate_exact_size(size, Sense::hover());
    ui.painter().rect(frame, 8.0, theme.ground, Stroke::new(1.0, theme.line), StrokeKind::Inside);
    for (index, ((choice, text), (label, place))) in choices.iter().zip(labels.iter().zip(places)).enumerate() {
        let rect = place.translate(frame.min.to_vec2());
        let id = response.id.with(index);
        if segment_ui(ui, id, rect, label, &format!("{name}: {text}")) && choice != value {
            *value = *choice;
            response.mark_changed();
        }
    }
    response
}

/// A label as it is shown, and the width it needs when it is chosen, so that nothing moves when the choice does.
struct Label {
    galley: Arc<Galley>,
    width: f32,
    is_chosen: bool,
}

impl Label {
    fn new(ui: &Ui, text: &str, is_chosen: bool, sign: Option<Sign>) -> Self {
        let theme = theme::of(ui);
        let laid_out = |font: FontId, colour: Color32| {
            let colour = sign.map_or(colour, |sign| sign.colour);
            let mut job = LayoutJob::single_section(text.to_owned(), TextFormat::simple(font, colour));
            if let Some(Sign { icon, colour }) = sign {
                job.append(&char::from(icon).to_string(), 6.0, TextFormat::simple(theme::icon_font(13.0), colour));
            }
            ui.painter().layout_job(job)
        };
        let strong = laid_out(theme::strong_font(), theme.text);
        let width = strong.size().x;
        let galley = if is_chosen { strong } else { laid_out(theme::body(), theme.second) };
        Self { galley, width, is_chosen }
    }
}

/// The size of the whole and the place of each segment in it.
fn layout(widths: &[f32]) -> (Vec2, Vec<Rect>) {
    let mut x = EDGE;
    let mut places = Vec::with_capacity(widths.len());
    for width in widths {
        let width = (width + 2.0 * PADDING).ceil();
        places.push(Rect::from_min_size(pos2(x, EDGE), vec2(width, HEIGHT - 2.0 * EDGE)));
        x += width;
    }
    (vec2(x + EDGE, HEIGHT), places)
}

fn segment_ui(ui: &Ui, id: Id, rect: Rect, label: &Label, name: &str) -> bool {
    let theme = theme::of(ui);
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, ui.is_enabled(), label.is_chosen, name));
    if label.is_chosen {
        ui.painter().rect(rect, 6.0, theme.card, Stroke::new(1.0, theme.line), StrokeKind::Inside);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 6.0, theme.raised);
    }
    if response.has_focus() {
        ui.painter().rect_stroke(rect, 6.0, Stroke::new(1.5, theme.accent), StrokeKind::Inside);
    }
    let corner: Pos2 = rect.center() - label.galley.size() / 2.0;
    ui.painter().galley(corner, Arc::clone(&label.galley), theme.text);
    response.clicked()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn segments_stand_side_by_side_within_the_frame() {
        let (size, places) = layout(&[20.0, 70.5]);
        assert_eq!(size.y, HEIGHT, "as high as a row");
        assert_eq!(places[0].right(), places[1].left(), "no gap");
        assert_eq!(places[1].width(), 91.0, "70.5 and twice the padding, in whole points");
        assert_eq!(places[1].right() + EDGE, size.x, "the frame ends after the last");
        assert_eq!(layout(&[]).1, [], "no choices, no segments");
    }
}
