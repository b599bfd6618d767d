//! The fonts: Inter for words, Lucide for icons. What Inter lacks comes from egui's own fonts and from the system's.

use std::sync::Arc;

use eframe::egui::{FontData, FontDefinitions, FontFamily};

/// The family of strong text: Inter has no automatic bold.
pub const SEMIBOLD: &str = "semibold";
/// The family of icons.
pub const ICONS: &str = "icons";

pub fn definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    let files: [(&str, &'static [u8]); 3] = [
        ("Inter", include_bytes!("../../../assets/fonts/Inter-Regular.otf")),
        ("Inter SemiBold", include_bytes!("../../../assets/fonts/Inter-SemiBold.otf")),
        ("Lucide", lucide_icons::LUCIDE_FONT_BYTES),
    ];
    for (name, bytes) in files {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
    }
    let fallback = fonts.families.get(&FontFamily::Proportional).cloned().unwrap_or_default();
    let family = |first: &str| -> Vec<String> {
        [first, "Lucide"].into_iter().map(str::to_owned).chain(fallback.iter().cloned()).collect()
    };
    fonts.families.insert(FontFamily::Proportional, family("Inter"));
    fonts.families.insert(FontFamily::Name(SEMIBOLD.into()), family("Inter SemiBold"));
    fonts.families.insert(FontFamily::Name(ICONS.into()), vec!["Lucide".to_owned(), "Inter".to_owned()]);
    fonts
}

#[cfg(test)]
mod tests {
    use eframe::egui::{self, FontId};

    use super::*;

    #[test]
    fn names_of_europe_have_no_missing_glyphs() {
        let ctx = egui::Context::default();
        ctx.set_fonts(definitions());
        ctx.run_ui(egui::RawInput::default(), |_ui| {}).drop_without_applying_deltas();
        let letters = (0x21..0x7F).chain(0xA1..0x180).chain(0x386..0x3CF).chain(0x400..0x460);
        let signs = "−–—…·•“”‘’€£→←↑↓×÷±≤≥≠▲△▼";
        let wanted: Vec<char> = letters
            .filter_map(char::from_u32)
            .filter(|c| c.is_alphanumeric() || c.is_ascii_punctuation())
            .chain(signs.chars())
            .collect();
        for family in [FontFamily::Proportional, FontFamily::Name(SEMIBOLD.into())] {
            let missing: String = ctx.fonts_mut(|fonts| {
                wanted.iter().filter(|c| !fonts.has_glyph(&FontId::new(13.0, family.clone()), **c)).collect()
            });
            assert_eq!(missing, "", "{family:?}");
        }
    }
}
