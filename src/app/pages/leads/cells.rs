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
    model::{Axis, Tone},
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
    let model = &listing.scored.model;
    let band = |axis: Axis, index: u8| {
        model.axis(axis).bands.get(usize::from(index)).map(|band| band.name.as_str()).unwrap_or_default()
    };
    format!("{}{}", band(Axis::Fit, scores.fit_band[row]), band(Axis::Engagement, scores.engagement_band[row]))
}

pub fn is_right_aligned(column: SortBy) -> bool {
    matches!(column, SortBy::Fit | SortBy::Engagement | SortBy::Score)
}

pub fn paint(ui: &mut egui::Ui, facts: &RowFacts, column: SortBy, rect: Rect) {
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
        SortBy::LastMoment => {
            let told = facts.moment.clone();
            let told = told.map(|(what, ago)| (tr!("leads-moment-ago", what = what, ago = ago), theme.text));
            let (moment, color) = told.unwrap_or_else(none);
            text(ui, rect, &moment, theme::body(), color);
        }
        SortBy::Route => {
            let (route, color) =
                facts.route.clone().map_or_else(none, |(name, tone)| (name, theme.tone_text(tone)));
            text(ui, rect, &route, theme::strong_font(), color);
        }
        SortBy::Fit => number(ui, rect, facts.fit, theme::body(), theme.text),
        SortBy::Engagement => number(ui, rect, facts.engagement, theme::body(), theme.text),
        SortBy::Score => {
            const CELL_WIDTH: f32 = 30.0;
            let painter = ui.painter();
            let cell_left = pos2(rect.right() - CELL_WIDTH + 6.0, rect.center().y);
            painter.text(cell_left, Align2::LEFT_CENTER, &facts.cell, theme::body(), theme.second);
            let score = rect.with_max_x(rect.right() - CELL_WIDTH);
            number(ui, score, facts.combined, theme::strong_font(), theme.text);
        }
    }
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
