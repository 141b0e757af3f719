//! Reading an article: the engine's proposals beside what the library knows already, as one form to go through.

mod bytes;
mod corrections;
mod proposal;
mod review;
mod save;
mod watch;

pub use bytes::text_of_bytes;
pub use corrections::Correction;
pub use extract::Band;
pub use save::SavedArticle;
pub use watch::{Fate, Logged};

use self::proposal::one_line;
use crate::{Actor, Choice, Error, Result, Service, library::sha256};
use domain::{
    Errors, Invalid, Reason,
    date::PartialDate,
    fetching::NotFetched,
    form::{ArticleForm, MAX_CARDS, article_text, words_of},
    id::{RecordId, RecordKind},
    lang::LangTag,
    permission::Action,
    text::{clip, fold},
    web,
};
use extract::{Article, Input, Quote};
use std::collections::{BTreeMap, HashMap};
use store::{Head, QuoteCard, Tx};

/// An article as it was pasted or chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ArticleInput {
    /// Text or HTML: which, it says itself. When it is empty, or nothing but an address, the page at the address is
    /// fetched, where that is switched on.
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

/// A web page: its main text, and what it says of itself beside that.
#[derive(Debug, Default)]
struct WebPage {
    text: String,
    title: Option<String>,
    author: Option<String>,
    outlet: Option<String>,
    /// Its own address, as it gives it.
    url: Option<String>,
    published: Option<String>,
}

async fn web_page(html: String) -> Result<WebPage> {
    let work = move || {
        let article = extract::read(&Input::html(&html));
        let text: String = article.main_text.unwrap_or_default();
        let text = text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
        let line = |said: Option<String>| said.map(|s| one_line(&s)).filter(|s| !s.is_empty());
        WebPage {
            text,
            title: line(article.page_title).or_else(|| page_title(&html)),
            author: line(article.page_author),
            outlet: line(article.outlet),
            url: article.page_url.and_then(|url| web::parse("url", &url).ok()),
            published: article.published,
        }
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
    /// [`Error::Refused`] for a text, address or date that cannot be taken and for a page that was not fetched,
    /// [`Error::NotAllowed`].
    pub async fn read_article(&self, actor: &Actor, input: &ArticleInput) -> Result<Reading> {
        actor.require(Action::CreateQuote)?;
        let mut e = Errors::default();
        let mut pasted = input.text.trim_start_matches('\u{feff}').to_owned();
        let mut address = input.url.clone();
        if web::looks_like_url(&pasted) && address.trim().is_empty() {
            address = std::mem::take(&mut pasted);
        }
        let mut url = typed(&address).and_then(|u| e.take(web::parse("url", &u)));
        let date = typed(&input.published).and_then(|d| e.take(PartialDate::parse_past("published", &d, self.now())));
        let lang = typed(&input.lang).and_then(|l| e.take(LangTag::parse("lang", &l)));
        let mut fetched = None;
        if let Some(url) = url.as_mut().filter(|_| pasted.trim().is_empty() && e.is_empty()) {
            let mut page = self.fetch_page(actor, url).await?;
            url.clone_from(&page.address);
            pasted = std::mem::take(&mut page.text);
            fetched = Some(page);
        }
        let is_html = fetched.as_ref().map_or_else(|| is_html(&pasted), |f| f.is_html);
        let page = if is_html { web_page(pasted).await? } else { WebPage { text: pasted, ..WebPage::default() } };
        // Where a page was found is surer than what it says of that.
        url = url.or_else(|| page.url.clone());
        if fetched.is_some() && page.text.trim().is_empty() {
            return Err(Invalid::new("url", Reason::NotFetched(NotFetched::NoText)).into());
        }
        let text = e.take(article_text("text", &page.text));
        e.into_result()?;
        let date = date.map(|d| d.to_string()).or(page.published.clone());
        let mut form = ArticleForm {
            step: "2".to_owned(),
            text: text.unwrap_or_default(),
            read_url: url.clone().unwrap_or_default(),
            read_date: date.clone().unwrap_or_default(),
            read_lang: lang.as_ref().map(ToString::to_string).unwrap_or_default(),
            ..ArticleForm::default()
        };
        let read = read_again(&form).await?;
        proposal::fill(&mut form, &read, url, &page);
        let mut tx = self.store.read().await?;
        let known = find_document(&mut tx, &form).await?;
        match known {
            Some(id) => self.fill_from_library(&mut tx, &mut form, id).await?,
            None => guess_outlet(&mut tx, &mut form).await?,
        }
        if form.archived_url.is_empty() {
            form.archived_url = fetched.and_then(|f| f.archived).unwrap_or_default();
        }
        let watched = watch::watch(&mut tx, known, &read).await?;
        for (n, quote) in read.article.quotes.iter().enumerate() {
            if watched.is_new(n) && form.quotes.len() < MAX_CARDS {
                let mut card = proposal::card(&read, n, quote);
                if watched.changed.contains_key(&n) {
                    card.keep.clear();
                }
                form.quotes.push(card);
            }
        }
        review::pick_known(&mut tx, &mut form).await?;
        let review = review::review(&mut tx, &form, &read, watched).await?;
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
        review::review(&mut tx, form, &read, watched).await
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
        known(&mut form.archived_url, document.archived_url.as_deref().unwrap_or_default());
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
async fn guess_outlet(tx: &mut Tx, form: &mut ArticleForm) -> Result<()> {
    let house = form.outlet_name.clone();
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
