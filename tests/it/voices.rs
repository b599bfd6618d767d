//! Two voices in the window: a blind round from the first word to the reveal, settling, and whose model is scored.

use eframe::egui::{Key, Modifiers, Shape};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use tandem::{
    app::{
        document::Document,
        samples::Sample,
        shell::Shell,
        state::{Notice, Page, State},
    },
    model::{Agreement, Criterion, Model, Proposals, Team},
};

use crate::harness::{WIDE, sample_state, settle, window};

/// The sample as `change` leaves it, on the page “Agreement”.
fn agreement(change: impl FnOnce(&mut Model)) -> Harness<'static, Shell> {
    let mut state = sample_state(Sample::B2bSoftware);
    let mut model = state.document.model.clone();
    change(&mut model);
    state.set_document(Document::new(model, None));
    state.page = Page::Agreement;
    state.settle();
    window(WIDE, state)
}

fn state<'a>(harness: &'a Harness<'_, Shell>) -> &'a State {
    &harness.state().state
}

fn model<'a>(harness: &'a Harness<'_, Shell>) -> &'a Model {
    &state(harness).document.model
}

fn named<'a>(model: &'a Model, name: &str) -> &'a Criterion {
    model.criteria.iter().find(|criterion| criterion.name == name).expect("the criterion")
}

fn click(harness: &mut Harness<'_, Shell>, label: &str) {
    harness.get_by_label(label).click();
    settle(harness);
}

fn key(harness: &mut Harness<'_, Shell>, key: Key) {
    harness.key_press(key);
    settle(harness);
}

fn contested(model: &Model) -> Vec<&Criterion> {
    model.criteria.iter().filter(|criterion| criterion.agreement() == Agreement::Contested).collect()
}

/// Everything the window says at this moment, to who sees it and to who hears it.
fn said(harness: &Harness<'_, Shell>) -> String {
    let nodes = harness.root().children_recursive();
    let heard = nodes.map(|node| format!("{:?} {:?}\n", node.accesskit_node().label(), node.accesskit_node().value()));
    let seen = harness.output().shapes.iter().map(|shape| painted(&shape.shape));
    heard.chain(seen).collect()
}

fn painted(shape: &Shape) -> String {
    match shape {
        Shape::Text(text) => format!("{}\n", text.galley.text()),
        Shape::Vec(shapes) => shapes.iter().map(painted).collect(),
        _ => String::new(),
    }
}

/// Two criteria that nobody has spoken of, all others agreed, so that a round is about these two.
fn two_open(model: &mut Model) {
    for (index, criterion) in model.criteria.iter_mut().enumerate() {
        let proposal =
            tandem::model::Proposal { tier: criterion.tier, points: criterion.points, reason: String::new() };
        criterion.proposals = if index < 2 {
            Proposals::default()
        } else {
            Proposals { marketing: Some(proposal.clone()), sales: Some(proposal), blind: false }
        };
    }
}

fn type_points(harness: &mut Harness<'_, Shell>, label: &str, points: &str) {
    harness.get_by_label(label).focus();
    settle(harness);
    harness.get_by_label(label).type_text(points);
    settle(harness);
}

#[test]
fn a_blind_round_is_entered_by_keyboard_and_shown_at_once() {
    let mut harness = agreement(two_open);
    let names: Vec<String> = model(&harness).criteria.iter().take(2).map(|one| one.name.clone()).collect();
    let field = |team: &str, index: usize| format!("{team} points, {}", names[index]);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::B);
    settle(&mut harness);
    click(&mut harness, "Marketing begins");
    assert_eq!(state(&harness).voices.seat, Some(Team::Marketing));
    assert!(harness.query_by_label("Marketing is entering, sales look away").is_some());

    // The cursor is at the first criterion already, and Enter leads on to the next.
    harness.event(eframe::egui::Event::Text("77".to_owned()));
    settle(&mut harness);
    key(&mut harness, Key::Enter);
    harness.event(eframe::egui::Event::Text("78".to_owned()));
    settle(&mut harness);
    key(&mut harness, Key::Enter);
    assert_eq!(model(&harness).round().map(|round| (round.marketing, round.sales)), Some((2, 0)));
    assert!(said(&harness).contains("77"), "marketing sees its own word");

    harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::B);
    settle(&mut harness);
    assert_eq!(state(&harness).voices.seat, Some(Team::Sales));
    assert!(!said(&harness).contains("77") && !said(&harness).contains("78"), "{}", said(&harness));
    harness.event(eframe::egui::Event::Text("66".to_owned()));
    settle(&mut harness);
    type_points(&mut harness, &field("Sales", 1), "78");
    key(&mut harness, Key::Escape);
    click(&mut harness, "Both are in: reveal");
    let model = model(&harness);
    assert_eq!((model.round(), state(&harness).voices.seat), (None, None));
    let words = |index: usize| {
        Team::ALL.map(|team| model.criteria[index].visible_proposal(team, None).map(|proposal| proposal.points))
    };
    assert_eq!([words(0), words(1)], [[Some(77), Some(66)], [Some(78), Some(78)]]);
    assert!(said(&harness).contains("marketing +77, sales +66"), "{}", said(&harness));
}

#[test]
fn what_is_hidden_is_hidden_on_every_page_and_in_every_menu() {
    let mut harness = agreement(two_open);
    let (id, name) = (model(&harness).criteria[0].id.clone(), model(&harness).criteria[0].name.clone());
    harness.state_mut().state.begin_round(std::slice::from_ref(&id), Team::Marketing);
    settle(&mut harness);
    type_points(&mut harness, &format!("Marketing points, {name}"), "9871");
    let reason = format!("Marketing reason, {name}");
    harness.get_by_label(&reason).focus();
    settle(&mut harness);
    harness.get_by_label(&reason).type_text("seventyseven");
    key(&mut harness, Key::Escape);
    assert_eq!(model(&harness).criteria[0].proposals.of(Team::Marketing).map(|word| word.points), Some(9871));
    click(&mut harness, "Done, hand over to sales");
    harness.state_mut().state.pages.criteria.choose(id.clone());
    for page in Page::ALL {
        harness.state_mut().state.page = page;
        settle(&mut harness);
        let said = said(&harness);
        assert!(!said.contains("9871") && !said.contains("seventyseven"), "{page:?}: {said}");
    }
    // The labels of undo, a comparison with the file, and scoring as marketing proposes.
    let history = &state(&harness).document.history;
    assert!(history.undo_label().is_some_and(|label| label.contains("hidden")), "{:?}", history.undo_label());
    harness.state_mut().state.unless_unsaved(tandem::app::modals::Then::New);
    settle(&mut harness);
    assert!(said(&harness).contains("proposal of marketing") && !said(&harness).contains("9871"), "{}", said(&harness));
    key(&mut harness, Key::Escape);
    harness.state_mut().state.score_as(Some(Team::Marketing));
    assert_eq!(state(&harness).voices.scored_as, None, "a blind word is no voice yet");

    // Sales cannot take back what marketing said.
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    settle(&mut harness);
    assert_eq!(model(&harness).criteria[0].proposals.of(Team::Marketing).map(|word| word.points), Some(9871));
    assert!(state(&harness).notices.iter().any(Notice::is_error), "and it is said why");
}

#[test]
fn a_reveal_asks_first_where_something_is_missing() {
    let mut harness = agreement(two_open);
    let id = model(&harness).criteria[0].id.clone();
    harness.state_mut().state.begin_round(&[id], Team::Sales);
    settle(&mut harness);
    click(&mut harness, "Reveal…");
    assert!(model(&harness).round().is_some(), "not yet");
    assert!(harness.query_by_label("Sales has yet to speak on 1 of 1 criterion.").is_some());
    click(&mut harness, "Cancel");
    assert!(model(&harness).round().is_some());
    click(&mut harness, "Reveal…");
    click(&mut harness, "Reveal");
    assert_eq!(model(&harness).round(), None);
}

#[test]
fn contested_criteria_are_settled_by_keyboard_and_logged_with_the_reason() {
    let mut harness = agreement(|_| ());
    let moves = state(&harness).voices.compared().expect("worked out").moves.clone();
    assert!(moves.len() >= 3 && moves.is_sorted_by(|(_, one), (_, other)| one >= other));
    let before = model(&harness).clone();
    let largest = before.criterion(&moves[0].0).expect("it is there").clone();
    let rows: Vec<_> = harness
        .get_all_by_label_contains("leads move")
        .filter_map(|row| row.accesskit_node().label())
        .filter(|label| label.contains(": marketing"))
        .collect();
    assert!(rows[0].starts_with(&largest.name), "the largest effect first: {rows:?}");
    key(&mut harness, Key::ArrowDown);
    key(&mut harness, Key::ArrowDown);
    key(&mut harness, Key::ArrowUp);
    key(&mut harness, Key::R);
    harness.event(eframe::egui::Event::Text("Tried for a quarter".to_owned()));
    settle(&mut harness);
    key(&mut harness, Key::Enter);
    key(&mut harness, Key::S);
    let after = model(&harness).criterion(&largest.id).expect("it is there");
    assert_eq!(Some(after.points), largest.proposals.sales.as_ref().map(|proposal| proposal.points));
    assert_eq!(after.agreement(), Agreement::Agreed);
    let decision = model(&harness).decisions.last().expect("it is logged");
    assert_eq!((&decision.subject, decision.reason.as_str()), (&largest.name, "Tried for a quarter"));
    assert!(decision.at.0 > 1_700_000_000, "the clock was read: {:?}", decision.at);

    // The next row has the focus: they meet in the middle.
    key(&mut harness, Key::E);
    assert_eq!(contested(model(&harness)).len(), moves.len() - 2);
    assert_eq!(model(&harness).decisions.len(), before.decisions.len() + 2);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    settle(&mut harness);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    settle(&mut harness);
    assert_eq!(*model(&harness), before, "each is one step");
}

#[test]
fn a_voice_is_scored_compared_and_left_again() {
    let mut harness = agreement(|_| ());
    let agreed = state(&harness).scored.clone().expect("scored");
    click(&mut harness, "Score as: Sales");
    let voice = state(&harness).scored.clone().expect("scored");
    assert_eq!(voice.voice, Some(Team::Sales));
    assert_ne!(voice.summary.cells, agreed.summary.cells, "sales would have it otherwise");
    assert_eq!(voice.baseline.summary, agreed.summary, "beside what is agreed");
    assert_eq!(voice.problems, agreed.problems, "problems are those of the draft");
    assert!(harness.query_by_label("Scored as sales proposes").is_some(), "a sign on every page");
    for page in Page::ALL {
        harness.state_mut().state.page = page;
        settle(&mut harness);
    }
    harness.state_mut().state.page = Page::Agreement;
    // Around by keyboard: agreed, marketing, sales, agreed.
    let mut seen = Vec::new();
    for _ in 0..3 {
        harness.key_press_modifiers(Modifiers::COMMAND, Key::M);
        settle(&mut harness);
        seen.push(state(&harness).voices.scored_as);
    }
    assert_eq!(seen, [None, Some(Team::Marketing), Some(Team::Sales)]);
    // Once all is settled, there is no other voice.
    for criterion in &mut harness.state_mut().state.document.model.criteria {
        criterion.proposals = Proposals::default();
    }
    settle(&mut harness);
    assert_eq!(state(&harness).voices.scored_as, None);
    assert_eq!(state(&harness).scored.as_ref().map(|scored| scored.voice), Some(None));
    assert!(harness.query_by_label("Score as: Sales").is_none());
}

#[test]
fn a_square_leads_to_its_criterion_and_its_card_takes_both_words() {
    let mut harness = agreement(two_open);
    let criterion = model(&harness).criteria[0].clone();
    click(&mut harness, &format!("{}: open, nobody has spoken", criterion.name));
    assert_eq!(state(&harness).page, Page::Criteria);
    assert_eq!(state(&harness).pages.criteria.chosen.as_ref(), Some(&criterion.id));
    // What stands is a word, too.
    type_points(&mut harness, &format!("Marketing points, {}", criterion.name), &criterion.points.to_string());
    type_points(&mut harness, &format!("Sales points, {}", criterion.name), "1");
    key(&mut harness, Key::Tab);
    assert_eq!(named(model(&harness), &criterion.name).agreement(), Agreement::Contested);
    let take = format!("Take marketing's +{}, {}", criterion.points, criterion.name);
    harness.get_by_label(&take).scroll_to_me();
    settle(&mut harness);
    click(&mut harness, &take);
    assert_eq!(named(model(&harness), &criterion.name).agreement(), Agreement::Agreed);
}

#[test]
fn looking_at_proposals_edits_nothing() {
    // Its points do not belong to its tier.
    let mut harness = agreement(|model| {
        let criterion = &mut model.criteria[0];
        if let Some(proposal) = &mut criterion.proposals.marketing {
            proposal.points = 3;
        }
    });
    let before = model(&harness).clone();
    let criterion = before.criteria[0].clone();
    harness.state_mut().state.page = Page::Criteria;
    harness.state_mut().state.pages.criteria.choose(criterion.id);
    settle(&mut harness);
    for team in ["Marketing", "Sales"] {
        harness.get_by_label(&format!("{team} points, {}", criterion.name)).focus();
        settle(&mut harness);
        key(&mut harness, Key::Tab);
    }
    assert_eq!(*model(&harness), before);
}

/// A round about the first criterion, of which marketing has said 13; sales has the keyboard.
fn sales_after_marketing() -> (Harness<'static, Shell>, tandem::model::CriterionId) {
    let mut harness = agreement(two_open);
    let id = model(&harness).criteria[0].id.clone();
    harness.state_mut().state.begin_round(std::slice::from_ref(&id), Team::Marketing);
    settle(&mut harness);
    harness.event(eframe::egui::Event::Text("13".to_owned()));
    settle(&mut harness);
    key(&mut harness, Key::Enter);
    harness.state_mut().state.next_in_round();
    settle(&mut harness);
    assert_eq!(state(&harness).voices.seat, Some(Team::Sales));
    (harness, id)
}

fn hidden_points(harness: &Harness<'_, Shell>, id: &tandem::model::CriterionId) -> Option<i32> {
    let criterion = model(harness).criterion(id)?;
    criterion.proposals.marketing.as_ref().filter(|_| criterion.proposals.blind).map(|word| word.points)
}

#[test]
fn in_a_round_the_other_team_s_word_goes_not_with_its_row() {
    let (mut harness, id) = sales_after_marketing();
    let name = model(&harness).criterion(&id).expect("the criterion").name.clone();
    let count = model(&harness).criteria.len();
    harness.state_mut().state.page = Page::Criteria;
    settle(&mut harness);
    click(&mut harness, &format!("Points, {name}"));
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Delete);
    settle(&mut harness);
    assert_eq!(hidden_points(&harness, &id), Some(13));
    assert!(state(&harness).notices.iter().any(|it| it.text.contains("here is hidden, so nothing was deleted")));
    harness.key_press_modifiers(Modifiers::SHIFT, Key::Space);
    harness.event(eframe::egui::Event::Cut);
    settle(&mut harness);
    assert_eq!(hidden_points(&harness, &id), Some(13));
    assert_eq!(model(&harness).criteria.len(), count);
}

#[test]
fn in_a_round_comparing_neither_takes_back_nor_uncovers_the_other_team_s_word() {
    let (mut harness, id) = sales_after_marketing();
    harness.key_press_modifiers(Modifiers::SHIFT, Key::F7);
    settle(&mut harness);
    for _ in 0..4 {
        key(&mut harness, Key::ArrowDown);
        key(&mut harness, Key::Enter);
    }
    assert_eq!(hidden_points(&harness, &id), Some(13));
    harness.state_mut().state.document.model.name = "Another name".to_owned();
    settle(&mut harness);
    harness.get_all_by_label_contains("Take all ").next().expect("the button above the list").click();
    settle(&mut harness);
    assert_eq!(hidden_points(&harness, &id), Some(13));
    assert_ne!(model(&harness).name, "Another name", "all else is taken");
    assert!(state(&harness).notices.iter().any(|it| it.text.contains("it was not taken over")));
}
