//! Writing quotes whole, as many at once as there are: each statement is sent once, its rows as one list.

use crate::{Error, Result, Tx, json_ids, records::millis};
use domain::{
    id::RecordId,
    lang::LangTag,
    plausibility::Override,
    quote::{Directness, Hop, Mention, Quote, QuoteState},
};
use serde::Serialize;
use std::collections::BTreeSet;
use time::OffsetDateTime;

/// A quote as it is to stand.
#[derive(Debug, Clone, Copy)]
pub struct QuoteToPut<'a> {
    /// Its number.
    pub id: RecordId,
    /// Who can see it.
    pub state: QuoteState,
    /// When it was last made public.
    pub published_at: Option<OffsetDateTime>,
    /// The quote.
    pub quote: &'a Quote,
}

/// The lists in which a quote stands.
#[derive(Debug, Clone)]
pub struct QuoteLinks {
    /// The quote.
    pub quote: RecordId,
    /// Everything that it names.
    pub names: BTreeSet<RecordId>,
    /// Whether anybody may see it.
    pub is_public: bool,
    /// By what it is sorted.
    pub sort_at: OffsetDateTime,
}

#[derive(Serialize)]
struct QuoteRow<'a> {
    id: RecordId,
    state: &'a str,
    speaker: Option<RecordId>,
    role_then: &'a str,
    occasion: &'a str,
    place: &'a str,
    addressee: &'a str,
    said: Option<String>,
    spoken_lang: Option<&'a str>,
    note: &'a str,
    published_at: Option<i64>,
    lead_key: Option<u32>,
    lead_lang: Option<&'a str>,
    lead_directness: Option<&'a str>,
}

impl<'a> From<&QuoteToPut<'a>> for QuoteRow<'a> {
    fn from(put: &QuoteToPut<'a>) -> Self {
        let (quote, lead) = (put.quote, put.quote.lead());
        Self {
            id: put.id,
            state: put.state.as_str(),
            speaker: quote.speaker,
            role_then: &quote.role_then,
            occasion: &quote.occasion,
            place: &quote.place,
            addressee: &quote.addressee,
            said: quote.said.map(|d| d.to_string()),
            spoken_lang: quote.spoken_lang.as_ref().map(LangTag::as_str),
            note: &quote.note,
            published_at: put.published_at.map(millis),
            lead_key: lead.map(|m| m.key.0),
            lead_lang: lead.and_then(|m| m.lang.as_ref()).map(LangTag::as_str),
            lead_directness: lead.and_then(|m| m.directness).map(Directness::as_str),
        }
    }
}

/// A part of a quote, by its place in it.
#[derive(Serialize)]
struct PartRow<'a, T> {
    quote_id: RecordId,
    position: usize,
    #[serde(flatten)]
    part: &'a T,
    /// For mentions: the key by which the same words are found elsewhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    wording_key: Option<i64>,
}

fn parts<'a, T>(quotes: &[QuoteToPut<'a>], of: fn(&'a Quote) -> &'a [T]) -> Vec<PartRow<'a, T>> {
    let all = quotes.iter().flat_map(|q| of(q.quote).iter().enumerate().map(|(at, part)| (q.id, at, part)));
    all.map(|(quote_id, position, part)| PartRow { quote_id, position, part, wording_key: None }).collect()
}

fn key_of(mention: &Mention) -> Option<i64> {
    // 0 is a wording of nothing but signs.
    (!mention.wording.is_empty()).then(|| crate::wording_key(&mention.wording).unwrap_or_default())
}

fn json(rows: &impl Serialize) -> Result<String> {
    serde_json::to_string(rows).map_err(|e| Error::Unreadable(e.to_string()))
}

impl Tx {
    /// Writes quotes whole, new or changed, with their mentions, hops and what is set aside in them.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn put_quotes(&mut self, quotes: &[QuoteToPut<'_>]) -> Result<()> {
        let ids = json_ids(&quotes.iter().map(|q| q.id).collect::<Vec<_>>());
        let rows = json(&quotes.iter().map(QuoteRow::from).collect::<Vec<_>>())?;
        sqlx::query!(
            "INSERT INTO quote (id, state, speaker_id, role_then, occasion, place, addressee, said, spoken_lang, note,
                 published_at, lead_key, lead_lang, lead_directness)
             SELECT value ->> 'id', value ->> 'state', value ->> 'speaker', value ->> 'role_then', value ->> 'occasion',
                 value ->> 'place', value ->> 'addressee', value ->> 'said', value ->> 'spoken_lang', value ->> 'note',
                 value ->> 'published_at', value ->> 'lead_key', value ->> 'lead_lang', value ->> 'lead_directness'
             FROM json_each(?) WHERE true
             ON CONFLICT (id) DO UPDATE SET state = excluded.state, speaker_id = excluded.speaker_id,
                 role_then = excluded.role_then, occasion = excluded.occasion, place = excluded.place,
                 addressee = excluded.addressee, said = excluded.said, spoken_lang = excluded.spoken_lang,
                 note = excluded.note, published_at = excluded.published_at, lead_key = excluded.lead_key,
                 lead_lang = excluded.lead_lang, lead_directness = excluded.lead_directness",
            rows
        )
        .execute(&mut *self.inner)
        .await?;
        self.put_overrides(&ids, &json(&parts::<Override>(quotes, |q| &q.overrides))?).await?;
        sqlx::query!("DELETE FROM hop WHERE quote_id IN (SELECT value FROM json_each(?))", ids)
            .execute(&mut *self.inner)
            .await?;
        sqlx::query!("DELETE FROM mention WHERE quote_id IN (SELECT value FROM json_each(?))", ids)
            .execute(&mut *self.inner)
            .await?;
        let mut mentions = parts::<Mention>(quotes, |q| &q.mentions);
        for row in &mut mentions {
            row.wording_key = key_of(row.part);
        }
        let mentions = json(&mentions)?;
        sqlx::query!(
            "INSERT INTO mention (quote_id, key, position, document_id, outlet_id, carrier_id, wording, lang, directness,
                 cue, anchor, basis, published, wire_credit, is_read, note, wording_key)
             SELECT value ->> 'quote_id', value ->> 'key', value ->> 'position', value ->> 'document',
                 value ->> 'outlet', value ->> 'carrier', value ->> 'wording', value ->> 'lang', value ->> 'directness',
                 value ->> 'cue', value ->> 'anchor', value ->> 'basis', value ->> 'published', value ->> 'wire_credit',
                 value ->> 'read', value ->> 'note', value ->> 'wording_key'
             FROM json_each(?)",
            mentions
        )
        .execute(&mut *self.inner)
        .await?;
        let hops = json(&parts::<Hop>(quotes, |q| &q.hops))?;
        sqlx::query!(
            "INSERT INTO hop (quote_id, down, up, position, kind, state, evidence, back_translation)
             SELECT value ->> 'quote_id', value ->> 'down', value ->> 'up', value ->> 'position', value ->> 'kind',
                 value ->> 'state', value ->> 'evidence', value ->> 'back_translation'
             FROM json_each(?)",
            hops
        )
        .execute(&mut *self.inner)
        .await?;
        Ok(())
    }

    /// Puts quotes into the lists of everything they name, and sets anew what of that may be seen by anybody.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn link_quotes(&mut self, links: &[QuoteLinks]) -> Result<()> {
        #[derive(Serialize)]
        struct LinkRow {
            record: RecordId,
            is_public: bool,
            sort_at: i64,
            quote: RecordId,
        }
        #[derive(Serialize)]
        struct SeenRow {
            id: RecordId,
            is_public: bool,
        }
        let quotes = json_ids(&links.iter().map(|l| l.quote).collect::<Vec<_>>());
        let before = sqlx::query_scalar!(
            r#"SELECT record_id AS "id!: i64" FROM quote_link WHERE quote_id IN (SELECT value FROM json_each(?))"#,
            quotes
        )
        .fetch_all(&mut *self.inner)
        .await?;
        let mut touched: BTreeSet<RecordId> = before.into_iter().map(RecordId).collect();
        touched.extend(links.iter().flat_map(|l| &l.names));
        sqlx::query!("DELETE FROM quote_link WHERE quote_id IN (SELECT value FROM json_each(?))", quotes)
            .execute(&mut *self.inner)
            .await?;
        let rows = links.iter().flat_map(|l| {
            let (is_public, sort_at, quote) = (l.is_public, millis(l.sort_at), l.quote);
            l.names.iter().map(move |record| LinkRow { record: *record, is_public, sort_at, quote })
        });
        let rows = json(&rows.collect::<Vec<_>>())?;
        sqlx::query!(
            "INSERT INTO quote_link (record_id, is_public, sort_at, quote_id)
             SELECT value ->> 'record', value ->> 'is_public', value ->> 'sort_at', value ->> 'quote' FROM json_each(?)",
            rows
        )
        .execute(&mut *self.inner)
        .await?;
        let seen = json(&links.iter().map(|l| SeenRow { id: l.quote, is_public: l.is_public }).collect::<Vec<_>>())?;
        sqlx::query!(
            "UPDATE record SET is_public = list.value ->> 'is_public'
             FROM json_each(?) AS list WHERE record.id = list.value ->> 'id'",
            seen
        )
        .execute(&mut *self.inner)
        .await?;
        let touched = json_ids(&touched.into_iter().collect::<Vec<_>>());
        sqlx::query!(
            "UPDATE record SET is_public = EXISTS
                 (SELECT 1 FROM quote_link l WHERE l.record_id = record.id AND l.is_public = 1)
             WHERE id IN (SELECT value FROM json_each(?))",
            touched
        )
        .execute(&mut *self.inner)
        .await?;
        Ok(())
    }
}
