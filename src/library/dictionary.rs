use crate::scoring::Strings;

/// Texts and their codes: each different text is kept once and numbered as it comes.
///
/// A table of its own instead of a `HashMap<String, u32>`: the texts are wanted as a list in the end, and half of the
/// time it takes to open a library is spent here.
#[derive(Debug, Default)]
pub(super) struct Dictionary {
    values: Strings,
    /// Codes, each with the hash of its text; a power of two long and at most half full. A text is looked at only where
    /// the whole hash agrees, and not at all when the table grows.
    slots: Vec<(u32, u32)>,
}

const EMPTY: u32 = u32::MAX;

impl Dictionary {
    /// The code of a text, which is taken in if it is new.
    pub fn code(&mut self, text: &str) -> u32 {
        if self.slots.len() < 2 * (self.values.len() + 1) {
            self.grow();
        }
        let hash = short_hash(text);
        let mask = self.slots.len() - 1;
        let mut slot = hash as usize & mask;
        loop {
            let (code, other) = self.slots[slot];
            if code == EMPTY {
                let code = self.values.len() as u32;
                self.values.push(text);
                self.slots[slot] = (code, hash);
                return code;
            }
            if other == hash && &self.values[code as usize] == text {
                return code;
            }
            slot = (slot + 1) & mask;
        }
    }

    /// The code of a text that may be there.
    pub fn find(&self, text: &str) -> Option<u32> {
        if self.slots.is_empty() {
            return None;
        }
        let hash = short_hash(text);
        let mask = self.slots.len() - 1;
        let mut slot = hash as usize & mask;
        loop {
            let (code, other) = self.slots[slot];
            if code == EMPTY {
                return None;
            }
            if other == hash && &self.values[code as usize] == text {
                return Some(code);
            }
            slot = (slot + 1) & mask;
        }
    }

    pub fn value(&self, code: u32) -> Option<&str> {
        self.values.get(code as usize)
    }

    pub fn into_values(self) -> Strings {
        self.values
    }

    fn grow(&mut self) {
        let len = (self.slots.len() * 2).max(16);
        let mask = len - 1;
        let before = std::mem::replace(&mut self.slots, vec![(EMPTY, 0); len]);
        for (code, hash) in before.into_iter().filter(|(code, _)| *code != EMPTY) {
            let mut slot = hash as usize & mask;
            while self.slots[slot].0 != EMPTY {
                slot = (slot + 1) & mask;
            }
            self.slots[slot] = (code, hash);
        }
    }
}

/// As much of it as a slot has room for.
fn short_hash(text: &str) -> u32 {
    (hash(text.as_bytes()) >> 32) as u32
}

/// Eight bytes at a time. Neither codes nor counts depend on it; it is the same on every machine.
pub(super) fn hash(bytes: &[u8]) -> u64 {
    const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;
    let mut hash = bytes.len() as u64 ^ 0x5851_F42D_4C95_7F2D;
    let mut mix = |word: u64| {
        let product = u128::from(hash ^ word) * u128::from(FACTOR);
        hash = product as u64 ^ (product >> 64) as u64;
    };
    let (words, rest) = bytes.as_chunks::<8>();
    for word in words {
        mix(u64::from_le_bytes(*word));
    }
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    mix(u64::from_le_bytes(last));
    mix(FACTOR);
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_text_has_one_code() {
        let mut dictionary = Dictionary::default();
        for round in 0..2 {
            for number in 0..5_000_u32 {
                assert_eq!(dictionary.code(&format!("value {number}")), number, "round {round}");
            }
        }
        assert_eq!(dictionary.values.len(), 5_000);
        assert_eq!(dictionary.value(17), Some("value 17"));
        assert_eq!(dictionary.value(5_000), None);
        assert_eq!(
            (dictionary.find("value 17"), dictionary.find("value"), Dictionary::default().find("")),
            (Some(17), None, None)
        );
        assert_eq!(dictionary.code(""), 5_000, "empty text is a text");
        assert_eq!(dictionary.code("\0"), 5_001);
    }
}
