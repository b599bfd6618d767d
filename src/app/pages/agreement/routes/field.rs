//! A text that is typed into a row. What can be read goes into the route when the field is left; what can't stays in the
//! field, is marked, and a line below says what would mend it.

use eframe::egui::{self, Align2, Id, Key, Modifiers, Rect, Stroke, StrokeKind};

use super::super::response::Refusal;
use crate::{app::theme, model::RouteId};

/// Which field of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Column {
    Within,
    FollowUp,
    Capacity,
}

/// The routes above and below, where Enter and the arrow keys lead.
pub(super) struct Neighbours<'a> {
    pub above: Option<&'a RouteId>,
    pub below: Option<&'a RouteId>,
}

/// What a field holds and how it is called.
pub(super) struct Field<'a> {
    pub route: &'a RouteId,
    pub column: Column,
    pub name: String,
    pub hint: String,
    /// The value of the route, as text.
    pub shown: String,
    pub align: Align2,
}

/// A text that is not in the route yet, and what the field showed when it was typed.
#[derive(Clone)]
struct Typed {
    text: String,
    over: String,
}

fn forget(ui: &egui::Ui, id: Id) {
    ui.data_mut(|data| data.remove::<Typed>(id));
}

fn id_of(route: &RouteId, column: Column) -> Id {
    Id::unique(("promise", &route.0, column))
}

impl Field<'_> {
    /// What was typed in, once it can be read.
    pub fn show<T>(
        &self,
        ui: &mut egui::Ui,
        rect: Rect,
        neighbours: &Neighbours<'_>,
        read: impl Fn(&str) -> Result<T, Refusal>,
    ) -> Option<T> {
        let theme = theme::of(ui);
        let id = id_of(self.route, self.column);
        self.read_keys(ui, id, neighbours);
        let typed = self.typed(ui, id);
        let is_unread = typed.as_ref().is_some_and(|text| read(text).is_err());
        let mut text = typed.unwrap_or_else(|| self.shown.clone());
        let edit = egui::TextEdit::singleline(&mut text)
            .id(id)
            .hint_text(tr!("promises-none"))
            .align(self.align)
            .text_color(if is_unread { theme.worse } else { theme.text })
            .frame(egui::Frame::new().inner_margin(egui::Margin::symmetric(super::row::INSET as i8, 4)));
        let response = ui.put(rect, edit).accessible_name(&self.name);
        let line = match (response.has_focus(), is_unread, response.hovered()) {
            (true, ..) => Some(theme.accent),
            (_, true, _) => Some(theme.worse),
            (.., true) => Some(theme.line),
            _ => None,
        };
        if let Some(line) = line {
            ui.painter().rect_stroke(rect, 6.0, Stroke::new(1.0, line), StrokeKind::Inside);
        }
        let mut value = None;
        if response.changed() {
            ui.data_mut(|data| data.insert_temp(id, Typed { text: text.clone(), over: self.shown.clone() }));
        } else if response.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape)) {
            forget(ui, id);
        }
        if response.lost_focus() && self.typed(ui, id).is_some() {
            value = read(&text).ok();
            if value.is_some() {
                forget(ui, id);
            }
        }
        response.on_hover_text(&self.hint);
        value
    }

    /// Why what stands in the field can't be read; nothing while it is being typed.
    pub fn refusal<T>(&self, ui: &egui::Ui, read: impl Fn(&str) -> Result<T, Refusal>) -> Option<Refusal> {
        let id = id_of(self.route, self.column);
        let typed = self.typed(ui, id).filter(|_| !ui.memory(|memory| memory.has_focus(id)))?;
        read(&typed).err()
    }

    /// What is being typed, or was typed and can't be read. When the value was changed elsewhere, it is forgotten.
    fn typed(&self, ui: &egui::Ui, id: Id) -> Option<String> {
        let typed: Typed = ui.data(|data| data.get_temp(id))?;
        if typed.over == self.shown {
            return Some(typed.text);
        }
        forget(ui, id);
        None
    }

    /// Enter and the arrows lead to the same field of the next row.
    fn read_keys(&self, ui: &egui::Ui, id: Id, neighbours: &Neighbours<'_>) {
        if !ui.memory(|memory| memory.has_focus(id)) {
            return;
        }
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let to = if pressed(Key::ArrowUp) {
            neighbours.above
        } else if pressed(Key::ArrowDown) || neighbours.below.is_some() && pressed(Key::Enter) {
            // Taken, or the field below would be left again by it.
            neighbours.below
        } else {
            None
        };
        if let Some(to) = to {
            ui.memory_mut(|memory| memory.request_focus(id_of(to, self.column)));
        }
    }
}
