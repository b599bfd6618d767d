//! Fields for numbers.

use std::ops::RangeInclusive;

use eframe::{egui::DragValue, emath::Numeric};

use crate::app::{format, number};

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
        .custom_parser(|text| number::read(text).ok().map(|number| number as f64))
}
