//! One file an output format: domain values to bytes.
//! What a reader can take away has to read back as what the page said.

pub mod leaning;
pub mod line;
pub mod picture;
