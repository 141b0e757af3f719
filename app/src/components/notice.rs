//! What a reader must know before anything else.

use leptos::prelude::*;

/// A notice: its word first, then the sentence.
#[component]
pub fn Notice(
    /// One word for it.
    label: &'static str,
    /// The sentence, and what belongs to it.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="notice">
            <p><strong class="notice__label">{label}</strong> " " {children()}</p>
        </div>
    }
}
