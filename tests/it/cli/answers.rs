//! Each subcommand when all is well.

use std::fs;

use serde_json::Value;

use super::{answer, answer_then, folder, refusal, sample, stderr, stdout, tandem};

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// A CSV as rows of fields, the header first.
fn table(text: &str) -> Vec<Vec<String>> {
    csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text.as_bytes())
        .records()
        .map(|record| record.expect("the answer is CSV").iter().map(str::to_owned).collect())
        .collect()
}

#[test]
fn help_teaches_every_subcommand() {
    let folder = folder();
    let general = answer(folder.path(), &["--help"]);
    for subcommand in
        ["check", "import", "fields", "generate", "score", "explain", "diff", "merge", "what-if", "sweep", "render"]
    {
        assert!(general.contains(&format!("  {subcommand} ")), "{subcommand} is in the list");
        let help = answer(folder.path(), &[subcommand, "--help"]);
        assert!(help.contains(&format!("Example: tandem {subcommand} ")), "{subcommand} shows an example: {help}");
    }
    assert!(answer(folder.path(), &["--version"]).starts_with("tandem "));
}

#[test]
#[cfg(target_os = "linux")]
fn without_a_display_the_window_says_what_works() {
    let folder = folder();
    for arguments in [&[][..], &["model.ron"], &["model.ron", "--library", "leads.sqlite"]] {
        let sentence = refusal(folder.path(), arguments);
        assert!(sentence.contains("display"), "{sentence}");
        for subcommand in
            ["check", "import", "fields", "generate", "score", "explain", "diff", "merge", "what-if", "sweep", "render"]
        {
            assert!(sentence.contains(subcommand), "{sentence} names {subcommand}");
        }
    }
}

#[test]
fn generate_makes_the_same_leads_again() {
    let folder = folder();
    let said = answer(folder.path(), &["generate", "--leads", "40", "--seed", "3", "--into", "a.sqlite"]);
    assert!(said.contains("40 leads"), "{said}");
    answer(folder.path(), &["generate", "--leads", "40", "--seed", "3", "--into", "b.sqlite"]);
    let scores = |library| answer(folder.path(), &["score", "model.ron", "--library", library]);
    assert_eq!(scores("a.sqlite"), scores("b.sqlite"));
    answer(folder.path(), &["generate", "--leads", "40", "--seed", "4", "--into", "c.sqlite"]);
    assert_ne!(scores("a.sqlite"), scores("c.sqlite"));
}

#[test]
fn score_writes_the_agreed_columns_in_key_order() {
    let folder = folder();
    let csv = answer(folder.path(), &["score", "model.ron", "--library", "leads.sqlite"]);
    assert!(csv.starts_with(
        "key,fit,engagement,combined,fit_band,engagement_band,route,qualified,disqualified,stars,flames,cold,\
         stage,outcome,moment,moment_at,due\n"
    ));
    let rows = table(&csv);
    assert_eq!(rows.len(), 301, "a header and 300 leads");
    let keys: Vec<_> = rows[1..].iter().map(|row| row[0].clone()).collect();
    assert!(keys.is_sorted(), "in key order");
    let bands: std::collections::BTreeSet<_> = rows[1..].iter().map(|row| row[4].as_str()).collect();
    assert!(bands.len() > 1 && bands.iter().all(|band| ["A", "B", "C", "D"].contains(band)), "{bands:?}");
    assert!(rows[1..].iter().all(|row| ["true", "false"].contains(&row[7].as_str())));

    let rows_again =
        json(&answer(folder.path(), &["score", "model.ron", "--library", "leads.sqlite", "--format", "json"]));
    let objects = rows_again.as_array().expect("an array");
    assert_eq!(objects.len(), 300);
    for (object, row) in objects.iter().zip(&rows[1..]) {
        for (name, text) in rows[0].iter().zip(row) {
            let value = &object[name];
            let shown = match value {
                Value::Null => String::new(),
                Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            assert_eq!(shown, *text, "{name} of {}", row[0]);
        }
    }
}

#[test]
fn score_writes_a_file_whole() {
    let folder = folder();
    let csv = answer(folder.path(), &["score", "model.ron", "--library", "leads.sqlite"]);
    let out = folder.path().join("scores.csv");
    fs::write(&out, "something old").expect("a file can be written");
    let said = answer(folder.path(), &["score", "model.ron", "--library", "leads.sqlite", "--out", "scores.csv"]);
    assert_eq!(said, "", "the answer is in the file");
    assert_eq!(fs::read_to_string(&out).expect("the scores were written"), csv);
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 3, "nothing else is left in the folder");
}

#[test]
fn score_can_look_at_another_day() {
    let folder = folder();
    const SCORE: [&str; 4] = ["score", "model.ron", "--library", "leads.sqlite"];
    let then = |as_of: &str| answer_then(folder.path(), &[&SCORE[..], &["--as-of", as_of]].concat());
    let first = then("2025-06-01");
    assert_eq!(first, then("2025-06-01T23:59:59Z"), "a date is its last second");
    // Who came later is in no row.
    let (first, second) = (table(&first), table(&then("2026-06-01")));
    assert!(1 < first.len() && first.len() < second.len() && second.len() < 301, "{} {}", first.len(), second.len());
    let keys: Vec<&String> = second.iter().map(|row| &row[0]).collect();
    assert!(first.iter().all(|row| keys.contains(&&row[0])), "who was there stays");
    let now = table(&answer(folder.path(), &SCORE));
    assert_eq!(now.len(), 301, "all are there by then");
    assert!(first[1..].iter().any(|row| !now.contains(row)), "and what they did since moves them");
}

#[test]
fn a_model_with_errors_is_listed_and_not_scored() {
    let folder = folder();
    let path = folder.path().join("model.ron");
    let text = fs::read_to_string(&path).expect("the model can be read");
    fs::write(&path, text.replace("category: \"intent\"", "category: \"nowhere\"")).expect("a file can be written");

    let checked = tandem(folder.path(), &["check", "model.ron"]);
    assert_eq!(checked.status.code(), Some(1));
    assert!(stdout(&checked).contains("error ["), "{}", stdout(&checked));
    let listed = tandem(folder.path(), &["check", "model.ron", "--format", "json"]);
    assert_eq!(listed.status.code(), Some(1));
    assert!(json(&stdout(&listed)).as_array().expect("an array").iter().any(|row| row["severity"] == "error"));

    let scored = tandem(folder.path(), &["score", "model.ron", "--library", "leads.sqlite", "--out", "scores.csv"]);
    assert_eq!(scored.status.code(), Some(1));
    assert!(stderr(&scored).contains("Asked for a demo"), "{}", stderr(&scored));
    assert!(!folder.path().join("scores.csv").exists(), "no scores of a broken model");
}

#[test]
fn check_finds_the_samples_in_order() {
    let folder = folder();
    for name in ["simple-start.ron", "b2b-software.ron", "consumer-brand.ron", "gitlab-handbook.ron"] {
        let path = sample(name).display().to_string();
        let said = answer(folder.path(), &["check", &path]);
        assert!(said.ends_with("No problems\n"), "{name}: {said}");
        let held = answer(folder.path(), &["check", &path, "--library", "leads.sqlite", "--format", "json"]);
        for row in json(&held).as_array().expect("an array") {
            assert_eq!(row["severity"], "warning", "{name}: {row}");
        }
    }
}

#[test]
fn check_says_that_comments_will_be_lost() {
    let folder = folder();
    let path = folder.path().join("model.ron");
    let text = fs::read_to_string(&path).expect("the model can be read");
    fs::write(&path, text.replacen("    name:", "    // Ours.\n    name:", 1)).expect("a file can be written");
    let said = answer(folder.path(), &["check", "model.ron"]);
    assert!(said.contains("warning [comments]") && said.contains("the first on line 3"), "{said}");
}

#[test]
fn explanations_add_up_to_the_score() {
    let folder = folder();
    let rows = table(&answer(folder.path(), &["score", "model.ron", "--library", "leads.sqlite"]));
    let mut steps = 0;
    for row in rows[1..].iter().step_by(12) {
        let arguments = ["explain", "model.ron", "--library", "leads.sqlite", "--lead", &row[0]];
        let text = answer(folder.path(), &arguments);
        for (title, score) in [("Fit", &row[1]), ("Engagement", &row[2])] {
            let lines = text.lines().skip_while(|line| *line != title).skip(1).take_while(|line| !line.is_empty());
            let mut sum = 0;
            let mut added_up = false;
            for line in lines {
                let Some(number) = line.split_whitespace().next().and_then(thousandths) else { continue };
                if line.trim_end().ends_with(" sum") {
                    assert_eq!(sum, number, "{title} of {} adds up:\n{text}", row[0]);
                    added_up = true;
                } else if !added_up {
                    sum += number;
                    steps += 1;
                } else if line.contains(" score, band ") {
                    assert_eq!(number, score.parse::<i64>().expect("a score") * 1000, "{title} of {}", row[0]);
                }
            }
            assert!(added_up, "{title} of {} has a sum:\n{text}", row[0]);
        }
        let object = json(&answer(folder.path(), &[&arguments[..], &["--format", "json"]].concat()));
        assert_eq!(object["fit"]["score"].to_string(), row[1]);
        assert_eq!(object["engagement"]["score"].to_string(), row[2]);
        assert_eq!(object["route"].as_str(), Some(row[6].as_str()));
    }
    assert!(steps > 20, "enough was added up to mean something: {steps}");
}

/// A number of the explanation's column in thousandths: `+12`, `−7.5`.
fn thousandths(text: &str) -> Option<i64> {
    let is_negative = text.starts_with('−');
    let text = text.trim_start_matches(['+', '−']).replace(',', "");
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    if !whole.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let size = whole.parse::<i64>().ok()? * 1000 + format!("{fraction:0<3}").parse::<i64>().ok()?;
    Some(if is_negative { -size } else { size })
}

#[test]
fn diff_says_each_change_in_a_sentence() {
    let folder = folder();
    let text = fs::read_to_string(folder.path().join("model.ron")).expect("the model can be read");
    let changed = text.replace("name: \"Pricing page\"", "name: \"Prices\"");
    assert_ne!(changed, text);
    fs::write(folder.path().join("draft.ron"), changed).expect("a file can be written");

    assert_eq!(answer(folder.path(), &["diff", "model.ron", "model.ron"]), "No difference\n");
    let said = answer(folder.path(), &["diff", "model.ron", "draft.ron"]);
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(said.contains("Pricing page") && said.contains("Prices"), "{said}");
    let listed = json(&answer(folder.path(), &["diff", "model.ron", "draft.ron", "--format", "json"]));
    assert_eq!(listed[0]["sentence"].as_str(), Some(said.trim_end()));
}

#[test]
fn imported_leads_can_be_scored() {
    let folder = folder();
    fs::write(
        folder.path().join("leads.csv"),
        "Email,Job title,Employees,Status\n\
         ada@engines.example,CEO,800,Won\n\
         bo@gmail.com,Student,N/A,Open\n",
    )
    .expect("a file can be written");
    fs::write(
        folder.path().join("events.csv"),
        "Email,kind,at\nada@engines.example,demo_request,2026-11-10T09:00:00Z\n",
    )
    .expect("a file can be written");
    let arguments = [
        "import",
        "leads.csv",
        "--into",
        "mine.sqlite",
        "--events",
        "events.csv",
        "--key",
        "Email",
        "--outcome",
        "Status",
        "--won",
        "Won",
        "--lost",
        "Lost",
        "--null",
        "N/A",
    ];
    let said = answer(folder.path(), &arguments);
    assert!(said.contains('2'), "{said}");
    let scored = tandem(folder.path(), &["score", "model.ron", "--library", "mine.sqlite"]);
    let beside = stderr(&scored);
    assert!(
        beside.lines().count() > 3 && beside.lines().all(|line| line.contains("”, which no lead has. ")),
        "{beside}"
    );
    let rows = table(&stdout(&scored));
    assert_eq!(rows.len(), 3);
    assert_eq!(rows[1][..3], ["ada@engines.example", "28", "15"], "title 15 and size 13; a fresh demo request");
    assert_eq!(rows[2][..3], ["bo@gmail.com", "0", "0"], "below nothing is nothing");
    let again = answer(folder.path(), &arguments);
    assert_ne!(again, said, "the second time they are known");
}

#[test]
fn render_paints_a_page_without_a_display() {
    let folder = folder();
    for (page, theme) in [("criteria", "light"), ("matrix", "dark"), ("leads", "light")] {
        let arguments = [
            "render",
            "model.ron",
            "--page",
            page,
            "--library",
            "leads.sqlite",
            "--size",
            "900x600",
            "--theme",
            theme,
            "--out",
            "page.png",
        ];
        answer(folder.path(), &arguments);
        let picture = image::open(folder.path().join("page.png")).expect("a PNG was written").to_rgb8();
        assert_eq!(picture.dimensions(), (900, 600));
        let first = picture.get_pixel(0, 0);
        assert!(picture.pixels().any(|pixel| pixel != first), "the {page} page is not empty");
    }
}

/// One slip of a keyboard would make everybody cold: it is noted, and an import can say from which day to count.
#[test]
fn a_date_far_in_the_future_is_noted_and_can_be_overruled() {
    let folder = folder();
    let leads = |year: &str| {
        let rows: String = (1..20).map(|n| format!("{n}@b.example,CEO,2026-11-{n:02}\n")).collect();
        fs::write(
            folder.path().join("leads.csv"),
            format!("Email,Job title,Created\n{rows}20@b.example,CTO,{year}-01-05\n"),
        )
        .expect("a file can be written");
    };
    fs::write(folder.path().join("events.csv"), "Email,kind,at\n1@b.example,demo_request,2026-11-10T09:00:00Z\n")
        .expect("a file can be written");
    let import = |more: &[&str]| {
        let arguments = ["import", "leads.csv", "--into", "mine.sqlite", "--events", "events.csv"];
        answer(folder.path(), &[&arguments, more].concat())
    };
    let score = |more: &[&str]| {
        let output = tandem(folder.path(), &[&["score", "model.ron", "--library", "mine.sqlite"], more].concat());
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        stdout(&output)
    };
    leads("2062");
    let said = import(&[]);
    assert!(said.contains("the newest is 2062-01-05, and 20 of 21 are no later than 2026-11-19"), "{said}");
    let cold = score(&[]);
    let warm = score(&["--as-of", "2026-11-19"]);
    assert_ne!(cold, warm);

    let said = import(&["--as-of", "2026-11-19"]);
    assert!(!said.contains("far later"), "as of which day is settled: {said}");
    assert!(said.contains("in “Created” lies in the future, up to 2062-01-05"), "the slip still stands there: {said}");
    assert_eq!(score(&[]), warm);
    assert_eq!(import(&[]), import(&[]), "a later import leaves it");
    assert_eq!(score(&[]), warm);
    assert!(import(&["--as-of", "newest"]).contains("far later"));
    assert_eq!(score(&[]), cold);

    leads("2026");
    let said = import(&[]);
    assert!(!said.contains("later") && !said.contains("in the future"), "corrected: {said}");
    assert!(said.contains("(2062-01-05 → 2026-01-05)") && said.contains("no longer from 2062-01-05"), "{said}");
    assert_eq!(table(&score(&[]))[1][..3], table(&warm)[1][..3]);
}

#[test]
fn check_and_render_can_look_at_another_day() {
    let folder = folder();
    let check =
        |more: &[&str]| answer(folder.path(), &[&["check", "model.ron", "--library", "leads.sqlite"], more].concat());
    assert_ne!(check(&["--as-of", "1990-01-01"]), check(&[]), "nobody has done anything yet");
    let render = |more: &[&str]| {
        let arguments = [
            "render",
            "model.ron",
            "--page",
            "matrix",
            "--library",
            "leads.sqlite",
            "--size",
            "900x600",
            "--out",
            "a.png",
        ];
        answer(folder.path(), &[&arguments, more].concat());
        fs::read(folder.path().join("a.png")).expect("a picture was written")
    };
    assert!(render(&["--as-of", "1990-01-01"]) != render(&[]));
    let sentence = refusal(folder.path(), &["check", "model.ron", "--as-of", "2026-01-01"]);
    assert!(sentence.contains("--library"), "{sentence}");
}

#[test]
fn an_import_can_be_tried_mapped_and_its_dirt_mended() {
    let folder = folder();
    let path = |name: &str| folder.path().join(name);
    fs::write(
        path("leads.csv"),
        "Email,Job title,Employees\na@b.example,CEO,800\nc@d.example,CTO,many\nd@d.example,CTO,1\ne@d.example,CTO,2\n,CFO,3\n",
    )
    .expect("a file can be written");
    let import = |more: &[&str]| {
        let output = tandem(
            folder.path(),
            &[&["import", "leads.csv", "--into", "mine.sqlite", "--key", "Email"], more].concat(),
        );
        (output.status.code(), stdout(&output), stderr(&output))
    };
    let (code, said, beside) = import(&["--dry-run", "--dirt", "dirt.csv", "--write-mapping", "mapping.ron"]);
    assert_eq!(code, Some(1), "{said}{beside}");
    assert!(said.starts_with("A dry run: nothing was written.") && said.contains("4 new leads"), "{said}");
    assert!(said.contains("New attributes: Email, Job title, Employees"), "{said}");
    assert!(beside.contains("1 row would be left out"), "{beside}");
    assert!(!path("mine.sqlite").exists());
    assert!(fs::read_to_string(path("dirt.csv")).expect("written").contains("leads.csv,6,Email,,key is missing"));

    // What is read is never written over.
    let leads = fs::read(path("leads.csv")).expect("read");
    for output in ["--dirt", "--write-mapping"] {
        for needed in ["leads.csv", "mine.sqlite"] {
            let (code, _, beside) = import(&["--dry-run", output, needed]);
            assert!(code == Some(2) && beside.contains("would be overwritten"), "{code:?} {beside}");
        }
    }
    assert_eq!(fs::read(path("leads.csv")).expect("read"), leads);

    // Employees are text, since one of them is; who knows better says so.
    let mapping = fs::read_to_string(path("mapping.ron")).expect("written");
    let line = mapping.lines().find(|line| line.contains("Employees")).expect("the column");
    let better = "(column: \"Employees\", role: attribute, attribute: \"Staff\", values: number()),";
    fs::write(path("mapping.ron"), mapping.replace(line.trim(), better)).expect("written");
    let (code, _, beside) = import(&["--mapping", "mapping.ron"]);
    assert!(code == Some(2) && beside.contains("--key"), "the mapping says it: {beside}");
    let import = |more: &[&str]| {
        let output = tandem(folder.path(), &[&["import", "leads.csv", "--into", "mine.sqlite"], more].concat());
        (output.status.code(), stdout(&output), stderr(&output))
    };
    let (_, said, _) = import(&["--mapping", "mapping.ron", "--dirt", "dirt.csv"]);
    assert!(said.contains("“Employees”: 1 value is no number and counts as missing"), "{said}");
    assert!(fs::read_to_string(path("dirt.csv")).expect("written").contains("leads.csv,3,Employees,many,"));
    fs::write(path("wrong.ron"), "(\n    format: 1,\n    tabels: [],\n)\n").expect("written");
    let error = refusal(folder.path(), &["import", "leads.csv", "--into", "mine.sqlite", "--mapping", "wrong.ron"]);
    assert!(error.contains("line 3, column 5: there is no field `tabels` here; did you mean `tables`?"), "{error}");
}
