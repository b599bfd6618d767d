//! What was most likely meant by a text that is no rule.

use std::ops::RangeInclusive;

use super::{
    error::RuleTextError,
    lex::{Kind, Token},
    name::is_connective,
    parser::Parser,
    phrase, resolve,
};
use crate::model::{Rule, nearest};

/// How an activity goes on, for those who have never typed one.
pub const HOW_OFTEN: &str = "at least 1 time in the last 90 days";

/// Nobody calls a field by more words; and a whole page that was pasted is not searched for a slip.
const MOST_WORDS: usize = 30;

impl Parser<'_> {
    /// Something follows that can't follow here.
    pub fn left_over(&self, token: &Token, rule: &Rule) -> RuleTextError {
        let joins = |at: &usize| self.token(*at).is_some_and(|token| token.kind == Kind::Comma || token.is_word("and"));
        let clause = (self.at..).find(|at| !joins(at)).unwrap_or(self.at);
        if let (Rule::Activity(_), Some(err)) = (rule, self.whose_what(clause)) {
            return err;
        }
        let said = self.said(&token.at);
        let sentence = match (&token.kind, rule) {
            (Kind::Close, _) => "This bracket closes none; take it away, or write ( where its group begins".to_owned(),
            (_, Rule::Activity(_)) if is_connective(token) => {
                format!("An activity can't be joined with “{said}”; what else must hold comes behind “, only if”")
            }
            (_, Rule::Activity(_)) => format!(
                "“{said}” is not known behind an activity; here come “at least 2 times”, “in the last 90 days”, \
                 “halves every 30 days” or “only if (…)”"
            ),
            (_, Rule::Profile(_)) if self.phrase_at(self.at).is_some_and(|found| found.phrase.is_of_event()) => {
                format!("“{said} …” is about activities, and this is a test of a field; an activity stands on its own")
            }
            (Kind::Comma, _) => "Between two tests stands “and” or “or”; commas stand between values".to_owned(),
            (_, Rule::Profile(_)) => {
                format!(
                    "“{said}” can't follow here; put “and” or “or” before another test, and quotes around a value \
                         that is more than words"
                )
            }
        };
        RuleTextError::new(token.at.clone(), sentence)
    }

    /// What is asked can't be told: which words, and what was most likely meant.
    pub fn unknown_test(&self, start: usize) -> RuleTextError {
        let end = self.at;
        let all_of_an_activity = || self.activity_alone(start, end..=end);
        let begun_by_an_activity = || self.activity_alone(start, start + 1..=end.min(start + MOST_WORDS));
        self.whose_ahead()
            .or_else(all_of_an_activity)
            .or_else(|| self.misspelt_phrase(start))
            .or_else(|| self.endless_absence(start))
            .or_else(begun_by_an_activity)
            .unwrap_or_else(|| self.nothing_asked(start))
    }

    /// *Whose*, and then neither *detail* nor *amount*: else one slip would make a field of an activity and all behind it.
    pub fn whose_what(&self, at: usize) -> Option<RuleTextError> {
        self.token(at).filter(|token| token.is_word("whose") && self.phrase_at(at).is_none())?;
        let sentence = "“whose” is followed by detail or amount, such as whose detail contains \"/pricing\"; a name that has \
                        “whose” in it needs quotes";
        Some(RuleTextError::new(self.range(at + 1, at + 2), sentence))
    }

    /// A slip of this kind behind more kinds of event: *page_view or page_read whose detal*.
    fn whose_ahead(&self) -> Option<RuleTextError> {
        let is_name = |at: &usize| {
            let is_name = |token: &Token| matches!(token.kind, Kind::Word | Kind::Quoted(_) | Kind::Comma);
            self.token(*at).is_some_and(is_name) && self.phrase_at(*at).is_none()
        };
        (self.at..).take_while(is_name).find_map(|at| self.whose_what(at))
    }

    /// Whether the library has a field or a kind of event of this name.
    pub fn is_known(&self, name: &str) -> bool {
        resolve::field(self.facts, name).is_some() || resolve::kind(self.facts, name, false).is_some()
    }

    /// An activity of the library that nothing is said of, or nothing that can be read. Its name ends at one of `ends`.
    fn activity_alone(&self, start: usize, ends: RangeInclusive<usize>) -> Option<RuleTextError> {
        if resolve::field(self.facts, &self.joined(start, self.at)).is_some() {
            return None;
        }
        let is_first = start == 0;
        let is_begun = self.token(start).is_some_and(|token| token.is_word("any") || token.is_word("each"));
        let from = start + usize::from(is_first && is_begun);
        let is_kind = |end: &usize| {
            let (name, is_quoted) = match self.token(from).map(|token| &token.kind) {
                Some(Kind::Quoted(name)) if *end == from + 1 => (name.clone(), true),
                _ => (self.joined(from, *end), false),
            };
            resolve::kind(self.facts, &name, is_quoted).is_some() && resolve::field(self.facts, &name).is_none()
        };
        let end = ends.rev().filter(|end| *end > from).find(is_kind)?;
        let name = self.joined(from, end);
        let sentence = if is_first {
            format!("“{name}” is an activity; say how often, such as {name} {HOW_OFTEN}")
        } else {
            format!(
                "“{name}” is an activity, and this is a test of a field; write the activity first, and what must hold as \
                 well behind “, only if”"
            )
        };
        let is_all = end == self.at || !is_first;
        let at = if is_all { self.range(from, end) } else { self.range(end, self.at) };
        Some(RuleTextError::new(at, sentence))
    }

    /// Words that are nearly a phrase.
    fn misspelt_phrase(&self, start: usize) -> Option<RuleTextError> {
        let end = self.at;
        let (.., from, to, meant) = (start + 1..end.min(start + MOST_WORDS))
            .flat_map(|from| (from + 1..=end.min(from + 7)).map(move |to| (from, to)))
            .filter_map(|(from, to)| {
                let typed = self.joined(from, to).to_lowercase();
                let meant = nearest::nearest(&typed, phrase::spoken())?;
                Some((nearest::difference(&typed, meant), std::cmp::Reverse(typed.len()), from, to, meant))
            })
            .min_by_key(|(difference, length, ..)| (*difference, *length))?;
        let sentence = format!("“{}” is not known; did you mean “{meant}”?", self.joined(from, to));
        Some(RuleTextError::new(self.range(from, to), sentence))
    }

    /// *No visit*, and not for how long.
    fn endless_absence(&self, start: usize) -> Option<RuleTextError> {
        let is_absent = start == 0 && self.token(0).is_some_and(|token| token.is_word("no"));
        let sentence = "What did not happen ends with how long, such as No visit for 45 days";
        is_absent.then(|| RuleTextError::new(self.range(start, self.at), sentence))
    }

    /// A name, and nothing that is asked.
    fn nothing_asked(&self, start: usize) -> RuleTextError {
        let end = self.at;
        let at = match self.peek() {
            // The words behind the name may well be the mistake.
            _ if end > start + 1 => self.range(start, end),
            Some(token) => token.at.clone(),
            None => self.place(),
        };
        let name = self.joined(start, end);
        let mut sentence = format!(
            "What is asked of “{name}” is missing, such as contains any of \"CEO\", \"CTO\", or ≥ 200, or is known"
        );
        // An activity stands only at the beginning.
        if start == 0 && !self.is_field(&name) {
            sentence.push_str(&format!("; if it is an activity, say how often, such as {HOW_OFTEN}"));
        }
        RuleTextError::new(at, sentence)
    }
}
