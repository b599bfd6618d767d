//! The columns of a table: a row each, from its name in the file to examples of its values.

use std::sync::Arc;

use eframe::egui::{
    self, Align, Color32, FontId, Galley, Layout, Rect, Role as Access, Sense, Stroke, StrokeKind, Ui, UiBuilder,
    WidgetInfo, pos2,
    text::{LayoutJob, TextFormat},
    vec2,
};

use super::{
    detail, edit, within,
    wizard::{Table, Wizard},
    words,
};
use crate::{
    app::{theme, widgets},
    lead::FieldType,
    library::import::{ColumnInspection, ColumnMapping, Format, Role},
};

const ROW: f32 = 34.0;
const HEAD: f32 = 24.0;
const DETAIL: f32 = 240.0;
/// “Leave out” and its arrow.
const ROLE: f32 = 120.0;

/// How far the list is scrolled, and the row that is to come into sight.
struct Scrolled {
    to: Option<usize>,
    offset: f32,
}

/// What the user did in a row.
enum Change {
    Choose(usize),
    Role(usize, Role),
    Format(usize, Format),
    Name(usize, String),
}

pub fn show(ui: &mut Ui, wizard: &mut Wizard) {
    let whole = ui.available_rect_before_wrap();
    let has_detail = has_detail(whole.width());
    let width = if has_detail { whole.width() - DETAIL - 16.0 } else { whole.width() };
    let table_rect = Rect::from_min_size(whole.min, vec2(width, whole.height()));
    let index = wizard.view.table;
    let search = crate::lead::trim_fold(&wizard.view.search);
    let Some(table) = wizard.tables.get(index) else { return };
    let fits = |column: &ColumnInspection| search.is_empty() || crate::lead::fold(&column.name).contains(&search);
    let columns = &table.inspection.columns;
    let rows: Vec<usize> = (0..columns.len()).filter(|at| columns.get(*at).is_some_and(fits)).collect();
    let chosen = chosen(table, wizard.view.column.as_deref());
    let mut scrolled = Scrolled { to: wizard.view.scroll_to.take(), offset: wizard.view.offset };
    let change = within(ui, table_rect, "columns", |ui| list_ui(ui, table, &rows, chosen, &mut scrolled));
    wizard.view.offset = scrolled.offset;
    let mut step = None;
    if let Some(change) = change {
        if let Change::Choose(at) = change {
            step = rows.iter().position(|row| *row == at);
        }
        apply(wizard, index, change);
    }
    wizard.view.scroll_to = step;
    if has_detail && let Some(chosen) = chosen {
        let place = Rect::from_min_max(pos2(whole.right() - DETAIL, whole.top()), whole.max);
        within(ui, place, "detail", |ui| detail::show(ui, wizard, chosen));
    }
}

/// Whether there is room for one column beside the others.
pub fn has_detail(width: f32) -> bool {
    width > 760.0
}

/// One column alone.
pub fn show_one(ui: &mut Ui, wizard: &mut Wizard) {
    let table = wizard.tables.get(wizard.view.table);
    if let Some(chosen) = table.and_then(|table| chosen(table, wizard.view.column.as_deref())) {
        detail::show(ui, wizard, chosen);
    }
}

fn chosen(table: &Table, name: Option<&str>) -> Option<usize> {
    let named = name.and_then(|name| table.inspection.columns.iter().position(|column| column.name == name));
    named.or_else(|| first_of_interest(table))
}

/// The column whose detail is shown before one is chosen: one with something to decide, else the first.
fn first_of_interest(table: &Table) -> Option<usize> {
    let columns = &table.inspection.columns;
    let is_odd = |at: &usize| table.column(*at).is_some_and(|(found, mapped)| words::is_odd(table, found, mapped));
    let unclear = (0..columns.len()).find(is_odd);
    let nulls = || columns.iter().position(|column| !column.null_words.is_empty());
    unclear.or_else(nulls).or((!columns.is_empty()).then_some(0))
}

fn apply(wizard: &mut Wizard, index: usize, change: Change) {
    let Some(table) = wizard.tables.get_mut(index) else { return };
    let (mapping, found) = (&mut table.mapping, &table.inspection.columns);
    match change {
        Change::Choose(at) => {
            wizard.view.column = found.get(at).map(|column| column.name.clone());
            return;
        }
        Change::Role(at, role) => {
            if let Some(found) = found.get(at) {
                edit::set_role(mapping, at, role, found);
                wizard.view.column = Some(found.name.clone());
            }
        }
        Change::Format(at, format) => {
            if let Some(mapped) = mapping.columns.get_mut(at) {
                mapped.values = Some(format);
                wizard.view.column = Some(mapped.column.clone());
            }
        }
        Change::Name(at, name) => {
            if let Some(mapped) = mapping.columns.get_mut(at) {
                mapped.attribute = Some(name);
                wizard.view.column = Some(mapped.column.clone());
            }
        }
    }
    wizard.edited();
}

/// Where the cells of a row stand.
struct Places {
    name: (f32, f32),
    stored: (f32, f32),
    role: (f32, f32),
    kind: (f32, f32),
    filled: (f32, f32),
    examples: Option<(f32, f32)>,
}

impl Places {
    fn of(width: f32) -> Self {
        const FIXED: f32 = ROLE + 122.0 + 58.0;
        let rest = (width - FIXED - 14.0).max(160.0);
        let has_examples = rest > 330.0;
        let (name, stored) = if has_examples { (rest * 0.36, rest * 0.38) } else { (rest * 0.48, rest * 0.52) };
        let mut x = 0.0;
        let mut next = |width: f32| {
            let at = (x, width - 8.0);
            x += width;
            at
        };
        Self {
            name: next(name),
            stored: next(stored),
            role: next(ROLE),
            kind: next(122.0),
            filled: next(58.0),
            examples: has_examples.then(|| next(rest - name - stored)),
        }
    }
}

fn cell(row: Rect, (left, width): (f32, f32)) -> Rect {
    Rect::from_min_size(pos2(row.left() + left, row.top()), vec2(width, row.height()))
}

fn list_ui(ui: &mut Ui, table: &Table, rows: &[usize], chosen: Option<usize>, view: &mut Scrolled) -> Option<Change> {
    let places = Places::of(ui.available_width());
    heads_ui(ui, &places);
    if rows.is_empty() {
        ui.label(theme::second(ui, &tr!("wizard-no-such-column")));
        return None;
    }
    let mut change = None;
    ui.spacing_mut().item_spacing.y = 0.0;
    let mut area = egui::ScrollArea::vertical().id_salt(("columns", &table.inspection.source)).auto_shrink(false);
    if let Some(row) = view.to {
        area = scrolled_to(area, row, view.offset, ui.available_height());
    }
    let shown = area.show_rows(ui, ROW, rows.len(), |ui, range| {
        for place in range {
            let Some(at) = rows.get(place).copied() else { continue };
            let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
            let one = row_ui(ui, table, at, rect, &places, chosen == Some(at));
            change = one.or(change.take());
        }
        let step = step_by_key(ui, table, rows, chosen);
        change = step.map(Change::Choose).or(change.take());
    });
    view.offset = shown.state.clamped_offset().y;
    change
}

/// Keeps the chosen row in sight when it is gone to by keys.
fn scrolled_to(area: egui::ScrollArea, row: usize, offset: f32, view: f32) -> egui::ScrollArea {
    let top = row as f32 * ROW;
    if top < offset {
        area.vertical_scroll_offset(top)
    } else if top + ROW > offset + view {
        area.vertical_scroll_offset(top + ROW - view)
    } else {
        area
    }
}

/// The arrow keys go from row to row while a row's name has the keyboard.
fn step_by_key(ui: &Ui, table: &Table, rows: &[usize], chosen: Option<usize>) -> Option<usize> {
    let focused = ui.memory(egui::Memory::focused)?;
    let of = |at: usize| table.inspection.columns.get(at).map(|column| name_id(&column.name));
    let here = rows.iter().position(|at| of(*at) == Some(focused))?;
    let filter = egui::EventFilter { vertical_arrows: true, ..Default::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(focused, filter));
    let extent = widgets::Extent { rows: rows.len(), row_height: ROW, view_height: ui.clip_rect().height() };
    let next = widgets::step_by_key(ui, Some(here), extent)?;
    let at = *rows.get(next)?;
    let id = of(at)?;
    ui.memory_mut(|memory| memory.request_focus(id));
    (chosen != Some(at)).then_some(at)
}

fn name_id(column: &str) -> egui::Id {
    egui::Id::unique(("import column", column))
}

fn heads_ui(ui: &mut Ui, places: &Places) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), HEAD), Sense::hover());
    let theme = theme::of(ui);
    let heads = [
        (Some(places.name), tr!("wizard-head-file")),
        (Some(places.stored), tr!("wizard-head-library")),
        (Some(places.role), tr!("wizard-head-role")),
        (Some(places.kind), tr!("wizard-head-type")),
        (Some(places.filled), tr!("wizard-head-filled")),
        (places.examples, tr!("wizard-head-examples")),
    ];
    for (place, text) in heads {
        let Some(place) = place else { continue };
        let at = cell(rect, place);
        let galley = widgets::one_line(ui.painter(), &text, theme::small_strong(), theme.second, at.width());
        ui.painter().galley(pos2(at.left(), at.center().y - galley.size().y / 2.0), galley, theme.second);
    }
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, theme.line));
}

fn row_ui(ui: &mut Ui, table: &Table, at: usize, rect: Rect, places: &Places, is_chosen: bool) -> Option<Change> {
    let (found, mapped) = table.column(at)?;
    let theme = theme::of(ui);
    if is_chosen {
        ui.painter().rect_filled(rect, 6.0, theme.accent_tint);
    }
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, theme.line));
    let mut change = None;
    if name_ui(ui, table, found, mapped, cell(rect, places.name), is_chosen) {
        change = Some(Change::Choose(at));
    }
    let mut text = mapped.attribute.clone().unwrap_or_else(|| found.name.clone());
    if stored_ui(ui, table, (found, mapped), &mut text, cell(rect, places.stored)) {
        change = Some(Change::Name(at, text));
    }
    if let Some(role) = role_ui(ui, table, found, mapped, cell(rect, places.role)) {
        change = Some(Change::Role(at, role));
    }
    if let Some(format) = type_ui(ui, found, mapped, cell(rect, places.kind)) {
        change = Some(Change::Format(at, format));
    }
    filled_ui(ui, (found, mapped), table.inspection.rows, cell(rect, places.filled));
    if let Some(place) = places.examples {
        examples_ui(ui, found, cell(rect, place));
    }
    change
}

/// The name in the file, and a sign where there is something to decide.
fn name_ui(
    ui: &Ui,
    table: &Table,
    found: &ColumnInspection,
    mapped: &ColumnMapping,
    at: Rect,
    is_chosen: bool,
) -> bool {
    let theme = theme::of(ui);
    let response = ui.interact(at, name_id(&found.name), Sense::click());
    let name = tr!("wizard-column", name = found.name.clone());
    response.widget_info(|| WidgetInfo::selected(Access::ListBoxOption, true, is_chosen, &name));
    if response.has_focus() {
        ui.painter().rect_stroke(at.shrink2(vec2(0.0, 3.0)), 6.0, Stroke::new(1.5, theme.accent), StrokeKind::Inside);
    }
    let is_odd = words::is_odd(table, found, mapped);
    let colour = if mapped.role == Role::Ignored { theme.second } else { theme.text };
    let width = at.width() - 6.0 - if is_odd { 18.0 } else { 0.0 };
    let galley = name_galley(ui, table, &found.name, colour, width);
    if is_odd {
        let x = at.left() + 6.0 + galley.size().x + 10.0;
        let icon = char::from(widgets::Icon::TriangleAlert);
        let place = pos2(x, at.center().y);
        ui.painter().text(place, egui::Align2::CENTER_CENTER, icon, theme::icon_font(12.0), theme.warning);
    }
    ui.painter().galley(pos2(at.left() + 6.0, at.center().y - galley.size().y / 2.0), galley, colour);
    let clicked = response.clicked();
    if clicked {
        response.request_focus();
    }
    response.on_hover_ui(|ui| {
        ui.label(theme::strong(&found.name));
        for line in words::why(table, found, mapped) {
            ui.label(line);
        }
    });
    clicked
}

/// What most names have around them is quiet, and goes first where there is no room; then the middle does.
fn name_galley(ui: &Ui, table: &Table, name: &str, colour: Color32, width: f32) -> Arc<Galley> {
    let (strong, quiet) = (theme::strong_font(), theme::body());
    let [mut before, own, mut after] = parts(table, name);
    let size = |text: &str, font: &FontId| ui.painter().layout_no_wrap(text.to_owned(), font.clone(), colour).size().x;
    if size(before, &quiet) + size(own, &strong) + size(after, &quiet) > width {
        (before, after) = (dots(before), dots(after));
    }
    let room = width - size(before, &quiet) - size(after, &quiet);
    let own = widgets::cut_in_the_middle(ui.painter(), own, &strong, room);
    let mut job = LayoutJob::default();
    for (text, font, colour) in [
        (before, quiet.clone(), theme::of(ui).second),
        (own.as_str(), strong, colour),
        (after, quiet, theme::of(ui).second),
    ] {
        job.append(text, 0.0, TextFormat::simple(font, colour));
    }
    ui.painter().layout_job(job)
}

/// A name: before its own part, that, and after it.
fn parts<'a>(table: &Table, name: &'a str) -> [&'a str; 3] {
    let own = table.shared.own_part(name);
    match (name.get(..own.start), name.get(own.clone()), name.get(own.end..)) {
        (Some(before), Some(own), Some(after)) => [before, own, after],
        _ => ["", name, ""],
    }
}

fn dots(text: &str) -> &'static str {
    if text.is_empty() { "" } else { "…" }
}

/// The same of a name in the library, which may be another.
fn short_name(ui: &Ui, table: &Table, name: &str, width: f32) -> String {
    let font = theme::body();
    let size = ui.painter().layout_no_wrap(name.to_owned(), font.clone(), Color32::WHITE).size().x;
    if size <= width {
        return name.to_owned();
    }
    let [before, own, after] = parts(table, name);
    let short = [dots(before), own, dots(after)].concat();
    widgets::cut_in_the_middle(ui.painter(), &short, &font, width)
}

fn is_attribute(mapped: &ColumnMapping) -> bool {
    mapped.role == Role::Attribute || mapped.attribute.is_some() && mapped.role != Role::Ignored
}

/// The name in the library; true when it was changed.
fn stored_ui(
    ui: &mut Ui,
    table: &Table,
    (found, mapped): (&ColumnInspection, &ColumnMapping),
    text: &mut String,
    at: Rect,
) -> bool {
    if !is_attribute(mapped) {
        nothing(ui, at);
        return false;
    }
    in_cell(ui, at, ("stored", &found.name), |ui| {
        let id = egui::Id::unique(("name in the library", &found.name));
        // Whoever edits it has all of it.
        let is_edited = ui.memory(|memory| memory.has_focus(id));
        let whole = text.clone();
        let mut short = short_name(ui, table, &whole, at.width() - 18.0);
        let is_short = !is_edited && short != whole;
        let shown = if is_short { &mut short } else { text };
        let field = egui::TextEdit::singleline(shown).id(id).desired_width(at.width()).margin(vec2(8.0, 5.0));
        let field = ui.add(field);
        if is_short
            && field.gained_focus()
            && let Some(mut state) = egui::TextEdit::load_state(ui.ctx(), id)
        {
            // Else its own undo would bring back what is shown here.
            state.clear_undoer();
            state.store(ui.ctx(), id);
        }
        let name = tr!("wizard-name-of", name = found.name.clone());
        field.widget_info(|| WidgetInfo::labeled(Access::TextInput, true, &name));
        let is_changed = field.changed() && !is_short;
        if is_short {
            field.on_hover_text(whole);
        }
        is_changed
    })
}

fn role_ui(ui: &mut Ui, table: &Table, found: &ColumnInspection, mapped: &ColumnMapping, at: Rect) -> Option<Role> {
    in_cell(ui, at, ("role", &found.name), |ui| {
        let mut chosen = None;
        let shown = words::role(mapped.role);
        let combo = widgets::combo_box(("role", &found.name)).selected_text(&shown);
        let combo = combo.width(at.width()).truncate().show_ui(ui, |ui| {
            for role in edit::roles(table.mapping.kind) {
                let choice = ui.selectable_label(mapped.role == *role, words::role(*role));
                if choice.on_hover_text(words::role_meaning(*role)).clicked() {
                    chosen = Some(*role);
                }
            }
        });
        let name = tr!("wizard-role-of", name = found.name.clone());
        super::name_menu(&combo.response, &name, &shown);
        combo.response.on_hover_text(words::role_meaning(mapped.role));
        chosen.filter(|role| *role != mapped.role)
    })
}

/// The types that a column can have in its role.
fn choices(found: &ColumnInspection, mapped: &ColumnMapping) -> Vec<Format> {
    let numbers = [Format::Number { decimal_comma: false }, Format::Number { decimal_comma: true }];
    let dates = [Format::Date { month_first: false }, Format::Date { month_first: true }];
    match mapped.role {
        Role::Created | Role::Closed | Role::At => dates.to_vec(),
        Role::Amount => numbers.to_vec(),
        _ if is_attribute(mapped) => {
            let yes_no = edit::of_type(FieldType::YesNo, found);
            [&[Format::Text], numbers.as_slice(), &[yes_no], dates.as_slice()].concat()
        }
        _ => Vec::new(),
    }
}

fn type_ui(ui: &mut Ui, found: &ColumnInspection, mapped: &ColumnMapping, at: Rect) -> Option<Format> {
    let choices = choices(found, mapped);
    let now = mapped.values.clone().unwrap_or_else(|| found.found.clone());
    if choices.is_empty() {
        nothing(ui, at);
        return None;
    }
    in_cell(ui, at, ("type", &found.name), |ui| {
        let mut chosen = None;
        let shown = words::format_short(&now, found);
        let combo = widgets::combo_box(("type", &found.name)).selected_text(&shown);
        let combo = combo.width(at.width()).truncate().show_ui(ui, |ui| {
            for format in choices {
                if ui.selectable_label(format == now, words::format_choice(&format)).clicked() {
                    chosen = Some(format);
                }
            }
        });
        let name = tr!("wizard-type-of", name = found.name.clone());
        super::name_menu(&combo.response, &name, &shown);
        chosen.filter(|format| *format != now)
    })
}

fn filled_ui(ui: &Ui, (found, mapped): (&ColumnInspection, &ColumnMapping), rows: u64, at: Rect) {
    let theme = theme::of(ui);
    let known = words::known(found, mapped);
    let text = words::filled(known, rows);
    let bar = Rect::from_min_size(pos2(at.left(), at.bottom() - 10.0), vec2(at.width() - 6.0, 4.0));
    ui.painter().rect_filled(bar, 2.0, theme.line);
    let share = words::share(known, rows) as f32;
    if share > 0.0 {
        let filled = Rect::from_min_size(bar.min, vec2((bar.width() * share).max(2.0), bar.height()));
        ui.painter().rect_filled(filled, 2.0, theme.second);
    }
    let place = pos2(bar.right(), at.top() + 13.0);
    ui.painter().text(place, egui::Align2::RIGHT_CENTER, &text, theme::small(), theme.text);
    let response = ui.interact(at, ui.scope_id().with(("filled", &found.name)), Sense::hover());
    let (filled, rows) = (crate::app::format::count(known), crate::app::format::count(rows));
    let tip = tr!("wizard-filled", filled = filled, rows = rows);
    response.widget_info(|| {
        WidgetInfo::labeled(
            Access::Label,
            true,
            tr!("wizard-filled-of", name = found.name.clone(), filled = text.clone()),
        )
    });
    response.on_hover_text(tip);
}

fn examples_ui(ui: &Ui, found: &ColumnInspection, at: Rect) {
    let theme = theme::of(ui);
    let text = found.examples.iter().take(6).map(String::as_str).collect::<Vec<_>>().join(" · ");
    let galley = widgets::one_line(ui.painter(), &text, theme::body(), theme.second, at.width());
    ui.painter().galley(pos2(at.left(), at.center().y - galley.size().y / 2.0), galley, theme.second);
    let response = ui.interact(at, ui.scope_id().with(("examples", &found.name)), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Access::Label, true, &text));
    if !text.is_empty() {
        response.on_hover_text(found.examples.join("\n"));
    }
}

fn nothing(ui: &Ui, at: Rect) {
    let theme = theme::of(ui);
    let place = pos2(at.left() + 8.0, at.center().y);
    ui.painter().text(place, egui::Align2::LEFT_CENTER, "–", theme::body(), theme.third);
}

/// A control in the middle of its cell.
fn in_cell<R>(
    ui: &mut Ui,
    at: Rect,
    salt: impl std::hash::Hash + std::fmt::Debug,
    content: impl FnOnce(&mut Ui) -> R,
) -> R {
    let builder = UiBuilder::new().max_rect(at.shrink2(vec2(0.0, 2.0))).id_salt(salt);
    let builder = builder.layout(Layout::left_to_right(Align::Center));
    content(&mut ui.new_child(builder))
}
