//! How dark a tile is: by the logarithm of its leads, so that a few hundred are seen beside a hundred thousand, and one
//! tile that holds half of all leads takes nothing from the others. Where nearly all tiles hold hundreds, the scale does
//! not begin at one lead: the legend says where.

/// From the leads of the lightest tile to those of the fullest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shade {
    /// Tiles with so many leads or fewer are the lightest: a power of ten.
    pub least: u64,
    pub most: u64,
}

impl Shade {
    /// So many in a hundred tiles may be as light as the lightest.
    const LIGHTEST: usize = 5;

    /// Of the leads in each tile that has any.
    pub fn of(leads: impl Iterator<Item = u64>) -> Self {
        let mut leads: Vec<u64> = leads.filter(|leads| *leads > 0).collect();
        leads.sort_unstable();
        let low = leads.get(leads.len() * Self::LIGHTEST / 100).copied().unwrap_or(1);
        Self { least: 10_u64.pow(low.max(1).ilog10()), most: leads.last().copied().unwrap_or(1) }
    }

    /// One scale for both.
    pub fn with(self, other: Self) -> Self {
        Self { least: self.least.min(other.least), most: self.most.max(other.most) }
    }

    /// 0 for no lead, 1 for the fullest tile. The eye takes equal steps of it for equal ones, and each step stands for so
    /// many times as many leads.
    pub fn part(self, leads: u64) -> f32 {
        if leads == 0 {
            return 0.0;
        }
        let steps = |leads: u64| log2_of_next(leads.clamp(self.least, self.most)) - log2_of_next(self.least) + 1.0;
        (steps(leads) / steps(self.most)).min(1.0)
    }

    /// The numbers that the legend shows: the lightest tile, the tens, and the fullest one; at most `count` of them.
    pub fn stops(self, count: usize) -> Vec<u64> {
        let (least, most) = (self.least, self.most.max(1));
        let tens = (1..=18).map(|power| 10_u64.pow(power)).filter(|ten| *ten > least);
        let tens: Vec<u64> = tens.take_while(|ten| ten * 2 < most).collect();
        let room = count.saturating_sub(2).max(1);
        let step = tens.len().div_ceil(room).max(1);
        let mut stops = vec![least];
        if count > 2 {
            stops.extend(tens.into_iter().skip(step - 1).step_by(step));
        }
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
    Shade { least: 1, most: most.max(1) }.part(change.unsigned_abs()) * change.signum() as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_leads_are_darker_and_none_are_nothing() {
        let shade = Shade { least: 1, most: 5_000 };
        assert_eq!((shade.part(0), shade.part(5_000)), (0.0, 1.0));
        let parts: Vec<f32> = (0..=5_000).map(|leads| shade.part(leads)).collect();
        assert!(parts.windows(2).all(|pair| pair[0] < pair[1]), "each lead more is darker");
        assert_eq!(Shade::of(std::iter::empty()).part(0), 0.0);
        assert_eq!(Shade::of([1].into_iter()).part(1), 1.0);
        let full = Shade { least: 100, most: 100_000 };
        assert!(full.part(7) > 0.0 && full.part(7) == full.part(100) && full.part(100) < full.part(101));
    }

    #[test]
    fn one_tile_that_holds_nearly_all_leads_does_not_wash_out_the_rest() {
        let tiles = (0..1_000).map(|tile| if tile == 0 { 900_000 } else { 50 + tile });
        let shade = Shade::of(tiles);
        assert_eq!((shade.least, shade.most), (100, 900_000), "the fewest leads have the whole scale before them");
        assert!(shade.part(1_000) - shade.part(100) > 0.2, "{} to {}", shade.part(100), shade.part(1_000));
        assert!(shade.part(1) > 0.04, "one lead is seen: {}", shade.part(1));
    }

    #[test]
    fn the_legend_begins_with_the_lightest_and_ends_with_the_fullest() {
        let stops = |least, most, count| Shade { least, most }.stops(count);
        assert_eq!(stops(1, 312, 4), [1, 10, 100, 312]);
        assert_eq!(stops(1, 900_000, 4), [1, 1_000, 900_000]);
        assert_eq!(stops(100, 900_000, 4), [100, 10_000, 900_000]);
        assert_eq!(stops(1, 312, 2), [1, 312]);
        assert_eq!((stops(1, 3, 4), stops(1, 1, 4)), (vec![1, 3], vec![1]));
        for most in [1, 2, 19, 21, 5_000, 40_000, 1_000_000, u64::from(u32::MAX)] {
            for count in 2..=4 {
                let stops = stops(1, most, count);
                assert!(stops.len() <= count && stops.windows(2).all(|pair| pair[0] < pair[1]), "{stops:?}");
            }
        }
    }

    #[test]
    fn changes_go_both_ways() {
        assert_eq!(part_of_change(-40, 40), -1.0);
        assert_eq!(part_of_change(0, 40), 0.0);
        assert!(part_of_change(5, 40) > 0.0);
    }
}
