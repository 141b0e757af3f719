//! What would be left of a chain without a hop or a mention. Nothing is saved: an editor tries
//! out how much hangs on one outlet's word.

use serde::{Deserialize, Serialize};

use super::analysis::{Analysis, Standing, analyse};
use super::graph::Graph;

/// What to leave out, by index. An index that does not exist leaves nothing out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hidden {
    /// Mentions, with all their hops.
    pub mentions: Vec<usize>,
    /// Single hops.
    pub hops: Vec<usize>,
}

/// What came in and what went out of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    /// In the list only now.
    pub gained: Vec<usize>,
    /// No longer in the list.
    pub lost: Vec<usize>,
}

impl Moved {
    fn between(before: &[usize], after: &[usize]) -> Self {
        let only = |these: &[usize], those: &[usize]| {
            these.iter().copied().filter(|v| those.binary_search(v).is_err()).collect()
        };
        Self { gained: only(after, before), lost: only(before, after) }
    }

    /// Whether the list stayed as it was.
    pub fn is_empty(&self) -> bool {
        self.gained.is_empty() && self.lost.is_empty()
    }
}

/// A chain with something left out, beside the chain as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WhatIf {
    /// The analysis of what is left, with the indices of the whole.
    pub after: Analysis,
    /// The standing before and after, if it changed.
    pub standing: Option<(Standing, Standing)>,
    /// The independent origins before and after, if their number changed.
    pub independent: Option<(usize, usize)>,
    /// Origins.
    pub origins: Moved,
    /// Gaps.
    pub gaps: Moved,
    /// Choke points.
    pub chokes: Moved,
    /// Mentions in some loop.
    pub looped: Moved,
    /// Mentions that count.
    pub counted: Moved,
}

impl WhatIf {
    /// Whether leaving it out changes nothing but the list of what counts.
    pub fn is_harmless(&self) -> bool {
        self.standing.is_none()
            && self.independent.is_none()
            && [&self.origins, &self.gaps, &self.chokes, &self.looped].iter().all(|moved| moved.is_empty())
    }
}

/// Analyses a chain without some of it. The definitions are read anew on what is left: a mention
/// that loses its last upstream becomes a root, and one marked as read that is left out is no
/// longer what readers saw.
pub fn what_if(graph: &Graph, hidden: &Hidden) -> WhatIf {
    let before = analyse(graph);
    let after = analyse(&graph.without(&hidden.mentions, &hidden.hops));
    let looped = |analysis: &Analysis| {
        let mut all: Vec<usize> = analysis.loops.iter().flatten().copied().collect();
        all.sort_unstable();
        all
    };
    WhatIf {
        standing: (before.standing != after.standing).then_some((before.standing, after.standing)),
        independent: (before.independent != after.independent).then_some((before.independent, after.independent)),
        origins: Moved::between(&before.origins, &after.origins),
        gaps: Moved::between(&before.gaps, &after.gaps),
        chokes: Moved::between(&before.chokes, &after.chokes),
        looped: Moved::between(&looped(&before), &looped(&after)),
        counted: Moved::between(&before.counted, &after.counted),
        after,
    }
}
