//! The chosen lead: who it is, where it stands, why, and what would move it up.

use eframe::egui::{self, Align, Color32, Layout, Stroke};

use super::{
    cells, curve,
    explained::{Advice, Explained, Ways},
    naming::Naming,
    story, waterfall,
};
use crate::{
    app::{
        format, theme,
        widgets::{self, Mark},
    },
    lead::Outcome,
    model::{Axis, CriterionId, Model, Route},
    scoring::{Change, MOST_SUGGESTED, Status, Suggestion},
};

/// What the user did in the card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Done {
    Nothing,
    Open(CriterionId),
    /// In the sandbox.
    Try,
    /// It is to be a test lead.
    Keep,
}

/// The whole card; it scrolls by itself.
pub fn show(ui: &mut egui::Ui, explained: &Explained, naming: &Naming, advice: Option<&Advice>) -> Done {
    let mut done = Done::Nothing;
    let whole = ui.available_rect_before_wrap();
    let (body, foot) = whole.split_top_bottom_at_y(whole.bottom() - FOOT);
    let scroll = egui::ScrollArea::vertical().id_salt(("lead", &explained.lead.key)).auto_shrink(false);
    scroll.show(&mut ui.new_child(egui::UiBuilder::new().max_rect(body)), |ui| {
        // Room for the scroll bar.
        ui.set_width(ui.available_width() - 6.0);
        ui.spacing_mut().item_spacing.y = 6.0;
        header(ui, explained, naming);
        chips(ui, explained);
        ui.add_space(8.0);
        ui.label(theme::strong(&tr!("leads-why")));
        let clicked = ui.scope(|ui| waterfall::show(ui, &explained.why())).inner;
        let advised = advice.filter(|advice| advice.is_about(explained));
        let advised_click = advised.and_then(|advice| advice_ui(ui, advice.ways()));
        let clicked = clicked.or(advised_click);
        if let Some(advice) = advised {
            ui.add_space(8.0);
            let id = egui::Id::unique(("lead", &explained.lead.key));
            ui.scope(|ui| curve::show(ui, id, &advice.course, advice.model()));
            ui.add_space(8.0);
        }
        if let Some(criterion) = clicked {
            done = Done::Open(criterion);
        }
        story::show(ui, explained);
    });
    foot_ui(ui, foot, &mut done);
    done
}

/// Below what scrolls: what can be done with the lead.
const FOOT: f32 = 40.0;

fn foot_ui(ui: &mut egui::Ui, foot: egui::Rect, done: &mut Done) {
    ui.painter().hline(foot.x_range().expand(14.0), foot.top(), (1.0, theme::of(ui).line));
    let layout = Layout::left_to_right(Align::Center);
    let rect = foot.translate(egui::vec2(0.0, 4.0));
    let mut ui = ui.new_child(egui::UiBuilder::new().max_rect(rect).layout(layout));
    ui.spacing_mut().item_spacing.x = 8.0;
    if widgets::primary_button(&mut ui, &tr!("sandbox-open")).on_hover_text(tr!("sandbox-open-about")).clicked() {
        *done = Done::Try;
    }
    if widgets::quiet_button(&mut ui, &tr!("test-keep")).on_hover_text(tr!("test-keep-about")).clicked() {
        *done = Done::Keep;
    }
}

/// Name, cell and route, and one line of who it is.
fn header(ui: &mut egui::Ui, explained: &Explained, naming: &Naming) {
    // Longer ones have a line of their own: the name comes first.
    const SHORT: usize = 4;
    const SHORT_ROUTE: usize = 20;
    let explanation = &explained.explanation;
    let bands = (explanation.fit.band, explanation.engagement.band);
    let cell = explained.scored.model.cell_name_at(bands);
    let route_length = route_of(explained).map_or(0, |route| route.name.chars().count());
    let is_short = cell.chars().count() <= SHORT && route_length <= SHORT_ROUTE;
    ui.horizontal(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if is_short {
                route(ui, explained);
                ui.label(theme::strong(&cell).size(15.0));
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let name = naming.name(&explained.scored.columns, explained.row);
                ui.add(egui::Label::new(theme::strong(&name).size(15.0)).truncate());
            });
        });
    });
    if !is_short {
        ui.horizontal(|ui| {
            ui.label(theme::strong(&cell));
            route(ui, explained);
        });
    }
    let about = about(explained, naming);
    if !about.is_empty() {
        ui.add(egui::Label::new(theme::second(ui, &about)).wrap());
    }
}

fn route_of(explained: &Explained) -> Option<&Route> {
    explained.explanation.route.as_ref().and_then(|id| explained.scored.model.route(id))
}

fn route(ui: &mut egui::Ui, explained: &Explained) {
    match route_of(explained) {
        Some(route) => widgets::tone_tag(ui, route.tone, &route.name),
        None => ui.label(theme::second(ui, &tr!("leads-no-route"))),
    };
}

/// “VP Operations, Hoshino Systems · came by webinar, 3 Sep 2026”.
fn about(explained: &Explained, naming: &Naming) -> String {
    let (columns, row) = (&explained.scored.columns, explained.row);
    let who: Vec<&str> = [naming.title(columns, row), naming.account(columns, row)].into_iter().flatten().collect();
    let day = explained.lead.created.map(format::day);
    let came = match (naming.source(columns, row), day) {
        (Some(source), Some(day)) => Some(tr!("leads-came-by", source = source.to_lowercase(), day = day)),
        (Some(source), None) => Some(tr!("leads-came-by-source", source = source.to_lowercase())),
        (None, Some(day)) => Some(tr!("leads-came-on", day = day)),
        (None, None) => None,
    };
    let parts: Vec<String> = [Some(who.join(", ")).filter(|who| !who.is_empty()), came].into_iter().flatten().collect();
    parts.join(" · ")
}

/// Where the lead stands, in a few words each.
fn chips(ui: &mut egui::Ui, explained: &Explained) {
    let theme = theme::of(ui);
    let (model, explanation) = (&explained.scored.model, &explained.explanation);
    let plain = |text: &str| TextFact { quiet: String::new(), strong: text.to_owned(), colour: theme.text };
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(6.0, 6.0);
        for (axis, name, score) in [
            (Axis::Fit, tr!("leads-column-fit"), explanation.fit.score),
            (Axis::Engagement, tr!("leads-column-engagement"), explanation.engagement.score),
        ] {
            TextFact { quiet: name, strong: format::count_signed(score), colour: theme.axis_text(axis) }.show(ui);
        }
        marks_fact(ui, Mark::Star, explanation.stars, &tr!("stars", count = u32::from(explanation.stars)));
        marks_fact(ui, Mark::Flame, explanation.flames, &tr!("flames", count = u32::from(explanation.flames)));
        // As the column of the list says it, and the stage beside it where that is another word.
        let status = explained.status();
        let said = cells::status_name(model, status);
        TextFact { quiet: tr!("leads-column-status"), colour: theme.second, ..plain(&said) }.show(ui);
        let stage = explanation.stage.as_ref().and_then(|id| model.stages.iter().find(|stage| stage.id == *id));
        if let Some(stage) = stage.filter(|_| !matches!(status, Status::Stage(_))) {
            TextFact { quiet: tr!("leads-stage"), colour: theme.second, ..plain(&stage.name) }.show(ui);
        }
        for id in &explanation.disqualified_by {
            let text = tr!("leads-disqualified", criterion = criterion_name(model, id));
            TextFact { colour: theme.worse, ..plain(&text) }.show(ui);
        }
    });
    if let Some(ended) = ended(explained) {
        ui.add(egui::Label::new(theme::second(ui, &ended)).wrap());
    }
    if let Some(stood) = &explained.when_closed {
        let cell = model.cell_name_at((stood.fit.band, stood.engagement.band));
        let route = stood.route.as_ref().and_then(|id| model.route(id)).map(|route| route.name.as_str());
        let scores = [stood.fit.score, stood.engagement.score];
        let text = cells::when_closed(explained.lead.closed, &cell, scores, route);
        ui.add(egui::Label::new(egui::RichText::new(text)).wrap()).on_hover_text(tr!("test-stood-about"));
    }
    // Else it would stand in the list of sales and in that of those to nurture without a word.
    if explanation.cold && explanation.qualified && explained.lead.outcome == Outcome::Open {
        let text = tr!("leads-cold-with-sales", days = model.cold_after_days);
        ui.add(egui::Label::new(theme::second(ui, &text)).wrap());
    }
}

/// “Won on 3 Sep 2026. What it did has faded since.”; of an open lead nothing.
fn ended(explained: &Explained) -> Option<String> {
    let outcome = explained.scored.columns.outcome_at(explained.row, explained.scored.as_of);
    let day = explained.lead.closed.map(format::day);
    match (outcome, day) {
        (Outcome::Open, _) => None,
        (Outcome::Won, Some(day)) => Some(tr!("leads-ended-won-on", day = day)),
        (Outcome::Won, None) => Some(tr!("leads-ended-won")),
        (Outcome::Lost, Some(day)) => Some(tr!("leads-ended-lost-on", day = day)),
        (Outcome::Lost, None) => Some(tr!("leads-ended-lost")),
    }
}

/// Padding on both sides and the height of a fact.
const FACT: egui::Vec2 = egui::vec2(9.0, 26.0);

/// A few words in a frame: “Fit 81”.
struct TextFact {
    /// Said before, in the colour; then what counts is black.
    quiet: String,
    strong: String,
    colour: Color32,
}

impl TextFact {
    fn show(&self, ui: &mut egui::Ui) {
        let theme = theme::of(ui);
        let mut job = egui::text::LayoutJob::default();
        let (lead, colour) = if self.quiet.is_empty() { (0.0, self.colour) } else { (6.0, theme.text) };
        job.append(&self.quiet, 0.0, egui::TextFormat::simple(theme::body(), self.colour));
        job.append(&self.strong, lead, egui::TextFormat::simple(theme::strong_font(), colour));
        job.wrap = egui::text::TextWrapping::truncate_at_width(ui.max_rect().width() - 2.0 * FACT.x);
        let galley = ui.painter().layout_job(job);
        let spoken = format!("{} {}", self.quiet, self.strong);
        let rect = fact_frame(ui, galley.size().x, spoken.trim());
        let position = egui::pos2(rect.left() + FACT.x, rect.center().y - galley.size().y / 2.0);
        ui.painter().galley(position, galley, colour);
    }
}

fn marks_fact(ui: &mut egui::Ui, mark: Mark, count: u8, spoken: &str) {
    const SIZE: f32 = 15.0;
    let rect = fact_frame(ui, 3.0 * SIZE, spoken);
    widgets::paint_marks(ui, rect.left_center() + egui::vec2(FACT.x, 0.0), mark, count, SIZE);
}

/// The frame of a fact, so wide that it moves to the next line by itself where there is no room.
fn fact_frame(ui: &mut egui::Ui, width: f32, spoken: &str) -> egui::Rect {
    let theme = theme::of(ui);
    let (rect, response) = ui.allocate_exact_size(egui::vec2(width + 2.0 * FACT.x, FACT.y), egui::Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, spoken));
    ui.painter().rect(rect, 7.0, theme.raised, Stroke::new(1.0, theme.line), egui::StrokeKind::Inside);
    rect
}

fn criterion_name(model: &Model, id: &CriterionId) -> String {
    model.criterion(id).map_or_else(|| id.to_string(), |criterion| criterion.name.clone())
}

/// What would move the lead up, and what it nearly matched. Answers the criterion that was clicked.
pub fn advice_ui(ui: &mut egui::Ui, ways: Ways<'_>) -> Option<CriterionId> {
    const NEAR_SHOWN: usize = 4;
    let theme = theme::of(ui);
    let Ways { model, near, .. } = ways;
    let mut clicked = None;
    if !ways.is_empty() {
        let frame =
            egui::Frame::new().fill(theme.accent_tint).corner_radius(10).inner_margin(egui::Margin::symmetric(12, 10));
        frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 4.0;
            ways_up(ui, ways);
        });
        ui.add_space(4.0);
    }
    if !near.is_empty() {
        ui.label(theme::strong(&tr!("leads-near")));
        ui.horizontal_wrapped(|ui| {
            for id in near.iter().take(NEAR_SHOWN) {
                if widgets::link_button(ui, &criterion_name(model, id))
                    .on_hover_text(tr!("leads-open-criterion"))
                    .clicked()
                {
                    clicked = Some(id.clone());
                }
            }
        });
        ui.add_space(4.0);
    }
    clicked
}

impl Ways<'_> {
    /// Whether nothing is to be told but what it nearly matched.
    pub fn is_empty(&self) -> bool {
        self.suggestions.is_empty() && self.warming.is_empty()
    }
}

/// What would move a lead: of a cold one first what would warm it, then a sentence for each cell that it would come to.
pub fn ways_up(ui: &mut egui::Ui, ways: Ways<'_>) {
    if !ways.warming.is_empty() {
        warming_ui(ui, ways);
    }
    for to_cell in by_cell(ways.suggestions) {
        way_up(ui, ways.model, &to_cell);
    }
}

/// “To be warm again: Demo request, Pricing page or any of 5 more”; all of them are named when one waits.
fn warming_ui(ui: &mut egui::Ui, Ways { model, warming, .. }: Ways<'_>) {
    const NAMED: usize = 3;
    let theme = theme::of(ui);
    let names: Vec<String> = warming.iter().map(|id| criterion_name(model, id)).collect();
    let (named, more) = names.split_at(names.len().min(NAMED));
    let mut told = named.join(&tr!("leads-way-or"));
    if !more.is_empty() {
        told = tr!("leads-warm-more", names = named.join(", "), number = more.len());
    }
    let mut job = egui::text::LayoutJob::default();
    let warm = tr!("leads-to-be-warm");
    job.append(&warm, 0.0, egui::TextFormat::simple(theme::strong_font(), theme.text));
    job.append(&told, 5.0, egui::TextFormat::simple(theme::body(), theme.text));
    let about = tr!("leads-to-be-warm-about", days = model.cold_after_days, names = names.join(", "));
    ui.add(egui::Label::new(job).wrap()).on_hover_text(about);
}

/// The ways to one cell.
struct WaysTo<'a> {
    cell: (usize, usize),
    named: Vec<&'a Suggestion>,
    /// Those that are only counted.
    more: Vec<&'a Suggestion>,
}

/// The suggestions by the cell that they lead to, in their order. The first of each axis are named and choose the cells; what
/// else leads to one of these is counted, and where that is a single one, it is named as well.
fn by_cell(suggestions: &[Suggestion]) -> Vec<WaysTo<'_>> {
    let mut cells: Vec<WaysTo<'_>> = Vec::new();
    for axis in Axis::ALL {
        let of_axis = suggestions.iter().filter(|suggestion| suggestion.axis == axis);
        for (place, suggestion) in of_axis.enumerate() {
            let is_named = place < MOST_SUGGESTED;
            match cells.iter_mut().find(|ways| ways.cell == suggestion.cell) {
                Some(ways) if is_named => ways.named.push(suggestion),
                Some(ways) => ways.more.push(suggestion),
                None if is_named => {
                    cells.push(WaysTo { cell: suggestion.cell, named: vec![suggestion], more: Vec::new() });
                }
                None => {}
            }
        }
    }
    for ways in cells.iter_mut().filter(|ways| ways.more.len() == 1) {
        ways.named.append(&mut ways.more);
    }
    cells
}

/// “To reach A1: Asked for a demo, or Webinar attended”; what exactly each takes is told when one waits.
fn way_up(ui: &mut egui::Ui, model: &Model, ways: &WaysTo<'_>) {
    const MOST_TOLD: usize = 20;
    let theme = theme::of(ui);
    let name = |way: &Suggestion| {
        let names: Vec<String> = way.criteria.iter().map(|id| criterion_name(model, id)).collect();
        let names = names.join(&tr!("leads-way-and"));
        match way.change {
            Change::Match => names,
            Change::Times(times) => tr!("leads-way-times", name = names, times = times),
            Change::Without => tr!("leads-way-without", name = names),
        }
    };
    let names: Vec<String> = ways.named.iter().map(|way| name(way)).collect();
    let mut told = names.join(&tr!("leads-way-or"));
    if !ways.more.is_empty() {
        told = tr!("leads-way-more", names = told, number = ways.more.len());
    }
    let mut job = egui::text::LayoutJob::default();
    let cell = tr!("leads-to-reach", cell = model.cell_name_at(ways.cell));
    job.append(&cell, 0.0, egui::TextFormat::simple(theme::strong_font(), theme.text));
    job.append(&told, 5.0, egui::TextFormat::simple(theme::body(), theme.text));
    ui.add(egui::Label::new(job).wrap()).on_hover_ui(|ui| {
        let all: Vec<&&Suggestion> = ways.named.iter().chain(&ways.more).collect();
        for way in all.iter().take(MOST_TOLD) {
            ui.label(format!("{}: {}", name(way), way.takes));
        }
        if let Some(more) = all.len().checked_sub(MOST_TOLD).filter(|more| *more > 0) {
            ui.label(tr!("and-more", count = more));
        }
    });
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use egui_kittest::{Harness, kittest::Queryable as _};

    use super::*;
    use crate::{
        app::{
            pages::leads::explained::Wanted,
            scored::{Question, Scored, Scorer},
        },
        model::Rule,
        scoring::{
            ColumnsBuilder,
            sample::{NOW, criterion, event, lead, model, once},
        },
    };

    /// Its cells are those of the model that it was worked out for.
    #[test]
    fn advice_that_is_a_model_late_names_the_cells_of_its_own() {
        let mut builder = ColumnsBuilder::default();
        builder.push(lead("1", &[], vec![event("visit", 5)]));
        let columns = Arc::new(builder.finish());
        let scored = |model: &Model| -> Arc<Scored> {
            let (draft, baseline) = (Arc::new(model.clone()), Arc::new(model.clone()));
            Scorer::default().answer(Question {
                columns: Arc::clone(&columns),
                as_of: NOW,
                draft,
                baseline,
                voice: None,
            })
        };
        let old = model(vec![
            criterion("visit", "activity", 30, Rule::Activity(once("visit"))),
            criterion("demo", "activity", 60, Rule::Activity(once("demo"))),
        ]);
        let mut new = old.clone();
        new.fit.bands.remove(1);
        let advice = Advice::new(&Wanted { scored: scored(&old), row: 0 });
        let explained = Explained::new(&scored(&new), 0);
        assert!(advice.is_about(&explained));
        let reach = advice.suggestions.first().expect("a demo would do").cell;
        assert_ne!(old.cell_name_at(reach), new.cell_name_at(reach), "the places have moved");
        let naming = Naming::of(&columns);
        let harness =
            Harness::builder().with_size(egui::vec2(420.0, 1600.0)).with_context_setup(theme::install).build_ui(|ui| {
                show(ui, &explained, &naming, Some(&advice));
            });
        harness.get_by_label_contains(&tr!("leads-to-reach", cell = old.cell_name_at(reach)));
        harness.get_by_label(&curve::finding(&advice.course, &old));
    }

    /// Three are named, a fourth as well, and of more it is said how many there are.
    #[test]
    fn no_way_up_is_left_out_without_a_word() {
        let told = |ways: usize| {
            let criteria = (0..ways).map(|index| {
                let name = format!("way{index}");
                criterion(&name, "activity", 30, Rule::Activity(once(&name)))
            });
            let model = model(criteria.collect());
            let suggestions = crate::scoring::all_suggestions(&model, &lead("1", &[], vec![]), NOW);
            by_cell(&suggestions).iter().map(|to| (to.named.len(), to.more.len())).collect::<Vec<_>>()
        };
        assert_eq!([3, 4, 5, 9].map(told), [[(3, 0)], [(4, 0)], [(3, 2)], [(3, 6)]]);
    }
}
