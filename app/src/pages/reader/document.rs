//! The page `document`.

use leptos::prelude::*;

/// The page `document`.
#[component]
pub fn DocumentPage() -> impl IntoView {
    view! { <h1>"DocumentPage"</h1> }
}
