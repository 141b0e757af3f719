//! A saved quote as the graph that `domain::chain` reads.

use crate::views::{OutletRef, QuoteView};
use domain::{
    chain::{Edge, Graph, Node},
    quote::{MentionKey, Quote},
    text::fold,
};

/// The graph of a quote: its nodes stand in the order of its mentions, its edges in the order of its hops.
pub(crate) fn graph(view: &QuoteView) -> Graph {
    let quote = &view.saved.quote;
    let filled = |text: &str| (!text.trim().is_empty()).then(|| fold(text));
    let nodes = quote
        .mentions
        .iter()
        .map(|m| {
            let outlet: Option<&OutletRef> = view.outlet_of(m);
            let carrier = m.carrier.and_then(|c| view.speakers.get(&c));
            Node {
                key: m.key.0.to_string(),
                outlet: outlet.map(|o| o.name.clone()).or_else(|| carrier.map(|c| c.name.clone())),
                family: outlet.and_then(|o| filled(&o.family)),
                wire: filled(&m.wire_credit),
                basis: m.basis,
                published: view.published_of(m).map(|d| d.to_string()),
                read: m.read,
            }
        })
        .collect();
    let edges = quote
        .hops
        .iter()
        .filter_map(|h| {
            Some(Edge { down: position(quote, h.down)?, up: position(quote, h.up)?, kind: h.kind, state: h.state })
        })
        .collect();
    Graph::new(nodes, edges)
}

fn position(quote: &Quote, key: MentionKey) -> Option<usize> {
    quote.mentions.iter().position(|m| m.key == key)
}
