//! What qualified means, in words made from the matrix, and how many leads that is.

use eframe::egui::{self, text::LayoutJob};

use crate::{
    app::{format, panel, state::State, theme, widgets},
    model::{Axis, Model, qualified, sentence::Part},
};

pub(super) fn show(ui: &mut egui::Ui, state: &mut State) {
    widgets::card(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        ui.label(theme::strong(&tr!("qualified-title")));
        let model = &state.document.model;
        ui.add(egui::Label::new(definition(ui, model)).wrap());
        for (axis, text) in [
            (Axis::Fit, tr!("qualified-fit", thresholds = qualified::thresholds(model, Axis::Fit))),
            (
                Axis::Engagement,
                tr!("qualified-engagement", thresholds = qualified::thresholds(model, Axis::Engagement)),
            ),
        ] {
            let text = egui::RichText::new(text).color(theme::of(ui).axis_text(axis)).font(theme::small());
            ui.add(egui::Label::new(text).wrap());
        }
        if let Some(text) = counted(state) {
            ui.scope(|ui| {
                ui.multiply_opacity(panel::opacity(ui, state.is_stale()));
                ui.label(theme::second(ui, &text));
            });
        }
    });
}

/// The sentence, with the names of bands and criteria strong.
fn definition(ui: &egui::Ui, model: &Model) -> LayoutJob {
    let theme = theme::of(ui);
    let mut job = LayoutJob::default();
    for part in qualified::parts(model) {
        let font = if matches!(part, Part::Value(_)) { theme::strong_font() } else { theme::body() };
        job.append(part.text(), 0.0, egui::TextFormat::simple(font, theme.text));
    }
    job
}

fn counted(state: &State) -> Option<String> {
    let scored = state.scored.as_ref()?;
    let summary = scored.agreed_summary();
    if summary.leads == 0 {
        return None;
    }
    let (to_sales, leads) = (format::count(summary.to_sales), format::count(summary.leads));
    Some(match summary.to_sales_per_week {
        Some(a_week) => {
            tr!("qualified-count-a-week", to_sales = to_sales, leads = leads, a_week = panel::a_week_text(a_week))
        }
        None => tr!("qualified-count", to_sales = to_sales, leads = leads),
    })
}
