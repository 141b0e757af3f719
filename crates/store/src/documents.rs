//! Documents, and apart from them the text that was read.

use crate::{Result, Tx, json_ids, value, word};
use domain::{
    document::{Document, Standing},
    id::RecordId,
    lang::LangTag,
    text::fold,
    web,
};
use std::collections::HashMap;

impl Tx {
    /// Writes a document whole, new or changed.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn put_document(&mut self, id: RecordId, document: &Document) -> Result<()> {
        let url_key = document.url.as_deref().map(web::key);
        let title_key = fold(&document.title);
        let outlet = document.outlet.map(|o| o.0);
        let lang = document.lang.as_ref().map(LangTag::as_str);
        let published = document.published.map(|d| d.to_string());
        let standing = document.standing.as_str();
        sqlx::query!(
            "INSERT INTO document (id, outlet_id, url, url_key, title, title_key, byline, dateline, lang, published,
                 archived_url, sha256, standing, standing_note, note)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
             ON CONFLICT (id) DO UPDATE SET outlet_id = ?2, url = ?3, url_key = ?4, title = ?5, title_key = ?6,
                 byline = ?7, dateline = ?8, lang = ?9, published = ?10, archived_url = ?11, sha256 = ?12,
                 standing = ?13, standing_note = ?14, note = ?15",
            id.0,
            outlet,
            document.url,
            url_key,
            document.title,
            title_key,
            document.byline,
            document.dateline,
            lang,
            published,
            document.archived_url,
            document.sha256,
            standing,
            document.standing_note,
            document.note
        )
        .execute(&mut *self.inner)
        .await?;
        sqlx::query!(
            "INSERT INTO snapshot (document_id, text) VALUES (?1, ?2) ON CONFLICT (document_id) DO UPDATE SET text = ?2",
            id.0,
            document.snapshot
        )
        .execute(&mut *self.inner)
        .await?;
        Ok(())
    }

    /// The documents with these numbers, without their snapshots.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn documents(&mut self, ids: &[RecordId]) -> Result<HashMap<RecordId, Document>> {
        if ids.is_empty() {
            return Ok(HashMap::new());
        }
        let wanted = json_ids(ids);
        let rows = sqlx::query!(
            "SELECT id, outlet_id, url, title, byline, dateline, lang, published, archived_url, sha256, standing,
                 standing_note, note
             FROM document WHERE id IN (SELECT value FROM json_each(?))",
            wanted
        )
        .fetch_all(&mut *self.inner)
        .await?;
        let mut found = HashMap::with_capacity(rows.len());
        for row in rows {
            let document = Document {
                outlet: row.outlet_id.map(RecordId),
                url: row.url,
                title: row.title,
                byline: row.byline,
                dateline: row.dateline,
                lang: value(row.lang.as_deref(), |t| LangTag::parse("lang", t))?,
                published: value(row.published.as_deref(), str::parse)?,
                archived_url: row.archived_url,
                snapshot: String::new(),
                sha256: row.sha256,
                standing: word(Standing::parse, &row.standing)?,
                standing_note: row.standing_note,
                note: row.note,
            };
            found.insert(RecordId(row.id), document);
        }
        Ok(found)
    }

    /// The text that was read; empty when none was kept.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn snapshot(&mut self, id: RecordId) -> Result<String> {
        Ok(sqlx::query_scalar!("SELECT text FROM snapshot WHERE document_id = ?", id.0)
            .fetch_optional(&mut *self.inner)
            .await?
            .unwrap_or_default())
    }

    /// Documents at this address, however it is written; at most 20.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn documents_at(&mut self, url: &str) -> Result<Vec<RecordId>> {
        let key = web::key(url);
        let rows = sqlx::query_scalar!("SELECT id FROM document WHERE url_key = ? ORDER BY id LIMIT 20", key)
            .fetch_all(&mut *self.inner)
            .await?;
        Ok(rows.into_iter().map(RecordId).collect())
    }

    /// Documents with exactly this folded title; at most 20.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn documents_titled(&mut self, key: &str) -> Result<Vec<RecordId>> {
        let rows = sqlx::query_scalar!("SELECT id FROM document WHERE title_key = ? ORDER BY id LIMIT 20", key)
            .fetch_all(&mut *self.inner)
            .await?;
        Ok(rows.into_iter().map(RecordId).collect())
    }

    /// Public documents of an outlet, newest record first.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn documents_of(&mut self, outlet: RecordId, limit: i64) -> Result<Vec<RecordId>> {
        let rows = sqlx::query_scalar!(
            "SELECT d.id FROM document d JOIN record r ON r.id = d.id
             WHERE d.outlet_id = ? AND r.is_public = 1 ORDER BY d.id DESC LIMIT ?",
            outlet.0,
            limit
        )
        .fetch_all(&mut *self.inner)
        .await?;
        Ok(rows.into_iter().map(RecordId).collect())
    }

    /// Quotes with a mention in this document.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn quotes_in_document(&mut self, id: RecordId) -> Result<Vec<RecordId>> {
        let rows = sqlx::query_scalar!(
            r#"SELECT DISTINCT quote_id AS "id!: i64" FROM mention WHERE document_id = ? ORDER BY 1"#,
            id.0
        )
        .fetch_all(&mut *self.inner)
        .await?;
        Ok(rows.into_iter().map(RecordId).collect())
    }
}
