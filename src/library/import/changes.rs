//! What an import changes of the leads (or accounts) that were there: counted by field, with a few examples.

use std::fmt;

use rusqlite::{Connection, params, types::ValueRef};

use super::{counted, report::ImportReport};
use crate::{
    lead::{Instant, Outcome, Value},
    library::{
        read,
        schema::{self, StoredField, quote},
    },
    model::wording::grouped,
};

/// So many examples are kept of a field,
const EXAMPLES: usize = 3;
/// and so many changed values are looked at for them: where they are all alike, there is but one.
const LOOKED_AT: u64 = 1_000;

/// What becomes of the values of one field.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FieldChanges {
    pub name: String,
    /// Values that become others.
    pub changed: u64,
    /// Values where there were none.
    pub filled: u64,
    /// Values that are there no more.
    pub cleared: u64,
    /// What was changed, and into what: no two alike.
    pub examples: Vec<(Value, Value)>,
}

impl FieldChanges {
    /// A value that is another now. `values`: both of them, where an example is wanted.
    pub fn add(&mut self, had: bool, has: bool, values: impl FnOnce() -> Option<(Value, Value)>) {
        match (had, has) {
            (true, false) => self.cleared += 1,
            (false, true) => self.filled += 1,
            (false, false) => {}
            (true, true) => {
                self.changed += 1;
                if self.examples.len() < EXAMPLES
                    && self.changed <= LOOKED_AT
                    && let Some(example) = values()
                    && !self.examples.contains(&example)
                {
                    self.examples.push(example);
                }
            }
        }
    }

    pub fn is_none(&self) -> bool {
        self.counts() == [0; 3]
    }

    pub fn counts(&self) -> [u64; 3] {
        [self.changed, self.filled, self.cleared]
    }

    /// Adds it to others, with those of the same field.
    pub fn join(self, all: &mut Vec<Self>) {
        match all.iter_mut().find(|other| other.name == self.name) {
            None => all.push(self),
            Some(other) => {
                other.changed += self.changed;
                other.filled += self.filled;
                other.cleared += self.cleared;
                let room = EXAMPLES - other.examples.len();
                let more = self.examples.into_iter().filter(|example| !other.examples.contains(example)).take(room);
                other.examples.extend(more.collect::<Vec<_>>());
            }
        }
    }

    /// “product”: 40 leads change (GTXPro → GTX Basic), 3 get a value, 10 lose theirs
    fn told(&self, one: &str, many: &str) -> String {
        let verbs = [("changes", "change"), ("gets a value", "get a value"), ("loses its value", "lose their value")];
        let mut parts: Vec<String> = Vec::new();
        for (at, (count, (does, they_do))) in self.counts().into_iter().zip(verbs).enumerate() {
            if count == 0 {
                continue;
            }
            let who = if parts.is_empty() { counted(count, one, many) } else { grouped(count) };
            let mut part = format!("{who} {}", if count == 1 { does } else { they_do });
            if at == 0 && !self.examples.is_empty() {
                let examples: Vec<String> = self.examples.iter().map(|(old, new)| format!("{old} → {new}")).collect();
                part.push_str(&format!(" ({})", examples.join(", ")));
            }
            parts.push(part);
        }
        format!("“{}”: {}", self.name, parts.join(", "))
    }
}

/// How many leads ended otherwise than the library had it: by what they were, and what they are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OutcomeMoves([[u64; 3]; 3]);

impl OutcomeMoves {
    const ALL: [Outcome; 3] = [Outcome::Open, Outcome::Won, Outcome::Lost];

    pub fn add(&mut self, from: Outcome, to: Outcome, count: u64) {
        self.0[from as usize][to as usize] += count;
    }

    /// From what to what, and how many.
    pub fn iter(&self) -> impl Iterator<Item = (Outcome, Outcome, u64)> {
        let all = Self::ALL.into_iter().flat_map(|from| Self::ALL.into_iter().map(move |to| (from, to)));
        all.map(|(from, to)| (from, to, self.0[from as usize][to as usize])).filter(|(_, _, count)| *count > 0)
    }

    pub fn join(&mut self, other: &Self) {
        other.iter().for_each(|(from, to, count)| self.add(from, to, count));
    }
}

/// What there was before an import.
#[derive(Clone, Copy, Default)]
pub(super) struct Before {
    leads: u64,
    /// The last of them; those that come after it are new.
    newest: i64,
    as_of: Instant,
}

impl Before {
    pub fn of(connection: &Connection, as_of: Instant) -> rusqlite::Result<Self> {
        let sql = "SELECT count(*), coalesce(max(id), 0) FROM leads";
        let (leads, newest) = connection.query_row(sql, [], |row| Ok((row.get::<_, i64>(0)?, row.get(1)?)))?;
        Ok(Self { leads: leads.unsigned_abs(), newest, as_of })
    }

    /// What an import leaves of it. `tables`: of how many the leads were.
    pub fn tell(&self, as_of: Instant, tables: usize, report: &mut ImportReport) {
        report.before = self.leads;
        if self.leads > 0 && as_of != self.as_of {
            report.as_of = Some((self.as_of, as_of));
        }
        // A lead that two tables name is counted with both.
        if tables == 1 {
            report.not_named = self.leads.saturating_sub(report.changed + report.same);
        }
    }

    /// Counts what the leads that were there take over of their accounts, before they do.
    pub fn count_of_accounts(&self, connection: &Connection, report: &mut ImportReport) -> rusqlite::Result<()> {
        /// SQLite answers no more than 2,000 columns at once.
        const AT_ONCE: usize = 200;
        if self.leads == 0 {
            return Ok(());
        }
        let columns = schema::account_columns(connection)?;
        let fields = schema::fields(connection)?;
        let fields: Vec<StoredField> = fields.into_iter().filter(|field| columns.contains(&field.column)).collect();
        for fields in fields.chunks(AT_ONCE) {
            for changes in self.of_accounts(connection, fields)?.into_iter().filter(|changes| !changes.is_none()) {
                changes.join(&mut report.changes);
            }
        }
        Ok(())
    }

    fn of_accounts(&self, connection: &Connection, fields: &[StoredField]) -> rusqlite::Result<Vec<FieldChanges>> {
        let mut all: Vec<FieldChanges> =
            fields.iter().map(|field| FieldChanges { name: field.name.clone(), ..FieldChanges::default() }).collect();
        let list = |part: &dyn Fn(&str) -> String, between: &str| {
            fields.iter().map(|field| part(&quote(&field.column))).collect::<Vec<_>>().join(between)
        };
        let sql = format!(
            "SELECT {} FROM leads LEFT JOIN accounts ON accounts.key = leads.account WHERE leads.id <= ?1 AND ({})",
            list(&|name| format!("leads.{name}, accounts.{name}"), ", "),
            list(&|name| format!("leads.{name} IS NOT accounts.{name}"), " OR "),
        );
        let mut statement = connection.prepare(&sql)?;
        let mut rows = statement.query(params![self.newest])?;
        while let Some(row) = rows.next()? {
            for (index, (field, changes)) in fields.iter().zip(&mut all).enumerate() {
                let (old, new) = (row.get_ref(2 * index)?, row.get_ref(2 * index + 1)?);
                if old != new {
                    let values = || Some((read::value(field.field_type, old)?, read::value(field.field_type, new)?));
                    changes.add(old != ValueRef::Null, new != ValueRef::Null, values);
                }
            }
        }
        Ok(all)
    }
}

impl ImportReport {
    /// How many values are there no more. Those of accounts are counted with their leads, which lose them with them.
    pub fn cleared(&self) -> u64 {
        let of = |changes: &[FieldChanges]| changes.iter().map(|changes| changes.cleared).sum();
        match of(&self.changes) {
            0 => of(&self.account_changes),
            of_leads => of_leads,
        }
    }

    /// What becomes of what was there, a line each, as the command line prints it.
    pub(super) fn changes_as_text(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for changes in &self.changes {
            writeln!(f, "{}", changes.told("lead", "leads"))?;
        }
        for changes in &self.account_changes {
            writeln!(f, "{}", changes.told("account", "accounts"))?;
        }
        if self.cleared() > 0 {
            writeln!(f, "Values are lost where the file has none, or none that can be read")?;
        }
        for (from, to, count) in self.outcome_moves.iter() {
            let becomes = if count == 1 { "lead becomes" } else { "leads become" };
            let (from, to) = (schema::outcome_word(from), schema::outcome_word(to));
            writeln!(f, "Outcome: {} {from} {becomes} {to}", grouped(count))?;
        }
        if self.not_named > 0 {
            let (leads, stay) = match self.not_named {
                1 => ("1 lead".to_owned(), "is not in the file and stays as it is"),
                many => (format!("{} leads", grouped(many)), "are not in the file and stay as they are"),
            };
            writeln!(f, "{leads} of the library {stay}")?;
        }
        if let Some((before, after)) = self.as_of {
            writeln!(f, "As of: ages are counted from {after}, no longer from {before}")?;
        }
        if self.before > 0 && self.outcomes.ended() > 0 {
            let [won, lost, open] = [self.outcomes.won, self.outcomes.lost, self.outcomes.open].map(grouped);
            writeln!(f, "The library then has {won} won, {lost} lost, {open} open leads")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_examples_are_kept_and_no_two_alike() {
        let mut changes = FieldChanges { name: "City".to_owned(), ..FieldChanges::default() };
        let text = |text: &str| Value::Text(text.to_owned());
        for city in ["Ulm", "Ulm", "Bonn", "Kiel", "Trier"] {
            changes.add(true, true, || Some((text("Köln"), text(city))));
        }
        changes.add(true, false, || None);
        assert_eq!(
            changes.told("lead", "leads"),
            "“City”: 5 leads change (Köln → Ulm, Köln → Bonn, Köln → Kiel), 1 loses its value"
        );
    }
}
