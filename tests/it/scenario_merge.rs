//! Scenarios of two people are merged one by one.

use tandem::{
    lead::Day,
    model::{
        Model, Scenario,
        merge::{Collision, Merged, Side, merge},
    },
};

/// Each side keeps a draft; one renames what the other makes anew; what one deletes and the other changes is asked about.
#[test]
fn scenarios_are_merged_one_by_one() {
    let mut base = sample();
    let kept = |model: &Model, name: &str| Scenario::keep(model, name, "", Day(20_000));
    base.scenarios = vec![kept(&base, "Bold"), kept(&base, "Shy")];
    let (mut ours, mut theirs) = (base.clone(), base.clone());
    ours.scenarios.push(kept(&ours, "Ours"));
    ours.scenarios[0].name = "Bolder".to_owned();
    theirs.scenarios.push(kept(&theirs, "Theirs"));
    let version: std::sync::Arc<Model> = Model { cold_after_days: 7, ..theirs.version() }.into();
    theirs.scenarios[0].model = version.clone();
    for merged in [merge(&base, &ours, &theirs), merge(&base, &theirs, &ours)] {
        assert!(merged.collisions.is_empty(), "{:?}", merged.collisions);
        let mut names: Vec<&str> = merged.model.scenarios.iter().map(|kept| kept.name.as_str()).collect();
        names.sort_unstable();
        assert_eq!(names, ["Bolder", "Ours", "Shy", "Theirs"]);
        assert_eq!(merged.model.scenarios[0].model, version);
    }
    ours.scenarios.remove(0);
    let mut merged = merge(&base, &ours, &theirs);
    let asked: Vec<String> = merged.collisions.iter().map(Collision::what).collect();
    assert_eq!(asked, ["Scenario “Bold”"]);
    assert!(merged.model.scenarios.iter().all(|kept| kept.name != "Bold"));
    merged.choose_all(Side::Theirs);
    assert!(merged.model.scenarios.iter().any(|kept| kept.name == "Bold" && kept.model == version));
}

/// Both made one scenario anew: each side's draft is told by what it holds, whoever is called ours.
#[test]
fn what_a_scenario_holds_is_told_the_same_from_both_sides() {
    let mut base = sample();
    base.scenarios = vec![Scenario::keep(&base, "Bold", "", Day(20_000))];
    let changed = |change: &dyn Fn(&mut Model)| {
        let mut side = base.clone();
        let mut version = side.version();
        change(&mut version);
        side.scenarios[0].model = version.into();
        side
    };
    let ours = changed(&|model| drop(model.stages.pop()));
    let theirs = changed(&|model| model.fit.bands[0].name = "Top".to_owned());
    let (one, other) = (merge(&base, &ours, &theirs), merge(&base, &theirs, &ours));
    let told = |merged: &Merged| -> Vec<[String; 3]> {
        merged.collisions.iter().map(|it| [it.base.clone(), it.ours.clone(), it.theirs.clone()]).collect()
    };
    let kept = "kept on 2024-10-04";
    let stage = &base.stages.last().expect("the sample has stages").name;
    let without = format!("Fit band A: name A, without Stage {stage}, {kept}");
    let named = format!("Fit band Top: name Top, with Stage {stage}, {kept}");
    assert_eq!(told(&one), [[kept.to_owned(), without.clone(), named.clone()]]);
    assert_eq!(told(&other), [[kept.to_owned(), named, without]]);
}

fn sample() -> Model {
    tandem::model::file::load(std::path::Path::new("sample-models/b2b-software.ron")).expect("the sample")
}
