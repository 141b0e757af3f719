//! Quote marks lost: words that stayed, but no longer stand inside quote marks.
//! It turns somebody's exact words into the outlet's own, which no word diff shows.

use super::text::Text;
use super::{Finding, Kind};

/// Fewest words of a longer quote that count when the rest keeps its marks.
const RUN: usize = 3;

/// One finding for each quoted stretch, or long part of one, that lost its marks.
pub(super) fn lost(a: &Text, b: &Text, twin: &[Option<usize>], out: &mut Vec<Finding>) {
    let mut inside: Vec<Vec<usize>> = vec![Vec::new(); a.quotes];
    for (i, unit) in a.units.iter().enumerate() {
        if let Some(quote) = unit.quote {
            inside[quote].push(i);
        }
    }
    for words in &inside {
        // A run ends at a word that is still quoted; words without a twin only bridge.
        let kept = |&i: &usize| twin[i].is_some_and(|j| b.units[j].quote.is_some());
        for run in words.split(kept) {
            let bare: Vec<(usize, usize)> = run.iter().filter_map(|&i| twin[i].map(|j| (i, j))).collect();
            let enough = bare.len() * 2 >= words.len() || bare.len() >= RUN;
            let meaning = bare.iter().any(|&(i, _)| a.is_content(i)) || bare.len() == words.len();
            if let (Some(first), Some(last), true, true) = (bare.first(), bare.last(), enough, meaning) {
                out.push(Finding {
                    kind: Kind::QuoteMarks,
                    up: a.span(first.0, last.0 + 1),
                    down: b.span(first.1, last.1 + 1),
                });
            }
        }
    }
}
