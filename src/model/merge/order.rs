//! Three orders of one list made into one.
//!
//! What neither side moved keeps its order and is the **skeleton**; whatever a side added or moved is put into the gap of
//! the skeleton where that side has it. If both sides put something into one gap, the run of things whose first key is smaller
//! goes first: a rule that does not ask which side is which.

use std::collections::{BTreeMap, BTreeSet};

use super::Side;
use crate::model::diff::lists::{Pairing, pair};

/// Three orders of one list. Keys are unique in each.
pub(super) struct Orders<'a, K> {
    ours: &'a [K],
    theirs: &'a [K],
    skeleton: BTreeSet<&'a K>,
    /// Who says where a thing of the list goes; a thing of the skeleton is not in it.
    says: BTreeMap<&'a K, Says>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Says {
    One(Side),
    Both,
}

impl<'a, K: Ord + Clone> Orders<'a, K> {
    pub(super) fn new(base: &'a [K], ours: &'a [K], theirs: &'a [K]) -> Self {
        let moved = |side: &'a [K]| -> BTreeSet<&'a K> {
            let pairs = pair(base.iter(), side.iter());
            pairs
                .into_iter()
                .filter_map(|pairing| match pairing {
                    Pairing::Both { new, moved: true, .. } => Some(&side[new]),
                    _ => None,
                })
                .collect()
        };
        let (moved_by_us, moved_by_them) = (moved(ours), moved(theirs));
        let [in_base, in_ours, in_theirs] = [base, ours, theirs].map(|list| list.iter().collect::<BTreeSet<&K>>());
        let mut skeleton = BTreeSet::new();
        let mut says = BTreeMap::new();
        for key in in_ours.union(&in_theirs).copied() {
            let by = match (in_ours.contains(key), in_theirs.contains(key)) {
                (true, false) => Says::One(Side::Ours),
                (false, _) => Says::One(Side::Theirs),
                (true, true) if !in_base.contains(key) => Says::Both,
                (true, true) => match (moved_by_us.contains(key), moved_by_them.contains(key)) {
                    (true, true) => Says::Both,
                    (true, false) => Says::One(Side::Ours),
                    (false, true) => Says::One(Side::Theirs),
                    (false, false) => {
                        skeleton.insert(key);
                        continue;
                    }
                },
            };
            says.insert(key, by);
        }
        Self { ours, theirs, skeleton, says }
    }

    /// What both sides put somewhere, but not to the same place.
    pub(super) fn contested(&self) -> Vec<K> {
        let is_both = |key: &K| self.says.get(key) == Some(&Says::Both);
        let gaps = |side: Side| -> Vec<Vec<&K>> {
            let gaps = self.gaps(side, &is_both);
            gaps.into_iter().map(|run| run.into_iter().filter(|key| is_both(key)).collect()).collect()
        };
        let (ours, theirs) = (gaps(Side::Ours), gaps(Side::Theirs));
        let mut found = Vec::new();
        for (ours, theirs) in ours.iter().zip(&theirs) {
            let common: Vec<&K> = ours.iter().filter(|key| theirs.contains(key)).copied().collect();
            let same_order = theirs.iter().filter(|key| ours.contains(key)).eq(common.iter());
            found.extend(ours.iter().filter(|key| !same_order || !common.contains(key)).map(|key| (*key).clone()));
        }
        found
    }

    /// The things that are present, in one order. `decided` says which side was chosen where the place is in question.
    pub(super) fn merged(&self, is_present: impl Fn(&K) -> bool, decided: impl Fn(&K) -> Option<Side>) -> Vec<K> {
        let placed_by = |key: &K, side: Side| match (self.says.get(key), decided(key)) {
            (None, _) => false,
            (Some(_), Some(chosen)) => chosen == side,
            (Some(Says::One(one)), None) => *one == side,
            (Some(Says::Both), None) => true,
        };
        let of_side = |side: Side| self.gaps(side, &|key| is_present(key) && placed_by(key, side));
        let skeleton = self.ours.iter().filter(|key| self.skeleton.contains(key));
        let mut merged = Vec::new();
        let mut bones = skeleton.cloned();
        for (ours, theirs) in of_side(Side::Ours).into_iter().zip(of_side(Side::Theirs)) {
            merged.extend(interleave(&ours, &theirs));
            merged.extend(bones.next());
        }
        merged
    }

    /// What a side has in each gap of the skeleton: before its first thing, after its first, and so on.
    fn gaps(&self, side: Side, is_wanted: &dyn Fn(&K) -> bool) -> Vec<Vec<&'a K>> {
        let mut gaps = vec![Vec::new()];
        for key in if side == Side::Ours { self.ours } else { self.theirs } {
            if self.skeleton.contains(key) {
                gaps.push(Vec::new());
            } else if is_wanted(key)
                && let Some(gap) = gaps.last_mut()
            {
                gap.push(key);
            }
        }
        gaps
    }
}

/// Two runs as one. What is in both (in the same order) stands once; between, the run with the smaller first key is first.
fn interleave<K: Ord + Clone>(ours: &[&K], theirs: &[&K]) -> Vec<K> {
    let mut merged = Vec::new();
    let (mut ours, mut theirs) = (ours, theirs);
    loop {
        let until = |run: &[&K], other: &[&K]| run.iter().position(|key| other.contains(key)).unwrap_or(run.len());
        let (our_part, our_rest) = ours.split_at(until(ours, theirs));
        let (their_part, their_rest) = theirs.split_at(until(theirs, ours));
        let (first, second) =
            if our_part.first() <= their_part.first() { (our_part, their_part) } else { (their_part, our_part) };
        merged.extend(first.iter().chain(second).map(|key| (*key).clone()));
        let Some((common, our_rest)) = our_rest.split_first() else { return merged };
        merged.push((*common).clone());
        (ours, theirs) = (our_rest, their_rest.get(1..).unwrap_or_default());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn merged(base: &str, ours: &str, theirs: &str) -> String {
        let [base, ours, theirs] = [base, ours, theirs].map(|text| text.chars().collect::<Vec<char>>());
        let orders = Orders::new(&base, &ours, &theirs);
        assert!(orders.contested().is_empty(), "nothing collides");
        let is_present = |key: &char| {
            let here = [&base, &ours, &theirs].map(|list| list.contains(key));
            matches!(here, [false, ..] | [true, true, true])
        };
        let merged: String = orders.merged(is_present, |_| None).into_iter().collect();
        let other_way: String = Orders::new(&base, &theirs, &ours).merged(is_present, |_| None).into_iter().collect();
        assert_eq!(merged, other_way, "no matter which side is which");
        merged
    }

    #[test]
    fn what_one_side_did_is_kept() {
        assert_eq!(merged("abcd", "abcd", "dabc"), "dabc");
        assert_eq!(merged("abcd", "bcda", "abcd"), "bcda");
        assert_eq!(merged("abcd", "bcda", "bcda"), "bcda");
        assert_eq!(merged("abcd", "abd", "abcxd"), "abxd");
        assert_eq!(merged("abcd", "bcda", "abxcd"), "bxcda");
        assert_eq!(merged("", "xy", "xy"), "xy");
    }

    #[test]
    fn two_additions_at_one_place_stand_in_the_order_of_their_keys() {
        assert_eq!(merged("ab", "azb", "axyb"), "axyzb");
        assert_eq!(merged("ab", "amzb", "amxb"), "amxzb", "what both added stands once");
    }

    #[test]
    fn two_places_for_one_thing_are_a_question() {
        let lists = ["abcd", "bcda", "bcad"].map(|text| text.chars().collect::<Vec<char>>());
        let orders = Orders::new(&lists[0], &lists[1], &lists[2]);
        assert_eq!(orders.contested(), ['a']);
        let chosen =
            |side| orders.merged(|_| true, |key| (*key == 'a').then_some(side)).into_iter().collect::<String>();
        assert_eq!(chosen(Side::Ours), "bcda");
        assert_eq!(chosen(Side::Theirs), "bcad");
    }
}
