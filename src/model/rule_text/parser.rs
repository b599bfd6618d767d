//! Rules and conditions: what is joined with *and*, *or*, *not* and brackets.

use std::ops::Range;

use super::{
    error::{Parsed, RuleTextError},
    lex::{self, Kind, Token},
    mistaken::HOW_OFTEN,
    name::is_connective,
    phrase::{self, Found},
};
use crate::model::{Condition, Rule, check::Facts};

/// What a group makes of its members.
type Make = fn(Vec<Condition>) -> Condition;

/// Deeper, nobody could read it, and a model file with it could not be read back.
const DEEPEST: usize = 20;

pub struct Parser<'a> {
    text: &'a str,
    /// What the open library holds; nothing where none is asked.
    pub facts: &'a Facts,
    tokens: Vec<Token>,
    /// The next token.
    pub at: usize,
    depth: usize,
    /// Within `all of (…)`, where a comma may also stand before another test.
    pub in_group: bool,
}

impl<'a> Parser<'a> {
    pub fn new(text: &'a str, facts: &'a Facts) -> Parsed<Self> {
        Ok(Self { text, facts, tokens: lex::tokens(text)?, at: 0, depth: 0, in_group: false })
    }

    pub fn rule(mut self) -> Parsed<Rule> {
        if self.tokens.is_empty() {
            let sentence = format!(
                "Nothing is said yet; a rule reads like Job title contains any of \"CEO\", \"CTO\", or like Webinar attended \
                 {HOW_OFTEN}"
            );
            return Err(RuleTextError::new(0..self.text.len(), sentence));
        }
        let rule = if self.is_activity() { Rule::Activity(self.activity()?) } else { Rule::Profile(self.condition()?) };
        match self.peek() {
            None => Ok(rule),
            Some(token) => Err(self.left_over(token, &rule)),
        }
    }

    /// Tests and groups up to where neither *and* nor *or* goes on.
    pub fn condition(&mut self) -> Parsed<Condition> {
        let first = self.part()?;
        let Some(joined) = self.peek().filter(|token| is_connective(token)).map(|token| token.folded.clone()) else {
            return Ok(first);
        };
        let mut parts = vec![first];
        while let Some(token) = self.peek().filter(|token| is_connective(token)) {
            if token.folded != joined {
                let sentence = "“and” and “or” stand side by side here; put brackets around what belongs together, \
                                such as (A or B) and C";
                return Err(RuleTextError::new(token.at.clone(), sentence));
            }
            self.at += 1;
            parts.push(self.part()?);
        }
        Ok(if joined == "and" { Condition::All(parts) } else { Condition::Any(parts) })
    }

    fn part(&mut self) -> Parsed<Condition> {
        self.depth += 1;
        if self.depth > DEEPEST {
            let sentence =
                format!("Groups stand more than {DEEPEST} deep in each other here; that is too deep to be read");
            return Err(RuleTextError::new(self.place(), sentence));
        }
        let part = self.part_within();
        self.depth -= 1;
        part
    }

    fn part_within(&mut self) -> Parsed<Condition> {
        if self.eat_word("not") {
            // *not all of (…)* and *not (…)* alike.
            return Ok(Condition::Not(Box::new(self.part()?)));
        }
        if let Some((make, length)) = self.group_ahead(self.at) {
            self.at += length;
            return Ok(make(self.members()?));
        }
        if self.peek().is_some_and(|token| token.kind == Kind::Open) {
            let open = self.place();
            self.at += 1;
            let in_group = std::mem::replace(&mut self.in_group, false);
            let inner = self.condition()?;
            self.in_group = in_group;
            self.close(&open)?;
            return Ok(inner);
        }
        if let Some(always) = self.constant_ahead(self.at) {
            self.at += 1;
            return Ok(if always { Condition::All(Vec::new()) } else { Condition::Any(Vec::new()) });
        }
        self.test().map(Condition::Test)
    }

    /// `all of (` and the like: what it makes of its members, and how many tokens stand before the bracket.
    pub fn group_ahead(&self, at: usize) -> Option<(Make, usize)> {
        let make: Make = match self.tokens.get(at)?.folded.as_str() {
            "all" => Condition::All,
            "any" => Condition::Any,
            "none" => |members| Condition::Not(Box::new(Condition::Any(members))),
            _ => return None,
        };
        let is = |offset: usize, word: &str| self.tokens.get(at + offset).is_some_and(|token| token.is_word(word));
        let length = if is(1, "of") && is(2, "these") { 3 } else { 2 };
        let is_open = self.tokens.get(at + length).is_some_and(|token| token.kind == Kind::Open);
        (is_open && is(1, "of")).then_some((make, length))
    }

    /// `always` or `never`, alone.
    pub fn constant_ahead(&self, at: usize) -> Option<bool> {
        let token = self.tokens.get(at)?;
        let always = match token.folded.as_str() {
            "always" => true,
            "never" => false,
            _ => return None,
        };
        let is_alone = self
            .tokens
            .get(at + 1)
            .is_none_or(|next| matches!(next.kind, Kind::Close | Kind::Comma) || is_connective(next));
        (is_alone && token.kind == Kind::Word).then_some(always)
    }

    fn members(&mut self) -> Parsed<Vec<Condition>> {
        let open = self.place();
        self.at += 1;
        let in_group = std::mem::replace(&mut self.in_group, true);
        let mut members = Vec::new();
        while self.peek().is_some_and(|token| token.kind != Kind::Close) {
            members.push(self.condition()?);
            if !self.eat(&Kind::Comma) {
                break;
            }
        }
        self.in_group = in_group;
        self.close(&open)?;
        Ok(members)
    }

    fn close(&mut self, open: &Range<usize>) -> Parsed<()> {
        match self.peek() {
            Some(token) if token.kind == Kind::Close => {
                self.at += 1;
                Ok(())
            }
            None => Err(RuleTextError::new(open.clone(), "This bracket is never closed; write ) where the group ends")),
            Some(token) => Err(self.left_over(token, &Rule::Profile(Condition::All(Vec::new())))),
        }
    }

    /// The name of an attribute or a kind of event: quoted, or all words up to where something is asked.
    pub fn name(&mut self) -> Parsed<(String, Range<usize>)> {
        let start = self.at;
        if let Some(Token { kind: Kind::Quoted(name), at, .. }) = self.peek().cloned() {
            self.at += 1;
            return Ok((name, at));
        }
        while self.peek().is_some_and(|token| token.kind == Kind::Word && !is_connective(token))
            && (self.at == start || self.phrase_at(self.at).is_none())
        {
            self.at += 1;
        }
        let at = self.range(start, self.at);
        if start == self.at {
            let found = self.peek().map(|token| format!(", not “{}”", self.said(&token.at))).unwrap_or_default();
            let sentence = format!("The name of a field is expected here{found}, such as Job title");
            return Err(RuleTextError::new(self.place(), sentence));
        }
        let name = self.joined(start, self.at);
        match (start + 1..self.at).find_map(|at| self.whose_what(at)) {
            Some(err) if !self.is_known(&name) => Err(err),
            _ => Ok((name, at)),
        }
    }

    /// Something is missing behind what was read last.
    pub fn expected(&self, what: &str, after: &Range<usize>) -> RuleTextError {
        let found = self.peek().map(|token| format!(", not “{}”", self.said(&token.at))).unwrap_or_default();
        let sentence = format!("After “{}” {what} is expected{found}", self.said(after));
        RuleTextError::new(self.place(), sentence)
    }

    pub fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at)
    }

    pub fn token(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at)
    }

    pub fn phrase_at(&self, at: usize) -> Option<Found> {
        phrase::find(self.tokens.get(at..).unwrap_or_default())
    }

    /// Takes a phrase: where it stands, and its number.
    pub fn take(&mut self, found: Found) -> (Range<usize>, Option<Token>) {
        let number = found.number.and_then(|number| self.tokens.get(self.at + number).cloned());
        let range = self.range(self.at, self.at + found.length);
        self.at += found.length;
        (range, number)
    }

    pub fn eat(&mut self, kind: &Kind) -> bool {
        let is_next = self.peek().is_some_and(|token| token.kind == *kind);
        self.at += usize::from(is_next);
        is_next
    }

    pub fn eat_word(&mut self, word: &str) -> bool {
        let is_next = self.peek().is_some_and(|token| token.is_word(word));
        self.at += usize::from(is_next);
        is_next
    }

    /// Where the next token stands; at the end of the text nothing is left to point at.
    pub fn place(&self) -> Range<usize> {
        let end = self.text.len();
        self.peek().map_or(end..end, |token| token.at.clone())
    }

    /// The bytes of some tokens.
    pub fn range(&self, from: usize, to: usize) -> Range<usize> {
        let start = self.tokens.get(from).map_or(self.text.len(), |token| token.at.start);
        let last = to.checked_sub(1).and_then(|last| self.tokens.get(last));
        start..last.map_or(start, |token| token.at.end.max(start))
    }

    /// As it was typed.
    pub fn said(&self, at: &Range<usize>) -> &'a str {
        self.text.get(at.clone()).unwrap_or_default()
    }

    /// Some tokens as they were typed, with single blanks.
    pub fn joined(&self, from: usize, to: usize) -> String {
        let tokens = self.tokens.get(from..to).unwrap_or_default();
        let mut joined = String::new();
        for token in tokens {
            if !joined.is_empty() {
                joined.push(' ');
            }
            joined.push_str(self.said(&token.at));
        }
        joined
    }
}
