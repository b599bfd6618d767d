//! Rows of a pasted sheet as new criteria. What can't be understood is told by line and column, and lands nowhere.

use std::collections::HashMap;

use super::{
    headings::Heading,
    tsv::Record,
    values::{self, tier_for},
};
use crate::{
    app::{format, pages::criteria::edit},
    model::{Axis, CategoryId, CriterionId, Model, Proposal, Rule, Team, Tier, limits, rule_text},
};

/// A criterion to be added.
#[derive(Clone, Debug, PartialEq)]
pub struct NewRow {
    pub name: String,
    pub axis: Axis,
    pub tier: Tier,
    pub category: NewCategory,
    pub points: i32,
    /// `None`: still to be filled in.
    pub rule: Option<Rule>,
    pub marketing: Option<Proposal>,
    pub sales: Option<Proposal>,
    pub why: String,
    pub enabled: bool,
    pub disqualifies: bool,
}

/// Which category a new criterion goes into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NewCategory {
    /// The one that new criteria of the axis go into.
    First,
    Known(CategoryId),
    /// One of that name is made.
    Made(String),
}

/// A row, or a cell, that can't be taken as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadRow {
    /// The line of the pasted text, from 1.
    pub line: usize,
    /// The column, by its heading or its number.
    pub column: String,
    /// Of which criterion.
    pub name: String,
    pub sentence: String,
}

/// What a pasted sheet comes to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    pub rows: Vec<NewRow>,
    pub bad: Vec<BadRow>,
}

/// Where rows go that do not say it themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Defaults {
    pub axis: Axis,
    pub tier: Tier,
}

/// Reads the rows of a sheet, with or without a line of headings.
pub fn plan(model: &Model, facts: &crate::model::check::Facts, records: &[Record], defaults: Defaults) -> Plan {
    let mut plan = Plan::default();
    let (headings, rows) = match records.split_first() {
        Some((first, rest)) => match Heading::line(&first.fields) {
            Some(headings) => (headings, rest),
            None => (vec![Some(Heading::Name), Some(Heading::Points), Some(Heading::Rule)], records),
        },
        None => return plan,
    };
    let has_headings = rows.len() < records.len();
    let reader = Reader { model, facts, defaults, headings: &headings, has_headings };
    let room = limits::CRITERIA.saturating_sub(model.criteria.len());
    for record in rows.iter().filter(|record| !record.is_blank()) {
        match reader.row(record) {
            Ok(_) if plan.rows.len() >= room => {
                let most = format::count(limits::CRITERIA as u64);
                plan.bad.push(reader.bad(record, None, tr!("paste-too-many", most = most)));
            }
            Ok(row) => plan.rows.push(row),
            Err(bad) => plan.bad.push(bad),
        }
    }
    plan
}

struct Reader<'a> {
    model: &'a Model,
    facts: &'a crate::model::check::Facts,
    defaults: Defaults,
    headings: &'a [Option<Heading>],
    has_headings: bool,
}

impl Reader<'_> {
    fn field<'r>(&self, record: &'r Record, heading: Heading) -> &'r str {
        let place = self.headings.iter().position(|other| *other == Some(heading));
        place.and_then(|place| record.fields.get(place)).map_or("", |field| field.trim())
    }

    fn bad(&self, record: &Record, heading: Option<Heading>, sentence: String) -> BadRow {
        let name = self.field(record, Heading::Name).split_whitespace().collect::<Vec<_>>().join(" ");
        let column = heading.map_or_else(String::new, |heading| heading.title().to_owned());
        BadRow { line: record.line, column, name, sentence }
    }

    fn row(&self, record: &Record) -> Result<NewRow, BadRow> {
        let field = |heading| self.field(record, heading);
        let bad = |heading, sentence| self.bad(record, Some(heading), sentence);
        let name = field(Heading::Name).split_whitespace().collect::<Vec<_>>().join(" ");
        if name.is_empty() {
            return Err(bad(Heading::Name, tr!("cell-no-name")));
        }
        let extra = record.fields.iter().skip(self.headings.len()).find(|field| !field.trim().is_empty());
        if let Some(extra) = extra.filter(|_| !self.has_headings) {
            return Err(self.bad(record, None, tr!("paste-extra-column", text = extra.trim())));
        }
        let yes_no = |heading, default| {
            yes_no(field(heading), default).ok_or_else(|| bad(heading, tr!("paste-yes-no", text = field(heading))))
        };
        let tier = self.tier(record, Heading::Tier)?;
        let given = self.points(record, Heading::Points)?;
        let tier = tier.or_else(|| given.map(|points| tier_for(&self.model.tiers, points, self.defaults.tier)));
        let tier = tier.unwrap_or(self.defaults.tier);
        let rule = match field(Heading::Rule) {
            "" => None,
            text => Some(rule_text::parse_in(text, self.facts).map_err(|err| bad(Heading::Rule, err.sentence))?),
        };
        let (axis, category) = self.axis_and_category(record, rule.as_ref())?;
        Ok(NewRow {
            name,
            axis,
            tier,
            category,
            points: given.unwrap_or_else(|| edit::first_points(self.model, tier)),
            rule,
            marketing: self.word(record, Team::Marketing, tier)?,
            sales: self.word(record, Team::Sales, tier)?,
            why: field(Heading::Why).to_owned(),
            enabled: yes_no(Heading::Counts, true)?,
            disqualifies: yes_no(Heading::Disqualifies, false)?,
        })
    }

    fn points(&self, record: &Record, heading: Heading) -> Result<Option<i32>, BadRow> {
        match self.field(record, heading) {
            "" => Ok(None),
            text => {
                let read = values::points(text).map(Some);
                read.map_err(|refusal| self.bad(record, Some(heading), refusal.sentence(text)))
            }
        }
    }

    fn tier(&self, record: &Record, heading: Heading) -> Result<Option<Tier>, BadRow> {
        match self.field(record, heading) {
            "" => Ok(None),
            text => {
                let tier = tier(text).ok_or_else(|| self.bad(record, Some(heading), tr!("paste-tier", text = text)));
                tier.map(Some)
            }
        }
    }

    /// What a team says; its tier follows from its points where it is not said.
    fn word(&self, record: &Record, team: Team, present: Tier) -> Result<Option<Proposal>, BadRow> {
        let [heading, tier, reason] = Heading::of_team(team);
        let (tier, reason) = (self.tier(record, tier)?, self.field(record, reason).to_owned());
        let Some(points) = self.points(record, heading)? else {
            let is_lost = tier.is_some() || !reason.is_empty();
            return if is_lost { Err(self.bad(record, Some(heading), tr!("paste-no-points"))) } else { Ok(None) };
        };
        let tier = tier.unwrap_or_else(|| tier_for(&self.model.tiers, points, present));
        Ok(Some(Proposal { tier, points, reason }))
    }

    /// The axis that is said, else the category's; where neither is given, the one that the rule speaks of, else the table's.
    /// A category that no axis has yet is made.
    fn axis_and_category(&self, record: &Record, rule: Option<&Rule>) -> Result<(Axis, NewCategory), BadRow> {
        let said = match self.field(record, Heading::Axis) {
            "" => None,
            text => {
                Some(axis(text).ok_or_else(|| self.bad(record, Some(Heading::Axis), tr!("paste-axis", text = text)))?)
            }
        };
        let name = self.field(record, Heading::Category);
        if name.is_empty() {
            let axis = said.or_else(|| rule.map(axis_of_rule)).unwrap_or(self.defaults.axis);
            return Ok((axis, NewCategory::First));
        }
        let wanted = said.unwrap_or(self.defaults.axis);
        let folded = name.to_lowercase();
        let of_name = || self.model.categories.iter().filter(|category| category.name.to_lowercase() == folded);
        let known = of_name().find(|category| category.axis == wanted);
        let known = known.or_else(|| if said.is_none() { of_name().next() } else { None });
        Ok(known.map_or_else(
            || (wanted, NewCategory::Made(name.to_owned())),
            |category| (category.axis, NewCategory::Known(category.id.clone())),
        ))
    }
}

/// Who somebody is speaks for fit, what somebody does for engagement.
const fn axis_of_rule(rule: &Rule) -> Axis {
    match rule {
        Rule::Profile(_) => Axis::Fit,
        Rule::Activity(_) => Axis::Engagement,
    }
}

fn axis(text: &str) -> Option<Axis> {
    match text.to_lowercase().as_str() {
        "fit" | "explicit" | "profile" | "demographic" | "firmographic" => Some(Axis::Fit),
        "engagement" | "implicit" | "behaviour" | "behavior" | "behavioural" | "behavioral" | "activity"
        | "interest" => Some(Axis::Engagement),
        _ => None,
    }
}

fn tier(text: &str) -> Option<Tier> {
    match text.to_lowercase().as_str() {
        "critical" | "▲▲" | "must have" | "must-have" => Some(Tier::Critical),
        "important" | "▲" => Some(Tier::Important),
        "influencing" | "△" | "nice to have" | "nice-to-have" => Some(Tier::Influencing),
        "negative" | "▼" => Some(Tier::Negative),
        _ => None,
    }
}

fn yes_no(text: &str, default: bool) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "" => Some(default),
        "yes" | "true" | "1" | "x" | "y" | "on" => Some(true),
        "no" | "false" | "0" | "n" | "off" => Some(false),
        _ => None,
    }
}

/// Adds the rows at the end of their tiers. Answers the new criteria, and how many categories were made for them.
pub fn add(model: &mut Model, rows: Vec<NewRow>) -> (Vec<CriterionId>, usize) {
    let mut made: HashMap<(Axis, String), CategoryId> = HashMap::new();
    let before = model.categories.len();
    let mut ids = Vec::with_capacity(rows.len());
    for row in rows {
        let category = match row.category {
            NewCategory::First => edit::first_category(model, row.axis),
            NewCategory::Known(id) => id,
            NewCategory::Made(name) => {
                let key = (row.axis, name.to_lowercase());
                made.entry(key).or_insert_with(|| edit::add_category(model, row.axis, name)).clone()
            }
        };
        let mut criterion = edit::fresh(model, row.axis, row.tier, row.name, category);
        criterion.points = row.points;
        criterion.rule = row.rule.unwrap_or(criterion.rule);
        criterion.proposals.marketing = row.marketing;
        criterion.proposals.sales = row.sales;
        criterion.why = row.why;
        criterion.enabled = row.enabled;
        criterion.disqualifies = row.disqualifies;
        ids.push(criterion.id.clone());
        model.criteria.push(criterion);
    }
    (ids, model.categories.len() - before)
}

#[cfg(test)]
mod tests {
    use super::{
        super::{lines::tests::model, tsv},
        *,
    };

    const DEFAULTS: Defaults = Defaults { axis: Axis::Engagement, tier: Tier::Important };

    fn planned(text: &str) -> Plan {
        plan_of(&tsv::read(text), DEFAULTS)
    }

    fn plan_of(records: &[Record], defaults: Defaults) -> Plan {
        plan(&model(), &Default::default(), records, defaults)
    }

    #[test]
    fn a_sheet_with_headings_in_any_order_is_read() {
        let plan =
            planned("points\tName\taxis\tCategory\tMarketing\tSales\tWhy\n+12\tCEO\tFit\tprofile\t15\t\tThey sign\n");
        assert_eq!(plan.bad, []);
        let row = &plan.rows[0];
        assert_eq!((row.name.as_str(), row.axis, row.tier, row.points), ("CEO", Axis::Fit, Tier::Critical, 12));
        let word = Proposal { tier: Tier::Critical, points: 15, reason: String::new() };
        assert_eq!((&row.marketing, &row.sales, row.why.as_str()), (&Some(word), &None, "They sign"));
        assert_eq!(row.category, NewCategory::Known("profile".into()));
    }

    #[test]
    fn a_reason_or_a_tier_without_points_is_told() {
        let plan = planned("Name\tSales\tSales tier\tSales reason\nA\t\tImportant\t\nB\t\t\tthey sign\nC\t7\tnone\t\n");
        let told: Vec<_> = plan.bad.iter().map(|bad| (bad.column.as_str(), bad.name.as_str())).collect();
        assert_eq!(told, [("Sales", "A"), ("Sales", "B"), ("Sales tier", "C")]);
    }

    #[test]
    fn a_sheet_without_headings_is_name_and_points_in_the_table_of_the_cursor() {
        let plan = planned("Pricing page\t12,0\n\nUnsubscribed\t−30\nWebinar\n");
        assert_eq!(plan.bad, []);
        let rows: Vec<_> = plan.rows.iter().map(|row| (row.name.as_str(), row.axis, row.tier, row.points)).collect();
        assert_eq!(
            rows,
            [
                ("Pricing page", Axis::Engagement, Tier::Critical, 12),
                ("Unsubscribed", Axis::Engagement, Tier::Negative, -30),
                ("Webinar", Axis::Engagement, Tier::Important, 5),
            ]
        );
    }

    #[test]
    fn where_neither_axis_nor_category_is_said_the_rule_says_the_axis() {
        let (doing, being) = ("page_view at least once", "country is Germany");
        let sheet = format!(
            "Criterion\tRule\tAxis\tCategory\nA\t{doing}\t\t\nB\t{being}\t\t\nC\t\t\t\nD\t{doing}\tfit\t\nE\t{doing}\t\tprofile\n"
        );
        let plan = planned(&sheet);
        assert_eq!(plan.bad, []);
        let axes: Vec<_> = plan.rows.iter().map(|row| (row.name.as_str(), row.axis)).collect();
        let (fit, engagement) = (Axis::Fit, Axis::Engagement);
        assert_eq!(axes, [("A", engagement), ("B", fit), ("C", engagement), ("D", fit), ("E", fit)]);
        let defaults = Defaults { axis: Axis::Fit, ..DEFAULTS };
        let sheet = tsv::read(&format!("A\t5\t{doing}\n"));
        let plan = plan_of(&sheet, defaults);
        assert_eq!(plan.rows[0].axis, Axis::Engagement, "wherever the cursor is, and without headings, too");
    }

    #[test]
    fn what_is_not_understood_is_told_by_line_and_column_and_the_rest_can_be_taken() {
        let plan =
            planned("Criterion\tTier\tPoints\nA\tcritical\ttwelve\n\tcritical\t12\nC\tcrucial\t12\nD\tcritical\t12\n");
        let told: Vec<_> = plan.bad.iter().map(|bad| (bad.line, bad.column.as_str(), bad.name.as_str())).collect();
        assert_eq!(told, [(2, "Points", "A"), (3, "Criterion", ""), (4, "Tier", "C")]);
        assert!(plan.bad[0].sentence.contains("twelve"), "{}", plan.bad[0].sentence);
        assert_eq!(plan.rows.len(), 1);
        assert_eq!(planned("A\t1\tx is known\tmore\n").rows, [], "a fourth column needs a heading");
    }

    #[test]
    fn categories_that_no_axis_has_are_made_once() {
        let mut model = model();
        let plan = planned("Name\tCategory\tPoints\na1\tFirmographics\t5\na2\tfirmographics\t6\na3\tProfile\t7\n");
        let (ids, made) = add(&mut model, plan.rows);
        assert_eq!((ids.len(), made), (3, 1));
        let of = |index: usize| model.criterion(&ids[index]).expect("added");
        assert_eq!(of(0).category, of(1).category);
        assert_eq!(model.axis_of(of(0)), Some(Axis::Engagement), "the table of the cursor");
        assert_eq!(model.axis_of(of(2)), Some(Axis::Fit), "the category says the axis");
    }

    #[test]
    fn a_model_takes_a_thousand_criteria_and_says_which_rows_are_too_many() {
        let text: String = (0..1_000).map(|row| format!("row {row}\t5\n")).collect();
        let plan = planned(&text);
        assert_eq!((plan.rows.len(), plan.bad.len()), (995, 5), "five are there");
        assert_eq!(plan.bad[0].line, 996);
    }
}
