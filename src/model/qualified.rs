//! What *qualified* means, in words made from the matrix: "Fit A with engagement 3 or better, or fit B with engagement 2 or
//! better, and nothing that disqualifies".

use super::{Axis, Band, Model, sentence::Part, wording};

/// The cells of some fit bands that have the same engagement bands qualified.
#[derive(Debug, PartialEq, Eq)]
struct Clause {
    /// Indices of fit bands, best first.
    fit: Vec<usize>,
    /// Indices of engagement bands, best first.
    engagement: Vec<usize>,
}

/// The definition as parts of one sentence; names of bands are values.
pub fn parts(model: &Model) -> Vec<Part> {
    let clauses = clauses(model);
    let (fit, engagement) = (model.fit.bands.as_slice(), model.engagement.bands.as_slice());
    if clauses.is_empty() {
        return vec![Part::Plain("No lead: no cell of the matrix leads to a qualified route".to_owned())];
    }
    let mut parts = Vec::new();
    let is_all = |clause: &Clause| clause.fit.len() == fit.len() && clause.engagement.len() == engagement.len();
    if clauses.iter().any(is_all) {
        parts.push(Part::Plain("Every lead, whatever it scores".to_owned()));
    } else {
        for (index, clause) in clauses.iter().enumerate() {
            if index > 0 {
                parts.push(Part::Plain(", or ".to_owned()));
            }
            bands(if index == 0 { "Fit" } else { "fit" }, &clause.fit, fit, &mut parts);
            parts.push(Part::Plain(" with ".to_owned()));
            bands("engagement", &clause.engagement, engagement, &mut parts);
        }
    }
    let disqualifying = disqualifying(model);
    if !disqualifying.is_empty() {
        parts.push(Part::Plain(", and not ".to_owned()));
        parts.push(Part::Value(wording::either(&disqualifying)));
    }
    parts
}

/// The definition as one sentence.
pub fn sentence(model: &Model) -> String {
    parts(model).iter().map(Part::text).collect()
}

/// The scores behind the bands of an axis: "A from 75, B from 50, C from 25, D below".
pub fn thresholds(model: &Model, axis: Axis) -> String {
    let of_band = |band: &Band| match band.from {
        Some(from) => format!("{} from {}", band.name, wording::whole(from)),
        None => format!("{} below", band.name),
    };
    model.axis(axis).bands.iter().map(of_band).collect::<Vec<_>>().join(", ")
}

/// Fit bands with the same engagement bands stand together, wherever they are.
fn clauses(model: &Model) -> Vec<Clause> {
    let qualifies = |fit: &Band, engagement: &Band| {
        let route = model.cell(&fit.id, &engagement.id).and_then(|id| model.route(id));
        route.is_some_and(|route| route.qualified)
    };
    let mut clauses: Vec<Clause> = Vec::new();
    for (index, fit) in model.fit.bands.iter().enumerate() {
        let bands = model.engagement.bands.iter().enumerate();
        let engagement: Vec<usize> = bands.filter(|(_, band)| qualifies(fit, band)).map(|(index, _)| index).collect();
        match clauses.iter_mut().find(|clause| clause.engagement == engagement) {
            Some(clause) => clause.fit.push(index),
            None => clauses.push(Clause { fit: vec![index], engagement }),
        }
    }
    clauses.retain(|clause| !clause.engagement.is_empty());
    clauses
}

/// "fit A", "fit C or better", "any fit", "fit A, B or D".
fn bands(axis: &str, chosen: &[usize], all: &[Band], parts: &mut Vec<Part>) {
    let names: Vec<&str> = chosen.iter().filter_map(|index| all.get(*index)).map(|band| band.name.as_str()).collect();
    let is_from_the_best = chosen.iter().enumerate().all(|(place, index)| place == *index);
    if chosen.len() == all.len() {
        let any = if axis.starts_with(char::is_uppercase) { "Any" } else { "any" };
        return parts.push(Part::Plain(format!("{any} {}", axis.to_lowercase())));
    }
    parts.push(Part::Plain(format!("{axis} ")));
    if let (true, [.., worst]) = (is_from_the_best && names.len() > 1, names.as_slice()) {
        parts.push(Part::Value((*worst).to_owned()));
        parts.push(Part::Plain(" or better".to_owned()));
    } else {
        parts.push(Part::Value(wording::either(&names)));
    }
}

fn disqualifying(model: &Model) -> Vec<&str> {
    let counts = model.criteria.iter().filter(|criterion| criterion.disqualifies && criterion.enabled);
    counts.filter(|criterion| model.axis_of(criterion).is_some()).map(|criterion| criterion.name.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{CellKey, Criterion, Tier, sample};

    /// Rows from A to D, columns from 1 to 4; `x` is qualified.
    fn model(rows: [&str; 4]) -> Model {
        let mut model = Model::new("test");
        for (fit, row) in ["A", "B", "C", "D"].iter().zip(rows) {
            for (engagement, cell) in ["1", "2", "3", "4"].iter().zip(row.chars()) {
                let route = if cell == 'x' { "sales-now" } else { "nurture" };
                model.matrix.cells.insert(CellKey((*fit).into(), (*engagement).into()), route.into());
            }
        }
        model
    }

    #[test]
    fn the_sentence_follows_the_matrix() {
        let said = |rows| sentence(&model(rows));
        assert_eq!(
            said(["xxx.", "xxx.", "xx..", "...."]),
            "Fit B or better with engagement 3 or better, or fit C with engagement 2 or better"
        );
        assert_eq!(said(["x...", "....", "....", "...."]), "Fit A with engagement 1");
        assert_eq!(said(["xxxx", "....", "....", "...."]), "Fit A with any engagement");
        assert_eq!(said(["x...", "x...", "x...", "x..."]), "Any fit with engagement 1");
        assert_eq!(said(["x.x.", "....", "x.x.", "...."]), "Fit A or C with engagement 1 or 3");
        assert_eq!(said(["xxxx", "xxxx", "xxxx", "xxxx"]), "Every lead, whatever it scores");
        assert_eq!(said(["....", "....", "....", "...."]), "No lead: no cell of the matrix leads to a qualified route");
    }

    #[test]
    fn what_disqualifies_is_named() {
        let mut model = model(["x...", "....", "....", "...."]);
        let criterion = |name: &str, enabled| Criterion {
            tier: Tier::Negative,
            points: -50,
            enabled,
            disqualifies: true,
            ..sample::criterion(name, "profile")
        };
        model.criteria = vec![criterion("Competitor", true), criterion("Student", true), criterion("Old", false)];
        assert_eq!(sentence(&model), "Fit A with engagement 1, and not Competitor or Student");
    }

    #[test]
    fn the_scores_behind_the_bands() {
        assert_eq!(thresholds(&Model::new("test"), Axis::Fit), "A from 75, B from 50, C from 25, D below");
    }
}
