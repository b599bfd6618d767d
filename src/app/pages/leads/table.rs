//! The list of leads: its columns, and what stands in them.

use eframe::egui::{self, Id, Rect};

use super::{
    cells::{self, Closed, RowFacts},
    grid::{self, Done, Grid, Rows},
    listing::{Listing, SortBy},
    slots::{Slots, Wanted, slots, wider},
    view::{Picked, Sort},
};
use crate::{
    app::{format, widgets::Scroll},
    scoring::{SalesView, StoodAtClose},
};

/// From left to right, in one line. Beside the score stands the cell, as wide as its longest name.
const IN_ONE_LINE: [Wanted<SortBy>; 11] = [
    Wanted::new(SortBy::Lead, 128.0, 3.0, 0),
    Wanted::new(SortBy::Account, 110.0, 2.5, 5),
    Wanted::new(SortBy::Quality, 66.0, 0.0, 4),
    Wanted::new(SortBy::Urgency, 72.0, 0.0, 3),
    Wanted::new(SortBy::LastMoment, 190.0, 4.0, 6),
    Wanted::new(SortBy::Status, 88.0, 0.8, 8),
    Wanted::new(SortBy::Route, 108.0, 1.4, 2),
    Wanted::new(SortBy::Due, 100.0, 0.0, 7),
    Wanted::new(SortBy::Fit, 48.0, 0.0, 10),
    Wanted::new(SortBy::Engagement, 98.0, 0.0, 9),
    Wanted::new(SortBy::Score, 52.0, 0.0, 1),
];

/// Where a lead has two lines, the second says more of what stands above.
const IN_TWO_LINES: [Wanted<SortBy>; 4] = [
    Wanted::new(SortBy::Lead, 116.0, 2.0, 0).over(SortBy::Account),
    Wanted::new(SortBy::Quality, 66.0, 0.0, 3).over(SortBy::Urgency),
    Wanted::new(SortBy::Route, 120.0, 3.0, 2).over(SortBy::LastMoment),
    Wanted::new(SortBy::Score, 52.0, 0.0, 1).over(SortBy::Due),
];

const WHEN_CLOSED: Wanted<SortBy> = Wanted::new(SortBy::Closed, 52.0, 0.0, 1);

/// Below this a lead has two lines: in one, what matters would have to go.
const COMPACT: f32 = 860.0;

/// What the list is drawn from.
pub struct Table<'a> {
    pub listing: &'a Listing,
    pub sort: Sort,
    pub scroll: &'a mut Scroll,
    /// Scroll to the chosen lead.
    pub follow: bool,
    /// The place in the list of the chosen row.
    pub chosen: Option<usize>,
    pub is_dimmed: bool,
    /// Nothing else is asking for keys.
    pub takes_keys: bool,
}

impl Table<'_> {
    /// Draws the list into all the room there is.
    pub fn show(self, ui: &mut egui::Ui) -> Done<SortBy> {
        let Self { listing, sort, scroll, follow, chosen, is_dimmed, takes_keys } = self;
        let scored = &listing.scored;
        let cell_width = cells::cell_width(ui, &scored.model);
        let sales = SalesView::new(&scored.columns, &scored.model, &scored.scores);
        let stood = listing.view.picked.as_deref().and_then(Picked::stood);
        let slots = places(grid::room(ui.available_width()), cell_width, stood.is_some());
        let has_status = slots.lines.iter().flatten().any(|slot| slot.column == SortBy::Status);
        let rows = Leads { listing, sales, sort, stood, cell_width, has_status };
        let (name, foot) = (tr!("leads-list"), foot(listing));
        let grid = Grid {
            rows: &rows,
            slots,
            scroll,
            name: &name,
            salt: "leads",
            follow,
            chosen,
            is_dimmed,
            takes_keys,
            foot,
        };
        grid.show(ui)
    }
}

/// Where leads are listed for how they stood when they closed (`when_closed`), that stands in the place of what is due.
fn places(room: f32, cell_width: f32, when_closed: bool) -> Slots<SortBy> {
    let wanted = if room < COMPACT { &IN_TWO_LINES[..] } else { &IN_ONE_LINE[..] };
    let mut wanted = wider(wanted, SortBy::Score, cell_width);
    for wanted in wanted.iter_mut().filter(|_| when_closed) {
        if wanted.column == SortBy::Due {
            *wanted = WHEN_CLOSED;
            wanted.least += cell_width;
        }
        wanted.below = wanted.below.map(|below| if below == SortBy::Due { SortBy::Closed } else { below });
    }
    slots(&wanted, room)
}

struct Leads<'a> {
    listing: &'a Listing,
    sales: SalesView<'a>,
    sort: Sort,
    /// How they stood when they closed, where the list is about that.
    stood: Option<&'a StoodAtClose>,
    /// What the name of a cell takes beside the score.
    cell_width: f32,
    /// Whether there is room for the column of the status.
    has_status: bool,
}

impl Rows for Leads<'_> {
    type Column = SortBy;
    type Facts = RowFacts;

    fn count(&self) -> usize {
        self.listing.rows.len()
    }

    fn facts(&self, place: usize) -> Option<RowFacts> {
        let row = *self.listing.rows.get(place)?;
        let facts = RowFacts::new(&self.listing.scored, &self.listing.naming, &self.sales, row as usize);
        let scored = &self.listing.scored;
        let stood = self.stood.and_then(|stood| stood.of(row as usize, scored.as_of.day()));
        let closed = stood.map(|stood| Closed::new(&scored.model, stood));
        Some(RowFacts { tells_cold: !self.has_status, closed, ..facts })
    }

    fn id(&self, facts: &RowFacts) -> Id {
        Id::unique(("lead", &facts.key))
    }

    fn spoken(&self, facts: &RowFacts) -> String {
        facts.spoken()
    }

    fn whole(&self, facts: &RowFacts, column: SortBy) -> Option<String> {
        facts.whole(column)
    }

    fn paint(&self, ui: &mut egui::Ui, facts: &RowFacts, column: SortBy, rect: Rect) {
        cells::paint(ui, facts, column, rect, self.cell_width);
    }

    fn column_name(&self, column: SortBy) -> String {
        column_name(column)
    }

    fn is_right_aligned(&self, column: SortBy) -> bool {
        cells::is_right_aligned(column)
    }

    fn sorted(&self, column: SortBy) -> Option<bool> {
        if column == SortBy::Closed {
            return (self.sort.by == SortBy::Work).then_some(false);
        }
        (self.sort.by == column).then(|| self.sort.is_ascending())
    }

    fn can_sort(&self, column: SortBy) -> bool {
        column != SortBy::Closed
    }
}

pub fn column_name(column: SortBy) -> String {
    match column {
        SortBy::Work | SortBy::Lead => tr!("leads-column-lead"),
        SortBy::Account => tr!("leads-column-account"),
        SortBy::Quality => tr!("leads-column-quality"),
        SortBy::Urgency => tr!("leads-column-urgency"),
        SortBy::LastMoment => tr!("leads-column-moment"),
        SortBy::Status => tr!("leads-column-status"),
        SortBy::Route => tr!("leads-column-route"),
        SortBy::Due => tr!("leads-column-due"),
        SortBy::Fit => tr!("leads-column-fit"),
        SortBy::Engagement => tr!("leads-column-engagement"),
        SortBy::Score => tr!("leads-column-score"),
        SortBy::Closed => tr!("leads-column-closed"),
    }
}

/// How many there are, in which order.
fn foot(listing: &Listing) -> [String; 2] {
    let (shown, total) = (listing.rows.len(), listing.scored.summary.leads);
    let count = format::count(shown as u64);
    let left = match listing.view.sort.by {
        SortBy::Work if listing.view.picked.as_ref().is_some_and(|picked| picked.stood().is_some()) => {
            tr!("leads-foot-closed", count = count.clone(), number = shown)
        }
        SortBy::Work => tr!("leads-foot-work", count = count.clone(), number = shown),
        by => tr!("leads-foot-sorted", count = count.clone(), number = shown, column = column_name(by).to_lowercase()),
    };
    [left, tr!("leads-foot-shown", shown = count, total = format::count(total))]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(width: f32) -> Vec<Vec<SortBy>> {
        let slots = places(width, 30.0, false);
        slots.lines.iter().map(|line| line.iter().map(|slot| slot.column).collect()).collect()
    }

    #[test]
    fn a_narrow_list_has_two_lines_a_lead_and_keeps_what_matters_most() {
        assert_eq!(columns(190.0), [[SortBy::Lead], [SortBy::Account]], "a name, if nothing else");
        assert_eq!(columns(330.0)[0], [SortBy::Lead, SortBy::Route, SortBy::Score]);
        assert_eq!(columns(330.0)[1], [SortBy::Account, SortBy::LastMoment, SortBy::Due]);
        assert_eq!(columns(456.0)[0], [SortBy::Lead, SortBy::Quality, SortBy::Route, SortBy::Score]);
        assert_eq!(columns(900.0).len(), 1, "one line where there is room");
        assert_eq!(columns(1200.0)[0].len(), IN_ONE_LINE.len());
    }

    #[test]
    fn long_names_of_cells_take_their_room() {
        let score = |cell_width: f32| places(640.0, cell_width, false).lines[0].last().map(|slot| slot.width);
        assert_eq!((score(30.0), score(120.0)), (Some(82.0), Some(172.0)));
    }
}
