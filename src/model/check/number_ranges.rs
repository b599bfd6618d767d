//! Number ranges of one attribute in one category that overlap, or that leave a gap between them.

use std::collections::BTreeMap;

use super::{Context, Place, Problem, reach, shadowed::span, walk};
use crate::model::{Condition, Counting, Criterion, NumberTest, Rule, Test, wording::decimal};

pub(super) const OVERLAP: &str = "ranges-overlap";
pub(super) const GAP: &str = "gap-between-ranges";

struct Range<'a> {
    criterion: &'a Criterion,
    from: (f64, i8),
    to: (f64, i8),
}

pub(super) fn check(Context { model, .. }: Context<'_>, found: &mut Vec<Problem>) {
    for category in &model.categories {
        let mut by_attribute: BTreeMap<&str, Vec<Range<'_>>> = BTreeMap::new();
        for criterion in reach::rows(model, category) {
            if let Some((attribute, range)) = range(criterion) {
                by_attribute.entry(attribute).or_default().push(range);
            }
        }
        for (attribute, mut ranges) in by_attribute {
            ranges.sort_by(|a, b| a.from.0.total_cmp(&b.from.0).then(a.from.1.cmp(&b.from.1)));
            // In a first match, an overlap only says which row comes first.
            let adds = category.counting == Counting::Adds;
            neighbours(attribute, &ranges, adds, found);
        }
    }
}

/// The range of a criterion that tests one number and nothing else.
fn range(criterion: &Criterion) -> Option<(&str, Range<'_>)> {
    let Rule::Profile(condition) = &criterion.rule else { return None };
    let Condition::Test(test) = walk::unwrapped(condition) else { return None };
    let Test::Number(number) = test.is else { return None };
    // One value stands for itself and is no part of a scale.
    if matches!(number, NumberTest::Equal(_)) {
        return None;
    }
    let (from, to) = span(number)?;
    // A range the wrong way round or of no numbers is reported as such.
    (from <= to).then_some((test.attribute.as_str(), Range { criterion, from, to }))
}

fn neighbours(attribute: &str, ranges: &[Range<'_>], adds: bool, found: &mut Vec<Problem>) {
    let Some((mut widest, others)) = ranges.split_first() else { return };
    for next in others {
        let place = || Place::Criterion(next.criterion.id.clone());
        let names = format!("“{}” and “{}”", widest.criterion.name, next.criterion.name);
        // "At least 10" beside "at least 100" is a scale whose steps are meant to add up.
        let is_scale = widest.to.0 == f64::INFINITY && next.to.0 == f64::INFINITY
            || widest.from.0 == f64::NEG_INFINITY && next.from.0 == f64::NEG_INFINITY;
        if next.from <= widest.to {
            if adds && !is_scale {
                let sentence = format!("{names} both count a “{attribute}” {}", shared(widest, next));
                found.push(
                    Problem::warning(OVERLAP, place(), sentence)
                        .hint("Let one range begin where the other ends, or let only the first match count"),
                );
            }
        } else if is_gap(widest.to, next.from) {
            let sentence = format!(
                "A “{attribute}” between {} and {} falls between {names}",
                decimal(widest.to.0),
                decimal(next.from.0)
            );
            found.push(Problem::warning(GAP, place(), sentence).hint("Widen one of the two, if the gap is not meant"));
        }
        if next.to > widest.to {
            widest = next;
        }
    }
}

/// Where both match.
fn shared(widest: &Range<'_>, next: &Range<'_>) -> String {
    let to = if next.to < widest.to { next.to.0 } else { widest.to.0 };
    let from = next.from.0;
    match (from == to, to.is_finite()) {
        (true, _) => format!("of {}", decimal(from)),
        (_, true) => format!("from {} to {}", decimal(from), decimal(to)),
        (_, false) => format!("from {}", decimal(from)),
    }
}

/// 50 and 51 are neighbours, as most such numbers are counts; so are "less than 50" and "at least 50".
fn is_gap(to: (f64, i8), from: (f64, i8)) -> bool {
    if to.0 == from.0 {
        // Both ends out leave the number itself.
        return to.1 != 0 && from.1 != 0;
    }
    let last = if to.1 == 0 { to.0 } else { to.0 - 1.0 };
    let first = if from.1 == 0 { from.0 } else { from.0 + 1.0 };
    let are_whole = to.0.fract() == 0.0 && from.0.fract() == 0.0;
    !(are_whole && first - last <= 1.0)
}

#[cfg(test)]
mod tests {
    use super::{
        super::fixture::{category, criterion, found, number},
        *,
    };
    use crate::model::Model;

    fn with(tests: &[NumberTest]) -> impl FnOnce(&mut Model) {
        let tests = tests.to_vec();
        move |model| {
            for (index, test) in tests.iter().enumerate() {
                let id = format!("r{index}");
                model.criteria.push(criterion(&id, "profile", 3, number("Employees", *test)));
            }
        }
    }

    #[test]
    fn overlaps_are_found() {
        use NumberTest::{AtLeast, Between, Less};
        let problems = found(OVERLAP, with(&[Between(1.0, 50.0), Between(50.0, 200.0)]));
        assert_eq!(problems[0].sentence, "“r0” and “r1” both count a “Employees” of 50");
        assert_eq!(found(OVERLAP, with(&[AtLeast(10.0), Between(1.0, 200.0)])).len(), 1);
        assert!(found(OVERLAP, with(&[Less(50.0), Between(50.0, 200.0)])).is_empty());
        assert!(found(OVERLAP, with(&[AtLeast(10.0), AtLeast(100.0)])).is_empty(), "steps that add up");
        let first_match = |model: &mut Model| {
            with(&[Between(1.0, 50.0), Between(50.0, 200.0)])(model);
            category(model, "profile").counting = Counting::FirstMatch;
        };
        assert!(found(OVERLAP, first_match).is_empty());
    }

    #[test]
    fn gaps_are_found() {
        use NumberTest::{AtLeast, Between, Greater, Less};
        let problems = found(GAP, with(&[Between(1.0, 50.0), AtLeast(100.0)]));
        assert_eq!(problems[0].sentence, "A “Employees” between 50 and 100 falls between “r0” and “r1”");
        assert!(found(GAP, with(&[Between(1.0, 50.0), AtLeast(51.0)])).is_empty());
        assert!(found(GAP, with(&[Less(50.0), AtLeast(50.0)])).is_empty());
        assert_eq!(found(GAP, with(&[Less(50.0), Greater(50.0)])).len(), 1);
        assert_eq!(found(GAP, with(&[Between(0.0, 0.5), Between(0.6, 1.0)])).len(), 1);
    }
}
