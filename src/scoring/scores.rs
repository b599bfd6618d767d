//! What came out for every lead of a library.

use super::Totals;
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

    /// How many bits are set.
    pub fn count(&self) -> u64 {
        self.words.iter().map(|word| u64::from(word.count_ones())).sum()
    }
}

/// Which leads a criterion matches, and by how much.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hits {
    /// A profile rule: weight 1000 where the bit is set.
    Profile(Bitmap),
    /// An activity rule: the sum of the weights of the events that count, in thousandths, for each lead.
    Activity(Vec<u32>),
    /// The criterion is switched off: it does not exist.
    Off,
}

impl Hits {
    /// The sum of weights of one lead, in thousandths.
    pub fn weight(&self, lead: usize) -> u32 {
        match self {
            Self::Profile(bits) => u32::from(bits.contains(lead)) * 1000,
            Self::Activity(weights) => weights[lead],
            Self::Off => 0,
        }
    }

    /// How many leads match.
    pub fn count(&self) -> u64 {
        match self {
            Self::Profile(bits) => bits.count(),
            Self::Activity(weights) => weights.iter().filter(|weight| **weight > 0).count() as u64,
            Self::Off => 0,
        }
    }
}

/// The scores of every lead, and what they were made of. Row `i` is lead `i` of the [`Columns`](super::Columns).
#[derive(Clone, Debug)]
pub struct Scores {
    pub as_of: Instant,
    /// For each criterion of the model, in its order.
    pub hits: Vec<Hits>,
    /// For each category of the model, in its order: the clamped sum for each lead, in thousandths of a point.
    pub category_totals: Vec<Totals>,
    pub fit: Vec<i32>,
    pub engagement: Vec<i32>,
    pub combined: Vec<i32>,
    /// Indices into the bands of the model.
    pub fit_band: Vec<u8>,
    pub engagement_band: Vec<u8>,
    /// Indices into the routes of the model, or [`NO_ROUTE`].
    pub route: Vec<u16>,
    pub disqualified: Bitmap,
    pub qualified: Bitmap,
    pub cold: Bitmap,
    pub stars: Vec<u8>,
    pub flames: Vec<u8>,
    /// How many leads are in each cell: `cell_counts[fit_band][engagement_band]`. The disqualified are counted where
    /// they score.
    pub cell_counts: Vec<Vec<u32>>,
    /// How many leads are on each route of the model, in its order.
    pub route_counts: Vec<u32>,
}
