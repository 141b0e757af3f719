//! What happens to every request before and after its page.

pub mod headers;
pub mod page_cache;
pub mod visit;
