//! `tandem fields`: what is in the fields of a library, and changes of them.

use std::path::PathBuf;

use anyhow::anyhow;

use super::{Ending, args::AnyFormat, fields_answer as answer, fields_changed as changed, progress};
use crate::{
    lead::FieldType,
    library::{FieldChange, Library, field_summaries, spellings, suggested_synonyms},
    model::file,
    scoring::shifts,
};

/// Show the fields of a library, and rename, retype, merge and delete them
///
/// Without a change: each field with its type, how many leads have a value, how many different values there are, and the most
/// common ones. A change is all or nothing, is kept as a step in the library, and can be undone, also after the file was
/// closed; what it replaces stays in the file, retired, until --remove-for-good. The next import heeds it: a renamed field is
/// found by its former name, merged values are merged when they come in again, a deleted field is not taken again.
///
/// Example: tandem fields leads.sqlite --merge "Job title=CEO" --values ceo --values C.E.O --values "Chief Executive Officer"
#[derive(Debug, clap::Args)]
#[command(group = clap::ArgGroup::new("change").args(["rename", "retype", "merge", "merge_spellings", "delete", "undo", "redo", "remove_for_good", "suggest"]))]
pub struct Args {
    /// The library
    #[arg(value_name = "LIB")]
    library: PathBuf,
    /// Give a field another name
    #[arg(long, value_name = "OLD=NEW")]
    rename: Option<String>,
    /// Give a field another type: text, number, yes/no or date; values that can't be read as it become missing and are listed
    #[arg(long, value_name = "FIELD=TYPE")]
    retype: Option<String>,
    /// Make one value of those of a text that --values lists
    #[arg(long, value_name = "FIELD=INTO", requires = "values")]
    merge: Option<String>,
    /// A value that is merged; may be given several times
    #[arg(long, value_name = "VALUE", num_args = 1.., requires = "merge")]
    values: Vec<String>,
    /// Merge all values of a text that differ only by capitals or blanks, each group into its most common spelling, in one
    /// step; with --dry-run they are only listed
    #[arg(long, value_name = "FIELD")]
    merge_spellings: Option<String>,
    /// Say which criteria of this model match other leads once the values are merged; the model itself is not changed
    #[arg(long, value_name = "MODEL", requires = "change")]
    model: Option<PathBuf>,
    /// Delete a field
    #[arg(long, value_name = "FIELD")]
    delete: Option<String>,
    /// Undo the last change
    #[arg(long)]
    undo: bool,
    /// Do again what was undone last
    #[arg(long)]
    redo: bool,
    /// Let what is retired really go: deleted fields, and what other changes have replaced; these can't be undone any more
    #[arg(long)]
    remove_for_good: bool,
    /// List the values of a text field that look like the same thing, to be merged
    #[arg(long, value_name = "FIELD")]
    suggest: Option<String>,
    /// Say what a change would do, and write nothing
    #[arg(long, conflicts_with_all = ["undo", "redo", "suggest"], requires = "change")]
    dry_run: bool,
    /// How the answer is written; CSV only for the list of the fields
    #[arg(long, value_enum, default_value = "text")]
    format: AnyFormat,
}

pub fn run(args: &Args) -> anyhow::Result<Ending> {
    let mut library = Library::open(&args.library)?;
    let is_list = !(args.undo || args.redo || args.remove_for_good || args.suggest.is_some());
    let change = change(args, &library)?;
    if let (Some(field), None) = (&args.merge_spellings, &change) {
        changed::no_spellings(field, args.format)?;
        return Ok(Ending::Fine);
    }
    if args.format == AnyFormat::Csv && (change.is_some() || !is_list) {
        return Err(anyhow!("--format csv is for the list of the fields; take text or json"));
    }
    if let Some(change) = change {
        let shifts = shifted(args, &library, &change)?;
        let effect = if args.dry_run {
            progress::watch("Looking", |progress| library.try_field_change(&change, progress))?
        } else {
            progress::watch("Changing", |progress| library.change_field(&change, progress))?
        };
        let told = changed::Told { change: &change, effect: &effect, shifts: shifts.as_deref(), dry_run: args.dry_run };
        changed::changed(&told, args.format)?;
    } else if args.undo {
        answer::stepped("Undone", "nothing to undo", library.undo_field_change()?.as_ref(), args.format)?;
    } else if args.redo {
        answer::stepped("Done again", "nothing to do again", library.redo_field_change()?.as_ref(), args.format)?;
    } else if args.remove_for_good {
        let columns = library.retired_fields()?;
        if !args.dry_run {
            progress::watch("Removing", |progress| library.remove_retired_fields(progress))?;
        }
        changed::removed(&columns, args.dry_run, args.format)?;
    } else {
        let columns = progress::watch("Reading", |progress| library.columns_of_leads(progress))?;
        match &args.suggest {
            Some(field) => answer::suggested(&suggested_synonyms(&answer::values(&columns, field)?), args.format)?,
            None => {
                let summaries = field_summaries(&columns, || false);
                answer::list(&args.library, columns.len() as u64, &summaries, &library.field_steps()?, args.format)?;
            }
        }
    }
    Ok(Ending::Fine)
}

/// The change that is asked for, if one is.
fn change(args: &Args, library: &Library) -> anyhow::Result<Option<FieldChange>> {
    let names: Vec<String> = library.fields()?.into_iter().map(|(name, _)| name).collect();
    if let Some(text) = &args.rename {
        let (field, to) = parted(text, &names, "--rename OLD=NEW")?;
        return Ok(Some(FieldChange::Rename { field, to }));
    }
    if let Some(text) = &args.retype {
        let (field, to) = parted(text, &names, "--retype FIELD=TYPE")?;
        return Ok(Some(FieldChange::Retype { field, to: field_type(&to)? }));
    }
    if let Some(text) = &args.merge {
        let (field, into) = parted(text, &names, "--merge FIELD=INTO")?;
        return Ok(Some(FieldChange::Merge { field, into, values: args.values.clone() }));
    }
    if let Some(field) = &args.merge_spellings {
        let columns = progress::watch("Reading", |progress| library.columns_of_leads(progress))?;
        let values = answer::values(&columns, field)?;
        let groups = spellings(values.iter().map(|one| (one.value.as_str(), one.leads)));
        return Ok(FieldChange::merge_groups(field, &groups));
    }
    Ok(args.delete.clone().map(|field| FieldChange::Delete { field }))
}

/// The criteria of the model that is named which match other leads once values are merged; to be asked before they are.
fn shifted(args: &Args, library: &Library, change: &FieldChange) -> anyhow::Result<Option<Vec<changed::Shifted>>> {
    let Some(path) = &args.model else { return Ok(None) };
    let synonyms = change.synonyms();
    if synonyms.is_empty() {
        return Err(anyhow!("--model is for --merge and --merge-spellings"));
    }
    let model = file::load(path)?;
    let columns = progress::watch("Reading", |progress| library.columns(progress))?;
    let shifts = shifts(&columns, (&model, &model), library.as_of()?, change.field(), &synonyms);
    let named = shifts.into_iter().filter_map(|shift| {
        let name = model.criterion(&shift.criterion)?.name.clone();
        Some(changed::Shifted { name, shift })
    });
    Ok(Some(named.collect()))
}

/// What stands before and after the `=`; where there are several, after the name of a field.
fn parted(text: &str, names: &[String], form: &str) -> anyhow::Result<(String, String)> {
    let parts = || text.match_indices('=').map(|(at, _)| (text[..at].trim(), text[at + 1..].trim()));
    let of_field = parts().find(|(field, _)| names.iter().any(|name| name == field));
    let (field, to) =
        of_field.or_else(|| parts().next()).ok_or_else(|| anyhow!("“{text}” has no “=”; write {form}"))?;
    Ok((field.to_owned(), to.to_owned()))
}

fn field_type(word: &str) -> anyhow::Result<FieldType> {
    match word.to_lowercase().as_str() {
        "text" => Ok(FieldType::Text),
        "number" => Ok(FieldType::Number),
        "yes/no" | "yes-no" | "yes_no" => Ok(FieldType::YesNo),
        "date" => Ok(FieldType::Date),
        _ => Err(anyhow!("“{word}” is no type; a field is a text, a number, a yes/no or a date")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_may_have_the_mark_that_parts_it_from_the_rest() {
        let names = ["a=b".to_owned(), "Size".to_owned()];
        let of = |text: &str| parted(text, &names, "--x").expect("it has one");
        assert_eq!(of("Size=Employees = all"), ("Size".into(), "Employees = all".into()));
        assert_eq!(of("a=b=c"), ("a=b".into(), "c".into()));
        assert_eq!(of("c=d=e"), ("c".into(), "d=e".into()), "no field is called so, which the library will say");
        assert!(parted("Size", &names, "--x A=B").is_err_and(|err| err.to_string().contains("write --x A=B")));
    }
}
