//! Anything is two clicks or a few keys away: the palette, the sheet of shortcuts, templates.

use eframe::egui::{
    Key, Modifiers,
    accesskit::{Role, Toggled},
};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use tandem::{
    app::{
        commands::Command,
        modals::{Modal, Then},
        samples::{Sample, Template},
        shell::Shell,
        state::{Page, State},
    },
    model::{CriterionId, Model},
};

use crate::harness::{WIDE, sample_state, settle, state, window};

fn app<'a>(harness: &'a Harness<'_, Shell>) -> &'a State {
    &harness.state().state
}

fn press(harness: &mut Harness<'_, Shell>, modifiers: Modifiers, key: Key) {
    harness.key_press_modifiers(modifiers, key);
    settle(harness);
}

fn find(harness: &mut Harness<'_, Shell>, text: &str) {
    press(harness, Modifiers::COMMAND, Key::K);
    harness.get_by_role_and_label(Role::TextInput, "Find anything").type_text(text);
    settle(harness);
}

#[test]
fn from_any_page_any_criterion_is_two_clicks_away() {
    let mut harness = window(WIDE, sample_state(Sample::B2bSoftware));
    let (id, name) = {
        let last = app(&harness).document.model.criteria.last().expect("criteria");
        (last.id.clone(), last.name.clone())
    };
    for page in Page::ALL {
        harness.state_mut().state.page = page;
        harness.state_mut().state.pages.criteria.chosen = None;
        settle(&mut harness);
        harness.get_by_role_and_label(Role::Button, "Find anything").click();
        settle(&mut harness);
        let entry = format!("Criteria: {name}");
        // It may have to be scrolled to, which is no click.
        for _ in 0..20 {
            if harness.query_by_label(&entry).is_some() {
                break;
            }
            press(&mut harness, Modifiers::NONE, Key::PageDown);
        }
        harness.get_by_label(&entry).click();
        settle(&mut harness);
        assert_eq!(app(&harness).page, Page::Criteria, "from {page:?}");
        assert_eq!(app(&harness).pages.criteria.chosen, Some(id.clone()), "from {page:?}");
        assert!(harness.query_by_label(&format!("Points, {name}")).is_some(), "from {page:?} its row is seen");
    }
}

#[test]
fn by_keyboard_a_criterion_is_found_by_a_few_letters_or_by_its_rule() {
    let mut harness = window(WIDE, sample_state(Sample::B2bSoftware));
    harness.state_mut().state.page = Page::Leads;
    let model = app(&harness).document.model.clone();
    let of = |name: &str| -> CriterionId {
        model.criteria.iter().find(|row| row.name == name).expect("the criterion").id.clone()
    };
    find(&mut harness, "pric pag");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(app(&harness).pages.criteria.chosen, Some(of("Pricing page")));
    assert_eq!(app(&harness).page, Page::Criteria);
    assert!(app(&harness).modal.is_none());

    // What was found last is offered first.
    harness.state_mut().state.page = Page::Matrix;
    press(&mut harness, Modifiers::COMMAND, Key::K);
    assert!(harness.query_by_label("Criteria: Pricing page").is_some());
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(app(&harness).page, Page::Criteria);
}

#[test]
fn the_palette_does_what_menus_do_and_goes_wherever_something_is_edited() {
    let mut harness = window(WIDE, sample_state(Sample::B2bSoftware));
    find(&mut harness, "undo");
    assert!(harness.query_by_label("Commands: Undo").is_none(), "nothing can be undone yet");
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(app(&harness).modal.is_none(), "Escape closes it");

    find(&mut harness, "matrix");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(app(&harness).page, Page::Matrix);

    find(&mut harness, "points of the tiers");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert!(matches!(app(&harness).modal, Some(Modal::Settings(_))));
    press(&mut harness, Modifiers::NONE, Key::Escape);

    let (category, route) = {
        let model = &app(&harness).document.model;
        (model.categories[1].name.clone(), model.routes[1].name.clone())
    };
    find(&mut harness, &category);
    harness.get_by_label(&format!("Categories: {category}")).click();
    settle(&mut harness);
    assert_eq!(app(&harness).page, Page::Criteria);
    let name = format!("Category {category}");
    let field = harness.get_by_label(&name);
    assert!(field.is_focused(), "the menu of the axis is open at this category");
    press(&mut harness, Modifiers::NONE, Key::Escape);

    find(&mut harness, &route);
    harness.get_by_label(&format!("Routes: {route}")).click();
    settle(&mut harness);
    assert_eq!(app(&harness).page, Page::Matrix);
}

#[test]
fn keys_move_through_what_was_found_and_letters_stay_in_the_field() {
    let mut harness = window(WIDE, sample_state(Sample::B2bSoftware));
    find(&mut harness, "page");
    let chosen = |harness: &Harness<'_, Shell>| -> Vec<String> {
        let options = harness.get_all_by_role(Role::ListBoxOption);
        let chosen = options.filter(|node| node.accesskit_node().toggled() == Some(Toggled::True));
        chosen.filter_map(|node| node.accesskit_node().label()).filter(|label| label.contains(": ")).collect()
    };
    let first = chosen(&harness);
    assert_eq!(first.len(), 1, "{first:?}");
    press(&mut harness, Modifiers::NONE, Key::ArrowDown);
    let second = chosen(&harness);
    assert_ne!(first, second);
    press(&mut harness, Modifiers::NONE, Key::Home);
    assert_eq!(chosen(&harness), first);
    press(&mut harness, Modifiers::NONE, Key::Tab);
    assert_eq!(chosen(&harness), second, "Tab stays in the list");
    harness.get_by_role_and_label(Role::TextInput, "Find anything").type_text(" xyzzy");
    settle(&mut harness);
    assert!(harness.query_by_label_contains("Nothing is called that").is_some());
    press(&mut harness, Modifiers::COMMAND, Key::K);
    assert!(app(&harness).modal.is_none(), "the key that opens it closes it");
}

#[test]
fn a_thousand_criteria_are_searched_without_a_hitch() {
    let mut big = sample_state(Sample::B2bSoftware);
    let pattern = big.document.model.criteria[0].clone();
    big.document.model.criteria = (0..1_000)
        .map(|number| tandem::model::Criterion {
            id: CriterionId(format!("k{number}")),
            name: format!("Criterion number {number}"),
            ..pattern.clone()
        })
        .collect();
    let mut harness = window(WIDE, big);
    find(&mut harness, "number 777");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(app(&harness).pages.criteria.chosen, Some(CriterionId("k777".to_owned())));
}

#[test]
fn the_sheet_shows_every_shortcut_and_can_be_searched() {
    let mut harness = window(WIDE, sample_state(Sample::SimpleStart));
    press(&mut harness, Modifiers::NONE, Key::F1);
    assert!(matches!(app(&harness).modal, Some(Modal::Shortcuts(_))));
    for command in Command::ALL.into_iter().filter(|command| !command.shortcuts().is_empty()) {
        let name = tandem::app::text::tr(command.text_id());
        assert!(harness.query_all_by_label_contains(&format!("{name}: ")).next().is_some(), "{name}");
    }
    harness.get_by_role_and_label(Role::TextInput, "Find a shortcut").type_text("undo");
    settle(&mut harness);
    assert!(harness.query_by_label_contains("Undo: ").is_some());
    assert!(harness.query_by_label_contains("Save as…: ").is_none());
    press(&mut harness, Modifiers::NONE, Key::F1);
    assert!(app(&harness).modal.is_none());
}

#[test]
fn a_template_is_a_new_model_over_the_leads_that_are_open() {
    let mut harness = window(WIDE, sample_state(Sample::SimpleStart));
    let leads = app(&harness).columns().len();
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::N);
    harness.get_by_label("Begin with B2B software").click();
    settle(&mut harness);
    let model = &app(&harness).document.model;
    assert_eq!(*model, Template::Sample(Sample::B2bSoftware).model().expect("a template"));
    assert!(model.criteria.iter().all(|row| row.proposals == Default::default()));
    assert_eq!(app(&harness).columns().len(), leads, "the leads stay open");
    assert_eq!(app(&harness).document.path, None);

    harness.state_mut().state.document.model.name = "Mine".to_owned();
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::N);
    harness.get_by_label("Begin with Empty model").click();
    settle(&mut harness);
    assert!(matches!(&app(&harness).modal, Some(Modal::Unsaved(Then::OpenTemplate(Template::Empty)))));
}

#[test]
fn templates_are_offered_where_one_begins() {
    let mut harness = window(WIDE, state());
    harness.get_by_label("New from a template…").click();
    settle(&mut harness);
    harness.get_by_label("Begin with Empty model").click();
    settle(&mut harness);
    assert_eq!(app(&harness).document.model, Model::new("New model"));
    assert_eq!(app(&harness).page, Page::Criteria);
}

#[test]
fn the_range_in_a_tier_s_heading_leads_to_where_it_is_set() {
    let mut harness = window(WIDE, sample_state(Sample::SimpleStart));
    let ranges = harness.get_all_by_label("Points of the tier Critical: change the range");
    ranges.into_iter().next().expect("a heading").click();
    settle(&mut harness);
    assert!(matches!(app(&harness).modal, Some(Modal::Settings(_))));
    harness.get_by_label("Scale: Ranges up to 15").click();
    settle(&mut harness);
    assert_eq!(app(&harness).document.model.tiers, tandem::model::TierRanges::RANGES);
}
