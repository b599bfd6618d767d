//! From where a number is turned. What an edge pushes along comes back as long as nothing else is changed: by a drag, by keys, by
//! what is typed, and by a click on a value alike.

use std::sync::Arc;

use super::knobs;
use crate::{model::Model, scoring::what_if::Knob};

/// The model as it was when a number was first turned.
pub struct Base {
    pub knob: Knob,
    pub model: Arc<Model>,
    /// The draft that was last found to be this model, turned.
    seen: Arc<Model>,
}

impl Base {
    pub fn new(knob: Knob, draft: &Arc<Model>) -> Self {
        Self { knob, model: Arc::clone(draft), seen: Arc::clone(draft) }
    }

    /// Whether the draft is still this model with that number turned, and nothing else.
    pub fn holds(&mut self, draft: &Arc<Model>) -> bool {
        if !Arc::ptr_eq(&self.seen, draft) {
            if !self.is_turned(draft) {
                return false;
            }
            self.seen = Arc::clone(draft);
        }
        true
    }

    fn is_turned(&self, draft: &Model) -> bool {
        let mut turned = Model::clone(&self.model);
        if let Some(value) = self.knob.value(draft) {
            knobs::turn(&mut turned, &self.model, &self.knob, value);
        }
        turned == *draft
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Axis;

    #[test]
    fn it_holds_until_something_else_is_changed() {
        let model = Model::new("test");
        let draft = Arc::new(model.clone());
        let knob = Knob::Edge { axis: Axis::Fit, band: "B".into() };
        let mut base = Base::new(knob.clone(), &draft);
        let turned = |value: i32| {
            let mut turned = model.clone();
            knobs::turn(&mut turned, &model, &knob, value);
            turned
        };
        assert!(base.holds(&draft) && base.holds(&Arc::new(turned(90))) && base.holds(&Arc::new(turned(60))));
        let mut pushed = turned(90);
        knob.set(&mut pushed, 60);
        assert!(!base.holds(&Arc::new(pushed)), "its neighbour stayed where it was pushed");
        let mut renamed = turned(90);
        renamed.name = "another".to_owned();
        assert!(!base.holds(&Arc::new(renamed)));
        let mut fewer = turned(90);
        fewer.fit.bands.remove(1);
        assert!(!base.holds(&Arc::new(fewer)));
    }
}
