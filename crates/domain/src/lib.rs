//! What a quote, a mention, a hop and a chain are: pure rules with no input or output.
//! It builds for the browser too, so that a form says the same in both places.

pub mod chain;
pub mod drift;
