//! The page `outlet`.

use leptos::prelude::*;

/// The page `outlet`.
#[component]
pub fn OutletPage() -> impl IntoView {
    view! { <h1>"OutletPage"</h1> }
}
