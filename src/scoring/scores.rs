//! What came out for every lead of a library.

use std::sync::Arc;

use crate::lead::Instant;

/// The route of a lead whose cell names none that exists.
pub const NO_ROUTE: u16 = u16::MAX;

/// One bit a lead.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bitmap {
    pub words: Vec<u64>,
}

impl Bitmap {
    pub fn with_len(len: usize) -> Self {
        Self { words: vec![0; len.div_ceil(64)] }
    }

    pub fn contains(&self, index: usize) -> bool {
        self.words[index / 64] >> (index % 64) & 1 == 1
    }

    pub fn insert(&mut self, index: usize) {
        self.words[index / 64] |= 1 << (index % 64);
    }

    /// The rows whose bit is set, in order.
    pub fn rows(&self) -> impl Iterator<Item = usize> {
        self.words.iter().enumerate().flat_map(|(index, word)| {
            let mut left = *word;
            std::iter::from_fn(move || {
                let bit = left.trailing_zeros() as usize;
                (left != 0).then(|| {
                    left &= left - 1;
                    index * 64 + bit
                })
            })
        })
    }

    /// Takes away the bits that the other has not.
    pub fn keep(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(word, other)| *word &= other);
    }

    /// How many bits are set here and in the other.
    pub fn count_in(&self, other: &Self) -> u64 {
        self.words.iter().zip(&other.words).map(|(own, other)| u64::from((own & other).count_ones())).sum()
    }

    /// How many bits are set.
    pub fn count(&self) -> u64 {
        self.words.iter().map(|word| u64::from(word.count_ones())).sum()
    }
}

/// Which leads a criterion matches, and by how much. A copy shares the leads' part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hits {
    /// Weight 1000 where the bit is set: a profile rule, or an activity rule that gives all of its points or none.
    Bits(Arc<Bitmap>),
    /// An activity rule: the sum of the weights of the events that count.
    Weights(Arc<WeightSums>),
    /// The criterion is switched off: it does not exist.
    Off,
}

/// A sum of weights for each lead, in as few bytes as will hold the largest.
#[derive(Debug, PartialEq, Eq)]
pub struct WeightSums {
    /// So many thousandths is one of `sums`: 1000 where no fade is at work, which keeps all sums of the axis in whole points.
    pub unit: u32,
    pub sums: SmallNumbers,
    /// Where the sum is above 0.
    pub matching: Bitmap,
    /// The largest sum, in thousandths.
    pub most: u32,
}

#[derive(Debug, PartialEq, Eq)]
pub enum SmallNumbers {
    U16(Vec<u16>),
    U32(Vec<u32>),
}

impl Hits {
    /// The sum of weights of one lead, in thousandths.
    pub fn weight(&self, lead: usize) -> u32 {
        match self {
            Self::Bits(bits) => u32::from(bits.contains(lead)) * 1000,
            Self::Weights(weights) => match &weights.sums {
                SmallNumbers::U16(sums) => u32::from(sums[lead]) * weights.unit,
                SmallNumbers::U32(sums) => sums[lead].saturating_mul(weights.unit),
            },
            Self::Off => 0,
        }
    }

    /// The leads that match; `None` where the criterion is switched off.
    pub fn matching(&self) -> Option<&Bitmap> {
        match self {
            Self::Bits(bits) => Some(bits),
            Self::Weights(weights) => Some(&weights.matching),
            Self::Off => None,
        }
    }

    /// How many leads match.
    pub fn count(&self) -> u64 {
        self.matching().map_or(0, Bitmap::count)
    }

    /// What it takes in memory, in bytes.
    pub fn bytes(&self) -> usize {
        let matching = self.matching().map_or(0, |matching| 8 * matching.words.capacity());
        let sums = match self {
            Self::Weights(weights) => match &weights.sums {
                SmallNumbers::U16(sums) => 2 * sums.capacity(),
                SmallNumbers::U32(sums) => 4 * sums.capacity(),
            },
            Self::Bits(_) | Self::Off => 0,
        };
        matching + sums
    }

    /// Whether two are one and the same in memory: much quicker than to compare them.
    pub fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Bits(one), Self::Bits(other)) => Arc::ptr_eq(one, other),
            (Self::Weights(one), Self::Weights(other)) => Arc::ptr_eq(one, other),
            (Self::Off, Self::Off) => true,
            _ => false,
        }
    }
}

/// The scores of every lead. Row `i` is lead `i` of the [`Columns`](super::Columns). A copy shares the columns.
#[derive(Clone, Debug)]
pub struct Scores {
    pub as_of: Instant,
    /// Who is there at that instant (`standing.rs`); the others are in no count and in none of the bitmaps below. All columns and
    /// the hits have every row.
    pub there: Arc<Bitmap>,
    /// For each criterion of the model, in its order.
    pub hits: Vec<Hits>,
    pub fit: Arc<Vec<i32>>,
    pub engagement: Arc<Vec<i32>>,
    pub combined: Arc<Vec<i32>>,
    /// Indices into the bands of the model.
    pub fit_band: Arc<Vec<u8>>,
    pub engagement_band: Arc<Vec<u8>>,
    /// Indices into the routes of the model, or [`NO_ROUTE`].
    pub route: Arc<Vec<u16>>,
    pub disqualified: Arc<Bitmap>,
    pub qualified: Arc<Bitmap>,
    pub cold: Arc<Bitmap>,
    pub stars: Arc<Vec<u8>>,
    pub flames: Arc<Vec<u8>>,
    /// How many leads that are there are in each cell: `cell_counts[fit_band][engagement_band]`. The disqualified are counted where
    /// they score.
    pub cell_counts: Vec<Vec<u32>>,
    /// How many leads are on each route of the model, in its order.
    pub route_counts: Vec<u32>,
    /// By category of the model, in its order: in how many leads of the library its cap took something away; `None` where it
    /// has none.
    pub capped: Vec<Option<u64>>,
}
