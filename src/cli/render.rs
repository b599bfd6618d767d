//! `tandem render`: one page of the window as a picture. The painting is the window's; `main.rs` brings the two together.

use std::path::PathBuf;

use clap::ValueEnum;

use crate::lead::Instant;

/// Paint one page of the window into a PNG file
///
/// Needs no display and no graphics card: for documents, for a wiki, for a picture in a pull request.
///
/// Example: tandem render b2b-software.ron --library leads.sqlite --page matrix --out matrix.png
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The model
    model: PathBuf,
    /// Which page
    #[arg(long)]
    page: Page,
    /// The library of leads that the page shows
    #[arg(long, value_name = "LIB")]
    library: Option<PathBuf>,
    /// Show them as of this date (its last second, UTC) or instant instead of the library's own
    #[arg(long, value_name = "DATE", requires = "library")]
    as_of: Option<Instant>,
    /// Hold the model against this one, as on the page of what-if
    #[arg(long, value_name = "MODEL")]
    against: Option<PathBuf>,
    /// Width and height in pixels
    #[arg(long, default_value = "1280x800", value_parser = parse_size)]
    size: (u32, u32),
    #[arg(long, default_value = "light")]
    theme: Theme,
    /// Everything larger, as it is shown by a projector
    #[arg(long)]
    presentation: bool,
    /// The picture to write
    #[arg(long, value_name = "FILE.png")]
    out: PathBuf,
}

/// What is to be painted, and where to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenderRequest {
    pub model: PathBuf,
    pub library: Option<PathBuf>,
    /// Instead of the library's own.
    pub as_of: Option<Instant>,
    pub page: Page,
    /// The model that it is held against, instead of itself.
    pub against: Option<PathBuf>,
    /// Width and height in pixels.
    pub size: (u32, u32),
    pub theme: Theme,
    /// Everything larger, as for a projector.
    pub presentation: bool,
    pub out: PathBuf,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Page {
    Criteria,
    Matrix,
    Leads,
    Accounts,
    TestLeads,
    Nurture,
    Sandbox,
    WhatIf,
    Agreement,
    Library,
    Problems,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Theme {
    Light,
    Dark,
}

impl From<Args> for RenderRequest {
    fn from(args: Args) -> Self {
        let Args { model, page, library, as_of, against, size, theme, presentation, out } = args;
        Self { model, library, as_of, page, against, size, theme, presentation, out }
    }
}

/// Pictures between these fit into memory and can be looked at.
const SMALLEST: u32 = 200;
const LARGEST: u32 = 8_000;

fn parse_size(text: &str) -> Result<(u32, u32), String> {
    let sides = text.split_once(['x', 'X', '×']).and_then(|(width, height)| {
        let side = |text: &str| text.trim().parse::<u32>().ok().filter(|side| (SMALLEST..=LARGEST).contains(side));
        Some((side(width)?, side(height)?))
    });
    sides.ok_or_else(|| format!("write width and height as 1280x800, each from {SMALLEST} to {LARGEST}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes() {
        assert_eq!(parse_size("1280x800"), Ok((1280, 800)));
        assert_eq!(parse_size("640 × 480"), Ok((640, 480)));
        for wrong in ["", "1280", "0x800", "1280x", "-5x800", "100000x100000"] {
            assert!(parse_size(wrong).is_err(), "{wrong}");
        }
    }
}
