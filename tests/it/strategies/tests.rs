//! Test leads, segments and personas: over the ids that models have (`k0`, `r0`), some of which are not there.

use proptest::{collection::vec, option, prelude::*, sample::select};
use tandem::{
    lead::{Lead, Outcome},
    model::{
        Axis, BandId, Expectation, Limit, Must, OwnLead, Persona, Reach, RouteId, Segment, SegmentTest, Stood, Team,
        TestLead, TestLeadId, Whose, WithValue,
    },
};

use super::{
    lead::{as_of, lead},
    model::words,
    rule::{ATTRIBUTES, TEXTS},
};

/// All that is tested, and the personas.
pub type Tests = (Vec<TestLead>, Vec<SegmentTest>, Vec<Persona>);

pub fn own_lead() -> BoxedStrategy<OwnLead> {
    (as_of(), lead()).prop_map(|(as_of, lead)| OwnLead::new(as_of, Lead { key: "own".to_owned(), ..lead })).boxed()
}

fn band() -> BoxedStrategy<BandId> {
    (0..4).prop_map(|index| BandId(format!("b{index}"))).boxed()
}

fn route() -> BoxedStrategy<RouteId> {
    (0..4).prop_map(|index| RouteId(format!("r{index}"))).boxed()
}

fn must() -> BoxedStrategy<Must> {
    prop_oneof![
        (band(), band()).prop_map(|(fit, engagement)| Must::Cell { fit, engagement }),
        route().prop_map(Must::Route),
        (select(&Axis::ALL[..]), band()).prop_map(|(axis, band)| Must::AtLeast { axis, band }),
        Just(Must::Disqualified),
        Just(Must::NeverQualified),
        (0..3).prop_map(|index| Must::Above(TestLeadId(format!("t{index}")))),
    ]
    .boxed()
}

fn team() -> BoxedStrategy<Option<Team>> {
    option::of(select(&Team::ALL[..])).boxed()
}

pub fn expectations() -> BoxedStrategy<Vec<Expectation>> {
    vec((must(), words(), team()).prop_map(|(must, why, team)| Expectation { must, why, team }), 0..3).boxed()
}

fn whose() -> BoxedStrategy<Whose> {
    prop_oneof![
        1 => select(vec!["z0", "A1", "gone", ""]).prop_map(|key| Whose::Library(key.to_owned())),
        2 => own_lead().prop_map(Whose::Own),
    ]
    .boxed()
}

fn test_leads(most: usize) -> BoxedStrategy<Vec<TestLead>> {
    vec((words(), whose(), expectations()), 0..=most)
        .prop_map(|tests| {
            let numbered = tests.into_iter().enumerate();
            let test = |(index, (name, whose, expects)): (usize, (String, Whose, Vec<Expectation>))| TestLead {
                id: TestLeadId(format!("t{index}")),
                name,
                whose,
                expects,
            };
            numbered.map(test).collect()
        })
        .boxed()
}

fn segment() -> BoxedStrategy<SegmentTest> {
    let only = (select(ATTRIBUTES), select(TEXTS))
        .prop_map(|((attribute, _), value)| WithValue { attribute: attribute.to_owned(), value: value.to_owned() });
    let outcome = option::of(select(vec![Outcome::Open, Outcome::Won, Outcome::Lost]));
    let stood = select(vec![Stood::Today, Stood::WhenClosed]);
    let of = (outcome, option::weighted(0.4, only), stood).prop_map(|(outcome, only, stood)| Segment {
        outcome,
        only,
        stood,
    });
    let limit = (any::<bool>(), any::<bool>(), 0_u32..110)
        .prop_map(|(is_at_least, is_percent, number)| Limit::of(is_at_least, is_percent, number));
    let reach = prop_oneof![
        Just(Reach::Sales),
        route().prop_map(Reach::Route),
        (band(), band()).prop_map(|(fit, engagement)| Reach::Cell { fit, engagement }),
    ];
    (of, limit, reach, words(), team())
        .prop_map(|(of, limit, reach, why, team)| SegmentTest { id: "g".into(), of, limit, reach, why, team })
        .boxed()
}

pub fn segments(most: usize) -> BoxedStrategy<Vec<SegmentTest>> {
    vec(segment(), 0..=most)
        .prop_map(|mut segments| {
            for (index, segment) in segments.iter_mut().enumerate() {
                segment.id = format!("g{index}").as_str().into();
            }
            segments
        })
        .boxed()
}

/// Most often some; with a persona now and then.
pub fn tests() -> BoxedStrategy<Tests> {
    let persona =
        (words(), words(), own_lead()).prop_map(|(name, about, lead)| Persona { id: "p0".into(), name, about, lead });
    (test_leads(3), segments(2), vec(persona, 0..2)).boxed()
}
