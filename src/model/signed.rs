//! What a signature is under, and whether it still holds.
//!
//! A sign-off holds for a *fingerprint* of everything that changes a score or a route. The file also keeps the version that
//! was signed, so that what changed since can be told in words, on any machine and after any number of days.
//!
//! # The fingerprint
//!
//! SHA-256 (FIPS 180-4), in hexadecimal, of the RON text ([`super::file::to_text`]) of what is left of the model when
//! everything that changes no score and no route is taken out or put in order:
//!
//! - gone: the names of the model, its criteria, categories and bands, all free text but that of routes, tiers and their
//!   ranges, proposals, buying stages, stars, flames and when a lead is cold, the log, the sign-offs themselves, scenarios,
//!   test leads, personas;
//! - gone: criteria that are switched off, and those in a category that does not exist;
//! - as they are compared, each once and from A to Z: the domains of mail;
//! - in the order of their ids: routes and categories, and criteria unless the first match counts in their category, where
//!   their order decides.
//!
//! A route stays whole: its name, owner, response time, follow-up, capacity and action are the promise that is signed.
//!
//! Another version of the program may write a model differently and find another fingerprint for it. So a signature also
//! holds while nothing of the version that it is under has changed, as far as a score or a route goes.

use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest, Sha256};

pub(super) use super::lapse::what_changed;
use super::{
    Axis, Counting, Criterion, Flames, Model, Proposals, SignOff, Team, Tier, TierRanges, diff::Difference, file,
};
use crate::lead::Day;

/// A version of the model that somebody signed.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignedVersion {
    pub fingerprint: String,
    /// What was agreed: the model without proposals, reasoning, the log and the sign-offs. Shared, since drafts and steps of
    /// undo are copied and compared all the time, and this never changes.
    #[serde(serialize_with = "write_shared", deserialize_with = "read_shared")]
    pub model: Arc<Model>,
}

impl PartialEq for SignedVersion {
    fn eq(&self, other: &Self) -> bool {
        let Self { fingerprint, model } = self;
        *fingerprint == other.fingerprint && (Arc::ptr_eq(model, &other.model) || *model == other.model)
    }
}

pub(super) fn write_shared<S: Serializer>(model: &Arc<Model>, serializer: S) -> Result<S::Ok, S::Error> {
    model.as_ref().serialize(serializer)
}

pub(super) fn read_shared<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Arc<Model>, D::Error> {
    Model::deserialize(deserializer).map(Arc::new)
}

/// How a team's signature stands.
#[derive(Clone, Debug, PartialEq)]
pub enum Signature {
    Missing,
    Holds(SignOff),
    /// Something that was signed has changed since.
    Lapsed {
        sign_off: SignOff,
        /// What changed; `None` where the file does not hold the version that was signed.
        since: Option<Vec<Difference>>,
    },
}

impl Signature {
    pub fn holds(&self) -> bool {
        matches!(self, Self::Holds(_))
    }
}

impl Model {
    /// Of everything that changes a score or a route: see the page of this file.
    pub fn fingerprint(&self) -> String {
        let digest = Sha256::digest(file::to_text(&what_counts(self)));
        digest.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// A team signs the model as it stands: its earlier signature goes, as does what nobody's signature is under any more.
    pub fn sign(&mut self, team: Team, name: &str, date: Day) {
        let fingerprint = self.fingerprint();
        self.sign_offs.retain(|sign_off| sign_off.team != team);
        let name = name.trim().to_owned();
        self.sign_offs.push(SignOff { team, name, date, fingerprint: fingerprint.clone() });
        self.sign_offs.sort_by_key(|sign_off| sign_off.team);
        // The last in the list is what was signed last: of two signatures on one day the dates don't tell.
        self.signed.retain(|version| version.fingerprint != fingerprint);
        self.signed.push(SignedVersion { fingerprint, model: Arc::new(agreed_part(self)) });
        let Self { sign_offs, signed, .. } = self;
        signed.retain(|version| sign_offs.iter().any(|sign_off| sign_off.fingerprint == version.fingerprint));
    }

    /// How a team's signature stands, given the model's own [`fingerprint`](Self::fingerprint).
    pub fn signature(&self, team: Team, fingerprint: &str) -> Signature {
        let Some(sign_off) = self.sign_offs.iter().find(|sign_off| sign_off.team == team) else {
            return Signature::Missing;
        };
        let version = || self.signed.iter().find(|version| version.fingerprint == sign_off.fingerprint);
        let is_same = sign_off.fingerprint == fingerprint;
        let since = if is_same { Some(Vec::new()) } else { version().map(|it| what_changed(&it.model, self)) };
        if since.as_ref().is_some_and(Vec::is_empty) {
            return Signature::Holds(sign_off.clone());
        }
        Signature::Lapsed { sign_off: sign_off.clone(), since }
    }

    /// The version that was signed last, if the file holds it: what a draft can be held against.
    pub fn last_signed(&self) -> Option<(&SignOff, &Arc<Self>)> {
        let place = |sign_off: &SignOff| self.signed.iter().position(|it| it.fingerprint == sign_off.fingerprint);
        let last = self.sign_offs.iter().max_by_key(|sign_off| (sign_off.date, place(sign_off)))?;
        let version = self.signed.get(place(last)?)?;
        Some((last, &version.model))
    }
}

/// What two teams agree on: the model without what is said about it.
pub fn agreed_part(model: &Model) -> Model {
    let said_nothing =
        |criterion: &Criterion| Criterion { why: String::new(), proposals: Proposals::default(), ..criterion.clone() };
    Model {
        about: String::new(),
        criteria: model.criteria.iter().map(said_nothing).collect(),
        sign_offs: Vec::new(),
        decisions: Vec::new(),
        signed: Vec::new(),
        scenarios: Vec::new(),
        test_leads: Vec::new(),
        segments: Vec::new(),
        personas: Vec::new(),
        ..model.clone()
    }
}

/// Everything that changes a score or a route, and nothing else, in an order of its own.
fn what_counts(model: &Model) -> Model {
    let Model {
        format,
        name: _,
        about: _,
        tiers: _,
        fit,
        engagement,
        combined,
        categories,
        criteria,
        routes,
        matrix,
        flames: _,
        cold_after_days: _,
        interesting: _,
        stages: _,
        accounts,
        domains,
        sign_offs: _,
        decisions: _,
        signed: _,
        scenarios: _,
        test_leads: _,
        segments: _,
        personas: _,
    } = agreed_part(model);
    let mut counts = Model {
        format,
        name: String::new(),
        about: String::new(),
        tiers: TierRanges::default(),
        fit,
        engagement,
        combined,
        categories,
        criteria,
        routes,
        matrix,
        flames: Flames::default(),
        cold_after_days: 30,
        interesting: None,
        stages: Vec::new(),
        accounts,
        domains: domains.as_compared(),
        sign_offs: Vec::new(),
        decisions: Vec::new(),
        signed: Vec::new(),
        scenarios: Vec::new(),
        test_leads: Vec::new(),
        segments: Vec::new(),
        personas: Vec::new(),
    };
    for axis in Axis::ALL {
        for band in &mut counts.axis_mut(axis).bands {
            band.name = String::new();
            band.marks = 0;
        }
    }
    counts.categories.sort_by(|one, other| one.id.cmp(&other.id));
    counts.routes.sort_by(|one, other| one.id.cmp(&other.id));
    counts.criteria.retain(|criterion| self::counts(model, criterion));
    // Stable: where the first match counts, the order within the category stays.
    counts.criteria.sort_by(|one, other| {
        let in_order = |criterion: &Criterion| {
            let counting = model.category(&criterion.category).map(|category| category.counting);
            (counting != Some(Counting::FirstMatch)).then(|| criterion.id.clone())
        };
        (&one.category, in_order(one)).cmp(&(&other.category, in_order(other)))
    });
    for category in &mut counts.categories {
        category.name = String::new();
    }
    for criterion in &mut counts.criteria {
        criterion.name = String::new();
        criterion.tier = Tier::Critical;
    }
    counts
}

/// Whether a criterion gives points at all: it is switched on, and its category says on which axis.
pub(super) fn counts(model: &Model, criterion: &Criterion) -> bool {
    criterion.enabled && model.category(&criterion.category).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Decision, Proposal, Tone, sample};

    fn criterion(id: &str, category: &str) -> Criterion {
        Criterion { name: id.to_uppercase(), ..sample::criterion(id, category) }
    }

    fn model() -> Model {
        Model {
            criteria: vec![criterion("a", "profile"), criterion("b", "profile"), criterion("c", "activity")],
            ..Model::new("test")
        }
    }

    fn changed(change: impl FnOnce(&mut Model)) -> bool {
        let mut other = model();
        change(&mut other);
        assert_ne!(other, model(), "the change is one");
        other.fingerprint() != model().fingerprint()
    }

    #[test]
    fn what_changes_a_score_or_a_route_changes_the_fingerprint() {
        assert!(changed(|model| model.criteria[0].points = 6));
        assert!(changed(|model| model.criteria[0].enabled = false));
        assert!(changed(|model| model.criteria[0].disqualifies = true));
        assert!(changed(|model| model.categories[0].at_most = Some(40)));
        assert!(changed(|model| model.fit.bands[0].from = Some(80)));
        assert!(changed(|model| model.combined.fit = 2));
        assert!(changed(|model| model.domains.free.push("mail.example".to_owned())));
        assert!(changed(|model| model.routes[0].respond_within_minutes = Some(5)));
        assert!(changed(|model| model.routes[0].name = "Now".to_owned()));
        assert!(changed(|model| model.matrix.disqualified = "nurture".into()));
        assert!(changed(|model| {
            model.categories[0].counting = Counting::FirstMatch;
        }));
    }

    #[test]
    fn what_is_only_said_does_not() {
        assert!(!changed(|model| model.name = "Another".to_owned()));
        assert!(!changed(|model| model.criteria[0].name = "Title".to_owned()));
        assert!(!changed(|model| model.criteria[0].why = "They sign.".to_owned()));
        assert!(!changed(|model| model.criteria[0].tier = Tier::Critical));
        assert!(!changed(|model| model.criteria.swap(0, 1)));
        assert!(!changed(|model| model.routes.swap(0, 1)));
        assert!(!changed(|model| model.cold_after_days = 60));
        assert!(!changed(|model| model.domains.free.reverse()));
        assert!(!changed(|model| model.domains.free[0] = " GMail.com".to_owned()));
        let proposal = Proposal { tier: Tier::Critical, points: 12, reason: String::new() };
        assert!(!changed(|model| model.criteria[0].proposals.sales = Some(proposal)));
        assert!(!changed(|model| model.sign(Team::Sales, "Ben", Day(20_000))));
    }

    #[test]
    fn the_order_counts_where_the_first_match_does() {
        let mut one = model();
        one.categories[0].counting = Counting::FirstMatch;
        let mut other = one.clone();
        other.criteria.swap(0, 1);
        assert_ne!(one.fingerprint(), other.fingerprint());
        // Not where the other category's criterion stands among them.
        let mut other = one.clone();
        other.criteria.swap(1, 2);
        assert_eq!(one.fingerprint(), other.fingerprint());
    }

    #[test]
    fn a_criterion_that_is_off_may_change() {
        let mut off = model();
        off.criteria[0].enabled = false;
        let before = off.fingerprint();
        off.criteria[0].points = 9;
        assert_eq!(off.fingerprint(), before);
    }

    /// Two people with two versions of the program must find the same: a change of this value voids every signature there is.
    #[test]
    fn the_fingerprint_stays_the_same_from_version_to_version() {
        assert_eq!(model().fingerprint(), "96e1e1595cee38e0406e24eb6f2a64d703665dd82c2c4afa8e04049268b33631");
    }

    #[test]
    fn a_signature_lapses_with_what_it_was_under_and_comes_back_with_it() {
        let mut model = model();
        assert_eq!(model.signature(Team::Sales, &model.fingerprint()), Signature::Missing);
        model.sign(Team::Marketing, " Ada ", Day(20_000));
        model.sign(Team::Sales, "Ben", Day(20_001));
        assert_eq!(model.signed.len(), 1, "both signed the same");
        assert!(model.signature(Team::Marketing, &model.fingerprint()).holds());
        assert_eq!(model.sign_offs[0].name, "Ada");

        model.categories[1].at_most = Some(40);
        model.criteria[0].name = "Renamed".to_owned();
        let Signature::Lapsed { since: Some(since), .. } = model.signature(Team::Sales, &model.fingerprint()) else {
            panic!("it has lapsed");
        };
        let sentences: Vec<String> = since.iter().map(Difference::sentence).collect();
        assert_eq!(sentences, ["Category Activity: capped at 40"]);

        model.sign(Team::Marketing, "Ada", Day(20_002));
        assert_eq!(model.signed.len(), 2, "sales' is kept to tell what changed since");
        assert_eq!(model.last_signed().map(|(sign_off, _)| sign_off.team), Some(Team::Marketing));
        model.categories[1].at_most = None;
        assert!(model.signature(Team::Sales, &model.fingerprint()).holds(), "what was changed is changed back");
        model.sign(Team::Marketing, "Ada", Day(20_003));
        assert_eq!(model.signed.len(), 1, "nobody's signature is under the other one");
    }

    #[test]
    fn what_was_signed_holds_nothing_that_is_only_said() {
        let mut model = model();
        model.about = "For all of us".to_owned();
        model.criteria[0].why = "They sign.".to_owned();
        model.decisions.push(Decision {
            id: "d".into(),
            at: crate::lead::Instant(0),
            who: "Ada".to_owned(),
            subject: "A".to_owned(),
            criterion: None,
            what: String::new(),
            from: String::new(),
            to: String::new(),
            reason: String::new(),
            matter: None,
        });
        model.sign(Team::Sales, "Ben", Day(20_000));
        model.sign(Team::Marketing, "Ada", Day(20_000));
        let signed = &model.signed[0].model;
        assert!(signed.about.is_empty() && signed.decisions.is_empty() && signed.signed.is_empty());
        assert!(signed.criteria[0].why.is_empty() && signed.sign_offs.is_empty());
        assert_eq!(signed.criteria[0].name, "A", "names are kept to tell what changed");
    }

    #[test]
    fn a_version_that_the_file_does_not_hold_is_not_made_up() {
        let mut model = model();
        model.sign(Team::Sales, "Ben", Day(20_000));
        model.signed.clear();
        model.routes[0].tone = Tone::Stop;
        let signature = model.signature(Team::Sales, &model.fingerprint());
        assert!(matches!(signature, Signature::Lapsed { since: None, .. }), "{signature:?}");
    }

    fn sentences(signature: Signature) -> Vec<String> {
        match signature {
            Signature::Lapsed { since: Some(since), .. } => since.iter().map(Difference::sentence).collect(),
            other => panic!("it should have lapsed: {other:?}"),
        }
    }

    #[test]
    fn only_what_made_it_lapse_is_told() {
        let mut model = model();
        model.criteria[1].enabled = false;
        model.sign(Team::Sales, "Ben", Day(20_000));
        model.criteria[1].points = 9;
        model.criteria.swap(0, 2);
        model.routes.swap(0, 1);
        model.stages.push(crate::model::Stage { id: "s".into(), name: "Decide".to_owned(), from: 80 });
        assert!(model.signature(Team::Sales, &model.fingerprint()).holds());
        model.categories[1].at_most = Some(40);
        let said = sentences(model.signature(Team::Sales, &model.fingerprint()));
        assert_eq!(said, ["Category Activity: capped at 40"]);
    }

    #[test]
    fn of_a_list_of_domains_only_what_is_new_or_gone_is_told() {
        let mut model = model();
        model.sign(Team::Sales, "Ben", Day(20_000));
        model.domains.free.reverse();
        assert!(model.signature(Team::Sales, &model.fingerprint()).holds(), "the order decides nothing");
        model.domains.free.retain(|domain| domain != "gmx.net" && domain != "me.com");
        model.domains.free.push("mail.example".to_owned());
        let said = sentences(model.signature(Team::Sales, &model.fingerprint()));
        assert_eq!(said, ["Model: free-mail domains mail.example added, gmx.net, me.com removed"]);
    }

    #[test]
    fn an_order_that_decides_is_told_with_its_category() {
        let mut model = model();
        model.categories[0].counting = Counting::FirstMatch;
        model.sign(Team::Sales, "Ben", Day(20_000));
        // The other category's criterion goes to the front, where it decides nothing.
        model.criteria.rotate_right(1);
        model.criteria.swap(1, 2);
        let said = sentences(model.signature(Team::Sales, &model.fingerprint()));
        assert_eq!(said, ["B: moved from place 2 of Profile to place 1 of Profile"]);
    }

    /// Another version of the program may write a model differently, and then finds another fingerprint for it.
    #[test]
    fn a_signature_holds_while_nothing_has_changed_that_was_signed() {
        let mut model = model();
        model.sign(Team::Sales, "Ben", Day(20_000));
        model.sign_offs[0].fingerprint = "of another program".to_owned();
        model.signed[0].fingerprint = "of another program".to_owned();
        assert!(model.signature(Team::Sales, &model.fingerprint()).holds());
        model.criteria[0].points = 6;
        let said = sentences(model.signature(Team::Sales, &model.fingerprint()));
        assert_eq!(said, ["A: 5 → 6 points"]);
    }

    #[test]
    fn of_two_signatures_on_one_day_the_later_is_the_last() {
        let mut model = model();
        model.sign(Team::Sales, "Ben", Day(20_000));
        model.criteria[0].points = 6;
        model.sign(Team::Marketing, "Ada", Day(20_000));
        let last =
            |model: &Model| model.last_signed().map(|(sign_off, version)| (sign_off.team, version.criteria[0].points));
        assert_eq!(last(&model), Some((Team::Marketing, 6)));
        model.criteria[0].points = 5;
        model.sign(Team::Sales, "Ben", Day(20_000));
        assert_eq!(last(&model), Some((Team::Sales, 5)), "an earlier version is signed once more");
    }

    #[test]
    fn a_signature_is_one_step_with_the_name_of_the_team() {
        let before = model();
        let mut after = before.clone();
        after.sign(Team::Sales, "Ben", Day(20_000));
        assert_eq!(
            crate::model::diff::undo_label(&crate::model::diff::diff(&before, &after)),
            "Sign-off of sales: added"
        );
    }
}
