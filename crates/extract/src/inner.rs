//! Quotations inside a quotation: "My father said, 'Never sign at night,' and he was right."
//! The words between the outer marks are read once more, one level deep, so that the whole stays linear.

use crate::doc::Doc;
use crate::model::{Inner, Mention, Span};
use crate::noun::Run;
use crate::offsets::Points;

/// Marks that can open a quotation inside another.
const OPENING: &[char] = &['‘', '‚', '‹', '«', '„', '“', '"', '\'', '»', '›'];

/// What stands in quote marks inside the segment `run`.
pub(crate) fn inner(doc: &Doc<'_>, points: &Points<'_>, run: Run) -> Vec<Inner> {
    let mut out = Vec::new();
    for fold in (run.0..run.1).filter_map(|i| doc.fold_at(i)) {
        let words = &doc.text[fold.start..fold.end];
        // An apostrophe inside a word opens nothing.
        let opens = |(i, _): (usize, &str)| !words[..i].chars().next_back().is_some_and(char::is_alphanumeric);
        if !words.match_indices(OPENING).any(opens) {
            continue;
        }
        let deep = Doc::new(words, doc.lex);
        let at = |token: usize| fold.start + deep.toks[token].start as usize;
        let end = |token: usize| fold.start + deep.toks[token - 1].end as usize;
        let span = |a: usize, b: usize| Span { start: points.at(a), end: points.at(b) };
        let mention = |r: Run| Mention { text: deep.words(r.0, r.1).to_string(), span: span(at(r.0), end(r.1)) };
        for frame in crate::gather::gather(&deep) {
            for f in frame.segs.iter().flat_map(|g| g.0..g.1).filter_map(|i| deep.fold_at(i)) {
                out.push(Inner {
                    span: span(fold.start + f.start, fold.start + f.end),
                    cue: frame.cue.map(mention),
                    speaker: frame.speaker.map(mention),
                });
            }
        }
    }
    out
}
