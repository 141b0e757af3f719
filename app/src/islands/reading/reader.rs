//! The keyboard over the cards.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What the island says.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ReaderWords {
    /// While nothing is selected.
    pub hint: String,
    /// Button: add the selected words.
    pub add: String,
    /// Button with `{n}`: use them in this quotation.
    pub use_for: String,
    /// What the keys do.
    pub keys: String,
    /// Heading of that.
    pub keys_title: String,
}

/// Moves through the cards and changes their fields.
#[island]
pub fn Reader(
    /// Id of the article's text.
    article: String,
    /// Id of the form.
    form: String,
    /// What it says.
    words: ReaderWords,
) -> impl IntoView {
    let _ = (article, form);
    view! { <p class="use-selection"><span class="hint">{words.hint}</span></p> }
}
