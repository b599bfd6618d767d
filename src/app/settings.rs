//! What the window remembers from one run to the next: recent files, theme, size of text.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use super::pages::leads::View;
use crate::model::{Team, file::write_atomically};

/// How many recent models are kept, and how many recent libraries.
const RECENT: usize = 8;

/// Stored as RON in the platform's folder for settings.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    pub theme: ThemeChoice,
    /// Everything larger, for a projector.
    pub presentation: bool,
    pub recent: Vec<Recent>,
    /// Libraries that were open, the newest first; the sample's is offered elsewhere.
    pub recent_libraries: Vec<PathBuf>,
    /// Who signed last for each team.
    pub signers: Signers,
    /// The short tour of the first page was skipped.
    pub skips_tour: bool,
    /// Lists of leads that the user comes back to, by name.
    pub saved_filters: Vec<SavedFilter>,
}

/// What is shown of the leads, under a name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SavedFilter {
    pub name: String,
    pub view: View,
}

/// Linux does not tell reliably whether the desktop is dark, so the choice is offered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ThemeChoice {
    #[default]
    System,
    Light,
    Dark,
}

/// A model that was open, and the leads it was tried on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Recent {
    pub model: PathBuf,
    #[serde(default)]
    pub library: Option<PathBuf>,
}

/// The names to sign with.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Signers {
    pub marketing: String,
    pub sales: String,
}

impl Settings {
    /// Who signs for a team.
    pub fn signer_mut(&mut self, team: Team) -> &mut String {
        match team {
            Team::Marketing => &mut self.signers.marketing,
            Team::Sales => &mut self.signers.sales,
        }
    }

    /// The leads that a model was last tried on.
    pub fn library_of(&self, model: &Path) -> Option<PathBuf> {
        self.recent.iter().find(|recent| recent.model == model)?.library.clone()
    }

    /// Puts a model at the head of the recent ones.
    pub fn remember(&mut self, model: &Path, library: Option<&Path>) {
        self.recent.retain(|recent| recent.model != model);
        self.recent.insert(0, Recent { model: model.to_owned(), library: library.map(Path::to_owned) });
        self.recent.truncate(RECENT);
    }

    /// Puts a library at the head of the recent ones; true if that changed anything.
    pub fn remember_library(&mut self, library: &Path) -> bool {
        if self.recent_libraries.first().is_some_and(|first| first == library) {
            return false;
        }
        self.recent_libraries.retain(|recent| recent != library);
        self.recent_libraries.insert(0, library.to_owned());
        self.recent_libraries.truncate(RECENT);
        true
    }
}

/// Where settings are kept; `None` keeps them nowhere (tests, pictures).
#[derive(Debug, Default)]
pub struct SettingsFile {
    path: Option<PathBuf>,
    /// Everything below one folder instead of the platform's own.
    within: Option<PathBuf>,
}

impl SettingsFile {
    /// Settings, data and unsaved work below one folder.
    pub fn within(folder: &Path) -> Self {
        Self { path: Some(folder.join("settings.ron")), within: Some(folder.to_owned()) }
    }

    /// The file in the platform's folder for settings, if there is such a folder.
    pub fn of_user() -> Self {
        Self {
            path: directories::ProjectDirs::from("", "", "Tandem").map(|dirs| dirs.config_dir().join("settings.ron")),
            within: None,
        }
    }

    /// Whether anything is kept at all: not in tests and pictures.
    pub fn is_kept(&self) -> bool {
        self.path.is_some()
    }

    /// Where it is kept what was said of the columns of files, to be offered again.
    pub fn mappings_folder(&self) -> Option<PathBuf> {
        Some(self.path.as_ref()?.parent()?.join("mappings"))
    }

    /// Where unsaved work is journaled: the platform's folder for the state of programs, else the one for local data.
    pub fn state_folder(&self) -> Option<PathBuf> {
        if let Some(folder) = &self.within {
            return Some(folder.join("state"));
        }
        self.path.as_ref()?;
        let dirs = directories::ProjectDirs::from("", "", "Tandem")?;
        Some(dirs.state_dir().unwrap_or_else(|| dirs.data_local_dir()).to_owned())
    }

    /// Where the program's own data stands: the platform's folder for it, or a temporary one where nothing is kept.
    pub fn data_folder(&self) -> PathBuf {
        if let Some(folder) = &self.within {
            return folder.join("data");
        }
        let kept = self.path.as_ref().and_then(|_| directories::ProjectDirs::from("", "", "Tandem"));
        kept.map_or_else(|| std::env::temp_dir().join("tandem"), |dirs| dirs.data_dir().to_owned())
    }

    /// Reads the settings. A file that cannot be understood is set aside, not overwritten, and the sentence says so.
    pub fn load(&mut self) -> (Settings, Option<String>) {
        let Some(path) = self.path.clone() else { return Default::default() };
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(err) if err.kind() == io::ErrorKind::NotFound => return Default::default(),
            Err(err) => {
                // What can't be read is not written over either.
                self.path = None;
                return (Settings::default(), Some(format!("The settings in {} can't be read: {err}", path.display())));
            }
        };
        let text = String::from_utf8_lossy(&bytes);
        ron::from_str(&text)
            .map_or_else(|err| (Settings::default(), Some(self.set_aside(&path, &err))), |all| (all, None))
    }

    /// Keeps a file that can't be understood under another name; answers the sentence that says so.
    fn set_aside(&mut self, path: &Path, err: &ron::error::SpannedError) -> String {
        let aside = path.with_extension("ron.corrupt");
        let place = if fs::rename(path, &aside).is_ok() {
            aside.display().to_string()
        } else {
            self.path = None;
            path.display().to_string()
        };
        format!("The settings could not be understood ({err}); they are kept in {place}")
    }

    pub fn save(&self, settings: &Settings) -> Result<(), String> {
        let Some(path) = &self.path else { return Ok(()) };
        let text = ron::ser::to_string_pretty(settings, ron::ser::PrettyConfig::default())
            .map_err(|err| format!("The settings can't be written: {err}"))?;
        let failed = |err: io::Error| format!("The settings can't be written to {}: {err}", path.display());
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(failed)?;
        }
        write_atomically(path, text.as_bytes(), false).map_err(failed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_survive_and_nonsense_is_set_aside() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut file = SettingsFile::within(&folder.path().join("deep"));
        let mut settings = Settings { theme: ThemeChoice::Dark, ..Default::default() };
        settings.remember(Path::new("/a.ron"), None);
        settings.remember(Path::new("/b.ron"), Some(Path::new("/b.sqlite")));
        settings.remember(Path::new("/a.ron"), None);
        for number in 0..=RECENT {
            assert!(settings.remember_library(Path::new(&format!("/{number}.sqlite"))));
        }
        assert!(
            settings.remember_library(Path::new("/3.sqlite")) && !settings.remember_library(Path::new("/3.sqlite"))
        );
        assert_eq!(settings.recent_libraries.len(), RECENT, "the oldest is let go");
        assert_eq!(settings.recent_libraries[..2], [Path::new("/3.sqlite"), Path::new("/8.sqlite")]);
        file.save(&settings).expect("saved");
        assert_eq!(file.load(), (settings.clone(), None));
        assert_eq!(settings.recent.len(), 2, "a model is listed once");

        fs::write(folder.path().join("deep/settings.ron"), "(theme: Purple)").expect("written");
        let (defaults, sentence) = file.load();
        assert_eq!(defaults, Settings::default());
        assert!(sentence.is_some_and(|sentence| sentence.contains("settings.ron.corrupt")));
        assert!(folder.path().join("deep/settings.ron.corrupt").exists());
    }
}
