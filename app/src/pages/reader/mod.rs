//! What anybody may read. These pages hold no island and load no script.

mod about;
mod browse;
mod document;
mod frame;
mod home;
mod outlet;
mod quote;
mod search;
mod speaker;

pub use about::About;
pub use browse::Browse;
pub use document::DocumentPage;
pub use frame::{Frame, NotFound};
pub use home::Home;
pub use outlet::OutletPage;
pub use quote::QuotePage;
pub use search::Search;
pub use speaker::SpeakerPage;
