//! Chains of any shape are stored and read back equal: branches, joins, gaps and loops.

use domain::{
    anchor::Anchor,
    chain::{Basis, HopKind, HopState},
    date::PartialDate,
    document::Document,
    id::{PublicId, RecordId, RecordKind},
    lang::LangTag,
    outlet::{Outlet, OutletKind},
    plausibility::{FindingId, Override},
    quote::{Directness, Hop, Mention, MentionKey, Quote, QuoteState},
    speaker::{Speaker, SpeakerKind},
};
use proptest::{
    collection::{btree_set, vec},
    option,
    prelude::*,
    sample::{select, subsequence},
};
use std::sync::LazyLock;
use store::{NewRecord, QuoteToPut, Store};
use time::OffsetDateTime;
use tokio::runtime::Runtime;

/// Speaker, outlet and document that chains here name.
const NAMED: [RecordId; 3] = [RecordId(1), RecordId(2), RecordId(3)];

struct Site {
    runtime: Runtime,
    store: Store,
    _folder: tempfile::TempDir,
}

static SITE: LazyLock<Site> = LazyLock::new(|| {
    let runtime = Runtime::new().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let store = runtime.block_on(async {
        let store = Store::open(&folder.path().join("sanad.db")).await.unwrap();
        let mut tx = store.write().await.unwrap();
        let kinds = [RecordKind::Speaker, RecordKind::Outlet, RecordKind::Document];
        for (n, kind) in (1_u8..).zip(kinds) {
            let public_id = PublicId::from_random([n; 16]);
            let new = NewRecord { kind, public_id: &public_id, slug: "-", receipt: None, is_demo: false };
            let id = tx.insert_record(&new, OffsetDateTime::UNIX_EPOCH).await.unwrap();
            assert!(NAMED.contains(&id));
        }
        tx.put_speaker(NAMED[0], &Speaker::named(SpeakerKind::Person, "Ratna")).await.unwrap();
        tx.put_outlet(NAMED[1], &Outlet::named(OutletKind::Wire, "Radio Muara")).await.unwrap();
        tx.put_document(NAMED[2], &Document::default()).await.unwrap();
        tx.commit().await.unwrap();
        store
    });
    Site { runtime, store, _folder: folder }
});

/// Text of any script, with quote marks, line ends and emoji.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        "\\PC{0,40}",
        "[\"'\\\\{}\\[\\]:,\n\t😀👩🏽‍🚀قِ\u{200f}]{1,30}",
        "(null|true|1e5|0007|\\{\"a\":1\\})"
    ]
}

fn date() -> impl Strategy<Value = Option<PartialDate>> {
    let dates = ["2024", "2024-08", "2024-08-07", "0987-01"].map(|d| d.parse::<PartialDate>().unwrap());
    option::of(select(dates.to_vec()))
}

fn lang() -> impl Strategy<Value = Option<LangTag>> {
    let tags = ["id", "ar", "zh-Hant", "pt-BR"].map(|t| LangTag::parse("lang", t).unwrap());
    option::of(select(tags.to_vec()))
}

fn anchor() -> impl Strategy<Value = Option<Anchor>> {
    let anchor = (text(), text(), text(), 0_usize..2_000_000, 1_usize..500);
    option::of(anchor.prop_map(|(exact, prefix, suffix, start, len)| Anchor {
        exact,
        prefix,
        suffix,
        start,
        end: start + len,
    }))
}

fn mention(key: u32) -> impl Strategy<Value = Mention> {
    let named = (any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>());
    let words = (text(), text(), text(), text(), lang(), anchor());
    let about = (option::of(select(Directness::ALL)), option::of(select(Basis::ALL.to_vec())), date());
    (named, words, about).prop_map(move |((document, outlet, carrier, read), words, (directness, basis, published))| {
        let (wording, cue, wire_credit, note, lang, anchor) = words;
        Mention {
            document: document.then_some(NAMED[2]),
            outlet: outlet.then_some(NAMED[1]),
            carrier: carrier.then_some(NAMED[0]),
            wording,
            lang,
            directness,
            cue,
            anchor,
            basis,
            published,
            wire_credit,
            read,
            note,
            ..Mention::new(MentionKey(key))
        }
    })
}

/// Findings set aside, in any order, each once.
fn overrides() -> impl Strategy<Value = Vec<Override>> {
    let name = (select(["before_said", "recheck", "dateline_elsewhere"].to_vec()), 1_u32..5, "[a-zق😀/:@-]{0,12}");
    let name = name.prop_map(|(rule, key, facts)| FindingId::parse("f", &format!("{rule}:{key}@{facts}")).unwrap());
    let named = btree_set(name, 0..5).prop_map(|names| names.into_iter().collect::<Vec<_>>()).prop_shuffle();
    named.prop_flat_map(|names| {
        let reasons = vec(text(), names.len());
        reasons.prop_map(move |reasons| {
            names.iter().cloned().zip(reasons).map(|(finding, reason)| Override { finding, reason }).collect()
        })
    })
}

/// Mentions in any order of their numbers, joined in any way: trees, joins, loops, and steps joined to nothing.
fn quote() -> impl Strategy<Value = Quote> {
    let keys = btree_set(1_u32..=u32::MAX, 0..9).prop_map(|k| k.into_iter().collect::<Vec<_>>()).prop_shuffle();
    let shaped = keys.prop_flat_map(|keys| {
        let pairs: Vec<(u32, u32)> =
            keys.iter().flat_map(|d| keys.iter().map(move |u| (*d, *u))).filter(|(d, u)| d != u).collect();
        let count = pairs.len();
        let mentions: Vec<_> = keys.into_iter().map(mention).collect();
        let hops = subsequence(pairs, 0..=count.min(20)).prop_shuffle();
        (mentions, hops)
    });
    let words = (select(HopKind::ALL.to_vec()), select(HopState::ALL.to_vec()), text(), text());
    let rest = (text(), text(), text(), text(), text(), date(), lang(), any::<bool>());
    (shaped, vec(words, 20), rest, overrides()).prop_map(|((mentions, joined), words, rest, overrides)| {
        let (role_then, occasion, place, addressee, note, said, spoken_lang, speaker) = rest;
        let hops = joined.into_iter().zip(words).map(|((down, up), (kind, state, evidence, back_translation))| Hop {
            down: MentionKey(down),
            up: MentionKey(up),
            kind,
            state,
            evidence,
            back_translation,
        });
        Quote {
            speaker: speaker.then_some(NAMED[0]),
            role_then,
            occasion,
            place,
            addressee,
            said,
            spoken_lang,
            note,
            hops: hops.collect(),
            mentions,
            overrides,
        }
    })
}

/// Stores quotes one over the other under one number, and reads each back; nothing of it is kept.
async fn round_trips(quotes: &[Quote]) -> Vec<Quote> {
    let mut tx = SITE.store.write().await.unwrap();
    let public_id = PublicId::from_random([9; 16]);
    let new = NewRecord { kind: RecordKind::Quote, public_id: &public_id, slug: "-", receipt: None, is_demo: false };
    let id = tx.insert_record(&new, OffsetDateTime::UNIX_EPOCH).await.unwrap();
    let mut back = Vec::new();
    for quote in quotes {
        tx.put_quotes(&[QuoteToPut { id, state: QuoteState::Draft, published_at: None, quote }]).await.unwrap();
        back.push(tx.quote(&public_id).await.unwrap().unwrap().quote);
    }
    back
}

/// Stores quotes at once, over others that stood there, and reads them back at once; nothing of it is kept.
async fn side_by_side(quotes: &[Quote]) -> Vec<Quote> {
    let mut tx = SITE.store.write().await.unwrap();
    let public: Vec<PublicId> = (10_u8..).take(quotes.len()).map(|n| PublicId::from_random([n; 16])).collect();
    let new = |public_id| NewRecord { kind: RecordKind::Quote, public_id, slug: "-", receipt: None, is_demo: false };
    let new: Vec<NewRecord> = public.iter().map(new).collect();
    let ids = tx.insert_records(&new, OffsetDateTime::UNIX_EPOCH).await.unwrap();
    for turned in [true, false] {
        let order: Box<dyn Iterator<Item = &Quote>> =
            if turned { Box::new(quotes.iter().rev()) } else { Box::new(quotes.iter()) };
        let puts = ids.iter().zip(order);
        let puts: Vec<QuoteToPut> = puts
            .map(|(id, quote)| QuoteToPut { id: *id, state: QuoteState::Draft, published_at: None, quote })
            .collect();
        tx.put_quotes(&puts).await.unwrap();
    }
    let mut heads = Vec::new();
    for public_id in &public {
        heads.push(tx.head(RecordKind::Quote, public_id).await.unwrap().unwrap());
    }
    tx.quotes_of(heads).await.unwrap().into_iter().map(|saved| saved.quote).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn any_chain_reads_back_equal_also_over_another(first in quote(), second in quote()) {
        let quotes = [first, second];
        let back = SITE.runtime.block_on(round_trips(&quotes));
        prop_assert_eq!(back.as_slice(), quotes.as_slice());
        let back = SITE.runtime.block_on(side_by_side(&quotes));
        prop_assert_eq!(back.as_slice(), quotes.as_slice());
    }
}

#[test]
fn loops_without_a_beginning_are_kept() {
    let hop = |down: u32, up: u32| Hop {
        down: MentionKey(down),
        up: MentionKey(up),
        kind: HopKind::Quotes,
        state: HopState::Asserted,
        evidence: String::new(),
        back_translation: String::new(),
    };
    let mentions = (1..=3).map(|k| Mention::new(MentionKey(k))).collect();
    let quote = Quote { mentions, hops: vec![hop(1, 2), hop(2, 3), hop(3, 1), hop(2, 1)], ..Quote::default() };
    let back = SITE.runtime.block_on(round_trips(std::slice::from_ref(&quote)));
    assert_eq!(back, [quote]);
}
