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
    /// When the field was last seen: not in the pass before, the menu has just been opened.
    shown_in: Option<u64>,
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
                settings.saved_filters.sort_by_key(|filter| filter.name.to_lowercase());
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
    let kept = shown.iter().find(|filter| filter.view == *view).map(|filter| filter.name.clone());
    let chosen = kept.or_else(|| (*view == View::due_for_sales()).then(|| tr!("leads-saved-due")));
    let value = chosen.map_or_else(|| tr!("leads-saved-none"), |name| shortened(&name));
    let mut change = None;
    let config =
        egui::containers::menu::MenuConfig::new().close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside);
    widgets::choice_menu_with(ui, config, &tr!("leads-saved"), &value, |ui| {
        ui.set_width(WIDTH);
        // A menu stretches what stands in it: words are none the better for it.
        ui.with_layout(egui::Layout::top_down(egui::Align::Min), |ui| {
            let due = View::due_for_sales();
            if ui.add(egui::Button::selectable(*view == due, tr!("leads-saved-due"))).clicked() {
                *view = due;
                ui.close();
            }
            ui.separator();
            if shown.is_empty() {
                ui.add(egui::Label::new(theme::second(ui, &tr!("leads-saved-empty"))).wrap());
            }
            for filter in shown {
                if let Some(removed) = saved_ui(ui, filter, view) {
                    change = Some(removed);
                }
            }
            ui.separator();
            if let Some(kept) = keep_ui(ui, view, naming) {
                change = Some(kept);
            }
        });
    });
    change
}

const WIDTH: f32 = 230.0;

/// Beside the other filters there is room for so many letters.
fn shortened(name: &str) -> String {
    const LETTERS: usize = 14;
    if name.chars().count() <= LETTERS {
        return name.to_owned();
    }
    let begin: String = name.chars().take(LETTERS - 1).collect();
    format!("{}…", begin.trim_end())
}

/// A filter that is kept: a click shows its leads.
fn saved_ui(ui: &mut egui::Ui, filter: &SavedFilter, view: &mut View) -> Option<Change> {
    let mut change = None;
    ui.horizontal(|ui| {
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let remove = tr!("leads-saved-remove", name = filter.name.clone());
            if widgets::icon_button(ui, widgets::Icon::Trash2, &remove).clicked() {
                change = Some(Change::Remove(filter.name.clone()));
            }
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                let is_shown = filter.view == *view;
                if ui.add(egui::Button::selectable(is_shown, &filter.name).truncate()).clicked() {
                    *view = filter.view.clone();
                    ui.close();
                }
            });
        });
    });
    change
}

/// The field for the name of what is shown; it has the keyboard when the menu opens.
fn keep_ui(ui: &mut egui::Ui, view: &View, naming: &mut Naming) -> Option<Change> {
    ui.label(theme::caption(ui, &tr!("leads-saved-keep")));
    let theme = theme::of(ui);
    let id = egui::Id::unique("name of a saved filter");
    let has_focus = ui.memory(|memory| memory.has_focus(id));
    let line = if has_focus { theme.accent } else { theme.line };
    let frame = egui::Frame::new()
        .fill(theme.card)
        .stroke(egui::Stroke::new(1.0, line))
        .corner_radius(7)
        .inner_margin(egui::Margin::symmetric(8, 6));
    let field = egui::TextEdit::singleline(&mut naming.name)
        .id(id)
        .hint_text(tr!("leads-saved-name-hint"))
        .desired_width(WIDTH - 18.0)
        .frame(frame);
    let field = ui.add(field).accessible_name(tr!("leads-saved-name"));
    let pass = ui.ctx().cumulative_pass_nr();
    if naming.shown_in.is_none_or(|shown| shown + 1 < pass) {
        field.request_focus();
    }
    naming.shown_in = Some(pass);
    let is_entered = field.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
    let name = naming.name.trim().to_owned();
    let can_keep = !name.is_empty();
    let button = ui.add_enabled_ui(can_keep, |ui| widgets::quiet_button(ui, &tr!("leads-saved-save"))).inner;
    if !can_keep || !button.clicked() && !is_entered {
        return None;
    }
    naming.name.clear();
    ui.close();
    Some(Change::Keep(SavedFilter { name, view: view.clone() }))
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
