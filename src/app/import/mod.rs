//! The import of leads: one sheet over the page that says what was found in files, what would become of it, and does it.
//!
//! | file | subject |
//! |---|---|
//! | `wizard.rs`, `table.rs`, `edit.rs` | what it holds, and how a mapping is edited; no egui |
//! | `worker.rs`, `keep.rs` | looking and trying on a thread, and how the window keeps up with it |
//! | `kept.rs` | mappings that are offered again for files with the same columns |
//! | `sheet.rs` | the sheet: what was found at its top, what to do at its foot |
//! | `offers.rs` | what was judged and could be seen otherwise |
//! | `choose.rs`, `waiting.rs`, `tables.rs`, `columns.rs`, `detail.rs`, `preview.rs`, `outcome.rs`, `check.rs`, `changes.rs`, `dirt.rs`, `done.rs` | its parts |
//! | `words.rs` | what it says |

mod changes;
mod check;
mod choose;
mod columns;
mod detail;
mod dirt;
mod done;
mod edit;
mod keep;
mod kept;
mod offers;
mod outcome;
mod preview;
mod sheet;
mod short_name;
mod table;
mod tables;
mod waiting;
mod wizard;
mod words;
mod worker;

use eframe::egui::{Rect, Response, Role, ScrollArea, Ui, UiBuilder, WidgetInfo};

pub use self::{keep::Dirt, sheet::show, waiting::percent, wizard::Wizard, worker::Desk};

/// A part of the sheet, in its place.
fn within<R>(ui: &mut Ui, place: Rect, salt: &str, content: impl FnOnce(&mut Ui) -> R) -> R {
    // What stands after it goes on as if it were not there: its room was taken beforehand.
    content(&mut ui.new_child(UiBuilder::new().max_rect(place).id_salt(salt)))
}

/// What is shown for the first time begins at its top, wherever that of the import before was left.
fn from_top(area: ScrollArea, was_shown: &mut bool) -> ScrollArea {
    if std::mem::replace(was_shown, true) { area } else { area.vertical_scroll_offset(0.0) }
}

/// Tells who can't see it what a menu is called, and what is chosen in it.
fn name_menu(menu: &Response, name: &str, chosen: &str) {
    menu.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::ComboBox, true, name);
        info.current_text_value = Some(chosen.to_owned());
        info
    });
}
