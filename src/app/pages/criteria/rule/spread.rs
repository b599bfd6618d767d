//! How the values of a field lie, as a small picture beside the test: what passes is in colour.

use eframe::egui::{Id, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use super::fields;
use crate::{
    app::{format, theme},
    lead::Day,
    model::{DateTest, NumberTest, Test, check::Spread, wording},
};

const WIDTH: f32 = 128.0;

/// Draws the columns, with the span of the values at their right. `today` is the day that ages are counted from.
pub fn spread_ui(ui: &mut Ui, id: Id, spread: &Spread, test: &Test, today: Day) {
    let theme = theme::of(ui);
    let said = |value: f64| match test {
        Test::Date(_) => format::day(Day(value as i32)),
        _ => wording::decimal(rounded(value)),
    };
    let (least, most, median) = (said(spread.least), said(spread.most), said(spread.median));
    let caption = tr!("rule-spread-span", least = least.clone(), most = most.clone());
    let caption = ui.painter().layout_no_wrap(caption, theme::small(), theme.second);
    let rect = fields::room(ui, WIDTH + 6.0 + caption.size().x.ceil());
    let response = ui.interact(rect, id, Sense::hover());
    let about = tr!("rule-spread-about", least = least, most = most, median = median);
    response.widget_info(|| WidgetInfo::labeled(Role::Image, ui.is_enabled(), &about));
    let plot = Rect::from_min_size(rect.min, vec2(WIDTH, rect.height())).shrink2(vec2(0.0, 4.0));
    let painter = ui.painter();
    painter.hline(plot.x_range(), plot.bottom(), (1.0, theme.line));
    for (column, passes) in layout(spread, test, today, plot) {
        let color = if passes { theme.accent } else { theme::tint(theme.third, 0.55) };
        painter.rect_filled(column, 1.0, color);
    }
    let at = pos2(plot.right() + 6.0, plot.bottom() - caption.size().y);
    painter.galley(at, caption, theme.second);
    response.on_hover_text(about);
}

/// A column for each step in which there are values, and whether the middle of the step passes the test.
fn layout(spread: &Spread, test: &Test, today: Day, plot: Rect) -> Vec<(Rect, bool)> {
    let highest = spread.bins.iter().copied().max().unwrap_or(0).max(1);
    let step = plot.width() / spread.bins.len().max(1) as f32;
    let mut columns = Vec::new();
    for (index, count) in spread.bins.iter().enumerate().filter(|(_, count)| **count > 0) {
        // The few are seen as well.
        let height = (plot.height() * *count as f32 / highest as f32).max(2.0);
        let left = plot.left() + step * index as f32;
        let rect = Rect::from_min_max(pos2(left, plot.bottom() - height), pos2(left + step - 1.0, plot.bottom()));
        let middle = spread.value((index as f64 + 0.5) / spread.bins.len() as f64);
        columns.push((rect, passes(test, middle, today)));
    }
    columns
}

fn passes(test: &Test, value: f64, today: Day) -> bool {
    match test {
        Test::Number(test) => match *test {
            NumberTest::Less(limit) => value < limit,
            NumberTest::AtMost(limit) => value <= limit,
            NumberTest::Greater(limit) => value > limit,
            NumberTest::AtLeast(limit) => value >= limit,
            NumberTest::Between(least, most) => (least..=most).contains(&value),
            // One number is no part of a picture.
            NumberTest::Equal(_) => false,
            NumberTest::NotEqual(_) => true,
        },
        Test::Date(test) => {
            let age = f64::from(today.0) - value;
            match *test {
                DateTest::Before(day) => value < f64::from(day.0),
                DateTest::After(day) => value > f64::from(day.0),
                DateTest::WithinLastDays(days) => (0.0..f64::from(days)).contains(&age),
                DateTest::DaysAgoOrMore(days) => age >= f64::from(days),
            }
        }
        _ => false,
    }
}

/// To three digits: nobody wants the last cent of the largest budget.
fn rounded(value: f64) -> f64 {
    let size = value.abs();
    if size < 1000.0 && (size >= 100.0 || value.fract() == 0.0) {
        return value.round();
    }
    // By its own digits, which every machine writes alike.
    format!("{value:.2e}").parse().unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spread() -> Spread {
        Spread { least: 0.0, most: 100.0, median: 50.0, is_by_size: false, bins: vec![4, 0, 2, 1] }
    }

    fn drawn(test: &Test) -> Vec<bool> {
        let plot = Rect::from_min_max(pos2(0.0, 0.0), pos2(40.0, 20.0));
        let columns = layout(&spread(), test, Day(100), plot);
        assert!(columns.iter().all(|(rect, _)| plot.contains_rect(*rect) && rect.is_positive()), "{columns:?}");
        assert_eq!(columns.first().map(|(rect, _)| rect.height()), Some(20.0), "the highest fills the room");
        columns.iter().map(|(_, passes)| *passes).collect()
    }

    #[test]
    fn what_passes_is_marked() {
        assert_eq!(drawn(&Test::Number(NumberTest::AtLeast(50.0))), [false, true, true]);
        assert_eq!(drawn(&Test::Number(NumberTest::Between(0.0, 70.0))), [true, true, false]);
        assert_eq!(drawn(&Test::Number(NumberTest::Equal(50.0))), [false, false, false]);
        assert_eq!(drawn(&Test::Date(DateTest::WithinLastDays(40))), [false, true, true]);
        assert_eq!(drawn(&Test::Date(DateTest::Before(Day(30)))), [true, false, false]);
    }

    #[test]
    fn numbers_are_said_briefly() {
        for (value, said) in [(0.0, 0.0), (7.0, 7.0), (0.1234, 0.123), (640.4, 640.0), (48_213.7, 48_200.0)] {
            assert_eq!(rounded(value), said, "{value}");
        }
    }
}
