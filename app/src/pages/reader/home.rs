//! The front page.

use crate::{context::{services, words}, pages::load};
use leptos::prelude::*;
use leptos_meta::Title;

/// The front page: what this is, a search box, the newest quotes.
#[component]
pub fn Home() -> impl IntoView {
    let w = words();
    let service = services();
    view! {
        <Title text="Sanad"/>
        <h1>{w.reader.newest}</h1>
        {load(
            async move { service.home().await },
            |home| {
                view! {
                    <ul>
                        {home
                            .newest
                            .into_iter()
                            .map(|c| view! { <li><a href=c.path()>{c.wording.clone()}</a></li> })
                            .collect_view()}
                    </ul>
                }
            },
        )}
    }
}
