//! Whether what is expected of certain leads comes out: test leads and segments under a model.
//!
//! A lead that the model keeps itself is scored by [`explain`](super::explain), at its own instant; a lead of the library is
//! read from the columns of scores that are there anyway. Both become a [`Standing`], and from there on there is one judge.
//! Segments are counted from the same scores. What can't be asked (no library is open, no such key) is neither passed nor
//! failed, and says why.
//!
//! | file | subject |
//! |---|---|
//! | `standing.rs` | where a lead stands, from either scorer |
//! | `judge.rs` | what is expected of a lead, held to where it stands, and the sentence of what broke |
//! | `since.rs` | which of the steps that were made broke a test, or whether other leads did |
//! | `segments.rs` | the same for many leads |

mod judge;
mod segments;
mod since;
mod standing;

use std::{collections::HashMap, sync::Arc};

pub use self::{
    judge::LeadResult,
    segments::{Measured, SegmentResult, SegmentTester, Who},
    since::{Passed, Since, Step, TestId, Tracer},
    standing::Standing,
};
use super::{Columns, Scores, Summary};
use crate::{
    lead::Instant,
    model::{Model, Must, TestLead, TestLeadId, Whose},
};

/// The open leads, scored under the model that is tested.
#[derive(Clone, Copy)]
pub struct Library<'a> {
    pub columns: &'a Arc<Columns>,
    pub scores: &'a Scores,
    pub summary: &'a Summary,
}

/// How a test came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    Failed,
    /// It can't be asked: of leads that are not at hand.
    Unasked,
    Passed,
}

/// How one expectation came out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    Holds,
    /// What came out instead, and what it lacks: “is in B2, expected in A1: fit 71, needs 75”.
    Broken(String),
    /// Why nobody can tell: “no library is open”.
    Unasked(String),
    /// How leads stood when they closed is asked elsewhere: it is not known yet.
    UnderWay,
}

impl Answer {
    pub fn verdict(&self) -> Verdict {
        match self {
            Self::Holds => Verdict::Passed,
            Self::Broken(_) => Verdict::Failed,
            Self::Unasked(_) | Self::UnderWay => Verdict::Unasked,
        }
    }

    /// What is to be said of it; of what holds nothing.
    pub fn sentence(&self) -> Option<&str> {
        match self {
            Self::Holds => None,
            Self::Broken(sentence) | Self::Unasked(sentence) => Some(sentence),
            Self::UnderWay => Some("how its leads stood when they closed is being worked out"),
        }
    }
}

/// How all tests of a model came out, in its order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tested {
    pub leads: Vec<LeadResult>,
    pub segments: Vec<SegmentResult>,
}

impl Tested {
    /// How many came out so, leads and segments together.
    pub fn count(&self, verdict: Verdict) -> usize {
        self.verdicts().filter(|one| *one == verdict).count()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.leads.len() + self.segments.len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn verdicts(&self) -> impl Iterator<Item = Verdict> {
        let leads = self.leads.iter().map(LeadResult::verdict);
        leads.chain(self.segments.iter().map(|segment| segment.answer.verdict()))
    }
}

/// Asks all tests of a model. Without a library only those of leads that the model keeps itself can be asked.
pub fn test(model: &Model, library: Option<Library<'_>>, segments: &mut SegmentTester) -> Tested {
    Tested { leads: test_leads(model, library), segments: segments.test(model, library) }
}

/// Asks the test leads alone.
pub fn test_leads(model: &Model, library: Option<Library<'_>>) -> Vec<LeadResult> {
    let found: Vec<Found> = model.test_leads.iter().map(|test| stands(model, test, library)).collect();
    let mut places: HashMap<&TestLeadId, usize> = HashMap::new();
    for (place, test) in model.test_leads.iter().enumerate() {
        places.entry(&test.id).or_insert(place);
    }
    let other = |id: &TestLeadId| places.get(id).map(|place| &found[*place]);
    model.test_leads.iter().zip(&found).map(|(test, found)| judge::judge(model, test, found, &other)).collect()
}

/// Asks one test lead, by explaining it: for a model that the library was not scored under.
pub fn test_one(model: &Model, test: &TestLead, columns: &Columns, as_of: Instant) -> LeadResult {
    let stands = |test: &TestLead| -> Found {
        match &test.whose {
            Whose::Own(own) => Ok(Standing::of_own(model, own)),
            Whose::Library(key) => {
                let row = row_of(columns, key, |row| columns.is_there(row, as_of), as_of)?;
                Ok(Standing::of_lead(model, &columns.lead(row), as_of))
            }
        }
    };
    let others: HashMap<&TestLeadId, Found> = test
        .expects
        .iter()
        .filter_map(|it| if let Must::Above(id) = &it.must { model.test_lead(id) } else { None })
        .map(|other| (&other.id, stands(other)))
        .collect();
    judge::judge(model, test, &stands(test), &|id| others.get(id))
}

type Found = Result<Standing, String>;

/// Where a test lead stands; or why that can't be told.
fn stands(model: &Model, test: &TestLead, library: Option<Library<'_>>) -> Found {
    let key = match &test.whose {
        Whose::Own(own) => return Ok(Standing::of_own(model, own)),
        Whose::Library(key) => key,
    };
    let Some(Library { columns, scores, .. }) = library else { return Err(NO_LIBRARY.to_owned()) };
    let row = row_of(columns, key, |row| scores.there.contains(row), scores.as_of)?;
    Ok(Standing::of_row(model, columns, scores, row))
}

const NO_LIBRARY: &str = "no library is open";

fn row_of(columns: &Columns, key: &str, is_there: impl Fn(usize) -> bool, as_of: Instant) -> Result<usize, String> {
    if columns.is_empty() {
        return Err(NO_LIBRARY.to_owned());
    }
    match columns.find(key) {
        None => Err(format!("the library has no lead with the key “{key}”")),
        Some(row) if !is_there(row) => Err(format!("“{key}” came later than {}", as_of.day())),
        Some(row) => Ok(row),
    }
}

#[cfg(test)]
mod tests;
