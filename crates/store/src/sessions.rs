//! Sessions of signed-in people, for the session layer of the server.

use async_trait::async_trait;
use sha2::{Digest, Sha256};
use sqlx::SqlitePool;
use time::OffsetDateTime;
use tower_sessions_core::{
    SessionStore,
    session::{Id, Record},
    session_store::{Error, Result},
};

/// Keeps sessions in the library's file.
#[derive(Debug, Clone)]
pub struct Sessions {
    readers: SqlitePool,
    writer: SqlitePool,
}

fn hash(id: &Id) -> Vec<u8> {
    Sha256::digest(id.0.to_le_bytes()).to_vec()
}

fn backend(error: impl std::fmt::Display) -> Error {
    Error::Backend(error.to_string())
}

impl Sessions {
    pub(crate) fn new(readers: SqlitePool, writer: SqlitePool) -> Self {
        Self { readers, writer }
    }

    /// Deletes sessions that have run out.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn sweep(&self, now: OffsetDateTime) -> crate::Result<u64> {
        let now = now.unix_timestamp();
        let done = sqlx::query!("DELETE FROM session WHERE expires_at <= ?", now).execute(&self.writer).await?;
        Ok(done.rows_affected())
    }
}

#[async_trait]
impl SessionStore for Sessions {
    async fn create(&self, record: &mut Record) -> Result<()> {
        loop {
            let (key, until) = (hash(&record.id), record.expiry_date.unix_timestamp());
            let data = serde_json::to_string(&record.data).map_err(backend)?;
            let done = sqlx::query!(
                "INSERT INTO session (token_hash, data, expires_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                key,
                data,
                until
            )
            .execute(&self.writer)
            .await
            .map_err(backend)?;
            if done.rows_affected() == 1 {
                return Ok(());
            }
            record.id = Id::default();
        }
    }

    /// A session that has been ended meanwhile stays ended: another request of the same browser does not bring it back.
    async fn save(&self, record: &Record) -> Result<()> {
        let (key, until) = (hash(&record.id), record.expiry_date.unix_timestamp());
        let data = serde_json::to_string(&record.data).map_err(backend)?;
        sqlx::query!("UPDATE session SET data = ?, expires_at = ? WHERE token_hash = ?", data, until, key)
            .execute(&self.writer)
            .await
            .map_err(backend)?;
        Ok(())
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        let (key, now) = (hash(id), OffsetDateTime::now_utc().unix_timestamp());
        let row =
            sqlx::query!("SELECT data, expires_at FROM session WHERE token_hash = ? AND expires_at > ?", key, now)
                .fetch_optional(&self.readers)
                .await
                .map_err(backend)?;
        let Some(row) = row else { return Ok(None) };
        let data = serde_json::from_str(&row.data).map_err(|e| Error::Decode(e.to_string()))?;
        let expiry_date = OffsetDateTime::from_unix_timestamp(row.expires_at).map_err(backend)?;
        Ok(Some(Record { id: *id, data, expiry_date }))
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        let key = hash(id);
        sqlx::query!("DELETE FROM session WHERE token_hash = ?", key).execute(&self.writer).await.map_err(backend)?;
        Ok(())
    }
}
