//! The way to each thing that readers saw: which beginning it rests on, and by which steps.
//! The standing looks at the best of them; a reader of one page asks about that page's own.

use super::analysis::{Analysis, Route, standing};
use super::graph::Graph;
use super::passage::upstream_of;

/// For each of these read mentions, in their order, the way that it rests on: from the best origin above it, or from
/// the best gap where no origin is. A mention that no beginning leads to has none. Each costs one walk of the chain.
pub fn ways(graph: &Graph, analysis: &Analysis, read: &[usize]) -> Vec<Route> {
    let mut out = Vec::new();
    for &read in read {
        let above = upstream_of(graph, &[read]);
        let those = |heads: &[usize]| heads.iter().copied().filter(|&v| above[v]).collect::<Vec<_>>();
        let (_, way) = standing(graph, &[read], &those(&analysis.origins), &those(&analysis.gaps));
        out.extend(way);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chain::{Basis, Edge, HopKind, HopState, Node, analyse};

    fn graph(first_hand: &[usize], read: &[usize], hops: &[(usize, usize)], len: usize) -> Graph {
        let nodes = (0..len)
            .map(|v| Node {
                key: v.to_string(),
                basis: first_hand.contains(&v).then_some(Basis::Heard),
                read: read.contains(&v),
                ..Node::default()
            })
            .collect();
        let edges = hops
            .iter()
            .map(|&(up, down)| Edge { down, up, kind: HopKind::Quotes, state: HopState::Asserted })
            .collect();
        Graph::new(nodes, edges)
    }

    #[test]
    fn each_read_mention_has_its_own_way() {
        // 0 → 1 → 2 (read); 3, which nobody names, → 4 (read); 5 and 6 go in a circle, 6 read.
        let graph = graph(&[0], &[2, 4, 6], &[(0, 1), (1, 2), (3, 4), (5, 6), (6, 5)], 7);
        let analysis = analyse(&graph);
        let found: Vec<_> = ways(&graph, &analysis, &analysis.read).into_iter().map(|w| w.mentions).collect();
        assert_eq!(found, [vec![0, 1, 2], vec![3, 4]]);
        assert_eq!(ways(&graph, &analysis, &[4]).len(), 1);
    }

    #[test]
    fn the_way_of_the_only_read_mention_is_the_one_that_the_standing_rests_on() {
        let graph = graph(&[0, 3], &[2], &[(0, 1), (1, 2), (3, 2), (4, 2)], 5);
        let analysis = analyse(&graph);
        assert_eq!(ways(&graph, &analysis, &analysis.read).into_iter().next(), analysis.route);
    }
}
