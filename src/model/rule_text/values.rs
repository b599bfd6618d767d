//! Lists of texts, numbers, days: what a test compares with.

use std::ops::Range;

use super::{
    error::{Parsed, RuleTextError},
    lex::{Kind, Token},
    name::is_connective,
    number::parse_number,
    parser::Parser,
    phrase::Found,
};
use crate::lead::Day;

impl Parser<'_> {
    /// Listed texts: quoted, or words that could not be anything else. `nothing` is an empty list.
    pub fn values(&mut self, after: &Range<usize>) -> Parsed<Vec<String>> {
        if self.peek().is_some_and(|token| token.is_word("nothing"))
            && self.token(self.at + 1).is_none_or(|next| next.kind != Kind::Word || self.is_end(self.at + 1))
        {
            self.at += 1;
            return Ok(Vec::new());
        }
        let mut values = Vec::new();
        loop {
            let is_bare = self.peek().is_some_and(|token| token.kind == Kind::Word);
            values.push(self.value(after)?);
            let next = self.at + 1;
            let goes_on = match self.peek() {
                Some(token) if token.kind == Kind::Comma => {
                    let is_test = self.is_test_ahead(next, is_bare);
                    if is_test && !self.in_group {
                        let sentence = "Behind this comma stands another test; write “and” or “or” between tests, or \
                                        quotes around the value if it is one";
                        return Err(RuleTextError::new(token.at.clone(), sentence));
                    }
                    !is_test && !self.is_event_ahead(next)
                }
                // *Germany, France or Italy* is one list; *… or Newsletter is yes* is another test.
                Some(token) if token.is_word("or") => self.is_value_ahead(next) && !self.is_test_ahead(next, is_bare),
                _ => false,
            };
            if !goes_on {
                return Ok(values);
            }
            self.at += 1;
            // *Germany, France, or Italy*
            if self.peek().is_some_and(|token| token.is_word("or")) && self.is_value_ahead(self.at + 1) {
                self.at += 1;
            }
        }
    }

    fn value(&mut self, after: &Range<usize>) -> Parsed<String> {
        if let Some(Token { kind: Kind::Quoted(value), .. }) = self.peek() {
            let value = value.clone();
            self.at += 1;
            return Ok(value);
        }
        let start = self.at;
        while self.peek().is_some_and(|token| token.kind == Kind::Word) && !self.is_end(self.at) {
            self.at += 1;
        }
        let at = self.range(start, self.at);
        if start == self.at {
            return Err(self.expected("a list of values, such as \"CEO\", \"CTO\",", after));
        }
        let said = self.joined(start, self.at);
        if said.contains(',') {
            let sentence =
                format!("“{said}” could be one value or two; write quotes around it, or a blank behind the comma");
            return Err(RuleTextError::new(at, sentence));
        }
        if self.token(start).is_some_and(|token| token.is_word("not")) {
            let sentence = format!(
                "“{said}” could be a value, or what must not be; write quotes around a value, and what must not be as \
                 a test of its own, such as and Country is not France"
            );
            return Err(RuleTextError::new(at, sentence));
        }
        if let Some(found) = self.phrase_at(self.at).filter(|found| !found.phrase.is_of_event()) {
            let at = at.start..self.range(self.at, self.at + found.length).end;
            let sentence = format!(
                "“{}” reads like a test; write quotes around a value, or “and” or “or” before another test",
                self.said(&at)
            );
            return Err(RuleTextError::new(at, sentence));
        }
        Ok(said)
    }

    /// Whether a bare value ends before this token.
    fn is_end(&self, at: usize) -> bool {
        self.token(at).is_none_or(is_connective) || self.phrase_at(at).is_some()
    }

    fn is_value_ahead(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| matches!(token.kind, Kind::Word | Kind::Quoted(_)))
    }

    fn is_event_ahead(&self, at: usize) -> bool {
        self.phrase_at(at).is_some_and(|found| found.phrase.is_of_event())
    }

    /// Whether a whole test or group begins here, rather than one more value. Among bare words *never* is a value.
    fn is_test_ahead(&self, mut at: usize, is_bare: bool) -> bool {
        while self.token(at).is_some_and(|token| token.is_word("not")) {
            at += 1;
        }
        let Some(token) = self.token(at) else { return false };
        let asks = |at| self.phrase_at(at).is_some_and(|found| !found.phrase.is_of_event());
        match token.kind {
            Kind::Open => true,
            Kind::Quoted(_) => asks(at + 1),
            Kind::Word if self.group_ahead(at).is_some() => true,
            Kind::Word if self.constant_ahead(at).is_some() => !is_bare,
            Kind::Word => {
                let mut end = at + 1;
                while self.token(end).is_some_and(|token| token.kind == Kind::Word) && !self.is_end(end) {
                    end += 1;
                }
                asks(end)
            }
            Kind::Close | Kind::Comma | Kind::Sign => false,
        }
    }

    pub fn number(&mut self, after: &Range<usize>) -> Parsed<f64> {
        let Some(number) = self.peek().and_then(number_of) else {
            return Err(self.expected("a number, such as 200,", after));
        };
        self.at += 1;
        Ok(number)
    }

    /// A number of days; a week has seven, and *per day* is one.
    pub fn days(&mut self, after: &Range<usize>) -> Parsed<u32> {
        let count = match self.peek() {
            Some(token) if unit_days(token).is_some() => 1,
            Some(token) => match whole_of(token) {
                Ok(Some(count)) => {
                    self.at += 1;
                    count
                }
                Ok(None) => return Err(self.expected("a number of days, such as 90 days,", after)),
                Err(err) => return Err(err),
            },
            None => return Err(self.expected("a number of days, such as 90 days,", after)),
        };
        let Some(unit) = self.peek().and_then(unit_days) else {
            return Err(self.expected(&format!("the number of days, such as {count} days,"), after));
        };
        let place = self.place();
        self.at += 1;
        count.checked_mul(unit).ok_or_else(|| too_many_days(place))
    }

    pub fn day(&mut self, after: &Range<usize>) -> Parsed<Day> {
        let Some(token) = self.peek().cloned() else {
            return Err(self.expected("a date, such as 2026-11-18,", after));
        };
        let typed = match &token.kind {
            Kind::Quoted(value) => value.as_str(),
            Kind::Word => self.said(&token.at),
            Kind::Sign | Kind::Open | Kind::Close | Kind::Comma => {
                return Err(self.expected("a date, such as 2026-11-18,", after));
            }
        };
        let day = typed.parse().map_err(|err| RuleTextError::new(token.at.clone(), format!("{err}")))?;
        self.at += 1;
        Ok(day)
    }
}

fn number_of(token: &Token) -> Option<f64> {
    match &token.kind {
        Kind::Word => parse_number(&token.folded),
        Kind::Quoted(text) => parse_number(text),
        Kind::Sign | Kind::Open | Kind::Close | Kind::Comma => None,
    }
}

/// A whole number from 0; `None` if it is no number at all.
pub fn whole_of(token: &Token) -> Parsed<Option<u32>> {
    let Some(number) = number_of(token) else { return Ok(None) };
    let is_whole = number.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(&number);
    if is_whole {
        Ok(Some(number as u32))
    } else {
        Err(RuleTextError::new(token.at.clone(), "This must be a whole number, 0 or more"))
    }
}

/// The number within a phrase; of weeks, in days.
pub fn counted(found: Found, number: Option<&Token>) -> Parsed<u32> {
    let Some(token) = number else { return Ok(0) };
    let count = whole_of(token)?.unwrap_or_default();
    count.checked_mul(found.unit).ok_or_else(|| too_many_days(token.at.clone()))
}

fn too_many_days(at: Range<usize>) -> RuleTextError {
    RuleTextError::new(at, "So many days are more than can be counted")
}

/// How many days a unit of time has.
pub fn unit_days(token: &Token) -> Option<u32> {
    match token.folded.as_str() {
        "day" | "days" => Some(1),
        "week" | "weeks" => Some(7),
        _ => None,
    }
}
