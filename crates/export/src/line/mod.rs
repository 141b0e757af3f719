//! The sentence that a newspaper could print under a quote, made from its chain and from nothing else: every gap,
//! circle and step that nobody compared is in it at every length, so that what is copied never says more than we know.

mod build;
mod words;

use domain::{
    chain::Graph,
    date::PartialDate,
    document::Standing,
    lang::{Dir, LangTag, UiLang},
    quote::Directness,
};

/// How much of the chain the sentence tells. What a reader must know is in all three.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Length {
    /// The speaker, the outlet cited, where the trail ends.
    Short,
    /// Place and day, every step by name, how many independent origins.
    Medium,
    /// The office held, publishing dates, translation and agencies, who else carried it.
    Full,
}

impl Length {
    /// All three, the shortest first.
    pub const ALL: [Self; 3] = [Self::Short, Self::Medium, Self::Full];
}

/// Where a step stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    /// An outlet, by its name.
    Outlet(String),
    /// A document whose outlet is not known, by its title; perhaps without one.
    Document(String),
    /// Somebody who handed the words on.
    Person(String),
    /// Nobody is named.
    Unnamed,
}

/// One mention, as far as the sentence needs it.
#[derive(Debug, Clone)]
pub struct Step {
    /// Where it stands.
    pub who: Who,
    /// Its wording, verbatim; empty where it is not known.
    pub wording: String,
    /// Language of the wording.
    pub lang: Option<LangTag>,
    /// How much of it stands in quote marks.
    pub directness: Option<Directness>,
    /// When it was published.
    pub published: Option<PartialDate>,
    /// The wire agency credited, as printed.
    pub wire: String,
    /// Whether its outlet stands by it.
    pub standing: Standing,
}

/// Who said it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Speaker {
    /// Somebody with a name.
    Named(String),
    /// Somebody without, in the report's own words.
    Described(String),
    /// Not known at all.
    Unknown,
}

/// A chain, ready to be put into a sentence.
#[derive(Debug, Clone)]
pub struct Attribution {
    /// Who said it.
    pub speaker: Speaker,
    /// The office held then, as the record has it.
    pub role: String,
    /// Where.
    pub place: String,
    /// When.
    pub said: Option<PartialDate>,
    /// In which language.
    pub spoken_lang: Option<LangTag>,
    /// The mentions, by index of the graph's nodes.
    pub steps: Vec<Step>,
    /// The chain.
    pub graph: Graph,
    /// Index of the mention whose words are printed: the sentence rests on what is upstream of it alone.
    pub cited: usize,
    /// The name of a language in the language of the sentence.
    pub language: fn(UiLang, &LangTag) -> String,
}

/// A run of the sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Our own words.
    Text(String),
    /// A name, a role, a place: as the record has it, in whatever direction it runs.
    Name(String),
    /// The wording with its quote marks, if it has any.
    Words {
        /// The words.
        text: String,
        /// Their language.
        lang: Option<LangTag>,
    },
}

impl Piece {
    /// The text of the run.
    pub fn text(&self) -> &str {
        match self {
            Self::Text(text) | Self::Name(text) | Self::Words { text, .. } => text,
        }
    }

    /// The direction it runs in, where that is known.
    pub fn dir(&self) -> Option<Dir> {
        match self {
            Self::Words { lang, .. } => lang.as_ref().map(LangTag::dir),
            Self::Text(_) | Self::Name(_) => None,
        }
    }
}

/// The sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its runs, in order.
    pub pieces: Vec<Piece>,
}

impl Line {
    /// The sentence as it is copied.
    pub fn plain(&self) -> String {
        self.pieces.iter().map(Piece::text).collect()
    }
}

/// Writes the sentence. Where the cited mention does not exist or has no words, an ellipsis stands for them.
pub fn line(attribution: &Attribution, lang: UiLang, length: Length) -> Line {
    build::line(attribution, lang, length)
}

#[cfg(test)]
mod tests;
