//! Fields for numbers.

use std::ops::RangeInclusive;

use eframe::{egui::DragValue, emath::Numeric};

use crate::app::format;

/// A whole number that is typed or dragged. What stands there is left alone, however absurd, until the user changes it:
/// looking at a model must not edit it.
pub fn whole_number<N: Numeric>(value: &mut N, range: RangeInclusive<N>) -> DragValue<'_> {
    formatted(DragValue::new(value).range(range))
}

/// The same for a number that is read and written by calls, up to so far either way.
pub fn whole(field: DragValue<'_>, most: i32) -> DragValue<'_> {
    formatted(field.range(-most..=most))
}

fn formatted(field: DragValue<'_>) -> DragValue<'_> {
    field
        .clamp_existing_to_range(false)
        .speed(0.25)
        .custom_formatter(|number, _| format::count_signed(number as i64))
        .custom_parser(|text| read(text).filter(|number| number.fract() == 0.0))
}

/// A number as it is shown, or as it is typed: “−1,200”, “+15”. A comma that does not set thousands apart is no number's:
/// “1,5” must not become 15.
fn read(text: &str) -> Option<f64> {
    if text.split(',').skip(1).any(|group| group.trim_end().chars().take_while(char::is_ascii_digit).count() != 3) {
        return None;
    }
    let plain: String = text.replace('−', "-").chars().filter(|sign| !matches!(sign, ',' | ' ')).collect();
    plain.strip_prefix('+').unwrap_or(&plain).parse().ok().filter(|number: &f64| number.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_can_be_typed() {
        for number in [-1_234_567_i64, -8, 0, 15, 12_480] {
            assert_eq!(read(&format::count_signed(number)), Some(number as f64));
            assert_eq!(read(&format::points(number)), Some(number as f64));
        }
        assert_eq!(read(" 20 "), Some(20.0));
        assert_eq!(read("1,5"), None);
        assert_eq!(read("NaN"), None);
        assert_eq!(read("inf"), None);
        assert_eq!(read(""), None);
    }
}
