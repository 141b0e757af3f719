//! How often something may be done in a row.

use governor::Quota;
use std::{num::NonZeroU32, time::Duration};

/// `burst` at once, then one every so many seconds.
pub(crate) fn quota(burst: u32, every: u64) -> Quota {
    let burst = NonZeroU32::new(burst).unwrap_or(NonZeroU32::MIN);
    Quota::with_period(Duration::from_secs(every)).map_or_else(|| Quota::per_minute(burst), |q| q.allow_burst(burst))
}
