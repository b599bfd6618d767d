//! One row of the list: what is told of a lead, and how each cell of it is painted.

use eframe::egui::{
    self, Align, Align2, Color32, FontId, Layout, Rect, UiBuilder, pos2,
    text::{LayoutJob, TextWrapping},
};

use super::{
    listing::{Listing, SortBy, latest_event},
    moment,
};
use crate::{
    app::{format, theme, widgets},
    lead::Instant,
    model::{Model, Tone},
    scoring::Scores,
};

/// What the list tells of a lead.
pub struct RowFacts {
    pub key: String,
    pub name: String,
    pub account: Option<String>,
    /// A1.
    pub cell: String,
    pub route: Option<(String, Tone)>,
    pub stars: u8,
    pub flames: u8,
    pub fit: i32,
    pub engagement: i32,
    pub combined: i32,
    /// What happened last, and how long ago.
    pub moment: Option<(String, String)>,
}

impl RowFacts {
    pub fn new(listing: &Listing, row: usize) -> Self {
        let (columns, scores, model) = (&listing.scored.columns, &listing.scored.scores, &listing.scored.model);
        let as_of = listing.scored.as_of;
        let route = model.routes.get(usize::from(scores.route[row]));
        let latest = latest_event(columns, row, as_of).and_then(|event| moment::of_columns(columns, event));
        Self {
            key: columns.keys.get(row).unwrap_or_default().to_owned(),
            name: listing.naming.name(columns, row),
            account: listing.naming.account(columns, row).map(str::to_owned),
            cell: cell_name(listing, scores, row),
            route: route.map(|route| (route.name.clone(), route.tone)),
            stars: scores.stars[row],
            flames: scores.flames[row],
            fit: scores.fit[row],
            engagement: scores.engagement[row],
            combined: scores.combined[row],
            moment: latest.map(|(what, at): (String, Instant)| (what, format::ago(at, as_of))),
        }
    }

    /// The row as it is read aloud.
    pub fn spoken(&self) -> String {
        let (name, cell) = (self.name.clone(), self.cell.clone());
        let route = self.route.as_ref().map_or_else(|| tr!("leads-no-route"), |(name, _)| name.clone());
        match &self.account {
            Some(account) => tr!("leads-row", name = name, account = account.clone(), cell = cell, route = route),
            None => tr!("leads-row-alone", name = name, cell = cell, route = route),
        }
    }
}

fn cell_name(listing: &Listing, scores: &Scores, row: usize) -> String {
    let bands = (usize::from(scores.fit_band[row]), usize::from(scores.engagement_band[row]));
    listing.scored.model.cell_name_at(bands)
}

/// What the name of a cell takes beside the score.
pub fn cell_width(ui: &egui::Ui, model: &Model) -> f32 {
    const LEAST: f32 = 30.0;
    const MOST: f32 = 132.0;
    const BEFORE: f32 = 8.0;
    let names = (0..model.fit.bands.len())
        .flat_map(|fit| (0..model.engagement.bands.len()).map(move |engagement| model.cell_name_at((fit, engagement))));
    let width = |name: String| ui.painter().layout_no_wrap(name, theme::body(), Color32::PLACEHOLDER).size().x + BEFORE;
    names.map(width).fold(LEAST, f32::max).min(MOST)
}

pub fn is_right_aligned(column: SortBy) -> bool {
    matches!(column, SortBy::Fit | SortBy::Engagement | SortBy::Score)
}

pub fn paint(ui: &mut egui::Ui, facts: &RowFacts, column: SortBy, rect: Rect, cell_width: f32) {
    let theme = theme::of(ui);
    let none = || (tr!("leads-none"), theme.third);
    match column {
        SortBy::Work | SortBy::Lead => text(ui, rect, &facts.name, theme::strong_font(), theme.text),
        SortBy::Account => {
            let (account, color) = facts.account.clone().map_or_else(none, |account| (account, theme.second));
            text(ui, rect, &account, theme::body(), color);
        }
        SortBy::Quality => marks(ui, rect, |ui| {
            widgets::stars(ui, facts.stars);
        }),
        SortBy::Urgency => marks(ui, rect, |ui| {
            widgets::flames(ui, facts.flames);
        }),
        SortBy::LastMoment => match &facts.moment {
            Some((what, ago)) => moment_ui(ui, rect, what, ago),
            None => text(ui, rect, &tr!("leads-none"), theme::body(), theme.third),
        },
        SortBy::Route => {
            let (route, color) = facts.route.clone().map_or_else(none, |(name, tone)| (name, theme.tone_text(tone)));
            text(ui, rect, &route, theme::strong_font(), color);
        }
        SortBy::Fit => number(ui, rect, facts.fit, theme::body(), theme.text),
        SortBy::Engagement => number(ui, rect, facts.engagement, theme::body(), theme.text),
        SortBy::Score => {
            let cell = rect.with_min_x(rect.right() - cell_width + 6.0);
            text(ui, cell, &facts.cell, theme::body(), theme.second);
            let score = rect.with_max_x(rect.right() - cell_width);
            number(ui, score, facts.combined, theme::strong_font(), theme.text);
        }
    }
}

/// What happened, cut off where it must be, and how long ago, always whole.
fn moment_ui(ui: &egui::Ui, rect: Rect, what: &str, ago: &str) {
    const GAP: f32 = 8.0;
    let theme = theme::of(ui);
    let ago = ui.painter().layout_no_wrap(ago.to_owned(), theme::body(), theme.second);
    let mut job = LayoutJob::simple_singleline(what.to_owned(), theme::body(), theme.text);
    job.wrap = TextWrapping::truncate_at_width((rect.width() - ago.size().x - GAP).max(0.0));
    let what = ui.painter().layout_job(job);
    let top = rect.center().y - what.size().y / 2.0;
    let ago_at = pos2(rect.left() + what.size().x + GAP, top);
    ui.painter().galley(pos2(rect.left(), top), what, theme.text);
    ui.painter().galley(ago_at, ago, theme.second);
}

fn marks(ui: &mut egui::Ui, rect: Rect, show: impl FnOnce(&mut egui::Ui)) {
    let builder = UiBuilder::new().max_rect(rect).layout(Layout::left_to_right(Align::Center));
    ui.scope_builder(builder, show);
}

fn number(ui: &egui::Ui, rect: Rect, number: i32, font: FontId, color: Color32) {
    let text = super::words::plain_tenths(i64::from(number) * 10);
    ui.painter().text(rect.right_center(), Align2::RIGHT_CENTER, text, font, color);
}

/// One line of text, cut off with … where it does not fit.
pub fn text(ui: &egui::Ui, rect: Rect, text: &str, font: FontId, color: Color32) {
    let mut job = LayoutJob::simple_singleline(text.to_owned(), font, color);
    job.wrap = TextWrapping::truncate_at_width(rect.width());
    let galley = ui.painter().layout_job(job);
    let pos = pos2(rect.left(), rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(pos, galley, color);
}
