//! The chain as a graph: analysis and layout.
