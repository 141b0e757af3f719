//! Drift: what changed between the wordings at the two ends of a hop.
//! Named kinds come first, because "a number changed" helps an editor and "two words differ" does not.
//!
//! The rules are pure and deterministic. Both texts are cut into words (numbers become one word each),
//! the words are folded and compared, and every stretch that differs is read by the rules in
//! a fixed order: splice, speaker, number, negation, hedge, cue. What no rule explains is left as an
//! omission, an insertion or a substitution. Quote marks are judged on the words that stayed.
//! Wordings in two languages are compared by numbers, dates, names and negation only.
//!
//! Time is close to linear in the length of the texts without a clock: see `align`.

mod across;
mod align;
mod attribution;
mod compare;
mod date;
mod fold;
mod joint;
mod lexicon;
mod marks;
mod names;
mod number;
mod piece;
pub mod record;
mod text;
mod within;

use serde::{Deserialize, Serialize};

pub use compare::{Comparison, End, EndToEnd, HopDrift, Measure, compare, end_to_end};
pub use piece::{Piece, pieces};

use lexicon::Lexicon;
use text::Text;

/// One end of a hop: the words as they stand, and the language they are in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wording<'a> {
    text: &'a str,
    lang: &'a str,
}

impl<'a> Wording<'a> {
    /// A wording in the language of this BCP-47 tag; only its primary subtag counts here.
    /// An empty or unknown tag is fine: the rules that need word lists then keep silent.
    pub fn new(text: &'a str, lang: &'a str) -> Self {
        Self { text, lang }
    }

    /// The words, never tidied.
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// The language tag as given.
    pub fn lang(&self) -> &'a str {
        self.lang
    }
}

/// What kind of change a finding names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Words of the upstream are gone.
    Omission,
    /// Words that the upstream does not have.
    Insertion,
    /// Words in the place of others.
    Substitution,
    /// Two sentences made one, with something between them left out.
    Splice,
    /// A quantity, share or date changed.
    Number,
    /// Said becomes not said, or the other way round.
    Negation,
    /// "May have" becomes "has".
    Hedge,
    /// The reporting verb is stronger: said, warned, threatened.
    Cue,
    /// Another name, role or office is given the words.
    Speaker,
    /// Words that stood inside quote marks no longer do.
    QuoteMarks,
}

impl Kind {
    /// Every kind, in the order of the domain document.
    pub const ALL: [Self; 10] = [
        Self::Omission,
        Self::Insertion,
        Self::Substitution,
        Self::Splice,
        Self::Number,
        Self::Negation,
        Self::Hedge,
        Self::Cue,
        Self::Speaker,
        Self::QuoteMarks,
    ];

    /// The word used in files and addresses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Omission => "omission",
            Self::Insertion => "insertion",
            Self::Substitution => "substitution",
            Self::Splice => "splice",
            Self::Number => "number",
            Self::Negation => "negation",
            Self::Hedge => "hedge",
            Self::Cue => "cue",
            Self::Speaker => "speaker",
            Self::QuoteMarks => "quote_marks",
        }
    }
}

impl std::fmt::Display for Kind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A stretch of one text in Unicode code points, end exclusive. It is empty where the text
/// has nothing to show: the point at which the other text's words would stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "(usize, usize)", into = "(usize, usize)")]
pub struct Span {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
}

impl Span {
    /// True where the text shows no words, only a place between them.
    pub fn is_empty(self) -> bool {
        self.start >= self.end
    }
}

impl From<(usize, usize)> for Span {
    fn from((start, end): (usize, usize)) -> Self {
        Self { start, end }
    }
}

impl From<Span> for (usize, usize) {
    fn from(span: Span) -> Self {
        (span.start, span.end)
    }
}

/// One change, with the characters it concerns in both texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Finding {
    /// Where in the upstream wording.
    pub up: Span,
    /// Where in the downstream wording.
    pub down: Span,
    /// What it is called.
    pub kind: Kind,
}

/// Everything that changed from the upstream wording to the downstream one, in reading order.
pub fn findings(up: &Wording<'_>, down: &Wording<'_>) -> Vec<Finding> {
    let (lang_up, lang_down) = (lexicon::primary(up.lang), lexicon::primary(down.lang));
    let (lex_up, lex_down) = (Lexicon::of(&lang_up), Lexicon::of(&lang_down));
    let a = Text::read(up.text, lex_up);
    let b = Text::read(down.text, lex_down);
    let mut found = if lang_up == lang_down { within::findings(&a, &b) } else { across::findings(&a, &b) };
    found.sort_unstable();
    found.dedup();
    found
}
