//! The lead library: one SQLite file that any SQLite tool can read.
