use eframe::egui::{
    self, Align2, Response, Role, Sense, Stroke, Ui, WidgetInfo,
    containers::menu::{MenuButton, MenuConfig},
    text::LayoutJob,
    vec2,
};

use super::Icon;
use crate::app::theme;

/// A menu in the bar: a strong name, a quiet detail, and a dot while something is not stored.
pub fn bar_menu(ui: &mut Ui, name: &str, strong: &str, detail: &str, dot: bool, content: impl FnOnce(&mut Ui)) {
    let theme = theme::of(ui);
    let mut job = LayoutJob::default();
    job.append(strong, 0.0, egui::TextFormat::simple(theme::strong_font(), theme.text));
    if !detail.is_empty() {
        job.append(detail, 8.0, egui::TextFormat::simple(theme::body(), theme.second));
    }
    if dot {
        job.append("●", 8.0, egui::TextFormat::simple(theme::small(), theme.flame()));
    }
    // Two menus and what stands at the bar's right end share it.
    const AT_RIGHT: f32 = 250.0;
    let room = ((ui.available_width() - AT_RIGHT) * 0.6).clamp(90.0, 340.0);
    job.wrap = egui::text::TextWrapping::truncate_at_width(room);
    let button = egui::Button::new(job).min_size(vec2(0.0, 30.0));
    let (response, _) = MenuButton::from_button(button).ui(ui, |ui| {
        ui.set_min_width(220.0);
        content(ui);
    });
    let full = format!("{name}: {strong} {detail}");
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, full.trim()));
}

/// “Find anything  Ctrl+K”, or only its icon where room is short.
pub fn find_button(ui: &mut Ui, name: &str, keys: &str, is_narrow: bool) -> Response {
    let theme = theme::of(ui);
    let mut job = LayoutJob::default();
    let icon = char::from(Icon::Search).to_string();
    job.append(&icon, 0.0, egui::TextFormat::simple(theme::icon_font(14.0), theme.second));
    if !is_narrow {
        job.append(name, 8.0, egui::TextFormat::simple(theme::body(), theme.second));
        job.append(keys, 8.0, egui::TextFormat::simple(theme::small(), theme.second));
    }
    let response = ui.add(egui::Button::new(job).min_size(vec2(0.0, 30.0)));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    if is_narrow { response.on_hover_text(format!("{name}  {keys}")) } else { response }
}

/// A value that is chosen from a list: egui's own box, with the chevron that all our menus have.
pub fn combo_box(salt: impl egui::AsIdSalt) -> egui::ComboBox<'static> {
    egui::ComboBox::from_id_salt(salt).icon(|ui, rect, visuals, _is_open| {
        let (icon, font) = (char::from(Icon::ChevronDown), theme::icon_font(12.0));
        ui.painter().text(rect.center(), Align2::CENTER_CENTER, icon, font, visuals.fg_stroke.color);
    })
}

/// “Route: any ▾”: a filter with its value.
pub fn choice_menu(ui: &mut Ui, label: &str, value: &str, content: impl FnOnce(&mut Ui)) -> Response {
    let config = MenuConfig::new().close_behavior(egui::PopupCloseBehavior::CloseOnClick);
    choice_menu_with(ui, config, label, value, content)
}

/// The same, that closes as `config` says: one in which something is typed stays open.
pub fn choice_menu_with(
    ui: &mut Ui,
    config: MenuConfig,
    label: &str,
    value: &str,
    content: impl FnOnce(&mut Ui),
) -> Response {
    let theme = theme::of(ui);
    let mut job = LayoutJob::default();
    if !label.is_empty() {
        job.append(&format!("{label}: "), 0.0, egui::TextFormat::simple(theme::body(), theme.second));
    }
    job.append(value, 0.0, egui::TextFormat::simple(theme::strong_font(), theme.text));
    job.append(
        &char::from(Icon::ChevronDown).to_string(),
        6.0,
        egui::TextFormat::simple(theme::icon_font(12.0), theme.second),
    );
    let button = egui::Button::new(job).min_size(vec2(0.0, 30.0));
    let (response, _) = MenuButton::from_button(button).config(config).ui(ui, content);
    let full = if label.is_empty() { value.to_owned() } else { format!("{label}: {value}") };
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &full));
    response
}

/// A field to search in, with a cross to empty it.
pub fn search_field(ui: &mut Ui, text: &mut String, hint: &str, width: f32) -> Response {
    let theme = theme::of(ui);
    let field = egui::TextEdit::singleline(text).hint_text(hint).desired_width(width).margin(egui::Margin {
        left: 30,
        right: 10,
        top: 7,
        bottom: 7,
    });
    let mut response = ui.add(field);
    response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, hint));
    let centre = response.rect.left_center() + vec2(15.0, 0.0);
    ui.painter().text(centre, Align2::CENTER_CENTER, char::from(Icon::Search), theme::icon_font(14.0), theme.third);
    if !text.is_empty() {
        let cross = egui::Rect::from_center_size(response.rect.right_center() - vec2(14.0, 0.0), vec2(22.0, 22.0));
        let clear = ui.interact(cross, response.id.with("clear"), Sense::click());
        clear.widget_info(|| WidgetInfo::labeled(Role::Button, true, tr!("clear-search")));
        ui.painter().text(
            cross.center(),
            Align2::CENTER_CENTER,
            char::from(Icon::X),
            theme::icon_font(13.0),
            theme.second,
        );
        if clear.has_focus() {
            ui.painter().rect_stroke(cross, 5.0, Stroke::new(1.5, theme.accent), egui::StrokeKind::Inside);
        }
        if clear.clicked() {
            text.clear();
            response.mark_changed();
        }
    }
    response
}
