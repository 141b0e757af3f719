//! The only interactive code. Every island improves a form or a text that works without it.

pub mod chain;
pub mod date;
pub mod keys;
pub mod reading;
pub mod selection;
pub mod typeahead;
pub mod unsaved;
