//! Finding: one full-text row a record over folded text. What comes in is folded words, never search syntax.

use crate::{Error, Result, Tx, word};
use domain::{
    id::{PublicId, RecordId, RecordKind},
    text::fold,
};

/// What a record is found by. Given as written; folded here.
#[derive(Debug, Clone, Default)]
pub struct SearchText {
    /// Names and titles.
    pub name: String,
    /// Wordings.
    pub words: String,
    /// Speaker, outlets, role, place, occasion.
    pub more: String,
}

/// A record that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Number.
    pub id: RecordId,
    /// Kind.
    pub kind: RecordKind,
    /// Code in its address.
    pub public_id: PublicId,
    /// Readable part of its address.
    pub slug: String,
}

struct FoundRow {
    id: i64,
    kind: String,
    public_id: String,
    slug: String,
}

impl TryFrom<FoundRow> for Found {
    type Error = Error;

    fn try_from(row: FoundRow) -> Result<Self> {
        Ok(Self {
            id: RecordId(row.id),
            kind: word(RecordKind::parse, &row.kind)?,
            public_id: word(PublicId::parse, &row.public_id)?,
            slug: row.slug,
        })
    }
}

/// The most words of a query that count.
const MAX_WORDS: usize = 12;

/// All words, the last one as the beginning of a word. `None` when nothing can be searched for.
fn all_words(typed: &str, column: &str) -> Option<String> {
    let folded = fold(typed);
    let words: Vec<&str> = folded.split(' ').filter(|w| !w.is_empty()).take(MAX_WORDS).collect();
    let last = words.len().checked_sub(1)?;
    let terms: Vec<String> = words
        .iter()
        .enumerate()
        .map(|(n, w)| {
            // One letter alone would begin half of all words; behind other words it narrows what they found.
            let is_beginning = n == last && (last > 0 || w.chars().count() > 1);
            if is_beginning { format!("\"{w}\"*") } else { format!("\"{w}\"") }
        })
        .collect();
    Some(format!("{column}({})", terms.join(" AND ")))
}

/// Any of the words by its first three letters: the wide net in which like names are looked for.
pub(crate) fn any_beginning(typed: &str) -> Option<String> {
    let folded = fold(typed);
    let terms: Vec<String> = folded
        .split(' ')
        .filter(|w| w.chars().count() > 2)
        .take(MAX_WORDS)
        .map(|w| format!("\"{}\"*", w.chars().take(3).collect::<String>()))
        .collect();
    (!terms.is_empty()).then(|| format!("name: ({})", terms.join(" OR ")))
}

impl Tx {
    /// Sets what a record is found by.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn put_search(&mut self, id: RecordId, text: &SearchText) -> Result<()> {
        let (name, words, more) = (fold(&text.name), fold(&text.words), fold(&text.more));
        sqlx::query!("DELETE FROM search WHERE rowid = ?", id.0).execute(&mut *self.inner).await?;
        sqlx::query!("INSERT INTO search (rowid, name, words, more) VALUES (?, ?, ?, ?)", id.0, name, words, more)
            .execute(&mut *self.inner)
            .await?;
        Ok(())
    }

    /// Public records of a kind that hold all these words, the best first (BM25; names weigh most).
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn search_public(
        &mut self,
        kind: RecordKind,
        typed: &str,
        limit: i64,
        offset: i64,
    ) -> Result<Vec<Found>> {
        let Some(terms) = all_words(typed, "") else { return Ok(Vec::new()) };
        let kind = kind.as_str();
        let rows = sqlx::query_as!(
            FoundRow,
            r#"SELECT r.id, r.kind, r.public_id, r.slug FROM search
               JOIN record r ON r.id = search.rowid
               WHERE search MATCH ? AND r.kind = ? AND r.is_public = 1
               ORDER BY bm25(search, 8.0, 4.0, 1.0), r.id DESC LIMIT ? OFFSET ?"#,
            terms,
            kind,
            limit,
            offset
        )
        .fetch_all(&mut *self.inner)
        .await?;
        rows.into_iter().map(Found::try_from).collect()
    }

    /// Records of a kind for the newsroom, drafts and all, by what stands in any of their texts.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn search_all(&mut self, kind: RecordKind, typed: &str, limit: i64) -> Result<Vec<Found>> {
        let Some(terms) = all_words(typed, "") else { return Ok(Vec::new()) };
        self.find(&terms, kind, limit).await
    }

    /// Records of a kind whose name holds all these words, the last one as far as it is typed.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn suggest(&mut self, kind: RecordKind, typed: &str, limit: i64) -> Result<Vec<Found>> {
        let Some(terms) = all_words(typed, "name: ") else { return Ok(Vec::new()) };
        self.find(&terms, kind, limit).await
    }

    /// Records of a kind in whose name any word begins like one of these: candidates for "is it this one?".
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn alike(&mut self, kind: RecordKind, typed: &str, limit: i64) -> Result<Vec<Found>> {
        let Some(terms) = any_beginning(typed) else { return Ok(Vec::new()) };
        self.find(&terms, kind, limit).await
    }

    async fn find(&mut self, terms: &str, kind: RecordKind, limit: i64) -> Result<Vec<Found>> {
        let kind = kind.as_str();
        let rows = sqlx::query_as!(
            FoundRow,
            r#"SELECT r.id, r.kind, r.public_id, r.slug FROM search
               JOIN record r ON r.id = search.rowid
               WHERE search MATCH ? AND r.kind = ?
               ORDER BY bm25(search, 8.0, 4.0, 1.0), r.id LIMIT ?"#,
            terms,
            kind,
            limit
        )
        .fetch_all(&mut *self.inner)
        .await?;
        rows.into_iter().map(Found::try_from).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn search_syntax_is_only_words() {
        assert_eq!(all_words("kami NEAR(siap", "").as_deref(), Some("(\"kami\" AND \"near\" AND \"siap\"*)"));
        assert_eq!(all_words("memutus s", "").as_deref(), Some("(\"memutus\" AND \"s\"*)"));
        assert_eq!(all_words("s", "").as_deref(), Some("(\"s\")"));
        assert_eq!(all_words("\"*-^:", ""), None);
        assert_eq!(any_beginning("Sergey al Shoigu").as_deref(), Some("name: (\"ser\"* OR \"sho\"*)"));
    }
}
