//! Writing quotes: drafts always save, publishing asks for the least that a reader needs.

use crate::{
    Actor, Error, Refusal, Result, SavedQuote, Service, Stale,
    names::{Naming, choices},
    plausible::keep_overrides,
    writing::{Written, write},
};
use domain::{
    Reason,
    anchor::Anchor,
    chain::HopState,
    document::Document,
    form::{HopForm, OverrideForm, QuoteForm, Step, StepForm},
    id::{PublicId, RecordId, RecordKind, slug},
    permission::{Action, edit_of},
    quote::{Hop, Mention, MentionKey, Missing, Quote, QuoteState},
    speaker::SpeakerKind,
    text::clip,
};
use std::collections::HashMap;
use store::{Head, RevisionNote, Tx};

/// What an edit starts from.
#[derive(Debug, Clone, Default)]
pub struct Edit {
    /// The record and the version that was being edited; none for a new one.
    pub target: Option<(PublicId, i64)>,
    /// Key of the form: the same form sent twice saves once.
    pub receipt: String,
}

/// What a save has led to.
#[derive(Debug, Clone)]
pub struct SavedState {
    /// The record.
    pub head: Head,
    /// Who can see it.
    pub state: QuoteState,
    /// What is still missing.
    pub missing: Vec<Missing>,
}

impl Service {
    /// Saves a quote with its chain: a new draft, or the next version of an old one in the state it is in.
    ///
    /// # Errors
    /// [`Error::Refused`] with every complaint, [`Error::Stale`], [`Error::NotAllowed`], [`Error::NotFound`].
    pub async fn save_quote(&self, actor: &Actor, edit: &Edit, form: &QuoteForm) -> Result<SavedState> {
        self.save_quote_as(actor, edit, form, false).await
    }

    pub(crate) async fn save_quote_as(
        &self,
        actor: &Actor,
        edit: &Edit,
        form: &QuoteForm,
        is_demo: bool,
    ) -> Result<SavedState> {
        actor.require(if edit.target.is_none() { Action::CreateQuote } else { Action::EditUnpublished })?;
        let now = self.now();
        let (mut quote, speaker, kind, steps) = form.check(now)?;
        let mut tx = self.store.write().await?;
        if edit.target.is_none()
            && let Some(head) = tx.head_by_receipt(&edit.receipt).await?
        {
            if head.kind != RecordKind::Quote {
                return Err(Error::NotFound);
            }
            let saved = tx.quote_of(head).await?;
            return Ok(SavedState { missing: saved.quote.missing(), state: saved.state, head: saved.head });
        }
        let old = match &edit.target {
            Some((id, version)) => {
                let old = tx.quote(id).await?.ok_or(Error::NotFound)?;
                actor.require(edit_of(old.state))?;
                if old.head.version != *version {
                    return Err(stale(&mut tx, &old).await?);
                }
                Some(old)
            }
            None => None,
        };
        let mut naming = Naming::new(actor, now, is_demo);
        quote.speaker = naming.speaker(&mut tx, "speaker_name", &speaker, kind).await?;
        for (n, step) in steps.into_iter().enumerate() {
            quote.mentions[n] = place(&mut tx, &mut naming, n, step).await?;
        }
        keep_anchors(&mut tx, &mut quote, old.as_ref().map(|o| &o.quote), form).await?;
        keep_overrides(actor, &mut quote, old.as_ref().map(|o| &o.quote), form, &mut naming.refusal);
        verified_by_editors(actor, &quote, old.as_ref().map(|o| &o.quote), form, &mut naming.refusal);
        let state = old.as_ref().map_or(QuoteState::Draft, |o| o.state);
        if state == QuoteState::Published {
            fit_for_readers(&quote, form, &mut naming.refusal);
        }
        if !naming.refusal.errors.is_empty() {
            return Err(Error::Refused(Box::new(naming.refusal)));
        }
        let slug = slug_of(&mut tx, &quote).await?;
        let published_at = old.as_ref().and_then(|o| o.published_at);
        let (id, version) = if let Some(old) = &old {
            (old.head.id, tx.bump_record(old.head.id, old.head.version, &slug, now).await?)
        } else {
            let receipt = (!edit.receipt.is_empty()).then_some(edit.receipt.as_str());
            (naming.head(&mut tx, RecordKind::Quote, &slug, receipt).await?, 1)
        };
        let note = RevisionNote { author: actor.account(), at: now, reason: form.reason.trim() };
        write(&mut tx, &[Written { id, version, state, published_at, quote: &quote }], &note).await?;
        let head = tx.heads(&[id]).await?.into_iter().next().ok_or(Error::NotFound)?;
        tx.commit().await?;
        self.mark_changed();
        Ok(SavedState { head, state, missing: quote.missing() })
    }

    /// Moves a quote between draft, review and published.
    ///
    /// # Errors
    /// [`Error::Refused`] when something is missing that readers need, [`Error::Stale`], [`Error::NotAllowed`].
    pub async fn set_quote_state(
        &self,
        actor: &Actor,
        id: &PublicId,
        version: i64,
        to: QuoteState,
        reason: &str,
    ) -> Result<SavedState> {
        let now = self.now();
        let reason = domain::text::line("reason", reason, domain::text::MAX_LINE)?;
        let mut tx = self.store.write().await?;
        let old = tx.quote(id).await?.ok_or(Error::NotFound)?;
        actor.require(match (old.state, to) {
            (_, QuoteState::Published) => Action::Publish,
            (QuoteState::Published, _) => Action::Unpublish,
            _ => Action::EditUnpublished,
        })?;
        if old.state == to {
            return Ok(SavedState { missing: old.quote.missing(), state: to, head: old.head });
        }
        if old.head.version != version {
            return Err(stale(&mut tx, &old).await?);
        }
        if to == QuoteState::Published {
            let mut refusal = Refusal::default();
            fit_for_readers(&old.quote, &QuoteForm::default(), &mut refusal);
            if !refusal.errors.is_empty() {
                return Err(Error::Refused(Box::new(refusal)));
            }
        }
        let published_at = if to == QuoteState::Published { Some(now) } else { None };
        let version = tx.bump_record(old.head.id, version, &old.head.slug, now).await?;
        let note = RevisionNote { author: actor.account(), at: now, reason: &reason };
        let written = Written { id: old.head.id, version, state: to, published_at, quote: &old.quote };
        write(&mut tx, &[written], &note).await?;
        let head = tx.heads(&[old.head.id]).await?.into_iter().next().ok_or(Error::NotFound)?;
        tx.commit().await?;
        self.mark_changed();
        Ok(SavedState { head, state: to, missing: old.quote.missing() })
    }

    /// A quote as the form that edits it.
    ///
    /// # Errors
    /// [`Error::SignInFirst`], [`Error::NotFound`].
    pub async fn quote_form(&self, actor: &Actor, id: &PublicId) -> Result<(SavedQuote, QuoteForm)> {
        actor.require(Action::ReadUnpublished)?;
        let mut tx = self.store.read().await?;
        let saved = tx.quote(id).await?.ok_or(Error::NotFound)?;
        let form = form_of(&mut tx, &saved.quote).await?;
        Ok((saved, form))
    }
}

/// Puts a checked step where its outlet, document and carrier say.
async fn place(tx: &mut Tx, naming: &mut Naming<'_>, n: usize, step: Step) -> Result<Mention> {
    let field = |name: &str| QuoteForm::step_field(n, name);
    let mut mention = step.mention;
    mention.outlet = naming.outlet(tx, &field("outlet_name"), &step.outlet).await?;
    mention.carrier = naming.speaker(tx, &field("carrier_name"), &step.carrier, None).await?;
    let template = Document {
        outlet: mention.outlet,
        published: mention.published,
        lang: mention.lang.clone(),
        ..Document::default()
    };
    mention.document = naming.document(tx, &field("document_name"), &step.document, template).await?;
    if let Some(document) = mention.document
        && let Some(document) = tx.documents(&[document]).await?.remove(&document)
        && let Some(owner) = document.outlet
    {
        if mention.outlet.is_some_and(|typed| typed != owner) {
            naming.refusal.errors.add(field("outlet_name"), Reason::OtherOutlet);
        }
        // The document knows its outlet: it is kept in one place.
        mention.outlet = None;
    }
    Ok(mention)
}

/// Anchors each wording in its document's snapshot: where it was selected, else where it was, else where it stands.
async fn keep_anchors(tx: &mut Tx, quote: &mut Quote, old: Option<&Quote>, form: &QuoteForm) -> Result<()> {
    let mut snapshots: HashMap<RecordId, String> = HashMap::new();
    for (mention, typed) in quote.mentions.iter_mut().zip(&form.steps) {
        let Some(document) = mention.document else { continue };
        if mention.wording.is_empty() {
            continue;
        }
        if let std::collections::hash_map::Entry::Vacant(place) = snapshots.entry(document) {
            place.insert(tx.snapshot(document).await?);
        }
        let Some(snapshot) = snapshots.get(&document).filter(|s| !s.is_empty()) else { continue };
        let before = old.and_then(|o| o.mention(mention.key)).and_then(|m| m.anchor.as_ref()).map(|a| a.start);
        let near = typed.anchor_start.trim().parse().ok().or(before);
        // Words with others' words between them stand nowhere as one stretch: their place is kept while they are.
        let same = old
            .and_then(|o| o.mention(mention.key))
            .filter(|o| o.document == mention.document && o.wording == mention.wording);
        mention.anchor = Anchor::find(snapshot, &mention.wording, near)
            .or_else(|| same.and_then(|o| o.anchor.as_ref()).and_then(|a| a.again(snapshot)));
    }
    Ok(())
}

/// Only who may verify hops marks one verified. What was verified stays so while both its ends stay as they were
/// compared.
fn verified_by_editors(actor: &Actor, quote: &Quote, old: Option<&Quote>, form: &QuoteForm, refusal: &mut Refusal) {
    if actor.may(Action::VerifyHop) {
        return;
    }
    let compared = |q: &Quote, key: MentionKey| {
        q.mention(key).map(|m| (m.wording.clone(), m.lang.clone(), m.document, m.outlet, m.carrier))
    };
    let stands = |hop: &Hop| {
        old.is_some_and(|old| {
            let is_old = |h: &Hop| (h.down, h.up, h.state) == (hop.down, hop.up, HopState::Verified);
            let is_same = |key| compared(old, key) == compared(quote, key);
            old.hops.iter().any(is_old) && is_same(hop.down) && is_same(hop.up)
        })
    };
    for hop in quote.hops.iter().filter(|h| h.state == HopState::Verified) {
        if !stands(hop) {
            let place = form.steps.iter().enumerate().find_map(|(n, s)| {
                let j = s.from.iter().position(|h| h.up.trim() == hop.up.0.to_string())?;
                (s.key.trim() == hop.down.0.to_string()).then(|| QuoteForm::hop_field(n, j, "state"))
            });
            refusal.errors.add(place.unwrap_or_default(), Reason::EditorsOnly);
        }
    }
}

/// Refuses what readers could not make sense of.
fn fit_for_readers(quote: &Quote, form: &QuoteForm, refusal: &mut Refusal) {
    for missing in quote.missing().into_iter().filter(Missing::blocks_publishing) {
        let field = match missing {
            Missing::Language(key) => {
                let at = |key: MentionKey| quote.mentions.iter().position(|m| m.key == key);
                let typed = form.steps.iter().position(|s| s.key.trim() == key.0.to_string());
                QuoteForm::step_field(typed.or_else(|| at(key)).unwrap_or_default(), "lang")
            }
            Missing::Wording => QuoteForm::step_field(0, "wording"),
            _ => "speaker_name".to_owned(),
        };
        refusal.errors.add(field, Reason::Empty);
    }
}

async fn stale(tx: &mut Tx, old: &SavedQuote) -> Result<Error> {
    let saved = form_of(tx, &old.quote).await?;
    let by = tx.author_of(old.head.id, old.head.version).await?;
    Ok(Error::Stale(Box::new(Stale { version: old.head.version, by, saved: fields(&saved) })))
}

/// Every field of a form with its value, named as browsers send them.
pub(crate) fn fields(form: &impl serde::Serialize) -> Vec<(String, String)> {
    fn walk(value: serde_json::Value, path: &str, out: &mut Vec<(String, String)>) {
        let inner = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}[{key}]") };
        match value {
            serde_json::Value::Object(map) => map.into_iter().for_each(|(k, v)| walk(v, &inner(&k), out)),
            serde_json::Value::Array(list) => {
                list.into_iter().enumerate().for_each(|(n, v)| walk(v, &inner(&n.to_string()), out));
            }
            serde_json::Value::String(text) => out.push((path.to_owned(), text)),
            _ => {}
        }
    }
    let mut out = Vec::new();
    walk(serde_json::to_value(form).unwrap_or_default(), "", &mut out);
    out
}

/// The readable part of the address: the words, else the speaker.
async fn slug_of(tx: &mut Tx, quote: &Quote) -> Result<String> {
    if let Some(lead) = quote.lead() {
        return Ok(slug(&clip(&lead.wording, 60)));
    }
    let (name, _) = Service::label(tx, RecordKind::Speaker, quote.speaker).await?;
    Ok(slug(&name))
}

/// A saved quote as the form that edits it, names and all.
async fn form_of(tx: &mut Tx, quote: &Quote) -> Result<QuoteForm> {
    let mut labels: HashMap<RecordId, (String, String)> = HashMap::new();
    let ids =
        |pick: fn(&Mention) -> Option<RecordId>| -> Vec<RecordId> { quote.mentions.iter().filter_map(pick).collect() };
    let mut speakers = ids(|m| m.carrier);
    speakers.extend(quote.speaker);
    let documents = ids(|m| m.document);
    // A document knows its outlet: the form shows that one too.
    let owners: HashMap<RecordId, RecordId> =
        tx.documents(&documents).await?.into_iter().filter_map(|(id, d)| Some((id, d.outlet?))).collect();
    let mut outlets = ids(|m| m.outlet);
    outlets.extend(owners.values());
    let wanted = [(RecordKind::Speaker, speakers), (RecordKind::Outlet, outlets), (RecordKind::Document, documents)];
    for (kind, ids) in wanted {
        let mut ids = ids;
        ids.sort_unstable();
        ids.dedup();
        let offered = choices(tx, kind, &ids).await?;
        labels.extend(ids.into_iter().zip(offered).map(|(id, c)| (id, (c.name, c.id))));
    }
    let kind = match quote.speaker {
        Some(id) => tx.speakers(&[id]).await?.remove(&id).map(|s| s.kind),
        None => None,
    };
    let of = |id: Option<RecordId>| id.and_then(|id| labels.get(&id).cloned()).unwrap_or_default();
    let (speaker_name, speaker_pick) = of(quote.speaker);
    let steps = quote
        .mentions
        .iter()
        .map(|m| {
            let (outlet_name, outlet_pick) = of(m.outlet.or_else(|| owners.get(&m.document?).copied()));
            let (document_name, document_pick) = of(m.document);
            let (carrier_name, carrier_pick) = of(m.carrier);
            StepForm {
                key: m.key.0.to_string(),
                outlet_name,
                outlet_pick,
                document_name,
                document_pick,
                carrier_name,
                carrier_pick,
                wording: m.wording.clone(),
                lang: m.lang.as_ref().map(ToString::to_string).unwrap_or_default(),
                directness: m.directness.map(|d| d.as_str().to_owned()).unwrap_or_default(),
                cue: m.cue.clone(),
                basis: m.basis.map(|b| b.as_str().to_owned()).unwrap_or_default(),
                published: m.published.map(|d| d.to_string()).unwrap_or_default(),
                wire_credit: m.wire_credit.clone(),
                read: if m.read { "on".to_owned() } else { String::new() },
                note: m.note.clone(),
                anchor_start: m.anchor.as_ref().map(|a| a.start.to_string()).unwrap_or_default(),
                from: quote
                    .upstream(m.key)
                    .map(|h| HopForm {
                        up: h.up.0.to_string(),
                        kind: h.kind.as_str().to_owned(),
                        state: h.state.as_str().to_owned(),
                        evidence: h.evidence.clone(),
                        back_translation: h.back_translation.clone(),
                    })
                    .collect(),
            }
        })
        .collect();
    Ok(QuoteForm {
        speaker_name,
        speaker_pick,
        speaker_kind: kind.unwrap_or(SpeakerKind::Person).as_str().to_owned(),
        role_then: quote.role_then.clone(),
        occasion: quote.occasion.clone(),
        place: quote.place.clone(),
        addressee: quote.addressee.clone(),
        said: quote.said.map(|d| d.to_string()).unwrap_or_default(),
        spoken_lang: quote.spoken_lang.as_ref().map(ToString::to_string).unwrap_or_default(),
        note: quote.note.clone(),
        reason: String::new(),
        steps,
        overrides: quote.overrides.iter().map(OverrideForm::from).collect(),
        ..QuoteForm::default()
    })
}
