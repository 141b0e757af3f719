//! Findings that were set aside, and the flag of quotes that need a fresh look.

use crate::{Error, Result, Tx};
use domain::{
    id::RecordId,
    plausibility::{FindingId, Override},
};

impl Tx {
    /// Writes what is set aside in a quote, all of it anew.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub(crate) async fn put_overrides(&mut self, quote: RecordId, overrides: &[Override]) -> Result<()> {
        sqlx::query!("DELETE FROM plausibility_override WHERE quote_id = ?", quote.0).execute(&mut *self.inner).await?;
        if overrides.is_empty() {
            return Ok(());
        }
        let rows = serde_json::to_string(overrides).map_err(|e| Error::Unreadable(e.to_string()))?;
        sqlx::query!(
            "INSERT INTO plausibility_override (quote_id, finding, position, reason)
             SELECT ?, value ->> 'finding', key, value ->> 'reason' FROM json_each(?)",
            quote.0,
            rows
        )
        .execute(&mut *self.inner)
        .await?;
        Ok(())
    }

    /// What is set aside in a quote.
    ///
    /// # Errors
    /// [`Error::Database`], [`Error::Unreadable`].
    pub(crate) async fn overrides(&mut self, quote: RecordId) -> Result<Vec<Override>> {
        let rows = sqlx::query!(
            "SELECT finding, reason FROM plausibility_override WHERE quote_id = ? ORDER BY position",
            quote.0
        )
        .fetch_all(&mut *self.inner)
        .await?;
        rows.into_iter()
            .map(|row| {
                let finding = FindingId::parse("finding", &row.finding).map_err(|_| Error::Unreadable(row.finding))?;
                Ok(Override { finding, reason: row.reason })
            })
            .collect()
    }

    /// Says whether a quote needs a fresh look because of a withdrawn document above one of its mentions.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn mark_recheck(&mut self, quote: RecordId, needed: bool) -> Result<()> {
        sqlx::query!("UPDATE quote SET recheck = ?1 WHERE id = ?2 AND recheck <> ?1", needed, quote.0)
            .execute(&mut *self.inner)
            .await?;
        Ok(())
    }

    /// How many quotes need a fresh look; counted up to `most`.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn count_to_recheck(&mut self, most: i64) -> Result<i64> {
        let count = sqlx::query_scalar!(
            r#"SELECT count(*) AS "n!: i64" FROM
                 (SELECT 1 FROM quote WHERE recheck = 1 AND id > 0 LIMIT ?) AS list"#,
            most
        )
        .fetch_one(&mut *self.inner)
        .await?;
        Ok(count)
    }
}
