//! Accounts, and how their attributes come to the leads.
//!
//! A lead is scored by its own attributes, so what is known of its company must be among them: the table `accounts` keeps
//! the companies with their attributes, and each lead has those of its account copied, under names like
//! `Account: Industry`. The copy is made anew at the end of each import, whichever of leads and accounts came in.

use rusqlite::Connection;

use super::{changes::Before, mapping::TableKind, report::ImportReport};
use crate::{library::schema, model::wording::grouped};

/// What the attributes of accounts are called among those of leads.
pub const PREFIX: &str = "Account: ";

/// Of a table of accounts: the last that was there before.
pub(super) fn newest(connection: &Connection, kind: TableKind) -> rusqlite::Result<Option<i64>> {
    if kind != TableKind::Accounts {
        return Ok(None);
    }
    let newest: Option<i64> = connection.query_row("SELECT max(id) FROM accounts", [], |row| row.get(0))?;
    Ok(Some(newest.unwrap_or(0)))
}

/// Counts the accounts after `newest` that leads named before they came: where leads came in with them, all are new.
pub(super) fn count_named(connection: &Connection, newest: i64, report: &mut ImportReport) -> rusqlite::Result<()> {
    if report.new == 0 {
        const NAMED: &str = "SELECT count(*) FROM accounts WHERE id > ?1 AND key IN (SELECT account FROM leads)";
        let named: i64 = connection.query_row(NAMED, [newest], |row| row.get(0))?;
        report.accounts_named += named.unsigned_abs();
    }
    Ok(())
}

/// Brings the attributes that leads have of their accounts up to date.
pub(super) fn spread(connection: &Connection, before: &Before, report: &mut ImportReport) -> rusqlite::Result<()> {
    if !schema::has_accounts(connection)? {
        return Ok(());
    }
    let columns: Vec<String> = schema::account_columns(connection)?.iter().map(|name| schema::quote(name)).collect();
    if columns.is_empty() {
        return Ok(());
    }
    before.count_of_accounts(connection, report)?;
    let joined =
        |part: &dyn Fn(&String) -> String, between: &str| columns.iter().map(part).collect::<Vec<_>>().join(between);
    let sets = joined(&|name| format!("{name} = accounts.{name}"), ", ");
    let differs = joined(&|name| format!("leads.{name} IS NOT accounts.{name}"), " OR ");
    let given = connection.execute(
        &format!("UPDATE leads SET {sets} FROM accounts WHERE accounts.key = leads.account AND ({differs})"),
        [],
    )?;
    let nulls = joined(&|name| format!("{name} = NULL"), ", ");
    let any = joined(&|name| format!("{name} IS NOT NULL"), " OR ");
    connection.execute(
        &format!(
            "UPDATE leads SET {nulls} WHERE ({any}) AND (account IS NULL OR account NOT IN (SELECT key FROM accounts))"
        ),
        [],
    )?;
    if given > 0 {
        let leads =
            if given == 1 { "1 lead takes".to_owned() } else { format!("{} leads take", grouped(given as u64)) };
        report.notes.push(format!("{leads} over what is known of the account"));
    }
    note_unknown(connection, report)
}

fn note_unknown(connection: &Connection, report: &mut ImportReport) -> rusqlite::Result<()> {
    const UNKNOWN: &str = "account IS NOT NULL AND account NOT IN (SELECT key FROM accounts)";
    let count: i64 =
        connection.query_row(&format!("SELECT count(*) FROM leads WHERE {UNKNOWN}"), [], |row| row.get(0))?;
    if count == 0 {
        return Ok(());
    }
    let mut statement = connection.prepare(&format!(
        "SELECT account FROM leads WHERE {UNKNOWN} GROUP BY account ORDER BY count(*) DESC, account LIMIT 3"
    ))?;
    let names: Vec<String> =
        statement.query_map([], |row| row.get::<_, String>(0))?.collect::<rusqlite::Result<Vec<_>>>()?;
    let names: Vec<String> = names.iter().map(|name| format!("“{name}”")).collect();
    let leads =
        if count == 1 { "1 lead names".to_owned() } else { format!("{} leads name", grouped(count.unsigned_abs())) };
    report.notes.push(format!("{leads} an account that is not among the accounts: {}", names.join(", ")));
    Ok(())
}
