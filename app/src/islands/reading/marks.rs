//! Where the article's text is marked: the same cut on the server and in the browser.

/// A stretch of the text, and the card that it belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Piece {
    /// The words.
    pub(crate) text: String,
    /// Place of the card.
    pub(crate) card: Option<usize>,
    /// Whether the card's words begin here.
    pub(crate) is_first: bool,
}

/// Cuts the text at the stretches of the cards; where two overlap, the first has it.
pub(crate) fn pieces(chars: &[char], cards: &[Vec<(usize, usize)>]) -> Vec<Piece> {
    let mut marks: Vec<(usize, usize, usize, bool)> = Vec::new();
    for (n, segments) in cards.iter().enumerate() {
        marks.extend(segments.iter().enumerate().map(|(k, (start, end))| (*start, *end, n, k == 0)));
    }
    marks.sort_unstable();
    let piece = |from: usize, to: usize| chars[from..to].iter().collect::<String>();
    let mut out = Vec::new();
    let mut at = 0;
    for (start, end, n, is_first) in marks {
        let (start, end) = (start.max(at), end.min(chars.len()));
        if end <= start {
            continue;
        }
        if start > at {
            out.push(Piece { text: piece(at, start), card: None, is_first: false });
        }
        out.push(Piece { text: piece(start, end), card: Some(n), is_first });
        at = end;
    }
    if at < chars.len() {
        out.push(Piece { text: piece(at, chars.len()), card: None, is_first: false });
    }
    out
}

/// Moves one end of the words by a word; nothing where no word would be left, or none follows.
#[cfg_attr(not(any(feature = "hydrate", test)), expect(dead_code, reason = "only script stretches words"))]
pub(crate) fn stretch(
    chars: &[char],
    segments: &[(usize, usize)],
    is_start: bool,
    is_more: bool,
) -> Option<Vec<(usize, usize)>> {
    let mut all = segments.to_vec();
    let is_gap = |at: usize| chars.get(at).is_none_or(|c| c.is_whitespace());
    if is_start {
        let (start, end) = *all.first()?;
        let moved = if is_more {
            let word = (0..start).rev().find(|at| !is_gap(*at))?;
            (0..=word).rev().find(|at| *at == 0 || is_gap(*at - 1))?
        } else {
            let gap = (start..end).find(|at| is_gap(*at))?;
            (gap..end).find(|at| !is_gap(*at))?
        };
        all[0].0 = moved;
    } else {
        let last = all.len().checked_sub(1)?;
        let (start, end) = all[last];
        let moved = if is_more {
            let word = (end..chars.len()).find(|at| !is_gap(*at))?;
            (word..=chars.len()).find(|at| is_gap(*at))?
        } else {
            let gap = (start..end).rev().find(|at| is_gap(*at))?;
            (start..gap).rev().find(|at| !is_gap(*at))? + 1
        };
        all[last].1 = moved;
    }
    Some(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pieces_are_the_text_whatever_the_marks() {
        let chars: Vec<char> = "😀 Kami siap.".chars().collect();
        let cut = pieces(&chars, &[vec![(2, 6), (9, 11)], vec![(4, 8)], vec![], vec![(900, 901)]]);
        assert_eq!(cut.iter().map(|p| p.text.as_str()).collect::<String>(), "😀 Kami siap.");
        let marked: Vec<(&str, usize, bool)> =
            cut.iter().filter_map(|p| Some((p.text.as_str(), p.card?, p.is_first))).collect();
        assert_eq!(marked, [("Kami", 0, true), (" s", 1, true), ("ap", 0, false)]);
    }

    #[test]
    fn words_go_in_and_out_at_both_ends() {
        let chars: Vec<char> = "Ia bilang kami siap hari ini.".chars().collect();
        let words = |s: &[(usize, usize)]| chars[s[0].0..s[0].1].iter().collect::<String>();
        let middle = [(10, 19)];
        assert_eq!(words(&middle), "kami siap");
        let moved = |start, more| stretch(&chars, &middle, start, more).map(|s| words(&s)).unwrap_or_default();
        assert_eq!(moved(true, false), "siap");
        assert_eq!(moved(true, true), "bilang kami siap");
        assert_eq!(moved(false, true), "kami siap hari");
        assert_eq!(moved(false, false), "kami");
        assert_eq!(stretch(&chars, &[(10, 14)], true, false), None, "the last word stays");
        assert_eq!(stretch(&chars, &[(0, 2)], true, true), None);
        assert_eq!(stretch(&chars, &[(25, 29)], false, true), None);
    }
}
