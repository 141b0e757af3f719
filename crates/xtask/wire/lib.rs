//! What the bench and the torture share: HTTP/1.1 from the client's side, over a socket that they hold themselves.

#[cfg(feature = "wire")]
pub mod client;
