//! How words get from a root to a reader: who is reached, what every way passes through, and
//! which way is the best documented. All of it grows with the number of hops, not of paths.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};

use super::graph::Graph;
use super::words::HopState;

/// Everything upstream of the given mentions, themselves included.
pub(super) fn upstream_of(graph: &Graph, from: &[usize]) -> Vec<bool> {
    flood(graph.len(), from, |v| graph.upstream(v))
}

/// Everything downstream of the given mentions, themselves included.
pub(super) fn downstream_of(graph: &Graph, from: &[usize]) -> Vec<bool> {
    flood(graph.len(), from, |v| graph.downstream(v))
}

fn flood<'a>(len: usize, from: &[usize], next: impl Fn(usize) -> &'a [(usize, usize)]) -> Vec<bool> {
    let mut seen = vec![false; len];
    let mut queue: VecDeque<usize> = from.iter().copied().collect();
    for &v in from {
        seen[v] = true;
    }
    while let Some(v) = queue.pop_front() {
        for &(w, _) in next(v) {
            if !seen[w] {
                seen[w] = true;
                queue.push_back(w);
            }
        }
    }
    seen
}

/// The mentions that lie on every path from a root to a read mention; none where there is no
/// such path. `reached` are the mentions on some path.
///
/// One shortest path is walked from its head; each of its mentions notes how far along the path
/// one can get without the mentions after it. A mention that nothing got past is on every path.
pub(super) fn on_every_path(graph: &Graph, roots: &[usize], read: &[bool], reached: &[bool]) -> Vec<usize> {
    let Some(path) = shortest_path(graph, roots, read, reached) else {
        return Vec::new();
    };
    let mut place = vec![None; graph.len()];
    for (index, &v) in path.iter().enumerate() {
        place[v] = Some(index + 1);
    }
    // Places: 0 before all roots, 1..=path.len() on the path, `end` after all read mentions.
    let end = path.len() + 1;
    let mut seen = vec![false; graph.len()];
    let mut farthest = 0;
    let mut found = Vec::new();
    let mut queue = Vec::new();
    for at in 0..end {
        if at > 0 && at == farthest {
            found.push(path[at - 1]);
        }
        let step = |w: usize, queue: &mut Vec<usize>, seen: &mut [bool], far: &mut usize| {
            if let Some(index) = place[w] {
                *far = (*far).max(index);
            } else if reached[w] && !seen[w] {
                seen[w] = true;
                queue.push(w);
            }
        };
        if at == 0 {
            for &root in roots {
                step(root, &mut queue, &mut seen, &mut farthest);
            }
        } else {
            queue.push(path[at - 1]);
        }
        while let Some(v) = queue.pop() {
            if read[v] {
                farthest = end;
            }
            for &(w, _) in graph.downstream(v) {
                step(w, &mut queue, &mut seen, &mut farthest);
            }
        }
    }
    found.sort_unstable();
    found
}

fn shortest_path(graph: &Graph, roots: &[usize], read: &[bool], reached: &[bool]) -> Option<Vec<usize>> {
    let mut before: Vec<Option<usize>> = vec![None; graph.len()];
    let mut queue: VecDeque<usize> = VecDeque::new();
    for &root in roots {
        before[root] = Some(root);
        queue.push_back(root);
    }
    while let Some(v) = queue.pop_front() {
        if read[v] {
            let mut path = vec![v];
            let mut at = v;
            while let Some(up) = before[at].filter(|&up| up != at) {
                path.push(up);
                at = up;
            }
            path.reverse();
            return Some(path);
        }
        for &(w, _) in graph.downstream(v) {
            if reached[w] && before[w].is_none() {
                before[w] = Some(v);
                queue.push_back(w);
            }
        }
    }
    None
}

/// What a way to the reader costs: first the hops nobody verified, then all hops.
pub(super) type Cost = (usize, usize);

/// For each mention the cheapest way down to a read mention.
pub(super) fn costs(graph: &Graph, read: &[usize]) -> Vec<Option<Cost>> {
    let mut best: Vec<Option<Cost>> = vec![None; graph.len()];
    let mut heap = BinaryHeap::new();
    for &v in read {
        best[v] = Some((0, 0));
        heap.push(Reverse(((0, 0), v)));
    }
    while let Some(Reverse((cost, v))) = heap.pop() {
        if best[v] != Some(cost) {
            continue;
        }
        for &(w, edge) in graph.upstream(v) {
            let next = add(graph, cost, edge);
            if best[w].is_none_or(|known| next < known) {
                best[w] = Some(next);
                heap.push(Reverse((next, w)));
            }
        }
    }
    best
}

/// The cheapest way down from a mention, ties settled by key and then by index.
pub(super) fn cheapest_way(graph: &Graph, best: &[Option<Cost>], from: usize) -> (Vec<usize>, Vec<usize>) {
    let mut mentions = vec![from];
    let mut hops = Vec::new();
    let mut at = from;
    while let Some(cost) = best[at].filter(|&cost| cost != (0, 0)) {
        let next = graph
            .downstream(at)
            .iter()
            .filter(|&&(w, edge)| best[w].is_some_and(|below| add(graph, below, edge) == cost))
            .min_by_key(|&&(w, edge)| (graph.nodes()[w].key.as_str(), w, edge));
        let Some(&(w, edge)) = next else { break };
        mentions.push(w);
        hops.push(edge);
        at = w;
    }
    (mentions, hops)
}

fn add(graph: &Graph, (unverified, hops): Cost, edge: usize) -> Cost {
    let asserted = graph.edges()[edge].state != HopState::Verified;
    (unverified + usize::from(asserted), hops + 1)
}
