use std::mem;

use super::walk;
use crate::model::{
    Agreement, Axis, BandId, CategoryId, CellKey, Criterion, CriterionId, Domains, Model, RouteId, Rule, Team, Tier,
    follow, wording,
};

/// A change that mends a problem with one click.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mend {
    SetPoints(CriterionId, i32),
    SwitchOff(CriterionId),
    /// Puts the first criterion right before the second.
    MoveBefore(CriterionId, CriterionId),
    /// Reads another attribute wherever the model speaks of this one: its own leads are known by it then, too.
    RenameAttribute {
        from: String,
        to: String,
    },
    /// Counts another kind of event wherever the criteria count this one.
    RenameKind {
        criteria: Vec<CriterionId>,
        from: String,
        to: String,
    },
    /// Gives the later of two criteria with one id an id of its own.
    RenewCriterionId {
        index: usize,
        id: CriterionId,
    },
    /// Swaps the least and the most of an axis' range.
    SwapRange(Axis),
    /// Swaps the least and the most of a tier's points.
    SwapTier(Tier),
    /// Swaps the least and the most of a category.
    SwapCaps(CategoryId),
    RemoveCap(CategoryId),
    SetBandEdge(Axis, BandId, Option<i32>),
    /// Puts the bands into the order of their edges, the highest first.
    SortBands(Axis),
    SetCell(BandId, BandId, RouteId),
    RemoveCell(BandId, BandId),
    SetQualified(RouteId, bool),
    SetCategory(CriterionId, CategoryId),
    /// Lists the well-known free-mail domains.
    FillFreeDomains,
    /// Lists the well-known disposable-mail domains.
    FillDisposableDomains,
}

impl Mend {
    /// Changes the model; what is no longer there is left alone.
    pub fn apply(&self, model: &mut Model) {
        match self {
            Self::SetPoints(id, points) => {
                if let Some(criterion) = model.criterion_mut(id) {
                    set_points(criterion, *points);
                }
            }
            Self::SwitchOff(id) => {
                if let Some(criterion) = model.criterion_mut(id) {
                    criterion.enabled = false;
                }
            }
            Self::MoveBefore(id, before) => move_before(model, id, before),
            Self::RenameAttribute { from, to } => {
                follow::rename_field(model, from, to);
            }
            Self::RenameKind { criteria, from, to } => each(model, criteria, |rule| walk::rename_kind(rule, from, to)),
            Self::RenewCriterionId { index, id } => {
                // Another may stand in its place by now.
                if let Some(criterion) = model.criteria.get_mut(*index).filter(|criterion| criterion.id == *id) {
                    criterion.id = CriterionId::fresh();
                }
            }
            Self::SwapRange(axis) => {
                let range = &mut model.axis_mut(*axis).range;
                mem::swap(&mut range.least, &mut range.most);
            }
            Self::SwapTier(tier) => {
                let range = model.tiers.of_mut(*tier);
                mem::swap(&mut range.least, &mut range.most);
            }
            Self::SwapCaps(id) => {
                if let Some(category) = model.categories.iter_mut().find(|category| category.id == *id) {
                    mem::swap(&mut category.at_least, &mut category.at_most);
                }
            }
            Self::RemoveCap(id) => {
                if let Some(category) = model.categories.iter_mut().find(|category| category.id == *id) {
                    category.at_most = None;
                }
            }
            Self::SetBandEdge(axis, id, from) => {
                if let Some(band) = model.axis_mut(*axis).bands.iter_mut().find(|band| band.id == *id) {
                    band.from = *from;
                }
            }
            Self::SortBands(axis) => {
                // A band without an edge takes what is left, so it comes last.
                model
                    .axis_mut(*axis)
                    .bands
                    .sort_by_key(|band| (band.from.is_none(), band.from.map(i64::from).map(|from| -from)));
            }
            Self::SetCell(fit, engagement, route) => {
                model.matrix.cells.insert(CellKey(fit.clone(), engagement.clone()), route.clone());
            }
            Self::RemoveCell(fit, engagement) => {
                model.matrix.cells.remove(&CellKey(fit.clone(), engagement.clone()));
            }
            Self::SetQualified(id, qualified) => {
                if let Some(route) = model.routes.iter_mut().find(|route| route.id == *id) {
                    route.qualified = *qualified;
                }
            }
            Self::SetCategory(id, category) => {
                if let Some(criterion) = model.criterion_mut(id) {
                    criterion.category = category.clone();
                }
            }
            Self::FillFreeDomains => model.domains.free = Domains::well_known().free,
            Self::FillDisposableDomains => model.domains.disposable = Domains::well_known().disposable,
        }
    }

    /// Whether several of its kind may be done at one click: each says plainly what was meant, and none takes anything
    /// away or hangs on the others.
    pub fn is_safe_together(&self) -> bool {
        match self {
            Self::SetPoints(..)
            | Self::RenameAttribute { .. }
            | Self::RenameKind { .. }
            | Self::RenewCriterionId { .. }
            | Self::SwapRange(_)
            | Self::SwapTier(_)
            | Self::SwapCaps(_)
            | Self::SortBands(_)
            | Self::SetCategory(..)
            | Self::FillFreeDomains
            | Self::FillDisposableDomains => true,
            Self::SwitchOff(_)
            | Self::MoveBefore(..)
            | Self::RemoveCap(_)
            | Self::SetBandEdge(..)
            | Self::SetCell(..)
            | Self::RemoveCell(..)
            | Self::SetQualified(..) => false,
        }
    }

    /// What the button says.
    pub fn label(&self, model: &Model) -> String {
        match self {
            Self::SetPoints(_, points) => format!("Set to {}", wording::points(*points)),
            Self::SwitchOff(_) => "Switch off".to_owned(),
            Self::MoveBefore(..) => "Move up".to_owned(),
            Self::RenameAttribute { to, .. } | Self::RenameKind { to, .. } => format!("Use “{to}”"),
            Self::RenewCriterionId { .. } => "Give it an id of its own".to_owned(),
            Self::SwapRange(_) | Self::SwapTier(_) | Self::SwapCaps(_) => "Swap the two".to_owned(),
            Self::RemoveCap(_) => "Remove the cap".to_owned(),
            Self::SetBandEdge(_, _, None) => "Remove the edge".to_owned(),
            Self::SetBandEdge(_, _, Some(from)) => format!("Set the edge to {}", wording::whole(*from)),
            Self::SortBands(_) => "Sort the bands".to_owned(),
            Self::SetCell(_, _, route) => {
                format!("Send to “{}”", model.route(route).map_or(route.0.as_str(), |route| route.name.as_str()))
            }
            Self::RemoveCell(..) => "Remove the cell".to_owned(),
            Self::SetCategory(_, id) => {
                format!("Put it into “{}”", model.category(id).map_or(id.0.as_str(), |category| category.name.as_str()))
            }
            Self::FillFreeDomains | Self::FillDisposableDomains => "List the well-known ones".to_owned(),
            Self::SetQualified(_, true) => "Count as qualified".to_owned(),
            Self::SetQualified(_, false) => "Don't count as qualified".to_owned(),
        }
    }
}

fn each(model: &mut Model, criteria: &[CriterionId], change: impl Fn(&mut Rule)) {
    for id in criteria {
        if let Some(criterion) = model.criterion_mut(id) {
            change(&mut criterion.rule);
        }
    }
}

/// The range of a tier is agreed, too: what both teams agreed on goes into it with their words and stays agreed.
fn set_points(criterion: &mut Criterion, points: i32) {
    let is_agreed = criterion.agreement() == Agreement::Agreed;
    criterion.points = points;
    if is_agreed {
        for team in Team::ALL {
            if let Some(proposal) = criterion.proposals.of_mut(team) {
                proposal.points = points;
            }
        }
    }
}

fn move_before(model: &mut Model, id: &CriterionId, before: &CriterionId) {
    let place = |id: &CriterionId| model.criteria.iter().position(|criterion| criterion.id == *id);
    if let (Some(from), Some(to)) = (place(id), place(before))
        && from != to
    {
        let criterion = model.criteria.remove(from);
        model.criteria.insert(if from < to { to - 1 } else { to }, criterion);
    }
}

#[cfg(test)]
mod tests {
    use super::{super::fixture::profile, *};
    use crate::{
        lead::{Instant, Lead, Value},
        model::{
            Limit, NumberTest, OwnLead, Persona, Proposal, Proposals, Reach, Scenario, Segment, SegmentTest, Test,
            WithValue, sample,
        },
    };

    #[test]
    fn an_attribute_goes_by_its_other_name_wherever_the_model_speaks_of_it() {
        let asks = |attribute: &str| Criterion {
            rule: profile(attribute, Test::Number(NumberTest::AtLeast(50.0))),
            ..sample::criterion("a", "activity")
        };
        let mut model = Model { criteria: vec![asks("Employees")], ..Model::new("test") };
        let attributes = [("Employees".to_owned(), Value::Number(80.0))];
        let lead =
            OwnLead::new(Instant(0), Lead { key: "p".to_owned(), attributes: attributes.into(), ..Lead::default() });
        model.personas.push(Persona { id: "p".into(), name: "Ana".to_owned(), about: String::new(), lead });
        let only = Some(WithValue { attribute: "Employees".to_owned(), value: "80".to_owned() });
        model.segments.push(SegmentTest {
            id: "s".into(),
            of: Segment { only, ..Segment::default() },
            limit: Limit::AtLeastPercent(80),
            reach: Reach::default(),
            why: String::new(),
            team: None,
        });
        let kept = Scenario::keep(&model, "as it was", "", Instant(0).day());
        model.scenarios.push(kept);
        let to = "Account: employees";
        Mend::RenameAttribute { from: "Employees".to_owned(), to: to.to_owned() }.apply(&mut model);
        assert_eq!(model.criteria, [asks(to)]);
        assert_eq!(model.scenarios[0].model.criteria, [asks(to)]);
        assert_eq!(model.segments[0].of.only.as_ref().map(|only| only.attribute.as_str()), Some(to));
        let lead = &model.personas[0].lead.lead;
        assert_eq!((lead.attribute(to), lead.attribute("Employees")), (Some(&Value::Number(80.0)), None));
    }

    #[test]
    fn what_was_agreed_stays_agreed_and_what_was_not_is_left_to_the_teams() {
        let word = |points| Some(Proposal { tier: Tier::Important, points, reason: "so it is".to_owned() });
        for (sales, agreement) in [(20, Agreement::Agreed), (7, Agreement::Contested)] {
            let mut criterion = Criterion { points: 20, ..sample::criterion("a", "activity") };
            criterion.proposals = Proposals { marketing: word(20), sales: word(sales), blind: false };
            let mut model = Model { criteria: vec![criterion], ..Model::new("test") };
            Mend::SetPoints("a".into(), 9).apply(&mut model);
            assert_eq!((model.criteria[0].points, model.criteria[0].agreement()), (9, agreement));
            let marketing = model.criteria[0].proposals.marketing.as_ref().expect("its word");
            assert_eq!(marketing.points, if agreement == Agreement::Agreed { 9 } else { 20 });
            assert_eq!(marketing.reason, "so it is");
        }
    }
}
