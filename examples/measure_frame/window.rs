//! A window without a screen, whose frames are timed.

use std::{sync::Arc, time::Instant as Clock};

use eframe::egui::{self, Event, Modifiers, PointerButton, Pos2, Rect, ViewportId, vec2};
use tandem::{
    app::{
        background::Wake, document::Document, settings::SettingsFile, shell, state::State, tasks::OpenLibrary, theme,
    },
    model::Model,
};

use crate::Error;

const SIZE: egui::Vec2 = vec2(1440.0, 900.0);

pub struct Window {
    ctx: egui::Context,
    pub state: State,
    pub frame: usize,
}

impl Window {
    pub fn new(model: Model, library: OpenLibrary) -> Self {
        let wake: Wake = Arc::new(|| {});
        let mut state = State::new(SettingsFile::default(), &wake);
        state.set_document(Document::new(model, None));
        state.set_library(library);
        state.settle();
        let ctx = egui::Context::default();
        theme::install(&ctx);
        Self { ctx, state, frame: 0 }
    }

    /// One frame; answers after how long it wants the next one if nothing happens.
    pub fn run(&mut self, events: Vec<Event>) -> std::time::Duration {
        let output = self.output(events);
        output.viewport_output.values().map(|viewport| viewport.repaint_delay).min().unwrap_or(std::time::Duration::MAX)
    }

    fn output(&mut self, events: Vec<Event>) -> egui::FullOutput {
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
        let shapes = std::mem::take(&mut output.shapes);
        std::hint::black_box(self.ctx.tessellate(shapes, output.pixels_per_point));
        output
    }

    /// Where the widget of this accessible name stands.
    pub fn find(&mut self, label: &str) -> Result<Rect, Error> {
        self.ctx.enable_accesskit();
        self.output(Vec::new());
        let update = self.output(Vec::new()).platform_output.accesskit_update.ok_or("no tree of nodes")?;
        self.ctx.disable_accesskit();
        let node = update.nodes.iter().find(|(_, node)| node.label() == Some(label));
        let bounds = node.and_then(|(_, node)| node.bounds()).ok_or_else(|| format!("no widget “{label}”"))?;
        Ok(Rect::from_min_max(
            Pos2::new(bounds.x0 as f32, bounds.y0 as f32),
            Pos2::new(bounds.x1 as f32, bounds.y1 as f32),
        ))
    }

    /// The same on a page that has only been turned to: once its workers have answered.
    pub fn find_after(&mut self, label: &str, frames: usize) -> Result<Rect, Error> {
        for _ in 0..frames {
            self.run(Vec::new());
            self.state.settle();
            self.state.pages.settle();
        }
        self.find(label)
    }

    pub fn click(&mut self, pos: Pos2) {
        self.run(vec![Event::PointerMoved(pos)]);
        self.run(vec![button(pos, true)]);
        self.run(vec![button(pos, false)]);
    }
}

pub fn button(pos: Pos2, pressed: bool) -> Event {
    Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers: Modifiers::NONE }
}

pub fn key(key: egui::Key) -> Event {
    Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::NONE }
}

/// A digit, and away with it: each changes the draft, as a person does ten times a second.
pub fn typing(frame: usize) -> Vec<Event> {
    if frame.is_multiple_of(2) {
        vec![Event::Text((frame / 2 % 8 + 1).to_string())]
    } else {
        vec![key(egui::Key::Backspace)]
    }
}

/// Seconds that this thread has worked for since it began; by the clock where the system does not tell.
pub fn worked() -> f64 {
    thread_local!(static BEGUN: Clock = Clock::now());
    processor_time().unwrap_or_else(|| BEGUN.with(|begun| begun.elapsed().as_secs_f64()))
}

/// In nanoseconds: what `/proc` tells is some milliseconds old, as the system adds it up once a tick.
#[cfg(target_os = "linux")]
fn processor_time() -> Option<f64> {
    use rustix::time::{ClockId, clock_gettime};
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Some(time.tv_sec as f64 + time.tv_nsec as f64 / 1e9)
}

#[cfg(not(target_os = "linux"))]
fn processor_time() -> Option<f64> {
    None
}
