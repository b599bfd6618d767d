//! Words that stand where a value is missing.

use std::sync::LazyLock;

/// What a form shows where nobody chose, folded.
const PLACEHOLDERS: &[&str] =
    &["select", "-- select --", "--select--", "please select", "bitte wählen", "bitte auswählen"];

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
    is_in(cell, WORDS) || is_in(cell, PLACEHOLDERS)
}

/// A placeholder of a form: nobody is called so.
pub(in crate::library::import) fn is_placeholder(word: &str) -> bool {
    is_in(word, PLACEHOLDERS)
}

pub(in crate::library::import) fn is_error(cell: &str) -> bool {
    cell.starts_with('#') && is_in(cell, ERRORS)
}

/// Whether any of the words begins as the cell and is as long.
fn may_begin(cell: &str) -> bool {
    static LENGTHS: LazyLock<[u32; 128]> = LazyLock::new(|| {
        let mut lengths = [0; 128];
        for word in WORDS.iter().chain(PLACEHOLDERS).chain(ERRORS) {
            if let Some(lengths) = lengths.get_mut(usize::from(word.as_bytes()[0])) {
                *lengths |= 1 << word.len();
            }
        }
        lengths
    });
    let Some(first) = cell.as_bytes().first() else { return false };
    // Capitals may be longer or shorter than small letters, but not in ASCII.
    !cell.is_ascii()
        || LENGTHS.get(usize::from(first.to_ascii_lowercase())).is_some_and(|lengths| lengths >> cell.len() & 1 == 1)
}

fn is_in(cell: &str, words: &[&str]) -> bool {
    // None is longer. Nearly all cells are told apart by their first letter and their length.
    if cell.len() > 24 || !may_begin(cell) {
        return false;
    }
    words.iter().any(|word| word.eq_ignore_ascii_case(cell))
        || !cell.is_ascii() && words.contains(&crate::lead::fold(cell).as_str())
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
        assert!(is_error("#DIV/0!") && !is_error("#1"));
        assert!(
            is_placeholder("Select")
                && is_placeholder("Bitte wählen")
                && may_be_one("Bitte wählen")
                && !is_placeholder("unknown")
        );
    }
}
