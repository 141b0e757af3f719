//! The chain of a quote read as a graph: what it rests on, where it narrows, where it turns in circles.
//! Everything here is computed from plain values, so that a page, a form and the command agree.

mod analysis;
mod component;
mod graph;
mod layers;
mod layout;
mod passage;
mod spread;
mod words;

pub use analysis::{Analysis, Route, Shared, Standing, WorkingStep, analyse};
pub use graph::{Edge, Graph, Node};
pub use layout::{
    Direction, Layout, LayoutOptions, Placed, Point, Routed, Size, layout, layout_sized,
};
pub use words::{Basis, HopKind, HopState};

#[cfg(test)]
mod tests;
