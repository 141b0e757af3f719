//! The page `search`.

use leptos::prelude::*;

/// The page `search`.
#[component]
pub fn Search() -> impl IntoView {
    view! { <h1>"Search"</h1> }
}
