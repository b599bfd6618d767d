//! Rules as text: typed, pasted from a spreadsheet, read aloud. Every rule has one text, and the text is its
//! [sentence](mod@super::sentence) with quotes around the values, so that it can be read in one way only.
//!
//! ```text
//! rule      = condition | activity
//! condition = part { "and" part } | part { "or" part }          never both without brackets
//! part      = "not" part | "(" condition ")" | "always" | "never" | test
//!           | ("all of" | "any of" | "none of") "(" [ condition { "," condition } ] ")"
//! test      = field what-is-asked                               Country is one of "Germany", "France"
//!                                                               Employees between 200 and 5,000
//! activity  = ["no"] kinds { [","] clause }                     webinar_attended at least 1 time in the last 90 days
//! clause    = "whose detail" text-test | "whose amount is" number-test | "at least" N "times" | "each time" | …
//! ```
//!
//! What is asked, and the clauses, are the phrases of `phrase.rs`. People type loosely, so this is taken as well: any case,
//! `>=` for `≥`, typographic quotes, values without quotes where nothing else could be meant (`Country is one of Germany,
//! France or Italy`), other words for the same (`begins with`), clauses in any order. What could be meant in two ways is not
//! guessed: it is an error that points at the place.
//!
//! | file | subject |
//! |---|---|
//! | `lex.rs` | words, quoted texts, signs |
//! | `phrase.rs` | the words for everything that can be asked |
//! | `name.rs` | which names and values need quotes |
//! | `parser.rs`, `test.rs`, `values.rs`, `event.rs` | from tokens to a rule |
//! | `mistaken.rs` | what was most likely meant by what is no rule |
//! | `number.rs` | numbers as people write them |
//! | `resolve.rs` | names and types as the open library has them |
//!
//! Some words mean one thing of one library and another of the next: `Zip = 01234` asks for a text where *Zip* is a text, and
//! `Last login in the last 30 days` is a test where *Last login* is a date, but an activity where it is a kind of event. So
//! [`parse_in`] looks at what the library holds, and takes each name as it is spelt there. Where the library does not decide
//! it, *in the last* is said of activities and *within the last* of dates.

mod error;
mod event;
mod lex;
mod mistaken;
mod name;
mod number;
mod parser;
mod phrase;
mod resolve;
mod test;
#[cfg(test)]
mod tests;
mod values;

pub use self::{error::RuleTextError, number::parse_number};
pub(super) use self::{
    name::{is_clear_value, name, quoted},
    phrase::Phrase,
};
use super::{Rule, check::Facts, sentence};

/// Reads a rule. Groups may stand in each other 20 deep.
///
/// What a rule says is taken as it stands: no library is asked.
pub fn parse(text: &str) -> Result<Rule, RuleTextError> {
    parser::Parser::new(text, &Facts::default())?.rule()
}

/// Reads a rule as it is meant in a library: with its spelling of fields and kinds of event, and the types of its fields.
pub fn parse_in(text: &str, facts: &Facts) -> Result<Rule, RuleTextError> {
    let mut rule = parser::Parser::new(text, facts)?.rule()?;
    resolve::resolve(&mut rule, facts);
    Ok(rule)
}

/// The one text of a rule: `parse(&to_text(rule)) == Ok(rule)` for every rule whose numbers are finite, and whose groups are
/// not too deep to be read.
pub fn to_text(rule: &Rule) -> String {
    sentence::typed(rule)
}
