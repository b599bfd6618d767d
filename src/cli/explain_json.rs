//! An explanation for a program: one JSON object. Points are in thousandths where the name says so.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::explain::Answer;
use crate::{
    model::{Axis, Model},
    scoring::{AxisExplanation, CategoryExplanation, Change, Contribution, Reason, Suggestion},
};

pub fn write(out: &mut dyn Write, answer: &Answer<'_>) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, &document(answer))?;
    writeln!(out)
}

fn document(answer: &Answer<'_>) -> Value {
    let Answer { model, lead, explanation, near_misses, suggestions } = answer;
    json!({
        "key": lead.key,
        "account": lead.account,
        "model": model.name,
        "as_of": explanation.as_of,
        "fit": axis_value(model, &explanation.fit),
        "engagement": axis_value(model, &explanation.engagement),
        "combined": explanation.combined,
        "route": explanation.route.as_ref().and_then(|id| model.route(id)).map(|route| &route.name),
        "qualified": explanation.qualified,
        "disqualified_by": explanation.disqualified_by,
        "stars": explanation.stars,
        "flames": explanation.flames,
        "cold": explanation.cold,
        "stage": explanation.stage,
        "near_misses": near_misses,
        "suggestions": suggestions.iter().map(suggestion_value).collect::<Vec<_>>(),
    })
}

fn suggestion_value(suggestion: &Suggestion) -> Value {
    let (change, times) = match suggestion.change {
        Change::Match => ("match", 1),
        Change::Times(times) => ("match", times),
        Change::Without => ("without", 0),
    };
    json!({
        "axis": suggestion.axis,
        "criteria": suggestion.criteria,
        "change": change,
        "times": times,
        "sentence": suggestion.sentence,
        "takes": suggestion.takes,
    })
}

fn axis_value(model: &Model, axis: &AxisExplanation) -> Value {
    let band = |axis: Axis, index: usize| model.axis(axis).bands.get(index).map(|band| &band.name);
    json!({
        "score": axis.score,
        "band": band(axis.axis, axis.band),
        "score_before_range": axis.unclamped,
        "total_thousandths": axis.total,
        "attainable_thousandths": axis.attainable,
        "categories": axis.categories.iter().map(|category| category_value(model, category)).collect::<Vec<_>>(),
    })
}

fn category_value(model: &Model, explained: &CategoryExplanation) -> Value {
    json!({
        "id": explained.category,
        "name": model.category(&explained.category).map(|category| &category.name),
        "thousandths_before_limits": explained.unclamped,
        "thousandths": explained.total,
        "contributions": explained.contributions.iter().map(|one| contribution_value(model, one)).collect::<Vec<_>>(),
    })
}

fn contribution_value(model: &Model, contribution: &Contribution) -> Value {
    let criterion = model.criterion(&contribution.criterion);
    json!({
        "id": contribution.criterion,
        "name": criterion.map(|criterion| &criterion.name),
        "points": criterion.map(|criterion| criterion.points),
        "weight_thousandths": contribution.weight,
        "thousandths": contribution.thousandths,
        "counts": contribution.counts,
        "because": contribution.because.iter().map(reason_value).collect::<Vec<_>>(),
    })
}

fn reason_value(reason: &Reason) -> Value {
    match reason {
        Reason::Value { attribute, value } => json!({ "attribute": attribute, "value": value }),
        Reason::Event { kind, detail, at, age_days, weight } => json!({
            "event": kind,
            "detail": detail,
            "at": at,
            "age_days": age_days,
            "weight_thousandths": weight,
        }),
        Reason::Absent { for_days, last_age_days } => {
            json!({ "absent_for_days": for_days, "last_age_days": last_age_days })
        }
    }
}
