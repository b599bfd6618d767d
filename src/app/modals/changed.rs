//! The file was changed by someone else: what they changed comes into the draft, and what collides is asked.

use std::path::{Path, PathBuf};

use eframe::egui::{self, vec2};

use super::{Answer, buttons, title};
use crate::{
    app::{document::Document, state::State, tasks::Purpose, theme, widgets},
    model::{
        diff::{Difference, diff},
        file::{self, Loaded},
        merge::{Collision, Merged, Side, merge},
    },
};

/// How many of the differences are listed.
const SHOWN: usize = 5;
/// Around the collisions: what stands above and below them, and what is seen of the page.
const AROUND: f32 = 420.0;

/// A file that holds what we did not see there.
#[derive(Clone, Debug)]
pub struct Changed {
    path: PathBuf,
    /// Whether the draft was to be saved when that was found.
    saves: bool,
    /// The draft that it was merged with.
    revision: u64,
    /// What is there and how it comes together with the draft; or why that can't be said.
    theirs: Result<Theirs, String>,
}

#[derive(Clone, Debug)]
struct Theirs {
    loaded: Loaded,
    differences: Vec<Difference>,
    merged: Merged,
}

impl Changed {
    /// Looks once what is there: the file may go on changing while the question is open.
    pub fn new(path: &Path, document: &Document) -> Self {
        let theirs = file::open(path).map_err(|err| err.to_string()).map(|loaded| Theirs {
            differences: diff(&document.saved, &loaded.model),
            merged: merge(&document.saved, &document.model, &loaded.model),
            loaded,
        });
        Self { path: path.to_owned(), saves: true, revision: document.revision(), theirs }
    }

    /// Only brings their changes in; saving is another step.
    pub fn before_saving(path: &Path, document: &Document) -> Self {
        Self { saves: false, ..Self::new(path, document) }
    }

    /// While it waited for another question the draft may have become another: what is merged is always the newest.
    fn keep_up(&mut self, document: &Document) {
        if self.revision != document.revision() {
            *self = Self { saves: self.saves, ..Self::new(&self.path, document) };
        }
    }
}

pub(super) fn show(ui: &mut egui::Ui, state: &mut State, changed: &mut Changed) -> Answer {
    changed.keep_up(&state.document);
    let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    title(ui, &tr!("changed-title", file = name(&changed.path)));
    match &mut changed.theirs {
        Ok(theirs) => {
            theirs_ui(ui, state, theirs);
            collisions_ui(ui, state, &mut theirs.merged);
        }
        Err(why) => {
            ui.label(theme::worse(ui, &tr!("changed-not-read", why = why.clone())));
        }
    }
    if changed.saves {
        let backup = name(&file::backup_path(&changed.path));
        ui.add(egui::Label::new(theme::second(ui, &tr!("changed-backup", backup = backup))).wrap());
    }
    // What loses nothing comes last, where the eye and the hand go.
    let (cancel, replace, save_as) = (tr!("cancel"), tr!("changed-replace"), tr!("changed-save-as"));
    let merge = if changed.saves { tr!("changed-merge-save") } else { tr!("changed-merge") };
    let mut names = vec![cancel];
    if changed.saves {
        names.extend([replace, save_as]);
    }
    if changed.theirs.is_ok() {
        names.push(merge.clone());
    }
    let clicked = buttons(ui, &names.iter().map(String::as_str).collect::<Vec<_>>());
    let Some(clicked) = clicked.and_then(|index| names.get(index)) else { return Answer::Waiting };
    if *clicked == merge {
        merge_in(state, changed);
    } else if *clicked == tr!("changed-replace") {
        let then = state.after_saving.take();
        state.replace_then(&changed.path, then);
    } else if *clicked == tr!("changed-save-as") {
        state.wanted_dialog = Some(Purpose::SaveModel);
    } else {
        state.after_saving = None;
    }
    Answer::Close
}

/// The merged model becomes the draft, as one step that can be undone; what is in the file is what it is compared with.
fn merge_in(state: &mut State, changed: &Changed) {
    let Ok(theirs) = &changed.theirs else { return };
    state.document.commit();
    state.document.model = theirs.merged.model.clone();
    state.document.rebase(theirs.loaded.clone());
    state.warn_of_comments(&theirs.loaded);
    state.on_disk = None;
    if !changed.saves {
        return state.tell(tr!("changed-merged", count = theirs.differences.len()));
    }
    let then = state.after_saving.take();
    state.save_then(&changed.path, then);
}

fn theirs_ui(ui: &mut egui::Ui, state: &State, theirs: &Theirs) {
    // What collides is asked below.
    let collides = |it: &Difference| theirs.merged.asks_about(it);
    let told: Vec<String> = theirs
        .differences
        .iter()
        .filter(|it| !collides(it) && !state.is_hidden(&[&theirs.loaded.model], it))
        .map(Difference::sentence)
        .collect();
    if told.is_empty() {
        return;
    }
    ui.label(if theirs.merged.collisions.is_empty() { tr!("changed-theirs") } else { tr!("changed-taken") });
    for sentence in told.iter().take(SHOWN) {
        ui.add(egui::Label::new(format!("• {sentence}")).truncate());
    }
    if told.len() > SHOWN {
        ui.weak(tr!("and-more", count = told.len() - SHOWN));
    }
}

fn collisions_ui(ui: &mut egui::Ui, state: &State, merged: &mut Merged) {
    if merged.collisions.is_empty() {
        ui.label(theme::strong(&tr!("changed-no-collision")));
        return;
    }
    ui.add_space(4.0);
    ui.horizontal(|ui| {
        ui.label(theme::strong(&tr!("changed-collisions", count = merged.collisions.len())));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if merged.collisions.len() > 1 {
                if widgets::link_button(ui, &tr!("changed-all-theirs")).clicked() {
                    merged.choose_all(Side::Theirs);
                }
                if widgets::link_button(ui, &tr!("changed-all-ours")).clicked() {
                    merged.choose_all(Side::Ours);
                }
            }
        });
    });
    let height = (ui.ctx().content_rect().height() - AROUND).clamp(96.0, 400.0);
    let mut chosen = None;
    egui::ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(ui, |ui| {
        for (index, collision) in merged.collisions.iter().enumerate() {
            let is_hidden = state.is_hidden(&[], &collision.as_difference());
            if let Some(side) = ui.push_id(index, |ui| collision_ui(ui, collision, is_hidden)).inner {
                chosen = Some((index, side));
            }
        }
    });
    if let Some((index, side)) = chosen {
        merged.choose(index, side);
    }
}

/// What it is about and what it was; below, the two values to choose from.
fn collision_ui(ui: &mut egui::Ui, collision: &Collision, is_hidden: bool) -> Option<Side> {
    let theme = theme::of(ui);
    let mut chosen = None;
    let what = collision.what();
    let value = |side| if is_hidden { tr!("compare-hidden") } else { in_one_line(collision.value(side)) };
    ui.spacing_mut().item_spacing.y = 4.0;
    ui.horizontal(|ui| {
        ui.add(egui::Label::new(theme::strong(&what)).truncate());
        let was = if is_hidden { tr!("compare-hidden") } else { in_one_line(&collision.base) };
        ui.add(egui::Label::new(theme::second(ui, &tr!("changed-was", value = was))).truncate());
    });
    let width = (ui.available_width() - 8.0) / 2.0;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        for side in [Side::Ours, Side::Theirs] {
            let label = if side == Side::Ours { tr!("changed-ours") } else { tr!("changed-their") };
            let is_chosen = collision.chosen == side;
            let sign = if is_chosen { "● " } else { "○ " };
            let text = format!("{sign}{label}: {}", value(side));
            let button = egui::Button::new(text.clone())
                .selected(is_chosen)
                .truncate()
                .stroke(egui::Stroke::new(1.0, if is_chosen { theme.accent } else { theme.line }))
                .min_size(vec2(width, 30.0));
            let response = ui.add_sized(vec2(width, 30.0), button).on_hover_text(value(side));
            let name = format!("{what}, {label}: {}", value(side));
            response.widget_info(|| egui::WidgetInfo::selected(egui::Role::RadioButton, true, is_chosen, &name));
            if response.clicked() {
                chosen = Some(side);
            }
        }
    });
    ui.add_space(6.0);
    chosen
}

fn in_one_line(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.is_empty() { tr!("compare-nothing") } else { line }
}
