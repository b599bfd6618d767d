//! `tandem merge`: two changed copies of one model as one; also what git calls a merge driver.

use std::path::{Path, PathBuf};

use anyhow::bail;

use super::{Ending, output};
use crate::model::{
    Model, file,
    merge::{Collision, Side, merge},
};

/// Put the changes of two people into one model
///
/// BASE is the model as both had it, OURS and THEIRS are what each made of it. Criteria, bands, routes and all else go by their
/// ids, field by field. What only one side changed is taken; what both changed, each in a way of its own, is a collision: it is
/// listed with both values, nothing is written and the exit code is 1, unless --ours or --theirs says whose word counts.
///
/// For git: `git config merge.tandem.driver "tandem merge %O %A %B --out %A"` and, in .gitattributes, `*.ron merge=tandem`.
///
/// Example: tandem merge workshop.ron mine.ron yours.ron --out workshop.ron
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The model as both had it
    base: PathBuf,
    /// The model as we have it now
    ours: PathBuf,
    /// The model as they have it now
    theirs: PathBuf,
    /// The file to write; it may be one of the three. What it held is kept beside it, as FILE.ron.bak
    #[arg(long, value_name = "FILE.ron")]
    out: PathBuf,
    /// Where both changed the same, take ours
    #[arg(long = "ours", conflicts_with = "prefer_theirs")]
    prefer_ours: bool,
    /// Where both changed the same, take theirs
    #[arg(long = "theirs")]
    prefer_theirs: bool,
}

pub fn run(args: &Args) -> anyhow::Result<Ending> {
    let open = |path: &Path| file::open(path);
    let (base, ours, theirs) = (open(&args.base)?, open(&args.ours)?, open(&args.theirs)?);
    let mut merged = merge(&base.model, &ours.model, &theirs.model);
    let preferred = match (args.prefer_ours, args.prefer_theirs) {
        (true, _) => Some(Side::Ours),
        (_, true) => Some(Side::Theirs),
        _ => None,
    };
    if let Some(side) = preferred {
        merged.choose_all(side);
    }
    output::to(None, |out| {
        merged.collisions.iter().try_for_each(|collision| writeln!(out, "{}", line(collision, preferred)))
    })?;
    if !merged.collisions.is_empty() && preferred.is_none() {
        let colliding = match merged.collisions.len() {
            1 => "One change collides".to_owned(),
            count => format!("{} changes collide", crate::model::wording::grouped(count as u64)),
        };
        eprintln!(
            "tandem: {colliding}, so “{}” was not written: take one side of each with --ours or --theirs, or choose one by one in \
             the window",
            args.out.display()
        );
        return Ok(Ending::Flawed);
    }
    // The base's comments are lost only with the base.
    let of_base = base.comment_line.filter(|_| is_same_file(&args.base, &args.out));
    let comments = [(&args.base, of_base), (&args.ours, ours.comment_line), (&args.theirs, theirs.comment_line)];
    write(&args.out, &merged.model)?;
    for (path, line) in comments {
        if let Some(line) = line {
            eprintln!(
                "tandem: the comments of “{}” (the first on line {line}) are not in the merged model, which has no place for them",
                path.display()
            );
        }
    }
    Ok(Ending::Fine)
}

/// Writes the merged model; what was there before is kept beside it.
fn write(out: &Path, model: &Model) -> anyhow::Result<()> {
    if !is_of_git(out) {
        return Ok(file::save(out, model)?);
    }
    let text = file::to_text(model);
    if file::parse(&text).as_ref() != Ok(model) {
        bail!("“{}” was not written, because the merged model would not read back as it is", out.display());
    }
    output::to(Some(out), |out| out.write_all(text.as_bytes()))
}

/// Whether git runs this as its merge driver: the file is one that it made for that, from a version that it keeps, and what
/// is left beside it would stay in the working folder.
fn is_of_git(out: &Path) -> bool {
    out.file_name().is_some_and(|name| name.to_string_lossy().starts_with(".merge_file_"))
}

fn is_same_file(one: &Path, other: &Path) -> bool {
    let real = |path: &Path| path.canonicalize().ok();
    real(one).is_some_and(|one| real(other) == Some(one))
}

/// “Pricing page: points: was 8, ours 10, theirs 12”.
fn line(collision: &Collision, preferred: Option<Side>) -> String {
    let one_line = |text: &str| {
        let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if line.is_empty() { "nothing".to_owned() } else { line }
    };
    let Collision { base, ours, theirs, .. } = collision;
    let taken = match preferred {
        None => "",
        Some(Side::Ours) => " (ours is taken)",
        Some(Side::Theirs) => " (theirs is taken)",
    };
    format!(
        "{}: was {}, ours {}, theirs {}{taken}",
        one_line(&collision.what()),
        one_line(base),
        one_line(ours),
        one_line(theirs)
    )
}
