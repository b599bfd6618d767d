//! The attribute that a test looks at: picked from the library's fields, or typed.

use eframe::egui::{Id, Key, Popup, PopupCloseBehavior, Response, TextEdit, Ui, Widget as _};

use super::{
    fields::{self, Look},
    known::{Known, Offer},
    offer, picker, words,
};
use crate::{app::format, model::AttributeTest};

/// The drop-down of a test's attribute. A test of another type than the chosen attribute's is replaced.
pub fn attribute_ui(ui: &mut Ui, id: Id, test: &mut AttributeTest, known: &Known<'_>) {
    let name = tr!("rule-attribute");
    let (shown, look) = if test.attribute.is_empty() {
        (tr!("rule-choose-attribute"), Look::Wanted)
    } else if known.is_unknown_field(&test.attribute) {
        (test.attribute.clone(), Look::Doubtful)
    } else {
        (test.attribute.clone(), Look::Subject)
    };
    let button = fields::menu_field(ui, id, &name, &shown, look);
    let button = if look == Look::Doubtful {
        button.on_hover_text(tr!("rule-unknown-attribute", name = test.attribute.clone()))
    } else {
        button
    };
    if let Some(chosen) = choose_ui(ui, id, &button, known) {
        let is = std::mem::replace(&mut test.is, crate::model::Test::Known);
        test.is = offer::fitting(is, known.field_type(&chosen));
        test.attribute = chosen;
    }
}

/// The list of fields with a field to search in; what was typed can be taken as it stands.
fn choose_ui(ui: &Ui, id: Id, button: &Response, known: &Known<'_>) -> Option<String> {
    let search = id.with("search");
    if button.clicked() {
        ui.data_mut(|data| data.insert_temp(search, String::new()));
        picker::put_arrow(ui, search, None);
    }
    let is_fresh = button.clicked();
    let popup = Popup::from_toggle_button_response(button).close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    let shown = popup.gap(2.0).show(|ui| {
        let mut typed: String = ui.data(|data| data.get_temp(search)).unwrap_or_default();
        let mut offers = offers(known, &typed);
        let at = picker::take_arrows(ui, search, offers.len());
        ui.set_width(picker::WIDTH);
        let field = TextEdit::singleline(&mut typed)
            .id(search)
            .hint_text(if known.is_open() { tr!("rule-search-field") } else { tr!("rule-type-field") })
            .desired_width(f32::INFINITY)
            .margin(eframe::egui::Margin::symmetric(9, 6))
            .ui(ui)
            .accessible_name(tr!("rule-search-field"));
        if is_fresh {
            field.request_focus();
        }
        if field.changed() {
            picker::put_arrow(ui, search, None);
            offers = self::offers(known, &typed);
        }
        let is_enter = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        ui.data_mut(|data| data.insert_temp(search, typed));
        let picked = picker::rows_ui(ui, &offers, at.or(Some(0)));
        let picked = picked.or_else(|| is_enter.then(|| at.unwrap_or(0)));
        let chosen = picked.and_then(|index| offers.get(index)).map(|offer| offer.value.clone());
        if chosen.is_some() || field.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape)) {
            ui.close();
        }
        chosen
    });
    shown.and_then(|shown| shown.inner)
}

fn offers(known: &Known<'_>, typed: &str) -> Vec<Offer> {
    let fields = known.fields(typed);
    let typed = typed.trim();
    let is_exact = fields.iter().any(|field| field.name == typed);
    let mut offers: Vec<Offer> = fields
        .into_iter()
        .map(|field| Offer {
            value: field.name.clone(),
            label: field.name.clone(),
            note: tr!(
                "rule-field-note",
                type = words::field_type(field.field_type),
                fill = format::percent(known.fill(field), 0)
            ),
        })
        .collect();
    if !typed.is_empty() && !is_exact {
        offers.push(Offer { value: typed.to_owned(), label: tr!("rule-use-typed", name = typed), note: String::new() });
    }
    offers
}
