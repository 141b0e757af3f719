//! Field components: label, hint, error, what was typed. They work without script; islands sit inside them.

mod area;
mod field;
mod posted;

pub(crate) use area::Area;
pub use field::{FormState, Kind, Text, choices_of, error_summary, hidden, select};
pub use posted::{Notice, Posted};
