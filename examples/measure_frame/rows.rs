//! The Criteria page: at rest, with the pointer moving, while scrolling, and while points are typed into a row. What is not on
//! screen should cost nothing, so that the ratio in the last column should stay near 1.

use eframe::egui::{Event, Modifiers, MouseWheelUnit, Rect, TouchPhase, vec2};
use tandem::{
    app::{samples::Sample, tasks::read_library},
    library::Progress,
    model::{CriterionId, Model, Tier},
};

use crate::{
    Error,
    window::{Window, typing, worked},
};

const FRAMES: usize = 240;
/// Frames that are not counted: fonts, layouts, the scorer.
const BEFORE: usize = 30;

pub fn measure() -> Result<(), Error> {
    println!("{:<28} {:>12} {:>12} {:>8}", "a frame, in µs", "50 criteria", "1,000", "ratio");
    for what in [What::Rest, What::Point, What::Scroll, What::Type] {
        let (few, many) = (frame_with(50, what)?, frame_with(1_000, what)?);
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

    fn events(self, frame: usize, cell: Rect) -> Vec<Event> {
        match self {
            Self::Rest => Vec::new(),
            Self::Point => vec![Event::PointerMoved(cell.center() + vec2(-100.0, 12.0 * (frame % 20) as f32))],
            Self::Scroll => vec![
                Event::PointerMoved(cell.center() + vec2(-100.0, 120.0)),
                Event::MouseWheel {
                    unit: MouseWheelUnit::Point,
                    delta: vec2(0.0, if frame % 80 < 40 { -15.0 } else { 15.0 }),
                    phase: TouchPhase::Move,
                    source: eframe::egui::MouseWheelSource::Unknown,
                    modifiers: Modifiers::NONE,
                },
            ],
            Self::Type => typing(frame),
        }
    }
}

/// Microseconds a frame, with the leads that come with the sample.
fn frame_with(criteria: usize, what: What) -> Result<f64, Error> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-models/leads.sqlite");
    let model = model(criteria)?;
    let critical = model.criteria.iter().find(|one| one.tier == Tier::Critical).ok_or("no critical criterion")?;
    let label = format!("Points, {}", critical.name);
    let mut window = Window::new(model.clone(), read_library(&path, &Progress::default())?);
    let cell = window.find(&label)?;
    if what == What::Type {
        window.click(cell.center());
    }
    for _ in 0..BEFORE {
        window.run(what.events(window.frame, cell));
    }
    let before = worked();
    for _ in 0..FRAMES {
        window.run(what.events(window.frame, cell));
    }
    let took = worked() - before;
    if what == What::Type && window.state.document.model == model {
        return Err("nothing was typed into the model".into());
    }
    Ok(took / FRAMES as f64 * 1e6)
}

/// The sample's criteria over and over.
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
