//! What can be done: one list, shared by buttons, menus and shortcuts.

use eframe::egui::{Key, KeyboardShortcut, Modifiers};

use super::state::Page;
use crate::model::Team;

/// Something the user can ask for, wherever they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    New,
    Open,
    OpenByPath,
    Save,
    SaveAs,
    SaveByPath,
    OpenLeads,
    OpenLeadsByPath,
    ImportLeads,
    ModelSettings,
    Undo,
    Redo,
    GoTo(Page),
    /// Another version beside the draft.
    Compare,
    CompareByPath,
    CompareSaved,
    BlindRound,
    /// Whatever comes next in a blind round: hand over, reveal.
    NextInRound,
    /// Whose model is scored; none: as agreed.
    ScoreAs(Option<Team>),
    ScoreAsNext,
    SwitchTheme,
    Presentation,
    Quit,
}

impl Command {
    /// In the order of the menu.
    pub const ALL: [Self; 29] = [
        Self::ModelSettings,
        Self::New,
        Self::Open,
        Self::OpenByPath,
        Self::Save,
        Self::SaveAs,
        Self::SaveByPath,
        Self::Compare,
        Self::CompareByPath,
        Self::CompareSaved,
        Self::OpenLeads,
        Self::OpenLeadsByPath,
        Self::ImportLeads,
        Self::Undo,
        Self::Redo,
        Self::GoTo(Page::Welcome),
        Self::GoTo(Page::Criteria),
        Self::GoTo(Page::Matrix),
        Self::GoTo(Page::Leads),
        Self::GoTo(Page::Agreement),
        Self::BlindRound,
        Self::NextInRound,
        Self::ScoreAs(None),
        Self::ScoreAs(Some(Team::Marketing)),
        Self::ScoreAs(Some(Team::Sales)),
        Self::ScoreAsNext,
        Self::SwitchTheme,
        Self::Presentation,
        Self::Quit,
    ];

    /// The id of its name in the locale's files.
    pub fn text_id(self) -> &'static str {
        match self {
            Self::New => "command-new",
            Self::Open => "command-open",
            Self::OpenByPath => "command-open-by-path",
            Self::Save => "command-save",
            Self::SaveAs => "command-save-as",
            Self::SaveByPath => "command-save-by-path",
            Self::Compare => "command-compare",
            Self::CompareByPath => "command-compare-by-path",
            Self::CompareSaved => "command-compare-saved",
            Self::OpenLeads => "command-open-leads",
            Self::OpenLeadsByPath => "command-open-leads-by-path",
            Self::ImportLeads => "command-import-leads",
            Self::ModelSettings => "command-model-settings",
            Self::Undo => "command-undo",
            Self::Redo => "command-redo",
            Self::GoTo(page) => page.text_id(),
            Self::BlindRound => "command-blind-round",
            Self::NextInRound => "command-next-in-round",
            Self::ScoreAs(None) => "command-score-as-agreed",
            Self::ScoreAs(Some(Team::Marketing)) => "command-score-as-marketing",
            Self::ScoreAs(Some(Team::Sales)) => "command-score-as-sales",
            Self::ScoreAsNext => "command-score-as-next",
            Self::SwitchTheme => "command-switch-theme",
            Self::Presentation => "command-presentation",
            Self::Quit => "command-quit",
        }
    }

    /// The keys that ask for it, the first of them shown.
    pub fn shortcuts(self) -> Vec<KeyboardShortcut> {
        let ctrl = |key| KeyboardShortcut::new(Modifiers::COMMAND, key);
        let ctrl_shift = |key| KeyboardShortcut::new(Modifiers::COMMAND | Modifiers::SHIFT, key);
        match self {
            Self::New => vec![ctrl(Key::N)],
            Self::Open => vec![ctrl(Key::O)],
            Self::Save => vec![ctrl(Key::S)],
            Self::SaveAs => vec![ctrl_shift(Key::S)],
            Self::Compare => vec![ctrl(Key::D)],
            Self::CompareSaved => vec![ctrl_shift(Key::D)],
            Self::OpenLeads => vec![ctrl(Key::L)],
            Self::ImportLeads => vec![ctrl(Key::I)],
            Self::ModelSettings => vec![ctrl(Key::Comma)],
            Self::Undo => vec![ctrl(Key::Z)],
            Self::Redo => vec![ctrl_shift(Key::Z), ctrl(Key::Y)],
            Self::GoTo(Page::Welcome) => vec![ctrl(Key::Num0)],
            Self::GoTo(Page::Criteria) => vec![ctrl(Key::Num1)],
            Self::GoTo(Page::Matrix) => vec![ctrl(Key::Num2)],
            Self::GoTo(Page::Leads) => vec![ctrl(Key::Num3)],
            Self::GoTo(Page::Agreement) => vec![ctrl(Key::Num4)],
            Self::BlindRound => vec![ctrl(Key::B)],
            Self::NextInRound => vec![ctrl_shift(Key::B)],
            Self::ScoreAsNext => vec![ctrl(Key::M)],
            Self::Presentation => vec![KeyboardShortcut::new(Modifiers::NONE, Key::F5)],
            Self::Quit => vec![ctrl(Key::Q)],
            Self::OpenByPath
            | Self::SaveByPath
            | Self::CompareByPath
            | Self::OpenLeadsByPath
            | Self::ScoreAs(_)
            | Self::SwitchTheme => Vec::new(),
        }
    }

    /// While a text is edited, these keys are the text's own.
    pub fn yields_to_text(self) -> bool {
        matches!(self, Self::Undo | Self::Redo)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_commands_share_a_shortcut() {
        let mut seen = Vec::new();
        for command in Command::ALL {
            for shortcut in command.shortcuts() {
                assert!(!seen.contains(&shortcut), "{shortcut:?} is taken before {command:?}");
                seen.push(shortcut);
            }
        }
    }
}
