//! The chosen criterion: everything of it can be changed here, its rule as a sentence of fields.

use eframe::egui::{self, Align, Layout, Role, Sense, Stroke, UiBuilder, WidgetInfo, vec2};

use super::{actions, edit, row, rule, rule_leads, voices};
use crate::{
    app::{format, state::State, theme, widgets},
    model::{Counting, CriterionId, Model, Tier, check::Place},
};

const PADDING: f32 = 10.0;
/// What the scroll bar takes of the margin at the right.
const BAR: f32 = 12.0;
/// As high as the line below the card's rest.
const FOOT: f32 = 40.0;

pub(super) fn show(ui: &mut egui::Ui, state: &mut State, id: &CriterionId) {
    let theme = theme::of(ui);
    let rect = ui.available_rect_before_wrap();
    ui.allocate_rect(rect, Sense::hover());
    ui.painter().rect(rect, 10.0, theme.card, Stroke::new(1.0, theme.line), egui::StrokeKind::Inside);
    let foot_top = rect.bottom() - FOOT;
    let body = rect.shrink2(vec2(14.0, PADDING)).with_max_y(foot_top);
    // The bar stands in the card's margin, beside what it scrolls.
    let with_bar = body.with_max_x(body.right() + BAR);
    let mut child = ui.new_child(UiBuilder::new().max_rect(with_bar).id_salt(("card", &id.0)));
    child.set_clip_rect(rect.shrink(1.0).with_max_y(foot_top).intersect(ui.clip_rect()));
    let output = egui::ScrollArea::vertical().auto_shrink([false, false]).show(&mut child, |ui| {
        ui.set_max_width(body.width());
        ui.spacing_mut().item_spacing.y = 8.0;
        title_ui(ui, state, id);
        rule_part_ui(ui, state, id);
        evidence_ui(ui, state, id);
        order_ui(ui, &mut state.document.model, id);
        // What is argued about stands above what illustrates it: a low card shows it without scrolling.
        voices::show(ui, state, id);
        rule_leads::examples_ui(ui, state, id);
        why_ui(ui, state, id);
        problems_ui(ui, state, id);
    });
    state.pages.criteria.card_height = output.content_size.y + PADDING + FOOT + ui.spacing().item_spacing.y * 2.0;
    // Where the two stand, and how they come to one, is in sight however low the card is.
    ui.painter().hline(rect.x_range().shrink(1.0), foot_top, Stroke::new(1.0, theme.line));
    let foot = rect.shrink2(vec2(14.0, 1.0)).with_min_y(foot_top);
    let mut child = ui.new_child(UiBuilder::new().max_rect(foot).id_salt(("card foot", &id.0)));
    voices::foot_ui(&mut child, state, id);
}

/// Narrower than this, what the criterion is worth stands in a line of its own.
const ONE_LINE: f32 = 660.0;

/// Tier, name, points, category, and what can be done with the row.
fn title_ui(ui: &mut egui::Ui, state: &mut State, id: &CriterionId) {
    let is_one_line = ui.available_width() >= ONE_LINE;
    ui.horizontal(|ui| {
        let model = &mut state.document.model;
        let Some(tier) = model.criterion(id).map(|criterion| criterion.tier) else { return };
        tier_ui(ui, model, id, tier);
        let Some(criterion) = model.criterion_mut(id) else { return };
        // Behind the name stand its worth and five small buttons, or only these.
        let behind = if is_one_line { 500.0 } else { 166.0 };
        let name_width = (ui.available_width() - behind).clamp(120.0, 420.0);
        let field = egui::TextEdit::singleline(&mut criterion.name)
            .font(egui::FontSelection::FontId(theme::strong_font()))
            .desired_width(name_width)
            .margin(egui::Margin::symmetric(8, 6));
        let field = ui.add(field);
        field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, tr!("criterion-name")));
        if std::mem::take(&mut state.pages.criteria.to_card) {
            field.request_focus();
        }
        if is_one_line {
            worth_ui(ui, model, id);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| actions_ui(ui, state, id));
    });
    if !is_one_line {
        ui.horizontal(|ui| worth_ui(ui, &mut state.document.model, id));
    }
}

/// “gives +12 points in Company”.
fn worth_ui(ui: &mut egui::Ui, model: &mut Model, id: &CriterionId) {
    let Some(criterion) = model.criterion_mut(id) else { return };
    ui.label(theme::second(ui, &tr!("gives")));
    row::points_field(ui, &mut criterion.points, vec2(52.0, 28.0), &tr!("points"));
    ui.label(theme::second(ui, &tr!("points-in")));
    category_ui(ui, model, id);
}

fn tier_ui(ui: &mut egui::Ui, model: &mut Model, id: &CriterionId, tier: Tier) {
    let theme = theme::of(ui);
    widgets::tier_sign(ui, tier);
    let text = theme::strong(&theme::tier_name(tier)).color(theme.tier_text(tier));
    let combo = widgets::combo_box("tier").selected_text(text).width(104.0);
    let response = combo.show_ui(ui, |ui| {
        for choice in Tier::ALL {
            let range = model.tiers.of(choice);
            let label = format!("{}  {}", theme::tier_name(choice), format::range(range.least, range.most));
            if ui.selectable_label(choice == tier, label).clicked() {
                edit::set_tier(model, id, choice);
            }
        }
    });
    response.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, tr!("tier")));
}

fn category_ui(ui: &mut egui::Ui, model: &mut Model, id: &CriterionId) {
    let Some(current) = model.criterion(id).map(|criterion| criterion.category.clone()) else { return };
    let axis = model.category(&current).map(|category| category.axis);
    let choices: Vec<_> = model
        .categories
        .iter()
        // One that is in no category may go to any.
        .filter(|category| axis.is_none_or(|axis| category.axis == axis))
        .map(|category| (category.id.clone(), category.name.clone()))
        .collect();
    let unknown = tr!("category-unknown");
    let name = choices.iter().find(|(id, _)| *id == current).map_or(unknown.as_str(), |(_, name)| name.as_str());
    let combo = widgets::combo_box("category").selected_text(name).width(110.0).truncate();
    // A long name is cut, rather than pushing what stands behind it.
    let room = vec2((ui.available_width() - 170.0).clamp(110.0, 220.0), ui.spacing().interact_size.y);
    let shown = ui.allocate_ui_with_layout(room, Layout::left_to_right(Align::Center), |ui| {
        ui.set_max_width(room.x);
        combo.show_ui(ui, |ui| {
            for (choice, name) in &choices {
                if ui.selectable_label(*choice == current, name).clicked()
                    && let Some(criterion) = model.criterion_mut(id)
                {
                    criterion.category = choice.clone();
                }
            }
        })
    });
    shown.inner.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, tr!("category")));
}

fn actions_ui(ui: &mut egui::Ui, state: &mut State, id: &CriterionId) {
    ui.spacing_mut().item_spacing.x = 2.0;
    if widgets::icon_button(ui, widgets::Icon::X, &tr!("close-card")).clicked() {
        state.pages.criteria.chosen = None;
        return;
    }
    if widgets::icon_button(ui, widgets::Icon::Trash2, &tr!("row-delete")).clicked() {
        actions::delete(state, id);
        return;
    }
    if widgets::icon_button(ui, widgets::Icon::Copy, &tr!("row-duplicate")).clicked() {
        actions::duplicate(state, id);
        return;
    }
    if widgets::icon_button(ui, widgets::Icon::ArrowDown, &tr!("row-down")).clicked() {
        actions::shift(state, std::slice::from_ref(id), true);
    }
    if widgets::icon_button(ui, widgets::Icon::ArrowUp, &tr!("row-up")).clicked() {
        actions::shift(state, std::slice::from_ref(id), false);
    }
}

/// The rule, as a sentence of fields or as text.
fn rule_part_ui(ui: &mut egui::Ui, state: &mut State, id: &CriterionId) {
    let facts = state.scored.as_ref().map(|scored| std::sync::Arc::clone(&scored.facts));
    let facts = facts.as_deref().filter(|facts| facts.leads > 0);
    // A library without any date has no day to speak of.
    let as_of = Some(state.as_of().day()).filter(|day| day.0 > 0);
    let Some(criterion) = state.document.model.criterion_mut(id) else { return };
    let typing = &mut state.pages.rules.typing;
    if typing.as_text {
        rule::typed_ui(ui, typing, id, &mut criterion.rule, facts);
    } else {
        rule::unread_ui(ui, typing, id);
        rule::rule_ui(ui, &mut criterion.rule, facts, as_of);
    }
}

/// What the open leads say of it; at the right, how the rule is shown.
fn evidence_ui(ui: &mut egui::Ui, state: &mut State, id: &CriterionId) {
    const SWITCH: f32 = 150.0;
    ui.horizontal(|ui| {
        let width = (ui.available_width() - SWITCH).max(100.0);
        let layout = Layout::left_to_right(Align::Center).with_main_wrap(true);
        ui.allocate_ui_with_layout(vec2(width, 30.0), layout, |ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            ui.set_row_height(30.0);
            rule_leads::evidence_ui(ui, state, id);
        });
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let mut as_text = state.pages.rules.typing.as_text;
            let choices = [(false, tr!("rule-as-sentence")), (true, tr!("rule-as-text"))];
            let choices: Vec<_> = choices.iter().map(|(value, label)| (*value, label.as_str())).collect();
            if widgets::segmented(ui, &tr!("rule-shown-as"), &mut as_text, &choices).changed() {
                state.pages.rules.typing.show_as_text(as_text, id);
            }
        });
    });
}

/// In a category where the first match counts, the place in line matters: it is said and can be changed, whatever tiers
/// the others are in.
fn order_ui(ui: &mut egui::Ui, model: &mut Model, id: &CriterionId) {
    let Some(criterion) = model.criterion(id) else { return };
    let Some(category) = model.category(&criterion.category) else { return };
    let Some(place) = model.criteria_of(&category.id).position(|other| other.id == *id) else { return };
    if category.counting != Counting::FirstMatch {
        return;
    }
    let (name, count) = (category.name.clone(), model.criteria_of(&category.id).count());
    let mut asked = None;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let text = tr!("first-match-place", category = name.clone(), place = place + 1, count = count);
        ui.label(theme::second(ui, &text));
        let earlier = tr!("first-match-earlier", category = name.clone());
        let later = tr!("first-match-later", category = name);
        for (down, icon, name) in
            [(false, widgets::Icon::ChevronUp, earlier), (true, widgets::Icon::ChevronDown, later)]
        {
            let is_possible = if down { place + 1 < count } else { place > 0 };
            ui.add_enabled_ui(is_possible, |ui| {
                if widgets::icon_button(ui, icon, &name).clicked() {
                    asked = Some(down);
                }
            });
        }
    });
    if let Some(down) = asked {
        edit::shift_in_category(model, id, down);
    }
}

/// The teams' reasoning, and whether it counts.
fn why_ui(ui: &mut egui::Ui, state: &mut State, id: &CriterionId) {
    let Some(criterion) = state.document.model.criterion_mut(id) else { return };
    ui.horizontal(|ui| {
        let label = ui.label(theme::second(ui, &tr!("why")));
        let width = (ui.available_width() - 240.0).max(160.0);
        let field = egui::TextEdit::multiline(&mut criterion.why)
            .hint_text(tr!("why-hint"))
            .desired_rows(1)
            .desired_width(width)
            .margin(egui::Margin::symmetric(8, 6));
        ui.add(field).labelled_by(label.id);
        ui.checkbox(&mut criterion.enabled, tr!("criterion-counts")).on_hover_text(tr!("criterion-counts-about"));
        ui.checkbox(&mut criterion.disqualifies, tr!("disqualifies")).on_hover_text(tr!("disqualifies-about"));
    });
}

/// Problems of this very criterion, beside what they are about.
fn problems_ui(ui: &mut egui::Ui, state: &mut State, id: &CriterionId) {
    let theme = theme::of(ui);
    let (found, place) = (state.problems(), Place::Criterion(id.clone()));
    for problem in found.iter().filter(|problem| problem.is_about(&place)) {
        ui.horizontal_wrapped(|ui| {
            ui.label(theme::icon(widgets::Icon::TriangleAlert).color(theme.warning));
            ui.label(&problem.sentence);
            if let Some(hint) = &problem.hint {
                ui.label(theme::second(ui, hint));
            }
            if problem.mend.is_some() && ui.button(tr!("mend")).clicked() {
                state.mend(std::slice::from_ref(problem));
            }
        });
    }
}
