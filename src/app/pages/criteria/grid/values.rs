//! What a cell holds, as text; and a text put into a cell.

use super::Column;
use crate::{
    app::number::{self, NotRead},
    model::{Criterion, CriterionId, Model, Proposal, Team, Tier, limits},
    scoring::Tally,
};

/// What may be seen of a team's proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice<'a> {
    /// It has not spoken.
    Silent,
    /// It has spoken, and the other team is not to know what until it has spoken too.
    Hidden,
    Says(&'a Proposal),
}

/// All cells, copies and texts ask here, so that a blind proposal is seen nowhere before its time: `seat` is the team at the
/// keyboard, if it is one.
pub fn voice(criterion: &Criterion, team: Team, seat: Option<Team>) -> Voice<'_> {
    let proposals = &criterion.proposals;
    match proposals.of(team) {
        None => Voice::Silent,
        Some(_) if !proposals.shows(team, seat) => Voice::Hidden,
        Some(proposal) => Voice::Says(proposal),
    }
}

/// Whether a cell may be typed into: in a blind round each team into its own.
pub fn may_edit(criterion: &Criterion, column: Column, seat: Option<Team>) -> Result<(), Refusal> {
    match column.team() {
        Some(team) if !criterion.proposals.shows(team, seat) => Err(Refusal::OthersTurn),
        _ if column.is_editable() => Ok(()),
        _ => Err(Refusal::NotEditable),
    }
}

/// The plain text of a cell, as a spreadsheet reads it: numbers with an ASCII minus and without grouping.
pub fn text(criterion: &Criterion, column: Column, tally: Option<Tally>, seat: Option<Team>) -> String {
    match column {
        Column::Name => criterion.name.clone(),
        Column::Points => criterion.points.to_string(),
        Column::Marketing => voice_text(criterion, Team::Marketing, seat),
        Column::Sales => voice_text(criterion, Team::Sales, seat),
        Column::Leads => tally.map(|tally| tally.leads.to_string()).unwrap_or_default(),
        Column::WinRate => {
            let rate = tally.and_then(Tally::win_rate);
            rate.map(|rate| format!("{:.1}%", rate * 100.0)).unwrap_or_default()
        }
    }
}

fn voice_text(criterion: &Criterion, team: Team, seat: Option<Team>) -> String {
    match voice(criterion, team, seat) {
        Voice::Says(proposal) => proposal.points.to_string(),
        Voice::Silent | Voice::Hidden => String::new(),
    }
}

/// Why a text can't go into a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    NotWhole,
    /// In one country it is another number than in the next.
    Ambiguous,
    OutOfRange,
    /// The leads say it, nobody types it.
    NotEditable,
    /// In a blind round it is the other team's to fill in.
    OthersTurn,
    /// A criterion without a name could not be spoken of.
    NoName,
    NoCriterion,
}

/// A whole number of points that a model may hold.
pub fn points(text: &str) -> Result<i32, Refusal> {
    let points = number::read(text).map_err(|err| match err {
        NotRead::NotWhole => Refusal::NotWhole,
        NotRead::Ambiguous => Refusal::Ambiguous,
    })?;
    let points = i32::try_from(points).ok().filter(|points| (-limits::POINTS..=limits::POINTS).contains(points));
    points.ok_or(Refusal::OutOfRange)
}

/// Puts a text into a cell. An empty text takes a proposal back; points and names are never empty.
pub fn set(model: &mut Model, id: &CriterionId, column: Column, text: &str) -> Result<(), Refusal> {
    let place = model.criteria.iter().position(|criterion| criterion.id == *id).ok_or(Refusal::NoCriterion)?;
    set_at(model, place, column, text)
}

/// The same by the criterion's place in the model: for many at once.
pub fn set_at(model: &mut Model, place: usize, column: Column, text: &str) -> Result<(), Refusal> {
    let tiers = model.tiers;
    let criterion = model.criteria.get_mut(place).ok_or(Refusal::NoCriterion)?;
    match column {
        Column::Name if text.trim().is_empty() => return Err(Refusal::NoName),
        // A cell is one line: what a spreadsheet broke into several is joined.
        Column::Name => criterion.name = text.split_whitespace().collect::<Vec<_>>().join(" "),
        Column::Points => criterion.points = points(text)?,
        Column::Marketing | Column::Sales => {
            let proposals = &mut criterion.proposals;
            let proposal = if column == Column::Marketing { &mut proposals.marketing } else { &mut proposals.sales };
            if text.trim().is_empty() {
                *proposal = None;
                return Ok(());
            }
            let points = points(text)?;
            // The same number again is the same word.
            if proposal.as_ref().is_none_or(|proposal| proposal.points != points) {
                let before = proposal.take();
                let tier = tier_for(&tiers, points, before.as_ref().map_or(criterion.tier, |before| before.tier));
                let reason = before.map(|before| before.reason).unwrap_or_default();
                *proposal = Some(Proposal { tier, points, reason });
            }
        }
        Column::Leads | Column::WinRate => return Err(Refusal::NotEditable),
    }
    Ok(())
}

/// The tier that fits the points: the present one where it does, else the one whose range holds them, else the nearest.
pub fn tier_for(tiers: &crate::model::TierRanges, points: i32, present: Tier) -> Tier {
    let distance = |tier: Tier| {
        let range = tiers.of(tier);
        i64::from(points).abs_diff(i64::from(range.nearest(points)))
    };
    if tiers.of(present).contains(points) {
        return present;
    }
    Tier::ALL.into_iter().min_by_key(|tier| distance(*tier)).unwrap_or(present)
}

impl Refusal {
    /// What is wrong with the text that was to go into the cell.
    pub fn sentence(self, text: &str) -> String {
        let most = crate::app::format::count(limits::POINTS.unsigned_abs().into());
        match self {
            Self::NotWhole => tr!("cell-not-whole", text = text, most = most),
            Self::Ambiguous => tr!("cell-ambiguous", text = text),
            Self::OutOfRange => tr!("cell-out-of-range", text = text, most = most),
            Self::NotEditable => tr!("cell-not-editable"),
            Self::OthersTurn => tr!("cell-others-turn"),
            Self::NoName => tr!("cell-no-name"),
            Self::NoCriterion => tr!("cell-no-criterion"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{super::lines::tests::model, *};
    use crate::model::TierRanges;

    #[test]
    fn a_team_types_its_points_and_keeps_its_reason() {
        let mut model = model();
        let id = CriterionId("a".to_owned());
        set(&mut model, &id, Column::Marketing, "+7").expect("a number");
        let proposal = model.criteria[0].proposals.marketing.as_mut().expect("a proposal");
        assert_eq!((proposal.tier, proposal.points), (Tier::Important, 7), "7 points are important");
        proposal.reason = "they sign".to_owned();
        set(&mut model, &id, Column::Marketing, "−12").expect("a number");
        let proposal = model.criteria[0].proposals.marketing.clone().expect("a proposal");
        assert_eq!((proposal.tier, proposal.points, proposal.reason.as_str()), (Tier::Negative, -12, "they sign"));
        let word = Proposal { tier: Tier::Important, points: 12, reason: "they sign".to_owned() };
        model.criteria[0].proposals.marketing = Some(word.clone());
        set(&mut model, &id, Column::Marketing, "+12").expect("a number");
        assert_eq!(model.criteria[0].proposals.marketing, Some(word), "the same again changes nothing");
        set(&mut model, &id, Column::Marketing, " ").expect("it is taken back");
        assert_eq!(model.criteria[0].proposals.marketing, None);
    }

    #[test]
    fn what_is_no_number_changes_nothing() {
        let mut model = model();
        let before = model.clone();
        let id = CriterionId("a".to_owned());
        assert_eq!(set(&mut model, &id, Column::Points, "many"), Err(Refusal::NotWhole));
        assert_eq!(set(&mut model, &id, Column::Points, "10001"), Err(Refusal::OutOfRange));
        assert_eq!(set(&mut model, &id, Column::Sales, "x"), Err(Refusal::NotWhole));
        assert_eq!(set(&mut model, &id, Column::Name, " \n"), Err(Refusal::NoName));
        assert_eq!(set(&mut model, &id, Column::Leads, "5"), Err(Refusal::NotEditable));
        assert_eq!(model, before);
    }

    #[test]
    fn blind_points_are_not_told_before_both_are_in() {
        let mut model = model();
        let id = CriterionId("a".to_owned());
        model.criteria[0].proposals.blind = true;
        set(&mut model, &id, Column::Sales, "9").expect("a number");
        let criterion = &model.criteria[0];
        assert_eq!(voice(criterion, Team::Sales, None), Voice::Hidden);
        assert_eq!(voice(criterion, Team::Sales, Some(Team::Marketing)), Voice::Hidden);
        assert_eq!(text(criterion, Column::Sales, None, None), "", "nor copied");
        assert_eq!(text(criterion, Column::Sales, None, Some(Team::Sales)), "9", "who says it sees it");
        assert_eq!(may_edit(criterion, Column::Sales, Some(Team::Marketing)), Err(Refusal::OthersTurn));
        assert_eq!(may_edit(criterion, Column::Sales, Some(Team::Sales)), Ok(()));
        model.criteria[0].proposals.blind = false;
        assert_eq!(text(&model.criteria[0], Column::Sales, None, None), "9", "revealed");
    }

    #[test]
    fn points_find_their_tier() {
        let tiers = TierRanges::RANGES;
        assert_eq!(tier_for(&tiers, 12, Tier::Influencing), Tier::Critical);
        assert_eq!(tier_for(&tiers, 99, Tier::Influencing), Tier::Critical, "beyond all, the nearest");
        assert_eq!(tier_for(&tiers, -3, Tier::Critical), Tier::Negative);
        let narrow = TierRanges::FIVE_TEN_FIFTEEN;
        assert_eq!(tier_for(&narrow, 7, Tier::Negative), Tier::Influencing, "7 is nearer to 5 than to 10");
    }
}
