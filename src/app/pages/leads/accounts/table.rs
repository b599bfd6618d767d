//! The list of accounts: its columns, and what stands in them.

use eframe::egui::{self, Id, Rect};

use super::roll::{Account, Column, Listing, View};
use crate::{
    app::{
        format,
        pages::leads::{
            cells, due,
            grid::{self, Done, Grid, Rows},
            slots::{Wanted, slots, wider},
        },
        theme,
        widgets::{self, Scroll},
    },
    model::Tone,
};

const IN_ONE_LINE: [Wanted<Column>; 8] = [
    Wanted::new(Column::Account, 150.0, 3.0, 0),
    Wanted::new(Column::Leads, 52.0, 0.0, 5),
    Wanted::new(Column::Quality, 78.0, 0.0, 4),
    Wanted::new(Column::Urgency, 72.0, 0.0, 3),
    Wanted::new(Column::Best, 140.0, 3.0, 6),
    Wanted::new(Column::Route, 112.0, 1.4, 2),
    Wanted::new(Column::Due, 100.0, 0.0, 7),
    Wanted::new(Column::Score, 52.0, 0.0, 1),
];

const IN_TWO_LINES: [Wanted<Column>; 4] = [
    Wanted::new(Column::Account, 130.0, 3.0, 0).over(Column::Best),
    Wanted::new(Column::Quality, 66.0, 0.0, 3).over(Column::Urgency),
    Wanted::new(Column::Route, 100.0, 1.4, 2).over(Column::Leads),
    Wanted::new(Column::Score, 52.0, 0.0, 1).over(Column::Due),
];

/// Below this an account has two lines.
const COMPACT: f32 = 740.0;

pub struct Table<'a> {
    pub listing: &'a Listing,
    pub view: &'a View,
    pub scroll: &'a mut Scroll,
    pub chosen: Option<usize>,
    pub is_dimmed: bool,
    pub takes_keys: bool,
}

impl Table<'_> {
    pub fn show(self, ui: &mut egui::Ui) -> Done<Column> {
        let Self { listing, view, scroll, chosen, is_dimmed, takes_keys } = self;
        let cell_width = cells::cell_width(ui, &listing.rolled.scored.model);
        let room = grid::room(ui.available_width());
        let wanted = if room < COMPACT { &IN_TWO_LINES[..] } else { &IN_ONE_LINE[..] };
        let slots = slots(&wider(wanted, Column::Score, cell_width), room);
        let is_compact = slots.is_compact();
        let rows = Accounts { listing, view, cell_width, is_compact };
        let (name, foot) = (tr!("accounts-list"), foot(listing));
        let follow = false;
        Grid { rows: &rows, slots, scroll, name: &name, salt: "accounts", follow, chosen, is_dimmed, takes_keys, foot }
            .show(ui)
    }
}

struct Accounts<'a> {
    listing: &'a Listing,
    view: &'a View,
    cell_width: f32,
    is_compact: bool,
}

/// What is told of an account.
struct Facts<'a> {
    account: &'a Account,
    cell: String,
    route: Option<(&'a str, Tone)>,
    best: Option<String>,
}

impl<'a> Rows for Accounts<'a> {
    type Column = Column;
    type Facts = (Facts<'a>, Option<due::Due>);

    fn count(&self) -> usize {
        self.listing.order.len()
    }

    fn facts(&self, place: usize) -> Option<Self::Facts> {
        let rolled = &self.listing.rolled;
        let account = rolled.accounts.get(*self.listing.order.get(place)? as usize)?;
        let model = &rolled.scored.model;
        let route = model.routes.get(usize::from(account.score.route)).map(|route| (route.name.as_str(), route.tone));
        let best = account.best.map(|row| rolled.naming.name(&rolled.scored.columns, row as usize));
        let cell = model.cell_name_at((account.score.fit_band, account.score.engagement_band));
        let due = account.due.map(|due| due::in_words(due, rolled.scored.scores.as_of));
        Some((Facts { account, cell, route, best }, due))
    }

    fn id(&self, (facts, _): &Self::Facts) -> Id {
        Id::unique(("account", &facts.account.score.key))
    }

    fn spoken(&self, (facts, _): &Self::Facts) -> String {
        let route = facts.route.map_or_else(|| tr!("leads-no-route"), |(name, _)| name.to_owned());
        let leads = tr!("accounts-leads", number = facts.account.score.members.len());
        tr!("accounts-row", name = facts.account.name.clone(), leads = leads, cell = facts.cell.clone(), route = route)
    }

    fn whole(&self, (facts, due): &Self::Facts, column: Column) -> Option<String> {
        let score = &facts.account.score;
        match column {
            Column::Account => {
                Some(tr!("leads-hover-lead", name = facts.account.name.clone(), key = score.key.clone()))
            }
            Column::Leads => Some(tr!("accounts-leads", number = score.members.len())),
            Column::Quality => Some(tr!("stars", count = u32::from(score.stars))),
            Column::Urgency => Some(tr!("flames", count = u32::from(score.flames))),
            Column::Best => Some(tr!("accounts-hover-best", name = facts.best.clone()?)),
            Column::Route => facts.route.map(|(name, _)| name.to_owned()),
            Column::Due => {
                let by = tr!("accounts-hover-due", at = due::exactly(facts.account.due?));
                let is_late = due.as_ref().is_some_and(|due| due.is_late);
                Some(if is_late { tr!("leads-hover-late", due = by) } else { by })
            }
            Column::Score => Some(tr!(
                "leads-hover-score",
                fit = format::count_signed(score.fit.into()),
                engagement = format::count_signed(score.engagement.into()),
                score = format::count_signed(score.combined.into()),
                cell = facts.cell.clone()
            )),
        }
    }

    fn paint(&self, ui: &mut egui::Ui, (facts, due): &Self::Facts, column: Column, rect: Rect) {
        let theme = theme::of(ui);
        let score = &facts.account.score;
        match column {
            Column::Account => cells::text(ui, rect, &facts.account.name, theme::strong_font(), theme.text),
            Column::Leads => {
                let number = format::count(score.members.len() as u64);
                if self.is_compact {
                    let text = tr!("accounts-leads", number = score.members.len());
                    cells::text(ui, rect, &text, theme::body(), theme.second);
                } else {
                    // Below the end of the header, which is as wide as most numbers.
                    let at = rect.left_center() + egui::vec2(32.0, 0.0);
                    ui.painter().text(at, egui::Align2::RIGHT_CENTER, number, theme::body(), theme.text);
                }
            }
            Column::Quality => cells::marks(ui, rect, |ui| {
                widgets::stars(ui, score.stars);
            }),
            Column::Urgency => cells::marks(ui, rect, |ui| {
                widgets::flames(ui, score.flames);
            }),
            Column::Best => match &facts.best {
                Some(best) => cells::text(ui, rect, best, theme::body(), theme.second),
                None => cells::text(ui, rect, &tr!("leads-none"), theme::body(), theme.third),
            },
            Column::Route => match facts.route {
                Some((name, tone)) => cells::text(ui, rect, name, theme::strong_font(), theme.tone_text(tone)),
                None => cells::text(ui, rect, &tr!("leads-none"), theme::body(), theme.third),
            },
            Column::Due => cells::due_ui(ui, rect, due.as_ref()),
            Column::Score => cells::score_ui(ui, rect, score.combined, &facts.cell, self.cell_width),
        }
    }

    fn column_name(&self, column: Column) -> String {
        match column {
            Column::Account => tr!("leads-column-account"),
            Column::Leads => tr!("accounts-column-leads"),
            Column::Quality => tr!("leads-column-quality"),
            Column::Urgency => tr!("leads-column-urgency"),
            Column::Best => tr!("accounts-column-best"),
            Column::Route => tr!("leads-column-route"),
            Column::Due => tr!("accounts-column-due"),
            Column::Score => tr!("leads-column-score"),
        }
    }

    fn is_right_aligned(&self, column: Column) -> bool {
        matches!(column, Column::Due | Column::Score)
    }

    fn sorted(&self, column: Column) -> Option<bool> {
        self.view.sort.filter(|(by, _)| *by == column).map(|(by, is_reversed)| View::is_ascending(by, is_reversed))
    }
}

fn foot(listing: &Listing) -> [String; 2] {
    let (shown, all) = (listing.order.len(), listing.rolled.accounts.len());
    let members: usize = listing.rolled.members;
    let left = tr!(
        "accounts-foot",
        number = all,
        count = format::count(all as u64),
        members = members,
        leads = format::count(members as u64)
    );
    [left, tr!("leads-foot-shown", shown = format::count(shown as u64), total = format::count(all as u64))]
}
