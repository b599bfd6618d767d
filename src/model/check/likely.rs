//! Which attribute of a library is likely meant by one that it lacks: by their names, or where these say nothing by the values
//! that are asked for.

use super::FieldFacts;
use crate::{
    lead::{AttributeName, FieldType, SharedWords, has_phrase, trim_fold},
    model::{Test, TextTest, nearest::difference},
};

/// So many of the values that are asked for must be found in a field, for its values to speak for it.
const FEWEST_VALUES: usize = 2;

/// What is likely meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guess {
    /// The library's attribute.
    pub field: String,
    pub by: GuessedBy,
}

/// What speaks for a guess: the strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum GuessedBy {
    /// It is no guess: the library knows that it was renamed.
    Renaming,
    /// The names are one but for capitals, marks, and what a program puts before and after every name.
    Name,
    /// They are both usual names of one thing.
    Meaning,
    /// A letter or two differ.
    Spelling,
    /// So many of the values that are asked for are found in it.
    Values { found: usize, asked: usize },
}

impl GuessedBy {
    /// So near that the one name was likely meant to be the other.
    pub fn is_a_slip(self) -> bool {
        matches!(self, Self::Name | Self::Spelling)
    }
}

/// An attribute that is asked for, and how.
#[derive(Clone, Debug, Default)]
pub(super) struct Asked<'a> {
    pub name: &'a str,
    pub tests: Vec<&'a Test>,
}

impl Asked<'_> {
    /// The type that is asked for, unless any will do.
    pub fn field_type(&self) -> Option<FieldType> {
        self.tests.iter().find_map(|test| test.field_type())
    }

    fn texts(&self) -> impl Iterator<Item = &TextTest> {
        self.tests.iter().filter_map(|test| match test {
            Test::Text(text) => Some(text),
            _ => None,
        })
    }
}

/// For each attribute that is asked for, what is likely meant. No field is guessed twice, and none of which the model speaks by
/// its own name unless a slip would explain it; never what says how a lead ended.
pub(super) fn guesses(
    asked: &[Asked<'_>],
    fields: &[FieldFacts],
    is_read: impl Fn(&str) -> bool,
) -> Vec<Option<Guess>> {
    let mut guesses = vec![None; asked.len()];
    if asked.is_empty() {
        return guesses;
    }
    let shared = SharedWords::of(fields.iter().map(|field| field.name.as_str()));
    let named = |field: &FieldFacts| AttributeName::new(&field.name, &shared);
    let is_open = |(field, name): &(&FieldFacts, AttributeName)| {
        let has_two = field.field_type == FieldType::YesNo || (1..=2).contains(&field.values.len());
        !name.says_outcome(has_two)
    };
    let open: Vec<_> = fields.iter().map(|field| (field, named(field))).filter(is_open).collect();
    let mut found = Vec::new();
    for (place, one) in asked.iter().enumerate() {
        let wanted = AttributeName::new(one.name, &SharedWords::default());
        for (at, (field, name)) in open.iter().enumerate() {
            let Some((by, rank)) = by_name(one, &wanted, field, name) else { continue };
            if by.is_a_slip() || !is_read(&field.name) {
                // A lead's own goes before its account's, and what is known of more leads before the rest.
                found.push(((by, rank, name.is_account, u64::MAX - field.known), place, at));
            }
        }
    }
    found.sort();
    let mut is_taken = vec![false; open.len()];
    for ((by, ..), place, at) in found {
        if guesses[place].is_none() && !is_taken[at] {
            is_taken[at] = true;
            guesses[place] = Some(Guess { field: open[at].0.name.clone(), by });
        }
    }
    for (place, one) in asked.iter().enumerate().filter(|(place, _)| guesses[*place].is_none()).collect::<Vec<_>>() {
        let free = |at: &usize| !is_taken[*at] && !is_read(&open[*at].0.name);
        let found = by_values(one, (0..open.len()).filter(free).map(|at| (at, open[at].0)));
        if let Some((at, by)) = found {
            is_taken[at] = true;
            guesses[place] = Some(Guess { field: open[at].0.name.clone(), by });
        }
    }
    guesses
}

/// Whether the names speak for a field, and how well.
fn by_name(
    one: &Asked<'_>,
    wanted: &AttributeName,
    field: &FieldFacts,
    name: &AttributeName,
) -> Option<(GuessedBy, usize)> {
    if wanted.letters.is_empty() || name.letters.is_empty() {
        return None;
    }
    if wanted.letters == name.letters {
        return Some((GuessedBy::Name, 0));
    }
    let asked = one.field_type();
    let is_of_type = asked.is_none_or(|asked| asked == field.field_type);
    if let Some(rank) = name.rank_for(wanted) {
        // A size may be written as a number or as “51-200”.
        let is_near = |one: FieldType| matches!(one, FieldType::Text | FieldType::Number);
        return (is_of_type || asked.is_some_and(is_near) && is_near(field.field_type))
            .then_some((GuessedBy::Meaning, rank));
    }
    let is_slip = || {
        let (of, most) = (wanted.letters.chars().count(), wanted.letters.chars().count() / 3);
        let letters = name.letters.chars().count();
        let may_be = of >= 5 && letters.abs_diff(of) <= most && !(wanted.is_usual() && name.is_usual());
        may_be && wanted.letters.chars().next() == name.letters.chars().next()
    };
    if !is_of_type || !is_slip() {
        return None;
    }
    let differ = difference(&wanted.letters, &name.letters);
    (differ <= wanted.letters.chars().count() / 3).then_some((GuessedBy::Spelling, differ))
}

/// The field in which more of the wanted values are found than in any other.
fn by_values<'a>(one: &Asked<'_>, fields: impl Iterator<Item = (usize, &'a FieldFacts)>) -> Option<(usize, GuessedBy)> {
    let mut wanted: Vec<(String, bool)> = Vec::new();
    for test in one.texts() {
        let is_whole = matches!(test, TextTest::OneOf(_) | TextTest::NoneOf(_));
        wanted.extend(test.listed().iter().map(|text| (trim_fold(text), is_whole)));
    }
    // Of an end of an address, or of an answer to anything, no field is known.
    wanted.retain(|(text, _)| {
        text.chars().filter(|c| c.is_alphanumeric()).count() > 2 && text != "yes" && text != "other"
    });
    wanted.sort();
    wanted.dedup();
    if wanted.len() < FEWEST_VALUES {
        return None;
    }
    let has = |field: &FieldFacts, (text, is_whole): &(String, bool)| match is_whole {
        true => field.values.contains_key(text),
        false => field.values.keys().any(|value| has_phrase(value, text)),
    };
    let mut best: Vec<(usize, usize)> = fields
        .filter(|(_, field)| field.field_type == FieldType::Text && !field.values.is_empty())
        .map(|(at, field)| (wanted.iter().filter(|one| has(field, one)).count(), at))
        .collect();
    best.sort_by_key(|(found, at)| (std::cmp::Reverse(*found), *at));
    let (found, at) = *best.first()?;
    let next = best.get(1).map_or(0, |(found, _)| *found);
    (found >= FEWEST_VALUES && found > next).then_some((at, GuessedBy::Values { found, asked: wanted.len() }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(name: &str, field_type: FieldType, values: &[&str]) -> FieldFacts {
        let values = values.iter().map(|value| ((*value).to_owned(), 5)).collect();
        FieldFacts { name: name.to_owned(), field_type, known: 10, values, spread: None }
    }

    fn texts(names: &[&str]) -> Vec<FieldFacts> {
        names.iter().map(|name| field(name, FieldType::Text, &[])).collect()
    }

    /// What is guessed for names of which nothing but that they are known is asked.
    fn guessed(asked: &[&str], fields: &[FieldFacts]) -> Vec<Option<String>> {
        let asked: Vec<_> = asked.iter().map(|name| Asked { name, tests: vec![&Test::Known] }).collect();
        guesses(&asked, fields, |_| false).into_iter().map(|guess| Some(guess?.field)).collect()
    }

    fn some(names: &[&str]) -> Vec<Option<String>> {
        names.iter().map(|name| Some((*name).to_owned()).filter(|name| !name.is_empty())).collect()
    }

    #[test]
    fn names_of_the_usual_programs_are_what_a_person_takes_them_for() {
        let asked =
            ["Email", "Country", "Job title", "Company size", "Annual revenue", "Last name", "Lead source", "Company"];
        let hubspot = texts(&[
            "property_email_1",
            "property_email",
            "property_country",
            "property_jobtitle",
            "property_numemployees",
            "property_annualrevenue",
            "property_lastname",
            "property_hs_analytics_source",
            "property_company",
            "property_lifecyclestage",
        ]);
        let expected = [
            "property_email",
            "property_country",
            "property_jobtitle",
            "property_numemployees",
            "property_annualrevenue",
            "property_lastname",
            "property_hs_analytics_source",
            "property_company",
        ];
        assert_eq!(guessed(&asked, &hubspot), some(&expected));
        let salesforce = texts(&[
            "Email",
            "MailingCountry",
            "Title",
            "Employees__c",
            "Account: AnnualRevenue",
            "LastName",
            "LeadSource",
            "Account: Name",
        ]);
        let expected = salesforce.iter().map(|field| Some(field.name.clone())).collect::<Vec<_>>();
        assert_eq!(guessed(&asked, &salesforce), expected);
        let marketo = texts(&[
            "email",
            "country",
            "title",
            "numberOfEmployees",
            "annualRevenue",
            "lastName",
            "leadSource",
            "company",
        ]);
        let expected = marketo.iter().map(|field| Some(field.name.clone())).collect::<Vec<_>>();
        assert_eq!(guessed(&asked, &marketo), expected);
        let mautic =
            texts(&["email", "country", "position", "companynumber_of_employees", "points", "lastname", "company"]);
        let expected = some(&["email", "country", "position", "", "", "lastname", "", "company"]);
        assert_eq!(guessed(&asked, &mautic), expected);
    }

    #[test]
    fn a_field_is_guessed_once_and_of_several_the_nearest() {
        let fields = texts(&["Account: email", "email", "mail"]);
        assert_eq!(
            guessed(&["Mail address", "E-mail", "Work email"], &fields),
            some(&["Account: email", "email", "mail"])
        );
        let asked = [Asked { name: "Position", tests: vec![&Test::Known] }];
        let of = |is_read: bool| guesses(&asked, &texts(&["Job title"]), |_| is_read).remove(0).map(|guess| guess.by);
        assert_eq!((of(false), of(true)), (Some(GuessedBy::Meaning), None), "the model has both");
    }

    #[test]
    fn what_says_how_leads_ended_is_never_guessed() {
        let asked = Asked { name: "Annual revenue", tests: vec![&Test::Known] };
        let of = |field: FieldFacts| guesses(std::slice::from_ref(&asked), &[field], |_| false).remove(0).is_some();
        assert!(!of(field("Revenue", FieldType::YesNo, &["yes", "no"])));
        assert!(of(field("Revenue", FieldType::Number, &[])));
        let customers = TextTest::OneOf(vec!["Customer".to_owned(), "Lead".to_owned()]);
        let test = Test::Text(customers);
        let asked = [Asked { name: "Relation", tests: vec![&test] }];
        let by_values =
            |name: &str| guesses(&asked, &[field(name, FieldType::Text, &["customer", "lead"])], |_| false).remove(0);
        assert_eq!(by_values("property_lifecyclestage"), None);
        let by = GuessedBy::Values { found: 2, asked: 2 };
        assert_eq!(by_values("Group"), Some(Guess { field: "Group".to_owned(), by }));
        assert_eq!(guessed(&["Stage"], &texts(&["stage", "Deal stage"])), [None]);
    }

    #[test]
    fn another_type_or_word_is_no_guess() {
        let consent = Test::YesNo(true);
        let asked = [Asked { name: "Consent", tests: vec![&consent] }];
        assert_eq!(guesses(&asked, &texts(&["Content", "Opt-in"]), |_| false), [None]);
        assert_eq!(guessed(&["Country"], &texts(&["County"])), [None]);
        assert_eq!(guessed(&["Age", "City"], &texts(&["Page", "Cite"])), [None, None]);
        assert_eq!(guessed(&["Job titel"], &texts(&["Job title"])), some(&["Job title"]));
    }
}
