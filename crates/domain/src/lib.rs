//! What a quote, a mention, a hop and a chain are: pure rules with no input or output.
//! It builds for the browser too, so that a form says the same in both places.

pub mod account;
pub mod anchor;
pub mod chain;
pub mod date;
pub mod document;
pub mod drift;
pub mod fetching;
pub mod form;
pub mod id;
pub mod invalid;
pub mod lang;
pub mod leaning;
pub mod outlet;
pub mod permission;
pub mod plausibility;
pub mod quote;
pub mod speaker;
pub mod text;
pub mod web;
mod words;

pub use invalid::{Errors, Invalid, Reason};
