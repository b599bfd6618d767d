//! The chosen field: its name and type, who asks for it, its values.

use std::sync::Arc;

use eframe::egui::{self, Align, Layout, Rect, Ui, UiBuilder, vec2};

use super::{
    ask::{self, Asking, Tried},
    counted::Values,
    survey::FieldRow,
    values::{self, ValueDesk},
    words,
};
use crate::{
    app::{
        format, theme,
        widgets::{self, Icon},
    },
    lead::FieldType,
    library::{FieldChange, ValueCount},
    model::{
        CriterionId, Model,
        follow::{self, FieldUse},
    },
};

/// So high is a group of spellings that look like one thing.
const GROUP: f32 = 30.0;

/// What the user asked for in the card.
#[derive(Clone, Debug, PartialEq)]
pub enum Done {
    Nothing,
    /// A question, or none any more.
    Ask(Option<Asking>),
    /// The library is to be changed; and whether the model is to follow where it can.
    Change(FieldChange, bool),
    Criterion(CriterionId),
    /// A copy of the sample leads, to be changed.
    Copy,
}

impl Done {
    fn or(self, other: Self) -> Self {
        if self == Self::Nothing { other } else { self }
    }
}

/// What the card is drawn from.
pub struct Detail<'a> {
    pub model: &'a Model,
    pub revision: u64,
    pub row: &'a FieldRow,
    pub of: Option<&'a FieldUse>,
    pub values: Option<&'a Arc<Values>>,
    pub tried: Option<&'a Tried>,
    /// Whether fields can be changed at all: not those of the sample.
    pub is_sample: bool,
    /// Nothing is being changed just now.
    pub is_free: bool,
    pub is_taken: &'a dyn Fn(&str) -> bool,
}

/// What is being typed of a merge.
#[derive(Clone, Debug)]
pub struct MergeForm {
    /// The name that the user gave; else it is the commonest.
    into: Option<String>,
    /// The model names the one value where it named the others.
    follows: bool,
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
        Self { into: None, follows: true, named: None }
    }
}

impl MergeForm {
    /// Where the model names these values; looked for only when something of it is another.
    fn uses(&mut self, (model, revision): (&Model, u64), field: &str, ticked: &[String], into: &str) -> FieldUse {
        let is_known = |named: &&Named| named.revision == revision && named.into == into && named.ticked == ticked;
        if let Some(named) = self.named.as_ref().filter(is_known) {
            return named.uses.clone();
        }
        let uses = follow::value_uses(model, field, ticked, into);
        self.named = Some(Named { revision, ticked: ticked.to_vec(), into: into.to_owned(), uses: uses.clone() });
        uses
    }
}

impl Detail<'_> {
    /// Draws the card into all the room there is.
    pub fn show(&self, ui: &mut Ui, desk: &mut ValueDesk, asking: &mut Option<Asking>, merge: &mut MergeForm) -> Done {
        let theme = theme::of(ui);
        let rect = ui.max_rect();
        ui.painter().rect(rect, 10.0, theme.card, (1.0, theme.line), egui::StrokeKind::Inside);
        let inner = rect.shrink2(vec2(14.0, 12.0));
        let can_tick = self.row.summary.field_type == FieldType::Text && !self.is_sample;
        let (ticked, leads) = match self.values {
            Some(values) if can_tick => desk.ticked(values),
            _ => (Vec::new(), 0),
        };
        let mut top = ui.new_child(UiBuilder::new().id_salt("field").max_rect(inner));
        top.spacing_mut().item_spacing = vec2(8.0, 6.0);
        // On a projector what is asked may be higher than the card.
        let area = egui::ScrollArea::vertical().id_salt("field head").max_height(inner.height());
        let area = area.auto_shrink([false, true]);
        let done = area.show(&mut top, |ui| {
            let mut done = self.head_ui(ui, asking);
            done = done.or(match asking {
                Some(Asking::Type(to)) => ask::type_ui(ui, self.model, self.row, *to, self.tried),
                Some(Asking::Delete) => ask::delete_ui(ui, self.model, self.row, self.of),
                Some(Asking::Name(_)) | None => Done::Nothing,
            });
            if asking.is_none() && ticked.is_empty() && can_tick {
                done = done.or(self.alike_ui(ui, inner.height()));
            }
            if !ticked.is_empty() {
                done = done.or(self.merge_ui(ui, desk, merge, (ticked, leads)));
            }
            widgets::follow_focus(ui);
            done
        });
        let done = done.inner;
        let left = top.available_rect_before_wrap();
        let list = Rect::from_min_max(left.min, inner.max);
        if let Some(values) = self.values
            && list.height() > 60.0
        {
            let mut list_ui = ui.new_child(UiBuilder::new().id_salt("field values").max_rect(list));
            list_ui.spacing_mut().item_spacing.y = 6.0;
            let is_text = self.row.summary.field_type == FieldType::Text;
            desk.show(&mut list_ui, values, is_text, can_tick);
        }
        done
    }

    /// The name, the type, how well it is filled, who asks for it.
    fn head_ui(&self, ui: &mut Ui, asking: &mut Option<Asking>) -> Done {
        let summary = &self.row.summary;
        let mut done = Done::Nothing;
        if let Some(Asking::Name(form)) = asking {
            done = ask::name_ui(ui, form, &summary.name, self.is_taken);
        } else {
            let name = egui::Label::new(theme::heading(&summary.name)).truncate();
            ui.add(name).on_hover_text(&summary.name);
        }
        let filled = tr!(
            "library-filled",
            share = words::share(summary.filled, summary.leads),
            filled = format::count(summary.filled),
            leads = format::count(summary.leads),
            distinct = format::count(summary.distinct),
            number = summary.distinct
        );
        ui.add(egui::Label::new(theme::second(ui, &filled)).wrap());
        if let Some(mark) = self.row.mark {
            let colour = theme::of(ui).warning;
            ui.add(egui::Label::new(egui::RichText::new(words::mark_about(mark)).color(colour)).wrap());
        }
        done = done.or(self.used_ui(ui));
        if self.is_sample {
            ui.add(egui::Label::new(theme::second(ui, &tr!("library-sample"))).wrap());
            if widgets::quiet_button(ui, &tr!("library-copy")).clicked() {
                done = Done::Copy;
            }
            return done;
        }
        ui.add_enabled_ui(self.is_free, |ui| done.clone().or(self.controls_ui(ui))).inner
    }

    fn controls_ui(&self, ui: &mut Ui) -> Done {
        let summary = &self.row.summary;
        let mut done = Done::Nothing;
        ui.horizontal(|ui| {
            let is = words::type_name(summary.field_type);
            widgets::choice_menu(ui, &tr!("library-column-type"), &is, |ui| {
                for to in [FieldType::Text, FieldType::Number, FieldType::YesNo, FieldType::Date] {
                    let is_now = to == summary.field_type;
                    if ui.selectable_label(is_now, words::type_name(to)).clicked() && !is_now {
                        done = Done::Ask(Some(Asking::Type(to)));
                    }
                }
            });
            let rename = widgets::quiet_button(ui, &tr!("library-rename"));
            if rename.on_hover_text(tr!("library-rename-tip")).clicked() {
                done = Done::Ask(Some(Asking::Name(ask::NameForm::new(&summary.name))));
            }
            let delete = widgets::quiet_button(ui, &tr!("library-delete"));
            if delete.on_hover_text(tr!("library-delete-tip")).clicked() {
                done = Done::Ask(Some(Asking::Delete));
            }
        });
        done
    }

    /// The criteria that ask for it, each a way to it; and what else of the model speaks of it.
    fn used_ui(&self, ui: &mut Ui) -> Done {
        let Some(of) = self.of.filter(|of| !of.is_none()) else {
            ui.add(egui::Label::new(theme::second(ui, &tr!("library-unused"))).wrap());
            return Done::Nothing;
        };
        ui.scope(|ui| {
            // Lines of a text, not of buttons.
            ui.spacing_mut().interact_size.y = 16.0;
            ui.spacing_mut().button_padding.y = 0.0;
            ui.spacing_mut().item_spacing = vec2(6.0, 4.0);
            ui.horizontal_wrapped(|ui| self.uses_ui(ui, of)).inner
        })
        .inner
    }

    fn uses_ui(&self, ui: &mut Ui, of: &FieldUse) -> Done {
        const SHOWN: usize = 3;
        let mut done = Done::Nothing;
        ui.label(theme::second(ui, &tr!("library-used-by", uses = words::uses(of))));
        for id in of.criteria.iter().take(SHOWN) {
            let Some(criterion) = self.model.criterion(id) else { continue };
            if widgets::link_button(ui, &criterion.name).on_hover_text(tr!("library-go-to-criterion")).clicked() {
                done = Done::Criterion(id.clone());
            }
        }
        let more = of.criteria.len().saturating_sub(SHOWN);
        if more > 0 {
            let response = ui.label(theme::second(ui, &tr!("library-more", count = more)));
            response.on_hover_text(words::criteria(self.model, &of.criteria[SHOWN..]));
        }
        done
    }

    /// Spellings that look like one thing, to be merged by one press each.
    fn alike_ui(&self, ui: &mut Ui, room: f32) -> Done {
        let Some(values) = self.values.filter(|values| !values.alike.is_empty()) else { return Done::Nothing };
        let mut done = Done::Nothing;
        ui.label(theme::caption(ui, &tr!("library-alike", count = values.alike.len())));
        let height = (room * 0.14).clamp(34.0, 104.0);
        let area = egui::ScrollArea::vertical().id_salt(("alike", &self.row.summary.name)).max_height(height);
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
                        let values = group.iter().map(|one| one.value.clone()).collect();
                        let (field, into) = (self.row.summary.name.clone(), group[0].value.clone());
                        done = Done::Change(FieldChange::Merge { field, into, values }, true);
                    }
                }
            });
            widgets::follow_focus(ui);
        });
        done
    }

    /// “CEO 120, C.E.O 12, ceo 3   [Merge]”; whether it was pressed.
    fn group_ui(&self, ui: &mut Ui, group: &[ValueCount]) -> bool {
        let Some(first) = group.first() else { return false };
        let told: Vec<String> = group.iter().map(|one| format!("{} {}", one.value, format::count(one.leads))).collect();
        let told = told.join(", ");
        let id = ui.scope_id().with(&first.value);
        let size = vec2(ui.available_width() - 10.0, GROUP);
        let rect = Rect::from_min_size(ui.cursor().min, size);
        ui.scope_builder(
            UiBuilder::new().scope_id(id).max_rect(rect).layout(Layout::right_to_left(Align::Center)),
            |ui| {
                ui.set_min_height(GROUP);
                let button =
                    ui.add_enabled_ui(self.is_free, |ui| widgets::quiet_button(ui, &tr!("library-merge"))).inner;
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

    /// The ticked values, and what they become.
    fn merge_ui(
        &self,
        ui: &mut Ui,
        desk: &mut ValueDesk,
        form: &mut MergeForm,
        (ticked, leads): (Vec<String>, u64),
    ) -> Done {
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
            ui.allocate_ui_with_layout(vec2(ui.available_width(), 30.0), Layout::right_to_left(Align::Center), |ui| {
                is_left = widgets::icon_button(ui, Icon::X, &tr!("library-tick-none")).clicked();
                let is_other = ticked.len() > 1 || ticked.first().is_none_or(|one| one != into.trim());
                let can = self.is_free && is_other && !into.trim().is_empty();
                is_done = ui.add_enabled_ui(can, |ui| widgets::quiet_button(ui, &tr!("library-merge")).clicked()).inner;
                let edit = egui::TextEdit::singleline(&mut into).char_limit(500).align(egui::Align2::LEFT_CENTER);
                let size = vec2(ui.available_width(), 30.0);
                let edit = ui.add_sized(size, edit).accessible_name(tr!("library-into"));
                if edit.changed() {
                    form.into = Some(into.clone());
                }
                is_done |= can && edit.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
            });
            if !uses.is_none() {
                let text = tr!("library-merge-follow", uses = words::uses(&uses), into = into.trim().to_owned());
                values::check(ui, &mut form.follows, &text);
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
