//! Files as an accident, an editor or a bad transfer leaves them: parts of a good one cut, doubled, swapped, overwritten.

use proptest::{collection::vec, prelude::*, sample::Index};

/// Two places, what is done there, and the byte it is done with.
pub type Change = (Index, Index, u8, u8);

/// As many cases as `PROPTEST_CASES` says (`scripts/fuzz.sh`), else a few.
pub fn config(few: u32) -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    ProptestConfig { cases: cases.unwrap_or(few), failure_persistence: None, ..ProptestConfig::default() }
}

pub fn changes(bytes: &[u8]) -> impl Strategy<Value = Vec<Change>> + use<> {
    vec((any::<Index>(), any::<Index>(), any::<u8>(), prop::sample::select(bytes.to_vec())), 1..12)
}

pub fn mutate(seed: &[u8], changes: &[Change]) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for (from, to, what, byte) in changes {
        if bytes.is_empty() {
            break;
        }
        let (a, b) = (from.index(bytes.len()), to.index(bytes.len()));
        let (low, high) = (a.min(b), a.max(b));
        match what % 6 {
            0 => bytes[low] = *byte,
            1 => drop(bytes.drain(low..high.min(low + 40))),
            2 => {
                let part = bytes[low..high.min(low + 60)].to_vec();
                bytes.splice(high..high, part);
            }
            3 => bytes.insert(low, *byte),
            4 => bytes.swap(low, high),
            _ => bytes.truncate(high.max(4)),
        }
    }
    bytes
}
