/// A small generator of our own: the same seed gives the same library on every platform and in every later version.
///
/// SplitMix64. Each lead and each company has its own, made from the seed and its number, so that they can be made in
/// any order and a company need not be kept to be met again.
#[derive(Clone, Debug)]
pub(super) struct Random {
    state: u64,
}

impl Random {
    /// The generator of one thing: `kind` keeps lead 7 apart from company 7.
    pub fn of(seed: u64, kind: u64, number: u64) -> Self {
        let mut random = Self { state: seed };
        random.state = random.next() ^ kind.wrapping_mul(0xD6E8_FEB8_6659_FD93);
        random.state = random.next() ^ number;
        random.next();
        random
    }

    pub fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// At least 0, less than `end` (0 if `end` is 0).
    pub fn below(&mut self, end: u64) -> u64 {
        ((u128::from(self.next()) * u128::from(end)) >> 64) as u64
    }

    /// Both ends in.
    pub fn between(&mut self, from: i64, to: i64) -> i64 {
        from + self.below((to - from).unsigned_abs() + 1) as i64
    }

    /// At least 0, less than 1.
    pub fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    pub fn chance(&mut self, probability: f64) -> bool {
        self.unit() < probability
    }

    /// About a standard normal: twelve uniform ones added up, which is plain arithmetic and so the same everywhere.
    pub fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.unit()).sum::<f64>() - 6.0
    }

    /// One of the list; each as likely as the next.
    pub fn pick<'a, T: ?Sized>(&mut self, list: &[&'a T]) -> &'a T {
        list[self.below(list.len() as u64) as usize]
    }

    /// The index of one of the weights, as likely as it is heavy.
    pub fn weighted(&mut self, weights: impl Iterator<Item = u32> + Clone) -> usize {
        let total: u64 = weights.clone().map(u64::from).sum();
        let mut left = self.below(total);
        for (index, weight) in weights.enumerate() {
            if left < u64::from(weight) {
                return index;
            }
            left -= u64::from(weight);
        }
        0
    }

    /// One of a list of things with weights.
    pub fn pick_weighted<T: Copy>(&mut self, list: &[(T, u32)]) -> T {
        list[self.weighted(list.iter().map(|(_, weight)| *weight))].0
    }
}

/// e to the power of x by multiplications alone, for platforms differ in the last bit of their own.
pub(super) fn exp(x: f64) -> f64 {
    let mut power = 1.0 + x.clamp(-60.0, 60.0) / 1024.0;
    for _ in 0..10 {
        power *= power;
    }
    power
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sequence_is_fixed() {
        // The reference sequence of SplitMix64 for the state 0.
        let mut random = Random { state: 0 };
        assert_eq!(random.next(), 0xE220_A839_7B1D_CDAF);
        assert_eq!(random.next(), 0x6E78_9E6A_A1B9_65F4);
    }

    #[test]
    fn draws_stay_in_their_range_and_reach_its_ends() {
        let mut random = Random::of(1, 2, 3);
        let draws: Vec<i64> = (0..1000).map(|_| random.between(-2, 2)).collect();
        assert_eq!(draws.iter().min(), Some(&-2));
        assert_eq!(draws.iter().max(), Some(&2));
        let picked: Vec<_> = (0..1000).map(|_| random.pick_weighted(&[("a", 9), ("never", 0), ("b", 1)])).collect();
        assert!(!picked.contains(&"never") && picked.contains(&"b"));
        assert!((exp(1.0) - std::f64::consts::E).abs() < 0.002);
        assert!(exp(-3.0) > 0.0 && exp(-1e9) > 0.0);
    }
}
