//! Connections to the file, and what makes sure that none of them outlives a transaction that did not end cleanly.
//!
//! After a full disk or a failed write SQLite takes a transaction back by itself. Two things must not follow. Later
//! statements of the same change would each be kept on their own: hooks on the writer's connection refuse them. And the
//! driver, whose own ROLLBACK then fails, would count a transaction as open for ever: such a connection is thrown away.

use crate::Result;
use sqlx::{
    Connection, SqliteConnection, SqlitePool,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

/// How long a writer waits for another before it gives up.
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);
/// Readers at once: SQLite reads are short, more threads than this only queue in the page cache.
const READERS: u32 = 8;

/// How this program talks to a library's file.
pub(crate) fn options(file: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(file)
        .journal_mode(SqliteJournalMode::Wal)
        // A save is on the disk when it is acknowledged: the log is synced with every commit.
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(BUSY_TIMEOUT)
        .pragma("temp_store", "memory")
        // No memory map: where the file under one is cut off, or the disk fails, the process would be killed.
        .pragma("mmap_size", "0")
        // 16 MB a connection, so that all nine together stay under 150 MB however long they live.
        .pragma("cache_size", "-16384")
        .optimize_on_close(true, 400)
}

/// How this program looks at a file that it must not change.
pub(crate) fn looking(file: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(file)
        .read_only(true)
        .busy_timeout(BUSY_TIMEOUT)
        .pragma("temp_store", "memory")
        .pragma("mmap_size", "0")
        .pragma("cache_size", "-16384")
}

/// The one connection that writes.
pub(crate) async fn writer(options: SqliteConnectOptions) -> Result<SqlitePool> {
    let pool = SqlitePoolOptions::new()
        .max_connections(1)
        .idle_timeout(None)
        .max_lifetime(None)
        .test_before_acquire(false)
        .after_connect(|connection, _| Box::pin(refuse_halves(connection)))
        .after_release(|connection, _| {
            Box::pin(async move {
                // Behind a rollback that is still queued; the hooks start from a clean slate for the next change.
                refuse_halves(connection).await?;
                ended_cleanly(connection)
            })
        })
        .connect_with(options)
        .await?;
    Ok(pool)
}

/// The connections that read.
pub(crate) async fn readers(options: SqliteConnectOptions) -> Result<SqlitePool> {
    let pool = SqlitePoolOptions::new()
        .max_connections(READERS)
        .min_connections(1)
        .idle_timeout(None)
        .max_lifetime(None)
        .test_before_acquire(false)
        .after_release(|connection, _| {
            Box::pin(async move {
                connection.ping().await?;
                ended_cleanly(connection)
            })
        })
        .connect_with(options)
        .await?;
    Ok(pool)
}

/// An error makes the pool close the connection and open another when one is wanted.
fn ended_cleanly(connection: &SqliteConnection) -> sqlx::Result<bool> {
    if connection.is_in_transaction() {
        return Err(sqlx::Error::Protocol("a transaction did not end cleanly; the connection is thrown away".into()));
    }
    Ok(true)
}

/// From the moment that a change is rolled back until the connection is given to the next, nothing may be committed.
async fn refuse_halves(connection: &mut SqliteConnection) -> sqlx::Result<()> {
    let rolled_back = Arc::new(AtomicBool::new(false));
    let mut handle = connection.lock_handle().await?;
    let seen = Arc::clone(&rolled_back);
    handle.set_rollback_hook(move || seen.store(true, Ordering::Release));
    // "False" turns the commit into a rollback.
    handle.set_commit_hook(move || !rolled_back.load(Ordering::Acquire));
    Ok(())
}
