//! The first rows of a table as they would be stored.

use eframe::egui::{self, Align2, Rect, Role as Access, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::{edit, wizard::Table, words};
use crate::{
    app::{format, theme, widgets},
    lead::{Outcome, Value},
    library::import::{ColumnInspection, ColumnMapping, CountsFrom, Role, TableMapping},
};

const ROW: f32 = 30.0;
const HEAD: f32 = 42.0;
const LEAST: f32 = 84.0;
const MOST: f32 = 220.0;

/// What would be stored of a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    Missing,
    /// It is missing, although something stands in the file.
    Lost(String),
    Stored(String),
}

/// Made when it is looked at first, and kept until the mapping changes.
#[derive(Debug, Default)]
pub struct Preview {
    columns: Option<Vec<Column>>,
}

#[derive(Debug)]
struct Column {
    name: String,
    what: String,
    is_right: bool,
    cells: Vec<Cell>,
    width: Option<f32>,
}

impl Preview {
    pub fn forget(&mut self) {
        self.columns = None;
    }
}

/// What would be stored of one cell of the file.
fn stored((mapping, from): (&TableMapping, CountsFrom), mapped: &ColumnMapping, cell: &str) -> Cell {
    let cell = cell.trim();
    let is_null = |word: &String| crate::lead::trim_fold(word) == crate::lead::trim_fold(cell);
    let is_missing = mapping.null_words.iter().chain(&mapped.null_words).any(is_null);
    if cell.is_empty() || is_missing {
        return Cell::Missing;
    }
    if mapped.role == Role::Outcome {
        let word = match edit::outcome_of(mapping, cell) {
            Outcome::Won => tr!("wizard-won"),
            Outcome::Lost => tr!("wizard-lost"),
            Outcome::Open => tr!("wizard-open"),
        };
        return Cell::Stored(word);
    }
    let Some(format) = &mapped.values else { return Cell::Stored(cell.to_owned()) };
    match format.parse(cell, from) {
        None => Cell::Lost(cell.to_owned()),
        Some(Value::Text(text)) => Cell::Stored(text),
        Some(Value::Number(number)) => Cell::Stored(number.to_string()),
        Some(Value::YesNo(yes)) => Cell::Stored(if yes { tr!("wizard-yes") } else { tr!("wizard-no") }),
        Some(Value::Date(day)) => Cell::Stored(format::day(day)),
    }
}

fn columns(table: &Table) -> Vec<Column> {
    let kept = table.mapping.columns.iter().enumerate().filter(|(_, mapped)| mapped.role != Role::Ignored);
    kept.filter_map(|(index, mapped)| {
        let found: &ColumnInspection = table.inspection.columns.get(index)?;
        let cells = table.inspection.first_rows.iter();
        let table_of = (&table.mapping, table.inspection.counts_from);
        let cells = cells.map(|row| stored(table_of, mapped, row.get(index).map_or("", String::as_str)));
        let is_number = mapped.values.as_ref().is_some_and(words::is_number);
        Some(Column {
            name: mapped.attribute.clone().unwrap_or_else(|| found.name.clone()),
            what: words::what(mapped),
            is_right: is_number,
            cells: cells.collect(),
            width: None,
        })
    })
    .collect()
}

pub fn show(ui: &mut Ui, table: &mut Table) {
    if table.preview.columns.is_none() {
        let mut columns = columns(table);
        for column in &mut columns {
            column.width = Some(width(column));
        }
        table.preview.columns = Some(columns);
    }
    let Some(columns) = &table.preview.columns else { return };
    let rows = table.inspection.first_rows.len();
    ui.label(theme::second(ui, &tr!("wizard-preview-about", count = rows)));
    let total: f32 = columns.iter().filter_map(|column| column.width).sum();
    let size = vec2(total, HEAD + ROW * rows as f32);
    egui::ScrollArea::both().id_salt("first rows").auto_shrink(false).show_viewport(ui, |ui, view| {
        let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Access::Table, true, tr!("wizard-tab-rows")));
        let mut left = 0.0;
        for column in columns {
            let width = column.width.unwrap_or(LEAST);
            if left + width >= view.left() && left <= view.right() {
                let at = Rect::from_min_size(rect.min + vec2(left, 0.0), vec2(width, size.y));
                paint_column(ui, column, at);
            }
            left += width;
        }
    });
}

/// By the number of letters: to lay out all texts of three thousand columns would take longer than a frame.
fn width(column: &Column) -> f32 {
    const LETTER: f32 = 7.4;
    const STRONG: f32 = 7.8;
    let cells = column.cells.iter().map(|cell| match cell {
        Cell::Missing => 1,
        Cell::Lost(text) | Cell::Stored(text) => text.chars().take(40).count(),
    });
    let widest = LETTER * cells.max().unwrap_or(0) as f32;
    let name = STRONG * column.name.chars().take(40).count() as f32;
    (widest.max(name) + 20.0).clamp(LEAST, MOST).ceil()
}

fn paint_column(ui: &Ui, column: &Column, at: Rect) {
    let theme = theme::of(ui);
    let painter = ui.painter();
    let width = at.width() - 20.0;
    let x = at.left() + 10.0;
    let line = Stroke::new(1.0, theme.line);
    let name = widgets::one_line(painter, &column.name, theme::strong_font(), theme.text, width);
    painter.galley(pos2(x, at.top() + 3.0), name, theme.text);
    painter.text(pos2(x, at.top() + 22.0), Align2::LEFT_TOP, &column.what, theme::small(), theme.second);
    painter.hline(at.x_range(), at.top() + HEAD - 0.5, line);
    for (index, cell) in column.cells.iter().enumerate() {
        let row = Rect::from_min_size(pos2(at.left(), at.top() + HEAD + ROW * index as f32), vec2(at.width(), ROW));
        let (text, colour) = match cell {
            Cell::Missing => ("–".to_owned(), theme.second),
            Cell::Lost(text) => (format!("– {text}"), theme.worse),
            Cell::Stored(text) => (text.clone(), theme.text),
        };
        let galley = widgets::one_line(painter, &text, theme::body(), colour, width);
        let x = if column.is_right { at.right() - 10.0 - galley.size().x } else { x };
        painter.galley(pos2(x, row.center().y - galley.size().y / 2.0), galley, colour);
        painter.hline(at.x_range(), row.bottom() - 0.5, line);
        if text.chars().count() > 12 || matches!(cell, Cell::Lost(_)) {
            let response = ui.interact(row, ui.scope_id().with((&column.name, index)), Sense::hover());
            response.on_hover_text(match cell {
                Cell::Lost(text) => tr!("wizard-lost-value", value = text.clone(), what = column.what.clone()),
                _ => text,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::import::Format;

    #[test]
    fn a_cell_is_shown_as_it_will_be_stored() {
        let mapping = TableMapping { won: vec!["Done".to_owned()], ..TableMapping::default() };
        let of = |role, values: Option<Format>, cell: &str| {
            let null_words = vec!["Select".to_owned()];
            stored(
                (&mapping, CountsFrom::default()),
                &ColumnMapping { role, values, null_words, ..ColumnMapping::default() },
                cell,
            )
        };
        let date = |month_first| Some(Format::Date { month_first });
        let stored = |text: &str| Cell::Stored(text.to_owned());
        assert_eq!(of(Role::Created, date(false), "03/04/2024"), stored("3 Apr 2024"));
        assert_eq!(of(Role::Created, date(true), "03/04/2024"), stored("4 Mar 2024"));
        let number = Some(Format::Number { decimal_comma: true });
        assert_eq!(of(Role::Attribute, number.clone(), "1.234,5"), stored("1234.5"));
        assert_eq!(of(Role::Attribute, number.clone(), "many"), Cell::Lost("many".to_owned()));
        assert_eq!(of(Role::Attribute, number, " select "), Cell::Missing);
        assert_eq!(of(Role::Outcome, None, "DONE"), stored("Won"));
        assert_eq!(of(Role::Outcome, None, "new"), stored("Open"));
    }
}
