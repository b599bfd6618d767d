//! Any rule as an English sentence: *Job title* has any of the words *CEO, CTO*.
//!
//! The sentence comes in [parts](Part), so that a window can set what is tested and the values apart from the rest.
//! Groups inside groups stand in brackets, so that it can be read in one way only.
//!
//! The same words, with names and values in quotes where they need them, are the rule as [text](super::rule_text): one
//! grammar for what is read and what is typed.

use super::{
    Activity, AttributeTest, Condition, DateTest, EventCounting, Fade, NumberTest, Rule, SpamTest, Test, TextTest,
    rule_text::{Phrase, is_clear_value, name, quoted},
    wording,
};

/// A piece of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// What is looked at: an attribute, the kinds of event.
    Subject(String),
    Plain(String),
    /// What it is compared with.
    Value(String),
}

impl Part {
    pub fn text(&self) -> &str {
        let (Self::Subject(text) | Self::Plain(text) | Self::Value(text)) = self;
        text
    }
}

/// A rule as one sentence, without a full stop.
pub fn rule(rule: &Rule) -> String {
    joined(&rule_parts(rule))
}

/// A rule as one sentence, in parts.
pub fn rule_parts(rule: &Rule) -> Vec<Part> {
    Sentence::of(rule, Style::Read)
}

/// A rule as it is typed: the sentence with quotes. For everyone else this is [`super::rule_text::to_text`].
pub(super) fn typed(rule: &Rule) -> String {
    joined(&Sentence::of(rule, Style::Typed))
}

/// A condition as one sentence, without a full stop.
pub fn condition(condition: &Condition) -> String {
    joined(&condition_parts(condition))
}

/// A condition as one sentence, in parts.
pub fn condition_parts(condition: &Condition) -> Vec<Part> {
    let mut sentence = Sentence::default();
    sentence.condition(condition);
    sentence.parts
}

/// The test of one attribute: `Employees between 200 and 5,000`.
pub fn test(test: &AttributeTest) -> String {
    let mut sentence = Sentence::default();
    sentence.attribute_test(test);
    joined(&sentence.parts)
}

/// How an event loses weight: `halves every 30 days`.
pub fn fade(fade: &Fade) -> String {
    let days = |days: u32| wording::count(days, "day");
    match *fade {
        Fade::None => Phrase::DoesNotFade.words().to_owned(),
        Fade::Expires { days: after } => format!("{} {}", Phrase::Expires.words(), days(after)),
        Fade::Steps { percent, every_days } => {
            format!("{} {percent} % every {}", Phrase::Loses.words(), days(every_days))
        }
        Fade::HalfLife { days: half_life } => format!("{} {}", Phrase::Halves.words(), days(half_life)),
    }
}

/// A kind of event as a sentence calls it: `webinar_attended` is *Webinar attended*, or *webinar attended* where it does not
/// come first.
///
/// No two kinds are called the same. Those that are written in another way, such as `Form Submitted`, are called just that,
/// in quotes where it is what another one would be called: `Page view` is *“Page view”*.
pub fn kind(kind: &str, is_first: bool) -> String {
    match pretty(kind) {
        Some(pretty) if is_first => pretty,
        Some(pretty) => wording::lower_first(&pretty),
        None if is_like_another(kind) => in_quotes(kind),
        None => read_name(kind),
    }
}

/// The words of a kind that is written in the usual way, small words or acronyms with underscores: from them alone one can
/// tell how it is written.
fn pretty(kind: &str) -> Option<String> {
    let is_usual =
        |word: &str| !word.is_empty() && (!word.contains(char::is_uppercase) || !word.contains(char::is_lowercase));
    let pretty = wording::kind(kind);
    let is_told = wording::lower_first(&pretty).replace(' ', "_") == kind;
    (is_told && kind.split('_').all(is_usual) && name(&pretty) == pretty).then_some(pretty)
}

/// Whether a kind is written as another one is called.
fn is_like_another(kind: &str) -> bool {
    let other = wording::lower_first(kind).replace(' ', "_");
    other != kind && pretty(&other).is_some_and(|pretty| pretty == kind || wording::lower_first(&pretty) == kind)
}

/// A name, quoted where it could be read as something else.
fn read_name(text: &str) -> String {
    if name(text) == text { text.to_owned() } else { in_quotes(text) }
}

/// In the quotes of a book; in plain ones where those would not tell the end.
fn in_quotes(text: &str) -> String {
    if text.contains(['”', '\n', '\r', '\t']) { quoted(text) } else { format!("“{text}”") }
}

fn joined(parts: &[Part]) -> String {
    parts.iter().map(Part::text).collect()
}

/// What the sentence is for.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Style {
    /// To be read: kinds of event as names, quotes only where a value would be misread.
    #[default]
    Read,
    /// To be read back into the same rule.
    Typed,
}

#[derive(Default)]
struct Sentence {
    parts: Vec<Part>,
    style: Style,
}

impl Sentence {
    fn of(rule: &Rule, style: Style) -> Vec<Part> {
        let mut sentence = Self { parts: Vec::new(), style };
        match rule {
            Rule::Profile(condition) => sentence.condition(condition),
            Rule::Activity(activity) => sentence.activity(activity),
        }
        sentence.parts
    }

    /// `Demo request, trial start or form submit`; `None` for any.
    fn kinds(&self, kinds: &[String], is_first: bool) -> Option<String> {
        let said = |one: &str, is_first: bool| match self.style {
            Style::Typed if is_like_another(one) => quoted(one),
            Style::Typed => name(one),
            Style::Read => kind(one, is_first),
        };
        let (first, others) = kinds.split_first()?;
        let mut row = said(first, is_first);
        for (index, kind) in others.iter().enumerate() {
            row.push_str(if index + 1 == others.len() { " or " } else { ", " });
            row.push_str(&said(kind, false));
        }
        Some(row)
    }

    /// Listed texts; quoted where their end would not be clear, or always.
    fn texts(&mut self, test: Phrase, listed: &[String]) {
        let is_one = listed.len() == 1;
        let said = |text: &String| match self.style {
            Style::Typed => quoted(text),
            Style::Read if is_clear_value(test, is_one, text) => text.clone(),
            Style::Read => in_quotes(text),
        };
        let row = listed.iter().map(said).collect::<Vec<_>>().join(", ");
        self.plain(if is_one { test.words_for_one() } else { test.words() });
        self.plain(" ");
        if row.is_empty() {
            self.value("nothing");
        } else {
            self.value(row);
        }
    }

    fn subject(&mut self, text: impl Into<String>) {
        self.parts.push(Part::Subject(text.into()));
    }

    /// Adds the words of a phrase and a blank.
    fn say(&mut self, phrase: Phrase) {
        self.plain(phrase.words());
        self.plain(" ");
    }

    /// Adds plain words, to the last part if that is plain too.
    fn plain(&mut self, text: &str) {
        match self.parts.last_mut() {
            Some(Part::Plain(last)) => last.push_str(text),
            _ => self.parts.push(Part::Plain(text.to_owned())),
        }
    }

    fn value(&mut self, text: impl Into<String>) {
        self.parts.push(Part::Value(text.into()));
    }

    fn condition(&mut self, condition: &Condition) {
        match condition {
            Condition::All(list) if list.is_empty() => self.plain("always"),
            Condition::Any(list) if list.is_empty() => self.plain("never"),
            Condition::All(list) => self.group(list, "all of (", " and "),
            Condition::Any(list) => self.group(list, "any of (", " or "),
            Condition::Not(inner) => {
                self.plain("not (");
                self.condition(inner);
                self.plain(")");
            }
            Condition::Test(test) => self.attribute_test(test),
        }
    }

    fn group(&mut self, list: &[Condition], of_one: &str, between: &str) {
        if let [inner] = list {
            self.plain(of_one);
            self.condition(inner);
            self.plain(")");
            return;
        }
        for (index, inner) in list.iter().enumerate() {
            if index > 0 {
                self.plain(between);
            }
            // Behind a list of values, *or never* would be one more value.
            let is_group = |inner: &[Condition]| inner.len() > 1 || inner.is_empty() && between == " or ";
            if matches!(inner, Condition::All(inner) | Condition::Any(inner) if is_group(inner)) {
                self.plain("(");
                self.condition(inner);
                self.plain(")");
            } else {
                self.condition(inner);
            }
        }
    }

    fn attribute_test(&mut self, test: &AttributeTest) {
        let attribute = match self.style {
            Style::Read => read_name(&test.attribute),
            Style::Typed => name(&test.attribute),
        };
        self.subject(attribute);
        self.plain(" ");
        match &test.is {
            Test::Text(test) => self.text_test(test),
            Test::Number(test) => self.number_test(*test),
            Test::YesNo(yes) => {
                self.plain("is ");
                self.value(if *yes { "yes" } else { "no" });
            }
            Test::Date(test) => self.date_test(*test),
            Test::Spam(test) => self.spam_test(*test),
            Test::Known => self.plain(Phrase::Known.words()),
            Test::Unknown => self.plain(Phrase::Unknown.words()),
        }
    }

    fn text_test(&mut self, test: &TextTest) {
        let phrase = match test {
            TextTest::OneOf(_) => Phrase::OneOf,
            TextTest::NoneOf(_) => Phrase::NoneOf,
            TextTest::HasAnyWord(_) => Phrase::HasAnyWord,
            TextTest::ContainsAny(_) => Phrase::ContainsAny,
            TextTest::StartsWithAny(_) => Phrase::StartsWithAny,
            TextTest::EndsWithAny(_) => Phrase::EndsWithAny,
        };
        self.texts(phrase, test.listed());
    }

    fn number_test(&mut self, test: NumberTest) {
        let (phrase, number) = match test {
            NumberTest::Between(least, most) => {
                self.say(Phrase::Between);
                self.value(wording::decimal(least));
                self.plain(" and ");
                return self.value(wording::decimal(most));
            }
            NumberTest::Equal(number) => (Phrase::Equal, number),
            NumberTest::NotEqual(number) => (Phrase::NotEqual, number),
            NumberTest::Less(number) => (Phrase::Less, number),
            NumberTest::AtMost(number) => (Phrase::AtMost, number),
            NumberTest::Greater(number) => (Phrase::Greater, number),
            NumberTest::AtLeast(number) => (Phrase::AtLeast, number),
        };
        self.say(phrase);
        self.value(wording::decimal(number));
    }

    fn date_test(&mut self, test: DateTest) {
        match test {
            DateTest::Before(day) => {
                self.say(Phrase::Before);
                self.value(day.to_string());
            }
            DateTest::After(day) => {
                self.say(Phrase::After);
                self.value(day.to_string());
            }
            DateTest::WithinLastDays(days) => {
                self.say(Phrase::WithinLast);
                self.value(wording::count(days, "day"));
            }
            DateTest::DaysAgoOrMore(days) => {
                self.value(wording::whole(days));
                self.plain(" or more days ago");
            }
        }
    }

    fn spam_test(&mut self, test: SpamTest) {
        self.plain(match test {
            SpamTest::FreeMailDomain => Phrase::FreeMail.words(),
            SpamTest::DisposableDomain => Phrase::Disposable.words(),
            SpamTest::NotAnEmailAddress => Phrase::NotAnAddress.words(),
            SpamTest::NoCapital => Phrase::NoCapital.words(),
            SpamTest::OneCharacterRepeated => Phrase::OneCharacter.words(),
            SpamTest::KeyboardRun(_) => "has ",
        });
        if let SpamTest::KeyboardRun(run) = test {
            self.value(wording::whole(run));
            self.plain(" or more keyboard neighbours in a row");
        }
    }

    fn activity(&mut self, activity: &Activity) {
        let absent = matches!(activity.counting, EventCounting::Absent { .. });
        let subject = match self.kinds(&activity.kinds, !absent) {
            None if absent => "activity".to_owned(),
            None => "Any activity".to_owned(),
            Some(kinds) => kinds,
        };
        if absent {
            self.plain("No ");
        }
        self.subject(subject);
        self.event_tests(activity);
        self.counting(&activity.counting, activity.within_days);
        if let Some(condition) = &activity.only_if {
            self.plain(", ");
            self.say(Phrase::OnlyIf);
            self.plain("(");
            self.condition(condition);
            self.plain(")");
        }
    }

    fn event_tests(&mut self, activity: &Activity) {
        if let Some(test) = &activity.detail {
            self.plain(" ");
            self.say(Phrase::WhoseDetail);
            self.text_test(test);
        }
        if let Some(test) = activity.amount {
            self.plain(if activity.detail.is_some() { " and whose amount is " } else { " whose amount is " });
            self.number_test(test);
        }
    }

    fn counting(&mut self, counting: &EventCounting, within_days: Option<u32>) {
        let fades = match counting {
            EventCounting::Once { at_least, fade } => {
                self.plain(" at least ");
                self.value(wording::count(*at_least, "time"));
                self.within(within_days);
                fade
            }
            EventCounting::Each { once_per_days, at_most, fade } => {
                self.plain(" ");
                self.plain(Phrase::EachTime.words());
                self.within(within_days);
                if let Some(days) = once_per_days {
                    self.plain(", ");
                    self.say(Phrase::OncePer);
                    self.value(wording::count(*days, "day"));
                }
                self.plain(", at most ");
                self.value(wording::count(*at_most, "time"));
                fade
            }
            EventCounting::Absent { for_days } => {
                self.plain(" for ");
                self.value(wording::count(*for_days, "day"));
                if let Some(days) = within_days {
                    self.plain(", ");
                    self.say(Phrase::LookingBack);
                    self.value(wording::count(days, "day"));
                }
                return;
            }
        };
        if *fades != Fade::None {
            self.plain(", ");
            self.plain(&fade(fades));
        }
    }

    fn within(&mut self, days: Option<u32>) {
        if let Some(days) = days {
            self.plain(" ");
            self.say(Phrase::InTheLast);
            self.value(wording::count(days, "day"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lead::Day;

    fn is(attribute: &str, is: Test) -> Condition {
        Condition::Test(AttributeTest { attribute: attribute.to_owned(), is })
    }

    fn texts(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    fn activity(kinds: &[&str], within_days: Option<u32>, counting: EventCounting) -> Activity {
        Activity { kinds: texts(kinds), detail: None, amount: None, within_days, only_if: None, counting }
    }

    #[test]
    fn conditions_read_as_in_the_window() {
        let title = is("Job title", Test::Text(TextTest::HasAnyWord(texts(&["CEO", "CTO"]))));
        let size = is("Employees", Test::Number(NumberTest::Between(200.0, 5000.0)));
        assert_eq!(condition(&title), "Job title has any of the words CEO, CTO");
        assert_eq!(condition(&size), "Employees between 200 and 5,000");
        let either = Condition::Any(vec![title.clone(), size.clone()]);
        let both = Condition::All(vec![either, Condition::Not(Box::new(size))]);
        assert_eq!(
            condition(&both),
            "(Job title has any of the words CEO, CTO or Employees between 200 and 5,000) \
             and not (Employees between 200 and 5,000)"
        );
        assert_eq!(condition(&Condition::All(Vec::new())), "always");
        assert_eq!(condition(&is("Score", Test::Number(NumberTest::Less(-1.5)))), "Score < −1.5");
        assert_eq!(condition(&is("Began", Test::Date(DateTest::After(Day(0))))), "Began after 1970-01-01");
        assert_eq!(
            condition(&is("City", Test::Text(TextTest::NoneOf(texts(&["Bonn, DE"]))))),
            "City is not “Bonn, DE”"
        );
    }

    #[test]
    fn activities_read_as_in_the_window() {
        let half_life = Fade::HalfLife { days: 30 };
        let once = activity(&["webinar_attended"], Some(90), EventCounting::Once { at_least: 1, fade: half_life });
        assert_eq!(
            rule(&Rule::Activity(once)),
            "Webinar attended at least 1 time in the last 90 days, halves every 30 days"
        );
        let counting = EventCounting::Each { once_per_days: Some(7), at_most: 5, fade: Fade::None };
        let mut each = activity(&["page_view", "page_read"], None, counting);
        each.detail = Some(TextTest::ContainsAny(texts(&["/pricing"])));
        each.amount = Some(NumberTest::AtLeast(50.0));
        each.only_if = Some(is("Newsletter", Test::YesNo(false)));
        assert_eq!(
            rule(&Rule::Activity(each)),
            "Page view or page read whose detail contains /pricing and whose amount is ≥ 50 each time, once per 7 days, \
             at most 5 times, only if (Newsletter is no)"
        );
        let absent = activity(&[], None, EventCounting::Absent { for_days: 45 });
        assert_eq!(rule(&Rule::Activity(absent)), "No activity for 45 days");
        let absent = activity(&["app_open", "visit", "IP_check"], Some(90), EventCounting::Absent { for_days: 1 });
        assert_eq!(rule(&Rule::Activity(absent)), "No app open, visit or IP check for 1 day, looking back 90 days");
    }

    #[test]
    fn no_two_kinds_are_called_the_same() {
        let kinds = [
            ("page_view", "Page view", "page view"),
            ("page view", "“page view”", "“page view”"),
            ("Page view", "“Page view”", "“Page view”"),
            ("Page_view", "Page_view", "Page_view"),
            ("Page View", "Page View", "Page View"),
            ("login", "Login", "login"),
            ("Login", "“Login”", "“Login”"),
            ("IP_check", "IP check", "IP check"),
            ("no_show", "no_show", "no_show"),
            ("trial_is_known", "trial_is_known", "trial_is_known"),
            ("activity", "“activity”", "“activity”"),
            ("", "“”", "“”"),
        ];
        for (name, first, later) in kinds {
            assert_eq!((kind(name, true), kind(name, false)), (first.to_owned(), later.to_owned()), "{name}");
        }
    }

    #[test]
    fn a_name_that_reads_as_something_else_is_quoted() {
        assert_eq!(condition(&is("What is it", Test::Known)), "“What is it” is known");
        assert_eq!(condition(&is("a”b", Test::Known)), "\"a”b\" is known");
        let listed = |values: &[&str]| condition(&is("City", Test::Text(TextTest::OneOf(texts(values)))));
        assert_eq!(listed(&["not Bonn", "never"]), "City is one of “not Bonn”, “never”");
        let either =
            Condition::Any(vec![is("City", Test::Text(TextTest::OneOf(texts(&["Bonn"])))), Condition::Any(vec![])]);
        assert_eq!(condition(&either), "City is Bonn or (never)");
    }

    #[test]
    fn parts_tell_what_is_looked_at_from_the_values() {
        let parts = condition_parts(&is("Job title", Test::Text(TextTest::OneOf(texts(&["CEO"])))));
        let expected =
            [Part::Subject("Job title".to_owned()), Part::Plain(" is ".to_owned()), Part::Value("CEO".to_owned())];
        assert_eq!(parts, expected);
    }
}
