//! Languages: of the interface (two) and of quoted text (any, by BCP 47 tag).

use crate::invalid::{Invalid, Reason};
use serde::{Deserialize, Serialize};
use std::fmt;

/// The language that the interface speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UiLang {
    /// English.
    #[default]
    En,
    /// Bahasa Indonesia.
    Id,
}

impl UiLang {
    /// Both, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::En, Self::Id];

    /// The tag for `lang` attributes.
    pub fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Id => "id",
        }
    }

    /// The language's own name for itself.
    pub fn own_name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::Id => "Bahasa Indonesia",
        }
    }

    /// Reads a tag such as `id` or `en-GB`.
    pub fn from_tag(tag: &str) -> Option<Self> {
        match tag.split(['-', '_']).next()?.trim().to_ascii_lowercase().as_str() {
            "en" => Some(Self::En),
            "id" | "in" | "ms" => Some(Self::Id),
            _ => None,
        }
    }

    /// Chooses by an `Accept-Language` header (RFC 9110, section 12.5.4); English where nothing fits.
    pub fn accept(header: &str) -> Self {
        let mut best = (0.0_f32, Self::En);
        for part in header.split(',') {
            let mut pieces = part.split(';');
            let tag = pieces.next().unwrap_or_default();
            let weight = pieces
                .find_map(|p| p.trim().strip_prefix("q="))
                .map_or(1.0, |q| q.trim().parse::<f32>().unwrap_or(0.0));
            if let Some(lang) = Self::from_tag(tag.trim())
                && weight > best.0
            {
                best = (weight, lang);
            }
        }
        best.1
    }
}

/// Direction in which a text runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dir {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

impl Dir {
    /// The word for `dir` attributes.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ltr => "ltr",
            Self::Rtl => "rtl",
        }
    }
}

/// A BCP 47 language tag in its usual case, for example `id`, `ar`, `zh-Hant`, `pt-BR`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct LangTag(String);

impl LangTag {
    /// Reads a tag: a language of two or three letters, then an optional script and region.
    ///
    /// # Errors
    /// [`Reason::NotALanguage`].
    pub fn parse(field: &str, text: &str) -> Result<Self, Invalid> {
        let refuse = || Invalid::new(field, Reason::NotALanguage);
        let mut parts = text.trim().split(['-', '_']);
        let language = parts.next().unwrap_or_default();
        if !(2..=3).contains(&language.len()) || !language.bytes().all(|b| b.is_ascii_alphabetic()) {
            return Err(refuse());
        }
        let mut tag = language.to_ascii_lowercase();
        for (n, part) in parts.enumerate() {
            let letters = part.bytes().all(|b| b.is_ascii_alphabetic());
            match part.len() {
                4 if letters && n == 0 => {
                    tag.push('-');
                    tag.push_str(&part[..1].to_ascii_uppercase());
                    tag.push_str(&part[1..].to_ascii_lowercase());
                }
                2 if letters && n < 2 => {
                    tag.push('-');
                    tag.push_str(&part.to_ascii_uppercase());
                }
                3 if part.bytes().all(|b| b.is_ascii_digit()) && n < 2 => {
                    tag.push('-');
                    tag.push_str(part);
                }
                _ => return Err(refuse()),
            }
        }
        Ok(Self(tag))
    }

    /// The tag.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The language without script and region.
    pub fn language(&self) -> &str {
        self.0.split('-').next().unwrap_or(&self.0)
    }

    /// The direction that this language's usual script runs in.
    pub fn dir(&self) -> Dir {
        if let Some(script) = self.0.split('-').find(|p| p.len() == 4) {
            return if matches!(script, "Arab" | "Hebr" | "Syrc" | "Thaa" | "Nkoo" | "Adlm") {
                Dir::Rtl
            } else {
                Dir::Ltr
            };
        }
        match self.language() {
            "ar" | "fa" | "he" | "ur" | "ps" | "sd" | "ug" | "yi" | "dv" | "ckb" | "syr" | "arc" | "ku" => Dir::Rtl,
            _ => Dir::Ltr,
        }
    }
}

impl fmt::Display for LangTag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The quote marks of a language: opening and closing.
pub fn quote_marks(lang: Option<&LangTag>) -> (&'static str, &'static str) {
    match lang.map(LangTag::language) {
        Some("ar" | "fa" | "ru" | "uk" | "el" | "fr" | "it" | "es" | "pt" | "no" | "nb") => ("«", "»"),
        Some("de" | "cs" | "sk" | "sl" | "bg") => ("„", "“"),
        Some("ja" | "zh") => ("「", "」"),
        _ => ("“", "”"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_take_their_usual_case() {
        assert_eq!(LangTag::parse("l", "ZH_hant").unwrap().as_str(), "zh-Hant");
        assert_eq!(LangTag::parse("l", "pt-br").unwrap().as_str(), "pt-BR");
        assert!(LangTag::parse("l", "indonesian").is_err());
        assert!(LangTag::parse("l", "").is_err());
        assert!(LangTag::parse("l", "e\"n").is_err());
    }

    #[test]
    fn direction_follows_script_before_language() {
        assert_eq!(LangTag::parse("l", "ar").unwrap().dir(), Dir::Rtl);
        assert_eq!(LangTag::parse("l", "ku-Latn").unwrap().dir(), Dir::Ltr);
        assert_eq!(LangTag::parse("l", "id").unwrap().dir(), Dir::Ltr);
    }

    #[test]
    fn accept_language_takes_the_heaviest_that_we_speak() {
        assert_eq!(UiLang::accept("fr, id;q=0.8, en;q=0.7"), UiLang::Id);
        assert_eq!(UiLang::accept("en-GB,en;q=0.9,id;q=0.8"), UiLang::En);
        assert_eq!(UiLang::accept("fr"), UiLang::En);
        assert_eq!(UiLang::accept(""), UiLang::En);
    }
}
