//! Columns that are handed out and made anew again and again.

use std::sync::Arc;

/// A column that others may hold on to while the next one is made.
///
/// Fresh memory costs more than what is written into it (the system clears each page first), so a column that nobody holds
/// any more is written over: a window that shows the last answer while the next one is on its way needs two in all.
#[derive(Debug)]
pub struct Shared<T> {
    now: Arc<Vec<T>>,
    before: Arc<Vec<T>>,
}

impl<T> Default for Shared<T> {
    fn default() -> Self {
        Self { now: Arc::default(), before: Arc::default() }
    }
}

impl<T: Clone + Default> Shared<T> {
    pub fn get(&self) -> &Arc<Vec<T>> {
        &self.now
    }

    /// The column that is to be made anew: whatever is in it must be written over.
    pub fn renew(&mut self, rows: usize) -> &mut [T] {
        if Arc::get_mut(&mut self.now).is_none() {
            std::mem::swap(&mut self.now, &mut self.before);
        }
        if Arc::get_mut(&mut self.now).is_none_or(|column| column.len() != rows) {
            self.now = Arc::new(vec![T::default(); rows]);
        }
        // Nobody else holds it, so nothing is copied.
        Arc::make_mut(&mut self.now).as_mut_slice()
    }

    pub fn bytes(&self) -> usize {
        let apart = if Arc::ptr_eq(&self.now, &self.before) { 0 } else { self.before.capacity() };
        (self.now.capacity() + apart) * size_of::<T>()
    }
}

/// A shared column with what it was made of: it is made anew only where that is something else.
#[derive(Debug)]
pub struct Keyed<K, T> {
    key: Option<K>,
    column: Shared<T>,
}

impl<K, T> Default for Keyed<K, T> {
    fn default() -> Self {
        Self { key: None, column: Shared::default() }
    }
}

impl<K: PartialEq, T: Clone + Default> Keyed<K, T> {
    pub fn get(&mut self, key: K, rows: usize, fill: impl FnOnce(&mut [T])) -> Arc<Vec<T>> {
        if self.key.as_ref() != Some(&key) {
            fill(self.column.renew(rows));
            self.key = Some(key);
        }
        Arc::clone(self.column.get())
    }

    pub fn bytes(&self) -> usize {
        self.column.bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_somebody_holds_is_never_written_over() {
        let mut column = Shared::default();
        let renew = |column: &mut Shared<u8>, value: u8| column.renew(2).fill(value);
        renew(&mut column, 1);
        let first = Arc::clone(column.get());
        renew(&mut column, 2);
        let second = Arc::clone(column.get());
        renew(&mut column, 3);
        assert_eq!(
            (first.as_slice(), second.as_slice(), column.get().as_slice()),
            (&[1, 1][..], &[2, 2][..], &[3, 3][..])
        );
    }

    #[test]
    fn what_nobody_holds_is_used_again() {
        let mut column = Shared::default();
        column.renew(2).fill(1);
        let first = Arc::clone(column.get());
        let place = first.as_ptr();
        column.renew(2).fill(2);
        let second = Arc::clone(column.get());
        drop(first);
        column.renew(2).fill(3);
        assert_eq!((column.get().as_ptr(), second[0], column.get()[0]), (place, 2, 3));
    }

    #[test]
    fn a_key_that_is_the_same_keeps_the_column() {
        let mut column = Keyed::default();
        assert_eq!(*column.get(1, 1, |all: &mut [u8]| all[0] = 5), [5]);
        assert_eq!(*column.get(1, 1, |all| all[0] = 6), [5]);
        assert_eq!(*column.get(2, 1, |all| all[0] = 7), [7]);
    }
}
