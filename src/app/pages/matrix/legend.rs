//! What the shades mean, in numbers.

use std::sync::Arc;

use eframe::egui::{self, Color32, Galley, Id, Rect, Role, Sense, Stroke, StrokeKind, WidgetInfo, pos2, vec2};

use super::{density, shade::Shade};
use crate::app::{
    format,
    theme::{self, Theme},
};

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Legend {
    /// From one lead to the fullest tile.
    Shade(Shade),
    /// Each lead is a dot.
    Dots,
    /// More and fewer leads than before, up to so many in a tile.
    Change(u64),
}

enum Item {
    Swatch(Color32),
    Dot,
    Disc(Arc<Galley>),
    Text(Arc<Galley>),
}

const SWATCH: f32 = 12.0;
const GAP: f32 = 4.0;

impl Legend {
    fn about(self) -> String {
        match self {
            Self::Shade(Shade { least, most }) => {
                tr!("legend-shade-about", least = format::count(least), most = format::count(most))
            }
            Self::Dots => tr!("legend-dots-about"),
            Self::Change(most) => tr!("legend-change-about", most = format::count(most)),
        }
    }

    fn items(self, painter: &egui::Painter, theme: &Theme, stops: usize) -> Vec<Item> {
        let text = |text: String| Item::Text(painter.layout_no_wrap(text, theme::small(), theme.second));
        match self {
            Self::Shade(shade) => {
                let stops = shade.stops(stops);
                let last = stops.len() - 1;
                let of = |(index, leads): (usize, u64)| {
                    let number = format::count(leads);
                    let is_floor = index == 0 && leads > 1;
                    let number = if is_floor { tr!("legend-or-fewer", number = number) } else { number };
                    let said =
                        if index == last { tr!("legend-leads-a-tile", number = leads, count = number) } else { number };
                    [Item::Swatch(density::shade_colour(theme, shade.part(leads))), text(said)]
                };
                stops.into_iter().enumerate().flat_map(of).collect()
            }
            Self::Dots => {
                let number = painter.layout_no_wrap("7".to_owned(), theme::small_strong(), theme.card);
                vec![Item::Dot, text(tr!("legend-dot")), Item::Disc(number), text(tr!("legend-disc"))]
            }
            Self::Change(most) => {
                let swatch = |part: f32| Item::Swatch(density::change_colour(theme, part));
                let mut items = vec![text(tr!("legend-fewer")), swatch(-1.0)];
                if stops > 2 {
                    items.extend([swatch(-0.4), swatch(0.4)]);
                }
                items.extend([swatch(1.0), text(tr!("legend-more"))]);
                if most > 0 && stops > 2 {
                    items.push(text(tr!("legend-change-most", most = format::count(most))));
                }
                items
            }
        }
    }
}

/// Paints the legend at the right end of `row`, with as many steps as there is room for; answers where it begins, and
/// nothing where it has no room.
pub(super) fn paint(ui: &egui::Ui, row: Rect, legend: Legend, opacity: f32) -> Option<f32> {
    let theme = theme::of(ui);
    let mut painter = ui.painter().clone();
    painter.multiply_opacity(opacity);
    let width = |items: &[Item]| -> f32 {
        let of = |item: &Item| match item {
            Item::Swatch(_) | Item::Dot | Item::Disc(_) => SWATCH + GAP,
            Item::Text(galley) => galley.size().x + 2.0 * GAP,
        };
        items.iter().map(of).sum()
    };
    let found =
        (2..=4).rev().map(|stops| legend.items(&painter, theme, stops)).find(|items| width(items) <= row.width());
    let items = found?;
    let mut x = row.right() - width(&items) + 2.0 * GAP;
    let begin = x;
    let middle = row.center().y;
    for item in &items {
        match item {
            Item::Swatch(colour) => {
                let rect = Rect::from_min_size(pos2(x, middle - SWATCH / 2.0), vec2(SWATCH, SWATCH));
                painter.rect_filled(rect, 2.0, theme.card);
                painter.rect(rect, 2.0, *colour, Stroke::new(1.0, theme.line), StrokeKind::Inside);
                x += SWATCH + GAP;
            }
            Item::Dot => {
                painter.circle_filled(pos2(x + SWATCH / 2.0, middle), density::DOT, density::dot_colour(theme));
                x += SWATCH + GAP;
            }
            Item::Disc(number) => {
                let centre = pos2(x + SWATCH / 2.0, middle);
                painter.circle_filled(centre, SWATCH / 2.0 + 1.0, density::dot_colour(theme));
                painter.galley((centre - number.size() / 2.0).round(), Arc::clone(number), theme.card);
                x += SWATCH + GAP;
            }
            Item::Text(galley) => {
                painter.galley(pos2(x, middle - galley.size().y / 2.0).round(), Arc::clone(galley), theme.second);
                x += galley.size().x + 2.0 * GAP;
            }
        }
    }
    let about = legend.about();
    let rect = row.with_min_x(begin);
    let response = ui.interact(rect, Id::unique(("matrix legend", ui.scope_id(), row.left() as i32)), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &about));
    response.on_hover_text(about);
    Some(begin)
}
