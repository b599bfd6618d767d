//! A signature is under everything that changes a score or a route: what is told to have changed is what the fingerprint sees.

use proptest::prelude::*;
use tandem::{
    lead::Day,
    model::{Model, Signature, Team, diff::Difference, file},
};

use super::strategies::{
    edit::{edited, edits},
    model::{absurd_model, changed, model},
};

fn signed(mut model: Model) -> Model {
    model.sign(Team::Marketing, "Ada", Day(20_000));
    model
}

/// Whether the signature still holds; where it does not, that the reasons are said.
fn told(signed: &Model, now: &Model) -> Result<bool, TestCaseError> {
    let now = Model { sign_offs: signed.sign_offs.clone(), signed: signed.signed.clone(), ..now.clone() };
    let fingerprint = now.fingerprint();
    let is_same = fingerprint == signed.fingerprint();
    match now.signature(Team::Marketing, &fingerprint) {
        Signature::Holds(_) => prop_assert!(is_same, "a change is not told"),
        Signature::Lapsed { since: Some(since), .. } => {
            let sentences: Vec<String> = since.iter().map(Difference::sentence).collect();
            prop_assert!(!is_same && !sentences.is_empty(), "{:?}", sentences);
        }
        other => prop_assert!(false, "{:?}", other),
    }
    Ok(is_same)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn one_change_is_told_if_it_counts(pair in model().prop_flat_map(|model| (Just(model.clone()), changed(model)))) {
        let (old, new) = pair;
        told(&signed(old), &new)?;
    }

    #[test]
    fn many_changes_are_told_if_they_count(model in model(), edits in edits(6)) {
        told(&signed(model.clone()), &edited(&model, &edits, "n"))?;
    }

    #[test]
    fn unrelated_models_are_told_apart(old in model(), new in prop_oneof![model(), absurd_model()]) {
        told(&signed(old), &new)?;
    }

    #[test]
    fn a_signature_holds_in_the_file(model in model()) {
        let text = file::to_text(&signed(model));
        let read = file::parse(&text).map_err(|err| TestCaseError::fail(err.to_string()))?;
        prop_assert!(read.signature(Team::Marketing, &read.fingerprint()).holds());
    }
}
