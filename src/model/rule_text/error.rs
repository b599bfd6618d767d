use std::ops::Range;

/// Why a text is no rule, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{sentence}")]
pub struct RuleTextError {
    /// Bytes of the text; empty where something is missing.
    pub at: Range<usize>,
    /// What is wrong, and what would mend it; without a full stop.
    pub sentence: String,
}

impl RuleTextError {
    pub fn new(at: Range<usize>, sentence: impl Into<String>) -> Self {
        Self { at, sentence: sentence.into() }
    }
}

pub type Parsed<T> = Result<T, RuleTextError>;
