//! Changes of bands, edges and routes, apart from the window: after each of them every cell still names a route that
//! exists, and the edges of an axis still fall from the best band to the last.

use crate::model::{Axis, AxisSettings, Band, BandId, CellKey, Model, Route, RouteId, ScoreRange, Tone, pushed_edges};

/// An axis has at least so many bands.
pub const FEWEST_BANDS: usize = 2;
/// An axis has at most so many bands.
pub const MOST_BANDS: usize = 6;

/// The edges of an axis, best first: one fewer than there are bands. A missing one is taken as the least score.
pub fn edges(settings: &AxisSettings) -> Vec<i32> {
    let cut = settings.bands.len().saturating_sub(1);
    settings.bands.iter().take(cut).map(|band| band.from.unwrap_or(settings.range.least)).collect()
}

/// The edges once the one at `index` stands at `to`: its neighbours are pushed along and never crossed, and all that
/// moves stays where a score can reach it.
pub fn pushed(edges: &[i32], index: usize, to: i32, range: ScoreRange) -> Vec<i32> {
    if index >= edges.len() {
        return edges.to_vec();
    }
    let steps = |count: usize| i32::try_from(count).unwrap_or(i32::MAX);
    // Each band beside it keeps at least one score of its own.
    let lowest = range.least.saturating_add(steps(edges.len() - index));
    let highest = range.most.saturating_sub(steps(index)).max(lowest);
    pushed_edges(edges, index, to.max(lowest).min(highest))
}

/// Whether edges stand where one of them would have pushed others from: then these can come back with it.
pub fn is_pushed(start: &[i32], edges: &[i32], index: usize, range: ScoreRange) -> bool {
    edges.get(index).is_some_and(|edge| start.len() == edges.len() && pushed(start, index, *edge, range) == edges)
}

/// Gives an axis the edges `edges`, best first; the last band has none.
pub fn set_edges(settings: &mut AxisSettings, edges: &[i32]) {
    let last = settings.bands.len().saturating_sub(1);
    for (index, band) in settings.bands.iter_mut().enumerate() {
        band.from = if index < last { edges.get(index).copied().or(band.from) } else { None };
    }
}

/// Moves one edge, pushing its neighbours.
pub fn move_edge(model: &mut Model, axis: Axis, index: usize, to: i32) {
    let settings = model.axis_mut(axis);
    let moved = pushed(&edges(settings), index, to, settings.range);
    set_edges(settings, &moved);
}

/// Splits a band in the middle. The new band is the lower half, with the same routes and marks; `None` where there are
/// enough bands already or no score is left to cut at.
pub fn add_band(model: &mut Model, axis: Axis, index: usize) -> Option<BandId> {
    let settings = model.axis(axis);
    if settings.bands.len() >= MOST_BANDS {
        return None;
    }
    let split = settings.bands.get(index)?.clone();
    let top = match index.checked_sub(1) {
        Some(above) => settings.bands[above].from?,
        None => settings.range.most.saturating_add(1),
    };
    let bottom = split.from.unwrap_or(settings.range.least);
    let middle = i32::try_from((i64::from(top) + i64::from(bottom)).div_euclid(2)).ok()?;
    if middle <= bottom || middle >= top {
        return None;
    }
    let sequence = Sequence::of(&settings.bands);
    let name = free_name(&settings.bands);
    let id = if sequence.is_some() { BandId::fresh() } else { free_id(&settings.bands, &name) };
    let new = Band { id: id.clone(), name, from: split.from, marks: split.marks };
    let others: Vec<BandId> = other_bands(model, axis);
    for other in others {
        let route = model.matrix.cells.get(&key(axis, &split.id, &other)).or_else(|| fallback(model)).cloned();
        if let Some(route) = route {
            model.matrix.cells.insert(key(axis, &id, &other), route);
        }
    }
    let bands = &mut model.axis_mut(axis).bands;
    bands[index].from = Some(middle);
    bands.insert(index + 1, new);
    rename(bands, sequence);
    Some(id)
}

/// Takes a band away with its cells; its leads fall into the next lower band (from the last one, into the one above).
/// False where too few bands would be left.
pub fn remove_band(model: &mut Model, axis: Axis, index: usize) -> bool {
    let bands = &mut model.axis_mut(axis).bands;
    if bands.len() <= FEWEST_BANDS || index >= bands.len() {
        return false;
    }
    let sequence = Sequence::of(bands);
    let removed = bands.remove(index);
    if let Some(last) = bands.last_mut() {
        last.from = None;
    }
    rename(bands, sequence);
    model.matrix.cells.retain(|CellKey(fit, engagement), _| match axis {
        Axis::Fit => *fit != removed.id,
        Axis::Engagement => *engagement != removed.id,
    });
    true
}

/// Sends the leads of a cell to another route.
pub fn set_route(model: &mut Model, fit: &BandId, engagement: &BandId, route: &RouteId) {
    if model.route(route).is_some() {
        model.matrix.cells.insert(CellKey(fit.clone(), engagement.clone()), route.clone());
    }
}

/// A new route at the end.
pub fn add_route(model: &mut Model, name: String) -> RouteId {
    let id = RouteId::fresh();
    model.routes.push(Route {
        id: id.clone(),
        name,
        owner: None,
        tone: Tone::Cool,
        respond_within_minutes: None,
        follow_up: None,
        action: String::new(),
        qualified: false,
        weekly_capacity: None,
    });
    id
}

/// The same route once more, below the first, under a name of its own.
pub fn duplicate_route(model: &mut Model, id: &RouteId, name: String) -> Option<RouteId> {
    let index = model.routes.iter().position(|route| route.id == *id)?;
    let copy = Route { id: RouteId::fresh(), name, ..model.routes[index].clone() };
    let new = copy.id.clone();
    model.routes.insert(index + 1, copy);
    Some(new)
}

/// Takes a route away; its cells, and the disqualified if they went there, go to `instead`. False where that is no
/// other route.
pub fn remove_route(model: &mut Model, id: &RouteId, instead: &RouteId) -> bool {
    if id == instead || model.route(id).is_none() || model.route(instead).is_none() {
        return false;
    }
    for route in model.matrix.cells.values_mut().filter(|route| *route == id) {
        *route = instead.clone();
    }
    if model.matrix.disqualified == *id {
        model.matrix.disqualified = instead.clone();
    }
    model.routes.retain(|route| route.id != *id);
    true
}

/// Moves a route one place up (−1) or down (+1).
pub fn move_route(model: &mut Model, id: &RouteId, by: isize) {
    let Some(index) = model.routes.iter().position(|route| route.id == *id) else { return };
    if let Some(to) = index.checked_add_signed(by).filter(|to| *to < model.routes.len()) {
        model.routes.swap(index, to);
    }
}

/// How many cells name a route.
pub fn cells_of(model: &Model, id: &RouteId) -> usize {
    let is_band = |bands: &[Band], id: &BandId| bands.iter().any(|band| band.id == *id);
    let cells = model.matrix.cells.iter();
    cells
        .filter(|(CellKey(fit, engagement), route)| {
            *route == id && is_band(&model.fit.bands, fit) && is_band(&model.engagement.bands, engagement)
        })
        .count()
}

/// The cell of a band of `axis` and a band of the other one.
fn key(axis: Axis, band: &BandId, other: &BandId) -> CellKey {
    match axis {
        Axis::Fit => CellKey(band.clone(), other.clone()),
        Axis::Engagement => CellKey(other.clone(), band.clone()),
    }
}

fn other_bands(model: &Model, axis: Axis) -> Vec<BandId> {
    let other = match axis {
        Axis::Fit => &model.engagement,
        Axis::Engagement => &model.fit,
    };
    other.bands.iter().map(|band| band.id.clone()).collect()
}

/// Where a cell goes that had no route before: to the least eager one.
fn fallback(model: &Model) -> Option<&RouteId> {
    model.routes.last().map(|route| &route.id)
}

/// How bands are named from the best on: A, B, C or 1, 2, 3.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sequence {
    Letters,
    Numbers,
}

impl Sequence {
    fn name(self, index: usize) -> String {
        match self {
            Self::Letters => ('A'..='Z').nth(index).map(String::from).unwrap_or_default(),
            Self::Numbers => (index + 1).to_string(),
        }
    }

    /// The sequence that all the names follow, if there is one.
    fn of(bands: &[Band]) -> Option<Self> {
        let follows = |sequence: &Self| bands.iter().enumerate().all(|(index, band)| band.name == sequence.name(index));
        [Self::Letters, Self::Numbers].into_iter().find(follows)
    }
}

/// Names that followed a sequence still do when a band has come or gone: nobody wants A, B, E, C. Ids stay.
fn rename(bands: &mut [Band], sequence: Option<Sequence>) {
    let Some(sequence) = sequence else { return };
    for (index, band) in bands.iter_mut().enumerate() {
        band.name = sequence.name(index);
    }
}

/// The next letter or number, as the other bands are named.
fn free_name(bands: &[Band]) -> String {
    let is_taken = |name: &String| bands.iter().any(|band| band.name == *name);
    let letters = ('A'..='Z').map(String::from);
    let numbers = (1..=99).map(|number| number.to_string());
    let is_numbered = bands.iter().all(|band| band.name.trim().parse::<u32>().is_ok());
    let found = if is_numbered {
        numbers.clone().find(|name| !is_taken(name))
    } else {
        letters.clone().find(|name| !is_taken(name))
    };
    found.unwrap_or_else(|| String::from("?"))
}

/// The name as id where it is free: a file then reads `("E", "1")` and not a row of random letters.
fn free_id(bands: &[Band], name: &str) -> BandId {
    let id = BandId::from(name);
    if bands.iter().any(|band| band.id == id) { BandId::fresh() } else { id }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RANGE: ScoreRange = ScoreRange { least: 0, most: 100 };

    /// Every cell names a route that exists, no cell is left over, edges fall, the last band has none.
    fn assert_sound(model: &Model) {
        for fit in &model.fit.bands {
            for engagement in &model.engagement.bands {
                let route = model.cell(&fit.id, &engagement.id);
                let route = route.unwrap_or_else(|| panic!("{}{} has a route", fit.name, engagement.name));
                assert!(model.route(route).is_some(), "{route} exists");
            }
        }
        let cells = model.fit.bands.len() * model.engagement.bands.len();
        assert_eq!(model.matrix.cells.len(), cells, "no cell of a band that is gone");
        assert!(model.route(&model.matrix.disqualified).is_some(), "the disqualified go somewhere");
        for axis in Axis::ALL {
            let bands = &model.axis(axis).bands;
            assert!((FEWEST_BANDS..=MOST_BANDS).contains(&bands.len()));
            assert_eq!(bands.iter().position(|band| band.from.is_none()), Some(bands.len() - 1));
            let edges = edges(model.axis(axis));
            assert!(edges.windows(2).all(|pair| pair[0] > pair[1]), "{edges:?} fall");
            let mut ids: Vec<_> = bands.iter().map(|band| &band.id).collect();
            ids.sort();
            ids.dedup();
            assert_eq!(ids.len(), bands.len(), "ids are unique");
        }
    }

    #[test]
    fn an_edge_pushes_its_neighbours_and_never_crosses_them() {
        assert_eq!(pushed(&[75, 50, 25], 1, 60, RANGE), [75, 60, 25]);
        assert_eq!(pushed(&[75, 50, 25], 1, 80, RANGE), [81, 80, 25]);
        assert_eq!(pushed(&[75, 50, 25], 1, 20, RANGE), [75, 20, 19]);
        assert_eq!(pushed(&[75, 50, 25], 0, 3, RANGE), [3, 2, 1], "all bands keep a score");
        assert_eq!(pushed(&[75, 50, 25], 2, 500, RANGE), [100, 99, 98]);
        assert_eq!(pushed(&[75, 50, 25], 2, -500, RANGE), [75, 50, 1]);
        assert_eq!(pushed(&[75, 50, 25], 7, 10, RANGE), [75, 50, 25], "there is no such edge");
    }

    #[test]
    fn an_absurd_range_neither_panics_nor_wraps() {
        let narrow = ScoreRange { least: 5, most: 5 };
        assert!(pushed(&[3, 2, 1], 1, 9, narrow).windows(2).all(|pair| pair[0] > pair[1]));
        let upside_down = ScoreRange { least: i32::MAX, most: i32::MIN };
        assert_eq!(pushed(&[3, 2, 1], 1, i32::MIN, upside_down).len(), 3);
        assert!(pushed(&[], 0, 5, RANGE).is_empty());
    }

    #[test]
    fn the_edges_at_every_place_stay_in_order() {
        for index in 0..3 {
            for to in -10..=110 {
                let edges = pushed(&[75, 50, 25], index, to, RANGE);
                assert!(edges.windows(2).all(|pair| pair[0] > pair[1]), "{index} to {to}: {edges:?}");
                assert!(edges.iter().all(|edge| (1..=100).contains(edge)), "{index} to {to}: {edges:?}");
            }
        }
    }

    #[test]
    fn a_band_is_split_with_its_routes() {
        for axis in Axis::ALL {
            for index in 0..4 {
                let mut model = Model::new("test");
                let before = model.clone();
                let id = add_band(&mut model, axis, index).expect("there is room");
                assert_sound(&model);
                let bands = &model.axis(axis).bands;
                assert_eq!(bands[index + 1].id, id);
                let names: Vec<_> = bands.iter().map(|band| band.name.as_str()).collect();
                let expected = if axis == Axis::Fit { ["A", "B", "C", "D", "E"] } else { ["1", "2", "3", "4", "5"] };
                assert_eq!(names, expected, "names that were a sequence stay one");
                assert_eq!(bands[index + 1].from, before.axis(axis).bands[index].from, "the lower half");
                for other in other_bands(&model, axis) {
                    let split = &bands[index].id;
                    assert_eq!(
                        model.matrix.cells[&key(axis, &id, &other)],
                        before.matrix.cells[&key(axis, split, &other)]
                    );
                }
            }
        }
    }

    #[test]
    fn names_of_ones_own_stay() {
        let mut model = Model::new("test");
        model.fit.bands[0].name = "Top".to_owned();
        assert!(add_band(&mut model, Axis::Fit, 0).is_some());
        let names: Vec<_> = model.fit.bands.iter().map(|band| band.name.as_str()).collect();
        assert_eq!(names, ["Top", "A", "B", "C", "D"]);
        assert!(remove_band(&mut model, Axis::Fit, 2));
        assert_eq!(model.fit.bands[2].name, "C");
        assert_sound(&model);
    }

    #[test]
    fn there_are_two_to_six_bands() {
        let mut model = Model::new("test");
        assert!(add_band(&mut model, Axis::Fit, 0).is_some());
        assert!(add_band(&mut model, Axis::Fit, 4).is_some());
        assert!(add_band(&mut model, Axis::Fit, 1).is_none(), "six are enough");
        assert_sound(&model);
        for _ in 0..4 {
            assert!(remove_band(&mut model, Axis::Fit, 0));
            assert_sound(&model);
        }
        assert!(!remove_band(&mut model, Axis::Fit, 0), "two are needed");
        assert!(add_band(&mut model, Axis::Engagement, 9).is_none(), "there is no such band");
    }

    #[test]
    fn a_band_of_one_score_is_not_split() {
        let mut model = Model::new("test");
        move_edge(&mut model, Axis::Fit, 1, 74);
        assert_eq!(edges(&model.fit), [75, 74, 25]);
        assert!(add_band(&mut model, Axis::Fit, 1).is_none());
        assert_sound(&model);
    }

    #[test]
    fn the_last_band_can_go_and_the_one_above_takes_its_leads() {
        let mut model = Model::new("test");
        assert!(remove_band(&mut model, Axis::Engagement, 3));
        assert_sound(&model);
        assert_eq!(model.engagement.band_index(0), 2);
    }

    #[test]
    fn the_cells_of_a_route_that_goes_find_another() {
        let mut model = Model::new("test");
        let (nurture, none) = (RouteId::from("nurture"), RouteId::from("no-action"));
        let moved = cells_of(&model, &none) + cells_of(&model, &nurture);
        assert!(!remove_route(&mut model, &none, &none));
        assert!(!remove_route(&mut model, &none, &"nowhere".into()));
        assert!(remove_route(&mut model, &none, &nurture));
        assert_sound(&model);
        assert_eq!(cells_of(&model, &nurture), moved);
        assert_eq!(model.matrix.disqualified, nurture);
    }

    #[test]
    fn routes_are_added_copied_and_moved() {
        let mut model = Model::new("test");
        let new = add_route(&mut model, "Call back".to_owned());
        set_route(&mut model, &"A".into(), &"1".into(), &new);
        set_route(&mut model, &"A".into(), &"2".into(), &"nowhere".into());
        assert_sound(&model);
        assert_eq!(model.cell(&"A".into(), &"1".into()), Some(&new));
        let copy = duplicate_route(&mut model, &"sales-now".into(), "Sales now 2".to_owned()).expect("it is there");
        assert_eq!(model.routes[1].id, copy);
        assert_eq!(model.routes[1].respond_within_minutes, Some(15));
        move_route(&mut model, &copy, -1);
        move_route(&mut model, &copy, -1);
        assert_eq!(model.routes[0].id, copy);
        move_route(&mut model, &new, 1);
        assert_eq!(model.routes.last().map(|route| &route.id), Some(&new));
        assert_sound(&model);
    }
}
