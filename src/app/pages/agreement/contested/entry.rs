//! A blind round: what the team at the keyboard says of each criterion, to be gone through by Tab or Enter.

use eframe::egui::{self, Align, Key, Layout, Sense, Stroke, vec2};

use crate::{
    app::{pages::proposal, state::State, theme, widgets},
    model::{CriterionId, Team, sentence},
};

const ROW: f32 = 36.0;
/// The tier's sign.
const SIGN: f32 = 22.0;

pub(super) fn show(ui: &mut egui::Ui, state: &mut State) {
    let blind = state.document.model.criteria.iter().filter(|criterion| criterion.proposals.blind);
    let rows: Vec<CriterionId> = blind.map(|criterion| criterion.id.clone()).collect();
    // A field that has the focus before it is drawn is chosen whole, so that typing replaces what stands there.
    if let Some(next) = ui.data_mut(|data| data.remove_temp::<Option<egui::Id>>(next_field()).flatten()) {
        ui.memory_mut(|memory| memory.request_focus(next));
    }
    widgets::card(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let Some(team) = state.voices.seat else {
            ui.data_mut(|data| data.remove::<Team>(last_seat()));
            ui.label(theme::strong(&tr!("entry-nobody")));
            ui.add_space(4.0);
            ui.add(egui::Label::new(theme::second(ui, &tr!("entry-nobody-about"))).wrap());
            return;
        };
        let title = theme::strong(&tr!("entry-title", team = theme::team_name(team)));
        ui.label(title.color(theme::of(ui).team(team)));
        ui.add_space(4.0);
        ui.add(egui::Label::new(theme::second(ui, &tr!("entry-about"))).wrap());
        ui.add_space(8.0);
        let fields: Vec<_> = rows.iter().map(|id| row_ui(ui, state, id, team)).collect();
        go_on(ui, &fields);
        begin(ui, state, team, &rows, &fields);
    });
}

fn last_seat() -> egui::Id {
    egui::Id::unique("who entered last")
}

/// A team that takes the seat finds the cursor at the first criterion of which it has said nothing.
fn begin(ui: &egui::Ui, state: &State, team: Team, rows: &[CriterionId], fields: &[Field]) {
    if ui.data(|data| data.get_temp::<Team>(last_seat())) == Some(team) {
        return;
    }
    let is_missing = |id: &CriterionId| {
        state.document.model.criterion(id).is_some_and(|criterion| criterion.proposals.of(team).is_none())
    };
    match rows.iter().zip(fields).find(|(id, _)| is_missing(id)) {
        // Out of sight there is no field yet: the next frame has it.
        Some((_, Field { response: None, rect })) => {
            ui.scroll_to_rect(*rect, Some(Align::Center));
            ui.ctx().request_repaint();
            return;
        }
        Some((_, Field { response: Some(response), .. })) => go_to(ui, response),
        None => {}
    }
    ui.data_mut(|data| data.insert_temp(last_seat(), team));
}

fn go_to(ui: &egui::Ui, field: &egui::Response) {
    ui.data_mut(|data| data.insert_temp(next_field(), Some(field.id)));
    ui.ctx().request_repaint();
}

/// Where the focus is to be in the next frame.
fn next_field() -> egui::Id {
    egui::Id::unique("next field of the blind round")
}

/// Enter leads from the points of one criterion to those of the next.
fn go_on(ui: &egui::Ui, fields: &[Field]) {
    let left = fields.iter().position(|field| field.response.as_ref().is_some_and(egui::Response::lost_focus));
    if let Some(place) = left
        && ui.input(|input| input.key_pressed(Key::Enter))
        && let Some(next) = fields.iter().skip(place + 1).find_map(|field| field.response.as_ref())
    {
        go_to(ui, next);
    }
}

/// Where a criterion's points are typed; there is no field for what is out of sight.
struct Field {
    rect: egui::Rect,
    response: Option<egui::Response>,
}

fn row_ui(ui: &mut egui::Ui, state: &mut State, id: &CriterionId, team: Team) -> Field {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    // Those just out of sight are there, so that Enter and Tab lead on to them.
    let is_near = ui.is_rect_visible(rect.expand(2.0 * ROW));
    Field { rect, response: is_near.then(|| fields_ui(ui, state, id, team, rect)).flatten() }
}

fn fields_ui(
    ui: &mut egui::Ui,
    state: &mut State,
    id: &CriterionId,
    team: Team,
    rect: egui::Rect,
) -> Option<egui::Response> {
    ui.painter().hline(rect.x_range(), rect.top() + 0.5, Stroke::new(1.0, theme::of(ui).line));
    let builder = egui::UiBuilder::new().max_rect(rect).id_salt(("entry", &id.0));
    let mut child = ui.new_child(builder.layout(Layout::left_to_right(Align::Center)));
    let ui = &mut child;
    let criterion = state.document.model.criterion(id)?;
    ui.allocate_ui_with_layout(vec2(SIGN, ROW), Layout::left_to_right(Align::Center), |ui| {
        ui.set_min_width(SIGN);
        widgets::tier_sign(ui, criterion.tier);
    });
    let words = (ui.available_width() * 0.5).max(160.0);
    let name = criterion.name.clone();
    let rule = sentence::rule(&criterion.rule);
    let is_in = criterion.proposals.of(team).is_some();
    ui.allocate_ui_with_layout(vec2(words, ROW), Layout::left_to_right(Align::Center), |ui| {
        ui.set_min_width(words);
        let theme = theme::of(ui);
        let mut job = egui::text::LayoutJob::default();
        job.append(&name, 0.0, egui::TextFormat::simple(theme::strong_font(), theme.text));
        job.append(&format!(" {rule}"), 4.0, egui::TextFormat::simple(theme::body(), theme.second));
        ui.add(egui::Label::new(job).truncate().selectable(false)).on_hover_text(&rule);
    });
    let (icon, colour) =
        if is_in { (widgets::Icon::Check, theme::of(ui).better) } else { (widgets::Icon::Circle, theme::of(ui).line) };
    ui.label(theme::icon(icon).color(colour));
    let field = proposal::points_ui(ui, state, id, team);
    if let Some(field) = &field
        && field.gained_focus()
    {
        field.scroll_to_me(None);
    }
    let width = (ui.available_width() - 8.0).max(80.0);
    proposal::reason_ui(ui, state, id, team, width);
    field
}
