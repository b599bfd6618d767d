//! How dark a tile is: by the logarithm of its leads, so that a few hundred are seen beside a hundred thousand, and one
//! tile that holds half of all leads takes nothing from the others.

/// From one lead to those of the fullest tile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shade {
    pub most: u64,
}

impl Shade {
    /// 0 for no lead, 1 for the fullest tile. The eye takes equal steps of it for equal ones, and each step stands for so
    /// many times as many leads.
    pub fn part(self, leads: u64) -> f32 {
        if leads == 0 {
            return 0.0;
        }
        (log2_of_next(leads) / log2_of_next(self.most.max(1))).min(1.0)
    }

    /// The numbers that the legend shows: one lead, the tens, and the fullest tile; at most `count` of them.
    pub fn stops(self, count: usize) -> Vec<u64> {
        let most = self.most.max(1);
        let tens: Vec<u64> = (1..=18).map(|power| 10_u64.pow(power)).take_while(|ten| ten * 2 < most).collect();
        let room = count.saturating_sub(2).max(1);
        let step = tens.len().div_ceil(room).max(1);
        let mut stops = vec![1];
        stops.extend(tens.into_iter().skip(step - 1).step_by(step));
        stops.push(most);
        stops.dedup();
        stops
    }
}

/// The logarithm of a count and one more; above 0 for every count above 0.
fn log2_of_next(leads: u64) -> f32 {
    (leads as f64 + 1.0).log2() as f32
}

/// More or fewer leads than before, from −1 to 1, by the logarithm as well.
pub fn part_of_change(change: i64, most: u64) -> f32 {
    Shade { most }.part(change.unsigned_abs()) * change.signum() as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_leads_are_darker_and_none_are_nothing() {
        let shade = Shade { most: 5_000 };
        assert_eq!((shade.part(0), shade.part(5_000)), (0.0, 1.0));
        let parts: Vec<f32> = (0..=5_000).map(|leads| shade.part(leads)).collect();
        assert!(parts.windows(2).all(|pair| pair[0] < pair[1]), "each lead more is darker");
        assert_eq!(Shade { most: 0 }.part(0), 0.0);
        assert_eq!(Shade { most: 1 }.part(1), 1.0);
    }

    #[test]
    fn one_tile_that_holds_nearly_all_leads_does_not_wash_out_the_rest() {
        let shade = Shade { most: 900_000 };
        assert!(shade.part(900) > 0.45, "{}", shade.part(900));
        assert!(shade.part(1) > 0.04, "one lead is seen: {}", shade.part(1));
    }

    #[test]
    fn the_legend_begins_with_one_and_ends_with_the_fullest() {
        assert_eq!(Shade { most: 312 }.stops(4), [1, 10, 100, 312]);
        assert_eq!(Shade { most: 900_000 }.stops(4), [1, 1_000, 900_000]);
        assert_eq!(Shade { most: 3 }.stops(4), [1, 3]);
        assert_eq!(Shade { most: 1 }.stops(4), [1]);
        for most in [1, 2, 19, 21, 5_000, 40_000, 1_000_000, u64::from(u32::MAX)] {
            let stops = Shade { most }.stops(4);
            assert!(stops.len() <= 4 && stops.windows(2).all(|pair| pair[0] < pair[1]), "{stops:?}");
        }
    }

    #[test]
    fn changes_go_both_ways() {
        assert_eq!(part_of_change(-40, 40), -1.0);
        assert_eq!(part_of_change(0, 40), 0.0);
        assert!(part_of_change(5, 40) > 0.0);
    }
}
