//! egui's own style, made from the theme: radius 7 controls, one-pixel lines, shadows only on what floats.

use eframe::egui::{
    Color32, CornerRadius, FontFamily, FontId, Margin, Shadow, Stroke, Style, TextStyle, Visuals,
    style::{ScrollStyle, WidgetVisuals},
    vec2,
};

use super::{SEMIBOLD, STRONG, Theme, tint};

const CONTROL_RADIUS: u8 = 7;
const CARD_RADIUS: u8 = 10;

pub fn style(theme: &Theme) -> Style {
    let mut style = Style { visuals: visuals(theme), ..Style::default() };
    let regular = |size| FontId::new(size, FontFamily::Proportional);
    style.text_styles = [
        (TextStyle::Heading, FontId::new(18.0, FontFamily::Name(SEMIBOLD.into()))),
        (TextStyle::Body, regular(13.0)),
        (TextStyle::Button, regular(13.0)),
        (TextStyle::Small, regular(11.0)),
        (TextStyle::Monospace, regular(13.0)),
        (TextStyle::Name(STRONG.into()), FontId::new(13.0, FontFamily::Name(SEMIBOLD.into()))),
    ]
    .into();
    style.drag_value_text_style = TextStyle::Body;
    let spacing = &mut style.spacing;
    spacing.item_spacing = vec2(8.0, 8.0);
    spacing.button_padding = vec2(10.0, 5.0);
    spacing.interact_size = vec2(30.0, 28.0);
    spacing.menu_margin = Margin::same(6);
    spacing.window_margin = Margin::same(20);
    spacing.combo_height = 320.0;
    spacing.icon_width = 16.0;
    spacing.icon_width_inner = 10.0;
    spacing.tooltip_width = 420.0;
    spacing.scroll = ScrollStyle { floating: true, bar_width: 8.0, floating_width: 4.0, ..ScrollStyle::floating() };
    // Elastic edges go by how far one could scroll in the frame before: whoever scrolls a list that is about to be lower
    // (a card opens beside it) would be flung back.
    spacing.scroll.kinetic.rubber_band = false;
    style.interaction.selectable_labels = false;
    style.interaction.tooltip_delay = 0.5;
    style.animation_time = 0.08;
    style
}

fn visuals(theme: &Theme) -> Visuals {
    let mut visuals = if theme.is_dark { Visuals::dark() } else { Visuals::light() };
    visuals.panel_fill = theme.ground;
    visuals.window_fill = theme.card;
    visuals.window_stroke = Stroke::new(1.0, theme.line);
    visuals.window_corner_radius = CornerRadius::same(CARD_RADIUS);
    visuals.menu_corner_radius = CornerRadius::same(CARD_RADIUS);
    visuals.extreme_bg_color = theme.card;
    visuals.text_edit_bg_color = Some(theme.card);
    visuals.faint_bg_color = theme.raised;
    visuals.code_bg_color = theme.raised;
    visuals.hyperlink_color = theme.accent;
    visuals.warn_fg_color = theme.warning;
    visuals.error_fg_color = theme.worse;
    visuals.weak_text_color = Some(theme.second);
    visuals.selection.bg_fill = if theme.is_dark { tint(theme.accent, 0.45) } else { tint(theme.accent, 0.25) };
    visuals.selection.stroke = Stroke::new(1.0, theme.accent);
    // Wide and faint: what floats is lifted, not outlined twice.
    let shadow = Shadow { offset: [0, 6], blur: 20, spread: 0, color: theme.shadow };
    visuals.popup_shadow = shadow;
    visuals.window_shadow = shadow;
    visuals.text_cursor.stroke = Stroke::new(1.5, theme.accent);
    visuals.striped = false;
    visuals.button_frame = true;
    let widgets = &mut visuals.widgets;
    widgets.noninteractive = widget(theme, theme.card, theme.line, theme.text);
    widgets.noninteractive.bg_stroke = Stroke::new(1.0, theme.line);
    widgets.inactive = widget(theme, theme.card, theme.line, theme.text);
    widgets.hovered = widget(theme, theme.raised, theme.third, theme.text);
    widgets.active = widget(theme, theme.accent_tint, theme.accent, theme.text);
    widgets.open = widget(theme, theme.accent_tint, theme.accent, theme.text);
    visuals
}

fn widget(_theme: &Theme, fill: Color32, line: Color32, text: Color32) -> WidgetVisuals {
    WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: Stroke::new(1.0, line),
        corner_radius: CornerRadius::same(CONTROL_RADIUS),
        fg_stroke: Stroke::new(1.0, text),
        expansion: 0.0,
    }
}
