//! Who carried it: newspapers, agencies, broadcasters, channels, accounts.

use crate::{lang::LangTag, words::word_list};
use serde::{Deserialize, Serialize};

word_list! {
    /// What kind of outlet this is.
    OutletKind {
        /// A newspaper or news site.
        Newspaper = "newspaper",
        /// A wire agency or syndicator.
        Wire = "wire",
        /// Radio or television.
        Broadcaster = "broadcaster",
        /// Media owned or run by a state.
        StateMedia = "state_media",
        /// A government's or body's own channel.
        Official = "official",
        /// An account on a social network.
        SocialAccount = "social_account",
        /// A magazine, journal or book publisher.
        Magazine = "magazine",
        /// A blog or newsletter.
        Blog = "blog",
        /// None of these, or not known yet.
        Other = "other",
    }
}

/// An outlet as one saved state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outlet {
    /// What kind.
    pub kind: OutletKind,
    /// The name that pages show.
    pub name: String,
    /// Other names, short forms and spellings.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Owner that it shares with other outlets; empty when not known.
    #[serde(default)]
    pub family: String,
    /// Main language.
    #[serde(default)]
    pub lang: Option<LangTag>,
    /// ISO 3166-1 alpha-2 country code; empty when not known.
    #[serde(default)]
    pub country: String,
    /// Home page.
    #[serde(default)]
    pub home_page: Option<String>,
    /// What an editor should know about this outlet.
    #[serde(default)]
    pub note: String,
}

impl Outlet {
    /// A new outlet of which only the name is known.
    pub fn named(kind: OutletKind, name: impl Into<String>) -> Self {
        Self {
            kind,
            name: name.into(),
            aliases: Vec::new(),
            family: String::new(),
            lang: None,
            country: String::new(),
            home_page: None,
            note: String::new(),
        }
    }

    /// Every name it goes by.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str()).chain(self.aliases.iter().map(String::as_str))
    }
}
