use super::*;
use crate::{
    lead::{Day, Lead, Outcome, Value},
    model::{Axis, Criterion, Expectation, Limit, Must, OwnLead, Reach, Rule, Segment, SegmentTest, Whose, WithValue},
    scoring::{
        ColumnsBuilder,
        sample::{NOW, criterion, event, has_word, lead, model, once, text},
        score_all,
    },
};

/// Fit 71 for a CEO, engagement 60 for a demo; a rival is disqualified.
fn sample() -> Model {
    let profile = |id: &str, points, word| criterion(id, "profile", points, Rule::Profile(has_word("Title", word)));
    let rival = Criterion { disqualifies: true, name: "Rival".to_owned(), ..profile("rival", 0, "rival") };
    let demo = criterion("demo", "activity", 60, Rule::Activity(once("demo")));
    model(vec![profile("ceo", 71, "ceo"), profile("boss", 80, "boss"), rival, demo])
}

fn titled(key: &str, title: &str, demos: usize) -> Lead {
    lead(key, &[("Title", text(title))], vec![event("demo", 3); demos])
}

fn own(id: &str, lead: Lead, musts: Vec<Must>) -> TestLead {
    let expects = musts.into_iter().map(Expectation::new).collect();
    TestLead { id: id.into(), name: id.to_uppercase(), whose: Whose::Own(OwnLead::new(NOW, lead)), expects }
}

fn cell(fit: &str, engagement: &str) -> Must {
    Must::Cell { fit: fit.into(), engagement: engagement.into() }
}

/// What is said of each test of the model without a library.
fn said(model: &Model) -> Vec<(Verdict, String)> {
    let tested = test(model, None, &mut SegmentTester::default());
    let leads = tested.leads.iter().map(|it| (it.verdict(), it.sentence().unwrap_or_default().to_owned()));
    let segments = tested.segments.iter();
    leads.chain(segments.map(|it| (it.answer.verdict(), it.answer.sentence().unwrap_or_default().to_owned()))).collect()
}

fn of_ceo(must: Must) -> (Verdict, String) {
    let mut model = sample();
    model.test_leads = vec![own("ann", titled("ann", "CEO", 1), vec![must])];
    said(&model).remove(0)
}

#[test]
fn what_broke_is_a_sentence_with_what_it_lacks() {
    let passed = |must| assert_eq!(of_ceo(must), (Verdict::Passed, String::new()));
    let failed = |must, why: &str| assert_eq!(of_ceo(must), (Verdict::Failed, why.to_owned()));
    passed(cell("B", "2"));
    failed(cell("A", "2"), "is in B2, expected in A2: fit 71, needs 75");
    failed(cell("A", "1"), "is in B2, expected in A1: fit 71, needs 75; engagement 60, needs 75");
    failed(cell("C", "2"), "is in B2, expected in C2: fit 71, needs at most 49");
    passed(Must::Route("sales-today".into()));
    failed(Must::Route("nurture".into()), "is on “Sales today”, expected on “Nurture”: it is in B2");
    let at_least = |band: &str| Must::AtLeast { axis: Axis::Fit, band: band.into() };
    passed(at_least("B"));
    passed(at_least("D"));
    failed(at_least("A"), "is in fit band B, expected in fit band A: fit 71, needs 75");
    failed(Must::Disqualified, "is not disqualified: no criterion that disqualifies matches");
    failed(Must::NeverQualified, "is sent to sales, on “Sales today” from B2");
}

#[test]
fn a_disqualified_lead_keeps_its_cell_and_goes_nowhere() {
    let mut model = sample();
    let rival = titled("r", "ceo of a rival", 1);
    let musts = vec![Must::Disqualified, Must::NeverQualified, cell("B", "2"), Must::Route("sales-today".into())];
    model.test_leads = vec![own("r", rival, musts)];
    let result = &test_leads(&model, None)[0];
    let verdicts: Vec<Verdict> = result.answers.iter().map(Answer::verdict).collect();
    assert_eq!(verdicts, [Verdict::Passed, Verdict::Passed, Verdict::Passed, Verdict::Failed]);
    assert_eq!(result.sentence(), Some("is on “No action”, expected on “Sales today”: disqualified by “Rival”"));
}

#[test]
fn what_is_gone_from_the_model_is_red_and_no_crash() {
    for (must, why) in [
        (cell("Z", "1"), "is expected in the fit band “Z”, which does not exist any more"),
        (cell("A", "9"), "is expected in the engagement band “9”, which does not exist any more"),
        (Must::Route("gone".into()), "is expected on the route “gone”, which does not exist any more"),
        (
            Must::AtLeast { axis: Axis::Engagement, band: "9".into() },
            "is expected in the engagement band “9”, which does not exist any more",
        ),
        (
            Must::Above("gone".into()),
            "is expected to be worked before the test lead “gone”, which does not exist any more",
        ),
        (Must::Above("ann".into()), "is expected to be worked before itself"),
    ] {
        assert_eq!(of_ceo(must), (Verdict::Failed, why.to_owned()));
    }
    let mut model = sample();
    model.segments = vec![segment(Segment::default(), Limit::AtLeastPercent(1), Reach::Route("gone".into()))];
    assert_eq!(said(&model), [(Verdict::Failed, "the route “gone” does not exist any more".to_owned())]);
}

#[test]
fn ranks_are_those_of_work_order() {
    let mut model = sample();
    let rank = |model: &Model, one: Lead, other: Lead| {
        let mut model = model.clone();
        let above = vec![Must::Above("b".into())];
        model.test_leads = vec![own("a", one, above), own("b", other, vec![])];
        said(&model).remove(0).1
    };
    assert_eq!(rank(&model, titled("1", "boss", 1), titled("2", "ceo", 1)), "");
    let routes = rank(&model, titled("1", "", 0), titled("2", "boss", 1));
    assert_eq!(routes, "is worked after B: it is on “No action”, the other on “Sales now”");
    // All on one route, without flames.
    let now = model.routes[0].id.clone();
    model.matrix.cells.values_mut().for_each(|route| *route = now.clone());
    let flames = rank(&model, titled("1", "boss", 0), titled("2", "", 1));
    assert_eq!(flames, "is worked after B: it has 0 flames, the other 2");
    model.engagement.bands.iter_mut().for_each(|band| band.marks = 0);
    let combined = rank(&model, titled("1", "ceo", 0), titled("2", "boss", 1));
    assert_eq!(combined, "is worked after B: its combined score is 36, the other’s 70");
    model.combined.fit = 0;
    let stars = rank(&model, titled("1", "ceo", 1), titled("2", "boss", 1));
    assert_eq!(stars, "is worked after B: it has 2 stars, the other 3");
    model.fit.bands.iter_mut().for_each(|band| band.marks = 0);
    let keys = rank(&model, titled("2", "ceo", 1), titled("1", "boss", 1));
    assert_eq!(keys, "is worked after B: both rank alike, and the keys decide");
}

fn segment(of: Segment, limit: Limit, reach: Reach) -> SegmentTest {
    SegmentTest { id: "s".into(), of, limit, reach, why: String::new(), team: None }
}

/// Four leads: two bosses of three wins go to sales.
fn library() -> (Model, Arc<Columns>) {
    let ended = |key: &str, title: &str, outcome| Lead {
        outcome,
        created: Some(Day(NOW.day().0 - 10)),
        ..titled(key, title, 1)
    };
    let mut builder = ColumnsBuilder::default();
    builder.extend([
        ended("1", "boss", Outcome::Won),
        ended("2", "Boss ", Outcome::Won),
        ended("3", "clerk", Outcome::Won),
        ended("4", "boss", Outcome::Lost),
        Lead { created: Some(Day(NOW.day().0 + 1)), ..titled("5", "boss", 1) },
    ]);
    (sample(), Arc::new(builder.finish()))
}

fn in_library(model: &Model, columns: &Arc<Columns>) -> Tested {
    let scores = score_all(columns, model, NOW);
    let summary = Summary::new(columns, model, &scores);
    test(model, Some(Library { columns, scores: &scores, summary: &summary }), &mut SegmentTester::default())
}

#[test]
fn leads_of_the_library_are_asked_by_key_and_those_that_are_not_there_are_told() {
    let (mut model, columns) = library();
    let of_key = |key: &str| TestLead {
        id: key.into(),
        name: String::new(),
        whose: Whose::Library(key.to_owned()),
        expects: vec![Expectation::new(cell("A", "2"))],
    };
    model.test_leads = ["1", "3", "5", "nobody"].map(of_key).to_vec();
    let tested = in_library(&model, &columns);
    let said: Vec<_> = tested.leads.iter().map(|it| (it.verdict(), it.sentence().unwrap_or_default())).collect();
    let expected = [
        (Verdict::Passed, ""),
        (Verdict::Failed, "is in D2, expected in A2: fit 0, needs 75"),
        (Verdict::Unasked, "“5” came later than 2026-11-18"),
        (Verdict::Unasked, "the library has no lead with the key “nobody”"),
    ];
    assert_eq!(said, expected);
    assert_eq!((tested.count(Verdict::Passed), tested.len()), (1, 4));
    let unasked = test_leads(&model, None);
    assert_eq!(unasked[0].sentence(), Some("no library is open"));
}

#[test]
fn segments_are_counted_of_those_who_are_meant() {
    let (mut model, columns) = library();
    let won = Segment { outcome: Some(Outcome::Won), ..Segment::default() };
    let only = Some(WithValue { attribute: "Title".to_owned(), value: "BOSS".to_owned() });
    let lost = Segment { outcome: Some(Outcome::Lost), only: only.clone(), ..Segment::default() };
    let bosses = Segment { only, ..Segment::default() };
    let unknown =
        Segment { only: Some(WithValue { attribute: "Town".to_owned(), ..Default::default() }), ..won.clone() };
    let a2 = Reach::Cell { fit: "A".into(), engagement: "2".into() };
    let now = Reach::Route(model.cell(&"A".into(), &"2".into()).expect("a route").clone());
    for (of, limit, reach, expected) in [
        (won.clone(), Limit::AtLeastPercent(66), Reach::Sales, Ok("66.7 %, 2 of 3")),
        (won.clone(), Limit::AtLeastPercent(67), Reach::Sales, Err("it is 66.7 %, 2 of 3")),
        (won.clone(), Limit::AtMostPercent(66), Reach::Sales, Err("it is 66.7 %, 2 of 3")),
        (lost, Limit::AtMostPercent(100), Reach::Sales, Ok("100 %, 1 of 1")),
        (bosses.clone(), Limit::AtLeastPercent(100), now, Ok("100 %, 3 of 3")),
        (Segment::default(), Limit::AtMostPercent(75), a2, Ok("75 %, 3 of 4")),
        (bosses, Limit::AtMostAWeek(0), Reach::Sales, Err("it is 0.2 a week")),
        (Segment::default(), Limit::AtMostAWeek(1), Reach::Sales, Ok("0.2 a week")),
        (unknown, Limit::AtMostPercent(1), Reach::Sales, Err("the library has no text attribute “Town”")),
        (
            Segment::ended(Some(Outcome::Open)),
            Limit::AtMostPercent(1),
            Reach::Sales,
            Err("there are no open leads in the library"),
        ),
    ] {
        model.segments = vec![segment(of, limit, reach)];
        let result = &in_library(&model, &columns).segments[0];
        let told = match result.answer.sentence() {
            None => Ok(result.measured.expect("it was asked").text(limit)),
            Some(why) => Err(why.to_owned()),
        };
        assert_eq!(told.as_deref().map_err(String::as_str), expected);
    }
}

/// Who gets there and who does not is known whether it passes or fails; together they are all that are meant.
#[test]
fn both_groups_of_a_segment_are_known() {
    let (mut model, columns) = library();
    let won = Segment { outcome: Some(Outcome::Won), ..Segment::default() };
    let keys = |rows: &crate::scoring::Bitmap| rows.rows().map(|row| columns.keys[row].to_owned()).collect::<Vec<_>>();
    for (limit, missed) in [
        (Limit::AtLeastPercent(66), None),
        (Limit::AtLeastPercent(67), Some(vec!["3".to_owned()])),
        (Limit::AtMostPercent(66), Some(vec!["1".to_owned(), "2".to_owned()])),
        (Limit::AtLeastAWeek(9), None),
    ] {
        model.segments = vec![segment(won.clone(), limit, Reach::Sales)];
        let result = in_library(&model, &columns).segments.remove(0);
        let who = result.who.as_ref().expect("it was asked");
        assert_eq!((keys(&who.rows(true)), keys(&who.rows(false))), (vec!["1".into(), "2".into()], vec!["3".into()]));
        assert_eq!((who.count(true), who.count(false)), (2, 1));
        assert_eq!(result.misses(limit).as_ref().map(keys), missed);
    }
}

/// A tenth is read, and the limit is in whole numbers: what is just short of it must not read as if it were met.
#[test]
fn what_misses_its_limit_is_not_rounded_onto_it() {
    let share = Measured::Share { reached: 7_996, of: 10_000 };
    assert_eq!(share.text(Limit::AtLeastPercent(80)), "79.9 %, 7,996 of 10,000");
    assert_eq!(share.text(Limit::AtMostPercent(80)), "80 %, 7,996 of 10,000");
    let share = Measured::Share { reached: 8_004, of: 10_000 };
    assert_eq!(share.text(Limit::AtMostPercent(80)), "80.1 %, 8,004 of 10,000");
    assert_eq!(share.text(Limit::AtLeastPercent(80)), "80 %, 8,004 of 10,000");
    let weeks = u64::from(crate::scoring::ARRIVAL_WEEKS);
    let a_week = Measured::AWeek { arrived: 100 * weeks + 1 };
    assert!(!a_week.text(Limit::AtMostAWeek(100)).starts_with("100 "), "{}", a_week.text(Limit::AtMostAWeek(100)));
}

#[test]
fn who_is_meant_is_kept_for_the_segments_of_the_model_alone() {
    let (mut model, columns) = library();
    let scores = score_all(&columns, &model, NOW);
    let summary = Summary::new(&columns, &model, &scores);
    let mut tester = SegmentTester::default();
    for typed in ["b", "bo", "bos", "boss"] {
        let only = Some(WithValue { attribute: "Title".to_owned(), value: typed.to_owned() });
        let typed = segment(Segment { only, ..Segment::default() }, Limit::AtLeastPercent(1), Reach::Sales);
        let all = segment(Segment::default(), Limit::AtLeastPercent(1), Reach::Sales);
        model.segments = vec![all, typed];
        let library = Library { columns: &columns, scores: &scores, summary: &summary };
        test(&model, Some(library), &mut tester);
        assert_eq!(tester.kept(), 2, "all leads, and those with what is typed now");
    }
}

/// Two leads of one key can't be told apart by it.
#[test]
fn the_same_key_ranks_before_nobody() {
    let mut model = sample();
    let above = |id: &str| vec![Must::Above(id.into())];
    model.test_leads = vec![own("a", titled("1", "ceo", 1), above("b")), own("b", titled("1", "ceo", 1), above("a"))];
    let neither =
        |other| format!("ranks like {other} in all, and has the same key: neither is worked before the other");
    assert_eq!(said(&model), [(Verdict::Failed, neither("B")), (Verdict::Failed, neither("A"))]);
}

#[test]
fn nobody_knows_weeks_without_dates_and_another_day_has_other_members() {
    let (mut model, columns) = library();
    model.segments = vec![segment(Segment::default(), Limit::AtLeastPercent(0), Reach::Sales)];
    let mut tester = SegmentTester::default();
    let mut at = |as_of| {
        let scores = score_all(&columns, &model, as_of);
        let summary = Summary::new(&columns, &model, &scores);
        let library = Library { columns: &columns, scores: &scores, summary: &summary };
        test(&model, Some(library), &mut tester).segments[0].measured
    };
    assert_eq!(at(NOW), Some(Measured::Share { reached: 3, of: 4 }));
    let tomorrow = Instant(NOW.0 + crate::lead::SECONDS_PER_DAY);
    assert_eq!(at(tomorrow), Some(Measured::Share { reached: 4, of: 5 }));
    let mut builder = ColumnsBuilder::default();
    builder.push(Lead { attributes: [("Title".to_owned(), Value::YesNo(true))].into(), ..titled("1", "", 0) });
    let undated = Arc::new(builder.finish());
    model.segments[0].limit = Limit::AtMostAWeek(1);
    let why = in_library(&model, &undated).segments.remove(0).answer;
    assert!(why.sentence().is_some_and(|why| why.contains("created")), "{why:?}");
}
