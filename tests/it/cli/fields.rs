//! `tandem fields`: what it lists, and what it changes.

use std::fs;

use super::{answer, contents, folder, refusal, stderr, tandem};

fn fields(folder: &std::path::Path, more: &[&str]) -> String {
    answer(folder, &[&["fields", "leads.sqlite"], more].concat())
}

fn lines_of<'a>(listed: &'a str, field: &str) -> Option<&'a str> {
    listed.lines().find(|line| line.trim_start().starts_with(field))
}

#[test]
fn the_fields_are_listed_for_readers_programs_and_spreadsheets() {
    let folder = folder();
    let before = contents(folder.path());
    let listed = fields(folder.path(), &[]);
    let head = listed.lines().next().expect("a line");
    assert!(head.ends_with("of 300 leads in “leads.sqlite”"), "{head}");
    let title = lines_of(&listed, "Job title").expect("listed");
    assert!(title.contains(" text ") && title.contains(" %") && title.contains("), "), "{title}");
    assert!(
        lines_of(&listed, "Employees").is_some_and(|line| line.contains(" number ") && line.contains(" to ")),
        "{listed}"
    );
    let json: serde_json::Value = serde_json::from_str(&fields(folder.path(), &["--format", "json"])).expect("JSON");
    let found = json["fields"].as_array().expect("a list");
    assert_eq!((json["leads"].as_u64(), found.len()), (Some(300), listed.lines().count() - 2));
    let employees = found.iter().find(|field| field["name"] == "Employees").expect("there");
    assert!(employees["least"].as_f64() <= employees["median"].as_f64() && employees["type"] == "number");
    let csv = fields(folder.path(), &["--format", "csv"]);
    assert_eq!(csv.lines().count(), found.len() + 1);
    assert!(csv.starts_with("name,type,filled,leads,distinct,least,median,greatest,values\n"), "{csv}");
    assert_eq!(contents(folder.path()), before, "nothing was written");
}

#[test]
fn fields_are_changed_undone_and_removed() {
    let folder = folder();
    let path = folder.path();
    assert_eq!(fields(path, &["--rename", "Job title=Role"]), "Done: rename “Job title” to “Role”\n");
    let before = contents(path);
    let tried = fields(path, &["--retype", "Employees=text", "--dry-run"]);
    assert_eq!(tried, "A dry run: nothing was written. It would make “Employees” a text\n0 leads read differently\n");
    assert_eq!(contents(path), before);
    let merged = fields(
        path,
        &["--merge", "Industry=Industry of some kind", "--values", "Software", "--values", "No such thing"],
    );
    assert!(merged.contains("leads read differently\nNote: No lead has “No such thing”"), "{merged}");
    let lost = fields(path, &["--retype", "Role=number"]);
    assert!(lost.starts_with("Done: make “Role” a number\n") && lost.contains("can’t be read so:\n  "), "{lost}");
    assert!(lost.contains("\n  … and "), "{lost}");
    assert_eq!(fields(path, &["--undo"]), "Undone: make “Role” a number\n");
    assert_eq!(fields(path, &["--redo"]), "Done again: make “Role” a number\n");
    fields(path, &["--undo"]);
    assert!(fields(path, &["--delete", "Employees"]).contains("leads lose their value:\n"));
    let listed = fields(path, &[]);
    assert!(listed.contains("3 changes can be undone (--undo), the last one first: delete “Employees”\n"), "{listed}");
    assert!(listed.ends_with("3 retired columns are still in the file (--remove-for-good)\n"), "{listed}");
    assert!(lines_of(&listed, "Role").is_some() && lines_of(&listed, "Employees").is_none(), "{listed}");
    let before = fs::metadata(path.join("leads.sqlite")).expect("there").len();
    let tried = fields(path, &["--remove-for-good", "--dry-run"]);
    assert!(
        tried.starts_with("A dry run: nothing was written. It would take 3 retired columns out of the file"),
        "{tried}"
    );
    let gone = fields(path, &["--remove-for-good"]);
    let listed: Vec<&str> = gone.lines().collect();
    assert_eq!(listed[0], "3 retired columns are gone for good");
    assert!(
        listed[1].starts_with("  Industry as it was before: ") && gone.contains("\n  Employees, deleted: "),
        "{gone}"
    );
    assert_eq!(listed[1..], tried.lines().collect::<Vec<_>>()[1..], "what is tried is what is done");
    assert!(fs::metadata(path.join("leads.sqlite")).expect("there").len() < before);
    assert_eq!(fields(path, &["--undo"]), "There is nothing to undo\n");
}

#[test]
fn values_that_look_alike_are_suggested() {
    let folder = folder();
    let leads = "Email,Title\na@x,CEO\nb@x,C.E.O.\nc@x,Chief Executive Officer\nd@x,CEO\ne@x,Cook\n";
    fs::write(folder.path().join("leads.csv"), leads).expect("written");
    answer(folder.path(), &["import", "leads.csv", "--into", "own.sqlite"]);
    let said = answer(folder.path(), &["fields", "own.sqlite", "--suggest", "Title"]);
    assert_eq!(said, "CEO (2) = C.E.O. (1) = Chief Executive Officer (1)\n");
    assert!(refusal(folder.path(), &["fields", "own.sqlite", "--suggest", "Titel"]).contains("no field “Titel”"));
}

#[test]
fn spellings_are_merged_in_one_step_and_what_it_does_to_a_model_is_told() {
    let folder = folder();
    let path = folder.path();
    let leads =
        "Email,Job title\na@x,VP Sales\nb@x,vp sales\nc@x,VP  Sales\nd@x,VP Sales\ne@x,Cook\nf@x,COOK\ng@x,R&D\n";
    fs::write(path.join("leads.csv"), leads).expect("written");
    answer(path, &["import", "leads.csv", "--into", "own.sqlite"]);
    let before = contents(path);
    let own = |more: &[&str]| answer(path, &[&["fields", "own.sqlite"], more].concat());
    let tried = own(&["--merge-spellings", "Job title", "--dry-run"]);
    assert_eq!(
        tried,
        "A dry run: nothing was written. It would merge 2 groups of spellings of “Job title”\n3 leads read differently\n  \
         COOK ← Cook\n  VP Sales ← VP ␣Sales, vp sales\n"
    );
    assert_eq!(contents(path), before);
    let merge = ["--merge", "Job title=Chief Executive Officer", "--values", "Cook", "--values", "COOK"];
    let told = own(&[&merge[..], &["--model", "model.ron", "--dry-run"]].concat());
    assert!(told.contains("\nCriteria that match other leads by that, the model being as it is:\n  "), "{told}");
    assert!(told.contains(": 0 → 2 leads (+2)\n"), "{told}");
    let json = own(&[&merge[..], &["--model", "model.ron", "--dry-run", "--format", "json"]].concat());
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!((&json["criteria"][0]["before"], &json["criteria"][0]["after"]), (&0.into(), &2.into()), "{json}");
    let done = own(&["--merge-spellings", "Job title", "--model", "model.ron"]);
    assert!(done.ends_with("\nNo criterion of the model matches other leads by that\n"), "{done}");
    assert!(own(&[]).contains("1 change can be undone (--undo), the last one first: merge 2 groups of spellings"));
    let said = own(&["--merge-spellings", "Job title"]);
    assert_eq!(said, "No two values of “Job title” differ only by capitals or blanks\n");
    let refused = refusal(path, &["fields", "own.sqlite", "--delete", "Job title", "--model", "model.ron"]);
    assert!(refused.contains("--model is for --merge"), "{refused}");
}

#[test]
fn what_cannot_be_done_is_one_sentence() {
    let folder = folder();
    let before = contents(folder.path());
    for (arguments, says) in [
        (&["--rename", "Job title"][..], "has no “=”; write --rename OLD=NEW"),
        (&["--rename", "Titel=Role"], "no field “Titel”"),
        (&["--retype", "Job title=integer"], "“integer” is no type"),
        (&["--merge", "Job title=CEO"], "--values"),
        (&["--delete", "Job title", "--undo"], "cannot be used with"),
        (&["--dry-run"], "required"),
        (&["--undo", "--dry-run"], "cannot be used with"),
        (&["--delete", "Job title", "--format", "csv"], "is for the list of the fields"),
    ] {
        let said = refusal(folder.path(), &[&["fields", "leads.sqlite"], arguments].concat());
        assert!(said.contains(says), "{arguments:?}: {said}");
    }
    assert_eq!(contents(folder.path()), before);
}

#[test]
fn who_scores_or_checks_is_told_what_became_of_a_field_that_the_model_asks_for() {
    let folder = folder();
    let path = folder.path();
    fields(path, &["--rename", "Job title=Role"]);
    fields(path, &["--delete", "Industry"]);
    let renamed = "“Job title”, which is called “Role” in these leads";
    let deleted = "“Industry”, which was deleted from this library";
    let checked = answer(path, &["check", "model.ron", "--library", "leads.sqlite"]);
    assert!(
        checked.contains(renamed) && checked.contains("    Bring the model up to date by saying “Role” instead\n"),
        "{checked}"
    );
    assert!(checked.contains(&format!("{deleted}\n    Undo that in the library to bring it back")), "{checked}");
    let scored = tandem(path, &["score", "model.ron", "--library", "leads.sqlite"]);
    let beside = stderr(&scored);
    assert_eq!((scored.status.code(), beside.lines().count()), (Some(0), 2), "{beside}");
    assert!(beside.contains(renamed) && beside.contains(deleted), "{beside}");
    fields(path, &["--remove-for-good"]);
    let checked = answer(path, &["check", "model.ron", "--library", "leads.sqlite"]);
    assert!(checked.contains(&format!("{deleted}\n    Its values are gone for good")), "{checked}");
}
