//! Two people change one model: nothing that either did is lost, and it doesn't matter who is called ours.

use proptest::prelude::*;
use tandem::model::{
    CellKey, Model,
    check::{Severity, check},
    diff::{Aspect, Difference, Subject, diff},
    merge::{Collision, Merged, Side, merge, take, take_all},
};

use super::strategies::edit::three;

/// The same thing in the same respect, whatever its name and its value.
fn key(subject: &Subject, aspect: Aspect) -> (Subject, Aspect) {
    let aspect = match (subject, aspect) {
        (Subject::Cell { .. }, _) => Aspect::CellRoute,
        (_, Aspect::Removed) => Aspect::Added,
        (Subject::SignOff { .. }, Aspect::Name | Aspect::Date) => Aspect::Fingerprint,
        (_, aspect) => aspect,
    };
    (subject.unnamed(), aspect)
}

fn errors(model: &Model) -> Vec<(&'static str, String)> {
    let errors = check(model, None).into_iter().filter(|it| it.severity == Severity::Error);
    errors.map(|it| (it.code, it.sentence)).collect()
}

fn has(model: &Model, subject: &Subject) -> bool {
    match subject {
        Subject::Criterion { id, .. } => model.criterion(id).is_some(),
        Subject::Category { id, .. } => model.category(id).is_some(),
        Subject::Route { id, .. } => model.route(id).is_some(),
        Subject::Band { axis, id, .. } => model.axis(*axis).bands.iter().any(|band| band.id == *id),
        Subject::Stage { id, .. } => model.stages.iter().any(|stage| stage.id == *id),
        Subject::Cell { fit, engagement, .. } => {
            model.fit.bands.iter().any(|it| it.id == *fit)
                && model.engagement.bands.iter().any(|it| it.id == *engagement)
        }
        _ => true,
    }
}

/// Every text that a rule or a list of domains holds.
fn texts(model: &Model, subject: &Subject) -> Vec<String> {
    match subject {
        Subject::Criterion { id, .. } => {
            let text = model.criterion(id).map(|it| format!("{:?}", it.rule)).unwrap_or_default();
            text.split('"').skip(1).step_by(2).map(str::to_owned).collect()
        }
        _ => model.domains.free.iter().chain(&model.domains.disposable).cloned().collect(),
    }
}

/// A change of one side is in the merged model, or among the collisions.
fn is_kept(base: &Model, side: &Model, merged: &Model, change: &Difference, collisions: &[Collision]) -> bool {
    let of_change = key(&change.subject, change.aspect);
    let collides = |it: &Collision| key(&it.subject, it.aspect) == of_change;
    let of_whole = |it: &Collision| key(&it.subject, it.aspect) == (change.subject.unnamed(), Aspect::Added);
    // A cell comes and goes with its bands.
    let of_band = |it: &Collision| match (&it.subject, &change.subject) {
        (Subject::Band { id, .. }, Subject::Cell { fit, engagement, .. }) => {
            matches!(it.aspect, Aspect::Added | Aspect::Removed) && (id == fit || id == engagement)
        }
        _ => false,
    };
    // What a changed thing leads to was removed by the other side.
    let leads_to = |it: &Collision| match (&it.subject, &change.subject, change.aspect) {
        (Subject::Route { id, .. }, Subject::Cell { fit, engagement, .. }, _) => side.cell(fit, engagement) == Some(id),
        (Subject::Route { id, .. }, Subject::Model, Aspect::DisqualifiedRoute) => side.matrix.disqualified == *id,
        (Subject::Category { id, .. }, Subject::Criterion { id: of, .. }, Aspect::Category) => {
            side.criterion(of).is_some_and(|it| it.category == *id)
        }
        _ => false,
    };
    if collisions.iter().any(|it| collides(it) || of_whole(it) || of_band(it) || leads_to(it)) {
        return true;
    }
    // A route that one side removed has to stay while cells lead to it of a band that the other side keeps.
    let keeps_cells = |it: &Collision| match (&it.subject, &change.subject) {
        (Subject::Band { id: band, .. }, Subject::Route { id: route, .. }) => merged
            .matrix
            .cells
            .iter()
            .any(|(CellKey(fit, engagement), to)| to == route && (fit == band || engagement == band)),
        _ => false,
    };
    if change.aspect == Aspect::Removed && collisions.iter().any(keeps_cells) {
        return true;
    }
    // What one side removed may have to stay, where the other removed what was to take its place, and nothing else is left.
    let replaced = |it: &Collision| {
        matches!(it.aspect, Aspect::Added | Aspect::Removed)
            && std::mem::discriminant(&it.subject) == std::mem::discriminant(&change.subject)
    };
    let is_needed = matches!(change.subject, Subject::Route { .. } | Subject::Category { .. });
    if change.aspect == Aspect::Removed && is_needed && collisions.iter().any(replaced) {
        return true;
    }
    match change.aspect {
        // The place of a thing: `moves_are_kept`.
        Aspect::Moved => true,
        // Words that both added are both there.
        Aspect::Rule | Aspect::FreeDomains | Aspect::DisposableDomains => {
            let (before, wanted, now) =
                (texts(base, &change.subject), texts(side, &change.subject), texts(merged, &change.subject));
            diff(side, merged).iter().all(|it| key(&it.subject, it.aspect) != of_change)
                || wanted.iter().all(|text| before.contains(text) || now.contains(text))
        }
        _ if matches!(change.subject, Subject::Cell { .. }) && !has(merged, &change.subject) => true,
        _ => diff(side, merged).iter().all(|it| key(&it.subject, it.aspect) != of_change),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn who_is_ours_does_not_matter_where_nothing_collides((base, ours, theirs) in three(5)) {
        let (one, other) = (merge(&base, &ours, &theirs), merge(&base, &theirs, &ours));
        prop_assert_eq!(one.collisions.len(), other.collisions.len(), "{:#?} {:#?}", one.collisions, other.collisions);
        if one.collisions.is_empty() {
            prop_assert_eq!(diff(&one.model, &other.model), Vec::new());
        }
    }

    #[test]
    fn every_change_is_kept_or_asked_about((base, ours, theirs) in three(6)) {
        let merged = merge(&base, &ours, &theirs);
        for side in [&ours, &theirs] {
            for change in diff(&base, side) {
                let is_kept = is_kept(&base, side, &merged.model, &change, &merged.collisions);
                prop_assert!(is_kept, "{} is lost; collisions: {:#?}", change.sentence(), merged.collisions);
            }
        }
    }

    #[test]
    fn moves_are_kept((base, ours, theirs) in three(6)) {
        let merged = merge(&base, &ours, &theirs);
        let moved = |side: &Model| -> Vec<Subject> {
            let moved = diff(&base, side).into_iter().filter(|it| it.aspect == Aspect::Moved);
            moved.map(|it| it.subject.unnamed()).collect()
        };
        let subject = |id: &tandem::model::CriterionId| Subject::Criterion { id: id.clone(), name: String::new() };
        let both = [moved(&ours), moved(&theirs)].concat();
        for (side, other) in [(&ours, &theirs), (&theirs, &ours)] {
            for id in side.criteria.iter().map(|it| &it.id) {
                let is_moved = moved(side).contains(&subject(id)) && !moved(other).contains(&subject(id));
                let asked = merged.collisions.iter().any(|it| it.subject.unnamed() == subject(id));
                if !is_moved || asked || merged.model.criterion(id).is_none() {
                    continue;
                }
                let place = |model: &Model, id: &tandem::model::CriterionId| model.criteria.iter().position(|it| it.id == *id);
                for still in base.criteria.iter().map(|it| &it.id).filter(|id| !both.contains(&subject(id))) {
                    if let (Some(there), Some(then)) = (place(side, still), place(&merged.model, still)) {
                        prop_assert_eq!(place(side, id) < Some(there), place(&merged.model, id) < Some(then));
                    }
                }
            }
        }
    }

    #[test]
    fn a_side_that_changed_nothing_takes_the_other((base, ours, theirs) in three(6)) {
        for (ours, theirs, expected) in [(&base, &theirs, &theirs), (&ours, &base, &ours), (&ours, &ours, &ours)] {
            let merged = merge(&base, ours, theirs);
            prop_assert_eq!(diff(&merged.model, expected), Vec::new());
            prop_assert_eq!(merged.collisions, Vec::new());
        }
    }

    #[test]
    fn choosing_theirs_everywhere_is_choosing_ours_from_the_other_side((base, ours, theirs) in three(6)) {
        let mut one = merge(&base, &ours, &theirs);
        let other = merge(&base, &theirs, &ours);
        one.choose_all(Side::Theirs);
        let asked = |merged: &Merged| {
            let mut keys: Vec<_> = merged.collisions.iter().map(|it| format!("{:?}", key(&it.subject, it.aspect))).collect();
            keys.sort();
            keys
        };
        prop_assert_eq!(asked(&one), asked(&other));
        prop_assert_eq!(diff(&one.model, &other.model), Vec::new());
        for one in &one.collisions {
            let is_it = |it: &&Collision| key(&it.subject, it.aspect) == key(&one.subject, one.aspect);
            let other = other.collisions.iter().find(is_it);
            prop_assert!(other.is_some(), "{:?}", one);
            let Some(other) = other else { continue };
            prop_assert_eq!((&one.ours, &one.theirs, &one.base), (&other.theirs, &other.ours, &other.base));
        }
    }

    #[test]
    fn no_error_that_neither_side_had((base, ours, theirs) in three(6)) {
        let merged = merge(&base, &ours, &theirs);
        prop_assert_eq!(errors(&merged.model), Vec::new(), "{:#?}", merged.collisions);
    }

    #[test]
    fn a_collision_has_two_values_and_each_choice_makes_one_of_them((base, ours, theirs) in three(6)) {
        let mut merged = merge(&base, &ours, &theirs);
        for index in 0..merged.collisions.len() {
            let collision = merged.collisions[index].clone();
            prop_assert!(!collision.what().is_empty());
            let before = merged.model.clone();
            merged.choose(index, Side::Theirs);
            merged.choose(index, Side::Ours);
            prop_assert_eq!(diff(&before, &merged.model), Vec::new(), "{:?}", collision);
        }
    }

    #[test]
    fn taking_every_difference_gives_the_other_model((_, mut mine, other) in three(8)) {
        let differences = diff(&mine, &other);
        take_all(&mut mine, &other, &differences);
        prop_assert_eq!(diff(&mine, &other), Vec::new());
    }

    #[test]
    fn taking_them_one_by_one_comes_to_the_same((_, mut mine, other) in three(8), last in any::<bool>()) {
        let mut steps = 0;
        loop {
            let differences = diff(&mine, &other);
            let next = if last { differences.last() } else { differences.first() };
            let Some(next) = next else { break };
            take(&mut mine, &other, next);
            let left = diff(&mine, &other);
            let of_next = key(&next.subject, next.aspect);
            prop_assert!(left.iter().all(|it| key(&it.subject, it.aspect) != of_next), "{} is left", next.sentence());
            prop_assert!(left.len() < differences.len(), "{} changes nothing: {:#?}", next.sentence(), left);
            steps += 1;
            prop_assert!(steps < 500);
        }
    }

    #[test]
    fn taking_one_leaves_the_others_and_breaks_nothing((base, mine, other) in three(5), at in any::<prop::sample::Index>()) {
        let differences = diff(&mine, &other);
        prop_assume!(!differences.is_empty() && errors(&base).is_empty());
        let one = &differences[at.index(differences.len())];
        let mut taken = mine.clone();
        take(&mut taken, &other, one);
        for left in diff(&taken, &other) {
            let was_there = differences.iter().any(|it| key(&it.subject, it.aspect) == key(&left.subject, left.aspect));
            prop_assert!(was_there || left.aspect == Aspect::Moved || is_follow_up(&left), "{}: {}", one.sentence(), left.sentence());
        }
        let dangling = ["unknown-category", "unknown-route", "unknown-band", "cell-without-route"];
        for (code, sentence) in errors(&taken) {
            prop_assert!(!dangling.contains(&code), "{}: {sentence}", one.sentence());
        }
    }
}

/// What stays behind when the last thing that it goes with was taken: the category of a criterion that lost its own.
fn is_follow_up(left: &Difference) -> bool {
    matches!(left.aspect, Aspect::Category | Aspect::Removed)
        || matches!(left.subject, Subject::Cell { .. })
        || left.aspect == Aspect::DisqualifiedRoute
}

/// Sales signs anew while marketing signs what sales had signed: each signature keeps the version that it is under.
#[test]
fn a_signature_is_merged_with_what_was_signed() {
    use tandem::{lead::Day, model::Team};

    let mut base = Model::new("m");
    base.sign(Team::Sales, "Ben", Day(20_000));
    let (mut ours, mut theirs) = (base.clone(), base.clone());
    ours.routes[0].weekly_capacity = Some(20);
    ours.sign(Team::Sales, "Ben", Day(20_001));
    theirs.sign(Team::Marketing, "Ada", Day(20_001));
    for merged in [merge(&base, &ours, &theirs), merge(&base, &theirs, &ours)] {
        assert!(merged.collisions.is_empty(), "{:?}", merged.collisions);
        let model = merged.model;
        for sign_off in &model.sign_offs {
            let is_kept = model.signed.iter().any(|version| version.fingerprint == sign_off.fingerprint);
            assert!(is_kept, "what {} signed is in the file", sign_off.team);
        }
    }
}

#[test]
fn a_thousand_criteria_are_merged() {
    let sample = tandem::model::file::load(std::path::Path::new("sample-models/b2b-software.ron")).expect("the sample");
    let mut base = sample.clone();
    base.criteria = (0..1_000)
        .map(|index| {
            let mut criterion = sample.criteria[index % sample.criteria.len()].clone();
            criterion.id = format!("k{index:04}").as_str().into();
            criterion.points = 5;
            criterion
        })
        .collect();
    let (mut ours, mut theirs) = (base.clone(), base.clone());
    ours.criteria.iter_mut().for_each(|criterion| criterion.points = 7);
    theirs.criteria.iter_mut().step_by(2).for_each(|criterion| criterion.points = 9);
    theirs.criteria.reverse();
    let mut merged = merge(&base, &ours, &theirs);
    assert_eq!(merged.collisions.len(), 500);
    merged.choose_all(Side::Theirs);
    assert_eq!(merged.model.criteria.iter().filter(|it| it.points == 9).count(), 500);
    let differences = diff(&ours, &theirs);
    take_all(&mut ours, &theirs, &differences);
    assert_eq!(ours, theirs);
}
