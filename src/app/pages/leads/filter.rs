//! Which leads pass the filters.

use super::view::{Cold, DueBy, View};
use crate::{
    lead::Instant,
    model::Model,
    scoring::{Columns, NO_ROUTE, SalesView, Scores},
};

/// Everything but the search: of those who are there.
pub fn filter<'a>(
    columns: &'a Columns,
    model: &'a Model,
    scores: &'a Scores,
    sales: &'a SalesView<'a>,
    view: &'a View,
) -> impl Fn(usize) -> bool + Sync + 'a {
    // What the model does not know (any more) matches no lead.
    let route = view.route.as_ref().map(|id| {
        let place = model.routes.iter().position(|route| route.id == *id);
        place.and_then(|place| u16::try_from(place).ok()).filter(|place| *place != NO_ROUTE)
    });
    let cell = view.cell.as_ref().map(|(fit, engagement)| {
        let fit = model.fit.bands.iter().position(|band| band.id == *fit)?;
        Some((fit, model.engagement.bands.iter().position(|band| band.id == *engagement)?))
    });
    let stage = view.stage.as_ref().map(|id| model.stages.iter().position(|stage| stage.id == *id));
    let account = view.account.as_ref().map(|key| columns.account_keys.iter().position(|other| other == key));
    move |row| {
        scores.there.contains(row)
            && (!view.to_sales || scores.qualified.contains(row))
            && route.is_none_or(|route| route == Some(scores.route[row]))
            && cell.is_none_or(|cell| {
                cell == Some((usize::from(scores.fit_band[row]), usize::from(scores.engagement_band[row])))
            })
            && account.is_none_or(|account| account == Some(columns.accounts[row] as usize))
            && stage.is_none_or(|stage| stage.is_some() && stage == sales.stage(row))
            && view.outcome.is_none_or(|outcome| sales.outcome(row) == outcome)
            && is_due(view.due, sales, row, scores.as_of)
            && match view.cold {
                Cold::All => true,
                Cold::Hide => !scores.cold.contains(row),
                Cold::Only => scores.cold.contains(row),
            }
    }
}

fn is_due(by: DueBy, sales: &SalesView<'_>, row: usize, as_of: Instant) -> bool {
    const DAY: i64 = 24 * 3600;
    let until = match by {
        DueBy::Any => return true,
        DueBy::Late => as_of.0 - 1,
        DueBy::Today => as_of.0 + DAY,
    };
    sales.due(row).is_some_and(|due| due.0 <= until)
}
