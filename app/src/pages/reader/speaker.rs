//! The page `speaker`.

use leptos::prelude::*;

/// The page `speaker`.
#[component]
pub fn SpeakerPage() -> impl IntoView {
    view! { <h1>"SpeakerPage"</h1> }
}
