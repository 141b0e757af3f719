//! The newsroom's pages.

mod frame;
pub use frame::*;
