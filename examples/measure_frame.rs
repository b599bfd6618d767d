//! Measures what a frame of the Criteria page costs with 50 and with 1,000 criteria:
//! `cargo run --release --example measure_frame`.
//!
//! Prints the time on the processor (on Linux; elsewhere by the clock) of a frame of the whole window: at rest, with the
//! pointer moving, while scrolling, and while points are typed into a row. What is not on screen should cost nothing, so the
//! last column, the ratio of the two, should stay near 1.

use std::{sync::Arc, time::Instant as Clock};

use eframe::egui::{self, Event, Modifiers, PointerButton, Pos2, Rect, ViewportId, vec2};
use tandem::{
    app::{
        background::Wake, document::Document, samples::Sample, settings::SettingsFile, shell, state::State,
        tasks::read_library, theme,
    },
    library::Progress,
    model::{CriterionId, Model},
};

const FRAMES: usize = 240;
/// Frames that are not counted: fonts, layouts, the scorer.
const BEFORE: usize = 30;
const SIZE: egui::Vec2 = vec2(1440.0, 900.0);

type Error = Box<dyn std::error::Error>;

fn main() -> Result<(), Error> {
    println!("{:<28} {:>12} {:>12} {:>8}", "a frame, in µs", "50 criteria", "1,000", "ratio");
    for what in [What::Rest, What::Point, What::Scroll, What::Type] {
        let (few, many) = (Window::new(50)?.measure(what)?, Window::new(1_000)?.measure(what)?);
        println!("{:<28} {few:>12.0} {many:>12.0} {:>8.2}", what.name(), many / few);
    }
    Ok(())
}

/// What the user does in each frame.
#[derive(Clone, Copy, PartialEq)]
enum What {
    Rest,
    Point,
    Scroll,
    Type,
}

impl What {
    fn name(self) -> &'static str {
        match self {
            Self::Rest => "at rest",
            Self::Point => "pointer over the rows",
            Self::Scroll => "scrolling",
            Self::Type => "typing points",
        }
    }
}

struct Window {
    ctx: egui::Context,
    state: State,
    frame: usize,
}

impl Window {
    /// The sample's criteria over and over, with the leads that come with the sample.
    fn new(criteria: usize) -> Result<Self, Error> {
        let wake: Wake = Arc::new(|| {});
        let mut state = State::new(SettingsFile::default(), &wake);
        state.set_document(Document::new(model(criteria)?, None));
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-models/leads.sqlite");
        state.set_library(read_library(&path, &Progress::default())?);
        state.settle();
        let ctx = egui::Context::default();
        theme::install(&ctx);
        Ok(Self { ctx, state, frame: 0 })
    }

    /// Microseconds a frame.
    fn measure(mut self, what: What) -> Result<f64, Error> {
        self.ctx.enable_accesskit();
        let cell = self.points_cell()?;
        self.ctx.disable_accesskit();
        if what == What::Type {
            self.run(vec![Event::PointerMoved(cell.center())]);
            for pressed in [true, false] {
                let (pos, button) = (cell.center(), PointerButton::Primary);
                self.run(vec![Event::PointerButton { pos, button, pressed, modifiers: Modifiers::NONE }]);
            }
        }
        for _ in 0..BEFORE {
            let events = self.events(what, cell);
            self.run(events);
        }
        let (before, begun) = (processor_time(), Clock::now());
        for _ in 0..FRAMES {
            let events = self.events(what, cell);
            self.run(events);
        }
        let by_clock = begun.elapsed().as_secs_f64();
        let took = before.zip(processor_time()).map_or(by_clock, |(before, after)| after - before);
        if what == What::Type && self.state.document.model == model(self.state.document.model.criteria.len())? {
            return Err("nothing was typed into the model".into());
        }
        Ok(took / FRAMES as f64 * 1e6)
    }

    fn events(&self, what: What, cell: Rect) -> Vec<Event> {
        let swing = (self.frame % 20) as f32;
        match what {
            What::Rest => Vec::new(),
            What::Point => vec![Event::PointerMoved(cell.center() + vec2(-100.0, 12.0 * swing))],
            What::Scroll => vec![
                Event::PointerMoved(cell.center() + vec2(-100.0, 120.0)),
                Event::MouseWheel {
                    unit: egui::MouseWheelUnit::Point,
                    delta: vec2(0.0, if self.frame % 80 < 40 { -15.0 } else { 15.0 }),
                    phase: egui::TouchPhase::Move,
                    source: egui::MouseWheelSource::Unknown,
                    modifiers: Modifiers::NONE,
                },
            ],
            // A digit, and away with it: each changes the draft, as a person does ten times a second.
            What::Type if self.frame.is_multiple_of(2) => vec![Event::Text((self.frame / 2 % 8 + 1).to_string())],
            What::Type => vec![key(egui::Key::Backspace)],
        }
    }

    /// Where the points of the first row stand.
    fn points_cell(&mut self) -> Result<Rect, Error> {
        let name = self.state.document.model.criteria.iter().find(|one| one.tier == tandem::model::Tier::Critical);
        let label = format!("Points, {}", name.ok_or("no critical criterion")?.name);
        self.run(Vec::new());
        let update = self.run(Vec::new()).platform_output.accesskit_update.ok_or("no tree of nodes")?;
        let node = update.nodes.iter().find(|(_, node)| node.label() == Some(label.as_str()));
        let bounds = node.and_then(|(_, node)| node.bounds()).ok_or_else(|| format!("no cell {label}"))?;
        Ok(Rect::from_min_max(
            Pos2::new(bounds.x0 as f32, bounds.y0 as f32),
            Pos2::new(bounds.x1 as f32, bounds.y1 as f32),
        ))
    }

    fn run(&mut self, events: Vec<Event>) -> egui::FullOutput {
        self.frame += 1;
        let rect = Rect::from_min_size(Pos2::ZERO, SIZE);
        let mut input = egui::RawInput {
            screen_rect: Some(rect),
            time: Some(self.frame as f64 / 60.0),
            focused: true,
            events,
            ..Default::default()
        };
        let viewport = input.viewports.entry(ViewportId::ROOT).or_default();
        viewport.native_pixels_per_point = Some(1.0);
        viewport.inner_rect = Some(rect);
        let state = &mut self.state;
        let mut output = self.ctx.run_ui(input, |ui| {
            // As `logic` does before, and `ui` after.
            shell::settle(ui.ctx(), state);
            shell::show(ui, state);
            shell::settle(ui.ctx(), state);
        });
        output.textures_delta.clear();
        output
    }
}

fn key(key: egui::Key) -> Event {
    Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::NONE }
}

fn model(criteria: usize) -> Result<Model, Error> {
    let mut model = Sample::B2bSoftware.model()?;
    let originals = model.criteria.clone();
    model.criteria = originals.iter().cycle().take(criteria).cloned().collect();
    for (index, criterion) in model.criteria.iter_mut().enumerate() {
        criterion.id = CriterionId(format!("criterion-{index}"));
        criterion.name = format!("{} {index}", criterion.name);
    }
    Ok(model)
}

/// Seconds that this thread has had the processor for.
fn processor_time() -> Option<f64> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(text.split_whitespace().next()?.parse::<u64>().ok()? as f64 / 1e9)
}
