//! What is shown in place of a page. It always offers a way on.

use crate::{components::SearchBox, context::words};
use leptos::prelude::*;
use leptos_meta::Title;

/// Says what is the matter and what to do.
#[component]
pub fn Problem(
    /// What is the matter.
    title: &'static str,
    /// What to do.
    help: &'static str,
    /// Whether a search box helps on.
    search: bool,
) -> impl IntoView {
    let w = words();
    view! {
        <Title text=format!("{title} · Sanad")/>
        <section class="problem">
            <h1>{title}</h1>
            <p class="lead">{help}</p>
            {search.then(|| view! { <SearchBox id="problem-q"/> })}
            <ul class="ways">
                <li><a href="/">{w.common.home}</a></li>
                <li><a href="/quotes">{w.reader.all_quotes}</a></li>
                <li><a href="/about">{w.common.about}</a></li>
            </ul>
        </section>
    }
}
