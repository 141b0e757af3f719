//! What a drawing must keep: no card on another, every hop with the flow but those turned round.

use proptest::prelude::*;

use super::graph;
use super::property::any_graph;
use crate::chain::{Basis, Direction, Graph, Layout, LayoutOptions, Size, flow, layout, layout_sized};

fn check(graph: &Graph, drawing: &Layout, direction: Direction) -> Result<(), TestCaseError> {
    let cards: Vec<_> = drawing.nodes.iter().flatten().collect();
    prop_assert_eq!(cards.len(), graph.mentions().count());
    for (index, a) in cards.iter().enumerate() {
        prop_assert!(a.x >= -0.01 && a.y >= -0.01);
        prop_assert!(a.x + a.size.width <= drawing.size.width + 0.01);
        prop_assert!(a.y + a.size.height <= drawing.size.height + 0.01);
        for b in &cards[index + 1..] {
            let apart = a.x + a.size.width <= b.x + 0.01
                || b.x + b.size.width <= a.x + 0.01
                || a.y + a.size.height <= b.y + 0.01
                || b.y + b.size.height <= a.y + 0.01;
            prop_assert!(apart, "{a:?} lies on {b:?}");
        }
    }
    prop_assert_eq!(drawing.edges.len(), graph.hops().count());
    for routed in &drawing.edges {
        let edge = graph.edges()[routed.edge];
        if edge.up == edge.down {
            prop_assert!(routed.points.is_empty());
            continue;
        }
        let (Some(up), Some(down)) = (&drawing.nodes[edge.up], &drawing.nodes[edge.down]) else {
            return Err(TestCaseError::fail("a hop between cards that are not drawn"));
        };
        prop_assert_eq!(routed.reversed, up.layer > down.layer);
        prop_assert_ne!(up.layer, down.layer);
        for pair in routed.points.windows(2) {
            let ahead = match direction {
                Direction::Down => pair[1].y - pair[0].y,
                Direction::Right => pair[1].x - pair[0].x,
            };
            let with_flow = if routed.reversed { -ahead } else { ahead };
            prop_assert!(with_flow >= -0.01);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn cards_lie_apart_and_hops_run_with_the_flow(
        (nodes, edges) in any_graph(),
        heights in prop::collection::vec(20.0_f64..120.0, 8),
        right in any::<bool>(),
    ) {
        let graph = Graph::new(nodes, edges);
        let direction = if right { Direction::Right } else { Direction::Down };
        let options = LayoutOptions { direction, ..LayoutOptions::default() };
        let sizes: Vec<Size> = heights
            .iter()
            .map(|&height| Size { width: 140.0, height })
            .collect();
        let drawing = layout_sized(&graph, &sizes, &options);
        check(&graph, &drawing, direction)?;
        prop_assert_eq!(&drawing, &layout_sized(&graph, &sizes, &options));
    }

    #[test]
    fn the_flow_is_that_of_the_layout((nodes, edges) in any_graph()) {
        let graph = Graph::new(nodes, edges);
        let flow = flow(&graph);
        let drawing = layout(&graph, Size { width: 1.0, height: 1.0 }, &LayoutOptions::default());
        let layers: Vec<_> = drawing.nodes.iter().map(|n| n.map(|n| n.layer)).collect();
        prop_assert_eq!(flow.layers, layers);
        for routed in &drawing.edges {
            prop_assert_eq!(flow.back[routed.edge], routed.reversed);
        }
    }

    #[test]
    fn hops_turned_round_are_in_loops((nodes, edges) in any_graph()) {
        let graph = Graph::new(nodes, edges);
        let analysis = crate::chain::analyse(&Graph::new(
            graph.nodes().iter().map(|n| crate::chain::Node { read: true, ..n.clone() }).collect(),
            graph.edges().to_vec(),
        ));
        let card = Size { width: 100.0, height: 40.0 };
        for routed in layout(&graph, card, &LayoutOptions::default()).edges {
            let edge = graph.edges()[routed.edge];
            let in_loop = analysis
                .loops
                .iter()
                .any(|part| part.contains(&edge.up) && part.contains(&edge.down));
            prop_assert!(!routed.reversed || in_loop);
        }
    }
}

#[test]
fn a_fan_is_drawn_without_crossings_and_centred() {
    let mention = |key| (key, Basis::Outlet, false);
    let fan = graph(
        &[mention("a"), mention("b"), mention("c"), mention("d"), mention("e")],
        &[(1, 0, true), (2, 0, true), (3, 0, true), (4, 3, true), (4, 1, true), (4, 2, true)],
    );
    let card = Size { width: 100.0, height: 40.0 };
    let drawing = layout(&fan, card, &LayoutOptions::default());
    assert_eq!(drawing.crossings, 0);
    assert_eq!(drawing.layers, 3);
    let middle = |v: usize| drawing.nodes[v].map(|n| n.x + n.size.width / 2.0);
    let (Some(top), Some(bottom)) = (middle(0), middle(4)) else { panic!("both are drawn") };
    assert!((top - 174.0).abs() < 1.0 && (bottom - 174.0).abs() < 1.0);
}

#[test]
fn a_tangle_that_can_be_undone_is() {
    let mention = |key| (key, Basis::Outlet, false);
    let ladder = graph(
        &[mention("a"), mention("b"), mention("c"), mention("d"), mention("e"), mention("f")],
        &[(5, 0, true), (4, 1, true), (3, 2, true), (4, 0, true)],
    );
    let card = Size { width: 100.0, height: 40.0 };
    assert_eq!(layout(&ladder, card, &LayoutOptions::default()).crossings, 0);
}
