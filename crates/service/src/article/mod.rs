//! Reading an article: the engine's proposals beside what the library knows already, as one form to go through.

mod corrections;
mod save;
mod watch;

pub use corrections::Correction;
pub use extract::Band;
pub use save::SavedArticle;
pub use watch::{Fate, Logged};

use crate::{
    Actor, Choice, Error, Result, Service,
    library::sha256,
    names::{ALIKE, NET, OFFERED, choices, likeness},
};
use domain::{
    Errors,
    date::PartialDate,
    form::{ArticleForm, CardForm, ChainForm, MAX_CARDS, article_text, words_of, write_segments},
    id::{RecordId, RecordKind},
    lang::LangTag,
    permission::Action,
    quote::Directness,
    speaker::SpeakerKind,
    text::{clip, fold},
    web,
};
use extract::{Article, Hop, Input, Kind, Quote};
use std::collections::{BTreeMap, HashMap};
use store::{Head, QuoteCard, Tx, wording_key};

/// How far apart cue, outlet and date may stand to be read as one phrase, in code points.
const PHRASE: usize = 60;
/// Longest title that is made of an article's first words, in code points.
const FIRST_WORDS: usize = 80;

/// An article as it was pasted or chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ArticleInput {
    /// Text or HTML: which, it says itself.
    pub text: String,
    /// Its address, as typed.
    pub url: String,
    /// When it was published, as typed.
    pub published: String,
    /// Its language, as typed.
    pub lang: String,
}

/// An article that was read: the form to go through, filled in.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The form.
    pub form: ArticleForm,
    /// What the library says to it.
    pub review: Review,
}

/// What stands beside the form of an article: nothing of it is sent back.
#[derive(Debug, Clone, Default)]
pub struct Review {
    /// One note for each card of the form.
    pub cards: Vec<CardNote>,
    /// The document that it is already, and its label.
    pub document: Option<(Head, String)>,
    /// Whether that document holds exactly this text.
    pub is_same_text: bool,
    /// The quotes that were logged from it before.
    pub logged: Vec<Logged>,
    /// For names that fit several records, or are like one: those records, by field.
    pub choices: BTreeMap<String, Vec<Choice>>,
    /// How many proposals did not fit onto the page.
    pub left_out: usize,
}

/// What is known about one card.
#[derive(Debug, Clone, Default)]
pub struct CardNote {
    /// How far the proposal may be trusted; none for a card that a person added.
    pub band: Option<Band>,
    /// Quotes in the library with the same words.
    pub same_words: Vec<QuoteCard>,
    /// The quote whose words were these before the article was changed, by its place among the logged.
    pub changed: Option<usize>,
}

/// The text, and what the engine makes of it.
struct Read {
    text: String,
    chars: Vec<char>,
    article: Article,
}

impl Read {
    fn words(&self, quote: &Quote) -> String {
        words_of(&self.chars, &segments(quote))
    }
}

fn segments(quote: &Quote) -> Vec<(usize, usize)> {
    quote.segments.iter().map(|s| (s.start, s.end)).collect()
}

/// Whether a pasted text is the code of a web page.
fn is_html(text: &str) -> bool {
    let head: String = text.trim_start().chars().take(4_000).collect::<String>().to_ascii_lowercase();
    head.starts_with('<')
        && ["<!doctype html", "<html", "<head", "<body", "<article", "<main", "<div", "<p", "<h1", "<meta"]
            .iter()
            .any(|tag| head.contains(tag))
}

/// The page's own title, without what stands behind a bar.
fn page_title(html: &str) -> Option<String> {
    let lower = html.to_ascii_lowercase();
    let open = lower.find("<title")?;
    let start = open + lower[open..].find('>')? + 1;
    let end = start + lower[start..].find("</title")?;
    let whole =
        extract::read(&Input::html(&format!("<article><p>{}</p></article>", html.get(start..end)?))).main_text?;
    let title = whole.split(" | ").next().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
    (!title.is_empty()).then(|| clip(&title, 200))
}

/// Reads on a thread for long work: a text of a million characters takes a moment.
async fn read(text: String, url: Option<String>, date: Option<String>, lang: Option<String>) -> Result<Read> {
    let work = move || {
        let input =
            Input { text: &text, html: false, url: url.as_deref(), date: date.as_deref(), lang: lang.as_deref() };
        let article = extract::read(&input);
        Read { chars: text.chars().collect(), article, text }
    };
    tokio::task::spawn_blocking(work).await.map_err(|e| Error::Broken(format!("reading failed: {e}")))
}

/// The main text of a web page, with its title and date.
async fn main_text(html: String) -> Result<(String, Option<String>, Option<String>)> {
    let work = move || {
        let article = extract::read(&Input::html(&html));
        let text: String = article.main_text.unwrap_or_default();
        let text = text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
        (text, page_title(&html), article.published)
    };
    tokio::task::spawn_blocking(work).await.map_err(|e| Error::Broken(format!("reading failed: {e}")))
}

fn typed(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

impl Service {
    /// Reads an article: finds its quotations, and what the library knows of it, its outlet and its speakers.
    ///
    /// # Errors
    /// [`Error::Refused`] for a text, address or date that cannot be taken, [`Error::NotAllowed`].
    pub async fn read_article(&self, actor: &Actor, input: &ArticleInput) -> Result<Reading> {
        actor.require(Action::CreateQuote)?;
        let mut e = Errors::default();
        let url = typed(&input.url).and_then(|u| e.take(web::parse("url", &u)));
        let date = typed(&input.published).and_then(|d| e.take(PartialDate::parse_past("published", &d, self.now())));
        let lang = typed(&input.lang).and_then(|l| e.take(LangTag::parse("lang", &l)));
        let pasted = input.text.trim_start_matches('\u{feff}');
        let (pasted, title, page_date) =
            if is_html(pasted) { main_text(pasted.to_owned()).await? } else { (pasted.to_owned(), None, None) };
        let text = e.take(article_text("text", &pasted));
        e.into_result()?;
        let date = date.map(|d| d.to_string()).or(page_date);
        let mut form = ArticleForm {
            step: "2".to_owned(),
            text: text.unwrap_or_default(),
            read_url: url.clone().unwrap_or_default(),
            read_date: date.clone().unwrap_or_default(),
            read_lang: lang.as_ref().map(ToString::to_string).unwrap_or_default(),
            ..ArticleForm::default()
        };
        let read = read_again(&form).await?;
        fill(&mut form, &read, url, title);
        let mut tx = self.store.read().await?;
        let known = find_document(&mut tx, &form).await?;
        match known {
            Some(id) => self.fill_from_library(&mut tx, &mut form, id).await?,
            None => guess_outlet(&mut tx, &mut form, &read.article).await?,
        }
        let watched = watch::watch(&mut tx, known, &read).await?;
        for (n, quote) in read.article.quotes.iter().enumerate() {
            if watched.is_new(n) && form.quotes.len() < MAX_CARDS {
                let mut card = card(&read, n, quote);
                if watched.changed.contains_key(&n) {
                    card.keep.clear();
                }
                form.quotes.push(card);
            }
        }
        pick_known(&mut tx, &mut form).await?;
        let review = review(&mut tx, &form, &read, watched).await?;
        Ok(Reading { form, review })
    }

    /// What stands beside a form that came back.
    ///
    /// # Errors
    /// [`Error::NotAllowed`].
    pub async fn review_article(&self, actor: &Actor, form: &ArticleForm) -> Result<Review> {
        actor.require(Action::CreateQuote)?;
        let read = read_again(form).await?;
        let mut tx = self.store.read().await?;
        let known = find_document(&mut tx, form).await?;
        let watched = watch::watch(&mut tx, known, &read).await?;
        review(&mut tx, form, &read, watched).await
    }

    /// A document with the quotes that were logged from it, newest first, for the page after a save.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::SignInFirst`].
    pub async fn logged_article(
        &self,
        actor: &Actor,
        id: &domain::id::PublicId,
    ) -> Result<(Head, String, Vec<QuoteCard>)> {
        actor.require(Action::ReadUnpublished)?;
        let mut tx = self.store.read().await?;
        let head = tx.head(RecordKind::Document, id).await?.ok_or(Error::NotFound)?;
        let document = tx.documents(&[head.id]).await?.remove(&head.id).ok_or(Error::NotFound)?;
        let quotes = tx.quotes_in_document(head.id).await?;
        let cards = tx.quote_cards(&quotes).await?;
        Ok((head, document.label().to_owned(), cards))
    }

    /// What the library says of a document is not asked for again.
    async fn fill_from_library(&self, tx: &mut Tx, form: &mut ArticleForm, id: RecordId) -> Result<()> {
        let document = tx.documents(&[id]).await?.remove(&id).ok_or(Error::NotFound)?;
        let heads = tx.heads(&[id]).await?;
        form.document = heads.first().map(|h| h.public_id.to_string()).unwrap_or_default();
        (form.outlet_name, form.outlet_pick) = Self::label(tx, RecordKind::Outlet, document.outlet).await?;
        let known = |field: &mut String, saved: &str| {
            if !saved.is_empty() {
                saved.clone_into(field);
            }
        };
        known(&mut form.title, &document.title);
        known(&mut form.byline, &document.byline);
        known(&mut form.dateline, &document.dateline);
        known(&mut form.url, document.url.as_deref().unwrap_or_default());
        known(&mut form.lang, document.lang.as_ref().map_or("", LangTag::as_str));
        known(&mut form.published, &document.published.map(|d| d.to_string()).unwrap_or_default());
        Ok(())
    }
}

/// The engine's proposals for a form, the same as when it was first filled in.
async fn read_again(form: &ArticleForm) -> Result<Read> {
    let text = article_text("text", &form.text).unwrap_or_default();
    read(text, typed(&form.read_url), typed(&form.read_date), typed(&form.read_lang)).await
}

/// Fills in what the article says about itself.
fn fill(form: &mut ArticleForm, read: &Read, url: Option<String>, title: Option<String>) {
    let a = &read.article;
    let words = |m: Option<&extract::Mention>| m.map(|m| one_line(&m.text)).unwrap_or_default();
    form.url = url.unwrap_or_default();
    form.published = a.published.clone().unwrap_or_default();
    // A date beside an upstream is that one's: of this article it says nothing.
    let is_upstream = |h: &Hop| h.date_iso.as_deref() == Some(form.published.as_str());
    if form.read_date.is_empty() && a.quotes.iter().flat_map(|q| &q.chain).any(is_upstream) {
        form.published = String::new();
    }
    form.lang = if a.language == "und" { String::new() } else { a.language.clone() };
    if form.lang.is_empty() {
        form.lang.clone_from(&form.read_lang);
    }
    form.dateline = words(a.dateline.as_ref());
    form.byline = words(a.byline.as_ref());
    form.title = title.unwrap_or_else(|| words(a.title.as_ref()));
    if form.title.is_empty() {
        let body = a.dateline.as_ref().map_or(0, |d| d.span.end);
        let first: String = read.chars.iter().skip(body).skip_while(|c| !c.is_alphanumeric()).take(400).collect();
        form.title = clip(first.lines().next().unwrap_or_default(), FIRST_WORDS);
    }
    form.outlet_name = a.house.clone().unwrap_or_default();
}

/// Words as the text has them, capitals and all; as they are where it does not.
fn as_printed(text: &[char], words: &str) -> String {
    let wanted: Vec<char> = words.chars().collect();
    let same = |a: &char, b: &char| a == b || a.to_lowercase().eq(b.to_lowercase());
    let Some(first) = wanted.first() else { return String::new() };
    let mut starts = text.iter().enumerate().filter(|(_, c)| same(c, first)).map(|(at, _)| at);
    let found = starts.find_map(|at| {
        let piece = text.get(at..at + wanted.len())?;
        piece.iter().zip(&wanted).all(|(a, b)| same(a, b)).then(|| piece.iter().collect())
    });
    found.unwrap_or_else(|| words.to_owned())
}

fn one_line(text: &str) -> String {
    clip(&text.split_whitespace().collect::<Vec<_>>().join(" "), 280)
}

/// The document that this is: by the choice in the form, its address, or its very text.
async fn find_document(tx: &mut Tx, form: &ArticleForm) -> Result<Option<RecordId>> {
    if let Some(id) = form.known() {
        return Ok(tx.head(RecordKind::Document, &id).await?.map(|h| h.id));
    }
    same_document(tx, &form.url, &article_text("text", &form.text).unwrap_or_default()).await
}

/// A document in the library with this address, else with this very text.
async fn same_document(tx: &mut Tx, url: &str, text: &str) -> Result<Option<RecordId>> {
    if let Ok(url) = web::parse("url", url)
        && let Some(id) = tx.documents_at(&url).await?.first()
    {
        return Ok(Some(*id));
    }
    let same = tx.documents_with_text(&sha256(text)).await?;
    // The same text at another address is another document.
    let same = tx.documents(&same).await?.into_iter().filter(|(_, d)| url.trim().is_empty() || d.url.is_none());
    Ok(same.map(|(id, _)| id).min())
}

/// The outlet of an article: by the host of its address, else by the name that it gives itself.
async fn guess_outlet(tx: &mut Tx, form: &mut ArticleForm, article: &Article) -> Result<()> {
    let house = article.house.clone().unwrap_or_default();
    let mut hosts = Vec::new();
    let named = house.to_lowercase();
    for host in web::host(&form.url).into_iter().chain((named.contains('.') && !named.contains(' ')).then_some(named)) {
        let labels: Vec<&str> = host.split('.').collect();
        hosts.extend((0..labels.len().saturating_sub(1)).map(|n| labels[n..].join(".")));
    }
    let at_host = tx.outlets_at_hosts(&hosts).await?;
    let key = fold(&house);
    let called = if key.is_empty() { HashMap::new() } else { tx.outlets_called(std::slice::from_ref(&key)).await? };
    let one = at_host.first().copied().or_else(|| match called.get(&key).map(Vec::as_slice) {
        Some([one]) => Some(*one),
        _ => None,
    });
    if let Some(id) = one {
        (form.outlet_name, form.outlet_pick) = Service::label(tx, RecordKind::Outlet, Some(id)).await?;
    }
    Ok(())
}

/// A proposal as a card.
fn card(read: &Read, n: usize, quote: &Quote) -> CardForm {
    let speaker = &quote.speaker;
    let name = speaker.resolved.clone().or_else(|| speaker.mention.as_ref().map(|m| m.text.clone()));
    let kind = match speaker.kind {
        extract::SpeakerKind::Person | extract::SpeakerKind::Unknown => SpeakerKind::Person,
        extract::SpeakerKind::Body => SpeakerKind::Body,
        extract::SpeakerKind::Collective | extract::SpeakerKind::Anonymous => SpeakerKind::Anonymous,
    };
    let directness = match quote.kind {
        Kind::Direct => Directness::Direct,
        Kind::Indirect => Directness::Indirect,
        Kind::Mixed => Directness::Mixed,
    };
    CardForm {
        keep: if quote.band == Band::Sure { "on".to_owned() } else { String::new() },
        proposal: n.to_string(),
        segments: write_segments(&segments(quote)),
        wording: read.words(quote),
        speaker_name: one_line(&name.unwrap_or_default()),
        speaker_pick: String::new(),
        speaker_kind: kind.as_str().to_owned(),
        same: String::new(),
        role_then: one_line(&speaker.roles.iter().map(|r| as_printed(&read.chars, r)).collect::<Vec<_>>().join(", ")),
        addressee: quote.addressee.as_ref().map(|m| one_line(&m.text)).unwrap_or_default(),
        directness: directness.as_str().to_owned(),
        cue: quote.cue.as_ref().map(|m| one_line(&m.text)).unwrap_or_default(),
        chain: quote.chain.iter().map(|h| hop(read, h)).collect(),
    }
}

fn hop(read: &Read, hop: &Hop) -> ChainForm {
    ChainForm {
        outlet_name: one_line(&hop.outlet.text),
        outlet_pick: String::new(),
        published: hop.date_iso.clone().unwrap_or_default(),
        evidence: phrase(read, hop),
    }
}

/// The words that name an upstream, as they stand: "Dilansir The New York Times (7/8/2024".
fn phrase(read: &Read, hop: &Hop) -> String {
    let all = [Some(&hop.outlet), hop.cue.as_ref(), hop.date.as_ref()];
    let start = all.iter().flatten().map(|m| m.span.start).min().unwrap_or_default();
    let mut end = all.iter().flatten().map(|m| m.span.end).max().unwrap_or_default();
    let long: usize = all.iter().flatten().map(|m| m.span.end - m.span.start).sum();
    if end - start > long + PHRASE {
        return one_line(&all.iter().flatten().map(|m| m.text.as_str()).collect::<Vec<_>>().join(" … "));
    }
    let open = read.chars[start..end].iter().filter(|c| **c == '(').count();
    let shut = read.chars[start..end].iter().filter(|c| **c == ')').count();
    if open > shut && read.chars.get(end) == Some(&')') {
        end += 1;
    }
    one_line(&read.chars[start..end].iter().collect::<String>())
}

/// Speakers and outlets whose name exactly one record has are that record.
async fn pick_known(tx: &mut Tx, form: &mut ArticleForm) -> Result<()> {
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

async fn review(tx: &mut Tx, form: &ArticleForm, read: &Read, watched: watch::Watched) -> Result<Review> {
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
