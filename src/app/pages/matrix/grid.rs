//! The cells as things that can be chosen, by the mouse and by the keyboard: one stop for the whole matrix, from which the
//! arrow keys go from cell to cell.

use eframe::egui::{self, EventFilter, Id, Key, Modifiers, Pos2, Rect, Role, Sense, WidgetInfo};

use crate::{app::theme, model::Model};

/// By the indices of its bands: fit, engagement.
pub type Place = (usize, usize);

/// The cells of one matrix.
pub struct Grid<'a> {
    /// Tells the cells of one matrix from those of another on the same page.
    pub salt: &'static str,
    pub role: Role,
    pub model: &'a Model,
    pub chosen: Option<Place>,
    /// What a cell shows, as a sentence.
    pub say: &'a dyn Fn(Place) -> String,
    /// What is just below the pointer.
    pub hint: &'a dyn Fn(Pos2) -> Option<String>,
    /// Whether a cell can be seen: one of two edges at one score cannot.
    pub is_there: &'a dyn Fn(Place) -> bool,
}

/// The cell beside one, if an index below 0 is not needed for it.
type Step = fn(Place) -> Option<Place>;

/// A cell, as it was touched in this frame.
pub struct Cell {
    pub place: Place,
    pub rect: Rect,
    pub is_hovered: bool,
    pub has_focus: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    Choose(Place),
    /// Its leads are to be listed.
    List(Place),
}

impl Asked {
    pub fn place(self) -> Place {
        match self {
            Self::Choose(place) | Self::List(place) => place,
        }
    }
}

impl Grid<'_> {
    fn id(&self, (fit, engagement): Place) -> Option<Id> {
        let (fit, engagement) = (self.model.fit.bands.get(fit)?, self.model.engagement.bands.get(engagement)?);
        Some(Id::unique(("matrix cell", self.salt, &fit.id.0, &engagement.id.0)))
    }

    /// The one that Tab comes to.
    fn stop(&self) -> Place {
        let all = || (0..self.model.fit.bands.len()).flat_map(|fit| self.engagement().map(move |it| (fit, it)));
        self.chosen
            .filter(|place| (self.is_there)(*place))
            .or_else(|| all().find(|it| (self.is_there)(*it)))
            .unwrap_or((0, 0))
    }

    fn engagement(&self) -> std::ops::Range<usize> {
        0..self.model.engagement.bands.len()
    }

    /// Every cell that can be seen, as people read: from the top, and from the left, which is the worst.
    pub fn places(&self) -> Vec<Place> {
        let rows = 0..self.model.fit.bands.len();
        rows.flat_map(|fit| self.engagement().rev().map(move |engagement| (fit, engagement)))
            .filter(|place| (self.is_there)(*place))
            .collect()
    }

    /// Takes the keyboard to the cell that was chosen: once all cells are there, for only the one that was chosen before
    /// may have the keyboard until then.
    pub fn follow(&self, ui: &egui::Ui, asked: Option<Asked>) {
        if let Some(id) = asked.and_then(|asked| self.id(asked.place())) {
            ui.memory_mut(|memory| memory.request_focus(id));
        }
    }

    /// A cell, and what was asked of it.
    pub fn cell_ui(&self, ui: &egui::Ui, place: Place, rect: Rect) -> Option<(Cell, Option<Asked>)> {
        let id = self.id(place)?;
        // Only one of them can be come to by Tab; the others by the arrow keys.
        let sense = if self.stop() == place { Sense::click() } else { Sense::CLICK };
        let response = ui.interact(rect, id, sense);
        let is_chosen = self.chosen == Some(place);
        // In most frames nobody asks for it.
        response.widget_info(|| WidgetInfo::selected(self.role, true, is_chosen, (self.say)(place)));
        let mut asked = None;
        if response.clicked() {
            asked = Some(Asked::Choose(place));
        }
        if response.has_focus() {
            if ui.input(|input| input.key_pressed(Key::Enter)) {
                asked = Some(Asked::List(place));
            }
            if let Some(next) = self.next(ui, id, place) {
                asked = Some(Asked::Choose(next));
            }
        }
        if response.double_clicked() {
            asked = Some(Asked::List(place));
        }
        let cell = Cell { place, rect, is_hovered: response.hovered(), has_focus: response.has_focus() };
        response.on_hover_ui_at_pointer(|ui| {
            ui.set_max_width(ui.spacing().tooltip_width);
            ui.spacing_mut().item_spacing.y = 2.0;
            if let Some(hint) = ui.input(|input| input.pointer.hover_pos()).and_then(self.hint) {
                ui.label(theme::strong(&hint));
            }
            ui.label((self.say)(place));
        });
        Some((cell, asked))
    }

    /// Where the arrow keys go from a cell; Home and End to the ends of its row, with Ctrl to the corners.
    fn next(&self, ui: &egui::Ui, id: Id, from: Place) -> Option<Place> {
        let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..Default::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
        let (rows, columns) = (self.model.fit.bands.len(), self.model.engagement.bands.len());
        let (best, worst) = (0, columns.saturating_sub(1));
        let to_corner = |fit: usize, engagement: usize| (fit, engagement);
        let pressed = |modifiers: Modifiers, key: Key| ui.input_mut(|input| input.consume_key(modifiers, key));
        let wanted = if pressed(Modifiers::COMMAND, Key::Home) {
            to_corner(0, worst)
        } else if pressed(Modifiers::COMMAND, Key::End) {
            to_corner(rows.saturating_sub(1), best)
        } else if pressed(Modifiers::NONE, Key::Home) {
            (from.0, worst)
        } else if pressed(Modifiers::NONE, Key::End) {
            (from.0, best)
        } else {
            return self.step(from, &pressed);
        };
        (wanted != from && (self.is_there)(wanted)).then_some(wanted)
    }

    /// One cell further, over those that cannot be seen. Best is at the right.
    fn step(&self, from: Place, pressed: &dyn Fn(Modifiers, Key) -> bool) -> Option<Place> {
        let further: [(Key, Step); 4] = [
            (Key::ArrowUp, |(fit, engagement)| Some((fit.checked_sub(1)?, engagement))),
            (Key::ArrowDown, |(fit, engagement)| Some((fit + 1, engagement))),
            (Key::ArrowLeft, |(fit, engagement)| Some((fit, engagement + 1))),
            (Key::ArrowRight, |(fit, engagement)| Some((fit, engagement.checked_sub(1)?))),
        ];
        let (_, step) = further.into_iter().find(|(key, _)| pressed(Modifiers::NONE, *key))?;
        let is_within = |place: &Place| self.id(*place).is_some();
        let mut place = step(from).filter(is_within)?;
        while !(self.is_there)(place) {
            place = step(place).filter(is_within)?;
        }
        Some(place)
    }
}
