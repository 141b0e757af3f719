//! Reading quotes whole, as many at once as are asked for.

use super::SavedQuote;
use crate::{Error, Head, Result, Tx, json_ids, records::moment, value, word};
use domain::{
    anchor::Anchor,
    chain::{Basis, HopKind, HopState},
    id::{PublicId, RecordId, RecordKind},
    lang::LangTag,
    quote::{Directness, Hop, Mention, MentionKey, Quote, QuoteState},
};
use std::collections::HashMap;

impl Tx {
    /// The quote with this public id.
    ///
    /// # Errors
    /// [`Error::Database`], [`Error::Unreadable`].
    pub async fn quote(&mut self, public_id: &PublicId) -> Result<Option<SavedQuote>> {
        let Some(head) = self.head(RecordKind::Quote, public_id).await? else { return Ok(None) };
        self.quote_of(head).await.map(Some)
    }

    /// The quote behind a head.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Database`], [`Error::Unreadable`].
    pub async fn quote_of(&mut self, head: Head) -> Result<SavedQuote> {
        self.quotes_of(vec![head]).await?.pop().ok_or(Error::NotFound)
    }

    /// The quotes behind these heads, in their order.
    ///
    /// # Errors
    /// [`Error::NotFound`] when one of them is none, [`Error::Database`], [`Error::Unreadable`].
    pub async fn quotes_of(&mut self, heads: Vec<Head>) -> Result<Vec<SavedQuote>> {
        let ids = json_ids(&heads.iter().map(|h| h.id).collect::<Vec<_>>());
        let rows = sqlx::query!(
            r#"SELECT id AS "id!: i64", state, speaker_id, role_then, occasion, place, addressee, said, spoken_lang, note,
                 published_at
               FROM quote WHERE id IN (SELECT value FROM json_each(?))"#,
            ids
        )
        .fetch_all(&mut *self.inner)
        .await?;
        let mut mentions = self.mentions(&ids).await?;
        let mut hops = self.hops(&ids).await?;
        let mut overrides = self.overrides(&ids).await?;
        let mut found = HashMap::with_capacity(rows.len());
        for row in rows {
            let id = RecordId(row.id);
            let quote = Quote {
                speaker: row.speaker_id.map(RecordId),
                role_then: row.role_then,
                occasion: row.occasion,
                place: row.place,
                addressee: row.addressee,
                said: value(row.said.as_deref(), str::parse)?,
                spoken_lang: value(row.spoken_lang.as_deref(), |t| LangTag::parse("lang", t))?,
                note: row.note,
                mentions: mentions.remove(&id).unwrap_or_default(),
                hops: hops.remove(&id).unwrap_or_default(),
                overrides: overrides.remove(&id).unwrap_or_default(),
            };
            found.insert(id, (word(QuoteState::parse, &row.state)?, row.published_at.map(moment), quote));
        }
        heads
            .into_iter()
            .map(|head| {
                let (state, published_at, quote) = found.remove(&head.id).ok_or(Error::NotFound)?;
                Ok(SavedQuote { head, state, published_at, quote })
            })
            .collect()
    }

    async fn mentions(&mut self, quotes: &str) -> Result<HashMap<RecordId, Vec<Mention>>> {
        let rows = sqlx::query!(
            "SELECT quote_id, key, document_id, outlet_id, carrier_id, wording, lang, directness, cue, anchor, basis,
                 published, wire_credit, is_read, note
             FROM mention WHERE quote_id IN (SELECT value FROM json_each(?)) ORDER BY quote_id, position",
            quotes
        )
        .fetch_all(&mut *self.inner)
        .await?;
        let mut all: HashMap<RecordId, Vec<Mention>> = HashMap::new();
        for row in rows {
            let mention = Mention {
                key: MentionKey(u32::try_from(row.key).unwrap_or_default()),
                document: row.document_id.map(RecordId),
                outlet: row.outlet_id.map(RecordId),
                carrier: row.carrier_id.map(RecordId),
                wording: row.wording,
                lang: value(row.lang.as_deref(), |t| LangTag::parse("lang", t))?,
                directness: row.directness.as_deref().map(|w| word(Directness::parse, w)).transpose()?,
                cue: row.cue,
                anchor: value(row.anchor.as_deref(), |t| serde_json::from_str::<Anchor>(t))?,
                basis: row.basis.as_deref().map(|w| word(Basis::parse, w)).transpose()?,
                published: value(row.published.as_deref(), str::parse)?,
                wire_credit: row.wire_credit,
                read: row.is_read != 0,
                note: row.note,
            };
            all.entry(RecordId(row.quote_id)).or_default().push(mention);
        }
        Ok(all)
    }

    async fn hops(&mut self, quotes: &str) -> Result<HashMap<RecordId, Vec<Hop>>> {
        let rows = sqlx::query!(
            "SELECT quote_id, down, up, kind, state, evidence, back_translation
             FROM hop WHERE quote_id IN (SELECT value FROM json_each(?)) ORDER BY quote_id, position",
            quotes
        )
        .fetch_all(&mut *self.inner)
        .await?;
        let mut all: HashMap<RecordId, Vec<Hop>> = HashMap::new();
        for row in rows {
            let hop = Hop {
                down: MentionKey(u32::try_from(row.down).unwrap_or_default()),
                up: MentionKey(u32::try_from(row.up).unwrap_or_default()),
                kind: word(HopKind::parse, &row.kind)?,
                state: word(HopState::parse, &row.state)?,
                evidence: row.evidence,
                back_translation: row.back_translation,
            };
            all.entry(RecordId(row.quote_id)).or_default().push(hop);
        }
        Ok(all)
    }
}
