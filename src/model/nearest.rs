//! "Did you mean …?"

/// The candidate that a misspelt text most likely meant, or `None` if none is near.
pub fn nearest<'a>(text: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let text: Vec<char> = text.to_lowercase().chars().collect();
    // A third of the letters may differ: `pionts` is `points`, `tone` is not `team`.
    let most = (text.len() / 3).max(1);
    candidates
        .map(|candidate| (distance(&text, &candidate.to_lowercase().chars().collect::<Vec<_>>()), candidate))
        .filter(|(distance, _)| *distance <= most)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// How many letters differ, whatever their case.
pub fn difference(a: &str, b: &str) -> usize {
    let letters = |text: &str| text.to_lowercase().chars().collect::<Vec<_>>();
    distance(&letters(a), &letters(b))
}

/// How many letters must be added, removed, replaced or swapped with their neighbour to turn one text into the other.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before_last = vec![0; b.len() + 1];
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, in_a) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, in_b) in b.iter().enumerate() {
            let mut least = (last[j] + usize::from(in_a != in_b)).min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *in_a == b[j - 1] && a[i - 1] == *in_b {
                least = least.min(before_last[j - 1] + 1);
            }
            row.push(least);
        }
        before_last = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_recognised_and_another_word_is_not() {
        let fields = ["id", "name", "points", "category"];
        assert_eq!(nearest("pionts", fields.into_iter()), Some("points"));
        assert_eq!(nearest("nmae", fields.into_iter()), Some("name"));
        assert_eq!(nearest("Category", fields.into_iter()), Some("category"));
        assert_eq!(nearest("colour", fields.into_iter()), None);
    }
}
