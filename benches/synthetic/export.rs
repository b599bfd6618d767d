//! The same leads, the same model and the scores for other engines: `peers/compare.py` reads them.

use std::{
    fs::File,
    io::{BufWriter, Write},
    path::Path,
};

use serde_json::{Value, json};
use tandem::{
    model::{Condition, Criterion, DateTest, Model, NumberTest, Rule, Test, TextTest},
    scoring::{Column, Columns, Scores, score_all},
};

use super::{
    Measured,
    synthetic::{self, NOW},
};

/// Writes `leads.csv` (attributes, outcome, the sum of weights that each activity criterion found, and the scores) and
/// `model.json` (the criteria, and what was measured here).
pub fn export(folder: &Path, leads: usize, measured: &Measured) {
    let columns = synthetic::columns(leads);
    let model = synthetic::model();
    let scores = score_all(&columns, &model, NOW);
    let done = std::fs::create_dir_all(folder)
        .and_then(|()| write_leads(&folder.join("leads.csv"), &columns, &model, &scores))
        .and_then(|()| std::fs::write(folder.join("model.json"), described(&model, &scores, measured).to_string()));
    match done {
        Ok(()) => println!("Written to {}.", folder.display()),
        Err(error) => eprintln!("The leads could not be written to {}: {error}", folder.display()),
    }
}

fn is_activity(criterion: &Criterion) -> bool {
    matches!(criterion.rule, Rule::Activity(_))
}

fn write_leads(path: &Path, columns: &Columns, model: &Model, scores: &Scores) -> std::io::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 20, File::create(path)?);
    let names: Vec<&str> = columns.fields.iter().map(|field| field.name.as_str()).collect();
    let weights: Vec<usize> = (0..model.criteria.len()).filter(|index| is_activity(&model.criteria[*index])).collect();
    let weight_names: Vec<String> = weights.iter().map(|index| model.criteria[*index].id.to_string()).collect();
    writeln!(out, "{},{},won,tandem_fit,tandem_engagement", names.join(","), weight_names.join(","))?;
    for row in 0..columns.len() {
        for field in &columns.fields {
            match &field.column {
                Column::Text { codes, values } => write!(out, "{},", codes.get(row).map_or("", |code| &values[code]))?,
                Column::Number(numbers) if numbers[row].is_nan() => write!(out, ",")?,
                Column::Number(numbers) => write!(out, "{},", numbers[row])?,
                Column::YesNo(answers) => write!(out, "{},", ["false", "true", ""][usize::from(answers[row])])?,
                Column::Date(days) if days[row] == tandem::scoring::NO_DAY => write!(out, ",")?,
                Column::Date(days) => write!(out, "{},", days[row])?,
            }
        }
        for index in &weights {
            write!(out, "{},", scores.hits[*index].weight(row))?;
        }
        let won = u8::from(columns.outcomes[row] == tandem::lead::Outcome::Won);
        writeln!(out, "{won},{},{}", scores.fit[row], scores.engagement[row])?;
    }
    out.flush()
}

fn described(model: &Model, scores: &Scores, measured: &Measured) -> Value {
    let criterion = |criterion: &Criterion| {
        let rule = match &criterion.rule {
            Rule::Profile(condition) => described_condition(condition),
            Rule::Activity(_) => json!({ "weights": criterion.id.to_string() }),
        };
        json!({ "id": criterion.id.to_string(), "category": criterion.category.to_string(), "points": criterion.points,
            "disqualifies": criterion.disqualifies, "rule": rule })
    };
    let edges = |bands: &[tandem::model::Band]| bands.iter().filter_map(|band| band.from).collect::<Vec<_>>();
    json!({
        "today": NOW.day().0,
        "criteria": model.criteria.iter().map(criterion).collect::<Vec<_>>(),
        "categories": model.categories.iter().map(|category| json!({
            "id": category.id.to_string(), "axis": category.axis.to_string(), "at_most": category.at_most,
            "first_match": category.counting == tandem::model::Counting::FirstMatch,
        })).collect::<Vec<_>>(),
        "edges": { "fit": edges(&model.fit.bands), "engagement": edges(&model.engagement.bands) },
        "cells": scores.cell_counts,
        "measured": measured,
    })
}

fn described_condition(condition: &Condition) -> Value {
    match condition {
        Condition::All(parts) => json!({ "all": parts.iter().map(described_condition).collect::<Vec<_>>() }),
        Condition::Any(parts) => json!({ "any": parts.iter().map(described_condition).collect::<Vec<_>>() }),
        Condition::Not(part) => json!({ "not": described_condition(part) }),
        Condition::Test(test) => {
            let of = &test.attribute;
            match &test.is {
                Test::Text(TextTest::OneOf(listed)) => json!({ "one_of": listed, "of": of }),
                Test::Text(TextTest::ContainsAny(listed)) => json!({ "contains": listed, "of": of }),
                Test::Number(NumberTest::Between(least, most)) => json!({ "between": [least, most], "of": of }),
                Test::YesNo(answer) => json!({ "is": answer, "of": of }),
                Test::Date(DateTest::WithinLastDays(days)) => json!({ "within": days, "of": of }),
                other => json!({ "unknown": format!("{other:?}") }),
            }
        }
    }
}
