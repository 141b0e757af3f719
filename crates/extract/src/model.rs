//! What an article says about who said what: the crate's public vocabulary.
//! Plain serialisable values, so that a page, a command line and a test can share them.

use serde::{Deserialize, Serialize};

/// An article as it was pasted, dropped or read from a file.
#[derive(Debug, Clone, Copy, Default)]
pub struct Input<'a> {
    /// The article: plain text, or HTML when `html` is set.
    pub text: &'a str,
    /// Read `text` as HTML: keep the main text, drop the boilerplate.
    pub html: bool,
    /// Where the article was published, if known: its host tells the house's own name.
    pub url: Option<&'a str>,
    /// When the article was published as `YYYY-MM-DD`, if known: "last Tuesday" is read against it.
    pub date: Option<&'a str>,
    /// Language, if known (`id`, `en`, `de`, `ar`): otherwise it is guessed.
    pub lang: Option<&'a str>,
}

impl<'a> Input<'a> {
    /// Plain text with nothing else known.
    pub const fn text(text: &'a str) -> Self {
        Self { text, html: false, url: None, date: None, lang: None }
    }

    /// HTML with nothing else known.
    pub const fn html(text: &'a str) -> Self {
        Self { text, html: true, url: None, date: None, lang: None }
    }
}

/// A stretch of the article's text in Unicode code points, end exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
}

/// A stretch of the article together with its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// The words as they stand in the article.
    pub text: String,
    /// Where they stand.
    pub span: Span,
}

/// How much of a quotation stands in quote marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// All of it.
    Direct,
    /// None of it.
    Indirect,
    /// Part of it.
    Mixed,
}

/// What sort of speaker the mention names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SpeakerKind {
    /// One named person.
    Person,
    /// An organisation, office, report or statement.
    Body,
    /// Several people who are not named one by one.
    Collective,
    /// Somebody who is described but not named.
    Anonymous,
    /// Nobody could be found.
    Unknown,
}

/// Who is quoted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Speaker {
    /// The words beside the quotation that name the speaker; none when the cue names nobody.
    pub mention: Option<Mention>,
    /// The fullest name the article gives, without titles and roles.
    pub resolved: Option<String>,
    /// Roles and titles as the article gives them.
    pub roles: Vec<String>,
    /// Person, body, collective or anonymous.
    pub kind: SpeakerKind,
}

/// One reported-from step named by the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hop {
    /// The outlet's name as it stands in the text.
    pub outlet: Mention,
    /// The words that say so; none for a wire credit or dateline.
    pub cue: Option<Mention>,
    /// The date given beside it, as it stands in the text.
    pub date: Option<Mention>,
    /// That date as `YYYY-MM-DD`: only when day, month and year all stand in the text.
    pub date_iso: Option<String>,
    /// The date worked out from the article's own date ("last Tuesday"): a help, never evidence.
    pub date_guess: Option<String>,
}

/// How far a proposal may be trusted: bands measured on development data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Band {
    /// Look closely: it may not be a quotation at all.
    Check,
    /// Mostly right.
    Likely,
    /// Right at least 19 times in 20 where it was measured: may be pre-ticked.
    Sure,
}

/// Words in quote marks inside a quotation: somebody quoted by the speaker.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inner {
    /// The words between the inner marks.
    pub span: Span,
    /// The reporting verb or phrase beside them, inside the outer quotation.
    pub cue: Option<Mention>,
    /// Whom the speaker names as having said them.
    pub speaker: Option<Mention>,
}

/// One quotation found in the article.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Quote {
    /// The words said, in order; more than one stretch when a cue splits them.
    pub segments: Vec<Span>,
    /// Direct, indirect or mixed.
    pub kind: Kind,
    /// The reporting verb or phrase, if there is one.
    pub cue: Option<Mention>,
    /// Who is quoted.
    pub speaker: Speaker,
    /// Whom it was said to, when the text names them.
    pub addressee: Option<Mention>,
    /// The outlets the words came through, nearest upstream first.
    pub chain: Vec<Hop>,
    /// Quotations inside this one, in order; they stay part of its words.
    #[serde(default)]
    pub inner: Vec<Inner>,
    /// From 0 to 1: the measured share of proposals of this sort that were right.
    pub confidence: f32,
    /// The band `confidence` falls in.
    pub band: Band,
}

/// An article read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Article {
    /// The main text of an HTML input, which all spans count in; none for plain text, where they count in the input.
    pub main_text: Option<String>,
    /// For HTML: where stretches of the main text stand in the input, in code points.
    pub offsets: Vec<Offset>,
    /// Language: `id`, `en`, `de`, `ar`, or `und` when no listed language fits.
    pub language: String,
    /// The headline, when the text starts with one.
    pub title: Option<Mention>,
    /// The place (and house) the article opens with.
    pub dateline: Option<Mention>,
    /// Who wrote it, as the text says.
    pub byline: Option<Mention>,
    /// The house's own name, as dateline, byline or address give it.
    pub house: Option<String>,
    /// When it was published, if the text, the page, its address or the caller says so, as `YYYY-MM-DD`.
    pub published: Option<String>,
    /// The outlet's name for a form: the page's own name for itself, else the house in the text, else the host.
    #[serde(default)]
    pub outlet: Option<String>,
    /// The headline by the page's metadata, for pages whose text has none.
    #[serde(default)]
    pub page_title: Option<String>,
    /// The author by the page's metadata.
    #[serde(default)]
    pub page_author: Option<String>,
    /// The address by the page's metadata, as it stands there: not checked.
    #[serde(default)]
    pub page_url: Option<String>,
    /// The quotations, in the order of their first words.
    pub quotes: Vec<Quote>,
}

/// One run of main text that was copied from the HTML input; white space is levelled to plain spaces.
///
/// The first and last code point of a run may stand for an entity, or for the blank that a tag leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offset {
    /// First code point in the main text.
    pub text: usize,
    /// First code point in the HTML input.
    pub html: usize,
    /// How many code points run alike.
    pub len: usize,
}

impl Article {
    /// Where a code point of the main text stands in the HTML input; the same number for plain text.
    pub fn to_input(&self, at: usize) -> usize {
        if self.main_text.is_none() {
            return at;
        }
        let i = self.offsets.partition_point(|o| o.text <= at);
        match i.checked_sub(1).and_then(|i| self.offsets.get(i)) {
            Some(o) => o.html + (at - o.text).min(o.len),
            None => 0,
        }
    }
}
