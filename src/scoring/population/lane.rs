//! In what kind of number an axis is added up: the narrowest that is sure to hold every sum.
//!
//! Sums are thousandths of a point by definition. Where no fade is at work all of them are whole points, and those of most
//! models fit into 16 bits: half the memory of thousandths in 32, twice as many sums in one step of the processor, and 16
//! bits have a minimum and a maximum on every processor.

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

/// Thousandths up to two million points.
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
