//! The window; egui lives here and nowhere else.
