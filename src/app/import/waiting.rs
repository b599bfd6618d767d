//! What is on its way: how far it is, and how to stop it.

use eframe::egui::{Rect, Role, Sense, Ui, WidgetInfo, vec2};

use super::wizard::{Wizard, file_name};
use crate::{
    app::{format, modals::has_focus, state::State, theme, widgets},
    library::{Phase, Progress, import::TableKind},
};

/// Files are being read.
pub fn looking(ui: &mut Ui, state: &State, wizard: &mut Wizard) {
    let names: Vec<String> = wizard.files.iter().map(|file| file_name(file)).collect();
    let title = match names.as_slice() {
        [one] => tr!("wizard-reading", file = one.clone()),
        many => tr!("wizard-reading-files", count = many.len()),
    };
    let progress = state.import_desk.progress.clone();
    under_way(ui, wizard, &title, &tr!("wizard-reading-about"), &progress, 0);
}

/// Leads are being written.
pub fn importing(ui: &mut Ui, state: &State, wizard: &mut Wizard) {
    let kinds = [TableKind::Leads, TableKind::Accounts, TableKind::Events];
    let rows = kinds.iter().map(|kind| wizard.rows(*kind)).sum();
    let title = tr!("wizard-importing", library = file_name(&wizard.into.path));
    let progress = state.tasks.work.as_ref().map(|work| work.progress.clone()).unwrap_or_default();
    under_way(ui, wizard, &title, &tr!("wizard-importing-about"), &progress, rows);
}

fn under_way(ui: &mut Ui, wizard: &mut Wizard, title: &str, about: &str, progress: &Progress, rows: u64) {
    let now = ui.input(|input| input.time);
    let step = progress.step_number();
    if std::mem::replace(&mut wizard.view.work_step, step) != step && step > 1 {
        // How long a step takes says nothing of the next.
        wizard.view.since = None;
    }
    let since = *wizard.view.since.get_or_insert(now);
    ui.ctx().request_repaint_after(std::time::Duration::from_millis(100));
    ui.vertical_centered(|ui| {
        ui.add_space((ui.available_height() * 0.28).min(180.0));
        ui.label(theme::strong(title).size(15.0));
        ui.label(theme::second(ui, about));
        ui.add_space(10.0);
        let fraction = progress.fraction();
        bar(ui, fraction, title);
        // A file that is unpacked first has no share yet: that it stands at 0 % would look as if it were stuck.
        let is_begun = fraction > 0.0 || now - since < 1.0;
        let mut parts = match is_begun {
            true => vec![share(progress)],
            false => vec![tr!("wizard-opening", seconds = format::count((now - since) as u64))],
        };
        if rows > 0 {
            let done = (rows as f64 * f64::from(fraction)) as u64;
            parts.push(tr!("wizard-rows-of", done = format::count(done), all = counted_rows(rows)));
        }
        parts.extend(left(now - since, fraction));
        ui.label(theme::second(ui, &parts.join(" · ")));
        ui.add_space(10.0);
        let stop = widgets::quiet_button(ui, &tr!("wizard-stop"));
        if !has_focus(ui) {
            stop.request_focus();
        }
        if stop.clicked() {
            progress.cancel();
        }
        if progress.is_cancelled() {
            ui.label(theme::second(ui, &tr!("wizard-stopping")));
        }
    });
}

/// “22 %”, and of what, where a part of the work was not to be expected.
pub fn share(progress: &Progress) -> String {
    let percent = percent(progress);
    match progress.phase() {
        Phase::First | Phase::Writing | Phase::Leads => percent,
        Phase::RowByRow => tr!("wizard-share-row-by-row", percent = percent),
        Phase::ReadAgain => tr!("wizard-share-read-again", percent = percent),
    }
}

/// “22 %”
pub fn percent(progress: &Progress) -> String {
    format::percent(f64::from(progress.fraction()), 0)
}

/// “8,800 rows”
pub fn counted_rows(rows: u64) -> String {
    tr!("wizard-rows", count = rows, number = format::count(rows))
}

fn bar(ui: &mut Ui, share: f32, name: &str) {
    let theme = theme::of(ui);
    let width = ui.available_width().min(420.0);
    let (rect, response) = ui.allocate_exact_size(vec2(width, 8.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::ProgressIndicator, true, name));
    ui.painter().rect_filled(rect, 4.0, theme.line);
    let done = Rect::from_min_size(rect.min, vec2((rect.width() * share).max(8.0), rect.height()));
    ui.painter().rect_filled(done, 4.0, theme.accent);
}

/// How long it may still take, once that can be said.
fn left(elapsed: f64, share: f32) -> Option<String> {
    const SOON: f64 = 3.0;
    if elapsed < SOON || share < 0.08 {
        return None;
    }
    let seconds = elapsed * f64::from(1.0 - share) / f64::from(share);
    Some(if seconds < 50.0 {
        tr!("wizard-seconds-left", count = ((seconds / 10.0).ceil() * 10.0).max(10.0) as u64)
    } else {
        tr!("wizard-minutes-left", count = (seconds / 60.0).round().max(1.0) as u64)
    })
}

/// An answer that a newer one is on its way for.
pub fn dimmed(ui: &mut Ui, is_dimmed: bool) {
    if is_dimmed {
        ui.set_opacity(0.55);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_anew_says_so_and_does_not_seem_to_go_back() {
        let progress = Progress::default();
        progress.set_total(4);
        progress.add(4);
        assert_eq!(share(&progress), "100 %");
        progress.begin(Phase::RowByRow);
        progress.set_total(9);
        progress.add(2);
        assert_eq!(share(&progress), "row by row, as some keys are there twice: 22 %");
        progress.begin(Phase::ReadAgain);
        assert_eq!(share(&progress), "begun anew, by what is known now: 0 %");
    }

    #[test]
    fn the_time_left_is_told_when_it_can_be_known() {
        assert_eq!(left(1.0, 0.5), None, "too soon");
        assert_eq!(left(10.0, 0.01), None, "too little");
        assert_eq!(left(10.0, 0.5).as_deref(), Some("about 10 s left"));
        assert_eq!(left(60.0, 0.25).as_deref(), Some("about 3 min left"));
    }
}
