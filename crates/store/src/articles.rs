//! What reading an article asks of the library: who is meant by these names, which of its words are known, and what
//! was made of the proposals. Each question is one query, however long the article is.

use crate::{Error, Result, Tx, json_ids, records::millis, search::any_beginning, value, word};
use domain::{
    account::AccountId,
    anchor::Anchor,
    id::{PublicId, RecordId, RecordKind},
    quote::QuoteState,
    text::fold,
};
use sha2::{Digest, Sha256};
use sqlx::{Sqlite, SqlitePool};
use std::collections::HashMap;
use time::OffsetDateTime;

/// The most records of one name that are told apart.
const NAMESAKES: i64 = 2_000;
/// How many quotes with the same words are named for each wording.
const SAME: i64 = 5;
/// How many mentions get their key at once.
const BATCH: i64 = 2_000;

/// A wording that stands in a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Number of the quote.
    pub quote: RecordId,
    /// Code in its address.
    pub public_id: PublicId,
    /// Who can see it.
    pub state: QuoteState,
    /// The words.
    pub wording: String,
    /// Where they stood.
    pub anchor: Option<Anchor>,
}

/// A saved reading: what was proposed and what the newsroom made of it, as JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewReading<'a> {
    /// The document.
    pub document: RecordId,
    /// The document's version that holds the text.
    pub version: i64,
    /// Who saved it.
    pub author: Option<AccountId>,
    /// When.
    pub at: OffsetDateTime,
    /// Key of the form.
    pub receipt: Option<&'a str>,
    /// Quotes as proposed.
    pub proposed: &'a str,
    /// Quotes as corrected.
    pub corrected: &'a str,
}

/// A saved reading with its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedReading {
    /// Its number: the list goes on after it.
    pub id: i64,
    /// Public id of the document.
    pub document: String,
    /// Language of the text, where known.
    pub lang: Option<String>,
    /// The text.
    pub text: String,
    /// Quotes as proposed, JSON.
    pub proposed: String,
    /// Quotes as corrected, JSON.
    pub corrected: String,
}

/// One key for one wording, however its marks, spaces and letters are written: 63 bits of SHA-256 over the folded
/// text. `None` for a wording that folds to nothing.
pub fn wording_key(wording: &str) -> Option<i64> {
    let folded = fold(wording);
    if folded.is_empty() {
        return None;
    }
    let digest = Sha256::digest(folded.as_bytes());
    let mut first = [0; 8];
    first.copy_from_slice(&digest[..8]);
    Some(i64::from_be_bytes(first) & i64::MAX)
}

/// Works out the keys of wordings that were written before there were keys.
pub(crate) async fn key_wordings(writer: &SqlitePool) -> Result<()> {
    loop {
        let mut tx = writer.begin_with("BEGIN IMMEDIATE").await?;
        if key_some(&mut tx).await? == 0 {
            return Ok(());
        }
        tx.commit().await?;
    }
}

async fn key_some(tx: &mut sqlx::Transaction<'static, Sqlite>) -> Result<usize> {
    let rows = sqlx::query!(
        "SELECT quote_id, key, wording FROM mention WHERE wording_key IS NULL AND wording <> '' LIMIT ?",
        BATCH
    )
    .fetch_all(&mut **tx)
    .await?;
    // A wording of nothing but signs gets 0, so that it is not asked for again.
    let keys: Vec<(i64, i64, i64)> =
        rows.iter().map(|r| (r.quote_id, r.key, wording_key(&r.wording).unwrap_or_default())).collect();
    let json = serde_json::to_string(&keys).map_err(|e| Error::Unreadable(e.to_string()))?;
    sqlx::query!(
        "UPDATE mention SET wording_key = list.value ->> 2 FROM json_each(?) AS list
         WHERE mention.quote_id = list.value ->> 0 AND mention.key = list.value ->> 1",
        json
    )
    .execute(&mut **tx)
    .await?;
    Ok(keys.len())
}

fn json(list: &[impl serde::Serialize]) -> Result<String> {
    serde_json::to_string(list).map_err(|e| Error::Unreadable(e.to_string()))
}

fn by_name(rows: impl Iterator<Item = (String, i64)>) -> HashMap<String, Vec<RecordId>> {
    let mut found: HashMap<String, Vec<RecordId>> = HashMap::new();
    for (name, id) in rows {
        let all = found.entry(name).or_default();
        if !all.contains(&RecordId(id)) {
            all.push(RecordId(id));
        }
    }
    found
}

impl Tx {
    /// For each folded name the speakers who go by it. Unnamed speakers go by no name.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn speakers_called(&mut self, keys: &[String]) -> Result<HashMap<String, Vec<RecordId>>> {
        let keys = json(keys)?;
        let rows = sqlx::query!(
            r#"SELECT s.name_key AS "name!: String", s.id AS "id!: i64"
               FROM json_each(?1) AS list CROSS JOIN speaker s ON s.name_key = list.value WHERE s.kind <> 'anonymous'
               UNION
               SELECT a.alias_key, s.id FROM json_each(?1) AS list CROSS JOIN alias a ON a.alias_key = list.value
               CROSS JOIN speaker s ON s.id = a.record_id WHERE s.kind <> 'anonymous'
               ORDER BY 2 LIMIT ?2"#,
            keys,
            NAMESAKES
        )
        .fetch_all(&mut *self.inner)
        .await?;
        Ok(by_name(rows.into_iter().map(|r| (r.name, r.id))))
    }

    /// For each folded name the outlets that go by it.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn outlets_called(&mut self, keys: &[String]) -> Result<HashMap<String, Vec<RecordId>>> {
        let keys = json(keys)?;
        let rows = sqlx::query!(
            r#"SELECT o.name_key AS "name!: String", o.id AS "id!: i64"
               FROM json_each(?1) AS list CROSS JOIN outlet o ON o.name_key = list.value
               UNION
               SELECT a.alias_key, o.id FROM json_each(?1) AS list CROSS JOIN alias a ON a.alias_key = list.value
               CROSS JOIN outlet o ON o.id = a.record_id
               ORDER BY 2 LIMIT ?2"#,
            keys,
            NAMESAKES
        )
        .fetch_all(&mut *self.inner)
        .await?;
        Ok(by_name(rows.into_iter().map(|r| (r.name, r.id))))
    }

    /// Outlets whose home page is on one of these hosts, the first host first; at most 20.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn outlets_at_hosts(&mut self, hosts: &[String]) -> Result<Vec<RecordId>> {
        let hosts = json(hosts)?;
        let rows = sqlx::query_scalar!(
            r#"SELECT o.id AS "id!: i64" FROM json_each(?) AS list CROSS JOIN outlet o ON o.home_key = list.value
               ORDER BY list.key, o.id LIMIT 20"#,
            hosts
        )
        .fetch_all(&mut *self.inner)
        .await?;
        Ok(rows.into_iter().map(RecordId).collect())
    }

    /// For each of these names, by its place in the list, up to `limit` records in whose name any word begins alike.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn alike_all(
        &mut self,
        kind: RecordKind,
        names: &[String],
        limit: i64,
    ) -> Result<Vec<(usize, RecordId)>> {
        let places: Vec<(usize, String)> =
            names.iter().enumerate().filter_map(|(n, name)| Some((n, any_beginning(name)?))).collect();
        let (terms, kind) = (json(&places)?, kind.as_str());
        let rows = sqlx::query!(
            r#"WITH list (place, terms) AS MATERIALIZED (SELECT value ->> 0, value ->> 1 FROM json_each(?1))
               SELECT list.place AS "place!: i64", CAST(value.value AS INTEGER) AS "id!: i64"
               FROM list, json_each((SELECT json_group_array(id) FROM (
                   SELECT r.id FROM search CROSS JOIN record r ON r.id = search.rowid
                   WHERE search MATCH list.terms AND r.kind = ?2
                   ORDER BY bm25(search, 8.0, 4.0, 1.0), r.id LIMIT ?3))) AS value"#,
            terms,
            kind,
            limit
        )
        .fetch_all(&mut *self.inner)
        .await?;
        Ok(rows.into_iter().map(|r| (usize::try_from(r.place).unwrap_or_default(), RecordId(r.id))).collect())
    }

    /// Documents with exactly this text, by its SHA-256; at most 20.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn documents_with_text(&mut self, sha256: &str) -> Result<Vec<RecordId>> {
        let rows = sqlx::query_scalar!(
            "SELECT id FROM document WHERE sha256 = ? AND sha256 <> '' ORDER BY id LIMIT 20",
            sha256
        )
        .fetch_all(&mut *self.inner)
        .await?;
        Ok(rows.into_iter().map(RecordId).collect())
    }

    /// Every wording that stands in a document, by quote.
    ///
    /// # Errors
    /// [`Error::Database`], [`Error::Unreadable`].
    pub async fn wordings_in(&mut self, document: RecordId) -> Result<Vec<Standing>> {
        let rows = sqlx::query!(
            "SELECT m.quote_id, r.public_id, q.state, m.wording, m.anchor
             FROM mention m JOIN quote q ON q.id = m.quote_id JOIN record r ON r.id = m.quote_id
             WHERE m.document_id = ? AND m.wording <> '' ORDER BY m.quote_id, m.key",
            document.0
        )
        .fetch_all(&mut *self.inner)
        .await?;
        rows.into_iter()
            .map(|row| {
                Ok(Standing {
                    quote: RecordId(row.quote_id),
                    public_id: word(PublicId::parse, &row.public_id)?,
                    state: word(QuoteState::parse, &row.state)?,
                    wording: row.wording,
                    anchor: value(row.anchor.as_deref(), |t| serde_json::from_str::<Anchor>(t))?,
                })
            })
            .collect()
    }

    /// For each wording key up to five quotes with these words, the oldest first.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn quotes_worded(&mut self, keys: &[i64]) -> Result<Vec<(i64, RecordId)>> {
        let keys = json(keys)?;
        let rows = sqlx::query!(
            r#"SELECT DISTINCT m.wording_key AS "key!: i64", m.quote_id AS "quote!: i64"
               FROM json_each(?1) AS list CROSS JOIN mention m ON m.wording_key = list.value
               WHERE list.value <> 0 AND m.quote_id IN
                   (SELECT DISTINCT x.quote_id FROM mention x WHERE x.wording_key = list.value ORDER BY x.quote_id LIMIT ?2)"#,
            keys,
            SAME
        )
        .fetch_all(&mut *self.inner)
        .await?;
        Ok(rows.into_iter().map(|r| (r.key, RecordId(r.quote))).collect())
    }

    /// The document that a form with this key has saved already.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn reading_by_receipt(&mut self, receipt: &str) -> Result<Option<RecordId>> {
        let found = sqlx::query_scalar!("SELECT document_id FROM article_reading WHERE receipt = ?", receipt)
            .fetch_optional(&mut *self.inner)
            .await?;
        Ok(found.map(RecordId))
    }

    /// Keeps what was proposed beside what was made of it.
    ///
    /// # Errors
    /// [`Error::Taken`] when a form with this key was saved already.
    pub async fn add_reading(&mut self, new: &NewReading<'_>) -> Result<()> {
        let (author, at) = (new.author.map(|a| a.0), millis(new.at));
        sqlx::query!(
            "INSERT INTO article_reading (document_id, version, author_id, at, receipt, proposed, corrected)
             VALUES (?, ?, ?, ?, ?, ?, ?)",
            new.document.0,
            new.version,
            author,
            at,
            new.receipt,
            new.proposed,
            new.corrected
        )
        .execute(&mut *self.inner)
        .await
        .map_err(Error::unique)?;
        Ok(())
    }

    /// Saved readings, the last of each document, `limit` at a time by number.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn readings(&mut self, after: i64, limit: i64) -> Result<Vec<SavedReading>> {
        let rows = sqlx::query!(
            r#"SELECT a.id, r.public_id, v.state ->> 'lang' AS "lang: String",
                 v.state ->> 'snapshot' AS "text!: String", a.proposed, a.corrected
               FROM article_reading a JOIN record r ON r.id = a.document_id
               JOIN revision v ON v.record_id = a.document_id AND v.version = a.version
               WHERE a.id > ?1 AND NOT EXISTS
                 (SELECT 1 FROM article_reading b WHERE b.document_id = a.document_id AND b.id > a.id)
               ORDER BY a.id LIMIT ?2"#,
            after,
            limit
        )
        .fetch_all(&mut *self.inner)
        .await?;
        Ok(rows
            .into_iter()
            .map(|r| SavedReading {
                id: r.id,
                document: r.public_id,
                lang: r.lang,
                text: r.text,
                proposed: r.proposed,
                corrected: r.corrected,
            })
            .collect())
    }

    /// The public ids and kinds of these records, in no order.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn public_ids(&mut self, ids: &[RecordId]) -> Result<HashMap<RecordId, PublicId>> {
        let ids = json_ids(ids);
        let rows = sqlx::query!("SELECT id, public_id FROM record WHERE id IN (SELECT value FROM json_each(?))", ids)
            .fetch_all(&mut *self.inner)
            .await?;
        rows.into_iter().map(|r| Ok((RecordId(r.id), word(PublicId::parse, &r.public_id)?))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_key_for_one_wording() {
        assert_eq!(wording_key("“Kami siap”"), wording_key("kami  SIAP"));
        assert_ne!(wording_key("Kami siap"), wording_key("Kami tidak siap"));
        assert_eq!(wording_key("“…”"), None);
    }
}
