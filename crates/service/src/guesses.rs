//! Guessing at passwords: who waits how long, and how many passwords are hashed at one time.
//!
//! Nobody can lock a member out: wrong guesses count per account *and* place, and a browser in which the member has
//! signed in before is a place of its own (OWASP, "Slow Down Online Guessing Attacks with Device Cookies").

use crate::{Error, Result, limits::quota};
use argon2::Block;
use domain::{account::AccountId, text::clip};
use governor::{
    DefaultKeyedRateLimiter, RateLimiter,
    clock::{Clock, DefaultClock},
};
use moka::{ops::compute::Op, policy::EvictionPolicy, sync::Cache};
use std::{
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    time::timeout,
};

/// Wrong guesses that cost no waiting: people mistype.
const FREE: u32 = 5;
/// The longest wait between two guesses.
const LONGEST_WAIT: Duration = Duration::from_mins(15);
/// Wrong guesses are forgotten after so long without another.
const MEMORY: Duration = Duration::from_hours(24);
/// Most places whose guesses are remembered; the oldest give way.
const PLACES: u64 = 100_000;
/// Passwords hashed at one time: each takes 19 MiB and a processor for some 20 ms.
const HASHES: usize = 2;
/// Passwords that wait for their turn; more are turned away.
const WAITING: usize = 64;
/// How long one waits.
const PATIENCE: Duration = Duration::from_secs(5);

/// Where an attempt to sign in comes from.
#[derive(Debug, Clone, Default)]
pub struct Place {
    /// Network address, as far as it tells visitors apart.
    pub address: String,
    /// The browser, if its signed device cookie says that somebody signed in with it.
    pub device: Option<Device>,
}

/// A browser in which somebody has signed in before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Device {
    /// Who signed in.
    pub account: AccountId,
    /// Random word that tells this browser from others.
    pub word: String,
}

/// Attempts to sign in.
pub(crate) struct SignInLimits {
    wrong: Cache<String, Wrong>,
    by_address: DefaultKeyedRateLimiter<String>,
    clock: DefaultClock,
    hashes: Arc<Semaphore>,
    waiting: Arc<Semaphore>,
    memory: Arc<Mutex<Vec<Vec<Block>>>>,
}

/// Leave to hash one password, with the memory for it: the same for one after the other. Fresh memory each time would stay
/// with the threads that happened to hash, some 20 MB with each of them.
pub(crate) struct HashPlace {
    _permit: OwnedSemaphorePermit,
    memory: Vec<Block>,
    kept: Arc<Mutex<Vec<Vec<Block>>>>,
}

impl HashPlace {
    /// So many blocks of memory.
    pub(crate) fn memory(&mut self, blocks: usize) -> &mut [Block] {
        if self.memory.len() < blocks {
            self.memory.resize(blocks, Block::default());
        }
        &mut self.memory[..blocks]
    }
}

impl Drop for HashPlace {
    fn drop(&mut self) {
        let memory = std::mem::take(&mut self.memory);
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).push(memory);
    }
}

#[derive(Clone, Copy)]
struct Wrong {
    guesses: u32,
    last: Instant,
}

/// What the next guess waits after so many wrong ones: a second, then twice as long each time.
fn wait_after(guesses: u32) -> Duration {
    match guesses.checked_sub(FREE) {
        None => Duration::ZERO,
        Some(over) => Duration::from_secs(1_u64.checked_shl(over).unwrap_or(u64::MAX)).min(LONGEST_WAIT),
    }
}

impl Default for SignInLimits {
    fn default() -> Self {
        Self {
            wrong: Cache::builder()
                .max_capacity(PLACES)
                .time_to_idle(MEMORY)
                // Not by how often they come: who guesses at many accounts must not make this forget.
                .eviction_policy(EvictionPolicy::lru())
                .build(),
            // An address (perhaps a whole newsroom): sixty at once, then ten a minute.
            by_address: RateLimiter::keyed(quota(60, 6)),
            clock: DefaultClock::default(),
            hashes: Arc::new(Semaphore::new(HASHES)),
            waiting: Arc::new(Semaphore::new(WAITING)),
            memory: Arc::default(),
        }
    }
}

/// An attempt that may go on. It counts as wrong until it is known to be right, so that many at once are many.
pub(crate) struct Guess<'a> {
    limits: &'a SignInLimits,
    key: String,
}

impl Guess<'_> {
    /// The password was never looked at: this was no guess.
    pub(crate) fn was_none(self) {
        self.limits.wrong.entry(self.key.clone()).and_compute_with(|known| match known.map(moka::Entry::into_value) {
            Some(w) if w.guesses > 1 => Op::Put(Wrong { guesses: w.guesses - 1, ..w }),
            _ => Op::Remove,
        });
    }

    /// The password was right: the wrong guesses of this place are forgotten.
    pub(crate) fn was_right(self) {
        self.limits.wrong.invalidate(&self.key);
    }
}

impl SignInLimits {
    /// Lets an attempt at `login` go on; `account` is whose login that is, if anybody's.
    ///
    /// # Errors
    /// [`Error::TooMany`] with how long to wait.
    pub(crate) fn begin(&self, login: &str, account: Option<AccountId>, place: &Place) -> Result<Guess<'_>> {
        let device = place.device.as_ref().filter(|d| Some(d.account) == account);
        let key = match device {
            Some(device) => format!("device {} {}", device.account.0, device.word),
            None => format!("{} {}", place.address, clip(login, 60)),
        };
        if device.is_none()
            && let Err(until) = self.by_address.check_key(&place.address)
        {
            return Err(too_many(until.wait_time_from(self.clock.now())));
        }
        let mut wait = Duration::ZERO;
        self.wrong.entry(key.clone()).and_compute_with(|known| {
            let now = Instant::now();
            let known = known.map(moka::Entry::into_value);
            wait = known.map_or(Duration::ZERO, |w| {
                wait_after(w.guesses).saturating_sub(now.saturating_duration_since(w.last))
            });
            if wait.is_zero() {
                Op::Put(Wrong { guesses: known.map_or(0, |w| w.guesses).saturating_add(1), last: now })
            } else {
                Op::Nop
            }
        });
        if wait.is_zero() { Ok(Guess { limits: self, key }) } else { Err(too_many(wait)) }
    }

    /// Waits for leave to hash one password.
    ///
    /// # Errors
    /// [`Error::Busy`] when too many wait already, or the wait was too long.
    pub(crate) async fn hashing(&self) -> Result<HashPlace> {
        self.turn(PATIENCE).await
    }

    async fn turn(&self, patience: Duration) -> Result<HashPlace> {
        let busy = || Error::Busy { wait: PATIENCE.as_secs() };
        let _place = self.waiting.clone().try_acquire_owned().map_err(|_| busy())?;
        let permit = timeout(patience, self.hashes.clone().acquire_owned()).await.map_err(|_| busy())?;
        let permit = permit.map_err(|_| busy())?;
        let memory = self.memory.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default();
        Ok(HashPlace { _permit: permit, memory, kept: self.memory.clone() })
    }

    pub(crate) fn sweep(&self) {
        self.by_address.retain_recent();
        self.by_address.shrink_to_fit();
        self.wrong.run_pending_tasks();
    }
}

fn too_many(wait: Duration) -> Error {
    Error::TooMany { wait: wait.as_secs() + u64::from(wait.subsec_nanos() > 0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(address: &str) -> Place {
        Place { address: address.to_owned(), device: None }
    }

    fn wait(outcome: Result<Guess<'_>>) -> u64 {
        match outcome {
            Ok(_) => 0,
            Err(Error::TooMany { wait }) => wait,
            Err(other) => panic!("{other}"),
        }
    }

    #[test]
    fn waits_grow_to_a_bound() {
        let seconds: Vec<u64> = (3..20).map(|n| wait_after(n).as_secs()).collect();
        assert_eq!(seconds, [0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900, 900, 900]);
        assert_eq!(wait_after(u32::MAX), LONGEST_WAIT);
    }

    #[test]
    fn a_place_that_guesses_wrong_waits_and_no_other_does() {
        let limits = SignInLimits::default();
        let account = Some(AccountId(7));
        for _ in 0..FREE {
            assert_eq!(wait(limits.begin("rani", account, &place("1.1.1.1"))), 0);
        }
        assert_eq!(wait(limits.begin("rani", account, &place("1.1.1.1"))), 1);
        assert_eq!(wait(limits.begin("rani", account, &place("2.2.2.2"))), 0, "another address");
        assert_eq!(wait(limits.begin("dewi", Some(AccountId(8)), &place("1.1.1.1"))), 0, "another account");
        let own = Device { account: AccountId(7), word: "w".to_owned() };
        let known = Place { device: Some(own.clone()), ..place("1.1.1.1") };
        assert_eq!(wait(limits.begin("rani", account, &known)), 0, "a browser that was signed in before");
        let foreign = Place { device: Some(Device { account: AccountId(8), ..own }), ..place("1.1.1.1") };
        assert_eq!(
            wait(limits.begin("rani", account, &foreign)),
            1,
            "somebody else's device cookie counts for nothing"
        );
    }

    #[test]
    fn a_right_password_forgives() {
        let limits = SignInLimits::default();
        for _ in 0..FREE - 1 {
            assert_eq!(wait(limits.begin("rani", None, &place("1.1.1.1"))), 0);
        }
        limits.begin("rani", None, &place("1.1.1.1")).ok().unwrap().was_right();
        for _ in 0..FREE {
            assert_eq!(wait(limits.begin("rani", None, &place("1.1.1.1"))), 0);
        }
    }

    #[test]
    fn who_was_sent_away_has_not_guessed() {
        let limits = SignInLimits::default();
        for _ in 0..FREE * 3 {
            limits.begin("rani", None, &place("1.1.1.1")).ok().unwrap().was_none();
        }
        assert_eq!(wait(limits.begin("rani", None, &place("1.1.1.1"))), 0);
    }

    #[tokio::test]
    async fn the_same_memory_serves_one_password_after_the_other() {
        let limits = SignInLimits::default();
        for _ in 0..5 {
            let mut places = [limits.hashing().await.unwrap(), limits.hashing().await.unwrap()];
            for place in &mut places {
                assert_eq!(place.memory(32).len(), 32);
            }
        }
        let kept = limits.memory.lock().unwrap();
        assert_eq!(kept.len(), HASHES, "as much as is hashed at one time");
        assert!(kept.iter().all(|m| m.len() == 32));
    }

    #[tokio::test]
    async fn passwords_wait_for_their_turn_and_not_for_ever() {
        let limits = Arc::new(SignInLimits::default());
        let held = (limits.hashing().await.unwrap(), limits.hashing().await.unwrap());
        let late = limits.turn(Duration::from_millis(10)).await;
        assert!(matches!(late, Err(Error::Busy { wait: 5 })), "nobody waits longer than the patience");
        let wait = |limits: Arc<SignInLimits>| async move { limits.hashing().await.map(drop) };
        let crowd: Vec<_> = (0..WAITING).map(|_| tokio::spawn(wait(limits.clone()))).collect();
        while limits.waiting.available_permits() > 0 {
            tokio::task::yield_now().await;
        }
        assert!(matches!(limits.hashing().await, Err(Error::Busy { .. })), "the queue is bounded");
        drop(held);
        for one in crowd {
            assert!(one.await.unwrap().is_ok());
        }
    }
}
