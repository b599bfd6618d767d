//! Where bars and ribbons stand. Pure numbers: tested without a window.
//!
//! Few leads move and many stay, so that to one scale the moves could not be seen. There are two scales therefore, which the
//! caption tells: those who stay share one part of the height, those who move another, whose part is the square root of
//! their share. Within each part all is to scale, but for a least thickness.

use crate::scoring::what_if::{Flow, Link, Node};

/// The least height of a place: two lines of text.
pub const SLOT: f32 = 36.0;
/// Between two places.
pub const GAP: f32 = 10.0;
/// The thinnest ribbon of those who move.
pub const THINNEST: f32 = 2.0;
/// Movers take no more of the height than this, unless nobody stays.
const MOST_MOVERS: f64 = 0.6;

/// A picture of a flow, from the top at 0 to `height`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Picture {
    pub height: f32,
    /// Places of the baseline, and of the draft: those with a lead on either side.
    pub before: Vec<Bar>,
    pub after: Vec<Bar>,
    pub ribbons: Vec<Ribbon>,
    /// By how much those who move are drawn thicker than those who stay; `None` where either are none.
    pub exaggeration: Option<f64>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bar {
    /// Its index in the flow.
    pub place: usize,
    pub top: f32,
    pub height: f32,
    /// The room around it, for its name.
    pub slot: (f32, f32),
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ribbon {
    /// Its index among the links of the flow.
    pub link: usize,
    pub stays: bool,
    /// The top of its left and right end.
    pub left: f32,
    pub right: f32,
    pub thickness: f32,
}

impl Ribbon {
    /// Its middle, where 0 is the left end and 1 the right one.
    pub fn middle(&self, share: f32) -> f32 {
        let eased = share * share * (3.0 - 2.0 * share);
        self.left + (self.right - self.left) * eased + self.thickness / 2.0
    }

    /// How far a point is from its edge; 0 within it.
    pub fn distance(&self, share: f32, y: f32) -> f32 {
        ((y - self.middle(share)).abs() - self.thickness / 2.0).max(0.0)
    }
}

/// Lays a flow out in about `height`; it becomes higher where there are many places.
pub fn layout<Id>(flow: &Flow<Id>, height: f32) -> Picture {
    let places = Places::new(flow);
    let mut budget = (0.0, height);
    // The largest budget with which both sides fit; what does not fit with none is as high as it must be.
    let fits = |budget: f32| places.height(flow, &places.thicknesses(flow, budget)) <= height;
    if fits(budget.1) {
        budget.0 = budget.1;
    }
    for _ in 0..24 {
        let middle = (budget.0 + budget.1) / 2.0;
        if fits(middle) {
            budget.0 = middle;
        } else {
            budget.1 = middle;
        }
    }
    places.stack(flow, &places.thicknesses(flow, budget.0))
}

/// The places that are shown, and how the height is shared.
struct Places {
    before: Vec<usize>,
    after: Vec<usize>,
    moved: f64,
    stayed: f64,
}

impl Places {
    fn new<Id>(flow: &Flow<Id>) -> Self {
        let leads = |nodes: &[Node<Id>], place: usize| nodes[place].volume.tally.leads;
        let is_shown = |mine: u64, like: Option<u64>| mine > 0 || like.is_some_and(|leads| leads > 0);
        let of = |nodes: &[Node<Id>], others: &[Node<Id>]| {
            let shown =
                |place: &usize| is_shown(leads(nodes, *place), nodes[*place].like.map(|like| leads(others, like)));
            (0..nodes.len()).filter(shown).collect()
        };
        let sum = |stays: bool| {
            let links = flow.links.iter().filter(|link| link.stays == stays);
            links.map(|link| link.volume.tally.leads as f64).sum()
        };
        Self {
            before: of(&flow.before, &flow.after),
            after: of(&flow.after, &flow.before),
            moved: sum(false),
            stayed: sum(true),
        }
    }

    /// The part of a budget that those who move take.
    fn movers(&self) -> f64 {
        if self.stayed == 0.0 {
            return 1.0;
        }
        (self.moved / (self.moved + self.stayed)).sqrt().min(MOST_MOVERS)
    }

    fn thicknesses<Id>(&self, flow: &Flow<Id>, budget: f32) -> Vec<f32> {
        let movers = self.movers();
        let thickness = |leads: f64, stays: bool| {
            let (share, all) = if stays { (1.0 - movers, self.stayed) } else { (movers, self.moved) };
            let exact = (f64::from(budget) * share * leads / all.max(1.0)) as f32;
            exact.max(if stays { 1.0 } else { THINNEST })
        };
        flow.links.iter().map(|link| thickness(link.volume.tally.leads as f64, link.stays)).collect()
    }

    /// The height of the higher side.
    fn height<Id>(&self, flow: &Flow<Id>, thicknesses: &[f32]) -> f32 {
        let [before, after] = self.bars(flow, thicknesses).map(|bars| bars.last().map_or(0.0, |bar| bar.slot.1));
        before.max(after)
    }

    /// The bars of both sides, one below the other.
    fn bars<Id>(&self, flow: &Flow<Id>, thicknesses: &[f32]) -> [Vec<Bar>; 2] {
        let stacked = |places: &[usize], end: fn(&Link) -> usize| {
            let mut top = 0.0;
            let bar = |place: &usize| {
                let links = flow.links.iter().zip(thicknesses).filter(|(link, _)| end(link) == *place);
                let height: f32 = links.map(|(_, thickness)| thickness).sum();
                let slot = (top, top + height.max(SLOT));
                top = slot.1 + GAP;
                Bar { place: *place, top: (slot.0 + slot.1 - height) / 2.0, height, slot }
            };
            places.iter().map(bar).collect()
        };
        [stacked(&self.before, |link| link.before), stacked(&self.after, |link| link.after)]
    }

    /// Ribbons leave and reach each bar in the order of their other ends, so that few of them cross.
    fn stack<Id>(&self, flow: &Flow<Id>, thicknesses: &[f32]) -> Picture {
        let [before, after] = self.bars(flow, thicknesses);
        let top_of = |bars: &[Bar], place: usize| bars.iter().find(|bar| bar.place == place).map_or(0.0, |bar| bar.top);
        let above = |is_above: &dyn Fn(&Link) -> bool| -> f32 {
            let links = flow.links.iter().zip(thicknesses).filter(|(link, _)| is_above(link));
            links.map(|(_, thickness)| thickness).sum()
        };
        let ribbon = |(index, link): (usize, &Link)| Ribbon {
            link: index,
            stays: link.stays,
            left: top_of(&before, link.before)
                + above(&|other| other.before == link.before && other.after < link.after),
            right: top_of(&after, link.after) + above(&|other| other.after == link.after && other.before < link.before),
            thickness: thicknesses[index],
        };
        let ribbons = flow.links.iter().enumerate().map(ribbon).collect();
        let movers = self.movers();
        let exaggeration =
            (self.moved > 0.0 && self.stayed > 0.0).then(|| movers / self.moved / ((1.0 - movers) / self.stayed));
        let height = before.iter().chain(&after).map(|bar| bar.slot.1).fold(0.0, f32::max);
        Picture { height, before, after, ribbons, exaggeration }
    }
}

/// Where the number of a ribbon stands: not upon another number. The largest come first; who finds no place has none.
pub fn places_of_numbers(
    ribbons: &[Ribbon],
    leads: impl Fn(&Ribbon) -> u64,
    size: impl Fn(&Ribbon) -> (f32, f32),
    width: f32,
) -> Vec<(usize, f32)> {
    const MOST: usize = 8;
    let mut order: Vec<usize> = (0..ribbons.len()).filter(|index| !ribbons[*index].stays).collect();
    order.sort_by_key(|index| std::cmp::Reverse(leads(&ribbons[*index])));
    let mut taken: Vec<(usize, f32, [f32; 4])> = Vec::new();
    for index in order.into_iter().take(MOST) {
        let ribbon = &ribbons[index];
        let (wide, high) = size(ribbon);
        let place = |share: &f32| {
            let (x, y) = (share * width, ribbon.middle(*share));
            [x - wide / 2.0, y - high / 2.0, x + wide / 2.0, y + high / 2.0]
        };
        let is_free = |rect: &[f32; 4]| {
            let meets =
                |other: &[f32; 4]| rect[0] < other[2] && other[0] < rect[2] && rect[1] < other[3] && other[1] < rect[3];
            rect[0] >= 0.0 && rect[2] <= width && !taken.iter().any(|(_, _, other)| meets(other))
        };
        // Where ribbons cross, nobody could say whose number it is.
        let tried = clearest_first(ribbons, index).into_iter();
        if let Some((share, rect)) = tried.map(|share| (share, place(&share))).find(|(_, rect)| is_free(rect)) {
            taken.push((index, share, rect));
        }
    }
    taken.into_iter().map(|(index, share, _)| (index, share)).collect()
}

/// Where on its way a ribbon is met by the fewest others, and so can be pointed at.
pub fn clearest(ribbons: &[Ribbon], index: usize) -> f32 {
    clearest_first(ribbons, index)[0]
}

/// Points on the way of a ribbon: those first where the fewest others are near, and of these the middle ones.
fn clearest_first(ribbons: &[Ribbon], index: usize) -> [f32; 13] {
    let mut tried = [0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68, 0.26, 0.74, 0.2, 0.8, 0.14, 0.86];
    let ribbon = &ribbons[index];
    let met = |share: f32| {
        let others = ribbons.iter().enumerate().filter(|(other, it)| *other != index && !it.stays);
        let (y, reach) = (ribbon.middle(share), ribbon.thickness / 2.0 + 6.0);
        others.filter(|(_, other)| other.distance(share, y) < reach).count()
    };
    tried.sort_by_key(|share| met(*share));
    tried
}

/// Which ribbon is meant by a point: of those who move the nearest within reach, else who stays there.
pub fn pointed_at(ribbons: &[Ribbon], share: f32, y: f32) -> Option<usize> {
    const REACH: f32 = 4.0;
    if !(0.0..=1.0).contains(&share) {
        return None;
    }
    let near = |stays: bool, reach: f32| {
        let ribbons = ribbons.iter().enumerate().filter(move |(_, ribbon)| ribbon.stays == stays);
        let off = move |ribbon: &Ribbon| (ribbon.distance(share, y), (y - ribbon.middle(share)).abs());
        let within = ribbons.map(|(index, ribbon)| (index, off(ribbon))).filter(move |(_, (off, _))| *off <= reach);
        within.min_by(|(_, one), (_, other)| one.partial_cmp(other).unwrap_or(std::cmp::Ordering::Equal))
    };
    near(false, REACH).or_else(|| near(true, 0.0)).map(|(index, _)| index)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::scoring::{Tally, what_if::Volume};

    /// Nodes by name on each side, and so many leads on each way.
    fn flow(before: usize, after: usize, ways: &[(usize, usize, u64)]) -> Flow<usize> {
        let volume = |leads: u64| Volume { tally: Tally { leads, ..Tally::default() }, arrived: 0 };
        let nodes = |count: usize, others: usize, end: &dyn Fn(&(usize, usize, u64)) -> usize| -> Vec<Node<usize>> {
            let of = |id: usize| ways.iter().filter(|way| end(way) == id).map(|way| way.2).sum();
            let node = |id: usize| Node {
                id,
                name: id.to_string(),
                volume: volume(of(id)),
                like: Some(id).filter(|id| *id < others),
            };
            (0..count).map(node).collect()
        };
        let link = |(before, after, leads): &(usize, usize, u64)| Link {
            before: *before,
            after: *after,
            stays: before == after,
            volume: volume(*leads),
        };
        Flow {
            before: nodes(before, after, &|way| way.0),
            after: nodes(after, before, &|way| way.1),
            links: ways.iter().map(link).collect(),
        }
    }

    #[test]
    fn few_who_move_are_seen_beside_many_who_stay() {
        let picture = layout(&flow(2, 2, &[(0, 0, 400_000), (0, 1, 40), (1, 0, 400), (1, 1, 600_000)]), 300.0);
        let thickness = |link: usize| picture.ribbons[link].thickness;
        assert!(thickness(0) < thickness(3) && thickness(3) < 300.0);
        assert!(thickness(1) >= THINNEST && thickness(2) > thickness(1));
        assert!(picture.exaggeration.is_some_and(|times| times > 10.0));
        assert!(picture.height <= 300.0, "{}", picture.height);
    }

    #[test]
    fn where_nobody_stays_all_is_to_one_scale() {
        let picture = layout(&flow(2, 2, &[(0, 1, 300), (1, 0, 100)]), 200.0);
        assert_eq!(picture.exaggeration, None);
        let [one, other] = [0, 1].map(|link: usize| picture.ribbons[link].thickness);
        assert!((one / other - 3.0).abs() < 0.01);
    }

    #[test]
    fn what_nobody_was_nor_is_on_is_left_out() {
        let picture = layout(&flow(3, 3, &[(0, 0, 5), (0, 1, 2)]), 200.0);
        assert_eq!(picture.before.iter().map(|bar| bar.place).collect::<Vec<_>>(), [0, 1], "1 is where they go");
        assert_eq!(picture.after.len(), 2);
        assert_eq!(layout(&flow(0, 0, &[]), 200.0), Picture::default());
    }

    #[test]
    fn a_point_means_the_ribbon_of_those_who_move() {
        let picture = layout(&flow(2, 2, &[(0, 0, 4_000), (0, 1, 40), (1, 1, 6_000)]), 300.0);
        let moving = &picture.ribbons[1];
        assert_eq!(pointed_at(&picture.ribbons, 0.5, moving.middle(0.5)), Some(1));
        let staying = &picture.ribbons[0];
        assert_eq!(pointed_at(&picture.ribbons, 0.1, staying.left + 2.0), Some(0));
        assert_eq!(pointed_at(&picture.ribbons, 1.2, staying.left + 2.0), None);
    }

    proptest! {
        #[test]
        fn bars_hold_their_ribbons_and_never_overlap(
            leads in prop::collection::vec(0u64..2_000_000, 25), size in 1usize..=5,
        ) {
            let ways: Vec<_> = (0..size * size).map(|way| (way / size, way % size, leads[way])).collect();
            let ways: Vec<_> = ways.into_iter().filter(|(_, _, leads)| *leads > 0).collect();
            let flow = flow(size, size, &ways);
            let picture = layout(&flow, 360.0);
            prop_assert!(picture.height <= 360.5, "{}", picture.height);
            let links = |end: fn(&Link) -> usize, place: usize| {
                flow.links.iter().enumerate().filter(move |(_, link)| end(link) == place).map(|(index, _)| index)
            };
            for (bars, end, top) in [
                (&picture.before, (|link| link.before) as fn(&Link) -> usize, (|it| it.left) as fn(&Ribbon) -> f32),
                (&picture.after, |link| link.after, |it| it.right),
            ] {
                for pair in bars.windows(2) {
                    prop_assert!(pair[0].slot.1 + GAP <= pair[1].slot.0 + 0.01);
                }
                for bar in bars {
                    let ribbons: Vec<&Ribbon> = links(end, bar.place).map(|link| &picture.ribbons[link]).collect();
                    let sum: f32 = ribbons.iter().map(|ribbon| ribbon.thickness).sum();
                    prop_assert!((sum - bar.height).abs() < 0.1);
                    for ribbon in ribbons {
                        prop_assert!(top(ribbon) >= bar.top - 0.1);
                        prop_assert!(top(ribbon) + ribbon.thickness <= bar.top + bar.height + 0.1);
                    }
                }
            }
        }

        #[test]
        fn numbers_stand_apart(leads in prop::collection::vec(1u64..500, 12)) {
            let ways: Vec<_> = (0..12).map(|way| (way / 3, way % 3, leads[way])).collect();
            let picture = layout(&flow(4, 3, &ways), 300.0);
            let of = |ribbon: &Ribbon| flow(4, 3, &ways).links[ribbon.link].volume.tally.leads;
            let places = places_of_numbers(&picture.ribbons, of, |_| (30.0, 14.0), 200.0);
            prop_assert!(!places.is_empty());
            for (index, (one, share)) in places.iter().enumerate() {
                for (other, at) in &places[index + 1..] {
                    let apart = (share - at).abs() * 200.0 >= 30.0 - 0.01
                        || (picture.ribbons[*one].middle(*share) - picture.ribbons[*other].middle(*at)).abs() >= 14.0 - 0.01;
                    prop_assert!(apart);
                }
            }
        }
    }
}
