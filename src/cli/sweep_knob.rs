//! Which number of a model is meant: an edge, points or a cap, as they are said on the command line.

use anyhow::{anyhow, bail};

use crate::{
    model::{
        Axis, Band, Category, Criterion, Model, Route, RouteId,
        nearest::nearest,
        wording::{upper_first, whole},
    },
    scoring::what_if::Knob,
};

/// So many names are listed in a sentence.
const LISTED: usize = 12;

/// `fit:A`, by the id or the name of the band.
pub fn edge(model: &Model, text: &str) -> anyhow::Result<Knob> {
    let (axis, name) = text.split_once(':').map_or((text, ""), |(axis, name)| (axis.trim(), name.trim()));
    let Some(axis) = Axis::ALL.into_iter().find(|other| other.to_string() == axis.to_lowercase()) else {
        bail!("“{text}” is no edge; write an axis and a band, as in fit:A or engagement:1");
    };
    let bands = &model.axis(axis).bands;
    let Some(place) = find(bands, |band: &Band| (&band.id.0, &band.name), name, "band", &format!(" on {axis}"))? else {
        bail!("no band “{name}” on {axis}; it has {}", listed(bands.iter().map(|band| band.name.as_str())));
    };
    if place + 1 == bands.len() {
        let with_edge = listed(bands[..place].iter().map(|band| band.name.as_str()));
        bail!(
            "the band {} is the last on {axis} and has no edge; the bands with one are {with_edge}",
            bands[place].name
        );
    }
    Ok(Knob::Edge { axis, band: bands[place].id.clone() })
}

/// A criterion by its id or its name.
pub fn points(model: &Model, text: &str) -> anyhow::Result<Knob> {
    let criteria = &model.criteria;
    let Some(place) =
        find(criteria, |criterion: &Criterion| (&criterion.id.0, &criterion.name), text, "criterion", "")?
    else {
        return Err(no_such("criterion", text, criteria.iter().map(|criterion| criterion.name.as_str())));
    };
    let criterion = &criteria[place];
    if !criterion.enabled {
        bail!("“{}” is switched off, so its points change nothing; switch it on in the model first", criterion.name);
    }
    Ok(Knob::Points { criterion: criterion.id.clone() })
}

/// A category by its id or its name.
pub fn cap(model: &Model, text: &str) -> anyhow::Result<Knob> {
    let categories = &model.categories;
    match find(categories, |category: &Category| (&category.id.0, &category.name), text, "category", "")? {
        Some(place) => Ok(Knob::Cap { category: categories[place].id.clone() }),
        None => Err(no_such("category", text, categories.iter().map(|category| category.name.as_str()))),
    }
}

/// A route that says what it can take, by its id or its name.
pub fn route(model: &Model, text: &str) -> anyhow::Result<RouteId> {
    let routes = &model.routes;
    let Some(place) = find(routes, |route: &Route| (&route.id.0, &route.name), text, "route", "")? else {
        return Err(no_such("route", text, routes.iter().map(|route| route.name.as_str())));
    };
    let route = &routes[place];
    if route.weekly_capacity.is_none() {
        bail!(
            "the route “{}” does not say how many leads it can take in a week, so there is nothing to fit to",
            route.name
        );
    }
    Ok(route.id.clone())
}

/// What is turned, and where it stands: “Fit A begins at 36”.
pub fn title(model: &Model, knob: &Knob) -> String {
    let value = knob.value(model).map(whole);
    match knob {
        Knob::Edge { axis, band } => {
            let name = model.axis(*axis).bands.iter().find(|other| other.id == *band).map_or("", |band| &band.name);
            let axis = upper_first(&axis.to_string());
            format!("{axis} {name} begins at {}", value.unwrap_or_default())
        }
        Knob::Points { criterion } => {
            let name = model.criterion(criterion).map_or("", |criterion| &criterion.name);
            format!("“{name}” gives {} points", value.unwrap_or_default())
        }
        Knob::Cap { category } => {
            let name = model.category(category).map_or("", |category| &category.name);
            match value {
                Some(value) => format!("“{name}” gives at most {value} points"),
                None => format!("“{name}” has no cap"),
            }
        }
    }
}

/// The place of what has an id or a name: ids first, then names as they stand, then names whatever their case.
pub(super) fn find<T>(
    all: &[T],
    named: impl Fn(&T) -> (&String, &String),
    text: &str,
    what: &str,
    whose: &str,
) -> anyhow::Result<Option<usize>> {
    let text = text.trim();
    if let Some(place) = all.iter().position(|one| named(one).0 == text) {
        return Ok(Some(place));
    }
    let folded = text.to_lowercase();
    let exactly = |one: &T| named(one).1.trim() == text;
    let nearly = |one: &T| named(one).1.trim().to_lowercase() == folded;
    let matching: [Vec<usize>; 2] = [
        (0..all.len()).filter(|place| exactly(&all[*place])).collect(),
        (0..all.len()).filter(|place| nearly(&all[*place])).collect(),
    ];
    match matching.into_iter().find(|places| !places.is_empty()).as_deref() {
        None => Ok(None),
        Some([place]) => Ok(Some(*place)),
        Some(places) => {
            let ids = listed(places.iter().map(|place| named(&all[*place]).0.as_str()));
            bail!("“{text}” is the name of more than one {what}{whose}; say which by its id: {ids}")
        }
    }
}

pub(super) fn no_such<'a>(what: &str, text: &str, names: impl Iterator<Item = &'a str> + Clone) -> anyhow::Error {
    match nearest(text, names.clone()) {
        Some(near) => anyhow!("no {what} “{text}”; did you mean “{near}”?"),
        None => anyhow!("no {what} “{text}”; the model has {}", listed(names)),
    }
}

/// “A, B, C, D”, and how many more where they are many.
fn listed<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<&str> = names.collect();
    match names.len() {
        0 => "none".to_owned(),
        count if count > LISTED => format!(
            "{} and {} more",
            names[..LISTED].join(", "),
            crate::model::wording::grouped((count - LISTED) as u64)
        ),
        _ => names.join(", "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(knob: anyhow::Result<Knob>) -> String {
        knob.expect_err("there is no such thing").to_string()
    }

    #[test]
    fn what_is_not_there_is_told_with_what_is() {
        let model = Model::new("test");
        assert_eq!(said(edge(&model, "fit:Z")), "no band “Z” on fit; it has A, B, C, D");
        assert_eq!(said(edge(&model, "A")), "“A” is no edge; write an axis and a band, as in fit:A or engagement:1");
        let last = said(edge(&model, "fit:d"));
        assert_eq!(last, "the band D is the last on fit and has no edge; the bands with one are A, B, C");
        assert_eq!(said(points(&model, "Pricing")), "no criterion “Pricing”; the model has none");
        assert_eq!(said(cap(&model, "Profil")), "no category “Profil”; did you mean “Profile”?");
        assert_eq!(said(cap(&model, "Size")), "no category “Size”; the model has Profile, Activity");
    }

    #[test]
    fn ids_go_before_names_and_names_may_be_in_any_case() {
        let mut model = Model::new("test");
        let band = |knob: anyhow::Result<Knob>| match knob {
            Ok(Knob::Edge { axis, band }) => (axis, band.0),
            other => panic!("{other:?} is no edge"),
        };
        assert_eq!(band(edge(&model, " Fit : b ")), (Axis::Fit, "B".to_owned()));
        model.fit.bands[0].name = "B".to_owned();
        assert_eq!(band(edge(&model, "fit:B")), (Axis::Fit, "B".to_owned()), "its id");
        model.fit.bands[2].name = "b".to_owned();
        model.fit.bands[1].id = "x".into();
        assert_eq!(band(edge(&model, "fit:b")), (Axis::Fit, "C".to_owned()), "as it stands");
        let twice = said(edge(&model, "fit:B"));
        assert_eq!(twice, "“B” is the name of more than one band on fit; say which by its id: A, x");
    }
}
