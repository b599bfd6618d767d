//! What the lists of a model have in common: each thing has a key, and can take one aspect from another of its kind.
//!
//! Structs are taken apart by name, so that a new field can't be forgotten here.

use crate::model::{
    AccountRollUp, Axis, AxisSettings, Band, BandId, Category, CategoryId, Criterion, CriterionId, Decision,
    DecisionId, Domains, Matrix, Model, Persona, PersonaId, Proposals, Route, RouteId, Scenario, ScenarioId,
    SegmentTest, SegmentTestId, SignOff, SignedVersion, Stage, StageId, Team, TestLead, TestLeadId, diff::Aspect,
};

/// A thing of a list.
pub(super) trait Keyed: Clone {
    type Key: Ord + Clone;

    fn key(&self) -> Self::Key;

    /// Makes one aspect as it is in `from`.
    fn set(&mut self, from: &Self, of: Aspect);
}

/// The keys of a list, each with how many of the same came before.
pub(super) fn keys<T: Keyed>(list: &[T]) -> Vec<(T::Key, usize)> {
    let mut seen = std::collections::BTreeMap::new();
    let number = |item: &T| {
        let count: &mut usize = seen.entry(item.key()).or_default();
        *count += 1;
        (item.key(), *count - 1)
    };
    list.iter().map(number).collect()
}

/// Makes one aspect of the thing with a key as it is in `from`; where either list lacks the thing, that it is there.
///
/// Of several with one key (which the checks refuse) all are taken together.
pub(super) fn copy<T: Keyed>(list: &mut Vec<T>, from: &[T], key: &T::Key, of: Aspect) {
    let new: Vec<&T> = from.iter().filter(|item| item.key() == *key).collect();
    let old: Vec<usize> = (0..list.len()).filter(|index| list[*index].key() == *key).collect();
    match (old.as_slice(), new.as_slice()) {
        ([at], [new]) => list[*at].set(new, of),
        (old, new) => {
            let at = old.first().copied().unwrap_or(list.len());
            list.retain(|item| item.key() != *key);
            let new: Vec<T> = new.iter().map(|item| (*item).clone()).collect();
            list.splice(at..at, new);
        }
    }
}

impl Keyed for Criterion {
    type Key = CriterionId;

    fn key(&self) -> CriterionId {
        self.id.clone()
    }

    fn set(&mut self, from: &Self, of: Aspect) {
        let Self { id: _, name, category, tier, points, rule, enabled, disqualifies, why, proposals } = from;
        let Proposals { marketing, sales, blind } = proposals;
        match of {
            Aspect::Name => self.name.clone_from(name),
            Aspect::Category => self.category.clone_from(category),
            Aspect::Tier => self.tier = *tier,
            Aspect::Points => self.points = *points,
            Aspect::Rule => self.rule.clone_from(rule),
            Aspect::Enabled => self.enabled = *enabled,
            Aspect::Disqualifies => self.disqualifies = *disqualifies,
            Aspect::Why => self.why.clone_from(why),
            Aspect::Proposal(Team::Marketing) => self.proposals.marketing.clone_from(marketing),
            Aspect::Proposal(Team::Sales) => self.proposals.sales.clone_from(sales),
            Aspect::BlindProposals => self.proposals.blind = *blind,
            _ => {}
        }
    }
}

impl Keyed for Category {
    type Key = CategoryId;

    fn key(&self) -> CategoryId {
        self.id.clone()
    }

    fn set(&mut self, from: &Self, of: Aspect) {
        let Self { id: _, name, axis, counting, at_least, at_most } = from;
        match of {
            Aspect::Name => self.name.clone_from(name),
            Aspect::CategoryAxis => self.axis = *axis,
            Aspect::Counting => self.counting = *counting,
            Aspect::AtLeast => self.at_least = *at_least,
            Aspect::AtMost => self.at_most = *at_most,
            _ => {}
        }
    }
}

impl Keyed for Band {
    type Key = BandId;

    fn key(&self) -> BandId {
        self.id.clone()
    }

    fn set(&mut self, from: &Self, of: Aspect) {
        let Self { id: _, name, from, marks } = from;
        match of {
            Aspect::Name => self.name.clone_from(name),
            Aspect::From => self.from = *from,
            Aspect::Marks => self.marks = *marks,
            _ => {}
        }
    }
}

impl Keyed for SignedVersion {
    type Key = String;

    fn key(&self) -> String {
        self.fingerprint.clone()
    }

    fn set(&mut self, from: &Self, of: Aspect) {
        let Self { fingerprint: _, model } = from;
        if of == Aspect::Content {
            self.model.clone_from(model);
        }
    }
}

impl Keyed for Stage {
    type Key = StageId;

    fn key(&self) -> StageId {
        self.id.clone()
    }

    fn set(&mut self, from: &Self, of: Aspect) {
        let Self { id: _, name, from } = from;
        match of {
            Aspect::Name => self.name.clone_from(name),
            Aspect::From => self.from = *from,
            _ => {}
        }
    }
}

impl Keyed for Route {
    type Key = RouteId;

    fn key(&self) -> RouteId {
        self.id.clone()
    }

    fn set(&mut self, from: &Self, of: Aspect) {
        let Self { id: _, name, owner, tone, respond_within_minutes, follow_up, action, qualified, weekly_capacity } =
            from;
        match of {
            Aspect::Name => self.name.clone_from(name),
            Aspect::Owner => self.owner = *owner,
            Aspect::Tone => self.tone = *tone,
            Aspect::RespondWithin => self.respond_within_minutes = *respond_within_minutes,
            Aspect::FollowUp => self.follow_up = *follow_up,
            Aspect::Action => self.action.clone_from(action),
            Aspect::Qualified => self.qualified = *qualified,
            Aspect::WeeklyCapacity => self.weekly_capacity = *weekly_capacity,
            _ => {}
        }
    }
}

impl Keyed for SignOff {
    type Key = Team;

    fn key(&self) -> Team {
        self.team
    }

    /// A signature is taken whole: one's name under another's date would be a forgery.
    fn set(&mut self, from: &Self, of: Aspect) {
        if of != Aspect::Moved {
            self.clone_from(from);
        }
    }
}

impl Keyed for Scenario {
    type Key = ScenarioId;

    fn key(&self) -> ScenarioId {
        self.id.clone()
    }

    fn set(&mut self, from: &Self, of: Aspect) {
        let Self { id: _, name, note, kept, model } = from;
        match of {
            Aspect::Name => self.name.clone_from(name),
            Aspect::Note => self.note.clone_from(note),
            Aspect::Content => (self.kept, self.model) = (*kept, std::sync::Arc::clone(model)),
            _ => {}
        }
    }
}

impl Keyed for TestLead {
    type Key = TestLeadId;

    fn key(&self) -> TestLeadId {
        self.id.clone()
    }

    fn set(&mut self, from: &Self, of: Aspect) {
        let Self { id: _, name, whose, expects } = from;
        match of {
            Aspect::Name => self.name.clone_from(name),
            Aspect::Content => self.whose.clone_from(whose),
            Aspect::Expects => self.expects.clone_from(expects),
            _ => {}
        }
    }
}

impl Keyed for SegmentTest {
    type Key = SegmentTestId;

    fn key(&self) -> SegmentTestId {
        self.id.clone()
    }

    fn set(&mut self, from: &Self, aspect: Aspect) {
        let Self { id: _, of, limit, reach, why, team } = from;
        match aspect {
            Aspect::Expects => (self.of, self.limit, self.reach) = (of.clone(), *limit, reach.clone()),
            Aspect::Why => self.why.clone_from(why),
            Aspect::Who => self.team = *team,
            _ => {}
        }
    }
}

impl Keyed for Persona {
    type Key = PersonaId;

    fn key(&self) -> PersonaId {
        self.id.clone()
    }

    fn set(&mut self, from: &Self, of: Aspect) {
        let Self { id: _, name, about, lead } = from;
        match of {
            Aspect::Name => self.name.clone_from(name),
            Aspect::About => self.about.clone_from(about),
            Aspect::Content => self.lead.clone_from(lead),
            _ => {}
        }
    }
}

impl Keyed for Decision {
    type Key = DecisionId;

    fn key(&self) -> DecisionId {
        self.id.clone()
    }

    fn set(&mut self, of: &Self, aspect: Aspect) {
        let Self { id: _, at, who, subject, criterion, what, from, to, reason, matter } = of;
        match aspect {
            Aspect::Date => self.at = *at,
            Aspect::Who => self.who.clone_from(who),
            Aspect::Name => self.subject.clone_from(subject),
            Aspect::Criterion => self.criterion.clone_from(criterion),
            Aspect::What => (self.what, self.matter) = (what.clone(), matter.clone()),
            Aspect::DecidedFrom => self.from.clone_from(from),
            Aspect::DecidedTo => self.to.clone_from(to),
            Aspect::Reason => self.reason.clone_from(reason),
            _ => {}
        }
    }
}

/// Makes one aspect of an axis as it is in another model.
pub(super) fn copy_axis(model: &mut Model, from: &Model, axis: Axis, of: Aspect) {
    // The bands are a list of their own.
    let AxisSettings { scale, range, bands: _ } = from.axis(axis);
    let AccountRollUp { fit, engagement, leads: _ } = &from.accounts;
    match of {
        Aspect::Scale => model.axis_mut(axis).scale = *scale,
        Aspect::Range => model.axis_mut(axis).range = *range,
        Aspect::AccountRollUp => match axis {
            Axis::Fit => model.accounts.fit = *fit,
            Axis::Engagement => model.accounts.engagement = *engagement,
        },
        _ => {}
    }
}

/// Makes one aspect of the model as a whole as it is in another.
pub(super) fn copy_model(model: &mut Model, from: &Model, of: Aspect) {
    let Model {
        format: _,
        name,
        about,
        tiers,
        combined,
        matrix,
        flames,
        cold_after_days,
        interesting,
        domains,
        // Lists and axes have subjects of their own.
        fit: _,
        engagement: _,
        categories: _,
        criteria: _,
        routes: _,
        stages: _,
        accounts: _,
        sign_offs: _,
        decisions: _,
        signed: _,
        scenarios: _,
        test_leads: _,
        segments: _,
        personas: _,
    } = from;
    let Matrix { cells: _, disqualified } = matrix;
    let Domains { free, disposable } = domains;
    match of {
        Aspect::Name => model.name.clone_from(name),
        Aspect::About => model.about.clone_from(about),
        Aspect::TierRange(tier) => *model.tiers.of_mut(tier) = tiers.of(tier),
        Aspect::Weights => model.combined = *combined,
        Aspect::DisqualifiedRoute => model.matrix.disqualified.clone_from(disqualified),
        Aspect::Flames => model.flames = *flames,
        Aspect::ColdAfterDays => model.cold_after_days = *cold_after_days,
        Aspect::AccountLeads => model.accounts.leads = from.accounts.leads,
        Aspect::Interesting => model.interesting.clone_from(interesting),
        Aspect::FreeDomains => model.domains.free.clone_from(free),
        Aspect::DisposableDomains => model.domains.disposable.clone_from(disposable),
        _ => {}
    }
}
