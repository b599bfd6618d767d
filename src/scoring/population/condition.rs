//! Conditions over a block of leads: a word of 64 bits for 64 leads.

use super::{Words, attribute_tests::Answers};

/// A condition over tests that were [asked](super::attribute_tests::Tests) of the rows of a block.
#[derive(Debug)]
pub enum Ready {
    Always(bool),
    All(Vec<Ready>),
    Any(Vec<Ready>),
    Not(Box<Ready>),
    /// The place of a test among those that were asked.
    Test(usize),
}

impl Ready {
    /// Writes what follows from the answers of a block. Bits beyond the last row are undefined.
    pub fn fill(&self, answers: &Answers<'_>, words: &mut [u64]) {
        match self {
            Self::Always(answer) => words.fill(if *answer { u64::MAX } else { 0 }),
            Self::All(parts) => combine(parts, answers, words, u64::MAX, |a, b| a & b),
            Self::Any(parts) => combine(parts, answers, words, 0, |a, b| a | b),
            Self::Not(part) => {
                part.fill(answers, words);
                for word in words {
                    *word = !*word;
                }
            }
            Self::Test(test) => words.copy_from_slice(&answers.of(*test)[..words.len()]),
        }
    }
}

/// Combines the parts word by word.
fn combine(parts: &[Ready], answers: &Answers<'_>, words: &mut [u64], none: u64, with: impl Fn(u64, u64) -> u64) {
    words.fill(none);
    for part in parts {
        if let Ready::Test(test) = part {
            // Without a copy: most parts are tests.
            for (word, other) in words.iter_mut().zip(answers.of(*test)) {
                *word = with(*word, *other);
            }
            continue;
        }
        let mut block: Words = [0; _];
        let block = &mut block[..words.len()];
        part.fill(answers, block);
        for (word, other) in words.iter_mut().zip(block) {
            *word = with(*word, *other);
        }
    }
}
