//! What a draft does, as text.

use std::io::{self, Write};

use super::{
    table,
    words::{a_week, as_of, change, counted, minutes, percent, wait},
};
use crate::{
    model::{Axis, CellKey, Model, RouteId, wording::grouped},
    scoring::{
        ARRIVAL_WEEKS,
        what_if::{Arrivals, By, Flow, Likeness, Load, NO_ROUTE, Node, RouteLoad, Row, WhatIf, Who},
    },
};

/// So many leads or ways are listed.
const LISTED: usize = 20;

/// `files` are where the two models are: versions of one model have one name.
pub fn write(out: &mut dyn Write, found: &WhatIf, files: [&str; 2]) -> io::Result<()> {
    let WhatIf { baseline, draft, movement, .. } = found;
    let [base, other] = files;
    writeln!(out, "“{}” ({base}) → “{}” ({other})", baseline.model.name, draft.model.name)?;
    let leads = movement.leads.tally.leads;
    let moved = movement.moved.tally.leads;
    writeln!(
        out,
        "{}{}: {} in another cell or on another route",
        counted(leads, "lead", "leads"),
        as_of(found.as_of),
        grouped(moved)
    )?;
    write_likeness(out, &movement.likeness, &baseline.model, &draft.model)?;
    write_sales(out, found)?;
    write_routes(out, found)?;
    write_cells(out, &movement.cells)?;
    write_wins(out, found, "Past wins lost to sales", &Who::WinsLost)?;
    write_wins(out, found, "Past wins gained for sales", &Who::WinsGained)
}

/// Which bands have no like, or one by something else than their id.
fn write_likeness(out: &mut dyn Write, likeness: &Likeness, baseline: &Model, draft: &Model) -> io::Result<()> {
    for axis in Axis::ALL {
        let (before, after) = (&baseline.axis(axis).bands, &draft.axis(axis).bands);
        for (band, like) in after.iter().zip(likeness.bands(axis)) {
            match like {
                Some(like) => {
                    let by = match like.by {
                        By::Id => continue,
                        By::Name => "name",
                        By::Rank => "rank",
                    };
                    let other = &before[like.baseline].name;
                    writeln!(out, "The {axis} band {} is taken for {other} by its {by}", band.name)?;
                }
                None => writeln!(out, "The {axis} band {} is new", band.name)?,
            }
        }
        let gone = |place: &usize| !likeness.bands(axis).iter().flatten().any(|like| like.baseline == *place);
        for place in (0..before.len()).filter(gone) {
            writeln!(out, "The {axis} band {} is gone", before[place].name)?;
        }
    }
    Ok(())
}

fn write_sales(out: &mut dyn Write, found: &WhatIf) -> io::Result<()> {
    let sales = &found.movement.sales;
    let (before, after) = (sales.before.tally, sales.after.tally);
    let (gained, lost) = (sales.gained.tally, sales.lost.tally);
    let row = |name: &str, before: u64, after: u64, come: u64, go: u64| {
        vec![name.to_owned(), grouped(before), grouped(after), change(before, after), grouped(come), grouped(go)]
    };
    let mut rows = vec![
        row("leads", before.leads, after.leads, gained.leads, lost.leads),
        row("past wins", before.won, after.won, gained.won, lost.won),
        vec!["win rate".to_owned(), percent(before.win_rate()), percent(after.win_rate())],
    ];
    if let (Some(before), Some(after)) = (found.load_before.to_sales, found.load_after.to_sales) {
        rows.push(vec!["a week".to_owned(), a_week(before), a_week(after)]);
    }
    writeln!(out, "\nTo sales")?;
    table::write(out, &["", "before", "after", "change", "come", "go"], &rows)?;
    match found.load_after.capacity {
        Some(capacity) if found.arrivals.is_known() => {
            let come = if capacity.is_partial { "come to the routes that say what they can take" } else { "come" };
            let verdict = if capacity.is_enough() { "and" } else { "but only" };
            let (load, most) = (a_week(capacity.load()), grouped(capacity.most));
            writeln!(out, "  {load} a week {come}, {verdict} {most} can be worked")
        }
        _ => Ok(()),
    }
}

fn write_routes(out: &mut dyn Write, found: &WhatIf) -> io::Result<()> {
    let WhatIf { movement, load_before, load_after, arrivals, .. } = found;
    let flow = &movement.routes;
    let load = |load: &Load, place: usize| load.routes.get(place).and_then(|route| route.a_week).map(a_week);
    let capacity = |place: usize| load_after.routes.get(place)?.weekly_capacity.map(|most| grouped(most.into()));
    let row = |(before, after): (Option<usize>, Option<usize>)| {
        let mut row = counts(flow, before, after, name_of_route);
        row.push(before.and_then(|place| load(load_before, place)).unwrap_or_default());
        row.push(after.and_then(|place| load(load_after, place)).unwrap_or_default());
        row.push(after.and_then(capacity).unwrap_or_default());
        row
    };
    let rows: Vec<Vec<String>> = lines(flow).into_iter().map(row).collect();
    writeln!(out, "\nRoutes")?;
    let header = ["", "before", "after", "change", "come", "go", "a week before", "after", "capacity"];
    table::write(out, &header, &rows)?;
    load_after.routes.iter().filter_map(promise).try_for_each(|sentence| writeln!(out, "  {sentence}"))?;
    write_arrivals(out, arrivals, found)?;
    write_moves(out, flow, name_of_route)
}

fn name_of_route(node: &Node<Option<RouteId>>) -> String {
    if node.id.is_none() { NO_ROUTE.to_owned() } else { node.name.clone() }
}

/// The places of a table: those of the draft with their like, then those that are gone.
fn lines<Id>(flow: &Flow<Id>) -> Vec<(Option<usize>, Option<usize>)> {
    let after = flow.after.iter().enumerate().map(|(place, node)| (node.like, Some(place)));
    let gone = flow.before.iter().enumerate().filter(|(_, node)| node.like.is_none());
    after.chain(gone.map(|(place, _)| (Some(place), None))).collect()
}

/// A place by name, how many leads were and are in it, and how many come and go.
fn counts<Id>(
    flow: &Flow<Id>,
    before: Option<usize>,
    after: Option<usize>,
    name: impl Fn(&Node<Id>) -> String,
) -> Vec<String> {
    let (old, new) = (before.map(|place| &flow.before[place]), after.map(|place| &flow.after[place]));
    let [was, is] = [old, new].map(|node| node.map_or(0, |node| node.volume.tally.leads));
    vec![
        new.or(old).map_or_else(String::new, name),
        grouped(was),
        grouped(is),
        change(was, is),
        grouped(after.map_or(0, |place| flow.entering(place).tally.leads)),
        grouped(before.map_or(0, |place| flow.leaving(place).tally.leads)),
    ]
}

/// What comes to a route beyond what it can take, and what that means for its promise.
fn promise(load: &RouteLoad) -> Option<String> {
    let over = load.over()?;
    let capacity = load.weekly_capacity?;
    let mut sentence = format!("{}: {} a week more than the {capacity} that can be worked", load.name, a_week(over));
    if let Some(waits) = load.last_waits_minutes() {
        sentence.push_str(&format!("; the last of a week waits {}", wait(waits)));
    }
    if let Some(promised) = load.respond_within_minutes {
        sentence.push_str(&format!(" (promised: {})", minutes(promised)));
    }
    Some(sentence)
}

/// What the weekly load leaves out.
fn write_arrivals(out: &mut dyn Write, arrivals: &Arrivals, found: &WhatIf) -> io::Result<()> {
    let Some(oldest) = arrivals.oldest else {
        return writeln!(out, "  No lead says when it was created, so nobody knows how many come in a week");
    };
    let came = counted(arrivals.leads, "lead", "leads");
    writeln!(out, "  A week: of the {came} created in the last {ARRIVAL_WEEKS} weeks, by where they are now")?;
    if arrivals.undated > 0 {
        let undated = counted(arrivals.undated, "lead does", "leads do");
        writeln!(out, "  {undated} not say when they were created, and are in no week")?;
    }
    if oldest.age_days(found.as_of.day()) < i64::from(ARRIVAL_WEEKS) * 7 - 1 {
        writeln!(
            out,
            "  The first lead was created on {oldest}, within these weeks: what comes in a week is more than that"
        )?;
    }
    Ok(())
}

/// The ways that lead elsewhere, most leads first.
fn write_moves<Id>(out: &mut dyn Write, flow: &Flow<Id>, name: impl Fn(&Node<Id>) -> String) -> io::Result<()> {
    let moves = flow.moves();
    for link in moves.iter().take(LISTED) {
        let (before, after) = (name(&flow.before[link.before]), name(&flow.after[link.after]));
        let tally = link.volume.tally;
        let won = if tally.won > 0 { format!(", {} won", grouped(tally.won)) } else { String::new() };
        writeln!(out, "  {before} → {after}: {}{won}", counted(tally.leads, "lead", "leads"))?;
    }
    let rest = &moves[moves.len().min(LISTED)..];
    if !rest.is_empty() {
        let leads = rest.iter().map(|link| link.volume.tally.leads).sum();
        writeln!(out, "  and {} on {} more ways", counted(leads, "lead", "leads"), grouped(rest.len() as u64))?;
    }
    Ok(())
}

fn write_cells(out: &mut dyn Write, flow: &Flow<CellKey>) -> io::Result<()> {
    let name = |node: &Node<CellKey>| node.name.clone();
    let rows: Vec<Vec<String>> =
        lines(flow).into_iter().map(|(before, after)| counts(flow, before, after, name)).collect();
    writeln!(out, "\nCells")?;
    table::write(out, &["", "before", "after", "change", "come", "go"], &rows)?;
    write_moves(out, flow, name)
}

fn write_wins(out: &mut dyn Write, found: &WhatIf, title: &str, who: &Who) -> io::Result<()> {
    let rows = found.rows(who);
    writeln!(out, "\n{title}: {}", grouped(rows.len() as u64))?;
    let shown = rows.iter().take(LISTED).map(|row| {
        let lead = Row::new(found, *row);
        let cell = |fit: &str, engagement: &str| format!("{fit} × {engagement}");
        vec![
            lead.key.to_owned(),
            format!("{}, {}", cell(lead.fit_band_before, lead.engagement_band_before), lead.route_before),
            format!("→ {}, {}", cell(lead.fit_band, lead.engagement_band), lead.route),
            lead.because,
        ]
    });
    let shown: Vec<Vec<String>> = shown.collect();
    if !shown.is_empty() {
        table::write(out, &["", "was", "is", "because"], &shown)?;
    }
    if rows.len() > LISTED {
        let more = grouped((rows.len() - LISTED) as u64);
        writeln!(out, "  and {more} more; --format csv lists every lead that moves")?;
    }
    Ok(())
}
