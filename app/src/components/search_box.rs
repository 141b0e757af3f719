//! The box to search in.

use crate::context::words;
use leptos::prelude::*;

/// A search box that asks for a page of results: no script.
#[component]
pub fn SearchBox(
    /// Id of the field, unique on the page.
    id: &'static str,
    /// What was typed.
    #[prop(optional, into)]
    value: String,
    /// In which kind of record; quotes when empty.
    #[prop(optional, into)]
    kind: String,
) -> impl IntoView {
    let w = words();
    let hint = format!("{id}-hint");
    view! {
        <form class="search-box" role="search" action="/search" method="get">
            <label for=id>{w.common.search_label}</label>
            <div class="search-box__row">
                <input id=id type="search" name="q" value=value enterkeyhint="search" aria-describedby=hint.clone()/>
                <button class="button button--main">{w.common.search}</button>
            </div>
            {(!kind.is_empty()).then(|| view! { <input type="hidden" name="kind" value=kind/> })}
            <p class="hint" id=hint>{w.reader.search_hint}</p>
        </form>
    }
}
