//! What a lead did: newest first. A line opens into fields; more can be added, with a click for what the model counts.

use std::sync::Arc;

use eframe::egui::{self, DragValue, Role, Sense, Ui, WidgetInfo, vec2};

use super::{Editing, Trial, attributes, effect::effect, quick::Quick, text::TextField, told::is_quick};
use crate::{
    app::{
        format, number,
        pages::{
            criteria::rule::{fields, known::Offer, picker},
            leads::{cells, moment},
        },
        theme, widgets,
    },
    lead::{Day, Event, Instant, SECONDS_PER_DAY, fold, trim_fold},
    model::Axis,
};

const ROW: f32 = 28.0;
/// On a projector, where six are to be seen at once.
const LOW_ROW: f32 = 25.0;
const CROSS: f32 = 20.0;
/// So many chips before the rest is put into a menu; fewer where it is narrow or low.
const CHIPS: usize = 5;
const CHIPS_NARROW: usize = 3;
const NARROW: f32 = 320.0;
/// Of a lead with more events the newest are shown, until all are asked for; of thousands never all.
const MOST_SHOWN: usize = 200;

/// What can be tried at once.
pub fn quick_ui(ui: &mut Ui, editing: &mut Editing<'_>, quick: &[Quick], is_roomy: bool) {
    if quick.is_empty() {
        return;
    }
    let mut added = None;
    let chips = match (ui.available_width() < NARROW, is_roomy) {
        (false, true) => CHIPS,
        (true, true) | (false, false) => CHIPS_NARROW,
        (true, false) => 1,
    };
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
        for one in quick.iter().filter(|one| one.points > 0).take(chips) {
            if chip_ui(ui, editing, one) {
                added = Some(one);
            }
        }
        let rest: Vec<&Quick> = {
            let shown: Vec<&Quick> = quick.iter().filter(|one| one.points > 0).take(chips).collect();
            quick.iter().filter(|one| !shown.iter().any(|other| other.criterion == one.criterion)).collect()
        };
        if rest.is_empty() {
            return;
        }
        let button = egui::Button::new(theme::second(ui, &tr!("sandbox-quick-more"))).min_size(vec2(0.0, 26.0));
        let (response, _) = egui::containers::menu::MenuButton::from_button(button).ui(ui, |ui| {
            ui.set_min_width(240.0);
            egui::ScrollArea::vertical().max_height(300.0).show(ui, |ui| {
                for one in rest {
                    if picker::menu_row(ui, &one.name, &format::points(one.points.into()), false) {
                        added = Some(one);
                        ui.close();
                    }
                }
            });
        });
        let name = tr!("sandbox-quick-more-of", name = editing.trial.name.clone());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    });
    if let Some(one) = added {
        let event = Event { at: editing.as_of, ..one.event.clone() };
        let effect = effect_of(editing, one);
        editing.edit(|lead| lead.events.push(event));
        let done = Done { trial: Arc::clone(&editing.trial), as_of: editing.as_of, effect };
        ui.data_mut(|data| data.insert_temp(editing.id("what came of it"), done));
    }
    done_ui(ui, editing);
}

/// What came of the event that was added last.
#[derive(Clone)]
struct Done {
    /// The lead with it.
    trial: Arc<Trial>,
    as_of: Instant,
    /// In words, and whether something of it does not count.
    effect: Option<(String, bool)>,
}

/// What one more of these does now; nothing of a lead that takes longer to go through than a frame has.
fn effect_of(editing: &Editing<'_>, one: &Quick) -> Option<(String, bool)> {
    let model = editing.known.model;
    if !is_quick(&editing.trial, model) {
        return None;
    }
    let event = Event { at: editing.as_of, ..one.event.clone() };
    let effect = effect(model, &editing.trial.lead, editing.as_of, &event, &one.criterion);
    Some((effect.text(&one.name), effect.is_held_back()))
}

/// Until the lead or the day is another.
fn done_ui(ui: &mut Ui, editing: &Editing<'_>) {
    let done: Option<Done> = ui.data(|data| data.get_temp(editing.id("what came of it")));
    let of_this = |done: &Done| Arc::ptr_eq(&done.trial, &editing.trial) && done.as_of == editing.as_of;
    let Some((text, is_held_back)) = done.filter(of_this).and_then(|done| done.effect) else { return };
    let theme = theme::of(ui);
    let colour = if is_held_back { theme.warning } else { theme.second };
    ui.add(egui::Label::new(egui::RichText::new(text).color(colour)).wrap());
}

/// “+ Pricing page today”.
fn chip_ui(ui: &mut Ui, editing: &Editing<'_>, one: &Quick) -> bool {
    let text = tr!("sandbox-quick", what = one.name.clone());
    let theme = theme::of(ui);
    let button = egui::Button::new(egui::RichText::new(&text).color(theme.accent)).min_size(vec2(0.0, 26.0));
    let response = ui.add(button.wrap_mode(egui::TextWrapMode::Truncate));
    let spoken = tr!("sandbox-quick-of", what = one.name.clone(), name = editing.trial.name.clone());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &spoken));
    let what = moment::what(&one.event.kind, one.event.detail.as_deref());
    let points = format::points(one.points.into());
    let about = |ui: &mut Ui| {
        ui.label(tr!("sandbox-quick-about", what = what, points = points));
        if let Some((effect, _)) = effect_of(editing, one) {
            ui.label(effect);
        }
    };
    response.on_hover_ui(about).clicked()
}

/// All events, and a button that adds one.
pub fn show(ui: &mut Ui, editing: &mut Editing<'_>, at_first: usize) {
    ui.label(theme::strong(&tr!("leads-events")));
    ui.spacing_mut().item_spacing.y = if theme::is_presentation(ui) { 0.0 } else { 2.0 };
    let order = editing.order.to_vec();
    if order.is_empty() {
        ui.label(theme::second(ui, &tr!("leads-events-nothing")));
    }
    let mut removed = None;
    let all = editing.id("all events");
    let most = if ui.data(|data| data.get_temp(all)).unwrap_or(false) { MOST_SHOWN } else { at_first };
    for (place, index) in order.iter().copied().enumerate() {
        // One that is being edited stays in sight.
        let is_open = *editing.open_event == Some((editing.trial_id, index));
        if (place < most || is_open) && event_ui(ui, editing, index) {
            removed = Some(index);
        }
    }
    if order.len() > most {
        let more = tr!("leads-events-more", count = format::count((order.len() - most) as u64));
        if most == MOST_SHOWN {
            ui.label(theme::second(ui, &more));
        } else if widgets::link_button(ui, &more).clicked() {
            ui.data_mut(|data| data.insert_temp(all, true));
        }
    }
    if let Some(index) = removed {
        editing.edit(|lead| {
            lead.events.remove(index);
        });
        *editing.open_event = None;
    }
    let name = tr!("sandbox-add-event-of", name = editing.trial.name.clone());
    let response = ui.add(egui::Button::new(theme::second(ui, &tr!("sandbox-add-event"))).min_size(vec2(0.0, 28.0)));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    if response.clicked() {
        let kind = editing.known.kinds().into_iter().next().unwrap_or_else(|| tr!("sandbox-new-kind"));
        let event = Event { kind, at: editing.as_of, detail: None, amount: None };
        let index = editing.trial.lead.events.len();
        editing.edit(|lead| lead.events.push(event));
        *editing.open_event = Some((editing.trial_id, index));
    }
}

/// Answers whether it is to be removed.
fn event_ui(ui: &mut Ui, editing: &mut Editing<'_>, index: usize) -> bool {
    let Some(event) = editing.trial.lead.events.get(index).cloned() else { return false };
    let theme = theme::of(ui);
    let is_open = *editing.open_event == Some((editing.trial_id, index));
    let height = if theme::is_presentation(ui) { LOW_ROW } else { ROW };
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let line = rect.with_max_x(rect.right() - CROSS);
    let response = ui.interact(line, editing.id(("event", index)), Sense::click());
    let (what, when) = (told(&event), when(event.at, editing.as_of));
    let spoken = tr!("sandbox-event-of", what = what.clone(), when = when.clone(), name = editing.trial.name.clone());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_open, &spoken));
    let is_lit = response.hovered() || response.has_focus() || is_open;
    if is_lit {
        ui.painter().rect_filled(rect.expand2(vec2(4.0, 0.0)), 6.0, theme.accent_tint);
    }
    let is_to_come = event.at > editing.as_of;
    let colour = if is_to_come { theme.second } else { theme.text };
    let dot = rect.left_center() + vec2(4.0, 0.0);
    if is_to_come {
        ui.painter().circle_stroke(dot, 3.0, (1.0, theme.axis(Axis::Engagement)));
    } else {
        ui.painter().circle_filled(dot, 3.0, theme.axis(Axis::Engagement));
    }
    let side = ui.painter().layout_no_wrap(when, theme::body(), theme.second);
    let left = line.right() - side.size().x - 4.0;
    cells::text(ui, rect.with_min_x(rect.left() + 14.0).with_max_x(left - 8.0), &what, theme::body(), colour);
    ui.painter().galley(egui::pos2(left, rect.center().y - side.size().y / 2.0), side, theme.second);
    if response.clicked() {
        *editing.open_event = if is_open { None } else { Some((editing.trial_id, index)) };
    }
    response.on_hover_cursor(egui::CursorIcon::PointingHand).on_hover_text(format!(
        "{what}\n{}\n{}",
        format::day(event.at.day()),
        tr!("sandbox-event-about")
    ));
    let cross = rect.with_min_x(rect.right() - CROSS + 2.0);
    let name = tr!("sandbox-remove-event", what = what, name = editing.trial.name.clone());
    let is_removed = fields::cross(ui, cross, editing.id(("remove event", index)), &name).clicked();
    if is_open && !is_removed {
        fields_ui(ui, editing, index, &event);
    }
    is_removed
}

fn told(event: &Event) -> String {
    let what = moment::what(&event.kind, event.detail.as_deref());
    match event.amount {
        Some(amount) => tr!("leads-event-amount", what = what, amount = crate::model::wording::decimal(amount)),
        None => what,
    }
}

/// How long ago; or in how many days, where the date was moved to before it.
fn when(at: Instant, as_of: Instant) -> String {
    match at.age_days(as_of) {
        age if age >= 0 => moment::days_ago(age),
        age => tr!("sandbox-in-days", number = -age),
    }
}

/// Kind, detail, amount, and when.
fn fields_ui(ui: &mut Ui, editing: &mut Editing<'_>, index: usize, event: &Event) {
    let mut edited = event.clone();
    let frame = egui::Frame::new().fill(theme::of(ui).raised).corner_radius(7).inner_margin(8);
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 6.0;
        kind_ui(ui, editing, index, &mut edited);
        detail_ui(ui, editing, index, &mut edited);
        when_ui(ui, editing, index, &mut edited);
        amount_ui(ui, editing, index, &mut edited);
    });
    if edited != *event {
        editing.edit(|lead| {
            if let Some(event) = lead.events.get_mut(index) {
                *event = edited;
            }
        });
    }
}

fn kind_ui(ui: &mut Ui, editing: &Editing<'_>, index: usize, event: &mut Event) {
    let known = editing.known;
    let spoken = tr!("sandbox-kind-of", name = editing.trial.name.clone());
    let offers = |query: &str| {
        let query = trim_fold(query);
        let is_meant = |kind: &String| fold(kind).contains(&query) || fold(&moment::humanised(kind)).contains(&query);
        let offer = |kind: String| Offer { label: moment::humanised(&kind), note: String::new(), value: kind };
        known.kinds().into_iter().filter(is_meant).map(offer).collect::<Vec<_>>()
    };
    let width = ui.available_width();
    let hint = tr!("sandbox-kind");
    let id = editing.id(("kind", index));
    // While it is typed it stands as it is typed.
    let is_focused = ui.memory(|memory| memory.has_focus(id));
    let typed = id.with("as typed");
    let kept: Option<String> = ui.data(|data| data.get_temp(typed)).filter(|_| is_focused);
    let mut text = kept.unwrap_or_else(|| moment::humanised(&event.kind));
    if (TextField { id, name: &spoken, hint: &hint, width, offers: &offers }).show(ui, &mut text) {
        let folded = trim_fold(&text);
        let kinds = known.kinds();
        let meant = kinds.into_iter().find(|kind| fold(kind) == folded || fold(&moment::humanised(kind)) == folded);
        event.kind = meant.unwrap_or_else(|| text.trim().to_owned());
    }
    ui.data_mut(|data| data.insert_temp(typed, text));
}

fn detail_ui(ui: &mut Ui, editing: &Editing<'_>, index: usize, event: &mut Event) {
    let (known, kind) = (editing.known, event.kind.clone());
    let spoken = tr!("sandbox-detail-of", name = editing.trial.name.clone());
    let mut detail = event.detail.clone().unwrap_or_default();
    let offers = |query: &str| known.details(&kind, query);
    let width = ui.available_width();
    let hint = tr!("sandbox-detail");
    let id = editing.id(("detail", index));
    if (TextField { id, name: &spoken, hint: &hint, width, offers: &offers }).show(ui, &mut detail) {
        event.detail = Some(detail).filter(|detail| !detail.trim().is_empty());
    }
}

/// “3 days ago” as a number, and the date beside it: either can be set.
fn when_ui(ui: &mut Ui, editing: &Editing<'_>, index: usize, event: &mut Event) {
    const MOST: i64 = 3_650;
    let as_of = editing.as_of;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let mut age = event.at.age_days(as_of);
        let field = DragValue::new(&mut age)
            .range(-MOST..=MOST)
            .clamp_existing_to_range(false)
            .speed(0.2)
            .custom_formatter(|number, _| format::count_signed(number as i64))
            .custom_parser(|text| number::read(text).ok().map(|number| number as f64));
        let response = ui.push_id(editing.id(("age", index)), |ui| ui.add_sized(vec2(48.0, 26.0), field)).inner;
        let response = response.accessible_name(tr!("sandbox-age-of", name = editing.trial.name.clone()));
        if response.changed() {
            event.at = Instant(as_of.0.saturating_sub(age.saturating_mul(SECONDS_PER_DAY)));
        }
        ui.label(theme::second(ui, &tr!("sandbox-days-ago")));
        let spoken = tr!("sandbox-date-of", name = editing.trial.name.clone());
        let width = ui.available_width();
        let id = editing.id(("event day", index));
        if let Some(Some(day)) = attributes::day_field(ui, id, &spoken, Some(event.at.day()), width) {
            event.at = noon(day, as_of);
        }
    });
}

/// Within that day: at noon, and today not later than now.
fn noon(day: Day, as_of: Instant) -> Instant {
    let noon = Instant(i64::from(day.0) * SECONDS_PER_DAY + SECONDS_PER_DAY / 2);
    if day == as_of.day() { noon.min(as_of) } else { noon }
}

fn amount_ui(ui: &mut Ui, editing: &Editing<'_>, index: usize, event: &mut Event) {
    let spoken = tr!("sandbox-amount-of", name = editing.trial.name.clone());
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        match event.amount {
            Some(mut amount) => {
                ui.label(theme::second(ui, &tr!("sandbox-amount")));
                if fields::number(ui, editing.id(("amount", index)), &spoken, &mut amount) {
                    event.amount = Some(amount);
                }
                if fields::remove_button(ui, editing.id(("no amount", index)), &tr!("sandbox-no-amount")).clicked() {
                    event.amount = None;
                }
            }
            None => {
                if widgets::link_button(ui, &tr!("sandbox-add-amount")).clicked() {
                    event.amount = Some(1.0);
                }
            }
        }
    });
}
