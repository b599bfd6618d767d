//! Differences as sentences.

use std::{collections::BTreeSet, fmt};

use super::{Aspect, Difference, Subject};
use crate::model::{Axis, wording};

/// As a sentence begins: `Pricing page`, `Fit band A`, `Cell A1`.
impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Model => f.write_str("Model"),
            Self::Axis(axis) => f.write_str(&wording::upper_first(&axis.to_string())),
            Self::Band { axis, name, .. } => write!(f, "{} band {name}", wording::upper_first(&axis.to_string())),
            Self::Category { name, .. } => write!(f, "Category {name}"),
            Self::Criterion { name, .. } => f.write_str(name),
            Self::Cell { name, .. } => write!(f, "Cell {name}"),
            Self::Route { name, .. } => write!(f, "Route {name}"),
            Self::Stage { name, .. } => write!(f, "Stage {name}"),
            Self::SignOff { team } => write!(f, "Sign-off of {team}"),
            Self::Signed { fingerprint } => write!(f, "Signed version {}", short(fingerprint)),
            Self::Decision { name, .. } => write!(f, "Decision on {name}"),
            Self::Scenario { name, .. } => write!(f, "Scenario “{name}”"),
            Self::TestLead { name, .. } => write!(f, "Test lead {name}"),
            Self::Segment { name, .. } => write!(f, "Segment “{name}”"),
            Self::Persona { name, .. } => write!(f, "Persona {name}"),
        }
    }
}

fn lower_first(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_lowercase().chain(characters).collect())
}

/// What stands for the limits that a category does not have.
pub(super) const NO_LIMIT: &str = "no limit";
pub(super) const NO_CAP: &str = "no cap";

impl Difference {
    /// "Pricing page: 15 → 25 points".
    pub fn sentence(&self) -> String {
        match (&self.subject, self.aspect) {
            // Its name is what is expected: it is told once, as it was and as it is.
            (Subject::Segment { .. }, Aspect::Expects) => {
                format!("Segment: {} → {}", lower_first(&self.from), lower_first(&self.to))
            }
            _ => format!("{}: {}", self.subject, self.what()),
        }
    }

    /// The sentence without its subject: "15 → 25 points".
    pub fn what(&self) -> String {
        let Self { aspect, from, to, .. } = self;
        let turned = |on: &str, off: &str| if to == "yes" || to == "on" { on } else { off }.to_owned();
        match aspect {
            Aspect::Added if matches!(self.subject, Subject::Cell { .. }) => format!("added, to {to}"),
            Aspect::Added if matches!(self.subject, Subject::Scenario { .. }) => "kept".to_owned(),
            Aspect::Added => "added".to_owned(),
            Aspect::Removed => "removed".to_owned(),
            Aspect::Content if matches!(self.subject, Subject::Scenario { .. }) => "changed".to_owned(),
            Aspect::Content
                if matches!(self.subject, Subject::TestLead { .. } | Subject::Persona { .. }) && from == to =>
            {
                "lead changed".to_owned()
            }
            Aspect::Expects if matches!(self.subject, Subject::Segment { .. }) => format!("was “{from}”"),
            Aspect::Expects if from == to => "reasons of what is expected changed".to_owned(),
            Aspect::Who if matches!(self.subject, Subject::Segment { .. }) => format!("expected by {from} → {to}"),
            Aspect::Name if matches!(self.subject, Subject::Model) => format!("renamed from “{from}” to “{to}”"),
            Aspect::Name if matches!(self.subject, Subject::SignOff { .. }) => format!("signed by {from} → {to}"),
            Aspect::Name => format!("renamed from “{from}”"),
            Aspect::Points => format!("{from} → {to} points"),
            Aspect::AtMost if from == NO_CAP => format!("capped at {to}"),
            Aspect::AtMost if to == NO_CAP => format!("no longer capped at {from}"),
            Aspect::AtLeast if from == NO_LIMIT => format!("now at least {to}"),
            Aspect::AtLeast if to == NO_LIMIT => format!("no longer at least {from}"),
            Aspect::Moved | Aspect::Tier => format!("moved from {from} to {to}"),
            Aspect::Rule if from == to => "rule written differently".to_owned(),
            Aspect::Rule => format!("rule “{from}” → “{to}”"),
            Aspect::Enabled => turned("switched on", "switched off"),
            Aspect::Disqualifies => turned("now disqualifies", "no longer disqualifies"),
            Aspect::Qualified => turned("now counts as qualified", "no longer counts as qualified"),
            Aspect::BlindProposals => turned("proposals are now blind", "proposals are no longer blind"),
            Aspect::Proposal(_) if from == to => format!("{} changed, {to}", self.noun()),
            Aspect::CellRoute => format!("{from} → {to}"),
            Aspect::FreeDomains | Aspect::DisposableDomains => format!("{} {}", self.noun(), list_change(from, to)),
            Aspect::About | Aspect::Why | Aspect::Note => {
                format!("{} {} → {}", self.noun(), or_nothing(&in_short(from)), or_nothing(&in_short(to)))
            }
            _ => format!("{} {} → {}", self.noun(), or_nothing(from), or_nothing(to)),
        }
    }

    /// In what respect, in a word or two: "points", "at most", "added".
    pub fn label(&self) -> String {
        match self.aspect {
            Aspect::Added => "added".to_owned(),
            Aspect::Removed => "removed".to_owned(),
            Aspect::Moved => "place".to_owned(),
            Aspect::Name => "name".to_owned(),
            Aspect::Points => "points".to_owned(),
            Aspect::Tier => "tier".to_owned(),
            Aspect::Rule => "rule".to_owned(),
            Aspect::Enabled => "counts".to_owned(),
            Aspect::Disqualifies => "disqualifies".to_owned(),
            Aspect::Qualified => "qualified".to_owned(),
            Aspect::BlindProposals => "blind".to_owned(),
            Aspect::CellRoute => "route".to_owned(),
            _ => self.noun(),
        }
    }

    /// What the aspect is called; nothing for those that have sentences of their own.
    pub fn noun(&self) -> String {
        let noun = match self.aspect {
            Aspect::About => "description",
            Aspect::TierRange(tier) => return format!("points for {tier}"),
            Aspect::Weights => "weight of fit and engagement",
            Aspect::DisqualifiedRoute => "disqualified leads go to",
            Aspect::Flames => "flames",
            Aspect::ColdAfterDays => "cold after",
            Aspect::Interesting => "interesting moments",
            Aspect::FreeDomains => "free-mail domains",
            Aspect::DisposableDomains => "disposable-mail domains",
            Aspect::Scale => "scale",
            Aspect::Range => "range",
            Aspect::AccountRollUp => "accounts take",
            Aspect::AccountLeads => "leads that count for accounts",
            Aspect::From => "from",
            Aspect::Marks => match self.subject {
                Subject::Band { axis: Axis::Engagement, .. } => "flames",
                _ => "stars",
            },
            Aspect::CategoryAxis => "axis",
            Aspect::Counting => "counting",
            Aspect::AtLeast => "at least",
            Aspect::AtMost => "at most",
            Aspect::Category => "category",
            Aspect::Why => "reasoning",
            Aspect::Proposal(team) => return format!("proposal of {team}"),
            Aspect::Owner => "owner",
            Aspect::Tone => "tone",
            Aspect::RespondWithin => "respond within",
            Aspect::FollowUp => "follow-up",
            Aspect::Action => "what to do",
            Aspect::WeeklyCapacity => "capacity",
            Aspect::Date => "date",
            Aspect::Fingerprint => "fingerprint",
            Aspect::Who => "decided by",
            Aspect::Criterion => "criterion",
            Aspect::What => "subject",
            Aspect::DecidedFrom => "value before",
            Aspect::DecidedTo => "value after",
            Aspect::Reason => "reason",
            Aspect::Note => "note",
            Aspect::Content if matches!(self.subject, Subject::TestLead { .. } | Subject::Persona { .. }) => "lead",
            Aspect::Content => "content",
            Aspect::Expects => "expected",
            // These have sentences of their own.
            Aspect::Added
            | Aspect::Removed
            | Aspect::Moved
            | Aspect::Name
            | Aspect::Points
            | Aspect::Tier
            | Aspect::Rule
            | Aspect::Enabled
            | Aspect::Disqualifies
            | Aspect::Qualified
            | Aspect::BlindProposals
            | Aspect::CellRoute => "",
        };
        noun.to_owned()
    }
}

/// Enough of a fingerprint to tell two apart.
fn short(fingerprint: &str) -> String {
    fingerprint.chars().take(8).collect()
}

fn or_nothing(text: &str) -> &str {
    if text.is_empty() { "nothing" } else { text }
}

/// What a step is called in a menu: the sentence of its one difference, or "4 changes: Pricing page, Cell A1, …".
pub fn undo_label(differences: &[Difference]) -> String {
    /// More would not fit into a menu.
    const MOST_NAMED: usize = 2;

    // The cells that come and go with a band say nothing that the band does not say; nor does a line of the log say more
    // than what it logs, and the version that is kept with a signature more than the signature.
    let is_follow_up = |difference: &&Difference| {
        matches!(difference.subject, Subject::Cell { .. } | Subject::Decision { .. } | Subject::Signed { .. })
            && matches!(difference.aspect, Aspect::Added | Aspect::Removed)
    };
    let mut told: Vec<&Difference> = differences.iter().filter(|difference| !is_follow_up(difference)).collect();
    if told.is_empty() {
        told = differences.iter().collect();
    }
    let [first, others @ ..] = told.as_slice() else {
        return "No change".to_owned();
    };
    if others.is_empty() {
        return first.sentence();
    }
    if others.iter().all(|other| other.subject == first.subject) {
        return if others.len() < MOST_NAMED {
            format!("{}, {}", first.sentence(), others.iter().map(|other| other.what()).collect::<Vec<_>>().join(", "))
        } else {
            format!("{}: {} changes", first.subject, wording::grouped(told.len() as u64))
        };
    }
    let mut names: Vec<String> = Vec::new();
    for difference in &told {
        let name = difference.subject.to_string();
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let more = if names.len() > MOST_NAMED { ", …" } else { "" };
    names.truncate(MOST_NAMED);
    format!("{} changes: {}{more}", wording::grouped(told.len() as u64), names.join(", "))
}

/// What was added to a list that is told as [`wording::list`] does, and what was taken away.
fn list_change(from: &str, to: &str) -> String {
    /// More would hide what comes behind them.
    const MOST: usize = 3;

    let entries =
        |text| -> Vec<&str> { str::split(text, ", ").filter(|entry| *entry != wording::EMPTY_LIST).collect() };
    let (old, new) = (entries(from), entries(to));
    let told = |of: &[&str], other: &[&str], done: &str| {
        let other: BTreeSet<&str> = other.iter().copied().collect();
        let found: Vec<&str> = of.iter().copied().filter(|entry| !other.contains(entry)).collect();
        let (named, more) = found.split_at(found.len().min(MOST));
        match (named, more) {
            ([], _) => None,
            (named, []) => Some(format!("{} {done}", named.join(", "))),
            (named, more) => {
                Some(format!("{} and {} more {done}", named.join(", "), wording::grouped(more.len() as u64)))
            }
        }
    };
    let changes: Vec<String> = [told(&new, &old, "added"), told(&old, &new, "removed")].into_iter().flatten().collect();
    if changes.is_empty() { "in another order".to_owned() } else { changes.join(", ") }
}

/// The beginning of a long text, in one line: a difference is one sentence.
fn in_short(text: &str) -> String {
    const MOST: usize = 80;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= MOST {
        return line;
    }
    format!("{}…", line.chars().take(MOST - 1).collect::<String>().trim_end())
}
