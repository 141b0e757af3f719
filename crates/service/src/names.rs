//! Finding the record that a typed name stands for: exactly one is taken, several or nearly one are offered, and
//! only then is a new one made.

use crate::{Actor, Choice, Error, Refusal, Result, Service, random};
use domain::{
    Reason,
    document::Document,
    form::Named,
    id::{PublicId, RecordId, RecordKind, slug},
    outlet::{Outlet, OutletKind},
    permission::Action,
    speaker::{Speaker, SpeakerKind},
    text::{clip, fold},
    web,
};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use store::{NewRecord, RevisionNote, SearchText, Tx};
use time::OffsetDateTime;

/// Names at least this alike (Jaro–Winkler, 0 to 1) are offered before a new record is made.
pub(crate) const ALIKE: f64 = 0.90;
/// How many names are compared for it.
pub(crate) const NET: i64 = 60;
/// Longest label of a document, in code points.
const LABEL: usize = 120;
/// How many stand on one page of the newsroom's library.
const SHELF: i64 = 50;
/// How many are offered.
pub(crate) const OFFERED: usize = 6;

/// One line of a typeahead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suggestion {
    /// Public id.
    pub id: String,
    /// Name.
    pub name: String,
    /// What tells it apart.
    pub detail: String,
}

/// What one save has in common: who, when, and the names made on the way.
pub(crate) struct Naming<'a> {
    pub(crate) actor: &'a Actor,
    pub(crate) now: OffsetDateTime,
    pub(crate) is_demo: bool,
    pub(crate) refusal: Refusal,
    made: HashMap<(RecordKind, String), RecordId>,
}

impl<'a> Naming<'a> {
    pub(crate) fn new(actor: &'a Actor, now: OffsetDateTime, is_demo: bool) -> Self {
        Self { actor, now, is_demo, refusal: Refusal::default(), made: HashMap::new() }
    }

    fn note(&self) -> RevisionNote<'static> {
        RevisionNote { author: self.actor.account(), at: self.now, reason: "" }
    }

    /// Makes the head of a new record with a fresh public id.
    pub(crate) async fn head(
        &self,
        tx: &mut Tx,
        kind: RecordKind,
        name: &str,
        receipt: Option<&str>,
    ) -> Result<RecordId> {
        let (public_id, slug) = (PublicId::from_random(random()?), slug(name));
        let new = NewRecord { kind, public_id: &public_id, slug: &slug, receipt, is_demo: self.is_demo };
        Ok(tx.insert_record(&new, self.now).await?)
    }

    /// Makes the heads of new records with fresh public ids, one for each slug.
    pub(crate) async fn heads(&self, tx: &mut Tx, kind: RecordKind, slugs: &[String]) -> Result<Vec<RecordId>> {
        let ids: Vec<PublicId> = slugs.iter().map(|_| Ok(PublicId::from_random(random()?))).collect::<Result<_>>()?;
        let new: Vec<NewRecord> = ids
            .iter()
            .zip(slugs)
            .map(|(public_id, slug)| NewRecord { kind, public_id, slug, receipt: None, is_demo: self.is_demo })
            .collect();
        Ok(tx.insert_records(&new, self.now).await?)
    }

    fn offer(&mut self, field: &str, choices: Vec<Choice>) {
        self.refusal.errors.add(field, Reason::ChooseOrCreate);
        self.refusal.choices.insert(field.to_owned(), choices);
    }

    /// A choice whose name was typed over since is no choice any more: without script the two can come apart.
    async fn meant(tx: &mut Tx, kind: RecordKind, named: &Named) -> Result<Named> {
        let Named::Chosen(id, Some(typed)) = named else { return Ok(named.clone()) };
        let Some(head) = tx.head(kind, id).await? else { return Ok(named.clone()) };
        let wanted = fold(typed);
        let fits = match kind {
            RecordKind::Speaker => {
                let found = tx.speakers(&[head.id]).await?;
                found.get(&head.id).is_some_and(|s| s.names().any(|n| fold(n) == wanted))
            }
            RecordKind::Outlet => {
                let found = tx.outlets(&[head.id]).await?;
                found.get(&head.id).is_some_and(|o| o.names().any(|n| fold(n) == wanted))
            }
            RecordKind::Document => {
                let found = tx.documents(&[head.id]).await?;
                found.get(&head.id).is_some_and(|d| {
                    fold(&clip(d.label(), LABEL)) == wanted || d.url.as_deref().is_some_and(|u| fold(u) == wanted)
                })
            }
            RecordKind::Quote => true,
        };
        Ok(if fits { named.clone() } else { Named::Name(typed.clone()) })
    }

    /// What is common to all kinds: the chosen one, the one made a moment ago, exactly one of this name, else an
    /// offer. `Ok(None)` says: make a new one (or something was refused).
    async fn known(
        &mut self,
        tx: &mut Tx,
        kind: RecordKind,
        field: &str,
        named: &Named,
        exact: Vec<RecordId>,
    ) -> Result<Option<RecordId>> {
        match named {
            Named::Nobody => Ok(None),
            Named::Chosen(id, _) => {
                let head = tx.head(kind, id).await?;
                if head.is_none() {
                    self.refusal.errors.add(field, Reason::NoSuchRecord);
                }
                Ok(head.map(|h| h.id))
            }
            Named::New(name) => Ok(self.made.get(&(kind, fold(name))).copied()),
            Named::Name(name) => {
                if let Some(id) = self.made.get(&(kind, fold(name))) {
                    return Ok(Some(*id));
                }
                if let [one] = exact[..] {
                    return Ok(Some(one));
                }
                let candidates = if exact.is_empty() { alike(tx, kind, name).await? } else { exact };
                if !candidates.is_empty() {
                    let choices = choices(tx, kind, &candidates).await?;
                    self.offer(field, choices);
                }
                Ok(None)
            }
        }
    }

    fn must_make<'n>(&self, field: &str, named: &'n Named) -> Option<&'n str> {
        match named {
            Named::Name(name) | Named::New(name) if self.refusal.errors.of(field).is_none() => Some(name),
            _ => None,
        }
    }

    /// The speaker of this name, made when there is none. Unnamed speakers who are described alike are not the same
    /// people: each is made anew unless chosen.
    pub(crate) async fn speaker(
        &mut self,
        tx: &mut Tx,
        field: &str,
        named: &Named,
        kind: Option<SpeakerKind>,
    ) -> Result<Option<RecordId>> {
        let named = &Self::meant(tx, RecordKind::Speaker, named).await?;
        let unnamed = kind == Some(SpeakerKind::Anonymous);
        let exact = match named {
            Named::Name(name) if !unnamed => tx.speakers_named(&fold(name)).await?,
            _ => Vec::new(),
        };
        let as_new = match named {
            Named::Name(name) if unnamed => Named::New(name.clone()),
            other => other.clone(),
        };
        if let Some(id) = self.known(tx, RecordKind::Speaker, field, &as_new, exact).await? {
            return Ok(Some(id));
        }
        let Some(name) = self.must_make(field, &as_new) else { return Ok(None) };
        let speaker = Speaker::named(kind.unwrap_or(SpeakerKind::Person), name);
        self.make_speaker(tx, &speaker).await.map(Some)
    }

    pub(crate) async fn make_speaker(&mut self, tx: &mut Tx, speaker: &Speaker) -> Result<RecordId> {
        let id = self.head(tx, RecordKind::Speaker, &speaker.name, None).await?;
        tx.put_speaker(id, speaker).await?;
        tx.put_search(id, &search_of_speaker(speaker)).await?;
        tx.add_revision(id, 1, speaker, &self.note()).await?;
        self.made.insert((RecordKind::Speaker, fold(&speaker.name)), id);
        Ok(id)
    }

    /// The outlet of this name, made when there is none.
    pub(crate) async fn outlet(&mut self, tx: &mut Tx, field: &str, named: &Named) -> Result<Option<RecordId>> {
        let named = &Self::meant(tx, RecordKind::Outlet, named).await?;
        let exact = match named {
            Named::Name(name) => tx.outlets_named(&fold(name)).await?,
            _ => Vec::new(),
        };
        if let Some(id) = self.known(tx, RecordKind::Outlet, field, named, exact).await? {
            return Ok(Some(id));
        }
        let Some(name) = self.must_make(field, named) else { return Ok(None) };
        self.make_outlet(tx, &Outlet::named(OutletKind::Other, name)).await.map(Some)
    }

    pub(crate) async fn make_outlet(&mut self, tx: &mut Tx, outlet: &Outlet) -> Result<RecordId> {
        let id = self.head(tx, RecordKind::Outlet, &outlet.name, None).await?;
        tx.put_outlet(id, outlet).await?;
        tx.put_search(id, &search_of_outlet(outlet)).await?;
        tx.add_revision(id, 1, outlet, &self.note()).await?;
        self.made.insert((RecordKind::Outlet, fold(&outlet.name)), id);
        Ok(id)
    }

    /// The document with this address or title, made from `template` when there is none.
    pub(crate) async fn document(
        &mut self,
        tx: &mut Tx,
        field: &str,
        named: &Named,
        template: Document,
    ) -> Result<Option<RecordId>> {
        let named = &Self::meant(tx, RecordKind::Document, named).await?;
        let url = match named {
            Named::Name(name) | Named::New(name) => {
                web::looks_like_url(name).then(|| web::parse(field, name)).transpose()?
            }
            _ => None,
        };
        let exact = match (named, &url) {
            (Named::Name(_), Some(url)) => tx.documents_at(url).await?,
            (Named::Name(name), None) => tx.documents_titled(&fold(name)).await?,
            _ => Vec::new(),
        };
        if let Some(id) = self.known(tx, RecordKind::Document, field, named, exact).await? {
            return Ok(Some(id));
        }
        let Some(name) = self.must_make(field, named) else { return Ok(None) };
        let document = match url {
            Some(url) => Document { url: Some(url), ..template },
            None => Document { title: name.to_owned(), ..template },
        };
        let made = self.make_document(tx, &document, None).await?;
        self.made.insert((RecordKind::Document, fold(name)), made);
        Ok(Some(made))
    }

    pub(crate) async fn make_document(
        &mut self,
        tx: &mut Tx,
        document: &Document,
        receipt: Option<&str>,
    ) -> Result<RecordId> {
        let id = self.head(tx, RecordKind::Document, document_slug(document).as_str(), receipt).await?;
        tx.put_document(id, document).await?;
        let search = search_of_document(tx, document).await?;
        tx.put_search(id, &search).await?;
        tx.add_revision(id, 1, document, &self.note()).await?;
        Ok(id)
    }
}

/// What the slug of a document is made of.
pub(crate) fn document_slug(document: &Document) -> String {
    if document.title.is_empty() {
        document.url.as_deref().and_then(web::host).unwrap_or_else(|| clip(&document.snapshot, 60))
    } else {
        document.title.clone()
    }
}

pub(crate) fn search_of_speaker(speaker: &Speaker) -> SearchText {
    let roles: Vec<&str> = speaker.roles.iter().map(|r| r.title.as_str()).collect();
    SearchText { name: speaker.names().collect::<Vec<_>>().join(" \n "), words: String::new(), more: roles.join(" ") }
}

pub(crate) fn search_of_outlet(outlet: &Outlet) -> SearchText {
    let host = outlet.home_page.as_deref().and_then(web::host).unwrap_or_default();
    SearchText {
        name: outlet.names().collect::<Vec<_>>().join(" \n "),
        words: String::new(),
        more: format!("{} {host}", outlet.family),
    }
}

pub(crate) async fn search_of_document(tx: &mut Tx, document: &Document) -> Result<SearchText> {
    let outlet = match document.outlet {
        Some(id) => tx.outlets(&[id]).await?.remove(&id).map(|o| o.name).unwrap_or_default(),
        None => String::new(),
    };
    Ok(search_of_facts(&document.title, document.url.as_deref(), &document.byline, &outlet))
}

/// What a document is found by, from what it is made of; `outlet` is the name of its outlet.
pub(crate) fn search_of_facts(title: &str, url: Option<&str>, byline: &str, outlet: &str) -> SearchText {
    let host = url.and_then(web::host).unwrap_or_default();
    let name = format!("{title} {}", url.unwrap_or_default());
    SearchText { name, words: String::new(), more: format!("{outlet} {host} {byline}") }
}

/// Records whose name is nearly this one, the nearest first.
async fn alike(tx: &mut Tx, kind: RecordKind, name: &str) -> Result<Vec<RecordId>> {
    let wanted = fold(name);
    let ids: Vec<RecordId> = tx.alike(kind, name, NET).await?.into_iter().map(|f| f.id).collect();
    let mut near: Vec<(f64, RecordId)> = Vec::new();
    let mut weigh = |id: RecordId, names: &mut dyn Iterator<Item = &str>| {
        let best = names.map(|n| likeness(&wanted, &fold(n))).fold(0.0, f64::max);
        if best >= ALIKE {
            near.push((best, id));
        }
    };
    match kind {
        RecordKind::Speaker => {
            let known = tx.speakers(&ids).await?;
            known
                .iter()
                .filter(|(_, s)| s.kind != SpeakerKind::Anonymous)
                .for_each(|(id, s)| weigh(*id, &mut s.names()));
        }
        RecordKind::Outlet => tx.outlets(&ids).await?.iter().for_each(|(id, o)| weigh(*id, &mut o.names())),
        RecordKind::Document => {
            tx.documents(&ids).await?.iter().for_each(|(id, d)| weigh(*id, &mut std::iter::once(d.title.as_str())));
        }
        RecordKind::Quote => {}
    }
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    Ok(near.into_iter().take(OFFERED).map(|(_, id)| id).collect())
}

/// How alike two folded names are: as they stand, or by their last word and first letter ("S. Shoigu").
pub(crate) fn likeness(a: &str, b: &str) -> f64 {
    let whole = strsim::jaro_winkler(a, b);
    let part = |n: &str| Some((n.chars().next()?, n.rsplit(' ').next()?.to_owned()));
    match (part(a), part(b)) {
        (Some((fa, la)), Some((fb, lb)))
            if fa == fb && la == lb && la.chars().count() > 3 && a.contains(' ') && b.contains(' ') =>
        {
            whole.max(0.91)
        }
        _ => whole,
    }
}

/// What tells these records apart, in their order.
pub(crate) async fn choices(tx: &mut Tx, kind: RecordKind, ids: &[RecordId]) -> Result<Vec<Choice>> {
    let heads: HashMap<RecordId, store::Head> = tx.heads(ids).await?.into_iter().map(|h| (h.id, h)).collect();
    let mut labels: HashMap<RecordId, (String, String)> = HashMap::new();
    match kind {
        RecordKind::Speaker => {
            for (id, s) in tx.speakers(ids).await? {
                let role = s.roles.last().map(|r| r.title.clone()).unwrap_or_default();
                labels.insert(id, (s.name, role));
            }
        }
        RecordKind::Outlet => {
            for (id, o) in tx.outlets(ids).await? {
                let host = o.home_page.as_deref().and_then(web::host);
                labels.insert(id, (o.name, host.unwrap_or(o.country)));
            }
        }
        RecordKind::Document => {
            let documents = tx.documents(ids).await?;
            let owners: Vec<RecordId> = documents.values().filter_map(|d| d.outlet).collect();
            let owners = tx.outlets(&owners).await?;
            for (id, d) in documents {
                let outlet = d.outlet.and_then(|o| owners.get(&o)).map(|o| o.name.clone());
                let date = d.published.map(|d| d.to_string());
                let detail: Vec<String> = outlet.into_iter().chain(date).collect();
                labels.insert(id, (clip(d.label(), LABEL), detail.join(", ")));
            }
        }
        RecordKind::Quote => {}
    }
    Ok(ids
        .iter()
        .filter_map(|id| {
            let (name, detail) = labels.remove(id)?;
            Some(Choice { id: heads.get(id)?.public_id.to_string(), name, detail })
        })
        .collect())
}

impl Service {
    /// What a typeahead offers for these letters: names, other names, titles and addresses.
    ///
    /// # Errors
    /// [`Error::SignInFirst`].
    pub async fn suggest(&self, actor: &Actor, kind: RecordKind, typed: &str) -> Result<Vec<Suggestion>> {
        actor.require(Action::ReadUnpublished)?;
        let mut tx = self.store.read().await?;
        let mut ids: Vec<RecordId> = Vec::new();
        if let (RecordKind::Document, Ok(url)) = (kind, web::parse("url", typed)) {
            ids.extend(tx.documents_at(&url).await?);
        }
        if fold(typed).chars().count() >= 2 {
            for found in tx.suggest(kind, typed, 8).await? {
                if !ids.contains(&found.id) {
                    ids.push(found.id);
                }
            }
        }
        ids.truncate(8);
        let offered = choices(&mut tx, kind, &ids).await?;
        Ok(offered.into_iter().map(|c| Suggestion { id: c.id, name: c.name, detail: c.detail }).collect())
    }

    /// Records of a kind for the newsroom: those that hold these words, or those that were changed last.
    ///
    /// # Errors
    /// [`Error::SignInFirst`].
    pub async fn shelf(&self, actor: &Actor, kind: RecordKind, typed: &str) -> Result<Vec<Suggestion>> {
        actor.require(Action::ReadUnpublished)?;
        let mut tx = self.store.read().await?;
        let ids: Vec<RecordId> = if fold(typed).is_empty() {
            tx.recent(kind, SHELF).await?
        } else {
            tx.search_all(kind, typed, SHELF).await?.into_iter().map(|f| f.id).collect()
        };
        if kind == RecordKind::Quote {
            let cards = tx.quote_cards(&ids).await?;
            return Ok(cards
                .into_iter()
                .map(|c| Suggestion {
                    id: c.public_id.to_string(),
                    name: clip(&c.wording, LABEL),
                    detail: c.speaker.map(|(_, name)| name).unwrap_or_default(),
                })
                .collect());
        }
        let offered = choices(&mut tx, kind, &ids).await?;
        Ok(offered.into_iter().map(|c| Suggestion { id: c.id, name: c.name, detail: c.detail }).collect())
    }

    /// The public id and name of a record by its number.
    pub(crate) async fn label(tx: &mut Tx, kind: RecordKind, id: Option<RecordId>) -> Result<(String, String)> {
        let Some(id) = id else { return Ok(Default::default()) };
        let found = choices(tx, kind, &[id]).await?.into_iter().next().ok_or(Error::NotFound)?;
        Ok((found.name, found.id))
    }
}
