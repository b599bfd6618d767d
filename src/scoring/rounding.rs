//! The one way in which scores are rounded.

/// `numerator / denominator`, rounded to a whole number, halves away from zero; 0 where the denominator is not above 0.
pub fn round_div(numerator: i64, denominator: i64) -> i64 {
    if denominator <= 0 {
        return 0;
    }
    let whole = numerator / denominator;
    let rest = (numerator % denominator).abs();
    // `rest >= denominator / 2`, without doubling, which could overflow.
    if rest >= denominator - rest { whole.saturating_add(numerator.signum()) } else { whole }
}

/// Clamped to least..=most; where these are out of order, `most` wins. (`i64::clamp` would panic.)
pub fn clamp(value: i64, least: i64, most: i64) -> i64 {
    value.max(least).min(most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_go_away_from_zero() {
        assert_eq!(round_div(62_500, 1000), 63);
        assert_eq!(round_div(62_499, 1000), 62);
        assert_eq!(round_div(-62_500, 1000), -63);
        assert_eq!(round_div(-62_499, 1000), -62);
        assert_eq!(round_div(-500, 1000), -1);
        assert_eq!(round_div(499, 1000), 0);
        assert_eq!(round_div(1, 3), 0);
        assert_eq!(round_div(2, 3), 1);
        assert_eq!(round_div(-2, 3), -1);
    }

    #[test]
    fn nothing_wraps_at_the_ends() {
        assert_eq!(round_div(i64::MAX, 1), i64::MAX);
        assert_eq!(round_div(i64::MIN, 1), i64::MIN);
        assert_eq!(round_div(i64::MAX, i64::MAX), 1);
        assert_eq!(round_div(i64::MAX, 0), 0);
        assert_eq!(round_div(5, -1), 0);
        assert_eq!(clamp(5, 9, 1), 1);
    }
}
