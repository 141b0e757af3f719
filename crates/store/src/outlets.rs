//! Outlets.

use crate::{Result, Tx, json_ids, value, word};
use domain::{
    id::RecordId,
    lang::LangTag,
    outlet::{Outlet, OutletKind},
    text::fold,
    web,
};
use std::collections::HashMap;

impl Tx {
    /// Writes an outlet whole, new or changed.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn put_outlet(&mut self, id: RecordId, outlet: &Outlet) -> Result<()> {
        let (kind, key, family_key) = (outlet.kind.as_str(), fold(&outlet.name), fold(&outlet.family));
        let lang = outlet.lang.as_ref().map(LangTag::as_str);
        let home_key = outlet.home_page.as_deref().and_then(web::host);
        sqlx::query!(
            "INSERT INTO outlet (id, kind, name, name_key, family, family_key, lang, country, home_page, home_key, note)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
             ON CONFLICT (id) DO UPDATE SET kind = ?2, name = ?3, name_key = ?4, family = ?5, family_key = ?6,
                 lang = ?7, country = ?8, home_page = ?9, home_key = ?10, note = ?11",
            id.0,
            kind,
            outlet.name,
            key,
            outlet.family,
            family_key,
            lang,
            outlet.country,
            outlet.home_page,
            home_key,
            outlet.note
        )
        .execute(&mut *self.inner)
        .await?;
        self.put_aliases(id, &outlet.aliases).await
    }

    /// The outlets with these numbers.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn outlets(&mut self, ids: &[RecordId]) -> Result<HashMap<RecordId, Outlet>> {
        if ids.is_empty() {
            return Ok(HashMap::new());
        }
        let wanted = json_ids(ids);
        let rows = sqlx::query!(
            "SELECT id, kind, name, family, lang, country, home_page, note FROM outlet
             WHERE id IN (SELECT value FROM json_each(?))",
            wanted
        )
        .fetch_all(&mut *self.inner)
        .await?;
        let mut aliases = self.aliases(ids).await?;
        let mut found = HashMap::with_capacity(rows.len());
        for row in rows {
            let id = RecordId(row.id);
            let outlet = Outlet {
                kind: word(OutletKind::parse, &row.kind)?,
                name: row.name,
                aliases: aliases.remove(&id).unwrap_or_default(),
                family: row.family,
                lang: value(row.lang.as_deref(), |t| LangTag::parse("lang", t))?,
                country: row.country,
                home_page: row.home_page,
                note: row.note,
            };
            found.insert(id, outlet);
        }
        Ok(found)
    }

    /// Outlets that go by exactly this folded name; at most 20.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn outlets_named(&mut self, key: &str) -> Result<Vec<RecordId>> {
        let rows = sqlx::query_scalar!(
            r#"SELECT id AS "id!: i64" FROM outlet WHERE name_key = ?1
               UNION
               SELECT o.id FROM alias a JOIN outlet o ON o.id = a.record_id WHERE a.alias_key = ?1
               ORDER BY 1 LIMIT 20"#,
            key
        )
        .fetch_all(&mut *self.inner)
        .await?;
        Ok(rows.into_iter().map(RecordId).collect())
    }

    /// Outlets whose home page is on this host; at most 20.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn outlets_at_host(&mut self, host: &str) -> Result<Vec<RecordId>> {
        let rows = sqlx::query_scalar!("SELECT id FROM outlet WHERE home_key = ? ORDER BY id LIMIT 20", host)
            .fetch_all(&mut *self.inner)
            .await?;
        Ok(rows.into_iter().map(RecordId).collect())
    }

    /// Other outlets of the same publisher family, at most 50.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn outlets_of_family(&mut self, family: &str, but: RecordId) -> Result<Vec<RecordId>> {
        let key = fold(family);
        let rows = sqlx::query_scalar!(
            "SELECT o.id FROM outlet o JOIN record r ON r.id = o.id
             WHERE o.family_key = ? AND o.family_key <> '' AND o.id <> ? AND r.is_public = 1 ORDER BY o.id LIMIT 50",
            key,
            but.0
        )
        .fetch_all(&mut *self.inner)
        .await?;
        Ok(rows.into_iter().map(RecordId).collect())
    }
}
