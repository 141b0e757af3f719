//! Lists of published quotes by what their chains show. Each is one walk of its index.

use super::{CardRow, Cursor, QuoteCard};
use crate::{Result, Tx};
use domain::{id::RecordId, leaning::Way};

/// What an outlet is found to be in a quote's chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Finding {
    /// Every way from the beginning to readers passes through it.
    Choke,
    /// It stands in a loop.
    Circular,
    /// It names nobody from whom it had the words.
    Unnamed,
}

impl Finding {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Choke, Self::Circular, Self::Unnamed];

    /// The word in addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Choke => "choke",
            Self::Circular => "circular",
            Self::Unnamed => "unnamed",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|f| f.as_str() == word)
    }
}

impl Tx {
    /// Published quotes whose chain holds a loop, the newest first.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn circular_quotes(&mut self, after: Cursor, limit: i64) -> Result<Vec<QuoteCard>> {
        cards!(
            self,
            r#"SELECT quote_id AS id, sort_at FROM counted_quote
               WHERE is_circular = 1 AND (sort_at, quote_id) < (?, ?)
               ORDER BY sort_at DESC, quote_id DESC LIMIT ?"#,
            after.at,
            after.id,
            limit
        )
    }

    /// Published quotes in which `down` took words from `up` this way, the newest first.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn quotes_between(
        &mut self,
        down: RecordId,
        up: RecordId,
        way: Way,
        after: Cursor,
        limit: i64,
    ) -> Result<Vec<QuoteCard>> {
        let way = way.as_str();
        cards!(
            self,
            r#"SELECT quote_id AS id, sort_at FROM quote_lean
               WHERE down_id = ? AND up_id = ? AND way = ? AND (sort_at, quote_id) < (?, ?)
               ORDER BY sort_at DESC, quote_id DESC LIMIT ?"#,
            down.0,
            up.0,
            way,
            after.at,
            after.id,
            limit
        )
    }

    /// Published quotes in which an outlet is found to be this, the newest first.
    ///
    /// # Errors
    /// [`crate::Error::Database`].
    pub async fn quotes_where(
        &mut self,
        outlet: RecordId,
        finding: Finding,
        after: Cursor,
        limit: i64,
    ) -> Result<Vec<QuoteCard>> {
        match finding {
            Finding::Choke => cards!(
                self,
                r#"SELECT quote_id AS id, sort_at FROM quote_part
                   WHERE outlet_id = ? AND is_choke = 1 AND (sort_at, quote_id) < (?, ?)
                   ORDER BY sort_at DESC, quote_id DESC LIMIT ?"#,
                outlet.0,
                after.at,
                after.id,
                limit
            ),
            Finding::Circular => cards!(
                self,
                r#"SELECT quote_id AS id, sort_at FROM quote_part
                   WHERE outlet_id = ? AND is_circular = 1 AND (sort_at, quote_id) < (?, ?)
                   ORDER BY sort_at DESC, quote_id DESC LIMIT ?"#,
                outlet.0,
                after.at,
                after.id,
                limit
            ),
            Finding::Unnamed => cards!(
                self,
                r#"SELECT quote_id AS id, sort_at FROM quote_part
                   WHERE outlet_id = ? AND is_unnamed = 1 AND (sort_at, quote_id) < (?, ?)
                   ORDER BY sort_at DESC, quote_id DESC LIMIT ?"#,
                outlet.0,
                after.at,
                after.id,
                limit
            ),
        }
    }
}
