//! Which pairs are drawn, and in which order outlets stand, so that few lines cross.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

/// A pair to be drawn: the taker and the outlet it took from, by anything that tells outlets apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pair<K> {
    /// The taker.
    pub down: K,
    /// The outlet it took from.
    pub up: K,
    /// In how many quotes.
    pub quotes: u64,
}

/// What [`choose`] gives: the places of the pairs that are drawn, and the outlets of both columns in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chosen<K> {
    /// Places of the drawn pairs in the list that was given.
    pub pairs: Vec<usize>,
    /// Takers.
    pub left: Vec<K>,
    /// Those they took from.
    pub right: Vec<K>,
}

/// How often the columns are sorted by one another.
const SWEEPS: usize = 8;

/// The `outlets` that stand in most quotes of these pairs, the first `lines` pairs among them, and an order of both
/// columns in which few of the lines cross: each outlet moves to the mean place of those it is joined to, and the best
/// order seen is kept (the barycentre method of Sugiyama, Tagawa and Toda, 1981).
pub fn choose<K: Copy + Eq + Hash>(pairs: &[Pair<K>], outlets: usize, lines: usize) -> Chosen<K> {
    let kept: HashSet<K> = heaviest(pairs).into_iter().take(outlets).collect();
    let drawn: Vec<usize> = pairs
        .iter()
        .enumerate()
        .filter(|(_, p)| kept.contains(&p.down) && kept.contains(&p.up))
        .map(|(at, _)| at)
        .take(lines)
        .collect();
    let mut left = seen_first(drawn.iter().map(|at| pairs[*at].down));
    let mut right = seen_first(drawn.iter().map(|at| pairs[*at].up));
    let joined: Vec<Pair<K>> = drawn.iter().map(|at| pairs[*at]).collect();
    let mut best = (crossings(&joined, &left, &right), left.clone(), right.clone());
    for _ in 0..SWEEPS {
        sort(&mut right, &left, joined.iter().map(|p| (p.up, p.down, p.quotes)));
        sort(&mut left, &right, joined.iter().map(|p| (p.down, p.up, p.quotes)));
        let crossed = crossings(&joined, &left, &right);
        if crossed < best.0 {
            best = (crossed, left.clone(), right.clone());
        }
    }
    Chosen { pairs: drawn, left: best.1, right: best.2 }
}

/// Outlets by the quotes of all pairs that they stand in; of equals, the one that was named first.
fn heaviest<K: Copy + Eq + Hash>(pairs: &[Pair<K>]) -> Vec<K> {
    let mut weights: HashMap<K, u64> = HashMap::new();
    for pair in pairs {
        for end in [pair.down, pair.up] {
            *weights.entry(end).or_default() += pair.quotes;
        }
    }
    let mut all = seen_first(pairs.iter().flat_map(|p| [p.down, p.up]));
    all.sort_by_key(|k| std::cmp::Reverse(weights[k]));
    all
}

fn seen_first<K: Copy + Eq + Hash>(all: impl Iterator<Item = K>) -> Vec<K> {
    let mut seen = HashSet::new();
    all.filter(|k| seen.insert(*k)).collect()
}

fn places<K: Copy + Eq + Hash>(column: &[K]) -> HashMap<K, usize> {
    column.iter().enumerate().map(|(n, k)| (*k, n)).collect()
}

/// Sorts a column by the mean place of what each outlet is joined to, weighed by quotes.
#[expect(clippy::cast_precision_loss, reason = "a picture holds few outlets, and quotes are far fewer than 2^52")]
fn sort<K: Copy + Eq + Hash>(column: &mut [K], other: &[K], joins: impl Iterator<Item = (K, K, u64)>) {
    let places = places(other);
    let mut sums: HashMap<K, (f64, f64)> = HashMap::new();
    for (own, to, quotes) in joins {
        let sum = sums.entry(own).or_default();
        sum.0 += places[&to] as f64 * quotes as f64;
        sum.1 += quotes as f64;
    }
    let mean = |k: &K| sums.get(k).map_or(0.0, |(sum, weight)| sum / weight.max(1.0));
    column.sort_by(|a, b| mean(a).total_cmp(&mean(b)));
}

/// How many pairs of lines cross.
fn crossings<K: Copy + Eq + Hash>(pairs: &[Pair<K>], left: &[K], right: &[K]) -> usize {
    let (left, right) = (places(left), places(right));
    let ends: Vec<(usize, usize)> = pairs.iter().map(|p| (left[&p.down], right[&p.up])).collect();
    let mut crossed = 0;
    for (n, a) in ends.iter().enumerate() {
        crossed += ends[n + 1..].iter().filter(|b| (a.0 < b.0 && a.1 > b.1) || (a.0 > b.0 && a.1 < b.1)).count();
    }
    crossed
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn pair(down: u8, up: u8) -> Pair<u8> {
        Pair { down, up, quotes: 1 }
    }

    #[test]
    fn lines_that_need_not_cross_do_not() {
        let pairs = [pair(1, 11), pair(2, 12), pair(3, 13), pair(1, 12), pair(4, 11)];
        let chosen = choose(&pairs, 12, 24);
        assert_eq!(crossings(&pairs, &chosen.left, &chosen.right), 0, "{chosen:?}");
    }

    #[test]
    fn the_outlets_in_most_quotes_are_drawn_with_all_that_joins_them() {
        let pairs = [pair(1, 2), pair(3, 4), pair(5, 6), pair(3, 1), pair(3, 5)];
        let chosen = choose(&pairs, 3, 24);
        assert_eq!(chosen.pairs, [3, 4], "3 stands in three, 1 and 5 in two each");
        assert_eq!((chosen.left, chosen.right.len()), (vec![3], 2));
        assert_eq!(choose(&pairs, 12, 2).pairs, [0, 1]);
    }

    proptest! {
        #[test]
        fn every_end_of_a_line_stands_in_its_column(
            pairs in proptest::collection::vec((0_u8..20, 0_u8..20, 1_u64..50), 0..60), outlets in 2_usize..14
        ) {
            let pairs: Vec<Pair<u8>> = pairs.into_iter().map(|(down, up, quotes)| Pair { down, up, quotes }).collect();
            let chosen = choose(&pairs, outlets, 24);
            let all: HashSet<u8> = chosen.left.iter().chain(&chosen.right).copied().collect();
            prop_assert!(all.len() <= outlets && chosen.pairs.len() <= 24);
            for at in &chosen.pairs {
                prop_assert!(chosen.left.contains(&pairs[*at].down) && chosen.right.contains(&pairs[*at].up));
            }
            let once: HashSet<u8> = chosen.left.iter().copied().collect();
            prop_assert_eq!(once.len(), chosen.left.len());
        }
    }
}
