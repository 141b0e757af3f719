//! Who leans on whom. Counts follow every save in its own transaction; libraries that are older than the counts are
//! counted in batches, and can be counted again from nothing and compared.

use crate::{Error, QuoteCard, Result, Service, views::QuoteList};
use domain::{
    id::{PublicId, RecordId, RecordKind},
    leaning::{Leaning, Way, leaning},
};
use store::{Cursor, Finding, Head, LeanCursor, LeanPair, LeaningTotal, OutletLeaning, Side, Tx};

/// Pairs on one page of a list.
const PAGE: usize = 50;
/// Pairs that a section on another page shows.
const FEW: usize = 5;
/// Pairs that the picture is chosen from: more than a page holds, so that one list serves both.
const DRAWN: i64 = 100;
/// Choke points on the library's page.
const CHOKES: i64 = 10;
/// Quotes on the library's page.
const NEWEST: i64 = 5;
/// Quotes on one page of a list.
const QUOTES: usize = 20;
/// Quotes that are counted in one transaction.
const BATCH: i64 = 200;

/// A page of a list of pairs.
#[derive(Debug, Clone, Default)]
pub struct LeanList {
    /// The pairs, those in most quotes first.
    pub pairs: Vec<LeanPair>,
    /// Where the next page begins, if there is one.
    pub next: Option<LeanCursor>,
}

impl LeanList {
    fn cut(mut pairs: Vec<LeanPair>, page: usize) -> Self {
        let more = pairs.len() > page;
        pairs.truncate(page);
        let next = pairs.last().filter(|_| more).map(|p| p.cursor);
        Self { pairs, next }
    }
}

/// The library's page.
#[derive(Debug, Clone)]
pub struct LeaningPage {
    /// The library in numbers.
    pub total: LeaningTotal,
    /// Pairs, a page of them.
    pub list: LeanList,
    /// The pairs that the picture is chosen from: the first ones.
    pub drawn: Vec<LeanPair>,
    /// Outlets that most often are choke points.
    pub chokes: Vec<OutletLeaning>,
    /// The newest quotes whose chain holds a loop.
    pub circular: Vec<QuoteCard>,
    /// Whether older quotes are still being counted.
    pub is_counting: bool,
}

/// What the page of an outlet says of it: the first of each list.
#[derive(Debug, Clone)]
pub struct OutletLeans {
    /// Its numbers; none while it stands in no published chain.
    pub numbers: Option<OutletLeaning>,
    /// From whom it takes.
    pub takes: LeanList,
    /// Who takes from it.
    pub taken: LeanList,
    /// Whether older quotes are still being counted.
    pub is_counting: bool,
}

/// The page of one outlet.
#[derive(Debug, Clone)]
pub struct OutletLeaningPage {
    /// The outlet's record.
    pub head: Head,
    /// Its name.
    pub name: String,
    /// What it takes and what is taken from it.
    pub leans: OutletLeans,
}

/// Quotes behind a number.
#[derive(Debug, Clone)]
pub struct LeaningQuotes<T> {
    /// What the number is of.
    pub of: T,
    /// The quotes.
    pub quotes: QuoteList,
}

fn fetched(page: usize) -> i64 {
    i64::try_from(page + 1).unwrap_or(i64::MAX)
}

/// Counts these quotes anew, from the chains as they now stand in the file. What is not public is not counted.
pub(crate) async fn renew(tx: &mut Tx, quotes: &[RecordId]) -> Result<()> {
    let mut now = Vec::with_capacity(quotes.len());
    for chain in tx.steps_of(quotes).await? {
        if let Some(at) = chain.published_at {
            now.push((chain.quote, at, leaning(&chain.steps, &chain.hops)));
        }
    }
    tx.put_leanings(quotes, &now).await?;
    Ok(())
}

async fn leans(tx: &mut Tx, outlet: RecordId, page: usize, after: [LeanCursor; 2]) -> Result<OutletLeans> {
    let [takes_after, taken_after] = after;
    let takes = tx.leaning_of(outlet, Side::Takes, takes_after, fetched(page)).await?;
    let taken = tx.leaning_of(outlet, Side::Taken, taken_after, fetched(page)).await?;
    Ok(OutletLeans {
        numbers: tx.outlet_leaning(outlet).await?,
        takes: LeanList::cut(takes, page),
        taken: LeanList::cut(taken, page),
        is_counting: !tx.leaning_backlog().await?.is_done(),
    })
}

async fn public_outlet(tx: &mut Tx, id: &PublicId) -> Result<(Head, String)> {
    let head = tx.head(RecordKind::Outlet, id).await?.filter(|h| h.is_public).ok_or(Error::NotFound)?;
    let outlet = tx.outlets(&[head.id]).await?.remove(&head.id).ok_or(Error::NotFound)?;
    Ok((head, outlet.name))
}

impl Service {
    /// Who leans on whom in the library: published quotes alone.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn leaning(&self, way: Way, after: LeanCursor) -> Result<LeaningPage> {
        let mut tx = self.store.read().await?;
        let is_first = after == LeanCursor::START;
        let pairs = tx.leaning_most(way, after, if is_first { DRAWN } else { fetched(PAGE) }).await?;
        Ok(LeaningPage {
            total: tx.leaning_total().await?,
            drawn: if is_first { pairs.clone() } else { Vec::new() },
            list: LeanList::cut(pairs, PAGE),
            chokes: if is_first { tx.choke_outlets(CHOKES).await? } else { Vec::new() },
            circular: if is_first { tx.circular_quotes(Cursor::START, NEWEST).await? } else { Vec::new() },
            is_counting: !tx.leaning_backlog().await?.is_done(),
        })
    }

    /// What the page of an outlet says of whom it takes from and who takes from it.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn outlet_leans(&self, outlet: RecordId) -> Result<OutletLeans> {
        let mut tx = self.store.read().await?;
        leans(&mut tx, outlet, FEW, [LeanCursor::START; 2]).await
    }

    /// From whom one outlet takes, and who takes from it, all of them.
    ///
    /// # Errors
    /// [`Error::NotFound`] for an outlet that no published quote names.
    pub async fn outlet_leaning(
        &self,
        id: &PublicId,
        takes_after: LeanCursor,
        taken_after: LeanCursor,
    ) -> Result<OutletLeaningPage> {
        let mut tx = self.store.read().await?;
        let (head, name) = public_outlet(&mut tx, id).await?;
        let leans = leans(&mut tx, head.id, PAGE, [takes_after, taken_after]).await?;
        Ok(OutletLeaningPage { head, name, leans })
    }

    /// The quotes in which one outlet took words from another.
    ///
    /// # Errors
    /// [`Error::NotFound`] when no published quote shows that.
    pub async fn quotes_between(
        &self,
        down: &PublicId,
        up: &PublicId,
        way: Way,
        after: Cursor,
    ) -> Result<LeaningQuotes<LeanPair>> {
        let mut tx = self.store.read().await?;
        let (down, _) = public_outlet(&mut tx, down).await?;
        let (up, _) = public_outlet(&mut tx, up).await?;
        let of = tx.leaning_between(down.id, up.id, way).await?.ok_or(Error::NotFound)?;
        let cards = tx.quotes_between(down.id, up.id, way, after, fetched(QUOTES)).await?;
        Ok(LeaningQuotes { of, quotes: QuoteList::cut(cards, QUOTES) })
    }

    /// The quotes in which an outlet is found to be a choke point, in a loop, or naming nobody.
    ///
    /// # Errors
    /// [`Error::NotFound`] for an outlet that stands in no published chain.
    pub async fn quotes_where(
        &self,
        id: &PublicId,
        finding: Finding,
        after: Cursor,
    ) -> Result<LeaningQuotes<OutletLeaning>> {
        let mut tx = self.store.read().await?;
        let (head, _) = public_outlet(&mut tx, id).await?;
        let of = tx.outlet_leaning(head.id).await?.ok_or(Error::NotFound)?;
        let cards = tx.quotes_where(head.id, finding, after, fetched(QUOTES)).await?;
        Ok(LeaningQuotes { of, quotes: QuoteList::cut(cards, QUOTES) })
    }

    /// Published quotes whose chain holds a loop, the newest first.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn circular_quotes(&self, after: Cursor) -> Result<LeaningQuotes<LeaningTotal>> {
        let mut tx = self.store.read().await?;
        let of = tx.leaning_total().await?;
        let cards = tx.circular_quotes(after, fetched(QUOTES)).await?;
        Ok(LeaningQuotes { of, quotes: QuoteList::cut(cards, QUOTES) })
    }

    /// Counts the next batch of quotes that are older than the counts: one short transaction. Stopped at any point, it
    /// goes on from there. Gives whether anything is left.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn count_leaning_on(&self) -> Result<bool> {
        if self.store.read().await?.leaning_backlog().await?.is_done() {
            return Ok(false);
        }
        let mut tx = self.store.write().await?;
        let backlog = tx.leaning_backlog().await?;
        let batch = tx.quotes_after(backlog.after, BATCH).await?;
        let batch: Vec<RecordId> = batch.into_iter().filter(|id| *id <= backlog.until).collect();
        renew(&mut tx, &batch).await?;
        let after = batch.last().copied().filter(|id| *id < backlog.until).unwrap_or(backlog.until);
        tx.move_leaning_backlog(after).await?;
        tx.commit().await?;
        let more = after < backlog.until;
        if !more {
            self.mark_changed();
        }
        Ok(more)
    }

    /// Counts all that is left. Gives how many batches that took.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn finish_counting_leaning(&self) -> Result<usize> {
        let mut batches = 0;
        while self.count_leaning_on().await? {
            batches += 1;
        }
        Ok(batches)
    }

    /// Forgets every count and counts the library again from nothing.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn recount_leaning(&self) -> Result<()> {
        let mut tx = self.store.write().await?;
        tx.forget_leaning().await?;
        tx.commit().await?;
        self.mark_changed();
        self.finish_counting_leaning().await?;
        Ok(())
    }

    /// Counts everything from nothing, beside what is kept, and gives how many quotes and counters differ: 0 when all
    /// is well. It reads the whole library, a batch at a time.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn check_leaning(&self) -> Result<i64> {
        let mut tx = self.store.read().await?;
        let mut wrong = tx.wrong_leaning_counters().await?;
        let mut after = RecordId(0);
        loop {
            let batch = tx.quotes_after(after, BATCH).await?;
            let Some(last) = batch.last() else { return Ok(wrong) };
            after = *last;
            let kept = tx.kept_leanings(&batch).await?;
            for chain in tx.steps_of(&batch).await? {
                let fresh: Option<Leaning> = chain.published_at.map(|_| leaning(&chain.steps, &chain.hops));
                wrong += i64::from(kept.get(&chain.quote) != fresh.as_ref());
            }
        }
    }
}
