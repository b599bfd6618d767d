use super::*;
use crate::{
    lead::FieldType,
    model::{
        Activity, AttributeTest, Condition, EventCounting, Fade, NumberTest, Test, TextTest,
        check::{Facts, FieldFacts},
    },
};

fn is(attribute: &str, is: Test) -> Condition {
    Condition::Test(AttributeTest { attribute: attribute.to_owned(), is })
}

fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

fn one_of(attribute: &str, values: &[&str]) -> Condition {
    is(attribute, Test::Text(TextTest::OneOf(texts(values))))
}

fn profile(text: &str) -> Condition {
    match parse(text) {
        Ok(Rule::Profile(condition)) => condition,
        other => panic!("{text}: {other:?}"),
    }
}

fn activity(text: &str) -> Activity {
    match parse(text) {
        Ok(Rule::Activity(activity)) => activity,
        other => panic!("{text}: {other:?}"),
    }
}

/// Each way of typing it, and the one text it has.
fn means(text: &str, ways: &[&str]) {
    for way in ways.iter().chain([&text]) {
        assert_eq!(parse(way).as_ref().map(to_text), Ok(text.to_owned()), "{way}");
    }
}

#[test]
fn tests_are_typed_loosely() {
    means(
        "job title contains any of \"CEO\", \"CTO\"",
        &["job title CONTAINS any of “CEO”, 'CTO'", "job title contains CEO, CTO", "job  title\ncontains CEO; CTO"],
    );
    means("Employees ≥ 5,000", &["Employees>=5000", "Employees is at least 5k", "\"Employees\" => 5,000"]);
    means("Employees between 200 and 5,000", &["Employees is between 200 to 5000"]);
    means("Score ≠ −1.5", &["Score != -1.5", "Score <> −1,5"]);
    means("City is unknown", &["City is not known", "City IS EMPTY"]);
    means("Trial began within the last 14 days", &["Trial began is in the last 2 weeks"]);
    means("Trial began 1,000 or more days ago", &["Trial began at least 1000 days ago"]);
    means("Name has 4 or more keyboard neighbours in a row", &[]);
    means("E-mail is not an e-mail address", &["E-mail is no email address"]);
    means("\"What is it\" is \"R&D\"", &["\"What is it\" is R&D"]);
}

#[test]
fn groups_are_typed_loosely() {
    means("A is known and B is known", &["(A is known) AND (B is known)"]);
    means("(A is known or B is known) and not (C is known)", &["(A is known or B is known) and not C is known"]);
    means("not (A is known or B is known)", &["none of (A is known, B is known)"]);
    means("all of (A is known)", &["All of these (A is known)"]);
    means("always and A is known", &["Always and A is known"]);
}

#[test]
fn activities_are_typed_loosely() {
    means(
        "webinar_attended at least 1 time in the last 90 days, halves every 30 days",
        &[
            "any webinar_attended in the last 90 days and halves every 30 days",
            "webinar_attended at least once, halves every 30 days, within the last 90 days",
        ],
    );
    means(
        "page_view or page_read whose detail contains \"/pricing\" and whose amount is ≥ 50 each time, once per 7 days, \
         at most 5 times, loses 25 % every 30 days, only if (Newsletter is no)",
        &[
            "each page_view, page_read whose amount >= 50, whose detail contains /pricing, at most 5 times, once per week, \
           loses 25% every 30 days, only if Newsletter is no",
        ],
    );
    means("No activity for 45 days", &["no activity in the last 45 days"]);
    means("No app_open, visit or \"and\" for 1 day, looking back 90 days", &[]);
    means("Any activity at least 3 times", &["any activity at least 3 times"]);
    assert_eq!(activity("any activity").counting, EventCounting::Once { at_least: 1, fade: Fade::None });
}

#[test]
fn values_need_quotes_only_where_two_things_could_be_meant() {
    assert_eq!(profile("Country is one of Germany, France"), one_of("Country", &["Germany", "France"]));
    assert_eq!(profile("Country is Germany, France, or Italy"), one_of("Country", &["Germany", "France", "Italy"]));
    assert_eq!(profile("Country = \"Germany\""), one_of("Country", &["Germany"]));
    assert_eq!(profile("Seen is often, seldom or never"), one_of("Seen", &["often", "seldom", "never"]));
    assert_eq!(profile("Country is nothing"), one_of("Country", &[]));
    assert_eq!(profile("Country is \"nothing\""), one_of("Country", &["nothing"]));
    let either = Condition::Any(vec![one_of("Country", &["Germany"]), is("Newsletter", Test::YesNo(true))]);
    assert_eq!(profile("Country is Germany or Newsletter is yes"), either);
    assert_eq!(profile("any of (Country is Germany, Newsletter is yes)"), either);
}

/// What was typed, the place that is pointed at, and a part of what is said.
#[test]
fn errors_point_at_the_place_and_say_what_would_mend_it() {
    for (text, place, said) in [
        ("", "", "contains any of \"CEO\", \"CTO\""),
        ("Job title contans any of \"CEO\"", "contans any of", "did you mean “contains any of”?"),
        ("Job title contans CEO and Country is Germany", "contans", "did you mean “contains”?"),
        (
            "Job title contains any of",
            "",
            "After “contains any of” a list of values, such as \"CEO\", \"CTO\", is expected",
        ),
        ("Job title contains any of )", ")", "is expected, not “)”"),
        ("Job title", "Job title", "What is asked of “Job title” is missing"),
        ("Job title is \"CEO", "\"", "never closed"),
        ("Employees ≥ many", "many", "After “≥” a number"),
        ("Employees between 1", "", "After “between 1” “and” and the other end"),
        ("Began after 2026-13-01", "2026-13-01", "2026-11-18"),
        ("Began within the last ninety days", "ninety", "such as 90 days"),
        ("A is known and B is known or C is known", "or", "brackets"),
        ("(A is known", "(", "never closed"),
        ("A is known)", ")", "closes none"),
        ("Country is Germany, Newsletter is yes", ",", "“and” or “or” between tests"),
        ("Country is Germany Newsletter is yes", "Germany Newsletter is yes", "reads like a test"),
        ("Zip is 10115,10117", "10115,10117", "a blank behind the comma"),
        ("webinar_attended at least 1 time and Country is Germany", "and", "“, only if”"),
        ("Country is Germany and page_view at least 1 time", "at least 1 time", "write the activity first"),
        ("page_view each time", "each time", "at most 5 times"),
        ("page_view at least 1.5 times", "1.5", "whole number"),
        ("no page_view, halves every 3 days, for 3 days", "halves every", "does not fade"),
        ("page_view in the last 3 days in the last 5 days", "in the last", "says again"),
        ("at least 3 times", "at least 3 times", "First comes what they do"),
        ("page_view at least 2 times often", "often", "not known behind an activity"),
    ] {
        let err = parse(text).expect_err(text);
        assert_eq!(text.get(err.at.clone()), Some(place), "{text}: {err}");
        assert!(err.sentence.contains(said), "{text}: {err}");
    }
    let deep = "(".repeat(100_000);
    assert!(parse(&deep).expect_err("too deep").sentence.contains("20 deep"));
}

/// A slip behind *whose* must not make a field of the activity.
#[test]
fn whose_is_followed_by_detail_or_amount() {
    for (text, place) in [
        ("Page view whose detal is \"/pricing\"", "detal"),
        ("Page view whose detal is \"/pricing\" at least twice", "detal"),
        ("Page view whose detal at least 2 times", "detal"),
        ("page_view, whose detal is \"/pricing\"", "detal"),
        ("page_view or page_read whose \"detail\" is known", "\"detail\""),
        ("page_view at least 2 times whose color is red", "color"),
        ("page_view at least 2 times, and whose color is red", "color"),
        ("page_view whose", ""),
    ] {
        let err = parse(text).expect_err(text);
        assert_eq!(text.get(err.at.clone()), Some(place), "{text}: {err}");
        assert!(err.sentence.contains("“whose” is followed by detail or amount"), "{text}: {err}");
    }
    means("\"Person whose turn\" is yes", &[]);
    means("Whose turn is yes", &[]);
    let facts = library(&[("Person whose turn", FieldType::YesNo)], &[]);
    assert_eq!(parse_in("person whose turn is yes", &facts), parse("\"Person whose turn\" is yes"));
}

/// What someone types who has never seen a rule: only the name.
#[test]
fn a_name_alone_is_told_how_to_go_on() {
    let fields = [("Job title", FieldType::Text), ("Both", FieldType::Text)];
    let facts = library(&fields, &["webinar_attended", "both", "job"]);
    let of_a_field = "contains any of \"CEO\", \"CTO\"";
    let of_an_activity = "at least 1 time in the last 90 days";
    for (text, place, said, unsaid) in [
        (
            "Webinar attended",
            "Webinar attended",
            "such as Webinar attended at least 1 time in the last 90 days",
            of_a_field,
        ),
        ("any webinar attended", "webinar attended", "such as webinar attended at least 1 time", of_a_field),
        ("\"webinar_attended\"", "\"webinar_attended\"", "such as \"webinar_attended\" at least 1", of_a_field),
        ("webinar_attended 3 times", "3 times", "such as webinar_attended at least 1 time", of_a_field),
        ("webinar_attended and Job title is known", "webinar_attended", "at least 1 time", of_a_field),
        ("Job title is known and webinar_attended", "webinar_attended", "behind “, only if”", of_an_activity),
        ("Job title", "Job title", of_a_field, of_an_activity),
        ("(Demo)", ")", of_a_field, of_an_activity),
        ("Demo", "", of_a_field, "” is an activity"),
        ("Demo", "", of_an_activity, "” is an activity"),
        ("Both", "", of_an_activity, "” is an activity"),
        ("", "", of_a_field, "” is an activity"),
        ("", "", of_an_activity, "” is an activity"),
    ] {
        let err = parse_in(text, &facts).expect_err(text);
        assert_eq!(text.get(err.at.clone()), Some(place), "{text}: {err}");
        assert!(err.sentence.contains(said) && !err.sentence.contains(unsaid), "{text}: {err}");
        if let Some((_, advice)) = err.sentence.split_once("how often, such as ").filter(|_| said.contains("such as")) {
            assert!(matches!(parse_in(advice, &facts), Ok(Rule::Activity(_))), "the advice can be followed: {advice}");
        }
    }
}

/// Whatever is typed or pasted, the window stays.
#[test]
fn no_text_is_too_long_or_too_deep_to_be_answered() {
    let often = |text: &str| text.repeat(10_000);
    let list = format!("City is a, {}b", "not ".repeat(100_000));
    assert!(parse(&list).expect_err("not a value").sentence.contains("write quotes around a value"));
    for deep in ["(", "not ", "not (", "all of (", "any of (A is b, ", "A is b and ("] {
        assert!(parse(&deep.repeat(100_000)).expect_err(deep).sentence.contains("20 deep"), "{deep}");
    }
    for within in ["City is a or ", "visit at least 1 time, only if ", "any of (City is a, "] {
        assert!(parse(&format!("{within}{}", often("not "))).is_err(), "{within}");
        assert!(parse(&format!("{within}{}", often("("))).is_err(), "{within}");
    }
    for long in ["a ", "no ", "is ", "a or ", "a, ", "and ", ") ", "\"\"", "visit, ", "3 "] {
        let _answered = (parse(&often(long)), parse(&format!("City is {}", often(long))));
    }
    let deepest = format!("visit at least once, only if {}A is known{}", "all of (".repeat(19), ")".repeat(19));
    let mut model = crate::model::Model::new("deep");
    let rule = parse(&deepest).expect("not too deep");
    model.criteria.push(crate::model::Criterion { rule, ..crate::model::sample::criterion("a", "profile") });
    model.sign(crate::model::Team::Sales, "Ben", crate::lead::Day(20_000));
    let text = crate::model::file::to_text(&model);
    assert_eq!(crate::model::file::parse(&text), Ok(model), "what can be typed can be saved and opened");
}

fn library(fields: &[(&str, FieldType)], kinds: &[&str]) -> Facts {
    let fields = fields.iter().map(|(name, field_type)| FieldFacts {
        name: (*name).to_owned(),
        field_type: *field_type,
        known: 1,
        values: [].into(),
        spread: None,
    });
    Facts { leads: 10, fields: fields.collect::<Vec<_>>().into(), kinds: texts(kinds), ..Facts::default() }
}

/// A postcode, a number of a customer: what looks like a number, and would be spoilt as one.
#[test]
fn a_text_that_looks_like_a_number_stays_as_it_was_typed() {
    let facts = library(&[("Zip", FieldType::Text), ("Size", FieldType::Number)], &[]);
    for (typed, text) in [
        ("Zip = 01234", "Zip is \"01234\""),
        ("zip ≠ 01234", "Zip is not \"01234\""),
        ("Zip = 5k", "Zip is \"5k\""),
        ("not (Zip == 1e3)", "not (Zip is \"1e3\")"),
        ("Size = 5k", "Size = 5,000"),
        ("Size is not 01234", "Size ≠ 1,234"),
        ("Other = 01234", "Other = 1,234"),
        ("visit whose detail = 007 at least once", "visit whose detail is \"007\" at least 1 time"),
    ] {
        assert_eq!(parse_in(typed, &facts).as_ref().map(to_text), Ok(text.to_owned()), "{typed}");
    }
    let refused = parse_in("Zip = 1,000", &facts).expect_err("one value or two");
    assert!(refused.sentence.contains("write quotes around it"), "{refused}");
}

#[test]
fn what_must_not_be_is_not_taken_for_a_value() {
    for text in ["Country is Germany, not France", "Country is Germany or not France", "Country is one of not France"] {
        let refused = parse(text).expect_err(text);
        assert_eq!(text.get(refused.at.clone()), Some("not France"), "{text}");
        assert!(refused.sentence.contains("quotes around a value"), "{refused}");
    }
    means("Country is one of \"Germany\", \"not France\"", &["Country is Germany, \"not France\""]);
}

#[test]
fn weeks_are_counted_wherever_days_are() {
    means("No visit for 14 days", &["No visit for 2 weeks", "no visit in the last 2 weeks"]);
    means("Began 14 or more days ago", &["Began 2 or more weeks ago", "Began at least 2 weeks ago"]);
    means("Waiting for 3 people is yes", &["\"Waiting for 3 people\" is yes"]);
    assert!(parse("No visit for 4,000,000,000 weeks").expect_err("too many").sentence.contains("can be counted"));
    assert!(parse("No visit for ages").expect_err("how long?").sentence.contains("such as No visit for 45 days"));
}

/// *In the last* and *within the last*: what is spoken of, only the library can tell.
#[test]
fn a_time_is_of_what_the_library_holds() {
    let facts = library(&[("Last login", FieldType::Date), ("Both", FieldType::Date)], &["webinar_attended", "both"]);
    for (typed, text) in [
        ("last login in the last 30 days", "Last login within the last 30 days"),
        ("not (Last login in the last 2 weeks)", "not (Last login within the last 14 days)"),
        (
            "City is Bonn and \"Last login\" in the last 30 days",
            "City is \"Bonn\" and Last login within the last 30 days",
        ),
        ("Webinar attended within the last 90 days", "webinar_attended at least 1 time in the last 90 days"),
        ("no webinar attended, visit within the last 90 days", "no webinar attended, visit within the last 90 days"),
        ("No webinar attended within the last 90 days", "No webinar_attended for 90 days"),
        ("any activity within the last week", "Any activity at least 1 time in the last 7 days"),
        ("Both in the last 3 days", "both at least 1 time in the last 3 days"),
        ("Both within the last 3 days", "Both within the last 3 days"),
        ("Renewal within the last 3 days", "Renewal within the last 3 days"),
        ("visit in the last 3 days", "visit at least 1 time in the last 3 days"),
    ] {
        let read = parse_in(typed, &facts).map(|rule| to_text(&rule));
        if typed.contains("visit within") {
            assert!(read.is_err(), "“visit” is not known to be either: {read:?}");
        } else {
            assert_eq!(read, Ok(text.to_owned()), "{typed}");
        }
    }
}

#[test]
fn names_and_types_are_those_of_the_library() {
    let fields = [
        ("Job title", FieldType::Text),
        ("Employees", FieldType::Number),
        ("Newsletter", FieldType::YesNo),
        ("city", FieldType::Text),
        ("City", FieldType::Text),
    ];
    let facts = library(&fields, &["webinar_attended"]);
    let resolved = |text: &str| to_text(&parse_in(text, &facts).expect(text));
    assert_eq!(resolved("job TITLE is yes"), "Job title is \"yes\"");
    assert_eq!(resolved("not (employees is 200)"), "not (Employees = 200)");
    assert_eq!(resolved("newsletter is true"), "Newsletter is yes");
    assert_eq!(resolved("CITY is known and city is known"), "CITY is known and city is known", "it could be either");
    assert_eq!(resolved("Shoe size is 40"), "Shoe size is \"40\"");
    assert_eq!(
        resolved("Webinar attended at least once, only if (employees > 5)"),
        "webinar_attended at least 1 time, only if (Employees > 5)"
    );
}

#[test]
fn numbers_keep_every_digit() {
    for number in [0.0, -0.0, 0.1 + 0.2, 1e300, -5e-324, 9_007_199_254_740_993.0, f64::MAX, 1e-7, 1_234_567.125] {
        let rule = Rule::Profile(is("Revenue", Test::Number(NumberTest::Between(number, f64::MAX))));
        assert_eq!(parse(&to_text(&rule)), Ok(rule.clone()), "{}", to_text(&rule));
    }
}
