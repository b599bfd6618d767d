//! A win rate with where it lies, beside the rate of all leads: a short line is sure, a long one is not.

use eframe::egui::{self, Align2, Rect, Role, Sense, Stroke, WidgetInfo, pos2, vec2};

use super::facts::Facts;
use crate::app::{format, theme};

const HEIGHT: f32 = 34.0;

/// Nothing where no lead is decided.
pub(super) fn show(ui: &mut egui::Ui, facts: &Facts, base: Option<f64>) {
    let (Some(rate), Some((low, high))) = (facts.win_rate(), facts.interval()) else { return };
    let theme = theme::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), Sense::hover());
    let percent = |rate: f64| format::percent(rate, 0);
    let about = tr!(
        "whisker-about",
        won = format::count(facts.won),
        decided = format::count(facts.decided),
        low = percent(low),
        high = percent(high)
    );
    let about = match base {
        Some(base) => tr!("whisker-base", about = about, base = percent(base)),
        None => about,
    };
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &about));
    let painter = ui.painter();
    painter.hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, theme.line));
    let line = Rect::from_x_y_ranges(rect.left() + 4.0..=rect.right() - 4.0, rect.top() + 4.0..=rect.top() + 14.0);
    // From none to a round number beyond what is to be shown.
    let full = ((high.max(base.unwrap_or(0.0)) * 10.0).ceil() / 10.0).clamp(0.1, 1.0);
    let x = |rate: f64| line.left() + line.width() * (rate / full) as f32;
    let middle = line.center().y;
    painter.hline(line.x_range(), middle, Stroke::new(1.0, theme.line));
    let colour = base.map_or(theme.second, |base| match (low > base, high < base) {
        (true, _) => theme.better,
        (_, true) => theme.worse,
        _ => theme.second,
    });
    painter.rect_filled(
        Rect::from_x_y_ranges(x(low)..=x(high), middle - 2.0..=middle + 2.0),
        2.0,
        theme::tint(colour, 0.45),
    );
    for end in [low, high] {
        painter.vline(x(end), middle - 4.0..=middle + 4.0, Stroke::new(1.5, colour));
    }
    painter.circle(pos2(x(rate), middle), 4.0, colour, Stroke::new(1.0, theme.card));
    let small = theme::small();
    let below = rect.bottom() - 10.0;
    if let Some(base) = base {
        painter.vline(x(base), line.y_range(), Stroke::new(1.5, theme.text));
        let text = tr!("whisker-all", base = percent(base));
        let galley = painter.layout_no_wrap(text, small.clone(), theme.second);
        let left = (x(base) - galley.size().x / 2.0).clamp(line.left(), line.right() - galley.size().x);
        painter.galley(pos2(left, below - galley.size().y / 2.0).round(), galley, theme.second);
        if left - line.left() > 24.0 {
            painter.text(pos2(line.left(), below), Align2::LEFT_CENTER, "0 %", small.clone(), theme.second);
        }
        if line.right() - x(base) > 60.0 {
            painter.text(pos2(line.right(), below), Align2::RIGHT_CENTER, percent(full), small, theme.second);
        }
    }
    response.on_hover_text(about);
}
