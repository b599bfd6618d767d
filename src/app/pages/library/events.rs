//! The table of the kinds of event: to be read, not to be changed.

use eframe::egui::{self, Id, Rect};

use super::{
    fields::{fill_bar, right_text},
    survey::{Kind, Survey},
};
use crate::{
    app::{
        format,
        pages::leads::{
            cells,
            grid::{self, Done, Grid, Rows},
            slots::{Wanted, slots},
        },
        theme,
        widgets::Scroll,
    },
    lead::Day,
    model::wording,
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    Kind,
    Events,
    Leads,
    First,
    Last,
}

const WANTED: [Wanted<Column>; 5] = [
    Wanted::new(Column::Kind, 150.0, 3.0, 0),
    Wanted::new(Column::Events, 90.0, 0.0, 1),
    Wanted::new(Column::Leads, 140.0, 1.0, 2),
    Wanted::new(Column::First, 110.0, 0.0, 4),
    Wanted::new(Column::Last, 110.0, 0.0, 3),
];

/// Draws the kinds that are called so.
pub fn show(
    ui: &mut egui::Ui,
    survey: &Survey,
    search: &str,
    scroll: &mut Scroll,
    chosen: Option<usize>,
    takes_keys: bool,
) -> Done<Column> {
    let wanted = crate::lead::trim_fold(search);
    let is_found = |kind: &&Kind| crate::lead::fold(&wording::kind(&kind.name)).contains(&wanted);
    let kinds: Vec<&Kind> = survey.kinds.iter().filter(is_found).collect();
    let leads = survey.head.leads;
    let (shown, all) = (kinds.len() as u64, survey.kinds.len() as u64);
    let foot = [
        tr!(
            "library-events-foot",
            number = all,
            count = format::count(all),
            events = format::count(survey.head.events)
        ),
        tr!("leads-foot-shown", shown = format::count(shown), total = format::count(all)),
    ];
    let slots = slots(&WANTED, grid::room(ui.available_width()));
    let (rows, name, salt) = (Kinds { kinds, leads }, tr!("library-events"), "library events");
    let (follow, is_dimmed) = (false, false);
    Grid { rows: &rows, slots, scroll, name: &name, salt, follow, chosen, is_dimmed, takes_keys, foot }.show(ui)
}

struct Kinds<'a> {
    kinds: Vec<&'a Kind>,
    leads: u64,
}

impl<'a> Rows for Kinds<'a> {
    type Column = Column;
    type Facts = &'a Kind;

    fn count(&self) -> usize {
        self.kinds.len()
    }

    fn facts(&self, place: usize) -> Option<Self::Facts> {
        self.kinds.get(place).copied()
    }

    fn id(&self, kind: &Self::Facts) -> Id {
        Id::unique(("library kind", &kind.name))
    }

    fn spoken(&self, kind: &Self::Facts) -> String {
        tr!(
            "library-event-row",
            kind = wording::kind(&kind.name),
            events = format::count(kind.events),
            number = kind.events,
            leads = format::count(kind.leads)
        )
    }

    fn whole(&self, kind: &Self::Facts, column: Column) -> Option<String> {
        (column == Column::Kind).then(|| kind.name.clone())
    }

    fn paint(&self, ui: &mut egui::Ui, kind: &Self::Facts, column: Column, rect: Rect) {
        let theme = theme::of(ui);
        let day = |day: Option<Day>| day.map_or_else(|| tr!("leads-none"), format::day);
        match column {
            Column::Kind => cells::text(ui, rect, &wording::kind(&kind.name), theme::strong_font(), theme.text),
            Column::Events => right_text(ui, rect, &format::count(kind.events), theme.text),
            Column::Leads => fill_bar(ui, rect.with_min_x(rect.left() + 28.0), kind.leads, self.leads),
            Column::First => right_text(ui, rect, &day(kind.days.map(|(first, _)| first)), theme.second),
            Column::Last => right_text(ui, rect, &day(kind.days.map(|(_, last)| last)), theme.second),
        }
    }

    fn column_name(&self, column: Column) -> String {
        match column {
            Column::Kind => tr!("library-column-kind"),
            Column::Events => tr!("library-column-events"),
            Column::Leads => tr!("library-column-leads"),
            Column::First => tr!("library-column-first"),
            Column::Last => tr!("library-column-last"),
        }
    }

    fn is_right_aligned(&self, column: Column) -> bool {
        column != Column::Kind
    }

    fn sorted(&self, column: Column) -> Option<bool> {
        (column == Column::Events).then_some(false)
    }

    fn can_sort(&self, _column: Column) -> bool {
        false
    }
}
