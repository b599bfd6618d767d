//! Conditions over a block of leads: a word of 64 bits for 64 leads.

use super::BLOCK_WORDS;
use crate::model::NumberTest;

/// A condition that is ready to be asked of the rows of some columns.
#[derive(Debug)]
pub enum Ready<'a> {
    Always(bool),
    All(Vec<Ready<'a>>),
    Any(Vec<Ready<'a>>),
    Not(Box<Ready<'a>>),
    /// The answer for each code, 0 or 1; the last one is for whatever is no code: a missing text.
    Codes {
        codes: &'a [u32],
        answers: Vec<u8>,
    },
    Number {
        values: &'a [f64],
        test: NumberTest,
    },
    /// The answers for no, yes and missing.
    YesNo {
        values: &'a [u8],
        answers: [u8; 3],
    },
    /// Days from..=to; a missing day is below them all.
    Days {
        values: &'a [i32],
        from: i32,
        to: i32,
    },
}

impl Ready<'_> {
    /// Writes the answers for the rows from `start` (a multiple of 64): `words` is a block or less. Bits beyond the last
    /// row are undefined.
    pub fn fill(&self, start: usize, words: &mut [u64]) {
        match self {
            Self::Always(answer) => words.fill(if *answer { u64::MAX } else { 0 }),
            Self::All(parts) => combine(parts, start, words, u64::MAX, |a, b| a & b),
            Self::Any(parts) => combine(parts, start, words, 0, |a, b| a | b),
            Self::Not(part) => {
                part.fill(start, words);
                for word in words {
                    *word = !*word;
                }
            }
            Self::Codes { codes, answers } => {
                let missing = answers.len().saturating_sub(1);
                fill_from(codes, start, words, |code| answers[(code as usize).min(missing)]);
            }
            Self::Number { values, test } => fill_numbers(values, *test, start, words),
            Self::YesNo { values, answers } => {
                fill_from(values, start, words, |value| answers[usize::from(value.min(2))]);
            }
            Self::Days { values, from, to } => {
                let (from, to) = (*from, *to);
                fill_from(values, start, words, |day| u8::from(from <= day) & u8::from(day <= to));
            }
        }
    }
}

/// Combines the parts word by word; stops where no further part can change the block.
fn combine(parts: &[Ready<'_>], start: usize, words: &mut [u64], none: u64, with: impl Fn(u64, u64) -> u64) {
    let Some((first, others)) = parts.split_first() else {
        words.fill(none);
        return;
    };
    first.fill(start, words);
    for part in others {
        if words.iter().all(|word| *word == !none) {
            return;
        }
        let mut block = [0; BLOCK_WORDS];
        let block = &mut block[..words.len()];
        part.fill(start, block);
        for (word, other) in words.iter_mut().zip(block) {
            *word = with(*word, *other);
        }
    }
}

/// A missing number is not a number, of which every comparison is false, save ≠.
fn fill_numbers(values: &[f64], test: NumberTest, start: usize, words: &mut [u64]) {
    match test {
        NumberTest::Equal(limit) => fill_from(values, start, words, |value| u8::from(value == limit)),
        NumberTest::NotEqual(limit) => {
            fill_from(values, start, words, |value| u8::from(value != limit) & u8::from(!value.is_nan()));
        }
        NumberTest::Less(limit) => fill_from(values, start, words, |value| u8::from(value < limit)),
        NumberTest::AtMost(limit) => fill_from(values, start, words, |value| u8::from(value <= limit)),
        NumberTest::Greater(limit) => fill_from(values, start, words, |value| u8::from(value > limit)),
        NumberTest::AtLeast(limit) => fill_from(values, start, words, |value| u8::from(value >= limit)),
        NumberTest::Between(least, most) => {
            fill_from(values, start, words, |value| u8::from(least <= value) & u8::from(value <= most));
        }
    }
}

/// Asks 64 rows at a time, without a branch, and packs the answers (0 or 1) into a word.
#[inline]
fn fill_from<T: Copy>(values: &[T], start: usize, words: &mut [u64], answer: impl Fn(T) -> u8) {
    let values = values.get(start..).unwrap_or_default();
    let mut blocks = values.chunks_exact(64);
    let mut words = words.iter_mut();
    // The blocks come first: when they run out, no word has been taken for nothing.
    for (block, word) in blocks.by_ref().zip(words.by_ref()) {
        let mut answers = [0; 64];
        for (place, value) in answers.iter_mut().zip(block) {
            *place = answer(*value);
        }
        *word = pack(&answers);
    }
    if let Some(word) = words.next() {
        let mut answers = [0; 64];
        for (place, value) in answers.iter_mut().zip(blocks.remainder()) {
            *place = answer(*value);
        }
        *word = pack(&answers);
    }
}

/// The lowest bits of 64 bytes as one word, the first byte lowest.
#[inline]
fn pack(answers: &[u8; 64]) -> u64 {
    // Each product gathers the lowest bits of 8 bytes in its highest byte: bit 8i times 2^(56 - 7i) is bit 56 + i, and no
    // two of the other products fall on one bit, so nothing is carried.
    const GATHER: u64 = 0x0102_0408_1020_4080;
    let (eights, _) = answers.as_chunks::<8>();
    let bytes = eights.iter().map(|eight| u64::from_le_bytes(*eight).wrapping_mul(GATHER) >> 56);
    bytes.enumerate().fold(0, |word, (index, byte)| word | byte << (8 * index))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packing_keeps_every_bit_in_its_place() {
        for pattern in [0u64, 1, 1 << 63, u64::MAX, 0x0123_4567_89ab_cdef, 0xa5a5_5a5a_ffff_0001] {
            let mut answers = [0; 64];
            for (index, answer) in answers.iter_mut().enumerate() {
                *answer = (pattern >> index & 1) as u8;
            }
            assert_eq!(pack(&answers), pattern);
        }
    }

    #[test]
    fn blocks_end_where_the_rows_end() {
        for rows in [0, 1, 63, 64, 65, 128, 200] {
            let values: Vec<f64> = (0..rows).map(f64::from).collect();
            let even = Ready::Number { values: &values, test: NumberTest::Less(100.0) };
            let mut words = vec![7; (rows as usize).div_ceil(64)];
            even.fill(0, &mut words);
            let ones: u32 = words.iter().map(|word| word.count_ones()).sum();
            assert_eq!(ones, (rows as u32).min(100));
        }
    }

    #[test]
    fn logic_is_word_by_word() {
        let values: Vec<i32> = (0..130).collect();
        let days = |from, to| Ready::Days { values: &values, from, to };
        let fill = |ready: Ready<'_>| {
            let mut words = [0; 1];
            ready.fill(64, &mut words);
            words[0]
        };
        assert_eq!(fill(days(64, 65)), 0b11);
        assert_eq!(fill(Ready::All(vec![days(64, 66), days(65, 70)])), 0b110);
        assert_eq!(fill(Ready::Any(vec![days(64, 64), days(66, 66)])), 0b101);
        assert_eq!(fill(Ready::Not(Box::new(days(65, 127)))), 1);
        assert_eq!(fill(Ready::All(vec![])), u64::MAX);
        assert_eq!(fill(Ready::Any(vec![])), 0);
        assert_eq!(fill(Ready::All(vec![days(0, 0), days(64, 66)])), 0);
    }
}
