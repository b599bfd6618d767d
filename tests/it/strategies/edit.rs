//! What a person does to a model, one thing after the other: a sound model stays sound.

use proptest::{collection::vec, prelude::*, sample::Index};
use tandem::{
    lead::{Day, Instant},
    model::{
        Axis, Band, Category, CellKey, Counting, Criterion, Decision, DecisionId, Expectation, FollowUp, Limit, Model,
        Must, Proposal, Reach, Rule, Scenario, Segment, SegmentTest, SignOff, Stage, Team, TestLead, Tier, Whose,
        check::{Severity, check},
        voices::{Settle, Settlement, settle},
    },
};

use super::{
    model::model,
    rule::rule,
    rule_edit::{RuleEdit, rule_edit},
};

/// One thing that a person does, to whatever the model has at these places.
#[derive(Clone, Debug)]
pub struct Edit {
    which: u8,
    at: Index,
    to: Index,
    number: i32,
    rule: Rule,
    within: RuleEdit,
}

pub fn edits(most: usize) -> BoxedStrategy<Vec<Edit>> {
    let edit = (0_u8..58, any::<Index>(), any::<Index>(), -12_i32..30, rule(), rule_edit());
    let edit = edit.prop_map(|(which, at, to, number, rule, within)| Edit { which, at, to, number, rule, within });
    vec(edit, 0..=most).boxed()
}

/// A sound model, and it after the edits of two people.
pub fn three(most: usize) -> BoxedStrategy<(Model, Model, Model)> {
    (model(), edits(most), edits(most), any::<bool>())
        .prop_map(|(mut base, ours, theirs, alike)| {
            // A signature a team, and an id of its own for each line of the log: what the window makes.
            for team in Team::ALL {
                let mut seen = false;
                base.sign_offs.retain(|it| it.team != team || !std::mem::replace(&mut seen, true));
            }
            let mut ids = std::collections::BTreeSet::new();
            base.decisions.retain(|it| ids.insert(it.id.clone()));
            base.decisions.sort_by_key(|it| it.at);
            // Now and then both add things under one id, as when both copy a row from a third model.
            let (our_mark, their_mark) = if alike { ("n", "n") } else { ("o", "t") };
            let (ours, theirs) = (edited(&base, &ours, our_mark), edited(&base, &theirs, their_mark));
            (base, ours, theirs)
        })
        .boxed()
}

/// The model after the edits. What would break it is not done.
pub fn edited(model: &Model, edits: &[Edit], mark: &str) -> Model {
    let errors = |model: &Model| check(model, None).into_iter().filter(|it| it.severity == Severity::Error).count();
    let most = errors(model);
    let mut edited = model.clone();
    for (number, edit) in edits.iter().enumerate() {
        let mut next = edited.clone();
        edit.apply(&mut next, &format!("{mark}{number}"));
        if errors(&next) <= most {
            edited = next;
        }
    }
    edited
}

impl Edit {
    fn apply(&self, model: &mut Model, fresh: &str) {
        let bands = model.fit.bands.len().min(model.engagement.bands.len());
        match self.which {
            // The last of its sort is never removed.
            16 if bands <= 2 => {}
            18 if model.routes.len() == 1 => {}
            24 if model.categories.len() == 1 => {}
            0..=11 => self.edit_criterion(model, fresh),
            12..=16 => self.edit_bands(model, fresh),
            17..=20 => self.edit_routes(model, fresh),
            21..=24 => self.edit_categories(model, fresh),
            25..=31 => self.edit_rest(model, fresh),
            32..=41 => self.edit_words(model, fresh),
            42..=47 => self.edit_settings(model, fresh),
            48..=51 => self.edit_scenarios(model, fresh),
            _ => self.edit_tests(model, fresh),
        }
    }

    fn edit_criterion(&self, model: &mut Model, fresh: &str) {
        let count = model.criteria.len();
        if count == 0 || self.which == 0 {
            let category = model.categories[self.to.index(model.categories.len())].id.clone();
            let new = Criterion {
                id: fresh.into(),
                name: format!("New {fresh} {}", self.number),
                category,
                tier: Tier::Important,
                points: self.number,
                rule: self.rule.clone(),
                enabled: true,
                disqualifies: false,
                why: String::new(),
                proposals: Default::default(),
            };
            model.criteria.insert(self.at.index(count + 1), new);
            return;
        }
        let index = self.at.index(count);
        let category = model.categories[self.to.index(model.categories.len())].id.clone();
        let criterion = &mut model.criteria[index];
        match self.which {
            1 | 2 => criterion.points = self.number,
            3 => criterion.name = format!("Renamed {}", self.number),
            4 => criterion.tier = Tier::ALL[self.to.index(4)],
            5 => criterion.category = category,
            6 => criterion.rule = self.rule.clone(),
            7 => criterion.enabled = !criterion.enabled,
            8 => {
                let proposal = Proposal { tier: Tier::Critical, points: self.number, reason: fresh.to_owned() };
                criterion.proposals.sales = Some(proposal);
            }
            9 => {
                model.criteria.remove(index);
            }
            _ => {
                let moved = model.criteria.remove(index);
                model.criteria.insert(self.to.index(count), moved);
            }
        }
    }

    /// What is said of a criterion, by whom, and what within its rule.
    fn edit_words(&self, model: &mut Model, fresh: &str) {
        if model.criteria.is_empty() {
            return;
        }
        let index = self.at.index(model.criteria.len());
        let id = model.criteria[index].id.clone();
        let tiers = model.tiers;
        let criterion = &mut model.criteria[index];
        match self.which {
            32..=34 => self.within.apply(&mut criterion.rule, fresh),
            35 => {
                let how = [Settle::Agree, Settle::Marketing, Settle::Sales, Settle::Middle][self.to.index(4)];
                let at = Instant(model.decisions.last().map_or(0, |last| last.at.0) + 1);
                let settlement = Settlement { how, reason: fresh, who: "both teams", at };
                if settle(model, &id, settlement)
                    && let Some(decision) = model.decisions.last_mut()
                {
                    decision.id = DecisionId(fresh.to_owned());
                }
            }
            36 => criterion.propose(Team::Marketing, self.number, &tiers),
            37 => criterion.propose(Team::Sales, self.number, &tiers),
            38 => model.begin_round(&[id]),
            39 => model.reveal(),
            40 => criterion.why = fresh.to_owned(),
            _ => criterion.disqualifies = !criterion.disqualifies,
        }
    }

    fn edit_settings(&self, model: &mut Model, fresh: &str) {
        let size = self.number.unsigned_abs();
        let axis = Axis::ALL[self.to.index(2)];
        let route = self.at.index(model.routes.len());
        let category = self.at.index(model.categories.len());
        match self.which {
            42 => model.combined.fit = size + 1,
            43 => model.axis_mut(axis).range.most = 100 + self.number,
            44 => model.tiers.critical.most = model.tiers.critical.least + self.number.abs(),
            45 => model.categories[category].counting = Counting::Adds,
            46 => model.routes[route].follow_up = Some(FollowUp { attempts: size + 1, over_days: 7 }),
            _ => {
                let team = Team::ALL[self.to.index(2)];
                model.sign(team, fresh, Day(20_700 + self.number.rem_euclid(3)));
            }
        }
    }

    /// What is kept, renamed, made to be as the draft, and deleted.
    fn edit_scenarios(&self, model: &mut Model, fresh: &str) {
        let (count, version) = (model.scenarios.len(), std::sync::Arc::new(model.version()));
        if self.which == 48 || count == 0 {
            let kept = Scenario::keep(model, &format!("Scenario {fresh}"), "", Day(20_700));
            model.scenarios.push(Scenario { id: fresh.into(), ..kept });
            return;
        }
        let index = self.at.index(count);
        match self.which {
            49 => model.scenarios[index].name = format!("{fresh} {}", self.number),
            50 => (model.scenarios[index].model, model.scenarios[index].kept) = (version, Some(Day(20_701))),
            _ => drop(model.scenarios.remove(index)),
        }
    }

    /// What is tested, renamed, expected otherwise, and deleted.
    fn edit_tests(&self, model: &mut Model, fresh: &str) {
        let number = self.number.unsigned_abs();
        match (self.which, model.test_leads.len(), model.segments.len()) {
            (52, ..) | (53..=55, 0, _) => model.test_leads.push(TestLead {
                id: fresh.into(),
                name: format!("Test {fresh}"),
                whose: Whose::Library(number.to_string()),
                expects: vec![Expectation::new(Must::NeverQualified)],
            }),
            (53, count, _) => model.test_leads[self.at.index(count)].name = format!("{fresh} {number}"),
            (54, count, _) => {
                let band = model.fit.bands[self.to.index(model.fit.bands.len())].id.clone();
                let must = Must::AtLeast { axis: Axis::Fit, band };
                model.test_leads[self.at.index(count)].expects.push(Expectation::new(must));
            }
            (55, count, _) => drop(model.test_leads.remove(self.at.index(count))),
            (56, _, count) if count > 0 => {
                let segment = &mut model.segments[self.at.index(count)];
                (segment.limit, segment.why) = (Limit::AtMostAWeek(number), fresh.to_owned());
            }
            _ => model.segments.push(SegmentTest {
                id: fresh.into(),
                of: Segment::default(),
                limit: Limit::AtLeastPercent(number),
                reach: Reach::Sales,
                why: String::new(),
                team: None,
            }),
        }
    }

    fn edit_bands(&self, model: &mut Model, fresh: &str) {
        let axis = Axis::ALL[self.to.index(2)];
        let bands = &mut model.axis_mut(axis).bands;
        let index = self.at.index(bands.len());
        match self.which {
            12 => bands[index].name = format!("{fresh} {}", self.number),
            13 => bands[index].from = bands[index].from.map(|from| from.saturating_add(self.number)),
            14 => bands[index].marks = self.number.unsigned_abs() as u8 % 4,
            15 => {
                let from = bands[index].from.map_or(-500, |from| from.saturating_add(1));
                let split = bands[index].id.clone();
                let new = Band { id: fresh.into(), name: format!("{fresh} {index}"), from: Some(from), marks: 1 };
                bands.insert(index, new);
                each_cell(model, axis, |cells, key| {
                    let route = cells.get(&key(&split)).cloned();
                    route.map(|route| cells.insert(key(&fresh.into()), route));
                });
            }
            _ => {
                let removed = bands.remove(index);
                if let Some(last) = bands.last_mut() {
                    last.from = None;
                }
                each_cell(model, axis, |cells, key| drop(cells.remove(&key(&removed.id))));
            }
        }
    }

    fn edit_routes(&self, model: &mut Model, fresh: &str) {
        let index = self.at.index(model.routes.len());
        let to = model.routes[self.to.index(model.routes.len())].id.clone();
        match self.which {
            17 => {
                let mut new = model.routes[index].clone();
                (new.id, new.name) = (fresh.into(), format!("Route {fresh}"));
                let cells = model.matrix.cells.len();
                if let Some(cell) = model.matrix.cells.values_mut().nth(self.to.index(cells)) {
                    *cell = new.id.clone();
                }
                model.routes.insert(index, new);
            }
            18 => {
                let removed = model.routes.remove(index).id;
                let to = model.routes[self.to.index(model.routes.len())].id.clone();
                model.matrix.cells.values_mut().filter(|id| **id == removed).for_each(|id| *id = to.clone());
                if model.matrix.disqualified == removed {
                    model.matrix.disqualified = to;
                }
            }
            19 => {
                let cells = model.matrix.cells.len();
                if let Some(cell) = model.matrix.cells.values_mut().nth(self.at.index(cells)) {
                    *cell = to;
                }
            }
            _ if self.number > 20 => model.matrix.disqualified = to,
            _ if self.number > 10 => model.routes[index].qualified = !model.routes[index].qualified,
            _ => model.routes[index].weekly_capacity = Some(self.number.unsigned_abs()),
        }
    }

    fn edit_categories(&self, model: &mut Model, fresh: &str) {
        let index = self.at.index(model.categories.len());
        let category = &mut model.categories[index];
        match self.which {
            21 if self.number > 0 => category.at_most = Some(self.number),
            21 => category.at_least = Some(self.number),
            22 => category.counting = Counting::FirstMatch,
            23 => {
                let new = Category { id: fresh.into(), name: format!("Category {fresh}"), ..category.clone() };
                model.categories.insert(index, new);
            }
            _ => {
                let removed = model.categories.remove(index).id;
                match model.categories.first().map(|it| it.id.clone()) {
                    Some(to) if self.number > 0 => {
                        let of_it = model.criteria.iter_mut().filter(|it| it.category == removed);
                        of_it.for_each(|criterion| criterion.category = to.clone());
                    }
                    _ => model.criteria.retain(|it| it.category != removed),
                }
            }
        }
    }

    fn edit_rest(&self, model: &mut Model, fresh: &str) {
        match self.which {
            25 => model.name = format!("Model {}", self.number),
            26 => model.domains.free.push(format!("{fresh}.com")),
            27 if self.number < 0 => model.interesting = Some(vec![fresh.to_owned()]),
            27 => model.cold_after_days = self.number.unsigned_abs() + 1,
            28 => {
                let from = model.stages.last().map_or(self.number, |last| last.from - 1 - self.number.abs());
                model.stages.push(Stage { id: fresh.into(), name: format!("Stage {fresh}"), from });
            }
            29 => {
                let at = model.decisions.last().map_or(0, |last| last.at.0) + i64::from(self.number.abs());
                model.decisions.push(Decision {
                    id: DecisionId(fresh.to_owned()),
                    at: Instant(at),
                    who: "both teams".to_owned(),
                    subject: fresh.to_owned(),
                    criterion: None,
                    what: String::new(),
                    from: String::new(),
                    to: self.number.to_string(),
                    reason: String::new(),
                    matter: None,
                });
            }
            30 => {
                let date = "2026-11-20".parse().expect("a date");
                let new = SignOff { team: Team::Sales, name: fresh.to_owned(), date, fingerprint: fresh.to_owned() };
                model.sign_offs.retain(|it| it.team != Team::Sales);
                model.sign_offs.push(new);
            }
            _ => {
                let bands = &mut model.fit.bands;
                let (first, last) = (bands[0].from, bands.len() - 1);
                if last > 1 {
                    bands.swap(0, 1);
                    (bands[0].from, bands[1].from) = (first, bands[0].from);
                }
            }
        }
    }
}

type Cells = std::collections::BTreeMap<CellKey, tandem::model::RouteId>;

/// Does something to the cells of one band, for each band of the other axis.
fn each_cell(
    model: &mut Model,
    axis: Axis,
    mut change: impl FnMut(&mut Cells, &dyn Fn(&tandem::model::BandId) -> CellKey),
) {
    let other = if axis == Axis::Fit { &model.engagement } else { &model.fit };
    for band in &other.bands {
        change(&mut model.matrix.cells, &|id| match axis {
            Axis::Fit => CellKey(id.clone(), band.id.clone()),
            Axis::Engagement => CellKey(band.id.clone(), id.clone()),
        });
    }
}
