//! What a sweep found, as text, JSON or CSV.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::{Value, json};

use super::{
    sweep_knob, table,
    words::{a_week, as_of, counted, percent},
};
use crate::{
    lead::Instant,
    model::{
        Axis, Model,
        wording::{grouped, whole},
    },
    scoring::what_if::{Along, Fit, FitTo, Knob, Point, Sweep},
};

pub struct Answer<'a> {
    pub model: &'a Model,
    pub leads: u64,
    pub as_of: Instant,
    pub sweep: Sweep,
    /// Whose load is looked at.
    pub to: FitTo,
    /// Of an edge.
    pub fit: Option<Fit>,
}

/// One value as it is written. The order of the fields is the order of the columns.
#[derive(Serialize)]
struct Row {
    value: Option<i32>,
    now: bool,
    to_sales: u64,
    past_wins: u64,
    decided: u64,
    precision: Option<f64>,
    recall: Option<f64>,
    a_week: Option<f64>,
    load: Option<f64>,
    capacity: Option<u64>,
}

const HEADER: [&str; 10] =
    ["value", "now", "to_sales", "past_wins", "decided", "precision", "recall", "a_week", "load", "capacity"];

impl Answer<'_> {
    fn row(&self, point: &Point) -> Row {
        let load = point.load(self.model, &self.to);
        Row {
            value: point.value,
            now: self.sweep.is_now(point),
            to_sales: point.to_sales.leads,
            past_wins: point.to_sales.won,
            decided: point.to_sales.decided,
            precision: point.precision(),
            recall: point.recall(),
            a_week: point.to_sales_a_week(),
            load: load.map(|(load, _)| load),
            capacity: load.map(|(_, capacity)| capacity),
        }
    }

    pub fn write_csv(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut writer = csv::WriterBuilder::new().has_headers(false).from_writer(out);
        writer.write_record(HEADER)?;
        for point in &self.sweep.points {
            writer.serialize(self.row(point))?;
        }
        writer.flush()
    }

    pub fn write_json(&self, out: &mut dyn Write) -> io::Result<()> {
        let sweep = &self.sweep;
        let turned = match &sweep.knob {
            Knob::Edge { axis, band } => json!({ "edge": { "axis": axis, "band": band } }),
            Knob::Points { criterion } => json!({ "points": criterion }),
            Knob::Cap { category } => json!({ "cap": category }),
        };
        let route = match &self.to {
            FitTo::Sales => None,
            FitTo::Route(id) => Some(id),
        };
        let document = json!({
            "model": self.model.name,
            "as_of": self.as_of,
            "leads": self.leads,
            "past_wins_in_all": sweep.now.won,
            "turned": turned,
            "title": sweep_knob::title(self.model, &sweep.knob),
            "load_of_route": route,
            "now": self.row(&sweep.now),
            "values": sweep.points.iter().map(|point| self.row(point)).collect::<Vec<_>>(),
            "fit_to_capacity": self.fit.as_ref().map(|fit| self.fit_value(fit)),
        });
        serde_json::to_writer_pretty(&mut *out, &document)?;
        writeln!(out)
    }

    fn fit_value(&self, fit: &Fit) -> Value {
        let at = |answer: &str, point: &Point| {
            let mut value = json!(self.row(point));
            value["answer"] = json!(answer);
            let along = self.moved_along(point);
            let along =
                along.iter().map(|(_, along)| json!({ "band": along.band.id, "from": along.from, "to": along.to }));
            value["taken_along"] = along.collect();
            value
        };
        match fit {
            Fit::At(point) => at("at", point),
            Fit::Anywhere(point) => at("anywhere", point),
            Fit::Nowhere(point) => at("nowhere", point),
            Fit::NoCapacity => json!({ "answer": "no_capacity" }),
            Fit::NoDates => json!({ "answer": "no_dates" }),
        }
    }

    pub fn write_text(&self, out: &mut dyn Write) -> io::Result<()> {
        let Self { model, sweep, .. } = self;
        let leads = counted(self.leads, "lead", "leads");
        writeln!(out, "“{}”, {leads}{}", model.name, as_of(self.as_of))?;
        writeln!(out, "{}\n", sweep_knob::title(model, &sweep.knob))?;
        // Where it stands is shown also where that is out of the range: to compare with.
        let outside = Some(&sweep.now).filter(|_| !sweep.points.iter().any(|point| sweep.is_now(point)));
        let rows: Vec<Vec<String>> = outside.into_iter().chain(&sweep.points).map(|point| self.cells(point)).collect();
        let capacity = sweep.now.load(model, &self.to).map(|(_, capacity)| capacity);
        let mut header: Vec<String> = ["", "value", "to sales"].map(str::to_owned).into();
        if self.knows_wins() {
            header.extend(["past wins", "caught", "win rate"].map(str::to_owned));
        }
        let (is_partial, most) = (self.is_partial(), capacity.map(grouped));
        match (most, &self.to) {
            // All that come are all there is to be worked: one column says both.
            (Some(most), FitTo::Sales) if !is_partial => header.push(format!("a week, of {most}")),
            (Some(most), to) => {
                header.extend(["a week".to_owned(), format!("{}, of {most}", self.whose_load(to))]);
            }
            (None, _) => header.push("a week".to_owned()),
        }
        table::write(out, &header.iter().map(String::as_str).collect::<Vec<_>>(), &rows)?;
        if self.to == FitTo::Sales && capacity.is_some() && is_partial {
            writeln!(out, "  The last column is of the routes to sales that say what they can take")?;
        }
        if let Some(fit) = &self.fit {
            writeln!(out, "\n{}", self.fit_sentence(fit))?;
        }
        Ok(())
    }

    fn cells(&self, point: &Point) -> Vec<String> {
        let mut cells = vec![
            if self.sweep.is_now(point) { "now".to_owned() } else { String::new() },
            point.value.map_or_else(|| "no cap".to_owned(), whole),
            grouped(point.to_sales.leads),
        ];
        if self.knows_wins() {
            cells.extend([grouped(point.to_sales.won), percent(point.recall()), percent(point.precision())]);
        }
        cells.push(point.to_sales_a_week().map(a_week).unwrap_or_default());
        let load = point.load(self.model, &self.to).filter(|_| self.to != FitTo::Sales || self.is_partial());
        cells.extend(load.map(|(load, _)| a_week(load)));
        cells
    }

    /// Whether the library knows any past win: of none, nothing is said.
    fn knows_wins(&self) -> bool {
        self.sweep.now.won > 0
    }

    /// Whether a route to sales does not say what it can take.
    fn is_partial(&self) -> bool {
        self.sweep.now.capacity.is_some_and(|capacity| capacity.is_partial)
    }

    fn whose_load(&self, to: &FitTo) -> &str {
        match to {
            FitTo::Sales => "with a capacity",
            FitTo::Route(id) => self.model.route(id).map_or("the route", |route| &route.name),
        }
    }

    /// What else has to stand elsewhere: “; fit B goes along from 50 to 76”.
    fn along(&self, point: &Point) -> String {
        let moved = self.moved_along(point);
        let moved = moved.iter().map(|(axis, along)| {
            format!("; {axis} {} goes along from {} to {}", along.band.name, whole(along.from), whole(along.to))
        });
        moved.collect()
    }

    /// The edges that the turned one takes along to a point.
    fn moved_along(&self, point: &Point) -> Vec<(Axis, Along<'_>)> {
        let (Knob::Edge { axis, .. }, Some(value)) = (&self.sweep.knob, point.value) else { return Vec::new() };
        let mut then = self.model.clone();
        self.sweep.knob.set(&mut then, value);
        self.sweep.knob.taken_along(self.model, &then).into_iter().map(|along| (*axis, along)).collect()
    }

    fn fit_sentence(&self, fit: &Fit) -> String {
        let load = |point: &Point| {
            let (load, most) = point.load(self.model, &self.to).unwrap_or_default();
            let text = format!("{} a week come where {} can be worked", a_week(load), grouped(most));
            let wins = counted(point.to_sales.won, "past win", "past wins");
            if self.knows_wins() { format!("{text}, with {wins} to sales") } else { text }
        };
        let value = |point: &Point| point.value.map(whole).unwrap_or_default();
        match fit {
            Fit::At(point) => {
                let along = self.along(point);
                format!(
                    "Fit to capacity: {}, the lowest at which all can be worked: {}{along}",
                    value(point),
                    load(point)
                )
            }
            Fit::Anywhere(point) => {
                format!(
                    "Fit to capacity: all can be worked wherever it begins, even at {}: {}",
                    value(point),
                    load(point)
                )
            }
            Fit::Nowhere(point) => {
                format!("Fit to capacity: this edge alone cannot do it, not even at {}: {}", value(point), load(point))
            }
            Fit::NoCapacity => {
                "No route to sales says how many leads it can take in a week, so there is nothing to fit to".to_owned()
            }
            Fit::NoDates => "No lead says when it was created, so nobody knows how many come in a week".to_owned(),
        }
    }
}
