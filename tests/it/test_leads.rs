//! Test leads guard the model: found the same by either scorer, red at the edit that breaks them, green when it is undone.

mod keeping;

use std::sync::Arc;

use eframe::egui::{Key, Modifiers, vec2};
use egui_kittest::{Harness, kittest::Queryable as _};
use proptest::prelude::*;
use tandem::{
    app::{
        pages::leads::test_leads,
        samples::Sample,
        shell::Shell,
        state::{Page, State},
        tasks::OpenLibrary,
    },
    lead::{Day, Instant, Lead, Outcome, SECONDS_PER_DAY},
    model::{Expectation, Limit, Model, Must, OwnLead, Reach, Segment, SegmentTest, SegmentTestId, Stood, Whose},
    scoring::{
        Columns, ColumnsBuilder, Summary, explain, score_all,
        testing::{Library, Measured, SegmentTester, Standing, TestId, Verdict, test, test_one},
    },
};

use crate::{
    harness::{WIDE, sample_state, settle, window_with_names},
    strategies::{
        lead::{as_of, leads},
        model::{absurd_model, model},
        tests::segments,
    },
};

fn columns(leads: Vec<Lead>) -> Arc<Columns> {
    let mut builder = ColumnsBuilder::default();
    builder.extend(leads);
    Arc::new(builder.finish())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// Where a lead stands is the same from the columns as from its explanation, and so is every answer.
    #[test]
    fn both_scorers_give_one_answer(model in model(), leads in leads(), as_of in as_of()) {
        let columns = columns(leads);
        let scores = score_all(&columns, &model, as_of);
        for row in 0..columns.len() {
            let by_columns = Standing::of_row(&model, &columns, &scores, row);
            let mut explained = Standing::of_lead(&model, &columns.lead(row), as_of);
            // Who came later goes nowhere yet: nothing is asked of them.
            if !scores.there.contains(row) {
                explained.qualified = false;
            }
            prop_assert_eq!(by_columns, explained);
        }
        let summary = Summary::new(&columns, &model, &scores);
        let library = Library { columns: &columns, scores: &scores, summary: &summary };
        let tested = test(&model, Some(library).filter(|_| !columns.is_empty()), &mut SegmentTester::default());
        for (test, result) in model.test_leads.iter().zip(&tested.leads) {
            prop_assert_eq!(result, &test_one(&model, test, &columns, as_of));
        }
    }

    /// A segment is what one counts by hand, lead by lead.
    #[test]
    fn segments_are_what_one_counts(model in model(), tests in segments(3), leads in leads(), as_of in as_of()) {
        let model = Model { segments: tests, ..model };
        let columns = columns(leads);
        let scores = score_all(&columns, &model, as_of);
        let summary = Summary::new(&columns, &model, &scores);
        let library = Library { columns: &columns, scores: &scores, summary: &summary };
        let found = test(&model, Some(library), &mut SegmentTester::default()).segments;
        for (test, result) in model.segments.iter().zip(found) {
            let Some(Measured::Share { reached, of }) = result.measured else { continue };
            let mut counted = (0, 0);
            for row in (0..columns.len()).filter(|row| columns.is_there(*row, as_of)) {
                let lead = columns.lead(row);
                let is_one = test.of.outcome.is_none_or(|outcome| columns.outcome_at(row, as_of) == outcome)
                    && test.of.only.as_ref().is_none_or(|only| {
                        let value = lead.attribute(&only.attribute).map(|value| tandem::lead::trim_fold(&value.to_string()));
                        value.is_some_and(|value| value == tandem::lead::trim_fold(&only.value))
                    });
                let closed = columns.taken_at(row).filter(|_| {
                    test.of.is_when_closed() && columns.outcome_at(row, as_of) != Outcome::Open
                });
                let stands = Standing::of_lead(&model, &lead, closed.unwrap_or(as_of));
                let band = |axis: tandem::model::Axis, place: usize| model.axis(axis).bands[place].id.clone();
                let gets_there = match &test.reach {
                    Reach::Sales => stands.qualified,
                    Reach::Route(id) => stands.route.is_some_and(|route| model.routes[route].id == *id),
                    Reach::Cell { fit, engagement } => {
                        band(tandem::model::Axis::Fit, stands.bands[0]) == *fit
                            && band(tandem::model::Axis::Engagement, stands.bands[1]) == *engagement
                    }
                };
                counted.0 += u64::from(is_one && gets_there);
                counted.1 += u64::from(is_one);
            }
            prop_assert_eq!((reached, of), counted);
            let keeps = match test.limit {
                Limit::AtLeastPercent(least) => reached * 100 >= u64::from(least) * of,
                Limit::AtMostPercent(most) => reached * 100 <= u64::from(most) * of,
                Limit::AtLeastAWeek(_) | Limit::AtMostAWeek(_) => unreachable!("a share is in percent"),
            };
            prop_assert_eq!(result.answer.verdict() == Verdict::Passed, keeps);
        }
    }

    /// Closed leads stand as they are explained as of the day before they closed.
    #[test]
    fn closed_leads_stood_as_they_are_explained(model in model(), leads in leads(), as_of in as_of()) {
        let columns = columns(leads);
        let stood = columns.at_close().score(&columns, &model);
        for row in 0..columns.len() {
            let found = stood.of(row, as_of.day());
            let lead = columns.lead(row);
            let wanted = lead.closed.filter(|closed| lead.outcome != Outcome::Open && *closed <= as_of.day());
            prop_assert_eq!(found.is_some(), wanted.is_some());
            let (Some(found), Some(closed)) = (found, wanted) else { continue };
            let at = columns.taken_at(row).expect("it closed");
            if lead.created.is_some_and(|created| created < closed) {
                prop_assert_eq!(at, Day(closed.0 - 1).last_second());
            }
            let explained = Standing::of_lead(&model, &lead, at);
            prop_assert_eq!([found.fit_band, found.engagement_band].map(usize::from), explained.bands);
            prop_assert_eq!(model.routes.get(usize::from(found.route)).is_some(), explained.route.is_some());
            prop_assert!(explained.route.is_none_or(|route| route == usize::from(found.route)));
            prop_assert_eq!(found.qualified, explained.qualified);
        }
    }

    /// What is kept of a lead that is spared scores the same, for the same reasons.
    #[test]
    fn what_is_spared_is_not_asked_for(model in model(), leads in leads(), as_of in as_of()) {
        for lead in leads {
            let own = OwnLead::new(as_of, lead);
            let spared = own.sparing(&model);
            prop_assert_eq!(explain(&model, &spared.lead, as_of), explain(&model, &own.lead, as_of));
            prop_assert_eq!(Standing::of_own(&model, &spared), Standing::of_own(&model, &own));
        }
    }

    /// Whatever the model has lost, its tests are answered.
    #[test]
    fn no_model_is_too_broken_to_be_tested(model in absurd_model(), leads in leads(), as_of in as_of()) {
        let columns = columns(leads);
        let scores = score_all(&columns, &model, as_of);
        let summary = Summary::new(&columns, &model, &scores);
        let library = Library { columns: &columns, scores: &scores, summary: &summary };
        let tested = test(&model, Some(library), &mut SegmentTester::default());
        prop_assert_eq!((tested.leads.len(), tested.segments.len()), (model.test_leads.len(), model.segments.len()));
    }
}

fn page() -> Harness<'static, Shell> {
    let mut state = sample_state(Sample::B2bSoftware);
    state.page = Page::Leads;
    // High enough that the foot of the chosen lead is seen.
    window_with_names(vec2(WIDE.x, 2400.0), state)
}

fn state<'a>(harness: &'a mut Harness<'static, Shell>) -> &'a mut State {
    &mut harness.state_mut().state
}

fn draft<'a>(harness: &'a Harness<'static, Shell>) -> &'a Model {
    &harness.state().state.document.model
}

fn edit(harness: &mut Harness<'static, Shell>, change: impl FnOnce(&mut Model)) {
    change(&mut state(harness).document.model);
    state(harness).touch();
    settle(harness);
}

fn click(harness: &mut Harness<'static, Shell>, name: &str) {
    harness.get_by_label(name).click();
    settle(harness);
}

fn undo(harness: &mut Harness<'static, Shell>) {
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    settle(harness);
}

fn failing(harness: &Harness<'static, Shell>) -> usize {
    harness.state().state.scored.as_ref().map_or(0, |scored| scored.tests().count(Verdict::Failed))
}

#[test]
fn a_lead_is_kept_broken_by_an_edit_and_mended_by_undo() {
    let mut harness = page();
    let tests = draft(&harness).test_leads.len() + draft(&harness).segments.len();
    assert_eq!(failing(&harness), 0, "the sample's own pass");
    harness.get_by_label(&format!("Tests: {tests} of {tests} pass, 0 fail"));

    click(&mut harness, "Keep as test lead");
    harness.get_by_label_contains("By its key");
    assert!(harness.query_by_label_contains("which others read").is_none(), "nothing but the key goes there");
    click(&mut harness, "Which lead: A copy in the model");
    let told = |harness: &Harness<'static, Shell>| harness.get_by_label_contains("which others read").value();
    let spared = told(&harness);
    click(&mut harness, "Only what the model asks for");
    assert_ne!(spared, told(&harness), "now all of it goes there");
    click(&mut harness, "Which lead: This lead of the library");
    click(&mut harness, "Keep");
    let kept = draft(&harness).test_leads.last().expect("it is kept").clone();
    assert!(matches!(&kept.whose, Whose::Library(_)) && matches!(kept.expects[0].must, Must::Cell { .. }), "{kept:?}");
    let all = tests + 1;
    harness.get_by_label(&format!("Tests: {all} of {all} pass, 0 fail"));
    harness.get_by_label(&format!("View: Tests {all} of {all}"));

    // An edit that has nothing to do with it, then the one that breaks it.
    edit(&mut harness, |model| model.cold_after_days = 91);
    edit(&mut harness, |model| model.fit.bands[0].from = Some(75));
    assert!(failing(&harness) >= 1);
    let id = TestId::Lead(kept.id.clone());
    let scored = harness.state().state.scored.clone().expect("scored");
    let place = scored.model.test_leads.iter().position(|test| test.id == kept.id).expect("it is tested");
    assert_eq!(scored.tests().leads[place].verdict(), Verdict::Failed);
    assert!(harness.state().state.pages.leads.tests.since(&id).is_some());
    assert!(
        harness.query_all_by_label_contains("Since “Fit band A: from 36 → 75").next().is_some(),
        "the panel names the edit"
    );

    for near_the_top in harness.query_all_by_label_contains("Since “Fit band A: from 36 → 75") {
        assert!(near_the_top.rect().bottom() < 460.0, "above the small matrix: {:?}", near_the_top.rect());
    }
    let tab = format!("View: Tests {} of {all}", all - failing(&harness));
    click(&mut harness, &tab);
    let row = format!("{}, fails, is in ", kept.name);
    harness.get_by_label_contains(&row).click();
    settle(&mut harness);
    harness.get_by_label_contains("is in fit band");
    undo(&mut harness);
    assert_eq!(failing(&harness), 0);
    harness.get_by_label(&format!("Tests: {all} of {all} pass, 0 fail"));
    assert!(harness.query_all_by_label_contains("Since “Fit band").next().is_none());
}

#[test]
fn what_comes_out_is_accepted_renamed_and_deleted_with_a_way_back() {
    let mut harness = page();
    edit(&mut harness, |model| model.fit.bands[0].from = Some(75));
    let broken = draft(&harness).test_leads.iter().find(|test| test.id.0 == "ingrid").expect("of the sample").clone();
    state(&mut harness).show_tests(Some(TestId::Lead(broken.id.clone())));
    settle(&mut harness);
    click(&mut harness, "Accept as it is now");
    let accepted = draft(&harness).test_lead(&broken.id).expect("it is there").clone();
    assert_ne!(accepted.expects, broken.expects);
    assert_eq!(accepted.expects[0].why, broken.expects[0].why, "the reason stays");
    undo(&mut harness);
    assert_eq!(draft(&harness).test_lead(&broken.id), Some(&broken));

    harness.get_by_label("Name").click();
    harness.run_ok();
    harness.get_by_label("Name").type_text("!");
    settle(&mut harness);
    assert_ne!(draft(&harness).test_lead(&broken.id).map(|test| &test.name), Some(&broken.name));
    harness.key_press(Key::Escape);
    settle(&mut harness);
    click(&mut harness, "Delete");
    assert_eq!(draft(&harness).test_lead(&broken.id), None);
    undo(&mut harness);
    assert!(draft(&harness).test_lead(&broken.id).is_some());
}

/// Each click offers what holds now and is not there yet; where nothing is left, the button goes.
#[test]
fn what_else_can_be_expected_holds_and_is_said_once() {
    let mut harness = page();
    click(&mut harness, "Keep as test lead");
    click(&mut harness, "Keep");
    let id = draft(&harness).test_leads.last().expect("it is kept").id.clone();
    state(&mut harness).show_tests(Some(TestId::Lead(id.clone())));
    settle(&mut harness);
    for _ in 0..20 {
        let Some(button) = harness.query_by_label("Expect something else, too") else { break };
        button.click();
        settle(&mut harness);
        assert_eq!(failing(&harness), 0, "what is added holds");
    }
    assert!(harness.query_by_label("Expect something else, too").is_none(), "nothing is left");
    let test = draft(&harness).test_lead(&id).expect("it is there").clone();
    let musts: Vec<&Must> = test.expects.iter().map(|it| &it.must).collect();
    assert!(musts.iter().enumerate().all(|(place, must)| !musts[..place].contains(must)), "{musts:?}");
    let has = |sort: fn(&Must) -> bool| musts.iter().any(|must| sort(must));
    assert!(has(|must| matches!(must, Must::Route(_))) && has(|must| matches!(must, Must::AtLeast { .. })));
    assert!(has(|must| matches!(must, Must::Above(_))), "the first of the list comes before others: {musts:?}");
}

#[test]
fn a_segment_is_added_and_turns_red_with_its_number() {
    let mut harness = page();
    state(&mut harness).show_tests(None);
    settle(&mut harness);
    click(&mut harness, "Add a segment");
    let added = draft(&harness).segments.last().expect("it is added").clone();
    assert_eq!(added.of.outcome, Some(Outcome::Won));
    let before = failing(&harness);
    edit(&mut harness, |model| {
        if let Some(segment) = model.segments.last_mut() {
            segment.limit = Limit::AtMostPercent(1);
        }
    });
    assert_eq!(failing(&harness), before + 1);
    let scored = harness.state().state.scored.clone().expect("scored");
    let measured = scored.tests().segments.last().and_then(|result| result.measured).expect("it was asked");
    let stood = scored.columns.at_close().score(&scored.columns, &scored.model);
    let (reached, of) = stood.wins_to_sales(&scored.columns, &scored.scores);
    assert!(reached > scored.summary.wins_to_sales, "what they did has faded since");
    assert_eq!(measured, Measured::Share { reached, of });
    harness.get_by_label_contains(&format!(
        "No more than 1 % of past wins reach sales, as they stood when they closed, fails, {}",
        measured.text(Limit::AtMostPercent(1))
    ));
    // The list of those that are too many is one click away.
    click(&mut harness, &format!("Show the {reached} that got there"));
    harness.get_by_label("Remove the filter Past wins that had reached sales when they closed");
    harness.get_by_label("Closed leads, as they stood when they closed");
    assert!(harness.query_by_label("As sales will see them, in the order to work them").is_none());
}

/// The list of those that missed tells how each stood when it closed, and follows the draft.
#[test]
fn who_missed_is_listed_as_it_stood_when_it_closed() {
    let mut harness = page();
    edit(&mut harness, |model| {
        let of = Segment::ended(Some(Outcome::Won));
        let limit = Limit::AtLeastPercent(1);
        model.segments.push(SegmentTest {
            id: "x".into(),
            of,
            limit,
            reach: Reach::Sales,
            why: String::new(),
            team: None,
        });
    });
    state(&mut harness).show_tests(Some(TestId::Segment("x".into())));
    settle(&mut harness);
    let missed = |harness: &Harness<'static, Shell>| {
        let scored = harness.state().state.scored.clone().expect("scored");
        let stood = scored.columns.at_close().score(&scored.columns, &scored.model);
        let (reached, all) = stood.wins_to_sales(&scored.columns, &scored.scores);
        (all - reached, reached)
    };
    let (count, reached) = missed(&harness);
    harness.get_by_label(&format!("Show the {reached} that got there"));
    click(&mut harness, &format!("Show the {count} that didn’t get there"));
    harness.get_by_label(&format!("{count} leads, highest score when closed first"));
    harness.get_by_label("When closed");

    // The first is chosen: what its row says, its card says, and the reference scorer.
    let scored = harness.state().state.scored.clone().expect("scored");
    let columns = &scored.columns;
    let rows = (0..columns.len()).filter(|row| columns.outcome_at(*row, scored.as_of) == Outcome::Won);
    let told = rows.filter_map(|row| {
        let stands = Standing::of_lead(&scored.model, &columns.lead(row), columns.taken_at(row)?);
        let route = scored.model.routes[stands.route?].name.clone();
        let cell = stands.cell_name(&scored.model);
        (!stands.qualified).then(|| {
            (stands.combined, format!("{cell}, fit {}, engagement {}, {route}", stands.fit, stands.engagement))
        })
    });
    let (_, nearest) = told.max_by_key(|(combined, _)| *combined).expect("some missed");
    assert!(harness.query_all_by_label_contains(&nearest).count() >= 2, "in the row and in the card: {nearest}");

    edit(&mut harness, |model| model.fit.bands[0].from = Some(75));
    let (after, _) = missed(&harness);
    assert!(after > count, "more miss now");
    harness.get_by_label(&format!("{after} leads, highest score when closed first"));
}

/// Until the new answer is there, the last one stands, and nothing comes or goes above it.
#[test]
fn a_segment_that_is_worked_out_anew_keeps_its_last_answer() {
    let mut harness = page();
    state(&mut harness).show_tests(None);
    settle(&mut harness);
    click(&mut harness, "Add a segment");
    let place = draft(&harness).segments.len() - 1;
    let result = |harness: &Harness<'static, Shell>| {
        harness.state().state.scored.as_ref().expect("scored").tests().segments[place].clone()
    };
    let (before, count) = (result(&harness), test_leads::count(&harness.state().state));
    let top = |harness: &Harness<'static, Shell>| harness.get_by_label("Number").rect().top();
    let stood = top(&harness);
    // Frame by frame, as threads answer when they do: every answer that is seen is a whole one.
    state(&mut harness).document.model.segments[place].limit = Limit::AtMostPercent(1);
    state(&mut harness).touch();
    for _ in 0..200 {
        harness.step();
        assert_eq!(top(&harness), stood, "nothing jumps");
        assert_eq!(test_leads::count(&harness.state().state).map(|count| count.unasked), count.map(|it| it.unasked));
        let now = result(&harness);
        assert_eq!(now.measured, before.measured, "neither draft scores otherwise");
        if now.answer.verdict() == Verdict::Failed {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    panic!("no answer came");
}

/// Other leads break what passed before, and no step is blamed for it; the day shown does so, too.
#[test]
fn what_other_leads_or_another_day_broke_is_no_steps_fault() {
    let mut harness = page();
    state(&mut harness).show_tests(None);
    settle(&mut harness);
    click(&mut harness, "Add a segment");
    edit(&mut harness, |model| {
        let segment = model.segments.last_mut().expect("it is added");
        (segment.limit, segment.of.stood) = (Limit::AtLeastPercent(5), Stood::Today);
    });
    assert_eq!(failing(&harness), 0);
    let added = draft(&harness).segments.last().expect("it is there").id.clone();

    let sample = state(&mut harness).library.take().expect("the sample's");
    let lead = |number: i32| Lead {
        key: format!("lead {number}"),
        outcome: Outcome::Won,
        created: Some(Day(20_000)),
        closed: Some(Day(20_100)),
        ..Lead::default()
    };
    let crm = |leads| OpenLibrary {
        path: "crm-sales.sqlite".into(),
        columns: columns((0..leads).map(lead).collect()),
        as_of: sample.as_of,
        former: Default::default(),
    };
    state(&mut harness).set_library(crm(3));
    settle(&mut harness);
    let segments = draft(&harness).segments.clone();
    assert!(segments.len() > 1 && failing(&harness) >= 1, "the sample has segments of its own");
    let told = |harness: &Harness<'static, Shell>, id: &SegmentTestId| {
        test_leads::since_text(&harness.state().state, &TestId::Segment(id.clone()))
    };
    let since = "Since other leads were opened: crm-sales";
    assert_eq!(told(&harness, &added).as_deref(), Some(since));
    assert!(harness.query_all_by_label(since).count() >= 2, "the panel and the open test");
    let failed: Vec<_> = segments.iter().filter_map(|segment| told(&harness, &segment.id)).collect();
    assert!(failed.len() > 1 && failed.iter().all(|told| told == since), "the older one, too: {failed:?}");
    // An edit that does not mend it changes nothing about that.
    edit(&mut harness, |model| model.cold_after_days = 91);
    assert_eq!(told(&harness, &added).as_deref(), Some(since));

    // Back to the leads that it passed with, it passes; as of a day when nobody was won, or was yet on a route, it does not.
    let was = sample.as_of;
    state(&mut harness).set_library(sample);
    settle(&mut harness);
    assert_eq!((failing(&harness), told(&harness, &added)), (0, None));
    let later = Instant(was.0 + 3_000 * SECONDS_PER_DAY);
    state(&mut harness).go_to(later);
    settle(&mut harness);
    let since = format!("Since another day is shown: {}", tandem::app::format::day(later.day()));
    assert_eq!(told(&harness, &added), Some(since));
    // A step that broke it while other leads were open is told with the leads that it passed with.
    state(&mut harness).back_to_today();
    settle(&mut harness);
    edit(&mut harness, |model| model.segments.last_mut().expect("there").limit = Limit::AtLeastPercent(100));
    assert!(told(&harness, &added).is_some_and(|told| told.starts_with("Since “Segment")));
}

#[test]
fn without_leads_only_what_the_library_is_asked_about_stays_open() {
    let mut state = sample_state(Sample::B2bSoftware);
    state.library = None;
    state.settle();
    let tests = state.scored.clone().expect("scored").tests().clone();
    let own = state.document.model.test_leads.iter().filter(|test| matches!(test.whose, Whose::Own(_))).count();
    assert_eq!(tests.count(Verdict::Passed), own, "the model's own leads need no library");
    assert_eq!(tests.count(Verdict::Unasked), tests.len() - own);
}

#[test]
fn every_sample_is_guarded_with_reasons() {
    for sample in Sample::ALL {
        let state = sample_state(sample);
        let model = &state.document.model;
        let tests = state.scored.clone().expect("scored").tests().clone();
        assert!(model.test_leads.len() >= 2, "{sample:?}");
        assert_eq!(tests.count(Verdict::Passed), tests.len(), "{sample:?}: {tests:?}");
        let reasons = model.test_leads.iter().flat_map(|test| &test.expects).map(|it| &it.why);
        assert!(reasons.chain(model.segments.iter().map(|it| &it.why)).all(|why| why.len() > 15), "{sample:?}");
    }
}

/// Of many that fail three are named in the panel; the rest is a click away.
#[test]
fn those_that_are_not_named_lead_to_their_tab() {
    let mut state = sample_state(Sample::B2bSoftware);
    state.page = Page::Matrix;
    let mut harness = window_with_names(WIDE, state);
    edit(&mut harness, |model| {
        for test in &mut model.test_leads {
            test.expects = vec![Expectation::new(Must::Disqualified)];
        }
    });
    let more = failing(&harness) - 3;
    click(&mut harness, &format!("and {more} more"));
    assert_eq!(harness.state().state.page, Page::Leads);
    harness.get_by_label("Add a segment");
}

#[test]
fn who_can_not_be_checked_is_named() {
    let mut state = sample_state(Sample::B2bSoftware);
    state.page = Page::Leads;
    let mut harness = window_with_names(WIDE, state);
    edit(&mut harness, |model| model.test_leads[2].whose = Whose::Library("gone".into()));
    let name = draft(&harness).test_leads[2].told_name().to_owned();
    harness.get_by_label(&format!("1 not checked: {name}")).click();
    settle(&mut harness);
    let asked = draft(&harness).test_leads.len() + draft(&harness).segments.len() - 1;
    let whole = format!("{asked} of {asked} pass; 1 not checked: this lead is not in this library: {name}");
    harness.get_by_label(&whole);
}

/// By its name, as a persona, and from the sandbox: each way ends in the same question.
#[test]
fn a_test_lead_is_added_where_they_are_listed() {
    let mut harness = page();
    let tests = draft(&harness).test_leads.len();
    let scored = harness.state().state.scored.clone().expect("scored");
    let row = scored.columns.len() / 2;
    let (key, last) = (scored.columns.keys[row].to_owned(), scored.columns.lead(row));
    let last = last.attribute("Last name").expect("it has a name").to_string();
    state(&mut harness).show_tests(None);
    settle(&mut harness);
    let segments = draft(&harness).segments.len();
    harness.get_by_label(&format!("{tests} of {tests} pass"));
    harness.get_by_label(&format!("{segments} of {segments} pass"));

    click(&mut harness, "Add a test lead");
    harness.get_by_label("Search name, account, key").type_text(&format!("{last} {key}"));
    settle(&mut harness);
    harness.get_all_by_label_contains(&last).next_back().expect("it is found").click();
    settle(&mut harness);
    click(&mut harness, "Keep");
    assert_eq!(draft(&harness).test_leads[tests].whose, Whose::Library(key));

    let persona = draft(&harness).personas[0].clone();
    click(&mut harness, "Add a test lead");
    click(&mut harness, &persona.name);
    click(&mut harness, "Keep");
    assert_eq!(draft(&harness).test_leads[tests + 1].whose, Whose::Own(persona.lead.sparing(draft(&harness))));

    click(&mut harness, "Add a test lead");
    click(&mut harness, "Make one up in the sandbox");
    state(&mut harness).show_tests(None);
    settle(&mut harness);
    click(&mut harness, "Add a test lead");
    click(&mut harness, "New lead");
    click(&mut harness, "Keep");
    assert_eq!(draft(&harness).test_leads.len(), tests + 3);
}

/// Where there are none, the page says what they are and how one comes there.
#[test]
fn without_tests_the_page_tells_how_to_add_one() {
    let mut harness = page();
    edit(&mut harness, |model| {
        model.test_leads.clear();
        model.segments.clear();
    });
    state(&mut harness).show_tests(None);
    settle(&mut harness);
    harness.get_by_label_contains("A test lead is a lead with an expectation");
    harness.get_by_label("Add a segment");
    click(&mut harness, "Add a test lead");
    harness.get_by_label("Search name, account, key");
}
