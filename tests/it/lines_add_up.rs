//! The lines of an explanation add up to the score shown, whatever the model and the lead.

use proptest::{prelude::*, test_runner::TestCaseResult};
use tandem::{
    app::pages::leads::lines::{Line, What, lines},
    lead::{Instant, Lead},
    model::Model,
    scoring::{AxisExplanation, explain},
};

use crate::strategies::{lead, model};

/// Each line begins where the last one ended; the end is the score; what is shown adds up as well.
fn axis_adds_up(lines: &[&Line], of_axis: &AxisExplanation) -> TestCaseResult {
    let (mut stands, mut shown) = (0, 0);
    for line in lines {
        prop_assert_eq!(line.before, stands, "{:?}", line);
        stands = line.after;
        shown += line.shown_tenths();
        match line.what {
            What::Scale { .. } => prop_assert_eq!(line.before, of_axis.total, "all points are there: {:?}", line),
            What::Rounding => prop_assert!(line.amount().abs() <= 500, "half a point at most: {:?}", line),
            What::Score | What::Passed { .. } => prop_assert_eq!(line.amount(), 0),
            _ => {}
        }
    }
    prop_assert_eq!(stands, of_axis.score * 1000);
    prop_assert_eq!(shown, of_axis.score * 10);
    prop_assert!(matches!(lines.last().map(|line| &line.what), Some(What::Score)));
    Ok(())
}

fn all_add_up(model: &Model, leads: &[Lead], as_of: Instant) -> TestCaseResult {
    for lead in leads {
        let explanation = explain(model, lead, as_of);
        let lines = lines(&explanation, model);
        for of_axis in [&explanation.fit, &explanation.engagement] {
            let of_lines: Vec<&Line> = lines.iter().filter(|line| line.axis == of_axis.axis).collect();
            axis_adds_up(&of_lines, of_axis)?;
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn on_sound_models(model in model::model(), leads in lead::leads(), as_of in lead::as_of()) {
        all_add_up(&model, &leads, as_of)?;
    }
}
