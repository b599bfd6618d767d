//! Another program writes to the file of the leads that are open.

use tandem::library::{FieldChange, Library};

use super::*;

#[test]
fn who_comes_back_to_the_page_sees_what_another_program_wrote() {
    let mut bench = bench();
    let asking = bench.asking("Job title");
    let change = FieldChange::Rename { field: "Job title".to_owned(), to: "Role".to_owned() };
    bench.harness.state_mut().state.ask(Command::GoTo(Page::Library));
    settle(&mut bench.harness);
    assert!(!bench.told().contains("Another program"), "{}", bench.told());
    let mut library = Library::open(&bench.path).expect("the file");
    library.change_field(&change, &Progress::default()).expect("changed");
    drop(library);
    bench.harness.state_mut().state.ask(Command::GoTo(Page::Library));
    settle(&mut bench.harness);
    assert!(bench.told().contains("Another program has written to the leads"), "{}", bench.told());
    assert!(bench.has_field("Role") && !bench.has_field("Job title"));
    assert_eq!(bench.asking("Job title"), asking, "the model is as it was");
    bench.click("Bring the model up to date");
    assert_eq!((bench.asking("Role"), bench.asking("Job title")), (asking, 0));
}

#[test]
fn what_the_window_writes_itself_is_no_other_program() {
    let mut bench = bench();
    bench.rename("Job title", "Role");
    for page in [Page::Criteria, Page::Library] {
        bench.harness.state_mut().state.ask(Command::GoTo(page));
        settle(&mut bench.harness);
    }
    assert!(!bench.told().contains("Another program"), "{}", bench.told());
}
