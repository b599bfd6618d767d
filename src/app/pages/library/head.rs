//! What stands above the tables: the library in a few numbers, and what can be done to it as a whole.

use eframe::egui::{self, Align, Layout, Ui, vec2};

use super::survey::Head;
use crate::{
    app::{
        format,
        history::Way,
        state::State,
        tasks::WorkKind,
        theme,
        widgets::{self, Icon},
    },
    lead::Instant,
};

/// A change that takes longer than this is told with how far it is.
const BLINK_SECONDS: f64 = 0.2;

/// The title, and what comes in.
pub fn title_ui(ui: &mut Ui, state: &mut State) {
    let name = state.library_name();
    let title = match name {
        Some(name) => tr!("library-title", name = name),
        None => tr!("page-library"),
    };
    let (mut wants_more, mut asks_to_remove) = (false, false);
    widgets::page_header(ui, &title, &tr!("library-subtitle"), |ui| {
        if state.library.is_some() && widgets::quiet_button(ui, &tr!("library-import-more")).clicked() {
            wants_more = true;
        }
        let retired = state.pages.library.retired();
        if retired > 0 {
            let is_free = state.tasks.work.is_none();
            let button = ui.add_enabled_ui(is_free, |ui| widgets::quiet_button(ui, &tr!("library-remove-ask"))).inner;
            asks_to_remove = button.on_hover_text(tr!("library-remove-tip", count = retired)).clicked();
        }
        noted_ui(ui, state.last_noted());
    });
    if asks_to_remove {
        state.ask_to_remove_for_good();
    }
    if wants_more {
        state.import_more();
    }
}

/// What was noted of the last import: its sheet is gone.
fn noted_ui(ui: &mut Ui, notes: &[String]) {
    const WIDTH: f32 = 460.0;
    if notes.is_empty() {
        return;
    }
    let noted = tr!("library-noted", count = notes.len());
    widgets::choice_menu(ui, &tr!("library-last-import"), &noted, |ui| {
        ui.set_width(WIDTH);
        egui::ScrollArea::vertical().max_height(360.0).show(ui, |ui| {
            for note in notes {
                ui.add(egui::Label::new(format!("• {note}")).wrap());
            }
        });
    });
}

/// Leads, accounts, events and so on, side by side.
pub fn facts_ui(ui: &mut Ui, head: &Head, as_of: Instant) {
    let mut facts = vec![(tr!("library-column-leads"), format::count(head.leads))];
    if head.accounts > 0 {
        facts.push((tr!("library-accounts"), format::count(head.accounts)));
    }
    facts.push((tr!("library-events"), format::count(head.events)));
    if head.won + head.lost > 0 {
        facts.push((tr!("library-won"), format::count(head.won)));
        facts.push((tr!("library-lost"), format::count(head.lost)));
        facts.push((tr!("library-open"), format::count(head.open)));
    }
    if let Some((first, last)) = head.days {
        let days = tr!("library-span-days", first = format::day(first), last = format::day(last));
        facts.push((tr!("library-span"), days));
    }
    if as_of.0 > 0 {
        facts.push((tr!("library-as-of"), format::day(as_of.day())));
    }
    widgets::card(ui, |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 28.0;
            for (caption, value) in facts {
                // What has no room is left out whole.
                let width = |text: &str, font| {
                    ui.painter().layout_no_wrap(text.to_owned(), font, egui::Color32::PLACEHOLDER).size().x
                };
                let needed = width(&value, theme::strong_font()).max(width(&caption, theme::small_strong()));
                if ui.available_width() < needed {
                    break;
                }
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing = vec2(0.0, 2.0);
                    ui.label(theme::caption(ui, &caption));
                    ui.label(theme::strong(&value).size(15.0));
                });
            }
        });
    });
}

/// “Undo: Rename Title” and the way forth: of the library alone, whatever was done to the model since; laid out from the right.
pub fn steps_ui(ui: &mut Ui, state: &mut State) {
    const MOST: f32 = 260.0;
    if progress_ui(ui, state) {
        return;
    }
    let page = &state.pages.library;
    let [undo, redo] = [Way::Back, Way::Forth].map(|way| page.label(way).map(str::to_owned));
    let is_free = state.tasks.work.is_none();
    let mut asked = None;
    ui.add_enabled_ui(is_free, |ui| {
        if let Some(what) = redo
            && widgets::icon_button(ui, Icon::Redo2, &tr!("redo-what", what = what)).clicked()
        {
            asked = Some(Way::Forth);
        }
        if let Some(what) = undo {
            let text = tr!("undo-what", what = what);
            let size = vec2(ui.available_width().min(MOST), 30.0);
            ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
                let button = egui::Button::new(text.as_str()).truncate().min_size(vec2(56.0, 30.0));
                if ui.add(button).on_hover_text(text.as_str()).clicked() {
                    asked = Some(Way::Back);
                }
            });
        }
    });
    if let Some(way) = asked {
        state.begin_step(way);
    }
}

/// How far a change is, and a way to stop it. Answers whether one is under way.
fn progress_ui(ui: &mut Ui, state: &State) -> bool {
    let since = egui::Id::unique("library change since");
    let Some(work) = state.tasks.work.as_ref().filter(|work| work.kind == WorkKind::Fields) else {
        ui.data_mut(|data| data.remove::<f64>(since));
        return false;
    };
    let now = ui.input(|input| input.time);
    let begun = ui.data_mut(|data| *data.get_temp_mut_or_insert_with(since, || now));
    if now - begun < BLINK_SECONDS {
        return true;
    }
    if widgets::link_button(ui, &tr!("cancel-work")).clicked() {
        work.progress.cancel();
    }
    let bar = egui::ProgressBar::new(work.progress.fraction()).desired_width(140.0).show_percentage();
    ui.add(bar);
    ui.label(theme::second(ui, &tr!("changing-fields")));
    true
}
