//! Libraries that were open before: in the menu of the leads, and in the palette.

use std::path::{Path, PathBuf};

use super::state::State;
use crate::library::LibraryError;

impl State {
    /// Keeps which library is open, for the menu.
    pub(super) fn remember_library(&mut self) {
        let open = self.library.as_ref().map(|library| library.path.clone());
        let is_own = |path: &PathBuf| !path.starts_with(self.settings_file.data_folder());
        if open.filter(is_own).is_some_and(|path| self.settings.remember_library(&path)) {
            self.save_settings();
        }
    }

    /// Libraries that were open before this one, the newest first.
    pub fn recent_libraries(&self) -> impl Iterator<Item = &PathBuf> {
        let open = self.library.as_ref().map(|library| &library.path);
        self.settings.recent_libraries.iter().filter(move |path| Some(*path) != open)
    }

    /// Opens a library of that list; one that is gone leaves it.
    pub fn open_recent_library(&mut self, path: &Path) {
        if !path.exists() {
            self.settings.recent_libraries.retain(|recent| recent != path);
            self.save_settings();
            return self.complain(LibraryError::Missing(path.to_owned()).to_string());
        }
        self.open_library(path);
    }
}
