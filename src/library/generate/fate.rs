//! How it ended: by who the person is and what they did, with a good deal of chance.

use super::{
    behaviour::{Act, PURCHASE},
    person::{Person, Seniority},
    random::{Random, exp},
};

/// The logarithm of the odds of the average lead that was decided.
const BASE: f64 = -3.3;

/// Whether a lead that is decided was won.
pub(super) fn is_won(random: &mut Random, person: &Person, acts: &[Act]) -> bool {
    let odds = exp(BASE + by_traits(person) + by_acts(acts));
    random.chance(odds / (1.0 + odds))
}

fn by_traits(person: &Person) -> f64 {
    let seniority = match person.seniority {
        Seniority::Chief => 1.1,
        Seniority::Vice => 1.0,
        Seniority::Director => 0.8,
        Seniority::Manager => 0.3,
        Seniority::Specialist => -0.3,
        Seniority::Outside => -2.5,
    };
    let relation = match person.relation {
        "Customer" => 0.7,
        "Partner" => -0.5,
        "Competitor" | "Student" | "Employee" => -3.0,
        _ => 0.0,
    };
    let Some(company) = &person.company else { return seniority + relation - 0.5 };
    let industry = match company.industry {
        "Software" => 0.7,
        "Financial services" | "Manufacturing" => 0.4,
        "Public sector" | "Agriculture" | "Non-profit" => -0.7,
        _ => 0.0,
    };
    let size = match company.employees {
        0..=9 => -0.8,
        10..=49 => -0.1,
        50..=4_999 => 0.5,
        _ => 0.1,
    };
    let technology = if company.technology.contains("Salesforce") { 0.4 } else { 0.0 };
    seniority + relation + industry + size + technology - if person.free_mail { 0.6 } else { 0.0 }
}

fn by_acts(acts: &[Act]) -> f64 {
    let count = |kind: &str, at_most: usize| acts.iter().filter(|act| act.kind == kind).count().min(at_most) as f64;
    let page = |page: &str, at_most: usize| {
        acts.iter().filter(|act| act.detail == Some(page) && act.kind == "page_view").count().min(at_most) as f64
    };
    0.45 * page("/pricing", 4)
        + 1.2 * count("demo_request", 1)
        + 1.0 * count("trial_start", 1)
        + 0.5 * count("webinar_attended", 2)
        + 0.3 * count("content_download", 2)
        + 0.4 * count("event_attended", 2)
        + 0.1 * count("email_click", 4)
        + 0.1 * count(PURCHASE, 4)
        - 0.8 * page("/careers", 2)
        - 1.0 * count("unsubscribe", 1)
        - 0.7 * count("email_bounce", 1)
}
