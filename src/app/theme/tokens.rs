//! The colours, read from `assets/theme.ron`.

use std::{collections::BTreeMap, sync::LazyLock};

use eframe::egui::Color32;
use serde::Deserialize;

/// Light and dark.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AllTokens {
    pub light: Tokens,
    pub dark: Tokens,
}

/// Colours by name.
#[derive(Clone, Debug, Deserialize)]
#[serde(transparent)]
pub struct Tokens(BTreeMap<String, Colour>);

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(try_from = "String")]
struct Colour(Color32);

impl TryFrom<String> for Colour {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Color32::from_hex(&format!("#{text}")).map(Self).map_err(|_err| format!("“{text}” is not a colour like 3B5BDB"))
    }
}

impl Tokens {
    /// A colour by its name; magenta, which nobody overlooks, where there is none (a test reads every name).
    pub fn colour(&self, name: &str) -> Color32 {
        self.0.get(name).map_or(Color32::MAGENTA, |colour| colour.0)
    }

    /// The colour as text: its `_text` variant where it has one.
    pub fn text(&self, name: &str) -> Color32 {
        self.0.get(&format!("{name}_text")).map_or_else(|| self.colour(name), |colour| colour.0)
    }
}

static ALL: LazyLock<AllTokens> = LazyLock::new(|| {
    let text = include_str!("../../../assets/theme.ron");
    ron::from_str(text).unwrap_or_else(|err| {
        eprintln!("assets/theme.ron: {err}");
        AllTokens { light: Tokens(BTreeMap::new()), dark: Tokens(BTreeMap::new()) }
    })
});

pub fn all() -> &'static AllTokens {
    &ALL
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Team, Tone};

    /// Relative luminance and contrast as WCAG 2.2 defines them.
    fn contrast(one: Color32, other: Color32) -> f64 {
        let channel = |byte: u8| {
            let value = f64::from(byte) / 255.0;
            if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        let luminance = |colour: Color32| {
            0.2126 * channel(colour.r()) + 0.7152 * channel(colour.g()) + 0.0722 * channel(colour.b())
        };
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn everything_to_be_read_stands_out_from_its_ground() {
        let written = [
            "text",
            "second",
            "accent",
            "fit",
            "engagement",
            "critical",
            "important",
            "influencing",
            "negative",
            "super_hot",
            "hot",
            "warm",
            "cool",
            "stop",
            "better",
            "worse",
            "marketing",
            "sales",
        ];
        for (theme, tokens) in [("light", &all().light), ("dark", &all().dark)] {
            for name in written {
                for ground in ["ground", "card", "raised"] {
                    let ratio = contrast(tokens.text(name), tokens.colour(ground));
                    assert!(ratio >= 4.5, "{theme}: {name} on {ground} has {ratio:.2} : 1");
                }
            }
            let ratio = contrast(tokens.colour("on_accent"), tokens.colour("accent"));
            assert!(ratio >= 4.5, "{theme}: text on the accent has {ratio:.2} : 1");
            let ratio = contrast(tokens.colour("on_accent"), tokens.text("worse"));
            assert!(ratio >= 4.5, "{theme}: text on what can’t be taken back has {ratio:.2} : 1");
            for name in written {
                let ratio = contrast(tokens.text(name), tokens.colour("accent_tint"));
                assert!(ratio >= 4.5, "{theme}: {name} on a chosen row has {ratio:.2} : 1");
            }
        }
    }

    /// In the cells of the matrix and on two proposals that differ.
    #[test]
    fn what_stands_on_a_tint_can_be_read() {
        for theme in [&super::super::LIGHT, &super::super::DARK] {
            for tone in Tone::ALL {
                let ground = theme.card.blend(theme.tone_fill(tone));
                for (name, colour) in [
                    ("text", theme.text),
                    ("second", theme.second),
                    ("better", theme.better),
                    ("worse", theme.worse),
                    ("the tone's own name", theme.tone_text(tone)),
                ] {
                    let ratio = contrast(colour, ground);
                    assert!(ratio >= 4.5, "{name} on {tone} has {ratio:.2} : 1, dark: {}", theme.is_dark);
                }
            }
            for apart in [1, 3, 6] {
                let ratio = contrast(theme.text, theme.card.blend(theme.contested_by(apart)));
                assert!(ratio >= 4.5, "text on {apart} points apart has {ratio:.2} : 1, dark: {}", theme.is_dark);
            }
            for team in Team::ALL {
                let ratio = contrast(theme.team(team), theme.card.blend(theme.contested));
                assert!(ratio >= 4.5, "{team} on differing proposals has {ratio:.2} : 1, dark: {}", theme.is_dark);
            }
        }
    }

    #[test]
    fn both_themes_name_the_same_colours() {
        let names = |tokens: &Tokens| tokens.0.keys().cloned().collect::<Vec<_>>();
        assert_eq!(names(&all().light), names(&all().dark));
        assert!(!all().light.0.is_empty(), "the file reads");
    }

    #[test]
    fn every_colour_that_is_asked_for_exists() {
        for theme in [&super::super::LIGHT, &super::super::DARK] {
            let asked = format!("{:?}", **theme);
            assert!(!asked.contains(&format!("{:?}", Color32::MAGENTA)));
            for tier in crate::model::Tier::ALL {
                assert_ne!(theme.tier(tier), Color32::MAGENTA);
            }
            for tone in Tone::ALL {
                assert_ne!(theme.tone(tone), Color32::MAGENTA);
            }
        }
    }
}
