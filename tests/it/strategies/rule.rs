//! Rules of every kind, over the pools that the leads are drawn from too.

use proptest::{collection::vec, option, prelude::*, sample::select};
use tandem::{
    lead::{Day, FieldType},
    model::{
        Activity, AttributeTest, Condition, DateTest, EventCounting, Fade, NumberTest, Rule, SpamTest, Test, TextTest,
    },
};

/// The attributes of the pool with their types; the last is in no lead.
pub const ATTRIBUTES: &[(&str, FieldType)] = &[
    ("Job title", FieldType::Text),
    ("City", FieldType::Text),
    ("E-mail", FieldType::Text),
    ("Straße \"alt\"", FieldType::Text),
    ("Employees", FieldType::Number),
    ("Revenue", FieldType::Number),
    ("Newsletter", FieldType::YesNo),
    ("Trial began", FieldType::Date),
    ("Renewal", FieldType::Date),
    ("Shoe size", FieldType::Number),
];

/// Texts as leads hold them: many scripts, blanks, punctuation, and what looks like spam.
pub const TEXTS: &[&str] = &[
    "CEO",
    "cto",
    "Director",
    "VP, Sales/EMEA (acting)",
    "vp sales",
    "  Head  of Sales ",
    "Zürich",
    "ZÜRICH",
    "ΟΔΟΣ",
    "οδος",
    "İstanbul",
    "istanbul",
    "Straße",
    "STRASSE",
    "caf\u{e9}",
    "cafe\u{301}",
    "株式会社 東京",
    "東京",
    "Иван Петров",
    "it's \"quoted\" \\ 100%_",
    "\u{2003}wide\u{a0}blanks\u{a0}",
    "a<>b",
    "Jo@Gmail.com",
    "ann@mail.gmail.com",
    "x@MAILINATOR.com",
    "no at sign.com",
    "a@b",
    "a@.b",
    "a@b.c",
    "two@at@signs.org",
    "asdfgh",
    "Poiuy 7",
    "azertz",
    "aaaa",
    "AAA",
    "aaa!",
    "john o'neil",
    "-.'",
];

/// Texts as rules list them: whole values, pieces, phrases, and ones that match nothing.
pub const LISTED: &[&str] = &[
    "ceo",
    "CTO",
    "cto ",
    "VP Sales",
    "vp",
    "sales emea",
    "director",
    "head of sales",
    "zürich",
    "ΟΔΟΣ",
    "Istanbul",
    "STRASSE",
    "straße",
    "é",
    "東京",
    "株",
    "иван",
    "\"quoted\" \\",
    "%_",
    "<>",
    "wide blanks",
    "@gmail.com",
    ".com",
    "a",
    "aa",
    "",
    " \u{a0} ",
    "- /",
];

pub const NUMBERS: &[f64] =
    &[-1.0e300, -250.5, -1.0, -0.0, 0.0, 0.1, 0.5, 1.0, 3.0, 9.0, 10.0, 11.0, 200.0, 5000.0, 9_007_199_254_740_993.0];

pub const KINDS: &[&str] = &["page_view", "email_click", "webinar_attended", "démo demandée", "never_seen"];

pub const DETAILS: &[&str] = &["/pricing", "/Pricing?x=1", "/karriere", "E-Book ΟΔΟΣ", " ", "東京 tour"];

/// The day around which everything in the pools happens: leads are best scored within a few days of it.
pub const BASE_DAY: Day = Day(20_775);

/// A day within some months of [`BASE_DAY`], most often before it.
pub fn day() -> BoxedStrategy<Day> {
    prop_oneof![3 => -3..4, 2 => -200..5, 1 => -4000..400].prop_map(|offset: i32| Day(BASE_DAY.0 + offset)).boxed()
}

/// A number of days, most often small, so that ages of the pool's events fall on both sides and on the border.
pub fn days() -> BoxedStrategy<u32> {
    prop_oneof![4 => 1_u32..8, 4 => select(vec![7_u32, 14, 30, 45, 90, 180]), 1 => Just(3_650)].boxed()
}

pub fn number() -> BoxedStrategy<f64> {
    prop_oneof![4 => select(NUMBERS), 1 => -20.0..20.0_f64].boxed()
}

fn listed() -> BoxedStrategy<Vec<String>> {
    vec(prop_oneof![3 => select(LISTED), 1 => select(TEXTS), 1 => select(DETAILS)].prop_map(str::to_owned), 0..4)
        .boxed()
}

pub fn text_test() -> BoxedStrategy<TextTest> {
    (0..6, listed())
        .prop_map(|(which, listed)| match which {
            0 => TextTest::OneOf(listed),
            1 => TextTest::NoneOf(listed),
            2 => TextTest::HasAnyWord(listed),
            3 => TextTest::ContainsAny(listed),
            4 => TextTest::StartsWithAny(listed),
            _ => TextTest::EndsWithAny(listed),
        })
        .boxed()
}

pub fn number_test() -> BoxedStrategy<NumberTest> {
    (0..7, number(), number())
        .prop_map(|(which, a, b)| match which {
            0 => NumberTest::Equal(a),
            1 => NumberTest::NotEqual(a),
            2 => NumberTest::Less(a),
            3 => NumberTest::AtMost(a),
            4 => NumberTest::Greater(a),
            5 => NumberTest::AtLeast(a),
            _ => NumberTest::Between(a.min(b), a.max(b)),
        })
        .boxed()
}

fn date_test() -> BoxedStrategy<DateTest> {
    prop_oneof![
        day().prop_map(DateTest::Before),
        day().prop_map(DateTest::After),
        days().prop_map(DateTest::WithinLastDays),
        days().prop_map(DateTest::DaysAgoOrMore),
    ]
    .boxed()
}

fn spam_test() -> BoxedStrategy<SpamTest> {
    prop_oneof![
        Just(SpamTest::FreeMailDomain),
        Just(SpamTest::DisposableDomain),
        Just(SpamTest::NotAnEmailAddress),
        (2_u32..7).prop_map(SpamTest::KeyboardRun),
        Just(SpamTest::NoCapital),
        Just(SpamTest::OneCharacterRepeated),
    ]
    .boxed()
}

fn test_of(field_type: FieldType) -> BoxedStrategy<Test> {
    let typed = match field_type {
        FieldType::Text => {
            prop_oneof![3 => text_test().prop_map(Test::Text), 2 => spam_test().prop_map(Test::Spam)].boxed()
        }
        FieldType::Number => number_test().prop_map(Test::Number).boxed(),
        FieldType::YesNo => any::<bool>().prop_map(Test::YesNo).boxed(),
        FieldType::Date => date_test().prop_map(Test::Date).boxed(),
    };
    prop_oneof![8 => typed, 1 => Just(Test::Known), 1 => Just(Test::Unknown)].boxed()
}

/// Most often of the attribute's own type; a test of another type finds the value missing.
pub fn attribute_test() -> BoxedStrategy<AttributeTest> {
    let of_any_type = select(vec![FieldType::Text, FieldType::Number, FieldType::YesNo, FieldType::Date]);
    (select(ATTRIBUTES), prop_oneof![9 => Just(None), 1 => of_any_type.prop_map(Some)])
        .prop_flat_map(|((attribute, own), other)| {
            test_of(other.unwrap_or(own)).prop_map(move |is| AttributeTest { attribute: attribute.to_owned(), is })
        })
        .boxed()
}

/// A condition, nested up to three deep.
pub fn condition() -> BoxedStrategy<Condition> {
    attribute_test()
        .prop_map(Condition::Test)
        .prop_recursive(3, 12, 3, |inner| {
            prop_oneof![
                vec(inner.clone(), 0..4).prop_map(Condition::All),
                vec(inner.clone(), 0..4).prop_map(Condition::Any),
                inner.prop_map(|condition| Condition::Not(Box::new(condition))),
            ]
        })
        .boxed()
}

pub fn fade() -> BoxedStrategy<Fade> {
    prop_oneof![
        Just(Fade::None),
        days().prop_map(|days| Fade::Expires { days }),
        (1_u32..=100, days()).prop_map(|(percent, every_days)| Fade::Steps { percent, every_days }),
        days().prop_map(|days| Fade::HalfLife { days }),
    ]
    .boxed()
}

fn counting() -> BoxedStrategy<EventCounting> {
    prop_oneof![
        3 => (1_u32..4, fade()).prop_map(|(at_least, fade)| EventCounting::Once { at_least, fade }),
        4 => (option::of(days()), prop_oneof![4 => 1_u32..5, 1 => Just(1_000)], fade())
            .prop_map(|(once_per_days, at_most, fade)| EventCounting::Each { once_per_days, at_most, fade }),
        2 => days().prop_map(|for_days| EventCounting::Absent { for_days }),
    ]
    .boxed()
}

pub fn activity() -> BoxedStrategy<Activity> {
    (
        vec(select(KINDS).prop_map(str::to_owned), 0..3),
        option::weighted(0.25, text_test()),
        option::weighted(0.25, number_test()),
        option::weighted(0.4, days()),
        option::weighted(0.2, condition()),
        counting(),
    )
        .prop_map(|(kinds, detail, amount, within_days, only_if, counting)| Activity {
            kinds,
            detail,
            amount,
            within_days,
            only_if,
            counting,
        })
        .boxed()
}

pub fn rule() -> BoxedStrategy<Rule> {
    prop_oneof![condition().prop_map(Rule::Profile), activity().prop_map(Rule::Activity)].boxed()
}
