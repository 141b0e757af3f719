//! What is shown in place of a page. It always offers a way on.

use crate::context::words;
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
        <Title text=title/>
        <section class="problem">
            <h1>{title}</h1>
            <p>{help}</p>
            {search
                .then(|| {
                    view! {
                        <form class="search-box" role="search" action="/search" method="get">
                            <label for="problem-q">{w.common.search}</label>
                            <input id="problem-q" type="search" name="q"/>
                            <button>{w.common.search}</button>
                        </form>
                    }
                })}
            <p><a href="/">{w.common.home}</a> " · " <a href="/quotes">{w.common.browse}</a></p>
        </section>
    }
}
