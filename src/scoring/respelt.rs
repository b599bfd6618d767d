//! Whom criteria match once values of a text field are merged: asked before it is done.

use std::collections::BTreeMap;

use super::{Bitmap, Column, Columns, Strings, population::Plan};
use crate::{
    lead::Instant,
    model::{CriterionId, Model, follow},
};

/// A text field in another spelling: what each of its codes stands for.
pub struct Respelt {
    /// Its place among the fields.
    pub(super) field: usize,
    pub(super) values: Strings,
}

/// A criterion that matches other leads than before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shift {
    pub criterion: CriterionId,
    /// How many leads that are there it matches, before and after.
    pub before: u64,
    pub after: u64,
    /// Of those it matches after, the ones that it did not match before; and the other way round.
    pub gained: u64,
    pub lost: u64,
}

impl Respelt {
    /// By value what it becomes; `None` where there is no such field, or it is no text.
    pub fn new(columns: &Columns, field: &str, synonyms: &BTreeMap<String, String>) -> Option<Self> {
        let place = columns.fields.iter().position(|other| other.name == field)?;
        let Column::Text { values, .. } = &columns.fields[place].column else { return None };
        let becomes = |value| synonyms.get(value).map_or(value, String::as_str);
        Some(Self { field: place, values: values.iter().map(becomes).collect() })
    }
}

/// The criteria of a model that match other leads once values of a field are merged, in the order of the model. `after` is
/// the same model as it is then: it may have followed.
///
/// No column is written anew: a rule asks a test once of every distinct value, so it is enough that each says what it becomes.
pub fn shifts(
    columns: &Columns,
    (before, after): (&Model, &Model),
    as_of: Instant,
    field: &str,
    synonyms: &BTreeMap<String, String>,
) -> Vec<Shift> {
    let Some(respelt) = Respelt::new(columns, field, synonyms) else { return Vec::new() };
    let asking = follow::field_uses(before).remove(field).unwrap_or_default().criteria;
    if asking.is_empty() {
        return Vec::new();
    }
    let hits = Plan::new(columns, before, as_of, |criterion| asking.contains(&criterion.id)).all_hits();
    let hits_after =
        Plan::respelt(columns, after, as_of, |criterion| asking.contains(&criterion.id), &respelt).all_hits();
    let mut there = Bitmap::with_len(columns.len());
    (0..columns.len()).filter(|row| columns.is_there(*row, as_of)).for_each(|row| there.insert(row));
    let of_criteria = before.criteria.iter().zip(hits.iter().zip(&hits_after));
    let shifts = of_criteria.filter_map(|(criterion, (before, after))| {
        let (before, after) = (before.matching()?, after.matching()?);
        let both = before.words.iter().zip(&after.words).zip(&there.words);
        let both: u64 = both.map(|((one, other), there)| u64::from((one & other & there).count_ones())).sum();
        let (before, after) = (before.count_in(&there), after.count_in(&there));
        let (gained, lost) = (after - both, before - both);
        (gained + lost > 0).then(|| Shift { criterion: criterion.id.clone(), before, after, gained, lost })
    });
    shifts.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        lead::{Day, Lead},
        model::{Condition, Criterion, Rule},
        scoring::{
            ColumnsBuilder,
            sample::{NOW, criterion, has_word, lead, model, text},
            score_all,
        },
    };

    fn columns(titles: &[&str]) -> Columns {
        let mut builder = ColumnsBuilder::default();
        let leads = titles.iter().enumerate();
        builder.extend(leads.map(|(place, title)| lead(&place.to_string(), &[("Title", text(title))], vec![])));
        builder
            .extend([Lead { created: Some(Day(NOW.day().0 + 1)), ..lead("later", &[("Title", text("vp"))], vec![]) }]);
        builder.finish()
    }

    fn synonyms(of: &[(&str, &str)]) -> BTreeMap<String, String> {
        of.iter().map(|(value, into)| ((*value).to_owned(), (*into).to_owned())).collect()
    }

    /// What is told is what comes out when the values are really others.
    #[test]
    fn counts_are_those_of_the_merged_leads() {
        let titles = ["VP", "vp", "V.P. Sales", "Sales", "Sales Rep", "Cook", "Chef", "VP"];
        let before = columns(&titles);
        let profile = |id: &str, condition| criterion(id, "profile", 10, Rule::Profile(condition));
        let off = Criterion { enabled: false, ..profile("off", has_word("Title", "vp")) };
        let model = model(vec![
            profile("senior", has_word("Title", "vp")),
            profile("junior", Condition::Not(Box::new(has_word("Title", "vp")))),
            profile("cook", has_word("Title", "cook")),
            profile("other", has_word("City", "ulm")),
            off,
        ]);
        let merged = synonyms(&[("V.P. Sales", "VP"), ("Sales", "VP"), ("Chef", "Cook")]);
        let mut followed = model.clone();
        follow::replace_synonyms(&mut followed, "Title", &merged);
        for after in [&model, &followed] {
            let told = shifts(&before, (&model, after), NOW, "Title", &merged);
            let becomes = titles.map(|title| merged.get(title).map_or(title, String::as_str));
            let counts = |columns: &Columns, model: &Model| -> Vec<u64> {
                let scores = score_all(columns, model, NOW);
                let hits = scores.hits.iter().map(|hits| hits.matching().map_or(0, |it| it.count_in(&scores.there)));
                hits.collect()
            };
            let (now, then) = (counts(&before, &model), counts(&columns(&becomes), after));
            assert_eq!((now[0], then[0], now[2], then[2]), (3, 5, 1, 2), "the sample has what to see");
            for (place, criterion) in model.criteria.iter().enumerate() {
                let shift = told.iter().find(|shift| shift.criterion == criterion.id);
                let counted = shift.map_or((now[place], now[place]), |shift| (shift.before, shift.after));
                assert_eq!(counted, (now[place], then[place]), "{}", criterion.id);
            }
            let ids: Vec<String> = told.iter().map(|shift| shift.criterion.to_string()).collect();
            assert_eq!(ids, ["senior", "junior", "cook"]);
        }
        assert_eq!(shifts(&before, (&model, &model), NOW, "Title", &synonyms(&[("vp", "VP")])), []);
        assert_eq!(shifts(&before, (&model, &model), NOW, "Town", &merged), []);
    }

    #[test]
    fn a_rule_that_matches_as_many_others_is_told() {
        let leads = columns(&["VP", "Cook", "Cook"]);
        let model = model(vec![criterion("vp", "profile", 10, Rule::Profile(has_word("Title", "vp")))]);
        let swapped = synonyms(&[("VP", "Cook")]);
        let told = shifts(&leads, (&model, &model), NOW, "Title", &swapped);
        assert_eq!((told[0].before, told[0].after, told[0].gained, told[0].lost), (1, 0, 0, 1));
    }
}
