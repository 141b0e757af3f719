//! SQLite behind a door that names no SQLite type, so that a second engine fits behind it.
//! Every query of the project stands in this crate and is checked against the schema when it compiles.

mod accounts;
mod articles;
mod backup;
mod check;
mod connect;
mod documents;
mod error;
mod files;
mod leaning;
mod outlets;
mod plausibility;
mod quotes;
mod readiness;
mod records;
mod renaming;
mod search;
mod sessions;
mod settings;
mod speakers;

pub use accounts::Account;
pub use articles::{NewReading, SavedReading, Standing, wording_key};
pub use backup::{Held, Restored, back_up, restore};
pub use check::{Tables, quick_check};
pub use error::{Error, Fault, Result};
pub use leaning::{Backlog, LeanCursor, LeanPair, LeaningTotal, OutletLeaning, OutletName, Side, StepsOf};
pub use quotes::{Cursor, Finding, ListFilter, QuoteCard, QuoteLinks, QuoteToPut, SavedQuote};
pub use records::{Head, NewRecord, RevisionNote};
pub use renaming::{DocumentFacts, QuoteFacts};
pub use search::{Found, SearchText};
pub use sessions::Sessions;
pub use settings::SettingChange;

use files::{Lock, Opened};
use sqlx::{Sqlite, SqlitePool, Transaction};
use std::path::Path;

/// The steps that make the tables.
static MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!("../../migrations");

/// The library's file: many readers and one writer at a time.
#[derive(Debug, Clone)]
pub struct Store {
    readers: SqlitePool,
    writer: SqlitePool,
    opened: Opened,
}

/// What a [`Store`] hands out: one consistent view to read from, or one change that is kept whole or not at all.
/// Dropped without [`Tx::commit`], a change leaves no trace.
pub struct Tx {
    inner: Transaction<'static, Sqlite>,
}

impl Store {
    /// Opens the file, makes it where there is none, and brings its tables up to date. Until [`Store::close`] or the end
    /// of the process, nobody can restore a backup over it.
    ///
    /// # Errors
    /// [`Error::InUse`] while a backup is being restored, [`Error::Damaged`] when the file is cut off,
    /// [`Error::NotWritable`], [`Error::Newer`], [`Error::Database`] when it cannot be opened, [`Error::Migration`].
    pub async fn open(file: &Path) -> Result<Self> {
        let lock = Lock::shared(file)?;
        Self::open_locked(file, lock).await
    }

    async fn open_locked(file: &Path, lock: Lock) -> Result<Self> {
        files::refuse_emptied(file)?;
        files::secure(file)?;
        let options = connect::options(file);
        let writer = connect::writer(options.clone()).await.map_err(|e| check::at_its_beginning(e, file))?;
        check::check_length(&mut *writer.acquire().await?, file).await?;
        check::refuse_newer(&writer).await?;
        MIGRATIONS.run(&writer).await?;
        articles::key_wordings(&writer).await?;
        let readers = connect::readers(options.pragma("query_only", "on")).await?;
        Ok(Self { readers, writer, opened: Opened::new(file, lock)? })
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
    /// [`Error::Fault`] when the file is no longer where it was opened: what is saved into it would be lost.
    /// [`Error::Database`] when no connection could be had within half a minute, or another process is writing.
    pub async fn write(&self) -> Result<Tx> {
        self.opened.still_there()?;
        let mut inner = self.writer.begin_with("BEGIN IMMEDIATE").await?;
        connect::refuse_halves(&mut inner).await?;
        Ok(Tx { inner })
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
        self.opened.release();
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
    /// [`Error::DiskFull`], [`Error::NotWritable`], [`Error::Database`]; nothing was kept then.
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
