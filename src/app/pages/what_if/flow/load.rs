//! What comes to each route to sales in a week, against what it can take and what it promises.

use eframe::egui::{self, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::{answer, found::Found};
use crate::{
    app::{
        format,
        panel::a_week_text,
        places::Destination,
        state::State,
        theme::{self, Theme},
        widgets,
    },
    model::RouteId,
    scoring::{
        ARRIVAL_WEEKS,
        what_if::{Load, RouteLoad},
    },
};

const BAR: f32 = 10.0;

/// One route to sales in both models.
struct Line<'a> {
    name: String,
    route: Option<&'a RouteLoad>,
    colour: egui::Color32,
    /// Leads a week.
    before: Option<f64>,
    after: f64,
    capacity: Option<f64>,
}

/// The card; nothing where no lead goes to sales in either model.
pub fn show(ui: &mut Ui, state: &mut State) {
    let Some((found, opacity)) = answer(ui, state) else { return };
    let mut to: Option<RouteId> = None;
    widgets::card(ui, |ui| {
        ui.label(theme::strong(&tr!("load-title")));
        ui.add_space(4.0);
        if !found.what_if.arrivals.is_known() {
            ui.add(egui::Label::new(theme::second(ui, &tr!("panel-no-dates"))).wrap());
            return;
        }
        ui.multiply_opacity(opacity);
        ui.add(egui::Label::new(theme::second(ui, &finding(&found))).wrap());
        ui.add_space(8.0);
        let lines = lines(theme::of(ui), &found);
        let full = lines.iter().flat_map(|line| [line.before, Some(line.after), line.capacity]).flatten();
        let full = full.fold(1.0, f64::max);
        for line in &lines {
            line.show(ui, full);
            if let Some(route) = line.route.filter(|route| route.weekly_capacity.is_none()) {
                let button = widgets::link_button(ui, &tr!("load-set-capacity"));
                let name = tr!("load-set-capacity-name", route = line.name.clone());
                button.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
                if button.clicked() {
                    to = Some(route.route.clone());
                }
            }
            ui.add_space(8.0);
        }
        if lines.is_empty() {
            ui.add(egui::Label::new(theme::second(ui, &tr!("load-no-route"))).wrap());
        } else if !theme::is_presentation(ui) {
            let caption = egui::Label::new(theme::second(ui, &tr!("load-caption")).font(theme::small())).wrap();
            ui.add(caption).on_hover_text(about(&found));
        }
    });
    if let Some(id) = to {
        state.go(Destination::Route(id));
    }
}

/// “137 leads a week to sales, 120 before: 17 more than the 120 that can be worked”.
fn finding(found: &Found) -> String {
    let (before, after) = (&found.what_if.load_before, &found.what_if.load_after);
    let week = |load: &Load| a_week_text(load.to_sales.unwrap_or(0.0));
    let (was, is) = (week(before), week(after));
    let change = if was == is { tr!("load-same", is = is) } else { tr!("load-change", is = is, was = was) };
    let Some(capacity) = after.capacity else { return change };
    let most = format::count(capacity.most);
    let load = capacity.load();
    let verdict = if capacity.is_enough() {
        tr!("load-enough", most = most)
    } else {
        tr!("load-over", over = over_text(load - capacity.most as f64), most = most)
    };
    let verdict = if capacity.is_partial { tr!("panel-partial", sentence = verdict) } else { verdict };
    format!("{change}: {verdict}")
}

/// What is over, never 0.
fn over_text(over: f64) -> String {
    if over < 0.05 { tr!("load-a-little") } else { a_week_text(over) }
}

/// What a weekly load is, and leaves out.
fn about(found: &Found) -> String {
    let arrivals = &found.what_if.arrivals;
    let text = tr!("load-about", leads = super::words::leads(arrivals.leads), weeks = ARRIVAL_WEEKS);
    if arrivals.undated == 0 {
        return text;
    }
    let undated = super::words::leads(arrivals.undated);
    tr!("load-undated", sentence = text, leads = undated, number = arrivals.undated)
}

/// Routes to sales of the draft, and those of the baseline that are none any more.
fn lines<'a>(theme: &Theme, found: &'a Found) -> Vec<Line<'a>> {
    let what_if = &found.what_if;
    let (before, after, flow) = (&what_if.load_before, &what_if.load_after, &what_if.movement.routes);
    let tone = |id: &RouteId| what_if.draft.model.route(id).map_or(theme.third, |route| theme.tone(route.tone));
    let like = |place: usize| flow.after.get(place).and_then(|node| node.like).and_then(|like| before.routes.get(like));
    let is_used =
        |place: usize, route: &RouteLoad| route.leads > 0 || like(place).is_some_and(|before| before.leads > 0);
    let to_sales = after.routes.iter().enumerate().filter(|(place, route)| {
        (route.qualified || like(*place).is_some_and(|before| before.qualified)) && is_used(*place, route)
    });
    let line = |(place, route): (usize, &'a RouteLoad)| Line {
        name: route.name.clone(),
        route: Some(route),
        colour: tone(&route.route),
        before: like(place).map(|before| before.a_week.unwrap_or(0.0)),
        after: route.a_week.unwrap_or(0.0),
        capacity: route.weekly_capacity.map(f64::from),
    };
    let gone = before.routes.iter().enumerate().filter(|(place, route)| {
        route.qualified && route.leads > 0 && flow.before.get(*place).is_some_and(|node| node.like.is_none())
    });
    let gone = gone.map(|(_, route)| Line {
        name: route.name.clone(),
        route: None,
        colour: theme.third,
        before: route.a_week,
        after: 0.0,
        capacity: None,
    });
    to_sales.map(line).chain(gone).collect()
}

impl Line<'_> {
    fn show(&self, ui: &mut Ui, full: f64) {
        let theme = theme::of(ui);
        let told = self.told();
        let size = vec2(ui.available_width(), 18.0 + BAR + 6.0);
        let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
        let name = tr!("load-line", route = self.name.clone(), told = told.clone());
        response.widget_info(|| WidgetInfo::labeled(Role::ProgressIndicator, true, &name));
        response.on_hover_text(name);
        let painter = ui.painter();
        let number = self.number(theme);
        let number = painter.layout_job(number);
        let room = rect.width() - number.size().x - 12.0;
        let title = widgets::one_line(painter, &self.name, theme::strong_font(), theme.text, room);
        let right = rect.right() - number.size().x;
        painter.galley(rect.min.round(), title, theme.text);
        painter.galley(pos2(right, rect.top()).round(), number, theme.text);
        let bar = Rect::from_min_size(rect.min + vec2(0.0, 21.0), vec2(rect.width(), BAR));
        let x = |leads: f64| bar.left() + bar.width() * (leads / full).clamp(0.0, 1.0) as f32;
        painter.rect_filled(bar, 3.0, theme.line);
        let within = self.capacity.map_or(self.after, |most| most.min(self.after));
        if self.after > 0.0 {
            painter.rect_filled(bar.with_max_x(x(within).max(bar.left() + 2.0)), 3.0, self.colour);
        }
        if within < self.after {
            painter.rect_filled(bar.with_min_x(x(within)).with_max_x(x(self.after)), 3.0, theme.worse);
        }
        if let Some(most) = self.capacity {
            let stroke = Stroke::new(2.0, theme.text);
            painter.vline((x(most) - 1.0).max(bar.left()), bar.y_range().expand(3.0), stroke);
        }
        // Where it was: a hollow mark, unless it is where it was.
        if let Some(before) = self.before.filter(|before| (before - self.after).abs() > full / 200.0) {
            painter.circle(pos2(x(before), bar.center().y), 3.5, theme.card, Stroke::new(1.5, theme.second));
        }
        let is_worse = self.route.is_some_and(|route| route.over().is_some());
        let colour = if is_worse { theme.worse } else { theme.second };
        ui.add(egui::Label::new(egui::RichText::new(told).color(colour).font(theme::small())).wrap());
    }

    /// “38 → 44 of 40 a week”.
    fn number(&self, theme: &Theme) -> egui::text::LayoutJob {
        let mut job = egui::text::LayoutJob::default();
        let mut put = |text: &str, font: egui::FontId, colour: egui::Color32| {
            job.append(text, 0.0, egui::TextFormat::simple(font, colour));
        };
        let (was, is) = (self.before.map(a_week_text), a_week_text(self.after));
        if let Some(was) = was.filter(|was| *was != is) {
            put(&format!("{was} → "), theme::body(), theme.second);
        }
        put(&is, theme::strong_font(), theme.text);
        let unit = match self.capacity {
            Some(most) => tr!("load-of-a-week", most = format::count(most as u64)),
            None => tr!("load-a-week"),
        };
        put(&format!(" {unit}"), theme::body(), theme.second);
        job
    }

    /// Over or under, and what that does to the promise.
    fn told(&self) -> String {
        let Some(route) = self.route else { return tr!("load-gone") };
        let promised = route.respond_within_minutes.map(format::minutes);
        let verdict = match (route.over(), route.weekly_capacity) {
            (_, None) => tr!("load-no-capacity"),
            (Some(over), Some(most)) => {
                tr!("load-route-over", over = over_text(over), most = format::count(most.into()))
            }
            (None, Some(most)) => {
                let left = (f64::from(most) - self.after).max(0.0);
                tr!("load-route-under", left = a_week_text(left))
            }
        };
        let promise = match (route.last_waits_minutes(), promised) {
            (Some(waits), Some(promised)) => tr!("load-waits-promised", waits = wait(waits), promised = promised),
            (Some(waits), None) => tr!("load-waits", waits = wait(waits)),
            (None, Some(promised)) => tr!("load-promised", promised = promised),
            (None, None) => String::new(),
        };
        let sentence = if promise.is_empty() { verdict } else { format!("{verdict}; {promise}") };
        if route.over().is_some() { format!("▼ {sentence}") } else { sentence }
    }
}

/// A wait in the largest unit that it fills: “40 min”, “3.5 h”, “1.4 days”, “45 days”.
fn wait(minutes: f64) -> String {
    const HOUR: f64 = 60.0;
    const DAY: f64 = 24.0 * HOUR;
    match minutes {
        few if few < 1.5 * HOUR => tr!("minutes", number = few.ceil() as u64),
        hours if hours < 1.5 * DAY => tr!("load-hours", number = format!("{:.1}", hours / HOUR)),
        long if long >= 9.95 * DAY => tr!("load-days", number = format::count((long / DAY).round() as u64)),
        days => tr!("load-days", number = format!("{:.1}", days / DAY)),
    }
}
