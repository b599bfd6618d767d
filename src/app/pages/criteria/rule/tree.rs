//! Changes to a condition: tests become groups, members come and go.
//!
//! A place in a condition is the way from its root: the number of a member in a group, 0 for what stands under a *not*.

use crate::model::{AttributeTest, Condition, Test, TextTest};

/// The way from the root of a condition to one of its parts.
pub type Path = Vec<usize>;

/// How a group holds. *None of* is a negated *any of*.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroupKind {
    All,
    Any,
    NoneOf,
    NotAll,
}

impl GroupKind {
    pub const ALL: [Self; 4] = [Self::All, Self::Any, Self::NoneOf, Self::NotAll];

    pub fn make(self, members: Vec<Condition>) -> Condition {
        match self {
            Self::All => Condition::All(members),
            Self::Any => Condition::Any(members),
            Self::NoneOf => Condition::Not(Box::new(Condition::Any(members))),
            Self::NotAll => Condition::Not(Box::new(Condition::All(members))),
        }
    }

    pub fn is_negated(self) -> bool {
        matches!(self, Self::NoneOf | Self::NotAll)
    }
}

/// One change, at a place.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// One more member at the end of the group.
    Add(Path, Condition),
    /// What stands here and one more become a group; in a group of that kind the one more just follows.
    Join(Path, GroupKind, Condition),
    /// The group holds in another way.
    Regroup(Path, GroupKind),
    Negate(Path),
    Duplicate(Path),
    /// A group that is left with one member becomes that member.
    Remove(Path),
}

/// A test that has still to be filled in.
pub fn blank() -> Condition {
    Condition::Test(AttributeTest { attribute: String::new(), is: Test::Text(TextTest::HasAnyWord(Vec::new())) })
}

/// Nothing has been said yet.
pub fn is_blank(condition: &Condition) -> bool {
    matches!(condition, Condition::Test(test) if test.attribute.is_empty())
}

/// How a condition holds if it is a group, and its members.
pub fn as_group(condition: &Condition) -> Option<(GroupKind, &Vec<Condition>)> {
    match condition {
        Condition::All(members) => Some((GroupKind::All, members)),
        Condition::Any(members) => Some((GroupKind::Any, members)),
        Condition::Not(inner) => match inner.as_ref() {
            Condition::All(members) => Some((GroupKind::NotAll, members)),
            Condition::Any(members) => Some((GroupKind::NoneOf, members)),
            Condition::Not(_) | Condition::Test(_) => None,
        },
        Condition::Test(_) => None,
    }
}

/// The members of a group, or of the group under a *not*.
pub fn members_mut(condition: &mut Condition) -> Option<&mut Vec<Condition>> {
    match condition {
        Condition::All(members) | Condition::Any(members) => Some(members),
        Condition::Not(inner) => match inner.as_mut() {
            Condition::All(members) | Condition::Any(members) => Some(members),
            Condition::Not(_) | Condition::Test(_) => None,
        },
        Condition::Test(_) => None,
    }
}

/// The place of a member of the group at `path`.
pub fn member_path(path: &[usize], kind: GroupKind, member: usize) -> Path {
    let mut path = path.to_vec();
    if kind.is_negated() {
        path.push(0);
    }
    path.push(member);
    path
}

/// The opposite. Where a test has an opposite of its own, that is taken: *is none of* reads better than *not is one of*.
pub fn negated(condition: Condition) -> Condition {
    match condition {
        Condition::Not(inner) => *inner,
        Condition::Test(AttributeTest { attribute, is }) => {
            let opposite = match is {
                Test::Text(TextTest::OneOf(listed)) => Ok(Test::Text(TextTest::NoneOf(listed))),
                Test::Text(TextTest::NoneOf(listed)) => Ok(Test::Text(TextTest::OneOf(listed))),
                Test::Known => Ok(Test::Unknown),
                Test::Unknown => Ok(Test::Known),
                // The others have none: *is no* is false for a missing value, as *is yes* is.
                other => Err(other),
            };
            match opposite {
                Ok(is) => Condition::Test(AttributeTest { attribute, is }),
                Err(is) => Condition::Not(Box::new(Condition::Test(AttributeTest { attribute, is }))),
            }
        }
        group @ (Condition::All(_) | Condition::Any(_)) => Condition::Not(Box::new(group)),
    }
}

/// Makes a change; false if there is nothing at its place.
pub fn apply(root: &mut Condition, change: Change) -> bool {
    match change {
        Change::Add(path, condition) => {
            let Some(members) = at_mut(root, &path).and_then(members_mut) else { return false };
            members.push(condition);
            true
        }
        Change::Join(path, kind, condition) => join(root, &path, kind, condition),
        Change::Regroup(path, kind) => change_at(root, &path, |condition| match as_group(&condition) {
            Some((_, members)) => kind.make(members.clone()),
            None => condition,
        }),
        Change::Negate(path) => change_at(root, &path, negated),
        Change::Duplicate(path) => {
            let Some(copy) = at_mut(root, &path).cloned() else { return false };
            insert_after(root, &path, copy)
        }
        Change::Remove(path) => remove(root, &path),
    }
}

fn at_mut<'a>(root: &'a mut Condition, path: &[usize]) -> Option<&'a mut Condition> {
    let mut place = root;
    for step in path {
        place = match place {
            Condition::All(members) | Condition::Any(members) => members.get_mut(*step)?,
            Condition::Not(inner) => inner,
            Condition::Test(_) => return None,
        };
    }
    Some(place)
}

fn change_at(root: &mut Condition, path: &[usize], change: impl FnOnce(Condition) -> Condition) -> bool {
    let Some(place) = at_mut(root, path) else { return false };
    let old = std::mem::replace(place, Condition::All(Vec::new()));
    *place = change(old);
    true
}

fn join(root: &mut Condition, path: &[usize], kind: GroupKind, more: Condition) -> bool {
    if let Some((_, parent)) = path.split_last()
        && let Some(Condition::All(_)) = at_mut(root, parent)
        && kind == GroupKind::All
    {
        return insert_after(root, path, more);
    }
    if let Some((_, parent)) = path.split_last()
        && let Some(Condition::Any(_)) = at_mut(root, parent)
        && kind == GroupKind::Any
    {
        return insert_after(root, path, more);
    }
    change_at(root, path, |condition| kind.make(vec![condition, more]))
}

fn insert_after(root: &mut Condition, path: &[usize], condition: Condition) -> bool {
    let Some((member, parent)) = path.split_last() else { return false };
    match at_mut(root, parent) {
        Some(Condition::All(members) | Condition::Any(members)) if *member < members.len() => {
            members.insert(member + 1, condition);
            true
        }
        _ => false,
    }
}

/// Takes a part away. At the root a test to fill in is left, so that there is always something to go on with.
fn remove(root: &mut Condition, path: &[usize]) -> bool {
    let Some((member, parent_path)) = path.split_last() else {
        *root = blank();
        return true;
    };
    let Some(parent) = at_mut(root, parent_path) else { return false };
    match parent {
        Condition::All(members) | Condition::Any(members) => {
            if *member >= members.len() {
                return false;
            }
            members.remove(*member);
            if members.len() == 1
                && let Some(last) = members.pop()
            {
                *parent = last;
            }
            true
        }
        // Without what it negates, a *not* says nothing.
        Condition::Not(_) => {
            let parent_path = parent_path.to_vec();
            remove(root, &parent_path)
        }
        Condition::Test(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(attribute: &str) -> Condition {
        Condition::Test(AttributeTest { attribute: attribute.to_owned(), is: Test::Known })
    }

    fn yes(attribute: &str) -> Condition {
        Condition::Test(AttributeTest { attribute: attribute.to_owned(), is: Test::YesNo(true) })
    }

    fn changed(mut root: Condition, change: Change) -> Condition {
        assert!(apply(&mut root, change), "there is something at the place");
        root
    }

    fn not(condition: Condition) -> Condition {
        Condition::Not(Box::new(condition))
    }

    #[test]
    fn a_test_becomes_a_group_and_a_test_again() {
        let both = changed(known("a"), Change::Join(vec![], GroupKind::All, known("b")));
        assert_eq!(both, Condition::All(vec![known("a"), known("b")]));
        assert_eq!(changed(both, Change::Remove(vec![0])), known("b"));
    }

    #[test]
    fn joining_within_a_group_of_the_kind_does_not_nest() {
        let all = Condition::All(vec![known("a"), known("b")]);
        let more = changed(all.clone(), Change::Join(vec![0], GroupKind::All, known("c")));
        assert_eq!(more, Condition::All(vec![known("a"), known("c"), known("b")]));
        let nested = changed(all, Change::Join(vec![1], GroupKind::Any, known("c")));
        assert_eq!(nested, Condition::All(vec![known("a"), Condition::Any(vec![known("b"), known("c")])]));
    }

    #[test]
    fn a_negated_group_that_shrinks_to_one_stays_negated() {
        let none = GroupKind::NoneOf.make(vec![yes("a"), yes("b")]);
        assert_eq!(as_group(&none).map(|(kind, members)| (kind, members.len())), Some((GroupKind::NoneOf, 2)));
        let second = member_path(&[], GroupKind::NoneOf, 1);
        assert_eq!(changed(none, Change::Remove(second)), not(yes("a")));
    }

    #[test]
    fn the_last_member_may_go() {
        let one = Condition::Any(vec![known("a")]);
        assert_eq!(changed(one, Change::Remove(vec![0])), Condition::Any(vec![]));
        assert_eq!(changed(known("a"), Change::Remove(vec![])), blank());
        assert_eq!(changed(not(yes("a")), Change::Remove(vec![0])), blank(), "no empty “not” is left");
    }

    #[test]
    fn negating_twice_is_nothing() {
        for condition in [known("a"), yes("a"), Condition::All(vec![yes("a")]), not(Condition::Any(vec![]))] {
            let twice = negated(negated(condition.clone()));
            assert_eq!(twice, condition);
            assert_ne!(negated(condition.clone()), condition);
        }
        let Condition::Test(test) = negated(known("a")) else { panic!("it has an opposite of its own") };
        assert_eq!(test.is, Test::Unknown);
    }

    #[test]
    fn groups_change_how_they_hold_at_any_depth() {
        let root = Condition::All(vec![known("a"), GroupKind::NotAll.make(vec![known("b"), known("c")])]);
        let root = changed(root, Change::Regroup(vec![1], GroupKind::Any));
        let inner = Condition::Any(vec![known("b"), known("c")]);
        assert_eq!(root, Condition::All(vec![known("a"), inner.clone()]));
        let root = changed(root, Change::Add(vec![1], known("d")));
        let root = changed(root, Change::Duplicate(vec![1, 0]));
        let inner = Condition::Any(vec![known("b"), known("b"), known("c"), known("d")]);
        assert_eq!(root, Condition::All(vec![known("a"), inner]));
    }

    #[test]
    fn a_place_that_does_not_exist_changes_nothing() {
        let mut root = Condition::All(vec![known("a")]);
        for path in [vec![1], vec![0, 0], vec![5, 5]] {
            assert!(!apply(&mut root, Change::Remove(path.clone())), "{path:?}");
            assert!(!apply(&mut root, Change::Negate(path.clone())), "{path:?}");
            assert!(!apply(&mut root, Change::Duplicate(path.clone())), "{path:?}");
            assert!(!apply(&mut root, Change::Add(path.clone(), blank())), "{path:?}");
        }
        assert_eq!(root, Condition::All(vec![known("a")]));
    }
}
