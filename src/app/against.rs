//! What the draft is held against: in the consequence panel, on the page “What if”, beside the matrix.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use eframe::egui::{
    self, Button, Response, Role, WidgetInfo,
    containers::menu::{MenuButton, MenuConfig},
    text::{LayoutJob, TextWrapping},
};

use super::{commands::Command, format, state::State, theme, widgets::Icon};
use crate::{
    library::FormerNames,
    model::{
        Model, ScenarioId,
        file::{self, FileError, ParseErrorKind},
        follow, wording,
    },
};

/// A choice of baseline. It belongs to the open document and to nothing else.
#[derive(Clone, Debug, Default)]
pub enum Against {
    /// The model as it stands in its file, or as it was opened.
    #[default]
    Saved,
    /// The model as it was opened: what a session did is seen after a save too.
    Opened,
    /// The version that was signed last; the saved one while there is none.
    Signed,
    /// Another file, as it was when it was chosen.
    File { path: PathBuf, model: Arc<Model> },
    /// A draft that was kept; the saved model while there is none of this id.
    Scenario(ScenarioId),
}

/// A baseline that follows the names of the library as the draft does, kept while it is the same.
pub struct Followed {
    of: Arc<Model>,
    draft: Arc<Model>,
    former: Arc<FormerNames>,
    model: Arc<Model>,
}

/// A baseline that can be asked for wherever one is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hold {
    Saved,
    Opened,
    Signed,
    /// A model file, by a dialog or by its path.
    File,
    FileByPath,
}

impl State {
    /// The model that the draft is held against: it speaks of the library's fields as the draft does, so that a field that
    /// was renamed moves nobody.
    pub fn baseline(&self) -> Arc<Model> {
        let chosen = self.chosen_baseline();
        let Some(former) = self.library.as_ref().map(|library| &library.former).filter(|it| !it.is_empty()) else {
            return chosen;
        };
        let draft = self.document.draft();
        let mut kept = self.followed.borrow_mut();
        if let Some(kept) = &mut *kept
            && Arc::ptr_eq(&kept.of, &chosen)
            && Arc::ptr_eq(&kept.former, former)
        {
            let is_other = !Arc::ptr_eq(&kept.draft, draft);
            let last = is_other.then(|| std::mem::replace(&mut kept.draft, Arc::clone(draft)));
            // What is dragged is a number: it says nothing of fields.
            if last.is_some_and(|last| !follow::speak_alike(&last, draft)) {
                let model = follow::followed(&chosen, draft, &former.fields, &former.values);
                // The very same goes on where nothing of it is another: all that hangs on it goes by its address.
                if model.as_ref().unwrap_or(&chosen) != &*kept.model {
                    kept.model = model.map_or(chosen, Arc::new);
                }
            }
            return Arc::clone(&kept.model);
        }
        let model = follow::followed(&chosen, draft, &former.fields, &former.values);
        let model = model.map_or_else(|| Arc::clone(&chosen), Arc::new);
        let (draft, former) = (Arc::clone(draft), Arc::clone(former));
        *kept = Some(Followed { of: chosen, draft, former, model: Arc::clone(&model) });
        model
    }

    fn chosen_baseline(&self) -> Arc<Model> {
        match &self.against {
            Against::Saved => Arc::clone(&self.document.saved),
            Against::Signed => {
                Arc::clone(self.document.draft().last_signed().map_or(&self.document.saved, |(_, model)| model))
            }
            Against::Opened => Arc::clone(&self.document.opened),
            Against::File { model, .. } => Arc::clone(model),
            Against::Scenario(id) => {
                let kept = self.document.draft().scenario(id);
                Arc::clone(kept.map_or(&self.document.saved, |kept| &kept.model))
            }
        }
    }

    pub fn hold_against(&mut self, against: Against) {
        self.against = against;
    }

    /// The version signed last, if there is one.
    pub(super) fn hold_against_signed(&mut self) {
        match why_not_signed(self.document.draft()) {
            None => self.hold_against(Against::Signed),
            Some(why) => self.complain(why),
        }
    }

    /// A model file, read now. One that can't be read leaves the baseline as it is.
    pub fn hold_against_file(&mut self, path: &Path) {
        match file::load(path) {
            Ok(model) => self.hold_against(Against::File { path: path.to_owned(), model: Arc::new(model) }),
            Err(err) => {
                let why = match &err {
                    FileError::Parse { error, .. } if !matches!(error.kind, ParseErrorKind::Newer { .. }) => {
                        tr!("against-no-model", file = file_name(path), line = error.line)
                    }
                    _ => err.to_string(),
                };
                self.complain(tr!("against-unread", why = why, baseline = self.baseline_name()));
            }
        }
    }

    /// What the numbers that are shown are held against, as a name: “the version signed on 2 Nov 2026”.
    pub fn baseline_name(&self) -> String {
        if self.is_voice_scored() {
            return tr!("against-agreed");
        }
        match &self.against {
            Against::File { path, .. } => file_name(path),
            Against::Signed => match self.document.draft().last_signed() {
                Some((sign_off, _)) => tr!("against-signed", day = format::day(sign_off.date)),
                None => self.saved_name(),
            },
            Against::Scenario(id) => match self.document.draft().scenario(id) {
                Some(kept) => tr!("against-scenario", name = kept.name.clone()),
                None => self.saved_name(),
            },
            Against::Opened => tr!("against-opened"),
            Against::Saved => self.saved_name(),
        }
    }

    /// “against the saved model”.
    pub fn against_words(&self) -> String {
        tr!("against-words", baseline = self.baseline_name())
    }

    fn saved_name(&self) -> String {
        let document = &self.document;
        if document.path.is_some() {
            tr!("against-saved")
        } else if document.saved.criteria.is_empty() {
            tr!("against-empty")
        } else {
            tr!("against-opened")
        }
    }

    /// Whether a team's model is scored, which is held against what is agreed.
    fn is_voice_scored(&self) -> bool {
        self.scored.as_ref().is_some_and(|scored| scored.voice.is_some())
    }
}

/// Why the draft can't be held against a signed version; `None` if it can.
fn why_not_signed(draft: &Model) -> Option<String> {
    match (draft.last_signed(), draft.sign_offs.is_empty()) {
        (Some(_), _) => None,
        (None, true) => Some(tr!("against-nobody-signed")),
        (None, false) => Some(tr!("against-signed-lost")),
    }
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// “against the saved model ▾” in the panel.
pub(super) fn quiet_menu_ui(ui: &mut egui::Ui, state: &mut State) {
    let text = state.against_words();
    let mut job = LayoutJob::default();
    job.append(&text, 0.0, egui::TextFormat::simple(theme::body(), theme::of(ui).second));
    menu_ui(ui, state, job, ui.available_width(), &text, false);
}

/// “Baseline  saved model ▾” at the head of a page.
pub(super) fn baseline_menu_ui(ui: &mut egui::Ui, state: &mut State) -> Response {
    const MOST: f32 = 320.0;
    // The page's title stands in the same line.
    const TITLE: f32 = 100.0;
    let width = (ui.available_width() - TITLE).clamp(120.0, MOST);
    let theme = theme::of(ui);
    let (label, name) = (tr!("against-baseline"), state.baseline_name());
    let mut job = LayoutJob::default();
    job.append(&label, 0.0, egui::TextFormat::simple(theme::body(), theme.second));
    job.append(&name, 6.0, egui::TextFormat::simple(theme::strong_font(), theme.text));
    menu_ui(ui, state, job, width, &format!("{label}: {name}"), true)
}

fn menu_ui(
    ui: &mut egui::Ui,
    state: &mut State,
    mut job: LayoutJob,
    width: f32,
    name: &str,
    is_framed: bool,
) -> Response {
    const ARROW: f32 = 34.0;
    job.wrap = TextWrapping::truncate_at_width((width - ARROW).max(60.0));
    let arrow = egui::RichText::new(char::from(Icon::ChevronDown).to_string()).font(theme::icon_font(12.0));
    let arrow = arrow.color(theme::of(ui).second);
    let button = Button::new((job, arrow)).frame(is_framed);
    let button = if is_framed { button.min_size(egui::vec2(0.0, 30.0)) } else { button };
    let config = MenuConfig::new().close_behavior(egui::PopupCloseBehavior::CloseOnClick);
    let (response, _) = MenuButton::from_button(button).config(config).ui(ui, |ui| {
        ui.set_min_width(250.0);
        ui.set_max_width(340.0);
        items_ui(ui, state);
    });
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    response.on_hover_text(match &state.against {
        Against::File { path, .. } => tr!("against-tip-file", path = path.display().to_string()),
        _ => tr!("against-tip"),
    })
}

fn items_ui(ui: &mut egui::Ui, state: &mut State) {
    if state.is_voice_scored() {
        note_ui(ui, &tr!("against-voice"));
        if ui.button(tr!("command-score-as-agreed")).clicked() {
            state.ask(Command::ScoreAs(None));
        }
        return;
    }
    let draft = Arc::clone(state.document.draft());
    let is_file = matches!(state.against, Against::File { .. });
    let why_not = why_not_signed(&draft);
    let is_signed = matches!(state.against, Against::Signed) && why_not.is_none();
    let scenario = match &state.against {
        Against::Scenario(id) => draft.scenario(id).map(|kept| kept.id.clone()),
        _ => None,
    };
    let is_opened = matches!(state.against, Against::Opened);
    let is_saved = !is_file && !is_signed && !is_opened && scenario.is_none();
    // Before a save the two are one.
    let was_saved = !Arc::ptr_eq(&state.document.opened, &state.document.saved);
    let saved = wording::upper_first(&state.saved_name());
    let saved_file = state.document.path.as_deref().map(file_name);
    let signed = draft.last_signed().map(|(sign_off, _)| {
        let (team, day) = (theme::team_name(sign_off.team), format::day(sign_off.date));
        tr!("against-signed-by", day = day, team = team, who = sign_off.name.clone())
    });
    let mut asked = None;
    let mut item = |ui: &mut egui::Ui, is_chosen: bool, text: String, detail: Option<String>, hold: Hold| {
        let mut button = Button::selectable(is_chosen, text);
        if let Some(detail) = detail {
            button = button.shortcut_text(detail);
        }
        if ui.add(button).clicked() {
            asked = Some(hold);
        }
    };
    item(ui, is_saved, saved, saved_file, Hold::Saved);
    if was_saved || is_opened {
        item(ui, is_opened, wording::upper_first(&tr!("against-opened")), None, Hold::Opened);
    }
    ui.add_enabled_ui(why_not.is_none(), |ui| item(ui, is_signed, tr!("against-item-signed"), signed, Hold::Signed));
    if let Some(why) = why_not {
        note_ui(ui, &why);
    }
    let mut kept = None;
    if !draft.scenarios.is_empty() {
        ui.separator();
        note_ui(ui, &tr!("against-scenarios"));
        for one in &draft.scenarios {
            if ui.add(Button::selectable(scenario.as_ref() == Some(&one.id), one.name.as_str()).truncate()).clicked() {
                kept = Some(one.id.clone());
            }
        }
    }
    ui.separator();
    item(ui, is_file, tr!("against-item-file"), None, Hold::File);
    item(ui, false, tr!("against-item-file-by-path"), None, Hold::FileByPath);
    if let Some(hold) = asked {
        state.ask(Command::HoldAgainst(hold));
    }
    if let Some(id) = kept {
        state.hold_against(Against::Scenario(id));
    }
}

/// Why something can't be chosen. Menus justify what stands in them, and a sentence must not be.
fn note_ui(ui: &mut egui::Ui, text: &str) {
    let label = egui::Label::new(theme::second(ui, text)).wrap().halign(egui::Align::Min);
    ui.with_layout(egui::Layout::top_down(egui::Align::Min), |ui| ui.add(label));
}
