//! How two lists of things with ids correspond.

use std::collections::BTreeMap;

/// How one thing of either list fares in the other. Indices are into the old and the new list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::model) enum Pairing {
    Both { old: usize, new: usize, moved: bool },
    Added { new: usize },
    Removed { old: usize },
}

/// Pairs two lists by key: first what is in the new list, in its order, then what was removed.
///
/// Of several with one key (which the checks refuse), the first is paired with the first, the second with the second.
pub(in crate::model) fn pair<K: Ord + Clone>(
    old: impl Iterator<Item = K>,
    new: impl Iterator<Item = K>,
) -> Vec<Pairing> {
    let mut unpaired = numbered(old);
    let in_new: Vec<(usize, Option<usize>)> = {
        let mut pairs: Vec<_> = numbered(new).into_iter().map(|(key, new)| (new, unpaired.remove(&key))).collect();
        pairs.sort_unstable();
        pairs
    };
    let in_both: Vec<usize> = in_new.iter().filter_map(|(_, old)| *old).collect();
    let stays = longest_increasing(&in_both);

    let mut removed: Vec<usize> = unpaired.into_values().collect();
    removed.sort_unstable();
    let paired = in_new.into_iter().map(|(new, old)| match old {
        Some(old) => Pairing::Both { old, new, moved: stays.binary_search(&old).is_err() },
        None => Pairing::Added { new },
    });
    paired.chain(removed.into_iter().map(|old| Pairing::Removed { old })).collect()
}

/// Each key with how many of the same came before, and its index.
fn numbered<K: Ord + Clone>(keys: impl Iterator<Item = K>) -> BTreeMap<(K, usize), usize> {
    let mut seen: BTreeMap<K, usize> = BTreeMap::new();
    let mut numbered = BTreeMap::new();
    for (index, key) in keys.enumerate() {
        let before = seen.entry(key.clone()).or_default();
        numbered.insert((key, *before), index);
        *before += 1;
    }
    numbered
}

/// A longest increasing subsequence of distinct numbers: what can stay in place when the rest is moved.
fn longest_increasing(numbers: &[usize]) -> Vec<usize> {
    // For each length, the index of the smallest number that ends an increasing run of that length.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(numbers.len());
    for (index, number) in numbers.iter().enumerate() {
        let length = ends.partition_point(|end| numbers[*end] < *number);
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        if length == ends.len() {
            ends.push(index);
        } else {
            ends[length] = index;
        }
    }
    let mut run: Vec<usize> =
        std::iter::successors(ends.last().copied(), |index| before[*index]).map(|index| numbers[index]).collect();
    run.reverse();
    run
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_must_move_has_moved() {
        let pairs = pair("abcdef".chars(), "bcdeaf".chars());
        let moved: Vec<_> = pairs.iter().filter(|pair| matches!(pair, Pairing::Both { moved: true, .. })).collect();
        assert_eq!(moved, [&Pairing::Both { old: 0, new: 4, moved: true }]);
    }

    #[test]
    fn added_removed_and_doubled() {
        let pairs = pair("axa".chars(), "aay".chars());
        let expected = [
            Pairing::Both { old: 0, new: 0, moved: false },
            Pairing::Both { old: 2, new: 1, moved: false },
            Pairing::Added { new: 2 },
            Pairing::Removed { old: 1 },
        ];
        assert_eq!(pairs, expected);
    }
}
