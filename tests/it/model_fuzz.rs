//! No model file makes the reader panic, nor anything that is then done with what it says: it is refused with its place, or
//! it is a model, however odd, that is written, checked, compared, merged and scored.
//!
//! A bounded run here; a long one by `scripts/fuzz.sh`, which says so by `PROPTEST_CASES`.

use std::{ops::Range, path::Path, sync::LazyLock};

use proptest::{collection::vec, prelude::*, sample::Index, test_runner::TestCaseResult};
use tandem::{
    lead::{Instant, Lead},
    model::{
        check::check,
        diff::diff,
        file::{parse, to_text},
        merge::merge,
        rule_text,
    },
};

use crate::{
    mutate::{self, Change, config, mutate},
    scorers_agree::agree_on_all,
    strategies::lead,
};

/// The file that holds all a model can say, and a short one.
static SEEDS: LazyLock<[String; 2]> = LazyLock::new(|| {
    ["tests/fixtures/model-format-1.ron", "sample-models/simple-start.ron"].map(|file| {
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).expect("the file is there")
    })
});

fn seed() -> Range<usize> {
    0..SEEDS.len()
}

fn changes() -> impl Strategy<Value = Vec<Change>> {
    mutate::changes(b",()[]{}:\"\\/*#-+._0159 \n\r\0aeZ\xC3\xFF")
}

/// What a number or a word of the file becomes.
const ODD: [&str; 24] = [
    "0",
    "-1",
    "1",
    "7",
    "100",
    "2147483647",
    "-2147483648",
    "2147483648",
    "4294967295",
    "9223372036854775807",
    "1e308",
    "-1e308",
    "1e-320",
    "0.1",
    "NaN",
    "\"\"",
    "\"0000-00-00\"",
    "\"9999-12-31\"",
    "\"-9999-01-01T00:00:00Z\"",
    "None",
    "()",
    "[]",
    "{}",
    "\"\u{202e}\u{0}\"",
];

/// The numbers and words of a file, by their places.
fn tokens(text: &str) -> Vec<Range<usize>> {
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.');
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, byte) in text.bytes().enumerate().filter(|(_, byte)| is_word(*byte)) {
        match found.last_mut() {
            Some(last) if last.end == at => last.end += 1,
            _ => found.push(at..at + usize::from(byte.is_ascii())),
        }
    }
    found
}

/// Puts other words of the same file, or odd ones, in the place of some: most of what comes out is still well formed.
fn reworded(text: &str, changes: &[(Index, Result<Index, usize>)]) -> String {
    let mut text = text.to_owned();
    for (at, with) in changes {
        let tokens = tokens(&text);
        if tokens.is_empty() {
            break;
        }
        let word = match with {
            Ok(other) => text[tokens[other.index(tokens.len())].clone()].to_owned(),
            Err(odd) => ODD[*odd].to_owned(),
        };
        text.replace_range(tokens[at.index(tokens.len())].clone(), &word);
    }
    text
}

/// Takes numbers, at any depth of the file, for odd ones of the same kind.
fn renumbered(text: &str, changes: &[(Index, usize)]) -> String {
    let mut text = text.to_owned();
    for (at, odd) in changes {
        let numbers: Vec<Range<usize>> = tokens(&text)
            .into_iter()
            .filter(|token| text[token.clone()].trim_start_matches('-').bytes().all(|byte| byte.is_ascii_digit()))
            .collect();
        if let Some(number) = numbers.get(at.index(numbers.len().max(1))) {
            text.replace_range(number.clone(), ODD[*odd]);
        }
    }
    text
}

fn survive(text: &str, seed: usize, (leads, as_of): (&[Lead], Instant)) -> TestCaseResult {
    let base = parse(&SEEDS[seed]).expect("the seed is a model");
    let model = match parse(text) {
        Ok(model) => model,
        Err(err) => {
            let sentence = err.to_string();
            prop_assert!(err.line >= 1 && err.line <= text.lines().count() + 1, "{}", sentence);
            prop_assert!(!sentence.is_empty() && !sentence.contains(char::is_control), "{:?}", sentence);
            return Ok(());
        }
    };
    let again = parse(&to_text(&model)).map_err(|err| TestCaseError::fail(format!("{err}\n{}", to_text(&model))))?;
    prop_assert_eq!(&again, &model, "what was written is read");
    prop_assert!(diff(&model, &again).is_empty());
    prop_assert!(check(&model, None).iter().all(|problem| !problem.sentence.is_empty()));
    for criterion in &model.criteria {
        if let Ok(rule) = rule_text::parse(&rule_text::to_text(&criterion.rule)) {
            prop_assert_eq!(rule_text::to_text(&rule), rule_text::to_text(&criterion.rule));
        }
    }
    let _merged = merge(&base, &model, &again);
    let _and_back = merge(&model, &base, &again);
    agree_on_all(&model, leads, as_of)
}

proptest! {
    #![proptest_config(config(40))]

    #[test]
    fn any_text(seed in seed(), changes in changes(), leads in lead::leads(), as_of in lead::as_of()) {
        let text = String::from_utf8_lossy(&mutate(SEEDS[seed].as_bytes(), &changes)).into_owned();
        survive(&text, seed, (&leads, as_of))?;
    }

    #[test]
    fn any_words(
        seed in seed(),
        changes in vec((any::<Index>(), prop_oneof![any::<Index>().prop_map(Ok), (0..ODD.len()).prop_map(Err)]), 1..4),
        leads in lead::leads(),
        as_of in lead::as_of(),
    ) {
        survive(&reworded(&SEEDS[seed], &changes), seed, (&leads, as_of))?;
    }

    #[test]
    fn any_numbers(
        seed in seed(),
        changes in vec((any::<Index>(), 0..14_usize), 1..6),
        leads in lead::leads(),
        as_of in lead::as_of(),
    ) {
        survive(&renumbered(&SEEDS[seed], &changes), seed, (&leads, as_of))?;
    }
}

#[test]
fn what_is_nested_without_end_is_refused() {
    let seed = &SEEDS[0];
    for open in ["not(", "all([", "[", "(", "Some(", "{\"a\":", "/*"] {
        let deep = seed.replacen("rule: ", &format!("rule: profile({}", open.repeat(200_000)), 1);
        let sentence = parse(&deep).expect_err("it never ends").to_string();
        assert!(sentence.contains("line "), "{sentence}");
        assert!(sentence.len() < 1000, "{}", sentence.len());
    }
}
