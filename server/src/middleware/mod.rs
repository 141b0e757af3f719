//! What happens around every request.

pub mod address;
pub mod door;
pub mod headers;
pub mod page_cache;
pub mod proxies;
pub mod visit;
