//! One published item of one outlet, with the text that was read.

use crate::{date::PartialDate, id::RecordId, lang::LangTag, words::word_list};
use serde::{Deserialize, Serialize};

word_list! {
    /// Whether the outlet stands by the document.
    Standing {
        /// It stands as published.
        Current = "current",
        /// The outlet has corrected it.
        Corrected = "corrected",
        /// The outlet has withdrawn it.
        Retracted = "retracted",
    }
}

/// A document as one saved state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// The outlet that published it; not always known.
    #[serde(default)]
    pub outlet: Option<RecordId>,
    /// Web address.
    #[serde(default)]
    pub url: Option<String>,
    /// Headline or title.
    #[serde(default)]
    pub title: String,
    /// Who signed it, as printed.
    #[serde(default)]
    pub byline: String,
    /// Where it is dated from, as printed.
    #[serde(default)]
    pub dateline: String,
    /// Language of the text.
    #[serde(default)]
    pub lang: Option<LangTag>,
    /// When it was published, as far as known.
    #[serde(default)]
    pub published: Option<PartialDate>,
    /// Address of an archived copy.
    #[serde(default)]
    pub archived_url: Option<String>,
    /// The text as it was read; empty when it was not kept. Never shown on public pages as a whole.
    #[serde(default)]
    pub snapshot: String,
    /// SHA-256 of the snapshot in hexadecimal; empty without one.
    #[serde(default)]
    pub sha256: String,
    /// Whether the outlet stands by it.
    #[serde(default = "Standing::current")]
    pub standing: Standing,
    /// What was corrected or why it was withdrawn, in one sentence.
    #[serde(default)]
    pub standing_note: String,
    /// What an editor should know about this document.
    #[serde(default)]
    pub note: String,
}

impl Standing {
    fn current() -> Self {
        Self::Current
    }
}

impl Default for Document {
    fn default() -> Self {
        Self {
            outlet: None,
            url: None,
            title: String::new(),
            byline: String::new(),
            dateline: String::new(),
            lang: None,
            published: None,
            archived_url: None,
            snapshot: String::new(),
            sha256: String::new(),
            standing: Standing::Current,
            standing_note: String::new(),
            note: String::new(),
        }
    }
}

impl Document {
    /// What lists call it: its title, else its address, else nothing.
    pub fn label(&self) -> &str {
        if self.title.is_empty() { self.url.as_deref().unwrap_or_default() } else { &self.title }
    }
}
