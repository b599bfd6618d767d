//! Which columns of the list there is room for, and where each stands.

use super::listing::SortBy;

/// A column that is shown: from where to where.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Slot {
    pub column: SortBy,
    pub left: f32,
    pub width: f32,
}

/// A column that may be shown.
struct Wanted {
    column: SortBy,
    /// What it needs.
    least: f32,
    /// Its share of what is left over.
    stretch: f32,
    /// The smaller, the longer it stays when it gets narrow.
    rank: u8,
}

/// From left to right.
const WANTED: [Wanted; 9] = [
    wanted(SortBy::Lead, 120.0, 3.0, 0),
    wanted(SortBy::Account, 120.0, 2.5, 5),
    wanted(SortBy::Quality, 66.0, 0.0, 4),
    wanted(SortBy::Urgency, 72.0, 0.0, 3),
    wanted(SortBy::LastMoment, 190.0, 4.0, 6),
    wanted(SortBy::Route, 108.0, 1.4, 2),
    wanted(SortBy::Fit, 48.0, 0.0, 8),
    wanted(SortBy::Engagement, 98.0, 0.0, 7),
    wanted(SortBy::Score, 48.0, 0.0, 1),
];

const fn wanted(column: SortBy, least: f32, stretch: f32, rank: u8) -> Wanted {
    Wanted { column, least, stretch, rank }
}

/// The columns that fit, the least important dropped first; the rest share what is left over. Beside the score stands
/// the cell, which takes `cell_width`.
pub fn slots(width: f32, cell_width: f32) -> Vec<Slot> {
    let mut kept: Vec<&Wanted> = WANTED.iter().collect();
    let least = |wanted: &Wanted| wanted.least + if wanted.column == SortBy::Score { cell_width } else { 0.0 };
    let needed = |kept: &[&Wanted]| kept.iter().map(|wanted| least(wanted)).sum::<f32>();
    while kept.len() > 1 && needed(&kept) > width {
        let least_important = kept.iter().map(|wanted| wanted.rank).max();
        kept.retain(|wanted| Some(wanted.rank) != least_important);
    }
    let left_over = (width - needed(&kept)).max(0.0);
    let shares: f32 = kept.iter().map(|wanted| wanted.stretch).sum();
    let mut left = 0.0;
    let place = |wanted: &&Wanted| {
        let width = (least(wanted) + left_over * wanted.stretch / shares.max(1.0)).floor();
        let slot = Slot { column: wanted.column, left, width };
        left += width;
        slot
    };
    kept.iter().map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(width: f32) -> Vec<SortBy> {
        slots(width, 30.0).iter().map(|slot| slot.column).collect()
    }

    #[test]
    fn a_narrow_list_keeps_what_matters_most() {
        assert_eq!(columns(190.0), [SortBy::Lead], "a name, if nothing else");
        assert_eq!(columns(330.0), [SortBy::Lead, SortBy::Route, SortBy::Score]);
        assert_eq!(columns(480.0), [SortBy::Lead, SortBy::Quality, SortBy::Urgency, SortBy::Route, SortBy::Score]);
        assert_eq!(columns(1200.0).len(), WANTED.len());
    }

    #[test]
    fn long_names_of_cells_take_their_room() {
        let score = |cell_width: f32| slots(640.0, cell_width).last().map(|slot| slot.width);
        assert_eq!((score(30.0), score(120.0)), (Some(78.0), Some(168.0)));
    }

    #[test]
    fn columns_fill_the_width_without_overlap() {
        for width in [300.0, 640.0, 832.0, 1472.0] {
            let slots = slots(width, 30.0);
            for pair in slots.windows(2) {
                assert!((pair[0].left + pair[0].width - pair[1].left).abs() < 0.01, "{pair:?}");
            }
            let right = slots.last().map_or(0.0, |slot| slot.left + slot.width);
            assert!(right <= width && right > width - slots.len() as f32, "{right} of {width}");
        }
    }
}
