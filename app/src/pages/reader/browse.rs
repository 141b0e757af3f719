//! The page `browse`.

use leptos::prelude::*;

/// The page `browse`.
#[component]
pub fn Browse() -> impl IntoView {
    view! { <h1>"Browse"</h1> }
}
