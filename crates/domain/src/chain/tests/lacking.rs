//! What is missing, and what would be missing without something.

use proptest::prelude::*;

use super::graph;
use super::property::any_graph;
use crate::chain::{
    Action, Analysis, Basis, ChecklistPoint, Edge, Graph, Hidden, Node, Standing, analyse, checklist, what_if,
};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn hiding_is_the_same_as_never_having_logged(
        (nodes, edges) in any_graph(),
        mentions in prop::collection::vec(0_usize..9, 0..4),
        hops in prop::collection::vec(0_usize..13, 0..4),
    ) {
        let whole = Graph::new(nodes.clone(), edges.clone());
        let after = what_if(&whole, &Hidden { mentions: mentions.clone(), hops: hops.clone() }).after;
        let kept: Vec<usize> = (0..nodes.len()).filter(|v| !mentions.contains(v)).collect();
        let place = |old: usize| kept.iter().position(|&v| v == old);
        let smaller = Graph::new(
            kept.iter().map(|&v| nodes[v].clone()).collect(),
            edges
                .iter()
                .enumerate()
                .filter(|(index, _)| !hops.contains(index))
                .filter_map(|(_, e)| Some(Edge { down: place(e.down)?, up: place(e.up)?, ..*e }))
                .collect(),
        );
        let fresh = analyse(&smaller);
        let old = |list: &[usize]| list.iter().map(|&v| kept[v]).collect::<Vec<_>>();
        prop_assert_eq!(old(&fresh.read), after.read);
        prop_assert_eq!(old(&fresh.origins), after.origins);
        prop_assert_eq!(old(&fresh.gaps), after.gaps);
        prop_assert_eq!(old(&fresh.chokes), after.chokes);
        prop_assert_eq!(old(&fresh.counted), after.counted);
        prop_assert_eq!(fresh.loops.len(), after.loops.len());
        prop_assert_eq!(fresh.standing, after.standing);
        prop_assert_eq!(fresh.depth, after.depth);
    }

    #[test]
    fn hiding_nothing_changes_nothing((nodes, edges) in any_graph()) {
        let graph = Graph::new(nodes, edges);
        let same = what_if(&graph, &Hidden::default());
        prop_assert!(same.is_harmless() && same.counted.is_empty());
        prop_assert_eq!(same.after, analyse(&graph));
    }

    #[test]
    fn without_a_choke_point_no_root_is_left((mut nodes, edges) in any_graph()) {
        // A mention marked as read, so that hiding another does not change who reads.
        if let Some(node) = nodes.last_mut() {
            node.read = true;
        }
        let graph = Graph::new(nodes, edges);
        let before = analyse(&graph);
        for &choke in &before.chokes {
            let hidden = Hidden { mentions: vec![choke], hops: Vec::new() };
            let after = what_if(&graph, &hidden).after;
            prop_assert!(before.roots.iter().all(|root| !after.roots.contains(root)));
        }
    }

    #[test]
    fn a_point_that_is_not_met_has_something_to_do((nodes, edges) in any_graph()) {
        let graph = Graph::new(nodes, edges);
        let analysis = analyse(&graph);
        let list = checklist(&graph, &analysis);
        prop_assert_eq!(list.points.len(), ChecklistPoint::ALL.len());
        let all_met = list.points.iter().all(|(_, met)| *met);
        prop_assert_eq!(list.is_full(), all_met || graph.is_empty());
        for finding in &list.findings {
            prop_assert!(list.points.contains(&(finding.point, false)));
        }
        if analysis.standing == Standing::Broken && let Some(weakest) = list.weakest() {
            prop_assert!(weakest.on_route);
        }
    }

    #[test]
    fn the_weakest_link_does_not_depend_on_the_order_of_input(
        ((nodes, edges), places) in any_graph().prop_flat_map(|(nodes, edges)| {
            let places = Just((0..nodes.len()).collect::<Vec<_>>()).prop_shuffle();
            (Just((nodes, edges)), places)
        }),
    ) {
        let new_of = |old: usize| places.iter().position(|&p| p == old).unwrap_or(old);
        let moved = Graph::new(
            places.iter().map(|&old| nodes[old].clone()).collect(),
            edges
                .iter()
                .map(|e| Edge { down: new_of(e.down), up: new_of(e.up), ..*e })
                .collect(),
        );
        let plain = Graph::new(nodes, edges);
        let said = |graph: &Graph, analysis: &Analysis| -> Vec<(ChecklistPoint, bool, Option<usize>)> {
            checklist(graph, analysis)
                .findings
                .iter()
                .map(|finding| (finding.point, finding.on_route, finding.hop_number))
                .collect()
        };
        prop_assert_eq!(said(&plain, &analyse(&plain)), said(&moved, &analyse(&moved)));
    }
}

#[test]
fn the_weakest_link_comes_first() {
    let mut nodes: Vec<Node> = graph(
        &[
            ("Kremlin", Basis::OfficialRelease, false),
            ("The Guardian", Basis::Outlet, false),
            ("Arrahmah.id", Basis::Outlet, true),
        ],
        &[],
    )
    .nodes()
    .to_vec();
    for (node, date) in nodes.iter_mut().zip(["2024-08-05", "2024-08-06", "2024-08-07"]) {
        node.published = Some(date.to_owned());
    }
    let hops = graph(&[("", Basis::Unknown, false); 3], &[(1, 0, true), (2, 1, false)]);
    let chain = Graph::new(nodes, hops.edges().to_vec());
    let analysis = analyse(&chain);
    assert_eq!(analysis.standing, Standing::SecondHand);
    let list = checklist(&chain, &analysis);
    let weakest = list.weakest().expect("there is a hole");
    assert_eq!(weakest.point, ChecklistPoint::Verified);
    assert_eq!(weakest.hop_number, Some(2));
    assert_eq!(weakest.rests_on, Some(2));
    assert_eq!(weakest.action, Action::FindDocument { mention: 1, about: Some("2024-08-06".to_owned()), hop: 1 });
    assert_eq!(list.findings.len(), 2, "and no second origin");
}

#[test]
fn an_unknown_step_is_named_before_its_hop_is_compared() {
    let nodes = vec![
        Node { key: "unknown".to_owned(), ..Node::default() },
        Node {
            key: "arrahmah".to_owned(),
            outlet: Some("Arrahmah.id".to_owned()),
            basis: Some(Basis::Outlet),
            published: Some("2024-08-07".to_owned()),
            read: true,
            ..Node::default()
        },
    ];
    let hop = graph(&[("", Basis::Unknown, false); 2], &[(1, 0, false)]);
    let chain = Graph::new(nodes, hop.edges().to_vec());
    let list = checklist(&chain, &analyse(&chain));
    let actions: Vec<&Action> = list.findings.iter().map(|f| &f.action).collect();
    assert_eq!(actions, [&Action::NameStep { mention: 0, ask: Some(1) }]);
    assert!(list.points.contains(&(ChecklistPoint::Verified, false)));
}

#[test]
fn hiding_the_only_transcript_leaves_hearsay() {
    let chain = graph(
        &[("transcript", Basis::Transcript, false), ("heard", Basis::Heard, false), ("end", Basis::Outlet, true)],
        &[(2, 0, true), (2, 1, true)],
    );
    let change = what_if(&chain, &Hidden { mentions: vec![0], hops: Vec::new() });
    assert_eq!(change.standing, Some((Standing::Primary, Standing::FirstReport)));
    assert_eq!(change.independent, Some((2, 1)));
    assert_eq!(change.origins.lost, [0]);
    assert_eq!(change.chokes.gained, [1]);
    assert!(!change.is_harmless());
}
