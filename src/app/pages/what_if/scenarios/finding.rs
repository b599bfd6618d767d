//! Which version is best at what, and that in a sentence.

use super::{Figures, table::Column};
use crate::{
    app::{format, panel::a_week_text},
    model::wording::upper_first,
};

/// How good a version is in a column: more is better. `None` where nothing is better or worse, or nobody knows.
fn goodness(column: Column, figures: &Figures) -> Option<u64> {
    match column {
        Column::Wins => (figures.all_wins > 0).then_some(figures.to_sales.won),
        Column::Rate => figures.rate(),
        // As many as can be worked.
        Column::AWeek => {
            figures.most().filter(|_| figures.over().is_none())?;
            figures.capacity.map(|capacity| capacity.arrived)
        }
        Column::Name | Column::ToSales | Column::Moved | Column::Differences => None,
    }
}

/// Whether each version is the best in a column. Where all are alike none is.
pub(super) fn best(column: Column, all: &[Option<&Figures>]) -> Vec<bool> {
    let found: Vec<Option<u64>> = all.iter().map(|figures| goodness(column, (*figures)?)).collect();
    let best = found.iter().max().copied().flatten();
    let are_alike = found.iter().all(|it| *it == best);
    found.iter().map(|it| it.is_some() && *it == best && !are_alike).collect()
}

/// What the table says, in a sentence or two. `all` are the versions by their names.
pub(super) fn finding(all: &[(String, &Figures)]) -> String {
    let Some((_, first)) = all.first() else { return String::new() };
    let figures: Vec<Option<&Figures>> = all.iter().map(|(_, figures)| Some(*figures)).collect();
    let named = |column| -> Vec<usize> {
        best(column, &figures).into_iter().enumerate().filter(|(_, is_best)| *is_best).map(|(at, _)| at).collect()
    };
    if first.all_wins == 0 {
        return of_load(all);
    }
    let of_all = format::count(first.all_wins);
    let rate = |at: usize| all[at].1.to_sales.win_rate().map_or_else(String::new, |rate| format::percent(rate, 1));
    let wins = |at: usize| format::count(all[at].1.to_sales.won);
    let (by_wins, by_rate) = (named(Column::Wins), named(Column::Rate));
    let both = by_wins.iter().find(|at| by_rate.contains(at)).copied();
    let sentence = match (by_wins.first(), by_rate.first()) {
        (None, None) => tr!("scenarios-finding-alike", wins = wins(0), all = of_all),
        (Some(at), None) => {
            let name = names(all, &by_wins);
            tr!("scenarios-finding-wins", name = name, count = by_wins.len(), wins = wins(*at), all = of_all)
        }
        (None, Some(at)) => {
            let (name, count) = (names(all, &by_rate), by_rate.len());
            tr!("scenarios-finding-rate", name = name, count = count, rate = rate(*at), wins = wins(0), all = of_all)
        }
        (Some(_), Some(_)) if both.is_some() => {
            let at = both.unwrap_or_default();
            let name = all[at].0.clone();
            tr!("scenarios-finding-both", name = name, wins = wins(at), all = of_all, rate = rate(at))
        }
        (Some(most), Some(keenest)) => tr!(
            "scenarios-finding-two",
            name = names(all, &by_wins),
            count = by_wins.len(),
            wins = wins(*most),
            all = of_all,
            other = names(all, &by_rate),
            others = by_rate.len(),
            rate = rate(*keenest)
        ),
    };
    let winner = both.or_else(|| by_wins.first().copied()).or_else(|| by_rate.first().copied());
    let sentence = match winner.and_then(|at| Some((all[at].0.clone(), all[at].1.over()?))) {
        Some((name, over)) => {
            tr!("scenarios-finding-over", sentence = sentence, name = name, over = a_week_text(over))
        }
        None => sentence,
    };
    upper_first(&sentence)
}

/// Without past wins only how much comes can be told.
fn of_load(all: &[(String, &Figures)]) -> String {
    let leads = |figures: &Figures| figures.to_sales.leads;
    let most = all.iter().max_by_key(|(_, figures)| leads(figures));
    let least = all.iter().min_by_key(|(_, figures)| leads(figures));
    let (Some((most, figures)), Some((least, fewest))) = (most, least) else { return String::new() };
    let text = |figures: &Figures| match figures.a_week {
        Some(leads) => tr!("scenarios-a-week", leads = a_week_text(leads)),
        None => format::count(figures.to_sales.leads),
    };
    if leads(figures) == leads(fewest) {
        return tr!("scenarios-finding-no-wins-alike", leads = text(figures));
    }
    upper_first(&tr!(
        "scenarios-finding-no-wins",
        name = most.clone(),
        leads = text(figures),
        other = least.clone(),
        fewest = text(fewest)
    ))
}

/// The names of the best; more than two are told by the first.
fn names(all: &[(String, &Figures)], best: &[usize]) -> String {
    match best {
        [one, other] => tr!("scenarios-two-names", name = all[*one].0.clone(), other = all[*other].0.clone()),
        [one, rest @ ..] if !rest.is_empty() => {
            tr!("scenarios-more-names", name = all[*one].0.clone(), count = rest.len())
        }
        _ => best.first().map_or_else(String::new, |one| all[*one].0.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scoring::{Tally, what_if::Capacity};

    fn figures(won: u64, decided: u64, arrived: u64) -> Figures {
        Figures {
            to_sales: Tally { leads: decided + 10, won, decided },
            all_wins: 371,
            a_week: Some(arrived as f64 / 13.0),
            capacity: Some(Capacity { most: 10, arrived, is_partial: false }),
            ..Figures::default()
        }
    }

    fn said(all: &[(&str, Figures)]) -> String {
        let all: Vec<_> = all.iter().map(|(name, figures)| ((*name).to_owned(), figures)).collect();
        finding(&all)
    }

    #[test]
    fn the_best_are_named_with_what_they_cost() {
        let base = ("the baseline", figures(300, 1_000, 120));
        let bold = ("Bold", figures(312, 1_200, 156));
        let shy = ("Shy", figures(280, 700, 90));
        assert_eq!(
            said(&[base.clone(), bold.clone(), shy.clone()]),
            "Bold catches most past wins (312 of 371), Shy has the best win rate (40.0 %). \
             But Bold sends 2.0 leads a week more than sales can work"
        );
        assert_eq!(said(&[base.clone(), base.clone()]), "All catch 300 of 371 past wins, with the same win rate");
        let better = ("Better", figures(305, 900, 110));
        assert_eq!(
            said(&[base.clone(), better]),
            "Better catches most past wins (305 of 371) and has the best win rate (33.9 %)"
        );
        let keener = ("Keener", figures(300, 900, 110));
        assert_eq!(
            said(&[base.clone(), keener.clone()]),
            "All catch 300 of 371 past wins, and Keener has the best win rate (33.3 %)"
        );
        assert_eq!(
            said(&[base.clone(), base.clone(), shy.clone()]),
            "The baseline and the baseline catch most past wins (300 of 371), Shy has the best win rate (40.0 %)"
        );
        let all = [&base.1, &bold.1, &shy.1].map(Some);
        assert_eq!(best(Column::AWeek, &all), [true, false, false], "as many as can be worked");
        assert_eq!(best(Column::Wins, &all), [false, true, false]);
        assert_eq!(best(Column::Moved, &all), [false; 3]);
        assert_eq!(best(Column::Wins, &[Some(&base.1), None]), [true, false], "what is not known yet is not best");
    }

    #[test]
    fn half_a_lead_too_many_is_too_many() {
        let (within, above) = (figures(300, 1_000, 130), figures(300, 1_000, 136));
        assert_eq!((within.over(), above.over().map(a_week_text)), (None, Some("0.5".to_owned())));
        assert_eq!(best(Column::AWeek, &[Some(&within), Some(&above)]), [true, false]);
    }

    #[test]
    fn nothing_is_held_against_the_capacity_of_some_routes_only() {
        let partial = |arrived| {
            let whole = figures(300, 1_000, arrived);
            let capacity = whole.capacity.map(|capacity| Capacity { is_partial: true, ..capacity });
            Figures { a_week: Some(20.0), capacity, ..whole }
        };
        let (one, other) = (partial(100), partial(120));
        assert_eq!((one.most(), figures(300, 1_000, 100).most()), (None, Some(10)));
        assert_eq!(best(Column::AWeek, &[Some(&one), Some(&other)]), [false; 2]);
        assert!(partial(136).over().is_some(), "what is too much for some is too much");
    }

    #[test]
    fn without_outcomes_only_the_load_is_told() {
        let of = |leads: u64| Figures { to_sales: Tally { leads, ..Tally::default() }, ..Figures::default() };
        assert_eq!(said(&[("Bold", of(40)), ("Shy", of(9))]), "Bold sends most to sales (40), Shy fewest (9)");
        assert_eq!(said(&[("Bold", of(40)), ("Shy", of(40))]), "All send as many to sales (40)");
    }
}
