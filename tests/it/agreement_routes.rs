//! Routes and response times on the page “Agreement”: promises are typed in place, what can't be read stays and says why, and a
//! preset shows what it would change before it does.

use eframe::egui::{Key, Modifiers, Vec2, vec2};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use tandem::{
    app::{
        document::Document,
        samples::Sample,
        shell::Shell,
        state::{Page, State},
    },
    model::{FollowUp, Model, Route, Team},
};

use crate::harness::{WIDE, sample_state, settle, state, window};

fn on_agreement(mut state: State, size: Vec2) -> Harness<'static, Shell> {
    state.page = Page::Agreement;
    state.settle();
    window(size, state)
}

/// A new model without leads.
fn promises() -> Harness<'static, Shell> {
    let mut state = state();
    state.set_document(Document::new(Model::new("Promises"), None));
    on_agreement(state, WIDE)
}

fn model<'a>(harness: &'a Harness<'_, Shell>) -> &'a Model {
    &harness.state().state.document.model
}

fn route<'a>(harness: &'a Harness<'_, Shell>, name: &str) -> &'a Route {
    model(harness).routes.iter().find(|route| route.name == name).expect("the route")
}

fn key(harness: &mut Harness<'_, Shell>, key: Key) {
    harness.key_press(key);
    settle(harness);
}

fn click(harness: &mut Harness<'_, Shell>, label: &str) {
    harness.get_by_label(label).click();
    settle(harness);
}

/// Types over what stands in a field.
fn type_over(harness: &mut Harness<'_, Shell>, label: &str, text: &str) {
    harness.get_by_label(label).focus();
    harness.run_ok();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.run_ok();
    if text.is_empty() {
        harness.key_press(Key::Delete);
    } else {
        harness.get_by_label(label).type_text(text);
    }
    harness.run_ok();
}

fn value(harness: &Harness<'_, Shell>, label: &str) -> String {
    harness.get_by_label(label).accesskit_node().value().unwrap_or_default()
}

fn focused(harness: &Harness<'_, Shell>) -> String {
    let focused = harness.root().children_recursive().find(|node| node.accesskit_node().is_focused());
    focused.and_then(|node| node.accesskit_node().label()).unwrap_or_default()
}

#[test]
fn promises_are_typed_in_place_and_each_is_one_step() {
    let mut harness = promises();
    assert_eq!(value(&harness, "Respond within, Sales now"), "15 min");
    type_over(&mut harness, "Respond within, Sales now", "2 h");
    assert_eq!(route(&harness, "Sales now").respond_within_minutes, Some(15), "not before the field is left");
    key(&mut harness, Key::Tab);
    assert_eq!(route(&harness, "Sales now").respond_within_minutes, Some(120));
    assert_eq!(focused(&harness), "Follow-up, Sales now");

    type_over(&mut harness, "Follow-up, Sales now", "7 touches over 2 weeks");
    key(&mut harness, Key::Tab);
    assert_eq!(route(&harness, "Sales now").follow_up, Some(FollowUp { attempts: 7, over_days: 14 }));
    assert_eq!(value(&harness, "Follow-up, Sales now"), "7 tries in 14 days");

    type_over(&mut harness, "Capacity, Sales now", "1,200");
    key(&mut harness, Key::Tab);
    assert_eq!(route(&harness, "Sales now").weekly_capacity, Some(1_200));

    type_over(&mut harness, "Respond within, Sales now", "");
    key(&mut harness, Key::Tab);
    assert_eq!(route(&harness, "Sales now").respond_within_minutes, None, "nothing is promised");

    key(&mut harness, Key::Escape);
    for wanted in [Some(120), Some(120), Some(120)] {
        harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
        settle(&mut harness);
        assert_eq!(route(&harness, "Sales now").respond_within_minutes, wanted);
    }
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    settle(&mut harness);
    assert_eq!(*model(&harness), Model::new("Promises"));
}

#[test]
fn enter_and_arrows_go_down_and_up_a_column() {
    let mut harness = promises();
    type_over(&mut harness, "Respond within, Sales now", "5");
    key(&mut harness, Key::Enter);
    assert_eq!(route(&harness, "Sales now").respond_within_minutes, Some(5), "in the unit that stood there");
    assert_eq!(focused(&harness), "Respond within, Sales today");
    key(&mut harness, Key::ArrowDown);
    assert_eq!(focused(&harness), "Respond within, Sales this week");
    key(&mut harness, Key::ArrowUp);
    key(&mut harness, Key::ArrowUp);
    assert_eq!(focused(&harness), "Respond within, Sales now");
    let before = model(&harness).clone();
    type_over(&mut harness, "Respond within, Sales now", "9 days");
    key(&mut harness, Key::Escape);
    assert_eq!(*model(&harness), before, "Escape gives it up");
    assert_eq!(value(&harness, "Respond within, Sales now"), "5 min");
}

#[test]
fn what_cannot_be_read_stays_and_says_why() {
    let mut harness = promises();
    let before = model(&harness).clone();
    type_over(&mut harness, "Respond within, Sales now", "soon");
    key(&mut harness, Key::Tab);
    assert_eq!(*model(&harness), before);
    assert_eq!(value(&harness, "Respond within, Sales now"), "soon");
    let refusal = "Sales now: “soon” is no time; write it as 15 min, 4 h or 2 days";
    harness.get_by_label(refusal);
    type_over(&mut harness, "Respond within, Sales now", "3 days");
    key(&mut harness, Key::Tab);
    assert_eq!(route(&harness, "Sales now").respond_within_minutes, Some(3 * 24 * 60));
    assert!(harness.query_by_label(refusal).is_none());
}

#[test]
fn an_owner_is_chosen_from_the_row() {
    let mut harness = promises();
    click(&mut harness, "Owner, Sales now: Sales");
    click(&mut harness, "Owner of Sales now becomes Marketing");
    assert_eq!(route(&harness, "Sales now").owner, Some(Team::Marketing));
    harness.get_by_label("Owner, Sales now: Marketing");
}

#[test]
fn a_name_leads_to_the_whole_route() {
    let mut harness = promises();
    click(&mut harness, "Open route Sales today");
    assert_eq!(harness.state().state.page, Page::Matrix);
    assert_eq!(value(&harness, "Name of the route"), "Sales today");
}

#[test]
fn a_route_with_more_than_can_be_worked_is_marked() {
    let mut state = sample_state(Sample::B2bSoftware);
    let mut model = state.document.model.clone();
    for route in &mut model.routes {
        route.weekly_capacity = None;
    }
    state.set_document(Document::new(model, None));
    state.settle();
    let scored = state.scored.clone().expect("scored");
    let loads = scored.summary.routes_per_week.clone().expect("the sample's leads have dates");
    let busiest = (0..loads.len()).max_by(|one, other| loads[*one].total_cmp(&loads[*other])).expect("a route");
    let name = scored.model.routes[busiest].name.clone();
    assert!(loads[busiest] > 2.0, "the sample has leads of these weeks");
    let mut harness = on_agreement(state, WIDE);
    let is_over = |harness: &Harness<'_, Shell>| harness.query_by_label_contains("more than can be worked").is_some();
    assert!(!is_over(&harness));
    type_over(&mut harness, &format!("Capacity, {name}"), "1");
    key(&mut harness, Key::Tab);
    let leads = if loads[busiest] < 10.0 { format!("{:.1}", loads[busiest]) } else { format!("{:.0}", loads[busiest]) };
    // A label's text is its value.
    let marked = harness.get_by_label_contains("more than can be worked").accesskit_node().value().expect("a text");
    assert!(marked.starts_with(&format!("{name}: {leads} leads a week, ")), "{marked}");
}

#[test]
fn a_preset_shows_what_it_would_change_before_it_does() {
    let mut harness = promises();
    let before = model(&harness).clone();
    harness.get_by_label("Presets for response times").focus();
    harness.run_ok();
    key(&mut harness, Key::Enter);
    harness.get_by_label("respond within 15 minutes → 5 minutes");
    assert_eq!(*model(&harness), before, "shown, not done");
    assert_eq!(focused(&harness), "Use these promises");
    key(&mut harness, Key::Enter);
    assert_eq!(route(&harness, "Sales now").respond_within_minutes, Some(5));
    assert_eq!(route(&harness, "Sales now").follow_up, Some(FollowUp { attempts: 7, over_days: 14 }));
    assert!(harness.query_by_label("Use these promises").is_none(), "it is closed");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    settle(&mut harness);
    assert_eq!(*model(&harness), before, "one step");

    click(&mut harness, "Presets for response times");
    click(&mut harness, "Preset: As in a new model");
    harness.get_by_label("All this is promised already");
}

#[test]
fn the_card_fits_a_narrow_window() {
    for size in [vec2(853.0, 533.0), vec2(1280.0, 800.0), WIDE] {
        let harness = on_agreement(sample_state(Sample::B2bSoftware), size);
        let name = harness.state().state.document.model.routes[0].name.clone();
        let of = |label: String| harness.get_by_label(&label).rect();
        let row = [
            of(format!("Open route {name}")),
            of(format!("Respond within, {name}")),
            of(format!("Follow-up, {name}")),
            of(format!("Capacity, {name}")),
        ];
        assert!(row.windows(2).all(|pair| pair[0].right() <= pair[1].left()), "{size:?}: {row:?}");
        assert!(row[0].width() > 80.0, "{size:?}: the name has room, {row:?}");
    }
}
