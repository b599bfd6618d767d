//! The test of one attribute, of an event's detail, or of its amount.

use std::ops::Range;

use super::{
    error::{Parsed, RuleTextError},
    lex::{Kind, Token},
    number::parse_number,
    parser::Parser,
    phrase::{Found, Phrase},
    resolve,
    values::counted,
};
use crate::{
    lead::FieldType,
    model::{AttributeTest, DateTest, NumberTest, SpamTest, Test, TextTest},
};

/// What a test is asked of, as far as it is known.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Of {
    /// What is compared is a text, even if it looks like a number: `Zip = 01234`.
    Text,
    Anything,
}

impl Parser<'_> {
    pub fn test(&mut self) -> Parsed<AttributeTest> {
        let start = self.at;
        let (attribute, _) = self.name()?;
        let Some(mut found) = self.phrase_at(self.at) else { return Err(self.unknown_test(start)) };
        if found.phrase == Phrase::InTheLast && self.is_field(&attribute) {
            found.phrase = Phrase::WithinLast;
        }
        if found.phrase.is_of_event() {
            return Err(self.event_inside(found));
        }
        let (after, number) = self.take(found);
        let field = resolve::field(self.facts, &attribute);
        let of = if field.is_some_and(|field| field.field_type == FieldType::Text) { Of::Text } else { Of::Anything };
        let is = self.asked(found, of, &after, number.as_ref())?;
        Ok(AttributeTest { attribute, is })
    }

    fn event_inside(&self, found: Found) -> RuleTextError {
        let at = self.range(self.at, self.at + found.length);
        let sentence = format!(
            "“{}” is about activities, and this is a test of a field; write the activity first, and what must hold as \
             well behind “, only if”",
            self.said(&at)
        );
        RuleTextError::new(at, sentence)
    }

    fn asked(&mut self, found: Found, of: Of, after: &Range<usize>, number: Option<&Token>) -> Parsed<Test> {
        if let Some(test) = self.text_asked(found.phrase, of, after)? {
            return Ok(Test::Text(test));
        }
        if let Some(test) = self.number_asked(found.phrase, after)? {
            return Ok(Test::Number(test));
        }
        let whole = || counted(found, number);
        Ok(match found.phrase {
            Phrase::Yes => Test::YesNo(true),
            Phrase::No => Test::YesNo(false),
            Phrase::Before => Test::Date(DateTest::Before(self.day(after)?)),
            Phrase::After => Test::Date(DateTest::After(self.day(after)?)),
            Phrase::WithinLast => Test::Date(DateTest::WithinLastDays(self.days(after)?)),
            Phrase::DaysAgo | Phrase::AtLeastDaysAgo => Test::Date(DateTest::DaysAgoOrMore(whole()?)),
            Phrase::FreeMail => Test::Spam(SpamTest::FreeMailDomain),
            Phrase::Disposable => Test::Spam(SpamTest::DisposableDomain),
            Phrase::NotAnAddress => Test::Spam(SpamTest::NotAnEmailAddress),
            Phrase::KeyboardRun => Test::Spam(SpamTest::KeyboardRun(whole()?)),
            Phrase::NoCapital => Test::Spam(SpamTest::NoCapital),
            Phrase::OneCharacter => Test::Spam(SpamTest::OneCharacterRepeated),
            Phrase::Unknown => Test::Unknown,
            // Tests of text and numbers are made above, events stand elsewhere.
            _ => Test::Known,
        })
    }

    /// A test of listed texts; `None` if the phrase asks something else. `= "Germany"` lists one.
    fn text_asked(&mut self, phrase: Phrase, of: Of, after: &Range<usize>) -> Parsed<Option<TextTest>> {
        let is_text = || match self.peek().map(|token| (&token.kind, &token.folded)) {
            Some((Kind::Quoted(_), _)) => true,
            Some((Kind::Word, word)) => of == Of::Text || parse_number(word).is_none(),
            _ => false,
        };
        let make: fn(Vec<String>) -> TextTest = match phrase {
            Phrase::OneOf => TextTest::OneOf,
            Phrase::NoneOf => TextTest::NoneOf,
            Phrase::HasAnyWord => TextTest::HasAnyWord,
            Phrase::ContainsAny => TextTest::ContainsAny,
            Phrase::StartsWithAny => TextTest::StartsWithAny,
            Phrase::EndsWithAny => TextTest::EndsWithAny,
            Phrase::Equal if is_text() => TextTest::OneOf,
            Phrase::NotEqual if is_text() => TextTest::NoneOf,
            _ => return Ok(None),
        };
        self.values(after).map(|values| Some(make(values)))
    }

    fn number_asked(&mut self, phrase: Phrase, after: &Range<usize>) -> Parsed<Option<NumberTest>> {
        let make: fn(f64) -> NumberTest = match phrase {
            Phrase::Equal => NumberTest::Equal,
            Phrase::NotEqual => NumberTest::NotEqual,
            Phrase::Less => NumberTest::Less,
            Phrase::AtMost => NumberTest::AtMost,
            Phrase::Greater => NumberTest::Greater,
            Phrase::AtLeast => NumberTest::AtLeast,
            Phrase::Between => return self.between(after).map(Some),
            _ => return Ok(None),
        };
        self.number(after).map(|number| Some(make(number)))
    }

    fn between(&mut self, after: &Range<usize>) -> Parsed<NumberTest> {
        let start = self.at;
        let least = self.number(after)?;
        if !self.eat_word("and") && !self.eat_word("to") && !self.eat_word("–") && !self.eat_word("-") {
            let after = after.start..self.range(start, self.at).end;
            return Err(self.expected("“and” and the other end", &after));
        }
        let after = after.start..self.range(start, self.at).end;
        Ok(NumberTest::Between(least, self.number(&after)?))
    }

    /// A test of the detail of an event.
    pub fn detail_test(&mut self, whose: &Range<usize>) -> Parsed<TextTest> {
        let asked = match self.phrase_at(self.at) {
            Some(found) => {
                let before = self.at;
                let (after, _) = self.take(found);
                let test = self.text_asked(found.phrase, Of::Text, &after)?;
                if test.is_none() {
                    self.at = before;
                }
                test
            }
            None => None,
        };
        asked.ok_or_else(|| self.expected("a test of text, such as contains \"/pricing\",", whose))
    }

    /// A test of the amount of an event.
    pub fn amount_test(&mut self, whose: &Range<usize>) -> Parsed<NumberTest> {
        let asked = match self.phrase_at(self.at) {
            Some(found) => {
                let before = self.at;
                let (after, _) = self.take(found);
                let test = self.number_asked(found.phrase, &after)?;
                if test.is_none() {
                    self.at = before;
                }
                test
            }
            None => None,
        };
        asked.ok_or_else(|| self.expected("a test of a number, such as is ≥ 50,", whose))
    }
}
