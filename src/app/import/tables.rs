//! The tables that were found, what each is, and where all of it goes.

use std::path::{Path, PathBuf};

use eframe::egui::{self, Rect, Role as Access, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::{
    within,
    wizard::{Table, Wizard, counted, file_name, name_of},
    words,
};
use crate::{
    app::{format, state::State, tasks::Purpose, theme, widgets},
    library::import::TableKind,
};

const ROW: f32 = 74.0;
/// The line with the button for more files.
const ADDS: f32 = 30.0;

pub fn show(ui: &mut Ui, state: &mut State, wizard: &mut Wizard) {
    let whole = ui.available_rect_before_wrap();
    // Where it goes stands at the foot, whatever the number of tables.
    let foot_height = 176.0_f32.min(whole.height() * 0.5);
    let list = Rect::from_min_max(whole.min, pos2(whole.right(), whole.bottom() - foot_height - ADDS - 8.0));
    within(ui, list, "list", |ui| {
        egui::ScrollArea::vertical().id_salt("tables").auto_shrink(false).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 6.0;
            for index in 0..wizard.tables.len() {
                table_ui(ui, wizard, index);
            }
            for (source, why) in &wizard.skipped {
                skipped_ui(ui, &name_of(source), why);
            }
            for (_, told) in &wizard.beside {
                ui.add(egui::Label::new(theme::second(ui, told).font(theme::small())).wrap());
            }
        });
    });
    // However long the list is, more can be added.
    let adds = Rect::from_min_max(pos2(whole.left(), list.bottom() + 2.0), pos2(whole.right(), list.bottom() + ADDS));
    within(ui, adds, "add", |ui| {
        if widgets::link_button(ui, &tr!("wizard-add-file")).clicked() {
            state.wanted_dialog = Some(Purpose::ImportLeads);
        }
    });
    let foot = Rect::from_min_max(pos2(whole.left(), whole.bottom() - foot_height), whole.max);
    within(ui, foot, "into", |ui| into_ui(ui, state, wizard));
}

fn table_ui(ui: &mut Ui, wizard: &mut Wizard, index: usize) {
    let theme = theme::of(ui);
    let Some(table) = wizard.tables.get(index) else { return };
    let (name, is_shown) = (table.name(), wizard.view.table == index);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Access::ListBoxOption, true, is_shown, &name));
    let fill = if is_shown { theme.accent_tint } else { theme.raised };
    let line = if is_shown || response.has_focus() { theme.accent } else { theme.line };
    ui.painter().rect(rect, 8.0, fill, Stroke::new(1.0, line), StrokeKind::Inside);
    let width = rect.width() - 20.0;
    let colour = if table.is_in { theme.text } else { theme.second };
    let galley = widgets::one_line(ui.painter(), &name, theme::strong_font(), colour, width);
    ui.painter().galley(rect.min + vec2(10.0, 8.0), galley, colour);
    let (kind, is_in, choice) = (table.mapping.kind, table.is_in, kind_name(table));
    let rows = super::waiting::counted_rows(table.inspection.rows);
    let place = Rect::from_min_max(rect.min + vec2(8.0, 36.0), rect.max - vec2(8.0, 8.0));
    let mut chosen = None;
    within(ui, place, &format!("kind {name}"), |ui| {
        ui.horizontal(|ui| {
            let combo = widgets::combo_box(("kind", index)).selected_text(&choice).width(if place.width() > 160.0 {
                94.0
            } else {
                80.0
            });
            let combo = combo.show_ui(ui, |ui| {
                for one in [TableKind::Leads, TableKind::Accounts, TableKind::Events] {
                    if ui.selectable_label(is_in && kind == one, words::kind(one)).clicked() {
                        chosen = Some(Some(one));
                    }
                }
                if ui.selectable_label(!is_in, tr!("wizard-leave-out")).clicked() {
                    chosen = Some(None);
                }
            });
            let full = tr!("wizard-kind-of", table = name.clone());
            super::name_menu(&combo.response, &full, &choice);
            ui.add(egui::Label::new(theme::second(ui, &rows)).truncate());
        });
    });
    let response = match wizard.tables.get(index) {
        Some(table) => response.on_hover_ui(|ui| {
            ui.label(tip(table));
        }),
        None => response,
    };
    if response.clicked() {
        wizard.view.table = index;
        wizard.view.column = None;
        wizard.view.search.clear();
    }
    if let Some(chosen) = chosen {
        wizard.view.table = index;
        wizard.set_kind(index, chosen);
    }
}

fn kind_name(table: &Table) -> String {
    if table.is_in { words::kind(table.mapping.kind) } else { tr!("wizard-left-out") }
}

/// All that was noticed of the table.
fn tip(table: &Table) -> String {
    let rows = counted(table.mapping.kind, table.inspection.rows);
    let mut lines = vec![tr!("wizard-found-in", rows = rows, file = table.inspection.source.label())];
    if table.is_hidden {
        lines.push(tr!("wizard-hidden-sheet"));
    }
    lines.extend(table.left_out().map(|why| words::plain(table, why)));
    const MOST: usize = 8;
    lines.extend(table.notes().take(MOST).map(|note| format!("• {}", words::plain(table, &note))));
    lines.join("\n")
}

/// What can't be used, and why.
fn skipped_ui(ui: &mut Ui, name: &str, why: &str) {
    let theme = theme::of(ui);
    ui.horizontal(|ui| {
        ui.label(theme::icon(widgets::Icon::CircleAlert).color(theme.warning));
        let text = tr!("wizard-skipped", name = name);
        ui.add(egui::Label::new(theme::second(ui, &text)).truncate()).on_hover_text(why);
    });
    ui.add(egui::Label::new(theme::second(ui, why).font(theme::small())).wrap());
}

fn into_ui(ui: &mut Ui, state: &State, wizard: &mut Wizard) {
    ui.painter().hline(ui.max_rect().x_range(), ui.max_rect().top(), Stroke::new(1.0, theme::of(ui).line));
    ui.add_space(8.0);
    ui.spacing_mut().item_spacing.y = 4.0;
    ui.label(theme::caption(ui, &tr!("wizard-into")));
    let open = state.own_library().map(|library| (library.path.clone(), library.columns.len() as u64));
    let is_open = open.as_ref().is_some_and(|(path, _)| *path == wizard.into.path);
    let open_name =
        |path: &PathBuf| path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let adds = |path: &PathBuf| tr!("wizard-into-open", library = open_name(path));
    let own = if wizard.into.leads.is_some() { tr!("wizard-into-file") } else { tr!("wizard-into-own") };
    let shown = match &open {
        Some((path, _)) if is_open => adds(path),
        _ => own,
    };
    let mut chosen = None;
    let combo = widgets::combo_box("into").selected_text(&shown).width(ui.available_width()).truncate();
    let combo = combo.show_ui(ui, |ui| {
        if let Some((path, leads)) = &open {
            let name = tr!("wizard-into-open-leads", library = open_name(path), count = format::count(*leads));
            if ui.selectable_label(is_open, name).clicked() {
                chosen = Some(path.clone());
            }
        }
        let name = tr!("wizard-into-own-file", library = file_name(&wizard.into.own));
        if ui.selectable_label(!is_open, name).clicked() {
            chosen = Some(wizard.into.own.clone());
        }
    });
    super::name_menu(&combo.response, &tr!("wizard-into"), &shown);
    combo.response.on_hover_text(wizard.into.path.display().to_string());
    if !is_open {
        path_ui(ui, wizard, &mut chosen);
    }
    folder_ui(ui, &wizard.into.path);
    as_of_ui(ui, wizard);
    match chosen {
        Some(sample) if state.is_of_sample(&sample) => {
            wizard.complain(tr!("import-into-sample"));
            wizard.into_text = wizard.into.path.display().to_string();
        }
        Some(chosen) => wizard.set_into(&chosen),
        None => {}
    }
}

/// The path of a library of its own can be typed.
fn path_ui(ui: &mut Ui, wizard: &mut Wizard, chosen: &mut Option<PathBuf>) {
    let name = tr!("wizard-into-path");
    let id = egui::Id::unique("import into path");
    // Its name is what tells most; whoever edits it has all of its path.
    let mut name_alone = file_name(Path::new(wizard.into_text.trim()));
    let is_edited = ui.memory(|memory| memory.has_focus(id));
    let text = if is_edited { &mut wizard.into_text } else { &mut name_alone };
    let field = egui::TextEdit::singleline(text).id(id).desired_width(f32::INFINITY);
    let field = ui.add(field.margin(vec2(8.0, 5.0)));
    field.widget_info(|| WidgetInfo::labeled(Access::TextInput, true, &name));
    if field.lost_focus() && !wizard.into_text.trim().is_empty() {
        let typed = PathBuf::from(wizard.into_text.trim());
        *chosen = Some(if typed.extension().is_none() { typed.with_extension("sqlite") } else { typed });
    }
    let (path, leads) = (wizard.into.path.display().to_string(), wizard.into.leads);
    let tip = match leads {
        Some(leads) => tr!("wizard-into-there", path = path, leads = counted(TableKind::Leads, leads)),
        None => tr!("wizard-into-made", path = path),
    };
    field.on_hover_text(tip);
}

/// The folder that it is in: of a long one the end, which tells most.
fn folder_ui(ui: &mut Ui, path: &Path) {
    let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) else { return };
    let folder = folder.display().to_string();
    let told = |folder: &str| tr!("wizard-into-folder", folder = folder.to_owned());
    let width = |text: &str| {
        let galley = ui.painter().layout_no_wrap(text.to_owned(), theme::small(), egui::Color32::PLACEHOLDER);
        galley.size().x
    };
    let mut shown = told(&folder);
    let mut rest = folder.as_str();
    while width(&shown) > ui.available_width()
        && let Some((next, _)) = rest.char_indices().skip(1).find(|(_, letter)| std::path::is_separator(*letter))
    {
        rest = &rest[next..];
        shown = told(&format!("…{rest}"));
    }
    let label = egui::Label::new(theme::second(ui, &shown).font(theme::small())).truncate();
    ui.add(label).on_hover_text(path.display().to_string());
}

fn as_of_ui(ui: &mut Ui, wizard: &mut Wizard) {
    let name = tr!("wizard-as-of");
    ui.add_space(2.0);
    ui.label(theme::caption(ui, &name));
    let hint = tr!("wizard-as-of-hint");
    let field = egui::TextEdit::singleline(&mut wizard.as_of).hint_text(hint).desired_width(f32::INFINITY);
    let field = ui.add(field.margin(vec2(8.0, 5.0)));
    field.widget_info(|| WidgetInfo::labeled(Access::TextInput, true, &name));
    if field.changed() {
        wizard.edited();
    }
    field.on_hover_text(tr!("wizard-as-of-about"));
}
