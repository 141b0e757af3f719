//! SQLite behind a door that names no SQLite type, so that a second engine fits behind it.
//! Every query of the project stands in this crate and is checked against the schema when it compiles.

mod accounts;
mod articles;
mod documents;
mod error;
mod leaning;
mod outlets;
mod plausibility;
mod quotes;
mod records;
mod renaming;
mod search;
mod sessions;
mod settings;
mod speakers;

pub use accounts::Account;
pub use articles::{NewReading, SavedReading, Standing, wording_key};
pub use error::{Error, Result};
pub use leaning::{Backlog, LeanCursor, LeanPair, LeaningTotal, OutletLeaning, OutletName, Side, StepsOf};
pub use quotes::{Cursor, Finding, ListFilter, QuoteCard, QuoteLinks, QuoteToPut, SavedQuote};
pub use records::{Head, NewRecord, RevisionNote};
pub use renaming::{DocumentFacts, QuoteFacts};
pub use search::{Found, SearchText};
pub use sessions::Sessions;
pub use settings::SettingChange;

use sqlx::{
    Sqlite, SqlitePool, Transaction,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use std::{path::Path, time::Duration};

/// How long a writer waits for another before it gives up.
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);
/// Readers at once: SQLite reads are short, more threads than this only queue in the page cache.
const READERS: u32 = 8;

/// The library's file: many readers and one writer at a time.
#[derive(Debug, Clone)]
pub struct Store {
    readers: SqlitePool,
    writer: SqlitePool,
}

/// What a [`Store`] hands out: one consistent view to read from, or one change that is kept whole or not at all.
/// Dropped without [`Tx::commit`], a change leaves no trace.
pub struct Tx {
    inner: Transaction<'static, Sqlite>,
}

impl Store {
    /// Opens the file, makes it where there is none, and brings its tables up to date.
    ///
    /// # Errors
    /// [`Error::Database`] when the file cannot be opened or a migration fails.
    pub async fn open(file: &Path) -> Result<Self> {
        let options = SqliteConnectOptions::new()
            .filename(file)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Normal)
            .foreign_keys(true)
            .busy_timeout(BUSY_TIMEOUT)
            .pragma("temp_store", "memory")
            .pragma("mmap_size", "268435456")
            .pragma("cache_size", "-65536")
            .optimize_on_close(true, 400);
        let writer = SqlitePoolOptions::new()
            .max_connections(1)
            .idle_timeout(None)
            .max_lifetime(None)
            .connect_with(options.clone())
            .await?;
        sqlx::migrate!("../../migrations").run(&writer).await?;
        articles::key_wordings(&writer).await?;
        let readers = SqlitePoolOptions::new()
            .max_connections(READERS)
            .min_connections(1)
            .idle_timeout(None)
            .max_lifetime(None)
            .connect_with(options.pragma("query_only", "on"))
            .await?;
        Ok(Self { readers, writer })
    }

    /// One consistent view of the library.
    ///
    /// # Errors
    /// [`Error::Database`] when no connection could be had.
    pub async fn read(&self) -> Result<Tx> {
        Ok(Tx { inner: self.readers.begin().await? })
    }

    /// One change; it waits for the change before it.
    ///
    /// # Errors
    /// [`Error::Database`] when no connection could be had within ten seconds.
    pub async fn write(&self) -> Result<Tx> {
        Ok(Tx { inner: self.writer.begin_with("BEGIN IMMEDIATE").await? })
    }

    /// A number that changes when another process has written to the file (SQLite `data_version`).
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn foreign_changes(&self) -> Result<i64> {
        // On the writer's connection: it sees every change that is not its own.
        Ok(sqlx::query_scalar("PRAGMA data_version").fetch_one(&self.writer).await?)
    }

    /// Closes the file cleanly: open work is finished, the write-ahead log is folded in.
    pub async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }

    /// Where sessions are kept.
    pub fn sessions(&self) -> Sessions {
        Sessions::new(self.readers.clone(), self.writer.clone())
    }
}

impl Tx {
    /// Keeps the change.
    ///
    /// # Errors
    /// [`Error::Database`]; nothing was kept then.
    pub async fn commit(self) -> Result<()> {
        Ok(self.inner.commit().await?)
    }
}

/// Reads a word of one of our closed lists out of the file.
fn word<T>(parse: impl Fn(&str) -> Option<T>, word: &str) -> Result<T> {
    parse(word).ok_or_else(|| Error::Unreadable(word.to_owned()))
}

/// Reads an optional value that was checked before it was written.
fn value<T, E>(text: Option<&str>, parse: impl Fn(&str) -> std::result::Result<T, E>) -> Result<Option<T>> {
    text.map(|t| parse(t).map_err(|_| Error::Unreadable(t.to_owned()))).transpose()
}

/// A list of numbers as JSON, for `json_each`.
fn json_ids(ids: &[domain::id::RecordId]) -> String {
    serde_json::to_string(ids).unwrap_or_else(|_| "[]".to_owned())
}
