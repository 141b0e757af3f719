//! Medians, percentiles, and the rule that memory must be flat.

use std::time::Duration;

/// What may be added to a tenth, in bytes.
const SLACK: u64 = 20 << 20;

/// Bytes in a mebibyte.
pub(crate) const MB: u64 = 1 << 20;

/// The time within which that share of the answers came, in percent (nearest rank).
pub(crate) fn percentile(times: &[Duration], percent: usize) -> Duration {
    let mut sorted = times.to_vec();
    sorted.sort_unstable();
    let place = (sorted.len() * percent).div_ceil(100).saturating_sub(1);
    sorted.get(place).copied().unwrap_or_default()
}

/// A time in milliseconds, as it is printed.
pub(crate) fn millis(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1000.0)
}

/// Bytes, as they are printed.
pub(crate) fn megabytes(bytes: u64) -> String {
    format!("{} MB", bytes / MB)
}

fn median(values: &[u64]) -> Option<u64> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    sorted.get(sorted.len() / 2).copied()
}

/// Memory over time: the medians of the second fifth and of the last, and whether the last is at most a tenth and 20 MB
/// above the second. The first fifth is left out: caches fill in it.
pub(crate) fn flat(samples: &[u64]) -> Option<(u64, u64, bool)> {
    let fifth = samples.len() / 5;
    let second = median(samples.get(fifth..2 * fifth)?)?;
    let last = median(samples.get(samples.len() - fifth..)?)?;
    Some((second, last, last <= second + second / 10 + SLACK))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_of_the_nearest_rank() {
        let times: Vec<Duration> = (1..=200).rev().map(Duration::from_millis).collect();
        assert_eq!(
            (percentile(&times, 50), percentile(&times, 99)),
            (Duration::from_millis(100), Duration::from_millis(198))
        );
        assert_eq!(percentile(&[], 99), Duration::ZERO);
    }

    #[test]
    fn memory_that_fills_up_at_first_is_flat_and_memory_that_leaks_is_not() {
        let filling = |at: u64| if at < 20 { at * 5 } else { 100 };
        let samples: Vec<u64> = (0..100).map(|at| filling(at) * MB).collect();
        assert_eq!(flat(&samples), Some((100 * MB, 100 * MB, true)));
        let leaking: Vec<u64> = (0..100).map(|at| (100 + at) * MB).collect();
        assert_eq!(flat(&leaking), Some((130 * MB, 190 * MB, false)));
        // One peak is no leak, and neither is a tenth with what a small process may add.
        let peak: Vec<u64> = (0..100).map(|at| if at == 90 { 900 } else { 100 } * MB).collect();
        assert!(flat(&peak).is_some_and(|(_, _, flat)| flat));
        let at_the_edge =
            |more: u64| (0..100).map(|at| if at < 50 { 100 * MB } else { 130 * MB + more }).collect::<Vec<_>>();
        assert!(flat(&at_the_edge(0)).is_some_and(|(_, _, flat)| flat));
        assert!(flat(&at_the_edge(1)).is_some_and(|(_, _, flat)| !flat));
    }

    #[test]
    fn too_few_samples_say_nothing() {
        assert_eq!(flat(&[1, 2, 3, 4]), None);
    }
}
