//! Reads an article and proposes every quotation in it: its words, speaker, cue, kind and the chain of outlets.
//!
//! Pure and deterministic: no I/O, no model, linear time, and it runs in the browser as well as on the server.
//! The way through: tokens, quote marks, sentences, cues and their clauses, speakers, chains; the README names the files.
//!
//! ```
//! let article = extract::read(&extract::Input::text("“We will not wait,” said Mayor Ana Lopez."));
//! assert_eq!(article.quotes[0].speaker.resolved.as_deref(), Some("Ana Lopez"));
//! ```

#![expect(
    clippy::many_single_char_names,
    reason = "token indices are short-lived and many; longer names would hide the rules"
)]
#![expect(clippy::struct_excessive_bools, reason = "tokens and openings are plain sets of independent facts")]
#![expect(clippy::nonminimal_bool, reason = "conditions are written as the rule of language reads")]

mod apposition;
mod arabic;
mod back;
mod behind;
mod chain;
mod citing;
mod clause;
mod confidence;
mod date;
mod doc;
mod frame;
mod gather;
mod german;
pub mod gold;
mod header;
mod html;
mod inner;
mod lang;
mod lexicon;
mod looks;
mod marks;
mod model;
mod noun;
mod offsets;
mod opening;
mod outlets;
mod people;
mod read;
mod resolve;
mod things;
mod token;
mod verbal;

pub use model::{Article, Band, Hop, Inner, Input, Kind, Mention, Offset, Quote, Span, Speaker, SpeakerKind};
pub use read::read;
