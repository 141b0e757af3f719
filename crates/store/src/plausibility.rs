//! Findings that were set aside, and the flag of quotes that need a fresh look.

use crate::{Error, Result, Tx};
use domain::{
    id::RecordId,
    plausibility::{FindingId, Override},
};
use std::collections::HashMap;

impl Tx {
    /// Writes what is set aside in quotes, all of it anew: `quotes` is a list of numbers as JSON, `rows` one of what is
    /// set aside with its quote and place.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub(crate) async fn put_overrides(&mut self, quotes: &str, rows: &str) -> Result<()> {
        sqlx::query!("DELETE FROM plausibility_override WHERE quote_id IN (SELECT value FROM json_each(?))", quotes)
            .execute(&mut *self.inner)
            .await?;
        sqlx::query!(
            "INSERT INTO plausibility_override (quote_id, finding, position, reason)
             SELECT value ->> 'quote_id', value ->> 'finding', value ->> 'position', value ->> 'reason'
             FROM json_each(?)",
            rows
        )
        .execute(&mut *self.inner)
        .await?;
        Ok(())
    }

    /// What is set aside in each of these quotes, a list of numbers as JSON.
    ///
    /// # Errors
    /// [`Error::Database`], [`Error::Unreadable`].
    pub(crate) async fn overrides(&mut self, quotes: &str) -> Result<HashMap<RecordId, Vec<Override>>> {
        let rows = sqlx::query!(
            "SELECT quote_id, finding, reason FROM plausibility_override
             WHERE quote_id IN (SELECT value FROM json_each(?)) ORDER BY quote_id, position",
            quotes
        )
        .fetch_all(&mut *self.inner)
        .await?;
        let mut all: HashMap<RecordId, Vec<Override>> = HashMap::new();
        for row in rows {
            let finding = FindingId::parse("finding", &row.finding).map_err(|_| Error::Unreadable(row.finding))?;
            all.entry(RecordId(row.quote_id)).or_default().push(Override { finding, reason: row.reason });
        }
        Ok(all)
    }

    /// Says of each quote whether it needs a fresh look because of a withdrawn document above one of its mentions.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn mark_recheck(&mut self, quotes: &[(RecordId, bool)]) -> Result<()> {
        let rows = serde_json::to_string(quotes).map_err(|e| Error::Unreadable(e.to_string()))?;
        sqlx::query!(
            "UPDATE quote SET recheck = list.value ->> 1 FROM json_each(?) AS list
             WHERE quote.id = list.value ->> 0 AND quote.recheck <> list.value ->> 1",
            rows
        )
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
