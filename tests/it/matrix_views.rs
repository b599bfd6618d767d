//! The views of the page “Matrix”: tiles and bars told, the draft held against its baseline, cells and edges by the
//! keyboard, saved as a picture.

use eframe::egui::{Event, Key, Modifiers, PointerButton, Vec2, accesskit::Toggled, vec2};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use tandem::{
    app::{
        pages::matrix::{edit, picture::PictureKind},
        samples::Sample,
        shell::Shell,
        state::{Page, State},
        tasks::Purpose,
    },
    model::{Axis, Model},
};

use crate::harness::{WIDE, sample_state, settle, window};

fn on_matrix(size: Vec2, mut state: State) -> Harness<'static, Shell> {
    state.page = Page::Matrix;
    window(size, state)
}

fn model<'a>(harness: &'a Harness<'_, Shell>) -> &'a Model {
    &harness.state().state.document.model
}

/// The sample, whose draft has other points and another edge than what was saved.
fn edited() -> State {
    let mut state = sample_state(Sample::B2bSoftware);
    let model = &mut state.document.model;
    for criterion in model.criteria.iter_mut().take(6) {
        criterion.points += 6;
    }
    edit::move_edge(model, Axis::Engagement, 0, 20);
    state.settle();
    state
}

fn show(harness: &mut Harness<'_, Shell>, view: &str) {
    harness.get_by_label(&format!("View: {view}")).click();
    settle(harness);
}

fn with_bands(count: usize) -> State {
    let mut state = sample_state(Sample::B2bSoftware);
    let model = &mut state.document.model;
    for axis in Axis::ALL {
        while model.axis(axis).bands.len() < count {
            let widest = model.axis(axis).bands.len() - 1;
            if (0..=widest).find_map(|index| edit::add_band(model, axis, index)).is_none() {
                break;
            }
        }
        while model.axis(axis).bands.len() > count {
            edit::remove_band(model, axis, 1);
        }
    }
    state.settle();
    state
}

fn press(harness: &mut Harness<'_, Shell>, modifiers: Modifiers, key: Key) {
    harness.key_press_modifiers(modifiers, key);
    settle(harness);
}

fn label(node: &egui_kittest::Node<'_>) -> String {
    let node = node.accesskit_node();
    node.label().or_else(|| node.value()).unwrap_or_default()
}

/// The cells that Tab comes to on its way through the window.
fn stops(harness: &mut Harness<'_, Shell>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for _ in 0..90 {
        harness.key_press(Key::Tab);
        harness.run_ok();
        let focused = harness.get_all_by_label_contains("Cell ").find(egui_kittest::Node::is_focused);
        found.extend(focused.map(|node| label(&node)).filter(|name| name.contains("Cell ") && name.contains(": ")));
    }
    found.sort();
    found.dedup();
    found
}

#[test]
fn the_arrow_keys_go_from_cell_to_cell() {
    for view in ["Cloud", "Table", "Difference", "Side by side"] {
        let mut harness = on_matrix(WIDE, edited());
        show(&mut harness, view);
        let found = stops(&mut harness);
        let expected = if view == "Side by side" { 2 } else { 1 };
        assert_eq!(found.len(), expected, "one stop for a whole matrix, in {view}: {found:?}");
        harness
            .get_all_by_label_contains("Cell A1:")
            .find(|node| label(node).starts_with("Cell A1:"))
            .expect("there")
            .focus();
        settle(&mut harness);
        press(&mut harness, Modifiers::NONE, Key::ArrowDown);
        press(&mut harness, Modifiers::NONE, Key::ArrowLeft);
        press(&mut harness, Modifiers::NONE, Key::ArrowLeft);
        assert!(chosen(&harness).starts_with("Cell B3:"), "{view}: {}", chosen(&harness));
        press(&mut harness, Modifiers::NONE, Key::ArrowRight);
        press(&mut harness, Modifiers::NONE, Key::ArrowUp);
        press(&mut harness, Modifiers::NONE, Key::ArrowUp);
        assert!(chosen(&harness).starts_with("Cell A2:"), "{view}: above A is nothing: {}", chosen(&harness));
        press(&mut harness, Modifiers::NONE, Key::Home);
        assert!(chosen(&harness).starts_with("Cell A4:"), "{view}: {}", chosen(&harness));
        press(&mut harness, Modifiers::COMMAND, Key::End);
        assert!(chosen(&harness).starts_with("Cell D1:"), "{view}: {}", chosen(&harness));
        let focused = harness.get_all_by_label_contains("Cell D1:").find(egui_kittest::Node::is_focused);
        assert!(focused.is_some(), "{view}: the keyboard goes along");
    }
}

/// The sentence of the cell that is chosen.
fn chosen(harness: &Harness<'_, Shell>) -> String {
    let cells = harness.get_all_by_label_contains("Cell ").filter(|node| label(node).starts_with("Cell "));
    let chosen = cells.filter(|node| {
        let node = node.accesskit_node();
        node.is_selected() == Some(true) || node.toggled() == Some(Toggled::True)
    });
    chosen.map(|node| label(&node)).next().unwrap_or_default()
}

#[test]
fn enter_and_a_double_click_list_the_leads_of_a_cell() {
    let mut harness = on_matrix(WIDE, edited());
    harness.get_by_label_contains("Cell C3:").click();
    settle(&mut harness);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(harness.state().state.page, Page::Leads);
    harness.state_mut().state.page = Page::Matrix;
    settle(&mut harness);
    let at = harness.get_by_label_contains("Cell D4:").rect().center();
    // A step of the test takes longer than a hand.
    harness.ctx.options_mut(|options| options.input_options.max_double_click_delay = 5.0);
    for pressed in [true, false, true, false] {
        let (button, modifiers) = (PointerButton::Primary, Modifiers::NONE);
        harness.event(Event::PointerMoved(at));
        harness.event(Event::PointerButton { pos: at, button, pressed, modifiers });
    }
    settle(&mut harness);
    assert_eq!(harness.state().state.page, Page::Leads);
}

#[test]
fn escape_gives_the_edges_back_that_keys_have_moved() {
    let mut harness = on_matrix(WIDE, edited());
    let before = model(&harness).clone();
    harness.get_by_label("Edge of fit B").focus();
    settle(&mut harness);
    press(&mut harness, Modifiers::NONE, Key::ArrowUp);
    press(&mut harness, Modifiers::NONE, Key::Home);
    let moved = edit::edges(&model(&harness).fit);
    assert_eq!(moved[1..], [2, 1], "as low as it goes, pushing the one below: {moved:?}");
    press(&mut harness, Modifiers::NONE, Key::End);
    assert_eq!(edit::edges(&model(&harness).fit)[1], model(&harness).fit.range.most - 1, "one score is left to A");
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert_eq!(*model(&harness), before);
    assert!(harness.get_by_label("Edge of fit B").is_focused(), "the keyboard stays");
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(!harness.get_by_label("Edge of fit B").is_focused(), "once more, and it goes");
}

#[test]
fn the_pointer_is_told_what_is_below_it() {
    let mut harness = on_matrix(WIDE, edited());
    // Many leads score nothing: they are at the lower left end of the plot.
    let cell = harness.get_by_label_contains("Cell D4:").rect();
    harness.hover_at(cell.left_bottom() + vec2(6.0, -5.0));
    wait(&mut harness);
    let tile = harness.get_by_label_contains("Fit 0 to 1, engagement 0: ");
    assert!(label(&tile).contains(" leads") && label(&tile).contains(" % won"), "{}", label(&tile));
    let bars = harness.get_by_label_contains("Leads by engagement. Most: Engagement 0:").rect();
    harness.hover_at(bars.left_bottom() + vec2(6.0, -3.0));
    wait(&mut harness);
    let bar = harness.get_all_by_label_contains("Engagement 0: ").map(|node| label(&node)).min_by_key(String::len);
    assert!(bar.as_deref().is_some_and(|bar| bar.ends_with(" of all")), "{bar:?}");
}

/// Until a tooltip has come.
fn wait(harness: &mut Harness<'_, Shell>) {
    for _ in 0..60 {
        harness.step();
    }
}

#[test]
fn the_difference_tells_what_moved() {
    let mut harness = on_matrix(WIDE, edited());
    show(&mut harness, "Difference");
    let scored = harness.state().state.scored.clone().expect("scored");
    let (now, before) = (scored.summary.cells[3][3].leads, scored.baseline.summary.cells[3][3].leads);
    assert!(now < before, "the test needs a cell that lost leads");
    let cell = label(&harness.get_by_label_contains("Cell D4:"));
    let expected = format!("Cell D4: ▼ −{} ({now} leads, {before} before)", before - now);
    assert!(cell.starts_with(&expected), "{cell}, not {expected}");
    harness.get_by_label_contains("Against the model as it was opened: ");
    // What was opened is again what the draft is.
    let opened = Model::clone(&harness.state().state.document.saved);
    harness.state_mut().state.document.model = opened;
    settle(&mut harness);
    harness.get_by_label_contains("No cell has more or fewer leads than under");
}

#[test]
fn both_models_stand_beside_each_other_and_are_chosen_together() {
    let mut harness = on_matrix(WIDE, edited());
    show(&mut harness, "Side by side");
    let left = |harness: &Harness<'_, Shell>, name: &str| {
        harness.get_by_label_contains(&format!("The model as it was opened, Cell {name}:")).rect()
    };
    let right = |harness: &Harness<'_, Shell>, name: &str| {
        let name = format!("Cell {name}:");
        let mut nodes = harness.get_all_by_label_contains(&name);
        nodes.find(|node| label(node).contains(" leads, ") && label(node).starts_with("Cell ")).expect("a cell").rect()
    };
    let (one, other) = (left(&harness, "D4"), right(&harness, "D4"));
    assert!(one.right() < other.left(), "{one:?} is left of {other:?}");
    assert_eq!(one.size(), other.size(), "the same scale: only the edge of 1 was moved");
    assert_ne!(left(&harness, "A1").width(), right(&harness, "A1").width(), "and here that is seen");
    harness.get_by_label_contains("The model as it was opened, Cell C2:").click();
    settle(&mut harness);
    assert!(chosen(&harness).starts_with("Cell C2:"), "{}", chosen(&harness));
}

#[test]
fn every_number_of_bands_is_shown_in_every_view() {
    for count in 2..=6 {
        let mut state = with_bands(count);
        state.settings.presentation = count % 2 == 0;
        let mut harness = on_matrix(vec2(1280.0, 800.0), state);
        let before = model(&harness).clone();
        for view in ["Cloud", "Table", "Difference", "Side by side"] {
            show(&mut harness, view);
            let cells = harness.get_all_by_label_contains("Cell ").filter(|node| label(node).starts_with("Cell "));
            let cells = cells.filter(|node| label(node).contains(':')).count();
            assert!(cells >= count * count, "{cells} of {count} × {count} in {view}");
        }
        assert_eq!(*model(&harness), before, "looking changes nothing");
    }
}

#[test]
fn a_drawing_is_xml_and_says_what_each_cell_says() {
    let mut state = edited();
    state.document.model.name = "Us & <them>".to_owned();
    state.settle();
    let mut harness = on_matrix(WIDE, state);
    for view in ["Cloud", "Table", "Difference", "Side by side"] {
        show(&mut harness, view);
        let state = &harness.state().state;
        let svg = state.matrix_figure().svg();
        let texts = texts_of_xml(&svg).unwrap_or_else(|why| panic!("{view}: {why}"));
        let says = |text: &str| texts.iter().any(|found| found == text);
        assert!(says("Matrix: Us & <them>"), "{view}: {texts:?}");
        let scored = state.scored.clone().expect("scored");
        for (fit, row) in scored.summary.cells.iter().enumerate() {
            for (engagement, cell) in row.iter().enumerate() {
                let before = scored.baseline.summary.cells[fit][engagement].leads;
                let text = match (view, i64::try_from(cell.leads).expect("few") - i64::try_from(before).expect("few")) {
                    ("Difference", 0) => "0".to_owned(),
                    ("Difference", more) if more > 0 => format!("▲ +{more}"),
                    ("Difference", fewer) => format!("▼ −{}", -fewer),
                    _ => cell.leads.to_string(),
                };
                assert!(says(&text), "{view}: {text} of cell {fit}, {engagement} in {texts:?}");
            }
        }
        assert!(svg.matches("<rect").count() >= if view == "Table" { 16 } else { 100 }, "{view}");
    }
}

#[test]
fn a_drawing_of_an_earlier_day_tells_how_many_leads_were_there() {
    let mut harness = on_matrix(WIDE, edited());
    let all = harness.state().state.columns().len() as u64;
    let then = harness.state().state.as_of().days_earlier(200);
    harness.state_mut().state.go_to(then.day().last_second());
    settle(&mut harness);
    let state = &harness.state().state;
    let there = state.leads_there();
    assert!(0 < there && there < all, "{there} of {all}");
    let texts = texts_of_xml(&state.matrix_figure().svg()).expect("a drawing");
    let says = |count: u64| {
        texts.iter().any(|text| text.contains(&format!(" {} leads ", tandem::model::wording::grouped(count))))
    };
    assert!(says(there) && !says(all), "{texts:?}");
}

#[test]
fn a_picture_is_saved_beside_its_kind() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut harness = on_matrix(WIDE, edited());
    let save = |harness: &mut Harness<'_, Shell>, kind, name: &str| {
        let path = folder.path().join(name);
        harness.state_mut().state.take_path(Purpose::SavePicture(kind), path);
        for _ in 0..600 {
            harness.step();
            if !harness.state().state.notices.is_empty() {
                break;
            }
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
        let told = harness.state().state.notices.iter().map(|notice| notice.text.clone()).collect::<Vec<_>>();
        harness.state_mut().state.notices.clear();
        told.join(" ")
    };
    let told = save(&mut harness, PictureKind::Png, "matrix");
    assert!(told.contains("matrix.png"), "{told}");
    let image = image::open(folder.path().join("matrix.png")).expect("a picture");
    assert_eq!((image.width(), image.height()), (2560, 1720));
    let told = save(&mut harness, PictureKind::Svg, "drawing.svg");
    assert!(told.contains("drawing.svg"), "{told}");
    let svg = std::fs::read_to_string(folder.path().join("drawing.svg")).expect("a drawing");
    assert!(texts_of_xml(&svg).is_ok());
    let told = save(&mut harness, PictureKind::Png, "no such folder/matrix.png");
    assert!(told.contains("can't be written"), "{told}");
}

/// The texts between the tags, if all tags are closed in order, attributes quoted and entities known.
fn texts_of_xml(xml: &str) -> Result<Vec<String>, String> {
    let (mut open, mut texts) = (Vec::new(), Vec::new());
    let mut rest = xml.strip_prefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>").ok_or("no declaration")?;
    while let Some(begin) = rest.find('<') {
        let text = entities(&rest[..begin])?;
        if !text.trim().is_empty() {
            texts.push(text);
        }
        let end = rest.find('>').ok_or("a tag has no end")?;
        let tag = &rest[begin + 1..end];
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            let last: Option<String> = open.pop();
            if last.as_deref() != Some(name) {
                return Err(format!("{last:?} is closed by {name}"));
            }
            continue;
        }
        let (tag, is_closed) = tag.strip_suffix('/').map_or((tag, false), |tag| (tag, true));
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        let mut seen = Vec::new();
        let mut left = attributes.trim();
        while !left.is_empty() {
            let (key, value) = left.split_once("=\"").ok_or_else(|| format!("an attribute of {tag}"))?;
            let (value, more) = value.split_once('"').ok_or_else(|| format!("a value of {tag}"))?;
            entities(value)?;
            if seen.contains(&key.trim()) || value.contains("NaN") || value.contains("inf") {
                return Err(format!("{key} of {tag}"));
            }
            seen.push(key.trim());
            left = more.trim();
        }
        if !is_closed {
            open.push(name.to_owned());
        }
    }
    if open.is_empty() { Ok(texts) } else { Err(format!("{open:?} are open")) }
}

fn entities(text: &str) -> Result<String, String> {
    let mut read = text.to_owned();
    for (entity, letter) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\"")] {
        read = read.replace(entity, letter);
    }
    if read.replace("&amp;", "").contains('&') {
        return Err(format!("an unknown entity in {text}"));
    }
    Ok(read.replace("&amp;", "&"))
}

#[test]
fn the_check_of_drawings_finds_what_is_wrong() {
    let xml = |body: &str| texts_of_xml(&format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>{body}"));
    assert_eq!(xml("<a b=\"1\"><c/>x &amp; y</a>"), Ok(vec!["x & y".to_owned()]));
    for wrong in ["<a>", "<a></b>", "<a b=1></a>", "<a>&nbsp;</a>", "<a b=\"1\" b=\"2\"/>", "<a b=\"NaN\"/>"] {
        assert!(xml(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn the_draft_is_held_against_itself_on_an_earlier_day() {
    let mut harness = on_matrix(WIDE, edited());
    show(&mut harness, "Side by side");
    let earlier = harness.get_all_by_label_contains("Held against: ").map(|node| label(&node)).nth(2).expect("a day");
    harness.get_by_label(&earlier).click();
    settle(&mut harness);
    let title = label(&harness.get_by_label_contains("2026, Cell D4: "));
    assert!(title.starts_with("The draft on "), "{title}");
    let found = label(&harness.get_by_label_contains("Against the draft on "));
    assert!(found.contains(" to sales; most changed: "), "{found}");
}
