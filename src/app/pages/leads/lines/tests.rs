use super::*;
use crate::{
    lead::{Lead, Value},
    model::{Activity, Counting, EventCounting, Fade, Rule, ScoreRange},
    scoring::{
        explain,
        sample::{NOW, at_least, criterion, event, has_word, lead, model, once, text},
    },
};

fn faded(half_life: u32, at_most: u32) -> Rule {
    let counting = EventCounting::Each { once_per_days: None, at_most, fade: Fade::HalfLife { days: half_life } };
    Rule::Activity(Activity { counting, ..once("page_view") })
}

fn lines_of(model: &Model, lead: &Lead) -> Vec<Line> {
    lines(&explain(model, lead, NOW), model)
}

/// What a line is, and what it shows.
fn shown(lines: &[Line], axis: Axis) -> Vec<(&'static str, i64)> {
    let of_axis = lines.iter().filter(|line| line.axis == axis);
    of_axis
        .map(|line| {
            let what = match &line.what {
                What::Counts { .. } => "counts",
                What::Passed { .. } => "passed",
                What::Cap { .. } => "cap",
                What::Floor { .. } => "floor",
                What::Scale { .. } => "scale",
                What::Rounding => "rounding",
                What::Range { .. } => "range",
                What::Score => "score",
            };
            (what, line.shown_tenths())
        })
        .collect()
}

#[test]
fn only_the_first_match_counts_and_the_others_say_why_not() {
    let rule = |word| Rule::Profile(has_word("Job title", word));
    let mut model =
        model(vec![criterion("vp", "profile", 15, rule("VP")), criterion("sales", "profile", 8, rule("Sales"))]);
    model.categories[0].counting = Counting::FirstMatch;
    let lines = lines_of(&model, &lead("l", &[("Job title", text("VP Sales"))], vec![]));
    assert_eq!(shown(&lines, Axis::Fit), [("counts", 150), ("passed", 0), ("score", 0)]);
    let What::Passed { first, thousandths, .. } = &lines[1].what else { panic!("{:?}", lines[1]) };
    assert_eq!((first.as_str(), *thousandths), ("vp", 8_000));
    assert_eq!(lines[2].after, 15_000);
}

#[test]
fn caps_floors_and_ranges_are_lines_of_their_own() {
    let rule = Rule::Profile(at_least("Employees", 200.0));
    let mut model = model(vec![criterion("a", "profile", 70, rule.clone()), criterion("b", "profile", 60, rule)]);
    model.categories[0].at_most = Some(126);
    model.categories[1].at_least = Some(-7);
    model.categories[1].at_most = Some(-5);
    let lines = lines_of(&model, &lead("l", &[("Employees", Value::Number(640.0))], vec![]));
    let fit = [("counts", 700), ("counts", 600), ("cap", -40), ("range", -260), ("score", 0)];
    assert_eq!(shown(&lines, Axis::Fit), fit);
    assert_eq!(
        shown(&lines, Axis::Engagement),
        [("cap", -50), ("range", 50), ("score", 0)],
        "a cap below nothing takes away"
    );
}

#[test]
fn a_percent_scale_is_a_line_and_rounding_another() {
    let rule = |word| Rule::Profile(has_word("Job title", word));
    let mut model = model(vec![criterion("a", "profile", 41, rule("VP")), criterion("b", "profile", 19, rule("CEO"))]);
    model.fit.scale = Scale::Percent;
    let lines = lines_of(&model, &lead("l", &[("Job title", text("VP"))], vec![]));
    assert_eq!(shown(&lines, Axis::Fit), [("counts", 410), ("scale", 273), ("rounding", -3), ("score", 0)]);
    assert_eq!(lines[1].what, What::Scale { total: 41_000, attainable: 60_000 });
    assert_eq!(lines[1].after, 68_333);
    assert_eq!(lines[3].after, 68_000);
}

#[test]
fn what_is_shown_adds_up_although_tenths_are_rounded() {
    // Three times 1.250 is 3.75; three times 1.3 would be 3.9.
    let one = |id: &str| criterion(id, "activity", 5, faded(10, 1));
    let model = model(vec![one("a"), one("b"), one("c")]);
    let lines = lines_of(&model, &lead("l", &[], vec![event("page_view", 20)]));
    let of_axis = shown(&lines, Axis::Engagement);
    assert_eq!(of_axis, [("counts", 13), ("counts", 12), ("counts", 13), ("rounding", 2), ("score", 0)]);
    let What::Counts { is_fading, because, .. } = &lines[1].what else { panic!("{:?}", lines[1]) };
    assert!(*is_fading && because.len() == 1);
}

#[test]
fn a_lead_without_anything_has_only_its_score() {
    let mut model = model(vec![]);
    assert_eq!(shown(&lines_of(&model, &Lead::default()), Axis::Fit), [("score", 0)]);
    model.fit.range = ScoreRange { least: 10, most: 100 };
    assert_eq!(shown(&lines_of(&model, &Lead::default()), Axis::Fit), [("range", 100), ("score", 0)]);
}

#[test]
fn a_criterion_that_the_model_does_not_know_goes_by_its_id() {
    let known = model(vec![criterion("a", "profile", 5, Rule::Profile(at_least("Employees", 1.0)))]);
    let explanation = explain(&known, &lead("l", &[("Employees", Value::Number(2.0))], vec![]), NOW);
    let lines = lines(&explanation, &model(vec![]));
    let What::Counts { name, .. } = &lines[0].what else { panic!("{:?}", lines[0]) };
    assert_eq!(name, "a");
}
