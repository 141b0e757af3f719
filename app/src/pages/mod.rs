//! One page a file. Each owns its title, its status and what it loads.

pub mod desk;
mod load;
pub mod reader;
pub mod trouble;

pub use load::{failed, load};
