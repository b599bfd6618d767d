//! The sandbox: a lead is opened as a copy, things are tried on it, and the score follows; nothing that was done is lost.

use std::sync::Arc;

use eframe::egui::{Key, Modifiers, accesskit::Role, vec2};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use tandem::{
    app::{
        pages::leads::Tab,
        samples::Sample,
        shell::Shell,
        state::{Page, State},
        tasks::OpenLibrary,
    },
    lead::{Event, Instant, Lead, SECONDS_PER_DAY, Value},
    model::{Must, OwnLead, Persona, Whose},
    scoring::{ColumnsBuilder, Explanation, explain},
};

use crate::harness::{WIDE, sample_state, settle, state, window_with_names};

fn leads_state() -> State {
    let mut state = sample_state(Sample::B2bSoftware);
    state.page = Page::Leads;
    state
}

/// The window with the first lead of the list opened in the sandbox.
fn with_a_lead() -> (Harness<'static, Shell>, String) {
    let mut harness = window_with_names(WIDE, leads_state());
    harness.get_by_label("Open in sandbox").click();
    settle(&mut harness);
    let name = harness.state().state.pages.leads.sandbox.trials()[0].name.clone();
    (harness, name)
}

/// What the explaining scorer says of a lead of the sandbox.
fn explained(harness: &Harness<'_, Shell>, place: usize) -> Explanation {
    let state = &harness.state().state;
    let trial = &state.pages.leads.sandbox.trials()[place];
    explain(&state.document.model, &trial.lead, state.sandbox_as_of())
}

/// The lines that stand in the head of a column are what the scorer says.
fn head_says(harness: &Harness<'_, Shell>, name: &str, explanation: &Explanation) {
    let model = &harness.state().state.document.model;
    let cell = model.cell_name_at((explanation.fit.band, explanation.engagement.band));
    harness.get_by_label(&format!("Cell {cell}, {name}"));
    harness.get_by_label_contains(&format!("Engagement {}", explanation.engagement.score));
    harness.get_by_label_contains(&format!("Fit {}", explanation.fit.score));
}

/// Whether a lead is told to have been in another cell.
fn says_was(harness: &Harness<'_, Shell>) -> bool {
    let labels = harness.query_all_by_role(Role::Label);
    labels.filter_map(|label| label.value()).any(|text| text.starts_with("was "))
}

fn steps_to(harness: &mut Harness<'_, Shell>, key: Key, modifiers: Modifiers) {
    harness.key_press_modifiers(modifiers, key);
    settle(harness);
}

#[test]
fn a_webinar_sent_its_way_lifts_the_lead_and_undo_takes_it_back() {
    let (mut harness, name) = with_a_lead();
    assert_eq!(harness.state().state.pages.leads.tab, Tab::Sandbox);
    let before = explained(&harness, 0);
    head_says(&harness, &name, &before);
    let quick = format!("Add Asked for a demo today, {name}");
    harness.get_by_label(&quick).click();
    settle(&mut harness);
    let after = explained(&harness, 0);
    assert!(after.engagement.score > before.engagement.score, "{} {}", after.engagement.score, before.engagement.score);
    head_says(&harness, &name, &after);
    let change = after.engagement.score - before.engagement.score;
    harness.get_by_label(&format!("Engagement {}, +{change}", after.engagement.score));

    // Off to another page and back: it is still there.
    harness.state_mut().state.page = Page::Matrix;
    settle(&mut harness);
    harness.state_mut().state.page = Page::Leads;
    settle(&mut harness);
    head_says(&harness, &name, &after);

    steps_to(&mut harness, Key::Z, Modifiers::COMMAND);
    assert_eq!(explained(&harness, 0), before);
    steps_to(&mut harness, Key::Y, Modifiers::COMMAND);
    assert_eq!(explained(&harness, 0), after);
    harness.get_by_label(&format!("Back to what {name} was")).click();
    settle(&mut harness);
    assert_eq!(explained(&harness, 0), before);
}

#[test]
fn a_field_is_typed_and_the_fit_follows() {
    let mut state = leads_state();
    state.new_in_sandbox();
    let mut harness = window_with_names(WIDE, state);
    let nobody = explained(&harness, 0);
    let field = "Job title, New lead";
    harness.get_by_label(field).click();
    harness.run_ok();
    harness.get_by_label(field).type_text("CEO");
    settle(&mut harness);
    let boss = explained(&harness, 0);
    assert!(boss.fit.score > nobody.fit.score, "{} {}", boss.fit.score, nobody.fit.score);
    head_says(&harness, "New lead", &boss);
    harness.key_press(Key::Enter);
    settle(&mut harness);
    harness.get_by_label("Make Job title missing, New lead").click();
    settle(&mut harness);
    assert_eq!(explained(&harness, 0), nobody);
    let trial = &harness.state().state.pages.leads.sandbox.trials()[0];
    assert!(!trial.lead.attributes.contains_key("Job title"), "missing is no value at all");
}

#[test]
fn an_event_is_moved_and_taken_away() {
    let mut state = leads_state();
    state.new_in_sandbox();
    let mut harness = window_with_names(WIDE, state);
    harness.get_by_label("Add Asked for a demo today, New lead").click();
    settle(&mut harness);
    let today = explained(&harness, 0);
    harness.get_by_label_contains(", today, New lead").click();
    settle(&mut harness);
    let date = "Date of the event, New lead";
    harness.get_by_label(date).click();
    harness.run_ok();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.get_by_label(date).type_text("2026-06-01");
    settle(&mut harness);
    harness.key_press(Key::Enter);
    settle(&mut harness);
    let event = harness.state().state.pages.leads.sandbox.trials()[0].lead.events[0].clone();
    assert_eq!(event.at.day().to_string(), "2026-06-01");
    assert!(explained(&harness, 0).engagement.score < today.engagement.score, "it has faded");
    let remove = format!("Remove {}", "Demo request");
    harness.get_by_label_contains(&remove).click();
    settle(&mut harness);
    assert!(harness.state().state.pages.leads.sandbox.trials()[0].lead.events.is_empty());
}

#[test]
fn the_date_moves_and_what_was_done_grows_older() {
    let (mut harness, name) = with_a_lead();
    let now = harness.state().state.sandbox_as_of();
    harness.get_by_label("30 days later").click();
    settle(&mut harness);
    harness.get_by_label("30 days later").click();
    settle(&mut harness);
    let later = harness.state().state.sandbox_as_of();
    assert_eq!(later.0 - now.0, 60 * SECONDS_PER_DAY);
    let trial = harness.state().state.pages.leads.sandbox.trials()[0].clone();
    let explanation = explain(&harness.state().state.document.model, &trial.lead, later);
    head_says(&harness, &name, &explanation);
    assert_eq!(harness.state().state.as_of(), now, "the window stays where it is");
    harness.get_by_label("Back to 18 Nov 2026").click();
    settle(&mut harness);
    assert_eq!(harness.state().state.sandbox_as_of(), now);
}

#[test]
fn leads_stand_side_by_side_and_four_are_enough() {
    let (mut harness, name) = with_a_lead();
    harness.get_by_label(&format!("Duplicate {name} beside it")).click();
    settle(&mut harness);
    harness.get_by_label(&format!("Add Asked for a demo today, {name}, copy")).click();
    settle(&mut harness);
    assert_ne!(explained(&harness, 0), explained(&harness, 1));
    for _ in 0..3 {
        harness.state_mut().state.new_in_sandbox();
    }
    settle(&mut harness);
    let state = &harness.state().state;
    assert_eq!(state.pages.leads.sandbox.trials().len(), 4);
    assert!(state.notices.iter().any(|notice| notice.text.contains("Close one")), "{:?}", state.notices);
    harness.get_by_label(&format!("Close {name}")).click();
    settle(&mut harness);
    let names: Vec<_> =
        harness.state().state.pages.leads.sandbox.trials().iter().map(|trial| trial.name.clone()).collect();
    assert_eq!(names, [format!("{name}, copy"), "New lead".to_owned(), "New lead".to_owned()]);
}

#[test]
fn a_persona_is_moved_to_the_day_that_is_shown() {
    let mut state = leads_state();
    let model = state.document.model.clone();
    let at = |text: &str| text.parse::<Instant>().expect("an instant");
    let event = Event { kind: "demo_request".to_owned(), at: at("2024-03-01T10:00:00Z"), detail: None, amount: None };
    let lead = Lead { key: "p".to_owned(), events: vec![event], ..Lead::default() };
    let own = OwnLead::new(at("2024-03-04T10:00:00Z"), lead);
    let then = explain(&model, &own.lead, own.as_of);
    state.document.model.personas =
        vec![Persona { id: "p".into(), name: "Ideal".to_owned(), about: String::new(), lead: own }];
    state.pages.leads.tab = Tab::Sandbox;
    state.settle();
    let mut harness = window_with_names(WIDE, state);
    harness.get_by_label("Begin with: Ideal").click();
    settle(&mut harness);
    let state = &harness.state().state;
    let trial = &state.pages.leads.sandbox.trials()[0];
    assert_eq!(trial.lead.events[0].at.age_days(state.as_of()), 3);
    let now = explained(&harness, 0);
    assert_eq!((now.fit.score, now.engagement.score), (then.fit.score, then.engagement.score));
    head_says(&harness, "Ideal", &now);
}

#[test]
fn what_was_tried_is_kept_with_the_model() {
    let (mut harness, name) = with_a_lead();
    let quick = format!("Add Asked for a demo today, {name}");
    harness.get_by_label(&quick).click();
    settle(&mut harness);
    let (personas, tests) = {
        let model = &harness.state().state.document.model;
        (model.personas.len(), model.test_leads.len())
    };
    harness.get_by_label(&format!("Save {name} as persona")).click();
    settle(&mut harness);
    harness.get_by_label(&format!("Keep {name} as test lead")).click();
    settle(&mut harness);
    harness.get_by_label("Keep").click();
    settle(&mut harness);
    let state = &harness.state().state;
    let model = &state.document.model;
    assert_eq!((model.personas.len(), model.test_leads.len()), (personas + 1, tests + 1));
    let trial = &state.pages.leads.sandbox.trials()[0];
    assert_eq!(*model.personas[personas].lead.lead, trial.lead);
    let explanation = explained(&harness, 0);
    let test = model.test_leads.last().expect("kept");
    let Whose::Own(own) = &test.whose else { panic!("a copy") };
    let whole = OwnLead::new(state.sandbox_as_of(), trial.lead.clone());
    assert!(*own == whole.sparing(model) && *own != whole, "what nobody asks for stays out of the file");
    assert_eq!(explain(model, &own.lead, own.as_of), explanation);
    let expected = Must::Cell {
        fit: model.fit.bands[explanation.fit.band].id.clone(),
        engagement: model.engagement.bands[explanation.engagement.band].id.clone(),
    };
    assert_eq!(test.expects[0].must, expected);
}

#[test]
fn undo_takes_back_what_was_done_last_of_model_and_sandbox() {
    let (mut harness, name) = with_a_lead();
    let tests = |harness: &Harness<'_, Shell>| harness.state().state.document.model.test_leads.len();
    let events = |harness: &Harness<'_, Shell>| harness.state().state.pages.leads.sandbox.trials()[0].lead.events.len();
    let (tests_before, events_before) = (tests(&harness), events(&harness));
    harness.get_by_label(&format!("Add Asked for a demo today, {name}")).click();
    settle(&mut harness);
    harness.get_by_label(&format!("Keep {name} as test lead")).click();
    settle(&mut harness);
    harness.get_by_label("Keep").click();
    settle(&mut harness);
    assert_eq!((tests(&harness), events(&harness)), (tests_before + 1, events_before + 1));
    let label = harness.state().state.undo_label().unwrap_or_default().to_owned();
    steps_to(&mut harness, Key::Z, Modifiers::COMMAND);
    assert_eq!((tests(&harness), events(&harness)), (tests_before, events_before + 1), "the test lead came last");
    assert!(harness.state().state.notices.iter().any(|notice| notice.text.contains(&label)), "{label}");
    steps_to(&mut harness, Key::Z, Modifiers::COMMAND);
    assert_eq!((tests(&harness), events(&harness)), (tests_before, events_before));
    steps_to(&mut harness, Key::Y, Modifiers::COMMAND);
    assert_eq!((tests(&harness), events(&harness)), (tests_before, events_before + 1), "in the order they were done");
    steps_to(&mut harness, Key::Y, Modifiers::COMMAND);
    assert_eq!((tests(&harness), events(&harness)), (tests_before + 1, events_before + 1));
}

#[test]
fn the_palette_offers_to_undo_what_was_tried() {
    let (mut harness, name) = with_a_lead();
    harness.get_by_label(&format!("Add Asked for a demo today, {name}")).click();
    settle(&mut harness);
    assert_eq!(harness.state().state.document.history.undo_label(), None, "the model is as it was");
    steps_to(&mut harness, Key::K, Modifiers::COMMAND);
    harness.get_by_role_and_label(Role::TextInput, "Find anything").type_text("undo");
    settle(&mut harness);
    let found = harness.query_all_by_role(Role::ListBoxOption).filter_map(|node| node.accesskit_node().label());
    assert!(found.into_iter().any(|label| label.contains("Undo")));
}

#[test]
fn only_a_lead_that_is_seen_is_opened_in_the_sandbox() {
    let open = |harness: &mut Harness<'_, Shell>| {
        harness.state_mut().state.open_in_sandbox();
        harness.state().state.pages.leads.sandbox.trials().len()
    };
    // The filters leave nobody.
    let mut harness = window_with_names(WIDE, leads_state());
    harness.get_by_label("Search name, account, moment").click();
    harness.run_ok();
    harness.get_by_label("Search name, account, moment").type_text("nobody is called so");
    settle(&mut harness);
    assert!(harness.query_by_label("Open in sandbox").is_none(), "no lead is explained");
    assert_eq!(open(&mut harness), 0);
    // The card was closed.
    let mut harness = window_with_names(vec2(960.0, 600.0), leads_state());
    let row = harness.query_all_by_role(Role::Row).nth(1).expect("a row");
    row.click();
    settle(&mut harness);
    harness.get_by_label("Back to the list").click();
    settle(&mut harness);
    assert_eq!(open(&mut harness), 0);
}

#[test]
fn two_leads_of_one_name_become_two_personas() {
    let mut state = leads_state();
    let personas = state.document.model.personas.len();
    state.new_in_sandbox();
    state.new_in_sandbox();
    let mut harness = window_with_names(WIDE, state);
    let save = |harness: &mut Harness<'_, Shell>, place: usize| {
        harness.query_all_by_label("Save New lead as persona").nth(place).expect("a column").click_accesskit();
        settle(harness);
        let model = &harness.state().state.document.model;
        model.personas[personas..].iter().map(|persona| persona.name.clone()).collect::<Vec<_>>()
    };
    assert_eq!(save(&mut harness, 0), ["New lead"]);
    assert_eq!(save(&mut harness, 1), ["New lead", "New lead 2"]);
    let add = "Add Asked for a demo today, New lead";
    harness.query_all_by_label(add).nth(1).expect("a column").click_accesskit();
    settle(&mut harness);
    assert_eq!(save(&mut harness, 1), ["New lead", "New lead 2"], "kept again, it is the same persona");
    let model = &harness.state().state.document.model;
    let events: Vec<usize> = model.personas[personas..].iter().map(|persona| persona.lead.lead.events.len()).collect();
    assert_eq!(events, [0, 1]);
}

#[test]
fn without_a_library_the_day_outlives_the_lead_that_was_opened_first() {
    let mut empty = state();
    empty.page = Page::Leads;
    empty.pages.leads.tab = Tab::Sandbox;
    empty.settle();
    let mut harness = window_with_names(WIDE, empty);
    harness.get_by_label("Blank lead").click();
    settle(&mut harness);
    let day = harness.state().state.sandbox_as_of();
    harness.get_by_label("30 days later").click();
    settle(&mut harness);
    harness.state_mut().state.new_in_sandbox();
    settle(&mut harness);
    harness.get_by_label(&format!("Back to {}", tandem::app::format::day(day.day()))).click();
    settle(&mut harness);
    assert_eq!(harness.state().state.sandbox_as_of(), day);
    harness.query_all_by_label("Close New lead").next().expect("the first").click_accesskit();
    settle(&mut harness);
    assert_eq!(harness.state().state.pages.leads.sandbox.trials().len(), 1);
    assert_eq!(harness.state().state.sandbox_as_of(), day, "the day is not the closed lead's alone");
}

#[test]
fn without_a_library_a_lead_can_be_tried_too() {
    let mut empty = state();
    empty.page = Page::Leads;
    empty.pages.leads.tab = Tab::Sandbox;
    empty.settle();
    let mut harness = window_with_names(WIDE, empty);
    harness.get_by_label("Try a lead");
    harness.get_by_label("Blank lead").click();
    settle(&mut harness);
    harness.get_by_label("Cell D4, New lead");
    let trial = harness.state().state.pages.leads.sandbox.trials()[0].clone();
    assert!(trial.lead.attributes.is_empty() && trial.lead.events.is_empty());
}

#[test]
fn an_edit_of_the_model_moves_the_leads_of_the_sandbox() {
    let (mut harness, name) = with_a_lead();
    let before = explained(&harness, 0);
    for criterion in &mut harness.state_mut().state.document.model.criteria {
        criterion.points = -criterion.points;
    }
    settle(&mut harness);
    let after = explained(&harness, 0);
    assert_ne!(after.engagement.score, before.engagement.score);
    head_says(&harness, &name, &after);
}

#[test]
fn the_curve_tells_its_finding_and_goes_by_keys() {
    let mut harness = window_with_names(vec2(1440.0, 2400.0), leads_state());
    let curve = harness.get_by_label_contains("Engagement over time. ");
    let spoken = curve.accesskit_node().label().unwrap_or_default();
    let finding = spoken.trim_start_matches("Engagement over time. ").split(". ").next().unwrap_or_default().to_owned();
    assert!(harness.query_all_by_label(&finding).next().is_some(), "the title says “{finding}”");
    harness.get_by_label_contains("Engagement over time. ").focus();
    harness.run_ok();
    harness.key_press(Key::Home);
    harness.run_ok();
    let at = |harness: &Harness<'_, Shell>| {
        harness.get_by_label_contains("Engagement over time. ").accesskit_node().value().unwrap_or_default()
    };
    let first = at(&harness);
    assert!(first.contains("engagement 0"), "before anything happened: {first}");
    harness.key_press(Key::ArrowRight);
    harness.run_ok();
    assert_ne!(at(&harness), first, "on to the first event");
    harness.key_press(Key::End);
    harness.run_ok();
    assert!(at(&harness).contains("If nothing happens"), "{}", at(&harness));
}

/// A text that says nothing is the absence of a value.
#[test]
fn a_blank_text_is_missing() {
    let mut state = leads_state();
    let lead = Lead {
        key: "x".to_owned(),
        attributes: [("Company".to_owned(), Value::Text("Acme".to_owned()))].into(),
        ..Lead::default()
    };
    let as_of = state.as_of();
    state.try_lead("Ingrid".to_owned(), lead, as_of);
    let mut harness = window_with_names(vec2(1440.0, 1600.0), state);
    harness.get_by_label("Company, Ingrid").click();
    harness.run_ok();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.key_press(Key::Backspace);
    settle(&mut harness);
    assert!(harness.state().state.pages.leads.sandbox.trials()[0].lead.attributes.is_empty());
}

#[test]
fn each_sample_has_personas_that_show_what_it_is_about() {
    for sample in Sample::ALL {
        let model = sample.model().expect("a sample");
        assert!((3..=5).contains(&model.personas.len()), "{}: {}", model.name, model.personas.len());
        let mut cells = std::collections::BTreeSet::new();
        for persona in &model.personas {
            assert!(persona.about.len() > 20, "{}: {} says who it is", model.name, persona.name);
            let told = explain(&model, &persona.lead.lead, persona.lead.as_of);
            let disqualified = !told.disqualified_by.is_empty();
            cells.insert((told.fit.band, told.engagement.band, disqualified));
        }
        // The first is whom the model is made to find, the last is whom it must keep from sales.
        let is_qualified = |persona: &Persona| explain(&model, &persona.lead.lead, persona.lead.as_of).qualified;
        let (first, last) = (&model.personas[0], &model.personas[model.personas.len() - 1]);
        assert!(is_qualified(first) && !is_qualified(last), "{}", model.name);
        assert_eq!(cells.len(), model.personas.len(), "{}: each stands somewhere else", model.name);
    }
}

#[test]
fn the_head_says_the_score_and_that_a_lead_is_cold_until_it_is_not() {
    let mut state = leads_state();
    state.new_in_sandbox();
    let mut harness = window_with_names(WIDE, state);
    assert!(explained(&harness, 0).cold);
    harness.get_by_label("Score 0");
    harness.get_by_label("Cold");
    harness.get_by_label("Add Asked for a demo today, New lead").click();
    settle(&mut harness);
    let warm = explained(&harness, 0);
    assert!(!warm.cold);
    harness.get_by_label(&format!("Score {}, +{}", warm.combined, warm.combined));
    harness.get_by_label("No longer cold");
    assert!(harness.query_by_label("Cold").is_none());
}

#[test]
fn an_event_sent_to_a_full_category_says_that_nothing_of_it_counts() {
    let mut state = leads_state();
    let model = &mut state.document.model;
    let criterion = model.criteria.iter().find(|it| it.name == "Asked for a demo").expect("of the sample").clone();
    let category = model.categories.iter_mut().find(|it| it.id == criterion.category).expect("its category");
    (category.at_least, category.at_most) = (None, Some(0));
    let (name, points) = (category.name.clone(), criterion.points);
    state.settle();
    state.new_in_sandbox();
    let mut harness = window_with_names(WIDE, state);
    let told = format!("Asked for a demo: +{points}, of which 0 count: {name} counts 0 at most");
    assert!(harness.query_by_label(&told).is_none());
    harness.get_by_label("Add Asked for a demo today, New lead").click();
    settle(&mut harness);
    harness.get_by_label(&told);
    steps_to(&mut harness, Key::Z, Modifiers::COMMAND);
    assert!(harness.query_by_label(&told).is_none(), "it was taken back");
}

#[test]
fn a_lead_that_is_opened_on_another_day_is_told_against_that_day() {
    let (mut harness, name) = with_a_lead();
    let now = harness.state().state.as_of();
    let lead = harness.state().state.pages.leads.sandbox.trials()[0].lead.clone();
    harness.get_by_label("30 days later").click();
    settle(&mut harness);
    let later = explained(&harness, 0);
    assert!(explain(&harness.state().state.document.model, &lead, now).engagement.score > later.engagement.score);
    harness.state_mut().state.try_lead("Again".to_owned(), lead.clone(), now);
    settle(&mut harness);
    // The first has faded since it was opened; of the second nothing has changed.
    harness.get_by_label(&format!("Engagement {}", later.engagement.score));
    let state = &harness.state().state;
    assert!(state.notices.iter().any(|notice| notice.text.starts_with("Opened as of 18 Dec 2026")));
    for name in [name.as_str(), "Again"] {
        harness.get_by_label(&format!("Close {name}")).click();
        settle(&mut harness);
    }
    harness.state_mut().state.try_lead("Once more".to_owned(), lead, now);
    settle(&mut harness);
    assert_eq!(harness.state().state.sandbox_as_of(), now, "the day goes with the last lead");
}

/// Copies stay on their day and tell whose they are when other leads are opened; what has changed is told of edits alone.
#[test]
fn copies_stay_as_they_were_when_other_leads_are_opened() {
    let (mut harness, name) = with_a_lead();
    let (now, before) = (harness.state().state.as_of(), explained(&harness, 0));
    let lead = harness.state().state.pages.leads.sandbox.trials()[0].lead.clone();
    assert!(harness.query_by_label_contains("From “leads”").is_none());
    let past: Instant = "2017-12-31T23:59:59Z".parse().expect("a time");
    let mut builder = ColumnsBuilder::default();
    builder.extend([Lead { key: "1".to_owned(), created: Some(past.day()), ..Lead::default() }]);
    let sample = harness.state_mut().state.library.take().expect("the sample's");
    let other = OpenLibrary {
        path: "crm-sales.sqlite".into(),
        columns: Arc::new(builder.finish()),
        as_of: past,
        former: Default::default(),
    };
    let (path, columns, former) = (sample.path.clone(), Arc::clone(&sample.columns), Arc::clone(&sample.former));
    harness.state_mut().state.library = Some(sample);
    harness.state_mut().state.set_library(other);
    harness.state_mut().state.page = Page::Leads;
    harness.state_mut().state.pages.leads.tab = Tab::Sandbox;
    settle(&mut harness);
    assert_eq!((harness.state().state.sandbox_as_of(), explained(&harness, 0)), (now, before.clone()));
    head_says(&harness, &name, &before);
    harness.get_by_label("From “leads”, as of 18 Nov 2026");
    assert!(!says_was(&harness));

    // Moved to the day of the other leads it is another lead, which nobody has seen otherwise there.
    harness.get_by_label("Back to 31 Dec 2017").click();
    settle(&mut harness);
    let then = explain(&harness.state().state.document.model, &lead, past);
    assert_ne!(then.engagement.score, before.engagement.score);
    harness.get_by_label(&format!("Engagement {}", then.engagement.score));
    assert!(!says_was(&harness));
    harness.get_by_label(&format!("Show 18 Nov 2026, the day on which {name} was copied")).click();
    settle(&mut harness);
    assert_eq!(explained(&harness, 0), before);

    // With its own leads it goes by the day of the window again.
    harness.state_mut().state.set_library(OpenLibrary { path, columns, as_of: now, former });
    settle(&mut harness);
    assert_eq!(harness.state().state.pages.leads.sandbox.as_of(), None);
    assert!(harness.query_by_label_contains("From “leads”").is_none());
}

/// Else the tip would say the same word twice and lie over the next label.
#[test]
fn a_label_says_more_only_where_it_is_cut_off() {
    let mut state = leads_state();
    let long = "What the company said that it would like to do next year and why";
    let attributes = [("Dot", "x"), (long, "x")].map(|(name, text)| (name.to_owned(), Value::Text(text.to_owned())));
    let event = Event {
        kind: "webinar_attended".to_owned(),
        at: Instant(state.as_of().0 - SECONDS_PER_DAY),
        detail: None,
        amount: Some(50.0),
    };
    let lead = Lead { key: "x".to_owned(), attributes: attributes.into(), events: vec![event], ..Lead::default() };
    let as_of = state.as_of();
    state.try_lead("Ingrid".to_owned(), lead, as_of);
    let mut harness = window_with_names(vec2(1440.0, 2400.0), state);
    harness.get_by_label("Webinar attended, amount 50, yesterday, Ingrid");
    let mut tips = |field: &str| {
        let rect = harness.get_by_label(&format!("{field}, Ingrid")).rect();
        harness.hover_at(rect.left_center() - vec2(60.0, 0.0));
        harness.run_steps(60);
        harness.query_all_by_label(field).count()
    };
    assert_eq!((tips("Dot"), tips(long)), (0, 1));
}
