//! A rule is typed and pasted as text in its card, what can't be read waits there, and leads show what the rule does.

use eframe::egui::{Event, Key, Modifiers, accesskit::Role};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use tandem::{
    app::{samples::Sample, shell::Shell, state::Page},
    model::{CriterionId, Rule, rule_text},
};

use crate::harness::{WIDE, sample_state, settle, window};

const FIELD: &str = "Rule as text";

/// The window with a criterion's card open.
fn card(name: &str) -> (Harness<'static, Shell>, CriterionId) {
    let mut state = sample_state(Sample::B2bSoftware);
    let criterion = state.document.model.criteria.iter().find(|criterion| criterion.name == name);
    let id = criterion.expect("a criterion of the sample").id.clone();
    state.page = Page::Criteria;
    state.pages.criteria.choose(id.clone());
    (window(WIDE, state), id)
}

fn rule(harness: &Harness<'_, Shell>, id: &CriterionId) -> Rule {
    harness.state().state.document.model.criterion(id).expect("the criterion").rule.clone()
}

fn click(harness: &mut Harness<'_, Shell>, name: &str) {
    harness.get_by_label(name).click();
    settle(harness);
}

/// Writes over what the field holds.
fn write(harness: &mut Harness<'_, Shell>, text: &str) {
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    settle(harness);
    harness.event(Event::Paste(text.to_owned()));
    settle(harness);
}

fn text(harness: &Harness<'_, Shell>) -> String {
    harness.get_by_label(FIELD).value().unwrap_or_default()
}

#[test]
fn what_is_typed_counts_at_once_and_then_stands_as_every_rule_does() {
    let (mut harness, id) = card("Our industries");
    let before = rule(&harness, &id);
    click(&mut harness, "Rule shown as: Text");
    assert!(harness.get_by_label(FIELD).is_focused(), "it asks to be typed into");
    assert_eq!(text(&harness), rule_text::to_text(&before));
    write(&mut harness, "industry is one of Retail,\n “Media”");
    let meant = rule_text::parse("Industry is one of \"Retail\", \"Media\"").expect("a rule");
    assert_eq!(rule(&harness, &id), meant, "in the library's own spelling");
    assert_eq!(text(&harness), "industry is one of Retail,\n “Media”", "nothing is rewritten while one types");
    harness.key_press(Key::Enter);
    settle(&mut harness);
    assert_eq!(text(&harness), rule_text::to_text(&meant));
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    settle(&mut harness);
    assert_eq!(rule(&harness, &id), before, "one step takes it back");
    assert_eq!(text(&harness), rule_text::to_text(&before), "and the text follows the rule");
}

#[test]
fn what_cannot_be_read_waits_and_the_rule_stays() {
    let (mut harness, id) = card("Our industries");
    let before = rule(&harness, &id);
    click(&mut harness, "Rule shown as: Text");
    write(&mut harness, "Industry contans any of \"Media\"");
    assert_eq!(rule(&harness, &id), before);
    assert!(harness.query_by_label_contains("did you mean “contains any of”?").is_some(), "it says what is wrong");
    assert!(harness.query_by_label_contains("this counts: Industry is one of Software").is_some());
    // Elsewhere and back: the text is still there.
    let other = harness.state().state.document.model.criteria[0].id.clone();
    harness.state_mut().state.pages.criteria.choose(other.clone());
    settle(&mut harness);
    assert!(!text(&harness).contains("contans"), "another criterion has its own text");
    harness.state_mut().state.pages.criteria.choose(id.clone());
    settle(&mut harness);
    assert_eq!(text(&harness), "Industry contans any of \"Media\"");
    // The sentence speaks of it too, and goes on.
    click(&mut harness, "Rule shown as: Sentence");
    assert!(harness.query_by_label_contains("A text waits that is no rule yet").is_some());
    click(&mut harness, "Go on with it");
    harness.get_by_label(FIELD).focus();
    settle(&mut harness);
    write(&mut harness, "Industry contains any of \"Media\"");
    assert_eq!(rule(&harness, &id), rule_text::parse("Industry contains \"Media\"").expect("a rule"));
    assert!(harness.query_by_label_contains("did you mean").is_none());
    write(&mut harness, "Industry");
    click(&mut harness, "Drop this text");
    assert_eq!(text(&harness), "Industry contains \"Media\"");
}

#[test]
fn leads_that_match_and_leads_that_do_not_are_shown_and_opened() {
    let (mut harness, _) = card("Our industries");
    let lines = |harness: &Harness<'_, Shell>| -> Vec<String> {
        let is_line = |label: &String| label.starts_with("Open ") && label.contains(": ");
        let buttons = harness.get_all_by_role(Role::Button);
        buttons.filter_map(|node| node.accesskit_node().label()).filter(is_line).collect()
    };
    let found = lines(&harness);
    assert_eq!(found.len(), 6, "{found:?}");
    let listed = ["Software", "Financial services", "Telecommunications", "Consulting", "Media"];
    let matches: Vec<bool> = found.iter().map(|line| listed.iter().any(|value| line.ends_with(value))).collect();
    assert_eq!(matches, [true, true, true, false, false, false], "{found:?}");
    click(&mut harness, &found[1]);
    assert_eq!(harness.state().state.page, Page::Leads);
    let name = found[1].trim_start_matches("Open ").split(',').next().expect("a name").to_owned();
    let heading = harness.get_all_by_label_contains(&name).count();
    assert!(heading > 0, "{name} is shown");
}
