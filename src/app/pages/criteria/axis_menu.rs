//! What belongs to a whole axis: its range, its scale, its categories with their caps.

use eframe::egui::{self, Role, Vec2, WidgetInfo, vec2};

use super::edit;
use crate::{
    app::{format, modals::SettingsSection, state::State, theme, widgets},
    model::{Axis, CategoryId, Counting, Model, Scale, limits},
};

/// Of a field for a number.
const NUMBER: Vec2 = vec2(56.0, 28.0);
/// Of a field for the name of a category.
const NAME: Vec2 = vec2(150.0, 28.0);
/// How wide a cap is with its number.
const CAP: f32 = 148.0;

pub(super) fn show(ui: &mut egui::Ui, state: &mut State, axis: Axis) {
    let settings = state.document.model.axis(axis);
    let label = match settings.scale {
        Scale::Points => tr!("axis-at-most", most = format::count_signed(settings.range.most.into())),
        Scale::Percent => tr!("axis-percent"),
    };
    let name = match axis {
        Axis::Fit => tr!("fit-settings"),
        Axis::Engagement => tr!("engagement-settings"),
    };
    let config =
        egui::containers::menu::MenuConfig::new().close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside);
    let button = egui::containers::menu::MenuButton::new(theme::second(ui, &label)).config(config);
    let (response, _) = button.ui(ui, |ui| {
        ui.set_min_width(460.0);
        // What is set here are fields and buttons, not the bare lines of a menu.
        ui.reset_style();
        egui::Frame::new().inner_margin(8.0).show(ui, |ui| {
            settings_ui(ui, &mut state.document.model, axis);
            ui.separator();
            if widgets::link_button(ui, &tr!("axis-tiers")).clicked() {
                ui.close();
                state.open_settings(SettingsSection::Tiers);
            }
        });
        focus_wanted(ui, state, axis);
    });
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    // Somebody was sent here, to one of the categories.
    if state.pages.wanted_category.as_ref().is_some_and(|(wanted, _)| *wanted == axis) {
        egui::Popup::open_id(ui.ctx(), egui::Popup::default_response_id(&response));
        ui.ctx().request_repaint();
    }
}

/// Puts the keyboard on the category that somebody was sent to, once its field is there.
fn focus_wanted(ui: &egui::Ui, state: &mut State, axis: Axis) {
    if ui.is_sizing_pass() {
        return;
    }
    if let Some((_, category)) = state.pages.wanted_category.take_if(|(wanted, _)| *wanted == axis) {
        ui.memory_mut(|memory| memory.request_focus(name_id(&category)));
    }
}

fn name_id(category: &CategoryId) -> egui::Id {
    egui::Id::unique(("name of a category", &category.0))
}

fn settings_ui(ui: &mut egui::Ui, model: &mut Model, axis: Axis) {
    let settings = model.axis_mut(axis);
    ui.horizontal(|ui| {
        ui.label(tr!("axis-scale"));
        let choices = [(Scale::Points, tr!("scale-points")), (Scale::Percent, tr!("scale-percent"))];
        let choices: Vec<_> = choices.iter().map(|(value, label)| (*value, label.as_str())).collect();
        widgets::segmented(ui, &tr!("axis-scale"), &mut settings.scale, &choices);
        ui.label(tr!("axis-range"));
        whole(ui, &mut settings.range.least, &tr!("axis-least"));
        ui.label(tr!("to"));
        whole(ui, &mut settings.range.most, &tr!("axis-most"));
    });
    ui.separator();
    ui.label(theme::strong(&tr!("categories")));
    ui.label(theme::second(ui, &tr!("categories-about")));
    categories_ui(ui, model, axis);
    // A menu would make it as wide as itself.
    let is_added = ui.horizontal(|ui| widgets::quiet_button(ui, &tr!("add-category")).clicked()).inner;
    if is_added {
        edit::add_category(model, axis, tr!("new-category"));
    }
}

/// A table: what stands in one row stands at one height, and the same thing of all categories in one column.
fn categories_ui(ui: &mut egui::Ui, model: &mut Model, axis: Axis) {
    let ids: Vec<CategoryId> =
        model.categories.iter().filter(|category| category.axis == axis).map(|category| category.id.clone()).collect();
    let can_remove = ids.len() > 1;
    let mut removed = None;
    egui::Grid::new("categories").min_row_height(30.0).spacing(vec2(12.0, 4.0)).show(ui, |ui| {
        for id in &ids {
            if category_ui(ui, model, id, can_remove) {
                removed = Some(id.clone());
            }
            ui.end_row();
        }
    });
    if let Some(id) = removed {
        edit::remove_category(model, &id);
    }
}

/// One row of the table; whether the category is to be removed.
fn category_ui(ui: &mut egui::Ui, model: &mut Model, id: &CategoryId, can_remove: bool) -> bool {
    let rows = model.criteria_of(id).count();
    let Some(category) = model.categories.iter_mut().find(|category| category.id == *id) else { return false };
    let name = tr!("category-name", name = category.name.clone());
    let field = egui::TextEdit::singleline(&mut category.name).id(name_id(id)).margin(vec2(8.0, 6.0));
    ui.add_sized(NAME, field).widget_info(|| WidgetInfo::labeled(Role::TextInput, true, &name));
    ui.label(theme::second(ui, &tr!("category-rows", count = rows)));
    ui.push_id((&id.0, "counting"), |ui| counting_ui(ui, &mut category.counting, &category.name));
    let (least, most) = (tr!("at-least"), tr!("at-most"));
    ui.push_id((&id.0, "least"), |ui| cap_ui(ui, &mut category.at_least, 0, &least, &category.name));
    ui.push_id((&id.0, "most"), |ui| cap_ui(ui, &mut category.at_most, 30, &most, &category.name));
    let remove = tr!("remove-category", name = category.name.clone());
    can_remove && widgets::icon_button(ui, widgets::Icon::Trash2, &remove).clicked()
}

fn counting_ui(ui: &mut egui::Ui, counting: &mut Counting, category: &str) {
    let label = |counting| match counting {
        Counting::Adds => tr!("counting-adds"),
        Counting::FirstMatch => tr!("counting-first"),
    };
    let combo = widgets::combo_box("counting").selected_text(label(*counting)).width(106.0);
    let response = combo.show_ui(ui, |ui| {
        for choice in [Counting::Adds, Counting::FirstMatch] {
            ui.selectable_value(counting, choice, label(choice));
        }
    });
    let name = tr!("counting-of", name = category);
    response.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, &name));
}

/// An optional clamp: a box to tick, and the number once it is ticked.
fn cap_ui(ui: &mut egui::Ui, cap: &mut Option<i32>, first: i32, label: &str, category: &str) {
    let mut is_set = cap.is_some();
    let name = format!("{label}, {category}");
    ui.horizontal(|ui| {
        // As wide with the number as without, so that nothing moves at a click.
        ui.set_min_width(CAP);
        let response = ui.checkbox(&mut is_set, label);
        response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, is_set, &name));
        if is_set != cap.is_some() {
            *cap = is_set.then_some(first);
        }
        if let Some(cap) = cap {
            whole(ui, cap, &tr!("cap-number", name = name));
        }
    });
}

fn whole(ui: &mut egui::Ui, number: &mut i32, name: &str) {
    let field = widgets::whole_number(number, -limits::SCORE..=limits::SCORE);
    ui.add_sized(NUMBER, field).widget_info(|| WidgetInfo::labeled(Role::SpinButton, true, name));
}
