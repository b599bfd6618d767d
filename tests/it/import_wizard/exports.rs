//! Files as platforms export them and as they lie about in the world go in without a correction.

use eframe::egui::Key;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::Bench;
use crate::{harness::settle, import::real::real};

/// Columns and a row as the platforms export them.
const EXPORTS: [(&str, &str, &str); 6] = [
    (
        "HubSpot (contacts)",
        "Record ID,First Name,Last Name,Email,Phone Number,Contact owner,Lead Status,Lifecycle Stage,Create Date",
        "10,Ada,Berg,ada@x.de,+49 30 1,Kim,Open,Lead,2026-01-02 10:00",
    ),
    (
        "Salesforce (leads)",
        "Id,IsDeleted,LastName,FirstName,Title,Company,LeadSource,Status,IsConverted,CreatedDate",
        "00Q10,false,Berg,Ada,CTO,Acme,Web,Open,true,2026-01-02T10:00:00.000Z",
    ),
    (
        "Salesforce (opportunities)",
        "Id,AccountId,Name,StageName,Amount,CloseDate,IsWon",
        "00610,00110,Acme 100,Closed Won,1200.50,2026-02-03,true",
    ),
    (
        "Marketo (leads)",
        "id,email,firstName,lastName,company,leadScore,leadStatus,createdAt,updatedAt",
        "10,ada@x.de,Ada,Berg,Acme,12,Open,2026-01-02T10:00:00Z,2026-02-02T10:00:00Z",
    ),
    (
        "Mautic (contacts)",
        "id,title,firstname,lastname,company,email,points,last_active,date_identified,preferred_locale",
        "10,Dr,Ada,Berg,Acme,ada@x.de,12,2026-01-02 10:00:00,2026-01-01 10:00:00,de",
    ),
    (
        "HubSpot (deals)",
        "Record ID,Deal Name,Deal Stage,Close Date,Deal owner,Amount",
        "10,Acme,closedwon,2026-02-03,Kim,120",
    ),
];

#[test]
fn exports_of_the_usual_platforms_are_recognised_and_go_in_by_one_key() {
    for (name, header, row) in EXPORTS {
        let mut bench = Bench::new();
        bench.drop_text("export.csv", &format!("{header}\n{row}\n{}\n", row.replace("10,", "20,")));
        bench.sees(&format!("recognised as an export of {name}"));
        // The main button has the keyboard.
        bench.harness.key_press(Key::Enter);
        settle(&mut bench.harness);
        bench.sees("2 leads imported; every row was taken");
        assert_eq!(bench.leads(), 2, "{name}");
        bench.harness.key_press(Key::Enter);
        settle(&mut bench.harness);
        assert!(!bench.is_open(), "{name}: on to the matrix");
    }
}

#[test]
fn every_file_of_the_world_goes_in_without_a_correction() {
    let Some(first) = real("README.md") else { return };
    let root = first.parent().expect("a folder");
    let mut files = Vec::new();
    for folder in ["bank-marketing", "crm-sales", "hubspot", "online-shoppers"] {
        let entries = std::fs::read_dir(root.join(folder)).expect("a folder");
        files.extend(entries.flatten().map(|entry| entry.path()));
    }
    files.sort();
    assert!(files.len() > 20);
    let mut refused = Vec::new();
    for file in files {
        // In a folder of the user's own, as a download would be.
        let mut bench = Bench::new();
        let name = file.file_name().expect("a name").to_string_lossy().into_owned();
        let copy = bench.path(&name);
        std::fs::copy(&file, &copy).expect("copied");
        bench.drop_files(&[copy]);
        let button = bench.harness.query_all_by_label_contains("Import ").find_map(|node| {
            let label = node.accesskit_node().label()?;
            label.chars().any(|c| c.is_ascii_digit()).then(|| node.click())
        });
        settle(&mut bench.harness);
        let is_in = button.is_some() && bench.contains("imported");
        if !is_in {
            refused.push(name);
        }
    }
    assert_eq!(refused, Vec::<String>::new());
}
