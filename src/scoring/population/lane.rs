//! In what kind of number an axis is added up: the narrowest that is sure to hold every sum.
//!
//! Sums are thousandths of a point by definition. Where no fade is at work all of them are whole points, and those of most
//! models fit into 16 bits: half the memory of thousandths in 32, twice as many sums in one step of the processor, and 16
//! bits have a minimum and a maximum on every processor.

/// No sum in 32 bits is further from 0: the difference of two still fits.
pub const FURTHEST_NARROW: i32 = i32::MAX / 2;

/// A number that sums are kept in.
pub trait Lane: Copy + Default + Ord + Send + Sync {
    /// So many thousandths is one.
    const UNIT: i64;
    /// Whether adding and taking away again gives what was there before.
    const EXACT: bool;

    /// The nearest there is.
    fn of(thousandths: i64) -> Self;
    /// Cut to size: for differences, which may leave the range while the sums they lead to do not.
    fn wrapped(units: i64) -> Self;
    fn thousandths(self) -> i64;
    fn plus(self, other: Self) -> Self;
    fn minus(self, other: Self) -> Self;
    fn times(self, other: Self) -> Self;

    /// Writes for each total how many of the edges it does not reach, beyond `start`. Their number is known beforehand, so
    /// that they are compared side by side, many totals at once.
    fn count_missed<const EDGES: usize>(edges: [Self; EDGES], start: u8, totals: &[Self], counts: &mut [u8]) {
        for (count, total) in counts.iter_mut().zip(totals) {
            *count = edges.iter().fold(start, |count, edge| count.saturating_add(u8::from(total < edge)));
        }
    }
}

/// Whole points.
impl Lane for i16 {
    const UNIT: i64 = 1000;
    const EXACT: bool = true;

    fn of(thousandths: i64) -> Self {
        // Caps are whole points; where one is out of reach of the sums, so is the end of the range.
        (thousandths / Self::UNIT).clamp(i64::from(Self::MIN), i64::from(Self::MAX)) as Self
    }

    fn wrapped(units: i64) -> Self {
        units as Self
    }

    fn thousandths(self) -> i64 {
        i64::from(self) * Self::UNIT
    }

    fn plus(self, other: Self) -> Self {
        self.wrapping_add(other)
    }

    fn minus(self, other: Self) -> Self {
        self.wrapping_sub(other)
    }

    fn times(self, other: Self) -> Self {
        self.wrapping_mul(other)
    }
}

/// Thousandths up to [half](FURTHEST_NARROW) of what the type holds.
impl Lane for i32 {
    const UNIT: i64 = 1;
    const EXACT: bool = true;

    fn of(thousandths: i64) -> Self {
        thousandths.clamp(i64::from(Self::MIN), i64::from(Self::MAX)) as Self
    }

    fn wrapped(units: i64) -> Self {
        units as Self
    }

    fn thousandths(self) -> i64 {
        i64::from(self)
    }

    fn plus(self, other: Self) -> Self {
        self.wrapping_add(other)
    }

    fn minus(self, other: Self) -> Self {
        self.wrapping_sub(other)
    }

    fn times(self, other: Self) -> Self {
        self.wrapping_mul(other)
    }

    fn count_missed<const EDGES: usize>(edges: [Self; EDGES], start: u8, totals: &[Self], counts: &mut [u8]) {
        // An edge that is further away than any total is as good at the end.
        let edges = edges.map(|edge| edge.clamp(-FURTHEST_NARROW, FURTHEST_NARROW));
        for (count, total) in counts.iter_mut().zip(totals) {
            // The sign of the difference instead of a comparison: a compiler narrows this in half the time.
            let missed = edges.iter().fold(0, |missed, edge| missed - (total.wrapping_sub(*edge) >> 31));
            *count = start.saturating_add(missed as u8);
        }
    }
}

/// Thousandths of any size. Models that are far beyond the limits do not wrap: they end where the numbers end.
impl Lane for i64 {
    const UNIT: i64 = 1;
    const EXACT: bool = false;

    fn of(thousandths: i64) -> Self {
        thousandths
    }

    fn wrapped(units: i64) -> Self {
        units
    }

    fn thousandths(self) -> i64 {
        self
    }

    fn plus(self, other: Self) -> Self {
        self.saturating_add(other)
    }

    fn minus(self, other: Self) -> Self {
        self.saturating_sub(other)
    }

    fn times(self, other: Self) -> Self {
        self.saturating_mul(other)
    }
}
