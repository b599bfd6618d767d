//! A library as of another day: who was there, what was known, and the window that shows it.

mod population;
mod stages;
mod window;
