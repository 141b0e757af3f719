//! Where the words stand in a document's snapshot, kept twice over: by quotation and by position,
//! so that one can find the words again when the other no longer fits
//! (W3C Web Annotation: `TextQuoteSelector` and `TextPositionSelector`).

use serde::{Deserialize, Serialize};

/// How many code points of context are kept on either side.
const CONTEXT: usize = 32;

/// A place in a snapshot. Offsets count Unicode code points from 0; the end is exclusive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchor {
    /// The words as they stand there.
    pub exact: String,
    /// What stands right before them.
    pub prefix: String,
    /// What stands right after them.
    pub suffix: String,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
}

impl Anchor {
    /// Anchors code points `start..end` of a snapshot; `None` where that is no place in it.
    pub fn at(snapshot: &str, start: usize, end: usize) -> Option<Self> {
        Self::within(&snapshot.chars().collect::<Vec<char>>(), start, end)
    }

    /// As [`Self::at`] in a text that has been cut into code points already: for many anchors in one text.
    pub fn within(chars: &[char], start: usize, end: usize) -> Option<Self> {
        if start >= end || end > chars.len() {
            return None;
        }
        let piece = |from: usize, to: usize| chars[from..to].iter().collect::<String>();
        Some(Self {
            exact: piece(start, end),
            prefix: piece(start.saturating_sub(CONTEXT), start),
            suffix: piece(end, (end + CONTEXT).min(chars.len())),
            start,
            end,
        })
    }

    /// Finds words in a snapshot: exactly as written, else with quote marks, dashes and white space folded.
    /// `near` chooses between several places: the one that starts closest to it.
    pub fn find(snapshot: &str, words: &str, near: Option<usize>) -> Option<Self> {
        let chars: Vec<char> = snapshot.chars().collect();
        let wanted: Vec<char> = words.trim().chars().collect();
        let exact = places(&chars, &wanted, |c| c);
        let found = if exact.is_empty() { folded_places(&chars, &wanted) } else { exact };
        let (start, end) = match near {
            Some(near) => found.into_iter().min_by_key(|(start, _)| start.abs_diff(near))?,
            None => found.into_iter().next()?,
        };
        Self::at(snapshot, start, end)
    }

    /// Finds the anchored words again in a text that may have changed: where the context fits best, and of several
    /// such places the one nearest to the old one.
    pub fn again(&self, snapshot: &str) -> Option<Self> {
        let chars: Vec<char> = snapshot.chars().collect();
        let exact: Vec<char> = self.exact.chars().collect();
        let prefix: Vec<char> = self.prefix.chars().collect();
        let suffix: Vec<char> = self.suffix.chars().collect();
        // The same words may now stand at the old place by chance: the context decides, the old place only a tie.
        let best = places(&chars, &exact, |c| c).into_iter().max_by_key(|(start, end)| {
            let before = chars[..*start].iter().rev().zip(prefix.iter().rev()).take_while(|(a, b)| a == b).count();
            let after = chars[*end..].iter().zip(&suffix).take_while(|(a, b)| a == b).count();
            (before + after, std::cmp::Reverse(start.abs_diff(self.start)))
        })?;
        Self::at(snapshot, best.0, best.1)
    }
}

/// Every place of `wanted` in `chars`, by Knuth, Morris and Pratt: linear, whatever the text.
fn places(chars: &[char], wanted: &[char], fold: impl Fn(char) -> char) -> Vec<(usize, usize)> {
    if wanted.is_empty() || wanted.len() > chars.len() {
        return Vec::new();
    }
    let mut borders = vec![0; wanted.len()];
    let mut length = 0;
    for i in 1..wanted.len() {
        while length > 0 && fold(wanted[i]) != fold(wanted[length]) {
            length = borders[length - 1];
        }
        if fold(wanted[i]) == fold(wanted[length]) {
            length += 1;
        }
        borders[i] = length;
    }
    let mut found = Vec::new();
    let mut matched = 0;
    for (at, c) in chars.iter().enumerate() {
        while matched > 0 && fold(*c) != fold(wanted[matched]) {
            matched = borders[matched - 1];
        }
        if fold(*c) == fold(wanted[matched]) {
            matched += 1;
        }
        if matched == wanted.len() {
            found.push((at + 1 - matched, at + 1));
            matched = borders[matched - 1];
        }
    }
    found
}

fn fold_char(c: char) -> char {
    match c {
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' | '＂' => '"',
        '‘' | '’' | '‚' | '‛' | '′' | 'ʼ' => '\'',
        '‐' | '‑' | '‒' | '–' | '—' | '―' => '-',
        c if c.is_whitespace() => ' ',
        c => c,
    }
}

/// As [`places`] after folding; runs of white space count as one space, and offsets are those of the original.
fn folded_places(chars: &[char], wanted: &[char]) -> Vec<(usize, usize)> {
    let squeeze = |text: &[char]| {
        let mut out: Vec<(char, usize)> = Vec::with_capacity(text.len());
        for (at, c) in text.iter().enumerate() {
            let c = fold_char(*c);
            if c == ' ' && out.last().is_some_and(|(last, _)| *last == ' ') {
                continue;
            }
            out.push((c, at));
        }
        out
    };
    let (hay, needle) = (squeeze(chars), squeeze(wanted));
    let letters = |v: &[(char, usize)]| v.iter().map(|(c, _)| *c).collect::<Vec<char>>();
    places(&letters(&hay), &letters(&needle), |c| c)
        .into_iter()
        .map(|(start, end)| (hay[start].1, hay[end - 1].1 + 1))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn offsets_are_code_points_with_emoji_and_arabic_before() {
        let snapshot = "😀 قال الوزير: “Kami siap” ujar dia";
        let anchor = Anchor::find(snapshot, "Kami siap", None).unwrap();
        assert_eq!((anchor.start, anchor.end), (15, 24));
        assert_eq!(anchor.prefix, "😀 قال الوزير: “");
        assert_eq!(anchor.suffix, "” ujar dia");
    }

    #[test]
    fn folds_marks_and_white_space_but_keeps_the_words_as_they_stand() {
        let anchor = Anchor::find("ia berkata, “kita\n  siap” —", "\"kita siap\"", None).unwrap();
        assert_eq!(anchor.exact, "“kita\n  siap”");
    }

    #[test]
    fn the_nearest_of_several_places_is_taken() {
        let text = "damai. Lagi: damai. Dan damai.";
        assert_eq!(Anchor::find(text, "damai", Some(12)).unwrap().start, 13);
        assert_eq!(Anchor::find(text, "perang", None), None);
    }

    #[test]
    fn found_again_by_context_after_the_text_has_moved() {
        let old = Anchor::find("satu kata di sini, kata di sana", "kata", Some(20)).unwrap();
        let again = old.again("Pembuka baru. satu kata di sini, kata di sana").unwrap();
        assert_eq!(again.start, 33);
    }

    proptest! {
        #[test]
        fn an_anchor_always_holds_what_stands_there(text in "\\PC{1,80}", from in 0usize..80, len in 1usize..20) {
            let count = text.chars().count();
            let anchor = Anchor::at(&text, from, from + len);
            prop_assert_eq!(anchor.is_some(), from + len <= count);
            if let Some(anchor) = anchor {
                let piece: String = text.chars().skip(anchor.start).take(anchor.end - anchor.start).collect();
                prop_assert_eq!(&piece, &anchor.exact);
                prop_assert_eq!(anchor.again(&text), Some(anchor.clone()));
            }
        }

        #[test]
        fn what_is_in_the_text_is_found(before in "[ a-zق😀]{0,20}", words in "[a-zق😀]{1,10}", after in "\\PC{0,20}") {
            let text = format!("{before}{words}{after}");
            let anchor = Anchor::find(&text, &words, Some(before.chars().count())).unwrap();
            prop_assert_eq!(anchor.exact, words);
            prop_assert_eq!(anchor.start, before.chars().count());
        }
    }
}
