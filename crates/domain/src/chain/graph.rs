//! Mentions and hops by dense index. The indices are the caller's own, and hiding something
//! keeps them, so that a page can go from a finding back to its record by counting.

use serde::{Deserialize, Serialize};

use super::words::{Basis, HopKind, HopState};

/// One mention, as far as the shape of the chain needs it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Node {
    /// A stable name. Only used to choose between equals, so that the order of input never shows.
    pub key: String,
    /// The outlet that printed it, where one is named.
    pub outlet: Option<String>,
    /// The publisher family of that outlet.
    pub family: Option<String>,
    /// The wire agency the mention credits.
    pub wire: Option<String>,
    /// How the mention had the words; nothing counts as unknown.
    pub basis: Option<Basis>,
    /// When it was published, as `2024`, `2024-08` or `2024-08-07`, a time of day ignored.
    pub published: Option<String>,
    /// Whether this is what readers saw.
    pub read: bool,
}

impl Node {
    /// Whether nobody is named here: no outlet, and no first-hand access either.
    pub fn is_unknown_step(&self) -> bool {
        self.outlet.as_deref().is_none_or(|o| o.trim().is_empty()) && !self.is_first_hand()
    }

    /// Whether the mention had the words first-hand.
    pub fn is_first_hand(&self) -> bool {
        self.basis.is_some_and(Basis::is_first_hand)
    }
}

/// One hop: the mention `down` took the words from the mention `up`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edge {
    /// Index of the mention that took the words.
    pub down: usize,
    /// Index of the mention they were taken from.
    pub up: usize,
    /// What was done with the words.
    pub kind: HopKind,
    /// How sure the hop is.
    pub state: HopState,
}

/// The mentions and hops of one quote. Any input is allowed: loops, hops named twice, a mention
/// that names itself. A hop whose end is not in the list keeps its index and joins nothing.
#[derive(Debug, Clone)]
pub struct Graph {
    nodes: Vec<Node>,
    edges: Vec<Edge>,
    present: Vec<bool>,
    /// For each mention: the mentions it took from, with the index of the hop.
    upstream: Vec<Vec<(usize, usize)>>,
    downstream: Vec<Vec<(usize, usize)>>,
}

impl Graph {
    /// Builds the graph of these mentions and hops.
    pub fn new(nodes: Vec<Node>, edges: Vec<Edge>) -> Self {
        let present = vec![true; nodes.len()];
        let shown = vec![true; edges.len()];
        Self::build(nodes, edges, present, &shown)
    }

    /// The same graph as if some mentions and hops had never been logged. Indices stay as they
    /// are; an index that does not exist hides nothing.
    #[must_use]
    pub fn without(&self, mentions: &[usize], hops: &[usize]) -> Self {
        let mut present = self.present.clone();
        for &mention in mentions {
            if let Some(slot) = present.get_mut(mention) {
                *slot = false;
            }
        }
        let mut shown = vec![false; self.edges.len()];
        for (edge, _) in self.hops() {
            shown[edge] = true;
        }
        for &hop in hops {
            if let Some(slot) = shown.get_mut(hop) {
                *slot = false;
            }
        }
        Self::build(self.nodes.clone(), self.edges.clone(), present, &shown)
    }

    fn build(nodes: Vec<Node>, edges: Vec<Edge>, present: Vec<bool>, shown: &[bool]) -> Self {
        let mut upstream = vec![Vec::new(); nodes.len()];
        let mut downstream = vec![Vec::new(); nodes.len()];
        let is_present = |index: usize| present.get(index).copied().unwrap_or(false);
        for (index, edge) in edges.iter().enumerate() {
            if shown[index] && is_present(edge.down) && is_present(edge.up) {
                upstream[edge.down].push((edge.up, index));
                downstream[edge.up].push((edge.down, index));
            }
        }
        Self { nodes, edges, present, upstream, downstream }
    }

    /// All mentions by index, hidden ones included.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// All hops by index, hidden and dangling ones included.
    pub fn edges(&self) -> &[Edge] {
        &self.edges
    }

    /// Number of mentions, hidden ones included: indices are below it.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether there is no mention at all.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// Whether a mention exists and is not hidden.
    pub fn is_present(&self, mention: usize) -> bool {
        self.present.get(mention).copied().unwrap_or(false)
    }

    /// Indices of the mentions that are not hidden.
    pub fn mentions(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.len()).filter(|&mention| self.present[mention])
    }

    /// The hops that join two mentions, neither they nor the mentions hidden, grouped by `down`.
    pub fn hops(&self) -> impl Iterator<Item = (usize, &Edge)> + '_ {
        self.upstream.iter().flatten().map(|&(_, edge)| (edge, &self.edges[edge]))
    }

    /// What a mention took from: pairs of mention and hop.
    pub fn upstream(&self, mention: usize) -> &[(usize, usize)] {
        &self.upstream[mention]
    }

    /// Who took from a mention: pairs of mention and hop.
    pub fn downstream(&self, mention: usize) -> &[(usize, usize)] {
        &self.downstream[mention]
    }
}
