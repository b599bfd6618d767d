//! Who a lead is, for people: which attributes tell the name, the company and the title, found by what they are called in the
//! usual programs.

use crate::{
    lead::{AttributeName, SharedWords, fold},
    scoring::{Codes, Column, Columns, Field, NO_CODE, Strings},
};

/// The places of the attributes in [`Columns::fields`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Naming {
    first: Option<usize>,
    last: Option<usize>,
    whole: Option<usize>,
    company: Option<usize>,
    title: Option<usize>,
    source: Option<usize>,
}

impl Naming {
    pub fn of(columns: &Columns) -> Self {
        let shared = SharedWords::of(columns.fields.iter().map(|field| field.name.as_str()));
        let name = |(place, field): (usize, &Field)| {
            let name = AttributeName::new(&field.name, &shared);
            (matches!(field.column, Column::Text { .. }) && !name.is_account).then_some((place, name))
        };
        let names: Vec<(usize, AttributeName)> = columns.fields.iter().enumerate().filter_map(name).collect();
        // A more usual name wins over an earlier column.
        let find = |what: &str| {
            let what = AttributeName::new(what, &SharedWords::default());
            let ranked = names.iter().filter_map(|(place, name)| Some((name.rank_for(&what)?, *place)));
            ranked.min().map(|(_, place)| place)
        };
        let called = |letters: &str| names.iter().find(|(_, name)| name.letters == letters).map(|(place, _)| *place);
        Self {
            first: find("First name"),
            last: find("Last name"),
            whole: find("Full name").or_else(|| called("contact")),
            company: find("Company"),
            title: find("Job title"),
            source: find("Lead source").or_else(|| called("channel")),
        }
    }

    /// Writes the lead's name; without one, nothing.
    pub fn write_name(&self, columns: &Columns, row: usize, out: &mut String) {
        let before = out.len();
        for part in [self.first, self.last].into_iter().flatten().filter_map(|field| text(columns, field, row)) {
            if out.len() > before {
                out.push(' ');
            }
            out.push_str(part);
        }
        if out.len() == before
            && let Some(whole) = self.whole.and_then(|field| text(columns, field, row))
        {
            out.push_str(whole);
        }
    }

    /// The lead's name, or its key where it has none.
    pub fn name(&self, columns: &Columns, row: usize) -> String {
        let mut name = String::new();
        self.write_name(columns, row, &mut name);
        if name.is_empty() {
            name.push_str(columns.keys.get(row).unwrap_or_default());
        }
        name
    }

    /// The company's name.
    pub fn company<'a>(&self, columns: &'a Columns, row: usize) -> Option<&'a str> {
        self.company.and_then(|field| text(columns, field, row))
    }

    /// The company's name, or the account's key.
    pub fn account<'a>(&self, columns: &'a Columns, row: usize) -> Option<&'a str> {
        self.company(columns, row).or_else(|| account_key(columns, row))
    }

    pub fn title<'a>(&self, columns: &'a Columns, row: usize) -> Option<&'a str> {
        self.title.and_then(|field| text(columns, field, row))
    }

    /// Where the lead came from.
    pub fn source<'a>(&self, columns: &'a Columns, row: usize) -> Option<&'a str> {
        self.source.and_then(|field| text(columns, field, row))
    }

    /// For each lead a number that sorts like its name; `None` where it has none.
    pub fn name_order(&self, columns: &Columns) -> impl Fn(usize) -> Option<u64> + Sync + use<> {
        let first = self.first.map(|field| Coded::new(columns, field));
        let last = self.last.map(|field| Coded::new(columns, field));
        let whole = self.whole.map(|field| Coded::new(columns, field));
        move |row| {
            let rank = |coded: &Option<Coded>| coded.as_ref().and_then(|coded| coded.rank(row));
            match (rank(&first), rank(&last)) {
                (None, None) => rank(&whole).map(u64::from),
                (first, last) => {
                    let place = |rank: Option<u32>| rank.map_or(0, |rank| u64::from(rank) + 1);
                    Some(place(first) << 32 | place(last))
                }
            }
        }
    }

    /// For each lead a number that sorts like its account's name; `None` where it has none.
    pub fn account_order(&self, columns: &Columns) -> impl Fn(usize) -> Option<u64> + Sync + use<> {
        let none = Strings::new();
        let company = self.company.and_then(|field| match &columns.fields.get(field)?.column {
            Column::Text { codes, values } => Some((codes.clone(), values)),
            _ => None,
        });
        let (codes, names) = company.unwrap_or_else(|| (Codes::default(), &none));
        // Names of companies and keys of accounts share one order, since either may stand in the column.
        let ranks = ranks(names.iter().chain(columns.account_keys.iter()).map(fold).collect());
        let (offset, accounts) = (names.len(), columns.accounts.clone());
        move |row| {
            let key = || accounts.get(row).filter(|code| **code != NO_CODE).map(|code| offset + *code as usize);
            codes.get(row).or_else(key).and_then(|index| ranks.get(index)).map(|rank| u64::from(*rank))
        }
    }
}

/// A column of coded text, and where each text comes in the order of texts.
struct Coded {
    codes: Codes,
    ranks: Vec<u32>,
}

impl Coded {
    fn new(columns: &Columns, field: usize) -> Self {
        match columns.fields.get(field).map(|field| &field.column) {
            Some(Column::Text { codes, values }) => {
                Self { codes: codes.clone(), ranks: ranks(values.iter().map(fold).collect()) }
            }
            _ => Self { codes: Codes::default(), ranks: Vec::new() },
        }
    }

    fn rank(&self, row: usize) -> Option<u32> {
        self.ranks.get(self.codes.get(row)?).copied()
    }
}

/// Where each text comes in their order; texts that are alike share a place.
fn ranks(texts: Vec<String>) -> Vec<u32> {
    use rayon::slice::ParallelSliceMut as _;
    let mut sorted: Vec<(String, u32)> = texts.into_iter().zip(0..).collect();
    sorted.par_sort_unstable();
    let mut ranks = vec![0; sorted.len()];
    let (mut rank, mut last) = (0, None);
    for (text, index) in &sorted {
        if last.is_some_and(|last: &String| last != text) {
            rank += 1;
        }
        last = Some(text);
        ranks[*index as usize] = rank;
    }
    ranks
}

fn text(columns: &Columns, field: usize, row: usize) -> Option<&str> {
    match &columns.fields.get(field)?.column {
        Column::Text { codes, values } => values.get(codes.get(row)?),
        _ => None,
    }
}

/// The key of the lead's account.
pub fn account_key(columns: &Columns, row: usize) -> Option<&str> {
    columns.account_keys.get(*columns.accounts.get(row)? as usize)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        lead::{Lead, Value},
        scoring::ColumnsBuilder,
    };

    fn named(attributes: &[(&str, &str)]) -> (String, Option<String>, Option<String>) {
        let attributes = attributes.iter().map(|(name, text)| ((*name).to_owned(), Value::Text((*text).to_owned())));
        let lead = Lead { key: "7".to_owned(), attributes: attributes.collect(), ..Lead::default() };
        let mut builder = ColumnsBuilder::default();
        builder.push(lead);
        let columns = builder.finish();
        let naming = Naming::of(&columns);
        let owned = |text: Option<&str>| text.map(str::to_owned);
        (naming.name(&columns, 0), owned(naming.company(&columns, 0)), owned(naming.title(&columns, 0)))
    }

    #[test]
    fn names_are_found_in_any_dress() {
        let (acme, buyer) = (Some("Acme".to_owned()), Some("Buyer".to_owned()));
        let ann = ("Ann Lee".to_owned(), acme, buyer);
        for dress in ["{}", "property_{}", "contact.{}", "{}__c"] {
            let name = |name: &str| dress.replace("{}", name);
            let (first, last) = (name("firstname"), name("LastName"));
            let (company, title) = (name("Company"), name("JobTitle"));
            let found = named(&[(&first, "Ann"), (&last, "Lee"), (&company, "Acme"), (&title, "Buyer")]);
            assert_eq!(found, ann, "{dress}");
        }
        assert_eq!(named(&[("Contact", "Ann"), ("Account: Company", "Acme")]), ("Ann".to_owned(), None, None));
        assert_eq!(named(&[("Town", "Bonn")]).0, "7", "the key");
    }
}
