//! Names of records: a number inside, a short code and a readable slug in public addresses.

use serde::{Deserialize, Serialize};
use std::fmt;

/// The letters and digits of public ids: none that reads like another, no vowels but a and e,
/// so that no id looks like a word.
const ALPHABET: &[u8; 28] = b"23456789abcdefghjkmnpqrstvwx";
/// Length of a public id: 28^9 is over ten million million.
pub const PUBLIC_ID_LENGTH: usize = 9;

/// The inner number of a speaker, outlet, document or quote: one series for all, never reused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RecordId(pub i64);

/// The short permanent code of a record in public addresses.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PublicId(String);

impl PublicId {
    /// Makes an id of random bytes (at least [`PUBLIC_ID_LENGTH`] of them count).
    pub fn from_random(bytes: [u8; 16]) -> Self {
        let mut number = u128::from_le_bytes(bytes);
        let mut id = String::with_capacity(PUBLIC_ID_LENGTH);
        for _ in 0..PUBLIC_ID_LENGTH {
            let digit = usize::try_from(number % 28).unwrap_or_default();
            id.push(char::from(ALPHABET[digit]));
            number /= 28;
        }
        Self(id)
    }

    /// Reads an id as it stands in an address; `None` for anything that cannot be one.
    pub fn parse(text: &str) -> Option<Self> {
        let fits = text.len() == PUBLIC_ID_LENGTH && text.bytes().all(|b| ALPHABET.contains(&b));
        fits.then(|| Self(text.to_owned()))
    }

    /// The code.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for PublicId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The kinds of record that have a public address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecordKind {
    /// A person, a body or an anonymous speaker.
    Speaker,
    /// A newspaper, wire agency, broadcaster, channel, account, …
    Outlet,
    /// One published item of one outlet.
    Document,
    /// An utterance with its mentions and hops.
    Quote,
}

impl RecordKind {
    /// The word in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Speaker => "speaker",
            Self::Outlet => "outlet",
            Self::Document => "document",
            Self::Quote => "quote",
        }
    }

    /// Reads the word in the database.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "speaker" => Some(Self::Speaker),
            "outlet" => Some(Self::Outlet),
            "document" => Some(Self::Document),
            "quote" => Some(Self::Quote),
            _ => None,
        }
    }

    /// The first part of its public addresses.
    pub fn folder(self) -> &'static str {
        match self {
            Self::Speaker => "speakers",
            Self::Outlet => "outlets",
            Self::Document => "documents",
            Self::Quote => "quotes",
        }
    }
}

/// The public address of a record, for example `/quotes/k3f9…/kami-siap-bekerja-sama`.
pub fn path(kind: RecordKind, id: &PublicId, slug: &str) -> String {
    format!("/{}/{id}/{slug}", kind.folder())
}

/// A readable ASCII slug of at most 60 characters, cut at a word; `-` where nothing is readable.
pub fn slug(text: &str) -> String {
    let mut slug = String::new();
    for word in deunicode::deunicode(text).to_ascii_lowercase().split(|c: char| !c.is_ascii_alphanumeric()) {
        if word.is_empty() {
            continue;
        }
        if slug.len() + word.len() + 1 > 60 {
            if slug.is_empty() {
                slug.push_str(&word[..60]);
            }
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(word);
    }
    if slug.is_empty() { "-".to_owned() } else { slug }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn slugs_read_in_any_script() {
        assert_eq!(slug("“Kami siap bekerja sama sepenuhnya!”"), "kami-siap-bekerja-sama-sepenuhnya");
        assert!(slug("لا نريد الحرب").is_ascii());
        assert_eq!(slug("…"), "-");
        assert!(slug(&"a".repeat(200)).len() <= 60);
    }

    proptest! {
        #[test]
        fn random_ids_read_back(bytes in any::<[u8; 16]>()) {
            let id = PublicId::from_random(bytes);
            prop_assert_eq!(PublicId::parse(id.as_str()), Some(id.clone()));
        }

        #[test]
        fn slugs_are_safe_in_addresses(text in "\\PC{0,100}") {
            let slug = slug(&text);
            prop_assert!(!slug.is_empty() && slug.len() <= 60);
            prop_assert!(slug.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'));
        }
    }
}
