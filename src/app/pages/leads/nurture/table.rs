//! The leads of a group: what each lacks, and which band is nearest.

use eframe::egui::{self, Id, Rect};

use super::{groups::Listing, lacks};
use crate::{
    app::{
        format,
        pages::leads::{
            cells::{self, RowFacts},
            grid::{self, Done, Grid, Rows},
            slots::{Wanted, slots, wider},
            view::SortBy,
        },
        theme,
        widgets::Scroll,
    },
    scoring::SalesView,
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    Lead,
    Account,
    Lacks,
    Nearest,
    Score,
}

const IN_ONE_LINE: [Wanted<Column>; 5] = [
    Wanted::new(Column::Lead, 130.0, 2.0, 0),
    Wanted::new(Column::Account, 120.0, 2.0, 4),
    Wanted::new(Column::Lacks, 220.0, 4.0, 1),
    Wanted::new(Column::Nearest, 210.0, 0.6, 3),
    Wanted::new(Column::Score, 56.0, 0.0, 2),
];

const IN_TWO_LINES: [Wanted<Column>; 3] = [
    Wanted::new(Column::Lead, 108.0, 2.0, 0).over(Column::Account),
    Wanted::new(Column::Lacks, 150.0, 4.0, 1).over(Column::Nearest),
    Wanted::new(Column::Score, 56.0, 0.0, 2),
];

/// Below this a lead has two lines.
const COMPACT: f32 = 780.0;

pub struct Table<'a> {
    pub listing: &'a Listing,
    pub scroll: &'a mut Scroll,
    pub chosen: Option<usize>,
    pub is_dimmed: bool,
    pub takes_keys: bool,
}

impl Table<'_> {
    pub fn show(self, ui: &mut egui::Ui) -> Done<Column> {
        let Self { listing, scroll, chosen, is_dimmed, takes_keys } = self;
        let scored = &listing.scored;
        let cell_width = cells::cell_width(ui, &scored.model);
        let room = grid::room(ui.available_width());
        let wanted = if room < COMPACT { &IN_TWO_LINES[..] } else { &IN_ONE_LINE[..] };
        let slots = slots(&wider(wanted, Column::Score, cell_width), room);
        let sales = SalesView::new(&scored.columns, &scored.model, &scored.scores);
        let rows = Leads { listing, sales, cell_width };
        let count = format::count(listing.rows.len() as u64);
        let foot = [
            tr!("nurture-foot", number = listing.rows.len(), count = count),
            tr!("nurture-foot-total", count = format::count(listing.total)),
        ];
        let name = tr!("nurture-list");
        let follow = false;
        Grid { rows: &rows, slots, scroll, name: &name, salt: "nurture", follow, chosen, is_dimmed, takes_keys, foot }
            .show(ui)
    }
}

struct Leads<'a> {
    listing: &'a Listing,
    sales: SalesView<'a>,
    cell_width: f32,
}

/// A lead, what it lacks, and the nearest band.
type Facts = (RowFacts, String, String);

impl Rows for Leads<'_> {
    type Column = Column;
    type Facts = Facts;

    fn count(&self) -> usize {
        self.listing.rows.len()
    }

    fn facts(&self, place: usize) -> Option<Facts> {
        let row = *self.listing.rows.get(place)? as usize;
        let Listing { scored, naming, fields, .. } = self.listing;
        let facts = RowFacts::new(scored, naming, &self.sales, row);
        Some((facts, lacks::lacks(scored, fields, row), lacks::nearest_in_words(scored, row)))
    }

    fn id(&self, (facts, ..): &Facts) -> Id {
        Id::unique(("nurtured", &facts.key))
    }

    fn spoken(&self, (facts, lacks, nearest): &Facts) -> String {
        tr!("nurture-row", name = facts.name.clone(), lacks = lacks.clone(), nearest = nearest.clone())
    }

    fn whole(&self, (facts, lacks, nearest): &Facts, column: Column) -> Option<String> {
        match column {
            Column::Lead => facts.whole(SortBy::Lead),
            Column::Account => facts.whole(SortBy::Account),
            Column::Lacks => Some(lacks.clone()),
            Column::Nearest => Some(nearest.clone()),
            Column::Score => facts.whole(SortBy::Score),
        }
    }

    fn paint(&self, ui: &mut egui::Ui, (facts, lacks, nearest): &Facts, column: Column, rect: Rect) {
        let theme = theme::of(ui);
        match column {
            Column::Lead => cells::paint(ui, facts, SortBy::Lead, rect, self.cell_width),
            Column::Account => cells::paint(ui, facts, SortBy::Account, rect, self.cell_width),
            Column::Lacks => cells::text(ui, rect, lacks, theme::body(), theme.text),
            Column::Nearest => cells::text(ui, rect, nearest, theme::body(), theme.second),
            Column::Score => cells::score_ui(ui, rect, facts.combined, &facts.cell, self.cell_width),
        }
    }

    fn column_name(&self, column: Column) -> String {
        match column {
            Column::Lead => tr!("leads-column-lead"),
            Column::Account => tr!("leads-column-account"),
            Column::Lacks => tr!("nurture-column-lacks"),
            Column::Nearest => tr!("nurture-column-nearest"),
            Column::Score => tr!("leads-column-score"),
        }
    }

    fn is_right_aligned(&self, column: Column) -> bool {
        column == Column::Score
    }

    fn sorted(&self, column: Column) -> Option<bool> {
        (column == Column::Score).then_some(false)
    }

    fn can_sort(&self, _column: Column) -> bool {
        false
    }
}
