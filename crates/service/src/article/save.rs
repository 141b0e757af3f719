//! Saving an article that was read: document, speakers, outlets, quotes with their chains, and what was corrected, in
//! one transaction.

use super::{Read, corrections, read_again, same_document, watch};
use crate::{
    Actor, Edit, Error, Result, Service, Stale,
    library::{follow, sha256},
    names::{Naming, document_slug, search_of_document},
    writing::{Written, write},
};
use domain::{
    anchor::Anchor,
    chain::{Basis, HopKind, HopState},
    document::Document,
    form::{ArticleForm, CheckedArticle, CheckedCard, Named},
    id::{RecordId, RecordKind, slug},
    permission::Action,
    quote::{Directness, Hop, Mention, MentionKey, Quote, QuoteState},
    speaker::SpeakerKind,
    text::{clip, fold},
};
use std::collections::HashMap;
use store::{Head, NewReading, RevisionNote, Tx};

/// What a save has made.
#[derive(Debug, Clone)]
pub struct SavedArticle {
    /// The document.
    pub document: Head,
    /// How many quotes were logged by it; none when the form was sent again.
    pub quotes: usize,
    /// Whether the document stayed as it was, though the form says otherwise: readers see it, and who saved may not
    /// change what they see.
    pub kept_document: bool,
}

/// The document that the quotes are saved against.
struct Stored {
    id: RecordId,
    version: i64,
    document: Document,
    kept: bool,
}

impl Service {
    /// Logs an article and the quotations that were kept, as drafts. A document that readers see is changed by an editor
    /// alone: for anybody else the drafts are saved against the document as it is stored.
    ///
    /// # Errors
    /// [`Error::Refused`] with every complaint; [`Error::Stale`] when the document has changed since it was read, or
    /// somebody logged it meanwhile; [`Error::NotAllowed`].
    pub async fn save_article(&self, actor: &Actor, edit: &Edit, form: &ArticleForm) -> Result<SavedArticle> {
        actor.require(Action::CreateQuote)?;
        actor.require(Action::EditLibrary)?;
        let now = self.now();
        let checked = form.check(now)?;
        let read = read_again(form).await?;
        let mut tx = self.store.write().await?;
        if !edit.receipt.is_empty()
            && let Some(id) = tx.reading_by_receipt(&edit.receipt).await?
        {
            let document = tx.heads(&[id]).await?.into_iter().next().ok_or(Error::NotFound)?;
            return Ok(SavedArticle { document, quotes: 0, kept_document: false });
        }
        let old = self.document_to_save(&mut tx, edit, &checked.document).await?;
        let watched = watch::watch(&mut tx, old.as_ref().map(|h| h.id), &read).await?;
        let mut naming = Naming::new(actor, now, false);
        let keeps = old.as_ref().is_some_and(|h| h.is_public) && !actor.may(Action::EditPublished);
        let outlet = if keeps { None } else { naming.outlet(&mut tx, "outlet_name", &checked.outlet).await? };
        let named = name_all(&mut tx, &mut naming, &checked).await?;
        if !naming.refusal.errors.is_empty() {
            return Err(Error::Refused(Box::new(naming.refusal)));
        }
        let CheckedArticle { document, cards, .. } = checked;
        let document = Document { outlet, sha256: sha256(&document.snapshot), ..document };
        let stored = match old {
            Some(head) if keeps => stored_as_it_is(&mut tx, &head, document).await?,
            old => self.put_article(&mut tx, &naming, old, document).await?,
        };
        let Stored { id, version, .. } = stored;
        let quotes: Vec<Quote> =
            cards.iter().zip(&named).map(|(card, named)| quote_of(card, named, &stored, &read)).collect();
        let slugs: Vec<String> = cards.iter().map(|card| slug(&clip(&card.wording, 60))).collect();
        let heads = naming.heads(&mut tx, RecordKind::Quote, &slugs).await?;
        let drafts: Vec<Written> = heads
            .into_iter()
            .zip(&quotes)
            .map(|(id, quote)| Written { id, version: 1, state: QuoteState::Draft, published_at: None, quote })
            .collect();
        write(&mut tx, &drafts, &RevisionNote { author: actor.account(), at: now, reason: "" }).await?;
        let proposed = extract::gold::quotes(&read.article);
        let corrected = corrections::corrected(&read, &cards, &watched.known);
        let json = |quotes: &[extract::gold::GoldQuote]| {
            serde_json::to_string(quotes).map_err(|e| Error::Broken(format!("a reading: {e}")))
        };
        let receipt = (!edit.receipt.is_empty()).then_some(edit.receipt.as_str());
        let (proposed, corrected) = (json(&proposed)?, json(&corrected)?);
        let (author, at) = (actor.account(), now);
        let reading =
            NewReading { document: id, version, author, at, receipt, proposed: &proposed, corrected: &corrected };
        tx.add_reading(&reading).await?;
        let head = tx.heads(&[id]).await?.into_iter().next().ok_or(Error::NotFound)?;
        tx.commit().await?;
        self.mark_changed();
        Ok(SavedArticle { document: head, quotes: cards.len(), kept_document: stored.kept })
    }

    /// The document that is saved anew; none when it is new. What was read before somebody else saved it is outdated.
    async fn document_to_save(&self, tx: &mut Tx, edit: &Edit, document: &Document) -> Result<Option<Head>> {
        let outdated = async |tx: &mut Tx, head: Head| -> Result<Error> {
            let by = tx.author_of(head.id, head.version).await?;
            let saved = vec![("document".to_owned(), head.public_id.to_string())];
            Ok(Error::Stale(Box::new(Stale { version: head.version, by, saved })))
        };
        if let Some((id, version)) = &edit.target {
            let head = tx.head(RecordKind::Document, id).await?.ok_or(Error::NotFound)?;
            return if head.version == *version { Ok(Some(head)) } else { Err(outdated(tx, head).await?) };
        }
        match same_document(tx, document.url.as_deref().unwrap_or_default(), &document.snapshot).await? {
            Some(id) => {
                let head = tx.heads(&[id]).await?.into_iter().next().ok_or(Error::NotFound)?;
                Err(outdated(tx, head).await?)
            }
            None => Ok(None),
        }
    }

    /// Writes the document where it is new or differs from what is saved.
    async fn put_article(
        &self,
        tx: &mut Tx,
        naming: &Naming<'_>,
        old: Option<Head>,
        document: Document,
    ) -> Result<Stored> {
        let Some(head) = old else {
            let id = naming.head(tx, RecordKind::Document, &document_slug(&document), None).await?;
            self.write_article(tx, naming, id, 1, &document).await?;
            return Ok(Stored { id, version: 1, document, kept: false });
        };
        let saved = whole_document(tx, &head).await?;
        let document = with_newsroom_fields(document, &saved);
        if document == saved {
            return Ok(Stored { id: head.id, version: head.version, document, kept: false });
        }
        let version = tx.bump_record(head.id, head.version, &slug(&document_slug(&document)), naming.now).await?;
        self.write_article(tx, naming, head.id, version, &document).await?;
        let note = RevisionNote { author: naming.actor.account(), at: naming.now, reason: "" };
        follow(tx, head.id, &saved, &document, &note).await?;
        Ok(Stored { id: head.id, version, document, kept: false })
    }

    async fn write_article(
        &self,
        tx: &mut Tx,
        naming: &Naming<'_>,
        id: RecordId,
        version: i64,
        document: &Document,
    ) -> Result<()> {
        tx.put_document(id, document).await?;
        let search = search_of_document(tx, document).await?;
        tx.put_search(id, &search).await?;
        let note = RevisionNote { author: naming.actor.account(), at: naming.now, reason: "" };
        tx.add_revision(id, version, document, &note).await?;
        Ok(())
    }
}

/// A document with its text.
async fn whole_document(tx: &mut Tx, head: &Head) -> Result<Document> {
    let mut saved = tx.documents(&[head.id]).await?.remove(&head.id).ok_or(Error::NotFound)?;
    saved.snapshot = tx.snapshot(head.id).await?;
    Ok(saved)
}

/// What an article does not say of itself stays as the newsroom wrote it.
fn with_newsroom_fields(document: Document, saved: &Document) -> Document {
    Document {
        standing: saved.standing,
        standing_note: saved.standing_note.clone(),
        note: saved.note.clone(),
        ..document
    }
}

/// The stored document, unchanged; `read` is what would have been written.
async fn stored_as_it_is(tx: &mut Tx, head: &Head, read: Document) -> Result<Stored> {
    let document = whole_document(tx, head).await?;
    let read = Document { outlet: document.outlet, ..with_newsroom_fields(read, &document) };
    Ok(Stored { id: head.id, version: head.version, kept: read != document, document })
}

/// The records that a card names.
struct NamedCard {
    speaker: Option<RecordId>,
    outlets: Vec<Option<RecordId>>,
}

/// Finds or makes every speaker and outlet that the cards name. A name that stands on several cards is looked up
/// once, and what was chosen for it on one card holds for the others.
async fn name_all(tx: &mut Tx, naming: &mut Naming<'_>, checked: &CheckedArticle) -> Result<Vec<NamedCard>> {
    let speakers = checked.cards.iter().filter(|c| c.kind != Some(SpeakerKind::Anonymous)).map(|c| &c.speaker);
    let outlets = checked.cards.iter().flat_map(|c| c.chain.iter().map(|h| &h.outlet)).chain([&checked.outlet]);
    let (speaker_picks, outlet_picks) = (picks(speakers), picks(outlets));
    let mut known: HashMap<(RecordKind, String), Option<RecordId>> = HashMap::new();
    let mut all = Vec::with_capacity(checked.cards.len());
    for card in &checked.cards {
        let speaker = meant(&card.speaker, &speaker_picks);
        let key = (RecordKind::Speaker, format!("{:?}{}", card.kind, name_key(speaker)));
        let speaker = if let Some(id) = known.get(&key) {
            *id
        } else {
            let field = ArticleForm::card_field(card.speaker_place, "speaker_name");
            let id = naming.speaker(tx, &field, speaker, card.kind).await?;
            known.insert(key, id);
            id
        };
        let mut outlets = Vec::with_capacity(card.chain.len());
        for hop in &card.chain {
            let outlet = meant(&hop.outlet, &outlet_picks);
            let key = (RecordKind::Outlet, name_key(outlet));
            let id = if let Some(id) = known.get(&key) {
                *id
            } else {
                let field = ArticleForm::chain_field(card.place, hop.place, "outlet_name");
                let id = naming.outlet(tx, &field, outlet).await?;
                known.insert(key, id);
                id
            };
            outlets.push(id);
        }
        all.push(NamedCard { speaker, outlets });
    }
    Ok(all)
}

/// What was chosen for a name, wherever it was.
fn picks<'a>(names: impl Iterator<Item = &'a Named>) -> HashMap<String, Named> {
    let mut all = HashMap::new();
    for named in names {
        if let Named::New(name) | Named::Chosen(_, Some(name)) = named {
            all.entry(fold(name)).or_insert_with(|| named.clone());
        }
    }
    all
}

fn meant<'a>(named: &'a Named, picks: &'a HashMap<String, Named>) -> &'a Named {
    match named {
        Named::Name(name) => picks.get(&fold(name)).unwrap_or(named),
        other => other,
    }
}

fn name_key(named: &Named) -> String {
    match named {
        Named::Nobody => String::new(),
        Named::Chosen(id, name) => format!("={id} {}", name.as_deref().map(fold).unwrap_or_default()),
        Named::Name(name) => format!("?{}", fold(name)),
        Named::New(name) => format!("+{}", fold(name)),
    }
}

/// A card as a quote: what stands in the document, and before it the outlets that the text names, or a step that
/// names nobody.
fn quote_of(card: &CheckedCard, named: &NamedCard, stored: &Stored, read: &Read) -> Quote {
    let document = &stored.document;
    let mut read_here = Mention::new(MentionKey(1));
    read_here.document = Some(stored.id);
    read_here.wording.clone_from(&card.wording);
    read_here.lang.clone_from(&document.lang);
    read_here.directness = card.directness;
    read_here.cue.clone_from(&card.cue);
    read_here.read = true;
    if let (Some(first), Some(last)) = (card.segments.first(), card.segments.last()) {
        // In a stored text that differs from the one that was read, the words are looked for near the same place.
        read_here.anchor = if document.snapshot == read.text {
            Anchor::within(&read.chars, first.0, last.1)
        } else {
            Anchor::find(&document.snapshot, &card.wording, Some(first.0))
        };
    }
    if !card.chain.is_empty() {
        read_here.basis = Some(Basis::Outlet);
    }
    let mut quote = Quote {
        speaker: named.speaker,
        role_then: card.role_then.clone(),
        addressee: card.addressee.clone(),
        mentions: vec![read_here],
        ..Quote::default()
    };
    let kind = match card.directness {
        Some(Directness::Indirect) => HopKind::Paraphrases,
        _ => HopKind::Quotes,
    };
    let mut down = MentionKey(1);
    let mut step = |upstream: Mention, evidence: String| {
        let up = upstream.key;
        quote.mentions.push(upstream);
        quote.hops.push(Hop { down, up, kind, state: HopState::Asserted, evidence, back_translation: String::new() });
        down = up;
    };
    let mut key = 1;
    for (hop, outlet) in card.chain.iter().zip(&named.outlets) {
        key += 1;
        let upstream = Mention { outlet: *outlet, published: hop.published, ..Mention::new(MentionKey(key)) };
        step(upstream, hop.evidence.clone());
    }
    if card.chain.is_empty() {
        step(Mention::new(MentionKey(2)), String::new());
    }
    quote
}
