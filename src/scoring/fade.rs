//! How much of its points an event still gives, by its age in days.

use crate::model::Fade;

/// The full weight, in thousandths.
pub const FULL: i64 = 1000;

/// The weight of an event of this age, in thousandths of the points: 0..=1000. Ages are never negative.
pub fn weight(fade: Fade, age_days: i64) -> i64 {
    match fade {
        Fade::None => FULL,
        Fade::Expires { days } => {
            if age_days < i64::from(days) {
                FULL
            } else {
                0
            }
        }
        Fade::Steps { percent, every_days } => {
            let steps = age_days / i64::from(every_days.max(1));
            FULL.saturating_sub(steps.saturating_mul(10 * i64::from(percent))).max(0)
        }
        Fade::HalfLife { days } => half_life(age_days, i64::from(days.max(1))),
    }
}

/// `round(1000 · 2^(-age/h))`, halves up.
///
/// The whole halvings are taken apart first: dividing by 2 is exact, so the one case that lies on a half (62.5, after 4
/// half-lives) is rounded as it should. What is left, `2^(-r/h)` with 0 < r < h, is irrational: a product of it is never
/// on a half, and for no half-life up to 3,650 days does one come closer than 3·10⁻⁸ to it, thousands of times further away
/// than a platform's `powf` may be off.
fn half_life(age_days: i64, half_life_days: i64) -> i64 {
    let halvings = age_days / half_life_days;
    // 1000 / 2^11 is below a half.
    if halvings >= 11 {
        return 0;
    }
    (unrounded(halvings as i32, age_days % half_life_days, half_life_days) + 0.5).floor() as i64
}

fn unrounded(halvings: i32, rest_days: i64, half_life_days: i64) -> f64 {
    2f64.powf(-(rest_days as f64) / half_life_days as f64) * 1000.0 / 2f64.powi(halvings)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Just enough exact arithmetic for the test below: little-endian digits of 32 bits.
    #[derive(Clone, PartialEq, Eq, Debug)]
    struct Big(Vec<u32>);

    impl Big {
        fn power(base: u32, exponent: u32) -> Self {
            (0..exponent).fold(Self(vec![1]), |product, _| product.times(base))
        }

        fn times(mut self, factor: u32) -> Self {
            let mut carry = 0u64;
            for digit in &mut self.0 {
                carry += u64::from(*digit) * u64::from(factor);
                *digit = carry as u32;
                carry >>= 32;
            }
            if carry > 0 {
                self.0.push(carry as u32);
            }
            self
        }

        fn times_two_to(self, exponent: u32) -> Self {
            let whole = (0..exponent / 31).fold(self, |product, _| product.times(1 << 31));
            whole.times(1 << (exponent % 31))
        }

        fn at_most(&self, other: &Self) -> bool {
            let (mine, others) = (self.0.iter().rev(), other.0.iter().rev());
            self.0.len().cmp(&other.0.len()).then_with(|| mine.cmp(others)).is_le()
        }
    }

    #[test]
    fn half_lives_are_exact() {
        // w = round(1000 · 2^(-age/h)), halves up, if and only if (2w-1)^h · 2^age <= 2000^h < (2w+1)^h · 2^age.
        for h in [1, 2, 3, 5, 7, 10, 14, 30, 45, 60, 90] {
            let thousand = Big::power(2000, h);
            for age in (0..12 * h).step_by((h as usize / 7).max(1)) {
                let w = weight(Fade::HalfLife { days: h }, i64::from(age)) as u32;
                if w > 0 {
                    let low = Big::power(2 * w - 1, h).times_two_to(age);
                    assert!(low.at_most(&thousand), "{w} is not too much at age {age}, half-life {h}");
                }
                let high = Big::power(2 * w + 1, h).times_two_to(age);
                assert!(!high.at_most(&thousand), "{w} is not too little at age {age}, half-life {h}");
            }
        }
    }

    #[test]
    fn no_platform_can_round_a_half_life_otherwise() {
        // 1 ulp of powf and a rounding of the product are below 1e-12; every h up to 3,650 was tried once: 3e-8.
        let mut nearest = f64::MAX;
        for h in (2..=400).chain([730, 1000, 1825, 3650]) {
            for rest in 1..h {
                for halvings in 0..11 {
                    let value = unrounded(halvings, rest, h);
                    nearest = nearest.min((value - value.floor() - 0.5).abs());
                }
            }
        }
        assert!(nearest > 1e-10, "the nearest to a half is {nearest:e}");
    }

    #[test]
    fn a_half_of_a_thousandth_goes_up() {
        let half_life = Fade::HalfLife { days: 10 };
        let weights: Vec<_> = (0..=11).map(|n| weight(half_life, 10 * n)).collect();
        assert_eq!(weights, [1000, 500, 250, 125, 63, 31, 16, 8, 4, 2, 1, 0]);
        assert_eq!(weight(half_life, i64::MAX), 0);
        assert_eq!(weight(half_life, 3), 812);
    }

    #[test]
    fn steps_take_their_part_every_so_many_days() {
        let fade = Fade::Steps { percent: 25, every_days: 30 };
        let ages = [0, 29, 30, 59, 60, 90, 119, 120, 5000];
        assert_eq!(ages.map(|age| weight(fade, age)), [1000, 1000, 750, 750, 500, 250, 250, 0, 0]);
        let third = Fade::Steps { percent: 33, every_days: 1 };
        assert_eq!([3, 4].map(|age| weight(third, age)), [10, 0]);
    }

    #[test]
    fn an_expiry_is_sudden() {
        let fade = Fade::Expires { days: 30 };
        assert_eq!([0, 29, 30].map(|age| weight(fade, age)), [1000, 1000, 0]);
        assert_eq!(weight(Fade::None, 100_000), 1000);
    }

    #[test]
    fn absurd_fades_are_harmless() {
        assert_eq!(weight(Fade::Steps { percent: u32::MAX, every_days: 0 }, i64::MAX), 0);
        assert_eq!(weight(Fade::HalfLife { days: 0 }, 1), 500);
        assert_eq!(weight(Fade::HalfLife { days: u32::MAX }, 1), 1000);
        assert_eq!(weight(Fade::Expires { days: 0 }, 0), 0);
    }
}
