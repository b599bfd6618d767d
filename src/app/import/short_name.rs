//! Names of columns that begin or end alike, where there is no room for all of each.

use crate::lead::SharedWords;

/// A name as what stands before its own part, that, and what stands after it: whole if that fits; else with as many words
/// around its own part as fit, and dots for the rest.
pub fn fitted(shared: &SharedWords, name: &str, fits: impl Fn(&[String; 3]) -> bool) -> [String; 3] {
    let own = shared.own_part(name);
    let parts = (name.get(..own.start), name.get(own.clone()), name.get(own.end..));
    let (Some(before), Some(own), Some(after)) = parts else { return [String::new(), name.to_owned(), String::new()] };
    let with = |from: usize, to: usize| {
        let (dots, rest) = (if from > 0 { "…" } else { "" }, if to < after.len() { "…" } else { "" });
        let (head, tail) = (before.get(from..).unwrap_or_default(), after.get(..to).unwrap_or_default());
        [format!("{dots}{head}"), own.to_owned(), format!("{tail}{rest}")]
    };
    let whole = with(0, after.len());
    if fits(&whole) {
        return whole;
    }
    let (mut from, mut to) = (before.len(), 0);
    loop {
        let earlier = word_before(before, from).filter(|from| fits(&with(*from, to)));
        from = earlier.unwrap_or(from);
        let later = word_after(after, to).filter(|to| fits(&with(from, *to)));
        to = later.unwrap_or(to);
        if earlier.is_none() && later.is_none() {
            return with(from, to);
        }
    }
}

/// Where the last word before a place begins.
fn word_before(text: &str, at: usize) -> Option<usize> {
    let text = text.get(..at)?.trim_end_matches(|c: char| !c.is_alphanumeric());
    if text.is_empty() {
        return None;
    }
    Some(
        text.rfind(|c: char| !c.is_alphanumeric())
            .map_or(0, |mark| mark + text.get(mark..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8)),
    )
}

/// Where the first word after a place ends.
fn word_after(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let begin = rest.find(char::is_alphanumeric)?;
    let word = rest.get(begin..)?;
    Some(at + begin + word.find(|c: char| !c.is_alphanumeric()).unwrap_or(word.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_many_words_stay_as_fit() {
        let names =
            ["web_session_1_average", "web_session_2_average", "web_session_ß_average", "web_session_4_average"];
        let shared = SharedWords::of(names.into_iter());
        let of =
            |name: &str, most: usize| fitted(&shared, name, |parts| parts.concat().chars().count() <= most).concat();
        assert_eq!(of(names[0], 21), names[0]);
        assert_eq!(of(names[0], 20), "…session_1_average");
        assert_eq!(of(names[0], 17), "web_session_1…");
        assert_eq!(of(names[2], 11), "…session_ß…");
        assert_eq!(of(names[0], 10), "…1_average");
        assert_eq!(of(names[0], 2), "…1…", "its own part always stays");
        assert_eq!(of("id", 1), "id");
    }
}
