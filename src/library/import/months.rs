//! Dates with the month in letters, as people and programs write them in seven languages.

use crate::lead::fold;

/// Folded, whole and as they are cut short; English, German, French, Spanish, Italian, Dutch, Portuguese.
const MONTHS: [&[&str]; 12] = [
    &[
        "jan", "january", "januar", "jänner", "jän", "janvier", "janv", "enero", "ene", "gennaio", "gen", "januari",
        "janeiro",
    ],
    &[
        "feb",
        "february",
        "februar",
        "février",
        "fevrier",
        "févr",
        "fév",
        "fevr",
        "febrero",
        "febbraio",
        "februari",
        "fevereiro",
        "fev",
    ],
    &["mar", "march", "märz", "mär", "mrz", "maerz", "mars", "marzo", "maart", "mrt", "março", "marco"],
    &["apr", "april", "avril", "avr", "abril", "abr", "aprile"],
    &["may", "mai", "mayo", "maggio", "mag", "mei", "maio"],
    &["jun", "june", "juni", "juin", "junio", "giugno", "giu", "junho"],
    &["jul", "july", "juli", "juillet", "juil", "julio", "luglio", "lug", "julho"],
    &["aug", "august", "août", "aout", "agosto", "ago", "augustus"],
    &["sep", "sept", "september", "septembre", "septiembre", "setiembre", "settembre", "sett", "set", "setembro"],
    &["oct", "october", "oktober", "okt", "octobre", "octubre", "ottobre", "ott", "outubro", "out"],
    &["nov", "november", "novembre", "noviembre", "novembro"],
    &["dec", "december", "dezember", "dez", "décembre", "decembre", "déc", "diciembre", "dic", "dicembre", "dezembro"],
];

/// What may stand between the parts of a date: `3 de septiembre de 2024`.
const BETWEEN: [&str; 7] = ["de", "del", "di", "of", "the", "le", "den"];

/// Days of the week, by how they begin; they may stand before the date.
const WEEKDAYS: [&str; 38] = [
    "mon", "tue", "wed", "thu", "fri", "sat", "sun", "mo", "di", "mi", "do", "fr", "sa", "so", "lun", "mar", "mer",
    "jeu", "ven", "sam", "dim", "mié", "mie", "jue", "vie", "sáb", "sab", "dom", "gio", "woe", "vri", "zat", "zon",
    "seg", "ter", "qua", "qui", "sex",
];

/// The parts of a date, and what follows it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Written<'a> {
    pub day: &'a str,
    pub month: i32,
    pub year: &'a str,
    pub rest: &'a str,
}

/// Takes `3 Sep 2024`, `Sep 3, 2024`, `03-Sep-24`, `Tue, 3 Sep 2024` apart.
pub(super) fn date(text: &str) -> Option<Written<'_>> {
    // Most texts are no dates, and are told apart at once.
    let is_like_one = text.len() >= 8
        && text.len() <= 60
        && text.bytes().any(|byte| byte.is_ascii_digit())
        && text.contains(char::is_alphabetic);
    if !is_like_one {
        return None;
    }
    let (mut day, mut month, mut rest) = (None, None, text);
    for place in 0..8 {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | '-' | '/'));
        let first = rest.chars().next()?;
        let is_number = first.is_ascii_digit();
        let end = rest.find(|c: char| if is_number { !c.is_ascii_digit() } else { !c.is_alphabetic() });
        let (token, after) = rest.split_at(end.unwrap_or(rest.len()));
        if token.is_empty() {
            return None;
        }
        rest = after;
        if is_number {
            if let (Some(day), Some(month)) = (day, month) {
                let is_year = matches!(token.len(), 2 | 4);
                return is_year.then_some(Written {
                    day,
                    month,
                    year: token,
                    rest: after.trim_start_matches([',', ' ', 'T']),
                });
            }
            if day.is_some() || token.len() > 2 {
                return None;
            }
            day = Some(token);
            // 3rd, 1er, 1º
            let ordinal = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
            if ["st", "nd", "rd", "th", "er", "º", "ª"].contains(&&rest[..ordinal]) {
                rest = &rest[ordinal..];
            }
            continue;
        }
        let word = fold(token);
        if let Some(found) = MONTHS.iter().position(|names| names.contains(&word.as_str())).filter(|_| month.is_none())
            // “mar 3 sep 2024” is a Tuesday in French: a month follows.
            && !(place == 0 && WEEKDAYS.contains(&word.as_str()) && has_month(rest))
        {
            month = Some(found as i32 + 1);
            continue;
        }
        let is_weekday = place == 0 && is_weekday(&word);
        if !is_weekday && !BETWEEN.contains(&word.as_str()) {
            return None;
        }
    }
    None
}

/// Cut short, or whole.
fn is_weekday(word: &str) -> bool {
    const ENDS: [&str; 13] =
        ["day", "tag", "woch", "dag", "di", "dì", "es", "nes", "bado", "ado", "ingo", "menica", "feira"];
    WEEKDAYS.contains(&word)
        || WEEKDAYS.iter().any(|day| word.starts_with(day)) && ENDS.iter().any(|end| word.ends_with(end))
}

fn has_month(text: &str) -> bool {
    let is_one = |word: &str| {
        let word = fold(word);
        MONTHS.iter().any(|names| names.contains(&word.as_str()))
    };
    text.split(|c: char| !c.is_alphabetic()).any(is_one)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_in_seven_languages() {
        for (text, day, month, year, rest) in [
            ("3 Sep 2024", "3", 9, "2024", ""),
            ("Sep 3, 2024", "3", 9, "2024", ""),
            ("September 3rd, 2024 2:30 PM", "3", 9, "2024", "2:30 PM"),
            ("03-Sep-24", "03", 9, "24", ""),
            ("3. März 2024 14:30", "3", 3, "2024", "14:30"),
            ("1er août 2024", "1", 8, "2024", ""),
            ("3 de septiembre de 2024", "3", 9, "2024", ""),
            ("3 sett. 2024", "3", 9, "2024", ""),
            ("12 ott 2024", "12", 10, "2024", ""),
            ("3 mrt. 2024", "3", 3, "2024", ""),
            ("3 de março de 2024", "3", 3, "2024", ""),
            ("Tue, 3 Sep 2024 14:30:00 +0200", "3", 9, "2024", "14:30:00 +0200"),
            ("mar. 3 sept. 2024", "3", 9, "2024", ""),
            ("Mar 3, 2024", "3", 3, "2024", ""),
            ("Dienstag, 3. September 2024", "3", 9, "2024", ""),
        ] {
            assert_eq!(date(text), Some(Written { day, month, year, rest }), "{text}");
        }
        for text in [
            "May 2024",
            "3 apples 2024",
            "Sep 3",
            "Building 7, 2024",
            "A1 B2 2024",
            "",
            "March of 2024",
            "12 Sep 3 2024",
            "Monica 3 Sep 2024",
        ] {
            assert_eq!(date(text), None, "{text}");
        }
    }
}
