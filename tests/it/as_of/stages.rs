//! The buying stages over time: shares that sum to all, and who moves on, by hand on a small library.

use std::sync::Arc;

use eframe::egui::vec2;
use egui_kittest::{Harness, kittest::Queryable as _};
use tandem::{
    app::{
        document::Document,
        samples::Sample,
        shell::Shell,
        state::{Page, State},
        tasks::OpenLibrary,
    },
    lead::{Day, Event, Lead},
    model::{Activity, Criterion, EventCounting, Fade, Model, Rule, Stage, Tier},
    scoring::{ColumnsBuilder, explain},
};

use crate::harness::{WIDE, sample_state, settle, state, window};

fn day(text: &str) -> Day {
    text.parse().expect("a date")
}

/// Each visit within the last 40 days gives 20 points; fit is nothing, and counts nothing.
fn visits() -> Model {
    let mut model = Model::new("visits");
    let category =
        model.categories.iter().find(|it| it.axis == tandem::model::Axis::Engagement).map(|it| it.id.clone());
    let counting = EventCounting::Each { once_per_days: None, at_most: 10, fade: Fade::Expires { days: 40 } };
    model.criteria.push(Criterion {
        id: "visit".into(),
        name: "Visits".to_owned(),
        category: category.expect("a new model has a category of engagement"),
        tier: Tier::Important,
        points: 20,
        rule: Rule::Activity(Activity {
            kinds: vec!["visit".to_owned()],
            detail: None,
            amount: None,
            within_days: None,
            only_if: None,
            counting,
        }),
        enabled: true,
        disqualifies: false,
        why: String::new(),
        proposals: Default::default(),
    });
    model.combined = tandem::model::Weights { fit: 0, engagement: 1 };
    model.stages = [("Decide", 60), ("Consider", 20)]
        .map(|(name, from)| Stage { id: name.into(), name: name.to_owned(), from })
        .into();
    model
}

fn lead(key: &str, created: &str, visited: &[&str]) -> Lead {
    let event = |at: &&str| Event { kind: "visit".to_owned(), at: day(at).last_second(), detail: None, amount: None };
    Lead {
        key: key.to_owned(),
        created: Some(day(created)),
        events: visited.iter().map(event).collect(),
        ..Lead::default()
    }
}

/// As of 30 June 2026, a day that ends a month.
fn small() -> State {
    let leads = [
        // Considers at the end of April, decides at the end of May, and is below all at the end of June.
        lead("1", "2026-04-01", &["2026-04-25", "2026-05-05", "2026-05-06"]),
        // Considers at the end of April and of May, is below all at the end of June.
        lead("2", "2026-04-02", &["2026-04-25"]),
        // Below all at the end of April, considers at the end of May and of June.
        lead("3", "2026-04-03", &["2026-05-30"]),
        // Came in May, below all.
        lead("4", "2026-05-03", &[]),
    ];
    let mut builder = ColumnsBuilder::default();
    builder.extend(leads);
    let mut state = state();
    state.set_document(Document::new(visits(), None));
    let columns = Arc::new(builder.finish());
    state.set_library(OpenLibrary {
        path: "small.sqlite".into(),
        columns,
        as_of: day("2026-06-30").last_second(),
        former: Default::default(),
    });
    state.settle();
    state
}

fn over_time(mut state: State) -> Harness<'static, Shell> {
    state.page = Page::Matrix;
    let mut harness = window(WIDE, state);
    harness.get_by_label("View: Over time").click();
    settle(&mut harness);
    harness
}

#[test]
fn who_moves_on_is_told_by_hand() {
    let mut harness = over_time(small());
    // Of four times that a lead was in Consider at the end of April or May, one was in Decide a month later.
    harness.get_by_label("25.0 % a month move on from Consider to Decide");
    harness.get_by_label_contains(
        "Consider: 4 leads at a month’s end; later 25.0 % were higher, 50.0 % in the same stage, 25.0 % lower",
    );
    // No stage: lead 3 at the end of April, lead 4 at the end of May.
    harness.get_by_label_contains("No stage: 2 leads at a month’s end; later 50.0 % were higher");
    harness.get_by_label_contains(
        "Decide: 1 lead at a month’s end; later 0.0 % were higher, 0.0 % in the same stage, 100.0 % lower",
    );
    harness.get_by_label_contains(
        "No stage → Consider or beyond: 50.0 % (1 of 2 leads) a month later; back from Consider",
    );
    harness.get_by_label_contains("Consider → Decide or beyond: 25.0 % (1 of 4 leads) a month later; back from Decide");
    // The one month that is chosen: April to May.
    let chart = harness.get_by_label_contains("Share in each buying stage, month by month").rect();
    harness.hover_at(chart.left_center() + vec2(9.0, 0.0));
    harness.drag_at(chart.left_center() + vec2(9.0, 0.0));
    harness.drop_at(chart.left_center() + vec2(9.0, 0.0));
    settle(&mut harness);
    harness.get_by_label("50.0 % a month move on from Consider to Decide");
    harness.get_by_label("Show the matrix of 30 Apr 2026").click();
    settle(&mut harness);
    assert_eq!(harness.state().state.gone_to(), Some(day("2026-04-30").last_second()));
    assert_eq!(harness.state().state.scored.as_ref().map(|scored| scored.summary.leads), Some(3), "as of April");
}

#[test]
fn months_of_another_model_are_not_shown() {
    let mut harness = over_time(small());
    assert!(harness.query_all_by_label_contains("Consider").count() > 0);
    let mut model = visits();
    model.stages = vec![Stage { id: "buy".into(), name: "Buy".to_owned(), from: 40 }];
    let state = &mut harness.state_mut().state;
    assert!(state.pages.time.known_months().count() > 0);
    state.set_document(Document::new(model, None));
    assert_eq!(state.pages.time.known_months().count(), 0, "of the model before");
    settle(&mut harness);
    harness.get_by_label("View: Over time").click();
    settle(&mut harness);
    assert_eq!(harness.query_all_by_label_contains("Consider").count(), 0, "a stage of the model before");
    assert!(harness.query_all_by_label_contains("Buy").count() > 0);
}

#[test]
fn before_the_first_lead_the_panel_says_that_none_was_there() {
    let mut state = small();
    state.page = Page::Matrix;
    let mut harness = window(WIDE, state);
    harness.state_mut().state.go_to(day("2000-01-01").last_second());
    settle(&mut harness);
    assert_eq!(harness.state().state.scored.as_ref().map(|scored| scored.summary.leads), Some(0));
    harness.get_by_label("No lead was there yet on 1 Jan 2000");
    assert_eq!(harness.query_all_by_label_contains("With leads open").count(), 0, "leads are open");
}

#[test]
fn the_table_has_every_month() {
    let mut harness = over_time(small());
    harness.get_by_label("Shares as: Table").click();
    settle(&mut harness);
    harness.get_by_label("30 Apr 2026, Consider: 66.7 %  2");
    harness.get_by_label("31 May 2026, Decide: 25.0 %  1");
    harness.get_by_label("31 May 2026, Consider: 50.0 %  2");
    harness.get_by_label("30 Jun 2026, No stage: 75.0 %  3");
}

#[test]
fn the_shares_of_all_stages_sum_to_all_leads_that_are_there() {
    let mut harness = over_time(sample_state(Sample::B2bSoftware));
    harness.get_by_label("Months: All 24").click();
    settle(&mut harness);
    let state = &harness.state().state;
    let months: Vec<_> = state.pages.time.known_months().cloned().collect();
    assert_eq!(months.len(), 25);
    let columns = state.columns();
    for month in &months {
        let there = (0..columns.len()).filter(|row| columns.is_there(*row, month.as_of)).count() as u64;
        assert_eq!((month.stages().iter().sum::<u64>(), month.summary().leads), (there, there), "{}", month.as_of);
    }
    // The reference says the same of one month and the next.
    let [before, after] = [&months[12], &months[13]];
    let passage = after.passages[0].as_ref().expect("a month before is known");
    let stages = state.document.model.stages.len();
    let mut counted = vec![vec![0; stages + 1]; stages + 1];
    for row in (0..columns.len()).filter(|row| columns.is_there(*row, before.as_of)) {
        let place = |as_of| {
            let stage = explain(&state.document.model, &columns.lead(row), as_of).stage;
            stage.and_then(|id| state.document.model.stages.iter().position(|it| it.id == id)).unwrap_or(stages)
        };
        counted[place(before.as_of)][place(after.as_of)] += 1;
    }
    for (from, row) in counted.iter().enumerate() {
        for (to, count) in row.iter().enumerate() {
            assert_eq!(passage.count(from, to), *count, "from {from} to {to}");
        }
    }
    assert!(months[2].passages[1].is_none() && months[3].passages[1].is_some(), "three months back");
}

#[test]
fn without_stages_the_view_leads_to_the_settings() {
    let mut state = small();
    let mut model = state.document.model.clone();
    model.stages.clear();
    state.set_document(Document::new(model, None));
    let mut harness = over_time(state);
    harness.get_by_label("Add buying stages").click();
    settle(&mut harness);
    harness.get_by_label("Add stage");
}
