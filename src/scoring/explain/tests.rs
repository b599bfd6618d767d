use super::*;
use crate::{
    model::{Fade, Scale, Tier},
    scoring::sample::{NOW, activity, at_least, criterion, event, has_word, lead, model, once, text},
};

fn profile(id: &str, points: i32, word: &str) -> Criterion {
    criterion(id, "profile", points, Rule::Profile(has_word("Title", word)))
}

fn titled(title: &str) -> Lead {
    lead("1", &[("Title", text(title))], vec![])
}

#[test]
fn the_sum_reads_top_to_bottom() {
    let fading = activity("demo", EventCounting::Once { at_least: 1, fade: Fade::HalfLife { days: 10 } });
    let mut model = model(vec![
        profile("ceo", 40, "ceo"),
        profile("founder", 30, "founder"),
        profile("student", -20, "student"),
        criterion("demo", "activity", 25, Rule::Activity(fading)),
    ]);
    model.categories[0].at_most = Some(60);
    let lead = lead("1", &[("Title", text("Founder & CEO"))], vec![event("demo", 40)]);
    let explanation = explain(&model, &lead, NOW);

    let fit = &explanation.fit;
    assert_eq!((fit.categories[0].unclamped, fit.categories[0].total), (70_000, 60_000), "the cap took 10 points");
    assert_eq!((fit.total, fit.unclamped, fit.score, fit.band), (60_000, 60, 60, 1));
    let demo = &explanation.engagement.categories[0].contributions[0];
    assert_eq!((demo.weight, demo.thousandths), (63, 1_575));
    assert_eq!(explanation.engagement.score, 2, "1.575 is rounded once");
    assert_eq!((explanation.combined, explanation.stars, explanation.flames), (31, 2, 0));
    assert_eq!(explanation.route, Some("nurture".into()));
    assert!(!explanation.qualified);
}

#[test]
fn only_the_first_match_counts() {
    let mut model = model(vec![profile("vp", 15, "vp"), profile("sales", 10, "sales"), profile("any", 5, "of")]);
    model.categories[0].counting = Counting::FirstMatch;
    let explanation = explain(&model, &titled("VP of Sales"), NOW);
    let counts: Vec<_> = explanation.fit.categories[0].contributions.iter().map(|given| given.counts).collect();
    assert_eq!(counts, [true, false, false]);
    assert_eq!(explanation.fit.score, 15);
    model.criteria[0].enabled = false;
    assert_eq!(explain(&model, &titled("VP of Sales"), NOW).fit.score, 10, "what is switched off does not exist");
}

#[test]
fn a_first_match_that_faded_away_lets_the_next_in() {
    let expiring = |days| activity("demo", EventCounting::Once { at_least: 1, fade: Fade::Expires { days } });
    let mut model = model(vec![
        criterion("fresh", "activity", 40, Rule::Activity(expiring(7))),
        criterion("ever", "activity", 5, Rule::Activity(once("demo"))),
    ]);
    model.categories[1].counting = Counting::FirstMatch;
    assert_eq!(explain(&model, &lead("1", &[], vec![event("demo", 6)]), NOW).engagement.score, 40);
    assert_eq!(explain(&model, &lead("1", &[], vec![event("demo", 7)]), NOW).engagement.score, 5);
}

#[test]
fn zero_points_match_all_the_same() {
    let mut model = model(vec![profile("nothing", 0, "ceo"), profile("ceo", 15, "ceo")]);
    model.categories[0].counting = Counting::FirstMatch;
    assert_eq!(explain(&model, &titled("CEO"), NOW).fit.score, 0);
}

#[test]
fn a_category_is_clamped_also_when_nothing_matched() {
    let mut model = model(vec![profile("ceo", -15, "ceo")]);
    model.categories[0].at_least = Some(7);
    assert_eq!(explain(&model, &titled("Intern"), NOW).fit.score, 7);
    assert_eq!(explain(&model, &titled("CEO"), NOW).fit.score, 7);
    model.categories[0].at_least = None;
    model.categories[0].at_most = Some(-3);
    model.fit.range.least = -100;
    assert_eq!(explain(&model, &titled("Intern"), NOW).fit.score, -3);
}

#[test]
fn percent_of_what_is_attainable() {
    let mut model = model(vec![profile("ceo", 5, "ceo"), profile("founder", 3, "founder"), profile("x", -9, "x")]);
    model.fit.scale = Scale::Percent;
    let explanation = explain(&model, &titled("CEO"), NOW);
    assert_eq!((explanation.fit.attainable, explanation.fit.score), (8_000, 63));
    model.criteria.truncate(0);
    assert_eq!(explain(&model, &titled("CEO"), NOW).fit.score, 0, "nothing can be attained");
}

#[test]
fn halves_go_away_from_zero_below_it_too() {
    let fading = activity("demo", EventCounting::Once { at_least: 1, fade: Fade::HalfLife { days: 10 } });
    let mut model = model(vec![criterion("demo", "activity", -5, Rule::Activity(fading))]);
    model.engagement.range.least = -100;
    let explanation = explain(&model, &lead("1", &[], vec![event("demo", 10)]), NOW);
    assert_eq!((explanation.engagement.total, explanation.engagement.score), (-2_500, -3));
}

#[test]
fn a_disqualifying_match_replaces_the_route_and_nothing_else() {
    let rival = Criterion { disqualifies: true, tier: Tier::Negative, ..profile("rival", 0, "rival") };
    let mut model = model(vec![profile("ceo", 90, "ceo"), rival]);
    model.categories[0].counting = Counting::FirstMatch;
    for route in &mut model.routes {
        route.qualified = true;
    }
    let explanation = explain(&model, &titled("CEO of a rival"), NOW);
    assert_eq!(explanation.disqualified_by, ["rival".into()], "even below a first match");
    assert_eq!((explanation.fit.score, explanation.fit.band, explanation.stars), (90, 0, 3));
    assert_eq!(explanation.route, Some("no-action".into()));
    assert!(!explanation.qualified, "the disqualified route is never qualified");
    assert!(explain(&model, &titled("CEO"), NOW).qualified);
}

#[test]
fn flames_by_gain_compare_with_an_earlier_day() {
    let mut model = model(vec![criterion("demo", "activity", 12, Rule::Activity(once("demo")))]);
    model.flames = Flames::ByGain { over_days: 7, edges: [5, 12, 13] };
    let flames = |age| explain(&model, &lead("1", &[], vec![event("demo", age)]), NOW).flames;
    assert_eq!(flames(6), 2, "12 gained");
    assert_eq!(flames(7), 0, "it was there 7 days ago");
}

#[test]
fn cold_is_about_events_that_could_count() {
    let mut visits = once("visit");
    visits.counting = EventCounting::Once { at_least: 5, fade: Fade::Expires { days: 1 } };
    let mut model = model(vec![
        criterion("visits", "activity", 5, Rule::Activity(visits)),
        criterion("bounce", "activity", -5, Rule::Activity(once("bounce"))),
        criterion("gone", "activity", 5, Rule::Activity(activity("quiet", EventCounting::Absent { for_days: 9 }))),
        criterion("fit", "profile", 5, Rule::Activity(once("signup"))),
    ]);
    let cold = |model: &Model, kind: &str, age| explain(model, &lead("1", &[], vec![event(kind, age)]), NOW).cold;
    assert!(!cold(&model, "visit", 29), "counted or not");
    assert!(cold(&model, "visit", 30));
    assert!(cold(&model, "bounce", 1), "no positive points");
    assert!(cold(&model, "quiet", 1), "absent does not warm");
    assert!(cold(&model, "signup", 1), "not on the engagement axis");
    assert!(cold(&model, "visit", -1), "not yet");
    model.criteria[0].enabled = false;
    assert!(cold(&model, "visit", 1));
}

#[test]
fn a_criterion_without_a_category_is_ignored() {
    let lost = Criterion { disqualifies: true, category: "gone".into(), ..profile("lost", 50, "ceo") };
    let explanation = explain(&model(vec![lost]), &titled("CEO"), NOW);
    assert_eq!((explanation.fit.total, explanation.disqualified_by.len()), (0, 0));
}

#[test]
fn absurd_models_are_harmless() {
    let mut each = once("visit");
    each.counting = EventCounting::Each { once_per_days: Some(u32::MAX), at_most: u32::MAX, fade: Fade::None };
    let mut model = model(vec![
        criterion("most", "profile", i32::MAX, Rule::Profile(at_least("Size", 0.0))),
        criterion("least", "activity", i32::MIN, Rule::Activity(each)),
    ]);
    model.fit.range.most = i32::MAX;
    (model.engagement.range.least, model.engagement.range.most) = (9, -9);
    model.engagement.bands.clear();
    model.fit.scale = Scale::Percent;
    (model.combined.fit, model.combined.engagement) = (u32::MAX, u32::MAX);
    model.flames = Flames::ByGain { over_days: u32::MAX, edges: [i32::MIN; 3] };
    model.routes.clear();
    let lead = lead("1", &[("Size", crate::lead::Value::Number(1.0))], vec![event("visit", 0)]);
    for as_of in [NOW, Instant(i64::MIN), Instant(i64::MAX)] {
        let explanation = explain(&model, &lead, as_of);
        assert_eq!((explanation.fit.score, explanation.engagement.score), (100, -9));
        assert_eq!(explanation.route, None);
    }
}
