//! The card “Scenarios compared”: a row for the baseline, the draft and each scenario, a column for each thing they are
//! judged by.

use eframe::egui::{
    self, Align2, Id, Popup, PopupCloseBehavior, Rect, Role, Sense, Stroke, StrokeKind, UiBuilder, WidgetInfo, vec2,
};

use super::{
    Row, RowId,
    cells::{self, Line},
    compare::MadeOf,
    finding::{best, finding},
    menu,
    slots::{Slot, Slots},
};
use crate::app::{commands::Command, panel::opacity_of, state::State, theme, widgets};

pub(super) const ROW: f32 = 30.0;

/// What a version is judged by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Column {
    #[default]
    Name,
    AWeek,
    ToSales,
    Wins,
    Rate,
    Moved,
    Differences,
}

impl Column {
    /// From left to right.
    pub const ALL: [Self; 7] =
        [Self::Name, Self::AWeek, Self::ToSales, Self::Wins, Self::Rate, Self::Moved, Self::Differences];

    pub fn name(self) -> String {
        match self {
            Self::Name => tr!("scenario"),
            Self::AWeek => tr!("scenarios-column-a-week"),
            Self::ToSales => tr!("scenarios-column-to-sales"),
            Self::Wins => tr!("scenarios-column-wins"),
            Self::Rate => tr!("scenarios-column-rate"),
            Self::Moved => tr!("scenarios-column-moved"),
            Self::Differences => tr!("scenarios-column-differences"),
        }
    }

    fn about(self) -> String {
        match self {
            Self::Name => tr!("scenarios-about-name"),
            Self::AWeek => tr!("scenarios-about-a-week"),
            Self::ToSales => tr!("scenarios-about-to-sales"),
            Self::Wins => tr!("scenarios-about-wins"),
            Self::Rate => tr!("scenarios-about-rate"),
            Self::Moved => tr!("scenarios-about-moved"),
            Self::Differences => tr!("scenarios-about-differences"),
        }
    }
}

/// The order of the rows. By name is the order in which they were kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sort {
    pub by: Column,
    pub is_reversed: bool,
}

impl Sort {
    fn clicked(self, by: Column) -> Self {
        if self.by == by { Self { by, is_reversed: !self.is_reversed } } else { Self { by, is_reversed: false } }
    }

    /// The most first; what is not known yet comes last.
    fn sort(self, lines: &mut [Line]) {
        let key = |line: &Line| line.figures.as_ref().and_then(|figures| cells::amount(self.by, figures));
        match self.by {
            Column::Name if self.is_reversed => lines.reverse(),
            Column::Name => {}
            _ => lines.sort_by(|one, other| match (key(one), key(other)) {
                (Some(one), Some(other)) if self.is_reversed => one.total_cmp(&other),
                (Some(one), Some(other)) => other.total_cmp(&one),
                (one, other) => other.is_some().cmp(&one.is_some()),
            }),
        }
    }
}

/// What was kept, beside the draft and the baseline.
pub fn compared_ui(ui: &mut egui::Ui, state: &mut State) {
    widgets::card(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        if state.document.model.scenarios.is_empty() {
            return empty_ui(ui, state);
        }
        let lines = lines(state);
        let versions = lines.iter().filter(|line| !line.is_baseline_again());
        let known: Option<Vec<_>> = versions.map(|line| Some((line.spoken_of(), line.figures.as_deref()?))).collect();
        ui.label(theme::strong(&tr!("scenarios-title")));
        let says = match known {
            _ if state.columns().is_empty() => tr!("scenarios-no-leads"),
            Some(known) => finding(&known),
            None => tr!("scenarios-working"),
        };
        ui.add(egui::Label::new(theme::second(ui, &says)).wrap());
        ui.add_space(4.0);
        table_ui(ui, state, lines);
    });
}

/// What will stand here, and the step that fills it.
fn empty_ui(ui: &mut egui::Ui, state: &mut State) {
    ui.label(theme::strong(&tr!("scenarios-title")));
    ui.add(egui::Label::new(theme::second(ui, &tr!("scenarios-empty"))).wrap());
    ui.add_space(4.0);
    if widgets::quiet_button(ui, &tr!("scenarios-empty-keep")).clicked() {
        state.ask(Command::KeepScenario);
    }
}

/// The rows with what is known of them, in the order in which they were kept; asks for what is not known.
fn lines(state: &mut State) -> Vec<Line> {
    let (columns, as_of, baseline) = (state.columns(), state.as_of(), state.baseline());
    let rows = state.compared_rows();
    let made_of =
        |row: &Row| MadeOf { columns: columns.clone(), as_of, baseline: baseline.clone(), model: row.model.clone() };
    let asked: Vec<(RowId, MadeOf)> = rows.iter().map(|row| (row.id.clone(), made_of(row))).collect();
    if state.pages.what_if.scenarios.keep_up(asked.clone()) {
        state.complain(tr!("scorer-broken"));
    }
    let like = state.scenario_of_draft().map(|scenario| scenario.id.clone());
    let desk = &state.pages.what_if.scenarios;
    let line = |(row, asked): (&Row, &(RowId, MadeOf))| {
        let scenario = match &row.id {
            RowId::Scenario(id) => state.document.model.scenario(id),
            RowId::Draft => like.as_ref().and_then(|id| state.document.model.scenario(id)),
            RowId::Baseline => None,
        };
        let found = desk.figures(asked);
        let mut line = Line {
            row: row.id.clone(),
            name: match &row.id {
                RowId::Baseline => tr!("scenarios-baseline"),
                RowId::Draft => tr!("scenarios-draft"),
                RowId::Scenario(_) => scenario.map(menu::shown_name).unwrap_or_default(),
            },
            detail: cells::detail(&row.id, scenario, row.is_baseline, like.as_ref()),
            note: scenario.map(|scenario| scenario.note.clone()).unwrap_or_default(),
            is_baseline: row.is_baseline,
            is_behind: found.is_none_or(|(_, is_new)| !is_new),
            figures: found.map(|(figures, _)| figures.clone()),
        };
        if line.is_baseline_again() && line.figures.is_some() && line.detail.is_empty() {
            line.detail = tr!("scenarios-like-baseline");
        }
        line
    };
    rows.iter().zip(&asked).map(line).collect()
}

fn table_ui(ui: &mut egui::Ui, state: &mut State, mut lines: Vec<Line>) {
    let is_empty = state.columns().is_empty();
    state.pages.what_if.scenarios.sort.sort(&mut lines);
    let slots = Slots::within(ui.available_width(), &lines);
    header_ui(ui, state, &slots, &lines);
    let baseline = lines.iter().find(|line| line.is_baseline).and_then(|line| line.figures.clone());
    // The draft is no version of its own while nothing differs.
    let judged = lines.iter().map(|line| line.figures.as_deref().filter(|_| !line.is_baseline_again()));
    let judged: Vec<_> = judged.collect();
    let marks: Vec<(Column, Vec<bool>)> = Column::ALL.iter().map(|column| (*column, best(*column, &judged))).collect();
    for (at, line) in lines.iter().enumerate() {
        let best: Vec<Column> = marks.iter().filter(|(_, best)| best[at]).map(|(column, _)| *column).collect();
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW - 4.0), Sense::hover());
        let rect = rect.expand2(vec2(0.0, 2.0));
        ui.painter().hline(rect.x_range(), rect.top(), Stroke::new(1.0, theme::of(ui).line));
        let spoken = line.spoken(&best, is_empty);
        let response = row_response(ui, line, rect, &spoken);
        let opacity = opacity_of(ui, &format!("{:?}", line.row), line.is_behind);
        let mut child = ui.new_child(UiBuilder::new().max_rect(rect).id_salt(&line.row));
        child.multiply_opacity(opacity);
        for slot in &slots.slots {
            let baseline = baseline.as_deref().filter(|_| !is_empty);
            cells::paint(&child, line, slot, rect, best.contains(&slot.column), baseline);
        }
        act(state, line, &response);
        response.on_hover_ui(|ui| cells::tip_ui(ui, line));
    }
}

fn row_response(ui: &egui::Ui, line: &Line, rect: Rect, spoken: &str) -> egui::Response {
    let theme = theme::of(ui);
    let sense = if line.row == RowId::Baseline { Sense::focusable_noninteractive() } else { Sense::CLICK };
    let response = ui.interact(rect, Id::unique(("scenario row", &line.row)), sense | Sense::FOCUSABLE);
    response.widget_info(|| WidgetInfo::labeled(Role::Row, true, spoken));
    let around = rect.expand2(vec2(6.0, -1.0));
    if response.hovered() && sense == Sense::CLICK {
        ui.painter().rect_filled(around, 5.0, theme.raised);
    }
    if response.has_focus() {
        ui.painter().rect_stroke(around, 5.0, Stroke::new(1.5, theme.accent), StrokeKind::Inside);
    }
    if sense == Sense::CLICK { response.on_hover_cursor(egui::CursorIcon::PointingHand) } else { response }
}

/// What can be done with a row: the menu that a click opens.
fn act(state: &mut State, line: &Line, response: &egui::Response) {
    if line.row == RowId::Baseline {
        return;
    }
    // Where it was clicked; below the row where it was opened by a key.
    let (ctx, at) = (&response.ctx, response.id.with("clicked at"));
    if response.clicked() {
        ctx.data_mut(|data| data.insert_temp(at, response.interact_pointer_pos()));
    }
    let popup = Popup::menu(response).close_behavior(PopupCloseBehavior::CloseOnClick);
    let popup = match ctx.data(|data| data.get_temp::<Option<egui::Pos2>>(at)).flatten() {
        Some(at) => popup.at_position(at),
        None => popup,
    };
    popup.show(|ui| {
        ui.set_min_width(220.0);
        match &line.row {
            RowId::Scenario(id) => menu::items_ui(ui, state, id),
            RowId::Draft | RowId::Baseline => {
                if ui.button(tr!("scenario-keep-ask")).clicked() {
                    state.ask(Command::KeepScenario);
                }
            }
        }
    });
}

fn header_ui(ui: &mut egui::Ui, state: &mut State, slots: &Slots, lines: &[Line]) {
    let theme = theme::of(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 24.0), Sense::hover());
    let desk = &mut state.pages.what_if.scenarios;
    for slot @ Slot { column, behind, .. } in &slots.slots {
        let cell = slot.cell(rect);
        let response = ui.interact(cell, Id::unique(("scenarios column", column.name())), Sense::click());
        let name = column.name();
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, tr!("scenarios-sort", column = name.clone())));
        let is_sorted = desk.sort.by == *column && (*column != Column::Name || desk.sort.is_reversed);
        // Rows in the order in which they were kept are in no order that an arrow could tell.
        let arrow = match (is_sorted, desk.sort.is_reversed) {
            (false, _) => "",
            (true, false) => " ▼",
            (true, true) => " ▲",
        };
        let colour = if is_sorted || response.hovered() { theme.text } else { theme.second };
        let (align, at) = match column {
            Column::Name => (Align2::LEFT_CENTER, cell.left_center()),
            _ => (Align2::RIGHT_CENTER, cell.right_center() - vec2(*behind, 0.0)),
        };
        ui.painter().text(at, align, format!("{}{arrow}", slots.heading(*column, lines)), theme::small(), colour);
        if response.has_focus() {
            ui.painter().rect_stroke(cell.expand(1.0), 5.0, Stroke::new(1.5, theme.accent), StrokeKind::Inside);
        }
        if response.clicked() {
            desk.sort = desk.sort.clicked(*column);
        }
        response.on_hover_cursor(egui::CursorIcon::PointingHand).on_hover_text(column.about());
    }
}
