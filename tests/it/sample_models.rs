//! The models that Tandem comes with: read as they stand, written as the program writes, and each with its reasons.

use std::{
    fs,
    path::{Path, PathBuf},
};

use tandem::{
    library::{Library, Progress, generate},
    model::{Axis, Model, Rule, Team, Tier, check, file},
    scoring::{facts, score_all},
};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-models")
}

/// Every sample model by its file name.
fn samples() -> Vec<(String, Model)> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder())
        .expect("the samples are there")
        .map(|entry| entry.expect("the folder can be read").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "ron"))
        .collect();
    paths.sort();
    let name = |path: &Path| path.file_name().expect("a file has a name").to_string_lossy().into_owned();
    paths.iter().map(|path| (name(path), file::load(path).unwrap_or_else(|error| panic!("{error}")))).collect()
}

fn sample(name: &str) -> Model {
    file::load(&folder().join(name)).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn samples_are_written_as_the_program_writes() {
    let samples = samples();
    assert!(samples.len() >= 4, "at least four samples");
    for (name, model) in samples {
        let path = folder().join(&name);
        let text = file::to_text(&model);
        // Set this after editing a sample by hand.
        if std::env::var_os("TANDEM_BLESS").is_some() {
            fs::write(&path, &text).expect("the sample can be written");
        }
        let stored = fs::read_to_string(&path).expect("the sample can be read");
        assert!(stored == text, "{name} is laid out as `save` does it; run this test with TANDEM_BLESS=1");
    }
}

#[test]
fn samples_teach() {
    for (name, model) in samples() {
        assert!(!model.about.is_empty(), "{name} says what it is for");
        for criterion in &model.criteria {
            assert!(criterion.why.len() > 20, "{name}: “{}” says why", criterion.name);
        }
        for axis in Axis::ALL {
            let on_axis = model.criteria.iter().filter(|criterion| model.axis_of(criterion) == Some(axis));
            let negative = on_axis.clone().filter(|criterion| criterion.points < 0).count();
            assert!(negative > 0 && negative < on_axis.count(), "{name}: {axis} has points of both signs");
        }
    }
}

#[test]
fn the_simple_start_is_simple() {
    let model = sample("simple-start.ron");
    assert!((3..=5).contains(&model.criteria.len()));
    for criterion in &model.criteria {
        assert!([5, 10, 15].contains(&criterion.points.abs()), "{}: {}", criterion.name, criterion.points);
    }
}

#[test]
fn the_b2b_sample_shows_everything() {
    let model = sample("b2b-software.ron");
    assert!((30..=36).contains(&model.criteria.len()), "{} criteria", model.criteria.len());
    for axis in Axis::ALL {
        for tier in Tier::ALL {
            let shown = model.criteria.iter().any(|c| c.tier == tier && model.axis_of(c) == Some(axis));
            assert!(shown, "{axis} has a {tier} criterion");
        }
    }
    let proposed = |team: Team| model.criteria.iter().filter(move |c| c.proposals.of(team).is_some()).count();
    assert!(proposed(Team::Marketing) > 5 && proposed(Team::Sales) > 5, "both teams have proposed");
    let differ = model.criteria.iter().any(|c| match (&c.proposals.marketing, &c.proposals.sales) {
        (Some(ours), Some(theirs)) => ours.points != theirs.points && ours.reason != theirs.reason,
        _ => false,
    });
    assert!(differ, "they disagree somewhere, each with a reason");
    for route in model.routes.iter().filter(|route| route.qualified) {
        assert!(route.weekly_capacity.is_some() && route.respond_within_minutes.is_some(), "{} is agreed", route.name);
    }
    let activities = model.criteria.iter().filter(|c| matches!(c.rule, Rule::Activity(_))).count();
    assert!(activities > 10, "much of it is about what leads do");
}

fn leads() -> Library {
    Library::open(&folder().join("leads.sqlite")).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn the_sample_leads_are_those_of_the_documented_command() {
    let readme = fs::read_to_string(folder().join("README.md")).expect("the samples have a README");
    assert!(readme.contains("tandem generate --leads 2000 --seed 7 --into sample-models/leads.sqlite"));
    let temporary = tempfile::tempdir().expect("a temporary folder");
    let mut made = Library::open_or_create(&temporary.path().join("leads.sqlite")).expect("a library can be made");
    generate(&mut made, 2000, 7, &Progress::default()).expect("leads can be generated");

    let stored = leads();
    assert_eq!(stored.as_of().expect("an instant"), made.as_of().expect("an instant"));
    let of = |library: &Library| library.columns(&Progress::default()).expect("the library can be read");
    let (stored_columns, made_columns) = (of(&stored), of(&made));
    assert_eq!(stored_columns.len(), 2000);
    for row in 0..2000 {
        assert_eq!(stored_columns.lead(row), made_columns.lead(row), "make the sample leads again");
    }
}

#[test]
fn samples_fill_their_matrix_with_the_sample_leads() {
    let library = leads();
    let columns = library.columns(&Progress::default()).expect("the library can be read");
    let as_of = library.as_of().expect("an instant");
    for (name, model) in samples() {
        let scores = score_all(&columns, &model, as_of);
        for (fit, row) in model.fit.bands.iter().zip(&scores.cell_counts) {
            for (engagement, count) in model.engagement.bands.iter().zip(row) {
                assert!(*count > 0, "{name}: cell {} × {} has leads", fit.name, engagement.name);
            }
        }
        let qualified = scores.qualified.count() as f64 / columns.len() as f64;
        assert!((0.01..0.2).contains(&qualified), "{name}: {qualified:.3} of the leads go to sales");
        let matches: Vec<_> = model.criteria.iter().zip(&scores.hits).filter(|(_, hits)| hits.count() == 0).collect();
        assert!(matches.is_empty(), "{name}: “{}” matches a lead", matches[0].0.name);
        for problem in check::check(&model, Some(&facts(&columns, &model, Some(&scores)))) {
            // Budgets are rarely known, and GitLab looks for companies called “test”: so it is in life.
            let is_life = problem.code == "mostly-empty-field"
                || (problem.code == "unseen-value" && name == "gitlab-handbook.ron");
            assert!(is_life, "{name}: {}", problem.sentence);
        }
    }
}
