//! The fonts: Inter for words, Lucide for icons. What Inter lacks comes from egui's own fonts and from the system's.

use std::sync::Arc;

use eframe::egui::{FontData, FontDefinitions, FontFamily, FontTweak};

/// The family of strong text: Inter has no automatic bold.
pub const SEMIBOLD: &str = "semibold";
/// The family of icons.
pub const ICONS: &str = "icons";

pub fn definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    // Inter's lines are centred on its capitals and Lucide's icons on their squares; a little lower is where the eye
    // finds the middle of small letters. Inside a text an icon stands on the baseline and must come down further.
    let lowered = |share| FontTweak { y_offset_factor: share, ..FontTweak::default() };
    let files: [(&str, &'static [u8], FontTweak); 4] = [
        ("Inter", include_bytes!("../../../assets/fonts/Inter-Regular.otf"), FontTweak::default()),
        ("Inter SemiBold", include_bytes!("../../../assets/fonts/Inter-SemiBold.otf"), FontTweak::default()),
        ("Lucide", lucide_icons::LUCIDE_FONT_BYTES, lowered(0.04)),
        ("Lucide in text", lucide_icons::LUCIDE_FONT_BYTES, lowered(0.14)),
    ];
    for (name, bytes, tweak) in files {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes).tweak(tweak)));
    }
    let fallback = fonts.families.get(&FontFamily::Proportional).cloned().unwrap_or_default();
    let family = |names: &[&str]| -> Vec<String> {
        names.iter().copied().map(str::to_owned).chain(fallback.iter().cloned()).collect()
    };
    fonts.families.insert(FontFamily::Proportional, family(&["Inter", "Lucide in text"]));
    fonts.families.insert(FontFamily::Name(SEMIBOLD.into()), family(&["Inter SemiBold", "Lucide in text"]));
    fonts.families.insert(FontFamily::Name(ICONS.into()), family(&["Lucide", "Inter"]));
    fonts
}

#[cfg(test)]
mod tests {
    use eframe::egui::{
        FontId,
        epaint::{TextOptions, text::Fonts},
    };

    use super::*;

    fn text_fonts() -> [FontId; 2] {
        [FontFamily::Proportional, FontFamily::Name(SEMIBOLD.into())].map(|family| FontId::new(13.0, family))
    }

    fn fonts() -> Fonts {
        Fonts::new(TextOptions::default(), definitions())
    }

    #[test]
    fn names_from_latin_greek_and_cyrillic_have_every_letter() {
        let mut fonts = fonts();
        // Latin to Extended-B, Greek without the Coptic letters that share its block, Cyrillic, and what is added above.
        let blocks = (0x21..0x250).chain(0x370..0x3E2).chain(0x3F0..0x500).chain(0x1E00..0x2000);
        let wanted: Vec<char> = blocks.filter_map(char::from_u32).filter(|c| c.is_alphanumeric()).collect();
        assert!(wanted.len() > 1_000, "only {} letters are looked for", wanted.len());
        for font in text_fonts() {
            let missing: String = wanted.iter().filter(|c| !fonts.has_glyph(&font, **c)).collect();
            assert_eq!(missing, "", "{font:?}");
        }
    }

    #[test]
    fn signs_and_icons_can_stand_in_any_text() {
        let mut fonts = fonts();
        let signs = "−–—…·•“”‘’€£→←↑↓×÷±≤≥≠▲△▼★✓●\u{a0}\u{202f}";
        for font in text_fonts() {
            let missing: String = signs.chars().filter(|c| !fonts.has_glyph(&font, *c)).collect();
            assert_eq!(missing, "", "{font:?}");
            assert!(fonts.has_glyph(&font, char::from(lucide_icons::Icon::Flame)), "{font:?} has icons");
        }
    }

    #[test]
    fn digits_have_one_width_so_that_columns_do_not_dance() {
        let mut fonts = fonts();
        let mut view = fonts.with_pixels_per_point(1.0);
        for font in text_fonts() {
            let widths: Vec<f32> = ('0'..='9').map(|digit| view.glyph_width(&font, digit)).collect();
            assert!(widths[0] > 5.0 && widths.iter().all(|width| *width == widths[0]), "{font:?}: {widths:?}");
        }
    }
}
