//! The chosen account: where it stands, why, and its leads in work order.

use eframe::egui::{self, Align, Layout, Role, Sense, WidgetInfo, pos2, vec2};

use super::{
    roll::{Account, Rolled},
    why::{AxisWhy, Why},
};
use crate::{
    app::{
        format,
        pages::leads::{cells, due},
        theme, widgets,
    },
    lead::Outcome,
    model::{Axis, LeadsThatCount, RollUp},
    scoring::SalesView,
};

/// What the user did in the card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Done {
    Nothing,
    /// One of its leads, by its key.
    Lead(String),
    /// All of its leads, in the list of leads.
    List,
    Settings,
}

const LINE: f32 = 22.0;
const MEMBER: f32 = 28.0;

pub fn show(ui: &mut egui::Ui, rolled: &Rolled, account: &Account, why: Option<&Why>) -> Done {
    let mut done = Done::Nothing;
    let scroll = egui::ScrollArea::vertical().id_salt(("account", &account.score.key)).auto_shrink(false);
    scroll.show(ui, |ui| {
        ui.set_width(ui.available_width() - 6.0);
        ui.spacing_mut().item_spacing.y = 6.0;
        header(ui, rolled, account);
        ui.add_space(6.0);
        ui.horizontal(|ui| {
            ui.label(theme::strong(&tr!("leads-why")));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if widgets::link_button(ui, &tr!("accounts-settings")).clicked() {
                    done = Done::Settings;
                }
            });
        });
        for axis in why.iter().flat_map(|why| &why.axes) {
            if let Some(key) = axis_ui(ui, rolled, axis) {
                done = Done::Lead(key);
            }
            ui.add_space(6.0);
        }
        if let Some(asked) = members_ui(ui, rolled, account) {
            done = asked;
        }
    });
    done
}

/// Name, cell and route; where it stands in numbers.
fn header(ui: &mut egui::Ui, rolled: &Rolled, account: &Account) {
    let theme = theme::of(ui);
    let model = &rolled.scored.model;
    let score = &account.score;
    ui.horizontal(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            match model.routes.get(usize::from(score.route)) {
                Some(route) => widgets::tone_tag(ui, route.tone, &route.name),
                None => ui.label(theme::second(ui, &tr!("leads-no-route"))),
            };
            let cell = model.cell_name_at((score.fit_band, score.engagement_band));
            ui.label(theme::strong(&cell).size(15.0));
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.add(egui::Label::new(theme::strong(&account.name).size(15.0)).truncate());
            });
        });
    });
    let leads = leads_text(account);
    let due = account.due.map(|due| due::in_words(due, rolled.scored.scores.as_of));
    let about = match due {
        Some(due) => tr!("accounts-about-due", leads = leads, due = due.text),
        None => leads,
    };
    ui.label(theme::second(ui, &about));
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 14.0;
        for (axis, name, score) in [
            (Axis::Fit, tr!("leads-column-fit"), score.fit),
            (Axis::Engagement, tr!("leads-column-engagement"), score.engagement),
        ] {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 5.0;
                ui.label(egui::RichText::new(name).color(theme.axis_text(axis)));
                ui.label(theme::strong(&format::count_signed(score.into())));
            });
        }
        widgets::stars(ui, score.stars);
        widgets::flames(ui, score.flames);
    });
    if score.disqualified {
        ui.label(egui::RichText::new(tr!("accounts-disqualified")).color(theme.worse));
    }
}

/// “70 leads, 3 of them disqualified”: these are in no score.
fn leads_text(account: &Account) -> String {
    let (number, out) = (account.score.members.len(), account.disqualified);
    if out == 0 || out == number {
        return tr!("accounts-leads", number = number);
    }
    tr!("accounts-leads-disqualified", leads = tr!("accounts-leads", number = number), number = out)
}

/// “Fit 81: the strongest of 5 leads”, the leads that gave it with a bar each, and what gave it to the first. Answers the key of
/// the lead that was clicked.
fn axis_ui(ui: &mut egui::Ui, rolled: &Rolled, why: &AxisWhy) -> Option<String> {
    let theme = theme::of(ui);
    let name = match why.axis {
        Axis::Fit => tr!("leads-column-fit"),
        Axis::Engagement => tr!("leads-column-engagement"),
    };
    let score = format::count_signed(why.score.into());
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let head = format!("{name} {score}");
        ui.label(egui::RichText::new(head).font(theme::strong_font()).color(theme.axis_text(why.axis)));
        ui.add(egui::Label::new(theme::second(ui, &how(why, rolled.scored.model.accounts.leads))).wrap());
    });
    let most = why.leads.iter().map(|(_, score)| score.unsigned_abs()).max().unwrap_or(0).max(1);
    let mut clicked = None;
    for (row, score) in &why.leads {
        let name = rolled.naming.name(&rolled.scored.columns, *row as usize);
        let outcome = rolled.scored.columns.outcome_at(*row as usize, rolled.scored.scores.as_of);
        let name = match outcome {
            Outcome::Open => name,
            Outcome::Won => tr!("accounts-lead-won", name = name),
            Outcome::Lost => tr!("accounts-lead-lost", name = name),
        };
        let share = score.unsigned_abs() as f32 / most as f32;
        if lead_line_ui(ui, why.axis, *row, &name, *score, share) {
            clicked = rolled.scored.columns.keys.get(*row as usize).map(str::to_owned);
        }
    }
    let more = why.counted.saturating_sub(why.leads.len());
    if more > 0 {
        ui.label(theme::second(ui, &tr!("accounts-more", number = more)));
    }
    if let Some(reasons) = reasons(rolled, why) {
        ui.add(egui::Label::new(egui::RichText::new(reasons).font(theme::small()).color(theme.second)).wrap());
    }
    clicked
}

/// How it came together, in words.
fn how(why: &AxisWhy, leads: LeadsThatCount) -> String {
    let text = match why.how {
        _ if why.of == 0 && leads == LeadsThatCount::Open => tr!("accounts-how-none-open"),
        _ if why.of == 0 => tr!("accounts-how-none"),
        RollUp::Strongest => tr!("accounts-how-strongest", number = why.of),
        RollUp::Sum => tr!("accounts-how-sum", number = why.of),
        RollUp::MeanOfBest(_) => tr!("accounts-how-mean", counted = why.counted, of = why.of),
    };
    match why.before_range {
        Some(sum) => tr!("accounts-how-kept", how = text, sum = format::count_signed(sum)),
        None => text,
    }
}

/// “Job title +15, Employees +12”.
fn reasons(rolled: &Rolled, why: &AxisWhy) -> Option<String> {
    let model = &rolled.scored.model;
    let (row, _) = why.leads.first()?;
    let told: Vec<String> = why
        .reasons
        .iter()
        .map(|(id, thousandths)| {
            let name = model.criterion(id).map_or_else(|| id.to_string(), |criterion| criterion.name.clone());
            format!("{name} {}", format::thousandths(*thousandths))
        })
        .collect();
    let name = rolled.naming.name(&rolled.scored.columns, *row as usize);
    (!told.is_empty()).then(|| tr!("accounts-reasons", name = name, reasons = told.join(", ")))
}

fn lead_line_ui(ui: &mut egui::Ui, axis: Axis, row: u32, name: &str, score: i32, share: f32) -> bool {
    const BAR: f32 = 90.0;
    const NUMBER: f32 = 40.0;
    let theme = theme::of(ui);
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), LINE));
    let response = ui.interact(rect, egui::Id::unique(("account lead", axis, row)), Sense::click());
    let text = format::count_signed(score.into());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{name}, {text}")));
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect.expand2(vec2(6.0, 0.0)), 5.0, theme.accent_tint);
    }
    let bar = egui::Rect::from_min_max(
        pos2(rect.right() - NUMBER - BAR, rect.center().y - 4.0),
        pos2(rect.right() - NUMBER, rect.center().y + 4.0),
    );
    cells::text(ui, rect.with_max_x(bar.left() - 8.0), name, theme::body(), theme.text);
    let filled = bar.with_max_x(bar.left() + (bar.width() * share).max(2.0));
    ui.painter().rect_filled(filled, 3.0, theme.axis(axis));
    ui.painter().text(rect.right_center(), egui::Align2::RIGHT_CENTER, text, theme::strong_font(), theme.text);
    response.on_hover_cursor(egui::CursorIcon::PointingHand).on_hover_text(tr!("accounts-open-lead")).clicked()
}

/// Its leads in work order: as many as there is room for are laid out.
fn members_ui(ui: &mut egui::Ui, rolled: &Rolled, account: &Account) -> Option<Done> {
    const MOST_HEIGHT: f32 = 420.0;
    let mut done = None;
    ui.horizontal(|ui| {
        ui.label(theme::strong(&tr!("accounts-members")));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if widgets::link_button(ui, &tr!("accounts-show-list")).clicked() {
                done = Some(Done::List);
            }
        });
    });
    let scored = &rolled.scored;
    let sales = SalesView::new(&scored.columns, &scored.model, &scored.scores);
    let members = &account.score.members;
    ui.spacing_mut().item_spacing.y = 0.0;
    let area = egui::ScrollArea::vertical().id_salt("members").max_height(MOST_HEIGHT).auto_shrink([false, true]);
    area.show_rows(ui, MEMBER, members.len(), |ui, seen| {
        for row in seen.filter_map(|place| members.get(place)) {
            if member_ui(ui, rolled, &sales, *row as usize) {
                done = scored.columns.keys.get(*row as usize).map(|key| Done::Lead(key.to_owned()));
            }
        }
    });
    done
}

fn member_ui(ui: &mut egui::Ui, rolled: &Rolled, sales: &SalesView<'_>, row: usize) -> bool {
    const ROUTE: f32 = 104.0;
    const SCORE: f32 = 64.0;
    let theme = theme::of(ui);
    let facts = cells::RowFacts::new(&rolled.scored, &rolled.naming, sales, row);
    let (_, rect) = ui.allocate_space(vec2(ui.available_width(), MEMBER));
    let response = ui.interact(rect, egui::Id::unique(("account member", &facts.key)), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, facts.spoken()));
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect.expand2(vec2(6.0, 0.0)), 5.0, theme.accent_tint);
    }
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, (1.0, theme.line));
    let name_color = if facts.is_closed() { theme.second } else { theme.text };
    let score = rect.with_min_x(rect.right() - SCORE);
    let route =
        egui::Rect::from_min_max(pos2(score.left() - ROUTE - 8.0, rect.top()), score.left_bottom() - vec2(8.0, 0.0));
    cells::text(ui, rect.with_max_x(route.left() - 8.0), &facts.name, theme::strong_font(), name_color);
    match &facts.route {
        _ if facts.is_closed() => {
            let color = cells::status_color(theme, facts.status.0);
            cells::text(ui, route, &facts.status.1, theme::strong_font(), color);
        }
        Some((name, tone)) => cells::text(ui, route, name, theme::body(), theme.tone_text(*tone)),
        None => {}
    }
    cells::score_ui(ui, score, facts.combined, &facts.cell, 30.0);
    response.on_hover_cursor(egui::CursorIcon::PointingHand).on_hover_text(tr!("accounts-open-lead")).clicked()
}
