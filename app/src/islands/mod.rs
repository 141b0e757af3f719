//! The only interactive code. Every island improves a form or a text that works without it.

pub mod unsaved;

pub use unsaved::UnsavedGuard;
