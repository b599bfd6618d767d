//! A blind round where people trip: begun on the page with the tables, taken up again, and what stands around it.

use eframe::egui::{Event, Key, Modifiers, Vec2, vec2};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use tandem::{
    app::{
        samples::Sample,
        shell::Shell,
        state::{Page, State},
    },
    lead::Instant,
    model::{Agreement, CriterionId, Decision, DecisionId, Model, Proposal, Proposals, ScoreRange, Team},
};

use crate::harness::{WIDE, sample_state, settle, window};

fn opened(size: Vec2, page: Page, change: impl FnOnce(&mut Model)) -> Harness<'static, Shell> {
    let mut state = sample_state(Sample::B2bSoftware);
    change(&mut state.document.model);
    state.page = page;
    state.settle();
    window(size, state)
}

fn agree_on_all(model: &mut Model) {
    for criterion in &mut model.criteria {
        let word = Some(Proposal { tier: criterion.tier, points: criterion.points, reason: String::new() });
        criterion.proposals = Proposals { marketing: word.clone(), sales: word, blind: false };
    }
}

fn state<'a>(harness: &'a Harness<'_, Shell>) -> &'a State {
    &harness.state().state
}

fn model<'a>(harness: &'a Harness<'_, Shell>) -> &'a Model {
    &state(harness).document.model
}

fn press(harness: &mut Harness<'_, Shell>, modifiers: Modifiers, key: Key) {
    harness.key_press_modifiers(modifiers, key);
    settle(harness);
}

fn type_text(harness: &mut Harness<'_, Shell>, text: &str) {
    harness.event(Event::Text(text.to_owned()));
    settle(harness);
}

fn click(harness: &mut Harness<'_, Shell>, label: &str) {
    harness.get_by_label(label).click();
    settle(harness);
}

#[test]
fn a_round_on_the_tables_goes_through_its_own_criteria_and_touches_no_other() {
    let mut harness = opened(WIDE, Page::Criteria, agree_on_all);
    let open: Vec<CriterionId> = [2, 5, 9].map(|index| model(&harness).criteria[index].id.clone()).into();
    for id in &open {
        let criterion = harness.state_mut().state.document.model.criterion_mut(id).expect("it is there");
        criterion.proposals = Proposals::default();
    }
    settle(&mut harness);
    let before = model(&harness).clone();
    press(&mut harness, Modifiers::COMMAND, Key::B);
    click(&mut harness, "Marketing begins");
    for points in ["7", "8", "9"] {
        type_text(&mut harness, points);
        press(&mut harness, Modifiers::NONE, Key::Enter);
    }
    let round = model(&harness).round().expect("it is under way");
    assert_eq!((round.criteria, round.marketing), (3, 3), "each of the three has its word");
    for criterion in before.criteria.iter().filter(|criterion| !open.contains(&criterion.id)) {
        assert_eq!(model(&harness).criterion(&criterion.id), Some(criterion), "what was agreed is as it was");
    }
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::B);
    for points in ["7", "6", "5"] {
        type_text(&mut harness, points);
        press(&mut harness, Modifiers::NONE, Key::Enter);
    }
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::B);
    assert_eq!((model(&harness).round(), state(&harness).page), (None, Page::Agreement), "revealed");

    // The list has the keyboard: no arrow is needed before its keys.
    let contested = |harness: &Harness<'_, Shell>| {
        model(harness).criteria.iter().filter(|one| one.agreement() == Agreement::Contested).count()
    };
    let to_settle = contested(&harness);
    assert!(to_settle >= 2, "the teams differ");
    press(&mut harness, Modifiers::NONE, Key::M);
    press(&mut harness, Modifiers::NONE, Key::E);
    assert_eq!(contested(&harness), to_settle - 2);
    harness.state_mut().state.page = Page::Criteria;
    settle(&mut harness);
    let rows = harness.get_all_by_label_contains("Points, ").count();
    assert!(rows > 3, "the tables show everything again: {rows}");
}

#[test]
fn a_round_is_about_the_rows_that_are_selected() {
    let mut harness = opened(WIDE, Page::Criteria, agree_on_all);
    let name = model(&harness).criteria[0].name.clone();
    click(&mut harness, &format!("Points, {name}"));
    press(&mut harness, Modifiers::SHIFT, Key::ArrowDown);
    press(&mut harness, Modifiers::COMMAND, Key::B);
    assert!(harness.query_by_label("What is selected: 2 criteria").is_some());
    click(&mut harness, "Marketing begins");
    assert_eq!(model(&harness).round().map(|round| round.criteria), Some(2));
}

#[test]
fn who_takes_up_a_round_finds_the_criterion_that_is_missing_however_far_down() {
    let mut last = None;
    let mut harness = opened(vec2(1280.0, 800.0), Page::Agreement, |model| {
        let ids: Vec<CriterionId> = model.criteria.iter().map(|criterion| criterion.id.clone()).collect();
        model.begin_round(&ids);
        last = ids.last().cloned();
        for criterion in model.criteria.iter_mut().take(ids.len() - 1) {
            criterion.proposals.marketing = Some(Proposal { tier: criterion.tier, points: 3, reason: String::new() });
        }
    });
    let last = last.expect("the sample has criteria");
    harness.state_mut().state.next_in_round();
    settle(&mut harness);
    type_text(&mut harness, "77");
    let word = model(&harness).criterion(&last).and_then(|criterion| criterion.proposals.marketing.as_ref());
    assert_eq!(word.map(|word| word.points), Some(77));
}

#[test]
fn a_line_of_the_log_on_a_criterion_that_is_gone_says_so() {
    let mut harness = opened(WIDE, Page::Agreement, |model| {
        agree_on_all(model);
        model.decisions.push(Decision {
            id: DecisionId::fresh(),
            at: Instant(1_790_000_000),
            who: "both".to_owned(),
            subject: "Old one".to_owned(),
            criterion: Some("gone".into()),
            matter: None,
            what: String::new(),
            from: "1".to_owned(),
            to: "2".to_owned(),
            reason: String::new(),
        });
    });
    let line = harness.get_by_label_contains("Old one: ");
    line.scroll_to_me();
    settle(&mut harness);
    harness.get_by_label_contains("Old one: ").click();
    settle(&mut harness);
    assert_eq!((state(&harness).page, state(&harness).pages.criteria.chosen.as_ref()), (Page::Agreement, None));
    assert!(harness.query_by_label_contains("no longer in the model").is_some());
}

#[test]
fn nothing_that_is_searched_for_hides_a_criterion_one_goes_to() {
    let mut harness = opened(WIDE, Page::Agreement, |_| ());
    harness.state_mut().state.pages.criteria.view.search = "zzz".to_owned();
    press(&mut harness, Modifiers::NONE, Key::ArrowDown);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    let chosen = state(&harness).pages.criteria.chosen.clone().expect("its card is open");
    let name = model(&harness).criterion(&chosen).expect("it is there").name.clone();
    assert!(harness.query_by_label(&format!("Points, {name}")).is_some(), "its row is seen");
}

#[test]
fn nobody_is_told_to_sign_what_cannot_be_signed() {
    let harness = opened(WIDE, Page::Agreement, |model| {
        agree_on_all(model);
        model.fit.range = ScoreRange { least: 40, most: 0 };
    });
    assert!(harness.query_all_by_label_contains("mend").count() > 0);
    assert!(harness.query_by_label_contains("Both teams can sign").is_none());
}

#[test]
fn both_teams_sign_from_the_palette_by_keyboard_alone() {
    let mut harness = opened(vec2(1280.0, 800.0), Page::Criteria, agree_on_all);
    for (team, name) in [("marketing", "Ada"), ("sales", "Ben")] {
        press(&mut harness, Modifiers::COMMAND, Key::K);
        type_text(&mut harness, &format!("sign as {team}"));
        press(&mut harness, Modifiers::NONE, Key::Enter);
        assert_eq!(state(&harness).page, Page::Agreement);
        type_text(&mut harness, name);
        press(&mut harness, Modifiers::NONE, Key::Enter);
    }
    let scored = state(&harness).scored.as_ref().expect("scored");
    assert!(Team::ALL.iter().all(|team| scored.signature(*team).holds()), "both are under it");
}

#[test]
fn enter_leads_through_both_tables_and_a_round_begins_where_one_can_type() {
    let mut harness = opened(WIDE, Page::Leads, |model| {
        for criterion in &mut model.criteria {
            criterion.proposals = Proposals::default();
        }
    });
    press(&mut harness, Modifiers::COMMAND, Key::B);
    click(&mut harness, "Marketing begins");
    assert_eq!(state(&harness).page, Page::Criteria);
    let count = model(&harness).criteria.len();
    for _ in 0..count {
        type_text(&mut harness, "3");
        press(&mut harness, Modifiers::NONE, Key::Enter);
    }
    let round = model(&harness).round().expect("it is under way");
    assert_eq!((round.criteria, round.marketing), (count, count));
}

#[test]
fn a_round_that_was_just_begun_can_be_taken_back() {
    let mut harness = opened(WIDE, Page::Criteria, |_| ());
    let before = model(&harness).clone();
    press(&mut harness, Modifiers::COMMAND, Key::B);
    click(&mut harness, "Marketing begins");
    assert!(model(&harness).round().is_some());
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(*model(&harness), before);
}

#[test]
fn tab_leads_below_the_fold_and_the_page_follows() {
    let mut harness = opened(vec2(1280.0, 800.0), Page::Agreement, agree_on_all);
    let names: Vec<String> = model(&harness).routes.iter().map(|route| format!("Capacity, {}", route.name)).collect();
    let last = names.last().expect("a route");
    harness.get_by_label(last).focus();
    settle(&mut harness);
    let window = eframe::egui::Rect::from_min_size(Default::default(), vec2(1280.0, 800.0));
    for _ in 0..24 {
        press(&mut harness, Modifiers::NONE, Key::Tab);
        let focused = harness.root().children_recursive().find(|node| node.accesskit_node().is_focused());
        if let Some(focused) = focused.filter(|node| node.accesskit_node().label().is_some()) {
            assert!(
                window.contains_rect(focused.rect()),
                "{:?} {:?}",
                focused.accesskit_node().label(),
                focused.rect()
            );
        }
    }
}
