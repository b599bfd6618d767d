use eframe::egui;

use super::{Answer, Then, has_focus, quiet_way_out, title};
use crate::{
    app::{
        clock, format,
        journal::{FileSince, Offer},
        state::State,
        theme, widgets,
    },
    lead::Instant,
};

/// How many of the changes are listed before more is asked for: of one offer, and of each of several.
const SHOWN: usize = 5;
const SHOWN_OF_SEVERAL: usize = 2;

/// As many lines as fit into the window beside all else.
const MOST_HEIGHT: f32 = 380.0;

/// What is done with an offer.
enum Choice {
    TakeUp,
    Discard,
}

/// One card an offer; several windows may have ended at once.
pub(super) fn show(ui: &mut egui::Ui, state: &mut State) -> Answer {
    title(ui, &tr!("work-title", count = state.journal.offers().len()));
    ui.label(theme::second(ui, &tr!("work-about")));
    let mut chosen = None;
    let shown = if state.journal.offers().len() > 1 { SHOWN_OF_SEVERAL } else { SHOWN };
    let most = MOST_HEIGHT.min(ui.ctx().content_rect().height() - 200.0);
    egui::ScrollArea::vertical().max_height(most).auto_shrink([false, true]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 8.0;
        for offer in state.journal.offers() {
            ui.push_id(offer.id(), |ui| {
                if let Some(choice) = widgets::card(ui, |ui| offer_ui(ui, offer, shown)) {
                    chosen = Some((offer.id().to_owned(), choice));
                }
            });
        }
    });
    let is_later = quiet_way_out(ui, &tr!("work-later"));
    match chosen {
        Some((offer, Choice::TakeUp)) => {
            state.unless_unsaved(Then::TakeUp(offer));
            Answer::Close
        }
        Some((offer, Choice::Discard)) => {
            match state.journal.discard(&offer) {
                Some(Ok(path)) => state.tell(tr!("work-discarded", path = path.display().to_string())),
                Some(Err(why)) => state.complain(why),
                None => {}
            }
            if state.journal.offers().is_empty() { Answer::Close } else { Answer::Waiting }
        }
        None if is_later => Answer::Close,
        None => Answer::Waiting,
    }
}

/// What it is and the ways to go on at the top, so that they are seen however much was changed.
fn offer_ui(ui: &mut egui::Ui, offer: &Offer, shown: usize) -> Option<Choice> {
    ui.spacing_mut().item_spacing.y = 4.0;
    let choice = head_ui(ui, offer);
    ui.add_space(4.0);
    ui.label(tr!("work-changes", when = when(offer.entry.at), count = offer.changes.len()));
    let id = ui.unique_id().with("all");
    let mut is_whole = ui.data(|data| data.get_temp(id).unwrap_or(false));
    lines(ui, &offer.changes, if is_whole { usize::MAX } else { shown });
    if offer.changes.len() > shown && !is_whole {
        is_whole = widgets::link_button(ui, &tr!("work-show-all", count = offer.changes.len())).clicked();
        ui.data_mut(|data| data.insert_temp(id, is_whole));
    }
    file_ui(ui, &offer.file, shown);
    choice
}

fn head_ui(ui: &mut egui::Ui, offer: &Offer) -> Option<Choice> {
    let name = offer.entry.draft.name.clone();
    let mut choice = None;
    let size = egui::vec2(ui.available_width(), 38.0);
    ui.allocate_ui_with_layout(size, egui::Layout::right_to_left(egui::Align::Center), |ui| {
        let take_up = widgets::primary_button(ui, &tr!("work-take-up"));
        if !has_focus(ui) {
            take_up.request_focus();
        }
        if named(&take_up, &tr!("work-take-up-of", name = name.clone())) {
            choice = Some(Choice::TakeUp);
        }
        let discard = widgets::quiet_button(ui, &tr!("work-discard"));
        if named(&discard, &tr!("work-discard-of", name = name.clone())) {
            choice = Some(Choice::Discard);
        }
        ui.with_layout(egui::Layout::top_down(egui::Align::Min), |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            ui.add(egui::Label::new(theme::strong(&name)).truncate());
            let path = offer.entry.path.as_ref();
            let place = path.map_or_else(|| tr!("work-no-file"), |path| path.display().to_string());
            ui.add(egui::Label::new(theme::second(ui, &place)).truncate());
        });
    });
    choice
}

/// Of several offers each button says of which it is.
fn named(response: &egui::Response, name: &str) -> bool {
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, name));
    response.clicked()
}

/// What has become of the file meanwhile, where that is worth a word.
fn file_ui(ui: &mut egui::Ui, file: &FileSince, shown: usize) {
    let text = match file {
        FileSince::None | FileSince::AsItWas => return,
        FileSince::Changed(_) => tr!("work-file-changed"),
        FileSince::Gone => tr!("work-file-gone"),
        FileSince::NotRead(why) => tr!("work-file-not-read", why = why.clone()),
    };
    ui.horizontal_top(|ui| {
        ui.label(theme::icon(widgets::Icon::TriangleAlert).color(theme::of(ui).warning));
        ui.add(egui::Label::new(text).wrap());
    });
    if let FileSince::Changed(theirs) = file {
        lines(ui, theirs, shown);
        if theirs.len() > shown {
            ui.weak(tr!("and-more", count = theirs.len() - shown));
        }
    }
}

fn lines(ui: &mut egui::Ui, sentences: &[String], most: usize) {
    for sentence in sentences.iter().take(most) {
        ui.add(egui::Label::new(format!("• {sentence}")).truncate());
    }
}

/// 9 min ago; of the last minute nobody counts the seconds.
fn when(at: Instant) -> String {
    let now = clock::now();
    if now.0 - at.0 < 60 { tr!("work-just-now") } else { format::ago(at, now) }
}
