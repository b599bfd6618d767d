//! How the window looks: colours by meaning, fonts, sizes. Colours are data (`assets/theme.ron`).

pub mod figures;
mod fonts;
mod style;
mod tokens;

use std::sync::LazyLock;

use eframe::egui::{self, Color32, FontFamily, FontId, RichText, TextStyle};
pub use lucide_icons::Icon;

pub use self::fonts::{ICONS, SEMIBOLD};
use self::tokens::Tokens;
use crate::model::{Axis, Team, Tier, Tone};

/// The text style of strong text in fields.
pub const STRONG: &str = "strong";

/// The colours of one theme, by meaning.
#[derive(Clone, Debug)]
pub struct Theme {
    pub is_dark: bool,
    pub ground: Color32,
    pub card: Color32,
    pub raised: Color32,
    pub line: Color32,
    pub text: Color32,
    pub second: Color32,
    /// For what may be missed.
    pub third: Color32,
    pub accent: Color32,
    pub accent_tint: Color32,
    /// Text on the accent.
    pub on_accent: Color32,
    /// Better and worse, as text and as fill.
    pub better: Color32,
    pub worse: Color32,
    pub warning: Color32,
    /// Around what floats.
    pub shadow: Color32,
    /// Behind two proposals that differ.
    pub contested: Color32,
    tokens: Tokens,
}

static LIGHT: LazyLock<Theme> = LazyLock::new(|| Theme::new(tokens::all().light.clone(), false));
static DARK: LazyLock<Theme> = LazyLock::new(|| Theme::new(tokens::all().dark.clone(), true));

/// The theme that `ui` is drawn in.
pub fn of(ui: &egui::Ui) -> &'static Theme {
    if ui.visuals().dark_mode { &DARK } else { &LIGHT }
}

/// Whether everything is shown larger, for a projector: captions go, and what is left says the main thing.
pub fn is_presentation(ui: &egui::Ui) -> bool {
    ui.data(|data| data.get_temp(presentation_id())).unwrap_or(false)
}

pub fn set_presentation(ui: &egui::Ui, is_presentation: bool) {
    ui.data_mut(|data| data.insert_temp(presentation_id(), is_presentation));
}

fn presentation_id() -> egui::Id {
    egui::Id::unique("presentation")
}

/// Fonts and styles for both themes. To be called once, before the first frame.
pub fn install(ctx: &egui::Context) {
    ctx.set_fonts(fonts::definitions());
    // Linux does not tell reliably whether the desktop is dark.
    ctx.options_mut(|options| options.fallback_theme = egui::Theme::Light);
    ctx.set_style_of(egui::Theme::Light, style::style(&LIGHT));
    ctx.set_style_of(egui::Theme::Dark, style::style(&DARK));
    // A field ends when the pointer goes down elsewhere, before what is clicked there can take the field away.
    ctx.options_mut(|options| options.input_options.surrender_focus_on = egui::SurrenderFocusOn::Presses);
}

impl Theme {
    fn new(tokens: Tokens, is_dark: bool) -> Self {
        let colour = |name: &str| tokens.colour(name);
        Self {
            is_dark,
            ground: colour("ground"),
            card: colour("card"),
            raised: colour("raised"),
            line: colour("line"),
            text: colour("text"),
            second: colour("second"),
            third: colour("third"),
            accent: colour("accent"),
            accent_tint: colour("accent_tint"),
            on_accent: colour("on_accent"),
            better: tokens.text("better"),
            worse: tokens.text("worse"),
            warning: tokens.text("hot"),
            shadow: colour("shadow"),
            contested: tint(colour("hot"), 0.14),
            tokens,
        }
    }

    pub fn axis(&self, axis: Axis) -> Color32 {
        self.tokens.colour(axis_name(axis))
    }

    pub fn axis_text(&self, axis: Axis) -> Color32 {
        self.tokens.text(axis_name(axis))
    }

    /// For bars and signs.
    pub fn tier(&self, tier: Tier) -> Color32 {
        self.tokens.colour(tier_token(tier))
    }

    pub fn tier_text(&self, tier: Tier) -> Color32 {
        self.tokens.text(tier_token(tier))
    }

    /// For swatches.
    pub fn tone(&self, tone: Tone) -> Color32 {
        self.tokens.colour(tone_token(tone))
    }

    pub fn tone_text(&self, tone: Tone) -> Color32 {
        self.tokens.text(tone_token(tone))
    }

    /// A tone behind text: 16 % of it.
    pub fn tone_fill(&self, tone: Tone) -> Color32 {
        tint(self.tone(tone), 0.16)
    }

    /// Behind two proposals that are so many points apart: in three steps that can be told from each other.
    pub fn contested_by(&self, apart: u32) -> Color32 {
        let opacity = match apart {
            0 => 0.0,
            1..=2 => 0.14,
            3..=5 => 0.3,
            _ => 0.5,
        };
        tint(self.flame(), opacity)
    }

    /// A team's voice, as text.
    pub fn team(&self, team: Team) -> Color32 {
        self.tokens.text(match team {
            Team::Marketing => "marketing",
            Team::Sales => "sales",
        })
    }

    /// Stars shine in this colour, flames in [`Self::flame`].
    pub fn star(&self) -> Color32 {
        self.tokens.colour("warm")
    }

    pub fn flame(&self) -> Color32 {
        self.tokens.colour("hot")
    }
}

/// A colour at so much opacity, to be laid over whatever is behind.
pub fn tint(colour: Color32, opacity: f32) -> Color32 {
    colour.gamma_multiply(opacity)
}

fn axis_name(axis: Axis) -> &'static str {
    match axis {
        Axis::Fit => "fit",
        Axis::Engagement => "engagement",
    }
}

fn tier_token(tier: Tier) -> &'static str {
    match tier {
        Tier::Critical => "critical",
        Tier::Important => "important",
        Tier::Influencing => "influencing",
        Tier::Negative => "negative",
    }
}

fn tone_token(tone: Tone) -> &'static str {
    match tone {
        Tone::SuperHot => "super_hot",
        Tone::Hot => "hot",
        Tone::Warm => "warm",
        Tone::Cool => "cool",
        Tone::Stop => "stop",
    }
}

/// The name of a tier, as a heading.
pub fn tier_name(tier: Tier) -> String {
    match tier {
        Tier::Critical => tr!("tier-critical"),
        Tier::Important => tr!("tier-important"),
        Tier::Influencing => tr!("tier-influencing"),
        Tier::Negative => tr!("tier-negative"),
    }
}

/// The sign of a tier: colour is never the only one.
pub fn tier_sign(tier: Tier) -> &'static str {
    match tier {
        Tier::Critical => "▲▲",
        Tier::Important => "▲",
        Tier::Influencing => "△",
        Tier::Negative => "▼",
    }
}

pub fn team_name(team: Team) -> String {
    match team {
        Team::Marketing => tr!("team-marketing"),
        Team::Sales => tr!("team-sales"),
    }
}

pub fn tone_name(tone: Tone) -> String {
    match tone {
        Tone::SuperHot => tr!("tone-super-hot"),
        Tone::Hot => tr!("tone-hot"),
        Tone::Warm => tr!("tone-warm"),
        Tone::Cool => tr!("tone-cool"),
        Tone::Stop => tr!("tone-stop"),
    }
}

/// The font of running text.
pub fn body() -> FontId {
    FontId::new(13.0, FontFamily::Proportional)
}

pub fn strong_font() -> FontId {
    FontId::new(13.0, FontFamily::Name(SEMIBOLD.into()))
}

/// Captions of columns.
pub fn small_strong() -> FontId {
    FontId::new(11.0, FontFamily::Name(SEMIBOLD.into()))
}

pub fn small() -> FontId {
    FontId::new(11.0, FontFamily::Proportional)
}

pub fn icon_font(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(ICONS.into()))
}

/// The one number of a page.
pub fn big(text: &str) -> RichText {
    RichText::new(text).font(big_font())
}

/// Of the one number.
pub fn big_font() -> FontId {
    FontId::new(26.0, FontFamily::Name(SEMIBOLD.into()))
}

/// Of the day in its field: as large as can be read from the back row.
pub fn day_font() -> FontId {
    FontId::new(20.0, FontFamily::Name(SEMIBOLD.into()))
}

/// The title of a page or a question.
pub fn heading(text: &str) -> RichText {
    RichText::new(text).text_style(TextStyle::Heading)
}

/// Inter has no automatic bold: this takes the SemiBold cut.
pub fn strong(text: &str) -> RichText {
    RichText::new(text).font(strong_font())
}

/// Said more quietly.
pub fn second(ui: &egui::Ui, text: &str) -> RichText {
    RichText::new(text).color(of(ui).second)
}

/// A caption above a field.
pub fn caption(ui: &egui::Ui, text: &str) -> RichText {
    RichText::new(text).font(small_strong()).color(of(ui).second)
}

pub fn worse(ui: &egui::Ui, text: &str) -> RichText {
    RichText::new(text).color(of(ui).worse)
}

/// An icon as text.
pub fn icon(icon: Icon) -> RichText {
    RichText::new(char::from(icon).to_string()).font(icon_font(15.0))
}
