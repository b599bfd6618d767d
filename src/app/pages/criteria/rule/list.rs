//! Texts as chips, and a field that adds more: typed, pasted, or picked from what the library has.

use eframe::egui::{self, Event, Id, Key, Modifiers, Popup, PopupCloseBehavior, Rect, TextEdit, Ui, vec2};

use super::{fields, known::Offer, picker, values};
use crate::app::theme;

/// More chips than these are folded up until they are asked for.
const MOST_CHIPS: usize = 48;

/// What a list of texts is made of.
pub struct List<'a> {
    pub id: Id,
    /// On the field that adds: “+ word”.
    pub hint: String,
    /// What that field is called: “Add word”.
    pub name: String,
    /// What can be picked, given what was typed and what is listed.
    pub offers: &'a dyn Fn(&str, &[String]) -> Vec<Offer>,
    /// How a listed text is shown.
    pub label: &'a dyn Fn(&str) -> String,
    /// What is wrong with a listed text, if anything.
    pub doubt: &'a dyn Fn(&str) -> Option<String>,
    /// What was meant by a typed text.
    pub meant: &'a dyn Fn(&str) -> String,
}

impl List<'_> {
    pub fn show(&self, ui: &mut Ui, listed: &mut Vec<String>) {
        self.chips_ui(ui, listed);
        self.input_ui(ui, listed);
    }

    fn chips_ui(&self, ui: &mut Ui, listed: &mut Vec<String>) {
        let unfolded = self.id.with("unfolded");
        let is_folded = listed.len() > MOST_CHIPS && !ui.data(|data| data.get_temp(unfolded).unwrap_or(false));
        let shown = if is_folded { MOST_CHIPS } else { listed.len() };
        let mut removed = None;
        for (index, value) in listed.iter().take(shown).enumerate() {
            if self.chip_ui(ui, value) {
                removed = Some(index);
            }
        }
        if let Some(index) = removed {
            listed.remove(index);
        }
        if is_folded {
            let more = tr!("rule-more-values", count = listed.len().saturating_sub(shown));
            if fields::add_button(ui, unfolded, &more).clicked() {
                ui.data_mut(|data| data.insert_temp(unfolded, true));
            }
        }
    }

    /// True when its × was clicked.
    fn chip_ui(&self, ui: &mut Ui, value: &str) -> bool {
        let label = (self.label)(value);
        let remove = tr!("rule-remove-value", value = label.clone());
        let chip = fields::Chip { label: &label, remove: &remove, doubt: (self.doubt)(value) };
        fields::chip(ui, self.id.with(("chip", value)), chip)
    }

    fn input_ui(&self, ui: &mut Ui, listed: &mut Vec<String>) {
        let id = self.id.with("input");
        let mut typed: String = ui.data(|data| data.get_temp(id)).unwrap_or_default();
        let before = typed.clone();
        let is_focused = ui.memory(|memory| memory.has_focus(id));
        let offers = if is_focused { (self.offers)(&typed, listed) } else { Vec::new() };
        let at = if is_focused { picker::take_arrows(ui, id, offers.len()) } else { None };
        if is_focused {
            self.take_keys(ui, &mut typed, listed);
        }
        let response = self.field_ui(ui, id, &mut typed, is_focused);
        if values::has_separator(&typed) {
            self.add_typed(&std::mem::take(&mut typed), listed);
        }
        if typed != before {
            picker::put_arrow(ui, id, None);
        }
        let is_escape = ui.input(|input| input.key_pressed(Key::Escape));
        let is_enter = ui.input(|input| input.key_pressed(Key::Enter));
        let is_picking = is_pointer_in(ui, id);
        if response.lost_focus() && is_escape {
            typed.clear();
        } else if response.lost_focus() && !is_picking {
            match at.and_then(|at| offers.get(at)).filter(|_| is_enter) {
                Some(offer) => self.add_meant(offer, &mut typed, listed),
                None => self.add_typed(&std::mem::take(&mut typed), listed),
            }
        }
        // Enter is for the next one; a click into the list is still about this field.
        if response.lost_focus() && (is_enter || is_picking) {
            response.request_focus();
        }
        let is_open = (response.has_focus() || is_focused && is_picking) && !offers.is_empty();
        let popup = Popup::from_response(&response).open(is_open).close_behavior(PopupCloseBehavior::IgnoreClicks);
        let shown = popup.id(id.with("popup")).gap(2.0).show(|ui| picker::rows_ui(ui, &offers, at));
        let rect = shown.as_ref().map_or(Rect::NOTHING, |shown| shown.response.rect);
        ui.data_mut(|data| data.insert_temp(id.with("rect"), rect));
        if let Some(offer) = shown.and_then(|shown| shown.inner).and_then(|index| offers.get(index)) {
            self.add_meant(offer, &mut typed, listed);
            response.request_focus();
        }
        ui.data_mut(|data| data.insert_temp(id, typed));
    }

    fn field_ui(&self, ui: &mut Ui, id: Id, typed: &mut String, is_focused: bool) -> egui::Response {
        let theme = theme::of(ui);
        let hint_width = fields::galley(ui, self.hint.as_str()).size().x.ceil();
        let typed_width = fields::galley(ui, typed.as_str()).size().x.ceil();
        let width = if is_focused { (typed_width + 40.0).max(140.0) } else { typed_width.max(hint_width) + 20.0 };
        fields::slot(ui, self.id.with("slot"), width, |ui| {
            // Unlike a hint, this asks to be clicked.
            ui.visuals_mut().weak_text_color = Some(theme.accent);
            let field = TextEdit::singleline(typed)
                .id(id)
                .hint_text(&self.hint)
                .margin(egui::Margin::symmetric(9, 6))
                .min_size(vec2(width, fields::HEIGHT))
                .desired_width(width);
            ui.add(field).accessible_name(&self.name)
        })
    }

    /// Several lines pasted are several values; Backspace in an empty field takes the last one away.
    fn take_keys(&self, ui: &Ui, typed: &mut String, listed: &mut Vec<String>) {
        let mut pasted = Vec::new();
        ui.input_mut(|input| {
            input.events.retain(|event| match event {
                Event::Paste(text) if values::has_separator(text) => {
                    pasted.push(text.clone());
                    false
                }
                _ => true,
            });
        });
        for text in pasted {
            self.add_typed(&std::mem::take(typed), listed);
            self.add_typed(&text, listed);
        }
        if typed.is_empty() && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Backspace)) {
            listed.pop();
        }
    }

    fn add_typed(&self, text: &str, listed: &mut Vec<String>) {
        values::add(listed, values::split(text).iter().map(|value| (self.meant)(value)));
    }

    fn add_meant(&self, offer: &Offer, typed: &mut String, listed: &mut Vec<String>) {
        typed.clear();
        values::add(listed, [offer.value.clone()]);
    }
}

/// The pointer is at work in the list of offers below the field.
fn is_pointer_in(ui: &Ui, id: Id) -> bool {
    let rect: Rect = ui.data(|data| data.get_temp(id.with("rect"))).unwrap_or(Rect::NOTHING);
    ui.input(|input| {
        let is_at_work = input.pointer.any_down() || input.pointer.any_released();
        is_at_work && input.pointer.interact_pos().is_some_and(|position| rect.contains(position))
    })
}
