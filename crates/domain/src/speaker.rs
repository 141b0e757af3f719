//! Who said it: a person, a body, or somebody whom the article leaves unnamed.

use crate::{date::PartialDate, lang::LangTag, words::word_list};
use serde::{Deserialize, Serialize};

word_list! {
    /// What kind of speaker this is.
    SpeakerKind {
        /// A named person.
        Person = "person",
        /// A ministry, company, court, movement, …
        Body = "body",
        /// Somebody unnamed, in the article's own words ("dua pejabat Iran").
        Anonymous = "anonymous",
    }
}

/// A speaker as one saved state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Speaker {
    /// Person, body or anonymous.
    pub kind: SpeakerKind,
    /// The name that pages show; for the anonymous, the article's own description.
    pub name: String,
    /// Other names and spellings, in any script.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Language of `name`.
    #[serde(default)]
    pub lang: Option<LangTag>,
    /// Wikidata item, for example `Q7747`.
    #[serde(default)]
    pub wikidata: Option<String>,
    /// Day of birth, as far as known.
    #[serde(default)]
    pub born: Option<PartialDate>,
    /// Day of death, as far as known.
    #[serde(default)]
    pub died: Option<PartialDate>,
    /// Offices and descriptions over time.
    #[serde(default)]
    pub roles: Vec<SpeakerRole>,
    /// What an editor should know about this speaker.
    #[serde(default)]
    pub note: String,
}

/// An office or description that a speaker held (schema.org `hasOccupation`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpeakerRole {
    /// The office or description.
    pub title: String,
    /// From when, as far as known.
    #[serde(default)]
    pub from: Option<PartialDate>,
    /// Until when, as far as known.
    #[serde(default)]
    pub until: Option<PartialDate>,
}

impl Speaker {
    /// A new speaker of whom only the name is known.
    pub fn named(kind: SpeakerKind, name: impl Into<String>) -> Self {
        Self {
            kind,
            name: name.into(),
            aliases: Vec::new(),
            lang: None,
            wikidata: None,
            born: None,
            died: None,
            roles: Vec::new(),
            note: String::new(),
        }
    }

    /// Every name it goes by.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str()).chain(self.aliases.iter().map(String::as_str))
    }
}

/// One or two letters that stand for a name in a disc.
pub fn initials(name: &str) -> String {
    let mut words = name.split_whitespace().filter_map(|w| w.chars().find(|c| c.is_alphanumeric()));
    let first = words.next();
    let last = words.next_back();
    first.into_iter().chain(last).flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_of_any_script() {
        assert_eq!(initials("Sergei Shoigu"), "SS");
        assert_eq!(initials("Masoud bin Ali Pezeshkian"), "MP");
        assert_eq!(initials("ماجد"), "م");
        assert_eq!(initials("—"), "");
    }
}
