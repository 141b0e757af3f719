//! Reading: the public pages, and the newsroom's lists. What is not public is not found by the anonymous.

use crate::{
    Actor, Error, Result, Service, chain,
    views::{
        DocumentPage, DocumentRef, HomePage, OutletPage, OutletRef, QuoteList, QuoteView, SpeakerPage, SpeakerRef,
    },
};
use domain::{
    chain::analyse,
    document::Document,
    id::{PublicId, RecordId, RecordKind},
    outlet::Outlet,
    permission::Action,
    plausibility::{Facts, findings},
    quote::QuoteState,
    speaker::Speaker,
};
use std::collections::HashMap;
use store::{Cursor, Head, ListFilter, SavedQuote, Tx};

/// Quotes on one page of a list.
pub(crate) const PAGE: usize = 20;
/// Quotes on the front page.
const FRONT: i64 = 9;
/// Documents on an outlet's page.
const DOCUMENTS: i64 = 20;

fn fetched() -> i64 {
    i64::try_from(PAGE + 1).unwrap_or(i64::MAX)
}

fn readable(actor: &Actor, is_public: bool) -> Result<()> {
    if is_public || actor.may(Action::ReadUnpublished) { Ok(()) } else { Err(Error::NotFound) }
}

fn speaker_ref(head: &Head, s: Speaker) -> SpeakerRef {
    SpeakerRef {
        path: head.path(),
        public_id: head.public_id.clone(),
        is_public: head.is_public,
        kind: s.kind,
        name: s.name,
        lang: s.lang,
        wikidata: s.wikidata,
    }
}

fn outlet_ref(head: &Head, o: Outlet) -> OutletRef {
    OutletRef {
        path: head.path(),
        public_id: head.public_id.clone(),
        is_public: head.is_public,
        kind: o.kind,
        name: o.name,
        family: o.family,
        lang: o.lang,
    }
}

fn document_ref(head: &Head, d: Document) -> DocumentRef {
    DocumentRef {
        path: head.path(),
        public_id: head.public_id.clone(),
        is_public: head.is_public,
        has_snapshot: !d.sha256.is_empty(),
        outlet: d.outlet,
        label: d.label().to_owned(),
        lang: d.lang,
        published: d.published,
        url: d.url,
        archived_url: d.archived_url,
        standing: d.standing,
        standing_note: d.standing_note,
    }
}

async fn outlet_refs(tx: &mut Tx, ids: &[RecordId]) -> Result<Vec<OutletRef>> {
    let mut outlets = tx.outlets(ids).await?;
    let mut heads = tx.heads(ids).await?;
    heads.sort_by_key(|h| h.id);
    Ok(heads.iter().filter_map(|h| outlets.remove(&h.id).map(|o| outlet_ref(h, o))).collect())
}

impl Service {
    /// A quote with its chain.
    ///
    /// # Errors
    /// [`Error::NotFound`], also for a draft that the asker may not know of.
    pub async fn quote(&self, actor: &Actor, id: &PublicId) -> Result<QuoteView> {
        let mut tx = self.store.read().await?;
        let saved = tx.quote(id).await?.ok_or(Error::NotFound)?;
        readable(actor, saved.state == QuoteState::Published)?;
        view(&mut tx, saved).await
    }

    /// The newest published quotes.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn home(&self) -> Result<HomePage> {
        let mut tx = self.store.read().await?;
        Ok(HomePage { newest: tx.newest_quotes(&ListFilter::default(), Cursor::START, FRONT).await? })
    }

    /// Published quotes, the newest first.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn browse(&self, filter: &ListFilter, after: Cursor) -> Result<QuoteList> {
        let mut tx = self.store.read().await?;
        Ok(QuoteList::cut(tx.newest_quotes(filter, after, fetched()).await?, PAGE))
    }

    /// Languages that published quotes are in.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn languages(&self) -> Result<Vec<domain::lang::LangTag>> {
        Ok(self.store.read().await?.published_languages().await?)
    }

    /// A speaker and the public quotes that name it.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn speaker(&self, actor: &Actor, id: &PublicId, after: Cursor) -> Result<SpeakerPage> {
        let mut tx = self.store.read().await?;
        let head = tx.head(RecordKind::Speaker, id).await?.ok_or(Error::NotFound)?;
        readable(actor, head.is_public)?;
        let speaker = tx.speakers(&[head.id]).await?.remove(&head.id).ok_or(Error::NotFound)?;
        let quotes = QuoteList::cut(tx.quotes_naming(head.id, true, after, fetched()).await?, PAGE);
        Ok(SpeakerPage { head, speaker, quotes })
    }

    /// An outlet, its documents, and the public quotes that it carried.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn outlet(&self, actor: &Actor, id: &PublicId, after: Cursor) -> Result<OutletPage> {
        let mut tx = self.store.read().await?;
        let head = tx.head(RecordKind::Outlet, id).await?.ok_or(Error::NotFound)?;
        readable(actor, head.is_public)?;
        let outlet = tx.outlets(&[head.id]).await?.remove(&head.id).ok_or(Error::NotFound)?;
        let family = tx.outlets_of_family(&outlet.family, head.id).await?;
        let family = outlet_refs(&mut tx, &family).await?;
        let ids = tx.documents_of(head.id, DOCUMENTS).await?;
        let mut documents = tx.documents(&ids).await?;
        let mut heads = tx.heads(&ids).await?;
        heads.sort_by_key(|h| std::cmp::Reverse(h.id));
        let documents = heads.iter().filter_map(|h| documents.remove(&h.id).map(|d| document_ref(h, d))).collect();
        let quotes = QuoteList::cut(tx.quotes_naming(head.id, true, after, fetched()).await?, PAGE);
        Ok(OutletPage { head, outlet, family, documents, quotes })
    }

    /// A document and the public quotes that stand in it. Its text is for the newsroom alone.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn document(&self, actor: &Actor, id: &PublicId, after: Cursor) -> Result<DocumentPage> {
        let mut tx = self.store.read().await?;
        let head = tx.head(RecordKind::Document, id).await?.ok_or(Error::NotFound)?;
        readable(actor, head.is_public)?;
        let mut document = tx.documents(&[head.id]).await?.remove(&head.id).ok_or(Error::NotFound)?;
        if actor.may(Action::ReadUnpublished) {
            document.snapshot = tx.snapshot(head.id).await?;
        }
        let owner: Vec<RecordId> = document.outlet.into_iter().collect();
        let outlet = outlet_refs(&mut tx, &owner).await?.pop();
        let quotes = QuoteList::cut(tx.quotes_naming(head.id, true, after, fetched()).await?, PAGE);
        Ok(DocumentPage { head, document, outlet, quotes })
    }

    /// The newsroom's list of quotes in this state.
    ///
    /// # Errors
    /// [`Error::SignInFirst`].
    pub async fn desk(&self, actor: &Actor, state: QuoteState, after: Cursor) -> Result<QuoteList> {
        actor.require(Action::ReadUnpublished)?;
        let mut tx = self.store.read().await?;
        let cards = match state {
            QuoteState::Published => tx.newest_quotes(&ListFilter::default(), after, fetched()).await?,
            QuoteState::Draft | QuoteState::Review => tx.unpublished_quotes(state, after, fetched()).await?,
        };
        Ok(QuoteList::cut(cards, PAGE))
    }

    /// The head of a public record; none where there is none, or readers may not see it.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn public_head(&self, kind: RecordKind, id: &PublicId) -> Result<Option<Head>> {
        Ok(self.store.read().await?.head(kind, id).await?.filter(|head| head.is_public))
    }

    /// Addresses of everything public with numbers above `after` and up to `until`.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn public_heads(&self, after: RecordId, until: RecordId) -> Result<Vec<Head>> {
        Ok(self.store.read().await?.public_heads(after, until).await?)
    }

    /// Which blocks of `size` numbers hold anything public, at most `limit` of them.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn public_blocks(&self, size: i64, limit: i64) -> Result<Vec<i64>> {
        Ok(self.store.read().await?.public_blocks(size, limit).await?)
    }

    /// Whether the library can be read.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn check_health(&self) -> Result<()> {
        self.store.read().await?.is_empty().await?;
        Ok(())
    }
}

async fn view(tx: &mut Tx, saved: SavedQuote) -> Result<QuoteView> {
    let quote = &saved.quote;
    let document_ids: Vec<RecordId> = quote.mentions.iter().filter_map(|m| m.document).collect();
    let mut documents = tx.documents(&document_ids).await?;
    let outlet_ids: Vec<RecordId> =
        quote.mentions.iter().filter_map(|m| m.outlet).chain(documents.values().filter_map(|d| d.outlet)).collect();
    let mut outlets = tx.outlets(&outlet_ids).await?;
    let speaker_ids: Vec<RecordId> = quote.mentions.iter().filter_map(|m| m.carrier).chain(quote.speaker).collect();
    let mut speakers = tx.speakers(&speaker_ids).await?;
    let all: Vec<RecordId> = [document_ids, outlet_ids, speaker_ids].concat();
    let revisions = tx.count_revisions(saved.head.id).await?;
    let said_by = quote.speaker.and_then(|id| speakers.get(&id));
    let findings = findings(&Facts { quote, speaker: said_by, documents: &documents, outlets: &outlets });
    let mut view = QuoteView {
        saved,
        speakers: HashMap::new(),
        outlets: HashMap::new(),
        documents: HashMap::new(),
        graph: domain::chain::Graph::new(Vec::new(), Vec::new()),
        analysis: analyse(&domain::chain::Graph::new(Vec::new(), Vec::new())),
        revisions,
        findings,
    };
    for head in tx.heads(&all).await? {
        if let Some(s) = speakers.remove(&head.id) {
            view.speakers.insert(head.id, speaker_ref(&head, s));
        } else if let Some(o) = outlets.remove(&head.id) {
            view.outlets.insert(head.id, outlet_ref(&head, o));
        } else if let Some(d) = documents.remove(&head.id) {
            view.documents.insert(head.id, document_ref(&head, d));
        }
    }
    view.graph = chain::graph(&view);
    view.analysis = analyse(&view.graph);
    Ok(view)
}
