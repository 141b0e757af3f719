//! Thousands of small random chains, loops and gaps included.

use proptest::prelude::*;

use super::brute::{Brute, brute};
use super::graph;
use crate::chain::{Analysis, Basis, Edge, Graph, HopKind, HopState, Node, Shared, Standing, WorkingStep, analyse};

fn seen(analysis: &Analysis) -> Brute {
    Brute {
        read: analysis.read.clone(),
        origins: analysis.origins.clone(),
        gaps: analysis.gaps.clone(),
        independent: analysis.independent,
        chokes: analysis.chokes.clone(),
        loops: analysis.loops.clone(),
        standing: analysis.standing,
    }
}

fn name(words: &'static [&'static str]) -> impl Strategy<Value = Option<String>> {
    prop_oneof![
        2 => Just(None),
        1 => prop::sample::select(words).prop_map(|word| Some(word.to_owned())),
    ]
}

prop_compose! {
    fn any_node()(
        outlet in name(&["Kompas", "Tempo", " "]),
        family in name(&["KG Media", "Tempo Inti", "Viva"]),
        wire in name(&["Antara", "Reuters", "AFP"]),
        basis in prop::option::of(prop::sample::select(Basis::ALL)),
        published in name(&["2024", "2024-08", "2024-08-07", "2024-08-09", "soon"]),
        read in prop::bool::weighted(0.15),
    ) -> Node {
        Node { key: String::new(), outlet, family, wire, basis, published, read }
    }
}

/// Up to seven mentions, hops any way round, some twice, some to themselves or to nowhere.
pub(super) fn any_graph() -> impl Strategy<Value = (Vec<Node>, Vec<Edge>)> {
    (0_usize..8).prop_flat_map(|n| {
        let edge = (0..n + 1, 0..n + 1, prop::bool::weighted(0.6), prop::bool::weighted(0.7)).prop_map(
            |(a, b, verified, forward)| {
                let (up, down) = if forward { (a.min(b), a.max(b)) } else { (a, b) };
                let state = if verified { HopState::Verified } else { HopState::Asserted };
                let kind = HopKind::Quotes;
                Edge { down, up, kind, state }
            },
        );
        (prop::collection::vec(any_node(), n), prop::collection::vec(edge, 0..12)).prop_map(|(mut nodes, edges)| {
            for (index, node) in nodes.iter_mut().enumerate() {
                node.key = format!("m{index}");
            }
            (nodes, edges)
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn the_fast_reading_is_the_literal_one((nodes, edges) in any_graph()) {
        let graph = Graph::new(nodes, edges);
        prop_assert_eq!(seen(&analyse(&graph)), brute(&graph));
    }

    #[test]
    fn a_choke_point_is_what_cuts_all_roots_off((nodes, edges) in any_graph()) {
        let graph = Graph::new(nodes, edges);
        let analysis = analyse(&graph);
        let reaches = |from: &[usize], without: Option<usize>| {
            let mut seen: Vec<usize> = from.iter().copied().filter(|&v| Some(v) != without).collect();
            let mut at = 0;
            while at < seen.len() {
                for &(w, _) in graph.downstream(seen[at]) {
                    if Some(w) != without && !seen.contains(&w) {
                        seen.push(w);
                    }
                }
                at += 1;
            }
            analysis.read.iter().any(|r| seen.contains(r))
        };
        let naive: Vec<usize> = analysis
            .counted
            .iter()
            .copied()
            .filter(|v| !analysis.read.contains(v))
            .filter(|&v| reaches(&analysis.roots, None) && !reaches(&analysis.roots, Some(v)))
            .collect();
        prop_assert_eq!(analysis.chokes, naive);
    }

    #[test]
    fn the_order_of_input_does_not_matter(
        ((nodes, edges), places, turns) in any_graph().prop_flat_map(|(nodes, edges)| {
            let places = Just((0..nodes.len()).collect::<Vec<_>>()).prop_shuffle();
            let turns = Just((0..edges.len()).collect::<Vec<_>>()).prop_shuffle();
            (Just((nodes, edges)), places, turns)
        }),
    ) {
        let plain = analyse(&Graph::new(nodes.clone(), edges.clone()));
        // `places[new]` is the old index of a mention, `turns[new]` that of a hop.
        let new_of = |old: usize| places.iter().position(|&p| p == old).unwrap_or(old);
        let moved_nodes: Vec<Node> = places.iter().map(|&old| nodes[old].clone()).collect();
        let moved_edges: Vec<Edge> = turns
            .iter()
            .map(|&old| Edge { down: new_of(edges[old].down), up: new_of(edges[old].up), ..edges[old] })
            .collect();
        let moved = analyse(&Graph::new(moved_nodes, moved_edges));
        let back = |list: &[usize]| {
            let mut list: Vec<usize> = list.iter().map(|&v| places[v]).collect();
            list.sort_unstable();
            list
        };
        prop_assert_eq!(back(&moved.origins), plain.origins.clone());
        prop_assert_eq!(back(&moved.gaps), plain.gaps.clone());
        prop_assert_eq!(back(&moved.chokes), plain.chokes.clone());
        prop_assert_eq!(back(&moved.counted), plain.counted.clone());
        prop_assert_eq!(back(&moved.unknown_steps), plain.unknown_steps.clone());
        prop_assert_eq!(back(&moved.earliest), plain.earliest.clone());
        let mut loops: Vec<Vec<usize>> = moved.loops.iter().map(|part| back(part)).collect();
        loops.sort();
        prop_assert_eq!(loops, plain.loops.clone());
        prop_assert_eq!(moved.independent, plain.independent);
        prop_assert_eq!(moved.standing, plain.standing);
        prop_assert_eq!(moved.depth, plain.depth);
        let way = |analysis: &Analysis| analysis.route.as_ref().map(|route| route.mentions.clone());
        prop_assert_eq!(
            way(&moved).map(|way| way.iter().map(|&v| places[v]).collect::<Vec<_>>()),
            way(&plain)
        );
    }

    #[test]
    fn the_route_bears_the_standing_out((nodes, edges) in any_graph()) {
        let graph = Graph::new(nodes, edges);
        let analysis = analyse(&graph);
        let Some(route) = &analysis.route else {
            prop_assert_eq!(analysis.standing, Standing::Circular);
            return Ok(());
        };
        prop_assert!(analysis.roots.contains(&route.mentions[0]));
        prop_assert!(analysis.read.contains(&route.mentions[route.mentions.len() - 1]));
        prop_assert_eq!(route.hops.len() + 1, route.mentions.len());
        for (index, &hop) in route.hops.iter().enumerate() {
            prop_assert_eq!(graph.edges()[hop].up, route.mentions[index]);
            prop_assert_eq!(graph.edges()[hop].down, route.mentions[index + 1]);
        }
        let whole = matches!(analysis.standing, Standing::Primary | Standing::FirstReport);
        if analysis.standing != Standing::Broken {
            prop_assert_eq!(route.unverified.is_empty(), whole);
        }
    }
}

#[test]
fn an_empty_chain_has_nothing_to_say() {
    let analysis = analyse(&Graph::new(Vec::new(), Vec::new()));
    assert_eq!(analysis.standing, Standing::Circular);
    assert_eq!(analysis.independent, 0);
    assert!(analysis.read.is_empty() && analysis.chokes.is_empty());
}

#[test]
fn a_transcript_that_readers_saw_is_primary() {
    let analysis = analyse(&graph(&[("Kremlin", Basis::Transcript, true)], &[]));
    assert_eq!(analysis.standing, Standing::Primary);
    assert_eq!(analysis.depth, 0);
    assert!(analysis.chokes.is_empty(), "what readers saw is no choke point");
}

#[test]
fn a_loop_with_no_root_counts_nothing() {
    let analysis = analyse(&graph(
        &[("a", Basis::Outlet, false), ("b", Basis::Outlet, false), ("c", Basis::Outlet, true)],
        &[(1, 0, true), (0, 1, true), (2, 1, true)],
    ));
    assert_eq!(analysis.standing, Standing::Circular);
    assert_eq!(analysis.loops, [[0, 1]]);
    assert_eq!(analysis.independent, 0);
    assert!(analysis.chokes.is_empty());
    assert_eq!(analysis.route, None);
}

#[test]
fn a_mention_that_names_itself_is_no_root_and_no_loop() {
    let analysis =
        analyse(&graph(&[("a", Basis::Transcript, false), ("b", Basis::Outlet, true)], &[(0, 0, true), (1, 0, true)]));
    assert_eq!(analysis.standing, Standing::Circular);
    assert!(analysis.roots.is_empty() && analysis.loops.is_empty());
}

#[test]
fn the_working_says_what_was_joined() {
    let nodes: Vec<Node> = [
        ("a", Some("Antara"), None),
        ("b", Some("Antara"), Some("KG Media")),
        ("c", None, Some("KG Media")),
        ("d", Some(" "), Some(" ")),
        ("e", Some(" "), None),
    ]
    .into_iter()
    .map(|(key, wire, family)| Node {
        key: key.to_owned(),
        wire: wire.map(str::to_owned),
        family: family.map(str::to_owned),
        basis: Some(Basis::Heard),
        ..Node::default()
    })
    .collect();
    let analysis = analyse(&Graph::new(nodes, Vec::new()));
    assert_eq!(analysis.independent, 3);
    assert_eq!(
        analysis.working[3..],
        [
            WorkingStep::Joined { shared: Shared::WireCredit("Antara".to_owned()), mentions: vec![0, 1] },
            WorkingStep::Joined { shared: Shared::PublisherFamily("KG Media".to_owned()), mentions: vec![1, 2] },
            WorkingStep::Count { classes: vec![vec![0, 1, 2], vec![3], vec![4]] },
        ]
    );
}

#[test]
fn a_partial_date_leaves_open_who_was_first() {
    let dated = |dates: &[Option<&str>]| {
        let nodes = dates.iter().map(|date| Node { published: date.map(str::to_owned), ..Node::default() }).collect();
        analyse(&Graph::new(nodes, Vec::new())).earliest
    };
    assert_eq!(dated(&[Some("2024-08-07"), Some("2024-08-09")]), [0]);
    assert_eq!(dated(&[Some("2024-08-07"), Some("2024-08")]), [0, 1]);
    assert_eq!(dated(&[Some("2024-08-07"), Some("2024-09")]), [0]);
    assert_eq!(dated(&[None, Some("yesterday"), Some("2023"), Some("2024-01-01T07:00:00+07:00")]), [2]);
    assert!(dated(&[None]).is_empty());
}

#[test]
fn depth_counts_a_loop_once() {
    let analysis = analyse(&graph(
        &[
            ("root", Basis::Heard, false),
            ("a", Basis::Outlet, false),
            ("b", Basis::Outlet, false),
            ("end", Basis::Outlet, true),
        ],
        &[(1, 0, false), (2, 1, false), (1, 2, false), (3, 2, false), (3, 0, true)],
    ));
    assert_eq!(analysis.depth, 2, "root, then the loop, then the end");
    assert_eq!(analysis.standing, Standing::FirstReport);
    assert_eq!(analysis.chokes, [0]);
}
