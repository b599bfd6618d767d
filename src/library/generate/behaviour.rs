//! What people do: few do much, most do little, and in bursts.

use super::{
    END, Lifetime,
    person::{CATEGORIES, Person, Seniority},
    random::{Random, exp},
};
use crate::lead::Instant;

/// One event as it is written.
#[derive(Debug)]
pub(super) struct Act {
    pub kind: &'static str,
    pub at: Instant,
    pub detail: Option<&'static str>,
    pub amount: Option<f64>,
}

/// A kind of event: how often people browsing, buying, shopping or looking for a job do it.
struct Sort {
    kind: &'static str,
    browsing: u32,
    buying: u32,
    shopping: u32,
    job_hunting: u32,
    details: &'static [(&'static str, u32)],
    amount: Option<(i64, i64)>,
}

#[rustfmt::skip]
const SORTS: &[Sort] = &[
    Sort { kind: "site_visit", browsing: 22, buying: 14, shopping: 18, job_hunting: 20, amount: Some((1, 30)),
        details: &[("direct", 20), ("search", 30), ("brand search", 10), ("referral", 12), ("ad", 14), ("social", 9), ("email", 15)] },
    Sort { kind: "page_view", browsing: 26, buying: 6, shopping: 4, job_hunting: 8, amount: None,
        details: &[("/", 30), ("/product", 14), ("/features", 10), ("/integrations", 5), ("/case-studies", 6), ("/blog", 22), ("/docs", 8), ("/about", 6), ("/support", 3)] },
    Sort { kind: "page_view", browsing: 2, buying: 22, shopping: 0, job_hunting: 0, amount: None,
        details: &[("/pricing", 50), ("/demo", 15), ("/contact", 12), ("/case-studies", 12), ("/integrations", 11)] },
    Sort { kind: "page_view", browsing: 1, buying: 0, shopping: 1, job_hunting: 60, amount: None, details: &[("/careers", 1)] },
    Sort { kind: "page_view", browsing: 1, buying: 0, shopping: 22, job_hunting: 0, amount: None, details: &[("/shop", 3), ("/shop/sale", 2)] },
    Sort { kind: "email_open", browsing: 22, buying: 12, shopping: 18, job_hunting: 3, amount: None, details: MAILS },
    Sort { kind: "email_click", browsing: 6, buying: 8, shopping: 7, job_hunting: 1, amount: None, details: MAILS },
    Sort { kind: "email_bounce", browsing: 2, buying: 0, shopping: 1, job_hunting: 2, amount: None, details: &[("hard", 2), ("soft", 3)] },
    Sort { kind: "unsubscribe", browsing: 1, buying: 0, shopping: 1, job_hunting: 1, amount: None, details: &[("newsletter", 3), ("all", 1)] },
    Sort { kind: "webinar_registered", browsing: 3, buying: 5, shopping: 0, job_hunting: 0, amount: None, details: WEBINARS },
    Sort { kind: "webinar_attended", browsing: 1, buying: 5, shopping: 0, job_hunting: 0, amount: Some((5, 100)), details: WEBINARS },
    Sort { kind: "video_watched", browsing: 4, buying: 5, shopping: 2, job_hunting: 0, amount: Some((1, 100)),
        details: &[("Product demo", 4), ("Customer story", 3), ("How-to", 5)] },
    Sort { kind: "content_download", browsing: 4, buying: 5, shopping: 0, job_hunting: 1, amount: None,
        details: &[("ROI whitepaper", 5), ("Buyer's guide", 4), ("Analyst report", 3), ("Reviews report", 2), ("Price list", 2), ("Checklist", 5)] },
    Sort { kind: "content_syndication", browsing: 2, buying: 1, shopping: 0, job_hunting: 0, amount: None, details: &[("ROI whitepaper", 2), ("Analyst report", 1)] },
    Sort { kind: "form_submit", browsing: 1, buying: 4, shopping: 0, job_hunting: 1, amount: None,
        details: &[("contact", 3), ("follow-up", 2), ("newsletter", 3), ("download", 4), ("event", 2)] },
    Sort { kind: "demo_request", browsing: 0, buying: 3, shopping: 0, job_hunting: 0, amount: None, details: &[] },
    Sort { kind: "trial_start", browsing: 0, buying: 2, shopping: 0, job_hunting: 0, amount: None, details: &[] },
    Sort { kind: "subscription", browsing: 2, buying: 1, shopping: 1, job_hunting: 0, amount: None,
        details: &[("newsletter", 4), ("blog", 3), ("release notes", 2)] },
    Sort { kind: "event_registered", browsing: 1, buying: 2, shopping: 0, job_hunting: 0, amount: None, details: &[("conference", 4), ("roadshow", 2), ("user group", 1)] },
    Sort { kind: "event_attended", browsing: 0, buying: 2, shopping: 0, job_hunting: 0, amount: None,
        details: &[("in person", 3), ("webcast", 3), ("online", 3), ("conference", 2)] },
    Sort { kind: "event_booth", browsing: 1, buying: 1, shopping: 0, job_hunting: 1, amount: None, details: &[("conference", 3), ("roadshow", 1)] },
    Sort { kind: "survey_response", browsing: 1, buying: 1, shopping: 2, job_hunting: 0, amount: Some((0, 10)), details: &[("satisfaction", 3), ("product", 2), ("event", 1)] },
    Sort { kind: "chat", browsing: 1, buying: 2, shopping: 1, job_hunting: 1, amount: None, details: &[("qualified", 1), ("unqualified", 2)] },
    Sort { kind: "call", browsing: 1, buying: 3, shopping: 0, job_hunting: 0, amount: Some((1, 45)), details: &[("connected", 2), ("voicemail", 3)] },
    Sort { kind: "social_share", browsing: 2, buying: 1, shopping: 4, job_hunting: 1, amount: None, details: NETWORKS },
    Sort { kind: "social_follow", browsing: 2, buying: 1, shopping: 3, job_hunting: 2, amount: None, details: NETWORKS },
    Sort { kind: PURCHASE, browsing: 0, buying: 0, shopping: 12, job_hunting: 0, amount: Some((5, 400)), details: &[] },
    Sort { kind: "cart_abandoned", browsing: 0, buying: 0, shopping: 8, job_hunting: 0, amount: Some((5, 400)), details: &[] },
    Sort { kind: "store_visit", browsing: 0, buying: 0, shopping: 4, job_hunting: 0, amount: None, details: &[] },
    Sort { kind: "product_review", browsing: 0, buying: 0, shopping: 3, job_hunting: 0, amount: Some((1, 5)), details: &[] },
    Sort { kind: "friend_referred", browsing: 0, buying: 0, shopping: 2, job_hunting: 0, amount: None, details: &[] },
    Sort { kind: "app_open", browsing: 1, buying: 0, shopping: 12, job_hunting: 0, amount: None, details: &[] },
];

const MAILS: &[(&str, u32)] =
    &[("newsletter", 10), ("product news", 5), ("webinar invitation", 4), ("offer", 6), ("onboarding", 1)];
const WEBINARS: &[(&str, u32)] =
    &[("ROI of lead scoring", 4), ("Product tour", 5), ("Customer stories", 3), ("Industry outlook", 3)];
const NETWORKS: &[(&str, u32)] = &[("LinkedIn", 6), ("Facebook", 3), ("Instagram", 4), ("X", 2), ("YouTube", 2)];

pub(super) const PURCHASE: &str = "purchase";

/// Fills `acts` with what the person did in the lifetime of the lead, oldest first.
pub(super) fn behave(random: &mut Random, person: &Person, lifetime: &Lifetime, acts: &mut Vec<Act>) {
    acts.clear();
    let mut left = how_many(random, person);
    while left > 0 {
        let mood = Mood::draw(random, person);
        let mut at = session_start(random, lifetime);
        for _ in 0..left.min(1 + random.below(6)) {
            acts.push(act(random, person, mood, at));
            at.0 += random.between(8, 400);
            left -= 1;
            if at.0 > END.0 {
                break;
            }
        }
    }
    acts.sort_by_key(|act| act.at);
}

/// Five on average; none for every seventh, more than a hundred for a few.
fn how_many(random: &mut Random, person: &Person) -> u64 {
    if random.chance(0.15) {
        return 0;
    }
    // A power law: 1 / sqrt of a uniform number, which is the same everywhere.
    let skewed = 1.0 / (1.0 - random.unit()).max(1e-6).sqrt() - 1.0;
    let eager = exp(0.35 * person.interest);
    (1.0 + 4.9 * skewed * eager).min(400.0) as u64
}

/// What somebody is after in one session.
#[derive(Clone, Copy)]
enum Mood {
    Browsing,
    Buying,
    Shopping,
    JobHunting,
}

impl Mood {
    fn draw(random: &mut Random, person: &Person) -> Self {
        let outside = person.seniority == Seniority::Outside;
        if random.chance(if outside { 0.2 } else { 0.01 }) {
            Self::JobHunting
        } else if person.shopper && random.chance(0.22) {
            Self::Shopping
        } else if random.chance(0.22 * exp(0.7 * person.interest) * if outside { 0.2 } else { 1.0 }) {
            Self::Buying
        } else {
            Self::Browsing
        }
    }
}

/// More soon after the lead came in than later; in the hours when people are awake.
fn session_start(random: &mut Random, lifetime: &Lifetime) -> Instant {
    let unit = random.unit();
    let days = (unit * (0.4 + 0.6 * unit) * (lifetime.days + 1) as f64) as i64;
    let seconds = random.between(6 * 3600, 22 * 3600);
    let at = lifetime.start.last_second().0 - 86_399 + days * 86_400 + seconds;
    Instant(at.min(END.0 - random.between(0, 5_000)))
}

fn act(random: &mut Random, person: &Person, mood: Mood, at: Instant) -> Act {
    let sort = &SORTS[random.weighted(SORTS.iter().map(move |sort| match mood {
        Mood::Browsing => sort.browsing,
        Mood::Buying => sort.buying,
        Mood::Shopping => sort.shopping,
        Mood::JobHunting => sort.job_hunting,
    }))];
    let detail = match sort.kind {
        PURCHASE | "cart_abandoned" | "product_review" => {
            Some(if random.chance(0.6) { person.favourite } else { random.pick(CATEGORIES) })
        }
        "store_visit" => Some(person.city),
        _ if sort.details.is_empty() => None,
        _ => Some(random.pick_weighted(sort.details)),
    };
    let amount = sort.amount.map(|(from, to)| {
        if sort.kind == "site_visit" {
            // Most look at a page or two.
            let unit = random.unit();
            return 1.0 + (unit * unit * unit * to as f64).floor();
        }
        random.between(from, to) as f64
    });
    Act { kind: sort.kind, at, detail, amount }
}
