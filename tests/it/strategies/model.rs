//! Scoring models: [`model`] makes sound ones that use every part of the language, [`absurd_model`] breaks them.

use proptest::{collection::vec, option, prelude::*, sample::select};
use tandem::lead::{Day, Instant};
use tandem::model::{
    AccountRollUp, Axis, AxisSettings, Band, Category, CellKey, Counting, Criterion, CriterionId, Decision, DecisionId,
    Domains, Fade, Flames, FollowUp, FormatVersion, LeadsThatCount, Matrix, Matter, Model, PointsRange, Proposal,
    Proposals, RollUp, Route, Rule, Scale, Scenario, ScoreRange, SignOff, Stage, Team, Tier, TierRanges, Tone, Weights,
    diff::{Aspect, Subject},
};

#[allow(unused_imports, reason = "the leads are drawn from the same pools")]
pub use super::rule::{
    ATTRIBUTES, BASE_DAY, DETAILS, KINDS, LISTED, NUMBERS, TEXTS, activity, attribute_test, condition, day, days, fade,
    number, number_test, rule, text_test,
};
use super::tests::tests;

/// Any text a person may type, with quotes, line breaks and combining marks now and then.
pub fn words() -> BoxedStrategy<String> {
    prop_oneof![
        3 => select(TEXTS).prop_map(str::to_owned),
        1 => Just("it's\na \"second\" line\t\\ \u{301}combining, हिन्दी".to_owned()),
        1 => "\\PC{0,12}",
    ]
    .boxed()
}

/// Text for what must not be empty.
fn name() -> BoxedStrategy<String> {
    words().prop_map(|text| if text.trim().is_empty() { "Name".to_owned() } else { text }).boxed()
}

fn points() -> BoxedStrategy<i32> {
    prop_oneof![8 => -20..60, 2 => select(vec![-10_000, -15, 0, 1, 5, 10, 15, 10_000])].boxed()
}

fn tier() -> BoxedStrategy<Tier> {
    select(&Tier::ALL[..]).boxed()
}

fn proposal() -> BoxedStrategy<Proposal> {
    (tier(), points(), words()).prop_map(|(tier, points, reason)| Proposal { tier, points, reason }).boxed()
}

fn proposals() -> BoxedStrategy<Proposals> {
    (option::weighted(0.3, proposal()), option::weighted(0.3, proposal()), any::<bool>())
        .prop_map(|(marketing, sales, blind)| Proposals { marketing, sales, blind })
        .boxed()
}

/// A criterion of one of the first `categories` categories.
pub fn criterion(index: usize, categories: usize) -> BoxedStrategy<Criterion> {
    (
        name(),
        0..categories,
        tier(),
        points(),
        rule(),
        prop::bool::weighted(0.9),
        prop::bool::weighted(0.1),
        prop_oneof![2 => Just(String::new()), 1 => words()],
        proposals(),
    )
        .prop_map(move |(name, category, tier, points, rule, enabled, disqualifies, why, proposals)| Criterion {
            id: format!("k{index}").as_str().into(),
            name,
            category: format!("c{category}").as_str().into(),
            tier,
            points,
            rule,
            enabled,
            disqualifies,
            why,
            proposals,
        })
        .boxed()
}

/// Criteria `k0`, `k1`, … in any order.
fn criteria(categories: usize) -> BoxedStrategy<Vec<Criterion>> {
    (0_usize..10)
        .prop_flat_map(move |count| (0..count).map(|index| criterion(index, categories)).collect::<Vec<_>>())
        .prop_shuffle()
        .boxed()
}

fn category(index: usize) -> BoxedStrategy<Category> {
    let cap = || option::weighted(0.4, -10_i32..40);
    (name(), any::<bool>(), any::<bool>(), cap(), cap())
        .prop_map(move |(name, fit, first, one, other)| {
            let (at_least, at_most) = match (one, other) {
                (Some(one), Some(other)) => (Some(one.min(other)), Some(one.max(other))),
                caps => caps,
            };
            Category {
                id: format!("c{index}").as_str().into(),
                name,
                axis: if fit { Axis::Fit } else { Axis::Engagement },
                counting: if first { Counting::FirstMatch } else { Counting::Adds },
                at_least,
                at_most,
            }
        })
        .boxed()
}

fn categories() -> BoxedStrategy<Vec<Category>> {
    (1_usize..6).prop_flat_map(|count| (0..count).map(category).collect::<Vec<_>>()).boxed()
}

/// 2 to 6 bands with odd edges: below the range, above it, next to each other.
fn axis_settings() -> BoxedStrategy<AxisSettings> {
    let edge = prop_oneof![6 => -20..120, 1 => select(vec![0, 1, 99, 100, 101, -1_000_000, 1_000_000])];
    let edges = prop::collection::btree_set(edge, 1..=5);
    let range = prop_oneof![
        3 => Just(ScoreRange::default()),
        1 => select(vec![(-100, 100), (0, 50), (-1_000_000, 1_000_000), (7, 7)])
            .prop_map(|(least, most)| ScoreRange { least, most }),
    ];
    (edges, range, any::<bool>(), vec((name(), 0_u8..=3), 6))
        .prop_map(|(edges, range, percent, labels)| {
            let edges = edges.into_iter().rev().map(Some).chain([None]);
            let bands = edges.zip(labels).enumerate().map(|(index, (from, (name, marks)))| Band {
                id: format!("b{index}").as_str().into(),
                name,
                from,
                marks,
            });
            AxisSettings { scale: if percent { Scale::Percent } else { Scale::Points }, range, bands: bands.collect() }
        })
        .boxed()
}

fn route(index: usize) -> BoxedStrategy<Route> {
    (
        name(),
        option::of(select(&Team::ALL[..])),
        select(&Tone::ALL[..]),
        option::of(1_u32..10_000),
        option::of((1_u32..9, 1_u32..30)),
        words(),
        // Disqualified leads go to the first route, which may not be qualified.
        if index == 0 { Just(false).boxed() } else { any::<bool>().boxed() },
        option::of(0_u32..500),
    )
        .prop_map(move |(name, owner, tone, respond_within_minutes, follow_up, action, qualified, weekly_capacity)| {
            Route {
                id: format!("r{index}").as_str().into(),
                name,
                owner,
                tone,
                respond_within_minutes,
                follow_up: follow_up.map(|(attempts, over_days)| FollowUp { attempts, over_days }),
                action,
                qualified,
                weekly_capacity,
            }
        })
        .boxed()
}

fn routes() -> BoxedStrategy<Vec<Route>> {
    (1_usize..5).prop_flat_map(|count| (0..count).map(route).collect::<Vec<_>>()).boxed()
}

fn flames() -> BoxedStrategy<Flames> {
    let edges = [-20..100, -20..100, -20..100];
    prop_oneof![
        Just(Flames::ByBand),
        (days(), edges).prop_map(|(over_days, edges)| Flames::ByGain { over_days, edges }),
    ]
    .boxed()
}

fn stages() -> BoxedStrategy<Vec<Stage>> {
    (prop::collection::btree_set(-10..110, 0..4), vec(name(), 4))
        .prop_map(|(edges, names)| {
            let stages = edges.into_iter().rev().zip(names).enumerate();
            stages.map(|(index, (from, name))| Stage { id: format!("s{index}").as_str().into(), name, from }).collect()
        })
        .boxed()
}

fn roll_up() -> BoxedStrategy<RollUp> {
    prop_oneof![Just(RollUp::Strongest), Just(RollUp::Sum), (1_u32..4).prop_map(RollUp::MeanOfBest)].boxed()
}

fn tiers() -> BoxedStrategy<TierRanges> {
    let own = (1..20, 0..20).prop_map(|(least, more)| TierRanges {
        critical: PointsRange::new(least, least + more),
        ..TierRanges::default()
    });
    prop_oneof![3 => Just(TierRanges::default()), 1 => Just(TierRanges::FIVE_TEN_FIFTEEN), 1 => own].boxed()
}

fn weights() -> BoxedStrategy<Weights> {
    let weight = || prop_oneof![3 => 0_u32..4, 1 => Just(1_000)];
    (weight(), weight())
        .prop_map(|(fit, engagement)| Weights {
            fit,
            engagement: if fit == 0 { engagement.max(1) } else { engagement },
        })
        .boxed()
}

fn domains() -> BoxedStrategy<Domains> {
    prop_oneof![
        Just(Domains::default()),
        Just(Domains {
            free: vec!["gmail.com".to_owned(), " GMX.de".to_owned(), String::new()],
            disposable: vec!["mailinator.com".to_owned()],
        }),
    ]
    .boxed()
}

fn sign_offs() -> BoxedStrategy<Vec<SignOff>> {
    let sign_off = (select(&Team::ALL[..]), name(), day(), "[0-9a-f]{8}")
        .prop_map(|(team, name, date, fingerprint)| SignOff { team, name, date, fingerprint });
    prop_oneof![3 => Just(Vec::new()), 1 => vec(sign_off, 1..3)].boxed()
}

/// One of each shape that the file has for what a decision is about.
fn matters() -> Vec<Matter> {
    let cell = Subject::Cell { fit: "k0".into(), engagement: "k1".into(), name: String::new() };
    let band = Subject::Band { axis: Axis::Fit, id: "k0".into(), name: String::new() };
    let matters = [
        (Subject::Model, Aspect::TierRange(Tier::Critical), ""),
        (Subject::Model, Aspect::DisqualifiedRoute, "r0"),
        (Subject::Axis(Axis::Engagement), Aspect::Range, ""),
        (band, Aspect::From, ""),
        (cell, Aspect::CellRoute, "r0"),
        (Subject::Criterion { id: "c0".into(), name: String::new() }, Aspect::Points, ""),
    ];
    matters.map(|(subject, aspect, to)| Matter { subject, aspect, to: to.to_owned() }).into()
}

fn decisions() -> BoxedStrategy<Vec<Decision>> {
    let matter = option::of(select(matters()));
    let decision = (0..6_u32, 0_i64..2_000_000_000, name(), name(), option::of(0..6_u32), words(), words(), matter);
    let decision = decision.prop_map(|(id, at, who, subject, criterion, from, reason, matter)| Decision {
        id: DecisionId(format!("d{id}")),
        at: Instant(at),
        who,
        subject,
        criterion: criterion.map(|criterion| CriterionId(format!("c{criterion}"))),
        what: "points".to_owned(),
        to: from.chars().rev().collect(),
        from,
        reason,
        matter,
    });
    prop_oneof![3 => Just(Vec::new()), 1 => vec(decision, 1..4)].boxed()
}

/// With a signature under it as it stands.
fn signed(mut model: Model) -> Model {
    model.sign(Team::Sales, "Ben", Day(20_000));
    model
}

/// With another draft of it kept.
fn with_scenario(mut model: Model) -> Model {
    let mut other = model.clone();
    other.cold_after_days += 1;
    if let Some(criterion) = other.criteria.first_mut() {
        criterion.points = criterion.points.saturating_add(3);
    }
    let note = if model.about.is_empty() { "" } else { "Tried once." };
    let kept = Scenario::keep(&other, &format!("Cold after {}", other.cold_after_days), note, Day(20_000));
    model.scenarios.push(Scenario { id: "x0".into(), ..kept });
    model
}

/// Most often nothing is said; else few kinds, or none at all.
fn interesting() -> impl Strategy<Value = Option<Vec<String>>> {
    option::weighted(0.3, vec(select(vec!["visit".to_owned(), "demo".to_owned(), "nap".to_owned()]), 0..3))
}

/// A model without errors, most often with a few warnings. Ids are small (`k0`, `c1`, `b2`, `r0`, `s0`), so that two
/// models have much in common by id.
pub fn model() -> BoxedStrategy<Model> {
    let shape = (categories(), axis_settings(), axis_settings(), routes(), tiers(), weights());
    let rest = (
        name(),
        words(),
        flames(),
        1_u32..60,
        stages(),
        (roll_up(), select(vec![LeadsThatCount::All, LeadsThatCount::Open])),
        roll_up(),
        domains(),
        (sign_offs(), decisions(), interesting(), tests()),
    );
    (shape, rest)
        .prop_flat_map(|(shape, rest)| {
            let cells = shape.1.bands.len() * shape.2.bands.len();
            let routes = shape.3.len();
            (criteria(shape.0.len()), vec(0..routes, cells), Just(shape), Just(rest))
        })
        .prop_map(|(criteria, cells, shape, rest)| {
            let (categories, fit, engagement, routes, tiers, combined) = shape;
            let (
                name,
                about,
                flames,
                cold_after_days,
                stages,
                (fit_roll_up, account_leads),
                engagement_roll_up,
                domains,
                log,
            ) = rest;
            let (sign_offs, decisions, interesting, (test_leads, segments, personas)) = log;
            let keys = fit.bands.iter().flat_map(|fit| {
                engagement.bands.iter().map(|engagement| CellKey(fit.id.clone(), engagement.id.clone()))
            });
            let matrix = Matrix {
                cells: keys.zip(cells.iter().map(|route| routes[*route].id.clone())).collect(),
                disqualified: routes[0].id.clone(),
            };
            let model = Model {
                format: FormatVersion,
                name,
                about,
                tiers,
                fit,
                engagement,
                combined,
                categories,
                criteria,
                routes,
                matrix,
                flames,
                cold_after_days,
                interesting,
                stages,
                accounts: AccountRollUp { fit: fit_roll_up, engagement: engagement_roll_up, leads: account_leads },
                domains,
                sign_offs,
                decisions,
                signed: Vec::new(),
                scenarios: Vec::new(),
                test_leads,
                segments,
                personas,
            };
            // Now and then somebody has kept something, and somebody has signed it as it is.
            let model = if model.stages.len() == 1 { with_scenario(model) } else { model };
            if model.decisions.len() == 1 { signed(model) } else { model }
        })
        .boxed()
}

/// One change of a model, of the sort that a person makes: most keep it sound.
pub fn changed(model: Model) -> BoxedStrategy<Model> {
    let spare = (rule(), points(), name(), category(9), fade(), proposals());
    (Just(model), 0..31, any::<prop::sample::Index>(), any::<prop::sample::Index>(), spare)
        .prop_map(|(mut model, which, at, to, spare)| {
            change(&mut model, which, &at, &to, spare);
            model
        })
        .boxed()
}

type Spare = (Rule, i32, String, Category, Fade, Proposals);

fn change(model: &mut Model, which: i32, at: &prop::sample::Index, to: &prop::sample::Index, spare: Spare) {
    let (rule, points, name, category, fade, proposals) = spare;
    let criteria = model.criteria.len();
    if which < 10 && criteria > 0 {
        let index = at.index(criteria);
        let criterion = &mut model.criteria[index];
        match which {
            0 => criterion.points = points,
            1 => criterion.rule = rule,
            2 => criterion.enabled = !criterion.enabled,
            3 => criterion.name = name,
            4 => criterion.tier = Tier::ALL[to.index(4)],
            5 => criterion.proposals = proposals,
            6 => criterion.why = name,
            7 => criterion.category = model.categories[to.index(model.categories.len())].id.clone(),
            8 => {
                model.criteria.remove(index);
            }
            _ => {
                let moved = model.criteria.remove(index);
                model.criteria.insert(to.index(criteria), moved);
            }
        }
        return;
    }
    match which {
        10 => model.fit.scale = Scale::Percent,
        11 => model.engagement.range = ScoreRange { least: -points.abs(), most: points.abs() },
        12 => model.fit.bands[0].from = model.fit.bands[0].from.map(|from| from.saturating_add(1)),
        13 => model.engagement.bands[0].marks = 2,
        14 => model.categories.push(category),
        15 => model.categories[0].at_most = Some(points.saturating_add(1_000)),
        16 => model.categories[0].counting = Counting::FirstMatch,
        17 => {
            let cells = model.matrix.cells.len();
            let route = model.routes[to.index(model.routes.len())].id.clone();
            if let Some(cell) = model.matrix.cells.values_mut().nth(at.index(cells)) {
                *cell = route;
            }
        }
        18 => {
            let index = at.index(model.routes.len());
            model.routes[index].action = name;
        }
        19 => model.flames = Flames::ByGain { over_days: 7, edges: [1, 2, points] },
        20 if points > 0 => model.interesting = Some(vec![name]),
        20 => model.cold_after_days += 1,
        21 => model.stages.reverse(),
        22 => model.accounts.fit = RollUp::MeanOfBest(2),
        23 => {
            let kept = Scenario::keep(model, &name, "", Day(20_001));
            model.scenarios.push(Scenario { id: "x1".into(), ..kept });
        }
        24 => model.scenarios.iter_mut().for_each(|kept| kept.name.push_str(" B")),
        25 => {
            let version = std::sync::Arc::new(Model { cold_after_days: 59, ..model.version() });
            model.scenarios.iter_mut().for_each(|kept| kept.model = version.clone());
        }
        26 => drop(model.test_leads.pop()),
        27 => model.test_leads.iter_mut().for_each(|test| test.name.push_str(" B")),
        28 => model.segments.iter_mut().for_each(|segment| segment.why = name.clone()),
        29 => model.personas.reverse(),
        _ => {
            model.domains.free.push(name);
            if let Some(Rule::Activity(activity)) = model.criteria.first_mut().map(|criterion| &mut criterion.rule)
                && let tandem::model::EventCounting::Each { fade: old, .. } = &mut activity.counting
            {
                *old = fade;
            }
        }
    }
}

/// A model that breaks the rules: dangling and doubled ids, no bands, no routes, bounds the wrong way round, numbers far
/// beyond the limits. Nothing may panic or wrap over it.
pub fn absurd_model() -> BoxedStrategy<Model> {
    let number = select(vec![i32::MIN, -1, 0, 1, 2_000_000, i32::MAX]);
    let breakages = vec((0..15, any::<prop::sample::Index>(), number), 1..8);
    (model(), breakages)
        .prop_map(|(mut model, breakages)| {
            for (which, at, number) in breakages {
                break_one(&mut model, which, &at, number);
            }
            model
        })
        .boxed()
}

fn break_one(model: &mut Model, which: i32, at: &prop::sample::Index, number: i32) {
    let criterion = |model: &mut Model| (!model.criteria.is_empty()).then(|| at.index(model.criteria.len()));
    match which {
        0 => model.fit.bands.clear(),
        1 => model.engagement.bands.iter_mut().for_each(|band| band.from = Some(number)),
        2 => model.fit.bands.iter_mut().for_each(|band| band.from = None),
        3 => model.routes.clear(),
        4 => model.categories.clear(),
        5 => model.matrix.cells.clear(),
        6 => model.fit.range = ScoreRange { least: number, most: -1 },
        7 => model.combined = Weights { fit: number.unsigned_abs(), engagement: 0 },
        8 => model.categories.iter_mut().for_each(|category| {
            category.at_least = Some(number);
            category.at_most = Some(i32::MIN);
        }),
        9 => {
            if let Some(index) = criterion(model) {
                model.criteria[index].points = number;
            }
        }
        10 => {
            if let Some(index) = criterion(model) {
                let mut copy = model.criteria[index].clone();
                copy.points = number;
                model.criteria.push(copy);
            }
        }
        11 => model.criteria.iter_mut().for_each(|criterion| absurd_days(criterion, number.unsigned_abs())),
        12 => {
            if let Some(index) = criterion(model) {
                model.criteria[index].category = "nowhere".into();
            }
        }
        13 => {
            let doubled = model.scenarios.clone();
            model.scenarios.extend(doubled.into_iter().map(|kept| Scenario { kept: None, ..kept }));
        }
        _ => {
            model.flames = Flames::ByGain { over_days: number.unsigned_abs(), edges: [number, 0, i32::MIN] };
            model.cold_after_days = number.unsigned_abs();
            model.accounts.fit = RollUp::MeanOfBest(number.unsigned_abs());
        }
    }
}

fn absurd_days(criterion: &mut Criterion, days: u32) {
    use tandem::model::EventCounting;

    if let Rule::Activity(activity) = &mut criterion.rule {
        activity.within_days = Some(days);
        activity.counting = match activity.counting {
            EventCounting::Once { .. } => EventCounting::Once { at_least: 0, fade: Fade::HalfLife { days } },
            EventCounting::Each { .. } => EventCounting::Each {
                once_per_days: Some(days),
                at_most: days,
                fade: Fade::Steps { percent: days, every_days: days },
            },
            EventCounting::Absent { .. } => EventCounting::Absent { for_days: days },
        };
    }
}
