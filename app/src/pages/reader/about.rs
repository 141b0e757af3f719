//! The page `about`.

use leptos::prelude::*;

/// The page `about`.
#[component]
pub fn About() -> impl IntoView {
    view! { <h1>"About"</h1> }
}
