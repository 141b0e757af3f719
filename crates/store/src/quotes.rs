//! Quotes with their mentions and hops, and the lists in which they stand.

use crate::{
    Error, Head, Result, Tx, json_ids,
    records::{millis, moment},
    value, word,
};
use domain::{
    anchor::Anchor,
    chain::{Basis, HopKind, HopState},
    date::PartialDate,
    id::{PublicId, RecordId, RecordKind},
    lang::LangTag,
    quote::{Directness, Hop, Mention, MentionKey, Quote, QuoteState},
    speaker::SpeakerKind,
};
use std::collections::BTreeSet;
use time::OffsetDateTime;

/// A quote as it stands in the library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedQuote {
    /// Number, public id, version.
    pub head: Head,
    /// Who can see it.
    pub state: QuoteState,
    /// When it was last made public.
    pub published_at: Option<OffsetDateTime>,
    /// The quote.
    pub quote: Quote,
}

/// What a list shows of a quote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuoteCard {
    /// Code in its address.
    pub public_id: PublicId,
    /// Readable part of its address.
    pub slug: String,
    /// Who can see it.
    pub state: QuoteState,
    /// Part of the demonstration.
    pub is_demo: bool,
    /// The words at the head of its page.
    pub wording: String,
    /// Their language.
    pub lang: Option<LangTag>,
    /// Direct, indirect or mixed.
    pub directness: Option<Directness>,
    /// Who said it.
    pub speaker: Option<(SpeakerKind, String)>,
    /// In which role.
    pub role_then: String,
    /// When it was said.
    pub said: Option<PartialDate>,
    /// Where the words at the head were read.
    pub outlet: Option<String>,
    /// Last change.
    pub updated_at: OffsetDateTime,
    /// Where the next page of the list begins.
    pub cursor: Cursor,
}

impl QuoteCard {
    /// Its public address.
    pub fn path(&self) -> String {
        domain::id::path(RecordKind::Quote, &self.public_id, &self.slug)
    }
}

/// A place in a list of quotes: the list goes on after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor {
    /// Milliseconds by which the list is sorted.
    pub at: i64,
    /// Number of the quote, where two stand at the same moment.
    pub id: i64,
}

impl Cursor {
    /// Before the first of any list.
    pub const START: Self = Self { at: i64::MAX, id: i64::MAX };

    /// Reads what [`Self`] prints; anything else starts at the beginning.
    pub fn parse(text: &str) -> Self {
        text.split_once('-')
            .and_then(|(at, id)| Some(Self { at: at.parse().ok()?, id: id.parse().ok()? }))
            .unwrap_or(Self::START)
    }
}

impl std::fmt::Display for Cursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}-{}", self.at, self.id)
    }
}

/// Which published quotes a list holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ListFilter {
    /// Language of the words at the head.
    pub lang: Option<LangTag>,
    /// Directness of the words at the head.
    pub directness: Option<Directness>,
}

struct CardRow {
    id: i64,
    public_id: String,
    slug: String,
    state: String,
    is_demo: i64,
    updated_at: i64,
    sort_at: i64,
    said: Option<String>,
    role_then: String,
    lead_lang: Option<String>,
    lead_directness: Option<String>,
    wording: Option<String>,
    speaker_kind: Option<String>,
    speaker_name: Option<String>,
    outlet: Option<String>,
}

impl TryFrom<CardRow> for QuoteCard {
    type Error = Error;

    fn try_from(row: CardRow) -> Result<Self> {
        let speaker = match (row.speaker_kind, row.speaker_name) {
            (Some(kind), Some(name)) => Some((word(SpeakerKind::parse, &kind)?, name)),
            _ => None,
        };
        Ok(Self {
            public_id: word(PublicId::parse, &row.public_id)?,
            slug: row.slug,
            state: word(QuoteState::parse, &row.state)?,
            is_demo: row.is_demo != 0,
            wording: row.wording.unwrap_or_default(),
            lang: value(row.lead_lang.as_deref(), |t| LangTag::parse("lang", t))?,
            directness: row.lead_directness.as_deref().map(|w| word(Directness::parse, w)).transpose()?,
            speaker,
            role_then: row.role_then,
            said: value(row.said.as_deref(), str::parse)?,
            outlet: row.outlet,
            updated_at: moment(row.updated_at),
            cursor: Cursor { at: row.sort_at, id: row.id },
        })
    }
}

/// A mention as it is written: with the key by which the same words are found elsewhere.
#[derive(serde::Serialize)]
struct MentionRow<'a> {
    #[serde(flatten)]
    mention: &'a Mention,
    wording_key: Option<i64>,
}

impl<'a> From<&'a Mention> for MentionRow<'a> {
    fn from(mention: &'a Mention) -> Self {
        // 0 is a wording of nothing but signs.
        let key = (!mention.wording.is_empty()).then(|| crate::wording_key(&mention.wording).unwrap_or_default());
        Self { mention, wording_key: key }
    }
}

/// Every list of quotes reads the same columns; what differs is which quotes, in which order.
/// `$from` gives rows `(id, sort_at)` named `list`.
macro_rules! cards {
    ($tx:expr, $from:literal $(, $arg:expr)* $(,)?) => {
        sqlx::query_as!(
            CardRow,
            r#"SELECT q.id AS "id!: i64", r.public_id, r.slug, q.state, r.is_demo, r.updated_at,
                 list.sort_at AS "sort_at!: i64", q.said, q.role_then, q.lead_lang, q.lead_directness,
                 m.wording AS "wording?: String", s.kind AS "speaker_kind?: String", s.name AS "speaker_name?: String",
                 coalesce(o.name, od.name) AS "outlet?: String"
               FROM ("# + $from + r#") AS list
               JOIN quote q ON q.id = list.id
               JOIN record r ON r.id = q.id
               LEFT JOIN mention m ON m.quote_id = q.id AND m.key = q.lead_key
               LEFT JOIN speaker s ON s.id = q.speaker_id
               LEFT JOIN outlet o ON o.id = m.outlet_id
               LEFT JOIN document d ON d.id = m.document_id
               LEFT JOIN outlet od ON od.id = d.outlet_id
               ORDER BY list.sort_at DESC, list.id DESC"#
            $(, $arg)*
        )
        .fetch_all(&mut *$tx.inner)
        .await?
        .into_iter()
        .map(QuoteCard::try_from)
        .collect::<Result<Vec<_>>>()
    };
}

// Below the macro, which it uses.
mod listed;
pub use listed::Finding;

impl Tx {
    /// Writes a quote whole, new or changed, with its mentions and hops, and the lists that it stands in.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn put_quote(
        &mut self,
        id: RecordId,
        state: QuoteState,
        published_at: Option<OffsetDateTime>,
        quote: &Quote,
    ) -> Result<()> {
        let lead = quote.lead();
        let lead_key = lead.map(|m| i64::from(m.key.0));
        let lead_lang = lead.and_then(|m| m.lang.as_ref()).map(LangTag::as_str);
        let lead_directness = lead.and_then(|m| m.directness).map(Directness::as_str);
        let speaker = quote.speaker.map(|s| s.0);
        let said = quote.said.map(|d| d.to_string());
        let spoken_lang = quote.spoken_lang.as_ref().map(LangTag::as_str);
        let (word, published) = (state.as_str(), published_at.map(millis));
        sqlx::query!(
            "INSERT INTO quote (id, state, speaker_id, role_then, occasion, place, addressee, said, spoken_lang, note,
                 published_at, lead_key, lead_lang, lead_directness)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
             ON CONFLICT (id) DO UPDATE SET state = ?2, speaker_id = ?3, role_then = ?4, occasion = ?5, place = ?6,
                 addressee = ?7, said = ?8, spoken_lang = ?9, note = ?10, published_at = ?11, lead_key = ?12,
                 lead_lang = ?13, lead_directness = ?14",
            id.0,
            word,
            speaker,
            quote.role_then,
            quote.occasion,
            quote.place,
            quote.addressee,
            said,
            spoken_lang,
            quote.note,
            published,
            lead_key,
            lead_lang,
            lead_directness
        )
        .execute(&mut *self.inner)
        .await?;
        self.put_overrides(id, &quote.overrides).await?;
        self.put_chain(id, quote).await
    }

    async fn put_chain(&mut self, id: RecordId, quote: &Quote) -> Result<()> {
        sqlx::query!("DELETE FROM hop WHERE quote_id = ?", id.0).execute(&mut *self.inner).await?;
        sqlx::query!("DELETE FROM mention WHERE quote_id = ?", id.0).execute(&mut *self.inner).await?;
        let rows: Vec<MentionRow> = quote.mentions.iter().map(MentionRow::from).collect();
        let mentions = serde_json::to_string(&rows).map_err(|e| Error::Unreadable(e.to_string()))?;
        sqlx::query!(
            "INSERT INTO mention (quote_id, key, position, document_id, outlet_id, carrier_id, wording, lang, directness,
                 cue, anchor, basis, published, wire_credit, is_read, note, wording_key)
             SELECT ?, value ->> 'key', key, value ->> 'document', value ->> 'outlet', value ->> 'carrier',
                 value ->> 'wording', value ->> 'lang', value ->> 'directness', value ->> 'cue', value ->> 'anchor',
                 value ->> 'basis', value ->> 'published', value ->> 'wire_credit', value ->> 'read', value ->> 'note',
                 value ->> 'wording_key'
             FROM json_each(?)",
            id.0,
            mentions
        )
        .execute(&mut *self.inner)
        .await?;
        let hops = serde_json::to_string(&quote.hops).map_err(|e| Error::Unreadable(e.to_string()))?;
        sqlx::query!(
            "INSERT INTO hop (quote_id, down, up, position, kind, state, evidence, back_translation)
             SELECT ?, value ->> 'down', value ->> 'up', key, value ->> 'kind', value ->> 'state', value ->> 'evidence',
                 value ->> 'back_translation'
             FROM json_each(?)",
            id.0,
            hops
        )
        .execute(&mut *self.inner)
        .await?;
        Ok(())
    }

    /// Puts a quote into the lists of everything it names, and sets anew what of that may be seen by anybody.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn link_quote(
        &mut self,
        id: RecordId,
        names: &BTreeSet<RecordId>,
        is_public: bool,
        sort_at: OffsetDateTime,
    ) -> Result<()> {
        let before = sqlx::query_scalar!(r#"SELECT record_id AS "id!: i64" FROM quote_link WHERE quote_id = ?"#, id.0)
            .fetch_all(&mut *self.inner)
            .await?;
        let mut touched: BTreeSet<RecordId> = before.into_iter().map(RecordId).collect();
        touched.extend(names);
        sqlx::query!("DELETE FROM quote_link WHERE quote_id = ?", id.0).execute(&mut *self.inner).await?;
        let names = json_ids(&names.iter().copied().collect::<Vec<_>>());
        let at = millis(sort_at);
        sqlx::query!(
            "INSERT INTO quote_link (record_id, is_public, sort_at, quote_id)
             SELECT value, ?, ?, ? FROM json_each(?)",
            is_public,
            at,
            id.0,
            names
        )
        .execute(&mut *self.inner)
        .await?;
        sqlx::query!("UPDATE record SET is_public = ? WHERE id = ?", is_public, id.0).execute(&mut *self.inner).await?;
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
        let row = sqlx::query!(
            "SELECT state, speaker_id, role_then, occasion, place, addressee, said, spoken_lang, note, published_at
             FROM quote WHERE id = ?",
            head.id.0
        )
        .fetch_optional(&mut *self.inner)
        .await?
        .ok_or(Error::NotFound)?;
        let quote = Quote {
            speaker: row.speaker_id.map(RecordId),
            role_then: row.role_then,
            occasion: row.occasion,
            place: row.place,
            addressee: row.addressee,
            said: value(row.said.as_deref(), str::parse)?,
            spoken_lang: value(row.spoken_lang.as_deref(), |t| LangTag::parse("lang", t))?,
            note: row.note,
            mentions: self.mentions(head.id).await?,
            hops: self.hops(head.id).await?,
            overrides: self.overrides(head.id).await?,
        };
        Ok(SavedQuote {
            head,
            state: word(QuoteState::parse, &row.state)?,
            published_at: row.published_at.map(moment),
            quote,
        })
    }

    async fn mentions(&mut self, quote: RecordId) -> Result<Vec<Mention>> {
        let rows = sqlx::query!(
            "SELECT key, document_id, outlet_id, carrier_id, wording, lang, directness, cue, anchor, basis, published,
                 wire_credit, is_read, note
             FROM mention WHERE quote_id = ? ORDER BY position",
            quote.0
        )
        .fetch_all(&mut *self.inner)
        .await?;
        rows.into_iter()
            .map(|row| {
                Ok(Mention {
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
                })
            })
            .collect()
    }

    async fn hops(&mut self, quote: RecordId) -> Result<Vec<Hop>> {
        let rows = sqlx::query!(
            "SELECT down, up, kind, state, evidence, back_translation FROM hop WHERE quote_id = ? ORDER BY position",
            quote.0
        )
        .fetch_all(&mut *self.inner)
        .await?;
        rows.into_iter()
            .map(|row| {
                Ok(Hop {
                    down: MentionKey(u32::try_from(row.down).unwrap_or_default()),
                    up: MentionKey(u32::try_from(row.up).unwrap_or_default()),
                    kind: word(HopKind::parse, &row.kind)?,
                    state: word(HopState::parse, &row.state)?,
                    evidence: row.evidence,
                    back_translation: row.back_translation,
                })
            })
            .collect()
    }

    /// Published quotes, the newest first.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn newest_quotes(&mut self, filter: &ListFilter, after: Cursor, limit: i64) -> Result<Vec<QuoteCard>> {
        let lang = filter.lang.as_ref().map(LangTag::as_str);
        let directness = filter.directness.map(Directness::as_str);
        match (lang, directness) {
            (None, None) => cards!(
                self,
                r#"SELECT id, published_at AS sort_at FROM quote
                   WHERE state = 'published' AND (published_at, id) < (?, ?)
                   ORDER BY published_at DESC, id DESC LIMIT ?"#,
                after.at,
                after.id,
                limit
            ),
            (Some(lang), None) => cards!(
                self,
                r#"SELECT id, published_at AS sort_at FROM quote
                   WHERE state = 'published' AND lead_lang = ? AND (published_at, id) < (?, ?)
                   ORDER BY published_at DESC, id DESC LIMIT ?"#,
                lang,
                after.at,
                after.id,
                limit
            ),
            (None, Some(directness)) => cards!(
                self,
                r#"SELECT id, published_at AS sort_at FROM quote
                   WHERE state = 'published' AND lead_directness = ? AND (published_at, id) < (?, ?)
                   ORDER BY published_at DESC, id DESC LIMIT ?"#,
                directness,
                after.at,
                after.id,
                limit
            ),
            (Some(lang), Some(directness)) => cards!(
                self,
                r#"SELECT id, published_at AS sort_at FROM quote
                   WHERE state = 'published' AND lead_lang = ? AND +lead_directness = ? AND (published_at, id) < (?, ?)
                   ORDER BY published_at DESC, id DESC LIMIT ?"#,
                lang,
                directness,
                after.at,
                after.id,
                limit
            ),
        }
    }

    /// Quotes that name this record, the newest first; with drafts only for the newsroom.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn quotes_naming(
        &mut self,
        record: RecordId,
        is_public: bool,
        after: Cursor,
        limit: i64,
    ) -> Result<Vec<QuoteCard>> {
        cards!(
            self,
            r#"SELECT quote_id AS id, sort_at FROM quote_link
               WHERE record_id = ? AND is_public = ? AND (sort_at, quote_id) < (?, ?)
               ORDER BY sort_at DESC, quote_id DESC LIMIT ?"#,
            record.0,
            is_public,
            after.at,
            after.id,
            limit
        )
    }

    /// Quotes in this state that are not public, the newest first.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn unpublished_quotes(&mut self, state: QuoteState, after: Cursor, limit: i64) -> Result<Vec<QuoteCard>> {
        let state = state.as_str();
        cards!(
            self,
            r#"SELECT id, id AS sort_at FROM quote WHERE state = ? AND state <> 'published' AND id < ?
               ORDER BY id DESC LIMIT ?"#,
            state,
            after.id,
            limit
        )
    }

    /// Quotes in any state that need a fresh look because a document above one of their mentions was corrected or
    /// withdrawn, the newest first.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn quotes_to_recheck(&mut self, after: Cursor, limit: i64) -> Result<Vec<QuoteCard>> {
        cards!(
            self,
            r#"SELECT id, id AS sort_at FROM quote WHERE recheck = 1 AND id < ? ORDER BY id DESC LIMIT ?"#,
            after.id,
            limit
        )
    }

    /// The quotes with these numbers, in that order.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn quote_cards(&mut self, ids: &[RecordId]) -> Result<Vec<QuoteCard>> {
        let wanted = json_ids(ids);
        cards!(self, r#"SELECT value AS id, -key AS sort_at FROM json_each(?)"#, wanted)
    }

    /// Languages of published quotes, for filters: found by skipping along the index, not by reading the table.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn published_languages(&mut self) -> Result<Vec<LangTag>> {
        let rows = sqlx::query_scalar!(
            r#"WITH RECURSIVE tag (t) AS (
                 SELECT (SELECT min(lead_lang) FROM quote WHERE state = 'published' AND lead_lang IS NOT NULL)
                 UNION ALL
                 SELECT (SELECT min(lead_lang) FROM quote WHERE state = 'published' AND lead_lang > tag.t)
                 FROM tag WHERE tag.t IS NOT NULL
               )
               SELECT t AS "t!: String" FROM tag WHERE t IS NOT NULL LIMIT 200"#
        )
        .fetch_all(&mut *self.inner)
        .await?;
        rows.iter().map(|t| LangTag::parse("lang", t).map_err(|_| Error::Unreadable(t.clone()))).collect()
    }
}
