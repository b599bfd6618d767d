//! Who a lead is, for people: which attributes tell the name, the company and the title, found by what they are called.

use crate::{
    lead::fold,
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
        let find = |names: &[&str]| {
            // In the order of the list: a better name wins over an earlier column.
            names.iter().find_map(|name| columns.fields.iter().position(|field| is_called(field, name)))
        };
        Self {
            first: find(&["firstname", "givenname", "forename", "vorname", "prénom", "prenom"]),
            last: find(&["lastname", "surname", "familyname", "nachname"]),
            whole: find(&["name", "fullname", "contactname", "leadname", "contact"]),
            company: find(&[
                "company",
                "companyname",
                "accountname",
                "account",
                "organisation",
                "organization",
                "employer",
                "firma",
            ]),
            title: find(&["jobtitle", "title", "position", "jobrole", "role", "job"]),
            source: find(&["leadsource", "source", "channel"]),
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

fn is_called(field: &Field, name: &str) -> bool {
    matches!(field.column, Column::Text { .. })
        && fold(&field.name).chars().filter(|c| c.is_alphanumeric()).eq(name.chars())
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
