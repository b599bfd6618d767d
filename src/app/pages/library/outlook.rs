//! What a merge of values would do to the criteria of the draft, told before it is done: found on a thread.

use std::sync::{Arc, Weak};

use eframe::egui::{self, Ui};

use crate::{
    app::{
        background::{Background, Wake},
        format, theme,
    },
    lead::Instant,
    library::FieldChange,
    model::{Model, follow},
    scoring::{Columns, Shift, shifts},
};

/// So many criteria are named; the others are told by pointing at their number.
const SHOWN: usize = 4;
/// A longer name is cut off: the numbers beside it are what is looked for.
const LONGEST_NAME: usize = 40;

pub struct Question {
    pub columns: Arc<Columns>,
    pub as_of: Instant,
    pub model: Arc<Model>,
    pub change: Arc<FieldChange>,
    /// Whether the model is to name merged values as one.
    pub follows: bool,
}

/// What was asked; nobody holds on to the leads for it.
#[derive(Clone)]
struct Asked {
    columns: Weak<Columns>,
    as_of: Instant,
    model: Arc<Model>,
    change: Arc<FieldChange>,
    follows: bool,
}

impl Asked {
    fn is(&self, question: &Question) -> bool {
        std::ptr::eq(self.columns.as_ptr(), Arc::as_ptr(&question.columns))
            && Arc::ptr_eq(&self.model, &question.model)
            && (self.as_of, self.follows) == (question.as_of, question.follows)
            && (Arc::ptr_eq(&self.change, &question.change) || self.change == question.change)
    }

    fn is_same(&self, other: &Self) -> bool {
        Weak::ptr_eq(&self.columns, &other.columns)
            && Arc::ptr_eq(&self.model, &other.model)
            && (self.as_of, self.follows) == (other.as_of, other.follows)
            && self.change == other.change
    }
}

pub struct Answer {
    asked: Asked,
    /// The criteria that would match other leads, with their names.
    pub shifts: Vec<(String, Shift)>,
}

impl Answer {
    fn new(question: Question) -> Self {
        let Question { columns, as_of, model, change, follows } = question;
        let (field, synonyms) = (change.field(), change.synonyms());
        let mut followed = Model::clone(&model);
        follow::replace_synonyms(&mut followed, field, &synonyms);
        let after = if follows { &followed } else { &*model };
        let name = |shift: Shift| {
            let name = model.criterion(&shift.criterion).map_or_else(String::new, |it| it.name.clone());
            (name, shift)
        };
        let shifts = shifts(&columns, (&model, after), as_of, field, &synonyms);
        let shifts = shifts.into_iter().map(name).collect();
        let asked = Asked { columns: Arc::downgrade(&columns), as_of, model, change, follows };
        Self { asked, shifts }
    }
}

/// Finds it, and keeps what it found last.
pub struct Outlook {
    finder: Background<Question, Answer>,
    asked: Option<Asked>,
    answer: Option<Answer>,
}

impl Outlook {
    pub fn new(wake: &Wake) -> Self {
        Self { finder: Background::new("outlook", Arc::clone(wake), Answer::new), asked: None, answer: None }
    }

    /// What is known of a merge that is thought of, and whether it is of this very one. Answers of another field or of other
    /// leads are none.
    pub fn keep(&mut self, question: Question) -> (Option<&Answer>, bool) {
        self.take();
        if !self.asked.as_ref().is_some_and(|asked| asked.is(&question)) {
            let Question { columns, as_of, model, change, follows } = &question;
            self.asked = Some(Asked {
                columns: Arc::downgrade(columns),
                as_of: *as_of,
                model: Arc::clone(model),
                change: Arc::clone(change),
                follows: *follows,
            });
            if !self.is_answered() {
                self.finder.ask(question);
            }
        }
        let is_current = self.is_answered();
        let asked = self.asked.as_ref();
        let answer = self.answer.as_ref().filter(|answer| {
            asked.is_some_and(|asked| {
                Weak::ptr_eq(&asked.columns, &answer.asked.columns)
                    && asked.change.field() == answer.asked.change.field()
            })
        });
        (answer, is_current)
    }

    /// What was told of a change before it was done; nothing where the draft is another since, or nobody asked.
    pub fn told_of(&mut self, change: &FieldChange, follows: bool, model: &Arc<Model>) -> Option<&Answer> {
        self.take();
        self.answer.as_ref().filter(|answer| {
            let asked = &answer.asked;
            Arc::ptr_eq(&asked.model, model)
                && asked.follows == follows
                && asked.change.field() == change.field()
                && asked.change.synonyms() == change.synonyms()
        })
    }

    fn is_answered(&self) -> bool {
        let answer = self.answer.as_ref().map(|answer| &answer.asked);
        answer.zip(self.asked.as_ref()).is_some_and(|(answer, asked)| answer.is_same(asked))
    }

    fn take(&mut self) {
        if let Some(answer) = self.finder.take() {
            self.answer = Some(answer);
        }
    }

    /// Other leads are open.
    pub fn forget(&mut self) {
        (self.asked, self.answer) = (None, None);
        self.finder.forget();
    }

    pub fn settle(&mut self) {
        self.finder.wait_until_idle();
        self.take();
    }
}

/// A name that leaves room for the numbers.
fn short(name: &str) -> String {
    if name.chars().count() <= LONGEST_NAME {
        return name.to_owned();
    }
    let kept: String = name.chars().take(LONGEST_NAME - 1).collect();
    format!("{}…", kept.trim_end())
}

/// “Senior title: 120 → 163 leads (+43)”.
fn line(name: &str, shift: &Shift) -> String {
    let (before, after) = (format::count(shift.before), format::count(shift.after));
    let moved = match (shift.gained, shift.lost) {
        (gained, 0) => format!("+{}", format::count(gained)),
        (0, lost) => format!("−{}", format::count(lost)),
        (gained, lost) => format!("+{}, −{}", format::count(gained), format::count(lost)),
    };
    tr!("library-shift", name = name.to_owned(), before = before, after = after, number = shift.after, moved = moved)
}

/// The criteria that would match other leads, or that none does.
pub fn ui(ui: &mut Ui, (answer, is_current): (Option<&Answer>, bool)) {
    let Some(answer) = answer else {
        ui.label(theme::second(ui, &tr!("library-shifts-counting")));
        return;
    };
    ui.scope(|ui| {
        if !is_current {
            ui.set_opacity(0.55);
        }
        ui.spacing_mut().item_spacing.y = 3.0;
        if answer.shifts.is_empty() {
            ui.add(egui::Label::new(theme::second(ui, &tr!("library-shifts-none"))).wrap());
            return;
        }
        let title = tr!("library-shifts", count = answer.shifts.len());
        ui.add(egui::Label::new(theme::second(ui, &title)).wrap());
        // Of one more only to say that there is one takes as much room as its line.
        let shown = if answer.shifts.len() == SHOWN + 1 { SHOWN + 1 } else { SHOWN };
        for (name, shift) in answer.shifts.iter().take(shown) {
            let label = ui.add(egui::Label::new(line(&short(name), shift)).wrap());
            if name.chars().count() > LONGEST_NAME {
                label.on_hover_text(line(name, shift));
            }
        }
        let more: Vec<String> = answer.shifts.iter().skip(shown).map(|(name, shift)| line(name, shift)).collect();
        if !more.is_empty() {
            let label = ui.label(theme::second(ui, &tr!("library-more", count = more.len())));
            label.on_hover_text(more.join("\n"));
        }
    });
}

/// The same in a notice, after it was done.
pub fn told(answer: &Answer) -> String {
    const NAMED: usize = 3;
    let mut told: Vec<String> =
        answer.shifts.iter().take(NAMED).map(|(name, shift)| line(&short(name), shift)).collect();
    let more = answer.shifts.len() - told.len();
    if more > 0 {
        told.push(tr!("library-more", count = more));
    }
    if told.is_empty() { tr!("library-shifts-none-told") } else { told.join("; ") }
}
