//! The small widgets by the names that a screen reader says.

use std::{cell::Cell, rc::Rc};

use eframe::egui::{Align, Key, Layout, Rect, Shape, Vec2, accesskit::Role, pos2, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use tandem::{
    app::widgets::{self, Icon},
    model::Tier,
};

use crate::harness;

const SIZE: Vec2 = vec2(480.0, 120.0);

#[test]
fn a_segment_is_chosen_by_mouse_and_by_keyboard() {
    let chosen = Rc::new(Cell::new((0, 0)));
    let seen = Rc::clone(&chosen);
    let mut harness = harness::widgets(SIZE, false, move |ui| {
        let (mut value, changes) = seen.get();
        let response = widgets::segmented(ui, "View", &mut value, &[(0, "Cloud"), (1, "Table"), (2, "Difference")]);
        seen.set((value, changes + i32::from(response.changed())));
    });
    harness.get_by_label("View: Table").click();
    harness.run();
    assert_eq!(chosen.get(), (1, 1), "a click chooses, and says that something changed");
    harness.get_by_label("View: Table").click();
    harness.run();
    assert_eq!(chosen.get(), (1, 1), "what is chosen already does not change");
    harness.get_by_label("View: Difference").focus();
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(chosen.get(), (2, 2), "Enter chooses the focused segment");
}

#[test]
fn segments_keep_their_order_and_their_places_in_a_row_filled_from_the_right() {
    let chosen = Rc::new(Cell::new(0));
    let seen = Rc::clone(&chosen);
    let mut harness = harness::widgets(SIZE, false, move |ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let mut value = seen.get();
            widgets::segmented(ui, "View", &mut value, &[(0, "Cloud"), (1, "Table")]);
            seen.set(value);
        });
    });
    let left = |harness: &egui_kittest::Harness<'_>, name| harness.get_by_label(name).rect().left();
    let before = left(&harness, "View: Table");
    assert!(left(&harness, "View: Cloud") < before, "the first choice stands left");
    harness.get_by_label("View: Table").click();
    harness.run();
    assert_eq!(chosen.get(), 1);
    assert_eq!(left(&harness, "View: Table"), before, "nothing moves when the choice does");
}

#[test]
fn a_long_title_and_its_controls_share_a_narrow_page() {
    let harness = harness::widgets(vec2(300.0, 200.0), false, |ui| {
        widgets::page_header(ui, "Leads in the order to work them", "As sales will see them", |ui| {
            widgets::quiet_button(ui, "Export all of the leads");
        });
        ui.label("below");
    });
    assert!(harness.get_by_label("below").rect().top() < 80.0, "the title stays on one line");
}

#[test]
fn a_chip_goes_by_its_cross() {
    let removed = Rc::new(Cell::new(None));
    let seen = Rc::clone(&removed);
    let mut harness = harness::widgets(SIZE, false, move |ui| {
        ui.horizontal(|ui| {
            for word in ["CEO", "CTO"] {
                if widgets::chip(ui, word, &format!("Remove {word}")) {
                    seen.set(Some(word));
                }
            }
        });
    });
    harness.get_by_label("Remove CTO").click();
    harness.run();
    assert_eq!(removed.get(), Some("CTO"));
}

#[test]
fn a_search_is_emptied_by_its_cross() {
    let mut text = "ana".to_owned();
    let length = Rc::new(Cell::new(text.len()));
    let seen = Rc::clone(&length);
    let mut harness = harness::widgets(SIZE, false, move |ui| {
        widgets::search_field(ui, &mut text, "Search leads", 200.0);
        seen.set(text.len());
    });
    assert_eq!(harness.get_by_label("Search leads").accesskit_node().role(), Role::TextInput);
    harness.get_by_label("Clear the search").click();
    harness.run();
    assert_eq!(length.get(), 0);
    assert!(harness.query_by_label("Clear the search").is_none(), "nothing left to clear");
}

#[test]
fn what_is_only_painted_is_also_said() {
    let harness = harness::widgets(SIZE, true, |ui| {
        widgets::stars(ui, 2);
        widgets::flames(ui, 3);
        widgets::tier_sign(ui, Tier::Negative);
        widgets::capacity_bar(ui, 137.0, 120.0);
        ui.add_enabled_ui(false, |ui| widgets::icon_button(ui, Icon::Redo2, "Redo"));
    });
    for name in ["2 of 3 stars", "3 of 3 flames", "Negative", "137 of 120"] {
        assert!(harness.query_by_label(name).is_some(), "“{name}” is said");
    }
    assert!(harness.get_by_label("Redo").accesskit_node().is_disabled(), "a disabled button says so");
}

#[test]
fn the_bar_of_a_win_rate_ends_before_its_number() {
    for rate in [0.04, 1.0] {
        // As wide as the column of the criteria tables.
        let place = Rect::from_min_size(pos2(10.0, 10.0), vec2(82.0, 22.0));
        let harness = harness::widgets(SIZE, false, move |ui| widgets::paint_rate_bar(ui, place, rate, 0.5));
        let (mut bars, mut texts) = (Vec::new(), Vec::new());
        for painted in &harness.output().shapes {
            match &painted.shape {
                Shape::Rect(bar) if bar.rect.height() == 6.0 => bars.push(bar.rect),
                Shape::Text(text) => texts.push(text.visual_bounding_rect()),
                _ => {}
            }
        }
        assert!(bars.len() == 2 && texts.len() == 1, "{bars:?} {texts:?}");
        assert!(bars.iter().all(|bar| bar.width() > 0.0 && bar.right() + 3.0 <= texts[0].left()), "{bars:?} {texts:?}");
    }
}
