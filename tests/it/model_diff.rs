//! The diff finds everything that differs, names what people would name, and says it in a sentence.

use proptest::prelude::*;
use tandem::{
    lead::Day,
    model::{
        Axis, Band, CellKey, Criterion, Model, Proposal, Rule, Scenario, Test, Tier,
        diff::{Aspect, Difference, Subject, diff, undo_label},
    },
};

use super::strategies::model::{absurd_model, changed, model};

fn complete(old: &Model, new: &Model) -> Result<(), TestCaseError> {
    let differences = diff(old, new);
    prop_assert_eq!(differences.is_empty(), old == new, "{:?}", differences);
    for difference in &differences {
        prop_assert!(difference.sentence().len() > difference.subject.to_string().len() + 2, "{:?}", difference);
    }
    prop_assert_eq!(diff(new, old).len(), differences.len());
    prop_assert!(!undo_label(&differences).is_empty());
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn one_change_is_found(pair in model().prop_flat_map(|model| (Just(model.clone()), changed(model)))) {
        let (old, new) = pair;
        complete(&old, &new)?;
    }

    #[test]
    fn unrelated_models_differ(old in model(), new in prop_oneof![model(), absurd_model()]) {
        complete(&old, &new)?;
    }

    #[test]
    fn a_model_does_not_differ_from_itself(model in prop_oneof![model(), absurd_model()]) {
        prop_assert_eq!(diff(&model, &model.clone()), Vec::new());
    }
}

fn criterion(id: &str, name: &str) -> Criterion {
    let is = tandem::model::AttributeTest { attribute: "City".to_owned(), is: Test::Known };
    Criterion {
        id: id.into(),
        name: name.to_owned(),
        category: "profile".into(),
        tier: Tier::Influencing,
        points: 4,
        rule: Rule::Profile(tandem::model::Condition::Test(is)),
        enabled: true,
        disqualifies: false,
        why: String::new(),
        proposals: Default::default(),
    }
}

fn start() -> Model {
    let mut model = Model::new("m");
    model.criteria = [("p", "Pricing page"), ("t", "Title"), ("w", "Webinar"), ("c", "Careers")]
        .map(|(id, name)| criterion(id, name))
        .to_vec();
    model
}

fn after(change: impl FnOnce(&mut Model)) -> Vec<Difference> {
    let old = start();
    let mut new = old.clone();
    change(&mut new);
    diff(&old, &new)
}

fn sentences(change: impl FnOnce(&mut Model)) -> Vec<String> {
    after(change).iter().map(Difference::sentence).collect()
}

#[test]
fn sentences_are_what_people_would_say() {
    assert_eq!(sentences(|m| m.criteria[0].points = 25), ["Pricing page: 4 → 25 points"]);
    assert_eq!(sentences(|m| m.criteria[0].points = -1_500), ["Pricing page: 4 → −1,500 points"]);
    assert_eq!(
        sentences(|m| m.criteria[0].tier = Tier::Important),
        ["Pricing page: moved from influencing to important"]
    );
    assert_eq!(sentences(|m| m.criteria[1].enabled = false), ["Title: switched off"]);
    assert_eq!(sentences(|m| m.criteria[1].name = "Role".to_owned()), ["Role: renamed from “Title”"]);
    assert_eq!(sentences(|m| m.criteria[1].why = "They sign".to_owned()), ["Title: reasoning nothing → They sign"]);
    assert_eq!(sentences(|m| drop(m.criteria.remove(2))), ["Webinar: removed"]);
    assert_eq!(sentences(|m| m.criteria.push(criterion("x", "Demo"))), ["Demo: added"]);
    assert_eq!(
        sentences(|m| m.criteria[0].category = "activity".into()),
        ["Pricing page: category Profile → Activity"]
    );
    assert_eq!(sentences(|m| m.fit.bands[0].from = Some(80)), ["Fit band A: from 75 → 80"]);
    assert_eq!(sentences(|m| m.categories[0].at_most = Some(15)), ["Category Profile: capped at 15"]);
    let to_now = |m: &mut Model| drop(m.matrix.cells.insert(CellKey("B".into(), "2".into()), "sales-now".into()));
    assert_eq!(sentences(to_now), ["Cell B2: Sales today → Sales now"]);
    let propose = |m: &mut Model| {
        m.criteria[0].proposals.sales =
            Some(Proposal { tier: Tier::Critical, points: 12, reason: "They buy".to_owned() });
    };
    assert_eq!(sentences(propose), ["Pricing page: proposal of sales none → critical, 12 points (“They buy”)"]);
}

#[test]
fn scenarios_are_told_by_their_names() {
    let mut old = start();
    let kept = |model: &Model, name: &str| Scenario::keep(model, name, "", Day(20_000));
    old.scenarios = vec![kept(&old, "Lower B"), kept(&old, "Bold")];
    let told = |change: &dyn Fn(&mut Model)| -> Vec<String> {
        let mut new = old.clone();
        change(&mut new);
        diff(&old, &new).iter().map(Difference::sentence).collect()
    };
    assert_eq!(told(&|m| m.scenarios.push(kept(m, "Shy"))), ["Scenario “Shy”: kept"]);
    assert_eq!(told(&|m| drop(m.scenarios.remove(1))), ["Scenario “Bold”: removed"]);
    assert_eq!(told(&|m| m.scenarios[0].name = "B".to_owned()), ["Scenario “B”: renamed from “Lower B”"]);
    assert_eq!(told(&|m| m.scenarios[1].note = "Too much".to_owned()), ["Scenario “Bold”: note nothing → Too much"]);
    let update = |m: &mut Model| {
        let mut draft = m.clone();
        draft.criteria[0].points = 9;
        (m.scenarios[1].model, m.scenarios[1].kept) = (draft.version().into(), Some(Day(20_003)));
    };
    assert_eq!(told(&update), ["Scenario “Bold”: changed"]);
    let mut new = old.clone();
    update(&mut new);
    let values: Vec<_> = diff(&old, &new).into_iter().map(|it| (it.from, it.to)).collect();
    let [before, after] = [("4", "2024-10-04"), ("9", "2024-10-07")]
        .map(|(points, day)| format!("Pricing page: points {points}, kept on {day}"));
    assert_eq!(values, [(before, after)], "enough to choose by");
}

#[test]
fn only_what_was_moved_is_named() {
    let moved = after(|model| {
        let last = model.criteria.remove(3);
        model.criteria.insert(0, last);
    });
    assert_eq!(moved.len(), 1, "{moved:?}");
    assert_eq!(moved[0].subject, Subject::Criterion { id: "c".into(), name: "Careers".to_owned() });
    assert_eq!(moved[0].aspect, Aspect::Moved);
    assert_eq!(moved[0].sentence(), "Careers: moved from place 4 to place 1");
}

#[test]
fn undo_labels_fit_into_a_menu() {
    let label = |change: fn(&mut Model)| undo_label(&after(change));
    assert_eq!(label(|m| m.criteria[0].points = 5), "Pricing page: 4 → 5 points");
    let both = |m: &mut Model| {
        m.criteria[0].points = 8;
        m.criteria[0].tier = Tier::Important;
    };
    assert_eq!(label(both), "Pricing page: moved from influencing to important, 4 → 8 points");
    let many = |m: &mut Model| m.criteria.iter_mut().for_each(|criterion| criterion.points = 1);
    assert_eq!(label(many), "4 changes: Pricing page, Title, …");
    let band = |m: &mut Model| {
        m.fit.bands.insert(0, Band { id: "S".into(), name: "S".to_owned(), from: Some(90), marks: 3 });
        for engagement in m.axis(Axis::Engagement).bands.clone() {
            m.matrix.cells.insert(CellKey("S".into(), engagement.id), "sales-now".into());
        }
    };
    assert_eq!(label(band), "Fit band S: added");
    assert_eq!(label(|_| ()), "No change");
}

#[test]
fn what_is_tested_is_told_by_what_is_expected() {
    use tandem::model::{Expectation, Limit, Must, Reach, Segment, SegmentTest, TestLead, Whose};

    let mut old = Model::new("test");
    let must = Must::Cell { fit: "A".into(), engagement: "1".into() };
    let whose = Whose::Library("L-1".to_owned());
    old.test_leads =
        vec![TestLead { id: "t".into(), name: "Ann".to_owned(), whose, expects: vec![Expectation::new(must)] }];
    let (limit, reach) = (Limit::AtLeastPercent(80), Reach::Sales);
    old.segments =
        vec![SegmentTest { id: "s".into(), of: Segment::default(), limit, reach, why: String::new(), team: None }];
    let told = |change: &dyn Fn(&mut Model)| -> Vec<String> {
        let mut new = old.clone();
        change(&mut new);
        diff(&old, &new).iter().map(Difference::sentence).collect()
    };
    let never = |m: &mut Model| m.test_leads[0].expects[0].must = Must::NeverQualified;
    assert_eq!(told(&never), ["Test lead Ann: expected in A1 → never sent to sales"]);
    let why = |m: &mut Model| m.test_leads[0].expects[0].why = "She buys.".to_owned();
    assert_eq!(told(&why), ["Test lead Ann: reasons of what is expected changed"]);
    let key = |m: &mut Model| m.test_leads[0].whose = Whose::Library("L-2".to_owned());
    assert_eq!(told(&key), ["Test lead Ann: lead “L-1” of the library → “L-2” of the library"]);
    assert_eq!(told(&|m| m.test_leads.clear()), ["Test lead Ann: removed"]);
    let more = |m: &mut Model| m.segments[0].limit = Limit::AtLeastPercent(90);
    let expected = "Segment: at least 80 % of leads reach sales → at least 90 % of leads reach sales";
    assert_eq!(told(&more), [expected]);
    // A route that is renamed renames what is expected, and changes nothing of it.
    let renamed = |m: &mut Model| m.routes[0].name = "At once".to_owned();
    assert_eq!(told(&renamed), ["Route At once: renamed from “Sales now”"]);
}
