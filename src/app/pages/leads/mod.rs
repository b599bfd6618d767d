//! The page “Leads”: the sales view of the model. Whom to call first, and why.
//!
//! | file | subject |
//! |---|---|
//! | `people.rs` | the tab “Leads”: list and chosen lead |
//! | `accounts/` | the tab “Accounts” |
//! | `test_leads/` | the tab “Tests” |
//! | `nurture/` | the tab “Nurture” |
//! | `sandbox/` | the tab “Sandbox”: copies of leads to try things on |
//! | `listing.rs` | which leads, in which order: on a thread |
//! | `listed.rs` | a list from a thread, and its chosen row: what accounts and nurture remember |
//! | `grid.rs`, `slots.rs` | a list of a million rows if need be |
//! | `table.rs`, `cells.rs` | the list of leads |
//! | `view.rs`, `filter.rs`, `toolbar.rs`, `saved.rs` | search and filters, and those that are kept |
//! | `back.rs` | the way back from a card that has the room of its list |
//! | `due.rs` | by when somebody is to answer, in words |
//! | `export/` | what is shown as a CSV file |
//! | `lines.rs`, `words.rs`, `waterfall.rs` | an explanation as lines that add up: what they are, say, look like |
//! | `explained.rs`, `detail.rs`, `story.rs` | the chosen lead |
//! | `curve/` | the chosen lead over time |
//! | `naming.rs`, `moment.rs` | names of leads, events in words |

mod accounts;
mod back;
pub(in crate::app::pages) mod cells;
mod curve;
mod detail;
mod due;
mod explained;
mod export;
mod filter;
pub(in crate::app::pages) mod grid;
pub mod lines;
mod listed;
pub mod listing;
pub(super) mod moment;
pub(super) mod naming;
mod nurture;
mod people;
pub mod sandbox;
mod saved;
pub(in crate::app::pages) mod slots;
mod story;
mod table;
pub mod test_leads;
mod toolbar;
mod view;
mod waterfall;
mod words;

use eframe::egui;

use self::{
    accounts::AccountsTab,
    export::{Exporter, Wanted},
    nurture::NurtureTab,
};
pub use self::{export::keep, people::People, sandbox::Sandbox, view::View};
use crate::{
    app::{
        background::Wake,
        commands::Command,
        modals::{KeepTestForm, Modal, SettingsSection, Then},
        samples::Sample,
        state::{Page, State},
        tasks::Purpose,
        theme, widgets,
    },
    model::{BandId, CriterionId},
};
use view::Picked;

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

impl Tab {
    pub const ALL: [Self; 5] = [Self::People, Self::Accounts, Self::TestLeads, Self::Nurture, Self::Sandbox];

    pub fn name(self) -> String {
        match self {
            Self::People => tr!("leads-tab-leads"),
            Self::Accounts => tr!("leads-tab-accounts"),
            Self::TestLeads => tr!("leads-tab-test-leads"),
            Self::Nurture => tr!("leads-tab-nurture"),
            Self::Sandbox => tr!("sandbox-tab"),
        }
    }

    /// What is shown there, in a sentence.
    pub fn about(self) -> String {
        subtitle(self)
    }
}

/// What the page remembers: each tab for itself.
pub struct LeadsPage {
    pub tab: Tab,
    pub people: People,
    accounts: AccountsTab,
    nurture: NurtureTab,
    exporter: Exporter,
    pub sandbox: Sandbox,
    pub tests: test_leads::Tests,
}

impl LeadsPage {
    pub fn new(wake: &Wake) -> Self {
        Self {
            tab: Tab::default(),
            people: People::new(wake),
            accounts: accounts::tab(wake),
            nurture: nurture::tab(wake),
            sandbox: Sandbox::new(wake),
            exporter: Exporter::new(wake),
            tests: test_leads::Tests::new(wake),
        }
    }

    /// Another model was opened.
    pub fn forget(&mut self) {
        self.tab = Tab::default();
        self.people.forget();
        self.tests.forget();
        self.accounts.forget();
        self.nurture.forget();
    }

    /// Other leads were opened: what was worked out of those before is let go.
    pub fn forget_leads(&mut self) {
        self.people.forget_leads();
        self.accounts.forget_leads();
        self.nurture.forget_leads();
        self.tests.forget_leads();
    }

    /// Lists the leads of one cell, as the matrix asks for it.
    pub fn show_cell(&mut self, fit: BandId, engagement: BandId) {
        self.tab = Tab::People;
        self.people.show_cell(fit, engagement);
    }

    /// Lists leads that were found elsewhere.
    fn show_picked(&mut self, picked: Picked) {
        self.tab = Tab::People;
        self.people.show_picked(picked);
    }

    /// Shows one lead among all.
    pub fn open(&mut self, key: String) {
        self.tab = Tab::People;
        self.people.open(key);
    }

    /// The table that the tab shows.
    fn shown(&self) -> Option<Wanted> {
        match self.tab {
            Tab::People => self.people.export(),
            Tab::Accounts => accounts::export(&self.accounts),
            Tab::Nurture => nurture::export(&self.nurture),
            Tab::TestLeads | Tab::Sandbox => None,
        }
    }

    /// No file was named for what was to be written.
    pub fn no_export(&mut self) {
        self.exporter.wanted = None;
    }

    /// Waits for what is worked out on threads: for pictures and tests, never in the window.
    pub fn settle(&mut self) {
        self.people.settle();
        self.accounts.settle();
        self.nurture.settle();
        self.exporter.settle();
        self.sandbox.settle();
        self.tests.settle();
    }
}

/// What the user asked for, done once nothing is borrowed any more.
enum Ask {
    Open(CriterionId),
    Command(Command),
    /// A lead, by its key.
    Lead(String),
    /// The leads of an account, by its key.
    Account(String),
    Settings(SettingsSection),
    Export(Wanted),
    Saved(saved::Change),
    /// The chosen lead is to be a test lead.
    Keep(Box<KeepTestForm>),
    SampleLeads,
    SampleModel,
}

pub fn show(ui: &mut egui::Ui, state: &mut State) {
    let (test_leads, broken) = (test_leads::tab_name(state), test_leads::tab_sign(ui, state));
    let sandbox = sandbox::tab_name(state);
    let about = match state.pages.leads.tab {
        Tab::People => state.pages.leads.people.about(),
        tab => subtitle(tab),
    };
    let tab = &mut state.pages.leads.tab;
    widgets::page_header(ui, &tr!("leads-title"), &about, |ui| {
        tabs(ui, tab, &test_leads, &sandbox, broken);
    });
    let tab = *tab;
    exporting_ui(ui, &mut state.pages.leads.exporter);
    let asked = match (tab, state.scored.clone()) {
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
        Some(Ask::Lead(key)) => state.pages.leads.open(key),
        Some(Ask::Account(key)) => {
            state.pages.leads.tab = Tab::People;
            state.pages.leads.people.show_account(key);
        }
        Some(Ask::Settings(section)) => state.open_settings(section),
        Some(Ask::Export(wanted)) => {
            state.pages.leads.exporter.wanted = Some(wanted);
            state.wanted_dialog = Some(Purpose::ExportList);
        }
        Some(Ask::Saved(change)) => {
            change.apply(&mut state.settings);
            state.save_settings();
        }
        Some(Ask::Keep(form)) => state.raise(Modal::KeepTest(form)),
        Some(Ask::SampleModel) => state.unless_unsaved(Then::OpenSample(Sample::B2bSoftware)),
        Some(Ask::SampleLeads) => state.open_sample_leads(),
        None => {}
    }
}

/// An export that is under way: how far it is, and a way to stop it.
fn exporting_ui(ui: &mut egui::Ui, exporter: &mut Exporter) {
    let Some(progress) = exporter.progress() else { return };
    ui.horizontal(|ui| {
        ui.label(theme::second(ui, &tr!("leads-exporting")));
        ui.add(egui::ProgressBar::new(progress).desired_width(180.0).show_percentage());
        if widgets::link_button(ui, &tr!("leads-export-stop")).clicked() {
            exporter.cancel();
        }
    });
    ui.ctx().request_repaint_after(std::time::Duration::from_millis(100));
    ui.add_space(4.0);
}

/// So much room the names of all tabs take.
const TABS: f32 = 500.0;

fn tabs(ui: &mut egui::Ui, tab: &mut Tab, test_leads: &str, sandbox: &str, broken: Option<widgets::Sign>) {
    let [people, accounts, nurture] = [tr!("leads-tab-leads"), tr!("leads-tab-accounts"), tr!("leads-tab-nurture")];
    let choices = [
        (Tab::People, people.as_str()),
        (Tab::Accounts, accounts.as_str()),
        (Tab::TestLeads, test_leads),
        (Tab::Nurture, nurture.as_str()),
        (Tab::Sandbox, sandbox),
    ];
    if ui.available_width() >= TABS {
        let sign = |of: Tab| broken.filter(|_| of == Tab::TestLeads);
        widgets::segmented_with(ui, &tr!("leads-tab"), tab, &choices, sign);
        return;
    }
    // On a projector there is no room for all of them side by side.
    let name = choices.iter().find(|(choice, _)| choice == tab).map_or("", |(_, name)| *name);
    widgets::choice_menu(ui, &tr!("leads-tab"), name, |ui| {
        for (choice, name) in choices {
            if ui.selectable_label(choice == *tab, name).clicked() {
                *tab = choice;
            }
        }
    });
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
    waiting(ui, false);
}

/// A list is not there yet, or it will not come.
fn waiting(ui: &mut egui::Ui, has_failed: bool) {
    let text = if has_failed { tr!("leads-list-broken") } else { tr!("leads-reading") };
    ui.vertical_centered(|ui| {
        ui.add_space(120.0);
        ui.label(theme::second(ui, &text));
    });
}
