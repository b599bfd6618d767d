//! The tables of criteria as a spreadsheet, apart from the window: which lines are shown, where the cell cursor is, what is
//! chosen, what a cell holds as text, and what a pasted sheet means. Nothing here knows egui.
//!
//! | file | subject |
//! |---|---|
//! | `lines.rs` | the lines of both tables, filtered and sorted; the model's order is never touched |
//! | `view.rs` | what is searched for, shown and sorted by |
//! | `cursor.rs` | columns, cells, the chosen range |
//! | `moves.rs` | where a key takes the cursor |
//! | `values.rs` | a cell as text, and a text put into a cell |
//! | `rows.rs` | several rows moved, copied, deleted |
//! | `tsv.rs`, `copy.rs` | to and from the clipboard |
//! | `paste.rs`, `headings.rs`, `sheet.rs` | what pasted text means, row by row |

mod copy;
mod cursor;
mod headings;
mod lines;
mod moves;
mod paste;
pub mod rows;
mod sheet;
mod tsv;
pub mod values;
mod view;

pub use self::{
    copy::{cells_text, rows_text},
    cursor::{Cell, Column, Selection},
    lines::{Line, Lines, Place},
    moves::{Move, Sight, across_ends, moved},
    paste::{Paste, Pasted, meaning, to_cells},
    sheet::{BadRow, NewRow, Plan, add as add_rows},
    view::{Facts, Shown, Sort, SortKey, View},
};
