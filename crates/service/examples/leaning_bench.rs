//! How the pages across quotes hold up: fills a library with invented quotes, counts them, and times each list beside
//! the outlet's page. `cargo run --release -p service --example leaning_bench -- 100000`

use domain::{
    chain::{Basis, HopKind, HopState},
    id::{PublicId, RecordId, RecordKind},
    leaning::Way,
    outlet::{Outlet, OutletKind},
    quote::{Hop, Mention, MentionKey, Quote, QuoteState},
};
use service::{Actor, Cursor, Finding, LeanCursor, Service, Store};
use std::{collections::BTreeSet, error::Error, future::Future, time::Instant};
use store::{NewRecord, QuoteLinks, QuoteToPut};
use time::{Duration, OffsetDateTime};

/// Outlets in the library: few are taken from often, most seldom.
const OUTLETS: u64 = 2_000;
/// Quotes written in one transaction.
const BATCH: u64 = 2_000;
/// How often each list is read.
const TURNS: u32 = 200;

/// A stream of numbers that is the same in every run (splitmix64).
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// An outlet; the first ones come up far more often.
    fn outlet(&mut self) -> u64 {
        let (a, b) = (self.next() % OUTLETS + 1, self.next() % OUTLETS + 1);
        a * b / OUTLETS
    }

    fn public_id(&mut self) -> PublicId {
        let [a, b] = [self.next().to_le_bytes(), self.next().to_le_bytes()];
        let mut bytes = [0; 16];
        bytes[..8].copy_from_slice(&a);
        bytes[8..].copy_from_slice(&b);
        PublicId::from_random(bytes)
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let count: u64 = std::env::args().nth(1).and_then(|n| n.parse().ok()).unwrap_or(100_000);
    let folder = tempfile::tempdir()?;
    let store = Store::open(&folder.path().join("sanad.db")).await?;
    let mut numbers = Numbers(7);
    let outlets = fill(&store, count, &mut numbers).await?;
    let service = Service::new(store.clone());

    let mut tx = store.write().await?;
    tx.forget_leaning().await?;
    tx.commit().await?;
    let started = Instant::now();
    let batches = service.finish_counting_leaning().await?;
    println!("{count} old quotes counted in {:.1?}, {} batches", started.elapsed(), batches + 1);

    let page = service.leaning(Way::Report, LeanCursor::START).await?;
    println!("{} hops between outlets, {} quotes in circles", page.total.reports, page.total.circular);
    let top = page.list.pairs.first().ok_or("no pairs")?;
    let (down, up) = (top.down.public_id.clone(), top.up.public_id.clone());
    let middle = page.list.next.unwrap_or(LeanCursor::START);
    let s = &service;
    let base =
        time("the outlet's page without its section", || s.outlet(&Actor::Anonymous, &up, Cursor::START), None).await?;
    time("its section", || s.outlet_leans(outlets[0]), Some(base)).await?;
    time("who leans on whom, first page", || s.leaning(Way::Report, LeanCursor::START), Some(base)).await?;
    time("who leans on whom, a later page", || s.leaning(Way::Report, middle), Some(base)).await?;
    time("one outlet, all", || s.outlet_leaning(&up, LeanCursor::START, LeanCursor::START), Some(base)).await?;
    time("quotes of a pair", || s.quotes_between(&down, &up, Way::Report, Cursor::START), Some(base)).await?;
    time("quotes of a choke point", || s.quotes_where(&up, Finding::Choke, Cursor::START), Some(base)).await?;
    time("quotes in circles", || s.circular_quotes(Cursor::START), Some(base)).await?;
    Ok(())
}

/// Reads a list again and again; says its time, and what it is of the other.
async fn time<T, F, E>(name: &str, read: impl Fn() -> F, base: Option<f64>) -> Result<f64, E>
where
    F: Future<Output = Result<T, E>>,
{
    read().await?;
    let started = Instant::now();
    for _ in 0..TURNS {
        read().await?;
    }
    let each = started.elapsed().as_secs_f64() * 1e3 / f64::from(TURNS);
    let ratio = base.map(|base| format!(", {:.2} of the outlet's page", each / base)).unwrap_or_default();
    println!("{name}: {each:.2} ms{ratio}");
    Ok(each)
}

/// Outlets and published quotes of three to five mentions; gives the outlets, the most used first.
async fn fill(store: &Store, count: u64, numbers: &mut Numbers) -> Result<Vec<RecordId>, Box<dyn Error>> {
    let started = Instant::now();
    let epoch = OffsetDateTime::UNIX_EPOCH;
    let mut tx = store.write().await?;
    let mut outlets = Vec::new();
    for n in 0..OUTLETS {
        let public_id = numbers.public_id();
        let new = NewRecord {
            kind: RecordKind::Outlet,
            public_id: &public_id,
            slug: "outlet",
            receipt: None,
            is_demo: false,
        };
        let id = tx.insert_record(&new, epoch).await?;
        tx.put_outlet(id, &Outlet::named(OutletKind::Newspaper, format!("Outlet {n}"))).await?;
        outlets.push(id);
    }
    tx.commit().await?;
    let mut done = 0;
    while done < count {
        let mut tx = store.write().await?;
        for _ in 0..BATCH.min(count - done) {
            let public_id = numbers.public_id();
            let new = NewRecord {
                kind: RecordKind::Quote,
                public_id: &public_id,
                slug: "quote",
                receipt: None,
                is_demo: false,
            };
            let id = tx.insert_record(&new, epoch).await?;
            let quote = quote(numbers, &outlets);
            let at = epoch + Duration::seconds(i64::try_from(done)?);
            let names: BTreeSet<RecordId> = quote.mentions.iter().filter_map(|m| m.outlet).collect();
            tx.put_quotes(&[QuoteToPut { id, state: QuoteState::Published, published_at: Some(at), quote: &quote }])
                .await?;
            tx.link_quotes(&[QuoteLinks { quote: id, names, is_public: true, sort_at: at }]).await?;
            done += 1;
        }
        tx.commit().await?;
    }
    println!("{count} quotes written in {:.1?}", started.elapsed());
    Ok(outlets)
}

fn quote(numbers: &mut Numbers, outlets: &[RecordId]) -> Quote {
    let steps = 3 + u32::try_from(numbers.next() % 3).unwrap_or_default();
    let mentions: Vec<Mention> = (1..=steps)
        .map(|key| Mention {
            outlet: usize::try_from(numbers.outlet()).ok().and_then(|n| outlets.get(n)).copied(),
            wording: "Kata yang dikutip".to_owned(),
            basis: (key == steps && !numbers.next().is_multiple_of(3)).then_some(Basis::Heard),
            read: key == 1,
            ..Mention::new(MentionKey(key))
        })
        .collect();
    let mut hops: Vec<(u32, u32)> = (1..steps).map(|key| (key, key + 1)).collect();
    // One in fifty goes round in a circle.
    if numbers.next().is_multiple_of(50) {
        hops.push((steps, 1));
    }
    let hops = hops.into_iter().map(|(down, up)| Hop {
        down: MentionKey(down),
        up: MentionKey(up),
        kind: HopKind::ALL[usize::try_from(numbers.next() % 5).unwrap_or_default()],
        state: if numbers.next().is_multiple_of(3) { HopState::Verified } else { HopState::Asserted },
        evidence: String::new(),
        back_translation: String::new(),
    });
    Quote { hops: hops.collect(), mentions, ..Quote::default() }
}
