//! After parts of several models were put together, everything that is named in the result must also be in it.

use crate::model::{Axis, Band, BandId, CategoryId, CellKey, Model, RouteId, SignedVersion, diff::Subject};

/// Where parts of a model come from, and what was left out on purpose.
pub(super) struct Sources<'a> {
    pub models: &'a [&'a Model],
    /// Whether a thing (its name is of no matter) is not to come back.
    pub is_gone: &'a dyn Fn(&Subject) -> bool,
}

impl Sources<'_> {
    /// Brings back what is named but missing; where it is gone for good, what names it goes elsewhere. What no source has
    /// either is an old problem and is left to the checks.
    pub(super) fn mend(&self, model: &mut Model) {
        for index in (0..model.criteria.len()).rev() {
            self.category(model, index);
        }
        self.cells(model);
        let named: Vec<CellKey> = model.matrix.cells.keys().cloned().collect();
        for key in named {
            self.route(model, &key);
        }
        self.disqualified(model);
        self.signed(model);
    }

    /// A signature keeps the version that it is under, also where one side let go of that version because it signed anew.
    fn signed(&self, model: &mut Model) {
        for sign_off in &model.sign_offs {
            let fingerprint = &sign_off.fingerprint;
            let is_it = |version: &&SignedVersion| version.fingerprint == *fingerprint;
            let is_gone = (self.is_gone)(&Subject::Signed { fingerprint: fingerprint.clone() });
            if is_gone || model.signed.iter().any(|version| is_it(&version)) {
                continue;
            }
            model.signed.extend(self.models.iter().find_map(|source| source.signed.iter().find(is_it)).cloned());
        }
    }

    fn category(&self, model: &mut Model, index: usize) {
        let criterion = &model.criteria[index];
        if model.category(&criterion.category).is_some() {
            return;
        }
        let criterion_id = criterion.id.clone();
        let of_source = |source: &&Model| source.criterion(&criterion_id).map(|it| it.category.clone());
        let candidates: Vec<CategoryId> =
            [criterion.category.clone()].into_iter().chain(self.models.iter().filter_map(of_source)).collect();
        let Some(known) = self.models.iter().find_map(|source| source.category(&candidates[0])) else { return };
        // What was removed by one side comes back only where nothing else is left.
        let own = self.bring_category(model, &candidates[0]).then(|| candidates[0].clone());
        let there = || candidates.iter().find(|id| model.category(id).is_some()).cloned();
        let on_same_axis = || model.categories.iter().find(|it| it.axis == known.axis).map(|it| it.id.clone());
        let found = own.or_else(there).or_else(on_same_axis);
        match found.or_else(|| candidates.iter().find(|id| self.bring_category(model, id)).cloned()) {
            Some(id) => model.criteria[index].category = id,
            None if (self.is_gone)(&Subject::Criterion { id: criterion_id, name: String::new() }) => {
                model.criteria.remove(index);
            }
            // The last of its axis stays after all: a criterion without an axis would be lost.
            None => model.categories.push(known.clone()),
        }
    }

    /// Whether a category is there, or can be brought back.
    fn bring_category(&self, model: &mut Model, id: &CategoryId) -> bool {
        if model.category(id).is_some() {
            return true;
        }
        let category = self.models.iter().find_map(|source| source.category(id));
        match category.filter(|it| !(self.is_gone)(&Subject::Category { id: it.id.clone(), name: String::new() })) {
            Some(category) => {
                model.categories.push(category.clone());
                true
            }
            None => false,
        }
    }

    /// Every pair of bands has a cell, and a cell goes with its bands.
    fn cells(&self, model: &mut Model) {
        let has_pair = |model: &Model, CellKey(fit, engagement): &CellKey| {
            model.has_band(Axis::Fit, fit) && model.has_band(Axis::Engagement, engagement)
        };
        let is_loose = |key: &CellKey| !has_pair(model, key) && self.models.iter().any(|source| has_pair(source, key));
        let loose: Vec<CellKey> = model.matrix.cells.keys().filter(|key| is_loose(key)).cloned().collect();
        for key in &loose {
            model.matrix.cells.remove(key);
        }
        let pairs: Vec<CellKey> = pairs(model).filter(|key| !model.matrix.cells.contains_key(key)).collect();
        for key in pairs {
            let is_old_hole = |source: &&Model| has_pair(source, &key) && !source.matrix.cells.contains_key(&key);
            if self.models.iter().any(is_old_hole) {
                continue;
            }
            let of_source = self.models.iter().find_map(|source| source.matrix.cells.get(&key)).cloned();
            if let Some(route) = of_source.or_else(|| nearest(model, &key)) {
                model.matrix.cells.insert(key, route);
            }
        }
    }

    fn route(&self, model: &mut Model, key: &CellKey) {
        let Some(named) = model.matrix.cells.get(key).cloned() else { return };
        if model.route(&named).is_some() || !self.models.iter().any(|source| source.route(&named).is_some()) {
            return;
        }
        let of_sources = self.models.iter().filter_map(|source| source.matrix.cells.get(key).cloned());
        let candidates: Vec<RouteId> = [named].into_iter().chain(of_sources).collect();
        let any = |model: &Model| nearest(model, key).or_else(|| model.routes.first().map(|route| route.id.clone()));
        if let Some(route) = self.pick_route(model, &candidates, any) {
            model.matrix.cells.insert(key.clone(), route);
        }
    }

    fn disqualified(&self, model: &mut Model) {
        let named = model.matrix.disqualified.clone();
        if model.route(&named).is_some() || !self.models.iter().any(|source| source.route(&named).is_some()) {
            return;
        }
        let of_sources = self.models.iter().map(|source| source.matrix.disqualified.clone());
        let candidates: Vec<RouteId> = [named].into_iter().chain(of_sources).collect();
        let any = |model: &Model| model.routes.iter().find(|route| !route.qualified).map(|route| route.id.clone());
        if let Some(route) = self.pick_route(model, &candidates, any) {
            model.matrix.disqualified = route;
        }
    }

    /// The first of the candidates if it may come back, else one that is there, else any other.
    fn pick_route(
        &self,
        model: &mut Model,
        candidates: &[RouteId],
        any: impl Fn(&Model) -> Option<RouteId>,
    ) -> Option<RouteId> {
        if candidates.first().is_some_and(|id| self.bring_route(model, id)) {
            return candidates.first().cloned();
        }
        let there = candidates.iter().find(|id| model.route(id).is_some()).cloned();
        there.or_else(|| any(model)).or_else(|| candidates.iter().find(|id| self.bring_route(model, id)).cloned())
    }

    fn bring_route(&self, model: &mut Model, id: &RouteId) -> bool {
        if model.route(id).is_some() {
            return true;
        }
        let route = self.models.iter().find_map(|source| source.route(id));
        match route.filter(|it| !(self.is_gone)(&Subject::Route { id: it.id.clone(), name: String::new() })) {
            Some(route) => {
                model.routes.push(route.clone());
                true
            }
            None => false,
        }
    }
}

fn pairs(model: &Model) -> impl Iterator<Item = CellKey> {
    let engagement = &model.engagement.bands;
    model.fit.bands.iter().flat_map(move |fit| engagement.iter().map(|it| CellKey(fit.id.clone(), it.id.clone())))
}

/// The route of the cell beside: the next one along the fit band that has a route, else along the engagement band.
fn nearest(model: &Model, CellKey(fit, engagement): &CellKey) -> Option<RouteId> {
    let route = |key: CellKey| model.matrix.cells.get(&key).filter(|id| model.route(id).is_some()).cloned();
    along(&model.engagement.bands, engagement, |other| route(CellKey(fit.clone(), other.clone())))
        .or_else(|| along(&model.fit.bands, fit, |other| route(CellKey(other.clone(), engagement.clone()))))
}

/// What the nearest other band has, the better of two that are equally near.
pub(super) fn along<T>(bands: &[Band], from: &BandId, find: impl Fn(&BandId) -> Option<T>) -> Option<T> {
    let at = bands.iter().position(|band| band.id == *from)?;
    let steps = (1..=bands.len()).flat_map(|step| [at.checked_sub(step), at.checked_add(step)]);
    steps.flatten().filter_map(|index| bands.get(index)).find_map(|band| find(&band.id))
}
