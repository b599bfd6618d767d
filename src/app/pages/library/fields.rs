//! The table of fields: its columns, and what stands in them.

use eframe::egui::{self, Align2, Id, Rect, pos2, vec2};

use super::{
    survey::FieldRow,
    view::{Column, Listing, View},
    words,
};
use crate::app::{
    format,
    pages::leads::{
        cells,
        grid::{self, Done, Grid, Rows},
        slots::{Wanted, slots},
    },
    theme,
    widgets::{self, Scroll},
};

const IN_ONE_LINE: [Wanted<Column>; 6] = [
    Wanted::new(Column::Name, 156.0, 1.4, 0),
    Wanted::new(Column::Type, 84.0, 0.0, 3),
    Wanted::new(Column::Filled, 100.0, 0.6, 2),
    Wanted::new(Column::Values, 160.0, 4.0, 1),
    Wanted::new(Column::Distinct, 56.0, 0.0, 5),
    Wanted::new(Column::Used, 84.0, 0.0, 4),
];

const IN_TWO_LINES: [Wanted<Column>; 3] = [
    Wanted::new(Column::Name, 170.0, 3.0, 0).over(Column::Values),
    Wanted::new(Column::Filled, 104.0, 0.6, 1).over(Column::Type),
    Wanted::new(Column::Distinct, 84.0, 0.0, 2).over(Column::Used),
];

/// Below this a field has two lines.
const COMPACT: f32 = 590.0;

pub struct Table<'a> {
    pub listing: &'a Listing,
    pub scroll: &'a mut Scroll,
    pub chosen: Option<usize>,
    /// Scroll to the chosen field.
    pub follow: bool,
    pub is_dimmed: bool,
    pub takes_keys: bool,
}

impl Table<'_> {
    pub fn show(self, ui: &mut egui::Ui) -> Done<Column> {
        let Self { listing, scroll, chosen, follow, is_dimmed, takes_keys } = self;
        let room = grid::room(ui.available_width());
        let slots = if room < COMPACT { slots(&IN_TWO_LINES, room) } else { slots(&IN_ONE_LINE, room) };
        let rows = Fields { listing };
        let (name, foot) = (tr!("library-fields"), foot(listing));
        let salt = "library fields";
        Grid { rows: &rows, slots, scroll, name: &name, salt, follow, chosen, is_dimmed, takes_keys, foot }.show(ui)
    }
}

struct Fields<'a> {
    listing: &'a Listing,
}

impl<'a> Rows for Fields<'a> {
    type Column = Column;
    type Facts = &'a FieldRow;

    fn count(&self) -> usize {
        self.listing.order.len()
    }

    fn facts(&self, place: usize) -> Option<Self::Facts> {
        self.listing.row(place)
    }

    fn id(&self, row: &Self::Facts) -> Id {
        Id::unique(("library field", &row.summary.name))
    }

    fn spoken(&self, row: &Self::Facts) -> String {
        let summary = &row.summary;
        let spoken = tr!(
            "library-row",
            name = summary.name.clone(),
            type = words::type_name(summary.field_type),
            filled = words::share(summary.filled, summary.leads),
            distinct = format::count(summary.distinct),
            number = summary.distinct
        );
        match row.mark {
            Some(mark) => format!("{spoken}, {}", words::mark(mark)),
            None => spoken,
        }
    }

    fn whole(&self, row: &Self::Facts, column: Column) -> Option<String> {
        let summary = &row.summary;
        match column {
            Column::Name => Some(match row.mark {
                Some(mark) => format!("{}: {}", summary.name, words::mark_about(mark)),
                None => summary.name.clone(),
            }),
            Column::Type => Some(words::type_name(summary.field_type)),
            Column::Filled => Some(tr!(
                "library-hover-filled",
                filled = format::count(summary.filled),
                leads = format::count(summary.leads)
            )),
            Column::Distinct => None,
            Column::Values => Some(row.values.clone()).filter(|values| !values.is_empty()),
            Column::Used => self.listing.uses.get(&summary.name).map(words::uses),
        }
    }

    fn paint(&self, ui: &mut egui::Ui, row: &Self::Facts, column: Column, rect: Rect) {
        let theme = theme::of(ui);
        let summary = &row.summary;
        match column {
            Column::Name => name_ui(ui, rect, row),
            Column::Type => {
                let icon = char::from(words::type_icon(summary.field_type));
                let at = pos2(rect.left() + 7.0, rect.center().y);
                ui.painter().text(at, Align2::CENTER_CENTER, icon, theme::icon_font(13.0), theme.second);
                let name = words::type_name(summary.field_type);
                cells::text(ui, rect.with_min_x(rect.left() + 20.0), &name, theme::body(), theme.second);
            }
            Column::Filled => fill_bar(ui, rect, summary.filled, summary.leads),
            Column::Distinct => right_text(ui, rect, &format::count(summary.distinct), theme.text),
            Column::Values => cells::text(ui, rect, &row.values, theme::body(), theme.second),
            Column::Used => match self.listing.criteria(&summary.name) {
                0 => right_text(ui, rect, &tr!("leads-none"), theme.third),
                count => right_text(ui, rect, &tr!("library-used", count = count), theme.text),
            },
        }
    }

    fn column_name(&self, column: Column) -> String {
        match column {
            Column::Name => tr!("library-column-name"),
            Column::Type => tr!("library-column-type"),
            Column::Filled => tr!("library-column-filled"),
            Column::Distinct => tr!("library-column-distinct"),
            Column::Values => tr!("library-column-values"),
            Column::Used => tr!("library-column-used"),
        }
    }

    fn is_right_aligned(&self, column: Column) -> bool {
        matches!(column, Column::Distinct | Column::Used)
    }

    fn sorted(&self, column: Column) -> Option<bool> {
        let sort = self.listing.view.sort.filter(|(by, _)| *by == column);
        sort.map(|(by, is_reversed)| View::is_ascending(by, is_reversed))
    }
}

/// The name, and what makes the field worth little at its end.
fn name_ui(ui: &egui::Ui, rect: Rect, row: &FieldRow) {
    let theme = theme::of(ui);
    let mut room = rect;
    if let Some(mark) = row.mark {
        let galley = ui.painter().layout_no_wrap(words::mark(mark), theme::small(), theme.warning);
        let left = rect.right() - galley.size().x;
        let at = pos2(left, rect.center().y - galley.size().y / 2.0);
        ui.painter().galley(at, galley, theme.warning);
        room.max.x = left - 8.0;
    }
    // Names of one program, or of one account, begin alike.
    let name = widgets::cut_in_the_middle(ui.painter(), &row.summary.name, &theme::strong_font(), room.width());
    cells::text(ui, room, &name, theme::strong_font(), theme.text);
}

/// How many leads have a value, as a quiet bar and a percentage.
pub fn fill_bar(ui: &egui::Ui, rect: Rect, part: u64, whole: u64) {
    const TEXT: f32 = 44.0;
    let theme = theme::of(ui);
    let bar = Rect::from_center_size(rect.center(), vec2(rect.width(), 6.0));
    let bar = bar.with_max_x((rect.right() - TEXT).max(bar.left()));
    paint_bar(ui, bar, part as f64 / whole.max(1) as f64, theme.accent);
    let at = pos2(rect.right(), rect.center().y);
    ui.painter().text(at, Align2::RIGHT_CENTER, words::share(part, whole), theme::body(), theme.text);
}

/// A bar on its track; what is some is seen.
pub fn paint_bar(ui: &egui::Ui, bar: Rect, share: f64, colour: egui::Color32) {
    ui.painter().rect_filled(bar, 3.0, theme::of(ui).line);
    if share > 0.0 {
        let width = (bar.width() * share.min(1.0) as f32).max(2.0);
        ui.painter().rect_filled(Rect::from_min_size(bar.min, vec2(width, bar.height())), 3.0, colour);
    }
}

pub fn right_text(ui: &egui::Ui, rect: Rect, text: &str, colour: egui::Color32) {
    ui.painter().text(rect.right_center(), Align2::RIGHT_CENTER, text, theme::body(), colour);
}

fn foot(listing: &Listing) -> [String; 2] {
    let (shown, all) = (listing.order.len(), listing.survey.fields.len());
    let marked = listing.survey.fields.iter().filter(|row| row.mark.is_some()).count();
    let left = if marked > 0 {
        tr!("library-foot-marked", number = all, count = format::count(all as u64), marked = marked)
    } else {
        tr!("library-foot", number = all, count = format::count(all as u64))
    };
    [left, tr!("leads-foot-shown", shown = format::count(shown as u64), total = format::count(all as u64))]
}
