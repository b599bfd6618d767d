//! Everything the window says, in one place: Fluent, `assets/locales/en/*.ftl`.

use std::sync::LazyLock;

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};

use crate::model::wording;

/// The files of the locale, one a page.
const FILES: &[(&str, &str)] = &[
    ("shell.ftl", include_str!("../../assets/locales/en/shell.ftl")),
    ("modals.ftl", include_str!("../../assets/locales/en/modals.ftl")),
    ("import.ftl", include_str!("../../assets/locales/en/import.ftl")),
    ("journal.ftl", include_str!("../../assets/locales/en/journal.ftl")),
    ("settings.ftl", include_str!("../../assets/locales/en/settings.ftl")),
    ("words.ftl", include_str!("../../assets/locales/en/words.ftl")),
    ("welcome.ftl", include_str!("../../assets/locales/en/welcome.ftl")),
    ("criteria.ftl", include_str!("../../assets/locales/en/criteria.ftl")),
    ("rule.ftl", include_str!("../../assets/locales/en/rule.ftl")),
    ("time.ftl", include_str!("../../assets/locales/en/time.ftl")),
    ("matrix.ftl", include_str!("../../assets/locales/en/matrix.ftl")),
    ("what_if_sweep.ftl", include_str!("../../assets/locales/en/what_if_sweep.ftl")),
    ("voices.ftl", include_str!("../../assets/locales/en/voices.ftl")),
    ("agreement.ftl", include_str!("../../assets/locales/en/agreement.ftl")),
    ("agreement_routes.ftl", include_str!("../../assets/locales/en/agreement_routes.ftl")),
    ("scenarios.ftl", include_str!("../../assets/locales/en/scenarios.ftl")),
    ("compare.ftl", include_str!("../../assets/locales/en/compare.ftl")),
    ("what_if_flow.ftl", include_str!("../../assets/locales/en/what_if_flow.ftl")),
    ("leads.ftl", include_str!("../../assets/locales/en/leads.ftl")),
    ("accounts.ftl", include_str!("../../assets/locales/en/accounts.ftl")),
    ("test_leads.ftl", include_str!("../../assets/locales/en/test_leads.ftl")),
    ("nurture.ftl", include_str!("../../assets/locales/en/nurture.ftl")),
    ("sandbox.ftl", include_str!("../../assets/locales/en/sandbox.ftl")),
    ("library.ftl", include_str!("../../assets/locales/en/library.ftl")),
    ("palette.ftl", include_str!("../../assets/locales/en/palette.ftl")),
    ("problems.ftl", include_str!("../../assets/locales/en/problems.ftl")),
];

/// Beyond, not every whole number can be told from its neighbours.
const MOST_EXACT: f64 = 9e15;

static BUNDLE: LazyLock<FluentBundle<FluentResource>> = LazyLock::new(|| {
    let mut bundle = FluentBundle::new_concurrent(vec![unic_langid::LanguageIdentifier::default()]);
    // The marks around inserted texts are for mixed directions; as glyphs they would only be boxes.
    bundle.set_use_isolating(false);
    // However a number comes into a sentence, it is written as all are.
    bundle.set_formatter(Some(|value, _| match value {
        FluentValue::Number(number) if number.value.fract() == 0.0 && number.value.abs() < MOST_EXACT => {
            Some(wording::whole(number.value as i64))
        }
        _ => None,
    }));
    for &(name, text) in FILES {
        let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(resource, errors)| {
            eprintln!("{name}: {errors:?}");
            resource
        });
        if let Err(errors) = bundle.add_resource(resource) {
            eprintln!("{name}: {errors:?}");
        }
    }
    bundle
});

/// A text by its id. An id that no file has is shown itself, and a test finds it before anyone else does.
pub fn tr(id: &str) -> String {
    format(id, None)
}

/// A text with values put in; see the macro `tr!`.
pub fn tr_args(id: &str, args: &[(&'static str, FluentValue<'_>)]) -> String {
    let args: FluentArgs<'_> = args.iter().cloned().collect();
    format(id, Some(&args))
}

fn format(id: &str, args: Option<&FluentArgs<'_>>) -> String {
    let Some(pattern) = BUNDLE.get_message(id).and_then(|message| message.value()) else { return id.to_owned() };
    let mut errors = Vec::new();
    let text = BUNDLE.format_pattern(pattern, args, &mut errors).into_owned();
    if !errors.is_empty() {
        eprintln!("the text “{id}”: {errors:?}");
    }
    text
}

/// `tr!("save")`, `tr!("saved-as", path = path)`: a text of the window by its id.
macro_rules! tr {
    ($id:literal) => { $crate::app::text::tr($id) };
    ($id:literal, $($name:ident = $value:expr),+ $(,)?) => {
        $crate::app::text::tr_args($id, &[$((stringify!($name), ::fluent_bundle::FluentValue::from($value))),+])
    };
}

#[cfg(test)]
mod tests {
    use std::{
        collections::{BTreeMap, BTreeSet},
        fs,
        path::Path,
    };

    use super::*;

    fn sources(folder: &Path, found: &mut String) {
        for entry in fs::read_dir(folder).expect("the sources are there").flatten() {
            if entry.path().is_dir() {
                sources(&entry.path(), found);
            } else {
                found.push_str(&fs::read_to_string(entry.path()).expect("text"));
            }
        }
    }

    fn defined() -> BTreeSet<String> {
        let mut ids = BTreeSet::new();
        for &(name, text) in FILES {
            for line in text.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase())) {
                let id = line.split_once('=').map(|(id, _)| id.trim().to_owned()).expect("a message");
                assert!(ids.insert(id.clone()), "{name}: {id} is defined twice");
            }
            assert!(FluentResource::try_new(text.to_owned()).is_ok(), "{name} reads");
        }
        ids
    }

    #[test]
    fn numbers_in_sentences_have_their_thousands_set_apart() {
        assert_eq!(tr!("and-more", count = 1_993), "and 1,993 more");
        assert_eq!(tr!("and-more", count = 12_480_000_u64), "and 12,480,000 more");
        assert_eq!(tr!("minutes", number = 1.5), "1.5 min");
    }

    #[test]
    fn every_text_that_is_asked_for_exists_and_none_is_left_over() {
        let mut code = String::new();
        sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/app"), &mut code);
        let defined = defined();
        for (position, _) in code.match_indices("tr!(") {
            let id: String =
                code[position + 4..].trim_start().trim_start_matches('"').split('"').next().unwrap_or("").to_owned();
            let is_id = !id.is_empty() && id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
            assert!(!is_id || defined.contains(&id), "no locale file has “{id}”");
        }
        for id in &defined {
            assert!(code.contains(&format!("\"{id}\"")), "nobody asks for “{id}”");
        }
    }

    /// Each id and the names that stand in its text as `{ $name }`.
    fn wanted() -> BTreeMap<String, BTreeSet<String>> {
        let mut wanted = BTreeMap::new();
        let mut last = String::new();
        for line in FILES.iter().flat_map(|(_, text)| text.lines()).filter(|line| !line.starts_with('#')) {
            if let Some((id, _)) = line.split_once('=').filter(|_| line.starts_with(|c: char| c.is_ascii_lowercase())) {
                last = id.trim().to_owned();
            }
            let names: &mut BTreeSet<String> = wanted.entry(last.clone()).or_default();
            for part in line.split('$').skip(1) {
                let end = part.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(part.len());
                names.insert(part[..end].to_owned());
            }
        }
        wanted
    }

    /// What stands between the brackets of a call, in parts by its commas; commas within brackets and texts are none.
    fn parts(call: &str) -> Vec<String> {
        let (mut parts, mut depth, mut is_text) = (vec![String::new()], 0_usize, false);
        let mut letters = call.chars().peekable();
        while let Some(letter) = letters.next() {
            let is_quote = letter == '"';
            match letter {
                '\\' if is_text => {
                    letters.next();
                }
                _ if is_quote => is_text = !is_text,
                _ if is_text => {}
                '(' | '[' | '{' => depth += 1,
                ')' | ']' | '}' if depth == 0 => break,
                ')' | ']' | '}' => depth -= 1,
                ',' if depth == 0 => {
                    parts.push(String::new());
                    continue;
                }
                _ => {}
            }
            if let Some(part) = parts.last_mut() {
                part.push(letter);
            }
        }
        parts.into_iter().map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
    }

    #[test]
    fn every_text_is_given_the_values_that_stand_in_it() {
        let mut code = String::new();
        sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/app"), &mut code);
        let (wanted, mut looked_at) = (wanted(), 0);
        for (position, _) in code.match_indices("tr!(") {
            let parts = parts(&code[position + 4..]);
            let Some((id, given)) = parts.split_first() else { continue };
            let Some(names) = wanted.get(id.trim_matches('"')) else { continue };
            let given: BTreeSet<String> =
                given.iter().filter_map(|part| Some(part.split_once('=')?.0.trim().to_owned())).collect();
            assert_eq!(given, *names, "the values of {id}");
            looked_at += usize::from(!names.is_empty());
        }
        assert!(looked_at > 200, "only {looked_at} calls with values were found");
    }

    #[test]
    fn values_are_put_in_without_marks() {
        assert_eq!(tr!("undone", what = "A → B"), "Taken back: A → B");
        assert_eq!(tr("no-such-text"), "no-such-text");
    }
}
