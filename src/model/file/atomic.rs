use std::{
    fs::{self, File, Permissions},
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

use tempfile::NamedTempFile;

use super::backup_path;

/// The names of temporary files, so that one which a kill left behind is known for what it is.
const PREFIX: &str = ".tandem-";
const SUFFIX: &str = ".tmp";

/// No file is written for so long without its date changing, so an older temporary one is nobody's.
const LEFT_BEHIND: Duration = Duration::from_secs(60 * 60);

/// Writes a file so that a reader, a crash or a full disk finds either the old content or the new, never a part.
///
/// A temporary file in the same folder is written, synced to the disk and renamed. A link is written through to its
/// target, and the permissions of an existing file are kept. With `keep_backup`, the old content is kept beside it as
/// [`backup_path`], unless nothing changed. On failure the old file is left as it was and no other file is left behind. A
/// kill may leave a temporary file (`.tandem-….tmp`), which a later save in the folder sweeps away.
pub fn write_atomically(path: &Path, bytes: &[u8], keep_backup: bool) -> io::Result<()> {
    replace(path, keep_backup.then_some(bytes), |out| out.write_all(bytes))
}

/// [`write_atomically`] for what need not be in memory as a whole; without a backup.
pub fn stream_atomically(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    replace(path, None, |file| {
        let mut out = BufWriter::with_capacity(1 << 16, file);
        write(&mut out)?;
        out.flush()
    })
}

/// Why a file could not be written, as the end of a sentence: the system's own words would tell of a temporary name.
pub fn why_not_written(path: &Path, error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => format!("there is no folder “{}”", folder.display()),
            _ => "its folder is not there".to_owned(),
        },
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            "nothing may be written there".to_owned()
        }
        io::ErrorKind::IsADirectory => "that is a folder".to_owned(),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "the disk is full".to_owned(),
        _ => {
            let text = error.to_string();
            text.split(" at path \"").next().unwrap_or_default().to_owned()
        }
    }
}

/// Replaces a file by what `write` writes; with `backup_unless`, the old content is kept unless it is just that.
fn replace(
    path: &Path,
    backup_unless: Option<&[u8]>,
    write: impl FnOnce(&mut File) -> io::Result<()>,
) -> io::Result<()> {
    // A device or a pipe (`/dev/stdout`) can't be replaced by a file: it is written to.
    if fs::metadata(path).is_ok_and(|metadata| !metadata.is_file() && !metadata.is_dir()) {
        return write(&mut fs::OpenOptions::new().write(true).open(path)?);
    }
    let target = through_links(path)?;
    let folder = match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let old = match fs::metadata(&target) {
        Ok(metadata) if metadata.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
        // Renaming over it would work, but whoever made it read-only meant it.
        Ok(metadata) if metadata.permissions().readonly() => return Err(io::ErrorKind::PermissionDenied.into()),
        Ok(metadata) => Some(metadata.permissions()),
        Err(err) if err.kind() == io::ErrorKind::NotFound => None,
        Err(err) => return Err(err),
    };

    let new = temporary(folder, old.as_ref(), write)?;
    if let (Some(bytes), Some(permissions)) = (backup_unless, &old) {
        let old_bytes = fs::read(&target)?;
        if old_bytes != bytes {
            let backup = temporary(folder, Some(permissions), |file| file.write_all(&old_bytes))?;
            backup.persist(backup_path(&target)).map_err(|err| err.error)?;
        }
    }
    new.persist(&target).map_err(|err| err.error)?;
    sync_folder(folder);
    sweep(folder);
    Ok(())
}

/// An empty temporary file, to be filled by others and [put in place](put_in_place); else it goes again.
pub fn temporary_in(folder: &Path) -> io::Result<tempfile::TempPath> {
    Ok(nameless(folder)?.into_temp_path())
}

/// Syncs a temporary file that is whole, and renames it over the target, whose permissions it takes.
pub fn put_in_place(file: tempfile::TempPath, target: &Path) -> io::Result<()> {
    let whole = fs::OpenOptions::new().write(true).open(&file)?;
    whole.set_permissions(fs::metadata(target)?.permissions())?;
    whole.sync_all()?;
    drop(whole);
    file.persist(target).map_err(|err| err.error)?;
    let folder = target.parent().unwrap_or(Path::new("."));
    sync_folder(folder);
    sweep(folder);
    Ok(())
}

fn nameless(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // As for any new file; the umask takes its part.
        builder.permissions(Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

/// Deletes temporary files that a kill or a power cut left behind. They are harmless, so failing to is no failure.
fn sweep(folder: &Path) {
    let now = SystemTime::now();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let is_ours = name.to_str().is_some_and(|name| name.starts_with(PREFIX) && name.ends_with(SUFFIX));
        let is_old = || {
            let changed = entry.metadata().and_then(|metadata| metadata.modified());
            changed.is_ok_and(|changed| now.duration_since(changed).is_ok_and(|age| age > LEFT_BEHIND))
        };
        if is_ours && is_old() {
            let _stays = fs::remove_file(entry.path());
        }
    }
}

/// A temporary file that holds what `write` wrote safely on the disk; it is deleted unless it is persisted.
fn temporary(
    folder: &Path,
    permissions: Option<&Permissions>,
    write: impl FnOnce(&mut File) -> io::Result<()>,
) -> io::Result<NamedTempFile> {
    let mut file = nameless(folder)?;
    write(file.as_file_mut())?;
    if let Some(permissions) = permissions {
        file.as_file().set_permissions(permissions.clone())?;
    }
    file.as_file().sync_all()?;
    Ok(file)
}

/// The file that a path means in the end, whether or not it exists.
fn through_links(path: &Path) -> io::Result<PathBuf> {
    /// As many as Linux follows.
    const MOST_LINKS: usize = 40;

    let mut target = path.to_owned();
    for _ in 0..MOST_LINKS {
        match fs::symlink_metadata(&target) {
            Ok(metadata) if metadata.file_type().is_symlink() => {
                let next = fs::read_link(&target)?;
                // A relative link starts from the folder that it is in.
                target = target.parent().map_or_else(|| next.clone(), |folder| folder.join(&next));
            }
            Ok(_) => return Ok(target),
            Err(err) if err.kind() == io::ErrorKind::NotFound => return Ok(target),
            Err(err) => return Err(err),
        }
    }
    Err(io::Error::other("the link leads in a circle"))
}

/// Makes the rename itself durable. The content is safe by now, so a file system that can't do this is no failure.
fn sync_folder(folder: &Path) {
    #[cfg(unix)]
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
    #[cfg(not(unix))]
    let _ = folder;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_names_no_file_of_our_own_making() {
        let nowhere = Path::new("/nowhere at all/x.csv");
        let error = write_atomically(nowhere, b"", false).expect_err("there is no such folder");
        assert!(error.to_string().contains(PREFIX), "the system's words do: {error}");
        assert_eq!(why_not_written(nowhere, &error), "there is no folder “/nowhere at all”");
        let other = io::Error::other("it burns at path \"/tmp/.tandem-x.tmp\"");
        assert_eq!(why_not_written(nowhere, &other), "it burns");
    }
}
