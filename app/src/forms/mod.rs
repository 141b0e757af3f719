//! Field components: label, hint, error, what was typed. They work without script; islands sit inside them.

mod area;
mod field;
mod posted;

pub(crate) use area::Area;
pub(crate) use field::id_of;
pub use field::{FormState, Kind, Text, choices_of, error_summary, error_summary_to, hidden, select};
pub use posted::{Notice, Posted};
