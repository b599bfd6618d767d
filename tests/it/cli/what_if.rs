//! `tandem what-if` and `tandem sweep`: their counts are those of `tandem score`, joined by key.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use serde_json::Value;
use tandem::{
    lead::Outcome,
    library::{Library, Progress},
    model::{Axis, Model, Scenario, file},
    scoring::what_if::Knob,
};

use super::{answer, answer_then, folder, refusal, sample, stderr, stdout, tandem};

/// The sample with other points, another edge and another route, beside it as `draft.ron`.
fn with_draft(change: impl Fn(&mut Model)) -> tempfile::TempDir {
    let folder = folder();
    let mut model = file::load(&folder.path().join("model.ron")).expect("the sample is a model");
    change(&mut model);
    std::fs::write(folder.path().join("draft.ron"), file::to_text(&model)).expect("a file can be written");
    folder
}

fn draft() -> tempfile::TempDir {
    with_draft(|model| {
        "A draft".clone_into(&mut model.name);
        model.fit.bands[0].from = Some(31);
        model.engagement.bands[1].from = Some(9);
        model.criteria.iter_mut().step_by(3).for_each(|criterion| criterion.points += 2);
    })
}

/// The scores of a model by key: each a row by the name of its column.
type Scored = BTreeMap<String, BTreeMap<String, String>>;

fn table(csv: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let header = reader.headers().expect("a header").clone();
    let named = |row: Result<csv::StringRecord, _>| {
        let row = row.expect("a row");
        header.iter().zip(&row).map(|(name, cell)| (name.to_owned(), cell.to_owned())).collect()
    };
    reader.records().map(named).collect()
}

fn scored(folder: &Path, model: &str) -> Scored {
    let rows = table(&answer(folder, &["score", model, "--library", "leads.sqlite"]));
    rows.into_iter().map(|row| (row["key"].clone(), row)).collect()
}

fn counted<K: Ord>(keys: impl Iterator<Item = K>) -> BTreeMap<K, u64> {
    let mut counts = BTreeMap::new();
    keys.for_each(|key| *counts.entry(key).or_insert(0) += 1);
    counts
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

fn list(value: &Value) -> &Vec<Value> {
    value.as_array().expect("an array")
}

fn number(value: &Value) -> u64 {
    value.as_u64().expect("a count")
}

const WHAT_IF: [&str; 5] = ["what-if", "model.ron", "draft.ron", "--library", "leads.sqlite"];

fn what_if(folder: &Path, format: &str) -> String {
    answer(folder, &[&WHAT_IF[..], &["--format", format]].concat())
}

/// Nodes and ways of a flow, held to what each lead has under both models.
fn is_joined(flow: &Value, before: &[String], after: &[String], name: impl Fn(&Value) -> String) {
    let nodes = |side: &str| -> BTreeMap<String, u64> {
        let named = list(&flow[side]).iter().map(|node| (name(node), number(&node["leads"])));
        named.filter(|(_, leads)| *leads > 0).collect()
    };
    assert_eq!(nodes("before"), counted(before.iter().cloned()));
    assert_eq!(nodes("after"), counted(after.iter().cloned()));
    let at = |side: &str, link: &Value| name(&flow[side][number(&link[side]) as usize]);
    let ways = list(&flow["ways"]).iter().map(|link| ((at("before", link), at("after", link)), number(&link["leads"])));
    let joined = counted(before.iter().cloned().zip(after.iter().cloned()));
    assert!(joined.len() > nodes("after").len(), "somebody moves");
    assert_eq!(ways.collect::<BTreeMap<_, _>>(), joined);
}

#[test]
fn its_counts_are_those_of_two_scorings_joined_by_key() {
    let folder = draft();
    let (before, after) = (scored(folder.path(), "model.ron"), scored(folder.path(), "draft.ron"));
    assert!(before.keys().eq(after.keys()));
    let found = json(&what_if(folder.path(), "json"));
    assert_eq!(number(&found["leads"]), before.len() as u64);

    let of = |scores: &Scored, name: &dyn Fn(&BTreeMap<String, String>) -> String| -> Vec<String> {
        scores.values().map(name).collect()
    };
    let cell = |row: &BTreeMap<String, String>| format!("{}{}", row["fit_band"], row["engagement_band"]);
    let of_node = |node: &Value| node["name"].as_str().expect("a name").to_owned();
    is_joined(&found["cells"], &of(&before, &cell), &of(&after, &cell), of_node);
    let route = |row: &BTreeMap<String, String>| row["route"].clone();
    is_joined(&found["routes"], &of(&before, &route), &of(&after, &route), of_node);

    let columns = Library::open(&folder.path().join("leads.sqlite")).expect("a library");
    let columns = columns.columns(&Progress::default()).expect("its leads");
    let won = |key: &String| columns.outcomes[columns.find(key).expect("a lead")] == Outcome::Won;
    let crossing = |was: &str, is: &str| -> Vec<String> {
        let keys = before.keys().filter(|key| before[*key]["qualified"] == was && after[*key]["qualified"] == is);
        keys.cloned().collect()
    };
    for (name, keys) in [("gained", crossing("false", "true")), ("lost", crossing("true", "false"))] {
        let won: Vec<String> = keys.iter().filter(|key| won(key)).cloned().collect();
        assert_eq!(number(&found["to_sales"][name]["leads"]), keys.len() as u64, "{name}");
        assert_eq!(number(&found["to_sales"][name]["won"]), won.len() as u64, "{name}");
        let listed = list(&found[format!("wins_{name}").as_str()]);
        let listed: Vec<_> = listed.iter().map(|row| row["key"].as_str().expect("a key").to_owned()).collect();
        assert_eq!(listed, won);
    }
    assert!(!crossing("false", "true").is_empty());

    let rows = table(&what_if(folder.path(), "csv"));
    let moved = before.keys().filter(|key| {
        let (was, is) = (&before[*key], &after[*key]);
        ["fit_band", "engagement_band", "route"].iter().any(|column| was[*column] != is[*column])
    });
    assert!(rows.iter().map(|row| &row["key"]).eq(moved), "the leads that move, in the order of their keys");
    assert_eq!(rows.len() as u64, number(&found["moved"]));
    for row in &rows {
        for column in ["fit", "engagement", "fit_band", "engagement_band", "route", "qualified"] {
            assert_eq!(row[column], after[&row["key"]][column], "{column}");
            assert_eq!(row[&format!("{column}_before")], before[&row["key"]][column], "{column} before");
        }
        assert!(!row["because"].is_empty(), "{row:?}");
        assert_eq!(row["outcome"] == "won", won(&row["key"]));
    }
}

#[test]
fn the_text_tells_the_same_numbers() {
    let folder = draft();
    let (text, found) = (what_if(folder.path(), "text"), json(&what_if(folder.path(), "json")));
    assert!(text.starts_with("“B2B software” (model.ron) → “A draft” (draft.ron)\n300 leads as of "), "{text}");
    assert!(text.contains(&format!(": {} in another cell or on another route", found["moved"])), "{text}");
    let lost = number(&found["to_sales"]["lost"]["won"]);
    assert!(text.contains(&format!("Past wins lost to sales: {lost}\n")), "{text}");
    let words = |line: &str| line.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let route = &found["routes"]["after"][0];
    let line = text.lines().find(|line| line.trim_start().starts_with("Sales now ")).expect("the first route");
    assert_eq!(words(line)[3], route["leads"].to_string(), "{line}");
    assert!(text.contains("created in the last 13 weeks"), "{text}");
    assert_eq!(what_if(folder.path(), "text"), text, "the same bytes again");
}

#[test]
fn nobody_moves_between_a_model_and_itself() {
    let folder = folder();
    let arguments = ["what-if", "model.ron", "model.ron", "--library", "leads.sqlite"];
    let text = answer(folder.path(), &arguments);
    assert!(text.contains(": 0 in another cell or on another route"), "{text}");
    assert!(!text.contains(" → A") && !text.contains("is new"), "{text}");
    let csv = answer(folder.path(), &[&arguments[..], &["--format", "csv"]].concat());
    assert_eq!(csv.lines().count(), 1, "only the header: {csv}");
}

#[test]
fn it_can_look_at_another_day() {
    let folder = draft();
    let then = answer_then(folder.path(), &[&WHAT_IF[..], &["--as-of", "2025-06-01"]].concat());
    assert!(then.contains("as of 2025-06-01T23:59:59Z"), "{then}");
    assert_ne!(then, what_if(folder.path(), "text"));
}

#[test]
fn bands_that_only_one_model_has_are_told() {
    let folder = with_draft(|model| {
        let split = tandem::model::Band { id: "x".into(), name: "A+".into(), from: Some(50), marks: 3 };
        model.fit.bands.insert(0, split);
        let routes: Vec<_> = model
            .matrix
            .cells
            .iter()
            .filter(|(key, _)| key.0.0 == "A")
            .map(|(key, route)| (key.1.clone(), route.clone()))
            .collect();
        for (engagement, route) in routes {
            model.matrix.cells.insert(tandem::model::CellKey("x".into(), engagement), route);
        }
    });
    let text = what_if(folder.path(), "text");
    assert!(text.contains("\nThe fit band A+ is new\n"), "{text}");
    let other = sample("simple-start.ron").display().to_string();
    let apart = answer(folder.path(), &["what-if", "model.ron", &other, "--library", "leads.sqlite"]);
    assert!(apart.contains(" is gone\n"), "four bands became three: {apart}");
}

fn sweep(folder: &Path, more: &[&str]) -> String {
    answer(folder, &[&["sweep", "model.ron", "--library", "leads.sqlite"], more].concat())
}

/// To sales, by scoring the model with the knob turned.
fn to_sales(folder: &Path, knob: &Knob, value: i32) -> usize {
    let mut model = file::load(&folder.join("model.ron")).expect("the sample is a model");
    assert!(knob.set(&mut model, value));
    std::fs::write(folder.join("turned.ron"), file::to_text(&model)).expect("a file can be written");
    scored(folder, "turned.ron").values().filter(|row| row["qualified"] == "true").count()
}

#[test]
fn a_sweep_scores_as_the_model_would() {
    let folder = folder();
    let model = file::load(&folder.path().join("model.ron")).expect("the sample is a model");
    let (criterion, category) = (&model.criteria[0], &model.categories[0]);
    let cases = [
        (Knob::Edge { axis: Axis::Fit, band: "A".into() }, ["--edge", "fit:A"]),
        (Knob::Points { criterion: criterion.id.clone() }, ["--points", &criterion.name]),
        (Knob::Cap { category: category.id.clone() }, ["--cap", &category.id.0]),
    ];
    for (knob, which) in cases {
        let range = ["--from", "2", "--to", "42", "--step", "20", "--format", "csv"];
        let rows = table(&sweep(folder.path(), &[&which[..], &range[..]].concat()));
        let values: BTreeSet<i32> = rows.iter().map(|row| row["value"].parse().expect("a value")).collect();
        assert!(values.is_superset(&[2, 22, 42].into()) && values.len() <= 4, "{values:?}");
        for row in &rows {
            let value: i32 = row["value"].parse().expect("a value");
            assert_eq!(row["to_sales"], to_sales(folder.path(), &knob, value).to_string(), "{knob:?} at {value}");
            assert_eq!(row["now"] == "true", Some(value) == knob.value(&model));
        }
    }
}

#[test]
fn a_sweep_marks_where_the_model_stands() {
    let folder = folder();
    let text = sweep(folder.path(), &["--edge", "fit:A", "--from", "30", "--to", "40", "--step", "5"]);
    assert!(text.contains("\nFit A begins at 36\n"), "{text}");
    let marked: Vec<&str> = text.lines().filter(|line| line.trim_start().starts_with("now ")).collect();
    assert!(matches!(marked[..], [line] if line.split_whitespace().nth(1) == Some("36")), "{text}");
    assert!(text.contains("\nFit to capacity: "), "{text}");
    let found = json(&sweep(folder.path(), &["--edge", "fit:A", "--from", "30", "--to", "40", "--format", "json"]));
    assert_eq!(found["now"]["value"], 36);
    assert_eq!(list(&found["values"]).len(), 11);
    assert!(found["fit_to_capacity"]["answer"].is_string(), "{found}");
}

#[test]
fn a_sweep_can_look_at_one_route() {
    let folder = folder();
    let range = ["--edge", "fit:A", "--from", "30", "--to", "32", "--route", "sales this week"];
    let text = sweep(folder.path(), &range);
    assert!(text.contains("  Sales this week, of 3\n"), "{text}");
    let found = json(&sweep(folder.path(), &[&range[..], &["--format", "json"]].concat()));
    assert_eq!((&found["load_of_route"], &found["now"]["capacity"]), (&json("\"sales-this-week\""), &json("3")));
    let moved = json(&answer(
        folder.path(),
        &["what-if", "model.ron", "model.ron", "--library", "leads.sqlite", "--format", "json"],
    ));
    let routes = list(&moved["load"]["after"]["routes"]);
    let route = routes.iter().find(|route| route["id"] == "sales-this-week").expect("the route");
    assert_eq!(route["a_week"], found["now"]["load"]);
}

#[test]
fn what_a_fit_takes_along_is_told() {
    let folder = folder();
    let mut model = file::load(&folder.path().join("model.ron")).expect("the sample is a model");
    for route in &mut model.routes {
        route.weekly_capacity = route.qualified.then_some(1);
    }
    std::fs::write(folder.path().join("model.ron"), file::to_text(&model)).expect("written");
    let library = sample("leads.sqlite").display().to_string();
    let asked = ["sweep", "model.ron", "--library", &library, "--edge", "engagement:3", "--from", "2", "--to", "4"];
    let text = answer(folder.path(), &asked);
    let found = json(&answer(folder.path(), &[&asked[..], &["--format", "json"]].concat()));
    let fit = &found["fit_to_capacity"];
    let to = number(&fit["value"]);
    assert!(fit["answer"] == "at" && to >= 7, "{fit}");
    let along = format!("; engagement 2 goes along from 7 to {}\n", to + 1);
    assert!(text.contains(&along), "{along}: {text}");
    assert_eq!(fit["taken_along"], json(&format!(r#"[{{ "band": "2", "from": 7, "to": {} }}]"#, to + 1)));
}

#[test]
fn what_cannot_be_turned_is_told_with_what_can() {
    let folder = folder();
    let said = |which: &[&str], range: [&str; 2]| {
        let library = ["sweep", "model.ron", "--library", "leads.sqlite", "--from", range[0], "--to", range[1]];
        refusal(folder.path(), &[&library[..], which].concat())
    };
    assert_eq!(said(&["--edge", "fit:Z"], ["1", "2"]), "no band “Z” on fit; it has A, B, C, D");
    assert!(said(&["--edge", "fit:D"], ["1", "2"]).contains("the bands with one are A, B, C"));
    assert!(said(&["--points", "Pricing pag"], ["1", "2"]).contains("did you mean “Pricing page”?"));
    assert!(said(&["--cap", "Nothing"], ["1", "2"]).contains("; the model has "));
    assert!(said(&["--edge", "fit:A"], ["3", "2"]).contains("begin with the lower one"));
    assert!(said(&["--edge", "fit:A"], ["1", "2000000"]).contains("−1,000,000 to 1,000,000"));
    assert!(said(&["--points", "Pricing page"], ["-10001", "1"]).contains("−10,001"));
    assert!(said(&["--edge", "fit:A"], ["1", "900000"]).contains("larger --step"));
    assert!(said(&[], ["1", "2"]).contains("--edge"));
    assert!(said(&["--edge", "fit:A", "--cap", "x"], ["1", "2"]).contains("cannot be used with"));
    assert!(said(&["--edge", "fit:A", "--route", "Nurture"], ["1", "2"]).contains("does not say how many leads"));
    assert!(said(&["--edge", "fit:A", "--route", "Sales"], ["1", "2"]).contains("; the model has Sales now, "));
}

/// A scenario is a draft that needs no file of its own.
#[test]
fn a_scenario_is_taken_from_the_file_that_keeps_it() {
    let folder = draft();
    let kept = {
        let mut model = file::load(&folder.path().join("model.ron")).expect("the sample");
        let draft = file::load(&folder.path().join("draft.ron")).expect("the draft");
        let scenario = Scenario::keep(&draft, "Lower B", "", "2026-11-22".parse().expect("a day"));
        model.scenarios.push(scenario);
        std::fs::write(folder.path().join("kept.ron"), file::to_text(&model)).expect("written");
        let broken = Model { routes: Vec::new(), ..draft };
        model.scenarios.push(Scenario::keep(&broken, "Broken", "", "2026-11-22".parse().expect("a day")));
        model
    };
    let without_names = |text: &str| {
        let mut found = json(text);
        let object = found.as_object_mut().expect("an object");
        ["baseline", "draft", "scenario"].iter().for_each(|name| drop(object.remove(*name)));
        found
    };
    let drawn = without_names(&what_if(folder.path(), "json"));
    let with = |files: &[&str], name: &str, format: &str| {
        let rest = ["--library", "leads.sqlite", "--scenario", name, "--format", format];
        [&["what-if"], files, &rest].concat().into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    let run = |arguments: Vec<String>| {
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        tandem(folder.path(), &arguments)
    };
    for files in [&["kept.ron"][..], &["model.ron", "kept.ron"]] {
        let found = stdout(&run(with(files, "lower b", "json")));
        assert_eq!(json(&found)["scenario"], "Lower B");
        assert_eq!(without_names(&found), drawn, "the same leads move as with the draft in its own file");
    }
    let text = stdout(&run(with(&["kept.ron"], "Lower B", "text")));
    assert!(text.lines().next().is_some_and(|line| line.ends_with("(kept.ron, scenario “Lower B”)")), "{text}");
    let missing = stderr(&run(with(&["kept.ron"], "Bold", "text")));
    assert!(missing.contains("no scenario “Bold”; the model has Lower B"), "{missing}");
    let none = stderr(&run(with(&["model.ron"], "Bold", "text")));
    assert!(none.contains("none is kept in the model"), "{none}");
    std::fs::write(folder.path().join("kept.ron"), file::to_text(&kept)).expect("written");
    let broken = run(with(&["kept.ron"], "Broken", "text"));
    assert_eq!((broken.status.code(), stdout(&broken).as_str()), (Some(1), ""));
    assert!(stderr(&broken).contains("scenario “Broken” of “kept.ron” has errors"), "{}", stderr(&broken));
    let neither = stderr(&tandem(folder.path(), &["what-if", "model.ron", "--library", "leads.sqlite"]));
    assert!(neither.contains("<DRAFT>"), "{neither}");
}

#[test]
fn models_with_errors_are_listed() {
    let folder = with_draft(|model| model.fit.bands[0].from = Some(1));
    for (base, other) in [("model.ron", "draft.ron"), ("draft.ron", "model.ron")] {
        let output = tandem(folder.path(), &["what-if", base, other, "--library", "leads.sqlite"]);
        assert_eq!(output.status.code(), Some(1));
        assert_eq!(stdout(&output), "");
        assert!(stderr(&output).contains("“draft.ron” has errors"), "{}", stderr(&output));
    }
}
