//! All spellings of a field that differ by capitals and blanks alone, merged in one step once they were seen.

use std::sync::Arc;

use eframe::egui::{self, Align, Layout, Ui, vec2};

use super::{
    ask,
    detail::{Detail, Done},
    outlook::{self, Outlook},
    words,
};
use crate::{app::format, app::theme};

const ROW: f32 = 20.0;

impl Detail<'_> {
    /// Which they are, how many, and what it would do to the criteria.
    pub(super) fn spellings_ui(&self, ui: &mut Ui, outlook: &mut Outlook, room: f32) -> Done {
        let Some((values, change)) = self.values.and_then(|values| Some((values, values.merge_spellings.as_ref()?)))
        else {
            return Done::Ask(None);
        };
        ask::question_ui(ui, |ui| {
            let groups = &values.spellings;
            ui.add(egui::Label::new(theme::strong(&tr!("library-spellings-title", count = groups.len()))).wrap());
            let (mut spelt, mut leads) = (0, 0);
            for group in groups {
                spelt += group.len();
                // The commonest stays as it is.
                leads += group.iter().skip(1).map(|one| one.leads).sum::<u64>();
            }
            let told = tr!(
                "library-spellings-about",
                values = format::count(spelt as u64),
                groups = format::count(groups.len() as u64),
                leads = format::count(leads),
                number = leads
            );
            ui.add(egui::Label::new(told).wrap());
            let height = (room * 0.28).clamp(3.0 * ROW, 12.0 * ROW);
            let area = egui::ScrollArea::vertical().id_salt(("spellings", &self.row.summary.name)).max_height(height);
            ui.scope(|ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                area.auto_shrink([false, true]).show_rows(ui, ROW, groups.len(), |ui, shown| {
                    for group in groups.get(shown).unwrap_or_default() {
                        let told = words::spellings(group);
                        let size = vec2(ui.available_width(), ROW);
                        ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
                            ui.add(egui::Label::new(told.as_str()).truncate()).on_hover_text(told.as_str());
                        });
                    }
                });
            });
            outlook::ui(ui, self.outlook(outlook, Arc::clone(change), true));
            let [yes, no] = [tr!("library-spellings-do", count = groups.len()), tr!("library-keep")];
            match ask::answer_ui(ui, &yes, &no, self.is_free) {
                Some(true) => Done::Change((**change).clone(), true),
                Some(false) => Done::Ask(None),
                None => Done::Nothing,
            }
        })
    }
}
