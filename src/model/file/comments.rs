/// The line (from 1) of the first comment in a text that reads as RON. Comments are read over, so saving drops them.
pub(super) fn first_comment(text: &str) -> Option<usize> {
    let mut at = 0;
    while let Some(found) = text[at..].find(['"', '\'', '/']) {
        let start = at + found;
        let rest = &text[start..];
        if rest.starts_with("//") || rest.starts_with("/*") {
            return Some(1 + text[..start].matches('\n').count());
        }
        at = start + past(&text[..start], rest);
    }
    None
}

/// How many bytes the string or character at the beginning of `rest` takes, given what stands before it.
fn past(before: &str, rest: &str) -> usize {
    let quote = rest.chars().next().unwrap_or('/');
    if quote == '/' {
        return 1;
    }
    // r#"…"# ends with as many signs, and knows no escapes.
    let opened = before.trim_end_matches('#');
    if quote == '"' && opened.ends_with('r') {
        let end = format!("\"{}", "#".repeat(before.len() - opened.len()));
        return rest[1..].find(&end).map_or(rest.len(), |found| 1 + found + end.len());
    }
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        if c == quote && !escaped {
            return at + 1;
        }
        escaped = c == '\\' && !escaped;
    }
    rest.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_told_from_texts() {
        for (text, line) in [
            ("(a: 1)", None),
            ("// ours\n(a: 1)", Some(1)),
            ("(\n  a: 1, /* ours */\n)", Some(2)),
            (r#"(a: "https://x.example", b: "/* no */")"#, None),
            (r#"(a: "he said \"no\" // here")"#, None),
            ("(a: \"ends with \\\\\", // here\n)", Some(1)),
            ("(a: \"two\nlines\", // here\n)", Some(2)),
            (
                r##"(a: r"\", b: 1 // here
)"##,
                Some(1),
            ),
            (r##"(a: r#"a " // no"#)"##, None),
            ("(a: '\"', b: 1) // here", Some(1)),
        ] {
            assert_eq!(first_comment(text), line, "{text}");
        }
    }
}
