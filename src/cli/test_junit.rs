//! The tests as JUnit XML, which build servers read: one suite for leads, one for segments.

use std::{
    borrow::Cow,
    io::{self, Write},
};

use super::test::{Kind, Outcome, Told};

pub(super) fn write(out: &mut dyn Write, model: &str, told: &[Told]) -> io::Result<()> {
    let count = |of: &[&Told], result: Outcome| of.iter().filter(|test| test.result == result).count();
    let all: Vec<&Told> = told.iter().collect();
    let (failed, skipped) = (count(&all, Outcome::Failed), count(&all, Outcome::Skipped));
    writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    let (name, number) = (escaped(model), told.len());
    writeln!(out, r#"<testsuites name="{name}" tests="{number}" failures="{failed}" skipped="{skipped}" errors="0">"#)?;
    for (kind, title) in [(Kind::Lead, "test leads"), (Kind::Segment, "segments")] {
        let of_kind: Vec<&Told> = told.iter().filter(|test| test.kind == kind).collect();
        if of_kind.is_empty() {
            continue;
        }
        let (failed, skipped) = (count(&of_kind, Outcome::Failed), count(&of_kind, Outcome::Skipped));
        let number = of_kind.len();
        writeln!(
            out,
            r#"  <testsuite name="{title}" tests="{number}" failures="{failed}" skipped="{skipped}" errors="0">"#
        )?;
        for test in of_kind {
            case(out, model, title, test)?;
        }
        writeln!(out, "  </testsuite>")?;
    }
    writeln!(out, "</testsuites>")
}

fn case(out: &mut dyn Write, model: &str, title: &str, test: &Told) -> io::Result<()> {
    let class = escaped(&format!("{model}.{title}")).into_owned();
    write!(out, r#"    <testcase classname="{class}" name="{}""#, escaped(&test.name))?;
    let because = escaped(test.because.as_deref().unwrap_or_default());
    match test.result {
        Outcome::Passed => writeln!(out, "/>"),
        Outcome::Skipped => writeln!(out, ">\n      <skipped message=\"{because}\"/>\n    </testcase>"),
        Outcome::Failed => {
            let mut body = format!("expected: {}", test.expected);
            for (label, text) in [("is", &test.is), ("because", &test.why)] {
                if let Some(text) = text {
                    body.push_str(&format!("\n{label}: {text}"));
                }
            }
            let body = escaped(&body);
            writeln!(out, ">\n      <failure message=\"{because}\">{body}</failure>\n    </testcase>")
        }
    }
}

/// A text for an attribute or for between tags. What XML 1.0 can't hold at all, not even escaped, becomes U+FFFD.
fn escaped(text: &str) -> Cow<'_, str> {
    let is_plain = |c: char| !matches!(c, '<' | '>' | '&' | '"' | '\'') && is_allowed(c) && !is_blank(c);
    if text.chars().all(is_plain) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '&' => safe.push_str("&amp;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&apos;"),
            // As they stand a reader would make blanks of them in an attribute.
            c if is_blank(c) => safe.push_str(&format!("&#{};", u32::from(c))),
            c if is_allowed(c) => safe.push(c),
            _ => safe.push(char::REPLACEMENT_CHARACTER),
        }
    }
    Cow::Owned(safe)
}

fn is_blank(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r')
}

/// The production `Char` of XML 1.0.
fn is_allowed(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(name: &str, result: Outcome, because: Option<&str>) -> Told {
        Told {
            kind: Kind::Lead,
            id: "t".to_owned(),
            name: name.to_owned(),
            result,
            expected: "in A1".to_owned(),
            is: Some("B2".to_owned()),
            because: because.map(str::to_owned),
            why: None,
            misses: None,
        }
    }

    #[test]
    fn hostile_names_stay_text() {
        let hostile = "]]></testcase> & \"O'Neil\"\n<!--\u{0}\u{ffff}\u{1b}[31m żółw 東京 😀";
        let mut out = Vec::new();
        write(&mut out, hostile, &[told(hostile, Outcome::Failed, Some(hostile))]).expect("it is written");
        let xml = String::from_utf8(out).expect("text");
        assert_eq!(xml.matches('<').count(), xml.matches('>').count(), "{xml}");
        // Only the tags that were written: xml, testsuites, testsuite, testcase, failure.
        assert_eq!(xml.matches('<').count(), 1 + 2 * 4, "{xml}");
        assert!(!xml.chars().any(|c| c != '\n' && c.is_control()) && !xml.contains('\u{ffff}'), "{xml}");
        let name = "]]&gt;&lt;/testcase&gt; &amp; &quot;O&apos;Neil&quot;&#10;&lt;!--\u{fffd}\u{fffd}\u{fffd}[31m żółw 東京 😀";
        assert!(xml.contains(&format!("name=\"{name}\"")), "{xml}");
    }

    #[test]
    fn suites_are_counted_as_build_servers_expect() {
        let mut out = Vec::new();
        let tests = [
            told("Ann", Outcome::Passed, None),
            told("Ben", Outcome::Failed, Some("is in B2")),
            Told { kind: Kind::Segment, ..told("Wins", Outcome::Skipped, Some("no library is open")) },
        ];
        write(&mut out, "Model", &tests).expect("it is written");
        let expected = r#"<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="Model" tests="3" failures="1" skipped="1" errors="0">
  <testsuite name="test leads" tests="2" failures="1" skipped="0" errors="0">
    <testcase classname="Model.test leads" name="Ann"/>
    <testcase classname="Model.test leads" name="Ben">
      <failure message="is in B2">expected: in A1&#10;is: B2</failure>
    </testcase>
  </testsuite>
  <testsuite name="segments" tests="1" failures="0" skipped="1" errors="0">
    <testcase classname="Model.segments" name="Wins">
      <skipped message="no library is open"/>
    </testcase>
  </testsuite>
</testsuites>
"#;
        assert_eq!(String::from_utf8(out).expect("text"), expected);
    }
}
