//! Two people change one model: nothing that either did is lost, and it doesn't matter who is called ours.

use std::collections::BTreeSet;

use proptest::prelude::*;
use tandem::model::{
    Activity, AttributeTest, CellKey, Condition, Criterion, Model, Proposal, Proposals, Rule, Stage, Team, Test,
    TextTest, Tier,
    check::{Severity, check},
    diff::{Aspect, Difference, Subject, diff},
    merge::{Collision, Merged, Side, merge, take, take_all},
    voices::{Settle, Settlement, settle},
};

use super::strategies::{edit::three, rule_edit::three_rules};

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

/// What a collision is about: tier and points are one question.
fn question(subject: &Subject, aspect: Aspect) -> (Subject, Aspect) {
    key(subject, if aspect == Aspect::Tier { Aspect::Points } else { aspect })
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
        Subject::SignOff { team } => model.sign_offs.iter().any(|it| it.team == *team),
        Subject::Decision { id, .. } => model.decisions.iter().any(|it| it.id == *id),
        Subject::Signed { fingerprint } => model.signed.iter().any(|it| it.fingerprint == *fingerprint),
        Subject::Scenario { id, .. } => model.scenario(id).is_some(),
        Subject::TestLead { id, .. } => model.test_lead(id).is_some(),
        Subject::Segment { id, .. } => model.segment(id).is_some(),
        Subject::Persona { id, .. } => model.persona(id).is_some(),
        Subject::Model | Subject::Axis(_) => true,
    }
}

/// Everything that a rule asks for, each word with the attribute and the sort of test that it is for. The order, which
/// means nothing, is left out.
fn facts_of_rule(rule: &Rule) -> BTreeSet<String> {
    let mut facts = BTreeSet::new();
    match rule {
        Rule::Profile(condition) => facts_of_condition(condition, "", &mut facts),
        Rule::Activity(Activity { kinds, detail, amount, within_days, only_if, counting }) => {
            facts.extend(kinds.iter().map(|kind| format!("kind {kind}")));
            if kinds.is_empty() {
                facts.insert("any kind".to_owned());
            }
            match detail {
                Some(detail) => facts_of_text("detail", detail, &mut facts),
                None => drop(facts.insert("any detail".to_owned())),
            }
            facts.extend([format!("amount {amount:?}"), format!("within {within_days:?}"), format!("{counting:?}")]);
            if let Some(condition) = only_if {
                facts_of_condition(condition, "only if ", &mut facts);
            }
        }
    }
    facts
}

fn facts_of_condition(condition: &Condition, within: &str, facts: &mut BTreeSet<String>) {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => {
            let group = if matches!(condition, Condition::All(_)) { "all" } else { "any" };
            facts.insert(format!("{within}{group} of {}", parts.len()));
            parts.iter().for_each(|part| facts_of_condition(part, &format!("{within}{group} "), facts));
        }
        Condition::Not(inner) => facts_of_condition(inner, &format!("{within}not "), facts),
        Condition::Test(AttributeTest { attribute, is: Test::Text(text) }) => {
            facts_of_text(&format!("{within}{attribute}"), text, facts);
        }
        Condition::Test(AttributeTest { attribute, is }) => drop(facts.insert(format!("{within}{attribute} {is:?}"))),
    }
}

fn facts_of_text(of: &str, test: &TextTest, facts: &mut BTreeSet<String>) {
    let mut sort = test.clone();
    sort.listed_mut().clear();
    facts.insert(format!("{of} {sort:?}"));
    facts.extend(test.listed().iter().map(|text| format!("{of} {sort:?} {text}")));
}

/// What a rule or a list of domains holds.
fn facts(model: &Model, subject: &Subject, aspect: Aspect) -> BTreeSet<String> {
    match (subject, aspect) {
        (Subject::Criterion { id, .. }, _) => model.criterion(id).map(|it| facts_of_rule(&it.rule)).unwrap_or_default(),
        (_, Aspect::FreeDomains) => model.domains.free.iter().cloned().collect(),
        _ => model.domains.disposable.iter().cloned().collect(),
    }
}

/// Whether what a side added is in, and what it removed is out.
fn has_change(base: &BTreeSet<String>, side: &BTreeSet<String>, merged: &BTreeSet<String>) -> bool {
    side.difference(base).all(|added| merged.contains(added))
        && base.difference(side).all(|removed| !merged.contains(removed))
}

/// A change of one side is in the merged model, or among the collisions.
fn is_kept(base: &Model, side: &Model, all: &Merged, change: &Difference) -> bool {
    let Merged { model: merged, collisions, .. } = all;
    let of_change = key(&change.subject, change.aspect);
    let collides = |it: &Collision| question(&it.subject, it.aspect) == question(&change.subject, change.aspect);
    // Words go with what was settled.
    let is_word = matches!(change.aspect, Aspect::Proposal(_) | Aspect::BlindProposals);
    if is_word && all.asks_about(change) {
        return true;
    }
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
        // A version comes and goes with the signatures under it.
        (Subject::SignOff { .. }, Subject::Signed { .. }, Aspect::Added | Aspect::Removed) => true,
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
    // One team signed what the other let go of.
    if let (Subject::Signed { fingerprint }, Aspect::Removed) = (&change.subject, change.aspect) {
        return merged.sign_offs.iter().any(|it| it.fingerprint == *fingerprint) || !has(merged, &change.subject);
    }
    match change.aspect {
        // The place of a thing: `moves_are_kept`.
        Aspect::Moved => true,
        // What both did is both there.
        Aspect::Rule | Aspect::FreeDomains | Aspect::DisposableDomains => {
            let [before, wanted, now] = [base, side, merged].map(|model| facts(model, &change.subject, change.aspect));
            diff(side, merged).iter().all(|it| key(&it.subject, it.aspect) != of_change)
                || has_change(&before, &wanted, &now)
        }
        _ if matches!(change.subject, Subject::Cell { .. }) && !has(merged, &change.subject) => true,
        _ => diff(side, merged).iter().all(|it| key(&it.subject, it.aspect) != of_change),
    }
}

/// Whether a thing is in one respect as a side has it, as far as what that names is there.
fn is_as(side: &Model, merged: &Model, collision: &Collision) -> bool {
    let Collision { subject, aspect, .. } = collision;
    let is_there = match (subject, aspect) {
        // Its place is among what else is there.
        (_, Aspect::Moved) => false,
        (Subject::Route { .. } | Subject::Category { .. }, Aspect::Added | Aspect::Removed) => {
            // What is still named stays.
            return has(merged, subject) || !has(side, subject);
        }
        (_, Aspect::Added | Aspect::Removed) => return has(merged, subject) == has(side, subject),
        (Subject::Cell { fit, engagement, .. }, _) => {
            let route = side.cell(fit, engagement);
            has(side, subject) && has(merged, subject) && route.is_none_or(|id| merged.route(id).is_some())
        }
        (Subject::Criterion { id, .. }, Aspect::Category) => {
            side.criterion(id).is_some_and(|it| merged.category(&it.category).is_some())
        }
        (_, Aspect::DisqualifiedRoute) => merged.route(&side.matrix.disqualified).is_some(),
        _ => true,
    };
    !is_there || diff(side, merged).iter().all(|it| question(&it.subject, it.aspect) != question(subject, *aspect))
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
                let is_kept = is_kept(&base, side, &merged, &change);
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
            prop_assert!(is_as(&theirs, &merged.model, &collision), "not as theirs: {collision:?}");
            merged.choose(index, Side::Ours);
            prop_assert!(is_as(&ours, &merged.model, &collision), "not as ours: {collision:?}");
            prop_assert_eq!(diff(&before, &merged.model), Vec::new(), "{:?}", collision);
        }
    }

    #[test]
    fn a_rule_has_the_changes_of_both_and_nothing_else((base, ours, theirs) in three_rules()) {
        let with = |rule: &Rule| {
            let mut model = sample();
            model.criteria[0].rule = rule.clone();
            model
        };
        let merged = merge(&with(&base), &with(&ours), &with(&theirs));
        let other = merge(&with(&base), &with(&theirs), &with(&ours));
        prop_assert_eq!(merged.collisions.len(), other.collisions.len());
        prop_assume!(merged.collisions.is_empty());
        prop_assert_eq!(&merged.model, &other.model);
        let [base, ours, theirs, merged] =
            [&base, &ours, &theirs, &merged.model.criteria[0].rule].map(facts_of_rule);
        for side in [&ours, &theirs] {
            prop_assert!(has_change(&base, side, &merged), "{base:#?} {side:#?} {merged:#?}");
        }
        prop_assert!(merged.is_subset(&(&ours | &theirs)), "{ours:#?} {theirs:#?} {merged:#?}");
        prop_assert!(merged.is_superset(&(&ours & &theirs)), "{ours:#?} {theirs:#?} {merged:#?}");
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
    use tandem::lead::Day;

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

/// The sample, with both teams' words on its first criterion.
fn disputed() -> Model {
    let mut base = sample();
    let word = |tier, points| Some(Proposal { tier, points, reason: String::new() });
    let criterion = &mut base.criteria[0];
    (criterion.tier, criterion.points) = (Tier::Important, 7);
    criterion.proposals =
        Proposals { marketing: word(Tier::Critical, 11), sales: word(Tier::Influencing, 3), blind: false };
    base
}

fn sample() -> Model {
    tandem::model::file::load(std::path::Path::new("sample-models/b2b-software.ron")).expect("the sample")
}

fn settled(base: &Model, how: Settle) -> Model {
    let mut model = base.clone();
    let id = model.criteria[0].id.clone();
    let settlement = Settlement { how, reason: "", who: "both teams", at: tandem::lead::Instant(7) };
    assert!(settle(&mut model, &id, settlement));
    model
}

#[test]
fn two_settlements_are_one_question_and_either_answer_is_whole() {
    let base = disputed();
    let (ours, theirs) = (settled(&base, Settle::Sales), settled(&base, Settle::Marketing));
    let mut merged = merge(&base, &ours, &theirs);
    let asked: Vec<_> =
        merged.collisions.iter().map(|it| (it.as_difference().label(), it.ours.clone(), it.theirs.clone())).collect();
    let values = ["influencing, 3 points, agreed", "critical, 11 points, agreed"].map(str::to_owned);
    let [of_us, of_them] = values;
    assert_eq!(asked, [("points".to_owned(), of_us, of_them)]);
    assert_eq!(merged.model.criteria[0], ours.criteria[0]);
    merged.choose_all(Side::Theirs);
    assert_eq!(merged.model.criteria[0], theirs.criteria[0]);
    assert_eq!(merged.model.decisions.len(), base.decisions.len() + 2, "both lines of the log are kept");
    for change in diff(&base, &theirs).iter().filter(|it| matches!(it.subject, Subject::Criterion { .. })) {
        assert!(merged.asks_about(change), "{} is part of the question", change.sentence());
    }
}

#[test]
fn who_settles_while_the_other_speaks_anew_is_asked_once() {
    let base = disputed();
    let ours = settled(&base, Settle::Sales);
    let mut theirs = base.clone();
    theirs.criteria[0].proposals.sales.as_mut().expect("a word").points = 4;
    for (ours, theirs) in [(&ours, &theirs), (&theirs, &ours)] {
        let mut merged = merge(&base, ours, theirs);
        assert_eq!(merged.collisions.len(), 1, "{:?}", merged.collisions);
        assert_eq!(merged.model.criteria[0], ours.criteria[0]);
        merged.choose_all(Side::Theirs);
        assert_eq!(merged.model.criteria[0], theirs.criteria[0]);
    }
}

/// Each team at its own machine says what it would give: that is how a round goes, and no question.
#[test]
fn each_team_s_words_come_together() {
    for blind in [false, true] {
        let mut base = disputed();
        base.criteria[0].proposals.blind = blind;
        let (mut ours, mut theirs) = (base.clone(), base.clone());
        ours.criteria[0].proposals.marketing.as_mut().expect("a word").points = 12;
        theirs.criteria[0].proposals.sales.as_mut().expect("a word").points = 4;
        theirs.criteria[0].points = 6;
        let merged = merge(&base, &ours, &theirs);
        assert_eq!(merged.collisions, []);
        let Criterion { points, proposals, .. } = &merged.model.criteria[0];
        let words = Team::ALL.map(|team| proposals.of(team).map(|word| word.points));
        assert_eq!((*points, words), (6, [Some(12), Some(4)]));
    }
}

#[test]
fn tier_and_points_are_from_one_side() {
    let base = disputed();
    let (mut ours, mut theirs) = (base.clone(), base.clone());
    ours.criteria[0].points = 9;
    (theirs.criteria[0].tier, theirs.criteria[0].points) = (Tier::Influencing, 2);
    let mut merged = merge(&base, &ours, &theirs);
    let [asked] = merged.collisions.as_slice() else { panic!("{:?}", merged.collisions) };
    assert_eq!((asked.ours.as_str(), asked.theirs.as_str()), ("important, 9 points", "influencing, 2 points"));
    merged.choose(0, Side::Theirs);
    assert_eq!(merged.model.criteria[0], theirs.criteria[0]);
}

#[test]
fn what_is_wrong_in_one_place_asks_about_that_place_only() {
    let base = sample();
    let stage = |id: &str, from| Stage { id: id.into(), name: id.to_owned(), from };
    let with_stage = |at: usize, new: Stage| {
        let mut model = base.clone();
        model.stages = vec![stage("late", 60), stage("early", 20)];
        model.stages.insert(at, new);
        model
    };
    let mut base_with_stages = base.clone();
    base_with_stages.stages = vec![stage("late", 60), stage("early", 20)];
    // Alone each is in order; together 50 stands before 55.
    let (mut ours, mut theirs) = (with_stage(1, stage("a", 50)), with_stage(1, stage("b", 55)));
    for criterion in &mut ours.criteria[..10] {
        criterion.points += 1;
    }
    for criterion in &mut theirs.criteria[10..15] {
        criterion.name.push_str(", renamed");
    }
    let merged = merge(&base_with_stages, &ours, &theirs);
    assert!(!merged.collisions.is_empty(), "they can't be had together");
    let elsewhere = merged.collisions.iter().find(|it| !matches!(it.subject, Subject::Stage { .. }));
    assert_eq!(elsewhere, None, "of {}", merged.collisions.len());
}

/// Both had the model signed by sales, each its own version: one signature is chosen, and what it is under is what is kept.
#[test]
fn a_signature_that_was_not_chosen_leaves_no_version_behind() {
    use tandem::lead::Day;

    let mut base = sample();
    base.signed.clear();
    base.sign_offs.clear();
    let (mut ours, mut theirs) = (base.clone(), base.clone());
    ours.routes[0].weekly_capacity = Some(20);
    ours.sign(Team::Sales, "Ben", Day(20_001));
    theirs.routes[0].weekly_capacity = Some(30);
    theirs.sign(Team::Sales, "Bea", Day(20_002));
    let mut merged = merge(&base, &ours, &theirs);
    let asked = merged.collisions.iter().map(Collision::what).find(|it| it.contains("Sign-off"));
    assert_eq!(asked.as_deref(), Some("Sign-off of sales"), "a signature is one thing");
    for (side, model) in [(Side::Ours, &ours), (Side::Theirs, &theirs)] {
        merged.choose_all(side);
        assert_eq!((&merged.model.sign_offs, &merged.model.signed), (&model.sign_offs, &model.signed));
    }
}

#[test]
fn a_thousand_criteria_are_merged() {
    let sample = sample();
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
