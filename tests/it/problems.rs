//! What is wrong with a model is listed with its place, gone to, and mended.

use std::sync::Arc;

use eframe::egui::{Key, Modifiers, accesskit::Role, vec2};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use tandem::{
    app::{
        commands::Command,
        document::Document,
        modals::Modal,
        pages::problems::Found,
        samples::Sample,
        shell::Shell,
        state::{Page, State},
        tasks::OpenLibrary,
    },
    lead::{Instant, Lead, Value},
    model::{
        AttributeTest, Axis, Condition, Criterion, Model, Rule, ScoreRange, Test, TextTest, Weights,
        check::{Mend, Place},
        follow,
    },
    scoring::{Column, ColumnsBuilder, Field},
};

use crate::harness::{WIDE, sample_state, settle, state, window};

/// The B2B sample after `change`, with its leads, on the page.
fn on_page(change: impl FnOnce(&mut Model)) -> Harness<'static, Shell> {
    let mut state = sample_state(Sample::B2bSoftware);
    let mut model = state.document.model.clone();
    change(&mut model);
    state.set_document(Document::new(model, None));
    state.page = Page::Problems;
    state.settle();
    window(WIDE, state)
}

fn found(harness: &Harness<'_, Shell>) -> Found {
    harness.state().state.problems()
}

fn model<'a>(harness: &'a Harness<'_, Shell>) -> &'a Model {
    &harness.state().state.document.model
}

fn press(harness: &mut Harness<'_, Shell>, modifiers: Modifiers, key: Key) {
    harness.key_press_modifiers(modifiers, key);
    settle(harness);
}

/// Two criteria far outside their tiers.
fn two_outside(model: &mut Model) {
    model.criteria[0].points = 90;
    model.criteria[1].points = 80;
}

fn outside(harness: &Harness<'_, Shell>) -> usize {
    found(harness).iter().filter(|problem| problem.code == "points-outside-tier").count()
}

#[test]
fn the_page_says_what_it_was_checked_against() {
    let harness = on_page(two_outside);
    harness.get_by_label_contains("Checked against 2,000 leads in “leads”, as of");
    let mut alone = state();
    alone.set_document(Document::new(Model::new("Alone"), None));
    alone.page = Page::Problems;
    let harness = window(WIDE, alone);
    harness.get_by_label_contains("Checked without leads");
}

#[test]
fn a_model_without_problems_is_told_what_was_looked_at() {
    let mut good = sample_state(Sample::SimpleStart);
    good.page = Page::Problems;
    assert!(good.problems().is_empty(), "the sample is good: {:?}", good.scored.as_ref().map(|it| &it.problems));
    let harness = window(WIDE, good);
    harness.get_by_label("No problems");
    harness.get_by_label_contains("values that nobody has");
}

#[test]
fn all_like_it_are_mended_at_one_click_and_in_one_step() {
    let mut harness = on_page(two_outside);
    let before = model(&harness).clone();
    assert_eq!(outside(&harness), 2);
    harness.get_by_label_contains("Mend all 2 like this").click();
    settle(&mut harness);
    assert_eq!(outside(&harness), 0);
    for index in [0, 1] {
        let criterion = &model(&harness).criteria[index];
        assert!(model(&harness).tiers.of(criterion.tier).contains(criterion.points));
    }
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(*model(&harness), before, "one step back");
    assert_eq!(outside(&harness), 2, "and both are problems again");
}

fn go_down(harness: &mut Harness<'_, Shell>, rows: usize) {
    for _ in 0..rows {
        press(harness, Modifiers::NONE, Key::ArrowDown);
    }
}

#[test]
fn by_keyboard_they_are_chosen_mended_and_gone_to() {
    let mut harness = on_page(two_outside);
    let place = found(&harness).iter().position(|problem| problem.code == "points-outside-tier").expect("one");
    go_down(&mut harness, place + 1);
    press(&mut harness, Modifiers::NONE, Key::M);
    assert_eq!(outside(&harness), 1);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    press(&mut harness, Modifiers::NONE, Key::Home);
    go_down(&mut harness, place);
    press(&mut harness, Modifiers::SHIFT, Key::M);
    assert_eq!(outside(&harness), 0);

    press(&mut harness, Modifiers::COMMAND, Key::Z);
    press(&mut harness, Modifiers::NONE, Key::Home);
    go_down(&mut harness, place);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    let state = &harness.state().state;
    assert_eq!(state.page, Page::Criteria);
    let Place::Criterion(id) = &found(&harness).get(place).expect("still there").place.clone() else {
        panic!("points are a criterion's")
    };
    assert_eq!(state.pages.criteria.chosen.as_ref(), Some(id));
}

/// A swap done twice is none: the second click comes before the scorer has answered the first.
#[test]
fn what_is_mended_can_not_be_mended_twice() {
    let mut state = sample_state(Sample::B2bSoftware);
    state.document.model.fit.range = ScoreRange { least: 40, most: 0 };
    state.settle();
    let swap = |state: &State| {
        let found = state.problems();
        let is_swap = |mend: &Mend| *mend == Mend::SwapRange(Axis::Fit);
        found.iter().find(|problem| problem.mend.as_ref().is_some_and(is_swap)).cloned()
    };
    let problem = swap(&state).expect("the range runs backwards");
    state.mend(&[problem]);
    state.document.notice();
    assert_eq!(state.document.model.fit.range, ScoreRange { least: 0, most: 40 });
    assert_eq!(swap(&state), None, "gone at once, before the scorer says so");
    state.settle();
    assert_eq!(swap(&state), None);
    // Undone, it is a problem again.
    state.document.model.fit.range = ScoreRange { least: 40, most: 0 };
    state.settle();
    assert!(swap(&state).is_some());
}

#[test]
fn f8_leads_from_one_to_the_next_and_says_what_each_is() {
    let mut harness = on_page(|model| {
        two_outside(model);
        model.combined = Weights { fit: 0, engagement: 0 };
    });
    harness.state_mut().state.page = Page::Leads;
    settle(&mut harness);
    let all = found(&harness);
    press(&mut harness, Modifiers::NONE, Key::F8);
    // The first is an error of the settings: they open at its place.
    assert!(matches!(harness.state().state.modal, Some(Modal::Settings(_))));
    assert!(harness.query_by_label("Combined score").is_some());
    press(&mut harness, Modifiers::NONE, Key::Escape);
    harness.get_by_label(&format!("1 of {}", all.len()));
    harness.get_by_label("Both axes weigh 0, so no combined score can be computed");

    press(&mut harness, Modifiers::SHIFT, Key::F8);
    harness.get_by_label(&format!("{} of {}", all.len(), all.len()));
    press(&mut harness, Modifiers::NONE, Key::F8);
    press(&mut harness, Modifiers::NONE, Key::Escape);
    let mut is_mended = false;
    for number in 2..=all.len() {
        press(&mut harness, Modifiers::NONE, Key::F8);
        let problem = all.get(number - 1).expect("so many");
        harness.get_by_label(&format!("{number} of {}", all.len()));
        if problem.code == "points-outside-tier" {
            assert_eq!(harness.state().state.page, Page::Criteria);
            harness.get_by_label(&format!("Mend: {}", problem.sentence)).click();
            settle(&mut harness);
            harness.get_by_label_contains("Mended.");
            is_mended = true;
            break;
        }
    }
    assert!(is_mended, "a criterion outside its tier was on the way");
    let left = found(&harness).len();
    press(&mut harness, Modifiers::NONE, Key::F8);
    harness.get_by_label_contains(&format!(" of {left}"));
    harness.get_by_label("Close the problem").click();
    settle(&mut harness);
    assert!(harness.query_by_label("Close the problem").is_none());
}

#[test]
fn a_category_is_gone_to_in_the_menu_of_its_axis() {
    let mut harness = on_page(|model| {
        let category = &mut model.categories[1];
        category.at_least = Some(20);
        category.at_most = Some(3);
    });
    let all = found(&harness);
    let problem = all.iter().find(|problem| matches!(problem.place, Place::Category(_))).expect("a cap reversed");
    let Place::Category(id) = &problem.place else { panic!("a category's") };
    let name = model(&harness).category(id).expect("it is there").name.clone();
    harness.get_by_label(&format!("Go there: {}", problem.sentence)).click();
    settle(&mut harness);
    assert_eq!(harness.state().state.page, Page::Criteria);
    harness.get_by_label(&format!("Category {name}"));
}

#[test]
fn the_foot_of_the_navigation_and_the_panel_lead_here() {
    let mut harness = on_page(two_outside);
    for way in [0, 1] {
        harness.state_mut().state.page = Page::Matrix;
        settle(&mut harness);
        match way {
            0 => harness.get_by_role_and_label(Role::ListBoxOption, "Problems").click(),
            _ => {
                // Below what broke, it may be beyond the fold.
                harness.get_by_label_contains("Problems: ").scroll_to_me();
                settle(&mut harness);
                harness.get_by_label_contains("Problems: ").click();
            }
        }
        settle(&mut harness);
        assert_eq!(harness.state().state.page, Page::Problems);
    }
    harness.state_mut().state.ask(Command::GoTo(Page::Welcome));
    settle(&mut harness);
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::M);
    assert_eq!(harness.state().state.page, Page::Problems);
}

/// A thousand problems: only those on screen are drawn, and the last can be reached and mended.
#[test]
fn long_lists_scroll_and_the_last_is_reached() {
    let mut state = sample_state(Sample::SimpleStart);
    let mut model = Model::new("Long");
    let first = state.document.model.criteria[0].clone();
    let category = model.categories[0].id.clone();
    model.criteria = (0..1_000)
        .map(|index| Criterion {
            id: format!("c{index}").as_str().into(),
            name: format!("Row {index}"),
            category: category.clone(),
            points: 99,
            ..first.clone()
        })
        .collect();
    state.set_document(Document::new(model, None));
    state.page = Page::Problems;
    state.settle();
    let mut harness = window(vec2(853.0, 533.0), state);
    let count = found(&harness).len();
    assert!(count >= 1_000, "{count}");
    let drawn = harness.get_all_by_label_contains("Go there: ").count();
    assert!(drawn < 20, "{drawn} rows are drawn");
    press(&mut harness, Modifiers::NONE, Key::End);
    let last = found(&harness).get(count - 1).expect("the last").sentence.clone();
    harness.get_by_label(&format!("Go there: {last}"));
}

/// Three copies of a criterion and of a route: problems that say the same to the letter.
fn copies(model: &mut Model) {
    let (criterion, route) = (model.criteria[0].clone(), model.routes[0].clone());
    for _ in 0..3 {
        model.criteria.push(criterion.clone());
        model.routes.push(route.clone());
    }
}

#[test]
fn problems_that_say_the_same_are_each_reached() {
    let mut harness = on_page(copies);
    let count = found(&harness).len();
    let focused = |harness: &Harness<'_, Shell>| {
        let nodes: Vec<_> = harness.root().children_recursive().collect();
        nodes.iter().find(|node| node.accesskit_node().is_focused()).map(|node| node.rect().center().y.round() as i64)
    };
    let mut reached = std::collections::BTreeSet::new();
    for _ in 0..count {
        press(&mut harness, Modifiers::NONE, Key::ArrowDown);
        reached.extend(focused(&harness));
    }
    assert_eq!(reached.len(), count);
}

#[test]
fn of_problems_that_say_the_same_only_the_mended_one_is_gone() {
    let mut state = sample_state(Sample::B2bSoftware);
    copies(&mut state.document.model);
    state.settle();
    let doubled = |state: &State| state.problems().iter().filter(|it| it.code == "duplicate-id").cloned().collect();
    let before: Vec<tandem::model::check::Problem> = doubled(&state);
    let one = before.iter().find(|problem| problem.mend.is_some()).expect("one of the criteria").clone();
    state.mend(&[one]);
    state.document.notice();
    assert_eq!(doubled(&state).len(), before.len() - 1, "before the scorer answers");
    state.settle();
    assert_eq!(doubled(&state).len(), before.len() - 1);
}

#[test]
fn a_mend_that_was_undone_hides_nothing() {
    let mut harness = on_page(two_outside);
    harness.get_by_label_contains("Mend all 2 like this").click();
    settle(&mut harness);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(outside(&harness), 2);
    let state = &mut harness.state_mut().state;
    state.document.model.name = "Edited".to_owned();
    state.document.notice();
    assert_eq!(state.problems().iter().filter(|it| it.code == "points-outside-tier").count(), 2, "at once");
}

#[test]
fn a_word_that_is_no_success_does_not_look_like_one() {
    let mut harness = on_page(|_| ());
    let place = found(&harness).iter().position(|problem| problem.mend.is_none()).expect("one that wants a decision");
    go_down(&mut harness, place + 1);
    press(&mut harness, Modifiers::NONE, Key::M);
    let notice = harness.state().state.notices.last().expect("a word").clone();
    assert!(notice.text.contains("needs a decision"), "{notice:?}");
    assert_eq!(notice.kind, tandem::app::state::NoticeKind::Warning);
}

#[test]
fn after_a_mend_the_keyboard_stays_in_the_list() {
    let mut harness = on_page(two_outside);
    let place = found(&harness).iter().position(|problem| problem.code == "points-outside-tier").expect("one");
    go_down(&mut harness, place + 1);
    press(&mut harness, Modifiers::NONE, Key::M);
    assert_eq!(outside(&harness), 1);
    let focused = harness.ctx.memory(eframe::egui::Memory::focused);
    assert!(focused.is_some(), "on the next one");
    press(&mut harness, Modifiers::NONE, Key::M);
    assert_eq!(outside(&harness), 0, "which is mended by the same key");
}

#[test]
fn beyond_all_limits_is_said_once_with_its_name_and_mended_to_the_tier() {
    let mut harness = on_page(|model| model.criteria[0].points = 130_000);
    let criterion = model(&harness).criteria[0].clone();
    let of_it: Vec<String> = found(&harness)
        .iter()
        .filter(|problem| {
            problem.place == Place::Criterion(criterion.id.clone()) && problem.sentence.contains("130,000")
        })
        .map(|problem| problem.sentence.clone())
        .collect();
    assert_eq!(of_it, [format!("“{}”: 130,000 points are beyond ±10,000", criterion.name)]);
    let range = model(&harness).tiers.of(criterion.tier);
    let problems: Vec<_> = found(&harness).iter().filter(|one| one.sentence.contains("130,000")).cloned().collect();
    harness.state_mut().state.mend(&problems);
    assert_eq!(model(&harness).criteria[0].points, range.most);
}

/// Two criteria ask for attributes that nobody has, one of them in the dress of another program, and one for a kind of event.
fn of_other_leads(model: &mut Model) {
    let words = |attribute: &str| {
        let is = Test::Text(TextTest::HasAnyWord(vec!["CEO".to_owned()]));
        Rule::Profile(Condition::Test(AttributeTest { attribute: attribute.to_owned(), is }))
    };
    model.criteria[0].rule = words("Seniority");
    model.criteria[1].rule = words("Account: job_title");
    model.criteria[2].rule = words("Where from");
    model.criteria[3].rule = words("Where from");
}

#[test]
fn what_the_library_lacks_is_one_line_and_said_to_be_something_else_in_one_step() {
    let mut harness = on_page(of_other_leads);
    let before = model(&harness).clone();
    let lines = |harness: &Harness<'_, Shell>| {
        found(harness)
            .iter()
            .filter(|problem| problem.lacks_attributes())
            .map(|it| it.sentence.clone())
            .collect::<Vec<_>>()
    };
    let name = &before.criteria[1].name;
    assert_eq!(
        lines(&harness),
        [
            "3 criteria ask for attributes that this library lacks: “Seniority”, “Where from”".to_owned(),
            format!("“{name}” reads “Account: job_title”, which no lead has"),
        ]
    );
    let is_never = |harness: &Harness<'_, Shell>| found(harness).iter().any(|problem| problem.code == "never-matches");
    assert!(!is_never(&harness), "that they match nobody is the same once more");
    // By keys alone: the first line is chosen, and M begins.
    press(&mut harness, Modifiers::NONE, Key::Home);
    press(&mut harness, Modifiers::NONE, Key::M);
    harness.get_by_label("3 attributes that the model asks for are not in this library (4 criteria)");
    let chosen = |harness: &Harness<'_, Shell>, name: &str| harness.get_by_label(name).value();
    assert_eq!(chosen(&harness, "Account: job_title is").as_deref(), Some("Job title"), "that is nearly certain");
    assert_eq!(chosen(&harness, "Seniority is").as_deref(), Some("not in this library"));
    harness.get_by_label("Where from is").click();
    settle(&mut harness);
    harness.get_by_label_contains("Country · text, ").scroll_to_me();
    settle(&mut harness);
    harness.get_by_label_contains("Country · text, ").click();
    settle(&mut harness);
    harness.get_by_label("Change 3 criteria").click();
    settle(&mut harness);
    let reads = |harness: &Harness<'_, Shell>, at: usize| match &model(harness).criteria[at].rule {
        Rule::Profile(Condition::Test(test)) => test.attribute.clone(),
        _ => String::new(),
    };
    assert_eq!([0, 1, 2, 3].map(|at| reads(&harness, at)), ["Seniority", "Job title", "Country", "Country"]);
    let name = &before.criteria[0].name;
    assert_eq!(lines(&harness), [format!("“{name}” reads “Seniority”, which no lead has")]);
    harness.state_mut().state.ask(Command::Undo);
    settle(&mut harness);
    assert!(*model(&harness) == before, "one step");
    press(&mut harness, Modifiers::NONE, Key::Home);
    press(&mut harness, Modifiers::NONE, Key::M);
    assert!(harness.query_by_label("Back to the list").is_some());
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(harness.query_by_label("Back to the list").is_none());
    assert!(*model(&harness) == before);
}

/// Three criteria ask for attributes in the words of other programs.
fn in_other_words(model: &mut Model) {
    let asks = |attribute: &str| {
        let is = Test::Text(TextTest::HasAnyWord(vec!["CEO".to_owned()]));
        Rule::Profile(Condition::Test(AttributeTest { attribute: attribute.to_owned(), is }))
    };
    for criterion in &mut model.criteria {
        criterion.enabled = false;
    }
    for (at, attribute) in ["property_jobtitle", "Designation", "Head count"].into_iter().enumerate() {
        model.criteria[at].rule = asks(attribute);
        model.criteria[at].enabled = true;
    }
}

#[test]
fn a_guess_is_called_one_and_can_be_refused_and_a_second_use_is_said() {
    let mut harness = on_page(in_other_words);
    press(&mut harness, Modifiers::NONE, Key::Home);
    press(&mut harness, Modifiers::NONE, Key::M);
    let chosen = |harness: &Harness<'_, Shell>, name: &str| harness.get_by_label(name).value();
    assert_eq!(chosen(&harness, "property_jobtitle is").as_deref(), Some("Job title"));
    let none = Some("not in this library");
    assert_eq!(chosen(&harness, "Designation is").as_deref(), none, "no field is guessed twice");
    harness.get_by_label("guess: the same but for a prefix");
    harness.get_by_label("Refuse the guess, property_jobtitle").click();
    settle(&mut harness);
    assert_eq!(chosen(&harness, "property_jobtitle is").as_deref(), none);
    assert!(harness.query_by_label("guess: the same but for a prefix").is_none());
    for name in ["property_jobtitle is", "Designation is"] {
        harness.get_by_label(name).click();
        settle(&mut harness);
        harness.get_by_label_contains("Job title · text, ").scroll_to_me();
        settle(&mut harness);
        harness.get_by_label_contains("Job title · text, ").click();
        settle(&mut harness);
    }
    harness.get_by_label("taken for “Designation” too · guess: the same but for a prefix");
    harness.get_by_label("taken for “property_jobtitle” too");
    harness.get_by_label("it is number, and text is asked for · guess: a usual name for it");
    // It may be wanted.
    harness.get_by_label("Change 3 criteria").click();
    settle(&mut harness);
    assert!(found(&harness).iter().all(|problem| !problem.sentence.contains("jobtitle")));
}

#[test]
fn the_library_s_fields_say_how_many_leads_have_them_before_one_is_chosen() {
    let mut leads = ColumnsBuilder::default();
    let title = |title: &str| [("property_jobtitle".to_owned(), Value::Text(title.to_owned()))].into();
    let attributes = [title("CEO"), Default::default(), Default::default(), Default::default()];
    let lead = |(number, attributes): (usize, _)| Lead { key: number.to_string(), attributes, ..Lead::default() };
    leads.extend(attributes.into_iter().enumerate().map(lead));
    let mut columns = leads.finish();
    columns.fields.push(Field { name: "Region".to_owned(), column: Column::Number(vec![f64::NAN; 4]) });
    let mut harness = on_page(|model| {
        in_other_words(model);
        follow::rename_field(model, "property_jobtitle", "Job title");
    });
    harness.state_mut().state.set_library(OpenLibrary {
        path: "hubspot.sqlite".into(),
        columns: Arc::new(columns),
        as_of: Instant(0),
        former: Default::default(),
    });
    settle(&mut harness);
    press(&mut harness, Modifiers::NONE, Key::Home);
    press(&mut harness, Modifiers::NONE, Key::M);
    harness.get_by_label("guess: the same but for a prefix");
    assert!(harness.query_by_label_contains("no lead has a value there").is_none());
    harness.get_by_label("Job title is").click();
    settle(&mut harness);
    harness.get_by_label("property_jobtitle · text, 25 % filled");
    harness.get_by_label("Region · number, 0 % filled").click();
    settle(&mut harness);
    harness.get_by_label("no lead has a value there · it is number, and text is asked for");
}

#[test]
fn the_button_that_asks_is_called_what_it_says() {
    let harness = on_page(of_other_leads);
    let names: Vec<_> = harness.query_all_by_label("Say which is which…").collect();
    assert_eq!(names.len(), 2, "in the list, and in the panel");
}

#[test]
fn the_panel_says_on_every_page_that_the_leads_lack_what_is_asked_for() {
    let mut harness = on_page(of_other_leads);
    harness.state_mut().state.ask(Command::GoTo(Page::Matrix));
    settle(&mut harness);
    harness.get_by_label("Use “Job title”");
    harness.get_by_label("These leads lack other attributes, too");
    harness.get_by_label("Say which is which…").click();
    settle(&mut harness);
    assert_eq!(harness.state().state.page, Page::Problems);
    harness.get_by_label("3 attributes that the model asks for are not in this library (4 criteria)");
    let mut harness = on_page(|_| {});
    assert!(harness.query_by_label_contains("these leads lack").is_none());
    assert!(harness.query_by_label_contains("These leads lack").is_none());
    settle(&mut harness);
}
