//! Cells and rows as text for the clipboard.

use super::{
    Column, Selection,
    headings::Heading,
    lines::Lines,
    tsv,
    values::{self, Voice, voice},
};
use crate::{
    app::pages::criteria::edit,
    model::{Criterion, CriterionId, Model, Proposal, Team, rule_text},
    scoring::Tally,
};

/// The chosen cells: their values, a line a row.
pub fn cells_text(
    model: &Model,
    lines: &Lines,
    selection: &Selection,
    shown: &[Column],
    tally: impl Fn(&CriterionId) -> Option<Tally>,
    seat: Option<Team>,
) -> String {
    let columns = selection.columns(shown);
    let rows = selection.ids(lines);
    let one_cell = selection.is_one_cell();
    let mut text = String::new();
    for criterion in rows.iter().filter_map(|id| criterion_at(model, lines, id)) {
        let values: Vec<String> =
            columns.iter().map(|column| values::text(criterion, *column, tally(&criterion.id), seat)).collect();
        text.push_str(&tsv::write(values.iter().map(String::as_str)));
    }
    if one_cell { text.trim_end_matches('\n').to_owned() } else { text }
}

/// Whole rows: everything that a sheet can say of a criterion, under headings, so that it can be pasted back anywhere.
pub fn rows_text(model: &Model, lines: &Lines, ids: &[CriterionId], seat: Option<Team>) -> String {
    let mut text = tsv::write(Heading::ALL.map(Heading::title));
    for criterion in ids.iter().filter_map(|id| criterion_at(model, lines, id)) {
        let values = Heading::ALL.map(|heading| field(model, criterion, heading, seat));
        text.push_str(&tsv::write(values.iter().map(String::as_str)));
    }
    text
}

fn field(model: &Model, criterion: &Criterion, heading: Heading, seat: Option<Team>) -> String {
    let yes_no = |yes: bool| if yes { "yes" } else { "no" }.to_owned();
    let said = |team, of: fn(&Proposal) -> String| match voice(criterion, team, seat) {
        Voice::Says(proposal) => of(proposal),
        Voice::Silent | Voice::Hidden => String::new(),
    };
    let points = |proposal: &Proposal| proposal.points.to_string();
    let tier = |proposal: &Proposal| proposal.tier.to_string();
    let reason = |proposal: &Proposal| proposal.reason.clone();
    match heading {
        Heading::Name => criterion.name.clone(),
        Heading::Axis => edit::listed_under(model, criterion).to_string(),
        Heading::Tier => criterion.tier.to_string(),
        Heading::Category => {
            model.category(&criterion.category).map(|category| category.name.clone()).unwrap_or_default()
        }
        Heading::Points => criterion.points.to_string(),
        Heading::Rule => rule_text::to_text(&criterion.rule),
        Heading::Marketing => said(Team::Marketing, points),
        Heading::MarketingTier => said(Team::Marketing, tier),
        Heading::MarketingReason => said(Team::Marketing, reason),
        Heading::Sales => said(Team::Sales, points),
        Heading::SalesTier => said(Team::Sales, tier),
        Heading::SalesReason => said(Team::Sales, reason),
        Heading::Why => criterion.why.clone(),
        Heading::Counts => yes_no(criterion.enabled),
        Heading::Disqualifies => yes_no(criterion.disqualifies),
    }
}

/// By its place, so that copying a thousand rows does not look for each among a thousand.
fn criterion_at<'a>(model: &'a Model, lines: &Lines, id: &CriterionId) -> Option<&'a Criterion> {
    let place = lines.place(id)?;
    let super::Line::Row { index, .. } = lines.of(place.axis).get(place.line)? else { return None };
    model.criteria.get(*index).filter(|criterion| criterion.id == *id)
}

#[cfg(test)]
mod tests {
    use super::{
        super::{
            Cell,
            lines::tests::{lines, model},
            sheet::{self, Defaults},
        },
        *,
    };
    use crate::model::{Axis, Tier};

    #[test]
    fn cells_are_copied_as_they_stand() {
        let model = model();
        let lines = lines(&model);
        let from = Selection::one(Cell::new("a".into(), Column::Name));
        let copied = |selection: &Selection| cells_text(&model, &lines, selection, &Column::ALL, |_| None, None);
        assert_eq!(copied(&from), "a", "one cell has no end of line");
        let range = from.extended_to(Cell::new("d".into(), Column::Points));
        assert_eq!(copied(&range), "a\t10\nb\t15\nc\t12\nd\t-5\n");
    }

    #[test]
    fn what_a_team_says_is_copied_whole_and_not_before_its_time() {
        let mut model = model();
        let word = Proposal { tier: Tier::Important, points: 12, reason: "they\tsign".to_owned() };
        model.criteria[0].proposals.sales = Some(word.clone());
        let copied = |model: &Model, seat| rows_text(model, &lines(model), &["a".into()], seat);
        let defaults = Defaults { axis: Axis::Fit, tier: Tier::Critical };
        let read = sheet::plan(&model, &Default::default(), &tsv::read(&copied(&model, None)), defaults);
        assert_eq!((read.rows[0].marketing.clone(), read.rows[0].sales.clone()), (None, Some(word)), "{:?}", read.bad);
        model.criteria[0].proposals.blind = true;
        assert!(!copied(&model, Some(Team::Marketing)).contains("sign"));
        assert!(copied(&model, Some(Team::Sales)).contains("sign"), "who says it may");
    }

    #[test]
    fn rows_are_copied_with_headings() {
        let model = model();
        let text = rows_text(&model, &lines(&model), &["d".into()], None);
        let mut rows = text.lines();
        assert_eq!(
            rows.next(),
            Some(
                "Criterion\tAxis\tTier\tCategory\tPoints\tRule\tMarketing\tMarketing tier\tMarketing reason\t\
                 Sales\tSales tier\tSales reason\tWhy\tCounts\tDisqualifies"
            )
        );
        let row = rows.next().expect("a row");
        assert!(row.starts_with("d\tfit\tnegative\tProfile\t-5\t"), "{row}");
        assert!(row.ends_with("\tyes\tno"), "{row}");
    }
}
