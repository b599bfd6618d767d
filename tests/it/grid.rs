//! The tables of criteria as a spreadsheet, by keyboard and by mouse.

use eframe::egui::{Event, ImeEvent, Key, Modifiers, OutputCommand, PointerButton, Pos2};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use tandem::{
    app::{
        document::Document,
        modals::Modal,
        pages::criteria::{
            edit,
            grid::{Column, Shown},
        },
        samples::Sample,
        shell::Shell,
    },
    model::{Axis, Criterion, CriterionId, Model, Proposal, Team, Tier, sentence},
};

use crate::harness::{WIDE, sample_state, settle, state, window};

type Window = Harness<'static, Shell>;

/// Fit: a and b critical, c negative; engagement: e critical.
fn small() -> Window {
    let mut model = Model::new("small");
    for (name, axis, tier) in [
        ("a", Axis::Fit, Tier::Critical),
        ("b", Axis::Fit, Tier::Critical),
        ("e", Axis::Engagement, Tier::Critical),
        ("c", Axis::Fit, Tier::Negative),
    ] {
        let id = edit::add(&mut model, axis, tier, name.to_owned());
        model.criterion_mut(&id).expect("just added").id = CriterionId(name.to_owned());
    }
    let mut state = state();
    state.set_document(Document::new(model, None));
    state.settle();
    window(WIDE, state)
}

fn model(harness: &Window) -> &Model {
    &harness.state().state.document.model
}

fn row<'a>(harness: &'a Window, name: &str) -> &'a Criterion {
    model(harness).criteria.iter().find(|row| row.name == name).unwrap_or_else(|| panic!("no row {name}"))
}

fn names(harness: &Window) -> String {
    model(harness).criteria.iter().map(|row| row.name.as_str()).collect()
}

fn click(harness: &mut Window, label: &str) {
    harness.get_by_label(label).click();
    settle(harness);
}

fn press(harness: &mut Window, keys: &[Key]) {
    for key in keys {
        harness.key_press(*key);
        settle(harness);
    }
}

fn press_with(harness: &mut Window, modifiers: Modifiers, key: Key) {
    harness.key_press_modifiers(modifiers, key);
    settle(harness);
}

fn type_text(harness: &mut Window, text: &str) {
    for letter in text.chars() {
        harness.event(Event::Text(letter.to_string()));
        harness.run_ok();
    }
    settle(harness);
}

fn paste(harness: &mut Window, text: &str) {
    harness.event(Event::Paste(text.to_owned()));
    settle(harness);
}

/// What was put on the clipboard.
fn copied(harness: &mut Window, event: Event) -> String {
    harness.event(event);
    harness.step();
    let commands = &harness.output().platform_output.commands;
    let text = commands.iter().find_map(|command| match command {
        OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    });
    text.expect("something was copied")
}

fn cursor(harness: &Window) -> (String, Column) {
    let selection = harness.state().state.pages.criteria.selection.as_ref().expect("a cursor");
    (selection.cursor.id.0.clone(), selection.cursor.column)
}

fn undo(harness: &mut Window) {
    press_with(harness, Modifiers::COMMAND, Key::Z);
}

fn word(tier: Tier, points: i32) -> Option<Proposal> {
    Some(Proposal { tier, points, reason: "they sign".to_owned() })
}

#[test]
fn numbers_are_typed_down_a_column_as_in_a_spreadsheet() {
    let mut harness = small();
    click(&mut harness, "Points, a");
    for number in ["14", "-3", "−7"] {
        type_text(&mut harness, number);
        press(&mut harness, &[Key::Enter]);
    }
    let points: Vec<i32> = ["a", "b", "c"].iter().map(|name| row(&harness, name).points).collect();
    assert_eq!(points, [14, -3, -7], "over the heading of the next tier");
    undo(&mut harness);
    assert_eq!((row(&harness, "b").points, row(&harness, "c").points), (-3, -5), "one step a cell");
}

#[test]
fn what_is_typed_after_all_was_chosen_goes_into_the_cell_of_the_cursor() {
    let mut harness = small();
    let before = row(&harness, "a").points;
    click(&mut harness, "Points, b");
    // As in a text field, to type over what is there.
    press_with(&mut harness, Modifiers::COMMAND, Key::A);
    let rows = copied(&mut harness, Event::Copy);
    assert_eq!(rows.lines().count(), 4, "a heading and all of the table: {rows}");
    type_text(&mut harness, "7");
    press(&mut harness, &[Key::Enter]);
    assert_eq!((row(&harness, "a").points, row(&harness, "b").points), (before, 7));
}

#[test]
fn escape_puts_back_what_was_there_and_nonsense_changes_nothing() {
    let mut harness = small();
    click(&mut harness, "Points, a");
    type_text(&mut harness, "9");
    assert_eq!(row(&harness, "a").points, 9, "its effect is seen while it is typed");
    press(&mut harness, &[Key::Escape]);
    assert_eq!(row(&harness, "a").points, 10);
    type_text(&mut harness, "many");
    press(&mut harness, &[Key::Enter]);
    assert_eq!(row(&harness, "a").points, 10);
    let told = harness.query_by_label_contains("“many” is not a whole number").is_some();
    assert!(told, "and it is said why");
    assert_eq!(harness.state().state.document.history.undo_label(), None);
}

#[test]
fn tab_fills_in_both_teams_points_row_by_row() {
    let mut harness = small();
    click(&mut harness, "Marketing’s points, a");
    for number in ["12", "15"] {
        type_text(&mut harness, number);
        press(&mut harness, &[Key::Tab]);
    }
    assert_eq!(cursor(&harness), ("b".to_owned(), Column::Name), "and on to the next row");
    let proposals = &row(&harness, "a").proposals;
    let said = |team| proposals.of(team).map(|proposal| (proposal.tier, proposal.points));
    assert_eq!(said(Team::Marketing), Some((Tier::Critical, 12)));
    assert_eq!(said(Team::Sales), Some((Tier::Critical, 15)));
    assert_eq!(row(&harness, "a").points, 10, "what is agreed stays");
    click(&mut harness, "Sales’ points, a");
    press(&mut harness, &[Key::Delete]);
    assert_eq!(row(&harness, "a").proposals.sales, None, "a proposal can be taken back");
    press_with(&mut harness, Modifiers::SHIFT, Key::Tab);
    assert_eq!(cursor(&harness), ("a".to_owned(), Column::Marketing));
}

#[test]
fn a_teams_reason_outlives_the_way_to_another_number() {
    let mut harness = small();
    harness.state_mut().state.document.model.criteria[0].proposals.marketing = word(Tier::Important, 12);
    settle(&mut harness);
    let mut retype = |number: &str| {
        click(&mut harness, "Marketing’s points, a");
        press(&mut harness, &[Key::F2, Key::Backspace, Key::Backspace, Key::Backspace]);
        type_text(&mut harness, number);
        press(&mut harness, &[Key::Enter]);
        row(&harness, "a").proposals.marketing.clone()
    };
    assert_eq!(retype("+12"), word(Tier::Important, 12), "the same again changes nothing");
    assert_eq!(retype("14"), word(Tier::Critical, 14), "nor what it was on the way");
    assert_eq!(retype(""), None, "left empty it is taken back");
}

#[test]
fn a_number_that_can_be_read_in_two_ways_does_not_land() {
    let mut harness = small();
    click(&mut harness, "Points, a");
    paste(&mut harness, "1.000");
    assert!(matches!(harness.state().state.modal, Some(Modal::Pasted(_))));
    click(&mut harness, "Cancel");
    click(&mut harness, "Points, a");
    type_text(&mut harness, "1.000");
    press(&mut harness, &[Key::Enter]);
    assert_eq!(row(&harness, "a").points, 10);
    assert!(harness.query_by_label_contains("“1.000” is a thousand in some countries").is_some());
}

#[test]
fn arrows_lead_to_the_table_beside_and_the_keyboard_leaves_behind_the_last_cell() {
    let mut harness = small();
    click(&mut harness, "Sales’ points, a");
    press(&mut harness, &[Key::ArrowRight]);
    assert_eq!(cursor(&harness), ("e".to_owned(), Column::Name));
    press(&mut harness, &[Key::ArrowLeft, Key::Home, Key::ArrowDown]);
    assert_eq!(cursor(&harness), ("b".to_owned(), Column::Name));
    click(&mut harness, "Sales’ points, c");
    let before = cursor(&harness);
    press(&mut harness, &[Key::Tab]);
    assert_eq!(cursor(&harness), before, "there is no next cell");
    let is_elsewhere = harness.get_by_label("Tables of criteria");
    assert!(!is_elsewhere.accesskit_node().is_focused(), "so the keyboard goes on as elsewhere");
}

#[test]
fn cells_are_copied_filled_and_pasted() {
    let mut harness = small();
    click(&mut harness, "Points, a");
    press_with(&mut harness, Modifiers::SHIFT, Key::ArrowDown);
    press_with(&mut harness, Modifiers::SHIFT, Key::ArrowDown);
    assert_eq!(copied(&mut harness, Event::Copy), "10\n10\n-5\n");
    paste(&mut harness, "7");
    let points = |harness: &Window| ["a", "b", "c"].map(|name| row(harness, name).points);
    assert_eq!(points(&harness), [7, 7, 7], "one value fills all that is chosen");
    undo(&mut harness);
    assert_eq!(points(&harness), [10, 10, -5], "in one step");
    click(&mut harness, "Points, b");
    paste(&mut harness, "12,0\r\n−8\r\n");
    assert_eq!(points(&harness), [10, 12, -8]);
    press_with(&mut harness, Modifiers::SHIFT, Key::ArrowDown);
    press_with(&mut harness, Modifiers::COMMAND, Key::D);
    assert_eq!(points(&harness), [10, 12, 12], "filled down");
}

#[test]
fn a_sheet_of_twelve_rows_becomes_twelve_criteria_in_one_step() {
    let mut harness = small();
    let mut sheet = "Points\tCriterion\tAxis\tRule\tMarketing\tSales\tWhy\r\n".to_owned();
    for number in 1..=12 {
        sheet.push_str(&format!(
            "+{number}\tRow {number}\tEngagement\tjob title contains any of \"CEO\", \"CTO\"\t{number}\t\t\"two\nlines\"\r\n"
        ));
    }
    // Quotes within a quoted field are doubled, as every spreadsheet does.
    let sheet = sheet.replace(
        "job title contains any of \"CEO\", \"CTO\"",
        "\"job title contains any of \"\"CEO\"\", \"\"CTO\"\"\"",
    );
    paste(&mut harness, &sheet);
    assert_eq!(model(&harness).criteria.len(), 16);
    let twelfth = row(&harness, "Row 12");
    assert_eq!((twelfth.points, twelfth.tier), (12, Tier::Critical), "the tier follows from the points");
    assert_eq!(model(&harness).axis_of(twelfth), Some(Axis::Engagement));
    assert_eq!(twelfth.proposals.marketing.as_ref().map(|one| one.points), Some(12));
    assert_eq!((twelfth.proposals.sales.as_ref(), twelfth.why.as_str()), (None, "two\nlines"));
    assert!(sentence::rule(&twelfth.rule).contains("CTO"), "{}", sentence::rule(&twelfth.rule));
    assert!(harness.query_by_label("Pasted 12 criteria").is_some());
    undo(&mut harness);
    assert_eq!(names(&harness), "abec");
}

#[test]
fn what_is_not_understood_is_shown_before_anything_lands() {
    let mut harness = small();
    paste(&mut harness, "Good\t12\nBad\ttwelve\nAlso good\t3\n");
    assert!(matches!(harness.state().state.modal, Some(Modal::Pasted(_))));
    assert!(harness.query_by_label("1 of 3 pasted rows need a look").is_some());
    assert!(harness.query_by_label("Line 2, Points of “Bad”").is_some());
    assert_eq!(names(&harness), "abec", "nothing has landed");
    click(&mut harness, "Take the other 2 rows");
    assert_eq!(names(&harness), "abecGoodAlso good");
    paste(&mut harness, "x\tnonsense\n");
    click(&mut harness, "Cancel");
    assert_eq!(model(&harness).criteria.len(), 6);
}

#[test]
fn a_thousand_rows_paste_into_one_step() {
    let mut harness = small();
    let sheet: String = (0..996).map(|row| format!("Row {row}\t{}\n", row % 15 + 1)).collect();
    paste(&mut harness, &sheet);
    assert_eq!(model(&harness).criteria.len(), 1_000);
    undo(&mut harness);
    assert_eq!(names(&harness), "abec");
    paste(&mut harness, &(0..1_000).map(|row| format!("Row {row}\t5\n")).collect::<String>());
    assert!(harness.query_by_label("4 of 1,000 pasted rows need a look").is_some(), "and so many are too many");
}

#[test]
fn whole_rows_are_cut_and_pasted_back_as_they_were() {
    let mut harness = small();
    harness.state_mut().state.document.model.criteria[1].proposals.marketing = word(Tier::Important, 12);
    settle(&mut harness);
    let before = row(&harness, "b").clone();
    click(&mut harness, "Points, b");
    press_with(&mut harness, Modifiers::SHIFT, Key::Space);
    let text = copied(&mut harness, Event::Cut);
    settle(&mut harness);
    assert_eq!(names(&harness), "aec");
    paste(&mut harness, &text);
    let after = row(&harness, "b").clone();
    assert_eq!(after, before, "the very same, with its reasons, and for the log, too");
    paste(&mut harness, &text);
    let all: Vec<&Criterion> = model(&harness).criteria.iter().filter(|row| row.name == "b").collect();
    assert_eq!(all.len(), 2, "pasted again, it is another");
    assert_ne!(all[1].id, before.id);
    assert_eq!(Criterion { id: before.id.clone(), ..all[1].clone() }, before, "in which only the id differs");
}

#[test]
fn rows_move_by_keyboard_within_and_through_tiers_and_axes() {
    let mut harness = small();
    click(&mut harness, "Points, a");
    press_with(&mut harness, Modifiers::ALT, Key::ArrowDown);
    assert_eq!(names(&harness), "baec", "past its neighbour");
    press_with(&mut harness, Modifiers::ALT, Key::ArrowDown);
    assert_eq!(row(&harness, "a").tier, Tier::Important, "into the next tier");
    press_with(&mut harness, Modifiers::ALT, Key::Num4);
    assert_eq!((row(&harness, "a").tier, row(&harness, "a").points), (Tier::Negative, -1));
    press_with(&mut harness, Modifiers::ALT, Key::ArrowRight);
    assert_eq!(model(&harness).axis_of(row(&harness, "a")), Some(Axis::Engagement));
    press_with(&mut harness, Modifiers::COMMAND, Key::Delete);
    assert_eq!(names(&harness), "bec");
    assert_eq!(cursor(&harness).0, "e", "the row above is next");
}

#[test]
fn one_line_up_changes_no_row_that_passes_no_heading() {
    let mut harness = small();
    let before = model(&harness).clone();
    click(&mut harness, "Points, b");
    press_with(&mut harness, Modifiers::SHIFT, Key::ArrowDown);
    for key in [Key::ArrowUp, Key::ArrowDown] {
        press_with(&mut harness, Modifiers::ALT, key);
        assert_eq!(*model(&harness), before, "a critical row and a negative one");
    }
    assert!(harness.query_by_label_contains("The chosen rows are of several tiers").is_some(), "it is said why not");
}

#[test]
fn the_cards_arrows_do_what_the_menu_does() {
    let mut harness = small();
    harness.state_mut().state.pages.criteria.choose("a".into());
    settle(&mut harness);
    click(&mut harness, "Move down");
    assert_eq!(names(&harness), "baec");
    click(&mut harness, "Move down");
    assert_eq!(row(&harness, "a").tier, Tier::Important, "and on through the tiers");
    click(&mut harness, "Sort fit by points");
    let before = model(&harness).clone();
    click(&mut harness, "Move down");
    assert_eq!(*model(&harness), before, "not where nobody sees it");
}

#[test]
fn a_row_tells_that_a_text_waits_for_it() {
    let mut harness = small();
    harness.state_mut().state.pages.criteria.choose("a".into());
    harness.state_mut().state.pages.rules.typing.show_as_text(true, &"a".into());
    settle(&mut harness);
    assert!(harness.query_by_label_contains("a text waits").is_none());
    type_text(&mut harness, "nonsense");
    harness.state_mut().state.pages.criteria.choose("b".into());
    settle(&mut harness);
    let row = harness.get_by_label_contains("a text waits that is no rule yet");
    assert!(row.accesskit_node().label().is_some_and(|label| label.starts_with("a: ")));
}

#[test]
fn a_composed_word_begins_an_edit() {
    let mut harness = small();
    click(&mut harness, "Points, a");
    press(&mut harness, &[Key::Home]);
    harness.event(Event::Ime(ImeEvent::Preedit { text: "ni".to_owned(), active_range_chars: None }));
    settle(&mut harness);
    harness.event(Event::Ime(ImeEvent::Commit("né".to_owned())));
    settle(&mut harness);
    press(&mut harness, &[Key::Enter]);
    assert_eq!(names(&harness), "nébec");
    harness.event(Event::Ime(ImeEvent::Commit("ñ".to_owned())));
    settle(&mut harness);
    press(&mut harness, &[Key::Enter]);
    assert_eq!(names(&harness), "néñec", "also where nothing was shown before");
}

#[test]
fn sorting_and_searching_change_nothing_in_the_model() {
    let mut harness = window(WIDE, sample_state(Sample::B2bSoftware));
    let before = model(&harness).clone();
    click(&mut harness, "Sort fit by win rate");
    click(&mut harness, "Points, Vice president");
    press_with(&mut harness, Modifiers::ALT, Key::ArrowUp);
    assert!(harness.query_by_label_contains("The rows are sorted for the eye").is_some(), "it is said why not");
    assert_eq!(*model(&harness), before);
    click(&mut harness, "Sort fit by win rate");
    click(&mut harness, "Sort fit by win rate");
    assert_eq!(harness.state().state.pages.criteria.view.sort, None);
    press_with(&mut harness, Modifiers::COMMAND, Key::F);
    type_text(&mut harness, "pricing");
    assert!(harness.query_by_label("Points, Pricing page").is_some());
    assert!(harness.query_by_label("Points, Vice president").is_none(), "the others are not listed");
    assert_eq!(*model(&harness), before);
    harness.state_mut().state.pages.criteria.view.search.clear();
    click(&mut harness, "Criteria shown: Against evidence 1");
    assert_eq!(harness.state().state.pages.criteria.view.shown, Shown::AgainstEvidence);
    let listed = harness.query_all_by_label_contains("Win rate, ").count();
    assert_eq!(listed, 1);
}

#[test]
fn several_rows_are_dragged_to_another_tier() {
    let mut harness = small();
    click(&mut harness, "Points, a");
    press_with(&mut harness, Modifiers::SHIFT, Key::ArrowDown);
    let from = harness.get_all_by_label_contains("b: ").next().expect("the row").rect().left_center();
    let to = harness.get_all_by_label("Influencing, 1 to 4 points: 0").next().expect("a heading").rect().center();
    let pointer = |pos: Pos2, pressed| Event::PointerButton {
        pos,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    let from = from + eframe::egui::vec2(40.0, 0.0);
    for event in [Event::PointerMoved(from), pointer(from, true)] {
        harness.event(event);
        harness.step();
    }
    for share in [0.3, 0.6, 1.0, 1.0] {
        // In the table of engagement stands a heading of the same name.
        harness.event(Event::PointerMoved(from.lerp(Pos2::new(from.x, to.y), share)));
        harness.step();
    }
    harness.event(pointer(Pos2::new(from.x, to.y), false));
    settle(&mut harness);
    let tiers = ["a", "b", "c"].map(|name| row(&harness, name).tier);
    assert_eq!(tiers, [Tier::Influencing, Tier::Influencing, Tier::Negative]);
    undo(&mut harness);
    assert_eq!(row(&harness, "b").tier, Tier::Critical, "in one step");
}

#[test]
fn the_rule_opens_by_keyboard_and_escape_leads_back() {
    let mut harness = small();
    click(&mut harness, "Points, a");
    press(&mut harness, &[Key::F4]);
    assert!(harness.get_by_label("Name of the criterion").accesskit_node().is_focused());
    press(&mut harness, &[Key::Escape]);
    assert!(harness.get_by_label("Tables of criteria").accesskit_node().is_focused());
    press(&mut harness, &[Key::ArrowDown]);
    assert_eq!(harness.state().state.pages.criteria.chosen, Some("b".into()), "the card follows the cursor");
    press(&mut harness, &[Key::Escape]);
    assert_eq!(harness.state().state.pages.criteria.chosen, None);
}

#[test]
fn blind_points_are_typed_by_the_team_at_the_keyboard_and_shown_to_nobody_else() {
    let mut harness = small();
    let shell = harness.state_mut();
    shell.state.document.model.begin_round(&["a".into()]);
    shell.state.voices.seat = Some(Team::Marketing);
    settle(&mut harness);
    click(&mut harness, "Marketing’s points, a");
    type_text(&mut harness, "13");
    press(&mut harness, &[Key::Enter]);
    assert_eq!(row(&harness, "a").proposals.marketing.as_ref().map(|one| one.points), Some(13));
    click(&mut harness, "Sales’ points, a");
    type_text(&mut harness, "9");
    press(&mut harness, &[Key::Escape]);
    assert_eq!(row(&harness, "a").proposals.sales, None, "it is not sales' turn");
    harness.state_mut().state.voices.seat = Some(Team::Sales);
    settle(&mut harness);
    let value = harness.get_by_label("Marketing’s points, a").value();
    assert_eq!(value.as_deref(), Some("proposed, hidden until both teams are in"));
    click(&mut harness, "Marketing’s points, a");
    assert_eq!(copied(&mut harness, Event::Copy), "");
}

#[test]
fn a_field_that_scrolls_out_of_sight_keeps_what_was_typed() {
    let mut harness = small();
    paste(&mut harness, &(0..200).map(|row| format!("Row {row}\t12\n")).collect::<String>());
    harness.state_mut().state.pages.criteria.choose("a".into());
    harness.state_mut().state.pages.criteria.chosen = None;
    settle(&mut harness);
    click(&mut harness, "Points, a");
    type_text(&mut harness, "11");
    let place = harness.get_by_label("Points, a").rect().center();
    harness.event(Event::PointerMoved(place));
    for _ in 0..10 {
        harness.event(Event::MouseWheel {
            unit: eframe::egui::MouseWheelUnit::Point,
            delta: eframe::egui::vec2(0.0, -400.0),
            phase: eframe::egui::TouchPhase::Move,
            source: eframe::egui::MouseWheelSource::Unknown,
            modifiers: Modifiers::NONE,
        });
        harness.step();
    }
    settle(&mut harness);
    assert!(harness.query_by_label("Points, a").is_none(), "it is out of sight");
    assert_eq!(row(&harness, "a").points, 11);
    assert!(harness.state().state.document.history.undo_label().is_some(), "and it is a step");
}

#[test]
fn a_number_that_is_refused_stays_to_be_typed_again() {
    let mut harness = small();
    click(&mut harness, "Points, a");
    for (text, leave) in [("99999", Key::Enter), ("abc", Key::Tab)] {
        type_text(&mut harness, text);
        press(&mut harness, &[leave]);
        assert!(harness.state().state.pages.criteria.is_editing(), "{text} is still in its field");
        assert_eq!(cursor(&harness), ("a".to_owned(), Column::Points), "and the cursor stays");
        assert_eq!(row(&harness, "a").points, 10);
        let field = harness.get_all_by_label("Points, a").find(|node| node.accesskit_node().is_focused());
        assert_eq!(field.and_then(|node| node.value()).as_deref(), Some(text));
        let told = harness.query_all_by_label_contains(&format!("“{text}” is")).count();
        assert!(told > 0, "it is said why");
        assert!(harness.query_all_by_label_contains("−10,000 to 10,000").count() > 0, "and how far points go");
    }
    press(&mut harness, &[Key::Escape]);
    assert!(!harness.state().state.pages.criteria.is_editing());
    assert_eq!(row(&harness, "a").points, 10);
    assert_eq!(harness.state().state.document.history.undo_label(), None, "it leaves no step");
    type_text(&mut harness, "99999");
    press(&mut harness, &[Key::Enter]);
    type_text(&mut harness, "12");
    press(&mut harness, &[Key::Enter]);
    assert_eq!(row(&harness, "a").points, 12, "what is typed next is instead of it");
    assert_eq!(cursor(&harness), ("b".to_owned(), Column::Points));
}

#[test]
fn quick_fingers_do_not_lose_a_number_that_is_refused() {
    let mut harness = small();
    click(&mut harness, "Points, a");
    harness.event(Event::Text("99999".to_owned()));
    harness.key_press(Key::Enter);
    settle(&mut harness);
    assert!(harness.state().state.pages.criteria.is_editing());
    assert_eq!(cursor(&harness), ("a".to_owned(), Column::Points));
}

#[test]
fn a_name_that_is_left_empty_is_told_and_the_old_one_stands() {
    let mut harness = small();
    click(&mut harness, "Points, a");
    press(&mut harness, &[Key::Home, Key::F2, Key::Backspace, Key::Enter]);
    assert_eq!(names(&harness), "abec");
    assert!(harness.query_by_label_contains("A criterion needs a name").is_some());
    assert_eq!(cursor(&harness), ("b".to_owned(), Column::Name), "and on it goes");
}

#[test]
fn without_a_cursor_an_arrow_or_a_letter_puts_it_on_the_first_row() {
    let mut harness = small();
    press_with(&mut harness, Modifiers::COMMAND, Key::Num1);
    assert!(harness.state().state.pages.criteria.selection.is_none());
    press(&mut harness, &[Key::ArrowDown]);
    assert_eq!(cursor(&harness), ("a".to_owned(), Column::Name));
    press(&mut harness, &[Key::ArrowDown]);
    assert_eq!(cursor(&harness), ("b".to_owned(), Column::Name), "and from there on it goes");
    let mut harness = small();
    type_text(&mut harness, "price");
    assert_eq!(cursor(&harness), ("a".to_owned(), Column::Name));
    assert_eq!(names(&harness), "abec", "a word typed by nobody's leave renames nothing");
}
