//! The lines of an explanation in words.

use super::{
    lines::{Line, What},
    moment,
};
use crate::{
    app::format,
    lead::{Day, fold},
    model::Axis,
    scoring::Reason,
};

/// What a line is called.
pub fn title(line: &Line) -> String {
    match &line.what {
        What::Counts { name, .. } | What::Passed { name, .. } => name.clone(),
        What::Cap { category, most } => {
            tr!("leads-line-cap", category = category.clone(), most = format::count_signed((*most).into()))
        }
        What::Floor { category, least } => {
            tr!("leads-line-floor", category = category.clone(), least = format::count_signed((*least).into()))
        }
        What::Scale { .. } => tr!("leads-line-scale"),
        What::Rounding => tr!("leads-line-rounding"),
        What::Range { .. } => tr!("leads-line-range"),
        What::Score => match line.axis {
            Axis::Fit => tr!("leads-line-score-fit"),
            Axis::Engagement => tr!("leads-line-score-engagement"),
        },
    }
}

/// What lies behind a line; empty where its name says it all.
pub fn detail(line: &Line) -> String {
    match &line.what {
        What::Counts { name, because, is_fading, .. } => {
            let because = reasons(name, because);
            if *is_fading { tr!("leads-line-fading", what = because) } else { because }
        }
        What::Passed { first, thousandths, .. } => {
            tr!("leads-line-passed", first = first.clone(), points = tenths(thousandths / 100))
        }
        What::Scale { total, attainable } => {
            tr!("leads-line-scale-detail", total = plain_tenths(total / 100), most = plain_tenths(attainable / 100))
        }
        What::Range { least, most } => tr!("leads-line-range-detail", least = *least, most = *most),
        What::Cap { .. } | What::Floor { .. } | What::Rounding | What::Score => String::new(),
    }
}

/// The number at the end of a line. The last one is the score; on a percent scale the sum so far; else what is added.
pub fn amount(line: &Line) -> String {
    match line.what {
        What::Scale { .. } => tr!("leads-line-percent", percent = plain_tenths(shown_after(line))),
        What::Score => plain_tenths(shown_after(line)),
        What::Passed { .. } => "0".to_owned(),
        _ => tenths(line.shown_tenths()),
    }
}

fn shown_after(line: &Line) -> i64 {
    Line { before: 0, ..line.clone() }.shown_tenths()
}

/// `+15`, `+2.3`, `−4`.
pub fn tenths(tenths: i64) -> String {
    if tenths > 0 { format!("+{}", plain_tenths(tenths)) } else { plain_tenths(tenths) }
}

/// `15`, `2.3`, `−4`.
pub fn plain_tenths(tenths: i64) -> String {
    let sign = if tenths < 0 { "−" } else { "" };
    let (whole, part) = (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10);
    if part == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part}") }
}

/// What matched, for a criterion of that name.
fn reasons(name: &str, because: &[Reason]) -> String {
    let mut parts: Vec<String> = because.iter().filter_map(|reason| state(name, reason)).collect();
    parts.extend(events(because));
    parts.join(", ")
}

/// What a lead is, or did not do.
fn state(name: &str, reason: &Reason) -> Option<String> {
    match reason {
        Reason::Value { attribute, value: None } => Some(tr!("leads-because-unknown", attribute = attribute.clone())),
        // “Job title: VP Operations” needs no second “Job title”.
        Reason::Value { attribute, value: Some(value) } if fold(attribute) == fold(name) => Some(told(value)),
        Reason::Value { attribute, value: Some(value) } => {
            Some(tr!("leads-because-value", attribute = attribute.clone(), value = told(value)))
        }
        Reason::Event { .. } => None,
        Reason::Absent { for_days, last_age_days: None } => Some(tr!("leads-because-never", days = *for_days)),
        Reason::Absent { last_age_days: Some(days), .. } => {
            Some(tr!("leads-because-last", age = moment::days_ago(*days)))
        }
    }
}

/// A large number with its thousands apart, a date as dates are written; anything else as it stands.
fn told(value: &str) -> String {
    if value.contains('-')
        && let Ok(day) = value.parse::<Day>()
    {
        return format::day(day);
    }
    // A year or a postal code has no thousands.
    const FROM: i64 = 10_000;
    match value.parse::<i64>() {
        Ok(number) if number.abs() >= FROM && !value.starts_with(['0', '+']) => format::count_signed(number),
        _ => value.to_owned(),
    }
}

/// The events together: one with what it was about, several with their number and the newest one's age.
fn events(because: &[Reason]) -> Option<String> {
    let mut events = because.iter().filter_map(|reason| match reason {
        Reason::Event { detail, age_days, .. } => Some((detail.as_deref(), *age_days)),
        _ => None,
    });
    // The newest event comes first.
    let (detail, age_days) = events.next()?;
    let count = 1 + events.count();
    let age = moment::days_ago(age_days);
    Some(match (count, detail) {
        (1, Some(detail)) => tr!("leads-because-event", what = detail.to_owned(), age = age),
        (1, None) => age,
        (count, _) => tr!("leads-because-events", count = count, age = age),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lead::Instant;

    fn event_reason(detail: Option<&str>, age_days: i64) -> Reason {
        let detail = detail.map(str::to_owned);
        Reason::Event { kind: "k".into(), detail, at: Instant(0), age_days, weight: 500 }
    }

    fn value(attribute: &str, value: Option<&str>) -> Reason {
        Reason::Value { attribute: attribute.into(), value: value.map(str::to_owned) }
    }

    #[test]
    fn numbers_are_whole_or_have_one_decimal() {
        assert_eq!([150, 23, -40, 0, -5].map(tenths), ["+15", "+2.3", "−4", "0", "−0.5"]);
    }

    #[test]
    fn an_attribute_is_named_unless_the_criterion_is_called_so() {
        assert_eq!(reasons("job Title", &[value("Job title", Some("CEO"))]), "CEO");
        assert_eq!(reasons("C-level", &[value("Job title", Some("CEO"))]), "Job title: CEO");
        assert_eq!(reasons("Rich", &[value("Revenue", Some("85000000"))]), "Revenue: 85,000,000");
        assert_eq!(reasons("Bought", &[value("Last purchase", Some("2026-11-15"))]), "Last purchase: 15 Nov 2026");
        assert_eq!(reasons("No phone", &[value("Phone", None)]), "Phone unknown");
    }

    #[test]
    fn events_are_counted_and_dated_by_the_newest() {
        assert_eq!(reasons("Webinar", &[event_reason(Some("Product tour"), 3)]), "Product tour, 3 days ago");
        assert_eq!(reasons("Webinar", &[event_reason(None, 0)]), "today");
        let three = [event_reason(Some("/pricing"), 0), event_reason(None, 4), event_reason(None, 9)];
        assert_eq!(reasons("Pricing page", &three), "3 times, last today");
        assert_eq!(
            reasons("Silence", &[Reason::Absent { for_days: 90, last_age_days: None }]),
            "nothing for 90 days or more"
        );
        assert_eq!(
            reasons("Silence", &[Reason::Absent { for_days: 90, last_age_days: Some(120) }]),
            "last 120 days ago"
        );
    }

    #[test]
    fn a_sum_in_percent_stands_at_the_end_of_its_line() {
        let what = What::Scale { total: 41_000, attainable: 60_000 };
        let line = Line { axis: Axis::Fit, what, before: 41_000, after: 68_333 };
        assert_eq!(amount(&line), "68.3 %");
        assert_eq!(detail(&line), "41 of 60 attainable points");
    }
}
