//! The chosen field: its name and type, who asks for it, its values.

use std::sync::Arc;

use eframe::egui::{self, Rect, Ui, UiBuilder, vec2};

use super::{
    ask::{self, Asking, Tried},
    counted::Values,
    merging::{Alike, MergeForm},
    outlook::Outlook,
    survey::FieldRow,
    values::ValueDesk,
    words,
};
use crate::{
    app::{format, theme, widgets},
    lead::{FieldType, Instant},
    library::FieldChange,
    model::{CriterionId, Model, follow::FieldUse},
    scoring::Columns,
};

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

/// What the card is filled in with.
pub struct Forms<'a> {
    pub desk: &'a mut ValueDesk,
    pub asking: &'a mut Option<Asking>,
    pub merge: &'a mut MergeForm,
    pub outlook: &'a mut Outlook,
}

/// What the card is drawn from.
pub struct Detail<'a> {
    pub columns: &'a Arc<Columns>,
    /// The instant as of which criteria match.
    pub as_of: Instant,
    pub model: &'a Arc<Model>,
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

/// With less room than this there is no list of values.
const LEAST_LIST: f32 = 72.0;

impl Detail<'_> {
    /// Draws the card into all the room there is.
    pub fn show(&self, ui: &mut Ui, forms: Forms<'_>) -> Done {
        let Forms { desk, asking, merge, outlook } = forms;
        let theme = theme::of(ui);
        let rect = ui.max_rect();
        ui.painter().rect(rect, 10.0, theme.card, (1.0, theme.line), egui::StrokeKind::Inside);
        let inner = rect.shrink2(vec2(14.0, 12.0));
        let can_tick = self.row.summary.field_type == FieldType::Text && !self.is_sample;
        let ticked = match self.values {
            Some(values) if can_tick => desk.ticked(values),
            _ => Vec::new(),
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
                Some(Asking::Spellings) => self.spellings_ui(ui, outlook, inner.height()),
                Some(Asking::Name(_)) | None => Done::Nothing,
            });
            if asking.is_none() && ticked.is_empty() && can_tick {
                match self.alike_ui(ui, inner.height()) {
                    Some(Alike::Spellings) => done = Done::Ask(Some(Asking::Spellings)),
                    Some(Alike::Group(values)) => {
                        desk.tick_these(values);
                        *merge = MergeForm::offered();
                    }
                    None => {}
                }
            }
            if !ticked.is_empty() {
                done = done.or(self.merge_ui(ui, (desk, merge, outlook), &ticked));
            }
            widgets::follow_focus(ui);
            done
        });
        let done = done.inner;
        let left = top.available_rect_before_wrap();
        let list = Rect::from_min_max(left.min, inner.max);
        if let Some(values) = self.values
            && list.height() > LEAST_LIST
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
        let uses = words::uses(of);
        let told = match of.criteria.is_empty() {
            true => tr!("library-used-only-by", uses = uses),
            false => tr!("library-used-by", uses = uses),
        };
        ui.label(theme::second(ui, &told));
        let mut left = of.criteria.len().min(SHOWN);
        for id in of.criteria.iter().take(SHOWN) {
            left -= 1;
            let Some(criterion) = self.model.criterion(id) else { continue };
            let link = egui::Link::new(egui::RichText::new(&criterion.name).color(theme::of(ui).accent));
            if ui.add(link).on_hover_text(tr!("library-go-to-criterion")).clicked() {
                done = Done::Criterion(id.clone());
            }
            // Names of several words follow each other.
            if left > 0 {
                ui.label(theme::second(ui, "·"));
            }
        }
        let more = of.criteria.len().saturating_sub(SHOWN);
        if more > 0 {
            let response = ui.label(theme::second(ui, &tr!("library-more", count = more)));
            response.on_hover_text(words::criteria(self.model, &of.criteria[SHOWN..]));
        }
        done
    }
}
