//! Companies: their leads rolled up.

use rayon::prelude::*;

use super::{Columns, NO_CODE, NO_ROUTE, Scores, adding, rounding::round_div};
use crate::{
    lead::Outcome,
    model::{Axis, Flames, LeadsThatCount, Model, RollUp},
};

/// A company, scored by its leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountScore {
    pub key: String,
    pub fit: i32,
    pub engagement: i32,
    pub combined: i32,
    /// Indices into the bands of the model.
    pub fit_band: usize,
    pub engagement_band: usize,
    /// Index into the routes of the model, or [`NO_ROUTE`].
    pub route: u16,
    /// 0 to 3: the number of its band of fit.
    pub stars: u8,
    /// 0 to 3: the number of its band of engagement; where flames come from the gain, the most of its leads that are left, as a
    /// company has no yesterday of its own.
    pub flames: u8,
    /// None of its leads that count is left: all are disqualified.
    pub disqualified: bool,
    /// The rows of its leads, the disqualified among them, in key order.
    pub members: Vec<u32>,
}

/// Every company that any lead is there of, in key order (by code point).
pub fn score_accounts(columns: &Columns, model: &Model, scores: &Scores) -> Vec<AccountScore> {
    let mut members: Vec<Vec<u32>> = vec![Vec::new(); columns.account_keys.len()];
    for (row, account) in columns.accounts.iter().enumerate().filter(|(_, account)| **account != NO_CODE) {
        if !scores.there.contains(row) {
            continue;
        }
        if let Some(members) = members.get_mut(*account as usize) {
            members.push(row as u32);
        }
    }
    let accounts = members.into_par_iter().enumerate().filter(|(_, members)| !members.is_empty());
    let score = |(account, members): (usize, Vec<u32>)| {
        score_account(columns, columns.account_keys[account].to_owned(), members, model, scores)
    };
    let mut accounts: Vec<AccountScore> = accounts.map(score).collect();
    accounts.par_sort_by(|a, b| a.key.cmp(&b.key));
    accounts
}

/// Whether a lead counts for its company, unless it is disqualified.
pub fn counts_for_account(columns: &Columns, model: &Model, scores: &Scores, row: usize) -> bool {
    model.accounts.leads == LeadsThatCount::All || columns.outcome_at(row, scores.as_of) == Outcome::Open
}

fn score_account(columns: &Columns, key: String, members: Vec<u32>, model: &Model, scores: &Scores) -> AccountScore {
    let is_left = |row: &usize| !scores.disqualified.contains(*row);
    let rows = members.iter().map(|row| *row as usize);
    let counting: Vec<usize> = rows.clone().filter(|row| counts_for_account(columns, model, scores, *row)).collect();
    let left: Vec<usize> = counting.iter().copied().filter(is_left).collect();
    // Where all deals are closed, nobody counts, and nobody is disqualified by that: it scores 0.
    let disqualified = left.is_empty() && (!counting.is_empty() || !rows.clone().any(|row| is_left(&row)));
    let rolled = |axis: Axis| {
        if left.is_empty() {
            return 0;
        }
        let (of_leads, how) = match axis {
            Axis::Fit => (&scores.fit, model.accounts.fit),
            Axis::Engagement => (&scores.engagement, model.accounts.engagement),
        };
        let sum = roll_up(how, left.iter().map(|row| i64::from(of_leads[*row])).collect());
        adding::clamp_score(model.axis(axis), sum)
    };
    let (fit, engagement) = (rolled(Axis::Fit), rolled(Axis::Engagement));
    let (fit_band, engagement_band) = (model.fit.band_index(fit), model.engagement.band_index(engagement));
    let route = if disqualified {
        adding::disqualified_route(model)
    } else {
        adding::cell_route(model, fit_band, engagement_band)
    };
    let marks = |axis: Axis, band: usize| model.axis(axis).bands.get(band).map_or(0, |band| band.marks.min(3));
    let flames = match model.flames {
        Flames::ByBand => marks(Axis::Engagement, engagement_band),
        Flames::ByGain { .. } => left.iter().map(|row| scores.flames[*row]).max().unwrap_or(0),
    };
    AccountScore {
        stars: marks(Axis::Fit, fit_band),
        flames,
        key,
        // In the range of the axis, or between the two: whole numbers of this size.
        fit: fit as i32,
        engagement: engagement as i32,
        combined: adding::combined(model, fit, engagement) as i32,
        fit_band,
        engagement_band,
        route: route.and_then(|route| u16::try_from(route).ok()).unwrap_or(NO_ROUTE),
        disqualified,
        members,
    }
}

/// One number of many; the mean is rounded as every score is.
fn roll_up(how: RollUp, mut scores: Vec<i64>) -> i64 {
    scores.sort_unstable_by_key(|score| std::cmp::Reverse(*score));
    match how {
        RollUp::Strongest => scores.first().copied().unwrap_or_default(),
        RollUp::Sum => scores.iter().fold(0, |sum, score| sum.saturating_add(*score)),
        RollUp::MeanOfBest(best) => {
            scores.truncate(best.max(1) as usize);
            round_div(scores.iter().sum(), scores.len() as i64)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        lead::Lead,
        model::{Criterion, Rule},
        scoring::{
            ColumnsBuilder,
            sample::{NOW, criterion, has_word, lead, model, text},
            score_all,
        },
    };

    fn accounts(model: &Model) -> Vec<AccountScore> {
        let titled = |key: &str, account: Option<&str>, title: &str| Lead {
            account: account.map(str::to_owned),
            ..lead(key, &[("Title", text(title))], vec![])
        };
        let mut builder = ColumnsBuilder::default();
        builder.extend([
            titled("1", Some("zeta"), "ceo"),
            titled("2", Some("Alpha"), "ceo"),
            titled("3", Some("Alpha"), "cto"),
            titled("4", Some("Alpha"), "rival ceo"),
            titled("5", None, "ceo"),
            titled("6", Some("rivals"), "rival"),
        ]);
        let columns = builder.finish();
        score_accounts(&columns, model, &score_all(&columns, model, NOW))
    }

    fn titles() -> Model {
        let profile = |id: &str, points, word| criterion(id, "profile", points, Rule::Profile(has_word("Title", word)));
        let rival = Criterion { disqualifies: true, ..profile("rival", 0, "rival") };
        model(vec![profile("ceo", 60, "ceo"), profile("cto", 45, "cto"), rival])
    }

    #[test]
    fn a_company_is_its_leads_that_are_left() {
        let mut model = titles();
        let fit = |model: &Model| accounts(model)[0].fit;
        let found = accounts(&model);
        assert_eq!(found.iter().map(|account| account.key.as_str()).collect::<Vec<_>>(), ["Alpha", "rivals", "zeta"]);
        assert_eq!((found[0].fit, found[0].fit_band, &found[0].members), (60, 1, &vec![1, 2, 3]));
        assert_eq!((found[0].combined, found[0].disqualified), (30, false));
        model.accounts.fit = RollUp::Sum;
        assert_eq!(fit(&model), 100, "105, clamped to the range");
        model.accounts.fit = RollUp::MeanOfBest(2);
        assert_eq!(fit(&model), 53, "52.5, away from zero");
        model.accounts.fit = RollUp::MeanOfBest(9);
        assert_eq!(fit(&model), 53, "the best there are");
        model.accounts.fit = RollUp::MeanOfBest(0);
        assert_eq!(fit(&model), 60);
    }

    #[test]
    fn closed_leads_count_unless_only_open_ones_do() {
        let titled = |key: &str, account: &str, title: &str, outcome| Lead {
            account: Some(account.to_owned()),
            outcome,
            ..lead(key, &[("Title", text(title))], vec![])
        };
        let mut builder = ColumnsBuilder::default();
        builder.extend([
            titled("1", "half", "ceo", Outcome::Lost),
            titled("2", "half", "cto", Outcome::Open),
            titled("3", "over", "ceo", Outcome::Won),
            titled("4", "rivals", "ceo", Outcome::Lost),
            titled("5", "rivals", "rival", Outcome::Open),
        ]);
        let columns = builder.finish();
        let mut model = titles();
        let of = |model: &Model| -> Vec<(i32, bool)> {
            let accounts = score_accounts(&columns, model, &score_all(&columns, model, NOW));
            accounts.iter().map(|account| (account.fit, account.disqualified)).collect()
        };
        assert_eq!(of(&model), [(60, false), (60, false), (60, false)]);
        model.accounts.leads = LeadsThatCount::Open;
        assert_eq!(of(&model), [(45, false), (0, false), (0, true)], "the one that is open is disqualified");
    }

    #[test]
    fn a_company_with_nobody_left_is_disqualified_at_0() {
        let mut model = titles();
        model.categories[0].at_least = Some(30);
        let rivals = &accounts(&model)[1];
        assert!(rivals.disqualified);
        assert_eq!((rivals.fit, rivals.engagement, rivals.combined), (0, 0, 0));
        assert_eq!(model.routes[usize::from(rivals.route)].id, model.matrix.disqualified);
    }
}
