//! No model is too odd to be looked at: each page shows it, at each size, and looking changes nothing.

use eframe::egui::vec2;
use proptest::prelude::*;
use tandem::app::{document::Document, pages::leads::Tab, samples::Sample, state::Page};

use crate::{
    harness::{WIDE, sample_state, settle, window_with_names},
    mutate::config,
    strategies::model::{absurd_model, model},
};

proptest! {
    #![proptest_config(config(4))]

    #[test]
    fn any_model_is_shown(model in prop_oneof![1 => model(), 4 => absurd_model()], is_narrow in any::<bool>()) {
        let mut state = sample_state(Sample::ALL[0]);
        state.set_document(Document::new(model.clone(), None));
        if let Some(criterion) = model.criteria.first() {
            state.pages.criteria.choose(criterion.id.clone());
        }
        let mut harness = window_with_names(if is_narrow { vec2(1280.0, 800.0) } else { WIDE }, state);
        for page in Page::ALL {
            let tabs: &[Tab] = if page == Page::Leads { &Tab::ALL } else { &[Tab::People] };
            for tab in tabs {
                let state = &mut harness.state_mut().state;
                state.page = page;
                state.pages.leads.tab = *tab;
                settle(&mut harness);
                prop_assert!(harness.state().state.document.model == model, "{:?} changed the model", page);
            }
        }
        let key = harness.state().state.library.as_ref().map(|library| library.columns.keys[0].to_owned());
        harness.state_mut().state.page = Page::Leads;
        harness.state_mut().state.pages.leads.open(key.expect("the sample leads"));
        settle(&mut harness);
        prop_assert!(harness.state().state.document.model == model, "the card of a lead changed the model");
    }
}
