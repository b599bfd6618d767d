use eframe::egui::{self, Align2, Key, KeyboardShortcut, Modifiers, Role, Sense, Stroke, WidgetInfo, pos2, vec2};

use super::Answer;
use crate::app::{
    commands::{About, Command, keys_text},
    pages, text, theme, widgets,
};

const ROW: f32 = 28.0;
const HEADING: f32 = 34.0;
const GAP: f32 = 32.0;
/// Around the scrolled part: the title, the search, and what is seen of the page.
const AROUND: f32 = 190.0;

/// The sheet of shortcuts, and what is searched for in it.
#[derive(Clone, Debug, Default)]
pub struct ShortcutSheet {
    search: String,
}

/// Keys that belong together.
struct Group {
    title: String,
    /// What they do, and the keys as this machine writes them.
    keys: Vec<(String, String)>,
}

/// All keys there are, from the lists that also read them.
fn groups(ctx: &egui::Context) -> Vec<Group> {
    let about = [
        (About::Files, tr!("shortcuts-files")),
        (About::Edit, tr!("shortcuts-edit")),
        (About::Go, tr!("shortcuts-go")),
        (About::Teams, tr!("shortcuts-teams")),
        (About::View, tr!("shortcuts-view")),
    ];
    let mut groups: Vec<Group> = about.into_iter().map(|(about, title)| of_commands(ctx, about, title)).collect();
    let tables = pages::criteria::keys::KEYS.iter().map(|binding| (binding.text_id, binding.keys));
    groups.push(of_page(ctx, tr!("shortcuts-criteria"), tables.chain(CLIPBOARD_KEYS.iter().copied())));
    let contested = pages::agreement::contested::KEYS.iter();
    let contested = contested.map(|(key, _, text_id)| (*text_id, KeyboardShortcut::new(Modifiers::NONE, *key)));
    groups.push(of_page(ctx, tr!("shortcuts-contested"), contested));
    groups.push(of_page(ctx, tr!("shortcuts-problems"), pages::problems::KEYS.iter().copied()));
    groups.push(of_page(ctx, tr!("shortcuts-compare"), pages::compare::KEYS.iter().copied()));
    groups.push(of_page(ctx, tr!("shortcuts-library"), pages::library::KEYS.iter().copied()));
    groups.push(of_page(ctx, tr!("shortcuts-fields"), FIELD_KEYS.iter().copied()));
    groups
}

/// The tables read these as the system sends them: as what is to be copied, and what was pasted.
const CLIPBOARD_KEYS: [(&str, KeyboardShortcut); 2] = [
    ("key-copy-rows", KeyboardShortcut::new(Modifiers::COMMAND, Key::C)),
    ("key-paste-rows", KeyboardShortcut::new(Modifiers::COMMAND, Key::V)),
];

/// What egui itself does with keys, in every field.
const FIELD_KEYS: [(&str, KeyboardShortcut); 4] = [
    ("key-field-next", KeyboardShortcut::new(Modifiers::NONE, Key::Tab)),
    ("key-field-previous", KeyboardShortcut::new(Modifiers::SHIFT, Key::Tab)),
    ("key-field-done", KeyboardShortcut::new(Modifiers::NONE, Key::Enter)),
    ("key-field-leave", KeyboardShortcut::new(Modifiers::NONE, Key::Escape)),
];

fn of_commands(ctx: &egui::Context, about: About, title: String) -> Group {
    let of_group = Command::ALL.into_iter().filter(|command| command.about() == about);
    let keys = of_group.filter_map(|command| {
        let keys: Vec<String> = command.shortcuts().iter().map(|keys| keys_text(ctx, keys)).collect();
        (!keys.is_empty()).then(|| (text::tr(command.text_id()), keys.join(",  ")))
    });
    Group { title, keys: keys.collect() }
}

/// The keys of one page; those that do the same thing in different directions share a line.
fn of_page(
    ctx: &egui::Context,
    title: String,
    bindings: impl Iterator<Item = (&'static str, KeyboardShortcut)>,
) -> Group {
    let mut keys: Vec<(String, String)> = Vec::new();
    for (text_id, shortcut) in bindings {
        let (name, shortcut) = (text::tr(text_id), keys_text(ctx, &shortcut));
        match keys.iter_mut().find(|(known, _)| *known == name) {
            Some((_, all)) => *all = format!("{all},  {shortcut}"),
            None => keys.push((name, shortcut)),
        }
    }
    Group { title, keys }
}

pub(super) fn show(ui: &mut egui::Ui, sheet: &mut ShortcutSheet) -> Answer {
    let mut is_closed =
        Command::Shortcuts.shortcuts().iter().any(|keys| ui.input_mut(|input| input.consume_shortcut(keys)));
    ui.horizontal(|ui| {
        ui.label(theme::heading(&tr!("command-shortcuts")));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            is_closed |= widgets::icon_button(ui, widgets::Icon::X, &tr!("shortcuts-close")).clicked();
            let field = widgets::search_field(ui, &mut sheet.search, &tr!("shortcuts-search"), 200.0);
            if ui.memory(|memory| memory.focused().is_none()) {
                field.request_focus();
            }
        });
    });
    let wanted = crate::lead::trim_fold(&sheet.search);
    let fits = |(name, keys): &(String, String)| {
        crate::lead::fold(name).contains(&wanted) || crate::lead::fold(keys).contains(&wanted)
    };
    let mut groups = groups(ui.ctx());
    for group in &mut groups {
        group.keys.retain(fits);
    }
    groups.retain(|group| !group.keys.is_empty());
    let height = (ui.ctx().content_rect().height() - AROUND).clamp(120.0, 640.0);
    ui.spacing_mut().scroll.dormant_handle_opacity = 0.5;
    egui::ScrollArea::vertical().max_height(height).auto_shrink(false).show(ui, |ui| {
        ui.set_width(ui.available_width() - 12.0);
        if groups.is_empty() {
            ui.label(theme::second(ui, &tr!("shortcuts-nothing")));
        }
        columns_ui(ui, &groups);
    });
    Answer::close_if(is_closed)
}

/// In two columns of about the same height where there is room, in one where there is not.
fn columns_ui(ui: &mut egui::Ui, groups: &[Group]) {
    const LEAST_TWO: f32 = 560.0;
    ui.spacing_mut().item_spacing = vec2(GAP, 0.0);
    if ui.available_width() < LEAST_TWO {
        groups.iter().for_each(|group| group_ui(ui, group));
        return;
    }
    let height = |group: &Group| HEADING + ROW * group.keys.len() as f32;
    let half = groups.iter().map(height).sum::<f32>() / 2.0;
    let mut above = 0.0;
    let split = groups.iter().position(|group| {
        above += height(group);
        above >= half
    });
    let (left, right) = groups.split_at(split.map_or(groups.len(), |split| split + 1));
    ui.columns(2, |columns| {
        let [left_ui, right_ui] = columns else { return };
        left.iter().for_each(|group| group_ui(left_ui, group));
        right.iter().for_each(|group| group_ui(right_ui, group));
    });
}

fn group_ui(ui: &mut egui::Ui, group: &Group) {
    let theme = theme::of(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), HEADING), Sense::hover());
    let at = rect.left_bottom() - vec2(0.0, 8.0);
    ui.painter().text(at, Align2::LEFT_BOTTOM, &group.title, theme::small_strong(), theme.second);
    for (name, keys) in &group.keys {
        let width = ui.available_width();
        let galley = ui.painter().layout(keys.clone(), theme::strong_font(), theme.text, width * 0.6);
        let (rect, response) = ui.allocate_exact_size(vec2(width, (galley.size().y + 8.0).max(ROW)), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{name}: {keys}")));
        let (painter, keys) = (ui.painter(), galley);
        painter.hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, theme.line));
        let left = rect.right() - keys.size().x;
        painter.galley(pos2(left, rect.center().y - keys.size().y / 2.0), keys, theme.text);
        let mut job = egui::text::LayoutJob::simple_singleline(name.clone(), theme::body(), theme.text);
        job.wrap = egui::text::TextWrapping::truncate_at_width(left - rect.left() - 12.0);
        let name = painter.layout_job(job);
        painter.galley(pos2(rect.left(), rect.center().y - name.size().y / 2.0), name, theme.text);
    }
}
