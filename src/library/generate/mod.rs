//! Generated leads: nobody real, but believable.

mod attributes;
mod behaviour;
mod company;
mod fate;
mod person;
mod places;
mod random;

use rusqlite::{Connection, Statement, types::Null};

use self::{
    attributes::{ATTRIBUTES, attributes},
    behaviour::{Act, behave},
    person::Person,
    random::Random,
};
use super::{
    Library, LibraryError, Progress,
    schema::{self, quote},
    settings,
};
use crate::lead::{Day, Instant, Outcome, Value};

/// 2026-11-18, the day on which all this ends.
const TODAY: Day = Day(20_775);
/// Nothing happens after the working day.
const END: Instant = Instant(20_775 * 86_400 + 18 * 3600);
/// How long leads have been coming in.
const DAYS: i64 = 730;

// What a random generator is for.
const PERSON: u64 = 1;
const COMPANY: u64 = 2;
const LEAD: u64 = 3;

/// When a lead came in, and for how many days it was or has been alive.
#[derive(Debug)]
struct Lifetime {
    start: Day,
    days: i64,
    decided: bool,
}

/// Fills an empty library with made-up leads; the same number and seed give the same library everywhere.
///
/// The leads arrive over two years up to 2026-11-18, more and more of them. Companies have several people each (few have
/// very many), names come from a dozen scripts and languages, and mail domains end in `.example`, so that nobody gets
/// mail from somebody's trial. Whether a lead was won depends on who it is and what it did, with much chance: nearly half
/// are decided, and of these about a tenth are won. As in real lists, values are missing, misspelt, in capitals, made up
/// (`asdf`), and a few people are there twice.
///
#[doc = include_str!("generated.md")]
pub fn generate(library: &mut Library, leads: u64, seed: u64, progress: &Progress) -> Result<(), LibraryError> {
    let held = library.lead_count()?;
    if held > 0 {
        return Err(LibraryError::Input(format!(
            "{} already holds {held} leads; generate into a new file, so that made-up leads do not mix with others",
            library.path().display()
        )));
    }
    let path = library.path().to_owned();
    let failed = LibraryError::sqlite(&path);
    progress.set_total(leads);
    let transaction = library.begin()?;
    add_fields(&transaction).map_err(&failed)?;
    write_all(&transaction, leads, seed, progress, &failed)?;
    settings::update_newest(&transaction).map_err(&failed)?;
    transaction.commit().map_err(&failed)?;
    library.keep();
    Ok(())
}

fn add_fields(connection: &Connection) -> rusqlite::Result<()> {
    let fields = schema::fields(connection)?;
    for (name, field_type, _) in ATTRIBUTES {
        if !fields.iter().any(|field| field.name == *name) {
            schema::add_field(connection, name, *field_type)?;
        }
    }
    Ok(())
}

fn write_all(
    connection: &Connection,
    leads: u64,
    seed: u64,
    progress: &Progress,
    failed: &impl Fn(rusqlite::Error) -> LibraryError,
) -> Result<(), LibraryError> {
    const LEADS_A_STEP: u64 = 1_024;
    let mut writer = Writer::new(connection, leads).map_err(failed)?;
    let (mut acts, mut values) = (Vec::new(), Vec::new());
    for number in 1..=leads {
        let random = &mut Random::of(seed, LEAD, number);
        // A few fill in a second form, months later, and become a second lead.
        let who = if random.chance(0.012) { number.saturating_sub(1 + random.below(5_000)).max(1) } else { number };
        let person = Person::new(seed, who, leads);
        let lifetime = Lifetime::draw(random, number, leads);
        behave(random, &person, &lifetime, &mut acts);
        attributes(random, &person, &acts, &mut values);
        let outcome = match lifetime.decided {
            false => Outcome::Open,
            true if fate::is_won(random, &person, &acts) => Outcome::Won,
            true => Outcome::Lost,
        };
        let created = (!random.chance(0.015)).then_some(lifetime.start);
        writer.lead(number, &person, created, &lifetime, outcome, &values).map_err(failed)?;
        writer.events(number, &acts).map_err(failed)?;
        if number % LEADS_A_STEP == 0 {
            progress.step(LEADS_A_STEP)?;
        }
    }
    progress.step(leads % LEADS_A_STEP)
}

impl Lifetime {
    fn draw(random: &mut Random, number: u64, leads: u64) -> Self {
        let share = number as f64 / leads as f64;
        // Slower at first: more leads come in each month than the month before.
        let when = 0.4 * share.sqrt() + 0.6 * share;
        let start = Day(TODAY.0 - (DAYS - (when * DAYS as f64) as i64) as i32);
        let until_today = i64::from(TODAY.0 - start.0);
        let (one, two) = (random.unit(), random.unit());
        let cycle = 14 + (280.0 * (one + two) / 2.0) as i64;
        let decided = cycle < until_today && random.chance(0.66);
        Self { start, days: if decided { cycle } else { until_today }, decided }
    }
}

/// Puts leads and events into the tables.
struct Writer<'a> {
    lead: Statement<'a>,
    event: Statement<'a>,
    digits: usize,
}

impl<'a> Writer<'a> {
    fn new(connection: &'a Connection, leads: u64) -> rusqlite::Result<Self> {
        let mut columns = String::from("id, key, account, created, closed, outcome");
        let mut places = String::from("?1, ?2, ?3, ?4, ?5, ?6");
        let fields = schema::fields(connection)?;
        for (index, (name, ..)) in ATTRIBUTES.iter().enumerate() {
            let Some(field) = fields.iter().find(|field| field.name == *name) else { continue };
            columns.push_str(&format!(", {}", quote(&field.column)));
            places.push_str(&format!(", ?{}", 7 + index));
        }
        Ok(Self {
            lead: connection.prepare(&format!("INSERT INTO leads ({columns}) VALUES ({places})"))?,
            event: connection
                .prepare("INSERT INTO events (lead, at, n, kind, detail, amount) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?,
            // The keys of a library are equally long, so that their order is that of their numbers.
            digits: leads.to_string().len().max(7),
        })
    }

    fn lead(
        &mut self,
        number: u64,
        person: &Person,
        created: Option<Day>,
        lifetime: &Lifetime,
        outcome: Outcome,
        values: &[Option<Value>],
    ) -> rusqlite::Result<()> {
        let lead = &mut self.lead;
        lead.raw_bind_parameter(1, number as i64)?;
        lead.raw_bind_parameter(2, format!("L-{number:0digits$}", digits = self.digits))?;
        lead.raw_bind_parameter(3, person.company.as_ref().map(|company| company.key.as_str()))?;
        lead.raw_bind_parameter(4, created.map(|day| day.to_string()))?;
        let closed = Day(lifetime.start.0 + lifetime.days as i32);
        lead.raw_bind_parameter(5, lifetime.decided.then(|| closed.to_string()))?;
        lead.raw_bind_parameter(6, schema::outcome_word(outcome))?;
        for (index, value) in values.iter().enumerate() {
            schema::bind_value(lead, 7 + index, value.as_ref())?;
        }
        lead.raw_execute()?;
        Ok(())
    }

    fn events(&mut self, lead: u64, acts: &[Act]) -> rusqlite::Result<()> {
        for (n, act) in acts.iter().enumerate() {
            let event = &mut self.event;
            event.raw_bind_parameter(1, lead as i64)?;
            event.raw_bind_parameter(2, act.at.0)?;
            event.raw_bind_parameter(3, n as i64)?;
            event.raw_bind_parameter(4, act.kind)?;
            match act.detail {
                Some(detail) => event.raw_bind_parameter(5, detail)?,
                None => event.raw_bind_parameter(5, Null)?,
            }
            event.raw_bind_parameter(6, act.amount)?;
            event.raw_execute()?;
        }
        Ok(())
    }
}
