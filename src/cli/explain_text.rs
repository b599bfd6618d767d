//! An explanation as text: every number stands in one column, and the column adds up to the score.

use std::io::{self, Write};

use super::{
    explain::Answer,
    words::{counted, minutes, points, signed_points},
};
use crate::{
    model::{Axis, Category, Counting, CriterionId, Model, Scale, Team, sentence, wording::whole},
    scoring::{AxisExplanation, CategoryExplanation, Contribution, Reason},
};

pub fn write(out: &mut dyn Write, answer: &Answer<'_>) -> io::Result<()> {
    let Answer { model, lead, explanation, .. } = answer;
    match &lead.account {
        Some(account) => writeln!(out, "{} of {account}", lead.key)?,
        None => writeln!(out, "{}", lead.key)?,
    }
    writeln!(out, "“{}” as of {}", model.name, explanation.as_of)?;
    for axis in [&explanation.fit, &explanation.engagement] {
        writeln!(out)?;
        write_axis(out, model, axis)?;
    }
    writeln!(out)?;
    write_place(out, answer)?;
    write_what_else(out, answer)
}

/// What it only just misses, and what would move it up.
fn write_what_else(out: &mut dyn Write, answer: &Answer<'_>) -> io::Result<()> {
    if !answer.near_misses.is_empty() {
        writeln!(out, "\nNearly matched")?;
        for criterion in answer.near_misses.iter().filter_map(|id| answer.model.criterion(id)) {
            let points = signed_points(i64::from(criterion.points) * 1000);
            line(out, &points, &format!("{}: {}", criterion.name, sentence::rule(&criterion.rule)))?;
        }
    }
    if !answer.suggestions.is_empty() {
        writeln!(out, "\nWhat would move it up")?;
        for suggestion in &answer.suggestions {
            writeln!(out, "  {}", suggestion.sentence)?;
            writeln!(out, "    {}", suggestion.takes)?;
        }
    }
    Ok(())
}

/// A line with a number in its column.
fn line(out: &mut dyn Write, number: &str, text: &str) -> io::Result<()> {
    writeln!(out, "  {number:>9}  {text}")
}

fn write_axis(out: &mut dyn Write, model: &Model, axis: &AxisExplanation) -> io::Result<()> {
    let settings = model.axis(axis.axis);
    writeln!(out, "{}", title(axis.axis))?;
    for category in &axis.categories {
        write_category(out, model, category)?;
    }
    line(out, &points(axis.total), "sum")?;
    match settings.scale {
        Scale::Percent => {
            let of = points(axis.attainable);
            line(
                out,
                &points(axis.unclamped.saturating_mul(1000)),
                &format!("in percent of the {of} that can be attained"),
            )?;
        }
        Scale::Points if axis.total % 1000 != 0 => {
            line(out, &points(axis.unclamped.saturating_mul(1000)), "rounded")?;
        }
        Scale::Points => {}
    }
    let range = settings.range;
    if axis.score != axis.unclamped {
        let kept = format!("kept between {} and {}", range.least, range.most);
        line(out, &points(axis.score.saturating_mul(1000)), &kept)?;
    }
    let band = settings.bands.get(axis.band).map_or("", |band| band.name.as_str());
    line(
        out,
        &points(axis.score.saturating_mul(1000)),
        &format!("{} score, band {band}", title(axis.axis).to_lowercase()),
    )
}

fn title(axis: Axis) -> &'static str {
    match axis {
        Axis::Fit => "Fit",
        Axis::Engagement => "Engagement",
    }
}

fn write_category(out: &mut dyn Write, model: &Model, explained: &CategoryExplanation) -> io::Result<()> {
    let category = model.category(&explained.category);
    let name = category.map_or(explained.category.0.as_str(), |category| category.name.as_str());
    let clamped = explained.total.saturating_sub(explained.unclamped);
    if explained.contributions.is_empty() && clamped == 0 {
        return Ok(());
    }
    let first_match = category.is_some_and(|category| category.counting == Counting::FirstMatch);
    writeln!(out, "  {name}{}", if first_match { " (only the first match counts)" } else { "" })?;
    for contribution in &explained.contributions {
        write_contribution(out, model, contribution)?;
    }
    if clamped != 0 {
        line(out, &signed_points(clamped), &clamp_sentence(category, clamped))?;
    }
    Ok(())
}

fn clamp_sentence(category: Option<&Category>, clamped: i64) -> String {
    let Some(category) = category else { return "limit of the category".to_owned() };
    let limit = if clamped < 0 { category.at_most } else { category.at_least };
    let which = if clamped < 0 { "at most" } else { "at least" };
    match limit {
        Some(limit) => format!("{} gives {which} {}", category.name, points(i64::from(limit) * 1000)),
        None => format!("limit of {}", category.name),
    }
}

fn write_contribution(out: &mut dyn Write, model: &Model, contribution: &Contribution) -> io::Result<()> {
    let name = criterion_name(model, &contribution.criterion);
    if contribution.counts {
        line(out, &signed_points(contribution.thousandths), name)?;
    } else {
        let would = signed_points(contribution.thousandths);
        line(out, "·", &format!("{name}, not counted: an earlier match took the place of its {would}"))?;
    }
    for reason in &contribution.because {
        line(out, "", &format!("  {}", reason_sentence(reason)))?;
    }
    Ok(())
}

fn criterion_name<'a>(model: &'a Model, id: &'a CriterionId) -> &'a str {
    model.criterion(id).map_or(id.0.as_str(), |criterion| criterion.name.as_str())
}

fn reason_sentence(reason: &Reason) -> String {
    match reason {
        Reason::Value { attribute, value: Some(value) } => format!("{attribute}: {}", told(value)),
        Reason::Value { attribute, value: None } => format!("{attribute} is unknown"),
        Reason::Event { kind, detail, at, age_days, weight } => {
            let detail = detail.as_deref().map(|detail| format!(" {detail}")).unwrap_or_default();
            let faded = if *weight == 1000 { String::new() } else { format!(", counts {} %", percent(*weight)) };
            format!("{kind}{detail}, {} ({}){faded}", ago(*age_days), at.day())
        }
        Reason::Absent { for_days, last_age_days: Some(age) } => {
            format!("nothing for {}, the last {}", counted(u64::from(*for_days), "day", "days"), ago(*age))
        }
        Reason::Absent { for_days, last_age_days: None } => {
            format!("nothing for {}, and nothing before", counted(u64::from(*for_days), "day", "days"))
        }
    }
}

/// A large number with its thousands apart; anything else as it stands.
fn told(value: &str) -> String {
    // A year or a postal code has no thousands.
    const FROM: i64 = 10_000;
    match value.parse::<i64>() {
        Ok(number) if number.abs() >= FROM && !value.starts_with(['0', '+']) => whole(number),
        _ => value.to_owned(),
    }
}

/// A weight in thousandths as percent: `62.5`.
fn percent(weight: i64) -> String {
    points(weight.saturating_mul(100))
}

fn ago(age_days: i64) -> String {
    match age_days {
        0 => "today".to_owned(),
        days => format!("{} ago", counted(days.unsigned_abs(), "day", "days")),
    }
}

fn write_place(out: &mut dyn Write, answer: &Answer<'_>) -> io::Result<()> {
    let Answer { model, explanation, .. } = answer;
    let weights = model.combined;
    let combined = points(explanation.combined.saturating_mul(1000));
    writeln!(
        out,
        "Combined {combined} (the mean, weighted {} for fit and {} for engagement)",
        weights.fit, weights.engagement
    )?;
    let band = |axis: Axis, index: usize| model.axis(axis).bands.get(index).map_or("", |band| band.name.as_str());
    let (fit, engagement) =
        (band(Axis::Fit, explanation.fit.band), band(Axis::Engagement, explanation.engagement.band));
    writeln!(out, "Cell {fit} × {engagement}: {}", route_sentence(answer))?;
    for id in &explanation.disqualified_by {
        writeln!(out, "Disqualified by “{}”", criterion_name(model, id))?;
    }
    let stars = counted(u64::from(explanation.stars), "star", "stars");
    let flames = counted(u64::from(explanation.flames), "flame", "flames");
    write!(out, "{stars}, {flames}{}", if explanation.cold { ", cold" } else { "" })?;
    let stage = explanation.stage.as_ref().and_then(|id| model.stages.iter().find(|stage| stage.id == *id));
    match stage {
        Some(stage) => writeln!(out, ", stage “{}”", stage.name),
        None => writeln!(out),
    }
}

fn route_sentence(answer: &Answer<'_>) -> String {
    let Some(route) = answer.explanation.route.as_ref().and_then(|id| answer.model.route(id)) else {
        return "no route".to_owned();
    };
    let mut sentence = route.name.clone();
    match route.owner {
        Some(Team::Marketing) => sentence.push_str(", by marketing"),
        Some(Team::Sales) => sentence.push_str(", by sales"),
        None => {}
    }
    if let Some(within) = route.respond_within_minutes {
        sentence.push_str(&format!(", within {}", minutes(within)));
    }
    sentence.push_str(if answer.explanation.qualified { "; qualified" } else { "; not qualified" });
    sentence
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lead::Instant;

    #[test]
    fn reasons_read_as_sentences() {
        let event = |age_days, weight| Reason::Event {
            kind: "page_view".to_owned(),
            detail: Some("/pricing".to_owned()),
            at: "2026-11-10T08:00:00Z".parse::<Instant>().expect("an instant"),
            age_days,
            weight,
        };
        assert_eq!(reason_sentence(&event(0, 1000)), "page_view /pricing, today (2026-11-10)");
        assert_eq!(reason_sentence(&event(8, 625)), "page_view /pricing, 8 days ago (2026-11-10), counts 62.5 %");
        let value = Reason::Value { attribute: "Job title".to_owned(), value: None };
        assert_eq!(reason_sentence(&value), "Job title is unknown");
        let revenue = Reason::Value { attribute: "Revenue".to_owned(), value: Some("26000000".to_owned()) };
        assert_eq!(reason_sentence(&revenue), "Revenue: 26,000,000");
        let absent = Reason::Absent { for_days: 30, last_age_days: Some(44) };
        assert_eq!(reason_sentence(&absent), "nothing for 30 days, the last 44 days ago");
    }
}
