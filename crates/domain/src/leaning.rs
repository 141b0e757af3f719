//! Who leans on whom: what one quote's chain says about the outlets in it. Counts over many quotes are sums of this,
//! so the definitions stand here, once, where they can be checked by hand.

use crate::{
    chain::{Basis, Edge, Graph, HopKind, HopState, Node, analyse},
    id::RecordId,
    quote::MentionKey,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How one outlet took words from another. The two are never added up: printing an agency's copy is a contract,
/// reporting what a rival printed is a choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// In its own article: quoted, translated, paraphrased or summarised.
    Report,
    /// Wire copy and syndication: printed as it came.
    Wire,
}

impl Way {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Report, Self::Wire];

    /// The word in the database and in addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Report => "report",
            Self::Wire => "wire",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|w| w.as_str() == word)
    }

    /// The way of a hop of this kind.
    pub const fn of(kind: HopKind) -> Self {
        match kind {
            HopKind::Syndicates => Self::Wire,
            HopKind::Quotes | HopKind::Translates | HopKind::Paraphrases | HopKind::Summarises => Self::Report,
        }
    }
}

/// A mention, as far as leaning depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// Its number in the quote.
    pub key: MentionKey,
    /// The outlet it stands in: its document's, else its own.
    pub outlet: Option<RecordId>,
    /// Whether anything is named here at all: an outlet, a document, or somebody who handed the words on.
    pub is_named: bool,
    /// How it had the words.
    pub basis: Option<Basis>,
    /// Whether readers saw it.
    pub read: bool,
}

/// A hop, as far as leaning depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hop {
    /// The mention that took the words.
    pub down: MentionKey,
    /// The mention they were taken from.
    pub up: MentionKey,
    /// What was done with them.
    pub kind: HopKind,
    /// How sure it is.
    pub state: HopState,
}

/// One outlet took words from another in this quote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Lean {
    /// The outlet that took them.
    pub down: RecordId,
    /// The outlet that it took them from; never the same.
    pub up: RecordId,
    /// How.
    pub way: Way,
    /// Hops of that way between the two.
    pub hops: u32,
    /// Those of them that an editor verified.
    pub verified: u32,
}

/// What an outlet is to the chain of one quote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Part {
    /// The outlet.
    pub outlet: RecordId,
    /// One of its mentions is a choke point of the chain. Where the chain is one hop long its upstream end always is,
    /// which tells nobody anything, so it is not counted (and not said on the quote's page).
    pub is_choke: bool,
    /// One of its mentions stands in a loop.
    pub is_circular: bool,
    /// One of its mentions is not first-hand, and nobody is named from whom it had the words.
    pub is_unnamed: bool,
}

/// What one quote adds to the counts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Leaning {
    /// Pairs of outlets, in order.
    pub leans: Vec<Lean>,
    /// Every outlet of the chain, in order.
    pub parts: Vec<Part>,
    /// Whether its chain holds a loop.
    pub is_circular: bool,
}

/// Reads a quote's chain. Choke points and loops are those of [`analyse`]; hops within one outlet, and hops of which
/// an end stands in no outlet, join no two outlets.
pub fn leaning(steps: &[Step], hops: &[Hop]) -> Leaning {
    let place: BTreeMap<MentionKey, usize> = steps.iter().enumerate().map(|(v, s)| (s.key, v)).collect();
    let joined: Vec<(usize, usize, &Hop)> =
        hops.iter().filter_map(|h| Some((*place.get(&h.down)?, *place.get(&h.up)?, h))).collect();
    let mut leans: BTreeMap<(RecordId, RecordId, Way), (u32, u32)> = BTreeMap::new();
    for (down, up, hop) in &joined {
        let (Some(down), Some(up)) = (steps[*down].outlet, steps[*up].outlet) else { continue };
        if down != up {
            let count = leans.entry((down, up, Way::of(hop.kind))).or_default();
            count.0 += 1;
            count.1 += u32::from(hop.state == HopState::Verified);
        }
    }
    let analysis = analyse(&graph(steps, &joined));
    let mut in_choke = vec![false; steps.len()];
    let mut in_loop = vec![false; steps.len()];
    analysis.chokes.iter().for_each(|v| in_choke[*v] = true);
    analysis.loops.iter().flatten().for_each(|v| in_loop[*v] = true);
    let mut named = vec![false; steps.len()];
    for (down, up, _) in &joined {
        named[*down] |= steps[*up].is_named;
    }
    let mut parts: BTreeMap<RecordId, Part> = BTreeMap::new();
    for (v, step) in steps.iter().enumerate() {
        let Some(outlet) = step.outlet else { continue };
        let part =
            parts.entry(outlet).or_insert(Part { outlet, is_choke: false, is_circular: false, is_unnamed: false });
        part.is_choke |= in_choke[v] && steps.len() > 2;
        part.is_circular |= in_loop[v];
        part.is_unnamed |= !named[v] && !step.basis.is_some_and(Basis::is_first_hand);
    }
    Leaning {
        leans: leans
            .into_iter()
            .map(|((down, up, way), (hops, verified))| Lean { down, up, way, hops, verified })
            .collect(),
        parts: parts.into_values().collect(),
        is_circular: !analysis.loops.is_empty(),
    }
}

fn graph(steps: &[Step], joined: &[(usize, usize, &Hop)]) -> Graph {
    let nodes = steps
        .iter()
        .map(|s| Node {
            key: s.key.0.to_string(),
            outlet: s.outlet.map(|o| o.0.to_string()),
            basis: s.basis,
            read: s.read,
            ..Node::default()
        })
        .collect();
    let edges = joined.iter().map(|(down, up, h)| Edge { down: *down, up: *up, kind: h.kind, state: h.state });
    Graph::new(nodes, edges.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn step(key: u32, outlet: i64, basis: Option<Basis>) -> Step {
        let outlet = (outlet > 0).then_some(RecordId(outlet));
        Step { key: MentionKey(key), outlet, is_named: outlet.is_some(), basis, read: false }
    }

    fn hop(down: u32, up: u32, kind: HopKind, state: HopState) -> Hop {
        Hop { down: MentionKey(down), up: MentionKey(up), kind, state }
    }

    fn part(outlet: i64, is_choke: bool, is_circular: bool, is_unnamed: bool) -> Part {
        Part { outlet: RecordId(outlet), is_choke, is_circular, is_unnamed }
    }

    #[test]
    fn wire_copy_is_kept_apart_from_reports() {
        use HopState::{Asserted, Verified};
        // 1 reports what 2 printed, twice, and prints a copy of it besides; 2 heard it.
        let steps = [step(1, 10, None), step(2, 20, Some(Basis::Heard)), step(3, 10, None), step(4, 10, None)];
        let hops = [
            hop(1, 2, HopKind::Quotes, Verified),
            hop(3, 2, HopKind::Translates, Asserted),
            hop(4, 2, HopKind::Syndicates, Verified),
        ];
        let found = leaning(&steps, &hops);
        let lean = |way, hops, verified| Lean { down: RecordId(10), up: RecordId(20), way, hops, verified };
        assert_eq!(found.leans, [lean(Way::Report, 2, 1), lean(Way::Wire, 1, 1)]);
        assert_eq!(found.parts, [part(10, false, false, false), part(20, true, false, false)]);
    }

    #[test]
    fn who_names_nobody_is_counted_and_first_hand_is_not() {
        use HopState::Asserted;
        // 10 rests on an unknown step, 20 says nothing at all, 30 heard it, 40 had it from a person who is named.
        let carrier = Step { is_named: true, ..step(6, 0, None) };
        let steps = [
            step(1, 10, None),
            step(2, 0, None),
            step(3, 20, None),
            step(4, 30, Some(Basis::Heard)),
            step(5, 40, None),
        ];
        let steps: Vec<Step> = steps.into_iter().chain([carrier]).collect();
        let hops = [hop(1, 2, HopKind::Quotes, Asserted), hop(5, 6, HopKind::Quotes, Asserted)];
        let found = leaning(&steps, &hops);
        let unnamed: Vec<i64> = found.parts.iter().filter(|p| p.is_unnamed).map(|p| p.outlet.0).collect();
        assert_eq!((unnamed, found.leans), (vec![10, 20], vec![]));
    }

    #[test]
    fn a_loop_is_counted_for_each_outlet_in_it() {
        use HopState::Asserted;
        let steps = [step(1, 10, None), step(2, 20, None), step(3, 30, None)];
        let hops = [
            hop(1, 2, HopKind::Quotes, Asserted),
            hop(2, 1, HopKind::Quotes, Asserted),
            hop(3, 1, HopKind::Quotes, Asserted),
        ];
        let found = leaning(&steps, &hops);
        assert!(found.is_circular);
        assert_eq!(
            found.parts,
            [part(10, false, true, false), part(20, false, true, false), part(30, false, false, false)]
        );
    }

    #[test]
    fn an_outlet_does_not_lean_on_itself() {
        let steps = [step(1, 10, None), step(2, 10, Some(Basis::Interview))];
        let found = leaning(&steps, &[hop(1, 2, HopKind::Quotes, HopState::Verified)]);
        assert_eq!(found.leans, []);
    }

    proptest! {
        #[test]
        fn hops_are_neither_lost_nor_invented(
            outlets in proptest::collection::vec(0_i64..5, 1..12),
            pairs in proptest::collection::btree_map((0_u32..12, 0_u32..12), (0_usize..5, any::<bool>()), 0..30),
        ) {
            let steps: Vec<Step> = (0_u32..).zip(&outlets).map(|(k, o)| step(k, *o, None)).collect();
            let hops: Vec<Hop> = pairs
                .iter()
                .filter(|((d, u), _)| d != u)
                .map(|((d, u), (kind, sure))| {
                    hop(*d, *u, HopKind::ALL[*kind], if *sure { HopState::Verified } else { HopState::Asserted })
                })
                .collect();
            let found = leaning(&steps, &hops);
            // Counted again the plain way: hop by hop, pair by pair.
            let outlet = |key: MentionKey| outlets.get(key.0 as usize).copied().filter(|o| *o > 0);
            for lean in &found.leans {
                let same: Vec<&Hop> = hops
                    .iter()
                    .filter(|h| outlet(h.down) == Some(lean.down.0) && outlet(h.up) == Some(lean.up.0))
                    .filter(|h| (h.kind == HopKind::Syndicates) == (lean.way == Way::Wire))
                    .collect();
                prop_assert_eq!(same.len(), lean.hops as usize);
                prop_assert_eq!(same.iter().filter(|h| h.state == HopState::Verified).count(), lean.verified as usize);
                prop_assert_ne!(lean.down, lean.up);
            }
            let joins = |h: &&Hop| matches!((outlet(h.down), outlet(h.up)), (Some(d), Some(u)) if d != u);
            let all: u32 = found.leans.iter().map(|l| l.hops).sum();
            prop_assert_eq!(all as usize, hops.iter().filter(joins).count());
            prop_assert!(found.leans.is_sorted() && found.parts.is_sorted());
        }
    }
}
