//! What is found, in sentences.

use super::found::Found;
use crate::{
    app::{format, pages::matrix::words},
    model::{Model, RouteId},
    scoring::what_if::{Flow, Link, Movement, Node, Who},
};

/// “312 leads”.
pub fn leads(count: u64) -> String {
    words::leads(count)
}

/// “3 past wins”.
pub fn wins(count: u64) -> String {
    tr!("flow-wins", number = count, count = format::count(count))
}

/// “212 leads move: 118 come to sales, 52 no longer go. 12 past wins gained, 3 lost”.
pub fn finding(found: &Found) -> String {
    let movement = &found.what_if.movement;
    let moved = movement.moved.tally.leads;
    if moved == 0 {
        return tr!("flow-nobody");
    }
    let (gained, lost) = (movement.sales.gained.tally, movement.sales.lost.tally);
    let mut sentence = tr!("flow-moves", number = moved, count = format::count(moved));
    sentence.push_str(": ");
    sentence.push_str(&sales(movement));
    if gained.won + lost.won > 0 {
        sentence.push_str(". ");
        sentence.push_str(&tr!("flow-wins-moved", gained = wins(gained.won), lost = format::count(lost.won)));
    }
    sentence
}

/// “118 come to sales, 52 no longer go”.
pub fn sales(movement: &Movement) -> String {
    let (gained, lost) = (movement.sales.gained.tally.leads, movement.sales.lost.tally.leads);
    match (gained, lost) {
        (0, 0) => tr!("flow-sales-same"),
        (gained, 0) => tr!("flow-sales-gained", number = gained, gained = format::count(gained)),
        (0, lost) => tr!("flow-sales-lost", number = lost, lost = format::count(lost)),
        (gained, lost) => tr!(
            "flow-sales-both",
            number = gained,
            gained = format::count(gained),
            more = lost,
            lost = format::count(lost)
        ),
    }
}

/// “111 leads from Sales this week to Sales today, 7 of them past wins”.
pub fn way(flow: &Flow<Option<RouteId>>, link: &Link) -> String {
    let (before, after) = (route_name(&flow.before[link.before]), route_name(&flow.after[link.after]));
    let tally = link.volume.tally;
    let leads = leads(tally.leads);
    let sentence = if link.stays {
        tr!("flow-way-stays", leads = leads, route = after)
    } else {
        tr!("flow-way", leads = leads, before = before, after = after)
    };
    with_wins(sentence, tally.won)
}

/// “…, 7 of them past wins”.
pub fn with_wins(sentence: String, won: u64) -> String {
    if won == 0 {
        sentence
    } else {
        tr!("flow-of-them-won", sentence = sentence, number = won, won = format::count(won))
    }
}

/// What a place is, what it was, and who comes or goes: “Sales today is the route of 1,290 leads, was of 1,218: 118 come”.
pub fn place(flow: &Flow<Option<RouteId>>, is_after: bool, place: usize) -> String {
    let node = &if is_after { &flow.after } else { &flow.before }[place];
    let (name, leads) = (route_name(node), leads(node.volume.tally.leads));
    let sentence = if is_after {
        let entering = flow.entering(place).tally;
        tr!("flow-place-after", route = name, leads = leads, entering = format::count(entering.leads))
    } else {
        let leaving = flow.leaving(place).tally;
        tr!("flow-place-before", route = name, leads = leads, leaving = format::count(leaving.leads))
    };
    match node.like {
        None if is_after && node.id.is_some() => tr!("flow-place-new", sentence = sentence),
        None if node.id.is_some() => tr!("flow-place-gone", sentence = sentence),
        _ => sentence,
    }
}

/// The name of a route; of none, that there is none.
pub fn route_name(node: &Node<Option<RouteId>>) -> String {
    if node.id.is_none() { tr!("cell-no-route") } else { node.name.clone() }
}

pub fn route_of(model: &Model, id: Option<&RouteId>) -> String {
    id.and_then(|id| model.route(id)).map_or_else(|| tr!("cell-no-route"), |route| route.name.clone())
}

/// Whom a list shows, as its title, and how many these are; `None` where there is no such place any more.
pub fn who(found: &Found, who: &Who) -> Option<(String, u64)> {
    let Movement { moved, cells, routes, sales, .. } = &found.what_if.movement;
    let of_route = |nodes: &[Node<Option<RouteId>>], id: &Option<RouteId>| nodes.iter().position(|node| node.id == *id);
    Some(match who {
        Who::Moved => (tr!("flow-all-moved"), moved.tally.leads),
        Who::ToSales => (tr!("flow-to-sales"), sales.gained.tally.leads),
        Who::FromSales => (tr!("flow-from-sales"), sales.lost.tally.leads),
        Who::WinsGained => (tr!("flow-wins-gained"), sales.gained.tally.won),
        Who::WinsLost => (tr!("flow-wins-lost"), sales.lost.tally.won),
        Who::Enters(id) => {
            let place = of_route(&routes.after, id)?;
            let route = route_name(&routes.after[place]);
            (tr!("flow-enter", route = route), routes.entering(place).tally.leads)
        }
        Who::Leaves(id) => {
            let place = of_route(&routes.before, id)?;
            let route = route_name(&routes.before[place]);
            (tr!("flow-leave", route = route), routes.leaving(place).tally.leads)
        }
        Who::Routes { before, after } => {
            let (from, to) = (of_route(&routes.before, before)?, of_route(&routes.after, after)?);
            let link = routes.links.iter().find(|link| (link.before, link.after) == (from, to));
            let (before, after) = (route_name(&routes.before[from]), route_name(&routes.after[to]));
            let title = match link {
                Some(link) if link.stays => tr!("flow-stay", route = after),
                _ => tr!("flow-from-to", before = before, after = after),
            };
            (title, link.map_or(0, |link| link.volume.tally.leads))
        }
        Who::Cells { before, after } => {
            let from = cells.before.iter().position(|node| node.id == *before)?;
            let to = cells.after.iter().position(|node| node.id == *after)?;
            let link = cells.links.iter().find(|link| (link.before, link.after) == (from, to));
            let (before, after) = (cells.before[from].name.clone(), cells.after[to].name.clone());
            (tr!("flow-from-to", before = before, after = after), link.map_or(0, |link| link.volume.tally.leads))
        }
    })
}
