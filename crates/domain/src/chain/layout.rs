//! A layered drawing of a chain: upstream first, long hops bent round cards, few crossings.
//! No well-kept crate does this without a renderer of its own, so here is a small Sugiyama.

use serde::{Deserialize, Serialize};

use super::graph::Graph;
use super::layers::layered;
use super::spread::spread;

/// Which way time runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// Down, for a phone.
    Down,
    /// To the right, for a desk.
    Right,
}

/// Width and height of a card.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Size {
    /// Across the page.
    pub width: f64,
    /// Down the page.
    pub height: f64,
}

/// A place on the page.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// From the left.
    pub x: f64,
    /// From the top.
    pub y: f64,
}

/// How a drawing is to be laid out.
#[derive(Debug, Clone, PartialEq)]
pub struct LayoutOptions {
    /// Which way time runs.
    pub direction: Direction,
    /// Room between one layer and the next, where the hops are drawn.
    pub layer_gap: f64,
    /// Room after each layer, from the first, where it is to differ from `layer_gap`.
    pub gaps: Vec<f64>,
    /// Room between cards of one layer.
    pub node_gap: f64,
    /// Room a passing hop takes between the cards of a layer.
    pub lane: f64,
}

impl Default for LayoutOptions {
    fn default() -> Self {
        Self { direction: Direction::Down, layer_gap: 48.0, gaps: Vec::new(), node_gap: 24.0, lane: 12.0 }
    }
}

/// Where a mention is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Placed {
    /// Its layer, 0 at the head.
    pub layer: usize,
    /// Its place within the layer.
    pub order: usize,
    /// Left edge.
    pub x: f64,
    /// Upper edge.
    pub y: f64,
    /// Width and height as given.
    pub size: Size,
}

/// How a hop is drawn.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Routed {
    /// Index of the hop.
    pub edge: usize,
    /// Whether it goes against the flow: it closes a loop.
    pub reversed: bool,
    /// From the upstream's edge to the downstream's, bending at each point. A mention that names
    /// itself has none.
    pub points: Vec<Point>,
}

/// A finished drawing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Layout {
    /// By index of mention. A hidden mention is nothing.
    pub nodes: Vec<Option<Placed>>,
    /// The hops drawn, by index of hop.
    pub edges: Vec<Routed>,
    /// Number of layers.
    pub layers: usize,
    /// Number of crossings left between neighbouring layers.
    pub crossings: usize,
    /// Width and height of the whole.
    pub size: Size,
}

/// Lays out a chain with cards of one size.
pub fn layout(graph: &Graph, card: Size, options: &LayoutOptions) -> Layout {
    layout_sized(graph, &vec![card; graph.len()], options)
}

/// Lays out a chain, each card of its own size, by index; a missing size is no room at all.
pub fn layout_sized(graph: &Graph, sizes: &[Size], options: &LayoutOptions) -> Layout {
    let plan = layered(graph);
    let size_of = |v: usize| sizes.get(v).copied().unwrap_or(Size { width: 0.0, height: 0.0 });
    let across = |size: Size| match options.direction {
        Direction::Down => size.width,
        Direction::Right => size.height,
    };
    let along = |size: Size| match options.direction {
        Direction::Down => size.height,
        Direction::Right => size.width,
    };
    let breadth: Vec<f64> = (0..plan.layer.len())
        .map(|v| if v < graph.len() { across(size_of(v)) + options.node_gap } else { options.lane })
        .collect();
    let centre = spread(&plan, &breadth);

    let mut depth = vec![0.0_f64; plan.ranks.len()];
    for (layer, rank) in plan.ranks.iter().enumerate() {
        for &v in rank.iter().filter(|&&v| v < graph.len()) {
            depth[layer] = depth[layer].max(along(size_of(v)));
        }
    }
    let mut start = Vec::with_capacity(depth.len());
    let mut at = 0.0;
    let mut length = 0.0;
    for (layer, room) in depth.iter().enumerate() {
        start.push(at);
        length = at + room;
        at = length + options.gaps.get(layer).unwrap_or(&options.layer_gap);
    }
    let first = (0..centre.len())
        .filter(|&v| plan.placed[v])
        .map(|v| centre[v] - breadth[v] / 2.0)
        .fold(f64::INFINITY, f64::min);
    let last = (0..centre.len())
        .filter(|&v| plan.placed[v])
        .map(|v| centre[v] + breadth[v] / 2.0)
        .fold(f64::NEG_INFINITY, f64::max);
    let margin = options.node_gap / 2.0;
    let shift = if first.is_finite() { first + margin } else { 0.0 };
    let width = if first.is_finite() { (last - first - options.node_gap).max(0.0) } else { 0.0 };

    let point = |across: f64, along: f64| match options.direction {
        Direction::Down => Point { x: across, y: along },
        Direction::Right => Point { x: along, y: across },
    };
    let nodes: Vec<Option<Placed>> = (0..graph.len())
        .map(|v| {
            plan.placed[v].then(|| {
                let size = size_of(v);
                let corner = point(
                    centre[v] - shift - across(size) / 2.0,
                    start[plan.layer[v]] + (depth[plan.layer[v]] - along(size)) / 2.0,
                );
                Placed { layer: plan.layer[v], order: plan.order[v], x: corner.x, y: corner.y, size }
            })
        })
        .collect();
    let ends = |v: usize| {
        let middle = start[plan.layer[v]] + depth[plan.layer[v]] / 2.0;
        let half = if v < graph.len() { along(size_of(v)) / 2.0 } else { depth[plan.layer[v]] / 2.0 };
        (middle - half, middle + half)
    };
    let edges = plan
        .edges
        .iter()
        .map(|path| {
            let mut points = Vec::new();
            for (place, &v) in path.via.iter().enumerate() {
                let (near, far) = ends(v);
                let cross = centre[v] - shift;
                if place > 0 {
                    points.push(point(cross, near));
                }
                if place + 1 < path.via.len() && (far > near || place == 0) {
                    points.push(point(cross, far));
                }
            }
            if path.reversed {
                points.reverse();
            }
            Routed { edge: path.edge, reversed: path.reversed, points }
        })
        .collect();
    let far = point(width, length);
    Layout {
        nodes,
        edges,
        layers: plan.ranks.len(),
        crossings: plan.crossings(),
        size: Size { width: far.x, height: far.y },
    }
}
