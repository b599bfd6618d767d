use ron::ser::PrettyConfig;

use super::parse::options;
use crate::model::Model;

/// The model as it is kept in a file: the same model always gives the same text.
///
/// Writing into memory can't fail for a model; should it do so nevertheless, the text is empty, which reads as no model.
pub fn to_text(model: &Model) -> String {
    try_to_text(model).unwrap_or_default()
}

pub(super) fn try_to_text(model: &Model) -> Result<String, ron::Error> {
    let config = PrettyConfig::new().new_line("\n").indentor("    ").struct_names(false);
    let mut text = options().without_recursion_limit().to_string_pretty(model, config)?;
    text.push('\n');
    Ok(with_plain_letters(&text))
}

/// Undoes the escapes that a person would not have written: of `'`, and of letters that combine with the one before
/// (as most Indian scripts do). Backslashes stand in strings only.
pub(crate) fn with_plain_letters(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        plain.push_str(&rest[..at]);
        let escape = &rest[at..];
        let (length, letter) = match escape.as_bytes().get(1) {
            Some(b'\'') => (2, Some('\'')),
            Some(b'u') => {
                let length = escape.find('}').map_or(escape.len(), |end| end + 1);
                (length, combining_letter(&escape[..length]).filter(|_| !plain.ends_with('"')))
            }
            _ => (2.min(escape.len()), None),
        };
        match letter {
            Some(letter) => plain.push(letter),
            None => plain.push_str(&escape[..length]),
        }
        rest = &escape[length..];
    }
    plain.push_str(rest);
    plain
}

/// The letter of an escape (`\u{301}`) that would be seen if it stood behind another.
fn combining_letter(escape: &str) -> Option<char> {
    let code = escape.strip_prefix("\\u{")?.strip_suffix('}')?;
    let letter = char::from_u32(u32::from_str_radix(code, 16).ok()?)?;
    // After another letter, `escape_debug` escapes only what can't be seen.
    (format!("a{letter}").escape_debug().count() == 2).then_some(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_written_as_they_are_read() {
        let mut model = Model::new("It's हिन्दी, Zürich, 東京");
        model.about = "\u{301}first\n\"second\" \\ \u{202e}hidden".to_owned();
        let text = to_text(&model);
        assert!(text.contains("name: \"It's हिन्दी, Zürich, 東京\",\n"), "{text}");
        assert!(text.contains(r#"about: "\u{301}first\n\"second\" \\ \u{202e}hidden","#), "{text}");
    }
}
