//! Who leans on whom: each published quote adds its rows, triggers keep the counters (see the migration), lists read
//! the top of an index. A recount by hand stands beside it, so that nobody has to trust the counters.

use crate::{Error, Result, Tx, json_ids, records::millis, word};
use domain::{
    chain::{Basis, HopKind, HopState},
    id::{PublicId, RecordId, RecordKind},
    leaning::{Hop, Lean, Leaning, Part, Step, Way},
    quote::{MentionKey, QuoteState},
};
use serde::Serialize;
use std::collections::HashMap;
use time::OffsetDateTime;

/// A quote's chain as far as leaning depends on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepsOf {
    /// The quote.
    pub quote: RecordId,
    /// When it was published; none while it is not public.
    pub published_at: Option<OffsetDateTime>,
    /// Its mentions.
    pub steps: Vec<Step>,
    /// Its hops.
    pub hops: Vec<Hop>,
}

/// An outlet by name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct OutletName {
    /// Code in its address.
    pub public_id: PublicId,
    /// Readable part of its address.
    pub slug: String,
    /// Name.
    pub name: String,
}

impl OutletName {
    /// Its public address.
    pub fn path(&self) -> String {
        domain::id::path(RecordKind::Outlet, &self.public_id, &self.slug)
    }
}

/// One outlet took words from another, counted over all published quotes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeanPair {
    /// The outlet that took them.
    pub down: OutletName,
    /// The outlet that it took them from.
    pub up: OutletName,
    /// How.
    pub way: Way,
    /// Quotes in which it did.
    pub quotes: i64,
    /// Hops in them.
    pub hops: i64,
    /// Hops that an editor verified.
    pub verified: i64,
    /// Where a list goes on after it.
    pub cursor: LeanCursor,
}

/// A place in a list of pairs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LeanCursor {
    quotes: i64,
    hops: i64,
    a: i64,
    b: i64,
}

impl LeanCursor {
    /// Before the first of any list.
    pub const START: Self = Self { quotes: i64::MAX, hops: i64::MAX, a: i64::MAX, b: i64::MAX };

    /// Reads what [`Self`] prints; anything else starts at the beginning.
    pub fn parse(text: &str) -> Self {
        let numbers: Vec<i64> = text.split('-').map_while(|n| n.parse().ok()).collect();
        match numbers.as_slice() {
            &[quotes, hops, a, b] => Self { quotes, hops, a, b },
            _ => Self::START,
        }
    }
}

impl std::fmt::Display for LeanCursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}-{}-{}-{}", self.quotes, self.hops, self.a, self.b)
    }
}

/// From which end an outlet's pairs are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// From whom it takes.
    Takes,
    /// Who takes from it.
    Taken,
}

/// What an outlet is to published chains, in numbers of quotes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutletLeaning {
    /// The outlet.
    pub outlet: OutletName,
    /// Quotes in whose chain it stands.
    pub quotes: i64,
    /// Of these, those in which it is a choke point.
    pub choke: i64,
    /// Those in which it stands in a loop.
    pub circular: i64,
    /// Those in which it names nobody from whom it had the words.
    pub unnamed: i64,
}

/// The whole library in numbers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LeaningTotal {
    /// Published quotes.
    pub quotes: i64,
    /// Those whose chain holds a loop.
    pub circular: i64,
    /// Hops by which one outlet reports what another had.
    pub reports: i64,
    /// Those of them that an editor verified.
    pub reports_verified: i64,
    /// Hops by which an outlet prints another's copy.
    pub wires: i64,
    /// Those of them that an editor verified.
    pub wires_verified: i64,
}

/// How far quotes that are older than the counters have been counted, by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Backlog {
    /// Counted up to this one.
    pub after: RecordId,
    /// The last one that was there before.
    pub until: RecordId,
}

impl Backlog {
    /// Whether nothing is left to count.
    pub fn is_done(self) -> bool {
        self.after >= self.until
    }
}

struct PairRow {
    way: String,
    quotes: i64,
    hops: i64,
    verified: i64,
    down_id: i64,
    down_public: String,
    down_slug: String,
    down_name: String,
    up_id: i64,
    up_public: String,
    up_slug: String,
    up_name: String,
}

impl PairRow {
    /// `listed_by` says which two numbers the list is sorted by where counts are equal.
    fn read(self, listed_by: Option<Side>) -> Result<LeanPair> {
        let way = word(Way::parse, &self.way)?;
        let (a, b) = match listed_by {
            None => (self.down_id, self.up_id),
            Some(Side::Takes) => (self.up_id, rank(way)),
            Some(Side::Taken) => (self.down_id, rank(way)),
        };
        let public_id = |id: &str| word(PublicId::parse, id);
        Ok(LeanPair {
            down: OutletName { public_id: public_id(&self.down_public)?, slug: self.down_slug, name: self.down_name },
            up: OutletName { public_id: public_id(&self.up_public)?, slug: self.up_slug, name: self.up_name },
            way,
            quotes: self.quotes,
            hops: self.hops,
            verified: self.verified,
            cursor: LeanCursor { quotes: self.quotes, hops: self.hops, a, b },
        })
    }
}

/// A way as a number in a cursor.
fn rank(way: Way) -> i64 {
    match way {
        Way::Report => 1,
        Way::Wire => 2,
    }
}

/// The word that stands for the number; words sort as the numbers do.
fn ranked(number: i64) -> &'static str {
    match number {
        ..=0 => "",
        1 => Way::Report.as_str(),
        2 => Way::Wire.as_str(),
        _ => "~",
    }
}

/// Every list of pairs reads the same columns; `$from` gives rows named `list`, `$order` their order.
macro_rules! pairs {
    ($tx:expr, $by:expr, $from:literal, $order:literal $(, $arg:expr)* $(,)?) => {
        sqlx::query_as!(
            PairRow,
            r#"SELECT list.way AS "way!: String", list.quotes AS "quotes!: i64", list.hops AS "hops!: i64",
                 list.verified AS "verified!: i64", list.down_id AS "down_id!: i64", dr.public_id AS "down_public!: String",
                 dr.slug AS "down_slug!: String", d.name AS "down_name!: String", list.up_id AS "up_id!: i64",
                 ur.public_id AS "up_public!: String", ur.slug AS "up_slug!: String", u.name AS "up_name!: String"
               FROM ("# + $from + r#") AS list
               CROSS JOIN outlet d ON d.id = list.down_id
               CROSS JOIN record dr ON dr.id = list.down_id
               CROSS JOIN outlet u ON u.id = list.up_id
               CROSS JOIN record ur ON ur.id = list.up_id
               ORDER BY list.quotes DESC, list.hops DESC, "# + $order
            $(, $arg)*
        )
        .fetch_all(&mut *$tx.inner)
        .await?
        .into_iter()
        .map(|row| row.read($by))
        .collect::<Result<Vec<_>>>()
    };
}

#[derive(Serialize)]
struct Counted {
    quote: RecordId,
    at: i64,
    circular: bool,
}

#[derive(Serialize)]
struct In<T> {
    quote: RecordId,
    at: i64,
    #[serde(flatten)]
    row: T,
}

fn json(rows: &impl Serialize) -> Result<String> {
    serde_json::to_string(rows).map_err(|e| Error::Unreadable(e.to_string()))
}

fn small(count: i64) -> u32 {
    u32::try_from(count).unwrap_or_default()
}

fn key(number: i64) -> MentionKey {
    MentionKey(u32::try_from(number).unwrap_or_default())
}

impl Tx {
    /// The chains of these quotes, in the order of their numbers.
    ///
    /// # Errors
    /// [`Error::Database`], [`Error::Unreadable`].
    pub async fn steps_of(&mut self, quotes: &[RecordId]) -> Result<Vec<StepsOf>> {
        let wanted = json_ids(quotes);
        let rows = sqlx::query!(
            "SELECT id, state, published_at FROM quote WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id",
            wanted
        )
        .fetch_all(&mut *self.inner)
        .await?;
        let mut found = Vec::with_capacity(rows.len());
        for row in rows {
            let is_public = word(QuoteState::parse, &row.state)? == QuoteState::Published;
            let published_at = row.published_at.filter(|_| is_public).map(crate::records::moment);
            found.push(StepsOf { quote: RecordId(row.id), published_at, steps: Vec::new(), hops: Vec::new() });
        }
        let place: HashMap<i64, usize> = found.iter().enumerate().map(|(n, q)| (q.quote.0, n)).collect();
        let mentions = sqlx::query!(
            r#"SELECT m.quote_id, m.key, m.basis, m.is_read, coalesce(d.outlet_id, m.outlet_id) AS "outlet_id?: i64",
                 (m.document_id IS NOT NULL OR m.outlet_id IS NOT NULL OR m.carrier_id IS NOT NULL) AS "is_named!: bool"
               FROM mention m LEFT JOIN document d ON d.id = m.document_id
               WHERE m.quote_id IN (SELECT value FROM json_each(?)) ORDER BY m.quote_id, m.position"#,
            wanted
        )
        .fetch_all(&mut *self.inner)
        .await?;
        for m in mentions {
            let Some(quote) = place.get(&m.quote_id).and_then(|n| found.get_mut(*n)) else { continue };
            quote.steps.push(Step {
                key: key(m.key),
                outlet: m.outlet_id.map(RecordId),
                is_named: m.is_named,
                basis: m.basis.as_deref().map(|w| word(Basis::parse, w)).transpose()?,
                read: m.is_read != 0,
            });
        }
        let hops = sqlx::query!(
            "SELECT quote_id, down, up, kind, state FROM hop
             WHERE quote_id IN (SELECT value FROM json_each(?)) ORDER BY quote_id, position",
            wanted
        )
        .fetch_all(&mut *self.inner)
        .await?;
        for h in hops {
            let Some(quote) = place.get(&h.quote_id).and_then(|n| found.get_mut(*n)) else { continue };
            quote.hops.push(Hop {
                down: key(h.down),
                up: key(h.up),
                kind: word(HopKind::parse, &h.kind)?,
                state: word(HopState::parse, &h.state)?,
            });
        }
        Ok(found)
    }

    /// Counts these quotes anew: what they added before is taken away, and `now` is added. A quote that is in the first
    /// list alone is counted no more.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn put_leanings(
        &mut self,
        quotes: &[RecordId],
        now: &[(RecordId, OffsetDateTime, Leaning)],
    ) -> Result<()> {
        let gone = json_ids(quotes);
        sqlx::query!("DELETE FROM quote_lean WHERE quote_id IN (SELECT value FROM json_each(?))", gone)
            .execute(&mut *self.inner)
            .await?;
        sqlx::query!("DELETE FROM quote_part WHERE quote_id IN (SELECT value FROM json_each(?))", gone)
            .execute(&mut *self.inner)
            .await?;
        sqlx::query!("DELETE FROM counted_quote WHERE quote_id IN (SELECT value FROM json_each(?))", gone)
            .execute(&mut *self.inner)
            .await?;
        if now.is_empty() {
            return Ok(());
        }
        let (mut counted, mut leans, mut parts) = (Vec::new(), Vec::new(), Vec::new());
        for (quote, at, leaning) in now {
            let (quote, at) = (*quote, millis(*at));
            counted.push(Counted { quote, at, circular: leaning.is_circular });
            leans.extend(leaning.leans.iter().map(|row| In { quote, at, row }));
            parts.extend(leaning.parts.iter().map(|row| In { quote, at, row }));
        }
        let (counted, leans, parts) = (json(&counted)?, json(&leans)?, json(&parts)?);
        sqlx::query!(
            "INSERT INTO counted_quote (quote_id, is_circular, sort_at)
             SELECT value ->> 'quote', value ->> 'circular', value ->> 'at' FROM json_each(?)",
            counted
        )
        .execute(&mut *self.inner)
        .await?;
        sqlx::query!(
            "INSERT INTO quote_lean (quote_id, down_id, up_id, way, hops, verified, sort_at)
             SELECT value ->> 'quote', value ->> 'down', value ->> 'up', value ->> 'way', value ->> 'hops',
                 value ->> 'verified', value ->> 'at'
             FROM json_each(?)",
            leans
        )
        .execute(&mut *self.inner)
        .await?;
        sqlx::query!(
            "INSERT INTO quote_part (quote_id, outlet_id, is_choke, is_circular, is_unnamed, sort_at)
             SELECT value ->> 'quote', value ->> 'outlet', value ->> 'is_choke', value ->> 'is_circular',
                 value ->> 'is_unnamed', value ->> 'at'
             FROM json_each(?)",
            parts
        )
        .execute(&mut *self.inner)
        .await?;
        Ok(())
    }

    /// What these quotes add to the counts as it stands in the file; a quote that is not counted is not there.
    ///
    /// # Errors
    /// [`Error::Database`], [`Error::Unreadable`].
    pub async fn kept_leanings(&mut self, quotes: &[RecordId]) -> Result<HashMap<RecordId, Leaning>> {
        let wanted = json_ids(quotes);
        let counted = sqlx::query!(
            "SELECT quote_id, is_circular FROM counted_quote WHERE quote_id IN (SELECT value FROM json_each(?))",
            wanted
        )
        .fetch_all(&mut *self.inner)
        .await?;
        let mut found: HashMap<RecordId, Leaning> = counted
            .into_iter()
            .map(|r| (RecordId(r.quote_id), Leaning { is_circular: r.is_circular != 0, ..Leaning::default() }))
            .collect();
        let leans = sqlx::query!(
            "SELECT quote_id, down_id, up_id, way, hops, verified FROM quote_lean
             WHERE quote_id IN (SELECT value FROM json_each(?)) ORDER BY quote_id, down_id, up_id, way",
            wanted
        )
        .fetch_all(&mut *self.inner)
        .await?;
        for r in leans {
            found.entry(RecordId(r.quote_id)).or_default().leans.push(Lean {
                down: RecordId(r.down_id),
                up: RecordId(r.up_id),
                way: word(Way::parse, &r.way)?,
                hops: small(r.hops),
                verified: small(r.verified),
            });
        }
        let parts = sqlx::query!(
            "SELECT quote_id, outlet_id, is_choke, is_circular, is_unnamed FROM quote_part
             WHERE quote_id IN (SELECT value FROM json_each(?)) ORDER BY quote_id, outlet_id",
            wanted
        )
        .fetch_all(&mut *self.inner)
        .await?;
        for r in parts {
            found.entry(RecordId(r.quote_id)).or_default().parts.push(Part {
                outlet: RecordId(r.outlet_id),
                is_choke: r.is_choke != 0,
                is_circular: r.is_circular != 0,
                is_unnamed: r.is_unnamed != 0,
            });
        }
        Ok(found)
    }

    /// How many counters differ from the rows they count. It reads everything: for a check, not for a page.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn wrong_leaning_counters(&mut self) -> Result<i64> {
        let pairs = sqlx::query_scalar!(
            r#"SELECT count(*) AS "n!: i64" FROM (
                 SELECT down_id, up_id, way, sum(n), sum(hops), sum(verified) FROM (
                   SELECT down_id, up_id, way, 1 AS n, hops, verified FROM quote_lean
                   UNION ALL SELECT down_id, up_id, way, -quotes, -hops, -verified FROM leaning)
                 GROUP BY down_id, up_id, way HAVING sum(n) <> 0 OR sum(hops) <> 0 OR sum(verified) <> 0)"#
        )
        .fetch_one(&mut *self.inner)
        .await?;
        let outlets = sqlx::query_scalar!(
            r#"SELECT count(*) AS "n!: i64" FROM (
                 SELECT outlet_id FROM (
                   SELECT outlet_id, 1 AS n, is_choke AS k, is_circular AS c, is_unnamed AS u FROM quote_part
                   UNION ALL SELECT outlet_id, -quotes, -choke, -circular, -unnamed FROM outlet_leaning)
                 GROUP BY outlet_id HAVING sum(n) <> 0 OR sum(k) <> 0 OR sum(c) <> 0 OR sum(u) <> 0)"#
        )
        .fetch_one(&mut *self.inner)
        .await?;
        let total = sqlx::query!(
            r#"SELECT (SELECT count(*) FROM counted_quote) AS "quotes!: i64",
                 (SELECT count(*) FROM counted_quote WHERE is_circular = 1) AS "circular!: i64",
                 (SELECT coalesce(sum(hops), 0) FROM quote_lean WHERE way = 'report') AS "reports!: i64",
                 (SELECT coalesce(sum(verified), 0) FROM quote_lean WHERE way = 'report') AS "reports_verified!: i64",
                 (SELECT coalesce(sum(hops), 0) FROM quote_lean WHERE way = 'wire') AS "wires!: i64",
                 (SELECT coalesce(sum(verified), 0) FROM quote_lean WHERE way = 'wire') AS "wires_verified!: i64""#
        )
        .fetch_one(&mut *self.inner)
        .await?;
        let counted = LeaningTotal {
            quotes: total.quotes,
            circular: total.circular,
            reports: total.reports,
            reports_verified: total.reports_verified,
            wires: total.wires,
            wires_verified: total.wires_verified,
        };
        Ok(pairs + outlets + i64::from(counted != self.leaning_total().await?))
    }

    /// Forgets every count, and sets the whole library down to be counted again.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn forget_leaning(&mut self) -> Result<()> {
        sqlx::query!("DELETE FROM quote_lean").execute(&mut *self.inner).await?;
        sqlx::query!("DELETE FROM quote_part").execute(&mut *self.inner).await?;
        sqlx::query!("DELETE FROM counted_quote").execute(&mut *self.inner).await?;
        sqlx::query!("DELETE FROM leaning").execute(&mut *self.inner).await?;
        sqlx::query!("DELETE FROM outlet_leaning").execute(&mut *self.inner).await?;
        sqlx::query!(
            "UPDATE leaning_total SET quotes = 0, circular = 0, reports = 0, reports_verified = 0, wires = 0,
                 wires_verified = 0 WHERE id = 1"
        )
        .execute(&mut *self.inner)
        .await?;
        sqlx::query!(
            "UPDATE leaning_backfill SET after = 0, until = (SELECT coalesce(max(id), 0) FROM quote) WHERE id = 1"
        )
        .execute(&mut *self.inner)
        .await?;
        Ok(())
    }

    /// How far old quotes have been counted.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn leaning_backlog(&mut self) -> Result<Backlog> {
        let row =
            sqlx::query!("SELECT after, until FROM leaning_backfill WHERE id = 1").fetch_one(&mut *self.inner).await?;
        Ok(Backlog { after: RecordId(row.after), until: RecordId(row.until) })
    }

    /// Notes that old quotes have been counted up to this one.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn move_leaning_backlog(&mut self, after: RecordId) -> Result<()> {
        sqlx::query!("UPDATE leaning_backfill SET after = ? WHERE id = 1", after.0).execute(&mut *self.inner).await?;
        Ok(())
    }

    /// Numbers of quotes of any state, in order.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn quotes_after(&mut self, after: RecordId, limit: i64) -> Result<Vec<RecordId>> {
        let rows = sqlx::query_scalar!(
            r#"SELECT id AS "id!: i64" FROM quote WHERE id > ? ORDER BY id LIMIT ?"#,
            after.0,
            limit
        )
        .fetch_all(&mut *self.inner)
        .await?;
        Ok(rows.into_iter().map(RecordId).collect())
    }

    /// The library in numbers.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn leaning_total(&mut self) -> Result<LeaningTotal> {
        Ok(sqlx::query_as!(
            LeaningTotal,
            "SELECT quotes, circular, reports, reports_verified, wires, wires_verified FROM leaning_total WHERE id = 1"
        )
        .fetch_one(&mut *self.inner)
        .await?)
    }

    /// Pairs of outlets, those in most quotes first.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn leaning_most(&mut self, way: Way, after: LeanCursor, limit: i64) -> Result<Vec<LeanPair>> {
        let way = way.as_str();
        pairs!(
            self,
            None,
            r#"SELECT down_id, up_id, way, quotes, hops, verified FROM leaning
               WHERE way = ? AND (quotes, hops, down_id, up_id) < (?, ?, ?, ?)
               ORDER BY quotes DESC, hops DESC, down_id DESC, up_id DESC LIMIT ?"#,
            "list.down_id DESC, list.up_id DESC",
            way,
            after.quotes,
            after.hops,
            after.a,
            after.b,
            limit
        )
    }

    /// The pairs of one outlet, those in most quotes first.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn leaning_of(
        &mut self,
        outlet: RecordId,
        side: Side,
        after: LeanCursor,
        limit: i64,
    ) -> Result<Vec<LeanPair>> {
        let way = ranked(after.b);
        match side {
            Side::Takes => pairs!(
                self,
                Some(side),
                r#"SELECT down_id, up_id, way, quotes, hops, verified FROM leaning
                   WHERE down_id = ? AND (quotes, hops, up_id, way) < (?, ?, ?, ?)
                   ORDER BY quotes DESC, hops DESC, up_id DESC, way DESC LIMIT ?"#,
                "list.up_id DESC, list.way DESC",
                outlet.0,
                after.quotes,
                after.hops,
                after.a,
                way,
                limit
            ),
            Side::Taken => pairs!(
                self,
                Some(side),
                r#"SELECT down_id, up_id, way, quotes, hops, verified FROM leaning
                   WHERE up_id = ? AND (quotes, hops, down_id, way) < (?, ?, ?, ?)
                   ORDER BY quotes DESC, hops DESC, down_id DESC, way DESC LIMIT ?"#,
                "list.down_id DESC, list.way DESC",
                outlet.0,
                after.quotes,
                after.hops,
                after.a,
                way,
                limit
            ),
        }
    }

    /// One pair, if words went that way.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn leaning_between(&mut self, down: RecordId, up: RecordId, way: Way) -> Result<Option<LeanPair>> {
        let way = way.as_str();
        let found: Result<Vec<LeanPair>> = pairs!(
            self,
            None,
            r#"SELECT down_id, up_id, way, quotes, hops, verified FROM leaning WHERE down_id = ? AND up_id = ? AND way = ?"#,
            "list.down_id",
            down.0,
            up.0,
            way
        );
        Ok(found?.pop())
    }

    /// What an outlet is to published chains; none while it stands in none.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn outlet_leaning(&mut self, outlet: RecordId) -> Result<Option<OutletLeaning>> {
        sqlx::query!(
            "SELECT l.quotes, l.choke, l.circular, l.unnamed, o.name, r.public_id, r.slug
             FROM outlet_leaning l JOIN outlet o ON o.id = l.outlet_id JOIN record r ON r.id = l.outlet_id
             WHERE l.outlet_id = ?",
            outlet.0
        )
        .fetch_optional(&mut *self.inner)
        .await?
        .map(|r| {
            Ok(OutletLeaning {
                outlet: OutletName { public_id: word(PublicId::parse, &r.public_id)?, slug: r.slug, name: r.name },
                quotes: r.quotes,
                choke: r.choke,
                circular: r.circular,
                unnamed: r.unnamed,
            })
        })
        .transpose()
    }

    /// The outlets that most often are choke points.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub async fn choke_outlets(&mut self, limit: i64) -> Result<Vec<OutletLeaning>> {
        sqlx::query!(
            r#"SELECT list.quotes AS "quotes!: i64", list.choke AS "choke!: i64", list.circular AS "circular!: i64",
                 list.unnamed AS "unnamed!: i64", o.name, r.public_id, r.slug
               FROM (SELECT outlet_id, quotes, choke, circular, unnamed FROM outlet_leaning WHERE choke > 0
                     ORDER BY choke DESC, outlet_id DESC LIMIT ?) AS list
               CROSS JOIN outlet o ON o.id = list.outlet_id
               CROSS JOIN record r ON r.id = list.outlet_id
               ORDER BY list.choke DESC, list.outlet_id DESC"#,
            limit
        )
        .fetch_all(&mut *self.inner)
        .await?
        .into_iter()
        .map(|r| {
            Ok(OutletLeaning {
                outlet: OutletName { public_id: word(PublicId::parse, &r.public_id)?, slug: r.slug, name: r.name },
                quotes: r.quotes,
                choke: r.choke,
                circular: r.circular,
                unnamed: r.unnamed,
            })
        })
        .collect()
    }
}
