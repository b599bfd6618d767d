//! The question that keeps a lead as a test lead.

use eframe::egui;

use super::*;

/// What is typed in the question is gone by Cancel or Escape alone, and no two test leads have one name.
#[test]
fn a_click_beside_drops_no_name_and_no_two_test_leads_have_one() {
    let mut harness = page();
    let before = draft(&harness).test_leads.len();
    click(&mut harness, "Keep as test lead");
    harness.get_by_label("because").focus();
    settle(&mut harness);
    harness.get_by_label("because").type_text("they buy");
    settle(&mut harness);
    let beside = egui::pos2(12.0, 400.0);
    for pressed in [true, false] {
        let button = egui::PointerButton::Primary;
        harness.event(egui::Event::PointerMoved(beside));
        harness.event(egui::Event::PointerButton { pos: beside, button, pressed, modifiers: Modifiers::NONE });
    }
    settle(&mut harness);
    assert_eq!(harness.get_by_label("because").value().as_deref(), Some("they buy"));
    click(&mut harness, "Keep");
    let first = draft(&harness).test_leads.last().expect("it is kept").clone();
    assert_eq!((draft(&harness).test_leads.len(), first.expects[0].why.as_str()), (before + 1, "they buy"));

    // The same lead again gets a number, and is not called as the first all the same.
    click(&mut harness, "Keep as test lead");
    assert_eq!(harness.get_by_label("Name").value(), Some(format!("{} 2", first.name)));
    harness.get_by_label("Name").focus();
    settle(&mut harness);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.get_by_label("Name").type_text(&first.name.to_uppercase());
    settle(&mut harness);
    harness.get_by_label("Another test lead has this name");
    click(&mut harness, "Keep");
    assert_eq!(draft(&harness).test_leads.len(), before + 1, "it is asked on");
    harness.get_by_label("Name").type_text("!");
    settle(&mut harness);
    click(&mut harness, "Keep");
    assert_eq!(draft(&harness).test_leads.len(), before + 2);

    click(&mut harness, "Keep as test lead");
    harness.key_press(Key::Escape);
    settle(&mut harness);
    assert!(harness.query_by_label("because").is_none(), "Escape turns away");
}

/// What was typed stays with the reason, the test keeps the name it had, and goes on from what was typed.
#[test]
fn a_test_lead_is_not_renamed_to_what_another_is_called() {
    const TAKEN: &str = "Another test lead has this name";
    let mut harness = page();
    let [one, other] = [0, 1].map(|place| draft(&harness).test_leads[place].clone());
    let name = |harness: &_| draft(harness).test_lead(&one.id).expect("it is there").name.clone();
    state(&mut harness).show_tests(Some(TestId::Lead(one.id.clone())));
    settle(&mut harness);
    assert!(harness.query_by_label(TAKEN).is_none());
    harness.get_by_label("Name").focus();
    settle(&mut harness);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.get_by_label("Name").type_text(&other.name.to_uppercase());
    settle(&mut harness);
    harness.get_by_label(TAKEN);
    assert_eq!(harness.get_by_label("Name").value(), Some(other.name.to_uppercase()));
    assert_eq!(name(&harness), one.name);
    harness.get_by_label("Name").type_text("!");
    settle(&mut harness);
    assert!(harness.query_by_label(TAKEN).is_none());
    assert_eq!(name(&harness), format!("{}!", other.name.to_uppercase()));

    // What is no longer seen is given up.
    harness.key_press(Key::Backspace);
    settle(&mut harness);
    harness.get_by_label(TAKEN);
    for shown in [&other, &one] {
        state(&mut harness).show_tests(Some(TestId::Lead(shown.id.clone())));
        settle(&mut harness);
    }
    assert_eq!(harness.get_by_label("Name").value(), Some(format!("{}!", other.name.to_uppercase())));
}
