//! What the choices of the editor are called.

use super::{
    offer::TestKind,
    parts::{CountingKind, FadeKind, Part},
    tree::GroupKind,
};
use crate::lead::FieldType;

/// A test as the middle of a sentence: “has any of the words”; with one value listed “has the word”.
pub fn test(kind: TestKind, is_one: bool) -> String {
    match (kind, is_one) {
        // Yes and no stand behind it as a choice of two.
        (TestKind::OneOf | TestKind::Yes | TestKind::No, true) => tr!("rule-is"),
        (TestKind::NoneOf, true) => tr!("rule-is-not"),
        (TestKind::HasAnyWord, true) => tr!("rule-has-word"),
        (TestKind::ContainsAny, true) => tr!("rule-contains"),
        (TestKind::StartsWithAny, true) => tr!("rule-starts-with"),
        (TestKind::EndsWithAny, true) => tr!("rule-ends-with"),
        (TestKind::OneOf, false) => tr!("rule-one-of"),
        (TestKind::NoneOf, false) => tr!("rule-none-of"),
        (TestKind::HasAnyWord, false) => tr!("rule-has-any-word"),
        (TestKind::ContainsAny, false) => tr!("rule-contains-any"),
        (TestKind::StartsWithAny, false) => tr!("rule-starts-with-any"),
        (TestKind::EndsWithAny, false) => tr!("rule-ends-with-any"),
        (TestKind::Equal, _) => tr!("rule-equal"),
        (TestKind::NotEqual, _) => tr!("rule-not-equal"),
        (TestKind::Less, _) => tr!("rule-less"),
        (TestKind::AtMost, _) => tr!("rule-at-most"),
        (TestKind::Greater, _) => tr!("rule-greater"),
        (TestKind::AtLeast, _) => tr!("rule-at-least"),
        (TestKind::Between, _) => tr!("rule-between"),
        (TestKind::Yes, false) => tr!("rule-yes"),
        (TestKind::No, false) => tr!("rule-no"),
        (TestKind::WithinLastDays, _) => tr!("rule-within-last"),
        (TestKind::DaysAgoOrMore, _) => tr!("rule-days-ago"),
        (TestKind::Before, _) => tr!("rule-before"),
        (TestKind::After, _) => tr!("rule-after"),
        (TestKind::FreeMailDomain, _) => tr!("rule-free-mail"),
        (TestKind::DisposableDomain, _) => tr!("rule-disposable"),
        (TestKind::NotAnEmailAddress, _) => tr!("rule-not-an-address"),
        (TestKind::KeyboardRun, _) => tr!("rule-keyboard-run"),
        (TestKind::NoCapital, _) => tr!("rule-no-capital"),
        (TestKind::OneCharacterRepeated, _) => tr!("rule-one-character"),
        (TestKind::Known, _) => tr!("rule-known"),
        (TestKind::Unknown, _) => tr!("rule-unknown"),
    }
}

pub fn field_type(field_type: FieldType) -> String {
    match field_type {
        FieldType::Text => tr!("rule-type-text"),
        FieldType::Number => tr!("rule-type-number"),
        FieldType::YesNo => tr!("rule-type-yes-no"),
        FieldType::Date => tr!("rule-type-date"),
    }
}

pub fn group(kind: GroupKind) -> String {
    match kind {
        GroupKind::All => tr!("rule-all-of"),
        GroupKind::Any => tr!("rule-any-of"),
        GroupKind::NoneOf => tr!("rule-none-of-these"),
        GroupKind::NotAll => tr!("rule-not-all-of"),
    }
}

/// What an empty group means.
pub fn empty_group(kind: GroupKind) -> String {
    match kind {
        GroupKind::All | GroupKind::NoneOf => tr!("rule-empty-holds"),
        GroupKind::Any | GroupKind::NotAll => tr!("rule-empty-never"),
    }
}

/// How events count: the word before them, and what that means.
pub fn counting(kind: CountingKind) -> (String, String) {
    match kind {
        CountingKind::Once => (tr!("rule-any"), tr!("rule-any-about")),
        CountingKind::Each => (tr!("rule-each"), tr!("rule-each-about")),
        CountingKind::Absent => (tr!("rule-absent"), tr!("rule-absent-about")),
    }
}

pub fn fade(kind: FadeKind) -> String {
    match kind {
        FadeKind::None => tr!("rule-fade-none"),
        FadeKind::Expires => tr!("rule-fade-expires"),
        FadeKind::Steps => tr!("rule-fade-steps"),
        FadeKind::HalfLife => tr!("rule-fade-half-life"),
    }
}

pub fn add_part(part: Part) -> String {
    match part {
        Part::Detail => tr!("rule-add-detail"),
        Part::Amount => tr!("rule-add-amount"),
        Part::Window => tr!("rule-add-window"),
        Part::Spacing => tr!("rule-add-spacing"),
        Part::Fade => tr!("rule-add-fade"),
        Part::OnlyIf => tr!("rule-add-only-if"),
    }
}

pub fn remove_part(part: Part) -> String {
    match part {
        Part::Detail => tr!("rule-remove-detail"),
        Part::Amount => tr!("rule-remove-amount"),
        Part::Window => tr!("rule-remove-window"),
        Part::Spacing => tr!("rule-remove-spacing"),
        Part::Fade => tr!("rule-remove-fade"),
        Part::OnlyIf => tr!("rule-remove-only-if"),
    }
}
