//! Connections to the file, and what makes sure that none of them outlives a transaction that did not end cleanly.
//!
//! After a full disk or a failed write SQLite takes a transaction back by itself. Two things must not follow. Later
//! statements of the same change would each be kept on their own: hooks on the writer's connection refuse them. And the
//! driver, whose own ROLLBACK then fails, would count a transaction as open for ever: such a connection is thrown away.

use crate::Result;
use sqlx::{
    Connection, SqliteConnection, SqlitePool,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteLockingMode, SqlitePoolOptions, SqliteSynchronous},
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

/// For asking whether anybody else has a file open: then this connection cannot read.
pub(crate) fn alone(file: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(file)
        .locking_mode(SqliteLockingMode::Exclusive)
        .busy_timeout(Duration::from_millis(500))
        .pragma("mmap_size", "0")
}

/// The one connection that writes.
pub(crate) async fn writer(options: SqliteConnectOptions) -> Result<SqlitePool> {
    let pool = SqlitePoolOptions::new()
        .max_connections(1)
        .idle_timeout(None)
        .max_lifetime(None)
        .test_before_acquire(false)
        .after_release(|connection, _| {
            Box::pin(async move {
                // This waits behind a rollback that is still queued.
                let mut handle = connection.lock_handle().await?;
                handle.remove_commit_hook();
                handle.remove_rollback_hook();
                drop(handle);
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

/// For a connection on which a transaction has just begun: once that is rolled back, by whatever, nothing more is
/// committed until the connection is given back.
pub(crate) async fn refuse_halves(connection: &mut SqliteConnection) -> sqlx::Result<()> {
    let rolled_back = Arc::new(AtomicBool::new(false));
    let seen = Arc::clone(&rolled_back);
    let mut handle = connection.lock_handle().await?;
    handle.set_rollback_hook(move || seen.store(true, Ordering::Release));
    // "False" turns the commit into a rollback.
    handle.set_commit_hook(move || !rolled_back.load(Ordering::Acquire));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Error, Store, Tx};
    use tempfile::TempDir;

    async fn library() -> (TempDir, Store) {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("sanad.db")).await.unwrap();
        (folder, store)
    }

    /// A row that is as long as the number says.
    async fn add(tx: &mut Tx, name: &str, length: usize) -> Result<()> {
        sqlx::query("INSERT INTO setting_change (name, value, at) VALUES (?, ?, 0)")
            .bind(name)
            .bind("x".repeat(length))
            .execute(&mut *tx.inner)
            .await?;
        Ok(())
    }

    /// From here on the file may not grow: SQLite takes the change back as on a full disk.
    async fn fill(tx: &mut Tx) {
        sqlx::query("PRAGMA max_page_count = 1").execute(&mut *tx.inner).await.unwrap();
    }

    async fn names(store: &Store) -> Vec<String> {
        let mut tx = store.read().await.unwrap();
        sqlx::query_scalar("SELECT name FROM setting_change ORDER BY id").fetch_all(&mut *tx.inner).await.unwrap()
    }

    #[tokio::test]
    async fn a_change_that_was_taken_back_keeps_nothing_that_comes_after() {
        let (_folder, store) = library().await;
        let mut tx = store.write().await.unwrap();
        fill(&mut tx).await;
        add(&mut tx, "before", 1).await.unwrap();
        assert!(matches!(add(&mut tx, "too long", 1_000_000).await, Err(Error::DiskFull)));
        // A caller that goes on as if nothing had happened: neither a statement of its own nor the end is kept.
        assert!(add(&mut tx, "after", 1).await.is_err());
        assert!(add(&mut tx, "after that", 1).await.is_err());
        assert!(tx.commit().await.is_err());
        assert_eq!(names(&store).await, Vec::<String>::new());
    }

    #[tokio::test]
    async fn the_next_change_gets_a_connection_that_works() {
        let (_folder, store) = library().await;
        for goes_on_to_commit in [true, false] {
            let mut tx = store.write().await.unwrap();
            fill(&mut tx).await;
            assert!(add(&mut tx, "too long", 1_000_000).await.is_err());
            if goes_on_to_commit {
                assert!(tx.commit().await.is_err());
            } else {
                drop(tx);
            }
            let mut tx = store.write().await.expect("a fresh connection");
            add(&mut tx, "long enough", 100_000).await.expect("without the limit of the last");
            tx.commit().await.unwrap();
        }
        assert_eq!(names(&store).await.len(), 2);
    }

    #[tokio::test]
    async fn a_change_that_was_only_dropped_costs_no_connection() {
        let (_folder, store) = library().await;
        for _ in 0..3 {
            let mut tx = store.write().await.unwrap();
            sqlx::query("PRAGMA cache_size = -77").execute(&mut *tx.inner).await.unwrap();
            add(&mut tx, "dropped", 1).await.unwrap();
            drop(tx);
            let mut tx = store.write().await.unwrap();
            let kept: i64 = sqlx::query_scalar("PRAGMA cache_size").fetch_one(&mut *tx.inner).await.unwrap();
            assert_eq!(kept, -77, "it is the same connection");
            add(&mut tx, "kept", 1).await.unwrap();
            tx.commit().await.unwrap();
        }
        assert_eq!(names(&store).await, ["kept"; 3]);
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn a_change_whose_caller_went_away_leaves_no_trace() {
        let (_folder, store) = library().await;
        for round in 0..60_u64 {
            let other = store.clone();
            let task = tokio::spawn(async move {
                let mut tx = other.write().await?;
                fill(&mut tx).await;
                add(&mut tx, "abandoned", 10).await?;
                let _ = add(&mut tx, "too long", 1_000_000).await;
                let _ = tx.commit().await;
                Ok::<(), Error>(())
            });
            tokio::time::sleep(Duration::from_micros(round * 40)).await;
            task.abort();
            let mut tx = store.write().await.expect("the writer is free");
            // A connection that ended cleanly is kept, with the limit that it was given.
            sqlx::query("PRAGMA max_page_count = 1000000").execute(&mut *tx.inner).await.unwrap();
            add(&mut tx, "kept", 100_000).await.expect("and works");
            tx.commit().await.unwrap();
        }
        assert_eq!(names(&store).await, ["kept"; 60]);
    }

    #[tokio::test]
    async fn settings_that_keep_saves_and_memory_safe() {
        let (_folder, store) = library().await;
        for mut tx in [store.read().await.unwrap(), store.write().await.unwrap()] {
            for (pragma, value) in [("synchronous", 2), ("mmap_size", 0), ("cache_size", -16384), ("foreign_keys", 1)] {
                let sql = sqlx::AssertSqlSafe(format!("PRAGMA {pragma}"));
                let found: i64 = sqlx::query_scalar(sql).fetch_one(&mut *tx.inner).await.unwrap();
                assert_eq!(found, value, "{pragma}");
            }
        }
    }
}
