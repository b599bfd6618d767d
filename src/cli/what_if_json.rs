//! What a draft does, for a program: one JSON object.

use std::io::{self, Write};

use serde_json::{Value, json};

use crate::{
    model::CellKey,
    scoring::{
        ARRIVAL_WEEKS,
        what_if::{Capacity, Flow, Load, Node, RouteLoad, Row, Volume, WhatIf, Who},
    },
};

/// `scenario` is the name of the draft where it is a scenario.
pub fn write(out: &mut dyn Write, found: &WhatIf, scenario: Option<&str>) -> io::Result<()> {
    let mut document = document(found);
    if let Some(name) = scenario {
        document["scenario"] = json!(name);
    }
    serde_json::to_writer_pretty(&mut *out, &document)?;
    writeln!(out)
}

fn document(found: &WhatIf) -> Value {
    let WhatIf { movement, arrivals, .. } = found;
    let sales = &movement.sales;
    json!({
        "baseline": found.baseline.model.name,
        "draft": found.draft.model.name,
        "as_of": found.as_of,
        "leads": movement.leads.tally.leads,
        "moved": movement.moved.tally.leads,
        "to_sales": {
            "before": volume(sales.before),
            "after": volume(sales.after),
            "gained": volume(sales.gained),
            "lost": volume(sales.lost),
        },
        "routes": flow(&movement.routes, |node| json!({ "id": node.id, "name": node.name })),
        "cells": flow(&movement.cells, |node| {
            let CellKey(fit, engagement) = &node.id;
            json!({ "fit": fit, "engagement": engagement, "name": node.name })
        }),
        "wins_lost": wins(found, &Who::WinsLost),
        "wins_gained": wins(found, &Who::WinsGained),
        "load": {
            "weeks": ARRIVAL_WEEKS,
            "arrived": arrivals.leads,
            "undated": arrivals.undated,
            "oldest": arrivals.oldest,
            "before": load(&found.load_before),
            "after": load(&found.load_after),
        },
    })
}

fn volume(volume: Volume) -> Value {
    let Volume { tally, arrived } = volume;
    json!({ "leads": tally.leads, "won": tally.won, "decided": tally.decided, "arrived": arrived })
}

/// Both sides, and the ways between them by the places of their ends in the two lists.
fn flow<Id>(flow: &Flow<Id>, known_by: impl Fn(&Node<Id>) -> Value) -> Value {
    let node = |node: &Node<Id>| {
        let mut value = merged(known_by(node), volume(node.volume));
        value["like"] = json!(node.like);
        value
    };
    let link = flow.links.iter().map(|link| {
        let ends = json!({ "before": link.before, "after": link.after, "stays": link.stays });
        merged(ends, volume(link.volume))
    });
    json!({
        "before": flow.before.iter().map(node).collect::<Vec<_>>(),
        "after": flow.after.iter().map(node).collect::<Vec<_>>(),
        "ways": link.collect::<Vec<_>>(),
    })
}

fn merged(mut one: Value, other: Value) -> Value {
    if let (Some(one), Value::Object(other)) = (one.as_object_mut(), other) {
        one.extend(other);
    }
    one
}

fn wins(found: &WhatIf, who: &Who) -> Vec<Value> {
    let of_row = |row: &u32| {
        let mut value = json!(Row::new(found, *row));
        value["because"] = json!(found.reasons(*row));
        value
    };
    found.rows(who).iter().map(of_row).collect()
}

fn load(load: &Load) -> Value {
    json!({
        "to_sales": load.to_sales,
        "capacity": load.capacity.map(capacity),
        "routes": load.routes.iter().map(route).collect::<Vec<_>>(),
    })
}

pub fn capacity(capacity: Capacity) -> Value {
    json!({ "most": capacity.most, "load": capacity.load(), "is_partial": capacity.is_partial })
}

fn route(load: &RouteLoad) -> Value {
    json!({
        "id": load.route,
        "name": load.name,
        "qualified": load.qualified,
        "leads": load.leads,
        "a_week": load.a_week,
        "weekly_capacity": load.weekly_capacity,
        "respond_within_minutes": load.respond_within_minutes,
        "last_waits_minutes": load.last_waits_minutes(),
        "keeps_promise": load.keeps_promise(),
    })
}
