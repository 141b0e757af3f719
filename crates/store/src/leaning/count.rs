//! Counting: what each published quote adds, the quotes that are older than the counters, and a recount by hand, so
//! that nobody has to trust the counters.

use super::LeaningTotal;
use crate::{Error, Result, Tx, json_ids, records::millis, word};
use domain::{
    chain::{Basis, HopKind, HopState},
    id::RecordId,
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
        // Counters first: then the triggers find nothing to count down.
        sqlx::query!("DELETE FROM leaning").execute(&mut *self.inner).await?;
        sqlx::query!("DELETE FROM outlet_leaning").execute(&mut *self.inner).await?;
        sqlx::query!("DELETE FROM quote_lean").execute(&mut *self.inner).await?;
        sqlx::query!("DELETE FROM quote_part").execute(&mut *self.inner).await?;
        sqlx::query!("DELETE FROM counted_quote").execute(&mut *self.inner).await?;
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
}
