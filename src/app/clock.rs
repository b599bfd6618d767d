//! The one place where the window reads the clock: for signatures, decisions and journals, never for a score.

use crate::lead::Instant;

/// Now, in UTC.
pub fn now() -> Instant {
    let since_1970 = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    Instant(since_1970.map_or(0, |since| i64::try_from(since.as_secs()).unwrap_or(0)))
}
