//! Pieces that several pages share: drawn on the server, without event handlers.

mod problem;

pub use problem::Problem;
