//! What can be turned: its name, how it is turned under the hand, and what is offered first.

use crate::{
    app::pages::matrix::edit,
    model::{Axis, AxisSettings, Band, BandId, Model},
    scoring::what_if::{Knob, keeps_out},
};

/// “Engagement 1 starts at”, “Points of Pricing page”, “Cap of E-mail”.
pub fn name(model: &Model, knob: &Knob) -> String {
    match knob {
        Knob::Edge { axis, band } => {
            let band = model.axis(*axis).bands.iter().find(|other| other.id == *band);
            let name = band.map(|band| band_name(model, *axis, band)).unwrap_or_default();
            tr!("sweep-edge", axis = axis_name(*axis), band = name)
        }
        Knob::Points { criterion } => {
            let name = model.criterion(criterion).map(|criterion| criterion.name.clone());
            tr!("sweep-points", name = name.unwrap_or_default())
        }
        Knob::Cap { category } => {
            let name = model.category(category).map(|category| category.name.clone());
            tr!("sweep-cap", name = name.unwrap_or_default())
        }
    }
}

/// “engagement 1”, within a sentence.
pub fn edge_name(model: &Model, axis: Axis, band: &Band) -> String {
    let short = band_name(model, axis, band);
    match axis {
        Axis::Fit => tr!("sweep-edge-fit", band = short),
        Axis::Engagement => tr!("sweep-edge-engagement", band = short),
    }
}

/// “1”; a name that is more than a sign stands in quotes.
fn band_name(model: &Model, axis: Axis, band: &Band) -> String {
    const SIGNS: usize = 2;
    let short = model.axis(axis).short_name(band);
    if short.chars().count() <= SIGNS { short.to_owned() } else { tr!("sweep-band", name = short.to_owned()) }
}

pub fn axis_name(axis: Axis) -> String {
    match axis {
        Axis::Fit => tr!("axis-fit"),
        Axis::Engagement => tr!("axis-engagement"),
    }
}

/// The axis that a number belongs to: its colour.
pub fn axis(model: &Model, knob: &Knob) -> Axis {
    let of_category = |id| model.category(id).map(|category| category.axis);
    let found = match knob {
        Knob::Edge { axis, .. } => Some(*axis),
        Knob::Points { criterion } => model.criterion(criterion).and_then(|criterion| of_category(&criterion.category)),
        Knob::Cap { category } => of_category(category),
    };
    found.unwrap_or(Axis::Fit)
}

/// All edges, then all caps, then all criteria, as the model has them.
pub fn all(model: &Model) -> Vec<Knob> {
    let caps = model.categories.iter().map(|category| Knob::Cap { category: category.id.clone() });
    let enabled = model.criteria.iter().filter(|criterion| criterion.enabled && model.axis_of(criterion).is_some());
    let points = enabled.map(|criterion| Knob::Points { criterion: criterion.id.clone() });
    edges(model).chain(caps).chain(points).collect()
}

/// Engagement first: what leads do changes from week to week, and so does what sales can work.
fn edges(model: &Model) -> impl Iterator<Item = Knob> {
    [Axis::Engagement, Axis::Fit].into_iter().flat_map(|axis| {
        let bands = &model.axis(axis).bands;
        bands.iter().take(bands.len().saturating_sub(1)).map(move |band| Knob::Edge { axis, band: band.id.clone() })
    })
}

/// What is turned as long as nobody has chosen: the best edge of engagement below which a lead is kept from sales; else one of
/// fit; else the first there is.
pub fn first(model: &Model) -> Option<Knob> {
    let is_on_the_way = |knob: &Knob| {
        let Knob::Edge { axis, band } = knob else { return false };
        let place = model.axis(*axis).bands.iter().position(|other| other.id == *band);
        place.is_some_and(|place| keeps_out(model, *axis, place, |route| model.is_to_sales(route)))
    };
    edges(model).find(is_on_the_way).or_else(|| edges(model).next()).or_else(|| all(model).into_iter().next())
}

/// Turns a number to a value, from where `base` has it: what an edge pushes along comes back with the hand. The rest of the model
/// stays as it is.
pub fn turn(model: &mut Model, base: &Model, knob: &Knob, value: i32) {
    match knob {
        Knob::Edge { axis, band } => {
            turn_edge(model.axis_mut(*axis), base.axis(*axis), band, value);
        }
        Knob::Points { .. } => {
            knob.set(model, value);
        }
        Knob::Cap { category } => {
            let least = base.category(category).and_then(|category| category.at_least);
            if let Some(category) = model.categories.iter_mut().find(|other| other.id == *category) {
                category.at_least = least;
            }
            knob.set(model, value);
        }
    }
}

/// The same of one edge of an axis.
pub fn turn_edge(settings: &mut AxisSettings, from: &AxisSettings, band: &BandId, value: i32) {
    let Some(place) = from.bands.iter().position(|other| other.id == *band) else { return };
    let moved = edit::pushed(&edit::edges(from), place, value, settings.range);
    if settings.bands.len() == from.bands.len() && edit::edges(settings) != moved {
        edit::set_edges(settings, &moved);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{BandId, CellKey};

    #[test]
    fn the_edge_on_the_way_to_sales_comes_first() {
        let mut model = Model::new("test");
        // Of the sample matrix, the best engagement sends a C to sales, and the next one does not.
        let first = first(&model).expect("there are edges");
        assert!(matches!(&first, Knob::Edge { axis: Axis::Engagement, .. }), "{first:?}");
        for (CellKey(fit, _), route) in &mut model.matrix.cells {
            *route = if *fit == BandId::from("A") { "sales-now".into() } else { "nurture".into() };
        }
        assert_eq!(super::first(&model), Some(Knob::Edge { axis: Axis::Fit, band: "A".into() }));
    }

    #[test]
    fn long_names_of_bands_stand_in_quotes() {
        let mut model = Model::new("test");
        let knob = Knob::Edge { axis: Axis::Engagement, band: "1".into() };
        assert_eq!(name(&model, &knob), "Engagement 1 starts at");
        model.engagement.bands[0].name = "1 very interested".to_owned();
        assert_eq!(name(&model, &knob), "Engagement 1 starts at");
        model.engagement.bands[0].name = "With us".to_owned();
        assert_eq!(name(&model, &knob), "Engagement “With us” starts at");
        assert_eq!(edge_name(&model, Axis::Engagement, &model.engagement.bands[0]), "engagement “With us”");
    }

    #[test]
    fn what_is_pushed_along_comes_back_with_the_hand() {
        let base = Model::new("test");
        let mut model = base.clone();
        let knob = Knob::Edge { axis: Axis::Fit, band: "B".into() };
        turn(&mut model, &base, &knob, 90);
        assert_eq!(edit::edges(&model.fit), [91, 90, 25]);
        turn(&mut model, &base, &knob, 60);
        assert_eq!(edit::edges(&model.fit), [75, 60, 25]);
        turn(&mut model, &base, &knob, 1_000);
        assert_eq!(edit::edges(&model.fit), [100, 99, 25], "within the range of the axis");
        turn(&mut model, &base, &knob, 50);
        assert_eq!(model, base);
    }

    #[test]
    fn a_least_comes_back_with_its_cap() {
        let mut base = Model::new("test");
        base.categories[0].at_least = Some(5);
        let mut model = base.clone();
        let knob = Knob::Cap { category: base.categories[0].id.clone() };
        turn(&mut model, &base, &knob, 3);
        assert_eq!((model.categories[0].at_least, model.categories[0].at_most), (Some(3), Some(3)));
        turn(&mut model, &base, &knob, 8);
        assert_eq!((model.categories[0].at_least, model.categories[0].at_most), (Some(5), Some(8)));
    }
}
