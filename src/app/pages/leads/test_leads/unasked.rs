//! The tests that can't be asked of the open leads, by name and with the reason: “7 of 7” alone would hide them.

use crate::{
    app::state::State,
    model::Whose,
    scoring::testing::{Answer, LeadResult, Verdict},
};

/// So many are named where all of them are told.
const MOST_NAMED: usize = 20;

/// Tests that are neither passed nor failed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unasked {
    /// Whether leads are open at all.
    has_leads: bool,
    /// Whose leads are not among those that are open.
    missing: Vec<String>,
    /// Those that can't be asked for another reason, which their rows say.
    others: Vec<String>,
    passed: usize,
    asked: usize,
}

/// What can't be asked, as far as the newest answers tell; `None` where all is asked.
pub fn unasked(state: &State) -> Option<Unasked> {
    let count = super::count(state).filter(|count| count.unasked > 0)?;
    let scored = state.scored.as_ref()?;
    let (model, columns, tests) = (scored.agreed(), &scored.columns, scored.tests());
    let mut found =
        Unasked { has_leads: !columns.is_empty(), passed: count.passed, asked: count.asked(), ..Default::default() };
    for (test, result) in model.test_leads.iter().zip(&tests.leads) {
        if LeadResult::verdict(result) != Verdict::Unasked {
            continue;
        }
        let is_missing = matches!(&test.whose, Whose::Library(key) if columns.find(key).is_none());
        let names = if is_missing { &mut found.missing } else { &mut found.others };
        names.push(test.told_name().to_owned());
    }
    for (test, result) in model.segments.iter().zip(&tests.segments) {
        if matches!(result.answer, Answer::Unasked(_)) {
            found.others.push(model.segment_text(test));
        }
    }
    Some(found)
}

impl Unasked {
    fn len(&self) -> usize {
        self.missing.len() + self.others.len()
    }

    /// “2 not checked: Ana Ruiz, Bo Lee”.
    pub fn short(&self) -> String {
        let names: Vec<&str> = self.missing.iter().chain(&self.others).map(String::as_str).collect();
        tr!("tests-unasked-short", count = self.len(), names = names.join(", "))
    }

    /// “7 of 7 pass; 2 not checked: these leads are not in this library: Ana Ruiz, Bo Lee”.
    pub fn whole(&self) -> String {
        let count = tr!("tests-unasked-count", passed = self.passed, asked = self.asked, count = self.len());
        let why = if self.has_leads {
            let missing = tr!("tests-unasked-missing", count = self.missing.len(), names = named(&self.missing));
            let others = tr!("tests-unasked-others", names = named(&self.others));
            let parts = [(&self.missing, missing), (&self.others, others)];
            let parts = parts.into_iter().filter(|(names, _)| !names.is_empty()).map(|(_, text)| text);
            parts.collect::<Vec<_>>().join("; ")
        } else {
            let all: Vec<String> = self.missing.iter().chain(&self.others).cloned().collect();
            tr!("tests-unasked-no-leads", names = named(&all))
        };
        tr!("tests-unasked-why", count = count, why = why)
    }
}

fn named(names: &[String]) -> String {
    let (shown, more) = names.split_at(names.len().min(MOST_NAMED));
    let shown = shown.join(", ");
    if more.is_empty() { shown } else { format!("{shown}, {}", tr!("and-more", count = more.len())) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn who_is_not_checked_is_named_with_the_reason() {
        let mut unasked = Unasked {
            has_leads: true,
            missing: names(&["Ana Ruiz", "Bo Lee"]),
            others: Vec::new(),
            passed: 7,
            asked: 7,
        };
        assert_eq!(unasked.short(), "2 not checked: Ana Ruiz, Bo Lee");
        let whole = "7 of 7 pass; 2 not checked: these leads are not in this library: Ana Ruiz, Bo Lee";
        assert_eq!(unasked.whole(), whole);
        unasked.others = names(&["No students with sales"]);
        assert!(unasked.whole().ends_with("Ana Ruiz, Bo Lee; these say below why: No students with sales"));
        unasked.has_leads = false;
        assert!(
            unasked.whole().ends_with("3 not checked: no leads are open: Ana Ruiz, Bo Lee, No students with sales")
        );
        unasked.missing = (0..30).map(|index| format!("lead {index}")).collect();
        assert!(unasked.whole().contains("lead 19, and 11 more"), "{}", unasked.whole());
    }
}
