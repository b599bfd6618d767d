//! Many texts in one buffer: a million keys without a million allocations.

use std::ops::Index;

/// A list of texts, held one after the other in one buffer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Strings {
    buffer: String,
    /// Where each text ends in the buffer; it begins where the one before it ends.
    ends: Vec<u64>,
}

impl Strings {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn with_capacity(texts: usize, bytes: usize) -> Self {
        Self { buffer: String::with_capacity(bytes), ends: Vec::with_capacity(texts) }
    }

    pub fn len(&self) -> usize {
        self.ends.len()
    }

    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    pub fn push(&mut self, text: &str) {
        self.buffer.push_str(text);
        self.ends.push(self.buffer.len() as u64);
    }

    pub fn get(&self, index: usize) -> Option<&str> {
        let end = *self.ends.get(index)? as usize;
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        Some(&self.buffer[start..end])
    }

    pub fn iter(&self) -> impl ExactSizeIterator<Item = &str> {
        (0..self.len()).map(|index| &self[index])
    }

    /// The place of a text in a list that is sorted by code point.
    pub fn binary_search(&self, text: &str) -> Option<usize> {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low.midpoint(high);
            match self[middle].cmp(text) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => return Some(middle),
            }
        }
        None
    }

    /// The place of a text in a list in any order.
    pub fn position(&self, text: &str) -> Option<usize> {
        self.iter().position(|other| other == text)
    }

    /// What it takes in memory, in bytes.
    pub fn bytes(&self) -> usize {
        self.buffer.capacity() + self.ends.capacity() * size_of::<u64>()
    }
}

impl Index<usize> for Strings {
    type Output = str;

    fn index(&self, index: usize) -> &str {
        let start = if index == 0 { 0 } else { self.ends[index - 1] as usize };
        &self.buffer[start..self.ends[index] as usize]
    }
}

impl<T: AsRef<str>> Extend<T> for Strings {
    fn extend<I: IntoIterator<Item = T>>(&mut self, texts: I) {
        for text in texts {
            self.push(text.as_ref());
        }
    }
}

impl<T: AsRef<str>> FromIterator<T> for Strings {
    fn from_iter<I: IntoIterator<Item = T>>(texts: I) -> Self {
        let mut strings = Self::default();
        strings.extend(texts);
        strings
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_come_back_as_they_went_in() {
        let texts = ["", "a", "", "żółw", "z"];
        let strings: Strings = texts.iter().collect();
        assert_eq!(strings.iter().collect::<Vec<_>>(), texts);
        assert_eq!(strings.get(5), None);
        assert_eq!(&strings[3], "żółw");
        assert_eq!(strings.position("z"), Some(4));
    }

    #[test]
    fn a_sorted_list_can_be_searched() {
        let strings: Strings = ["", "B", "a", "b", "ß"].iter().collect();
        for (index, text) in ["", "B", "a", "b", "ß"].iter().enumerate() {
            assert_eq!(strings.binary_search(text), Some(index));
        }
        assert_eq!(strings.binary_search("aa"), None);
        assert_eq!(Strings::new().binary_search(""), None);
    }
}
