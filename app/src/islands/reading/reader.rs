//! The keyboard over the cards, and the words selected in the article. Every key changes a field of the form, or
//! presses one of its buttons.

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
    let is_shown = RwSignal::new(false);
    let is_selected = RwSignal::new(false);
    let current = RwSignal::new(0_usize);
    let ReaderWords { hint, add, use_for, keys, keys_title } = words;
    #[cfg(feature = "hydrate")]
    let bench = StoredValue::new_local(super::bench::Bench::new(article, form, current, is_shown, is_selected));
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| bench.with_value(super::bench::Bench::listen));
    #[cfg(not(feature = "hydrate"))]
    let _ = (article, form);
    let label = Memo::new(move |_| use_for.replace("{n}", &(current.get() + 1).to_string()));
    let press = move |key: &'static str| {
        #[cfg(feature = "hydrate")]
        bench.with_value(|b| b.press(key));
        #[cfg(not(feature = "hydrate"))]
        let _ = key;
    };
    let lines = keys.split(" · ").map(str::to_owned).collect::<Vec<_>>();
    view! {
        <p class="use-selection">
            <button type="button" class="button button--quiet" hidden=move || !is_selected.get() on:click=move |_| press("n")>
                {add}
            </button>
            <button type="button" class="button button--quiet" hidden=move || !is_selected.get() on:click=move |_| press("w")>
                {label}
            </button>
            <span class="hint" hidden=is_selected>{hint}</span>
        </p>
        <div class="keys" role="status" hidden=move || !is_shown.get()>
            <strong>{keys_title}</strong>
            "\n"
            {lines.join("\n")}
        </div>
    }
}
