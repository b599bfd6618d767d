//! The groups at the left: each with how many are in it.

use eframe::egui::{self, Align2, Id, Role, Sense, WidgetInfo, pos2, vec2};

use super::groups::{Lack, Listing, Segment};
use crate::{
    app::{format, pages::leads::cells, theme},
    model::Model,
};

const ROW: f32 = 46.0;

/// All of them; answers the one that was clicked.
pub fn show(ui: &mut egui::Ui, listing: &Listing) -> Option<Segment> {
    let most = listing.segments.iter().map(|(_, count)| *count).max().unwrap_or(0).max(1);
    let mut clicked = None;
    ui.spacing_mut().item_spacing.y = 2.0;
    egui::ScrollArea::vertical().id_salt("nurture segments").auto_shrink(false).show(ui, |ui| {
        ui.set_width(ui.available_width() - 4.0);
        for (place, (segment, count)) in listing.segments.iter().enumerate() {
            let share = *count as f32 / most as f32;
            if row_ui(ui, &listing.scored.model, segment, *count, share, place == listing.chosen) {
                clicked = Some(segment.clone());
            }
        }
        ui.add_space(10.0);
        egui::Frame::new().inner_margin(egui::Margin::symmetric(10, 0)).show(ui, |ui| {
            let text = egui::RichText::new(origin(listing)).font(theme::small()).color(theme::of(ui).second);
            ui.add(egui::Label::new(text).wrap());
        });
    });
    clicked
}

/// Where they come from: “868 open leads by route: Sales now 2, Nurture 852, No action 14”.
fn origin(listing: &Listing) -> String {
    let routes: Vec<String> =
        listing.routes.iter().map(|(name, count)| format!("{name} {}", format::count(*count))).collect();
    let (number, count) = (listing.total, format::count(listing.total));
    tr!("nurture-origin", number = number, count = count, routes = routes.join(", "))
}

fn row_ui(ui: &mut egui::Ui, model: &Model, segment: &Segment, count: u64, share: f32, is_chosen: bool) -> bool {
    const EDGE: f32 = 10.0;
    let theme = theme::of(ui);
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), ROW));
    let name = name(model, segment);
    let response = ui.interact(rect, Id::unique(("nurture segment", &name)), Sense::click());
    let number = format::count(count);
    let spoken = tr!("nurture-segment", name = name.clone(), number = count, count = number.clone());
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, is_chosen, &spoken));
    if is_chosen {
        ui.painter().rect_filled(rect, 7.0, theme.accent_tint);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, 7.0, theme.raised);
    }
    if response.has_focus() {
        ui.painter().rect_stroke(rect, 7.0, egui::Stroke::new(1.5, theme.accent), egui::StrokeKind::Inside);
    }
    let line = egui::Rect::from_min_max(rect.min + vec2(EDGE, 5.0), pos2(rect.right() - EDGE, rect.top() + 27.0));
    let font = if is_chosen { theme::strong_font() } else { theme::body() };
    let number = ui.painter().text(line.right_center(), Align2::RIGHT_CENTER, number, theme::strong_font(), theme.text);
    cells::text(ui, line.with_max_x(number.left() - 8.0), &name, font, theme.text);
    let bar = egui::Rect::from_min_size(pos2(line.left(), rect.bottom() - 13.0), vec2(line.width(), 5.0));
    ui.painter().rect_filled(bar, 2.5, theme.line);
    if count > 0 {
        let filled = bar.with_max_x(bar.left() + (bar.width() * share).max(3.0));
        ui.painter().rect_filled(filled, 2.5, theme.accent);
    }
    response.on_hover_cursor(egui::CursorIcon::PointingHand).on_hover_text(about(model, segment)).clicked()
}

pub fn name(model: &Model, segment: &Segment) -> String {
    match segment {
        Segment::Lack(Lack::WentCold) => tr!("nurture-cold"),
        Segment::Lack(Lack::ColdWithSales) => tr!("nurture-cold-with-sales"),
        Segment::Lack(Lack::Quiet) => tr!("nurture-quiet"),
        Segment::Lack(Lack::Unknown) => tr!("nurture-unknown"),
        Segment::Lack(Lack::PoorFit) => tr!("nurture-poor-fit"),
        Segment::Lack(Lack::Low) => tr!("nurture-low"),
        Segment::Lack(Lack::NotSent) => tr!("nurture-not-sent"),
        Segment::Cell(fit, engagement) => {
            let route = model.fit.bands.get(*fit).zip(model.engagement.bands.get(*engagement));
            let route = route.and_then(|(fit, engagement)| model.cell(&fit.id, &engagement.id));
            let route = route.and_then(|id| model.route(id)).map(|route| route.name.clone());
            let cell = model.cell_name_at((*fit, *engagement));
            route.map_or_else(|| cell.clone(), |route| tr!("nurture-cell", cell = cell.clone(), route = route))
        }
        Segment::Tier(Some(tier)) => theme::tier_name(*tier),
        Segment::Tier(None) => tr!("nurture-no-tier"),
        Segment::Category(id) => model.category(id).map_or_else(|| id.to_string(), |it| it.name.clone()),
    }
}

/// Who is in it.
pub fn about(model: &Model, segment: &Segment) -> String {
    match segment {
        Segment::Lack(Lack::WentCold) => tr!("nurture-cold-about", days = model.cold_after_days),
        Segment::Lack(Lack::ColdWithSales) => tr!("nurture-cold-with-sales-about", days = model.cold_after_days),
        Segment::Lack(Lack::Quiet) => tr!("nurture-quiet-about"),
        Segment::Lack(Lack::Unknown) => tr!("nurture-unknown-about"),
        Segment::Lack(Lack::PoorFit) => tr!("nurture-poor-fit-about"),
        Segment::Lack(Lack::Low) => tr!("nurture-low-about"),
        Segment::Lack(Lack::NotSent) => tr!("nurture-not-sent-about"),
        Segment::Cell(..) => tr!("nurture-cell-about"),
        Segment::Tier(Some(tier)) => tr!("nurture-tier-about", tier = theme::tier_name(*tier).to_lowercase()),
        Segment::Tier(None) => tr!("nurture-no-tier-about"),
        Segment::Category(_) => tr!("nurture-category-about", category = name(model, segment)),
    }
}
