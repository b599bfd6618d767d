//! Puts what was read into the order of the keys.

use std::{cmp::Ordering, ops::Range, sync::Arc};

use rayon::prelude::*;

use super::{
    super::{LibraryError, Progress},
    ACCOUNT, EventRows, FieldRows, LeadRows,
    texts::Coded,
};
use crate::scoring::{Codes, Column, Columns, EventColumns, Field, NO_CODE, Strings};

/// Between two columns it is looked at whether somebody asked to stop.
pub fn columns(
    leads: LeadRows,
    texts: Vec<Coded>,
    events: EventRows,
    details: Vec<Coded>,
    progress: &Progress,
) -> Result<Columns, LibraryError> {
    // For each row of the result, which of the stored rows it is; `None` if they are in order as they stand.
    let order = key_order(&leads.keys);
    let order = order.as_deref();
    progress.step(0)?;
    let mut texts: Vec<Option<Coded>> = texts.into_iter().map(Some).collect();
    let mut text = |place: usize| texts.get_mut(place).and_then(Option::take).unwrap_or_default();
    let account = text(ACCOUNT);
    let fields: Vec<_> = leads
        .fields
        .into_iter()
        .map(|(field, rows)| {
            let coded = if let FieldRows::Text(place) = rows { text(place) } else { Coded::default() };
            (field, rows, coded)
        })
        .collect();
    let fields = fields.into_par_iter().map(|(field, rows, coded)| {
        progress.step(0)?;
        let column = match rows {
            FieldRows::Text(_) => {
                Column::Text { codes: arranged_codes(coded.codes, order), values: coded.values.into_values() }
            }
            FieldRows::Number(numbers) => Column::Number(arranged(numbers, order)),
            FieldRows::YesNo(bytes) => Column::YesNo(arranged(bytes, order)),
            FieldRows::Date(days) => Column::Date(arranged(days, order)),
        };
        Ok(Field { name: field.name, column })
    });
    let keys = || match order {
        Some(order) => order.iter().map(|row| &leads.keys[*row as usize]).collect(),
        None => leads.keys,
    };
    let (keys, fields) = rayon::join(keys, || fields.collect::<Result<_, LibraryError>>());
    Ok(Columns {
        keys,
        accounts: plain(&arranged_codes(account.codes, order)),
        account_keys: account.values.into_values(),
        created: arranged(leads.created, order),
        closed: arranged(leads.closed, order),
        outcomes: arranged(leads.outcomes, order),
        fields: fields?,
        merged: Arc::default(),
        former: Arc::default(),
        events: arranged_events(events, details.into_iter().next().unwrap_or_default(), order, progress)?,
        at_close: Default::default(),
        moved: Vec::new(),
    })
}

fn key_order(keys: &Strings) -> Option<Vec<u32>> {
    if keys.iter().is_sorted() {
        return None;
    }
    // The first bytes decide nearly always; beside the row they are compared without a look at the text.
    let prefix = |key: &str| {
        let mut bytes = [0; 8];
        let len = key.len().min(8);
        bytes[..len].copy_from_slice(&key.as_bytes()[..len]);
        u64::from_be_bytes(bytes)
    };
    let mut order: Vec<(u64, u32)> = keys.iter().enumerate().map(|(row, key)| (prefix(key), row as u32)).collect();
    order.par_sort_unstable_by(|a, b| match a.0.cmp(&b.0) {
        Ordering::Equal => keys[a.1 as usize].cmp(&keys[b.1 as usize]),
        other => other,
    });
    Some(order.into_iter().map(|(_, row)| row).collect())
}

fn arranged<T: Copy>(values: Vec<T>, order: Option<&[u32]>) -> Vec<T> {
    match order {
        Some(order) => order.iter().map(|row| values[*row as usize]).collect(),
        None => values,
    }
}

fn arranged_codes(codes: Codes, order: Option<&[u32]>) -> Codes {
    match order {
        Some(order) => codes.arranged(order),
        None => codes,
    }
}

/// Codes as they stand where there is no telling how many there are.
fn plain(codes: &Codes) -> Vec<u32> {
    codes.iter().map(|code| code.map_or(NO_CODE, |code| code as u32)).collect()
}

fn arranged_events(
    events: EventRows,
    details: Coded,
    order: Option<&[u32]>,
    progress: &Progress,
) -> Result<EventColumns, LibraryError> {
    let mut columns = EventColumns {
        kind_names: events.kind_names.into_values().iter().map(str::to_owned).collect(),
        detail_values: details.values.into_values(),
        details: plain(&details.codes),
        ..EventColumns::default()
    };
    let Some(order) = order else {
        columns.starts = events.starts;
        columns.kinds = events.kinds;
        columns.at = events.at;
        columns.amounts = events.amounts;
        return Ok(columns);
    };
    let of = |row: u32| events.starts[row as usize] as usize..events.starts[row as usize + 1] as usize;
    columns.starts.reserve(order.len() + 1);
    columns.starts.push(0);
    let mut end = 0;
    for row in order {
        end += of(*row).len() as u32;
        columns.starts.push(end);
    }
    let (kinds, at) = rayon::join(|| gathered(&events.kinds, order, of), || gathered(&events.at, order, of));
    progress.step(0)?;
    let (details, amounts) =
        rayon::join(|| gathered(&columns.details, order, of), || gathered(&events.amounts, order, of));
    Ok(EventColumns { kinds, at, details, amounts, ..columns })
}

fn gathered<T: Copy>(values: &[T], order: &[u32], of: impl Fn(u32) -> Range<usize>) -> Vec<T> {
    let mut gathered = Vec::with_capacity(values.len());
    for row in order {
        gathered.extend_from_slice(&values[of(*row)]);
    }
    gathered
}
