//! Promises that others have made, to start a talk from. What they would change is shown before they do.
//!
//! The figures are those that playbooks for speed to lead name: hot leads a first touch within 5 minutes and a second within
//! 60, warm ones 15 minutes and 4 hours, nurture the same business day, and 7 touches over 14 days before anyone gives up. The
//! model has one time for an answer; a second touch is a matter of what to do, so it is said there, unless something is said
//! there already.

use crate::model::{FollowUp, Model, Route, Tone};

/// Eight hours: what is answered within them is answered on the same business day.
const BUSINESS_DAY: u32 = 8 * 60;
const TOUCHES: FollowUp = FollowUp { attempts: 7, over_days: 14 };

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Preset {
    /// Fast answers, and enough touches.
    #[default]
    Fast,
    /// Enough touches only.
    Touches,
    /// What a new model promises.
    Start,
}

impl Preset {
    pub const ALL: [Self; 3] = [Self::Fast, Self::Touches, Self::Start];

    pub fn name(self) -> String {
        match self {
            Self::Fast => tr!("preset-fast"),
            Self::Touches => tr!("preset-touches"),
            Self::Start => tr!("preset-start"),
        }
    }

    pub fn about(self) -> String {
        match self {
            Self::Fast => tr!("preset-fast-about"),
            Self::Touches => tr!("preset-touches-about"),
            Self::Start => tr!("preset-start-about"),
        }
    }

    /// The model with this preset's promises. Routes that stop a lead promise nothing, and stay as they are.
    pub fn applied(self, model: &Model) -> Model {
        let mut model = model.clone();
        let disqualified = model.matrix.disqualified.clone();
        for route in model.routes.iter_mut().filter(|route| route.id != disqualified) {
            match self {
                Self::Fast => fast(route),
                Self::Touches => enough_touches(route),
                Self::Start => as_at_the_start(route),
            }
        }
        model
    }
}

fn fast(route: &mut Route) {
    let (within, second) = match route.tone {
        Tone::SuperHot | Tone::Hot => (5, Some(60)),
        Tone::Warm => (15, Some(4 * 60)),
        Tone::Cool => (BUSINESS_DAY, None),
        Tone::Stop => return,
    };
    route.respond_within_minutes = Some(within);
    if let Some(second) = second.filter(|_| route.action.trim().is_empty()) {
        route.action = tr!("preset-second-touch", within = crate::app::format::minutes(second));
    }
    enough_touches(route);
}

/// At least so many: whoever tries more often goes on doing so.
fn enough_touches(route: &mut Route) {
    let is_worked = matches!(route.tone, Tone::SuperHot | Tone::Hot | Tone::Warm);
    if is_worked && route.follow_up.is_none_or(|follow_up| follow_up.attempts < TOUCHES.attempts) {
        route.follow_up = Some(TOUCHES);
    }
}

fn as_at_the_start(route: &mut Route) {
    let start = Model::new(String::new());
    let of_tone = start.routes.iter().find(|other| other.tone == route.tone && other.respond_within_minutes.is_some());
    if let Some(start) = of_tone {
        route.respond_within_minutes = start.respond_within_minutes;
        route.follow_up = start.follow_up;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::diff::{Aspect, Subject, diff};

    fn route<'a>(model: &'a Model, id: &str) -> &'a Route {
        model.route(&id.into()).expect("the route")
    }

    #[test]
    fn fast_is_what_the_playbooks_name() {
        let mut model = Model::new("m");
        model.routes[1].action = "Call".to_owned();
        model.routes[1].follow_up = Some(FollowUp { attempts: 9, over_days: 3 });
        let after = Preset::Fast.applied(&model);
        let promised = |id| (route(&after, id).respond_within_minutes, route(&after, id).follow_up);
        assert_eq!(promised("sales-now"), (Some(5), Some(TOUCHES)));
        assert_eq!(promised("sales-today"), (Some(5), Some(FollowUp { attempts: 9, over_days: 3 })), "more stays");
        assert_eq!(promised("sales-this-week"), (Some(15), Some(TOUCHES)));
        assert_eq!(promised("nurture"), (Some(480), None));
        assert_eq!(route(&after, "no-action"), route(&model, "no-action"));
        assert!(route(&after, "sales-now").action.contains("1 h"), "{}", route(&after, "sales-now").action);
        assert!(route(&after, "sales-this-week").action.contains("4 h"));
        assert_eq!(route(&after, "sales-today").action, "Call", "what is said already is not written over");
    }

    #[test]
    fn a_preset_changes_promises_only_and_but_once() {
        let mut model = Preset::Fast.applied(&Model::new("m"));
        model.matrix.disqualified = "sales-today".into();
        for preset in Preset::ALL {
            let after = preset.applied(&model);
            for difference in diff(&model, &after) {
                assert!(matches!(difference.subject, Subject::Route { .. }), "{}", difference.sentence());
                let is_promise = matches!(difference.aspect, Aspect::RespondWithin | Aspect::FollowUp | Aspect::Action);
                assert!(is_promise, "{}", difference.sentence());
            }
            assert_eq!(route(&after, "sales-today"), route(&model, "sales-today"), "leads end there that are stopped");
            assert_eq!(preset.applied(&after), after, "{preset:?} twice");
        }
        assert_eq!(Preset::Touches.applied(&model), model, "there are enough already");
    }

    #[test]
    fn the_start_is_what_a_new_model_promises() {
        let start = Model::new("m");
        assert_eq!(Preset::Start.applied(&start), start);
        let mut changed = start.clone();
        changed.routes[0].respond_within_minutes = None;
        changed.routes[2].follow_up = None;
        assert_eq!(Preset::Start.applied(&changed), start);
    }
}
