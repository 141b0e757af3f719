//! The utterance being tracked, with its chain: mentions, and hops from each mention to the one it took
//! the words from. A chain may branch, join, have gaps and loops; only nonsense is refused.

use crate::{
    anchor::Anchor,
    chain::{Basis, HopKind, HopState},
    date::PartialDate,
    id::RecordId,
    invalid::{Errors, Reason},
    lang::LangTag,
    plausibility::Override,
    words::word_list,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The most mentions that one chain holds: ten times the longest that a newsroom has traced.
pub const MAX_MENTIONS: usize = 500;
/// The most hops that one chain holds: four for each mention of the longest.
pub const MAX_HOPS: usize = 2_000;
/// The most text that one quote holds, in code points: wordings, notes, evidence and all other words together. Fifty
/// steps of 4,000 characters each fill it.
pub const MAX_TEXT: usize = 200_000;

word_list! {
    /// Who can see a quote.
    QuoteState {
        /// Being written; the newsroom only.
        Draft = "draft",
        /// Waiting for an editor; the newsroom only.
        Review = "review",
        /// Signed off and public.
        Published = "published",
    }
}

word_list! {
    /// How much of the wording stands in quote marks.
    Directness {
        /// All of it.
        Direct = "direct",
        /// None of it.
        Indirect = "indirect",
        /// A part.
        Mixed = "mixed",
    }
}

/// Number of a mention within its quote; it never changes and is never reused there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct MentionKey(pub u32);

/// A quote as one saved state.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Quote {
    /// Who said it.
    #[serde(default)]
    pub speaker: Option<RecordId>,
    /// The office or description held when saying it.
    #[serde(default)]
    pub role_then: String,
    /// At which event.
    #[serde(default)]
    pub occasion: String,
    /// Where.
    #[serde(default)]
    pub place: String,
    /// To whom.
    #[serde(default)]
    pub addressee: String,
    /// When, as far as known.
    #[serde(default)]
    pub said: Option<PartialDate>,
    /// Language in which it was said.
    #[serde(default)]
    pub spoken_lang: Option<LangTag>,
    /// What an editor should know; never public.
    #[serde(default)]
    pub note: String,
    /// Its occurrences, in the order in which the working page lists them.
    #[serde(default)]
    pub mentions: Vec<Mention>,
    /// Who took the words from whom.
    #[serde(default)]
    pub hops: Vec<Hop>,
    /// Findings about it that an editor has set aside, with the reasons.
    #[serde(default)]
    pub overrides: Vec<Override>,
}

/// One occurrence of a quote. Without document, outlet and carrier it is an unknown step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    /// Its number within the quote.
    pub key: MentionKey,
    /// The document it stands in.
    #[serde(default)]
    pub document: Option<RecordId>,
    /// The outlet, where the document is not known yet.
    #[serde(default)]
    pub outlet: Option<RecordId>,
    /// A person or body who handed the words on.
    #[serde(default)]
    pub carrier: Option<RecordId>,
    /// The words as they stand there, never tidied.
    #[serde(default)]
    pub wording: String,
    /// Language of the wording.
    #[serde(default)]
    pub lang: Option<LangTag>,
    /// Direct, indirect or mixed.
    #[serde(default)]
    pub directness: Option<Directness>,
    /// The reporting verb or phrase, as printed.
    #[serde(default)]
    pub cue: String,
    /// Where the words stand in the document's snapshot.
    #[serde(default)]
    pub anchor: Option<Anchor>,
    /// How this mention had the words.
    #[serde(default)]
    pub basis: Option<Basis>,
    /// When it was published, where no document says so.
    #[serde(default)]
    pub published: Option<PartialDate>,
    /// The wire agency credited, as printed.
    #[serde(default)]
    pub wire_credit: String,
    /// Whether this is what readers saw.
    #[serde(default)]
    pub read: bool,
    /// What is to be said about this step; public.
    #[serde(default)]
    pub note: String,
}

impl Mention {
    /// An empty mention with this number.
    pub fn new(key: MentionKey) -> Self {
        Self {
            key,
            document: None,
            outlet: None,
            carrier: None,
            wording: String::new(),
            lang: None,
            directness: None,
            cue: String::new(),
            anchor: None,
            basis: None,
            published: None,
            wire_credit: String::new(),
            read: false,
            note: String::new(),
        }
    }

    /// True when nobody is named at this step.
    pub fn is_unknown_step(&self) -> bool {
        self.document.is_none() && self.outlet.is_none() && self.carrier.is_none()
    }

    /// The access basis; unknown where none was chosen.
    pub fn basis(&self) -> Basis {
        self.basis.unwrap_or(Basis::Unknown)
    }
}

/// One reported-from step (PROV `wasQuotedFrom`, `wasDerivedFrom`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hop {
    /// The mention that took the words.
    pub down: MentionKey,
    /// The mention it took them from.
    pub up: MentionKey,
    /// What it did with them.
    pub kind: HopKind,
    /// Whether the text says so or an editor compared both ends.
    pub state: HopState,
    /// The words that name the upstream ("Dilansir The New York Times"), or what an editor compared.
    #[serde(default)]
    pub evidence: String,
    /// Of a translation: the newsroom's own translation of the downstream wording back into the upstream's language,
    /// so that the two can be compared word by word. Public.
    #[serde(default)]
    pub back_translation: String,
}

/// What a full record would still need. Nothing here stops saving.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Missing {
    /// No speaker. Needed to publish.
    Speaker,
    /// No mention has a wording. Needed to publish.
    Wording,
    /// The wording of this step has no language. Needed to publish.
    Language(MentionKey),
    /// The role held then.
    RoleThen,
    /// When it was said.
    Said,
    /// Where it was said.
    Place,
    /// No mention is marked as what readers saw.
    ReadMention,
    /// The step names no document.
    Document(MentionKey),
    /// How this step had the words, or the step before it.
    Upstream(MentionKey),
    /// Whether it is quoted directly.
    Directness(MentionKey),
    /// When this step was published.
    Published(MentionKey),
}

impl Missing {
    /// True when the quote cannot be published without it.
    pub fn blocks_publishing(&self) -> bool {
        matches!(self, Self::Speaker | Self::Wording | Self::Language(_))
    }
}

impl Quote {
    /// The mention with this number.
    pub fn mention(&self, key: MentionKey) -> Option<&Mention> {
        self.mentions.iter().find(|m| m.key == key)
    }

    /// A number for a new mention: above every number in use.
    pub fn next_key(&self) -> MentionKey {
        MentionKey(self.mentions.iter().map(|m| m.key.0).max().unwrap_or(0) + 1)
    }

    /// The mentions that this one took the words from.
    pub fn upstream(&self, key: MentionKey) -> impl Iterator<Item = &Hop> {
        self.hops.iter().filter(move |h| h.down == key)
    }

    /// The mention whose words stand at the head of the page: direct before mixed before the rest, what readers
    /// saw before other steps.
    pub fn lead(&self) -> Option<&Mention> {
        self.mentions.iter().filter(|m| !m.wording.is_empty()).min_by_key(|m| {
            let directness = match m.directness {
                Some(Directness::Direct) => 0,
                Some(Directness::Mixed) => 1,
                Some(Directness::Indirect) | None => 2,
            };
            (!m.read, directness, m.key)
        })
    }

    /// What a full record would still need, the weightiest first.
    pub fn missing(&self) -> Vec<Missing> {
        let mut missing = Vec::new();
        let mut note = |absent: bool, what: Missing| {
            if absent {
                missing.push(what);
            }
        };
        note(self.speaker.is_none(), Missing::Speaker);
        note(self.mentions.iter().all(|m| m.wording.is_empty()), Missing::Wording);
        for m in self.mentions.iter().filter(|m| !m.wording.is_empty()) {
            note(m.lang.is_none(), Missing::Language(m.key));
        }
        note(!self.mentions.is_empty() && !self.mentions.iter().any(|m| m.read), Missing::ReadMention);
        for m in &self.mentions {
            let is_root = self.upstream(m.key).next().is_none();
            note(is_root && !m.is_unknown_step() && !m.basis().is_first_hand(), Missing::Upstream(m.key));
        }
        note(self.role_then.is_empty(), Missing::RoleThen);
        note(self.said.is_none(), Missing::Said);
        note(self.place.is_empty(), Missing::Place);
        for m in self.mentions.iter().filter(|m| !m.is_unknown_step()) {
            note(m.document.is_none() && m.outlet.is_some(), Missing::Document(m.key));
            note(m.document.is_none() && m.outlet.is_some() && m.published.is_none(), Missing::Published(m.key));
            note(!m.wording.is_empty() && m.directness.is_none(), Missing::Directness(m.key));
        }
        missing
    }

    /// Refuses what cannot be a chain: hops to nowhere, to themselves, or twice. Loops are kept: they are findings.
    /// `at` names the form field of a hop, by its place in [`Self::hops`].
    ///
    /// # Errors
    /// One complaint a hop.
    pub fn check_hops(&self, at: impl Fn(usize) -> String) -> Result<(), Errors> {
        let mut errors = Errors::default();
        let keys: BTreeSet<MentionKey> = self.mentions.iter().map(|m| m.key).collect();
        let mut seen = BTreeMap::new();
        for (n, hop) in self.hops.iter().enumerate() {
            if hop.down == hop.up {
                errors.add(at(n), Reason::HopToItself);
            } else if !keys.contains(&hop.down) || !keys.contains(&hop.up) {
                errors.add(at(n), Reason::HopElsewhere);
            } else if seen.insert((hop.down, hop.up), n).is_some() {
                errors.add(at(n), Reason::HopTwice);
            }
        }
        errors.into_result()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mention(key: u32) -> Mention {
        Mention { wording: "kata".into(), ..Mention::new(MentionKey(key)) }
    }

    fn hop(down: u32, up: u32) -> Hop {
        Hop {
            down: MentionKey(down),
            up: MentionKey(up),
            kind: HopKind::Quotes,
            state: HopState::Asserted,
            evidence: String::new(),
            back_translation: String::new(),
        }
    }

    #[test]
    fn loops_are_kept_and_nonsense_is_refused() {
        let mut quote = Quote { mentions: vec![mention(1), mention(2)], ..Quote::default() };
        quote.hops = vec![hop(1, 2), hop(2, 1)];
        assert!(quote.check_hops(|n| n.to_string()).is_ok(), "a loop is a finding, not an error");
        quote.hops = vec![hop(1, 1), hop(1, 9), hop(1, 2), hop(1, 2)];
        let reasons: Vec<_> =
            quote.check_hops(|n| n.to_string()).unwrap_err().0.into_iter().map(|i| i.reason).collect();
        assert_eq!(reasons, [Reason::HopToItself, Reason::HopElsewhere, Reason::HopTwice]);
    }

    #[test]
    fn an_outlet_that_names_nobody_is_never_complete() {
        let mut arrahmah = Mention { outlet: Some(RecordId(7)), basis: Some(Basis::Outlet), ..mention(1) };
        arrahmah.lang = LangTag::parse("l", "id").ok();
        let mut quote = Quote { speaker: Some(RecordId(1)), mentions: vec![arrahmah], ..Quote::default() };
        assert!(quote.missing().contains(&Missing::Upstream(MentionKey(1))));
        quote.mentions.push(Mention::new(MentionKey(2)));
        quote.hops.push(hop(1, 2));
        assert!(!quote.missing().contains(&Missing::Upstream(MentionKey(1))), "the unknown step now says so");
        assert!(!quote.missing().iter().any(Missing::blocks_publishing));
    }

    #[test]
    fn an_empty_quote_says_what_it_needs_first() {
        assert_eq!(Quote::default().missing()[..2], [Missing::Speaker, Missing::Wording]);
    }

    #[test]
    fn the_head_of_the_page_is_what_readers_saw() {
        let mut quote = Quote { mentions: vec![mention(1), mention(2), mention(3)], ..Quote::default() };
        quote.mentions[1].read = true;
        quote.mentions[1].directness = Some(Directness::Indirect);
        quote.mentions[2].read = true;
        quote.mentions[2].directness = Some(Directness::Direct);
        assert_eq!(quote.lead().map(|m| m.key), Some(MentionKey(3)));
        assert_eq!(quote.next_key(), MentionKey(4));
    }
}
