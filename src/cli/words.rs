//! Numbers and lists in words, as the command line writes them.

use crate::model::{Model, check::Place};

/// `1 lead`, `12,480 leads`.
pub fn counted(count: u64, one: &str, many: &str) -> String {
    format!("{} {}", grouped(count), if count == 1 { one } else { many })
}

/// A number with its thousands set apart: `12,480`.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Thousandths of a point as points: `15`, `−7.5`, `0.125`.
pub fn points(thousandths: i64) -> String {
    let sign = if thousandths < 0 { "−" } else { "" };
    let size = thousandths.unsigned_abs();
    let fraction = format!("{:03}", size % 1000);
    let fraction = fraction.trim_end_matches('0');
    let dot = if fraction.is_empty() { "" } else { "." };
    format!("{sign}{}{dot}{fraction}", grouped(size / 1000))
}

/// Points with their sign: `+15`, `−7.5`, `0`.
pub fn signed_points(thousandths: i64) -> String {
    let plus = if thousandths > 0 { "+" } else { "" };
    format!("{plus}{}", points(thousandths))
}

/// Minutes as people say them: `15 min`, `4 h`, `2 days`.
pub fn minutes(minutes: u32) -> String {
    const HOUR: u32 = 60;
    const DAY: u32 = 24 * HOUR;
    match minutes {
        DAY => "1 day".to_owned(),
        days if days > 0 && days % DAY == 0 => format!("{} days", days / DAY),
        hours if hours > 0 && hours % HOUR == 0 => format!("{} h", hours / HOUR),
        minutes => format!("{minutes} min"),
    }
}

/// Where in a model a problem is, by the names that people gave.
pub fn place(model: &Model, place: &Place) -> String {
    let name_or = |name: Option<&String>, id: &dyn ToString| {
        name.filter(|name| !name.trim().is_empty()).cloned().unwrap_or_else(|| id.to_string())
    };
    match place {
        Place::Model => "the model".to_owned(),
        Place::Axis(axis) => format!("the {axis} axis"),
        Place::Band(axis, id) => {
            let band = model.axis(*axis).bands.iter().find(|band| band.id == *id);
            format!("{axis} band {}", name_or(band.map(|band| &band.name), id))
        }
        Place::Category(id) => {
            format!("category “{}”", name_or(model.category(id).map(|category| &category.name), id))
        }
        Place::Criterion(id) => {
            format!("criterion “{}”", name_or(model.criterion(id).map(|criterion| &criterion.name), id))
        }
        Place::Cell(fit, engagement) => format!("cell {}", model.cell_name(fit, engagement)),
        Place::Route(id) => format!("route “{}”", name_or(model.route(id).map(|route| &route.name), id)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(1_000), "1,000");
        assert_eq!(grouped(12_480_000), "12,480,000");
        assert_eq!(counted(1, "lead", "leads"), "1 lead");
        assert_eq!(points(15_000), "15");
        assert_eq!(points(-7_500), "−7.5");
        assert_eq!(points(125), "0.125");
        assert_eq!(points(1_234_050), "1,234.05");
        assert_eq!(signed_points(15_000), "+15");
        assert_eq!(signed_points(0), "0");
        assert_eq!(points(i64::MIN), "−9,223,372,036,854,775.808");
    }

    #[test]
    fn times() {
        assert_eq!(minutes(15), "15 min");
        assert_eq!(minutes(90), "90 min");
        assert_eq!(minutes(240), "4 h");
        assert_eq!(minutes(1_440), "1 day");
        assert_eq!(minutes(2_880), "2 days");
        assert_eq!(minutes(0), "0 min");
    }
}
