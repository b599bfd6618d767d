//! A condition: tests, and groups of tests in groups, each on a line that reads as a sentence.

use eframe::egui::{Align, Id, Layout, Popup, Stroke, Ui, pos2, vec2};

use super::{
    fields::{self, Look},
    known::Known,
    picker, test, tree,
    tree::{Change, GroupKind, Path},
    words,
};
use crate::{app::theme, model::Condition};

/// How far the members of a group stand in; those of a group in a group stand below its name.
const INDENT: f32 = 16.0;
const INNER_INDENT: f32 = 44.0;
/// Deeper groups stand in no further once so little room is left.
const LEAST_WIDTH: f32 = 340.0;
/// Where “and” and “or” stand before the members of a group.
const CONNECTIVE: f32 = 26.0;

/// Draws what the first line of a condition begins with.
type Lead<'a> = &'a mut dyn FnMut(&mut Ui);

struct Editor<'a> {
    id: Id,
    known: Known<'a>,
    /// What the user asked for; made after drawing, when nothing is borrowed.
    change: Option<Change>,
}

/// Edits a condition in place. `lead` draws what its first line begins with.
pub fn condition_ui(ui: &mut Ui, id: Id, condition: &mut Condition, known: Known<'_>, lead: Lead<'_>) {
    let mut editor = Editor { id, known, change: None };
    editor.part_ui(ui, condition, &Path::new(), lead);
    if let Some(change) = editor.change {
        tree::apply(condition, change);
    }
}

impl Editor<'_> {
    /// A test or a group, after the “not”s before it.
    fn part_ui(&mut self, ui: &mut Ui, condition: &mut Condition, path: &Path, lead: Lead<'_>) {
        let mut core = condition;
        let mut core_path = path.clone();
        let mut nots = Vec::new();
        while let Condition::Not(_) = core
            && tree::as_group(core).is_none()
        {
            nots.push(core_path.clone());
            core_path.push(0);
            let Condition::Not(inner) = core else { return };
            core = inner;
        }
        let mut removed = None;
        let mut lead_and_nots = |ui: &mut Ui| {
            lead(ui);
            for not in &nots {
                let chip = fields::Chip { label: &tr!("rule-not"), remove: &tr!("rule-remove-not"), doubt: None };
                if fields::chip(ui, self.id.with(("not", not)), chip) {
                    removed = Some(Change::Negate(not.clone()));
                }
            }
        };
        let kind = tree::as_group(core).map(|(kind, _)| kind);
        let id = self.id.with(("part", &core_path));
        let known = self.known;
        let mut change = None;
        let content = |ui: &mut Ui| {
            lead_and_nots(ui);
            match (kind, &mut *core) {
                (Some(kind), _) => change = group_menu(ui, id, kind, &core_path),
                (None, Condition::Test(test)) => test::test_ui(ui, id, test, &known),
                (None, _) => {}
            }
        };
        let asked = line_ui(ui, !path.is_empty(), content, |ui| more_ui(ui, id, path, kind.is_some()));
        self.change = self.change.take().or(asked).or(change).or(removed);
        if let Some(kind) = kind {
            self.members_ui(ui, core, &core_path, kind);
        }
    }

    fn members_ui(&mut self, ui: &mut Ui, group: &mut Condition, path: &Path, kind: GroupKind) {
        let Some(members) = tree::members_mut(group) else { return };
        let indent = match path.len() {
            _ if ui.available_width() < LEAST_WIDTH => 2.0,
            0 => INDENT,
            _ => INNER_INDENT,
        };
        let top = ui.cursor().top();
        let left = ui.max_rect().left() + indent - 5.0;
        let mut content = ui.available_rect_before_wrap();
        content.min.x += indent;
        let inner =
            ui.scope_builder(eframe::egui::UiBuilder::new().max_rect(content).id_salt(("members", path)), |ui| {
                ui.spacing_mut().item_spacing.y = 6.0;
                for (index, member) in members.iter_mut().enumerate() {
                    let mut lead = |ui: &mut Ui| connective_ui(ui, kind, index);
                    self.part_ui(ui, member, &tree::member_path(path, kind, index), &mut lead);
                }
                if members.is_empty() {
                    fields::wrapped(ui, ui.available_width(), |ui| {
                        ui.add_space(CONNECTIVE + 6.0);
                        fields::word(ui, words::empty_group(kind));
                    });
                }
                self.foot_ui(ui, path, kind);
            });
        let line = [pos2(left, top - 2.0), pos2(left, inner.response.rect.bottom() - 4.0)];
        ui.painter().line_segment(line, Stroke::new(1.0, theme::of(ui).line));
    }

    fn foot_ui(&mut self, ui: &mut Ui, path: &Path, kind: GroupKind) {
        let id = self.id.with(("foot", path));
        fields::wrapped(ui, ui.available_width(), |ui| {
            ui.add_space(CONNECTIVE);
            if fields::add_button(ui, id.with("test"), &tr!("rule-add-test")).clicked() {
                self.change = Some(Change::Add(path.clone(), tree::blank()));
            }
            if fields::add_button(ui, id.with("group"), &tr!("rule-add-group")).clicked() {
                let inner = match kind {
                    GroupKind::All | GroupKind::NotAll => GroupKind::Any,
                    GroupKind::Any | GroupKind::NoneOf => GroupKind::All,
                };
                let group = inner.make(vec![tree::blank(), tree::blank()]);
                self.change = Some(Change::Add(path.clone(), group));
            }
        });
    }
}

/// A line that wraps, with its own menu at the right.
fn line_ui(
    ui: &mut Ui,
    is_inner: bool,
    content: impl FnOnce(&mut Ui),
    more: impl FnOnce(&mut Ui) -> Option<Change>,
) -> Option<Change> {
    let room = if is_inner { 64.0 } else { 84.0 };
    let layout = Layout::left_to_right(Align::Min);
    ui.allocate_ui_with_layout(vec2(ui.available_width(), fields::HEIGHT), layout, |ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let width = ui.available_width() - room;
        let left = ui.cursor().left();
        fields::wrapped(ui, width, content);
        let used = ui.cursor().left() - left;
        ui.add_space((width - used).max(0.0));
        let layout = Layout::right_to_left(Align::Center);
        ui.allocate_ui_with_layout(vec2(room, fields::HEIGHT), layout, |ui| more(ui)).inner
    })
    .inner
}

/// “and” or “or” before all members but the first.
fn connective_ui(ui: &mut Ui, kind: GroupKind, index: usize) {
    let text = match kind {
        _ if index == 0 => String::new(),
        GroupKind::All | GroupKind::NotAll => tr!("rule-and"),
        GroupKind::Any | GroupKind::NoneOf => tr!("rule-or"),
    };
    let rect = fields::room(ui, CONNECTIVE);
    let galley = fields::galley(ui, text);
    let at = pos2(rect.right() - galley.size().x, rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, theme::of(ui).second);
}

fn group_menu(ui: &mut Ui, id: Id, kind: GroupKind, path: &Path) -> Option<Change> {
    let button = fields::menu_field(ui, id.with("group"), &tr!("rule-group"), &words::group(kind), Look::Subject);
    let mut change = None;
    Popup::menu(&button).gap(2.0).show(|ui| {
        ui.set_width(160.0);
        for choice in GroupKind::ALL {
            if picker::menu_row(ui, &words::group(choice), "", choice == kind) && choice != kind {
                change = Some(Change::Regroup(path.clone(), choice));
            }
        }
    });
    change
}

/// What can be done with a test or a group as a whole.
fn more_ui(ui: &mut Ui, id: Id, path: &Path, is_group: bool) -> Option<Change> {
    let mut change = None;
    let is_inner = !path.is_empty();
    if is_inner {
        let room = fields::room(ui, 20.0);
        if fields::cross(ui, room, id.with("remove"), &tr!("rule-remove")).clicked() {
            change = Some(Change::Remove(path.clone()));
        }
    }
    let button = if is_inner {
        fields::dots_button(ui, id.with("more"), &tr!("rule-more-name"))
    } else {
        fields::menu_field(ui, id.with("more"), &tr!("rule-more-name"), &tr!("rule-more"), Look::Words)
    };
    let choices = [
        (tr!("rule-join-and"), Change::Join(path.clone(), GroupKind::All, tree::blank())),
        (tr!("rule-join-or"), Change::Join(path.clone(), GroupKind::Any, tree::blank())),
        (tr!("rule-join-but-not"), Change::Join(path.clone(), GroupKind::All, tree::negated(tree::blank()))),
    ];
    Popup::menu(&button).gap(2.0).show(|ui| {
        ui.set_width(190.0);
        for (text, choice) in choices {
            if picker::menu_row(ui, &text, "", false) {
                change = Some(choice);
            }
        }
        picker::menu_line(ui);
        if !is_group && picker::menu_row(ui, &tr!("rule-negate"), "", false) {
            change = Some(Change::Negate(path.clone()));
        }
        if is_inner && picker::menu_row(ui, &tr!("rule-duplicate"), "", false) {
            change = Some(Change::Duplicate(path.clone()));
        }
        let remove = if is_inner { tr!("rule-take-away") } else { tr!("rule-clear") };
        if picker::menu_row(ui, &remove, "", false) {
            change = Some(Change::Remove(path.clone()));
        }
    });
    change
}
