//! What anybody may read. These pages hold no island and load no script.

mod about;
mod about_words;
mod browse;
mod changes;
mod counted;
mod document;
mod drawing;
mod frame;
mod home;
mod how;
mod leaning;
mod lines;
mod model;
mod outlet;
mod plausible;
mod poster;
mod quote;
mod search;
mod signs;
mod speaker;
mod trace;
mod what_if;

pub use about::About;
pub use browse::Browse;
pub use document::DocumentPage;
pub use frame::{Frame, NotFound};
pub use home::Home;
pub use leaning::{CircularPage, LeanQuotesPage, LeaningPage, OutletLeaningPage};
pub use lines::attribution;
pub(crate) use model::listed;
pub use outlet::OutletPage;
pub use poster::poster;
pub use quote::{QuoteArticle, QuotePage};
pub use search::Search;
pub use speaker::SpeakerPage;
pub use what_if::{WhatIfArticle, WhatIfPage};
