//! What a draft does is what two full scorings, joined lead by lead, say.

use std::sync::Arc;

use proptest::{prelude::*, sample::Index, test_runner::TestCaseResult};
use tandem::{
    lead::{Instant, Lead, Outcome},
    model::{Axis, BandId, CellKey, Model, RouteId, ScoreRange, limits},
    scoring::{
        ARRIVAL_WEEKS, Columns, ColumnsBuilder, Explanation, Live, Scores, Summary, Tally, explain, score_all,
        what_if::{
            Because, Crossing, Fit, FitTo, Knob, Lever, Point, Side, WhatIf, Who, fit_to_capacity, sweep, tornado,
        },
    },
};

use crate::strategies::{edit, lead, model};

fn columns(leads: &[Lead]) -> Arc<Columns> {
    let mut builder = ColumnsBuilder::default();
    builder.extend(leads.iter().cloned());
    Arc::new(builder.finish())
}

fn what_if(columns: &Arc<Columns>, baseline: &Model, draft: &Model, as_of: Instant) -> WhatIf {
    let side = |model: &Model| Side { scores: score_all(columns, model, as_of), model: Arc::new(model.clone()) };
    WhatIf::new(Arc::clone(columns), side(baseline), side(draft))
}

/// A model and what became of it, or two that have nothing to do with each other.
fn two() -> impl Strategy<Value = (Model, Model)> {
    prop_oneof![
        3 => edit::three(6).prop_map(|(base, ours, _)| (base, ours)),
        1 => (model::model(), model::model()),
    ]
}

fn tallies_are(found: impl Iterator<Item = Tally>, expected: &[Tally]) -> TestCaseResult {
    let found: Vec<Tally> = found.collect();
    prop_assert_eq!(found, expected);
    Ok(())
}

/// Every number on one side is that of the side's own summary.
fn is_the_summary(found: &WhatIf, is_draft: bool) -> TestCaseResult {
    let side = if is_draft { &found.draft } else { &found.baseline };
    let movement = &found.movement;
    let summary = Summary::new(&found.columns, &side.model, &side.scores);
    let cells = if is_draft { &movement.cells.after } else { &movement.cells.before };
    tallies_are(cells.iter().map(|node| node.volume.tally), &summary.cells.concat())?;
    let routes = if is_draft { &movement.routes.after } else { &movement.routes.before };
    let named = routes.iter().filter(|node| node.id.is_some());
    tallies_are(named.map(|node| node.volume.tally), &summary.routes)?;
    let nowhere: u64 = routes.iter().filter(|node| node.id.is_none()).map(|node| node.volume.tally.leads).sum();
    prop_assert_eq!(nowhere + summary.routes.iter().map(|tally| tally.leads).sum::<u64>(), summary.leads);
    let (sales, load) =
        if is_draft { (movement.sales.after, &found.load_after) } else { (movement.sales.before, &found.load_before) };
    let of_summary = Tally { leads: summary.to_sales, won: summary.wins_to_sales, decided: summary.decided_to_sales };
    prop_assert_eq!(sales.tally, of_summary);
    prop_assert_eq!(load.to_sales, summary.to_sales_per_week);
    let loads: Option<Vec<f64>> = load.routes.iter().map(|load| load.a_week).collect();
    prop_assert_eq!(loads, summary.routes_per_week.clone());
    let cells_a_week = summary.cells_per_week.map(|cells| cells.concat());
    let known = found.arrivals.is_known().then(|| cells.iter().map(|node| node.volume.a_week()).collect::<Vec<_>>());
    prop_assert_eq!(known, cells_a_week);
    Ok(())
}

/// Where a lead is, by the ids of its model.
#[derive(Debug, PartialEq)]
struct Place {
    cell: CellKey,
    route: Option<RouteId>,
    qualified: bool,
}

fn place(side: &Side, row: usize) -> Place {
    let Scores { fit_band, engagement_band, route, qualified, .. } = &side.scores;
    let band = |axis: Axis, index: u8| side.model.axis(axis).bands[usize::from(index)].id.clone();
    Place {
        cell: CellKey(band(Axis::Fit, fit_band[row]), band(Axis::Engagement, engagement_band[row])),
        route: side.model.routes.get(usize::from(route[row])).map(|route| route.id.clone()),
        qualified: qualified.contains(row),
    }
}

/// The rows behind a number are as many as the number says, and they are those that a join finds.
fn the_rows_are_joined(found: &WhatIf) -> TestCaseResult {
    let places: Vec<(Place, Place)> =
        (0..found.columns.len()).map(|row| (place(&found.baseline, row), place(&found.draft, row))).collect();
    let rows = |is: &dyn Fn(&(Place, Place)) -> bool| -> Vec<u32> {
        found.draft.scores.there.rows().filter(|row| is(&places[*row])).map(|row| row as u32).collect()
    };
    let (cells, routes) = (&found.movement.cells, &found.movement.routes);
    for link in &cells.links {
        let (before, after) = (cells.before[link.before].id.clone(), cells.after[link.after].id.clone());
        let joined = rows(&|(was, is)| was.cell == before && is.cell == after);
        prop_assert_eq!(joined.len() as u64, link.volume.tally.leads);
        prop_assert_eq!(found.rows(&Who::Cells { before, after }), joined);
    }
    for link in &routes.links {
        let (before, after) = (routes.before[link.before].id.clone(), routes.after[link.after].id.clone());
        let joined = rows(&|(was, is)| was.route == before && is.route == after);
        prop_assert_eq!(joined.len() as u64, link.volume.tally.leads);
        prop_assert_eq!(found.rows(&Who::Routes { before, after }), joined);
    }
    for (place, node) in routes.after.iter().enumerate() {
        let entering = found.rows(&Who::Enters(node.id.clone()));
        prop_assert_eq!(entering.len() as u64, routes.entering(place).tally.leads);
    }
    for (place, node) in routes.before.iter().enumerate() {
        let leaving = found.rows(&Who::Leaves(node.id.clone()));
        prop_assert_eq!(leaving.len() as u64, routes.leaving(place).tally.leads);
    }
    let (gained, lost) =
        (rows(&|(was, is)| !was.qualified && is.qualified), rows(&|(was, is)| was.qualified && !is.qualified));
    let sales = &found.movement.sales;
    prop_assert_eq!(gained.len() as u64, sales.gained.tally.leads);
    prop_assert_eq!(lost.len() as u64, sales.lost.tally.leads);
    let won = |rows: &[u32]| -> Vec<u32> {
        let is_won = |row: &u32| found.columns.outcome_at(*row as usize, found.as_of) == Outcome::Won;
        rows.iter().copied().filter(is_won).collect()
    };
    prop_assert_eq!(won(&gained).len() as u64, sales.gained.tally.won);
    prop_assert_eq!(found.rows(&Who::WinsGained), won(&gained));
    prop_assert_eq!(found.rows(&Who::WinsLost), won(&lost));
    prop_assert_eq!(found.rows(&Who::ToSales), gained);
    prop_assert_eq!(found.rows(&Who::FromSales), lost);
    Ok(())
}

/// The reasons of a lead add up to what its totals differ by.
fn the_reasons_add_up(found: &WhatIf, row: u32) -> TestCaseResult {
    let reasons = found.because(row);
    let lead = found.columns.lead(row as usize);
    let of = |side: &Side| explain(&side.model, &lead, found.as_of);
    let (before, after) = (of(&found.baseline), of(&found.draft));
    for axis in Axis::ALL {
        let total = |explained: &Explanation| match axis {
            Axis::Fit => explained.fit.total,
            Axis::Engagement => explained.engagement.total,
        };
        let of_axis = reasons.iter().filter(|reason| match reason {
            Because::Criterion { axis: of, .. } | Because::Cap { axis: of, .. } => *of == axis,
            _ => false,
        });
        let moved: i64 = of_axis.map(Because::thousandths).sum();
        prop_assert_eq!(moved, total(&after) - total(&before), "{:?}", reasons);
    }
    Ok(())
}

/// A model whose edges can be tried one by one: narrow ranges, and little capacity.
fn small(mut model: Model, capacity: u32) -> Model {
    for axis in Axis::ALL {
        model.axis_mut(axis).range = ScoreRange { least: -5, most: 40 };
    }
    for (index, route) in model.routes.iter_mut().enumerate() {
        route.weekly_capacity = (index % 3 != 2).then_some(capacity);
    }
    model
}

fn an_edge(model: &Model, at: &Index) -> (Axis, BandId) {
    let edges = Axis::ALL.map(|axis| {
        let bands = &model.axis(axis).bands;
        bands[..bands.len() - 1].iter().map(move |band| (axis, band.id.clone())).collect::<Vec<_>>()
    });
    let edges = edges.concat();
    edges[at.index(edges.len())].clone()
}

fn is_point(point: &Point, columns: &Columns, model: &Model, as_of: Instant) -> TestCaseResult {
    let summary = Summary::new(columns, model, &score_all(columns, model, as_of));
    let tally = Tally { leads: summary.to_sales, won: summary.wins_to_sales, decided: summary.decided_to_sales };
    prop_assert_eq!((point.to_sales, point.won), (tally, summary.won));
    prop_assert_eq!(point.precision(), summary.to_sales_win_rate());
    prop_assert_eq!(point.to_sales_a_week(), summary.to_sales_per_week);
    Ok(())
}

/// What comes to the routes to sales that say what they can take, in all the weeks, and what they can take in these.
fn load(columns: &Columns, model: &Model, as_of: Instant) -> Option<(f64, f64)> {
    let summary = Summary::new(columns, model, &score_all(columns, model, as_of));
    let (mut load, mut capacity, mut is_any) = (0.0, 0.0, false);
    for (route, a_week) in model.routes.iter().zip(summary.routes_per_week?) {
        let is_to_sales = route.qualified && route.id != model.matrix.disqualified;
        if is_to_sales && model.matrix.cells.values().any(|id| *id == route.id) {
            let Some(most) = route.weekly_capacity else { continue };
            load += a_week * f64::from(ARRIVAL_WEEKS);
            capacity += f64::from(most) * f64::from(ARRIVAL_WEEKS);
            is_any = true;
        }
    }
    is_any.then_some((load.round(), capacity))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(160))]

    #[test]
    fn movement_is_the_join_of_two_scorings(
        (baseline, draft) in two(), leads in lead::leads(), as_of in lead::as_of(),
    ) {
        let columns = columns(&leads);
        let found = what_if(&columns, &baseline, &draft, as_of);
        is_the_summary(&found, false)?;
        is_the_summary(&found, true)?;
        the_rows_are_joined(&found)?;
        let sum: u64 = found.movement.cells.links.iter().map(|link| link.volume.tally.leads).sum();
        let there = &found.draft.scores.there;
        prop_assert_eq!(sum, there.count());
        prop_assert_eq!(found.movement.leads.tally.leads, there.count());
        prop_assert_eq!(found.rows(&Who::Moved).len() as u64, found.movement.moved.tally.leads);
        let undated = there.rows().filter(|row| columns.lead(*row).created.is_none());
        prop_assert_eq!(found.arrivals.undated, undated.count() as u64);
    }

    #[test]
    fn whoever_moves_has_a_reason(
        (baseline, draft) in two(), leads in lead::leads(), as_of in lead::as_of(),
    ) {
        let columns = columns(&leads);
        let found = what_if(&columns, &baseline, &draft, as_of);
        for row in found.rows(&Who::Moved) {
            prop_assert!(!found.because(row).is_empty(), "row {row} moves without a reason");
        }
        for row in 0..columns.len() {
            the_reasons_add_up(&found, row as u32)?;
        }
    }

    /// Nobody moves where nothing changes, and nothing breaks where models are.
    #[test]
    fn the_same_model_moves_nobody(model in prop_oneof![model::model(), model::absurd_model()], leads in lead::leads(), as_of in lead::as_of()) {
        let columns = columns(&leads);
        let found = what_if(&columns, &model, &model, as_of);
        let is_sound = !model.fit.bands.is_empty() && !model.engagement.bands.is_empty();
        prop_assert!(!is_sound || found.rows(&Who::Moved).is_empty());
        prop_assert!(!is_sound || found.movement.moved.tally.leads == 0);
        for row in 0..columns.len() {
            prop_assert!(!is_sound || found.because(row as u32).is_empty());
        }
    }

    #[test]
    fn a_sweep_is_a_scoring_a_value(
        model in model::model(), leads in lead::leads(), as_of in lead::as_of(), at in any::<Index>(), which in 0..3,
    ) {
        let columns = columns(&leads);
        let (axis, band) = an_edge(&model, &at);
        let category = model.categories[at.index(model.categories.len())].id.clone();
        let knob = match (which, model.criteria.first()) {
            (0, Some(criterion)) => Knob::Points { criterion: criterion.id.clone() },
            (1, _) => Knob::Cap { category },
            _ => Knob::Edge { axis, band },
        };
        let mut live = Live::new(Arc::clone(&columns), &model, as_of);
        let values = [-20, 0, 7, 60, 30];
        let found = sweep(&mut live, &knob, &values, || true).expect("the model has it");
        is_point(&found.now, &columns, &model, as_of)?;
        prop_assert_eq!(found.now.value, knob.value(&model));
        prop_assert_eq!(found.points.len(), values.len());
        for (point, value) in found.points.iter().zip(values) {
            let mut turned = model.clone();
            prop_assert!(knob.set(&mut turned, value));
            prop_assert_eq!(knob.value(&turned), Some(value));
            is_point(point, &columns, &turned, as_of)?;
        }
        prop_assert_eq!(live.model(), &model);
        if let Some(value) = found.now.value {
            let again = sweep(&mut live, &knob, &[value], || true).expect("the model has it");
            prop_assert_eq!(&again.points[0], &found.now);
        }
        prop_assert_eq!(sweep(&mut live, &knob, &values, || false), None);
        prop_assert_eq!(live.model(), &model);
    }

    #[test]
    fn a_tornado_is_two_scorings_a_criterion(model in model::model(), leads in lead::leads(), as_of in lead::as_of()) {
        let columns = columns(&leads);
        let mut live = Live::new(Arc::clone(&columns), &model, as_of);
        let levers = tornado(&mut live, || true).expect("it is wanted");
        prop_assert_eq!(live.model(), &model);
        prop_assert!(levers.is_sorted_by(|one, other| one.leads() >= other.leads()), "the strongest first");
        let counts = model.criteria.iter().filter(|criterion| criterion.enabled && model.axis_of(criterion).is_some());
        prop_assert_eq!(levers.len(), counts.count());
        let now = score_all(&columns, &model, as_of);
        for Lever { criterion, points, more, less } in &levers {
            for (by, found) in [(1, more), (-1, less)] {
                let mut turned = model.clone();
                let criterion = turned.criterion_mut(criterion).expect("it is of the model");
                prop_assert_eq!(criterion.points, *points);
                criterion.points = (points + by).clamp(-limits::POINTS, limits::POINTS);
                let then = score_all(&columns, &turned, as_of);
                let rows = |was: bool, is: bool| {
                    let crosses = |row: &usize| now.qualified.contains(*row) == was && then.qualified.contains(*row) == is;
                    (0..columns.len()).filter(crosses).count() as u64
                };
                prop_assert_eq!(*found, Crossing { gained: rows(false, true), lost: rows(true, false) });
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn fit_to_capacity_finds_the_lowest(
        model in model::model(), capacity in 0_u32..3, leads in lead::leads(), as_of in lead::as_of(), at in any::<Index>(),
    ) {
        let (model, columns) = (small(model, capacity), columns(&leads));
        let (axis, band) = an_edge(&model, &at);
        let mut live = Live::new(Arc::clone(&columns), &model, as_of);
        let found = fit_to_capacity(&mut live, axis, &band, &FitTo::Sales, || true).expect("there is such an edge");
        prop_assert_eq!(live.model(), &model);
        let bands = &model.axis(axis).bands;
        let place = bands.iter().position(|other| other.id == band).expect("it is of the model") as i32;
        let (lowest, highest) = (-5 + bands.len() as i32 - 1 - place, 40 - place);
        let knob = Knob::Edge { axis, band };
        let fits = |value: i32| {
            let mut turned = model.clone();
            knob.set(&mut turned, value);
            load(&columns, &turned, as_of).is_some_and(|(load, capacity)| load <= capacity)
        };
        let first = (lowest..=highest).find(|value| fits(*value));
        match found {
            Fit::At(point) => prop_assert_eq!(point.value, first),
            Fit::Anywhere(point) => prop_assert_eq!((point.value, first), (Some(lowest), Some(lowest))),
            Fit::Nowhere(point) => prop_assert_eq!((point.value, first), (Some(highest), None)),
            Fit::NoDates => prop_assert!(leads.iter().all(|lead| lead.created.is_none())),
            Fit::NoCapacity => prop_assert_eq!(load(&columns, &model, as_of), None),
        }
    }
}
