//! What can only be seen across a seam: two sentences spliced, a cue on the other side of its speaker.
//! Beside them the one question both sides of a seam share: are these two forms of one word?

use std::ops::Range;

use super::align::Region;
use super::fold::Gap;
use super::text::Text;
use super::{Finding, Kind};

/// Most words a speaker may take between the two places of a moved cue.
const SPEAKER: usize = 12;

/// "Said X" and "X said": a cue that only changed sides with its speaker is no change.
pub(super) fn moved_cues(a: &Text, b: &Text, regions: &[Region]) -> (Vec<bool>, Vec<bool>) {
    let mut moved = (vec![false; a.units.len()], vec![false; b.units.len()]);
    for pair in regions.windows(2) {
        let between = pair[0].a.end..pair[1].a.start;
        if between.len() > SPEAKER || between.clone().any(|i| a.breaks_at(i, Gap::SENTENCE)) {
            continue;
        }
        for (x, y) in [(&pair[0].a, &pair[1].b), (&pair[1].a, &pair[0].b)] {
            let ups = Text::touching(&a.cues, x.start, x.end);
            let downs = Text::touching(&b.cues, y.start, y.end);
            if let ([up], [down]) = (ups, downs)
                && up.to - up.from == 1
                && down.to - down.from == 1
                && a.key(up.from) == b.key(down.from)
            {
                moved.0[up.from] = true;
                moved.1[down.from] = true;
            }
        }
    }
    moved
}

/// Upstream a sentence ends in or beside what was left out; downstream one sentence runs on.
pub(super) fn splice(a: &Text, b: &Text, region: &Region) -> Option<Finding> {
    let inside =
        region.a.start > 0 && region.b.start > 0 && region.a.end < a.units.len() && region.b.end < b.units.len();
    if !inside || region.a.is_empty() {
        return None;
    }
    let ends = |t: &Text, r: &Range<usize>, gap| (r.start..=r.end).any(|i| t.breaks_at(i, gap));
    let parted = Gap::SENTENCE.or(Gap::ELLIPSIS).or(Gap::BRACKET);
    if !ends(a, &region.a, Gap::SENTENCE) || ends(b, &region.b, parted) {
        return None;
    }
    // The last word may have come along in another form: "We …" as "and we".
    let mut gone = region.a.clone();
    let mut joint = region.b.clone();
    if let (Some(last), Some(other)) = (gone.clone().last(), joint.clone().last())
        && related(a, a.key(last), b.key(other))
    {
        gone.end -= 1;
        joint.end -= 1;
    }
    let grammar = joint.len() <= 2 && joint.clone().all(|j| !b.is_content(j));
    if gone.is_empty() || !grammar || !gone.clone().any(|i| a.is_content(i)) {
        return None;
    }
    let down = if region.b.is_empty() {
        b.span(region.b.start - 1, region.b.start + 1)
    } else {
        b.span(region.b.start, region.b.end)
    };
    Some(Finding { kind: Kind::Splice, up: a.span(gone.start, gone.end), down })
}

/// True for two forms of one word: listed, or with half of the longer one in common at either end.
pub(super) fn related(text: &Text, x: &str, y: &str) -> bool {
    if x == y {
        return true;
    }
    let forms = &text.lex.forms;
    if let (Some(p), Some(q)) = (forms.get(x), forms.get(y))
        && p == q
    {
        return true;
    }
    let longer = x.chars().count().max(y.chars().count());
    let front = x.chars().zip(y.chars()).take_while(|(p, q)| p == q).count();
    let back = x.chars().rev().zip(y.chars().rev()).take_while(|(p, q)| p == q).count();
    (front >= 3 && front * 2 >= longer) || (back >= 4 && back * 2 >= longer)
}
