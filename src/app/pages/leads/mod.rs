//! The page “Leads”: the sales view of the model. Whom to call first, and why.
//!
//! | file | subject |
//! |---|---|
//! | `people.rs` | the tab “Leads”: list and chosen lead |
//! | `accounts/` | the tab “Accounts” |
//! | `test_leads/` | the tab “Test leads” |
//! | `nurture/` | the tab “Nurture” |
//! | `sandbox/` | the tab “Sandbox”: copies of leads to try things on |
//! | `listing.rs` | which leads, in which order: on a thread |
//! | `table.rs`, `cells.rs`, `slots.rs` | the list, of a million rows if need be |
//! | `toolbar.rs` | search and filters |
//! | `lines.rs`, `words.rs`, `waterfall.rs` | an explanation as lines that add up: what they are, say, look like |
//! | `explained.rs`, `detail.rs`, `story.rs` | the chosen lead |
//! | `curve/` | the chosen lead over time |
//! | `naming.rs`, `moment.rs` | names of leads, events in words |

mod accounts;
mod cells;
mod curve;
mod detail;
mod explained;
pub mod lines;
pub mod listing;
pub(super) mod moment;
pub(super) mod naming;
mod nurture;
mod people;
pub mod sandbox;
mod slots;
mod story;
mod table;
pub mod test_leads;
mod toolbar;
mod waterfall;
mod words;

use eframe::egui;

pub use self::{people::People, sandbox::Sandbox};
use crate::{
    app::{
        background::Wake,
        commands::Command,
        modals::{KeepTestForm, Modal, Then},
        samples::Sample,
        state::{Page, State},
        theme, widgets,
    },
    model::{BandId, CriterionId},
};

/// A view of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    /// The leads in work order, and the chosen one explained.
    #[default]
    People,
    /// The companies that leads belong to.
    Accounts,
    /// Leads that guard the model.
    TestLeads,
    /// Who is not for sales now, and what is missing.
    Nurture,
    /// Copies of leads to try things on.
    Sandbox,
}

/// What the page remembers: each tab for itself.
pub struct LeadsPage {
    pub tab: Tab,
    pub people: People,
    pub sandbox: Sandbox,
    pub tests: test_leads::Tests,
}

impl LeadsPage {
    pub fn new(wake: &Wake) -> Self {
        Self {
            tab: Tab::default(),
            people: People::new(wake),
            sandbox: Sandbox::new(wake),
            tests: test_leads::Tests::new(wake),
        }
    }

    /// Another model was opened.
    pub fn forget(&mut self) {
        self.tab = Tab::default();
        self.people.forget();
        self.tests.forget();
    }

    /// Lists the leads of one cell, as the matrix asks for it.
    pub fn show_cell(&mut self, fit: BandId, engagement: BandId) {
        self.tab = Tab::People;
        self.people.show_cell(fit, engagement);
    }

    /// Shows one lead among all.
    pub fn open(&mut self, key: String) {
        self.tab = Tab::People;
        self.people.open(key);
    }

    /// Waits for what is worked out on threads: for pictures and tests, never in the window.
    pub fn settle(&mut self) {
        self.people.settle();
        self.sandbox.settle();
        self.tests.settle();
    }
}

/// What the user asked for, done once nothing is borrowed any more.
enum Ask {
    Open(CriterionId),
    Command(Command),
    /// The chosen lead is to be a test lead.
    Keep(Box<KeepTestForm>),
    SampleLeads,
    SampleModel,
}

pub fn show(ui: &mut egui::Ui, state: &mut State) {
    let test_leads = test_leads::tab_name(state);
    let sandbox = sandbox::tab_name(state);
    let tab = &mut state.pages.leads.tab;
    widgets::page_header(ui, &tr!("leads-title"), &subtitle(*tab), |ui| tabs(ui, tab, &test_leads, &sandbox));
    let asked = match (*tab, state.scored.clone()) {
        // Test leads can be of the model's own.
        (Tab::TestLeads, _) => test_leads::show(ui, state),
        (Tab::Sandbox, _) => sandbox::show(ui, state),
        _ if state.columns().is_empty() => no_leads(ui, state),
        (Tab::People, Some(scored)) => people::show(ui, state, &scored),
        (Tab::Accounts, Some(scored)) => accounts::show(ui, state, &scored),
        (Tab::Nurture, Some(scored)) => nurture::show(ui, state, &scored),
        (_, None) => {
            reading(ui);
            None
        }
    };
    match asked {
        Some(Ask::Open(criterion)) => {
            state.pages.criteria.chosen = Some(criterion);
            state.ask(Command::GoTo(Page::Criteria));
        }
        Some(Ask::Command(command)) => state.ask(command),
        Some(Ask::Keep(form)) => state.raise(Modal::KeepTest(form)),
        Some(Ask::SampleModel) => state.unless_unsaved(Then::OpenSample(Sample::B2bSoftware)),
        Some(Ask::SampleLeads) => state.open_sample_leads(),
        None => {}
    }
}

fn tabs(ui: &mut egui::Ui, tab: &mut Tab, test_leads: &str, sandbox: &str) {
    let [people, accounts, nurture] = [tr!("leads-tab-leads"), tr!("leads-tab-accounts"), tr!("leads-tab-nurture")];
    let choices = [
        (Tab::People, people.as_str()),
        (Tab::Accounts, accounts.as_str()),
        (Tab::TestLeads, test_leads),
        (Tab::Nurture, nurture.as_str()),
        (Tab::Sandbox, sandbox),
    ];
    widgets::segmented(ui, &tr!("leads-tab"), tab, &choices);
}

fn subtitle(tab: Tab) -> String {
    match tab {
        Tab::People => tr!("leads-subtitle"),
        Tab::Accounts => tr!("leads-accounts-subtitle"),
        Tab::TestLeads => tr!("leads-test-leads-subtitle"),
        Tab::Nurture => tr!("leads-nurture-subtitle"),
        Tab::Sandbox => tr!("sandbox-subtitle"),
    }
}

/// The page teaches what it will show.
fn no_leads(ui: &mut egui::Ui, state: &State) -> Option<Ask> {
    if state.tasks.work.is_some() {
        reading(ui);
        return None;
    }
    let actions = [tr!("leads-empty-open"), tr!("leads-empty-import"), tr!("leads-empty-sample")];
    let actions: Vec<&str> = actions.iter().map(String::as_str).collect();
    let title = tr!("leads-empty-title");
    match widgets::empty_state(ui, widgets::Icon::Users, &title, &tr!("leads-empty-text"), &actions)? {
        0 => Some(Ask::Command(Command::OpenLeads)),
        1 => Some(Ask::Command(Command::ImportLeads)),
        // Without a criterion the sample leads would all be alike: the sample model goes with them.
        _ if state.document.model.criteria.is_empty() && !state.document.is_dirty() => Some(Ask::SampleModel),
        _ => Some(Ask::SampleLeads),
    }
}

fn reading(ui: &mut egui::Ui) {
    ui.vertical_centered(|ui| {
        ui.add_space(120.0);
        ui.label(theme::second(ui, &tr!("leads-reading")));
    });
}
