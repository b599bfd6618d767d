//! Everything that can be found: made once when the palette opens, for nothing can change while it is open.

use eframe::egui;

use super::matching::Searched;
use crate::{
    app::{
        commands::Command,
        format,
        modals::SettingsSection,
        pages::{leads::Tab, matrix::words},
        places::Destination,
        samples::Template,
        state::{Page, State},
        text,
        widgets::Icon,
    },
    model::{Axis, BandId, Model, PersonaId, ScenarioId, Tier, check::Problem, sentence},
};

/// A heading of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    Recent,
    Pages,
    Criteria,
    Commands,
    Problems,
    Categories,
    Routes,
    Matrix,
    Scenarios,
    Personas,
    Settings,
    Templates,
    Models,
    Libraries,
}

impl Group {
    pub fn name(self) -> String {
        match self {
            Self::Recent => tr!("palette-recent"),
            Self::Pages => tr!("palette-pages"),
            Self::Commands => tr!("palette-commands"),
            Self::Criteria => tr!("page-criteria"),
            Self::Problems => tr!("page-problems"),
            Self::Categories => tr!("categories"),
            Self::Routes => tr!("routes"),
            Self::Matrix => tr!("palette-cells"),
            Self::Scenarios => tr!("palette-scenarios"),
            Self::Personas => tr!("sandbox-personas"),
            Self::Settings => tr!("settings-title"),
            Self::Templates => tr!("palette-templates"),
            Self::Models => tr!("welcome-recent"),
            Self::Libraries => tr!("palette-libraries"),
        }
    }
}

/// What choosing an entry does.
#[derive(Clone, Debug, PartialEq)]
pub enum Target {
    Command(Command),
    Place(Destination),
    /// One of the bands of an axis, which are edited together.
    Band(Axis, BandId),
    Problem(Box<Problem>),
    Template(Template),
    Model(std::path::PathBuf),
    Library(std::path::PathBuf),
    /// To be taken up as the draft.
    Scenario(ScenarioId),
    /// To begin with in the sandbox.
    Persona(PersonaId),
}

/// What stands before an entry.
#[derive(Clone, Copy, Debug)]
pub enum Sign {
    Icon(Icon),
    Tier(Tier),
    Axis(Axis),
}

/// One thing that can be found.
#[derive(Clone, Debug)]
pub struct Entry {
    pub group: Group,
    pub sign: Sign,
    pub title: String,
    pub detail: String,
    /// At the right end: keys, or where it belongs.
    pub side: String,
    pub target: Target,
    pub searched: Searched,
}

impl Entry {
    fn new(group: Group, sign: Sign, title: String, detail: String, side: String, target: Target) -> Self {
        // What stands at the right is searched too: “engagement”, “F5”.
        let searched = Searched::new(&title, &format!("{detail} {side}"));
        Self { group, sign, title, detail, side, target, searched }
    }
}

pub fn entries(state: &State, ctx: &egui::Context) -> Vec<Entry> {
    let model = &state.document.model;
    let mut all = Vec::with_capacity(model.criteria.len() + 100);
    commands(&mut all, state, ctx);
    // The page itself is a command.
    for tab in Tab::ALL.into_iter().filter(|tab| *tab != Tab::People) {
        let (sign, side) = (Sign::Icon(Page::Leads.icon()), tr!("page-leads"));
        let target = Target::Place(Destination::Leads(tab));
        all.push(Entry::new(Group::Pages, sign, tab.name(), tab.about(), side, target));
    }
    criteria(&mut all, model);
    problems(&mut all, state);
    matrix(&mut all, model);
    for scenario in &model.scenarios {
        let title = tr!("palette-take-up", name = scenario.name.clone());
        let side = scenario.kept.map(format::day).unwrap_or_default();
        let target = Target::Scenario(scenario.id.clone());
        let sign = Sign::Icon(Icon::Bookmark);
        all.push(Entry::new(Group::Scenarios, sign, title, scenario.note.clone(), side, target));
    }
    for persona in &model.personas {
        let title = tr!("palette-try", name = persona.name.clone());
        let (sign, target) = (Sign::Icon(Icon::FlaskConical), Target::Persona(persona.id.clone()));
        let side = tr!("sandbox-tab");
        all.push(Entry::new(Group::Personas, sign, title, persona.about.clone(), side, target));
    }
    for section in SettingsSection::ALL {
        let icon = Sign::Icon(Icon::Settings2);
        let target = Target::Place(Destination::Settings(section));
        all.push(Entry::new(Group::Settings, icon, section.title(), section.about(), String::new(), target));
    }
    for template in Template::all() {
        let (title, about) = (template.name(), template.about());
        let icon = Sign::Icon(Icon::FilePlus);
        let side = tr!("palette-new-model");
        all.push(Entry::new(Group::Templates, icon, title, about, side, Target::Template(template)));
    }
    for recent in &state.settings.recent {
        let title = recent.model.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let detail = recent.model.display().to_string();
        let target = Target::Model(recent.model.clone());
        all.push(Entry::new(Group::Models, Sign::Icon(Icon::FileText), title, detail, String::new(), target));
    }
    for library in state.recent_libraries() {
        let title = library.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let (sign, detail) = (Sign::Icon(Icon::Database), library.display().to_string());
        all.push(Entry::new(Group::Libraries, sign, title, detail, String::new(), Target::Library(library.clone())));
    }
    all
}

fn commands(all: &mut Vec<Entry>, state: &State, ctx: &egui::Context) {
    for command in Command::ALL {
        let detail = match command {
            Command::Undo => state.undo_label().unwrap_or_default().to_owned(),
            Command::Redo => state.redo_label().unwrap_or_default().to_owned(),
            _ => String::new(),
        };
        let is_idle = matches!(command, Command::Undo | Command::Redo) && detail.is_empty();
        if command == Command::FindAnything || is_idle {
            continue;
        }
        let side = command.keys(ctx);
        let (group, icon) = match command {
            Command::GoTo(page) => (Group::Pages, page.icon()),
            _ => (Group::Commands, Icon::ChevronRight),
        };
        let title = text::tr(command.text_id());
        all.push(Entry::new(group, Sign::Icon(icon), title, detail, side, Target::Command(command)));
    }
}

fn criteria(all: &mut Vec<Entry>, model: &Model) {
    for criterion in &model.criteria {
        let side = match model.axis_of(criterion) {
            Some(Axis::Fit) => tr!("axis-fit"),
            Some(Axis::Engagement) => tr!("axis-engagement"),
            None => tr!("category-unknown"),
        };
        let side = format!("{side}  {}", format::points(criterion.points.into()));
        let (sign, target) = (Sign::Tier(criterion.tier), Target::Place(Destination::Criterion(criterion.id.clone())));
        let rule = sentence::rule(&criterion.rule);
        all.push(Entry::new(Group::Criteria, sign, criterion.name.clone(), rule, side, target));
    }
    for category in &model.categories {
        let detail = tr!("category-rows", count = model.criteria_of(&category.id).count());
        let target = Target::Place(Destination::Category(category.id.clone()));
        let side = axis_name(category.axis);
        all.push(Entry::new(Group::Categories, Sign::Axis(category.axis), category.name.clone(), detail, side, target));
    }
}

fn problems(all: &mut Vec<Entry>, state: &State) {
    for problem in state.problems().iter() {
        let detail = problem.hint.clone().unwrap_or_default();
        let sign = Sign::Icon(crate::app::pages::problems::icon(problem.severity));
        let target = Target::Problem(Box::new(problem.clone()));
        all.push(Entry::new(Group::Problems, sign, problem.sentence.clone(), detail, String::new(), target));
    }
}

fn matrix(all: &mut Vec<Entry>, model: &Model) {
    for route in &model.routes {
        let detail = route.action.clone();
        let side = words::promise(route).unwrap_or_default();
        let target = Target::Place(Destination::Route(route.id.clone()));
        all.push(Entry::new(Group::Routes, Sign::Icon(Icon::Route), route.name.clone(), detail, side, target));
    }
    for fit in &model.fit.bands {
        for engagement in &model.engagement.bands {
            let title = tr!("palette-cell", cell = model.cell_name(&fit.id, &engagement.id));
            let detail = words::route_of(model, fit, engagement).map(|route| route.name.clone()).unwrap_or_default();
            let target = Target::Place(Destination::Cell(fit.id.clone(), engagement.id.clone()));
            all.push(Entry::new(Group::Matrix, Sign::Icon(Icon::Grid2x2), title, detail, String::new(), target));
        }
    }
    for axis in Axis::ALL {
        for band in &model.axis(axis).bands {
            let title = tr!("palette-band", axis = axis_name(axis), band = band.name.clone());
            let from = band.from.map(|from| tr!("palette-from", edge = format::count_signed(from.into())));
            let target = Target::Band(axis, band.id.clone());
            let detail = from.unwrap_or_default();
            all.push(Entry::new(Group::Matrix, Sign::Axis(axis), title, detail, String::new(), target));
        }
    }
}

fn axis_name(axis: Axis) -> String {
    match axis {
        Axis::Fit => tr!("axis-fit"),
        Axis::Engagement => tr!("axis-engagement"),
    }
}

/// What is offered before anything is typed, besides what was chosen last: pages, what is asked for most, all criteria.
pub fn is_offered(entry: &Entry) -> bool {
    const USEFUL: [Command; 8] = [
        Command::NewFromTemplate,
        Command::Open,
        Command::OpenLeads,
        Command::ImportLeads,
        Command::ModelSettings,
        Command::BlindRound,
        Command::Presentation,
        Command::Shortcuts,
    ];
    match &entry.target {
        Target::Command(Command::GoTo(page)) => *page != Page::Welcome,
        Target::Command(command) => USEFUL.contains(command),
        Target::Place(Destination::Criterion(_)) => true,
        _ => false,
    }
}
