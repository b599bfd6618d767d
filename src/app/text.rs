//! Everything the window says, in one place: Fluent, `assets/locales/en/*.ftl`.

use std::sync::LazyLock;

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};

/// The files of the locale, one a page.
const FILES: &[(&str, &str)] = &[
    ("shell.ftl", include_str!("../../assets/locales/en/shell.ftl")),
    ("modals.ftl", include_str!("../../assets/locales/en/modals.ftl")),
    ("journal.ftl", include_str!("../../assets/locales/en/journal.ftl")),
    ("settings.ftl", include_str!("../../assets/locales/en/settings.ftl")),
    ("words.ftl", include_str!("../../assets/locales/en/words.ftl")),
    ("welcome.ftl", include_str!("../../assets/locales/en/welcome.ftl")),
    ("criteria.ftl", include_str!("../../assets/locales/en/criteria.ftl")),
    ("rule.ftl", include_str!("../../assets/locales/en/rule.ftl")),
    ("matrix.ftl", include_str!("../../assets/locales/en/matrix.ftl")),
    ("voices.ftl", include_str!("../../assets/locales/en/voices.ftl")),
    ("agreement.ftl", include_str!("../../assets/locales/en/agreement.ftl")),
    ("agreement_routes.ftl", include_str!("../../assets/locales/en/agreement_routes.ftl")),
    ("compare.ftl", include_str!("../../assets/locales/en/compare.ftl")),
    ("leads.ftl", include_str!("../../assets/locales/en/leads.ftl")),
    ("palette.ftl", include_str!("../../assets/locales/en/palette.ftl")),
    ("problems.ftl", include_str!("../../assets/locales/en/problems.ftl")),
];

static BUNDLE: LazyLock<FluentBundle<FluentResource>> = LazyLock::new(|| {
    let mut bundle = FluentBundle::new_concurrent(vec![unic_langid::LanguageIdentifier::default()]);
    // The marks around inserted texts are for mixed directions; as glyphs they would only be boxes.
    bundle.set_use_isolating(false);
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
    use std::{collections::BTreeSet, fs, path::Path};

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

    #[test]
    fn values_are_put_in_without_marks() {
        assert_eq!(tr!("undone", what = "A → B"), "Taken back: A → B");
        assert_eq!(tr("no-such-text"), "no-such-text");
    }
}
