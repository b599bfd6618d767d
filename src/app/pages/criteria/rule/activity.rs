//! An activity rule as a sentence: any webinar attended, at least 1 time, in the last 90 days, halves every 30 days.

use eframe::egui::{Id, Popup, Ui};

use super::{
    condition, fade_curve,
    fields::{self, Look},
    known::{Known, Offer},
    list::List,
    parts::{self, CountingKind, FadeKind, Part},
    picker,
    test::{self, DAYS},
    words,
};
use crate::model::{Activity, EventCounting, Fade, wording};

/// Draws an activity rule; `lead` draws what its first line begins with.
pub fn activity_ui(ui: &mut Ui, id: Id, activity: &mut Activity, known: Known<'_>, lead: &mut dyn FnMut(&mut Ui)) {
    fields::wrapped(ui, ui.available_width(), |ui| {
        lead(ui);
        counting_menu(ui, id, activity);
        kinds_ui(ui, id, activity, &known);
        event_tests_ui(ui, id, activity);
        counting_ui(ui, id, activity);
        fade_ui(ui, id, activity);
    });
    only_if_ui(ui, id, activity, known);
    add_parts_ui(ui, id, activity);
}

fn counting_menu(ui: &mut Ui, id: Id, activity: &mut Activity) {
    let kind = CountingKind::of(&activity.counting);
    let button =
        fields::menu_field(ui, id.with("counting"), &tr!("rule-counting"), &words::counting(kind).0, Look::Words);
    Popup::menu(&button).gap(2.0).show(|ui| {
        ui.set_width(240.0);
        for choice in CountingKind::ALL {
            let (word, about) = words::counting(choice);
            if picker::menu_row(ui, &word, &about, choice == kind) {
                choice.put(activity);
            }
        }
    });
}

fn kinds_ui(ui: &mut Ui, id: Id, activity: &mut Activity, known: &Known<'_>) {
    if activity.kinds.is_empty() {
        fields::word(ui, tr!("rule-activity"));
    }
    let offers = |typed: &str, listed: &[String]| -> Vec<Offer> {
        let kinds = known.kinds(typed, listed).into_iter();
        kinds.map(|kind| Offer { value: kind.to_owned(), label: wording::kind(kind), note: String::new() }).collect()
    };
    let doubt = |kind: &str| known.is_unknown_kind(kind).then(|| tr!("rule-unknown-kind", kind = kind));
    let list = List {
        id: id.with("kinds"),
        hint: tr!("rule-plus-activity"),
        name: tr!("rule-add-activity"),
        offers: &offers,
        label: &wording::kind,
        doubt: &doubt,
        meant: &|typed| known.kind_of(typed),
    };
    list.show(ui, &mut activity.kinds);
}

/// The × of an optional part.
fn removes(ui: &mut Ui, id: Id, part: Part) -> bool {
    fields::remove_button(ui, id.with(("remove", part as u8)), &words::remove_part(part)).clicked()
}

fn event_tests_ui(ui: &mut Ui, id: Id, activity: &mut Activity) {
    let mut removed = None;
    if let Some(detail) = &mut activity.detail {
        fields::keep_together(ui, 200.0);
        fields::word(ui, tr!("rule-whose-detail"));
        test::detail_ui(ui, id.with("detail"), detail);
        removed = removed.or(removes(ui, id, Part::Detail).then_some(Part::Detail));
    }
    if let Some(amount) = &mut activity.amount {
        fields::keep_together(ui, 270.0);
        fields::word(ui, if activity.detail.is_some() { tr!("rule-and-amount") } else { tr!("rule-whose-amount") });
        test::amount_ui(ui, id.with("amount"), amount);
        removed = removed.or(removes(ui, id, Part::Amount).then_some(Part::Amount));
    }
    if let Some(part) = removed {
        part.remove(activity);
    }
}

fn counting_ui(ui: &mut Ui, id: Id, activity: &mut Activity) {
    match &mut activity.counting {
        EventCounting::Once { at_least, .. } => {
            fields::keep_together(ui, 150.0);
            fields::word(ui, tr!("rule-at-least-times"));
            fields::whole(ui, id.with("at-least"), &tr!("rule-times"), at_least, 1..=1000);
            fields::word(ui, tr!("rule-times-after", number = *at_least));
        }
        EventCounting::Each { at_most, .. } => {
            fields::keep_together(ui, 150.0);
            fields::word(ui, tr!("rule-at-most-times"));
            fields::whole(ui, id.with("at-most"), &tr!("rule-times"), at_most, 1..=1000);
            fields::word(ui, tr!("rule-times-after", number = *at_most));
        }
        EventCounting::Absent { for_days } => {
            fields::keep_together(ui, 130.0);
            fields::word(ui, tr!("rule-for"));
            fields::whole(ui, id.with("for-days"), &tr!("rule-days"), for_days, DAYS);
            fields::word(ui, tr!("rule-days-after", number = *for_days));
        }
    }
    let mut removed = None;
    if let EventCounting::Each { once_per_days: Some(days), .. } = &mut activity.counting {
        fields::keep_together(ui, 150.0);
        fields::word(ui, tr!("rule-once-per"));
        fields::whole(ui, id.with("spacing"), &tr!("rule-spacing"), days, DAYS);
        fields::word(ui, tr!("rule-days-after", number = *days));
        removed = removes(ui, id, Part::Spacing).then_some(Part::Spacing);
    }
    if let Some(days) = &mut activity.within_days {
        fields::keep_together(ui, 190.0);
        fields::word(ui, tr!("rule-in-the-last"));
        fields::whole(ui, id.with("window"), &tr!("rule-window"), days, DAYS);
        fields::word(ui, tr!("rule-days-after", number = *days));
        removed = removed.or(removes(ui, id, Part::Window).then_some(Part::Window));
    }
    if let Some(part) = removed {
        part.remove(activity);
    }
}

fn fade_ui(ui: &mut Ui, id: Id, activity: &mut Activity) {
    let Some(old) = parts::fade_of(&activity.counting).filter(|fade| *fade != Fade::None) else { return };
    let mut fade = old;
    // With its curve.
    fields::keep_together(ui, if matches!(fade, Fade::Steps { .. }) { 470.0 } else { 400.0 });
    fields::word(ui, tr!("rule-fade-lead"));
    let kind = FadeKind::of(fade);
    let button = fields::menu_field(ui, id.with("fade"), &tr!("rule-fade"), &words::fade(kind), Look::Words);
    Popup::menu(&button).gap(2.0).show(|ui| {
        ui.set_width(150.0);
        for choice in FadeKind::ALL {
            if picker::menu_row(ui, &words::fade(choice), "", choice == kind) && choice != kind {
                fade = choice.make(fade);
            }
        }
    });
    let days_id = id.with("fade-days");
    match &mut fade {
        Fade::None => {}
        Fade::Expires { days } | Fade::HalfLife { days } => {
            fields::whole(ui, days_id, &tr!("rule-fade-days"), days, DAYS);
            fields::word(ui, tr!("rule-days-after", number = *days));
        }
        Fade::Steps { percent, every_days } => {
            fields::whole(ui, id.with("fade-percent"), &tr!("rule-fade-percent"), percent, 1..=100);
            fields::word(ui, tr!("rule-fade-every"));
            fields::whole(ui, days_id, &tr!("rule-fade-days"), every_days, DAYS);
            fields::word(ui, tr!("rule-days-after", number = *every_days));
        }
    }
    fade_curve::fade_curve_ui(ui, fade);
    if removes(ui, id, Part::Fade) {
        fade = Fade::None;
    }
    if fade != old {
        parts::set_fade(&mut activity.counting, fade);
    }
}

fn only_if_ui(ui: &mut Ui, id: Id, activity: &mut Activity, known: Known<'_>) {
    let Some(condition) = &mut activity.only_if else { return };
    let mut is_removed = false;
    let mut lead = |ui: &mut Ui| {
        fields::word(ui, tr!("rule-only-if"));
        is_removed |= removes(ui, id, Part::OnlyIf);
    };
    condition::condition_ui(ui, id.with("only-if"), condition, known, &mut lead);
    if is_removed {
        Part::OnlyIf.remove(activity);
    }
}

/// What the sentence does not say yet, but could.
fn add_parts_ui(ui: &mut Ui, id: Id, activity: &mut Activity) {
    if !Part::ALL.iter().any(|part| part.is_offered(activity)) {
        return;
    }
    fields::wrapped(ui, ui.available_width(), |ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        for part in Part::ALL {
            if part.is_offered(activity)
                && fields::add_button(ui, id.with(("add", part as u8)), &words::add_part(part)).clicked()
            {
                part.add(activity);
            }
        }
    });
}
