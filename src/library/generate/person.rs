//! People: who they are, at work and as customers.

use super::{
    company::{self, Company},
    places::{PLACES, Place, plain, written},
    random::{Random, exp},
};

/// How far up somebody is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Seniority {
    /// Students, interns, the retired: they buy nothing.
    Outside,
    Specialist,
    Manager,
    Director,
    Vice,
    Chief,
}

/// One person. The dirt of real lists comes later, in `attributes.rs`.
#[derive(Debug)]
pub(super) struct Person {
    pub company: Option<Company>,
    pub place: &'static Place,
    pub city: &'static str,
    pub first_name: &'static str,
    pub last_name: &'static str,
    pub email: String,
    pub free_mail: bool,
    pub seniority: Seniority,
    pub job_title: String,
    pub relation: &'static str,
    pub age: f64,
    /// Buys things in the shop.
    pub shopper: bool,
    pub favourite: &'static str,
    /// How often the person has ordered.
    pub orders: u32,
    /// About normal: how much the person wants what is sold. It shows in what they do.
    pub interest: f64,
}

pub(super) const CATEGORIES: &[&str] =
    &["Shoes", "Outdoor", "Home", "Electronics", "Beauty", "Books", "Toys", "Food", "Garden", "Fashion"];

const FREE_MAIL: &[(&str, u32)] = &[
    ("gmail.com", 12),
    ("outlook.com", 4),
    ("yahoo.com", 3),
    ("hotmail.com", 2),
    ("gmx.de", 2),
    ("mailinator.com", 1),
    ("10minutemail.com", 1),
];

const RELATIONS: &[(&str, u32)] =
    &[("Prospect", 83), ("Customer", 7), ("Partner", 4), ("Competitor", 2), ("Employee", 1), ("Supplier", 3)];

const SENIORITIES: &[(Seniority, u32)] = &[
    (Seniority::Chief, 9),
    (Seniority::Vice, 7),
    (Seniority::Director, 14),
    (Seniority::Manager, 26),
    (Seniority::Specialist, 36),
    (Seniority::Outside, 8),
];

const FUNCTIONS: &[(&str, u32)] = &[
    ("Marketing", 22),
    ("Sales", 18),
    ("IT", 14),
    ("Operations", 10),
    ("Finance", 8),
    ("HR", 5),
    ("Engineering", 8),
    ("Product", 5),
    ("Purchasing", 4),
    ("Data", 3),
    ("Customer Success", 2),
    ("Legal", 1),
];

const CHIEFS: &[(&str, u32)] = &[
    ("CEO", 20),
    ("CTO", 10),
    ("CFO", 8),
    ("CMO", 12),
    ("CIO", 8),
    ("COO", 8),
    ("Chief Executive Officer", 4),
    ("Chief Marketing Officer", 4),
    ("Managing Director", 8),
    ("Owner", 12),
    ("Founder", 8),
    ("Co-Founder & CEO", 4),
];

const SPECIALISTS: &[&str] = &[
    "Data Analyst",
    "Software Engineer",
    "Account Executive",
    "Marketing Specialist",
    "Purchasing Assistant",
    "Sales Representative",
    "Content Editor",
    "System Administrator",
    "Controller",
    "Recruiter",
    "Product Designer",
    "Campaign Coordinator",
    "Business Development Representative",
    "Support Agent",
    "Consultant",
    "Bookkeeper",
];

const OUTSIDERS: &[&str] =
    &["Student", "Intern", "Professor", "Retired", "PhD student", "Job seeker", "Freelance journalist"];

impl Person {
    /// The person with this number; `leads` is how large the library is.
    pub fn new(seed: u64, number: u64, leads: u64) -> Self {
        let random = &mut Random::of(seed, super::PERSON, number);
        let company = random.chance(0.94).then(|| Company::new(seed, company::draw_number(random, leads)));
        // Most live where their company is.
        let place = match &company {
            Some(company) if random.chance(0.9) => &PLACES[company.place],
            _ => &PLACES[random.weighted(PLACES.iter().map(|place| place.weight))],
        };
        let (first_name, last_name) = (random.pick(place.names.first), random.pick(place.names.last));
        let seniority = if company.is_some() { random.pick_weighted(SENIORITIES) } else { Seniority::Outside };
        let free_mail = company.is_none() || random.chance(0.08);
        let email = email(random, company.as_ref().filter(|_| !free_mail), first_name, last_name);
        let outside = seniority == Seniority::Outside;
        let age = match seniority {
            Seniority::Outside if random.chance(0.7) => random.between(17, 29),
            Seniority::Outside => random.between(60, 85),
            Seniority::Specialist => random.between(20, 60),
            Seniority::Manager => random.between(26, 62),
            _ => random.between(32, 70),
        };
        let shopper = random.chance(0.74);
        let eagerness = random.normal();
        Self {
            place,
            city: random.pick(place.cities),
            first_name: written(first_name),
            last_name: written(last_name),
            email,
            free_mail,
            seniority,
            job_title: job_title(random, seniority, age),
            relation: if outside && age < 60 && random.chance(0.55) {
                "Student"
            } else {
                random.pick_weighted(RELATIONS)
            },
            age: age as f64,
            shopper,
            favourite: random.pick(CATEGORIES),
            orders: if shopper && random.chance(0.62) { (exp(0.9 + 0.9 * eagerness) as u32).clamp(1, 60) } else { 0 },
            interest: random.normal(),
            company,
        }
    }
}

fn email(random: &mut Random, company: Option<&Company>, first: &str, last: &str) -> String {
    let mut address = String::with_capacity(40);
    plain(first, &mut address);
    if company.is_some() && random.chance(0.2) {
        // As in j.smith.
        address.truncate(1);
    }
    address.push('.');
    plain(last, &mut address);
    match company {
        Some(company) => {
            address.push('@');
            address.push_str(&company.key);
            // No such domain can be registered: nobody gets mail from somebody's trial.
            address.push_str(".example");
        }
        None => {
            address.push_str(&random.between(1, 99).to_string());
            address.push('@');
            address.push_str(random.pick_weighted(FREE_MAIL));
        }
    }
    address
}

fn job_title(random: &mut Random, seniority: Seniority, age: i64) -> String {
    let function = random.pick_weighted(FUNCTIONS);
    match seniority {
        Seniority::Chief => random.pick_weighted(CHIEFS).to_owned(),
        Seniority::Vice => match random.below(4) {
            0 => format!("Vice President {function}"),
            1 => format!("Senior Vice President of {function}"),
            _ => format!("VP of {function}"),
        },
        Seniority::Director => match random.below(4) {
            0 => format!("{function} Director"),
            1 => format!("Director of {function}"),
            2 => format!("Director, {function}"),
            _ => format!("Head of {function}"),
        },
        Seniority::Manager => match random.below(6) {
            0 => format!("Senior {function} Manager"),
            1 => format!("{function} Operations Manager"),
            2 => format!("{function} Team Lead"),
            _ => format!("{function} Manager"),
        },
        Seniority::Specialist => random.pick(SPECIALISTS).to_owned(),
        Seniority::Outside if age >= 60 => random.pick(&["Retired", "Professor"]).to_owned(),
        Seniority::Outside => random.pick(OUTSIDERS).to_owned(),
    }
}
