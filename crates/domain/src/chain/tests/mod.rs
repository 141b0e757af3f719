//! The definitions once more, as slow and plain as they can be written, held against the fast
//! reading of thousands of small graphs.

mod brute;
mod drawing;
mod lacking;
mod property;

use super::{Basis, Edge, Graph, HopKind, HopState, Node};

/// A chain in short: mentions as `key basis [read]`, hops as `(down, up, verified)`.
pub(super) fn graph(mentions: &[(&str, Basis, bool)], hops: &[(usize, usize, bool)]) -> Graph {
    Graph::new(
        mentions
            .iter()
            .map(|&(key, basis, read)| Node {
                key: key.to_owned(),
                outlet: Some(key.to_owned()),
                basis: Some(basis),
                read,
                ..Node::default()
            })
            .collect(),
        hops.iter()
            .map(|&(down, up, verified)| Edge {
                down,
                up,
                kind: HopKind::Quotes,
                state: if verified { HopState::Verified } else { HopState::Asserted },
            })
            .collect(),
    )
}
