//! The frame around the pages: bar, navigation, panel; and eframe's two halves, `logic` and `ui`.

use std::sync::Arc;

use eframe::egui::{self, Align, Layout, Panel};

use super::{
    banner,
    commands::Command,
    format, import,
    modals::{self, Then},
    notices, on_disk, pages, panel,
    settings::ThemeChoice,
    state::{Page, State},
    tasks::WorkKind,
    theme, widgets,
};
use crate::library::Phase;

/// With less room left in the bar, the way to the palette is only an icon.
const FIND_ROOM: f32 = 260.0;

/// Everything is this much larger for a projector.
const PRESENTATION_ZOOM: f32 = 1.5;

/// The application, as eframe sees it.
pub struct Shell {
    pub state: State,
}

impl Shell {
    pub fn new(state: State) -> Self {
        Self { state }
    }
}

impl eframe::App for Shell {
    fn logic(&mut self, ctx: &egui::Context, frame: &mut eframe::Frame) {
        let state = &mut self.state;
        let now = ctx.input(|input| input.time);
        state.take_done_tasks(now);
        state.keep_watched(ctx);
        read_shortcuts(ctx, state);
        let dropped = ctx.input(|input| input.raw.dropped_files.clone());
        let dropped: Vec<_> = dropped.iter().map(|file| file.path().to_owned()).collect();
        state.take_dropped(&dropped);
        state.keep_import(Some(now));
        if let Some(purpose) = state.wanted_dialog.take() {
            state.pick(purpose, now, Some(frame));
        }
        answer_close(ctx, state);
        if !state.queue.is_empty() && finish_editing(ctx) {
            // The field puts its text into the model in this frame; the commands follow in the next.
            ctx.request_repaint();
        } else {
            state.run_queue(ctx, Some(frame));
        }
        apply_settings(ctx, state);
        keep_step(ctx, state);
        state.keep_scored();
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        show(ui, &mut self.state);
        // What this frame changed is asked for at once, not a frame later.
        settle(ui.ctx(), &mut self.state);
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.state.close_journal();
    }
}

/// Makes an undo step when the user has let go, and keeps the scores up with the draft.
pub fn settle(ctx: &egui::Context, state: &mut State) {
    if ctx.input(may_edit) {
        state.touch();
    }
    state.keep_noticed();
    state.keep_given_up();
    pages::what_if::keep(state);
    pages::leads::keep(state);
    keep_step(ctx, state);
    state.keep_scored();
    pages::leads::test_leads::keep(state);
    state.keep_journal_of_noticed();
    if state.tasks.work.is_some() || state.tasks.dialog.is_some() {
        ctx.request_repaint_after(std::time::Duration::from_millis(100));
    }
}

/// Makes an undo step of what was last noticed, unless a gesture is under way.
fn keep_step(ctx: &egui::Context, state: &mut State) {
    // A cell that has just lost the keyboard has still to say whether it keeps what was typed.
    let is_cell = state.page == Page::Criteria && state.pages.criteria.is_editing();
    let is_gesture = ctx.input(|input| input.pointer.any_down()) || ctx.text_edit_focused() || is_cell;
    if !is_gesture {
        let draft = Arc::clone(state.document.draft());
        state.document.history.commit(&draft);
    }
}

/// Whether the user did anything in this frame that can change the draft: more than to point and to scroll.
fn may_edit(input: &egui::InputState) -> bool {
    let is_idle = |event: &egui::Event| {
        use egui::Event::{MouseMoved, MouseWheel, PointerGone, PointerMoved};
        matches!(event, PointerMoved(_) | MouseMoved(_) | MouseWheel { .. } | PointerGone)
    };
    input.pointer.any_down() || !input.raw.events.iter().all(is_idle)
}

fn read_shortcuts(ctx: &egui::Context, state: &mut State) {
    if state.modal.is_some() {
        return;
    }
    let is_text = ctx.text_edit_focused();
    // Longer combinations first: Ctrl+Shift+Z must not be taken for Ctrl+Z.
    let mut all: Vec<_> = Command::ALL
        .into_iter()
        .flat_map(|command| command.shortcuts().into_iter().map(move |keys| (command, keys)))
        .collect();
    all.sort_by_key(|(_, keys)| !keys.modifiers.shift);
    for (command, keys) in all {
        // eframe itself turns Ctrl+Q into a request to close.
        if command == Command::Quit || is_text && command.yields_to_text() {
            continue;
        }
        if ctx.input_mut(|input| input.consume_shortcut(&keys)) {
            state.ask(command);
        }
    }
}

/// Takes the focus from a field that is being edited, so that it puts its text in; whether there was one.
fn finish_editing(ctx: &egui::Context) -> bool {
    let is_text = ctx.text_edit_focused();
    if is_text {
        ctx.memory_mut(|memory| {
            if let Some(field) = memory.focused() {
                memory.surrender_focus(field);
            }
        });
    }
    is_text
}

/// The window is to close: only once what is being typed is in, no import is under way, and the draft is safe.
fn answer_close(ctx: &egui::Context, state: &mut State) {
    if std::mem::take(&mut state.close_again) || state.may_close {
        ctx.send_viewport_cmd(egui::ViewportCommand::Close);
        return;
    }
    if !ctx.input(|input| input.viewport().close_requested()) {
        return;
    }
    let is_editing = finish_editing(ctx);
    if is_editing {
        state.close_again = true;
        ctx.request_repaint();
    } else if state.is_writing_library() {
        state.complain_of_writing();
    } else if state.document.is_dirty() {
        state.unless_unsaved(Then::Quit);
    } else {
        return;
    }
    ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
}

fn apply_settings(ctx: &egui::Context, state: &State) {
    let preference = match state.settings.theme {
        ThemeChoice::System => egui::ThemePreference::System,
        ThemeChoice::Light => egui::ThemePreference::Light,
        ThemeChoice::Dark => egui::ThemePreference::Dark,
    };
    ctx.set_theme(preference);
    let zoom = zoom(state);
    if ctx.zoom_factor() != zoom {
        ctx.set_zoom_factor(zoom);
    }
}

/// How much larger everything is than it would be.
pub fn zoom(state: &State) -> f32 {
    if state.settings.presentation { PRESENTATION_ZOOM } else { 1.0 }
}

/// The whole window.
pub fn show(ui: &mut egui::Ui, state: &mut State) {
    let theme = theme::of(ui);
    theme::set_presentation(ui, state.settings.presentation);
    theme::figures::ready(ui.ctx());
    let bar = egui::Frame::new().fill(theme.card).inner_margin(egui::Margin::symmetric(16, 0));
    Panel::top("bar").exact_size(47.0).frame(bar).show(ui, |ui| bar_ui(ui, state));
    banner::show(ui, state);
    on_disk::show(ui, state);
    pages::problems::strip::show(ui, state);
    let is_narrow = ui.available_width() < 1180.0 || state.settings.presentation;
    let navigation = egui::Frame::new().fill(theme.card).inner_margin(egui::Margin::symmetric(8, 12));
    Panel::left("navigation").exact_size(if is_narrow { 56.0 } else { 146.0 }).resizable(false).frame(navigation).show(
        ui,
        |ui| {
            navigation_ui(ui, state, is_narrow);
        },
    );
    // The library is what the model is tried on: what the model does is told elsewhere.
    if !matches!(state.page, Page::Welcome | Page::Library) || state.pages.compare.is_some() {
        let frame = egui::Frame::new().fill(theme.card).inner_margin(egui::Margin::same(16));
        let width = if is_narrow { 244.0 } else { 270.0 };
        Panel::right("consequences")
            .exact_size(width)
            .resizable(false)
            .frame(frame)
            .show(ui, |ui| panel::show(ui, state));
    }
    let margin = egui::Margin { bottom: notices::MARGIN, ..egui::Margin::same(16) };
    let frame = egui::Frame::new().fill(theme.ground).inner_margin(margin);
    let page = ui.available_rect_before_wrap();
    egui::CentralPanel::default().frame(frame).show(ui, |ui| match state.page {
        _ if state.pages.compare.is_some() => pages::compare::show(ui, state),
        Page::Welcome => pages::welcome::show(ui, state),
        Page::Criteria => pages::criteria::show(ui, state),
        Page::Matrix => pages::matrix::show(ui, state),
        Page::Leads => pages::leads::show(ui, state),
        Page::WhatIf => pages::what_if::show(ui, state),
        Page::Agreement => pages::agreement::show(ui, state),
        Page::Library => pages::library::show(ui, state),
        Page::Problems => pages::problems::show(ui, state),
    });
    notices::show(ui.ctx(), state, page);
    modals::show(ui.ctx(), state);
}

fn bar_ui(ui: &mut egui::Ui, state: &mut State) {
    ui.horizontal_centered(|ui| {
        widgets::logo(ui);
        ui.add_space(12.0);
        model_menu(ui, state);
        library_menu(ui, state);
        pages::matrix::time::chip_ui(ui, state);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if widgets::primary_button(ui, &tr!("save")).clicked() {
                state.ask(Command::Save);
            }
            ui.add_space(4.0);
            let keys = Command::FindAnything.keys(ui.ctx());
            let is_narrow = ui.available_width() < FIND_ROOM;
            if widgets::find_button(ui, &tr!("command-find-anything"), &keys, is_narrow).clicked() {
                state.ask(Command::FindAnything);
            }
            let (undo, redo) = (state.undo_label(), state.redo_label());
            let redo_tip = redo.map_or_else(|| tr!("redo-nothing"), |what| tr!("redo-what", what = what));
            let undo_tip = undo.map_or_else(|| tr!("undo-nothing"), |what| tr!("undo-what", what = what));
            let (can_undo, can_redo) = (undo.is_some(), redo.is_some());
            let mut asked = None;
            ui.add_enabled_ui(can_redo, |ui| {
                if widgets::icon_button(ui, widgets::Icon::Redo2, &tr!("command-redo"))
                    .on_hover_text(redo_tip)
                    .clicked()
                {
                    asked = Some(Command::Redo);
                }
            });
            ui.add_enabled_ui(can_undo, |ui| {
                if widgets::icon_button(ui, widgets::Icon::Undo2, &tr!("command-undo"))
                    .on_hover_text(undo_tip)
                    .clicked()
                {
                    asked = Some(Command::Undo);
                }
            });
            if let Some(command) = asked {
                state.ask(command);
            }
        });
    });
}

/// The model's name, whether it is stored, and what can be done with files.
fn model_menu(ui: &mut egui::Ui, state: &mut State) {
    let name = state.document.model.name.clone();
    let is_dirty = state.document.looks_dirty();
    let detail = if is_dirty { tr!("edited") } else { String::new() };
    widgets::bar_menu(ui, &tr!("model-menu"), &name, &detail, is_dirty, |ui| {
        command_item(ui, state, Command::ModelSettings);
        ui.separator();
        for command in [
            Command::New,
            Command::NewFromTemplate,
            Command::Open,
            Command::OpenByPath,
            Command::Save,
            Command::SaveAs,
            Command::SaveByPath,
            Command::Compare,
            Command::CompareSaved,
            Command::SwitchTheme,
            Command::Presentation,
            Command::Shortcuts,
            Command::Quit,
        ] {
            command_item(ui, state, command);
        }
        let recent = state.settings.recent.clone();
        if !recent.is_empty() {
            ui.separator();
            ui.label(theme::caption(ui, &tr!("recent")));
            for one in recent {
                let name = one.model.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
                if ui.button(name).on_hover_text(one.model.display().to_string()).clicked() {
                    state.unless_unsaved(Then::OpenFile(one.model));
                }
            }
        }
    });
}

/// The leads that the model is tried on.
fn library_menu(ui: &mut egui::Ui, state: &mut State) {
    let work = state.tasks.work.as_ref().map(|work| (work.kind, work.progress.clone()));
    let (name, detail) = match (&work, state.library_name()) {
        (Some((kind, progress)), _) => {
            let what = match kind {
                _ if progress.phase() == Phase::Leads => tr!("reading-leads"),
                WorkKind::Open => tr!("reading-leads"),
                WorkKind::Import => tr!("importing-leads"),
                WorkKind::Fields => tr!("changing-fields"),
            };
            (what, import::percent(progress))
        }
        (None, Some(name)) => {
            let count = format::count(state.leads_there());
            // A library without any date has no day to speak of.
            let as_of = state.as_of();
            // Another day than the library's own is told beside it.
            let is_short = as_of.0 <= 0 || state.settings.presentation || state.gone_to().is_some();
            let detail =
                if is_short { count } else { tr!("library-detail", count = count, day = format::day(as_of.day())) };
            (name, detail)
        }
        (None, None) => (tr!("no-leads"), String::new()),
    };
    widgets::bar_menu(ui, &tr!("library-menu"), &name, &detail, false, |ui| {
        if let Some((_, progress)) = work
            && ui.button(tr!("cancel-work")).clicked()
        {
            progress.cancel();
        }
        for command in [Command::OpenLeads, Command::OpenLeadsByPath, Command::ImportLeads] {
            command_item(ui, state, command);
        }
        ui.separator();
        let keys = Command::GoTo(Page::Library).keys(ui.ctx());
        if ui.add(egui::Button::new(tr!("library-menu-fields")).shortcut_text(keys)).clicked() {
            state.ask(Command::GoTo(Page::Library));
            ui.close();
        }
        let recent: Vec<_> = state.recent_libraries().cloned().collect();
        if !recent.is_empty() {
            ui.separator();
            ui.label(theme::caption(ui, &tr!("recent")));
            for path in recent {
                let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
                if ui.button(name).on_hover_text(path.display().to_string()).clicked() {
                    state.open_recent_library(&path);
                }
            }
        }
    });
}

fn command_item(ui: &mut egui::Ui, state: &mut State, command: Command) {
    let mut button = egui::Button::new(super::text::tr(command.text_id()));
    let keys = command.keys(ui.ctx());
    if !keys.is_empty() {
        button = button.shortcut_text(keys);
    }
    if ui.add(button).clicked() {
        state.ask(command);
        ui.close();
    }
}

fn navigation_ui(ui: &mut egui::Ui, state: &mut State, is_narrow: bool) {
    ui.spacing_mut().item_spacing.y = 4.0;
    for page in Page::ALL.into_iter().filter(|page| *page != Page::Problems) {
        let count = match page {
            Page::Criteria => state.document.digest().criteria,
            // What is still to be settled.
            Page::Agreement => state.document.digest().contested,
            _ => 0,
        };
        let side = if count > 0 { format::count(count as u64) } else { String::new() };
        page_item(ui, state, page, &side, None, is_narrow);
    }
    ui.with_layout(Layout::bottom_up(Align::Min), |ui| {
        let keys = Command::Presentation.keys(ui.ctx());
        let item = widgets::NavItem {
            icon: widgets::Icon::Presentation,
            name: &tr!("navigation-presentation"),
            side: &keys,
            alarm: None,
            is_here: state.settings.presentation,
            is_narrow,
        };
        if widgets::nav_item(ui, &item).clicked() {
            state.ask(Command::Presentation);
        }
        let theme = theme::of(ui);
        let found = state.problems();
        let (count, alarm) = (found.len(), pages::problems::colour(theme, &found));
        let side = if count > 0 { format::count(count as u64) } else { String::new() };
        page_item(ui, state, Page::Problems, &side, alarm, is_narrow);
    });
}

fn page_item(
    ui: &mut egui::Ui,
    state: &mut State,
    page: Page,
    side: &str,
    alarm: Option<egui::Color32>,
    is_narrow: bool,
) {
    let is_here = state.page == page;
    let name = super::text::tr(page.text_id());
    let item = widgets::NavItem { icon: page.icon(), name: &name, side, alarm, is_here, is_narrow };
    if widgets::nav_item(ui, &item).clicked() {
        state.ask(Command::GoTo(page));
    }
}
