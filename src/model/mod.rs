//! What a scoring model is: data that two teams can read, agree on, and keep in a file.
//!
//! # Lead scoring in five minutes
//!
//! Sales can call forty people this week; marketing knows four thousand. A **lead-scoring model** says which forty, and
//! why. It asks two separate questions of every lead, because they have different answers and different remedies:
//!
//! - **Fit** ([`Axis::Fit`], *explicit*): who are they? Job title, industry, size of the company. What people tell us.
//! - **Engagement** ([`Axis::Engagement`], *implicit*): what do they do? Pages viewed, webinars attended, demos asked for.
//!
//! Each question is answered by [criteria](Criterion). A criterion is a [rule](Rule) ("*job title* has any of the words
//! *CEO, CTO*") and the [points](Criterion::points) it gives. How much it may give is a matter of its [tier](Tier):
//! critical, important, influencing, or negative. Tiers are how two teams talk ("is that critical or only
//! influencing?"); they change no score.
//!
//! Criteria of one subject form a [category](Category), which either adds them up or lets only the first match count (a
//! table of job titles: a *Vice President of Sales* must not collect the points of three rows), and which can be capped, so
//! that forty opened mails are not worth more than one demo.
//!
//! The two totals put each lead into a **band** on each axis: A to D for fit, 1 to 4 for engagement. The two bands name a cell
//! of the [matrix](Matrix): A1 is the right company, very interested; A4 the right company, asleep; D1 a student who reads
//! everything. Each cell names a [route](Route): who gets the lead, and by when. Some routes count as *qualified*: these leads
//! are sent to sales. That is the promise which both teams [sign](SignOff).
//!
//! A criterion can also [disqualify](Criterion::disqualifies): a competitor goes nowhere, however well it scores.
//!
//! # In this room
//!
//! | file | subject |
//! |---|---|
//! | `model.rs` | [`Model`], the whole of it |
//! | `criterion.rs`, `rule.rs` | [`Criterion`], [`Rule`], [`Condition`], [`Activity`], [`Fade`] |
//! | `axis.rs` | [`Axis`], [`AxisSettings`], [`Band`], [`Category`] |
//! | `matrix.rs` | [`Matrix`], [`Route`] |
//! | `domains.rs` | [`Domains`] |
//! | `team.rs` | [`Team`], [`Proposal`], [`SignOff`] |
//! | `voices/` | two voices: blind rounds, each team's model, settling |
//! | `qualified.rs` | what *qualified* means, in words |
//! | `lapse.rs` | what of a signed version has changed since |
//! | `signed.rs` | [`SignedVersion`], [`Signature`]: what a sign-off is under, and whether it holds |
//! | `scenario.rs` | [`Scenario`]: a draft that is kept under a name, and becomes the draft again |
//! | `own_lead.rs` | [`OwnLead`]: a whole lead kept in the file, [`Persona`] |
//! | `test_lead.rs` | [`TestLead`], [`SegmentTest`]: what must come out for certain leads, and for many |
//! | `test_words.rs` | what is expected, in words |
//! | `decision.rs`, `log.rs` | [`Decision`]: the log of what was settled, and what is missing in it |
//! | `interesting.rs` | which kinds of event sales is told of |
//! | `naming.rs` | what cells are called |
//! | `follow.rs` | where it speaks of a library's fields, and how it follows when they change |
//! | `sentence.rs` | any rule as an English sentence |
//! | `rule_text/` | rules as text that can be typed and pasted: from the sentence back to the rule |
//! | `wording.rs` | numbers and lists as a person reads them |
//! | `check/` | problems in a model, one file a rule |
//! | `diff/` | what differs between two models |
//! | `merge/` | taking one difference from another model; three models made into one |
//! | `file/` | the RON file |
//! | `nearest.rs` | "did you mean …?" |
//!
//! A model is plain data: it can be cloned, compared and stored, and it holds no handles and no caches. How it turns a lead
//! into a score is the room [`crate::scoring`].

mod axis;
pub mod check;
mod criterion;
mod decision;
pub mod diff;
mod domains;
pub mod file;
pub mod follow;
mod ids;
mod interesting;
mod lapse;
pub mod log;
mod matrix;
pub mod merge;
#[allow(clippy::module_inception, reason = "the model itself, in a file of its own")]
mod model;
mod naming;
pub mod nearest;
mod own_lead;
pub mod qualified;
mod rule;
pub mod rule_text;
#[cfg(test)]
pub(crate) mod sample;
pub mod scenario;
pub mod sentence;
pub mod signed;
mod team;
mod test_conflict;
mod test_lead;
mod test_words;
pub mod voices;
pub mod wording;

pub use self::{
    axis::{Axis, AxisSettings, Band, Category, Counting, Scale, ScoreRange, pushed_edges},
    criterion::{Criterion, PointsRange, Tier, TierRanges},
    decision::{Decision, Matter},
    domains::Domains,
    ids::{
        BandId, CategoryId, CriterionId, DecisionId, PersonaId, RouteId, ScenarioId, SegmentTestId, StageId, TestLeadId,
    },
    lapse::what_changed,
    matrix::{CellKey, FollowUp, Matrix, Route, Tone},
    model::{AccountRollUp, Flames, FormatVersion, LeadsThatCount, Model, RollUp, Stage, Weights, limits},
    own_lead::{OwnLead, Persona},
    rule::{
        Activity, AttributeTest, Condition, DateTest, EventCounting, Fade, NumberTest, Rule, SpamTest, Test, TextTest,
    },
    scenario::Scenario,
    signed::{Signature, SignedVersion},
    team::{Agreement, Proposal, Proposals, SignOff, Team},
    test_lead::{Expectation, Limit, Must, Reach, Segment, SegmentTest, Stood, TestLead, Whose, WithValue},
};
