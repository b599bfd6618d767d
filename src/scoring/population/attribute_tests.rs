//! Tests of attributes, asked of a block of leads: all tests of one attribute in one pass over its column.
//!
//! A column is read once for up to eight tests: each value gives a byte, a bit a test. A text's byte is looked up by its
//! code, in a table that was made by asking each distinct text once. The bytes of 64 rows are then taken apart into a word
//! for each test.

use super::{BLOCK_ROWS, Words};
use crate::{model::NumberTest, scoring::Codes};

/// The tests that the conditions of a model are made of, by the column that they read.
#[derive(Debug, Default)]
pub struct Tests<'a> {
    groups: Vec<Group<'a>>,
    /// For each test in the order in which they were asked for: eight times its group, and its bit there.
    slots: Vec<usize>,
}

/// Up to eight tests of one column.
#[derive(Debug)]
pub struct Group<'a> {
    pub tests: usize,
    pub reader: Reader<'a>,
}

#[derive(Debug)]
pub enum Reader<'a> {
    /// The answers for each code. Their number is a power of two, 256 or more, and the last ones are for a missing text.
    Codes {
        codes: &'a Codes,
        answers: Vec<u8>,
    },
    Numbers {
        values: &'a [f64],
        tests: Vec<NumberTest>,
    },
    /// The answers for no, yes, and twice for missing.
    YesNo {
        values: &'a [u8],
        answers: [u8; 4],
    },
    /// Stretches of days from..=to; a missing day is below them all.
    Days {
        values: &'a [i32],
        stretches: Vec<(i32, i32)>,
    },
}

/// The answers of all tests for the rows of one block.
pub struct Answers<'a> {
    slots: &'a [usize],
    words: Vec<Words>,
}

impl Answers<'_> {
    /// The answers of one test.
    pub fn of(&self, test: usize) -> &Words {
        &self.words[self.slots[test]]
    }
}

impl<'a> Tests<'a> {
    /// Most tests that are read together.
    pub const TOGETHER: usize = 8;

    pub fn new(groups: Vec<Group<'a>>, slots: Vec<usize>) -> Self {
        Self { groups, slots }
    }

    /// Room for the answers of a block.
    pub fn answers(&self) -> Answers<'_> {
        Answers { slots: &self.slots, words: vec![[0; _]; self.groups.len() * Self::TOGETHER] }
    }

    /// Asks the rows from `start`, a block or less. Bits beyond the last row are undefined.
    pub fn ask(&self, start: usize, rows: usize, answers: &mut Answers<'_>) {
        let mut bytes = [0; BLOCK_ROWS];
        for (group, words) in self.groups.iter().zip(answers.words.chunks_exact_mut(Self::TOGETHER)) {
            group.reader.read(start, &mut bytes[..rows]);
            let (sixty_fours, _) = bytes.as_chunks::<64>();
            for (test, words) in words.iter_mut().enumerate().take(group.tests) {
                for (word, bytes) in words.iter_mut().zip(&sixty_fours[..rows.div_ceil(64)]) {
                    *word = pack(bytes, test);
                }
            }
        }
    }
}

impl Reader<'_> {
    /// A byte for each row from `start`.
    fn read(&self, start: usize, bytes: &mut [u8]) {
        let rows = start..start + bytes.len();
        match self {
            Self::Codes { codes: Codes::U8(codes), answers } => match answers.first_chunk::<256>() {
                // Whatever the code is, it is within the table.
                Some(answers) => look_up(bytes, &codes[rows], |code| answers[usize::from(code)]),
                None => bytes.fill(0),
            },
            Self::Codes { codes: Codes::U16(codes), answers } => {
                let last = answers.len().saturating_sub(1);
                look_up(bytes, &codes[rows], |code| answers[usize::from(code) & last]);
            }
            Self::Codes { codes: Codes::U32(codes), answers } => {
                let last = answers.len().saturating_sub(1);
                look_up(bytes, &codes[rows], |code| answers[code as usize & last]);
            }
            Self::YesNo { values, answers } => {
                for (byte, value) in bytes.iter_mut().zip(&values[rows]) {
                    *byte = answers[usize::from(*value & 3)];
                }
            }
            Self::Numbers { values, tests } => {
                bytes.fill(0);
                for (bit, test) in tests.iter().enumerate() {
                    read_numbers(*test, &values[rows.clone()], 1 << bit, bytes);
                }
            }
            Self::Days { values, stretches } => {
                bytes.fill(0);
                for (bit, (from, to)) in stretches.iter().enumerate() {
                    mark(bytes, &values[rows.clone()], 1 << bit, |day| (*from <= day) & (day <= *to));
                }
            }
        }
    }
}

/// A byte for each code. Nothing is compared: the code of a missing text has all bits set, and so the last place of a table.
#[inline]
fn look_up<T: Copy>(bytes: &mut [u8], codes: &[T], answer: impl Fn(T) -> u8) {
    let (eights, byte_rest) = bytes.as_chunks_mut::<8>();
    let (code_eights, code_rest) = codes.as_chunks::<8>();
    for (bytes, codes) in eights.iter_mut().zip(code_eights) {
        *bytes = codes.map(&answer);
    }
    for (byte, code) in byte_rest.iter_mut().zip(code_rest) {
        *byte = answer(*code);
    }
}

/// A missing number is not a number, of which every comparison is false, save ≠.
fn read_numbers(test: NumberTest, values: &[f64], bit: u8, bytes: &mut [u8]) {
    match test {
        NumberTest::Equal(limit) => mark(bytes, values, bit, |value| value == limit),
        NumberTest::NotEqual(limit) => mark(bytes, values, bit, |value| (value != limit) & !value.is_nan()),
        NumberTest::Less(limit) => mark(bytes, values, bit, |value| value < limit),
        NumberTest::AtMost(limit) => mark(bytes, values, bit, |value| value <= limit),
        NumberTest::Greater(limit) => mark(bytes, values, bit, |value| value > limit),
        NumberTest::AtLeast(limit) => mark(bytes, values, bit, |value| value >= limit),
        NumberTest::Between(least, most) => mark(bytes, values, bit, |value| (least <= value) & (value <= most)),
    }
}

/// Sets a bit for each value that passes.
#[inline]
fn mark<T: Copy>(bytes: &mut [u8], values: &[T], bit: u8, passes: impl Fn(T) -> bool) {
    let (sixteens, byte_rest) = bytes.as_chunks_mut::<16>();
    let (value_sixteens, value_rest) = values.as_chunks::<16>();
    for (bytes, values) in sixteens.iter_mut().zip(value_sixteens) {
        // First the answers, then the bits: together they would be asked one by one, at twice the time and more.
        let answers: [u8; 16] = std::array::from_fn(|index| u8::from(passes(values[index])));
        for index in 0..16 {
            bytes[index] |= answers[index] * bit;
        }
    }
    for (byte, value) in byte_rest.iter_mut().zip(value_rest) {
        *byte |= if passes(*value) { bit } else { 0 };
    }
}

/// One bit of each of 64 bytes as one word, the first byte lowest.
#[inline]
fn pack(bytes: &[u8; 64], bit: usize) -> u64 {
    // Each product gathers the lowest bits of 8 bytes in its highest byte: bit 8i times 2^(56 - 7i) is bit 56 + i, and no
    // two of the other products fall on one bit, so nothing is carried.
    const GATHER: u64 = 0x0102_0408_1020_4080;
    const LOWEST: u64 = 0x0101_0101_0101_0101;
    let (eights, _) = bytes.as_chunks::<8>();
    let gathered = eights.iter().map(|eight| ((u64::from_le_bytes(*eight) >> bit) & LOWEST).wrapping_mul(GATHER) >> 56);
    gathered.enumerate().fold(0, |word, (index, byte)| word | byte << (8 * index))
}

#[cfg(test)]
mod unit {
    use super::{super::condition::Ready, *};

    #[test]
    fn packing_keeps_every_bit_in_its_place() {
        for pattern in [0u64, 1, 1 << 63, u64::MAX, 0x0123_4567_89ab_cdef, 0xa5a5_5a5a_ffff_0001] {
            for bit in 0..8 {
                let mut bytes = [!(1 << bit); 64];
                for (index, byte) in bytes.iter_mut().enumerate() {
                    *byte |= ((pattern >> index & 1) as u8) << bit;
                }
                assert_eq!(pack(&bytes, bit), pattern);
            }
        }
    }

    #[test]
    fn blocks_end_where_the_rows_end() {
        for rows in [1, 63, 64, 65, 128, 200] {
            let values: Vec<f64> = (0..rows).map(f64::from).collect();
            let reader =
                Reader::Numbers { values: &values, tests: vec![NumberTest::Less(100.0), NumberTest::AtLeast(100.0)] };
            let tests = Tests::new(vec![Group { tests: 2, reader }], vec![0, 1]);
            let mut answers = tests.answers();
            tests.ask(0, rows as usize, &mut answers);
            let ones = |test| -> u32 { answers.of(test).iter().map(|word| word.count_ones()).sum() };
            assert_eq!((ones(0), ones(1)), ((rows as u32).min(100), (rows as u32).saturating_sub(100)));
        }
    }

    #[test]
    fn logic_is_word_by_word() {
        let values: Vec<i32> = (0..130).collect();
        let stretches = vec![(64, 65), (64, 66), (65, 70), (64, 64), (66, 66), (65, 127), (0, 0)];
        let group = Group { tests: stretches.len(), reader: Reader::Days { values: &values, stretches } };
        let tests = Tests::new(vec![group], (0..7).collect());
        let mut answers = tests.answers();
        tests.ask(64, 66, &mut answers);
        let fill = |ready: Ready| {
            let mut words = [0; 1];
            ready.fill(&answers, &mut words);
            words[0]
        };
        let all = |tests: &[usize]| tests.iter().map(|test| Ready::Test(*test)).collect::<Vec<_>>();
        assert_eq!(fill(Ready::Test(0)), 0b11);
        assert_eq!(fill(Ready::All(all(&[1, 2]))), 0b110);
        assert_eq!(fill(Ready::Any(all(&[3, 4]))), 0b101);
        assert_eq!(fill(Ready::Not(Box::new(Ready::Test(5)))), 1);
        assert_eq!(fill(Ready::Any(vec![Ready::All(all(&[1, 2])), Ready::Test(3)])), 0b111);
        assert_eq!(fill(Ready::All(vec![])), u64::MAX);
        assert_eq!(fill(Ready::Any(vec![])), 0);
        assert_eq!(fill(Ready::All(all(&[6, 1]))), 0);
    }
}
