//! A text that is typed, or picked from what the model looks for and the library has.

use eframe::egui::{Id, Key, Margin, Popup, PopupCloseBehavior, Rect, TextEdit, Ui, vec2};

use crate::app::{
    pages::criteria::rule::{known::Offer, picker},
    theme,
};

/// A field with a list below it while it is typed into. The list is whole until something is typed.
pub struct TextField<'a> {
    pub id: Id,
    pub name: &'a str,
    pub hint: &'a str,
    pub width: f32,
    /// What can be picked, given what was typed.
    pub offers: &'a dyn Fn(&str) -> Vec<Offer>,
}

impl TextField<'_> {
    /// Answers whether the text was changed.
    pub fn show(&self, ui: &mut Ui, text: &mut String) -> bool {
        let before = text.clone();
        let is_focused = ui.memory(|memory| memory.has_focus(self.id));
        let typed = self.id.with("typed");
        let query = if ui.data(|data| data.get_temp(typed).unwrap_or(false)) { before.as_str() } else { "" };
        let offers = if is_focused { (self.offers)(query) } else { Vec::new() };
        let at = if is_focused { picker::take_arrows(ui, self.id, offers.len()) } else { None };
        let field = TextEdit::singleline(text)
            .id(self.id)
            .hint_text(theme::second(ui, self.hint))
            .margin(Margin::symmetric(8, 5))
            .min_size(vec2(self.width, 26.0))
            .desired_width(self.width);
        let response = ui.add(field);
        let response = response.accessible_name(self.name);
        if response.gained_focus() {
            ui.data_mut(|data| data.insert_temp(typed, false));
        }
        if response.changed() {
            ui.data_mut(|data| data.insert_temp(typed, true));
            picker::put_arrow(ui, self.id, None);
        }
        let is_picking = self.is_pointer_in_list(ui);
        let is_enter = ui.input(|input| input.key_pressed(Key::Enter));
        if response.lost_focus() && is_enter {
            if let Some(offer) = at.and_then(|at| offers.get(at)) {
                text.clone_from(&offer.value);
            }
        } else if response.lost_focus() && is_picking {
            // A click into the list is still about this field.
            response.request_focus();
        }
        let is_open = (response.has_focus() || is_focused && is_picking) && !offers.is_empty();
        let popup = Popup::from_response(&response).open(is_open).close_behavior(PopupCloseBehavior::IgnoreClicks);
        let shown = popup.id(self.id.with("popup")).gap(2.0).show(|ui| picker::rows_ui(ui, &offers, at));
        let rect = shown.as_ref().map_or(Rect::NOTHING, |shown| shown.response.rect);
        ui.data_mut(|data| data.insert_temp(self.id.with("rect"), rect));
        if let Some(offer) = shown.and_then(|shown| shown.inner).and_then(|index| offers.get(index)) {
            text.clone_from(&offer.value);
            response.surrender_focus();
        }
        *text != before
    }

    /// The pointer is at work in the list of offers.
    fn is_pointer_in_list(&self, ui: &Ui) -> bool {
        let rect: Rect = ui.data(|data| data.get_temp(self.id.with("rect"))).unwrap_or(Rect::NOTHING);
        ui.input(|input| {
            let is_at_work = input.pointer.any_down() || input.pointer.any_released();
            is_at_work && input.pointer.interact_pos().is_some_and(|position| rect.contains(position))
        })
    }
}
