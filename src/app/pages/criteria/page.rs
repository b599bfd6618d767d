//! What the page remembers while the window is open.

use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, Weak},
};

use super::{
    clipboard::Cut,
    grid::{Cell, Column, Facts, Line, Lines, Selection, Shown, View},
};
use crate::{
    app::{scored::Scored, state::State},
    model::{Axis, Criterion, CriterionId, Rule, Team, sentence},
    scoring::{Verdict, verdict},
};

/// What the page remembers.
#[derive(Default)]
pub struct CriteriaPage {
    /// The criterion whose rule is open.
    pub chosen: Option<CriterionId>,
    /// The cell cursor, and the range it spans.
    pub selection: Option<Selection>,
    /// What is searched for, shown and sorted by.
    pub view: View,
    pub(super) editing: Option<Editing>,
    pub(super) drag: Option<Drag>,
    pub(super) cut: Option<Cut>,
    /// What a drag over points has not yet made a whole point of.
    pub(super) scrubbed: f32,
    pub(super) sight: SightOfFrame,
    /// How high the card wants to be, as the last frame found.
    pub(super) card_height: f32,
    /// Scroll the cursor's row into view in the next frame.
    pub(super) follow: bool,
    /// It did not come into view at once.
    pub(super) follow_again: bool,
    /// The keyboard is to go into the card, or came from the table into it.
    pub(super) to_card: bool,
    pub(super) came_from_table: bool,
    pub(super) to_search: bool,
    /// The draft for which it was looked whether what is chosen is still there.
    pub(super) checked: u64,
    /// How many criteria past wins speak against, and of which answer that is the number.
    pub(super) against: Option<(Weak<Scored>, usize)>,
    lines: Option<(LinesKey, Arc<Lines>)>,
    /// The rules of the rows that were seen, as sentences.
    sentences: HashMap<CriterionId, (Rule, Arc<str>)>,
}

/// A cell that is being typed into. What is typed is in the draft at once, so that its effect is seen; giving up puts back
/// what was there.
pub(super) struct Editing {
    pub cell: Cell,
    pub text: String,
    pub before: Box<Criterion>,
    /// The text is chosen whole, so that typing replaces it.
    pub is_all_chosen: bool,
    /// The field has had the keyboard; if it loses it, the edit is over.
    pub had_focus: bool,
    /// Frames since it began: a field that is not shown by now won't be.
    pub age: u32,
}

/// Rows on their way to another place.
pub(super) struct Drag {
    pub ids: Vec<CriterionId>,
    pub set: HashSet<CriterionId>,
}

/// What the last frame showed, by which keys know how far to go.
#[derive(Default)]
pub(super) struct SightOfFrame {
    pub columns: Vec<Column>,
    pub side_by_side: bool,
    /// How far each table is scrolled, and how high it is.
    pub offsets: [f32; 2],
    pub height: f32,
}

/// What the lines hang on.
struct LinesKey {
    revision: u64,
    view: View,
    /// The answer, where the view hangs on what the leads say. Held weakly: it may go, but its address is given to no other.
    scored: Option<Weak<Scored>>,
}

impl LinesKey {
    fn is_same(&self, other: &Self) -> bool {
        let is_same_answer = match (&self.scored, &other.scored) {
            (Some(one), Some(other)) => one.ptr_eq(other),
            (one, other) => one.is_none() && other.is_none(),
        };
        is_same_answer && self.revision == other.revision && self.view == other.view
    }
}

impl CriteriaPage {
    /// Chooses a criterion and brings its row into view; its card is open.
    pub fn choose(&mut self, id: CriterionId) {
        let column = self.selection.as_ref().map_or(Column::Name, |selection| selection.cursor.column);
        self.selection = Some(Selection::one(Cell::new(id.clone(), column)));
        self.chosen = Some(id);
        self.follow = true;
    }

    /// Shows what a blind round is about, with the cursor where a team's word on a criterion is typed.
    pub fn sit(&mut self, id: CriterionId, team: Team) {
        self.view = View { shown: Shown::Round, ..View::default() };
        let column = match team {
            Team::Marketing => Column::Marketing,
            Team::Sales => Column::Sales,
        };
        self.selection = Some(Selection::one(Cell::new(id, column)));
        self.follow = true;
    }

    /// Whether a cell is being typed into.
    pub fn is_editing(&self) -> bool {
        self.editing.is_some()
    }

    /// Chooses a criterion wherever it is: nothing that is searched for or filtered away may hide it.
    pub fn reveal(&mut self, id: CriterionId) {
        self.show_all();
        self.choose(id);
    }

    /// Nothing is filtered away; the order stays.
    pub fn show_all(&mut self) {
        self.view.shown = Shown::default();
        self.view.search.clear();
    }

    /// Puts the cursor, where there is none yet, on the criterion whose card is open, else on the first row.
    pub(super) fn put_cursor(&mut self, lines: &Lines) {
        if self.selection.is_none() {
            let first = Axis::ALL.into_iter().find_map(|axis| lines.ids(axis).next());
            let id = self.chosen.as_ref().or(first).cloned();
            self.selection = id.map(|id| Selection::one(Cell::new(id, Column::Name)));
            self.follow = true;
        }
    }

    /// Puts the cursor on a cell; a card that is open follows it.
    pub(super) fn go_to(&mut self, cell: Cell) {
        if self.chosen.is_some() {
            self.chosen = Some(cell.id.clone());
        }
        self.selection = Some(Selection::one(cell));
        self.follow = true;
    }
}

pub(super) fn sentence_of(state: &mut State, index: usize) -> Arc<str> {
    let criterion = state.document.model.criteria.get(index);
    criterion.map(|criterion| kept_sentence(&mut state.pages.criteria.sentences, criterion)).unwrap_or_default()
}

/// A rule as a sentence: made once, for a row is drawn sixty times a second, each letter of a search looks through them
/// all, and a rule seldom changes.
fn kept_sentence(sentences: &mut HashMap<CriterionId, (Rule, Arc<str>)>, criterion: &Criterion) -> Arc<str> {
    if let Some((rule, sentence)) = sentences.get(&criterion.id)
        && *rule == criterion.rule
    {
        return Arc::clone(sentence);
    }
    let sentence: Arc<str> = sentence::rule(&criterion.rule).into();
    sentences.insert(criterion.id.clone(), (criterion.rule.clone(), Arc::clone(&sentence)));
    sentence
}

/// The lines as they are shown now: made anew only if the draft, the view or the answer it hangs on is another.
pub(super) fn lines(state: &mut State) -> Arc<Lines> {
    let page = &state.pages.criteria;
    let is_by_leads = page.view.needs_leads();
    let scored = state.scored.as_ref().filter(|_| is_by_leads);
    let key =
        LinesKey { revision: state.document.revision(), view: page.view.clone(), scored: scored.map(Arc::downgrade) };
    if let Some((of, lines)) = &page.lines
        // Typing into a cell moves no row; where that would change what is shown or sorted, the row does not jump meanwhile.
        && (of.is_same(&key) || page.editing.is_some() && of.view == key.view && holds(lines, state))
    {
        return Arc::clone(lines);
    }
    let mut sentences = std::mem::take(&mut state.pages.criteria.sentences);
    let (scored, page) = (state.scored.as_ref().filter(|_| is_by_leads), &state.pages.criteria);
    let facts = |criterion: &Criterion| facts(scored, criterion);
    let sentence = |criterion: &Criterion| kept_sentence(&mut sentences, criterion);
    let lines = Arc::new(Lines::new(&state.document.model, &page.view, facts, sentence));
    state.pages.criteria.sentences = sentences;
    state.pages.criteria.lines = Some((key, Arc::clone(&lines)));
    lines
}

/// Whether the row that is typed into still stands where the lines say.
fn holds(lines: &Lines, state: &State) -> bool {
    let Some(editing) = &state.pages.criteria.editing else { return false };
    let Some(place) = lines.place(&editing.cell.id) else { return false };
    let Some(Line::Row { index, .. }) = lines.of(place.axis).get(place.line) else { return false };
    state.document.model.criteria.get(*index).is_some_and(|criterion| criterion.id == editing.cell.id)
}

/// What rows are shown or sorted by.
pub(super) fn facts(scored: Option<&Arc<Scored>>, criterion: &Criterion) -> Facts {
    let tally = scored.and_then(|scored| scored.evidence(&criterion.id));
    let [marketing, sales] = Team::ALL.map(|team| criterion.visible_proposal(team, None));
    let disagreement = marketing.zip(sales).map(|(marketing, sales)| marketing.points.abs_diff(sales.points));
    Facts { tally, is_against_evidence: is_against_evidence(scored, criterion), disagreement }
}

/// Whether past wins say the contrary of its points.
pub(super) fn is_against_evidence(scored: Option<&Arc<Scored>>, criterion: &Criterion) -> bool {
    let Some(scored) = scored.filter(|_| criterion.enabled) else { return false };
    let Some(tally) = scored.evidence(&criterion.id) else { return false };
    verdict(criterion.points, tally, scored.summary.all()) == Verdict::Contradicted
}
