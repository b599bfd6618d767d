//! One row of the list: what is told of a lead, and how each cell of it is painted.

use eframe::egui::{
    self, Align, Align2, Color32, FontId, Layout, Rect, UiBuilder, pos2,
    text::{LayoutJob, TextWrapping},
};

use super::{
    due::{self, Due},
    listing::SortBy,
    moment,
    naming::Naming,
};
use crate::{
    app::{format, scored::Scored, theme, widgets},
    lead::{Day, Instant},
    model::{Model, Tone},
    scoring::{SalesView, Status, StoodWhenClosed},
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
    /// What happened last, how long ago, and when.
    pub moment: Option<(String, String, Instant)>,
    pub status: (Status, String),
    /// Where the status has no column of its own, that a lead is cold stands beside its last moment.
    pub tells_cold: bool,
    /// How it stood when it closed, where the list is about that.
    pub closed: Option<Closed>,
    /// By when it is to be answered, and the instant.
    pub due: Option<(Due, Instant)>,
}

/// How a lead stood when it closed.
pub struct Closed {
    combined: i32,
    cell: String,
    whole: String,
}

impl Closed {
    pub fn new(model: &Model, stood: &StoodWhenClosed) -> Self {
        let cell = model.cell_name_at((usize::from(stood.fit_band), usize::from(stood.engagement_band)));
        let [fit, engagement] = [stood.fit, stood.engagement].map(i64::from);
        let route = model.routes.get(usize::from(stood.route)).map(|route| route.name.as_str());
        let whole = when_closed(Some(Day(stood.closed)), &cell, [fit, engagement], route);
        Self { combined: stood.combined, cell, whole }
    }
}

/// “When it closed, 12 Mar 2026: B3, fit 45, engagement 20, Nurture”.
pub fn when_closed(day: Option<Day>, cell: &str, [fit, engagement]: [i64; 2], route: Option<&str>) -> String {
    tr!(
        "leads-when-closed",
        day = day.map(format::day).unwrap_or_default(),
        cell = cell.to_owned(),
        fit = format::count_signed(fit),
        engagement = format::count_signed(engagement),
        route = route.map_or_else(|| tr!("leads-no-route"), str::to_owned)
    )
}

impl RowFacts {
    pub fn new(scored: &Scored, naming: &Naming, sales: &SalesView<'_>, row: usize) -> Self {
        let (columns, scores, model) = (&scored.columns, &scored.scores, &scored.model);
        let as_of = scores.as_of;
        let route = model.routes.get(usize::from(scores.route[row]));
        let latest = sales.moment(row).and_then(|event| moment::of_columns(columns, event));
        Self {
            key: columns.keys.get(row).unwrap_or_default().to_owned(),
            name: naming.name(columns, row),
            account: naming.account(columns, row).map(str::to_owned),
            cell: cell_name(scored, row),
            route: route.map(|route| (route.name.clone(), route.tone)),
            stars: scores.stars[row],
            flames: scores.flames[row],
            fit: scores.fit[row],
            engagement: scores.engagement[row],
            combined: scores.combined[row],
            moment: latest.map(|(what, at): (String, Instant)| (what, due::ago(at, as_of), at)),
            status: (sales.status(row), status_name(model, sales.status(row))),
            tells_cold: false,
            closed: None,
            due: sales.due(row).map(|due| (due::in_words(due, as_of), due)),
        }
    }

    /// The row as it is read aloud.
    pub fn spoken(&self) -> String {
        let (name, cell) = (self.name.clone(), self.cell.clone());
        let route = self.route.as_ref().map_or_else(|| tr!("leads-no-route"), |(name, _)| name.clone());
        let spoken = match &self.account {
            Some(account) => tr!("leads-row", name = name, account = account.clone(), cell = cell, route = route),
            None => tr!("leads-row-alone", name = name, cell = cell, route = route),
        };
        match &self.due {
            _ if let Some(closed) = &self.closed => format!("{spoken}, {}", closed.whole),
            _ if self.is_closed() => format!("{spoken}, {}", self.status.1),
            Some((due, _)) => tr!("leads-row-due", row = spoken, due = due.text.clone()),
            None => spoken,
        }
    }

    fn is_told_cold(&self) -> bool {
        self.tells_cold && self.status.0 == Status::Cold
    }

    /// Won or lost: nobody works it any more.
    pub fn is_closed(&self) -> bool {
        matches!(self.status.0, Status::Won | Status::Lost)
    }

    /// What a cell tells whole, where it may be cut off or is told in short.
    pub fn whole(&self, column: SortBy) -> Option<String> {
        match column {
            SortBy::Work | SortBy::Lead => {
                Some(tr!("leads-hover-lead", name = self.name.clone(), key = self.key.clone()))
            }
            SortBy::Account => self.account.clone(),
            SortBy::Quality => Some(tr!("stars", count = u32::from(self.stars))),
            SortBy::Urgency => Some(tr!("flames", count = u32::from(self.flames))),
            SortBy::LastMoment => {
                let (what, _, at) = self.moment.as_ref()?;
                Some(tr!("leads-hover-moment", what = what.clone(), at = due::exactly(*at)))
            }
            SortBy::Status => Some(self.status.1.clone()),
            SortBy::Route => self.route.as_ref().map(|(name, _)| name.clone()),
            SortBy::Closed => self.closed.as_ref().map(|closed| closed.whole.clone()),
            SortBy::Due if self.is_closed() => Some(tr!("leads-hover-closed", outcome = self.status.1.clone())),
            SortBy::Due => {
                let (due, at) = self.due.as_ref()?;
                let by = tr!("leads-hover-due", at = due::exactly(*at));
                Some(if due.is_late { tr!("leads-hover-late", due = by) } else { by })
            }
            SortBy::Fit | SortBy::Engagement | SortBy::Score => Some(tr!(
                "leads-hover-score",
                fit = format::count_signed(self.fit.into()),
                engagement = format::count_signed(self.engagement.into()),
                score = format::count_signed(self.combined.into()),
                cell = self.cell.clone()
            )),
        }
    }
}

/// A status as it is shown.
pub fn status_name(model: &Model, status: Status) -> String {
    match status {
        Status::Stage(place) => model.stages.get(place).map(|stage| stage.name.clone()).unwrap_or_default(),
        Status::Open => tr!("leads-outcome-open"),
        Status::Cold => tr!("leads-cold"),
        Status::Disqualified => tr!("leads-status-disqualified"),
        Status::Lost => tr!("leads-outcome-lost"),
        Status::Won => tr!("leads-outcome-won"),
    }
}

pub fn cell_name(Scored { model, scores, .. }: &Scored, row: usize) -> String {
    let bands = (usize::from(scores.fit_band[row]), usize::from(scores.engagement_band[row]));
    model.cell_name_at(bands)
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
    matches!(column, SortBy::Due | SortBy::Fit | SortBy::Engagement | SortBy::Score | SortBy::Closed)
}

pub fn paint(ui: &mut egui::Ui, facts: &RowFacts, column: SortBy, rect: Rect, cell_width: f32) {
    let theme = theme::of(ui);
    let none = || (tr!("leads-none"), theme.third);
    match column {
        SortBy::Work | SortBy::Lead => {
            let color = if facts.is_closed() { theme.second } else { theme.text };
            text(ui, rect, &facts.name, theme::strong_font(), color);
        }
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
            Some((what, ago, _)) if facts.is_told_cold() => {
                moment_ui(ui, rect, what, &tr!("leads-ago-cold", ago = ago.clone()));
            }
            Some((what, ago, _)) => moment_ui(ui, rect, what, ago),
            None if facts.is_told_cold() => text(ui, rect, &facts.status.1, theme::body(), theme.second),
            None => text(ui, rect, &tr!("leads-none"), theme::body(), theme.third),
        },
        SortBy::Route => {
            let (route, color) = facts.route.clone().map_or_else(none, |(name, tone)| (name, theme.tone_text(tone)));
            text(ui, rect, &route, theme::strong_font(), color);
        }
        SortBy::Status => {
            text(ui, rect, &facts.status.1, theme::body(), status_color(theme, facts.status.0));
        }
        // The status may have no room of its own, and of what is closed nothing is due: it stands here too.
        SortBy::Due if facts.is_closed() => {
            let color = status_color(theme, facts.status.0);
            ui.painter().text(rect.right_center(), Align2::RIGHT_CENTER, &facts.status.1, theme::strong_font(), color);
        }
        SortBy::Due => due_ui(ui, rect, facts.due.as_ref().map(|(due, _)| due)),
        SortBy::Fit => number(ui, rect, facts.fit, theme::body(), theme.text),
        SortBy::Engagement => number(ui, rect, facts.engagement, theme::body(), theme.text),
        SortBy::Closed => match &facts.closed {
            Some(closed) => score_ui(ui, rect, closed.combined, &closed.cell, cell_width),
            None => text(ui, rect.with_min_x(rect.right() - cell_width + 6.0), &none().0, theme::body(), theme.third),
        },
        SortBy::Score => score_ui(ui, rect, facts.combined, &facts.cell, cell_width),
    }
}

pub fn status_color(theme: &theme::Theme, status: Status) -> Color32 {
    match status {
        Status::Won => theme.better,
        Status::Lost | Status::Disqualified => theme.worse,
        Status::Stage(_) => theme.text,
        Status::Open | Status::Cold => theme.second,
    }
}

/// Late is told by the word, and seen by the colour.
pub fn due_ui(ui: &egui::Ui, rect: Rect, due: Option<&Due>) {
    let theme = theme::of(ui);
    let (text, font, color) = match due {
        None => (tr!("leads-none"), theme::body(), theme.third),
        Some(due) if due.is_late => (due.text.clone(), theme::strong_font(), theme.worse),
        Some(due) => (due.text.clone(), theme::body(), theme.text),
    };
    ui.painter().text(rect.right_center(), Align2::RIGHT_CENTER, text, font, color);
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

pub fn marks(ui: &mut egui::Ui, rect: Rect, show: impl FnOnce(&mut egui::Ui)) {
    let builder = UiBuilder::new().max_rect(rect).layout(Layout::left_to_right(Align::Center));
    ui.scope_builder(builder, show);
}

/// The score, and the cell beside it.
pub fn score_ui(ui: &egui::Ui, rect: Rect, score: i32, cell: &str, cell_width: f32) {
    let theme = theme::of(ui);
    let at = rect.with_min_x(rect.right() - cell_width + 6.0);
    text(ui, at, cell, theme::body(), theme.second);
    number(ui, rect.with_max_x(rect.right() - cell_width), score, theme::strong_font(), theme.text);
}

fn number(ui: &egui::Ui, rect: Rect, number: i32, font: FontId, color: Color32) {
    let text = super::words::plain_tenths(i64::from(number) * 10);
    ui.painter().text(rect.right_center(), Align2::RIGHT_CENTER, text, font, color);
}

/// One line of text, cut off with … where it does not fit.
pub fn text(ui: &egui::Ui, rect: Rect, text: &str, font: FontId, color: Color32) {
    text_or_part(ui, rect, text, font, color);
}

/// The same; whether it was cut off.
pub fn text_or_part(ui: &egui::Ui, rect: Rect, text: &str, font: FontId, color: Color32) -> bool {
    let mut job = LayoutJob::simple_singleline(text.to_owned(), font, color);
    job.wrap = TextWrapping::truncate_at_width(rect.width());
    let galley = ui.painter().layout_job(job);
    let pos = pos2(rect.left(), rect.center().y - galley.size().y / 2.0);
    let is_cut = galley.elided;
    ui.painter().galley(pos, galley, color);
    is_cut
}
