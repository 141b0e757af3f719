//! A text cut where findings begin and end, so that a page can mark them in the words themselves.
//! Nothing is lost and nothing is added: the pieces put together are the text.

use super::Span;

/// A stretch of a text that lies in the same findings from its first character to its last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece<'t> {
    /// The characters; none for a finding that points between two words.
    pub text: &'t str,
    /// Indices of the findings that begin here.
    pub begins: Vec<usize>,
    /// Indices of the findings that it lies in, those that begin here included.
    pub inside: Vec<usize>,
    /// Indices of the findings that end with it.
    pub ends: Vec<usize>,
}

/// Cuts a text at these spans (code points, end exclusive). A span beyond the text is taken as far as the text goes.
/// Each span begins in exactly one piece and ends in one.
pub fn pieces<'t>(text: &'t str, spans: &[Span]) -> Vec<Piece<'t>> {
    let len = text.chars().count();
    let spans: Vec<(usize, usize)> = spans
        .iter()
        .map(|s| {
            let start = s.start.min(len);
            (start, s.end.min(len).max(start))
        })
        .collect();
    let mut cuts: Vec<usize> = spans.iter().flat_map(|&(start, end)| [start, end]).chain([0, len]).collect();
    cuts.sort_unstable();
    cuts.dedup();
    let which = |test: &dyn Fn((usize, usize)) -> bool| -> Vec<usize> {
        spans.iter().enumerate().filter(|&(_, &span)| test(span)).map(|(n, _)| n).collect()
    };
    let mut out = Vec::new();
    let mut rest = text;
    for (n, &at) in cuts.iter().enumerate() {
        let points = which(&|(start, end)| start == at && end == at);
        if !points.is_empty() {
            out.push(Piece { text: "", begins: points.clone(), inside: points.clone(), ends: points });
        }
        let Some(&next) = cuts.get(n + 1) else { break };
        let bytes = rest.char_indices().nth(next - at).map_or(rest.len(), |(byte, _)| byte);
        let (piece, after) = rest.split_at(bytes);
        rest = after;
        out.push(Piece {
            text: piece,
            begins: which(&|(start, end)| start == at && end > at),
            inside: which(&|(start, end)| start <= at && end > at),
            ends: which(&|(start, end)| end == next && start < next),
        });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn span(start: usize, end: usize) -> Span {
        Span { start, end }
    }

    #[test]
    fn overlaps_points_and_code_points() {
        let cut = pieces("😀 siap kerja", &[span(2, 6), span(4, 12), span(2, 2)]);
        let texts: Vec<_> = cut.iter().map(|p| (p.text, p.inside.clone())).collect();
        assert_eq!(texts, [("😀 ", vec![]), ("", vec![2]), ("si", vec![0]), ("ap", vec![0, 1]), (" kerja", vec![1]),]);
        assert_eq!(cut[4].ends, [1]);
        assert_eq!(pieces("", &[]), []);
        assert_eq!(pieces("", &[span(0, 0)]).len(), 1);
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_every_finding_is_shown_once(
            text in "[a-zé😀 قِ]{0,20}",
            spans in prop::collection::vec((0_usize..25, 0_usize..8), 0..6),
        ) {
            let spans: Vec<Span> = spans.into_iter().map(|(start, len)| span(start, start + len)).collect();
            let cut = pieces(&text, &spans);
            prop_assert_eq!(cut.iter().map(|p| p.text).collect::<String>(), text.as_str());
            for n in 0..spans.len() {
                prop_assert_eq!(cut.iter().filter(|p| p.begins.contains(&n)).count(), 1);
                prop_assert_eq!(cut.iter().filter(|p| p.ends.contains(&n)).count(), 1);
                let first = cut.iter().position(|p| p.begins.contains(&n)).unwrap();
                let last = cut.iter().position(|p| p.ends.contains(&n)).unwrap();
                prop_assert!(first <= last);
                for piece in &cut[first..=last] {
                    let stays = piece.inside.contains(&n) || piece.text.is_empty();
                    prop_assert!(stays, "a finding is one stretch");
                }
            }
        }
    }
}
