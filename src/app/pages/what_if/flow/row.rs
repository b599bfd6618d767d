//! One lead of the list: who it is, where it was and is, and why.

use eframe::egui::{self, Color32, FontId, Id, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2};

use super::{found::Found, listing::Reason, words};
use crate::{
    app::{theme, widgets},
    lead::Outcome,
    model::{Model, Tone},
    scoring::{Scores, what_if::Side},
};

/// Where the columns stand, from the left of a row.
pub struct Slots {
    name: (f32, f32),
    was: (f32, f32),
    is: (f32, f32),
    /// Where there is room.
    route: Option<(f32, f32)>,
    because: (f32, f32),
}

const GAP: f32 = 10.0;
const EDGE: f32 = 6.0;

impl Slots {
    pub fn new(ui: &Ui, found: &Found, width: f32) -> Self {
        // From here on the route has room too.
        const WITH_ROUTE: f32 = 600.0;
        const ROUTE: f32 = 128.0;
        /// The part of name and account of what they share with the reasons.
        const NAME: f32 = 0.42;
        let (was, is) = (cell_width(ui, &found.what_if.baseline.model), cell_width(ui, &found.what_if.draft.model));
        let route = (width >= WITH_ROUTE).then_some(ROUTE);
        let fixed = was + is + route.map_or(0.0, |route| route + GAP) + 3.0 * GAP + 2.0 * EDGE;
        let name = ((width - fixed) * NAME).max(60.0).floor();
        let because = (width - fixed - name).max(40.0);
        let mut left = EDGE;
        let mut next = |width: f32| {
            let slot = (left, width);
            left += width + GAP;
            slot
        };
        Self { name: next(name), was: next(was), is: next(is), route: route.map(&mut next), because: next(because) }
    }
}

/// What the name of a cell needs.
fn cell_width(ui: &Ui, model: &Model) -> f32 {
    const LEAST: f32 = 28.0;
    const MOST: f32 = 92.0;
    let cells = (0..model.fit.bands.len())
        .flat_map(|fit| (0..model.engagement.bands.len()).map(move |engagement| (fit, engagement)));
    let width = |cell| {
        ui.painter().layout_no_wrap(model.cell_name_at(cell), theme::body(), Color32::PLACEHOLDER).size().x + 1.0
    };
    cells.map(width).fold(LEAST, f32::max).min(MOST)
}

pub fn header_ui(ui: &Ui, rect: Rect, slots: &Slots) {
    let theme = theme::of(ui);
    let put = |(left, width): (f32, f32), text: String| {
        let galley = widgets::one_line(ui.painter(), &text, theme::small_strong(), theme.second, width);
        let at = pos2(rect.left() + left, rect.center().y - galley.size().y / 2.0);
        ui.painter().galley(at.round(), galley, theme.second);
    };
    put(slots.name, tr!("flow-column-lead"));
    put(slots.was, tr!("flow-column-was"));
    put(slots.is, tr!("flow-column-is"));
    if let Some(route) = slots.route {
        put(route, tr!("flow-column-route"));
    }
    put(slots.because, tr!("flow-column-because"));
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, theme.line));
}

/// Where a lead is under one model.
struct Place {
    cell: String,
    route: String,
    tone: Option<Tone>,
}

impl Place {
    fn new(Side { model, scores }: &Side, row: usize) -> Self {
        let Scores { fit_band, engagement_band, route, .. } = scores;
        let route = model.routes.get(usize::from(route[row]));
        Self {
            cell: model.cell_name_at((usize::from(fit_band[row]), usize::from(engagement_band[row]))),
            route: words::route_of(model, route.map(|route| &route.id)),
            tone: route.map(|route| route.tone),
        }
    }
}

/// Draws one lead; whether it was clicked.
pub fn row_ui(
    ui: &Ui,
    found: &Found,
    lead: u32,
    reasons: Option<&[Reason]>,
    rect: Rect,
    slots: &Slots,
    is_here: bool,
) -> bool {
    let theme = theme::of(ui);
    let (columns, row) = (&found.what_if.columns, lead as usize);
    let (was, is) = (Place::new(&found.what_if.baseline, row), Place::new(&found.what_if.draft, row));
    let name = found.naming.name(columns, row);
    let account = found.naming.account(columns, row).unwrap_or_default();
    let because = reasons.map(|reasons| in_line(reasons, |reason| &reason.short));
    let sentence = tr!(
        "flow-row",
        name = [name.as_str(), account].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", "),
        was = format!("{}, {}", was.cell, was.route),
        is = format!("{}, {}", is.cell, is.route),
        because = reasons.map(|reasons| in_line(reasons, |reason| &reason.whole)).unwrap_or_default(),
    );
    let response = ui.interact(rect, Id::unique(("moved lead", &columns.keys[row])), Sense::CLICK);
    response.widget_info(|| WidgetInfo::labeled(Role::Row, true, &sentence));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_selected(is_here));
    if is_here || response.hovered() {
        let fill = if is_here { theme.accent_tint } else { theme.raised };
        ui.painter().rect_filled(rect, 4.0, fill);
    }
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, theme.line));
    let put = |(left, width): (f32, f32), text: &str, font: FontId, colour: Color32| -> f32 {
        let galley = widgets::one_line(ui.painter(), text, font, colour, width);
        let (at, wide) = (pos2(rect.left() + left, rect.center().y - galley.size().y / 2.0), galley.size().x);
        ui.painter().galley(at.round(), galley, colour);
        wide
    };
    let (left, width) = slots.name;
    // The name goes before the account.
    let wide = put((left, width), &name, theme::strong_font(), theme.text);
    const LEAST: f32 = 24.0;
    if width - wide - 6.0 > LEAST {
        put((left + wide + 6.0, width - wide - 6.0), account, theme::body(), theme.second);
    }
    put(slots.was, &was.cell, theme::body(), theme.second);
    put(slots.is, &is.cell, theme::body(), theme.text);
    if let Some(slot) = slots.route {
        let colour = is.tone.map_or(theme.second, |tone| theme.tone_text(tone));
        put(slot, &is.route, theme::strong_font(), colour);
    }
    match &because {
        Some(text) => put(slots.because, text, theme::body(), theme.second),
        None => put(slots.because, "…", theme::body(), theme.third),
    };
    let is_clicked = response.clicked();
    response.on_hover_cursor(egui::CursorIcon::PointingHand).on_hover_ui(|ui| {
        ui.set_max_width(420.0);
        ui.label(theme::strong(&name));
        if !account.is_empty() {
            ui.label(theme::second(ui, account));
        }
        let outcome = match columns.outcome_at(row, found.what_if.as_of) {
            Outcome::Won => tr!("flow-outcome-won"),
            Outcome::Lost => tr!("flow-outcome-lost"),
            Outcome::Open => tr!("flow-outcome-open"),
        };
        ui.label(tr!("flow-row-was", cell = was.cell.clone(), route = was.route.clone()));
        ui.label(tr!("flow-row-is", cell = is.cell.clone(), route = is.route.clone(), outcome = outcome));
        for reason in reasons.unwrap_or_default() {
            ui.add(egui::Label::new(reason.whole.as_str()).wrap());
        }
        ui.label(theme::second(ui, &tr!("flow-row-open")));
    });
    is_clicked
}

/// The reasons in one line; of who stays where it was, that it does.
fn in_line(reasons: &[Reason], text: fn(&Reason) -> &String) -> String {
    if reasons.is_empty() {
        return tr!("flow-no-reason");
    }
    reasons.iter().map(|reason| text(reason).as_str()).collect::<Vec<_>>().join("; ")
}
