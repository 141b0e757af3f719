//! Looking whether a library is whole, without changing anything in it.

use crate::{
    Error, MIGRATIONS, Result, Store, Tx, connect,
    files::{self, Lock, Opened},
};
use sqlx::{ConnectOptions, Connection, Row, SqliteConnection, SqlitePool};
use std::path::Path;

/// Up to this size the quick check at the start takes seconds; above it only the length is looked at.
const QUICK: u64 = 512 * 1024 * 1024;
/// The most findings of one kind that are told.
const TOLD: usize = 20;

/// The tables of a file beside those that this program makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tables {
    /// They are the same.
    Current,
    /// They stem from an older version; the number of the last step that they went through.
    Older(i64),
}

/// Refuses a library that is cut off, or whose pages do not hold together if it is small enough to look at them all.
///
/// # Errors
/// [`Error::Damaged`], [`Error::File`] when it cannot be read. A file that is not there is none of them.
pub async fn quick_check(library: &Path) -> Result<()> {
    let length = match std::fs::metadata(library) {
        Ok(meta) => meta.len(),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(e) => return Err(Error::file(library)(e)),
    };
    files::refuse_emptied(library)?;
    if length == 0 {
        return Ok(());
    }
    let connection = connect::looking(library).connect().await;
    let mut connection = connection.map_err(|e| at_its_beginning(e.into(), library))?;
    check_length(&mut connection, library).await?;
    if length > QUICK {
        return Ok(connection.close().await?);
    }
    let mut said = findings(&mut connection, "PRAGMA quick_check(1)").await?;
    connection.close().await?;
    said.pop().map_or(Ok(()), |said| Err(Error::Damaged(said)))
}

/// SQLite's word for a file whose first pages do not fit its length, told so that it helps.
pub(crate) fn at_its_beginning(error: Error, library: &Path) -> Error {
    match error {
        Error::Damaged(said) => {
            let length = std::fs::metadata(library).map_or(0, |meta| meta.len());
            Error::Damaged(format!("cut off or broken at its beginning, {length} bytes are there ({said})"))
        }
        other => other,
    }
}

/// Refuses a file that is cut off.
pub(crate) async fn check_length(connection: &mut SqliteConnection, library: &Path) -> Result<()> {
    let mut tx = connection.begin().await?;
    // SQLite itself compares the file with its first page here, if nothing is in the log, but does not say so.
    let said = sqlx::query_scalar("PRAGMA page_count").fetch_one(&mut *tx).await;
    let said: i64 = said.map_err(|e| at_its_beginning(e.into(), library))?;
    let size: i64 = sqlx::query_scalar("PRAGMA page_size").fetch_one(&mut *tx).await?;
    let outcome = files::check_length(library, said.unsigned_abs(), size.unsigned_abs());
    tx.rollback().await?;
    outcome
}

/// The last step that a file went through; none when it holds no tables of ours.
pub(crate) async fn last_step(connection: &mut SqliteConnection) -> Result<Option<i64>> {
    let is_ours: i64 =
        sqlx::query_scalar("SELECT count(*) FROM sqlite_master WHERE name IN ('_sqlx_migrations', 'record')")
            .fetch_one(&mut *connection)
            .await?;
    if is_ours < 2 {
        return Ok(None);
    }
    Ok(sqlx::query_scalar("SELECT max(version) FROM _sqlx_migrations WHERE success").fetch_one(connection).await?)
}

/// The last step of this program.
pub(crate) fn known() -> i64 {
    MIGRATIONS.iter().map(|m| m.version).max().unwrap_or_default()
}

/// Refuses a file that a newer version of this program has written.
pub(crate) async fn refuse_newer(pool: &SqlitePool) -> Result<()> {
    match last_step(&mut *pool.acquire().await?).await? {
        Some(found) if found > known() => Err(Error::Newer { found, known: known() }),
        _ => Ok(()),
    }
}

/// What SQLite finds wrong with the pages, the indexes and the full text of a file.
pub(crate) async fn broken_pages(connection: &mut SqliteConnection) -> Result<Vec<String>> {
    // The full text brings its own check, which this calls: every word is compared with what was indexed.
    findings(connection, "PRAGMA integrity_check(20)").await
}

/// What one of SQLite's own checks says.
async fn findings(connection: &mut SqliteConnection, check: &'static str) -> Result<Vec<String>> {
    let said: Vec<String> = match sqlx::query_scalar(check).fetch_all(connection).await {
        Ok(said) => said,
        // A check that trips over what it reads has found something as well; that is no fault of the question.
        Err(sqlx::Error::Database(e)) if e.code().as_deref() == Some("1") => vec![e.message().to_owned()],
        Err(error) => match error.into() {
            Error::Damaged(said) => vec![said],
            other => return Err(other),
        },
    };
    Ok(if said == ["ok"] { Vec::new() } else { said })
}

/// Rows that name a row that is not there.
pub(crate) async fn broken_links(connection: &mut SqliteConnection) -> Result<Vec<String>> {
    let rows = sqlx::query("PRAGMA foreign_key_check").fetch_all(connection).await?;
    let told = rows.iter().take(TOLD).map(|row| {
        let (table, id, parent): (String, Option<i64>, String) = (row.get(0), row.get(1), row.get(2));
        let id = id.map_or_else(String::new, |id| format!(" {id}"));
        format!("{table}{id} names a {parent} that is not there")
    });
    Ok(told.collect())
}

/// Revisions whose state is no JSON any more: damage inside a row, which SQLite's own checks do not see.
pub(crate) async fn broken_revisions(connection: &mut SqliteConnection) -> Result<Vec<String>> {
    let broken = sqlx::query!("SELECT record_id, version FROM revision WHERE NOT json_valid(state) LIMIT 20")
        .fetch_all(connection)
        .await?;
    Ok(broken.iter().map(|r| format!("revision {} of record {} cannot be read", r.version, r.record_id)).collect())
}

/// Refuses a file that does not hold together.
pub(crate) async fn refuse_broken(connection: &mut SqliteConnection) -> Result<()> {
    let mut wrong = broken_pages(connection).await?;
    if wrong.is_empty() {
        wrong = broken_links(connection).await?;
    }
    if wrong.is_empty() {
        wrong = broken_revisions(connection).await?;
    }
    match wrong.into_iter().next() {
        None => Ok(()),
        Some(first) => Err(Error::Damaged(first)),
    }
}

impl Store {
    /// Opens a library for looking only: nothing in it is made, migrated or changed.
    ///
    /// # Errors
    /// [`Error::File`] where there is none, [`Error::Damaged`] when it is no library of ours, [`Error::Newer`],
    /// [`Error::InUse`], [`Error::Database`].
    pub async fn open_to_look(file: &Path) -> Result<(Self, Tables)> {
        std::fs::metadata(file).map_err(Error::file(file))?;
        files::refuse_emptied(file)?;
        let lock = Lock::to_look(file)?;
        let readers = connect::readers(connect::looking(file)).await.map_err(|e| at_its_beginning(e, file))?;
        check_length(&mut *readers.acquire().await?, file).await?;
        let found = last_step(&mut *readers.acquire().await?).await?;
        let tables = match found {
            None => return Err(Error::Damaged("it holds no tables of a library".to_owned())),
            Some(found) if found > known() => return Err(Error::Newer { found, known: known() }),
            Some(found) if found < known() => Tables::Older(found),
            Some(_) => Tables::Current,
        };
        Ok((Self { writer: readers.clone(), readers, opened: Opened::new(file, lock)? }, tables))
    }

    /// Whether the file is as long as it should be.
    ///
    /// # Errors
    /// [`Error::Damaged`] when it is cut off, [`Error::Database`].
    pub async fn check_length(&self) -> Result<()> {
        check_length(&mut *self.readers.acquire().await?, &self.opened.path).await
    }

    /// What is wrong with the file's pages, indexes and full text; nothing when all is well. Reads the whole file.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn broken_pages(&self) -> Result<Vec<String>> {
        broken_pages(&mut *self.readers.acquire().await?).await
    }

    /// Revisions that cannot be read; nothing when all is well. Reads all of them.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn broken_revisions(&self) -> Result<Vec<String>> {
        broken_revisions(&mut *self.readers.acquire().await?).await
    }

    /// Rows that name a row that is not there; nothing when all is well. Reads the whole file.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn broken_links(&self) -> Result<Vec<String>> {
        broken_links(&mut *self.readers.acquire().await?).await
    }
}

impl Tx {
    /// How many records the search does not know, and how many rows of the search belong to no record.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn strays_of_search(&mut self) -> Result<(i64, i64)> {
        let unknown = sqlx::query_scalar!(
            "SELECT count(*) FROM record r WHERE NOT EXISTS (SELECT 1 FROM search_docsize d WHERE d.id = r.id)"
        )
        .fetch_one(&mut *self.inner)
        .await?;
        let left_over = sqlx::query_scalar!(
            "SELECT count(*) FROM search_docsize d WHERE NOT EXISTS (SELECT 1 FROM record r WHERE r.id = d.id)"
        )
        .fetch_one(&mut *self.inner)
        .await?;
        Ok((unknown, left_over))
    }

    /// Public ids of records whose present version has no revision, the first few.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn versions_without_revision(&mut self) -> Result<Vec<String>> {
        Ok(sqlx::query_scalar!(
            "SELECT public_id FROM record r WHERE NOT EXISTS
                 (SELECT 1 FROM revision v WHERE v.record_id = r.id AND v.version = r.version) LIMIT 20"
        )
        .fetch_all(&mut *self.inner)
        .await?)
    }
}
