//! Values that are merged: what it does to the criteria is told before and is what comes.

use std::collections::BTreeMap;

use tandem::model::CriterionId;

use super::*;

impl Bench {
    /// Ticks values of the chosen field.
    pub fn tick(&mut self, values: &[&str]) {
        for value in values {
            let start = format!("{value}, ");
            let rows = self.harness.query_all_by_role(Role::CheckBox).filter_map(|row| row.accesskit_node().label());
            let name = rows.into_iter().find(|label| label.starts_with(&start));
            let name = name.unwrap_or_else(|| panic!("{value} is listed"));
            self.click(&name);
        }
    }

    pub fn merge_into(&mut self, into: &str) {
        self.say_in("Merge into", into);
    }

    /// Another word for the one value that is ticked.
    pub fn change_to(&mut self, into: &str) {
        self.say_in("Change to", into);
    }

    fn say_in(&mut self, name: &str, into: &str) {
        self.harness.get_by_label(name).click();
        self.harness.run_ok();
        self.harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
        self.harness.get_by_label(name).type_text(into);
        settle(&mut self.harness);
    }

    /// How many leads each criterion matches, as the rest of the window tells it.
    fn matches(&self) -> BTreeMap<CriterionId, u64> {
        self.state().scored.as_ref().expect("scored").facts.matches.clone()
    }

    fn name(&self, id: &CriterionId) -> String {
        self.model().criterion(id).expect("a criterion").name.clone()
    }

    /// “Senior title: 120 → 163 leads (+43)”, line by line.
    fn shifts(&self) -> Vec<String> {
        let labels = self.harness.query_all_by_label_contains(" → ");
        labels.filter_map(|one| one.accesskit_node().label().or(one.accesskit_node().value())).collect()
    }

    /// What is said of words that no lead has, with what would mend it.
    fn unseen(&self) -> Vec<String> {
        let problems = self.state().problems();
        let unseen = problems.iter().filter(|problem| problem.code == "unseen-value");
        unseen.map(|problem| format!("{}; {}", problem.sentence, problem.hint.clone().unwrap_or_default())).collect()
    }

    fn values(&self, field: &str) -> Vec<String> {
        let columns = self.state().columns();
        let column = &columns.field(field).expect("the field").column;
        (0..columns.len()).filter_map(|row| column.value(row)).map(|value| value.to_string()).collect()
    }
}

#[test]
fn what_is_told_before_a_merge_is_what_comes() {
    let mut bench = bench();
    bench.choose("Job title");
    let model = bench.model().clone();
    // The rule looks for managers: by their new title it finds all representatives as well.
    bench.tick(&["Sales Representative", "Sales Manager"]);
    settle(&mut bench.harness);
    let (before, told) = (bench.matches(), bench.shifts());
    assert!(!told.is_empty(), "the sample has what to see");
    assert_eq!(bench.model(), &model, "nothing is done by looking");
    bench.click("Merge");
    let after = bench.matches();
    let changed: Vec<&CriterionId> = before.keys().filter(|id| before[*id] != after[*id]).collect();
    assert!(!changed.is_empty());
    for id in &changed {
        let counts = format!("{}: {} → {} lead", bench.name(id), before[*id], after[*id]).replace(',', "");
        assert!(told.iter().any(|line| line.replace(',', "").starts_with(&counts)), "{counts} in {told:?}");
    }
    assert!(changed.len() <= told.len());
    let first = told.first().expect("a line");
    assert!(bench.told().contains(first.as_str()), "{} tells {first}", bench.told());
}

#[test]
fn words_that_were_merged_are_no_slips() {
    let mut bench = bench();
    let before = bench.unseen().len();
    bench.choose("Industry");
    bench.tick(&["Manufacturing", "Software"]);
    bench.merge_into("Makers");
    bench.press(Key::Enter);
    let rules = bench.rules();
    assert!(rules.contains("Makers") && rules.contains("Software"), "{rules}");
    assert_eq!(bench.unseen().len(), before, "{:?}", bench.unseen());
    bench.control(Modifiers::NONE, Key::Z);
    assert_eq!(bench.unseen().len(), before);
}

#[test]
fn rules_that_do_not_follow_are_told_what_to_look_for() {
    let mut bench = bench();
    bench.choose("Industry");
    bench.tick(&["Manufacturing", "Software"]);
    bench.merge_into("Makers");
    bench.harness.get_by_label_contains("Say “Makers” in ").click();
    settle(&mut bench.harness);
    bench.click("Merge");
    let told = bench.unseen().join("\n");
    assert!(told.contains("was merged into “Makers”; look for that as well"), "{told}");
}

#[test]
fn ticked_values_that_a_search_hides_are_listed_and_can_be_unticked() {
    let mut bench = bench();
    bench.choose("Industry");
    bench.tick(&["Manufacturing", "Software"]);
    bench.harness.get_by_label("Search value").click();
    bench.harness.run_ok();
    bench.harness.get_by_label("Search value").type_text("retail");
    settle(&mut bench.harness);
    bench.tick(&["Retail"]);
    assert!(bench.harness.query_by_label_contains("3 values of ").is_some());
    bench.click("Untick Software");
    assert!(bench.harness.query_by_label_contains("2 values of ").is_some());
    assert!(bench.harness.query_by_label("Untick Software").is_none());
    bench.click("Untick Manufacturing");
    assert!(bench.harness.query_by_label_contains("One value of ").is_some());
    assert!(bench.harness.query_by_label("Change to").is_some(), "another word for one value is no merge");
}

/// Leads with spellings of two things that differ by capitals and blanks, and of one that differs by more.
fn spelt() -> Bench {
    let mut bench = bench();
    let mut text = "Email,Sector\n".to_owned();
    let sectors =
        ["Tools", "Tools", "tools", "TOOLS", "Fine Arts", "Fine Arts", "fine  arts", "R&D", "R and D", "Farming"];
    for (place, sector) in sectors.iter().enumerate() {
        text.push_str(&format!("{place}@x,{sector}\n"));
    }
    let leads = bench._folder.path().join("leads.csv");
    std::fs::write(&leads, text).expect("written");
    let path = bench._folder.path().join("spelt.sqlite");
    let mut library = tandem::library::Library::open_or_create(&path).expect("opened");
    let request = tandem::library::ImportRequest { leads, ..Default::default() };
    tandem::library::import(&mut library, &request, &Progress::default()).expect("imported");
    drop(library);
    bench.harness.state_mut().state.set_library(read_library(&path, &Progress::default()).expect("the leads"));
    bench.path = path;
    settle(&mut bench.harness);
    bench.choose("Sector");
    bench
}

#[test]
fn all_that_differ_by_capitals_or_blanks_are_merged_in_one_step() {
    let mut bench = spelt();
    let before = bench.values("Sector");
    bench.click("Merge the 2 that differ only by capitals or blanks…");
    assert!(bench.harness.query_by_label("Merge 2 groups of spellings?").is_some());
    assert!(bench.harness.query_by_label("Tools ← TOOLS 1, tools 1").is_some(), "they are listed");
    assert!(bench.harness.query_by_label("Fine Arts ← fine ·arts 1").is_some(), "and blanks are seen");
    assert!(bench.harness.query_by_label_contains("become 2, each the most common spelling").is_some());
    assert!(bench.harness.query_by_label("No criterion matches other leads than now.").is_some());
    bench.press(Key::Escape);
    assert_eq!(bench.values("Sector"), before, "nothing is done by looking");
    bench.click("Merge the 2 that differ only by capitals or blanks…");
    bench.press(Key::Enter);
    let after = bench.values("Sector");
    assert_eq!(
        after[..7],
        ["Tools", "Tools", "Tools", "Tools", "Fine Arts", "Fine Arts", "Fine Arts"].map(String::from)
    );
    assert_eq!(after[7..], before[7..], "what differs by more is left");
    assert_eq!(bench.state().undo_label(), Some("Merge 2 groups of spellings in Sector"));
    assert!(bench.harness.query_by_label_contains("differ only by capitals or blanks").is_none());
    bench.control(Modifiers::NONE, Key::Z);
    assert_eq!(bench.values("Sector"), before, "one step back");
    bench.control(Modifiers::SHIFT, Key::Z);
    assert_eq!(bench.values("Sector"), after);
}

#[test]
fn a_search_that_finds_nothing_any_more_says_so() {
    let mut bench = bench();
    bench.choose("Industry");
    bench.harness.get_by_label("Search value").click();
    bench.harness.run_ok();
    bench.harness.get_by_label("Search value").type_text("softw");
    settle(&mut bench.harness);
    bench.tick(&["Software"]);
    bench.change_to("Programs");
    bench.press(Key::Enter);
    assert!(bench.harness.query_by_label("No value holds “softw”.").is_some());
    bench.click("Show all values");
    assert!(bench.harness.query_by_label_contains("Programs, ").is_some());
}

#[test]
fn a_group_that_was_pressed_is_left_by_escape() {
    let mut bench = spelt();
    bench.harness.query_all_by_label_contains("Merge Tools 2").next().expect("a group").click();
    settle(&mut bench.harness);
    assert!(bench.harness.query_by_label_contains("3 values of 4 leads become one").is_some());
    bench.press(Key::Escape);
    assert!(bench.harness.query_by_label_contains("3 values of 4 leads become one").is_none());
    assert!(bench.harness.query_by_label_contains("Undo: ").is_none(), "nothing was done");
}
