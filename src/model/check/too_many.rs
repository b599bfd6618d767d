//! More criteria than a team can keep in mind.

use super::{Context, Place, Problem};

pub(super) const CODE: &str = "too-many-criteria";

const MOST: usize = 40;

pub(super) fn check(Context { model, .. }: Context<'_>, found: &mut Vec<Problem>) {
    let count = model.criteria.iter().filter(|criterion| criterion.enabled).count();
    if count > MOST {
        let sentence = format!(
            "The model has {} criteria, more than a team can keep in mind",
            crate::model::wording::grouped(count as u64)
        );
        let hint = format!("Switch off what moves few leads; {MOST} or fewer can still be talked through");
        found.push(Problem::warning(CODE, Place::Model, sentence).hint(hint));
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::fixture::{criterion, found, words},
        *,
    };

    #[test]
    fn forty_are_enough() {
        let with = |more: usize| {
            found(CODE, |model| {
                for index in 0..more {
                    let id = index.to_string();
                    model.criteria.push(criterion(&id, "profile", 3, words("City", &[&id])));
                }
            })
        };
        assert!(with(36).is_empty());
        assert_eq!(with(37).len(), 1);
    }
}
