//! Many leads open: an edge of the matrix is dragged and points are typed, sixty frames a second, while the scorer follows.

use std::{
    sync::Arc,
    thread,
    time::{Duration, Instant as Clock},
};

use eframe::egui::{Event, Modifiers, MouseWheelSource, MouseWheelUnit, Pos2, Rect, TouchPhase, vec2};
use tandem::{
    app::{
        pages::leads::Tab,
        samples::Sample,
        state::Page,
        tasks::{OpenLibrary, read_library},
    },
    library::{self, Library, Progress},
    model::Tier,
};

use crate::{
    Error,
    window::{Window, button, typing, worked},
};

const FRAMES: usize = 600;
/// Frames that are not counted: fonts, layouts.
const BEFORE: usize = 30;
/// Frames until the workers of a page have answered.
const SETTLING: usize = 20;
const FRAME: Duration = Duration::from_micros(16_667);

pub fn measure(leads: u64) -> Result<(), Error> {
    let (model, library) = (Sample::B2bSoftware.model()?, generate(leads)?);
    let critical = model.criteria.iter().find(|one| one.tier == Tier::Critical).ok_or("no critical criterion")?;
    let points = format!("Points, {}", critical.name);
    let mut window = Window::new(model, library);
    println!("{leads} leads are open; the process holds {} MiB", resident_mib().unwrap_or_default());
    println!(
        "{:<22} {:>8} {:>8} {:>8} {:>10} {:>16}",
        "a frame, in ms", "mean", "of 100:", "longest", "answers", "age of an answer"
    );
    println!("{:<22} {:>8} {:>8} {:>8} {:>10} {:>8} {:>8}", "", "", "99 under", "", "a second", "mean ms", "most ms");

    window.state.page = Page::Matrix;
    at_rest(&mut window)?;
    for edge in ["Edge of fit A", "Edge of engagement 2"] {
        let handle = window.find(edge)?;
        drag_of(&mut window, handle, &format!("dragging {}", &edge[8..]));
    }
    window.state.page = Page::Criteria;
    let cell = window.find(&points)?;
    window.click(cell.center());
    follow(&mut window, "typing points", typing).print();
    window.state.page = Page::WhatIf;
    let marker = window.find_after("Engagement 1 starts at: drag, or use the arrow keys", SETTLING)?;
    drag_of(&mut window, marker, "dragging what if");
    lists(&mut window)?;
    // The last, for all that follows is as of another day.
    window.state.page = Page::Matrix;
    let slider = window.find_after("As of day", SETTLING)?;
    drag_of(&mut window, slider, "dragging the day");
    println!("afterwards the process holds {} MiB", resident_mib().unwrap_or_default());
    Ok(())
}

/// The tabs of the page “Leads”: how long until each is filled, and what scrolling it costs a frame.
fn lists(window: &mut Window) -> Result<(), Error> {
    window.state.page = Page::Leads;
    for (tab, name) in [
        (Tab::People, "leads"),
        (Tab::Accounts, "accounts"),
        (Tab::Nurture, "nurture"),
        (Tab::TestLeads, "test leads"),
        (Tab::Sandbox, "the sandbox"),
    ] {
        window.state.pages.leads.tab = tab;
        let begun = Clock::now();
        window.run(Vec::new());
        window.state.settle();
        window.state.pages.settle();
        window.run(Vec::new());
        println!("{name}: filled after {:.0} ms", begun.elapsed().as_secs_f64() * 1e3);
        let middle = Pos2::new(430.0, 560.0);
        window.run(vec![Event::PointerMoved(middle)]);
        follow(window, &format!("scrolling {name}"), |frame| {
            let delta = vec2(0.0, if frame / 100 % 2 == 0 { -240.0 } else { 200.0 });
            vec![Event::MouseWheel {
                unit: MouseWheelUnit::Point,
                delta,
                phase: TouchPhase::Move,
                source: MouseWheelSource::Unknown,
                modifiers: Modifiers::NONE,
            }]
        })
        .print();
    }
    Ok(())
}

fn generate(leads: u64) -> Result<OpenLibrary, Error> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("leads.sqlite");
    library::generate(&mut Library::open_or_create(&path)?, leads, 7, &Progress::default())?;
    Ok(read_library(&path, &Progress::default())?)
}

fn drag_of(window: &mut Window, handle: Rect, what: &str) {
    window.run(vec![Event::PointerMoved(handle.center())]);
    window.run(vec![button(handle.center(), true)]);
    follow(window, what, |frame| drag(handle, frame)).print();
    window.run(vec![button(handle.center(), false)]);
}

/// To and fro, some points a frame.
fn drag(handle: Rect, frame: usize) -> Vec<Event> {
    let swing = (frame as f32 / 20.0).sin() * 60.0;
    vec![Event::PointerMoved(handle.center() + vec2(swing, swing))]
}

/// Nothing happens: how many frames are wanted until there are none.
fn at_rest(window: &mut Window) -> Result<(), Error> {
    for frames in 1..=300 {
        thread::sleep(FRAME);
        if window.run(Vec::new()) == Duration::MAX {
            println!("at rest the last frame is wanted after {frames}");
            return Ok(());
        }
    }
    Err("at rest there is no end of frames".into())
}

/// What was seen while something was done for [`FRAMES`] frames.
struct Followed {
    what: String,
    /// Milliseconds of each frame.
    frames: Vec<f64>,
    /// Milliseconds from a draft to the answer that it, or a later one, got.
    ages: Vec<f64>,
    seconds: f64,
}

fn follow(window: &mut Window, what: &str, events: impl Fn(usize) -> Vec<Event>) -> Followed {
    for frame in 0..BEFORE {
        window.run(events(frame));
        thread::sleep(FRAME);
    }
    let (mut frames, mut ages) = (Vec::with_capacity(FRAMES), Vec::new());
    // Those without an answer so far, and since when.
    let mut drafts = Vec::new();
    let mut last = Arc::clone(window.state.document.draft());
    let begun = Clock::now();
    for frame in 0..FRAMES {
        let (at, before) = (Clock::now(), worked());
        window.run(events(BEFORE + frame));
        frames.push((worked() - before) * 1e3);
        let draft = window.state.document.draft();
        if !Arc::ptr_eq(&last, draft) {
            last = Arc::clone(draft);
            drafts.push((Arc::clone(draft), at));
        }
        let answered = window.state.scored.as_ref().map(|scored| Arc::clone(&scored.model));
        if let Some(place) =
            drafts.iter().position(|(draft, _)| answered.as_ref().is_some_and(|it| Arc::ptr_eq(it, draft)))
        {
            ages.push(drafts[place].1.elapsed().as_secs_f64() * 1e3);
            drafts.drain(..=place);
        }
        thread::sleep(FRAME.saturating_sub(at.elapsed()));
    }
    Followed { what: what.to_owned(), frames, ages, seconds: begun.elapsed().as_secs_f64() }
}

impl Followed {
    fn print(mut self) {
        self.frames.sort_by(f64::total_cmp);
        let mean = |all: &[f64]| all.iter().sum::<f64>() / all.len().max(1) as f64;
        let most = self.ages.iter().copied().fold(0.0, f64::max);
        // Another day is no edit of the draft: its answers have no age here.
        let age = |age: f64| if self.ages.is_empty() { "–".to_owned() } else { format!("{age:.1}") };
        println!(
            "{:<22} {:>8.2} {:>8.2} {:>8.2} {:>10.1} {:>8} {:>8}",
            self.what,
            mean(&self.frames),
            self.frames[self.frames.len() * 99 / 100],
            self.frames.last().copied().unwrap_or_default(),
            self.ages.len() as f64 / self.seconds,
            age(mean(&self.ages)),
            age(most)
        );
    }
}

/// What the process holds in memory; only Linux tells.
fn resident_mib() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    Some(line.split_whitespace().next()?.parse::<u64>().ok()? >> 10)
}
