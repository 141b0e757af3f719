//! The heads of records: numbers, public ids, versions; and their revisions.

use crate::{Error, Result, Tx, json_ids, word};
use domain::id::{PublicId, RecordId, RecordKind};
use serde::Serialize;
use std::collections::HashMap;
use time::OffsetDateTime;

/// What every record has, whatever its kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Inner number.
    pub id: RecordId,
    /// Kind.
    pub kind: RecordKind,
    /// Code in public addresses.
    pub public_id: PublicId,
    /// Readable part of public addresses.
    pub slug: String,
    /// Grows by one with each revision, from 1.
    pub version: i64,
    /// Whether anybody may see it.
    pub is_public: bool,
    /// Whether it belongs to the demonstration.
    pub is_demo: bool,
    /// When it was made.
    pub created_at: OffsetDateTime,
    /// When it was last changed.
    pub updated_at: OffsetDateTime,
}

impl Head {
    /// Its public address.
    pub fn path(&self) -> String {
        domain::id::path(self.kind, &self.public_id, &self.slug)
    }
}

/// What a new record starts with.
#[derive(Debug, Clone, Serialize)]
pub struct NewRecord<'a> {
    /// Kind.
    pub kind: RecordKind,
    /// A fresh random public id.
    pub public_id: &'a PublicId,
    /// Slug.
    pub slug: &'a str,
    /// Key of the form that makes it, if a form does.
    pub receipt: Option<&'a str>,
    /// Whether it belongs to the demonstration.
    pub is_demo: bool,
}

/// Who saved a revision, when and why.
#[derive(Debug, Clone)]
pub struct RevisionNote<'a> {
    /// Account; none for the command line.
    pub author: Option<domain::account::AccountId>,
    /// When.
    pub at: OffsetDateTime,
    /// Why, in the author's words.
    pub reason: &'a str,
}

pub(crate) fn millis(at: OffsetDateTime) -> i64 {
    i64::try_from(at.unix_timestamp_nanos() / 1_000_000).unwrap_or(i64::MAX)
}

pub(crate) fn moment(millis: i64) -> OffsetDateTime {
    OffsetDateTime::from_unix_timestamp_nanos(i128::from(millis) * 1_000_000).unwrap_or(OffsetDateTime::UNIX_EPOCH)
}

struct HeadRow {
    id: i64,
    kind: String,
    public_id: String,
    slug: String,
    version: i64,
    is_public: i64,
    is_demo: i64,
    created_at: i64,
    updated_at: i64,
}

impl TryFrom<HeadRow> for Head {
    type Error = Error;

    fn try_from(row: HeadRow) -> Result<Self> {
        Ok(Self {
            id: RecordId(row.id),
            kind: word(RecordKind::parse, &row.kind)?,
            public_id: word(PublicId::parse, &row.public_id)?,
            slug: row.slug,
            version: row.version,
            is_public: row.is_public != 0,
            is_demo: row.is_demo != 0,
            created_at: moment(row.created_at),
            updated_at: moment(row.updated_at),
        })
    }
}

impl Tx {
    /// Makes the head of a new record at version 1.
    ///
    /// # Errors
    /// [`Error::Taken`] when the public id or the receipt is in use.
    pub async fn insert_record(&mut self, new: &NewRecord<'_>, now: OffsetDateTime) -> Result<RecordId> {
        self.insert_records(std::slice::from_ref(new), now).await?.pop().ok_or(Error::NotFound)
    }

    /// Makes the heads of new records at version 1; gives their numbers in the same order.
    ///
    /// # Errors
    /// [`Error::Taken`] when a public id or a receipt is in use.
    pub async fn insert_records(&mut self, new: &[NewRecord<'_>], now: OffsetDateTime) -> Result<Vec<RecordId>> {
        let (rows, at) = (serde_json::to_string(new).map_err(|e| Error::Unreadable(e.to_string()))?, millis(now));
        let made = sqlx::query!(
            r#"INSERT INTO record (kind, public_id, slug, version, is_demo, receipt, created_at, updated_at)
               SELECT value ->> 'kind', value ->> 'public_id', value ->> 'slug', 1, value ->> 'is_demo',
                   value ->> 'receipt', ?1, ?1
               FROM json_each(?2) ORDER BY key
               RETURNING id AS "id!: i64", public_id"#,
            at,
            rows
        )
        .fetch_all(&mut *self.inner)
        .await
        .map_err(Error::unique)?;
        let made: HashMap<String, i64> = made.into_iter().map(|r| (r.public_id, r.id)).collect();
        new.iter().map(|n| made.get(n.public_id.as_str()).map(|id| RecordId(*id)).ok_or(Error::NotFound)).collect()
    }

    /// Moves a record from the version that an edit started from to the next, and gives that.
    ///
    /// # Errors
    /// [`Error::Stale`] when it is at another version, [`Error::NotFound`].
    pub async fn bump_record(&mut self, id: RecordId, from: i64, slug: &str, now: OffsetDateTime) -> Result<i64> {
        let at = millis(now);
        let done = sqlx::query!(
            "UPDATE record SET version = version + 1, slug = ?, updated_at = ? WHERE id = ? AND version = ?",
            slug,
            at,
            id.0,
            from
        )
        .execute(&mut *self.inner)
        .await?;
        if done.rows_affected() == 1 {
            return Ok(from + 1);
        }
        let current = sqlx::query_scalar!("SELECT version FROM record WHERE id = ?", id.0)
            .fetch_optional(&mut *self.inner)
            .await?
            .ok_or(Error::NotFound)?;
        Err(Error::Stale { current })
    }

    /// Moves records that were read within this transaction to their next version.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn bump_records(&mut self, ids: &[RecordId], now: OffsetDateTime) -> Result<()> {
        let (ids, at) = (json_ids(ids), millis(now));
        sqlx::query!(
            "UPDATE record SET version = version + 1, updated_at = ? WHERE id IN (SELECT value FROM json_each(?))",
            at,
            ids
        )
        .execute(&mut *self.inner)
        .await?;
        Ok(())
    }

    /// Keeps one saved state for ever.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn add_revision(
        &mut self,
        id: RecordId,
        version: i64,
        state: &(impl Serialize + Sync),
        note: &RevisionNote<'_>,
    ) -> Result<()> {
        self.add_revisions(&[(id, version, state)], note).await
    }

    /// Keeps saved states for ever: of each record its version and state.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn add_revisions(
        &mut self,
        states: &[(RecordId, i64, impl Serialize + Sync)],
        note: &RevisionNote<'_>,
    ) -> Result<()> {
        let unreadable = |e: serde_json::Error| Error::Unreadable(e.to_string());
        // The state is kept as text: it goes in as text, so that no part of it is written anew on the way.
        let rows: Vec<(RecordId, i64, String)> = states
            .iter()
            .map(|(id, version, state)| Ok((*id, *version, serde_json::to_string(state).map_err(unreadable)?)))
            .collect::<Result<_>>()?;
        let rows = serde_json::to_string(&rows).map_err(unreadable)?;
        let (author, at) = (note.author.map(|a| a.0), millis(note.at));
        sqlx::query!(
            "INSERT INTO revision (record_id, version, author_id, at, reason, state)
             SELECT value ->> 0, value ->> 1, ?, ?, ?, value ->> 2 FROM json_each(?)",
            author,
            at,
            note.reason,
            rows
        )
        .execute(&mut *self.inner)
        .await?;
        Ok(())
    }

    /// How many revisions a record has.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn count_revisions(&mut self, id: RecordId) -> Result<i64> {
        Ok(sqlx::query_scalar!("SELECT count(*) FROM revision WHERE record_id = ?", id.0)
            .fetch_one(&mut *self.inner)
            .await?)
    }

    /// Who saved this version; none for the command line.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn author_of(&mut self, id: RecordId, version: i64) -> Result<Option<String>> {
        Ok(sqlx::query_scalar!(
            "SELECT a.name FROM revision r JOIN account a ON a.id = r.author_id WHERE r.record_id = ? AND r.version = ?",
            id.0,
            version
        )
        .fetch_optional(&mut *self.inner)
        .await?)
    }

    /// The head with this public id.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn head(&mut self, kind: RecordKind, public_id: &PublicId) -> Result<Option<Head>> {
        let (kind, public_id) = (kind.as_str(), public_id.as_str());
        sqlx::query_as!(
            HeadRow,
            "SELECT id, kind, public_id, slug, version, is_public, is_demo, created_at, updated_at
             FROM record WHERE public_id = ? AND kind = ?",
            public_id,
            kind
        )
        .fetch_optional(&mut *self.inner)
        .await?
        .map(Head::try_from)
        .transpose()
    }

    /// The heads with these numbers, in no order.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn heads(&mut self, ids: &[RecordId]) -> Result<Vec<Head>> {
        let ids = json_ids(ids);
        sqlx::query_as!(
            HeadRow,
            "SELECT id, kind, public_id, slug, version, is_public, is_demo, created_at, updated_at
             FROM record WHERE id IN (SELECT value FROM json_each(?))",
            ids
        )
        .fetch_all(&mut *self.inner)
        .await?
        .into_iter()
        .map(Head::try_from)
        .collect()
    }

    /// The record that a form with this key has made already.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn head_by_receipt(&mut self, receipt: &str) -> Result<Option<Head>> {
        sqlx::query_as!(
            HeadRow,
            "SELECT id, kind, public_id, slug, version, is_public, is_demo, created_at, updated_at
             FROM record WHERE receipt = ?",
            receipt
        )
        .fetch_optional(&mut *self.inner)
        .await?
        .map(Head::try_from)
        .transpose()
    }

    /// True when nothing was ever made here.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn is_empty(&mut self) -> Result<bool> {
        let any = sqlx::query_scalar!("SELECT id FROM record LIMIT 1").fetch_optional(&mut *self.inner).await?;
        Ok(any.is_none())
    }

    /// True when the library began with the demonstration, which goes into an empty one alone, or is empty.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn began_with_demo(&mut self) -> Result<bool> {
        let first = sqlx::query_scalar!("SELECT is_demo FROM record ORDER BY id LIMIT 1")
            .fetch_optional(&mut *self.inner)
            .await?;
        Ok(first.is_none_or(|is_demo| is_demo != 0))
    }

    /// The records of a kind that were changed last.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn recent(&mut self, kind: RecordKind, limit: i64) -> Result<Vec<RecordId>> {
        let kind = kind.as_str();
        let rows = sqlx::query_scalar!(
            r#"SELECT id AS "id!: i64" FROM record WHERE kind = ? ORDER BY updated_at DESC, id DESC LIMIT ?"#,
            kind,
            limit
        )
        .fetch_all(&mut *self.inner)
        .await?;
        Ok(rows.into_iter().map(RecordId).collect())
    }

    /// Addresses of everything public with numbers above `after` and up to `until`: for the sitemap.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn public_heads(&mut self, after: RecordId, until: RecordId) -> Result<Vec<Head>> {
        sqlx::query_as!(
            HeadRow,
            r#"SELECT id AS "id!: i64", kind, public_id, slug, version, is_public, is_demo, created_at, updated_at
               FROM record WHERE is_public = 1 AND id > ? AND id <= ? ORDER BY id"#,
            after.0,
            until.0
        )
        .fetch_all(&mut *self.inner)
        .await?
        .into_iter()
        .map(Head::try_from)
        .collect()
    }

    /// Which blocks of `size` numbers hold anything public, at most `limit`: block n holds the records above n × size
    /// and up to (n + 1) × size. Found by skipping along the index from block to block.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn public_blocks(&mut self, size: i64, limit: i64) -> Result<Vec<i64>> {
        Ok(sqlx::query_scalar!(
            r#"WITH RECURSIVE list (n) AS (
                 SELECT ((SELECT min(id) FROM record WHERE is_public = 1) - 1) / ?1
                 UNION ALL
                 SELECT ((SELECT min(id) FROM record WHERE is_public = 1 AND id > (list.n + 1) * ?1) - 1) / ?1
                 FROM list WHERE list.n IS NOT NULL
               )
               SELECT n AS "n!: i64" FROM list WHERE n IS NOT NULL LIMIT ?2"#,
            size,
            limit
        )
        .fetch_all(&mut *self.inner)
        .await?)
    }
}
