//! What an admin has switched on or off, with every change that was ever made to it.

use crate::{
    Result, Tx,
    records::{millis, moment},
};
use domain::account::AccountId;
use time::OffsetDateTime;

/// One change of a setting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingChange {
    /// What it was set to.
    pub value: String,
    /// Who did it, by the name that colleagues see; nobody for the command line.
    pub by: Option<String>,
    /// When.
    pub at: OffsetDateTime,
}

impl Tx {
    /// What a setting is at; none when it was never touched.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn setting(&mut self, name: &str) -> Result<Option<String>> {
        Ok(sqlx::query_scalar!("SELECT value FROM setting_change WHERE name = ? ORDER BY id DESC LIMIT 1", name)
            .fetch_optional(&mut *self.inner)
            .await?)
    }

    /// The last changes of a setting, newest first.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn setting_changes(&mut self, name: &str, most: i64) -> Result<Vec<SettingChange>> {
        let rows = sqlx::query!(
            r#"SELECT s.value, a.name AS "by?", s.at FROM setting_change s LEFT JOIN account a ON a.id = s.author_id
               WHERE s.name = ? ORDER BY s.id DESC LIMIT ?"#,
            name,
            most
        )
        .fetch_all(&mut *self.inner)
        .await?;
        Ok(rows.into_iter().map(|r| SettingChange { value: r.value, by: r.by, at: moment(r.at) }).collect())
    }

    /// Changes a setting.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn add_setting_change(
        &mut self,
        name: &str,
        value: &str,
        author: Option<AccountId>,
        now: OffsetDateTime,
    ) -> Result<()> {
        let (author, at) = (author.map(|a| a.0), millis(now));
        sqlx::query!(
            "INSERT INTO setting_change (name, value, author_id, at) VALUES (?, ?, ?, ?)",
            name,
            value,
            author,
            at
        )
        .execute(&mut *self.inner)
        .await?;
        Ok(())
    }
}
