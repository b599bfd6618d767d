//! A look at the card (not kept).
use crate::harness::sample_state;
use eframe::egui;
use tandem::app::{painter, samples::Sample, shell, theme};

#[test]
fn look() {
    let out = std::env::var("LOOK_OUT").unwrap_or_default();
    if out.is_empty() {
        return;
    }
    let which: usize = std::env::var("LOOK_AT").ok().and_then(|at| at.parse().ok()).unwrap_or(0);
    let dark = std::env::var("LOOK_DARK").is_ok();
    let size: Vec<f32> =
        std::env::var("LOOK_SIZE").unwrap_or("1280x800".into()).split('x').map(|n| n.parse().unwrap()).collect();
    let mut state = sample_state(Sample::B2bSoftware);
    let id = state.document.model.criteria[which].id.clone();
    if let Ok(text) = std::env::var("LOOK_RULE") {
        state.document.model.criteria[which].rule = tandem::model::rule_text::parse(&text).unwrap();
    }
    for (i, c) in state.document.model.criteria.iter().enumerate() {
        println!("{i} {}: {}", c.name, tandem::model::rule_text::to_text(&c.rule));
    }
    state.pages.criteria.chosen = Some(id);
    state.pages.rules.typing.as_text = std::env::var("LOOK_TEXT").is_ok();
    state.page = tandem::app::state::Page::Criteria;
    state.settings.theme =
        if dark { tandem::app::settings::ThemeChoice::Dark } else { tandem::app::settings::ThemeChoice::Light };
    state.settle();
    let image = painter::render_to_image(
        [size[0], size[1]],
        1.0,
        dark,
        |ctx: &egui::Context| theme::install(ctx),
        |ui| {
            shell::show(ui, &mut state);
            state.settle();
            state.pages.settle();
        },
    )
    .unwrap();
    image.save(out).unwrap();
}
