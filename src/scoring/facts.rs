//! What is known of the leads of a library, as the checks of a model ask for it.

use std::sync::Arc;

use rayon::prelude::*;

use super::{Column, Columns, Field, Hits, NO_DAY, Scores, spread::spread};
use crate::{
    lead::fold,
    model::{
        Model,
        check::{Facts, FieldFacts},
    },
};

/// Attributes with more different texts than this are names or addresses: nobody lists their values.
const MOST_VALUES: usize = 20_000;

/// What is known of the leads, and with `scores` also how the model meets them.
pub fn facts(columns: &Columns, model: &Model, scores: Option<&Scores>) -> Facts {
    facts_from(Arc::new(field_facts(columns)), columns, model, scores)
}

/// As [`facts`], with what [`field_facts`] found before: it is the larger part of the work, and the same for every model.
pub fn facts_from(fields: Arc<Vec<FieldFacts>>, columns: &Columns, model: &Model, scores: Option<&Scores>) -> Facts {
    let mut facts = Facts {
        leads: columns.len() as u64,
        fields,
        kinds: columns.events.kind_names.clone(),
        merged: Arc::clone(&columns.merged),
        former: Arc::clone(&columns.former),
        ..Facts::default()
    };
    if let Some(scores) = scores {
        let matching = model.criteria.iter().zip(&scores.hits).filter(|(_, hits)| **hits != Hits::Off);
        facts.to_come = facts.leads.saturating_sub(scores.there.count());
        let count = |hits: &Hits| match hits.matching() {
            Some(matching) if facts.to_come > 0 => matching.count_in(&scores.there),
            _ => hits.count(),
        };
        facts.matches = matching.map(|(criterion, hits)| (criterion.id.clone(), count(hits))).collect();
        let capped = model.categories.iter().zip(&scores.capped);
        let capped = capped.filter_map(|(category, leads)| Some((category.id.clone(), (*leads)?)));
        facts.capped = capped.collect();
    }
    facts
}

/// What is known of each attribute.
pub fn field_facts(columns: &Columns) -> Vec<FieldFacts> {
    columns.fields.par_iter().map(of_field).collect()
}

fn of_field(field: &Field) -> FieldFacts {
    let mut facts = FieldFacts {
        name: field.name.clone(),
        field_type: field.column.field_type(),
        known: 0,
        values: Default::default(),
        spread: spread(&field.column),
    };
    match &field.column {
        Column::Text { codes, values } if values.len() <= MOST_VALUES => {
            let mut counts = vec![0u64; values.len()];
            for code in codes.iter().flatten() {
                counts[code] += 1;
            }
            facts.known = counts.iter().sum();
            for (text, count) in values.iter().zip(counts).filter(|(_, count)| *count > 0) {
                *facts.values.entry(fold(text)).or_default() += count;
            }
        }
        Column::Text { codes, .. } => facts.known = codes.iter().flatten().count() as u64,
        Column::Number(numbers) => facts.known = count(numbers, |number| number.is_finite()),
        Column::YesNo(answers) => {
            for (code, text) in [(1, "yes"), (0, "no")] {
                let leads = count(answers, |answer| *answer == code);
                facts.known += leads;
                facts.values.insert(text.to_owned(), leads);
            }
        }
        Column::Date(days) => facts.known = count(days, |day| *day != NO_DAY),
    }
    facts
}

fn count<T>(values: &[T], known: impl Fn(&T) -> bool) -> u64 {
    values.iter().filter(|value| known(value)).count() as u64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        lead::{Day, FieldType, Lead, Value},
        model::{Criterion, Rule},
        scoring::{
            ColumnsBuilder,
            sample::{NOW, criterion, event, has_word, lead, model, text},
            score_all,
        },
    };

    #[test]
    fn facts_count_leads() {
        let mut builder = ColumnsBuilder::default();
        builder.extend([
            lead("1", &[("Title", text("CEO")), ("Size", Value::Number(3.0))], vec![event("visit", 1)]),
            lead("2", &[("Title", text("ceo founder")), ("Size", text("many"))], vec![]),
            lead("3", &[("Title", text("ceo"))], vec![]),
            lead("4", &[("Customer", Value::YesNo(false))], vec![]),
        ]);
        let columns = builder.finish();
        let profile = |id: &str, word| criterion(id, "profile", 10, Rule::Profile(has_word("Title", word)));
        let off = Criterion { enabled: false, ..profile("off", "ceo") };
        let mut model = model(vec![profile("ceo", "ceo"), profile("founder", "founder"), off]);
        model.categories[0].at_most = Some(15);
        let scores = score_all(&columns, &model, NOW);

        let facts = facts(&columns, &model, Some(&scores));
        assert_eq!((facts.leads, facts.kinds.as_slice()), (4, ["visit".to_owned()].as_slice()));
        let title = facts.fields.iter().find(|field| field.name == "Title").expect("the field");
        assert_eq!((title.field_type, title.known), (FieldType::Text, 3));
        assert_eq!(
            title.values.iter().map(|(text, count)| (text.as_str(), *count)).collect::<Vec<_>>(),
            [("ceo", 2), ("ceo founder", 1)]
        );
        let known: Vec<_> = facts.fields.iter().map(|field| (field.name.as_str(), field.known)).collect();
        assert_eq!(known, [("Customer", 1), ("Size", 1), ("Title", 3)]);
        assert_eq!(facts.matches.into_iter().collect::<Vec<_>>(), [("ceo".into(), 3), ("founder".into(), 1)]);
        assert_eq!(facts.capped.into_iter().collect::<Vec<_>>(), [("profile".into(), 1)]);
    }

    #[test]
    fn leads_that_are_not_there_yet_match_nothing() {
        let today = NOW.day().0;
        let mut builder = ColumnsBuilder::default();
        builder.extend([today - 9, today - 1, today].map(|created| Lead {
            created: Some(Day(created)),
            ..lead(&created.to_string(), &[("Title", text("ceo"))], vec![])
        }));
        let columns = builder.finish();
        let model = model(vec![criterion("ceo", "profile", 10, Rule::Profile(has_word("Title", "ceo")))]);
        let counts = |as_of| {
            let facts = facts(&columns, &model, Some(&score_all(&columns, &model, as_of)));
            (facts.leads, facts.there(), facts.matches.into_values().collect::<Vec<_>>())
        };
        assert_eq!(counts(NOW), (3, 3, vec![3]));
        assert_eq!(counts(NOW.days_earlier(1)), (3, 2, vec![2]));
        assert_eq!(counts(NOW.days_earlier(90)), (3, 0, vec![0]));
    }

    #[test]
    fn without_scores_there_are_only_the_leads() {
        let facts = facts(&Columns::default(), &Model::new("m"), None);
        assert_eq!(facts, Facts::default());
    }
}
