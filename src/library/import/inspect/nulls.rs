//! Words that stand where a value is missing.

use std::sync::LazyLock;

use crate::{lead::fold, library::import::words::Words};

/// What a form shows where nobody chose, folded.
const PLACEHOLDERS: &[&str] =
    &["select", "-- select --", "--select--", "please select", "bitte wählen", "bitte auswählen"];

/// What programs write for “no value” and nobody means otherwise, folded: missing in every column. `#N/A` is an
/// [error](ERRORS), which always is.
const SURE: &[&str] = &[
    "-", "--", "---", "–", "—", "?", "n/a", "n.a.", "na", "null", "\\n", "(null)", "<null>", "(none)", "<none>",
    "(blank)", "(empty)",
];

/// What else people and programs write for “no value”, folded. `999` and the like are not among them: only who knows the data
/// can say that of a number.
const WORDS: &[&str] = &[
    "-",
    "--",
    "---",
    "–",
    "—",
    "?",
    ".",
    "n/a",
    "n.a.",
    "n.a",
    "na",
    "#n/a",
    "n/v",
    "null",
    "\\n",
    "nil",
    "none",
    "(none)",
    "<none>",
    "(null)",
    "<null>",
    "(blank)",
    "blank",
    "(empty)",
    "empty",
    "undefined",
    "unknown",
    "(unknown)",
    "not set",
    "(not set)",
    "not available",
    "not applicable",
    "not provided",
    "not specified",
    "unspecified",
    "tbd",
    "missing",
    "no value",
    "[unknown]",
    "unbekannt",
    "k.a.",
    "k. a.",
    "keine angabe",
    "inconnu",
    "inconnue",
    "non renseigné",
    "desconocido",
    "desconocida",
    "sin datos",
    "sconosciuto",
    "non disponibile",
    "onbekend",
    "desconhecido",
    "não informado",
    "nieznany",
    "brak",
    "okänd",
    "ukendt",
    "ukjent",
];

/// Errors of a spreadsheet are never values.
const ERRORS: &[&str] = &[
    "#n/a",
    "#div/0!",
    "#name?",
    "#null!",
    "#num!",
    "#ref!",
    "#value!",
    "#data!",
    "#getting_data",
    "#error!",
    "#spill!",
    "#calc!",
];

/// Whether a cell (trimmed) may mean that nothing is known.
pub(in crate::library::import) fn may_be_one(cell: &str) -> bool {
    static ALL: LazyLock<Words> = LazyLock::new(|| Words::new(WORDS.iter().chain(PLACEHOLDERS).copied()));
    ALL.has(cell)
}

/// A placeholder of a form: nobody is called so.
pub(in crate::library::import) fn is_placeholder(word: &str) -> bool {
    static ALL: LazyLock<Words> = LazyLock::new(|| Words::new(PLACEHOLDERS.iter().copied()));
    ALL.has(word)
}

/// Whether a word means “no value” beyond doubt.
pub(super) fn is_sure(word: &str) -> bool {
    static ALL: LazyLock<Words> = LazyLock::new(|| Words::new(SURE.iter().copied()));
    ALL.has(word)
}

/// Whether a word that means “no value” elsewhere may be one in a column with such values: NA is Namibia among codes of two
/// letters, and Null and Na are what people are called.
pub(super) fn may_be_a_value(word: &str, examples: &[String], words: &[(String, u64)]) -> bool {
    let folded = fold(word);
    let is_code = |example: &&String| example.len() == 2 && example.bytes().all(|byte| byte.is_ascii_alphabetic());
    let are_codes = folded == "na" && examples.iter().filter(is_code).count() * 2 > examples.len();
    let is_name = |word: &str| word.starts_with(char::is_uppercase) && word.ends_with(char::is_lowercase);
    let is_named = || words.iter().any(|(other, _)| is_name(other) && fold(other) == folded);
    are_codes || matches!(folded.as_str(), "na" | "null") && is_named()
}

pub(in crate::library::import) fn is_error(cell: &str) -> bool {
    static ALL: LazyLock<Words> = LazyLock::new(|| Words::new(ERRORS.iter().copied()));
    cell.starts_with('#') && ALL.has(cell)
}

/// Numbers that programs write where they know none.
const STAND_INS: &[&str] = &["-1", "-9", "-99", "-999", "-9999", "999", "9999", "99999", "999999"];
/// Of a hundred rows, in so many a number must stand that may mean none.
const LARGE_SHARE: u64 = 10;

/// A number that stands in many rows and far from all others: its word, its count, and the least and the greatest of the others.
pub(super) fn stand_in(values: &[(String, u64)], filled: u64) -> Option<(String, u64, [f64; 2])> {
    let number = |value: &str| value.parse::<f64>().ok().filter(|number| number.is_finite());
    values.iter().find_map(|(word, count)| {
        let is_large = STAND_INS.contains(&word.as_str()) && count * 100 >= filled * LARGE_SHARE;
        let own = number(word).filter(|_| is_large)?;
        let others: Vec<f64> =
            values.iter().filter(|(other, _)| other != word).filter_map(|(other, _)| number(other)).collect();
        let least = others.iter().copied().reduce(f64::min)?;
        let greatest = others.iter().copied().reduce(f64::max)?;
        let is_far = if own < 0.0 { least >= 0.0 } else { greatest > 0.0 && own >= 10.0 * greatest };
        (others.len() > 1 && is_far).then(|| (word.clone(), *count, [least, greatest]))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_nothing_are_known_whatever_their_capitals() {
        for word in ["Select", "N/A", "UNKNOWN", "-", "–", "#N/A", "k.A.", "Non Renseigné"] {
            assert!(may_be_one(word), "{word}");
        }
        for word in ["999", "0", "no", "nein", "Nancy", "x", ""] {
            assert!(!may_be_one(word), "{word}");
        }
        assert!(SURE.iter().all(|word| may_be_one(word) && is_sure(word)));
        assert!(!is_sure("none") && !is_sure("unknown"));
        assert!(is_error("#DIV/0!") && !is_error("#1"));
        assert!(
            is_placeholder("Select")
                && is_placeholder("Bitte wählen")
                && may_be_one("Bitte wählen")
                && !is_placeholder("unknown")
        );
    }

    #[test]
    fn a_number_far_from_all_others_may_stand_for_none() {
        let values = |list: &[(&str, u64)]| -> Vec<(String, u64)> {
            list.iter().map(|(value, count)| ((*value).to_owned(), *count)).collect()
        };
        let found = |list: &[(&str, u64)]| stand_in(&values(list), 100).map(|(word, ..)| word);
        assert_eq!(found(&[("999", 90), ("3", 5), ("27", 5)]).as_deref(), Some("999"));
        assert_eq!(found(&[("-1", 50), ("0", 25), ("12", 25)]).as_deref(), Some("-1"));
        assert_eq!(found(&[("999", 2), ("3", 50), ("27", 48)]), None, "in few rows");
        assert_eq!(found(&[("999", 50), ("3", 25), ("950", 25)]), None, "near to others");
        assert_eq!(found(&[("-1", 50), ("-2", 25), ("12", 25)]), None, "others are below zero too");
        assert_eq!(found(&[("-1", 50), ("1", 50)]), None, "yes and no");
    }
}
