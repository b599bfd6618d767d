//! What pasted text means: one value, a block of values, or new criteria.

use super::{
    Column, Lines, Selection,
    sheet::{self, BadRow, Defaults, Plan},
    tsv::{self, Record},
    values,
};
use crate::{
    app::number::{self, NotRead},
    model::{Axis, CriterionId, Model, Team, Tier},
};

/// What is to be done with a pasted text.
#[derive(Clone, Debug, PartialEq)]
pub enum Paste {
    Nothing,
    /// Values for cells, from the upper left of what is chosen on; one value fills all that is chosen.
    Cells(Vec<Record>),
    /// New criteria.
    Rows(Plan),
}

/// A value on its way into a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pasted {
    pub id: CriterionId,
    pub column: Column,
    pub text: String,
}

/// One value goes into the cells that are chosen; a block of numbers onto columns of numbers goes into cells; all else is
/// rows: names are never pasted over other names, which would give rules the wrong ones.
pub fn meaning(
    model: &Model,
    facts: &crate::model::check::Facts,
    lines: &Lines,
    selection: Option<&Selection>,
    text: &str,
) -> Paste {
    let records = tsv::read(text);
    let cell = selection.map(|selection| &selection.cursor);
    let is_one = matches!(records.as_slice(), [record] if record.fields.len() == 1);
    // One that can be read in two ways is a number still: it is told as one, not taken for a name.
    let is_number = |field: &String| field.trim().is_empty() || number::read(field) != Err(NotRead::NotWhole);
    let are_numbers = || records.iter().flat_map(|record| &record.fields).all(is_number);
    let columns = selection.map(|selection| selection.cursor.column.min(selection.anchor.column));
    if records.is_empty() {
        Paste::Nothing
    } else if cell.is_some() && (is_one || columns.is_some_and(Column::is_number) && are_numbers()) {
        Paste::Cells(records)
    } else {
        let place = cell.and_then(|cell| lines.place(&cell.id));
        let tier = place.and_then(|place| lines.tier_at(place.axis, place.line)).unwrap_or(Tier::Influencing);
        let axis = place.map_or(Axis::Fit, |place| place.axis);
        Paste::Rows(sheet::plan(model, facts, &records, Defaults { axis, tier }))
    }
}

/// Which cell each value of a block goes into, and which can't.
pub fn to_cells(
    model: &Model,
    lines: &Lines,
    selection: &Selection,
    shown: &[Column],
    records: &[Record],
    seat: Option<Team>,
) -> (Vec<Pasted>, Vec<BadRow>) {
    let (mut good, mut bad) = (Vec::new(), Vec::new());
    let Some((axis, first, _)) = selection.span(lines) else { return (good, bad) };
    let columns = selection.columns(shown);
    let one = match records {
        [record] => record.fields.as_slice(),
        _ => &[],
    };
    if let ([value], [column, ..]) = (one, columns.as_slice()) {
        let line = records.first().map_or(1, |record| record.line);
        let ids = selection.ids(lines);
        if *column == Column::Name && ids.len() > 1 {
            let sentence = tr!("paste-one-name", text = value.as_str());
            bad.push(BadRow { line, column: String::new(), name: String::new(), sentence });
            return (good, bad);
        }
        for id in ids {
            for column in &columns {
                check(model, &id, *column, value, line, seat).map_or_else(|row| bad.push(row), |cell| good.push(cell));
            }
        }
        return (good, bad);
    }
    let from = shown.iter().position(|column| Some(column) == columns.first()).unwrap_or(0);
    let ids: Vec<&CriterionId> =
        lines.of(axis).get(first..).unwrap_or_default().iter().filter_map(super::Line::id).collect();
    for (row, record) in records.iter().enumerate() {
        for (place, value) in record.fields.iter().enumerate() {
            match (ids.get(row), shown.get(from + place)) {
                (Some(id), Some(column)) => check(model, id, *column, value, record.line, seat)
                    .map_or_else(|row| bad.push(row), |cell| good.push(cell)),
                _ if value.trim().is_empty() => {}
                _ => bad.push(BadRow {
                    line: record.line,
                    column: String::new(),
                    name: String::new(),
                    sentence: tr!("paste-beyond", text = value.trim()),
                }),
            }
        }
    }
    (good, bad)
}

fn check(
    model: &Model,
    id: &CriterionId,
    column: Column,
    value: &str,
    line: usize,
    seat: Option<Team>,
) -> Result<Pasted, BadRow> {
    let text = value.trim();
    let criterion = model.criterion(id);
    let is_allowed = criterion.map_or(Err(values::Refusal::NoCriterion), |one| values::may_edit(one, column, seat));
    let is_good = is_allowed.and_then(|()| match column {
        Column::Name if text.is_empty() => Err(values::Refusal::NoName),
        Column::Name => Ok(()),
        _ if text.is_empty() && column != Column::Points => Ok(()),
        _ => values::points(text).map(|_| ()),
    });
    match is_good {
        Ok(()) => Ok(Pasted { id: id.clone(), column, text: text.to_owned() }),
        Err(refusal) => Err(BadRow {
            line,
            column: column.title(),
            name: criterion.map(|one| one.name.clone()).unwrap_or_default(),
            sentence: refusal.sentence(text),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::{
            Cell,
            lines::tests::{lines, model},
        },
        *,
    };

    fn at(id: &str, column: Column) -> Selection {
        Selection::one(Cell::new(id.into(), column))
    }

    fn cells(selection: &Selection, text: &str) -> (Vec<(String, Column, String)>, Vec<BadRow>) {
        let model = model();
        let lines = lines(&model);
        let Paste::Cells(records) = meaning(&model, &Default::default(), &lines, Some(selection), text) else {
            panic!("these are cells")
        };
        let (good, bad) = to_cells(&model, &lines, selection, &Column::ALL, &records, None);
        (good.into_iter().map(|cell| (cell.id.0, cell.column, cell.text)).collect(), bad)
    }

    #[test]
    fn one_value_fills_what_is_chosen() {
        let range = at("a", Column::Points).extended_to(Cell::new("c".into(), Column::Points));
        let (good, bad) = cells(&range, "12\n");
        assert_eq!(good.iter().map(|(id, ..)| id.as_str()).collect::<String>(), "abc");
        assert_eq!(bad, []);
        let names = at("a", Column::Name).extended_to(Cell::new("b".into(), Column::Name));
        assert_eq!(cells(&names, "same").1.len(), 1, "several criteria do not get one name");
    }

    #[test]
    fn a_block_of_numbers_goes_into_cells_and_empty_ones_keep_their_place() {
        let (good, bad) = cells(&at("b", Column::Marketing), "8\t9\n\t\n7\t\n");
        let expected = [
            ("b", Column::Marketing, "8"),
            ("b", Column::Sales, "9"),
            ("c", Column::Marketing, ""),
            ("c", Column::Sales, ""),
            ("d", Column::Marketing, "7"),
            ("d", Column::Sales, ""),
        ];
        assert_eq!(good, expected.map(|(id, column, text)| (id.to_owned(), column, text.to_owned())));
        assert_eq!(bad, []);
        let (good, bad) = cells(&at("d", Column::Points), "1\n2");
        assert_eq!((good.len(), bad.len()), (1, 1), "below the last row there is no room");
        assert_eq!(bad[0].line, 2);
    }

    #[test]
    fn words_beside_numbers_are_new_criteria() {
        let model = model();
        let lines = lines(&model);
        let selection = at("e", Column::Points);
        let Paste::Rows(plan) = meaning(&model, &Default::default(), &lines, Some(&selection), "New\t12\n") else {
            panic!("these are rows")
        };
        assert_eq!(plan.rows[0].axis, Axis::Engagement);
        let names = at("a", Column::Name);
        assert!(
            matches!(meaning(&model, &Default::default(), &lines, Some(&names), "x\ny"), Paste::Rows(plan) if plan.rows.len() == 2)
        );
        assert_eq!(meaning(&model, &Default::default(), &lines, None, " \n"), Paste::Nothing);
    }

    #[test]
    fn what_is_no_number_is_told() {
        let (good, bad) = cells(&at("a", Column::Points), "many");
        assert_eq!((good.len(), bad.len()), (0, 1));
        assert!(bad[0].sentence.contains("many"), "{}", bad[0].sentence);
        let (good, bad) = cells(&at("a", Column::Points), "1.000\n12\n");
        assert_eq!((good.len(), bad.len()), (1, 1), "a thousand somewhere, one elsewhere");
        assert!(bad[0].sentence.contains("1.000"), "{}", bad[0].sentence);
    }
}
