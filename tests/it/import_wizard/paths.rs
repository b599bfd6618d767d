//! Files and folders that are named by their paths, or dropped.

use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use tandem::app::commands::Command;

use super::{Bench, LEADS};
use crate::harness::settle;

#[test]
fn a_path_typed_for_an_import_comes_back_into_the_sheet() {
    let mut bench = Bench::new();
    let path = bench.write("leads.csv", LEADS);
    bench.harness.state_mut().state.ask(Command::ImportLeads);
    settle(&mut bench.harness);
    bench.sees("Drop files here, or a folder of them");
    bench.click("Type a path instead");
    bench.harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    bench.harness.get_by_label("Path").type_text(&path.display().to_string());
    bench.harness.key_press(Key::Enter);
    settle(&mut bench.harness);
    bench.sees("3 leads in leads.csv");
}

#[test]
fn a_folder_typed_or_dropped_brings_in_every_table_in_it() {
    let mut bench = Bench::new();
    let folder = bench.path("export");
    std::fs::create_dir_all(folder.join("old")).expect("a folder");
    bench.write("export/contacts.csv", LEADS);
    bench.write("export/events.csv", "Lead,Kind,Time\nK1,Visit,2024-04-01\nK2,Visit,2024-04-02\n");
    bench.write("export/report.pdf", "%PDF-1.7");
    bench.harness.state_mut().state.ask(Command::ImportLeads);
    settle(&mut bench.harness);
    bench.click("Type a path instead");
    bench.harness.get_by_label("Path").type_text(&folder.display().to_string());
    settle(&mut bench.harness);
    bench.sees("2 files come in");
    bench.sees("“old” and “report.pdf” are not looked at, as their names are not those of tables");
    bench.click("Open 2 files");
    bench.sees("3 leads in contacts.csv and 2 events in events.csv");
    bench.sees("“old” and “report.pdf” are not looked at");
    bench.tab("What will happen");
    bench.sees("• “old” and “report.pdf” are not looked at");

    let mut dropped = Bench::new();
    dropped.drop_files(&[folder.join("old")]);
    dropped.sees("has no table in it");
    dropped.drop_files(std::slice::from_ref(&folder));
    dropped.sees("3 leads in ");
    assert!(!dropped.contains("has no table in it"), "that is over");
    dropped.drop_files(&[folder.join("old")]);
    dropped.sees("has no table in it");
    dropped.sees("3 leads in ");
}

#[test]
fn several_paths_typed_are_all_brought_in_and_one_that_is_not_there_is_named() {
    let mut bench = Bench::new();
    let (leads, events) = (bench.write("leads 1.csv", LEADS), bench.path("no events.csv"));
    bench.harness.state_mut().state.ask(Command::ImportLeads);
    settle(&mut bench.harness);
    bench.click("Type a path instead");
    let typed = format!("'{}' '{}'", leads.display(), events.display());
    bench.harness.get_by_label("Path").type_text(&typed);
    bench.harness.key_press(Key::Enter);
    settle(&mut bench.harness);
    bench.sees(&format!("There is no file {}", events.display()));
    bench.write("no events.csv", "Lead,Kind,Time\nK1,Visit,2024-04-01\nK2,Visit,2024-04-02\n");
    bench.harness.key_press(Key::Enter);
    settle(&mut bench.harness);
    bench.sees("3 leads in ");
}
