//! The sanad binary.
fn main() {}
