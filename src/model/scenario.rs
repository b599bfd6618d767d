//! Scenarios: drafts that are kept beside the model under a name, to be compared and to be gone on with.
//!
//! A scenario is a whole version of the model, but for what is *said* of one: the log and the signatures belong to the two
//! teams and not to one of many drafts. So when a scenario [becomes the draft](Model::with_version), all that was said stays as
//! it is, and only what the model *is* comes from the scenario. Reasons and proposals are kept with the criteria only for
//! those that the draft no longer has: they come back with their row, and where both have it, the draft's stand.
//!
//! Scenarios travel with the model's file. They change no score and no route, so no signature lapses by them.

use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, de};

use super::{
    Criterion, Model, Proposals, ScenarioId,
    diff::{Aspect, Difference, Subject, diff},
    signed::{read_shared, write_shared},
};
use crate::lead::Day;

/// A draft that was kept.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    pub id: ScenarioId,
    pub name: String,
    /// What it is about, free text.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// When it was kept, or made to be as the draft.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kept: Option<Day>,
    /// Without what is said of it, see [`Model::version`]. Shared, as what was signed is.
    #[serde(serialize_with = "write_shared", deserialize_with = "read_version")]
    pub model: Arc<Model>,
}

impl PartialEq for Scenario {
    fn eq(&self, other: &Self) -> bool {
        let Self { id, name, note, kept, model } = self;
        (id, name, note, kept) == (&other.id, &other.name, &other.note, &other.kept)
            && (Arc::ptr_eq(model, &other.model) || *model == other.model)
    }
}

fn read_version<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Arc<Model>, D::Error> {
    let model = read_shared(deserializer)?;
    if model.scenarios.is_empty() {
        return Ok(model);
    }
    Err(de::Error::custom("a scenario holds scenarios of its own; move them into the list of the model"))
}

impl Scenario {
    /// The draft as it stands, under a name.
    pub fn keep(draft: &Model, name: &str, note: &str, kept: Day) -> Self {
        let (name, note) = (name.trim().to_owned(), note.trim().to_owned());
        Self { id: ScenarioId::fresh(), name, note, kept: Some(kept), model: Arc::new(draft.version()) }
    }
}

impl Model {
    pub fn scenario(&self, id: &ScenarioId) -> Option<&Scenario> {
        self.scenarios.iter().find(|scenario| scenario.id == *id)
    }

    pub fn scenario_mut(&mut self, id: &ScenarioId) -> Option<&mut Scenario> {
        self.scenarios.iter_mut().find(|scenario| scenario.id == *id)
    }

    /// What a scenario keeps: everything but the log, what was signed, the scenarios themselves, test leads and personas. The reasons and proposals
    /// of criteria are kept for those that the draft may no longer have when it is made to be as the scenario; but what is
    /// hidden in a blind round belongs to that round, and does not come up again after it.
    pub fn version(&self) -> Self {
        let open = |criterion: &Criterion| match criterion.proposals.blind {
            true => Criterion { proposals: Proposals::default(), ..criterion.clone() },
            false => criterion.clone(),
        };
        Self {
            about: String::new(),
            criteria: self.criteria.iter().map(open).collect(),
            sign_offs: Vec::new(),
            decisions: Vec::new(),
            signed: Vec::new(),
            scenarios: Vec::new(),
            test_leads: Vec::new(),
            segments: Vec::new(),
            personas: Vec::new(),
            ..self.clone()
        }
    }

    /// This model made to be as another version of it. What was said stays: the model's own name and description, the
    /// reasons and proposals of the criteria that both have, the log, the signatures, the scenarios, what is tested. A criterion that comes
    /// back has the reason and the proposals with which it was kept.
    pub fn with_version(&self, version: &Self) -> Self {
        let mut model = Self {
            name: self.name.clone(),
            about: self.about.clone(),
            sign_offs: self.sign_offs.clone(),
            decisions: self.decisions.clone(),
            signed: self.signed.clone(),
            scenarios: self.scenarios.clone(),
            test_leads: self.test_leads.clone(),
            segments: self.segments.clone(),
            personas: self.personas.clone(),
            ..version.clone()
        };
        for criterion in &mut model.criteria {
            if let Some(own) = self.criterion(&criterion.id) {
                (criterion.why, criterion.proposals) = (own.why.clone(), own.proposals.clone());
            }
        }
        model
    }

    /// In what another version of this model is another, apart from what is said: what [`Self::with_version`] would change.
    pub fn differences_of(&self, version: &Self) -> Vec<Difference> {
        diff(self, &self.with_version(version))
    }

    /// Whether nothing would change by [`Self::with_version`]; copies nothing.
    pub fn is_version(&self, version: &Self) -> bool {
        let Self {
            format: _,
            tiers,
            fit,
            engagement,
            combined,
            categories,
            criteria,
            routes,
            matrix,
            flames,
            cold_after_days,
            interesting,
            stages,
            accounts,
            domains,
            // What is said.
            name: _,
            about: _,
            sign_offs: _,
            decisions: _,
            signed: _,
            scenarios: _,
            test_leads: _,
            segments: _,
            personas: _,
        } = self;
        let same_criterion = |(own, other): (&Criterion, &Criterion)| {
            let Criterion { id, name, category, tier, points, rule, enabled, disqualifies, why: _, proposals: _ } = own;
            (tier, points, enabled, disqualifies) == (&other.tier, &other.points, &other.enabled, &other.disqualifies)
                && (id, name, category) == (&other.id, &other.name, &other.category)
                && *rule == other.rule
        };
        (tiers, fit, engagement, combined) == (&version.tiers, &version.fit, &version.engagement, &version.combined)
            && (categories, routes, matrix) == (&version.categories, &version.routes, &version.matrix)
            && (flames, cold_after_days, stages) == (&version.flames, &version.cold_after_days, &version.stages)
            && *interesting == version.interesting
            && (accounts, domains) == (&version.accounts, &version.domains)
            && criteria.len() == version.criteria.len()
            && criteria.iter().zip(&version.criteria).all(same_criterion)
    }

    /// Whether nothing of this model would be lost with it that a version does not have: neither what it is, nor the reasons and
    /// proposals of its criteria.
    pub fn is_kept_by(&self, version: &Self) -> bool {
        let is_said = |(own, kept): (&Criterion, &Criterion)| {
            own.why == kept.why && (own.proposals.blind || own.proposals == kept.proposals)
        };
        self.is_version(version) && self.criteria.iter().zip(&version.criteria).all(is_said)
    }

    /// A name for the draft as a scenario, that none has yet: what changed since an earlier version, “Pricing page 25 points”.
    pub fn scenario_name(&self, since: &Self) -> String {
        let differences = since.differences_of(self);
        let told: Vec<&Difference> = differences.iter().filter(|it| !it.follows_its_band(&differences)).collect();
        let name = match told.as_slice() {
            [] => "Scenario".to_owned(),
            [one] => short_name(one),
            [first, more @ ..] => {
                format!("{} and {} more", short_name(first), crate::model::wording::grouped(more.len() as u64))
            }
        };
        let is_taken = |name: &str| self.scenarios.iter().any(|scenario| is_same_name(&scenario.name, name));
        if !is_taken(&name) && !told.is_empty() {
            return name;
        }
        let numbered = (if told.is_empty() { 1 } else { 2 }..).map(|number| format!("{name} {number}"));
        numbered.into_iter().find(|name| !is_taken(name)).unwrap_or(name)
    }
}

/// Whether two names of scenarios are one to a reader.
pub fn is_same_name(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}

/// A difference as a name: where it led, in a few words.
fn short_name(difference: &Difference) -> String {
    let Difference { subject, aspect, to, .. } = difference;
    // “Title”, “A1”, “Fit band A”: shorter than as a sentence begins.
    let what = match subject {
        Subject::Criterion { name, .. }
        | Subject::Category { name, .. }
        | Subject::Route { name, .. }
        | Subject::Cell { name, .. } => name.clone(),
        Subject::Band { axis, name, .. } => format!("{axis} {name}"),
        other => other.to_string(),
    };
    let name = match aspect {
        Aspect::Points => format!("{what} {to} points"),
        Aspect::From => format!("{what} from {to}"),
        Aspect::CellRoute => format!("{what} to {to}"),
        Aspect::Added => format!("with {what}"),
        Aspect::Removed => format!("without {what}"),
        Aspect::Enabled | Aspect::WeeklyCapacity | Aspect::Tier => format!("{what} {to}"),
        Aspect::AtMost | Aspect::AtLeast if to.starts_with("no ") => format!("{what} {to}"),
        Aspect::AtMost => format!("{what} capped at {to}"),
        Aspect::AtLeast => format!("{what} at least {to}"),
        _ => format!("{what} {}", difference.label()),
    };
    super::wording::upper_first(name.trim())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Axis, Proposal, Team, Tier, file, sample};

    fn model() -> Model {
        let named = |id: &str, category: &str| Criterion { name: id.to_uppercase(), ..sample::criterion(id, category) };
        let criteria = vec![named("a", "profile"), named("b", "profile"), named("c", "activity")];
        Model { criteria, ..Model::new("test") }
    }

    fn said(points: i32) -> Proposals {
        let word = Proposal { tier: Tier::Critical, points, reason: "They buy.".to_owned() };
        Proposals { marketing: Some(word), ..Proposals::default() }
    }

    #[test]
    fn a_kept_draft_is_gone_on_with_and_nothing_that_was_said_is_lost() {
        let mut draft = model();
        draft.criteria[0].points = 25;
        draft.criteria[1].why = "Sellers ask.".to_owned();
        draft.criteria[1].proposals = said(9);
        let kept = Scenario::keep(&draft, " Bold ", "", Day(20_000));
        assert_eq!((kept.name.as_str(), kept.kept), ("Bold", Some(Day(20_000))));

        // The work goes on: another value, a reason, a word, a row that goes, a signature.
        let mut later = draft.clone();
        later.scenarios.push(kept.clone());
        later.name = "Later".to_owned();
        later.criteria[0].points = 3;
        later.criteria[0].why = "New reason.".to_owned();
        later.criteria[2].proposals = said(4);
        later.criteria.remove(1);
        later.sign(Team::Sales, "Ben", Day(20_001));
        let taken = later.with_version(&kept.model);
        assert_eq!(taken.criteria.len(), 3);
        assert_eq!((taken.criteria[0].points, taken.criteria[0].why.as_str()), (25, "New reason."));
        assert_eq!(taken.criteria[1].why, "Sellers ask.", "the row that comes back has its reason");
        assert_eq!(taken.criteria[1].proposals, said(9), "and what was said of it");
        assert_eq!(taken.criteria[2].proposals, said(4));
        assert_eq!((&taken.sign_offs, &taken.signed), (&later.sign_offs, &later.signed));
        assert_eq!((&taken.scenarios, &taken.name), (&later.scenarios, &later.name));
        let told: Vec<String> = later.differences_of(&kept.model).iter().map(Difference::sentence).collect();
        assert_eq!(told, ["A: 3 → 25 points", "B: added"]);
        assert!(taken.is_version(&kept.model) && !later.is_version(&kept.model));
        assert_eq!(diff(&taken, &taken.with_version(&kept.model)), [], "once more changes nothing");
    }

    #[test]
    fn what_is_hidden_in_a_round_does_not_come_up_again_after_it() {
        let mut draft = model();
        draft.criteria[1].proposals = Proposals { blind: true, ..said(9) };
        let kept = Scenario::keep(&draft, "In the round", "", Day(20_000));
        assert!(draft.is_kept_by(&kept.model), "what it can't keep does not count");
        draft.criteria[1].proposals = Proposals { blind: false, ..said(7) };
        assert!(!draft.is_kept_by(&kept.model) && draft.is_version(&kept.model));
        assert_eq!(draft.with_version(&kept.model).criteria[1].proposals, said(7), "the draft's own word stands");
        draft.criteria.remove(1);
        assert_eq!(draft.with_version(&kept.model).criteria[1].proposals, Proposals::default());
    }

    #[test]
    fn keeping_changes_no_signature() {
        let mut draft = model();
        draft.sign(Team::Sales, "Ben", Day(20_000));
        let before = draft.fingerprint();
        draft.scenarios.push(Scenario::keep(&draft, "As signed", "", Day(20_000)));
        assert_eq!(draft.fingerprint(), before);
        draft.sign(Team::Marketing, "Ada", Day(20_001));
        assert!(draft.signed.iter().all(|version| version.model.scenarios.is_empty()));
        assert!(draft.scenarios[0].model.signed.is_empty() && draft.scenarios[0].model.sign_offs.is_empty());
    }

    #[test]
    fn a_scenario_holds_no_scenarios() {
        let mut draft = model();
        let inner = Scenario::keep(&draft, "inner", "", Day(20_000));
        draft.scenarios.push(inner);
        let outer = Scenario::keep(&draft, "outer", "", Day(20_000));
        assert!(outer.model.scenarios.is_empty());
        let nested = Scenario { model: Arc::new(draft.clone()), ..outer };
        draft.scenarios.push(nested);
        let refused = file::parse(&file::to_text(&draft)).expect_err("nested").to_string();
        assert!(refused.contains("scenarios of its own"), "{refused}");
    }

    #[test]
    fn a_name_says_what_changed_and_is_new() {
        let base = model();
        let named = |change: &dyn Fn(&mut Model)| {
            let mut draft = base.clone();
            change(&mut draft);
            draft.scenario_name(&base)
        };
        assert_eq!(named(&|model| model.criteria[0].points = 25), "A 25 points");
        assert_eq!(named(&|model| model.axis_mut(Axis::Fit).bands[1].from = Some(48)), "Fit B from 48");
        assert_eq!(named(&|model| model.categories[1].at_most = Some(10)), "Activity capped at 10");
        assert_eq!(named(&|model| drop(model.criteria.remove(1))), "Without B");
        let two = |model: &mut Model| (model.criteria[0].points, model.criteria[1].enabled) = (25, false);
        assert_eq!(named(&two), "A 25 points and 1 more");
        assert_eq!(named(&|_| {}), "Scenario 1");
        let again = |model: &mut Model| {
            model.criteria[0].points = 25;
            let kept = Scenario::keep(model, "a 25 Points", "", Day(0));
            model.scenarios.push(kept);
        };
        assert_eq!(named(&again), "A 25 points 2");
    }
}
