//! One lead over time, in words: what comes next, which bands it came into, how it stood on a day.

use crate::{
    app::{format, pages::leads::moment},
    lead::{Day, Instant},
    model::{Axis, Model},
    scoring::{Course, Crossing},
};

/// “4 Dec”; with the year where it could be mistaken for another.
pub fn short_day(day: Day, today: Day) -> String {
    const NEAR: i32 = 300;
    let whole = format::day(day);
    if day.0.abs_diff(today.0) > NEAR as u32 {
        return whole;
    }
    whole.rsplit_once(' ').map_or(whole.clone(), |(short, _)| short.to_owned())
}

/// What comes next if nothing happens: “Falls to B3 on 4 Dec, goes cold on 21 Dec”.
pub fn finding(course: &Course, model: &Model) -> String {
    let today = course.span.as_of.day();
    let next = course.crossings_ahead().next().map(|crossing| {
        let cell = model.cell_name_at(crossing.cell);
        let day = crossing.at.day();
        let text = if crossing.is_up() {
            tr!("course-rises", cell = cell, day = short_day(day, today))
        } else {
            tr!("course-falls", cell = cell, day = short_day(day, today))
        };
        (day, text)
    });
    let cold = course.goes_cold.map(|day| (day, tr!("course-goes-cold", day = short_day(day, today))));
    let cell = || model.cell_name_at(course.now().cell);
    match (next, cold) {
        (Some((next, text)), Some((cold, cold_text))) => {
            let (first, second) = if next <= cold { (text, cold_text) } else { (cold_text, text) };
            format!("{first}, {}", lower_first(&second))
        }
        (Some((_, text)), None) | (None, Some((_, text))) => text,
        (None, None) if course.now().cold => tr!("course-stays-cold", cell = cell()),
        (None, None) => tr!("course-stays", cell = cell(), days = course.span.until.0.saturating_sub(today.0)),
    }
}

fn lower_first(text: &str) -> String {
    crate::model::wording::lower_first(text)
}

/// “Reached engagement 2 by Webinar attended”, “Falls to engagement 3”.
pub fn crossing(course: &Course, model: &Model, crossing: &Crossing) -> String {
    let settings = model.axis(crossing.axis);
    let band = settings.bands.get(crossing.to).map_or("", |band| settings.short_name(band));
    let band = match crossing.axis {
        Axis::Fit => tr!("course-fit-band", band = band),
        Axis::Engagement => tr!("course-engagement-band", band = band),
    };
    if crossing.at > course.span.as_of {
        let cell = model.cell_name_at(crossing.cell);
        return if crossing.is_up() {
            tr!("course-will-rise", band = band, cell = cell)
        } else {
            tr!("course-will-fall", band = band, cell = cell)
        };
    }
    match (crossing.is_up(), by(course, &crossing.by)) {
        (true, Some(by)) => tr!("course-reached-by", band = band, by = by),
        (true, None) => tr!("course-reached", band = band),
        (false, Some(by)) => tr!("course-fell-by", band = band, by = by),
        (false, None) => tr!("course-fell", band = band),
    }
}

/// What happened, if anything: one or two are named, more are counted.
fn by(course: &Course, events: &[usize]) -> Option<String> {
    let named: Vec<String> = events
        .iter()
        .filter_map(|event| course.events.get(*event))
        .map(|event| moment::what(&event.kind, event.detail.as_deref()))
        .collect();
    match named.as_slice() {
        [] => None,
        [one] => Some(one.clone()),
        [one, other] if one != other => Some(tr!("course-by-two", one = one.clone(), other = other.clone())),
        more => Some(tr!("course-by-many", count = more.len())),
    }
}

/// How the lead stood on that day, and what happened on it: “3 Sep: engagement 58, fit 81, A2. Webinar attended”.
pub fn standing(course: &Course, model: &Model, at: Instant) -> String {
    let today = course.span.as_of.day();
    let day = at.day();
    let point = course.at(at);
    let route = point.route.as_ref().and_then(|id| model.route(id)).map(|route| route.name.clone());
    let cell = model.cell_name_at(point.cell);
    let place = route.map_or(cell.clone(), |route| format!("{cell} {route}"));
    let mut text = tr!(
        "course-standing",
        day = short_day(day, today),
        engagement = format::count_signed(point.engagement),
        fit = format::count_signed(point.fit),
        place = place
    );
    let first = course.events.partition_point(|event| event.at.day() < day);
    let end = course.events.partition_point(|event| event.at.day() <= day);
    if let Some(what) = by(course, &(first..end).collect::<Vec<_>>()) {
        text = format!("{text}\n{what}");
    } else if at > course.span.as_of {
        text = format!("{text}\n{}", tr!("course-if-nothing"));
    }
    text
}

/// The whole in one breath, for who can't see it.
pub fn spoken(course: &Course, model: &Model) -> String {
    tr!(
        "course-spoken",
        finding = finding(course, model),
        now = format::count_signed(course.now().engagement),
        events = course.events.len()
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        lead::Lead,
        model::{Activity, EventCounting, Fade, Rule},
        scoring::{
            Span, course,
            sample::{NOW, activity, criterion, event, lead, model},
        },
    };

    fn webinars(fade: Fade) -> Model {
        let rule: Activity = activity("webinar_attended", EventCounting::Once { at_least: 1, fade });
        model(vec![criterion("webinar", "activity", 60, Rule::Activity(rule))])
    }

    fn told(model: &Model, lead: &Lead) -> Course {
        course(model, lead, Span::of(lead, NOW))
    }

    fn told_of(model: &Model, events: Vec<crate::lead::Event>) -> Vec<String> {
        let course = told(model, &lead("1", &[], events));
        course.crossings.iter().map(|one| crossing(&course, model, one)).collect()
    }

    #[test]
    fn the_finding_says_what_comes_next() {
        let model = webinars(Fade::Expires { days: 20 });
        let lead_5 = lead("1", &[], vec![event("webinar_attended", 5)]);
        assert_eq!(finding(&told(&model, &lead_5), &model), "Falls to D4 on 3 Dec, goes cold on 13 Dec");
        let lead_99 = lead("1", &[], vec![event("webinar_attended", 99)]);
        assert_eq!(finding(&told(&model, &lead_99), &model), "Cold, and stays D4 if nothing happens");
        let never = webinars(Fade::None);
        assert_eq!(finding(&told(&never, &lead_5), &never), "Goes cold on 13 Dec");
    }

    #[test]
    fn crossings_are_told_with_what_made_them() {
        let model = webinars(Fade::Expires { days: 20 });
        let course = told(&model, &lead("1", &[], vec![event("webinar_attended", 5)]));
        let now = told_of(&model, vec![event("webinar_attended", 5)]);
        assert_eq!(now, ["Reached engagement 2 by Webinar attended", "Falls to engagement 4: D4"]);
        let ago = told_of(&model, vec![event("webinar_attended", 25), event("page_view", 10)]);
        assert_eq!(ago, ["Reached engagement 2 by Webinar attended", "Fell to engagement 4"]);
        let standing = standing(&course, &model, course.crossings[0].at);
        assert_eq!(standing, "13 Nov: engagement 60, fit 0, D2 Nurture\nWebinar attended");
    }

    #[test]
    fn a_year_is_told_where_it_is_far() {
        let today: Day = "2026-11-18".parse().expect("a date");
        assert_eq!(short_day(Day(today.0 + 20), today), "8 Dec");
        assert_eq!(short_day(Day(today.0 - 400), today), "14 Oct 2025");
    }
}
