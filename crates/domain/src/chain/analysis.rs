//! What a chain rests on. Each field follows a definition short enough to check by hand, and the
//! count of independent origins comes with its working, so that nobody has to take it on trust.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::component::components;
use super::graph::Graph;
use super::passage::{cheapest_way, costs, downstream_of, on_every_path, upstream_of};
use super::words::Basis;

/// How well a chain is traced, best first. A partial gap is said beside it, not instead of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// A recording, transcript, official release or own post, and some path from it to a read
    /// mention verified hop by hop.
    Primary,
    /// An origin of any kind, and some path from it verified hop by hop.
    FirstReport,
    /// An origin, but no path from any verified whole.
    SecondHand,
    /// There are roots, and each of them is a gap.
    Broken,
    /// No root is reached: the words go round in circles. (Also said of no mentions at all.)
    Circular,
}

impl Standing {
    /// The word as it is exchanged.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Primary => "primary",
            Self::FirstReport => "first_report",
            Self::SecondHand => "second_hand",
            Self::Broken => "broken",
            Self::Circular => "circular",
        }
    }
}

/// What joins two origins into one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "by", content = "name")]
pub enum Shared {
    /// They credit the same wire agency.
    WireCredit(String),
    /// Their outlets belong to the same publisher family.
    PublisherFamily(String),
}

/// One step in the working of the independent count, in the order to be read out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "step")]
pub enum WorkingStep {
    /// What readers saw; `marked` if somebody marked them so, else they are the ends of the chain.
    Read {
        /// The read mentions.
        mentions: Vec<usize>,
        /// Whether they were marked as read.
        marked: bool,
    },
    /// So many mentions were left aside, because no read mention is downstream of them.
    LeftAside {
        /// The mentions that do not count.
        mentions: Vec<usize>,
    },
    /// Where the chain begins: the mentions with no upstream. Empty if it only goes in circles.
    Roots {
        /// The roots.
        mentions: Vec<usize>,
    },
    /// Roots that are not first-hand: not origins, so they count for nothing.
    Gaps {
        /// The gaps.
        mentions: Vec<usize>,
    },
    /// The roots that are first-hand.
    Origins {
        /// The origins.
        mentions: Vec<usize>,
    },
    /// These origins share something, so they are one.
    Joined {
        /// What they share.
        shared: Shared,
        /// Two or more origins.
        mentions: Vec<usize>,
    },
    /// The classes that are left, one independent origin each.
    Count {
        /// The origins by class.
        classes: Vec<Vec<usize>>,
    },
}

/// One way from a root down to a read mention.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Route {
    /// The mentions, the root first and the read one last.
    pub mentions: Vec<usize>,
    /// The hops between them, one fewer.
    pub hops: Vec<usize>,
    /// Those of the hops that nobody verified.
    pub unverified: Vec<usize>,
}

/// Everything known about the shape of a chain. Lists are sorted by index and hold only mentions
/// that count: a read mention or something upstream of one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Analysis {
    /// What readers saw: the mentions marked so; where none is, those with no downstream; where
    /// there is none of those either, all.
    pub read: Vec<usize>,
    /// The mentions that count.
    pub counted: Vec<usize>,
    /// Mentions with no upstream. One that names itself as its upstream has one, so is no root.
    pub roots: Vec<usize>,
    /// Roots with first-hand access.
    pub origins: Vec<usize>,
    /// Roots without.
    pub gaps: Vec<usize>,
    /// Number of independent origins: classes after joining those that share a wire credit or a
    /// publisher family. Names are compared exactly, blank ones are no names.
    pub independent: usize,
    /// How that number came about.
    pub working: Vec<WorkingStep>,
    /// Mentions, read ones apart, on every path from every root to every read mention. A root may
    /// be one. Where no root is reached there is no path to lie on, so there is none.
    pub chokes: Vec<usize>,
    /// Loops: strongly connected components of two or more mentions, by their first.
    pub loops: Vec<Vec<usize>>,
    /// How well the chain is traced.
    pub standing: Standing,
    /// The way the standing rests on: from the best origin (for a broken chain, the best gap),
    /// with as few unverified hops as can be, then as few hops.
    pub route: Option<Route>,
    /// Hops on the longest way from a root to a read mention, a loop counted as one mention.
    pub depth: usize,
    /// Mentions where nobody is named: no outlet and no first-hand access.
    pub unknown_steps: Vec<usize>,
    /// Which mention was published first: all that may be, as far as partial dates tell.
    pub earliest: Vec<usize>,
    /// Whether gaps stand beside origins.
    pub partial_gap: bool,
}

/// Reads a chain by the definitions at [`Analysis`].
pub fn analyse(graph: &Graph) -> Analysis {
    let (read, marked) = read_mentions(graph);
    let counts = upstream_of(graph, &read);
    let counted: Vec<usize> = graph.mentions().filter(|&v| counts[v]).collect();
    let roots: Vec<usize> = counted.iter().copied().filter(|&v| graph.upstream(v).is_empty()).collect();
    let (origins, gaps): (Vec<usize>, Vec<usize>) = roots.iter().partition(|&&v| graph.nodes()[v].is_first_hand());

    let below = downstream_of(graph, &roots);
    let reached: Vec<bool> = (0..graph.len()).map(|v| counts[v] && below[v]).collect();
    let mut is_read = vec![false; graph.len()];
    for &v in &read {
        is_read[v] = true;
    }
    let mut chokes = on_every_path(graph, &roots, &is_read, &reached);
    chokes.retain(|&v| !is_read[v]);

    let parts = components(graph, &counts);
    let mut loops: Vec<Vec<usize>> = parts.iter().filter(|c| c.len() > 1).cloned().collect();
    loops.sort_unstable();

    let (shared, classes) = independent(graph, &origins);
    let (standing, route) = standing(graph, &read, &origins, &gaps);
    let mut working = vec![WorkingStep::Read { mentions: read.clone(), marked }];
    let aside: Vec<usize> = graph.mentions().filter(|&v| !counts[v]).collect();
    if !aside.is_empty() {
        working.push(WorkingStep::LeftAside { mentions: aside });
    }
    working.push(WorkingStep::Roots { mentions: roots.clone() });
    if !gaps.is_empty() {
        working.push(WorkingStep::Gaps { mentions: gaps.clone() });
    }
    if !origins.is_empty() {
        working.push(WorkingStep::Origins { mentions: origins.clone() });
    }
    working.extend(shared.into_iter().map(|(shared, mentions)| WorkingStep::Joined { shared, mentions }));
    let independent = classes.len();
    working.push(WorkingStep::Count { classes });

    Analysis {
        chokes,
        loops,
        independent,
        working,
        standing,
        route,
        depth: depth(graph, &parts, &roots, &is_read),
        unknown_steps: counted.iter().copied().filter(|&v| graph.nodes()[v].is_unknown_step()).collect(),
        earliest: earliest(graph, &counted),
        partial_gap: !origins.is_empty() && !gaps.is_empty(),
        read,
        counted,
        roots,
        origins,
        gaps,
    }
}

fn read_mentions(graph: &Graph) -> (Vec<usize>, bool) {
    let marked: Vec<usize> = graph.mentions().filter(|&v| graph.nodes()[v].read).collect();
    if !marked.is_empty() {
        return (marked, true);
    }
    let ends: Vec<usize> = graph.mentions().filter(|&v| graph.downstream(v).is_empty()).collect();
    if ends.is_empty() { (graph.mentions().collect(), false) } else { (ends, false) }
}

type Joins = Vec<(Shared, Vec<usize>)>;

/// Joins origins that share a name; gives what was shared, and the classes that are left.
fn independent(graph: &Graph, origins: &[usize]) -> (Joins, Vec<Vec<usize>>) {
    let mut named: BTreeMap<Shared, Vec<usize>> = BTreeMap::new();
    for (place, &origin) in origins.iter().enumerate() {
        let node = &graph.nodes()[origin];
        if let Some(wire) = name(node.wire.as_ref()) {
            named.entry(Shared::WireCredit(wire)).or_default().push(place);
        }
        if let Some(family) = name(node.family.as_ref()) {
            named.entry(Shared::PublisherFamily(family)).or_default().push(place);
        }
    }
    named.retain(|_, places| places.len() > 1);

    let mut leader: Vec<usize> = (0..origins.len()).collect();
    for places in named.values() {
        for pair in places.windows(2) {
            let (a, b) = (find(&mut leader, pair[0]), find(&mut leader, pair[1]));
            leader[a.max(b)] = a.min(b);
        }
    }
    let mut classes: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (place, &origin) in origins.iter().enumerate() {
        let at = find(&mut leader, place);
        classes.entry(at).or_default().push(origin);
    }
    let joins =
        named.into_iter().map(|(shared, places)| (shared, places.into_iter().map(|p| origins[p]).collect())).collect();
    (joins, classes.into_values().collect())
}

fn name(text: Option<&String>) -> Option<String> {
    let text = text?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn find(leader: &mut [usize], mut at: usize) -> usize {
    while leader[at] != at {
        leader[at] = leader[leader[at]];
        at = leader[at];
    }
    at
}

/// The standing by these heads, which all lead to a read mention, and the way it rests on.
pub(super) fn standing(graph: &Graph, read: &[usize], origins: &[usize], gaps: &[usize]) -> (Standing, Option<Route>) {
    let best = costs(graph, read);
    let is_primary = |v: usize| graph.nodes()[v].basis.is_some_and(Basis::is_primary);
    let rank = |v: usize| {
        let whole = best[v].is_some_and(|(unverified, _)| unverified == 0);
        match (graph.nodes()[v].is_first_hand(), whole, is_primary(v)) {
            (false, _, _) => Standing::Broken,
            (true, false, _) => Standing::SecondHand,
            (true, true, false) => Standing::FirstReport,
            (true, true, true) => Standing::Primary,
        }
    };
    let heads = if origins.is_empty() { gaps } else { origins };
    let chosen = heads.iter().copied().min_by_key(|&v| {
        let key = graph.nodes()[v].key.as_str();
        (rank(v), best[v], !is_primary(v), key, v)
    });
    let Some(from) = chosen else {
        return (Standing::Circular, None);
    };
    let (mentions, hops) = cheapest_way(graph, &best, from);
    let unverified =
        hops.iter().copied().filter(|&hop| graph.edges()[hop].state != super::HopState::Verified).collect();
    (rank(from), Some(Route { mentions, hops, unverified }))
}

/// `parts` come with everything downstream before: the longest way down is known in one pass.
fn depth(graph: &Graph, parts: &[Vec<usize>], roots: &[usize], is_read: &[bool]) -> usize {
    let mut part_of = vec![None; graph.len()];
    for (index, part) in parts.iter().enumerate() {
        for &v in part {
            part_of[v] = Some(index);
        }
    }
    let mut longest: Vec<usize> = vec![0; parts.len()];
    for (index, part) in parts.iter().enumerate() {
        debug_assert!(!part.is_empty());
        for &(w, _) in part.iter().flat_map(|&v| graph.downstream(v)) {
            // Every part leads to a read mention, so every longest way ends at one.
            if let Some(below) = part_of[w].filter(|&below| below != index) {
                longest[index] = longest[index].max(longest[below] + 1);
            }
        }
    }
    debug_assert!(parts.is_empty() || is_read.contains(&true));
    roots.iter().filter_map(|&root| part_of[root]).map(|part| longest[part]).max().unwrap_or(0)
}

/// Those of the mentions that may have been published first, as far as their dates tell.
pub(super) fn earliest(graph: &Graph, mentions: &[usize]) -> Vec<usize> {
    let dated: Vec<(usize, Span)> =
        mentions.iter().filter_map(|&v| Some((v, span(graph.nodes()[v].published.as_deref()?)?))).collect();
    let Some(latest_first) = dated.iter().map(|(_, (_, last))| *last).min() else {
        return Vec::new();
    };
    dated.into_iter().filter(|(_, (first, _))| *first <= latest_first).map(|(v, _)| v).collect()
}

/// Whether text is a date, whole or partial.
pub(super) fn is_date(text: &str) -> bool {
    span(text).is_some()
}

type Day = (i32, u8, u8);
type Span = (Day, Day);

/// The days a partial date may mean; nothing for text that is no date.
fn span(text: &str) -> Option<Span> {
    let day = text.trim();
    let day = day.split(['T', ' ']).next().unwrap_or(day);
    let mut parts = day.split('-');
    let year: i32 = parts.next()?.parse().ok()?;
    let month: Option<u8> = parts.next().map(str::parse).transpose().ok()?;
    let date: Option<u8> = parts.next().map(str::parse).transpose().ok()?;
    if parts.next().is_some()
        || month.is_some_and(|m| !(1..=12).contains(&m))
        || date.is_some_and(|d| !(1..=31).contains(&d))
    {
        return None;
    }
    Some(((year, month.unwrap_or(1), date.unwrap_or(1)), (year, month.unwrap_or(12), date.unwrap_or(31))))
}
