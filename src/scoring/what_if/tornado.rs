//! Which criterion, one point up or down, moves most leads across the line to sales.

use crate::{
    model::{CriterionId, limits},
    scoring::{Bitmap, Live},
};

/// What one point more and one point less of a criterion would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lever {
    pub criterion: CriterionId,
    /// As they are.
    pub points: i32,
    pub more: Crossing,
    pub less: Crossing,
}

/// How many leads cross the line to sales.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Crossing {
    /// Go to sales then, and do not now.
    pub gained: u64,
    /// Go to sales now, and do not then.
    pub lost: u64,
}

impl Crossing {
    pub fn leads(self) -> u64 {
        self.gained + self.lost
    }
}

impl Lever {
    /// The most that one point can do.
    pub fn leads(&self) -> u64 {
        self.more.leads().max(self.less.leads())
    }
}

/// Every criterion that is switched on and has a category, the strongest first: by what one point can do at most, then by both
/// directions together, then in the model's order. Points at the end of what a model may have do not go beyond it. Two edits a
/// criterion, and back to the model as it was; `None` where the answer is no longer wanted, which is asked before each edit.
pub fn tornado(live: &mut Live, is_wanted: impl Fn() -> bool) -> Option<Vec<Lever>> {
    let model = live.model().clone();
    let now = live.qualified();
    let mut levers = Vec::new();
    let mut turned = model.clone();
    let mut is_whole = true;
    for (index, criterion) in model.criteria.iter().enumerate() {
        if !criterion.enabled || model.axis_of(criterion).is_none() {
            continue;
        }
        let points = criterion.points;
        let mut crossing = |by: i32| {
            let to = points.saturating_add(by).clamp(-limits::POINTS, limits::POINTS);
            is_whole = is_whole && is_wanted();
            // Points beyond the limits already are not pulled back.
            if !is_whole || (to - points).signum() != by {
                return Crossing::default();
            }
            turned.criteria[index].points = to;
            live.update(&turned);
            crossing(&now, &live.qualified())
        };
        let (more, less) = (crossing(1), crossing(-1));
        turned.criteria[index].points = points;
        levers.push(Lever { criterion: criterion.id.clone(), points, more, less });
    }
    live.update(&model);
    levers.sort_by_key(|lever| std::cmp::Reverse((lever.leads(), lever.more.leads() + lever.less.leads())));
    is_whole.then_some(levers)
}

fn crossing(now: &Bitmap, then: &Bitmap) -> Crossing {
    let mut crossing = Crossing::default();
    for (now, then) in now.words.iter().zip(&then.words) {
        crossing.gained += u64::from((then & !now).count_ones());
        crossing.lost += u64::from((now & !then).count_ones());
    }
    crossing
}
