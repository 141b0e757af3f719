//! What the library knows beside the cards: records of the same name, quotes of the same words.

use super::{CardNote, Read, Review, watch};
use crate::{
    Choice, Error, Result,
    names::{ALIKE, NET, OFFERED, choices, likeness},
};
use domain::{
    form::{ArticleForm, CardForm, MAX_CARDS},
    id::{RecordId, RecordKind},
    speaker::SpeakerKind,
    text::fold,
};
use std::collections::{BTreeMap, HashMap};
use store::{Tx, wording_key};

/// Speakers and outlets whose name exactly one record has are that record.
pub(super) async fn pick_known(tx: &mut Tx, form: &mut ArticleForm) -> Result<()> {
    let named = |c: &CardForm| c.speaker_kind != SpeakerKind::Anonymous.as_str();
    let speakers: Vec<String> = distinct(form.quotes.iter().filter(|c| named(c)).map(|c| fold(&c.speaker_name)));
    let outlets: Vec<String> = distinct(
        form.quotes.iter().flat_map(|c| &c.chain).map(|h| &h.outlet_name).chain([&form.outlet_name]).map(|n| fold(n)),
    );
    let speakers = tx.speakers_called(&speakers).await?;
    let outlets = tx.outlets_called(&outlets).await?;
    let all: Vec<RecordId> = speakers.values().chain(outlets.values()).flatten().copied().collect();
    let ids = tx.public_ids(&all).await?;
    let pick = |found: &HashMap<String, Vec<RecordId>>, name: &str| match found.get(&fold(name)).map(Vec::as_slice) {
        Some([one]) => ids.get(one).map(ToString::to_string).unwrap_or_default(),
        _ => String::new(),
    };
    if form.outlet_pick.is_empty() {
        form.outlet_pick = pick(&outlets, &form.outlet_name);
    }
    for card in &mut form.quotes {
        if named(card) {
            card.speaker_pick = pick(&speakers, &card.speaker_name);
        }
        for hop in &mut card.chain {
            hop.outlet_pick = pick(&outlets, &hop.outlet_name);
        }
    }
    Ok(())
}

fn distinct(names: impl Iterator<Item = String>) -> Vec<String> {
    let mut all: Vec<String> = names.filter(|n| !n.is_empty()).collect();
    all.sort_unstable();
    all.dedup();
    all
}

pub(super) async fn review(tx: &mut Tx, form: &ArticleForm, read: &Read, watched: watch::Watched) -> Result<Review> {
    let keys: Vec<Option<i64>> = form.quotes.iter().map(|c| wording_key(&c.wording)).collect();
    let mut asked: Vec<i64> = keys.iter().flatten().copied().collect();
    asked.sort_unstable();
    asked.dedup();
    let mut same: HashMap<i64, Vec<RecordId>> = HashMap::new();
    for (key, quote) in tx.quotes_worded(&asked).await? {
        same.entry(key).or_default().push(quote);
    }
    let mut ids: Vec<RecordId> = same.values().flatten().copied().collect();
    ids.sort_unstable();
    ids.dedup();
    let shown = tx.quote_cards(&ids).await?;
    let heads: HashMap<RecordId, domain::id::PublicId> = tx.public_ids(&ids).await?;
    let card_of = |id: &RecordId| {
        let public = heads.get(id)?;
        shown.iter().find(|c| c.public_id == *public).cloned()
    };
    let cards = form
        .quotes
        .iter()
        .zip(&keys)
        .map(|(card, key)| {
            let proposal = card.proposal.trim().parse::<usize>().ok();
            CardNote {
                band: proposal.and_then(|n| read.article.quotes.get(n)).map(|q| q.band),
                same_words: key.and_then(|k| same.get(&k)).into_iter().flatten().filter_map(card_of).collect(),
                changed: proposal.and_then(|n| watched.changed.get(&n)).copied(),
            }
        })
        .collect();
    let offered = (0..read.article.quotes.len()).filter(|n| watched.is_new(*n)).count();
    let document = match watched.document {
        Some(id) => {
            let head = tx.heads(&[id]).await?.into_iter().next().ok_or(Error::NotFound)?;
            let label = tx.documents(&[id]).await?.remove(&id).map(|d| d.label().to_owned()).unwrap_or_default();
            Some((head, label))
        }
        None => None,
    };
    Ok(Review {
        cards,
        document,
        is_same_text: watched.is_same_text,
        logged: watched.logged,
        choices: offers(tx, form).await?,
        left_out: offered.saturating_sub(MAX_CARDS),
    })
}

/// What is offered for names without a record of their own: those of the same name, else those that are alike. Each
/// name is asked about once, where it stands first.
async fn offers(tx: &mut Tx, form: &ArticleForm) -> Result<BTreeMap<String, Vec<Choice>>> {
    let mut speakers: Vec<(String, String)> = Vec::new();
    let mut outlets: Vec<(String, String)> = Vec::new();
    let ask = |list: &mut Vec<(String, String)>, field: String, name: &str, pick: &str| {
        let is_asked = pick.trim().is_empty() && !fold(name).is_empty();
        if is_asked && !list.iter().any(|(_, n)| fold(n) == fold(name)) {
            list.push((field, name.to_owned()));
        }
    };
    ask(&mut outlets, "outlet_name".to_owned(), &form.outlet_name, &form.outlet_pick);
    for (n, card) in form.quotes.iter().enumerate() {
        if card.same.is_empty() && card.speaker_kind != SpeakerKind::Anonymous.as_str() {
            ask(&mut speakers, ArticleForm::card_field(n, "speaker_name"), &card.speaker_name, &card.speaker_pick);
        }
        for (j, hop) in card.chain.iter().enumerate() {
            ask(&mut outlets, ArticleForm::chain_field(n, j, "outlet_name"), &hop.outlet_name, &hop.outlet_pick);
        }
    }
    let mut all = BTreeMap::new();
    for (kind, asked) in [(RecordKind::Speaker, speakers), (RecordKind::Outlet, outlets)] {
        all.extend(offers_of(tx, kind, asked).await?);
    }
    Ok(all)
}

async fn offers_of(tx: &mut Tx, kind: RecordKind, asked: Vec<(String, String)>) -> Result<Vec<(String, Vec<Choice>)>> {
    let names: Vec<String> = asked.iter().map(|(_, name)| name.clone()).collect();
    let keys: Vec<String> = names.iter().map(|n| fold(n)).collect();
    let called = match kind {
        RecordKind::Speaker => tx.speakers_called(&keys).await?,
        _ => tx.outlets_called(&keys).await?,
    };
    let near = tx.alike_all(kind, &names, NET).await?;
    let ids: Vec<RecordId> = near.iter().map(|(_, id)| *id).collect();
    let mut spellings: HashMap<RecordId, Vec<String>> = HashMap::new();
    if kind == RecordKind::Speaker {
        for (id, s) in tx.speakers(&ids).await?.into_iter().filter(|(_, s)| s.kind != SpeakerKind::Anonymous) {
            spellings.insert(id, s.names().map(fold).collect());
        }
    } else {
        spellings.extend(tx.outlets(&ids).await?.into_iter().map(|(id, o)| (id, o.names().map(fold).collect())));
    }
    let mut found: Vec<(String, Vec<RecordId>)> = Vec::new();
    for (n, (field, _)) in asked.iter().enumerate() {
        let exact = called.get(&keys[n]).cloned().unwrap_or_default();
        let ids = if exact.is_empty() { nearest(&keys[n], n, &near, &spellings) } else { exact };
        // Exactly one of this name is meant: saving takes it, nothing is asked.
        let is_certain = ids.len() == 1 && called.contains_key(&keys[n]);
        if !is_certain && !ids.is_empty() {
            found.push((field.clone(), ids));
        }
    }
    let mut all: Vec<RecordId> = found.iter().flat_map(|(_, ids)| ids).copied().collect();
    all.sort_unstable();
    all.dedup();
    let public = tx.public_ids(&all).await?;
    let shown = choices(tx, kind, &all).await?;
    let choice = |id: &RecordId| shown.iter().find(|c| public.get(id).is_some_and(|p| p.as_str() == c.id)).cloned();
    Ok(found.into_iter().map(|(field, ids)| (field, ids.iter().filter_map(choice).collect())).collect())
}

fn nearest(
    wanted: &str,
    place: usize,
    near: &[(usize, RecordId)],
    spellings: &HashMap<RecordId, Vec<String>>,
) -> Vec<RecordId> {
    let mut alike: Vec<(f64, RecordId)> = near
        .iter()
        .filter(|(n, _)| *n == place)
        .filter_map(|(_, id)| {
            let best = spellings.get(id)?.iter().map(|s| likeness(wanted, s)).fold(0.0, f64::max);
            (best >= ALIKE).then_some((best, *id))
        })
        .collect();
    alike.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    alike.into_iter().take(OFFERED).map(|(_, id)| id).collect()
}
