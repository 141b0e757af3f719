//! Which words stayed and which stretches differ.
//! The diff itself is `similar`'s; here it is bounded, slid to sentence edges and freed of chance matches.
//!
//! Bound: a word diff may cost the product of the two lengths. Where that product passes `LIMIT`
//! the texts are first cut at words that occur exactly once in both and keep their order
//! (the patience rule, n log n); a piece that is still too large is reported as one stretch.
//! No clock is used, so the same texts always give the same findings.

use std::collections::HashMap;
use std::ops::Range;

use similar::{Algorithm, DiffTag, capture_diff_slices};

use super::fold::Gap;
use super::text::Text;

/// Largest product of lengths that is compared word by word.
const LIMIT: usize = 4_000_000;

/// How far a stretch may slide to find a better edge.
const SLIDE: usize = 64;

/// A stretch that differs: units of the upstream and of the downstream text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Region {
    pub(super) a: Range<usize>,
    pub(super) b: Range<usize>,
}

/// The regions in order, and for each upstream unit its downstream twin.
#[derive(Debug)]
pub(super) struct Alignment {
    pub(super) regions: Vec<Region>,
    pub(super) twin: Vec<Option<usize>>,
}

/// Aligns two texts word by word.
pub(super) fn align(a: &Text, b: &Text) -> Alignment {
    let (ids_a, ids_b) = intern(a, b);
    let mut regions = Vec::new();
    bounded(&ids_a, &ids_b, &mut regions);
    let (mut from, last) = ((0, 0), (ids_a.len(), ids_b.len()));
    for i in 0..regions.len() {
        let next = regions.get(i + 1);
        let to = next.map_or(last, |r| (r.a.start, r.b.start));
        let bounds = Bounds { from, to };
        slide(&mut regions[i], bounds, (a, &ids_a), (b, &ids_b));
        from = (regions[i].a.end, regions[i].b.end);
    }
    let regions = join_chance_matches(&join_touching(regions), a);
    let mut twin = vec![None; a.units.len()];
    let (mut i, mut j) = (0, 0);
    let end = Region { a: a.units.len()..a.units.len(), b: b.units.len()..b.units.len() };
    for region in regions.iter().chain([&end]) {
        while i < region.a.start && j < region.b.start {
            twin[i] = Some(j);
            i += 1;
            j += 1;
        }
        i = region.a.end;
        j = region.b.end;
    }
    Alignment { regions, twin }
}

/// Small numbers for words, equal where the words are.
fn intern(a: &Text, b: &Text) -> (Vec<u32>, Vec<u32>) {
    let mut ids: HashMap<&str, u32> = HashMap::new();
    let mut next = 0_u32;
    let mut number = |key| {
        *ids.entry(key).or_insert_with(|| {
            next += 1;
            next
        })
    };
    let first = a.units.iter().map(|u| number(u.key.as_str())).collect();
    let second = b.units.iter().map(|u| number(u.key.as_str())).collect();
    (first, second)
}

fn bounded(a: &[u32], b: &[u32], out: &mut Vec<Region>) {
    let prefix = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (rest_a, rest_b) = (&a[prefix..], &b[prefix..]);
    let ends = rest_a.iter().rev().zip(rest_b.iter().rev());
    let suffix = ends.take_while(|(x, y)| x == y).count();
    let (mid_a, mid_b) = (prefix..a.len() - suffix, prefix..b.len() - suffix);
    if mid_a.len().saturating_mul(mid_b.len()) <= LIMIT {
        piece(a, mid_a, b, mid_b, out);
        return;
    }
    let (mut i, mut j) = (mid_a.start, mid_b.start);
    let anchors = anchors(&a[mid_a.clone()], &b[mid_b.clone()]);
    for (x, y) in anchors.into_iter().map(|(x, y)| (x + mid_a.start, y + mid_b.start)).chain([(mid_a.end, mid_b.end)]) {
        piece(a, i..x, b, j..y, out);
        i = x + 1;
        j = y + 1;
    }
}

/// Compares one piece, or reports it whole if that would cost too much.
fn piece(a: &[u32], range_a: Range<usize>, b: &[u32], range_b: Range<usize>, out: &mut Vec<Region>) {
    if range_a.is_empty() && range_b.is_empty() {
        return;
    }
    let too_much = range_a.len().saturating_mul(range_b.len()) > LIMIT;
    if too_much || range_a.is_empty() || range_b.is_empty() {
        out.push(Region { a: range_a, b: range_b });
        return;
    }
    let (x, y) = (range_a.start, range_b.start);
    for op in capture_diff_slices(Algorithm::Myers, &a[range_a], &b[range_b]) {
        let (tag, old, new) = op.as_tag_tuple();
        if tag != DiffTag::Equal {
            out.push(Region { a: old.start + x..old.end + x, b: new.start + y..new.end + y });
        }
    }
}

/// Pairs of places whose word occurs once on each side, in an order both share.
fn anchors(a: &[u32], b: &[u32]) -> Vec<(usize, usize)> {
    let once = |list: &[u32]| {
        let mut at: HashMap<u32, Option<usize>> = HashMap::new();
        for (i, &id) in list.iter().enumerate() {
            at.entry(id).and_modify(|e| *e = None).or_insert(Some(i));
        }
        at
    };
    let (once_a, once_b) = (once(a), once(b));
    let pairs: Vec<(usize, usize)> = a
        .iter()
        .enumerate()
        .filter(|(_, id)| once_a.get(id).is_some_and(Option::is_some))
        .filter_map(|(i, id)| Some((i, once_b.get(id).copied().flatten()?)))
        .collect();
    // Longest increasing run of the second places; `piles` holds the last pair of each length.
    let mut piles: Vec<usize> = Vec::new();
    let mut back: Vec<Option<usize>> = vec![None; pairs.len()];
    for (n, &(_, place)) in pairs.iter().enumerate() {
        let pile = piles.partition_point(|&p| pairs[p].1 < place);
        back[n] = pile.checked_sub(1).map(|p| piles[p]);
        if pile == piles.len() {
            piles.push(n);
        } else {
            piles[pile] = n;
        }
    }
    let mut chain = Vec::new();
    let mut at = piles.last().copied();
    while let Some(n) = at {
        chain.push(pairs[n]);
        at = back[n];
    }
    chain.reverse();
    chain
}

/// The equal words around a region end where its neighbours begin.
#[derive(Clone, Copy)]
struct Bounds {
    from: (usize, usize),
    to: (usize, usize),
}

/// Moves a pure omission or insertion along equal words to where a sentence or clause begins.
fn slide(region: &mut Region, bounds: Bounds, a: (&Text, &[u32]), b: (&Text, &[u32])) {
    let (range, (text, ids), left_room, right_room) = match (region.a.is_empty(), region.b.is_empty()) {
        (false, true) => (region.a.clone(), a, region.a.start - bounds.from.0, bounds.to.0 - region.a.end),
        (true, false) => (region.b.clone(), b, region.b.start - bounds.from.1, bounds.to.1 - region.b.end),
        _ => return,
    };
    let score = |start: usize, end: usize| {
        let edge = |i: usize| match text.units.get(i) {
            None => 3,
            Some(_) if i == 0 => 3,
            Some(u) if u.gap.has(Gap::SENTENCE) => 3,
            Some(u) if u.gap.has(Gap::BREAK) => 2,
            Some(_) => 0,
        };
        edge(start) + edge(end)
    };
    let mut best = (score(range.start, range.end), 0_usize, 0_usize);
    // Leftwards: the word before the stretch equals its last word.
    let mut k = 0;
    while k < SLIDE.min(left_room) && ids[range.start - k - 1] == ids[range.end - k - 1] {
        k += 1;
        let value = score(range.start - k, range.end - k);
        if value > best.0 {
            best = (value, k, 0);
        }
    }
    k = 0;
    while k < SLIDE.min(right_room) && ids[range.start + k] == ids[range.end + k] {
        k += 1;
        let value = score(range.start + k, range.end + k);
        if value > best.0 {
            best = (value, 0, k);
        }
    }
    let (_, left, right) = best;
    for r in [&mut region.a, &mut region.b] {
        *r = r.start + right - left..r.end + right - left;
    }
}

/// Regions that touch, or that sliding pushed past each other, are one.
fn join_touching(regions: Vec<Region>) -> Vec<Region> {
    let mut out: Vec<Region> = Vec::with_capacity(regions.len());
    for region in regions {
        match out.last_mut() {
            Some(last) if region.a.start <= last.a.end || region.b.start <= last.b.end => {
                last.a.end = last.a.end.max(region.a.end);
                last.b.end = last.b.end.max(region.b.end);
            }
            _ => out.push(region),
        }
    }
    out
}

/// Two substitutions parted by nothing but a grammar word or two are one rewritten stretch.
fn join_chance_matches(regions: &[Region], a: &Text) -> Vec<Region> {
    let both = |r: &Region| !r.a.is_empty() && !r.b.is_empty();
    let long = |r: &Region| r.a.len().max(r.b.len()) >= 3;
    let mut out: Vec<Region> = Vec::with_capacity(regions.len());
    for region in regions {
        match out.last_mut() {
            Some(last)
                if both(last)
                    && both(region)
                    && (long(last) || long(region))
                    && region.a.start - last.a.end <= 2
                    && (last.a.end..region.a.start).all(|i| !a.is_content(i)) =>
            {
                last.a.end = region.a.end;
                last.b.end = region.b.end;
            }
            _ => out.push(region.clone()),
        }
    }
    out
}
