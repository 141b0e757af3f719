//! Writing speakers, outlets and documents on their own pages.

use crate::{
    Actor, Edit, Error, Head, Refusal, Result, Service, Stale,
    names::{Naming, choices, document_slug, search_of_document, search_of_outlet, search_of_speaker},
    quotes::fields,
    renaming::found_by_new_names,
    writing::{Indexed, Written, index, write},
};
use domain::{
    Reason,
    anchor::Anchor,
    document::Document,
    form::{DocumentForm, OutletForm, SpeakerForm},
    id::{PublicId, RecordId, RecordKind, slug},
    outlet::Outlet,
    permission::Action,
    speaker::Speaker,
    text::fold,
};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use store::{RevisionNote, Tx};

/// A record as the form that edits it.
#[derive(Debug, Clone)]
pub struct Edited<F> {
    /// The record.
    pub head: Head,
    /// The form.
    pub form: F,
}

impl Service {
    /// Saves a speaker. `anyway` makes a new one though others go by the same name.
    ///
    /// # Errors
    /// [`Error::Refused`], [`Error::Stale`], [`Error::NotAllowed`], [`Error::NotFound`].
    pub async fn save_speaker(&self, actor: &Actor, edit: &Edit, form: &SpeakerForm, anyway: bool) -> Result<Head> {
        actor.require(Action::EditLibrary)?;
        let now = self.now();
        let speaker = form.check(now)?;
        let mut tx = self.store.write().await?;
        let (id, version) = match self.start(&mut tx, actor, RecordKind::Speaker, edit, &slug(&speaker.name)).await? {
            Start::Done(head) => return Ok(head),
            Start::Stale(head) => {
                let saved = tx.speakers(&[head.id]).await?.remove(&head.id).ok_or(Error::NotFound)?;
                return Err(stale(&mut tx, &head, fields(&SpeakerForm::from(&saved))).await?);
            }
            Start::Old(id, version) => (id, version),
            Start::New => {
                if !anyway && speaker.kind != domain::speaker::SpeakerKind::Anonymous {
                    let same = tx.speakers_named(&fold(&speaker.name)).await?;
                    offer(&mut tx, RecordKind::Speaker, "name", &same).await?;
                }
                (new_head(&mut tx, actor, now, RecordKind::Speaker, &speaker.name, edit).await?, 1)
            }
        };
        let before = tx.speakers(&[id]).await?.remove(&id);
        tx.put_speaker(id, &speaker).await?;
        tx.put_search(id, &search_of_speaker(&speaker)).await?;
        if before.is_some_and(|b| b.names().ne(speaker.names())) {
            found_by_new_names(&mut tx, id).await?;
        }
        self.keep(tx, actor, id, version, &speaker, &form.reason).await
    }

    /// Saves an outlet. `anyway` makes a new one though others go by the same name.
    ///
    /// # Errors
    /// As [`Self::save_speaker`].
    pub async fn save_outlet(&self, actor: &Actor, edit: &Edit, form: &OutletForm, anyway: bool) -> Result<Head> {
        actor.require(Action::EditLibrary)?;
        let now = self.now();
        let outlet = form.check()?;
        let mut tx = self.store.write().await?;
        let (id, version) = match self.start(&mut tx, actor, RecordKind::Outlet, edit, &slug(&outlet.name)).await? {
            Start::Done(head) => return Ok(head),
            Start::Stale(head) => {
                let saved = tx.outlets(&[head.id]).await?.remove(&head.id).ok_or(Error::NotFound)?;
                return Err(stale(&mut tx, &head, fields(&OutletForm::from(&saved))).await?);
            }
            Start::Old(id, version) => (id, version),
            Start::New => {
                if !anyway {
                    let same = tx.outlets_named(&fold(&outlet.name)).await?;
                    offer(&mut tx, RecordKind::Outlet, "name", &same).await?;
                }
                (new_head(&mut tx, actor, now, RecordKind::Outlet, &outlet.name, edit).await?, 1)
            }
        };
        let before = tx.outlets(&[id]).await?.remove(&id);
        tx.put_outlet(id, &outlet).await?;
        tx.put_search(id, &search_of_outlet(&outlet)).await?;
        if before.is_some_and(|b| b.names().ne(outlet.names())) {
            found_by_new_names(&mut tx, id).await?;
        }
        self.keep(tx, actor, id, version, &outlet, &form.reason).await
    }

    /// Saves a document, and anchors the wordings in it anew where its text has changed. `anyway` makes a new one
    /// though another has the same address.
    ///
    /// # Errors
    /// As [`Self::save_speaker`].
    pub async fn save_document(&self, actor: &Actor, edit: &Edit, form: &DocumentForm, anyway: bool) -> Result<Head> {
        actor.require(Action::EditLibrary)?;
        let now = self.now();
        let (mut document, outlet) = form.check(now)?;
        document.sha256 = sha256(&document.snapshot);
        let mut tx = self.store.write().await?;
        let slug = slug(&document_slug(&document));
        let start = self.start(&mut tx, actor, RecordKind::Document, edit, &slug).await?;
        if let Start::Done(head) = start {
            return Ok(head);
        }
        if let Start::Stale(head) = start {
            let mut saved = tx.documents(&[head.id]).await?.remove(&head.id).ok_or(Error::NotFound)?;
            saved.snapshot = tx.snapshot(head.id).await?;
            let (name, pick) = Self::label(&mut tx, RecordKind::Outlet, saved.outlet).await?;
            let form = DocumentForm::from_document(&saved, Some((&name, &pick)));
            return Err(stale(&mut tx, &head, fields(&form)).await?);
        }
        let mut naming = Naming::new(actor, now, false);
        document.outlet = naming.outlet(&mut tx, "outlet_name", &outlet).await?;
        if !naming.refusal.errors.is_empty() {
            return Err(Error::Refused(Box::new(naming.refusal)));
        }
        let (id, version) = if let Start::Old(id, version) = start {
            (id, version)
        } else {
            if let Some(url) = document.url.as_deref().filter(|_| !anyway) {
                let same = tx.documents_at(url).await?;
                offer(&mut tx, RecordKind::Document, "url", &same).await?;
            }
            (new_head(&mut tx, actor, now, RecordKind::Document, &slug, edit).await?, 1)
        };
        let before = tx.documents(&[id]).await?.remove(&id);
        tx.put_document(id, &document).await?;
        let search = search_of_document(&mut tx, &document).await?;
        tx.put_search(id, &search).await?;
        if let Some(before) = before {
            let note = RevisionNote { author: actor.account(), at: now, reason: form.reason.trim() };
            follow(&mut tx, id, &before, &document, &note).await?;
        }
        self.keep(tx, actor, id, version, &document, &form.reason).await
    }

    /// A speaker as its form.
    ///
    /// # Errors
    /// [`Error::SignInFirst`], [`Error::NotFound`].
    pub async fn speaker_form(&self, actor: &Actor, id: &PublicId) -> Result<Edited<SpeakerForm>> {
        actor.require(Action::ReadUnpublished)?;
        let mut tx = self.store.read().await?;
        let head = tx.head(RecordKind::Speaker, id).await?.ok_or(Error::NotFound)?;
        let speaker: Speaker = tx.speakers(&[head.id]).await?.remove(&head.id).ok_or(Error::NotFound)?;
        Ok(Edited { head, form: SpeakerForm::from(&speaker) })
    }

    /// An outlet as its form.
    ///
    /// # Errors
    /// [`Error::SignInFirst`], [`Error::NotFound`].
    pub async fn outlet_form(&self, actor: &Actor, id: &PublicId) -> Result<Edited<OutletForm>> {
        actor.require(Action::ReadUnpublished)?;
        let mut tx = self.store.read().await?;
        let head = tx.head(RecordKind::Outlet, id).await?.ok_or(Error::NotFound)?;
        let outlet: Outlet = tx.outlets(&[head.id]).await?.remove(&head.id).ok_or(Error::NotFound)?;
        Ok(Edited { head, form: OutletForm::from(&outlet) })
    }

    /// A document, text and all, as its form.
    ///
    /// # Errors
    /// [`Error::SignInFirst`], [`Error::NotFound`].
    pub async fn document_form(&self, actor: &Actor, id: &PublicId) -> Result<Edited<DocumentForm>> {
        actor.require(Action::ReadUnpublished)?;
        let mut tx = self.store.read().await?;
        let head = tx.head(RecordKind::Document, id).await?.ok_or(Error::NotFound)?;
        let mut document: Document = tx.documents(&[head.id]).await?.remove(&head.id).ok_or(Error::NotFound)?;
        document.snapshot = tx.snapshot(head.id).await?;
        let (name, pick) = Self::label(&mut tx, RecordKind::Outlet, document.outlet).await?;
        let form = DocumentForm::from_document(&document, Some((&name, &pick)));
        Ok(Edited { head, form })
    }

    /// Where a save begins: a replayed form, an outdated edit, an old record or a new one. What readers see is changed
    /// by an editor alone: a name, an address or a notice of a public record shows at once.
    async fn start(&self, tx: &mut Tx, actor: &Actor, kind: RecordKind, edit: &Edit, slug: &str) -> Result<Start> {
        let Some((public_id, version)) = &edit.target else {
            return match tx.head_by_receipt(&edit.receipt).await? {
                None => Ok(Start::New),
                Some(head) if head.kind == kind => Ok(Start::Done(head)),
                // The key of another form: it cannot have made this record.
                Some(_) => Err(Error::NotFound),
            };
        };
        let head = tx.head(kind, public_id).await?.ok_or(Error::NotFound)?;
        if head.is_public {
            actor.require(Action::EditPublished)?;
        }
        match tx.bump_record(head.id, *version, slug, self.now()).await {
            Ok(version) => Ok(Start::Old(head.id, version)),
            Err(store::Error::Stale { .. }) => Ok(Start::Stale(head)),
            Err(other) => Err(other.into()),
        }
    }

    async fn keep<T: serde::Serialize + Sync>(
        &self,
        mut tx: Tx,
        actor: &Actor,
        id: RecordId,
        version: i64,
        state: &T,
        reason: &str,
    ) -> Result<Head> {
        let note = RevisionNote { author: actor.account(), at: self.now(), reason: reason.trim() };
        tx.add_revision(id, version, state, &note).await?;
        let head = tx.heads(&[id]).await?.into_iter().next().ok_or(Error::NotFound)?;
        tx.commit().await?;
        self.mark_changed();
        Ok(head)
    }
}

enum Start {
    Done(Head),
    Stale(Head),
    Old(RecordId, i64),
    New,
}

async fn new_head(
    tx: &mut Tx,
    actor: &Actor,
    now: time::OffsetDateTime,
    kind: RecordKind,
    name: &str,
    edit: &Edit,
) -> Result<RecordId> {
    let receipt = (!edit.receipt.is_empty()).then_some(edit.receipt.as_str());
    Naming::new(actor, now, false).head(tx, kind, name, receipt).await
}

/// Refuses a new record while others go by the same name or address, and offers those.
async fn offer(tx: &mut Tx, kind: RecordKind, field: &str, same: &[RecordId]) -> Result<()> {
    if same.is_empty() {
        return Ok(());
    }
    let mut refusal = Refusal { choices: BTreeMap::new(), ..Refusal::default() };
    refusal.errors.add(field, Reason::ChooseOrCreate);
    refusal.choices.insert(field.to_owned(), choices(tx, kind, same).await?);
    Err(Error::Refused(Box::new(refusal)))
}

async fn stale(tx: &mut Tx, head: &Head, saved: Vec<(String, String)>) -> Result<Error> {
    let by = tx.author_of(head.id, head.version).await?;
    Ok(Error::Stale(Box::new(Stale { version: head.version, by, saved })))
}

/// The quotes in a changed document: their anchors are found again in a changed text, which is a new version of each
/// quote that it moves; their lists, marks and counts follow a changed outlet or standing.
pub(crate) async fn follow(
    tx: &mut Tx,
    id: RecordId,
    before: &Document,
    document: &Document,
    note: &RevisionNote<'_>,
) -> Result<()> {
    let counts_anew = before.outlet != document.outlet || before.standing != document.standing;
    if before.sha256 == document.sha256 && !counts_anew {
        return Ok(());
    }
    let quotes = tx.quotes_in_document(id).await?;
    let heads = tx.heads(&quotes).await?;
    let mut saved = tx.quotes_of(heads).await?;
    let mut moved = Vec::new();
    for quote in &mut saved {
        let mut is_moved = false;
        for mention in quote.quote.mentions.iter_mut().filter(|m| m.document == Some(id)) {
            let old = mention.anchor.take();
            mention.anchor = match &old {
                Some(anchor) => anchor.again(&document.snapshot),
                None if mention.wording.is_empty() => None,
                None => Anchor::find(&document.snapshot, &mention.wording, None),
            };
            is_moved |= mention.anchor != old;
        }
        moved.push(is_moved);
    }
    let (moved, still): (Vec<_>, Vec<_>) = saved.iter().zip(moved).partition(|(_, is_moved)| *is_moved);
    let written: Vec<Written> = moved
        .iter()
        .map(|(q, _)| Written {
            id: q.head.id,
            version: q.head.version + 1,
            state: q.state,
            published_at: q.published_at,
            quote: &q.quote,
        })
        .collect();
    tx.bump_records(&written.iter().map(|w| w.id).collect::<Vec<_>>(), note.at).await?;
    write(tx, &written, note).await?;
    if counts_anew {
        let indexed: Vec<Indexed> = still
            .iter()
            .map(|(q, _)| Indexed {
                id: q.head.id,
                state: q.state,
                sort_at: q.published_at.unwrap_or(q.head.updated_at),
                quote: &q.quote,
            })
            .collect();
        index(tx, &indexed).await?;
    }
    Ok(())
}

/// SHA-256 of a text in hexadecimal; empty for no text.
pub(crate) fn sha256(text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    crate::hex(&Sha256::digest(text.as_bytes()))
}
