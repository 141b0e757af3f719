//! Searching the public library.

use crate::{Error, Result, Service};
use domain::{
    id::{RecordId, RecordKind},
    outlet::OutletKind,
    speaker::SpeakerKind,
    text::fold,
    web,
};
use std::collections::HashMap;
use store::QuoteCard;

/// Results on one page.
const PAGE: i64 = 20;
/// Pages that can be turned: further on, another word finds better than another page.
const MAX_PAGE: u32 = 50;

/// What is searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SearchKind {
    /// Wordings, in every language.
    #[default]
    Quotes,
    /// Names of speakers.
    Speakers,
    /// Names of outlets.
    Outlets,
    /// Titles and addresses of documents.
    Documents,
}

impl SearchKind {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Quotes, Self::Speakers, Self::Outlets, Self::Documents];

    /// The word in addresses.
    pub fn as_str(self) -> &'static str {
        self.record().folder()
    }

    /// Reads the word in addresses; quotes for anything else.
    pub fn parse(word: &str) -> Self {
        Self::ALL.into_iter().find(|k| k.as_str() == word).unwrap_or_default()
    }

    fn record(self) -> RecordKind {
        match self {
            Self::Quotes => RecordKind::Quote,
            Self::Speakers => RecordKind::Speaker,
            Self::Outlets => RecordKind::Outlet,
            Self::Documents => RecordKind::Document,
        }
    }
}

/// What somebody searches for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SearchQuery {
    /// Words as typed.
    pub words: String,
    /// In what.
    pub kind: SearchKind,
    /// Which page, from 1.
    pub page: u32,
}

/// One page of results.
#[derive(Debug, Clone, Default)]
pub struct SearchPage {
    /// Quotes that were found.
    pub quotes: Vec<QuoteCard>,
    /// Other records that were found: address, name, and what tells them apart.
    pub records: Vec<FoundRecord>,
    /// Whether there is another page.
    pub has_next: bool,
    /// True when the words held nothing to search for.
    pub nothing_asked: bool,
}

/// A speaker, outlet or document that was found.
#[derive(Debug, Clone)]
pub struct FoundRecord {
    /// Public address.
    pub path: String,
    /// Name or title.
    pub name: String,
    /// Language of the name.
    pub lang: Option<domain::lang::LangTag>,
    /// What tells it apart.
    pub detail: Detail,
}

/// What tells a found record apart.
#[derive(Debug, Clone)]
pub enum Detail {
    /// Kind and last known role of a speaker.
    Speaker(SpeakerKind, String),
    /// Kind and host of an outlet.
    Outlet(OutletKind, String),
    /// Outlet and date of a document.
    Document(String, Option<domain::date::PartialDate>),
}

impl Service {
    /// Searches what is public.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn search(&self, query: &SearchQuery) -> Result<SearchPage> {
        if fold(&query.words).is_empty() {
            return Ok(SearchPage { nothing_asked: true, ..SearchPage::default() });
        }
        let page = i64::from(query.page.clamp(1, MAX_PAGE) - 1);
        let mut tx = self.store.read().await?;
        let mut found = tx.search_public(query.kind.record(), &query.words, PAGE + 1, page * PAGE).await?;
        let has_next = found.len() > usize::try_from(PAGE).unwrap_or(usize::MAX) && query.page < MAX_PAGE;
        found.truncate(usize::try_from(PAGE).unwrap_or(usize::MAX));
        let ids: Vec<RecordId> = found.iter().map(|f| f.id).collect();
        let mut result = SearchPage { has_next, ..SearchPage::default() };
        if query.kind == SearchKind::Quotes {
            result.quotes = tx.quote_cards(&ids).await?;
            return Ok(result);
        }
        let path = |f: &store::Found| domain::id::path(f.kind, &f.public_id, &f.slug);
        let mut speakers = if query.kind == SearchKind::Speakers { tx.speakers(&ids).await? } else { HashMap::new() };
        let mut outlets = if query.kind == SearchKind::Outlets { tx.outlets(&ids).await? } else { HashMap::new() };
        let mut documents =
            if query.kind == SearchKind::Documents { tx.documents(&ids).await? } else { HashMap::new() };
        let owners: Vec<RecordId> = documents.values().filter_map(|d| d.outlet).collect();
        let owners = tx.outlets(&owners).await?;
        for f in &found {
            let (name, lang, detail) = if let Some(s) = speakers.remove(&f.id) {
                let role = s.roles.last().map(|r| r.title.clone()).unwrap_or_default();
                (s.name, s.lang, Detail::Speaker(s.kind, role))
            } else if let Some(o) = outlets.remove(&f.id) {
                let host = o.home_page.as_deref().and_then(web::host).unwrap_or_default();
                (o.name, o.lang, Detail::Outlet(o.kind, host))
            } else if let Some(d) = documents.remove(&f.id) {
                let outlet = d.outlet.and_then(|o| owners.get(&o)).map(|o| o.name.clone()).unwrap_or_default();
                (d.label().to_owned(), d.lang.clone(), Detail::Document(outlet, d.published))
            } else {
                return Err(Error::Broken(format!("search row {:?} without its record", f.id)));
            };
            result.records.push(FoundRecord { path: path(f), name, lang, detail });
        }
        Ok(result)
    }
}
