//! What can be done: one list, shared by buttons, menus and shortcuts.

use eframe::egui::{Context, Key, KeyboardShortcut, Modifiers};

use super::{against::Hold, pages::matrix::picture::PictureKind, state::Page};
use crate::model::Team;

/// Something the user can ask for, wherever they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    FindAnything,
    New,
    NewFromTemplate,
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
    /// To the leads as they are now.
    BackToToday,
    /// Another version beside the draft.
    Compare,
    CompareByPath,
    CompareSaved,
    /// What the draft is held against.
    HoldAgainst(Hold),
    /// The matrix as it is seen.
    SavePicture(PictureKind),
    BlindRound,
    /// Whatever comes next in a blind round: hand over, reveal.
    NextInRound,
    /// Whose model is scored; none: as agreed.
    ScoreAs(Option<Team>),
    ScoreAsNext,
    /// To where a team puts its name under the model.
    Sign(Team),
    /// Asks for a name and keeps the draft.
    KeepScenario,
    /// A copy of the lead that is explained, to try things on.
    OpenInSandbox,
    NewInSandbox,
    NextProblem,
    PreviousProblem,
    SwitchTheme,
    Presentation,
    Shortcuts,
    Quit,
}

/// What commands are about: a heading of the sheet of shortcuts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    Files,
    Edit,
    Go,
    Teams,
    View,
}

/// Keys as this machine writes them, with signs where a key has one: “Ctrl+,”, “↑”.
pub fn keys_text(ctx: &Context, keys: &KeyboardShortcut) -> String {
    let text = ctx.format_shortcut(keys);
    let sign = match keys.logical_key {
        Key::ArrowUp => "↑",
        Key::ArrowDown => "↓",
        Key::ArrowLeft => "←",
        Key::ArrowRight => "→",
        Key::Comma => ",",
        Key::Slash => "/",
        _ => return text,
    };
    let name = keys.logical_key.name();
    text.strip_suffix(name).map_or_else(|| text.clone(), |modifiers| format!("{modifiers}{sign}"))
}

impl Command {
    /// In the order of the menu.
    pub const ALL: [Self; 50] = [
        Self::FindAnything,
        Self::ModelSettings,
        Self::New,
        Self::NewFromTemplate,
        Self::Open,
        Self::OpenByPath,
        Self::Save,
        Self::SaveAs,
        Self::SaveByPath,
        Self::Compare,
        Self::CompareByPath,
        Self::CompareSaved,
        Self::HoldAgainst(Hold::Saved),
        Self::HoldAgainst(Hold::Opened),
        Self::HoldAgainst(Hold::Signed),
        Self::HoldAgainst(Hold::File),
        Self::HoldAgainst(Hold::FileByPath),
        Self::SavePicture(PictureKind::Png),
        Self::SavePicture(PictureKind::Svg),
        Self::OpenLeads,
        Self::OpenLeadsByPath,
        Self::ImportLeads,
        Self::Undo,
        Self::Redo,
        Self::GoTo(Page::Welcome),
        Self::GoTo(Page::Criteria),
        Self::GoTo(Page::Matrix),
        Self::GoTo(Page::Leads),
        Self::GoTo(Page::WhatIf),
        Self::GoTo(Page::Agreement),
        Self::GoTo(Page::Library),
        Self::GoTo(Page::Problems),
        Self::BackToToday,
        Self::NextProblem,
        Self::PreviousProblem,
        Self::BlindRound,
        Self::NextInRound,
        Self::ScoreAs(None),
        Self::ScoreAs(Some(Team::Marketing)),
        Self::ScoreAs(Some(Team::Sales)),
        Self::ScoreAsNext,
        Self::Sign(Team::Marketing),
        Self::Sign(Team::Sales),
        Self::KeepScenario,
        Self::OpenInSandbox,
        Self::NewInSandbox,
        Self::SwitchTheme,
        Self::Presentation,
        Self::Shortcuts,
        Self::Quit,
    ];

    /// The id of its name in the locale's files.
    pub fn text_id(self) -> &'static str {
        match self {
            Self::FindAnything => "command-find-anything",
            Self::New => "command-new",
            Self::NewFromTemplate => "command-new-from-template",
            Self::Open => "command-open",
            Self::OpenByPath => "command-open-by-path",
            Self::Save => "command-save",
            Self::SaveAs => "command-save-as",
            Self::SaveByPath => "command-save-by-path",
            Self::Compare => "command-compare",
            Self::CompareByPath => "command-compare-by-path",
            Self::CompareSaved => "command-compare-saved",
            Self::HoldAgainst(Hold::Saved) => "command-against-saved",
            Self::HoldAgainst(Hold::Opened) => "command-against-opened",
            Self::HoldAgainst(Hold::Signed) => "command-against-signed",
            Self::HoldAgainst(Hold::File) => "command-against-file",
            Self::HoldAgainst(Hold::FileByPath) => "command-against-file-by-path",
            Self::SavePicture(PictureKind::Png) => "command-save-picture-png",
            Self::SavePicture(PictureKind::Svg) => "command-save-picture-svg",
            Self::OpenLeads => "command-open-leads",
            Self::OpenLeadsByPath => "command-open-leads-by-path",
            Self::ImportLeads => "command-import-leads",
            Self::ModelSettings => "command-model-settings",
            Self::Undo => "command-undo",
            Self::Redo => "command-redo",
            Self::GoTo(page) => page.text_id(),
            Self::BackToToday => "time-back",
            Self::BlindRound => "command-blind-round",
            Self::NextInRound => "command-next-in-round",
            Self::ScoreAs(None) => "command-score-as-agreed",
            Self::ScoreAs(Some(Team::Marketing)) => "command-score-as-marketing",
            Self::ScoreAs(Some(Team::Sales)) => "command-score-as-sales",
            Self::ScoreAsNext => "command-score-as-next",
            Self::Sign(Team::Marketing) => "command-sign-marketing",
            Self::Sign(Team::Sales) => "command-sign-sales",
            Self::KeepScenario => "command-keep-scenario",
            Self::OpenInSandbox => "command-open-in-sandbox",
            Self::NewInSandbox => "command-new-in-sandbox",
            Self::NextProblem => "command-next-problem",
            Self::PreviousProblem => "command-previous-problem",
            Self::SwitchTheme => "command-switch-theme",
            Self::Presentation => "command-presentation",
            Self::Shortcuts => "command-shortcuts",
            Self::Quit => "command-quit",
        }
    }

    /// The keys that ask for it, the first of them shown.
    pub fn shortcuts(self) -> Vec<KeyboardShortcut> {
        let ctrl = |key| KeyboardShortcut::new(Modifiers::COMMAND, key);
        let ctrl_shift = |key| KeyboardShortcut::new(Modifiers::COMMAND | Modifiers::SHIFT, key);
        let plain = |key| KeyboardShortcut::new(Modifiers::NONE, key);
        match self {
            Self::FindAnything => vec![ctrl(Key::K), ctrl_shift(Key::P)],
            Self::New => vec![ctrl(Key::N)],
            Self::NewFromTemplate => vec![ctrl_shift(Key::N)],
            Self::Open => vec![ctrl(Key::O)],
            Self::Save => vec![ctrl(Key::S)],
            Self::SaveAs => vec![ctrl_shift(Key::S)],
            Self::Compare => vec![KeyboardShortcut::new(Modifiers::NONE, Key::F7)],
            Self::CompareSaved => vec![KeyboardShortcut::new(Modifiers::SHIFT, Key::F7)],
            Self::OpenLeads => vec![ctrl(Key::L)],
            Self::ImportLeads => vec![ctrl(Key::I)],
            Self::ModelSettings => vec![ctrl(Key::Comma)],
            Self::Undo => vec![ctrl(Key::Z)],
            Self::Redo => vec![ctrl_shift(Key::Z), ctrl(Key::Y)],
            Self::GoTo(Page::Welcome) => vec![ctrl(Key::Num0)],
            Self::GoTo(Page::Criteria) => vec![ctrl(Key::Num1)],
            Self::GoTo(Page::Matrix) => vec![ctrl(Key::Num2)],
            Self::GoTo(Page::Leads) => vec![ctrl(Key::Num3)],
            Self::GoTo(Page::WhatIf) => vec![ctrl(Key::Num4)],
            Self::GoTo(Page::Agreement) => vec![ctrl(Key::Num5)],
            Self::GoTo(Page::Library) => vec![ctrl(Key::Num6)],
            Self::BlindRound => vec![ctrl(Key::B)],
            Self::NextInRound => vec![ctrl_shift(Key::B)],
            Self::ScoreAsNext => vec![ctrl(Key::M)],
            Self::GoTo(Page::Problems) => vec![ctrl_shift(Key::M)],
            Self::NextProblem => vec![plain(Key::F8)],
            Self::PreviousProblem => vec![KeyboardShortcut::new(Modifiers::SHIFT, Key::F8)],
            Self::OpenInSandbox => vec![ctrl(Key::T)],
            Self::Presentation => vec![plain(Key::F5)],
            Self::Shortcuts => vec![plain(Key::F1), ctrl(Key::Slash)],
            Self::Quit => vec![ctrl(Key::Q)],
            Self::OpenByPath
            | Self::SaveByPath
            | Self::CompareByPath
            | Self::HoldAgainst(_)
            | Self::SavePicture(_)
            | Self::OpenLeadsByPath
            | Self::BackToToday
            | Self::ScoreAs(_)
            | Self::Sign(_)
            | Self::KeepScenario
            | Self::NewInSandbox
            | Self::SwitchTheme => Vec::new(),
        }
    }

    pub fn about(self) -> About {
        match self {
            Self::New
            | Self::NewFromTemplate
            | Self::Open
            | Self::OpenByPath
            | Self::Save
            | Self::SaveAs
            | Self::SaveByPath
            | Self::OpenLeads
            | Self::OpenLeadsByPath
            | Self::ImportLeads
            | Self::Compare
            | Self::CompareByPath
            | Self::CompareSaved
            | Self::HoldAgainst(_)
            | Self::SavePicture(_)
            | Self::Quit => About::Files,
            Self::Undo | Self::Redo | Self::ModelSettings | Self::KeepScenario => About::Edit,
            Self::OpenInSandbox | Self::NewInSandbox => About::Go,
            Self::FindAnything | Self::GoTo(_) | Self::BackToToday | Self::NextProblem | Self::PreviousProblem => {
                About::Go
            }
            Self::BlindRound | Self::NextInRound | Self::ScoreAs(_) | Self::ScoreAsNext | Self::Sign(_) => About::Teams,
            Self::SwitchTheme | Self::Presentation | Self::Shortcuts => About::View,
        }
    }

    /// The first of its keys, as this machine writes them; empty where it has none.
    pub fn keys(self, ctx: &Context) -> String {
        self.shortcuts().first().map(|keys| keys_text(ctx, keys)).unwrap_or_default()
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
    fn every_command_is_listed_once_and_has_a_name() {
        for (place, command) in Command::ALL.into_iter().enumerate() {
            assert!(!Command::ALL[..place].contains(&command), "{command:?} is listed twice");
            assert_ne!(crate::app::text::tr(command.text_id()), command.text_id());
        }
        for page in Page::ALL {
            assert!(Command::ALL.contains(&Command::GoTo(page)), "{page:?} can be gone to");
        }
    }

    #[test]
    fn keys_are_written_with_their_signs() {
        let ctx = Context::default();
        ctx.set_os(eframe::egui::os::OperatingSystem::Nix);
        let text = |modifiers, key| keys_text(&ctx, &KeyboardShortcut::new(modifiers, key));
        assert_eq!(text(Modifiers::COMMAND, Key::Comma), "Ctrl+,");
        assert_eq!(text(Modifiers::NONE, Key::ArrowUp), "↑");
        assert_eq!(text(Modifiers::COMMAND | Modifiers::SHIFT, Key::P), "Ctrl+Shift+P");
    }

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
