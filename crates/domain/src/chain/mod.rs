//! The chain of a quote read as a graph: what it rests on, where it narrows, where it turns in circles.
//! Everything here is computed from plain values, so that a page, a form and the command agree.

mod analysis;
mod checklist;
mod component;
mod graph;
mod layers;
mod layout;
mod passage;
mod record;
mod spread;
mod ways;
mod whatif;
mod words;

pub use analysis::{Analysis, Route, Shared, Standing, WorkingStep, analyse};
pub use checklist::{Action, Checklist, Finding, Point as ChecklistPoint, checklist};
pub use graph::{Edge, Graph, Node};
pub use layers::{Flow, flow};
pub use layout::{Direction, Layout, LayoutOptions, Placed, Point, Routed, Size, layout, layout_sized};
pub use record::{AnalysisRecord, ChainRecord, HopRecord, MentionRecord, Name, RecordError};
pub use ways::ways;
pub use whatif::{Hidden, Moved, WhatIf, what_if};
pub use words::{Basis, HopKind, HopState};

#[cfg(test)]
mod tests;
