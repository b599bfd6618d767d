//! What the teams settled: tier, points and both words come from one hand, or the log would tell of a value that neither side had.

use std::collections::{HashMap, HashSet};

use super::three::{Key, key_of};
use crate::model::{
    Agreement, Criterion, CriterionId, Model, Team, Tier,
    diff::{Aspect, Subject},
    wording,
};

/// The criteria that one side settled while the other changed what was settled: each is one question.
///
/// Where nobody settled anything, the words of the teams are things of their own: each team gives its word at its own machine.
pub(super) fn contradicting(base: &Model, ours: &Model, theirs: &Model) -> HashSet<Subject> {
    let (before, others) = (by_id(base), by_id(theirs));
    let is_contradicting = |ours: &&Criterion| {
        let Some(theirs) = others.get(&ours.id).filter(|theirs| values(theirs) != values(ours)) else { return false };
        let before = before.get(&ours.id);
        let changed =
            |side: &Criterion| before.is_none_or(|it| values(it) != values(side) || it.proposals != side.proposals);
        let is_settled = |side: &Criterion| {
            side.agreement() == Agreement::Agreed && before.is_none_or(|it| values(it) != values(side))
        };
        changed(ours) && changed(theirs) && (is_settled(ours) || is_settled(theirs))
    };
    let found = ours.criteria.iter().filter(is_contradicting);
    found.map(|it| Subject::Criterion { id: it.id.clone(), name: String::new() }).collect()
}

fn by_id(model: &Model) -> HashMap<&CriterionId, &Criterion> {
    model.criteria.iter().map(|criterion| (&criterion.id, criterion)).collect()
}

/// What a decision on a difference is about, where these criteria are each one question.
pub(super) fn key_among(contradicting: &HashSet<Subject>, subject: &Subject, aspect: Aspect) -> Key {
    let (subject, aspect) = key_of(subject, aspect);
    let is_settled = matches!(aspect, Aspect::Proposal(_) | Aspect::BlindProposals) && contradicting.contains(&subject);
    (subject, if is_settled { Aspect::Points } else { aspect })
}

type Values = ((Tier, i32), [Option<(Tier, i32)>; 2], bool);

/// What is settled, without the reasons.
fn values(criterion: &Criterion) -> Values {
    let words = Team::ALL.map(|team| criterion.proposals.of(team).map(|word| (word.tier, word.points)));
    ((criterion.tier, criterion.points), words, criterion.proposals.blind)
}

/// “critical, 11 points”.
pub(super) fn value_text(criterion: &Criterion) -> String {
    format!("{}, {}", criterion.tier, wording::points(criterion.points))
}

/// “critical, 11 points, agreed”, or with what the teams say. What is blind is not told.
pub(super) fn text(criterion: &Criterion) -> String {
    let value = value_text(criterion);
    if criterion.agreement() == Agreement::Agreed {
        return format!("{value}, agreed");
    }
    let word = |team: Team| {
        let said = match criterion.proposals.of(team) {
            None => "nothing".to_owned(),
            Some(_) if criterion.proposals.blind => "hidden".to_owned(),
            Some(word) => format!("{}, {}", word.tier, wording::points(word.points)),
        };
        format!("{team}: {said}")
    };
    let [marketing, sales] = Team::ALL.map(word);
    format!("{value} ({marketing}; {sales})")
}
