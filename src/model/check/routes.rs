//! A route that promises leads to sales, but not who takes them, or by when.

use super::{Context, Place, Problem};

pub(super) const OWNER: &str = "route-without-owner";
pub(super) const TIME: &str = "route-without-response-time";

pub(super) fn check(Context { model, .. }: Context<'_>, found: &mut Vec<Problem>) {
    for route in model.routes.iter().filter(|route| route.qualified) {
        let place = || Place::Route(route.id.clone());
        if route.owner.is_none() {
            let sentence = format!("“{}” counts as qualified, but nobody owns it", route.name);
            found.push(Problem::warning(OWNER, place(), sentence).hint("Choose who takes these leads"));
        }
        if route.respond_within_minutes.is_none() {
            let sentence = format!("“{}” counts as qualified, but no response time is agreed", route.name);
            found.push(Problem::warning(TIME, place(), sentence).hint("Agree on a time for the first answer"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{super::fixture::found, *};

    #[test]
    fn a_qualified_route_is_a_promise() {
        assert_eq!(found(OWNER, |model| model.routes[0].owner = None).len(), 1);
        assert_eq!(found(TIME, |model| model.routes[0].respond_within_minutes = None).len(), 1);
        assert!(found(OWNER, |model| model.routes[3].owner = None).is_empty(), "nurture is not qualified");
    }
}
