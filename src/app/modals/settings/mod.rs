//! What belongs to the model as a whole: its name, the points of its tiers, weights, stages, accounts, mail domains.

mod moments;
mod points;
mod stages;

use eframe::egui::{self, vec2};

use super::{Answer, buttons, title};
use crate::{
    app::{state::State, theme, widgets},
    model::{Axis, Domains, LeadsThatCount, Model, RollUp, limits},
};

const ROW: f32 = 38.0;
/// A field for a number.
const FIELD: egui::Vec2 = vec2(56.0, 28.0);
/// Around the scrolled part: the title, the button, and what is seen of the page.
const AROUND: f32 = 220.0;
const MOST_HEIGHT: f32 = 900.0;

/// A subject of the settings, to be gone to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SettingsSection {
    About,
    Tiers,
    Combined,
    Cold,
    Moments,
    Stages,
    Accounts,
    Domains,
}

impl SettingsSection {
    pub const ALL: [Self; 8] = [
        Self::About,
        Self::Tiers,
        Self::Combined,
        Self::Cold,
        Self::Moments,
        Self::Stages,
        Self::Accounts,
        Self::Domains,
    ];

    pub fn title(self) -> String {
        match self {
            Self::About => tr!("settings-name-and-about"),
            Self::Tiers => tr!("settings-tiers"),
            Self::Combined => tr!("settings-combined"),
            Self::Cold => tr!("settings-cold"),
            Self::Moments => tr!("settings-moments"),
            Self::Stages => tr!("settings-stages"),
            Self::Accounts => tr!("settings-accounts"),
            Self::Domains => tr!("settings-domains"),
        }
    }

    pub fn about(self) -> String {
        match self {
            Self::About => tr!("settings-about-hint"),
            Self::Tiers => tr!("settings-tiers-about"),
            Self::Combined => tr!("settings-combined-about"),
            Self::Cold => tr!("settings-cold-about"),
            Self::Moments => tr!("settings-moments-about"),
            Self::Stages => tr!("settings-stages-about"),
            Self::Accounts => tr!("settings-accounts-about"),
            Self::Domains => tr!("settings-domains-about"),
        }
    }
}

/// What fields hold that the model holds otherwise.
#[derive(Clone, Debug, Default)]
pub struct SettingsForm {
    /// The subject to be scrolled to, until it is.
    wanted: Option<SettingsSection>,
    /// Domains as they are typed, one a line.
    free: String,
    disposable: String,
}

impl SettingsForm {
    pub fn of(model: &Model) -> Self {
        Self { wanted: None, free: model.domains.free.join("\n"), disposable: model.domains.disposable.join("\n") }
    }

    /// Opened where a subject stands.
    pub fn at(model: &Model, section: SettingsSection) -> Self {
        Self { wanted: Some(section), ..Self::of(model) }
    }
}

pub(super) fn show(ui: &mut egui::Ui, state: &mut State, form: &mut SettingsForm) -> Answer {
    let kinds = state.scored.as_ref().map(|scored| std::sync::Arc::clone(&scored.facts));
    let kinds = kinds.as_ref().map_or(&[][..], |facts| facts.kinds.as_slice());
    let model = &mut state.document.model;
    title(ui, &tr!("settings-title"));
    let height = (ui.ctx().content_rect().height() - AROUND).clamp(160.0, MOST_HEIGHT);
    let area = egui::ScrollArea::vertical().max_height(height).auto_shrink(false);
    // The bar also says that there is more below, so it is seen before the pointer is near.
    ui.spacing_mut().scroll.dormant_handle_opacity = 0.5;
    area.scroll_bar_visibility(egui::scroll_area::ScrollBarVisibility::AlwaysVisible).show(ui, |ui| {
        // The bar of the scroll area stands beside the fields, not on them.
        ui.set_width(ui.available_width() - 12.0);
        ui.spacing_mut().item_spacing = vec2(6.0, 4.0);
        about_ui(ui, model);
        section(ui, form, SettingsSection::Tiers);
        points::tiers_ui(ui, model);
        section(ui, form, SettingsSection::Combined);
        points::weights_ui(ui, &mut model.combined);
        section(ui, form, SettingsSection::Cold);
        cold_ui(ui, model);
        section(ui, form, SettingsSection::Moments);
        moments::show(ui, model, kinds);
        section(ui, form, SettingsSection::Stages);
        stages::show(ui, &mut model.stages);
        section(ui, form, SettingsSection::Accounts);
        for axis in Axis::ALL {
            account_ui(ui, model, axis);
        }
        account_leads_ui(ui, model);
        section(ui, form, SettingsSection::Domains);
        domains_ui(ui, &mut model.domains, form);
    });
    if buttons(ui, &[&tr!("settings-done")]).is_some() { Answer::Close } else { Answer::Waiting }
}

/// The heading of a group of fields, and what they are for.
fn section(ui: &mut egui::Ui, form: &mut SettingsForm, section: SettingsSection) {
    ui.add_space(18.0);
    // Gone to, it has the keyboard, so that Tab goes on with its fields, and is seen among what else stands there.
    let heading = egui::Label::new(theme::strong(&section.title())).sense(egui::Sense::FOCUSABLE);
    let heading = ui.add(heading);
    if heading.has_focus() {
        let stroke = egui::Stroke::new(1.5, theme::of(ui).accent);
        ui.painter().rect_stroke(heading.rect.expand2(vec2(6.0, 3.0)), 5.0, stroke, egui::StrokeKind::Inside);
    }
    ui.add(egui::Label::new(theme::second(ui, &section.about())).wrap());
    if form.wanted == Some(section) {
        form.wanted = None;
        heading.scroll_to_me(Some(egui::Align::TOP));
        heading.request_focus();
    }
}

fn row<R>(ui: &mut egui::Ui, label: &str, value: impl FnOnce(&mut egui::Ui) -> R) -> R {
    widgets::value_row(ui, ROW, label, value)
}

fn about_ui(ui: &mut egui::Ui, model: &mut Model) {
    let margin = egui::Margin::symmetric(8, 6);
    let label = ui.label(theme::caption(ui, &tr!("settings-name")));
    let field = egui::TextEdit::singleline(&mut model.name).desired_width(f32::INFINITY).margin(margin);
    ui.add(field).labelled_by(label.id);
    ui.add_space(4.0);
    let label = ui.label(theme::caption(ui, &tr!("settings-about")));
    let field = egui::TextEdit::multiline(&mut model.about)
        .hint_text(tr!("settings-about-hint"))
        .desired_rows(2)
        .desired_width(f32::INFINITY)
        .margin(margin);
    ui.add(field).labelled_by(label.id);
}

fn cold_ui(ui: &mut egui::Ui, model: &mut Model) {
    row(ui, &tr!("settings-cold-days"), |ui| {
        ui.label(theme::second(ui, &tr!("settings-days")));
        let field = widgets::whole_number(&mut model.cold_after_days, 1..=limits::DAYS);
        ui.add_sized(FIELD, field).accessible_name(tr!("settings-cold-days"));
    });
}

/// How the scores of an account's leads come together on one axis.
fn account_ui(ui: &mut egui::Ui, model: &mut Model, axis: Axis) {
    let (name, roll_up) = match axis {
        Axis::Fit => (tr!("settings-account-fit"), &mut model.accounts.fit),
        Axis::Engagement => (tr!("settings-account-engagement"), &mut model.accounts.engagement),
    };
    row(ui, &name, |ui| {
        // From the right.
        if let RollUp::MeanOfBest(number) = roll_up {
            let field = widgets::whole_number(number, 1..=1_000_000).speed(0.1);
            ui.add_sized(FIELD, field).accessible_name(tr!("settings-mean-number", name = name.clone()));
        }
        let kept = if let RollUp::MeanOfBest(number) = *roll_up { number } else { 3 };
        let names = [tr!("settings-strongest"), tr!("settings-sum"), tr!("settings-mean")];
        let [strongest, sum, mean] = names.each_ref().map(String::as_str);
        let choices = [(RollUp::Strongest, strongest), (RollUp::Sum, sum), (RollUp::MeanOfBest(kept), mean)];
        widgets::segmented(ui, &name, roll_up, &choices);
    });
}

/// Which leads of an account make its score.
fn account_leads_ui(ui: &mut egui::Ui, model: &mut Model) {
    let name = tr!("settings-account-leads");
    row(ui, &name, |ui| {
        let names = [tr!("settings-account-leads-all"), tr!("settings-account-leads-open")];
        let [all, open] = names.each_ref().map(String::as_str);
        let choices = [(LeadsThatCount::All, all), (LeadsThatCount::Open, open)];
        widgets::segmented(ui, &name, &mut model.accounts.leads, &choices);
    });
}

fn domains_ui(ui: &mut egui::Ui, domains: &mut Domains, form: &mut SettingsForm) {
    let known = Domains::well_known();
    ui.columns(2, |columns| {
        let [left, right] = columns else { return };
        domain_list_ui(left, &tr!("settings-free"), &mut form.free, &mut domains.free, &known.free);
        let name = tr!("settings-disposable");
        domain_list_ui(right, &name, &mut form.disposable, &mut domains.disposable, &known.disposable);
    });
}

fn domain_list_ui(ui: &mut egui::Ui, name: &str, text: &mut String, listed: &mut Vec<String>, known: &[String]) {
    let label = ui.label(theme::caption(ui, name));
    let field = egui::ScrollArea::vertical().id_salt(name).max_height(132.0).show(ui, |ui| {
        let field = egui::TextEdit::multiline(text)
            .desired_rows(6)
            .desired_width(f32::INFINITY)
            .margin(egui::Margin::symmetric(8, 6));
        ui.add(field).labelled_by(label.id)
    });
    if field.inner.changed() {
        *listed = read_domains(text);
    }
    let is_missing = |domain: &&String| !listed.contains(domain);
    if known.iter().any(|domain| is_missing(&domain)) {
        let missing: Vec<String> = known.iter().filter(is_missing).cloned().collect();
        let add = widgets::link_button(ui, &tr!("settings-well-known"));
        add.widget_info(|| {
            let name = format!("{}, {name}", tr!("settings-well-known"));
            egui::WidgetInfo::labeled(egui::Role::Button, true, name)
        });
        if add.clicked() {
            listed.extend(missing);
            *text = listed.join("\n");
        }
    }
}

/// Domains as people write and paste them: a line each, or with commas; with or without an @, in any case.
fn read_domains(text: &str) -> Vec<String> {
    let mut domains: Vec<String> = Vec::new();
    for part in text.split(|sign: char| sign.is_whitespace() || matches!(sign, ',' | ';')) {
        let domain = part.rsplit('@').next().unwrap_or(part).to_lowercase();
        if !domain.is_empty() && !domains.contains(&domain) {
            domains.push(domain);
        }
    }
    domains
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn domains_are_read_as_people_write_them() {
        assert_eq!(
            read_domains("gmail.com\n @Web.de, gmx.net;\n\ngmail.com\nsomebody@qq.com"),
            ["gmail.com", "web.de", "gmx.net", "qq.com"]
        );
        assert!(read_domains(" \n").is_empty());
    }

    #[test]
    fn what_the_form_shows_is_what_the_model_lists() {
        let model = Model::new("test");
        let form = SettingsForm::of(&model);
        assert_eq!(read_domains(&form.free), model.domains.free);
        assert_eq!(read_domains(&form.disposable), model.domains.disposable);
    }
}
