//! Across quotes: which outlets lean on which, where everything passes through, where words go in circles.

mod chart;
mod library;
mod outlet;
mod quotes;
mod table;

pub use library::LeaningPage;
pub use outlet::OutletLeaningPage;
pub(super) use outlet::outlet_section;
pub use quotes::{CircularPage, LeanQuotesPage};
