//! Turning pages: links, so that they work everywhere and can be kept.

use crate::context::words;
use leptos::prelude::*;

/// The way on through a list that is read by cursor, and back to its beginning.
#[component]
pub fn NextPage(
    /// Address of the next page, if there is one.
    next: Option<String>,
    /// Address of the first page, when this is another.
    first: Option<String>,
) -> impl IntoView {
    let w = &words().common;
    (next.is_some() || first.is_some()).then(|| {
        view! {
            <nav class="pager" aria-label=w.pages>
                {first.map(|href| view! { <a href=href>"← " {w.first_page}</a> })}
                {next.map(|href| view! { <a class="pager__next" rel="next" href=href>{w.next_page} " →"</a> })}
            </nav>
        }
    })
}

/// The ways back and on through numbered pages.
#[component]
pub fn Pages(
    /// Address of the page before, if there is one.
    previous: Option<String>,
    /// Address of the page after, if there is one.
    next: Option<String>,
) -> impl IntoView {
    let w = &words().common;
    (next.is_some() || previous.is_some()).then(|| {
        view! {
            <nav class="pager" aria-label=w.pages>
                {previous.map(|href| view! { <a rel="prev" href=href>"← " {w.previous_page}</a> })}
                {next.map(|href| view! { <a class="pager__next" rel="next" href=href>{w.next_page} " →"</a> })}
            </nav>
        }
    })
}
