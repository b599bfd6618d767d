//! Codes of texts, in as few bytes as hold them all.

/// For each lead the place of its text in a dictionary, or none where the text is missing.
///
/// Most dictionaries are small, and what is read is what takes the time: a column of a byte a lead is read four times as
/// quickly as one of four. The highest number of a width stands for a missing text, so its bits are all set in any width.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Codes {
    U8(Vec<u8>),
    U16(Vec<u16>),
    U32(Vec<u32>),
}

impl Default for Codes {
    fn default() -> Self {
        Self::U8(Vec::new())
    }
}

impl Codes {
    pub fn len(&self) -> usize {
        match self {
            Self::U8(codes) => codes.len(),
            Self::U16(codes) => codes.len(),
            Self::U32(codes) => codes.len(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The code of one lead; `None` where its text is missing.
    pub fn get(&self, row: usize) -> Option<usize> {
        match self {
            Self::U8(codes) => codes.get(row).filter(|code| **code != u8::MAX).map(|code| usize::from(*code)),
            Self::U16(codes) => codes.get(row).filter(|code| **code != u16::MAX).map(|code| usize::from(*code)),
            Self::U32(codes) => codes.get(row).filter(|code| **code != u32::MAX).map(|code| *code as usize),
        }
    }

    pub fn iter(&self) -> impl ExactSizeIterator<Item = Option<usize>> {
        (0..self.len()).map(|row| self.get(row))
    }

    /// Adds the code of one more lead; all codes are widened where it does not fit.
    pub fn push(&mut self, code: Option<u32>) {
        match (&mut *self, code) {
            (Self::U8(codes), None) => codes.push(u8::MAX),
            (Self::U16(codes), None) => codes.push(u16::MAX),
            (Self::U32(codes), None) => codes.push(u32::MAX),
            (Self::U8(codes), Some(code)) if code < u32::from(u8::MAX) => codes.push(code as u8),
            (Self::U16(codes), Some(code)) if code < u32::from(u16::MAX) => codes.push(code as u16),
            (Self::U32(codes), Some(code)) => codes.push(code),
            (Self::U8(_) | Self::U16(_), Some(_)) => {
                self.widen();
                self.push(code);
            }
        }
    }

    /// Twice the bytes a code.
    fn widen(&mut self) {
        *self = match self {
            Self::U8(codes) => {
                let wide = |code: &u8| if *code == u8::MAX { u16::MAX } else { u16::from(*code) };
                Self::U16(codes.iter().map(wide).collect())
            }
            Self::U16(codes) => {
                let wide = |code: &u16| if *code == u16::MAX { u32::MAX } else { u32::from(*code) };
                Self::U32(codes.iter().map(wide).collect())
            }
            Self::U32(codes) => Self::U32(std::mem::take(codes)),
        };
    }

    /// The same codes in another order: that of the rows named.
    pub fn arranged(&self, order: &[u32]) -> Self {
        fn arranged<T: Copy>(codes: &[T], order: &[u32]) -> Vec<T> {
            order.iter().map(|row| codes[*row as usize]).collect()
        }
        match self {
            Self::U8(codes) => Self::U8(arranged(codes, order)),
            Self::U16(codes) => Self::U16(arranged(codes, order)),
            Self::U32(codes) => Self::U32(arranged(codes, order)),
        }
    }

    /// What they take in memory, in bytes.
    pub fn bytes(&self) -> usize {
        match self {
            Self::U8(codes) => codes.capacity(),
            Self::U16(codes) => 2 * codes.capacity(),
            Self::U32(codes) => 4 * codes.capacity(),
        }
    }
}

impl FromIterator<Option<u32>> for Codes {
    fn from_iter<I: IntoIterator<Item = Option<u32>>>(codes: I) -> Self {
        let mut all = Self::default();
        codes.into_iter().for_each(|code| all.push(code));
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_widened_where_one_does_not_fit() {
        for (most, bytes) in [(254, 1), (255, 2), (65_534, 2), (65_535, 4)] {
            let given = [Some(0), None, Some(254), Some(most), None, Some(7)];
            let codes: Codes = given.into_iter().collect();
            let width = match &codes {
                Codes::U8(_) => 1,
                Codes::U16(_) => 2,
                Codes::U32(_) => 4,
            };
            assert_eq!(width, bytes, "{most}");
            assert!(codes.iter().eq(given.map(|code| code.map(|code| code as usize))), "{most}");
            assert_eq!((codes.len(), codes.get(6)), (6, None));
        }
    }

    #[test]
    fn arranged_codes_are_the_same_codes() {
        let codes: Codes = [Some(1), None, Some(300)].into_iter().collect();
        let turned: Codes = [Some(300), Some(1), None].into_iter().collect();
        assert_eq!(codes.arranged(&[2, 0, 1]), turned);
    }
}
