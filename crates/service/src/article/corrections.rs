//! What was proposed and what the newsroom made of it, in the format of evaluation sets.

use super::{Read, segments};
use crate::{Actor, Error, Result, Service};
use domain::{
    form::{CheckedCard, Named},
    permission::Action,
    quote::Directness,
};
use extract::{
    Kind,
    gold::{GoldHop, GoldQuote},
};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// One line of the export: a line of an evaluation set, with the engine's own proposals beside it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Correction {
    /// Public id of the document.
    pub id: String,
    /// Name of the set.
    pub dataset: String,
    /// Language of the text; `und` where unknown.
    pub lang: String,
    /// Part of the set.
    pub split: String,
    /// The text that was read.
    pub text: String,
    /// What the newsroom logged.
    pub quotes: Vec<GoldQuote>,
    /// What was proposed.
    pub proposed: Vec<GoldQuote>,
    /// Stretches that are not judged: none here.
    pub ignore: Vec<serde_json::Value>,
}

/// What was logged, as evaluation sets write it: the engine's spans where nothing was changed.
pub(super) fn corrected(read: &Read, cards: &[CheckedCard], known: &HashSet<usize>) -> Vec<GoldQuote> {
    let proposed = extract::gold::quotes(&read.article);
    let mut all: Vec<GoldQuote> = known.iter().filter_map(|n| proposed.get(*n)).cloned().collect();
    for card in cards {
        all.push(one(read, card, card.proposal.and_then(|n| proposed.get(n))));
    }
    for quote in &mut all {
        quote.confidence = 1.0;
    }
    all.sort_by_key(|q| (q.start, q.end));
    all
}

fn one(read: &Read, card: &CheckedCard, proposed: Option<&GoldQuote>) -> GoldQuote {
    let mut quote = proposed.cloned().unwrap_or_else(|| empty(card));
    if card.proposal.and_then(|n| read.article.quotes.get(n)).is_none_or(|q| segments(q) != card.segments) {
        let fresh = empty(card);
        (quote.start, quote.end, quote.segments) = (fresh.start, fresh.end, fresh.segments);
    }
    quote.kind = kind(card.directness);
    let near = quote.start;
    let name = match &card.speaker {
        Named::Nobody | Named::Chosen(_, None) => None,
        Named::Chosen(_, Some(name)) | Named::Name(name) | Named::New(name) => Some(name.clone()),
    };
    if name.is_some() && name != quote.speaker_resolved && name != quote.speaker_text {
        let at = place(read, name.as_deref().unwrap_or_default(), near);
        quote.speaker_text = at.and(name.clone());
        (quote.speaker_start, quote.speaker_end) = (at.map(|a| a.0), at.map(|a| a.1));
        quote.speaker_resolved = name;
    }
    if card.cue != quote.cue_text.clone().unwrap_or_default() {
        let at = place(read, &card.cue, near);
        quote.cue_text = at.map(|_| card.cue.clone());
        (quote.cue_start, quote.cue_end) = (at.map(|a| a.0), at.map(|a| a.1));
    }
    quote.chain = card
        .chain
        .iter()
        .filter_map(|hop| {
            let outlet_text = match &hop.outlet {
                Named::Nobody | Named::Chosen(_, None) => return None,
                Named::Chosen(_, Some(name)) | Named::Name(name) | Named::New(name) => name.clone(),
            };
            let date_iso = hop.published.map(|d| d.to_string()).filter(|d| d.len() >= 10);
            let as_proposed = quote.chain.iter().find(|h| h.outlet_text == outlet_text && h.date_iso == date_iso);
            Some(as_proposed.cloned().unwrap_or(GoldHop { outlet_text, cue_text: None, date_text: None, date_iso }))
        })
        .collect();
    quote
}

/// Where words stand in the text, nearest to a place; within a page's length of it, so that it stays cheap.
fn place(read: &Read, words: &str, near: usize) -> Option<(usize, usize)> {
    const REACH: usize = 2_000;
    let wanted: Vec<char> = words.chars().collect();
    if wanted.is_empty() {
        return None;
    }
    let from = near.saturating_sub(REACH);
    let window = read.chars.get(from..(near + REACH).min(read.chars.len()))?;
    let found = window.windows(wanted.len()).enumerate().filter(|(_, w)| *w == wanted.as_slice());
    found.map(|(at, _)| from + at).min_by_key(|at| at.abs_diff(near)).map(|at| (at, at + wanted.len()))
}

fn kind(directness: Option<Directness>) -> Kind {
    match directness {
        Some(Directness::Direct) => Kind::Direct,
        Some(Directness::Mixed) => Kind::Mixed,
        Some(Directness::Indirect) | None => Kind::Indirect,
    }
}

fn empty(card: &CheckedCard) -> GoldQuote {
    GoldQuote {
        start: card.segments.first().map_or(0, |s| s.0),
        end: card.segments.last().map_or(0, |s| s.1),
        segments: card.segments.iter().map(|s| [s.0, s.1]).collect(),
        kind: kind(card.directness),
        speaker_text: None,
        speaker_start: None,
        speaker_end: None,
        speaker_resolved: None,
        cue_text: None,
        cue_start: None,
        cue_end: None,
        chain: Vec::new(),
        confidence: 1.0,
    }
}

impl Service {
    /// What the newsroom made of the proposals, the last reading of each article, after this number; with the number
    /// that the next ones come after.
    ///
    /// # Errors
    /// [`Error::NotAllowed`]; [`Error::Broken`] for a line that cannot be read.
    pub async fn corrections(&self, actor: &Actor, after: i64, limit: i64) -> Result<(Vec<Correction>, i64)> {
        actor.require(Action::ReadUnpublished)?;
        let mut tx = self.store.read().await?;
        let saved = tx.readings(after, limit).await?;
        let last = saved.last().map_or(after, |r| r.id);
        let quotes = |json: &str| serde_json::from_str(json).map_err(|e| Error::Broken(format!("a reading: {e}")));
        let lines = saved
            .into_iter()
            .map(|r| {
                Ok(Correction {
                    quotes: quotes(&r.corrected)?,
                    proposed: quotes(&r.proposed)?,
                    id: r.document,
                    dataset: "newsroom".to_owned(),
                    lang: r.lang.unwrap_or_else(|| "und".to_owned()),
                    split: "dev".to_owned(),
                    text: r.text,
                    ignore: Vec::new(),
                })
            })
            .collect::<Result<Vec<_>>>()?;
        Ok((lines, last))
    }
}
