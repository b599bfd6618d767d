//! The command palette: one field that finds every command, page, criterion, category, route, cell, problem and setting.
//!
//! | file | subject |
//! |---|---|
//! | `matching.rs` | how well a query fits |
//! | `index.rs` | what can be found |
//! | `ui.rs` | the field and the list |

pub mod index;
mod matching;
mod ui;

use std::{cmp::Reverse, collections::BTreeMap};

use eframe::egui;

use self::{
    index::{Entry, Group, Target},
    matching::Match,
};
pub(super) use self::{
    matching::{Query, Searched},
    ui::show,
};
use super::{modals::Then, places::Destination, state::State};

/// How many of the things chosen last are offered first.
const RECENT: usize = 5;

/// What was chosen last, the newest first.
pub type Recent = Vec<Target>;

/// The open palette.
pub struct Palette {
    query: String,
    entries: Vec<Entry>,
    lines: Vec<Line>,
    /// The line that Enter takes; always an entry where there is one.
    chosen: usize,
    /// The chosen line is to be brought into view.
    follow: bool,
}

/// A line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Line {
    Heading(Group),
    /// An entry, and the letters of its title that were meant.
    Entry {
        index: usize,
        marks: Vec<usize>,
    },
}

impl Palette {
    pub fn new(state: &State, ctx: &egui::Context) -> Self {
        let entries = index::entries(state, ctx);
        let lines = offered(&entries, &state.palette_recent);
        let mut palette = Self { query: String::new(), entries, lines, chosen: 0, follow: true };
        palette.go_to_end(false);
        palette
    }

    fn search(&mut self, recent: &[Target]) {
        let query = Query::new(&self.query);
        self.lines = if query.is_empty() { offered(&self.entries, recent) } else { found(&self.entries, &query) };
        self.go_to_end(false);
    }

    fn chosen_target(&self) -> Option<&Target> {
        match self.lines.get(self.chosen)? {
            Line::Entry { index, .. } => self.entries.get(*index).map(|entry| &entry.target),
            Line::Heading(_) => None,
        }
    }

    /// So many entries further, headings passed over; at an end it goes on at the other.
    fn step(&mut self, by: isize) {
        let places: Vec<usize> = self.entry_places().collect();
        let Some(last) = places.len().checked_sub(1) else { return };
        let at = places.iter().position(|place| *place == self.chosen).unwrap_or(0);
        let next = match at.checked_add_signed(by) {
            Some(next) if next <= last => next,
            Some(_) if by == 1 => 0,
            None if by == -1 => last,
            Some(_) => last,
            None => 0,
        };
        self.choose(places[next]);
    }

    fn go_to_end(&mut self, last: bool) {
        let place = if last { self.entry_places().last() } else { self.entry_places().next() };
        self.choose(place.unwrap_or(0));
    }

    fn choose(&mut self, line: usize) {
        self.chosen = line;
        self.follow = true;
    }

    fn entry_places(&self) -> impl Iterator<Item = usize> + '_ {
        self.lines.iter().enumerate().filter(|(_, line)| matches!(line, Line::Entry { .. })).map(|(place, _)| place)
    }
}

/// Before anything is typed: what was chosen last, then what is asked for most, each under its heading.
fn offered(entries: &[Entry], recent: &[Target]) -> Vec<Line> {
    let mut lines = Vec::new();
    let last: Vec<usize> =
        recent.iter().filter_map(|target| entries.iter().position(|entry| entry.target == *target)).collect();
    add_group(&mut lines, Group::Recent, last.into_iter().map(|index| (index, Vec::new())));
    for group in [Group::Pages, Group::Commands, Group::Criteria] {
        let of_group = entries.iter().enumerate().filter(|(_, entry)| entry.group == group && index::is_offered(entry));
        add_group(&mut lines, group, of_group.map(|(index, _)| (index, Vec::new())));
    }
    lines
}

/// What fits: the group with the best one first, and in each group the best one first.
fn found(entries: &[Entry], query: &Query) -> Vec<Line> {
    let mut groups: BTreeMap<Group, Vec<(usize, Match)>> = BTreeMap::new();
    for (index, entry) in entries.iter().enumerate() {
        if let Some(found) = query.find(&entry.searched) {
            groups.entry(entry.group).or_default().push((index, found));
        }
    }
    let mut groups: Vec<_> = groups.into_iter().collect();
    // These keep the order of what is alike: that of the groups, and that of the model.
    for (_, of_group) in &mut groups {
        of_group.sort_by_key(|(_, found)| Reverse(found.score));
    }
    groups.sort_by_key(|(_, of_group)| Reverse(of_group.first().map(|(_, found)| found.score)));
    let mut lines = Vec::new();
    for (group, of_group) in groups {
        add_group(&mut lines, group, of_group.into_iter().map(|(index, found)| (index, found.marks)));
    }
    lines
}

fn add_group(lines: &mut Vec<Line>, group: Group, found: impl Iterator<Item = (usize, Vec<usize>)>) {
    let mut found = found.map(|(index, marks)| Line::Entry { index, marks }).peekable();
    if found.peek().is_some() {
        lines.push(Line::Heading(group));
        lines.extend(found);
    }
}

impl State {
    /// Goes to what was chosen in the palette, or does it.
    pub(super) fn take(&mut self, target: Target) {
        // A problem that is mended must not be offered again, and a template is no place to come back to.
        if !matches!(target, Target::Problem(_) | Target::Template(_) | Target::Model(_) | Target::Library(_)) {
            self.palette_recent.retain(|recent| *recent != target);
            self.palette_recent.insert(0, target.clone());
            self.palette_recent.truncate(RECENT);
        }
        match target {
            Target::Command(command) => self.ask(command),
            Target::Place(place) => self.go(place),
            Target::Band(axis, _) => self.go(Destination::Bands(axis)),
            Target::Problem(problem) => self.go_to_problem(&problem),
            Target::Template(template) => self.unless_unsaved(Then::OpenTemplate(template)),
            Target::Model(path) => self.unless_unsaved(Then::OpenFile(path)),
            Target::Library(path) => self.open_recent_library(&path),
            Target::Persona(id) => self.persona_in_sandbox(&id),
            Target::Scenario(id) => {
                self.go_on_with(&id);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{index::Sign, matching::Searched, *};
    use crate::{app::commands::Command, model::Tier};

    fn entry(group: Group, title: &str, target: Target) -> Entry {
        let searched = Searched::new(title, "");
        let (title, sign) = (title.to_owned(), Sign::Tier(Tier::Critical));
        Entry { group, sign, title, detail: String::new(), side: String::new(), target, searched }
    }

    fn sample() -> Vec<Entry> {
        let criterion = |name: &str| entry(Group::Criteria, name, Target::Place(Destination::Criterion(name.into())));
        let command = |name: &str, command| entry(Group::Commands, name, Target::Command(command));
        vec![
            command("Save", Command::Save),
            command("Undo", Command::Undo),
            criterion("Salesforce is used"),
            criterion("A visit, not saved"),
            entry(Group::Routes, "Sales now", Target::Place(Destination::Route("sales-now".into()))),
        ]
    }

    fn titles(entries: &[Entry], lines: &[Line]) -> Vec<String> {
        let title = |line: &Line| match line {
            Line::Heading(group) => format!("[{}]", group.name()),
            Line::Entry { index, .. } => entries[*index].title.clone(),
        };
        lines.iter().map(title).collect()
    }

    #[test]
    fn the_group_with_the_best_one_comes_first() {
        let entries = sample();
        let lines = found(&entries, &Query::new("save"));
        assert_eq!(titles(&entries, &lines)[..3], ["[Commands]", "Save", "[Criteria]"]);
        let lines = found(&entries, &Query::new("sales"));
        assert_eq!(titles(&entries, &lines), ["[Routes]", "Sales now", "[Criteria]", "Salesforce is used"]);
        assert!(found(&entries, &Query::new("xyz")).is_empty());
    }

    #[test]
    fn what_was_chosen_last_is_offered_first_while_it_is_there() {
        let entries = sample();
        let recent = [
            Target::Place(Destination::Criterion("gone".into())),
            Target::Place(Destination::Route("sales-now".into())),
        ];
        let lines = offered(&entries, &recent);
        assert_eq!(titles(&entries, &lines)[..3], ["[Recent]", "Sales now", "[Criteria]"]);
    }

    #[test]
    fn steps_pass_over_headings_and_go_round() {
        let entries = sample();
        let lines = found(&entries, &Query::new("sa"));
        let mut palette = Palette { query: String::new(), entries, lines, chosen: 0, follow: false };
        palette.go_to_end(false);
        let first = palette.chosen;
        assert!(palette.chosen_target().is_some());
        palette.step(-1);
        let last = palette.chosen;
        assert_eq!(last, palette.lines.len() - 1);
        palette.step(1);
        assert_eq!(palette.chosen, first);
        palette.step(100);
        assert_eq!(palette.chosen, last, "a page goes to the end, not round");
        palette.step(-100);
        assert_eq!(palette.chosen, first);
    }
}
