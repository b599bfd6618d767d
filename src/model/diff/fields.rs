//! Compares field by field. Everything is taken apart by name, so that a new field can't be forgotten here.

use std::{collections::BTreeSet, sync::Arc};

use super::{
    Aspect, Difference, Subject, diff,
    lists::{Pairing, pair},
    words::{NO_CAP, NO_LIMIT},
};
use crate::model::{
    AccountRollUp, Axis, AxisSettings, Band, BandId, Category, CellKey, Counting, Criterion, Decision, Domains, Flames,
    FollowUp, LeadsThatCount, Matrix, Model, Persona, PointsRange, Proposal, Proposals, RollUp, Route, Scale, Scenario,
    ScoreRange, SegmentTest, SignOff, SignedVersion, Stage, Team, TestLead, Tier, Whose, naming::name_or_id, sentence,
    wording,
};

pub(super) struct Differ<'a> {
    old: &'a Model,
    new: &'a Model,
    found: Vec<Difference>,
}

impl<'a> Differ<'a> {
    pub(super) fn new(old: &'a Model, new: &'a Model) -> Self {
        Self { old, new, found: Vec::new() }
    }

    pub(super) fn run(mut self) -> Vec<Difference> {
        let Model {
            format: _,
            name,
            about,
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
            sign_offs,
            decisions,
            signed,
            scenarios,
            test_leads,
            segments,
            personas,
        } = self.old;
        let new = self.new;
        let of_model = Subject::Model;
        self.field(&of_model, Aspect::Name, name, &new.name, Clone::clone);
        self.field(&of_model, Aspect::About, about, &new.about, Clone::clone);
        for tier in Tier::ALL {
            let (old, new) = (tiers.of(tier), new.tiers.of(tier));
            self.field(&of_model, Aspect::TierRange(tier), &old, &new, |PointsRange { least, most }| {
                span(*least, *most)
            });
        }
        self.axis(Axis::Fit, fit, &new.fit);
        self.axis(Axis::Engagement, engagement, &new.engagement);
        self.field(&of_model, Aspect::Weights, combined, &new.combined, |weights| {
            format!("{} : {}", weights.fit, weights.engagement)
        });
        self.list(categories, &new.categories, |it| it.id.clone(), category_subject, Self::category);
        self.list(criteria, &new.criteria, |it| it.id.clone(), criterion_subject, Self::criterion);
        self.list(routes, &new.routes, |it| it.id.clone(), route_subject, Self::route);
        self.matrix(matrix, &new.matrix);
        self.field(&of_model, Aspect::Flames, flames, &new.flames, flames_text);
        self.field(&of_model, Aspect::ColdAfterDays, cold_after_days, &new.cold_after_days, |days| {
            wording::count(*days, "day")
        });
        self.field(&of_model, Aspect::Interesting, interesting, &new.interesting, |kinds| match kinds {
            None => "those that score".to_owned(),
            Some(kinds) => wording::list(&kinds.iter().map(|kind| wording::kind(kind)).collect::<Vec<_>>()),
        });
        self.list(stages, &new.stages, |it| it.id.clone(), stage_subject, Self::stage);
        let AccountRollUp { fit, engagement, leads } = accounts;
        self.field(&Subject::Axis(Axis::Fit), Aspect::AccountRollUp, fit, &new.accounts.fit, roll_up_text);
        let of_engagement = Subject::Axis(Axis::Engagement);
        self.field(&of_engagement, Aspect::AccountRollUp, engagement, &new.accounts.engagement, roll_up_text);
        self.field(&of_model, Aspect::AccountLeads, leads, &new.accounts.leads, |leads| match leads {
            LeadsThatCount::All => "all".to_owned(),
            LeadsThatCount::Open => "open ones".to_owned(),
        });
        let Domains { free, disposable } = domains;
        self.field(&of_model, Aspect::FreeDomains, free, &new.domains.free, |it| wording::list(it));
        self.field(&of_model, Aspect::DisposableDomains, disposable, &new.domains.disposable, |it| wording::list(it));
        let sign_off_subject = |sign_off: &SignOff| Subject::SignOff { team: sign_off.team };
        self.list(sign_offs, &new.sign_offs, |it| it.team, sign_off_subject, Self::sign_off);
        self.list(decisions, &new.decisions, |it| it.id.clone(), decision_subject, Self::decision);
        let signed_subject = |it: &SignedVersion| Subject::Signed { fingerprint: it.fingerprint.clone() };
        self.list(signed, &new.signed, |it| it.fingerprint.clone(), signed_subject, Self::signed);
        self.list(scenarios, &new.scenarios, |it| it.id.clone(), scenario_subject, Self::scenario);
        self.list(test_leads, &new.test_leads, |it| it.id.clone(), test_lead_subject, Self::test_lead);
        let old = self.old;
        let segment_subject = |it: &SegmentTest| {
            // As the model that has it calls it.
            let model = if new.segment(&it.id) == Some(it) { new } else { old };
            Subject::Segment { id: it.id.clone(), name: model.segment_text(it) }
        };
        self.list(segments, &new.segments, |it| it.id.clone(), segment_subject, Self::segment);
        self.list(personas, &new.personas, |it| it.id.clone(), persona_subject, Self::persona);
        self.found
    }

    fn push(&mut self, subject: &Subject, aspect: Aspect, from: String, to: String) {
        self.found.push(Difference { subject: subject.clone(), aspect, from, to });
    }

    fn field<T: PartialEq>(
        &mut self,
        subject: &Subject,
        aspect: Aspect,
        old: &T,
        new: &T,
        text: impl Fn(&T) -> String,
    ) {
        if old != new {
            self.push(subject, aspect, text(old), text(new));
        }
    }

    fn list<T: PartialEq, K: Ord + Clone>(
        &mut self,
        old: &[T],
        new: &[T],
        key: impl Fn(&T) -> K,
        subject: impl Fn(&T) -> Subject,
        fields: impl Fn(&mut Self, &Subject, &T, &T),
    ) {
        for pairing in pair(old.iter().map(&key), new.iter().map(&key)) {
            match pairing {
                Pairing::Both { old: at_old, new: at_new, moved } => {
                    let (before, after) = (&old[at_old], &new[at_new]);
                    if moved {
                        let place = |index: usize| format!("place {}", index + 1);
                        self.push(&subject(after), Aspect::Moved, place(at_old), place(at_new));
                    }
                    if before != after {
                        fields(self, &subject(after), before, after);
                    }
                }
                Pairing::Added { new: at } => {
                    let subject = subject(&new[at]);
                    let to = subject.to_string();
                    self.push(&subject, Aspect::Added, String::new(), to);
                }
                Pairing::Removed { old: at } => {
                    let subject = subject(&old[at]);
                    let from = subject.to_string();
                    self.push(&subject, Aspect::Removed, from, String::new());
                }
            }
        }
    }

    fn axis(&mut self, axis: Axis, old: &AxisSettings, new: &AxisSettings) {
        let AxisSettings { scale, range, bands } = old;
        let subject = Subject::Axis(axis);
        self.field(&subject, Aspect::Scale, scale, &new.scale, |scale| {
            match scale {
                Scale::Points => "points",
                Scale::Percent => "percent",
            }
            .to_owned()
        });
        self.field(&subject, Aspect::Range, range, &new.range, |ScoreRange { least, most }| span(*least, *most));
        let band_subject =
            |band: &Band| Subject::Band { axis, id: band.id.clone(), name: name_or_id(&band.name, &band.id.0) };
        self.list(bands, &new.bands, |band| band.id.clone(), band_subject, Self::band);
    }

    fn band(&mut self, subject: &Subject, old: &Band, new: &Band) {
        let Band { id: _, name, from, marks } = old;
        self.field(subject, Aspect::Name, name, &new.name, Clone::clone);
        self.field(subject, Aspect::From, from, &new.from, |from| whole_or(*from, "no edge"));
        self.field(subject, Aspect::Marks, marks, &new.marks, ToString::to_string);
    }

    fn category(&mut self, subject: &Subject, old: &Category, new: &Category) {
        let Category { id: _, name, axis, counting, at_least, at_most } = old;
        self.field(subject, Aspect::Name, name, &new.name, Clone::clone);
        self.field(subject, Aspect::CategoryAxis, axis, &new.axis, ToString::to_string);
        self.field(subject, Aspect::Counting, counting, &new.counting, |counting| {
            match counting {
                Counting::Adds => "adds up",
                Counting::FirstMatch => "first match",
            }
            .to_owned()
        });
        self.field(subject, Aspect::AtLeast, at_least, &new.at_least, |points| whole_or(*points, NO_LIMIT));
        self.field(subject, Aspect::AtMost, at_most, &new.at_most, |points| whole_or(*points, NO_CAP));
    }

    fn criterion(&mut self, subject: &Subject, old: &Criterion, new: &Criterion) {
        let Criterion { id: _, name, category, tier, points, rule, enabled, disqualifies, why, proposals } = old;
        self.field(subject, Aspect::Name, name, &new.name, Clone::clone);
        if *category != new.category {
            let name = |model: &Model, criterion: &Criterion| {
                let id = &criterion.category;
                model.category(id).map_or_else(|| id.to_string(), |category| name_or_id(&category.name, &id.0))
            };
            self.push(subject, Aspect::Category, name(self.old, old), name(self.new, new));
        }
        self.field(subject, Aspect::Tier, tier, &new.tier, ToString::to_string);
        self.field(subject, Aspect::Points, points, &new.points, |points| wording::whole(*points));
        self.field(subject, Aspect::Rule, rule, &new.rule, sentence::rule);
        self.field(subject, Aspect::Enabled, enabled, &new.enabled, |yes| if *yes { "on" } else { "off" }.to_owned());
        self.field(subject, Aspect::Disqualifies, disqualifies, &new.disqualifies, yes_no);
        self.field(subject, Aspect::Why, why, &new.why, Clone::clone);
        let Proposals { marketing, sales, blind } = proposals;
        for (team, proposal) in [(Team::Marketing, marketing), (Team::Sales, sales)] {
            if proposal.as_ref() != new.proposals.of(team) {
                let from = proposal_text(proposal.as_ref(), *blind);
                let to = proposal_text(new.proposals.of(team), new.proposals.blind);
                self.push(subject, Aspect::Proposal(team), from, to);
            }
        }
        self.field(subject, Aspect::BlindProposals, blind, &new.proposals.blind, yes_no);
    }

    fn route(&mut self, subject: &Subject, old: &Route, new: &Route) {
        let Route { id: _, name, owner, tone, respond_within_minutes, follow_up, action, qualified, weekly_capacity } =
            old;
        self.field(subject, Aspect::Name, name, &new.name, Clone::clone);
        self.field(subject, Aspect::Owner, owner, &new.owner, |owner| text_or(owner.as_ref(), "nobody"));
        self.field(subject, Aspect::Tone, tone, &new.tone, ToString::to_string);
        self.field(subject, Aspect::RespondWithin, respond_within_minutes, &new.respond_within_minutes, |minutes| {
            minutes.map_or_else(|| "no time".to_owned(), wording::minutes)
        });
        self.field(subject, Aspect::FollowUp, follow_up, &new.follow_up, |follow_up| match follow_up {
            None => "none".to_owned(),
            Some(FollowUp { attempts, over_days }) => {
                format!("{} over {}", wording::count(*attempts, "attempt"), wording::count(*over_days, "day"))
            }
        });
        self.field(subject, Aspect::Action, action, &new.action, Clone::clone);
        self.field(subject, Aspect::Qualified, qualified, &new.qualified, yes_no);
        self.field(subject, Aspect::WeeklyCapacity, weekly_capacity, &new.weekly_capacity, |leads| {
            leads.map_or_else(|| "no limit".to_owned(), |leads| format!("{} a week", wording::count(leads, "lead")))
        });
    }

    fn matrix(&mut self, old: &Matrix, new: &Matrix) {
        let Matrix { cells, disqualified } = old;
        let keys: BTreeSet<&CellKey> = cells.keys().chain(new.cells.keys()).collect();
        for key in keys {
            let (before, after) = (cells.get(key), new.cells.get(key));
            if before == after {
                continue;
            }
            let CellKey(fit, engagement) = key;
            let subject = Subject::Cell {
                fit: fit.clone(),
                engagement: engagement.clone(),
                name: self.cell_name(fit, engagement),
            };
            let aspect = match (before, after) {
                (None, _) => Aspect::Added,
                (_, None) => Aspect::Removed,
                _ => Aspect::CellRoute,
            };
            let from = before.map(|id| self.old.route_name(id)).unwrap_or_default();
            let to = after.map(|id| self.new.route_name(id)).unwrap_or_default();
            self.push(&subject, aspect, from, to);
        }
        if *disqualified != new.disqualified {
            let (from, to) = (self.old.route_name(disqualified), self.new.route_name(&new.disqualified));
            self.push(&Subject::Model, Aspect::DisqualifiedRoute, from, to);
        }
    }

    /// As the newer model calls it; a cell of a band that is gone, as the older one did.
    fn cell_name(&self, fit: &BandId, engagement: &BandId) -> String {
        let is_new = self.new.has_band(Axis::Fit, fit) && self.new.has_band(Axis::Engagement, engagement);
        if is_new { self.new.cell_name(fit, engagement) } else { self.old.cell_name(fit, engagement) }
    }

    fn stage(&mut self, subject: &Subject, old: &Stage, new: &Stage) {
        let Stage { id: _, name, from } = old;
        self.field(subject, Aspect::Name, name, &new.name, Clone::clone);
        self.field(subject, Aspect::From, from, &new.from, |from| wording::whole(*from));
    }

    fn sign_off(&mut self, subject: &Subject, old: &SignOff, new: &SignOff) {
        let SignOff { team: _, name, date, fingerprint } = old;
        self.field(subject, Aspect::Name, name, &new.name, Clone::clone);
        self.field(subject, Aspect::Date, date, &new.date, ToString::to_string);
        self.field(subject, Aspect::Fingerprint, fingerprint, &new.fingerprint, Clone::clone);
    }

    fn signed(&mut self, subject: &Subject, old: &SignedVersion, new: &SignedVersion) {
        let SignedVersion { fingerprint: _, model } = old;
        // It is only said that something in it differs: nobody edits what was signed.
        self.field(subject, Aspect::Content, model, &new.model, |model| model.fingerprint());
    }

    fn scenario(&mut self, subject: &Subject, old: &Scenario, new: &Scenario) {
        let Scenario { id: _, name, note, kept, model } = old;
        self.field(subject, Aspect::Name, name, &new.name, Clone::clone);
        self.field(subject, Aspect::Note, note, &new.note, Clone::clone);
        // The day is that of the content. What the two hold is told by what differs between them.
        if *kept != new.kept || *model != new.model {
            let (from, to) = (held(old, new), held(new, old));
            self.push(subject, Aspect::Content, from, to);
        }
    }

    fn test_lead(&mut self, subject: &Subject, old: &TestLead, new: &TestLead) {
        let TestLead { id: _, name, whose, expects } = old;
        self.field(subject, Aspect::Name, name, &new.name, Clone::clone);
        self.field(subject, Aspect::Content, whose, &new.whose, |whose| match whose {
            Whose::Library(key) => format!("“{key}” of the library"),
            Whose::Own(own) => format!("a copy of {}", own.as_of.day()),
        });
        if *expects != new.expects {
            self.push(subject, Aspect::Expects, self.old.expects_text(old), self.new.expects_text(new));
        }
    }

    fn segment(&mut self, subject: &Subject, old: &SegmentTest, new: &SegmentTest) {
        let SegmentTest { id: _, of, limit, reach, why, team } = old;
        if (of, limit, reach) != (&new.of, &new.limit, &new.reach) {
            self.push(subject, Aspect::Expects, self.old.segment_text(old), self.new.segment_text(new));
        }
        self.field(subject, Aspect::Why, why, &new.why, Clone::clone);
        self.field(subject, Aspect::Who, team, &new.team, |team| text_or(team.as_ref(), "both teams"));
    }

    fn persona(&mut self, subject: &Subject, old: &Persona, new: &Persona) {
        let Persona { id: _, name, about, lead } = old;
        self.field(subject, Aspect::Name, name, &new.name, Clone::clone);
        self.field(subject, Aspect::About, about, &new.about, Clone::clone);
        self.field(subject, Aspect::Content, lead, &new.lead, |own| format!("as of {}", own.as_of));
    }

    fn decision(&mut self, subject: &Subject, old: &Decision, new: &Decision) {
        let Decision { id: _, at, who, subject: about, criterion, what, from, to, reason, matter } = old;
        self.field(subject, Aspect::Date, at, &new.at, ToString::to_string);
        self.field(subject, Aspect::Who, who, &new.who, Clone::clone);
        self.field(subject, Aspect::Name, about, &new.subject, Clone::clone);
        self.field(subject, Aspect::Criterion, criterion, &new.criterion, |id| text_or(id.as_ref(), "none"));
        let said = |decision: &Decision| (decision.what.clone(), decision.matter.clone());
        self.field(subject, Aspect::What, &(what.clone(), matter.clone()), &said(new), |(what, _)| what.clone());
        self.field(subject, Aspect::DecidedFrom, from, &new.from, Clone::clone);
        self.field(subject, Aspect::DecidedTo, to, &new.to, Clone::clone);
        self.field(subject, Aspect::Reason, reason, &new.reason, Clone::clone);
    }
}

fn category_subject(category: &Category) -> Subject {
    Subject::Category { id: category.id.clone(), name: name_or_id(&category.name, &category.id.0) }
}

fn criterion_subject(criterion: &Criterion) -> Subject {
    Subject::Criterion { id: criterion.id.clone(), name: name_or_id(&criterion.name, &criterion.id.0) }
}

fn route_subject(route: &Route) -> Subject {
    Subject::Route { id: route.id.clone(), name: name_or_id(&route.name, &route.id.0) }
}

fn stage_subject(stage: &Stage) -> Subject {
    Subject::Stage { id: stage.id.clone(), name: name_or_id(&stage.name, &stage.id.0) }
}

fn decision_subject(decision: &Decision) -> Subject {
    Subject::Decision { id: decision.id.clone(), name: name_or_id(&decision.subject, &decision.id.0) }
}

fn scenario_subject(scenario: &Scenario) -> Subject {
    Subject::Scenario { id: scenario.id.clone(), name: name_or_id(&scenario.name, &scenario.id.0) }
}

fn test_lead_subject(test: &TestLead) -> Subject {
    Subject::TestLead { id: test.id.clone(), name: test.told_name().to_owned() }
}

fn persona_subject(persona: &Persona) -> Subject {
    Subject::Persona { id: persona.id.clone(), name: name_or_id(&persona.name, &persona.id.0) }
}

/// What a version holds where it differs from another, in its own names: “Pricing page: points 25, kept on 2026-11-22”.
fn held(scenario: &Scenario, other: &Scenario) -> String {
    /// More would be no value to choose by.
    const MOST: usize = 3;
    let Scenario { model, kept, .. } = scenario;
    let differences = if Arc::ptr_eq(model, &other.model) { Vec::new() } else { diff(&other.model, model) };
    let told = differences.iter().take(MOST).map(|difference| {
        let Difference { subject, aspect, to, .. } = difference;
        match aspect {
            Aspect::Added => format!("with {subject}"),
            Aspect::Removed => format!("without {subject}"),
            _ if to.is_empty() => format!("{subject}: {} nothing", difference.label()),
            _ => format!("{subject}: {} {to}", difference.label()),
        }
    });
    let more = differences
        .len()
        .checked_sub(MOST)
        .filter(|more| *more > 0)
        .map(|more| format!("{} more", wording::grouped(more as u64)));
    let kept = kept.map(|day| format!("kept on {day}"));
    told.chain(more).chain(kept).collect::<Vec<_>>().join(", ")
}

fn span(least: i32, most: i32) -> String {
    format!("{} to {}", wording::whole(least), wording::whole(most))
}

fn whole_or(number: Option<i32>, none: &str) -> String {
    number.map_or_else(|| none.to_owned(), wording::whole)
}

fn text_or(value: Option<&impl ToString>, none: &str) -> String {
    value.map_or_else(|| none.to_owned(), ToString::to_string)
}

fn yes_no(yes: &bool) -> String {
    if *yes { "yes" } else { "no" }.to_owned()
}

/// What a blind proposal says is told nowhere, least of all in the label of an undo step.
fn proposal_text(proposal: Option<&Proposal>, is_blind: bool) -> String {
    match proposal {
        None => "none".to_owned(),
        Some(_) if is_blind => "hidden".to_owned(),
        Some(Proposal { tier, points, reason }) => {
            let because = if reason.is_empty() { String::new() } else { format!(" (“{reason}”)") };
            format!("{tier}, {}{because}", wording::points(*points))
        }
    }
}

fn flames_text(flames: &Flames) -> String {
    match flames {
        Flames::ByBand => "by band".to_owned(),
        Flames::ByGain { over_days, edges } => {
            let edges = edges.map(wording::whole).join(", ");
            format!("by the gain over {}, from {edges}", wording::count(*over_days, "day"))
        }
    }
}

fn roll_up_text(roll_up: &RollUp) -> String {
    match roll_up {
        RollUp::Strongest => "the strongest lead".to_owned(),
        RollUp::Sum => "the sum of its leads".to_owned(),
        RollUp::MeanOfBest(best) => format!("the mean of its best {}", wording::count(*best, "lead")),
    }
}
