//! How long a chain takes to analyse and to lay out, from two mentions to two thousand:
//! `cargo run --release -p domain --example chain_bench`.

use std::hint::black_box;
use std::time::{Duration, Instant};

use domain::chain::{Basis, Edge, Graph, HopKind, HopState, LayoutOptions, Node, Size, analyse, checklist, layout};

fn main() {
    println!("mentions   hops   analyse  checklist     layout  crossings");
    for (shape, build) in [("tangled", tangled as fn(usize) -> Graph), ("one long run", run), ("one wide fan", fan)] {
        println!("-- {shape}");
        for count in [2, 20, 200, 2_000] {
            let graph = build(count);
            let analysis = analyse(&graph);
            let card = Size { width: 220.0, height: 80.0 };
            let options = LayoutOptions::default();
            let crossings = layout(&graph, card, &options).crossings;
            println!(
                "{count:>8} {:>6} {:>9} {:>10} {:>10} {crossings:>10}",
                graph.hops().count(),
                show(time(|| drop(black_box(analyse(&graph))))),
                show(time(|| drop(black_box(checklist(&graph, &analysis))))),
                show(time(|| drop(black_box(layout(&graph, card, &options))))),
            );
        }
    }
}

/// The best of several runs: what the machine can do when nothing else is in the way.
fn time(work: impl Fn()) -> Duration {
    (0..15)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed()
        })
        .min()
        .unwrap_or_default()
}

fn show(time: Duration) -> String {
    format!("{:.3} ms", time.as_secs_f64() * 1_000.0)
}

fn node(index: usize) -> Node {
    Node {
        key: format!("m{index:05}"),
        outlet: (!index.is_multiple_of(11)).then(|| format!("Outlet {}", index % 97)),
        family: index.is_multiple_of(3).then(|| format!("Family {}", index % 13)),
        wire: index.is_multiple_of(7).then(|| format!("Wire {}", index % 5)),
        basis: Some(Basis::ALL[index % Basis::ALL.len()]),
        published: Some(format!("2024-08-{:02}", index % 28 + 1)),
        read: false,
    }
}

fn graph(count: usize, ends: impl Iterator<Item = (usize, usize)>) -> Graph {
    let edges = ends
        .enumerate()
        .map(|(index, (up, down))| Edge {
            up,
            down,
            kind: HopKind::ALL[index % HopKind::ALL.len()],
            state: HopState::ALL[index % 2],
        })
        .collect();
    Graph::new((0..count).map(node).collect(), edges)
}

/// Mostly from somebody shortly before, some from far back, every fiftieth hop closing a loop.
fn tangled(count: usize) -> Graph {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut below = move |limit: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % 1_000_003).unwrap_or(0) % limit
    };
    let mut ends = Vec::new();
    for down in 1..count {
        ends.push((down - 1 - below(down.min(8)), down));
        if below(4) == 0 {
            ends.push((below(down), down));
        }
        if below(50) == 0 {
            ends.push((down, below(down)));
        }
    }
    graph(count, ends.into_iter())
}

fn run(count: usize) -> Graph {
    graph(count, (1..count).map(|down| (down - 1, down)))
}

fn fan(count: usize) -> Graph {
    graph(count, (1..count).map(|down| (0, down)))
}
