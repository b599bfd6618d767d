//! Filters that are kept under a name: in the user's own settings, as one salesperson's list is not another's.

use eframe::egui;

use super::view::View;
use crate::{
    app::{
        settings::{SavedFilter, Settings},
        theme, widgets,
    },
    model::Model,
};

/// The name that is being typed for what is shown.
#[derive(Clone, Debug, Default)]
pub struct Naming {
    name: String,
}

/// What is to become of the saved filters.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// What is shown, under a name; another of that name is replaced.
    Keep(SavedFilter),
    Remove(String),
}

impl Change {
    pub fn apply(self, settings: &mut Settings) {
        match self {
            Self::Keep(filter) => {
                match settings.saved_filters.iter_mut().find(|kept| kept.name == filter.name) {
                    Some(kept) => *kept = filter,
                    None => settings.saved_filters.push(filter),
                }
                settings.saved_filters.sort_by(|one, other| one.name.to_lowercase().cmp(&other.name.to_lowercase()));
            }
            Self::Remove(name) => settings.saved_filters.retain(|kept| kept.name != name),
        }
    }
}

/// The saved filters that are of use for the model, and a field to keep what is shown.
pub fn menu(
    ui: &mut egui::Ui,
    view: &mut View,
    model: &Model,
    filters: &[SavedFilter],
    naming: &mut Naming,
) -> Option<Change> {
    let shown: Vec<&SavedFilter> = filters.iter().filter(|filter| filter.view.fits(model)).collect();
    let chosen = shown.iter().find(|filter| filter.view == *view).map(|filter| filter.name.clone());
    let value = chosen.unwrap_or_else(|| tr!("leads-saved-none"));
    let mut change = None;
    let config =
        egui::containers::menu::MenuConfig::new().close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside);
    widgets::choice_menu_with(ui, config, &tr!("leads-saved"), &value, |ui| {
        ui.set_min_width(230.0);
        if shown.is_empty() {
            ui.set_max_width(230.0);
            ui.add(egui::Label::new(theme::second(ui, &tr!("leads-saved-empty"))).wrap());
        }
        for filter in shown {
            ui.horizontal(|ui| {
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    let remove = tr!("leads-saved-remove", name = filter.name.clone());
                    if widgets::icon_button(ui, widgets::Icon::Trash2, &remove).clicked() {
                        change = Some(Change::Remove(filter.name.clone()));
                    }
                    ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                        if ui.selectable_label(filter.view == *view, &filter.name).clicked() {
                            *view = filter.view.clone();
                            ui.close();
                        }
                    });
                });
            });
        }
        ui.separator();
        ui.label(theme::caption(ui, &tr!("leads-saved-keep")));
        let field = egui::TextEdit::singleline(&mut naming.name)
            .hint_text(tr!("leads-saved-name-hint"))
            .desired_width(212.0)
            .margin(egui::Margin::symmetric(8, 6));
        let field = ui.add(field).accessible_name(tr!("leads-saved-name"));
        let is_entered = field.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
        let name = naming.name.trim().to_owned();
        let can_keep = !name.is_empty();
        let button = ui.add_enabled_ui(can_keep, |ui| widgets::quiet_button(ui, &tr!("leads-saved-save"))).inner;
        if can_keep && (button.clicked() || is_entered) {
            change = Some(Change::Keep(SavedFilter { name, view: view.clone() }));
            naming.name.clear();
            ui.close();
        }
    });
    change
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filter(name: &str, search: &str) -> SavedFilter {
        SavedFilter { name: name.to_owned(), view: View { search: search.to_owned(), ..View::default() } }
    }

    #[test]
    fn a_name_is_kept_once_and_names_stand_in_order() {
        let mut settings = Settings::default();
        for kept in [filter("mine", "a"), filter("Hot ones", "b"), filter("mine", "c")] {
            Change::Keep(kept).apply(&mut settings);
        }
        assert_eq!(settings.saved_filters, [filter("Hot ones", "b"), filter("mine", "c")]);
        Change::Remove("mine".to_owned()).apply(&mut settings);
        assert_eq!(settings.saved_filters, [filter("Hot ones", "b")]);
    }

    #[test]
    fn a_filter_by_what_a_model_lacks_is_not_for_it() {
        let model = Model::new("test");
        let by_route = |id: &str| View { route: Some(id.into()), ..View::default() };
        assert!(by_route("nurture").fits(&model) && !by_route("gone").fits(&model));
        assert!(!View { stage: Some("gone".into()), ..View::default() }.fits(&model));
        assert!(!View { cell: Some(("A".into(), "gone".into())), ..View::default() }.fits(&model));
        assert!(View { search: "x".to_owned(), ..View::default() }.fits(&model));
    }
}
