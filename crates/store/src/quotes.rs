//! Quotes with their mentions and hops, and the lists in which they stand.

use crate::{Error, Head, Result, Tx, json_ids, records::moment, value, word};
use domain::{
    date::PartialDate,
    id::{PublicId, RecordId, RecordKind},
    lang::LangTag,
    quote::{Directness, Quote, QuoteState},
    speaker::SpeakerKind,
};
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

mod whole;
mod written;
// Below the macro, which it uses.
mod listed;
pub use listed::Finding;
pub use written::{QuoteLinks, QuoteToPut};

impl Tx {
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
