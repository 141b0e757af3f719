//! Search rows of everything that names a record, a batch at a time: after a record has a new name, whatever was found
//! by the old one is found by the new. A batch costs the same few queries however many rows it holds.

use crate::{Cursor, Result, SearchText, Tx, json_ids};
use domain::{id::RecordId, text::fold};
use serde::Serialize;
use std::collections::HashMap;

/// What a document is found by, but for its outlet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentFacts {
    /// The document.
    pub id: RecordId,
    /// Title.
    pub title: String,
    /// Web address.
    pub url: Option<String>,
    /// Byline.
    pub byline: String,
}

/// What a quote is found by, but for names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuoteFacts {
    /// The quote.
    pub id: RecordId,
    /// Role, place and occasion.
    pub circumstances: [String; 3],
    /// Its wordings.
    pub wordings: Vec<String>,
    /// Everything that it names.
    pub names: Vec<RecordId>,
    /// Where the next batch begins.
    pub cursor: Cursor,
}

#[derive(Serialize)]
struct SearchRow {
    id: RecordId,
    name: String,
    words: String,
    more: String,
}

impl Tx {
    /// Documents of an outlet, by number.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn document_facts(
        &mut self,
        outlet: RecordId,
        after: RecordId,
        limit: i64,
    ) -> Result<Vec<DocumentFacts>> {
        let rows = sqlx::query!(
            r#"SELECT id AS "id!: i64", title, url, byline FROM document WHERE outlet_id = ? AND id > ? ORDER BY id LIMIT ?"#,
            outlet.0,
            after.0,
            limit
        )
        .fetch_all(&mut *self.inner)
        .await?;
        Ok(rows
            .into_iter()
            .map(|r| DocumentFacts { id: RecordId(r.id), title: r.title, url: r.url, byline: r.byline })
            .collect())
    }

    /// Quotes that name a record, public or not, the newest first.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn quote_facts(
        &mut self,
        record: RecordId,
        is_public: bool,
        after: Cursor,
        limit: i64,
    ) -> Result<Vec<QuoteFacts>> {
        let rows = sqlx::query!(
            r#"SELECT q.id AS "id!: i64", list.sort_at AS "sort_at!: i64", q.role_then, q.place, q.occasion
               FROM (SELECT quote_id, sort_at FROM quote_link
                     WHERE record_id = ? AND is_public = ? AND (sort_at, quote_id) < (?, ?)
                     ORDER BY sort_at DESC, quote_id DESC LIMIT ?) AS list
               CROSS JOIN quote q ON q.id = list.quote_id
               ORDER BY list.sort_at DESC, list.quote_id DESC"#,
            record.0,
            is_public,
            after.at,
            after.id,
            limit
        )
        .fetch_all(&mut *self.inner)
        .await?;
        let mut found: Vec<QuoteFacts> = rows
            .into_iter()
            .map(|r| QuoteFacts {
                id: RecordId(r.id),
                circumstances: [r.role_then, r.place, r.occasion],
                wordings: Vec::new(),
                names: Vec::new(),
                cursor: Cursor { at: r.sort_at, id: r.id },
            })
            .collect();
        let place: HashMap<i64, usize> = found.iter().enumerate().map(|(n, q)| (q.id.0, n)).collect();
        let wanted = json_ids(&found.iter().map(|q| q.id).collect::<Vec<_>>());
        let wordings = sqlx::query!(
            "SELECT quote_id, wording FROM mention WHERE quote_id IN (SELECT value FROM json_each(?))
             ORDER BY quote_id, position",
            wanted
        )
        .fetch_all(&mut *self.inner)
        .await?;
        for row in wordings {
            if let Some(quote) = place.get(&row.quote_id).and_then(|n| found.get_mut(*n)) {
                quote.wordings.push(row.wording);
            }
        }
        let names = sqlx::query!(
            r#"SELECT quote_id AS "quote_id!: i64", record_id AS "record_id!: i64" FROM quote_link
               WHERE quote_id IN (SELECT value FROM json_each(?))"#,
            wanted
        )
        .fetch_all(&mut *self.inner)
        .await?;
        for row in names {
            if let Some(quote) = place.get(&row.quote_id).and_then(|n| found.get_mut(*n)) {
                quote.names.push(RecordId(row.record_id));
            }
        }
        Ok(found)
    }

    /// Sets what many records are found by.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn put_searches(&mut self, texts: &[(RecordId, SearchText)]) -> Result<()> {
        let ids = json_ids(&texts.iter().map(|(id, _)| *id).collect::<Vec<_>>());
        let rows: Vec<SearchRow> = texts
            .iter()
            .map(|(id, t)| SearchRow { id: *id, name: fold(&t.name), words: fold(&t.words), more: fold(&t.more) })
            .collect();
        let rows = serde_json::to_string(&rows).map_err(|e| crate::Error::Unreadable(e.to_string()))?;
        sqlx::query!("DELETE FROM search WHERE rowid IN (SELECT value FROM json_each(?))", ids)
            .execute(&mut *self.inner)
            .await?;
        sqlx::query!(
            "INSERT INTO search (rowid, name, words, more)
             SELECT value ->> 'id', value ->> 'name', value ->> 'words', value ->> 'more' FROM json_each(?)",
            rows
        )
        .execute(&mut *self.inner)
        .await?;
        Ok(())
    }
}
