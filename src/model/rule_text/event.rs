//! Activities: the kinds of event, and the clauses behind them.

use std::ops::Range;

use super::{
    error::{Parsed, RuleTextError},
    lex::{Kind, Token},
    parser::Parser,
    phrase::{Found, Phrase},
    resolve,
    values::{counted, whole_of},
};
use crate::model::{Activity, Condition, EventCounting, Fade, NumberTest, TextTest};

/// Something that was said, and where.
type Said<T> = Option<(T, Range<usize>)>;

/// The clauses behind the kinds, in whatever order they were said.
#[derive(Default)]
struct Clauses {
    detail: Said<TextTest>,
    amount: Said<NumberTest>,
    at_least: Said<u32>,
    each: Said<()>,
    at_most: Said<u32>,
    within: Said<u32>,
    spacing: Said<u32>,
    for_days: Said<u32>,
    looking_back: Said<u32>,
    fade: Said<Fade>,
    only_if: Said<Condition>,
}

impl Parser<'_> {
    /// Whether an activity is spoken of: before anything is asked of a field, something is said of events.
    pub fn is_activity(&self) -> bool {
        let is_word = |at: usize, word: &str| self.token(at).is_some_and(|token| token.is_word(word));
        let begins_so = ["any", "no"].iter().any(|word| is_word(0, word)) && is_word(1, "activity");
        let begins_so_at = |at: usize| begins_so && at == 2;
        let mut at = 0;
        while let Some(token) = self.token(at) {
            let found = self.phrase_at(at).filter(|found| at > 0 || found.phrase.is_of_event());
            match (found, &token.kind) {
                (Some(found), _) if found.phrase == Phrase::WithinLast => {
                    return begins_so_at(at) || self.are_kinds_up_to(at);
                }
                (Some(found), _) if found.phrase == Phrase::InTheLast => return !self.is_field_up_to(at),
                (Some(found), _) => return found.phrase.is_of_event(),
                (None, Kind::Word | Kind::Quoted(_) | Kind::Comma) => at += 1,
                (None, Kind::Sign | Kind::Open | Kind::Close) => return false,
            }
        }
        begins_so
    }

    /// Whether a name is a field of the library, and no kind of event.
    pub fn is_field(&self, name: &str) -> bool {
        resolve::field(self.facts, name).is_some() && resolve::kind(self.facts, name, false).is_none()
    }

    fn is_field_up_to(&self, end: usize) -> bool {
        let start = (0..end).find(|at| !self.token(*at).is_some_and(|token| token.is_word("not"))).unwrap_or(end);
        self.name_in(start..end).is_some_and(|name| self.is_field(&name))
    }

    /// Whether all that is named before a place is a kind of event in the library, and no field.
    fn are_kinds_up_to(&self, end: usize) -> bool {
        let is_word = |at: usize, words: &[&str]| {
            self.token(at).is_some_and(|token| words.iter().any(|word| token.is_word(word)))
        };
        let mut start = usize::from(is_word(0, &["no", "any", "each"]));
        let is_end = |at: usize| self.token(at).is_some_and(|token| token.kind == Kind::Comma) || is_word(at, &["or"]);
        let is_kind = |name: &String| {
            resolve::kind(self.facts, name, false).is_some() && resolve::field(self.facts, name).is_none()
        };
        let ends = (start..end).filter(|at| is_end(*at)).chain([end]);
        ends.into_iter().all(|at| {
            let name = self.name_in(start..at);
            start = at + 1;
            name.is_some_and(|name| is_kind(&name))
        })
    }

    /// The tokens as a name, if they are one.
    fn name_in(&self, tokens: Range<usize>) -> Option<String> {
        match self.token(tokens.start).map(|token| &token.kind)? {
            Kind::Quoted(name) if tokens.len() == 1 => Some(name.clone()),
            _ => {
                let is_word = |at: usize| self.token(at).is_some_and(|token| token.kind == Kind::Word);
                (!tokens.is_empty() && tokens.clone().all(is_word)).then(|| self.joined(tokens.start, tokens.end))
            }
        }
    }

    pub fn activity(&mut self) -> Parsed<Activity> {
        let is_absent = self.eat_word("no");
        let mut clauses = Clauses::default();
        if !is_absent && self.eat_word("each") {
            clauses.each = Some(((), self.range(self.at - 1, self.at)));
        }
        let kinds = self.kinds()?;
        self.clauses(&mut clauses)?;
        let counting = if is_absent { self.absent(&mut clauses)? } else { self.counting(&mut clauses)? };
        Ok(Activity {
            kinds,
            detail: clauses.detail.map(|(test, _)| test),
            amount: clauses.amount.map(|(test, _)| test),
            within_days: clauses.within.map(|(days, _)| days),
            only_if: clauses.only_if.map(|(condition, _)| condition),
            counting,
        })
    }

    fn kinds(&mut self) -> Parsed<Vec<String>> {
        let is_end = |parser: &Self, at: usize| {
            parser.token(at).is_none_or(|token| token.kind == Kind::Comma || parser.phrase_at(at).is_some())
        };
        self.eat_word("any");
        if self.peek().is_some_and(|token| token.is_word("activity")) && is_end(self, self.at + 1) {
            self.at += 1;
            return Ok(Vec::new());
        }
        let mut kinds = Vec::new();
        loop {
            if let Some(found) = self.phrase_at(self.at).filter(|found| found.phrase.is_of_event()) {
                let at = self.range(self.at, self.at + found.length);
                let sentence = "First comes what they do, such as webinar_attended or any activity";
                return Err(RuleTextError::new(at, sentence));
            }
            let is_quoted = matches!(self.peek(), Some(Token { kind: Kind::Quoted(_), .. }));
            let (typed, _) = self.name()?;
            kinds.push(resolve::kind(self.facts, &typed, is_quoted).cloned().unwrap_or(typed));
            let is_more = self
                .peek()
                .is_some_and(|token| token.is_word("or") || token.kind == Kind::Comma && !self.is_clause(self.at + 1));
            if !is_more {
                return Ok(kinds);
            }
            self.at += 1;
        }
    }

    fn is_clause(&self, at: usize) -> bool {
        self.phrase_at(at).is_some_and(|found| found.phrase.is_of_event())
    }

    fn clauses(&mut self, clauses: &mut Clauses) -> Parsed<()> {
        loop {
            let start = self.at;
            // Commas and “and” stand between clauses.
            while self.peek().is_some_and(|token| token.kind == Kind::Comma || token.is_word("and")) {
                self.at += 1;
            }
            let Some(found) = self.phrase_at(self.at) else {
                self.at = start;
                return Ok(());
            };
            let (at, number) = self.take(found);
            if !self.clause(clauses, found, &at, number.as_ref())? {
                self.at = start;
                return Ok(());
            }
        }
    }

    /// Reads what belongs to a phrase; false if it is none of a clause.
    fn clause(
        &mut self,
        clauses: &mut Clauses,
        found: Found,
        at: &Range<usize>,
        number: Option<&Token>,
    ) -> Parsed<bool> {
        let whole = || counted(found, number);
        match found.phrase {
            Phrase::WhoseDetail => {
                let test = self.detail_test(at)?;
                self.put(&mut clauses.detail, test, at)?;
            }
            Phrase::WhoseAmount => {
                let test = self.amount_test(at)?;
                self.put(&mut clauses.amount, test, at)?;
            }
            Phrase::AtLeastTimes => self.put(&mut clauses.at_least, whole()?, at)?,
            Phrase::AtLeastOnce => self.put(&mut clauses.at_least, 1, at)?,
            Phrase::EachTime => self.put(&mut clauses.each, (), at)?,
            Phrase::AtMostTimes => self.put(&mut clauses.at_most, whole()?, at)?,
            Phrase::InTheLast | Phrase::WithinLast => {
                let days = self.days(at)?;
                self.put(&mut clauses.within, days, at)?;
            }
            Phrase::OncePer => {
                let days = self.days(at)?;
                self.put(&mut clauses.spacing, days, at)?;
            }
            Phrase::ForDays => self.put(&mut clauses.for_days, whole()?, at)?,
            Phrase::LookingBack => {
                let days = self.days(at)?;
                self.put(&mut clauses.looking_back, days, at)?;
            }
            Phrase::Expires => {
                let days = self.days(at)?;
                self.put(&mut clauses.fade, Fade::Expires { days }, at)?;
            }
            Phrase::Halves => {
                let days = self.days(at)?;
                self.put(&mut clauses.fade, Fade::HalfLife { days }, at)?;
            }
            Phrase::Loses => {
                let fade = self.steps(at)?;
                self.put(&mut clauses.fade, fade, at)?;
            }
            Phrase::DoesNotFade => self.put(&mut clauses.fade, Fade::None, at)?,
            Phrase::OnlyIf => {
                let condition = self.condition()?;
                self.put(&mut clauses.only_if, condition, at)?;
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// A clause is said once.
    fn put<T>(&self, place: &mut Said<T>, value: T, at: &Range<usize>) -> Parsed<()> {
        if place.is_some() {
            let sentence = format!("“{}” says again what was said before; keep one of the two", self.said(at));
            return Err(RuleTextError::new(at.clone(), sentence));
        }
        *place = Some((value, at.clone()));
        Ok(())
    }

    /// `25 % every 30 days`, behind *loses*.
    fn steps(&mut self, after: &Range<usize>) -> Parsed<Fade> {
        let Some(token) = self.peek().cloned() else {
            return Err(self.expected("how much, such as 25 % every 30 days,", after));
        };
        let bare = token.folded.strip_suffix('%').map(str::to_owned);
        let is_signed = bare.is_some();
        let number = Token { folded: bare.unwrap_or_else(|| token.folded.clone()), ..token };
        let Some(percent) = whole_of(&number)? else {
            return Err(self.expected("how much, such as 25 % every 30 days,", after));
        };
        self.at += 1;
        if !is_signed && !self.eat_word("%") && !self.eat_word("percent") {
            return Err(self.expected("how much, such as 25 % every 30 days,", after));
        }
        if !self.eat_word("every") && !self.eat_word("per") {
            return Err(self.expected("how often, such as 25 % every 30 days,", after));
        }
        Ok(Fade::Steps { percent, every_days: self.days(after)? })
    }

    fn absent(&self, clauses: &mut Clauses) -> Parsed<EventCounting> {
        let misfits = [
            clauses.at_least.as_ref().map(|(_, at)| at),
            clauses.each.as_ref().map(|(_, at)| at),
            clauses.at_most.as_ref().map(|(_, at)| at),
            clauses.spacing.as_ref().map(|(_, at)| at),
            clauses.fade.as_ref().map(|(_, at)| at),
        ];
        if let Some(at) = misfits.into_iter().flatten().next() {
            let sentence = format!(
                "What did not happen is not counted and does not fade; take “{}” away, or the “no” at the beginning",
                self.said(at)
            );
            return Err(RuleTextError::new(at.clone(), sentence));
        }
        let said = clauses.for_days.take().or_else(|| clauses.within.take());
        let Some((for_days, _)) = said else {
            let sentence = "How long nothing happened is missing; write “for 45 days”";
            return Err(RuleTextError::new(self.place(), sentence));
        };
        if let Some(back) = clauses.looking_back.take() {
            self.put(&mut clauses.within, back.0, &back.1)?;
        }
        Ok(EventCounting::Absent { for_days })
    }

    fn counting(&self, clauses: &mut Clauses) -> Parsed<EventCounting> {
        if let Some((_, at)) = clauses.for_days.as_ref().or(clauses.looking_back.as_ref()) {
            let sentence = format!(
                "“{}” is said of what did not happen; write “no” at the beginning, or “in the last 90 days” here",
                self.said(at)
            );
            return Err(RuleTextError::new(at.clone(), sentence));
        }
        let fade = clauses.fade.take().map_or(Fade::None, |(fade, _)| fade);
        let (once_per_days, at_least) = (clauses.spacing.take(), clauses.at_least.take());
        match (clauses.each.take(), clauses.at_most.take()) {
            (None, None) => match once_per_days {
                Some((_, at)) => {
                    let sentence = "How many count at most is missing; write “each time” before this, and “, at most 5 \
                                    times” behind it";
                    Err(RuleTextError::new(at, sentence))
                }
                None => Ok(EventCounting::Once { at_least: at_least.map_or(1, |(times, _)| times), fade }),
            },
            (_, Some((at_most, _))) => match at_least {
                Some((_, at)) => {
                    let sentence =
                        "“at least” gives the points once, “at most” gives them each time; keep one of the two";
                    Err(RuleTextError::new(at, sentence))
                }
                None => Ok(EventCounting::Each { once_per_days: once_per_days.map(|(days, _)| days), at_most, fade }),
            },
            (Some((_, at)), None) => {
                let sentence = "How many count at most is missing; write “, at most 5 times” as well";
                Err(RuleTextError::new(at, sentence))
            }
        }
    }
}
