//! Which layer each mention is in, and in which order: loops opened, long hops cut into steps,
//! crossings lowered. Every pass grows with the number of mentions and hops.

use std::cmp::Ordering;

use super::graph::Graph;

/// Sweeps that reorder the layers. More than this hardly ever helps.
const SWEEPS: usize = 12;
/// Vertices that all sweeps together may visit: a chain so large that this cuts them short is too wide to be drawn.
const VISITS: usize = 40_000;

/// A hop as a run of vertices, from the lower layer number to the higher.
pub(super) struct Path {
    pub(super) edge: usize,
    pub(super) reversed: bool,
    pub(super) via: Vec<usize>,
}

/// Layers and orders of all vertices: the mentions, then the bends of long hops.
pub(super) struct Layered {
    /// Vertices from here on are bends.
    pub(super) mentions: usize,
    pub(super) placed: Vec<bool>,
    pub(super) layer: Vec<usize>,
    pub(super) order: Vec<usize>,
    pub(super) ranks: Vec<Vec<usize>>,
    pub(super) edges: Vec<Path>,
    /// Neighbours one layer before and one layer after.
    pub(super) before: Vec<Vec<usize>>,
    pub(super) after: Vec<Vec<usize>>,
}

/// Which way a chain flows: quicker to know than a whole layout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flow {
    /// By index of mention: how many steps it is from the head. A hidden mention is nothing.
    pub layers: Vec<Option<usize>>,
    /// By index of hop: whether it leads back against the flow, closing a loop.
    pub back: Vec<bool>,
}

/// Finds the flow of a chain, the same that [`layout`](super::layout) draws.
pub fn flow(graph: &Graph) -> Flow {
    let back = back_edges(graph);
    let layer = longest_paths(graph.len(), &forward(graph, &back));
    let layers = layer.into_iter().enumerate().map(|(v, layer)| graph.is_present(v).then_some(layer)).collect();
    Flow { layers, back }
}

/// The hops as index, from, to, and whether turned round, so that none goes against the flow.
fn forward(graph: &Graph, back: &[bool]) -> Vec<(usize, usize, usize, bool)> {
    let mut hops: Vec<(usize, usize, usize, bool)> = graph
        .hops()
        .map(
            |(index, edge)| {
                if back[index] { (index, edge.down, edge.up, true) } else { (index, edge.up, edge.down, false) }
            },
        )
        .collect();
    hops.sort_unstable();
    hops
}

/// Finds layers and orders for a chain.
pub(super) fn layered(graph: &Graph) -> Layered {
    let hops = forward(graph, &back_edges(graph));
    let mut layer = longest_paths(graph.len(), &hops);
    let mut placed: Vec<bool> = (0..graph.len()).map(|v| graph.is_present(v)).collect();

    // Bends: the shortest hops first, and no more of them than keeps the drawing in proportion.
    let mut budget = 3 * (graph.len() + hops.len());
    let mut by_span: Vec<usize> = (0..hops.len()).collect();
    by_span.sort_by_key(|&i| (layer[hops[i].2] - layer[hops[i].1], i));
    let mut edges: Vec<Path> = Vec::with_capacity(hops.len());
    for i in by_span {
        let (edge, from, to, reversed) = hops[i];
        let mut via = Vec::new();
        if from != to {
            via.push(from);
            let bends = (layer[to] - layer[from]).saturating_sub(1);
            if bends <= budget {
                budget -= bends;
                for at in layer[from] + 1..layer[to] {
                    via.push(layer.len());
                    layer.push(at);
                    placed.push(true);
                }
            }
            via.push(to);
        }
        edges.push(Path { edge, reversed, via });
    }
    edges.sort_by_key(|path| path.edge);

    let mut before = vec![Vec::new(); layer.len()];
    let mut after = vec![Vec::new(); layer.len()];
    for path in &edges {
        for pair in path.via.windows(2) {
            if layer[pair[1]] == layer[pair[0]] + 1 {
                after[pair[0]].push(pair[1]);
                before[pair[1]].push(pair[0]);
            }
        }
    }
    let depth = (0..layer.len()).filter(|&v| placed[v]).map(|v| layer[v] + 1).max();
    let mut plan = Layered {
        mentions: graph.len(),
        order: vec![0; layer.len()],
        ranks: vec![Vec::new(); depth.unwrap_or(0)],
        placed,
        layer,
        edges,
        before,
        after,
    };
    plan.first_order();
    plan.lower_crossings();
    plan
}

/// The hops that have to be turned round so that none goes against the flow: those that lead back
/// to a mention still being walked. Roots are walked first, so that they come out at the head.
fn back_edges(graph: &Graph) -> Vec<bool> {
    #[derive(Clone, Copy, PartialEq)]
    enum Mark {
        New,
        Open,
        Done,
    }
    let mut mark = vec![Mark::New; graph.len()];
    let mut back = vec![false; graph.edges().len()];
    let roots = graph.mentions().filter(|&v| graph.upstream(v).is_empty());
    let rest = graph.mentions();
    for start in roots.chain(rest) {
        if mark[start] != Mark::New {
            continue;
        }
        let mut calls = vec![(start, 0)];
        mark[start] = Mark::Open;
        while let Some(call) = calls.last_mut() {
            let (v, next) = *call;
            call.1 += 1;
            let Some(&(w, edge)) = graph.downstream(v).get(next) else {
                mark[v] = Mark::Done;
                calls.pop();
                continue;
            };
            match mark[w] {
                Mark::Open => back[edge] = w != v,
                Mark::New => {
                    mark[w] = Mark::Open;
                    calls.push((w, 0));
                }
                Mark::Done => {}
            }
        }
    }
    back
}

/// Layer of each mention: one after the last of its upstreams. A mention that has none is then
/// moved down beside what took from it.
fn longest_paths(len: usize, hops: &[(usize, usize, usize, bool)]) -> Vec<usize> {
    let mut after = vec![Vec::new(); len];
    let mut waiting = vec![0_usize; len];
    for &(_, from, to, _) in hops.iter().filter(|hop| hop.1 != hop.2) {
        after[from].push(to);
        waiting[to] += 1;
    }
    let heads: Vec<usize> = (0..len).filter(|&v| waiting[v] == 0).collect();
    let mut layer = vec![0; len];
    let mut queue = heads.clone();
    let mut at = 0;
    while at < queue.len() {
        let v = queue[at];
        at += 1;
        for &w in &after[v] {
            layer[w] = layer[w].max(layer[v] + 1);
            waiting[w] -= 1;
            if waiting[w] == 0 {
                queue.push(w);
            }
        }
    }
    for v in heads {
        if let Some(first) = after[v].iter().map(|&w| layer[w]).min() {
            layer[v] = first - 1;
        }
    }
    layer
}

impl Layered {
    /// A first order that keeps what hangs together side by side: a walk from the heads.
    fn first_order(&mut self) {
        let mut seen = vec![false; self.layer.len()];
        let mut starts: Vec<usize> = (0..self.layer.len()).filter(|&v| self.placed[v]).collect();
        starts.sort_by_key(|&v| (self.layer[v], v));
        for start in starts {
            let mut stack = vec![start];
            while let Some(v) = stack.pop() {
                if std::mem::replace(&mut seen[v], true) {
                    continue;
                }
                self.order[v] = self.ranks[self.layer[v]].len();
                self.ranks[self.layer[v]].push(v);
                stack.extend(self.after[v].iter().rev().filter(|&&w| !seen[w]));
            }
        }
    }

    fn lower_crossings(&mut self) {
        let mut best = self.crossings();
        let mut kept = self.ranks.clone();
        let mut idle = 0;
        let sweeps = SWEEPS.min(VISITS / self.layer.len().max(1)).max(2);
        for sweep in 0..sweeps {
            if best == 0 || idle > 3 {
                break;
            }
            let last = self.ranks.len();
            if sweep % 2 == 0 {
                (1..last).for_each(|layer| self.reorder(layer, true));
            } else {
                (0..last.saturating_sub(1)).rev().for_each(|layer| self.reorder(layer, false));
            }
            let now = self.crossings();
            idle += 1;
            if now < best {
                best = now;
                kept.clone_from(&self.ranks);
                idle = 0;
            }
        }
        self.ranks = kept;
        for rank in &self.ranks {
            for (place, &v) in rank.iter().enumerate() {
                self.order[v] = place;
            }
        }
    }

    /// Sorts one layer by the mean place of its neighbours; those without keep their place.
    fn reorder(&mut self, layer: usize, by_before: bool) {
        let mut rank = std::mem::take(&mut self.ranks[layer]);
        let neighbours = if by_before { &self.before } else { &self.after };
        let mut keyed: Vec<(f64, usize, usize)> = rank
            .iter()
            .enumerate()
            .map(|(place, &v)| {
                let mean = mean(neighbours[v].iter().map(|&w| number(self.order[w])));
                (mean.unwrap_or_else(|| number(place)), place, v)
            })
            .collect();
        keyed.sort_by(|a, b| a.0.partial_cmp(&b.0).unwrap_or(Ordering::Equal).then(a.1.cmp(&b.1)));
        rank.clear();
        for (place, &(_, _, v)) in keyed.iter().enumerate() {
            self.order[v] = place;
            rank.push(v);
        }
        self.ranks[layer] = rank;
    }

    /// Crossings between neighbouring layers, counted with a tree of prefix sums.
    pub(super) fn crossings(&self) -> usize {
        let mut total = 0;
        for rank in &self.ranks {
            let mut ends: Vec<(usize, usize)> =
                rank.iter().flat_map(|&v| self.after[v].iter().map(move |&w| (self.order[v], self.order[w]))).collect();
            ends.sort_unstable();
            let width = ends.iter().map(|&(_, b)| b + 1).max().unwrap_or(0);
            let mut tree = vec![0_usize; width + 1];
            for (so_far, &(_, b)) in ends.iter().enumerate() {
                let mut not_after = 0;
                let mut at = b + 1;
                while at > 0 {
                    not_after += tree[at];
                    at &= at - 1;
                }
                total += so_far - not_after;
                let mut at = b + 1;
                while at <= width {
                    tree[at] += 1;
                    at += at & at.wrapping_neg();
                }
            }
        }
        total
    }
}

/// The mean of some numbers, if there are any.
fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (sum, count) = values.fold((0.0, 0.0), |(sum, count), value| (sum + value, count + 1.0));
    (count > 0.0).then(|| sum / count)
}

/// A place as a number to reckon with. Places are far below where this would lose precision.
#[expect(clippy::cast_precision_loss, reason = "places are far below 2^52")]
fn number(place: usize) -> f64 {
    place as f64
}
