//! What a cell says, as the lines that are painted into it and as a sentence.

use eframe::egui::{Color32, Painter};

use super::{
    cell_text::{CellText, Line},
    facts::Facts,
    pane::{self, Change},
    words,
};
use crate::{
    app::{
        format,
        theme::{self, Theme},
    },
    model::{Band, Model},
};

/// A cell of `model` with what is known of it: count and share, win rate and where it lies, route, marks.
pub(super) fn of_cell(
    painter: &Painter,
    theme: &Theme,
    model: &Model,
    (fit, engagement): (&Band, &Band),
    facts: Option<&Facts>,
    width: f32,
) -> CellText {
    let small = |text: String| painter.layout_no_wrap(text, theme::small(), theme.second);
    let mut lines = Vec::new();
    if let Some(facts) = facts {
        let strong = |text: String, font| painter.layout_no_wrap(text, font, theme.text);
        let (whole, short) = (format::count(facts.leads), format::in_short(facts.leads));
        // The number of leads is the last to go: it is said in short, and smaller, before it is not said.
        let ways = [(&whole, theme::strong_font()), (&short, theme::strong_font()), (&short, theme::small_strong())];
        let mut ways = ways.into_iter().map(|(text, font)| strong(text.clone(), font));
        let Some(first) = ways.next() else { return CellText { lines, sign: None } };
        let main = if first.size().x <= width - 10.0 {
            first
        } else {
            let fitting = ways.find(|galley| galley.size().x <= width - 10.0);
            fitting.unwrap_or_else(|| strong(short.clone(), theme::small_strong()))
        };
        let share = (facts.leads > 0).then(|| small(format::percent(facts.share, 1)));
        lines.push(Line::number(main, share));
        if let Some(rate) = facts.win_rate() {
            let main = small(tr!("cell-won", rate = format::percent(rate, 0)));
            let interval = facts.interval_text();
            lines.push(Line::number(main, interval.map(|text| small(tr!("cell-interval", interval = text)))));
        }
    }
    let route = words::route_of(model, fit, engagement);
    let text = route.map_or_else(|| tr!("cell-no-route"), |route| route.name.clone());
    let color = route.map_or(theme.worse, |route| theme.tone_text(route.tone));
    lines.push(Line::Name { text, color });
    lines.push(Line::Marks { stars: fit.marks.min(3), flames: words::flames_of(model, engagement) });
    CellText { lines, sign: route.map(|route| route.tone) }
}

/// A cell and by how much it differs: leads, a route that is another one, win rate, share.
pub(super) fn of_change(
    painter: &Painter,
    theme: &Theme,
    [before, now]: [&Model; 2],
    (fit, engagement): (&Band, &Band),
    like: Option<(&Band, &Band)>,
    change: &Change,
) -> CellText {
    let small = |text: String, colour: Color32| painter.layout_no_wrap(text, theme::small(), colour);
    let leads = change.leads();
    let colour = match leads {
        0 => theme.second,
        more if more > 0 => theme.accent,
        _ => theme.text,
    };
    let main = painter.layout_no_wrap(pane::signed(leads), theme::strong_font(), colour);
    let from_to = match &change.before {
        Some(before) if leads != 0 => {
            tr!("cell-from-to", before = format::count(before.leads), now = format::count(change.now.leads))
        }
        Some(_) => words::leads(change.now.leads),
        None => tr!("cell-new"),
    };
    let mut lines = vec![Line::number(main, Some(small(from_to, theme.second)))];
    let route = words::route_of(now, fit, engagement);
    let route_before = like.and_then(|(fit, engagement)| words::route_of(before, fit, engagement));
    let name =
        |route: Option<&crate::model::Route>| route.map_or_else(|| tr!("cell-no-route"), |route| route.name.clone());
    let color = route.map_or(theme.worse, |route| theme.tone_text(route.tone));
    let is_rerouted = like.is_some() && name(route) != name(route_before);
    let rate = change.now.win_rate().map(|rate| small(tr!("cell-won", rate = format::percent(rate, 0)), theme.second));
    let rate = rate.map(|main| {
        let extra = change.win_rate().filter(|change| change.abs() >= 0.0005).map(|difference| {
            // More of the won is better where the leads go to sales; elsewhere it may be a loss.
            let is_judged = route.is_some_and(|route| route.qualified);
            let sign = if difference > 0.0 { "▲" } else { "▼" };
            let colour = match (is_judged, difference > 0.0) {
                (false, _) => theme.second,
                (true, true) => theme.better,
                (true, false) => theme.worse,
            };
            small(format!("{sign} {}", pane::points(difference)), colour)
        });
        Line::number(main, extra)
    });
    let share = (leads != 0).then(|| {
        Line::number(small(tr!("cell-share-change", points = pane::points(change.share())), theme.second), None)
    });
    if is_rerouted {
        let text = tr!("cell-from-to", before = name(route_before), now = name(route));
        lines.push(Line::Name { text, color });
        lines.extend(rate.into_iter().chain(share));
    } else {
        lines.extend(rate);
        lines.extend(share);
        lines.push(Line::Name { text: name(route), color });
    }
    CellText { lines, sign: None }
}

/// “Cell B2: ▲ +22 leads, 318 in all, 296 before; 22 % won, +1.2 points; Sales today”.
pub(super) fn change_sentence(now: &Model, (fit, engagement): (&Band, &Band), change: &Change) -> String {
    let mut parts = Vec::new();
    match &change.before {
        Some(before) => parts.push(tr!(
            "cell-change",
            change = pane::signed(change.leads()),
            leads = words::leads(change.now.leads),
            before = format::count(before.leads)
        )),
        None => parts.push(tr!("cell-change-new", leads = words::leads(change.now.leads))),
    }
    parts.push(tr!("cell-share-change", points = pane::points(change.share())));
    if let Some(rate) = pane::rate_sentence(&change.now) {
        parts.push(rate);
    }
    if let Some(difference) = change.win_rate() {
        parts.push(tr!("cell-rate-change", points = pane::points(difference)));
    }
    parts.push(words::route_of(now, fit, engagement).map_or_else(|| tr!("cell-no-route"), |route| route.name.clone()));
    tr!("cell-sentence", cell = now.cell_name(&fit.id, &engagement.id), facts = parts.join(", "))
}
