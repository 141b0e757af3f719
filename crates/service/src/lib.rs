//! Use cases and permission checks: the only door for pages, programs and the command line.
//! Every write is one transaction; every door asks the permission table first.

mod accounts;
mod article;
mod chain;
mod checking;
mod error;
mod fetching;
mod guesses;
mod leaning;
mod library;
mod limits;
mod names;
mod plausible;
mod quotes;
mod readiness;
mod reading;
mod renaming;
mod search;
mod views;
mod writing;

pub mod demo;

pub use accounts::{NewAccount, SignedIn};
pub use article::{
    ArticleInput, Band, CardNote, Correction, Fate, Logged, Reading, Review, SavedArticle, text_of_bytes,
};
pub use checking::{Checked, check};
pub use error::{Choice, Error, Refusal, Result, Stale};
pub use fetching::FetchSetting;
pub use guesses::{Device, Place};
pub use leaning::{LeanList, LeaningPage, LeaningQuotes, OutletLeaningPage, OutletLeans};
pub use library::Edited;
pub use names::Suggestion;
pub use quotes::{Edit, SavedState};
pub use readiness::{Ready, Unready};
pub use search::{Detail, FoundRecord, SearchKind, SearchPage, SearchQuery};
pub use store::{
    Account, Cursor, Finding, Head, LeanCursor, LeanPair, LeaningTotal, ListFilter, OutletLeaning, OutletName,
    QuoteCard, SavedQuote, SettingChange, Store,
};
pub use views::{
    DocumentPage, DocumentRef, HomePage, OutletPage, OutletRef, QuoteList, QuoteView, SpeakerPage, SpeakerRef,
    StepPlace,
};

use domain::{
    account::{AccountId, Role},
    permission::{Action, allowed},
};
use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};
use time::OffsetDateTime;
use tokio::sync::OnceCell;

/// Who asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actor {
    /// Somebody who is not signed in.
    Anonymous,
    /// Somebody who is signed in.
    Member {
        /// Account.
        id: AccountId,
        /// Role.
        role: Role,
        /// Name as colleagues see it.
        name: String,
    },
    /// The command line of the machine that the library is on: it may do everything.
    CommandLine,
}

impl Actor {
    /// Whether the permission table lets this actor do it.
    pub fn may(&self, action: Action) -> bool {
        match self {
            Self::Anonymous => allowed(None, action),
            Self::Member { role, .. } => allowed(Some(*role), action),
            Self::CommandLine => true,
        }
    }

    /// Refuses what the permission table does not allow.
    ///
    /// # Errors
    /// [`Error::SignInFirst`] for the anonymous, else [`Error::NotAllowed`].
    pub fn require(&self, action: Action) -> Result<()> {
        match self {
            _ if self.may(action) => Ok(()),
            Self::Anonymous => Err(Error::SignInFirst),
            _ => Err(Error::NotAllowed(action)),
        }
    }

    fn account(&self) -> Option<AccountId> {
        match self {
            Self::Member { id, .. } => Some(*id),
            Self::Anonymous | Self::CommandLine => None,
        }
    }
}

/// All use cases over one library. Cheap to clone.
#[derive(Clone)]
pub struct Service {
    store: Store,
    sign_ins: Arc<guesses::SignInLimits>,
    device_key: Arc<OnceCell<Vec<u8>>>,
    fetching: Arc<fetching::Fetching>,
    readiness: readiness::Kept,
    generation: Arc<AtomicU64>,
    clock: fn() -> OffsetDateTime,
}

impl Service {
    /// The use cases over this library, by the machine's clock.
    pub fn new(store: Store) -> Self {
        Self::with_clock(store, OffsetDateTime::now_utc)
    }

    /// The same by another clock, for tests.
    pub fn with_clock(store: Store, clock: fn() -> OffsetDateTime) -> Self {
        Self {
            store,
            sign_ins: Arc::default(),
            device_key: Arc::default(),
            fetching: Arc::default(),
            readiness: Arc::default(),
            generation: Arc::default(),
            clock,
        }
    }

    /// The present moment by this service's clock.
    pub fn now(&self) -> OffsetDateTime {
        (self.clock)()
    }

    /// The library below, for the session layer and for closing it.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// A number that grows with every change of the library made here: what was drawn before may be out of date.
    pub fn generation(&self) -> u64 {
        self.generation.load(Ordering::Acquire)
    }

    /// Says that the library has changed.
    pub fn mark_changed(&self) {
        self.generation.fetch_add(1, Ordering::AcqRel);
    }
}

/// Random bytes from the operating system.
fn random<const N: usize>() -> Result<[u8; N]> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|e| Error::Broken(format!("no randomness: {e}")))?;
    Ok(bytes)
}

/// A random word for links and forms: 32 hexadecimal digits.
///
/// # Errors
/// [`Error::Broken`] when the operating system has no randomness.
pub fn random_token() -> Result<String> {
    Ok(hex(&random::<16>()?))
}

/// Bytes in hexadecimal.
fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut out, b| {
        let _ = write!(out, "{b:02x}");
        out
    })
}
