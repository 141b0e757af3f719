//! Steps of work, counted in tests alone: that drawing grows with the chain and not faster is proved by counting, which
//! no busy machine can upset.

#[cfg(test)]
thread_local! {
    static STEPS: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

/// Counts steps of work.
#[inline]
pub(super) fn tally(steps: usize) {
    #[cfg(test)]
    STEPS.with(|all| all.set(all.get() + steps));
    #[cfg(not(test))]
    let _ = steps;
}

/// The steps since it was last asked.
#[cfg(test)]
pub(super) fn counted() -> usize {
    STEPS.with(|all| all.replace(0))
}
