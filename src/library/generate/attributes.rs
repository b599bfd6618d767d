//! The attributes of a generated lead, with the dirt that real lists have: what is missing, misspelt, made up.

use super::{
    TODAY,
    behaviour::{Act, PURCHASE},
    person::{Person, Seniority},
    random::{Random, exp},
};
use crate::lead::{Day, FieldType, Value};

/// Name, type, and how many of a hundred leads have a value at most.
pub(super) const ATTRIBUTES: &[(&str, FieldType, u32)] = &[
    ("First name", FieldType::Text, 98),
    ("Last name", FieldType::Text, 98),
    ("Email", FieldType::Text, 97),
    ("Phone", FieldType::Text, 60),
    ("Company", FieldType::Text, 100),
    ("Job title", FieldType::Text, 93),
    ("Industry", FieldType::Text, 94),
    ("Employees", FieldType::Number, 85),
    ("Annual revenue", FieldType::Number, 68),
    ("Country", FieldType::Text, 96),
    ("City", FieldType::Text, 85),
    ("Technology", FieldType::Text, 59),
    ("Lead source", FieldType::Text, 93),
    ("Relation", FieldType::Text, 90),
    ("Budget", FieldType::Number, 35),
    ("Purchase timeline", FieldType::Text, 40),
    ("Newsletter", FieldType::YesNo, 90),
    ("Consent", FieldType::YesNo, 95),
    ("Age", FieldType::Number, 72),
    ("Loyalty tier", FieldType::Text, 85),
    ("Favourite category", FieldType::Text, 70),
    ("Last purchase", FieldType::Date, 99),
    ("Orders", FieldType::Number, 74),
    ("Total spend", FieldType::Number, 74),
    ("Total visits", FieldType::Number, 96),
];

const SOURCES: &[(&str, u32)] = &[
    ("Website", 22),
    ("Webinar", 10),
    ("Trade show", 8),
    ("Referral", 8),
    ("Paid search", 12),
    ("Organic search", 14),
    ("Social media", 9),
    ("Partner", 5),
    ("Content syndication", 6),
    ("Cold call", 3),
    ("Purchased list", 3),
];

const TIMELINES: &[(&str, u32)] =
    &[("This month", 8), ("This quarter", 20), ("This year", 30), ("Next year", 14), ("No plans", 28)];

const NONSENSE: &[&str] = &["asdf", "qwerty", "aaaa", "test", "xxx", "asdfgh", "hjkl"];

/// The values of one lead, in the order of [`ATTRIBUTES`].
pub(super) fn attributes(random: &mut Random, person: &Person, acts: &[Act], values: &mut Vec<Option<Value>>) {
    values.clear();
    let spam = random.chance(0.008);
    let lower_case = random.chance(0.03);
    for (name, _, known) in ATTRIBUTES {
        let present = random.below(100) < u64::from(*known);
        // Drawn also where it is not kept, so that one attribute's luck does not move the next one's.
        let value = one(random, person, acts, name, Dirt { spam, lower_case });
        values.push(value.filter(|_| present));
    }
}

#[derive(Clone, Copy)]
struct Dirt {
    spam: bool,
    lower_case: bool,
}

fn one(random: &mut Random, person: &Person, acts: &[Act], name: &str, dirt: Dirt) -> Option<Value> {
    let company = person.company.as_ref();
    let text = |text: &str| Some(Value::Text(text.to_owned()));
    match name {
        "First name" => text(&personal_name(random, person.first_name, dirt)),
        "Last name" => text(&personal_name(random, person.last_name, dirt)),
        "Email" => text(&email(random, person, dirt)),
        "Phone" => text(&phone(random, person)),
        "Company" => text(&company?.name),
        "Job title" => text(&job_title(random, person, dirt)),
        "Industry" => text(company?.industry),
        "Employees" => Some(Value::Number(f64::from(company?.employees))),
        "Annual revenue" => Some(Value::Number(company?.revenue)),
        "Country" => text(person.place.country),
        "City" => text(person.city),
        "Technology" => text(&company?.technology),
        "Lead source" => text(random.pick_weighted(SOURCES)),
        "Relation" => text(person.relation),
        "Budget" => {
            let size = company.map_or(1.0, |company| f64::from(company.employees));
            Some(Value::Number(
                (size.sqrt() * exp(6.5 + 0.8 * random.normal()) / 500.0).ceil().clamp(2.0, 4_000.0) * 500.0,
            ))
        }
        "Purchase timeline" => {
            // Who is interested has plans.
            let mut timeline = random.pick_weighted(TIMELINES);
            if timeline == "No plans" && person.interest > 0.5 {
                timeline = "This quarter";
            }
            text(timeline)
        }
        "Newsletter" => Some(Value::YesNo(random.chance(0.38))),
        "Consent" => Some(Value::YesNo(random.chance(0.81))),
        "Age" => Some(Value::Number(person.age)),
        "Loyalty tier" => text(loyalty_tier(random, person)?),
        "Favourite category" => text(person.favourite),
        "Last purchase" => last_purchase(random, person, acts).map(Value::Date),
        "Orders" => Some(Value::Number(f64::from(person.orders))),
        "Total spend" => {
            let each = exp(3.9 + 0.6 * random.normal());
            Some(Value::Number((f64::from(person.orders) * each * 100.0).round() / 100.0))
        }
        "Total visits" => {
            let visits = acts.iter().filter(|act| act.kind == "site_visit").count() as i64;
            Some(Value::Number((visits * 2 + random.between(0, 6)) as f64))
        }
        _ => None,
    }
}

fn personal_name(random: &mut Random, name: &str, dirt: Dirt) -> String {
    if dirt.spam {
        return random.pick(NONSENSE).to_owned();
    }
    if dirt.lower_case {
        return name.to_lowercase();
    }
    match random.below(200) {
        0 => name.to_uppercase(),
        1 => format!("{name}\u{a0}"),
        2 => format!("  {name}"),
        _ => name.to_owned(),
    }
}

fn email(random: &mut Random, person: &Person, dirt: Dirt) -> String {
    if dirt.spam && random.chance(0.5) {
        return format!("{}@mailinator.com", random.pick(NONSENSE));
    }
    match random.below(400) {
        0 => "n/a".to_owned(),
        1 => person.email.replace('@', "."),
        2 => person.email.replace('@', " @"),
        3 => person.email.to_uppercase(),
        _ => person.email.clone(),
    }
}

fn phone(random: &mut Random, person: &Person) -> String {
    let (area, number) = (random.between(20, 899), random.between(200_000, 9_999_999));
    format!("{} {area} {number}", person.place.phone)
}

fn job_title(random: &mut Random, person: &Person, dirt: Dirt) -> String {
    let title = &person.job_title;
    match random.below(100) {
        0 | 1 => title.to_uppercase(),
        2 => title.replace(' ', "\u{a0}"),
        3 => format!(" {title} "),
        4 => format!("{title} (acting)"),
        _ if dirt.lower_case => title.to_lowercase(),
        _ => title.clone(),
    }
}

fn loyalty_tier(random: &mut Random, person: &Person) -> Option<&'static str> {
    if !person.shopper {
        return None;
    }
    Some(match person.orders {
        0 if random.chance(0.1) => "Silver",
        0..=1 => "Bronze",
        2..=4 => "Silver",
        5..=9 => "Gold",
        _ => "Platinum",
    })
}

fn last_purchase(random: &mut Random, person: &Person, acts: &[Act]) -> Option<Day> {
    let in_shop = acts.iter().rev().find(|act| act.kind == PURCHASE).map(|act| act.at.day());
    let days_ago = random.between(0, 720) as i32;
    let mistyped = random.chance(0.002) && person.seniority != Seniority::Outside;
    if person.orders == 0 && in_shop.is_none() {
        return None;
    }
    if mistyped {
        return Some(Day(TODAY.0 + 365));
    }
    Some(in_shop.unwrap_or(Day(TODAY.0 - days_ago)))
}
