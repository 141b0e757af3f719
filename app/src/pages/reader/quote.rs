//! A quote's page.

use crate::{
    context::{param, send_on, services, visit},
    pages::load,
};
use axum::http::StatusCode;
use domain::id::PublicId;
use leptos::prelude::*;
use leptos_meta::Title;
use service::{Error, QuoteView};

/// A quote, what it rests on, and its chain.
#[component]
pub fn QuotePage() -> impl IntoView {
    let (service, visit, id, slug) = (services(), visit(), param("id"), param("slug"));
    load(
        async move {
            let id = PublicId::parse(&id).ok_or(Error::NotFound)?;
            service.quote(&visit.actor, &id).await
        },
        move |view| {
            if view.saved.head.slug != slug {
                send_on(StatusCode::MOVED_PERMANENTLY, &view.saved.head.path());
            }
            view! { <QuoteArticle view/> }
        },
    )
}

/// The quote itself, on its own page and in the newsroom's preview.
#[component]
pub fn QuoteArticle(
    /// The quote.
    view: QuoteView,
) -> impl IntoView {
    let words = view.saved.quote.lead().map(|m| m.wording.clone()).unwrap_or_default();
    view! {
        <Title text=words.clone()/>
        <blockquote>{words}</blockquote>
    }
}
