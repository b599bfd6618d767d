//! A team's word on a criterion, shown and edited alike wherever it stands; what is blind is neither.

use eframe::egui::{self, Id, Response, Role, UiBuilder, WidgetInfo, vec2};

use crate::{
    app::{clock, format, state::State, theme, widgets},
    model::{
        Criterion, CriterionId, Team, Tier, limits,
        voices::{Settle, Settlement, settle},
    },
};

const POINTS: egui::Vec2 = vec2(56.0, 28.0);

/// A team's points, or a dot to be typed over. Typing what stands is a word, too. `None` where the criterion is gone.
pub fn points_ui(ui: &mut egui::Ui, state: &mut State, id: &CriterionId, team: Team) -> Option<Response> {
    let model = &mut state.document.model;
    let tiers = model.tiers;
    let criterion = model.criterion_mut(id)?;
    let said = criterion.visible_proposal(team, state.voices.seat).map(|proposal| proposal.points);
    let from = f64::from(said.unwrap_or(criterion.points));
    let mut given = None;
    let field = egui::DragValue::from_get_set(|value| {
        given = value.or(given);
        given.unwrap_or(from)
    });
    let field = widgets::whole(field, limits::POINTS).speed(0.1).custom_formatter(|number, _| match said {
        Some(_) => format::points(number as i64),
        None => tr!("proposal-none-short"),
    });
    let name = tr!("proposal-points", team = theme::team_name(team), name = criterion.name.clone());
    let scope = UiBuilder::new().scope_id(Id::unique(("proposal points", &id.0, team)));
    let response = ui
        .scope_builder(scope, |ui| {
            ui.spacing_mut().interact_size = POINTS;
            ui.visuals_mut().override_text_color = Some(theme::of(ui).team(team));
            ui.add_sized(POINTS, field)
        })
        .inner;
    response.widget_info(|| WidgetInfo::labeled(Role::SpinButton, true, &name));
    // Going through a field changes nothing.
    if let Some(points) = given.map(|points| points as i32).filter(|points| said != Some(*points)) {
        criterion.propose(team, points, &tiers);
    }
    Some(response)
}

/// A team's tier, once it has said something.
pub fn tier_ui(ui: &mut egui::Ui, state: &mut State, id: &CriterionId, team: Team) {
    let seat = state.voices.seat;
    let tiers = state.document.model.tiers;
    let Some(criterion) = state.document.model.criterion_mut(id) else { return };
    let Some(current) = criterion.visible_proposal(team, seat).map(|proposal| proposal.tier) else { return };
    let name = tr!("proposal-tier", team = theme::team_name(team), name = criterion.name.clone());
    let text = theme::strong(&theme::tier_name(current)).color(theme::of(ui).tier_text(current));
    widgets::tier_sign(ui, current);
    let combo = widgets::combo_box(("proposal tier", &id.0, team)).selected_text(text).width(104.0);
    let response = combo.show_ui(ui, |ui| {
        for tier in Tier::ALL {
            let range = tiers.of(tier);
            let label = format!("{}  {}", theme::tier_name(tier), format::range(range.least, range.most));
            if ui.selectable_label(tier == current, label).clicked()
                && let Some(proposal) = criterion.proposals.of_mut(team)
            {
                // The points follow into the tier, as they do in a row.
                (proposal.tier, proposal.points) = (tier, range.nearest(proposal.points));
            }
        }
    });
    response.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, &name));
}

/// A team's reason, once it has said something.
pub fn reason_ui(ui: &mut egui::Ui, state: &mut State, id: &CriterionId, team: Team, width: f32) {
    let seat = state.voices.seat;
    let Some(criterion) = state.document.model.criterion_mut(id) else { return };
    if criterion.visible_proposal(team, seat).is_none() {
        return;
    }
    let name = tr!("proposal-reason", team = theme::team_name(team), name = criterion.name.clone());
    let Some(proposal) = criterion.proposals.of_mut(team) else { return };
    let field = egui::TextEdit::singleline(&mut proposal.reason)
        .id(Id::unique(("proposal reason", &id.0, team)))
        .hint_text(tr!("proposal-reason-hint"))
        .desired_width(width)
        .margin(egui::Margin::symmetric(8, 6));
    ui.add(field).widget_info(|| WidgetInfo::labeled(Role::TextInput, true, &name));
}

/// Whether a hidden word is in, for those who may not see it.
pub fn hidden_ui(ui: &mut egui::Ui, criterion: &Criterion, team: Team) {
    let is_in = criterion.proposals.of(team).is_some();
    ui.label(theme::icon(widgets::Icon::EyeOff).color(theme::of(ui).second));
    ui.label(theme::second(ui, &if is_in { tr!("proposal-hidden") } else { tr!("proposal-not-in") }));
}

/// Settles a criterion, says so, and writes it into the log. Whether there was anything to settle.
pub fn settle_as(state: &mut State, id: &CriterionId, how: Settle, reason: &str) -> bool {
    let who = tr!("both-teams");
    let settlement = Settlement { how, reason, who: &who, at: clock::now() };
    if !settle(&mut state.document.model, id, settlement) {
        return false;
    }
    if let Some(criterion) = state.document.model.criterion(id) {
        let (name, points) = (criterion.name.clone(), format::points(criterion.points.into()));
        state.tell(tr!("settled", name = name, points = points));
    }
    true
}

/// The ways to settle a criterion, each with what it would give; the same value is offered once. Answers what was clicked.
pub fn ways_ui(ui: &mut egui::Ui, state: &State, id: &CriterionId, with_current: bool) -> Option<Settle> {
    let model = &state.document.model;
    let criterion = model.criterion(id)?;
    let of = |how: Settle| how.values(criterion, &model.tiers);
    let (marketing, sales) = (of(Settle::Marketing), of(Settle::Sales));
    let is_same = marketing.is_some() && marketing == sales;
    let mut offered = Vec::new();
    if with_current {
        offered.push((Settle::Agree, tr!("settle-keep"), None));
    }
    if is_same {
        offered.push((Settle::Marketing, tr!("settle-both"), None));
    } else {
        offered.push((Settle::Marketing, tr!("settle-marketing"), Some(Team::Marketing)));
        // Beside each other there is no middle, only the one or the other.
        if ![marketing, sales].contains(&of(Settle::Middle)) {
            offered.push((Settle::Middle, tr!("settle-middle"), None));
        }
        offered.push((Settle::Sales, tr!("settle-sales"), Some(Team::Sales)));
    }
    let mut clicked = None;
    ui.spacing_mut().item_spacing.x = 4.0;
    for (how, label, team) in offered {
        let Some((tier, points)) = of(how) else { continue };
        let text = format!("{label} {}", format::points(points.into()));
        let colour = team.map_or(theme::of(ui).text, |team| theme::of(ui).team(team));
        let button = egui::Button::new(egui::RichText::new(text).color(colour)).min_size(vec2(0.0, 28.0));
        let response = ui.add(button);
        let points = format::points(points.into());
        let name = settle_name(how, &points, &criterion.name);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
        if response.on_hover_text(tr!("settle-about", tier = theme::tier_name(tier), points = points)).clicked() {
            clicked = Some(how);
        }
    }
    clicked
}

fn settle_name(how: Settle, points: &str, name: &str) -> String {
    match how {
        Settle::Marketing => tr!("settle-marketing-name", points = points, name = name),
        Settle::Sales => tr!("settle-sales-name", points = points, name = name),
        Settle::Middle => tr!("settle-middle-name", points = points, name = name),
        Settle::Agree | Settle::Values { .. } => tr!("settle-keep-name", points = points, name = name),
    }
}
