//! What pages show: saved values with the names that they refer to.

use domain::{
    chain::{Analysis, Graph},
    date::PartialDate,
    document::{Document, Standing},
    id::{PublicId, RecordId},
    lang::LangTag,
    outlet::{Outlet, OutletKind},
    plausibility::Finding,
    quote::{Mention, MentionKey},
    speaker::{Speaker, SpeakerKind},
};
use std::collections::HashMap;
use store::{Cursor, Head, QuoteCard, SavedQuote};

/// A speaker as other pages name it.
#[derive(Debug, Clone)]
pub struct SpeakerRef {
    /// Public address.
    pub path: String,
    /// Code in it.
    pub public_id: PublicId,
    /// Whether anybody may open it.
    pub is_public: bool,
    /// Kind.
    pub kind: SpeakerKind,
    /// Name.
    pub name: String,
    /// Language of the name.
    pub lang: Option<LangTag>,
    /// Wikidata item.
    pub wikidata: Option<String>,
}

/// An outlet as other pages name it.
#[derive(Debug, Clone)]
pub struct OutletRef {
    /// Public address.
    pub path: String,
    /// Code in it.
    pub public_id: PublicId,
    /// Whether anybody may open it.
    pub is_public: bool,
    /// Kind.
    pub kind: OutletKind,
    /// Name.
    pub name: String,
    /// Publisher family; empty when not known.
    pub family: String,
    /// Main language.
    pub lang: Option<LangTag>,
}

/// A document as other pages name it.
#[derive(Debug, Clone)]
pub struct DocumentRef {
    /// Public address.
    pub path: String,
    /// Code in it.
    pub public_id: PublicId,
    /// Whether anybody may open it.
    pub is_public: bool,
    /// Whether its text was kept.
    pub has_snapshot: bool,
    /// Outlet.
    pub outlet: Option<RecordId>,
    /// Title, else address.
    pub label: String,
    /// Language.
    pub lang: Option<LangTag>,
    /// When published.
    pub published: Option<PartialDate>,
    /// Web address.
    pub url: Option<String>,
    /// Archived copy.
    pub archived_url: Option<String>,
    /// Whether the outlet stands by it.
    pub standing: Standing,
    /// What was corrected.
    pub standing_note: String,
}

/// Where a step of a chain stands.
#[derive(Debug, Clone)]
pub enum StepPlace<'a> {
    /// In an outlet, in a document of it where that is known.
    Outlet(Option<&'a OutletRef>, Option<&'a DocumentRef>),
    /// Somebody handed the words on.
    Carrier(&'a SpeakerRef),
    /// Nobody is named.
    Unknown,
}

/// A quote with everything that its page says.
#[derive(Debug, Clone)]
pub struct QuoteView {
    /// The quote.
    pub saved: SavedQuote,
    /// Speaker and carriers.
    pub speakers: HashMap<RecordId, SpeakerRef>,
    /// Outlets, those of documents too.
    pub outlets: HashMap<RecordId, OutletRef>,
    /// Documents.
    pub documents: HashMap<RecordId, DocumentRef>,
    /// The chain as a graph, its nodes in the order of the mentions.
    pub graph: Graph,
    /// What the chain rests on.
    pub analysis: Analysis,
    /// How many revisions there are.
    pub revisions: i64,
    /// What does not fit together; some of it may have been set aside.
    pub findings: Vec<Finding>,
}

impl QuoteView {
    /// Who said it.
    pub fn speaker(&self) -> Option<&SpeakerRef> {
        self.saved.quote.speaker.and_then(|id| self.speakers.get(&id))
    }

    /// The document that a mention stands in.
    pub fn document_of(&self, mention: &Mention) -> Option<&DocumentRef> {
        mention.document.and_then(|id| self.documents.get(&id))
    }

    /// The outlet that a mention stands in: the document's, else its own.
    pub fn outlet_of(&self, mention: &Mention) -> Option<&OutletRef> {
        let id = self.document_of(mention).and_then(|d| d.outlet).or(mention.outlet)?;
        self.outlets.get(&id)
    }

    /// When a mention was published: the document's date, else its own.
    pub fn published_of(&self, mention: &Mention) -> Option<PartialDate> {
        self.document_of(mention).and_then(|d| d.published).or(mention.published)
    }

    /// Where a mention stands.
    pub fn place_of(&self, mention: &Mention) -> StepPlace<'_> {
        let (outlet, document) = (self.outlet_of(mention), self.document_of(mention));
        match mention.carrier.and_then(|id| self.speakers.get(&id)) {
            _ if outlet.is_some() || document.is_some() => StepPlace::Outlet(outlet, document),
            Some(carrier) => StepPlace::Carrier(carrier),
            None => StepPlace::Unknown,
        }
    }

    /// Whether a mention is still to be looked at again because of what stands above it.
    pub fn needs_recheck(&self, mention: MentionKey) -> bool {
        self.saved.quote.needs_recheck(&self.findings, mention)
    }

    /// Documents in the chain that their outlets no longer stand by.
    pub fn withdrawn(&self) -> Vec<&DocumentRef> {
        let mut found: Vec<&DocumentRef> =
            self.documents.values().filter(|d| d.standing != Standing::Current).collect();
        found.sort_by(|a, b| a.path.cmp(&b.path));
        found
    }
}

/// A page of a list of quotes.
#[derive(Debug, Clone, Default)]
pub struct QuoteList {
    /// The quotes.
    pub cards: Vec<QuoteCard>,
    /// Where the next page begins, if there is one.
    pub next: Option<Cursor>,
}

impl QuoteList {
    /// Cuts a list that was fetched with one card more than a page holds.
    pub(crate) fn cut(mut cards: Vec<QuoteCard>, page: usize) -> Self {
        let more = cards.len() > page;
        cards.truncate(page);
        let next = cards.last().filter(|_| more).map(|c| c.cursor);
        Self { cards, next }
    }
}

/// The public front page.
#[derive(Debug, Clone)]
pub struct HomePage {
    /// The newest published quotes.
    pub newest: Vec<QuoteCard>,
}

/// A speaker's page.
#[derive(Debug, Clone)]
pub struct SpeakerPage {
    /// Record.
    pub head: Head,
    /// Speaker.
    pub speaker: Speaker,
    /// Quotes that name this speaker.
    pub quotes: QuoteList,
}

/// An outlet's page.
#[derive(Debug, Clone)]
pub struct OutletPage {
    /// Record.
    pub head: Head,
    /// Outlet.
    pub outlet: Outlet,
    /// Other outlets of the family.
    pub family: Vec<OutletRef>,
    /// Its documents.
    pub documents: Vec<DocumentRef>,
    /// Quotes that it carried.
    pub quotes: QuoteList,
}

/// A document's page.
#[derive(Debug, Clone)]
pub struct DocumentPage {
    /// Record.
    pub head: Head,
    /// Document; its text is empty but for the newsroom.
    pub document: Document,
    /// Outlet.
    pub outlet: Option<OutletRef>,
    /// Quotes that stand in it.
    pub quotes: QuoteList,
}
