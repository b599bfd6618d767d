//! One reading instead of two, where there is but one table of leads for a new library.
//!
//! What its first rows show is taken for the truth, and all rows are written so; meanwhile they are looked at as any other
//! table would be. If that ends in the same mapping, as it nearly always does, the library is done. Else it is thrown away,
//! and written by the mapping that is known by then: the answer is always that of two readings.

use super::{
    ImportRequest, Job, Looked, TableInspection,
    inspect::{Survey, Surveyor},
    mapping::TableKind,
    report::ImportReport,
    run::drafted,
    source::Table,
};
use crate::library::{Library, LibraryError, Phase, Progress};

/// So many rows show what all are like.
const FIRST_ROWS: u64 = 20_000;

#[allow(clippy::large_enum_variant, reason = "there is one, for a moment")]
pub(super) enum AtOnce {
    Done(ImportReport, TableInspection),
    /// It was not what its first rows promised; what it is, is known now.
    LookedAt(Table, TableInspection),
    Not(Looked),
}

pub(super) fn import(
    library: &mut Library,
    mut looked: Looked,
    (request, job): (&ImportRequest, &Job),
    progress: &Progress,
) -> Result<AtOnce, LibraryError> {
    let fits = library.is_fresh()
        && request.mapping.is_none()
        && looked.opened.len() == 1
        && looked.opened[0].kind == TableKind::Leads;
    if !fits {
        return Ok(AtOnce::Not(looked));
    }
    let Some(opened) = looked.opened.first() else { return Ok(AtOnce::Not(looked)) };
    let (given, missing) = opened.given()?;
    let about = opened.about(&given, &looked.known, Vec::new());
    let first = Survey::of_first(&opened.table, FIRST_ROWS, (&missing, &about), progress)
        .and_then(|survey| opened.inspection(&given, &survey));
    let mapping = match first {
        Ok(first) => first.mapping,
        Err(LibraryError::Cancelled) => return Err(LibraryError::Cancelled),
        // What is wrong with it is told by who has seen all of it.
        Err(_) => return Ok(AtOnce::Not(looked)),
    };
    let mut surveyor = Surveyor::new(&opened.table, &missing, &about);
    progress.begin(Phase::Writing);
    let (draft, report) = match drafted(library, &[(&opened.table, &mapping)], job, progress, Some(&mut surveyor)) {
        Ok(written) => written,
        Err(LibraryError::Cancelled) => return Err(LibraryError::Cancelled),
        Err(_) => {
            progress.begin(Phase::ReadAgain);
            return Ok(AtOnce::Not(looked));
        }
    };
    let found = opened.inspection(&given, &surveyor.finish())?;
    if found.mapping == mapping {
        library.become_draft(draft)?;
        return Ok(AtOnce::Done(report, found));
    }
    drop(draft);
    Ok(looked
        .opened
        .pop()
        .map_or_else(|| AtOnce::Not(Looked::default()), |opened| AtOnce::LookedAt(opened.table, found)))
}
