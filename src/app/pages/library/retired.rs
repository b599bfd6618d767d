//! What “Remove for good” would take out of the file: looked up on a thread when it is asked about.

use std::{path::PathBuf, sync::Arc};

use crate::{
    app::background::{Background, Wake},
    library::{Library, Retired},
};

type Answer = Result<Vec<Retired>, String>;

/// Looks up the columns, and keeps them while the question stands.
pub struct RetiredDesk {
    reader: Background<PathBuf, Answer>,
    answer: Option<Answer>,
}

impl RetiredDesk {
    pub fn new(wake: &Wake) -> Self {
        let answer = |path: PathBuf| {
            let retired = Library::open(&path).and_then(|library| library.retired_fields());
            retired.map_err(|err| err.to_string())
        };
        Self { reader: Background::new("retired fields", Arc::clone(wake), answer), answer: None }
    }

    /// The question is raised.
    pub fn ask(&mut self, path: PathBuf) {
        self.forget();
        self.reader.ask(path);
    }

    /// What is known by now.
    pub fn answer(&mut self) -> Option<&Answer> {
        if let Some(answer) = self.reader.take() {
            self.answer = Some(answer);
        }
        self.answer.as_ref()
    }

    pub fn forget(&mut self) {
        self.answer = None;
        self.reader.forget();
    }

    pub fn settle(&mut self) {
        self.reader.wait_until_idle();
        self.answer();
    }
}
