//! What things are called, the same wherever they are spoken of.

use super::{AxisSettings, Band, BandId, Model, RouteId};

/// So many letters of a band's name need nothing between them and the other's.
const SHORT: usize = 2;

impl AxisSettings {
    /// The name of a band, or its beginning where that is enough: “A” of “A right prospect” unless two bands begin so. A
    /// band without a name is called by its id.
    pub fn short_name<'a>(&'a self, band: &'a Band) -> &'a str {
        let first = |band: &'a Band| band.name.split_whitespace().next().unwrap_or(&band.id.0);
        let short = first(band);
        let is_own = self.bands.iter().filter(|other| first(other) == short).count() <= 1;
        if is_short(short) && is_own || band.name.trim().is_empty() { short } else { &band.name }
    }

    fn short_name_of<'a>(&'a self, id: &'a BandId) -> &'a str {
        self.bands.iter().find(|band| band.id == *id).map_or(&id.0, |band| self.short_name(band))
    }
}

impl Model {
    /// The name of a cell as people say it: “A1”, and “Best fit · Very keen” where bands have longer names. A band that
    /// does not exist is called by its id.
    pub fn cell_name(&self, fit: &BandId, engagement: &BandId) -> String {
        joined(self.fit.short_name_of(fit), self.engagement.short_name_of(engagement))
    }

    /// The name of a route; one without a name, or that does not exist, is called by its id.
    pub fn route_name(&self, id: &RouteId) -> String {
        self.route(id).map_or_else(|| id.to_string(), |route| name_or_id(&route.name, &id.0))
    }

    /// The name of a cell by the indices of its bands.
    pub fn cell_name_at(&self, (fit, engagement): (usize, usize)) -> String {
        let name = |axis: &'_ AxisSettings, index: usize| {
            axis.bands.get(index).map(|band| axis.short_name(band).to_owned()).unwrap_or_default()
        };
        joined(&name(&self.fit, fit), &name(&self.engagement, engagement))
    }
}

/// A name, or the id where the name says nothing.
pub(in crate::model) fn name_or_id(name: &str, id: &str) -> String {
    if name.trim().is_empty() { id.to_owned() } else { name.to_owned() }
}

fn is_short(name: &str) -> bool {
    name.chars().count() <= SHORT
}

fn joined(fit: &str, engagement: &str) -> String {
    let between = if is_short(fit) && is_short(engagement) { "" } else { " · " };
    format!("{fit}{between}{engagement}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_called_by_its_bands() {
        let mut model = Model::new("test");
        let cell = |model: &Model| {
            let name = model.cell_name(&"A".into(), &"1".into());
            assert_eq!(name, model.cell_name_at((0, 0)));
            name
        };
        assert_eq!(cell(&model), "A1");
        model.fit.bands[0].name = "A right prospect".to_owned();
        assert_eq!(cell(&model), "A1", "its letter is enough");
        model.fit.bands[1].name = "A wrong one".to_owned();
        assert_eq!(cell(&model), "A right prospect · 1", "two begin with A");
        model.engagement.bands[0].name = "Keen".to_owned();
        assert_eq!(cell(&model), "A right prospect · Keen");
        model.engagement.bands[0].name = " ".to_owned();
        assert_eq!(cell(&model), "A right prospect · 1", "its id");
        assert_eq!(model.cell_name(&"gone".into(), &"9".into()), "gone · 9");
    }
}
