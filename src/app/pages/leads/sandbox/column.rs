//! One lead of the sandbox as a column: where it stands and what that changed, what can be tried, what it did and is, and why.

use std::sync::Arc;

use eframe::egui::{self, Align, Color32, Layout, Rect, Role, Sense, TextEdit, Ui, UiBuilder, WidgetInfo, vec2};

use super::{
    Editing, attributes, events,
    quick::Quick,
    told::{Stand, Told},
};
use crate::{
    app::{
        format,
        pages::leads::{curve, detail, explained::Why, waterfall},
        theme,
        widgets::{self, Icon, Mark},
    },
    lead::Instant,
    model::{Axis, CriterionId},
};

/// With so much room the explanation stands beside what can be changed.
const TWO_PARTS: f32 = 600.0;
/// On either side of the middle.
const BETWEEN: f32 = 12.0;
const FOOT: f32 = 34.0;
/// A column that is lower than this scrolls as a whole.
const LOW: f32 = 360.0;

/// What the user asked for in a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    Close,
    Duplicate,
    Reset,
    SavePersona,
    KeepAsTest,
    OpenCriterion(CriterionId),
    AsOf(Instant),
}

/// What a column shows.
pub struct Column<'a> {
    /// None while a lead with very many events is still gone through.
    pub stand: Option<&'a Arc<Stand>>,
    pub told: Option<&'a Arc<Told>>,
    pub quick: &'a [Quick],
    pub can_duplicate: bool,
    /// Below 1 while what is told is older than the lead.
    pub opacity: f32,
    /// Whether it is told which leads it was copied from.
    pub tells_origin: bool,
}

impl Column<'_> {
    pub fn show(&self, ui: &mut Ui, rect: Rect, editing: &mut Editing<'_>) -> Option<Act> {
        let theme = theme::of(ui);
        ui.painter().rect(rect, 10.0, theme.card, (1.0, theme.line), egui::StrokeKind::Inside);
        let inner = rect.shrink2(vec2(12.0, 10.0));
        let mut act = None;
        let mut ui = ui.new_child(UiBuilder::new().scope_id(editing.id("column")).max_rect(inner));
        ui.spacing_mut().item_spacing.y = 6.0;
        // On a projector the head would leave nothing: then all of it scrolls.
        let is_low = inner.height() < LOW;
        let foot = if is_low { inner.max } else { inner.max - vec2(0.0, FOOT + 6.0) };
        if !is_low {
            self.head_ui(&mut ui, editing, &mut act, false);
            ui.painter().hline(rect.x_range(), ui.cursor().top() - 2.0, (1.0, theme.line));
        }
        let body = Rect::from_min_max(ui.cursor().min, foot);
        let mut body_ui = ui.new_child(UiBuilder::new().max_rect(body));
        let area = egui::ScrollArea::vertical().id_salt(editing.id("scroll")).auto_shrink(false);
        area.show(&mut body_ui, |ui| {
            ui.set_width(body.width() - 8.0);
            if is_low {
                ui.spacing_mut().item_spacing.y = 4.0;
            }
            if is_low {
                self.head_ui(ui, editing, &mut act, true);
            }
            ui.add_space(4.0);
            let clicked = self.body_ui(ui, editing, is_low);
            act = act.take().or(clicked.map(Act::OpenCriterion));
            if is_low {
                ui.add_space(8.0);
                ui.horizontal_wrapped(|ui| foot_buttons(ui, editing, &mut act));
            }
            widgets::follow_focus(ui);
        });
        if !is_low {
            let foot = Rect::from_min_max(inner.left_bottom() - vec2(0.0, FOOT), inner.max);
            ui.painter().hline(rect.x_range(), foot.top() - 2.0, (1.0, theme.line));
            let layout = Layout::left_to_right(Align::Center);
            let mut foot_ui = ui.new_child(UiBuilder::new().max_rect(foot.translate(vec2(0.0, 4.0))).layout(layout));
            foot_buttons(&mut foot_ui, editing, &mut act);
        }
        act
    }

    fn head_ui(&self, ui: &mut Ui, editing: &mut Editing<'_>, act: &mut Option<Act>, is_low: bool) {
        // Narrower than this, what comes next takes two lines.
        const NARROW: f32 = 300.0;
        self.name_ui(ui, editing, act);
        if self.tells_origin {
            // The same room in every column.
            row(ui, 18.0, |ui| origin_ui(ui, editing, act));
        }
        let Some(stand) = self.stand else {
            ui.label(theme::second(ui, &tr!("sandbox-working")));
            return;
        };
        let is_narrow = ui.available_width() < NARROW;
        // Where all of it scrolls, a line less is one event more.
        let has_scores = cell_ui(ui, stand, &editing.trial.name, is_low);
        if has_scores {
            row(ui, 18.0, |ui| {
                ui.spacing_mut().item_spacing.x = 10.0;
                before_ui(ui, stand);
                self.note_ui(ui, stand, false);
            });
            ui.add_space(4.0);
            return;
        }
        row(ui, 18.0, |ui| {
            ui.spacing_mut().item_spacing.x = 10.0;
            let (now, was) = (&stand.explanation, &stand.was);
            score_ui(ui, &tr!("leads-column-score"), theme::of(ui).second, now.combined, was.combined);
            before_ui(ui, stand);
        });
        row(ui, 18.0, |ui| {
            ui.spacing_mut().item_spacing.x = 10.0;
            axes_ui(ui, stand);
        });
        // The same room in every column, so that what is below stands side by side.
        row(ui, if is_narrow { 34.0 } else { 18.0 }, |ui| self.note_ui(ui, stand, is_narrow));
        ui.add_space(4.0);
    }

    /// What stands in the way, or what comes next.
    fn note_ui(&self, ui: &mut Ui, stand: &Stand, is_wrapped: bool) {
        let model = &stand.model;
        let disqualified = stand.explanation.disqualified_by.first().map(|id| {
            let name = model.criterion(id).map_or(id.0.as_str(), |criterion| criterion.name.as_str());
            tr!("leads-disqualified", criterion = name)
        });
        let text = match (disqualified, self.told) {
            (Some(text), _) => theme::worse(ui, &text),
            (None, Some(told)) => {
                ui.multiply_opacity(self.opacity);
                theme::second(ui, &curve::finding(&told.course, &told.stand.model))
            }
            (None, None) => return,
        };
        let label = egui::Label::new(text.clone());
        ui.add(if is_wrapped { label.wrap() } else { label.truncate() }).on_hover_text(text);
    }

    /// The name as a field without a frame, and what can be done with the lead as icons.
    fn name_ui(&self, ui: &mut Ui, editing: &mut Editing<'_>, act: &mut Option<Act>) {
        const ICONS: f32 = 86.0;
        let name = editing.trial.name.clone();
        row(ui, 28.0, |ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            let width = (ui.available_width() - ICONS).max(40.0);
            let mut edited = name.clone();
            let field = TextEdit::singleline(&mut edited)
                .id(editing.id("name"))
                .font(theme::strong_font())
                .frame(egui::Frame::NONE)
                .margin(egui::Margin::ZERO)
                .align(egui::Align2::LEFT_CENTER)
                .min_size(vec2(width, 28.0))
                .desired_width(width);
            let response = ui.add(field).accessible_name(tr!("sandbox-name-of", name = name.clone()));
            if response.changed() && !edited.trim().is_empty() {
                editing.rename(edited);
            }
            ui.add_enabled_ui(self.can_duplicate, |ui| {
                let text = tr!("sandbox-duplicate", name = name.clone());
                if widgets::icon_button(ui, Icon::Copy, &text).clicked() {
                    *act = Some(Act::Duplicate);
                }
            });
            ui.add_enabled_ui(editing.trial.is_changed(), |ui| {
                let text = tr!("sandbox-reset", name = name.clone());
                if widgets::icon_button(ui, Icon::RotateCcw, &text).clicked() {
                    *act = Some(Act::Reset);
                }
            });
            if widgets::icon_button(ui, Icon::X, &tr!("sandbox-close", name = name.clone())).clicked() {
                *act = Some(Act::Close);
            }
        });
    }

    /// Answers the criterion of a line that was clicked.
    fn body_ui(&self, ui: &mut Ui, editing: &mut Editing<'_>, is_low: bool) -> Option<CriterionId> {
        let is_wide = ui.available_width() >= TWO_PARTS;
        if !is_wide {
            const FIELDS: usize = 7;
            self.change_ui(ui, editing, if is_low { 6 } else { 4 }, FIELDS, !is_low);
            ui.add_space(10.0);
            return self.why_ui(ui, editing);
        }
        let whole = ui.available_rect_before_wrap();
        let (left, right) = whole.split_left_right_at_fraction(0.5);
        let part = |ui: &mut Ui, rect: Rect| {
            let mut part = ui.new_child(UiBuilder::new().max_rect(rect));
            part.spacing_mut().item_spacing.y = 6.0;
            part
        };
        let mut left = part(ui, left.with_max_x(left.right() - BETWEEN));
        self.change_ui(&mut left, editing, 12, usize::MAX, true);
        let mut right = part(ui, right.with_min_x(right.left() + BETWEEN));
        let clicked = self.why_ui(&mut right, editing);
        let height = left.min_rect().height().max(right.min_rect().height());
        ui.allocate_exact_size(vec2(whole.width(), height), Sense::hover());
        clicked
    }

    fn change_ui(&self, ui: &mut Ui, editing: &mut Editing<'_>, events: usize, fields: usize, is_roomy: bool) {
        if is_roomy {
            ui.label(theme::strong(&tr!("sandbox-try")));
        }
        events::quick_ui(ui, editing, self.quick, is_roomy);
        ui.add_space(if is_roomy { 6.0 } else { 0.0 });
        ui.scope(|ui| events::show(ui, editing, events));
        ui.add_space(6.0);
        ui.scope(|ui| attributes::show(ui, editing, fields));
    }

    fn why_ui(&self, ui: &mut Ui, editing: &Editing<'_>) -> Option<CriterionId> {
        let stand = self.stand?;
        let id = editing.id("why");
        let why = Why { id, model: &stand.model, explanation: &stand.explanation, lines: &stand.lines };
        let mut clicked = None;
        if let Some(told) = self.told {
            ui.scope(|ui| {
                ui.multiply_opacity(self.opacity);
                if is_disqualified(stand) {
                    curve::show(ui, id, &told.course, &told.stand.model);
                } else {
                    // What comes next stands in the head.
                    ui.label(theme::strong(&tr!("sandbox-over-time")));
                    curve::untitled(ui, id, &told.course, &told.stand.model);
                }
                ui.add_space(6.0);
                clicked = detail::advice_ui(ui, told.ways());
            });
        }
        ui.add_space(4.0);
        ui.label(theme::strong(&tr!("leads-why")));
        ui.scope(|ui| waterfall::show(ui, &why)).inner.or(clicked)
    }
}

/// Then the head says that, and not what comes next.
fn is_disqualified(stand: &Stand) -> bool {
    !stand.explanation.disqualified_by.is_empty()
}

/// Room for one line, from the left.
fn row(ui: &mut Ui, height: f32, add: impl FnOnce(&mut Ui)) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    add(&mut ui.new_child(UiBuilder::new().max_rect(rect).layout(Layout::left_to_right(Align::Center))));
}

/// “From sample leads, as of 18 Nov 2026”, and the way back to that day where another is shown.
fn origin_ui(ui: &mut Ui, editing: &Editing<'_>, act: &mut Option<Act>) {
    let Some(origin) = &editing.trial.original.origin else { return };
    ui.spacing_mut().item_spacing.x = 6.0;
    let day = format::day(origin.as_of.day());
    let text = tr!("sandbox-from", name = origin.name.clone(), day = day.clone());
    let layout = Layout::right_to_left(Align::Center);
    ui.with_layout(layout, |ui| {
        if origin.as_of != editing.as_of {
            let response = widgets::link_button(ui, &tr!("sandbox-show-then"));
            let spoken = tr!("sandbox-show-then-of", day = day, name = editing.trial.name.clone());
            response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &spoken));
            if response.on_hover_text(spoken.clone()).clicked() {
                *act = Some(Act::AsOf(origin.as_of));
            }
        }
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            let label = egui::Label::new(theme::second(ui, &text)).truncate();
            ui.add(label).on_hover_text(if editing.trial.original.is_elsewhere {
                tr!("sandbox-from-about")
            } else {
                text.clone()
            });
        });
    });
}

/// That it is cold, and the cell that it was in.
fn before_ui(ui: &mut Ui, stand: &Stand) {
    cold_ui(ui, stand);
    let (now, was) = (&stand.explanation, &stand.was);
    let before = stand.model.cell_name_at((was.fit.band, was.engagement.band));
    if before != stand.model.cell_name_at((now.fit.band, now.engagement.band)) {
        let text = theme::second(ui, &tr!("sandbox-was", cell = before));
        ui.add(egui::Label::new(text).truncate());
    }
}

/// The scores of both axes.
fn axes_ui(ui: &mut Ui, stand: &Stand) {
    let (now, was) = (&stand.explanation, &stand.was);
    for axis in Axis::ALL {
        let (name, now, was) = match axis {
            Axis::Fit => (tr!("leads-column-fit"), now.fit.score, was.fit.score),
            Axis::Engagement => (tr!("leads-column-engagement"), now.engagement.score, was.engagement.score),
        };
        score_ui(ui, &name, theme::of(ui).axis_text(axis), now, was);
    }
}

/// The cell large, quality and urgency beside it, and the route at the right; the scores between them where that is asked
/// for and there is room, which is answered.
fn cell_ui(ui: &mut Ui, stand: &Stand, name: &str, with_scores: bool) -> bool {
    const SCORES: f32 = 260.0;
    const MARK: f32 = 13.0;
    const MARKS: f32 = 6.0 * MARK + 8.0;
    let now = &stand.explanation;
    let cell = stand.model.cell_name_at((now.fit.band, now.engagement.band));
    let size = if cell.chars().count() <= 4 { 24.0 } else { 15.0 };
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 32.0), Sense::hover());
    let route = rect.with_min_x(rect.left() + rect.width() * 0.58);
    let mut right = ui.new_child(UiBuilder::new().max_rect(route).layout(Layout::right_to_left(Align::Center)));
    match now.route.as_ref().and_then(|id| stand.model.route(id)) {
        Some(route) => widgets::tone_tag(&mut right, route.tone, &route.name),
        None => right.label(theme::second(ui, &tr!("leads-no-route"))),
    };
    let left = rect.with_max_x(right.min_rect().left() - 8.0);
    let mut left = ui.new_child(UiBuilder::new().max_rect(left).layout(Layout::left_to_right(Align::Center)));
    left.spacing_mut().item_spacing.x = 8.0;
    let has_scores = with_scores && size > 20.0 && left.available_width() >= SCORES + MARKS + 64.0;
    let width = (left.available_width() - MARKS - 16.0).max(24.0);
    let spoken = tr!("sandbox-cell-of", cell = cell.clone(), name = name);
    let text = theme::strong(&cell).size(size);
    let shown = left.scope(|ui| {
        ui.set_max_width(width);
        ui.add(egui::Label::new(text).truncate())
    });
    shown.inner.widget_info(|| WidgetInfo::labeled(Role::Label, true, &spoken));
    marks_ui(&mut left, Mark::Star, now.stars, MARK, &tr!("stars", count = u32::from(now.stars)));
    marks_ui(&mut left, Mark::Flame, now.flames, MARK, &tr!("flames", count = u32::from(now.flames)));
    if has_scores {
        left.spacing_mut().item_spacing.x = 10.0;
        let colour = theme::of(&left).second;
        score_ui(&mut left, &tr!("leads-column-score"), colour, now.combined, stand.was.combined);
        axes_ui(&mut left, stand);
    }
    has_scores
}

fn marks_ui(ui: &mut Ui, mark: Mark, count: u8, size: f32, spoken: &str) {
    let (rect, response) = ui.allocate_exact_size(vec2(3.0 * size, size), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, spoken));
    widgets::paint_marks(ui, rect.left_center(), mark, count, size);
    response.on_hover_text(spoken);
}

/// That the lead is cold, or that what was tried warms it.
fn cold_ui(ui: &mut Ui, stand: &Stand) {
    let days = stand.model.cold_after_days;
    let (text, about) = match (stand.was.cold, stand.explanation.cold) {
        (_, true) => (theme::strong(&tr!("leads-cold")), tr!("sandbox-cold-about", days = days)),
        (true, false) => {
            (theme::strong(&tr!("sandbox-warm")).color(theme::of(ui).better), tr!("sandbox-warm-about", days = days))
        }
        (false, false) => return,
    };
    ui.label(text).on_hover_text(about);
}

/// “Engagement 58 +12”: what it is, and what the changes here did to it.
fn score_ui(ui: &mut Ui, name: &str, colour: Color32, now: i64, was: i64) {
    let theme = theme::of(ui);
    let by = now.saturating_sub(was);
    let score = format::count_signed(now);
    let mut job = egui::text::LayoutJob::default();
    let format = egui::TextFormat::simple;
    job.append(name, 0.0, format(theme::body(), colour));
    job.append(&score, 5.0, format(theme::strong_font(), theme.text));
    let mut spoken = format!("{name} {score}");
    if by != 0 {
        let colour: Color32 = if by > 0 { theme.better } else { theme.worse };
        let change = format::points(by);
        job.append(&change, 4.0, format(theme::small_strong(), colour));
        spoken = format!("{spoken}, {change}");
    }
    let galley = ui.painter().layout_job(job);
    let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &spoken));
    ui.painter().galley(rect.min, galley, theme.text);
    response.on_hover_text(tr!("sandbox-change-about", was = format::count_signed(was)));
}

fn foot_buttons(ui: &mut Ui, editing: &Editing<'_>, act: &mut Option<Act>) {
    let name = editing.trial.name.clone();
    ui.spacing_mut().item_spacing.x = 6.0;
    let keep = widgets::quiet_button(ui, &tr!("sandbox-keep-test")).on_hover_text(tr!("sandbox-keep-test-about"));
    keep.widget_info(|| WidgetInfo::labeled(Role::Button, true, tr!("sandbox-keep-test-of", name = name.clone())));
    if keep.clicked() {
        *act = Some(Act::KeepAsTest);
    }
    let save = ui.add(egui::Button::new(tr!("sandbox-save-persona")).truncate().min_size(vec2(56.0, 30.0)));
    save.widget_info(|| WidgetInfo::labeled(Role::Button, true, tr!("sandbox-save-persona-of", name = name.clone())));
    if save.on_hover_text(tr!("sandbox-save-persona-about")).clicked() {
        *act = Some(Act::SavePersona);
    }
}
