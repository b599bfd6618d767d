//! Companies: made from their number alone, so that none need be kept to be met again.

use super::{
    places::{PLACES, plain},
    random::{Random, exp},
};

/// Where somebody works.
#[derive(Debug)]
pub(super) struct Company {
    /// `nordvale-logistics`: the key of the account, and the first part of the mail domain.
    pub key: String,
    pub name: String,
    /// Index into [`PLACES`].
    pub place: usize,
    pub industry: &'static str,
    pub employees: u32,
    pub revenue: f64,
    pub technology: String,
}

const STARTS: &[&str] = &[
    "Nord", "Alt", "Blue", "Bright", "Cor", "Delta", "East", "Ever", "Fern", "Gold", "Green", "Hal", "Iron", "Jas",
    "Kel", "Lumen", "Mar", "Neo", "Oak", "Prim", "Quant", "Red", "Silver", "Sol", "Stern", "Terra", "Ulm", "Vel",
    "West", "Zen",
];
const ENDS: &[&str] = &[
    "vale", "bridge", "field", "gate", "haven", "land", "line", "mark", "mont", "port", "ridge", "stone", "tec", "ton",
    "tris", "via", "ware", "wave", "wick", "works",
];
/// What a company's name says it does, and the industry of most that are called so.
const TRADES: &[(&str, &str)] = &[
    ("Logistics", "Logistics"),
    ("Software", "Software"),
    ("Foods", "Manufacturing"),
    ("Energy", "Energy"),
    ("Health", "Healthcare"),
    ("Media", "Media"),
    ("Retail", "Retail"),
    ("Bank", "Financial services"),
    ("Insurance", "Financial services"),
    ("Motors", "Manufacturing"),
    ("Textiles", "Manufacturing"),
    ("Pharma", "Healthcare"),
    ("Travel", "Hospitality"),
    ("Telecom", "Telecommunications"),
    ("Paper", "Manufacturing"),
    ("Cloud", "Software"),
    ("Optics", "Manufacturing"),
    ("Robotics", "Manufacturing"),
    ("Analytics", "Software"),
    ("Consulting", "Consulting"),
    ("Education", "Education"),
    ("Hotels", "Hospitality"),
    ("Construction", "Construction"),
    ("Markets", "Retail"),
];
const SORTS: &[&str] = &["", "Group", "Partners", "Systems", "International", "Solutions", "Brothers", "Labs"];

const INDUSTRIES: &[(&str, u32)] = &[
    ("Software", 16),
    ("Manufacturing", 13),
    ("Financial services", 10),
    ("Healthcare", 9),
    ("Retail", 9),
    ("Logistics", 6),
    ("Education", 6),
    ("Energy", 4),
    ("Construction", 5),
    ("Telecommunications", 4),
    ("Media", 4),
    ("Consulting", 6),
    ("Public sector", 3),
    ("Hospitality", 3),
    ("Agriculture", 1),
    ("Non-profit", 1),
];

const TECHNOLOGIES: &[(&str, u32)] = &[
    ("Salesforce", 22),
    ("HubSpot", 18),
    ("Marketo", 7),
    ("Eloqua", 3),
    ("Microsoft Dynamics", 12),
    ("SAP", 10),
    ("Oracle", 6),
    ("Pipedrive", 6),
    ("Mailchimp", 14),
    ("Shopify", 9),
    ("Excel", 20),
    ("AWS", 18),
    ("Azure", 14),
    ("Google Cloud", 8),
];

/// Which company a lead is of: a few have very many people, most have one (Zipf).
pub(super) fn draw_number(random: &mut Random, leads: u64) -> u64 {
    let companies = (leads / 3).max(1);
    let unit = random.unit();
    (unit * unit * companies as f64) as u64
}

impl Company {
    pub fn new(seed: u64, number: u64) -> Self {
        let mut random = Random::of(seed, super::COMPANY, number);
        let place = random.weighted(PLACES.iter().map(|place| place.weight));
        let (key, name, trade) = names(number, PLACES[place].legal_form);
        // The first numbers are drawn most often, so they are the large ones.
        let size = exp(4.6 + 1.5 * random.normal()) * (1.0 + 60.0 / (1.0 + number as f64 / 4.0));
        let employees = round_to_two_digits(size.clamp(1.0, 200_000.0));
        let by_head = 60_000.0 + 240_000.0 * random.unit();
        Self {
            key,
            name,
            place,
            industry: if random.chance(0.7) { trade } else { random.pick_weighted(INDUSTRIES) },
            employees: employees as u32,
            revenue: round_to_two_digits(employees * by_head),
            technology: technology(&mut random),
        }
    }
}

/// A key and a name that no other company has, and the industry they hint at.
fn names(number: u64, legal_form: &str) -> (String, String, &'static str) {
    let combinations = (STARTS.len() * ENDS.len() * TRADES.len() * SORTS.len()) as u64;
    // Steps of a prime walk through all combinations in no visible order.
    let mut rest = (number % combinations * 7_919 % combinations) as usize;
    let mut next = |len: usize| {
        let index = rest % len;
        rest /= len;
        index
    };
    let (trade, industry) = TRADES[next(TRADES.len())];
    let (start, end, sort) = (STARTS[next(STARTS.len())], ENDS[next(ENDS.len())], SORTS[next(SORTS.len())]);
    let mut name = format!("{start}{end} {trade}");
    if !sort.is_empty() {
        name.push(' ');
        name.push_str(sort);
    }
    let round = number / combinations;
    if round > 0 {
        name.push_str(&format!(" {}", round + 1));
    }
    let mut key = String::with_capacity(name.len());
    plain(&name, &mut key);
    name.push(' ');
    name.push_str(legal_form);
    (key, name, industry)
}

fn technology(random: &mut Random) -> String {
    let mut text = String::new();
    for _ in 0..random.between(1, 3) {
        let one = random.pick_weighted(TECHNOLOGIES);
        if !text.contains(one) {
            if !text.is_empty() {
                text.push_str(", ");
            }
            text.push_str(one);
        }
    }
    text
}

/// People write 1,200 and not 1,187.
fn round_to_two_digits(number: f64) -> f64 {
    let mut unit = 1.0;
    while number / unit >= 100.0 {
        unit *= 10.0;
    }
    (number / unit).round() * unit
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_two_companies_have_one_name() {
        let keys: BTreeSet<String> = (0..400_000).map(|number| names(number, "Ltd").0).collect();
        assert_eq!(keys.len(), 400_000);
    }

    #[test]
    fn a_company_is_the_same_whenever_it_is_met() {
        let (one, two) = (Company::new(3, 41), Company::new(3, 41));
        assert_eq!((one.name, one.employees, one.technology), (two.name, two.employees, two.technology));
        assert_eq!(round_to_two_digits(118_734.0), 120_000.0);
        assert_eq!(round_to_two_digits(7.0), 7.0);
    }
}
