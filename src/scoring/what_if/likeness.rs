//! Which bands and routes of two models are the same.
//!
//! Two versions of one model have the ids in common, whatever was renamed, added or cut in between. Two models that were
//! made apart may have none, so that names are next, and then, for bands, the rank: the best of four is the best of four.
//! Where an axis has another number of bands, the rank says nothing: the third of five is not the third of four. Such a
//! band is *new* or *gone*, and whoever is in it has moved: nothing is made to look as if it had stayed.

use crate::model::{Axis, Band, Model, Route};

/// Of the baseline's bands or routes, the one that is the same as one of the draft's, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Like {
    /// Its place in the baseline.
    pub baseline: usize,
    pub by: By,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    Id,
    Name,
    /// The place on an axis that has as many bands in both models.
    Rank,
}

/// For each band and route of the draft, its like in the baseline; `None` where it is new.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Likeness {
    pub fit: Vec<Option<Like>>,
    pub engagement: Vec<Option<Like>>,
    pub routes: Vec<Option<Like>>,
}

impl Likeness {
    pub fn new(baseline: &Model, draft: &Model) -> Self {
        let bands = |axis: Axis| pair(&named_bands(baseline, axis), &named_bands(draft, axis), true);
        Self {
            fit: bands(Axis::Fit),
            engagement: bands(Axis::Engagement),
            routes: pair(&named_routes(baseline), &named_routes(draft), false),
        }
    }

    pub fn bands(&self, axis: Axis) -> &[Option<Like>] {
        match axis {
            Axis::Fit => &self.fit,
            Axis::Engagement => &self.engagement,
        }
    }

    /// The place in the baseline of a band of the draft.
    pub fn band(&self, axis: Axis, draft: usize) -> Option<usize> {
        self.bands(axis).get(draft)?.map(|like| like.baseline)
    }

    /// The cell of the baseline that is the same as one of the draft: both bands are.
    pub fn cell(&self, (fit, engagement): (usize, usize)) -> Option<(usize, usize)> {
        Some((self.band(Axis::Fit, fit)?, self.band(Axis::Engagement, engagement)?))
    }

    pub fn route(&self, draft: usize) -> Option<usize> {
        self.routes.get(draft)?.map(|like| like.baseline)
    }

    /// Whether a route of the baseline is the same as one of the draft. None is the same as none.
    pub fn same_route(&self, baseline: Option<usize>, draft: Option<usize>) -> bool {
        match (baseline, draft) {
            (None, None) => true,
            (Some(baseline), Some(draft)) => self.route(draft) == Some(baseline),
            _ => false,
        }
    }
}

/// An id and a name.
type Named<'a> = (&'a str, &'a str);

fn named_bands(model: &Model, axis: Axis) -> Vec<Named<'_>> {
    model.axis(axis).bands.iter().map(|Band { id, name, .. }| (id.0.as_str(), name.trim())).collect()
}

fn named_routes(model: &Model) -> Vec<Named<'_>> {
    model.routes.iter().map(|Route { id, name, .. }| (id.0.as_str(), name.trim())).collect()
}

fn pair(baseline: &[Named<'_>], draft: &[Named<'_>], ranked: bool) -> Vec<Option<Like>> {
    let mut likes: Vec<Option<Like>> = vec![None; draft.len()];
    let mut taken = vec![false; baseline.len()];
    let mut take = |by: By, is_like: &dyn Fn(usize, usize) -> bool| {
        for (index, like) in likes.iter_mut().enumerate().filter(|(_, like)| like.is_none()) {
            if let Some(found) = (0..taken.len()).find(|other| !taken[*other] && is_like(*other, index)) {
                taken[found] = true;
                *like = Some(Like { baseline: found, by });
            }
        }
    };
    take(By::Id, &|one, other| baseline[one].0 == draft[other].0);
    take(By::Name, &|one, other| baseline[one].1 == draft[other].1 && !draft[other].1.is_empty());
    if ranked && baseline.len() == draft.len() {
        take(By::Rank, &|one, other| one == other);
    }
    likes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::BandId;

    fn with_bands(bands: &[(&str, &str)]) -> Model {
        let mut model = Model::new("test");
        let of = |(index, (id, name)): (usize, &(&str, &str))| Band {
            id: BandId::from(*id),
            name: (*name).to_owned(),
            from: (index + 1 < bands.len()).then(|| 90 - 10 * index as i32),
            marks: 0,
        };
        model.fit.bands = bands.iter().enumerate().map(of).collect();
        model
    }

    fn likes(baseline: &[(&str, &str)], draft: &[(&str, &str)]) -> Vec<Option<(usize, By)>> {
        let likeness = Likeness::new(&with_bands(baseline), &with_bands(draft));
        likeness.fit.iter().map(|like| like.map(|like| (like.baseline, like.by))).collect()
    }

    #[test]
    fn ids_go_before_names() {
        let split = likes(&[("a", "A"), ("b", "B")], &[("a", "A"), ("x", "B"), ("b", "C")]);
        assert_eq!(split, [Some((0, By::Id)), None, Some((1, By::Id))], "the new one is new, whatever it is called");
        let apart = likes(&[("1", "Best"), ("2", "Rest")], &[("3", " Rest"), ("4", "Best")]);
        assert_eq!(apart, [Some((1, By::Name)), Some((0, By::Name))]);
    }

    #[test]
    fn the_rank_counts_only_among_as_many() {
        let as_many = likes(&[("1", "A"), ("2", "B")], &[("3", "Hot"), ("4", "Cold")]);
        assert_eq!(as_many, [Some((0, By::Rank)), Some((1, By::Rank))]);
        assert_eq!(likes(&[("1", "A"), ("2", "B")], &[("3", "x"), ("4", "y"), ("5", "z")]), [None; 3]);
        let elsewhere = likes(&[("1", "A"), ("2", "B"), ("3", "C")], &[("2", "B"), ("9", "New"), ("3", "C")]);
        assert_eq!(elsewhere, [Some((1, By::Id)), None, Some((2, By::Id))], "its rank is taken");
    }
}
