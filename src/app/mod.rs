//! The window; egui lives here and nowhere else.
//!
//! | file | subject |
//! |---|---|
//! | `state.rs` | what the window holds |
//! | `shell.rs` | the frame around the pages, and eframe's two halves: `logic` and `ui` |
//! | `actions.rs`, `commands.rs` | what happens, and the one list of what can be asked for |
//! | `questions.rs` | what is asked before it happens, and what follows the answer |
//! | `document.rs`, `digest.rs`, `history.rs` | the draft, its file, what is counted of it, undo and redo |
//! | `against.rs`, `as_of.rs` | what the draft is held against; the day that is shown |
//! | `background.rs`, `scored.rs`, `tasks.rs` | work off the window's thread |
//! | `voices.rs`, `round.rs`, `banner.rs` | the two teams: whose model is scored, blind rounds |
//! | `pages/`, `panel/`, `modals/`, `notices.rs` | what is shown |
//! | `import/` | the sheet that brings leads in from files |
//! | `palette/`, `places.rs` | finding anything, and going to where it is |
//! | `theme/`, `text.rs`, `format.rs`, `widgets/` | how it looks and what it says |
//! | `number.rs` | whole numbers as people type them |
//! | `watch.rs`, `on_disk.rs`, `library_file.rs` | the open files, when someone else changes them |
//! | `journal/` | unsaved work on the disk; a second window on one file |
//! | `settings.rs`, `samples.rs` | what is remembered between two starts; the samples |
//! | `render.rs`, `painter/` | pictures with no display and no GPU, as pixels and as vectors |
//!
//! Widgets edit the draft in place. After each frame in which something happened the draft is compared once with what it
//! was ([`document::Document::notice`]); scoring, undo and saving follow from that.

#[macro_use]
pub mod text;

mod actions;
pub mod against;
mod as_of;
mod asked;
pub mod background;
mod banner;
mod clock;
mod closed;
pub mod commands;
pub mod digest;
pub mod document;
mod export;
pub mod format;
pub mod history;
pub mod import;
pub mod journal;
mod library_file;
pub mod modals;
mod notices;
mod number;
pub mod on_disk;
pub mod pages;
pub mod painter;
pub mod palette;
mod panel;
pub mod places;
mod questions;
mod recent;
mod render;
pub mod round;
pub mod samples;
pub mod scored;
pub mod settings;
pub mod shell;
pub mod state;
pub mod tasks;
pub mod theme;
pub mod voices;
pub mod watch;
pub mod widgets;

use std::{path::PathBuf, sync::Arc};

use eframe::egui;

pub use self::render::{RenderRequest, render};
use self::{settings::SettingsFile, shell::Shell, state::State};

/// What the window is started with.
#[derive(Clone, Debug, Default)]
pub struct Options {
    pub model: Option<PathBuf>,
    pub library: Option<PathBuf>,
}

/// Opens the window and returns when it is closed.
pub fn run(options: Options) -> anyhow::Result<()> {
    let native_options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default()
            .with_title("Tandem")
            .with_app_id("tandem")
            .with_inner_size([1440.0, 900.0])
            .with_min_inner_size([960.0, 600.0])
            .with_drag_and_drop(true),
        ..Default::default()
    };
    let started = eframe::run_native(
        "Tandem",
        native_options,
        Box::new(move |creation| {
            let ctx = creation.egui_ctx.clone();
            theme::install(&ctx);
            let wake = Arc::new(move || ctx.request_repaint());
            let mut state = State::new(SettingsFile::of_user(), &(wake as background::Wake));
            if let Some(library) = &options.library {
                state.open_library(library);
            }
            if let Some(model) = &options.model {
                state.open_model(model);
            }
            Ok(Box::new(Shell::new(state)))
        }),
    );
    started.map_err(|err| {
        anyhow::anyhow!(
            "The window can't be opened: {err}. With no graphics driver, install Mesa (Debian: libgl1-mesa-dri) and start \
             with LIBGL_ALWAYS_SOFTWARE=1"
        )
    })
}
