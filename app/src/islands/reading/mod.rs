//! What script adds to reading an article: it reads what is pasted, and goes through the cards with the keyboard. All
//! of it changes fields of the form; saving with script is saving without.

#[cfg(feature = "hydrate")]
mod bench;
pub(crate) mod marks;
mod paste;
mod reader;

pub use paste::PasteReader;
pub use reader::{Reader, ReaderWords};
