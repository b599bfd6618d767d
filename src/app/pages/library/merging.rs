//! Values that are to become one: groups of spellings that look like one thing, and those that are ticked.

use std::sync::Arc;

use eframe::egui::{self, Align, Key, Layout, Rect, Ui, UiBuilder, vec2};

use super::{
    counted::{Counted, Values},
    detail::{Detail, Done},
    outlook::{self, Answer, Outlook, Question},
    value_row,
    values::ValueDesk,
    words,
};
use crate::{
    app::{
        format, theme,
        widgets::{self, Icon},
    },
    library::{FieldChange, ValueCount},
    model::{
        Model,
        follow::{self, FieldUse},
    },
};

/// So high is a group of spellings that look like one thing.
const GROUP: f32 = 30.0;
/// So high are the values that were ticked, and so many of them are listed.
const CHOSEN: f32 = 66.0;
/// What a chip takes beside its text.
const CHIP: f32 = 34.0;
const MOST_CHOSEN: usize = 60;

/// What is being typed of a merge.
#[derive(Clone, Debug)]
pub struct MergeForm {
    /// The name that the user gave; else it is the commonest.
    into: Option<String>,
    /// The model names the one value where it named the others.
    follows: bool,
    /// The button has the keyboard: what is to be merged was chosen by a press, so Enter merges it.
    is_offered: bool,
    /// Where the model names what would be merged, as it was looked for last.
    named: Option<Named>,
}

#[derive(Clone, Debug)]
struct Named {
    revision: u64,
    ticked: Vec<String>,
    into: String,
    uses: FieldUse,
}

impl Default for MergeForm {
    fn default() -> Self {
        Self { into: None, follows: true, is_offered: false, named: None }
    }
}

impl MergeForm {
    /// Of a group that was chosen by a press.
    pub fn offered() -> Self {
        Self { is_offered: true, ..Self::default() }
    }

    /// Where the model names these values; looked for only when something of it is another.
    fn uses(&mut self, (model, revision): (&Model, u64), field: &str, ticked: &[String], into: &str) -> FieldUse {
        let is_known = |named: &&Named| named.revision == revision && named.into == into && named.ticked == ticked;
        if let Some(named) = self.named.as_ref().filter(is_known) {
            return named.uses.clone();
        }
        let synonyms = ticked.iter().map(|value| (value.clone(), into.to_owned())).collect();
        let uses = follow::value_uses(model, field, &synonyms);
        self.named = Some(Named { revision, ticked: ticked.to_vec(), into: into.to_owned(), uses: uses.clone() });
        uses
    }
}

/// What was pressed above the values.
pub enum Alike {
    /// The values of a group are to become one, which is asked first.
    Group(Vec<String>),
    /// All that differ by capitals and blanks alone.
    Spellings,
}

impl Detail<'_> {
    /// Spellings that look like one thing, to be merged group by group; those that nobody tells apart all at once.
    pub(super) fn alike_ui(&self, ui: &mut Ui, room: f32) -> Option<Alike> {
        let values = self.values?;
        let spellings = values.spellings.len();
        let has_many = spellings > 1 || spellings == 1 && values.alike.is_empty();
        let mut pressed = None;
        if has_many {
            let text = tr!("library-spellings-all", count = spellings);
            let button = ui.add_enabled_ui(self.is_free, |ui| {
                // A line of text: on a projector there is little room for the values below.
                ui.spacing_mut().interact_size.y = 18.0;
                ui.spacing_mut().button_padding.y = 0.0;
                widgets::link_button(ui, &text)
            });
            if button.inner.on_hover_text(tr!("library-spellings-tip")).clicked() {
                pressed = Some(Alike::Spellings);
            }
        }
        if !values.alike.is_empty() {
            pressed = self.groups_ui(ui, values, room).map(Alike::Group).or(pressed);
        }
        pressed
    }

    fn groups_ui(&self, ui: &mut Ui, values: &Values, room: f32) -> Option<Vec<String>> {
        let mut pressed = None;
        ui.label(theme::caption(ui, &tr!("library-alike", count = values.alike.len())));
        let height = (room * 0.14).clamp(34.0, 104.0);
        let area = egui::ScrollArea::vertical().id_salt(("alike", &self.row.summary.name)).max_height(height);
        let area = area.min_scrolled_height(height);
        area.auto_shrink([false, true]).show_viewport(ui, |ui, view| {
            let (groups, pitch) = (&values.alike, GROUP + ui.spacing().item_spacing.y);
            ui.set_height(groups.len() as f32 * pitch - ui.spacing().item_spacing.y);
            // One more at either end than is seen: the focus goes on to it.
            let first = ((view.top() / pitch).floor() as usize).saturating_sub(1).min(groups.len());
            let end = ((view.bottom() / pitch).ceil() as usize + 1).clamp(first, groups.len());
            let rect = ui.max_rect();
            let rect = rect.with_min_y(rect.top() + first as f32 * pitch);
            ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| {
                for group in &groups[first..end] {
                    if self.group_ui(ui, group) {
                        pressed = Some(group.iter().map(|one| one.value.clone()).collect());
                    }
                }
            });
            widgets::follow_focus(ui);
        });
        pressed
    }

    /// “CEO 120, C.E.O 12, ceo 3   [Merge…]”; whether it was pressed.
    fn group_ui(&self, ui: &mut Ui, group: &[ValueCount]) -> bool {
        let Some(first) = group.first() else { return false };
        let told = words::counted(group);
        let id = ui.scope_id().with(&first.value);
        let size = vec2(ui.available_width() - 10.0, GROUP);
        let rect = Rect::from_min_size(ui.cursor().min, size);
        ui.scope_builder(
            UiBuilder::new().scope_id(id).max_rect(rect).layout(Layout::right_to_left(Align::Center)),
            |ui| {
                ui.set_min_height(GROUP);
                let button =
                    ui.add_enabled_ui(self.is_free, |ui| widgets::quiet_button(ui, &tr!("library-merge-ask"))).inner;
                let button = button.accessible_name(tr!("library-merge-group", values = told.clone()));
                let pressed = button.on_hover_text(tr!("library-merge-into", into = first.value.clone())).clicked();
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    ui.add(egui::Label::new(told.as_str()).truncate()).on_hover_text(told.as_str());
                });
                pressed
            },
        )
        .inner
    }

    /// What a merge would do, as far as it is known; nothing is asked while the leads are being changed.
    pub(super) fn outlook<'o>(
        &self,
        outlook: &'o mut Outlook,
        change: Arc<FieldChange>,
        follows: bool,
    ) -> (Option<&'o Answer>, bool) {
        let (columns, model) = (Arc::clone(self.columns), Arc::clone(self.model));
        outlook.keep(Question { columns, as_of: self.as_of, model, change, follows })
    }

    /// The ticked values, and what they become.
    pub(super) fn merge_ui(
        &self,
        ui: &mut Ui,
        (desk, form, outlook): (&mut ValueDesk, &mut MergeForm, &mut Outlook),
        chosen: &[&Counted],
    ) -> Done {
        let ticked: Vec<String> = chosen.iter().map(|one| one.value.clone()).collect();
        let leads = chosen.iter().map(|one| one.leads).sum();
        let field = self.row.summary.name.clone();
        let mut into = form.into.clone().unwrap_or_else(|| ticked.first().cloned().unwrap_or_default());
        let uses = form.uses((self.model, self.revision), &field, &ticked, into.trim());
        let theme = theme::of(ui);
        let frame = egui::Frame::new().fill(theme.ground).stroke((1.0, theme.line)).corner_radius(7);
        let (mut is_done, mut is_left) = (false, false);
        frame.inner_margin(egui::Margin::symmetric(12, 8)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            let told = tr!("library-ticked", count = ticked.len(), leads = format::count(leads));
            ui.add(egui::Label::new(theme::strong(&told)).wrap());
            if let Some(value) = chosen_ui(ui, chosen) {
                desk.untick(&value);
            }
            let is_other = |into: &str| ticked.len() > 1 || ticked.first().is_none_or(|one| one != into);
            let can = self.is_free && is_other(into.trim()) && !into.trim().is_empty();
            (is_done, is_left) = into_ui(ui, form, &mut into, (can, ticked.len() == 1));
            let change =
                FieldChange::Merge { field: field.clone(), into: into.trim().to_owned(), values: ticked.clone() };
            if can {
                outlook::ui(ui, self.outlook(outlook, Arc::new(change), form.follows));
            }
            if !uses.is_none() {
                let text = tr!("library-merge-follow", uses = words::uses(&uses), into = into.trim().to_owned());
                value_row::check(ui, &mut form.follows, &text);
            }
        });
        if is_left {
            desk.tick_none();
            *form = MergeForm::default();
        }
        if !is_done {
            return Done::Nothing;
        }
        let follows = form.follows;
        Done::Change(FieldChange::Merge { field, into: into.trim().to_owned(), values: ticked }, follows)
    }
}

/// All values that become one, as a search hides some of them; the one that was unticked.
fn chosen_ui(ui: &mut Ui, chosen: &[&Counted]) -> Option<String> {
    if chosen.len() < 2 {
        return None;
    }
    let mut unticked = None;
    let area = egui::ScrollArea::vertical().id_salt("ticked").max_height(CHOSEN).auto_shrink([false, true]);
    area.show(ui, |ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
        ui.horizontal_wrapped(|ui| {
            for one in chosen.iter().take(MOST_CHOSEN) {
                let told = format!("{} {}", shortened(&one.value), format::count(one.leads));
                let remove = tr!("library-untick", value = one.value.clone());
                let text = ui.painter().layout_no_wrap(told.clone(), theme::strong_font(), theme::of(ui).text);
                if text.size().x + CHIP > ui.available_size_before_wrap().x {
                    ui.end_row();
                }
                if ui.push_id(&one.value, |ui| widgets::chip(ui, &told, &remove)).inner {
                    unticked = Some(one.value.clone());
                }
            }
            let more = chosen.len().saturating_sub(MOST_CHOSEN);
            if more > 0 {
                ui.label(theme::second(ui, &tr!("library-ticked-more", count = more)));
            }
        });
        widgets::follow_focus(ui);
    });
    unticked
}

/// A value that is as long as a sentence leaves room for others.
fn shortened(value: &str) -> String {
    const MOST: usize = 28;
    let mut letters = value.chars();
    let first: String = letters.by_ref().take(MOST).collect();
    if letters.next().is_some() { format!("{}…", first.trim_end()) } else { first }
}

/// What the values become, the button that merges them and the one that leaves them; whether they were pressed.
fn into_ui(ui: &mut Ui, form: &mut MergeForm, into: &mut String, (can, is_one): (bool, bool)) -> (bool, bool) {
    // What one value becomes is another word for it.
    let [button, name] = match is_one {
        true => [tr!("library-change"), tr!("library-change-to")],
        false => [tr!("library-merge"), tr!("library-into")],
    };
    let (mut is_done, mut is_left) = (false, false);
    ui.allocate_ui_with_layout(vec2(ui.available_width(), 30.0), Layout::right_to_left(Align::Center), |ui| {
        is_left = widgets::icon_button(ui, Icon::X, &tr!("library-tick-none")).clicked();
        let merge = ui.add_enabled_ui(can, |ui| widgets::quiet_button(ui, &button)).inner;
        is_done = merge.clicked();
        if std::mem::take(&mut form.is_offered) {
            merge.request_focus();
        }
        is_left |= merge.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape));
        let edit = egui::TextEdit::singleline(into).char_limit(500).align(egui::Align2::LEFT_CENTER);
        let size = vec2(ui.available_width(), 30.0);
        let edit = ui.add_sized(size, edit).accessible_name(name);
        if edit.changed() {
            form.into = Some(into.clone());
        }
        is_done |= can && edit.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    });
    (is_done, is_left)
}
