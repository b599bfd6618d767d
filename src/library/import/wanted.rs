//! Which tables a request is about: files, the sheets of workbooks, the files of folders.

use std::path::{Path, PathBuf};

use super::{Folder, ImportRequest, inspect::Wanted, mapping::TableKind, source::Source};
use crate::library::{LibraryError, Progress};

/// The tables of a request. What can't be taken of folders is skipped and told.
pub(super) fn of(
    request: &ImportRequest,
    skipped: &mut Vec<(Source, String)>,
    progress: &Progress,
) -> Result<Vec<Wanted>, LibraryError> {
    let mut wanted = Vec::new();
    // What is said of columns is said of the leads; null words, and what is to be left out, are said of all.
    let others = ImportRequest {
        null_words: request.null_words.clone(),
        leave_out: request.leave_out.clone(),
        only: request.only.clone(),
        ..ImportRequest::default()
    };
    // Who names one file and then all of the folder means it once.
    let mut named: Vec<&Path> =
        [&request.accounts, &request.events].into_iter().flatten().map(PathBuf::as_path).collect();
    let is_alone = request.sheet.is_some() || !named.is_empty() && !request.leads.is_dir();
    if !request.leads.as_os_str().is_empty() {
        let kind = is_alone.then_some(TableKind::Leads);
        match request.leads.is_dir() && !is_alone {
            true => of_folder(&request.leads, &named, &others, (&mut wanted, skipped), progress)?,
            false => of_file(&request.leads, kind, (request, &others), &mut wanted, progress)?,
        }
        named.push(&request.leads);
    }
    for path in &request.more {
        if named.contains(&path.as_path()) {
            continue;
        }
        match path.is_dir() {
            true => of_folder(path, &named, &others, (&mut wanted, skipped), progress)?,
            false => of_file(path, None, (&others, &others), &mut wanted, progress)?,
        }
        named.push(path);
    }
    if let Some(path) = &request.accounts {
        of_file(path, Some(TableKind::Accounts), (&others, &others), &mut wanted, progress)?;
    }
    if let Some(path) = &request.events {
        of_file(path, Some(TableKind::Events), (&others, &others), &mut wanted, progress)?;
    }
    Ok(wanted)
}

/// `requests`: what is said of the file if it is one table, and if it is several.
fn of_file(
    path: &Path,
    kind: Option<TableKind>,
    requests: (&ImportRequest, &ImportRequest),
    wanted: &mut Vec<Wanted>,
    progress: &Progress,
) -> Result<(), LibraryError> {
    let (request, others) = requests;
    if let Some(sheet) = &request.sheet {
        let source = Source { path: path.to_owned(), sheet: Some(sheet.clone()) };
        wanted.push(Wanted { source, kind, request: request.clone(), is_one_of_several: false });
        return Ok(());
    }
    let all = Source::all_of(path, progress)?;
    let seen: Vec<_> = all.into_iter().filter(|info| !info.hidden).collect();
    if seen.len() > 1 && kind.is_some() {
        // The first sheet that has something in it.
        let source = Source::file(path);
        wanted.push(Wanted { source, kind, request: request.clone(), is_one_of_several: false });
        return Ok(());
    }
    if seen.is_empty() {
        return Err(LibraryError::Input(format!("{} has no sheet that can be seen", path.display())));
    }
    let is_one_of_several = seen.len() > 1;
    let is_named = request.named_columns().next().is_some();
    let kind = kind.or((!is_one_of_several && is_named).then_some(TableKind::Leads));
    let request = if is_one_of_several { others } else { request };
    wanted.extend(seen.into_iter().map(|info| Wanted {
        source: info.source,
        kind,
        request: request.clone(),
        is_one_of_several,
    }));
    Ok(())
}

/// All tables of a folder but those that are named by themselves. One that can't be read is no reason to read none.
fn of_folder(
    path: &Path,
    named: &[&Path],
    request: &ImportRequest,
    (wanted, skipped): (&mut Vec<Wanted>, &mut Vec<(Source, String)>),
    progress: &Progress,
) -> Result<(), LibraryError> {
    let folder = Folder::read(path)?;
    for table in folder.tables.iter().filter(|table| !named.contains(&table.as_path())) {
        let begin = wanted.len();
        match of_file(table, None, (request, request), wanted, progress) {
            Ok(()) => {}
            Err(LibraryError::Cancelled) => return Err(LibraryError::Cancelled),
            Err(err) => skipped.push((Source::file(table), err.to_string())),
        }
        wanted.iter_mut().skip(begin).for_each(|one| one.is_one_of_several = true);
    }
    skipped.extend(folder.told().map(|told| (Source::file(path), told)));
    Ok(())
}
