//! What every save of a quote writes beside the quote: its revision, the lists that it stands in, the words that it is
//! found by, its marks and its counts. For many quotes at once, each query is asked once.

use crate::{Result, leaning, plausible::needs_recheck};
use domain::{
    document::Document,
    id::RecordId,
    outlet::Outlet,
    plausibility::Facts,
    quote::{Quote, QuoteState},
    speaker::Speaker,
};
use std::collections::{BTreeSet, HashMap};
use store::{QuoteLinks, QuoteToPut, RevisionNote, SearchText, Tx};
use time::OffsetDateTime;

/// What revisions of quotes keep.
#[derive(serde::Serialize)]
pub(crate) struct QuoteRevision<'a> {
    pub(crate) state: QuoteState,
    #[serde(flatten)]
    pub(crate) quote: &'a Quote,
}

/// A quote as it is saved.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Written<'a> {
    pub(crate) id: RecordId,
    /// The version that this save makes.
    pub(crate) version: i64,
    pub(crate) state: QuoteState,
    pub(crate) published_at: Option<OffsetDateTime>,
    pub(crate) quote: &'a Quote,
}

/// Saves quotes: each whole, with its revision. Their records are at their new versions already.
pub(crate) async fn write(tx: &mut Tx, quotes: &[Written<'_>], note: &RevisionNote<'_>) -> Result<()> {
    if quotes.is_empty() {
        return Ok(());
    }
    let puts: Vec<QuoteToPut> = quotes
        .iter()
        .map(|w| QuoteToPut { id: w.id, state: w.state, published_at: w.published_at, quote: w.quote })
        .collect();
    tx.put_quotes(&puts).await?;
    let indexed: Vec<Indexed> = quotes
        .iter()
        .map(|w| Indexed { id: w.id, state: w.state, sort_at: w.published_at.unwrap_or(note.at), quote: w.quote })
        .collect();
    index(tx, &indexed).await?;
    let states: Vec<(RecordId, i64, QuoteRevision)> =
        quotes.iter().map(|w| (w.id, w.version, QuoteRevision { state: w.state, quote: w.quote })).collect();
    tx.add_revisions(&states, note).await?;
    Ok(())
}

/// A quote whose lists, words, marks and counts are set anew.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Indexed<'a> {
    pub(crate) id: RecordId,
    pub(crate) state: QuoteState,
    pub(crate) sort_at: OffsetDateTime,
    pub(crate) quote: &'a Quote,
}

/// The records that quotes name, each read once.
struct Named {
    documents: HashMap<RecordId, Document>,
    outlets: HashMap<RecordId, Outlet>,
    speakers: HashMap<RecordId, Speaker>,
}

impl Named {
    async fn by(tx: &mut Tx, quotes: &[Indexed<'_>]) -> Result<Self> {
        let mentions = || quotes.iter().flat_map(|q| &q.quote.mentions);
        let documents = tx.documents(&distinct(mentions().filter_map(|m| m.document))).await?;
        let owners = documents.values().filter_map(|d| d.outlet);
        let outlets = tx.outlets(&distinct(mentions().filter_map(|m| m.outlet).chain(owners))).await?;
        let speakers = quotes.iter().filter_map(|q| q.quote.speaker).chain(mentions().filter_map(|m| m.carrier));
        let speakers = tx.speakers(&distinct(speakers)).await?;
        Ok(Self { documents, outlets, speakers })
    }

    /// Everything that a quote names.
    fn of(&self, quote: &Quote) -> BTreeSet<RecordId> {
        let mut names: BTreeSet<RecordId> = quote.speaker.into_iter().collect();
        for m in &quote.mentions {
            names.extend(m.outlet.iter().chain(&m.document).chain(&m.carrier));
            names.extend(m.document.and_then(|id| self.documents.get(&id)?.outlet));
        }
        names
    }

    /// What a quote is found by: its words, and the names of everything that it names.
    fn search(&self, quote: &Quote) -> SearchText {
        let names = self.of(quote);
        let mut more: Vec<&str> = vec![&quote.role_then, &quote.place, &quote.occasion];
        more.extend(names.iter().filter_map(|id| self.speakers.get(id)).flat_map(Speaker::names));
        more.extend(names.iter().filter_map(|id| self.outlets.get(id)).flat_map(Outlet::names));
        let words: Vec<&str> = quote.mentions.iter().map(|m| m.wording.as_str()).collect();
        SearchText { name: String::new(), words: words.join(" \n "), more: more.join(" \n ") }
    }

    fn facts<'a>(&'a self, quote: &'a Quote) -> Facts<'a> {
        let speaker = quote.speaker.and_then(|id| self.speakers.get(&id));
        Facts { quote, speaker, documents: &self.documents, outlets: &self.outlets }
    }
}

fn distinct(ids: impl Iterator<Item = RecordId>) -> Vec<RecordId> {
    ids.collect::<BTreeSet<_>>().into_iter().collect()
}

/// Sets the lists, the full-text rows, the marks and the counts of quotes; after they were written, and their documents.
pub(crate) async fn index(tx: &mut Tx, quotes: &[Indexed<'_>]) -> Result<()> {
    if quotes.is_empty() {
        return Ok(());
    }
    let named = Named::by(tx, quotes).await?;
    let texts: Vec<(RecordId, SearchText)> = quotes.iter().map(|q| (q.id, named.search(q.quote))).collect();
    tx.put_searches(&texts).await?;
    let links: Vec<QuoteLinks> = quotes
        .iter()
        .map(|q| QuoteLinks {
            quote: q.id,
            names: named.of(q.quote),
            is_public: q.state == QuoteState::Published,
            sort_at: q.sort_at,
        })
        .collect();
    tx.link_quotes(&links).await?;
    let marks: Vec<(RecordId, bool)> = quotes.iter().map(|q| (q.id, needs_recheck(&named.facts(q.quote)))).collect();
    tx.mark_recheck(&marks).await?;
    let ids: Vec<RecordId> = quotes.iter().map(|q| q.id).collect();
    leaning::renew(tx, &ids).await
}
