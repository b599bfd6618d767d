//! How the teams stand on every criterion at one glance: a square each, by axis and tier, warmer the further they are apart.

use eframe::egui::{
    self, Align, Align2, Id, Layout, Rect, Role, Sense, Stroke, StrokeKind, UiBuilder, WidgetInfo, pos2, vec2,
};

use crate::{
    app::{format, places::Destination, state::State, theme, widgets},
    model::{Agreement, Axis, Criterion, CriterionId, Model, Team, Tier},
};

/// Narrower than this, the two axes stand one above the other.
const STACKED: f32 = 560.0;
const SQUARE: f32 = 26.0;
const GAP: f32 = 4.0;
/// A square of the legend.
const LEGEND: f32 = 20.0;
/// The tier's sign and name.
const NAME: f32 = 110.0;

/// How the teams stand on one criterion, as far as it may be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    Agreed,
    /// Points between the two proposals.
    Contested(u32),
    /// Both want the same, and not what stands.
    Elsewhere,
    /// Who has spoken, if one has.
    Open(Option<Team>),
    Hidden,
}

impl Standing {
    fn of(criterion: &Criterion) -> Self {
        let proposals = &criterion.proposals;
        match criterion.agreement() {
            Agreement::Agreed => Self::Agreed,
            Agreement::Hidden => Self::Hidden,
            Agreement::Open => Self::Open(Team::ALL.into_iter().find(|team| proposals.of(*team).is_some())),
            Agreement::Contested => match (&proposals.marketing, &proposals.sales) {
                (Some(one), Some(other)) if (one.tier, one.points) != (other.tier, other.points) => {
                    Self::Contested(one.points.abs_diff(other.points))
                }
                _ => Self::Elsewhere,
            },
        }
    }
}

/// The criteria of one tier of an axis, in order.
fn squares(model: &Model, axis: Axis, tier: Tier) -> Vec<(CriterionId, Standing)> {
    let of_tier = |criterion: &&Criterion| criterion.tier == tier && model.axis_of(criterion) == Some(axis);
    model.criteria.iter().filter(of_tier).map(|one| (one.id.clone(), Standing::of(one))).collect()
}

pub fn show(ui: &mut egui::Ui, state: &mut State) {
    if state.document.model.criteria.is_empty() {
        return;
    }
    let mut clicked = None;
    widgets::card(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        header_ui(ui, &state.document.model);
        ui.add_space(8.0);
        let width = ui.available_width();
        let is_stacked = width < STACKED;
        let half = if is_stacked { width } else { (width - 24.0) / 2.0 };
        let layout = if is_stacked { Layout::top_down(Align::Min) } else { Layout::left_to_right(Align::Min) };
        ui.with_layout(layout, |ui| {
            ui.spacing_mut().item_spacing = vec2(24.0, 8.0);
            for axis in Axis::ALL {
                ui.allocate_ui_with_layout(vec2(half, 0.0), Layout::top_down(Align::Min), |ui| {
                    ui.set_width(half);
                    ui.spacing_mut().item_spacing.y = 0.0;
                    clicked = axis_ui(ui, &state.document.model, axis).or(clicked.take());
                });
            }
        });
        ui.add_space(8.0);
        legend_ui(ui);
    });
    if let Some(id) = clicked {
        state.go(Destination::Criterion(id));
    }
}

fn header_ui(ui: &mut egui::Ui, model: &Model) {
    let count = |wanted| model.criteria.iter().filter(|criterion| criterion.agreement() == wanted).count();
    let text = tr!(
        "heat-counts",
        agreed = count(Agreement::Agreed),
        contested = count(Agreement::Contested),
        open = count(Agreement::Open) + count(Agreement::Hidden)
    );
    ui.horizontal(|ui| {
        ui.label(theme::strong(&tr!("heat-title")));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| ui.label(theme::second(ui, &text)));
    });
}

fn axis_ui(ui: &mut egui::Ui, model: &Model, axis: Axis) -> Option<CriterionId> {
    let theme = theme::of(ui);
    let mut clicked = None;
    let name = match axis {
        Axis::Fit => tr!("axis-fit"),
        Axis::Engagement => tr!("axis-engagement"),
    };
    ui.label(theme::caption(ui, &name).color(theme.axis_text(axis)));
    ui.add_space(4.0);
    for tier in Tier::ALL {
        let squares = squares(model, axis, tier);
        if squares.is_empty() {
            continue;
        }
        let width = ui.available_width();
        let per_line = (((width - NAME + GAP) / (SQUARE + GAP)).floor() as usize).max(1);
        let lines = squares.len().div_ceil(per_line);
        let height = lines as f32 * (SQUARE + GAP);
        let (rect, _) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
        tier_name_ui(ui, axis, tier, rect);
        for (index, (id, standing)) in squares.iter().enumerate() {
            let (line, column) = (index / per_line, index % per_line);
            let corner = rect.min + vec2(NAME + column as f32 * (SQUARE + GAP), line as f32 * (SQUARE + GAP));
            let square = Rect::from_min_size(corner, vec2(SQUARE, SQUARE));
            if let Some(criterion) = model.criterion(id)
                && square_ui(ui, criterion, *standing, square)
            {
                clicked = Some(id.clone());
            }
        }
    }
    clicked
}

fn tier_name_ui(ui: &mut egui::Ui, axis: Axis, tier: Tier, rect: Rect) {
    let place = Rect::from_min_size(rect.min, vec2(NAME, SQUARE));
    let builder = UiBuilder::new().max_rect(place).id_salt((axis, tier)).layout(Layout::left_to_right(Align::Center));
    let mut child = ui.new_child(builder);
    child.spacing_mut().item_spacing.x = 6.0;
    widgets::tier_sign(&mut child, tier);
    child.label(theme::second(&child, &theme::tier_name(tier)));
}

fn square_ui(ui: &egui::Ui, criterion: &Criterion, standing: Standing, rect: Rect) -> bool {
    let response = ui.interact(rect, Id::unique(("heat", &criterion.id.0)), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, words(criterion, standing)));
    if !ui.is_rect_visible(rect) {
        return response.clicked();
    }
    paint(ui, standing, rect);
    let theme = theme::of(ui);
    if response.has_focus() || response.hovered() {
        let width = if response.has_focus() { 2.0 } else { 1.0 };
        ui.painter().rect_stroke(rect, 5.0, Stroke::new(width, theme.accent), StrokeKind::Inside);
    }
    let tooltip = |ui: &mut egui::Ui| drop(ui.label(words(criterion, standing)));
    response.on_hover_cursor(egui::CursorIcon::PointingHand).on_hover_ui(tooltip).clicked()
}

/// The square and its sign: no colour without one.
fn paint(ui: &egui::Ui, standing: Standing, rect: Rect) {
    let theme = theme::of(ui);
    let painter = ui.painter();
    let at = rect.center();
    let icon = |icon: widgets::Icon, colour| {
        painter.text(at, Align2::CENTER_CENTER, char::from(icon), theme::icon_font(13.0), colour);
    };
    let text = |text: String, colour| {
        painter.text(at, Align2::CENTER_CENTER, text, theme::strong_font(), colour);
    };
    let fill = match standing {
        Standing::Contested(apart) => theme.contested_by(apart.max(1)),
        Standing::Elsewhere => theme.contested_by(1),
        _ => theme.raised,
    };
    painter.rect(rect, 5.0, fill, Stroke::new(1.0, theme.line), StrokeKind::Inside);
    match standing {
        Standing::Agreed => icon(widgets::Icon::Check, theme.better),
        Standing::Contested(apart) if apart < 100 => text(apart.to_string(), theme.text),
        Standing::Contested(_) => text("99+".to_owned(), theme.text),
        Standing::Elsewhere => text("≠".to_owned(), theme.text),
        Standing::Open(None) => text(tr!("proposal-none-short"), theme.second),
        Standing::Open(Some(team)) => text(initial(team), theme.team(team)),
        Standing::Hidden => icon(widgets::Icon::EyeOff, theme.second),
    }
}

fn initial(team: Team) -> String {
    match team {
        Team::Marketing => tr!("settle-marketing"),
        Team::Sales => tr!("settle-sales"),
    }
}

/// “Pricing page: marketing +10, sales +15, 5 apart”.
fn words(criterion: &Criterion, standing: Standing) -> String {
    let name = criterion.name.clone();
    let points =
        |team| criterion.visible_proposal(team, None).map(|one| format::points(one.points.into())).unwrap_or_default();
    let (marketing, sales) = (points(Team::Marketing), points(Team::Sales));
    match standing {
        Standing::Agreed => tr!("heat-agreed", name = name, points = format::points(criterion.points.into())),
        Standing::Contested(0) => tr!("heat-tiers", name = name, points = marketing),
        Standing::Contested(apart) => {
            tr!("heat-contested", name = name, marketing = marketing, sales = sales, apart = apart)
        }
        Standing::Elsewhere => {
            tr!("heat-elsewhere", name = name, points = marketing, now = format::points(criterion.points.into()))
        }
        Standing::Open(None) => tr!("heat-open", name = name),
        Standing::Open(Some(team)) => tr!("heat-open-one", name = name, team = theme::team_name(team)),
        Standing::Hidden => tr!("heat-hidden", name = name),
    }
}

fn legend_ui(ui: &mut egui::Ui) {
    let entries = [
        (Standing::Agreed, tr!("legend-agreed")),
        (Standing::Contested(1), tr!("legend-near")),
        (Standing::Contested(3), tr!("legend-apart")),
        (Standing::Contested(6), tr!("legend-far")),
        (Standing::Elsewhere, tr!("legend-elsewhere")),
        (Standing::Open(Some(Team::Marketing)), tr!("legend-one")),
        (Standing::Open(None), tr!("legend-open")),
    ];
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 4.0);
        for (standing, text) in entries {
            let galley = ui.painter().layout_no_wrap(text, theme::body(), theme::of(ui).second);
            // The square and its word stay together where the line ends.
            let size = vec2(LEGEND + 6.0 + galley.size().x + 8.0, LEGEND);
            let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
            response.widget_info(|| WidgetInfo::labeled(Role::Label, true, galley.text()));
            paint(ui, standing, Rect::from_min_size(rect.min, vec2(LEGEND, LEGEND)));
            let at = pos2(rect.left() + LEGEND + 6.0, rect.center().y - galley.size().y / 2.0);
            ui.painter().galley(at, galley, theme::of(ui).second);
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Proposal, Proposals, sample};

    #[test]
    fn a_square_says_how_the_teams_stand_and_nothing_that_is_hidden() {
        let standing = |marketing: Option<i32>, sales: Option<i32>, blind| {
            let word = |points| Proposal { tier: Tier::Critical, points, reason: String::new() };
            let proposals = Proposals { marketing: marketing.map(word), sales: sales.map(word), blind };
            let (name, tier) = ("Pricing page".to_owned(), Tier::Critical);
            let criterion = Criterion { name, tier, points: 12, proposals, ..sample::criterion("a", "activity") };
            (Standing::of(&criterion), words(&criterion, Standing::of(&criterion)))
        };
        assert_eq!(standing(Some(12), Some(12), false).0, Standing::Agreed);
        assert_eq!(standing(Some(10), Some(15), false).0, Standing::Contested(5));
        assert_eq!(standing(Some(10), Some(15), false).1, "Pricing page: marketing +10, sales +15, 5 apart");
        assert_eq!(standing(Some(10), Some(10), false).0, Standing::Elsewhere);
        assert_eq!(standing(None, Some(10), false).0, Standing::Open(Some(Team::Sales)));
        assert_eq!(standing(None, None, true).0, Standing::Open(None));
        for (marketing, sales) in [(Some(12), Some(12)), (Some(10), Some(15)), (Some(10), None)] {
            let (_, words) = standing(marketing, sales, true);
            assert!(!words.contains("10") && !words.contains("15") && !words.contains("12"), "{words}");
        }
    }

    #[test]
    fn every_criterion_has_its_square() {
        let model = crate::app::samples::Sample::B2bSoftware.model().expect("a sample");
        let count: usize =
            Axis::ALL.into_iter().flat_map(|axis| Tier::ALL.map(|tier| squares(&model, axis, tier).len())).sum();
        assert_eq!(count, model.criteria.len());
    }
}
