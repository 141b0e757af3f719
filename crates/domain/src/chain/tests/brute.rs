//! The definitions of the analysis read literally: every simple path is walked.

use std::collections::BTreeSet;

use crate::chain::{Basis, Graph, HopState, Standing};

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Brute {
    pub(super) read: Vec<usize>,
    pub(super) origins: Vec<usize>,
    pub(super) gaps: Vec<usize>,
    pub(super) independent: usize,
    pub(super) chokes: Vec<usize>,
    pub(super) loops: Vec<Vec<usize>>,
    pub(super) standing: Standing,
}

/// Reads a small chain by trying everything.
pub(super) fn brute(graph: &Graph) -> Brute {
    let all: Vec<usize> = graph.mentions().collect();
    let hops: Vec<(usize, usize, bool)> =
        graph.hops().map(|(_, e)| (e.up, e.down, e.state == HopState::Verified)).collect();
    let mut read: Vec<usize> = all.iter().copied().filter(|&v| graph.nodes()[v].read).collect();
    if read.is_empty() {
        read.clone_from(&all);
        read.retain(|&v| hops.iter().all(|h| h.0 != v));
    }
    if read.is_empty() {
        read.clone_from(&all);
    }
    let reaches = |from: usize, to: usize| {
        let mut known = BTreeSet::from([from]);
        loop {
            let before = known.len();
            for &(up, down, _) in &hops {
                if known.contains(&up) {
                    known.insert(down);
                }
            }
            if known.len() == before {
                return known.contains(&to);
            }
        }
    };
    let counted: Vec<usize> = all.iter().copied().filter(|&v| read.iter().any(|&r| reaches(v, r))).collect();
    let roots: Vec<usize> = counted.iter().copied().filter(|&v| hops.iter().all(|h| h.1 != v)).collect();
    let first_hand = |v: usize| graph.nodes()[v].basis.is_some_and(Basis::is_first_hand);
    let primary = |v: usize| graph.nodes()[v].basis.is_some_and(Basis::is_primary);
    let origins: Vec<usize> = roots.iter().copied().filter(|&v| first_hand(v)).collect();
    let gaps: Vec<usize> = roots.iter().copied().filter(|&v| !first_hand(v)).collect();

    let mut class: Vec<usize> = (0..origins.len()).collect();
    for a in 0..origins.len() {
        for b in 0..origins.len() {
            let (x, y) = (&graph.nodes()[origins[a]], &graph.nodes()[origins[b]]);
            let same = |p: &Option<String>, q: &Option<String>| p.is_some() && p == q;
            if same(&x.wire, &y.wire) || same(&x.family, &y.family) {
                let (from, to) = (class[a], class[b]);
                class.iter_mut().filter(|c| **c == from).for_each(|c| *c = to);
            }
        }
    }
    let independent = class.iter().collect::<BTreeSet<_>>().len();

    let mut paths: Vec<(Vec<usize>, bool)> = Vec::new();
    for &root in &roots {
        walk(&hops, &read, &mut vec![root], true, &mut paths);
    }
    let chokes = if paths.is_empty() {
        Vec::new()
    } else {
        counted.iter().copied().filter(|v| !read.contains(v) && paths.iter().all(|(p, _)| p.contains(v))).collect()
    };
    let mut loops: Vec<Vec<usize>> = Vec::new();
    for &v in &counted {
        let part: Vec<usize> = counted.iter().copied().filter(|&w| reaches(v, w) && reaches(w, v)).collect();
        if part.len() > 1 && !loops.contains(&part) {
            loops.push(part);
        }
    }
    let whole =
        |want: &dyn Fn(usize) -> bool| paths.iter().any(|(p, verified)| *verified && want(p[0]) && first_hand(p[0]));
    let standing = if roots.is_empty() {
        Standing::Circular
    } else if origins.is_empty() {
        Standing::Broken
    } else if whole(&primary) {
        Standing::Primary
    } else if whole(&|_| true) {
        Standing::FirstReport
    } else {
        Standing::SecondHand
    };
    Brute { read, origins, gaps, independent, chokes, loops, standing }
}

fn walk(
    hops: &[(usize, usize, bool)],
    read: &[usize],
    path: &mut Vec<usize>,
    verified: bool,
    found: &mut Vec<(Vec<usize>, bool)>,
) {
    let at = path[path.len() - 1];
    if read.contains(&at) {
        found.push((path.clone(), verified));
    }
    for &(up, down, sure) in hops {
        if up == at && !path.contains(&down) {
            path.push(down);
            walk(hops, read, path, verified && sure, found);
            path.pop();
        }
    }
}
