//! What belongs to the model as a whole can be changed in the window: name, tiers, weights, stages, accounts, domains.

use eframe::egui::{Key, Modifiers, accesskit::Role, vec2};
use egui_kittest::{Harness, kittest::Queryable as _};
use tandem::{
    app::{document::Document, samples::Sample, settings::ThemeChoice, shell::Shell, state::State},
    model::{Model, RollUp, Stage, TierRanges},
};

use crate::harness::{WIDE, sample_state, settle, snapshot_part, state, window};

fn opened(state: State) -> Harness<'static, Shell> {
    let mut harness = window(WIDE, state);
    harness.get_by_label_contains("Model: ").click();
    settle(&mut harness);
    harness.get_by_label_contains("Model settings…").click();
    settle(&mut harness);
    harness
}

fn with_model(model: Model) -> State {
    let mut state = state();
    state.set_document(Document::new(model, None));
    state
}

fn model<'a>(harness: &'a Harness<'_, Shell>) -> &'a Model {
    &harness.state().state.document.model
}

fn click(harness: &mut Harness<'_, Shell>, name: &str) {
    harness.get_by_label(name).click();
    settle(harness);
}

fn type_into(harness: &mut Harness<'_, Shell>, role: Role, name: &str, text: &str) {
    harness.get_by_role_and_label(role, name).click();
    settle(harness);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    // While it is edited, a field for a number is one for text.
    harness.get_all_by_label(name).find(egui_kittest::Node::is_focused).expect("it has the focus").type_text(text);
    settle(harness);
    harness.key_press(Key::Tab);
    settle(harness);
}

#[test]
fn the_model_gets_its_own_name_and_scale() {
    let mut harness = opened(with_model(Model::new("New model")));
    let before = model(&harness).clone();
    harness.key_press(Key::Escape);
    settle(&mut harness);
    assert!(harness.query_by_label("Model settings").is_none(), "Escape closes it");
    assert_eq!(*model(&harness), before, "looking changes nothing");

    harness.key_press_modifiers(Modifiers::COMMAND, Key::Comma);
    settle(&mut harness);
    type_into(&mut harness, Role::TextInput, "Name", "Cranes, Europe");
    click(&mut harness, "Scale: 5 / 10 / 15");
    assert_eq!(model(&harness).name, "Cranes, Europe");
    assert_eq!(model(&harness).tiers, TierRanges::FIVE_TEN_FIFTEEN);
    type_into(&mut harness, Role::SpinButton, "Most points, Critical", "20");
    assert_eq!(model(&harness).tiers.critical.most, 20);
    type_into(&mut harness, Role::SpinButton, "Weight of fit", "3");
    assert_eq!(model(&harness).combined.fit, 3);
    type_into(&mut harness, Role::SpinButton, "Cold after days", "45");
    assert_eq!(model(&harness).cold_after_days, 45);
    click(&mut harness, "Done");
    assert!(harness.query_by_label("Model settings").is_none());
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    settle(&mut harness);
    assert_eq!(model(&harness).cold_after_days, 30, "each change is a step");
    assert_eq!(model(&harness).combined.fit, 3);
}

#[test]
fn stages_are_added_ordered_and_removed() {
    let mut harness = opened(with_model(Model::new("New model")));
    for _ in 0..2 {
        harness.get_by_label("Add stage").scroll_to_me();
        settle(&mut harness);
        click(&mut harness, "Add stage");
    }
    let edges =
        |harness: &Harness<'_, Shell>| -> Vec<i32> { model(harness).stages.iter().map(|stage| stage.from).collect() };
    assert_eq!(edges(&harness), [50, 40]);
    let fields = || "Stage New stage begins at";
    let last = harness.get_all_by_label(fields()).last().expect("two stages");
    last.click();
    settle(&mut harness);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    let last = harness.get_all_by_label(fields()).find(egui_kittest::Node::is_focused).expect("it has the focus");
    last.type_text("80");
    settle(&mut harness);
    harness.key_press(Key::Enter);
    settle(&mut harness);
    assert_eq!(edges(&harness), [80, 50], "the furthest stands first");
    harness.get_all_by_label("Remove stage New stage").next().expect("a stage").click();
    settle(&mut harness);
    assert_eq!(edges(&harness), [50]);
}

#[test]
fn accounts_and_domains_are_settled_here() {
    let mut empty = Model::new("New model");
    empty.domains.free = vec!["gmail.com".to_owned()];
    let mut harness = opened(with_model(empty));
    harness.get_by_label("Fit of an account: Mean of the best").scroll_to_me();
    settle(&mut harness);
    click(&mut harness, "Fit of an account: Mean of the best");
    assert_eq!(model(&harness).accounts.fit, RollUp::MeanOfBest(3));
    harness.get_by_role_and_label(Role::MultilineTextInput, "Free mail").scroll_to_me();
    settle(&mut harness);
    harness.get_by_role_and_label(Role::MultilineTextInput, "Free mail").click();
    settle(&mut harness);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.get_by_role_and_label(Role::MultilineTextInput, "Free mail").type_text("Web.de\n@posteo.de");
    settle(&mut harness);
    assert_eq!(model(&harness).domains.free, ["web.de", "posteo.de"]);
    harness.get_by_label("Add the well-known ones, Free mail").scroll_to_me();
    settle(&mut harness);
    click(&mut harness, "Add the well-known ones, Free mail");
    let free = &model(&harness).domains.free;
    assert!(free.starts_with(&["web.de".to_owned(), "posteo.de".to_owned()]) && free.contains(&"gmail.com".to_owned()));
    assert_eq!(free.iter().filter(|domain| *domain == "web.de").count(), 1);
}

/// The settings as they stand in `tests/snapshots/`.
fn picture(name: &str, theme: ThemeChoice) {
    let mut state = sample_state(Sample::B2bSoftware);
    state.settings.theme = theme;
    let stage = |id: &str, name: &str, from| Stage { id: id.into(), name: name.to_owned(), from };
    state.document.model.stages = vec![stage("d", "Decide", 70), stage("c", "Compare", 45), stage("l", "Learn", 20)];
    state.document.model.accounts.fit = RollUp::MeanOfBest(3);
    state.ask(tandem::app::commands::Command::ModelSettings);
    let mut harness = window(vec2(1280.0, 800.0), state);
    let modal = [302, 54, 978, 746];
    snapshot_part(&mut harness, modal, &format!("model-settings-{name}"));
    harness.get_by_label("Add stage").scroll_to_me();
    settle(&mut harness);
    snapshot_part(&mut harness, modal, &format!("model-settings-{name}-below"));
}

#[test]
fn the_settings_look_as_they_should_in_light() {
    picture("light", ThemeChoice::Light);
}

#[test]
fn the_settings_look_as_they_should_in_dark() {
    picture("dark", ThemeChoice::Dark);
}
