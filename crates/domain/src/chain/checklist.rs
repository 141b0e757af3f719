//! What a chain still lacks, weakest link first, each with the one thing to do next about it.
//! Never an average: a chain with one hole is not nine tenths complete. No words here either:
//! pages say each finding in their own language.

use serde::{Deserialize, Serialize};

use super::analysis::{Analysis, Standing, earliest, is_date};
use super::graph::{Graph, Node};
use super::words::{Basis, HopState};

/// What a full chain has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Point {
    /// The chain begins somewhere: a root is reached.
    Begins,
    /// Every root is first-hand.
    FirstHand,
    /// Every hop was verified.
    Verified,
    /// Somebody is named at every step.
    Named,
    /// No circular reporting.
    NoLoop,
    /// It goes back to a record that others can check.
    Primary,
    /// A second independent origin bears it out.
    SecondOrigin,
    /// Every mention is dated.
    Dated,
}

impl Point {
    /// All points, the gravest first.
    pub const ALL: [Self; 8] = [
        Self::Begins,
        Self::FirstHand,
        Self::Verified,
        Self::Named,
        Self::NoLoop,
        Self::Primary,
        Self::SecondOrigin,
        Self::Dated,
    ];
}

/// The next best thing to do about a finding. Indices are those of the graph.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "do")]
pub enum Action {
    /// Ask where this mention had the words from: "Ask Arrahmah.id what it took this from".
    AskUpstream {
        /// The mention whose upstream is not known.
        mention: usize,
    },
    /// Find what somebody else is said to have published, and compare: "Find The Guardian's
    /// article of about 6 August 2024".
    FindDocument {
        /// The mention to find.
        mention: usize,
        /// A date to look near: its own, else that of the mention which took from it.
        about: Option<String>,
        /// The hop that finding it would verify.
        hop: usize,
    },
    /// Nobody is named at this step: find out who stands between.
    NameStep {
        /// The unknown step.
        mention: usize,
        /// Who took from it, if anybody did: the one to ask.
        ask: Option<usize>,
    },
    /// Find which of these had it before the others, and where from.
    BreakLoop {
        /// The mentions of the loop.
        mentions: Vec<usize>,
        /// The one published first, if the dates tell.
        first: Option<usize>,
    },
    /// Look for a recording, a transcript, an official release or the speaker's own post.
    FindPrimary {
        /// The best origin so far.
        origin: usize,
    },
    /// Look for an origin that owes nothing to those there are.
    FindSecondOrigin {
        /// The origins that count as one.
        origins: Vec<usize>,
        /// The choke points that everything goes through now.
        around: Vec<usize>,
    },
    /// Find out when it was published.
    DateMention {
        /// The mention with no date that can be read.
        mention: usize,
    },
}

impl Action {
    /// The mention it is about, or the first of them.
    pub fn subject(&self) -> Option<usize> {
        match self {
            Self::AskUpstream { mention }
            | Self::FindDocument { mention, .. }
            | Self::NameStep { mention, .. }
            | Self::DateMention { mention } => Some(*mention),
            Self::FindPrimary { origin } => Some(*origin),
            Self::BreakLoop { mentions, .. } => mentions.first().copied(),
            Self::FindSecondOrigin { origins, .. } => origins.first().copied(),
        }
    }
}

/// Something that is missing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The point it counts against.
    pub point: Point,
    /// Whether it lies on the way the standing rests on.
    pub on_route: bool,
    /// For a hop on that way: its number, counted from the root, the first being 1.
    pub hop_number: Option<usize>,
    /// For a hop: the mention on whose word alone it rests.
    pub rests_on: Option<usize>,
    /// What to do next.
    pub action: Action,
}

/// What is there and what is missing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checklist {
    /// Each point, and whether it is met.
    pub points: Vec<(Point, bool)>,
    /// What is missing, the weakest link first. Empty for a full chain.
    pub findings: Vec<Finding>,
}

impl Checklist {
    /// The weakest link, with the next best thing to do.
    pub fn weakest(&self) -> Option<&Finding> {
        self.findings.first()
    }

    /// Whether nothing is missing.
    pub fn is_full(&self) -> bool {
        self.findings.is_empty()
    }
}

/// Goes through a chain point by point. A chain with no mentions lacks nothing but a beginning,
/// and has no finding to do anything about.
pub fn checklist(graph: &Graph, analysis: &Analysis) -> Checklist {
    let mut list = List {
        graph,
        analysis,
        on_route: vec![false; graph.len()],
        hop_numbers: vec![None; graph.edges().len()],
        findings: Vec::new(),
    };
    if let Some(route) = &analysis.route {
        for &mention in &route.mentions {
            list.on_route[mention] = true;
        }
        for (place, &hop) in route.hops.iter().enumerate() {
            list.hop_numbers[hop] = Some(place + 1);
        }
    }
    list.roots();
    list.hops();
    list.steps();
    list.loops();
    list.origins();
    list.dates();
    let mut findings = list.findings;
    findings.sort_by_cached_key(|finding| {
        let subject = finding.action.subject();
        (
            !is_weak_link(finding.point),
            !finding.on_route,
            finding.point,
            finding.hop_number,
            subject.and_then(|v| graph.nodes().get(v)).map(|node| node.key.clone()),
            subject,
        )
    });
    Checklist { points: Point::ALL.iter().map(|&point| (point, is_met(point, graph, analysis))).collect(), findings }
}

fn is_met(point: Point, graph: &Graph, analysis: &Analysis) -> bool {
    let nodes = graph.nodes();
    match point {
        Point::Begins => !analysis.roots.is_empty(),
        Point::FirstHand => !analysis.origins.is_empty() && analysis.gaps.is_empty(),
        Point::Verified => graph.hops().all(|(_, edge)| {
            edge.state == HopState::Verified
                || edge.up == edge.down
                || analysis.counted.binary_search(&edge.down).is_err()
        }),
        Point::Named => analysis.unknown_steps.is_empty(),
        Point::NoLoop => analysis.loops.is_empty(),
        Point::Primary => analysis.origins.iter().any(|&v| nodes[v].basis.is_some_and(Basis::is_primary)),
        Point::SecondOrigin => analysis.independent > 1,
        Point::Dated => analysis.counted.iter().all(|&v| is_dated(&nodes[v])),
    }
}

fn is_dated(node: &Node) -> bool {
    let readable = node.published.as_deref().is_some_and(is_date);
    readable || node.is_unknown_step()
}

/// Whether the chain is broken there, rather than merely thin.
fn is_weak_link(point: Point) -> bool {
    matches!(point, Point::Begins | Point::FirstHand | Point::Verified | Point::Named)
}

struct List<'a> {
    graph: &'a Graph,
    analysis: &'a Analysis,
    on_route: Vec<bool>,
    hop_numbers: Vec<Option<usize>>,
    findings: Vec<Finding>,
}

impl List<'_> {
    fn add(&mut self, point: Point, on_route: bool, action: Action) {
        self.findings.push(Finding { point, on_route, hop_number: None, rests_on: None, action });
    }

    /// The first to have taken from a mention, by key.
    fn taker(&self, mention: usize) -> Option<usize> {
        self.graph
            .downstream(mention)
            .iter()
            .map(|&(down, _)| down)
            .filter(|down| self.analysis.counted.binary_search(down).is_ok())
            .min_by_key(|&down| (self.graph.nodes()[down].key.as_str(), down))
    }

    fn roots(&mut self) {
        for &mention in &self.analysis.gaps {
            let action = if self.graph.nodes()[mention].is_unknown_step() {
                Action::NameStep { mention, ask: self.taker(mention) }
            } else {
                Action::AskUpstream { mention }
            };
            self.add(Point::FirstHand, self.on_route[mention], action);
        }
    }

    fn hops(&mut self) {
        let mut hops: Vec<usize> = self
            .graph
            .hops()
            .filter(|(_, edge)| edge.state != HopState::Verified && edge.up != edge.down)
            .filter(|(_, edge)| self.analysis.counted.binary_search(&edge.down).is_ok())
            // Nothing can be compared with a step where nobody is named.
            .filter(|(_, edge)| !self.graph.nodes()[edge.up].is_unknown_step())
            .map(|(hop, _)| hop)
            .collect();
        hops.sort_by_key(|&hop| {
            let edge = self.graph.edges()[hop];
            let key = |v: usize| self.graph.nodes()[v].key.as_str();
            (key(edge.down), key(edge.up), hop)
        });
        for hop in hops {
            let edge = self.graph.edges()[hop];
            let hop_number = self.hop_numbers[hop];
            let date = |v: usize| self.graph.nodes()[v].published.clone();
            self.findings.push(Finding {
                point: Point::Verified,
                on_route: hop_number.is_some(),
                hop_number,
                rests_on: Some(edge.down),
                action: Action::FindDocument {
                    mention: edge.up,
                    about: date(edge.up).or_else(|| date(edge.down)),
                    hop,
                },
            });
        }
    }

    fn steps(&mut self) {
        for &mention in &self.analysis.unknown_steps {
            // A root where nobody is named is a gap already.
            if self.analysis.gaps.binary_search(&mention).is_err() {
                let ask = self.taker(mention);
                let action = Action::NameStep { mention, ask };
                self.add(Point::Named, self.on_route[mention], action);
            }
        }
    }

    fn loops(&mut self) {
        let point = if self.analysis.standing == Standing::Circular { Point::Begins } else { Point::NoLoop };
        for mentions in &self.analysis.loops {
            let first = match earliest(self.graph, mentions).as_slice() {
                [one] => Some(*one),
                _ => None,
            };
            let mentions = mentions.clone();
            self.add(point, false, Action::BreakLoop { mentions, first });
        }
        if self.analysis.standing == Standing::Circular {
            // A mention that names only itself is no loop, but no beginning either.
            for &mention in &self.analysis.counted {
                let names_itself = self.graph.upstream(mention).iter().all(|&(up, _)| up == mention);
                if names_itself {
                    self.add(Point::Begins, false, Action::AskUpstream { mention });
                }
            }
        }
    }

    fn origins(&mut self) {
        let nodes = self.graph.nodes();
        let origins = &self.analysis.origins;
        let is_primary = |v: usize| nodes[v].basis.is_some_and(Basis::is_primary);
        if let Some(&first) = origins.first()
            && !origins.iter().any(|&v| is_primary(v))
        {
            let head = self.analysis.route.as_ref().map(|route| route.mentions[0]);
            let origin = head.unwrap_or(first);
            self.add(Point::Primary, true, Action::FindPrimary { origin });
        }
        if self.analysis.independent == 1 {
            let action = Action::FindSecondOrigin { origins: origins.clone(), around: self.analysis.chokes.clone() };
            self.add(Point::SecondOrigin, false, action);
        }
    }

    fn dates(&mut self) {
        for &mention in &self.analysis.counted {
            if !is_dated(&self.graph.nodes()[mention]) {
                let on_route = self.on_route[mention];
                self.add(Point::Dated, on_route, Action::DateMention { mention });
            }
        }
    }
}
