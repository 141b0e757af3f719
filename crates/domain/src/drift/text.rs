//! A text as the rules see it: folded words with numbers joined, and what the lists say about them.
//! Everything is found once here, so that the rules only look at positions.

use super::fold::{Gap, cut};
use super::lexicon::{Cue, Lexicon, Negator};
use super::number::{Value, join};
use super::{Span, attribution};

/// One word, or one number expression.
#[derive(Clone, Debug)]
pub(super) struct Unit {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) key: String,
    pub(super) capital: bool,
    pub(super) shouted: bool,
    pub(super) gap: Gap,
    pub(super) number: Option<Value>,
    /// Index of the innermost-starting quoted stretch this word stands in.
    pub(super) quote: Option<usize>,
}

/// A listed word or phrase: which units it covers and what it means.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark<T> {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) what: T,
}

/// A text, read.
#[derive(Debug)]
pub(super) struct Text {
    pub(super) lex: &'static Lexicon,
    pub(super) units: Vec<Unit>,
    /// False where no letter is a capital: Arabic, or a text all in small letters.
    pub(super) cased: bool,
    pub(super) quotes: usize,
    pub(super) negators: Vec<Mark<Negator>>,
    pub(super) hedges: Vec<Mark<u8>>,
    pub(super) cues: Vec<Mark<Cue>>,
    /// Whether each unit stands where a speaker is named.
    pub(super) attributed: Vec<bool>,
}

impl Text {
    pub(super) fn read(text: &str, lex: &'static Lexicon) -> Self {
        let cut = cut(text, lex);
        let quoted = cut.quoted;
        let (words, values) = join(&cut.words, lex);
        let mut units: Vec<Unit> = words
            .into_iter()
            .zip(values)
            .map(|(word, number)| Unit {
                start: word.start,
                end: word.end,
                key: word.key,
                capital: word.capital,
                shouted: word.shouted,
                gap: word.gap,
                number,
                quote: None,
            })
            .collect();
        for (index, &(start, end)) in quoted.iter().enumerate() {
            let from = units.partition_point(|u| u.start < start);
            for unit in units[from..].iter_mut().take_while(|u| u.end <= end) {
                unit.quote.get_or_insert(index);
            }
        }
        let mut text = Self {
            lex,
            negators: marks(&units, lex, |get| lex.negations.at(get)),
            hedges: marks(&units, lex, |get| lex.hedges.at(get)),
            cues: marks(&units, lex, |get| lex.cues.at(get)),
            attributed: vec![false; units.len()],
            cased: units.iter().any(|u| u.capital),
            quotes: quoted.len(),
            units,
        };
        text.hedges.retain(|h| h.what > 0);
        text.attributed = attribution::mask(&text);
        text
    }

    /// True if a list of negations, hedges or cues knows the word.
    pub(super) fn is_listed(&self, i: usize) -> bool {
        !Self::touching(&self.negators, i, i + 1).is_empty()
            || !Self::touching(&self.hedges, i, i + 1).is_empty()
            || !Self::touching(&self.cues, i, i + 1).is_empty()
    }

    pub(super) fn key(&self, i: usize) -> &str {
        &self.units[i].key
    }

    /// True for a word that carries meaning: no grammar word.
    pub(super) fn is_content(&self, i: usize) -> bool {
        !self.lex.is_stop(self.key(i))
    }

    /// True if the words before and after this point are in two sentences.
    pub(super) fn breaks_at(&self, i: usize, gap: Gap) -> bool {
        self.units.get(i).is_some_and(|u| u.gap.has(gap))
    }

    /// The characters of units `from..to`, or the empty point before `from`.
    pub(super) fn span(&self, from: usize, to: usize) -> Span {
        if from >= to {
            return self.point(from);
        }
        Span { start: self.units[from].start, end: self.units[to - 1].end }
    }

    /// The empty place before unit `i`: where its word begins, or after the last word.
    pub(super) fn point(&self, i: usize) -> Span {
        let at = match self.units.get(i) {
            Some(unit) => unit.start,
            None => self.units.last().map_or(0, |u| u.end),
        };
        Span { start: at, end: at }
    }

    /// The marks of a list that touch units `from..to`.
    pub(super) fn touching<T>(list: &[Mark<T>], from: usize, to: usize) -> &[Mark<T>] {
        let first = list.partition_point(|m| m.to <= from);
        let count = list[first..].iter().take_while(|m| m.from < to).count();
        &list[first..first + count]
    }
}

/// A way to look at the key of the n-th unit from here.
type Keys<'a> = &'a dyn Fn(usize) -> Option<&'a str>;

/// Finds every listed phrase from left to right, clitics tried where the word itself is not listed.
fn marks<T: Copy>(units: &[Unit], lex: &Lexicon, find: impl Fn(Keys<'_>) -> Option<(usize, T)>) -> Vec<Mark<T>> {
    let mut out = Vec::new();
    let mut i = 0;
    while i < units.len() {
        let whole = |k: usize| {
            let unit = units.get(i + k)?;
            (k == 0 || !unit.gap.has(Gap::BREAK)).then_some(unit.key.as_str())
        };
        let found =
            find(&whole).or_else(|| lex.stems(&units[i].key).find_map(|stem| find(&|k| (k == 0).then_some(stem))));
        if let Some((len, what)) = found {
            out.push(Mark { from: i, to: i + len, what });
            i += len;
        } else {
            i += 1;
        }
    }
    out
}
