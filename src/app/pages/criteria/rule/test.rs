//! The fields of one test: what is asked, and the values.

use std::ops::RangeInclusive;

use eframe::egui::{self, Id, Key, Popup, TextEdit, Ui, vec2};

use super::{
    attribute,
    fields::{self, Look},
    known::{Known, Offer},
    list::List,
    offer::{self, TestKind},
    picker, spread, words,
};
use crate::{
    app::{format, theme, widgets},
    lead::Day,
    model::{AttributeTest, DateTest, NumberTest, SpamTest, Test, TextTest},
};

/// What days are limited to, in fades, windows and dates alike.
pub const DAYS: RangeInclusive<u32> = 1..=3650;

/// All tests of text fit; all tests of all types are scrolled through.
const MENU_HEIGHT: f32 = 384.0;

/// Two neighbours are in nearly every word.
const KEYBOARD_RUN: RangeInclusive<u32> = 2..=20;

/// One test as a part of a sentence.
pub fn test_ui(ui: &mut Ui, id: Id, test: &mut AttributeTest, known: &Known<'_>) {
    attribute::attribute_ui(ui, id.with("attribute"), test, known);
    let kind = TestKind::of(&test.is);
    let is_one = match &test.is {
        Test::Text(test) => test.listed().len() == 1,
        is => matches!(is, Test::YesNo(_)),
    };
    let groups = offer::offered(known.field_type(&test.attribute));
    if let Some(kind) = kind_menu(ui, id.with("test"), kind, is_one, &groups) {
        test.is = kind.make(&test.is, known.first_date());
    }
    let spread = known.spread(&test.attribute).filter(|_| test.is.field_type() == known.field_type(&test.attribute));
    let AttributeTest { attribute, is } = test;
    match is {
        Test::Text(test) => attribute_values(ui, id, attribute, test, known),
        Test::Number(test) => number_ui(ui, id, test),
        Test::Date(test) => date_test_ui(ui, id, test),
        Test::YesNo(yes) => yes_no_ui(ui, id.with("answer"), attribute, yes, known),
        Test::Spam(SpamTest::KeyboardRun(run)) => {
            fields::whole(ui, id.with("run"), &tr!("rule-run"), run, KEYBOARD_RUN);
            fields::word(ui, tr!("rule-run-after"));
        }
        Test::Spam(_) | Test::Known | Test::Unknown => {}
    }
    if let Some(spread) = spread {
        spread::spread_ui(ui, id.with("spread"), spread, is, known.first_date());
    }
}

/// Yes and no side by side, each with the leads that say so.
fn yes_no_ui(ui: &mut Ui, id: Id, attribute: &str, yes: &mut bool, known: &Known<'_>) {
    let label = |word: String, value: &str| match known.count(attribute, value) {
        Some(count) => tr!("rule-answer", answer = word, count = format::count(count)),
        None => word,
    };
    let choices = [(true, label(tr!("rule-answer-yes"), "yes")), (false, label(tr!("rule-answer-no"), "no"))];
    let choices: Vec<_> = choices.iter().map(|(value, label)| (*value, label.as_str())).collect();
    let width: f32 =
        choices.iter().map(|(_, label)| fields::galley(ui, theme::strong(label)).size().x.ceil() + 20.0).sum();
    fields::slot(ui, id, width + 4.0, |ui| {
        widgets::segmented(ui, &tr!("rule-answers"), yes, &choices);
    });
}

/// The drop-down of tests; answers the one that was picked.
pub fn kind_menu(
    ui: &mut Ui,
    id: Id,
    kind: TestKind,
    is_one: bool,
    groups: &[&'static [TestKind]],
) -> Option<TestKind> {
    let button = fields::menu_field(ui, id, &tr!("rule-test"), &words::test(kind, is_one), Look::Words);
    let mut picked = None;
    Popup::menu(&button).gap(2.0).show(|ui| {
        ui.set_width(240.0);
        egui::ScrollArea::vertical().max_height(MENU_HEIGHT).show(ui, |ui| {
            for (index, group) in groups.iter().enumerate() {
                if index > 0 {
                    picker::menu_line(ui);
                }
                for choice in *group {
                    let text = words::test(*choice, false);
                    if picker::menu_row(ui, &text, "", *choice == kind) && *choice != kind {
                        picked = Some(*choice);
                    }
                }
            }
        });
    });
    picked
}

fn attribute_values(ui: &mut Ui, id: Id, attribute: &str, test: &mut TextTest, known: &Known<'_>) {
    let is_whole = matches!(test, TextTest::OneOf(_) | TextTest::NoneOf(_));
    let (hint, name) = match test {
        TextTest::HasAnyWord(_) => (tr!("rule-plus-word"), tr!("rule-add-word")),
        TextTest::OneOf(_) | TextTest::NoneOf(_) => (tr!("rule-plus-value"), tr!("rule-add-value")),
        _ => (tr!("rule-plus-text"), tr!("rule-add-text")),
    };
    let offers = |typed: &str, listed: &[String]| -> Vec<Offer> {
        known
            .values(attribute, typed, listed)
            .into_iter()
            .map(|(value, count)| Offer {
                value: value.to_owned(),
                label: value.to_owned(),
                note: format::count(count),
            })
            .collect()
    };
    // Only whole values can be held against those that the library has.
    let doubt = |value: &str| {
        let is_absent = is_whole && known.count(attribute, value) == Some(0);
        is_absent.then(|| tr!("rule-unseen-value", value = value))
    };
    let label = |value: &str| value.to_owned();
    let list = List { id: id.with("values"), hint, name, offers: &offers, label: &label, doubt: &doubt, meant: &label };
    list.show(ui, test.listed_mut());
}

/// A test of the detail of an event.
pub fn detail_ui(ui: &mut Ui, id: Id, test: &mut TextTest) {
    let kind = TestKind::of_text(test);
    if let Some(kind) = kind_menu(ui, id.with("test"), kind, test.listed().len() == 1, &[&offer::TEXT])
        && let Some(changed) = kind.text_test(|| test.listed().clone())
    {
        *test = changed;
    }
    let label = |value: &str| value.to_owned();
    let list = List {
        id: id.with("values"),
        hint: tr!("rule-plus-text"),
        name: tr!("rule-add-detail-text"),
        offers: &|_, _| Vec::new(),
        label: &label,
        doubt: &|_| None,
        meant: &label,
    };
    list.show(ui, test.listed_mut());
}

/// A test of the amount of an event.
pub fn amount_ui(ui: &mut Ui, id: Id, test: &mut NumberTest) {
    let kind = TestKind::of_number(*test);
    if let Some(kind) = kind_menu(ui, id.with("test"), kind, false, &[&offer::NUMBER])
        && let Some(changed) = kind.number_test(|| *test)
    {
        *test = changed;
    }
    number_ui(ui, id, test);
}

fn number_ui(ui: &mut Ui, id: Id, test: &mut NumberTest) {
    match test {
        NumberTest::Between(least, most) => {
            fields::number(ui, id.with("least"), &tr!("rule-least"), least);
            fields::word(ui, tr!("rule-and"));
            fields::number(ui, id.with("most"), &tr!("rule-most"), most);
            if *least > *most {
                problem_ui(ui, &tr!("rule-range-backwards"));
            }
        }
        NumberTest::Equal(number)
        | NumberTest::NotEqual(number)
        | NumberTest::Less(number)
        | NumberTest::AtMost(number)
        | NumberTest::Greater(number)
        | NumberTest::AtLeast(number) => {
            fields::number(ui, id.with("number"), &tr!("rule-number"), number);
        }
    }
}

fn date_test_ui(ui: &mut Ui, id: Id, test: &mut DateTest) {
    match test {
        DateTest::Before(day) | DateTest::After(day) => day_ui(ui, id.with("day"), day),
        DateTest::WithinLastDays(days) => {
            fields::whole(ui, id.with("days"), &tr!("rule-days"), days, DAYS);
            fields::word(ui, tr!("rule-days-after", number = *days));
        }
        DateTest::DaysAgoOrMore(days) => {
            fields::whole(ui, id.with("days"), &tr!("rule-days"), days, DAYS);
            fields::word(ui, tr!("rule-days-ago-after"));
        }
    }
}

/// A date as text. What is no date changes nothing, and says so while it is typed.
fn day_ui(ui: &mut Ui, id: Id, day: &mut Day) {
    let is_focused = ui.memory(|memory| memory.has_focus(id));
    let stored: Option<String> = ui.data(|data| data.get_temp(id));
    let mut typed = stored.filter(|_| is_focused).unwrap_or_else(|| day.to_string());
    let theme = theme::of(ui);
    let is_wrong = typed.parse::<Day>().is_err();
    fields::slot(ui, id.with("slot"), 104.0, |ui| {
        let field = TextEdit::singleline(&mut typed)
            .id(id)
            .margin(egui::Margin::symmetric(9, 6))
            .min_size(vec2(104.0, fields::HEIGHT))
            .desired_width(104.0)
            .text_color_opt(is_wrong.then_some(theme.worse));
        let response = ui.add(field).accessible_name(tr!("rule-date"));
        let is_escape = ui.input(|input| input.key_pressed(Key::Escape));
        let is_done = response.changed() || response.lost_focus() && !is_escape;
        if let Some(new) = typed.parse::<Day>().ok().filter(|_| is_done) {
            *day = new;
        }
    });
    if is_wrong && let Err(err) = typed.parse::<Day>() {
        problem_ui(ui, &err.to_string());
    }
    ui.data_mut(|data| data.insert_temp(id, typed));
}

fn problem_ui(ui: &mut Ui, text: &str) {
    let text = theme::worse(ui, text).font(theme::small());
    let width = fields::galley(ui, text.clone()).size().x.ceil();
    let rect = fields::room(ui, width);
    ui.put(rect, egui::Label::new(text).extend());
}
