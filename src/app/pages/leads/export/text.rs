//! Texts in a CSV file that a spreadsheet may open.

use std::borrow::Cow;

use crate::lead::Instant;

/// A text that a spreadsheet would take for a formula gets a `'` before it, which spreadsheets hide: a lead who calls himself
/// `=HYPERLINK(…)` must not run on a salesperson's machine. What is nothing but a number stays: “-2”, “+49 30 1234”.
pub fn safe(text: &str) -> Cow<'_, str> {
    let is_number = |rest: &str| rest.bytes().all(|it| it.is_ascii_digit() || matches!(it, b' ' | b'.' | b','));
    if text.strip_prefix(['+', '-']).is_some_and(is_number) {
        Cow::Borrowed(text)
    } else if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// An instant as `tandem score` writes it; empty where there is none.
pub fn instant(at: Option<Instant>) -> String {
    at.map(|at| at.to_string()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_a_formula_is_text() {
        assert_eq!(safe("=1+1"), "'=1+1");
        assert_eq!(safe("@SUM(A1)"), "'@SUM(A1)");
        assert_eq!(safe("-2+3"), "'-2+3");
        assert_eq!(safe("Ingrid = Sørensen"), "Ingrid = Sørensen");
        assert_eq!(safe(""), "");
        assert_eq!((safe("-2"), safe("+49 30 1234"), safe("-1,5")), ("-2".into(), "+49 30 1234".into(), "-1,5".into()));
        assert_eq!(safe("+49 (0) 30"), "'+49 (0) 30");
    }
}
