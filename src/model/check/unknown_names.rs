//! An attribute, its type, or a kind of event that the open library does not know.

use std::collections::BTreeSet;

use super::{
    Context, Facts, Mend, Place, Problem,
    likely::{Asked, Guess, GuessedBy, guesses},
    walk,
};
use crate::{
    lead::{FieldType, letters},
    model::{Criterion, CriterionId, Model, Rule, nearest::nearest, wording::grouped},
};

pub(super) const ATTRIBUTE: &str = "unknown-attribute";
pub(super) const TYPE: &str = "attribute-of-other-type";
pub(super) const KIND: &str = "unknown-event-kind";
/// Several attributes, or kinds of event, told at once: the model was made for other leads.
pub(super) const ATTRIBUTES: &str = "library-lacks-attributes";
pub(super) const KINDS: &str = "library-lacks-events";

/// So many names are listed.
const LISTED: usize = 8;

/// A name that criteria ask for, and the library does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    pub name: String,
    /// Who asks for it.
    pub criteria: Vec<CriterionId>,
    /// What the library likely has instead.
    pub guess: Option<Guess>,
    /// Of an attribute: the type that is asked for.
    pub asked: Option<FieldType>,
    /// It was deleted from the library: whether undo there would bring it back.
    pub deleted: Option<bool>,
}

impl Missing {
    /// The library knows what became of it.
    fn is_known(&self) -> bool {
        self.deleted.is_some() || self.guess.as_ref().is_some_and(|guess| guess.by == GuessedBy::Renaming)
    }
}

/// The attributes that criteria read and no lead has, in the order of the model.
pub fn missing_attributes(model: &Model, facts: &Facts) -> Vec<Missing> {
    let fields = facts.fields.as_slice();
    let is_known = |name: &str| name.trim().is_empty() || fields.iter().any(|field| field.name == name);
    let names = |criterion: &Criterion| -> Vec<String> {
        walk::tests(&criterion.rule).into_iter().map(|test| test.attribute.clone()).collect()
    };
    let mut missing = missing(model, names, is_known);
    if missing.is_empty() {
        return missing;
    }
    let enabled = || model.criteria.iter().filter(|criterion| criterion.enabled);
    let tests = || enabled().flat_map(|criterion| walk::tests(&criterion.rule));
    let asked: Vec<Asked<'_>> = missing
        .iter()
        .map(|one| {
            let tests = tests().filter(|test| test.attribute == one.name).map(|test| &test.is).collect();
            Asked { name: &one.name, tests }
        })
        .collect();
    let read = attributes_read(model);
    let renamed = |name: &str| facts.former.renamed.get(name).filter(|now| is_known(now));
    let taken: BTreeSet<&str> = asked.iter().filter_map(|one| renamed(one.name)).map(String::as_str).collect();
    let guesses = guesses(&asked, fields, |name| read.contains(name) || taken.contains(name));
    let types: Vec<_> = asked.iter().map(Asked::field_type).collect();
    for ((one, guess), asked) in missing.iter_mut().zip(guesses).zip(types) {
        let known = renamed(&one.name).map(|now| Guess { field: now.clone(), by: GuessedBy::Renaming });
        (one.guess, one.asked) = (known.or(guess), asked);
        one.deleted = facts.former.deleted.get(&one.name).copied();
    }
    missing
}

/// A problem for each of these attributes, however many there are.
pub fn lacking_attributes(model: &Model, facts: &Facts) -> Vec<Problem> {
    missing_attributes(model, facts).into_iter().map(|one| of_attribute(model, one)).collect()
}

/// All names of attributes that criteria ask for.
pub fn attributes_read(model: &Model) -> BTreeSet<String> {
    let enabled = model.criteria.iter().filter(|criterion| criterion.enabled);
    enabled.flat_map(|criterion| walk::tests(&criterion.rule)).map(|test| test.attribute.clone()).collect()
}

fn missing_kinds(model: &Model, facts: &Facts) -> Vec<Missing> {
    let names = |criterion: &Criterion| match &criterion.rule {
        Rule::Activity(activity) => activity.kinds.clone(),
        Rule::Profile(_) => Vec::new(),
    };
    let mut missing = missing(model, names, |name| facts.kinds.iter().any(|kind| kind == name));
    for one in &mut missing {
        let kinds = || facts.kinds.iter().map(String::as_str);
        let same = kinds().find(|kind| letters(kind) == letters(&one.name)).map(|kind| (kind, GuessedBy::Name));
        let near = || nearest(&one.name, kinds()).map(|kind| (kind, GuessedBy::Spelling));
        one.guess = same.or_else(near).map(|(kind, by)| Guess { field: kind.to_owned(), by });
    }
    missing
}

fn missing(model: &Model, names: impl Fn(&Criterion) -> Vec<String>, is_known: impl Fn(&str) -> bool) -> Vec<Missing> {
    let mut list: Vec<Missing> = Vec::new();
    for criterion in model.criteria.iter().filter(|criterion| criterion.enabled) {
        for name in names(criterion).into_iter().filter(|name| !is_known(name)) {
            let at = list.iter().position(|missing| missing.name == name).unwrap_or_else(|| {
                list.push(Missing { name, criteria: Vec::new(), guess: None, asked: None, deleted: None });
                list.len() - 1
            });
            if list[at].criteria.last() != Some(&criterion.id) {
                list[at].criteria.push(criterion.id.clone());
            }
        }
    }
    list
}

/// Whether a criterion asks for something that the library does not have: what it matches is no fault of its rule then.
pub(super) fn asks_in_vain(criterion: &Criterion, facts: &Facts) -> bool {
    let is_known = |name: &str| facts.fields.iter().any(|field| field.name == name);
    let lacks_kinds = match &criterion.rule {
        Rule::Activity(activity) => {
            facts.kinds.is_empty() || activity.kinds.iter().any(|kind| !facts.kinds.contains(kind))
        }
        Rule::Profile(_) => false,
    };
    lacks_kinds || walk::tests(&criterion.rule).iter().any(|test| !is_known(&test.attribute))
}

pub(super) fn check(Context { model, facts }: Context<'_>, found: &mut Vec<Problem>) {
    let Some(facts) = facts else { return };
    for criterion in model.criteria.iter().filter(|criterion| criterion.enabled) {
        types(criterion, facts, found);
    }
    let (known, missing): (Vec<_>, Vec<_>) = missing_attributes(model, facts).into_iter().partition(Missing::is_known);
    found.extend(known.into_iter().map(|one| of_attribute(model, one)));
    tell(model, missing, found, &ATTRIBUTE_WORDS);
    let kinds = missing_kinds(model, facts);
    if facts.kinds.is_empty() && !kinds.is_empty() {
        let about = all_criteria(model, &kinds);
        let sentence = match about.as_slice() {
            [one] => format!("“{}” counts events, and this library has none", name_of(model, one)),
            many => format!("{} criteria count events, and this library has none", grouped(many.len() as u64)),
        };
        let place = if about.len() == 1 { Place::Criterion(about[0].clone()) } else { Place::Model };
        found.push(Problem::warning(KINDS, place, sentence).hint("Import what the leads did").about(about));
    } else {
        tell(model, kinds, found, &KIND_WORDS);
    }
}

/// What is said of a missing name.
struct Words {
    one: &'static str,
    several: &'static str,
    /// “C-level” reads “Job title”, which no lead has
    reads: &'static str,
    read: &'static str,
    lacks: &'static str,
    hint: &'static str,
    hints: &'static str,
    mend: fn(Vec<CriterionId>, String, String) -> Mend,
}

const ATTRIBUTE_WORDS: Words = Words {
    one: ATTRIBUTE,
    several: ATTRIBUTES,
    reads: "reads",
    read: "read",
    lacks: "ask for attributes that this library lacks",
    hint: "Import this attribute, or say which of the library’s it is",
    hints: "Say which of the library’s attributes they are, or import them",
    mend: |_, from, to| Mend::RenameAttribute { from, to },
};

const KIND_WORDS: Words = Words {
    one: KIND,
    several: KINDS,
    reads: "counts events of the kind",
    read: "count events of the kind",
    lacks: "count events of kinds that this library lacks",
    hint: "Import events of this kind, or choose another",
    hints: "Import events of these kinds, or choose others",
    mend: |criteria, from, to| Mend::RenameKind { criteria, from, to },
};

/// So many slips are told one by one; of more, other leads are the likelier reason.
const SLIPS: usize = 2;

/// A problem for each name that is likely a slip of another, and one for all others.
fn tell(model: &Model, missing: Vec<Missing>, found: &mut Vec<Problem>, words: &Words) {
    let is_slip = |one: &Missing| one.guess.as_ref().is_some_and(|guess| guess.by.is_a_slip());
    let slips = missing.iter().filter(|one| is_slip(one)).count();
    let (slips, unknown): (Vec<Missing>, Vec<Missing>) =
        missing.into_iter().partition(|one| is_slip(one) && slips <= SLIPS);
    found.extend(slips.into_iter().map(|one| of_slip(model, one, words)));
    match unknown.as_slice() {
        [] => {}
        [one] => found.push(of_one(model, one, words, NO_LEAD).hint(words.hint)),
        several => {
            let about = all_criteria(model, several);
            let names: Vec<String> = several.iter().take(LISTED).map(|one| format!("“{}”", one.name)).collect();
            let more = match several.len().saturating_sub(LISTED) {
                0 => String::new(),
                more => format!(" and {} more", grouped(more as u64)),
            };
            let who = match about.as_slice() {
                [one] => {
                    format!("“{}” asks for {}", name_of(model, one), words.lacks.split_once(' ').map_or("", |of| of.1))
                }
                many => format!("{} criteria {}", grouped(many.len() as u64), words.lacks),
            };
            let sentence = format!("{who}: {}{more}", names.join(", "));
            found.push(Problem::warning(words.several, Place::Model, sentence).hint(words.hints).about(about));
        }
    }
}

const NO_LEAD: &str = "which no lead has";

/// What is to be said of one attribute alone.
fn of_attribute(model: &Model, one: Missing) -> Problem {
    let words = &ATTRIBUTE_WORDS;
    match (&one.guess, one.deleted) {
        (Some(Guess { field: to, by: GuessedBy::Renaming }), _) => {
            let problem = of_one(model, &one, words, &format!("which is called “{to}” in these leads"));
            let mend = (words.mend)(Vec::new(), one.name.clone(), to.clone());
            problem.hint(format!("Bring the model up to date by saying “{to}” instead")).mend(mend)
        }
        (_, Some(can_undo)) => {
            let hint = match can_undo {
                true => "Undo that in the library to bring it back, or say which other attribute is meant",
                false => "Its values are gone for good: say which other attribute is meant",
            };
            of_one(model, &one, words, "which was deleted from this library").hint(hint)
        }
        (Some(guess), None) if guess.by.is_a_slip() => of_slip(model, one, words),
        (_, None) => of_one(model, &one, words, NO_LEAD).hint(words.hint),
    }
}

fn of_slip(model: &Model, one: Missing, words: &Words) -> Problem {
    let problem = of_one(model, &one, words, NO_LEAD);
    match one.guess {
        Some(Guess { field: to, .. }) => {
            problem.hint(format!("Did you mean “{to}”?")).mend((words.mend)(one.criteria, one.name, to))
        }
        None => problem,
    }
}

/// `why`: “which no lead has”.
fn of_one(model: &Model, one: &Missing, words: &Words, why: &str) -> Problem {
    let name = &one.name;
    let (place, sentence) = match one.criteria.as_slice() {
        [id] => {
            let sentence = format!("“{}” {} “{name}”, {why}", name_of(model, id), words.reads);
            (Place::Criterion(id.clone()), sentence)
        }
        many => {
            let sentence = format!("{} criteria {} “{name}”, {why}", grouped(many.len() as u64), words.read);
            (many.first().map_or(Place::Model, |id| Place::Criterion(id.clone())), sentence)
        }
    };
    Problem::warning(words.one, place, sentence).about(one.criteria.clone())
}

fn name_of(model: &Model, id: &CriterionId) -> String {
    model.criterion(id).map_or_else(|| id.0.clone(), |criterion| criterion.name.clone())
}

/// Who asks for any of them, in the order of the model.
fn all_criteria(model: &Model, missing: &[Missing]) -> Vec<CriterionId> {
    let asks = |id: &CriterionId| missing.iter().any(|one| one.criteria.contains(id));
    model.criteria.iter().map(|criterion| criterion.id.clone()).filter(|id| asks(id)).collect()
}

/// Tests that name no attribute, or ask for another type than it has.
fn types(criterion: &Criterion, facts: &Facts, found: &mut Vec<Problem>) {
    let place = || Place::Criterion(criterion.id.clone());
    let mut is_told = false;
    for test in walk::tests(&criterion.rule) {
        let attribute = &test.attribute;
        if attribute.trim().is_empty() && !std::mem::replace(&mut is_told, true) {
            let sentence = format!("“{}” has a test that names no attribute yet", criterion.name);
            found.push(Problem::warning(ATTRIBUTE, place(), sentence).hint("Choose an attribute"));
        }
        let Some(field) = facts.fields.iter().find(|field| field.name == *attribute) else { continue };
        if let Some(asked) = test.is.field_type().filter(|asked| *asked != field.field_type) {
            let name = &criterion.name;
            let is = field.field_type;
            let sentence =
                format!("“{name}” tests “{attribute}” as {asked}, but it is {is}, so its value counts as missing");
            found.push(Problem::warning(TYPE, place(), sentence).hint(format!("Choose a test for {is}")));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::{
            FormerFields,
            fixture::{self, each, found_in_leads, words},
        },
        *,
    };

    #[test]
    fn misspelt_names_are_found_and_mended() {
        let problems = found_in_leads(ATTRIBUTE, |model| model.criteria[0].rule = words("Job titel", &["CEO"]));
        assert_eq!(problems[0].hint.as_deref(), Some("Did you mean “Job title”?"));
        assert!(problems[0].mend.is_some());
        let problems = found_in_leads(KIND, |model| model.criteria[2].rule = each(&["demos", "demo"], 10));
        assert_eq!(problems.len(), 1);
        assert!(problems[0].mend.is_some());
    }

    #[test]
    fn what_the_library_renamed_or_deleted_is_told_as_that() {
        let former = FormerFields {
            renamed: [("Title".to_owned(), "Job title".to_owned())].into(),
            deleted: [("Phone".to_owned(), true), ("Fax".to_owned(), false)].into(),
        };
        let facts = Facts { former: former.into(), ..fixture::facts() };
        let mut model = fixture::sound();
        for (place, name) in ["Title", "Title", "Phone", "Fax"].into_iter().enumerate() {
            let id = format!("more {place}");
            model.criteria.push(fixture::criterion(&id, "profile", 5, words(name, &["CEO"])));
        }
        let told: Vec<_> = lacking_attributes(&model, &facts);
        let sentence = |at: usize| (told[at].sentence.as_str(), told[at].hint.as_deref().expect("a hint"));
        assert_eq!(sentence(0).0, "2 criteria read “Title”, which is called “Job title” in these leads");
        assert_eq!(sentence(0).1, "Bring the model up to date by saying “Job title” instead");
        let mend = Mend::RenameAttribute { from: "Title".to_owned(), to: "Job title".to_owned() };
        assert_eq!(told[0].mend, Some(mend));
        let deleted = |name: &str| format!("“more {name}”, which was deleted from this library");
        assert_eq!(sentence(1).0, deleted("2” reads “Phone"));
        assert!(sentence(1).1.starts_with("Undo that in the library"), "{}", sentence(1).1);
        assert_eq!(sentence(2).0, deleted("3” reads “Fax"));
        assert!(sentence(2).1.starts_with("Its values are gone for good"), "{}", sentence(2).1);
        let found = crate::model::check::check(&model, Some(&facts));
        assert_eq!(found.iter().filter(|problem| problem.lacks_attributes()).count(), 3, "and so does the whole check");
    }

    #[test]
    fn one_line_names_all_that_the_library_lacks() {
        let change = |model: &mut Model| {
            model.criteria[0].rule = words("Seniority", &["CEO"]);
            model.criteria[1].rule = words("Country", &["x"]);
            model.criteria.push(fixture::criterion("more", "profile", 5, words("Country", &["y"])));
        };
        let problems = found_in_leads(ATTRIBUTES, change);
        assert_eq!(problems.len(), 1);
        let sentence = "3 criteria ask for attributes that this library lacks: “Seniority”, “Country”";
        assert_eq!((problems[0].sentence.as_str(), &problems[0].place), (sentence, &Place::Model));
        assert!(problems[0].is_about(&Place::Criterion("more".into())));
        assert!(!problems[0].is_about(&Place::Criterion("demo".into())));
        assert!(found_in_leads(ATTRIBUTE, change).is_empty(), "that is all that is said of them");
    }

    #[test]
    fn an_attribute_of_the_account_is_known_in_another_dress_and_renamed_everywhere() {
        let change = |model: &mut Model| {
            model.criteria[0].rule = words("Account: job_title", &["CEO"]);
            model.criteria[1].rule = words("Account: job_title", &["student"]);
        };
        let problems = found_in_leads(ATTRIBUTE, change);
        assert_eq!(problems.len(), 1);
        assert_eq!(problems[0].sentence, "2 criteria read “Account: job_title”, which no lead has");
        assert_eq!(problems[0].hint.as_deref(), Some("Did you mean “Job title”?"));
    }

    #[test]
    fn what_asks_in_vain_is_not_called_a_rule_that_matches_nobody() {
        let found = |attribute: &str| {
            let mut facts = fixture::facts();
            facts.matches.insert("title".into(), 0);
            facts.capped.insert("profile".into(), 0);
            let mut model = fixture::sound();
            model.criteria[0].rule = words(attribute, &["CEO"]);
            fixture::category(&mut model, "profile").at_most = Some(10);
            let codes = ["never-matches", "cap-never-reached"];
            let problems = crate::model::check::check(&model, Some(&facts));
            problems.iter().filter(|problem| codes.contains(&problem.code)).count()
        };
        assert_eq!((found("Job title"), found("Seniority")), (2, 0));
    }

    #[test]
    fn a_library_without_events_is_said_once() {
        let facts = Facts { kinds: Vec::new(), ..fixture::facts() };
        let mut model = fixture::sound();
        model.criteria.push(fixture::criterion("visit", "activity", 5, each(&["page_view"], 1)));
        let found = crate::model::check::check(&model, Some(&facts));
        let told: Vec<_> = found.iter().filter(|problem| problem.code == KINDS).collect();
        assert_eq!(told.len(), 1);
        assert_eq!(told[0].sentence, "2 criteria count events, and this library has none");
    }

    #[test]
    fn a_test_of_another_type_is_found() {
        let problems = found_in_leads(TYPE, |model| model.criteria[0].rule = words("Employees", &["CEO"]));
        assert_eq!(
            problems[0].sentence,
            "“title” tests “Employees” as text, but it is number, so its value counts as missing"
        );
    }
}
